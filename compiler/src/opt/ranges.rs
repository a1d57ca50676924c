//! Ranges of integers: for each value the numbers that it may be, as an arc of the circle modulo 2³² or 2⁶⁴, narrower
//! where a branch or a memory access on the way says more. Input: a function without aliases; output: [`Walk`], which
//! visits every instruction behind its dominators with what holds there. Knows nothing of what passes do with it.
//!
//! - A branch's condition holds in a block whose only edge comes from it.
//! - An access that did not trap has its end within its memory's largest size (`ModuleEnv::memory_limit`): so has its
//!   index, less the offset, wherever the access came before.
//! - Parameters of blocks join what the edges bring. A loop's header takes what its back edges bring from a first round
//!   in which its parameters were anything; so there are two rounds where there are loops. A parameter that grows by a
//!   constant and can't pass the end of the number line never falls below where it began, and the other way round;
//!   where it is compared with `!=`, the steps to the end are counted. Both say how many rounds there are at most, and so
//!   how far the other parameters go that change by a constant.
//!
//! Both rounds are linear in the size of the function; facts pass through at most [`DEPTH`] operators.

use crate::ir::cfg::{self, Incoming};
use crate::ir::{Addr, BinaryOp, Block, Function, Inst, InstData, IntCc, LoadOp, ModuleEnv, Type, UnaryOp, Value, ValueDef, VmField};

/// Operators through which a fact about a result says something about an operand.
const DEPTH: u32 = 4;

/// How often a parameter's range may grow before it is given up.
const MOST_GROWTHS: u8 = 6;

/// The numbers `lo`, `lo + 1`, …, `lo + len` modulo 2^bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    lo: u64,
    len: u64,
    mask: u64,
}

impl Range {
    /// All numbers of a type; for floats, their bits, for vectors anything.
    pub fn full(ty: Type) -> Range {
        let mask = u64::MAX >> 64u32.saturating_sub(ty.bits());
        Range { lo: 0, len: mask, mask }
    }

    /// From `lo` up to `hi`, both included, over the end of the circle where `hi` is less.
    pub fn arc(ty: Type, lo: u64, hi: u64) -> Range {
        let mask = u64::MAX >> (64 - ty.bits());
        Range { lo: lo & mask, len: hi.wrapping_sub(lo) & mask, mask }
    }

    /// One number.
    pub fn one(ty: Type, c: u64) -> Range {
        Range::arc(ty, c, c)
    }

    /// Whether it is all numbers.
    pub fn is_full(self) -> bool {
        self.len == self.mask
    }

    /// The number, if it is one.
    pub fn as_one(self) -> Option<u64> {
        (self.len == 0).then_some(self.lo)
    }

    /// Whether 0 lies behind its greatest number.
    pub fn wraps(self) -> bool {
        self.lo > self.mask - self.len
    }

    /// Least and greatest as unsigned numbers.
    pub fn unsigned(self) -> (u64, u64) {
        if self.wraps() { (0, self.mask) } else { (self.lo, self.lo + self.len) }
    }

    /// Least and greatest as signed numbers.
    pub fn signed(self) -> (i64, i64) {
        let sign = self.mask / 2 + 1;
        let (lo, hi) = self.plus(sign).unsigned();
        (self.extend(lo ^ sign), self.extend(hi ^ sign))
    }

    fn extend(self, x: u64) -> i64 {
        let up = self.mask.leading_zeros();
        (x << up) as i64 >> up
    }

    /// Whether no number is negative.
    pub fn is_positive(self) -> bool {
        self.signed().0 >= 0
    }

    fn contains(self, o: Range) -> bool {
        let from = o.lo.wrapping_sub(self.lo) & self.mask;
        self.is_full() || (from <= self.len && o.len <= self.len - from)
    }

    /// Each number and `c`.
    pub fn plus(self, c: u64) -> Range {
        Range { lo: self.lo.wrapping_add(c) & self.mask, ..self }
    }

    fn sum(self, o: Range) -> Range {
        let lo = self.lo.wrapping_add(o.lo) & self.mask;
        let len = self.len.checked_add(o.len).filter(|l| *l <= self.mask);
        Range { lo: if len.is_some() { lo } else { 0 }, len: len.unwrap_or(self.mask), mask: self.mask }
    }

