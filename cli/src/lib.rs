//! The parts of `wazc` that its test suites use too.

pub mod asm;
pub mod wast;
