;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Exact semantics: minimum, conversions, rounding, sign operators.
(module
  (func (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func (param f32) (result f32) (f32.neg (f32.abs (local.get 0))))
  (func (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
  (func (param f64) (result i64) (i64.trunc_sat_f64_u (local.get 0)))
  (func (param i64) (result f64) (f64.convert_i64_u (local.get 0)))
  (func (param f64) (result f64) (f64.nearest (f64.mul (local.get 0) (f64.const 0.5)))))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    movaps %xmm0, %xmm4                          # wasm 0x3c
;;        3    minsd %xmm1, %xmm4
;;        7    movaps %xmm1, %xmm5
;;        a    minsd %xmm0, %xmm5
;;        e    orps %xmm5, %xmm4
;;       11    movaps %xmm0, %xmm10
;;       15    addsd %xmm1, %xmm10
;;       1a    cmpunordsd %xmm1, %xmm0
;;       1f    andps %xmm0, %xmm10
;;       23    andnps %xmm4, %xmm0
;;       26    orps %xmm10, %xmm0
;;       2a    ret                                          # wasm 0x3d
;; 00000030 <func1>: ; function 1
;;       30    movss 0xff0(%rip), %xmm4                     # wasm 0x42
;;       38    andps %xmm4, %xmm0
;;       3b    movss 0xfe9(%rip), %xmm4                     # wasm 0x43
;;       43    xorps %xmm4, %xmm0
;;       46    ret                                          # wasm 0x44
;; 00000050 <func2>: ; function 2
;;       50    movsd 0xfa8(%rip), %xmm2                     # wasm 0x49
;;       58    movsd 0xfa8(%rip), %xmm4
;;       60    ucomisd %xmm0, %xmm0
;;       64    jp .L1
;;       66    ucomisd %xmm4, %xmm0
;;       6a    jbe .L2
;;       6c    ucomisd %xmm2, %xmm0
;;       70    jae .L3
;;       72    cvttsd2si %xmm0, %eax
;;       76    ret                                          # wasm 0x4a
;; .L1:
;;       77    ud2                                          # wasm 0x49 trap: invalid conversion to integer
;; .L2:
;;       79    ud2                                          # trap: integer overflow
;; .L3:
;;       7b    ud2                                          # trap: integer overflow
;; 00000080 <func3>: ; function 3
;;       80    movsd 0xf88(%rip), %xmm2                     # wasm 0x4f
;;       88    mov $0xffffffffffffffff, %rsi
;;       8f    xorps %xmm6, %xmm6
;;       92    maxsd %xmm6, %xmm0
;;       96    movsd 0xf79(%rip), %xmm10
;;       9f    cvttsd2si %xmm0, %rax
;;       a4    movaps %xmm0, %xmm14
;;       a8    subsd %xmm10, %xmm14
;;       ad    cvttsd2si %xmm14, %rcx
;;       b2    mov %rax, %rdx
;;       b5    sar $0x3f, %rdx
;;       b9    and %rdx, %rcx
;;       bc    or %rcx, %rax
;;       bf    ucomisd %xmm2, %xmm0
;;       c3    cmovae %rsi, %rax
;;       c7    ret                                          # wasm 0x51
;; 000000d0 <func4>: ; function 4
;;       d0    mov %rsi, %rdi                               # wasm 0x56
;;       d3    shr $1, %rdi
;;       d6    mov %rsi, %r8
;;       d9    and $1, %r8d
;;       dd    or %r8, %rdi
;;       e0    mov %rsi, %r8
;;       e3    sar $0x3f, %r8
;;       e7    movq %r8, %xmm10
;;       ec    test %rsi, %rsi
;;       ef    cmovs %rdi, %rsi
;;       f3    xorps %xmm0, %xmm0
;;       f6    cvtsi2sd %rsi, %xmm0
;;       fb    movaps %xmm0, %xmm1
;;       fe    andps %xmm10, %xmm1
;;      102    addsd %xmm1, %xmm0
;;      106    ret                                          # wasm 0x57
;; 00000110 <func5>: ; function 5
;;      110    movsd 0xf08(%rip), %xmm3                     # wasm 0x65
;;      118    mulsd %xmm3, %xmm0
;;      11c    roundsd $8, %xmm0, %xmm0                     # wasm 0x66
;;      122    ret                                          # wasm 0x67

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    fmin d0, d0, d1                              # wasm 0x3c
;;        4    ret                                          # wasm 0x3d
;; 00000010 <func1>: ; function 1
;;       10    fabs s3, s0                                  # wasm 0x42
;;       14    fneg s0, s3                                  # wasm 0x43
;;       18    ret                                          # wasm 0x44
;; 00000020 <func2>: ; function 2
;;       20    fcmp d0, d0                                  # wasm 0x49
;;       24    b.vs .L1
;;       28    fcvtzs x4, d0
;;       2c    cmp x4, w4, sxtw
;;       30    b.ne .L2
;;       34    mov w0, w4
;;       38    ret                                          # wasm 0x4a
;; .L1:
;;       3c    udf #0x9                                     # wasm 0x49 trap: invalid conversion to integer
;; .L2:
;;       40    udf #0x7                                     # trap: integer overflow
;; 00000050 <func3>: ; function 3
;;       50    fcvtzu x0, d0                                # wasm 0x4f
;;       54    ret                                          # wasm 0x51
;; 00000060 <func4>: ; function 4
;;       60    ucvtf d0, x1                                 # wasm 0x56
;;       64    ret                                          # wasm 0x57
;; 00000070 <func5>: ; function 5
;;       70    fmov d3, #0.5                                # wasm 0x65
;;       74    fmul d5, d0, d3
;;       78    frintn d0, d5                                # wasm 0x66
;;       7c    ret                                          # wasm 0x67
