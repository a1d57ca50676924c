;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; What decides: bits, zero, two comparisons at once; selections of a value, its successor, its inverse.
(module
  (import "m" "f" (func $f))
  (func (export "bit") (param i32) (if (i32.and (local.get 0) (i32.const 16)) (then (call $f))))
  (func (export "sign") (param i64) (if (i64.lt_s (local.get 0) (i64.const 0)) (then (call $f))))
  (func (export "zero") (param i32) (if (i32.eqz (local.get 0)) (then (call $f))))
  (func (export "both") (param i32 i32) (if (i32.and (i32.gt_s (local.get 0) (i32.const 3)) (i32.lt_u (local.get 1) (i32.const 9))) (then (call $f))))
  (func (export "either") (param i32 f64) (result i32) (i32.or (i32.eq (local.get 0) (i32.const 3)) (f64.lt (local.get 1) (f64.const 0))))
  (func (export "limit") (param i32) (result i32) (i32.le_s (local.get 0) (i32.const 0x1fff)))
  (func (export "minus") (param i32) (result i32) (i32.lt_s (local.get 0) (i32.const -5)))
  (func (export "next") (param i32 i32) (result i32) (select (i32.add (local.get 0) (i32.const 1)) (local.get 0) (local.get 1)))
  (func (export "absolute") (param i32) (result i32)
    (select (i32.sub (i32.const 0) (local.get 0)) (local.get 0) (i32.lt_s (local.get 0) (i32.const 0))))
  (func (export "clamp") (param i32) (result i32) (select (i32.const 0) (local.get 0) (i32.lt_s (local.get 0) (i32.const 0))))
  (func (export "float") (param f32 f32 f32) (result f32) (select (local.get 0) (local.get 1) (f32.ge (local.get 2) (f32.const 0)))))

;;; asm -O2 x86-64
;; 00000000 <bit>: ; function 1
;;        0    sub $8, %rsp
;;        4    test $0x10, %sil                             # wasm 0xae
;;        8    je .L1
;;        a    call <import m.f>                            # wasm 0xb0
;; .L1:
;;        f    add $8, %rsp                                 # wasm 0xb3
;;       13    ret
;; 00000020 <sign>: ; function 2
;;       20    sub $8, %rsp
;;       24    test %rsi, %rsi                              # wasm 0xbb
;;       27    jns .L1
;;       29    call <import m.f>                            # wasm 0xbd
;; .L1:
;;       2e    add $8, %rsp                                 # wasm 0xc0
;;       32    ret
;; 00000040 <zero>: ; function 3
;;       40    sub $8, %rsp
;;       44    test %esi, %esi                              # wasm 0xc6
;;       46    jne .L1
;;       48    call <import m.f>                            # wasm 0xc8
;; .L1:
;;       4d    add $8, %rsp                                 # wasm 0xcb
;;       51    ret
;; 00000060 <both>: ; function 4
;;       60    sub $8, %rsp
;;       64    cmp $3, %esi                                 # wasm 0xd2
;;       67    setg %sil
;;       6b    movzbl %sil, %esi
;;       6f    cmp $9, %edx                                 # wasm 0xd7
;;       72    setb %dil
;;       76    movzbl %dil, %edi
;;       7a    test %esi, %edi                              # wasm 0xd9
;;       7c    je .L1
;;       7e    call <import m.f>                            # wasm 0xdb
;; .L1:
;;       83    add $8, %rsp                                 # wasm 0xde
;;       87    ret
;; 00000090 <either>: ; function 5
;;       90    cmp $3, %esi                                 # wasm 0xe5
;;       93    sete %al
;;       96    movzbl %al, %eax
;;       99    xorps %xmm5, %xmm5                           # wasm 0xf1
;;       9c    ucomisd %xmm0, %xmm5
;;       a0    seta %r8b
;;       a4    movzbl %r8b, %r8d
;;       a8    or %r8d, %eax                                # wasm 0xf2
;;       ab    ret                                          # wasm 0xf3
;; 000000b0 <limit>: ; function 6
;;       b0    cmp $0x1fff, %esi                            # wasm 0xfb
;;       b6    setle %al
;;       b9    movzbl %al, %eax
;;       bc    ret                                          # wasm 0xfc
;; 000000c0 <minus>: ; function 7
;;       c0    cmp $0xfffffffb, %esi                        # wasm 0x103
;;       c3    setl %al
;;       c6    movzbl %al, %eax
;;       c9    ret                                          # wasm 0x104
;; 000000d0 <next>: ; function 8
;;       d0    lea 1(%rsi), %edi                            # wasm 0x10b
;;       d3    test %edx, %edx                              # wasm 0x110
;;       d5    mov %rsi, %rax
;;       d8    cmovne %edi, %eax
;;       db    ret                                          # wasm 0x111
;; 000000e0 <absolute>: ; function 9
;;       e0    xor %edi, %edi                               # wasm 0x118
;;       e2    sub %esi, %edi
;;       e4    test %esi, %esi                              # wasm 0x120
;;       e6    mov %rsi, %rax
;;       e9    cmovs %edi, %eax
;;       ec    ret                                          # wasm 0x121
;; 000000f0 <clamp>: ; function 10
;;       f0    xor %edx, %edx                               # wasm 0x12d
;;       f2    test %esi, %esi
;;       f4    mov %rsi, %rax
;;       f7    cmovs %edx, %eax
;;       fa    ret                                          # wasm 0x12e
;; 00000100 <float>: ; function 11
;;      100    xorps %xmm3, %xmm3                           # wasm 0x13d
;;      103    ucomiss %xmm3, %xmm2
;;      106    movaps %xmm0, %xmm9
;;      10a    movaps %xmm1, %xmm0
;;      10d    jb .L1
;;      10f    movaps %xmm9, %xmm0
;; .L1:
;;      113    ret                                          # wasm 0x13e

