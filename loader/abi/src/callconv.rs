//! The default calling convention, and the three crossings between compiled code and its host.
//!
//! Registers are named as in [`x64`]; [`a64`] has the same names, and `v0`… where this says xmm.
//!
//! **Default convention** (functions that are exported, imported or address-taken; for now all functions).
//! Arguments: integers and references in [`x64::INT_ARGS`], floats and vectors in xmm0–7, each class counted by
//! itself; the rest on the stack in order, 8 bytes each (16, 16-aligned, for a vector). The stack argument area is
//! rounded up to 16 bytes and is popped by the callee, so after a call the caller's stack pointer is `n`
//! higher than before. The area for results that do not fit in [`x64::INT_RESULTS`] and xmm0–3 is the caller's and
//! lies directly above the stack arguments, at the same strides, 16-aligned. At a call instruction the stack pointer
//! is 16-aligned and points at the first stack argument. An i32 argument or result in a register is zero-extended to 64
//! bits, so that it can be an index of linear memory as it is; on the stack its upper half is undefined, and so is that
//! of an f32. No red zone. All xmm registers, flags and the registers in [`x64::CALLER_SAVED`] are clobbered.
//!
//! ```text
//!                                  x86-64                     aarch64
//!             result area          entry sp + 8 + arg area …  entry sp + arg area …
//!             stack arguments      entry sp + 8 …             entry sp …
//!             return address       entry sp                   x30
//! ```
//!
//! On aarch64 a function that calls saves x30 at its CFA − 8, the CFA being the stack pointer at entry. x18 and x29
//! are never written, so the host's chain of frame records stays whole. x16 and x17 may change at any branch that
//! leaves a function (veneers).
//!
//! **Entry** (host → wasm). One trampoline per function type, a C function called on the guest stack with a
//! 16-aligned stack before the call: `entry(V, code, slots)`. It moves arguments from [`Slot`]s (16 bytes each,
//! little-endian, argument i in slot i) to their places, sets V, calls `code`, writes results to the same slots
//! (result i in slot i) and returns. It keeps no callee-saved register: the runtime saves them all.
//!
//! **Foreign call** (wasm → other instance or host). One stub per function type, called with the default convention
//! and the callee's `FuncObj` in [`x64::FOREIGN_OBJ`]. For a wasm function it saves V, sets the callee's, copies
//! stack arguments, calls, copies overflow results, restores V. For a host function it writes arguments to slots on
//! the guest stack and calls the `host_call` slot of vmctx with the `FuncObj` still there and the address of the
//! slots in [`x64::FOREIGN_SLOTS`]; results come back in the same slots. `host_call` keeps callee-saved registers
//! and V, and does not return if the host traps. An import's function symbol is a thunk that loads the `FuncObj`
//! from vmctx and continues at the stub of its type, so imported functions are called like any other.
//!
//! **Indirect miss.** One stub per function type, called with the default convention, the table's index (u32) in
//! [`x64::MISS_INDEX`] and the address of its `TableDesc` in [`x64::MISS_TABLE`]. It takes the `FuncObj` from the
//! side array; null traps with `IndirectCallToNull`, another signature than the type's interned id traps with
//! `BadSignature`; else it continues at the type's foreign-call stub.
//!
//! **Memory moves** that are not inline: leaf stubs, called through the slots of [`crate::vmctx::Moves`], in variants by CPU that all keep to
//! one set of registers. Destination and source are host addresses, checked by the caller with the length; the byte of a fill is in the low
//! 8 bits of its register. All other registers stay, callee-saved or not, so that what lives across a move needs no spill.
//!
//! ```text
//!                                  x86-64                     aarch64
//!             destination          rdi                        x1
//!             source, or byte      rsi                        x2
//!             length               rcx                        x3
//!             clobbered            rax rcx rdx rsi rdi        x0–x9, x16, x17, x30
//!                                  xmm0–8, flags              v0–v7, flags
//! ```
//!
//! **Builtins**: see [`crate::builtin`].

/// Size in bytes of an argument or result slot in an entry or host call.
pub const SLOT_SIZE: u32 = 16;

