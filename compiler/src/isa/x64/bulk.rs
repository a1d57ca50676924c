//! Memory moves: the routines behind `memory.copy`, `memory.fill` and `memory.init`.
//!
//! In: rdi = destination, rsi = source (copy) or byte (fill, in its low 8 bits), rcx = length; ranges checked by the caller, so nothing
//! here faults. Clobbers, in all variants: rax rcx rdx rsi rdi, xmm0–8 (zmm16 and on, which compiled code doesn't know), flags. Leaf code:
//! the stack is not touched.
//!
//! The three variants have vectors of 16, 32 and 64 bytes; up to [`SHORT`] bytes they are the same. Every block is written only after all
//! source bytes that it could overwrite were loaded: up to eight vectors all loads come before all stores; longer moves keep the bytes at
//! both ends in registers and move the middle, four vectors at a time to aligned places, in the direction in which the load is ahead of the
//! store. The longest are left to the CPU's string instructions where it is good at them, or bypass the caches.

use super::stubs::PADDING;
use super::vector_move::{Op, Place, RAX, RCX, RDI, RDX, RSI, Width};
use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler, dynasm};
use std::mem::offset_of;
use wazc_abi::vmctx::Moves;

type Asm = VecAssembler<X64Relocation>;

/// Moves of up to this many bytes are the same in all variants.
const SHORT: i32 = 64;
/// String instructions and stores past the caches begin at a multiple of this, a cache line.
const LINE: i32 = 64;
/// The CPU takes a load for one of what a store wrote if they agree in so many bytes' worth of address (Intel optimization manual, 4-Kbyte
/// aliasing).
const PAGE: i32 = 4096;
/// Distance up to which a load of the next round meets stores of this one.
const NEAR: i32 = 512;

/// Fills up to a multiple, behind what never falls through. Short moves take so few cycles that a place that is jumped to and begins in the
/// midst of a cache line costs one more, up to a third of the time (benches/memory_moves.py).
fn gap(a: &mut Asm, to: usize) {
    while !a.offset().0.is_multiple_of(to) {
        a.push(PADDING);
    }
}

/// Fills up to a multiple in front of a loop, with as few instructions as can be (Intel SDM volume 2, NOP).
fn nops(a: &mut Asm, to: usize) {
    const LONG: [&[u8]; 9] = [
        &[0x90],
        &[0x66, 0x90],
        &[0x0f, 0x1f, 0x00],
        &[0x0f, 0x1f, 0x40, 0],
        &[0x0f, 0x1f, 0x44, 0, 0],
        &[0x66, 0x0f, 0x1f, 0x44, 0, 0],
        &[0x0f, 0x1f, 0x80, 0, 0, 0, 0],
        &[0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0],
        &[0x66, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0],
    ];
    let mut left = a.offset().0.next_multiple_of(to) - a.offset().0;
    while left != 0 {
        let n = left.min(LONG.len());
        a.extend(LONG[n - 1]);
        left -= n;
    }
}

/// Emits `memory.copy` at the current position; [`Moves`] lies at `[V + moves]`.
pub fn copy(a: &mut Asm, width: Width, moves: i32) {
    dynasm!(a
        ; .arch x64
        ; cmp rcx, SHORT
        ; ja >long
        ; cmp ecx, 16
        ; jb BYTE >short
        ; cmp ecx, 32
        ; ja BYTE >over32
        ; movups xmm0, [rsi]
        ; movups xmm1, [rsi + rcx - 16]
        ; movups [rdi], xmm0
        ; movups [rdi + rcx - 16], xmm1
        ; ret

        ; short:
        ; cmp ecx, 8
        ; jb BYTE >below8
        ; mov rax, [rsi]
        ; mov rdx, [rsi + rcx - 8]
        ; mov [rdi], rax
        ; mov [rdi + rcx - 8], rdx
        ; ret
        ; below8:
        ; cmp ecx, 4
        ; jb BYTE >below4
        ; mov eax, [rsi]
        ; mov edx, [rsi + rcx - 4]
        ; mov [rdi], eax
        ; mov [rdi + rcx - 4], edx
        ; ret
        ; below4:
        ; sub ecx, 1
        ; jb BYTE >none
        ; movzx eax, BYTE [rsi]
        ; je BYTE >one
        ; movzx edx, WORD [rsi + rcx - 1]
        ; mov [rdi + rcx - 1], dx
        ; one:
        ; mov [rdi], al
        ; none:
        ; ret
    );
    gap(a, 32);
    dynasm!(a
        ; .arch x64
        ; over32:
        ; movups xmm0, [rsi]
        ; movups xmm1, [rsi + 16]
        ; movups xmm2, [rsi + rcx - 32]
        ; movups xmm3, [rsi + rcx - 16]
        ; movups [rdi], xmm0
        ; movups [rdi + 16], xmm1
        ; movups [rdi + rcx - 32], xmm2
        ; movups [rdi + rcx - 16], xmm3
        ; ret
    );
    gap(a, 64);
    dynasm!(a; .arch x64; long:);
    long_copy(a, width, moves);
}

