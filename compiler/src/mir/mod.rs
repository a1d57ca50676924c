//! Machine IR: virtual-register code of one function, as the selector leaves it and the allocator reads it.
//!
//! Input: instructions pushed backwards by a lowering driver (last block first, last instruction first).
//! Output: [`VCode`], in forward order: blocks own consecutive ranges of instructions; the last instruction of a
//! block is its only branch or return. Invariants: every virtual register has one definition; no edge is critical;
//! block 0 is the entry and has neither predecessors nor parameters.

pub mod call;
pub mod check;
pub mod copies;
pub mod flow;
mod forward;
pub mod frame;
pub mod latch;
pub mod live;
pub mod lower;
pub mod magic;
pub mod reg;
pub mod reloads;
pub mod spill_motion;
pub mod spills;
pub mod steps;
pub mod values;
#[cfg(test)]
pub mod testing;

use core::ops::Range;
use reg::Reg;
use smallvec::SmallVec;
use regalloc2::{Allocation, Operand, OperandConstraint, OperandKind, OperandPos, PReg, PRegSet, VReg};

/// A block of a [`VCode`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct MBlock(pub u32);

/// What the allocator and the driver must know of a machine instruction.
pub trait MachInst: Clone + core::fmt::Debug {
    /// Visits the register operands, always in the same order; physical ones (pinned registers, the stack pointer) too.
    fn visit(&mut self, f: &mut dyn FnMut(&mut Reg, Con));
    /// Registers destroyed besides the definitions.
    fn clobbers(&self) -> PRegSet;
    /// Whether this leaves the function.
    fn is_ret(&self) -> bool;
    /// Whether this does so by a trap.
    fn is_trap(&self) -> bool;
    /// The target, where this is an unconditional jump to a block.
    fn jump(&self) -> Option<u32>;
    /// Leads an unconditional jump to another block.
    fn retarget(&mut self, to: u32);
    /// The targets, where this is a branch to one of two blocks.
    fn two_way(&self) -> Option<[u32; 2]>;
    /// The targets, where this is a jump through a table.
    fn table(&self) -> Option<&[u32]>;
    /// Calls `f` with each block that this may lead to.
    fn each_target(&self, f: &mut dyn FnMut(u32)) {
        if let Some(t) = self.jump() {
            f(t);
        } else if let Some(ways) = self.two_way() {
            ways.into_iter().for_each(f);
        } else if let Some(all) = self.table() {
            all.iter().for_each(|t| f(*t));
        }
    }
    /// Whether this does nothing but write registers: it doesn't trap, and changes neither flags nor memory.
    fn is_quiet(&self) -> bool;
    /// Whether this adds a constant to its one operand and does nothing else.
    fn adds_constant(&self) -> bool;
    /// The same without a change of the flags, its result in any register, where this changes them.
    fn without_flags(&self) -> Option<Self>;
    /// Register and offset, where this is a reload.
    fn reloads(&self) -> Option<(Reg, u32)>;
    /// Register and offset, where this is a spill.
    fn spills_to(&self) -> Option<(Reg, u32)>;
    /// The same with what it reads of `r` read where this reload of it does, if there is such a form.
    fn with_slot(&self, r: Reg, reload: &Self) -> Option<Self>;
    /// A full-width register move.
    fn reg_move(from: Reg, to: Reg) -> Self;
    /// Where to and where from, where this is such a move.
    fn moves(&self) -> Option<(Reg, Reg)>;
    /// A store of `from` to `[sp + offset]`: 8 bytes, or 16 where `wide`.
    fn spill(from: PReg, offset: u32, wide: bool) -> Self;
    /// A load of `to` from `[sp + offset]` likewise.
    fn reload(to: PReg, offset: u32, wide: bool) -> Self;
}

/// How an operand is constrained.
#[derive(Clone, Copy, Debug)]
pub enum Con {
    /// Read.
    Use,
    /// Read after definitions may have been written.
    LateUse,
    /// Written.
    Def,
    /// Written before all inputs are read.
    EarlyDef,
    /// Defined in the register of the operand with this number.
    Reuse(usize),
    /// Read in this register.
    FixUse(PReg),
    /// Written to this register.
    FixDef(PReg),
}

