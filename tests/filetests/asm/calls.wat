;; print: asm -O2 -fno-inline x86-64
;; print: asm -O2 -fno-inline aarch64
;; Direct, imported and indirect calls; a private table's key is an immediate, an exported one's lies in vmctx.
(module
  (type $t (func (param i32 i64) (result i32)))
  (import "m" "f" (func $f (type $t)))
  (table $private 4 funcref) (table $public (export "t") 4 funcref)
  (func $g (type $t) (call $f (local.get 0) (local.get 1)))
  (func (param i32) (result i32) (call_indirect $private (type $t) (i32.const 1) (i64.const 2) (local.get 0)))
  (func (param i32) (result i32) (call_indirect $public (type $t) (i32.const 1) (i64.const 2) (local.get 0)))
  (func (result i32) (call $g (i32.const 3) (i64.const 4))))

;;; asm -O2 -fno-inline x86-64
;; 00000000 <g>: ; function 1
;;        0    sub $8, %rsp
;;        4    call <import m.f>                            # wasm 0x43
;;        9    add $8, %rsp                                 # wasm 0x45
;;        d    ret
;; 00000010 <func2>: ; function 2
;;       10    sub $8, %rsp
;;       14    mov %rsi, %rax
;;       17    mov $1, %esi                                 # wasm 0x4e
;;       1c    mov $2, %edx
;;       21    xor %r11d, %r11d
;;       24    cmp -0x28(%rbx), %rax
;;       28    jae .L3
;;       2a    cmovae %r11, %rax
;;       2e    mov -0x30(%rbx), %r11
;;       32    add %rax, %rax
;;       35    cmpq $1, 8(%r11,%rax,8)
;;       3b    jne .L2
;;       3d    callq *(%r11,%rax,8)
;; .L1:
;;       41    add $8, %rsp                                 # wasm 0x51
;;       45    ret
;; .L2:
;;       46    shr $1, %rax                                 # wasm 0x4e
;;       49    lea -0x30(%rbx), %r10
;;       4d    call <indirect miss of type 0>
;;       52    jmp .L1
;; .L3:
;;       54    ud2                                          # trap: undefined element
;; 00000060 <func3>: ; function 3
;;       60    sub $8, %rsp
;;       64    mov %rsi, %rax
;;       67    mov $1, %esi                                 # wasm 0x5a
;;       6c    mov $2, %edx
;;       71    xor %r11d, %r11d
;;       74    cmp -0x78(%rbx), %rax
;;       78    jae .L3
;;       7a    cmovae %r11, %rax
;;       7e    mov -0x80(%rbx), %r11
;;       82    add %rax, %rax
;;       85    mov -0xc0(%rbx), %r10
;;       8c    cmp 8(%r11,%rax,8), %r10
;;       91    jne .L2
;;       93    callq *(%r11,%rax,8)
;; .L1:
;;       97    add $8, %rsp                                 # wasm 0x5d
;;       9b    ret
;; .L2:
;;       9c    shr $1, %rax                                 # wasm 0x5a
;;       9f    lea -0x80(%rbx), %r10
;;       a3    call <indirect miss of type 0>
;;       a8    jmp .L1
;; .L3:
;;       aa    ud2                                          # trap: undefined element
;; 000000b0 <func4>: ; function 4
;;       b0    sub $8, %rsp
;;       b4    mov $3, %esi                                 # wasm 0x64
;;       b9    mov $4, %edx
;;       be    call <g>
;;       c3    add $8, %rsp                                 # wasm 0x66
;;       c7    ret

;;; asm -O2 -fno-inline aarch64
;; 00000000 <g>: ; function 1
;;        0    stp xzr, x30, [sp, #-0x10]!
;;        4    bl <import m.f>                              # wasm 0x43
;;        8    ldp xzr, x30, [sp], #0x10                    # wasm 0x45
;;        c    ret
;; 00000010 <func2>: ; function 2
;;       10    stp xzr, x30, [sp, #-0x10]!
;;       14    mov x10, x1
;;       18    mov w1, #0x1                                 # wasm 0x4e
;;       1c    mov w2, #0x2
;;       20    ldp x11, x12, [x28, #-0x30]
;;       24    cmp x10, x12
;;       28    b.hs .L3
;;       2c    csel x10, x10, xzr, lo
;;       30    add x11, x11, x10, lsl #4
;;       34    ldp x16, x12, [x11]
;;       38    cmp x12, #0x1
;;       3c    b.ne .L2
;;       40    blr x16
;; .L1:
;;       44    ldp xzr, x30, [sp], #0x10                    # wasm 0x51
;;       48    ret
;; .L2:
;;       4c    sub x9, x28, #0x30                           # wasm 0x4e
;;       50    bl <indirect miss of type 0>
;;       54    b .L1
;; .L3:
;;       58    udf #0x4                                     # trap: undefined element
;; 00000060 <func3>: ; function 3
;;       60    stp xzr, x30, [sp, #-0x10]!
;;       64    mov x10, x1
;;       68    mov w1, #0x1                                 # wasm 0x5a
;;       6c    mov w2, #0x2
;;       70    ldp x11, x12, [x28, #-0x80]
;;       74    cmp x10, x12
;;       78    b.hs .L3
;;       7c    csel x10, x10, xzr, lo
;;       80    add x11, x11, x10, lsl #4
;;       84    ldp x16, x12, [x11]
;;       88    ldur x13, [x28, #-0xc0]
;;       8c    cmp x12, x13
;;       90    b.ne .L2
;;       94    blr x16
;; .L1:
;;       98    ldp xzr, x30, [sp], #0x10                    # wasm 0x5d
;;       9c    ret
;; .L2:
;;       a0    sub x9, x28, #0x80                           # wasm 0x5a
;;       a4    bl <indirect miss of type 0>
;;       a8    b .L1
;; .L3:
;;       ac    udf #0x4                                     # trap: undefined element
;; 000000b0 <func4>: ; function 4
;;       b0    stp xzr, x30, [sp, #-0x10]!
;;       b4    mov w1, #0x3                                 # wasm 0x64
;;       b8    mov w2, #0x4
;;       bc    bl <g>
;;       c0    ldp xzr, x30, [sp], #0x10                    # wasm 0x66
;;       c4    ret
