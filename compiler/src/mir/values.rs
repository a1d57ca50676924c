//! Proves that each instruction of an allocated function finds the values that the function before allocation gives it,
//! whatever was done to places, moves, spills and reloads between the two (translation validation: A. Pnueli,
//! M. Siegel, E. Singerman, 1998). Input: both functions; output: the first thing that can't be proved.
//!
//! Both have the same blocks, and these the same instructions in the same order, but for moves, spills and reloads. They are walked side
//! by side, and of each register and slot it is known forwards which values it has: those that an instruction
//! makes are in the places that it writes; a move makes a place have what another has; what is written or destroyed, and a
//! value that is made anew, is not known any longer. An instruction must read each operand where that is known to be. Along an edge
//! parameters are what their arguments are; where ways meet, that is known which holds on all of them.
//!
//! What the passes behind allocation may change besides: an operand is read from its slot, a sum leaves flags alone, and
//! what the end of a loop does is done in front of the branch that decides on it ([`super::latch`]).
//!
//! That flags are there when they are read, and that frames and calls are as the convention says, is for
//! [`super::check`] to prove. A block is walked as often as less is known at its start, each step costs what is known.

use super::check::{Checked, Res, Step as Stack, ensure};
use super::frame::Allocated;
use super::live::{self, Preds, bit, is_def};
use super::reg::Reg;
use super::{BlockInfo, Con, MachInst, VCode, forward};
use core::fmt;
use core::ops::Range;
use regalloc2::{OperandKind, PReg, RegClass, VReg};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

/// A register (its number in [`bit`]), or behind those a slot (twice its offset, and one more if it has 16 bytes).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(u32);

impl Place {
    const REGS: u32 = 64;

    fn reg(r: Reg) -> Place {
        Place(bit(r).trailing_zeros())
    }

    fn slot(off: u32, wide: bool) -> Place {
        Place(Place::REGS + 2 * off + u32::from(wide))
    }

    /// The first byte of a slot, and the first behind it.
    fn bytes(self) -> Option<(u32, u32)> {
        let n = self.0.checked_sub(Place::REGS)?;
        Some((n / 2, n / 2 + 8 + n % 2 * 8))
    }

    /// Whether what is written to one may change the other.
    fn overlaps(self, other: Place) -> bool {
        match (self.bytes(), other.bytes()) {
            (Some(a), Some(b)) => a.0 < b.1 && b.0 < a.1,
            _ => self == other,
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bytes() {
            Some((from, to)) => write!(f, "the {} bytes at {from}", to - from),
            None => write!(f, "{}{}", if self.0 < 32 { 'i' } else { 'f' }, self.0 % 32),
        }
    }
}

/// A value: a virtual register's, or what a physical one has in the function before allocation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Value(u32);

impl Value {
    const PHYS: u32 = 1 << 31;