/// Emits `memory.fill` at the current position; [`Moves`] lies at `[V + moves]`.
pub fn fill(a: &mut Asm, width: Width, moves: i32) {
    dynasm!(a
        ; .arch x64
        ; cmp rcx, SHORT
        ; ja >long
        ; cmp ecx, 16
        ; jb BYTE >short
        ; movd xmm0, esi
        ; pxor xmm1, xmm1
        ; pshufb xmm0, xmm1
        ; movups [rdi], xmm0
        ; movups [rdi + rcx - 16], xmm0
        ; cmp ecx, 32
        ; jbe BYTE >done
        ; movups [rdi + 16], xmm0
        ; movups [rdi + rcx - 32], xmm0
        ; done:
        ; ret

        ; short:
        ; movzx eax, sil
        ; mov rdx, QWORD 0x0101_0101_0101_0101
        ; imul rax, rdx
        ; cmp ecx, 8
        ; jb BYTE >below8
        ; mov [rdi], rax
        ; mov [rdi + rcx - 8], rax
        ; ret
        ; below8:
        ; cmp ecx, 4
        ; jb BYTE >below4
        ; mov [rdi], eax
        ; mov [rdi + rcx - 4], eax
        ; ret
        ; below4:
        ; sub ecx, 1
        ; jb BYTE >none
        ; mov [rdi], al
        ; je BYTE >none
        ; mov [rdi + rcx - 1], ax
        ; none:
        ; ret
    );
    gap(a, 64);
    dynasm!(a; .arch x64; long:);
    long_fill(a, width, moves);
}

/// An assembler for vectors of one width.
struct Vectors<'a> {
    a: &'a mut Asm,
    width: Width,
    /// Bytes of a vector, of four.
    n: i32,
    n4: i32,
}

impl Vectors<'_> {
    fn one(&mut self, op: Op, r: u8, p: Place) {
        let bytes = self.width.encode(op, r, p);
        self.a.extend(&bytes);
    }

    /// Registers `r`… and `count` vectors from `[base + disp]` on.
    fn up(&mut self, op: Op, r: u8, count: u8, base: u8, disp: i32) {
        (0..count).for_each(|i| self.one(op, r + i, Place::at(base, disp + i32::from(i) * self.n)));
    }

    /// Registers `r`… and the `count` vectors that end at `[base + rcx]`.
    fn last(&mut self, op: Op, r: u8, count: u8, base: u8) {
        (0..count).for_each(|i| self.one(op, r + i, Place::end(base, (i32::from(i) - i32::from(count)) * self.n)));
    }

    /// Returns, with the upper halves of ymm registers as they are to be.
    fn leave(&mut self) {
        if self.width == Width::Avx {
            dynasm!(self.a; .arch x64; vzeroupper);
        }
        dynasm!(self.a; .arch x64; ret);
    }

    /// Moves of up to two, four, and eight vectors, in which all loads come before all stores. The lengths are not asked for one after the
    /// other: each jump that is taken costs a cycle, which is a lot here.
    fn steps(&mut self, mut step: impl FnMut(&mut Self, u8)) {
        let (n, n4) = (self.n, self.n4);
        let mut step = |v: &mut Self, count: u8| {
            step(v, count);
            v.leave();
        };
        if n4 > SHORT {
            dynasm!(self.a; .arch x64; cmp rcx, n4; ja >over4);
            if 2 * n > SHORT {
                dynasm!(self.a; .arch x64; cmp rcx, 2 * n; ja >over2);
                step(self, 2);
                gap(self.a, 32);
                dynasm!(self.a; .arch x64; over2:);
            }
            step(self, 4);
            gap(self.a, 64);
            dynasm!(self.a; .arch x64; over4:);
        }
        dynasm!(self.a; .arch x64; cmp rcx, 8 * n; ja >over8);
        step(self, 8);
        gap(self.a, 32);
        dynasm!(self.a; .arch x64; over8:);
    }

    /// The register becomes the next multiple of `to` past it.
    fn align_rdi(&mut self, to: i32) {
        dynasm!(self.a; .arch x64; or rdi, BYTE (to - 1) as i8; inc rdi);
    }
}

