;; print: asm -O2 x86-64
;; print: asm -O2 -march=v3 x86-64
;; print: asm -O2 aarch64
;; A sum of products, a search for a byte, lanes from and to memory: loads are operands where they can be (VEX), conditions flags.
(module
  (memory 1)
  (func (export "dot") (param i32 i32 i32) (result f32) (local v128)
    (loop $l
      (local.set 3 (f32x4.add (local.get 3) (f32x4.mul (v128.load (local.get 0)) (v128.load (local.get 1)))))
      (local.set 0 (i32.add (local.get 0) (i32.const 16)))
      (local.set 1 (i32.add (local.get 1) (i32.const 16)))
      (br_if $l (i32.lt_u (local.get 0) (local.get 2))))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get 3)) (f32x4.extract_lane 1 (local.get 3)))
      (f32.add (f32x4.extract_lane 2 (local.get 3)) (f32x4.extract_lane 3 (local.get 3)))))
  (func (export "find") (param i32 i32) (result i32) (local v128)
    (local.set 2 (i8x16.splat (local.get 1)))
    (loop $l
      (if (v128.any_true (i8x16.eq (v128.load (local.get 0)) (local.get 2)))
        (then (return (i32.add (local.get 0) (i32.ctz (i8x16.bitmask (i8x16.eq (v128.load (local.get 0)) (local.get 2))))))))
      (local.set 0 (i32.add (local.get 0) (i32.const 16)))
      (br $l))
    (unreachable))
  (func (export "lanes") (param i32 v128) (result v128)
    (v128.store32_lane offset=64 2 (local.get 0) (local.get 1))
    (v128.load8_lane offset=3 5 (local.get 0) (i16x8.add (v128.load8x8_u offset=8 (local.get 0)) (v128.load16_splat (local.get 0)))))
  (func (export "blend") (param v128 v128 v128) (result v128)
    (v128.bitselect (local.get 0) (i8x16.shl (local.get 1) (i32.const 3)) (i32x4.gt_s (local.get 2) (v128.const i32x4 1 2 3 4))))
  (func (export "minmax") (param v128 v128) (result v128)
    (f64x2.max (f64x2.min (local.get 0) (local.get 1)) (f64x2.convert_low_i32x4_u (local.get 0)))))

