//! Runs wazc artifacts.
//!
//! Input: artifacts, loaded by `wazc-loader`. Output: instances whose exports the host can call.
//!
//! ```no_run
//! use wazc_runtime::{Engine, Linker, Module, Store};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let engine = Engine::default();
//! let module = Module::new(&engine, &std::fs::read("add.o")?)?;
//! let mut store = Store::new(&engine);
//! let instance = Linker::new().instantiate(&mut store, &module)?;
//! let add = instance.func(&mut store, "add").ok_or("no add")?.typed::<(i32, i32), i32>(&store)?;
//! println!("{}", add.call(&mut store, (2, 3))?);
//! # Ok(())
//! # }
//! ```

mod arch;
#[cfg(test)]
mod crossing_tests;
mod builtins;
mod consteval;
mod engine;
mod error;
mod func;
mod guest;
mod host;
mod instance;
mod linker;
mod memory;
mod module;
mod stack;
mod store;
mod table;
mod trap;
mod types;
mod val;
pub mod wasi;

pub use engine::{Config, Engine};
pub use error::{Error, Frame, HostError, ImportProblem, Trap, TrapCode};
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
