//! Hand-written code in the role of compiled code, for the tests of the crossings.
//!
//! # Safety
//! The code keeps the calling convention; its labels bound the image that the tests register.

use super::Label;
use core::arch::{asm, global_asm};
use wazc_abi::trap::UNWIND_LR;
use wazc_abi::vmctx;

global_asm!(
    ".p2align 4",
    ".globl wazc_test_begin",
    "wazc_test_begin:",
    "udf #0",
    ".globl wazc_test_entry",
    "wazc_test_entry:", // (V, code, slots): one i64 argument, one i64 result
    "stp x2, x30, [sp, #-16]!",
    "mov x28, x0",
    "sub x27, x0, #{bias}",
    "mov x9, x1",
    "ldr x1, [x2]",
    "mov x19, xzr",
    "mov x26, xzr",
    "movi v8.2d, #0",
    "movi v15.2d, #0",
    "blr x9",
    "ldp x2, x30, [sp], #16",
    "str x0, [x2]",
    "ret",
    ".globl wazc_test_inc",
    "wazc_test_inc:",
    "add x0, x1, #1",
    "ret",
    ".globl wazc_test_control",
    "wazc_test_control:",
    "mrs x0, fpcr",
    "ret",
    ".globl wazc_test_ud",
    "wazc_test_ud:",
    "udf #0",
    ".globl wazc_test_load",
    "wazc_test_load:",
    "ldr w0, [x28, w1, uxtw]",
    "ret",
    ".globl wazc_test_div",
    "wazc_test_div:",
    "cbz x1, wazc_test_div_site",
    "mov x0, #1",
    "udiv x0, x0, x1",
    "ret",
    ".globl wazc_test_div_site",
    "wazc_test_div_site:",
    "udf #0",
    ".globl wazc_test_recurse",
    "wazc_test_recurse:",
    "stp xzr, x30, [sp, #-16]!",
    ".globl wazc_test_recurse_framed",
    "wazc_test_recurse_framed:",
    "bl wazc_test_recurse",
    "ldp xzr, x30, [sp], #16",
    "ret",
    ".globl wazc_test_host",
    "wazc_test_host:", // calls the host function whose object is the argument, with 7; adds 1
    "sub sp, sp, #32",
    "str x30, [sp, #24]",
    ".globl wazc_test_host_framed",
    "wazc_test_host_framed:",
    "mov x9, x1",
    "mov x10, #7",
    "stp x10, xzr, [sp]",
    "mov x10, sp",
    "ldur x11, [x28, #{host_call}]",
    "blr x11",
    "ldr x0, [sp]",
    "add x0, x0, #1",
    "ldr x30, [sp, #24]",
    "add sp, sp, #32",
    ".globl wazc_test_host_unframed",
    "wazc_test_host_unframed:",
    "ret",
    ".globl wazc_test_edge",
    "wazc_test_edge:", // calls the host function with less and less stack
    "stp xzr, x30, [sp, #-16]!",
    "mov x19, x1",
    "mov x20, sp",
    "2:",
    "mov x9, x19",
    "mov x10, x20",
    "ldur x11, [x28, #{host_call}]",
    "blr x11",
    "sub sp, sp, #16",
    "b 2b",
    ".globl wazc_test_end",
    "wazc_test_end:",
    bias = const wazc_abi::callconv::a64::FIELDS_BIAS,
    host_call = const vmctx::HOST_CALL,
);

unsafe extern "C" {
    pub(crate) fn wazc_test_begin();
    pub(crate) fn wazc_test_entry();
    pub(crate) fn wazc_test_inc();
    pub(crate) fn wazc_test_control();
    pub(crate) fn wazc_test_ud();
    pub(crate) fn wazc_test_load();
    pub(crate) fn wazc_test_div();
    pub(crate) fn wazc_test_div_site();
    pub(crate) fn wazc_test_recurse();
    pub(crate) fn wazc_test_recurse_framed();
    pub(crate) fn wazc_test_host();
    pub(crate) fn wazc_test_host_framed();
    pub(crate) fn wazc_test_host_unframed();
    pub(crate) fn wazc_test_edge();
    pub(crate) fn wazc_test_end();
}

/// Rows of the unwind table.
pub(crate) const UNWIND: &[(Label, u32)] = &[
    (wazc_test_inc, UNWIND_LR),
    (wazc_test_recurse_framed, 16),
    (wazc_test_host, UNWIND_LR),
    (wazc_test_host_framed, 32),
    (wazc_test_host_unframed, UNWIND_LR),
    (wazc_test_edge, 16),
];

/// FPCR in compiled code.
pub(crate) const CONTROL: u64 = 0;

/// FPCR with another rounding mode.
pub(crate) const OTHER_CONTROL: u64 = 1 << 22;

/// FPCR.
pub(crate) fn control() -> u64 {
    let v: u64;
    // SAFETY: reads a register.
    unsafe { asm!("mrs {}, fpcr", out(reg) v, options(nomem, nostack)) };
    v
}

/// Sets FPCR.
pub(crate) fn set_control(v: u64) {
    // SAFETY: the tests put the old value back before they calculate.
    unsafe { asm!("msr fpcr, {}", in(reg) v, options(nomem, nostack)) };
}
