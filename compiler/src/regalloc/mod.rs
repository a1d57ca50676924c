//! Register allocation. Input: [`VCode`] and the machine's registers; output: a linear list of instructions with
//! physical registers, moves, spills and reloads.
//!
//! Everything but the search itself is linear. The symbolic checker of regalloc2, which can take gigabytes of memory for a large function, runs
//! in debug builds; `mir::values` proves what it does, and all that is done here.

mod anchors;
mod classes;
mod cold_calls;
mod defined;
mod effort;
mod fixed;
mod moves;
mod split;

use crate::mir::frame::Allocated;
use crate::mir::reg::Reg;
use crate::mir::{self, MachInst, VCode};
use regalloc2::{
    Algorithm, Allocation, Block, Edit, Function, Inst, InstOrEdit, InstRange, MachineEnv, Operand, PReg, PRegSet, RegClass,
    RegallocOptions, VReg,
};

/// The allocator's choices.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Use the fast allocator (else only where the other would take too long).
    pub fast: bool,
    /// Ask for fixed registers by copies ([`fixed`]), where the allocator is not the fast one.
    pub copies: bool,
    /// Let values that calls would keep in saved registers begin there only where the calls do ([`split`]), where the
    /// allocator is not the fast one.
    pub split: bool,
    /// Save values around calls that seldom run ([`cold_calls`]), where the allocator is not the fast one.
    pub cold_calls: bool,
    /// Check that the input is in SSA form, and in debug builds run regalloc2's checker on the outcome.
    pub check: bool,
}

struct View<'a, I>(&'a VCode<I>, Vec<PRegSet>);

impl<I: MachInst> Function for View<'_, I> {
    fn num_insts(&self) -> usize {
        self.0.insts.len()
    }
    fn num_blocks(&self) -> usize {
        self.0.blocks.len()
    }
    fn entry_block(&self) -> Block {
        Block::new(0)
    }
    fn block_insns(&self, b: Block) -> InstRange {
        let r = &self.0.blocks[b.index()].insts;
        InstRange::new(Inst::new(r.start as usize), Inst::new(r.end as usize))
    }
    fn block_succs(&self, b: Block) -> &[Block] {
        &self.0.blocks[b.index()].succs
    }
    fn block_preds(&self, b: Block) -> &[Block] {
        &self.0.blocks[b.index()].preds
    }
    fn block_params(&self, b: Block) -> &[VReg] {
        &self.0.blocks[b.index()].params
    }
    fn is_ret(&self, i: Inst) -> bool {
        self.0.insts[i.index()].is_ret()
    }
    fn is_branch(&self, i: Inst) -> bool {
        // The last instruction of a block with successors is its branch.
        let at = self.0.blocks.partition_point(|b| b.insts.end <= i.index() as u32);
        self.0.blocks.get(at).is_some_and(|b| b.insts.end == i.index() as u32 + 1 && !b.succs.is_empty())
    }
    fn branch_blockparams(&self, b: Block, _: Inst, succ: usize) -> &[VReg] {
        &self.0.blocks[b.index()].args[succ]
    }
    fn inst_operands(&self, i: Inst) -> &[Operand] {
        self.0.operands_of(i.index() as u32)
    }
    fn inst_clobbers(&self, i: Inst) -> PRegSet {
        self.1[i.index()]
    }
    fn num_vregs(&self) -> usize {
        self.0.num_vregs
    }
    fn spillslot_size(&self, class: RegClass) -> usize {
        if class == RegClass::Float && self.0.wide { 2 } else { 1 }
    }
}

