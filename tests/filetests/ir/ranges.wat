;; print: ir -O2 -fno-induction
;; print: asm -O2 -fno-induction x86-64
;; print: asm -O2 -fno-induction aarch64
;; Sums go into offsets where they can't pass 2^32; masks, extensions and checks that change nothing go.
(module
  (memory 1)
  ;; i from -64 up to 0: the sums pass 2^32, so nothing is folded here.
  (func (export "up") (result i32) (local $i i32) (local $s i32)
    (local.set $i (i32.const -64))
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.load (i32.add (local.get $i) (i32.const 1088)))))
      (br_if $l (local.tee $i (i32.add (local.get $i) (i32.const 4)))))
    (local.get $s))
  ;; i in 0..15, i <= 15, and a counter that is compared with !=.
  (func (export "signed") (result i32) (local $i i32) (local $s i32)
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.load8_u (i32.add (local.get $i) (i32.const 1024)))))
      (br_if $l (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 16))))
    (local.get $s))
  (func (export "counted") (result i32) (local $i i32) (local $s i32)
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.load8_u (i32.add (local.get $i) (i32.const 1024)))))
      (br_if $l (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 3))) (i32.const 18))))
    (local.get $s))
  ;; The end is not met: anything is possible.
  (func (export "not_counted") (result i32) (local $i i32) (local $s i32)
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.load8_u (i32.add (local.get $i) (i32.const 1024)))))
      (br_if $l (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 3))) (i32.const 16))))
    (local.get $s))
  ;; What was accessed has 64 KiB behind it that are addresses, but no more.
  (func (export "accessed") (param $p i32) (result i32)
    (i32.add
      (i32.load (local.get $p))
      (i32.add
        (i32.load (i32.add (local.get $p) (i32.const 65539)))
        (i32.load (i32.add (local.get $p) (i32.const 65540))))))
  (func (export "below") (param $p i32) (result i32)
    (if (result i32) (i32.ge_u (local.get $p) (i32.const 8))
      (then (i32.load offset=12 (i32.sub (local.get $p) (i32.const 8))))
      (else (i32.load offset=12 (i32.sub (local.get $p) (i32.const 8))))))
  (func (export "masks") (param $p i32) (result i32) (local $b i32)
    (local.set $b (i32.load8_u (local.get $p)))
    (i32.div_s (i32.and (local.get $b) (i32.const 255)) (i32.const 7)))
  (func (export "table") (param $p i32) (result i32)
    (i32.load (i32.add (i32.shl (i32.load8_u (local.get $p)) (i32.const 2)) (i32.const 4096))))
  (func (export "decided") (param $p i32) (result i32)
    (if (result i32) (i32.lt_s (i32.load8_u (local.get $p)) (i32.const 256))
      (then (i32.const 1))
      (else (i32.const 2)))))

