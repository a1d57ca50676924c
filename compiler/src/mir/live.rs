//! Which registers are alive where, after allocation. Input: allocated code; output: sets of registers as 64 bits, the
//! integer registers first. The usual equations, from the last block up; a set only grows and has at most 64 members,
//! so each block is looked at a bounded number of times.

use super::frame::Allocated;
use super::reg::Reg;
use super::{Con, MachInst};
use core::ops::Range;
use regalloc2::{PRegSet, RegClass};

/// The bit of a physical register in a set.
pub fn bit(r: Reg) -> u64 {
    r.preg().map_or(0, |p| match p.class() {
        RegClass::Int => 1 << (p.hw_enc() & 31),
        _ => 1 << (32 + (p.hw_enc() & 31)),
    })
}

/// Whether an operand is written.
pub fn is_def(con: Con) -> bool {
    matches!(con, Con::Def | Con::EarlyDef | Con::Reuse(_) | Con::FixDef(_))
}

/// What an instruction reads and what it writes or destroys.
pub fn effect<I: MachInst>(i: &mut I) -> (u64, u64) {
    let clobbers = i.clobbers();
    let (mut uses, mut defs) = (0, 0);
    if clobbers != PRegSet::empty() {
        defs = clobbers.into_iter().fold(0, |all, p| all | bit(Reg::phys(p)));
    }
    i.visit(&mut |r, con| *(if is_def(con) { &mut defs } else { &mut uses }) |= bit(*r));
    (uses, defs)
}

/// The instructions of a block.
pub fn block<I>(code: &Allocated<I>, b: usize) -> Range<usize> {
    code.starts[b] as usize..code.starts[b + 1] as usize
}

/// How a block ends.
pub fn last<I>(code: &Allocated<I>, b: usize) -> &I {
    &code.insts[code.starts[b + 1] as usize - 1]
}

/// The blocks that lead to each block, as often as they do.
#[derive(Clone, Debug)]
pub struct Preds {
    starts: Vec<u32>,
    blocks: Vec<u32>,
}

impl Preds {
    /// Those of a function.
    pub fn new<I: MachInst>(code: &Allocated<I>) -> Preds {
        let n = code.starts.len() - 1;
        // Each block's count two places behind it, then where it begins one place behind it, which filling moves to where it ends.
        let mut starts = vec![0; n + 2];
        (0..n).for_each(|b| last(code, b).each_target(&mut |t| starts[t as usize + 2] += 1));
        for b in 2..n + 2 {
            starts[b] += starts[b - 1];
        }
        let mut blocks = vec![0; starts[n + 1] as usize];
        for b in 0..n {
            last(code, b).each_target(&mut |t| {
                let at = &mut starts[t as usize + 1];
                blocks[*at as usize] = b as u32;
                *at += 1;
            });
        }
        Preds { starts, blocks }
    }

    /// Those of a block.
    pub fn of(&self, b: usize) -> &[u32] {
        &self.blocks[self.starts[b] as usize..self.starts[b + 1] as usize]
    }
}

/// For each block the registers whose values are wanted when it begins.
pub fn live_ins<I: MachInst>(code: &mut Allocated<I>) -> Vec<u64> {
    let n = code.starts.len() - 1;
    // What a block reads before it writes it, and what it writes.
    let mut own = Vec::with_capacity(n);
    let preds = Preds::new(code);
    for b in 0..n {
        let (mut reads, mut writes) = (0u64, 0u64);
        let range = block(code, b);
        for i in &mut code.insts[range] {
            let (uses, defs) = effect(i);
            reads |= uses & !writes;
            writes |= defs;
        }
        own.push((reads, writes));
    }
    let mut live: Vec<u64> = own.iter().map(|o| o.0).collect();
    let mut work: Vec<u32> = (0..n as u32).collect();
    while let Some(b) = work.pop() {
        for &p in preds.of(b as usize) {
            let more = live[p as usize] | live[b as usize] & !own[p as usize].1;
            if std::mem::replace(&mut live[p as usize], more) != more {
                work.push(p);
            }
        }
    }
    live
}

/// Removes moves and reloads that nobody reads.
pub fn remove_unread<I: MachInst>(code: &mut Allocated<I>) {
    let live_ins = live_ins(code);
    let mut gone = vec![false; code.insts.len()];
    for b in 0..code.starts.len() - 1 {
        let range = block(code, b);
        let mut live = 0;
        code.insts[range.end - 1].each_target(&mut |t| live |= live_ins[t as usize]);
        for at in range.rev() {
            let i = &mut code.insts[at];
            let to = i.reloads().map(|r| r.0).or(i.moves().map(|m| m.0));
            gone[at] = to.is_some_and(|r| live & bit(r) == 0);
            if !gone[at] {
                let (uses, defs) = effect(i);
                live = live & !defs | uses;
            }
        }
    }
    code.remove(&gone);
}
