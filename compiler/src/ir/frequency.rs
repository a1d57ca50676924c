//! How often blocks run and edges are taken, guessed from the shape of code, of whatever stage. Input: where each block leads, and
//! which are not expected to run; output: a number for each block, 1 for the entry, and each block's edges with their part of it (so small that it is 0, perhaps).
//!
//! A loop runs ten rounds; an edge that leaves one is taken once in ten times where another stays; what is not
//! expected, as a block that ends in a trap, does not happen. Other branches go either way. Loops are found in one walk (T. Wei, J. Mao, W. Zou, Y. Chen, *A new
//! algorithm for identifying loops in decompilation*, 2007), with heaps in the place of its lists of headers: n log² n at most.

use super::Function;
use super::types::Block;
use std::collections::BinaryHeap;

/// No block.
const NONE: u32 = u32::MAX;

/// Rounds of a loop.
const ROUNDS: f32 = 10.0;

/// What an edge to code that is not expected to run is worth beside another.
const NEVER: f32 = 1e-4;

/// The guess.
#[derive(Debug)]
pub struct Frequency {
    /// Of each block.
    pub block: Vec<f32>,
    /// Blocks that the entry leads to.
    pub reached: Vec<bool>,
    /// Index in `edges` at which those of each block begin, and the end.
    starts: Vec<u32>,
    /// Target and frequency.
    edges: Vec<(u32, f32)>,
}

impl Frequency {
    /// Where a block leads: each target once, and how often it goes there.
    pub fn edges(&self, b: u32) -> &[(u32, f32)] {
        &self.edges[self.starts[b as usize] as usize..self.starts[b as usize + 1] as usize]
    }

    /// Guesses for so many blocks, of which 0 is the entry. `targets` calls its argument with each block that one leads to,
    /// `never` says whether one is not expected to run.
    pub fn new(n: usize, targets: impl Fn(u32, &mut dyn FnMut(u32)), never: impl Fn(u32) -> bool) -> Frequency {
        let mut f = Frequency { block: vec![0.0; n], reached: vec![false; n], starts: vec![0], edges: Vec::new() };
        for b in 0..n as u32 {
            let from = f.edges.len();
            targets(b, &mut |t| f.edges.push((t, 0.0)));
            f.edges[from..].sort_unstable_by_key(|e| e.0);
            let mut at = from;
            for k in from..f.edges.len() {
                if k == from || f.edges[k].0 != f.edges[at - 1].0 {
                    f.edges[at] = f.edges[k];
                    at += 1;
                }
            }
            f.edges.truncate(at);
            f.starts.push(f.edges.len() as u32);
        }
        let walk = Walk::new(&f);
        let cold = cold(&f, &walk, never);
        f.spread(&walk, &cold);
        walk.order.iter().for_each(|b| f.reached[*b as usize] = true);
        f
    }

    /// Guesses for a function.
    pub fn of(f: &Function) -> Frequency {
        let mut laid_out = vec![false; f.blocks.len()];
        f.layout.iter().for_each(|b| laid_out[b.index()] = true);
        let targets = |b: u32, add: &mut dyn FnMut(u32)| {
            if laid_out[b as usize] {
                f.each_edge(Block(b), |e| add(e.to.0));
            }
        };
        Frequency::new(f.blocks.len(), targets, |b| f.blocks[b as usize].cold)
    }

    /// Spreads the entry's frequency, predecessors first.
    fn spread(&mut self, walk: &Walk, cold: &[bool]) {
        self.block[0] = 1.0;
        let mut weights = Vec::new();
        for &b in walk.order.iter().rev() {
            let b = b as usize;
            if walk.is_header[b] {
                self.block[b] *= ROUNDS;
            }
            let edges = self.starts[b] as usize..self.starts[b + 1] as usize;
            let inner = walk.innermost(b as u32);
            weights.clear();
            weights.extend(self.edges[edges.clone()].iter().map(|&(t, _)| {
                if cold[t as usize] { NEVER } else if inner != NONE && !walk.is_in(t, inner) { 1.0 / (ROUNDS - 1.0) } else { 1.0 }
            }));
            let all: f32 = weights.iter().sum();
            for (e, w) in self.edges[edges].iter_mut().zip(&weights) {
                e.1 = self.block[b] * w / all;
                if walk.position[e.0 as usize] < walk.position[b] {
                    self.block[e.0 as usize] += e.1;
                }
            }
        }
    }
}

