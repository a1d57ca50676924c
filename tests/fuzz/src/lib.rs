//! What the fuzzer and the program that executes artifacts for it share: the shape of modules, and their execution.
#![forbid(unsafe_code)]

pub mod execute;
pub mod rng;
pub mod shape;
pub mod wire;
