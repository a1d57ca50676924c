//! Saves values around calls that seldom run. Input: a function before allocation; output: the same, in which a value that is
//! made or read where the function is often, and lives across calls only where it is seldom, is stored in front of these calls and loaded
//! behind them, where it is read next or where a way joins others.
//!
//! The allocator has one choice for all of a value, or cuts it where it meets something else; what lives across a call anywhere
//! gets one of the few registers that calls keep, or is stored where it is made, which for the counters of an interpreter's
//! loop is on every round. Here the calls pay instead, and the rest of the value is free to take any register.
//!
//! Where the value is, in a register or in a slot or in both, is found forwards from where it is made; where ways meet that have it in
//! different registers and not all in one slot, a parameter is added. Live ranges are looked at within [`WORK`] times
//! the size of the function; what is left then stays as it is.

use super::moves::{self, Move};
use crate::ir::frequency::Frequency;
use crate::mir::{MachInst, VCode};
use core::ops::Range;
use regalloc2::{MachineEnv, Operand, OperandConstraint, OperandKind, OperandPos, PRegSet, VReg};

/// Blocks that may be passed while live ranges are found, for each instruction and block of the function.
const WORK: usize = 4;
/// Rounds over a value's blocks after which its places are known, or it stays as it is.
const ROUNDS: usize = 12;
/// Stores and loads that a value is worth where it is made, and in each block that then reads it without a load.
const MADE: f32 = 2.0;
const READ: f32 = 0.2;
/// And that one is worth which calls would keep in a register: the function's entry and its end save and restore that.
const KEPT: f32 = 2.0;
/// Instructions of the function for each parameter that may be added, beyond 64.
const PARAMS: usize = 8;
const NONE: u32 = u32::MAX;

/// A use: value, block, instruction. The arguments of edges are read by the one behind the block's.
type Use = (u32, u32, u32);

/// What a register's value is called. There is the one that was made, a parameter for each block, and what it loads last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Name {
    Made,
    Param(u32),
    Loaded(u32),
    /// Loaded, and not alive at the end of the block.
    Brief,
}

/// Where the value is: in a register, in the slot that a block stored, or in both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Places {
    reg: Option<Name>,
    slot: Option<u32>,
}

/// A block that begins with the value alive. Names and slots have its number among these.
#[derive(Clone, Debug)]
struct Alive {
    block: u32,
    uses: Range<usize>,
    /// Whether it lives across a call there.
    across: bool,
    start: Option<Places>,
    end: Option<Places>,
}

impl Alive {
    /// Whether the value gets a parameter here, where this is the block with that number.
    fn adds_parameter(&self, n: u32) -> bool {
        self.start.is_some_and(|s| s.reg == Some(Name::Param(n)))
    }
}

/// What is done to a block's code.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// The value is stored in front of the first instruction.
    Store(Name),
    /// It is loaded in front of an instruction, from a slot.
    Load(u32, Name, u32),
    /// An instruction reads it there, or the arguments of edges do.
    Read(u32, Name),
    /// The only edge out passes it to a parameter.
    Pass(Name),
}

