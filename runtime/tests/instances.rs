//! Instances of one module: linking, initialisation, host calls, builtins, traps.

mod common;

use wazc_abi::trap::TrapCode;
use wazc_runtime::{Engine, Error, Extern, Linker, Module, Store, Val};

fn artifact(import_table: bool, offset: i32) -> Vec<u8> {
    let (import, table, elem) = if import_table {
        ("(import \"a\" \"table\" (table 3 5 funcref))", "", "")
    } else {
        ("", "(table 3 5 funcref)", "(elem (i32.const 0) func $run $loader)")
    };
    common::artifact(&format!(
        r#"(module $hand
  (import "env" "add" (func $add (param i32) (result i32)))
  {import}
  {table}
  (memory (export "memory") 1 2)
  (global (mut i64) (i64.const 7))
  (global (export "global") (mut i64) (i64.const 8))
  (export "table" (table 0))
  (func $run (export "run") (result i32) (call $add (i32.const 41)))
  (func $loader (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "indirect") (param i32) (result i32) (call_indirect (result i32) (local.get 0)))
  (func (export "get") (param i32) (result i32) (ref.is_null (table.get 0 (local.get 0))))
  {elem}
  (data (i32.const {offset}) "\01\02\03\04"))"#
    ))
}

fn linker() -> Linker {
    let mut l = Linker::new();
    l.func_typed("env", "add", |c, v: i32| {
        assert!(c.memory().is_some());
        Ok(v + 1)
    });
    l
}

fn trap(r: Result<Vec<Val>, Error>) -> wazc_runtime::Trap {
    r.unwrap_err().trap().unwrap().clone()
}

#[test]
fn one_instance() {
    let engine = Engine::default();
    let module = Module::new(&engine, &artifact(false, 16)).unwrap();
    let mut store = Store::new(&engine);
    let i = linker().instantiate(&mut store, &module).unwrap();
    let call = |store: &mut Store, name: &str, args: &[Val]| i.func(&mut *store, name).unwrap().call(store, args);
    let int = |r: Result<Vec<Val>, Error>| r.unwrap()[0].i32().unwrap();
    assert_eq!(int(call(&mut store, "run", &[])), 42);
    assert_eq!(int(call(&mut store, "load", &[Val::I32(16)])), 0x0403_0201);
    let t = trap(call(&mut store, "load", &[Val::I32(65536)]));
    assert_eq!(t.code(), TrapCode::MemoryOutOfBounds);
    assert_eq!(t.frames().len(), 1);
    assert!(t.frames()[0].to_string().starts_with("hand!loader @ 0x"), "{t}");
    assert_eq!(int(call(&mut store, "grow", &[Val::I32(1)])), 1);
    assert_eq!(int(call(&mut store, "grow", &[Val::I32(1)])), -1);
    assert_eq!(int(call(&mut store, "load", &[Val::I32(65536)])), 0);
    assert_eq!(int(call(&mut store, "indirect", &[Val::I32(0)])), 42);
    assert_eq!(trap(call(&mut store, "indirect", &[Val::I32(1)])).code(), TrapCode::BadSignature);
    let t = trap(call(&mut store, "indirect", &[Val::I32(2)]));
    assert_eq!(t.code(), TrapCode::IndirectCallToNull);
    let t = trap(call(&mut store, "get", &[Val::I32(3)]));
    assert_eq!((t.code(), t.frames().len()), (TrapCode::TableOutOfBounds, 1));
    assert_eq!(int(call(&mut store, "get", &[Val::I32(0)])), 0);
    assert_eq!(int(call(&mut store, "get", &[Val::I32(2)])), 1);

    let g = i.export(&mut store, "global").unwrap().global().unwrap();
    assert_eq!(g.get(&store).unwrap().i64(), Some(8));
    g.set(&mut store, Val::I64(9)).unwrap();
    assert_eq!(g.get(&store).unwrap().i64(), Some(9));
    let m = i.export(&mut store, "memory").unwrap().memory().unwrap();
    assert_eq!(m.size(&store).unwrap(), 2);
    m.write(&mut store, 131_070, &[5, 6]).unwrap();
    assert!(m.write(&mut store, 131_071, &[5, 6]).is_err());
}

#[test]
fn a_table_of_two_instances() {
    let engine = Engine::default();
    let mut store = Store::new(&engine);
    let a = Module::new(&engine, &artifact(false, 16)).unwrap();
    let b = Module::new(&engine, &artifact(true, 16)).unwrap();
    let mut l = linker();
    let a = l.instantiate(&mut store, &a).unwrap();
    let e = l.instantiate(&mut store, &b).unwrap_err();
    assert!(e.to_string().contains("a.table: unknown import, wanted table of funcref, 3..=5"), "{e}");
    l.instance(&mut store, "a", a).unwrap();
    let b = l.instantiate(&mut store, &b).unwrap();
    let f = b.func(&mut store, "indirect").unwrap();
    assert_eq!(f.typed::<i32, i32>(&store).unwrap().call(&mut store, 0).unwrap(), 42);
    let t = a.export(&mut store, "table").unwrap().table().unwrap();
    let run = b.func(&mut store, "run").unwrap();
    t.set(&mut store, 2, run.into()).unwrap();
    assert_eq!(t.grow(&mut store, 2, Val::FuncRef(None)).unwrap(), Some(3));
    assert_eq!(t.grow(&mut store, 1, Val::FuncRef(None)).unwrap(), None);
    for i in [a, b] {
        let f = i.func(&mut store, "indirect").unwrap();
        assert_eq!(f.call(&mut store, &[Val::I32(2)]).unwrap()[0].i32(), Some(42));
    }
}

