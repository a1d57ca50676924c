//! A process that may not make memory executable once it could write it (`PR_SET_MDWE`, as systemd's
//! `MemoryDenyWriteExecute` asks for): artifacts load and run all the same. One test: what it asks for holds for the process.
//!
//! # Safety
//! System calls on memory of the test's own.

mod common;

use std::io::Error;
use wazc_runtime::{Engine, Linker, Module, Store, TrapCode};

const MODULE: &str = r#"(module
  (memory 1) (data (i32.const 8) "\2a")
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "float") (result f64) (f64.const 1.5)))"#;

#[test]
fn written_memory_is_never_made_executable() {
    let artifact = common::artifact(MODULE);
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("app.o");
    std::fs::write(&file, &artifact).unwrap();
    // SAFETY: sets a flag of the process: PR_MDWE_REFUSE_EXEC_GAIN.
    if unsafe { libc::prctl(libc::PR_SET_MDWE, 1, 0, 0, 0) } != 0 {
        println!("not tested: {} (Linux 6.3 or newer has it)", Error::last_os_error());
        return;
    }
    // SAFETY: a page of its own, which nobody uses.
    unsafe {
        let page = libc::mmap(std::ptr::null_mut(), 4096, libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1, 0);
        assert_ne!(page, libc::MAP_FAILED);
        assert_eq!(libc::mprotect(page, 4096, libc::PROT_READ | libc::PROT_EXEC), -1, "the flag does nothing");
    }
    let engine = Engine::default();
    // The file's own pages, bytes, and a second image beside the first.
    let modules = [Module::from_file(&engine, &file), Module::new(&engine, &artifact), Module::from_file(&engine, &file)];
    for module in modules.map(Result::unwrap) {
        let mut store = Store::new(&engine);
        let instance = Linker::new().instantiate(&mut store, &module).unwrap();
        let load = instance.func(&mut store, "load").unwrap().typed::<i32, i32>(&store).unwrap();
        let float = instance.func(&mut store, "float").unwrap().typed::<(), f64>(&store).unwrap();
        assert_eq!(load.call(&mut store, 8).unwrap(), 42);
        assert_eq!(float.call(&mut store, ()).unwrap(), 1.5);
        let e = load.call(&mut store, -1).unwrap_err();
        assert_eq!(e.trap().map(|t| (t.code(), t.frames().len())), Some((TrapCode::MemoryOutOfBounds, 1)));
    }
}
