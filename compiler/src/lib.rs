//! Ahead-of-time compiler from WebAssembly to native code. See [`pipeline`] for the stages in order.
#![forbid(unsafe_code)]
#![allow(missing_docs)]

pub mod emit;
mod explain;
pub mod ir;
pub mod isa;
pub mod mir;
pub mod monitor;
pub mod object;
pub mod opt;
pub mod pipeline;
pub mod regalloc;
pub mod translate;
pub mod wasm;

pub use monitor::{Dump, Listing, Monitor, Stage, Text};
pub use pipeline::{Artifact, CompileError, Options, compile};
