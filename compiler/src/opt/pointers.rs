//! Lets loops count addresses instead of indices. Input: a function without aliases; output: the same, where a counter `i` of a loop
//! that is used for nothing but sums `i + base` with values that the loop does not change, and comparisons with such for
//! equality, is replaced by variables `p = i + base`, one for each base, which step as the counter did. One addition less is
//! made in each round, and one register less is taken. What is used of the counter behind the loop is `p - base` there.
//!
//! All arithmetic is modulo 2³², so the sums are exact, and `i = n` where and only where `i + base = n + base`. New variables index
//! linear memory as the sums did: as 32-bit values, zero-extended. Linear.

use super::induction::{self, Counter, compare_instead, constant, ends, sum};
use crate::ir::cfg::Incoming;
use crate::ir::loops::{Loop, Loops};
use crate::ir::{BinaryOp, Block, Function, Inst, InstData, IntCc, Type, UnaryOp, Value, ValueDef};
use rustc_hash::FxHashMap;

/// Bases of a counter at most: each takes a variable.
const MOST_BASES: usize = 3;

/// A counter that may go.
struct Plan {
    counter: Counter,
    inside: Loop,
    /// What is added to it, each once.
    bases: Vec<Value>,
    /// Sums, and those that every round makes.
    sums: usize,
    always: usize,
    /// It is used otherwise.
    wanted: bool,
    /// The variable of each base.
    vars: Vec<Value>,
}

/// The counter whose parameter a value is, or whose next value.
type Roles = FxHashMap<Value, (usize, bool)>;

/// What an instruction in the loop makes of a counter.
enum Use {
    /// A sum with this.
    Sum(Value),
    /// A comparison with this, or with 0.
    Test(IntCc, Option<Value>),
}

struct Pass {
    plans: Vec<Plan>,
    /// Those of each header that go, once that is known.
    gone: FxHashMap<Block, Vec<usize>>,
    roles: Roles,
    loops: Loops,
    /// The block of each instruction.
    home: Vec<Block>,
}

/// The pass.
pub fn run(f: &mut Function) {
    let incoming = Incoming::new(f);
    let ends = ends(f);
    let counters = induction::find(f, &incoming, &ends);
    if counters.is_empty() {
        return;
    }
    let loops = Loops::new(f);
    let mut home = vec![Block(0); f.insts.len()];
    for &b in &f.layout {
        f.blocks[b.index()].insts.iter().for_each(|i| home[i.index()] = b);
    }
    let plan = |counter: Counter| {
        let inside = loops.of(counter.header)?;
        Some(Plan { counter, inside, bases: Vec::new(), sums: 0, always: 0, wanted: false, vars: Vec::new() })
    };
    let plans: Vec<Plan> = counters.into_iter().filter_map(plan).collect();
    let mut roles = Roles::default();
    for (n, p) in plans.iter().enumerate() {
        roles.insert(p.counter.param, (n, false));
        for e in incoming.edges(f, p.counter.header) {
            let arg = e.args[p.counter.position];
            if induction::steps(f, arg, &p.counter) {
                roles.insert(arg, (n, true));
            }
        }
    }
    let mut pass = Pass { plans, gone: FxHashMap::default(), roles, loops, home };
    pass.weigh(f);
    for (n, p) in pass.plans.iter_mut().enumerate() {
        let fewer = p.always + 1 > p.bases.len() || p.bases.len() == 1;
        if p.wanted || p.sums == 0 || !fewer {
            p.wanted = true;
            continue;
        }
        p.vars = p.bases.iter().map(|_| f.add_param(p.counter.header, Type::I32)).collect();
        pass.gone.entry(p.counter.header).or_default().push(n);
    }
    if !pass.gone.is_empty() {
        pass.begin(f, &incoming, &ends);
        pass.rewrite(f);
        f.resolve_aliases();
    }
}

impl Pass {
    /// Whether the loop does not change a value, which is no counter's.
    fn invariant(&self, f: &Function, inside: Loop, v: Value) -> bool {
        let at = match f.values[v.index()].1 {
            ValueDef::Result(i, _) => self.home[i.index()],
            ValueDef::Param(b, _) => b,
            ValueDef::Alias(_) => return false,
        };
        !self.roles.contains_key(&v) && !self.loops.contains(inside, at)
    }

