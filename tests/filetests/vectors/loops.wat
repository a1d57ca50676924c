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
;;        0    mov %esi, %r10d
;;        3    mov %edx, %r9d
;;        6    xorps %xmm15, %xmm15                         # wasm 0x69
;; .L1:
;;        a    movups (%rbx,%r10), %xmm0                    # wasm 0x6f trap: out of bounds memory access
;;        f    movups (%rbx,%r9), %xmm1                     # wasm 0x75 trap: out of bounds memory access
;;       14    mulps %xmm1, %xmm0                           # wasm 0x79
;;       17    addps %xmm0, %xmm15                          # wasm 0x7c
;;       1b    add $0x10, %r10d                             # wasm 0x85
;;       1f    add $0x10, %r9d                              # wasm 0x8c
;;       23    cmp %ecx, %r10d                              # wasm 0x94
;;       26    jb .L1
;;       28    pshufd $1, %xmm15, %xmm0                     # wasm 0x9e
;;       2e    addss %xmm15, %xmm0                          # wasm 0xa1
;;       33    pshufd $2, %xmm15, %xmm1                     # wasm 0xa4
;;       39    pshufd $3, %xmm15, %xmm2                     # wasm 0xa9
;;       3f    addss %xmm2, %xmm1                           # wasm 0xac
;;       43    addss %xmm1, %xmm0                           # wasm 0xad
;;       47    ret                                          # wasm 0xae
;; 00000050 <find>: ; function 1
;;       50    mov %esi, %esi
;;       52    movd %edx, %xmm15                            # wasm 0xb5
;;       57    pshufb 0xf9f(%rip), %xmm15
;;       61    jmp .L2                                      # wasm 0xb9
;; .L1:
;;       63    add $0x10, %esi                              # wasm 0xdf
;; .L2:
;;       66    movups (%rbx,%rsi), %xmm13                   # wasm 0xbd trap: out of bounds memory access
;;       6b    movaps %xmm13, %xmm0
;;       6f    pcmpeqb %xmm15, %xmm0                        # wasm 0xc3
;;       74    pmovmskb %xmm0, %eax                         # wasm 0xc7
;;       78    test %eax, %eax
;;       7a    je .L1
;;       7c    pcmpeqb %xmm15, %xmm13                       # wasm 0xd3
;;       81    pmovmskb %xmm13, %eax                        # wasm 0xd5
;;       86    mov $0x20, %ecx                              # wasm 0xd7
;;       8b    bsf %eax, %eax
;;       8e    cmove %ecx, %eax
;;       91    add %esi, %eax                               # wasm 0xd8
;;       93    ret                                          # wasm 0xd9
;; 000000a0 <lanes>: ; function 2
;;       a0    mov %esi, %r10d
;;       a3    pextrd $2, %xmm0, 0x40(%rbx,%r10)            # wasm 0xed trap: out of bounds memory access
;;       ac    pmovzxbw 8(%rbx,%r10), %xmm0                 # wasm 0xf6 trap: out of bounds memory access
;;       b4    movzwl (%rbx,%r10), %r11d                    # wasm 0xfc trap: out of bounds memory access
;;       b9    movd %r11d, %xmm8
;;       be    pshuflw $0, %xmm8, %xmm10
;;       c4    pshufd $0, %xmm10, %xmm12
;;       ca    paddw %xmm12, %xmm0                          # wasm 0x100
;;       cf    pinsrb $5, 3(%rbx,%r10), %xmm0               # wasm 0x103 trap: out of bounds memory access
;;       d8    ret                                          # wasm 0x108
;; 000000e0 <blend>: ; function 3
;;       e0    psllw $3, %xmm1                              # wasm 0x111
;;       e5    pand 0xf23(%rip), %xmm1
;;       ed    pcmpgtd 0xf2b(%rip), %xmm2                   # wasm 0x127
;;       f5    pxor %xmm1, %xmm0                            # wasm 0x129
;;       f9    pand %xmm2, %xmm0
;;       fd    pxor %xmm1, %xmm0
;;      101    ret                                          # wasm 0x12b
;; 00000110 <minmax>: ; function 4
;;      110    movaps %xmm0, %xmm2                          # wasm 0x132
;;      113    minpd %xmm1, %xmm2
;;      117    minpd %xmm0, %xmm1
;;      11b    orps %xmm1, %xmm2
;;      11e    movaps %xmm2, %xmm3
;;      121    cmpunordpd %xmm1, %xmm3
;;      126    orps %xmm3, %xmm2
;;      129    psrlq $0xd, %xmm3
;;      12e    andnps %xmm2, %xmm3
;;      131    unpcklps 0xef8(%rip), %xmm0                  # wasm 0x137
;;      138    subpd 0xf00(%rip), %xmm0
;;      140    movaps %xmm3, %xmm15
;;      144    maxpd %xmm0, %xmm15                          # wasm 0x13a
;;      149    maxpd %xmm3, %xmm0
;;      14d    movaps %xmm15, %xmm1
;;      151    xorps %xmm0, %xmm1
;;      154    orps %xmm1, %xmm15
;;      158    subpd %xmm1, %xmm15
;;      15d    movaps %xmm15, %xmm0
;;      161    cmpunordpd %xmm15, %xmm0
;;      167    psrlq $0xd, %xmm0
;;      16c    andnps %xmm15, %xmm0
;;      170    ret                                          # wasm 0x13d

