//! Replaces loads by values that are at hand, and removes stores of what is there already. Input: a function without
//! aliases; output: the same where
//! - a load whose bytes an earlier load or store of the same place left in a value ([`super::alias`] says what may
//!   have changed them since) is that value, or a conversion of it: linear memory, globals, sizes of memories and tables;
//! - a store of a value that is there already is gone.
//!
//! A copy through a wide value tells the parts of its destination that are known of its source.
//!
//! A guest access goes only where it can't trap: where an access from the same index which reached as far dominates it,
//! or where it lies below the memory's least size ([`Reach`]). No effect moves, so every trap finds the memory as it was.
//!
//! Blocks are visited behind their dominators, and behind all blocks that have an edge to them but for edges back. What
//! is in values where a block begins is what it is at the end of all of those; of that, a loop's header has what no
//! instruction of the loop may change. At most [`MOST`] places are known at a time, so a block or an instruction costs
//! O(MOST) and an edge O(MOST²) at worst; all else is n log n.

use super::Context;
use super::alias::{Effect, Effects, Memory, Place, Reach};
use crate::ir::cfg::{self, Incoming};
use crate::ir::loops::Loops;
use crate::ir::{BinaryOp, Block, Function, Inst, InstData, LoadOp, ModuleEnv, Type, UnaryOp, Value, ValueDef};
use std::collections::HashMap;
use std::rc::Rc;

/// Places that are known at a time.
const MOST: usize = 48;

/// How a value holds the bytes of a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    /// As this guest load gives them.
    Loaded(LoadOp),
    /// In its low bytes, as a guest store takes them.
    Stored,
    /// As they are: a field or a cell.
    Whole,
}

/// A place whose bytes are in a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Held {
    place: Place,
    form: Form,
    value: Value,
}

/// Something that held only in blocks that are left now.
enum Undo {
    Reach(Value, Option<(Reach, u64)>),
    Invariant(Place),
}

struct Pass<'a> {
    env: &'a ModuleEnv,
    held: Vec<Held>,
    /// Which of `held` makes room next.
    oldest: usize,
    /// What held at the end of each block that has edges to blocks not visited yet; and their number.
    ends: Vec<(Option<Rc<Vec<Held>>>, u32)>,
    /// For each index the latest access that dominates, and how far it went.
    reaches: Vec<Option<(Reach, u64)>>,
    /// What never changes, and was loaded by a load that dominates.
    invariants: HashMap<Place, Value>,
    undo: Vec<Undo>,
    aliases: bool,
}

