//! Trap codes, and the three tables that map a program counter to what the runtime must know about it.
//!
//! A table is a list of rows by ascending key, a code offset relative to `.text`. It is coded in blocks of up to [`BLOCK`] rows, which a signal
//! handler can search in place: `count: u32`; for each block its first key and the offset of its bytes behind this index, both `u32`; the
//! blocks' bytes. A row is a LEB128 number: its lowest bit tells whether the value differs from that of the row before it, those above are the
//! distance of the key from that row's. If the value differs, the difference follows, another LEB128 number, with its sign in the lowest bit.
//! The first row of a block comes after the block's key with the value 0.
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

/// Rows in a block; the last has fewer. A look-up reads the index by halves, and one block.
const BLOCK: usize = 64;

fn put_number(mut n: u64, out: &mut Vec<u8>) {
    while n > 0x7f {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// A number of up to 35 bits.
#[inline]
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0;
    for shift in [0, 7, 14, 21, 28] {
        let (b, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(b & 0x7f) << shift;
        if b & 0x80 == 0 {
            return Some(n);
        }
    }
    None
}

/// Encodes a table. Rows must be sorted by key, without duplicates.
pub fn encode_table(rows: &[(u32, u32)]) -> Vec<u8> {
    debug_assert!(rows.windows(2).all(|w| w[0].0 < w[1].0));
    let (mut index, mut bytes) = (Vec::new(), Vec::new());
    index.extend_from_slice(&(rows.len() as u32).to_le_bytes());
    for block in rows.chunks(BLOCK) {
        let (mut key, mut value) = (block[0].0, 0u32);
        index.extend_from_slice(&key.to_le_bytes());
        index.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        for row in block {
            let (distance, change) = (row.0 - key, row.1.wrapping_sub(value) as i32);
            put_number(u64::from(distance) << 1 | u64::from(change != 0), &mut bytes);
            if change != 0 {
                put_number(u64::from((change << 1 ^ change >> 31) as u32), &mut bytes);
            }
            (key, value) = *row;
        }
    }
    index.extend_from_slice(&bytes);
    index
}

/// What is wrong with a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TableFault {
    /// Its bytes are no rows by ascending key.
    Form,
    /// A row is not one that was expected.
    Row,
}

/// A view of an encoded table. Neither construction nor look-up allocates or panics. Construction checks the index; what a block holds is
/// checked by [`Self::check`], else when it is read: a look-up finds nothing beyond a damaged row.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    len: usize,
    index: &'a [u8],
    bytes: &'a [u8],
}

/// The rows of a block.
struct Rows<'a> {
    bytes: &'a [u8],
    /// Of the row before.
    key: u32,
    value: u32,
    /// Rows to come.
    left: usize,
    first: bool,
}

impl Rows<'_> {
    /// The next row; none after the last one, and none where there should be one.
    #[inline]
    fn next(&mut self) -> Option<(u32, u32)> {
        self.left = self.left.checked_sub(1)?;
        let n = number(&mut self.bytes)?;
        let distance = u32::try_from(n >> 1).ok()?;
        // Only the first row has its block's key.
        if (distance == 0) != self.first {
            return None;
        }
        self.first = false;
        self.key = self.key.checked_add(distance)?;
        if n & 1 != 0 {
            let change = u32::try_from(number(&mut self.bytes)?).ok()?;
            self.value = self.value.wrapping_add(change >> 1 ^ (change & 1).wrapping_neg());
        }
        Some((self.key, self.value))
    }
}

