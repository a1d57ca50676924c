;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
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

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    mov 0x10(%rbx,%rsi), %eax                    # wasm 0x44 trap: out of bounds memory access
;;        4    ret                                          # wasm 0x47
;; 00000010 <func1>: ; function 1
;;       10    mov %dl, 0x7fffffff(%rbx,%rsi)               # wasm 0x4e trap: out of bounds memory access
;;       17    ret                                          # wasm 0x55
;; 00000020 <func2>: ; function 2
;;       20    movslq 0x400(%rbx), %rax                     # wasm 0x5b trap: out of bounds memory access
;;       27    ret                                          # wasm 0x5e
;; 00000030 <func3>: ; function 3
;;       30    mov $0x80000000, %edi                        # wasm 0x63
;;       35    add %rdi, %rsi
;;       38    lea 4(%rsi), %rdi
;;       3c    cmp -8(%rbx), %rdi
;;       40    ja .L1
;;       42    mov (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       45    ret                                          # wasm 0x6a
;; .L1:
;;       46    ud2                                          # wasm 0x63 trap: out of bounds memory access
;; 00000050 <func4>: ; function 4
;;       50    mov %rdx, %rax                               # wasm 0x74
;;       53    add (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       56    ret                                          # wasm 0x75
;; 00000060 <func5>: ; function 5
;;       60    add $4, %esi                                 # wasm 0x7c
;;       63    movl $7, (%rbx,%rsi)                         # wasm 0x7f trap: out of bounds memory access
;;       6a    ret                                          # wasm 0x82
;; 00000070 <func6>: ; function 6
;;       70    sub $8, %rsp
;;       74    lea (%rsi,%rcx), %r8                         # wasm 0x8b
;;       78    mov -8(%rbx), %rdi
;;       7c    cmp %rdi, %r8
;;       7f    ja .L1
;;       81    lea (%rbx,%rsi), %r8
;;       85    lea (%rdx,%rcx), %r9
;;       89    cmp %rdi, %r9
;;       8c    ja .L2
;;       8e    lea (%rbx,%rdx), %rsi
;;       92    mov %r8, %rdi
;;       95    callq *-0xf0(%rbx)
;;       9b    add $8, %rsp                                 # wasm 0x8f
;;       9f    ret
;; .L1:
;;       a0    ud2                                          # wasm 0x8b trap: out of bounds memory access
;; .L2:
;;       a2    ud2                                          # trap: out of bounds memory access
;; 000000b0 <func7>: ; function 7
;;       b0    mov -8(%rbx), %rsi                           # wasm 0x92
;;       b4    shr $0x10, %rsi
;;       b8    mov %esi, %eax                               # wasm 0x94
;;       ba    ret

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    add x2, x28, w1, uxtw                        # wasm 0x44
;;        4    ldr w0, [x2, #0x10]                          # trap: out of bounds memory access
;;        8    ret                                          # wasm 0x47
;; 00000010 <func1>: ; function 1
;;       10    mov w3, #0x7fffffff                          # wasm 0x4e
;;       14    add x4, x28, x3
;;       18    strb w2, [x4, w1, uxtw]                      # trap: out of bounds memory access
;;       1c    ret                                          # wasm 0x55
;; 00000020 <func2>: ; function 2
;;       20    ldrsw x0, [x28, #0x400]                      # wasm 0x5b
;;       24    ret                                          # wasm 0x5e
;; 00000030 <func3>: ; function 3
;;       30    mov w5, #0x80000000                          # wasm 0x63
;;       34    add x7, x1, x5
;;       38    add x6, x7, #0x4
;;       3c    ldr x8, [x27, #0x3ff8]
;;       40    cmp x6, x8
;;       44    b.hi .L1
;;       48    ldr w0, [x28, x7]                            # trap: out of bounds memory access
;;       4c    ret                                          # wasm 0x6a
;; .L1:
;;       50    udf #0x2                                     # wasm 0x63 trap: out of bounds memory access
;; 00000060 <func4>: ; function 4
;;       60    ldr w3, [x28, w1, uxtw]                      # wasm 0x71 trap: out of bounds memory access
;;       64    add w0, w2, w3                               # wasm 0x74
;;       68    ret                                          # wasm 0x75
;; 00000070 <func5>: ; function 5
;;       70    add w3, w1, #0x4                             # wasm 0x7c
;;       74    mov w4, #0x7                                 # wasm 0x7f
;;       78    ldr wzr, [x28, w3, uxtw]                     # trap: out of bounds memory access
;;       7c    str w4, [x28, w3, uxtw]                      # trap: out of bounds memory access
;;       80    ret                                          # wasm 0x82
;; 00000090 <func6>: ; function 6
;;       90    stp xzr, x30, [sp, #-0x10]!
;;       94    add x7, x1, x3                               # wasm 0x8b
;;       98    ldr x6, [x27, #0x3ff8]
;;       9c    cmp x7, x6
;;       a0    b.hi .L1
;;       a4    add x1, x28, x1
;;       a8    add x8, x2, x3
;;       ac    cmp x8, x6
;;       b0    b.hi .L2
;;       b4    add x2, x28, x2
;;       b8    ldur x16, [x28, #-0xf0]
;;       bc    blr x16
;;       c0    ldp xzr, x30, [sp], #0x10                    # wasm 0x8f
;;       c4    ret
;; .L1:
;;       c8    udf #0x2                                     # wasm 0x8b trap: out of bounds memory access
;; .L2:
;;       cc    udf #0x2                                     # trap: out of bounds memory access
;; 000000d0 <func7>: ; function 7
;;       d0    ldr x4, [x27, #0x3ff8]                       # wasm 0x92
;;       d4    lsr x4, x4, #0x10
;;       d8    mov w0, w4                                   # wasm 0x94
;;       dc    ret
