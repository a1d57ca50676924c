;; print: asm -O2
;; Direct, imported and indirect calls; a private table's key is an immediate, an exported one's lies in vmctx.
(module
  (type $t (func (param i32 i64) (result i32)))
  (import "m" "f" (func $f (type $t)))
  (table $private 4 funcref) (table $public (export "t") 4 funcref)
  (func $g (type $t) (call $f (local.get 0) (local.get 1)))
  (func (param i32) (result i32) (call_indirect $private (type $t) (i32.const 1) (i64.const 2) (local.get 0)))
  (func (param i32) (result i32) (call_indirect $public (type $t) (i32.const 1) (i64.const 2) (local.get 0)))
  (func (result i32) (call $g (i32.const 3) (i64.const 4))))

;;; asm -O2
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
;;       20    lea -0x28(%rbx), %r10
;;       24    mov $0, %r11d
;;       2a    cmp 8(%r10), %rax
;;       2e    jae .L3
;;       30    cmovae %r11, %rax
;;       34    mov %rax, %r11
;;       37    shl $4, %r11
;;       3b    add (%r10), %r11
;;       3e    cmpq $1, 8(%r11)
;;       43    jne .L2
;;       45    callq *(%r11)
;; .L1:
;;       48    add $8, %rsp                                 # wasm 0x51
;;       4c    ret
;; .L2:
;;       4d    call <indirect miss of type 0>               # wasm 0x4e
;;       52    jmp .L1
;; .L3:
;;       54    ud2                                          # trap: undefined element
;; 00000060 <func3>: ; function 3
;;       60    sub $8, %rsp
;;       64    mov %esi, %eax
;;       66    mov $1, %esi                                 # wasm 0x5a
;;       6b    mov $2, %edx
;;       70    lea -0x68(%rbx), %r10
;;       74    mov $0, %r11d
;;       7a    cmp 8(%r10), %rax
;;       7e    jae .L3
;;       80    cmovae %r11, %rax
;;       84    mov %rax, %r11
;;       87    shl $4, %r11
;;       8b    add (%r10), %r11
;;       8e    mov 8(%r11), %r11
;;       92    cmp -0xa0(%rbx), %r11
;;       99    jne .L2
;;       9b    mov %rax, %r11
;;       9e    shl $4, %r11
;;       a2    add (%r10), %r11
;;       a5    callq *(%r11)
;; .L1:
;;       a8    add $8, %rsp                                 # wasm 0x5d
;;       ac    ret
;; .L2:
;;       ad    call <indirect miss of type 0>               # wasm 0x5a
;;       b2    jmp .L1
;; .L3:
;;       b4    ud2                                          # trap: undefined element
;; 000000c0 <func4>: ; function 4
;;       c0    sub $8, %rsp
;;       c4    mov $3, %esi                                 # wasm 0x64
;;       c9    mov $4, %edx
;;       ce    call <g>
;;       d3    add $8, %rsp                                 # wasm 0x66
;;       d7    ret
