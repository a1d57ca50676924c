;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Conjunctions of truth values, and bytes compared where they are.
(module
  (memory 1)
  (func (export "three") (param i32 i32 i64) (result i32)
    (i32.and (i32.and (i32.ne (local.get 0) (i32.const 7)) (i64.eqz (local.get 2))) (i32.gt_u (local.get 0) (local.get 1))))
  (func (export "bytes") (param i32 i32) (result i32)
    (i32.and
      (i32.eq (i32.load8_u (local.get 0)) (i32.load8_u (local.get 1)))
      (i32.ge_u (i32.load8_u offset=1 (local.get 0)) (i32.load8_u offset=1 (local.get 1)))))
  (func (export "accumulator") (param i32 i32) (result i32)
    (local i32)
    (loop $l
      (local.set 2 (i32.xor (i32.load (local.get 0)) (local.get 2)))
      (local.set 2 (i32.add (i32.load offset=65532 (local.get 0)) (local.get 2)))
      (br_if $l (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
    (local.get 2)))

;;; asm -O2 x86-64
;; 00000000 <three>: ; function 0
;;        0    test %rcx, %rcx                              # wasm 0x50
;;        3    sete %al
;;        6    movzbl %al, %eax
;;        9    cmp $7, %esi                                 # wasm 0x51
;;        c    setne %dil
;;       10    and %edi, %eax
;;       12    cmp %edx, %esi                               # wasm 0x57
;;       14    seta %r8b
;;       18    and %r8d, %eax
;;       1b    ret                                          # wasm 0x58
;; 00000020 <bytes>: ; function 1
;;       20    movzbl (%rbx,%rsi), %edi                     # wasm 0x5d trap: out of bounds memory access
;;       24    cmp (%rbx,%rdx), %dil                        # wasm 0x65 trap: out of bounds memory access
;;       28    sete %al
;;       2b    movzbl %al, %eax
;;       2e    movzbl 1(%rbx,%rsi), %edi                    # wasm 0x68 trap: out of bounds memory access
;;       33    cmp 1(%rbx,%rdx), %dil                       # wasm 0x71 trap: out of bounds memory access
;;       38    setae %dil
;;       3c    and %edi, %eax
;;       3e    ret                                          # wasm 0x72
;; 00000040 <accumulator>: ; function 2
;;       40    xor %eax, %eax                               # wasm 0x77
;; .L1:
;;       42    xor (%rbx,%rsi), %eax                        # wasm 0x80 trap: out of bounds memory access
;;       45    add 0xfffc(%rbx,%rsi), %eax                  # wasm 0x8c trap: out of bounds memory access
;;       4c    sub $1, %edx                                 # wasm 0x93
;;       4f    jne .L1                                      # wasm 0x96
;;       51    ret                                          # wasm 0x9b

;;; asm -O2 aarch64
;; 00000000 <three>: ; function 0
;;        0    cmp w1, #0x7                                 # wasm 0x4d
;;        4    cset w7, ne
;;        8    cmp x3, #0x0                                 # wasm 0x50
;;        c    cset w8, eq
;;       10    and w8, w7, w8                               # wasm 0x51
;;       14    cmp w1, w2                                   # wasm 0x56
;;       18    cset w9, hi
;;       1c    and w0, w8, w9                               # wasm 0x57
;;       20    ret                                          # wasm 0x58
;; 00000030 <bytes>: ; function 1
;;       30    ldrb w10, [x28, w1, uxtw]                    # wasm 0x5d trap: out of bounds memory access
;;       34    ldrb w11, [x28, w2, uxtw]                    # wasm 0x62 trap: out of bounds memory access
;;       38    cmp w10, w11                                 # wasm 0x65
;;       3c    cset w11, eq
;;       40    add x10, x28, w1, uxtw                       # wasm 0x68
;;       44    ldrb w12, [x10, #0x1]                        # trap: out of bounds memory access
;;       48    add x10, x28, w2, uxtw                       # wasm 0x6d
;;       4c    ldrb w13, [x10, #0x1]                        # trap: out of bounds memory access
;;       50    cmp w12, w13                                 # wasm 0x70
;;       54    cset w12, hs
;;       58    and w0, w11, w12                             # wasm 0x71
;;       5c    ret                                          # wasm 0x72
;; 00000080 <accumulator>: ; function 2
;;       80    add x10, x28, #0xf, lsl #12                  # wasm 0x77
;;       84    add x12, x10, #0xffc
;;       88    mov w0, #0x0
;; .L1:
;;       8c    ldr w13, [x28, w1, uxtw]                     # wasm 0x7b trap: out of bounds memory access
;;       90    eor w13, w13, w0                             # wasm 0x80
;;       94    ldr w11, [x12, w1, uxtw]                     # wasm 0x85 trap: out of bounds memory access
;;       98    add w0, w11, w13                             # wasm 0x8c
;;       9c    sub w2, w2, #0x1                             # wasm 0x93
;;       a0    cbnz w2, .L1                                 # wasm 0x96
;;       a4    ret                                          # wasm 0x9b
