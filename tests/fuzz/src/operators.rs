//! Modules that evaluate one vector operator over a grid of operands. Input: a seed, which chooses the operator (the seeds in turn
//! go through all) and the operands; output: bytes of a valid module.
//!
//! Each exported function evaluates the operator in one form: operands in registers, in memory, constant, the same twice, made by a
//! splat, still needed afterwards, the result as a condition. It stores every result to the exported memory, NaNs made canonical, and
//! returns how many it made. The operands are edge values of all widths of lanes, held to the operator's domain.

use crate::rng::Rng;
use crate::vectors::{Domain, Form, Nans, Op, lanes, operators};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ExportKind, ExportSection, Function, FunctionSection, Instruction as I, MemArg,
    MemArgTarget, MemorySection, MemoryType, Module, TypeSection, ValType,
};

/// Operands in each direction of the grid.
const SIDE: usize = 32;
/// Constants of each operand, and pairs (or triples) of constants.
const CONSTANTS: usize = 8;
/// The place of an operand's table; an entry takes 16 bytes.
const TABLE: usize = SIDE * SIDE * 16;
/// The place of the results.
const RESULTS: usize = 3 * TABLE;

/// Locals of a function: the operands, one to compare a result with itself, counters, the place of the next result.
const OPERANDS: [u32; 3] = [0, 1, 2];
const SAME: u32 = 3;
const COUNTERS: [u32; 2] = [4, 5];
const OUT: u32 = 6;

/// Where an operand comes from.
#[derive(Clone, Copy)]
enum Source {
    /// A local.
    Register,
    /// A load of its own, right before the operator.
    Memory,
    Constant([u8; 16]),
    /// The first operand again.
    First,
    /// A splat of the operand's first number.
    Splat,
}

/// What becomes of the result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Store,
    /// It is the operator's first operand once more, and the operands are needed too.
    Chain,
    /// It decides a branch.
    Branch,
    /// It selects between the operands.
    Select,
}

/// A vector of edge values of one width.
pub fn edges(r: &mut Rng) -> [u8; 16] {
    const BYTES: [u8; 12] = [0, 1, 2, 7, 8, 15, 16, 0x7e, 0x7f, 0x80, 0x81, 0xff];
    const WORDS: [u16; 12] = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7ffe, 0x7fff, 0x8000, 0x8001, 0xff80, 0xffff];
    let mut out = [0; 16];
    let mut fill = |bytes: usize, lane: &mut dyn FnMut() -> u64| {
        for c in out.chunks_exact_mut(bytes) {
            c.copy_from_slice(&lane().to_le_bytes()[..bytes]);
        }
    };
    match r.below(10) {
        0 => fill(1, &mut || r.pick(&BYTES).into()),
        1 => fill(1, &mut || r.below(32) as u64),
        2 => fill(2, &mut || r.pick(&WORDS).into()),
        3 => fill(4, &mut || r.i32() as u64),
        4 => fill(8, &mut || r.i64() as u64),
        5 | 6 => fill(4, &mut || r.f32().into()),
        7 | 8 => fill(8, &mut || r.f64()),
        _ => match r.below(4) {
            0 => fill(1, &mut || 0),
            1 => fill(1, &mut || 0xff),
            _ => fill(8, &mut || r.bits()),
        },
    }
    out
}

