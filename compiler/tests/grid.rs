//! Every operator of the IR × edge values × {register, constant}, run as an artifact and compared with Rust's own
//! arithmetic; calls with stack arguments and results; branch tables. At both allocators, with the checker.
#![allow(missing_docs)]

use wazc_abi::record::{Export, ExportKind, FuncType, MemoryType, ModuleRecord, ValType};
use wazc_abi::vmctx::VmLayout;
use wazc_compiler::ir::*;
use wazc_compiler::{Options, pipeline};
use wazc_runtime::{Config, Engine, Func, Instance, Module, Store, Val};

fn vt(t: Type) -> ValType {
    match t {
        Type::I32 => ValType::I32,
        Type::I64 => ValType::I64,
        Type::F32 => ValType::F32,
        Type::F64 => ValType::F64,
        Type::V128 => ValType::V128,
    }
}

struct M {
    types: Vec<FuncType>,
    funcs: Vec<(u32, Function)>,
}
impl M {
    fn ty(&mut self, p: &[Type], r: &[Type]) -> u32 {
        let t = FuncType { params: p.iter().map(|t| vt(*t)).collect(), results: r.iter().map(|t| vt(*t)).collect() };
        if let Some(i) = self.types.iter().position(|x| *x == t) {
            return i as u32;
        }
        self.types.push(t);
        self.types.len() as u32 - 1
    }
}
fn one(f: &mut Function, d: InstData, t: Type) -> Value {
    let i = f.push(Block(0), d, &[t], 7);
    f.result(i)
}

/// The value of a new instruction, and its type.
fn made(f: &mut Function, d: InstData, t: Type) -> (Value, Type) {
    (one(f, d, t), t)
}

#[test]
fn fast_code() {
    grid(2);
}

#[test]
fn fast_compilation() {
    grid(0);
}

