//! Names of sections and symbols, and the layout of the artifact's note.

/// Machine code, then (from a page boundary on) constants and jump tables; no relocations.
pub const TEXT: &str = ".text";
/// The module record, see [`crate::record`].
pub const MODULE: &str = ".wazc.module";
/// Bytes of the data segments, one after the other; the record holds offsets into it.
pub const DATA: &str = ".wazc.data";
/// The trap table: pc → trap code, see [`crate::trap`].
pub const TRAPS: &str = ".wazc.traps";
/// The source table: pc → byte offset in the wasm module.
pub const SOURCE: &str = ".wazc.source";
/// The unwind table: pc → distance from the stack pointer to the caller's frame.
pub const UNWIND: &str = ".wazc.unwind";
/// The note that describes the artifact.
pub const NOTE: &str = ".note.wazc";
/// Owner name in the note, without its terminating zero.
pub const NOTE_NAME: &[u8] = b"wazc";
/// ELF note type of the artifact's description.
pub const NOTE_TYPE: u32 = 1;

/// Size in bytes of the note's description.
pub const NOTE_DESC_SIZE: usize = 96;

/// Description in the artifact's note. All fields little-endian, in this order, without gaps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// [`crate::ABI_VERSION`] of the compiler.
    pub abi_version: u32,
    /// ELF machine the code is for; equals the file header's.
    pub machine: u32,
    /// CPU features that the code uses, bits of [`crate::target`].
    pub cpu_features: u64,
    /// WebAssembly features that the module uses, bits of [`wasm_feature`].
    pub wasm_features: u64,
    /// Length in bytes of the executable part of `.text`; what follows is read-only.
    pub code_size: u64,
    /// BLAKE3 digest of the source module.
    pub source_digest: [u8; 32],
    /// BLAKE3 digest of the whole artifact file, taken with these 32 bytes zero.
    pub content_digest: [u8; 32],
}

/// Offset of [`Note::content_digest`] in the description.
pub const NOTE_DIGEST_OFFSET: usize = 64;

impl Note {
    /// The description's bytes.
    pub fn encode(&self) -> [u8; NOTE_DESC_SIZE] {
        let mut b = [0; NOTE_DESC_SIZE];
        b[0..4].copy_from_slice(&self.abi_version.to_le_bytes());
        b[4..8].copy_from_slice(&self.machine.to_le_bytes());
        b[8..16].copy_from_slice(&self.cpu_features.to_le_bytes());
        b[16..24].copy_from_slice(&self.wasm_features.to_le_bytes());
        b[24..32].copy_from_slice(&self.code_size.to_le_bytes());
        b[32..64].copy_from_slice(&self.source_digest);
        b[64..96].copy_from_slice(&self.content_digest);
        b
    }

    /// Reads a description; `None` where its length is wrong.
    pub fn decode(b: &[u8]) -> Option<Note> {
        if b.len() != NOTE_DESC_SIZE {
            return None;
        }
        let u32_at = |o: usize| Some(u32::from_le_bytes(b.get(o..o + 4)?.try_into().ok()?));
        let u64_at = |o: usize| Some(u64::from_le_bytes(b.get(o..o + 8)?.try_into().ok()?));
        Some(Note {
            abi_version: u32_at(0)?,
            machine: u32_at(4)?,
            cpu_features: u64_at(8)?,
            wasm_features: u64_at(16)?,
            code_size: u64_at(24)?,
            source_digest: b[32..64].try_into().ok()?,
            content_digest: b[64..96].try_into().ok()?,
        })
    }
}

/// Bits of [`Note::wasm_features`]: what of WebAssembly beyond 1.0 a module uses.
pub mod wasm_feature {
    /// Several results or block parameters.
    pub const MULTI_VALUE: u64 = 1 << 0;
    /// `memory.copy/fill/init`, `table.copy/init`, passive segments.
    pub const BULK_MEMORY: u64 = 1 << 1;
    /// Reference types, several tables.
    pub const REFERENCE_TYPES: u64 = 1 << 2;
    /// Sign extension operators.
    pub const SIGN_EXTENSION: u64 = 1 << 3;
    /// Saturating conversions.
    pub const SATURATING_CONVERSIONS: u64 = 1 << 4;
    /// Imported or exported mutable globals.
    pub const MUTABLE_GLOBALS: u64 = 1 << 5;
    /// Arithmetic in constant expressions.
    pub const EXTENDED_CONST: u64 = 1 << 6;
    /// More than one memory.
    pub const MULTI_MEMORY: u64 = 1 << 7;
    /// Vectors, those of relaxed SIMD included.
    pub const SIMD: u64 = 1 << 8;
    /// Names of the bits.
    pub const ALL: &[(&str, u64)] = &[
        ("multi-value", MULTI_VALUE),
        ("bulk-memory", BULK_MEMORY),
        ("reference-types", REFERENCE_TYPES),
        ("sign-extension", SIGN_EXTENSION),
        ("saturating-conversions", SATURATING_CONVERSIONS),
        ("mutable-globals", MUTABLE_GLOBALS),
        ("extended-const", EXTENDED_CONST),
        ("multi-memory", MULTI_MEMORY),
        ("simd", SIMD),
    ];
}
