;; print: asm -O2 x86-64
;; print: asm -O2 -fno-cold-calls x86-64
;; print: asm -O2 aarch64
;; What a loop counts is in registers that calls destroy; the call that seldom runs stores it and loads it again; a second call behind it finds it stored.
(module
  (import "host" "slow" (func $slow (param i32) (result i32)))
  (memory 1)
  (func (export "sum") (param $p i32) (param $end i32) (result i32)
    (local $sum i32) (local $low i32) (local $high i32) (local $odd i32) (local $last i32)
    (loop $next
      (local.set $last (i32.load (local.get $p)))
      (local.set $sum (i32.add (local.get $sum) (local.get $last)))
      (local.set $odd (i32.add (local.get $odd) (i32.and (local.get $last) (i32.const 1))))
      (local.set $low (i32.xor (local.get $low) (i32.add (local.get $last) (local.get $odd))))
      (local.set $high (i32.or (local.get $high) (local.get $last)))
      (if (i32.eqz (local.get $last))
        (then (if (i32.eq (local.get $odd) (i32.const 99))
          (then (local.set $sum (call $slow (local.get $sum)))))))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 4))) (local.get $end))))
    (i32.add (i32.add (local.get $sum) (local.get $odd)) (i32.add (local.get $low) (i32.add (local.get $high) (local.get $last)))))
  (func (export "twice") (param $p i32) (param $end i32) (result i32)
    (local $sum i32) (local $last i32)
    (loop $next
      (local.set $last (i32.load (local.get $p)))
      (local.set $sum (i32.add (local.get $sum) (local.get $last)))
      (if (i32.eqz (local.get $last))
        (then
          (if (i32.eq (local.get $sum) (i32.const 99)) (then
            (drop (call $slow (i32.const 1)))
            (if (i32.load offset=4 (local.get $p)) (then (drop (call $slow (i32.const 2)))))))))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 4))) (local.get $end))))
    (local.get $sum)))

;;; asm -O2 x86-64
;; 00000000 <sum>: ; function 1
;;        0    push %rbp
;;        1    sub $0x30, %rsp
;;        5    mov %rsi, %rax
;;        8    mov %rdx, %rbp
;;        b    xor %esi, %esi                               # wasm 0x48
;;        d    xor %ecx, %ecx
;;        f    xor %edi, %edi
;;       11    xor %edx, %edx
;;       13    mov %rax, %r9
;;       16    jmp .L3
;; .L1:
;;       18    mov %rsi, %rax                               # wasm 0x87
;; .L2:
;;       1b    add $4, %r9d                                 # wasm 0x8c
;;       1f    cmp %ebp, %r9d                               # wasm 0x92
;;       22    mov %rax, %rsi
;;       25    jae .L5                                      # wasm 0x92
;; .L3:
;;       27    mov (%rbx,%r9), %r8d                         # wasm 0x4c trap: out of bounds memory access
;;       2b    add %r8d, %esi                               # wasm 0x55
;;       2e    mov %r8, %rax
;;       31    and $1, %eax                                 # wasm 0x5e
;;       34    add %eax, %edx                               # wasm 0x5f
;;       36    lea (%r8,%rdx), %eax                         # wasm 0x68
;;       3a    xor %eax, %ecx                               # wasm 0x69
;;       3c    or %r8d, %edi                                # wasm 0x70
;;       3f    test %r8d, %r8d                              # wasm 0x76
;;       42    jne .L1
;;       44    cmp $0x63, %edx                              # wasm 0x7e
;;       47    jne .L4
;;       49    mov %r9, (%rsp)                              # wasm 0x82
;;       4d    mov %rdi, 8(%rsp)
;;       52    mov %rcx, 0x10(%rsp)
;;       57    mov %rdx, 0x18(%rsp)
;;       5c    mov %r8, 0x20(%rsp)
;;       61    call <import host.slow>
;;       66    mov (%rsp), %r9
;;       6a    mov 8(%rsp), %rdi
;;       6f    mov 0x10(%rsp), %rcx
;;       74    mov 0x18(%rsp), %rdx
;;       79    mov 0x20(%rsp), %r8
;;       7e    jmp .L2                                      # wasm 0x86
;; .L4:
;;       80    mov %rsi, %rax
;;       83    jmp .L2
;; .L5:
;;       85    add %edx, %eax                               # wasm 0x99
;;       87    add %r8d, %edi                               # wasm 0xa0
;;       8a    add %ecx, %edi                               # wasm 0xa1
;;       8c    add %edi, %eax                               # wasm 0xa2
;;       8e    add $0x30, %rsp                              # wasm 0xa3
;;       92    pop %rbp
;;       93    ret
;; 000000c0 <twice>: ; function 2
;;       c0    push %rbp
;;       c1    push %r12
;;       c3    push %r13
;;       c5    mov %rdx, %r13
;;       c8    xor %r12d, %r12d                             # wasm 0xa8
;;       cb    mov %rsi, %rbp
;;       ce    jmp .L3
;; .L1:
;;       d0    mov $2, %esi                                 # wasm 0xd3
;;       d5    call <import host.slow>
;; .L2:
;;       da    add $4, %ebp                                 # wasm 0xdd
;;       dd    cmp %r13d, %ebp                              # wasm 0xe3
;;       e0    jae .L4
;; .L3:
;;       e2    mov (%rbx,%rbp), %ecx                        # wasm 0xac trap: out of bounds memory access
;;       e5    add %ecx, %r12d                              # wasm 0xb5
;;       e8    test %ecx, %ecx                              # wasm 0xbb
;;       ea    jne .L2
;;       ec    cmp $0x63, %r12d                             # wasm 0xc3
;;       f0    jne .L2
;;       f2    mov $1, %esi                                 # wasm 0xc7
;;       f7    call <import host.slow>
;;       fc    cmpl $0, 4(%rbx,%rbp)                        # wasm 0xcf trap: out of bounds memory access
;;      101    jne .L1
;;      103    jmp .L2
;; .L4:
;;      105    mov %r12, %rax                               # wasm 0xe8
;;      108    pop %r13
;;      10a    pop %r12
;;      10c    pop %rbp
;;      10d    ret