/// Entry of an operand's table: a vector of its domain, or a number in the first bytes. Of an operand that there is not: any vector.
pub fn entry(r: &mut Rng, op: &Op, index: usize) -> [u8; 16] {
    let mut out = [0; 16];
    match op.form.operands().get(index).copied().unwrap_or(ValType::V128) {
        ValType::I32 => out[..4].copy_from_slice(&r.i32().to_le_bytes()),
        ValType::I64 => out[..8].copy_from_slice(&r.i64().to_le_bytes()),
        ValType::F32 => out[..4].copy_from_slice(&r.f32().to_le_bytes()),
        ValType::F64 => out[..8].copy_from_slice(&r.f64().to_le_bytes()),
        _ => out = edges(r),
    }
    let signed = matches!(op.domain, Domain::SmallF32 | Domain::SmallF64);
    let small = |r: &mut Rng| if signed { r.range(0, 200) as f64 - 100.0 } else { r.below(256) as f64 };
    match op.domain {
        Domain::All => {}
        Domain::Indices if index == 1 => out.iter_mut().for_each(|b| *b %= 16),
        Domain::SevenBits if index == 1 => out.iter_mut().for_each(|b| *b %= 128),
        Domain::NotLeast => out.chunks_exact_mut(2).for_each(|c| {
            if c == [0, 0x80] {
                c[0] = 1;
            }
        }),
        Domain::Masks(bits) if index == 2 => out.chunks_exact_mut(usize::from(bits) / 8).for_each(|c| {
            let last = c.len() - 1;
            let mask = if c[last] >= 0x80 { 0xff } else { 0 };
            c.fill(mask);
        }),
        Domain::SmallF32 | Domain::SmallUnsignedF32 => {
            out.chunks_exact_mut(4).for_each(|c| c.copy_from_slice(&(small(r) as f32).to_le_bytes()));
        }
        Domain::SmallF64 | Domain::SmallUnsignedF64 => {
            out.chunks_exact_mut(8).for_each(|c| c.copy_from_slice(&small(r).to_le_bytes()));
        }
        Domain::Indices | Domain::SevenBits | Domain::Masks(_) => {}
    }
    out
}

pub fn arg(offset: u64) -> MemArg {
    MemArg { offset, align: 0, target: MemArgTarget::Memory(0), ordering: None }
}

pub fn load(ty: ValType, arg: MemArg) -> I<'static> {
    match ty {
        ValType::I32 => I::I32Load(arg),
        ValType::I64 => I::I64Load(arg),
        ValType::F32 => I::F32Load(arg),
        ValType::F64 => I::F64Load(arg),
        _ => I::V128Load(arg),
    }
}

pub fn store(ty: ValType, arg: MemArg) -> I<'static> {
    match ty {
        ValType::I32 => I::I32Store(arg),
        ValType::I64 => I::I64Store(arg),
        ValType::F32 => I::F32Store(arg),
        ValType::F64 => I::F64Store(arg),
        _ => I::V128Store(arg),
    }
}

pub fn constant(ty: ValType, v: [u8; 16]) -> I<'static> {
    let low = u64::from_le_bytes([v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]]);
    match ty {
        ValType::I32 => I::I32Const(low as i32),
        ValType::I64 => I::I64Const(low as i64),
        ValType::F32 => I::F32Const(f32::from_bits(low as u32).into()),
        ValType::F64 => I::F64Const(f64::from_bits(low).into()),
        _ => I::V128Const(i128::from_le_bytes(v)),
    }
}

/// A function in the making.
struct Code<'a> {
    r: &'a mut Rng,
    op: Op,
    lane: [u8; 16],
    f: Function,
    /// Results so far.
    count: i32,
}