/// A walk in depth from the entry.
struct Walk {
    /// Blocks in the order in which they were left.
    order: Vec<u32>,
    /// Position in `order`.
    position: Vec<u32>,
    /// For each block the header of the innermost loop around it, itself not counted; the walk came to the block through it.
    around: Vec<u32>,
    is_header: Vec<bool>,
    /// What each header's loop holds, as ranges: a block's number in an order that has the blocks of a loop together, header first,
    /// and how many blocks that have it as a header around them, themselves counted.
    number: Vec<(u32, u32)>,
}

/// A block on the path that is being walked.
struct Step {
    block: u32,
    /// The edge that comes next.
    next: usize,
    /// Distances from the entry of headers to whose loops it belongs, as the part that was walked from here on shows.
    headers: BinaryHeap<u32>,
}

impl Walk {
    fn new(f: &Frequency) -> Walk {
        let n = f.block.len();
        let mut w = Walk {
            order: Vec::new(),
            position: vec![NONE; n],
            around: vec![NONE; n],
            is_header: vec![false; n],
            number: Vec::new(),
        };
        // Distance from the entry on the path, from 1; 0 off the path.
        let mut depth = vec![0u32; n];
        let mut seen = vec![false; n];
        // From a block that was left to a header around it, such that all between them were left too.
        let mut up = vec![NONE; n];
        let step = |block| Step { block, next: 0, headers: BinaryHeap::new() };
        let mut path = vec![step(0)];
        (seen[0], depth[0]) = (true, 1);
        while let Some(last) = path.last_mut() {
            let b = last.block;
            if let Some(&(t, _)) = f.edges(b).get(last.next) {
                last.next += 1;
                if !seen[t as usize] {
                    seen[t as usize] = true;
                    path.push(step(t));
                    depth[t as usize] = path.len() as u32;
                } else if depth[t as usize] > 0 {
                    w.is_header[t as usize] = true;
                    last.headers.push(depth[t as usize]);
                } else {
                    // Into a part that was walked: its innermost loop that is still open encloses this too.
                    let (mut at, mut h) = (t, up[t as usize]);
                    while h != NONE && depth[h as usize] == 0 {
                        let next = up[h as usize];
                        up[at as usize] = next;
                        (at, h) = (h, next);
                    }
                    if h != NONE {
                        last.headers.push(depth[h as usize]);
                    }
                }
            } else {
                let mut headers = std::mem::take(&mut last.headers);
                path.pop();
                while headers.peek() == Some(&depth[b as usize]) {
                    headers.pop();
                }
                if let Some(&h) = headers.peek() {
                    w.around[b as usize] = path[h as usize - 1].block;
                    up[b as usize] = w.around[b as usize];
                }
                depth[b as usize] = 0;
                w.position[b as usize] = w.order.len() as u32;
                w.order.push(b);
                if let Some(p) = path.last_mut() {
                    p.headers.append(&mut headers);
                }
            }
        }
        w.number();
        w
    }

    /// Numbers the blocks: a header is left behind all that its loop holds.
    fn number(&mut self) {
        self.number = vec![(0, 1); self.around.len()];
        for &b in &self.order {
            let size = self.number[b as usize].1;
            if let Some(h) = self.number.get_mut(self.around[b as usize] as usize) {
                h.1 += size;
            }
        }
        let mut free = 0;
        // The next number in each loop.
        let mut next = vec![0; self.around.len()];
        for &b in self.order.iter().rev() {
            let from = next.get_mut(self.around[b as usize] as usize).unwrap_or(&mut free);
            let (number, size) = &mut self.number[b as usize];
            *number = *from;
            *from += *size;
            next[b as usize] = *number + 1;
        }
    }

