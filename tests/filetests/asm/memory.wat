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
;;        0    mov %esi, %esi
;;        2    mov 0x10(%rbx,%rsi), %eax                    # wasm 0x44 trap: out of bounds memory access
;;        6    ret                                          # wasm 0x47
;; 00000010 <func1>: ; function 1
;;       10    mov %esi, %esi
;;       12    mov %dl, 0x7fffffff(%rbx,%rsi)               # wasm 0x4e trap: out of bounds memory access
;;       19    ret                                          # wasm 0x55
;; 00000020 <func2>: ; function 2
;;       20    movslq 0x400(%rbx), %rax                     # wasm 0x5b trap: out of bounds memory access
;;       27    ret                                          # wasm 0x5e
;; 00000030 <func3>: ; function 3
;;       30    mov %esi, %esi
;;       32    mov $0x80000000, %edi                        # wasm 0x63
;;       37    add %rdi, %rsi
;;       3a    lea 4(%rsi), %rdi
;;       3e    cmp -8(%rbx), %rdi
;;       42    ja .L1
;;       44    mov (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       47    ret                                          # wasm 0x6a
;; .L1:
;;       48    ud2                                          # wasm 0x63 trap: out of bounds memory access
;; 00000050 <func4>: ; function 4
;;       50    mov %esi, %esi
;;       52    mov %rdx, %rax                               # wasm 0x74
;;       55    add (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       58    ret                                          # wasm 0x75
;; 00000060 <func5>: ; function 5
;;       60    add $4, %esi                                 # wasm 0x7c
;;       63    movl $7, (%rbx,%rsi)                         # wasm 0x7f trap: out of bounds memory access
;;       6a    ret                                          # wasm 0x82
;; 00000070 <func6>: ; function 6
;;       70    sub $8, %rsp
;;       74    mov %esi, %r9d
;;       77    mov %edx, %r11d
;;       7a    mov %ecx, %ecx
;;       7c    lea (%r9,%rcx), %rax                         # wasm 0x8b
;;       80    mov -8(%rbx), %r10
;;       84    cmp %r10, %rax
;;       87    ja .L1
;;       89    lea (%rbx,%r9), %rdi
;;       8d    lea (%r11,%rcx), %rax
;;       91    cmp %r10, %rax
;;       94    ja .L2
;;       96    lea (%rbx,%r11), %rsi
;;       9a    callq *-0xf0(%rbx)
;;       a0    add $8, %rsp                                 # wasm 0x8f
;;       a4    ret
;; .L1:
;;       a5    ud2                                          # wasm 0x8b trap: out of bounds memory access
;; .L2:
;;       a7    ud2                                          # trap: out of bounds memory access
;; 000000b0 <func7>: ; function 7
;;       b0    mov -8(%rbx), %rax                           # wasm 0x92
;;       b4    shr $0x10, %rax
;;       b8    ret                                          # wasm 0x94

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
;;       30    mov w7, w1                                   # wasm 0x63
;;       34    mov w6, #0x80000000
;;       38    add x8, x7, x6
;;       3c    add x7, x8, #0x4
;;       40    ldr x9, [x27, #0x3ff8]
;;       44    cmp x7, x9
;;       48    b.hi .L1
;;       4c    ldr w0, [x28, x8]                            # trap: out of bounds memory access
;;       50    ret                                          # wasm 0x6a
;; .L1:
;;       54    udf #0x2                                     # wasm 0x63 trap: out of bounds memory access
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
;;       94    mov w3, w3                                   # wasm 0x8b
;;       98    mov w9, w2
;;       9c    mov w10, w1
;;       a0    add x12, x10, x3
;;       a4    ldr x11, [x27, #0x3ff8]
;;       a8    cmp x12, x11
;;       ac    b.hi .L1
;;       b0    add x1, x28, x10
;;       b4    add x12, x9, x3
;;       b8    cmp x12, x11
;;       bc    b.hi .L2
;;       c0    add x2, x28, x9
;;       c4    ldur x16, [x28, #-0xf0]
;;       c8    blr x16
;;       cc    ldp xzr, x30, [sp], #0x10                    # wasm 0x8f
;;       d0    ret
;; .L1:
;;       d4    udf #0x2                                     # wasm 0x8b trap: out of bounds memory access
;; .L2:
;;       d8    udf #0x2                                     # trap: out of bounds memory access
;; 000000e0 <func7>: ; function 7
;;       e0    ldr x3, [x27, #0x3ff8]                       # wasm 0x92
;;       e4    lsr x0, x3, #0x10
;;       e8    ret                                          # wasm 0x94