;;; asm -O2 -fno-cold-calls x86-64
;; 00000000 <sum>: ; function 1
;;        0    push %rbp
;;        1    push %r12
;;        3    push %r13
;;        5    push %r14
;;        7    push %r15
;;        9    sub $0x10, %rsp
;;        d    mov %rsi, %rax
;;       10    mov %rdx, (%rsp)
;;       14    xor %esi, %esi                               # wasm 0x48
;;       16    xor %ebp, %ebp
;;       18    xor %r12d, %r12d
;;       1b    xor %r13d, %r13d
;;       1e    mov %rax, %r14
;;       21    jmp .L3
;; .L1:
;;       23    mov %rsi, %rax                               # wasm 0x87
;; .L2:
;;       26    add $4, %r14d                                # wasm 0x8c
;;       2a    cmp (%rsp), %r14d                            # wasm 0x92
;;       2e    mov %rax, %rsi
;;       31    jae .L5                                      # wasm 0x92
;; .L3:
;;       33    mov (%rbx,%r14), %r15d                       # wasm 0x4c trap: out of bounds memory access
;;       37    add %r15d, %esi                              # wasm 0x55
;;       3a    mov %r15, %rax
;;       3d    and $1, %eax                                 # wasm 0x5e
;;       40    add %eax, %r13d                              # wasm 0x5f
;;       43    lea (%r15,%r13), %eax                        # wasm 0x68
;;       47    xor %eax, %ebp                               # wasm 0x69
;;       49    or %r15d, %r12d                              # wasm 0x70
;;       4c    test %r15d, %r15d                            # wasm 0x76
;;       4f    jne .L1
;;       51    cmp $0x63, %r13d                             # wasm 0x7e
;;       55    jne .L4
;;       57    call <import host.slow>                      # wasm 0x82
;;       5c    jmp .L2                                      # wasm 0x86
;; .L4:
;;       5e    mov %rsi, %rax
;;       61    jmp .L2
;; .L5:
;;       63    add %r13d, %eax                              # wasm 0x99
;;       66    add %r15d, %r12d                             # wasm 0xa0
;;       69    add %ebp, %r12d                              # wasm 0xa1
;;       6c    add %r12d, %eax                              # wasm 0xa2
;;       6f    add $0x10, %rsp                              # wasm 0xa3
;;       73    pop %r15
;;       75    pop %r14
;;       77    pop %r13
;;       79    pop %r12
;;       7b    pop %rbp
;;       7c    ret
;; 00000080 <twice>: ; function 2
;;       80    push %rbp
;;       81    push %r12
;;       83    push %r13
;;       85    mov %rdx, %r13
;;       88    xor %r12d, %r12d                             # wasm 0xa8
;;       8b    mov %rsi, %rbp
;;       8e    jmp .L3
;; .L1:
;;       90    mov $2, %esi                                 # wasm 0xd3
;;       95    call <import host.slow>
;; .L2:
;;       9a    add $4, %ebp                                 # wasm 0xdd
;;       9d    cmp %r13d, %ebp                              # wasm 0xe3
;;       a0    jae .L4
;; .L3:
;;       a2    mov (%rbx,%rbp), %ecx                        # wasm 0xac trap: out of bounds memory access
;;       a5    add %ecx, %r12d                              # wasm 0xb5
;;       a8    test %ecx, %ecx                              # wasm 0xbb
;;       aa    jne .L2
;;       ac    cmp $0x63, %r12d                             # wasm 0xc3
;;       b0    jne .L2
;;       b2    mov $1, %esi                                 # wasm 0xc7
;;       b7    call <import host.slow>
;;       bc    cmpl $0, 4(%rbx,%rbp)                        # wasm 0xcf trap: out of bounds memory access
;;       c1    jne .L1
;;       c3    jmp .L2
;; .L4:
;;       c5    mov %r12, %rax                               # wasm 0xe8
;;       c8    pop %r13
;;       ca    pop %r12
;;       cc    pop %rbp
;;       cd    ret

