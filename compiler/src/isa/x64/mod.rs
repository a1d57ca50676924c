//! x86-64: instruction selection. Input: an IR function and its module's environment; output: [`VCode`] of
//! [`inst::Inst`].
//!
//! Blocks are lowered last to first and each from its end, so that a value is selected only after its uses: a pure
//! value that nobody put in a register is never emitted, and a single-use load or comparison is taken into its user.
//! A load moves only within its block and past nothing that stores, calls or traps otherwise (`color`).

pub mod abi;
pub mod bulk;
pub mod check;
pub mod emit;
pub mod frame;
pub mod inst;
mod lower_call;
mod lower_float;
mod lower_int;
mod lower_mem;
mod ops;
pub mod peephole;
pub mod regs;
pub mod stubs;
#[cfg(test)]
mod tests;

use crate::ir::{self, Block, Function, Inst as IrInst, InstData, LoadOp, ModuleEnv, Type, Value, ValueDef};
use crate::mir::call::CallLayout;
use crate::mir::{Builder, MBlock, VCode};
use inst::{Inst, Reg};
use lower_float::FloatCond;
pub use ops::{Alu, Cc, Fp, Mem, Shift, Size, Src};

/// What selection may rely on.
#[derive(Clone, Copy, Debug)]
pub struct IsaFlags {
    /// CPU features that the target has.
    pub features: u64,
}

/// A lowered function.
#[derive(Debug)]
pub struct Lowered {
    /// The code.
    pub code: VCode<Inst>,
    /// CPU features that it uses.
    pub used_features: u64,
    /// Bytes of stack arguments that it pops.
    pub pops: u32,
}

/// A block of the output.
#[derive(Clone, Copy, Debug)]
enum Out {
    Entry,
    Ir(Block),
    /// A split edge: target and position of the arguments.
    Edge(Block, usize),
}

/// The state of lowering one function.
pub struct Lower<'a> {
    f: &'a Function,
    env: &'a ModuleEnv,
    flags: IsaFlags,
    b: Builder<Inst>,
    used_features: u64,
    /// Register of each value that something needs in one.
    regs: Vec<Option<Reg>>,
    uses: Vec<u32>,
    block_of: Vec<u32>,
    color: Vec<u32>,
    sunk: Vec<bool>,
    zext: Vec<bool>,
    /// Values that are zero-extended where they come into being.
    extended: Vec<bool>,
    cur_block: u32,
    cur_color: u32,
    layout: CallLayout,
    /// Arguments of the edges that are split, in order.
    edges: Vec<&'a [Value]>,
}

/// Whether a load must not move over this.
fn is_barrier(d: &InstData) -> bool {
    d.has_effect() && !matches!(d, InstData::Load { .. })
}

/// Lowers a function.
pub fn lower(f: &Function, env: &ModuleEnv, flags: IsaFlags) -> Lowered {
    let sig = env.func_sig(f.index);
    let layout = lower_call::layout_of(&sig.params, &sig.results);
    let order = &f.layout[..];

    // Output blocks: the entry, then the IR blocks, each followed by its split edges.
    let mut preds = vec![0u32; f.blocks.len()];
    for &b in order {
        f.each_edge(b, |e| preds[e.to.index()] += 1);
    }
    let mut outs = vec![Out::Entry];
    let mut at = vec![MBlock(u32::MAX); f.blocks.len()];
    let mut edges = Vec::new();
    let mut targets = vec![Vec::new(); f.blocks.len()];
    for &b in order {
        at[b.index()] = MBlock(outs.len() as u32);
        outs.push(Out::Ir(b));
        let succs = f.edges(b);
        let many = succs.len() > 1;
        for e in succs {
            if many && (preds[e.to.index()] > 1 || !e.args.is_empty()) {
                targets[b.index()].push(Some(MBlock(outs.len() as u32)));
                outs.push(Out::Edge(e.to, edges.len()));
                edges.push(&e.args[..]);
            } else {
                targets[b.index()].push(None);
            }
        }
    }

    let n = f.values.len();
    let mut l = Lower {
        f,
        env,
        flags,
        b: Builder::new(outs.len()),
        used_features: 0,
        regs: vec![None; n],
        uses: vec![0; n],
        block_of: vec![u32::MAX; f.insts.len()],
        color: vec![0; f.insts.len()],
        sunk: vec![false; f.insts.len()],
        zext: Vec::new(),
        extended: vec![false; n],
        cur_block: 0,
        cur_color: 0,
        layout,
        edges,
    };
    l.analyse(order);
    for (i, out) in outs.iter().enumerate().rev() {
        let m = MBlock(i as u32);
        l.b.begin_block(m);
        match *out {
            Out::Entry => {
                l.b.set_loc(u32::MAX);
                // Lowered backwards: the jump first.
                let to = at[0];
                l.jump(to);
                l.b.flush();
                let values = f.blocks[0].params.clone();
                let layout = l.layout.clone();
                l.parameters(&values, &layout);
                l.b.edge(m, to, Vec::new());
                l.b.end_block(m, Vec::new());
            }
            Out::Edge(to, args) => {
                l.cur_block = u32::MAX;
                l.b.set_loc(u32::MAX);
                let args = l.edges[args].iter().map(|&v| l.reg(v).vreg()).collect();
                l.jump(at[to.index()]);
                l.b.edge(m, at[to.index()], args);
                l.b.end_block(m, Vec::new());
            }
            Out::Ir(b) => {
                let dests: Vec<MBlock> = f
                    .edges(b)
                    .iter()
                    .zip(&targets[b.index()])
                    .map(|(e, t)| t.unwrap_or(at[e.to.index()]))
                    .collect();
                l.block(b, m, &dests);
            }
        }
    }
    let used_features = l.used_features;
    let pops = l.layout.arg_area;
    Lowered { code: l.b.finish(), used_features, pops }
}

