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
;;        0    mov %esi, %r10d
;;        3    mov %edx, %eax
;;        5    lea 0x18(%r10), %rcx                         # wasm 0x51
;;        9    mov -8(%rbx), %r11
;;        d    cmp %r11, %rcx
;;       10    ja .L1
;;       12    lea (%rbx,%r10), %rcx
;;       16    lea 0x18(%rax), %rdx
;;       1a    cmp %r11, %rdx
;;       1d    ja .L2
;;       1f    lea (%rbx,%rax), %rax
;;       23    movups (%rax), %xmm13                        # trap: out of bounds memory access
;;       27    mov 0x10(%rax), %rax                         # trap: out of bounds memory access
;;       2b    movups %xmm13, (%rcx)                        # trap: out of bounds memory access
;;       2f    mov %rax, 0x10(%rcx)                         # trap: out of bounds memory access
;;       33    ret                                          # wasm 0x55
;; .L1:
;;       34    ud2                                          # wasm 0x51 trap: out of bounds memory access
;; .L2:
;;       36    ud2                                          # trap: out of bounds memory access
;; 00000040 <copy7>: ; function 1
;;       40    mov %esi, %r10d
;;       43    mov %edx, %eax
;;       45    lea 7(%r10), %rcx                            # wasm 0x5e
;;       49    mov -8(%rbx), %r11
;;       4d    cmp %r11, %rcx
;;       50    ja .L1
;;       52    lea (%rbx,%r10), %rcx
;;       56    lea 7(%rax), %rdx
;;       5a    cmp %r11, %rdx
;;       5d    ja .L2
;;       5f    lea (%rbx,%rax), %rax
;;       63    mov (%rax), %edx                             # trap: out of bounds memory access
;;       65    mov 3(%rax), %eax                            # trap: out of bounds memory access
;;       68    mov %edx, (%rcx)                             # trap: out of bounds memory access
;;       6a    mov %eax, 3(%rcx)                            # trap: out of bounds memory access
;;       6d    ret                                          # wasm 0x62
;; .L1:
;;       6e    ud2                                          # wasm 0x5e trap: out of bounds memory access
;; .L2:
;;       70    ud2                                          # trap: out of bounds memory access
;; 00000080 <zero48>: ; function 2
;;       80    mov %esi, %esi
;;       82    lea 0x30(%rsi), %rdi                         # wasm 0x6b
;;       86    cmp -8(%rbx), %rdi
;;       8a    ja .L1
;;       8c    lea (%rbx,%rsi), %rdi
;;       90    xorps %xmm7, %xmm7
;;       93    movups %xmm7, (%rdi)                         # trap: out of bounds memory access
;;       96    movups %xmm7, 0x10(%rdi)                     # trap: out of bounds memory access
;;       9a    movups %xmm7, 0x20(%rdi)                     # trap: out of bounds memory access
;;       9e    ret                                          # wasm 0x6e
;; .L1:
;;       9f    ud2                                          # wasm 0x6b trap: out of bounds memory access
;; 000000b0 <fill12>: ; function 3
;;       b0    mov %esi, %r8d
;;       b3    lea 0xc(%r8), %rdi                           # wasm 0x77
;;       b7    cmp -8(%rbx), %rdi
;;       bb    ja .L1
;;       bd    lea (%rbx,%r8), %r9
;;       c1    movzbl %dl, %edi
;;       c4    movabs $0x101010101010101, %r10
;;       ce    imul %rdi, %r10
;;       d2    mov %r10, (%r9)                              # trap: out of bounds memory access
;;       d5    mov %r10d, 8(%r9)                            # trap: out of bounds memory access
;;       d9    ret                                          # wasm 0x7a
;; .L1:
;;       da    ud2                                          # wasm 0x77 trap: out of bounds memory access

;;; asm -O2 aarch64
;; 00000000 <copy24>: ; function 0
;;        0    mov w10, w2                                  # wasm 0x51
;;        4    mov w11, w1
;;        8    add x12, x11, #0x18
;;        c    ldr x13, [x27, #0x3ff8]
;;       10    cmp x12, x13
;;       14    b.hi .L1
;;       18    add x12, x28, x11
;;       1c    add x14, x10, #0x18
;;       20    cmp x14, x13
;;       24    b.hi .L2
;;       28    add x14, x28, x10
;;       2c    ldr q13, [x14]
;;       30    ldr x15, [x14, #0x10]
;;       34    str q13, [x12]
;;       38    str x15, [x12, #0x10]
;;       3c    ret                                          # wasm 0x55
;; .L1:
;;       40    udf #0x2                                     # wasm 0x51 trap: out of bounds memory access
;; .L2:
;;       44    udf #0x2                                     # trap: out of bounds memory access
;; 00000050 <copy7>: ; function 1
;;       50    mov w10, w2                                  # wasm 0x5e
;;       54    mov w11, w1
;;       58    add x12, x11, #0x7
;;       5c    ldr x13, [x27, #0x3ff8]
;;       60    cmp x12, x13
;;       64    b.hi .L1
;;       68    add x12, x28, x11
;;       6c    add x14, x10, #0x7
;;       70    cmp x14, x13
;;       74    b.hi .L2
;;       78    add x14, x28, x10
;;       7c    ldr w13, [x14]
;;       80    ldur w15, [x14, #0x3]
;;       84    str w13, [x12]
;;       88    stur w15, [x12, #0x3]
;;       8c    ret                                          # wasm 0x62
;; .L1:
;;       90    udf #0x2                                     # wasm 0x5e trap: out of bounds memory access
;; .L2:
;;       94    udf #0x2                                     # trap: out of bounds memory access
;; 000000a0 <zero48>: ; function 2
;;       a0    mov w6, w1                                   # wasm 0x6b
;;       a4    add x7, x6, #0x30
;;       a8    ldr x8, [x27, #0x3ff8]
;;       ac    cmp x7, x8
;;       b0    b.hi .L1
;;       b4    add x8, x28, x6
;;       b8    movi v8.16b, #0x0
;;       bc    stp q8, q8, [x8]
;;       c0    str q8, [x8, #0x20]
;;       c4    ret                                          # wasm 0x6e
;; .L1:
;;       c8    udf #0x2                                     # wasm 0x6b trap: out of bounds memory access
;; 000000d0 <fill12>: ; function 3
;;       d0    mov w6, w1                                   # wasm 0x77
;;       d4    add x7, x6, #0xc
;;       d8    ldr x8, [x27, #0x3ff8]
;;       dc    cmp x7, x8
;;       e0    b.hi .L1
;;       e4    add x8, x28, x6
;;       e8    dup v8.16b, w2
;;       ec    str d8, [x8]
;;       f0    str s8, [x8, #0x8]
;;       f4    ret                                          # wasm 0x7a
;; .L1:
;;       f8    udf #0x2                                     # wasm 0x77 trap: out of bounds memory access
