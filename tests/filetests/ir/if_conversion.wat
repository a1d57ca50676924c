;; print: ir -O2
;; print: ir -O2 -fno-if-conversion
;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; A branch that chooses between 1 and 0 is the truth value: of a comparison, of its contrary, of any number, as 64 bits, where other
;; values meet beside it. Where two values are chosen, or others than 1 and 0, it stays.
(module
  (memory 1)
  (func (export "alive") (param i32 i32)
    (local i32)
    (loop $next
      (local.set 2 (i32.load8_u (local.get 0)))
      (block $end
        (block $one
          (block $none (br_table $end $one $none (i32.sub (local.get 2) (i32.const 2))))
          (local.set 2 (i32.const 0))
          (br $end))
        (local.set 2 (i32.const 1)))
      (i32.store8 (local.get 0) (local.get 2))
      (br_if $next (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (local.get 1)))))
  (func (export "and") (param i32 i32)
    (local i32)
    (loop $next
      (block $end
        (block $none
          (br_if $none (i32.eq (i32.load8_u (local.get 0)) (i32.const 3)))
          (br_if $none (i32.eq (i32.load8_u offset=1 (local.get 0)) (i32.const 7)))
          (local.set 2 (i32.const 1))
          (br $end))
        (local.set 2 (i32.const 0)))
      (i32.store8 (local.get 0) (local.get 2))
      (br_if $next (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (local.get 1)))))
  (func (export "below") (param i32 i32) (result i32)
    (i32.store (i32.const 8) (if (result i32) (i32.lt_s (local.get 0) (local.get 1)) (then (i32.const 1)) (else (i32.const 0))))
    (i32.load (i32.const 4)))
  (func (export "not-below") (param i32 i32) (result i32)
    (i32.store (i32.const 8) (if (result i32) (i32.lt_s (local.get 0) (local.get 1)) (then (i32.const 0)) (else (i32.const 1))))
    (i32.load (i32.const 4)))
  (func (export "any") (param i32) (result i64)
    (i64.store (i32.const 8) (if (result i64) (local.get 0) (then (i64.const 1)) (else (i64.const 0))))
    (i64.load (i32.const 4)))
  (func (export "beside") (param i32 i32) (result i32)
    (local i32)
    (block $end
      (if (i32.eq (local.get 0) (i32.const 9)) (then (local.set 1 (i32.const 5)) (br $end)))
      (local.set 2 (i32.const 1))
      (local.set 1 (i32.const 7))
      (br_if $end (i32.gt_u (local.get 0) (i32.const 100)))
      (local.set 2 (i32.const 0)))
    (i32.store (i32.const 8) (local.get 1))
    (local.get 2))
  (func (export "both") (param i32 i32) (result i32)
    (local i32)
    (if (local.get 0) (then (local.set 1 (i32.const 1)) (local.set 2 (i32.const 0))) (else (local.set 1 (i32.const 0)) (local.set 2 (i32.const 1))))
    (i32.store (i32.const 8) (local.get 1))
    (i32.store (i32.const 4) (local.get 2))
    (i32.const 3))
  (func (export "others") (param i32) (result i32)
    (i32.store (i32.const 8) (if (result i32) (local.get 0) (then (i32.const 3)) (else (i32.const 0))))
    (i32.load (i32.const 4))))

