;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Lanes: from and to scalars and memory, to the flags, to twice the width.
(module
  (memory 1)
  (func (export "v128.any_true") (param v128) (result i32) (v128.any_true (local.get 0)))
  (func (export "i8x16.all_true") (param v128) (result i32) (i8x16.all_true (local.get 0)))
  (func (export "i16x8.all_true") (param v128) (result i32) (i16x8.all_true (local.get 0)))
  (func (export "i32x4.all_true") (param v128) (result i32) (i32x4.all_true (local.get 0)))
  (func (export "i64x2.all_true") (param v128) (result i32) (i64x2.all_true (local.get 0)))
  (func (export "i8x16.bitmask") (param v128) (result i32) (i8x16.bitmask (local.get 0)))
  (func (export "i16x8.bitmask") (param v128) (result i32) (i16x8.bitmask (local.get 0)))
  (func (export "i32x4.bitmask") (param v128) (result i32) (i32x4.bitmask (local.get 0)))
  (func (export "i64x2.bitmask") (param v128) (result i32) (i64x2.bitmask (local.get 0)))
  (func (export "any lane equal") (param v128 v128) (result i32) (v128.any_true (i16x8.eq (local.get 0) (local.get 1))))
  (func (export "all lanes equal") (param v128 v128) (result i32) (i8x16.all_true (i32x4.eq (local.get 0) (local.get 1))))
  (func (export "a lane in range") (param v128 v128) (result i32) (i32.eqz (v128.any_true (v128.and (f32x4.lt (local.get 0) (local.get 1)) (f32x4.gt (local.get 0) (v128.const f32x4 0 0 0 0))))))
  (func (export "i8x16.splat") (param i32) (result v128) (i8x16.splat (local.get 0)))
  (func (export "i8x16.replace_lane") (param v128 i32) (result v128) (i8x16.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "i8x16.extract_lane") (param v128) (result i32) (i8x16.extract_lane_s 1 (local.get 0)))
  (func (export "i16x8.splat") (param i32) (result v128) (i16x8.splat (local.get 0)))
  (func (export "i16x8.replace_lane") (param v128 i32) (result v128) (i16x8.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "i16x8.extract_lane") (param v128) (result i32) (i16x8.extract_lane_s 1 (local.get 0)))
  (func (export "i32x4.splat") (param i32) (result v128) (i32x4.splat (local.get 0)))
  (func (export "i32x4.replace_lane") (param v128 i32) (result v128) (i32x4.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "i32x4.extract_lane") (param v128) (result i32) (i32x4.extract_lane 1 (local.get 0)))
  (func (export "i64x2.splat") (param i64) (result v128) (i64x2.splat (local.get 0)))
  (func (export "i64x2.replace_lane") (param v128 i64) (result v128) (i64x2.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "i64x2.extract_lane") (param v128) (result i64) (i64x2.extract_lane 1 (local.get 0)))
  (func (export "f32x4.splat") (param f32) (result v128) (f32x4.splat (local.get 0)))
  (func (export "f32x4.replace_lane") (param v128 f32) (result v128) (f32x4.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "f32x4.extract_lane") (param v128) (result f32) (f32x4.extract_lane 1 (local.get 0)))
  (func (export "f64x2.splat") (param f64) (result v128) (f64x2.splat (local.get 0)))
  (func (export "f64x2.replace_lane") (param v128 f64) (result v128) (f64x2.replace_lane 1 (local.get 0) (local.get 1)))
  (func (export "f64x2.extract_lane") (param v128) (result f64) (f64x2.extract_lane 1 (local.get 0)))
  (func (export "i16x8.extend_low_i8x16_s") (param v128) (result v128) (i16x8.extend_low_i8x16_s (local.get 0)))
  (func (export "i16x8.extend_high_i8x16_s") (param v128) (result v128) (i16x8.extend_high_i8x16_s (local.get 0)))
  (func (export "i16x8.extend_high_i8x16_u") (param v128) (result v128) (i16x8.extend_high_i8x16_u (local.get 0)))
  (func (export "i64x2.extend_high_i32x4_u") (param v128) (result v128) (i64x2.extend_high_i32x4_u (local.get 0)))
  (func (export "extended shuffle") (param v128) (result v128) (i16x8.extend_high_i8x16_u (i8x16.shuffle 3 3 3 3 7 7 7 7 11 11 11 11 15 15 15 15 (local.get 0) (local.get 0))))
  (func (export "i8x16.swizzle") (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))
  (func (export "nibbles") (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (i8x16.shr_u (local.get 1) (i32.const 4))))
  (func (export "indices") (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (v128.and (local.get 1) (v128.const i8x16 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15))))
  (func (export "constant indices") (param v128) (result v128) (i8x16.swizzle (local.get 0) (v128.const i8x16 3 2 1 0 16 5 6 7 99 8 8 8 200 15 15 15)))
  (func (export "v128.load8_splat") (param i32) (result v128) (v128.load8_splat offset=16 (local.get 0)))
  (func (export "v128.load16_splat") (param i32) (result v128) (v128.load16_splat offset=16 (local.get 0)))
  (func (export "v128.load32_splat") (param i32) (result v128) (v128.load32_splat offset=16 (local.get 0)))
  (func (export "v128.load64_splat") (param i32) (result v128) (v128.load64_splat offset=16 (local.get 0)))
  (func (export "v128.load8x8_s") (param i32) (result v128) (v128.load8x8_s offset=16 (local.get 0)))
  (func (export "v128.load32x2_u") (param i32) (result v128) (v128.load32x2_u offset=16 (local.get 0)))
  (func (export "v128.load32_zero") (param i32) (result v128) (v128.load32_zero offset=16 (local.get 0)))
  (func (export "v128.load8_lane") (param i32 v128) (result v128) (v128.load8_lane offset=16 1 (local.get 0) (local.get 1)))
  (func (export "v128.store8_lane") (param i32 v128) (v128.store8_lane offset=16 1 (local.get 0) (local.get 1)))
  (func (export "v128.load16_lane") (param i32 v128) (result v128) (v128.load16_lane offset=16 1 (local.get 0) (local.get 1)))
  (func (export "v128.store16_lane") (param i32 v128) (v128.store16_lane offset=16 1 (local.get 0) (local.get 1)))
  (func (export "v128.load32_lane") (param i32 v128) (result v128) (v128.load32_lane offset=16 1 (local.get 0) (local.get 1)))
  (func (export "v128.store32_lane") (param i32 v128) (v128.store32_lane offset=16 1 (local.get 0) (local.get 1)))
  (func (export "v128.load64_lane") (param i32 v128) (result v128) (v128.load64_lane offset=16 1 (local.get 0) (local.get 1)))
  (func (export "v128.store64_lane") (param i32 v128) (v128.store64_lane offset=16 1 (local.get 0) (local.get 1))))

