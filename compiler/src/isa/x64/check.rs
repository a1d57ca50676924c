//! What must hold of every function after allocation and what the allocator's own checker does not see: the
//! convention, the frame, the pinned registers, the flags. Input: final code and the layouts of its own and its
//! callees' signatures; output: the first thing that is wrong. Linear: each block is walked once, from the state in
//! which its first predecessor leaves it; the state at every other edge must be the same.
//!
//! Proved on every path:
//! - V is never written; the stack pointer moves in prologues and epilogues only (and by what a callee pops);
//! - a callee-saved register is written only while it is saved, and every save is undone before a return;
//! - a stack access lies in the outgoing area, a spill slot, the incoming arguments or the result area, and is
//!   aligned; spill slots are accessed at full width only; incoming arguments are read only, results written only;
//! - at a call the stack is aligned, the outgoing area holds the call's layout, each stack argument was stored, and
//!   arguments and results are in the convention's registers; overflow results are read before anything replaces them;
//! - at a return the frame is gone, `ret n` pops the function's own arguments, and each overflow result was stored;
//! - frames larger than the guard's step are probed in steps;
//! - a condition reads flags that a comparison made and nothing since has changed;
//! - the last instruction of a block, and no other, is a branch or return, to blocks that exist.
//!
//! That values survive calls, and that each register holds what it should, is for the allocator's checker to prove.

use super::frame::Final;
use super::inst::{ExtKind, Flags, Fp, Inst, Mem, Reg, Src, Target};
use super::{abi, regs};
use crate::ir::{FuncSig, ModuleEnv};
use crate::mir::{Con, MachInst};
use crate::mir::call::{CallLayout, Loc};
use regalloc2::{PReg, RegClass};
use wazc_abi::callconv::{PROBE_STEP, x64 as cc};

#[cfg(test)]
mod tests;

/// What the convention says of the function and of those that it calls.
pub struct Contract<'a> {
    /// The function's own layout.
    pub own: CallLayout,
    /// That of a callee; `None` for a builtin.
    pub callee: &'a dyn Fn(Target) -> Option<CallLayout>,
}

/// Checks a function of a module.
pub fn function(code: &Final, index: u32, env: &ModuleEnv) -> Result<(), String> {
    let layout = |s: &FuncSig| abi::CONVENTION.layout(s.params.iter().map(|t| t.is_float()), s.results.iter().map(|t| t.is_float()));
    let sig = env.func_sig(index);
    let callee = |t: Target| {
        Some(match t {
            Target::Func(i) => {
                let s = env.func_sig(i);
                layout(s)
            }
            Target::Miss(ty) => layout(&env.sigs[ty as usize]),
            Target::Copy | Target::Fill => abi::CONVENTION.layout([false; 3].into_iter(), [].into_iter()),
            Target::Mem(_) => return None,
        })
    };
    check(code, &Contract { own: layout(sig), callee: &callee })
}

/// The stack: how far the stack pointer is below the CFA, and the saved registers with the depth of each.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Stack {
    depth: u32,
    saves: Vec<(PReg, u32)>,
}

/// The state within a block.
struct Walk<'a> {
    code: &'a Final,
    contract: &'a Contract<'a>,
    stack: Stack,
    /// The deepest place that was touched.
    touched: u32,
    /// Flags that may be read.
    flags: u8,
    /// Only the prologue so far.
    entry: bool,
    /// For each slot of the outgoing area, `call` at the time of the last store; likewise for overflow results.
    stored: Vec<u32>,
    results: Vec<u32>,
    /// Number of calls and block starts so far.
    call: u32,
    /// Where the last call left overflow results.
    overflow: core::ops::Range<u32>,
}

