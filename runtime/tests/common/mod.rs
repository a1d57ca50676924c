//! What the tests share: modules from text.

use wazc_runtime::{Engine, Instance, Linker, Module, Store};

/// Compiles a module in text form to an artifact.
pub fn artifact(wat: &str) -> Vec<u8> {
    let wasm = wat::parse_str(wat).unwrap();
    wazc_compiler::pipeline::compile(&wasm, &Default::default()).unwrap().elf
}

/// Compiles and loads a module.
pub fn module(engine: &Engine, wat: &str) -> Module {
    Module::new(engine, &artifact(wat)).unwrap()
}

/// Compiles, loads and instantiates a module.
#[allow(dead_code)]
pub fn instance(store: &mut Store, linker: &Linker, wat: &str) -> Instance {
    linker.instantiate(store, &module(&Engine::default(), wat)).unwrap()
}