;;; asm -O2 x86-64
;; 00000000 <v128.any_true>: ; function 0
;;        0    ptest %xmm0, %xmm0                           # wasm 0x4a2
;;        5    setne %al
;;        8    movzbl %al, %eax
;;        b    ret                                          # wasm 0x4a4
;; 00000010 <i8x16.all_true>: ; function 1
;;       10    pcmpeqb 0xfe8(%rip), %xmm0                   # wasm 0x4a9
;;       18    pmovmskb %xmm0, %esi
;;       1c    test %esi, %esi
;;       1e    sete %al
;;       21    movzbl %al, %eax
;;       24    ret                                          # wasm 0x4ab
;; 00000030 <i16x8.all_true>: ; function 2
;;       30    pcmpeqw 0xfc8(%rip), %xmm0                   # wasm 0x4b0
;;       38    pmovmskb %xmm0, %esi
;;       3c    test %esi, %esi
;;       3e    sete %al
;;       41    movzbl %al, %eax
;;       44    ret                                          # wasm 0x4b3
;; 00000050 <i32x4.all_true>: ; function 3
;;       50    pcmpeqd 0xfa8(%rip), %xmm0                   # wasm 0x4b8
;;       58    pmovmskb %xmm0, %esi
;;       5c    test %esi, %esi
;;       5e    sete %al
;;       61    movzbl %al, %eax
;;       64    ret                                          # wasm 0x4bb
;; 00000070 <i64x2.all_true>: ; function 4
;;       70    pcmpeqq 0xf87(%rip), %xmm0                   # wasm 0x4c0
;;       79    pmovmskb %xmm0, %esi
;;       7d    test %esi, %esi
;;       7f    sete %al
;;       82    movzbl %al, %eax
;;       85    ret                                          # wasm 0x4c3
;; 00000090 <i8x16.bitmask>: ; function 5
;;       90    pmovmskb %xmm0, %eax                         # wasm 0x4c8
;;       94    ret                                          # wasm 0x4ca
;; 000000a0 <i16x8.bitmask>: ; function 6
;;       a0    packsswb 0xf58(%rip), %xmm0                  # wasm 0x4cf
;;       a8    pmovmskb %xmm0, %eax
;;       ac    ret                                          # wasm 0x4d2
;; 000000b0 <i32x4.bitmask>: ; function 7
;;       b0    movmskps %xmm0, %eax                         # wasm 0x4d7
;;       b3    ret                                          # wasm 0x4da
;; 000000c0 <i64x2.bitmask>: ; function 8
;;       c0    movmskpd %xmm0, %eax                         # wasm 0x4df
;;       c4    ret                                          # wasm 0x4e2
;; 000000d0 <any lane equal>: ; function 9
;;       d0    pcmpeqw %xmm1, %xmm0                         # wasm 0x4e9
;;       d4    pmovmskb %xmm0, %esi                         # wasm 0x4eb
;;       d8    test %esi, %esi
;;       da    setne %al
;;       dd    movzbl %al, %eax
;;       e0    ret                                          # wasm 0x4ed
;; 000000f0 <all lanes equal>: ; function 10
;;       f0    pcmpeqd %xmm1, %xmm0                         # wasm 0x4f4
;;       f4    pmovmskb %xmm0, %esi                         # wasm 0x4f6
;;       f8    cmp $0xffff, %esi
;;       fe    sete %al
;;      101    movzbl %al, %eax
;;      104    ret                                          # wasm 0x4f8
;; 00000110 <a lane in range>: ; function 11
;;      110    movaps %xmm0, %xmm5                          # wasm 0x4ff
;;      113    cmpltps %xmm1, %xmm5
;;      117    xorps %xmm8, %xmm8                           # wasm 0x515
;;      11b    cmpltps %xmm0, %xmm8
;;      120    pand %xmm8, %xmm5                            # wasm 0x517
;;      125    pmovmskb %xmm5, %edi                         # wasm 0x519
;;      129    test %edi, %edi
;;      12b    setne %r10b
;;      12f    movzbl %r10b, %r10d
;;      133    test %r10d, %r10d                            # wasm 0x51b
;;      136    sete %al
;;      139    movzbl %al, %eax
;;      13c    ret                                          # wasm 0x51c
;; 00000140 <i8x16.splat>: ; function 12
;;      140    movd %esi, %xmm0                             # wasm 0x521
;;      144    pshufb 0xeb3(%rip), %xmm0
;;      14d    ret                                          # wasm 0x523
;; 00000150 <i8x16.replace_lane>: ; function 13
;;      150    pinsrb $1, %esi, %xmm0                       # wasm 0x52a
;;      156    ret                                          # wasm 0x52d
;; 00000160 <i8x16.extract_lane>: ; function 14
;;      160    pextrb $1, %xmm0, %edx                       # wasm 0x532
;;      166    movsbl %dl, %eax
;;      169    ret                                          # wasm 0x535
;; 00000170 <i16x8.splat>: ; function 15
;;      170    movd %esi, %xmm2                             # wasm 0x53a
;;      174    pshuflw $0, %xmm2, %xmm4
;;      179    pshufd $0, %xmm4, %xmm0
;;      17e    ret                                          # wasm 0x53c
;; 00000180 <i16x8.replace_lane>: ; function 16
;;      180    pinsrw $1, %esi, %xmm0                       # wasm 0x543
;;      185    ret                                          # wasm 0x546
;; 00000190 <i16x8.extract_lane>: ; function 17
;;      190    pextrw $1, %xmm0, %edx                       # wasm 0x54b
;;      196    movswl %dx, %eax
;;      199    ret                                          # wasm 0x54e
;; 000001a0 <i32x4.splat>: ; function 18
;;      1a0    movd %esi, %xmm2                             # wasm 0x553
;;      1a4    pshufd $0, %xmm2, %xmm0
;;      1a9    ret                                          # wasm 0x555
;; 000001b0 <i32x4.replace_lane>: ; function 19
;;      1b0    pinsrd $1, %esi, %xmm0                       # wasm 0x55c
;;      1b6    ret                                          # wasm 0x55f
;; 000001c0 <i32x4.extract_lane>: ; function 20
;;      1c0    pextrd $1, %xmm0, %eax                       # wasm 0x564
;;      1c6    ret                                          # wasm 0x567
;; 000001d0 <i64x2.splat>: ; function 21
;;      1d0    movq %rsi, %xmm2                             # wasm 0x56c
;;      1d5    movddup %xmm2, %xmm0
;;      1d9    ret                                          # wasm 0x56e
;; 000001e0 <i64x2.replace_lane>: ; function 22
;;      1e0    pinsrq $1, %rsi, %xmm0                       # wasm 0x575
;;      1e7    ret                                          # wasm 0x578
;; 000001f0 <i64x2.extract_lane>: ; function 23
;;      1f0    pextrq $1, %xmm0, %rax                       # wasm 0x57d
;;      1f7    ret                                          # wasm 0x580
;; 00000200 <f32x4.splat>: ; function 24
;;      200    shufps $0, %xmm0, %xmm0                      # wasm 0x585
;;      204    ret                                          # wasm 0x587
;; 00000210 <f32x4.replace_lane>: ; function 25
;;      210    insertps $0x10, %xmm1, %xmm0                 # wasm 0x58e
;;      216    ret                                          # wasm 0x591
;; 00000220 <f32x4.extract_lane>: ; function 26
;;      220    pshufd $1, %xmm0, %xmm0                      # wasm 0x596
;;      225    ret                                          # wasm 0x599
;; 00000230 <f64x2.splat>: ; function 27
;;      230    movddup %xmm0, %xmm0                         # wasm 0x59e
;;      234    ret                                          # wasm 0x5a0
;; 00000240 <f64x2.replace_lane>: ; function 28
;;      240    unpcklpd %xmm1, %xmm0                        # wasm 0x5a7
;;      244    ret                                          # wasm 0x5aa
;; 00000250 <f64x2.extract_lane>: ; function 29
;;      250    pshufd $0xee, %xmm0, %xmm0                   # wasm 0x5af
;;      255    ret                                          # wasm 0x5b2
;; 00000260 <i16x8.extend_low_i8x16_s>: ; function 30
;;      260    pmovsxbw %xmm0, %xmm0                        # wasm 0x5b7
;;      265    ret                                          # wasm 0x5ba
;; 00000270 <i16x8.extend_high_i8x16_s>: ; function 31
;;      270    pshufd $0xee, %xmm0, %xmm2                   # wasm 0x5bf
;;      275    pmovsxbw %xmm2, %xmm0
;;      27a    ret                                          # wasm 0x5c2
;; 00000280 <i16x8.extend_high_i8x16_u>: ; function 32
;;      280    punpckhbw 0xd78(%rip), %xmm0                 # wasm 0x5c7
;;      288    ret                                          # wasm 0x5ca
;; 00000290 <i64x2.extend_high_i32x4_u>: ; function 33
;;      290    punpckhdq 0xd68(%rip), %xmm0                 # wasm 0x5cf
;;      298    ret                                          # wasm 0x5d2
;; 000002a0 <extended shuffle>: ; function 34
;;      2a0    pshufb 0xd67(%rip), %xmm0                    # wasm 0x5eb
;;      2a9    ret                                          # wasm 0x5ee
;; 000002b0 <i8x16.swizzle>: ; function 35
;;      2b0    paddusb 0xd68(%rip), %xmm1                   # wasm 0x5f5
;;      2b8    pshufb %xmm1, %xmm0
;;      2bd    ret                                          # wasm 0x5f7
;; 000002c0 <nibbles>: ; function 36
;;      2c0    psrlw $4, %xmm1                              # wasm 0x600
;;      2c5    pand 0xd63(%rip), %xmm1
;;      2cd    pshufb %xmm1, %xmm0                          # wasm 0x602
;;      2d2    ret                                          # wasm 0x604
;; 000002e0 <indices>: ; function 37
;;      2e0    pand 0xd48(%rip), %xmm1                      # wasm 0x61d
;;      2e8    pshufb %xmm1, %xmm0                          # wasm 0x61f
;;      2ed    ret                                          # wasm 0x621
;; 000002f0 <constant indices>: ; function 38
;;      2f0    pshufb 0xd47(%rip), %xmm0                    # wasm 0x638
;;      2f9    ret                                          # wasm 0x63a
;; 00000300 <v128.load8_splat>: ; function 39
;;      300    movzbl 0x10(%rbx,%rsi), %esi                 # wasm 0x63f trap: out of bounds memory access
;;      305    movd %esi, %xmm0
;;      309    pshufb 0xcee(%rip), %xmm0
;;      312    ret                                          # wasm 0x643
;; 00000320 <v128.load16_splat>: ; function 40
;;      320    movzwl 0x10(%rbx,%rsi), %esi                 # wasm 0x648 trap: out of bounds memory access
;;      325    movd %esi, %xmm3
;;      329    pshuflw $0, %xmm3, %xmm5
;;      32e    pshufd $0, %xmm5, %xmm0
;;      333    ret                                          # wasm 0x64c
;; 00000340 <v128.load32_splat>: ; function 41
;;      340    movss 0x10(%rbx,%rsi), %xmm2                 # wasm 0x651 trap: out of bounds memory access
;;      346    pshufd $0, %xmm2, %xmm0
;;      34b    ret                                          # wasm 0x655
;; 00000350 <v128.load64_splat>: ; function 42
;;      350    movddup 0x10(%rbx,%rsi), %xmm0               # wasm 0x65a trap: out of bounds memory access
;;      356    ret                                          # wasm 0x65e
;; 00000360 <v128.load8x8_s>: ; function 43
;;      360    pmovsxbw 0x10(%rbx,%rsi), %xmm0              # wasm 0x663 trap: out of bounds memory access
;;      367    ret                                          # wasm 0x667
;; 00000370 <v128.load32x2_u>: ; function 44
;;      370    pmovzxdq 0x10(%rbx,%rsi), %xmm0              # wasm 0x66c trap: out of bounds memory access
;;      377    ret                                          # wasm 0x670
;; 00000380 <v128.load32_zero>: ; function 45
;;      380    movss 0x10(%rbx,%rsi), %xmm0                 # wasm 0x675 trap: out of bounds memory access
;;      386    ret                                          # wasm 0x679
;; 00000390 <v128.load8_lane>: ; function 46
;;      390    pinsrb $1, 0x10(%rbx,%rsi), %xmm0            # wasm 0x680 trap: out of bounds memory access
;;      398    ret                                          # wasm 0x685
;; 000003a0 <v128.store8_lane>: ; function 47
;;      3a0    pextrb $1, %xmm0, 0x10(%rbx,%rsi)            # wasm 0x68c trap: out of bounds memory access
;;      3a8    ret                                          # wasm 0x691
;; 000003b0 <v128.load16_lane>: ; function 48
;;      3b0    pinsrw $1, 0x10(%rbx,%rsi), %xmm0            # wasm 0x698 trap: out of bounds memory access
;;      3b7    ret                                          # wasm 0x69d
;; 000003c0 <v128.store16_lane>: ; function 49
;;      3c0    pextrw $1, %xmm0, 0x10(%rbx,%rsi)            # wasm 0x6a4 trap: out of bounds memory access
;;      3c8    ret                                          # wasm 0x6a9
;; 000003d0 <v128.load32_lane>: ; function 50
;;      3d0    pinsrd $1, 0x10(%rbx,%rsi), %xmm0            # wasm 0x6b0 trap: out of bounds memory access
;;      3d8    ret                                          # wasm 0x6b5
;; 000003e0 <v128.store32_lane>: ; function 51
;;      3e0    pextrd $1, %xmm0, 0x10(%rbx,%rsi)            # wasm 0x6bc trap: out of bounds memory access
;;      3e8    ret                                          # wasm 0x6c1
;; 000003f0 <v128.load64_lane>: ; function 52
;;      3f0    pinsrq $1, 0x10(%rbx,%rsi), %xmm0            # wasm 0x6c8 trap: out of bounds memory access
;;      3f9    ret                                          # wasm 0x6cd
;; 00000400 <v128.store64_lane>: ; function 53
;;      400    pextrq $1, %xmm0, 0x10(%rbx,%rsi)            # wasm 0x6d4 trap: out of bounds memory access
;;      409    ret                                          # wasm 0x6d9

