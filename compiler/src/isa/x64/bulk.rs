//! Memory moves: the routines behind `memory.copy`, `memory.fill` and `memory.init`.
//!
//! In: rsi = destination, rdx = source (copy) or byte (fill), rcx = length; ranges checked by the caller, so nothing
//! here faults. Clobbers: rax rcx rdx rsi rdi r8–r11, xmm0–3, flags. Leaf code: the stack is not touched.
//!
//! Every block is written only after all source bytes that it could overwrite were loaded: short lengths load all
//! before they store; longer ones keep the bytes at both ends in registers and move the middle in the direction in
//! which the load is ahead of the store.

use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler, dynasm};

type Asm = VecAssembler<X64Relocation>;

/// Emits the copy routine at the current position.
pub fn copy(a: &mut Asm) {
    dynasm!(a
        ; .arch x64
        ; cmp rcx, 16
        ; jb >short
        ; cmp rcx, 32
        ; ja >over32
        ; movups xmm0, [rdx]
        ; movups xmm1, [rdx + rcx - 16]
        ; movups [rsi], xmm0
        ; movups [rsi + rcx - 16], xmm1
        ; ret

        ; short:
        ; test cl, 8
        ; jz >below8
        ; mov rax, [rdx]
        ; mov r8, [rdx + rcx - 8]
        ; mov [rsi], rax
        ; mov [rsi + rcx - 8], r8
        ; ret
        ; below8:
        ; test cl, 4
        ; jz >below4
        ; mov eax, [rdx]
        ; mov r8d, [rdx + rcx - 4]
        ; mov [rsi], eax
        ; mov [rsi + rcx - 4], r8d
        ; ret
        ; below4:
        ; test ecx, ecx
        ; jz >none
        ; movzx eax, BYTE [rdx]
        ; test cl, 2
        ; jz >one
        ; movzx r8d, WORD [rdx + rcx - 2]
        ; mov [rsi], al
        ; mov [rsi + rcx - 2], r8w
        ; ret
        ; one:
        ; mov [rsi], al
        ; none:
        ; ret

        ; over32:
        ; cmp rcx, 64
        ; ja >long
        ; movups xmm0, [rdx]
        ; movups xmm1, [rdx + 16]
        ; movups xmm2, [rdx + rcx - 32]
        ; movups xmm3, [rdx + rcx - 16]
        ; movups [rsi], xmm0
        ; movups [rsi + 16], xmm1
        ; movups [rsi + rcx - 32], xmm2
        ; movups [rsi + rcx - 16], xmm3
        ; ret

        ; long:
        ; mov rax, rsi
        ; sub rax, rdx
        ; cmp rax, rcx
        ; jb >backward
        // Forward, aligned stores: r8:r9 hold the first 16 bytes, xmm2:xmm3 the last 32.
        ; mov r8, [rdx]
        ; mov r9, [rdx + 8]
        ; movups xmm2, [rdx + rcx - 32]
        ; movups xmm3, [rdx + rcx - 16]
        ; lea r10, [rsi + rcx - 32]
        ; mov r11, rsi
        ; mov eax, esi
        ; neg eax
        ; and eax, 15
        ; add rsi, rax
        ; add rdx, rax
        ; .align 16
        ; up:
        ; movups xmm0, [rdx]
        ; movups xmm1, [rdx + 16]
        ; movaps [rsi], xmm0
        ; movaps [rsi + 16], xmm1
        ; add rdx, 32
        ; add rsi, 32
        ; cmp rsi, r10
        ; jb <up
        ; movups [r10], xmm2
        ; movups [r10 + 16], xmm3
        ; mov [r11], r8
        ; mov [r11 + 8], r9
        ; ret

        // Backward: xmm2:xmm3 hold the first 32 bytes, r8:r9 the last 16.
        ; backward:
        ; movups xmm2, [rdx]
        ; movups xmm3, [rdx + 16]
        ; mov r8, [rdx + rcx - 16]
        ; mov r9, [rdx + rcx - 8]
        ; lea r10, [rsi + 32]
        ; lea rdi, [rsi + rcx]
        ; lea rax, [rsi + rcx - 16]
        ; add rdx, rcx
        ; mov ecx, edi
        ; and ecx, 15
        ; sub rdi, rcx
        ; sub rdx, rcx
        ; .align 16
        ; down:
        ; movups xmm0, [rdx - 16]
        ; movups xmm1, [rdx - 32]
        ; movaps [rdi - 16], xmm0
        ; movaps [rdi - 32], xmm1
        ; sub rdx, 32
        ; sub rdi, 32
        ; cmp rdi, r10
        ; ja <down
        ; movups [rsi], xmm2
        ; movups [rsi + 16], xmm3
        ; mov [rax], r8
        ; mov [rax + 8], r9
        ; ret
    );
}

/// Emits the fill routine at the current position.
pub fn fill(a: &mut Asm) {
    dynasm!(a
        ; .arch x64
        ; movzx eax, dl
        ; mov r8, QWORD 0x0101_0101_0101_0101
        ; imul rax, r8
        ; cmp rcx, 16
        ; jb >short
        ; movq xmm0, rax
        ; punpcklqdq xmm0, xmm0
        ; movups [rsi], xmm0
        ; movups [rsi + rcx - 16], xmm0
        ; cmp rcx, 32
        ; jbe >done
        ; lea r10, [rsi + rcx - 32]
        ; movups [r10], xmm0
        ; add rsi, 16
        ; and rsi, -16
        ; cmp rsi, r10
        ; jae >done
        ; .align 16
        ; next:
        ; movaps [rsi], xmm0
        ; movaps [rsi + 16], xmm0
        ; add rsi, 32
        ; cmp rsi, r10
        ; jb <next
        ; done:
        ; ret

        ; short:
        ; test cl, 8
        ; jz >below8
        ; mov [rsi], rax
        ; mov [rsi + rcx - 8], rax
        ; ret
        ; below8:
        ; test cl, 4
        ; jz >below4
        ; mov [rsi], eax
        ; mov [rsi + rcx - 4], eax
        ; ret
        ; below4:
        ; test ecx, ecx
        ; jz >none
        ; mov [rsi], al
        ; mov [rsi + rcx - 1], al
        ; test cl, 2
        ; jz >none
        ; mov [rsi], ax
        ; none:
        ; ret
    );
}
