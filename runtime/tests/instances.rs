//! Instances of a hand-assembled artifact with real stubs: linking, initialisation, host calls, builtins, traps.

use wazc_abi::builtin::Builtin;
use wazc_abi::record::{self, *};
use wazc_abi::target::Arch;
use wazc_abi::trap::{TrapCode, encode_table};
use wazc_abi::vmctx::VmLayout;
use wazc_compiler::emit::stubs::Needs;
use wazc_compiler::isa::x64::stubs;
use wazc_compiler::object::{ObjectInput, digest, write_artifact};
use wazc_runtime::{Engine, Error, Extern, Linker, Module, Store, Val};

fn func(params: &[ValType], results: &[ValType]) -> record::FuncType {
    record::FuncType { params: params.to_vec(), results: results.to_vec() }
}

/// Functions: 0 imported (i32) → i32; 1 () → i32: calls it with 41; 2 (i32) → i32: loads; 3 grows memory 0; 4 calls
/// table 0 as () → i32; 5 table.get of table 0 as () of an index.
fn artifact(import_table: bool, offset: i32) -> Vec<u8> {
    let int = [ValType::I32];
    let table = TableType { elem: ValType::FuncRef, min: 3, max: Some(5) };
    let mut imports = vec![Import { module: "env".into(), name: "add".into(), ty: ExternType::Func(0) }];
    if import_table {
        imports.push(Import { module: "a".into(), name: "table".into(), ty: ExternType::Table(table) });
    }
    let memory = MemoryType { min: 1, max: Some(2) };
    let global = |v| GlobalDef { ty: GlobalType { ty: ValType::I64, mutable: true }, init: vec![ConstOp::I64(v)] };
    let export = |name: &str, kind, index| Export { name: name.into(), kind, index };
    let mut r = ModuleRecord {
        name: "hand".into(),
        types: vec![func(&int, &int), func(&[], &int)],
        imports,
        tables: if import_table { vec![] } else { vec![TableDef { ty: table, private: false, init: vec![] }] },
        memories: vec![memory],
        globals: vec![global(7), global(8)],
        exports: vec![
            export("run", ExportKind::Func, 1),
            export("load", ExportKind::Func, 2),
            export("grow", ExportKind::Func, 3),
            export("indirect", ExportKind::Func, 4),
            export("get", ExportKind::Func, 5),
            export("memory", ExportKind::Memory, 0),
            export("table", ExportKind::Table, 0),
            export("global", ExportKind::Global, 1),
        ],
        elems: vec![ElemSegment {
            mode: SegmentMode::Active(0, vec![ConstOp::I32(0)]),
            elem: ValType::FuncRef,
            items: ElemItems::Funcs(if import_table { vec![] } else { vec![1, 2] }),
        }],
        datas: vec![DataSegment { mode: SegmentMode::Active(0, vec![ConstOp::I32(offset)]), offset: 0, len: 4 }],
        names: vec![(2, "loader".into())],
        ..Default::default()
    };
    let layout = VmLayout::new(r.counts()).unwrap();
    let s = stubs::build(&r.types, &[Needs { entry: true, foreign: true, miss: true }; 2], &[0], &layout);
    let mut text = s.code.clone();
    let mut unwind = s.unwind.clone();
    let mut traps: Vec<(u32, u32)> = s.traps.iter().map(|t| (t.0, t.1 as u32)).collect();
    let mut source = vec![];
    let call = |text: &mut Vec<u8>, op: u8, to: u32| {
        text.push(op);
        let rel = to as i32 - (text.len() as i32 + 4);
        text.extend_from_slice(&rel.to_le_bytes());
    };
    let mut add = |ty: u32, body: &dyn Fn(&mut Vec<u8>)| {
        text.resize(text.len().next_multiple_of(16), 0xcc);
        let at = text.len();
        body(&mut text);
        r.funcs.push(FuncCode { ty, offset: at as u32, len: (text.len() - at) as u32 });
        source.push((at as u32, 100 * r.funcs.len() as u32));
        at as u32
    };
    let framed = |text: &mut Vec<u8>, inner: &dyn Fn(&mut Vec<u8>)| {
        text.extend_from_slice(&[0x48, 0x83, 0xec, 8]);
        inner(text);
        text.extend_from_slice(&[0x48, 0x83, 0xc4, 8, 0xc3]);
    };
    let builtin = |text: &mut Vec<u8>, b: Builtin| {
        text.extend_from_slice(&[0x89, 0xf2, 0x31, 0xf6]);
        framed(text, &|t| {
            t.extend_from_slice(&[0xff, 0x93]);
            t.extend_from_slice(&layout.builtin(b).to_le_bytes());
        });
    };
    let run = add(1, &|t| {
        t.extend_from_slice(&[0xbe, 41, 0, 0, 0]);
        framed(t, &|t| call(t, 0xe8, s.thunks[0]));
    });
    let load = add(0, &|t| t.extend_from_slice(&[0x8b, 0x04, 0x33, 0xc3]));
    let grow = add(0, &|t| builtin(t, Builtin::MemoryGrow));
    let indirect = add(0, &|t| {
        t.extend_from_slice(&[0x89, 0xf0]);
        if import_table {
            t.extend_from_slice(&[0x4c, 0x8b, 0x93]);
        } else {
            t.extend_from_slice(&[0x4c, 0x8d, 0x93]);
        }
        t.extend_from_slice(&layout.table(0).to_le_bytes());
        call(t, 0xe9, s.types[1].miss);
    });
    let get = add(0, &|t| builtin(t, Builtin::TableGet));
    traps.push((load, TrapCode::MemoryOutOfBounds as u32));
    unwind.extend([(run, 8), (run + 9, 16), (load, 8), (grow + 8, 16), (indirect, 8), (get + 8, 16)]);
    r.stubs = s.types.clone();
    r.thunks = s.thunks.clone();
    let code_size = text.len() as u64;
    traps.sort();
    unwind.sort();
    write_artifact(&ObjectInput {
        arch: Arch::X86_64,
        text: &text,
        code_size,
        record: &r.encode(),
        data: &[1, 2, 3, 4],
        traps: &encode_table(&traps),
        source: &encode_table(&source),
        unwind: &encode_table(&unwind),
        cpu_features: 0,
        wasm_features: 0,
        source_digest: digest(b""),
        symbols: &[],
    })
    .unwrap()
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
    assert_eq!(t.frames()[0].to_string(), "hand!loader @ 0xc8");
    assert_eq!(int(call(&mut store, "grow", &[Val::I32(1)])), 1);
    assert_eq!(int(call(&mut store, "grow", &[Val::I32(1)])), -1);
    assert_eq!(int(call(&mut store, "load", &[Val::I32(65536)])), 0);
    assert_eq!(int(call(&mut store, "indirect", &[Val::I32(0)])), 42);
    assert_eq!(trap(call(&mut store, "indirect", &[Val::I32(1)])).code(), TrapCode::BadSignature);
    let t = trap(call(&mut store, "indirect", &[Val::I32(2)]));
    assert_eq!(t.code(), TrapCode::IndirectCallToNull);
    let t = trap(call(&mut store, "get", &[Val::I32(3)]));
    assert_eq!((t.code(), t.frames().len()), (TrapCode::TableOutOfBounds, 1));
    assert!(int(call(&mut store, "get", &[Val::I32(0)])) != 0);

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
    let exe = std::env::current_exe().unwrap();
    let args = ["--ignored", "--exact", "crash_in_a_host_function"];
    let out = std::process::Command::new(exe).args(args).output().unwrap();
    assert_eq!(out.status.signal(), Some(11), "{out:?}");
}
