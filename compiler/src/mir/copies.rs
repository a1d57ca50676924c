//! Reads originals in the place of copies, and removes the copies that then nobody reads; reloads of what a register has
//! become copies first. Where only a copy is read on, what it copies is written to its register at once. Input and output: an allocated function; the meaning stays.
//!
//! The allocator copies at fixed registers, where live ranges were split, and on edges, without a view of who reads the
//! copy. Within a block, and in those that only it leads to, it is known which registers and slots have the same value. An operand may be read from any of them unless the
//! instruction binds it to a register, its result's among them, or reads it late. Linear but for finding what is alive.

use super::frame::Allocated;
use super::live::{self, bit};
use super::reg::Reg;
use super::{Con, MachInst};

/// Registers of both classes, as bits of [`live::bit`].
const REGS: usize = 64;
/// So many slots are known at a time, the last ones that were touched.
const SLOTS: usize = 16;
/// The writer of a copy's original is looked for among so many instructions.
const WINDOW: usize = 32;

/// Which places have the same value.
#[derive(Clone)]
struct Same {
    /// For each register the one that has had its value for the longest time.
    first: [Option<Reg>; REGS],
    /// Slots by their offsets, a register with each one's value, and whether that was spilled there, not reloaded.
    slots: Vec<(u32, Reg, bool)>,
}

fn index(r: Reg) -> usize {
    bit(r).trailing_zeros() as usize
}

impl Same {
    fn of(&self, r: Reg) -> Reg {
        self.first.get(index(r)).copied().flatten().unwrap_or(r)
    }

    /// A register gets another value.
    fn kill(&mut self, n: usize) {
        self.first[n] = None;
        // The copies of what it had are copies of one of them.
        let mut heir: Option<(usize, Reg)> = None;
        for k in 0..REGS {
            if self.first[k].is_some_and(|r| index(r) == n) {
                self.first[k] = heir.map(|h| h.1);
                if heir.is_none() {
                    heir = Some((k, register(k)));
                }
            }
        }
        self.slots.iter_mut().filter(|s| index(s.1) == n).for_each(|s| if let Some(h) = heir { s.1 = h.1 });
        if heir.is_none() {
            self.slots.retain(|s| index(s.1) != n);
        }
    }

    fn has(&mut self, off: u32, r: Reg, spilled: bool) {
        self.slots.retain(|s| s.0 != off);
        if self.slots.len() == SLOTS {
            self.slots.remove(0);
        }
        self.slots.push((off, r, spilled));
    }
}

/// The register with this bit.
fn register(n: usize) -> Reg {
    use regalloc2::{PReg, RegClass};
    Reg::phys(if n < 32 { PReg::new(n, RegClass::Int) } else { PReg::new(n - 32, RegClass::Float) })
}

/// Reads what can be read elsewhere there.
fn redirect<I: MachInst>(i: &mut I, same: &Same) {
    // Bound to a register that is written, or written before all is read.
    let mut bound = 0;
    i.visit(&mut |r, con| {
        if matches!(con, Con::Reuse(_) | Con::EarlyDef) {
            bound |= bit(*r);
        }
    });
    i.visit(&mut |r, con| {
        let from = same.of(*r);
        if matches!(con, Con::Use) && (bit(*r) | bit(from)) & bound == 0 {
            *r = from;
        }
    });
}

