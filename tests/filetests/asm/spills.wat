;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; More values than x86-64 has registers in a loop with many ways to its end: what these reload and do not change is not
;; spilled again where they meet.
(module (memory 1)
  (func (param i32 i32) (result i32) (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local.set 2 (i32.load8_u offset=0 (local.get 1)))
    (local.set 3 (i32.load8_u offset=1 (local.get 1)))
    (local.set 4 (i32.load8_u offset=2 (local.get 1)))
    (local.set 5 (i32.load8_u offset=3 (local.get 1)))
    (local.set 6 (i32.load8_u offset=4 (local.get 1)))
    (local.set 7 (i32.load8_u offset=5 (local.get 1)))
    (local.set 8 (i32.load8_u offset=6 (local.get 1)))
    (local.set 9 (i32.load8_u offset=7 (local.get 1)))
    (local.set 10 (i32.load8_u offset=8 (local.get 1)))
    (local.set 11 (i32.load8_u offset=9 (local.get 1)))
    (local.set 12 (i32.load8_u offset=10 (local.get 1)))
    (local.set 13 (i32.load8_u offset=11 (local.get 1)))
    (local.set 14 (i32.load8_u offset=12 (local.get 1)))
    (local.set 15 (i32.load8_u offset=13 (local.get 1)))
    (loop $chain
      (block $next
        (br_if $next (i32.ne (i32.load8_u (i32.add (local.get 0) (local.get 2))) (local.get 3)))
        (br_if $next (i32.ne (i32.load8_u (i32.add (local.get 0) (local.get 4))) (local.get 5)))
        (br_if $next (i32.ne (i32.load8_u (i32.add (local.get 0) (local.get 6))) (local.get 7)))
        (br_if $next (i32.ne (i32.load8_u (i32.add (local.get 0) (local.get 8))) (local.get 9)))
        (br_if $next (i32.ne (i32.load8_u (i32.add (local.get 0) (local.get 10))) (local.get 11)))
        (br_if $next (i32.ne (i32.load8_u (i32.add (local.get 0) (local.get 12))) (local.get 13)))
        (local.set 3 (i32.mul (local.get 14) (local.get 15))))
      (br_if $chain (local.tee 0 (i32.load16_u offset=64 (local.get 0)))))
    (local.get 3)
    (i32.xor (local.get 4))
    (i32.xor (local.get 5))
    (i32.xor (local.get 6))
    (i32.xor (local.get 7))
    (i32.xor (local.get 8))
    (i32.xor (local.get 9))
    (i32.xor (local.get 10))
    (i32.xor (local.get 11))
    (i32.xor (local.get 12))
    (i32.xor (local.get 13))
    (i32.xor (local.get 14))
    (i32.xor (local.get 15))))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    push %rbp
