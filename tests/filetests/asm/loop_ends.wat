;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; The end of a loop: values that move on at the edge back do so before its branch, and the step of a counter whose old
;; value is still read stands behind that, in place.
(module (memory 1)
  (func (param i32 i32) (result i32) (local i32)
    (loop $l
      (local.set 2 (i32.sub (local.get 0) (i32.const 8)))
      (if (i32.lt_u (i32.load (local.get 0)) (local.get 1))
        (then (local.set 0 (local.get 2)) (br $l))))
    (local.get 2))
  (func (param i32 i32 i32) (result i32) (local i32)
    (loop $l
      (local.set 3 (i32.mul (i32.add (local.get 0) (local.get 1)) (i32.load (local.get 2))))
      (local.set 0 (local.get 1))
      (local.set 1 (local.get 3))
      (br_if $l (local.tee 2 (i32.sub (local.get 2) (i32.const 4)))))
    (local.get 3)))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    mov %rsi, %rax                               # wasm 0x29
;; .L1:
;;        3    cmp (%rbx,%rax), %edx                        # wasm 0x3a trap: out of bounds memory access
;;        6    lea -8(%rax), %eax                           # wasm 0x2f
;;        9    ja .L1                                       # wasm 0x3a
;;        b    ret                                          # wasm 0x46
;; 00000040 <func1>: ; function 1
;;       40    mov %rsi, %rax                               # wasm 0x4b
;;       43    jmp .L2
;; .L1:
;;       45    mov %rax, %rsi
;;       48    mov %rdx, %rax
;;       4b    mov %rsi, %rdx
;; .L2:
;;       4e    add %edx, %eax                               # wasm 0x51
;;       50    imul (%rbx,%rcx), %eax                       # wasm 0x57 trap: out of bounds memory access
;;       54    sub $4, %ecx                                 # wasm 0x66
;;       57    jne .L1                                      # wasm 0x69
;;       59    ret                                          # wasm 0x6e

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    mov x0, x1                                   # wasm 0x29
;; .L1:
;;        4    ldr w4, [x28, w0, uxtw]                      # wasm 0x34 trap: out of bounds memory access
;;        8    sub w0, w0, #0x8                             # wasm 0x2f
;;        c    cmp w4, w2                                   # wasm 0x3a
;;       10    b.lo .L1
;;       14    ret                                          # wasm 0x46
;; 00000040 <func1>: ; function 1
;;       40    add w9, w1, w2                               # wasm 0x51
;;       44    ldr w8, [x28, w3, uxtw]                      # wasm 0x54 trap: out of bounds memory access
;;       48    mul w0, w9, w8                               # wasm 0x57
;;       4c    sub w3, w3, #0x4                             # wasm 0x66
;;       50    mov x1, x2
;;       54    mov x2, x0
;;       58    cbnz w3, <func1>                             # wasm 0x69
;;       5c    ret                                          # wasm 0x6e
