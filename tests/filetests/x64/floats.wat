;; print: asm -O2
;; Exact semantics: minimum, conversions, rounding, sign operators.
(module
  (func (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func (param f32) (result f32) (f32.neg (f32.abs (local.get 0))))
  (func (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
  (func (param f64) (result i64) (i64.trunc_sat_f64_u (local.get 0)))
  (func (param i64) (result f64) (f64.convert_i64_u (local.get 0)))
  (func (param f64) (result f64) (f64.nearest (f64.mul (local.get 0) (f64.const 0.5)))))

;;; asm -O2
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
;;       30    mov $0x7fffffff, %esi                        # wasm 0x42
;;       35    movd %esi, %xmm7
;;       39    andps %xmm7, %xmm0
;;       3c    mov $0x80000000, %esi                        # wasm 0x43
;;       41    movd %esi, %xmm7
;;       45    xorps %xmm7, %xmm0
;;       48    ret                                          # wasm 0x44
;; 00000050 <func2>: ; function 2
;;       50    movabs $0x41e0000000000000, %rdx             # wasm 0x49
;;       5a    movq %rdx, %xmm4
;;       5f    movabs $0xc1e0000000200000, %rsi
;;       69    movq %rsi, %xmm8
;;       6e    ucomisd %xmm0, %xmm0
;;       72    jp .L1
;;       74    ucomisd %xmm8, %xmm0
;;       79    jbe .L2
;;       7b    ucomisd %xmm4, %xmm0
;;       7f    jae .L3
;;       81    cvttsd2si %xmm0, %eax
;;       85    ret                                          # wasm 0x4a
;; .L1:
;;       86    ud2                                          # wasm 0x49 trap: invalid conversion to integer
;; .L2:
;;       88    ud2                                          # trap: integer overflow
;; .L3:
;;       8a    ud2                                          # trap: integer overflow
;; 00000090 <func3>: ; function 3
;;       90    movabs $0x43f0000000000000, %rdx             # wasm 0x4f
;;       9a    movq %rdx, %xmm4
;;       9f    mov $0xffffffffffffffff, %rsi
;;       a6    xorps %xmm8, %xmm8
;;       aa    maxsd %xmm8, %xmm0
;;       af    movabs $0x43e0000000000000, %rax
;;       b9    movq %rax, %xmm14
;;       be    cvttsd2si %xmm0, %rax
;;       c3    movaps %xmm0, %xmm1
;;       c6    subsd %xmm14, %xmm1
;;       cb    cvttsd2si %xmm1, %rcx
;;       d0    mov %rax, %rdx
;;       d3    sar $0x3f, %rdx
;;       d7    and %rdx, %rcx
;;       da    or %rcx, %rax
;;       dd    ucomisd %xmm4, %xmm0
;;       e1    cmovae %rsi, %rax
;;       e5    ret                                          # wasm 0x51
;; 000000f0 <func4>: ; function 4
;;       f0    mov %rsi, %rdi                               # wasm 0x56
;;       f3    shr $1, %rdi
;;       f6    mov %rsi, %r8
;;       f9    and $1, %r8d
;;       fd    or %r8, %rdi
;;      100    mov %rsi, %r8
;;      103    sar $0x3f, %r8
;;      107    movq %r8, %xmm10
;;      10c    test %rsi, %rsi
;;      10f    cmovs %rdi, %rsi
;;      113    xorps %xmm0, %xmm0
;;      116    cvtsi2sd %rsi, %xmm0
;;      11b    movaps %xmm0, %xmm1
;;      11e    andps %xmm10, %xmm1
;;      122    addsd %xmm1, %xmm0
;;      126    ret                                          # wasm 0x57
;; 00000130 <func5>: ; function 5
;;      130    movabs $0x3fe0000000000000, %rsi             # wasm 0x65
;;      13a    movq %rsi, %xmm5
;;      13f    mulsd %xmm5, %xmm0
;;      143    roundsd $8, %xmm0, %xmm0                     # wasm 0x66
;;      149    ret                                          # wasm 0x67
