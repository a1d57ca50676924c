//! aarch64: entering compiled code, landing after a trap, calls from compiled code to host functions and builtins.
//!
//! All of these move between two stacks: the thread's ("host") and the guest's. The [`Activation`] of the innermost
//! entry holds both stack pointers. Compiled code reaches it as `[[V + STORE]]`, the first field of the store.
//!
//! A call to the host pushes 16 bytes on the guest stack, the return address in the upper half: so it lies at the
//! CFA − 8 of its frame, as in every frame of compiled code that is not the innermost. That push may be what runs out
//! of guest stack; the return address is still in x30 then.
//!
//! # Safety
//! The assembly relies on: V in x28 is a vmctx whose store is live; the store's current activation belongs to the
//! entry that runs; `host_sp` points at the registers that `wazc_rt_enter` saved.

use super::trap_landing;
use crate::trap::{Activation, Point, dispatch_host};
use core::arch::global_asm;
use core::mem::offset_of;
use wazc_abi::vmctx::STORE;

global_asm!(
    ".text",
    ".p2align 4",
    ".hidden wazc_rt_crossings",
    ".globl wazc_rt_crossings",
    "wazc_rt_crossings:",
    // extern "C" fn(act: x0, entry: x1, vmctx: x2, code: x3, slots: x4) -> u64: 0, or 1 after a trap.
    ".globl wazc_rt_enter",
    ".hidden wazc_rt_enter",
    ".type wazc_rt_enter, @function",
    "wazc_rt_enter:",
    "stp x29, x30, [sp, #-176]!",
    "mov x29, sp",
    "stp x19, x20, [sp, #16]",
    "stp x21, x22, [sp, #32]",
    "stp x23, x24, [sp, #48]",
    "stp x25, x26, [sp, #64]",
    "stp x27, x28, [sp, #80]",
    "stp d8, d9, [sp, #96]",
    "stp d10, d11, [sp, #112]",
    "stp d12, d13, [sp, #128]",
    "stp d14, d15, [sp, #144]",
    "mrs x5, fpcr",
    "str x5, [sp, #160]",
    "msr fpcr, xzr",
    "mov x5, sp",
    "str x5, [x0, #{host_sp}]",
    "ldr x5, [x0, #{guest_sp}]",
    "mov sp, x5",
    "str x0, [sp, #-16]!",
    "mov x5, x1",
    "mov x0, x2",
    "mov x1, x3",
    "mov x2, x4",
    "blr x5",
    "ldr x1, [sp]",
    "ldr x1, [x1, #{host_sp}]",
    "mov sp, x1",
    "mov x0, #0",
    "2:",
    "ldr x1, [sp, #160]",
    "msr fpcr, x1",
    "ldp d14, d15, [sp, #144]",
    "ldp d12, d13, [sp, #128]",
    "ldp d10, d11, [sp, #112]",
    "ldp d8, d9, [sp, #96]",
    "ldp x27, x28, [sp, #80]",
    "ldp x25, x26, [sp, #64]",
    "ldp x23, x24, [sp, #48]",
    "ldp x21, x22, [sp, #32]",
    "ldp x19, x20, [sp, #16]",
    "ldp x29, x30, [sp], #176",
    "ret",
    // The landing: x0 = activation.
    ".p2align 4",
    ".globl wazc_rt_trap_landing",
    ".hidden wazc_rt_trap_landing",
    "wazc_rt_trap_landing:",
    "ldr x1, [x0, #{host_sp}]",
    "mov sp, x1",
    "mov x0, #1",
    "b 2b",
    // The host-call crossing: x9 = FuncObj, x10 = slots, x28 = V of the caller. x29 stays the frame record of
    // `wazc_rt_enter`.
    ".p2align 4",
    ".globl wazc_rt_host_call",
    ".hidden wazc_rt_host_call",
    "wazc_rt_host_call:",
    "ldur x3, [x28, #{store}]",
    "ldr x3, [x3]",
    "stp xzr, x30, [sp, #-16]!",
    "add x11, sp, #8",
    "str x11, [x3, #{guest_sp}]",
    "ldr x11, [x3, #{host_sp}]",
    "mov sp, x11",
    "str x3, [sp, #-16]!",
    "mov x0, x9",
    "mov x1, x10",
    "mov x2, x28",
    "bl {dispatch}",
    "cbz w0, 3f",
    "ldr x0, [sp]",
    "b wazc_rt_trap_landing",
    // The way back; x0 stays.
    "3:",
    "ldr x9, [sp]",
    "ldr x10, [x9, #{guest_sp}]",
    "ldr x30, [x10], #8",
    "mov sp, x10",
    "ret",
    // Builtins: arguments from x1 on, the routine in x9 (a linker's veneer may use x16 and x17); its result is in x0.
    ".p2align 4",
    ".globl wazc_rt_builtin",
    ".hidden wazc_rt_builtin",
    "wazc_rt_builtin:",
    "ldur x10, [x28, #{store}]",
    "ldr x10, [x10]",
    "stp xzr, x30, [sp, #-16]!",
    "add x11, sp, #8",
    "str x11, [x10, #{guest_sp}]",
    "ldr x11, [x10, #{host_sp}]",
    "mov sp, x11",
    "str x10, [sp, #-16]!",
    "mov x0, x28",
    "blr x9",
    "b 3b",
    ".hidden wazc_rt_crossings_end",
    ".globl wazc_rt_crossings_end",
    "wazc_rt_crossings_end:",
    host_sp = const offset_of!(Activation, host_sp),
    guest_sp = const offset_of!(Activation, guest_sp),
    store = const STORE,
    dispatch = sym dispatch_host,
);

/// Code of a builtin's stub.
macro_rules! stub_code {
    ($routine:expr) => {
        concat!("adrp x9, {", $routine, "}\n", "add x9, x9, :lo12:{", $routine, "}\n", "b wazc_rt_builtin")
    };
}
pub(super) use stub_code;

/// Where an interrupted thread stood.
pub(crate) fn point(uc: &libc::ucontext_t) -> Point {
    let c = &uc.uc_mcontext;
    Point { pc: c.pc, sp: c.sp, link: Some(c.regs[30]) }
}

/// Makes an interrupted thread continue at the trap landing.
pub(crate) fn redirect(uc: &mut libc::ucontext_t, act: *mut Activation, host_sp: u64) {
    let c = &mut uc.uc_mcontext;
    c.pc = trap_landing();
    c.regs[0] = act as u64;
    c.sp = host_sp;
}
