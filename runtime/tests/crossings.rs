//! Calls between host and instances with few and many arguments and results of all types: entry trampolines, foreign
//! calls, import thunks, indirect misses; the registers and the stack of the caller survive.

mod common;

use common::module;
use std::fmt::Write;
use wazc_runtime::*;

/// A signature: `n` parameters and `m` results, of types that turn.
struct Shape {
    params: Vec<ValType>,
    results: Vec<ValType>,
}

const TYPES: [ValType; 5] = [ValType::I32, ValType::I64, ValType::F32, ValType::F64, ValType::V128];

fn name(t: ValType) -> &'static str {
    match t {
        ValType::I32 => "i32",
        ValType::I64 => "i64",
        ValType::F32 => "f32",
        ValType::F64 => "f64",
        _ => "v128",
    }
}

impl Shape {
    fn new(params: usize, results: usize, turn: usize) -> Shape {
        // A pattern that is not the same in every five, and for turns 5… one type alone.
        let t = |i: usize| if turn < 5 { TYPES[(i + i / 7 + turn) % 5] } else { TYPES[turn % 5] };
        Shape { params: (0..params).map(t).collect(), results: (0..results).map(|i| t(i + 1)).collect() }
    }
    fn ty(&self) -> FuncType {
        FuncType::new(self.params.iter().copied(), self.results.iter().copied())
    }
    fn text(&self) -> String {
        let list = |v: &[ValType]| v.iter().map(|t| name(*t)).collect::<Vec<_>>().join(" ");
        format!("(param {}) (result {})", list(&self.params), list(&self.results))
    }
    fn args(&self) -> Vec<Val> {
        self.params.iter().enumerate().map(|(i, t)| value(*t, i as u64 + 1)).collect()
    }
}

/// A value with all bits in use.
fn value(t: ValType, n: u64) -> Val {
    match t {
        ValType::I32 => Val::I32((n as u32).wrapping_mul(0x9e37_79b1) as i32),
        ValType::I64 => Val::I64(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) as i64),
        ValType::F32 => Val::F32((n as f32 * -1.5).to_bits()),
        ValType::F64 => Val::F64((n as f64 * 1e100).to_bits()),
        _ => Val::V128(u128::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)),
    }
}

/// Result `i` of a function of this shape is the argument of the same type at the place furthest on after `3 i`, turned
/// around at the end, or a constant.
fn source(s: &Shape, i: usize) -> Option<usize> {
    let n = s.params.len();
    (0..n).map(|k| (3 * i + k) % n).find(|k| s.params[*k] == s.results[i])
}

fn want(s: &Shape, args: &[Val]) -> Vec<Val> {
    (0..s.results.len())
        .map(|i| source(s, i).map_or_else(|| value(s.results[i], 7 * i as u64), |k| args[k]))
        .collect()
}

/// For comparison.
fn bits(v: &[Val]) -> Vec<String> {
    v.iter().map(|v| format!("{v:?}")).collect()
}

fn constant(v: Val) -> String {
    match v {
        Val::I32(n) => format!("(i32.const {n})"),
        Val::I64(n) => format!("(i64.const {n})"),
        Val::F32(x) => format!("(f32.const {:e})", f32::from_bits(x)),
        Val::F64(x) => format!("(f64.const {:e})", f64::from_bits(x)),
        Val::V128(v) => format!("(v128.const i64x2 {} {})", v as u64, (v >> 64) as u64),
        _ => unreachable!(),
    }
}

fn forward(s: &Shape) -> String {
    (0..s.params.len()).map(|i| format!("(local.get {i}) ")).collect()
}

/// The function, and a way to it through a table and back.
fn owner(shapes: &[Shape]) -> String {
    let mut t = String::from("(module (table (export \"t\") 0 1000 funcref) (global $g (mut i32) (i32.const 5))\n");
    for (k, s) in shapes.iter().enumerate() {
        write!(t, "(type $t{k} (func {}))\n(func $f{k} (export \"f{k}\") (type $t{k}) ", s.text()).unwrap();
        // This instance's own state: V is right.
        t.push_str("(if (i32.ne (global.get $g) (i32.const 5)) (then unreachable)) ");
        for i in 0..s.results.len() {
            match source(s, i) {
                Some(k) => write!(t, "(local.get {k}) ").unwrap(),
                None => t.push_str(&constant(value(s.results[i], 7 * i as u64))),
            }
        }
        t.push_str(")\n");
    }
    t + ")"
}

