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
;;        0    test $0x10, %sil                             # wasm 0xae
;;        4    jne .L1
;;        6    ret
;; .L1:
;;        7    sub $8, %rsp
;;        b    call <import m.f>                            # wasm 0xb0
;;       10    add $8, %rsp                                 # wasm 0xb2
;;       14    ret
;; 00000020 <sign>: ; function 2
;;       20    test %rsi, %rsi                              # wasm 0xbb
;;       23    js .L1
;;       25    ret
;; .L1:
;;       26    sub $8, %rsp
;;       2a    call <import m.f>                            # wasm 0xbd
;;       2f    add $8, %rsp                                 # wasm 0xbf
;;       33    ret
;; 00000040 <zero>: ; function 3
;;       40    test %esi, %esi                              # wasm 0xc6
;;       42    je .L1
;;       44    ret
;; .L1:
;;       45    sub $8, %rsp
;;       49    call <import m.f>                            # wasm 0xc8
;;       4e    add $8, %rsp                                 # wasm 0xca
;;       52    ret
;; 00000060 <both>: ; function 4
;;       60    cmp $3, %esi                                 # wasm 0xd2
;;       63    setg %sil
;;       67    movzbl %sil, %esi
;;       6b    cmp $9, %edx                                 # wasm 0xd7
;;       6e    setb %dil
;;       72    movzbl %dil, %edi
;;       76    test %esi, %edi                              # wasm 0xd9
;;       78    jne .L1
;;       7a    ret
;; .L1:
;;       7b    sub $8, %rsp
;;       7f    call <import m.f>                            # wasm 0xdb
;;       84    add $8, %rsp                                 # wasm 0xdd
;;       88    ret
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
;;        0    tbnz w1, #0x4, .L1                           # wasm 0xae
;;        4    ret
;; .L1:
;;        8    stp xzr, x30, [sp, #-0x10]!
;;        c    bl <import m.f>                              # wasm 0xb0
;;       10    ldp xzr, x30, [sp], #0x10                    # wasm 0xb2
;;       14    ret
;; 00000020 <sign>: ; function 2
;;       20    tbnz x1, #0x3f, .L1                          # wasm 0xbb
;;       24    ret
;; .L1:
;;       28    stp xzr, x30, [sp, #-0x10]!
;;       2c    bl <import m.f>                              # wasm 0xbd
;;       30    ldp xzr, x30, [sp], #0x10                    # wasm 0xbf
;;       34    ret
;; 00000040 <zero>: ; function 3
;;       40    cbz w1, .L1                                  # wasm 0xc6
;;       44    ret
;; .L1:
;;       48    stp xzr, x30, [sp, #-0x10]!
;;       4c    bl <import m.f>                              # wasm 0xc8
;;       50    ldp xzr, x30, [sp], #0x10                    # wasm 0xca
;;       54    ret
;; 00000060 <both>: ; function 4
;;       60    cmp w1, #0x3                                 # wasm 0xd9
;;       64    ccmp w2, #0x9, #0x2, gt
;;       68    b.lo .L1
;;       6c    ret
;; .L1:
;;       70    stp xzr, x30, [sp, #-0x10]!
;;       74    bl <import m.f>                              # wasm 0xdb
;;       78    ldp xzr, x30, [sp], #0x10                    # wasm 0xdd
;;       7c    ret
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
