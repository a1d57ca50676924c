//! Targets and the CPU features that an artifact may use.
//!
//! A feature set is a `u64` of bits local to its architecture; an artifact records the bits that its code *uses*.

/// An instruction-set architecture that artifacts can be made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Arch {
    /// AMD64.
    X86_64,
    /// Arm A64.
    Aarch64,
}

impl Arch {
    /// All of them.
    pub const ALL: [Arch; 2] = [Arch::X86_64, Arch::Aarch64];

    /// The ELF `e_machine` value.
    pub const fn elf_machine(self) -> u16 {
        match self {
            Arch::X86_64 => 62,
            Arch::Aarch64 => 183,
        }
    }

    /// The architecture of an ELF `e_machine` value.
    pub const fn from_elf_machine(m: u16) -> Option<Arch> {
        match m {
            62 => Some(Arch::X86_64),
            183 => Some(Arch::Aarch64),
            _ => None,
        }
    }

    /// Alignment in the file and in memory of every section that is mapped: the largest page of that kind of host.
    pub const fn section_align(self) -> u64 {
        match self {
            Arch::X86_64 => 4096,
            Arch::Aarch64 => 65536,
        }
    }

    /// The target triple.
    pub const fn triple(self) -> &'static str {
        match self {
            Arch::X86_64 => "x86_64-unknown-linux-gnu",
            Arch::Aarch64 => "aarch64-unknown-linux-gnu",
        }
    }

    /// CPUs to compile for: name as on the command line, features. The first is the baseline.
    pub const fn cpus(self) -> &'static [(&'static str, u64)] {
        match self {
            Arch::X86_64 => &[("x86-64-v2", x86::V2), ("x86-64-v3", x86::V3)],
            Arch::Aarch64 => arm::CPUS,
        }
    }

    /// Features that are taken for granted unless told otherwise.
    pub const fn baseline(self) -> u64 {
        self.cpus()[0].1
    }

    /// All features of the architecture: name as on the command line, bit.
    pub const fn features(self) -> &'static [(&'static str, u64)] {
        match self {
            Arch::X86_64 => x86::ALL,
            Arch::Aarch64 => arm::ALL,
        }
    }
}

/// x86-64 feature bits.
pub mod x86 {
    /// SSE3.
    pub const SSE3: u64 = 1 << 0;
    /// Supplemental SSE3.
    pub const SSSE3: u64 = 1 << 1;
    /// SSE4.1: `roundsd`, `pinsr`, `pmulld` …
    pub const SSE41: u64 = 1 << 2;
    /// SSE4.2.
    pub const SSE42: u64 = 1 << 3;
    /// `popcnt`.
    pub const POPCNT: u64 = 1 << 4;
    /// `lzcnt`.
    pub const LZCNT: u64 = 1 << 5;
    /// BMI1: `andn`, `tzcnt`, `blsr` …
    pub const BMI1: u64 = 1 << 6;
    /// BMI2: `shlx`, `rorx`, `mulx` …
    pub const BMI2: u64 = 1 << 7;
    /// AVX.
    pub const AVX: u64 = 1 << 8;
    /// AVX2.
    pub const AVX2: u64 = 1 << 9;
    /// FMA3.
    pub const FMA: u64 = 1 << 10;
    /// `cmpxchg16b`.
    pub const CX16: u64 = 1 << 11;
    /// `movbe`.
    pub const MOVBE: u64 = 1 << 12;
    /// F16C.
    pub const F16C: u64 = 1 << 13;
    /// AVX-512, vectors of bytes and words.
    pub const AVX512BW: u64 = 1 << 14;
    /// AVX-512 with `vpcompressb` …: CPUs that don't lower their clock for vectors of 64 bytes.
    pub const AVX512VBMI2: u64 = 1 << 15;

    /// x86-64-v2 (psABI): every x86-64 server CPU since 2009. The default.
    pub const V2: u64 = SSE3 | SSSE3 | SSE41 | SSE42 | POPCNT | CX16;
    /// x86-64-v3 (psABI): Haswell and Zen, and later.
    pub const V3: u64 = V2 | LZCNT | BMI1 | BMI2 | AVX | AVX2 | FMA | MOVBE | F16C;

    /// Names as in `/proc/cpuinfo` where they have one there.
    pub const ALL: &[(&str, u64)] = &[
        ("sse3", SSE3),
        ("ssse3", SSSE3),
        ("sse4.1", SSE41),
        ("sse4.2", SSE42),
        ("popcnt", POPCNT),
        ("lzcnt", LZCNT),
        ("bmi1", BMI1),
        ("bmi2", BMI2),
        ("avx", AVX),
        ("avx2", AVX2),
        ("fma", FMA),
        ("cx16", CX16),
        ("movbe", MOVBE),
        ("f16c", F16C),
        ("avx512bw", AVX512BW),
        ("avx512vbmi2", AVX512VBMI2),
    ];
}

/// aarch64 feature bits. The baseline, Armv8.0-A with floating point and Advanced SIMD, has none of them.
pub mod arm {
    /// Large system extensions: `cas`, `ldadd`, `swp` … (Armv8.1).
    pub const LSE: u64 = 1 << 0;
    /// `fjcvtzs` (Armv8.3).
    pub const JSCVT: u64 = 1 << 1;
    /// `ldapr` (Armv8.3).
    pub const RCPC: u64 = 1 << 2;
    /// `sdot`, `udot` (Armv8.2 option, Armv8.4).
    pub const DOTPROD: u64 = 1 << 3;
    /// Half-precision arithmetic (Armv8.2 option).
    pub const FP16: u64 = 1 << 4;
    /// `cpyp`, `setp` … (Armv8.8).
    pub const MOPS: u64 = 1 << 5;
    /// `cnt`, `ctz`, `smax` … on general registers (Armv8.9).
    pub const CSSC: u64 = 1 << 6;

    /// Armv8.1-A: every server CPU but the first generation.
    pub const V8_1: u64 = LSE;
    /// Armv8.3-A.
    pub const V8_3: u64 = V8_1 | JSCVT | RCPC;
    /// Armv8.4-A: Neoverse V1 and N2, Apple M1, and later.
    pub const V8_4: u64 = V8_3 | DOTPROD;
    /// Armv9-A, which has SVE2 and with it half precision.
    pub const V9: u64 = V8_4 | FP16;

    /// Architecture levels, and what of the features they all have.
    pub const CPUS: &[(&str, u64)] = &[
        ("armv8-a", 0),
        ("armv8.1-a", V8_1),
        ("armv8.2-a", V8_1),
        ("armv8.3-a", V8_3),
        ("armv8.4-a", V8_4),
        ("armv8.5-a", V8_4),
        ("armv8.6-a", V8_4),
        ("armv8.7-a", V8_4),
        ("armv8.8-a", V8_4 | MOPS),
        ("armv8.9-a", V8_4 | MOPS | CSSC),
        ("armv9-a", V9),
        ("armv9.1-a", V9),
        ("armv9.2-a", V9),
        ("armv9.3-a", V9 | MOPS),
        ("armv9.4-a", V9 | MOPS | CSSC),
    ];

    /// Names as assemblers have them.
    pub const ALL: &[(&str, u64)] = &[
        ("lse", LSE),
        ("jscvt", JSCVT),
        ("rcpc", RCPC),
        ("dotprod", DOTPROD),
        ("fp16", FP16),
        ("mops", MOPS),
        ("cssc", CSSC),
    ];
}