fn vectors(a: &mut Asm, width: Width) -> Vectors<'_> {
    Vectors { a, width, n: width.bytes(), n4: 4 * width.bytes() }
}

fn field(moves: i32, offset: usize) -> i32 {
    moves + offset as i32
}

/// Copies of more than [`SHORT`] bytes.
fn long_copy(a: &mut Asm, width: Width, moves: i32) {
    let mut v = vectors(a, width);
    let (n, n4) = (v.n, v.n4);
    let lines = (LINE / n) as u8;
    v.steps(|v, count| {
        let half = count / 2;
        v.up(Op::Load, 0, half, RSI, 0);
        v.last(Op::Load, half, half, RSI);
        v.up(Op::Store, 0, half, RDI, 0);
        v.last(Op::Store, half, half, RDI);
    });
    dynasm!(v.a
        ; .arch x64
        ; mov rax, rdi
        ; sub rax, rsi
        ; cmp rax, rcx
        ; jb >backward
        ; cmp rcx, [rbx + field(moves, offset_of!(Moves, copy_string_min))]
        ; jae >string
        ; test eax, PAGE - NEAR
        ; jz >near

        // Upward: register 8 holds the first vector, 4–7 the last four; rdx is where those go, rcx the next place.
        ; forward:
    );
    v.one(Op::Load, 8, Place::at(RSI, 0));
    v.last(Op::Load, 4, 4, RSI);
    dynasm!(v.a
        ; .arch x64
        ; lea rdx, [rdi + rcx - n4]
        ; mov rcx, rdi
        ; or rcx, BYTE (n - 1) as i8
        ; inc rcx
        ; sub rsi, rdi
        ; add rsi, rcx
    );
    nops(v.a, 32);
    dynasm!(v.a; .arch x64; up:);
    v.up(Op::Load, 0, 4, RSI, 0);
    dynasm!(v.a; .arch x64; add rsi, n4);
    v.up(Op::Store, 0, 4, RCX, 0);
    dynasm!(v.a; .arch x64; add rcx, n4; cmp rcx, rdx; jb <up);
    v.up(Op::Store, 4, 4, RDX, 0);
    v.one(Op::Store, 8, Place::at(RDI, 0));
    v.leave();

    // Downward: register 8 holds the last vector, 4–7 the first four; rdx is where the last goes, rcx the end of the next.
    gap(v.a, 16);
    dynasm!(v.a; .arch x64; backward:);
    v.last(Op::Load, 8, 1, RSI);
    v.up(Op::Load, 4, 4, RSI, 0);
    dynasm!(v.a
        ; .arch x64
        ; lea rdx, [rdi + rcx - n]
        ; lea rax, [rdi + n4]
        ; lea rcx, [rdi + rcx - 1]
        ; and rcx, BYTE -n as i8
        ; sub rsi, rdi
        ; add rsi, rcx
    );
    nops(v.a, 32);
    dynasm!(v.a; .arch x64; down:);
    v.up(Op::Load, 0, 4, RSI, -n4);
    dynasm!(v.a; .arch x64; sub rsi, n4);
    v.up(Op::Store, 0, 4, RCX, -n4);
    dynasm!(v.a; .arch x64; sub rcx, n4; cmp rcx, rax; ja <down);
    v.one(Op::Store, 8, Place::at(RDX, 0));
    v.up(Op::Store, 4, 4, RDI, 0);
    v.leave();

    // The destination is, but for whole pages, a little behind the source: upward, loads would wait for stores that lie at the same places of
    // other pages. Downward there are none, but ranges must not overlap.
    gap(v.a, 16);
    dynasm!(v.a
        ; .arch x64
        ; near:
        ; neg rax
        ; cmp rax, rcx
        ; jae <backward
        ; jmp <forward
    );

    // rax = destination − source. String instructions are slow where the source is a little ahead of the destination.
    gap(v.a, 16);
    dynasm!(v.a
        ; .arch x64
        ; string:
        ; neg rax
        ; cmp rax, LINE
        ; jb <forward
        ; cmp rcx, [rbx + field(moves, offset_of!(Moves, copy_stream_min))]
        ; jae >stream
    );
    v.up(Op::Load, 0, lines, RSI, 0);
    dynasm!(v.a; .arch x64; mov rax, rdi);
    v.align_rdi(LINE);
    dynasm!(v.a
        ; .arch x64
        ; mov rdx, rdi
        ; sub rdx, rax
        ; add rsi, rdx
        ; sub rcx, rdx
        ; rep movsb
    );
    v.up(Op::Store, 0, lines, RAX, 0);
    v.leave();

    // rax = source − destination. Ranges that overlap gain nothing here.
    dynasm!(v.a
        ; .arch x64
        ; stream:
        ; cmp rax, rcx
        ; jb <forward
    );
    v.up(Op::Load, 0, lines, RSI, 0);
    v.up(Op::Store, 0, lines, RDI, 0);
    dynasm!(v.a; .arch x64; mov rdx, rdi);
    v.align_rdi(LINE);
    dynasm!(v.a; .arch x64; sub rdx, rdi; sub rsi, rdx; add rcx, rdx);
    nops(v.a, 32);
    dynasm!(v.a; .arch x64; past:);
    v.up(Op::Load, 0, 4, RSI, 0);
    dynasm!(v.a; .arch x64; prefetcht0 [rsi + 8 * LINE]; add rsi, n4);
    v.up(Op::Stream, 0, 4, RDI, 0);
    dynasm!(v.a; .arch x64; add rdi, n4; sub rcx, n4; cmp rcx, n4; ja <past; sfence);
    v.last(Op::Load, 0, 4, RSI);
    v.last(Op::Store, 0, 4, RDI);
    v.leave();
}

