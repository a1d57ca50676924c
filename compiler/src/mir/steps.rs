//! Steps of induction variables, late: an addition of a constant to a parameter of a loop's head, whose result an edge back
//! gives to that parameter, goes behind the last use of the parameter in its block. Then one register serves both, and
//! the addition works in place. Input and output: a function before allocation; the meaning stays.
//!
//! Only what the ends of loops give back is looked at, each once; an addition moves within its block, past no use of its
//! result, and where it comes to stand between flags and their reader it takes a form that leaves them alone. A block
//! with many such additions is walked for each of the first [`MOST`] only.

use super::check::Checked;
use super::VCode;
use core::ops::Range;
use regalloc2::{Operand, OperandConstraint, OperandKind, VReg};

/// Additions that are looked at in a block.
const MOST: usize = 8;

/// The pass.
pub fn run<I: Checked>(code: &mut VCode<I>) {
    for b in 0..code.blocks.len() {
        let mut pairs = pairs(code, b);
        pairs.truncate(MOST);
        for (param, next) in pairs {
            if let Some((from, to)) = place(code, code.blocks[b].insts.clone(), param, next) {
                sink(code, from, to);
            }
        }
    }
}

/// The parameters of loop heads that edges out of a block go back to, itself or through a block of the edge's own, and
/// their arguments.
fn pairs<I>(code: &VCode<I>, b: usize) -> Vec<(VReg, VReg)> {
    let block = &code.blocks[b];
    let mut out = Vec::new();
    let mut edge = |from: usize, head: usize, args: &[VReg]| {
        if head <= from {
            let params = &code.blocks[head].params;
            out.extend(params.iter().zip(args).filter(|(p, a)| p != a).map(|(p, a)| (*p, *a)));
        }
    };
    for (s, args) in block.succs.iter().zip(&block.args) {
        edge(b, s.index(), args);
        let split = &code.blocks[s.index()];
        if split.insts.len() == 1 && split.preds.len() == 1 && split.params.is_empty() {
            if let [head] = split.succs[..] {
                edge(s.index(), head.index(), &split.args[0]);
            }
        }
    }
    out
}

/// Where the addition that makes `next` out of `param` stands in a block, and the instruction behind which it should.
fn place<I: Checked>(code: &VCode<I>, insts: Range<u32>, param: VReg, next: VReg) -> Option<(u32, u32)> {
    let uses = |i: u32, v: VReg| code.operands_of(i).iter().any(|o| o.vreg() == v && o.kind() == OperandKind::Use);
    let mut last = None;
    for i in insts.clone().rev() {
        match code.operands_of(i) {
            [a, d] if d.vreg() == next && d.kind() == OperandKind::Def => {
                let adds = a.vreg() == param && code.insts[i as usize].adds_constant();
                return last.filter(|l| adds && l + 1 < insts.end).map(|l| (i, l));
            }
            _ => {}
        }
        let param = uses(i, param);
        if uses(i, next) {
            // Both are alive there, whatever happens.
            if last.is_some() || param {
                return None;
            }
        } else if last.is_none() && param {
            last = Some(i);
        }
    }
    None
}

/// Moves an instruction behind a later one.
fn sink<I: Checked>(code: &mut VCode<I>, from: u32, to: u32) {
    let (first, end) = (from as usize, to as usize + 1);
    code.insts[first..end].rotate_left(1);
    code.locs[first..end].rotate_left(1);
    let (start, stop) = (code.operand_starts[first] as usize, code.operand_starts[end] as usize);
    code.operands[start..stop].rotate_left(2);
    for s in first + 1..end {
        code.operand_starts[s] = code.operand_starts[s + 1] - 2;
    }
    let at = end - 1;
    let rest = code.insts[end..].iter().map(|i| i.flag_use()).find(|f| f.reads != 0 || f.makes.is_some());
    if rest.is_some_and(|f| f.reads != 0) {
        if let Some(i) = code.insts[at].without_flags() {
            code.insts[at] = i;
            let d = &mut code.operands[stop - 1];
            *d = Operand::new(d.vreg(), OperandConstraint::Reg, d.kind(), d.pos());
        }
    }
}
