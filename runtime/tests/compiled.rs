//! The back end's code in the runtime, from IR built by hand.

mod common;

use wazc_abi::builtin::Builtin;
use wazc_abi::record::*;
use wazc_abi::trap::TrapCode;
use wazc_abi::vmctx::VmLayout;
use wazc_compiler::Options;
use wazc_compiler::ir::*;
use wazc_compiler::pipeline::{self, Parts};
use wazc_runtime::{Engine, Error, Linker, Module, Store, Val as V};

struct B(Function, Block);

impl B {
    fn new(index: u32, params: &[Type]) -> (B, Vec<Value>) {
        let mut f = Function { index, results: vec![Type::I32], ..Default::default() };
        let b = f.add_block();
        let p = params.iter().map(|t| f.add_param(b, *t)).collect();
        (B(f, b), p)
    }
    fn op(&mut self, data: InstData) -> Value {
        let i = self.0.push(self.1, data, &[Type::I32], self.0.insts.len() as u32 + 1000);
        self.0.result(i)
    }
    fn end(&mut self, data: InstData) {
        self.0.push(self.1, data, &[], 7);
    }
    fn int(&mut self, v: i32) -> Value {
        self.op(InstData::Const { ty: Type::I32, bits: u64::from(v as u32) })
    }
    fn bin(&mut self, op: BinaryOp, a: Value, b: Value) -> Value {
        self.op(InstData::Binary { op, args: [a, b] })
    }
    fn ret(mut self, v: Value) -> Function {
        self.end(InstData::Return(vec![v]));
        self.0
    }
}

fn fib() -> Function {
    let (mut b, p) = B::new(0, &[Type::I32]);
    let two = b.int(2);
    let cond = b.op(InstData::Icmp { cc: IntCc::LtU, args: [p[0], two] });
    let (base, more) = (b.0.add_block(), b.0.add_block());
    let edge = |to| Edge { to, args: vec![] };
    b.end(InstData::BrIf { cond, then: edge(base), other: edge(more) });
    b.1 = base;
    b.end(InstData::Return(vec![p[0]]));
    b.1 = more;
    let one = b.int(1);
    let x = b.bin(BinaryOp::Sub, p[0], one);
    let x = b.op(InstData::Call { func: 0, args: vec![x] });
    let y = b.bin(BinaryOp::Sub, p[0], two);
    let y = b.op(InstData::Call { func: 0, args: vec![y] });
    let r = b.bin(BinaryOp::Add, x, y);
    b.ret(r)
}

fn module(opt_level: u8) -> Vec<u8> {
    let int = vec![ValType::I32];
    let types = vec![
        FuncType { params: int.clone(), results: int.clone() },
        FuncType { params: vec![ValType::I32; 2], results: int },
    ];
    let (mut b, p) = B::new(1, &[Type::I32; 2]);
    let r = b.bin(BinaryOp::DivS, p[0], p[1]);
    let div = b.ret(r);
    let (mut b, p) = B::new(2, &[Type::I32]);
    let r = b.op(InstData::Load { op: LoadOp::I32, addr: Addr { base: None, index: p[0], scale: 0, offset: 4 } });
    let load = b.ret(r);
    let (mut b, p) = B::new(3, &[Type::I32; 2]);
    let r = b.op(InstData::CallIndirect { table: 0, ty: 0, index: p[0], args: vec![p[1]] });
    let indirect = b.ret(r);
    let (mut b, p) = B::new(4, &[Type::I32]);
    let r = b.op(InstData::Call { func: 4, args: vec![p[0]] });
    let r = b.bin(BinaryOp::Add, r, p[0]);
    let forever = b.ret(r);
    let (mut b, p) = B::new(5, &[Type::I32]);
    let m = b.int(0);
    let r = b.op(InstData::CallBuiltin { builtin: Builtin::MemoryGrow, args: vec![m, p[0]] });
    let grow = b.ret(r);
    let funcs = [fib(), div, load, indirect, forever, grow];
    let tys = vec![0, 1, 0, 1, 0, 0];

    let table = TableType { elem: ValType::FuncRef, min: 4, max: None };
    let memory = MemoryType { min: 1, max: Some(2) };
    let names = ["fib", "div", "load", "indirect", "forever", "grow"];
    let record = ModuleRecord {
        types: types.clone(),
        tables: vec![TableDef { ty: table, private: true, init: vec![] }],
        memories: vec![memory],
        exports: (0..6)
            .map(|i| Export { name: names[i as usize].into(), kind: ExportKind::Func, index: i })
            .collect(),
        elems: vec![ElemSegment {
            mode: SegmentMode::Active(0, vec![ConstOp::I32(0)]),
            elem: ValType::FuncRef,
            items: ElemItems::Funcs(vec![0, 1]),
        }],
        datas: vec![DataSegment { mode: SegmentMode::Active(0, vec![ConstOp::I32(8)]), offset: 0, len: 4 }],
        ..Default::default()
    };
    let env = ModuleEnv {
        sigs: types.iter().map(FuncSig::new).collect(),
        types,
        funcs: tys,
        tables: vec![wazc_compiler::ir::env::TableEnv { ty: table, imported: false, private: true }],
        memories: vec![memory],
        layout: VmLayout::new(record.counts()).unwrap(),
        ..Default::default()
    };
    let options = Options { opt_level, ..common::options() };
    let code = pipeline::functions(&env, &Default::default(), 6, &options, |i| Ok(funcs[i].clone())).unwrap();
    let parts = Parts { record, data: &[9, 0, 0, 0], wasm_features: 0, source_digest: [0; 32] };
    pipeline::assemble(&env, parts, code, &options).unwrap().elf
}


