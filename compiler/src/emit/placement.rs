//! The order in which blocks are emitted: where a block goes most often follows it, so that fewest jumps run. Input:
//! final code, and how often its blocks run; output: the blocks that are reached, the entry first. n log n.
//!
//! Chains grow from single blocks, by the edges in the order of what following saves (K. Pettis, R. Hansen, *Profile guided
//! code positioning*, 1990): all of an edge that would be a jump, half of an edge of a branch, which needs none if the
//! other way follows. So a loop whose test stands at its head is turned to test at its end. Chains follow each other
//! in their old order, those that seldom run last.

use crate::ir::frequency::Frequency;
use crate::mir::MachInst;
use crate::mir::frame::Final;

/// Chains that run less often than this, the function's entry being 1, go last.
const SELDOM: f32 = 1e-3;

/// How often the blocks run, guessed.
pub fn frequency<I: MachInst>(code: &Final<I>, forward: &[u32]) -> Frequency {
    let last = |b: u32| code.insts[code.block(b)].last();
    let targets = |b: u32, add: &mut dyn FnMut(u32)| {
        if let Some(i) = last(b) {
            i.each_target(&mut |t| add(forward[t as usize]));
        }
    };
    Frequency::new(code.blocks(), targets, |b| last(b).is_some_and(|i| i.is_trap()))
}

/// The order.
pub fn order<I: MachInst>(code: &Final<I>, f: &Frequency) -> Vec<u32> {
    let n = code.blocks();
    let last = |b: u32| code.insts[code.block(b)].last();
    let reached: Vec<u32> = (0..n as u32).filter(|b| f.reached[*b as usize]).collect();
    let mut edges: Vec<(f32, u32, u32)> = Vec::new();
    for &b in &reached {
        let Some(last) = last(b) else { continue };
        let worth = if last.jump().is_some() { 1.0 } else if last.two_way().is_some() { 0.5 } else { continue };
        edges.extend(f.edges(b).iter().filter(|e| e.0 != 0 && e.0 != b).map(|&(t, w)| (w * worth, b, t)));
    }
    // Of equals the one that is there already, then in order.
    edges.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.2 != x.1 + 1).cmp(&(y.2 != y.1 + 1))).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut chains = Chains::new(n);
    for (_, from, to) in edges {
        chains.join(from, to);
    }
    // A chain's place is that of its first block in the old order.
    let mut place = vec![(false, u32::MAX); n];
    let mut most = vec![0f32; n];
    for &b in &reached {
        let head = chains.find(b) as usize;
        place[head].1 = place[head].1.min(b);
        most[head] = most[head].max(f.block[b as usize]);
    }
    let mut heads: Vec<u32> = reached.iter().copied().filter(|b| chains.before[*b as usize].is_none()).collect();
    let mut keys: Vec<((bool, u32), u32)> = Vec::with_capacity(heads.len());
    for &h in &heads {
        let c = chains.find(h) as usize;
        keys.push(((most[c] < SELDOM && place[c].1 != 0, place[c].1), h));
    }
    keys.sort_unstable();
    heads.clear();
    let mut order = Vec::with_capacity(reached.len());
    for (_, h) in keys {
        order.extend(std::iter::successors(Some(h), |b| chains.after[*b as usize]));
    }
    order
}

/// Chains of blocks, as sets with a first and a last.
struct Chains {
    after: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
    parent: Vec<u32>,
}

impl Chains {
    fn new(n: usize) -> Chains {
        Chains { after: vec![None; n], before: vec![None; n], parent: (0..n as u32).collect() }
    }

    /// A name of the chain.
    fn find(&mut self, b: u32) -> u32 {
        let mut b = b;
        while self.parent[b as usize] != b {
            let up = self.parent[self.parent[b as usize] as usize];
            self.parent[b as usize] = up;
            b = up;
        }
        b
    }

    /// Puts one block behind another, if the one begins a chain and the other ends another chain.
    fn join(&mut self, from: u32, to: u32) {
        if self.after[from as usize].is_some() || self.before[to as usize].is_some() {
            return;
        }
        let (x, y) = (self.find(from), self.find(to));
        if x != y {
            self.after[from as usize] = Some(to);
            self.before[to as usize] = Some(from);
            self.parent[y as usize] = x;
        }
    }
}