;;; ir -O2
;; function f0 {
;; b0(v0: i32, v1: i32):
;;     jump b1(v0)
;; b1(v3: i32):
;;     v5 = load.i32u8 [v3]
;;     v6 = const.i32 0x2
;;     v7 = sub v5, v6
;;     v14 = const.i32 0x0
;;     v15 = icmp.eq v7, v14
;;     brif v15, b2(v5), b6
;; b6():
;;     v16 = const.i32 0x2
;;     v17 = icmp.ltu v7, v16
;;     jump b2(v17)
;; b2(v10: i32):
;;     store.b8 [v3], v10
;;     v11 = const.i32 0x1
;;     v12 = add v3, v11
;;     v13 = icmp.ltu v12, v1
;;     brif v13, b1(v12), b5
;; b5():
;;     return
;; }
;; function f1 {
;; b0(v0: i32, v1: i32):
;;     jump b1(v0)
;; b1(v3: i32):
;;     v5 = load.i32u8 [v3]
;;     v6 = const.i32 0x3
;;     v7 = icmp.eq v5, v6
;;     brif v7, b3, b2
;; b2():
;;     v8 = load.i32u8 [v3 + 1]
;;     v9 = const.i32 0x7
;;     v17 = icmp.ne v8, v9
;;     jump b5(v17)
;; b3():
;;     v12 = const.i32 0x0
;;     jump b5(v12)
;; b5(v13: i32):
;;     store.b8 [v3], v13
;;     v14 = const.i32 0x1
;;     v15 = add v3, v14
;;     v16 = icmp.ltu v15, v1
;;     brif v16, b1(v15), b6
;; b6():
;;     return
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x8
;;     v3 = icmp.lts v0, v1
;;     store.b32 [v2], v3
;;     v7 = const.i32 0x4
;;     v8 = load.i32 [v7]
;;     return v8
;; }
;; function f3 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x8
;;     v9 = icmp.ges v0, v1
;;     store.b32 [v2], v9
;;     v7 = const.i32 0x4
;;     v8 = load.i32 [v7]
;;     return v8
;; }
;; function f4 {
;; b0(v0: i32):
;;     v1 = const.i32 0x8
;;     v7 = const.i32 0x0
;;     v8 = icmp.ne v0, v7
;;     v9 = extendu.i64 v8
;;     store.b64 [v1], v9
;;     v5 = const.i32 0x4
;;     v6 = load.i64 [v5]
;;     return v6
;; }
;; function f5 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     v3 = const.i32 0x9
;;     v4 = icmp.eq v0, v3
;;     brif v4, b1, b2
;; b1():
;;     v5 = const.i32 0x5
;;     v16 = const.i32 0x8
;;     store.b32 [v16], v5
;;     return v2
;; b2():
;;     v8 = const.i32 0x64
;;     v9 = icmp.gtu v0, v8
;;     v14 = const.i32 0x7
;;     v17 = const.i32 0x8
;;     store.b32 [v17], v14
;;     return v9
;; }
;; function f6 {
;; b0(v0: i32, v1: i32):
;;     brif v0, b1, b2
;; b1():
;;     v3 = const.i32 0x1
;;     v4 = const.i32 0x0
;;     v12 = const.i32 0x8
;;     store.b32 [v12], v3
;;     v13 = const.i32 0x4
;;     store.b32 [v13], v4
;;     v14 = const.i32 0x3
;;     return v14
;; b2():
;;     v5 = const.i32 0x0
;;     v6 = const.i32 0x1
;;     v15 = const.i32 0x8
;;     store.b32 [v15], v5
;;     v16 = const.i32 0x4
;;     store.b32 [v16], v6
;;     v17 = const.i32 0x3
;;     return v17
;; }
;; function f7 {
;; b0(v0: i32):
;;     v1 = const.i32 0x8
;;     brif v0, b1, b2
;; b1():
;;     v2 = const.i32 0x3
;;     store.b32 [v1], v2
;;     v7 = const.i32 0x4
;;     v8 = load.i32 [v7]
;;     return v8
;; b2():
;;     v3 = const.i32 0x0
;;     store.b32 [v1], v3
;;     v9 = const.i32 0x4
;;     v10 = load.i32 [v9]
;;     return v10
;; }

