//! What must hold of every function after allocation and what the allocator's own checker does not see: the
//! convention, the frame, the pinned registers, the flags. Input: final code, what a target says of its registers and
//! instructions ([`Checked`]), and the layouts of the function's own and its callees' signatures; output: the first
//! thing that is wrong. Linear: each block is walked once, from the state in which its first predecessor leaves it;
//! the state at every other edge must be the same.
//!
//! Proved on every path:
//! - pinned registers are never written; the stack pointer moves in prologues and epilogues only (and by what a callee
//!   pops);
//! - a callee-saved register is written only while it is saved, and every save is undone before a return;
//! - a return address in a register is saved before a call, at its place;
//! - a stack access lies in the outgoing area, a spill slot, the incoming arguments or the result area, and is
//!   aligned; spill slots are written at full width only, and read so but where a target has operands in memory;
//!   incoming arguments are read only, results written only;
//! - at a call the stack is aligned, the outgoing area holds the call's layout, each stack argument was stored, and
//!   arguments and results are in the convention's registers; overflow results are read before anything replaces them;
//! - the frame is there at the beginning of the blocks of which that is said, and not at that of others;
//! - at a return the frame is gone, it pops the function's own arguments, and each overflow result was stored;
//! - frames larger than the guard's step are probed in steps;
//! - a condition reads flags that a comparison made and nothing since has changed;
//! - the last instruction of a block, and no other, is a branch or return, to blocks that exist.
//!
//! That values survive calls, and that each register holds what it should, is for the allocator's checker to prove.

use super::call::{CallLayout, Convention, Kind, Loc};
use super::frame::Final;
use super::reg::Reg;
use super::{Con, MachInst};
use crate::ir::{FuncSig, ModuleEnv};
use regalloc2::{PReg, RegClass};
use wazc_abi::callconv::PROBE_STEP;

/// What is wrong, or nothing.
pub type Res = Result<(), String>;

/// That must hold, else this is wrong.
pub fn ensure(ok: bool, what: impl FnOnce() -> String) -> Res {
    if ok { Ok(()) } else { Err(what()) }
}

/// The registers of a target, and its stack.
pub struct Machine {
    /// The convention.
    pub convention: Convention,
    /// CFA − stack pointer at entry.
    pub entry: u32,
    /// Callee-saved registers.
    pub callee_saved: &'static [u8],
    /// What has the return address at entry, where that is a register.
    pub link: Option<PReg>,
    /// The index of an indirect call.
    pub index: PReg,
    /// Arguments of a memory move.
    pub move_args: [PReg; 3],
    /// Whether spill slots are read by others than reloads.
    pub slot_operands: bool,
    /// What is always zero: it fills places between saves.
    pub zero: Option<PReg>,
}

/// What an instruction does with the flags.
#[derive(Clone, Copy, Default)]
pub struct FlagUse {
    /// Those that it reads.
    pub reads: u8,
    /// Those that may be read behind it, where it changes any.
    pub makes: Option<u8>,
}

/// What is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Callee {
    /// A function of the module.
    Func(u32),
    /// A function of this type.
    Indirect(u32),
    /// A memory move.
    Bulk,
    /// A routine of the runtime's.
    Builtin,
}