/// Appends the operands of an instruction as the allocator takes them.
pub(crate) fn operands(inst: &mut impl MachInst, out: &mut Vec<Operand>) {
    use OperandConstraint as C;
    use OperandKind::{Def, Use};
    use OperandPos::{Early, Late};
    inst.visit(&mut |r, con| {
        if r.preg().is_some() {
            return;
        }
        let (c, k, p) = match con {
            Con::Use => (C::Reg, Use, Early),
            Con::LateUse => (C::Reg, Use, Late),
            Con::Def => (C::Reg, Def, Late),
            Con::EarlyDef => (C::Reg, Def, Early),
            Con::Reuse(n) => (C::Reuse(n), Def, Late),
            Con::FixUse(p) => (C::FixedReg(p), Use, Early),
            Con::FixDef(p) => (C::FixedReg(p), Def, Late),
        };
        out.push(Operand::new(r.vreg(), c, k, p));
    });
}

/// Replaces virtual by allocated registers, in the order of [`operands`].
pub fn assign(inst: &mut impl MachInst, allocs: &[Allocation]) {
    let mut allocs = allocs.iter();
    inst.visit(&mut |r, _| {
        if r.preg().is_none() {
            if let Some(p) = allocs.next().and_then(|a| a.as_reg()) {
                *r = Reg::phys(p);
            }
        }
    });
}

/// A block: its ranges in the arrays of [`VCode`].
#[derive(Clone, Debug, Default)]
pub struct BlockInfo {
    /// Instructions.
    pub insts: Range<u32>,
    /// Parameters.
    pub params: Vec<VReg>,
    /// Successors, and for each the arguments of the edge.
    pub succs: SmallVec<[regalloc2::Block; 2]>,
    /// See `succs`.
    pub args: SmallVec<[Vec<VReg>; 2]>,
    /// Predecessors.
    pub preds: SmallVec<[regalloc2::Block; 2]>,
}

/// Virtual-register code of a function.
#[derive(Clone, Debug, Default)]
pub struct VCode<I> {
    /// Instructions, in order of blocks.
    pub insts: Vec<I>,
    /// Byte offset in the wasm module, for each instruction.
    pub locs: Vec<u32>,
    /// Blocks, in layout order.
    pub blocks: Vec<BlockInfo>,
    /// Number of virtual registers.
    pub num_vregs: usize,
    /// Operands of all instructions.
    pub operands: Vec<Operand>,
    /// Where each instruction's operands begin; one more entry than instructions.
    pub operand_starts: Vec<u32>,
    /// Bytes at the bottom of the frame for outgoing arguments and results.
    pub outgoing: u32,
    /// Whether there is a call.
    pub has_calls: bool,
    /// Whether there are vectors, so that spill slots of the float class have 16 bytes.
    pub wide: bool,
}

/// Collects instructions backwards.
#[derive(Debug)]
pub struct Builder<I> {
    code: VCode<I>,
    /// Instructions of the operator being lowered, in forward order.
    pending: Vec<I>,
    loc: u32,
    /// What a register was renamed to.
    aliases: Vec<(VReg, VReg)>,
}

impl<I: MachInst> Builder<I> {
    /// A builder for a function of so many blocks, and about so many instructions.
    pub fn new(blocks: usize, insts: usize) -> Self {
        let code = VCode {
            insts: Vec::with_capacity(insts),
            locs: Vec::with_capacity(insts),
            blocks: vec![BlockInfo::default(); blocks],
            num_vregs: 0,
            operands: Vec::new(),
            operand_starts: Vec::new(),
            outgoing: 0,
            has_calls: false,
            wide: false,
        };
        Builder { code, pending: Vec::new(), loc: u32::MAX, aliases: Vec::new() }
    }

    /// A new register of the class.
    pub fn vreg(&mut self, class: regalloc2::RegClass) -> VReg {
        self.code.vreg(class)
    }

    /// Says that there are vectors.
    pub fn wide(&mut self) {
        self.code.wide = true;
    }

    /// Says that `from`, which so far has uses only, is `to`.
    pub fn alias(&mut self, from: VReg, to: VReg) {
        if from != to {
            self.aliases.push((from, to));
        }
    }

    /// Sets the source offset of what follows.
    pub fn set_loc(&mut self, loc: u32) {
        self.loc = loc;
    }

    /// Adds an instruction behind the others of the current operator.
    pub fn push(&mut self, i: I) {
        self.pending.push(i);
    }

    /// Ends the current operator: what was pushed precedes everything of the block so far.
    pub fn flush(&mut self) {
        while let Some(i) = self.pending.pop() {
            self.code.insts.push(i);
            self.code.locs.push(self.loc);
        }
    }