;;; ir -O2 -fno-induction
;; function f0 {
;; b0():
;;     v0 = const.i32 0x0
;;     v1 = const.i32 0xffffffc0
;;     jump b1(v1, v0)
;; b1(v2: i32, v3: i32):
;;     v4 = const.i32 0x440
;;     v5 = add v2, v4
;;     v6 = load.i32 [v5]
;;     v7 = add v3, v6
;;     v8 = const.i32 0x4
;;     v9 = add v2, v8
;;     brif v9, b1(v9, v7), b2
;; b2():
;;     return v7
;; }
;; function f1 {
;; b0():
;;     v0 = const.i32 0x0
;;     jump b1(v0, v0)
;; b1(v1: i32, v2: i32):
;;     v5 = load.i32u8 [v1 + 1024]
;;     v6 = add v2, v5
;;     v7 = const.i32 0x1
;;     v8 = add v1, v7
;;     v9 = const.i32 0x10
;;     v10 = icmp.lts v8, v9
;;     brif v10, b1(v8, v6), b2
;; b2():
;;     return v6
;; }
;; function f2 {
;; b0():
;;     v0 = const.i32 0x0
;;     jump b1(v0, v0)
;; b1(v1: i32, v2: i32):
;;     v5 = load.i32u8 [v1 + 1024]
;;     v6 = add v2, v5
;;     v7 = const.i32 0x3
;;     v8 = add v1, v7
;;     v9 = const.i32 0x12
;;     v10 = icmp.ne v8, v9
;;     brif v10, b1(v8, v6), b2
;; b2():
;;     return v6
;; }
;; function f3 {
;; b0():
;;     v0 = const.i32 0x0
;;     jump b1(v0, v0)
;; b1(v1: i32, v2: i32):
;;     v3 = const.i32 0x400
;;     v4 = add v1, v3
;;     v5 = load.i32u8 [v4]
;;     v6 = add v2, v5
;;     v7 = const.i32 0x3
;;     v8 = add v1, v7
;;     v9 = const.i32 0x10
;;     v10 = icmp.ne v8, v9
;;     brif v10, b1(v8, v6), b2
;; b2():
;;     return v6
;; }
;; function f4 {
;; b0(v0: i32):
;;     v1 = load.i32 [v0]
;;     v4 = load.i32 [v0 + 65539]
;;     v7 = load.i32 [v0 + 65540]
;;     v8 = add v4, v7
;;     v9 = add v1, v8
;;     return v9
;; }
;; function f5 {
;; b0(v0: i32):
;;     v1 = const.i32 0x8
;;     v2 = icmp.geu v0, v1
;;     brif v2, b1, b2
;; b1():
;;     v4 = load.i32 [v0 + 4]
;;     jump b3(v4)
;; b2():
;;     v5 = sub v0, v1
;;     v6 = load.i32 [v5 + 12]
;;     jump b3(v6)
;; b3(v7: i32):
;;     return v7
;; }
;; function f6 {
;; b0(v0: i32):
;;     v2 = load.i32u8 [v0]
;;     v5 = const.i32 0x7
;;     v6 = divu v2, v5
;;     return v6
;; }
;; function f7 {
;; b0(v0: i32):
;;     v1 = load.i32u8 [v0]
;;     v2 = const.i32 0x2
;;     v3 = shl v1, v2
;;     v6 = load.i32 [v3 + 4096]
;;     return v6
;; }
;; function f8 {
;; b0(v0: i32):
;;     v1 = load.i32u8 [v0]
;;     v4 = const.i32 0x1
;;     return v4
;; }

