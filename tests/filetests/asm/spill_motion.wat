;; print: asm -O2 x86-64
;; print: asm -O2 -fno-spill-motion x86-64
;; Where the ways of a loop's round meet, only seldom ones have lost what a slot has: they load it, not all.
(module
  (memory 1)
  (func (export "match") (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32) (param $f i32) (result i32)
    (local $g i32) (local $h i32) (local $i i32) (local $j i32) (local $k i32) (local $l i32) (local $m i32) (local $x i32) (local $n i32)
    (local.set $g (i32.load (local.get $a)))
    (local.set $h (i32.load offset=4 (local.get $a)))
    (local.set $i (i32.load offset=8 (local.get $a)))
    (local.set $j (i32.load offset=12 (local.get $a)))
    (local.set $k (i32.load offset=16 (local.get $a)))
    (local.set $l (i32.load offset=20 (local.get $a)))
    (local.set $m (i32.load offset=24 (local.get $a)))
    (local.set $n (i32.load offset=64 (local.get $a)))
    (loop $next
      (block $on
        (br_if $on (i32.ne (i32.load8_u (i32.add (local.get $b) (local.get $c))) (local.get $l)))
        (br_if $on (i32.ne (i32.load8_u (local.get $b)) (local.get $m)))
        (br_if $on (i32.le_s (local.tee $x (i32.mul (i32.load offset=28 (i32.add (local.get $b) (local.get $h))) (local.get $i))) (local.get $c)))
        (i32.store offset=32 (local.get $a) (local.get $b))
        (i32.store offset=96 (local.get $a) (i32.add (local.get $n) (local.get $x)))
        (local.set $c (local.get $x))
        (local.set $l (i32.load8_u (i32.add (local.get $g) (local.get $x))))
        (local.set $m (i32.load8_u offset=1 (i32.add (local.get $j) (local.get $x)))))
      (local.set $b (i32.load16_u (i32.add (local.get $k) (i32.shl (i32.and (local.get $b) (local.get $d)) (i32.const 1)))))
      (br_if $next (i32.and (i32.gt_u (local.get $b) (local.get $e)) (i32.ne (local.tee $f (i32.sub (local.get $f) (i32.const 1))) (i32.const 0)))))
    (i32.add (i32.add (i32.add (i32.xor (local.get $n) (local.get $a)) (local.get $c)) (i32.xor (local.get $g) (local.get $h))) (i32.mul (local.get $i) (local.get $j)))))