fn data(f: &Function, i: IrInst) -> &InstData {
    &f.insts[i.index()].data
}

impl<'a> Lower<'a> {
    /// Counts uses, numbers side effects, finds zero-extended values.
    fn analyse(&mut self, order: &[Block]) {
        let f = self.f;
        let mut color = 0;
        for &b in order {
            for &i in &f.blocks[b.index()].insts {
                self.block_of[i.index()] = b.index() as u32;
                self.color[i.index()] = color;
                color += u32::from(is_barrier(data(f, i)));
                data(f, i).each_arg(|v| self.uses[f.resolve(v).index()] += 1);
            }
        }
        self.find_extended(order);
        // Optimistic for block parameters, then falsified along the edges.
        self.zext = (0..f.values.len()).map(|v| self.zext_def(Value(v as u32))).collect();
        // For each parameter, those that it is an argument of: falsified with it.
        let mut users: Vec<(Value, Value)> = Vec::new();
        let mut falsified: Vec<Value> = Vec::new();
        for &b in order {
            f.each_edge(b, |e| {
                for (&p, &a) in f.blocks[e.to.index()].params.iter().zip(&e.args) {
                    let a = f.resolve(a);
                    if !self.zext[a.index()] {
                        falsified.push(p);
                    } else if matches!(f.values[a.index()].1, ValueDef::Param(..)) && f.ty(a) == Type::I32 {
                        users.push((a, p));
                    }
                }
            });
        }
        users.sort_unstable();
        while let Some(p) = falsified.pop() {
            if std::mem::replace(&mut self.zext[p.index()], false) {
                let first = users.partition_point(|u| u.0 < p);
                falsified.extend(users[first..].iter().take_while(|u| u.0 == p).map(|u| u.1));
            }
        }
    }

    /// Finds the I32 values whose upper half the convention leaves open (parameters, results of calls) and whose zero
    /// extension is wanted: as indices, by `ExtendU`, through parameters of blocks. They are extended once, where they
    /// come into being, and not at each use, which may be in a loop.
    fn find_extended(&mut self, order: &[Block]) {
        let f = self.f;
        let mut work = Vec::new();
        let mut users: Vec<(Value, Value)> = Vec::new();
        for &b in order {
            for &i in &f.blocks[b.index()].insts {
                match data(f, i) {
                    InstData::Load { addr, .. } | InstData::Store { addr, .. } => work.push(addr.index),
                    InstData::CallIndirect { index, .. } | InstData::BrTable { index, .. } => work.push(*index),
                    InstData::Unary { op: ir::UnaryOp::ExtendU, arg, .. } => work.push(*arg),
                    _ => {}
                }
            }
            f.each_edge(b, |e| {
                let params = &f.blocks[e.to.index()].params;
                users.extend(params.iter().zip(&e.args).filter(|(p, _)| f.ty(**p) == Type::I32).map(|(p, a)| (*p, *a)));
            });
        }
        users.sort_unstable();
        let mut wanted = vec![false; f.values.len()];
        while let Some(v) = work.pop() {
            let v = f.resolve(v);
            if f.ty(v) != Type::I32 || std::mem::replace(&mut wanted[v.index()], true) {
                continue;
            }
            match f.values[v.index()].1 {
                ValueDef::Param(Block(0), _) => self.extended[v.index()] = true,
                ValueDef::Param(..) => {
                    let first = users.partition_point(|u| u.0 < v);
                    work.extend(users[first..].iter().take_while(|u| u.0 == v).map(|u| u.1));
                }
                ValueDef::Result(i, _) => {
                    self.extended[v.index()] = matches!(data(f, i), InstData::Call { .. } | InstData::CallIndirect { .. });
                }
                ValueDef::Alias(_) => {}
            }
        }
    }