/// Allocates.
pub fn run<I: MachInst>(code: &mut VCode<I>, env: &MachineEnv, settings: Settings) -> Result<Allocated<I>, String> {
    defined::check(code)?;
    let fast = settings.fast || effort::excessive(code) || anchors::short(code);
    if !fast && settings.split {
        split::run(code);
    }
    if !fast && settings.cold_calls {
        cold_calls::run(code, env);
    }
    if !fast && settings.copies {
        fixed::run(code);
    }
    if !fast {
        anchors::run(code);
    }
    let code = &*code;
    let clobbers = code.insts.iter().map(I::clobbers).collect();
    let view = View(code, clobbers);
    let options = RegallocOptions {
        verbose_log: false,
        validate_ssa: settings.check,
        algorithm: if fast { Algorithm::Fastalloc } else { Algorithm::Ion },
    };
    let out = regalloc2::run(&view, env, &options).map_err(|e| format!("register allocation: {e:?}"))?;
    if settings.check && cfg!(debug_assertions) {
        let mut checker = regalloc2::checker::Checker::new(&view, env);
        checker.prepare(&out);
        checker.run().map_err(|e| format!("register allocation is wrong: {e:?}"))?;
    }

    let n = code.insts.len() + out.edits.len();
    let mut res = Allocated {
        insts: Vec::with_capacity(n),
        locs: Vec::with_capacity(n),
        starts: Vec::with_capacity(code.blocks.len() + 1),
        spill_slots: out.num_spillslots,
        wide: code.wide,
        written: PRegSet::empty(),
    };
    for b in 0..code.blocks.len() {
        res.starts.push(res.insts.len() as u32);
        let mut loc = code.blocks[b].insts.clone().next().map_or(u32::MAX, |i| code.locs[i as usize]);
        for item in out.block_insts_and_edits(&view, Block::new(b)) {
            match item {
                InstOrEdit::Inst(i) => {
                    let mut inst = code.insts[i.index()].clone();
                    let allocs = out.inst_allocs(i);
                    for (o, a) in view.inst_operands(i).iter().zip(allocs) {
                        if let (regalloc2::OperandKind::Def, Some(r)) = (o.kind(), a.as_reg()) {
                            res.written.add(r);
                        }
                    }
                    res.written.union_from(view.1[i.index()]);
                    // A move to or from a slot, that is; an anchor may follow.
                    if let (Some(_), &[from, to, ..]) = (inst.moves(), allocs) {
                        if from.is_stack() || to.is_stack() {
                            if let Some(i) = edit(from, to, code, &mut res.written)? {
                                res.insts.push(i);
                                res.locs.push(loc);
                            }
                            continue;
                        }
                    }
                    mir::assign(&mut inst, allocs);
                    loc = code.locs[i.index()];
                    if inst.moves().is_some_and(|(to, from)| to == from) {
                        continue;
                    }
                    res.insts.push(inst);
                    res.locs.push(loc);
                }
                InstOrEdit::Edit(Edit::Move { from, to }) => {
                    if let Some(i) = edit(*from, *to, code, &mut res.written)? {
                        res.insts.push(i);
                        res.locs.push(loc);
                    }
                }
            }
        }
    }
    res.starts.push(res.insts.len() as u32);
    Ok(res)
}

fn edit<I: MachInst>(from: Allocation, to: Allocation, code: &VCode<I>, written: &mut PRegSet) -> Result<Option<I>, String> {
    if from == to {
        return Ok(None);
    }
    if let Some(r) = to.as_reg() {
        written.add(r);
    }
    let slot = |a: Allocation| a.as_stack().map(|s| code.outgoing + 8 * s.index() as u32);
    let wide = |r: PReg| code.wide && r.class() == RegClass::Float;
    Ok(Some(match (from.as_reg(), to.as_reg()) {
        (Some(f), Some(t)) => I::reg_move(Reg::phys(f), Reg::phys(t)),
        (Some(f), None) => I::spill(f, slot(to).ok_or("move to nowhere")?, wide(f)),
        (None, Some(t)) => I::reload(t, slot(from).ok_or("move from nowhere")?, wide(t)),
        (None, None) => return Err("register allocation: stack-to-stack move".into()),
    }))
}

/// A set of registers of one class from their numbers.
pub fn set(class: RegClass, regs: impl IntoIterator<Item = u8>) -> PRegSet {
    let mut s = PRegSet::empty();
    regs.into_iter().for_each(|r| s.add(PReg::new(r as usize, class)));
    s
}
