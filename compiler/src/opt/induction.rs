//! Gives addresses their own induction variables. Input: a function without aliases, sums folded into offsets where
//! ranges allow it; output: the same, where a counter `p` of a loop (a parameter of its header that each round changes by
//! a constant) which is used for addresses `p + c` that pass 2³² on the way, as those of a counter from −n up to 0 do,
//! has beside it `x = p + base`, changed by the same constant: the addresses are `x` plus small constants then, which
//! the ranges let become offsets, and one addition for each is saved in each round. Where comparisons are all that is left
//! of the counter, `x` is compared instead (linear function test replacement), and the counter dies.
//!
//! All arithmetic is modulo 2³², so `x` is exact; a comparison other than `=` and `!=` moves only where ranges say that
//! neither side passes the end of the number line. Linear: every operand is looked at twice.

use super::Context;
use super::ranges::{self, Range, plus_constant};
use crate::ir::cfg::{self, Incoming};
use crate::ir::{Addr, BinaryOp, Block, Function, Inst, InstData, IntCc, Type, UnaryOp, Value};
use rustc_hash::FxHashMap;
use wazc_abi::vmctx::MAX_UNCHECKED_OFFSET;

const MASK: u64 = u32::MAX as u64;

/// A counter.
#[derive(Debug)]
pub(super) struct Counter {
    pub(super) header: Block,
    /// Its position among the parameters.
    pub(super) position: usize,
    pub(super) param: Value,
    pub(super) step: u64,
    range: Range,
    /// Constants of the sums that are addresses.
    sums: Vec<u64>,
    /// Comparisons with constants: condition, what is compared is the next value, the constant.
    tests: Vec<(IntCc, bool, u64)>,
    /// Something else uses it.
    wanted: bool,
}

/// What a value is to a counter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    /// The parameter.
    Itself,
    /// The argument of a back edge.
    Next,
    /// It and a constant.
    Sum(u64),
}

/// Values that are something to a counter: which one, and what.
type Roles = FxHashMap<Value, (usize, Role)>;

/// What is done about a counter.
#[derive(Clone, Copy, Debug)]
struct Plan {
    base: u64,
    /// The greatest value of the new variable.
    most: u64,
    /// Comparisons move to the new variable.
    tests: bool,
    /// The new variable.
    x: Value,
}

/// The pass.
pub fn run(f: &mut Function, ctx: &Context<'_>) {
    let incoming = Incoming::new(f);
    let ends = ends(f);
    let mut counters = find(f, &incoming, &ends);
    if counters.is_empty() {
        return;
    }
    let roles = roles(f, &incoming, &counters);
    weigh(f, &roles, &mut counters);
    if counters.iter().all(|c| c.sums.is_empty()) {
        return;
    }
    let mut at: FxHashMap<Block, Vec<usize>> = FxHashMap::default();
    counters.iter().enumerate().for_each(|(n, c)| at.entry(c.header).or_default().push(n));
    ranges::walk(f, ctx.env, &mut |f, facts, b, i| {
        if f.blocks[b.index()].insts.first() == Some(&i) {
            for &n in at.get(&b).into_iter().flatten() {
                counters[n].range = facts.of(counters[n].param);
            }
        }
    });
    let plans: Vec<Option<Plan>> = counters
        .iter()
        .map(|c| {
            let (base, most, tests) = plan(c)?;
            Some(Plan { base, most, tests, x: f.add_param(c.header, Type::I32) })
        })
        .collect();
    if plans.iter().any(Option::is_some) {
        begin(f, &incoming, &ends, &roles, &counters, &plans);
        rewrite(f, &at, &roles, &counters, &plans);
    }
}

/// The block that each terminator ends.
pub(super) fn ends(f: &Function) -> Vec<Option<Block>> {
    let mut ends = vec![None; f.insts.len()];
    for &b in &f.layout {
        if let Some(i) = f.blocks[b.index()].insts.last() {
            ends[i.index()] = Some(b);
        }
    }
    ends
}