    /// The header of the innermost loop that a block belongs to.
    fn innermost(&self, b: u32) -> u32 {
        if self.is_header[b as usize] { b } else { self.around[b as usize] }
    }

    /// Whether a block belongs to a header's loop.
    fn is_in(&self, b: u32, header: u32) -> bool {
        let (first, size) = self.number[header as usize];
        self.number[b as usize].0.wrapping_sub(first) < size
    }
}

/// Blocks from which every way leads to one that is not expected to run.
fn cold(f: &Frequency, walk: &Walk, never: impl Fn(u32) -> bool) -> Vec<bool> {
    let mut cold = vec![false; f.block.len()];
    for &b in &walk.order {
        let goes_on = || !f.edges(b).is_empty() && f.edges(b).iter().all(|e| cold[e.0 as usize]);
        cold[b as usize] = never(b) || goes_on();
    }
    cold
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::cfg::tests::numbers;

    /// The headers around each block, found as the paper does: each that shows is put in its place in the list of those known.
    fn around(f: &Frequency) -> Vec<u32> {
        let n = f.block.len();
        let (mut around, mut depth, mut seen) = (vec![NONE; n], vec![0; n], vec![false; n]);
        fn walk(f: &Frequency, b: u32, d: u32, around: &mut [u32], depth: &mut [u32], seen: &mut [bool]) {
            seen[b as usize] = true;
            depth[b as usize] = d;
            for &(t, _) in f.edges(b) {
                let mut h = t;
                if !seen[t as usize] {
                    walk(f, t, d + 1, around, depth, seen);
                    h = around[t as usize];
                } else if depth[t as usize] == 0 {
                    h = around[t as usize];
                    while h != NONE && depth[h as usize] == 0 {
                        h = around[h as usize];
                    }
                }
                enclose(b, h, around, depth);
            }
            depth[b as usize] = 0;
        }
        fn enclose(b: u32, mut h: u32, around: &mut [u32], depth: &[u32]) {
            let mut at = b;
            while at != h && h != NONE {
                let outer = around[at as usize];
                if outer == h {
                    return;
                }
                if outer == NONE || depth[outer as usize] < depth[h as usize] {
                    around[at as usize] = h;
                    (at, h) = (h, outer);
                } else {
                    at = outer;
                }
            }
        }
        walk(f, 0, 1, &mut around, &mut depth, &mut seen);
        around
    }

    #[test]
    fn loops_are_those_of_the_paper() {
        let mut headers = 0;
        for seed in 0..3000 {
            let mut below = numbers(seed);
            let n = 1 + below(24);
            let edges: Vec<(u32, u32)> = (0..n + below(2 * n)).map(|_| (below(n) as u32, below(n) as u32)).collect();
            // Something leads to each block, mostly.
            let chain = |b: u32| (b + 1 < n as u32 && seed % 3 > 0).then_some(b + 1);
            let targets = |b: u32, add: &mut dyn FnMut(u32)| {
                chain(b).into_iter().chain(edges.iter().filter(|e| e.0 == b).map(|e| e.1)).for_each(add);
            };
            let f = Frequency::new(n, targets, |_| false);
            let walk = Walk::new(&f);
            assert_eq!(walk.around, around(&f), "{edges:?}");
            for &b in &walk.order {
                let chain: Vec<u32> = std::iter::successors(Some(b), |b| Some(walk.around[*b as usize]).filter(|h| *h != NONE)).collect();
                let held = |h: &u32| walk.is_in(b, *h);
                assert!(walk.order.iter().all(|h| held(h) == chain.contains(h)), "{edges:?}");
                headers += chain.len() - 1;
            }
        }
        assert!(headers > 50_000, "{headers}");
    }
}
