;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Operators on integers that take more than one instruction on one of the targets, or whose choice depends on constants.
(module
  (func (export "i64x2.abs") (param v128) (result v128) (i64x2.abs (local.get 0)))
  (func (export "i8x16.neg") (param v128) (result v128) (i8x16.neg (local.get 0)))
  (func (export "i8x16.popcnt") (param v128) (result v128) (i8x16.popcnt (local.get 0)))
  (func (export "v128.not") (param v128) (result v128) (v128.not (local.get 0)))
  (func (export "i16x8.extadd_pairwise_i8x16_s") (param v128) (result v128) (i16x8.extadd_pairwise_i8x16_s (local.get 0)))
  (func (export "i16x8.extadd_pairwise_i8x16_u") (param v128) (result v128) (i16x8.extadd_pairwise_i8x16_u (local.get 0)))
  (func (export "i32x4.extadd_pairwise_i16x8_s") (param v128) (result v128) (i32x4.extadd_pairwise_i16x8_s (local.get 0)))
  (func (export "i32x4.extadd_pairwise_i16x8_u") (param v128) (result v128) (i32x4.extadd_pairwise_i16x8_u (local.get 0)))
  (func (export "i64x2.mul") (param v128 v128) (result v128) (i64x2.mul (local.get 0) (local.get 1)))
  (func (export "i16x8.q15mulr_sat_s") (param v128 v128) (result v128) (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))
  (func (export "i32x4.dot_i16x8_s") (param v128 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  (func (export "v128.andnot") (param v128 v128) (result v128) (v128.andnot (local.get 0) (local.get 1)))
  (func (export "i16x8.extmul_low_i8x16_s") (param v128 v128) (result v128) (i16x8.extmul_low_i8x16_s (local.get 0) (local.get 1)))
  (func (export "i16x8.extmul_high_i8x16_u") (param v128 v128) (result v128) (i16x8.extmul_high_i8x16_u (local.get 0) (local.get 1)))
  (func (export "i32x4.extmul_low_i16x8_s") (param v128 v128) (result v128) (i32x4.extmul_low_i16x8_s (local.get 0) (local.get 1)))
  (func (export "i32x4.extmul_high_i16x8_u") (param v128 v128) (result v128) (i32x4.extmul_high_i16x8_u (local.get 0) (local.get 1)))
  (func (export "i64x2.extmul_low_i32x4_u") (param v128 v128) (result v128) (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))
  (func (export "i64x2.extmul_high_i32x4_s") (param v128 v128) (result v128) (i64x2.extmul_high_i32x4_s (local.get 0) (local.get 1)))
  (func (export "product of shuffles") (param v128 v128) (result v128) (i64x2.extmul_low_i32x4_u (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get 0) (local.get 1)) (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get 0) (local.get 1))))
  (func (export "i8x16.ne") (param v128 v128) (result v128) (i8x16.ne (local.get 0) (local.get 1)))
  (func (export "i8x16.gt_u") (param v128 v128) (result v128) (i8x16.gt_u (local.get 0) (local.get 1)))
  (func (export "i16x8.le_s") (param v128 v128) (result v128) (i16x8.le_s (local.get 0) (local.get 1)))
  (func (export "i32x4.ge_u") (param v128 v128) (result v128) (i32x4.ge_u (local.get 0) (local.get 1)))
  (func (export "i64x2.ge_s") (param v128 v128) (result v128) (i64x2.ge_s (local.get 0) (local.get 1)))
  (func (export "i8x16.ge_s const") (param v128) (result v128) (i8x16.ge_s (local.get 0) (v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)))
  (func (export "i16x8.lt_u const") (param v128) (result v128) (i16x8.lt_u (local.get 0) (v128.const i16x8 1 2 3 4 5 6 7 8)))
  (func (export "i32x4.gt_u const left") (param v128) (result v128) (i32x4.gt_u (v128.const i32x4 9 8 7 6) (local.get 0)))
  (func (export "v128.bitselect") (param v128 v128 v128) (result v128) (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))
  (func (export "v128.bitselect const") (param v128 v128) (result v128) (v128.bitselect (local.get 0) (local.get 1) (v128.const i32x4 -1 0 -1 0)))
  (func (export "i8x16.shl") (param v128 i32) (result v128) (i8x16.shl (local.get 0) (local.get 1)))
  (func (export "i8x16.shl 3") (param v128) (result v128) (i8x16.shl (local.get 0) (i32.const 3)))
  (func (export "i8x16.shr_s") (param v128 i32) (result v128) (i8x16.shr_s (local.get 0) (local.get 1)))
  (func (export "i8x16.shr_s 3") (param v128) (result v128) (i8x16.shr_s (local.get 0) (i32.const 3)))
  (func (export "i8x16.shr_u") (param v128 i32) (result v128) (i8x16.shr_u (local.get 0) (local.get 1)))
  (func (export "i8x16.shr_u 3") (param v128) (result v128) (i8x16.shr_u (local.get 0) (i32.const 3)))
  (func (export "i8x16.shr_s 7") (param v128) (result v128) (i8x16.shr_s (local.get 0) (i32.const 7)))
  (func (export "i16x8.shr_s") (param v128 i32) (result v128) (i16x8.shr_s (local.get 0) (local.get 1)))
  (func (export "i16x8.shr_s 3") (param v128) (result v128) (i16x8.shr_s (local.get 0) (i32.const 3)))
  (func (export "i16x8.shr_s 15") (param v128) (result v128) (i16x8.shr_s (local.get 0) (i32.const 15)))
  (func (export "i64x2.shl") (param v128 i32) (result v128) (i64x2.shl (local.get 0) (local.get 1)))
  (func (export "i64x2.shl 3") (param v128) (result v128) (i64x2.shl (local.get 0) (i32.const 3)))
  (func (export "i64x2.shr_s") (param v128 i32) (result v128) (i64x2.shr_s (local.get 0) (local.get 1)))
  (func (export "i64x2.shr_s 3") (param v128) (result v128) (i64x2.shr_s (local.get 0) (i32.const 3)))
  (func (export "i64x2.shr_u") (param v128 i32) (result v128) (i64x2.shr_u (local.get 0) (local.get 1)))
  (func (export "i64x2.shr_u 3") (param v128) (result v128) (i64x2.shr_u (local.get 0) (i32.const 3)))
  (func (export "i64x2.shr_s 63") (param v128) (result v128) (i64x2.shr_s (local.get 0) (i32.const 63))))

