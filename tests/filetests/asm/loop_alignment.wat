;; print: asm -O2 x86-64
;; print: asm -O2 -fno-loop-alignment x86-64
;; print: asm -O2 aarch64
;; The second loop would lie in two cache lines: padding before it, which runs once, puts it into one.
(module (memory 1)
  (func (param i32 i32 i32) (result i32) (local i32)
    (loop $l
      (i32.store (local.get 0) (i32.add (i32.load (local.get 0)) (local.get 2)))
      (local.set 0 (i32.add (local.get 0) (i32.const 4)))
      (br_if $l (i32.lt_u (local.get 0) (local.get 1))))
    (i32.store offset=64 (local.get 2) (local.get 0))
    (i32.store offset=68 (local.get 2) (local.get 1))
    (i32.store offset=72 (local.get 2) (local.get 2))
    (i32.store offset=76 (local.get 2) (local.get 2))
    (i32.store offset=80 (local.get 2) (local.get 2))
    (i32.store offset=84 (local.get 2) (local.get 2))
    (i32.store offset=88 (local.get 2) (local.get 2))
    (i32.store offset=92 (local.get 2) (local.get 2))
    (i32.store offset=96 (local.get 2) (local.get 2))
    (i32.store offset=100 (local.get 2) (local.get 2))
    (i32.store offset=104 (local.get 2) (local.get 2))
    (loop $m
      (local.set 3 (i32.xor (i32.add (local.get 3) (i32.load8_u (local.get 0))) (i32.load8_u offset=1 (local.get 0))))
      (local.set 0 (i32.add (local.get 0) (i32.const 2)))
      (br_if $m (i32.ne (local.get 0) (local.get 1))))
    (local.get 3)))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    mov %rcx, %rax                               # wasm 0x2f
