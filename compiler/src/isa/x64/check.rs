//! What the check after allocation must know of x86-64: registers, flags, and what instructions do with the stack.
//! The check itself is `crate::mir::check`.

use super::inst::{ExtKind, Flags, Fp, Inst, Mem, Reg, Src, Target, VSrc};
use super::{abi, regs};
use crate::mir::check::{Callee, Checked, FlagUse, Machine, Res, Step, ensure};
use regalloc2::PReg;
use wazc_abi::callconv::x64 as cc;

#[cfg(test)]
mod tests;

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
        Inst::Vec2 { op, src: VSrc::Mem(m), .. } => (*m, op.bytes(), false),
        Inst::Vec1 { op, src: VSrc::Mem(m), .. } => (*m, op.bytes(), false),
        Inst::Fma { src: VSrc::Mem(m), .. } => (*m, 16, false),
        Inst::VStore { mem, .. } => (*mem, 16, true),
        Inst::PextrStore { bytes, mem, .. } => (*mem, (*bytes).into(), true),
        Inst::CmpByteImm { mem, .. } | Inst::CmpByte { mem, .. } => (*mem, 1, false),
        Inst::TestMemImm { bytes, mem, .. } => (*mem, *bytes, false),
        Inst::Store { bytes, mem, .. } | Inst::StoreImm { bytes, mem, .. } => (*mem, *bytes, true),
        Inst::FStore { size, mem, .. } => (*mem, size.bytes(), true),
        Inst::Call { target: Target::Mem(m), .. } => (*m, 8, false),
        _ => return None,
    })
}

impl Checked for Inst {
    const MACHINE: Machine = Machine {
        convention: abi::CONVENTION,
        // The return address.
        entry: 8,
        callee_saved: &cc::CALLEE_SAVED,
        link: None,
        index: regs::gpr(cc::MISS_INDEX),
        move_args: regs::MOVE_ARGS,
        slot_operands: true,
        zero: None,
    };

    fn pinned(r: PReg) -> Option<&'static str> {
        match r {
            regs::RBX => Some("the vmctx register"),
            regs::RSP => Some("the stack pointer"),
            _ => None,
        }
    }

    fn reserved(_: PReg) -> Option<&'static str> {
        None
    }

    fn flag_use(&self) -> FlagUse {
        match self.flags() {
            Flags::Keep => FlagUse::default(),
            Flags::Read(reads) => FlagUse { reads, makes: None },
            Flags::Make(f) => FlagUse { reads: 0, makes: Some(f) },
            Flags::Lose => FlagUse { reads: 0, makes: Some(0) },
        }
    }

    fn steps(&self, f: &mut dyn FnMut(Step<'_>) -> Res) -> Res {
        let rsp = Reg::phys(regs::RSP);
        if let Some((m, bytes, write)) = access(self) {
            ensure(bytes <= 8 || matches!(self, Inst::Vec2 { .. } | Inst::Vec1 { .. } | Inst::Fma { .. } | Inst::VStore { .. }), || {
                format!("reads {bytes} bytes at once")
            })?;
            ensure(!m.incoming, || "an incoming operand without its place".into())?;
            ensure(m.index.is_none_or(|x| x.0 != rsp), || "the stack pointer as an index".into())?;
            if m.base == rsp {
                ensure(m.index.is_none(), || "an indexed stack access".into())?;
                f(Step::Access { off: m.disp, bytes, write, reg: None })?;
            }
        }
        match self {
            Inst::LeaScaled { index, .. } => ensure(*index != rsp, || "takes the address of the frame".into()),
            Inst::Lea { mem, .. } => ensure(mem.base != rsp, || "takes the address of the frame".into()),
            Inst::Spill { off, wide, .. } | Inst::Reload { off, wide, .. } => f(Step::Slot(*off, if *wide { 16 } else { 8 })),
            Inst::Push { src } => f(Step::Push { regs: &[*src], by: 8 }),
            Inst::Pop { dst } => f(Step::Pop { regs: &[*dst], by: 8 }),
            Inst::AddSp { by } => f(Step::Move(*by)),
            Inst::Probe { below } => f(Step::Probe(*below)),
            Inst::Args { defs } => f(Step::Args(defs)),
            Inst::Call { target, uses, defs, pop, indirect } => {
                let callee = match (indirect, target) {
                    (Some(t), _) => Callee::Indirect(t.ty),
                    (None, Target::Func(i)) => Callee::Func(*i),
                    (None, Target::Move(_)) => Callee::Bulk,
                    (None, Target::Mem(_)) => Callee::Builtin,
                    (None, Target::Miss(_)) => return Err("calls a miss stub directly".into()),
                };
                f(Step::Call { callee, uses, defs, pop: *pop })
            }
            Inst::Ret { uses, pop } => f(Step::Ret { uses, pop: *pop }),
            _ => Ok(()),
        }
    }
}