;;; asm -O2 -fno-induction x86-64
;; 00000000 <up>: ; function 0
;;        0    mov $0xffffffc0, %esi                        # wasm 0x87
;;        5    xor %eax, %eax
;; .L1:
;;        7    lea 0x440(%rsi), %r9d                        # wasm 0x90
;;        e    add (%rbx,%r9), %eax                         # wasm 0x94 trap: out of bounds memory access
;;       12    add $4, %esi                                 # wasm 0x9b
;;       15    jne .L1                                      # wasm 0x9e
;;       17    ret                                          # wasm 0xa3
;; 00000020 <signed>: ; function 1
;;       20    xor %esi, %esi                               # wasm 0xa8
;;       22    xor %eax, %eax
;; .L1:
;;       24    movzbl 0x400(%rbx,%rsi), %r9d                # wasm 0xb2 trap: out of bounds memory access
;;       2d    add %r9d, %eax                               # wasm 0xb5
;;       30    add $1, %esi                                 # wasm 0xbc
;;       33    cmp $0x10, %esi                              # wasm 0xc2
;;       36    jl .L1
;;       38    ret                                          # wasm 0xc7
;; 00000040 <counted>: ; function 2
;;       40    xor %esi, %esi                               # wasm 0xcc
;;       42    xor %eax, %eax
;; .L1:
;;       44    movzbl 0x400(%rbx,%rsi), %r9d                # wasm 0xd6 trap: out of bounds memory access
;;       4d    add %r9d, %eax                               # wasm 0xd9
;;       50    add $3, %esi                                 # wasm 0xe0
;;       53    cmp $0x12, %esi                              # wasm 0xe6
;;       56    jne .L1
;;       58    ret                                          # wasm 0xeb
;; 00000060 <not_counted>: ; function 3
;;       60    xor %esi, %esi                               # wasm 0xf0
;;       62    xor %eax, %eax
;; .L1:
;;       64    lea 0x400(%rsi), %r10d                       # wasm 0xf9
;;       6b    movzbl (%rbx,%r10), %r10d                    # wasm 0xfa trap: out of bounds memory access
;;       70    add %r10d, %eax                              # wasm 0xfd
;;       73    add $3, %esi                                 # wasm 0x104
;;       76    cmp $0x10, %esi                              # wasm 0x10a
;;       79    jne .L1
;;       7b    ret                                          # wasm 0x10f
;; 00000080 <accessed>: ; function 4
;;       80    mov %esi, %esi
;;       82    mov 0x10003(%rbx,%rsi), %eax                 # wasm 0x11e trap: out of bounds memory access
;;       89    add 0x10004(%rbx,%rsi), %eax                 # wasm 0x12b trap: out of bounds memory access
;;       90    add (%rbx,%rsi), %eax                        # wasm 0x12c trap: out of bounds memory access
;;       93    ret                                          # wasm 0x12d
;; 000000a0 <below>: ; function 5
;;       a0    mov %esi, %esi
;;       a2    cmp $8, %esi                                 # wasm 0x135
;;       a5    jb .L1
;;       a7    mov 4(%rbx,%rsi), %eax                       # wasm 0x13c trap: out of bounds memory access
;;       ab    jmp .L2                                      # wasm 0x13f
;; .L1:
;;       ad    sub $8, %esi                                 # wasm 0x144
;;       b0    mov 0xc(%rbx,%rsi), %eax                     # wasm 0x145 trap: out of bounds memory access
;; .L2:
;;       b4    ret                                          # wasm 0x149
;; 000000c0 <masks>: ; function 6
;;       c0    mov %esi, %r10d
;;       c3    movzbl (%rbx,%r10), %eax                     # wasm 0x150 trap: out of bounds memory access
;;       c8    mov %rax, %r11
;;       cb    mov $0x24924925, %esi                        # wasm 0x15d
;;       d0    mul %esi
;;       d2    mov %r11, %rax
;;       d5    sub %edx, %eax
;;       d7    shr $1, %eax
;;       d9    add %edx, %eax
;;       db    shr $2, %eax
;;       de    ret                                          # wasm 0x15e
;; 000000e0 <table>: ; function 7
;;       e0    mov %esi, %esi
;;       e2    movzbl (%rbx,%rsi), %esi                     # wasm 0x163 trap: out of bounds memory access
;;       e6    shl $2, %esi                                 # wasm 0x168
;;       e9    mov 0x1000(%rbx,%rsi), %eax                  # wasm 0x16d trap: out of bounds memory access
;;       f0    ret                                          # wasm 0x170
;; 00000100 <decided>: ; function 8
;;      100    mov %esi, %esi
;;      102    movzbl (%rbx,%rsi), %esi                     # wasm 0x175 trap: out of bounds memory access
;;      106    mov $1, %eax                                 # wasm 0x184
;;      10b    ret