    /// Begins (at its end) a block.
    pub fn begin_block(&mut self, b: MBlock) {
        debug_assert!(self.pending.is_empty());
        self.code.blocks[b.0 as usize].insts.end = self.code.insts.len() as u32;
    }

    /// Ends (at its start) a block.
    pub fn end_block(&mut self, b: MBlock, params: Vec<VReg>) {
        self.flush();
        let info = &mut self.code.blocks[b.0 as usize];
        info.insts.start = self.code.insts.len() as u32;
        info.params = params;
    }

    /// Adds an edge with its arguments; in the order in which the branch names its targets.
    pub fn edge(&mut self, from: MBlock, to: MBlock, args: Vec<VReg>) {
        let info = &mut self.code.blocks[from.0 as usize];
        info.succs.push(regalloc2::Block::new(to.0 as usize));
        info.args.push(args);
        self.code.blocks[to.0 as usize].preds.push(regalloc2::Block::new(from.0 as usize));
    }

    /// Notes a call that needs this many bytes of outgoing area.
    pub fn call(&mut self, outgoing: u32) {
        self.code.has_calls = true;
        self.code.outgoing = self.code.outgoing.max(outgoing);
    }

    /// Number of instructions so far.
    pub fn len(&self) -> usize {
        self.code.insts.len() + self.pending.len()
    }

    /// Whether there are no instructions.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Turns everything round and collects the operands.
    pub fn finish(self) -> VCode<I> {
        let mut c = self.code;
        let n = c.insts.len() as u32;
        c.insts.reverse();
        c.locs.reverse();
        for b in &mut c.blocks {
            // Both ends were counted from the back; the one noted first is the later one.
            b.insts = (n - b.insts.start)..(n - b.insts.end);
        }
        c.operand_starts.reserve(c.insts.len() + 1);
        c.operand_starts.push(0);
        for i in &mut c.insts {
            operands(i, &mut c.operands);
            c.operand_starts.push(c.operands.len() as u32);
        }
        let mut to: Vec<VReg> = Vec::new();
        to.resize(c.num_vregs, VReg::invalid());
        // Later entries belong to earlier definitions, whose names are final.
        for &(from, t) in self.aliases.iter().rev() {
            let t = if to[t.vreg()] == VReg::invalid() { t } else { to[t.vreg()] };
            to[from.vreg()] = t;
        }
        let name = |v: VReg| if to[v.vreg()] == VReg::invalid() { v } else { to[v.vreg()] };
        for o in &mut c.operands {
            *o = Operand::new(name(o.vreg()), o.constraint(), o.kind(), o.pos());
        }
        for b in &mut c.blocks {
            b.params.iter_mut().chain(b.args.iter_mut().flatten()).for_each(|v| *v = name(*v));
        }
        c
    }
}

impl<I> VCode<I> {
    /// A new register of the class.
    pub fn vreg(&mut self, class: regalloc2::RegClass) -> VReg {
        self.num_vregs += 1;
        VReg::new(self.num_vregs - 1, class)
    }

    /// Where the operands of an instruction are.
    pub fn operand_range(&self, i: u32) -> Range<usize> {
        self.operand_starts[i as usize] as usize..self.operand_starts[i as usize + 1] as usize
    }

    /// Calls `add` with each edge: from and to.
    pub fn each_edge(&self, add: &mut dyn FnMut(usize, usize)) {
        for (b, block) in self.blocks.iter().enumerate() {
            block.succs.iter().for_each(|s| add(b, s.index()));
        }
    }

    /// The operands of an instruction.
    pub fn operands_of(&self, i: u32) -> &[Operand] {
        &self.operands[self.operand_range(i)]
    }
}

impl<I: MachInst> VCode<I> {
    /// The listing, for dumps.
    pub fn print(&self, inst: impl Fn(&I) -> String) -> String {
        use core::fmt::Write;
        let mut s = String::new();
        for (n, b) in self.blocks.iter().enumerate() {
            let _ = write!(s, "b{n}(");
            b.params.iter().for_each(|p| { let _ = write!(s, " {p}"); });
            let _ = writeln!(s, " ):");
            for i in b.insts.clone() {
                let _ = writeln!(s, "    {}", inst(&self.insts[i as usize]));
            }
            for (t, a) in b.succs.iter().zip(&b.args) {
                let _ = write!(s, "    -> b{}(", t.index());
                a.iter().for_each(|p| { let _ = write!(s, " {p}"); });
                let _ = writeln!(s, " )");
            }
        }
        s
    }
}
