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
      (else (i32.const 2))))
  ;; The rounds of one counter bound another.
  (func (export "second") (param $p i32) (result i32) (local $i i32) (local $q i32) (local $s i32)
    (local.set $q (i32.const 1000))
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.load8_u (i32.add (local.get $q) (i32.const 24)))))
      (local.set $q (i32.add (local.get $q) (i32.const 8)))
      (br_if $l (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 16))))
    (local.get $s))
  ;; Values that go round are bytes all the same.
  (func (export "rotating") (param $p i32) (result i32) (local $i i32) (local $a i32) (local $b i32) (local $c i32)
    (loop $l
      (i32.store8 (local.get $i) (i32.and (i32.add (local.get $a) (i32.and (local.get $c) (i32.const 255))) (i32.const 511)))
      (local.set $c (local.get $b))
      (local.set $b (local.get $a))
      (local.set $a (i32.load8_u (local.get $p)))
      (br_if $l (local.tee $i (i32.add (local.get $i) (i32.const 1)))))
    (local.get $c)))

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
;;     v6 = load.i32 [v1*4 + 4096]
;;     return v6
;; }
;; function f8 {
;; b0(v0: i32):
;;     v1 = load.i32u8 [v0]
;;     v4 = const.i32 0x1
;;     return v4
;; }
;; function f9 {
;; b0(v0: i32):
;;     v1 = const.i32 0x0
;;     v2 = const.i32 0x3e8
;;     jump b1(v1, v2, v1)
;; b1(v3: i32, v4: i32, v5: i32):
;;     v8 = load.i32u8 [v4 + 24]
;;     v9 = add v5, v8
;;     v10 = const.i32 0x8
;;     v11 = add v4, v10
;;     v12 = const.i32 0x1
;;     v13 = add v3, v12
;;     v14 = const.i32 0x10
;;     v15 = icmp.ne v13, v14
;;     brif v15, b1(v13, v11, v9), b2
;; b2():
;;     return v9
;; }
;; function f10 {
;; b0(v0: i32):
;;     v1 = const.i32 0x0
;;     jump b1(v1, v1, v1, v1)
;; b1(v2: i32, v3: i32, v4: i32, v5: i32):
;;     v8 = add v3, v5
;;     store.b8 [v2], v8
;;     v11 = load.i32u8 [v0]
;;     v12 = const.i32 0x1
;;     v13 = add v2, v12
;;     brif v13, b1(v13, v11, v3, v4), b2
;; b2():
;;     return v4
;; }