/// Parameters of headers that all back edges change by one constant.
pub(super) fn find(f: &Function, incoming: &Incoming, ends: &[Option<Block>]) -> Vec<Counter> {
    let order = cfg::reverse_postorder(f);
    let mut rank = vec![0; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| rank[b.index()] = i);
    let mut counters = Vec::new();
    for &b in &order[1..] {
        let is_back = |i: Inst| ends[i.index()].is_some_and(|from| rank[from.index()] >= rank[b.index()]);
        let backs: Vec<(Inst, u32)> = incoming.of(b).iter().copied().filter(|e| is_back(e.0)).collect();
        for (position, &param) in f.blocks[b.index()].params.iter().enumerate().filter(|p| f.ty(*p.1) == Type::I32) {
            let step_of = |e: &(Inst, u32)| plus_constant(f, f.insts[e.0.index()].data.edge(e.1).args[position]).filter(|s| s.0 == param);
            let Some((_, step)) = backs.first().and_then(step_of) else { continue };
            if backs.iter().all(|e| step_of(e) == Some((param, step))) {
                let range = Range::full(Type::I32);
                counters.push(Counter { header: b, position, param, step, range, sums: Vec::new(), tests: Vec::new(), wanted: false });
            }
        }
    }
    counters
}

/// Whether a value is a counter's next one.
pub(super) fn steps(f: &Function, v: Value, c: &Counter) -> bool {
    plus_constant(f, v) == Some((c.param, c.step))
}

/// What values are to the counters.
fn roles(f: &Function, incoming: &Incoming, counters: &[Counter]) -> Roles {
    let mut roles: Roles = counters.iter().enumerate().map(|(n, c)| (c.param, (n, Role::Itself))).collect();
    for i in f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts) {
        if let InstData::Binary { op: BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or, .. } = f.insts[i.index()].data {
            let v = f.result(*i);
            if let Some((p, c)) = plus_constant(f, v) {
                if let Some((n, Role::Itself)) = roles.get(&p) {
                    roles.insert(v, (*n, Role::Sum(c)));
                }
            }
        }
    }
    for (n, c) in counters.iter().enumerate() {
        for e in incoming.edges(f, c.header) {
            let arg = e.args[c.position];
            if roles.get(&arg) == Some(&(n, Role::Sum(c.step))) {
                roles.insert(arg, (n, Role::Next));
            }
        }
    }
    roles
}

/// Finds what each counter is used for.
fn weigh(f: &Function, roles: &Roles, counters: &mut [Counter]) {
    for i in f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts) {
        let d = &f.insts[i.index()].data;
        if let InstData::Load { addr, .. } | InstData::Store { addr, .. } = d {
            if let Some((n, Role::Sum(c))) = roles.get(&addr.index) {
                let sums = &mut counters[*n].sums;
                if !sums.contains(c) && sums.len() < MOST_SUMS {
                    sums.push(*c);
                }
            }
        }
        // Sums of the counter are made from the new variable.
        if f.results(*i).next().is_some_and(|v| matches!(roles.get(&v), Some((_, Role::Sum(_) | Role::Next)))) {
            continue;
        }
        let wanted = |v: Value, counters: &mut [Counter]| {
            if let Some((n, Role::Itself | Role::Next)) = roles.get(&v) {
                counters[*n].wanted = true;
            }
        };
        match test(f, d) {
            Some((cc, v, c)) => {
                if let Some((n, role @ (Role::Itself | Role::Next))) = roles.get(&v) {
                    counters[*n].tests.push((cc, *role == Role::Next, c));
                }
            }
            None => d.each_own_arg(|v| wanted(v, counters)),
        }
        d.each_edge(|e| {
            for (p, a) in f.blocks[e.to.index()].params.iter().zip(&e.args) {
                let goes_on = roles.get(a).is_some_and(|(n, r)| *r == Role::Next && counters[*n].param == *p);
                if !goes_on {
                    wanted(*a, counters);
                }
            }
        });
    }
}

