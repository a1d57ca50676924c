//! Tables shared by instances: every builtin on them, from both sides, and how long functions live that are in them.

mod common;

use common::{instance, module};
use wazc_runtime::*;

const OWNER: &str = r#"(module
  (type $t (func (result i32)))
  (table $t (export "t") 4 20 funcref)
  (table $e (export "e") 2 externref)
  (global $g (export "g") (mut i32) (i32.const 100))
  (elem (i32.const 0) $a $b)
  (elem $p func $a $b $a)
  (func $a (export "a") (result i32) (global.get $g))
  (func $b (export "b") (result i32) (i32.add (global.get $g) (i32.const 1)))
  (func (export "call") (param i32) (result i32) (call_indirect $t (type $t) (local.get 0)))
  (func (export "grow") (param i32) (result i32) (table.grow $t (ref.func $b) (local.get 0)))
  (func (export "init") (param i32 i32 i32) (table.init $t $p (local.get 0) (local.get 1) (local.get 2)))
  (func (export "drop") (elem.drop $p))
  (func (export "size") (result i32) (table.size $t)))"#;

/// Imports both tables; has a private one too.
const USER: &str = r#"(module
  (type $t (func (result i32)))
  (type $u (func (param i32) (result i32)))
  (import "o" "t" (table $t 2 funcref))
  (import "o" "e" (table $e 1 externref))
  (import "o" "a" (func $a (result i32)))
  (table $own 6 funcref)
  (memory 1)
  (elem $p func $mine $a $other)
  (elem declare func $mine $other $a)
  (func $mine (export "mine") (result i32) (i32.load (i32.const 0)))
  (func $other (export "other") (param i32) (result i32) (local.get 0))
  (func (export "set_memory") (param i32) (i32.store (i32.const 0) (local.get 0)))
  (func (export "call") (param i32) (result i32) (call_indirect $t (type $t) (local.get 0)))
  (func (export "call_other") (param i32) (result i32) (call_indirect $t (type $u) (i32.const 9) (local.get 0)))
  (func (export "call_own") (param i32) (result i32) (call_indirect $own (type $t) (local.get 0)))
  (func (export "put_mine") (param i32) (table.set $t (local.get 0) (ref.func $mine)))
  (func (export "put_other") (param i32) (table.set $t (local.get 0) (ref.func $other)))
  (func (export "put_import") (param i32) (table.set $t (local.get 0) (ref.func $a)))
  (func (export "get") (param i32) (result funcref) (table.get $t (local.get 0)))
  (func (export "set") (param i32 funcref) (table.set $t (local.get 0) (local.get 1)))
  (func (export "grow") (param i32) (result i32) (table.grow $t (ref.func $mine) (local.get 0)))
  (func (export "fill") (param i32 i32) (table.fill $t (local.get 0) (ref.func $mine) (local.get 1)))
  (func (export "fill_null") (param i32 i32) (table.fill $t (local.get 0) (ref.null func) (local.get 1)))
  (func (export "copy") (param i32 i32 i32) (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
  (func (export "take") (param i32 i32 i32) (table.copy $own $t (local.get 0) (local.get 1) (local.get 2)))
  (func (export "give") (param i32 i32 i32) (table.copy $t $own (local.get 0) (local.get 1) (local.get 2)))
  (func (export "init") (param i32 i32 i32) (table.init $t $p (local.get 0) (local.get 1) (local.get 2)))
  (func (export "init_own") (param i32 i32 i32) (table.init $own $p (local.get 0) (local.get 1) (local.get 2)))
  (func (export "drop") (elem.drop $p))
  (func (export "size") (result i32) (table.size $t))
  (func (export "eget") (param i32) (result externref) (table.get $e (local.get 0)))
  (func (export "eset") (param i32 externref) (table.set $e (local.get 0) (local.get 1)))
  (func (export "efill") (param i32 externref i32) (table.fill $e (local.get 0) (local.get 1) (local.get 2)))
  (func (export "egrow") (param externref i32) (result i32) (table.grow $e (local.get 0) (local.get 1)))
  (func (export "ecopy") (param i32 i32 i32) (table.copy $e $e (local.get 0) (local.get 1) (local.get 2))))"#;

struct World {
    store: Store,
    a: Instance,
    b: Instance,
}

impl World {
    fn new() -> World {
        let mut store = Store::new(&Engine::default());
        let mut l = Linker::new();
        let a = instance(&mut store, &l, OWNER);
        l.instance(&mut store, "o", a).unwrap();
        let b = instance(&mut store, &l, USER);
        let mut w = World { store, a, b };
        w.b("set_memory", &[7]).unwrap();
        w
    }
    fn vals(&mut self, i: Instance, name: &str, args: &[Val]) -> Result<Vec<Val>, Error> {
        i.func(&mut self.store, name).unwrap().call(&mut self.store, args)
    }
    fn call(&mut self, i: Instance, name: &str, args: &[i32]) -> Result<i32, TrapCode> {
        let args: Vec<Val> = args.iter().map(|n| Val::I32(*n)).collect();
        let r = self.vals(i, name, &args).map_err(|e| e.trap().unwrap_or_else(|| panic!("{e}")).code())?;
        Ok(r.first().map_or(0, |v| v.i32().unwrap()))
    }
    fn a(&mut self, name: &str, args: &[i32]) -> Result<i32, TrapCode> {
        self.call(self.a, name, args)
    }
    fn b(&mut self, name: &str, args: &[i32]) -> Result<i32, TrapCode> {
        self.call(self.b, name, args)
    }
    /// What each element returns, called from both instances: the same, or the same trap.
    fn row(&mut self) -> Vec<Result<i32, TrapCode>> {
        let n = self.a("size", &[]).unwrap();
        assert_eq!(self.b("size", &[]), Ok(n));
        (0..n)
            .map(|k| {
                let r = self.a("call", &[k]);
                assert_eq!(self.b("call", &[k]), r);
                r
            })
            .collect()
    }
}

const NULL: Result<i32, TrapCode> = Err(TrapCode::IndirectCallToNull);
const OUT: Result<i32, TrapCode> = Err(TrapCode::TableOutOfBounds);
const TYPE: Result<i32, TrapCode> = Err(TrapCode::BadSignature);

#[test]
fn every_builtin_from_both_sides() {
    let mut w = World::new();
    assert_eq!(w.row(), [Ok(100), Ok(101), NULL, NULL]);
    w.b("put_mine", &[2]).unwrap();
    w.b("put_import", &[3]).unwrap();
    assert_eq!(w.row(), [Ok(100), Ok(101), Ok(7), Ok(100)]);
    w.b("put_other", &[1]).unwrap();
    assert_eq!(w.row(), [Ok(100), TYPE, Ok(7), Ok(100)]);
    assert_eq!(w.b("call_other", &[1]), Ok(9));
    assert_eq!(w.b("call_other", &[0]), TYPE);
    // Growing moves the table; both see it.
    assert_eq!(w.b("grow", &[1]), Ok(4));
    assert_eq!(w.a("grow", &[2]), Ok(5));
    assert_eq!(w.row(), [Ok(100), TYPE, Ok(7), Ok(100), Ok(7), Ok(101), Ok(101)]);
    assert_eq!(w.a("grow", &[14]), Ok(-1));
    assert_eq!(w.b("grow", &[-1]), Ok(-1));
    assert_eq!(w.b("grow", &[0]), Ok(7));
    // Copies that overlap, either way.
    w.b("copy", &[1, 0, 4]).unwrap();
    assert_eq!(w.row()[..5], [Ok(100), Ok(100), TYPE, Ok(7), Ok(100)]);
    w.b("copy", &[0, 1, 4]).unwrap();
    assert_eq!(w.row()[..5], [Ok(100), TYPE, Ok(7), Ok(100), Ok(100)]);
    // To and from a private table: keys are made anew.
    w.b("take", &[0, 0, 6]).unwrap();
    assert_eq!((0..6).map(|k| w.b("call_own", &[k])).collect::<Vec<_>>(), [Ok(100), TYPE, Ok(7), Ok(100), Ok(100), Ok(101)]);
    w.b("fill_null", &[0, 7]).unwrap();
    assert!(w.row().iter().all(|r| *r == NULL));
    w.b("give", &[1, 0, 6]).unwrap();
    assert_eq!(w.row(), [NULL, Ok(100), TYPE, Ok(7), Ok(100), Ok(100), Ok(101)]);
    w.b("fill", &[5, 2]).unwrap();
    assert_eq!(w.row()[4..], [Ok(100), Ok(7), Ok(7)]);
    // Passive segments of each.
    w.a("init", &[0, 1, 2]).unwrap();
    w.b("init", &[2, 0, 3]).unwrap();
    assert_eq!(w.row(), [Ok(101), Ok(100), Ok(7), Ok(100), TYPE, Ok(7), Ok(7)]);
    w.b("init_own", &[0, 0, 3]).unwrap();
    assert_eq!((0..3).map(|k| w.b("call_own", &[k])).collect::<Vec<_>>(), [Ok(7), Ok(100), TYPE]);
    w.a("drop", &[]).unwrap();
    w.b("drop", &[]).unwrap();
    for (r, n) in [(Ok(0), 0), (OUT, 1)] {
        assert_eq!(w.a("init", &[0, 0, n]), r);
        assert_eq!(w.b("init", &[0, 0, n]), r);
    }
    // Code sees its own instance's state wherever it is called from.
    w.b("set_memory", &[8]).unwrap();
    assert_eq!(w.row()[5], Ok(8));
}

#[test]
fn nothing_is_written_out_of_bounds() {
    let mut w = World::new();
    let before = w.row();
    for (name, args) in [
        ("put_mine", &[4][..]),
        ("put_mine", &[-1]),
        ("fill", &[3, 2]),
        ("fill", &[-1, 1]),
        ("fill", &[1, -1]),
        ("fill", &[5, 0]),
        ("copy", &[2, 0, 3]),
        ("copy", &[0, 2, 3]),
        ("copy", &[-1, 0, 2]),
        ("copy", &[0, 0, -1]),
        ("take", &[0, 0, 5]),
        ("give", &[0, 0, 5]),
        ("give", &[0, 7, 0]),
        ("init", &[2, 0, 3]),
        ("init", &[0, 1, 3]),
        ("init", &[0, -1, 2]),
        ("init", &[5, 0, 0]),
    ] {
        assert_eq!(w.b(name, args), OUT, "{name} {args:?}");
    }
    for (name, args) in [("fill", &[4, 0][..]), ("copy", &[4, 4, 0]), ("give", &[4, 6, 0]), ("init", &[4, 3, 0])] {
        assert_eq!(w.b(name, args), Ok(0), "{name} {args:?}");
    }
    for k in [4, -1, i32::MIN] {
        assert_eq!(w.b("call", &[k]), Err(TrapCode::UndefinedElement));
        let b = w.b;
        let e = w.vals(b, "get", &[Val::I32(k)]).unwrap_err();
        assert_eq!(e.trap().unwrap().code(), TrapCode::TableOutOfBounds);
    }
    assert_eq!(w.row(), before);
}

#[test]
fn references_keep_their_identity() {
    let mut w = World::new();
    let (a, b) = (w.a, w.b);
    let f = a.func(&mut w.store, "a").unwrap();
    let t = a.export(&mut w.store, "t").unwrap().table().unwrap();
    let got = |v: Vec<Val>| match v[0] {
        Val::FuncRef(f) => f,
        _ => panic!(),
    };
    assert_eq!(got(w.vals(b, "get", &[Val::I32(0)]).unwrap()), Some(f));
    assert_eq!(got(w.vals(b, "get", &[Val::I32(2)]).unwrap()), None);
    w.b("put_import", &[3]).unwrap();
    assert!(matches!(t.get(&w.store, 3).unwrap(), Some(Val::FuncRef(Some(g))) if g == f));
    // A function of the host's, through a shared table, called by both.
    let h = Func::new(&mut w.store, FuncType::new([], [ValType::I32]), |c, s| {
        assert!(c.instance().is_some());
        s[0].set_i32(55);
        Ok(())
    });
    w.vals(b, "set", &[Val::I32(2), h.into()]).unwrap();
    assert_eq!(w.row(), [Ok(100), Ok(101), Ok(55), Ok(100)]);
    w.vals(b, "set", &[Val::I32(2), Val::FuncRef(None)]).unwrap();
    assert_eq!(w.row()[2], NULL);
    // Objects of the host's.
    let objects: Vec<ExternRef> = (0..3u64).map(|n| ExternRef::new(&mut w.store, n)).collect();
    w.vals(b, "eset", &[Val::I32(0), objects[2].into()]).unwrap();
    assert_eq!(w.vals(b, "egrow", &[objects[1].into(), Val::I32(3)]).unwrap()[0].i32(), Some(2));
    w.vals(b, "efill", &[Val::I32(3), objects[0].into(), Val::I32(1)]).unwrap();
    w.vals(b, "ecopy", &[Val::I32(1), Val::I32(0), Val::I32(3)]).unwrap();
    let row: Vec<Option<u64>> = (0..5)
        .map(|k| match w.vals(b, "eget", &[Val::I32(k)]).unwrap()[0] {
            Val::ExternRef(r) => r.map(|r| *r.data::<u64>(&w.store).unwrap()),
            _ => panic!(),
        })
        .collect();
    assert_eq!(row, [Some(2), Some(2), None, Some(1), Some(1)]);
}

/// Puts its functions into another's table, then fails, in its start function or while data are copied.
const FAILS: [&str; 2] = [
    r#"(module (import "o" "t" (table 4 funcref)) (memory 1) (global $g (mut i32) (i32.const 31))
      (elem (i32.const 2) $f $f)
      (func $f (result i32) (global.set $g (i32.add (global.get $g) (i32.const 1))) (i32.add (global.get $g) (i32.load (i32.const 65532))))
      (func $s (i32.store (i32.const 65532) (i32.const 1000)) (unreachable)) (start $s))"#,
    r#"(module (import "o" "t" (table 4 funcref)) (memory 1) (global $g (mut i32) (i32.const 31))
      (elem (i32.const 2) $f $f)
      (data (i32.const 65532) "\e8\03\00\00") (data (i32.const 65536) "x")
      (func $f (result i32) (global.set $g (i32.add (global.get $g) (i32.const 1))) (i32.add (global.get $g) (i32.load (i32.const 65532)))))"#,
];