    fn zext_def(&self, v: Value) -> bool {
        let f = self.f;
        if f.ty(v) != Type::I32 {
            return false;
        }
        if self.extended[v.index()] {
            return true;
        }
        match f.values[v.index()].1 {
            ValueDef::Param(b, _) => b.0 != 0,
            ValueDef::Alias(_) => false,
            ValueDef::Result(i, _) => match data(f, i) {
                InstData::Call { .. } | InstData::CallIndirect { .. } | InstData::CallBuiltin { .. } => false,
                InstData::Unary { op, .. } => *op != ir::UnaryOp::Wrap,
                _ => true,
            },
        }
    }
}

impl Lower<'_> {
    // ---- values ----

    /// Whether the upper half of the register of an I32 value is zero.
    fn is_zext(&self, v: Value) -> bool {
        self.zext[self.f.resolve(v).index()]
    }

    /// The value that provides the register: conversions that do nothing are looked through.
    fn alias(&self, mut v: Value) -> Value {
        while let Some((_, d)) = self.f.def(v) {
            match d {
                InstData::Unary { op: ir::UnaryOp::Wrap, arg, .. } => v = *arg,
                InstData::Unary { op: ir::UnaryOp::ExtendU, arg, .. } if self.is_zext(*arg) => v = *arg,
                _ => break,
            }
        }
        self.f.resolve(v)
    }

    /// The bits of a constant.
    fn constant(&self, v: Value) -> Option<u64> {
        self.f.as_const(v)
    }

    /// A constant, sign-extended from its size.
    fn int_constant(&self, v: Value, size: Size) -> Option<i64> {
        self.constant(v).map(|c| size.sign_extend(c))
    }

    /// A constant that fits a sign-extended 32-bit immediate.
    fn imm32_of(&self, v: Value, size: Size) -> Option<i32> {
        i32::try_from(self.int_constant(v, size)?).ok()
    }

    fn src_imm(&mut self, size: Size, c: u64) -> Src {
        match i32::try_from(size.sign_extend(c)) {
            Ok(i) => Src::Imm(i),
            Err(_) => Src::Reg(self.imm(size, c)),
        }
    }

    /// The value in a register.
    fn reg(&mut self, v: Value) -> Reg {
        let v = self.alias(v);
        let ty = self.f.ty(v);
        if let Some(c) = self.constant(v) {
            return if ty.is_float() { self.float_const(Size::of(ty), c) } else { self.imm(Size::of(ty), c) };
        }
        if let Some(r) = self.regs[v.index()] {
            return r;
        }
        let r = self.fresh(ty);
        self.regs[v.index()] = Some(r);
        r
    }

    /// Whether the value seems to be wanted behind the operator that is being lowered, its operands' registers not yet
    /// asked for. Only a guess, for choosing between instructions of equal effect.
    fn lives_on(&self, v: Value) -> bool {
        let v = self.alias(v);
        let elsewhere = match self.f.values[v.index()].1 {
            ValueDef::Param(b, _) => b.0 != self.cur_block,
            ValueDef::Result(i, _) => self.block_of[i.index()] != self.cur_block,
            ValueDef::Alias(_) => false,
        };
        self.constant(v).is_none() && (elsewhere || self.regs[v.index()].is_some())
    }

    fn is_used(&self, v: Value) -> bool {
        self.regs[self.f.resolve(v).index()].is_some()
    }

    /// Says that the register holds the value.
    fn set(&mut self, v: Value, r: Reg) {
        let v = self.f.resolve(v);
        if let Some(old) = self.regs[v.index()] {
            self.b.alias(old.vreg(), r.vreg());
        }
    }

    fn fresh(&mut self, ty: Type) -> Reg {
        let class = if ty.is_float() { regalloc2::RegClass::Float } else { regalloc2::RegClass::Int };
        Reg::from_vreg(self.b.vreg(class))
    }

    /// The defining instruction, where this is its only use and it is in the block being lowered.
    fn only_here(&self, v: Value) -> Option<IrInst> {
        let v = self.f.resolve(v);
        let (i, _) = self.f.def(v)?;
        (self.uses[v.index()] == 1 && self.regs[v.index()].is_none() && self.block_of[i.index()] == self.cur_block).then_some(i)
    }

    fn foldable_load(&self, v: Value, size: Size) -> Option<IrInst> {
        let i = self.only_here(v)?;
        let ok = match data(self.f, i) {
            InstData::Load { op, .. } => matches!(op, LoadOp::I32 | LoadOp::I64 | LoadOp::F32 | LoadOp::F64),
            InstData::VmLoad { .. } | InstData::PtrLoad { .. } => true,
            _ => false,
        };
        (ok && Size::of(self.f.ty(v)) == size && self.color[i.index()] == self.cur_color).then_some(i)
    }

    fn can_fold_load(&self, v: Value, size: Size) -> bool {
        self.foldable_load(v, size).is_some()
    }

    /// A load folded, else a register.
    fn src_load_or_reg(&mut self, v: Value, size: Size) -> Src {
        if let Some(i) = self.foldable_load(v, size) {
            self.sunk[i.index()] = true;
            return Src::Mem(self.address_of(i));
        }
        Src::Reg(self.reg(v))
    }

    /// An immediate, a folded load, or a register.
    fn src(&mut self, v: Value, size: Size) -> Src {
        if let Some(i) = self.imm32_of(v, size) {
            return Src::Imm(i);
        }
        self.src_load_or_reg(v, size)
    }

    fn use_feature(&mut self, bit: u64) -> bool {
        let has = self.flags.features & bit != 0;
        if has {
            self.used_features |= bit;
        }
        has
    }

    /// The address that a load reads.
    fn address_of(&mut self, i: IrInst) -> Mem {
        match *data(self.f, i) {
            InstData::Load { addr, .. } => self.guest_addr(addr),
            InstData::VmLoad { field, .. } => self.vm_addr(field),
            InstData::PtrLoad { ptr, offset, .. } => {
                let p = self.reg(ptr);
                Mem::base(p, offset)
            }
            _ => unreachable!("not a load"),
        }
    }

    /// An addition of two values as an address, where that is one `lea` and more than a plain addition.
    fn lea_of(&mut self, size: Size, a: Value, b: Value) -> Option<Mem> {
        let (a, b) = if self.constant(a).is_some() { (b, a) } else { (a, b) };
        if let Some(c) = self.imm32_of(b, size) {
            // (x + y) + c, (x << k) + y + c
            let i = self.only_here(a)?;
            let InstData::Binary { op: ir::BinaryOp::Add, args: [x, y] } = *data(self.f, i) else { return None };
            if self.constant(x).is_some() || self.constant(y).is_some() {
                return None;
            }
            let m = self.scaled_sum(size, x, y);
            return Some(Mem { disp: c, ..m });
        }
        let shl = |l: &Self, v| l.scaled(size, v).is_some();
        (shl(self, a) || shl(self, b)).then(|| self.scaled_sum(size, a, b))
    }

    /// `x << k` with k in 1..=3, foldable here.
    fn scaled(&self, size: Size, v: Value) -> Option<(Value, u8)> {
        let i = self.only_here(v)?;
        let InstData::Binary { op: ir::BinaryOp::Shl, args: [a, b] } = *data(self.f, i) else { return None };
        let k = self.int_constant(b, size)? & i64::from(size.bits() - 1);
        ((1..=3).contains(&k) && self.constant(a).is_none()).then_some((a, k as u8))
    }

    fn scaled_sum(&mut self, size: Size, x: Value, y: Value) -> Mem {
        let (x, y) = if self.scaled(size, y).is_some() { (x, y) } else { (y, x) };
        match self.scaled(size, y) {
            Some((i, k)) => {
                let (b, i) = (self.reg(x), self.reg(i));
                Mem { base: b, index: Some((i, k)), disp: 0, incoming: false }
            }
            None => {
                let (b, i) = (self.reg(x), self.reg(y));
                Mem { base: b, index: Some((i, 0)), disp: 0, incoming: false }
            }
        }
    }

    /// Sets the flags for `v` against 0.
    fn test_value(&mut self, size: Size, v: Value) {
        if let Some(i) = self.only_here(v) {
            if let InstData::Binary { op: ir::BinaryOp::And, args: [a, b] } = *data(self.f, i) {
                let (a, b) = if self.constant(a).is_some() { (b, a) } else { (a, b) };
                let s = match self.imm32_of(b, size) {
                    Some(i) => Src::Imm(i),
                    None => Src::Reg(self.reg(b)),
                };
                let a = self.reg(a);
                return self.test(size, a, s);
            }
        }
        if let Some(i) = self.foldable_load(v, size) {
            self.sunk[i.index()] = true;
            let m = self.address_of(i);
            return self.cmp_mem_imm(size, m, 0);
        }
        let r = self.reg(v);
        self.test(size, r, Src::Reg(r));
    }

    /// Sets the flags for a truth value; returns the condition.
    fn truth(&mut self, v: Value) -> FloatCond {
        if let Some(i) = self.only_here(v) {
            match *data(self.f, i) {
                InstData::Icmp { cc, args: [a, b] } => {
                    let size = Size::of(self.f.ty(a));
                    // x == 0 of a comparison is its negation.
                    if cc == ir::IntCc::Eq && self.constant(b) == Some(0) && self.is_comparison(a) {
                        return self.truth(a).negated();
                    }
                    return FloatCond::One(self.int_compare(size, cc, a, b));
                }
                InstData::Fcmp { cc, args: [a, b] } => {
                    let size = Size::of(self.f.ty(a));
                    return self.float_compare(size, cc, a, b);
                }
                InstData::Unary { op: ir::UnaryOp::Eqz, arg, .. } => {
                    if self.is_comparison(arg) {
                        return self.truth(arg).negated();
                    }
                    self.test_value(Size::of(self.f.ty(arg)), arg);
                    return FloatCond::One(Cc::E);
                }
                _ => {}
            }
        }
        self.test_value(Size::S32, v);
        FloatCond::One(Cc::NE)
    }

    fn is_comparison(&self, v: Value) -> bool {
        self.only_here(v).is_some_and(|i| matches!(data(self.f, i), InstData::Icmp { .. } | InstData::Fcmp { .. }))
    }
}

