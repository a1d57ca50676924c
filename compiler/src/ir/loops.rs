//! Natural loops. Input: a function whose loops have one entry each (what comes from WebAssembly has no others);
//! output: for each block the innermost loop around it, and how the loops nest. n log n.

use super::cfg;
use super::func::Function;
use super::types::Block;

/// A loop, by its place in [`Loops`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Loop(u32);

#[derive(Clone, Copy, Debug)]
struct Info {
    parent: Option<Loop>,
    outside: Block,
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
        let mut res = Loops { loops: Vec::new(), of: vec![None; f.blocks.len()] };
        let order = cfg::reverse_postorder(f);
        let mut position = vec![usize::MAX; f.blocks.len()];
        order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
        let mut preds = vec![Vec::new(); order.len()];
        for (i, b) in order.iter().enumerate() {
            f.each_edge(*b, |e| preds[position[e.to.index()]].push(i));
        }
        let headers: Vec<usize> = (0..order.len()).rev().filter(|h| preds[*h].iter().any(|p| p >= h)).collect();
        if headers.is_empty() {
            return res;
        }
        let idom = cfg::dominators(f, &order);
        let mut top: Vec<usize> = Vec::new();
        for &h in &headers {
            let this = res.loops.len();
            res.loops.push(Info { parent: None, outside: order[idom[h]] });
            res.of[order[h].index()] = Some(Loop(this as u32));
            top.push(this);
            // From the edges back to the header against the flow, until the header stops it.
            let mut work: Vec<usize> = preds[h].iter().copied().filter(|p| *p >= h).collect();
            while let Some(b) = work.pop() {
                let block = order[b].index();
                let Some(Loop(inner)) = res.of[block] else {
                    res.of[block] = Some(Loop(this as u32));
                    work.extend(&preds[b]);
                    continue;
                };
                let inner = outermost(&mut top, inner as usize);
                if inner != this {
                    top[inner] = this;
                    res.loops[inner].parent = Some(Loop(this as u32));
                    // Loops are in the order of their headers.
                    let header = headers[inner];
                    work.extend(preds[header].iter().filter(|p| **p < header));
                }
            }
        }
        res
    }

    /// The innermost loop around a block.
    pub fn of(&self, b: Block) -> Option<Loop> {
        self.of.get(b.index()).copied().flatten()
    }

    /// The loop around a loop.
    pub fn parent(&self, l: Loop) -> Option<Loop> {
        self.loops[l.0 as usize].parent
    }

    /// The last block that is passed on every way into the loop.
    pub fn outside(&self, l: Loop) -> Block {
        self.loops[l.0 as usize].outside
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
        let mut at = self.of(b);
        while let Some(a) = at {
            if a == l {
                return true;
            }
            at = self.parent(a);
        }
        false
    }
}

impl Loop {
    /// Its number, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
