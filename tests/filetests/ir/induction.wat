;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Counters that run up to 0, or begin below it, become pointers.
(module
  (memory 2)
  ;; Two arrays of 64 bytes, from -64 up to 0: the counter dies.
  (func (export "copy") (local $i i32)
    (local.set $i (i32.const -64))
    (loop $l
      (i32.store (i32.add (local.get $i) (i32.const 2112)) (i32.load (i32.add (local.get $i) (i32.const 1088))))
      (i32.store (i32.add (local.get $i) (i32.const 2116)) (i32.load (i32.add (local.get $i) (i32.const 1092))))
      (br_if $l (local.tee $i (i32.add (local.get $i) (i32.const 8))))))
  ;; From -3, compared with <.
  (func (export "ahead") (result i32) (local $i i32) (local $s i32)
    (local.set $i (i32.const -3))
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.load8_u (i32.add (local.get $i) (i32.const 1027)))))
      (local.set $s (i32.add (local.get $s) (i32.load8_u (i32.add (local.get $i) (i32.const 1028)))))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 3))) (i32.const 300))))
    (local.get $s))
  ;; The counter is wanted too: it stays, where three sums pay for it.
  (func (export "wanted") (result i32) (local $i i32) (local $s i32)
    (local.set $i (i32.const -64))
    (loop $l
      (i32.store (i32.add (local.get $i) (i32.const 2112)) (local.get $i))
      (i32.store (i32.add (local.get $i) (i32.const 3112)) (local.get $i))
      (i32.store (i32.add (local.get $i) (i32.const 4112)) (local.get $i))
      (br_if $l (local.tee $i (i32.add (local.get $i) (i32.const 8)))))
    (local.get $i))
  ;; Passes 2^32 in the middle: nothing is done.
  (func (export "around") (local $i i32)
    (local.set $i (i32.const -64))
    (loop $l
      (i32.store (i32.add (local.get $i) (i32.const 32)) (local.get $i))
      (i32.store (i32.add (local.get $i) (i32.const 36)) (local.get $i))
      (br_if $l (local.tee $i (i32.add (local.get $i) (i32.const 8)))))))

;;; ir -O2
;; function f0 {
;; b0():
;;     v16 = const.i32 0x400
;;     jump b1(v16)
;; b1(v15: i32):
;;     v7 = load.i32 [v15]
;;     store.b32 [v15 + 1024], v7
;;     v12 = load.i32 [v15 + 4]
;;     store.b32 [v15 + 1028], v12
;;     v21 = const.i32 0x8
;;     v22 = add v15, v21
;;     v23 = const.i32 0x440
;;     v24 = icmp.ne v22, v23
;;     brif v24, b1(v22), b2
;; b2():
;;     return
;; }
;; function f1 {
;; b0():
;;     v0 = const.i32 0x0
;;     v17 = const.i32 0x400
;;     jump b1(v0, v17)
;; b1(v3: i32, v16: i32):
;;     v6 = load.i32u8 [v16]
;;     v7 = add v3, v6
;;     v10 = load.i32u8 [v16 + 1]
;;     v11 = add v7, v10
;;     v20 = const.i32 0x3
;;     v21 = add v16, v20
;;     v22 = const.i32 0x52f
;;     v15 = icmp.ltu v21, v22
;;     brif v15, b1(v11, v21), b2
;; b2():
;;     return v11
;; }
;; function f2 {
;; b0():
;;     v1 = const.i32 0xffffffc0
;;     v12 = const.i32 0x800
;;     jump b1(v1, v12)
;; b1(v2: i32, v11: i32):
;;     store.b32 [v11], v2
;;     store.b32 [v11 + 1000], v2
;;     store.b32 [v11 + 2000], v2
;;     v9 = const.i32 0x8
;;     v16 = const.i32 0x8
;;     v17 = add v11, v16
;;     v10 = add v2, v9
;;     brif v10, b1(v10, v17), b2
;; b2():
;;     return v10
;; }
;; function f3 {
;; b0():
;;     v1 = const.i32 0xffffffc0
;;     jump b1(v1)
;; b1(v2: i32):
;;     v3 = const.i32 0x20
;;     v4 = add v2, v3
;;     store.b32 [v4], v2
;;     v5 = const.i32 0x24
;;     v6 = add v2, v5
;;     store.b32 [v6], v2
;;     v7 = const.i32 0x8
;;     v8 = add v2, v7
;;     brif v8, b1(v8), b2
;; b2():
;;     return
;; }

