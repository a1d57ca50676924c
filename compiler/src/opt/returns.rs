//! Copies short ends of a function to where they are jumped to. Input: any function without aliases; output: the same with more
//! blocks that return.
//!
//! WebAssembly leaves a function at one place, where all ways meet. Where a way brings a constant that an instruction there reads, the
//! copy for that way folds it; and a short way then often needs none of the registers, and so none of the frame, that the long
//! ones need. Nothing is used behind a block that returns, so a copy concerns nobody else.

use super::branches;
use crate::ir::cfg::Incoming;
use crate::ir::{Block, BlockData, Edge, Function, Inst, InstData, Value};
use crate::translate::fold::simplify;

/// Instructions of an end that is copied for a way that brings a constant.
const MAX_SIZE: usize = 3;

/// The pass.
pub fn run(f: &mut Function) {
    let incoming = Incoming::new(f);
    let mut changed = false;
    for at in 1..f.layout.len() {
        let b = f.layout[at];
        if !is_short_end(f, b) {
            continue;
        }
        let edges = incoming.of(b);
        if edges.len() < 2 {
            continue;
        }
        for &(i, n) in edges {
            if folds(f, b, &f.insts[i.index()].data.edge(n).args) {
                copy(f, b, i, n);
                changed = true;
            }
        }
    }
    if changed {
        // Blocks that every way had a copy of.
        branches::remove_unreachable(f);
    }
}

/// Whether an instruction before the return, or the return where there is none, knows more with these arguments.
fn folds(f: &Function, end: Block, args: &[Value]) -> bool {
    let BlockData { params, insts, .. } = &f.blocks[end.index()];
    let known = |v: Value| params.iter().zip(args).any(|(p, a)| *p == v && f.as_const(*a).is_some());
    insts.iter().map(|i| &f.insts[i.index()].data).any(|d| {
        let mut any = false;
        d.each_own_arg(|v| any |= known(v));
        any && (insts.len() == 1 || !matches!(d, InstData::Return(_)))
    })
}

/// Whether a block returns after a few instructions.
fn is_short_end(f: &Function, b: Block) -> bool {
    let Some(InstData::Return(_)) = f.terminator(b) else { return false };
    let insts = &f.blocks[b.index()].insts;
    let mut size = 0;
    insts.iter().all(|i| {
        let d = &f.insts[i.index()].data;
        size += usize::from(!matches!(d, InstData::Const { .. } | InstData::Return(_)));
        size <= MAX_SIZE && !d.is_call()
    })
}

/// Leads an edge to a copy of its target.
fn copy(f: &mut Function, end: Block, branch: Inst, n: u32) {
    let to = f.add_block();
    f.blocks[to.index()].cold = f.blocks[end.index()].cold;
    let edge = std::mem::replace(f.insts[branch.index()].data.edge_mut(n), Edge { to, args: Vec::new() });
    let mut known: Vec<(Value, Value)> = f.blocks[end.index()].params.iter().copied().zip(edge.args).collect();
    for i in f.blocks[end.index()].insts.clone() {
        let (first, loc) = (f.insts[i.index()].first, f.insts[i.index()].loc);
        let types: Vec<_> = f.results(i).map(|v| f.ty(v)).collect();
        let mut data = f.insts[i.index()].data.clone();
        data.each_arg_mut(|v| *v = known.iter().find(|k| k.0 == *v).map_or(*v, |k| k.1));
        if let [ty] = types[..] {
            match simplify(f, ty, data) {
                Ok(simple) => data = simple,
                Err(value) => {
                    known.push((first, value));
                    continue;
                }
            }
        }
        let new = f.push(to, data, &types, loc);
        known.extend(f.results(i).zip(f.results(new)));
    }
}
