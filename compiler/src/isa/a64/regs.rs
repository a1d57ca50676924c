//! The registers of aarch64 and what the allocator may do with them. Numbers come from `wazc_abi::callconv`.

use crate::regalloc::set;
use regalloc2::{MachineEnv, PReg, PRegSet, RegClass};
use wazc_abi::callconv::a64 as cc;

/// An integer register by number.
pub const fn gpr(n: u8) -> PReg {
    PReg::new(n as usize, RegClass::Int)
}

/// A float and vector register.
pub const fn vreg(n: u8) -> PReg {
    PReg::new(n as usize, RegClass::Float)
}

/// V, the vmctx register.
pub const V: PReg = gpr(cc::V);
/// V − FIELDS_BIAS.
pub const FIELDS: PReg = gpr(cc::FIELDS);
/// The stack pointer, as the base of an address.
pub const SP: PReg = gpr(31);
/// Zero, as any other operand.
pub const ZR: PReg = gpr(31);
/// The link register.
pub const LR: PReg = gpr(cc::LR);

/// Where an instruction that looks up bytes in two vectors has them: they must follow each other.
pub const TABLE: [PReg; 2] = [vreg(30), vreg(31)];

/// The allocator's view: caller-saved registers first, then callee-saved; all of v0…v31.
pub fn machine_env() -> MachineEnv {
    let none = PRegSet::empty();
    MachineEnv {
        preferred_regs_by_class: [set(RegClass::Int, cc::CALLER_SAVED), set(RegClass::Float, 0..32), none],
        non_preferred_regs_by_class: [set(RegClass::Int, cc::CALLEE_SAVED), none, none],
        scratch_by_class: [None; 3],
        fixed_stack_slots: Vec::new(),
    }
}

/// Everything that a call in the default convention may destroy, of what the allocator hands out.
pub fn call_clobbers() -> PRegSet {
    let mut s = set(RegClass::Int, cc::CALLER_SAVED);
    s.union_from(set(RegClass::Float, 0..32));
    s
}

/// Arguments of the stubs for memory moves: x1 x2 x3.
pub const MOVE_ARGS: [PReg; 3] = [gpr(1), gpr(2), gpr(3)];

/// What the stubs for `memory.copy` and `memory.fill` may destroy: x0–x9, v0–v7.
pub fn bulk_clobbers() -> PRegSet {
    let mut s = set(RegClass::Int, 0..10);
    s.union_from(set(RegClass::Float, 0..8));
    s
}

/// The callee-saved registers in a set, in the order in which they are saved.
pub fn callee_saved_in(s: PRegSet) -> Vec<PReg> {
    cc::CALLEE_SAVED.iter().map(|&n| gpr(n)).filter(|&r| s.contains(r)).collect()
}