    fn negated(self) -> Range {
        Range { lo: self.lo.wrapping_add(self.len).wrapping_neg() & self.mask, ..self }
    }

    /// The shortest arc around both.
    pub fn join(self, o: Range) -> Range {
        if self.contains(o) {
            return self;
        }
        if o.contains(self) {
            return o;
        }
        let around = |a: Range, b: Range| {
            // From a's begin to b's end; if that is less than what they have, the whole circle.
            let len = b.lo.wrapping_add(b.len).wrapping_sub(a.lo) & a.mask;
            let r = Range { lo: a.lo, len, mask: a.mask };
            if r.contains(a) && r.contains(b) { r } else { Range { lo: 0, len: a.mask, mask: a.mask } }
        };
        let (x, y) = (around(self, o), around(o, self));
        if x.len <= y.len { x } else { y }
    }

    /// An arc around what is in both; where that is nothing or two arcs, the shorter of the two.
    pub fn meet(self, o: Range) -> Range {
        let shorter = if self.len <= o.len { self } else { o };
        let (a, b) = (o.lo.wrapping_sub(self.lo) & self.mask, self.lo.wrapping_sub(o.lo) & self.mask);
        match (a <= self.len, b <= o.len) {
            // o begins in self, and self not in o: what is left of self, or of o.
            (true, false) => Range { lo: o.lo, len: o.len.min(self.len - a), mask: self.mask },
            (false, true) => Range { lo: self.lo, len: self.len.min(o.len - b), mask: self.mask },
            _ => shorter,
        }
    }
}

/// The numbers that compare so with some number of `r`.
fn region(cc: IntCc, r: Range, ty: Type) -> Range {
    let ((lo, hi), (slo, shi)) = (r.unsigned(), r.signed());
    let (max, smin, smax) = (r.mask, r.extend(r.mask / 2 + 1), (r.mask / 2) as i64);
    let arc = |lo: u64, hi: u64| Range::arc(ty, lo, hi);
    let none_is_all = |some: bool, r: Range| if some { r } else { Range::full(ty) };
    match cc {
        IntCc::Eq => r,
        IntCc::Ne => match r.as_one() {
            Some(c) => arc(c.wrapping_add(1), c.wrapping_sub(1)),
            None => Range::full(ty),
        },
        IntCc::LtU => none_is_all(hi > 0, arc(0, hi.wrapping_sub(1))),
        IntCc::LeU => arc(0, hi),
        IntCc::GtU => none_is_all(lo < max, arc(lo.wrapping_add(1), max)),
        IntCc::GeU => arc(lo, max),
        IntCc::LtS => none_is_all(shi > smin, arc(smin as u64, shi.wrapping_sub(1) as u64)),
        IntCc::LeS => arc(smin as u64, shi as u64),
        IntCc::GtS => none_is_all(slo < smax, arc(slo.wrapping_add(1) as u64, smax as u64)),
        IntCc::GeS => arc(slo as u64, smax as u64),
    }
}

/// Whether a comparison of any number of `a` with any of `b` holds, if they all give the same.
pub fn decide(cc: IntCc, a: Range, b: Range) -> Option<bool> {
    let always = |cc: IntCc| {
        let ((alo, ahi), (blo, bhi)) = (a.unsigned(), b.unsigned());
        let ((aslo, ashi), (bslo, bshi)) = (a.signed(), b.signed());
        match cc {
            IntCc::Eq => a.as_one().is_some() && a == b,
            IntCc::Ne => ahi < blo || bhi < alo || ashi < bslo || bshi < aslo,
            IntCc::LtU => ahi < blo,
            IntCc::LeU => ahi <= blo,
            IntCc::GtU => alo > bhi,
            IntCc::GeU => alo >= bhi,
            IntCc::LtS => ashi < bslo,
            IntCc::LeS => ashi <= bslo,
            IntCc::GtS => aslo > bshi,
            IntCc::GeS => aslo >= bshi,
        }
    };
    if always(cc) {
        Some(true)
    } else {
        always(cc.inverse()).then_some(false)
    }
}