;;; asm -O2 x86-64
;; 00000000 <dot>: ; function 0
;;        0    xorps %xmm13, %xmm13                         # wasm 0x69
;; .L1:
;;        4    movups (%rbx,%rsi), %xmm0                    # wasm 0x6f trap: out of bounds memory access
;;        8    movups (%rbx,%rdx), %xmm1                    # wasm 0x75 trap: out of bounds memory access
;;        c    mulps %xmm1, %xmm0                           # wasm 0x79
;;        f    addps %xmm0, %xmm13                          # wasm 0x7c
;;       13    add $0x10, %esi                              # wasm 0x85
;;       16    add $0x10, %edx                              # wasm 0x8c
;;       19    cmp %ecx, %esi                               # wasm 0x94
;;       1b    jb .L1
;;       1d    pshufd $1, %xmm13, %xmm0                     # wasm 0x9e
;;       23    addss %xmm13, %xmm0                          # wasm 0xa1
;;       28    pshufd $2, %xmm13, %xmm1                     # wasm 0xa4
;;       2e    pshufd $3, %xmm13, %xmm2                     # wasm 0xa9
;;       34    addss %xmm2, %xmm1                           # wasm 0xac
;;       38    addss %xmm1, %xmm0                           # wasm 0xad
;;       3c    ret                                          # wasm 0xae
;; 00000040 <find>: ; function 1
;;       40    movd %edx, %xmm14                            # wasm 0xb5
;;       45    pshufb 0xfb1(%rip), %xmm14
;;       4f    jmp .L2                                      # wasm 0xb9
;; .L1:
;;       51    add $0x10, %esi                              # wasm 0xdf
;; .L2:
;;       54    movups (%rbx,%rsi), %xmm12                   # wasm 0xbd trap: out of bounds memory access
;;       59    movaps %xmm12, %xmm15
;;       5d    pcmpeqb %xmm14, %xmm15                       # wasm 0xc3
;;       62    pmovmskb %xmm15, %eax                        # wasm 0xc7
;;       67    test %eax, %eax
;;       69    je .L1
;;       6b    pcmpeqb %xmm14, %xmm12                       # wasm 0xd3
;;       70    pmovmskb %xmm12, %eax                        # wasm 0xd5
;;       75    mov $0x20, %ecx                              # wasm 0xd7
;;       7a    bsf %eax, %eax
;;       7d    cmove %ecx, %eax
;;       80    add %esi, %eax                               # wasm 0xd8
;;       82    ret                                          # wasm 0xd9
;; 00000090 <lanes>: ; function 2
;;       90    pextrd $2, %xmm0, 0x40(%rbx,%rsi)            # wasm 0xed trap: out of bounds memory access
;;       98    pmovzxbw 8(%rbx,%rsi), %xmm0                 # wasm 0xf6 trap: out of bounds memory access
;;       9f    movzwl (%rbx,%rsi), %r9d                     # wasm 0xfc trap: out of bounds memory access
;;       a4    movd %r9d, %xmm7
;;       a9    pshuflw $0, %xmm7, %xmm9
;;       af    pshufd $0, %xmm9, %xmm11
;;       b5    paddw %xmm11, %xmm0                          # wasm 0x100
;;       ba    pinsrb $5, 3(%rbx,%rsi), %xmm0               # wasm 0x103 trap: out of bounds memory access
;;       c2    ret                                          # wasm 0x108
;; 000000d0 <blend>: ; function 3
;;       d0    psllw $3, %xmm1                              # wasm 0x111
;;       d5    pand 0xf33(%rip), %xmm1
;;       dd    pcmpgtd 0xf3b(%rip), %xmm2                   # wasm 0x127
;;       e5    pxor %xmm1, %xmm0                            # wasm 0x129
;;       e9    pand %xmm2, %xmm0
;;       ed    pxor %xmm1, %xmm0
;;       f1    ret                                          # wasm 0x12b
;; 00000100 <minmax>: ; function 4
;;      100    movaps %xmm0, %xmm2                          # wasm 0x132
;;      103    minpd %xmm1, %xmm2
;;      107    minpd %xmm0, %xmm1
;;      10b    orps %xmm1, %xmm2
;;      10e    movaps %xmm2, %xmm3
;;      111    cmpunordpd %xmm1, %xmm3
;;      116    orps %xmm3, %xmm2
;;      119    psrlq $0xd, %xmm3
;;      11e    andnps %xmm2, %xmm3
;;      121    unpcklps 0xf08(%rip), %xmm0                  # wasm 0x137
;;      128    subpd 0xf10(%rip), %xmm0
;;      130    movaps %xmm3, %xmm15
;;      134    maxpd %xmm0, %xmm15                          # wasm 0x13a
;;      139    maxpd %xmm3, %xmm0
;;      13d    movaps %xmm15, %xmm1
;;      141    xorps %xmm0, %xmm1
;;      144    orps %xmm1, %xmm15
;;      148    subpd %xmm1, %xmm15
;;      14d    movaps %xmm15, %xmm0
;;      151    cmpunordpd %xmm15, %xmm0
;;      157    psrlq $0xd, %xmm0
;;      15c    andnps %xmm15, %xmm0
;;      160    ret                                          # wasm 0x13d

