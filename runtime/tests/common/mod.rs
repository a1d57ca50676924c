//! What the tests share: modules from text.

use std::process::Command;
use wazc_runtime::{Engine, Instance, Linker, Module, Store};

/// How to compile for this machine.
pub fn options() -> wazc_compiler::Options {
    wazc_compiler::Options::for_arch(wazc_loader::host_arch().unwrap())
}

/// A command that runs this test program, through the emulator that WAZC_EMULATOR names (with its options) if it does.
#[allow(dead_code)]
pub fn this_program() -> Command {
    let exe = std::env::current_exe().unwrap();
    let emulator = std::env::var("WAZC_EMULATOR").unwrap_or_default();
    let mut words = emulator.split_whitespace();
    match words.next() {
        Some(program) => {
            let mut c = Command::new(program);
            c.args(words).arg(exe);
            c
        }
        None => Command::new(exe),
    }
}

/// Compiles a module in text form to an artifact.
#[allow(dead_code)]
pub fn artifact(wat: &str) -> Vec<u8> {
    let wasm = wat::parse_str(wat).unwrap();
    wazc_compiler::pipeline::compile(&wasm, &options()).unwrap().elf
}

/// Compiles and loads a module.
#[allow(dead_code)]
pub fn module(engine: &Engine, wat: &str) -> Module {
    Module::new(engine, &artifact(wat)).unwrap()
}

/// Compiles, loads and instantiates a module.
#[allow(dead_code)]
pub fn instance(store: &mut Store, linker: &Linker, wat: &str) -> Instance {
    linker.instantiate(store, &module(&Engine::default(), wat)).unwrap()
}
