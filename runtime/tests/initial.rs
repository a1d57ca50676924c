//! Initial memories: every instance of a module begins with what its data segments say, whether they were copied (the first instance) or
//! are mapped copy-on-write (those after it), and no instance sees what another writes.

mod common;

use wazc_runtime::{Engine, Error, Extern, Linker, Memory, MemoryType, Module, Store, TrapCode, Val};

const PAGE: usize = 65536;

/// Bytes that differ from place to place; every eighth is zero.
fn bytes(len: usize, seed: u32) -> Vec<u8> {
    (0..len as u32).map(|i| if i % 8 == 3 { 0 } else { ((i * 31 + seed * 97) >> 3) as u8 | 1 }).collect()
}

/// A segment: its memory, its offset, its bytes.
type Segment = (&'static str, usize, Vec<u8>);

fn text(segments: &[Segment]) -> String {
    let hex = |b: &[u8]| b.iter().map(|b| format!("\\{b:02x}")).collect::<String>();
    segments.iter().map(|(m, at, b)| format!("(data (memory {m}) (i32.const {at}) \"{}\")\n", hex(b))).collect()
}

fn contents(store: &Store, memory: Memory) -> Vec<u8> {
    let mut all = vec![0; memory.size(store).unwrap() as usize * PAGE];
    memory.read(store, 0, &mut all).unwrap();
    all
}

fn memory(store: &mut Store, i: wazc_runtime::Instance, name: &str) -> Memory {
    i.export(store, name).and_then(Extern::memory).unwrap()
}

/// What memories `a`, `b` and `c` of 6, 1 and 40 pages hold.
fn filled(segments: &[Segment]) -> [Vec<u8>; 3] {
    let mut all = [6, 1, 40].map(|pages| vec![0; pages * PAGE]);
    for (m, at, b) in segments {
        let i = ["$a", "$b", "$c"].iter().position(|n| n == m).unwrap();
        all[i][*at..at + b.len()].copy_from_slice(b);
    }
    all
}

fn check(segments: &[Segment], more: &str) {
    let wat = format!(
        r#"(module (memory $a (export "a") 6 9) (memory $b (export "b") 1) (memory $c (export "c") 40)
             {} {more}
             (func (export "store") (param i32 i32) (i32.store8 $a (local.get 0) (local.get 1)))
             (func (export "grow") (result i32) (memory.grow $a (i32.const 2))))"#,
        text(segments)
    );
    let engine = Engine::default();
    let module = common::module(&engine, &wat);
    let want = filled(segments);
    let same = |store: &mut Store, i, what: &str| {
        for (name, want) in ["a", "b", "c"].iter().zip(&want) {
            let m = memory(store, i, name);
            assert!(contents(store, m)[..want.len()] == want[..], "memory {name} of {what}");
        }
    };
    // Each writes all over its first memory; those before and after it must not see that.
    let mut stores: Vec<Store> = Vec::new();
    for n in 0..4 {
        let mut store = Store::new(&engine);
        for k in 0..2 {
            let i = Linker::new().instantiate(&mut store, &module).unwrap();
            same(&mut store, i, &format!("instance {k} of store {n}"));
            for at in (0..6 * PAGE).step_by(1234) {
                i.func(&mut store, "store").unwrap().call(&mut store, &[Val::I32(at as i32), Val::I32(n + 100)]).unwrap();
            }
            assert_eq!(i.func(&mut store, "grow").unwrap().call(&mut store, &[]).unwrap()[0].i32(), Some(6));
            let a = memory(&mut store, i, "a");
            let now = contents(&store, a);
            assert_eq!(now.len(), 8 * PAGE);
            assert!(now[6 * PAGE..].iter().all(|b| *b == 0));
            assert!((0..6 * PAGE).all(|at| now[at] == if at % 1234 == 0 { n as u8 + 100 } else { want[0][at] }));
        }
        stores.push(store);
    }
    drop(stores);
    let mut store = Store::new(&engine);
    let i = Linker::new().instantiate(&mut store, &module).unwrap();
    same(&mut store, i, "the last instance");
}

#[test]
fn one_piece() {
    check(&[("$a", 1000, bytes(3 * PAGE, 1))], "");
    check(&[("$a", 0, bytes(6 * PAGE, 1))], "");
    check(&[("$a", 6 * PAGE - 1, vec![7])], "");
    check(&[], "");
}

#[test]
fn large_pages() {
    check(&[("$c", 70_000, bytes(2_400_000, 3)), ("$a", 9, bytes(90_000, 4))], "");
    check(&[("$c", 0, bytes(40 * PAGE, 3))], "");
}

#[test]
fn many_pieces() {
    let mut all: Vec<Segment> = (0..900).map(|i| ("$a", 100 + i * 400, bytes(if i % 3 == 0 { 399 } else { 5 }, i as u32))).collect();
    all.push(("$b", 65530, bytes(6, 1)));
    all.push(("$c", 3_000_000 / 2, bytes(PAGE, 2)));
    all.push(("$c", 39 * PAGE, bytes(PAGE, 3)));
    all.push(("$c", 8, vec![]));
    check(&all, "");
    all.reverse();
    check(&all, "");
}