/// What an instruction does with the stack; several are done in order. Offsets count from the stack pointer.
pub enum Step<'a> {
    /// A spill or a reload: offset and bytes.
    Slot(u32, u32),
    /// An access of so many bytes; of a register's full width where that is given, which may then be a spill or a save.
    Access { off: i32, bytes: u32, write: bool, reg: Option<Reg> },
    /// The stack pointer moves down, and these are stored there, 8 bytes each.
    Push { regs: &'a [Reg], by: u32 },
    /// These are loaded, and the stack pointer moves up.
    Pop { regs: &'a [Reg], by: u32 },
    /// The stack pointer moves.
    Move(i32),
    /// The stack is touched so far below the stack pointer.
    Probe(u32),
    /// The function's arguments.
    Args(&'a [(Reg, PReg)]),
    /// A call.
    Call { callee: Callee, uses: &'a [(Reg, PReg)], defs: &'a [(Reg, PReg)], pop: u32 },
    /// A return.
    Ret { uses: &'a [(Reg, PReg)], pop: u32 },
}

/// What a target says of its instructions.
pub trait Checked: MachInst + PartialEq {
    /// Registers and stack.
    const MACHINE: Machine;
    /// Why a register may not be written, if so.
    fn pinned(r: PReg) -> Option<&'static str>;
    /// Why a register may not be an operand at all, if so.
    fn reserved(r: PReg) -> Option<&'static str>;
    /// Flags.
    fn flag_use(&self) -> FlagUse;
    /// The steps, and what is wrong with the operands whatever the place.
    fn steps(&self, f: &mut dyn FnMut(Step<'_>) -> Res) -> Res;
}

/// What the convention says of the function and of those that it calls.
pub struct Contract<'a> {
    /// The function's own layout.
    pub own: CallLayout,
    /// That of a callee other than a builtin.
    pub callee: &'a dyn Fn(Callee) -> CallLayout,
}

/// Checks a function of a module.
pub fn function<I: Checked>(code: &Final<I>, index: u32, env: &ModuleEnv) -> Res {
    let conv = I::MACHINE.convention;
    let layout = |s: &FuncSig| conv.layout(s.params.iter().map(|t| Kind::of(*t)), s.results.iter().map(|t| Kind::of(*t)));
    let callee = |c: Callee| match c {
        Callee::Func(i) => layout(env.func_sig(i)),
        Callee::Indirect(ty) => layout(&env.sigs[ty as usize]),
        Callee::Bulk | Callee::Builtin => conv.layout([Kind::Int; 3].into_iter(), [].into_iter()),
    };
    check(code, &Contract { own: layout(env.func_sig(index)), callee: &callee })
}

/// The stack: how far the stack pointer is below the CFA, and the saved registers with the place of each, by its
/// distance from the CFA.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Stack {
    depth: u32,
    saves: Vec<(PReg, u32)>,
}

/// The state within a block.
struct Walk<'a, I> {
    code: &'a Final<I>,
    contract: &'a Contract<'a>,
    machine: Machine,
    stack: Stack,
    /// The deepest place that was touched.
    touched: u32,
    /// Flags that may be read.
    flags: u8,
    /// Only the prologue so far, if there is no frame yet.
    entry: bool,
    /// The function's first block.
    first: bool,
    /// What the instruction restored.
    restored: Vec<PReg>,
    /// For each slot of the outgoing area, `call` at the time of the last store; likewise for overflow results.
    stored: Vec<u32>,
    results: Vec<u32>,
    /// Number of calls and block starts so far.
    call: u32,
    /// Where the last call left overflow results.
    overflow: core::ops::Range<u32>,
}

/// Checks a function.
pub fn check<I: Checked>(code: &Final<I>, contract: &Contract<'_>) -> Res {
    let machine = I::MACHINE;
    let start = Stack { depth: machine.entry, saves: Vec::new() };
    let mut at: Vec<Option<Stack>> = vec![None; code.blocks()];
    at[0] = Some(start.clone());
    let mut w = Walk {
        code,
        contract,
        machine,
        stack: start.clone(),
        touched: 0,
        flags: 0,
        entry: true,
        first: true,
        restored: Vec::new(),
        stored: vec![0; code.frame.outgoing as usize / 8],
        results: vec![0; contract.own.result_area as usize / 8],
        call: 0,
        overflow: 0..0,
    };
    let mut work = vec![0u32];
    while let Some(b) = work.pop() {
        let Some(stack) = at[b as usize].clone() else { continue };
        w.touched = stack.depth;
        w.entry = stack == start;
        w.first = b == 0;
        let depth = if code.framed.get(b as usize) == Some(&true) { w.body() } else { start.depth };
        ensure(stack.depth == depth, || format!("block {b} begins with the stack {stack:?}, not at depth {depth}"))?;
        w.stack = stack;
        w.flags = 0;
        w.call += 1;
        w.overflow = 0..0;
        let range = code.block(b);
        let last = range.end.wrapping_sub(1);
        if range.is_empty() {
            return Err(format!("block {b} is empty"));
        }
        for i in range {
            let inst = &code.insts[i];
            let fail = |what: String| format!("instruction {i} ({inst:?}): {what}");
            w.inst(inst).map_err(fail)?;
            let ends = targets(inst);
            if ends.is_some() != (i == last) {
                return Err(fail("a block must end in its only branch or return".into()));
            }
            for t in ends.unwrap_or_default() {
                match at.get_mut(t as usize) {
                    None => return Err(fail(format!("there is no block {t}"))),
                    Some(s @ None) => {
                        *s = Some(w.stack.clone());
                        work.push(t);
                    }
                    Some(Some(s)) if *s != w.stack => {
                        return Err(fail(format!("block {t} is reached with different stacks: {s:?}, {:?}", w.stack)));
                    }
                    Some(Some(_)) => {}
                }
            }
        }
    }
    Ok(())
}

/// Where a branch or return leads; `None` for everything else.
fn targets<I: Checked>(i: &I) -> Option<Vec<u32>> {
    let none = || i.is_ret().then(Vec::new);
    let two = i.two_way().map(|t| t.to_vec());
    i.jump().map(|t| vec![t]).or(two).or_else(|| i.table().map(<[u32]>::to_vec)).or_else(none)
}

impl<I: Checked> Walk<'_, I> {
    fn body(&self) -> u32 {
        self.code.frame.incoming_offset()
    }

    fn inst(&mut self, i: &I) -> Res {
        let f = i.flag_use();
        ensure(f.reads & !self.flags == 0, || format!("reads flags {:#x}, of which {:#x} are known", f.reads, self.flags))?;
        self.flags = f.makes.unwrap_or(self.flags);
        self.restored.clear();
        let mut prologue = false;
        i.steps(&mut |s| {
            prologue |= self.step(s)?;
            Ok(())
        })?;
        self.entry &= prologue;
        self.writes(i)
    }

    /// Gives whether this may be part of a prologue.
    fn step(&mut self, s: Step<'_>) -> Result<bool, String> {
        match s {
            Step::Slot(off, bytes) => self.in_body().and_then(|()| self.slot(off, bytes))?,
            Step::Access { off, bytes, write, reg } => return self.access(off, bytes, write, reg),
            Step::Push { regs, by } => self.push(regs, by)?,
            Step::Pop { regs, by } => self.pop(regs, by)?,
            Step::Move(by) => self.move_sp(by)?,
            Step::Probe(below) => self.probe(below)?,
            Step::Args(defs) => self.args(defs)?,
            Step::Call { callee, uses, defs, pop } => self.call(callee, uses, defs, pop)?,
            Step::Ret { uses, pop } => self.ret(uses, pop)?,
        }
        Ok(matches!(s, Step::Push { .. } | Step::Pop { .. } | Step::Move(_) | Step::Probe(_) | Step::Args(_)))
    }

    fn callee_saved(&self, r: PReg) -> bool {
        r.class() == RegClass::Int && self.machine.callee_saved.contains(&(r.hw_enc() as u8))
    }

    /// Pinned and callee-saved registers.
    fn writes(&self, i: &I) -> Res {
        let mut wrong = None;
        let mut look = |r: PReg| {
            if self.restored.contains(&r) {
                return;
            }
            let saved = self.stack.saves.iter().any(|s| s.0 == r);
            let what = match I::pinned(r) {
                Some(what) => what,
                None if self.machine.link == Some(r) => "the link register",
                None if self.callee_saved(r) && !saved => "a callee-saved register that is not saved",
                None => return,
            };
            wrong = Some(format!("writes {:?}, {what}", Reg::phys(r)));
        };
        let (mut unallocated, mut reserved) = (false, None);
        i.clone().visit(&mut |r, con| {
            let Some(p) = r.preg() else {
                unallocated = true;
                return;
            };
            reserved = reserved.or(I::reserved(p).map(|what| (p, what)));
            if matches!(con, Con::Def | Con::EarlyDef | Con::Reuse(_) | Con::FixDef(_)) {
                look(p);
            }
        });
        i.clobbers().into_iter().for_each(look);
        ensure(!unallocated, || "has a virtual register".into())?;
        if let Some((r, what)) = reserved {
            return Err(format!("uses {:?}, {what}", Reg::phys(r)));
        }
        wrong.map_or(Ok(()), Err)
    }

    /// A register is stored at a place.
    fn save(&mut self, reg: Reg, place: u32) -> Res {
        let r = reg.preg().ok_or("not a register")?;
        ensure(self.entry, || "saves outside the prologue".into())?;
        if self.machine.zero == Some(r) {
            return Ok(());
        }
        let link = self.machine.link == Some(r);
        let fresh = self.stack.saves.iter().all(|s| s.0 != r && s.1.abs_diff(place) >= 8);
        ensure(fresh && (link || self.callee_saved(r)), || "is not a save".into())?;
        ensure(!link || place == 8, || format!("saves the return address {place} bytes below the CFA"))?;
        self.stack.saves.push((r, place));
        Ok(())
    }

    /// A register is loaded from a place.
    fn restore(&mut self, reg: Reg, place: u32) -> Res {
        let found = self.stack.saves.iter().position(|s| s.1 == place);
        let there = found.map(|n| self.stack.saves[n].0);
        match (reg.preg(), found) {
            (Some(r), Some(n)) if there == Some(r) => {
                self.stack.saves.remove(n);
                self.restored.push(r);
                Ok(())
            }
            (r, None) if r.is_some() && r == self.machine.zero => Ok(()),
            _ => Err(format!("restores {reg:?} from depth {place}, where {:?} is", there.map(Reg::phys))),
        }
    }

    fn push(&mut self, regs: &[Reg], by: u32) -> Res {
        ensure(self.entry, || "saves outside the prologue".into())?;
        ensure(by as usize >= 8 * regs.len() && self.stack.depth + by <= self.code.frame.saved, || {
            format!("moves the stack pointer by {by}")
        })?;
        self.stack.depth += by;
        self.touched = self.touched.max(self.stack.depth);
        for (n, &r) in regs.iter().enumerate() {
            self.save(r, self.stack.depth - 8 * n as u32)?;
        }
        Ok(())
    }

    fn pop(&mut self, regs: &[Reg], by: u32) -> Res {
        for (n, &r) in regs.iter().enumerate() {
            self.restore(r, self.stack.depth.wrapping_sub(8 * n as u32))?;
        }
        let depth = i64::from(self.stack.depth) - i64::from(by);
        ensure(depth >= self.least().into(), || format!("the stack pointer goes to depth {depth}"))?;
        self.stack.depth = depth as u32;
        Ok(())
    }

    /// The stack pointer may not be above what is saved.
    fn least(&self) -> u32 {
        self.stack.saves.iter().map(|s| s.1).max().unwrap_or(self.machine.entry)
    }

    fn move_sp(&mut self, by: i32) -> Res {
        let depth = i64::from(self.stack.depth) - i64::from(by);
        let ok = depth >= self.least().into() && depth <= self.body().into();
        ensure(ok, || format!("the stack pointer goes to depth {depth}"))?;
        ensure(by > 0 || self.entry, || "makes a frame outside the prologue".into())?;
        self.stack.depth = depth as u32;
        ensure(self.stack.depth <= self.touched.saturating_add(PROBE_STEP), || "a large frame without a probe".into())
    }

    fn probe(&mut self, below: u32) -> Res {
        let at = self.stack.depth.saturating_add(below);
        ensure(at <= self.touched.saturating_add(PROBE_STEP), || "a probe further than the guard".into())?;
        self.touched = self.touched.max(at);
        Ok(())
    }

    /// Offsets from the stack pointer are only then places of the frame.
    fn in_body(&self) -> Res {
        ensure(self.stack.depth == self.body(), || {
            format!("a stack access at depth {}, the frame's is {}", self.stack.depth, self.body())
        })
    }

    /// A spill slot of 8 bytes, or of 16, where the stack must be aligned as much.
    fn slot(&self, off: u32, bytes: u32) -> Res {
        let first = self.code.frame.outgoing;
        let end = first + 8 * self.code.spill_slots;
        let inside = off >= first && off.checked_add(bytes).is_some_and(|e| e <= end) && (off - first).is_multiple_of(8);
        let aligned = bytes == 8 || bytes == 16 && off.is_multiple_of(16) && self.stack.depth.is_multiple_of(16);
        ensure(inside && aligned, || format!("{off} is not a spill slot of {bytes} bytes"))
    }

    /// Gives whether it is a save or a restore.
    fn access(&mut self, off: i32, bytes: u32, write: bool, reg: Option<Reg>) -> Result<bool, String> {
        let off = u32::try_from(off).map_err(|_| "an access below the stack pointer")?;
        if let Some(r) = reg.filter(|_| bytes == 8) {
            let place = self.stack.depth.wrapping_sub(off);
            if place.is_multiple_of(8) && (self.machine.entry + 8..=self.code.frame.saved).contains(&place) {
                if write { self.save(r, place)? } else { self.restore(r, place)? }
                return Ok(true);
            }
        }
        self.in_body()?;
        let slots = self.code.frame.outgoing..self.code.frame.outgoing + 8 * self.code.spill_slots;
        let full = reg.is_some() && bytes >= 8;
        if slots.contains(&off) && (full || !write && self.machine.slot_operands) {
            ensure(matches!(bytes, 4 | 8 | 16), || format!("{bytes} bytes of the stack at {off}"))?;
            return self.slot(off, bytes.max(8)).map(|()| false);
        }
        let (own, incoming) = (&self.contract.own, self.body());
        // The incoming area begins at a multiple of 16, whatever the frame.
        let place = if off < incoming { off } else { off - incoming };
        let placed = matches!(bytes, 4 | 8) && off.is_multiple_of(8) || bytes == 16 && place.is_multiple_of(16);
        ensure(placed, || format!("{bytes} bytes of the stack at {off}"))?;
        let words = |at: u32| at as usize / 8..(at + bytes).div_ceil(8) as usize;
        if off < self.code.frame.outgoing {
            if write {
                self.stored.get_mut(words(off)).ok_or("writes behind the outgoing area")?.fill(self.call);
                self.overflow = 0..0;
                return Ok(false);
            }
            ensure(self.overflow.contains(&off) && off + bytes <= self.overflow.end, || format!("reads {off}, which is no result of the last call"))?;
            return Ok(false);
        }
        if off < incoming {
            return Err(format!("{off} is neither an argument nor a result"));
        }
        let at = off - incoming;

        if at < own.arg_area {
            ensure(!write, || "writes an incoming argument".into())?;
            return Ok(false);
        }
        ensure(at < own.arg_area + own.result_area, || format!("{off} is behind the incoming area"))?;
        ensure(write, || "reads its own result area".into())?;
        self.results.get_mut(words(at - own.arg_area)).ok_or("writes behind the result area")?.fill(self.call);
        Ok(false)
    }

    fn args(&self, defs: &[(Reg, PReg)]) -> Res {
        ensure(self.entry && self.first, || "arguments are taken too late".into())?;
        fixed("argument", defs)?;
        let at = |r: &PReg| self.contract.own.params.contains(&Loc::Reg(*r));
        ensure(defs.iter().all(|d| at(&d.1)), || "takes an argument from a register that has none".into())
    }

    fn call(&mut self, callee: Callee, uses: &[(Reg, PReg)], defs: &[(Reg, PReg)], pop: u32) -> Res {
        self.in_body()?;
        ensure(self.stack.depth.is_multiple_of(16), || "the stack is not aligned".into())?;
        let saved = |r| self.stack.saves.iter().any(|s| s.0 == r);
        ensure(self.machine.link.is_none_or(saved), || "the return address is not saved".into())?;
        fixed("argument", uses)?;
        fixed("result", defs)?;
        let used: Vec<PReg> = uses.iter().map(|u| u.1).collect();
        if callee == Callee::Builtin {
            let int = |n: &u8| PReg::new((*n).into(), RegClass::Int);
            let args: Vec<PReg> = self.machine.convention.int_args.iter().map(int).collect();
            let result = self.machine.convention.int_results.first().map(int);
            let ok = args.starts_with(&used) && defs.iter().all(|d| Some(d.1) == result) && pop == 0;
            self.call += 1;
            self.overflow = 0..0;
            return ensure(ok, || "not the convention of builtins".into());
        }
        if callee == Callee::Bulk {
            let ok = used == self.machine.move_args && defs.is_empty() && pop == 0;
            self.call += 1;
            self.overflow = 0..0;
            return ensure(ok, || "not the convention of memory moves".into());
        }
        let l = (self.contract.callee)(callee);
        let mut want = in_registers(&l.params);
        want.extend(matches!(callee, Callee::Indirect(_)).then_some(self.machine.index));
        ensure(used == want, || "arguments are not in the convention's registers".into())?;
        let results = in_registers(&l.results);
        ensure(defs.iter().all(|d| results.contains(&d.1)), || "a result is not in the convention's register".into())?;
        ensure(pop == l.arg_area, || format!("pops {pop} bytes, the convention says {}", l.arg_area))?;
        let area = l.arg_area + l.result_area;
        ensure(area <= self.code.frame.outgoing, || format!("needs {area} bytes, has {}", self.code.frame.outgoing))?;
        for loc in &l.params {
            if let Loc::Stack(off) = loc {
                ensure(self.stored[*off as usize / 8] == self.call, || format!("the stack argument at {off} was not stored"))?;
            }
        }
        self.call += 1;
        self.overflow = l.arg_area..area;
        Ok(())
    }

    fn ret(&self, uses: &[(Reg, PReg)], pop: u32) -> Res {
        let own = &self.contract.own;
        let gone = self.stack.depth == self.machine.entry && self.stack.saves.is_empty();
        ensure(gone, || format!("the frame is not gone: {:?}", self.stack))?;
        ensure(pop == own.arg_area, || format!("pops {pop} bytes, the convention says {}", own.arg_area))?;
        fixed("result", uses)?;
        let used: Vec<PReg> = uses.iter().map(|u| u.1).collect();
        ensure(used == in_registers(&own.results), || "results are not in the convention's registers".into())?;
        for loc in &own.results {
            if let Loc::Stack(off) = loc {
                ensure(self.results[*off as usize / 8] == self.call, || format!("the result at {off} was not stored"))?;
            }
        }
        Ok(())
    }
}

fn fixed(what: &str, list: &[(Reg, PReg)]) -> Res {
    match list.iter().find(|f| f.0.preg() != Some(f.1)) {
        Some((r, p)) => Err(format!("{what}: {r:?} is not in {:?}", Reg::phys(*p))),
        None => Ok(()),
    }
}

fn in_registers(l: &[Loc]) -> Vec<PReg> {
    l.iter().filter_map(|l| if let Loc::Reg(r) = l { Some(*r) } else { None }).collect()
}