/// The pass.
pub fn run(f: &mut Function, ctx: &Context<'_>) {
    let is_load = |i: &Inst| matches!(f.insts[i.index()].data, InstData::Load { .. } | InstData::VmLoad { .. } | InstData::PtrLoad { .. });
    if !f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts).any(is_load) {
        return;
    }
    let order = cfg::reverse_postorder(f);
    let incoming = Incoming::new(f);
    let idom = cfg::dominators(f, &order);
    // For each block the first of those that it dominates immediately, and for each of them the next.
    let (mut child, mut next) = (vec![0; order.len()], vec![0; order.len()]);
    for b in (1..order.len()).rev() {
        next[b] = std::mem::replace(&mut child[idom[b]], b);
    }
    let mut position = vec![0; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
    let mut from = vec![Block(0); f.insts.len()];
    let mut ends = vec![(None, 0); f.blocks.len()];
    let mut is_header = vec![false; f.blocks.len()];
    for (i, &b) in order.iter().enumerate() {
        f.blocks[b.index()].insts.last().iter().for_each(|end| from[end.index()] = b);
        f.each_edge(b, |e| match position[e.to.index()] > i {
            true => ends[b.index()].1 += 1,
            false => is_header[e.to.index()] = true,
        });
    }
    let loops = Loops::within(f, &order, || &idom);
    let effects = Effects::of_loops(f, ctx.env, &loops);
    let mut p = Pass {
        env: ctx.env,
        held: Vec::new(),
        oldest: 0,
        ends,
        reaches: vec![None; f.values.len()],
        invariants: HashMap::new(),
        undo: Vec::new(),
        aliases: false,
    };
    // Blocks that were entered and what is to be forgotten behind each, and which block is entered next.
    let mut stack = Vec::new();
    let mut enter = Some(0);
    while let Some(at) = enter {
        let b = order[at];
        stack.push((at, p.undo.len()));
        p.begin(incoming.of(b).iter().map(|e| from[e.0.index()]).filter(|from| position[from.index()] < at));
        if let (true, Some(l)) = (is_header[b.index()], loops.of(b)) {
            p.held.retain(|h| !effects[l.index()].change(ctx.env, &h.place));
        }
        for i in std::mem::take(&mut f.blocks[b.index()].insts) {
            if p.instruction(f, b, i) {
                f.blocks[b.index()].insts.push(i);
            }
        }
        if p.ends[b.index()].1 > 0 {
            p.ends[b.index()].0 = Some(Rc::new(std::mem::take(&mut p.held)));
        }
        enter = Some(child[at]).filter(|c| *c != 0);
        while enter.is_none() {
            let Some((left, undo)) = stack.pop() else { break };
            p.forget(undo);
            enter = Some(next[left]).filter(|n| *n != 0);
        }
    }
    if p.aliases {
        f.resolve_aliases();
    }
}

