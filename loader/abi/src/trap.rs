//! Trap codes, and the three tables that map a program counter to what the runtime must know about it.
//!
//! Each table is a sorted column of `u32` code offsets (relative to `.text`) followed by a column of values, so that
//! a signal handler can search it in place: `count: u32`, `count` keys, `count` values, all little-endian.
//!
//! | table | key | value | look-up |
//! |---|---|---|---|
//! | traps | start of an instruction that can trap | [`TrapCode`] as u32 | exact |
//! | source | first pc of a range | byte offset in the wasm module, [`NO_SOURCE`] for none | last key ≤ pc |
//! | unwind | first pc of a range | CFA − stack pointer in bytes, [`UNWIND_END`] in entry trampolines | last key ≤ pc |
//!
//! The return address is at CFA − 8; on aarch64, where [`UNWIND_LR`] is added to the distance, it is still in x30 (and the
//! distance, a signed number, is below zero between the pop of a function's stack arguments and its return). For
//! a frame that is not the innermost one look up `return address − 1` in the source and unwind tables.

use alloc::vec::Vec;

/// Why execution stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u32)]
pub enum TrapCode {
    /// `unreachable`.
    Unreachable = 1,
    /// A memory access out of bounds.
    MemoryOutOfBounds = 2,
    /// A table access out of bounds.
    TableOutOfBounds = 3,
    /// `call_indirect` outside the table.
    UndefinedElement = 4,
    /// `call_indirect` to a null element.
    IndirectCallToNull = 5,
    /// `call_indirect` to a function of another type.
    BadSignature = 6,
    /// Signed division overflow, or a conversion out of range.
    IntegerOverflow = 7,
    /// Division by zero.
    DivisionByZero = 8,
    /// Conversion of a NaN to an integer.
    InvalidConversion = 9,
    /// The guest stack is exhausted.
    StackOverflow = 10,
    /// The host asked the guest to stop.
    Interrupt = 11,
}

impl TrapCode {
    /// The code of a number.
    pub const fn from_u32(n: u32) -> Option<TrapCode> {
        Some(match n {
            1 => TrapCode::Unreachable,
            2 => TrapCode::MemoryOutOfBounds,
            3 => TrapCode::TableOutOfBounds,
            4 => TrapCode::UndefinedElement,
            5 => TrapCode::IndirectCallToNull,
            6 => TrapCode::BadSignature,
            7 => TrapCode::IntegerOverflow,
            8 => TrapCode::DivisionByZero,
            9 => TrapCode::InvalidConversion,
            10 => TrapCode::StackOverflow,
            11 => TrapCode::Interrupt,
            _ => return None,
        })
    }

    /// Message, in the spec suite's words.
    pub const fn message(self) -> &'static str {
        match self {
            TrapCode::Unreachable => "unreachable",
            TrapCode::MemoryOutOfBounds => "out of bounds memory access",
            TrapCode::TableOutOfBounds => "out of bounds table access",
            TrapCode::UndefinedElement => "undefined element",
            TrapCode::IndirectCallToNull => "uninitialized element",
            TrapCode::BadSignature => "indirect call type mismatch",
            TrapCode::IntegerOverflow => "integer overflow",
            TrapCode::DivisionByZero => "integer divide by zero",
            TrapCode::InvalidConversion => "invalid conversion to integer",
            TrapCode::StackOverflow => "call stack exhausted",
            TrapCode::Interrupt => "interrupt",
        }
    }
}

/// Value in the source table: no wasm operator.
pub const NO_SOURCE: u32 = u32::MAX;
/// Value in the unwind table: the outermost wasm frame, where a backtrace ends.
pub const UNWIND_END: u32 = u32::MAX;
/// Added to a value in the unwind table of aarch64, which is a multiple of 16: the return address is in x30.
pub const UNWIND_LR: u32 = 1;

/// Encodes a table. Rows must be sorted by key, without duplicates.
pub fn encode_table(rows: &[(u32, u32)]) -> Vec<u8> {
    debug_assert!(rows.windows(2).all(|w| w[0].0 < w[1].0));
    let mut out = Vec::with_capacity(4 + rows.len() * 8);
    out.extend_from_slice(&(rows.len() as u32).to_le_bytes());
    rows.iter().for_each(|r| out.extend_from_slice(&r.0.to_le_bytes()));
    rows.iter().for_each(|r| out.extend_from_slice(&r.1.to_le_bytes()));
    out
}

/// A view of an encoded table. Neither construction nor look-up allocates or panics.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    keys: &'a [u8],
    values: &'a [u8],
}

fn u32_at(b: &[u8], i: usize) -> u32 {
    match b.get(i * 4..i * 4 + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

impl<'a> Table<'a> {
    /// Reads the header; `None` where the size does not fit the count or the keys are not strictly ascending.
    pub fn parse(bytes: &'a [u8]) -> Option<Table<'a>> {
        let n = u32_at(bytes.get(..4)?, 0) as usize;
        let rest = &bytes[4..];
        if rest.len() != n.checked_mul(8)? {
            return None;
        }
        let (keys, values) = rest.split_at(n * 4);
        let t = Table { keys, values };
        (1..n).all(|i| u32_at(keys, i - 1) < u32_at(keys, i)).then_some(t)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.keys.len() / 4
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Row `i`.
    pub fn row(&self, i: usize) -> (u32, u32) {
        (u32_at(self.keys, i), u32_at(self.values, i))
    }

    /// Number of keys ≤ `pc`.
    fn rank(&self, pc: u32) -> usize {
        let (mut lo, mut hi) = (0, self.len());
        while lo < hi {
            let mid = lo + (hi - lo) / 2;
            if u32_at(self.keys, mid) <= pc { lo = mid + 1 } else { hi = mid }
        }
        lo
    }

    /// Value of the row whose key is `pc`.
    pub fn exact(&self, pc: u32) -> Option<u32> {
        let i = self.rank(pc).checked_sub(1)?;
        (u32_at(self.keys, i) == pc).then(|| u32_at(self.values, i))
    }

    /// Value of the last row whose key is ≤ `pc`.
    pub fn covering(&self, pc: u32) -> Option<u32> {
        self.rank(pc).checked_sub(1).map(|i| u32_at(self.values, i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_search() {
        let bytes = encode_table(&[(4, 1), (10, 2), (12, 3)]);
        let t = Table::parse(&bytes).unwrap();
        assert_eq!(t.exact(10), Some(2));
        assert_eq!(t.exact(11), None);
        assert_eq!(t.covering(11), Some(2));
        assert_eq!(t.covering(3), None);
        assert_eq!(t.covering(u32::MAX), Some(3));
        assert!(Table::parse(&bytes[..bytes.len() - 1]).is_none());
        assert!(Table::parse(&encode_table(&[])).unwrap().is_empty());
    }
}