/// The pass.
pub fn run<I: MachInst>(code: &mut VCode<I>, env: &MachineEnv) {
    let all = |c: usize| env.preferred_regs_by_class[c].into_iter().chain(env.non_preferred_regs_by_class[c]);
    // Stubs destroy few registers.
    let destroys = |i: &I| {
        let lost = i.clobbers();
        lost != PRegSet::empty() && !i.is_trap() && 2 * all(0).filter(|r| lost.contains(*r)).count() > all(0).count()
    };
    let calls: Vec<u32> = (0..).zip(&code.insts).filter(|(_, i)| destroys(i)).map(|(at, _)| at).collect();
    if calls.is_empty() || code.blocks.len() < 3 {
        return;
    }
    let targets = |b: u32, add: &mut dyn FnMut(u32)| code.blocks[b as usize].succs.iter().for_each(|s| add(s.index() as u32));
    let last = |b: u32| &code.insts[code.blocks[b as usize].insts.end as usize - 1];
    let frequency = Frequency::new(code.blocks.len(), targets, |b| last(b).is_trap()).block;
    let (made, uses) = uses(code);
    let work = WORK * (code.insts.len() + code.blocks.len());
    let mut s = Splitting { frequency, calls, number: vec![NONE; code.blocks.len()], work, params: 64 + code.insts.len() / PARAMS, moves: Vec::new() };
    // How many values of each class live across the calls of each block; and those that could be split.
    let mut pressure = vec![[0u32; 3]; code.blocks.len()];
    let mut found: Vec<&[Use]> = Vec::new();
    for uses in uses.chunk_by(|a, b| a.0 == b.0) {
        let (v, home, at) = made[uses[0].0 as usize];
        let c = v.class() as usize;
        let at_home = s.calls(at..code.blocks[home as usize].insts.end);
        pressure[home as usize][c] += u32::from(at_home);
        let alive = s.alive(code, home, uses);
        alive.iter().filter(|a| a.across).for_each(|a| pressure[a.block as usize][c] += 1);
        if !at_home && alive.iter().any(|a| a.across) {
            found.push(uses);
        }
    }
    // How many registers calls keep.
    let mut lost = code.insts[s.calls[0] as usize].clobbers();
    let results = code.operands_of(s.calls[0]).iter().filter(|o| o.kind() == OperandKind::Def);
    results.for_each(|o| if let OperandConstraint::FixedReg(r) = o.constraint() { lost.add(r) });
    let kept = [0, 1, 2].map(|c| all(c).filter(|r| !lost.contains(*r)).count() as u32);
    // Where they live is found anew: for all of them at once it could take much memory.
    s.work = work;
    for uses in found {
        let (v, home, _) = made[uses[0].0 as usize];
        let c = v.class() as usize;
        let alive = s.alive(code, home, uses);
        let short = alive.iter().any(|a| a.across && pressure[a.block as usize][c] > kept[c]);
        s.value(code, v, home, uses, alive, if short { f32::INFINITY } else { KEPT });
    }
    moves::insert(code, s.moves);
}

/// Where each value is made: its block, and the first instruction that can destroy it; and the uses in other blocks, in order.
fn uses<I>(code: &VCode<I>) -> (Vec<(VReg, u32, u32)>, Vec<Use>) {
    let mut made = vec![(VReg::invalid(), NONE, NONE); code.num_vregs];
    let mut uses: Vec<Use> = Vec::new();
    for (b, block) in (0..).zip(&code.blocks) {
        block.params.iter().for_each(|p| made[p.vreg()] = (*p, b, block.insts.start));
        for i in block.insts.clone() {
            for o in code.operands_of(i) {
                match o.kind() {
                    OperandKind::Def => made[o.vreg().vreg()] = (o.vreg(), b, i + 1),
                    OperandKind::Use => uses.push((o.vreg().vreg() as u32, b, i)),
                }
            }
        }
        uses.extend(block.args.iter().flatten().map(|a| (a.vreg() as u32, b, block.insts.end)));
    }
    uses.retain(|u| made[u.0 as usize].1 != u.1);
    uses.sort_unstable();
    uses.dedup();
    (made, uses)
}

struct Splitting {
    frequency: Vec<f32>,
    /// Instructions that are calls, ascending.
    calls: Vec<u32>,
    /// The number of each block among those that the value at hand is alive in.
    number: Vec<u32>,
    /// Blocks that may still be looked at.
    work: usize,
    /// Parameters that may still be added.
    params: usize,
    /// The stores and loads.
    moves: Vec<Move>,
}

impl Splitting {
    /// Whether there is a call from one instruction up to another.
    fn calls(&self, insts: Range<u32>) -> bool {
        self.calls.get(self.calls.partition_point(|c| *c < insts.start)).is_some_and(|c| *c < insts.end)
    }

    /// Splits a value, if it should be.
    fn value<I>(&mut self, code: &mut VCode<I>, v: VReg, home: u32, uses: &[Use], mut alive: Vec<Alive>, most: f32) {
        (0..).zip(&alive).for_each(|(n, a)| self.number[a.block as usize] = n);
        if self.places(code, home, &mut alive, uses) {
            let mut events = Vec::new();
            let (mut cost, mut worth) = (0.0, MADE * self.frequency[home as usize]);
            for a in &alive {
                let from = events.len();
                self.events(code, &alive, a, uses, &mut events);
                let moves = events[from..].iter().filter(|e| matches!(e.1, Event::Store(_) | Event::Load(..))).count();
                let frequency = self.frequency[a.block as usize];
                cost += moves as f32 * frequency;
                worth += if moves == 0 && !a.uses.is_empty() { READ * frequency } else { 0.0 };
            }
            let params = (0..).zip(&alive).filter(|(n, a)| a.adds_parameter(*n)).count();
            if cost < worth.min(most) && params <= self.params {
                self.params -= params;
                if self.passes(code, &alive, home) {
                    events.push((NONE, Event::Pass(Name::Made)));
                }
                self.apply(code, v, home, &alive, &events);
            }
        }
        alive.iter().for_each(|a| self.number[a.block as usize] = NONE);
    }

