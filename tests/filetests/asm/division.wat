;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Division by variables and constants, and conversions between integers and floats.
(module
  (func (export "udiv") (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))
  (func (export "sdiv") (param i64 i64) (result i64) (i64.div_s (local.get 0) (local.get 1)))
  (func (export "by 7") (param i32) (result i32) (i32.div_s (local.get 0) (i32.const 7)))
  (func (export "by 10") (param i64) (result i64) (i64.div_u (local.get 0) (i64.const 10)))
  (func (export "signed") (param i32) (result f64) (f64.convert_i32_s (local.get 0)))
  (func (export "unsigned") (param i64) (result f32) (f32.convert_i64_u (local.get 0)))
  (func (export "truncated") (param f64) (result i64) (i64.trunc_f64_s (local.get 0))))

;;; asm -O2 x86-64
;; 00000000 <udiv>: ; function 0
;;        0    test %edx, %edx                              # wasm 0x83
;;        2    mov %rdx, %r11
;;        5    je .L1
;;        7    xor %edx, %edx
;;        9    mov %rsi, %rax
;;        c    div %r11d
;;        f    ret                                          # wasm 0x84
;; .L1:
;;       10    ud2                                          # wasm 0x83 trap: integer divide by zero
;; 00000020 <sdiv>: ; function 1
;;       20    test %rdx, %rdx                              # wasm 0x8b
;;       23    je .L1
;;       25    movabs $0x8000000000000000, %rdi
;;       2f    mov %rsi, %r8
;;       32    xor %rdi, %r8
;;       35    mov %rdx, %r9
;;       38    not %r9
;;       3b    mov %rdx, %rcx
;;       3e    or %r9, %r8
;;       41    je .L2
;;       43    mov %rsi, %rax
;;       46    cqto
;;       48    idiv %rcx
;;       4b    ret                                          # wasm 0x8c
;; .L1:
;;       4c    ud2                                          # wasm 0x8b trap: integer divide by zero
;; .L2:
;;       4e    ud2                                          # trap: integer overflow
;; 00000050 <by 7>: ; function 2
;;       50    mov $0x92492493, %edx                        # wasm 0x93
;;       55    mov %rsi, %rax
;;       58    imul %edx
;;       5a    lea (%rdx,%rsi), %eax
;;       5d    sar $2, %eax
;;       60    mov %rax, %r11
;;       63    shr $0x1f, %r11d
;;       67    add %r11d, %eax
;;       6a    ret                                          # wasm 0x94
;; 00000070 <by 10>: ; function 3
;;       70    movabs $0xcccccccccccccccd, %rdx             # wasm 0x9b
;;       7a    mov %rsi, %rax
;;       7d    mul %rdx
;;       80    mov %rdx, %rax
;;       83    shr $3, %rax
;;       87    ret                                          # wasm 0x9c
;; 00000090 <signed>: ; function 4
;;       90    xorps %xmm0, %xmm0                           # wasm 0xa1
;;       93    cvtsi2sd %esi, %xmm0
;;       97    ret                                          # wasm 0xa2
;; 000000a0 <unsigned>: ; function 5
;;       a0    mov %rsi, %rdi                               # wasm 0xa7
;;       a3    shr $1, %rdi
;;       a6    mov %rsi, %r8
;;       a9    and $1, %r8d
;;       ad    or %r8, %rdi
;;       b0    mov %rsi, %r8
;;       b3    sar $0x3f, %r8
;;       b7    movq %r8, %xmm10
;;       bc    test %rsi, %rsi
;;       bf    cmovs %rdi, %rsi
;;       c3    xorps %xmm0, %xmm0
;;       c6    cvtsi2ss %rsi, %xmm0
;;       cb    movaps %xmm0, %xmm1
;;       ce    andps %xmm10, %xmm1
;;       d2    addss %xmm1, %xmm0
;;       d6    ret                                          # wasm 0xa8
;; 000000e0 <truncated>: ; function 6
;;       e0    movsd 0xf18(%rip), %xmm2                     # wasm 0xad
;;       e8    movsd 0xf18(%rip), %xmm4
;;       f0    ucomisd %xmm0, %xmm0
;;       f4    jp .L1
;;       f6    ucomisd %xmm4, %xmm0
;;       fa    jb .L2
;;       fc    ucomisd %xmm2, %xmm0
;;      100    jae .L3
;;      102    cvttsd2si %xmm0, %rax
;;      107    ret                                          # wasm 0xae
;; .L1:
;;      108    ud2                                          # wasm 0xad trap: invalid conversion to integer
;; .L2:
;;      10a    ud2                                          # trap: integer overflow
;; .L3:
;;      10c    ud2                                          # trap: integer overflow

;;; asm -O2 aarch64
;; 00000000 <udiv>: ; function 0
;;        0    cbz w2, .L1                                  # wasm 0x83
;;        4    udiv w0, w1, w2
;;        8    ret                                          # wasm 0x84
;; .L1:
;;        c    udf #0x8                                     # wasm 0x83 trap: integer divide by zero
;; 00000010 <sdiv>: ; function 1
;;       10    cbz x2, .L1                                  # wasm 0x8b
;;       14    cmn x2, #0x1
;;       18    ccmp x1, #0x1, #0x0, eq
;;       1c    b.vs .L2
;;       20    sdiv x0, x1, x2
;;       24    ret                                          # wasm 0x8c
;; .L1:
;;       28    udf #0x8                                     # wasm 0x8b trap: integer divide by zero
;; .L2:
;;       2c    udf #0x7                                     # trap: integer overflow
;; 00000030 <by 7>: ; function 2
;;       30    mov w2, #0x2493                              # wasm 0x93
;;       34    movk w2, #0x9249, lsl #16
;;       38    smull x4, w1, w2
;;       3c    asr x6, x4, #0x20
;;       40    add w8, w6, w1
;;       44    asr w10, w8, #0x2
;;       48    add w0, w10, w10, lsr #31
;;       4c    ret                                          # wasm 0x94
;; 00000050 <by 10>: ; function 3
;;       50    mov x2, #0xcccccccccccccccc                  # wasm 0x9b
;;       54    movk x2, #0xcccd
;;       58    umulh x4, x1, x2
;;       5c    lsr x0, x4, #0x3
;;       60    ret                                          # wasm 0x9c
;; 00000070 <signed>: ; function 4
;;       70    scvtf d0, w1                                 # wasm 0xa1
;;       74    ret                                          # wasm 0xa2
;; 00000080 <unsigned>: ; function 5
;;       80    ucvtf s0, x1                                 # wasm 0xa7
;;       84    ret                                          # wasm 0xa8
;; 00000090 <truncated>: ; function 6
;;       90    mov x16, #0xc3e0000000000000                 # wasm 0xad
;;       94    fmov d2, x16
;;       98    fcmp d0, d2
;;       9c    b.vs .L1
;;       a0    b.mi .L2
;;       a4    fcvtzs x0, d0
;;       a8    cmn x0, #0x1
;;       ac    b.vs .L3
;;       b0    ret                                          # wasm 0xae
;; .L1:
;;       b4    udf #0x9                                     # wasm 0xad trap: invalid conversion to integer
;; .L2:
;;       b8    udf #0x7                                     # trap: integer overflow
;; .L3:
;;       bc    udf #0x7                                     # trap: integer overflow
