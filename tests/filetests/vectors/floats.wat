;; print: asm -O2 x86-64
;; print: asm -O2 -march=v3 x86-64
;; print: asm -O2 aarch64
;; Operators on floats, conversions, and the relaxed operators.
(module
  (func (export "f32x4.min") (param v128 v128) (result v128) (f32x4.min (local.get 0) (local.get 1)))
  (func (export "f32x4.max") (param v128 v128) (result v128) (f32x4.max (local.get 0) (local.get 1)))
  (func (export "f32x4.pmin") (param v128 v128) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))
  (func (export "f32x4.pmax") (param v128 v128) (result v128) (f32x4.pmax (local.get 0) (local.get 1)))
  (func (export "f32x4.gt") (param v128 v128) (result v128) (f32x4.gt (local.get 0) (local.get 1)))
  (func (export "f32x4.ne") (param v128 v128) (result v128) (f32x4.ne (local.get 0) (local.get 1)))
  (func (export "f32x4.abs") (param v128) (result v128) (f32x4.abs (local.get 0)))
  (func (export "f32x4.neg") (param v128) (result v128) (f32x4.neg (local.get 0)))
  (func (export "f32x4.nearest") (param v128) (result v128) (f32x4.nearest (local.get 0)))
  (func (export "f32x4.le const") (param v128) (result v128) (f32x4.le (local.get 0) (v128.const f32x4 4 4 4 4 )))
  (func (export "f64x2.min") (param v128 v128) (result v128) (f64x2.min (local.get 0) (local.get 1)))
  (func (export "f64x2.max") (param v128 v128) (result v128) (f64x2.max (local.get 0) (local.get 1)))
  (func (export "f64x2.pmin") (param v128 v128) (result v128) (f64x2.pmin (local.get 0) (local.get 1)))
  (func (export "f64x2.pmax") (param v128 v128) (result v128) (f64x2.pmax (local.get 0) (local.get 1)))
  (func (export "f64x2.gt") (param v128 v128) (result v128) (f64x2.gt (local.get 0) (local.get 1)))
  (func (export "f64x2.ne") (param v128 v128) (result v128) (f64x2.ne (local.get 0) (local.get 1)))
  (func (export "f64x2.abs") (param v128) (result v128) (f64x2.abs (local.get 0)))
  (func (export "f64x2.neg") (param v128) (result v128) (f64x2.neg (local.get 0)))
  (func (export "f64x2.nearest") (param v128) (result v128) (f64x2.nearest (local.get 0)))
  (func (export "f64x2.le const") (param v128) (result v128) (f64x2.le (local.get 0) (v128.const f64x2 4 4 )))
  (func (export "i32x4.trunc_sat_f32x4_s") (param v128) (result v128) (i32x4.trunc_sat_f32x4_s (local.get 0)))
  (func (export "i32x4.trunc_sat_f32x4_u") (param v128) (result v128) (i32x4.trunc_sat_f32x4_u (local.get 0)))
  (func (export "i32x4.trunc_sat_f64x2_s_zero") (param v128) (result v128) (i32x4.trunc_sat_f64x2_s_zero (local.get 0)))
  (func (export "i32x4.trunc_sat_f64x2_u_zero") (param v128) (result v128) (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  (func (export "i32x4.relaxed_trunc_f32x4_s") (param v128) (result v128) (i32x4.relaxed_trunc_f32x4_s (local.get 0)))
  (func (export "i32x4.relaxed_trunc_f32x4_u") (param v128) (result v128) (i32x4.relaxed_trunc_f32x4_u (local.get 0)))
  (func (export "i32x4.relaxed_trunc_f64x2_s_zero") (param v128) (result v128) (i32x4.relaxed_trunc_f64x2_s_zero (local.get 0)))
  (func (export "i32x4.relaxed_trunc_f64x2_u_zero") (param v128) (result v128) (i32x4.relaxed_trunc_f64x2_u_zero (local.get 0)))
  (func (export "f32x4.convert_i32x4_s") (param v128) (result v128) (f32x4.convert_i32x4_s (local.get 0)))
  (func (export "f32x4.convert_i32x4_u") (param v128) (result v128) (f32x4.convert_i32x4_u (local.get 0)))
  (func (export "f64x2.convert_low_i32x4_s") (param v128) (result v128) (f64x2.convert_low_i32x4_s (local.get 0)))
  (func (export "f64x2.convert_low_i32x4_u") (param v128) (result v128) (f64x2.convert_low_i32x4_u (local.get 0)))
  (func (export "f32x4.demote_f64x2_zero") (param v128) (result v128) (f32x4.demote_f64x2_zero (local.get 0)))
  (func (export "f64x2.promote_low_f32x4") (param v128) (result v128) (f64x2.promote_low_f32x4 (local.get 0)))
  (func (export "f32x4.relaxed_madd") (param v128 v128 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))
  (func (export "f64x2.relaxed_nmadd") (param v128 v128 v128) (result v128) (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i8x16.relaxed_laneselect") (param v128 v128 v128) (result v128) (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i32x4.relaxed_dot_i8x16_i7x16_add_s") (param v128 v128 v128) (result v128) (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))
  (func (export "f32x4.relaxed_min") (param v128 v128) (result v128) (f32x4.relaxed_min (local.get 0) (local.get 1)))
  (func (export "i16x8.relaxed_q15mulr_s") (param v128 v128) (result v128) (i16x8.relaxed_q15mulr_s (local.get 0) (local.get 1)))
  (func (export "i16x8.relaxed_dot_i8x16_i7x16_s") (param v128 v128) (result v128) (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0) (local.get 1)))
  (func (export "i8x16.relaxed_swizzle") (param v128 v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))
  (func (export "by element") (param v128 f32) (result v128) (f32x4.mul (local.get 0) (f32x4.splat (local.get 1))))
  (func (export "sum of an older value") (param v128 v128) (result v128) (v128.xor (local.get 0) (f64x2.add (local.get 0) (f64x2.mul (local.get 1) (local.get 1))))))

