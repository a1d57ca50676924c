;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 -fno-returns x86-64
;; print: asm -O2 aarch64
;; The end of a function is copied to ways that bring a constant with which it folds, or which is all that is returned.
(module
  (func $fib (export "fib") (param i32) (result i32)
    (local i32)
    (block $done
      (br_if $done (i32.lt_u (local.get 0) (i32.const 2)))
      (loop $l
        (local.set 1 (i32.add (local.get 1) (call $fib (i32.sub (local.get 0) (i32.const 1)))))
        (br_if $l (i32.gt_u (local.tee 0 (i32.sub (local.get 0) (i32.const 2))) (i32.const 1)))))
    (i32.add (local.get 1) (local.get 0)))
  (func (export "found") (param i32 i32) (result i32)
    (block $end (result i32)
      (drop (br_if $end (i32.const 7) (i32.eqz (local.get 0))))
      (drop (br_if $end (i32.const 9) (i32.eq (local.get 0) (local.get 1))))
      (call $fib (local.get 1)))))

;;; ir -O2
;; function f0 {
;; b0(v0: i32):
;;     v1 = const.i32 0x0
;;     v2 = const.i32 0x2
;;     v3 = icmp.ltu v0, v2
;;     brif v3, b5, b1
;; b1():
;;     jump b3(v0, v1)
;; b3(v4: i32, v5: i32):
;;     v6 = const.i32 0x1
;;     v7 = sub v4, v6
;;     v8 = call f0(v7)
;;     v9 = add v5, v8
;;     v10 = sub v4, v2
;;     v11 = icmp.gtu v10, v6
;;     brif v11, b3(v10, v9), b4
;; b4():
;;     v14 = add v9, v10
;;     return v14
;; b5():
;;     return v0
;; }
;; function f1 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x7
;;     v3 = eqz.i32 v0
;;     brif v3, b4, b1
;; b1():
;;     v4 = const.i32 0x9
;;     v5 = icmp.eq v0, v1
;;     brif v5, b5, b3
;; b3():
;;     v6 = call f0(v1)
;;     return v6
;; b4():
;;     return v2
;; b5():
;;     return v4
;; }

;;; asm -O2 x86-64
;; 00000000 <fib>: ; function 0
;;        0    cmp $2, %esi                                 # wasm 0x3a
;;        3    jb .L2
;;        5    push %rbp
;;        6    push %r12
;;        8    sub $8, %rsp
;;        c    xor %ebp, %ebp                               # wasm 0x3c
;;        e    mov %rsi, %r12
;; .L1:
;;       11    lea -1(%r12), %esi                           # wasm 0x44
;;       16    call <fib>                                   # wasm 0x45
;;       1b    add %eax, %ebp                               # wasm 0x47
;;       1d    sub $2, %r12d                                # wasm 0x4e
;;       21    cmp $1, %r12d                                # wasm 0x54
;;       25    ja .L1
;;       27    lea (%r12,%rbp), %eax                        # wasm 0x5c
;;       2b    add $8, %rsp                                 # wasm 0x5d
;;       2f    pop %r12
;;       31    pop %rbp
;;       32    ret
;; .L2:
;;       33    mov %rsi, %rax
;;       36    ret
;; 00000040 <found>: ; function 1
;;       40    test %esi, %esi                              # wasm 0x67
;;       42    je .L1
;;       44    cmp %edx, %esi                               # wasm 0x71
;;       46    je .L2
;;       48    sub $8, %rsp
;;       4c    mov %rdx, %rsi                               # wasm 0x76
;;       4f    call <fib>
;;       54    add $8, %rsp                                 # wasm 0x79
;;       58    ret
;; .L1:
;;       59    mov $7, %eax
;;       5e    ret
;; .L2:
;;       5f    mov $9, %eax
;;       64    ret

;;; asm -O2 -fno-returns x86-64
;; 00000000 <fib>: ; function 0
;;        0    push %rbp
;;        1    push %r12
;;        3    sub $8, %rsp
;;        7    cmp $2, %esi                                 # wasm 0x3a
;;        a    jae .L2
;;        c    xor %r12d, %r12d
;;        f    mov %rsi, %rbp
;; .L1:
;;       12    lea (%r12,%rbp), %eax                        # wasm 0x5c
;;       16    add $8, %rsp                                 # wasm 0x5d
;;       1a    pop %r12
;;       1c    pop %rbp
;;       1d    ret
;; .L2:
;;       1e    xor %r12d, %r12d                             # wasm 0x3c
;;       21    mov %rsi, %rbp
;; .L3:
;;       24    lea -1(%rbp), %esi                           # wasm 0x44
;;       27    call <fib>                                   # wasm 0x45
;;       2c    add %eax, %r12d                              # wasm 0x47
;;       2f    sub $2, %ebp                                 # wasm 0x4e
;;       32    cmp $1, %ebp                                 # wasm 0x54
;;       35    ja .L3
;;       37    jmp .L1
;; 00000040 <found>: ; function 1
;;       40    test %esi, %esi                              # wasm 0x67
;;       42    jne .L1
;;       44    mov $7, %eax
;;       49    ret
;; .L1:
;;       4a    cmp %edx, %esi                               # wasm 0x71
;;       4c    mov %rdx, %rsi
;;       4f    jne .L2
;;       51    mov $9, %eax
;;       56    ret
;; .L2:
;;       57    sub $8, %rsp
;;       5b    call <fib>                                   # wasm 0x76
;;       60    add $8, %rsp                                 # wasm 0x78
;;       64    ret

;;; asm -O2 aarch64
;; 00000000 <fib>: ; function 0
;;        0    cmp w1, #0x2                                 # wasm 0x3a
;;        4    b.lo .L2
;;        8    stp x20, x19, [sp, #-0x20]!
;;        c    stp xzr, x30, [sp, #0x10]
;;       10    mov w20, #0x0                                # wasm 0x3c
;;       14    mov x19, x1
;; .L1:
;;       18    sub w1, w19, #0x1                            # wasm 0x44
;;       1c    bl <fib>                                     # wasm 0x45
;;       20    add w20, w20, w0                             # wasm 0x47
;;       24    sub w19, w19, #0x2                           # wasm 0x4e
;;       28    cmp w19, #0x1                                # wasm 0x54
;;       2c    b.hi .L1
;;       30    add w0, w20, w19                             # wasm 0x5c
;;       34    ldp xzr, x30, [sp, #0x10]                    # wasm 0x5d
;;       38    ldp x20, x19, [sp], #0x20
;;       3c    ret
;; .L2:
;;       40    mov x0, x1
;;       44    ret
;; 00000050 <found>: ; function 1
;;       50    cbz w1, .L1                                  # wasm 0x67
;;       54    cmp w1, w2                                   # wasm 0x71
;;       58    b.eq .L2
;;       5c    stp xzr, x30, [sp, #-0x10]!
;;       60    mov x1, x2                                   # wasm 0x76
;;       64    bl <fib>
;;       68    ldp xzr, x30, [sp], #0x10                    # wasm 0x79
;;       6c    ret
;; .L1:
;;       70    mov w0, #0x7
;;       74    ret
;; .L2:
;;       78    mov w0, #0x9
;;       7c    ret
