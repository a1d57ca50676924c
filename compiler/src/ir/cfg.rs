//! The control-flow graph: orders, edges by target, dominators.

use super::func::Function;
use super::inst::Edge;
use super::types::{Block, Inst};

/// Blocks that can be reached, in reverse postorder. Edges to blocks that do not exist are passed over.
pub fn reverse_postorder(f: &Function) -> Vec<Block> {
    let successors = |b| f.edges(b).into_iter().map(|e| e.to).filter(|b| b.index() < f.blocks.len()).collect::<Vec<_>>();
    let mut seen = vec![false; f.blocks.len()];
    let mut order = Vec::new();
    let mut stack = vec![(Block(0), successors(Block(0)), 0)];
    seen[0] = true;
    while let Some((b, succs, n)) = stack.last_mut() {
        if let Some(&s) = succs.get(*n) {
            *n += 1;
            if !core::mem::replace(&mut seen[s.index()], true) {
                stack.push((s, successors(s), 0));
            }
        } else {
            order.push(*b);
            stack.pop();
        }
    }
    order.reverse();
    order
}

/// The edges into each block of the layout.
#[derive(Debug)]
pub struct Incoming {
    /// For each block where its edges begin in `edges`; and the end.
    starts: Vec<u32>,
    /// The terminator and the position among its edges.
    edges: Vec<(Inst, u32)>,
}

impl Incoming {
    /// Collects them.
    pub fn new(f: &Function) -> Incoming {
        let mut starts = vec![0u32; f.blocks.len() + 1];
        for b in &f.layout {
            f.each_edge(*b, |e| starts[e.to.index() + 1] += 1);
        }
        for i in 0..f.blocks.len() {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut edges = vec![(Inst(0), 0); starts.last().map_or(0, |n| *n as usize)];
        for b in &f.layout {
            let Some(&inst) = f.blocks[b.index()].insts.last() else { continue };
            let mut n = 0;
            f.each_edge(*b, |e| {
                let at = &mut next[e.to.index()];
                edges[*at as usize] = (inst, n);
                *at += 1;
                n += 1;
            });
        }
        Incoming { starts, edges }
    }

    /// The edges into a block.
    pub fn of(&self, b: Block) -> &[(Inst, u32)] {
        &self.edges[self.starts[b.index()] as usize..self.starts[b.index() + 1] as usize]
    }

    /// The edges into a block, looked up.
    pub fn edges<'a>(&'a self, f: &'a Function, b: Block) -> impl Iterator<Item = &'a Edge> {
        self.of(b).iter().map(|(i, n)| f.insts[i.index()].data.edge(*n))
    }
}

/// Immediate dominators by position in reverse postorder (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm).
pub fn dominators(f: &Function, order: &[Block]) -> Vec<usize> {
    let mut position = vec![usize::MAX; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
    let mut preds = vec![Vec::new(); order.len()];
    for (i, b) in order.iter().enumerate() {
        f.each_edge(*b, |e| {
            if let Some(p) = position.get(e.to.index()).and_then(|p| preds.get_mut(*p)) {
                p.push(i);
            }
        });
    }
    let mut idom = vec![usize::MAX; order.len()];
    idom[0] = 0;
    let mut changed = true;
    while changed {
        changed = false;
        for i in 1..order.len() {
            let mut new = usize::MAX;
            for &p in &preds[i] {
                if idom[p] == usize::MAX {
                    continue;
                }
                let (mut a, mut b) = (p, new);
                if b == usize::MAX {
                    new = a;
                    continue;
                }
                while a != b {
                    if a > b { a = idom[a] } else { b = idom[b] }
                }
                new = a;
            }
            if idom[i] != new {
                idom[i] = new;
                changed = true;
            }
        }
    }
    idom
}