/// Sums of one counter that are told apart.
const MOST_SUMS: usize = 64;

/// Where an instruction compares a value with a constant: condition, value, constant.
fn test(f: &Function, d: &InstData) -> Option<(IntCc, Value, u64)> {
    match d {
        InstData::Icmp { cc, args: [a, b] } => Some((*cc, *a, f.as_const(*b)?)),
        InstData::Unary { op: UnaryOp::Eqz, arg, .. } => Some((IntCc::Eq, *arg, 0)),
        InstData::BrIf { cond, .. } => Some((IntCc::Ne, *cond, 0)),
        _ => None,
    }
}

/// Makes a test compare these instead: a comparison itself, or a branch, for which one is made at the end of the block so far.
pub(super) fn compare_instead(f: &mut Function, b: Block, test: Inst, cc: IntCc, args: [Value; 2]) {
    let (compare, loc) = (InstData::Icmp { cc, args }, f.insts[test.index()].loc);
    if !matches!(f.insts[test.index()].data, InstData::BrIf { .. }) {
        f.insts[test.index()].data = compare;
        return;
    }
    let made = f.push(b, compare, &[Type::I32], loc);
    let made = f.result(made);
    if let InstData::BrIf { cond, .. } = &mut f.insts[test.index()].data {
        *cond = made;
    }
}

/// The constant that makes the new variable of a counter, the greatest value of that, and whether comparisons move; `None`
/// if it does not pay.
fn plan(c: &Counter) -> Option<(u64, u64, bool)> {
    if c.range.is_full() {
        return None;
    }
    // The lowest of the addresses that do not pass the end themselves.
    let place = |s: u64| Some(c.range.plus(s)).filter(|r| !r.wraps()).map(Range::unsigned);
    let (base, (_, hi)) = c.sums.iter().filter_map(|s| Some((*s, place(*s)?))).min_by_key(|s| s.1.0)?;
    let saved = c.sums.iter().filter(|s| hi + (s.wrapping_sub(base) & MASK) <= MASK).count();
    let movable = c.tests.iter().all(|(cc, next, k)| {
        let r = if *next { c.range.plus(c.step) } else { c.range };
        let ordered = || !r.wraps() && r.unsigned().1 + base <= MASK && k + base <= MASK;
        let signed = || ordered() && r.is_positive() && r.plus(base).is_positive() && k + base <= MASK / 2;
        match cc {
            IntCc::Eq | IntCc::Ne => true,
            IntCc::LtU | IntCc::GtU | IntCc::LeU | IntCc::GeU => ordered(),
            IntCc::LtS | IntCc::GtS | IntCc::LeS | IntCc::GeS => signed(),
        }
    });
    let dies = !c.wanted && movable;
    // Comparing with 0 behind an addition costs nothing, with another constant one instruction. A counter that stays costs
    // an addition and a register.
    let cost = if dies { c.tests.iter().filter(|t| t.2 == 0).count() } else { 2 };
    (saved > cost).then_some((base, hi, dies))
}

/// Gives the headers' edges from outside what the new variables begin with.
fn begin(f: &mut Function, incoming: &Incoming, ends: &[Option<Block>], roles: &Roles, counters: &[Counter], plans: &[Option<Plan>]) {
    for (n, (c, plan)) in counters.iter().zip(plans).enumerate() {
        let Some(plan) = plan else { continue };
        for &(i, e) in incoming.of(c.header) {
            let arg = f.insts[i.index()].data.edge(e).args[c.position];
            if roles.get(&arg) == Some(&(n, Role::Next)) {
                // Its own next value comes with `rewrite`.
                continue;
            }
            let Some(from) = ends[i.index()] else { continue };
            f.blocks[from.index()].insts.pop();
            let loc = f.insts[i.index()].loc;
            let x = match f.as_const(arg) {
                Some(k) => constant(f, from, k.wrapping_add(plan.base) & MASK, loc),
                None => sum(f, from, arg, plan.base, loc),
            };
            f.blocks[from.index()].insts.push(i);
            f.insts[i.index()].data.edge_mut(e).args.push(x);
        }
    }
}