;;; asm -O2 x86-64
;; 00000000 <f32x4.min>: ; function 0
;;        0    movaps %xmm0, %xmm6                          # wasm 0x3eb
;;        3    minps %xmm1, %xmm6
;;        6    minps %xmm0, %xmm1
;;        9    orps %xmm1, %xmm6
;;        c    movaps %xmm6, %xmm0
;;        f    cmpunordps %xmm1, %xmm0
;;       13    orps %xmm0, %xmm6
;;       16    psrld $0xa, %xmm0
;;       1b    andnps %xmm6, %xmm0
;;       1e    ret                                          # wasm 0x3ee
;; 00000020 <f32x4.max>: ; function 1
;;       20    movaps %xmm0, %xmm6                          # wasm 0x3f5
;;       23    maxps %xmm1, %xmm6
;;       26    maxps %xmm0, %xmm1
;;       29    movaps %xmm6, %xmm7
;;       2c    xorps %xmm1, %xmm7
;;       2f    orps %xmm7, %xmm6
;;       32    subps %xmm7, %xmm6
;;       35    movaps %xmm6, %xmm0
;;       38    cmpunordps %xmm6, %xmm0
;;       3c    psrld $0xa, %xmm0
;;       41    andnps %xmm6, %xmm0
;;       44    ret                                          # wasm 0x3f8
;; 00000050 <f32x4.pmin>: ; function 2
;;       50    movaps %xmm0, %xmm5                          # wasm 0x3ff
;;       53    movaps %xmm1, %xmm0
;;       56    minps %xmm5, %xmm0
;;       59    ret                                          # wasm 0x402
;; 00000060 <f32x4.pmax>: ; function 3
;;       60    movaps %xmm0, %xmm5                          # wasm 0x409
;;       63    movaps %xmm1, %xmm0
;;       66    maxps %xmm5, %xmm0
;;       69    ret                                          # wasm 0x40c
;; 00000070 <f32x4.gt>: ; function 4
;;       70    movaps %xmm0, %xmm5                          # wasm 0x413
;;       73    movaps %xmm1, %xmm0
;;       76    cmpltps %xmm5, %xmm0
;;       7a    ret                                          # wasm 0x415
;; 00000080 <f32x4.ne>: ; function 5
;;       80    cmpneqps %xmm1, %xmm0                        # wasm 0x41c
;;       84    ret                                          # wasm 0x41e
;; 00000090 <f32x4.abs>: ; function 6
;;       90    andps 0xf69(%rip), %xmm0                     # wasm 0x423
;;       97    ret                                          # wasm 0x426
;; 000000a0 <f32x4.neg>: ; function 7
;;       a0    xorps 0xf69(%rip), %xmm0                     # wasm 0x42b
;;       a7    ret                                          # wasm 0x42e
;; 000000b0 <f32x4.nearest>: ; function 8
;;       b0    roundps $8, %xmm0, %xmm0                     # wasm 0x433
;;       b6    ret                                          # wasm 0x435
;; 000000c0 <f32x4.le const>: ; function 9
;;       c0    cmpleps 0xf58(%rip), %xmm0                   # wasm 0x44c
;;       c8    ret                                          # wasm 0x44e
;; 000000d0 <f64x2.min>: ; function 10
;;       d0    movaps %xmm0, %xmm6                          # wasm 0x455
;;       d3    minpd %xmm1, %xmm6
;;       d7    minpd %xmm0, %xmm1
;;       db    orps %xmm1, %xmm6
;;       de    movaps %xmm6, %xmm0
;;       e1    cmpunordpd %xmm1, %xmm0
;;       e6    orps %xmm0, %xmm6
;;       e9    psrlq $0xd, %xmm0
;;       ee    andnps %xmm6, %xmm0
;;       f1    ret                                          # wasm 0x458
;; 00000100 <f64x2.max>: ; function 11
;;      100    movaps %xmm0, %xmm6                          # wasm 0x45f
;;      103    maxpd %xmm1, %xmm6
;;      107    maxpd %xmm0, %xmm1
;;      10b    movaps %xmm6, %xmm7
;;      10e    xorps %xmm1, %xmm7
;;      111    orps %xmm7, %xmm6
;;      114    subpd %xmm7, %xmm6
;;      118    movaps %xmm6, %xmm0
;;      11b    cmpunordpd %xmm6, %xmm0
;;      120    psrlq $0xd, %xmm0
;;      125    andnps %xmm6, %xmm0
;;      128    ret                                          # wasm 0x462
;; 00000130 <f64x2.pmin>: ; function 12
;;      130    movaps %xmm0, %xmm5                          # wasm 0x469
;;      133    movaps %xmm1, %xmm0
;;      136    minpd %xmm5, %xmm0
;;      13a    ret                                          # wasm 0x46c
;; 00000140 <f64x2.pmax>: ; function 13
;;      140    movaps %xmm0, %xmm5                          # wasm 0x473
;;      143    movaps %xmm1, %xmm0
;;      146    maxpd %xmm5, %xmm0
;;      14a    ret                                          # wasm 0x476
;; 00000150 <f64x2.gt>: ; function 14
;;      150    movaps %xmm0, %xmm5                          # wasm 0x47d
;;      153    movaps %xmm1, %xmm0
;;      156    cmpltpd %xmm5, %xmm0
;;      15b    ret                                          # wasm 0x47f
;; 00000160 <f64x2.ne>: ; function 15
;;      160    cmpneqpd %xmm1, %xmm0                        # wasm 0x486
;;      165    ret                                          # wasm 0x488
;; 00000170 <f64x2.abs>: ; function 16
;;      170    andps 0xeb9(%rip), %xmm0                     # wasm 0x48d
;;      177    ret                                          # wasm 0x490
;; 00000180 <f64x2.neg>: ; function 17
;;      180    xorps 0xeb9(%rip), %xmm0                     # wasm 0x495
;;      187    ret                                          # wasm 0x498
;; 00000190 <f64x2.nearest>: ; function 18
;;      190    roundpd $8, %xmm0, %xmm0                     # wasm 0x49d
;;      196    ret                                          # wasm 0x4a0
;; 000001a0 <f64x2.le const>: ; function 19
;;      1a0    cmplepd 0xea7(%rip), %xmm0                   # wasm 0x4b7
;;      1a9    ret                                          # wasm 0x4b9
;; 000001b0 <i32x4.trunc_sat_f32x4_s>: ; function 20
;;      1b0    movaps %xmm0, %xmm2                          # wasm 0x4be
;;      1b3    cmpeqps %xmm0, %xmm2
;;      1b7    andps %xmm2, %xmm0
;;      1ba    movaps %xmm0, %xmm6
;;      1bd    cmpnltps 0xe9b(%rip), %xmm6
;;      1c5    cvttps2dq %xmm0, %xmm0
;;      1c9    pxor %xmm6, %xmm0
;;      1cd    ret                                          # wasm 0x4c1
;; 000001d0 <i32x4.trunc_sat_f32x4_u>: ; function 21
;;      1d0    maxps 0xe99(%rip), %xmm0                     # wasm 0x4c6
;;      1d7    movups 0xe82(%rip), %xmm6
;;      1de    movaps %xmm0, %xmm7
;;      1e1    subps %xmm6, %xmm7
;;      1e4    cmpleps %xmm7, %xmm6
;;      1e8    cvttps2dq %xmm7, %xmm12
;;      1ed    pxor %xmm6, %xmm12
;;      1f2    pmaxsd 0xe74(%rip), %xmm12
;;      1fc    cvttps2dq %xmm0, %xmm0
;;      200    paddd %xmm12, %xmm0
;;      205    ret                                          # wasm 0x4c9
;; 00000210 <i32x4.trunc_sat_f64x2_s_zero>: ; function 22
;;      210    movaps %xmm0, %xmm3                          # wasm 0x4ce
;;      213    cmpeqpd %xmm0, %xmm3
;;      218    andps 0xe61(%rip), %xmm3
;;      21f    minpd %xmm3, %xmm0
;;      223    cvttpd2dq %xmm0, %xmm0
;;      227    ret                                          # wasm 0x4d1
;; 00000230 <i32x4.trunc_sat_f64x2_u_zero>: ; function 23
;;      230    maxpd 0xe38(%rip), %xmm0                     # wasm 0x4d6
;;      238    minpd 0xe50(%rip), %xmm0
;;      240    roundpd $0xb, %xmm0, %xmm0
;;      246    addpd 0xe52(%rip), %xmm0
;;      24e    shufps $0x88, 0xe1a(%rip), %xmm0
;;      256    ret                                          # wasm 0x4d9
;; 00000260 <i32x4.relaxed_trunc_f32x4_s>: ; function 24
;;      260    cvttps2dq %xmm0, %xmm0                       # wasm 0x4de
;;      264    ret                                          # wasm 0x4e1
;; 00000270 <i32x4.relaxed_trunc_f32x4_u>: ; function 25
;;      270    maxps 0xdf9(%rip), %xmm0                     # wasm 0x4e6
;;      277    movups 0xde2(%rip), %xmm6
;;      27e    movaps %xmm0, %xmm7
;;      281    subps %xmm6, %xmm7
;;      284    cmpleps %xmm7, %xmm6
;;      288    cvttps2dq %xmm7, %xmm12
;;      28d    pxor %xmm6, %xmm12
;;      292    pmaxsd 0xdd4(%rip), %xmm12
;;      29c    cvttps2dq %xmm0, %xmm0
;;      2a0    paddd %xmm12, %xmm0
;;      2a5    ret                                          # wasm 0x4e9
;; 000002b0 <i32x4.relaxed_trunc_f64x2_s_zero>: ; function 26
;;      2b0    cvttpd2dq %xmm0, %xmm0                       # wasm 0x4ee
;;      2b4    ret                                          # wasm 0x4f1
;; 000002c0 <i32x4.relaxed_trunc_f64x2_u_zero>: ; function 27
;;      2c0    maxpd 0xda8(%rip), %xmm0                     # wasm 0x4f6
;;      2c8    minpd 0xdc0(%rip), %xmm0
;;      2d0    roundpd $0xb, %xmm0, %xmm0
;;      2d6    addpd 0xdc2(%rip), %xmm0
;;      2de    shufps $0x88, 0xd8a(%rip), %xmm0
;;      2e6    ret                                          # wasm 0x4f9
;; 000002f0 <f32x4.convert_i32x4_s>: ; function 28
;;      2f0    cvtdq2ps %xmm0, %xmm0                        # wasm 0x4fe
;;      2f3    ret                                          # wasm 0x501
;; 00000300 <f32x4.convert_i32x4_u>: ; function 29
;;      300    movaps %xmm0, %xmm2                          # wasm 0x506
;;      303    pblendw $0xaa, 0xda3(%rip), %xmm2
;;      30d    psrld $0x10, %xmm0
;;      312    pblendw $0xaa, 0xda4(%rip), %xmm0
;;      31c    subps 0xdad(%rip), %xmm0
;;      323    addps %xmm2, %xmm0
;;      326    ret                                          # wasm 0x509
;; 00000330 <f64x2.convert_low_i32x4_s>: ; function 30
;;      330    cvtdq2pd %xmm0, %xmm0                        # wasm 0x50e
;;      334    ret                                          # wasm 0x511
;; 00000340 <f64x2.convert_low_i32x4_u>: ; function 31
;;      340    unpcklps 0xd99(%rip), %xmm0                  # wasm 0x516
;;      347    subpd 0xd51(%rip), %xmm0
;;      34f    ret                                          # wasm 0x519
;; 00000350 <f32x4.demote_f64x2_zero>: ; function 32
;;      350    cvtpd2ps %xmm0, %xmm0                        # wasm 0x51e
;;      354    ret                                          # wasm 0x520
;; 00000360 <f64x2.promote_low_f32x4>: ; function 33
;;      360    cvtps2pd %xmm0, %xmm0                        # wasm 0x525
;;      363    ret                                          # wasm 0x527
;; 00000370 <f32x4.relaxed_madd>: ; function 34
;;      370    mulps %xmm1, %xmm0                           # wasm 0x530
;;      373    addps %xmm2, %xmm0
;;      376    ret                                          # wasm 0x533
;; 00000380 <f64x2.relaxed_nmadd>: ; function 35
;;      380    mulpd %xmm1, %xmm0                           # wasm 0x53c
;;      384    movaps %xmm0, %xmm8
;;      388    movaps %xmm2, %xmm0
;;      38b    subpd %xmm8, %xmm0
;;      390    ret                                          # wasm 0x53f
;; 000003a0 <i8x16.relaxed_laneselect>: ; function 36
;;      3a0    pxor %xmm1, %xmm0                            # wasm 0x548
;;      3a4    pand %xmm2, %xmm0
;;      3a8    pxor %xmm1, %xmm0
;;      3ac    ret                                          # wasm 0x54b
;; 000003b0 <i32x4.relaxed_dot_i8x16_i7x16_add_s>: ; function 37
;;      3b0    pmaddubsw %xmm0, %xmm1                       # wasm 0x554
;;      3b5    pmaddwd 0xd33(%rip), %xmm1
;;      3bd    movaps %xmm1, %xmm0
;;      3c0    paddd %xmm2, %xmm0
;;      3c4    ret                                          # wasm 0x557
;; 000003d0 <f32x4.relaxed_min>: ; function 38
;;      3d0    minps %xmm1, %xmm0                           # wasm 0x55e
;;      3d3    ret                                          # wasm 0x561
;; 000003e0 <i16x8.relaxed_q15mulr_s>: ; function 39
;;      3e0    pmulhrsw %xmm1, %xmm0                        # wasm 0x568
;;      3e5    ret                                          # wasm 0x56b
;; 000003f0 <i16x8.relaxed_dot_i8x16_i7x16_s>: ; function 40
;;      3f0    movaps %xmm0, %xmm5                          # wasm 0x572
;;      3f3    movaps %xmm1, %xmm0
;;      3f6    pmaddubsw %xmm5, %xmm0
;;      3fb    ret                                          # wasm 0x575
;; 00000400 <i8x16.relaxed_swizzle>: ; function 41
;;      400    pshufb %xmm1, %xmm0                          # wasm 0x57c
;;      405    ret                                          # wasm 0x57f
;; 00000410 <by element>: ; function 42
;;      410    shufps $0, %xmm1, %xmm1                      # wasm 0x586
;;      414    mulps %xmm1, %xmm0                           # wasm 0x588
;;      417    ret                                          # wasm 0x58b
;; 00000420 <sum of an older value>: ; function 43
;;      420    mulpd %xmm1, %xmm1                           # wasm 0x596
;;      424    addpd %xmm0, %xmm1                           # wasm 0x599
;;      428    pxor %xmm1, %xmm0                            # wasm 0x59c
;;      42c    ret                                          # wasm 0x59e