    /// The blocks that begin with the value alive, ascending, and their numbers.
    fn alive<I>(&mut self, code: &VCode<I>, home: u32, uses: &[Use]) -> Vec<Alive> {
        let mut alive: Vec<Alive> = Vec::new();
        let mut open: Vec<u32> = Vec::new();
        let mut at = 0;
        for in_block in uses.chunk_by(|a, b| a.1 == b.1) {
            let block = in_block[0].1;
            self.number[block as usize] = 0;
            alive.push(Alive { block, uses: at..at + in_block.len(), across: false, start: None, end: None });
            open.push(block);
            at += in_block.len();
        }
        while let Some(b) = open.pop() {
            self.work = self.work.saturating_sub(1);
            if self.work == 0 {
                break;
            }
            for p in code.blocks[b as usize].preds.iter().map(|p| p.index() as u32) {
                if p != home && self.number[p as usize] == NONE {
                    self.number[p as usize] = 0;
                    alive.push(Alive { block: p, uses: 0..0, across: false, start: None, end: None });
                    open.push(p);
                }
            }
        }
        alive.sort_unstable_by_key(|a| a.block);
        (0..).zip(&alive).for_each(|(n, a)| self.number[a.block as usize] = n);
        for a in &mut alive {
            let block = &code.blocks[a.block as usize];
            let goes_on = block.succs.iter().any(|s| self.number[s.index()] != NONE);
            let end = if goes_on { block.insts.end } else { uses[a.uses.clone()].last().map_or(0, |u| u.2) };
            a.across = self.work > 0 && self.calls(block.insts.start..end);
        }
        alive.iter().for_each(|a| self.number[a.block as usize] = NONE);
        alive
    }

    /// Finds where the value is at the start and at the end of each block; false if that takes too long.
    fn places<I>(&self, code: &VCode<I>, home: u32, alive: &mut [Alive], uses: &[Use]) -> bool {
        for _ in 0..ROUNDS {
            let mut changed = false;
            for n in 0..alive.len() {
                let mut start: Option<Places> = None;
                for p in &code.blocks[alive[n].block as usize].preds {
                    let end = match p.index() as u32 == home {
                        true => Some(Places { reg: Some(Name::Made), slot: None }),
                        false => alive[self.number[p.index()] as usize].end,
                    };
                    start = match (start, end) {
                        (Some(s), Some(e)) => {
                            Some(Places { reg: s.reg.filter(|r| e.reg == Some(*r)), slot: s.slot.filter(|s| e.slot == Some(*s)) })
                        }
                        (s, e) => s.or(e),
                    };
                }
                // Nothing is known yet of what leads here.
                let Some(mut start) = start else { continue };
                if start == (Places { reg: None, slot: None }) {
                    start.reg = Some(Name::Param(n as u32));
                }
                let a = &alive[n];
                let uses = &uses[a.uses.clone()];
                let end = if a.across {
                    let insts = &code.blocks[a.block as usize].insts;
                    let loaded = uses.last().is_some_and(|u| !self.calls(u.2..insts.end));
                    Places { reg: loaded.then_some(Name::Loaded(n as u32)), slot: start.slot.or(Some(n as u32)) }
                } else {
                    Places { reg: start.reg.or((!uses.is_empty()).then_some(Name::Loaded(n as u32))), slot: start.slot }
                };
                changed |= a.start != Some(start) || a.end != Some(end);
                (alive[n].start, alive[n].end) = (Some(start), Some(end));
            }
            if !changed {
                return alive.iter().all(|a| a.start.is_some());
            }
        }
        false
    }