;;; asm -O2 -march=v3 x86-64
;; 00000000 <dot>: ; function 0
;;        0    mov %esi, %r10d
;;        3    mov %edx, %r9d
;;        6    xorps %xmm14, %xmm14                         # wasm 0x69
;; .L1:
;;        a    vmovups (%rbx,%r10), %xmm0                   # wasm 0x6f trap: out of bounds memory access
;;       10    vmulps (%rbx,%r9), %xmm0, %xmm0              # wasm 0x79 trap: out of bounds memory access
;;       16    vaddps %xmm0, %xmm14, %xmm14                 # wasm 0x7c
;;       1a    add $0x10, %r10d                             # wasm 0x85
;;       1e    add $0x10, %r9d                              # wasm 0x8c
;;       22    cmp %ecx, %r10d                              # wasm 0x94
;;       25    jb .L1
;;       27    vpshufd $1, %xmm14, %xmm0                    # wasm 0x9e
;;       2d    addss %xmm14, %xmm0                          # wasm 0xa1
;;       32    vpshufd $2, %xmm14, %xmm1                    # wasm 0xa4
;;       38    vpshufd $3, %xmm14, %xmm2                    # wasm 0xa9
;;       3e    addss %xmm2, %xmm1                           # wasm 0xac
;;       42    addss %xmm1, %xmm0                           # wasm 0xad
;;       46    ret                                          # wasm 0xae
;; 00000050 <find>: ; function 1
;;       50    mov %esi, %esi
;;       52    movd %edx, %xmm12                            # wasm 0xb5
;;       57    vpbroadcastb %xmm12, %xmm14
;;       5c    jmp .L2                                      # wasm 0xb9
;; .L1:
;;       5e    add $0x10, %esi                              # wasm 0xdf
;; .L2:
;;       61    vmovups (%rbx,%rsi), %xmm15                  # wasm 0xbd trap: out of bounds memory access
;;       66    vpcmpeqb %xmm14, %xmm15, %xmm0               # wasm 0xc3
;;       6b    vpmovmskb %xmm0, %eax                        # wasm 0xc7
;;       6f    test %eax, %eax
;;       71    je .L1
;;       73    vpcmpeqb %xmm14, %xmm15, %xmm0               # wasm 0xd3
;;       78    vpmovmskb %xmm0, %eax                        # wasm 0xd5
;;       7c    tzcnt %eax, %eax                             # wasm 0xd7
;;       80    add %esi, %eax                               # wasm 0xd8
;;       82    ret                                          # wasm 0xd9
;; 00000090 <lanes>: ; function 2
;;       90    mov %esi, %edi
;;       92    pextrd $2, %xmm0, 0x40(%rbx,%rdi)            # wasm 0xed trap: out of bounds memory access
;;       9a    vpmovzxbw 8(%rbx,%rdi), %xmm7                # wasm 0xf6 trap: out of bounds memory access
;;       a1    vpbroadcastw (%rbx,%rdi), %xmm8              # wasm 0xfc trap: out of bounds memory access
;;       a7    vpaddw %xmm8, %xmm7, %xmm7                   # wasm 0x100
;;       ac    vpinsrb $5, 3(%rbx,%rdi), %xmm7, %xmm0       # wasm 0x103 trap: out of bounds memory access
;;       b4    ret                                          # wasm 0x108
;; 000000c0 <blend>: ; function 3
;;       c0    vpsllw $3, %xmm1, %xmm6                      # wasm 0x111
;;       c5    vpand 0xf33(%rip), %xmm6, %xmm8
;;       cd    vpcmpgtd 0xf3b(%rip), %xmm2, %xmm7           # wasm 0x127
;;       d5    vpand %xmm0, %xmm7, %xmm5                    # wasm 0x129
;;       d9    vpandn %xmm8, %xmm7, %xmm7
;;       de    vpor %xmm7, %xmm5, %xmm0
;;       e2    ret                                          # wasm 0x12b
;; 000000f0 <minmax>: ; function 4
;;       f0    vminpd %xmm1, %xmm0, %xmm12                  # wasm 0x132
;;       f4    vminpd %xmm0, %xmm1, %xmm14
;;       f8    vorps %xmm14, %xmm12, %xmm1
;;       fd    vcmpunordpd %xmm14, %xmm1, %xmm2
;;      103    vorps %xmm2, %xmm1, %xmm1
;;      107    vpsrlq $0xd, %xmm2, %xmm2
;;      10c    vandnps %xmm1, %xmm2, %xmm1
;;      110    vunpcklps 0xf08(%rip), %xmm0, %xmm0          # wasm 0x137
;;      118    vsubpd 0xf10(%rip), %xmm0, %xmm0
;;      120    vmaxpd %xmm0, %xmm1, %xmm11                  # wasm 0x13a
;;      124    vmaxpd %xmm1, %xmm0, %xmm13
;;      128    vxorps %xmm13, %xmm11, %xmm15
;;      12d    vorps %xmm15, %xmm11, %xmm0
;;      132    vsubpd %xmm15, %xmm0, %xmm0
;;      137    vcmpunordpd %xmm0, %xmm0, %xmm1
;;      13c    vpsrlq $0xd, %xmm1, %xmm1
;;      141    vandnps %xmm0, %xmm1, %xmm0
;;      145    ret                                          # wasm 0x13d

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
