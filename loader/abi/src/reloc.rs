//! The relocations that an artifact may contain.
//!
//! `.text` has none. `.eh_frame`, `.debug_*` and `.data*` sections carry ordinary relocations against `.text` for
//! linkers; the loader ignores them.

/// ELF relocation types that occur on x86-64, outside `.text`.
pub mod x86_64 {
    /// 64-bit absolute address.
    pub const R_X86_64_64: u32 = 1;
    /// 32-bit pc-relative address.
    pub const R_X86_64_PC32: u32 = 2;
    /// 32-bit absolute address (debug sections only).
    pub const R_X86_64_32: u32 = 10;
}
