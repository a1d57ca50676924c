//! aarch64: instruction selection.

pub mod abi;
pub mod emit;
pub mod inst;
pub mod regs;
