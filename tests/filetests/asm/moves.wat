;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Memory moves of constant length: one check of each whole range, all loads, all stores.
(module
  (memory 1)
  (func (export "copy24") (param i32 i32) (memory.copy (local.get 0) (local.get 1) (i32.const 24)))
  (func (export "copy7") (param i32 i32) (memory.copy (local.get 0) (local.get 1) (i32.const 7)))
  (func (export "zero48") (param i32) (memory.fill (local.get 0) (i32.const 0) (i32.const 48)))
  (func (export "fill12") (param i32 i32) (memory.fill (local.get 0) (local.get 1) (i32.const 12)))
  (func (export "fill20") (param i32 i32) (memory.fill (local.get 0) (local.get 1) (i32.const 20))))

;;; asm -O2 x86-64
;; 00000000 <copy24>: ; function 0
;;        0    movups (%rbx,%rdx), %xmm3                    # wasm 0x5b trap: out of bounds memory access
;;        4    mov 0x10(%rbx,%rdx), %rdi                    # trap: out of bounds memory access
;;        9    mov %rdi, 0x10(%rbx,%rsi)                    # trap: out of bounds memory access
;;        e    movups %xmm3, (%rbx,%rsi)                    # trap: out of bounds memory access
;;       12    ret                                          # wasm 0x5f
;; 00000020 <copy7>: ; function 1
;;       20    mov (%rbx,%rdx), %edi                        # wasm 0x68 trap: out of bounds memory access
;;       23    mov 3(%rbx,%rdx), %r8d                       # trap: out of bounds memory access
;;       28    mov %r8d, 3(%rbx,%rsi)                       # trap: out of bounds memory access
;;       2d    mov %edi, (%rbx,%rsi)                        # trap: out of bounds memory access
;;       30    ret                                          # wasm 0x6c
;; 00000040 <zero48>: ; function 2
;;       40    xorps %xmm2, %xmm2                           # wasm 0x75
;;       43    movups %xmm2, 0x20(%rbx,%rsi)                # trap: out of bounds memory access
;;       48    movups %xmm2, 0x10(%rbx,%rsi)                # trap: out of bounds memory access
;;       4d    movups %xmm2, (%rbx,%rsi)                    # trap: out of bounds memory access
;;       51    ret                                          # wasm 0x78
;; 00000060 <fill12>: ; function 3
;;       60    movzbl %dl, %edx                             # wasm 0x81
;;       63    movabs $0x101010101010101, %rdi
;;       6d    imul %rdi, %rdx
;;       71    mov %edx, 8(%rbx,%rsi)                       # trap: out of bounds memory access
;;       75    mov %rdx, (%rbx,%rsi)                        # trap: out of bounds memory access
;;       79    ret                                          # wasm 0x84
;; 00000080 <fill20>: ; function 4
;;       80    movd %edx, %xmm3                             # wasm 0x8d
;;       84    pshufb 0xf73(%rip), %xmm3
;;       8d    movups %xmm3, 4(%rbx,%rsi)                   # trap: out of bounds memory access
;;       92    movups %xmm3, (%rbx,%rsi)                    # trap: out of bounds memory access
;;       96    ret                                          # wasm 0x90

;;; asm -O2 aarch64
;; 00000000 <copy24>: ; function 0
;;        0    ldr q5, [x28, w2, uxtw]                      # wasm 0x5b trap: out of bounds memory access
;;        4    add x4, x28, w2, uxtw
;;        8    ldr x6, [x4, #0x10]                          # trap: out of bounds memory access
;;        c    add x5, x28, w1, uxtw
;;       10    ldr xzr, [x5, #0x10]                         # trap: out of bounds memory access
;;       14    str x6, [x5, #0x10]                          # trap: out of bounds memory access
;;       18    str q5, [x28, w1, uxtw]
;;       1c    ret                                          # wasm 0x5f
;; 00000020 <copy7>: ; function 1
;;       20    ldr w5, [x28, w2, uxtw]                      # wasm 0x68 trap: out of bounds memory access
;;       24    add x4, x28, w2, uxtw
;;       28    ldur w6, [x4, #0x3]                          # trap: out of bounds memory access
;;       2c    add x7, x28, w1, uxtw
;;       30    ldur wzr, [x7, #0x3]                         # trap: out of bounds memory access
;;       34    stur w6, [x7, #0x3]                          # trap: out of bounds memory access
;;       38    str w5, [x28, w1, uxtw]
;;       3c    ret                                          # wasm 0x6c
;; 00000040 <zero48>: ; function 2
;;       40    movi v4.16b, #0x0                            # wasm 0x75
;;       44    add x3, x28, w1, uxtw
;;       48    ldr q5, [x3, #0x20]                          # trap: out of bounds memory access
;;       4c    str q4, [x3, #0x20]                          # trap: out of bounds memory access
;;       50    stp q4, q4, [x3]
;;       54    ret                                          # wasm 0x78
;; 00000060 <fill12>: ; function 3
;;       60    and w5, w2, #0xff                            # wasm 0x81
;;       64    mov x4, #0x101010101010101
;;       68    mul x6, x5, x4
;;       6c    add x5, x28, w1, uxtw
;;       70    ldr wzr, [x5, #0x8]                          # trap: out of bounds memory access
;;       74    str w6, [x5, #0x8]                           # trap: out of bounds memory access
;;       78    str x6, [x28, w1, uxtw]
;;       7c    ret                                          # wasm 0x84
;; 00000080 <fill20>: ; function 4
;;       80    dup v4.16b, w2                               # wasm 0x8d
;;       84    add x3, x28, w1, uxtw
;;       88    ldur q5, [x3, #0x4]                          # trap: out of bounds memory access
;;       8c    stur q4, [x3, #0x4]                          # trap: out of bounds memory access
;;       90    str q4, [x28, w1, uxtw]
;;       94    ret                                          # wasm 0x90