/// Stack kept between a guest stack and its guard for signal handlers of the host's that run on it, in bytes.
pub const STACK_RESERVE: u64 = 64 * 1024;

/// Guard below a guest stack and its reserve, in bytes. Frames larger than [`PROBE_STEP`] are probed.
pub const STACK_GUARD: u64 = 64 * 1024;

/// Largest frame without a probe, and distance of probes, in bytes.
pub const PROBE_STEP: u32 = 32 * 1024;

/// x86-64 registers, by hardware number.
pub mod x64 {
    /// V, the vmctx register: rbx. A low register saves a prefix byte on 32-bit guest accesses.
    pub const V: u8 = 3;
    /// Integer arguments: rsi rdx rcx r8 r9 rdi. A builtin's arguments are in place for a C function whose first
    /// parameter is vmctx.
    pub const INT_ARGS: [u8; 6] = [6, 2, 1, 8, 9, 7];
    /// Integer results: rax rdx rcx rsi.
    pub const INT_RESULTS: [u8; 4] = [0, 2, 1, 6];
    /// Number of xmm argument registers, from xmm0.
    pub const FLOAT_ARGS: u8 = 8;
    /// Number of xmm result registers, from xmm0.
    pub const FLOAT_RESULTS: u8 = 4;
    /// Callee-saved: rbp r12 r13 r14 r15 (and V and rsp).
    pub const CALLEE_SAVED: [u8; 5] = [5, 12, 13, 14, 15];
    /// Caller-saved: rax rcx rdx rsi rdi r8 r9 r10 r11; all of xmm.
    pub const CALLER_SAVED: [u8; 9] = [0, 1, 2, 6, 7, 8, 9, 10, 11];
    /// Foreign calls: the callee's `FuncObj`: r10.
    pub const FOREIGN_OBJ: u8 = 10;
    /// Foreign calls to the host: the slots: r11.
    pub const FOREIGN_SLOTS: u8 = 11;
    /// Indirect misses: the index: rax (upper half zero).
    pub const MISS_INDEX: u8 = 0;
    /// Indirect misses: the `TableDesc`: r10.
    pub const MISS_TABLE: u8 = 10;
}

/// aarch64 registers, by number.
pub mod a64 {
    /// V, the vmctx register: x28.
    pub const V: u8 = 28;
    /// x27 = V − [`FIELDS_BIAS`]: fields of vmctx lie at positive offsets from it, as scaled immediates need them.
    pub const FIELDS: u8 = 27;
    /// Distance in bytes from [`FIELDS`] to V. Fields further down than this take an address computation.
    pub const FIELDS_BIAS: i32 = 16 << 10;
    /// Integer arguments: x1…x7, x0. A builtin's arguments are in place for a C function whose first parameter is
    /// vmctx.
    pub const INT_ARGS: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 0];
    /// Integer results: x0…x3.
    pub const INT_RESULTS: [u8; 4] = [0, 1, 2, 3];
    /// Number of argument registers v0….
    pub const FLOAT_ARGS: u8 = 8;
    /// Number of result registers v0….
    pub const FLOAT_RESULTS: u8 = 4;
    /// Callee-saved: x19…x26 (and V, FIELDS, x29, sp). None of v0…v31, unlike in C.
    pub const CALLEE_SAVED: [u8; 8] = [19, 20, 21, 22, 23, 24, 25, 26];
    /// Caller-saved: x0…x15 (and x16, x17, x30); all of v0…v31.
    pub const CALLER_SAVED: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    /// Written by veneers and address computations, never live across an instruction of the selector's: x16, x17.
    pub const SCRATCH: [u8; 2] = [16, 17];
    /// The link register.
    pub const LR: u8 = 30;
    /// Foreign calls: the callee's `FuncObj`: x9.
    pub const FOREIGN_OBJ: u8 = 9;
    /// Foreign calls to the host: the slots: x10.
    pub const FOREIGN_SLOTS: u8 = 10;
    /// Indirect misses: the index: x10 (upper half zero).
    pub const MISS_INDEX: u8 = 10;
    /// Indirect misses: the `TableDesc`: x9.
    pub const MISS_TABLE: u8 = 9;
}