    /// The counter that an instruction of its loop's uses in a way that a pointer serves as well: which one,
    /// its value, whether that is the next one, how.
    fn good_use(&self, f: &Function, b: Block, d: &InstData) -> Option<(usize, Value, bool, Use)> {
        let role = |v: Value| self.roles.get(&v).copied().filter(|(n, _)| self.loops.contains(self.plans[*n].inside, b));
        let fixed = |n: usize, v: Value| self.invariant(f, self.plans[n].inside, v);
        match *d {
            InstData::Binary { op: BinaryOp::Add, args: [x, y] } => [(x, y), (y, x)].into_iter().find_map(|(i, base)| {
                let (n, next) = role(i)?;
                (fixed(n, base) && f.as_const(base).is_none()).then_some((n, i, next, Use::Sum(base)))
            }),
            InstData::Icmp { cc: cc @ (IntCc::Eq | IntCc::Ne), args: [x, y] } => [(x, y), (y, x)].into_iter().find_map(|(i, end)| {
                let (n, next) = role(i)?;
                (fixed(n, end) || f.as_const(end).is_some()).then_some((n, i, next, Use::Test(cc, Some(end))))
            }),
            InstData::Unary { op: UnaryOp::Eqz, arg, .. } => role(arg).map(|(n, next)| (n, arg, next, Use::Test(IntCc::Eq, None))),
            InstData::BrIf { cond, .. } => role(cond).map(|(n, next)| (n, cond, next, Use::Test(IntCc::Ne, None))),
            _ => None,
        }
    }

    /// Finds what each counter is used for.
    fn weigh(&mut self, f: &Function) {
        for &b in &f.layout {
            for &i in &f.blocks[b.index()].insts {
                let d = &f.insts[i.index()].data;
                let mut unwanted = Vec::new();
                if let Some((n, _, _, how)) = self.good_use(f, b, d) {
                    let p = &mut self.plans[n];
                    if let Use::Sum(base) = how {
                        p.sums += 1;
                        p.always += usize::from(b == p.counter.header);
                        if p.bases.len() <= MOST_BASES && !p.bases.contains(&base) {
                            p.bases.push(base);
                        }
                        p.wanted |= p.bases.len() > MOST_BASES || self.loops.of(b) != Some(p.inside);
                    }
                } else if f.insts[i.index()].results == 1 && self.roles.get(&f.insts[i.index()].first).is_some_and(|r| r.1) {
                    // The step.
                } else {
                    d.each_own_arg(|v| unwanted.push(v));
                }
                d.each_edge(|e| {
                    for (at, a) in e.args.iter().enumerate() {
                        let goes_on = |n: usize, next: bool| next && self.plans[n].counter.header == e.to && self.plans[n].counter.position == at;
                        if self.roles.get(a).is_some_and(|r| !goes_on(r.0, r.1)) {
                            unwanted.push(*a);
                        }
                    }
                });
                for v in unwanted {
                    if let Some((n, _)) = self.roles.get(&v) {
                        let p = &mut self.plans[*n];
                        p.wanted |= self.loops.contains(p.inside, b);
                    }
                }
            }
        }
    }

    /// Gives the headers' edges from outside what the new variables begin with.
    fn begin(&self, f: &mut Function, incoming: &Incoming, ends: &[Option<Block>]) {
        for p in self.plans.iter().filter(|p| !p.wanted) {
            for &(i, e) in incoming.of(p.counter.header) {
                let arg = f.insts[i.index()].data.edge(e).args[p.counter.position];
                let Some(from) = ends[i.index()] else { continue };
                if self.roles.get(&arg).is_some_and(|r| r.1 && self.plans[r.0].counter.param == p.counter.param) {
                    continue;
                }
                let loc = f.insts[i.index()].loc;
                f.blocks[from.index()].insts.pop();
                for &base in &p.bases {
                    let x = add(f, from, arg, base, loc);
                    f.insts[i.index()].data.edge_mut(e).args.push(x);
                }
                f.blocks[from.index()].insts.push(i);
            }
        }
    }

