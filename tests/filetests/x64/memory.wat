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
;;       3a    mov %rsi, %rdi
;;       3d    add $4, %rdi
;;       41    cmp -8(%rbx), %rdi
;;       45    ja .L1
;;       4b    mov (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       4e    ret                                          # wasm 0x6a
;; .L1:
;;       4f    ud2                                          # wasm 0x63 trap: out of bounds memory access
;; 00000060 <func4>: ; function 4
;;       60    mov %esi, %esi                               # wasm 0x74
;;       62    mov %rdx, %rax
;;       65    add (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       68    ret                                          # wasm 0x75
;; 00000070 <func5>: ; function 5
;;       70    add $4, %esi                                 # wasm 0x7c
;;       73    movl $7, (%rbx,%rsi)                         # wasm 0x7f trap: out of bounds memory access
;;       7a    ret                                          # wasm 0x82
;; 00000080 <func6>: ; function 6
;;       80    sub $8, %rsp
;;       84    mov %ecx, %ecx                               # wasm 0x8b
;;       86    mov %edx, %r9d
;;       89    mov %esi, %r10d
;;       8c    mov %r10, %r11
;;       8f    add %rcx, %r11
;;       92    cmp -8(%rbx), %r11
;;       96    ja .L1
;;       9c    mov %rbx, %rdx
;;       9f    mov %rdx, %rsi
;;       a2    add %r10, %rsi
;;       a5    mov %r9, %r11
;;       a8    add %rcx, %r11
;;       ab    cmp -8(%rbx), %r11
;;       af    ja .L2
;;       b5    add %r9, %rdx
;;       b8    call 0x00000000000000e0
;;       bd    add $8, %rsp                                 # wasm 0x8f
;;       c1    ret
;; .L1:
;;       c2    ud2                                          # wasm 0x8b trap: out of bounds memory access
;; .L2:
;;       c4    ud2                                          # trap: out of bounds memory access
;; 000000d0 <func7>: ; function 7
;;       d0    mov -8(%rbx), %rax                           # wasm 0x92
;;       d4    shr $0x10, %rax
;;       d8    ret                                          # wasm 0x94
;;       e0    cmp $0x10, %rcx
;;       e7    jb .L1
;;       ed    cmp $0x20, %rcx
;;       f4    ja .L6
;;       fa    movups (%rdx), %xmm0
;;       fd    movups -0x10(%rdx,%rcx), %xmm1
;;      102    movups %xmm0, (%rsi)
;;      105    movups %xmm1, -0x10(%rsi,%rcx)
;;      10a    ret
;; .L1:
;;      10b    test $8, %cl
;;      10e    je .L2
;;      114    mov (%rdx), %rax
;;      117    mov -8(%rdx,%rcx), %r8
;;      11c    mov %rax, (%rsi)
;;      11f    mov %r8, -8(%rsi,%rcx)
;;      124    ret
;; .L2:
;;      125    test $4, %cl
;;      128    je .L3
;;      12e    mov (%rdx), %eax
;;      130    mov -4(%rdx,%rcx), %r8d
;;      135    mov %eax, (%rsi)
;;      137    mov %r8d, -4(%rsi,%rcx)
;;      13c    ret
;; .L3:
;;      13d    test %ecx, %ecx
;;      13f    je .L5
;;      145    movzbl (%rdx), %eax
;;      148    test $2, %cl
;;      14b    je .L4
;;      151    movzwl -2(%rdx,%rcx), %r8d
;;      157    mov %al, (%rsi)
;;      159    mov %r8w, -2(%rsi,%rcx)
;;      15f    ret
;; .L4:
;;      160    mov %al, (%rsi)
;; .L5:
;;      162    ret
;; .L6:
;;      163    cmp $0x40, %rcx
;;      16a    ja .L7
;;      170    movups (%rdx), %xmm0
;;      173    movups 0x10(%rdx), %xmm1
;;      177    movups -0x20(%rdx,%rcx), %xmm2
;;      17c    movups -0x10(%rdx,%rcx), %xmm3
;;      181    movups %xmm0, (%rsi)
;;      184    movups %xmm1, 0x10(%rsi)
;;      188    movups %xmm2, -0x20(%rsi,%rcx)
;;      18d    movups %xmm3, -0x10(%rsi,%rcx)
;;      192    ret
;; .L7:
;;      193    mov %rsi, %rax
;;      196    sub %rdx, %rax
;;      199    cmp %rcx, %rax
;;      19c    jb .L9
;;      1a2    mov (%rdx), %r8
;;      1a5    mov 8(%rdx), %r9
;;      1a9    movups -0x20(%rdx,%rcx), %xmm2
;;      1ae    movups -0x10(%rdx,%rcx), %xmm3
;;      1b3    lea -0x20(%rsi,%rcx), %r10
;;      1b8    mov %rsi, %r11
;;      1bb    mov %esi, %eax
;;      1bd    neg %eax
;;      1bf    and $0xf, %eax
;;      1c2    add %rax, %rsi
;;      1c5    add %rax, %rdx
;;      1c8    nop
;;      1c9    nop
;;      1ca    nop
;;      1cb    nop
;;      1cc    nop
;;      1cd    nop
;;      1ce    nop
;;      1cf    nop
;; .L8:
;;      1d0    movups (%rdx), %xmm0
;;      1d3    movups 0x10(%rdx), %xmm1
;;      1d7    movaps %xmm0, (%rsi)
;;      1da    movaps %xmm1, 0x10(%rsi)
;;      1de    add $0x20, %rdx
;;      1e2    add $0x20, %rsi
;;      1e6    cmp %r10, %rsi
;;      1e9    jb .L8
;;      1ef    movups %xmm2, (%r10)
;;      1f3    movups %xmm3, 0x10(%r10)
;;      1f8    mov %r8, (%r11)
;;      1fb    mov %r9, 8(%r11)
;;      1ff    ret
;; .L9:
;;      200    movups (%rdx), %xmm2
;;      203    movups 0x10(%rdx), %xmm3
;;      207    mov -0x10(%rdx,%rcx), %r8
;;      20c    mov -8(%rdx,%rcx), %r9
;;      211    lea 0x20(%rsi), %r10
;;      215    lea (%rsi,%rcx), %rdi
;;      219    lea -0x10(%rsi,%rcx), %rax
;;      21e    add %rcx, %rdx
;;      221    mov %edi, %ecx
;;      223    and $0xf, %ecx
;;      226    sub %rcx, %rdi
;;      229    sub %rcx, %rdx
;;      22c    nop
;;      22d    nop
;;      22e    nop
;;      22f    nop
;; .L10:
;;      230    movups -0x10(%rdx), %xmm0
;;      234    movups -0x20(%rdx), %xmm1
;;      238    movaps %xmm0, -0x10(%rdi)
;;      23c    movaps %xmm1, -0x20(%rdi)
;;      240    sub $0x20, %rdx
;;      244    sub $0x20, %rdi
;;      248    cmp %r10, %rdi
;;      24b    ja .L10
;;      251    movups %xmm2, (%rsi)
;;      254    movups %xmm3, 0x10(%rsi)
;;      258    mov %r8, (%rax)
;;      25b    mov %r9, 8(%rax)
;;      25f    ret
;;      260    movzbl %dl, %eax
;;      263    movabs $0x101010101010101, %r8
;;      26d    imul %r8, %rax
;;      271    cmp $0x10, %rcx
;;      278    jb .L13
;;      27e    movq %rax, %xmm0
;;      283    punpcklqdq %xmm0, %xmm0
;;      287    movups %xmm0, (%rsi)
;;      28a    movups %xmm0, -0x10(%rsi,%rcx)
;;      28f    cmp $0x20, %rcx
;;      296    jbe .L12
;;      29c    lea -0x20(%rsi,%rcx), %r10
;;      2a1    movups %xmm0, (%r10)
;;      2a5    add $0x10, %rsi
;;      2a9    and $0xfffffffffffffff0, %rsi
;;      2ad    cmp %r10, %rsi
;;      2b0    jae .L12
;;      2b6    nop
;;      2b7    nop
;;      2b8    nop
;;      2b9    nop
;;      2ba    nop
;;      2bb    nop
;;      2bc    nop
;;      2bd    nop
;;      2be    nop
;;      2bf    nop
;; .L11:
;;      2c0    movaps %xmm0, (%rsi)
;;      2c3    movaps %xmm0, 0x10(%rsi)
;;      2c7    add $0x20, %rsi
;;      2cb    cmp %r10, %rsi
;;      2ce    jb .L11
;; .L12:
;;      2d4    ret
;; .L13:
;;      2d5    test $8, %cl
;;      2d8    je .L14
;;      2de    mov %rax, (%rsi)
;;      2e1    mov %rax, -8(%rsi,%rcx)
;;      2e6    ret
;; .L14:
;;      2e7    test $4, %cl
;;      2ea    je .L15
;;      2f0    mov %eax, (%rsi)
;;      2f2    mov %eax, -4(%rsi,%rcx)
;;      2f6    ret
;; .L15:
;;      2f7    test %ecx, %ecx
;;      2f9    je .L16
;;      2ff    mov %al, (%rsi)
;;      301    mov %al, -1(%rsi,%rcx)
;;      305    test $2, %cl
;;      308    je .L16
;;      30e    mov %ax, (%rsi)
;; .L16:
;;      311    ret