;;; asm -O2 -fno-induction aarch64
;; 00000000 <up>: ; function 0
;;        0    mov w2, #0xffffffc0                          # wasm 0x87
;;        4    mov w0, #0x0
;; .L1:
;;        8    add w10, w2, #0x440                          # wasm 0x90
;;        c    ldr w10, [x28, w10, uxtw]                    # wasm 0x91 trap: out of bounds memory access
;;       10    add w0, w0, w10                              # wasm 0x94
;;       14    add w2, w2, #0x4                             # wasm 0x9b
;;       18    cbnz w2, .L1                                 # wasm 0x9e
;;       1c    ret                                          # wasm 0xa3
;; 00000020 <signed>: ; function 1
;;       20    mov w2, #0x0                                 # wasm 0xa8
;;       24    mov w0, #0x0
;; .L1:
;;       28    add x9, x28, w2, uxtw                        # wasm 0xb2
;;       2c    ldrb w11, [x9, #0x400]                       # trap: out of bounds memory access
;;       30    add w0, w0, w11                              # wasm 0xb5
;;       34    add w2, w2, #0x1                             # wasm 0xbc
;;       38    cmp w2, #0x10                                # wasm 0xc2
;;       3c    b.lt .L1
;;       40    ret                                          # wasm 0xc7
;; 00000050 <counted>: ; function 2
;;       50    mov w2, #0x0                                 # wasm 0xcc
;;       54    mov w0, #0x0
;; .L1:
;;       58    add x9, x28, w2, uxtw                        # wasm 0xd6
;;       5c    ldrb w11, [x9, #0x400]                       # trap: out of bounds memory access
;;       60    add w0, w0, w11                              # wasm 0xd9
;;       64    add w2, w2, #0x3                             # wasm 0xe0
;;       68    cmp w2, #0x12                                # wasm 0xe6
;;       6c    b.ne .L1
;;       70    ret                                          # wasm 0xeb
;; 00000080 <not_counted>: ; function 3
;;       80    mov w2, #0x0                                 # wasm 0xf0
;;       84    mov w0, #0x0
;; .L1:
;;       88    add w10, w2, #0x400                          # wasm 0xf9
;;       8c    ldrb w10, [x28, w10, uxtw]                   # wasm 0xfa trap: out of bounds memory access
;;       90    add w0, w0, w10                              # wasm 0xfd
;;       94    add w2, w2, #0x3                             # wasm 0x104
;;       98    cmp w2, #0x10                                # wasm 0x10a
;;       9c    b.ne .L1
;;       a0    ret                                          # wasm 0x10f
;; 000000b0 <accessed>: ; function 4
;;       b0    ldr w10, [x28, w1, uxtw]                     # wasm 0x114 trap: out of bounds memory access
;;       b4    add x8, x28, #0x10, lsl #12                  # wasm 0x11e
;;       b8    add x11, x8, #0x3
;;       bc    ldr w12, [x11, w1, uxtw]                     # trap: out of bounds memory access
;;       c0    add x8, x28, #0x10, lsl #12                  # wasm 0x128
;;       c4    add x11, x8, #0x4
;;       c8    ldr w13, [x11, w1, uxtw]                     # trap: out of bounds memory access
;;       cc    add w11, w12, w13                            # wasm 0x12b
;;       d0    add w0, w10, w11                             # wasm 0x12c
;;       d4    ret                                          # wasm 0x12d
;; 000000e0 <below>: ; function 5
;;       e0    cmp w1, #0x8                                 # wasm 0x135
;;       e4    b.lo .L1
;;       e8    add x8, x28, w1, uxtw                        # wasm 0x13c
;;       ec    ldr w0, [x8, #0x4]                           # trap: out of bounds memory access
;;       f0    b .L2                                        # wasm 0x13f
;; .L1:
;;       f4    sub w10, w1, #0x8                            # wasm 0x144
;;       f8    add x9, x28, w10, uxtw                       # wasm 0x145
;;       fc    ldr w0, [x9, #0xc]                           # trap: out of bounds memory access
;; .L2:
;;      100    ret                                          # wasm 0x149
;; 00000110 <masks>: ; function 6
;;      110    ldrb w8, [x28, w1, uxtw]                     # wasm 0x150 trap: out of bounds memory access
;;      114    mov w3, #0x4925                              # wasm 0x15d
;;      118    movk w3, #0x2492, lsl #16
;;      11c    umull x5, w8, w3
;;      120    lsr x7, x5, #0x20
;;      124    sub w9, w8, w7
;;      128    add w11, w7, w9, lsr #1
;;      12c    lsr w0, w11, #0x2
;;      130    ret                                          # wasm 0x15e
;; 00000140 <table>: ; function 7
;;      140    ldrb w5, [x28, w1, uxtw]                     # wasm 0x163 trap: out of bounds memory access
;;      144    lsl w5, w5, #0x2                             # wasm 0x168
;;      148    add x4, x28, w5, uxtw                        # wasm 0x16d
;;      14c    ldr w0, [x4, #0x1000]                        # trap: out of bounds memory access
;;      150    ret                                          # wasm 0x170
;; 00000160 <decided>: ; function 8
;;      160    ldrb w3, [x28, w1, uxtw]                     # wasm 0x175 trap: out of bounds memory access
;;      164    mov w0, #0x1                                 # wasm 0x184
;;      168    ret
