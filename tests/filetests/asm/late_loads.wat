;; print: asm -O0 aarch64
;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; A scalar loaded for a vector, which may be done late, with a load from the same index between: what makes the sum of base and index for
;; both stays in front, and each of the two may be the one that traps.
(module
  (memory 1)
  (func (export "sum") (param $p i32) (result i32) (local $x i32) (local $y i32) (local $v v128)
    (local.set $x (i32.load offset=8 (local.get $p)))
    (local.set $y (i32.load offset=4 (local.get $p)))
    (local.set $v (i32x4.splat (local.get $x)))
    (i32.add (local.get $y) (i32x4.extract_lane 1 (i32x4.mul (local.get $v) (local.get $v)))))
  (func (export "trap") (param $p i32) (result i32) (local $x i32) (local $y i32) (local $v v128)
    (local.set $x (i32.load offset=8 (local.get $p)))
    (local.set $y (i32.load (local.get $p)))
    (local.set $v (i32x4.splat (local.get $x)))
    (i32.add (local.get $y) (i32x4.extract_lane 1 (i32x4.mul (local.get $v) (local.get $v))))))

;;; asm -O0 aarch64
;; 00000000 <sum>: ; function 0
;;        0    stp x26, x25, [sp, #-0x30]!
;;        4    stp xzr, x22, [sp, #0x20]
;;        8    stp x24, x23, [sp, #0x10]
;;        c    sub sp, sp, #0x10
;;       10    str x1, [sp]
;;       14    ldr x22, [sp]                                # wasm 0x35
;;       18    add x23, x28, w22, uxtw
;;       1c    ldp w26, w24, [x23, #0x4]                    # trap: out of bounds memory access
;;       20    dup v30.4s, w24                              # wasm 0x43
;;       24    mul v31.4s, v30.4s, v30.4s                   # wasm 0x4d
;;       28    mov w25, v31.s[1]                            # wasm 0x50
;;       2c    add w0, w26, w25                             # wasm 0x53
;;       30    add sp, sp, #0x10                            # wasm 0x54
;;       34    ldp xzr, x22, [sp, #0x20]
;;       38    ldp x24, x23, [sp, #0x10]
;;       3c    ldp x26, x25, [sp], #0x30
;;       40    ret
;; 00000050 <trap>: ; function 1
;;       50    stp x26, x25, [sp, #-0x20]!
;;       54    stp x24, x23, [sp, #0x10]
;;       58    sub sp, sp, #0x10
;;       5c    str x1, [sp]
;;       60    ldr x23, [sp]                                # wasm 0x64
;;       64    ldr w26, [x28, w23, uxtw]                    # trap: out of bounds memory access
;;       68    add x24, x28, w23, uxtw                      # wasm 0x6b
;;       6c    ldr s29, [x24, #0x8]                         # trap: out of bounds memory access
;;       70    mov v30.4s, v29.s[0]
;;       74    mul v31.4s, v30.4s, v30.4s                   # wasm 0x75
;;       78    mov w25, v31.s[1]                            # wasm 0x78
;;       7c    add w0, w26, w25                             # wasm 0x7b
;;       80    add sp, sp, #0x10                            # wasm 0x7c
;;       84    ldp x24, x23, [sp, #0x10]
;;       88    ldp x26, x25, [sp], #0x20
;;       8c    ret

;;; asm -O2 x86-64
;; 00000000 <sum>: ; function 0
;;        0    movss 8(%rbx,%rsi), %xmm5                    # wasm 0x43 trap: out of bounds memory access
;;        6    pshufd $0, %xmm5, %xmm5
;;        b    pmulld %xmm5, %xmm5                          # wasm 0x4d
;;       10    pextrd $1, %xmm5, %eax                       # wasm 0x50
;;       16    add 4(%rbx,%rsi), %eax                       # wasm 0x53 trap: out of bounds memory access
;;       1a    ret                                          # wasm 0x54
;; 00000020 <trap>: ; function 1
;;       20    movss 8(%rbx,%rsi), %xmm5                    # wasm 0x6b trap: out of bounds memory access
;;       26    pshufd $0, %xmm5, %xmm5
;;       2b    pmulld %xmm5, %xmm5                          # wasm 0x75
;;       30    pextrd $1, %xmm5, %eax                       # wasm 0x78
;;       36    add (%rbx,%rsi), %eax                        # wasm 0x7b trap: out of bounds memory access
;;       39    ret                                          # wasm 0x7c

;;; asm -O2 aarch64
;; 00000000 <sum>: ; function 0
;;        0    add x7, x28, w1, uxtw                        # wasm 0x35
;;        4    ldp w8, w9, [x7, #0x4]                       # trap: out of bounds memory access
;;        8    dup v8.4s, w9                                # wasm 0x43
;;        c    mul v8.4s, v8.4s, v8.4s                      # wasm 0x4d
;;       10    mov w9, v8.s[1]                              # wasm 0x50
;;       14    add w0, w8, w9                               # wasm 0x53
;;       18    ret                                          # wasm 0x54
;; 00000020 <trap>: ; function 1
;;       20    ldr w8, [x28, w1, uxtw]                      # wasm 0x64 trap: out of bounds memory access
;;       24    add x6, x28, w1, uxtw                        # wasm 0x6b
;;       28    ldr s8, [x6, #0x8]                           # trap: out of bounds memory access
;;       2c    mov v10.4s, v8.s[0]
;;       30    mul v8.4s, v10.4s, v10.4s                    # wasm 0x75
;;       34    mov w9, v8.s[1]                              # wasm 0x78
;;       38    add w0, w8, w9                               # wasm 0x7b
;;       3c    ret                                          # wasm 0x7c
