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
;;       14    mov %esi, %eax
;;       16    mov $1, %esi                                 # wasm 0x4e
;;       1b    mov $2, %edx
;;       20    xor %r11d, %r11d
;;       23    cmp -0x28(%rbx), %rax
;;       27    jae .L3
;;       29    cmovae %r11, %rax
;;       2d    mov -0x30(%rbx), %r11
;;       31    add %rax, %rax
;;       34    cmpq $1, 8(%r11,%rax,8)
;;       3a    jne .L2
;;       3c    callq *(%r11,%rax,8)
;; .L1:
;;       40    add $8, %rsp                                 # wasm 0x51
;;       44    ret
;; .L2:
;;       45    shr $1, %rax                                 # wasm 0x4e
;;       48    lea -0x30(%rbx), %r10
;;       4c    call <indirect miss of type 0>
;;       51    jmp .L1
;; .L3:
;;       53    ud2                                          # trap: undefined element
;; 00000060 <func3>: ; function 3
;;       60    sub $8, %rsp
;;       64    mov %esi, %eax
;;       66    mov $1, %esi                                 # wasm 0x5a
;;       6b    mov $2, %edx
;;       70    xor %r11d, %r11d
;;       73    cmp -0x78(%rbx), %rax
;;       77    jae .L3
;;       79    cmovae %r11, %rax
;;       7d    mov -0x80(%rbx), %r11
;;       81    add %rax, %rax
;;       84    mov -0xc0(%rbx), %r10
;;       8b    cmp 8(%r11,%rax,8), %r10
;;       90    jne .L2
;;       92    callq *(%r11,%rax,8)
;; .L1:
;;       96    add $8, %rsp                                 # wasm 0x5d
;;       9a    ret
;; .L2:
;;       9b    shr $1, %rax                                 # wasm 0x5a
;;       9e    lea -0x80(%rbx), %r10
;;       a2    call <indirect miss of type 0>
;;       a7    jmp .L1
;; .L3:
;;       a9    ud2                                          # trap: undefined element
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
;;       14    mov w10, w1
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
;;       64    mov w10, w1
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
