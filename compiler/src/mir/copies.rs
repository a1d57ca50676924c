//! Reads originals in the place of copies, and removes the copies that then nobody reads; reloads of what a register has
//! become copies first. Where only a copy is read on, what it copies is written to its register at once. Input and output: an allocated function; the meaning stays.
//!
//! The allocator copies at fixed registers, where live ranges were split, and on edges, without a view of who reads the
//! copy. Which registers and slots have the same value is found forwards; where ways meet it holds on all of them. An operand may be read from any of
//! them unless the instruction binds it to a register, its result's among them, or reads it late. What is known at the start of a block
//! becomes less at most once for each register and slot, so the work is linear but for their number.

use super::frame::Allocated;
use super::live::{self, bit};
use super::reg::Reg;
use super::{Con, MachInst, forward};
use regalloc2::PRegSet;

/// Registers of both classes, as bits of [`live::bit`].
const REGS: usize = 64;
/// So many slots are known at a time, the last ones that were touched.
const SLOTS: usize = 16;
/// The writer of a copy's original is looked for among so many instructions.
const WINDOW: usize = 32;

/// Which places have the same value.
#[derive(Clone)]
struct Same {
    /// For each register the one that has had its value for the longest time, if that is another.
    first: [u8; REGS],
    /// The registers of which there is one in `first`.
    copies: u64,
    /// Slots by their offsets, a register with each one's value, and whether that was spilled there, not reloaded.
    slots: Vec<(u32, Reg, bool)>,
}

fn index(r: Reg) -> usize {
    bit(r).trailing_zeros() as usize
}

impl Same {
    fn nothing() -> Same {
        Same { first: [0; REGS], copies: 0, slots: Vec::new() }
    }

    fn knows_nothing(&self) -> bool {
        self.copies == 0 && self.slots.is_empty()
    }

    fn of(&self, r: Reg) -> Reg {
        if self.copies & bit(r) == 0 { r } else { register(self.first[index(r)]) }
    }

    /// A register is a copy of another.
    fn copy(&mut self, to: Reg, from: Reg) {
        let from = self.of(from);
        self.first[index(to)] = index(from) as u8;
        self.copies |= bit(to);
    }

    /// Registers get other values.
    fn kill(&mut self, written: u64) {
        self.copies &= !written;
        let mut rest = self.copies;
        // The copies of what one had are copies of the first of them.
        let mut heirs: [(u8, u8); 4] = [(0, 0); 4];
        let mut n = 0;
        while rest != 0 {
            let k = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let was = self.first[k];
            if written >> was & 1 == 0 {
                continue;
            }
            match heirs[..n].iter().find(|h| h.0 == was) {
                Some(h) => self.first[k] = h.1,
                None => {
                    self.copies &= !(1 << k);
                    if n < heirs.len() {
                        heirs[n] = (was, k as u8);
                        n += 1;
                    }
                }
            }
        }
        if !self.slots.is_empty() {
            self.slots.retain_mut(|s| {
                let r = index(s.1) as u8;
                let heir = heirs[..n].iter().find(|h| h.0 == r);
                if let Some(h) = heir {
                    s.1 = register(h.1);
                }
                heir.is_some() || written >> r & 1 == 0
            });
        }
    }

    /// A register that has a slot's value.
    fn slot(&self, off: u32) -> Option<Reg> {
        self.slots.iter().find(|s| s.0 == off).map(|s| s.1)
    }

    /// What an instruction changes, where only registers of `ours` may be read in the place of others; whether it does nothing.
    fn step<I: MachInst>(&mut self, i: &mut I, ours: PRegSet) -> bool {
        let reload = i.reloads();
        if let Some((to, from)) = i.moves().or(reload.and_then(|(to, off)| Some((to, self.slot(off)?)))) {
            if self.of(to) == self.of(from) {
                return true;
            }
            self.kill(bit(to));
            // Pinned registers are never written; not all of them can be any operand.
            if self.of(from).preg().is_some_and(|p| ours.contains(p)) {
                self.copy(to, from);
            }
        } else if let Some((to, off)) = reload {
            self.kill(bit(to));
            self.has(off, to, false);
        } else if let Some((from, off)) = i.spills_to() {
            self.has(off, self.of(from), true);
        } else if !self.knows_nothing() {
            self.kill(live::effect(i).1);
        }
        false
    }

