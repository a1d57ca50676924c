;; print: asm -O2
;; LEA, division by constants, shifts, rotations, bits.
(module
  (func (param i32 i32) (result i32) (i32.add (local.get 0) (i32.add (i32.shl (local.get 1) (i32.const 2)) (i32.const 5))))
  (func (param i32) (result i32) (i32.div_u (local.get 0) (i32.const 10)))
  (func (param i32) (result i32) (i32.div_s (local.get 0) (i32.const 8)))
  (func (param i64) (result i64) (i64.rem_s (local.get 0) (i64.const 1000000007)))
  (func (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.rotl (local.get 0) (local.get 1)))
  (func (param i32) (result i32) (i32.popcnt (i32.clz (local.get 0))))
  (func (param i32) (result i32) (i32.mul (local.get 0) (i32.const 40))))

;;; asm -O2
;; 00000000 <func0>: ; function 0
;;        0    shl $2, %edx                                 # wasm 0x37
;;        3    add $5, %edx                                 # wasm 0x3a
;;        6    lea (%rsi,%rdx), %eax                        # wasm 0x3b
;;        9    ret                                          # wasm 0x3c
;; 00000010 <func1>: ; function 1
;;       10    mov $0xcccccccd, %edx                        # wasm 0x43
;;       15    mov %rsi, %rax
;;       18    mul %edx
;;       1a    mov %rdx, %rax
;;       1d    shr $3, %eax
;;       20    ret                                          # wasm 0x44
;; 00000030 <func2>: ; function 2
;;       30    mov %rsi, %rdi                               # wasm 0x4b
;;       33    sar $0x1f, %edi
;;       36    shr $0x1d, %edi
;;       39    add %edi, %esi
;;       3b    mov %rsi, %rax
;;       3e    sar $3, %eax
;;       41    ret                                          # wasm 0x4c
;; 00000050 <func3>: ; function 3
;;       50    movabs $0x89705f3112a28fe5, %rdx             # wasm 0x57
;;       5a    mov %rsi, %rax
;;       5d    imul %rdx
;;       60    add %rsi, %rdx
;;       63    sar $0x1d, %rdx
;;       67    mov %rdx, %r11
;;       6a    shr $0x3f, %r11
;;       6e    add %r11, %rdx
;;       71    imul $0x3b9aca07, %rdx, %rcx
;;       78    mov %rsi, %rax
;;       7b    sub %rcx, %rax
;;       7e    ret                                          # wasm 0x58
;; 00000080 <func4>: ; function 4
;;       80    test %edx, %edx                              # wasm 0x5f
;;       82    je .L1
;;       84    mov %rsi, %rdi
;;       87    xor $0x80000000, %edi
;;       8d    mov %rdx, %r8
;;       90    not %r8d
;;       93    mov %rdx, %rcx
;;       96    or %r8d, %edi
;;       99    test %edi, %edi
;;       9b    je .L2
;;       9d    mov %rsi, %rax
;;       a0    cltd
;;       a1    idiv %ecx
;;       a3    ret                                          # wasm 0x60
;; .L1:
;;       a4    ud2                                          # wasm 0x5f trap: integer divide by zero
;; .L2:
;;       a6    ud2                                          # trap: integer overflow
;; 000000b0 <func5>: ; function 5
;;       b0    mov %rdx, %rcx                               # wasm 0x67
;;       b3    mov %rsi, %rax
;;       b6    rol %cl, %rax
;;       b9    ret                                          # wasm 0x68
;; 000000c0 <func6>: ; function 6
;;       c0    mov $0x3f, %r8d                              # wasm 0x6d
;;       c6    bsr %esi, %edi
;;       c9    cmove %r8d, %edi
;;       cd    xor $0x1f, %edi
;;       d0    popcnt %edi, %eax                            # wasm 0x6e
;;       d4    ret                                          # wasm 0x6f
;; 000000e0 <func7>: ; function 7
;;       e0    imul $0x28, %esi, %eax                       # wasm 0x76
;;       e3    ret                                          # wasm 0x77
;;       f0    cmp $0x10, %rcx
;;       f7    jb .L1
;;       fd    cmp $0x20, %rcx
;;      104    ja .L6
;;      10a    movups (%rdx), %xmm0
;;      10d    movups -0x10(%rdx,%rcx), %xmm1
;;      112    movups %xmm0, (%rsi)
;;      115    movups %xmm1, -0x10(%rsi,%rcx)
;;      11a    ret
;; .L1:
;;      11b    test $8, %cl
;;      11e    je .L2
;;      124    mov (%rdx), %rax
;;      127    mov -8(%rdx,%rcx), %r8
;;      12c    mov %rax, (%rsi)
;;      12f    mov %r8, -8(%rsi,%rcx)
;;      134    ret
;; .L2:
;;      135    test $4, %cl
;;      138    je .L3
;;      13e    mov (%rdx), %eax
;;      140    mov -4(%rdx,%rcx), %r8d
;;      145    mov %eax, (%rsi)
;;      147    mov %r8d, -4(%rsi,%rcx)
;;      14c    ret
;; .L3:
;;      14d    test %ecx, %ecx
;;      14f    je .L5
;;      155    movzbl (%rdx), %eax
;;      158    test $2, %cl
;;      15b    je .L4
;;      161    movzwl -2(%rdx,%rcx), %r8d
;;      167    mov %al, (%rsi)
;;      169    mov %r8w, -2(%rsi,%rcx)
;;      16f    ret
;; .L4:
;;      170    mov %al, (%rsi)
;; .L5:
;;      172    ret
;; .L6:
;;      173    cmp $0x40, %rcx
;;      17a    ja .L7
;;      180    movups (%rdx), %xmm0
;;      183    movups 0x10(%rdx), %xmm1
;;      187    movups -0x20(%rdx,%rcx), %xmm2
;;      18c    movups -0x10(%rdx,%rcx), %xmm3
;;      191    movups %xmm0, (%rsi)
;;      194    movups %xmm1, 0x10(%rsi)
;;      198    movups %xmm2, -0x20(%rsi,%rcx)
;;      19d    movups %xmm3, -0x10(%rsi,%rcx)
;;      1a2    ret
;; .L7:
;;      1a3    mov %rsi, %rax
;;      1a6    sub %rdx, %rax
;;      1a9    cmp %rcx, %rax
;;      1ac    jb .L9
;;      1b2    mov (%rdx), %r8
;;      1b5    mov 8(%rdx), %r9
;;      1b9    movups -0x20(%rdx,%rcx), %xmm2
;;      1be    movups -0x10(%rdx,%rcx), %xmm3
;;      1c3    lea -0x20(%rsi,%rcx), %r10
;;      1c8    mov %rsi, %r11
;;      1cb    mov %esi, %eax
;;      1cd    neg %eax
;;      1cf    and $0xf, %eax
;;      1d2    add %rax, %rsi
;;      1d5    add %rax, %rdx
;;      1d8    nop
;;      1d9    nop
;;      1da    nop
;;      1db    nop
;;      1dc    nop
;;      1dd    nop
;;      1de    nop
;;      1df    nop
;; .L8:
;;      1e0    movups (%rdx), %xmm0
;;      1e3    movups 0x10(%rdx), %xmm1
;;      1e7    movaps %xmm0, (%rsi)
;;      1ea    movaps %xmm1, 0x10(%rsi)
;;      1ee    add $0x20, %rdx
;;      1f2    add $0x20, %rsi
;;      1f6    cmp %r10, %rsi
;;      1f9    jb .L8
;;      1ff    movups %xmm2, (%r10)
;;      203    movups %xmm3, 0x10(%r10)
;;      208    mov %r8, (%r11)
;;      20b    mov %r9, 8(%r11)
;;      20f    ret
;; .L9:
;;      210    movups (%rdx), %xmm2
;;      213    movups 0x10(%rdx), %xmm3
;;      217    mov -0x10(%rdx,%rcx), %r8
;;      21c    mov -8(%rdx,%rcx), %r9
;;      221    lea 0x20(%rsi), %r10
;;      225    lea (%rsi,%rcx), %rdi
;;      229    lea -0x10(%rsi,%rcx), %rax
;;      22e    add %rcx, %rdx
;;      231    mov %edi, %ecx
;;      233    and $0xf, %ecx
;;      236    sub %rcx, %rdi
;;      239    sub %rcx, %rdx
;;      23c    nop
;;      23d    nop
;;      23e    nop
;;      23f    nop
;; .L10:
;;      240    movups -0x10(%rdx), %xmm0
;;      244    movups -0x20(%rdx), %xmm1
;;      248    movaps %xmm0, -0x10(%rdi)
;;      24c    movaps %xmm1, -0x20(%rdi)
;;      250    sub $0x20, %rdx
;;      254    sub $0x20, %rdi
;;      258    cmp %r10, %rdi
;;      25b    ja .L10
;;      261    movups %xmm2, (%rsi)
;;      264    movups %xmm3, 0x10(%rsi)
;;      268    mov %r8, (%rax)
;;      26b    mov %r9, 8(%rax)
;;      26f    ret
;;      270    movzbl %dl, %eax
;;      273    movabs $0x101010101010101, %r8
;;      27d    imul %r8, %rax
;;      281    cmp $0x10, %rcx
;;      288    jb .L13
;;      28e    movq %rax, %xmm0
;;      293    punpcklqdq %xmm0, %xmm0
;;      297    movups %xmm0, (%rsi)
;;      29a    movups %xmm0, -0x10(%rsi,%rcx)
;;      29f    cmp $0x20, %rcx
;;      2a6    jbe .L12
;;      2ac    lea -0x20(%rsi,%rcx), %r10
;;      2b1    movups %xmm0, (%r10)
;;      2b5    add $0x10, %rsi
;;      2b9    and $0xfffffffffffffff0, %rsi
;;      2bd    cmp %r10, %rsi
;;      2c0    jae .L12
;;      2c6    nop
;;      2c7    nop
;;      2c8    nop
;;      2c9    nop
;;      2ca    nop
;;      2cb    nop
;;      2cc    nop
;;      2cd    nop
;;      2ce    nop
;;      2cf    nop
;; .L11:
;;      2d0    movaps %xmm0, (%rsi)
;;      2d3    movaps %xmm0, 0x10(%rsi)
;;      2d7    add $0x20, %rsi
;;      2db    cmp %r10, %rsi
;;      2de    jb .L11
;; .L12:
;;      2e4    ret
;; .L13:
;;      2e5    test $8, %cl
;;      2e8    je .L14
;;      2ee    mov %rax, (%rsi)
;;      2f1    mov %rax, -8(%rsi,%rcx)
;;      2f6    ret
;; .L14:
;;      2f7    test $4, %cl
;;      2fa    je .L15
;;      300    mov %eax, (%rsi)
;;      302    mov %eax, -4(%rsi,%rcx)
;;      306    ret
;; .L15:
;;      307    test %ecx, %ecx
;;      309    je .L16
;;      30f    mov %al, (%rsi)
;;      311    mov %al, -1(%rsi,%rcx)
;;      315    test $2, %cl
;;      318    je .L16
;;      31e    mov %ax, (%rsi)
;; .L16:
;;      321    ret
