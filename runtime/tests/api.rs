//! The crate as an embedder uses it: linking errors, host functions that fail or panic, nesting, threads, handles of
//! the wrong store.

mod common;

use common::{artifact, instance, module};
use std::panic::{AssertUnwindSafe, catch_unwind};
use wazc_runtime::*;

fn is_send_sync<T: Send + Sync>() {}
fn is_send<T: Send>() {}

#[test]
fn what_may_cross_threads() {
    is_send_sync::<Engine>();
    is_send_sync::<Config>();
    is_send_sync::<Module>();
    is_send_sync::<Linker>();
    is_send_sync::<Error>();
    is_send_sync::<HostError>();
    is_send_sync::<Instance>();
    is_send_sync::<TypedFunc<(i32, f64), i64>>();
    is_send::<Store>();
}

#[test]
fn all_unfit_imports_are_told_at_once() {
    let m = module(
        &Engine::default(),
        r#"(module
          (import "env" "log" (func (param i32 i64) (result f32)))
          (import "env" "none" (func))
          (import "env" "fits" (func (param i32)))
          (import "env" "memory" (memory 2 3))
          (import "env" "table" (table 5 funcref))
          (import "env" "global" (global (mut i32)))
          (import "env" "kind" (func)))"#,
    );
    let mut store = Store::new(&Engine::default());
    let mut l = Linker::new();
    l.func_typed("env", "log", |_, _: f64| Ok(()));
    l.func_typed("env", "fits", |_, _: i32| Ok(()));
    let memory = Memory::new(&mut store, MemoryType { min: 1, max: None }).unwrap();
    let ty = TableType { element: ValType::ExternRef, min: 9, max: Some(9) };
    let table = Table::new(&mut store, ty, Val::ExternRef(None)).unwrap();
    let ty = GlobalType { content: ValType::I32, mutable: false };
    let global = Global::new(&mut store, ty, Val::I32(1)).unwrap();
    l.define("env", "memory", memory).define("env", "table", table).define("env", "global", global);
    l.define("env", "kind", memory);
    let e = l.instantiate(&mut store, &m).unwrap_err();
    assert_eq!(
        e.to_string(),
        "cannot link:
  env.log: incompatible import type, wanted func(i32, i64) -> (f32), found func(f64) -> ()
  env.none: unknown import, wanted func() -> ()
  env.memory: incompatible import type, wanted memory, 2..=3 pages, found memory, 1.. pages
  env.table: incompatible import type, wanted table of funcref, 5.., found table of externref, 9..=9
  env.global: incompatible import type, wanted global mut i32, found global i32
  env.kind: incompatible import type, wanted func() -> (), found memory, 1.. pages"
    );
    // The same for imports given in order, and their number.
    let e = Instance::new(&mut store, &m, &[memory.into()]).unwrap_err();
    assert!(matches!(&e, Error::Link(p) if p.len() == 7), "{e}");
    let f = Func::new(&mut store, FuncType::default(), |_, _| Ok(()));
    let empty = module(&Engine::default(), "(module)");
    let e = Instance::new(&mut store, &empty, &[f.into(), memory.into()]).unwrap_err();
    assert_eq!(e, Error::Invalid("2 imports given, the module has 0".into()));
}

const CALLER: &str = r#"(module
    (import "h" "f" (func $f (param i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "run") (param i32) (result i32) (i32.add (call $f (local.get 0)) (i32.const 1)))
    (func (export "trap") (unreachable)))"#;

