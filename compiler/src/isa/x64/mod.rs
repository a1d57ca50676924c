pub mod abi;
pub mod bulk;
pub mod regs;
pub mod stubs;