#[test]
fn pieces_that_overlap() {
    let all = [("$a", 4000, bytes(PAGE, 1)), ("$a", 4100, bytes(PAGE, 2)), ("$a", 100, bytes(4200, 3)), ("$b", 1, bytes(3, 4)), ("$a", 70_000, vec![0; 100])];
    check(&all, "");
    let mut back = all.to_vec();
    back.reverse();
    check(&back, "");
}

#[test]
fn segments_with_numbers_stay_what_they_are() {
    let all = [("$a", 10, bytes(PAGE, 1)), ("$a", PAGE + 12, bytes(PAGE, 2)), ("$b", 0, bytes(20, 3))];
    let more = r#"(data $p "passive") (func (export "init") (memory.init $b $p (i32.const 0) (i32.const 0) (i32.const 7)))
        (func (export "gone") (memory.init $b 0 (i32.const 0) (i32.const 0) (i32.const 1)))"#;
    check(&all, more);
    let engine = Engine::default();
    let memories = r#"(memory $a (export "a") 6 9) (memory $b (export "b") 1)"#;
    let module = common::module(&engine, &format!("(module {memories} {} {more})", text(&all)));
    for _ in 0..3 {
        let mut store = Store::new(&engine);
        let i = Linker::new().instantiate(&mut store, &module).unwrap();
        // An active segment is empty once it was copied, or mapped.
        let gone = i.func(&mut store, "gone").unwrap().call(&mut store, &[]).unwrap_err();
        assert_eq!(gone.trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
        i.func(&mut store, "init").unwrap().call(&mut store, &[]).unwrap();
        let b = memory(&mut store, i, "b");
        assert_eq!(&contents(&store, b)[..7], b"passive");
    }
}

/// Offsets that are known only when there is an instance, memories of others, segments that don't fit.
#[test]
fn what_depends_on_the_instance() {
    let engine = Engine::default();
    let (low, high) = (bytes(2 * PAGE, 1), bytes(PAGE, 2));
    let segments = text(&[("$own", 500, low.clone()), ("$theirs", 600, high.clone()), ("$own", 3 * PAGE, high.clone())]);
    let wat = format!(
        r#"(module (import "m" "theirs" (memory $theirs 0)) (import "m" "at" (global $at i32)) (memory $own (export "own") 4)
             {segments} (data (memory $own) (global.get $at) "where it is told"))"#
    );
    let module = common::module(&engine, &wat);
    let mut want = vec![0; 4 * PAGE];
    want[500..][..low.len()].copy_from_slice(&low);
    for n in 0..4 {
        let mut store = Store::new(&engine);
        let theirs = Memory::new(&mut store, MemoryType { min: [2, 2, 1, 2][n], max: None }).unwrap();
        let at = [5, 3 * PAGE as i32 + 7, 0, 4 * PAGE as i32 - 1][n];
        let at_global = wazc_runtime::Global::new(&mut store, wazc_runtime::GlobalType { content: wazc_runtime::ValType::I32, mutable: false }, Val::I32(at)).unwrap();
        let made = wazc_runtime::Instance::new(&mut store, &module, &[theirs.into(), at_global.into()]);
        // The third doesn't fit into their memory, the fourth's last segment not into its own.
        if n >= 2 {
            let Err(Error::Trap(t)) = made else { panic!("{made:?}") };
            assert_eq!(t.code(), TrapCode::MemoryOutOfBounds);
            let theirs = contents(&store, theirs);
            assert!(if n == 2 { theirs.iter().all(|b| *b == 0) } else { theirs[600..][..PAGE] == high });
            continue;
        }
        let mut want = want.clone();
        want[3 * PAGE..].copy_from_slice(&high);
        want[at as usize..][..16].copy_from_slice(b"where it is told");
        let own = memory(&mut store, made.unwrap(), "own");
        assert!(contents(&store, own) == want, "instance {n}");
        assert!(contents(&store, theirs)[600..][..PAGE] == high);
    }
}

/// From many threads at once, the images being made meanwhile.
#[test]
fn threads() {
    let engine = Engine::default();
    let segments = [("$a", 1234, bytes(5 * PAGE, 1))];
    let module: Module = common::module(&engine, &format!(r#"(module (memory $a (export "a") 6) {})"#, text(&segments)));
    let want = &filled(&segments)[0];
    std::thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                for _ in 0..20 {
                    let mut store = Store::new(&engine);
                    let i = Linker::new().instantiate(&mut store, &module).unwrap();
                    let a = memory(&mut store, i, "a");
                    assert!(contents(&store, a) == *want);
                    a.write(&mut store, 0, &[9; 100_000]).unwrap();
                }
            });
        }
    });
}

/// An instance that others come after shares pages with them.
#[test]
fn later_instances_are_mapped() {
    let engine = Engine::default();
    let module = common::module(&engine, &format!(r#"(module (memory $a (export "a") 6) {})"#, text(&[("$a", 1234, bytes(5 * PAGE, 1))])));
    let mapped = || std::fs::read_to_string("/proc/self/maps").unwrap().matches("memfd:wazc memory").count();
    let mut stores: Vec<Store> = (0..3).map(|_| Store::new(&engine)).collect();
    let counts: Vec<usize> = stores.iter_mut().map(|s| (Linker::new().instantiate(s, &module).unwrap(), mapped()).1).collect();
    // Other tests run at the same time.
    assert!(counts[2] >= 2, "{counts:?}");
}
