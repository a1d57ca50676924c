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
const SOME_CACHE: u64 = 4 << 20;

/// From the kernel and as few `cpuid` as can be: in a virtual machine each costs as much as a system call or ten.
fn detect() -> MoveThresholds {
    let Some((fast, short)) = sys::string_instructions() else {
        return MoveThresholds { copy_string: u64::MAX, copy_stream: u64::MAX, fill_string: u64::MAX, fill_stream: u64::MAX };
    };
    let last = [3, 2].iter().find_map(|n| {
        let text = std::fs::read_to_string(format!("/sys/devices/system/cpu/cpu0/cache/index{n}/size")).ok()?;
        cache_size(&text)
    });
    thresholds(last.unwrap_or(SOME_CACHE), fast, short, sys::host_features() & wazc_abi::target::x86::AVX512VBMI2 != 0)
}

/// A size as the kernel writes it: `512K`.
fn cache_size(text: &str) -> Option<u64> {
    let kib: u64 = text.trim().strip_suffix('K')?.parse().ok()?;
    kib.checked_mul(1024)
}

/// `last`: size of the last cache; `fast`, `short`: whether string instructions are fast, also for short strings; `wide`: whether vectors
/// of 64 bytes are used, which no string instruction outruns while what is moved fits into a cache near by.
fn thresholds(last: u64, fast: bool, short: bool, wide: bool) -> MoveThresholds {
    // Copies past the caches win long before they fill the last cache, where that is large and shared; fills don't, beside string
    // instructions.
    let stream = (last / 4).clamp(512 << 10, 16 << 20);
    let string = |from: u64| if fast { from } else { u64::MAX };
    MoveThresholds {
        copy_string: string(if wide { 32 << 10 } else if short { 2112 } else { 4096 }),
        copy_stream: stream,
        fill_string: string(if wide { 256 << 10 } else { 2048 }),
        fill_stream: if fast { u64::MAX } else { stream },
    }
}

impl Image {
    /// Stubs for memory moves and thresholds, those given or this machine's; of CPU features among `allowed` where the artifact has a choice. All zero where the
    /// module moves no memory.
    pub fn moves(&self, allowed: u64, thresholds: Option<MoveThresholds>) -> Moves {
        let features = sys::host_features() & allowed | self.artifact().note().cpu_features;
        let Some(m) = self.record().moves.iter().find(|m| m.features & !features == 0) else { return Moves::default() };
        let at = thresholds.unwrap_or_else(MoveThresholds::host);
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
        assert_eq!(of(thresholds(260 * mib, true, true, true)), [32 << 10, 16 * mib, mib / 4, never]);
        assert_eq!(of(thresholds(8 * mib, true, true, false)), [2112, 2 * mib, 2048, never]);
        assert_eq!(of(thresholds(8 * mib, true, false, false)), [4096, 2 * mib, 2048, never]);
        assert_eq!(of(thresholds(32 * mib, false, true, false)), [never, 8 * mib, never, 8 * mib]);
        assert_eq!(of(thresholds(0, false, false, false)), [never, mib / 2, never, mib / 2]);
        assert!(MoveThresholds::host().copy_stream >= mib / 2);
        assert_eq!([cache_size("512K\n"), cache_size("18446744073709551615K"), cache_size("1M"), cache_size("")], [Some(mib / 2), None, None, None]);
    }
}
