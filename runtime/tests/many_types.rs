//! A module of very many function types: stubs are made for those in use alone, and the fields of vmctx that lie behind
//! the keys of all types, or among them, are reached.

mod common;

use std::fmt::Write;
use wazc_runtime::*;

const TYPES: usize = 100_000;

/// A type for each number.
fn text(n: usize) -> String {
    let digits = (0..9).map(|k| ["i32", "i64", "f32", "f64"][n >> (2 * k) & 3]);
    format!("(param {}) (result i64)", digits.collect::<Vec<_>>().join(" "))
}

#[test]
fn only_what_is_needed() {
    // Types that are all i64 in the low places: 1 in each digit.
    let (first, middle, last) = (0, 0x15555, TYPES - 1);
    let mut t = String::from("(module\n");
    (0..TYPES).for_each(|n| writeln!(t, "(type $t{n} (func {}))", text(n)).unwrap());
    let zeros = |n: usize| -> String { (0..9).map(|k| format!("({}.const {}) ", ["i32", "i64", "f32", "f64"][n >> (2 * k) & 3], k + 1)).collect() };
    write!(
        t,
        r#"(import "e" "last" (func $last (type $t{last})))
           (import "e" "middle" (func $middle (type $t{middle})))
           (table 4 funcref) (elem (i32.const 1) $middle $last $own)
           (func $own (type $t{first}) (i64.const 77))
           (func (export "direct") (result i64) (call $last {}))
           (func (export "indirect") (param i32) (result i64) (call_indirect (type $t{middle}) {} (local.get 0)))
           (func (export "own") (param i32) (result i64) (call_indirect (type $t{first}) {} (local.get 0))))"#,
        zeros(last),
        zeros(middle),
        zeros(first),
    )
    .unwrap();
    let elf = common::artifact(&t);
    let artifact = wazc_loader::Artifact::parse(elf.clone()).unwrap();
    assert_eq!(artifact.record().types.len(), TYPES + 2);
    assert!(artifact.code_size() < 8 << 10, "{} bytes of code", artifact.code_size());

    let mut store = Store::new(&Engine::default());
    let mut l = Linker::new();
    for (name, n) in [("last", last), ("middle", middle)] {
        let params: Vec<ValType> = (0..9).map(|k| [ValType::I32, ValType::I64, ValType::F32, ValType::F64][n >> (2 * k) & 3]).collect();
        l.func("e", name, FuncType::new(params.clone(), [ValType::I64]), move |c, slots| {
            let sum: f64 = params.iter().zip(&*slots).map(|(t, s)| match s.val(&*c, *t).unwrap() {
                Val::I32(v) => f64::from(v),
                Val::I64(v) => v as f64,
                Val::F32(v) => f32::from_bits(v).into(),
                Val::F64(v) => f64::from_bits(v),
                v => panic!("{v:?}"),
            }).sum();
            slots[0].set_val(&*c, Val::I64(sum as i64 + n as i64)).unwrap();
            Ok(())
        });
    }
    let i = l.instantiate(&mut store, &Module::new(&Engine::default(), &elf).unwrap()).unwrap();
    let mut call = |name: &str, args: &[Val]| {
        let r = i.func(&mut store, name).unwrap().call(&mut store, args);
        r.map(|v| v[0].i64().unwrap()).map_err(|e| e.trap().unwrap().code())
    };
    assert_eq!(call("direct", &[]), Ok(45 + last as i64));
    assert_eq!(call("indirect", &[Val::I32(1)]), Ok(45 + middle as i64));
    assert_eq!(call("indirect", &[Val::I32(0)]), Err(TrapCode::IndirectCallToNull));
    assert_eq!(call("indirect", &[Val::I32(2)]), Err(TrapCode::BadSignature));
    assert_eq!(call("indirect", &[Val::I32(3)]), Err(TrapCode::BadSignature));
    assert_eq!(call("own", &[Val::I32(3)]), Ok(77));
    assert_eq!(call("own", &[Val::I32(1)]), Err(TrapCode::BadSignature));
}
