//! Layout of a module's code. Input: the code of every function and the stubs; output: `.text` and its tables.
//!
//! Functions stand in index order, 16-aligned, then the stubs; from the next page on the jump tables (read-only, not
//! executable). Direct calls and jump tables are resolved here, so `.text` needs no relocations.

pub mod blocks;
pub mod stubs;

use wazc_abi::record::{FuncCode as FuncPlace, TypeStubs};
use wazc_abi::trap::{NO_SOURCE, TrapCode};

/// The target of a direct call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Call {
    /// A function of the module, imports included.
    Func(u32),
    /// The stub for `memory.copy`.
    Copy,
    /// The stub for `memory.fill`.
    Fill,
    /// The indirect-miss stub of a type.
    Miss(u32),
}

/// A jump table: 32-bit distances from the table to the targets.
#[derive(Clone, Debug)]
pub struct JumpTable {
    /// Position of the 32-bit displacement, from its own end, to the table.
    pub at: u32,
    /// Positions of the targets.
    pub targets: Vec<u32>,
}

/// Code of one function; positions count from its start.
#[derive(Clone, Debug, Default)]
pub struct FuncCode {
    /// Bytes.
    pub code: Vec<u8>,
    /// Trapping instructions.
    pub traps: Vec<(u32, TrapCode)>,
    /// From this position on: offset in the wasm module.
    pub source: Vec<(u32, u32)>,
    /// From this position on: CFA − stack pointer.
    pub unwind: Vec<(u32, u32)>,
    /// Positions of the 32-bit displacements of calls.
    pub calls: Vec<(u32, Call)>,
    /// Jump tables.
    pub tables: Vec<JumpTable>,
}

/// The stubs of a module, as one block of code.
#[derive(Clone, Debug, Default)]
pub struct StubCode {
    /// Bytes.
    pub code: Vec<u8>,
    /// Stubs of each type.
    pub types: Vec<TypeStubs>,
    /// Thunk of each imported function.
    pub thunks: Vec<u32>,
    /// `memory.copy`.
    pub copy: u32,
    /// `memory.fill`.
    pub fill: u32,
    /// Trapping instructions.
    pub traps: Vec<(u32, TrapCode)>,
    /// Unwind rows.
    pub unwind: Vec<(u32, u32)>,
}

/// A module's code, laid out.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Contents of `.text`.
    pub bytes: Vec<u8>,
    /// Length of the executable part.
    pub code_size: u32,
    /// Place of each defined function; types are filled in by the caller.
    pub funcs: Vec<FuncPlace>,
    /// Stubs of each type.
    pub types: Vec<TypeStubs>,
    /// Thunks.
    pub thunks: Vec<u32>,
    /// Rows of the trap table.
    pub traps: Vec<(u32, u32)>,
    /// Rows of the source table.
    pub source: Vec<(u32, u32)>,
    /// Rows of the unwind table.
    pub unwind: Vec<(u32, u32)>,
}

const ALIGN: usize = 16;

/// Lays out. `padding` fills gaps between functions; `page` is the alignment of the read-only part.
pub fn layout(funcs: &[FuncCode], stubs: &StubCode, padding: u8, page: u64) -> Result<Text, String> {
    let imported = stubs.thunks.len();
    let total: u64 = funcs
        .iter()
        .map(|f| (f.code.len() + ALIGN) as u64 + f.tables.iter().map(|t| 4 * t.targets.len() as u64).sum::<u64>())
        .sum::<u64>()
        + stubs.code.len() as u64
        + 2 * page;
    if total >= 1 << 31 {
        return Err(format!("the module's code takes {total} bytes; an artifact can hold less than 2 GiB"));
    }

    let mut text = Text::default();
    for f in funcs {
        text.bytes.resize(text.bytes.len().next_multiple_of(ALIGN), padding);
        text.funcs.push(FuncPlace { ty: 0, offset: text.bytes.len() as u32, len: f.code.len() as u32 });
        text.bytes.extend_from_slice(&f.code);
    }
    text.bytes.resize(text.bytes.len().next_multiple_of(ALIGN), padding);
    let base = text.bytes.len() as u32;
    text.bytes.extend_from_slice(&stubs.code);
    text.code_size = text.bytes.len() as u32;
    text.types = stubs
        .types
        .iter()
        .map(|s| TypeStubs { entry: base + s.entry, foreign: base + s.foreign, miss: base + s.miss })
        .collect();
    text.thunks = stubs.thunks.iter().map(|t| base + t).collect();

    for (f, place) in funcs.iter().zip(&text.funcs) {
        for &(at, call) in &f.calls {
            let to = match call {
                Call::Func(i) if (i as usize) < imported => text.thunks[i as usize],
                Call::Func(i) => text.funcs[i as usize - imported].offset,
                Call::Copy => base + stubs.copy,
                Call::Fill => base + stubs.fill,
                Call::Miss(t) => text.types[t as usize].miss,
            };
            patch(&mut text.bytes, place.offset + at, to);
        }
    }

    if funcs.iter().any(|f| !f.tables.is_empty()) {
        text.bytes.resize(text.bytes.len().next_multiple_of(page as usize), padding);
        text.code_size = text.bytes.len() as u32;
        for (f, place) in funcs.iter().zip(&text.funcs) {
            for t in &f.tables {
                let table = text.bytes.len() as u32;
                patch(&mut text.bytes, place.offset + t.at, table);
                for target in &t.targets {
                    let d = (place.offset + target).wrapping_sub(table);
                    text.bytes.extend_from_slice(&d.to_le_bytes());
                }
            }
        }
    }

    for (f, place) in funcs.iter().zip(&text.funcs) {
        let o = place.offset;
        text.traps.extend(f.traps.iter().map(|t| (o + t.0, t.1 as u32)));
        text.source.extend(f.source.iter().map(|r| (o + r.0, r.1)));
        text.unwind.extend(f.unwind.iter().map(|r| (o + r.0, r.1)));
    }
    text.traps.extend(stubs.traps.iter().map(|t| (base + t.0, t.1 as u32)));
    text.source.push((base, NO_SOURCE));
    text.unwind.extend(stubs.unwind.iter().map(|r| (base + r.0, r.1)));
    Ok(text)
}

/// Writes a 32-bit displacement that counts from its own end.
fn patch(bytes: &mut [u8], at: u32, to: u32) {
    let d = to.wrapping_sub(at + 4);
    bytes[at as usize..at as usize + 4].copy_from_slice(&d.to_le_bytes());
}