;;        1    push %r12
;;        3    push %r13
;;        5    push %r14
;;        7    push %r15
;;        9    sub $0x18, %rsp
;;        d    movzbl (%rbx,%rdx), %ecx                     # wasm 0x25 trap: out of bounds memory access
;;       11    mov %rcx, 0x10(%rsp)
;;       16    movzbl 1(%rbx,%rdx), %eax                    # wasm 0x2c trap: out of bounds memory access
;;       1b    movzbl 2(%rbx,%rdx), %ecx                    # wasm 0x33 trap: out of bounds memory access
;;       20    mov %rcx, 8(%rsp)
;;       25    movzbl 3(%rbx,%rdx), %edi                    # wasm 0x3a trap: out of bounds memory access
;;       2a    movzbl 4(%rbx,%rdx), %r8d                    # wasm 0x41 trap: out of bounds memory access
;;       30    movzbl 5(%rbx,%rdx), %r9d                    # wasm 0x48 trap: out of bounds memory access
;;       36    movzbl 6(%rbx,%rdx), %r10d                   # wasm 0x4f trap: out of bounds memory access
;;       3c    movzbl 7(%rbx,%rdx), %r11d                   # wasm 0x56 trap: out of bounds memory access
;;       42    movzbl 8(%rbx,%rdx), %ebp                    # wasm 0x5d trap: out of bounds memory access
;;       47    movzbl 9(%rbx,%rdx), %r12d                   # wasm 0x64 trap: out of bounds memory access
;;       4d    movzbl 0xa(%rbx,%rdx), %r13d                 # wasm 0x6b trap: out of bounds memory access
;;       53    movzbl 0xb(%rbx,%rdx), %r14d                 # wasm 0x72 trap: out of bounds memory access
;;       59    movzbl 0xc(%rbx,%rdx), %r15d                 # wasm 0x79 trap: out of bounds memory access
;;       5f    movzbl 0xd(%rbx,%rdx), %ecx                  # wasm 0x80 trap: out of bounds memory access
;;       64    mov %rcx, (%rsp)
;;       68    mov 0x10(%rsp), %rdx
;;       6d    jmp .L3                                      # wasm 0x85
;; .L1:
;;       6f    mov (%rsp), %rcx
;;       73    mov 8(%rsp), %rdx
;; .L2:
;;       78    movzwl 0x40(%rbx,%rsi), %esi                 # wasm 0xe1 trap: out of bounds memory access
;;       7d    test %esi, %esi                              # wasm 0xe6
;;       7f    je .L9
;;       81    mov 0x10(%rsp), %rdx
;; .L3:
;;       86    lea (%rsi,%rdx), %ecx                        # wasm 0x8d
;;       89    movzbl (%rbx,%rcx), %ecx                     # wasm 0x8e trap: out of bounds memory access
;;       8d    cmp %eax, %ecx                               # wasm 0x94
;;       8f    jne .L1
;;       91    mov 8(%rsp), %rdx                            # wasm 0x9a
;;       96    lea (%rsi,%rdx), %ecx
;;       99    cmp (%rbx,%rcx), %dil                        # wasm 0xa1 trap: out of bounds memory access
;;       9d    je .L4
;;       9f    mov (%rsp), %rcx
;;       a3    jmp .L2
;; .L4:
;;       a5    lea (%rsi,%r8), %ecx                         # wasm 0xa7
;;       a9    cmp (%rbx,%rcx), %r9b                        # wasm 0xae trap: out of bounds memory access
;;       ad    je .L5
;;       af    mov (%rsp), %rcx
;;       b3    jmp .L2
;; .L5:
;;       b5    lea (%rsi,%r10), %ecx                        # wasm 0xb4
;;       b9    cmp (%rbx,%rcx), %r11b                       # wasm 0xbb trap: out of bounds memory access
;;       bd    je .L6
;;       bf    mov (%rsp), %rcx
;;       c3    jmp .L2
;; .L6:
;;       c5    lea (%rsi,%rbp), %ecx                        # wasm 0xc1
;;       c8    cmp (%rbx,%rcx), %r12b                       # wasm 0xc8 trap: out of bounds memory access
;;       cc    je .L7
;;       ce    mov (%rsp), %rcx
;;       d2    jmp .L2
;; .L7:
;;       d4    lea (%rsi,%r13), %ecx                        # wasm 0xce
;;       d8    cmp (%rbx,%rcx), %r14b                       # wasm 0xd5 trap: out of bounds memory access
;;       dc    je .L8
;;       de    mov (%rsp), %rcx
;;       e2    jmp .L2
;; .L8:
;;       e4    mov (%rsp), %rcx                             # wasm 0xdb
;;       e8    mov %r15, %rax
;;       eb    imul %ecx, %eax
;;       ee    jmp .L2                                      # wasm 0xde
;; .L9:
;;       f0    xor %edx, %eax                               # wasm 0xed
;;       f2    xor %edi, %eax                               # wasm 0xf0
;;       f4    xor %r8d, %eax                               # wasm 0xf3
;;       f7    xor %r9d, %eax                               # wasm 0xf6
;;       fa    xor %r10d, %eax                              # wasm 0xf9
;;       fd    xor %r11d, %eax                              # wasm 0xfc
;;      100    xor %ebp, %eax                               # wasm 0xff
;;      102    xor %r12d, %eax                              # wasm 0x102
;;      105    xor %r13d, %eax                              # wasm 0x105
;;      108    xor %r14d, %eax                              # wasm 0x108
;;      10b    xor %r15d, %eax                              # wasm 0x10b
;;      10e    xor %ecx, %eax                               # wasm 0x10e
;;      110    add $0x18, %rsp                              # wasm 0x10f
;;      114    pop %r15
;;      116    pop %r14
;;      118    pop %r13
;;      11a    pop %r12
;;      11c    pop %rbp
;;      11d    ret

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    add x14, x28, w2, uxtw                       # wasm 0x25
;;        4    ldrb w0, [x14]                               # trap: out of bounds memory access
;;        8    ldrb w2, [x14, #0x1]                         # wasm 0x2c trap: out of bounds memory access
;;        c    ldrb w3, [x14, #0x2]                         # wasm 0x33 trap: out of bounds memory access
;;       10    ldrb w4, [x14, #0x3]                         # wasm 0x3a trap: out of bounds memory access
;;       14    ldrb w5, [x14, #0x4]                         # wasm 0x41 trap: out of bounds memory access
;;       18    ldrb w6, [x14, #0x5]                         # wasm 0x48 trap: out of bounds memory access
;;       1c    ldrb w7, [x14, #0x6]                         # wasm 0x4f trap: out of bounds memory access
;;       20    ldrb w8, [x14, #0x7]                         # wasm 0x56 trap: out of bounds memory access
;;       24    ldrb w9, [x14, #0x8]                         # wasm 0x5d trap: out of bounds memory access
;;       28    ldrb w10, [x14, #0x9]                        # wasm 0x64 trap: out of bounds memory access
;;       2c    ldrb w11, [x14, #0xa]                        # wasm 0x6b trap: out of bounds memory access
;;       30    ldrb w12, [x14, #0xb]                        # wasm 0x72 trap: out of bounds memory access
;;       34    ldrb w13, [x14, #0xc]                        # wasm 0x79 trap: out of bounds memory access
;;       38    ldrb w14, [x14, #0xd]                        # wasm 0x80 trap: out of bounds memory access
;;       3c    b .L3                                        # wasm 0x85
;; .L1:
;;       40    mul w2, w13, w14                             # wasm 0xdb
;; .L2:
;;       44    add x1, x28, w1, uxtw                        # wasm 0xe1
;;       48    ldrh w1, [x1, #0x40]                         # trap: out of bounds memory access
;;       4c    cbz w1, .L4                                  # wasm 0xe6
;; .L3:
;;       50    add w15, w1, w0                              # wasm 0x8d
;;       54    ldrb w15, [x28, w15, uxtw]                   # wasm 0x8e trap: out of bounds memory access
;;       58    cmp w15, w2                                  # wasm 0x94
;;       5c    b.ne .L2
;;       60    add w15, w1, w3                              # wasm 0x9a
;;       64    ldrb w15, [x28, w15, uxtw]                   # wasm 0x9b trap: out of bounds memory access
;;       68    cmp w15, w4                                  # wasm 0xa1
;;       6c    b.ne .L2
;;       70    add w15, w1, w5                              # wasm 0xa7
;;       74    ldrb w15, [x28, w15, uxtw]                   # wasm 0xa8 trap: out of bounds memory access
;;       78    cmp w15, w6                                  # wasm 0xae
;;       7c    b.ne .L2
;;       80    add w15, w1, w7                              # wasm 0xb4
;;       84    ldrb w15, [x28, w15, uxtw]                   # wasm 0xb5 trap: out of bounds memory access
;;       88    cmp w15, w8                                  # wasm 0xbb
;;       8c    b.ne .L2
;;       90    add w15, w1, w9                              # wasm 0xc1
;;       94    ldrb w15, [x28, w15, uxtw]                   # wasm 0xc2 trap: out of bounds memory access
;;       98    cmp w15, w10                                 # wasm 0xc8
;;       9c    b.ne .L2
;;       a0    add w15, w1, w11                             # wasm 0xce
;;       a4    ldrb w15, [x28, w15, uxtw]                   # wasm 0xcf trap: out of bounds memory access
;;       a8    cmp w15, w12                                 # wasm 0xd5
;;       ac    b.ne .L2
;;       b0    b .L1
;; .L4:
;;       b4    eor w3, w2, w3                               # wasm 0xed
;;       b8    eor w2, w3, w4                               # wasm 0xf0
;;       bc    eor w2, w2, w5                               # wasm 0xf3
;;       c0    eor w2, w2, w6                               # wasm 0xf6
;;       c4    eor w2, w2, w7                               # wasm 0xf9
;;       c8    eor w2, w2, w8                               # wasm 0xfc
;;       cc    eor w2, w2, w9                               # wasm 0xff
;;       d0    eor w2, w2, w10                              # wasm 0x102
;;       d4    eor w2, w2, w11                              # wasm 0x105
;;       d8    eor w2, w2, w12                              # wasm 0x108
;;       dc    eor w2, w2, w13                              # wasm 0x10b
;;       e0    eor w0, w2, w14                              # wasm 0x10e
;;       e4    ret                                          # wasm 0x10f