fn grid(level: u8) {
    use Type::*;
    let mut m = M { types: vec![], funcs: vec![] };
    let mut cases: Vec<(
        String,
        Vec<Type>,
        Box<dyn Fn(&mut Function, &[Value]) -> (Value, Type)>,
        Box<dyn Fn(&[u64]) -> Option<u64>>,
    )> = vec![];
    macro_rules! bin {
        ($op:ident, $t:ident, $rt:ty, $f:expr) => {{
            let g: fn($rt, $rt) -> Option<$rt> = $f;
            cases.push((
                format!("{} {:?}", stringify!($op), $t),
                vec![$t, $t],
                Box::new(|f, a| made(f, InstData::Binary { op: BinaryOp::$op, args: [a[0], a[1]] }, $t)),
                Box::new(move |a| g(a[0] as $rt, a[1] as $rt).map(|x| x as u64)),
            ));
            for &c in &EDGE {
                let c = c as $rt as u64;
                let c = if $t == I32 { c as u32 as u64 } else { c };
                cases.push((
                    format!("{} {:?} const {c:#x}", stringify!($op), $t),
                    vec![$t, $t],
                    Box::new(move |f, a| {
                        let k = one(f, InstData::Const { ty: $t, bits: c }, $t);
                        made(f, InstData::Binary { op: BinaryOp::$op, args: [a[0], k] }, $t)
                    }),
                    Box::new(move |a| g(a[0] as $rt, c as $rt).map(|x| x as u64)),
                ));
            }
        }};
    }
    const EDGE: [u64; 22] = [
        0,
        1,
        2,
        3,
        5,
        7,
        8,
        10,
        31,
        32,
        63,
        64,
        100,
        641,
        0x7fff_ffff,
        0x8000_0000,
        0xffff_ffff,
        0xffff_ffff_ffff_ffff,
        0x8000_0000_0000_0000,
        0x7fff_ffff_ffff_ffff,
        0x1234_5678_9abc_def0,
        0xffff_ffff_ffff_fff9,
    ];
    macro_rules! ints {
        ($t:ident, $s:ty, $u:ty) => {
            bin!(Add, $t, $s, |a, b| Some(a.wrapping_add(b)));
            bin!(Sub, $t, $s, |a, b| Some(a.wrapping_sub(b)));
            bin!(Mul, $t, $s, |a, b| Some(a.wrapping_mul(b)));
            bin!(DivS, $t, $s, |a, b| a.checked_div(b));
            bin!(DivU, $t, $u, |a, b| a.checked_div(b));
            bin!(RemS, $t, $s, |a, b| if b == 0 { None } else { Some(a.wrapping_rem(b)) });
            bin!(RemU, $t, $u, |a, b| a.checked_rem(b));
            bin!(And, $t, $s, |a, b| Some(a & b));
            bin!(Or, $t, $s, |a, b| Some(a | b));
            bin!(Xor, $t, $s, |a, b| Some(a ^ b));
            bin!(Shl, $t, $s, |a, b| Some(a.wrapping_shl(b as u32)));
            bin!(ShrS, $t, $s, |a, b| Some(a.wrapping_shr(b as u32)));
            bin!(ShrU, $t, $u, |a, b| Some(a.wrapping_shr(b as u32)));
            bin!(Rotl, $t, $u, |a, b| Some(a.rotate_left(b as u32 & (<$u>::BITS - 1))));
            bin!(Rotr, $t, $u, |a, b| Some(a.rotate_right(b as u32 & (<$u>::BITS - 1))));
        };
    }
    ints!(I32, i32, u32);
    ints!(I64, i64, u64);
    macro_rules! un {
        ($op:ident, $from:ident, $to:ident, $f:expr) => {{
            let g: fn(u64) -> Option<u64> = $f;
            cases.push((
                format!("{} {:?} {:?}", stringify!($op), $from, $to),
                vec![$from, $from],
                Box::new(|f, a| made(f, InstData::Unary { op: UnaryOp::$op, ty: $to, arg: a[0] }, $to)),
                Box::new(move |a| g(a[0])),
            ));
        }};
    }
    un!(Clz, I32, I32, |a| Some((a as u32).leading_zeros() as u64));
    un!(Clz, I64, I64, |a| Some(a.leading_zeros() as u64));
    un!(Ctz, I32, I32, |a| Some((a as u32).trailing_zeros() as u64));
    un!(Ctz, I64, I64, |a| Some(a.trailing_zeros() as u64));
    un!(Popcnt, I32, I32, |a| Some((a as u32).count_ones() as u64));
    un!(Popcnt, I64, I64, |a| Some(a.count_ones() as u64));
    un!(Eqz, I32, I32, |a| Some((a as u32 == 0) as u64));
    un!(Eqz, I64, I32, |a| Some((a == 0) as u64));
    un!(Extend8S, I32, I32, |a| Some(a as i8 as u32 as u64));
    un!(Extend16S, I64, I64, |a| Some(a as i16 as u64));
    un!(Extend32S, I64, I64, |a| Some(a as i32 as u64));
    un!(Wrap, I64, I32, |a| Some(a as u32 as u64));
    un!(ExtendS, I32, I64, |a| Some(a as i32 as u64));
    un!(ExtendU, I32, I64, |a| Some(a as u32 as u64));
    un!(ConvertS, I32, F64, |a| Some((a as i32 as f64).to_bits()));
    un!(ConvertU, I32, F64, |a| Some((a as u32 as f64).to_bits()));
    un!(ConvertS, I64, F64, |a| Some((a as i64 as f64).to_bits()));
    un!(ConvertU, I64, F64, |a| Some((a as f64).to_bits()));
    un!(ConvertS, I32, F32, |a| Some((a as i32 as f32).to_bits() as u64));
    un!(ConvertU, I32, F32, |a| Some((a as u32 as f32).to_bits() as u64));
    un!(ConvertS, I64, F32, |a| Some((a as i64 as f32).to_bits() as u64));
    un!(ConvertU, I64, F32, |a| Some((a as f32).to_bits() as u64));
    macro_rules! tr {
        ($from:ident, $ft:ty, $b:ty, $to:ident, $it:ty, $trap:ident, $sat:ident, $ok:expr) => {{
            un!($sat, $from, $to, |a| Some((<$ft>::from_bits(a as $b) as $it) as u64));
            un!($trap, $from, $to, |a| {
                let x = <$ft>::from_bits(a as $b).trunc() as f64;
                let ok: fn(f64) -> bool = $ok;
                if ok(x) { Some((x as $it) as u64) } else { None }
            });
        }};
    }
    tr!(F64, f64, u64, I32, i32, TruncS, TruncSatS, |x| x >= -2147483648.0 && x <= 2147483647.0);
    tr!(F64, f64, u64, I32, u32, TruncU, TruncSatU, |x| x >= 0.0 && x <= 4294967295.0);
    tr!(F64, f64, u64, I64, i64, TruncS, TruncSatS, |x| x >= -9223372036854775808.0 && x < 9223372036854775808.0);
    tr!(F64, f64, u64, I64, u64, TruncU, TruncSatU, |x| x >= 0.0 && x < 18446744073709551616.0);
    tr!(F32, f32, u32, I32, i32, TruncS, TruncSatS, |x| x >= -2147483648.0 && x <= 2147483647.0);
    tr!(F32, f32, u32, I32, u32, TruncU, TruncSatU, |x| x >= 0.0 && x <= 4294967295.0);
    tr!(F32, f32, u32, I64, i64, TruncS, TruncSatS, |x| x >= -9223372036854775808.0 && x < 9223372036854775808.0);
    tr!(F32, f32, u32, I64, u64, TruncU, TruncSatU, |x| x >= 0.0 && x < 18446744073709551616.0);
    macro_rules! flo {
        ($t:ident, $ft:ty, $b:ty) => {{
            macro_rules! fb {
                ($op:ident, $f:expr) => {{
                    let g: fn($ft, $ft) -> $ft = $f;
                    cases.push((
                        format!("{} {:?}", stringify!($op), $t),
                        vec![$t, $t],
                        Box::new(|f, a| made(f, InstData::Binary { op: BinaryOp::$op, args: [a[0], a[1]] }, $t)),
                        Box::new(move |a| Some(g(<$ft>::from_bits(a[0] as $b), <$ft>::from_bits(a[1] as $b)).to_bits() as u64)),
                    ));
                }};
            }
            fb!(Fadd, |a, b| a + b);
            fb!(Fsub, |a, b| a - b);
            fb!(Fmul, |a, b| a * b);
            fb!(Fdiv, |a, b| a / b);
            fb!(Fcopysign, |a, b| a.copysign(b));
            fb!(Fmin, |a, b| if a.is_nan() || b.is_nan() {
                <$ft>::NAN
            } else if a == b {
                <$ft>::from_bits(a.to_bits() | b.to_bits())
            } else {
                a.min(b)
            });
            fb!(Fmax, |a, b| if a.is_nan() || b.is_nan() {
                <$ft>::NAN
            } else if a == b {
                <$ft>::from_bits(a.to_bits() & b.to_bits())
            } else {
                a.max(b)
            });
            macro_rules! fu {
                ($op:ident, $f:expr) => {{
                    let g: fn($ft) -> $ft = $f;
                    cases.push((
                        format!("{} {:?}", stringify!($op), $t),
                        vec![$t, $t],
                        Box::new(|f, a| made(f, InstData::Unary { op: UnaryOp::$op, ty: $t, arg: a[0] }, $t)),
                        Box::new(move |a| Some(g(<$ft>::from_bits(a[0] as $b)).to_bits() as u64)),
                    ));
                }};
            }
            fu!(Fabs, |a| a.abs());
            fu!(Fneg, |a| -a);
            fu!(Fsqrt, |a| a.sqrt());
            fu!(Fceil, |a| a.ceil());
            fu!(Ffloor, |a| a.floor());
            fu!(Ftrunc, |a| a.trunc());
            fu!(Fnearest, |a| a.round_ties_even());
            for (cc, g) in [
                (FloatCc::Eq, (|a, b| a == b) as fn($ft, $ft) -> bool),
                (FloatCc::Ne, |a, b| a != b),
                (FloatCc::Lt, |a, b| a < b),
                (FloatCc::Gt, |a, b| a > b),
                (FloatCc::Le, |a, b| a <= b),
                (FloatCc::Ge, |a, b| a >= b),
            ] {
                let h = move |a: &[u64]| g(<$ft>::from_bits(a[0] as $b), <$ft>::from_bits(a[1] as $b));
                cases.push((
                    format!("{cc:?} {:?}", $t),
                    vec![$t, $t],
                    Box::new(move |f, a| made(f, InstData::Fcmp { cc, args: [a[0], a[1]] }, I32)),
                    Box::new(move |a| Some(h(a) as u64)),
                ));
                cases.push((
                    format!("select {cc:?} {:?}", $t),
                    vec![$t, $t],
                    Box::new(move |f, a| {
                        let c = one(f, InstData::Fcmp { cc, args: [a[0], a[1]] }, I32);
                        made(f, InstData::Select { cond: c, args: [a[0], a[1]] }, $t)
                    }),
                    Box::new(move |a| Some(if h(a) { a[0] } else { a[1] })),
                ));
                cases.push((
                    format!("branch {cc:?} {:?}", $t),
                    vec![$t, $t],
                    Box::new(move |f, a| {
                        let c = one(f, InstData::Fcmp { cc, args: [a[0], a[1]] }, I32);
                        let b1 = f.add_block();
                        let b2 = f.add_block();
                        let p = f.add_param(b2, $t);
                        f.push(
                            Block(0),
                            InstData::BrIf {
                                cond: c,
                                then: Edge { to: b2, args: vec![a[0]] },
                                other: Edge { to: b1, args: vec![] },
                            },
                            &[],
                            1,
                        );
                        f.push(b1, InstData::Jump(Edge { to: b2, args: vec![a[1]] }), &[], 1);
                        f.push(b2, InstData::Return(vec![p]), &[], 1);
                        (p, $t)
                    }),
                    Box::new(move |a| Some(if h(a) { a[0] } else { a[1] })),
                ));
            }
        }};
    }
    flo!(F64, f64, u64);
    flo!(F32, f32, u32);
    un!(Demote, F64, F32, |a| Some((f64::from_bits(a) as f32).to_bits() as u64));
    un!(Promote, F32, F64, |a| Some((f32::from_bits(a as u32) as f64).to_bits()));
    un!(Reinterpret, F32, I32, |a| Some(a));
    un!(Reinterpret, I64, F64, |a| Some(a));
    for (t, cmp) in [(I32, true), (I64, false)] {
        for cc in
            [IntCc::Eq, IntCc::Ne, IntCc::LtS, IntCc::LtU, IntCc::GtS, IntCc::GtU, IntCc::LeS, IntCc::LeU, IntCc::GeS, IntCc::GeU]
        {
            let h = move |a: u64, b: u64| {
                let (sa, sb) = if cmp { (a as i32 as i64, b as i32 as i64) } else { (a as i64, b as i64) };
                let (ua, ub) = if cmp { (a as u32 as u64, b as u32 as u64) } else { (a, b) };
                match cc {
                    IntCc::Eq => ua == ub,
                    IntCc::Ne => ua != ub,
                    IntCc::LtS => sa < sb,
                    IntCc::LtU => ua < ub,
                    IntCc::GtS => sa > sb,
                    IntCc::GtU => ua > ub,
                    IntCc::LeS => sa <= sb,
                    IntCc::LeU => ua <= ub,
                    IntCc::GeS => sa >= sb,
                    IntCc::GeU => ua >= ub,
                }
            };
            cases.push((
                format!("{cc:?} {t:?}"),
                vec![t, t],
                Box::new(move |f, a| made(f, InstData::Icmp { cc, args: [a[0], a[1]] }, I32)),
                Box::new(move |a| Some(h(a[0], a[1]) as u64)),
            ));
            cases.push((
                format!("{cc:?} {t:?} 0 select"),
                vec![t, t],
                Box::new(move |f, a| {
                    let z = one(f, InstData::Const { ty: t, bits: 0 }, t);
                    let c = one(f, InstData::Icmp { cc, args: [z, a[0]] }, I32);
                    let c = one(f, InstData::Unary { op: UnaryOp::Eqz, ty: I32, arg: c }, I32);
                    made(f, InstData::Select { cond: c, args: [a[0], a[1]] }, t)
                }),
                Box::new(move |a| Some(if h(0, a[0]) { a[1] } else { a[0] })),
            ));
        }
    }
    // Many arguments and results through a call, br_table.
    let mut exports = vec![];
    for (name, params, build, _) in &cases {
        let mut f = Function { index: m.funcs.len() as u32, ..Default::default() };
        let b = f.add_block();
        let a: Vec<Value> = params.iter().map(|t| f.add_param(b, *t)).collect();
        let (v, t) = build(&mut f, &a);
        f.results = vec![t];
        if f.terminator(b).is_none() {
            f.push(b, InstData::Return(vec![v]), &[], 9);
        }
        let ty = m.ty(params, &[t]);
        exports.push(Export { name: format!("{name} #{}", m.funcs.len()), kind: ExportKind::Func, index: m.funcs.len() as u32 });
        m.funcs.push((ty, f));
    }
    let many: Vec<Type> = (0..14).map(|i| [I64, F64][i % 2]).chain([I64; 6]).chain([F64; 6]).collect();
    let mt = m.ty(&many, &many);
    let leaf = m.funcs.len() as u32;
    {
        let mut f = Function { index: leaf, results: many.clone(), ..Default::default() };
        let b = f.add_block();
        let a: Vec<Value> = many.iter().map(|t| f.add_param(b, *t)).collect();
        f.push(b, InstData::Return(a), &[], 9);
        m.funcs.push((mt, f));
    }
    {
        let mut f = Function { index: leaf + 1, results: many.clone(), ..Default::default() };
        let b = f.add_block();
        let a: Vec<Value> = many.iter().map(|t| f.add_param(b, *t)).collect();
        let i = f.push(b, InstData::Call { func: leaf, args: a }, &many, 1);
        let r: Vec<Value> = f.results(i).collect();
        let i = f.push(b, InstData::Call { func: leaf, args: r }, &many, 1);
        let r: Vec<Value> = f.results(i).collect();
        f.push(b, InstData::Return(r), &[], 9);
        m.funcs.push((mt, f));
    }
    exports.push(Export { name: "many".into(), kind: ExportKind::Func, index: leaf + 1 });
    {
        let mut f = Function { index: leaf + 2, results: vec![I32], ..Default::default() };
        let b = f.add_block();
        let p = f.add_param(b, I32);
        let bs: Vec<Block> = (0..5).map(|_| f.add_block()).collect();
        f.push(
            b,
            InstData::BrTable {
                index: p,
                targets: vec![0, 1, 1, 3, 4],
                edges: bs.iter().map(|b| Edge { to: *b, args: vec![] }).collect(),
            },
            &[],
            1,
        );
        for (i, &x) in bs.iter().enumerate() {
            let i2 = f.push(x, InstData::Const { ty: I32, bits: i as u64 * 10 }, &[I32], 1);
            let v = f.result(i2);
            f.push(x, InstData::Return(vec![v]), &[], 1);
        }
        let ty = m.ty(&[I32], &[I32]);
        m.funcs.push((ty, f));
    }
    exports.push(Export { name: "table".into(), kind: ExportKind::Func, index: leaf + 2 });

    let record =
        ModuleRecord { types: m.types.clone(), memories: vec![MemoryType { min: 1, max: None }], exports, ..Default::default() };
    let env = ModuleEnv {
        types: m.types.clone(),
        sigs: m.types.iter().map(FuncSig::new).collect(),
        funcs: m.funcs.iter().map(|f| f.0).collect(),
        memories: vec![MemoryType { min: 1, max: None }],
        layout: VmLayout::new(record.counts()).unwrap(),
        ..Default::default()
    };
    let options = Options { opt_level: level, check: true, ..Options::for_arch(wazc_loader::host_arch().expect("a target")) };
    let funcs: Vec<Function> = m.funcs.into_iter().map(|f| f.1).collect();
    let compiled = pipeline::functions(&env, &Default::default(), funcs.len(), &options, |i| Ok(funcs[i].clone())).unwrap();
    let art = pipeline::assemble(
        &env,
        pipeline::Parts { record, data: &[], wasm_features: 0, source_digest: [0; 32] },
        compiled,
        &options,
    )
    .unwrap();
    let engine = Engine::new(Config::new());
    let module = Module::new(&engine, &art.elf).unwrap();
    let mut store = Store::new(&engine);
    let inst = Instance::new(&mut store, &module, &[]).unwrap();
    let ints: Vec<u64> = EDGE.to_vec();
    let f64s: Vec<u64> = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        -0.99,
        2147483647.0,
        2147483648.0,
        -2147483648.0,
        -2147483648.5,
        -2147483649.0,
        4294967295.5,
        4294967296.0,
        9223372036854775807.0,
        -9223372036854775808.0,
        -1e19,
        18446744073709549568.0,
        18446744073709551616.0,
        1e300,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        1e-310,
    ]
    .iter()
    .map(|x: &f64| x.to_bits())
    .collect();
    let f32s: Vec<u64> = f64s.iter().map(|b| (f64::from_bits(*b) as f32).to_bits() as u64).collect();
    let (mut bad, mut n) = (0, 0);
    for (ci, (name, params, _, want)) in cases.iter().enumerate() {
        let name = &format!("{name} #{ci}");
        let f = inst.func(&mut store, name).unwrap();
        let set = match params[0] {
            I32 | I64 => &ints,
            F32 => &f32s,
            F64 => &f64s,
            V128 => unreachable!("no row has a vector"),
        };
        for &a in set {
            for &b in set {
                let (a, b) = if params[0] == I32 { (a as u32 as u64, b as u32 as u64) } else { (a, b) };
                let v = |x: u64| match params[0] {
                    I32 => Val::I32(x as i32),
                    I64 => Val::I64(x as i64),
                    F32 => Val::F32(x as u32),
                    F64 => Val::F64(x),
                    V128 => Val::V128(x.into()),
                };
                let got = match f.call(&mut store, &[v(a), v(b)]) {
                    Ok(r) => Some(match r[0] {
                        Val::I32(x) => x as u32 as u64,
                        Val::I64(x) => x as u64,
                        Val::F32(x) => x as u64,
                        Val::F64(x) => x,
                        _ => panic!(),
                    }),
                    Err(_) => None,
                };
                let mut w = want(&[a, b]);
                if let (Some(x), Some(g)) = (w, got) {
                    let t = inst_result(&name, &f, &mut store);
                    if t == wazc_runtime::ValType::I32 {
                        w = Some(x as u32 as u64);
                    }
                    if t == wazc_runtime::ValType::F32 && f32::from_bits(x as u32).is_nan() && f32::from_bits(g as u32).is_nan() {
                        w = got;
                    }
                    if t == wazc_runtime::ValType::F64 && f64::from_bits(x).is_nan() && f64::from_bits(g).is_nan() {
                        w = got;
                    }
                }
                n += 1;
                if got != w {
                    bad += 1;
                    if bad < 40 {
                        println!("{name}({a:#x}, {b:#x}) = {got:x?}, want {w:x?}");
                    }
                }
            }
        }
    }
    let args: Vec<Val> = many
        .iter()
        .enumerate()
        .map(|(i, t)| if *t == I64 { Val::I64(i as i64 * 7) } else { Val::F64((i as f64).to_bits()) })
        .collect();
    let r = inst.func(&mut store, "many").unwrap().call(&mut store, &args).unwrap();
    assert_eq!(format!("{r:?}"), format!("{args:?}"));
    let f = inst.func(&mut store, "table").unwrap();
    let t: Vec<String> =
        [0, 1, 2, 3, 4, 5, -1].iter().map(|i| format!("{:?}", f.call(&mut store, &[Val::I32(*i)]).unwrap()[0])).collect();
    assert_eq!(t.join(" "), "I32(0) I32(10) I32(10) I32(30) I32(40) I32(40) I32(40)");
    assert_eq!(bad, 0, "of {n} calls");
}

fn inst_result(_: &str, f: &Func, s: &mut Store) -> wazc_runtime::ValType {
    f.ty(&*s).unwrap().results()[0]
}
