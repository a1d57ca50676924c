;; print: asm -O2 x86-64
;; print: asm -O2 -march=v3 x86-64
;; print: asm -O2 aarch64
;; One instruction where one does it: unpack, pshufd, pshuflw, palignr, pblendw, shufps, insertps, shifts by bytes, zero extension.
(module
  (func (param v128 v128) (result v128) (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.shuffle 24 25 26 27 28 29 30 31 8 9 10 11 12 13 14 15 (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get 0) (local.get 0)))
  (func (param v128) (result v128) (i8x16.shuffle 2 3 0 1 6 7 4 5 8 9 10 11 12 13 14 15 (local.get 0) (local.get 0)))
  (func (param v128 v128) (result v128) (i8x16.shuffle 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.shuffle 0 1 18 19 4 5 22 23 8 9 26 27 12 13 30 31 (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.shuffle 4 5 6 7 12 13 14 15 16 17 18 19 16 17 18 19 (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 16 17 18 19 (local.get 0) (v128.const i64x2 0 0)))
  (func (param v128) (result v128) (i8x16.shuffle 16 16 16 16 0 1 2 3 4 5 6 7 8 9 10 11 (local.get 0) (v128.const i64x2 0 0)))
  (func (param v128) (result v128) (i8x16.shuffle 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0 (local.get 0) (local.get 0)))
  (func (param v128 v128) (result v128) (i8x16.shuffle 0 31 2 29 4 27 6 25 8 23 10 21 12 19 14 17 (local.get 0) (local.get 1))))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    punpcklbw %xmm1, %xmm0                       # wasm 0x2e
;;        4    ret                                          # wasm 0x40
;; 00000010 <func1>: ; function 1
;;       10    movaps %xmm0, %xmm5                          # wasm 0x47
;;       13    movaps %xmm1, %xmm0
;;       16    punpckhqdq %xmm5, %xmm0
;;       1a    ret                                          # wasm 0x59
;; 00000020 <func2>: ; function 2
;;       20    pshufd $0xb1, %xmm0, %xmm0                   # wasm 0x60
;;       25    ret                                          # wasm 0x72
;; 00000030 <func3>: ; function 3
;;       30    pshuflw $0xb1, %xmm0, %xmm0                  # wasm 0x79
;;       35    ret                                          # wasm 0x8b
;; 00000040 <func4>: ; function 4
;;       40    movaps %xmm0, %xmm5                          # wasm 0x92
;;       43    movaps %xmm1, %xmm0
;;       46    palignr $3, %xmm5, %xmm0
;;       4c    ret                                          # wasm 0xa4
;; 00000050 <func5>: ; function 5
;;       50    pblendw $0xaa, %xmm1, %xmm0                  # wasm 0xab
;;       56    ret                                          # wasm 0xbd
;; 00000060 <func6>: ; function 6
;;       60    shufps $0xd, %xmm1, %xmm0                    # wasm 0xc4
;;       64    ret                                          # wasm 0xd6
;; 00000070 <func7>: ; function 7
;;       70    pmovzxdq %xmm0, %xmm0                        # wasm 0xed
;;       75    ret                                          # wasm 0xff
;; 00000080 <func8>: ; function 8
;;       80    pslldq $4, %xmm0                             # wasm 0x116
;;       85    ret                                          # wasm 0x128
;; 00000090 <func9>: ; function 9
;;       90    pshufb 0xf67(%rip), %xmm0                    # wasm 0x12f
;;       99    ret                                          # wasm 0x141
;; 000000a0 <func10>: ; function 10
;;       a0    pshufb 0xf67(%rip), %xmm0                    # wasm 0x148
;;       a9    pshufb 0xf6e(%rip), %xmm1
;;       b2    por %xmm1, %xmm0
;;       b6    ret                                          # wasm 0x15a

;;; asm -O2 -march=v3 x86-64
;; 00000000 <func0>: ; function 0
;;        0    vpunpcklbw %xmm1, %xmm0, %xmm0               # wasm 0x2e
;;        4    ret                                          # wasm 0x40
;; 00000010 <func1>: ; function 1
;;       10    vpunpckhqdq %xmm0, %xmm1, %xmm0              # wasm 0x47
;;       14    ret                                          # wasm 0x59
;; 00000020 <func2>: ; function 2
;;       20    vpshufd $0xb1, %xmm0, %xmm0                  # wasm 0x60
;;       25    ret                                          # wasm 0x72
;; 00000030 <func3>: ; function 3
;;       30    vpshuflw $0xb1, %xmm0, %xmm0                 # wasm 0x79
;;       35    ret                                          # wasm 0x8b
;; 00000040 <func4>: ; function 4
;;       40    vpalignr $3, %xmm0, %xmm1, %xmm0             # wasm 0x92
;;       46    ret                                          # wasm 0xa4
;; 00000050 <func5>: ; function 5
;;       50    vpblendw $0xaa, %xmm1, %xmm0, %xmm0          # wasm 0xab
;;       56    ret                                          # wasm 0xbd
;; 00000060 <func6>: ; function 6
;;       60    vshufps $0xd, %xmm1, %xmm0, %xmm0            # wasm 0xc4
;;       65    ret                                          # wasm 0xd6
;; 00000070 <func7>: ; function 7
;;       70    vpmovzxdq %xmm0, %xmm0                       # wasm 0xed
;;       75    ret                                          # wasm 0xff
;; 00000080 <func8>: ; function 8
;;       80    vpslldq $4, %xmm0, %xmm0                     # wasm 0x116
;;       85    ret                                          # wasm 0x128
;; 00000090 <func9>: ; function 9
;;       90    vpshufb 0xf67(%rip), %xmm0, %xmm0            # wasm 0x12f
;;       99    ret                                          # wasm 0x141
;; 000000a0 <func10>: ; function 10
;;       a0    vpshufb 0xf67(%rip), %xmm0, %xmm2            # wasm 0x148
;;       a9    vpshufb 0xf6e(%rip), %xmm1, %xmm4
;;       b2    vpor %xmm4, %xmm2, %xmm0
;;       b6    ret                                          # wasm 0x15a

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    zip1 v0.16b, v0.16b, v1.16b                  # wasm 0x2e
;;        4    ret                                          # wasm 0x40
;; 00000010 <func1>: ; function 1
;;       10    mov v0.d[0], v1.d[1]                         # wasm 0x47
;;       14    ret                                          # wasm 0x59
;; 00000020 <func2>: ; function 2
;;       20    rev64 v0.4s, v0.4s                           # wasm 0x60
;;       24    ret                                          # wasm 0x72
;; 00000030 <func3>: ; function 3
;;       30    adrp x16, 0x10000                            # wasm 0x79
;;       34    ldr q2, [x16]
;;       38    tbl v0.16b, {v0.16b}, v2.16b
;;       3c    ret                                          # wasm 0x8b
;; 00000040 <func4>: ; function 4
;;       40    ext v0.16b, v0.16b, v1.16b, #0x3             # wasm 0x92
;;       44    ret                                          # wasm 0xa4
;; 00000050 <func5>: ; function 5
;;       50    adrp x16, 0x10000                            # wasm 0xab
;;       54    ldr q2, [x16, #0x10]
;;       58    mov v30.16b, v0.16b
;;       5c    mov v31.16b, v1.16b
;;       60    tbl v0.16b, {v30.16b, v31.16b}, v2.16b
;;       64    ret                                          # wasm 0xbd
;; 00000070 <func6>: ; function 6
;;       70    adrp x16, 0x10000                            # wasm 0xc4
;;       74    ldr q2, [x16, #0x20]
;;       78    mov v30.16b, v0.16b
;;       7c    mov v31.16b, v1.16b
;;       80    tbl v0.16b, {v30.16b, v31.16b}, v2.16b
;;       84    ret                                          # wasm 0xd6
;; 00000090 <func7>: ; function 7
;;       90    movi v2.16b, #0x0                            # wasm 0xed
;;       94    zip1 v0.4s, v0.4s, v2.4s
;;       98    ret                                          # wasm 0xff
;; 000000a0 <func8>: ; function 8
;;       a0    movi v2.16b, #0x0                            # wasm 0x116
;;       a4    ext v0.16b, v2.16b, v0.16b, #0xc
;;       a8    ret                                          # wasm 0x128
;; 000000b0 <func9>: ; function 9
;;       b0    adrp x16, 0x10000                            # wasm 0x12f
;;       b4    ldr q2, [x16, #0x30]
;;       b8    tbl v0.16b, {v0.16b}, v2.16b
;;       bc    ret                                          # wasm 0x141
;; 000000c0 <func10>: ; function 10
;;       c0    adrp x16, 0x10000                            # wasm 0x148
;;       c4    ldr q2, [x16, #0x40]
;;       c8    mov v30.16b, v0.16b
;;       cc    mov v31.16b, v1.16b
;;       d0    tbl v0.16b, {v30.16b, v31.16b}, v2.16b
;;       d4    ret                                          # wasm 0x15a
