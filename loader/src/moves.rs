//! Which stubs for memory moves this machine is to use, and from which lengths on they do something else.
//!
//! Input: an artifact's variants and what the CPU says of itself. Output: what vmctx holds of it.

use crate::{Image, sys};
use std::sync::OnceLock;
use wazc_abi::vmctx::{MOVE_THRESHOLD_MIN, Moves};

/// Lengths in bytes from which on a stub changes its way; [`u64::MAX`] for never.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MoveThresholds {
    /// Copies by string instructions (`rep movsb`).
    pub copy_string: u64,
    /// Copies by stores that bypass the caches; these come before string instructions.
    pub copy_stream: u64,
    /// Fills by string instructions (`rep stosb`).
    pub fill_string: u64,
    /// Fills by stores that bypass the caches; these come before string instructions.
    pub fill_stream: u64,
}

impl MoveThresholds {
    /// Those for this machine; found out once.
    pub fn host() -> MoveThresholds {
        static HOST: OnceLock<MoveThresholds> = OnceLock::new();
        *HOST.get_or_init(detect)
    }
}

/// Where nothing is known of the caches.
#[cfg(target_arch = "x86_64")]
const SOME_CACHE: u64 = 4 << 20;

#[cfg(target_arch = "x86_64")]
fn detect() -> MoveThresholds {
    use raw_cpuid::{CacheType, CpuId};
    let id = CpuId::new();
    let caches = id.get_cache_parameters().into_iter().flatten();
    let size = |c: raw_cpuid::CacheParameter| {
        c.sets() as u64 * c.associativity() as u64 * c.coherency_line_size() as u64 * c.physical_line_partitions() as u64
    };
    let data = caches.filter(|c| matches!(c.cache_type(), CacheType::Data | CacheType::Unified));
    let last = data.map(size).max().filter(|n| *n != 0).unwrap_or(SOME_CACHE);
    // String instructions win on Intel's CPUs that announce it; AMD announces it too, but its vector loops are faster.
    let intel = id.get_vendor_info().is_some_and(|v| v.as_str() == "GenuineIntel");
    let fast = intel && id.get_extended_feature_info().is_some_and(|f| f.has_rep_movsb_stosb());
    // Leaf 7, edx bit 4: fast short `rep movsb`.
    let short = fast && raw_cpuid::native_cpuid::cpuid_count(7, 0).edx >> 4 & 1 == 1;
    thresholds(last, fast, short, sys::host_features() & wazc_abi::target::x86::AVX512VBMI2 != 0)
}

/// `last`: size of the last cache; `fast`, `short`: whether string instructions are fast, also for short strings; `wide`: whether vectors
/// of 64 bytes are used, which no string instruction outruns while what is filled fits into a cache near by.
#[cfg(any(target_arch = "x86_64", test))]
fn thresholds(last: u64, fast: bool, short: bool, wide: bool) -> MoveThresholds {
    // Copies past the caches win long before they fill the last cache, where that is large and shared; fills don't, beside string
    // instructions.
    let stream = (last / 4).clamp(512 << 10, 16 << 20);
    let string = |from: u64| if fast { from } else { u64::MAX };
    MoveThresholds {
        copy_string: string(if short { 2112 } else { 4096 }),
        copy_stream: stream,
        fill_string: string(if wide { 256 << 10 } else { 2048 }),
        fill_stream: if fast { u64::MAX } else { stream },
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn detect() -> MoveThresholds {
    MoveThresholds { copy_string: u64::MAX, copy_stream: u64::MAX, fill_string: u64::MAX, fill_stream: u64::MAX }
}

impl Image {
    /// Stubs and thresholds for memory moves, of CPU features among `allowed` where the artifact has a choice. All zero where the
    /// module moves no memory.
    pub fn moves(&self, allowed: u64, at: MoveThresholds) -> Moves {
        let features = sys::host_features() & allowed | self.artifact().note().cpu_features;
        let Some(m) = self.record().moves.iter().find(|m| m.features & !features == 0) else { return Moves::default() };
        Moves {
            copy: self.address(m.copy),
            fill: self.address(m.fill),
            copy_string_min: at.copy_string.min(at.copy_stream).max(MOVE_THRESHOLD_MIN),
            copy_stream_min: at.copy_stream.max(MOVE_THRESHOLD_MIN),
            fill_string_min: at.fill_string.min(at.fill_stream).max(MOVE_THRESHOLD_MIN),
            fill_stream_min: at.fill_stream.max(MOVE_THRESHOLD_MIN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_by_cpu() {
        let (mib, never) = (1 << 20, u64::MAX);
        let of = |t: MoveThresholds| [t.copy_string, t.copy_stream, t.fill_string, t.fill_stream];
        // Sapphire Rapids, Haswell, Zen, one that says nothing.
        assert_eq!(of(thresholds(260 * mib, true, true, true)), [2112, 16 * mib, mib / 4, never]);
        assert_eq!(of(thresholds(8 * mib, true, false, false)), [4096, 2 * mib, 2048, never]);
        assert_eq!(of(thresholds(32 * mib, false, true, false)), [never, 8 * mib, never, 8 * mib]);
        assert_eq!(of(thresholds(0, false, false, false)), [never, mib / 2, never, mib / 2]);
        assert!(MoveThresholds::host().copy_stream >= mib / 2);
    }
}