;;; asm -O2 aarch64
;; 00000000 <sum>: ; function 1
;;        0    stp x26, x23, [sp, #-0x40]!
;;        4    stp xzr, x30, [sp, #0x30]
;;        8    stp x20, x19, [sp, #0x20]
;;        c    stp x22, x21, [sp, #0x10]
;;       10    mov x26, x2
;;       14    mov w0, #0x0                                 # wasm 0x48
;;       18    mov w19, #0x0
;;       1c    mov w20, #0x0
;;       20    mov w21, #0x0
;;       24    mov x22, x1
;;       28    b .L3
;; .L1:
;;       2c    mov x0, x1                                   # wasm 0x87
;; .L2:
;;       30    add w22, w22, #0x4                           # wasm 0x8c
;;       34    cmp w22, w26                                 # wasm 0x92
;;       38    b.hs .L5
;; .L3:
;;       3c    ldr w23, [x28, w22, uxtw]                    # wasm 0x4c trap: out of bounds memory access
;;       40    add w1, w0, w23                              # wasm 0x55
;;       44    and w0, w23, #0x1                            # wasm 0x5e
;;       48    add w21, w21, w0                             # wasm 0x5f
;;       4c    add w0, w23, w21                             # wasm 0x68
;;       50    eor w19, w19, w0                             # wasm 0x69
;;       54    orr w20, w20, w23                            # wasm 0x70
;;       58    cbnz w23, .L1                                # wasm 0x76
;;       5c    cmp w21, #0x63                               # wasm 0x7e
;;       60    b.ne .L4
;;       64    bl <import host.slow>                        # wasm 0x82
;;       68    b .L2                                        # wasm 0x86
;; .L4:
;;       6c    mov x0, x1
;;       70    b .L2
;; .L5:
;;       74    add w0, w0, w21                              # wasm 0x99
;;       78    add w1, w20, w23                             # wasm 0xa0
;;       7c    add w1, w19, w1                              # wasm 0xa1
;;       80    add w0, w0, w1                               # wasm 0xa2
;;       84    ldp xzr, x30, [sp, #0x30]                    # wasm 0xa3
;;       88    ldp x20, x19, [sp, #0x20]
;;       8c    ldp x22, x21, [sp, #0x10]
;;       90    ldp x26, x23, [sp], #0x40
;;       94    ret
;; 000000c0 <twice>: ; function 2
;;       c0    stp x21, x20, [sp, #-0x20]!
;;       c4    stp x19, x30, [sp, #0x10]
;;       c8    mov x21, x2
;;       cc    mov w19, #0x0                                # wasm 0xa8
;;       d0    mov x20, x1
;;       d4    b .L3
;; .L1:
;;       d8    mov w1, #0x2                                 # wasm 0xd3
;;       dc    bl <import host.slow>
;; .L2:
;;       e0    add w20, w20, #0x4                           # wasm 0xdd
;;       e4    cmp w20, w21                                 # wasm 0xe3
;;       e8    b.hs .L4
;; .L3:
;;       ec    ldr w1, [x28, w20, uxtw]                     # wasm 0xac trap: out of bounds memory access
;;       f0    add w19, w19, w1                             # wasm 0xb5
;;       f4    cbnz w1, .L2                                 # wasm 0xbb
;;       f8    cmp w19, #0x63                               # wasm 0xc3
;;       fc    b.ne .L2
;;      100    mov w1, #0x1                                 # wasm 0xc7
;;      104    bl <import host.slow>
;;      108    add x0, x28, w20, uxtw                       # wasm 0xcc
;;      10c    ldr w0, [x0, #0x4]                           # trap: out of bounds memory access
;;      110    cbnz w0, .L1                                 # wasm 0xcf
;;      114    b .L2
;; .L4:
;;      118    mov x0, x19                                  # wasm 0xe8
;;      11c    ldp x19, x30, [sp, #0x10]
;;      120    ldp x21, x20, [sp], #0x20
;;      124    ret
