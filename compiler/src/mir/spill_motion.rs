//! Puts spills and reloads where they run less often, and removes spills that nobody reloads. Input and output: an allocated function;
//! the meaning stays.
//!
//! A spill behind a place where ways meet may store what the slot has already on one of them, mostly on the one that goes round a
//! loop; a reload may load what the register has there. It goes to the ends of the other ways, if these run less often
//! (partial redundancies: E. Morel, C. Renvoise, *Global optimization by suppression of partial redundancies*, 1979).
//! That a spill is then made earlier, and for ways that had none, is right where nobody reads the slot before it is written
//! again; with reloads the same holds of the register.
//!
//! What registers hold at the ends of blocks is that of the code as it was, so of each slot, and of the reloads to each register, one is moved.
//! Work is bounded by [`WORK`] blocks for each one of the function, and [`BACK`] instructions for each spill and reload.

use super::MachInst;
use super::frame::Allocated;
use super::live::{self, bit};
use super::reg::Reg;
use super::spills::{self, Held};
use crate::ir::frequency::Frequency;

/// How often it must run then, in parts of how often it runs now.
const LESS: f32 = 0.6;
/// Ways that it may be put on.
const WAYS: usize = 2;
/// Instructions in front of a spill or reload that are looked at.
const BACK: usize = 64;
/// Blocks in which a slot is alive, for each one of the function.
const WORK: usize = 16;
/// No slot.
const NONE: u32 = u32::MAX;

/// A spill or a reload.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Touch {
    off: u32,
    at: usize,
    block: usize,
    spill: bool,
}

/// One that nothing on the ways from a meeting of ways keeps in its place.
struct Candidate {
    touch: Touch,
    reg: Reg,
    meet: usize,
}

/// The pass.
pub fn run<I: MachInst>(code: &mut Allocated<I>) {
    let n = code.starts.len() - 1;
    let mut touches: Vec<Touch> = Vec::new();
    for block in 0..n {
        for at in live::block(code, block) {
            let i = &code.insts[at];
            touches.extend(i.spills_to().map(|s| Touch { off: s.1, at, block, spill: true }));
            touches.extend(i.reloads().map(|s| Touch { off: s.1, at, block, spill: false }));
        }
    }
    if touches.is_empty() {
        return;
    }
    touches.sort_unstable();
    let mut preds: Vec<Vec<u32>> = vec![Vec::new(); n];
    for b in 0..n {
        last(code, b).each_target(&mut |t| preds[t as usize].push(b as u32));
    }
    let mut slots = Slots { off: NONE, alive: vec![NONE; n], touched: vec![NONE; n], work: WORK * n, preds };
    let mut gone = vec![false; code.insts.len()];
    let mut candidates = Vec::new();
    for of_one in touches.chunk_by(|a, b| a.off == b.off) {
        if !slots.find(of_one) {
            break;
        }
        for (k, t) in of_one.iter().enumerate().filter(|(_, t)| t.spill) {
            gone[t.at] = match of_one.get(k + 1).filter(|next| next.block == t.block) {
                Some(next) => next.spill,
                None => !slots.alive_behind(code, t.block),
            };
        }
        // What registers are known to hold counts on all of a slot's spills.
        if of_one.iter().all(|t| !gone[t.at]) {
            candidates.extend(of_one.iter().filter_map(|t| slots.candidate(code, t)));
        }
    }
    let moves = motion(code, &slots.preds, &candidates);
    moves.iter().for_each(|m| gone[m.1] = true);
    code.put(&gone, moves);
}