;;; asm -O2 aarch64
;; 00000000 <v128.any_true>: ; function 0
;;        0    umaxp v2.4s, v0.4s, v0.4s                    # wasm 0x4a2
;;        4    fmov x4, d2
;;        8    cmp x4, #0x0
;;        c    cset w0, ne
;;       10    ret                                          # wasm 0x4a4
;; 00000020 <i8x16.all_true>: ; function 1
;;       20    cmeq v2.16b, v0.16b, #0x0                    # wasm 0x4a9
;;       24    umaxp v4.4s, v2.4s, v2.4s
;;       28    fmov x6, d4
;;       2c    cmp x6, #0x0
;;       30    cset w0, eq
;;       34    ret                                          # wasm 0x4ab
;; 00000040 <i16x8.all_true>: ; function 2
;;       40    cmeq v2.8h, v0.8h, #0x0                      # wasm 0x4b0
;;       44    umaxp v4.4s, v2.4s, v2.4s
;;       48    fmov x6, d4
;;       4c    cmp x6, #0x0
;;       50    cset w0, eq
;;       54    ret                                          # wasm 0x4b3
;; 00000060 <i32x4.all_true>: ; function 3
;;       60    uminv s2, v0.4s                              # wasm 0x4b8
;;       64    fmov w4, s2
;;       68    cmp w4, #0x0
;;       6c    cset w0, ne
;;       70    ret                                          # wasm 0x4bb
;; 00000080 <i64x2.all_true>: ; function 4
;;       80    cmeq v2.2d, v0.2d, #0x0                      # wasm 0x4c0
;;       84    umaxp v4.4s, v2.4s, v2.4s
;;       88    fmov x6, d4
;;       8c    cmp x6, #0x0
;;       90    cset w0, eq
;;       94    ret                                          # wasm 0x4c3
;; 000000a0 <i8x16.bitmask>: ; function 5
;;       a0    adrp x16, 0x10000                            # wasm 0x4c8
;;       a4    ldr q2, [x16]
;;       a8    cmlt v4.16b, v0.16b, #0x0
;;       ac    and v6.16b, v4.16b, v2.16b
;;       b0    addp v8.16b, v6.16b, v6.16b
;;       b4    addp v10.16b, v8.16b, v8.16b
;;       b8    addp v12.16b, v10.16b, v10.16b
;;       bc    umov w0, v12.h[0]
;;       c0    ret                                          # wasm 0x4ca
;; 000000d0 <i16x8.bitmask>: ; function 6
;;       d0    adrp x16, 0x10000                            # wasm 0x4cf
;;       d4    ldr q2, [x16, #0x10]
;;       d8    cmlt v4.8h, v0.8h, #0x0
;;       dc    and v6.16b, v4.16b, v2.16b
;;       e0    addv h8, v6.8h
;;       e4    fmov w0, s8
;;       e8    ret                                          # wasm 0x4d2
;; 000000f0 <i32x4.bitmask>: ; function 7
;;       f0    adrp x16, 0x10000                            # wasm 0x4d7
;;       f4    ldr q2, [x16, #0x20]
;;       f8    cmlt v4.4s, v0.4s, #0x0
;;       fc    and v6.16b, v4.16b, v2.16b
;;      100    addv s8, v6.4s
;;      104    fmov w0, s8
;;      108    ret                                          # wasm 0x4da
;; 00000110 <i64x2.bitmask>: ; function 8
;;      110    ushr v2.2d, v0.2d, #0x3f                     # wasm 0x4df
;;      114    fmov x4, d2
;;      118    mov x6, v2.d[1]
;;      11c    add w0, w4, w6, lsl #1
;;      120    ret                                          # wasm 0x4e2
;; 00000130 <any lane equal>: ; function 9
;;      130    cmeq v5.8h, v0.8h, v1.8h                     # wasm 0x4e9
;;      134    umaxp v3.4s, v5.4s, v5.4s                    # wasm 0x4eb
;;      138    fmov x5, d3
;;      13c    cmp x5, #0x0
;;      140    cset w0, ne
;;      144    ret                                          # wasm 0x4ed
;; 00000150 <all lanes equal>: ; function 10
;;      150    cmeq v6.4s, v0.4s, v1.4s                     # wasm 0x4f4
;;      154    cmeq v3.16b, v6.16b, #0x0                    # wasm 0x4f6
;;      158    umaxp v5.4s, v3.4s, v3.4s
;;      15c    fmov x7, d5
;;      160    cmp x7, #0x0
;;      164    cset w0, eq
;;      168    ret                                          # wasm 0x4f8
;; 00000170 <a lane in range>: ; function 11
;;      170    fcmgt v7.4s, v1.4s, v0.4s                    # wasm 0x4ff
;;      174    fcmgt v8.4s, v0.4s, #0.0                     # wasm 0x515
;;      178    and v7.16b, v7.16b, v8.16b                   # wasm 0x517
;;      17c    umaxp v5.4s, v7.4s, v7.4s                    # wasm 0x51b
;;      180    fmov x7, d5
;;      184    cmp x7, #0x0
;;      188    cset w0, eq
;;      18c    ret                                          # wasm 0x51c
;; 00000190 <i8x16.splat>: ; function 12
;;      190    dup v0.16b, w1                               # wasm 0x521
;;      194    ret                                          # wasm 0x523
;; 000001a0 <i8x16.replace_lane>: ; function 13
;;      1a0    mov v0.b[1], w1                              # wasm 0x52a
;;      1a4    ret                                          # wasm 0x52d
;; 000001b0 <i8x16.extract_lane>: ; function 14
;;      1b0    smov w0, v0.b[1]                             # wasm 0x532
;;      1b4    ret                                          # wasm 0x535
;; 000001c0 <i16x8.splat>: ; function 15
;;      1c0    dup v0.8h, w1                                # wasm 0x53a
;;      1c4    ret                                          # wasm 0x53c
;; 000001d0 <i16x8.replace_lane>: ; function 16
;;      1d0    mov v0.h[1], w1                              # wasm 0x543
;;      1d4    ret                                          # wasm 0x546
;; 000001e0 <i16x8.extract_lane>: ; function 17
;;      1e0    smov w0, v0.h[1]                             # wasm 0x54b
;;      1e4    ret                                          # wasm 0x54e
;; 000001f0 <i32x4.splat>: ; function 18
;;      1f0    dup v0.4s, w1                                # wasm 0x553
;;      1f4    ret                                          # wasm 0x555
;; 00000200 <i32x4.replace_lane>: ; function 19
;;      200    mov v0.s[1], w1                              # wasm 0x55c
;;      204    ret                                          # wasm 0x55f
;; 00000210 <i32x4.extract_lane>: ; function 20
;;      210    mov w0, v0.s[1]                              # wasm 0x564
;;      214    ret                                          # wasm 0x567
;; 00000220 <i64x2.splat>: ; function 21
;;      220    dup v0.2d, x1                                # wasm 0x56c
;;      224    ret                                          # wasm 0x56e
;; 00000230 <i64x2.replace_lane>: ; function 22
;;      230    mov v0.d[1], x1                              # wasm 0x575
;;      234    ret                                          # wasm 0x578
;; 00000240 <i64x2.extract_lane>: ; function 23
;;      240    mov x0, v0.d[1]                              # wasm 0x57d
;;      244    ret                                          # wasm 0x580
;; 00000250 <f32x4.splat>: ; function 24
;;      250    mov v0.4s, v0.s[0]                           # wasm 0x585
;;      254    ret                                          # wasm 0x587
;; 00000260 <f32x4.replace_lane>: ; function 25
;;      260    mov v0.s[1], v1.s[0]                         # wasm 0x58e
;;      264    ret                                          # wasm 0x591
;; 00000270 <f32x4.extract_lane>: ; function 26
;;      270    mov s0, v0.s[1]                              # wasm 0x596
;;      274    ret                                          # wasm 0x599
;; 00000280 <f64x2.splat>: ; function 27
;;      280    mov v0.2d, v0.d[0]                           # wasm 0x59e
;;      284    ret                                          # wasm 0x5a0
;; 00000290 <f64x2.replace_lane>: ; function 28
;;      290    mov v0.d[1], v1.d[0]                         # wasm 0x5a7
;;      294    ret                                          # wasm 0x5aa
;; 000002a0 <f64x2.extract_lane>: ; function 29
;;      2a0    mov d0, v0.d[1]                              # wasm 0x5af
;;      2a4    ret                                          # wasm 0x5b2
;; 000002b0 <i16x8.extend_low_i8x16_s>: ; function 30
;;      2b0    sshll v0.8h, v0.8b, #0x0                     # wasm 0x5b7
;;      2b4    ret                                          # wasm 0x5ba
;; 000002c0 <i16x8.extend_high_i8x16_s>: ; function 31
;;      2c0    sshll2 v0.8h, v0.16b, #0x0                   # wasm 0x5bf
;;      2c4    ret                                          # wasm 0x5c2
;; 000002d0 <i16x8.extend_high_i8x16_u>: ; function 32
;;      2d0    ushll2 v0.8h, v0.16b, #0x0                   # wasm 0x5c7
;;      2d4    ret                                          # wasm 0x5ca
;; 000002e0 <i64x2.extend_high_i32x4_u>: ; function 33
;;      2e0    ushll2 v0.2d, v0.4s, #0x0                    # wasm 0x5cf
;;      2e4    ret                                          # wasm 0x5d2
;; 000002f0 <extended shuffle>: ; function 34
;;      2f0    adrp x16, 0x10000                            # wasm 0x5d9
;;      2f4    ldr q3, [x16, #0x30]
;;      2f8    tbl v5.16b, {v0.16b}, v3.16b
;;      2fc    ushll2 v0.8h, v5.16b, #0x0                   # wasm 0x5eb
;;      300    ret                                          # wasm 0x5ee
;; 00000310 <i8x16.swizzle>: ; function 35
;;      310    tbl v0.16b, {v0.16b}, v1.16b                 # wasm 0x5f5
;;      314    ret                                          # wasm 0x5f7
;; 00000320 <nibbles>: ; function 36
;;      320    ushr v3.16b, v1.16b, #0x4                    # wasm 0x600
;;      324    tbl v0.16b, {v0.16b}, v3.16b                 # wasm 0x602
;;      328    ret                                          # wasm 0x604
;; 00000330 <indices>: ; function 37
;;      330    movi v3.16b, #0xf                            # wasm 0x61d
;;      334    and v5.16b, v1.16b, v3.16b
;;      338    tbl v0.16b, {v0.16b}, v5.16b                 # wasm 0x61f
;;      33c    ret                                          # wasm 0x621
;; 00000340 <constant indices>: ; function 38
;;      340    adrp x16, 0x10000                            # wasm 0x638
;;      344    ldr q2, [x16, #0x40]
;;      348    tbl v0.16b, {v0.16b}, v2.16b
;;      34c    ret                                          # wasm 0x63a
;; 00000350 <v128.load8_splat>: ; function 39
;;      350    add x2, x28, w1, uxtw                        # wasm 0x63f
;;      354    ldr b4, [x2, #0x10]                          # trap: out of bounds memory access
;;      358    mov v0.16b, v4.b[0]
;;      35c    ret                                          # wasm 0x643
;; 00000360 <v128.load16_splat>: ; function 40
;;      360    add x2, x28, w1, uxtw                        # wasm 0x648
;;      364    ldr h4, [x2, #0x10]                          # trap: out of bounds memory access
;;      368    mov v0.8h, v4.h[0]
;;      36c    ret                                          # wasm 0x64c
;; 00000370 <v128.load32_splat>: ; function 41
;;      370    add x2, x28, w1, uxtw                        # wasm 0x651
;;      374    ldr s4, [x2, #0x10]                          # trap: out of bounds memory access
;;      378    mov v0.4s, v4.s[0]
;;      37c    ret                                          # wasm 0x655
;; 00000380 <v128.load64_splat>: ; function 42
;;      380    add x2, x28, w1, uxtw                        # wasm 0x65a
;;      384    ldr d4, [x2, #0x10]                          # trap: out of bounds memory access
;;      388    mov v0.2d, v4.d[0]
;;      38c    ret                                          # wasm 0x65e
;; 00000390 <v128.load8x8_s>: ; function 43
;;      390    add x3, x28, w1, uxtw                        # wasm 0x663
;;      394    ldr d5, [x3, #0x10]                          # trap: out of bounds memory access
;;      398    sshll v0.8h, v5.8b, #0x0
;;      39c    ret                                          # wasm 0x667
;; 000003a0 <v128.load32x2_u>: ; function 44
;;      3a0    add x3, x28, w1, uxtw                        # wasm 0x66c
;;      3a4    ldr d5, [x3, #0x10]                          # trap: out of bounds memory access
;;      3a8    ushll v0.2d, v5.2s, #0x0
;;      3ac    ret                                          # wasm 0x670
;; 000003b0 <v128.load32_zero>: ; function 45
;;      3b0    add x2, x28, w1, uxtw                        # wasm 0x675
;;      3b4    ldr s0, [x2, #0x10]                          # trap: out of bounds memory access
;;      3b8    ret                                          # wasm 0x679
;; 000003c0 <v128.load8_lane>: ; function 46
;;      3c0    add x2, x28, w1, uxtw                        # wasm 0x680
;;      3c4    ldr b4, [x2, #0x10]                          # trap: out of bounds memory access
;;      3c8    mov v0.b[1], v4.b[0]
;;      3cc    ret                                          # wasm 0x685
;; 000003d0 <v128.store8_lane>: ; function 47
;;      3d0    add x2, x28, w1, uxtw                        # wasm 0x68c
;;      3d4    mov b4, v0.b[1]
;;      3d8    str b4, [x2, #0x10]                          # trap: out of bounds memory access
;;      3dc    ret                                          # wasm 0x691
;; 000003e0 <v128.load16_lane>: ; function 48
;;      3e0    add x2, x28, w1, uxtw                        # wasm 0x698
;;      3e4    ldr h4, [x2, #0x10]                          # trap: out of bounds memory access
;;      3e8    mov v0.h[1], v4.h[0]
;;      3ec    ret                                          # wasm 0x69d
;; 000003f0 <v128.store16_lane>: ; function 49
;;      3f0    add x2, x28, w1, uxtw                        # wasm 0x6a4
;;      3f4    mov h4, v0.h[1]
;;      3f8    ldrh wzr, [x2, #0x10]                        # trap: out of bounds memory access
;;      3fc    str h4, [x2, #0x10]                          # trap: out of bounds memory access
;;      400    ret                                          # wasm 0x6a9
;; 00000410 <v128.load32_lane>: ; function 50
;;      410    add x2, x28, w1, uxtw                        # wasm 0x6b0
;;      414    ldr s4, [x2, #0x10]                          # trap: out of bounds memory access
;;      418    mov v0.s[1], v4.s[0]
;;      41c    ret                                          # wasm 0x6b5
;; 00000420 <v128.store32_lane>: ; function 51
;;      420    add x2, x28, w1, uxtw                        # wasm 0x6bc
;;      424    mov s4, v0.s[1]
;;      428    ldr wzr, [x2, #0x10]                         # trap: out of bounds memory access
;;      42c    str s4, [x2, #0x10]                          # trap: out of bounds memory access
;;      430    ret                                          # wasm 0x6c1
;; 00000440 <v128.load64_lane>: ; function 52
;;      440    add x2, x28, w1, uxtw                        # wasm 0x6c8
;;      444    ldr d4, [x2, #0x10]                          # trap: out of bounds memory access
;;      448    mov v0.d[1], v4.d[0]
;;      44c    ret                                          # wasm 0x6cd
;; 00000450 <v128.store64_lane>: ; function 53
;;      450    add x2, x28, w1, uxtw                        # wasm 0x6d4
;;      454    mov d4, v0.d[1]
;;      458    ldr xzr, [x2, #0x10]                         # trap: out of bounds memory access
;;      45c    str d4, [x2, #0x10]                          # trap: out of bounds memory access
;;      460    ret                                          # wasm 0x6d9