;;; ir -O2 -fno-if-conversion
;; function f0 {
;; b0(v0: i32, v1: i32):
;;     jump b1(v0)
;; b1(v3: i32):
;;     v5 = load.i32u8 [v3]
;;     v6 = const.i32 0x2
;;     v7 = sub v5, v6
;;     v14 = const.i32 0x0
;;     v15 = icmp.eq v7, v14
;;     brif v15, b2(v5), b6
;; b6():
;;     v16 = const.i32 0x2
;;     v17 = icmp.ltu v7, v16
;;     brif v17, b3, b4
;; b4():
;;     v8 = const.i32 0x0
;;     jump b2(v8)
;; b3():
;;     v9 = const.i32 0x1
;;     jump b2(v9)
;; b2(v10: i32):
;;     store.b8 [v3], v10
;;     v11 = const.i32 0x1
;;     v12 = add v3, v11
;;     v13 = icmp.ltu v12, v1
;;     brif v13, b1(v12), b5
;; b5():
;;     return
;; }
;; function f1 {
;; b0(v0: i32, v1: i32):
;;     jump b1(v0)
;; b1(v3: i32):
;;     v5 = load.i32u8 [v3]
;;     v6 = const.i32 0x3
;;     v7 = icmp.eq v5, v6
;;     brif v7, b3, b2
;; b2():
;;     v8 = load.i32u8 [v3 + 1]
;;     v9 = const.i32 0x7
;;     v10 = icmp.eq v8, v9
;;     brif v10, b3, b4
;; b4():
;;     v11 = const.i32 0x1
;;     jump b5(v11)
;; b3():
;;     v12 = const.i32 0x0
;;     jump b5(v12)
;; b5(v13: i32):
;;     store.b8 [v3], v13
;;     v14 = const.i32 0x1
;;     v15 = add v3, v14
;;     v16 = icmp.ltu v15, v1
;;     brif v16, b1(v15), b6
;; b6():
;;     return
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x8
;;     v3 = icmp.lts v0, v1
;;     brif v3, b1, b2
;; b1():
;;     v4 = const.i32 0x1
;;     store.b32 [v2], v4
;;     v9 = const.i32 0x4
;;     v10 = load.i32 [v9]
;;     return v10
;; b2():
;;     v5 = const.i32 0x0
;;     store.b32 [v2], v5
;;     v11 = const.i32 0x4
;;     v12 = load.i32 [v11]
;;     return v12
;; }
;; function f3 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x8
;;     v3 = icmp.lts v0, v1
;;     brif v3, b1, b2
;; b1():
;;     v4 = const.i32 0x0
;;     store.b32 [v2], v4
;;     v9 = const.i32 0x4
;;     v10 = load.i32 [v9]
;;     return v10
;; b2():
;;     v5 = const.i32 0x1
;;     store.b32 [v2], v5
;;     v11 = const.i32 0x4
;;     v12 = load.i32 [v11]
;;     return v12
;; }
;; function f4 {
;; b0(v0: i32):
;;     v1 = const.i32 0x8
;;     brif v0, b1, b2
;; b1():
;;     v2 = const.i64 0x1
;;     store.b64 [v1], v2
;;     v7 = const.i32 0x4
;;     v8 = load.i64 [v7]
;;     return v8
;; b2():
;;     v3 = const.i64 0x0
;;     store.b64 [v1], v3
;;     v9 = const.i32 0x4
;;     v10 = load.i64 [v9]
;;     return v10
;; }
;; function f5 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     v3 = const.i32 0x9
;;     v4 = icmp.eq v0, v3
;;     brif v4, b1, b2
;; b1():
;;     v5 = const.i32 0x5
;;     v14 = const.i32 0x8
;;     store.b32 [v14], v5
;;     return v2
;; b2():
;;     v6 = const.i32 0x1
;;     v7 = const.i32 0x7
;;     v8 = const.i32 0x64
;;     v9 = icmp.gtu v0, v8
;;     brif v9, b6, b4
;; b4():
;;     v10 = const.i32 0x0
;;     v16 = const.i32 0x8
;;     store.b32 [v16], v7
;;     return v10
;; b6():
;;     v15 = const.i32 0x8
;;     store.b32 [v15], v7
;;     return v6
;; }
;; function f6 {
;; b0(v0: i32, v1: i32):
;;     brif v0, b1, b2
;; b1():
;;     v3 = const.i32 0x1
;;     v4 = const.i32 0x0
;;     v12 = const.i32 0x8
;;     store.b32 [v12], v3
;;     v13 = const.i32 0x4
;;     store.b32 [v13], v4
;;     v14 = const.i32 0x3
;;     return v14
;; b2():
;;     v5 = const.i32 0x0
;;     v6 = const.i32 0x1
;;     v15 = const.i32 0x8
;;     store.b32 [v15], v5
;;     v16 = const.i32 0x4
;;     store.b32 [v16], v6
;;     v17 = const.i32 0x3
;;     return v17
;; }
;; function f7 {
;; b0(v0: i32):
;;     v1 = const.i32 0x8
;;     brif v0, b1, b2
;; b1():
;;     v2 = const.i32 0x3
;;     store.b32 [v1], v2
;;     v7 = const.i32 0x4
;;     v8 = load.i32 [v7]
;;     return v8
;; b2():
;;     v3 = const.i32 0x0
;;     store.b32 [v1], v3
;;     v9 = const.i32 0x4
;;     v10 = load.i32 [v9]
;;     return v10
;; }

