//! Splits live ranges where the part of a function that calls begins, so that ways that don't lead there need neither
//! saved registers nor spill slots, and no frame (`mir/frame.rs` then makes it late). Input: a function before
//! allocation; output: the same, in which values that live across a call of that part are copies there.
//!
//! The allocator gives a value one register for as long as it can; one that lives across a call anywhere is in a
//! saved register, or spilled, from its definition on, which for arguments is the entry.
//!
//! Linear but for the dominators, as live ranges are found for [`MOST`] values at once and no more.

use super::moves::{self, Move};
use crate::mir::flow::Region;
use crate::mir::{MachInst, VCode};
use regalloc2::{Operand, OperandKind, PRegSet, VReg};

/// At most so many values are looked at.
const MOST: usize = 64;

/// The pass.
pub fn run<I: MachInst>(code: &mut VCode<I>) {
    let n = code.blocks.len();
    let destroys = |i: &I| !i.is_trap() && i.clobbers() != PRegSet::empty();
    let insts = |b: usize| code.blocks[b].insts.start as usize..code.blocks[b].insts.end as usize;
    let calls: Vec<bool> = (0..n).map(|b| code.insts[insts(b)].iter().any(destroys)).collect();
    let Some(region) = Region::around(&calls, |add| code.each_edge(add)) else { return };
    let returns = |b: usize| code.insts[insts(b)].last().is_some_and(|i| i.is_ret() && !i.is_trap());
    if !(0..n).any(|b| !region.has(b) && returns(b)) {
        return;
    }
    let values = across(code, &region, destroys);
    if !values.is_empty() {
        copy(code, &region, &values);
    }
}

/// Values of before the region that live across its calls, and do not outlive it.
fn across<I: MachInst>(code: &VCode<I>, region: &Region, destroys: impl Fn(&I) -> bool) -> Vec<VReg> {
    let n = code.blocks.len();
    // Blocks behind the region.
    let mut behind = vec![false; n];
    let mut work: Vec<usize> = (0..n).filter(|b| region.has(*b)).collect();
    while let Some(b) = work.pop() {
        for s in code.blocks[b].succs.iter().map(|s| s.index()) {
            if !region.has(s) && !std::mem::replace(&mut behind[s], true) {
                work.push(s);
            }
        }
    }
    // Values from before it, and those of them that are used in it.
    let mut before = vec![false; code.num_vregs];
    for (b, block) in code.blocks.iter().enumerate().filter(|(b, _)| !region.has(*b) && !behind[*b]) {
        block.params.iter().for_each(|p| before[p.vreg()] = true);
        let defs = operands(code, b).iter().filter(|o| o.kind() == OperandKind::Def);
        defs.for_each(|o| before[o.vreg().vreg()] = true);
    }
    let uses = |b: usize| {
        let used = operands(code, b).iter().filter(|o| o.kind() == OperandKind::Use).map(|o| o.vreg());
        used.chain(code.blocks[b].args.iter().flatten().copied())
    };
    (0..n).filter(|b| behind[*b]).for_each(|b| uses(b).for_each(|v| before[v.vreg()] = false));
    let mut number = vec![usize::MAX; code.num_vregs];
    let mut values: Vec<VReg> = Vec::new();
    for v in (0..n).filter(|b| region.has(*b)).flat_map(uses) {
        if before[v.vreg()] && number[v.vreg()] == usize::MAX && values.len() < MOST {
            number[v.vreg()] = values.len();
            values.push(v);
        }
    }
    if values.is_empty() {
        return values;
    }
    let bit = |v: VReg| 1u64.checked_shl(number[v.vreg()] as u32).filter(|_| number[v.vreg()] < MOST).unwrap_or(0);
    // Which are used in each block and behind it; none is defined there.
    let mut live: Vec<u64> = (0..n).map(|b| if region.has(b) { uses(b).fold(0, |all, v| all | bit(v)) } else { 0 }).collect();
    let mut work: Vec<usize> = (0..n).filter(|b| live[*b] != 0).collect();
    while let Some(b) = work.pop() {
        for p in code.blocks[b].preds.iter().map(|p| p.index()).filter(|p| region.has(*p)) {
            let more = live[p] | live[b];
            if std::mem::replace(&mut live[p], more) != more {
                work.push(p);
            }
        }
    }
    let mut kept = 0;
    for (_, block) in code.blocks.iter().enumerate().filter(|(b, _)| region.has(*b)) {
        let mut alive = block.succs.iter().fold(0, |all, s| all | if region.has(s.index()) { live[s.index()] } else { 0 });
        alive = block.args.iter().flatten().fold(alive, |all, v| all | bit(*v));
        for i in block.insts.clone().rev() {
            if destroys(&code.insts[i as usize]) {
                kept |= alive;
            }
            let used = code.operands_of(i).iter().filter(|o| o.kind() == OperandKind::Use);
            alive = used.fold(alive, |all, o| all | bit(o.vreg()));
        }
    }
    values.retain(|v| kept & bit(*v) != 0);
    values
}

/// The operands of a block.
fn operands<I>(code: &VCode<I>, b: usize) -> &[Operand] {
    let insts = &code.blocks[b].insts;
    &code.operands[code.operand_range(insts.start).start..code.operand_range(insts.end - 1).end]
}

/// Makes a copy of each value at the region's head, and the region use that.
fn copy<I: MachInst>(code: &mut VCode<I>, region: &Region, values: &[VReg]) {
    let mut to: Vec<VReg> = vec![VReg::invalid(); code.num_vregs];
    for v in values {
        to[v.vreg()] = code.vreg(v.class());
    }
    let name = |v: VReg| Some(to[v.vreg()]).filter(|t| *t != VReg::invalid()).unwrap_or(v);
    for b in (0..code.blocks.len()).filter(|b| region.has(*b)) {
        let insts = code.blocks[b].insts.clone();
        let all = code.operand_range(insts.start).start..code.operand_range(insts.end - 1).end;
        for o in code.operands[all].iter_mut().filter(|o| o.kind() == OperandKind::Use) {
            *o = Operand::new(name(o.vreg()), o.constraint(), o.kind(), o.pos());
        }
        code.blocks[b].args.iter_mut().flatten().for_each(|v| *v = name(*v));
    }
    let at = code.blocks[region.head].insts.start;
    let loc = code.locs[at as usize];
    moves::insert(code, values.iter().map(|v| Move::copy(at, loc, *v, name(*v))).collect());
}
