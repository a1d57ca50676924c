;; print: asm -O2 x86-64
;; print: asm -O0 x86-64
;; print: asm -O2 aarch64
;; print: asm -O0 aarch64
(module
  (func $fib (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2))))))))

;;; asm -O2 x86-64
;; 00000000 <fib>: ; function 0
;;        0    cmp $2, %esi                                 # wasm 0x1e
;;        3    jge .L1
;;        5    mov %rsi, %rax                               # wasm 0x22
;;        8    ret
;; .L1:
;;        9    push %r12
;;        b    mov %rsi, %r12                               # wasm 0x27
;;        e    sub $1, %esi
;;       11    call <fib>                                   # wasm 0x28
;;       16    mov %r12, %rsi
;;       19    mov %rax, %r12
;;       1c    sub $2, %esi                                 # wasm 0x2e
;;       1f    call <fib>                                   # wasm 0x2f
;;       24    mov %rax, %rcx
;;       27    lea (%r12,%rcx), %eax                        # wasm 0x31
;;       2b    pop %r12                                     # wasm 0x32
;;       2d    ret

;;; asm -O0 x86-64
;; 00000000 <fib>: ; function 0
;;        0    push %r13
;;        2    push %r14
;;        4    push %r15
;;        6    sub $0x20, %rsp
;;        a    mov %rsi, 0x10(%rsp)
;;        f    mov 0x10(%rsp), %r13                         # wasm 0x1e
;;       14    cmp $2, %r13d
;;       18    jge .L1
;;       1a    mov 0x10(%rsp), %r13                         # wasm 0x22
;;       1f    mov %r13, (%rsp)
;;       23    jmp .L2
;; .L1:
;;       25    mov 0x10(%rsp), %rsi                         # wasm 0x27
;;       2a    sub $1, %esi
;;       2d    call <fib>                                   # wasm 0x28
;;       32    mov %rax, %r15
;;       35    mov 0x10(%rsp), %rsi
;;       3a    sub $2, %esi                                 # wasm 0x2e
;;       3d    call <fib>                                   # wasm 0x2f
;;       42    mov %rax, %r14
;;       45    add %r14d, %r15d                             # wasm 0x31
;;       48    mov %r15, 8(%rsp)
;;       4d    mov 8(%rsp), %r15
;;       52    mov %r15, (%rsp)
;; .L2:
;;       56    mov (%rsp), %rax                             # wasm 0x33
;;       5a    add $0x20, %rsp
;;       5e    pop %r15
;;       60    pop %r14
;;       62    pop %r13
;;       64    ret

;;; asm -O2 aarch64
;; 00000000 <fib>: ; function 0
;;        0    cmp w1, #0x2                                 # wasm 0x1e
;;        4    b.ge .L1
;;        8    mov x0, x1                                   # wasm 0x22
;;        c    ret
;; .L1:
;;       10    stp x20, x19, [sp, #-0x20]!
;;       14    stp xzr, x30, [sp, #0x10]
;;       18    mov x19, x1                                  # wasm 0x27
;;       1c    sub w1, w1, #0x1
;;       20    bl <fib>                                     # wasm 0x28
;;       24    mov x20, x0
;;       28    sub w1, w19, #0x2                            # wasm 0x2e
;;       2c    bl <fib>                                     # wasm 0x2f
;;       30    add w0, w20, w0                              # wasm 0x31
;;       34    ldp xzr, x30, [sp, #0x10]                    # wasm 0x32
;;       38    ldp x20, x19, [sp], #0x20
;;       3c    ret

;;; asm -O0 aarch64
;; 00000000 <fib>: ; function 0
;;        0    stp x26, x25, [sp, #-0x30]!
;;        4    stp x22, x30, [sp, #0x20]
;;        8    stp x24, x23, [sp, #0x10]
;;        c    sub sp, sp, #0x20
;;       10    str x1, [sp, #0x10]
;;       14    ldr x22, [sp, #0x10]                         # wasm 0x1e
;;       18    cmp w22, #0x2
;;       1c    b.ge .L1
;;       20    ldr x22, [sp, #0x10]                         # wasm 0x22
;;       24    str x22, [sp]
;;       28    b .L2
;; .L1:
;;       2c    ldr x23, [sp, #0x10]                         # wasm 0x27
;;       30    sub w1, w23, #0x1
;;       34    bl <fib>                                     # wasm 0x28
;;       38    mov x25, x0
;;       3c    sub w1, w23, #0x2                            # wasm 0x2e
;;       40    bl <fib>                                     # wasm 0x2f
;;       44    mov x24, x0
;;       48    add w26, w25, w24                            # wasm 0x31
;;       4c    str x26, [sp, #0x8]
;;       50    ldr x26, [sp, #0x8]
;;       54    str x26, [sp]
;; .L2:
;;       58    ldr x0, [sp]                                 # wasm 0x33
;;       5c    add sp, sp, #0x20
;;       60    ldp x22, x30, [sp, #0x20]
;;       64    ldp x24, x23, [sp, #0x10]
;;       68    ldp x26, x25, [sp], #0x30
;;       6c    ret