;;; asm -O2 x86-64
;; 00000000 <alive>: ; function 0
;;        0    jmp .L3
;; .L1:
;;        2    cmp $2, %r8d                                 # wasm 0x90
;;        6    setb %dil
;;        a    movzbl %dil, %edi
;; .L2:
;;        e    mov %dil, (%rbx,%rsi)                        # wasm 0xa6 trap: out of bounds memory access
;;       12    add $1, %esi                                 # wasm 0xad
;;       15    cmp %edx, %esi                               # wasm 0xb3
;;       17    jae .L4
;; .L3:
;;       19    movzbl (%rbx,%rsi), %edi                     # wasm 0x80 trap: out of bounds memory access
;;       1d    mov %rdi, %r8
;;       20    sub $2, %r8d                                 # wasm 0x8f
;;       24    je .L2                                       # wasm 0x90
;;       26    jmp .L1
;; .L4:
;;       28    ret                                          # wasm 0xb6
;; 00000030 <and>: ; function 1
;;       30    jmp .L3
;; .L1:
;;       32    xor %r8d, %r8d                               # wasm 0xe0
;; .L2:
;;       35    mov %r8b, (%rbx,%rsi)                        # wasm 0xe5 trap: out of bounds memory access
;;       39    add $1, %esi                                 # wasm 0xec
;;       3c    cmp %edx, %esi                               # wasm 0xf2
;;       3e    jae .L4
;; .L3:
;;       40    cmpb $3, (%rbx,%rsi)                         # wasm 0xc9 trap: out of bounds memory access
;;       44    je .L1
;;       46    cmpb $7, 1(%rbx,%rsi)                        # wasm 0xd3 trap: out of bounds memory access
;;       4b    setne %r8b
;;       4f    movzbl %r8b, %r8d
;;       53    jmp .L2
;; .L4:
;;       55    ret                                          # wasm 0xf5
;; 00000060 <below>: ; function 2
;;       60    cmp %edx, %esi                               # wasm 0xfe
;;       62    setl %sil
;;       66    movzbl %sil, %esi
;;       6a    mov %esi, 8(%rbx)                            # wasm 0x107 trap: out of bounds memory access
;;       6d    mov 4(%rbx), %eax                            # wasm 0x10c trap: out of bounds memory access
;;       70    ret                                          # wasm 0x10f
;; 00000080 <not-below>: ; function 3
;;       80    cmp %edx, %esi                               # wasm 0x119
;;       82    setge %sil
;;       86    movzbl %sil, %esi
;;       8a    mov %esi, 8(%rbx)                            # wasm 0x121 trap: out of bounds memory access
;;       8d    mov 4(%rbx), %eax                            # wasm 0x126 trap: out of bounds memory access
;;       90    ret                                          # wasm 0x129
;; 000000a0 <any>: ; function 4
;;       a0    test %esi, %esi                              # wasm 0x130
;;       a2    setne %sil
;;       a6    movzbl %sil, %esi
;;       aa    mov %rsi, 8(%rbx)                            # wasm 0x138 trap: out of bounds memory access
;;       ae    mov 4(%rbx), %rax                            # wasm 0x13d trap: out of bounds memory access
;;       b2    ret                                          # wasm 0x140
;; 000000c0 <beside>: ; function 5
;;       c0    cmp $9, %esi                                 # wasm 0x14c
;;       c3    jne .L1
;;       c5    movl $5, 8(%rbx)                             # wasm 0x16e trap: out of bounds memory access
;;       cc    xor %eax, %eax                               # wasm 0x173
;;       ce    ret
;; .L1:
;;       cf    cmp $0x64, %esi                              # wasm 0x162
;;       d2    seta %al
;;       d5    movzbl %al, %eax
;;       d8    movl $7, 8(%rbx)                             # wasm 0x16e trap: out of bounds memory access
;;       df    ret                                          # wasm 0x173
;; 000000e0 <both>: ; function 6
;;       e0    test %esi, %esi                              # wasm 0x17a
;;       e2    je .L1
;;       e4    movl $1, 8(%rbx)                             # wasm 0x192 trap: out of bounds memory access
;;       eb    movl $0, 4(%rbx)                             # wasm 0x199 trap: out of bounds memory access
;;       f2    mov $3, %eax                                 # wasm 0x19e
;;       f7    ret
;; .L1:
;;       f8    movl $0, 8(%rbx)                             # wasm 0x192 trap: out of bounds memory access
;;       ff    movl $1, 4(%rbx)                             # wasm 0x199 trap: out of bounds memory access
;;      106    mov $3, %eax                                 # wasm 0x19e
;;      10b    ret
;; 00000110 <others>: ; function 7
;;      110    test %esi, %esi                              # wasm 0x1a5
;;      112    je .L1
;;      114    movl $3, 8(%rbx)                             # wasm 0x1ad trap: out of bounds memory access
;;      11b    mov 4(%rbx), %eax                            # wasm 0x1b2 trap: out of bounds memory access
;;      11e    ret                                          # wasm 0x1b5
;; .L1:
;;      11f    movl $0, 8(%rbx)                             # wasm 0x1ad trap: out of bounds memory access
;;      126    mov 4(%rbx), %eax                            # wasm 0x1b2 trap: out of bounds memory access
;;      129    ret                                          # wasm 0x1b5

