//! Modules that use the result of one vector operator as an operand of others, where nothing else wants it: what selection may make one
//! instruction of. Input: a seed, which chooses the first operator (the seeds in turn go through all) and the operands; output: bytes
//! of a valid module.
//!
//! Each exported function has another second operator, or another of its operands for the first one's result. It evaluates both over
//! a table of edge values, stores every result to the exported memory, NaNs made canonical, and returns how many it made.

use crate::operators::{arg, constant, edges, entry, load, store};
use crate::rng::Rng;
use crate::vectors::{Nans, Op, fixed_operators, lanes};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ExportKind, ExportSection, Function, FunctionSection, Instruction as I,
    MemorySection, MemoryType, Module, TypeSection, ValType,
};

/// Entries of each operand's table; one takes 16 bytes.
const ENTRIES: usize = 16;
/// Operands of both operators at most, but for the one that is the first's result.
const OPERANDS: usize = 5;
/// The place of the results.
const RESULTS: usize = OPERANDS * ENTRIES * 16;

/// Locals: the offset of the entry, a vector to compare with itself, the first entry of the first table.
const AT: u32 = 0;
const SAME: u32 = 1;
const FIRST: u32 = 2;

/// The second operator, and which of its operands is the first one's result.
struct Pair {
    second: Op,
    position: usize,
}

/// All that can take a vector.
fn pairs() -> Vec<Pair> {
    let places = |second: Op| {
        let operands = second.form.operands();
        (0..operands.len()).filter(|i| operands[*i] == ValType::V128).map(move |position| Pair { second, position })
    };
    fixed_operators().flat_map(places).collect()
}

/// The operators that make a vector.
fn first(seed: u64) -> Op {
    let makers = || fixed_operators().filter(|op| op.form.result() == ValType::V128);
    let n = seed % makers().count() as u64;
    makers().nth(n as usize).unwrap_or_else(|| unreachable!("the number is below the count"))
}

/// Puts the operand of a table on the stack, or another in its place.
fn operand(r: &mut Rng, f: &mut Function, op: &Op, index: usize, table: usize) {
    let ty = op.form.operands()[index];
    let scalar = ty != ValType::V128;
    match r.below(10) {
        0..=1 => f.instruction(&constant(ty, if scalar { entry(r, op, index) } else { edges(r) })),
        2..=4 if scalar => f.instruction(&constant(ty, entry(r, op, index))),
        2 => f.instruction(&I::LocalGet(FIRST)),
        3 => f.instruction(&I::LocalGet(AT)).instruction(&[I::I8x16Splat, I::I16x8Splat, I::I32x4Splat][r.below(3)]),
        _ => f.instruction(&I::LocalGet(AT)).instruction(&load(ty, arg((table * ENTRIES * 16) as u64))),
    };
}

/// Makes the NaNs of a result canonical.
fn canonical(f: &mut Function, nans: Nans) {
    nans.canonical(SAME).iter().for_each(|i| _ = f.instruction(i));
}

fn function(r: &mut Rng, first: &Op, lane: [u8; 16], p: &Pair) -> Function {
    let mut f = Function::new([(1, ValType::I32), (2, ValType::V128)]);
    for i in [I::LocalGet(AT), I::V128Load(arg(0)), I::LocalSet(FIRST), I::Loop(BlockType::Empty), I::LocalGet(AT)] {
        f.instruction(&i);
    }
    let second = (p.second.make)(lanes(r));
    let mut table = 0;
    for index in 0..p.second.form.operands().len() {
        if index != p.position {
            operand(r, &mut f, &p.second, index, table);
            table += 1;
            continue;
        }
        for index in 0..first.form.operands().len() {
            operand(r, &mut f, first, index, table);
            table += 1;
        }
        f.instruction(&(first.make)(lane));
        // What computes with lanes of the same width makes a NaN of any.
        let converts = matches!(second, I::F32x4DemoteF64x2Zero | I::F64x2PromoteLowF32x4);
        if first.nans != p.second.nans || converts {
            canonical(&mut f, first.nans);
        }
    }
    f.instruction(&second);
    canonical(&mut f, p.second.nans);
    for i in [
        store(p.second.form.result(), arg(RESULTS as u64)),
        I::LocalGet(AT),
        I::I32Const(16),
        I::I32Add,
        I::LocalTee(AT),
        I::I32Const(ENTRIES as i32 * 16),
        I::I32LtU,
        I::BrIf(0),
        I::End,
        I::I32Const(ENTRIES as i32),
        I::End,
    ] {
        f.instruction(&i);
    }
    f
}

/// The module of a seed.
pub fn module(seed: u64) -> Vec<u8> {
    let first = first(seed);
    let r = &mut Rng::new(seed);
    let lane = lanes(r);
    let pairs = pairs();

    let mut out = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], [ValType::I32]);
    out.section(&types);
    let mut functions = FunctionSection::new();
    pairs.iter().for_each(|_| _ = functions.function(0));
    out.section(&functions);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    out.section(&memories);
    let mut exports = ExportSection::new();
    for i in 0..pairs.len() {
        exports.export(&format!("f{i}"), ExportKind::Func, i as u32);
    }
    exports.export("results", ExportKind::Memory, 0);
    out.section(&exports);
    let mut code = CodeSection::new();
    for p in &pairs {
        code.function(&function(r, &first, lane, p));
    }
    out.section(&code);
    // Vectors serve as scalars too: the first bytes.
    let bytes: Vec<u8> = (0..OPERANDS * ENTRIES).flat_map(|_| edges(r)).collect();
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(0), bytes);
    out.section(&data);
    out.finish()
}