#[test]
fn back_end_and_runtime() {
    for opt_level in [0, 2] {
        let engine = Engine::default();
        let module = Module::new(&engine, &module(opt_level)).unwrap();
        let mut store = Store::new(&engine);
        let i = Linker::new().instantiate(&mut store, &module).unwrap();
        let mut call = |name: &str, args: &[i32]| -> Result<i32, Error> {
            let args: Vec<V> = args.iter().map(|v| V::I32(*v)).collect();
            Ok(i.func(&mut store, name).unwrap().call(&mut store, &args)?[0].i32().unwrap())
        };
        let code = |r: Result<i32, Error>| r.unwrap_err().trap().unwrap().code();
        assert_eq!(call("fib", &[20]).unwrap(), 6765);
        assert_eq!(call("div", &[7, -2]).unwrap(), -3);
        assert_eq!(code(call("div", &[7, 0])), TrapCode::DivisionByZero);
        assert_eq!(code(call("div", &[i32::MIN, -1])), TrapCode::IntegerOverflow);
        assert_eq!(call("load", &[4]).unwrap(), 9);
        assert_eq!(code(call("load", &[65530])), TrapCode::MemoryOutOfBounds);
        assert_eq!(code(call("load", &[-1])), TrapCode::MemoryOutOfBounds);
        assert_eq!(call("grow", &[1]).unwrap(), 1);
        assert_eq!(call("grow", &[1]).unwrap(), -1);
        assert_eq!(call("load", &[65530]).unwrap(), 0);
        assert_eq!(call("indirect", &[0, 10]).unwrap(), 55);
        assert_eq!(code(call("indirect", &[1, 10])), TrapCode::BadSignature);
        assert_eq!(code(call("indirect", &[2, 10])), TrapCode::IndirectCallToNull);
        assert_eq!(code(call("indirect", &[4, 10])), TrapCode::UndefinedElement);
        let e = call("forever", &[1]).unwrap_err();
        assert_eq!(e.trap().unwrap().code(), TrapCode::StackOverflow);
        assert!(e.trap().unwrap().frames().len() > 10);
    }
}

