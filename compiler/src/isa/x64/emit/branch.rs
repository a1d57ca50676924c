//! The branches of x86-64: short ones of two bytes, which reach 128 bytes, and long ones of five or six; and its padding.

use super::Cc;
use crate::emit::branch::Form;

/// A jump, with a condition or without.
#[derive(Clone, Copy, Debug)]
pub struct Jump(pub Option<Cc>);

impl Form for Jump {
    const SHORT: u32 = 2;

    fn growth(self) -> u32 {
        if self.0.is_some() { 4 } else { 3 }
    }

    fn reaches(self, distance: i64) -> bool {
        i8::try_from(distance - 2).is_ok()
    }

    fn write(self, long: bool, distance: i64, code: &mut Vec<u8>) -> Option<()> {
        if !long {
            let d = i8::try_from(distance - 2).ok()?;
            code.extend_from_slice(&[self.0.map_or(0xeb, |cc| 0x70 | cc as u8), d as u8]);
            return Some(());
        }
        let d = i32::try_from(distance - 2 - i64::from(self.growth())).ok()?;
        match self.0 {
            Some(cc) => code.extend_from_slice(&[0x0f, 0x80 | cc as u8]),
            None => code.push(0xe9),
        }
        code.extend_from_slice(&d.to_le_bytes());
        Some(())
    }

    const MOST_PADDING: u32 = 15;

    fn pad(bytes: u32, code: &mut Vec<u8>) {
        let mut left = bytes as usize;
        while left > 0 {
            let n = left.min(NOPS.len());
            code.extend_from_slice(&NOPS[n - 1][..n]);
            left -= n;
        }
    }
}

/// One instruction of each length, as Intel's manual recommends (volume 2, `NOP`).
const NOPS: [[u8; 9]; 9] = [
    [0x90, 0, 0, 0, 0, 0, 0, 0, 0],
    [0x66, 0x90, 0, 0, 0, 0, 0, 0, 0],
    [0x0f, 0x1f, 0x00, 0, 0, 0, 0, 0, 0],
    [0x0f, 0x1f, 0x40, 0, 0, 0, 0, 0, 0],
    [0x0f, 0x1f, 0x44, 0, 0, 0, 0, 0, 0],
    [0x66, 0x0f, 0x1f, 0x44, 0, 0, 0, 0, 0],
    [0x0f, 0x1f, 0x80, 0, 0, 0, 0, 0, 0],
    [0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0, 0],
    [0x66, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0],
];

#[cfg(test)]
mod tests;
