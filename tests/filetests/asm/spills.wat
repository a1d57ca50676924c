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
;;        d    mov %esi, %ecx
;;        f    mov %edx, %edx
;;       11    movzbl (%rbx,%rdx), %eax                     # wasm 0x25 trap: out of bounds memory access
;;       15    mov %rax, 0x10(%rsp)
;;       1a    movzbl 1(%rbx,%rdx), %eax                    # wasm 0x2c trap: out of bounds memory access
;;       1f    movzbl 2(%rbx,%rdx), %edi                    # wasm 0x33 trap: out of bounds memory access
;;       24    mov %rdi, 8(%rsp)
;;       29    movzbl 3(%rbx,%rdx), %edi                    # wasm 0x3a trap: out of bounds memory access
;;       2e    movzbl 4(%rbx,%rdx), %r8d                    # wasm 0x41 trap: out of bounds memory access
;;       34    movzbl 5(%rbx,%rdx), %r9d                    # wasm 0x48 trap: out of bounds memory access
;;       3a    movzbl 6(%rbx,%rdx), %r10d                   # wasm 0x4f trap: out of bounds memory access
;;       40    movzbl 7(%rbx,%rdx), %r11d                   # wasm 0x56 trap: out of bounds memory access
;;       46    movzbl 8(%rbx,%rdx), %ebp                    # wasm 0x5d trap: out of bounds memory access
;;       4b    movzbl 9(%rbx,%rdx), %r12d                   # wasm 0x64 trap: out of bounds memory access
;;       51    movzbl 0xa(%rbx,%rdx), %r13d                 # wasm 0x6b trap: out of bounds memory access
;;       57    movzbl 0xb(%rbx,%rdx), %r14d                 # wasm 0x72 trap: out of bounds memory access
;;       5d    movzbl 0xc(%rbx,%rdx), %r15d                 # wasm 0x79 trap: out of bounds memory access
;;       63    movzbl 0xd(%rbx,%rdx), %edx                  # wasm 0x80 trap: out of bounds memory access
;;       68    mov %rdx, (%rsp)
;;       6c    mov 0x10(%rsp), %rdx
;; .L1:
;;       71    lea (%rcx,%rdx), %esi                        # wasm 0x8d
;;       74    movzbl (%rbx,%rsi), %edx                     # wasm 0x8e trap: out of bounds memory access
;;       78    cmp %eax, %edx                               # wasm 0x94
;;       7a    je .L2
;;       7c    mov (%rsp), %rdx
;;       80    mov 8(%rsp), %rsi
;;       85    jmp .L8
;; .L2:
;;       87    mov 8(%rsp), %rsi                            # wasm 0x9a
;;       8c    lea (%rcx,%rsi), %edx
;;       8f    movzbl (%rbx,%rdx), %edx                     # wasm 0x9b trap: out of bounds memory access
;;       93    cmp %edi, %edx                               # wasm 0xa1
;;       95    je .L3
;;       97    mov (%rsp), %rdx
;;       9b    jmp .L8
;; .L3:
;;       9d    lea (%rcx,%r8), %edx                         # wasm 0xa7
;;       a1    movzbl (%rbx,%rdx), %edx                     # wasm 0xa8 trap: out of bounds memory access
;;       a5    cmp %r9d, %edx                               # wasm 0xae
;;       a8    je .L4
;;       aa    mov (%rsp), %rdx
;;       ae    jmp .L8
;; .L4:
;;       b0    lea (%rcx,%r10), %edx                        # wasm 0xb4
;;       b4    movzbl (%rbx,%rdx), %edx                     # wasm 0xb5 trap: out of bounds memory access
;;       b8    cmp %r11d, %edx                              # wasm 0xbb
;;       bb    je .L5
;;       bd    mov (%rsp), %rdx
;;       c1    jmp .L8
;; .L5:
;;       c3    lea (%rcx,%rbp), %edx                        # wasm 0xc1
;;       c6    movzbl (%rbx,%rdx), %edx                     # wasm 0xc2 trap: out of bounds memory access
;;       ca    cmp %r12d, %edx                              # wasm 0xc8
;;       cd    je .L6
;;       cf    mov (%rsp), %rdx
;;       d3    jmp .L8
;; .L6:
;;       d5    lea (%rcx,%r13), %edx                        # wasm 0xce
;;       d9    movzbl (%rbx,%rdx), %edx                     # wasm 0xcf trap: out of bounds memory access
;;       dd    cmp %r14d, %edx                              # wasm 0xd5
;;       e0    je .L7
;;       e2    mov (%rsp), %rdx
;;       e6    jmp .L8
;; .L7:
;;       e8    mov (%rsp), %rdx                             # wasm 0xdb
;;       ec    mov %r15, %rax
;;       ef    imul %edx, %eax
;; .L8:
;;       f2    movzwl 0x40(%rbx,%rcx), %ecx                 # wasm 0xe1 trap: out of bounds memory access
;;       f7    test %ecx, %ecx                              # wasm 0xe6
;;       f9    je .L9
;;       fb    mov 0x10(%rsp), %rdx
;;      100    jmp .L1
;; .L9:
;;      105    xor %esi, %eax                               # wasm 0xed
;;      107    xor %edi, %eax                               # wasm 0xf0
;;      109    xor %r8d, %eax                               # wasm 0xf3
;;      10c    xor %r9d, %eax                               # wasm 0xf6
;;      10f    xor %r10d, %eax                              # wasm 0xf9
;;      112    xor %r11d, %eax                              # wasm 0xfc
;;      115    xor %ebp, %eax                               # wasm 0xff
;;      117    xor %r12d, %eax                              # wasm 0x102
;;      11a    xor %r13d, %eax                              # wasm 0x105
;;      11d    xor %r14d, %eax                              # wasm 0x108
;;      120    xor %r15d, %eax                              # wasm 0x10b
;;      123    xor %edx, %eax                               # wasm 0x10e
;;      125    add $0x18, %rsp                              # wasm 0x10f
;;      129    pop %r15
;;      12b    pop %r14
;;      12d    pop %r13
;;      12f    pop %r12
;;      131    pop %rbp
;;      132    ret

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
;; .L1:
;;       3c    add w15, w1, w0                              # wasm 0x8d
;;       40    ldrb w15, [x28, w15, uxtw]                   # wasm 0x8e trap: out of bounds memory access
;;       44    cmp w15, w2                                  # wasm 0x94
;;       48    b.ne .L2
;;       4c    add w15, w1, w3                              # wasm 0x9a
;;       50    ldrb w15, [x28, w15, uxtw]                   # wasm 0x9b trap: out of bounds memory access
;;       54    cmp w15, w4                                  # wasm 0xa1
;;       58    b.ne .L2
;;       5c    add w15, w1, w5                              # wasm 0xa7
;;       60    ldrb w15, [x28, w15, uxtw]                   # wasm 0xa8 trap: out of bounds memory access
;;       64    cmp w15, w6                                  # wasm 0xae
;;       68    b.ne .L2
;;       6c    add w15, w1, w7                              # wasm 0xb4
;;       70    ldrb w15, [x28, w15, uxtw]                   # wasm 0xb5 trap: out of bounds memory access
;;       74    cmp w15, w8                                  # wasm 0xbb
;;       78    b.ne .L2
;;       7c    add w15, w1, w9                              # wasm 0xc1
;;       80    ldrb w15, [x28, w15, uxtw]                   # wasm 0xc2 trap: out of bounds memory access
;;       84    cmp w15, w10                                 # wasm 0xc8
;;       88    b.ne .L2
;;       8c    add w15, w1, w11                             # wasm 0xce
;;       90    ldrb w15, [x28, w15, uxtw]                   # wasm 0xcf trap: out of bounds memory access
;;       94    cmp w15, w12                                 # wasm 0xd5
;;       98    b.ne .L2
;;       9c    mul w2, w13, w14                             # wasm 0xdb
;; .L2:
;;       a0    add x1, x28, w1, uxtw                        # wasm 0xe1
;;       a4    ldrh w1, [x1, #0x40]                         # trap: out of bounds memory access
;;       a8    cbnz w1, .L1                                 # wasm 0xe6
;;       ac    eor w3, w2, w3                               # wasm 0xed
;;       b0    eor w2, w3, w4                               # wasm 0xf0
;;       b4    eor w2, w2, w5                               # wasm 0xf3
;;       b8    eor w2, w2, w6                               # wasm 0xf6
;;       bc    eor w2, w2, w7                               # wasm 0xf9
;;       c0    eor w2, w2, w8                               # wasm 0xfc
;;       c4    eor w2, w2, w9                               # wasm 0xff
;;       c8    eor w2, w2, w10                              # wasm 0x102
;;       cc    eor w2, w2, w11                              # wasm 0x105
;;       d0    eor w2, w2, w12                              # wasm 0x108
;;       d4    eor w2, w2, w13                              # wasm 0x10b
;;       d8    eor w0, w2, w14                              # wasm 0x10e
;;       dc    ret                                          # wasm 0x10f
