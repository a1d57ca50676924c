;; print: asm -O2 x86-64
;; print: asm -O2 x86-64 -fno-fixed-copies
;; print: asm -O2 aarch64
;; An argument that a loop reads and that a call behind the loop would destroy: it moves before the loop, not in it.
(module
  (func $f (import "m" "f") (param i32) (result i32))
  (memory 1)
  (func (param i32 i32) (result i32)
    (block $out
      (loop $l
        (br_if $out (i32.eqz (local.tee 0 (i32.load (local.get 0)))))
        (br_if $l (i32.ne (i32.load offset=4 (local.get 0)) (local.get 1)))
        (return (local.get 0))))
    (i32.add (call $f (i32.const 16)) (local.get 1))))

;;; asm -O2 x86-64
;; 00000000 <func1>: ; function 1
;;        0    mov %rsi, %rax                               # wasm 0x2f
;; .L1:
;;        3    mov (%rbx,%rax), %eax                        # wasm 0x33 trap: out of bounds memory access
;;        6    test %eax, %eax                              # wasm 0x39
;;        8    je .L2
;;        a    cmp 4(%rbx,%rax), %edx                       # wasm 0x43 trap: out of bounds memory access
;;        e    jne .L1
;;       10    ret                                          # wasm 0x47
;; .L2:
;;       11    push %rbp
;;       12    mov %rdx, %rbp                               # wasm 0x4c
;;       15    mov $0x10, %esi
;;       1a    call <import m.f>
;;       1f    add %ebp, %eax                               # wasm 0x50
;;       21    pop %rbp                                     # wasm 0x51
;;       22    ret

;;; asm -O2 x86-64 -fno-fixed-copies
;; 00000000 <func1>: ; function 1
;;        0    mov %rsi, %rax                               # wasm 0x2f
;; .L1:
;;        3    mov (%rbx,%rax), %eax                        # wasm 0x33 trap: out of bounds memory access
;;        6    test %eax, %eax                              # wasm 0x39
;;        8    je .L2
;;        a    cmp 4(%rbx,%rax), %edx                       # wasm 0x43 trap: out of bounds memory access
;;        e    jne .L1
;;       10    ret                                          # wasm 0x47
;; .L2:
;;       11    push %rbp
;;       12    mov %rdx, %rbp                               # wasm 0x4c
;;       15    mov $0x10, %esi
;;       1a    call <import m.f>
;;       1f    add %ebp, %eax                               # wasm 0x50
;;       21    pop %rbp                                     # wasm 0x51
;;       22    ret

;;; asm -O2 aarch64
;; 00000000 <func1>: ; function 1
;;        0    mov x0, x1                                   # wasm 0x2f
;; .L1:
;;        4    ldr w0, [x28, w0, uxtw]                      # wasm 0x33 trap: out of bounds memory access
;;        8    cbz w0, .L2                                  # wasm 0x39
;;        c    add x8, x28, w0, uxtw                        # wasm 0x3d
;;       10    ldr w10, [x8, #0x4]                          # trap: out of bounds memory access
;;       14    cmp w10, w2                                  # wasm 0x43
;;       18    b.ne .L1
;;       1c    ret                                          # wasm 0x47
;; .L2:
;;       20    stp x20, x30, [sp, #-0x10]!
;;       24    mov x20, x2                                  # wasm 0x4c
;;       28    mov w1, #0x10
;;       2c    bl <import m.f>
;;       30    add w0, w0, w20                              # wasm 0x50
;;       34    ldp x20, x30, [sp], #0x10                    # wasm 0x51
;;       38    ret