impl Pass<'_> {
    /// What holds at the end of all of these blocks.
    fn begin(&mut self, mut from: impl Iterator<Item = Block>) {
        self.held = Vec::new();
        self.oldest = 0;
        if let Some(first) = from.next().and_then(|b| self.end_of(b)) {
            self.held = Rc::try_unwrap(first).unwrap_or_else(|shared| (*shared).clone());
        }
        for b in from {
            let end = self.end_of(b);
            self.held.retain(|h| end.as_ref().is_some_and(|e| e.contains(h)));
        }
    }

    /// What held at the end of a block, for one of its edges.
    fn end_of(&mut self, b: Block) -> Option<Rc<Vec<Held>>> {
        let (end, edges) = &mut self.ends[b.index()];
        *edges -= 1;
        if *edges == 0 { end.take() } else { end.clone() }
    }

    fn forget(&mut self, to: usize) {
        for u in self.undo.drain(to..).rev() {
            match u {
                Undo::Reach(index, before) => self.reaches[index.index()] = before,
                Undo::Invariant(p) => _ = self.invariants.remove(&p),
            }
        }
    }

    /// Visits an instruction; whether it stays.
    fn instruction(&mut self, f: &mut Function, b: Block, i: Inst) -> bool {
        let d = &f.insts[i.index()].data;
        if let Some(place) = Place::loaded(f, self.env, d) {
            return self.load(f, b, i, place);
        }
        let effect = Effect::of(f, self.env, d);
        if effect == Effect::Nothing {
            return true;
        }
        if let Effect::Store(place) = effect {
            let (form, value, safe) = match d {
                InstData::Store { op, addr, value } => {
                    let (reach, end) = Reach::of(f, self.env, addr, op.bytes());
                    (Form::Stored, f.resolve(*value), self.reach(f, reach, end))
                }
                InstData::VmStore { value, .. } | InstData::PtrStore { value, .. } => (Form::Whole, f.resolve(*value), true),
                _ => {
                    self.held.retain(|h| !effect.changes(self.env, &h.place));
                    return true;
                }
            };
            // What a load gave has the bytes in its low end, too.
            if safe && is_certain(&place) && self.held.iter().any(|h| h.place == place && h.value == value) {
                return false;
            }
            let copied = self.copied(&place, value);
            self.held.retain(|h| !effect.changes(self.env, &h.place));
            self.hold(Held { place, form, value });
            copied.into_iter().for_each(|h| self.hold(h));
            return true;
        }
        self.held.retain(|h| !effect.changes(self.env, &h.place));
        true
    }

    /// A load: takes the value that is at hand, or remembers its own.
    fn load(&mut self, f: &mut Function, b: Block, i: Inst, place: Place) -> bool {
        let invariant = place.is_invariant(self.env);
        let (form, safe) = match &f.insts[i.index()].data {
            InstData::Load { op, addr } => {
                let (reach, end) = Reach::of(f, self.env, addr, op.bytes());
                (Form::Loaded(*op), self.reach(f, reach, end))
            }
            _ => (Form::Whole, true),
        };
        let result = f.result(i);
        if !is_certain(&place) {
            return true;
        }
        if invariant {
            match self.invariants.get(&place) {
                Some(v) => return self.replace(f, result, *v),
                None => {
                    self.invariants.insert(place, result);
                    self.undo.push(Undo::Invariant(place));
                    return true;
                }
            }
        }
        if safe {
            // The latest first: of several it is the one that is likely still in a register.
            let found = self.held.iter().rev().find_map(|h| Some((h.value, conversion(f, h, &place, form)?)));
            match found {
                Some((v, Conversion::None)) => return self.replace(f, result, v),
                Some((v, c)) => {
                    f.insts[i.index()].data = convert(f, b, i, v, c);
                    self.hold(Held { place, form, value: result });
                    return true;
                }
                None => {}
            }
        }
        self.hold(Held { place, form, value: result });
        true
    }

    /// What a store of bytes that were loaded elsewhere makes known: the parts of them that are in values, as after the copy of a
    /// structure.
    fn copied(&self, to: &Place, value: Value) -> Vec<Held> {
        let Place::Guest { memory, root, shift, at, bytes } = *to else { return Vec::new() };
        if bytes < 8 {
            return Vec::new();
        }
        let is_whole = |h: &&Held| h.value == value && matches!(h.place, Place::Guest { bytes: n, .. } if n == bytes);
        let mut out = Vec::new();
        for from in self.held.iter().filter(is_whole) {
            let Place::Guest { memory: memory2, root: root2, shift: shift2, at: start, .. } = from.place else { continue };
            for h in &self.held {
                let Place::Guest { memory: memory3, root: root3, shift: shift3, at: part, bytes: n } = h.place else { continue };
                let offset = part.wrapping_sub(start);
                if (memory2, root2, shift2) == (memory3, root3, shift3) && n < bytes && offset <= bytes - n {
                    let place = Place::Guest { memory, root, shift, at: at.wrapping_add(offset), bytes: n };
                    out.push(Held { place, ..*h });
                }
            }
        }
        out
    }

    fn replace(&mut self, f: &mut Function, result: Value, by: Value) -> bool {
        f.values[result.index()].1 = ValueDef::Alias(by);
        self.aliases = true;
        false
    }

    /// Whether an access surely doesn't trap; afterwards none that reaches no farther does.
    fn reach(&mut self, f: &Function, reach: Reach, end: u64) -> bool {
        let before = self.reaches[reach.index.index()];
        if before.is_some_and(|(r, e)| r == reach && e >= end) || reach.is_in_least(f, self.env, end) {
            return true;
        }
        self.reaches[reach.index.index()] = Some((reach, end));
        self.undo.push(Undo::Reach(reach.index, before));
        false
    }

    fn hold(&mut self, h: Held) {
        if !is_certain(&h.place) {
            return;
        }
        if self.held.len() < MOST {
            self.held.push(h);
        } else {
            self.held[self.oldest % MOST] = h;
            self.oldest += 1;
        }
    }
}

/// Whether an equal place is surely the same one.
fn is_certain(p: &Place) -> bool {
    !matches!(p, Place::Guest { memory: Memory::Unknown, .. } | Place::Cell(_, None))
}