;;; asm -O2 -march=v3 x86-64
;; 00000000 <dot>: ; function 0
;;        0    xorps %xmm12, %xmm12                         # wasm 0x69
;; .L1:
;;        4    vmovups (%rbx,%rsi), %xmm0                   # wasm 0x6f trap: out of bounds memory access
;;        9    vmulps (%rbx,%rdx), %xmm0, %xmm0             # wasm 0x79 trap: out of bounds memory access
;;        e    vaddps %xmm0, %xmm12, %xmm12                 # wasm 0x7c
;;       12    add $0x10, %esi                              # wasm 0x85
;;       15    add $0x10, %edx                              # wasm 0x8c
;;       18    cmp %ecx, %esi                               # wasm 0x94
;;       1a    jb .L1
;;       1c    vpshufd $1, %xmm12, %xmm0                    # wasm 0x9e
;;       22    addss %xmm12, %xmm0                          # wasm 0xa1
;;       27    vpshufd $2, %xmm12, %xmm15                   # wasm 0xa4
;;       2d    vpshufd $3, %xmm12, %xmm1                    # wasm 0xa9
;;       33    addss %xmm1, %xmm15                          # wasm 0xac
;;       38    addss %xmm15, %xmm0                          # wasm 0xad
;;       3d    ret                                          # wasm 0xae
;; 00000040 <find>: ; function 1
;;       40    movd %edx, %xmm11                            # wasm 0xb5
;;       45    vpbroadcastb %xmm11, %xmm13
;;       4a    jmp .L2                                      # wasm 0xb9
;; .L1:
;;       4c    add $0x10, %esi                              # wasm 0xdf
;; .L2:
;;       4f    vmovups (%rbx,%rsi), %xmm14                  # wasm 0xbd trap: out of bounds memory access
;;       54    vpcmpeqb %xmm13, %xmm14, %xmm15              # wasm 0xc3
;;       59    vpmovmskb %xmm15, %eax                       # wasm 0xc7
;;       5e    test %eax, %eax
;;       60    je .L1
;;       62    vpcmpeqb %xmm13, %xmm14, %xmm15              # wasm 0xd3
;;       67    vpmovmskb %xmm15, %eax                       # wasm 0xd5
;;       6c    tzcnt %eax, %eax                             # wasm 0xd7
;;       70    add %esi, %eax                               # wasm 0xd8
;;       72    ret                                          # wasm 0xd9
;; 00000080 <lanes>: ; function 2
;;       80    pextrd $2, %xmm0, 0x40(%rbx,%rsi)            # wasm 0xed trap: out of bounds memory access
;;       88    vpmovzxbw 8(%rbx,%rsi), %xmm6                # wasm 0xf6 trap: out of bounds memory access
;;       8f    vpbroadcastw (%rbx,%rsi), %xmm7              # wasm 0xfc trap: out of bounds memory access
;;       95    vpaddw %xmm7, %xmm6, %xmm6                   # wasm 0x100
;;       99    vpinsrb $5, 3(%rbx,%rsi), %xmm6, %xmm0       # wasm 0x103 trap: out of bounds memory access
;;       a1    ret                                          # wasm 0x108
;; 000000b0 <blend>: ; function 3
;;       b0    vpsllw $3, %xmm1, %xmm6                      # wasm 0x111
;;       b5    vpand 0xf43(%rip), %xmm6, %xmm8
;;       bd    vpcmpgtd 0xf4b(%rip), %xmm2, %xmm7           # wasm 0x127
;;       c5    vpand %xmm0, %xmm7, %xmm5                    # wasm 0x129
;;       c9    vpandn %xmm8, %xmm7, %xmm7
;;       ce    vpor %xmm7, %xmm5, %xmm0
;;       d2    ret                                          # wasm 0x12b
;; 000000e0 <minmax>: ; function 4
;;       e0    vminpd %xmm1, %xmm0, %xmm12                  # wasm 0x132
;;       e4    vminpd %xmm0, %xmm1, %xmm14
;;       e8    vorps %xmm14, %xmm12, %xmm1
;;       ed    vcmpunordpd %xmm14, %xmm1, %xmm2
;;       f3    vorps %xmm2, %xmm1, %xmm1
;;       f7    vpsrlq $0xd, %xmm2, %xmm2
;;       fc    vandnps %xmm1, %xmm2, %xmm1
;;      100    vunpcklps 0xf18(%rip), %xmm0, %xmm0          # wasm 0x137
;;      108    vsubpd 0xf20(%rip), %xmm0, %xmm0
;;      110    vmaxpd %xmm0, %xmm1, %xmm11                  # wasm 0x13a
;;      114    vmaxpd %xmm1, %xmm0, %xmm13
;;      118    vxorps %xmm13, %xmm11, %xmm15
;;      11d    vorps %xmm15, %xmm11, %xmm0
;;      122    vsubpd %xmm15, %xmm0, %xmm0
;;      127    vcmpunordpd %xmm0, %xmm0, %xmm1
;;      12c    vpsrlq $0xd, %xmm1, %xmm1
;;      131    vandnps %xmm0, %xmm1, %xmm0
;;      135    ret                                          # wasm 0x13d