;;; asm -O2 aarch64
;; 00000000 <bit>: ; function 1
;;        0    stp xzr, x30, [sp, #-0x10]!
;;        4    tbz w1, #0x4, .L1                            # wasm 0xae
;;        8    bl <import m.f>                              # wasm 0xb0
;; .L1:
;;        c    ldp xzr, x30, [sp], #0x10                    # wasm 0xb3
;;       10    ret
;; 00000020 <sign>: ; function 2
;;       20    stp xzr, x30, [sp, #-0x10]!
;;       24    tbz x1, #0x3f, .L1                           # wasm 0xbb
;;       28    bl <import m.f>                              # wasm 0xbd
;; .L1:
;;       2c    ldp xzr, x30, [sp], #0x10                    # wasm 0xc0
;;       30    ret
;; 00000040 <zero>: ; function 3
;;       40    stp xzr, x30, [sp, #-0x10]!
;;       44    cbnz w1, .L1                                 # wasm 0xc6
;;       48    bl <import m.f>                              # wasm 0xc8
;; .L1:
;;       4c    ldp xzr, x30, [sp], #0x10                    # wasm 0xcb
;;       50    ret
;; 00000060 <both>: ; function 4
;;       60    stp xzr, x30, [sp, #-0x10]!
;;       64    cmp w1, #0x3                                 # wasm 0xd9
;;       68    ccmp w2, #0x9, #0x2, gt
;;       6c    b.hs .L1
;;       70    bl <import m.f>                              # wasm 0xdb
;; .L1:
;;       74    ldp xzr, x30, [sp], #0x10                    # wasm 0xde
;;       78    ret
;; 00000080 <either>: ; function 5
;;       80    cmp w1, #0x3                                 # wasm 0xe5
;;       84    cset w5, eq
;;       88    fcmp d0, #0.0                                # wasm 0xf1
;;       8c    cset w6, mi
;;       90    orr w0, w5, w6                               # wasm 0xf2
;;       94    ret                                          # wasm 0xf3
;; 000000a0 <limit>: ; function 6
;;       a0    cmp w1, #0x2, lsl #12                        # wasm 0xfb
;;       a4    cset w0, lt
;;       a8    ret                                          # wasm 0xfc
;; 000000b0 <minus>: ; function 7
;;       b0    cmn w1, #0x5                                 # wasm 0x103
;;       b4    cset w0, lt
;;       b8    ret                                          # wasm 0x104
;; 000000c0 <next>: ; function 8
;;       c0    cmp w2, #0x0                                 # wasm 0x110
;;       c4    cinc w0, w1, ne
;;       c8    ret                                          # wasm 0x111
;; 000000d0 <absolute>: ; function 9
;;       d0    tst w1, #0x80000000                          # wasm 0x120
;;       d4    cneg w0, w1, ne
;;       d8    ret                                          # wasm 0x121
;; 000000e0 <clamp>: ; function 10
;;       e0    tst w1, #0x80000000                          # wasm 0x12d
;;       e4    csel w0, w1, wzr, eq
;;       e8    ret                                          # wasm 0x12e
;; 000000f0 <float>: ; function 11
;;       f0    fcmp s2, #0.0                                # wasm 0x13d
;;       f4    fcsel s0, s0, s1, ge
;;       f8    ret                                          # wasm 0x13e
