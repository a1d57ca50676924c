//! What the check after allocation must know of aarch64: registers, flags, and what instructions do with the stack.
//! The check itself is `crate::mir::check`.

use super::inst::{Alu, Flags, Inst, Mem, Offset, Reg, SP, Src, Target, ZR};
use super::{abi, regs};
use crate::mir::check::{Callee, Checked, FlagUse, Machine, Res, Step, ensure};
use regalloc2::{PReg, RegClass};
use wazc_abi::callconv::a64 as cc;

#[cfg(test)]
mod tests;

/// All of the flags are made and read at once.
const NZCV: u8 = 1;

impl Checked for Inst {
    const MACHINE: Machine = Machine {
        convention: abi::CONVENTION,
        entry: 0,
        callee_saved: &cc::CALLEE_SAVED,
        link: Some(regs::LR),
        index: regs::gpr(cc::MISS_INDEX),
        move_args: regs::MOVE_ARGS,
        slot_operands: false,
        zero: Some(regs::ZR),
    };

    fn pinned(r: PReg) -> Option<&'static str> {
        match r {
            regs::V => Some("the vmctx register"),
            regs::FIELDS => Some("the base of its fields"),
            _ => None,
        }
    }

    fn reserved(r: PReg) -> Option<&'static str> {
        match (r.class(), r.hw_enc()) {
            (RegClass::Int, 16 | 17) => Some("which pseudo-instructions write"),
            (RegClass::Int, 18) => Some("the platform's register"),
            (RegClass::Int, 29) => Some("the host's frame pointer"),
            _ => None,
        }
    }

    fn flag_use(&self) -> FlagUse {
        match self.flags() {
            Flags::Keep => FlagUse::default(),
            Flags::Read => FlagUse { reads: NZCV, makes: None },
            Flags::Make => FlagUse { reads: 0, makes: Some(NZCV) },
            Flags::Update => FlagUse { reads: NZCV, makes: Some(NZCV) },
            Flags::Lose => FlagUse { reads: 0, makes: Some(0) },
        }
    }

    fn steps(&self, f: &mut dyn FnMut(Step<'_>) -> Res) -> Res {
        match self {
            // Number 31 is the stack pointer in these places.
            Inst::Alu { op, dst, a, b, .. } => {
                let operands = match b {
                    Src::Imm(_) | Src::Extended(..) => *dst != SP && *a != SP,
                    Src::Logical(_) => *dst != SP,
                    Src::Reg(_) | Src::Shifted(..) => true,
                };
                ensure(operands, || "an operand is the stack pointer".into())?;
                form(*op, b)
            }
            Inst::AluFlags { op, a, b, .. } => {
                let sp = matches!(b, Src::Imm(_) | Src::Extended(..)) && *a == SP;
                ensure(!sp, || "an operand is the stack pointer".into())?;
                form(*op, b)
            }
            Inst::Imm { dst, .. } => ensure(*dst != ZR, || "a constant for nothing".into()),
            Inst::Load { op, mem, .. } => access(mem, op.bytes(), false, &[None], f),
            Inst::Store { op, mem, .. } => access(mem, op.bytes(), true, &[None], f),
            Inst::LoadPair { op, dst, mem } => {
                ensure(dst[0] != dst[1], || "loads one register twice".into())?;
                access(mem, op.bytes(), false, &dst.map(Some), f)
            }
            Inst::StorePair { op, src, mem } => {
                ensure(!mem.traps, || "a pair of stores that may be done by half".into())?;
                access(mem, op.bytes(), true, &src.map(Some), f)
            }
            Inst::Spill { off, wide, .. } | Inst::Reload { off, wide, .. } => f(Step::Slot(*off, if *wide { 16 } else { 8 })),
            Inst::Push { src, by } => f(Step::Push { regs: src, by: *by }),
            Inst::Pop { dst, by } => f(Step::Pop { regs: dst, by: *by }),
            Inst::AddSp { by } => {
                ensure(by % 16 == 0, || "the stack is not aligned".into())?;
                f(Step::Move(*by))
            }
            Inst::Probe { below } => f(Step::Probe(*below)),
            Inst::Args { defs } => f(Step::Args(defs)),
            Inst::Call { target, uses, defs, pop } => {
                let callee = match target {
                    Target::Func(i) => Callee::Func(*i),
                    Target::Move(_) => Callee::Bulk,
                    Target::Builtin(..) => Callee::Builtin,
                    Target::Indirect(t) => Callee::Indirect(t.ty),
                };
                f(Step::Call { callee, uses, defs, pop: *pop })
            }
            Inst::Ret { uses, pop } => f(Step::Ret { uses, pop: *pop }),
            _ => Ok(()),
        }
    }
}

/// Whether the operator has such a second operand.
fn form(op: Alu, b: &Src) -> Res {
    let ok = match b {
        Src::Reg(_) | Src::Shifted(..) => true,
        Src::Imm(_) | Src::Extended(..) => !op.is_logical(),
        Src::Logical(_) => op.is_logical(),
    };
    ensure(ok, || format!("{op:?} has no such operand"))
}

/// Accesses of adjacent places, of registers at full width where those are given.
fn access(mem: &Mem, bytes: u32, write: bool, regs: &[Option<Reg>], f: &mut dyn FnMut(Step<'_>) -> Res) -> Res {
    ensure(!mem.incoming, || "an incoming operand without its place".into())?;
    let index = match mem.offset {
        Offset::Uxtw(i) | Offset::Scaled(i) | Offset::Reg(i) => Some(i),
        Offset::Imm(_) => None,
    };
    ensure(index != Some(SP), || "the stack pointer as an index".into())?;
    if mem.base != SP {
        return Ok(());
    }
    let Offset::Imm(off) = mem.offset else { return Err("an indexed stack access".into()) };
    ensure(!mem.traps, || "a stack access that traps".into())?;
    for (n, &reg) in regs.iter().enumerate() {
        f(Step::Access { off: off.saturating_add((n as u32 * bytes) as i32), bytes, write, reg })?;
    }
    Ok(())
}
