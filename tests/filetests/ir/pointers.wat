;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 -fno-pointers x86-64
;; print: asm -O2 aarch64
;; A counter that is only added to what the loop does not change, and compared, gives way to the sums.
(module
  (memory 1)
  (func (export "length") (param i32) (result i32)
    (local i32)
    (loop $l
      (if (i32.load8_u (i32.add (local.get 0) (local.get 1)))
        (then (local.set 1 (i32.add (local.get 1) (i32.const 1))) (br $l))))
    (local.get 1))
  (func (export "differ") (param i32 i32 i32) (result i32)
    (local i32)
    (block $out
      (loop $l
        (br_if $out (i32.eq (local.get 3) (local.get 2)))
        (br_if $out (i32.ne (i32.load8_u (i32.add (local.get 0) (local.get 3))) (i32.load8_u (i32.add (local.get 1) (local.get 3)))))
        (local.set 3 (i32.add (local.get 3) (i32.const 1)))
        (br $l)))
    (local.get 3))
  ;; Not here: the counter is stored.
  (func (export "stored") (param i32 i32)
    (local i32)
    (loop $l
      (i32.store8 (i32.add (local.get 0) (local.get 2)) (local.get 2))
      (br_if $l (i32.ne (local.tee 2 (i32.add (local.get 2) (i32.const 1))) (local.get 1))))))

;;; ir -O2
;; function f0 {
;; b0(v0: i32):
;;     jump b1(v0)
;; b1(v7: i32):
;;     v4 = load.i32u8 [v7]
;;     brif v4, b2, b3
;; b2():
;;     v8 = const.i32 0x1
;;     v9 = add v7, v8
;;     jump b1(v9)
;; b3():
;;     v10 = sub v7, v0
;;     return v10
;; }
;; function f1 {
;; b0(v0: i32, v1: i32, v2: i32):
;;     v3 = const.i32 0x0
;;     jump b1(v3)
;; b1(v4: i32):
;;     v5 = icmp.eq v4, v2
;;     brif v5, b3, b2
;; b2():
;;     v6 = add v0, v4
;;     v7 = load.i32u8 [v6]
;;     v8 = add v1, v4
;;     v9 = load.i32u8 [v8]
;;     v10 = icmp.ne v7, v9
;;     brif v10, b3, b4
;; b4():
;;     v11 = const.i32 0x1
;;     v12 = add v4, v11
;;     jump b1(v12)
;; b3():
;;     return v4
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     jump b1(v2)
;; b1(v3: i32):
;;     v4 = add v0, v3
;;     store.b8 [v4], v3
;;     v5 = const.i32 0x1
;;     v6 = add v3, v5
;;     v7 = icmp.ne v6, v1
;;     brif v7, b1(v6), b2
;; b2():
;;     return
;; }

;;; asm -O2 x86-64
;; 00000000 <length>: ; function 0
;;        0    mov %rsi, %rax                               # wasm 0x4c
;;        3    jmp .L2
;; .L1:
;;        5    add $1, %eax                                 # wasm 0x5c
;; .L2:
;;        8    cmpb $0, (%rbx,%rax)                         # wasm 0x56 trap: out of bounds memory access
;;        c    jne .L1
;;        e    sub %esi, %eax                               # wasm 0x65
;;       10    ret
;; 00000040 <differ>: ; function 1
;;       40    xor %eax, %eax                               # wasm 0x6c
;;       42    jmp .L2
;; .L1:
;;       44    add $1, %eax                                 # wasm 0x8c
;; .L2:
;;       47    cmp %ecx, %eax                               # wasm 0x73
;;       49    je .L3
;;       4b    lea (%rsi,%rax), %r11d                       # wasm 0x79
;;       4f    movzbl (%rbx,%r11), %r11d                    # wasm 0x7a trap: out of bounds memory access
;;       54    lea (%rdx,%rax), %edi                        # wasm 0x81
;;       57    cmp (%rbx,%rdi), %r11b                       # wasm 0x86 trap: out of bounds memory access
;;       5b    je .L1
;;       5d    ret
;; .L3:
;;       5e    ret
;; 00000080 <stored>: ; function 2
;;       80    xor %edi, %edi                               # wasm 0x9a
;; .L1:
;;       82    lea (%rsi,%rdi), %r8d                        # wasm 0xa0
;;       86    mov %dil, (%rbx,%r8)                         # wasm 0xa3 trap: out of bounds memory access
;;       8a    add $1, %edi                                 # wasm 0xaa
;;       8d    cmp %edx, %edi                               # wasm 0xb0
;;       8f    jne .L1
;;       91    ret                                          # wasm 0xb3