/// Which of them move: in front of which instructions each one goes.
fn motion<I: MachInst>(code: &mut Allocated<I>, preds: &[Vec<u32>], candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut moves = Vec::new();
    if candidates.is_empty() {
        return moves;
    }
    let n = preds.len();
    let frequency = Frequency::new(n, |b, add| last(code, b as usize).each_target(add), |b| last(code, b as usize).is_trap()).block;
    let live_ins = live::live_ins(code);
    let outs = held_outs(code);
    // The registers that reloads moved, and the last slot.
    let (mut regs, mut slot) = (0, NONE);
    for &Candidate { touch: t, reg, meet } in candidates {
        if t.off == slot || !t.spill && (regs | live_ins[meet]) & bit(reg) != 0 {
            continue;
        }
        let holds = |p: u32| outs[p as usize].as_ref().is_none_or(|h| h[spills::index(reg)] == t.off);
        let others = || preds[meet].iter().filter(|p| !holds(**p)).map(|p| *p as usize);
        let ways = others().count();
        let often: f32 = others().map(|p| frequency[p]).sum();
        if ways < preds[meet].len() && ways <= WAYS && often < LESS * frequency[t.block] && others().all(|p| last(code, p).jump().is_some()) {
            moves.extend(others().map(|p| (code.starts[p + 1] as usize - 1, t.at)));
            slot = t.off;
            regs |= if t.spill { 0 } else { bit(reg) };
        }
    }
    moves
}

/// How a block ends.
fn last<I>(code: &Allocated<I>, b: usize) -> &I {
    &code.insts[code.starts[b + 1] as usize - 1]
}

/// What registers hold when each block ends.
fn held_outs<I: MachInst>(code: &mut Allocated<I>) -> Vec<Option<Box<Held>>> {
    let mut outs = spills::held_ins(code);
    for (b, held) in outs.iter_mut().enumerate() {
        let insts = live::block(code, b);
        if let Some(held) = held {
            code.insts[insts].iter_mut().for_each(|i| {
                spills::step(held, i);
            });
        }
    }
    outs
}

/// What is known of the slot at hand.
struct Slots {
    off: u32,
    /// For each block the last slot that was alive when it begins.
    alive: Vec<u32>,
    /// And the last one that it spills to or reloads.
    touched: Vec<u32>,
    /// Blocks that may still be looked at.
    work: usize,
    preds: Vec<Vec<u32>>,
}

impl Slots {
    /// Finds where a slot is alive, from all its spills and reloads; false if that takes too long.
    fn find(&mut self, touches: &[Touch]) -> bool {
        let off = touches[0].off;
        self.off = off;
        let mut open: Vec<usize> = Vec::new();
        for in_block in touches.chunk_by(|a, b| a.block == b.block) {
            let t = in_block[0];
            self.touched[t.block] = off;
            if !t.spill {
                self.alive[t.block] = off;
                open.push(t.block);
            }
        }
        while let Some(b) = open.pop() {
            let Some(work) = self.work.checked_sub(1) else { return false };
            self.work = work;
            for &p in &self.preds[b] {
                let p = p as usize;
                if self.touched[p] != off && self.alive[p] != off {
                    self.alive[p] = off;
                    open.push(p);
                }
            }
        }
        true
    }

    /// Whether the slot at hand is alive when a block ends.
    fn alive_behind<I: MachInst>(&self, code: &Allocated<I>, b: usize) -> bool {
        let (mut any, off) = (false, self.off);
        last(code, b).each_target(&mut |t| any |= self.alive[t as usize] == off);
        any
    }

    /// A spill or reload of the slot at hand, if between it and a block where ways meet neither the register nor the slot is written, only
    /// one way leads on from there, and nobody wants what the slot has there if it is a spill.
    fn candidate<I: MachInst>(&self, code: &mut Allocated<I>, t: &Touch) -> Option<Candidate> {
        let (reg, _) = code.insts[t.at].spills_to().or(code.insts[t.at].reloads())?;
        let (mut meet, mut end) = (t.block, t.at);
        let mut left = BACK;
        loop {
            for i in code.insts[code.starts[meet] as usize..end].iter_mut().rev() {
                left = left.checked_sub(1)?;
                if i.spills_to().is_some_and(|s| s.1 == t.off) || live::effect(i).1 & bit(reg) != 0 {
                    return None;
                }
            }
            let (&[p], 1..) = (&self.preds[meet][..], meet) else { break };
            meet = p as usize;
            end = code.starts[meet + 1] as usize;
        }
        let free = !t.spill || self.alive[meet] != t.off;
        (meet != 0 && free).then_some(Candidate { touch: *t, reg, meet })
    }
}
