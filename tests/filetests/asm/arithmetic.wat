;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; LEA, division by constants, shifts, rotations, bits.
(module
  (func (param i32 i32) (result i32) (i32.add (local.get 0) (i32.add (i32.shl (local.get 1) (i32.const 2)) (i32.const 5))))
  (func (param i32) (result i32) (i32.div_u (local.get 0) (i32.const 10)))
  (func (param i32) (result i32) (i32.div_s (local.get 0) (i32.const 8)))
  (func (param i64) (result i64) (i64.rem_s (local.get 0) (i64.const 1000000007)))
  (func (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.rotl (local.get 0) (local.get 1)))
  (func (param i32) (result i32) (i32.popcnt (i32.clz (local.get 0))))
  (func (param i32) (result i32) (i32.mul (local.get 0) (i32.const 40))))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    lea 5(%rsi,%rdx,4), %eax                     # wasm 0x3b
;;        4    ret                                          # wasm 0x3c
;; 00000010 <func1>: ; function 1
;;       10    mov $0xcccccccd, %edx                        # wasm 0x43
;;       15    mov %rsi, %rax
;;       18    mul %edx
;;       1a    mov %rdx, %rax
;;       1d    shr $3, %eax
;;       20    ret                                          # wasm 0x44
;; 00000030 <func2>: ; function 2
;;       30    mov %rsi, %rdi                               # wasm 0x4b
;;       33    sar $0x1f, %edi
;;       36    shr $0x1d, %edi
;;       39    lea (%rsi,%rdi), %eax
;;       3c    sar $3, %eax
;;       3f    ret                                          # wasm 0x4c
;; 00000040 <func3>: ; function 3
;;       40    movabs $0x89705f3112a28fe5, %rdx             # wasm 0x57
;;       4a    mov %rsi, %rax
;;       4d    imul %rdx
;;       50    add %rsi, %rdx
;;       53    sar $0x1d, %rdx
;;       57    mov %rdx, %r11
;;       5a    shr $0x3f, %r11
;;       5e    add %r11, %rdx
;;       61    imul $0x3b9aca07, %rdx, %rcx
;;       68    mov %rsi, %rax
;;       6b    sub %rcx, %rax
;;       6e    ret                                          # wasm 0x58
;; 00000070 <func4>: ; function 4
;;       70    test %edx, %edx                              # wasm 0x5f
;;       72    je .L1
;;       74    mov %rsi, %rdi
;;       77    xor $0x80000000, %edi
;;       7d    mov %rdx, %r8
;;       80    not %r8d
;;       83    mov %rdx, %rcx
;;       86    or %r8d, %edi
;;       89    je .L2
;;       8b    mov %rsi, %rax
;;       8e    cltd
;;       8f    idiv %ecx
;;       91    ret                                          # wasm 0x60
;; .L1:
;;       92    ud2                                          # wasm 0x5f trap: integer divide by zero
;; .L2:
;;       94    ud2                                          # trap: integer overflow
;; 000000a0 <func5>: ; function 5
;;       a0    mov %rdx, %rcx                               # wasm 0x67
;;       a3    mov %rsi, %rax
;;       a6    rol %cl, %rax
;;       a9    ret                                          # wasm 0x68
;; 000000b0 <func6>: ; function 6
;;       b0    mov $0x3f, %r8d                              # wasm 0x6d
;;       b6    bsr %esi, %edi
;;       b9    cmove %r8d, %edi
;;       bd    xor $0x1f, %edi
;;       c0    popcnt %edi, %eax                            # wasm 0x6e
;;       c4    ret                                          # wasm 0x6f
;; 000000d0 <func7>: ; function 7
;;       d0    imul $0x28, %esi, %eax                       # wasm 0x76
;;       d3    ret                                          # wasm 0x77

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    lsl w4, w2, #0x2                             # wasm 0x37
;;        4    add w4, w4, #0x5                             # wasm 0x3a
;;        8    add w0, w1, w4                               # wasm 0x3b
;;        c    ret                                          # wasm 0x3c
;; 00000010 <func1>: ; function 1
;;       10    mov w2, #0xcccd                              # wasm 0x43
;;       14    movk w2, #0xcccc, lsl #16
;;       18    umull x4, w1, w2
;;       1c    lsr x0, x4, #0x23
;;       20    ret                                          # wasm 0x44
;; 00000030 <func2>: ; function 2
;;       30    asr w2, w1, #0x1f                            # wasm 0x4b
;;       34    add w4, w1, w2, lsr #29
;;       38    asr w0, w4, #0x3
;;       3c    ret                                          # wasm 0x4c
;; 00000040 <func3>: ; function 3
;;       40    mov x2, #0x8fe5                              # wasm 0x57
;;       44    movk x2, #0x12a2, lsl #16
;;       48    movk x2, #0x5f31, lsl #32
;;       4c    movk x2, #0x8970, lsl #48
;;       50    smulh x4, x1, x2
;;       54    add x6, x4, x1
;;       58    asr x8, x6, #0x1d
;;       5c    add x10, x8, x8, lsr #63
;;       60    mov w12, #0xca07
;;       64    movk w12, #0x3b9a, lsl #16
;;       68    msub x0, x10, x12, x1
;;       6c    ret                                          # wasm 0x58
;; 00000070 <func4>: ; function 4
;;       70    cbz w2, .L1                                  # wasm 0x5f
;;       74    cmn w2, #0x1
;;       78    ccmp w1, #0x1, #0x0, eq
;;       7c    b.vs .L2
;;       80    sdiv w0, w1, w2
;;       84    ret                                          # wasm 0x60
;; .L1:
;;       88    udf #0x8                                     # wasm 0x5f trap: integer divide by zero
;; .L2:
;;       8c    udf #0x7                                     # trap: integer overflow
;; 00000090 <func5>: ; function 5
;;       90    neg x2, x2                                   # wasm 0x67
;;       94    ror x0, x1, x2
;;       98    ret                                          # wasm 0x68
;; 000000a0 <func6>: ; function 6
;;       a0    clz w5, w1                                   # wasm 0x6d
;;       a4    fmov s3, w5                                  # wasm 0x6e
;;       a8    cnt v5.8b, v3.8b
;;       ac    addv b5, v5.8b
;;       b0    fmov w0, s5
;;       b4    ret                                          # wasm 0x6f
;; 000000c0 <func7>: ; function 7
;;       c0    mov w2, #0x28                                # wasm 0x76
;;       c4    mul w0, w1, w2
;;       c8    ret                                          # wasm 0x77