    /// Keeps what holds in another state too; whether that is less.
    fn meet(&mut self, other: &Same) -> bool {
        if self.knows_nothing() {
            return false;
        }
        let before = self.clone();
        let (was, other_was) = (|n: usize| before.of(register(n as u8)), |n: usize| other.of(register(n as u8)));
        let mut changed = false;
        let mut rest = before.copies;
        while rest != 0 {
            let k = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let first = before.first[k] as usize;
            if other_was(first) == other_was(k) {
                continue;
            }
            // Of the other copies the first that is one in the other state too.
            changed = true;
            match (0..k).find(|n| was(*n) == was(k) && other_was(*n) == other_was(k)) {
                Some(n) => self.first[k] = n as u8,
                None => self.copies &= !(1 << k),
            }
        }
        self.slots.retain(|s| other.slots.iter().any(|o| o.0 == s.0 && other.of(o.1) == other.of(s.1)));
        changed || self.slots.len() != before.slots.len()
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
fn register(n: u8) -> Reg {
    use regalloc2::{PReg, RegClass};
    let n = usize::from(n);
    Reg::phys(if n < 32 { PReg::new(n, RegClass::Int) } else { PReg::new(n - 32, RegClass::Float) })
}

/// Reads what can be read elsewhere there.
fn redirect<I: MachInst>(i: &mut I, same: &Same) {
    if same.copies == 0 {
        return;
    }
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
    read_originals(code);
    write_copies(code);
}

/// Reads originals, and reloads from registers.
fn read_originals<I: MachInst>(code: &mut Allocated<I>) {
    let ours = code.written;
    let step = |same: &mut Same, i: &mut I| {
        same.step(i, ours);
    };
    // A value that is reloaded for one reader may be read from its slot.
    let end = |same: &mut Same| same.slots.retain(|s| s.2);
    let ins = forward::facts(code, Same::nothing(), step, end, Same::meet);
    let mut gone = vec![false; code.insts.len()];
    for (b, same) in ins.into_iter().enumerate() {
        let Some(mut same) = same else { continue };
        for at in live::block(code, b) {
            let i = &mut code.insts[at];
            if let Some((to, r)) = i.reloads().and_then(|(to, off)| Some((to, same.slot(off)?))) {
                *i = I::reg_move(r, to);
            }
            redirect(i, &same);
            gone[at] = same.step(i, ours);
        }
    }
    code.remove(&gone);
}

/// Removes moves and reloads that nobody reads, and copies of what can be written to their registers at once, as the
/// original has no other reader behind the copy.
fn write_copies<I: MachInst>(code: &mut Allocated<I>) {
    let live_ins = live::live_ins(code);
    let mut gone = vec![false; code.insts.len()];
    for b in 0..code.starts.len() - 1 {
        let range = live::block(code, b);
        let mut live = 0;
        code.insts[range.end - 1].each_target(&mut |t| live |= live_ins[t as usize]);
        for at in range.clone().rev() {
            let to = code.insts[at].reloads().map(|r| r.0).or(code.insts[at].moves().map(|m| m.0));
            if to.is_some_and(|r| live & bit(r) == 0) {
                gone[at] = true;
            } else if let Some((to, from)) = code.insts[at].moves() {
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

/// Makes the value that is in `from` behind these instructions be in `to`, from the one on that writes it, if all of them allow it;
/// where not, from the first of them on that makes it out of what was there before and can put it anywhere.
fn write_to<I: MachInst>(insts: &mut [I], from: Reg, to: Reg) -> bool {
    let mut first = None;
    let mut anywhere = None;
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
        if tied && !other && anywhere.is_none() {
            anywhere = i.without_flags().map(|free| (n, free));
        }
        let mut touches = false;
        i.visit(&mut |r, _| touches |= *r == to);
        if other || touches && !writes || tied && (writes || !reads) {
            break;
        }
        if writes {
            first = Some(n);
            break;
        }
    }
    if let (None, Some((n, free))) = (first, anywhere) {
        insts[n] = free;
        first = Some(n);
    }
    let Some(first) = first else { return false };
    insts[first].visit(&mut |r, con| if *r == from && matches!(con, Con::Def) { *r = to });
    insts[first + 1..].iter_mut().for_each(|i| i.visit(&mut |r, _| if *r == from { *r = to }));
    true
}
