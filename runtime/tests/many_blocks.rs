//! A function of so many blocks that register allocation takes measures of its own (`compiler/src/regalloc/{anchors,fixed}.rs`):
//! calls and shifts ask for fixed registers in it. Its results are those of the same steps taken here.

mod common;

use std::fmt::Write;
use wazc_runtime::{Engine, Linker, Module, Store, Val};

const STEPS: u32 = 1200;

/// Each step leaves out what it does to one local if a bit of another is set.
fn text() -> String {
    let mut s = String::from(
        "(module (func $f (param i32 i32) (result i32) (i32.sub (local.get 1) (local.get 0)))
        (func (export \"run\") (param i32 i32 i32 i32) (result i32)\n",
    );
    for i in 0..STEPS {
        let (a, b) = (i * 3 / 2 % 4, i % 2);
        let _ = write!(s, "(block (br_if 0 (i32.and (local.get {a}) (i32.const {}))) (local.set {b} ", 1 << (i % 6));
        let _ = match i % 5 {
            0 => write!(s, "(call $f (local.get {a}) (local.get {b}))"),
            1 => write!(s, "(i32.rotl (local.get {b}) (local.get {a}))"),
            _ => write!(s, "(i32.add (local.get {b}) (i32.xor (local.get {a}) (i32.const {i})))"),
        };
        s += "))\n";
    }
    s + "(local.get 1)))"
}

fn expected(mut x: [u32; 4]) -> u32 {
    for i in 0..STEPS {
        let (a, b) = ((i * 3 / 2 % 4) as usize, (i % 2) as usize);
        if x[a] & 1 << (i % 6) == 0 {
            x[b] = match i % 5 {
                0 => x[b].wrapping_sub(x[a]),
                1 => x[b].rotate_left(x[a]),
                _ => x[b].wrapping_add(x[a] ^ i),
            };
        }
    }
    x[1]
}

#[test]
fn many_blocks() {
    let wasm = wat::parse_str(text()).unwrap();
    let engine = Engine::default();
    for level in 0..=2 {
        let options = wazc_compiler::Options { opt_level: level, ..common::options() };
        let elf = wazc_compiler::pipeline::compile(&wasm, &options).unwrap().elf;
        let module = Module::new(&engine, &elf).unwrap();
        let mut store = Store::new(&engine);
        let run = Linker::new().instantiate(&mut store, &module).unwrap().func(&mut store, "run").unwrap();
        for x in [[0; 4], [1, 2, 3, 4], [0x9e37_79b9, 0x85eb_ca6b, 0xc2b2_ae35, 0x27d4_eb2f], [u32::MAX; 4]] {
            let args = x.map(|v| Val::I32(v as i32));
            assert_eq!(run.call(&mut store, &args).unwrap()[0].i32(), Some(expected(x) as i32), "-O{level} {x:?}");
        }
    }
}
