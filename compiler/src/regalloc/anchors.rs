//! Keeps the allocator's time near linear in functions of very many blocks. Input: a function before allocation; output:
//! the same with other numbers of values, among them a few new ones that mean nothing.
//!
//! regalloc2 (0.15) sorts all parameters of blocks by value and, to find those of a value, goes on from a place that it
//! remembers; but that place moves only behind values whose live ranges are in several pieces. Where no live range has a
//! hole and no register is short, it looks through all of them for each, so that a function of 80,000 small blocks took
//! 48 s. So values of our own are spread over the numbers, each with a live range that is sure to be split: an existing
//! instruction is said to make it in a slot, one of the next block to use it in a register. That costs a load each, of
//! whatever the slot has.

use crate::mir::{MachInst, VCode};
use regalloc2::{Operand, OperandConstraint, OperandKind, OperandPos, PRegSet, RegClass, VReg};

/// Parameters of blocks from which this is of any use.
const LEAST: usize = 1024;
/// One anchor for so many of them.
const EVERY: usize = 256;
/// Parameters that the allocator may look at for want of anchors, summed over parameters: a fifth of a second. Real programs
/// come to 1,700,000 (esbuild).
const MAX_LOOKS: usize = 50_000_000;
/// An instruction with no more operands has a register to spare.
const OPERANDS: usize = 3;

/// The pass.
pub fn run<I: MachInst>(code: &mut VCode<I>) {
    let mut params: Vec<usize> = code.blocks.iter().flat_map(|b| &b.params).map(|p| p.vreg()).collect();
    if params.len() < LEAST {
        return;
    }
    params.sort_unstable();
    let sites = sites(code);
    let count = sites.len().min(params.len() / EVERY);
    // Each has a number behind its share of the parameters.
    let behind: Vec<usize> = (0..count).map(|k| params[(k + 1) * params.len() / count - 1]).collect();
    let anchors: Vec<VReg> = behind.iter().enumerate().map(|(k, v)| VReg::new(v + k + 1, RegClass::Int)).collect();
    renumber(code, &behind);

    let mut more = Vec::with_capacity(2 * count);
    for (k, anchor) in anchors.into_iter().enumerate() {
        let (def, user) = sites[k * sites.len() / count];
        more.push((def, Operand::new(anchor, OperandConstraint::Stack, OperandKind::Def, OperandPos::Late)));
        more.push((user, Operand::new(anchor, OperandConstraint::Reg, OperandKind::Use, OperandPos::Early)));
    }
    append(code, more);
}

/// Whether there are too few places for anchors for so many parameters; the fast allocator needs none.
pub fn short<I: MachInst>(code: &VCode<I>) -> bool {
    let params: usize = code.blocks.iter().map(|b| b.params.len()).sum();
    let looks = params.saturating_mul(params);
    looks > MAX_LOOKS && looks / (sites(code).len() + 1) > MAX_LOOKS
}

/// Pairs of instructions: the first of a block, the second of one that only this leads to.
fn sites<I: MachInst>(code: &VCode<I>) -> Vec<(u32, u32)> {
    let simple = |i: u32| code.operands_of(i).len() <= OPERANDS && code.insts[i as usize].clobbers() == PRegSet::empty();
    let sites = code.blocks.iter().filter_map(|b| {
        let &[pred] = &b.preds[..] else { return None };
        let before = &code.blocks[pred.index()].insts;
        let user = b.insts.start + 1;
        // Behind what makes the entry's parameters, and neither is a branch.
        (pred.index() > 0 && before.len() > 1 && user + 1 < b.insts.end && simple(user)).then_some((before.start, user))
    });
    sites.collect()
}

/// Makes place for a number behind each of some, which are sorted.
fn renumber<I>(code: &mut VCode<I>, behind: &[usize]) {
    let new = |v: VReg| VReg::new(v.vreg() + behind.partition_point(|b| *b < v.vreg()), v.class());
    for b in &mut code.blocks {
        b.params.iter_mut().chain(b.args.iter_mut().flatten()).for_each(|v| *v = new(*v));
    }
    for o in &mut code.operands {
        *o = Operand::new(new(o.vreg()), o.constraint(), o.kind(), o.pos());
    }
    code.num_vregs += behind.len();
}

/// Adds operands behind those that instructions have.
fn append<I>(code: &mut VCode<I>, mut more: Vec<(u32, Operand)>) {
    more.sort_by_key(|m| m.0);
    let mut more = more.into_iter().peekable();
    let old = std::mem::take(&mut code.operands);
    code.operands.reserve_exact(old.len() + more.len());
    for i in 0..code.insts.len() {
        let range = code.operand_range(i as u32);
        code.operand_starts[i] = code.operands.len() as u32;
        code.operands.extend_from_slice(&old[range]);
        while let Some((_, operand)) = more.next_if(|m| m.0 == i as u32) {
            code.operands.push(operand);
        }
    }
    code.operand_starts[code.insts.len()] = code.operands.len() as u32;
}