/// Calls what it imports, directly and through its own table, and checks that a local and a global stay.
fn user(shapes: &[Shape]) -> String {
    let n = shapes.len();
    let mut t = String::from("(module\n");
    for (k, s) in shapes.iter().enumerate() {
        write!(t, "(type $t{k} (func {}))\n(import \"o\" \"f{k}\" (func $f{k} (type $t{k})))\n", s.text()).unwrap();
    }
    writeln!(t, "(type $odd (func (param i32 i32 i32 i64 f64 f32 f32)))").unwrap();
    writeln!(t, "(table {} funcref) (global $g (mut i32) (i32.const 77))", n + 1).unwrap();
    let all: String = (0..n).map(|k| format!("$f{k} ")).collect();
    writeln!(t, "(elem (i32.const 0) {all})").unwrap();
    for (k, s) in shapes.iter().enumerate() {
        let (args, ty, p) = (forward(s), s.text(), s.params.len());
        let check = format!(
            "(if (i32.ne (i32.add (local.get {p}) (global.get $g)) (i32.const 1077)) (then unreachable)) (if (i64.ne (local.get {}) (i64.const -9)) (then unreachable))",
            p + 1
        );
        let set = format!("(local i32 i64) (local.set {p} (i32.const 1000)) (local.set {} (i64.const -9))", p + 1);
        writeln!(t, "(func (export \"d{k}\") {ty} {set} {args} (call $f{k}) {check})").unwrap();
        writeln!(t, "(func (export \"i{k}\") {ty} {set} {args} (i32.const {k}) (call_indirect (type $t{k})) {check})").unwrap();
        // A tail of the same values goes by way of this instance's entry and a foreign call to the host.
        writeln!(t, "(func (export \"bad{k}\") {ty} {args} (i32.const {}) (call_indirect (type $t{k})))", (k + 1) % n).unwrap();
        writeln!(t, "(func (export \"null{k}\") {ty} {args} (i32.const {n}) (call_indirect (type $t{k})))").unwrap();
    }
    t + ")"
}

fn shapes() -> Vec<Shape> {
    let mut v = Vec::new();
    for params in [0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 17, 18, 19, 25, 40] {
        for results in [0, 1, 4, 5, 9, 10, 21] {
            v.push(Shape::new(params, results, (params + results) % 10));
        }
    }
    // Past what one instruction reaches: pairs, and immediates.
    for (params, results, turn) in
        [(100, 3, 0), (3, 100, 1), (150, 150, 2), (300, 20, 4), (20, 300, 5), (301, 301, 3), (999, 0, 0), (0, 999, 1), (1000, 1000, 6), (1000, 1000, 2), (1000, 1000, 9)]
    {
        v.push(Shape::new(params, results, turn));
    }
    // Each type once: the same signature twice would be one.
    let mut seen = std::collections::HashSet::new();
    v.retain(|s| seen.insert(s.text()));
    v
}

#[test]
fn every_crossing() {
    let shapes = shapes();
    let engine = Engine::default();
    let mut store = Store::new(&engine);
    let owner = Linker::new().instantiate(&mut store, &module(&engine, &owner(&shapes))).unwrap();
    let user = module(&engine, &user(&shapes));

    // What the instances import: functions of another instance, or of the host.
    let mut wasm = Linker::new();
    wasm.instance(&mut store, "o", owner).unwrap();
    let mut host = Linker::new();
    for (k, s) in shapes.iter().enumerate() {
        let (params, results, ty) = (s.params.clone(), s.results.clone(), s.ty());
        host.func("o", &format!("f{k}"), ty, move |c, slots| {
            let s = Shape { params: params.clone(), results: results.clone() };
            let args: Vec<Val> = s.params.iter().zip(&*slots).map(|(t, v)| v.val(&*c, *t).unwrap()).collect();
            want(&s, &args).into_iter().zip(slots).for_each(|(v, slot)| slot.set_val(&*c, v).unwrap());
            Ok(())
        });
    }

    for linker in [&wasm, &host] {
        let user = linker.instantiate(&mut store, &user).unwrap();
        for (k, s) in shapes.iter().enumerate() {
            let args = s.args();
            let want = bits(&want(s, &args));
            for kind in ["d", "i"] {
                let got = user.func(&mut store, &format!("{kind}{k}")).unwrap().call(&mut store, &args).unwrap();
                assert_eq!(bits(&got), want, "{kind}{k}: {}", s.text());
            }
            for (kind, trap) in [("bad", TrapCode::BadSignature), ("null", TrapCode::IndirectCallToNull)] {
                let e = user.func(&mut store, &format!("{kind}{k}")).unwrap().call(&mut store, &args).unwrap_err();
                assert_eq!(e.trap().unwrap().code(), trap, "{kind}{k}: {}", s.text());
            }
        }
    }
    for (k, s) in shapes.iter().enumerate() {
        let got = owner.func(&mut store, &format!("f{k}")).unwrap().call(&mut store, &s.args()).unwrap();
        assert_eq!(bits(&got), bits(&want(s, &s.args())), "f{k}: {}", s.text());
    }
}
