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

/// Immediate dominators by position in an order of the reachable blocks that begins with the entry (Lengauer, Tarjan: A
/// Fast Algorithm for Finding Dominators in a Flowgraph; the simple one of the two, n log n).
pub fn dominators(f: &Function, order: &[Block]) -> Vec<usize> {
    let mut position = vec![usize::MAX; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
    let n = order.len();
    let mut succs = vec![Vec::new(); n];
    let mut preds = vec![Vec::new(); n];
    for (i, b) in order.iter().enumerate() {
        f.each_edge(*b, |e| {
            if let Some(p) = position.get(e.to.index()).filter(|p| **p < n) {
                succs[i].push(*p);
                preds[*p].push(i);
            }
        });
    }

    // From here on blocks are numbered in preorder.
    let (mut number, mut block, mut parent) = (vec![usize::MAX; n], Vec::with_capacity(n), Vec::with_capacity(n));
    let mut stack = vec![(0, 0)];
    while let Some((b, from)) = stack.pop() {
        if number[b] == usize::MAX {
            number[b] = block.len();
            parent.push(from);
            stack.extend(succs[b].iter().rev().map(|s| (*s, block.len())));
            block.push(b);
        }
    }
    let mut forest = Forest { ancestor: vec![usize::MAX; n], best: (0..n).collect(), semi: (0..n).collect() };
    let mut buckets = vec![Vec::new(); n];
    let mut idom = vec![0; n];
    for w in (1..block.len()).rev() {
        for &p in &preds[block[w]] {
            let u = forest.eval(number[p]);
            forest.semi[w] = forest.semi[w].min(forest.semi[u]);
        }
        buckets[forest.semi[w]].push(w);
        forest.ancestor[w] = parent[w];
        for v in std::mem::take(&mut buckets[parent[w]]) {
            let u = forest.eval(v);
            idom[v] = if forest.semi[u] < forest.semi[v] { u } else { parent[w] };
        }
    }
    let mut result = vec![0; n];
    for w in 1..block.len() {
        if idom[w] != forest.semi[w] {
            idom[w] = idom[idom[w]];
        }
        result[block[w]] = block[idom[w]];
    }
    result
}

/// The blocks that [`dominators`] is done with, as trees.
struct Forest {
    ancestor: Vec<usize>,
    /// The one with the least semidominator on the way up that was compressed.
    best: Vec<usize>,
    semi: Vec<usize>,
}

impl Forest {
    /// The block with the least semidominator between `v` and the root of its tree, without the root.
    fn eval(&mut self, v: usize) -> usize {
        let mut path = Vec::new();
        let mut at = v;
        while self.ancestor[at] != usize::MAX && self.ancestor[self.ancestor[at]] != usize::MAX {
            path.push(at);
            at = self.ancestor[at];
        }
        // Nearest to the root first.
        for b in path.into_iter().rev() {
            let above = self.ancestor[b];
            if self.semi[self.best[above]] < self.semi[self.best[b]] {
                self.best[b] = self.best[above];
            }
            self.ancestor[b] = self.ancestor[above];
        }
        self.best[v]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ir::{Edge, InstData, Type};

    /// A function of blocks that branch as `targets` says: none return, others go to one of one or two.
    pub(in crate::ir) fn graph(targets: &[Vec<u32>]) -> Function {
        let mut f = Function::default();
        targets.iter().for_each(|_| _ = f.add_block());
        let edge = |to: u32| Edge { to: Block(to), args: Vec::new() };
        for (b, t) in targets.iter().enumerate() {
            let b = Block(b as u32);
            let end = match t[..] {
                [] => InstData::Return(Vec::new()),
                [to] => InstData::Jump(edge(to)),
                [then, other, ..] => {
                    let i = f.push(b, InstData::Const { ty: Type::I32, bits: 1 }, &[Type::I32], 0);
                    InstData::BrIf { cond: f.result(i), then: edge(then), other: edge(other) }
                }
            };
            f.push(b, end, &[], 0);
        }
        f
    }

    /// Numbers from a seed.
    pub(in crate::ir) fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
        move |below| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        }
    }

    /// The blocks that can be reached from the entry without passing one.
    pub(in crate::ir) fn reached_without(f: &Function, without: Option<Block>) -> Vec<bool> {
        let mut seen = vec![false; f.blocks.len()];
        let mut work = vec![Block(0)];
        while let Some(b) = work.pop() {
            if Some(b) != without && !std::mem::replace(&mut seen[b.index()], true) {
                f.each_edge(b, |e| work.push(e.to));
            }
        }
        seen
    }

    #[test]
    fn dominators_are_what_every_way_passes() {
        for seed in 0..400 {
            let mut next = numbers(seed);
            let n = 2 + next(20);
            let targets: Vec<Vec<u32>> = (0..n).map(|_| (0..next(3)).map(|_| next(n) as u32).collect()).collect();
            let f = graph(&targets);
            let order = reverse_postorder(&f);
            let idom = dominators(&f, &order);
            // For each block those that dominate it; the immediate one is dominated by all others.
            let without: Vec<Vec<bool>> = (0..n).map(|b| reached_without(&f, Some(Block(b as u32)))).collect();
            for (i, b) in order.iter().enumerate().skip(1) {
                let strict: Vec<Block> = order.iter().copied().filter(|d| d != b && !without[d.index()][b.index()]).collect();
                let immediate = order[idom[i]];
                assert!(strict.contains(&immediate), "seed {seed}: {b:?} {immediate:?} {strict:?}");
                assert!(strict.iter().all(|d| *d == immediate || !without[d.index()][immediate.index()]), "seed {seed}: {b:?}");
            }
        }
    }
}
