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
;;        0    push %r12
;;        2    mov %rdx, %r12
;;        5    mov %esi, %eax
;; .L1:
;;        7    mov (%rbx,%rax), %eax                        # wasm 0x33 trap: out of bounds memory access
;;        a    test %eax, %eax                              # wasm 0x39
;;        c    je .L2
;;        e    cmp 4(%rbx,%rax), %r12d                      # wasm 0x43 trap: out of bounds memory access
;;       13    jne .L1
;;       15    pop %r12                                     # wasm 0x47
;;       17    ret
;; .L2:
;;       18    mov $0x10, %esi                              # wasm 0x4c
;;       1d    call <import m.f>
;;       22    add %r12d, %eax                              # wasm 0x50
;;       25    pop %r12                                     # wasm 0x51
;;       27    ret

;;; asm -O2 x86-64 -fno-fixed-copies
;; 00000000 <func1>: ; function 1
;;        0    push %r12
;;        2    mov %esi, %eax
;; .L1:
;;        4    mov (%rbx,%rax), %eax                        # wasm 0x33 trap: out of bounds memory access
;;        7    test %eax, %eax                              # wasm 0x39
;;        9    je .L2
;;        b    cmp 4(%rbx,%rax), %edx                       # wasm 0x43 trap: out of bounds memory access
;;        f    mov %rdx, %r12
;;       12    mov %r12, %rdx
;;       15    jne .L1                                      # wasm 0x43
;;       17    pop %r12                                     # wasm 0x47
;;       19    ret
;; .L2:
;;       1a    mov %rdx, %r12                               # wasm 0x4c
;;       1d    mov $0x10, %esi
;;       22    call <import m.f>
;;       27    mov %r12, %rdx
;;       2a    add %edx, %eax                               # wasm 0x50
;;       2c    pop %r12                                     # wasm 0x51
;;       2e    ret

;;; asm -O2 aarch64
;; 00000000 <func1>: ; function 1
;;        0    stp x19, x30, [sp, #-0x10]!
;;        4    mov x19, x2
;;        8    mov x0, x1                                   # wasm 0x2f
;; .L1:
;;        c    ldr w0, [x28, w0, uxtw]                      # wasm 0x33 trap: out of bounds memory access
;;       10    cbz w0, .L2                                  # wasm 0x39
;;       14    add x9, x28, w0, uxtw                        # wasm 0x3d
;;       18    ldr w11, [x9, #0x4]                          # trap: out of bounds memory access
;;       1c    cmp w11, w19                                 # wasm 0x43
;;       20    b.ne .L1
;;       24    ldp x19, x30, [sp], #0x10                    # wasm 0x47
;;       28    ret
;; .L2:
;;       2c    mov w1, #0x10                                # wasm 0x4c
;;       30    bl <import m.f>
;;       34    add w0, w0, w19                              # wasm 0x50
;;       38    ldp x19, x30, [sp], #0x10                    # wasm 0x51
;;       3c    ret
