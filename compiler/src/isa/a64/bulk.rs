//! Memory moves: the routines behind `memory.copy`, `memory.fill` and `memory.init`.
//!
//! In: x1 = destination, x2 = source (copy) or byte (fill, in its low 8 bits), x3 = length; ranges checked by the caller, so nothing here
//! faults. Clobbers, in all variants: x0–x9, x16, x17, v0–v7, flags. Leaf code: the stack is not touched.
//!
//! Every block is written only after all source bytes that it could overwrite were loaded: up to 128 bytes all loads come before all
//! stores, head and tail overlapping; longer moves keep the bytes at both ends in registers and move the middle, 64 bytes at a time to
//! aligned places, in the direction in which the load is ahead of the store. CPUs with FEAT_MOPS do the longer ones themselves.

use dynasmrt::aarch64::Aarch64Relocation;
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler, dynasm};

type Asm = VecAssembler<Aarch64Relocation>;

/// A variant of the stubs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variant {
    /// `cpyp`, `setp` … (Arm ARM C6.2, FEAT_MOPS).
    Mops,
    /// Pairs of vector registers.
    Simd,
}

/// `dczid_el0` in `mrs`: op0 3, op1 3, CRn 0, CRm 0, op2 7.
const DCZID_EL0: u32 = 0x5807;
/// Zero fills from this length on, and from four of its blocks on, use `dc zva`.
const ZVA_MIN: u32 = 1024;

/// `cpyp`, `cpym`, `cpye`: the parts of a copy from x2 to x1 of x3 bytes, all three registers updated.
const CPY: [u32; 3] = [0x1d00_0400, 0x1d40_0400, 0x1d80_0400];
/// `setp`, `setm`, `sete`: the parts of a fill of x3 bytes at x1 with the byte in x2.
const SET: [u32; 3] = [0x19c0_0400, 0x19c0_4400, 0x19c0_8400];

fn emit(a: &mut Asm, parts: [u32; 3], source: u32, len: u32, dst: u32) {
    parts.iter().for_each(|p| a.push_u32(p | source << 16 | len << 5 | dst));
    dynasm!(a; .arch aarch64; ret);
}

/// Emits `memory.copy` at the current position.
pub fn copy(a: &mut Asm, v: Variant) {
    dynasm!(a
        ; .arch aarch64
        // The ends of source and destination.
        ; add x4, x2, x3
        ; add x5, x1, x3
        ; cmp x3, 16
        ; b.lo >short
        ; cmp x3, 32
        ; b.hi >over32
        ; ldr q0, [x2]
        ; ldur q1, [x4, -16]
        ; str q0, [x1]
        ; stur q1, [x5, -16]
        ; ret

        ; short:
        ; tbz x3, 3, >below8
        ; ldr x6, [x2]
        ; ldur x7, [x4, -8]
        ; str x6, [x1]
        ; stur x7, [x5, -8]
        ; ret
        ; below8:
        ; tbz x3, 2, >below4
        ; ldr w6, [x2]
        ; ldur w7, [x4, -4]
        ; str w6, [x1]
        ; stur w7, [x5, -4]
        ; ret
        ; below4:
        ; cbz x3, >none
        ; ldrb w6, [x2]
        ; tbz x3, 1, >one
        ; ldurh w7, [x4, -2]
        ; strb w6, [x1]
        ; sturh w7, [x5, -2]
        ; ret
        ; one:
        ; strb w6, [x1]
        ; none:
        ; ret

        ; over32:
        ; cmp x3, 128
        ; b.hi >long
        ; ldp q0, q1, [x2]
        ; ldp q2, q3, [x4, -32]
        ; cmp x3, 64
        ; b.hi >over64
        ; stp q0, q1, [x1]
        ; stp q2, q3, [x5, -32]
        ; ret
        ; over64:
        ; ldp q4, q5, [x2, 32]
        ; ldp q6, q7, [x4, -64]
        ; stp q0, q1, [x1]
        ; stp q4, q5, [x1, 32]
        ; stp q6, q7, [x5, -64]
        ; stp q2, q3, [x5, -32]
        ; ret
        ; long:
    );
    // x4 and x5 are the ends of source and destination.
    if v == Variant::Mops {
        return emit(a, CPY, 2, 3, 1);
    }
    dynasm!(a
        ; .arch aarch64
        ; sub x6, x1, x2
        ; cmp x6, x3
        ; b.lo >backward
        // Forward: x6:x7 hold the first 16 bytes, v4–v7 the last 64; x8 is where those go, x0 the next place.
        ; ldp x6, x7, [x2]
        ; ldp q4, q5, [x4, -64]
        ; ldp q6, q7, [x4, -32]
        ; sub x8, x5, 64
        ; neg x9, x1
        ; and x9, x9, 15
        ; add x2, x2, x9
        ; add x0, x1, x9
        ; up:
        ; ldp q0, q1, [x2]
        ; ldp q2, q3, [x2, 32]
        ; add x2, x2, 64
        ; stp q0, q1, [x0]
        ; stp q2, q3, [x0, 32]
        ; add x0, x0, 64
        ; cmp x0, x8
        ; b.lo <up
        ; stp q4, q5, [x8]
        ; stp q6, q7, [x8, 32]
        ; stp x6, x7, [x1]
        ; ret

        // Backward: v4–v7 hold the first 64 bytes, x6:x7 the last 16; x8 is the end of the first, x0 of the next.
        ; backward:
        ; ldp q4, q5, [x2]
        ; ldp q6, q7, [x2, 32]
        ; ldp x6, x7, [x4, -16]
        ; add x8, x1, 64
        ; and x9, x5, 15
        ; sub x4, x4, x9
        ; sub x0, x5, x9
        ; down:
        ; ldp q0, q1, [x4, -32]
        ; ldp q2, q3, [x4, -64]!
        ; stp q0, q1, [x0, -32]
        ; stp q2, q3, [x0, -64]!
        ; cmp x0, x8
        ; b.hi <down
        ; stp q4, q5, [x1]
        ; stp q6, q7, [x1, 32]
        ; stp x6, x7, [x5, -16]
        ; ret
    );
}