/// How many low bits of a value are zero at least.
pub fn low_zeros(f: &Function, v: Value, depth: u32) -> u32 {
    let Some((_, d)) = f.def(v) else { return 0 };
    match d {
        InstData::Const { bits, .. } => bits.trailing_zeros(),
        _ if depth == 0 => 0,
        InstData::Binary { op: BinaryOp::Shl, args: [a, n] } => match f.as_const(*n) {
            Some(n) => low_zeros(f, *a, depth - 1).saturating_add(n as u32 & (f.ty(v).bits() - 1)),
            None => 0,
        },
        InstData::Binary { op: BinaryOp::And, args: [a, b] } => low_zeros(f, *a, depth - 1).max(low_zeros(f, *b, depth - 1)),
        InstData::Binary { op: BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or, args: [a, b] } => {
            low_zeros(f, *a, depth - 1).min(low_zeros(f, *b, depth - 1))
        }
        _ => 0,
    }
}

/// A value as another plus a constant: sums, differences, and `or` of bits that are zero.
pub fn plus_constant(f: &Function, v: Value) -> Option<(Value, u64)> {
    let InstData::Binary { op, args: [a, b] } = f.def(v)?.1 else { return None };
    let c = f.as_const(*b)?;
    match op {
        BinaryOp::Add => Some((*a, c)),
        BinaryOp::Sub => Some((*a, c.wrapping_neg() & u64::MAX >> (64 - f.ty(v).bits()))),
        BinaryOp::Or if c.checked_ilog2().is_none_or(|top| top < low_zeros(f, *a, DEPTH)) => Some((*a, c)),
        _ => None,
    }
}

/// What holds at the instruction that is visited.
pub struct Facts<'a> {
    env: &'a ModuleEnv,
    of: Vec<Range>,
    /// Values whose range was narrowed, and what it was.
    undo: Vec<(Value, Range)>,
    /// The block that each terminator ends.
    ends: Vec<Option<Block>>,
    /// What forward edges brought to parameters in this round; for results, what they are.
    forward: Vec<Option<Range>>,
    /// What back edges brought in this round.
    back: Vec<Option<Range>>,
    /// What back edges brought in the round before.
    before: Vec<Option<Range>>,
    /// What parameters are at most as copies of other values, see [`copied`].
    copied: Vec<Option<Range>>,
    visited: Vec<bool>,
}

/// A visitor of instructions: it may change the one that it is given, but not the blocks' edges.
pub type Visitor<'a> = dyn FnMut(&mut Function, &Facts<'_>, Block, Inst) + 'a;

