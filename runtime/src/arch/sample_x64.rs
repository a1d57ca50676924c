//! Hand-written code in the role of compiled code, for the tests of the crossings.
//!
//! # Safety
//! The code keeps the calling convention; its labels bound the image that the tests register.

use super::Label;
use core::arch::{asm, global_asm};
use wazc_abi::vmctx;

global_asm!(
    ".p2align 4",
    ".globl wazc_test_begin",
    "wazc_test_begin:",
    "ud2",
    ".globl wazc_test_entry",
    "wazc_test_entry:", // (V, code, slots): one i64 argument, one i64 result
    "push rdx",
    "mov rbx, rdi",
    "mov rax, rsi",
    "mov rsi, [rdx]",
    "xor ebp, ebp",
    "xor r12d, r12d",
    "xor r15d, r15d",
    "call rax",
    "pop rdx",
    "mov [rdx], rax",
    "ret",
    ".globl wazc_test_inc",
    "wazc_test_inc:",
    "lea rax, [rsi + 1]",
    "ret",
    ".globl wazc_test_control",
    "wazc_test_control:",
    "push rax",
    "stmxcsr [rsp]",
    "mov eax, [rsp]",
    "add rsp, 8",
    "ret",
    ".globl wazc_test_ud",
    "wazc_test_ud:",
    "ud2",
    ".globl wazc_test_load",
    "wazc_test_load:",
    "mov eax, [rbx + rsi]",
    "ret",
    ".globl wazc_test_div",
    "wazc_test_div:",
    "mov rax, 1",
    "xor edx, edx",
    ".globl wazc_test_div_site",
    "wazc_test_div_site:",
    "div rsi",
    "ret",
    ".globl wazc_test_recurse",
    "wazc_test_recurse:",
    "sub rsp, 8",
    ".globl wazc_test_recurse_framed",
    "wazc_test_recurse_framed:",
    "call wazc_test_recurse",
    "add rsp, 8",
    "ret",
    ".globl wazc_test_host",
    "wazc_test_host:", // calls the host function whose object is the argument, with 7; adds 1
    "sub rsp, 24",
    ".globl wazc_test_host_framed",
    "wazc_test_host_framed:",
    "mov r10, rsi",
    "mov qword ptr [rsp], 7",
    "mov r11, rsp",
    "call [rbx + {host_call}]",
    "mov rax, [rsp]",
    "inc rax",
    "add rsp, 24",
    ".globl wazc_test_host_unframed",
    "wazc_test_host_unframed:",
    "ret",
    ".globl wazc_test_edge",
    "wazc_test_edge:", // calls the host function with less and less stack
    "sub rsp, 24",
    "mov r12, rsi",
    "mov r13, rsp",
    "2:",
    "mov r10, r12",
    "mov r11, r13",
    "call [rbx + {host_call}]",
    "sub rsp, 16",
    "jmp 2b",
    ".globl wazc_test_end",
    "wazc_test_end:",
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
    (wazc_test_inc, 8),
    (wazc_test_recurse_framed, 16),
    (wazc_test_host, 8),
    (wazc_test_host_framed, 32),
    (wazc_test_host_unframed, 8),
    (wazc_test_edge, 32),
];

/// MXCSR in compiled code: nothing unmasked, nothing raised.
pub(crate) const CONTROL: u64 = 0x1f80;

/// MXCSR with another rounding mode.
pub(crate) const OTHER_CONTROL: u64 = 0x3f80;

/// MXCSR, without the exceptions that were raised.
pub(crate) fn control() -> u64 {
    let mut v = 0u32;
    // SAFETY: a store to a variable.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut v, options(nostack)) };
    u64::from(v & !0x3f)
}

/// Sets MXCSR.
pub(crate) fn set_control(v: u64) {
    let v = v as u32;
    // SAFETY: the tests put the old value back before they calculate.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const v, options(nostack)) };
}
