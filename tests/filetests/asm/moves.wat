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
;;        0    mov w11, w2                                  # wasm 0x51
;;        4    mov w12, w1
;;        8    add x13, x12, #0x18
;;        c    ldr x14, [x27, #0x3ff8]
;;       10    cmp x13, x14
;;       14    b.hi .L1
;;       18    mov x15, x28
;;       1c    add x13, x15, x12
;;       20    add x0, x11, #0x18
;;       24    cmp x0, x14
;;       28    b.hi .L2
;;       2c    add x15, x15, x11
;;       30    ldr q14, [x15]
;;       34    ldr x0, [x15, #0x10]
;;       38    str q14, [x13]
;;       3c    str x0, [x13, #0x10]
;;       40    ret                                          # wasm 0x55
;; .L1:
;;       44    udf #0x2                                     # wasm 0x51 trap: out of bounds memory access
;; .L2:
;;       48    udf #0x2                                     # trap: out of bounds memory access
;; 00000050 <copy7>: ; function 1
;;       50    mov w11, w2                                  # wasm 0x5e
;;       54    mov w12, w1
;;       58    add x13, x12, #0x7
;;       5c    ldr x14, [x27, #0x3ff8]
;;       60    cmp x13, x14
;;       64    b.hi .L1
;;       68    mov x15, x28
;;       6c    add x13, x15, x12
;;       70    add x0, x11, #0x7
;;       74    cmp x0, x14
;;       78    b.hi .L2
;;       7c    add x15, x15, x11
;;       80    ldr w14, [x15]
;;       84    ldur w0, [x15, #0x3]
;;       88    str w14, [x13]
;;       8c    stur w0, [x13, #0x3]
;;       90    ret                                          # wasm 0x62
;; .L1:
;;       94    udf #0x2                                     # wasm 0x5e trap: out of bounds memory access
;; .L2:
;;       98    udf #0x2                                     # trap: out of bounds memory access
;; 000000a0 <zero48>: ; function 2
;;       a0    mov w7, w1                                   # wasm 0x6b
;;       a4    add x8, x7, #0x30
;;       a8    ldr x9, [x27, #0x3ff8]
;;       ac    cmp x8, x9
;;       b0    b.hi .L1
;;       b4    mov x9, x28
;;       b8    add x9, x9, x7
;;       bc    movi v9.16b, #0x0
;;       c0    stp q9, q9, [x9]
;;       c4    str q9, [x9, #0x20]
;;       c8    ret                                          # wasm 0x6e
;; .L1:
;;       cc    udf #0x2                                     # wasm 0x6b trap: out of bounds memory access
;; 000000d0 <fill12>: ; function 3
;;       d0    mov w7, w1                                   # wasm 0x77
;;       d4    add x8, x7, #0xc
;;       d8    ldr x9, [x27, #0x3ff8]
;;       dc    cmp x8, x9
;;       e0    b.hi .L1
;;       e4    mov x9, x28
;;       e8    add x9, x9, x7
;;       ec    dup v9.16b, w2
;;       f0    str d9, [x9]
;;       f4    str s9, [x9, #0x8]
;;       f8    ret                                          # wasm 0x7a
;; .L1:
;;       fc    udf #0x2                                     # wasm 0x77 trap: out of bounds memory access
