//! Removes spills and reloads that move what is there already. Reloads of what was only spilled again are left to
//! [`live::remove_unread`]. Input and output: an
//! allocated function; the meaning stays.
//!
//! The allocator splits live ranges around loops and calls without a view of the whole: a value that was reloaded on one
//! way, and not changed, is spilled again where the ways meet. Which slot's value each register holds is known forwards:
//! a spill and a reload make it so, writing either ends it, and where edges meet it must hold on all of them. A register
//! loses what it holds at most once for each block, so the work is linear but for the number of registers.

use super::frame::Allocated;
use super::live::{self, bit};
use super::{MachInst, forward};

/// Registers of both classes, as bits of [`live::bit`].
const REGS: usize = 64;
const NONE: u32 = u32::MAX;

/// For each register the offset of the slot whose value it holds, if one is known.
type Held = [u32; REGS];

fn index(r: super::reg::Reg) -> usize {
    bit(r).trailing_zeros() as usize
}

/// Whether an instruction changes nothing, and what holds behind it.
fn step<I: MachInst>(held: &mut Held, i: &mut I) -> bool {
    if let Some((r, off)) = i.reloads() {
        return std::mem::replace(&mut held[index(r)], off) == off;
    }
    if let Some((r, off)) = i.spills_to() {
        let r = index(r);
        if held[r] == off {
            return true;
        }
        held.iter_mut().filter(|h| **h == off).for_each(|h| *h = NONE);
        held[r] = off;
        return false;
    }
    if let Some((to, from)) = i.moves() {
        held[index(to)] = held[index(from)];
        return false;
    }
    let mut written = live::effect(i).1;
    while written != 0 {
        held[written.trailing_zeros() as usize] = NONE;
        written &= written - 1;
    }
    false
}

/// What registers hold when each block begins; `None` for one that nothing leads to.
fn held_ins<I: MachInst>(code: &mut Allocated<I>) -> Vec<Option<Box<Held>>> {
    let meet = |to: &mut Held, from: &Held| {
        let mut differ = to.iter_mut().zip(from).filter(|(a, b)| *a != *b && **a != NONE).map(|(a, _)| *a = NONE);
        let changed = differ.next().is_some();
        differ.for_each(drop);
        changed
    };
    let step = |held: &mut Held, i: &mut I| {
        step(held, i);
    };
    forward::facts(code, [NONE; REGS], step, |_| (), meet)
}

/// The pass.
pub fn run<I: MachInst>(code: &mut Allocated<I>) {
    if !code.insts.iter().any(|i| i.spills_to().is_some()) {
        return;
    }
    let ins = held_ins(code);
    let mut gone = vec![false; code.insts.len()];
    for (b, held) in ins.into_iter().enumerate() {
        let Some(mut held) = held else { continue };
        for at in live::block(code, b) {
            gone[at] = step(&mut held, &mut code.insts[at]);
        }
    }
    code.remove(&gone);
}