;;        3    add (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;        6    mov %eax, (%rbx,%rsi)                        # wasm 0x30 trap: out of bounds memory access
;;        9    add $4, %esi                                 # wasm 0x37
;;        c    cmp %edx, %esi                               # wasm 0x3f
;;        e    jb <func0>
;;       10    mov %esi, 0x40(%rbx,%rcx)                    # wasm 0x46 trap: out of bounds memory access
;;       14    mov %edx, 0x44(%rbx,%rcx)                    # wasm 0x4d trap: out of bounds memory access
;;       18    mov %ecx, 0x48(%rbx,%rcx)                    # wasm 0x54 trap: out of bounds memory access
;;       1c    mov %ecx, 0x4c(%rbx,%rcx)                    # wasm 0x5b trap: out of bounds memory access
;;       20    mov %ecx, 0x50(%rbx,%rcx)                    # wasm 0x62 trap: out of bounds memory access
;;       24    mov %ecx, 0x54(%rbx,%rcx)                    # wasm 0x69 trap: out of bounds memory access
;;       28    mov %ecx, 0x58(%rbx,%rcx)                    # wasm 0x70 trap: out of bounds memory access
;;       2c    mov %ecx, 0x5c(%rbx,%rcx)                    # wasm 0x77 trap: out of bounds memory access
;;       30    mov %ecx, 0x60(%rbx,%rcx)                    # wasm 0x7e trap: out of bounds memory access
;;       34    mov %ecx, 0x64(%rbx,%rcx)                    # wasm 0x85 trap: out of bounds memory access
;;       38    mov %ecx, 0x68(%rbx,%rcx)                    # wasm 0x8c trap: out of bounds memory access
;;       3c    xor %eax, %eax                               # wasm 0x8f
;;       3e    xchg %ax, %ax
;; .L1:
;;       40    movzbl (%rbx,%rsi), %ecx                     # wasm 0x95 trap: out of bounds memory access
;;       44    add %ecx, %eax                               # wasm 0x98
;;       46    movzbl 1(%rbx,%rsi), %ecx                    # wasm 0x9b trap: out of bounds memory access
;;       4b    xor %ecx, %eax                               # wasm 0x9e
;;       4d    add $2, %esi                                 # wasm 0xa5
;;       50    cmp %edx, %esi                               # wasm 0xad
;;       52    jne .L1
;;       54    ret                                          # wasm 0xb2

;;; asm -O2 -fno-loop-alignment x86-64
;; 00000000 <func0>: ; function 0
;;        0    mov %rcx, %rax                               # wasm 0x2f
;;        3    add (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;        6    mov %eax, (%rbx,%rsi)                        # wasm 0x30 trap: out of bounds memory access
;;        9    add $4, %esi                                 # wasm 0x37
;;        c    cmp %edx, %esi                               # wasm 0x3f
;;        e    jb <func0>
;;       10    mov %esi, 0x40(%rbx,%rcx)                    # wasm 0x46 trap: out of bounds memory access
;;       14    mov %edx, 0x44(%rbx,%rcx)                    # wasm 0x4d trap: out of bounds memory access
;;       18    mov %ecx, 0x48(%rbx,%rcx)                    # wasm 0x54 trap: out of bounds memory access
;;       1c    mov %ecx, 0x4c(%rbx,%rcx)                    # wasm 0x5b trap: out of bounds memory access
;;       20    mov %ecx, 0x50(%rbx,%rcx)                    # wasm 0x62 trap: out of bounds memory access
;;       24    mov %ecx, 0x54(%rbx,%rcx)                    # wasm 0x69 trap: out of bounds memory access
;;       28    mov %ecx, 0x58(%rbx,%rcx)                    # wasm 0x70 trap: out of bounds memory access
;;       2c    mov %ecx, 0x5c(%rbx,%rcx)                    # wasm 0x77 trap: out of bounds memory access
;;       30    mov %ecx, 0x60(%rbx,%rcx)                    # wasm 0x7e trap: out of bounds memory access
;;       34    mov %ecx, 0x64(%rbx,%rcx)                    # wasm 0x85 trap: out of bounds memory access
;;       38    mov %ecx, 0x68(%rbx,%rcx)                    # wasm 0x8c trap: out of bounds memory access
;;       3c    xor %eax, %eax                               # wasm 0x8f
;; .L1:
;;       3e    movzbl (%rbx,%rsi), %ecx                     # wasm 0x95 trap: out of bounds memory access
;;       42    add %ecx, %eax                               # wasm 0x98
;;       44    movzbl 1(%rbx,%rsi), %ecx                    # wasm 0x9b trap: out of bounds memory access
;;       49    xor %ecx, %eax                               # wasm 0x9e
;;       4b    add $2, %esi                                 # wasm 0xa5
;;       4e    cmp %edx, %esi                               # wasm 0xad
;;       50    jne .L1
;;       52    ret                                          # wasm 0xb2

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    ldr w0, [x28, w1, uxtw]                      # wasm 0x2a trap: out of bounds memory access
;;        4    add w0, w0, w3                               # wasm 0x2f
;;        8    str w0, [x28, w1, uxtw]                      # wasm 0x30
;;        c    add w1, w1, #0x4                             # wasm 0x37
;;       10    cmp w1, w2                                   # wasm 0x3f
;;       14    b.lo <func0>
;;       18    add x0, x28, w3, uxtw                        # wasm 0x46
;;       1c    ldr wzr, [x0, #0x40]                         # trap: out of bounds memory access
;;       20    str w1, [x0, #0x40]                          # trap: out of bounds memory access
;;       24    ldr wzr, [x0, #0x44]                         # wasm 0x4d trap: out of bounds memory access
;;       28    str w2, [x0, #0x44]                          # trap: out of bounds memory access
;;       2c    ldr wzr, [x0, #0x48]                         # wasm 0x54 trap: out of bounds memory access
;;       30    str w3, [x0, #0x48]                          # trap: out of bounds memory access
;;       34    ldr wzr, [x0, #0x4c]                         # wasm 0x5b trap: out of bounds memory access
;;       38    str w3, [x0, #0x4c]                          # trap: out of bounds memory access
;;       3c    ldr wzr, [x0, #0x50]                         # wasm 0x62 trap: out of bounds memory access
;;       40    str w3, [x0, #0x50]                          # trap: out of bounds memory access
;;       44    ldr wzr, [x0, #0x54]                         # wasm 0x69 trap: out of bounds memory access
;;       48    str w3, [x0, #0x54]                          # trap: out of bounds memory access
;;       4c    ldr wzr, [x0, #0x58]                         # wasm 0x70 trap: out of bounds memory access
;;       50    str w3, [x0, #0x58]                          # trap: out of bounds memory access
;;       54    ldr wzr, [x0, #0x5c]                         # wasm 0x77 trap: out of bounds memory access
;;       58    str w3, [x0, #0x5c]                          # trap: out of bounds memory access
;;       5c    ldr wzr, [x0, #0x60]                         # wasm 0x7e trap: out of bounds memory access
;;       60    str w3, [x0, #0x60]                          # trap: out of bounds memory access
;;       64    ldr wzr, [x0, #0x64]                         # wasm 0x85 trap: out of bounds memory access
;;       68    str w3, [x0, #0x64]                          # trap: out of bounds memory access
;;       6c    ldr wzr, [x0, #0x68]                         # wasm 0x8c trap: out of bounds memory access
;;       70    str w3, [x0, #0x68]                          # trap: out of bounds memory access
;;       74    mov w0, #0x0                                 # wasm 0x8f
;;       78    nop
;;       7c    nop
;; .L1:
;;       80    ldrb w3, [x28, w1, uxtw]                     # wasm 0x95 trap: out of bounds memory access
;;       84    add w0, w0, w3                               # wasm 0x98
;;       88    add x3, x28, w1, uxtw                        # wasm 0x9b
;;       8c    ldrb w3, [x3, #0x1]                          # trap: out of bounds memory access
;;       90    eor w0, w0, w3                               # wasm 0x9e
;;       94    add w1, w1, #0x2                             # wasm 0xa5
;;       98    cmp w1, w2                                   # wasm 0xad
;;       9c    b.ne .L1
;;       a0    ret                                          # wasm 0xb2