;;; asm -O2 -fno-induction x86-64
;; 00000000 <up>: ; function 0
;;        0    mov $0xffffffc0, %esi                        # wasm 0x9d
;;        5    xor %eax, %eax
;; .L1:
;;        7    lea 0x440(%rsi), %r9d                        # wasm 0xa6
;;        e    add (%rbx,%r9), %eax                         # wasm 0xaa trap: out of bounds memory access
;;       12    add $4, %esi                                 # wasm 0xb1
;;       15    jne .L1                                      # wasm 0xb4
;;       17    ret                                          # wasm 0xb9
;; 00000020 <signed>: ; function 1
;;       20    xor %esi, %esi                               # wasm 0xbe
;;       22    xor %eax, %eax
;; .L1:
;;       24    movzbl 0x400(%rbx,%rsi), %r9d                # wasm 0xc8 trap: out of bounds memory access
;;       2d    add %r9d, %eax                               # wasm 0xcb
;;       30    add $1, %esi                                 # wasm 0xd2
;;       33    cmp $0x10, %esi                              # wasm 0xd8
;;       36    jl .L1
;;       38    ret                                          # wasm 0xdd
;; 00000040 <counted>: ; function 2
;;       40    xor %esi, %esi                               # wasm 0xe2
;;       42    xor %eax, %eax
;; .L1:
;;       44    movzbl 0x400(%rbx,%rsi), %r9d                # wasm 0xec trap: out of bounds memory access
;;       4d    add %r9d, %eax                               # wasm 0xef
;;       50    add $3, %esi                                 # wasm 0xf6
;;       53    cmp $0x12, %esi                              # wasm 0xfc
;;       56    jne .L1
;;       58    ret                                          # wasm 0x101
;; 00000060 <not_counted>: ; function 3
;;       60    xor %esi, %esi                               # wasm 0x106
;;       62    xor %eax, %eax
;; .L1:
;;       64    lea 0x400(%rsi), %r10d                       # wasm 0x10f
;;       6b    movzbl (%rbx,%r10), %r10d                    # wasm 0x110 trap: out of bounds memory access
;;       70    add %r10d, %eax                              # wasm 0x113
;;       73    add $3, %esi                                 # wasm 0x11a
;;       76    cmp $0x10, %esi                              # wasm 0x120
;;       79    jne .L1
;;       7b    ret                                          # wasm 0x125
;; 00000080 <accessed>: ; function 4
;;       80    mov 0x10003(%rbx,%rsi), %eax                 # wasm 0x134 trap: out of bounds memory access
;;       87    add 0x10004(%rbx,%rsi), %eax                 # wasm 0x141 trap: out of bounds memory access
;;       8e    add (%rbx,%rsi), %eax                        # wasm 0x142 trap: out of bounds memory access
;;       91    ret                                          # wasm 0x143
;; 000000a0 <below>: ; function 5
;;       a0    cmp $8, %esi                                 # wasm 0x14b
;;       a3    jb .L1
;;       a5    mov 4(%rbx,%rsi), %eax                       # wasm 0x152 trap: out of bounds memory access
;;       a9    ret                                          # wasm 0x155
;; .L1:
;;       aa    sub $8, %esi                                 # wasm 0x15a
;;       ad    mov 0xc(%rbx,%rsi), %eax                     # wasm 0x15b trap: out of bounds memory access
;;       b1    ret                                          # wasm 0x15e
;; 000000c0 <masks>: ; function 6
;;       c0    movzbl (%rbx,%rsi), %eax                     # wasm 0x166 trap: out of bounds memory access
;;       c4    mov %rax, %r10
;;       c7    mov $0x24924925, %esi                        # wasm 0x173
;;       cc    mul %esi
;;       ce    mov %r10, %rax
;;       d1    sub %edx, %eax
;;       d3    shr $1, %eax
;;       d5    add %edx, %eax
;;       d7    shr $2, %eax
;;       da    ret                                          # wasm 0x174
;; 000000e0 <table>: ; function 7
;;       e0    movzbl (%rbx,%rsi), %esi                     # wasm 0x179 trap: out of bounds memory access
;;       e4    mov 0x1000(%rbx,%rsi,4), %eax                # wasm 0x183 trap: out of bounds memory access
;;       eb    ret                                          # wasm 0x186
;; 000000f0 <decided>: ; function 8
;;       f0    movzbl (%rbx,%rsi), %esi                     # wasm 0x18b trap: out of bounds memory access
;;       f4    mov $1, %eax                                 # wasm 0x19a
;;       f9    ret
;; 00000100 <second>: ; function 9
;;      100    xor %esi, %esi                               # wasm 0x1a4
;;      102    mov $0x3e8, %edi
;;      107    xor %eax, %eax
;; .L1:
;;      109    movzbl 0x18(%rbx,%rdi), %ecx                 # wasm 0x1ad trap: out of bounds memory access
;;      10e    add %ecx, %eax                               # wasm 0x1b0
;;      110    add $8, %edi                                 # wasm 0x1b7
;;      113    add $1, %esi                                 # wasm 0x1be
;;      116    cmp $0x10, %esi                              # wasm 0x1c4
;;      119    jne .L1
;;      11b    ret                                          # wasm 0x1c9
;; 00000120 <rotating>: ; function 10
;;      120    xor %edi, %edi                               # wasm 0x1ce
;;      122    xor %r8d, %r8d
;;      125    xor %eax, %eax
;;      127    xor %r11d, %r11d
;;      12a    jmp .L2
;; .L1:
;;      12c    mov %rax, %r11
;;      12f    mov %r8, %rax
;;      132    mov %rcx, %r8
;; .L2:
;;      135    add %r8d, %r11d                              # wasm 0x1da
;;      138    mov %r11b, (%rbx,%rdi)                       # wasm 0x1df trap: out of bounds memory access
;;      13c    movzbl (%rbx,%rsi), %ecx                     # wasm 0x1ec trap: out of bounds memory access
;;      140    add $1, %edi                                 # wasm 0x1f5
;;      143    jne .L1                                      # wasm 0x1f8
;;      145    ret                                          # wasm 0x1fd

