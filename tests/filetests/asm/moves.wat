;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Memory moves of constant length: one check of each whole range, all loads, all stores.
(module
  (memory 1)
  (func (export "copy24") (param i32 i32) (memory.copy (local.get 0) (local.get 1) (i32.const 24)))
  (func (export "copy7") (param i32 i32) (memory.copy (local.get 0) (local.get 1) (i32.const 7)))
  (func (export "zero48") (param i32) (memory.fill (local.get 0) (i32.const 0) (i32.const 48)))
  (func (export "fill12") (param i32 i32) (memory.fill (local.get 0) (local.get 1) (i32.const 12))))

;;; asm -O2 x86-64
;; 00000000 <copy24>: ; function 0
;;        0    mov %esi, %esi
;;        2    mov %edx, %eax
;;        4    lea 0x18(%rsi), %rcx                         # wasm 0x51
;;        8    mov -8(%rbx), %r11
;;        c    cmp %r11, %rcx
;;        f    ja .L1
;;       11    mov %rbx, %r10
;;       14    add %r10, %rsi
;;       17    lea 0x18(%rax), %rcx
;;       1b    cmp %r11, %rcx
;;       1e    ja .L2
;;       20    add %rax, %r10
;;       23    movups (%r10), %xmm14                        # trap: out of bounds memory access
;;       27    mov 0x10(%r10), %rax                         # trap: out of bounds memory access
;;       2b    movups %xmm14, (%rsi)                        # trap: out of bounds memory access
;;       2f    mov %rax, 0x10(%rsi)                         # trap: out of bounds memory access
;;       33    ret                                          # wasm 0x55
;; .L1:
;;       34    ud2                                          # wasm 0x51 trap: out of bounds memory access
;; .L2:
;;       36    ud2                                          # trap: out of bounds memory access
;; 00000040 <copy7>: ; function 1
;;       40    mov %esi, %esi
;;       42    mov %edx, %eax
;;       44    lea 7(%rsi), %rcx                            # wasm 0x5e
;;       48    mov -8(%rbx), %r11
;;       4c    cmp %r11, %rcx
;;       4f    ja .L1
;;       51    mov %rbx, %r10
;;       54    add %r10, %rsi
;;       57    lea 7(%rax), %rcx
;;       5b    cmp %r11, %rcx
;;       5e    ja .L2
;;       60    add %rax, %r10
;;       63    mov (%r10), %ecx                             # trap: out of bounds memory access
;;       66    mov 3(%r10), %eax                            # trap: out of bounds memory access
;;       6a    mov %ecx, (%rsi)                             # trap: out of bounds memory access
;;       6c    mov %eax, 3(%rsi)                            # trap: out of bounds memory access
;;       6f    ret                                          # wasm 0x62
;; .L1:
;;       70    ud2                                          # wasm 0x5e trap: out of bounds memory access
;; .L2:
;;       72    ud2                                          # trap: out of bounds memory access
;; 00000080 <zero48>: ; function 2
;;       80    mov %esi, %esi
;;       82    lea 0x30(%rsi), %rdi                         # wasm 0x6b
;;       86    cmp -8(%rbx), %rdi
;;       8a    ja .L1
;;       8c    mov %rbx, %rdi
;;       8f    add %rsi, %rdi
;;       92    xorps %xmm8, %xmm8
;;       96    movups %xmm8, (%rdi)                         # trap: out of bounds memory access
;;       9a    movups %xmm8, 0x10(%rdi)                     # trap: out of bounds memory access
;;       9f    movups %xmm8, 0x20(%rdi)                     # trap: out of bounds memory access
;;       a4    ret                                          # wasm 0x6e
;; .L1:
;;       a5    ud2                                          # wasm 0x6b trap: out of bounds memory access
;; 000000b0 <fill12>: ; function 3
;;       b0    mov %esi, %r9d
;;       b3    lea 0xc(%r9), %r8                            # wasm 0x77
;;       b7    cmp -8(%rbx), %r8
;;       bb    ja .L1
;;       bd    mov %rbx, %r10
;;       c0    add %r9, %r10
;;       c3    movzbl %dl, %r8d
;;       c7    movabs $0x101010101010101, %r11
;;       d1    imul %r8, %r11
;;       d5    mov %r11, (%r10)                             # trap: out of bounds memory access
;;       d8    mov %r11d, 8(%r10)                           # trap: out of bounds memory access
;;       dc    ret                                          # wasm 0x7a
;; .L1:
;;       dd    ud2                                          # wasm 0x77 trap: out of bounds memory access