/// Finds the ranges of a function and visits its instructions with what holds in front of each.
pub fn walk(f: &mut Function, env: &ModuleEnv, visit: &mut Visitor<'_>) {
    let order = cfg::reverse_postorder(f);
    let incoming = Incoming::new(f);
    let idom = cfg::dominators(f, &order);
    let children = Children::new(&idom);
    let n = f.values.len();
    let full: Vec<Range> = f.values.iter().map(|v| Range::full(v.0)).collect();
    let mut facts = Facts {
        env,
        of: full.clone(),
        undo: Vec::new(),
        ends: vec![None; f.insts.len()],
        forward: vec![None; n],
        back: vec![None; n],
        before: vec![None; n],
        copied: Vec::new(),
        visited: vec![false; f.blocks.len()],
    };
    for &b in &order {
        if let Some(i) = f.blocks[b.index()].insts.last() {
            facts.ends[i.index()] = Some(b);
        }
    }
    let mut position = vec![0; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
    let mut loops = false;
    for (i, b) in order.iter().enumerate() {
        f.each_edge(*b, |e| loops |= position[e.to.index()] <= i);
    }
    if loops {
        facts.round(f, &order, &incoming, &children, &mut |_, _, _, _| {});
        facts.before = std::mem::replace(&mut facts.back, vec![None; n]);
        facts.copied = copied(f, &incoming, &facts.of);
        facts.forward = vec![None; n];
        facts.visited = vec![false; f.blocks.len()];
        facts.of = full;
    }
    facts.round(f, &order, &incoming, &children, visit);
}

/// The blocks that each block dominates immediately, as lists that go backwards.
struct Children {
    last: Vec<usize>,
    before: Vec<usize>,
}

impl Children {
    fn new(idom: &[usize]) -> Children {
        let mut c = Children { last: vec![0; idom.len()], before: vec![0; idom.len()] };
        for b in 1..idom.len() {
            c.before[b] = std::mem::replace(&mut c.last[idom[b]], b);
        }
        c
    }

    /// Those of a block, the last in reverse postorder first.
    fn of(&self, b: usize) -> impl Iterator<Item = usize> {
        // Nothing dominates the entry, so 0 ends a list.
        std::iter::successors(Some(self.last[b]).filter(|c| *c != 0), |c| Some(self.before[*c]).filter(|c| *c != 0))
    }
}

impl Facts<'_> {
    /// The range of a value here.
    pub fn of(&self, v: Value) -> Range {
        self.of[v.index()]
    }

    fn round(&mut self, f: &mut Function, order: &[Block], incoming: &Incoming, children: &Children, visit: &mut Visitor<'_>) {
        // Blocks to enter, or facts to forget.
        enum Step {
            Enter(usize),
            Forget(usize),
        }
        let mut stack = vec![Step::Enter(0)];
        while let Some(step) = stack.pop() {
            let at = match step {
                Step::Forget(to) => {
                    self.forget(to);
                    continue;
                }
                Step::Enter(at) => at,
            };
            let b = order[at];
            stack.push(Step::Forget(self.undo.len()));
            if b.0 != 0 {
                self.parameters(f, incoming, b);
            }
            self.visited[b.index()] = true;
            if let [(inst, n)] = incoming.of(b) {
                self.on_edge(f, *inst, *n);
            }
            for n in 0..f.blocks[b.index()].insts.len() {
                let i = f.blocks[b.index()].insts[n];
                visit(f, self, b, i);
                self.instruction(f, i);
            }
            stack.extend(children.of(at).map(Step::Enter));
        }
    }

    fn forget(&mut self, to: usize) {
        for (v, r) in self.undo.drain(to..).rev() {
            self.of[v.index()] = r;
        }
    }

    /// What a block's parameters are.
    fn parameters(&mut self, f: &Function, incoming: &Incoming, b: Block) {
        let is_back = |i: Inst| self.ends[i.index()].is_some_and(|from| !self.visited[from.index()]);
        let backs: Vec<(Inst, u32)> = incoming.of(b).iter().copied().filter(|e| is_back(e.0)).collect();
        // Those that change by a constant, with what they begin with; and how often the back edges are taken at most.
        let mut moving = Vec::new();
        let mut rounds = u64::MAX;
        for (n, &p) in f.blocks[b.index()].params.iter().enumerate() {
            let Some(init) = self.forward[p.index()].filter(|_| !f.ty(p).is_float()) else { continue };
            self.of[p.index()] = if backs.is_empty() {
                init
            } else if let Some(again) = self.before[p.index()] {
                let joined = init.join(again);
                let joined = self.copied[p.index()].map_or(joined, |c| c.meet(joined));
                match step_of(f, p, n, &backs) {
                    Some(step) => {
                        let found = self.counter(f, p, init, joined, step, &backs);
                        if let Some((_, way)) = found {
                            rounds = rounds.min(way / step.unsigned_abs());
                        }
                        moving.push((p, init, step));
                        found.map_or(joined, |f| f.0)
                    }
                    None => joined,
                }
            } else {
                Range::full(f.ty(p))
            };
        }
        for (p, init, step) in moving {
            if let Some(way) = rounds.checked_mul(step.unsigned_abs()).and_then(|w| w.checked_add(init.len)).filter(|w| *w < init.mask) {
                let lo = if step > 0 { init.lo } else { init.lo.wrapping_sub(way - init.len) & init.mask };
                self.of[p.index()] = self.of[p.index()].meet(Range { lo, len: way, mask: init.mask });
            }
        }
    }

    /// What a parameter that changes by a constant in each round is, if the rounds end before it has been around the
    /// circle, and how far it goes at most; `r` is what it is in any case. How far is the length of the arc that it goes
    /// along; what it is may be a shorter one, which it leaves and comes back to.
    fn counter(&self, f: &Function, p: Value, init: Range, mut r: Range, step: i64, backs: &[(Inst, u32)]) -> Option<(Range, u64)> {
        let ty = f.ty(p);
        let (ulo, uhi) = r.unsigned();
        let (slo, shi) = r.signed();
        let (smin, smax) = (r.extend(r.mask / 2 + 1), (r.mask / 2) as i64);
        let mut ends = false;
        let mut meet = |lo: u64, hi: u64| {
            r = r.meet(Range::arc(ty, lo, hi));
            ends = true;
        };
        if step > 0 {
            if uhi.checked_add(step as u64).is_some_and(|e| e <= init.mask) {
                meet(init.unsigned().0, uhi);
            }
            if shi.checked_add(step).is_some_and(|e| e <= smax) {
                meet(init.signed().0 as u64, shi as u64);
            }
        } else {
            if ulo >= step.unsigned_abs() {
                meet(ulo, init.unsigned().1);
            }
            if slo.checked_add(step).is_some_and(|e| e >= smin) {
                meet(slo as u64, init.signed().1 as u64);
            }
        }
        let way = if ends { r.len } else { u64::MAX };
        if let Some(c) = self.counted(f, p, init, step, backs) {
            return Some((r.meet(c), way.min(c.len)));
        }
        ends.then_some((r, way))
    }

    /// What a parameter that changes by a constant is, where the only back edge is taken as long as it has not come to
    /// an end that the loop does not change.
    fn counted(&self, f: &Function, p: Value, init: Range, step: i64, backs: &[(Inst, u32)]) -> Option<Range> {
        let [(i, e)] = backs else { return None };
        let ty = f.ty(p);
        let mut found = None;
        let InstData::BrIf { cond, then, other } = &f.insts[i.index()].data else { return None };
        if then.to == other.to {
            return None;
        }
        each_condition(f, *cond, *e == 0, DEPTH, &mut |a, cc, b| {
            let Some(steps) = (if a == p { Some(0) } else { plus_constant(f, a).filter(|s| s.0 == p).map(|s| s.1) }) else { return };
            if cc != IntCc::Ne || found.is_some() {
                return;
            }
            let end = match b {
                Operand::Constant(c) => Range::one(ty, c),
                Operand::Value(v) if self.is_before(f, v) => self.of(v),
                Operand::Value(_) => return,
            };
            found = Some((steps, end));
        });
        let (ahead, end) = found?;
        // What is compared is p and `ahead`; p itself does not reach `end - ahead`, if it is the next one, or does.
        let mask = init.mask;
        let next = ahead == step as u64 & mask;
        if ahead != 0 && !next {
            return None;
        }
        let size = step.unsigned_abs();
        if let (Some(from), Some(to)) = (init.as_one(), end.as_one()) {
            // Compared before the step, p itself may be the end.
            let distance = (if step > 0 { to.wrapping_sub(from) } else { from.wrapping_sub(to) }) & mask;
            if distance % size != 0 || (distance == 0 && next) {
                return None;
            }
            let len = if next { distance - size } else { distance };
            return Some(Range { lo: if step > 0 { from } else { from.wrapping_sub(len) & mask }, len, mask });
        }
        if size != 1 || !next {
            return None;
        }
        let ((ilo, ihi), (elo, ehi)) = (init.unsigned(), end.unsigned());
        if step > 0 && ihi < elo {
            return Some(Range::arc(ty, ilo, ehi - 1));
        }
        (step < 0 && ilo > ehi).then(|| Range::arc(ty, elo + 1, ihi))
    }

    /// Whether a value was made in a block that is visited already.
    fn is_before(&self, f: &Function, v: Value) -> bool {
        match f.values[v.index()].1 {
            ValueDef::Param(b, _) => self.visited[b.index()],
            _ => self.forward[v.index()].is_some(),
        }
    }

    /// Learns what an edge says.
    fn on_edge(&mut self, f: &Function, i: Inst, n: u32) {
        if let InstData::BrIf { cond, then, other } = &f.insts[i.index()].data {
            if then.to != other.to {
                self.assume(f, *cond, n == 0);
            }
        }
    }

    /// Learns that a condition holds, or that it does not.
    fn assume(&mut self, f: &Function, cond: Value, holds: bool) {
        let mut all = Vec::new();
        each_condition(f, cond, holds, DEPTH, &mut |a, cc, b| all.push((a, cc, b)));
        for (a, cc, b) in all {
            let ty = f.ty(a);
            if ty.is_float() {
                continue;
            }
            match b {
                Operand::Constant(c) => self.narrow(f, a, region(cc, Range::one(ty, c), ty), DEPTH),
                Operand::Value(b) => {
                    let (ra, rb) = (self.of(a), self.of(b));
                    self.narrow(f, a, region(cc, rb, ty), DEPTH);
                    self.narrow(f, b, region(cc.swapped(), ra, ty), DEPTH);
                }
            }
        }
    }

    /// Learns that a value is in a range.
    fn narrow(&mut self, f: &Function, v: Value, r: Range, depth: u32) {
        let old = self.of(v);
        let new = old.meet(r);
        if new == old {
            return;
        }
        self.undo.push((v, old));
        self.of[v.index()] = new;
        if depth == 0 {
            return;
        }
        if let Some((a, c)) = plus_constant(f, v) {
            return self.narrow(f, a, new.plus(c.wrapping_neg()), depth - 1);
        }
        if let Some((_, InstData::Unary { op: UnaryOp::ExtendU, arg, .. })) = f.def(v) {
            let (lo, hi) = new.unsigned();
            if hi <= u32::MAX.into() {
                self.narrow(f, *arg, Range::arc(Type::I32, lo, hi), depth - 1);
            }
        }
    }

    /// Learns what an instruction says: of its result, of its operands behind it.
    fn instruction(&mut self, f: &Function, i: Inst) {
        let d = &f.insts[i.index()].data;
        match d {
            InstData::Load { op, addr } => self.access(f, addr, op.bytes()),
            InstData::Store { op, addr, .. } => self.access(f, addr, op.bytes()),
            InstData::TrapIf { cond, .. } => self.assume(f, *cond, false),
            _ if d.is_terminator() => return self.edges(f, i),
            _ => {}
        }
        if f.insts[i.index()].results == 1 {
            let v = f.result(i);
            if !f.ty(v).is_float() {
                self.of[v.index()] = self.result(f, v, d);
                self.forward[v.index()] = Some(self.of[v.index()]);
            }
        }
    }

    /// Brings a terminator's arguments to the parameters of its targets.
    fn edges(&mut self, f: &Function, i: Inst) {
        let mut n = 0;
        let mark = self.undo.len();
        f.insts[i.index()].data.each_edge(|e| {
            let params = &f.blocks[e.to.index()].params;
            if !params.is_empty() {
                self.on_edge(f, i, n);
                for (p, a) in params.iter().zip(&e.args) {
                    let r = self.of(*a);
                    let to = if self.visited[e.to.index()] { &mut self.back } else { &mut self.forward };
                    let to = &mut to[p.index()];
                    *to = Some(to.map_or(r, |t| t.join(r)));
                }
                self.forget(mark);
            }
            n += 1;
        });
    }

    /// Learns from an access that did not trap.
    fn access(&mut self, f: &Function, addr: &Addr, bytes: u32) {
        if f.ty(addr.index) != Type::I32 {
            return;
        }
        let memory = match addr.base.map(|b| f.def(b)) {
            None => 0,
            Some(Some((_, InstData::VmLoad { field: VmField::MemBase(m), .. }))) => *m,
            Some(_) => return,
        };
        let most = self.env.memory_limit(memory).checked_sub(u64::from(addr.offset) + u64::from(bytes));
        if let Some(most) = most.filter(|m| *m < u32::MAX.into()) {
            self.narrow(f, addr.index, Range::arc(Type::I32, 0, most), DEPTH);
        }
    }

    /// The range of a result from those of its operands.
    fn result(&self, f: &Function, v: Value, d: &InstData) -> Range {
        let ty = f.ty(v);
        let full = Range::full(ty);
        let arc = |lo: u64, hi: u64| Range::arc(ty, lo, hi);
        match *d {
            InstData::Const { bits, .. } => Range::one(ty, bits),
            InstData::Icmp { .. } | InstData::Fcmp { .. } => arc(0, 1),
            InstData::Select { args: [a, b], .. } => self.of(a).join(self.of(b)),
            InstData::Load { op, .. } => match op {
                LoadOp::I32U8 | LoadOp::I64U8 => arc(0, 0xff),
                LoadOp::I32U16 | LoadOp::I64U16 => arc(0, 0xffff),
                LoadOp::I64U32 => arc(0, 0xffff_ffff),
                LoadOp::I32S8 | LoadOp::I64S8 => arc(-0x80i64 as u64, 0x7f),
                LoadOp::I32S16 | LoadOp::I64S16 => arc(-0x8000i64 as u64, 0x7fff),
                LoadOp::I64S32 => arc(-0x8000_0000i64 as u64, 0x7fff_ffff),
                _ => full,
            },
            InstData::Unary { op, arg, .. } if !f.ty(arg).is_float() => {
                let a = self.of(arg);
                let signed = |bits: u32| {
                    let half = 1i64 << (bits - 1);
                    let (lo, hi) = a.signed();
                    if lo >= -half && hi < half { arc(lo as u64, hi as u64) } else { arc(-half as u64, half as u64 - 1) }
                };
                match op {
                    UnaryOp::Eqz => arc(0, 1),
                    UnaryOp::Clz | UnaryOp::Ctz | UnaryOp::Popcnt => arc(0, f.ty(arg).bits().into()),
                    UnaryOp::ExtendU => arc(a.unsigned().0, a.unsigned().1),
                    UnaryOp::ExtendS => arc(a.signed().0 as u64, a.signed().1 as u64),
                    UnaryOp::Wrap if a.len <= full.mask => Range { lo: a.lo & full.mask, len: a.len, mask: full.mask },
                    UnaryOp::Extend8S => signed(8),
                    UnaryOp::Extend16S => signed(16),
                    UnaryOp::Extend32S => signed(32),
                    _ => full,
                }
            }
            InstData::Binary { op, args: [a, b] } => self.binary(f, op, ty, a, b),
            _ => full,
        }
    }

    fn binary(&self, f: &Function, op: BinaryOp, ty: Type, a: Value, b: Value) -> Range {
        let full = Range::full(ty);
        let (x, y) = (self.of(a), self.of(b));
        let ((xlo, xhi), (ylo, yhi)) = (x.unsigned(), y.unsigned());
        let arc = |lo: u64, hi: u64| Range::arc(ty, lo, hi);
        // All ones up to the highest one.
        let ones = |x: u64| x.checked_ilog2().map_or(0, |n| u64::MAX >> (63 - n));
        let bits = ty.bits();
        let by = f.as_const(b).map(|n| n as u32 & (bits - 1));
        match op {
            BinaryOp::Add => x.sum(y),
            BinaryOp::Sub => x.sum(y.negated()),
            BinaryOp::Mul => match xhi.checked_mul(yhi).filter(|p| *p <= full.mask) {
                Some(hi) => arc(xlo * ylo, hi),
                None => full,
            },
            BinaryOp::And => arc(0, xhi.min(yhi)),
            BinaryOp::Or => arc(xlo.max(ylo), ones(xhi | yhi)),
            BinaryOp::Xor => arc(0, ones(xhi | yhi)),
            BinaryOp::Shl => match by {
                Some(n) if xhi <= full.mask >> n => arc(xlo << n, xhi << n),
                _ => full,
            },
            BinaryOp::ShrU => by.map_or(arc(0, xhi), |n| arc(xlo >> n, xhi >> n)),
            BinaryOp::ShrS => {
                let (lo, hi) = x.signed();
                by.map_or(if lo >= 0 { arc(0, hi as u64) } else { full }, |n| arc((lo >> n) as u64, (hi >> n) as u64))
            }
            BinaryOp::DivU if ylo > 0 => arc(xlo / yhi, xhi / ylo),
            BinaryOp::RemU if ylo > 0 => if xhi < ylo { x } else { arc(0, xhi.min(yhi - 1)) },
            BinaryOp::DivS if x.is_positive() && y.is_positive() && ylo > 0 => arc(xlo / yhi, xhi / ylo),
            BinaryOp::RemS if y.is_positive() && ylo > 0 => {
                let (lo, hi) = x.signed();
                let most = yhi as i64 - 1;
                arc(lo.clamp(-most, 0) as u64, hi.clamp(0, most) as u64)
            }
            _ => full,
        }
    }
}