;;; asm -O2 x86-64
;; 00000000 <match>: ; function 0
;;        0    push %rbp
;;        1    push %r12
;;        3    push %r13
;;        5    push %r14
;;        7    push %r15
;;        9    sub $0x20, %rsp
;;        d    mov %r8, %rbp
;;       10    mov %r9, 0x18(%rsp)
;;       15    mov (%rbx,%rsi), %r10d                       # wasm 0x34 trap: out of bounds memory access
;;       19    mov 4(%rbx,%rsi), %r12d                      # wasm 0x3b trap: out of bounds memory access
;;       1e    mov %r12, 0x10(%rsp)
;;       23    mov 8(%rbx,%rsi), %r8d                       # wasm 0x42 trap: out of bounds memory access
;;       28    mov 0xc(%rbx,%rsi), %eax                     # wasm 0x49 trap: out of bounds memory access
;;       2c    mov %rax, 8(%rsp)
;;       31    mov 0x10(%rbx,%rsi), %r11d                   # wasm 0x50 trap: out of bounds memory access
;;       36    mov %r11, (%rsp)
;;       3a    mov 0x14(%rbx,%rsi), %r13d                   # wasm 0x57 trap: out of bounds memory access
;;       3f    mov 0x18(%rbx,%rsi), %r14d                   # wasm 0x5e trap: out of bounds memory access
;;       44    mov 0x40(%rbx,%rsi), %eax                    # wasm 0x65 trap: out of bounds memory access
;;       48    jmp .L3                                      # wasm 0x6a
;; .L1:
;;       4a    mov %r8, %r12
;;       4d    mov %rbp, %r15
;; .L2:
;;       50    and %ebp, %edx                               # wasm 0xc7
;;       52    lea (%r11,%rdx,2), %edx                      # wasm 0xcb
;;       56    movzwl (%rbx,%rdx), %edx                     # wasm 0xcc trap: out of bounds memory access
;;       5a    cmp 0x18(%rsp), %edx                         # wasm 0xd5
;;       5e    seta %r9b
;;       62    movzbl %r9b, %r9d
;;       66    sub $1, %edi                                 # wasm 0xda
;;       69    setne %r8b                                   # wasm 0xdf
;;       6d    movzbl %r8b, %r8d
;;       71    test %r9d, %r8d                              # wasm 0xe1
;;       74    mov %r12, %r8
;;       77    mov %r15, %rbp
;;       7a    je .L6                                       # wasm 0xe1
;; .L3:
;;       7c    lea (%rdx,%rcx), %r9d                        # wasm 0x72
;;       80    movzbl (%rbx,%r9), %r9d                      # wasm 0x73 trap: out of bounds memory access
;;       85    cmp %r13d, %r9d                              # wasm 0x79
;;       88    jne .L1
;;       8a    movzbl (%rbx,%rdx), %r9d                     # wasm 0x7d trap: out of bounds memory access
;;       8f    cmp %r14d, %r9d                              # wasm 0x83
;;       92    je .L4
;;       94    mov %r8, %r12
;;       97    mov %rbp, %r15
;;       9a    jmp .L2
;; .L4:
;;       9c    mov %rdx, %r9                                # wasm 0x89
;;       9f    add 0x10(%rsp), %r9d
;;       a4    mov %r8, %r12
;;       a7    mov %r8, %r15
;;       aa    imul 0x1c(%rbx,%r9), %r15d                   # wasm 0x8f trap: out of bounds memory access
;;       b0    cmp %ecx, %r15d                              # wasm 0x95
;;       b3    jg .L5
;;       b5    mov %rbp, %r15
;;       b8    mov (%rsp), %r11
;;       bc    jmp .L2
;; .L5:
;;       be    mov %edx, 0x20(%rbx,%rsi)                    # wasm 0x9b trap: out of bounds memory access
;;       c2    lea (%rax,%r15), %ecx                        # wasm 0xa4
;;       c6    mov %ecx, 0x60(%rbx,%rsi)                    # wasm 0xa5 trap: out of bounds memory access
;;       ca    lea (%r10,%r15), %ecx                        # wasm 0xb0
;;       ce    movzbl (%rbx,%rcx), %r13d                    # wasm 0xb1 trap: out of bounds memory access
;;       d3    mov 8(%rsp), %rcx
;;       d8    add %r15d, %ecx                              # wasm 0xba
;;       db    movzbl 1(%rbx,%rcx), %r14d                   # wasm 0xbb trap: out of bounds memory access
;;       e1    mov %r15, %rcx
;;       e4    mov %rbp, %r15
;;       e7    mov (%rsp), %r11                             # wasm 0xc0
;;       eb    jmp .L2
;; .L6:
;;       f0    xor %esi, %eax                               # wasm 0xe8
;;       f2    add %ecx, %eax                               # wasm 0xeb
;;       f4    xor 0x10(%rsp), %r10d                        # wasm 0xf0
;;       f9    add %r10d, %eax                              # wasm 0xf1
;;       fc    imul 8(%rsp), %r12d                          # wasm 0xf6
;;      102    add %r12d, %eax                              # wasm 0xf7
;;      105    add $0x20, %rsp                              # wasm 0xf8
;;      109    pop %r15
;;      10b    pop %r14
;;      10d    pop %r13
;;      10f    pop %r12
;;      111    pop %rbp
;;      112    ret

