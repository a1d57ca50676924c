//! How often blocks run and edges are taken, guessed from the shape of code, of whatever stage. Input: where each block leads, and
//! which are not expected to run; output: a number for each block, 1 for the entry, and each block's edges with their part of it (so small that it is 0, perhaps).
//!
//! A loop runs ten rounds; an edge that leaves one is taken once in ten times where another stays; what is not
//! expected, as a block that ends in a trap, does not happen. Other branches go either way. Loops are found in one walk (T. Wei, J. Mao, W. Zou, Y. Chen, *A new
//! algorithm for identifying loops in decompilation*, 2007), linear but for the depth of nesting.

use super::Function;
use super::types::Block;

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
    /// For each block the header of the innermost loop around it, itself not counted.
    around: Vec<u32>,
    is_header: Vec<bool>,
}

impl Walk {
    fn new(f: &Frequency) -> Walk {
        let n = f.block.len();
        let mut w = Walk { order: Vec::new(), position: vec![NONE; n], around: vec![NONE; n], is_header: vec![false; n] };
        // Distance from the entry on the path that is being walked, from 1; 0 off the path.
        let mut depth = vec![0u32; n];
        let mut seen = vec![false; n];
        let mut path: Vec<(u32, usize)> = vec![(0, 0)];
        (seen[0], depth[0]) = (true, 1);
        while let Some((b, next)) = path.last_mut() {
            let b = *b;
            if let Some(&(t, _)) = f.edges(b).get(*next) {
                *next += 1;
                if !seen[t as usize] {
                    seen[t as usize] = true;
                    path.push((t, 0));
                    depth[t as usize] = path.len() as u32;
                } else if depth[t as usize] > 0 {
                    w.is_header[t as usize] = true;
                    w.enclose(b, t, &depth);
                } else {
                    // Into a part that was walked: its innermost loop that is still open encloses this too.
                    let mut h = w.around[t as usize];
                    while h != NONE && depth[h as usize] == 0 {
                        h = w.around[h as usize];
                    }
                    w.enclose(b, h, &depth);
                }
            } else {
                depth[b as usize] = 0;
                w.position[b as usize] = w.order.len() as u32;
                w.order.push(b);
                path.pop();
                let h = w.around[b as usize];
                if let Some(&(p, _)) = path.last() {
                    w.enclose(p, h, &depth);
                }
            }
        }
        w
    }

    /// Says that the loop of `h` encloses `b`: puts `h` in its place, by depth, among the headers around `b`.
    fn enclose(&mut self, b: u32, h: u32, depth: &[u32]) {
        if b == h || h == NONE {
            return;
        }
        let (mut at, mut h) = (b, h);
        while self.around[at as usize] != NONE {
            let outer = self.around[at as usize];
            if outer == h {
                return;
            }
            if depth[outer as usize] < depth[h as usize] {
                self.around[at as usize] = h;
                (at, h) = (h, outer);
            } else {
                at = outer;
            }
        }
        if at != h {
            self.around[at as usize] = h;
        }
    }

    /// The header of the innermost loop that a block belongs to.
    fn innermost(&self, b: u32) -> u32 {
        if self.is_header[b as usize] { b } else { self.around[b as usize] }
    }

    /// Whether a block belongs to a header's loop.
    fn is_in(&self, b: u32, header: u32) -> bool {
        std::iter::successors(Some(b), |b| Some(self.around[*b as usize]).filter(|h| *h != NONE)).any(|b| b == header)
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
