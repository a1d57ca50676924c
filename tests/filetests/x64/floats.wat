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
;;      150    cmp $0x10, %rcx
;;      157    jb .L1
;;      15d    cmp $0x20, %rcx
;;      164    ja .L6
;;      16a    movups (%rdx), %xmm0
;;      16d    movups -0x10(%rdx,%rcx), %xmm1
;;      172    movups %xmm0, (%rsi)
;;      175    movups %xmm1, -0x10(%rsi,%rcx)
;;      17a    ret
;; .L1:
;;      17b    test $8, %cl
;;      17e    je .L2
;;      184    mov (%rdx), %rax
;;      187    mov -8(%rdx,%rcx), %r8
;;      18c    mov %rax, (%rsi)
;;      18f    mov %r8, -8(%rsi,%rcx)
;;      194    ret
;; .L2:
;;      195    test $4, %cl
;;      198    je .L3
;;      19e    mov (%rdx), %eax
;;      1a0    mov -4(%rdx,%rcx), %r8d
;;      1a5    mov %eax, (%rsi)
;;      1a7    mov %r8d, -4(%rsi,%rcx)
;;      1ac    ret
;; .L3:
;;      1ad    test %ecx, %ecx
;;      1af    je .L5
;;      1b5    movzbl (%rdx), %eax
;;      1b8    test $2, %cl
;;      1bb    je .L4
;;      1c1    movzwl -2(%rdx,%rcx), %r8d
;;      1c7    mov %al, (%rsi)
;;      1c9    mov %r8w, -2(%rsi,%rcx)
;;      1cf    ret
;; .L4:
;;      1d0    mov %al, (%rsi)
;; .L5:
;;      1d2    ret
;; .L6:
;;      1d3    cmp $0x40, %rcx
;;      1da    ja .L7
;;      1e0    movups (%rdx), %xmm0
;;      1e3    movups 0x10(%rdx), %xmm1
;;      1e7    movups -0x20(%rdx,%rcx), %xmm2
;;      1ec    movups -0x10(%rdx,%rcx), %xmm3
;;      1f1    movups %xmm0, (%rsi)
;;      1f4    movups %xmm1, 0x10(%rsi)
;;      1f8    movups %xmm2, -0x20(%rsi,%rcx)
;;      1fd    movups %xmm3, -0x10(%rsi,%rcx)
;;      202    ret
;; .L7:
;;      203    mov %rsi, %rax
;;      206    sub %rdx, %rax
;;      209    cmp %rcx, %rax
;;      20c    jb .L9
;;      212    mov (%rdx), %r8
;;      215    mov 8(%rdx), %r9
;;      219    movups -0x20(%rdx,%rcx), %xmm2
;;      21e    movups -0x10(%rdx,%rcx), %xmm3
;;      223    lea -0x20(%rsi,%rcx), %r10
;;      228    mov %rsi, %r11
;;      22b    mov %esi, %eax
;;      22d    neg %eax
;;      22f    and $0xf, %eax
;;      232    add %rax, %rsi
;;      235    add %rax, %rdx
;;      238    nop
;;      239    nop
;;      23a    nop
;;      23b    nop
;;      23c    nop
;;      23d    nop
;;      23e    nop
;;      23f    nop
;; .L8:
;;      240    movups (%rdx), %xmm0
;;      243    movups 0x10(%rdx), %xmm1
;;      247    movaps %xmm0, (%rsi)
;;      24a    movaps %xmm1, 0x10(%rsi)
;;      24e    add $0x20, %rdx
;;      252    add $0x20, %rsi
;;      256    cmp %r10, %rsi
;;      259    jb .L8
;;      25f    movups %xmm2, (%r10)
;;      263    movups %xmm3, 0x10(%r10)
;;      268    mov %r8, (%r11)
;;      26b    mov %r9, 8(%r11)
;;      26f    ret
;; .L9:
;;      270    movups (%rdx), %xmm2
;;      273    movups 0x10(%rdx), %xmm3
;;      277    mov -0x10(%rdx,%rcx), %r8
;;      27c    mov -8(%rdx,%rcx), %r9
;;      281    lea 0x20(%rsi), %r10
;;      285    lea (%rsi,%rcx), %rdi
;;      289    lea -0x10(%rsi,%rcx), %rax
;;      28e    add %rcx, %rdx
;;      291    mov %edi, %ecx
;;      293    and $0xf, %ecx
;;      296    sub %rcx, %rdi
;;      299    sub %rcx, %rdx
;;      29c    nop
;;      29d    nop
;;      29e    nop
;;      29f    nop
;; .L10:
;;      2a0    movups -0x10(%rdx), %xmm0
;;      2a4    movups -0x20(%rdx), %xmm1
;;      2a8    movaps %xmm0, -0x10(%rdi)
;;      2ac    movaps %xmm1, -0x20(%rdi)
;;      2b0    sub $0x20, %rdx
;;      2b4    sub $0x20, %rdi
;;      2b8    cmp %r10, %rdi
;;      2bb    ja .L10
;;      2c1    movups %xmm2, (%rsi)
;;      2c4    movups %xmm3, 0x10(%rsi)
;;      2c8    mov %r8, (%rax)
;;      2cb    mov %r9, 8(%rax)
;;      2cf    ret
;;      2d0    movzbl %dl, %eax
;;      2d3    movabs $0x101010101010101, %r8
;;      2dd    imul %r8, %rax
;;      2e1    cmp $0x10, %rcx
;;      2e8    jb .L13
;;      2ee    movq %rax, %xmm0
;;      2f3    punpcklqdq %xmm0, %xmm0
;;      2f7    movups %xmm0, (%rsi)
;;      2fa    movups %xmm0, -0x10(%rsi,%rcx)
;;      2ff    cmp $0x20, %rcx
;;      306    jbe .L12
;;      30c    lea -0x20(%rsi,%rcx), %r10
;;      311    movups %xmm0, (%r10)
;;      315    add $0x10, %rsi
;;      319    and $0xfffffffffffffff0, %rsi
;;      31d    cmp %r10, %rsi
;;      320    jae .L12
;;      326    nop
;;      327    nop
;;      328    nop
;;      329    nop
;;      32a    nop
;;      32b    nop
;;      32c    nop
;;      32d    nop
;;      32e    nop
;;      32f    nop
;; .L11:
;;      330    movaps %xmm0, (%rsi)
;;      333    movaps %xmm0, 0x10(%rsi)
;;      337    add $0x20, %rsi
;;      33b    cmp %r10, %rsi
;;      33e    jb .L11
;; .L12:
;;      344    ret
;; .L13:
;;      345    test $8, %cl
;;      348    je .L14
;;      34e    mov %rax, (%rsi)
;;      351    mov %rax, -8(%rsi,%rcx)
;;      356    ret
;; .L14:
;;      357    test $4, %cl
;;      35a    je .L15
;;      360    mov %eax, (%rsi)
;;      362    mov %eax, -4(%rsi,%rcx)
;;      366    ret
;; .L15:
;;      367    test %ecx, %ecx
;;      369    je .L16
;;      36f    mov %al, (%rsi)
;;      371    mov %al, -1(%rsi,%rcx)
;;      375    test $2, %cl
;;      378    je .L16
;;      37e    mov %ax, (%rsi)
;; .L16:
;;      381    ret
