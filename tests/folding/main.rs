//! Every numeric operator on edge values, with operands that are constants and with operands that are not: what the
//! compiler works out and what the machine works out must be the same bits, or the same trap; but for the choice between two NaNs.

use wazc_compiler::{Options, compile};
use wazc_runtime::{Engine, Linker, Module, Store, Val};

const I32: &[&str] = &["0", "1", "-1", "2", "7", "31", "32", "33", "0x7fffffff", "0x80000000", "0x80000001", "0xff", "0x80", "0xffff8000"];
const I64: &[&str] = &[
    "0", "1", "-1", "3", "31", "63", "64", "65", "0x7fffffff", "0x80000000", "0xffffffff", "0x100000000", "0x7fffffffffffffff",
    "0x8000000000000000", "0x8000000000000001", "0x8080808080808080", "0x20000000000001",
];
const FLOAT: &[&str] = &[
    "0", "-0", "1", "-1", "0.5", "-0.5", "1.5", "2.5", "-2.5", "-0.9", "1e10", "-1e10", "2147483647", "2147483648", "-2147483648",
    "-2147483649", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551615", "18446744073709551616", "8388609.5", "inf", "-inf", "nan", "-nan:0x200001", "1e-40", "3.4028234e38",
];

fn values(ty: &str) -> &'static [&'static str] {
    match ty {
        "i32" => I32,
        "i64" => I64,
        _ => FLOAT,
    }
}

/// All operators as (name, operand types, result type).
fn operators() -> Vec<(String, Vec<&'static str>, &'static str)> {
    let mut ops = Vec::new();
    for t in ["i32", "i64"] {
        for op in "clz ctz popcnt extend8_s extend16_s".split(' ') {
            ops.push((format!("{t}.{op}"), vec![t], t));
        }
        for op in "add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr".split(' ') {
            ops.push((format!("{t}.{op}"), vec![t, t], t));
        }
        for op in "eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u".split(' ') {
            ops.push((format!("{t}.{op}"), vec![t, t], "i32"));
        }
        ops.push((format!("{t}.eqz"), vec![t], "i32"));
        for f in ["f32", "f64"] {
            for sign in ["s", "u"] {
                ops.push((format!("{t}.trunc_{f}_{sign}"), vec![f], t));
                ops.push((format!("{t}.trunc_sat_{f}_{sign}"), vec![f], t));
                ops.push((format!("{f}.convert_{t}_{sign}"), vec![t], f));
            }
        }
    }
    for t in ["f32", "f64"] {
        for op in "abs neg sqrt ceil floor trunc nearest".split(' ') {
            ops.push((format!("{t}.{op}"), vec![t], t));
        }
        for op in "add sub mul div min max copysign".split(' ') {
            ops.push((format!("{t}.{op}"), vec![t, t], t));
        }
        for op in "eq ne lt gt le ge".split(' ') {
            ops.push((format!("{t}.{op}"), vec![t, t], "i32"));
        }
    }
    for (op, from, to) in [
        ("i64.extend32_s", "i64", "i64"),
        ("i32.wrap_i64", "i64", "i32"),
        ("i64.extend_i32_s", "i32", "i64"),
        ("i64.extend_i32_u", "i32", "i64"),
        ("f32.demote_f64", "f64", "f32"),
        ("f64.promote_f32", "f32", "f64"),
        ("i32.reinterpret_f32", "f32", "i32"),
        ("i64.reinterpret_f64", "f64", "i64"),
        ("f32.reinterpret_i32", "i32", "f32"),
        ("f64.reinterpret_i64", "i64", "f64"),
    ] {
        ops.push((op.to_string(), vec![from], to));
    }
    ops
}

/// A function for each way to give the operands: constants, and globals that only the host could change.
fn module(op: &str, operands: &[&str], result: &str) -> (String, usize) {
    let rows: Vec<Vec<&str>> = match operands {
        [a] => values(a).iter().map(|v| vec![*v]).collect(),
        [a, b] => values(a).iter().flat_map(|x| values(b).iter().map(move |y| vec![*x, *y])).collect(),
        _ => unreachable!(),
    };
    let mut text = String::from("(module\n");
    for (n, row) in rows.iter().enumerate() {
        let constant = |i: usize| format!("({}.const {})", operands[i], row[i]);
        let mut forms = vec![String::new(); 4];
        for i in 0..row.len() {
            text += &format!("(global $g{n}_{i} (export \"g{n}_{i}\") (mut {}) {})\n", operands[i], constant(i));
            let global = format!("(global.get $g{n}_{i})");
            forms[0] += &constant(i);
            forms[1] += &global;
            forms[2] += if i == 0 { &global } else { "" };
            forms[2] += &if i == 0 { String::new() } else { constant(i) };
            forms[3] += &if i == 0 { constant(i) } else { global };
        }
        for (way, form) in forms.iter().enumerate() {
            text += &format!("(func (export \"{way}_{n}\") (result {result}) ({op} {form}))\n");
        }
    }
    (text + ")", rows.len())
}

#[test]
fn constants_and_registers_agree() {
    let mut calls = 0;
    for (op, operands, result) in operators() {
        let (text, rows) = module(&op, &operands, result);
        let wasm = wat::parse_str(&text).unwrap();
        let options = Options::for_arch(wazc_loader::host_arch().unwrap());
        let artifact = compile(&wasm, &options).unwrap_or_else(|e| panic!("{op}: {e}"));
        let engine = Engine::default();
        let module = Module::new(&engine, &artifact.elf).unwrap();
        let mut store = Store::new(&engine);
        let instance = Linker::new().instantiate(&mut store, &module).unwrap();
        let either_nan = result.starts_with('f') && (op.ends_with(".add") || op.ends_with(".mul"));
        for n in 0..rows {
            let mut run = |way: usize| {
                let f = instance.func(&mut store, &format!("{way}_{n}")).unwrap();
                calls += 1;
                match f.call(&mut store, &[]) {
                    // Of two NaNs, WebAssembly leaves open which one a sum or a product is; that it is a quiet one, it says.
                    Ok(v) if either_nan && is_quiet_nan(&v[0]) => "a NaN".to_string(),
                    Ok(v) => format!("{:x?}", v.iter().map(bits).collect::<Vec<_>>()),
                    Err(e) => e.to_string().lines().next().unwrap_or_default().to_string(),
                }
            };
            let expected = run(1);
            for way in [0, 2, 3] {
                let got = run(way);
                assert_eq!(got, expected, "{op}, row {n}, form {way}");
            }
        }
    }
    println!("{calls} calls");
}

fn is_quiet_nan(v: &Val) -> bool {
    match v {
        Val::F32(x) => x & 0x7fc0_0000 == 0x7fc0_0000,
        Val::F64(x) => x & 0x7ff8_0000_0000_0000 == 0x7ff8_0000_0000_0000,
        _ => false,
    }
}

fn bits(v: &Val) -> u64 {
    match v {
        Val::I32(x) => *x as u32 as u64,
        Val::I64(x) => *x as u64,
        Val::F32(x) => u64::from(*x),
        Val::F64(x) => *x,
        _ => panic!("no number"),
    }
}