    fn of(v: VReg) -> Value {
        Value(v.vreg() as u32)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 & Value::PHYS {
            0 => write!(f, "v{}", self.0),
            _ => write!(f, "what was in {:?}", Place(self.0 & !Value::PHYS)),
        }
    }
}

/// That places have values, each pair once.
type Known = Vec<(Place, Value)>;

/// A step of both functions.
enum Step {
    /// The allocated one moves what is in a place to another.
    Move { from: Place, to: Place },
    /// The other one copies a value.
    Copy { from: Value, to: Value },
    /// Both do the same.
    Same { at: usize, reads: SmallVec<[(Place, Value); 4]>, makes: SmallVec<[(Place, Value); 2]>, lost: u64 },
    /// Nobody reads a value any more.
    End(Value),
}

/// Checks an allocated function against what it was before.
pub fn check<I: Checked>(before: &VCode<I>, after: &Allocated<I>) -> Res {
    let blocks = before.blocks.len();
    ensure(after.starts.len() == blocks + 1, || "there are other blocks than before allocation".into())?;
    let early = early_ends(before, after);
    let mut insts: Vec<_> = before.blocks.iter().map(|b| (b.insts.start..b.insts.end - 1, 0..0)).collect();
    for (b, e) in early.iter().enumerate().filter_map(|(b, e)| Some((b, (*e)?))) {
        insts[b].1 = std::mem::replace(&mut insts[e].0, 0..0);
    }
    let live = live(before, &insts);
    let steps = insts.into_iter().enumerate().map(|(b, (own, ahead))| {
        let steps = pair(before, after, b, own, ahead)?;
        Ok(with_ends(steps, &before.blocks[b], &live))
    });
    let steps: Vec<Vec<Step>> = steps.collect::<Result<_, String>>()?;

    // Registers that the function reads without having written them: those that are never written.
    let mut start: Known = Vec::new();
    for s in steps.iter().flatten() {
        if let Step::Copy { from: Value(n @ Value::PHYS..), .. } = s {
            start.push((Place(n & !Value::PHYS), Value(*n)));
        }
    }
    start.sort_unstable();
    start.dedup();
    let through = |b: usize, mut known: Known, pass: &mut dyn FnMut(usize, &Known)| {
        for s in &steps[b] {
            step(&mut known, s).map_err(|what| match s {
                Step::Same { at, .. } => format!("instruction {at} of block {b} ({:?}): {what}", after.insts[*at]),
                _ => what,
            })?;
        }
        let block = &before.blocks[b];
        let edges = block.succs.iter().map(|s| s.index()).zip(&block.args);
        edges.for_each(|(s, args)| pass(s, &along(&known, &before.blocks[s].params, args, &live[s])));
        Ok(())
    };
    let meet = |known: &mut Known, other: &Known| {
        let n = known.len();
        known.retain(|k| other.binary_search(k).is_ok());
        known.len() != n
    };
    forward::solve(blocks, start, through, meet).map(drop)
}

/// What a step makes of what is known.
fn step(known: &mut Known, s: &Step) -> Res {
    match s {
        Step::Move { from, to } if from == to => {}
        Step::Move { from, to } => {
            let values: SmallVec<[Value; 4]> = known.iter().filter(|k| k.0 == *from).map(|k| k.1).collect();
            known.retain(|k| !k.0.overlaps(*to));
            known.extend(values.into_iter().map(|v| (*to, v)));
        }
        Step::Copy { from, to } => {
            known.retain(|k| k.1 != *to);
            let places: SmallVec<[Place; 4]> = known.iter().filter(|k| k.1 == *from).map(|k| k.0).collect();
            known.extend(places.into_iter().map(|p| (p, *to)));
        }
        Step::Same { reads, makes, lost, .. } => {
            for r in reads {
                ensure(known.contains(r), || format!("reads {:?} from {:?}, which may have something else", r.1, r.0))?;
            }
            let ends = |k: &(Place, Value)| k.0.0 < Place::REGS && lost >> k.0.0 & 1 != 0 || makes.iter().any(|m| m.0 == k.0 || m.1 == k.1);
            known.retain(|k| !ends(k));
            known.extend_from_slice(makes);
        }
        Step::End(v) => known.retain(|k| k.1 != *v),
    }
    Ok(())
}

/// What is known where an edge ends, sorted, of parameters and of what is alive there.
fn along(known: &Known, params: &[VReg], args: &[VReg], live: &[Value]) -> Known {
    let stays = |v: Value| v.0 & Value::PHYS != 0 || live.binary_search(&v).is_ok();
    let mut there: Known = known.iter().copied().filter(|k| stays(k.1)).collect();
    let mut given: SmallVec<[(Value, Value); 8]> = args.iter().map(|a| Value::of(*a)).zip(params.iter().map(|p| Value::of(*p))).collect();
    given.sort_unstable();
    for k in known.iter().filter(|_| !given.is_empty()) {
        let first = given.partition_point(|g| g.0 < k.1);
        there.extend(given[first..].iter().take_while(|g| g.0 == k.1).map(|g| (k.0, g.1)));
    }
    there.sort_unstable();
    there
}

/// For each block the values that are alive where it begins, sorted, but for its parameters. Blocks do these instructions of their own, and then these of
/// another.
fn live<I>(before: &VCode<I>, insts: &[(Range<u32>, Range<u32>)]) -> Vec<Vec<Value>> {
    const NONE: u32 = u32::MAX;
    let mut home = vec![NONE; before.num_vregs];
    let mut uses: Vec<(Value, u32)> = Vec::new();
    for (b, (block, (own, ahead))) in (0..).zip(before.blocks.iter().zip(insts)) {
        block.params.iter().for_each(|p| home[p.vreg()] = b);
        let last = block.insts.end - 1;
        for o in own.clone().chain(ahead.clone()).chain([last]).flat_map(|i| before.operands_of(i)) {
            match o.kind() {
                OperandKind::Def => home[o.vreg().vreg()] = b,
                OperandKind::Use => uses.push((Value::of(o.vreg()), b)),
            }
        }
        uses.extend(block.args.iter().flatten().map(|a| (Value::of(*a), b)));
    }
    uses.retain(|u| home[u.0.0 as usize] != u.1);
    uses.sort_unstable();
    let mut live: Vec<Vec<Value>> = vec![Vec::new(); before.blocks.len()];
    let mut open: Vec<u32> = Vec::new();
    for (v, b) in uses {
        open.push(b);
        while let Some(b) = open.pop() {
            // Values come in order.
            if live[b as usize].last() != Some(&v) {
                live[b as usize].push(v);
                open.extend(before.blocks[b as usize].preds.iter().map(|p| p.index() as u32).filter(|p| home[v.0 as usize] != *p));
            }
        }
    }
    live
}

/// The steps of a block, and where in it values are wanted for the last time.
fn with_ends(steps: Vec<Step>, block: &BlockInfo, live: &[Vec<Value>]) -> Vec<Step> {
    let behind = block.succs.iter().flat_map(|s| &live[s.index()]).copied();
    let mut alive: FxHashSet<Value> = behind.chain(block.args.iter().flatten().map(|a| Value::of(*a))).collect();
    let mut out = Vec::with_capacity(2 * steps.len());
    for s in steps.into_iter().rev() {
        let (reads, makes): (SmallVec<[Value; 4]>, SmallVec<[Value; 2]>) = match &s {
            Step::Move { .. } | Step::End(_) => Default::default(),
            Step::Copy { from, to } => ([*from].into_iter().collect(), [*to].into_iter().collect()),
            Step::Same { reads, makes, .. } => (reads.iter().map(|r| r.1).collect(), makes.iter().map(|m| m.1).collect()),
        };
        out.extend(makes.into_iter().filter(|m| !alive.remove(m)).map(Step::End));
        out.extend(reads.into_iter().filter(|r| r.0 & Value::PHYS == 0 && alive.insert(*r)).map(Step::End));
        out.push(s);
    }
    out.reverse();
    out
}

/// For each block the one that it leads to whose instructions it has in front of its branch, if so.
fn early_ends<I: MachInst>(before: &VCode<I>, after: &Allocated<I>) -> Vec<Option<usize>> {
    let preds = Preds::new(after);
    let moved = |b: usize, e: usize| {
        let mut insts = before.blocks[e].insts.clone();
        insts.next_back();
        preds.of(e) == [b as u32]
            && live::block(after, e).len() == 1
            && live::last(after, e).jump().is_some()
            && insts.clone().any(|i| before.insts[i as usize].moves().is_none())
            && insts.clone().all(|i| before.insts[i as usize].is_quiet())
    };
    let early = |b: usize| live::last(after, b).two_way()?.into_iter().map(|e| e as usize).find(|e| moved(b, *e));
    (0..before.blocks.len()).map(early).collect()
}

/// The steps of a block, which has these instructions of its own, and then these of another, in front of the one that ends it.
fn pair<I: Checked>(
    before: &VCode<I>,
    after: &Allocated<I>,
    b: usize,
    own: Range<u32>,
    ahead: Range<u32>,
) -> Result<Vec<Step>, String> {
    let last = before.blocks[b].insts.end - 1;
    // Edges that no branch takes do no harm: less is known behind them.
    let mut ways: SmallVec<[u32; 8]> = before.blocks[b].succs.iter().map(|s| s.index() as u32).collect();
    ways.sort_unstable();
    let mut ok = true;
    before.insts[last as usize].each_target(&mut |t| ok &= ways.binary_search(&t).is_ok());
    ensure(ok, || format!("block {b} leads where it is not said to"))?;
    let wide = |r: Reg| after.wide && !r.is_int();
    let mut steps = Vec::with_capacity(live::block(after, b).len());
    let mut rest = live::block(after, b);
    for i in own.chain(ahead).chain([last]) {
        let inst = &before.insts[i as usize];
        if inst.moves().is_some() {
            let operands = operands(before, i, inst);
            let one = |def: bool| operands.iter().find(|o| is_def(o.con) == def).map(|o| o.value).ok_or("a move without an operand");
            steps.push(Step::Copy { from: one(false)?, to: one(true)? });
            continue;
        }
        let at = loop {
            let at = rest.next().ok_or_else(|| format!("block {b}: there is no {inst:?} any longer"))?;
            let same = &after.insts[at];
            let slot = |(r, off)| (Place::reg(r), Place::slot(off, wide(r)));
            let mut add = |from, to| steps.push(Step::Move { from, to });
            if let Some((to, from)) = same.moves() {
                add(Place::reg(from), Place::reg(to));
            } else if let Some((reg, slot)) = same.reloads().map(slot) {
                add(slot, reg);
            } else if let Some((reg, slot)) = same.spills_to().map(slot) {
                add(reg, slot);
            } else {
                break at;
            }
        };
        steps.push(same_step(before, i, after, at).map_err(|what| format!("instruction {at} of block {b} ({:?}): {what}", after.insts[at]))?);
    }
    ensure(rest.is_empty(), || format!("block {b} goes on behind its end"))?;
    Ok(steps)
}

/// An operand of an instruction before allocation.
struct Operand {
    value: Value,
    con: Con,
    /// Whether this is a virtual register.
    virt: bool,
}

/// The operands of an instruction that takes the place of the one with this number, in the order of [`MachInst::visit`].
fn operands<I: MachInst>(before: &VCode<I>, i: u32, inst: &I) -> SmallVec<[Operand; 6]> {
    // Instructions name values that are others by now.
    let mut named = before.operands_of(i).iter();
    let mut all = SmallVec::new();
    inst.clone().visit(&mut |r, con| {
        let named = if r.preg().is_none() { named.next() } else { None };
        let value = named.map_or(Value(Value::PHYS | Place::reg(*r).0), |o| Value::of(o.vreg()));
        all.push(Operand { value, con, virt: named.is_some() });
    });
    all
}

/// What both functions do in an instruction, if that is the same.
fn same_step<I: Checked>(before: &VCode<I>, i: u32, after: &Allocated<I>, at: usize) -> Result<Step, String> {
    let (inst, same) = (&before.insts[i as usize], &after.insts[at]);
    let forms = [Some(inst.clone()), inst.without_flags()];
    let found = forms.into_iter().flatten().find_map(|form| Some((places(&form, same, after.wide)?, form)));
    let (places, form) = found.ok_or_else(|| format!("is not what became of {inst:?}"))?;
    let operands = operands(before, i, &form);
    let numbered: SmallVec<[Place; 6]> = operands.iter().zip(&places).filter(|(o, _)| o.virt).map(|(_, p)| *p).collect();
    let (mut reads, mut makes) = (SmallVec::new(), SmallVec::<[(Place, Value); 2]>::new());
    // What is written before all is read, and what is read when others may be written.
    let (mut early, mut late): (SmallVec<[Place; 2]>, SmallVec<[Place; 2]>) = Default::default();
    for (o, &place) in operands.iter().zip(&places) {
        match o.con {
            Con::FixUse(p) | Con::FixDef(p) => ensure(place == Place::reg(Reg::phys(p)), || format!("has {:?} in {place:?}, not in {p}", o.value))?,
            Con::Reuse(n) => ensure(numbered.get(n) == Some(&place), || format!("doesn't make {:?} in the place of its operand", o.value))?,
            Con::EarlyDef => early.push(place),
            Con::LateUse => late.push(place),
            Con::Use | Con::Def => {}
        }
        if is_def(o.con) {
            ensure(makes.iter().all(|m| m.0 != place), || format!("makes two values in {place:?}"))?;
            makes.push((place, o.value));
        } else if o.virt {
            reads.push((place, o.value));
        }
    }
    let lost = same.clobbers().into_iter().fold(0, |all, p| all | bit(Reg::phys(p)));
    let written = |p: &Place| lost.checked_shr(p.0).is_some_and(|l| l & 1 != 0) || makes.iter().any(|m| m.0 == *p);
    ensure(reads.iter().all(|(p, _)| !early.contains(p)), || "writes an operand before it reads it".into())?;
    ensure(!late.iter().any(written), || "writes an operand that it reads late".into())?;
    Ok(Step::Same { at, reads, makes, lost })
}

/// Where an instruction has its operands, in the order of [`MachInst::visit`], if `same` is the same but for that.
fn places<I: Checked>(inst: &I, same: &I, wide: bool) -> Option<SmallVec<[Place; 6]>> {
    let mut regs: SmallVec<[Reg; 6]> = SmallVec::new();
    same.clone().visit(&mut |r, _| regs.push(*r));
    // Puts virtual registers where `same` has them, if that makes it the same; those places.
    let put = |mut i: I| {
        let (mut n, mut places) = (0, SmallVec::<[Place; 6]>::new());
        i.visit(&mut |r, _| {
            if let (None, Some(to)) = (r.preg(), regs.get(n)) {
                *r = *to;
                places.push(Place::reg(*to));
            }
            n += 1;
        });
        (n == regs.len() && i == *same && regs.iter().all(|r| r.preg().is_some())).then_some(places)
    };
    let mut own: SmallVec<[(Reg, Con); 6]> = SmallVec::new();
    inst.clone().visit(&mut |r, con| own.push((*r, con)));
    // The places of all operands out of those of virtual registers, but for some that are in a slot.
    let all = |virt: SmallVec<[Place; 6]>, slot: Option<Place>, in_slot: &dyn Fn(usize) -> bool| {
        let mut virt = virt.into_iter();
        let place = |(n, (r, _)): (usize, &(Reg, Con))| if r.preg().is_some() { Some(Place::reg(*r)) } else if in_slot(n) { slot } else { virt.next() };
        own.iter().enumerate().map(place).collect()
    };
    if let Some(virt) = put(inst.clone()) {
        return all(virt, None, &|_| false);
    }

    let mut off = None;
    // What is wrong with it besides is not asked here.
    let _ = same.steps(&mut |s| {
        if let Stack::Access { off: o, write: false, .. } = s {
            off = u32::try_from(o).ok();
        }
        Ok(())
    });
    let off = off?;
    for (n, (r, _)) in own.iter().enumerate().filter(|(_, (r, con))| r.preg().is_none() && matches!(con, Con::Use)) {
        let class = r.vreg().class();
        let wide = wide && class != RegClass::Int;
        let free = (0..32).map(|n| PReg::new(n, class)).find(|p| !regs.contains(&Reg::phys(*p)))?;
        let reload = I::reload(free, off, wide);
        // One operand, or all that are the same.
        for in_slot in [&(|k: usize| k == n) as &dyn Fn(usize) -> bool, &|k: usize| own[k].0 == *r] {
            let (mut i, mut k) = (inst.clone(), 0);
            i.visit(&mut |r, _| {
                if in_slot(k) {
                    *r = Reg::phys(free);
                }
                k += 1;
            });
            if let Some(virt) = i.with_slot(Reg::phys(free), &reload).and_then(&put) {
                return all(virt, Some(Place::slot(off, wide)), in_slot);
            }
        }
    }
    None
}
