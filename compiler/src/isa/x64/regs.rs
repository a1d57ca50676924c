//! The registers of x86-64 and what the allocator may do with them. Numbers come from `wazc_abi::callconv`.

use crate::regalloc::set;
use regalloc2::{MachineEnv, PReg, PRegSet, RegClass};
use wazc_abi::callconv::x64 as cc;

/// An integer register by hardware number.
pub const fn gpr(n: u8) -> PReg {
    PReg::new(n as usize, RegClass::Int)
}

/// An xmm register.
pub const fn xmm(n: u8) -> PReg {
    PReg::new(n as usize, RegClass::Float)
}

/// rax.
pub const RAX: PReg = gpr(0);
/// rcx.
pub const RCX: PReg = gpr(1);
/// rdx.
pub const RDX: PReg = gpr(2);
/// rbx, which is V.
pub const RBX: PReg = gpr(cc::V);
/// rsp.
pub const RSP: PReg = gpr(4);
/// rsi.
pub const RSI: PReg = gpr(6);
/// r10.
pub const R10: PReg = gpr(10);
/// r11.
pub const R11: PReg = gpr(11);

/// The allocator's view: caller-saved registers first, then callee-saved; all of xmm.
pub fn machine_env() -> MachineEnv {
    let none = PRegSet::empty();
    MachineEnv {
        preferred_regs_by_class: [set(RegClass::Int, cc::CALLER_SAVED), set(RegClass::Float, 0..16), none],
        non_preferred_regs_by_class: [set(RegClass::Int, cc::CALLEE_SAVED), none, none],
        scratch_by_class: [None; 3],
        fixed_stack_slots: Vec::new(),
    }
}

/// Everything that a call in the default convention may destroy.
pub fn call_clobbers() -> PRegSet {
    let mut s = set(RegClass::Int, cc::CALLER_SAVED);
    s.union_from(set(RegClass::Float, 0..16));
    s
}

/// Arguments of the stubs for memory moves: rdi rsi rcx, as string instructions want them.
pub const MOVE_ARGS: [PReg; 3] = [gpr(7), gpr(6), gpr(1)];

/// What the stubs for `memory.copy` and `memory.fill` may destroy: rax rcx rdx rsi rdi, xmm0–8.
pub fn bulk_clobbers() -> PRegSet {
    let mut s = set(RegClass::Int, [0, 1, 2, 6, 7]);
    s.union_from(set(RegClass::Float, 0..9));
    s
}

/// The callee-saved registers in a set, in push order.
pub fn callee_saved_in(s: PRegSet) -> Vec<PReg> {
    cc::CALLEE_SAVED.iter().map(|&n| gpr(n)).filter(|&r| s.contains(r)).collect()
}
