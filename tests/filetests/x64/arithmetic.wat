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
;;        6    mov %rsi, %rax
;;        9    add %edx, %eax                               # wasm 0x3b
;;        b    ret                                          # wasm 0x3c
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
;;       88    mov %rsi, %rdi
;;       8b    xor $0x80000000, %edi
;;       91    mov %rdx, %r8
;;       94    xor $0xffffffff, %r8d
;;       98    mov %rdx, %rcx
;;       9b    or %r8d, %edi
;;       9e    test %edi, %edi
;;       a0    je .L2
;;       a6    mov %rsi, %rax
;;       a9    cltd
;;       aa    idiv %ecx
;;       ac    ret                                          # wasm 0x60
;; .L1:
;;       ad    ud2                                          # wasm 0x5f trap: integer divide by zero
;; .L2:
;;       af    ud2                                          # trap: integer overflow
;; 000000c0 <func5>: ; function 5
;;       c0    mov %rdx, %rcx                               # wasm 0x67
;;       c3    mov %rsi, %rax
;;       c6    rol %cl, %rax
;;       c9    ret                                          # wasm 0x68
;; 000000d0 <func6>: ; function 6
;;       d0    mov $0x3f, %r8d                              # wasm 0x6d
;;       d6    bsr %esi, %edi
;;       d9    cmove %r8d, %edi
;;       dd    xor $0x1f, %edi
;;       e0    popcnt %edi, %eax                            # wasm 0x6e
;;       e4    ret                                          # wasm 0x6f
;; 000000f0 <func7>: ; function 7
;;       f0    imul $0x28, %esi, %eax                       # wasm 0x76
;;       f3    ret                                          # wasm 0x77
;;      100    cmp $0x10, %rcx
;;      107    jb .L1
;;      10d    cmp $0x20, %rcx
;;      114    ja .L6
;;      11a    movups (%rdx), %xmm0
;;      11d    movups -0x10(%rdx,%rcx), %xmm1
;;      122    movups %xmm0, (%rsi)
;;      125    movups %xmm1, -0x10(%rsi,%rcx)
;;      12a    ret
;; .L1:
;;      12b    test $8, %cl
;;      12e    je .L2
;;      134    mov (%rdx), %rax
;;      137    mov -8(%rdx,%rcx), %r8
;;      13c    mov %rax, (%rsi)
;;      13f    mov %r8, -8(%rsi,%rcx)
;;      144    ret
;; .L2:
;;      145    test $4, %cl
;;      148    je .L3
;;      14e    mov (%rdx), %eax
;;      150    mov -4(%rdx,%rcx), %r8d
;;      155    mov %eax, (%rsi)
;;      157    mov %r8d, -4(%rsi,%rcx)
;;      15c    ret
;; .L3:
;;      15d    test %ecx, %ecx
;;      15f    je .L5
;;      165    movzbl (%rdx), %eax
;;      168    test $2, %cl
;;      16b    je .L4
;;      171    movzwl -2(%rdx,%rcx), %r8d
;;      177    mov %al, (%rsi)
;;      179    mov %r8w, -2(%rsi,%rcx)
;;      17f    ret
;; .L4:
;;      180    mov %al, (%rsi)
;; .L5:
;;      182    ret
;; .L6:
;;      183    cmp $0x40, %rcx
;;      18a    ja .L7
;;      190    movups (%rdx), %xmm0
;;      193    movups 0x10(%rdx), %xmm1
;;      197    movups -0x20(%rdx,%rcx), %xmm2
;;      19c    movups -0x10(%rdx,%rcx), %xmm3
;;      1a1    movups %xmm0, (%rsi)
;;      1a4    movups %xmm1, 0x10(%rsi)
;;      1a8    movups %xmm2, -0x20(%rsi,%rcx)
;;      1ad    movups %xmm3, -0x10(%rsi,%rcx)
;;      1b2    ret
;; .L7:
;;      1b3    mov %rsi, %rax
;;      1b6    sub %rdx, %rax
;;      1b9    cmp %rcx, %rax
;;      1bc    jb .L9
;;      1c2    mov (%rdx), %r8
;;      1c5    mov 8(%rdx), %r9
;;      1c9    movups -0x20(%rdx,%rcx), %xmm2
;;      1ce    movups -0x10(%rdx,%rcx), %xmm3
;;      1d3    lea -0x20(%rsi,%rcx), %r10
;;      1d8    mov %rsi, %r11
;;      1db    mov %esi, %eax
;;      1dd    neg %eax
;;      1df    and $0xf, %eax
;;      1e2    add %rax, %rsi
;;      1e5    add %rax, %rdx
;;      1e8    nop
;;      1e9    nop
;;      1ea    nop
;;      1eb    nop
;;      1ec    nop
;;      1ed    nop
;;      1ee    nop
;;      1ef    nop
;; .L8:
;;      1f0    movups (%rdx), %xmm0
;;      1f3    movups 0x10(%rdx), %xmm1
;;      1f7    movaps %xmm0, (%rsi)
;;      1fa    movaps %xmm1, 0x10(%rsi)
;;      1fe    add $0x20, %rdx
;;      202    add $0x20, %rsi
;;      206    cmp %r10, %rsi
;;      209    jb .L8
;;      20f    movups %xmm2, (%r10)
;;      213    movups %xmm3, 0x10(%r10)
;;      218    mov %r8, (%r11)
;;      21b    mov %r9, 8(%r11)
;;      21f    ret
;; .L9:
;;      220    movups (%rdx), %xmm2
;;      223    movups 0x10(%rdx), %xmm3
;;      227    mov -0x10(%rdx,%rcx), %r8
;;      22c    mov -8(%rdx,%rcx), %r9
;;      231    lea 0x20(%rsi), %r10
;;      235    lea (%rsi,%rcx), %rdi
;;      239    lea -0x10(%rsi,%rcx), %rax
;;      23e    add %rcx, %rdx
;;      241    mov %edi, %ecx
;;      243    and $0xf, %ecx
;;      246    sub %rcx, %rdi
;;      249    sub %rcx, %rdx
;;      24c    nop
;;      24d    nop
;;      24e    nop
;;      24f    nop
;; .L10:
;;      250    movups -0x10(%rdx), %xmm0
;;      254    movups -0x20(%rdx), %xmm1
;;      258    movaps %xmm0, -0x10(%rdi)
;;      25c    movaps %xmm1, -0x20(%rdi)
;;      260    sub $0x20, %rdx
;;      264    sub $0x20, %rdi
;;      268    cmp %r10, %rdi
;;      26b    ja .L10
;;      271    movups %xmm2, (%rsi)
;;      274    movups %xmm3, 0x10(%rsi)
;;      278    mov %r8, (%rax)
;;      27b    mov %r9, 8(%rax)
;;      27f    ret
;;      280    movzbl %dl, %eax
;;      283    movabs $0x101010101010101, %r8
;;      28d    imul %r8, %rax
;;      291    cmp $0x10, %rcx
;;      298    jb .L13
;;      29e    movq %rax, %xmm0
;;      2a3    punpcklqdq %xmm0, %xmm0
;;      2a7    movups %xmm0, (%rsi)
;;      2aa    movups %xmm0, -0x10(%rsi,%rcx)
;;      2af    cmp $0x20, %rcx
;;      2b6    jbe .L12
;;      2bc    lea -0x20(%rsi,%rcx), %r10
;;      2c1    movups %xmm0, (%r10)
;;      2c5    add $0x10, %rsi
;;      2c9    and $0xfffffffffffffff0, %rsi
;;      2cd    cmp %r10, %rsi
;;      2d0    jae .L12
;;      2d6    nop
;;      2d7    nop
;;      2d8    nop
;;      2d9    nop
;;      2da    nop
;;      2db    nop
;;      2dc    nop
;;      2dd    nop
;;      2de    nop
;;      2df    nop
;; .L11:
;;      2e0    movaps %xmm0, (%rsi)
;;      2e3    movaps %xmm0, 0x10(%rsi)
;;      2e7    add $0x20, %rsi
;;      2eb    cmp %r10, %rsi
;;      2ee    jb .L11
;; .L12:
;;      2f4    ret
;; .L13:
;;      2f5    test $8, %cl
;;      2f8    je .L14
;;      2fe    mov %rax, (%rsi)
;;      301    mov %rax, -8(%rsi,%rcx)
;;      306    ret
;; .L14:
;;      307    test $4, %cl
;;      30a    je .L15
;;      310    mov %eax, (%rsi)
;;      312    mov %eax, -4(%rsi,%rcx)
;;      316    ret
;; .L15:
;;      317    test %ecx, %ecx
;;      319    je .L16
;;      31f    mov %al, (%rsi)
;;      321    mov %al, -1(%rsi,%rcx)
;;      325    test $2, %cl
;;      328    je .L16
;;      32e    mov %ax, (%rsi)
;; .L16:
;;      331    ret