/// Instances and their code live as long as their store, whatever becomes of handles, modules and linkers.
#[test]
fn functions_outlive_everything_but_the_store() {
    for text in FAILS {
        let mut w = World::new();
        {
            let mut l = Linker::new();
            l.instance(&mut w.store, "o", w.a).unwrap();
            let m = module(&Engine::default(), text);
            assert!(l.instantiate(&mut w.store, &m).unwrap_err().trap().is_some());
        }
        // Other mappings, which would take the place of what was freed: code that traps, memories of other bytes.
        let mut others = Vec::new();
        for n in 0..30 {
            let text = format!(r#"(module (memory 1) (data (i32.const 0) "{}") (func (export "f") (unreachable)))"#, "\\aa".repeat(n));
            let mut s = Store::new(&Engine::default());
            instance(&mut s, &Linker::new(), &text);
            others.push((s, vec![0xaau8; 4096 * n]));
        }
        for n in 0..5 {
            assert_eq!(w.a("call", &[2]), Ok(1032 + 2 * n));
            assert_eq!(w.b("call", &[3]), Ok(1033 + 2 * n));
        }
        drop(others);
        let World { mut store, a, .. } = w;
        // To another thread, and then the store's end.
        std::thread::spawn(move || {
            let call = a.func(&mut store, "call").unwrap().typed::<i32, i32>(&store).unwrap();
            assert_eq!(call.call(&mut store, 2), Ok(1042));
        })
        .join()
        .unwrap();
    }
}

/// What the host keeps for a store is dropped once, with the store.
#[test]
fn nothing_leaks_and_nothing_is_freed_twice() {
    use std::sync::Arc;
    let canary = Arc::new(());
    for round in 0..20 {
        let mut store = Store::with_data(&Engine::default(), canary.clone());
        let mut l = Linker::new();
        let c = canary.clone();
        l.func("h", "f", FuncType::default(), move |_, _| {
            let _ = &c;
            Ok(())
        });
        let c = canary.clone();
        Func::new(&mut store, FuncType::default(), move |_, _| {
            let _ = &c;
            Ok(())
        });
        ExternRef::new(&mut store, canary.clone());
        let i = instance(&mut store, &l, r#"(module (import "h" "f" (func)) (export "f" (func 0)))"#);
        i.func(&mut store, "f").unwrap().call(&mut store, &[]).unwrap();
        assert_eq!(Arc::strong_count(&canary), 5, "round {round}");
        drop(store);
        assert_eq!(Arc::strong_count(&canary), 2, "the linker's");
        drop(l);
        assert_eq!(Arc::strong_count(&canary), 1);
    }
}