impl Code<'_> {
    fn put(&mut self, i: I<'_>) {
        self.f.instruction(&i);
    }

    /// The address of an operand's entry in its table.
    fn address(&mut self, index: usize) {
        let local = |i: usize| I::LocalGet(COUNTERS[i]);
        if self.op.form.operands().len() == 1 {
            // Both counters make the entry's number.
            self.put(local(0));
            self.put(I::I32Const(SIDE as i32));
            self.put(I::I32Mul);
            self.put(local(1));
            self.put(I::I32Add);
        } else if index < 2 {
            self.put(local(index));
        } else {
            self.put(local(0));
            self.put(local(1));
            self.put(I::I32Add);
            self.put(I::I32Const(SIDE as i32 - 1));
            self.put(I::I32And);
        }
        self.put(I::I32Const(4));
        self.put(I::I32Shl);
    }

    fn load_operand(&mut self, index: usize, ty: ValType) {
        self.address(index);
        self.put(load(ty, arg((index * TABLE) as u64)));
    }

    fn operand(&mut self, index: usize, source: Source) {
        let ty = self.op.form.operands()[index];
        match source {
            Source::Register => self.put(I::LocalGet(OPERANDS[index])),
            Source::Memory => self.load_operand(index, ty),
            Source::Constant(v) => self.put(constant(ty, v)),
            Source::First => self.put(I::LocalGet(OPERANDS[0])),
            Source::Splat => {
                let (ty, splat) = self.r.pick(&[(ValType::I32, 0), (ValType::I32, 1), (ValType::I32, 2), (ValType::I64, 3), (ValType::F32, 4), (ValType::F64, 5)]);
                self.load_operand(index, ty);
                self.put(
                    [I::I8x16Splat, I::I16x8Splat, I::I32x4Splat, I::I64x2Splat, I::F32x4Splat, I::F64x2Splat][splat].clone(),
                );
            }
        }
    }

    /// The operator; its result has no NaN but the canonical one.
    fn apply(&mut self) {
        self.put((self.op.make)(self.lane));
        self.op.nans.canonical(SAME).into_iter().for_each(|i| self.put(i));
    }

    /// Evaluates once, and stores what comes of it.
    fn evaluate(&mut self, sources: &[Source], result: Use) {
        let form = self.op.form;
        self.put(I::LocalGet(OUT));
        let n = form.operands().len();
        for (i, s) in sources[..n].iter().enumerate() {
            self.operand(i, *s);
        }
        self.apply();
        let mut ty = form.result();
        match result {
            Use::Store => {}
            Use::Chain => {
                for (i, s) in sources[..n].iter().enumerate().skip(1) {
                    self.operand(i, *s);
                }
                self.apply();
                for (i, s) in sources[..n].iter().enumerate() {
                    if form.operands()[i] == ValType::V128 {
                        self.operand(i, *s);
                        self.put(I::V128Xor);
                    }
                }
            }
            Use::Branch => {
                if ty == ValType::V128 {
                    let test =
                        self.r.pick(&[0, 0, 1, 2, 3, 4]);
                    self.put([I::V128AnyTrue, I::I8x16AllTrue, I::I16x8AllTrue, I::I32x4AllTrue, I::I64x2AllTrue][test].clone());
                }
                if self.r.chance(50) {
                    self.put(I::I32Eqz);
                }
                ty = ValType::I64;
                self.put(I::If(BlockType::Result(ty)));
                self.put(I::I64Const(11));
                self.put(I::Else);
                self.put(I::I64Const(22));
                self.put(I::End);
            }
            Use::Select => {
                // The result is the mask.
                self.put(I::LocalSet(SAME));
                self.put(I::LocalGet(OPERANDS[0]));
                self.put(I::LocalGet(OPERANDS[usize::from(form.operands().get(1) == Some(&ValType::V128))]));
                self.put(I::V128Not);
                self.put(I::LocalGet(SAME));
                self.put(I::V128Bitselect);
            }
        }
        self.put(store(ty, arg(0)));
        self.put(I::LocalGet(OUT));
        self.put(I::I32Const(16));
        self.put(I::I32Add);
        self.put(I::LocalSet(OUT));
    }

    /// Runs `body` for all values of the counters from `from` on: of both, or of one only.
    fn over(&mut self, counters: &[u32], body: &mut dyn FnMut(&mut Self)) {
        let Some((c, rest)) = counters.split_first() else {
            return body(self);
        };
        self.put(I::I32Const(0));
        self.put(I::LocalSet(*c));
        self.put(I::Loop(BlockType::Empty));
        let before = self.count;
        self.over(rest, body);
        self.count += (self.count - before) * (SIDE as i32 - 1);
        self.put(I::LocalGet(*c));
        self.put(I::I32Const(1));
        self.put(I::I32Add);
        self.put(I::LocalTee(*c));
        self.put(I::I32Const(SIDE as i32));
        self.put(I::I32LtU);
        self.put(I::BrIf(0));
        self.put(I::End);
    }

    /// Loads the operands into their locals.
    fn load_locals(&mut self) {
        for (i, ty) in self.op.form.operands().iter().enumerate() {
            self.load_operand(i, *ty);
            self.put(I::LocalSet(OPERANDS[i]));
        }
    }
}

/// A function's name and what it evaluates.
struct Plan {
    name: &'static str,
    sources: Vec<[Source; 3]>,
    result: Use,
    /// Which counters run.
    counters: &'static [u32],
}

