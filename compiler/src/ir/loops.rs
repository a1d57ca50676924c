//! Natural loops. Input: a function whose loops have one entry each (what comes from WebAssembly has no others);
//! output: for each block the innermost loop around it, and how the loops nest. n log n.

use super::cfg::{self, Lists};
use super::func::Function;
use super::types::Block;

/// Loops that [`Loops::around`] gives at most.
const NEST: usize = 16;

/// A loop, by its place in [`Loops`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Loop(u32);

#[derive(Clone, Copy, Debug)]
struct Info {
    parent: Option<Loop>,
    outside: Block,
    /// Its number in an order in which the loops inside of it follow, and how many it and they are.
    first: u32,
    size: u32,
}

/// The loops of a function.
#[derive(Debug, Default)]
pub struct Loops {
    /// Inner ones before those around them.
    loops: Vec<Info>,
    of: Vec<Option<Loop>>,
}

/// The outermost loop around `l` so far; shortens the way for the next time.
fn outermost(top: &mut [usize], l: usize) -> usize {
    let mut t = l;
    while top[t] != t {
        t = top[t];
    }
    let mut at = l;
    while at != t {
        at = std::mem::replace(&mut top[at], t);
    }
    t
}

impl Loops {
    /// Finds them.
    pub fn new(f: &Function) -> Loops {
        let order = cfg::reverse_postorder(f);
        Loops::within(f, &order, || cfg::dominators(f, &order))
    }

    /// The same where the reverse postorder is known, and, once wanted, the dominators.
    pub fn within<D: AsRef<[usize]>>(f: &Function, order: &[Block], idom: impl FnOnce() -> D) -> Loops {
        let mut res = Loops { loops: Vec::new(), of: vec![None; f.blocks.len()] };
        let mut position = vec![usize::MAX; f.blocks.len()];
        order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
        let preds = Lists::new(order.len(), |add| {
            for (i, b) in order.iter().enumerate() {
                f.each_edge(*b, |e| add(position[e.to.index()], i));
            }
        });
        let preds = |b: usize| preds.of(b).iter().map(|p| *p as usize);
        let headers: Vec<usize> = (0..order.len()).rev().filter(|h| preds(*h).any(|p| p >= *h)).collect();
        if headers.is_empty() {
            return res;
        }
        let idom = idom();
        let idom = idom.as_ref();
        let mut top: Vec<usize> = Vec::new();
        for &h in &headers {
            let this = res.loops.len();
            res.loops.push(Info { parent: None, outside: order[idom[h]], first: 0, size: 1 });
            res.of[order[h].index()] = Some(Loop(this as u32));
            top.push(this);
            // From the edges back to the header against the flow, until the header stops it.
            let mut work: Vec<usize> = preds(h).filter(|p| *p >= h).collect();
            while let Some(b) = work.pop() {
                let block = order[b].index();
                let Some(Loop(inner)) = res.of[block] else {
                    res.of[block] = Some(Loop(this as u32));
                    work.extend(preds(b));
                    continue;
                };
                let inner = outermost(&mut top, inner as usize);
                if inner != this {
                    top[inner] = this;
                    res.loops[inner].parent = Some(Loop(this as u32));
                    // Loops are in the order of their headers.
                    let header = headers[inner];
                    work.extend(preds(header).filter(|p| *p < header));
                }
            }
        }
        res.number();
        res
    }

    /// Numbers the loops, each before those inside of it.
    fn number(&mut self) {
        for l in 0..self.loops.len() {
            if let Some(p) = self.loops[l].parent {
                self.loops[p.index()].size += self.loops[l].size;
            }
        }
        // What is not taken yet: of each loop, and outside.
        let mut free = vec![0; self.loops.len() + 1];
        for l in (0..self.loops.len()).rev() {
            let Info { parent, size, .. } = self.loops[l];
            let first = &mut free[parent.map_or(self.loops.len(), Loop::index)];
            self.loops[l].first = *first;
            *first += size;
            free[l] = self.loops[l].first + 1;
        }
    }

    /// The innermost loop around a block.
    pub fn of(&self, b: Block) -> Option<Loop> {
        self.of.get(b.index()).copied().flatten()
    }

    /// The loop around a loop.
    pub fn parent(&self, l: Loop) -> Option<Loop> {
        self.loops[l.0 as usize].parent
    }

    /// A loop and those around it, of which the outer ones are left out where they nest deep: so work for each of them is bounded.
    pub fn around(&self, innermost: Option<Loop>) -> impl Iterator<Item = Loop> {
        std::iter::successors(innermost, move |l| self.parent(*l)).take(NEST)
    }

