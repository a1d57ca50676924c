//! Values and registers: who uses a value and where, which I32 values are zero-extended, what may be taken into its
//! user. Input: the IR function; output: facts, and a register for each value that is asked for.

use super::{Budget, Isa, Lower};
use crate::ir::{Block, Function, Inst, InstData, Lane, Type, UnaryOp, VUnaryOp, Value, ValueDef};
use crate::mir::reg::{Reg, Size};

/// Operators between two that share a constant: farther ones make it anew, a register is worth more.
const SHARED_OVER: u32 = 8;

/// A constant vector that is in a register for a while.
#[derive(Debug)]
pub struct Shared {
    bytes: [u8; 16],
    reg: Reg,
    /// Operators since it was asked for.
    age: u32,
}

/// Whether a load must not move over this.
fn is_barrier(d: &InstData) -> bool {
    d.has_effect() && !matches!(d, InstData::Load { .. })
}

fn data(f: &Function, i: Inst) -> &InstData {
    &f.insts[i.index()].data
}

impl<I: Isa> Lower<'_, I> {
    /// Counts uses, numbers side effects, finds zero-extended values.
    pub(super) fn analyse(&mut self, order: &[Block]) {
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
        // Optimistic for block parameters, then falsified along the edges.
        self.zext = (0..f.values.len()).map(|v| self.zext_def(Value(v as u32))).collect();
        // For each parameter, those that it is an argument of: falsified with it.
        let mut users: Vec<(Value, Value)> = Vec::new();
        let mut falsified: Vec<Value> = Vec::new();
        let mut seen = vec![false; f.blocks.len()];
        for &b in order {
            seen[b.index()] = true;
            f.each_edge(b, |e| {
                for (&p, &a) in f.blocks[e.to.index()].params.iter().zip(&e.args) {
                    let a = f.resolve(a);
                    if seen[e.to.index()] {
                        self.next_of[a.index()] = Some(p);
                    }
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

    fn zext_def(&self, v: Value) -> bool {
        let f = self.f;
        if f.ty(v) != Type::I32 {
            return false;
        }
        match f.values[v.index()].1 {
            ValueDef::Param(..) => true,
            ValueDef::Alias(_) => false,
            ValueDef::Result(i, _) => match data(f, i) {
                // A function of C's.
                InstData::CallBuiltin { .. } => false,
                InstData::Unary { op, .. } => *op != UnaryOp::Wrap,
                _ => true,
            },
        }
    }

    /// Whether the upper half of the register of an I32 value is zero.
    pub fn is_zext(&self, v: Value) -> bool {
        self.zext[self.f.resolve(v).index()]
    }

    /// The value that provides the register: conversions that do nothing are looked through.
    pub fn alias(&self, mut v: Value) -> Value {
        while let Some((_, d)) = self.f.def(v) {
            match d {
                InstData::Unary { op: UnaryOp::Wrap, arg, .. } => v = *arg,
                InstData::Unary { op: UnaryOp::ExtendU, arg, .. } if self.is_zext(*arg) => v = *arg,
                // A float is the low end of its register.
                InstData::VUnary { op: VUnaryOp::Extract { lane: Lane::F32 | Lane::F64, index: 0, .. }, arg } => v = *arg,
                _ => break,
            }
        }
        self.f.resolve(v)
    }

    /// The bits of a constant.
    pub fn constant(&self, v: Value) -> Option<u64> {
        self.f.as_const(v)
    }

    /// A constant, sign-extended from its size.
    pub fn int_constant(&self, v: Value, size: Size) -> Option<i64> {
        self.constant(v).map(|c| size.sign_extend(c))
    }

    /// The value in a register.
    pub fn reg(&mut self, v: Value) -> Reg {
        let v = self.alias(v);
        let ty = self.f.ty(v);
        if let Some(c) = self.constant(v) {
            return I::constant(self, ty, c);
        }
        if let Some(bytes) = self.f.as_vector(v) {
            self.b.wide();
            return self.vector_constant(v, bytes);
        }
        if let Some(r) = self.regs[v.index()] {
            return r;
        }
        let r = self.fresh(ty);
        self.regs[v.index()] = Some(r);
        r
    }

    /// A constant vector in a register: one for several instructions where they are near each other, as the stores of a fill are.
    fn vector_constant(&mut self, v: Value, bytes: [u8; 16]) -> Reg {
        let hoisted = I::BUDGET != Budget::NONE && self.open.in_loop(self.cur_block);
        if self.uses[v.index()] < 2 || self.cur_block == u32::MAX || hoisted {
            return I::vector(self, bytes);
        }
        if let Some(s) = self.shared.iter_mut().find(|s| s.bytes == bytes) {
            s.age = 0;
            return s.reg;
        }
        let reg = self.fresh(Type::V128);
        self.shared.push(Shared { bytes, reg, age: 0 });
        reg
    }

    /// Makes the shared constants that were not asked for lately, or all.
    pub(super) fn make_shared(&mut self, all: bool) {
        for s in &mut self.shared {
            s.age += 1;
        }
        while let Some(i) = self.shared.iter().position(|s| all || s.age > SHARED_OVER) {
            let s = self.shared.swap_remove(i);
            let made = I::vector(self, s.bytes);
            self.b.alias(s.reg.vreg(), made.vreg());
            self.b.flush();
        }
    }

    /// The value in a register, where it will only be moved to another: a constant is made anew for that.
    pub fn copied(&mut self, v: Value) -> Reg {
        let at = std::mem::replace(&mut self.cur_block, u32::MAX);
        let r = self.reg(v);
        self.cur_block = at;
        r
    }

    /// Whether the value seems to be wanted behind the operator that is being lowered, its operands' registers not yet
    /// asked for. Only a guess, for choosing between instructions of equal effect.
    pub fn lives_on(&self, v: Value) -> bool {
        let v = self.alias(v);
        self.constant(v).is_none() && self.f.as_vector(v).is_none() && (self.from_elsewhere(v) || self.regs[v.index()].is_some())
    }

    /// Whether the result of the operator that is being lowered had better take the place of the second of two operands than of the
    /// first: the one that is not wanted any longer; of two such the one whose next value in a loop the result is.
    pub fn second_place(&self, a: Value, b: Value) -> bool {
        match (self.lives_on(a), self.lives_on(b)) {
            (false, true) => false,
            (true, false) => true,
            _ => {
                let i = &self.f.insts[self.cur_inst.index()];
                i.results == 1 && self.next_of[i.first.index()] == Some(self.f.resolve(b))
            }
        }
    }

    /// The other one, if one of two values is V: an instruction can have that in place.
    pub fn beside_vm_base(&self, a: Value, b: Value) -> Option<Value> {
        let is = |v: Value| match self.f.values[self.alias(v).index()].1 {
            ValueDef::Result(i, _) => matches!(self.f.insts[i.index()].data, InstData::VmBase),
            _ => false,
        };
        if is(a) { Some(b) } else { is(b).then_some(a) }
    }

    /// Whether the value comes from another block.
    pub fn from_elsewhere(&self, v: Value) -> bool {
        match self.f.values[self.alias(v).index()].1 {
            ValueDef::Param(b, _) => b.0 != self.cur_block,
            ValueDef::Result(i, _) => self.block_of[i.index()] != self.cur_block,
            ValueDef::Alias(_) => false,
        }
    }

    pub fn is_used(&self, v: Value) -> bool {
        self.regs[self.f.resolve(v).index()].is_some()
    }

    /// Says that the register holds the value.
    pub fn set(&mut self, v: Value, r: Reg) {
        let v = self.f.resolve(v);
        if let Some(old) = self.regs[v.index()] {
            self.b.alias(old.vreg(), r.vreg());
        }
    }

    pub fn fresh(&mut self, ty: Type) -> Reg {
        if ty == Type::V128 {
            self.b.wide();
        }
        let class = if ty.is_float() { regalloc2::RegClass::Float } else { regalloc2::RegClass::Int };
        Reg::from_vreg(self.b.vreg(class))
    }

    /// The defining instruction, where this is its only use and it is in the block being lowered.
    pub fn only_here(&self, v: Value) -> Option<Inst> {
        let v = self.f.resolve(v);
        let (i, _) = self.f.def(v)?;
        (self.uses[v.index()] == 1 && self.regs[v.index()].is_none() && self.block_of[i.index()] == self.cur_block).then_some(i)
    }

    /// The instruction, where its result can be made at its user, the operator being lowered: its only one, in the same
    /// block, with nothing between that a load must not move over.
    pub fn only_here_unmoved(&self, v: Value) -> Option<Inst> {
        self.only_here(v).filter(|i| self.color[i.index()] == self.cur_color)
    }

    /// The instruction that is being lowered.
    pub fn current_inst(&self) -> Inst {
        self.cur_inst
    }

    /// Says that this instruction was taken into its user.
    pub fn sink(&mut self, i: Inst) {
        self.sunk[i.index()] = true;
    }

    /// Whether the target has a CPU feature, which is then used.
    pub fn use_feature(&mut self, bit: u64) -> bool {
        let has = self.flags.features & bit != 0;
        if has {
            self.used_features |= bit;
        }
        has
    }

    /// Uses a CPU feature that every target of this kind has.
    pub fn require_feature(&mut self, bit: u64) {
        self.used_features |= bit;
    }

    /// An I32 zero-extended, an I64 as it is.
    pub fn index(&mut self, v: Value) -> Reg {
        let r = self.reg(v);
        if self.f.ty(v) == Type::I32 && !self.is_zext(v) { I::zero_extend(self, r) } else { r }
    }
}
