//! WebAssembly operators → IR, validating on the way. Input: a body and its module's environment; output: a function
//! in SSA form. Linear in the body but for the locals that cross joins, times their edges.
//!
//! SSA without search: every branch keeps the values of the locals at its point ([`locals`]); a construct's join takes
//! as parameters its results and then the locals that differ on its edges. A loop's header takes its parameters and
//! the locals that the loop assigns, which a scan of the body told. So parameters are wanted but for loops' that no
//! edge changes and for locals that nobody reads again (`opt::block_params` removes both). Operators that can't be
//! reached are validated and skipped. Pure operators are numbered: an equal one that dominates is used again.
//! Comparisons are not, since a flag can't be kept: each is done again where it decides.

mod control;
pub mod fold;
mod fold_vectors;
mod locals;
mod memory;
mod numeric;
mod simd;
pub mod small;
mod tables;

use crate::ir::*;
use crate::wasm::{Error, features};
use std::collections::HashMap;
use wasmparser::{FuncToValidate, FuncValidatorAllocations, FunctionBody, Operator, ValidatorResources};

/// Translates (and validates) the body of function `index`; gives also the bits of `section::wasm_feature` for what it
/// uses. `memory` is reused from function to function.
pub fn function(
    env: &ModuleEnv,
    index: u32,
    to_validate: FuncToValidate<ValidatorResources>,
    body: &FunctionBody<'_>,
    memory: &mut FuncValidatorAllocations,
) -> Result<(Function, u64), Error> {
    let mut validator = to_validate.into_validator(std::mem::take(memory));
    let result = run(env, index, &mut validator, body);
    *memory = validator.into_allocations();
    result.map_err(|e| Error { func: Some(index), ..e })
}

fn run(
    env: &ModuleEnv,
    index: u32,
    validator: &mut wasmparser::FuncValidator<ValidatorResources>,
    body: &FunctionBody<'_>,
) -> Result<(Function, u64), Error> {
    let sig = env.func_sig(index).clone();
    let mut f = Function { index, results: sig.results.clone(), ..Function::default() };
    // An instruction takes about three bytes, of which most have a result.
    let about = body.as_bytes().len() / 4;
    f.insts.reserve(about);
    f.values.reserve(about);
    let entry = f.add_block();
    let mut locals: Vec<Value> = sig.params.iter().map(|t| f.add_param(entry, *t)).collect();
    let mut reader = body.get_binary_reader();
    validator.read_locals(&mut reader)?;
    let mut used = 0;
    let mut zeros: HashMap<Type, Value> = HashMap::new();
    for local in body.get_locals_reader()? {
        let (count, ty) = local?;
        used |= features::of_local(ty);
        let ty = Type::of_wasm(ty);
        let zero = *zeros.entry(ty).or_insert_with(|| {
            let data = if ty == Type::V128 { InstData::VConst { bytes: [0; 16] } } else { InstData::Const { ty, bits: 0 } };
            let i = f.push(entry, data, &[ty], u32::MAX);
            f.result(i)
        });
        locals.extend(std::iter::repeat_n(zero, count as usize));
    }
    let assigned = control::assigned_in_loops(body, locals.len() as u32)?;
    let mut t = Translator {
        env,
        f,
        block: entry,
        differs: vec![false; locals.len()],
        locals: locals::Locals::new(&locals),
        stack: Vec::new(),
        frames: Vec::new(),
        assigned,
        loops: 0,
        carried: 0,
        dead: None,
        loc: 0,
        numbers: HashMap::default(),
        log: Vec::new(),
    };
    t.begin_function(&sig.results);
    let mut ops = body.get_operators_reader()?;
    while !ops.eof() {
        let at = ops.original_position();
        let op = ops.read()?;
        validator.op(at, &op)?;
        t.loc = u32::try_from(at).unwrap_or(u32::MAX);
        used |= features::of_operator(&op);
        t.operator(&op)?;
    }
    ops.finish()?;
    if t.f.values.iter().any(|v| v.0 == Type::V128) {
        used |= wazc_abi::section::wasm_feature::SIMD;
    }
    Ok((t.f, used))
}

struct Translator<'a> {
    env: &'a ModuleEnv,
    f: Function,
    block: Block,
    locals: locals::Locals,
    /// Scratch: for each local, whether a join's edges differ in it; all false between joins.
    differs: Vec<bool>,
    stack: Vec<Value>,
    frames: Vec<control::Frame>,
    /// Locals assigned in each loop, in the order in which the loops begin.
    assigned: Vec<Vec<u32>>,
    /// Number of loops begun.
    loops: usize,
    /// Values that edges carry so far.
    carried: usize,
    /// In code that can't be reached: how many constructs deep within it.
    dead: Option<u32>,
    loc: u32,
    /// Pure instructions whose block dominates the current one.
    numbers: HashMap<InstData, Value, foldhash::fast::RandomState>,
    /// Keys of `numbers`, in the order in which they came.
    log: Vec<InstData>,
}

impl Translator<'_> {
    fn pop(&mut self) -> Value {
        self.stack.pop().expect("validated")
    }

    fn pop_n(&mut self, n: usize) -> Vec<Value> {
        self.stack.split_off(self.stack.len() - n)
    }

    /// Goes on in a new block; of the value numbers, the first `keep` hold there.
    fn place(&mut self, b: Block, keep: usize) {
        self.f.layout.push(b);
        self.block = b;
        for key in self.log.drain(keep..) {
            self.numbers.remove(&key);
        }
    }

    /// Appends an instruction without results.
    fn effect(&mut self, data: InstData) {
        self.f.push(self.block, data, &[], self.loc);
    }

    /// Appends an instruction with one result, or finds a value that equals it.
    fn value(&mut self, ty: Type, mut data: InstData) -> Value {
        match fold::simplify(&self.f, ty, data) {
            Ok(simple) => data = simple,
            Err(v) => return v,
        }
        let numbered = data.is_pure() && !data.is_comparison();
        if let (true, Some(v)) = (numbered, self.numbers.get(&data)) {
            return *v;
        }
        let i = self.f.push(self.block, data.clone(), &[ty], self.loc);
        let v = self.f.result(i);
        if numbered {
            self.numbers.insert(data.clone(), v);
            self.log.push(data);
        }
        v
    }

    fn constant(&mut self, ty: Type, bits: u64) -> Value {
        self.value(ty, InstData::Const { ty, bits })
    }

    fn i32(&mut self, n: u32) -> Value {
        self.constant(Type::I32, n.into())
    }

    fn unary(&mut self, op: UnaryOp, ty: Type, arg: Value) -> Value {
        self.value(ty, InstData::Unary { op, ty, arg })
    }

    fn binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Value {
        let ty = self.f.ty(a);
        self.value(ty, InstData::Binary { op, args: [a, b] })
    }

    fn trap_if(&mut self, cond: Value, code: wazc_abi::trap::TrapCode) {
        self.effect(InstData::TrapIf { cond, code });
    }

    fn operator(&mut self, op: &Operator<'_>) -> Result<(), Error> {
        if self.dead.is_some() {
            return self.skip(op);
        }
        if self.numeric(op) || self.memory(op) || self.tables(op) || self.control(op)? || self.simd(op) {
            return Ok(());
        }
        let name = format!("{op:?}");
        let name = name.split([' ', '{']).next().unwrap_or_default();
        Err(Error::new(self.loc.into(), format!("operator {name} is not supported yet")))
    }
}
