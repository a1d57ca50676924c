//! What the host machine is.

use wazc_abi::target::Arch;

/// This machine's architecture, where artifacts can be made for it.
pub fn host_arch() -> Option<Arch> {
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
        "bmi2" BMI2 "avx" AVX "avx2" AVX2 "fma" FMA "cmpxchg16b" CX16 "movbe" MOVBE "f16c" F16C
    }
}

/// Features of this CPU that the ABI has bits for.
#[cfg(not(target_arch = "x86_64"))]
pub fn host_features() -> u64 {
    0
}