;;; asm -O2 -march=v3 x86-64
;; 00000000 <f32x4.min>: ; function 0
;;        0    vminps %xmm1, %xmm0, %xmm2                   # wasm 0x3eb
;;        4    vminps %xmm0, %xmm1, %xmm4
;;        8    vorps %xmm4, %xmm2, %xmm6
;;        c    vcmpunordps %xmm4, %xmm6, %xmm8
;;       11    vorps %xmm8, %xmm6, %xmm10
;;       16    vpsrld $0xa, %xmm8, %xmm12
;;       1c    vandnps %xmm10, %xmm12, %xmm0
;;       21    ret                                          # wasm 0x3ee
;; 00000030 <f32x4.max>: ; function 1
;;       30    vmaxps %xmm1, %xmm0, %xmm2                   # wasm 0x3f5
;;       34    vmaxps %xmm0, %xmm1, %xmm4
;;       38    vxorps %xmm4, %xmm2, %xmm6
;;       3c    vorps %xmm6, %xmm2, %xmm8
;;       40    vsubps %xmm6, %xmm8, %xmm10
;;       44    vcmpunordps %xmm10, %xmm10, %xmm12
;;       4a    vpsrld $0xa, %xmm12, %xmm14
;;       50    vandnps %xmm10, %xmm14, %xmm0
;;       55    ret                                          # wasm 0x3f8
;; 00000060 <f32x4.pmin>: ; function 2
;;       60    vminps %xmm0, %xmm1, %xmm0                   # wasm 0x3ff
;;       64    ret                                          # wasm 0x402
;; 00000070 <f32x4.pmax>: ; function 3
;;       70    vmaxps %xmm0, %xmm1, %xmm0                   # wasm 0x409
;;       74    ret                                          # wasm 0x40c
;; 00000080 <f32x4.gt>: ; function 4
;;       80    vcmpltps %xmm0, %xmm1, %xmm0                 # wasm 0x413
;;       85    ret                                          # wasm 0x415
;; 00000090 <f32x4.ne>: ; function 5
;;       90    vcmpneqps %xmm1, %xmm0, %xmm0                # wasm 0x41c
;;       95    ret                                          # wasm 0x41e
;; 000000a0 <f32x4.abs>: ; function 6
;;       a0    vandps 0xf58(%rip), %xmm0, %xmm0             # wasm 0x423
;;       a8    ret                                          # wasm 0x426
;; 000000b0 <f32x4.neg>: ; function 7
;;       b0    vxorps 0xf58(%rip), %xmm0, %xmm0             # wasm 0x42b
;;       b8    ret                                          # wasm 0x42e
;; 000000c0 <f32x4.nearest>: ; function 8
;;       c0    vroundps $8, %xmm0, %xmm0                    # wasm 0x433
;;       c6    ret                                          # wasm 0x435
;; 000000d0 <f32x4.le const>: ; function 9
;;       d0    vcmpleps 0xf47(%rip), %xmm0, %xmm0           # wasm 0x44c
;;       d9    ret                                          # wasm 0x44e
;; 000000e0 <f64x2.min>: ; function 10
;;       e0    vminpd %xmm1, %xmm0, %xmm2                   # wasm 0x455
;;       e4    vminpd %xmm0, %xmm1, %xmm4
;;       e8    vorps %xmm4, %xmm2, %xmm6
;;       ec    vcmpunordpd %xmm4, %xmm6, %xmm8
;;       f1    vorps %xmm8, %xmm6, %xmm10
;;       f6    vpsrlq $0xd, %xmm8, %xmm12
;;       fc    vandnps %xmm10, %xmm12, %xmm0
;;      101    ret                                          # wasm 0x458
;; 00000110 <f64x2.max>: ; function 11
;;      110    vmaxpd %xmm1, %xmm0, %xmm2                   # wasm 0x45f
;;      114    vmaxpd %xmm0, %xmm1, %xmm4
;;      118    vxorps %xmm4, %xmm2, %xmm6
;;      11c    vorps %xmm6, %xmm2, %xmm8
;;      120    vsubpd %xmm6, %xmm8, %xmm10
;;      124    vcmpunordpd %xmm10, %xmm10, %xmm12
;;      12a    vpsrlq $0xd, %xmm12, %xmm14
;;      130    vandnps %xmm10, %xmm14, %xmm0
;;      135    ret                                          # wasm 0x462
;; 00000140 <f64x2.pmin>: ; function 12
;;      140    vminpd %xmm0, %xmm1, %xmm0                   # wasm 0x469
;;      144    ret                                          # wasm 0x46c
;; 00000150 <f64x2.pmax>: ; function 13
;;      150    vmaxpd %xmm0, %xmm1, %xmm0                   # wasm 0x473
;;      154    ret                                          # wasm 0x476
;; 00000160 <f64x2.gt>: ; function 14
;;      160    vcmpltpd %xmm0, %xmm1, %xmm0                 # wasm 0x47d
;;      165    ret                                          # wasm 0x47f
;; 00000170 <f64x2.ne>: ; function 15
;;      170    vcmpneqpd %xmm1, %xmm0, %xmm0                # wasm 0x486
;;      175    ret                                          # wasm 0x488
;; 00000180 <f64x2.abs>: ; function 16
;;      180    vandps 0xea8(%rip), %xmm0, %xmm0             # wasm 0x48d
;;      188    ret                                          # wasm 0x490
;; 00000190 <f64x2.neg>: ; function 17
;;      190    vxorps 0xea8(%rip), %xmm0, %xmm0             # wasm 0x495
;;      198    ret                                          # wasm 0x498
;; 000001a0 <f64x2.nearest>: ; function 18
;;      1a0    vroundpd $8, %xmm0, %xmm0                    # wasm 0x49d
;;      1a6    ret                                          # wasm 0x4a0
;; 000001b0 <f64x2.le const>: ; function 19
;;      1b0    vcmplepd 0xe97(%rip), %xmm0, %xmm0           # wasm 0x4b7
;;      1b9    ret                                          # wasm 0x4b9
;; 000001c0 <i32x4.trunc_sat_f32x4_s>: ; function 20
;;      1c0    vcmpeqps %xmm0, %xmm0, %xmm2                 # wasm 0x4be
;;      1c5    vandps %xmm2, %xmm0, %xmm4
;;      1c9    vcmpnltps 0xe8e(%rip), %xmm4, %xmm6
;;      1d2    vcvttps2dq %xmm4, %xmm8
;;      1d6    vpxor %xmm6, %xmm8, %xmm0
;;      1da    ret                                          # wasm 0x4c1
;; 000001e0 <i32x4.trunc_sat_f32x4_u>: ; function 21
;;      1e0    vmaxps 0xe88(%rip), %xmm0, %xmm2             # wasm 0x4c6
;;      1e8    movups 0xe71(%rip), %xmm4
;;      1ef    vsubps %xmm4, %xmm2, %xmm6
;;      1f3    vcmpleps %xmm6, %xmm4, %xmm8
;;      1f8    vcvttps2dq %xmm6, %xmm10
;;      1fc    vpxor %xmm8, %xmm10, %xmm12
;;      201    vpmaxsd 0xe66(%rip), %xmm12, %xmm14
;;      20a    vcvttps2dq %xmm2, %xmm0
;;      20e    vpaddd %xmm14, %xmm0, %xmm0
;;      213    ret                                          # wasm 0x4c9
;; 00000220 <i32x4.trunc_sat_f64x2_s_zero>: ; function 22
;;      220    vcmpeqpd %xmm0, %xmm0, %xmm2                 # wasm 0x4ce
;;      225    vandps 0xe53(%rip), %xmm2, %xmm4
;;      22d    vminpd %xmm4, %xmm0, %xmm6
;;      231    vcvttpd2dq %xmm6, %xmm0
;;      235    ret                                          # wasm 0x4d1
;; 00000240 <i32x4.trunc_sat_f64x2_u_zero>: ; function 23
;;      240    vmaxpd 0xe28(%rip), %xmm0, %xmm2             # wasm 0x4d6
;;      248    vminpd 0xe40(%rip), %xmm2, %xmm4
;;      250    vroundpd $0xb, %xmm4, %xmm6
;;      256    vaddpd 0xe42(%rip), %xmm6, %xmm8
;;      25e    vshufps $0x88, 0xe09(%rip), %xmm8, %xmm0
;;      267    ret                                          # wasm 0x4d9
;; 00000270 <i32x4.relaxed_trunc_f32x4_s>: ; function 24
;;      270    vcvttps2dq %xmm0, %xmm0                      # wasm 0x4de
;;      274    ret                                          # wasm 0x4e1
;; 00000280 <i32x4.relaxed_trunc_f32x4_u>: ; function 25
;;      280    vmaxps 0xde8(%rip), %xmm0, %xmm2             # wasm 0x4e6
;;      288    movups 0xdd1(%rip), %xmm4
;;      28f    vsubps %xmm4, %xmm2, %xmm6
;;      293    vcmpleps %xmm6, %xmm4, %xmm8
;;      298    vcvttps2dq %xmm6, %xmm10
;;      29c    vpxor %xmm8, %xmm10, %xmm12
;;      2a1    vpmaxsd 0xdc6(%rip), %xmm12, %xmm14
;;      2aa    vcvttps2dq %xmm2, %xmm0
;;      2ae    vpaddd %xmm14, %xmm0, %xmm0
;;      2b3    ret                                          # wasm 0x4e9
;; 000002c0 <i32x4.relaxed_trunc_f64x2_s_zero>: ; function 26
;;      2c0    vcvttpd2dq %xmm0, %xmm0                      # wasm 0x4ee
;;      2c4    ret                                          # wasm 0x4f1
;; 000002d0 <i32x4.relaxed_trunc_f64x2_u_zero>: ; function 27
;;      2d0    vmaxpd 0xd98(%rip), %xmm0, %xmm2             # wasm 0x4f6
;;      2d8    vminpd 0xdb0(%rip), %xmm2, %xmm4
;;      2e0    vroundpd $0xb, %xmm4, %xmm6
;;      2e6    vaddpd 0xdb2(%rip), %xmm6, %xmm8
;;      2ee    vshufps $0x88, 0xd79(%rip), %xmm8, %xmm0
;;      2f7    ret                                          # wasm 0x4f9
;; 00000300 <f32x4.convert_i32x4_s>: ; function 28
;;      300    vcvtdq2ps %xmm0, %xmm0                       # wasm 0x4fe
;;      304    ret                                          # wasm 0x501
;; 00000310 <f32x4.convert_i32x4_u>: ; function 29
;;      310    vpblendw $0xaa, 0xd96(%rip), %xmm0, %xmm2    # wasm 0x506
;;      31a    vpsrld $0x10, %xmm0, %xmm4
;;      31f    vpblendw $0xaa, 0xd97(%rip), %xmm4, %xmm6
;;      329    vsubps 0xd9f(%rip), %xmm6, %xmm8
;;      331    vaddps %xmm2, %xmm8, %xmm0
;;      335    ret                                          # wasm 0x509
;; 00000340 <f64x2.convert_low_i32x4_s>: ; function 30
;;      340    vcvtdq2pd %xmm0, %xmm0                       # wasm 0x50e
;;      344    ret                                          # wasm 0x511
;; 00000350 <f64x2.convert_low_i32x4_u>: ; function 31
;;      350    vunpcklps 0xd88(%rip), %xmm0, %xmm2          # wasm 0x516
;;      358    vsubpd 0xd40(%rip), %xmm2, %xmm0
;;      360    ret                                          # wasm 0x519
;; 00000370 <f32x4.demote_f64x2_zero>: ; function 32
;;      370    vcvtpd2ps %xmm0, %xmm0                       # wasm 0x51e
;;      374    ret                                          # wasm 0x520
;; 00000380 <f64x2.promote_low_f32x4>: ; function 33
;;      380    vcvtps2pd %xmm0, %xmm0                       # wasm 0x525
;;      384    ret                                          # wasm 0x527
;; 00000390 <f32x4.relaxed_madd>: ; function 34
;;      390    movaps %xmm0, %xmm6                          # wasm 0x530
;;      393    movaps %xmm2, %xmm0
;;      396    vfmadd231ps %xmm1, %xmm6, %xmm0
;;      39b    ret                                          # wasm 0x533
;; 000003a0 <f64x2.relaxed_nmadd>: ; function 35
;;      3a0    movaps %xmm0, %xmm6                          # wasm 0x53c
;;      3a3    movaps %xmm2, %xmm0
;;      3a6    vfnmadd231pd %xmm1, %xmm6, %xmm0
;;      3ab    ret                                          # wasm 0x53f
;; 000003b0 <i8x16.relaxed_laneselect>: ; function 36
;;      3b0    vpand %xmm0, %xmm2, %xmm3                    # wasm 0x548
;;      3b4    vpandn %xmm1, %xmm2, %xmm4
;;      3b8    vpor %xmm4, %xmm3, %xmm0
;;      3bc    ret                                          # wasm 0x54b
;; 000003c0 <i32x4.relaxed_dot_i8x16_i7x16_add_s>: ; function 37
;;      3c0    vpmaddubsw %xmm0, %xmm1, %xmm3               # wasm 0x554
;;      3c5    vpmaddwd 0xd23(%rip), %xmm3, %xmm4
;;      3cd    vpaddd %xmm2, %xmm4, %xmm0
;;      3d1    ret                                          # wasm 0x557
;; 000003e0 <f32x4.relaxed_min>: ; function 38
;;      3e0    vminps %xmm1, %xmm0, %xmm0                   # wasm 0x55e
;;      3e4    ret                                          # wasm 0x561
;; 000003f0 <i16x8.relaxed_q15mulr_s>: ; function 39
;;      3f0    vpmulhrsw %xmm1, %xmm0, %xmm0                # wasm 0x568
;;      3f5    ret                                          # wasm 0x56b
;; 00000400 <i16x8.relaxed_dot_i8x16_i7x16_s>: ; function 40
;;      400    vpmaddubsw %xmm0, %xmm1, %xmm0               # wasm 0x572
;;      405    ret                                          # wasm 0x575
;; 00000410 <i8x16.relaxed_swizzle>: ; function 41
;;      410    vpshufb %xmm1, %xmm0, %xmm0                  # wasm 0x57c
;;      415    ret                                          # wasm 0x57f
;; 00000420 <by element>: ; function 42
;;      420    vpbroadcastd %xmm1, %xmm3                    # wasm 0x586
;;      425    vmulps %xmm3, %xmm0, %xmm0                   # wasm 0x588
;;      429    ret                                          # wasm 0x58b
;; 00000430 <sum of an older value>: ; function 43
;;      430    vmulpd %xmm1, %xmm1, %xmm4                   # wasm 0x596
;;      434    vaddpd %xmm0, %xmm4, %xmm4                   # wasm 0x599
;;      438    vpxor %xmm4, %xmm0, %xmm0                    # wasm 0x59c
;;      43c    ret                                          # wasm 0x59e