#[test]
fn segments_out_of_bounds_and_bad_imports() {
    let engine = Engine::default();
    let mut store = Store::new(&engine);
    let m = Module::new(&engine, &artifact(false, 65533)).unwrap();
    let e = linker().instantiate(&mut store, &m).unwrap_err();
    assert_eq!(e.trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
    let mut l = Linker::new();
    l.func("env", "add", wazc_runtime::FuncType::default(), |_, _| Ok(()));
    match l.instantiate(&mut store, &m).unwrap_err() {
        Error::Link(p) => assert!(p.len() == 1 && p[0].found.is_some()),
        e => panic!("{e}"),
    }
    assert!(Module::new(&engine, b"no").is_err());
    let other = Store::new(&engine);
    let t = wazc_runtime::Memory::new(&mut store, wazc_runtime::MemoryType { min: 1, max: None }).unwrap();
    assert_eq!(t.size(&other), Err(Error::WrongStore));
    assert!(matches!(Extern::from(t), Extern::Memory(_)));
}

#[test]
fn items_of_the_host() {
    use wazc_runtime::{ExternRef, Global, GlobalType, Table, TableType, ValType};
    let engine = Engine::default();
    let mut store = Store::new(&engine);
    let ty = TableType { element: ValType::ExternRef, min: 2, max: None };
    let t = Table::new(&mut store, ty, Val::ExternRef(None)).unwrap();
    let r = ExternRef::new(&mut store, 5u32);
    t.set(&mut store, 1, r.into()).unwrap();
    match t.get(&store, 1).unwrap() {
        Some(Val::ExternRef(Some(r))) => assert_eq!(r.data::<u32>(&store), Some(&5)),
        v => panic!("{v:?}"),
    }
    assert!(t.set(&mut store, 2, Val::ExternRef(None)).is_err());
    assert!(t.set(&mut store, 0, Val::I32(0)).is_err());
    let ty = GlobalType { content: ValType::F32, mutable: false };
    let g = Global::new(&mut store, ty, Val::F32(0x3f80_0000)).unwrap();
    assert_eq!(g.get(&store).unwrap().f32(), Some(1.0));
    assert!(g.set(&mut store, Val::F32(0)).is_err());

    // A host table in a guest: a host function is called through the miss stub.
    let table = TableType { element: ValType::FuncRef, min: 3, max: Some(4) };
    let t = Table::new(&mut store, table, Val::FuncRef(None)).unwrap();
    let ty = wazc_runtime::FuncType::new([], [ValType::I32]);
    let f = wazc_runtime::Func::new(&mut store, ty, |_, s| {
        s[0].set_i32(77);
        Ok(())
    });
    assert_eq!(f.call(&mut store, &[]).unwrap()[0].i32(), Some(77));
    t.set(&mut store, 1, f.into()).unwrap();
    let mut l = linker();
    l.define("a", "table", t);
    let m = Module::new(&engine, &artifact(true, 0)).unwrap();
    let i = l.instantiate(&mut store, &m).unwrap();
    let indirect = i.func(&mut store, "indirect").unwrap();
    assert_eq!(indirect.call(&mut store, &[Val::I32(1)]).unwrap()[0].i32(), Some(77));
}

#[test]
fn modules_come_and_go_on_many_threads() {
    let engine = Engine::default();
    let bytes = artifact(false, 16);
    std::thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(|| {
                for _ in 0..50 {
                    let module = Module::new(&engine, &bytes).unwrap();
                    let mut store = Store::new(&engine);
                    let i = linker().instantiate(&mut store, &module).unwrap();
                    drop(module);
                    let load = i.func(&mut store, "load").unwrap();
                    assert_eq!(load.call(&mut store, &[Val::I32(16)]).unwrap()[0].i32(), Some(0x0403_0201));
                    let t = trap(load.call(&mut store, &[Val::I32(-1)]));
                    assert_eq!((t.code(), t.frames().len()), (TrapCode::MemoryOutOfBounds, 1));
                }
            });
        }
    });
}

/// Run by the next test in a process of its own.
#[test]
#[ignore = "ends the process"]
fn crash_in_a_host_function() {
    let engine = Engine::default();
    let module = Module::new(&engine, &artifact(false, 16)).unwrap();
    let mut store = Store::new(&engine);
    let mut l = Linker::new();
    l.func_typed("env", "add", |_, v: i32| {
        // Not a trap. Rust's own handler, the previous one, takes the first and restores the default action.
        for _ in 0..2 {
            std::process::Command::new("kill").args(["-SEGV", &std::process::id().to_string()]).status().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        Ok(v)
    });
    let i = l.instantiate(&mut store, &module).unwrap();
    let _ = i.func(&mut store, "run").unwrap().call(&mut store, &[]);
}

#[test]
fn foreign_signals_keep_their_meaning() {
    use std::os::unix::process::ExitStatusExt;
    let args = ["--ignored", "--exact", "crash_in_a_host_function"];
    let out = common::this_program().args(args).output().unwrap();
    assert_eq!(out.status.signal(), Some(11), "{out:?}");
}