    /// The last block that is passed on every way into the loop.
    pub fn outside(&self, l: Loop) -> Block {
        self.loops[l.0 as usize].outside
    }

    /// All of them, inner ones before those around them.
    pub fn all(&self) -> impl Iterator<Item = Loop> + use<> {
        (0..self.loops.len() as u32).map(Loop)
    }

    /// Number of loops.
    pub fn len(&self) -> usize {
        self.loops.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.loops.is_empty()
    }

    /// Whether a block is in a loop or in one inside of it.
    pub fn contains(&self, l: Loop, b: Block) -> bool {
        let Info { first, size, .. } = self.loops[l.index()];
        self.of(b).is_some_and(|a| self.loops[a.index()].first.wrapping_sub(first) < size)
    }
}

impl Loop {
    /// Its number, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::cfg::tests::{graph, numbers, reached_without};

    /// A loop's blocks are those from which an edge back to the header can be reached without passing it.
    fn body(f: &Function, header: Block) -> Vec<bool> {
        let n = f.blocks.len();
        let dominated: Vec<bool> = reached_without(f, Some(header)).iter().map(|r| !r).collect();
        let mut body = vec![false; n];
        body[header.index()] = true;
        let mut changed = true;
        let mut latched = false;
        while changed {
            changed = false;
            for b in 0..n {
                let mut in_loop = false;
                f.each_edge(Block(b as u32), |e| {
                    let back = e.to == header && dominated[b];
                    latched |= back && reached_without(f, None)[b];
                    in_loop |= back || (e.to != header && body[e.to.index()] && dominated[b]);
                });
                if in_loop && !body[b] && b != header.index() {
                    body[b] = true;
                    changed = true;
                }
            }
        }
        if latched { body } else { vec![false; n] }
    }

    /// Structured control as WebAssembly has it: edges go forward, or back to the header of a range that they lie in.
    fn structured(seed: u64) -> Vec<Vec<u32>> {
        let mut next = numbers(seed);
        let n = 4 + next(20);
        // Ranges that nest.
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for _ in 0..next(5) {
            let (a, b) = (1 + next(n - 2), 1 + next(n - 2));
            let r = (a.min(b), a.max(b));
            let crosses = |o: &(usize, usize)| (r.0 < o.0 && r.1 >= o.0 && r.1 < o.1) || (o.0 < r.0 && o.1 >= r.0 && o.1 < r.1) || o.0 == r.0;
            if !ranges.iter().any(crosses) {
                ranges.push(r);
            }
        }
        (0..n)
            .map(|b| {
                // Into a range only by its first block.
                let ahead = |t: usize| ranges.iter().all(|r| !(r.0 < t && t <= r.1) || (r.0 <= b && b <= r.1));
                let mut to = vec![b as u32 + 1];
                let jump = (b + 1 + next(n)).min(n - 1);
                if jump > b && ahead(jump) {
                    to.push(jump as u32);
                }
                to.extend(ranges.iter().filter(|r| r.1 == b).map(|r| r.0 as u32));
                let keep = to.len().min(2);
                let to = to.split_off(to.len() - keep);
                if b == n - 1 { Vec::new() } else { to }
            })
            .collect()
    }

    #[test]
    fn loops_are_what_leads_back_to_a_header() {
        let mut found = 0;
        for seed in 0..400 {
            let f = graph(&structured(seed));
            let loops = Loops::new(&f);
            let reached = reached_without(&f, None);
            let bodies: Vec<Vec<bool>> = (0..f.blocks.len()).map(|h| body(&f, Block(h as u32))).collect();
            for b in (0..f.blocks.len()).filter(|b| reached[*b]) {
                let around: Vec<usize> = (0..f.blocks.len()).filter(|h| reached[*h] && bodies[*h][b]).collect();
                let mut chain = Vec::new();
                let mut at = loops.of(Block(b as u32));
                while let Some(l) = at {
                    chain.push(l);
                    assert!(!loops.contains(l, loops.outside(l)), "seed {seed}");
                    at = loops.parent(l);
                }
                found += chain.len();
                assert_eq!(chain.len(), around.len(), "seed {seed}: block {b}");
                assert!(loops.all().all(|l| loops.contains(l, Block(b as u32)) == chain.contains(&l)), "seed {seed}: block {b}");
            }
        }
        assert!(found > 1000, "{found}");
    }
}