;;; asm -O2 aarch64
;; 00000000 <dot>: ; function 0
;;        0    movi v12.16b, #0x0                           # wasm 0x69
;; .L1:
;;        4    ldr q18, [x28, w1, uxtw]                     # wasm 0x6f trap: out of bounds memory access
;;        8    ldr q19, [x28, w2, uxtw]                     # wasm 0x75 trap: out of bounds memory access
;;        c    fmul v18.4s, v18.4s, v19.4s                  # wasm 0x79
;;       10    fadd v12.4s, v12.4s, v18.4s                  # wasm 0x7c
;;       14    add w1, w1, #0x10                            # wasm 0x85
;;       18    add w2, w2, #0x10                            # wasm 0x8c
;;       1c    cmp w1, w3                                   # wasm 0x94
;;       20    b.lo .L1
;;       24    mov s18, v12.s[1]                            # wasm 0x9e
;;       28    fadd s18, s12, s18                           # wasm 0xa1
;;       2c    mov s19, v12.s[2]                            # wasm 0xa4
;;       30    mov s20, v12.s[3]                            # wasm 0xa9
;;       34    fadd s19, s19, s20                           # wasm 0xac
;;       38    fadd s0, s18, s19                            # wasm 0xad
;;       3c    ret                                          # wasm 0xae
;; 00000040 <find>: ; function 1
;;       40    dup v19.16b, w2                              # wasm 0xb5
;;       44    b .L2                                        # wasm 0xb9
;; .L1:
;;       48    add w1, w1, #0x10                            # wasm 0xdf
;; .L2:
;;       4c    ldr q20, [x28, w1, uxtw]                     # wasm 0xbd trap: out of bounds memory access
;;       50    cmeq v21.16b, v20.16b, v19.16b               # wasm 0xc3
;;       54    umaxp v21.4s, v21.4s, v21.4s                 # wasm 0xc7
;;       58    fmov x0, d21
;;       5c    cbz x0, .L1
;;       60    cmeq v21.16b, v20.16b, v19.16b               # wasm 0xd3
;;       64    adrp x16, 0x10000                            # wasm 0xd5
;;       68    ldr q15, [x16]
;;       6c    cmlt v17.16b, v21.16b, #0x0
;;       70    and v19.16b, v17.16b, v15.16b
;;       74    addp v21.16b, v19.16b, v19.16b
;;       78    addp v23.16b, v21.16b, v21.16b
;;       7c    addp v25.16b, v23.16b, v23.16b
;;       80    umov w0, v25.h[0]
;;       84    rbit w0, w0                                  # wasm 0xd7
;;       88    clz w0, w0
;;       8c    add w0, w1, w0                               # wasm 0xd8
;;       90    ret                                          # wasm 0xd9
;; 000000a0 <lanes>: ; function 2
;;       a0    add x9, x28, w1, uxtw                        # wasm 0xed
;;       a4    mov s11, v0.s[2]
;;       a8    ldr wzr, [x9, #0x40]                         # trap: out of bounds memory access
;;       ac    str s11, [x9, #0x40]                         # trap: out of bounds memory access
;;       b0    ldr d12, [x9, #0x8]                          # wasm 0xf6
;;       b4    ushll v12.8h, v12.8b, #0x0
;;       b8    ldr h11, [x9]                                # wasm 0xfc
;;       bc    mov v13.8h, v11.h[0]
;;       c0    add v0.8h, v12.8h, v13.8h                    # wasm 0x100
;;       c4    ldr b11, [x9, #0x3]                          # wasm 0x103
;;       c8    mov v0.b[5], v11.b[0]
;;       cc    ret                                          # wasm 0x108
;; 000000d0 <blend>: ; function 3
;;       d0    mov v8.16b, v0.16b
;;       d4    shl v5.16b, v1.16b, #0x3                     # wasm 0x111
;;       d8    adrp x16, 0x10000                            # wasm 0x127
;;       dc    ldr q4, [x16, #0x10]
;;       e0    cmgt v0.4s, v2.4s, v4.4s
;;       e4    bsl v0.16b, v8.16b, v5.16b                   # wasm 0x129
;;       e8    ret                                          # wasm 0x12b
;; 000000f0 <minmax>: ; function 4
;;       f0    fmin v5.2d, v0.2d, v1.2d                     # wasm 0x132
;;       f4    ushll v4.2d, v0.2s, #0x0                     # wasm 0x137
;;       f8    ucvtf v6.2d, v4.2d
;;       fc    fmax v0.2d, v5.2d, v6.2d                     # wasm 0x13a
;;      100    ret                                          # wasm 0x13d
