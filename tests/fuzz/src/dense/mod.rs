//! Modules of deep arithmetic, memory and control code. Input: a seed; output: bytes of a valid module.
//!
//! Each function and each endless loop takes from the fuel and returns (or traps) without it; counted loops have bounds whose
//! products are limited. NaNs are made canonical after each operator that may choose one.

mod expr;
mod stmt;
mod vector;

use crate::rng::Rng;
use crate::shape::FUEL;
use wasm_encoder::{
    CodeSection, ConstExpr, DataCountSection, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction as I, MemorySection, MemoryType, Module, RefType,
    TableSection, TableType, TypeSection, ValType,
};

/// Number types and, in few places, references.
pub const NUMBERS: [ValType; 4] = [ValType::I32, ValType::I64, ValType::F32, ValType::F64];
/// The same, and vectors.
pub const TYPES: [ValType; 5] = [ValType::I32, ValType::I64, ValType::F32, ValType::F64, ValType::V128];

#[derive(Clone, PartialEq, Debug)]
pub struct Sig {
    pub params: Vec<ValType>,
    pub results: Vec<ValType>,
}

pub struct Table {
    pub size: u32,
    pub exported: bool,
}

/// What functions may refer to.
pub struct Env {
    pub types: Vec<Sig>,
    /// Types of functions, imported ones first.
    pub funcs: Vec<usize>,
    /// Pages of each memory.
    pub memories: Vec<u64>,
    pub globals: Vec<ValType>,
    pub fuel: u32,
    pub tables: Vec<Table>,
    /// What the first table's elements are at first: functions, or null.
    pub slots: Vec<Option<u32>>,
    pub passive_data: u32,
    pub passive_len: u32,
    /// Whether operators that probably trap are allowed.
    pub traps: bool,
    /// Whether there are vectors.
    pub vectors: bool,
    /// Whether tables are changed.
    pub table_writes: bool,
}

impl Env {
    /// The types in use.
    pub fn numbers(&self) -> &'static [ValType] {
        numbers(self.vectors)
    }
}

fn numbers(vectors: bool) -> &'static [ValType] {
    if vectors { &TYPES } else { &NUMBERS }
}

fn sig(r: &mut Rng, vectors: bool) -> Sig {
    let (max_params, max_results) = r.pick(&[(3, 1), (3, 1), (6, 1), (4, 3), (12, 2), (20, 10)]);
    let types = |r: &mut Rng, n: usize| (0..n).map(|_| r.pick(numbers(vectors))).collect();
    let params = r.below(max_params + 1);
    let results = if max_results == 1 { usize::from(r.chance(85)) } else { r.below(max_results + 1) };
    Sig { params: types(r, params), results: types(r, results) }
}

/// A constant of a type.
pub fn constant(r: &mut Rng, ty: ValType) -> I<'static> {
    match ty {
        ValType::I32 => I::I32Const(r.i32()),
        ValType::I64 => I::I64Const(r.i64()),
        ValType::F32 => I::F32Const(f32::from_bits(r.f32()).into()),
        ValType::V128 => I::V128Const(vector(r)),
        _ => I::F64Const(f64::from_bits(r.f64()).into()),
    }
}

fn const_expr(r: &mut Rng, ty: ValType) -> ConstExpr {
    match ty {
        ValType::I32 => ConstExpr::i32_const(r.i32()),
        ValType::I64 => ConstExpr::i64_const(r.i64()),
        ValType::F32 => ConstExpr::f32_const(f32::from_bits(r.f32()).into()),
        ValType::V128 => ConstExpr::v128_const(vector(r)),
        _ => ConstExpr::f64_const(f64::from_bits(r.f64()).into()),
    }
}

/// Bits of a vector: often the same in all lanes.
fn vector(r: &mut Rng) -> i128 {
    let half = |r: &mut Rng| match r.below(4) {
        0 => u64::from(r.i32() as u32) * 0x1_0000_0001,
        1 => u64::from(r.f32()) * 0x1_0000_0001,
        2 => r.f64(),
        _ => r.i64() as u64,
    };
    let low = half(r);
    let high = if r.chance(50) { low } else { half(r) };
    (u128::from(high) << 64 | u128::from(low)) as i128
}