    /// What becomes of a block.
    fn events<I>(&self, code: &VCode<I>, alive: &[Alive], a: &Alive, uses: &[Use], events: &mut Vec<(u32, Event)>) {
        let (Some(start), Some(end)) = (a.start, a.end) else { return };
        let block = &code.blocks[a.block as usize];
        let n = self.number[a.block as usize];
        let mut now = start.reg;
        if let (Some(reg), true, None) = (start.reg, a.across, start.slot) {
            events.push((n, Event::Store(reg)));
        }
        let slot = start.slot.unwrap_or(n);
        let mut from = block.insts.start;
        for &(_, _, at) in &uses[a.uses.clone()] {
            if self.calls(from..at) {
                now = None;
            }
            from = at;
            let reg = now.unwrap_or_else(|| {
                let name = if end.reg == Some(Name::Loaded(n)) && !self.calls(at..block.insts.end) { Name::Loaded(n) } else { Name::Brief };
                events.push((n, Event::Load(at.min(block.insts.end - 1), name, slot)));
                name
            });
            now = Some(reg);
            events.push((n, Event::Read(at, reg)));
        }
        if self.calls(from..block.insts.end) {
            now = None;
        }
        if self.passes(code, alive, a.block) {
            let reg = now.unwrap_or_else(|| {
                events.push((n, Event::Load(block.insts.end - 1, Name::Brief, slot)));
                Name::Brief
            });
            events.push((n, Event::Pass(reg)));
        }
    }

    /// Whether a block passes the value to a parameter of the one that follows.
    fn passes<I>(&self, code: &VCode<I>, alive: &[Alive], block: u32) -> bool {
        let &[s] = &code.blocks[block as usize].succs[..] else { return false };
        let n = self.number[s.index()];
        alive.get(n as usize).is_some_and(|a| a.adds_parameter(n))
    }

    /// Does it.
    fn apply<I>(&mut self, code: &mut VCode<I>, v: VReg, home: u32, alive: &[Alive], events: &[(u32, Event)]) {
        // The parameter of each block, what it loads last, and its slot, where it has them.
        let own: Vec<[VReg; 3]> = (0..)
            .zip(alive)
            .map(|(n, a)| {
                let (Some(start), Some(end)) = (a.start, a.end) else { return [v; 3] };
                let has = [a.adds_parameter(n), end.reg == Some(Name::Loaded(n)), a.across && start.slot.is_none()];
                has.map(|has| if has { code.vreg(v.class()) } else { v })
            })
            .collect();
        for (a, [param, ..]) in alive.iter().zip(&own).filter(|(_, o)| o[0] != v) {
            code.blocks[a.block as usize].params.push(*param);
        }
        let slot_use = |v| Operand::new(v, OperandConstraint::Stack, OperandKind::Use, OperandPos::Early);
        let slot_def = |v| Operand::new(v, OperandConstraint::Stack, OperandKind::Def, OperandPos::Late);
        let mut brief = v;
        for &(n, event) in events {
            if let Event::Load(_, Name::Brief, _) = event {
                brief = code.vreg(v.class());
            }
            let block = &mut code.blocks[alive.get(n as usize).map_or(home, |a| a.block) as usize];
            let named = |name: Name| match name {
                Name::Made => v,
                Name::Param(n) => own[n as usize][0],
                Name::Loaded(n) => own[n as usize][1],
                Name::Brief => brief,
            };
            match event {
                Event::Store(name) => {
                    let (at, loc) = (block.insts.start, code.locs[block.insts.start as usize]);
                    self.moves.push(Move { at, loc, from: Operand::reg_use(named(name)), to: slot_def(own[n as usize][2]) });
                }
                Event::Load(at, name, from) => {
                    let loc = code.locs[at as usize];
                    self.moves.push(Move { at, loc, from: slot_use(own[from as usize][2]), to: Operand::reg_def(named(name)) });
                }
                Event::Read(at, name) if at == block.insts.end => {
                    block.args.iter_mut().flatten().filter(|a| **a == v).for_each(|a| *a = named(name));
                }
                Event::Read(at, name) => {
                    let range = code.operand_range(at);
                    for o in code.operands[range].iter_mut().filter(|o| o.vreg() == v && o.kind() == OperandKind::Use) {
                        *o = Operand::new(named(name), o.constraint(), o.kind(), o.pos());
                    }
                }
                Event::Pass(name) => block.args[0].push(named(name)),
            }
        }
    }
}