pub(super) fn constant(f: &mut Function, b: Block, bits: u64, loc: u32) -> Value {
    let i = f.push(b, InstData::Const { ty: Type::I32, bits }, &[Type::I32], loc);
    f.result(i)
}

pub(super) fn sum(f: &mut Function, b: Block, v: Value, c: u64, loc: u32) -> Value {
    let c = constant(f, b, c & MASK, loc);
    let i = f.push(b, InstData::Binary { op: BinaryOp::Add, args: [v, c] }, &[Type::I32], loc);
    f.result(i)
}

/// Makes sums, next values and comparisons of the new variables.
fn rewrite(f: &mut Function, at: &FxHashMap<Block, Vec<usize>>, roles: &Roles, counters: &[Counter], plans: &[Option<Plan>]) {
    let planned = |v: Value| roles.get(&v).and_then(|(n, role)| Some((*n, *role, plans[*n]?)));
    let mut next: FxHashMap<Value, Value> = FxHashMap::default();
    // A block stands behind its dominators, so next values are made before they are compared or passed on.
    for b in f.layout.clone() {
        let insts = std::mem::take(&mut f.blocks[b.index()].insts);
        for i in insts {
            let loc = f.insts[i.index()].loc;
            match f.results(i).next().and_then(|v| Some((v, planned(v)?))) {
                Some((v, (n, Role::Next, plan))) => {
                    // In front, so that the flags of the counter's own addition reach a test.
                    let x = sum(f, b, plan.x, counters[n].step, loc);
                    next.insert(v, x);
                    f.blocks[b.index()].insts.push(i);
                    continue;
                }
                Some((_, (_, Role::Sum(s), plan))) => {
                    let c = constant(f, b, s.wrapping_sub(plan.base) & MASK, loc);
                    f.insts[i.index()].data = InstData::Binary { op: BinaryOp::Add, args: [plan.x, c] };
                    f.blocks[b.index()].insts.push(i);
                    continue;
                }
                _ => {}
            }
            if let InstData::Load { addr, .. } | InstData::Store { addr, .. } = &mut f.insts[i.index()].data {
                if let (Some((_, Role::Sum(s), plan)), 0) = (planned(addr.index), addr.scale) {
                    let more = s.wrapping_sub(plan.base) & MASK;
                    let offset = u64::from(addr.offset) + more;
                    if plan.most + more <= MASK && offset < MAX_UNCHECKED_OFFSET {
                        *addr = Addr { index: plan.x, offset: offset as u32, ..*addr };
                    }
                }
            }
            let data = &f.insts[i.index()].data;
            let moved = test(f, data).and_then(|(cc, v, k)| {
                let (_, role, plan) = planned(v)?;
                let x = if role == Role::Next { *next.get(&v)? } else { plan.x };
                plan.tests.then_some((cc, x, k.wrapping_add(plan.base) & MASK))
            });
            if let Some((cc, x, k)) = moved {
                let k = constant(f, b, k, loc);
                compare_instead(f, b, i, cc, [x, k]);
            }
            // The edges back to the header.
            let mut d = std::mem::replace(&mut f.insts[i.index()].data, InstData::VmBase);
            d.each_edge_mut(|e| {
                for &n in at.get(&e.to).into_iter().flatten().filter(|n| plans[**n].is_some()) {
                    let arg = e.args[counters[n].position];
                    if roles.get(&arg) == Some(&(n, Role::Next)) {
                        e.args.push(next[&arg]);
                    }
                }
            });
            f.insts[i.index()].data = d;
            f.blocks[b.index()].insts.push(i);
        }
    }
}
