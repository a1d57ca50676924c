//! The control-flow graph: orders, edges by target, dominators.

use super::func::Function;
use super::inst::Edge;
use super::types::{Block, Inst};

/// Lists, one behind the other.
#[derive(Debug)]
pub(super) struct Lists {
    /// Where each begins; and the end.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// `n` lists of what `each` calls its argument with, twice in the same order: list and item.
    pub(super) fn new(n: usize, each: impl Fn(&mut dyn FnMut(usize, usize))) -> Lists {
        let mut starts = vec![0; n + 2];
        each(&mut |list, _| starts[list + 2] += 1);
        for i in 2..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut items = vec![0; starts.last().map_or(0, |n| *n as usize)];
        each(&mut |list, item| {
            let at = &mut starts[list + 1];
            items[*at as usize] = item as u32;
            *at += 1;
        });
        Lists { starts, items }
    }

    pub(super) fn of(&self, n: usize) -> &[u32] {
        &self.items[self.starts[n] as usize..self.starts[n + 1] as usize]
    }
}

/// Blocks that can be reached, in reverse postorder. Edges to blocks that do not exist are passed over.
pub fn reverse_postorder(f: &Function) -> Vec<Block> {
    let n = f.blocks.len();
    let succs = Lists::new(n, |add| {
        for b in 0..n {
            f.each_edge(Block(b as u32), |e| if e.to.index() < n { add(b, e.to.index()) });
        }
    });
    let mut seen = vec![false; n];
    let mut order = Vec::with_capacity(f.layout.len());
    // A block, and which of its successors is next.
    let mut stack = vec![(0, 0)];
    seen[0] = true;
    while let Some((b, n)) = stack.last_mut() {
        if let Some(&s) = succs.of(*b as usize).get(*n) {
            *n += 1;
            if !core::mem::replace(&mut seen[s as usize], true) {
                stack.push((s, 0));
            }
        } else {
            order.push(Block(*b));
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

/// Immediate dominators by position in an order of the reachable blocks that begins with the entry.
pub fn dominators(f: &Function, order: &[Block]) -> Vec<usize> {
    let mut position = vec![usize::MAX; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
    let n = order.len();
    immediate_dominators(n, |add| {
        for (i, b) in order.iter().enumerate() {
            f.each_edge(*b, |e| if let Some(p) = position.get(e.to.index()).filter(|p| **p < n) { add(i, *p) });
        }
    })
}

/// Immediate dominators of `n` nodes, of which 0 is the entry; `each` calls its argument with all edges. That of the
/// entry is itself, as is said of what can't be reached (Lengauer, Tarjan: A Fast Algorithm for Finding Dominators in a
/// Flowgraph; the simple one of the two, n log n).
pub fn immediate_dominators(n: usize, each: impl Fn(&mut dyn FnMut(usize, usize))) -> Vec<usize> {
    let succs = Lists::new(n, &each);
    let preds = Lists::new(n, |add| each(&mut |from, to| add(to, from)));

    // From here on blocks are numbered in preorder.
    let (mut number, mut block, mut parent) = (vec![usize::MAX; n], Vec::with_capacity(n), Vec::with_capacity(n));
    let mut stack = vec![(0, 0)];
    while let Some((b, from)) = stack.pop() {
        if number[b] == usize::MAX {
            number[b] = block.len();
            parent.push(from);
            stack.extend(succs.of(b).iter().rev().map(|s| (*s as usize, block.len())));
            block.push(b);
        }
    }
    let mut forest = Forest { ancestor: vec![usize::MAX; n], best: (0..n).collect(), semi: (0..n).collect(), path: Vec::new() };
    // For each block the first of those that it is the semidominator of; and for each of them the next.
    let (mut bucket, mut next) = (vec![usize::MAX; n], vec![usize::MAX; n]);
    let mut idom = vec![0; n];
    for w in (1..block.len()).rev() {
        for &p in preds.of(block[w]).iter().filter(|p| number[**p as usize] != usize::MAX) {
            let u = forest.eval(number[p as usize]);
            forest.semi[w] = forest.semi[w].min(forest.semi[u]);
        }
        next[w] = std::mem::replace(&mut bucket[forest.semi[w]], w);
        forest.ancestor[w] = parent[w];
        let mut v = std::mem::replace(&mut bucket[parent[w]], usize::MAX);
        while v != usize::MAX {
            let u = forest.eval(v);
            idom[v] = if forest.semi[u] < forest.semi[v] { u } else { parent[w] };
            v = next[v];
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
    /// Scratch.
    path: Vec<usize>,
}

impl Forest {
    /// The block with the least semidominator between `v` and the root of its tree, without the root.
    fn eval(&mut self, v: usize) -> usize {
        let mut path = std::mem::take(&mut self.path);
        let mut at = v;
        while self.ancestor[at] != usize::MAX && self.ancestor[self.ancestor[at]] != usize::MAX {
            path.push(at);
            at = self.ancestor[at];
        }
        // Nearest to the root first.
        while let Some(b) = path.pop() {
            let above = self.ancestor[b];
            if self.semi[self.best[above]] < self.semi[self.best[b]] {
                self.best[b] = self.best[above];
            }
            self.ancestor[b] = self.ancestor[above];
        }
        self.path = path;
        self.best[v]
    }
}

#[cfg(test)]
pub(crate) mod tests {
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
    pub(crate) fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
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