/// A module with a function of many parameters and results: its own ("many", reverses its parameters), or one that
/// calls the import of that type.
fn many(import: bool) -> (Vec<u8>, wazc_runtime::FuncType) {
    let params: Vec<ValType> = (0..20).map(|i| [ValType::I32, ValType::F64, ValType::I64, ValType::F32][i % 4]).collect();
    let results: Vec<ValType> = params.iter().rev().copied().collect();
    let types = vec![FuncType { params: params.clone(), results: results.clone() }];
    let sig = FuncSig::new(&types[0]);
    let index = u32::from(import);
    let mut f = Function { index, results: sig.results.clone(), ..Default::default() };
    let b = f.add_block();
    let p: Vec<Value> = sig.params.iter().map(|t| f.add_param(b, *t)).collect();
    if import {
        let i = f.push(b, InstData::Call { func: 0, args: p }, &sig.results, 1);
        let r = f.results(i).collect();
        f.push(b, InstData::Return(r), &[], 2);
    } else {
        f.push(b, InstData::Return(p.into_iter().rev().collect()), &[], 2);
    }
    let imports = if import {
        vec![Import { module: "a".into(), name: "many".into(), ty: ExternType::Func(0) }]
    } else {
        vec![]
    };
    let record = ModuleRecord {
        types: types.clone(),
        imports,
        exports: vec![Export { name: "many".into(), kind: ExportKind::Func, index }],
        ..Default::default()
    };
    let env = ModuleEnv {
        types,
        sigs: vec![sig],
        funcs: vec![0; 1 + index as usize],
        imported_funcs: index,
        tables: vec![],
        memories: vec![],
        layout: VmLayout::new(record.counts()).unwrap(),
        ..Default::default()
    };
    let options = common::options();
    let code = pipeline::functions(&env, &Default::default(), 1, &options, |_| Ok(f.clone())).unwrap();
    let parts = Parts { record, data: &[], wasm_features: 0, source_digest: [0; 32] };
    let elf = pipeline::assemble(&env, parts, code, &options).unwrap().elf;
    let rt = |v: &[ValType]| {
        v.iter()
            .map(|t| match t {
                ValType::I32 => wazc_runtime::ValType::I32,
                ValType::I64 => wazc_runtime::ValType::I64,
                ValType::F32 => wazc_runtime::ValType::F32,
                _ => wazc_runtime::ValType::F64,
            })
            .collect::<Vec<_>>()
    };
    (elf, wazc_runtime::FuncType::new(rt(&params), rt(&results)))
}

#[test]
fn many_values_cross_every_border() {
    let engine = Engine::default();
    let mut store = Store::new(&engine);
    let args: Vec<V> = (0..20u32)
        .map(|i| match i % 4 {
            0 => V::I32(-(i as i32)),
            1 => V::F64((f64::from(i) / 3.0).to_bits()),
            2 => V::I64(-i64::from(i) << 33),
            _ => V::F32((i as f32 / 7.0).to_bits()),
        })
        .collect();
    let want: Vec<String> = args.iter().rev().map(|v| format!("{v:?}")).collect();
    let check = |store: &mut Store, f: wazc_runtime::Func| {
        let got: Vec<String> = f.call(store, &args).unwrap().iter().map(|v| format!("{v:?}")).collect();
        assert_eq!(got, want);
    };
    let (a, ty) = many(false);
    let a = Module::new(&engine, &a).unwrap();
    let b = Module::new(&engine, &many(true).0).unwrap();
    let mut l = Linker::new();
    let i = l.instantiate(&mut store, &a).unwrap();
    let own = i.func(&mut store, "many").unwrap();
    check(&mut store, own);
    l.instance(&mut store, "a", i).unwrap();
    let j = l.instantiate(&mut store, &b).unwrap();
    let foreign = j.func(&mut store, "many").unwrap();
    check(&mut store, foreign);
    // The host's function, which calls back into the first instance.
    l.func("a", "many", ty, move |c, slots| {
        let args: Vec<V> = (0..20)
            .map(|i| match i % 4 {
                0 => V::I32(slots[i].i32()),
                1 => V::F64(slots[i].u64()),
                2 => V::I64(slots[i].i64()),
                _ => V::F32(slots[i].u32()),
            })
            .collect();
        for (s, r) in slots.iter_mut().zip(own.call(&mut *c, &args)?) {
            match r {
                V::I32(v) => s.set_i32(v),
                V::I64(v) => s.set_i64(v),
                V::F32(v) => s.set_u32(v),
                V::F64(v) => s.set_u64(v),
                _ => unreachable!(),
            }
        }
        Ok(())
    });
    let k = l.instantiate(&mut store, &b).unwrap();
    let host = k.func(&mut store, "many").unwrap();
    check(&mut store, host);
}

#[test]
#[ignore = "prints a measurement"]
fn time_of_a_call() {
    let engine = Engine::default();
    let module = Module::new(&engine, &module(2)).unwrap();
    let mut store = Store::new(&engine);
    let i = Linker::new().instantiate(&mut store, &module).unwrap();
    let f = i.func(&mut store, "fib").unwrap().typed::<i32, i32>(&store).unwrap();
    let n = 1_000_000;
    let start = std::time::Instant::now();
    (0..n).for_each(|_| assert_eq!(f.call(&mut store, 1).unwrap(), 1));
    println!("{} ns per call", start.elapsed().as_nanos() / n);
    let start = std::time::Instant::now();
    (0..1000).for_each(|_| {
        Linker::new().instantiate(&mut Store::new(&engine), &module).unwrap();
    });
    println!("{} us per instance", start.elapsed().as_micros() / 1000);
}