/// The module of a seed.
pub fn module(seed: u64) -> Vec<u8> {
    let r = &mut Rng::new(seed);
    let vectors = r.chance(40);
    let mut types: Vec<Sig> = (0..r.range(3, 9)).map(|_| sig(r, vectors)).collect();
    // There is always something of each type to call.
    types.push(Sig { params: vec![ValType::I32, ValType::I64], results: vec![r.pick(numbers(vectors))] });
    let imported = if r.chance(50) { r.range(1, 3) } else { 0 };
    let defined = r.range(1, 6);
    let funcs: Vec<usize> = (0..imported + defined).map(|_| r.below(types.len())).collect();
    let import_memory = r.chance(15);
    let memories: Vec<u64> = (0..if r.chance(25) { 2 } else { 1 }).map(|_| r.range(1, 3) as u64).collect();
    let import_global = r.chance(20);
    let globals: Vec<ValType> = (0..8).map(|i| NUMBERS[i % 4]).chain([ValType::V128; 2].into_iter().filter(|_| vectors)).collect();
    let table_size = r.range(4, 12) as u32;
    let slots = (0..table_size).map(|_| r.chance(80).then(|| r.below(funcs.len()) as u32)).collect();
    let tables = (0..if r.chance(20) { 2 } else { 1 })
        .map(|_| Table { size: table_size, exported: r.chance(40) })
        .collect();
    let env = Env {
        types,
        memories,
        fuel: globals.len() as u32,
        globals,
        tables,
        slots,
        passive_data: 1,
        passive_len: r.range(1, 300) as u32,
        traps: r.chance(40),
        vectors,
        table_writes: r.chance(30),
        funcs,
    };

    let mut out = Module::new();
    let mut section = TypeSection::new();
    for t in &env.types {
        section.ty().function(t.params.iter().copied(), t.results.iter().copied());
    }
    out.section(&section);

    let memory = |r: &mut Rng, pages: u64| MemoryType {
        minimum: pages,
        maximum: r.chance(50).then(|| pages + r.below(4) as u64),
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    let global = |ty| GlobalType { val_type: ty, mutable: true, shared: false };
    let mut section = ImportSection::new();
    for t in &env.funcs[..imported] {
        section.import("host", "f", EntityType::Function(*t as u32));
    }
    if import_memory {
        section.import("host", "m", EntityType::Memory(memory(r, env.memories[0])));
    }
    if import_global {
        section.import("host", "g", EntityType::Global(global(env.globals[0])));
    }
    out.section(&section);

    let mut section = FunctionSection::new();
    for t in &env.funcs[imported..] {
        section.function(*t as u32);
    }
    out.section(&section);

    let mut section = TableSection::new();
    for t in &env.tables {
        section.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: t.size.into(),
            maximum: r.chance(50).then(|| u64::from(t.size) + 20),
            shared: false,
        });
    }
    out.section(&section);

    let mut section = MemorySection::new();
    for m in &env.memories[usize::from(import_memory)..] {
        section.memory(memory(r, *m));
    }
    if !section.is_empty() {
        out.section(&section);
    }

    let mut section = GlobalSection::new();
    for t in &env.globals[usize::from(import_global)..] {
        section.global(global(*t), &const_expr(r, *t));
    }
    section.global(global(ValType::I32), &ConstExpr::i32_const(200));
    out.section(&section);

    let mut section = ExportSection::new();
    for i in 0..defined {
        section.export(&format!("f{i}"), ExportKind::Func, (imported + i) as u32);
    }
    for i in 0..env.memories.len() {
        if r.chance(85) {
            section.export(&format!("m{i}"), ExportKind::Memory, i as u32);
        }
    }
    for (i, t) in env.tables.iter().enumerate() {
        if t.exported {
            section.export(&format!("t{i}"), ExportKind::Table, i as u32);
        }
    }
    for i in 0..env.globals.len() {
        if r.chance(85) {
            section.export(&format!("g{i}"), ExportKind::Global, i as u32);
        }
    }
    section.export(FUEL, ExportKind::Global, env.fuel);
    out.section(&section);

    let mut section = ElementSection::new();
    for (i, f) in env.slots.iter().enumerate() {
        if let Some(f) = f {
            section.active(None, &ConstExpr::i32_const(i as i32), Elements::Functions([*f][..].into()));
        }
    }
    let passive: Vec<u32> = (0..5).map(|_| r.below(env.funcs.len()) as u32).collect();
    section.passive(Elements::Functions(passive[..].into()));
    // Functions that code takes references of must be declared.
    let all: Vec<u32> = (0..env.funcs.len() as u32).collect();
    section.declared(Elements::Functions(all[..].into()));
    out.section(&section);

    out.section(&DataCountSection { count: 2 });
    let mut section = CodeSection::new();
    for i in 0..defined {
        section.function(&function(r, &env, imported + i));
    }
    out.section(&section);

    let bytes = |r: &mut Rng, n: usize| (0..n).map(|_| r.bits() as u8).collect::<Vec<u8>>();
    let mut section = DataSection::new();
    let image = bytes(r, 2000);
    section.active(0, &ConstExpr::i32_const(r.below(1000) as i32), image);
    let n = env.passive_len as usize;
    let image = bytes(r, n);
    section.passive(image);
    out.section(&section);
    out.finish()
}

