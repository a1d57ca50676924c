//! x86-64: entering compiled code, landing after a trap, calls from compiled code to host functions and builtins.
//!
//! All of these move between two stacks: the thread's ("host") and the guest's. The [`Activation`] of the innermost
//! entry holds both stack pointers. Compiled code reaches it as `[[V + STORE]]`, the first field of the store.
//!
//! # Safety
//! The assembly relies on: V in rbx is a vmctx whose store is live; the store's current activation belongs to the
//! entry that runs; `host_sp` points at the registers that `wazc_enter` saved.

use crate::builtins;
use crate::trap::{Activation, dispatch_host};
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
    // Builtins: arguments in rsi rdx rcx r8, the routine in rax; it returns (value, trapped) in rax and rdx.
    ".p2align 4",
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
    "test rdx, rdx",
    "jnz wazc_rt_trap_landing",
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

macro_rules! stubs {
    ($($name:literal $stub:ident $f:path;)*) => {
        global_asm!(
            ".hidden wazc_rt_stubs",
            ".globl wazc_rt_stubs",
            "wazc_rt_stubs:",
            $(
                ".p2align 4",
                concat!(".globl ", $name),
                concat!(".hidden ", $name),
                concat!($name, ":"),
                concat!("lea rax, [rip + {", stringify!($stub), "}]"),
                "jmp wazc_rt_builtin",
            )*
            ".hidden wazc_rt_stubs_end",
            ".globl wazc_rt_stubs_end",
            "wazc_rt_stubs_end:",
            $($stub = sym $f,)*
        );
        unsafe extern "C" {
            $(
                #[link_name = $name]
                fn $stub();
            )*
        }
        /// Addresses of the builtins' stubs, in slot order.
        pub(crate) fn builtin_stubs() -> [u64; wazc_abi::builtin::COUNT as usize] {
            [$($stub as *const () as u64),*]
        }
    };
}

stubs! {
    "wazc_rt_memory_grow" memory_grow builtins::memory_grow;
    "wazc_rt_table_get" table_get builtins::table_get;
    "wazc_rt_table_set" table_set builtins::table_set;
    "wazc_rt_table_grow" table_grow builtins::table_grow;
    "wazc_rt_table_fill" table_fill builtins::table_fill;
    "wazc_rt_table_copy" table_copy builtins::table_copy;
    "wazc_rt_table_init" table_init builtins::table_init;
    "wazc_rt_elem_drop" elem_drop builtins::elem_drop;
    "wazc_rt_data_drop" data_drop builtins::data_drop;
    "wazc_rt_ref_func" ref_func builtins::ref_func;
}

unsafe extern "C" {
    /// Runs an entry trampoline on the activation's guest stack; nonzero after a trap.
    pub(crate) fn wazc_rt_enter(act: u64, entry: u64, vmctx: u64, code: u64, slots: u64) -> u64;
    fn wazc_rt_trap_landing();
    fn wazc_rt_host_call();
    fn wazc_rt_crossings();
    fn wazc_rt_crossings_end();
    fn wazc_rt_stubs();
    fn wazc_rt_stubs_end();
}

/// Whether code at this address belongs to the crossings, some of which runs on guest stacks.
pub(crate) fn is_crossing(pc: u64) -> bool {
    let a = |f: unsafe extern "C" fn()| f as *const () as u64;
    (a(wazc_rt_crossings)..a(wazc_rt_crossings_end)).contains(&pc) || (a(wazc_rt_stubs)..a(wazc_rt_stubs_end)).contains(&pc)
}

/// Address of the host-call crossing.
pub(crate) fn host_call() -> u64 {
    wazc_rt_host_call as *const () as u64
}

/// Address of the trap landing.
pub(crate) fn trap_landing() -> u64 {
    wazc_rt_trap_landing as *const () as u64
}

/// Program counter and stack pointer of an interrupted thread.
pub(crate) fn pc_and_sp(uc: &libc::ucontext_t) -> (u64, u64) {
    let g = &uc.uc_mcontext.gregs;
    (g[libc::REG_RIP as usize] as u64, g[libc::REG_RSP as usize] as u64)
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