impl Lower<'_> {
    // ---- control ----

    fn block(&mut self, b: Block, m: MBlock, dests: &[MBlock]) {
        let f = self.f;
        self.cur_block = b.index() as u32;
        let insts = &f.blocks[b.index()].insts;
        for &i in insts.iter().rev() {
            self.cur_color = self.color[i.index()];
            self.b.set_loc(f.insts[i.index()].loc);
            let d = data(f, i);
            if d.is_terminator() {
                // Edges of a block with several were split where they have arguments.
                let args = match d {
                    InstData::Jump(e) => e.args.iter().map(|&v| self.reg(v).vreg()).collect(),
                    _ => Vec::new(),
                };
                self.terminator(d, dests);
                if let [to] = dests {
                    self.b.edge(m, *to, args);
                } else {
                    dests.iter().for_each(|to| self.b.edge(m, *to, Vec::new()));
                }
            } else if !self.sunk[i.index()] {
                let used = f.results(i).any(|v| self.is_used(v));
                if used || d.has_effect() {
                    self.inst(i, d);
                }
            }
            self.b.flush();
        }
        let params = if b.0 == 0 { Vec::new() } else { f.blocks[b.index()].params.iter().map(|&p| self.reg(p).vreg()).collect() };
        self.b.end_block(m, params);
    }

    fn terminator(&mut self, d: &InstData, dests: &[MBlock]) {
        match d {
            InstData::Jump(_) => self.jump(dests[0]),
            InstData::BrIf { cond, .. } => {
                let c = self.truth(*cond);
                match c {
                    FloatCond::One(cc) => self.jump_if(cc, dests[0], dests[1]),
                    FloatCond::NotEqual => self.jump_if_either(Cc::P, Cc::NE, dests[0], dests[1]),
                    FloatCond::Equal => self.jump_if_either(Cc::P, Cc::NE, dests[1], dests[0]),
                }
            }
            InstData::BrTable { index, targets, .. } => {
                let i = self.index(*index);
                self.jump_table(i, targets.iter().map(|t| dests[*t as usize].0).collect());
            }
            InstData::Return(args) => {
                let l = self.layout.clone();
                self.return_values(&l, args);
            }
            InstData::Trap(code) => self.trap(*code),
            _ => unreachable!("not a terminator"),
        }
    }

    /// The truth value as 0 or 1.
    fn materialise(&mut self, c: FloatCond) -> Reg {
        match c {
            FloatCond::One(cc) => self.setcc(cc),
            FloatCond::Equal => {
                let (a, b) = self.setcc2(Cc::NP, Cc::E);
                self.alu(Alu::And, Size::S32, a, Src::Reg(b))
            }
            FloatCond::NotEqual => {
                let (a, b) = self.setcc2(Cc::P, Cc::NE);
                self.alu(Alu::Or, Size::S32, a, Src::Reg(b))
            }
        }
    }

    fn select(&mut self, ty: Type, cond: Value, a: Value, b: Value) -> Reg {
        let size = Size::of(ty);
        // Registers first: materialising a constant must not come between the flags and their use.
        let (a, b) = (self.reg(a), self.reg(b));
        let c = self.truth(cond);
        let pick = |l: &mut Self, cc, t, e| if ty.is_float() { l.float_cmov(size, cc, t, e) } else { l.cmov(size, cc, t, e) };
        match c {
            FloatCond::One(cc) => pick(self, cc, a, b),
            FloatCond::Equal => {
                let t = pick(self, Cc::NE, b, a);
                pick(self, Cc::P, b, t)
            }
            FloatCond::NotEqual => {
                let t = pick(self, Cc::NE, a, b);
                pick(self, Cc::P, a, t)
            }
        }
    }

    // ---- everything else ----

    fn inst(&mut self, i: IrInst, d: &InstData) {
        let f = self.f;
        let results: Vec<Value> = f.results(i).collect();
        let results = &results[..];
        let ty = results.first().map_or(Type::I32, |&v| f.ty(v));
        let r = match d {
            InstData::Const { .. } => return,
            InstData::Unary { op, arg, .. } => self.unary(*op, ty, *arg),
            InstData::Binary { op, args: [a, b] } => self.binary(*op, ty, *a, *b),
            InstData::Icmp { cc, args: [a, b] } => {
                let c = self.int_compare(Size::of(f.ty(*a)), *cc, *a, *b);
                self.setcc(c)
            }
            InstData::Fcmp { cc, args: [a, b] } => {
                let c = self.float_compare(Size::of(f.ty(*a)), *cc, *a, *b);
                self.materialise(c)
            }
            InstData::Select { cond, args: [a, b] } => self.select(ty, *cond, *a, *b),
            InstData::Load { op, .. } => {
                let m = self.address_of(i);
                self.guest_load(*op, m)
            }
            InstData::Store { op, addr, value } => {
                let m = self.guest_addr(*addr);
                self.guest_store(*op, m, *value);
                return;
            }
            InstData::VmLoad { .. } | InstData::PtrLoad { .. } => {
                let m = self.address_of(i);
                self.load_value(ty, m)
            }
            InstData::VmStore { field, value } => {
                let m = self.vm_addr(*field);
                self.store_value(f.ty(*value), m, *value);
                return;
            }
            InstData::PtrStore { ptr, offset, value, .. } => {
                let p = self.reg(*ptr);
                self.store_value(f.ty(*value), Mem::base(p, *offset), *value);
                return;
            }
            InstData::VmBase => self.vm_base(),
            InstData::TrapIf { cond, code } => {
                match self.truth(*cond) {
                    FloatCond::One(cc) => self.trap_if(cc, *code),
                    c => {
                        let r = self.materialise(c);
                        self.test(Size::S32, r, Src::Reg(r));
                        self.trap_if(Cc::NE, *code);
                    }
                }
                return;
            }
            InstData::Call { func, args } => return self.call(*func, args, results),
            InstData::CallIndirect { table, ty, index, args } => return self.call_indirect(*table, *ty, *index, args, results),
            InstData::CallBuiltin { builtin, args } => return self.call_builtin(*builtin, args, results.first().copied()),
            InstData::MemCopy { dst, src, len } => return self.bulk(true, [*dst, *src, *len]),
            InstData::MemFill { dst, byte, len } => return self.bulk(false, [*dst, *byte, *len]),
            _ => unreachable!("terminator in a block"),
        };
        self.set(results[0], r);
    }
}