;;; asm -O2 aarch64
;; 00000000 <alive>: ; function 0
;;        0    b .L3
;; .L1:
;;        4    cmp w8, #0x2                                 # wasm 0x90
;;        8    cset w5, lo
;; .L2:
;;        c    strb w5, [x28, w1, uxtw]                     # wasm 0xa6 trap: out of bounds memory access
;;       10    add w1, w1, #0x1                             # wasm 0xad
;;       14    cmp w1, w2                                   # wasm 0xb3
;;       18    b.hs .L4
;; .L3:
;;       1c    ldrb w5, [x28, w1, uxtw]                     # wasm 0x80 trap: out of bounds memory access
;;       20    sub w8, w5, #0x2                             # wasm 0x8f
;;       24    cbz w8, .L2                                  # wasm 0x90
;;       28    b .L1
;; .L4:
;;       2c    ret                                          # wasm 0xb6
;; 00000030 <and>: ; function 1
;;       30    b .L3
;; .L1:
;;       34    mov w11, #0x0                                # wasm 0xe0
;; .L2:
;;       38    strb w11, [x28, w1, uxtw]                    # wasm 0xe5 trap: out of bounds memory access
;;       3c    add w1, w1, #0x1                             # wasm 0xec
;;       40    cmp w1, w2                                   # wasm 0xf2
;;       44    b.hs .L4
;; .L3:
;;       48    ldrb w10, [x28, w1, uxtw]                    # wasm 0xc3 trap: out of bounds memory access
;;       4c    cmp w10, #0x3                                # wasm 0xc9
;;       50    b.eq .L1
;;       54    add x11, x28, w1, uxtw                       # wasm 0xcd
;;       58    ldrb w13, [x11, #0x1]                        # trap: out of bounds memory access
;;       5c    cmp w13, #0x7                                # wasm 0xd3
;;       60    cset w11, ne
;;       64    b .L2
;; .L4:
;;       68    ret                                          # wasm 0xf5
;; 00000070 <below>: ; function 2
;;       70    cmp w1, w2                                   # wasm 0xfe
;;       74    cset w4, lt
;;       78    str w4, [x28, #0x8]                          # wasm 0x107
;;       7c    ldr w0, [x28, #0x4]                          # wasm 0x10c
;;       80    ret                                          # wasm 0x10f
;; 00000090 <not-below>: ; function 3
;;       90    cmp w1, w2                                   # wasm 0x119
;;       94    cset w4, ge
;;       98    str w4, [x28, #0x8]                          # wasm 0x121
;;       9c    ldr w0, [x28, #0x4]                          # wasm 0x126
;;       a0    ret                                          # wasm 0x129
;; 000000b0 <any>: ; function 4
;;       b0    cmp w1, #0x0                                 # wasm 0x130
;;       b4    cset w4, ne
;;       b8    str x4, [x28, #0x8]                          # wasm 0x138
;;       bc    ldur x0, [x28, #0x4]                         # wasm 0x13d
;;       c0    ret                                          # wasm 0x140
;; 000000d0 <beside>: ; function 5
;;       d0    cmp w1, #0x9                                 # wasm 0x14c
;;       d4    b.ne .L1
;;       d8    mov w7, #0x5                                 # wasm 0x16e
;;       dc    str w7, [x28, #0x8]
;;       e0    mov w0, #0x0                                 # wasm 0x173
;;       e4    ret
;; .L1:
;;       e8    cmp w1, #0x64                                # wasm 0x162
;;       ec    cset w0, hi
;;       f0    mov w10, #0x7                                # wasm 0x16e
;;       f4    str w10, [x28, #0x8]
;;       f8    ret                                          # wasm 0x173
;; 00000100 <both>: ; function 6
;;      100    cbz w1, .L1                                  # wasm 0x17a
;;      104    mov w6, #0x1                                 # wasm 0x192
;;      108    stp wzr, w6, [x28, #0x4]
;;      10c    mov w0, #0x3                                 # wasm 0x19e
;;      110    ret
;; .L1:
;;      114    str wzr, [x28, #0x8]                         # wasm 0x192
;;      118    mov w10, #0x1                                # wasm 0x199
;;      11c    str w10, [x28, #0x4]
;;      120    mov w0, #0x3                                 # wasm 0x19e
;;      124    ret
;; 00000130 <others>: ; function 7
;;      130    cbz w1, .L1                                  # wasm 0x1a5
;;      134    mov w5, #0x3                                 # wasm 0x1ad
;;      138    str w5, [x28, #0x8]
;;      13c    ldr w0, [x28, #0x4]                          # wasm 0x1b2
;;      140    ret                                          # wasm 0x1b5
;; .L1:
;;      144    str wzr, [x28, #0x8]                         # wasm 0x1ad
;;      148    ldr w0, [x28, #0x4]                          # wasm 0x1b2
;;      14c    ret                                          # wasm 0x1b5
