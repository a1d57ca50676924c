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
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))

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

;;; asm -O2 x86-64
;; 00000000 <nested>: ; function 1
;;        0    mov %rsi, %r9
;;        3    mov %r9, %rcx                                # wasm 0x65
;;        6    mov %rcx, %rdi
;;        9    imul %edx, %edi
;;        c    xor %eax, %eax                               # wasm 0x57
;;        e    mov %rdx, %rsi
;; .L1:
;;       11    mov %r9, %rcx                                # wasm 0x6a
;;       14    mov %rsi, %r8
;;       17    rol %cl, %r8d
;;       1a    mov %rdx, %r10
;; .L2:
;;       1d    mov %r10, %r9                                # wasm 0x6f
;;       20    ror %cl, %r9d
;;       23    add %r8d, %r9d                               # wasm 0x70
;;       26    add %edi, %r9d                               # wasm 0x71
;;       29    xor %r9d, %eax                               # wasm 0x72
;;       2c    sub $1, %r10d                                # wasm 0x79
;;       30    jne .L2                                      # wasm 0x7c
;;       32    sub $1, %esi                                 # wasm 0x83
;;       35    mov %rcx, %r9
;;       38    jne .L1                                      # wasm 0x86
;;       3a    ret                                          # wasm 0x8b
;; 00000040 <traps>: ; function 2
;;       40    mov %rdx, %r8
;;       43    xor %edi, %edi                               # wasm 0x90
;; .L1:
;;       45    test %r8d, %r8d                              # wasm 0x98
;;       48    je .L2
;;       4a    xor %edx, %edx
;;       4c    mov %rsi, %rax
;;       4f    div %r8d
;;       52    add %eax, %edi                               # wasm 0x99
;;       54    cmp $0x3e8, %edi                             # wasm 0xa2
;;       5a    jb .L1
;;       5c    mov %rdi, %rax                               # wasm 0xa7
;;       5f    ret
;; .L2:
;;       60    ud2                                          # wasm 0x98 trap: integer divide by zero
;; 00000070 <calls>: ; function 3
;;       70    push %r12
;;       72    push %r13
;;       74    push %r14
;;       76    push %r15
;;       78    sub $8, %rsp
;;       7c    mov %rsi, %r12
;;       7f    mov %rdx, %r13
;;       82    mov %rcx, %r14
;;       85    mov %r8, %r15                                # wasm 0xaa
;; .L1:
;;       88    mov %r12, %rsi                               # wasm 0xb0
;;       8b    imul %r13d, %esi
;;       8f    call <import a.f>                            # wasm 0xb1
;;       94    mov %r13, %rsi
;;       97    imul %r14d, %esi                             # wasm 0xb7
;;       9b    call <import a.f>                            # wasm 0xb8
;;       a0    mov %r12, %rsi
;;       a3    imul %r14d, %esi                             # wasm 0xbe
;;       a7    call <import a.f>                            # wasm 0xbf
;;       ac    sub $1, %r15d                                # wasm 0xc5
;;       b0    jne .L1                                      # wasm 0xc8
;;       b2    add $8, %rsp                                 # wasm 0xcb
;;       b6    pop %r15
;;       b8    pop %r14
;;       ba    pop %r13
;;       bc    pop %r12
;;       be    ret

;;; asm -O2 aarch64
;; 00000000 <nested>: ; function 1
;;        0    mul w15, w1, w2                              # wasm 0x65
;;        4    mov w0, #0x0                                 # wasm 0x57
;;        8    mov x5, x2
;; .L1:
;;        c    neg w3, w1                                   # wasm 0x6a
;;       10    ror w3, w5, w3
;;       14    mov x10, x2
;; .L2:
;;       18    ror w4, w10, w1                              # wasm 0x6f
;;       1c    add w4, w3, w4                               # wasm 0x70
;;       20    add w4, w15, w4                              # wasm 0x71
;;       24    eor w0, w0, w4                               # wasm 0x72
;;       28    sub w10, w10, #0x1                           # wasm 0x79
;;       2c    cbnz w10, .L2                                # wasm 0x7c
;;       30    sub w5, w5, #0x1                             # wasm 0x83
;;       34    cbnz w5, .L1                                 # wasm 0x86
;;       38    ret                                          # wasm 0x8b
;; 00000040 <traps>: ; function 2
;;       40    mov w0, #0x0                                 # wasm 0x90
;; .L1:
;;       44    cbz w2, .L2                                  # wasm 0x98
;;       48    udiv w7, w1, w2
;;       4c    add w0, w0, w7                               # wasm 0x99
;;       50    cmp w0, #0x3e8                               # wasm 0xa2
;;       54    b.lo .L1
;;       58    ret                                          # wasm 0xa7
;; .L2:
;;       5c    udf #0x8                                     # wasm 0x98 trap: integer divide by zero
;; 00000060 <calls>: ; function 3
;;       60    stp x22, x21, [sp, #-0x30]!
;;       64    stp xzr, x30, [sp, #0x20]
;;       68    stp x20, x19, [sp, #0x10]
;;       6c    mov x19, x1
;;       70    mov x20, x2
;;       74    mov x21, x3
;;       78    mov x22, x4                                  # wasm 0xaa
;; .L1:
;;       7c    mul w1, w19, w20                             # wasm 0xb0
;;       80    bl <import a.f>                              # wasm 0xb1
;;       84    mul w1, w20, w21                             # wasm 0xb7
;;       88    bl <import a.f>                              # wasm 0xb8
;;       8c    mul w1, w19, w21                             # wasm 0xbe
;;       90    bl <import a.f>                              # wasm 0xbf
;;       94    sub w22, w22, #0x1                           # wasm 0xc5
;;       98    cbnz w22, .L1                                # wasm 0xc8
;;       9c    ldp xzr, x30, [sp, #0x20]                    # wasm 0xcb
;;       a0    ldp x20, x19, [sp, #0x10]
;;       a4    ldp x22, x21, [sp], #0x30
;;       a8    ret
