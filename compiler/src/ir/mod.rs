//! The intermediate representation: SSA with block parameters.
//!
//! A [`Function`] is made by `translate`, improved by `opt`, read by instruction selection. It knows WebAssembly's
//! types and operators and the fields of vmctx by name; it knows no machine and no offsets.
//! Invariants (`verify`): each value has one definition that dominates its uses; a block ends with its only
//! terminator; arguments of edges match the target's parameters in number and type.

pub mod cfg;
pub mod env;
pub mod frequency;
pub mod func;
pub mod inst;
pub mod loops;
pub mod moves;
pub mod print;
pub mod simd;
pub mod types;
pub mod verify;

pub use env::{FuncSig, ModuleEnv};
pub use func::{BlockData, Function, ValueDef};
pub use inst::*;
pub use simd::*;
pub use types::*;