;;; asm -O2 x86-64
;; 00000000 <copy>: ; function 0
;;        0    mov $0x400, %esi                             # wasm 0x4e
;; .L1:
;;        5    mov (%rbx,%rsi), %edi                        # wasm 0x5c trap: out of bounds memory access
;;        8    mov %edi, 0x400(%rbx,%rsi)                   # wasm 0x5f trap: out of bounds memory access
;;        f    mov 4(%rbx,%rsi), %r8d                       # wasm 0x6e trap: out of bounds memory access
;;       14    mov %r8d, 0x404(%rbx,%rsi)                   # wasm 0x71 trap: out of bounds memory access
;;       1c    add $8, %esi                                 # wasm 0x78
;;       1f    cmp $0x440, %esi                             # wasm 0x7b
;;       25    jne .L1
;;       27    ret                                          # wasm 0x7e
;; 00000040 <ahead>: ; function 1
;;       40    xor %eax, %eax                               # wasm 0x87
;;       42    mov $0x400, %esi
;; .L1:
;;       47    movzbl (%rbx,%rsi), %r11d                    # wasm 0x91 trap: out of bounds memory access
;;       4c    add %r11d, %eax                              # wasm 0x94
;;       4f    movzbl 1(%rbx,%rsi), %r10d                   # wasm 0x9f trap: out of bounds memory access
;;       55    add %r10d, %eax                              # wasm 0xa2
;;       58    add $3, %esi                                 # wasm 0xa9
;;       5b    cmp $0x52f, %esi                             # wasm 0xb0
;;       61    jb .L1
;;       63    ret                                          # wasm 0xb5
;; 00000080 <wanted>: ; function 2
;;       80    mov $0xffffffc0, %eax                        # wasm 0xbe
;;       85    mov $0x800, %esi
;; .L1:
;;       8a    mov %eax, (%rbx,%rsi)                        # wasm 0xc8 trap: out of bounds memory access
;;       8d    mov %eax, 0x3e8(%rbx,%rsi)                   # wasm 0xd3 trap: out of bounds memory access
;;       94    mov %eax, 0x7d0(%rbx,%rsi)                   # wasm 0xde trap: out of bounds memory access
;;       9b    add $8, %esi                                 # wasm 0xe5
;;       9e    add $8, %eax
;;       a1    jne .L1                                      # wasm 0xe8
;;       a3    ret                                          # wasm 0xed
;; 000000c0 <around>: ; function 3
;;       c0    mov $0xffffffc0, %esi                        # wasm 0xf6
;; .L1:
;;       c5    lea 0x20(%rsi), %edi                         # wasm 0xfc
;;       c8    mov %esi, (%rbx,%rdi)                        # wasm 0xff trap: out of bounds memory access
;;       cb    lea 0x24(%rsi), %r8d                         # wasm 0x106
;;       cf    mov %esi, (%rbx,%r8)                         # wasm 0x109 trap: out of bounds memory access
;;       d3    add $8, %esi                                 # wasm 0x110
;;       d6    jne .L1                                      # wasm 0x113
;;       d8    ret                                          # wasm 0x116

;;; asm -O2 aarch64
;; 00000000 <copy>: ; function 0
;;        0    mov w2, #0x400                               # wasm 0x4e
;; .L1:
;;        4    add x7, x28, w2, uxtw                        # wasm 0x5c
;;        8    ldr w9, [x7]                                 # trap: out of bounds memory access
;;        c    ldr wzr, [x7, #0x400]                        # wasm 0x5f trap: out of bounds memory access
;;       10    str w9, [x7, #0x400]                         # trap: out of bounds memory access
;;       14    ldr w10, [x7, #0x4]                          # wasm 0x6e
;;       18    ldr wzr, [x7, #0x404]                        # wasm 0x71 trap: out of bounds memory access
;;       1c    str w10, [x7, #0x404]                        # trap: out of bounds memory access
;;       20    add w2, w2, #0x8                             # wasm 0x78
;;       24    cmp w2, #0x440                               # wasm 0x7b
;;       28    b.ne .L1
;;       2c    ret                                          # wasm 0x7e
;; 00000040 <ahead>: ; function 1
;;       40    mov w0, #0x0                                 # wasm 0x87
;;       44    mov w3, #0x400
;; .L1:
;;       48    ldrb w12, [x28, w3, uxtw]                    # wasm 0x91 trap: out of bounds memory access
;;       4c    add w12, w0, w12                             # wasm 0x94
;;       50    add x10, x28, w3, uxtw                       # wasm 0x9f
;;       54    ldrb w13, [x10, #0x1]                        # trap: out of bounds memory access
;;       58    add w0, w12, w13                             # wasm 0xa2
;;       5c    add w3, w3, #0x3                             # wasm 0xa9
;;       60    cmp w3, #0x52f                               # wasm 0xb0
;;       64    b.lo .L1
;;       68    ret                                          # wasm 0xb5
;; 00000080 <wanted>: ; function 2
;;       80    mov w0, #0xffffffc0                          # wasm 0xbe
;;       84    mov w5, #0x800
;; .L1:
;;       88    add x9, x28, w5, uxtw                        # wasm 0xc8
;;       8c    ldr wzr, [x9]                                # trap: out of bounds memory access
;;       90    str w0, [x9]                                 # trap: out of bounds memory access
;;       94    ldr wzr, [x9, #0x3e8]                        # wasm 0xd3 trap: out of bounds memory access
;;       98    str w0, [x9, #0x3e8]                         # trap: out of bounds memory access
;;       9c    ldr wzr, [x9, #0x7d0]                        # wasm 0xde trap: out of bounds memory access
;;       a0    str w0, [x9, #0x7d0]                         # trap: out of bounds memory access
;;       a4    add w5, w5, #0x8                             # wasm 0xe5
;;       a8    add w0, w0, #0x8
;;       ac    cbnz w0, .L1                                 # wasm 0xe8
;;       b0    ret                                          # wasm 0xed
;; 000000c0 <around>: ; function 3
;;       c0    mov w2, #0xffffffc0                          # wasm 0xf6
;; .L1:
;;       c4    add w7, w2, #0x20                            # wasm 0xfc
;;       c8    ldr wzr, [x28, w7, uxtw]                     # wasm 0xff trap: out of bounds memory access
;;       cc    str w2, [x28, w7, uxtw]                      # trap: out of bounds memory access
;;       d0    add w9, w2, #0x24                            # wasm 0x106
;;       d4    ldr wzr, [x28, w9, uxtw]                     # wasm 0x109 trap: out of bounds memory access
;;       d8    str w2, [x28, w9, uxtw]                      # trap: out of bounds memory access
;;       dc    add w2, w2, #0x8                             # wasm 0x110
;;       e0    cbnz w2, .L1                                 # wasm 0x113
;;       e4    ret                                          # wasm 0x116
