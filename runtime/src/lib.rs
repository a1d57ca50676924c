//! Runs wazc artifacts.
//!
//! Input: artifacts, loaded by `wazc-loader`. Output: instances whose exports the host can call.
//!
//! ```
//! use wazc_runtime::{Engine, Linker, Module, Store};
//! # fn artifact(text: &str) -> Vec<u8> {
//! #     let options = wazc_compiler::Options::for_arch(wazc_loader::host_arch().unwrap());
//! #     wazc_compiler::pipeline::compile(&wat::parse_str(text).unwrap(), &options).unwrap().elf
//! # }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let dir = tempfile::tempdir()?;
//! # let file = dir.path().join("app.o");
//! # std::fs::write(&file, artifact(r#"(module
//! #   (import "host" "log" (func $log (param i32 i32)))
//! #   (memory (export "memory") 1)
//! #   (data (i32.const 8) "sum")
//! #   (func (export "add") (param i32 i32) (result i32)
//! #     (call $log (i32.const 8) (i32.const 3)) (i32.add (local.get 0) (local.get 1))))"#))?;
//! // One engine for the process, one module for each artifact; both are shared by threads.
//! let engine = Engine::default();
//! let module = Module::from_file(&engine, &file)?;
//!
//! // What the module imports. A host function sees its caller's memory for as long as it does not call back.
//! let mut linker = Linker::new();
//! linker.func_typed("host", "log", |caller, (ptr, len): (u32, u32)| {
//!     let (memory, log) = caller.memory_and_data::<Vec<String>>().ok_or_else(|| no("a memory"))?;
//!     log.push(String::from_utf8_lossy(memory.bytes(ptr, len)?).into_owned());
//!     Ok(())
//! });
//! # fn no(what: &str) -> wazc_runtime::HostError { wazc_runtime::HostError::Other(format!("the caller has no {what}")) }
//!
//! // A store holds instances, for one thread at a time; dropping it frees them.
//! let mut store = Store::with_data(&engine, Vec::<String>::new());
//! let instance = linker.instantiate(&mut store, &module)?;
//! let add = instance.func(&mut store, "add").ok_or("no add")?.typed::<(i32, i32), i32>(&store)?;
//! assert_eq!(add.call(&mut store, (2, 3))?, 5);
//! assert_eq!(store.data::<Vec<String>>().ok_or("no log")?, &["sum"]);
//!
//! let memory = instance.export(&mut store, "memory").and_then(|e| e.memory()).ok_or("no memory")?;
//! let mut text = [0; 3];
//! memory.read(&store, 8, &mut text)?;
//! assert_eq!(&text, b"sum");
//! # Ok(())
//! # }
//! ```
//!
//! **Errors.** A trap, an exit or a host function's error ends the call and comes back as an [`Error`]; the store stays
//! usable. A host function's panic goes on in the caller of the innermost host. A guest that recurses for ever, on its
//! own stack or by way of host functions on the thread's, gets the trap "call stack exhausted".
//!
//! **Signals.** Loading the first module installs handlers for SIGSEGV, SIGBUS, SIGILL and SIGFPE, on alternate stacks.
//! What is no trap of a guest's goes to the handlers that were there before. Handlers installed later must use
//! SA_ONSTACK and pass on what they don't know. Other signals may come at any time, their handlers best with
//! SA_ONSTACK. Without it they run on the guest's stack and have 64 KiB there at least; if the guest has used up its
//! stack but for the few KiB that the kernel needs to deliver the signal, the kernel drops the signal and the guest is
//! stopped with the trap "call stack exhausted".

mod arch;
mod builtins;
mod consteval;
#[cfg(test)]
mod crossing_tests;
mod engine;
mod error;
mod func;
mod guest;
mod host;
mod initial;
mod instance;
mod linker;
mod memory;
mod module;
mod stack;
mod store;
mod table;
#[cfg(test)]
mod table_tests;
mod thread;
mod trap;
mod types;
mod val;
pub mod wasi;

pub use engine::{Config, Engine};
pub use error::{Error, Frame, HostError, ImportProblem, LoadError, Trap, TrapCode};
pub use func::{Func, TypedFunc, WasmParams, WasmTy};
pub use guest::*;
pub use host::Caller;
pub use instance::{Extern, Instance};
pub use linker::Linker;
pub use memory::{Global, Memory};
pub use module::{ImportType, Module};
pub use stack::DEFAULT_STACK_SIZE;
pub use store::{AsContext, AsContextMut, Store};
pub use table::Table;
pub use types::{ExternType, FuncType, GlobalType, MemoryType, TableType, ValType};
pub use val::{ExternRef, Slot, Val};
pub use wazc_loader::{Artifact, MoveThresholds};