    /// Makes the steps, puts variables in the place of sums, compares the first one, and makes the counter from it behind the loop.
    fn rewrite(&self, f: &mut Function) {
        // The next values of the variables, by that of the counter.
        let mut next: FxHashMap<Value, Vec<Value>> = FxHashMap::default();
        let mut made_ends: FxHashMap<(usize, Option<Value>), Value> = FxHashMap::default();
        for b in f.layout.clone() {
            let mut made: FxHashMap<Value, Value> = FxHashMap::default();
            for i in std::mem::take(&mut f.blocks[b.index()].insts) {
                let loc = f.insts[i.index()].loc;
                let data = f.insts[i.index()].data.clone();
                match self.good_use(f, b, &data).filter(|u| !self.plans[u.0].wanted) {
                    Some((n, v, is_next, Use::Sum(base))) => {
                        let p = &self.plans[n];
                        let at = p.bases.iter().position(|x| *x == base);
                        let vars = if is_next { &next[&v] } else { &p.vars };
                        if let Some(at) = at {
                            let sum = f.result(i);
                            f.values[sum.index()].1 = ValueDef::Alias(vars[at]);
                            continue;
                        }
                    }
                    Some((n, v, is_next, Use::Test(cc, end))) => {
                        let p = &self.plans[n];
                        let x = if is_next { next[&v][0] } else { p.vars[0] };
                        let y = *made_ends.entry((n, end)).or_insert_with(|| self.end(f, p, end));
                        compare_instead(f, b, i, cc, [x, y]);
                    }
                    None => {}
                }
                self.behind(f, b, i, &mut made, &next);
                // The step.
                if f.insts[i.index()].results == 1 {
                    let v = f.insts[i.index()].first;
                    if let Some((n, true)) = self.roles.get(&v).filter(|r| !self.plans[r.0].wanted) {
                        let p = &self.plans[*n];
                        let vars = p.vars.iter().map(|x| sum(f, b, *x, p.counter.step, loc)).collect();
                        next.insert(v, vars);
                    }
                }
                let mut d = std::mem::replace(&mut f.insts[i.index()].data, InstData::VmBase);
                d.each_edge_mut(|e| {
                    for &n in self.gone.get(&e.to).into_iter().flatten() {
                        let arg = e.args[self.plans[n].counter.position];
                        if self.roles.get(&arg) == Some(&(n, true)) {
                            e.args.extend(&next[&arg]);
                        }
                    }
                });
                f.insts[i.index()].data = d;
                f.blocks[b.index()].insts.push(i);
            }
        }
    }

    /// What the first variable is compared with, made in front of the loop.
    fn end(&self, f: &mut Function, p: &Plan, end: Option<Value>) -> Value {
        let (at, base) = (self.loops.outside(p.inside), p.bases[0]);
        let Some(end) = end else { return base };
        let last = f.blocks[at.index()].insts.pop();
        let loc = last.map_or(0, |i| f.insts[i.index()].loc);
        let y = add(f, at, end, base, loc);
        f.blocks[at.index()].insts.extend(last);
        y
    }

    /// Puts `p - base` in the place of a counter that is gone, in an instruction behind its loop.
    fn behind(&self, f: &mut Function, b: Block, i: Inst, made: &mut FxHashMap<Value, Value>, next: &FxHashMap<Value, Vec<Value>>) {
        let mut gone = Vec::new();
        f.insts[i.index()].data.each_arg(|v| {
            if let Some((n, is_next)) = self.roles.get(&v) {
                let p = &self.plans[*n];
                if !p.wanted && !self.loops.contains(p.inside, b) {
                    gone.push((v, *n, *is_next));
                }
            }
        });
        for (v, n, is_next) in gone {
            let p = &self.plans[n];
            let loc = f.insts[i.index()].loc;
            let x = if is_next { next[&v][0] } else { p.vars[0] };
            let counter = *made.entry(v).or_insert_with(|| {
                let i = f.push(b, InstData::Binary { op: BinaryOp::Sub, args: [x, p.bases[0]] }, &[Type::I32], loc);
                f.result(i)
            });
            f.insts[i.index()].data.each_arg_mut(|a| {
                if *a == v {
                    *a = counter;
                }
            });
        }
    }
}

/// The sum of two values, at the end of a block.
fn add(f: &mut Function, b: Block, v: Value, base: Value, loc: u32) -> Value {
    match (f.as_const(v), f.as_const(base)) {
        (Some(0), _) => base,
        (Some(x), Some(y)) => constant(f, b, x.wrapping_add(y) & u64::from(u32::MAX), loc),
        (Some(c), None) => sum(f, b, base, c, loc),
        _ => {
            let i = f.push(b, InstData::Binary { op: BinaryOp::Add, args: [v, base] }, &[Type::I32], loc);
            f.result(i)
        }
    }
}
