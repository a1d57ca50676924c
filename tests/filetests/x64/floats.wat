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
;;       78    ucomisd %xmm8, %xmm0
;;       7d    jbe .L2
;;       83    ucomisd %xmm4, %xmm0
;;       87    jae .L3
;;       8d    cvttsd2si %xmm0, %eax
;;       91    ret                                          # wasm 0x4a
;; .L1:
;;       92    ud2                                          # wasm 0x49 trap: invalid conversion to integer
;; .L2:
;;       94    ud2                                          # trap: integer overflow
;; .L3:
;;       96    ud2                                          # trap: integer overflow
;; 000000a0 <func3>: ; function 3
;;       a0    movabs $0x43f0000000000000, %rdx             # wasm 0x4f
;;       aa    movq %rdx, %xmm4
;;       af    mov $0xffffffffffffffff, %rsi
;;       b6    xorps %xmm8, %xmm8
;;       ba    maxsd %xmm8, %xmm0
;;       bf    movabs $0x43e0000000000000, %rax
;;       c9    movq %rax, %xmm14
;;       ce    cvttsd2si %xmm0, %rax
;;       d3    movaps %xmm0, %xmm1
;;       d6    subsd %xmm14, %xmm1
;;       db    cvttsd2si %xmm1, %rcx
;;       e0    mov %rax, %rdx
;;       e3    sar $0x3f, %rdx
;;       e7    and %rdx, %rcx
;;       ea    or %rcx, %rax
;;       ed    ucomisd %xmm4, %xmm0
;;       f1    cmovae %rsi, %rax
;;       f5    ret                                          # wasm 0x51
;; 00000100 <func4>: ; function 4
;;      100    mov %rsi, %rdi                               # wasm 0x56
;;      103    shr $1, %rdi
;;      107    mov %rsi, %r8
;;      10a    and $1, %r8
;;      10e    or %r8, %rdi
;;      111    mov %rsi, %r8
;;      114    sar $0x3f, %r8
;;      118    movq %r8, %xmm10
;;      11d    test %rsi, %rsi
;;      120    cmovs %rdi, %rsi
;;      124    xorps %xmm0, %xmm0
;;      127    cvtsi2sd %rsi, %xmm0
;;      12c    movaps %xmm0, %xmm1
;;      12f    andps %xmm10, %xmm1
;;      133    addsd %xmm1, %xmm0
;;      137    ret                                          # wasm 0x57
;; 00000140 <func5>: ; function 5
;;      140    movabs $0x3fe0000000000000, %rsi             # wasm 0x65
;;      14a    movq %rsi, %xmm5
;;      14f    mulsd %xmm5, %xmm0
;;      153    roundsd $8, %xmm0, %xmm0                     # wasm 0x66
;;      159    ret                                          # wasm 0x67
;;      160    cmp $0x10, %rcx
;;      167    jb .L1
;;      16d    cmp $0x20, %rcx
;;      174    ja .L6
;;      17a    movups (%rdx), %xmm0
;;      17d    movups -0x10(%rdx,%rcx), %xmm1
;;      182    movups %xmm0, (%rsi)
;;      185    movups %xmm1, -0x10(%rsi,%rcx)
;;      18a    ret
;; .L1:
;;      18b    test $8, %cl
;;      18e    je .L2
;;      194    mov (%rdx), %rax
;;      197    mov -8(%rdx,%rcx), %r8
;;      19c    mov %rax, (%rsi)
;;      19f    mov %r8, -8(%rsi,%rcx)
;;      1a4    ret
;; .L2:
;;      1a5    test $4, %cl
;;      1a8    je .L3
;;      1ae    mov (%rdx), %eax
;;      1b0    mov -4(%rdx,%rcx), %r8d
;;      1b5    mov %eax, (%rsi)
;;      1b7    mov %r8d, -4(%rsi,%rcx)
;;      1bc    ret
;; .L3:
;;      1bd    test %ecx, %ecx
;;      1bf    je .L5
;;      1c5    movzbl (%rdx), %eax
;;      1c8    test $2, %cl
;;      1cb    je .L4
;;      1d1    movzwl -2(%rdx,%rcx), %r8d
;;      1d7    mov %al, (%rsi)
;;      1d9    mov %r8w, -2(%rsi,%rcx)
;;      1df    ret
;; .L4:
;;      1e0    mov %al, (%rsi)
;; .L5:
;;      1e2    ret
;; .L6:
;;      1e3    cmp $0x40, %rcx
;;      1ea    ja .L7
;;      1f0    movups (%rdx), %xmm0
;;      1f3    movups 0x10(%rdx), %xmm1
;;      1f7    movups -0x20(%rdx,%rcx), %xmm2
;;      1fc    movups -0x10(%rdx,%rcx), %xmm3
;;      201    movups %xmm0, (%rsi)
;;      204    movups %xmm1, 0x10(%rsi)
;;      208    movups %xmm2, -0x20(%rsi,%rcx)
;;      20d    movups %xmm3, -0x10(%rsi,%rcx)
;;      212    ret
;; .L7:
;;      213    mov %rsi, %rax
;;      216    sub %rdx, %rax
;;      219    cmp %rcx, %rax
;;      21c    jb .L9
;;      222    mov (%rdx), %r8
;;      225    mov 8(%rdx), %r9
;;      229    movups -0x20(%rdx,%rcx), %xmm2
;;      22e    movups -0x10(%rdx,%rcx), %xmm3
;;      233    lea -0x20(%rsi,%rcx), %r10
;;      238    mov %rsi, %r11
;;      23b    mov %esi, %eax
;;      23d    neg %eax
;;      23f    and $0xf, %eax
;;      242    add %rax, %rsi
;;      245    add %rax, %rdx
;;      248    nop
;;      249    nop
;;      24a    nop
;;      24b    nop
;;      24c    nop
;;      24d    nop
;;      24e    nop
;;      24f    nop
;; .L8:
;;      250    movups (%rdx), %xmm0
;;      253    movups 0x10(%rdx), %xmm1
;;      257    movaps %xmm0, (%rsi)
;;      25a    movaps %xmm1, 0x10(%rsi)
;;      25e    add $0x20, %rdx
;;      262    add $0x20, %rsi
;;      266    cmp %r10, %rsi
;;      269    jb .L8
;;      26f    movups %xmm2, (%r10)
;;      273    movups %xmm3, 0x10(%r10)
;;      278    mov %r8, (%r11)
;;      27b    mov %r9, 8(%r11)
;;      27f    ret
;; .L9:
;;      280    movups (%rdx), %xmm2
;;      283    movups 0x10(%rdx), %xmm3
;;      287    mov -0x10(%rdx,%rcx), %r8
;;      28c    mov -8(%rdx,%rcx), %r9
;;      291    lea 0x20(%rsi), %r10
;;      295    lea (%rsi,%rcx), %rdi
;;      299    lea -0x10(%rsi,%rcx), %rax
;;      29e    add %rcx, %rdx
;;      2a1    mov %edi, %ecx
;;      2a3    and $0xf, %ecx
;;      2a6    sub %rcx, %rdi
;;      2a9    sub %rcx, %rdx
;;      2ac    nop
;;      2ad    nop
;;      2ae    nop
;;      2af    nop
;; .L10:
;;      2b0    movups -0x10(%rdx), %xmm0
;;      2b4    movups -0x20(%rdx), %xmm1
;;      2b8    movaps %xmm0, -0x10(%rdi)
;;      2bc    movaps %xmm1, -0x20(%rdi)
;;      2c0    sub $0x20, %rdx
;;      2c4    sub $0x20, %rdi
;;      2c8    cmp %r10, %rdi
;;      2cb    ja .L10
;;      2d1    movups %xmm2, (%rsi)
;;      2d4    movups %xmm3, 0x10(%rsi)
;;      2d8    mov %r8, (%rax)
;;      2db    mov %r9, 8(%rax)
;;      2df    ret
;;      2e0    movzbl %dl, %eax
;;      2e3    movabs $0x101010101010101, %r8
;;      2ed    imul %r8, %rax
;;      2f1    cmp $0x10, %rcx
;;      2f8    jb .L13
;;      2fe    movq %rax, %xmm0
;;      303    punpcklqdq %xmm0, %xmm0
;;      307    movups %xmm0, (%rsi)
;;      30a    movups %xmm0, -0x10(%rsi,%rcx)
;;      30f    cmp $0x20, %rcx
;;      316    jbe .L12
;;      31c    lea -0x20(%rsi,%rcx), %r10
;;      321    movups %xmm0, (%r10)
;;      325    add $0x10, %rsi
;;      329    and $0xfffffffffffffff0, %rsi
;;      32d    cmp %r10, %rsi
;;      330    jae .L12
;;      336    nop
;;      337    nop
;;      338    nop
;;      339    nop
;;      33a    nop
;;      33b    nop
;;      33c    nop
;;      33d    nop
;;      33e    nop
;;      33f    nop
;; .L11:
;;      340    movaps %xmm0, (%rsi)
;;      343    movaps %xmm0, 0x10(%rsi)
;;      347    add $0x20, %rsi
;;      34b    cmp %r10, %rsi
;;      34e    jb .L11
;; .L12:
;;      354    ret
;; .L13:
;;      355    test $8, %cl
;;      358    je .L14
;;      35e    mov %rax, (%rsi)
;;      361    mov %rax, -8(%rsi,%rcx)
;;      366    ret
;; .L14:
;;      367    test $4, %cl
;;      36a    je .L15
;;      370    mov %eax, (%rsi)
;;      372    mov %eax, -4(%rsi,%rcx)
;;      376    ret
;; .L15:
;;      377    test %ecx, %ecx
;;      379    je .L16
;;      37f    mov %al, (%rsi)
;;      381    mov %al, -1(%rsi,%rcx)
;;      385    test $2, %cl
;;      388    je .L16
;;      38e    mov %ax, (%rsi)
;; .L16:
;;      391    ret
