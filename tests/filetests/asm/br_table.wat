;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; A jump table: the index is clamped, under speculation too.
(module
  (func (export "switch") (param i32) (result i32)
    (block $d (block $c (block $b (block $a
      (br_table $a $b $c $a $d (local.get 0)))
      (return (i32.const 11))) (return (i32.const 22))) (return (i32.const 33)))
    (i32.const 44)))

;;; asm -O2 x86-64
;; 00000000 <switch>: ; function 0
;;        0    mov $4, %r8d                                 # wasm 0x2f
;;        6    cmp %r8d, %esi
;;        9    cmovb %esi, %r8d
;;        d    lea .T1(%rip), %rdi
;;       14    movslq (%rdi,%r8,4), %r8
;;       18    add %r8, %rdi
;;       1b    jmp *%rdi
;; .L1:
;;       1d    mov $0xb, %eax                               # wasm 0x39
;;       22    ret
;; .L2:
;;       23    mov $0x16, %eax                              # wasm 0x3d
;;       28    ret
;; .L3:
;;       29    mov $0x21, %eax                              # wasm 0x41
;;       2e    ret
;; .L4:
;;       2f    mov $0x2c, %eax                              # wasm 0x45
;;       34    ret
;; .T1: # jump table at 0x1000
;;             .L1 .L2 .L3 .L1 .L4

;;; asm -O2 aarch64
;; 00000000 <switch>: ; function 0
;;        0    mov w16, #0x4                                # wasm 0x2f
;;        4    cmp w1, w16
;;        8    csel w16, w1, w16, lo
;;        c    adrp x17, .T1
;;       10    add x17, x17, :lo12:.T1
;;       14    ldrsw x16, [x17, w16, uxtw #2]
;;       18    add x17, x17, x16
;;       1c    br x17
;; .L1:
;;       20    mov w0, #0xb                                 # wasm 0x39
;;       24    ret
;; .L2:
;;       28    mov w0, #0x16                                # wasm 0x3d
;;       2c    ret
;; .L3:
;;       30    mov w0, #0x21                                # wasm 0x41
;;       34    ret
;; .L4:
;;       38    mov w0, #0x2c                                # wasm 0x45
;;       3c    ret
;; .T1: # jump table at 0x10000
;;             .L1 .L2 .L3 .L1 .L4