;;; asm -O2 aarch64
;; 00000000 <f32x4.min>: ; function 0
;;        0    fmin v0.4s, v0.4s, v1.4s                     # wasm 0x3eb
;;        4    ret                                          # wasm 0x3ee
;; 00000010 <f32x4.max>: ; function 1
;;       10    fmax v0.4s, v0.4s, v1.4s                     # wasm 0x3f5
;;       14    ret                                          # wasm 0x3f8
;; 00000020 <f32x4.pmin>: ; function 2
;;       20    mov v7.16b, v0.16b                           # wasm 0x3ff
;;       24    fcmgt v0.4s, v0.4s, v1.4s
;;       28    bsl v0.16b, v1.16b, v7.16b
;;       2c    ret                                          # wasm 0x402
;; 00000030 <f32x4.pmax>: ; function 3
;;       30    mov v7.16b, v0.16b                           # wasm 0x409
;;       34    fcmgt v0.4s, v1.4s, v0.4s
;;       38    bsl v0.16b, v1.16b, v7.16b
;;       3c    ret                                          # wasm 0x40c
;; 00000040 <f32x4.gt>: ; function 4
;;       40    fcmgt v0.4s, v0.4s, v1.4s                    # wasm 0x413
;;       44    ret                                          # wasm 0x415
;; 00000050 <f32x4.ne>: ; function 5
;;       50    fcmeq v2.4s, v0.4s, v1.4s                    # wasm 0x41c
;;       54    mvn v0.16b, v2.16b
;;       58    ret                                          # wasm 0x41e
;; 00000060 <f32x4.abs>: ; function 6
;;       60    fabs v0.4s, v0.4s                            # wasm 0x423
;;       64    ret                                          # wasm 0x426
;; 00000070 <f32x4.neg>: ; function 7
;;       70    fneg v0.4s, v0.4s                            # wasm 0x42b
;;       74    ret                                          # wasm 0x42e
;; 00000080 <f32x4.nearest>: ; function 8
;;       80    frintn v0.4s, v0.4s                          # wasm 0x433
;;       84    ret                                          # wasm 0x435
;; 00000090 <f32x4.le const>: ; function 9
;;       90    fmov v2.4s, #4.0                             # wasm 0x44c
;;       94    fcmge v0.4s, v2.4s, v0.4s
;;       98    ret                                          # wasm 0x44e
;; 000000a0 <f64x2.min>: ; function 10
;;       a0    fmin v0.2d, v0.2d, v1.2d                     # wasm 0x455
;;       a4    ret                                          # wasm 0x458
;; 000000b0 <f64x2.max>: ; function 11
;;       b0    fmax v0.2d, v0.2d, v1.2d                     # wasm 0x45f
;;       b4    ret                                          # wasm 0x462
;; 000000c0 <f64x2.pmin>: ; function 12
;;       c0    mov v7.16b, v0.16b                           # wasm 0x469
;;       c4    fcmgt v0.2d, v0.2d, v1.2d
;;       c8    bsl v0.16b, v1.16b, v7.16b
;;       cc    ret                                          # wasm 0x46c
;; 000000d0 <f64x2.pmax>: ; function 13
;;       d0    mov v7.16b, v0.16b                           # wasm 0x473
;;       d4    fcmgt v0.2d, v1.2d, v0.2d
;;       d8    bsl v0.16b, v1.16b, v7.16b
;;       dc    ret                                          # wasm 0x476
;; 000000e0 <f64x2.gt>: ; function 14
;;       e0    fcmgt v0.2d, v0.2d, v1.2d                    # wasm 0x47d
;;       e4    ret                                          # wasm 0x47f
;; 000000f0 <f64x2.ne>: ; function 15
;;       f0    fcmeq v2.2d, v0.2d, v1.2d                    # wasm 0x486
;;       f4    mvn v0.16b, v2.16b
;;       f8    ret                                          # wasm 0x488
;; 00000100 <f64x2.abs>: ; function 16
;;      100    fabs v0.2d, v0.2d                            # wasm 0x48d
;;      104    ret                                          # wasm 0x490
;; 00000110 <f64x2.neg>: ; function 17
;;      110    fneg v0.2d, v0.2d                            # wasm 0x495
;;      114    ret                                          # wasm 0x498
;; 00000120 <f64x2.nearest>: ; function 18
;;      120    frintn v0.2d, v0.2d                          # wasm 0x49d
;;      124    ret                                          # wasm 0x4a0
;; 00000130 <f64x2.le const>: ; function 19
;;      130    fmov v2.2d, #4.0                             # wasm 0x4b7
;;      134    fcmge v0.2d, v2.2d, v0.2d
;;      138    ret                                          # wasm 0x4b9
;; 00000140 <i32x4.trunc_sat_f32x4_s>: ; function 20
;;      140    fcvtzs v0.4s, v0.4s                          # wasm 0x4be
;;      144    ret                                          # wasm 0x4c1
;; 00000150 <i32x4.trunc_sat_f32x4_u>: ; function 21
;;      150    fcvtzu v0.4s, v0.4s                          # wasm 0x4c6
;;      154    ret                                          # wasm 0x4c9
;; 00000160 <i32x4.trunc_sat_f64x2_s_zero>: ; function 22
;;      160    fcvtzs v2.2d, v0.2d                          # wasm 0x4ce
;;      164    sqxtn v0.2s, v2.2d
;;      168    ret                                          # wasm 0x4d1
;; 00000170 <i32x4.trunc_sat_f64x2_u_zero>: ; function 23
;;      170    fcvtzu v2.2d, v0.2d                          # wasm 0x4d6
;;      174    uqxtn v0.2s, v2.2d
;;      178    ret                                          # wasm 0x4d9
;; 00000180 <i32x4.relaxed_trunc_f32x4_s>: ; function 24
;;      180    fcvtzs v0.4s, v0.4s                          # wasm 0x4de
;;      184    ret                                          # wasm 0x4e1
;; 00000190 <i32x4.relaxed_trunc_f32x4_u>: ; function 25
;;      190    fcvtzu v0.4s, v0.4s                          # wasm 0x4e6
;;      194    ret                                          # wasm 0x4e9
;; 000001a0 <i32x4.relaxed_trunc_f64x2_s_zero>: ; function 26
;;      1a0    fcvtzs v2.2d, v0.2d                          # wasm 0x4ee
;;      1a4    sqxtn v0.2s, v2.2d
;;      1a8    ret                                          # wasm 0x4f1
;; 000001b0 <i32x4.relaxed_trunc_f64x2_u_zero>: ; function 27
;;      1b0    fcvtzu v2.2d, v0.2d                          # wasm 0x4f6
;;      1b4    uqxtn v0.2s, v2.2d
;;      1b8    ret                                          # wasm 0x4f9
;; 000001c0 <f32x4.convert_i32x4_s>: ; function 28
;;      1c0    scvtf v0.4s, v0.4s                           # wasm 0x4fe
;;      1c4    ret                                          # wasm 0x501
;; 000001d0 <f32x4.convert_i32x4_u>: ; function 29
;;      1d0    ucvtf v0.4s, v0.4s                           # wasm 0x506
;;      1d4    ret                                          # wasm 0x509
;; 000001e0 <f64x2.convert_low_i32x4_s>: ; function 30
;;      1e0    sshll v2.2d, v0.2s, #0x0                     # wasm 0x50e
;;      1e4    scvtf v0.2d, v2.2d
;;      1e8    ret                                          # wasm 0x511
;; 000001f0 <f64x2.convert_low_i32x4_u>: ; function 31
;;      1f0    ushll v2.2d, v0.2s, #0x0                     # wasm 0x516
;;      1f4    ucvtf v0.2d, v2.2d
;;      1f8    ret                                          # wasm 0x519
;; 00000200 <f32x4.demote_f64x2_zero>: ; function 32
;;      200    fcvtn v0.2s, v0.2d                           # wasm 0x51e
;;      204    ret                                          # wasm 0x520
;; 00000210 <f64x2.promote_low_f32x4>: ; function 33
;;      210    fcvtl v0.2d, v0.2s                           # wasm 0x525
;;      214    ret                                          # wasm 0x527
;; 00000220 <f32x4.relaxed_madd>: ; function 34
;;      220    mov v6.16b, v0.16b                           # wasm 0x530
;;      224    mov v0.16b, v2.16b
;;      228    fmla v0.4s, v6.4s, v1.4s
;;      22c    ret                                          # wasm 0x533
;; 00000230 <f64x2.relaxed_nmadd>: ; function 35
;;      230    mov v6.16b, v0.16b                           # wasm 0x53c
;;      234    mov v0.16b, v2.16b
;;      238    fmls v0.2d, v6.2d, v1.2d
;;      23c    ret                                          # wasm 0x53f
;; 00000240 <i8x16.relaxed_laneselect>: ; function 36
;;      240    mov v6.16b, v0.16b                           # wasm 0x548
;;      244    mov v0.16b, v2.16b
;;      248    bsl v0.16b, v6.16b, v1.16b
;;      24c    ret                                          # wasm 0x54b
;; 00000250 <i32x4.relaxed_dot_i8x16_i7x16_add_s>: ; function 37
;;      250    smull v3.8h, v0.8b, v1.8b                    # wasm 0x554
;;      254    smull2 v4.8h, v0.16b, v1.16b
;;      258    addp v6.8h, v3.8h, v4.8h
;;      25c    mov v0.16b, v2.16b
;;      260    sadalp v0.4s, v6.8h
;;      264    ret                                          # wasm 0x557
;; 00000270 <f32x4.relaxed_min>: ; function 38
;;      270    fmin v0.4s, v0.4s, v1.4s                     # wasm 0x55e
;;      274    ret                                          # wasm 0x561
;; 00000280 <i16x8.relaxed_q15mulr_s>: ; function 39
;;      280    sqrdmulh v0.8h, v0.8h, v1.8h                 # wasm 0x568
;;      284    ret                                          # wasm 0x56b
;; 00000290 <i16x8.relaxed_dot_i8x16_i7x16_s>: ; function 40
;;      290    smull v2.8h, v0.8b, v1.8b                    # wasm 0x572
;;      294    smull2 v4.8h, v0.16b, v1.16b
;;      298    addp v0.8h, v2.8h, v4.8h
;;      29c    ret                                          # wasm 0x575
;; 000002a0 <i8x16.relaxed_swizzle>: ; function 41
;;      2a0    tbl v0.16b, {v0.16b}, v1.16b                 # wasm 0x57c
;;      2a4    ret                                          # wasm 0x57f
;; 000002b0 <by element>: ; function 42
;;      2b0    fmul v0.4s, v0.4s, v1.s[0]                   # wasm 0x588
;;      2b4    ret                                          # wasm 0x58b
;; 000002c0 <sum of an older value>: ; function 43
;;      2c0    fmul v4.2d, v1.2d, v1.2d                     # wasm 0x596
;;      2c4    fadd v4.2d, v0.2d, v4.2d                     # wasm 0x599
;;      2c8    eor v0.16b, v0.16b, v4.16b                   # wasm 0x59c
;;      2cc    ret                                          # wasm 0x59e