;;; asm -O2 -fno-pointers x86-64
;; 00000000 <length>: ; function 0
;;        0    xor %eax, %eax                               # wasm 0x4c
;;        2    jmp .L2
;; .L1:
;;        4    add $1, %eax                                 # wasm 0x5c
;; .L2:
;;        7    lea (%rsi,%rax), %edi                        # wasm 0x52
;;        a    cmpb $0, (%rbx,%rdi)                         # wasm 0x56 trap: out of bounds memory access
;;        e    jne .L1
;;       10    ret                                          # wasm 0x65
;; 00000040 <differ>: ; function 1
;;       40    xor %eax, %eax                               # wasm 0x6c
;;       42    jmp .L2
;; .L1:
;;       44    add $1, %eax                                 # wasm 0x8c
;; .L2:
;;       47    cmp %ecx, %eax                               # wasm 0x73
;;       49    je .L3
;;       4b    lea (%rsi,%rax), %r11d                       # wasm 0x79
;;       4f    movzbl (%rbx,%r11), %r11d                    # wasm 0x7a trap: out of bounds memory access
;;       54    lea (%rdx,%rax), %edi                        # wasm 0x81
;;       57    cmp (%rbx,%rdi), %r11b                       # wasm 0x86 trap: out of bounds memory access
;;       5b    je .L1
;;       5d    ret
;; .L3:
;;       5e    ret
;; 00000080 <stored>: ; function 2
;;       80    xor %edi, %edi                               # wasm 0x9a
;; .L1:
;;       82    lea (%rsi,%rdi), %r8d                        # wasm 0xa0
;;       86    mov %dil, (%rbx,%r8)                         # wasm 0xa3 trap: out of bounds memory access
;;       8a    add $1, %edi                                 # wasm 0xaa
;;       8d    cmp %edx, %edi                               # wasm 0xb0
;;       8f    jne .L1
;;       91    ret                                          # wasm 0xb3

;;; asm -O2 aarch64
;; 00000000 <length>: ; function 0
;;        0    mov x3, x1                                   # wasm 0x4c
;;        4    b .L2
;; .L1:
;;        8    add w3, w3, #0x1                             # wasm 0x5c
;; .L2:
;;        c    ldrb w6, [x28, w3, uxtw]                     # wasm 0x53 trap: out of bounds memory access
;;       10    cbnz w6, .L1                                 # wasm 0x56
;;       14    sub w0, w3, w1                               # wasm 0x65
;;       18    ret
;; 00000040 <differ>: ; function 1
;;       40    mov w0, #0x0                                 # wasm 0x6c
;;       44    b .L2
;; .L1:
;;       48    add w0, w0, #0x1                             # wasm 0x8c
;; .L2:
;;       4c    cmp w0, w3                                   # wasm 0x73
;;       50    b.eq .L3
;;       54    add w12, w1, w0                              # wasm 0x79
;;       58    ldrb w12, [x28, w12, uxtw]                   # wasm 0x7a trap: out of bounds memory access
;;       5c    add w13, w2, w0                              # wasm 0x81
;;       60    ldrb w13, [x28, w13, uxtw]                   # wasm 0x82 trap: out of bounds memory access
;;       64    cmp w12, w13                                 # wasm 0x86
;;       68    b.eq .L1
;;       6c    ret
;; .L3:
;;       70    ret
;; 00000080 <stored>: ; function 2
;;       80    mov w3, #0x0                                 # wasm 0x9a
;; .L1:
;;       84    add w6, w1, w3                               # wasm 0xa0
;;       88    strb w3, [x28, w6, uxtw]                     # wasm 0xa3 trap: out of bounds memory access
;;       8c    add w3, w3, #0x1                             # wasm 0xaa
;;       90    cmp w3, w2                                   # wasm 0xb0
;;       94    b.ne .L1
;;       98    ret                                          # wasm 0xb3