/// Fills of more than [`SHORT`] bytes.
fn long_fill(a: &mut Asm, width: Width, moves: i32) {
    let mut v = vectors(a, width);
    let (n, n4) = (v.n, v.n4);
    // All vectors are register 0.
    fn stores(v: &mut Vectors<'_>, op: Op, count: i32, base: u8) {
        (0..count).for_each(|i| v.one(op, 0, Place::at(base, i * v.n)));
    }
    fn last_stores(v: &mut Vectors<'_>, count: i32) {
        (0..count).for_each(|i| v.one(Op::Store, 0, Place::end(RDI, (i - count) * v.n)));
    }
    match width {
        Width::Sse => dynasm!(v.a; .arch x64; movd xmm0, esi; pxor xmm1, xmm1; pshufb xmm0, xmm1),
        Width::Avx => dynasm!(v.a; .arch x64; vmovd xmm0, esi; vpbroadcastb ymm0, xmm0),
        // vpbroadcastb zmm16, esi
        Width::Avx512 => v.a.extend([0x62, 0xe2, 0x7d, 0x48, 0x7a, 0xc6].iter()),
    }
    v.steps(|v, count| {
        stores(v, Op::Store, i32::from(count / 2), RDI);
        last_stores(v, i32::from(count / 2));
    });
    dynasm!(v.a
        ; .arch x64
        ; cmp rcx, [rbx + field(moves, offset_of!(Moves, fill_string_min))]
        ; jae >string
        // rdx is where the last four vectors go.
        ; lea rdx, [rdi + rcx - n4]
    );
    // There are more than eight: so many that the loop begins at the last multiple among the first four.
    stores(&mut v, Op::Store, 4, RDI);
    dynasm!(v.a; .arch x64; add rdi, n4; and rdi, BYTE -n as i8);
    nops(v.a, 32);
    dynasm!(v.a; .arch x64; up:);
    stores(&mut v, Op::Store, 4, RDI);
    dynasm!(v.a; .arch x64; add rdi, n4; cmp rdi, rdx; jb <up);
    stores(&mut v, Op::Store, 4, RDX);
    v.leave();

    // The first line, and rdi and rcx for what is left.
    fn line(v: &mut Vectors<'_>) {
        stores(v, Op::Store, LINE / v.n, RDI);
        dynasm!(v.a; .arch x64; mov rdx, rdi);
        v.align_rdi(LINE);
        dynasm!(v.a; .arch x64; sub rdx, rdi; add rcx, rdx);
    }
    gap(v.a, 16);
    dynasm!(v.a
        ; .arch x64
        ; string:
        ; cmp rcx, [rbx + field(moves, offset_of!(Moves, fill_stream_min))]
        ; jae >stream
    );
    line(&mut v);
    dynasm!(v.a; .arch x64; mov eax, esi; rep stosb);
    v.leave();
    dynasm!(v.a; .arch x64; stream:);
    line(&mut v);
    nops(v.a, 32);
    dynasm!(v.a; .arch x64; past:);
    stores(&mut v, Op::Stream, 4, RDI);
    dynasm!(v.a; .arch x64; add rdi, n4; sub rcx, n4; cmp rcx, n4; ja <past; sfence);
    last_stores(&mut v, 4);
    v.leave();
}
