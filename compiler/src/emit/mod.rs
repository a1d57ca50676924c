//! From final code to a module's `.text`: what the stages of encoding pass on, and what a target brings to them.
//! [`function`] encodes one function, with [`branch`] and [`blocks`]; [`text`] lays out all of them.

pub mod alignment;
pub mod blocks;
pub mod branch;
pub mod function;
pub mod placement;
pub mod stubs;
mod text;

pub use text::{Text, layout};

use wazc_abi::record::{MoveStubs, TypeStubs};
use wazc_abi::trap::TrapCode;

/// What a reference leads to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RefTarget {
    /// A function of the module, imports included.
    Func(u32),
    /// The indirect-miss stub of a type.
    Miss(u32),
    /// A jump table of the function.
    Table(u32),
    /// A constant of 4 bytes in memory.
    Const32(u32),
    /// A constant of 8 bytes in memory.
    Const64(u64),
    /// A constant of 16 bytes in memory, 16-aligned; the lowest byte first.
    Const128([u8; 16]),
}

/// How a reference is written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RefKind {
    /// 32 bits that count bytes from their own end. What they are before is the addend: −1 where an immediate byte follows, from
    /// whose end the processor counts.
    Rel32,
    /// The low 26 bits of an instruction; they count words from it.
    Branch26,
    /// The distance in pages of 4 KiB in bits 29–30 and 5–23 of an instruction, and the place in the page in bits
    /// 10–21 of the next one, shifted right by this.
    PagePair(u8),
}

/// A reference to something outside of a function's code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ref {
    /// Position of the field, or of the instruction that has it.
    pub at: u32,
    /// How it is written down.
    pub kind: RefKind,
    /// What it leads to.
    pub to: RefTarget,
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
    /// From this position on: the unwind table's value.
    pub unwind: Vec<(u32, u32)>,
    /// References, ascending.
    pub refs: Vec<Ref>,
    /// Whether stubs for memory moves are called.
    pub moves: bool,
    /// Jump tables: positions of the targets. In memory a table has their 32-bit distances from its start.
    pub tables: Vec<Vec<u32>>,
    /// Its start is to be a multiple of this, if that is more than every function's is.
    pub align: u32,
}

/// The stubs of a module, as one block of code. It refers to nothing outside.
#[derive(Clone, Debug, Default)]
pub struct StubCode {
    /// Bytes.
    pub code: Vec<u8>,
    /// Stubs of each type.
    pub types: Vec<TypeStubs>,
    /// Thunk of each imported function.
    pub thunks: Vec<u32>,
    /// Variants of those for memory moves.
    pub moves: Vec<MoveStubs>,
    /// Trapping instructions.
    pub traps: Vec<(u32, TrapCode)>,
    /// Unwind rows.
    pub unwind: Vec<(u32, u32)>,
}

/// What a target brings to the layout.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Fills gaps between functions, and traps.
    pub padding: u8,
    /// Where calls don't reach every place of an artifact.
    pub veneer: Option<Veneer>,
}

/// A detour for references of [`RefKind::Branch26`] that don't reach.
#[derive(Clone, Copy, Debug)]
pub struct Veneer {
    /// How far they reach, in bytes.
    pub reach: u32,
    /// The code, which begins with a reference to where it leads.
    pub code: &'static [u8],
    /// That reference.
    pub kind: RefKind,
    /// The unwind table's value in it.
    pub unwind: u32,
}
