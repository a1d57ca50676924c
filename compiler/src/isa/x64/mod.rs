pub mod abi;
pub mod regs;