;;; asm -O2 -fno-spill-motion x86-64
;; 00000000 <match>: ; function 0
;;        0    push %rbp
;;        1    push %r12
;;        3    push %r13
;;        5    push %r14
;;        7    push %r15
;;        9    sub $0x20, %rsp
;;        d    mov %r8, %rbp
;;       10    mov %r9, 0x18(%rsp)
;;       15    mov (%rbx,%rsi), %r10d                       # wasm 0x34 trap: out of bounds memory access
;;       19    mov 4(%rbx,%rsi), %r12d                      # wasm 0x3b trap: out of bounds memory access
;;       1e    mov %r12, 0x10(%rsp)
;;       23    mov 8(%rbx,%rsi), %r8d                       # wasm 0x42 trap: out of bounds memory access
;;       28    mov 0xc(%rbx,%rsi), %eax                     # wasm 0x49 trap: out of bounds memory access
;;       2c    mov %rax, 8(%rsp)
;;       31    mov 0x10(%rbx,%rsi), %r11d                   # wasm 0x50 trap: out of bounds memory access
;;       36    mov %r11, (%rsp)
;;       3a    mov 0x14(%rbx,%rsi), %r13d                   # wasm 0x57 trap: out of bounds memory access
;;       3f    mov 0x18(%rbx,%rsi), %r14d                   # wasm 0x5e trap: out of bounds memory access
;;       44    mov 0x40(%rbx,%rsi), %eax                    # wasm 0x65 trap: out of bounds memory access
;;       48    jmp .L3                                      # wasm 0x6a
;; .L1:
;;       4a    mov %r8, %r12
;;       4d    mov %rbp, %r15
;; .L2:
;;       50    and %ebp, %edx                               # wasm 0xc7
;;       52    mov (%rsp), %r11
;;       56    lea (%r11,%rdx,2), %edx                      # wasm 0xcb
;;       5a    movzwl (%rbx,%rdx), %edx                     # wasm 0xcc trap: out of bounds memory access
;;       5e    cmp 0x18(%rsp), %edx                         # wasm 0xd5
;;       62    seta %r9b
;;       66    movzbl %r9b, %r9d
;;       6a    sub $1, %edi                                 # wasm 0xda
;;       6d    setne %r8b                                   # wasm 0xdf
;;       71    movzbl %r8b, %r8d
;;       75    test %r9d, %r8d                              # wasm 0xe1
;;       78    mov %r12, %r8
;;       7b    mov %r15, %rbp
;;       7e    je .L6                                       # wasm 0xe1
;; .L3:
;;       80    lea (%rdx,%rcx), %r9d                        # wasm 0x72
;;       84    movzbl (%rbx,%r9), %r9d                      # wasm 0x73 trap: out of bounds memory access
;;       89    cmp %r13d, %r9d                              # wasm 0x79
;;       8c    jne .L1
;;       8e    movzbl (%rbx,%rdx), %r9d                     # wasm 0x7d trap: out of bounds memory access
;;       93    cmp %r14d, %r9d                              # wasm 0x83
;;       96    je .L4
;;       98    mov %r8, %r12
;;       9b    mov %rbp, %r15
;;       9e    jmp .L2
;; .L4:
;;       a0    mov %rdx, %r9                                # wasm 0x89
;;       a3    add 0x10(%rsp), %r9d
;;       a8    mov %r8, %r12
;;       ab    mov %r8, %r15
;;       ae    imul 0x1c(%rbx,%r9), %r15d                   # wasm 0x8f trap: out of bounds memory access
;;       b4    cmp %ecx, %r15d                              # wasm 0x95
;;       b7    jg .L5
;;       b9    mov %rbp, %r15
;;       bc    jmp .L2
;; .L5:
;;       be    mov %edx, 0x20(%rbx,%rsi)                    # wasm 0x9b trap: out of bounds memory access
;;       c2    lea (%rax,%r15), %ecx                        # wasm 0xa4
;;       c6    mov %ecx, 0x60(%rbx,%rsi)                    # wasm 0xa5 trap: out of bounds memory access
;;       ca    lea (%r10,%r15), %ecx                        # wasm 0xb0
;;       ce    movzbl (%rbx,%rcx), %r13d                    # wasm 0xb1 trap: out of bounds memory access
;;       d3    mov 8(%rsp), %rcx
;;       d8    add %r15d, %ecx                              # wasm 0xba
;;       db    movzbl 1(%rbx,%rcx), %r14d                   # wasm 0xbb trap: out of bounds memory access
;;       e1    mov %r15, %rcx
;;       e4    mov %rbp, %r15
;;       e7    jmp .L2                                      # wasm 0xc0
;; .L6:
;;       ec    xor %esi, %eax                               # wasm 0xe8
;;       ee    add %ecx, %eax                               # wasm 0xeb
;;       f0    xor 0x10(%rsp), %r10d                        # wasm 0xf0
;;       f5    add %r10d, %eax                              # wasm 0xf1
;;       f8    imul 8(%rsp), %r12d                          # wasm 0xf6
;;       fe    add %r12d, %eax                              # wasm 0xf7
;;      101    add $0x20, %rsp                              # wasm 0xf8
;;      105    pop %r15
;;      107    pop %r14
;;      109    pop %r13
;;      10b    pop %r12
;;      10d    pop %rbp
;;      10e    ret
