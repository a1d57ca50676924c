;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; What a loop does not change stands before it: out of both loops, out of the inner one, not at all.
(module
  (import "a" "f" (func $f (param i32)))
  (memory 1)
  (func (export "nested") (param $p i32) (param $n i32) (result i32) (local $i i32) (local $j i32) (local $s i32)
    (local.set $i (local.get $n))
    (loop $outer
      (local.set $j (local.get $n))
      (loop $inner
        (local.set $s (i32.xor (local.get $s)
          (i32.add (i32.mul (local.get $p) (local.get $n))
            (i32.add (i32.rotl (local.get $i) (local.get $p)) (i32.rotr (local.get $j) (local.get $p))))))
        (br_if $inner (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
      (br_if $outer (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (local.get $s))
  ;; What may trap stays where it is.
  (func (export "traps") (param $p i32) (param $n i32) (result i32) (local $s i32)
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.div_u (local.get $p) (local.get $n))))
      (br_if $l (i32.lt_u (local.get $s) (i32.const 1000))))
    (local.get $s))
  ;; A loop that calls has room for few.
  (func (export "calls") (param $a i32) (param $b i32) (param $c i32) (param $n i32)
    (loop $l
      (call $f (i32.mul (local.get $a) (local.get $b)))
      (call $f (i32.mul (local.get $b) (local.get $c)))
      (call $f (i32.mul (local.get $a) (local.get $c)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; One constant, of the inner loop, of two operators that go to different places.
  (func (export "constants") (param $p i32) (param $n i32) (result i32) (local $i i32) (local $j i32) (local $s i32)
    (local.set $i (local.get $n))
    (loop $outer
      (local.set $j (local.get $n))
      (loop $inner
        (local.set $s (i32.xor (local.get $s)
          (i32.add (i32.mul (local.get $i) (i32.const 77)) (i32.rotl (i32.mul (local.get $p) (i32.const 77)) (local.get $j)))))
        (br_if $inner (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
      (br_if $outer (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (local.get $s)))

;;; ir -O2
;; function f1 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     v8 = mul v0, v1
;;     jump b1(v1, v2)
;; b1(v3: i32, v5: i32):
;;     v9 = rotl v3, v0
;;     jump b2(v1, v5)
;; b2(v6: i32, v7: i32):
;;     v10 = rotr v6, v0
;;     v11 = add v9, v10
;;     v12 = add v8, v11
;;     v13 = xor v7, v12
;;     v14 = const.i32 0x1
;;     v15 = sub v6, v14
;;     brif v15, b2(v15, v13), b3
;; b3():
;;     v16 = sub v3, v14
;;     brif v16, b1(v16, v13), b4
;; b4():
;;     return v13
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     jump b1(v2)
;; b1(v3: i32):
;;     v4 = divu v0, v1
;;     v5 = add v3, v4
;;     v6 = const.i32 0x3e8
;;     v7 = icmp.ltu v5, v6
;;     brif v7, b1(v5), b2
;; b2():
;;     return v5
;; }
;; function f3 {
;; b0(v0: i32, v1: i32, v2: i32, v3: i32):
;;     jump b1(v3)
;; b1(v4: i32):
;;     v5 = mul v0, v1
;;     call f0(v5)
;;     v6 = mul v1, v2
;;     call f0(v6)
;;     v7 = mul v0, v2
;;     call f0(v7)
;;     v8 = const.i32 0x1
;;     v9 = sub v4, v8
;;     brif v9, b1(v9), b2
;; b2():
;;     return
;; }
;; function f4 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     v8 = const.i32 0x4d
;;     v10 = mul v0, v8
;;     jump b1(v1, v2)
;; b1(v3: i32, v5: i32):
;;     v9 = mul v3, v8
;;     jump b2(v1, v5)
;; b2(v6: i32, v7: i32):
;;     v11 = rotl v10, v6
;;     v12 = add v9, v11
;;     v13 = xor v7, v12
;;     v14 = const.i32 0x1
;;     v15 = sub v6, v14
;;     brif v15, b2(v15, v13), b3
;; b3():
;;     v16 = sub v3, v14
;;     brif v16, b1(v16, v13), b4
;; b4():
;;     return v13
;; }

;;; asm -O2 x86-64
;; 00000000 <nested>: ; function 1
;;        0    mov %rsi, %rcx                               # wasm 0x73
;;        3    mov %rsi, %rdi
;;        6    imul %edx, %edi
;;        9    xor %eax, %eax                               # wasm 0x65
;;        b    mov %rdx, %rsi
;; .L1:
;;        e    mov %rsi, %r8                                # wasm 0x78
;;       11    rol %cl, %r8d
;;       14    mov %rdx, %r10
;; .L2:
;;       17    mov %r10, %r9                                # wasm 0x7d
;;       1a    ror %cl, %r9d
;;       1d    add %r8d, %r9d                               # wasm 0x7e
;;       20    add %edi, %r9d                               # wasm 0x7f
;;       23    xor %r9d, %eax                               # wasm 0x80
;;       26    sub $1, %r10d                                # wasm 0x87
;;       2a    jne .L2                                      # wasm 0x8a
;;       2c    sub $1, %esi                                 # wasm 0x91
;;       2f    jne .L1                                      # wasm 0x94
;;       31    ret                                          # wasm 0x99
;; 00000040 <traps>: ; function 2
;;       40    mov %rdx, %r8
;;       43    xor %edi, %edi                               # wasm 0x9e
;; .L1:
;;       45    test %r8d, %r8d                              # wasm 0xa6
;;       48    je .L2
;;       4a    xor %edx, %edx
;;       4c    mov %rsi, %rax
;;       4f    div %r8d
;;       52    add %eax, %edi                               # wasm 0xa7
;;       54    cmp $0x3e8, %edi                             # wasm 0xb0
;;       5a    jb .L1
;;       5c    mov %rdi, %rax                               # wasm 0xb5
;;       5f    ret
;; .L2:
;;       60    ud2                                          # wasm 0xa6 trap: integer divide by zero
;; 00000080 <calls>: ; function 3
;;       80    push %r12
;;       82    push %r13
;;       84    push %r14
;;       86    push %r15
;;       88    sub $8, %rsp
;;       8c    mov %rsi, %r12
;;       8f    mov %rdx, %r13
;;       92    mov %rcx, %r14
;;       95    mov %r8, %r15                                # wasm 0xb8
;; .L1:
;;       98    mov %r12, %rsi                               # wasm 0xbe
;;       9b    imul %r13d, %esi
;;       9f    call <import a.f>                            # wasm 0xbf
;;       a4    mov %r13, %rsi
;;       a7    imul %r14d, %esi                             # wasm 0xc5
;;       ab    call <import a.f>                            # wasm 0xc6
;;       b0    mov %r12, %rsi
;;       b3    imul %r14d, %esi                             # wasm 0xcc
;;       b7    call <import a.f>                            # wasm 0xcd
;;       bc    sub $1, %r15d                                # wasm 0xd3
;;       c0    jne .L1                                      # wasm 0xd6
;;       c2    add $8, %rsp                                 # wasm 0xd9
;;       c6    pop %r15
;;       c8    pop %r14
;;       ca    pop %r13
;;       cc    pop %r12
;;       ce    ret
;; 00000100 <constants>: ; function 4
;;      100    imul $0x4d, %esi, %r8d                       # wasm 0xf7
;;      104    xor %eax, %eax                               # wasm 0xe2
;;      106    mov %rdx, %rsi
;; .L1:
;;      109    imul $0x4d, %esi, %edi                       # wasm 0xf1
;;      10c    mov %rdx, %rcx
;; .L2:
;;      10f    mov %r8, %r9                                 # wasm 0xfa
;;      112    rol %cl, %r9d
;;      115    add %edi, %r9d                               # wasm 0xfb
;;      118    xor %r9d, %eax                               # wasm 0xfc
;;      11b    sub $1, %ecx                                 # wasm 0x103
;;      11e    jne .L2                                      # wasm 0x106
;;      120    sub $1, %esi                                 # wasm 0x10d
;;      123    jne .L1                                      # wasm 0x110
;;      125    ret                                          # wasm 0x115

;;; asm -O2 aarch64
;; 00000000 <nested>: ; function 1
;;        0    mul w15, w1, w2                              # wasm 0x73
;;        4    mov w0, #0x0                                 # wasm 0x65
;;        8    mov x5, x2
;; .L1:
;;        c    neg w3, w1                                   # wasm 0x78
;;       10    ror w3, w5, w3
;;       14    mov x10, x2
;; .L2:
;;       18    ror w4, w10, w1                              # wasm 0x7d
;;       1c    add w4, w3, w4                               # wasm 0x7e
;;       20    add w4, w15, w4                              # wasm 0x7f
;;       24    eor w0, w0, w4                               # wasm 0x80
;;       28    sub w10, w10, #0x1                           # wasm 0x87
;;       2c    cbnz w10, .L2                                # wasm 0x8a
;;       30    sub w5, w5, #0x1                             # wasm 0x91
;;       34    cbnz w5, .L1                                 # wasm 0x94
;;       38    ret                                          # wasm 0x99
;; 00000040 <traps>: ; function 2
;;       40    mov w0, #0x0                                 # wasm 0x9e
;; .L1:
;;       44    cbz w2, .L2                                  # wasm 0xa6
;;       48    udiv w7, w1, w2
;;       4c    add w0, w0, w7                               # wasm 0xa7
;;       50    cmp w0, #0x3e8                               # wasm 0xb0
;;       54    b.lo .L1
;;       58    ret                                          # wasm 0xb5
;; .L2:
;;       5c    udf #0x8                                     # wasm 0xa6 trap: integer divide by zero
;; 00000080 <calls>: ; function 3
;;       80    stp x22, x21, [sp, #-0x30]!
;;       84    stp xzr, x30, [sp, #0x20]
;;       88    stp x20, x19, [sp, #0x10]
;;       8c    mov x19, x1
;;       90    mov x20, x2
;;       94    mov x21, x3
;;       98    mov x22, x4                                  # wasm 0xb8
;; .L1:
;;       9c    mul w1, w19, w20                             # wasm 0xbe
;;       a0    bl <import a.f>                              # wasm 0xbf
;;       a4    mul w1, w20, w21                             # wasm 0xc5
;;       a8    bl <import a.f>                              # wasm 0xc6
;;       ac    mul w1, w19, w21                             # wasm 0xcc
;;       b0    bl <import a.f>                              # wasm 0xcd
;;       b4    sub w22, w22, #0x1                           # wasm 0xd3
;;       b8    cbnz w22, .L1                                # wasm 0xd6
;;       bc    ldp xzr, x30, [sp, #0x20]                    # wasm 0xd9
;;       c0    ldp x20, x19, [sp, #0x10]
;;       c4    ldp x22, x21, [sp], #0x30
;;       c8    ret
;; 00000100 <constants>: ; function 4
;;      100    mov w15, #0x4d                               # wasm 0xf7
;;      104    mul w3, w1, w15
;;      108    mov w1, #0x4d                                # wasm 0xe2
;;      10c    mov w0, #0x0
;;      110    mov x7, x2
;; .L1:
;;      114    mul w4, w7, w1                               # wasm 0xf1
;;      118    mov x11, x2
;; .L2:
;;      11c    neg w5, w11                                  # wasm 0xfa
;;      120    ror w5, w3, w5
;;      124    add w5, w4, w5                               # wasm 0xfb
;;      128    eor w0, w0, w5                               # wasm 0xfc
;;      12c    sub w11, w11, #0x1                           # wasm 0x103
;;      130    cbnz w11, .L2                                # wasm 0x106
;;      134    sub w7, w7, #0x1                             # wasm 0x10d
;;      138    cbnz w7, .L1                                 # wasm 0x110
;;      13c    ret                                          # wasm 0x115