;;; asm -O2 x86-64
;; 00000000 <i64x2.abs>: ; function 0
;;        0    movaps %xmm0, %xmm2                          # wasm 0x3b2
;;        3    psrad $0x1f, %xmm2
;;        8    pshufd $0xf5, %xmm2, %xmm4
;;        d    pxor %xmm4, %xmm0
;;       11    psubq %xmm4, %xmm0
;;       15    ret                                          # wasm 0x3b5
;; 00000020 <i8x16.neg>: ; function 1
;;       20    movaps %xmm0, %xmm4
;;       23    xorps %xmm0, %xmm0                           # wasm 0x3ba
;;       26    psubb %xmm4, %xmm0
;;       2a    ret                                          # wasm 0x3bc
;; 00000030 <i8x16.popcnt>: ; function 2
;;       30    movups 0xfc9(%rip), %xmm2                    # wasm 0x3c1
;;       37    movaps %xmm0, %xmm4
;;       3a    pand %xmm2, %xmm4
;;       3e    psrlw $4, %xmm0
;;       43    pand %xmm2, %xmm0
;;       47    movaps %xmm0, %xmm1
;;       4a    movups 0xfbe(%rip), %xmm12
;;       52    movaps %xmm12, %xmm0
;;       56    pshufb %xmm4, %xmm0
;;       5b    pshufb %xmm1, %xmm12
;;       61    paddb %xmm12, %xmm0
;;       66    ret                                          # wasm 0x3c3
;; 00000070 <v128.not>: ; function 3
;;       70    pxor 0xfa8(%rip), %xmm0                      # wasm 0x3c8
;;       78    ret                                          # wasm 0x3ca
;; 00000080 <i16x8.extadd_pairwise_i8x16_s>: ; function 4
;;       80    movaps %xmm0, %xmm4
;;       83    movups 0xfa6(%rip), %xmm0                    # wasm 0x3cf
;;       8a    pmaddubsw %xmm4, %xmm0
;;       8f    ret                                          # wasm 0x3d1
;; 00000090 <i16x8.extadd_pairwise_i8x16_u>: ; function 5
;;       90    pmaddubsw 0xf97(%rip), %xmm0                 # wasm 0x3d6
;;       99    ret                                          # wasm 0x3d8
;; 000000a0 <i32x4.extadd_pairwise_i16x8_s>: ; function 6
;;       a0    pmaddwd 0xf98(%rip), %xmm0                   # wasm 0x3dd
;;       a8    ret                                          # wasm 0x3df
;; 000000b0 <i32x4.extadd_pairwise_i16x8_u>: ; function 7
;;       b0    pxor 0xf98(%rip), %xmm0                      # wasm 0x3e4
;;       b8    pmaddwd 0xf80(%rip), %xmm0
;;       c0    paddd 0xf98(%rip), %xmm0
;;       c8    ret                                          # wasm 0x3e6
;; 000000d0 <i64x2.mul>: ; function 8
;;       d0    movaps %xmm0, %xmm7                          # wasm 0x3ed
;;       d3    psrlq $0x20, %xmm7
;;       d8    pmuludq %xmm1, %xmm7
;;       dc    movaps %xmm1, %xmm8
;;       e0    psrlq $0x20, %xmm8
;;       e6    pmuludq %xmm0, %xmm8
;;       eb    paddq %xmm8, %xmm7
;;       f0    psllq $0x20, %xmm7
;;       f5    pmuludq %xmm1, %xmm0
;;       f9    paddq %xmm7, %xmm0
;;       fd    ret                                          # wasm 0x3f0
;; 00000100 <i16x8.q15mulr_sat_s>: ; function 9
;;      100    pmulhrsw %xmm1, %xmm0                        # wasm 0x3f7
;;      105    movaps %xmm0, %xmm4
;;      108    pcmpeqw 0xf40(%rip), %xmm4
;;      110    pxor %xmm4, %xmm0
;;      114    ret                                          # wasm 0x3fa
;; 00000120 <i32x4.dot_i16x8_s>: ; function 10
;;      120    pmaddwd %xmm1, %xmm0                         # wasm 0x401
;;      124    ret                                          # wasm 0x404
;; 00000130 <v128.andnot>: ; function 11
;;      130    movaps %xmm0, %xmm5                          # wasm 0x40b
;;      133    movaps %xmm1, %xmm0
;;      136    pandn %xmm5, %xmm0
;;      13a    ret                                          # wasm 0x40d
;; 00000140 <i16x8.extmul_low_i8x16_s>: ; function 12
;;      140    pmovsxbw %xmm0, %xmm0                        # wasm 0x414
;;      145    pmovsxbw %xmm1, %xmm4
;;      14a    pmullw %xmm4, %xmm0
;;      14e    ret                                          # wasm 0x417
;; 00000150 <i16x8.extmul_high_i8x16_u>: ; function 13
;;      150    punpckhbw 0xf18(%rip), %xmm0                 # wasm 0x41e
;;      158    punpckhbw 0xf10(%rip), %xmm1
;;      160    pmullw %xmm1, %xmm0
;;      164    ret                                          # wasm 0x421
;; 00000170 <i32x4.extmul_low_i16x8_s>: ; function 14
;;      170    movaps %xmm0, %xmm8                          # wasm 0x428
;;      174    pmullw %xmm1, %xmm0
;;      178    pmulhw %xmm1, %xmm8
;;      17d    punpcklwd %xmm8, %xmm0
;;      182    ret                                          # wasm 0x42b
;; 00000190 <i32x4.extmul_high_i16x8_u>: ; function 15
;;      190    movaps %xmm0, %xmm8                          # wasm 0x432
;;      194    pmullw %xmm1, %xmm0
;;      198    pmulhuw %xmm1, %xmm8
;;      19d    punpckhwd %xmm8, %xmm0
;;      1a2    ret                                          # wasm 0x435
;; 000001b0 <i64x2.extmul_low_i32x4_u>: ; function 16
;;      1b0    pshufd $0x50, %xmm0, %xmm0                   # wasm 0x43c
;;      1b5    pshufd $0x50, %xmm1, %xmm4
;;      1ba    pmuludq %xmm4, %xmm0
;;      1be    ret                                          # wasm 0x43f
;; 000001c0 <i64x2.extmul_high_i32x4_s>: ; function 17
;;      1c0    pshufd $0xfa, %xmm0, %xmm0                   # wasm 0x446
;;      1c5    pshufd $0xfa, %xmm1, %xmm4
;;      1ca    pmuldq %xmm4, %xmm0
;;      1cf    ret                                          # wasm 0x449
;; 000001d0 <product of shuffles>: ; function 18
;;      1d0    pshufd $0xf5, %xmm0, %xmm2                   # wasm 0x478
;;      1d5    pmuludq %xmm2, %xmm0
;;      1d9    ret                                          # wasm 0x47b
;; 000001e0 <i8x16.ne>: ; function 19
;;      1e0    pcmpeqb %xmm1, %xmm0                         # wasm 0x482
;;      1e4    pxor 0xe34(%rip), %xmm0
;;      1ec    ret                                          # wasm 0x484
;; 000001f0 <i8x16.gt_u>: ; function 20
;;      1f0    movaps %xmm0, %xmm8                          # wasm 0x48b
;;      1f4    pminub %xmm1, %xmm0
;;      1f8    pcmpeqb %xmm8, %xmm0
;;      1fd    pxor 0xe1b(%rip), %xmm0
;;      205    ret                                          # wasm 0x48d
;; 00000210 <i16x8.le_s>: ; function 21
;;      210    movaps %xmm0, %xmm7                          # wasm 0x494
;;      213    pminsw %xmm1, %xmm0
;;      217    pcmpeqw %xmm7, %xmm0
;;      21b    ret                                          # wasm 0x496
;; 00000220 <i32x4.ge_u>: ; function 22
;;      220    movaps %xmm0, %xmm7                          # wasm 0x49d
;;      223    pmaxud %xmm1, %xmm0
;;      228    pcmpeqd %xmm7, %xmm0
;;      22c    ret                                          # wasm 0x49f
;; 00000230 <i64x2.ge_s>: ; function 23
;;      230    pcmpgtq %xmm0, %xmm1                         # wasm 0x4a6
;;      235    movaps %xmm1, %xmm0
;;      238    pxor 0xde0(%rip), %xmm0
;;      240    ret                                          # wasm 0x4a9
;; 00000250 <i8x16.ge_s const>: ; function 24
;;      250    pcmpgtb 0xe28(%rip), %xmm0                   # wasm 0x4c0
;;      258    ret                                          # wasm 0x4c2
;; 00000260 <i16x8.lt_u const>: ; function 25
;;      260    movaps %xmm0, %xmm6                          # wasm 0x4d9
;;      263    pminuw 0xe24(%rip), %xmm0
;;      26c    pcmpeqw %xmm6, %xmm0
;;      270    ret                                          # wasm 0x4db
;; 00000280 <i32x4.gt_u const left>: ; function 26
;;      280    movaps %xmm0, %xmm6                          # wasm 0x4f2
;;      283    pminud 0xe14(%rip), %xmm0
;;      28c    pcmpeqd %xmm6, %xmm0
;;      290    ret                                          # wasm 0x4f4
;; 000002a0 <v128.bitselect>: ; function 27
;;      2a0    pxor %xmm1, %xmm0                            # wasm 0x4fd
;;      2a4    pand %xmm2, %xmm0
;;      2a8    pxor %xmm1, %xmm0
;;      2ac    ret                                          # wasm 0x4ff
;; 000002b0 <v128.bitselect const>: ; function 28
;;      2b0    pxor %xmm1, %xmm0                            # wasm 0x518
;;      2b4    pand 0xdf4(%rip), %xmm0
;;      2bc    pxor %xmm1, %xmm0
;;      2c0    ret                                          # wasm 0x51a
;; 000002d0 <i8x16.shl>: ; function 29
;;      2d0    and $7, %esi                                 # wasm 0x521
;;      2d3    lea 8(%rsi), %edi
;;      2d6    movd %esi, %xmm6
;;      2da    movd %edi, %xmm8
;;      2df    pcmpeqd %xmm12, %xmm12
;;      2e4    psrlw %xmm8, %xmm12
;;      2e9    packuswb %xmm12, %xmm12
;;      2ee    pand %xmm12, %xmm0
;;      2f3    psllw %xmm6, %xmm0
;;      2f7    ret                                          # wasm 0x523
;; 00000300 <i8x16.shl 3>: ; function 30
;;      300    psllw $3, %xmm0                              # wasm 0x52a
;;      305    pand 0xdb3(%rip), %xmm0
;;      30d    ret                                          # wasm 0x52c
;; 00000310 <i8x16.shr_s>: ; function 31
;;      310    and $7, %esi                                 # wasm 0x533
;;      313    add $8, %esi
;;      316    movd %esi, %xmm6
;;      31a    movaps %xmm0, %xmm1
;;      31d    punpcklbw %xmm1, %xmm0
;;      321    punpckhbw %xmm1, %xmm1
;;      325    psraw %xmm6, %xmm0
;;      329    psraw %xmm6, %xmm1
;;      32d    packsswb %xmm1, %xmm0
;;      331    ret                                          # wasm 0x535
;; 00000340 <i8x16.shr_s 3>: ; function 32
;;      340    psrlw $3, %xmm0                              # wasm 0x53c
;;      345    pand 0xd83(%rip), %xmm0
;;      34d    movups 0xd8c(%rip), %xmm6
;;      354    pxor %xmm6, %xmm0
;;      358    psubb %xmm6, %xmm0
;;      35c    ret                                          # wasm 0x53e
;; 00000360 <i8x16.shr_u>: ; function 33
;;      360    and $7, %esi                                 # wasm 0x545
;;      363    lea 8(%rsi), %edi
;;      366    movd %esi, %xmm6
;;      36a    movd %edi, %xmm8
;;      36f    pcmpeqd %xmm12, %xmm12
;;      374    psrlw %xmm8, %xmm12
;;      379    packuswb %xmm12, %xmm12
;;      37e    psrlw %xmm6, %xmm0
;;      382    pand %xmm12, %xmm0
;;      387    ret                                          # wasm 0x547
;; 00000390 <i8x16.shr_u 3>: ; function 34
;;      390    psrlw $3, %xmm0                              # wasm 0x54e
;;      395    pand 0xd33(%rip), %xmm0
;;      39d    ret                                          # wasm 0x550
;; 000003a0 <i8x16.shr_s 7>: ; function 35
;;      3a0    movaps %xmm0, %xmm4
;;      3a3    xorps %xmm0, %xmm0                           # wasm 0x557
;;      3a6    pcmpgtb %xmm4, %xmm0
;;      3aa    ret                                          # wasm 0x559
;; 000003b0 <i16x8.shr_s>: ; function 36
;;      3b0    and $0xf, %esi                               # wasm 0x560
;;      3b3    movd %esi, %xmm4
;;      3b7    psraw %xmm4, %xmm0
;;      3bb    ret                                          # wasm 0x563
;; 000003c0 <i16x8.shr_s 3>: ; function 37
;;      3c0    psraw $3, %xmm0                              # wasm 0x56a
;;      3c5    ret                                          # wasm 0x56d
;; 000003d0 <i16x8.shr_s 15>: ; function 38
;;      3d0    psraw $0xf, %xmm0                            # wasm 0x574
;;      3d5    ret                                          # wasm 0x577
;; 000003e0 <i64x2.shl>: ; function 39
;;      3e0    and $0x3f, %esi                              # wasm 0x57e
;;      3e3    movd %esi, %xmm4
;;      3e7    psllq %xmm4, %xmm0
;;      3eb    ret                                          # wasm 0x581
;; 000003f0 <i64x2.shl 3>: ; function 40
;;      3f0    psllq $3, %xmm0                              # wasm 0x588
;;      3f5    ret                                          # wasm 0x58b
;; 00000400 <i64x2.shr_s>: ; function 41
;;      400    and $0x3f, %esi                              # wasm 0x592
;;      403    movd %esi, %xmm4
;;      407    psrlq %xmm4, %xmm0
;;      40b    movups 0xcdd(%rip), %xmm9
;;      413    psrlq %xmm4, %xmm9
;;      418    pxor %xmm9, %xmm0
;;      41d    psubq %xmm9, %xmm0
;;      422    ret                                          # wasm 0x595
;; 00000430 <i64x2.shr_s 3>: ; function 42
;;      430    psrlq $3, %xmm0                              # wasm 0x59c
;;      435    movups 0xcc4(%rip), %xmm4
;;      43c    pxor %xmm4, %xmm0
;;      440    psubq %xmm4, %xmm0
;;      444    ret                                          # wasm 0x59f
;; 00000450 <i64x2.shr_u>: ; function 43
;;      450    and $0x3f, %esi                              # wasm 0x5a6
;;      453    movd %esi, %xmm4
;;      457    psrlq %xmm4, %xmm0
;;      45b    ret                                          # wasm 0x5a9
;; 00000460 <i64x2.shr_u 3>: ; function 44
;;      460    psrlq $3, %xmm0                              # wasm 0x5b0
;;      465    ret                                          # wasm 0x5b3
;; 00000470 <i64x2.shr_s 63>: ; function 45
;;      470    movaps %xmm0, %xmm4
;;      473    xorps %xmm0, %xmm0                           # wasm 0x5ba
;;      476    pcmpgtq %xmm4, %xmm0
;;      47b    ret                                          # wasm 0x5bd

