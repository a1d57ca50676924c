;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; print: asm -O2 -fno-short-tables x86-64
;; A table with few runs of one target becomes comparisons.
(module
  (func (export "three") (param i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $c (local.get 0)))
      (return (i32.const 11))) (return (i32.const 22)))
    (i32.const 33))
  (func (export "runs") (param i32) (result i32)
    (block $b (block $a
      (br_table $a $a $a $b $b $a (local.get 0)))
      (return (i32.const 11)))
    (i32.const 22)))

;;; ir -O2
;; function f0 {
;; b0(v0: i32):
;;     v4 = const.i32 0x0
;;     v5 = icmp.eq v0, v4
;;     brif v5, b1, b4
;; b4():
;;     v6 = const.i32 0x2
;;     v7 = icmp.ltu v0, v6
;;     brif v7, b2, b3
;; b1():
;;     v1 = const.i32 0xb
;;     return v1
;; b2():
;;     v2 = const.i32 0x16
;;     return v2
;; b3():
;;     v3 = const.i32 0x21
;;     return v3
;; }
;; function f1 {
;; b0(v0: i32):
;;     v3 = const.i32 0x3
;;     v4 = icmp.ltu v0, v3
;;     brif v4, b1, b3
;; b3():
;;     v5 = const.i32 0x5
;;     v6 = icmp.ltu v0, v5
;;     brif v6, b2, b1
;; b1():
;;     v1 = const.i32 0xb
;;     return v1
;; b2():
;;     v2 = const.i32 0x16
;;     return v2
;; }

;;; asm -O2 x86-64
;; 00000000 <three>: ; function 0
;;        0    test %esi, %esi                              # wasm 0x34
;;        2    je .L1
;;        4    cmp $2, %esi
;;        7    jae .L2
;;        9    mov $0x16, %eax                              # wasm 0x40
;;        e    ret
;; .L1:
;;        f    mov $0xb, %eax                               # wasm 0x3c
;;       14    ret
;; .L2:
;;       15    mov $0x21, %eax                              # wasm 0x44
;;       1a    ret
;; 00000020 <runs>: ; function 1
;;       20    cmp $3, %esi                                 # wasm 0x4d
;;       23    jb .L1
;;       25    cmp $5, %esi
;;       28    jb .L2
;; .L1:
;;       2a    mov $0xb, %eax                               # wasm 0x58
;;       2f    ret
;; .L2:
;;       30    mov $0x16, %eax                              # wasm 0x5c
;;       35    ret

;;; asm -O2 aarch64
;; 00000000 <three>: ; function 0
;;        0    cbz w1, .L1                                  # wasm 0x34
;;        4    cmp w1, #0x2
;;        8    b.hs .L2
;;        c    mov w0, #0x16                                # wasm 0x40
;;       10    ret
;; .L1:
;;       14    mov w0, #0xb                                 # wasm 0x3c
;;       18    ret
;; .L2:
;;       1c    mov w0, #0x21                                # wasm 0x44
;;       20    ret
;; 00000030 <runs>: ; function 1
;;       30    cmp w1, #0x3                                 # wasm 0x4d
;;       34    b.lo .L1
;;       38    cmp w1, #0x5
;;       3c    b.lo .L2
;; .L1:
;;       40    mov w0, #0xb                                 # wasm 0x58
;;       44    ret
;; .L2:
;;       48    mov w0, #0x16                                # wasm 0x5c
;;       4c    ret

;;; asm -O2 -fno-short-tables x86-64
;; 00000000 <three>: ; function 0
;;        0    mov $2, %r8d                                 # wasm 0x34
;;        6    cmp %r8d, %esi
;;        9    cmovb %esi, %r8d
;;        d    lea .T1(%rip), %rdi
;;       14    movslq (%rdi,%r8,4), %r8
;;       18    add %r8, %rdi
;;       1b    jmp *%rdi
;; .L1:
;;       1d    mov $0xb, %eax                               # wasm 0x3c
;;       22    ret
;; .L2:
;;       23    mov $0x16, %eax                              # wasm 0x40
;;       28    ret
;; .L3:
;;       29    mov $0x21, %eax                              # wasm 0x44
;;       2e    ret
;; .T1: # jump table at 0x1000
;;             .L1 .L2 .L3
;; 00000030 <runs>: ; function 1
;;       30    mov $5, %r8d                                 # wasm 0x4d
;;       36    cmp %r8d, %esi
;;       39    cmovb %esi, %r8d
;;       3d    lea .T1(%rip), %rdi
;;       44    movslq (%rdi,%r8,4), %r8
;;       48    add %r8, %rdi
;;       4b    jmp *%rdi
;; .L1:
;;       4d    mov $0xb, %eax                               # wasm 0x58
;;       52    ret
;; .L2:
;;       53    mov $0x16, %eax                              # wasm 0x5c
;;       58    ret
;; .T1: # jump table at 0x100c
;;             .L1 .L1 .L1 .L2 .L2 .L1