/// The forms in which an operator is evaluated.
fn plans(r: &mut Rng, op: &Op) -> Vec<Plan> {
    use Source::{Constant, First, Memory, Register, Splat};
    let operands = op.form.operands();
    let n = operands.len();
    let all_vectors = operands.iter().all(|ty| *ty == ValType::V128);
    let all: &'static [u32] = &COUNTERS;
    let plan = |name, source, result| Plan { name, sources: vec![source], result, counters: all };
    let mut out = vec![plan("registers", [Register; 3], Use::Store), plan("memory", [Memory; 3], Use::Store)];
    if n > 1 && op.domain == Domain::All {
        out.push(plan("memory-right", [Register, Memory, Register], Use::Store));
        if all_vectors {
            out.push(plan("same", [Register, First, First], Use::Store));
            out.push(plan("splat-left", [Splat, Register, Register], Use::Store));
            out.push(plan("splat-right", [Register, Splat, Register], Use::Store));
        }
    }
    let vector = op.form.result() == ValType::V128;
    if vector && operands[0] == ValType::V128 && op.domain == Domain::All {
        out.push(plan("chain", [Register; 3], Use::Chain));
        if op.nans == Nans::None {
            out.push(plan("select", [Register; 3], Use::Select));
        }
    }
    if op.nans == Nans::None && (vector || op.form == Form::Reduce) {
        out.push(plan("branch", [Register; 3], Use::Branch));
    }
    let constants = |r: &mut Rng, which: [bool; 3]| {
        (0..CONSTANTS).map(|_| [0, 1, 2].map(|i| if which[i] { Constant(entry(r, op, i)) } else { Register })).collect()
    };
    let fixed: &[(&'static str, [bool; 3], &'static [u32])] = match n {
        1 => &[("constant", [true; 3], &[])],
        2 => &[
            ("constant-left", [true, false, false], &COUNTERS[1..]),
            ("constant-right", [false, true, false], &COUNTERS[..1]),
            ("constants", [true; 3], &[]),
        ],
        _ => &[
            ("constant-left", [true, false, false], &COUNTERS),
            ("constant-middle", [false, true, false], &COUNTERS),
            ("constant-right", [false, false, true], &COUNTERS),
            ("constants", [true; 3], &[]),
        ],
    };
    for (name, which, counters) in fixed {
        out.push(Plan { name, sources: constants(r, *which), result: Use::Store, counters });
    }
    out
}

/// The module of a seed.
pub fn module(seed: u64) -> Vec<u8> {
    let count = operators().len() as u64;
    let r = &mut Rng::new(seed);
    let Some(op) = operators().nth((seed % count) as usize) else { unreachable!("the number is below the count") };
    let lane = lanes(r);
    let plans = plans(r, &op);

    let mut out = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], [ValType::I32]);
    out.section(&types);
    let mut functions = FunctionSection::new();
    plans.iter().for_each(|_| {
        functions.function(0);
    });
    out.section(&functions);
    let mut memories = MemorySection::new();
    let most = RESULTS + SIDE * SIDE * CONSTANTS * 16;
    memories.memory(MemoryType {
        minimum: most.div_ceil(65536) as u64,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    out.section(&memories);
    let mut exports = ExportSection::new();
    for (i, p) in plans.iter().enumerate() {
        exports.export(p.name, ExportKind::Func, i as u32);
    }
    exports.export("results", ExportKind::Memory, 0);
    out.section(&exports);

    let mut code = CodeSection::new();
    for p in &plans {
        let mut locals: Vec<(u32, ValType)> = (0..3).map(|i| (1, op.form.operands().get(i).copied().unwrap_or(ValType::V128))).collect();
        locals.extend([(1, ValType::V128), (3, ValType::I32)]);
        let mut c = Code { r, op, lane, f: Function::new(locals), count: 0 };
        c.put(I::I32Const(RESULTS as i32));
        c.put(I::LocalSet(OUT));
        for sources in &p.sources {
            c.over(p.counters, &mut |c| {
                c.load_locals();
                c.evaluate(sources, p.result);
                c.count += 1;
            });
        }
        let n = c.count;
        c.put(I::I32Const(n));
        c.put(I::End);
        code.function(&c.f);
    }
    out.section(&code);

    let mut data = DataSection::new();
    let operands = op.form.operands().len();
    for i in 0..operands {
        let n = if operands == 1 { SIDE * SIDE } else { SIDE };
        let bytes: Vec<u8> = (0..n).flat_map(|_| entry(r, &op, i)).collect();
        data.active(0, &ConstExpr::i32_const((i * TABLE) as i32), bytes);
    }
    out.section(&data);
    out.finish()
}