;;; asm -O2 -fno-induction aarch64
;; 00000000 <up>: ; function 0
;;        0    mov w2, #0xffffffc0                          # wasm 0x9d
;;        4    mov w0, #0x0
;; .L1:
;;        8    add w10, w2, #0x440                          # wasm 0xa6
;;        c    ldr w10, [x28, w10, uxtw]                    # wasm 0xa7 trap: out of bounds memory access
;;       10    add w0, w0, w10                              # wasm 0xaa
;;       14    add w2, w2, #0x4                             # wasm 0xb1
;;       18    cbnz w2, .L1                                 # wasm 0xb4
;;       1c    ret                                          # wasm 0xb9
;; 00000020 <signed>: ; function 1
;;       20    mov w2, #0x0                                 # wasm 0xbe
;;       24    mov w0, #0x0
;; .L1:
;;       28    add x9, x28, w2, uxtw                        # wasm 0xc8
;;       2c    ldrb w11, [x9, #0x400]                       # trap: out of bounds memory access
;;       30    add w0, w0, w11                              # wasm 0xcb
;;       34    add w2, w2, #0x1                             # wasm 0xd2
;;       38    cmp w2, #0x10                                # wasm 0xd8
;;       3c    b.lt .L1
;;       40    ret                                          # wasm 0xdd
;; 00000050 <counted>: ; function 2
;;       50    mov w2, #0x0                                 # wasm 0xe2
;;       54    mov w0, #0x0
;; .L1:
;;       58    add x9, x28, w2, uxtw                        # wasm 0xec
;;       5c    ldrb w11, [x9, #0x400]                       # trap: out of bounds memory access
;;       60    add w0, w0, w11                              # wasm 0xef
;;       64    add w2, w2, #0x3                             # wasm 0xf6
;;       68    cmp w2, #0x12                                # wasm 0xfc
;;       6c    b.ne .L1
;;       70    ret                                          # wasm 0x101
;; 00000080 <not_counted>: ; function 3
;;       80    mov w2, #0x0                                 # wasm 0x106
;;       84    mov w0, #0x0
;; .L1:
;;       88    add w10, w2, #0x400                          # wasm 0x10f
;;       8c    ldrb w10, [x28, w10, uxtw]                   # wasm 0x110 trap: out of bounds memory access
;;       90    add w0, w0, w10                              # wasm 0x113
;;       94    add w2, w2, #0x3                             # wasm 0x11a
;;       98    cmp w2, #0x10                                # wasm 0x120
;;       9c    b.ne .L1
;;       a0    ret                                          # wasm 0x125
;; 000000b0 <accessed>: ; function 4
;;       b0    ldr w10, [x28, w1, uxtw]                     # wasm 0x12a trap: out of bounds memory access
;;       b4    add x8, x28, #0x10, lsl #12                  # wasm 0x134
;;       b8    add x11, x8, #0x3
;;       bc    ldr w12, [x11, w1, uxtw]                     # trap: out of bounds memory access
;;       c0    add x8, x28, #0x10, lsl #12                  # wasm 0x13e
;;       c4    add x11, x8, #0x4
;;       c8    ldr w13, [x11, w1, uxtw]                     # trap: out of bounds memory access
;;       cc    add w11, w12, w13                            # wasm 0x141
;;       d0    add w0, w10, w11                             # wasm 0x142
;;       d4    ret                                          # wasm 0x143
;; 000000e0 <below>: ; function 5
;;       e0    cmp w1, #0x8                                 # wasm 0x14b
;;       e4    b.lo .L1
;;       e8    add x8, x28, w1, uxtw                        # wasm 0x152
;;       ec    ldr w0, [x8, #0x4]                           # trap: out of bounds memory access
;;       f0    ret                                          # wasm 0x155
;; .L1:
;;       f4    sub w10, w1, #0x8                            # wasm 0x15a
;;       f8    add x9, x28, w10, uxtw                       # wasm 0x15b
;;       fc    ldr w0, [x9, #0xc]                           # trap: out of bounds memory access
;;      100    ret                                          # wasm 0x15e
;; 00000110 <masks>: ; function 6
;;      110    ldrb w8, [x28, w1, uxtw]                     # wasm 0x166 trap: out of bounds memory access
;;      114    mov w3, #0x4925                              # wasm 0x173
;;      118    movk w3, #0x2492, lsl #16
;;      11c    umull x5, w8, w3
;;      120    lsr x7, x5, #0x20
;;      124    sub w9, w8, w7
;;      128    add w11, w7, w9, lsr #1
;;      12c    lsr w0, w11, #0x2
;;      130    ret                                          # wasm 0x174
;; 00000140 <table>: ; function 7
;;      140    ldrb w4, [x28, w1, uxtw]                     # wasm 0x179 trap: out of bounds memory access
;;      144    add x3, x28, w4, uxtw #2                     # wasm 0x183
;;      148    ldr w0, [x3, #0x1000]                        # trap: out of bounds memory access
;;      14c    ret                                          # wasm 0x186
;; 00000150 <decided>: ; function 8
;;      150    ldrb w3, [x28, w1, uxtw]                     # wasm 0x18b trap: out of bounds memory access
;;      154    mov w0, #0x1                                 # wasm 0x19a
;;      158    ret
;; 00000160 <second>: ; function 9
;;      160    mov w2, #0x0                                 # wasm 0x1a4
;;      164    mov w5, #0x3e8
;;      168    mov w0, #0x0
;; .L1:
;;      16c    add x12, x28, w5, uxtw                       # wasm 0x1ad
;;      170    ldrb w14, [x12, #0x18]                       # trap: out of bounds memory access
;;      174    add w0, w0, w14                              # wasm 0x1b0
;;      178    add w5, w5, #0x8                             # wasm 0x1b7
;;      17c    add w2, w2, #0x1                             # wasm 0x1be
;;      180    cmp w2, #0x10                                # wasm 0x1c4
;;      184    b.ne .L1
;;      188    ret                                          # wasm 0x1c9
;; 00000190 <rotating>: ; function 10
;;      190    mov w4, #0x0                                 # wasm 0x1ce
;;      194    mov w5, #0x0
;;      198    mov w0, #0x0
;;      19c    mov w10, #0x0
;;      1a0    b .L2
;; .L1:
;;      1a4    mov x10, x0
;;      1a8    mov x0, x5
;;      1ac    mov x5, x13
;; .L2:
;;      1b0    add w13, w5, w10                             # wasm 0x1da
;;      1b4    strb w13, [x28, w4, uxtw]                    # wasm 0x1df trap: out of bounds memory access
;;      1b8    ldrb w13, [x28, w1, uxtw]                    # wasm 0x1ec trap: out of bounds memory access
;;      1bc    add w4, w4, #0x1                             # wasm 0x1f5
;;      1c0    cbnz w4, .L1                                 # wasm 0x1f8
;;      1c4    ret                                          # wasm 0x1fd
