//! What the host machine is, and what it takes to make code that was written visible as instructions.
//!
//! # Safety
//! Reads a system register that user space may read, and cleans and invalidates caches for memory that the caller
//! lends; no other memory is touched.
#![allow(unsafe_code)]

use wazc_abi::target::Arch;

/// This machine's architecture, where artifacts can be made for it.
pub const fn host_arch() -> Option<Arch> {
    if cfg!(target_arch = "x86_64") {
        Some(Arch::X86_64)
    } else if cfg!(target_arch = "aarch64") {
        Some(Arch::Aarch64)
    } else {
        None
    }
}

/// Features of this CPU that the ABI has bits for.
#[cfg(target_arch = "x86_64")]
pub fn host_features() -> u64 {
    use wazc_abi::target::x86::*;
    macro_rules! detect {
        ($($name:tt $bit:ident)*) => { 0 $(| if std::is_x86_feature_detected!($name) { $bit } else { 0 })* };
    }
    detect! {
        "sse3" SSE3 "ssse3" SSSE3 "sse4.1" SSE41 "sse4.2" SSE42 "popcnt" POPCNT "lzcnt" LZCNT "bmi1" BMI1
        "bmi2" BMI2 "avx" AVX "avx2" AVX2 "fma" FMA "cmpxchg16b" CX16 "movbe" MOVBE "f16c" F16C "avx512bw" AVX512BW "avx512vbmi2" AVX512VBMI2
    }
}

/// Whether string instructions are the fastest way to move much memory, and whether not so much, too; `None` where there are none.
pub(crate) fn string_instructions() -> Option<(bool, bool)> {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{__cpuid, __cpuid_count};
        let zero = __cpuid(0);
        // AMD's CPUs announce them as well, but their vector loops are faster.
        let vendor = [zero.ebx, zero.edx, zero.ecx].map(u32::to_le_bytes);
        if vendor.concat() != b"GenuineIntel" || zero.eax < 7 {
            return Some((false, false));
        }
        // ERMS, FSRM (Intel SDM, CPUID).
        let seven = __cpuid_count(7, 0);
        let fast = seven.ebx >> 9 & 1 == 1;
        Some((fast, fast && seven.edx >> 4 & 1 == 1))
    }
    #[cfg(not(target_arch = "x86_64"))]
    None
}

/// Features of this CPU that the ABI has bits for.
#[cfg(target_arch = "aarch64")]
pub fn host_features() -> u64 {
    use wazc_abi::target::arm::*;
    macro_rules! detect {
        ($($name:tt $bit:ident)*) => { 0 $(| if std::arch::is_aarch64_feature_detected!($name) { $bit } else { 0 })* };
    }
    // Bits of AT_HWCAP2 that the standard library has no stable names for.
    let more = [(43, MOPS), (34, CSSC)];
    let hwcap2 = rustix::param::linux_hwcap().1 as u64;
    let more = more.iter().filter(|(bit, _)| hwcap2 >> bit & 1 == 1).fold(0, |all, f| all | f.1);
    more | detect! { "lse" LSE "jsconv" JSCVT "rcpc" RCPC "dotprod" DOTPROD "fp16" FP16 }
}

/// Features of this CPU that the ABI has bits for.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub fn host_features() -> u64 {
    0
}

/// Makes instructions that were written to memory those that this thread fetches from there. To be called while the
/// memory is readable, before it becomes executable; [`sync_threads`] follows when it is.
#[cfg(target_arch = "aarch64")]
pub(crate) fn sync_code(code: &[u8]) {
    use std::arch::asm;
    let ctr: u64;
    // SAFETY: reads a register; Linux lets user space do it.
    unsafe { asm!("mrs {}, ctr_el0", out(reg) ctr, options(nomem, nostack, preserves_flags)) };
    // Both sizes are given as log2 of the number of words in the smallest line of any cache.
    let lines = |log2_words: u64| {
        let size = 4usize << (log2_words & 15);
        let start = code.as_ptr() as usize;
        (start & !(size - 1)..start + code.len()).step_by(size)
    };
    // SAFETY: maintenance by address, of memory that is readable; nothing it holds changes. The barriers order the
    // stores before the cleaning, that before the invalidation, and that before what this thread fetches next.
    unsafe {
        lines(ctr >> 16).for_each(|line| asm!("dc cvau, {}", in(reg) line, options(nostack, preserves_flags)));
        asm!("dsb ish", options(nostack, preserves_flags));
        lines(ctr).for_each(|line| asm!("ic ivau, {}", in(reg) line, options(nostack, preserves_flags)));
        asm!("dsb ish", "isb", options(nostack, preserves_flags));
    }
}

/// Makes sure that no other thread of the process goes on with instructions that it fetched earlier from addresses
/// that now hold code. Where the kernel can't do it (before 4.16), a thread does it itself in its next system call.
#[cfg(target_arch = "aarch64")]
pub(crate) fn sync_threads() {
    use rustix::thread::{MembarrierCommand as Command, membarrier};
    static REGISTER: std::sync::Once = std::sync::Once::new();
    REGISTER.call_once(|| {
        let _ = membarrier(Command::RegisterPrivateExpeditedSyncCore);
    });
    let _ = membarrier(Command::PrivateExpeditedSyncCore);
}

/// Nothing to do: the ISA keeps instruction and data caches coherent.
#[cfg(not(target_arch = "aarch64"))]
pub(crate) fn sync_code(_: &[u8]) {}

/// Nothing to do, as above.
#[cfg(not(target_arch = "aarch64"))]
pub(crate) fn sync_threads() {}
