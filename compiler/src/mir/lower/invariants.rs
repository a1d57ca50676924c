//! What does not change in a loop and costs instructions at each use (constants that no operand can hold, sums of
//! bases and offsets) is made once, before the loop. Input: requests from the selector, which come in backward order;
//! output: registers, and their definitions at the end of the block before the loop, when that is lowered.
//!
//! Each of them takes a register throughout the loop, so each loop has only so many; fewer where the loop calls, which
//! leaves few registers alone. Layout has a loop behind the block before it, so requests come before the definition.

use super::{Isa, Lower};
use crate::ir::loops::{Loop, Loops};
use crate::ir::{Block, Function, Value, ValueDef};
use crate::mir::reg::Reg;
use std::collections::HashMap;
use std::hash::Hash;

/// How many registers a loop gives for its invariants, of integers and of floats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// In a loop without calls.
    pub quiet: [u32; 2],
    /// In a loop with calls.
    pub calling: [u32; 2],
}

impl Budget {
    /// For targets whose operands hold what they need.
    pub const NONE: Budget = Budget { quiet: [0; 2], calling: [0; 2] };
}

/// The requests that are open.
#[derive(Debug)]
pub(super) struct Open<K> {
    loops: Loops,
    calls: Vec<bool>,
    taken: Vec<[u32; 2]>,
    /// By what is wanted and the loop before which it will be made.
    regs: HashMap<(K, Loop), Reg>,
    /// By the block at whose end it will be made.
    pending: HashMap<Block, Vec<(K, Reg)>>,
}

impl<K> Default for Open<K> {
    fn default() -> Self {
        Open { loops: Loops::default(), calls: Vec::new(), taken: Vec::new(), regs: HashMap::new(), pending: HashMap::new() }
    }
}

impl<K: Copy + Eq + Hash> Open<K> {
    /// For a function.
    pub(super) fn new(f: &Function) -> Open<K> {
        let loops = Loops::new(f);
        let mut calls = vec![false; loops.len()];
        for b in &f.layout {
            if f.blocks[b.index()].insts.iter().any(|i| f.insts[i.index()].data.is_call()) {
                let mut at = loops.of(*b);
                while let Some(l) = at.filter(|l| !std::mem::replace(&mut calls[l.index()], true)) {
                    at = loops.parent(l);
                }
            }
        }
        Open { taken: vec![[0; 2]; loops.len()], calls, loops, ..Open::default() }
    }
}

impl<K> Open<K> {
    /// Whether a loop is around a block.
    pub(super) fn in_loop(&self, block: u32) -> bool {
        self.loops.of(Block(block)).is_some()
    }
}

impl<I: Isa> Lower<'_, I> {
    /// A register that holds an invariant in the block that is being lowered, where a loop around it has one to give.
    /// `float` says which class; `depends` is a value that it is made of.
    pub fn invariant(&mut self, key: I::Invariant, float: bool, depends: Option<Value>) -> Option<Reg> {
        let innermost = self.open.loops.of(Block(self.cur_block))?;
        if self.f.blocks[self.cur_block as usize].cold {
            return None;
        }
        // Made already?
        if let Some(r) = self.open.loops.around(Some(innermost)).find_map(|l| self.open.regs.get(&(key, l))) {
            return Some(*r);
        }
        let made_in = depends.and_then(|v| self.block_of_value(v));
        let mut best = None;
        for l in self.open.loops.around(Some(innermost)) {
            let budget = if self.open.calls[l.index()] { I::BUDGET.calling } else { I::BUDGET.quiet };
            let full = self.open.taken[l.index()][usize::from(float)] >= budget[usize::from(float)];
            if full || made_in.is_some_and(|b| self.open.loops.contains(l, b)) {
                break;
            }
            best = Some(l);
        }
        let best = best?;
        let mut at = innermost;
        loop {
            self.open.taken[at.index()][usize::from(float)] += 1;
            match self.open.loops.parent(at) {
                Some(p) if at != best => at = p,
                _ => break,
            }
        }
        let class = if float { regalloc2::RegClass::Float } else { regalloc2::RegClass::Int };
        let r = Reg::from_vreg(self.b.vreg(class));
        self.open.regs.insert((key, best), r);
        self.open.pending.entry(self.open.loops.outside(best)).or_default().push((key, r));
        Some(r)
    }

    fn block_of_value(&self, v: Value) -> Option<Block> {
        match self.f.values[self.f.resolve(v).index()].1 {
            ValueDef::Param(b, _) => Some(b),
            ValueDef::Result(i, _) => Some(Block(self.block_of[i.index()])),
            ValueDef::Alias(_) => None,
        }
    }

    /// Makes what the loops behind a block have asked for, at its end.
    pub(super) fn make_invariants(&mut self, b: Block) {
        for (key, r) in self.open.pending.remove(&b).into_iter().flatten() {
            let made = I::make_invariant(self, key);
            self.b.alias(r.vreg(), made.vreg());
        }
        self.b.flush();
    }
}
