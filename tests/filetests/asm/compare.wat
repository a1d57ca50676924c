;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; A comparison is done where it decides: branch, select, trap; as a number only where one is wanted.
(module
  (func (param i32 i32) (result i32) (select (local.get 0) (local.get 1) (i32.lt_u (local.get 0) (local.get 1))))
  (func (param f64 f64) (result i32) (if (result i32) (f64.eq (local.get 0) (local.get 1)) (then (i32.const 1)) (else (i32.const 2))))
  (func (param f64 f64) (result i32) (f64.ne (local.get 0) (local.get 1)))
  (func (param i64) (result i32) (i64.eqz (local.get 0)))
  (func (param i32 i32) (result i32)
    (if (i32.and (local.get 0) (i32.const 8)) (then (return (local.get 1))))
    (i32.ge_s (local.get 0) (local.get 1))))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    cmp %edx, %esi                               # wasm 0x32
;;        2    mov %rdx, %rax
;;        5    cmovb %esi, %eax
;;        8    ret                                          # wasm 0x33
;; 00000010 <func1>: ; function 1
;;       10    ucomisd %xmm1, %xmm0                         # wasm 0x3b
;;       14    jp .L1
;;       16    jne .L1
;;       18    mov $1, %eax                                 # wasm 0x43
;;       1d    ret
;; .L1:
;;       1e    mov $2, %eax
;;       23    ret
;; 00000030 <func2>: ; function 2
;;       30    ucomisd %xmm1, %xmm0                         # wasm 0x4a
;;       34    setp %al
;;       37    movzbl %al, %eax
;;       3a    setne %sil
;;       3e    movzbl %sil, %esi
;;       42    or %esi, %eax
;;       44    ret                                          # wasm 0x4b
;; 00000050 <func3>: ; function 3
;;       50    test %rsi, %rsi                              # wasm 0x50
;;       53    sete %al
;;       56    movzbl %al, %eax
;;       59    ret                                          # wasm 0x51
;; 00000060 <func4>: ; function 4
;;       60    mov %rdx, %rax
;;       63    test $8, %sil                                # wasm 0x59
;;       67    je .L1
;;       69    ret                                          # wasm 0x5d
;; .L1:
;;       6a    cmp %edx, %esi                               # wasm 0x63
;;       6c    setge %al
;;       6f    movzbl %al, %eax
;;       72    ret                                          # wasm 0x64

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    cmp w1, w2                                   # wasm 0x32
;;        4    csel w0, w2, w1, hs
;;        8    ret                                          # wasm 0x33
;; 00000010 <func1>: ; function 1
;;       10    fcmp d0, d1                                  # wasm 0x3b
;;       14    b.ne .L1
;;       18    mov w0, #0x1                                 # wasm 0x43
;;       1c    ret
;; .L1:
;;       20    mov w0, #0x2
;;       24    ret
;; 00000030 <func2>: ; function 2
;;       30    fcmp d0, d1                                  # wasm 0x4a
;;       34    cset w0, ne
;;       38    ret                                          # wasm 0x4b
;; 00000040 <func3>: ; function 3
;;       40    cmp x1, #0x0                                 # wasm 0x50
;;       44    cset w0, eq
;;       48    ret                                          # wasm 0x51
;; 00000050 <func4>: ; function 4
;;       50    mov x0, x2
;;       54    tbz w1, #0x3, .L1                            # wasm 0x59
;;       58    ret                                          # wasm 0x5d
;; .L1:
;;       5c    cmp w1, w2                                   # wasm 0x63
;;       60    cset w0, ge
;;       64    ret                                          # wasm 0x64
