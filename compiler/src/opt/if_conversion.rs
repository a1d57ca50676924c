//! Makes branches that choose between 1 and 0 into the truth value itself. Input: any function without aliases; output: the same with
//! fewer branches, and without the blocks that stood on their ways. Linear.
//!
//! Both ways of such a branch meet at once, or behind blocks of nothing but constants, and bring the same but for one value, which is 1
//! on one way and 0 on the other.

use super::branches;
use crate::ir::{Block, Edge, Function, InstData, IntCc, Type, UnaryOp, Value};
use crate::translate::fold::simplify;

/// The pass.
pub fn run(f: &mut Function) {
    let mut changed = false;
    for at in 0..f.layout.len() {
        changed |= convert(f, f.layout[at]);
    }
    if changed {
        branches::remove_unreachable(f);
    }
}

/// Replaces the branch at the end of a block, if it is one of those.
fn convert(f: &mut Function, b: Block) -> bool {
    let Some(InstData::BrIf { cond, then, other }) = f.terminator(b) else { return false };
    let (then, other) = (way(f, then), way(f, other));
    let Some((at, holds)) = choice(f, then, other) else { return false };
    let (cond, mut edge) = (*cond, then.clone());
    let branch = f.blocks[b.index()].insts.pop().expect("a finished block");
    let loc = f.insts[branch.index()].loc;
    for (n, arg) in edge.args.iter_mut().enumerate() {
        let ty = f.ty(*arg);
        if n == at {
            *arg = truth(f, b, cond, holds, ty, loc);
        } else if let Some(bits) = f.as_const(*arg) {
            // It may stand on the way.
            *arg = push(f, b, ty, InstData::Const { ty, bits }, loc);
        }
    }
    f.insts[branch.index()].data = InstData::Jump(edge);
    f.blocks[b.index()].insts.push(branch);
    true
}

/// Constants of a block on the way at most: each edge to it looks at them.
const MOST_CONSTANTS: usize = 16;

/// The edge out of a block of constants that an edge leads to, else the edge itself. What it brings but constants is known in front of
/// the block.
fn way<'a>(f: &'a Function, edge: &'a Edge) -> &'a Edge {
    let block = &f.blocks[edge.to.index()];
    match f.terminator(edge.to) {
        Some(InstData::Jump(end)) if block.params.is_empty() => {
            let (_, before) = block.insts.split_last().expect("a finished block");
            let constants = before.len() <= MOST_CONSTANTS && before.iter().all(|i| matches!(f.insts[i.index()].data, InstData::Const { .. }));
            if constants { end } else { edge }
        }
        _ => edge,
    }
}

/// The argument that is 1 and 0 where all others are the same, and whether it is 1 on the first edge.
fn choice(f: &Function, then: &Edge, other: &Edge) -> Option<(usize, bool)> {
    if then.to != other.to {
        return None;
    }
    let mut found = None;
    for (at, (&p, &q)) in then.args.iter().zip(&other.args).enumerate() {
        match (f.as_const(p), f.as_const(q)) {
            _ if p == q => {}
            (Some(x), Some(y)) if x == y => {}
            (Some(x @ (0 | 1)), Some(0 | 1)) if found.is_none() && !f.ty(p).is_float() => found = Some((at, x == 1)),
            _ => return None,
        }
    }
    found
}

/// Appends what makes the condition, or its contrary, 1 or 0 of a type.
fn truth(f: &mut Function, b: Block, cond: Value, holds: bool, ty: Type, loc: u32) -> Value {
    let bit = if holds {
        let zero = push(f, b, Type::I32, InstData::Const { ty: Type::I32, bits: 0 }, loc);
        push(f, b, Type::I32, InstData::Icmp { cc: IntCc::Ne, args: [cond, zero] }, loc)
    } else {
        push(f, b, Type::I32, InstData::Unary { op: UnaryOp::Eqz, ty: Type::I32, arg: cond }, loc)
    };
    if ty == Type::I64 { push(f, b, ty, InstData::Unary { op: UnaryOp::ExtendU, ty, arg: bit }, loc) } else { bit }
}

/// Appends an operator, or finds the value that it comes down to.
fn push(f: &mut Function, b: Block, ty: Type, data: InstData, loc: u32) -> Value {
    match simplify(f, ty, data) {
        Ok(data) => {
            let i = f.push(b, data, &[ty], loc);
            f.result(i)
        }
        Err(value) => value,
    }
}