/// How a value becomes what a load wants: one step after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Conversion {
    None,
    /// The same bits in the other class.
    Reinterpret,
    /// Low bits of an integer, and extension.
    Low { op: LoadOp },
}

/// What makes a load of `place` in `form` of a held value.
fn conversion(f: &Function, h: &Held, place: &Place, form: Form) -> Option<Conversion> {
    let Form::Loaded(op) = form else { return (h.place == *place).then_some(Conversion::None) };
    let (Place::Guest { memory, root, shift, at, bytes }, Place::Guest { memory: memory2, root: root2, shift: shift2, at: at2, bytes: wanted }) = (h.place, *place)
    else {
        return None;
    };
    if (memory, root, shift, at) != (memory2, root2, shift2, at2) || bytes < wanted {
        return None;
    }
    if h.form == form {
        return Some(Conversion::None);
    }
    let (have, want) = (f.ty(h.value), op.ty());
    if have.is_float() || want.is_float() {
        return match bytes == wanted && have.bits() == 8 * bytes && have.bits() == want.bits() {
            true if have == want => Some(Conversion::None),
            true => Some(Conversion::Reinterpret),
            false => None,
        };
    }
    if have == want && have.bits() == 8 * wanted { Some(Conversion::None) } else { Some(Conversion::Low { op }) }
}

/// The last instruction of a conversion of `v`, in place of load `i`; those before go to the end of `b`.
fn convert(f: &mut Function, b: Block, i: Inst, v: Value, c: Conversion) -> InstData {
    let loc = f.insts[i.index()].loc;
    let Conversion::Low { op } = c else { return InstData::Unary { op: UnaryOp::Reinterpret, ty: f.ty(f.result(i)), arg: v } };
    let (ty, bytes) = (op.ty(), op.bytes());
    let signed = matches!(op, LoadOp::I32S8 | LoadOp::I32S16 | LoadOp::I64S8 | LoadOp::I64S16 | LoadOp::I64S32);
    let mut steps: Vec<(Type, UnaryOp)> = Vec::new();
    let mut now = f.ty(v);
    if now == Type::I64 && (ty == Type::I32 || (bytes == 4 && !signed)) {
        steps.push((Type::I32, UnaryOp::Wrap));
        now = Type::I32;
    }
    match (signed, bytes) {
        (true, 1) => steps.push((now, UnaryOp::Extend8S)),
        (true, 2) => steps.push((now, UnaryOp::Extend16S)),
        (true, 4) if now == Type::I64 => steps.push((now, UnaryOp::Extend32S)),
        _ => {}
    }
    if ty != now {
        steps.push((ty, if signed { UnaryOp::ExtendS } else { UnaryOp::ExtendU }));
    }
    let mut v = v;
    let mask = (!signed && bytes < 4).then(|| (1u64 << (8 * bytes)) - 1);
    if let Some(bits) = mask {
        // Before it is extended, if it is.
        if let Some((Type::I32, UnaryOp::Wrap)) = steps.first() {
            v = one(f, b, loc, Type::I32, InstData::Unary { op: UnaryOp::Wrap, ty: Type::I32, arg: v });
            steps.remove(0);
        }
        let ty = f.ty(v);
        let mask = one(f, b, loc, ty, InstData::Const { ty, bits });
        let and = InstData::Binary { op: BinaryOp::And, args: [v, mask] };
        if steps.is_empty() {
            return and;
        }
        v = one(f, b, loc, ty, and);
    }
    let (last, others) = steps.split_last().expect("a conversion");
    for &(ty, op) in others {
        v = one(f, b, loc, ty, InstData::Unary { op, ty, arg: v });
    }
    InstData::Unary { op: last.1, ty: last.0, arg: v }
}

fn one(f: &mut Function, b: Block, loc: u32, ty: Type, data: InstData) -> Value {
    let i = f.push(b, data, &[ty], loc);
    f.result(i)
}
