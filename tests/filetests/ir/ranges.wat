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
;; 00000040 <signed>: ; function 1
;;       40    xor %esi, %esi                               # wasm 0xbe
;;       42    xor %eax, %eax
;; .L1:
;;       44    movzbl 0x400(%rbx,%rsi), %r9d                # wasm 0xc8 trap: out of bounds memory access
;;       4d    add %r9d, %eax                               # wasm 0xcb
;;       50    add $1, %esi                                 # wasm 0xd2
;;       53    cmp $0x10, %esi                              # wasm 0xd8
;;       56    jl .L1
;;       58    ret                                          # wasm 0xdd
;; 00000080 <counted>: ; function 2
;;       80    xor %esi, %esi                               # wasm 0xe2
;;       82    xor %eax, %eax
;; .L1:
;;       84    movzbl 0x400(%rbx,%rsi), %r9d                # wasm 0xec trap: out of bounds memory access
;;       8d    add %r9d, %eax                               # wasm 0xef
;;       90    add $3, %esi                                 # wasm 0xf6
;;       93    cmp $0x12, %esi                              # wasm 0xfc
;;       96    jne .L1
;;       98    ret                                          # wasm 0x101
;; 000000c0 <not_counted>: ; function 3
;;       c0    xor %esi, %esi                               # wasm 0x106
;;       c2    xor %eax, %eax
;; .L1:
;;       c4    lea 0x400(%rsi), %r10d                       # wasm 0x10f
;;       cb    movzbl (%rbx,%r10), %r10d                    # wasm 0x110 trap: out of bounds memory access
;;       d0    add %r10d, %eax                              # wasm 0x113
;;       d3    add $3, %esi                                 # wasm 0x11a
;;       d6    cmp $0x10, %esi                              # wasm 0x120
;;       d9    jne .L1
;;       db    ret                                          # wasm 0x125
;; 000000e0 <accessed>: ; function 4
;;       e0    mov 0x10003(%rbx,%rsi), %eax                 # wasm 0x134 trap: out of bounds memory access
;;       e7    add 0x10004(%rbx,%rsi), %eax                 # wasm 0x141 trap: out of bounds memory access
;;       ee    add (%rbx,%rsi), %eax                        # wasm 0x142 trap: out of bounds memory access
;;       f1    ret                                          # wasm 0x143
;; 00000100 <below>: ; function 5
;;      100    cmp $8, %esi                                 # wasm 0x14b
;;      103    jb .L1
;;      105    mov 4(%rbx,%rsi), %eax                       # wasm 0x152 trap: out of bounds memory access
;;      109    ret                                          # wasm 0x155
;; .L1:
;;      10a    sub $8, %esi                                 # wasm 0x15a
;;      10d    mov 0xc(%rbx,%rsi), %eax                     # wasm 0x15b trap: out of bounds memory access
;;      111    ret                                          # wasm 0x15e
;; 00000120 <masks>: ; function 6
;;      120    movzbl (%rbx,%rsi), %eax                     # wasm 0x166 trap: out of bounds memory access
;;      124    mov %rax, %r10
;;      127    mov $0x24924925, %esi                        # wasm 0x173
;;      12c    mul %esi
;;      12e    mov %r10, %rax
;;      131    sub %edx, %eax
;;      133    shr $1, %eax
;;      135    add %edx, %eax
;;      137    shr $2, %eax
;;      13a    ret                                          # wasm 0x174
;; 00000140 <table>: ; function 7
;;      140    movzbl (%rbx,%rsi), %esi                     # wasm 0x179 trap: out of bounds memory access
;;      144    mov 0x1000(%rbx,%rsi,4), %eax                # wasm 0x183 trap: out of bounds memory access
;;      14b    ret                                          # wasm 0x186
;; 00000150 <decided>: ; function 8
;;      150    movzbl (%rbx,%rsi), %esi                     # wasm 0x18b trap: out of bounds memory access
;;      154    mov $1, %eax                                 # wasm 0x19a
;;      159    ret
;; 00000180 <second>: ; function 9
;;      180    xor %esi, %esi                               # wasm 0x1a4
;;      182    mov $0x3e8, %edi
;;      187    xor %eax, %eax
;; .L1:
;;      189    movzbl 0x18(%rbx,%rdi), %ecx                 # wasm 0x1ad trap: out of bounds memory access
;;      18e    add %ecx, %eax                               # wasm 0x1b0
;;      190    add $8, %edi                                 # wasm 0x1b7
;;      193    add $1, %esi                                 # wasm 0x1be
;;      196    cmp $0x10, %esi                              # wasm 0x1c4
;;      199    jne .L1
;;      19b    ret                                          # wasm 0x1c9
;; 000001c0 <rotating>: ; function 10
;;      1c0    xor %edi, %edi                               # wasm 0x1ce
;;      1c2    xor %r8d, %r8d
;;      1c5    xor %eax, %eax
;;      1c7    xor %r11d, %r11d
;;      1ca    jmp .L2
;; .L1:
;;      1cc    mov %rax, %r11
;;      1cf    mov %r8, %rax
;;      1d2    mov %rcx, %r8
;; .L2:
;;      1d5    add %r8d, %r11d                              # wasm 0x1da
;;      1d8    mov %r11b, (%rbx,%rdi)                       # wasm 0x1df trap: out of bounds memory access
;;      1dc    movzbl (%rbx,%rsi), %ecx                     # wasm 0x1ec trap: out of bounds memory access
;;      1e0    add $1, %edi                                 # wasm 0x1f5
;;      1e3    jne .L1                                      # wasm 0x1f8
;;      1e5    ret                                          # wasm 0x1fd

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
;; 00000040 <signed>: ; function 1
;;       40    mov w2, #0x0                                 # wasm 0xbe
;;       44    mov w0, #0x0
;; .L1:
;;       48    add x9, x28, w2, uxtw                        # wasm 0xc8
;;       4c    ldrb w11, [x9, #0x400]                       # trap: out of bounds memory access
;;       50    add w0, w0, w11                              # wasm 0xcb
;;       54    add w2, w2, #0x1                             # wasm 0xd2
;;       58    cmp w2, #0x10                                # wasm 0xd8
;;       5c    b.lt .L1
;;       60    ret                                          # wasm 0xdd
;; 00000080 <counted>: ; function 2
;;       80    mov w2, #0x0                                 # wasm 0xe2
;;       84    mov w0, #0x0
;; .L1:
;;       88    add x9, x28, w2, uxtw                        # wasm 0xec
;;       8c    ldrb w11, [x9, #0x400]                       # trap: out of bounds memory access
;;       90    add w0, w0, w11                              # wasm 0xef
;;       94    add w2, w2, #0x3                             # wasm 0xf6
;;       98    cmp w2, #0x12                                # wasm 0xfc
;;       9c    b.ne .L1
;;       a0    ret                                          # wasm 0x101
;; 000000c0 <not_counted>: ; function 3
;;       c0    mov w2, #0x0                                 # wasm 0x106
;;       c4    mov w0, #0x0
;; .L1:
;;       c8    add w10, w2, #0x400                          # wasm 0x10f
;;       cc    ldrb w10, [x28, w10, uxtw]                   # wasm 0x110 trap: out of bounds memory access
;;       d0    add w0, w0, w10                              # wasm 0x113
;;       d4    add w2, w2, #0x3                             # wasm 0x11a
;;       d8    cmp w2, #0x10                                # wasm 0x120
;;       dc    b.ne .L1
;;       e0    ret                                          # wasm 0x125
;; 000000f0 <accessed>: ; function 4
;;       f0    ldr w10, [x28, w1, uxtw]                     # wasm 0x12a trap: out of bounds memory access
;;       f4    add x8, x28, #0x10, lsl #12                  # wasm 0x134
;;       f8    add x11, x8, #0x3
;;       fc    ldr w12, [x11, w1, uxtw]                     # trap: out of bounds memory access
;;      100    add x8, x28, #0x10, lsl #12                  # wasm 0x13e
;;      104    add x11, x8, #0x4
;;      108    ldr w13, [x11, w1, uxtw]                     # trap: out of bounds memory access
;;      10c    add w11, w12, w13                            # wasm 0x141
;;      110    add w0, w10, w11                             # wasm 0x142
;;      114    ret                                          # wasm 0x143
;; 00000120 <below>: ; function 5
;;      120    cmp w1, #0x8                                 # wasm 0x14b
;;      124    b.lo .L1
;;      128    add x8, x28, w1, uxtw                        # wasm 0x152
;;      12c    ldr w0, [x8, #0x4]                           # trap: out of bounds memory access
;;      130    ret                                          # wasm 0x155
;; .L1:
;;      134    sub w10, w1, #0x8                            # wasm 0x15a
;;      138    add x9, x28, w10, uxtw                       # wasm 0x15b
;;      13c    ldr w0, [x9, #0xc]                           # trap: out of bounds memory access
;;      140    ret                                          # wasm 0x15e
;; 00000150 <masks>: ; function 6
;;      150    ldrb w8, [x28, w1, uxtw]                     # wasm 0x166 trap: out of bounds memory access
;;      154    mov w3, #0x4925                              # wasm 0x173
;;      158    movk w3, #0x2492, lsl #16
;;      15c    umull x5, w8, w3
;;      160    lsr x7, x5, #0x20
;;      164    sub w9, w8, w7
;;      168    add w11, w7, w9, lsr #1
;;      16c    lsr w0, w11, #0x2
;;      170    ret                                          # wasm 0x174
;; 00000180 <table>: ; function 7
;;      180    ldrb w4, [x28, w1, uxtw]                     # wasm 0x179 trap: out of bounds memory access
;;      184    add x3, x28, w4, uxtw #2                     # wasm 0x183
;;      188    ldr w0, [x3, #0x1000]                        # trap: out of bounds memory access
;;      18c    ret                                          # wasm 0x186
;; 00000190 <decided>: ; function 8
;;      190    ldrb w3, [x28, w1, uxtw]                     # wasm 0x18b trap: out of bounds memory access
;;      194    mov w0, #0x1                                 # wasm 0x19a
;;      198    ret
;; 000001c0 <second>: ; function 9
;;      1c0    mov w2, #0x0                                 # wasm 0x1a4
;;      1c4    mov w5, #0x3e8
;;      1c8    mov w0, #0x0
;; .L1:
;;      1cc    add x12, x28, w5, uxtw                       # wasm 0x1ad
;;      1d0    ldrb w14, [x12, #0x18]                       # trap: out of bounds memory access
;;      1d4    add w0, w0, w14                              # wasm 0x1b0
;;      1d8    add w5, w5, #0x8                             # wasm 0x1b7
;;      1dc    add w2, w2, #0x1                             # wasm 0x1be
;;      1e0    cmp w2, #0x10                                # wasm 0x1c4
;;      1e4    b.ne .L1
;;      1e8    ret                                          # wasm 0x1c9
;; 00000200 <rotating>: ; function 10
;;      200    mov w4, #0x0                                 # wasm 0x1ce
;;      204    mov w5, #0x0
;;      208    mov w0, #0x0
;;      20c    mov w10, #0x0
;;      210    b .L2
;; .L1:
;;      214    mov x10, x0
;;      218    mov x0, x5
;;      21c    mov x5, x13
;; .L2:
;;      220    add w13, w5, w10                             # wasm 0x1da
;;      224    strb w13, [x28, w4, uxtw]                    # wasm 0x1df trap: out of bounds memory access
;;      228    ldrb w13, [x28, w1, uxtw]                    # wasm 0x1ec trap: out of bounds memory access
;;      22c    add w4, w4, #0x1                             # wasm 0x1f5
;;      230    cbnz w4, .L1                                 # wasm 0x1f8
;;      234    ret                                          # wasm 0x1fd