fn u32_at(b: &[u8], i: usize) -> u32 {
    match b.get(i * 4..i * 4 + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

impl<'a> Table<'a> {
    /// Reads count and index; `None` where the size does not fit the count, or the blocks' keys are not strictly ascending, or their bytes not one
    /// after the other.
    pub fn parse(bytes: &'a [u8]) -> Option<Table<'a>> {
        let len = u32_at(bytes.get(..4)?, 0) as usize;
        let blocks = len.div_ceil(BLOCK);
        let (index, bytes) = bytes[4..].split_at_checked(blocks.checked_mul(8)?)?;
        let t = Table { len, index, bytes };
        let ordered = (1..blocks).all(|i| t.block_key(i - 1) < t.block_key(i) && t.block_start(i - 1) <= t.block_start(i));
        let begun = blocks == 0 || (t.block_start(0) == 0 && t.block_start(blocks - 1) <= bytes.len());
        (ordered && begun && (blocks > 0 || bytes.is_empty())).then_some(t)
    }

    fn blocks(&self) -> usize {
        self.index.len() / 8
    }

    fn block_key(&self, i: usize) -> u32 {
        u32_at(self.index, 2 * i)
    }

    fn block_start(&self, i: usize) -> usize {
        u32_at(self.index, 2 * i + 1) as usize
    }

    fn block(&self, i: usize) -> Rows<'a> {
        let end = if i + 1 < self.blocks() { self.block_start(i + 1) } else { self.bytes.len() };
        Rows {
            bytes: self.bytes.get(self.block_start(i)..end).unwrap_or_default(),
            key: self.block_key(i),
            value: 0,
            left: (self.len - (i * BLOCK).min(self.len)).min(BLOCK),
            first: true,
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The last row.
    pub fn last(&self) -> Option<(u32, u32)> {
        let mut rows = self.block(self.blocks().checked_sub(1)?);
        let mut last = None;
        while let Some(row) = rows.next() {
            last = Some(row);
        }
        last.filter(|_| rows.left == 0)
    }

    /// Reads all rows and asks of each whether it is as it should be.
    pub fn check(&self, mut expected: impl FnMut(u32, u32) -> bool) -> Result<(), TableFault> {
        let mut before = None;
        for i in 0..self.blocks() {
            let mut rows = self.block(i);
            if before.is_some_and(|b| b >= rows.key) {
                return Err(TableFault::Form);
            }
            while rows.left > 0 {
                // Most rows are one byte, and their values those of the row before.
                let mut plain = 0;
                if !rows.first && rows.key < u32::MAX - 64 * BLOCK as u32 {
                    let most = rows.bytes.len().min(rows.left);
                    let mut key = rows.key;
                    for n in rows.bytes[..most].iter().take_while(|n| **n & 0x81 == 0 && **n != 0) {
                        key += u32::from(n >> 1);
                        if !expected(key, rows.value) {
                            return Err(TableFault::Row);
                        }
                        plain += 1;
                    }
                    (rows.bytes, rows.key, rows.left) = (&rows.bytes[plain..], key, rows.left - plain);
                }
                if plain == 0 {
                    let (key, value) = rows.next().ok_or(TableFault::Form)?;
                    if !expected(key, value) {
                        return Err(TableFault::Row);
                    }
                }
            }
            if !rows.bytes.is_empty() {
                return Err(TableFault::Form);
            }
            before = Some(rows.key);
        }
        Ok(())
    }

    /// The last row whose key is ≤ `pc`.
    fn find(&self, pc: u32) -> Option<(u32, u32)> {
        let (mut lo, mut hi) = (0, self.blocks());
        while lo < hi {
            let mid = lo + (hi - lo) / 2;
            if self.block_key(mid) <= pc { lo = mid + 1 } else { hi = mid }
        }
        let mut rows = self.block(lo.checked_sub(1)?);
        let mut found = None;
        while let Some(row) = rows.next().filter(|r| r.0 <= pc) {
            found = Some(row);
        }
        found
    }

    /// Value of the row whose key is `pc`.
    pub fn exact(&self, pc: u32) -> Option<u32> {
        self.find(pc).filter(|r| r.0 == pc).map(|r| r.1)
    }

    /// Value of the last row whose key is ≤ `pc`.
    pub fn covering(&self, pc: u32) -> Option<u32> {
        self.find(pc).map(|r| r.1)
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
        assert_eq!(Table::parse(&bytes[..bytes.len() - 1]).map(|t| t.check(|_, _| true)), Some(Err(TableFault::Form)));
        assert_eq!(Table::parse(&[&bytes[..], &[0]].concat()).map(|t| t.check(|_, _| true)), Some(Err(TableFault::Form)));
        assert!(Table::parse(&bytes[..11]).is_none());
        let empty = encode_table(&[]);
        let t = Table::parse(&empty).unwrap();
        assert!(t.is_empty() && t.last().is_none() && t.covering(0).is_none() && t.check(|_, _| false).is_ok());
        assert!(Table::parse(&[0; 5]).is_none());
    }

    /// Rows whose keys and values change by little and by much.
    fn rows(count: usize) -> Vec<(u32, u32)> {
        let mut seed = 7u64;
        let mut key = 0u32;
        let mut random = move || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 40) as u32
        };
        (0..count)
            .map(|i| {
                key += 1 + random() % [1, 3, 100, 20_000][i % 4];
                (key, [2, random() % 50, random() << 10, NO_SOURCE][random() as usize % 4])
            })
            .collect()
    }

    #[test]
    fn blocks_of_all_lengths() {
        for count in [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 1000] {
            let rows = rows(count);
            let bytes = encode_table(&rows);
            let t = Table::parse(&bytes).unwrap();
            let mut read = Vec::new();
            assert_eq!(t.check(|k, v| { read.push((k, v)); true }), Ok(()));
            assert_eq!((t.len(), t.last(), &read), (count, rows.last().copied(), &rows));
            for (i, (key, value)) in rows.iter().enumerate() {
                let before = i.checked_sub(1).map(|i| rows[i]);
                assert_eq!((t.exact(*key), t.covering(*key)), (Some(*value), Some(*value)));
                assert_eq!(t.covering(key - 1), before.map(|r| r.1));
                assert_eq!(t.exact(key - 1), before.filter(|r| r.0 == key - 1).map(|r| r.1));
            }
            assert_eq!(t.check(|k, _| k != rows[count / 2].0), Err(TableFault::Row));
        }
    }

    #[test]
    fn damage_is_found_or_gives_rows_in_order() {
        let good = encode_table(&rows(150));
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bytes = good.clone();
                bytes[at] ^= 1 << bit;
                let Some(t) = Table::parse(&bytes) else { continue };
                let mut last = None;
                let sound = t.check(|k, _| last.replace(k).is_none_or(|l| l < k));
                assert_ne!(sound, Err(TableFault::Row));
                for pc in [0, 1, 77, 1000, 1 << 20, u32::MAX] {
                    let _ = (t.exact(pc), t.covering(pc), t.last());
                }
            }
        }
    }
}