/// What all back edges add to a parameter, the `n`th of its block.
fn step_of(f: &Function, p: Value, n: usize, backs: &[(Inst, u32)]) -> Option<i64> {
    let mut step = None;
    for (i, e) in backs {
        match plus_constant(f, f.insts[i.index()].data.edge(*e).args[n]) {
            Some((v, c)) if v == p && *step.get_or_insert(c) == c => {}
            _ => return None,
        }
    }
    step.map(|s| Range::full(f.ty(p)).extend(s)).filter(|s| *s != 0)
}

/// What parameters are that only ever pass on other values: what those are, after a first round. A parameter whose range
/// grows often has none.
fn copied(f: &Function, incoming: &Incoming, of: &[Range]) -> Vec<Option<Range>> {
    let mut res: Vec<Option<Range>> = vec![None; f.values.len()];
    let mut grown = vec![0u8; f.values.len()];
    let mut users: Vec<(Value, Value)> = Vec::new();
    let mut work: Vec<(Value, Range)> = Vec::new();
    for &b in &f.layout {
        for (n, &p) in f.blocks[b.index()].params.iter().enumerate().filter(|p| !f.ty(*p.1).is_float()) {
            for e in incoming.edges(f, b) {
                let a = e.args[n];
                match f.values[a.index()].1 {
                    ValueDef::Param(from, _) if from.0 != 0 => users.push((a, p)),
                    _ => work.push((p, of[a.index()])),
                }
            }
        }
    }
    users.sort_unstable();
    while let Some((p, r)) = work.pop() {
        let old = res[p.index()];
        let mut new = old.map_or(r, |o| o.join(r));
        if old == Some(new) {
            continue;
        }
        grown[p.index()] += 1;
        if grown[p.index()] > MOST_GROWTHS {
            new = Range::full(f.ty(p));
        }
        res[p.index()] = Some(new);
        let first = users.partition_point(|u| u.0 < p);
        work.extend(users[first..].iter().take_while(|u| u.0 == p).map(|u| (u.1, new)));
    }
    res
}