#[test]
fn host_functions_fail_and_panic() {
    let mut store = Store::new(&Engine::default());
    let mut l = Linker::new();
    l.func_typed("h", "f", |_, n: i32| match n {
        0 => Ok(10),
        1 => Err(HostError::Other("broken pipe".into())),
        2 => Err(HostError::Exit(7)),
        3 => Err(TrapCode::Interrupt.into()),
        4 => panic!("a message"),
        _ => std::panic::panic_any(vec![1, 2, 3]),
    });
    let i = instance(&mut store, &l, CALLER);
    let run = i.func(&mut store, "run").unwrap().typed::<i32, i32>(&store).unwrap();
    for _ in 0..3 {
        assert_eq!(run.call(&mut store, 0), Ok(11));
        assert_eq!(run.call(&mut store, 1), Err(Error::Host("broken pipe".into())));
        assert_eq!(run.call(&mut store, 2), Err(Error::Exit(7)));
        let e = run.call(&mut store, 3).unwrap_err();
        assert_eq!(e.trap().unwrap().code(), TrapCode::Interrupt);
        assert_eq!(e.trap().unwrap().frames()[0].to_string().split(' ').next(), Some("run"));
        let p = catch_unwind(AssertUnwindSafe(|| run.call(&mut store, 4))).unwrap_err();
        assert_eq!(p.downcast_ref::<&str>(), Some(&"a message"));
        let p = catch_unwind(AssertUnwindSafe(|| run.call(&mut store, 5))).unwrap_err();
        assert_eq!(p.downcast_ref::<Vec<i32>>(), Some(&vec![1, 2, 3]));
    }
}

#[test]
fn panics_and_traps_pass_through_nested_calls() {
    let mut store = Store::new(&Engine::default());
    let mut l = Linker::new();
    l.func("h", "f", FuncType::new([ValType::I32], [ValType::I32]), |c, s| {
        let n = s[0].i32();
        let i = c.instance().unwrap();
        let name = if n == 100 { "trap" } else { "run" };
        if n == 200 {
            panic!("deep");
        }
        let args: &[Val] = if n == 100 { &[] } else { &[Val::I32(n - 1)] };
        let r = i.func(&mut *c, name).unwrap().call(&mut *c, args)?;
        s[0].set_i32(r[0].i32().unwrap());
        Ok(())
    });
    let i = instance(&mut store, &l, CALLER);
    let run = i.func(&mut store, "run").unwrap().typed::<i32, i32>(&store).unwrap();
    let e = run.call(&mut store, 105).unwrap_err();
    assert_eq!(e.trap().unwrap().code(), TrapCode::Unreachable);
    let names: Vec<_> = e.trap().unwrap().frames().iter().map(|f| f.name.clone().unwrap()).collect();
    assert_eq!(names, ["trap", "run", "run", "run", "run", "run", "run"]);
    let p = catch_unwind(AssertUnwindSafe(|| run.call(&mut store, 205))).unwrap_err();
    assert_eq!(p.downcast_ref::<&str>(), Some(&"deep"));
    assert_eq!(run.call(&mut store, 105).unwrap_err().trap().unwrap().code(), TrapCode::Unreachable);
}

/// Host and guest call each other for ever: a trap when either stack ends, on any thread.
#[test]
fn endless_mutual_recursion_is_a_stack_overflow() {
    let run = |needs: usize| {
        let mut store = Store::new(&Engine::default());
        let mut l = Linker::new();
        let deepest = std::sync::Arc::new(std::sync::atomic::AtomicI32::new(0));
        let seen = deepest.clone();
        l.func_typed("h", "f", move |c, n: i32| {
            seen.fetch_max(n, std::sync::atomic::Ordering::SeqCst);
            let waste = vec![0u8; needs];
            let mut local = [0u8; 2048];
            std::hint::black_box((&waste, &mut local));
            let f = c.instance().unwrap().func(&mut *c, "run").unwrap();
            Ok(f.typed::<i32, i32>(&*c)?.call(c, n + 1)?)
        });
        let i = instance(&mut store, &l, CALLER);
        let run = i.func(&mut store, "run").unwrap().typed::<i32, i32>(&store).unwrap();
        for _ in 0..3 {
            let e = run.call(&mut store, 0).unwrap_err();
            assert_eq!(e.trap().unwrap().code(), TrapCode::StackOverflow);
            assert!(e.to_string().starts_with("wasm trap: call stack exhausted\n"), "{e}");
        }
        deepest.load(std::sync::atomic::Ordering::SeqCst)
    };
    let on = |size: usize| std::thread::Builder::new().stack_size(size).spawn(move || run(100)).unwrap().join().unwrap();
    let (small, large) = (on(512 << 10), on(8 << 20));
    assert!(small > 10 && large > 4 * small, "{small} {large}");
}