;;; asm -O2 aarch64
;; 00000000 <i64x2.abs>: ; function 0
;;        0    abs v0.2d, v0.2d                             # wasm 0x3b2
;;        4    ret                                          # wasm 0x3b5
;; 00000010 <i8x16.neg>: ; function 1
;;       10    neg v0.16b, v0.16b                           # wasm 0x3ba
;;       14    ret                                          # wasm 0x3bc
;; 00000020 <i8x16.popcnt>: ; function 2
;;       20    cnt v0.16b, v0.16b                           # wasm 0x3c1
;;       24    ret                                          # wasm 0x3c3
;; 00000030 <v128.not>: ; function 3
;;       30    mvn v0.16b, v0.16b                           # wasm 0x3c8
;;       34    ret                                          # wasm 0x3ca
;; 00000040 <i16x8.extadd_pairwise_i8x16_s>: ; function 4
;;       40    saddlp v0.8h, v0.16b                         # wasm 0x3cf
;;       44    ret                                          # wasm 0x3d1
;; 00000050 <i16x8.extadd_pairwise_i8x16_u>: ; function 5
;;       50    uaddlp v0.8h, v0.16b                         # wasm 0x3d6
;;       54    ret                                          # wasm 0x3d8
;; 00000060 <i32x4.extadd_pairwise_i16x8_s>: ; function 6
;;       60    saddlp v0.4s, v0.8h                          # wasm 0x3dd
;;       64    ret                                          # wasm 0x3df
;; 00000070 <i32x4.extadd_pairwise_i16x8_u>: ; function 7
;;       70    uaddlp v0.4s, v0.8h                          # wasm 0x3e4
;;       74    ret                                          # wasm 0x3e6
;; 00000080 <i64x2.mul>: ; function 8
;;       80    rev64 v2.4s, v1.4s                           # wasm 0x3ed
;;       84    mul v4.4s, v2.4s, v0.4s
;;       88    mov v15.16b, v0.16b
;;       8c    uaddlp v6.2d, v4.4s
;;       90    shl v0.2d, v6.2d, #0x20
;;       94    xtn v10.2s, v15.2d
;;       98    xtn v12.2s, v1.2d
;;       9c    umlal v0.2d, v10.2s, v12.2s
;;       a0    ret                                          # wasm 0x3f0
;; 000000b0 <i16x8.q15mulr_sat_s>: ; function 9
;;       b0    sqrdmulh v0.8h, v0.8h, v1.8h                 # wasm 0x3f7
;;       b4    ret                                          # wasm 0x3fa
;; 000000c0 <i32x4.dot_i16x8_s>: ; function 10
;;       c0    smull v2.4s, v0.4h, v1.4h                    # wasm 0x401
;;       c4    smull2 v4.4s, v0.8h, v1.8h
;;       c8    addp v0.4s, v2.4s, v4.4s
;;       cc    ret                                          # wasm 0x404
;; 000000d0 <v128.andnot>: ; function 11
;;       d0    bic v0.16b, v0.16b, v1.16b                   # wasm 0x40b
;;       d4    ret                                          # wasm 0x40d
;; 000000e0 <i16x8.extmul_low_i8x16_s>: ; function 12
;;       e0    smull v0.8h, v0.8b, v1.8b                    # wasm 0x414
;;       e4    ret                                          # wasm 0x417
;; 000000f0 <i16x8.extmul_high_i8x16_u>: ; function 13
;;       f0    umull2 v0.8h, v0.16b, v1.16b                 # wasm 0x41e
;;       f4    ret                                          # wasm 0x421
;; 00000100 <i32x4.extmul_low_i16x8_s>: ; function 14
;;      100    smull v0.4s, v0.4h, v1.4h                    # wasm 0x428
;;      104    ret                                          # wasm 0x42b
;; 00000110 <i32x4.extmul_high_i16x8_u>: ; function 15
;;      110    umull2 v0.4s, v0.8h, v1.8h                   # wasm 0x432
;;      114    ret                                          # wasm 0x435
;; 00000120 <i64x2.extmul_low_i32x4_u>: ; function 16
;;      120    umull v0.2d, v0.2s, v1.2s                    # wasm 0x43c
;;      124    ret                                          # wasm 0x43f
;; 00000130 <i64x2.extmul_high_i32x4_s>: ; function 17
;;      130    smull2 v0.2d, v0.4s, v1.4s                   # wasm 0x446
;;      134    ret                                          # wasm 0x449
;; 00000140 <product of shuffles>: ; function 18
;;      140    uzp1 v4.4s, v0.4s, v1.4s                     # wasm 0x450
;;      144    uzp2 v5.4s, v0.4s, v1.4s                     # wasm 0x466
;;      148    umull v0.2d, v4.2s, v5.2s                    # wasm 0x478
;;      14c    ret                                          # wasm 0x47b
;; 00000150 <i8x16.ne>: ; function 19
;;      150    cmeq v2.16b, v0.16b, v1.16b                  # wasm 0x482
;;      154    mvn v0.16b, v2.16b
;;      158    ret                                          # wasm 0x484
;; 00000160 <i8x16.gt_u>: ; function 20
;;      160    cmhi v0.16b, v0.16b, v1.16b                  # wasm 0x48b
;;      164    ret                                          # wasm 0x48d
;; 00000170 <i16x8.le_s>: ; function 21
;;      170    cmge v0.8h, v1.8h, v0.8h                     # wasm 0x494
;;      174    ret                                          # wasm 0x496
;; 00000180 <i32x4.ge_u>: ; function 22
;;      180    cmhs v0.4s, v0.4s, v1.4s                     # wasm 0x49d
;;      184    ret                                          # wasm 0x49f
;; 00000190 <i64x2.ge_s>: ; function 23
;;      190    cmge v0.2d, v0.2d, v1.2d                     # wasm 0x4a6
;;      194    ret                                          # wasm 0x4a9
;; 000001a0 <i8x16.ge_s const>: ; function 24
;;      1a0    adrp x16, 0x10000                            # wasm 0x4c0
;;      1a4    ldr q2, [x16]
;;      1a8    cmge v0.16b, v0.16b, v2.16b
;;      1ac    ret                                          # wasm 0x4c2
;; 000001b0 <i16x8.lt_u const>: ; function 25
;;      1b0    adrp x16, 0x10000                            # wasm 0x4d9
;;      1b4    ldr q2, [x16, #0x10]
;;      1b8    cmhi v0.8h, v2.8h, v0.8h
;;      1bc    ret                                          # wasm 0x4db
;; 000001c0 <i32x4.gt_u const left>: ; function 26
;;      1c0    adrp x16, 0x10000                            # wasm 0x4f2
;;      1c4    ldr q2, [x16, #0x20]
;;      1c8    cmhi v0.4s, v2.4s, v0.4s
;;      1cc    ret                                          # wasm 0x4f4
;; 000001d0 <v128.bitselect>: ; function 27
;;      1d0    mov v6.16b, v0.16b                           # wasm 0x4fd
;;      1d4    mov v0.16b, v2.16b
;;      1d8    bsl v0.16b, v6.16b, v1.16b
;;      1dc    ret                                          # wasm 0x4ff
;; 000001e0 <v128.bitselect const>: ; function 28
;;      1e0    mov v5.16b, v0.16b
;;      1e4    movi v0.2d, #0xffffffff                      # wasm 0x518
;;      1e8    bsl v0.16b, v5.16b, v1.16b
;;      1ec    ret                                          # wasm 0x51a
;; 000001f0 <i8x16.shl>: ; function 29
;;      1f0    and w2, w1, #0x7                             # wasm 0x521
;;      1f4    dup v4.16b, w2
;;      1f8    ushl v0.16b, v0.16b, v4.16b
;;      1fc    ret                                          # wasm 0x523
;; 00000200 <i8x16.shl 3>: ; function 30
;;      200    shl v0.16b, v0.16b, #0x3                     # wasm 0x52a
;;      204    ret                                          # wasm 0x52c
;; 00000210 <i8x16.shr_s>: ; function 31
;;      210    and w2, w1, #0x7                             # wasm 0x533
;;      214    neg w4, w2
;;      218    dup v6.16b, w4
;;      21c    sshl v0.16b, v0.16b, v6.16b
;;      220    ret                                          # wasm 0x535
;; 00000230 <i8x16.shr_s 3>: ; function 32
;;      230    sshr v0.16b, v0.16b, #0x3                    # wasm 0x53c
;;      234    ret                                          # wasm 0x53e
;; 00000240 <i8x16.shr_u>: ; function 33
;;      240    and w2, w1, #0x7                             # wasm 0x545
;;      244    neg w4, w2
;;      248    dup v6.16b, w4
;;      24c    ushl v0.16b, v0.16b, v6.16b
;;      250    ret                                          # wasm 0x547
;; 00000260 <i8x16.shr_u 3>: ; function 34
;;      260    ushr v0.16b, v0.16b, #0x3                    # wasm 0x54e
;;      264    ret                                          # wasm 0x550
;; 00000270 <i8x16.shr_s 7>: ; function 35
;;      270    sshr v0.16b, v0.16b, #0x7                    # wasm 0x557
;;      274    ret                                          # wasm 0x559
;; 00000280 <i16x8.shr_s>: ; function 36
;;      280    and w2, w1, #0xf                             # wasm 0x560
;;      284    neg w4, w2
;;      288    dup v6.8h, w4
;;      28c    sshl v0.8h, v0.8h, v6.8h
;;      290    ret                                          # wasm 0x563
;; 000002a0 <i16x8.shr_s 3>: ; function 37
;;      2a0    sshr v0.8h, v0.8h, #0x3                      # wasm 0x56a
;;      2a4    ret                                          # wasm 0x56d
;; 000002b0 <i16x8.shr_s 15>: ; function 38
;;      2b0    sshr v0.8h, v0.8h, #0xf                      # wasm 0x574
;;      2b4    ret                                          # wasm 0x577
;; 000002c0 <i64x2.shl>: ; function 39
;;      2c0    and w2, w1, #0x3f                            # wasm 0x57e
;;      2c4    dup v4.16b, w2
;;      2c8    ushl v0.2d, v0.2d, v4.2d
;;      2cc    ret                                          # wasm 0x581
;; 000002d0 <i64x2.shl 3>: ; function 40
;;      2d0    shl v0.2d, v0.2d, #0x3                       # wasm 0x588
;;      2d4    ret                                          # wasm 0x58b
;; 000002e0 <i64x2.shr_s>: ; function 41
;;      2e0    and w2, w1, #0x3f                            # wasm 0x592
;;      2e4    neg w4, w2
;;      2e8    dup v6.16b, w4
;;      2ec    sshl v0.2d, v0.2d, v6.2d
;;      2f0    ret                                          # wasm 0x595
;; 00000300 <i64x2.shr_s 3>: ; function 42
;;      300    sshr v0.2d, v0.2d, #0x3                      # wasm 0x59c
;;      304    ret                                          # wasm 0x59f
;; 00000310 <i64x2.shr_u>: ; function 43
;;      310    and w2, w1, #0x3f                            # wasm 0x5a6
;;      314    neg w4, w2
;;      318    dup v6.16b, w4
;;      31c    ushl v0.2d, v0.2d, v6.2d
;;      320    ret                                          # wasm 0x5a9
;; 00000330 <i64x2.shr_u 3>: ; function 44
;;      330    ushr v0.2d, v0.2d, #0x3                      # wasm 0x5b0
;;      334    ret                                          # wasm 0x5b3
;; 00000340 <i64x2.shr_s 63>: ; function 45
;;      340    sshr v0.2d, v0.2d, #0x3f                     # wasm 0x5ba
;;      344    ret                                          # wasm 0x5bd
