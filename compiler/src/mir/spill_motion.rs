//! Puts spills and reloads where they run less often, and removes spills that nobody reloads. Input and output: an allocated function;
//! the meaning stays.
//!
//! A spill behind a place where ways meet may store what the slot has already on one of them, mostly on the one that goes round a
//! loop; a reload may load what the register has there. It goes to the ends of the other ways, if these run less often
//! (partial redundancies: E. Morel, C. Renvoise, *Global optimization by suppression of partial redundancies*, 1979).
//! That a spill is then made earlier, and for ways that had none, is right where nobody reads the slot before it is written
//! again; with reloads the same holds of the register.
//!
//! Whether a register holds a slot's value where a block ends is looked for in the code as it was, so of each slot, and of the reloads
//! to each register, one is moved. Work is bounded by [`WORK`] blocks for each one of the function, and by [`BACK`] and [`HELD`]
//! instructions for each spill and reload.

use super::MachInst;
use super::frame::Allocated;
use super::live::{self, Preds, bit, last};
use super::reg::Reg;
use crate::ir::frequency::Frequency;
use smallvec::SmallVec;

/// How often it must run then, in parts of how often it runs now.
const LESS: f32 = 0.6;
/// Ways that it may be put on.
const WAYS: usize = 2;
/// Instructions in front of a spill or reload that are looked at.
const BACK: usize = 24;
/// And in front of the ends of blocks, for what registers hold there.
const HELD: usize = 48;
/// Blocks in which a slot is alive, for each one of the function.
const WORK: usize = 16;
/// No slot.
const NONE: u32 = u32::MAX;

/// A spill or a reload.
#[derive(Clone, Copy, Debug)]
struct Touch {
    off: u32,
    reg: Reg,
    at: usize,
    block: usize,
    spill: bool,
}

/// One that nothing on the ways from a meeting of ways keeps in its place.
struct Candidate {
    touch: Touch,
    meet: usize,
}

/// The pass; whether it changed something.
pub fn run<I: MachInst>(code: &mut Allocated<I>) -> bool {
    let n = code.starts.len() - 1;
    let mut touches: Vec<Touch> = Vec::new();
    for block in 0..n {
        for at in live::block(code, block) {
            let i = &code.insts[at];
            if let Some((reg, off)) = i.spills_to() {
                touches.push(Touch { off, reg, at, block, spill: true });
            } else if let Some((reg, off)) = i.reloads() {
                touches.push(Touch { off, reg, at, block, spill: false });
            }
        }
    }
    if touches.is_empty() {
        return false;
    }
    touches.sort_unstable_by_key(|t| (t.off, t.at));
    let writes = code.insts.iter_mut().map(|i| live::effect(i).1).collect();
    let mut slots = Slots { off: NONE, alive: vec![NONE; n], touched: vec![NONE; n], work: WORK * n, preds: Preds::new(code), writes };
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
        // What registers are known to hold counts on all of a slot's spills. What a register could have only from the same one's last run is not looked for.
        if of_one.iter().all(|t| !gone[t.at]) {
            let (_, twice) = of_one.iter().fold((0, 0), |(once, twice), t| (once | bit(t.reg), twice | once & bit(t.reg)));
            candidates.extend(of_one.iter().filter(|t| twice & bit(t.reg) != 0).filter_map(|t| slots.candidate(code, t)));
        }
    }
    let moves = motion(code, &slots, &candidates);
    moves.iter().for_each(|m| gone[m.1] = true);
    let changes = gone.contains(&true);
    if changes {
        code.put(&gone, moves);
    }
    changes
}

/// Which of them move: in front of which instructions each one goes.
fn motion<I: MachInst>(code: &mut Allocated<I>, slots: &Slots, candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut moves = Vec::new();
    // Found when they are wanted.
    let (mut frequency, mut live_ins) = (Vec::new(), Vec::new());
    // The registers that reloads moved, and the last slot.
    let (mut regs, mut slot) = (0, NONE);
    for &Candidate { touch: t, meet } in candidates {
        let reg = t.reg;
        if t.off == slot || !t.spill && regs & bit(reg) != 0 {
            continue;
        }
        let ways = slots.preds.of(meet);
        let others: SmallVec<[usize; 4]> = ways.iter().map(|p| *p as usize).filter(|p| !slots.holds(code, *p, reg, t.off)).take(WAYS + 1).collect();
        if others.len() == ways.len() || others.len() > WAYS || others.iter().any(|p| last(code, *p).jump().is_none()) {
            continue;
        }
        if frequency.is_empty() {
            frequency = Frequency::new(code.starts.len() - 1, |b, add| last(code, b as usize).each_target(add), |b| last(code, b as usize).is_trap()).block;
        }
        if others.iter().map(|p| frequency[*p]).sum::<f32>() >= LESS * frequency[t.block] {
            continue;
        }
        if !t.spill {
            if live_ins.is_empty() {
                live_ins = live::live_ins(code);
            }
            if live_ins[meet] & bit(reg) != 0 {
                continue;
            }
            regs |= bit(reg);
        }
        moves.extend(others.iter().map(|p| (code.starts[p + 1] as usize - 1, t.at)));
        slot = t.off;
    }
    moves
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
    preds: Preds,
    /// What each instruction writes.
    writes: Vec<u64>,
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
            for &p in self.preds.of(b) {
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
    fn candidate<I: MachInst>(&self, code: &Allocated<I>, t: &Touch) -> Option<Candidate> {
        let (mut meet, mut end) = (t.block, t.at);
        let mut left = BACK;
        loop {
            for at in (code.starts[meet] as usize..end).rev() {
                left = left.checked_sub(1)?;
                if self.writes[at] & bit(t.reg) != 0 || code.insts[at].spills_to().is_some_and(|s| s.1 == t.off) {
                    return None;
                }
            }
            let (&[p], 1..) = (self.preds.of(meet), meet) else { break };
            meet = p as usize;
            end = code.starts[meet + 1] as usize;
        }
        let free = !t.spill || self.alive[meet] != t.off;
        (meet != 0 && free).then_some(Candidate { touch: *t, meet })
    }

    /// Whether a register holds what a slot has where a block ends, on every way there, as far as that is seen soon.
    fn holds<I: MachInst>(&self, code: &Allocated<I>, b: usize, reg: Reg, off: u32) -> bool {
        let mut seen: SmallVec<[usize; 16]> = SmallVec::from_slice(&[b]);
        let (mut next, mut left) = (0, HELD);
        while let Some(&b) = seen.get(next) {
            next += 1;
            let mut found = false;
            for at in live::block(code, b).rev() {
                let i = &code.insts[at];
                let touch = i.spills_to().or(i.reloads());
                found = touch == Some((reg, off));
                if found {
                    break;
                }
                left -= 1;
                if left == 0 || self.writes[at] & bit(reg) != 0 || i.spills_to().is_some_and(|s| s.1 == off) {
                    return false;
                }
            }
            if !found {
                if b == 0 {
                    return false;
                }
                for p in self.preds.of(b).iter().map(|p| *p as usize) {
                    if !seen.contains(&p) {
                        seen.push(p);
                    }
                }
            }
        }
        true
    }
}
