//! Mutated module records that the loader accepts, in the runtime: instantiation ends well or with an error. No code
//! runs: to check that is the verifier's work.

mod common;

use wazc_abi::record::ModuleRecord;
use wazc_abi::section::{NOTE_DIGEST_OFFSET, NOTE_NAME};
use wazc_compiler::object::digest;
use wazc_loader::Artifact;
use wazc_runtime::*;

const SOURCE: &str = r#"(module $sample
  (import "env" "f" (func $f (param i32) (result i32)))
  (import "env" "g" (global $g i32))
  (import "env" "t" (table 1 9 funcref))
  (import "env" "m" (memory 0 5))
  (table $own 3 8 funcref)
  (table 2 externref)
  (memory $second 1 2)
  (global $x (mut i32) (i32.add (global.get $g) (i32.const 4)))
  (global funcref (ref.func $f))
  (export "run" (func $run)) (export "own" (memory $second)) (export "x" (global $x)) (export "t" (table 0))
  (elem (table $own) (i32.const 1) func $run $f)
  (elem (table 0) (i32.const 0) func $run)
  (elem $passive funcref (ref.null func) (ref.func $run))
  (data (memory $second) (i32.const 8) "some data")
  (data (memory 0) (i32.const 65530) "xxxxxx")
  (data $p "passive")
  (func $run (param i32) (result i32) (i32.load $second (local.get 0)))
  (func (param f64)))"#;

fn items(store: &mut Store) -> Linker {
    let mut l = Linker::new();
    l.func_typed("env", "f", |_, n: i32| Ok(n));
    let ty = GlobalType { content: ValType::I32, mutable: false };
    let g = Global::new(&mut *store, ty, Val::I32(3)).unwrap();
    let ty = TableType { element: ValType::FuncRef, min: 2, max: Some(9) };
    let t = Table::new(&mut *store, ty, Val::FuncRef(None)).unwrap();
    let m = Memory::new(&mut *store, MemoryType { min: 1, max: Some(5) }).unwrap();
    l.define("env", "g", g).define("env", "t", t).define("env", "m", m);
    l
}

#[test]
fn mutated_records_are_instantiated_or_refused() {
    let file = common::artifact(SOURCE);
    let record = Artifact::parse(file.clone()).unwrap().record().encode();
    let at = |what: &[u8]| file.windows(what.len()).position(|w| w == what).unwrap();
    let head = [&96u32.to_le_bytes(), &1u32.to_le_bytes(), NOTE_NAME, &[0; 4]].concat();
    let (record_at, digest_at) = (at(&record), at(&head) + head.len() + NOTE_DIGEST_OFFSET);
    let engine = Engine::new(Config::new().max_memory_pages(100).max_table_elements(1000));
    let (mut mutants, mut made, mut refused) = (0, 0, 0);
    for n in 0..record.len() {
        let old = record[n];
        for v in [0, 1, 2, 3, 5, 0x7f, 0x80, 0xff, old.wrapping_add(1), old.wrapping_sub(1), old ^ 4, old ^ 16] {
            let mut r = record.clone();
            r[n] = v;
            // Cheap ones first: most are not even records.
            if v == old || !ModuleRecord::decode(&r).is_ok_and(|r| r.start.is_none()) {
                continue;
            }
            let mut f = file.clone();
            f[record_at..record_at + r.len()].copy_from_slice(&r);
            f[digest_at..digest_at + 32].fill(0);
            let d = digest(&f);
            f[digest_at..digest_at + 32].copy_from_slice(&d);
            let Ok(a) = Artifact::parse(f) else { continue };
            mutants += 1;
            let Ok(m) = Module::from_artifact(&a) else { continue };
            assert_eq!(m.exports().len(), a.record().exports.len());
            let mut store = Store::new(&engine);
            match items(&mut store).instantiate(&mut store, &m) {
                Ok(i) => {
                    made += 1;
                    for (_, e) in i.exports(&mut store).unwrap() {
                        e.ty(&store).unwrap();
                        if let Extern::Table(t) = e {
                            (0..t.size(&store).unwrap()).for_each(|k| assert!(t.get(&store, k).unwrap().is_some()));
                        }
                    }
                }
                Err(e) => {
                    refused += 1;
                    assert!(!e.to_string().is_empty());
                }
            }
        }
    }
    println!("{mutants} accepted by the loader, {made} instances, {refused} refused");
    assert!(made > 200 && refused > 50);
}