/// The other side of a condition.
#[derive(Clone, Copy, Debug)]
enum Operand {
    Constant(u64),
    Value(Value),
}

/// Calls `learn` with the comparisons that hold where a condition does, or does not.
fn each_condition(f: &Function, cond: Value, holds: bool, depth: u32, learn: &mut impl FnMut(Value, IntCc, Operand)) {
    let operand = |v: Value| f.as_const(v).map_or(Operand::Value(v), Operand::Constant);
    match f.def(cond).map(|d| d.1) {
        Some(InstData::Icmp { cc, args: [a, b] }) => learn(*a, if holds { *cc } else { cc.inverse() }, operand(*b)),
        Some(InstData::Unary { op: UnaryOp::Eqz, arg, .. }) if f.ty(*arg) == Type::I32 && depth > 0 => {
            each_condition(f, *arg, !holds, depth - 1, learn);
        }
        Some(InstData::Unary { op: UnaryOp::Eqz, arg, .. }) => learn(*arg, if holds { IntCc::Eq } else { IntCc::Ne }, Operand::Constant(0)),
        // Both hold where `and` does, neither where `or` does not.
        Some(InstData::Binary { op, args: [a, b] })
            if depth > 0 && *op == (if holds { BinaryOp::And } else { BinaryOp::Or }) =>
        {
            each_condition(f, *a, holds, depth - 1, learn);
            each_condition(f, *b, holds, depth - 1, learn);
        }
        _ => {}
    }
    if !f.def(cond).is_some_and(|d| d.1.is_comparison()) {
        learn(cond, if holds { IntCc::Ne } else { IntCc::Eq }, Operand::Constant(0));
    }
}

#[cfg(test)]
mod tests;
