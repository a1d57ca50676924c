//! Loop-invariant code motion. Input: a function without aliases; output: the same, where pure operators whose operands
//! a loop does not change stand before it, at the end of the last block that is passed on every way into it.
//!
//! What comes from an optimising compiler has few of them left; mostly addresses in a frame that it makes anew for each
//! use, and what inlining brings. A value that lives through a loop takes a register there, so a loop takes in so many
//! only as its pressure leaves room for: the values from outside that it uses, and its parameters. One whose operand
//! the loop wants for nothing else takes its place. Constants, comparisons and conversions that selection takes into
//! their users stay. Linear: where loops nest deep only the inner ones
//! are looked at ([`Loops::around`]).

use super::Context;
use crate::ir::loops::{Loop, Loops};
use crate::ir::{Block, Function, Inst, InstData, UnaryOp, Value};
use rustc_hash::FxHashMap;

/// Values that may live through a loop, of integers and of floats; beyond, something would be spilled.
const MOST_LIVE: [u32; 2] = [8, 10];

/// The same in a loop with calls, which leave few registers alone; no float.
const MOST_LIVE_CALLS: [u32; 2] = [2, 0];

/// The pass.
pub fn run(f: &mut Function, _: &Context<'_>) {
    let loops = Loops::new(f);
    if loops.is_empty() {
        return;
    }
    let home = homes(f);
    let mut m = Motion {
        pressure: Pressure::new(f, &loops, &home),
        home,
        loops,
        moved: vec![false; f.insts.len()],
        behind: FxHashMap::default(),
    };
    for &b in &f.layout {
        let Some(innermost) = m.loops.of(b).filter(|_| !f.blocks[b.index()].cold) else { continue };
        for &i in &f.blocks[b.index()].insts {
            m.consider(f, innermost, i);
        }
    }
    if m.behind.is_empty() {
        return;
    }
    for b in f.layout.clone() {
        let insts = &mut f.blocks[b.index()].insts;
        insts.retain(|i| !m.moved[i.index()]);
        let end = insts.len() - 1;
        insts.splice(end..end, m.behind.remove(&b).into_iter().flatten());
    }
}

/// The block where each value comes into being.
fn homes(f: &Function) -> Vec<Block> {
    let mut home = vec![Block(0); f.values.len()];
    for &b in &f.layout {
        let data = &f.blocks[b.index()];
        data.params.iter().for_each(|p| home[p.index()] = b);
        data.insts.iter().flat_map(|i| f.results(*i)).for_each(|v| home[v.index()] = b);
    }
    home
}

/// What moves.
struct Motion {
    loops: Loops,
    pressure: Pressure,
    home: Vec<Block>,
    moved: Vec<bool>,
    /// What goes to the end of a block.
    behind: FxHashMap<Block, Vec<Inst>>,
}

impl Motion {
    /// Moves an instruction out of as many loops as have room for it.
    fn consider(&mut self, f: &Function, innermost: Loop, i: Inst) {
        let d = &f.insts[i.index()].data;
        let taken_in = matches!(d, InstData::Unary { op: UnaryOp::Wrap | UnaryOp::ExtendU | UnaryOp::ExtendS, .. }) || d.is_comparison();
        if !d.is_pure() || taken_in || matches!(d, InstData::Const { .. } | InstData::VConst { .. } | InstData::VmBase) {
            return;
        }
        let v = f.result(i);
        let mut to = None;
        for l in self.loops.around(Some(innermost)) {
            let mut inside = false;
            d.each_arg(|a| inside |= f.as_const(a).is_none() && self.loops.contains(l, self.home[a.index()]));
            if inside || !self.pressure.take(f, l, d, v) {
                break;
            }
            to = Some(l);
        }
        let Some(to) = to else { return };
        let block = self.loops.outside(to);
        // Constants cost nothing where they stand: those of the loop go to the entry, which dominates all.
        d.each_arg(|a| {
            if let Some((c, _)) = f.def(a).filter(|_| f.as_const(a).is_some() && self.loops.contains(to, self.home[a.index()])) {
                self.home[a.index()] = Block(0);
                self.moved[c.index()] = true;
                self.behind.entry(Block(0)).or_default().push(c);
            }
        });
        self.home[v.index()] = block;
        self.moved[i.index()] = true;
        self.behind.entry(block).or_default().push(i);
    }
}

/// How many values live through each loop.
struct Pressure {
    /// Of integers and of floats.
    live: Vec<[u32; 2]>,
    calls: Vec<bool>,
    /// How often a loop uses a value from outside, inner loops included.
    uses: FxHashMap<(Loop, Value), u32>,
    /// How often anything uses a value.
    all: Vec<u32>,
}

fn class(f: &Function, v: Value) -> usize {
    usize::from(f.ty(v).is_float())
}

impl Pressure {
    fn new(f: &Function, loops: &Loops, home: &[Block]) -> Pressure {
        let n = loops.len();
        let mut p = Pressure { live: vec![[0; 2]; n], calls: vec![false; n], uses: FxHashMap::default(), all: vec![0; f.values.len()] };
        let mut seen = vec![false; n];
        for &b in &f.layout {
            let innermost = loops.of(b);
            // A header comes first of its loop.
            if let Some(l) = innermost.filter(|l| !std::mem::replace(&mut seen[l.index()], true)) {
                f.blocks[b.index()].params.iter().for_each(|v| p.live[l.index()][class(f, *v)] += 1);
            }
            for i in &f.blocks[b.index()].insts {
                let d = &f.insts[i.index()].data;
                let mut at = innermost;
                while let Some(l) = at.filter(|l| d.is_call() && !p.calls[l.index()]) {
                    p.calls[l.index()] = true;
                    at = loops.parent(l);
                }
                d.each_arg(|v| {
                    p.all[v.index()] += 1;
                    let innermost = innermost.filter(|_| f.as_const(v).is_none());
                    for l in loops.around(innermost).take_while(|l| !loops.contains(*l, home[v.index()])) {
                        let uses = p.uses.entry((l, v)).or_default();
                        p.live[l.index()][class(f, v)] += u32::from(*uses == 0);
                        *uses += 1;
                    }
                });
            }
        }
        p
    }

    /// Whether a loop has room for a value made of what it has from outside; if so, that is counted.
    fn take(&mut self, f: &Function, l: Loop, d: &InstData, v: Value) -> bool {
        // Operands that nothing else wants.
        let mut freed = [0; 2];
        d.each_arg(|a| freed[class(f, a)] += u32::from(self.all[a.index()] == 1 && self.uses.get(&(l, a)) == Some(&1)));
        let most = if self.calls[l.index()] { MOST_LIVE_CALLS } else { MOST_LIVE };
        let k = class(f, v);
        let live = &mut self.live[l.index()];
        if freed[k] == 0 && live[k] >= most[k] {
            return false;
        }
        (0..2).for_each(|n| live[n] = live[n].saturating_sub(freed[n]));
        live[k] += 1;
        d.each_arg(|a| {
            self.uses.entry((l, a)).and_modify(|n| *n = n.saturating_sub(1));
        });
        self.uses.insert((l, v), self.all[v.index()]);
        true
    }
}