/// Emits `memory.fill` at the current position.
pub fn fill(a: &mut Asm, v: Variant) {
    dynasm!(a
        ; .arch aarch64
        ; dup v0.b16, w2
        ; add x5, x1, x3
        ; cmp x3, 16
        ; b.lo >short
        ; cmp x3, 32
        ; b.hi >over32
        ; str q0, [x1]
        ; stur q0, [x5, -16]
        ; ret

        ; short:
        ; tbz x3, 3, >below8
        ; str d0, [x1]
        ; stur d0, [x5, -8]
        ; ret
        ; below8:
        ; tbz x3, 2, >below4
        ; str s0, [x1]
        ; stur s0, [x5, -4]
        ; ret
        ; below4:
        ; cbz x3, >none
        ; strb w2, [x1]
        ; sturb w2, [x5, -1]
        ; tbz x3, 1, >none
        ; str h0, [x1]
        ; none:
        ; ret

        ; over32:
        ; stp q0, q0, [x1]
        ; cmp x3, 128
        ; b.hi >long
        ; cmp x3, 64
        ; b.ls >last32
        ; stp q0, q0, [x1, 32]
        ; stp q0, q0, [x5, -64]
        ; last32:
        ; stp q0, q0, [x5, -32]
        ; ret
        ; long:
    );
    // x5 is the end, v0 has the byte in all lanes.
    if v == Variant::Mops {
        return emit(a, SET, 2, 3, 1);
    }
    dynasm!(a
        ; .arch aarch64
        // x6 is the next place, aligned; x8 where the last 64 bytes begin.
        ; add x6, x1, 16
        ; and x6, x6, !15
        ; sub x8, x5, 64
        ; tst w2, 255
        ; b.ne >next
        ; cmp x3, ZVA_MIN
        ; b.lo >next
        ; mrs x7, DCZID_EL0
        // Bit 4 forbids; else 4 << x7 is the length of a block.
        ; tbnz w7, 4, >next
        ; mov w9, 4
        ; and w7, w7, 15
        ; lsl x7, x9, x7
        ; cmp x7, 64
        ; b.lo >next
        ; cmp x3, x7, lsl 2
        ; b.lo >next
        // Up to the first whole block, x0, and at most 64 bytes into it.
        ; sub x9, x7, 1
        ; add x0, x6, x9
        ; bic x0, x0, x9
        ; head:
        ; cmp x6, x0
        ; b.hs >blocks
        ; stp q0, q0, [x6]
        ; stp q0, q0, [x6, 32]
        ; add x6, x6, 64
        ; b <head
        ; blocks:
        ; mov x6, x0
        // Where the last whole block begins at the latest.
        ; sub x9, x5, x7
        ; block:
        // dc zva, x6
        ; sys 3, c7, c4, 1, x6
        ; add x6, x6, x7
        ; cmp x6, x9
        ; b.ls <block
        ; cmp x6, x8
        ; b.hs >last64
        ; next:
        ; stp q0, q0, [x6]
        ; stp q0, q0, [x6, 32]
        ; add x6, x6, 64
        ; cmp x6, x8
        ; b.lo <next
        ; last64:
        ; stp q0, q0, [x8]
        ; stp q0, q0, [x8, 32]
        ; ret
    );
}
