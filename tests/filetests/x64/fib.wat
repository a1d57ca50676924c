;; print: asm -O2
;; print: asm -O0
(module
  (func $fib (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2))))))))

;;; asm -O2
;; 00000000 <fib>: ; function 0
;;        0    push %r12
;;        2    cmp $2, %esi                                 # wasm 0x1e
;;        5    mov %rsi, %r12
;;        8    jge .L1
;;        a    mov %r12, %rax                               # wasm 0x22
;;        d    jmp .L2
;; .L1:
;;        f    mov %r12, %rax                               # wasm 0x27
;;       12    lea -1(%rax), %esi
;;       15    call <fib>                                   # wasm 0x28
;;       1a    mov %r12, %rsi
;;       1d    mov %rax, %r12
;;       20    lea -2(%rsi), %esi                           # wasm 0x2e
;;       23    call <fib>                                   # wasm 0x2f
;;       28    mov %rax, %rcx
;;       2b    mov %r12, %rax
;;       2e    add %ecx, %eax                               # wasm 0x31
;; .L2:
;;       30    pop %r12                                     # wasm 0x33
;;       32    ret

;;; asm -O0
;; 00000000 <fib>: ; function 0
;;        0    push %r12
;;        2    push %r13
;;        4    push %r14
;;        6    push %r15
;;        8    sub $0x18, %rsp
;;        c    mov %rsi, 0x10(%rsp)
;;       11    mov 0x10(%rsp), %r12                         # wasm 0x1e
;;       16    cmp $2, %r12d
;;       1a    jge .L1
;;       1c    mov 0x10(%rsp), %r12                         # wasm 0x22
;;       21    mov %r12, (%rsp)
;;       25    jmp .L2
;; .L1:
;;       27    mov 0x10(%rsp), %r13                         # wasm 0x27
;;       2c    lea -1(%r13), %esi
;;       30    call <fib>                                   # wasm 0x28
;;       35    mov %rax, %r15
;;       38    lea -2(%r13), %esi                           # wasm 0x2e
;;       3c    call <fib>                                   # wasm 0x2f
;;       41    mov %rax, %r14
;;       44    add %r14d, %r15d                             # wasm 0x31
;;       47    mov %r15, 8(%rsp)
;;       4c    mov 8(%rsp), %r15
;;       51    mov %r15, (%rsp)
;; .L2:
;;       55    mov (%rsp), %rax                             # wasm 0x33
;;       59    add $0x18, %rsp
;;       5d    pop %r15
;;       5f    pop %r14
;;       61    pop %r13
;;       63    pop %r12
;;       65    ret
