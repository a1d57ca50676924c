//! Functions built by hand go through selection, allocation (with its checker) and encoding.

use crate::ir::*;
use crate::isa::{Settings, compile};
use wazc_abi::record::{FuncType, MemoryType, ValType};
use wazc_abi::target::{Arch, x86};
use wazc_abi::vmctx::{Counts, VmLayout};

fn env(ty: FuncType) -> ModuleEnv {
    let sig = FuncSig::new(&ty);
    ModuleEnv {
        types: vec![ty],
        sigs: vec![sig],
        funcs: vec![0],
        memories: vec![MemoryType { min: 1, max: None }],
        layout: VmLayout::new(Counts { types: 1, memories: 1, ..Default::default() }).unwrap(),
        canon: vec![0],
        ..Default::default()
    }
}

fn run(f: &Function, env: &ModuleEnv) -> Vec<u8> {
    verify::verify(f, env).unwrap();
    let mut last = Vec::new();
    for fast in [true, false] {
        let s = Settings {
            shrink_wrap: true,
            copies: true,
            arch: Arch::X86_64,
            features: x86::V2,
            torn_stores: false,
            regalloc: crate::regalloc::Settings { fast, copies: !fast, split: !fast, cold_calls: !fast, check: true },
            latches: !fast,
            placement: !fast,
            loop_alignment: !fast,
            spills: !fast,
            spill_motion: !fast,
            late_steps: !fast,
            slot_operands: !fast,
            dump: true,
            monitor: None,
        };
        let c = compile(f, env, &s).unwrap();
        println!("{}", c.listing);
        println!("{}", c.code.code.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" "));
        last = c.code.code;
    }
    last
}

fn one(f: &mut Function, b: Block, d: InstData, t: Type) -> Value {
    let i = f.push(b, d, &[t], 7);
    f.result(i)
}

#[test]
fn fib() {
    let env = env(FuncType { params: vec![ValType::I32], results: vec![ValType::I32] });
    let mut f = Function { results: vec![Type::I32], ..Default::default() };
    let (b0, b1, b2) = (f.add_block(), f.add_block(), f.add_block());
    let n = f.add_param(b0, Type::I32);
    let k = |f: &mut Function, b, bits| one(f, b, InstData::Const { ty: Type::I32, bits }, Type::I32);
    let two = k(&mut f, b0, 2);
    let c = one(&mut f, b0, InstData::Icmp { cc: IntCc::LtS, args: [n, two] }, Type::I32);
    let edge = |to| Edge { to, args: vec![] };
    f.push(b0, InstData::BrIf { cond: c, then: edge(b1), other: edge(b2) }, &[], 1);
    f.push(b1, InstData::Return(vec![n]), &[], 2);
    let m1 = k(&mut f, b2, 0xffff_ffff);
    let x = one(&mut f, b2, InstData::Binary { op: BinaryOp::Add, args: [n, m1] }, Type::I32);
    let x = one(&mut f, b2, InstData::Call { func: 0, args: vec![x] }, Type::I32);
    let m2 = k(&mut f, b2, 0xffff_fffe);
    let y = one(&mut f, b2, InstData::Binary { op: BinaryOp::Add, args: [n, m2] }, Type::I32);
    let y = one(&mut f, b2, InstData::Call { func: 0, args: vec![y] }, Type::I32);
    let r = one(&mut f, b2, InstData::Binary { op: BinaryOp::Add, args: [x, y] }, Type::I32);
    f.push(b2, InstData::Return(vec![r]), &[], 3);
    assert!(run(&f, &env).ends_with(&[0xc3]));
}

#[test]
fn sum_of_memory() {
    let env = env(FuncType { params: vec![ValType::I32, ValType::I32], results: vec![ValType::F64] });
    let mut f = Function { results: vec![Type::F64], ..Default::default() };
    let (b0, b1, b2) = (f.add_block(), f.add_block(), f.add_block());
    let p = f.add_param(b0, Type::I32);
    let n = f.add_param(b0, Type::I32);
    let zero = one(&mut f, b0, InstData::Const { ty: Type::F64, bits: 0 }, Type::F64);
    f.push(b0, InstData::Jump(Edge { to: b1, args: vec![p, n, zero] }), &[], 1);
    let (pi, ni, s) = (f.add_param(b1, Type::I32), f.add_param(b1, Type::I32), f.add_param(b1, Type::F64));
    let x = one(&mut f, b1, InstData::Load { op: LoadOp::F64, addr: Addr { base: None, index: pi, scale: 0, offset: 16 } }, Type::F64);
    let s2 = one(&mut f, b1, InstData::Binary { op: BinaryOp::Fadd, args: [s, x] }, Type::F64);
    let k8 = one(&mut f, b1, InstData::Const { ty: Type::I32, bits: 8 }, Type::I32);
    let p2 = one(&mut f, b1, InstData::Binary { op: BinaryOp::Add, args: [pi, k8] }, Type::I32);
    let k1 = one(&mut f, b1, InstData::Const { ty: Type::I32, bits: 1 }, Type::I32);
    let n2 = one(&mut f, b1, InstData::Binary { op: BinaryOp::DivS, args: [ni, k1] }, Type::I32);
    let n3 = one(&mut f, b1, InstData::Binary { op: BinaryOp::RemU, args: [n2, p2] }, Type::I32);
    f.push(b1, InstData::BrIf { cond: n3, then: Edge { to: b1, args: vec![p2, n3, s2] }, other: Edge { to: b2, args: vec![] } }, &[], 1);
    let m = one(&mut f, b2, InstData::Binary { op: BinaryOp::Fmin, args: [s2, s] }, Type::F64);
    f.push(b2, InstData::Return(vec![m]), &[], 3);
    run(&f, &env);
}
