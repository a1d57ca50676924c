//! What depends on the instruction set: the crossings between host and compiled code, and signal contexts. Each ISA's
//! file has the crossings (`wazc_rt_enter`, `wazc_rt_trap_landing`, `wazc_rt_host_call`, `wazc_rt_builtin`) and a
//! builtin's stub as assembly, and reads and writes the registers of an interrupted thread.
//!
//! # Safety
//! The stubs are compiled code's to call, as the file of the ISA says; nothing here calls them.

#[cfg(target_arch = "aarch64")]
mod a64;
#[cfg(target_arch = "x86_64")]
mod x64;
#[cfg(target_arch = "aarch64")]
use a64 as isa;
#[cfg(target_arch = "x86_64")]
use x64 as isa;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
compile_error!("wazc-runtime runs on x86-64 and aarch64 only");

#[cfg(test)]
#[cfg_attr(target_arch = "aarch64", path = "sample_a64.rs")]
#[cfg_attr(target_arch = "x86_64", path = "sample_x64.rs")]
pub(crate) mod sample;

use crate::builtins;
use core::arch::global_asm;
pub(crate) use isa::{point, redirect};

/// A label in assembly.
#[cfg(test)]
pub(crate) type Label = unsafe extern "C" fn();

macro_rules! stubs {
    ($($name:literal $stub:ident $f:path;)*) => {
        global_asm!(
            ".text",
            ".hidden wazc_rt_stubs",
            ".globl wazc_rt_stubs",
            "wazc_rt_stubs:",
            $(
                ".p2align 4",
                concat!(".globl ", $name),
                concat!(".hidden ", $name),
                concat!($name, ":"),
                isa::stub_code!(stringify!($stub)),
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
    "wazc_rt_table_grow" table_grow builtins::table_grow;
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