/// The pass.
pub fn run<I: MachInst>(code: &mut Allocated<I>) {
    let moves = |i: &I| i.moves().is_some() || i.reloads().is_some();
    if !code.insts.iter().any(moves) {
        return;
    }
    let mut gone = vec![false; code.insts.len()];
    let blocks = code.starts.len() - 1;
    let mut ways_in = vec![0u32; blocks];
    for b in 0..blocks {
        code.insts[live::block(code, b)].last().into_iter().for_each(|i| i.each_target(&mut |t| ways_in[t as usize] += 1));
    }
    // What is known where the blocks behind begin that only one way leads to.
    let mut known: Vec<Option<Box<Same>>> = vec![None; blocks];
    for b in 0..blocks {
        let range = live::block(code, b);
        let last = range.end - 1;
        let mut same = known[b].take().map_or_else(|| Same { first: [None; REGS], slots: Vec::new() }, |s| *s);
        for at in range {
            let i = &mut code.insts[at];
            if let Some((to, off)) = i.reloads() {
                match same.slots.iter().find(|s| s.0 == off) {
                    Some(&(_, r, _)) => *i = I::reg_move(r, to),
                    None => {
                        same.kill(index(to));
                        same.has(off, to, false);
                        continue;
                    }
                }
            }
            redirect(i, &same);
            if let Some((to, from)) = i.moves() {
                if same.of(to) == same.of(from) {
                    gone[at] = true;
                } else {
                    same.kill(index(to));
                    // Pinned registers are never written; not all of them can be any operand.
                    same.first[index(to)] = Some(same.of(from)).filter(|r| r.preg().is_some_and(|p| code.written.contains(p)));
                }
                continue;
            }
            if let Some((from, off)) = i.spills_to() {
                same.has(off, from, true);
                continue;
            }
            let mut written = live::effect(i).1;
            while written != 0 {
                same.kill(written.trailing_zeros() as usize);
                written &= written - 1;
            }
        }
        // A value that is reloaded for one reader may be read from its slot.
        same.slots.retain(|s| s.2);
        if same.slots.is_empty() && same.first.iter().all(|f| f.is_none()) {
            continue;
        }
        code.insts[last].each_target(&mut |t| {
            let t = t as usize;
            if ways_in[t] == 1 && t > b {
                known[t] = Some(Box::new(same.clone()));
            }
        });
    }
    code.remove(&gone);
    live::remove_unread(code);
    coalesce(code);
}

/// Lets what a copy takes on be written to its register at once, where the original has no other reader behind the copy.
fn coalesce<I: MachInst>(code: &mut Allocated<I>) {
    let live_ins = live::live_ins(code);
    let mut gone = vec![false; code.insts.len()];
    for b in 0..code.starts.len() - 1 {
        let range = live::block(code, b);
        let mut live = 0;
        code.insts[range.end - 1].each_target(&mut |t| live |= live_ins[t as usize]);
        for at in range.clone().rev() {
            if let Some((to, from)) = code.insts[at].moves() {
                let ours = |r: Reg| r.preg().is_some_and(|p| code.written.contains(p));
                if live & bit(from) == 0 && ours(to) && ours(from) {
                    gone[at] = write_to(&mut code.insts[range.start.max(at.saturating_sub(WINDOW))..at], from, to);
                }
            }
            if !gone[at] {
                let (uses, defs) = live::effect(&mut code.insts[at]);
                live = live & !defs | uses;
            }
        }
    }
    code.remove(&gone);
}

/// Makes the value that is in `from` behind these instructions be in `to`, from the one on that writes it, if all of them allow it.
fn write_to<I: MachInst>(insts: &mut [I], from: Reg, to: Reg) -> bool {
    let mut first = None;
    for (n, i) in insts.iter_mut().enumerate().rev() {
        // What it does with either register; a tied operand is written and read.
        let (mut reads, mut writes, mut tied, mut other) = (false, false, false, i.clobbers().into_iter().any(|p| [from, to].contains(&Reg::phys(p))));
        i.visit(&mut |r, con| match (*r == from, *r == to, con) {
            (true, _, Con::Use) => reads = true,
            (true, _, Con::Def) => writes = true,
            (true, _, Con::Reuse(_)) => tied = true,
            (_, true, Con::Use) => {}
            (false, false, _) => {}
            _ => other = true,
        });
        let mut touches = false;
        i.visit(&mut |r, _| touches |= *r == to);
        if other || touches && !writes || tied && (writes || !reads) {
            return false;
        }
        if writes {
            first = Some(n);
            break;
        }
    }
    let Some(first) = first else { return false };
    insts[first].visit(&mut |r, con| if *r == from && matches!(con, Con::Def) { *r = to });
    insts[first + 1..].iter_mut().for_each(|i| i.visit(&mut |r, _| if *r == from { *r = to }));
    true
}