;;; asm -O2 aarch64
;; 00000000 <copy24>: ; function 0
;;        0    stp xzr, x30, [sp, #-0x10]!
;;        4    mov w10, w2                                  # wasm 0x51
;;        8    mov w11, w1
;;        c    add x13, x11, #0x18
;;       10    ldr x12, [x27, #0x3ff8]
;;       14    cmp x13, x12
;;       18    b.hi .L1
;;       1c    mov x13, x28
;;       20    add x1, x13, x11
;;       24    add x14, x10, #0x18
;;       28    cmp x14, x12
;;       2c    b.hi .L2
;;       30    add x2, x13, x10
;;       34    mov w3, #0x18
;;       38    bl <memory routines>
;;       3c    ldp xzr, x30, [sp], #0x10                    # wasm 0x55
;;       40    ret
;; .L1:
;;       44    udf #0x2                                     # wasm 0x51 trap: out of bounds memory access
;; .L2:
;;       48    udf #0x2                                     # trap: out of bounds memory access
;; 00000050 <copy7>: ; function 1
;;       50    stp xzr, x30, [sp, #-0x10]!
;;       54    mov w10, w2                                  # wasm 0x5e
;;       58    mov w11, w1
;;       5c    add x13, x11, #0x7
;;       60    ldr x12, [x27, #0x3ff8]
;;       64    cmp x13, x12
;;       68    b.hi .L1
;;       6c    mov x13, x28
;;       70    add x1, x13, x11
;;       74    add x14, x10, #0x7
;;       78    cmp x14, x12
;;       7c    b.hi .L2
;;       80    add x2, x13, x10
;;       84    mov w3, #0x7
;;       88    bl <memory routines>
;;       8c    ldp xzr, x30, [sp], #0x10                    # wasm 0x62
;;       90    ret
;; .L1:
;;       94    udf #0x2                                     # wasm 0x5e trap: out of bounds memory access
;; .L2:
;;       98    udf #0x2                                     # trap: out of bounds memory access
;; 000000a0 <zero48>: ; function 2
;;       a0    stp xzr, x30, [sp, #-0x10]!
;;       a4    mov w8, w1                                   # wasm 0x6b
;;       a8    add x9, x8, #0x30
;;       ac    ldr x10, [x27, #0x3ff8]
;;       b0    cmp x9, x10
;;       b4    b.hi .L1
;;       b8    mov x10, x28
;;       bc    add x1, x10, x8
;;       c0    mov w2, #0x0
;;       c4    mov w3, #0x30
;;       c8    bl 0x280
;;       cc    ldp xzr, x30, [sp], #0x10                    # wasm 0x6e
;;       d0    ret
;; .L1:
;;       d4    udf #0x2                                     # wasm 0x6b trap: out of bounds memory access
;; 000000e0 <fill12>: ; function 3
;;       e0    stp xzr, x30, [sp, #-0x10]!
;;       e4    mov w8, w1                                   # wasm 0x77
;;       e8    add x9, x8, #0xc
;;       ec    ldr x10, [x27, #0x3ff8]
;;       f0    cmp x9, x10
;;       f4    b.hi .L1
;;       f8    mov x10, x28
;;       fc    add x1, x10, x8
;;      100    mov w2, w2
;;      104    mov w3, #0xc
;;      108    bl 0x280
;;      10c    ldp xzr, x30, [sp], #0x10                    # wasm 0x7a
;;      110    ret
;; .L1:
;;      114    udf #0x2                                     # wasm 0x77 trap: out of bounds memory access