/// A place that a branch can go to: types of the values it takes; `None` where no branch may go.
pub type Label = Option<Vec<ValType>>;

/// A function in the making.
pub struct Gen<'a> {
    pub r: &'a mut Rng,
    pub env: &'a Env,
    pub f: Function,
    /// Types of the locals that code may change.
    pub locals: Vec<ValType>,
    /// A local of each type, for the code right here only.
    pub temps: [u32; 5],
    /// Locals of loop counters, and how many of them are in use.
    pub counters: u32,
    pub counters_used: u32,
    pub labels: Vec<Label>,
    /// Product of the bounds of counted loops around.
    pub trips: u64,
    /// Operators that may still be made.
    pub budget: i32,
}

/// Counters in a function.
pub const COUNTERS: u32 = 8;

fn function(r: &mut Rng, env: &Env, index: usize) -> Function {
    let ty = &env.types[env.funcs[index]];
    let per_type = r.pick(&[1usize, 2, 3, 3, 8, 14]);
    let mut locals = ty.params.clone();
    let params = locals.len();
    let numbers = env.numbers();
    for t in numbers {
        locals.extend(std::iter::repeat_n(*t, per_type));
    }
    let mut declared: Vec<(u32, ValType)> = numbers.iter().map(|t| (per_type as u32, *t)).collect();
    let first = locals.len() as u32;
    declared.extend(TYPES.iter().map(|t| (1, *t)));
    declared.push((COUNTERS, ValType::I32));
    let budget = r.pick(&[20, 60, 150, 300, 600]);
    let mut g = Gen {
        r,
        env,
        f: Function::new(declared),
        locals,
        temps: [0, 1, 2, 3, 4].map(|i| first + i),
        counters: first + 5,
        counters_used: 0,
        labels: Vec::new(),
        trips: 1,
        budget,
    };
    g.labels.push(Some(ty.results.clone()));
    g.take_fuel();
    // Locals differ from zero, or folding would take everything away.
    for i in params..g.locals.len() {
        if g.r.chance(50) {
            let t = g.locals[i];
            g.leaf(t);
            g.put(I::LocalSet(i as u32));
        }
    }
    while g.budget > 0 {
        g.statement(0);
    }
    for t in ty.results.clone() {
        g.budget = 20;
        g.expr(t, 2);
    }
    g.put(I::End);
    g.f
}

impl Gen<'_> {
    /// Emits.
    pub fn put(&mut self, i: I<'_>) {
        self.f.instruction(&i);
    }

    /// Leaves the function where the fuel is used up.
    pub fn take_fuel(&mut self) {
        let fuel = self.env.fuel;
        self.put(I::GlobalGet(fuel));
        self.put(I::I32Eqz);
        self.put(I::If(wasm_encoder::BlockType::Empty));
        if self.may_trap(300) {
            self.put(I::Unreachable);
        } else {
            for t in self.labels[0].clone().unwrap_or_default() {
                let c = constant(self.r, t);
                self.put(c);
            }
            self.put(I::Return);
        }
        self.put(I::End);
        self.put(I::GlobalGet(fuel));
        self.put(I::I32Const(1));
        self.put(I::I32Sub);
        self.put(I::GlobalSet(fuel));
    }

    /// A local of a type.
    pub fn local(&mut self, ty: ValType) -> u32 {
        let of_type: Vec<u32> = (0..self.locals.len() as u32).filter(|i| self.locals[*i as usize] == ty).collect();
        self.r.pick(&of_type)
    }

    /// The scratch local of a type.
    pub fn temp(&self, ty: ValType) -> u32 {
        self.temps[TYPES.iter().position(|t| *t == ty).unwrap_or(0)]
    }

    /// True once in many cases, in modules that may trap.
    pub fn may_trap(&mut self, per_mille: usize) -> bool {
        self.env.traps && self.r.below(1000) < per_mille
    }
}
