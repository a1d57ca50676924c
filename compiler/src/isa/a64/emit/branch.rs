//! The branches of aarch64. `b` reaches 128 MiB and has no longer form; `b.cond`, `cbz` and `cbnz` reach 1 MiB, `tbz`
//! and `tbnz` 32 KiB: their long form is the opposite one over a `b`.

use super::super::inst::{Cond, Reg, Size};
use crate::emit::branch::Form;

/// A branch, as its instruction with distance 0.
#[derive(Clone, Copy, Debug)]
pub struct Jump {
    word: u32,
    /// Where the distance in words is in it.
    shift: u32,
    bits: u32,
    /// What makes it the opposite branch.
    invert: u32,
}

const NOP: u32 = 0xd503_201f;
const B: Jump = Jump { word: 0x1400_0000, shift: 0, bits: 26, invert: 0 };

impl Jump {
    /// `b`.
    pub const ALWAYS: Jump = B;

    /// Where the condition holds.
    pub fn on(c: Cond) -> Jump {
        let compare = |r: Reg, word: u32, flip: bool, bits| {
            Jump { word: word | u32::from(flip) << 24 | u32::from(r.hw()), shift: 5, bits, invert: 1 << 24 }
        };
        match c {
            Cond::Flags(cc) => Jump { word: 0x5400_0000 | cc as u32, shift: 5, bits: 19, invert: 1 },
            Cond::Zero { size, reg, zero } => compare(reg, 0x3400_0000 | u32::from(size == Size::S64) << 31, !zero, 19),
            Cond::Bit { reg, bit, set } => {
                let bit = u32::from(bit & 63);
                compare(reg, 0x3600_0000 | bit >> 5 << 31 | (bit & 31) << 19, set, 14)
            }
        }
    }

    fn with(self, distance: i64) -> Option<u32> {
        let words = distance / 4;
        let half = 1 << (self.bits - 1);
        let ok = distance % 4 == 0 && (-half..half).contains(&words);
        ok.then(|| self.word | (words as u32 & ((1 << self.bits) - 1)) << self.shift)
    }
}

impl Form for Jump {
    const SHORT: u32 = 4;

    fn growth(self) -> u32 {
        if self.invert == 0 { 0 } else { 4 }
    }

    fn reaches(self, distance: i64) -> bool {
        self.with(distance).is_some()
    }

    fn write(self, long: bool, distance: i64, code: &mut Vec<u8>) -> Option<()> {
        let mut push = |word: u32| code.extend_from_slice(&word.to_le_bytes());
        if long {
            push(Jump { word: self.word ^ self.invert, ..self }.with(8)?);
            push(B.with(distance - 4)?);
        } else {
            push(self.with(distance)?);
        }
        Some(())
    }

    const MOST_PADDING: u32 = 12;

    fn pad(bytes: u32, code: &mut Vec<u8>) {
        code.extend(NOP.to_le_bytes().iter().cycle().take(bytes as usize));
    }
}

#[cfg(test)]
mod tests;
