;; print: asm -O2
;; Guest accesses: base V, index, offset; constants; an offset past the guard is checked; loads folded into their user.
(module (memory 1)
  (func (param i32) (result i32) (i32.load offset=16 (local.get 0)))
  (func (param i32 i64) (i64.store8 offset=0x7fffffff (local.get 0) (local.get 1)))
  (func (result i64) (i64.load32_s (i32.const 1024)))
  (func (param i32) (result i32) (i32.load offset=0x80000000 (local.get 0)))
  (func (param i32 i32) (result i32) (i32.add (local.get 1) (i32.load (local.get 0))))
  (func (param i32) (i32.store (i32.add (local.get 0) (i32.const 4)) (i32.const 7)))
  (func (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (result i32) (memory.size)))

;;; asm -O2
;; 00000000 <func0>: ; function 0
;;        0    mov %esi, %edx                               # wasm 0x44
;;        2    mov 0x10(%rbx,%rdx), %eax                    # trap: out of bounds memory access
;;        6    ret                                          # wasm 0x47
;; 00000010 <func1>: ; function 1
;;       10    mov %esi, %esi                               # wasm 0x4e
;;       12    mov %dl, 0x7fffffff(%rbx,%rsi)               # trap: out of bounds memory access
;;       19    ret                                          # wasm 0x55
;; 00000020 <func2>: ; function 2
;;       20    movslq 0x400(%rbx), %rax                     # wasm 0x5b trap: out of bounds memory access
;;       27    ret                                          # wasm 0x5e
;; 00000030 <func3>: ; function 3
;;       30    mov %esi, %esi                               # wasm 0x63
;;       32    mov $0x80000000, %edi
;;       37    add %rdi, %rsi
;;       3a    lea 4(%rsi), %rdi
;;       3e    cmp -8(%rbx), %rdi
;;       42    ja .L1
;;       44    mov (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       47    ret                                          # wasm 0x6a
;; .L1:
;;       48    ud2                                          # wasm 0x63 trap: out of bounds memory access
;; 00000050 <func4>: ; function 4
;;       50    mov %esi, %esi                               # wasm 0x74
;;       52    mov %rdx, %rax
;;       55    add (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       58    ret                                          # wasm 0x75
;; 00000060 <func5>: ; function 5
;;       60    add $4, %esi                                 # wasm 0x7c
;;       63    movl $7, (%rbx,%rsi)                         # wasm 0x7f trap: out of bounds memory access
;;       6a    ret                                          # wasm 0x82
;; 00000070 <func6>: ; function 6
;;       70    sub $8, %rsp
;;       74    mov %ecx, %ecx                               # wasm 0x8b
;;       76    mov %edx, %r9d
;;       79    mov %esi, %r10d
;;       7c    lea (%r10,%rcx), %r11
;;       80    cmp -8(%rbx), %r11
;;       84    ja .L1
;;       86    mov %rbx, %rdx
;;       89    lea (%rdx,%r10), %rsi
;;       8d    lea (%r9,%rcx), %r11
;;       91    cmp -8(%rbx), %r11
;;       95    ja .L2
;;       97    add %r9, %rdx
;;       9a    call 0x00000000000000c0
;;       9f    add $8, %rsp                                 # wasm 0x8f
;;       a3    ret
;; .L1:
;;       a4    ud2                                          # wasm 0x8b trap: out of bounds memory access
;; .L2:
;;       a6    ud2                                          # trap: out of bounds memory access
;; 000000b0 <func7>: ; function 7
;;       b0    mov -8(%rbx), %rax                           # wasm 0x92
;;       b4    shr $0x10, %rax
;;       b8    ret                                          # wasm 0x94
;;       c0    cmp $0x10, %rcx
;;       c7    jb .L1
;;       cd    cmp $0x20, %rcx
;;       d4    ja .L6
;;       da    movups (%rdx), %xmm0
;;       dd    movups -0x10(%rdx,%rcx), %xmm1
;;       e2    movups %xmm0, (%rsi)
;;       e5    movups %xmm1, -0x10(%rsi,%rcx)
;;       ea    ret
;; .L1:
;;       eb    test $8, %cl
;;       ee    je .L2
;;       f4    mov (%rdx), %rax
;;       f7    mov -8(%rdx,%rcx), %r8
;;       fc    mov %rax, (%rsi)
;;       ff    mov %r8, -8(%rsi,%rcx)
;;      104    ret
;; .L2:
;;      105    test $4, %cl
;;      108    je .L3
;;      10e    mov (%rdx), %eax
;;      110    mov -4(%rdx,%rcx), %r8d
;;      115    mov %eax, (%rsi)
;;      117    mov %r8d, -4(%rsi,%rcx)
;;      11c    ret
;; .L3:
;;      11d    test %ecx, %ecx
;;      11f    je .L5
;;      125    movzbl (%rdx), %eax
;;      128    test $2, %cl
;;      12b    je .L4
;;      131    movzwl -2(%rdx,%rcx), %r8d
;;      137    mov %al, (%rsi)
;;      139    mov %r8w, -2(%rsi,%rcx)
;;      13f    ret
;; .L4:
;;      140    mov %al, (%rsi)
;; .L5:
;;      142    ret
;; .L6:
;;      143    cmp $0x40, %rcx
;;      14a    ja .L7
;;      150    movups (%rdx), %xmm0
;;      153    movups 0x10(%rdx), %xmm1
;;      157    movups -0x20(%rdx,%rcx), %xmm2
;;      15c    movups -0x10(%rdx,%rcx), %xmm3
;;      161    movups %xmm0, (%rsi)
;;      164    movups %xmm1, 0x10(%rsi)
;;      168    movups %xmm2, -0x20(%rsi,%rcx)
;;      16d    movups %xmm3, -0x10(%rsi,%rcx)
;;      172    ret
;; .L7:
;;      173    mov %rsi, %rax
;;      176    sub %rdx, %rax
;;      179    cmp %rcx, %rax
;;      17c    jb .L9
;;      182    mov (%rdx), %r8
;;      185    mov 8(%rdx), %r9
;;      189    movups -0x20(%rdx,%rcx), %xmm2
;;      18e    movups -0x10(%rdx,%rcx), %xmm3
;;      193    lea -0x20(%rsi,%rcx), %r10
;;      198    mov %rsi, %r11
;;      19b    mov %esi, %eax
;;      19d    neg %eax
;;      19f    and $0xf, %eax
;;      1a2    add %rax, %rsi
;;      1a5    add %rax, %rdx
;;      1a8    nop
;;      1a9    nop
;;      1aa    nop
;;      1ab    nop
;;      1ac    nop
;;      1ad    nop
;;      1ae    nop
;;      1af    nop
;; .L8:
;;      1b0    movups (%rdx), %xmm0
;;      1b3    movups 0x10(%rdx), %xmm1
;;      1b7    movaps %xmm0, (%rsi)
;;      1ba    movaps %xmm1, 0x10(%rsi)
;;      1be    add $0x20, %rdx
;;      1c2    add $0x20, %rsi
;;      1c6    cmp %r10, %rsi
;;      1c9    jb .L8
;;      1cf    movups %xmm2, (%r10)
;;      1d3    movups %xmm3, 0x10(%r10)
;;      1d8    mov %r8, (%r11)
;;      1db    mov %r9, 8(%r11)
;;      1df    ret
;; .L9:
;;      1e0    movups (%rdx), %xmm2
;;      1e3    movups 0x10(%rdx), %xmm3
;;      1e7    mov -0x10(%rdx,%rcx), %r8
;;      1ec    mov -8(%rdx,%rcx), %r9
;;      1f1    lea 0x20(%rsi), %r10
;;      1f5    lea (%rsi,%rcx), %rdi
;;      1f9    lea -0x10(%rsi,%rcx), %rax
;;      1fe    add %rcx, %rdx
;;      201    mov %edi, %ecx
;;      203    and $0xf, %ecx
;;      206    sub %rcx, %rdi
;;      209    sub %rcx, %rdx
;;      20c    nop
;;      20d    nop
;;      20e    nop
;;      20f    nop
;; .L10:
;;      210    movups -0x10(%rdx), %xmm0
;;      214    movups -0x20(%rdx), %xmm1
;;      218    movaps %xmm0, -0x10(%rdi)
;;      21c    movaps %xmm1, -0x20(%rdi)
;;      220    sub $0x20, %rdx
;;      224    sub $0x20, %rdi
;;      228    cmp %r10, %rdi
;;      22b    ja .L10
;;      231    movups %xmm2, (%rsi)
;;      234    movups %xmm3, 0x10(%rsi)
;;      238    mov %r8, (%rax)
;;      23b    mov %r9, 8(%rax)
;;      23f    ret
;;      240    movzbl %dl, %eax
;;      243    movabs $0x101010101010101, %r8
;;      24d    imul %r8, %rax
;;      251    cmp $0x10, %rcx
;;      258    jb .L13
;;      25e    movq %rax, %xmm0
;;      263    punpcklqdq %xmm0, %xmm0
;;      267    movups %xmm0, (%rsi)
;;      26a    movups %xmm0, -0x10(%rsi,%rcx)
;;      26f    cmp $0x20, %rcx
;;      276    jbe .L12
;;      27c    lea -0x20(%rsi,%rcx), %r10
;;      281    movups %xmm0, (%r10)
;;      285    add $0x10, %rsi
;;      289    and $0xfffffffffffffff0, %rsi
;;      28d    cmp %r10, %rsi
;;      290    jae .L12
;;      296    nop
;;      297    nop
;;      298    nop
;;      299    nop
;;      29a    nop
;;      29b    nop
;;      29c    nop
;;      29d    nop
;;      29e    nop
;;      29f    nop
;; .L11:
;;      2a0    movaps %xmm0, (%rsi)
;;      2a3    movaps %xmm0, 0x10(%rsi)
;;      2a7    add $0x20, %rsi
;;      2ab    cmp %r10, %rsi
;;      2ae    jb .L11
;; .L12:
;;      2b4    ret
;; .L13:
;;      2b5    test $8, %cl
;;      2b8    je .L14
;;      2be    mov %rax, (%rsi)
;;      2c1    mov %rax, -8(%rsi,%rcx)
;;      2c6    ret
;; .L14:
;;      2c7    test $4, %cl
;;      2ca    je .L15
;;      2d0    mov %eax, (%rsi)
;;      2d2    mov %eax, -4(%rsi,%rcx)
;;      2d6    ret
;; .L15:
;;      2d7    test %ecx, %ecx
;;      2d9    je .L16
;;      2df    mov %al, (%rsi)
;;      2e1    mov %al, -1(%rsi,%rcx)
;;      2e5    test $2, %cl
;;      2e8    je .L16
;;      2ee    mov %ax, (%rsi)
;; .L16:
;;      2f1    ret
