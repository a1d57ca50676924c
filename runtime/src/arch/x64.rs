//! x86-64: entering compiled code, landing after a trap, calls from compiled code to host functions and builtins.
//!
//! All of these move between two stacks: the thread's ("host") and the guest's. The [`Activation`] of the innermost
//! entry holds both stack pointers. Compiled code reaches it as `[[V + STORE]]`, the first field of the store.
//!
//! # Safety
//! The assembly relies on: V in rbx is a vmctx whose store is live; the store's current activation belongs to the
//! entry that runs; `host_sp` points at the registers that `wazc_enter` saved.

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
    // extern "C" fn(act: rdi, entry: rsi, vmctx: rdx, code: rcx, slots: r8) -> u64: 0, or 1 after a trap.
    ".globl wazc_rt_enter",
    ".hidden wazc_rt_enter",
    ".type wazc_rt_enter, @function",
    "wazc_rt_enter:",
    "push rbp",
    "push rbx",
    "push r12",
    "push r13",
    "push r14",
    "push r15",
    "sub rsp, 8",
    "stmxcsr [rsp]",
    "mov dword ptr [rsp + 4], 0x1f80",
    "ldmxcsr [rsp + 4]",
    "mov [rdi + {host_sp}], rsp",
    "mov rsp, [rdi + {guest_sp}]",
    "push rdi",
    "push rdi",
    "mov rax, rsi",
    "mov rdi, rdx",
    "mov rsi, rcx",
    "mov rdx, r8",
    "call rax",
    "pop rdi",
    "mov rsp, [rdi + {host_sp}]",
    "xor eax, eax",
    "2:",
    "ldmxcsr [rsp]",
    "add rsp, 8",
    "pop r15",
    "pop r14",
    "pop r13",
    "pop r12",
    "pop rbx",
    "pop rbp",
    "cld",
    "ret",
    // The landing: rdi = activation.
    ".p2align 4",
    ".globl wazc_rt_trap_landing",
    ".hidden wazc_rt_trap_landing",
    "wazc_rt_trap_landing:",
    "mov rsp, [rdi + {host_sp}]",
    "mov eax, 1",
    "jmp 2b",
    // The host-call crossing: r10 = FuncObj, r11 = slots, rbx = V of the caller.
    ".p2align 4",
    ".globl wazc_rt_host_call",
    ".hidden wazc_rt_host_call",
    "wazc_rt_host_call:",
    "mov rcx, [rbx + {store}]",
    "mov rcx, [rcx]",
    "mov [rcx + {guest_sp}], rsp",
    "mov rsp, [rcx + {host_sp}]",
    "push rcx",
    "push rcx",
    "mov rdi, r10",
    "mov rsi, r11",
    "mov rdx, rbx",
    "call {dispatch}",
    "pop rdi",
    "test eax, eax",
    "jnz wazc_rt_trap_landing",
    "mov rsp, [rdi + {guest_sp}]",
    "ret",
    // Builtins: arguments in rsi rdx rcx r8, the routine in rax, and then its result.
    ".p2align 4",
    ".globl wazc_rt_builtin",
    ".hidden wazc_rt_builtin",
    "wazc_rt_builtin:",
    "mov r10, [rbx + {store}]",
    "mov r10, [r10]",
    "mov [r10 + {guest_sp}], rsp",
    "mov rsp, [r10 + {host_sp}]",
    "push r10",
    "push r10",
    "mov rdi, rbx",
    "call rax",
    "pop rdi",
    "mov rsp, [rdi + {guest_sp}]",
    "ret",
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
        concat!("lea rax, [rip + {", $routine, "}]\n", "jmp wazc_rt_builtin")
    };
}
pub(super) use stub_code;

/// Where an interrupted thread stood.
pub(crate) fn point(uc: &libc::ucontext_t) -> Point {
    let g = &uc.uc_mcontext.gregs;
    Point { pc: g[libc::REG_RIP as usize] as u64, sp: g[libc::REG_RSP as usize] as u64, link: None }
}

/// Makes an interrupted thread continue at the trap landing.
pub(crate) fn redirect(uc: &mut libc::ucontext_t, act: *mut Activation, host_sp: u64) {
    let g = &mut uc.uc_mcontext.gregs;
    g[libc::REG_RIP as usize] = trap_landing() as i64;
    g[libc::REG_RDI as usize] = act as i64;
    g[libc::REG_RSP as usize] = host_sp as i64;
    // The direction flag must be clear in C code.
    g[libc::REG_EFL as usize] &= !0x400;
}