/// The same where every call makes a store of its own.
#[test]
fn endless_recursion_through_stores() {
    fn nest(engine: &Engine, m: &Module, n: i32) -> Result<i32, Error> {
        let (e, module) = (engine.clone(), m.clone());
        let mut l = Linker::new();
        l.func_typed("h", "f", move |_, n: i32| Ok(nest(&e, &module, n + 1)?));
        let mut store = Store::new(engine);
        let i = l.instantiate(&mut store, m)?;
        i.func(&mut store, "run").unwrap().typed::<i32, i32>(&store)?.call(&mut store, n)
    }
    let engine = Engine::new(Config::new().stack_size(64 << 10));
    let m = module(&engine, CALLER);
    let e = nest(&engine, &m, 0).unwrap_err();
    assert_eq!(e.trap().unwrap().code(), TrapCode::StackOverflow);
}

#[test]
fn threads_with_instances_of_one_module() {
    let engine = Engine::default();
    let m = module(&engine, CALLER);
    let mut l = Linker::new();
    l.func_typed("h", "f", |c, n: i32| {
        let mut mem = c.memory().unwrap();
        let before = mem.u32(0)?;
        mem.put_u32(0, before + n as u32)?;
        Ok(before as i32)
    });
    let stores: Vec<Store> = std::thread::scope(|s| {
        let work = |n: i32| {
            let (engine, m, l) = (&engine, &m, &l);
            move || {
                let mut store = Store::new(engine);
                let i = l.instantiate(&mut store, m).unwrap();
                let run = i.func(&mut store, "run").unwrap().typed::<i32, i32>(&store).unwrap();
                let trap = i.func(&mut store, "trap").unwrap();
                for k in 0..300 {
                    assert_eq!(run.call(&mut store, n), Ok(n * k + 1));
                    assert!(trap.call(&mut store, &[]).is_err());
                }
                store
            }
        };
        let threads: Vec<_> = (1..5).map(|n| s.spawn(work(n))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    // A store goes on in another thread than it began in.
    assert_eq!(stores.len(), 4);
}

#[test]
fn memory_and_data_at_once() {
    let mut store = Store::with_data(&Engine::default(), String::new());
    let mut l = Linker::new();
    l.func_typed("h", "f", |c, n: i32| {
        assert!(c.memory_and_data::<u8>().is_none());
        let (mem, text) = c.memory_and_data::<String>().unwrap();
        text.push_str(&String::from_utf8_lossy(mem.bytes(0, n as u32)?));
        Ok(0)
    });
    let i = instance(&mut store, &l, CALLER);
    let memory = i.export(&mut store, "memory").unwrap().memory().unwrap();
    memory.write(&mut store, 0, b"hello").unwrap();
    let run = i.func(&mut store, "run").unwrap().typed::<i32, i32>(&store).unwrap();
    assert_eq!(run.call(&mut store, 5), Ok(1));
    assert_eq!(store.data::<String>().unwrap(), "hello");
    let e = run.call(&mut store, 65537).unwrap_err();
    assert_eq!(e.trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
}

#[test]
fn handles_of_another_store() {
    let engine = Engine::default();
    let (mut a, mut b) = (Store::new(&engine), Store::new(&engine));
    let text = r#"(module (func (export "f") (param i32)) (memory (export "m") 1) (table (export "t") 1 funcref)
        (global (export "g") (mut externref) (ref.null extern)))"#;
    let i = instance(&mut a, &Linker::new(), text);
    let j = instance(&mut b, &Linker::new(), text);
    let get = |s: &mut Store, n: &str| i.export(s, n).unwrap();
    let (f, m, t) = (get(&mut a, "f"), get(&mut a, "m"), get(&mut a, "t"));
    let typed = f.func().unwrap().typed::<i32, ()>(&a).unwrap();
    let object = ExternRef::new(&mut a, "object");
    assert_eq!(typed.call(&mut b, 1), Err(Error::WrongStore));
    assert_eq!(f.func().unwrap().call(&mut b, &[Val::I32(1)]).unwrap_err(), Error::WrongStore);
    assert_eq!(m.memory().unwrap().size(&b), Err(Error::WrongStore));
    assert_eq!(t.table().unwrap().size(&b), Err(Error::WrongStore));
    assert!(i.export(&mut b, "f").is_none() && i.exports(&mut b).is_err() && i.module(&b).is_none());
    let mine = j.export(&mut b, "t").unwrap().table().unwrap();
    assert_eq!(mine.set(&mut b, 0, f.func().unwrap().into()), Err(Error::WrongStore));
    let g = j.export(&mut b, "g").unwrap().global().unwrap();
    ExternRef::new(&mut b, "another");
    assert_eq!(g.set(&mut b, object.into()), Err(Error::WrongStore));
    assert_eq!(object.data::<&str>(&b), None);
    assert_eq!(object.data::<&str>(&a), Some(&"object"));
    let mut l = Linker::new();
    l.define("x", "f", f);
    let user = module(&engine, r#"(module (import "x" "f" (func (param i32))))"#);
    assert_eq!(l.instantiate(&mut b, &user).unwrap_err(), Error::WrongStore);
    drop(a);
    assert_eq!(typed.call(&mut b, 1), Err(Error::WrongStore));
}

/// References come from the store alone: compiled code follows them.
#[test]
fn made_up_references_are_refused() {
    let mut store = Store::new(&Engine::default());
    let mut l = Linker::new();
    l.func("h", "func", FuncType::new([ValType::I64], [ValType::FuncRef]), |_, s| {
        let v = s[0].u64();
        s[0].set_u64(v);
        Ok(())
    });
    l.func("h", "extern", FuncType::new([ValType::I64], [ValType::ExternRef]), |_, _| Ok(()));
    l.func("h", "own", FuncType::new([ValType::FuncRef], [ValType::FuncRef]), |c, s| {
        let Val::FuncRef(Some(f)) = s[0].val(&*c, ValType::FuncRef)? else { return Err(HostError::Other("null".into())) };
        assert_eq!(f.call(&mut *c, &[]).unwrap()[0].i32(), Some(5));
        let g = Func::new(&mut *c, FuncType::new([], [ValType::I32]), |_, s| {
            s[0].set_i32(6);
            Ok(())
        });
        Ok(s[0].set_val(&*c, g.into())?)
    });
    let i = instance(
        &mut store,
        &l,
        r#"(module
          (import "h" "func" (func $func (param i64) (result funcref)))
          (import "h" "extern" (func $extern (param i64) (result externref)))
          (import "h" "own" (func $own (param funcref) (result funcref)))
          (type $t (func (result i32)))
          (table 1 funcref)
          (func $five (export "five") (result i32) (i32.const 5))
          (func (export "func") (param i64) (result i32)
            (table.set (i32.const 0) (call $func (local.get 0)))
            (call_indirect (type $t) (i32.const 0)))
          (func (export "extern") (param i64) (drop (call $extern (local.get 0))))
          (func (export "own") (result i32)
            (table.set (i32.const 0) (call $own (ref.func $five)))
            (call_indirect (type $t) (i32.const 0))))"#,
    );
    let mut call = |name: &str, args: &[Val]| i.func(&mut store, name).unwrap().call(&mut store, args);
    for bits in [1i64, 8, 0x1000, i64::MIN, -8, -1, 0x7fff_0000_0000] {
        let e = call("func", &[Val::I64(bits)]).unwrap_err();
        assert!(e.to_string().contains("funcref that is not of the caller's store"), "{e}");
        assert!(call("extern", &[Val::I64(bits)]).is_err());
    }
    assert_eq!(call("func", &[Val::I64(0)]).unwrap_err().trap().unwrap().code(), TrapCode::IndirectCallToNull);
    assert!(call("extern", &[Val::I64(0)]).is_ok());
    assert_eq!(call("own", &[]).unwrap()[0].i32(), Some(6));
}

#[test]
fn wrong_calls_are_errors() {
    let engine = Engine::new(Config::new().max_memory_pages(2).max_table_elements(10));
    let mut store = Store::new(&engine);
    let i = instance(&mut store, &Linker::new(), r#"(module (func (export "f") (param i32 f64) (result i64) (i64.const 1)))"#);
    let f = i.func(&mut store, "f").unwrap();
    let e = f.typed::<i32, i64>(&store).unwrap_err();
    assert_eq!(e.to_string(), "values do not fit: wanted (i32, f64), given (i32)");
    let e = f.call(&mut store, &[Val::I32(1), Val::I64(1)]).unwrap_err();
    assert_eq!(e.to_string(), "values do not fit: wanted (i32, f64), given (i32, i64)");
    assert!(i.export(&mut store, "g").is_none());
    for text in ["(module (memory 3))", "(module (table 11 funcref))"] {
        let m = module(&engine, text);
        let e = Linker::new().instantiate(&mut store, &m).unwrap_err();
        assert!(matches!(&e, Error::Resource(s) if s.contains("over the limit")), "{e}");
    }
    let m = module(&engine, r#"(module (memory 1) (table 1 funcref) (func (export "m") (result i32) (memory.grow (i32.const 2)))
        (func (export "t") (result i32) (table.grow (ref.null func) (i32.const 10))))"#);
    let i = Linker::new().instantiate(&mut store, &m).unwrap();
    for f in ["m", "t"] {
        assert_eq!(i.func(&mut store, f).unwrap().call(&mut store, &[]).unwrap()[0].i32(), Some(-1));
    }
    assert!(matches!(Module::new(&engine, &artifact("(module)")[..100]), Err(Error::Load { file: None, .. })));
}

/// What is copied into its caller keeps its own place in a backtrace.
#[test]
fn backtraces_name_inlined_functions() {
    const WAT: &str = r#"(module $m
        (memory 1)
        (func $get (param i32) (result i32) (i32.load (local.get 0)))
        (func $divide (param i32 i32) (result i32) (i32.div_u (local.get 0) (call $get (local.get 1))))
        (func $next (param i32) (result i32) (i32.add (i32.const 1) (call $get (local.get 0))))
        (func (export "run") (param i32) (result i32)
            (i32.add (call $divide (i32.const 7) (local.get 0)) (i32.const 5)))
        (func (export "direct") (param i32) (result i32) (i32.add (call $next (local.get 0)) (i32.const 1))))"#;
    let trap = |level: u8, inline: bool, name: &str, arg: i32| {
        let mut options = common::options();
        options.opt_level = level;
        options.wishes.set(wazc_compiler::opt::Switch::Inline, inline);
        let elf = wazc_compiler::compile(&wat::parse_str(WAT).unwrap(), &options).unwrap().elf;
        let m = Module::new(&Engine::default(), &elf).unwrap();
        let mut store = Store::new(&Engine::default());
        let i = Instance::new(&mut store, &m, &[]).unwrap();
        let run = i.func(&mut store, name).unwrap().typed::<i32, i32>(&store).unwrap();
        let e = run.call(&mut store, arg).unwrap_err();
        let t = e.trap().unwrap();
        (t.code(), t.frames().iter().map(|f| (f.to_string(), f.func, f.offset)).collect::<Vec<_>>())
    };
    for (name, arg) in [("run", 4), ("run", -4), ("direct", -4)] {
        let (code, plain) = trap(0, false, name, arg);
        let (inlined_code, inlined) = trap(2, true, name, arg);
        assert_eq!((inlined_code, &inlined[0]), (code, &plain[0]));
        // The function that has the code is there too, without a place.
        let outer = inlined.last().unwrap();
        assert_eq!((inlined.len(), outer.1, outer.2), (2, plain.last().unwrap().1, None));
        assert_eq!(outer.0, format!("m!{name}"));
        assert!(plain.iter().all(|f| f.2.is_some()));
        assert_eq!(trap(2, false, name, arg), (code, plain));
    }
}