/// Checks a function.
pub fn check(code: &Final, contract: &Contract<'_>) -> Result<(), String> {
    let mut at: Vec<Option<Stack>> = vec![None; code.blocks()];
    at[0] = Some(Stack { depth: 8, saves: Vec::new() });
    let mut w = Walk {
        code,
        contract,
        stack: Stack { depth: 8, saves: Vec::new() },
        touched: 8,
        flags: 0,
        entry: true,
        stored: vec![0; code.frame.outgoing as usize / 8],
        results: vec![0; contract.own.result_area as usize / 8],
        call: 0,
        overflow: 0..0,
    };
    let mut work = vec![0u32];
    while let Some(b) = work.pop() {
        let Some(stack) = at[b as usize].clone() else { continue };
        w.touched = stack.depth;
        w.stack = stack;
        w.flags = 0;
        w.entry = b == 0;
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
fn targets(i: &Inst) -> Option<Vec<u32>> {
    Some(match i {
        Inst::Jmp { to } => vec![*to],
        Inst::Jcc { then, other, .. } | Inst::Jcc2 { then, other, .. } => vec![*then, *other],
        Inst::JmpTable { targets, .. } => targets.clone(),
        Inst::Ret { .. } | Inst::Trap { .. } => Vec::new(),
        _ => return None,
    })
}

/// The memory that an instruction accesses: where, bytes, and whether it writes.
fn access(i: &Inst) -> Option<(Mem, u32, bool)> {
    Some(match i {
        Inst::Alu { size, src: Src::Mem(m), .. }
        | Inst::AluTest { size, src: Src::Mem(m), .. }
        | Inst::Imul { size, src: Src::Mem(m), .. }
        | Inst::ImulImm { size, src: Src::Mem(m), .. }
        | Inst::Bit { size, src: Src::Mem(m), .. }
        | Inst::Cmp { size, src: Src::Mem(m), .. }
        | Inst::Test { size, src: Src::Mem(m), .. }
        | Inst::FpUnary { size, src: Src::Mem(m), .. }
        | Inst::Ucomi { size, src: Src::Mem(m), .. }
        | Inst::CmpMemImm { size, mem: m, .. }
        | Inst::FLoad { size, mem: m, .. } => (*m, size.bytes(), false),
        Inst::Fp { op: Fp::And | Fp::Andn | Fp::Or | Fp::Xor, src: Src::Mem(m), .. } => (*m, 16, false),
        Inst::Fp { size, src: Src::Mem(m), .. } => (*m, size.bytes(), false),
        Inst::Ext { kind, src: Src::Mem(m), .. } => {
            let bytes = match kind {
                ExtKind::U8 | ExtKind::S8To32 | ExtKind::S8To64 => 1,
                ExtKind::U16 | ExtKind::S16To32 | ExtKind::S16To64 => 2,
                ExtKind::U32 | ExtKind::S32To64 => 4,
                ExtKind::U64 => 8,
            };
            (*m, bytes, false)
        }
        Inst::Store { bytes, mem, .. } | Inst::StoreImm { bytes, mem, .. } => (*mem, *bytes, true),
        Inst::FStore { size, mem, .. } => (*mem, size.bytes(), true),
        Inst::Call { target: Target::Mem(m), .. } => (*m, 8, false),
        _ => return None,
    })
}

type Res = Result<(), String>;

fn ensure(ok: bool, what: impl FnOnce() -> String) -> Res {
    if ok { Ok(()) } else { Err(what()) }
}

fn callee_saved(r: PReg) -> bool {
    r.class() == RegClass::Int && cc::CALLEE_SAVED.contains(&(r.hw_enc() as u8))
}

impl Walk<'_> {
    fn body(&self) -> u32 {
        self.code.frame.incoming_offset()
    }

    fn inst(&mut self, i: &Inst) -> Res {
        if !matches!(i, Inst::Push { .. } | Inst::Pop { .. } | Inst::AddSp { .. } | Inst::Probe { .. } | Inst::Args { .. }) {
            self.entry = false;
        }
        self.flags(i)?;
        self.writes(i)?;
        if let Some((m, bytes, write)) = access(i) {
            ensure(bytes <= 8, || format!("reads {bytes} bytes at once"))?;
            ensure(!m.incoming, || "an incoming operand without its place".into())?;
            ensure(m.index.is_none_or(|x| x.0 != Reg::phys(regs::RSP)), || "the stack pointer as an index".into())?;
            if m.base == Reg::phys(regs::RSP) {
                self.stack_access(&m, bytes, write)?;
            }
        }
        match i {
            Inst::Lea { mem, .. } => ensure(mem.base != Reg::phys(regs::RSP), || "takes the address of the frame".into()),
            Inst::Spill { off, .. } | Inst::Reload { off, .. } => self.spill(*off),
            Inst::Push { src } => self.push(*src),
            Inst::Pop { dst } => self.pop(*dst),
            Inst::AddSp { by } => self.add_sp(*by),
            Inst::Probe { below } => self.probe(*below),
            Inst::Args { defs } => self.args(defs),
            Inst::Call { target, uses, defs, pop, indirect } => self.call(*target, uses, defs, *pop, indirect.is_some()),
            Inst::Ret { uses, pop } => self.ret(uses, *pop),
            _ => Ok(()),
        }
    }

    fn flags(&mut self, i: &Inst) -> Res {
        match i.flags() {
            Flags::Keep => {}
            Flags::Read(f) => ensure(f & !self.flags == 0, || format!("reads flags {f:#x}, of which {:#x} are known", self.flags))?,
            Flags::Make(f) => self.flags = f,
            Flags::Lose => self.flags = 0,
        }
        Ok(())
    }

    /// Pinned and callee-saved registers.
    fn writes(&self, i: &Inst) -> Res {
        let mut wrong = None;
        let mut look = |r: PReg| {
            let saved = self.stack.saves.iter().any(|s| s.0 == r);
            let what = match r {
                regs::RBX => "the vmctx register",
                regs::RSP => "the stack pointer",
                r if callee_saved(r) && !saved && !matches!(i, Inst::Pop { .. }) => "a callee-saved register that is not saved",
                _ => return,
            };
            wrong = Some(format!("writes {:?}, {what}", Reg::phys(r)));
        };
        let mut unallocated = false;
        i.clone().visit(&mut |r, con| match (r.preg(), con) {
            (None, _) => unallocated = true,
            (Some(p), Con::Def | Con::EarlyDef | Con::Reuse(_) | Con::FixDef(_)) => look(p),
            _ => {}
        });
        crate::mir::MachInst::clobbers(i).into_iter().for_each(look);
        ensure(!unallocated, || "has a virtual register".into())?;
        wrong.map_or(Ok(()), Err)
    }

    fn push(&mut self, src: Reg) -> Res {
        let r = src.preg().ok_or("not a register")?;
        ensure(self.entry, || "saves outside the prologue".into())?;
        ensure(callee_saved(r) && self.stack.saves.iter().all(|s| s.0 != r), || "is not a save".into())?;
        self.stack.depth += 8;
        self.touched = self.touched.max(self.stack.depth);
        self.stack.saves.push((r, self.stack.depth));
        Ok(())
    }

    fn pop(&mut self, dst: Reg) -> Res {
        let top = self.stack.saves.pop();
        ensure(dst.preg().is_some() && top == dst.preg().map(|r| (r, self.stack.depth)), || {
            format!("restores {dst:?} at depth {}, where {top:?} is on top", self.stack.depth)
        })?;
        self.stack.depth -= 8;
        Ok(())
    }

    fn add_sp(&mut self, by: i32) -> Res {
        let depth = i64::from(self.stack.depth) - i64::from(by);
        let least = self.stack.saves.last().map_or(8, |s| s.1);
        ensure(depth >= least.into() && depth <= self.body().into(), || format!("the stack pointer goes to depth {depth}"))?;
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

    /// `off` bytes above the stack pointer is only then a place of the frame.
    fn in_body(&self) -> Res {
        ensure(self.stack.depth == self.body(), || {
            format!("a stack access at depth {}, the frame's is {}", self.stack.depth, self.body())
        })
    }

    fn spill(&self, off: u32) -> Res {
        self.in_body()?;
        let first = self.code.frame.outgoing;
        let slots = first..first + 8 * self.code.spill_slots;
        ensure(slots.contains(&off) && (off - first).is_multiple_of(8), || format!("{off} is not a spill slot"))
    }

    fn stack_access(&mut self, m: &Mem, bytes: u32, write: bool) -> Res {
        self.in_body()?;
        ensure(m.index.is_none(), || "an indexed stack access".into())?;
        let off = u32::try_from(m.disp).map_err(|_| "an access below the stack pointer")?;
        ensure(off.is_multiple_of(8) && matches!(bytes, 4 | 8), || format!("{bytes} bytes of the stack at {off}"))?;
        let (own, incoming) = (&self.contract.own, self.body());
        if off < self.code.frame.outgoing {
            if write {
                self.stored[off as usize / 8] = self.call;
                self.overflow = 0..0;
                return Ok(());
            }
            return ensure(self.overflow.contains(&off), || format!("reads {off}, which is no result of the last call"));
        }
        if off < incoming {
            return Err(format!("{off} is neither an argument nor a result"));
        }
        let at = off - incoming;
        if at < own.arg_area {
            return ensure(!write, || "writes an incoming argument".into());
        }
        ensure(at < own.arg_area + own.result_area, || format!("{off} is behind the incoming area"))?;
        ensure(write, || "reads its own result area".into())?;
        self.results[(at - own.arg_area) as usize / 8] = self.call;
        Ok(())
    }

    fn fixed(what: &str, list: &[(Reg, PReg)]) -> Res {
        match list.iter().find(|f| f.0.preg() != Some(f.1)) {
            Some((r, p)) => Err(format!("{what}: {r:?} is not in {:?}", Reg::phys(*p))),
            None => Ok(()),
        }
    }

    fn args(&self, defs: &[(Reg, PReg)]) -> Res {
        ensure(self.entry, || "arguments are taken too late".into())?;
        Self::fixed("argument", defs)?;
        let at = |r: &PReg| self.contract.own.params.contains(&Loc::Reg(*r));
        ensure(defs.iter().all(|d| at(&d.1)), || "takes an argument from a register that has none".into())
    }

    fn call(&mut self, target: Target, uses: &[(Reg, PReg)], defs: &[(Reg, PReg)], pop: u32, indirect: bool) -> Res {
        self.in_body()?;
        ensure(self.stack.depth.is_multiple_of(16), || "the stack is not aligned".into())?;
        Self::fixed("argument", uses)?;
        Self::fixed("result", defs)?;
        let used: Vec<PReg> = uses.iter().map(|u| u.1).collect();
        let Some(l) = (self.contract.callee)(target) else {
            let args = cc::INT_ARGS.map(regs::gpr);
            let ok = args.starts_with(&used) && defs.iter().all(|d| d.1 == regs::RAX) && pop == 0;
            self.call += 1;
            self.overflow = 0..0;
            return ensure(ok, || "not the convention of builtins".into());
        };
        let mut want = in_registers(&l.params);
        want.extend(indirect.then_some(regs::RAX));
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
        ensure(self.stack.depth == 8 && self.stack.saves.is_empty(), || format!("the frame is not gone: {:?}", self.stack))?;
        ensure(pop == own.arg_area, || format!("pops {pop} bytes, the convention says {}", own.arg_area))?;
        Self::fixed("result", uses)?;
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

fn in_registers(l: &[Loc]) -> Vec<PReg> {
    l.iter().filter_map(|l| if let Loc::Reg(r) = l { Some(*r) } else { None }).collect()
}
