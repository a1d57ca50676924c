;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Accesses side by side, at sums of which nothing is known, are at one index.
(module
  (memory 1)
  (func (export "loads") (param $x i32) (result i32)
    (i32.add
      (i32.load (i32.add (local.get $x) (i32.const 0x218)))
      (i32.add
        (i32.load (i32.add (local.get $x) (i32.const 0x210)))
        (i32.load (i32.sub (local.get $x) (i32.const 8))))))
  ;; The store is the last that counts; the load behind it belongs to another group.
  (func (export "store") (param $x i32) (result i32)
    (i32.store (i32.add (local.get $x) (i32.const 16)) (i32.load (i32.add (local.get $x) (i32.const 8))))
    (i32.load (i32.add (local.get $x) (i32.const 4))))
  ;; A division may trap between: the lower access may never happen.
  (func (export "between") (param $x i32) (param $d i32) (result i32)
    (i32.load (i32.add (local.get $x) (i32.const 16)))
    (i32.div_u (i32.const 100) (local.get $d))
    (i32.load (i32.add (local.get $x) (i32.const 8)))
    i32.add i32.add)
  ;; Too far apart.
  (func (export "far") (param $x i32) (result i32)
    (i32.add
      (i32.load (i32.add (local.get $x) (i32.const 0x10000)))
      (i32.load (i32.add (local.get $x) (i32.const 8))))))

;;; ir -O2
;; function f0 {
;; b0(v0: i32):
;;     v12 = const.i32 0xfffffff8
;;     v13 = add v0, v12
;;     v3 = load.i32 [v13 + 544]
;;     v6 = load.i32 [v13 + 536]
;;     v9 = load.i32 [v13]
;;     v10 = add v6, v9
;;     v11 = add v3, v10
;;     return v11
;; }
;; function f1 {
;; b0(v0: i32):
;;     v9 = const.i32 0x8
;;     v10 = add v0, v9
;;     v5 = load.i32 [v10]
;;     store.b32 [v10 + 8], v5
;;     v6 = const.i32 0x4
;;     v7 = add v0, v6
;;     v8 = load.i32 [v7]
;;     return v8
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x10
;;     v3 = add v0, v2
;;     v4 = load.i32 [v3]
;;     v5 = const.i32 0x64
;;     v6 = divu v5, v1
;;     v7 = const.i32 0x8
;;     v8 = add v0, v7
;;     v9 = load.i32 [v8]
;;     v10 = add v6, v9
;;     v11 = add v4, v10
;;     return v11
;; }
;; function f3 {
;; b0(v0: i32):
;;     v1 = const.i32 0x10000
;;     v2 = add v0, v1
;;     v3 = load.i32 [v2]
;;     v4 = const.i32 0x8
;;     v5 = add v0, v4
;;     v6 = load.i32 [v5]
;;     v7 = add v3, v6
;;     return v7
;; }

;;; asm -O2 x86-64
;; 00000000 <loads>: ; function 0
;;        0    add $0xfffffff8, %esi                        # wasm 0x50
;;        3    mov 0x218(%rbx,%rsi), %eax                   # wasm 0x59 trap: out of bounds memory access
;;        a    add (%rbx,%rsi), %eax                        # wasm 0x64 trap: out of bounds memory access
;;        d    add 0x220(%rbx,%rsi), %eax                   # wasm 0x65 trap: out of bounds memory access
;;       14    ret                                          # wasm 0x66
;; 00000020 <store>: ; function 1
;;       20    lea 8(%rsi), %edi                            # wasm 0x73
;;       23    mov (%rbx,%rdi), %r8d                        # trap: out of bounds memory access
;;       27    mov %r8d, 8(%rbx,%rdi)                       # wasm 0x76 trap: out of bounds memory access
;;       2c    add $4, %esi                                 # wasm 0x7d
;;       2f    mov (%rbx,%rsi), %eax                        # wasm 0x7e trap: out of bounds memory access
;;       32    ret                                          # wasm 0x81
;; 00000040 <between>: ; function 2
;;       40    lea 0x10(%rsi), %r10d                        # wasm 0x88
;;       44    mov (%rbx,%r10), %edi                        # wasm 0x89 trap: out of bounds memory access
;;       48    mov $0x64, %eax                              # wasm 0x91
;;       4d    test %edx, %edx
;;       4f    mov %rdx, %rcx
;;       52    je .L1
;;       54    xor %edx, %edx
;;       56    div %ecx
;;       58    add $8, %esi                                 # wasm 0x96
;;       5b    add (%rbx,%rsi), %eax                        # wasm 0x9a trap: out of bounds memory access
;;       5e    mov %rax, %rcx
;;       61    lea (%rdi,%rcx), %eax                        # wasm 0x9b
;;       64    ret                                          # wasm 0x9c
;; .L1:
;;       65    ud2                                          # wasm 0x91 trap: integer divide by zero
;; 00000070 <far>: ; function 3
;;       70    lea 0x10000(%rsi), %edi                      # wasm 0xa5
;;       76    mov (%rbx,%rdi), %eax                        # wasm 0xa6 trap: out of bounds memory access
;;       79    add $8, %esi                                 # wasm 0xad
;;       7c    add (%rbx,%rsi), %eax                        # wasm 0xb1 trap: out of bounds memory access
;;       7f    ret                                          # wasm 0xb2

;;; asm -O2 aarch64
;; 00000000 <loads>: ; function 0
;;        0    sub w8, w1, #0x8                             # wasm 0x50
;;        4    add x7, x28, w8, uxtw
;;        8    ldr w9, [x7, #0x220]                         # trap: out of bounds memory access
;;        c    ldr w8, [x7, #0x218]                         # wasm 0x59
;;       10    ldr w10, [x7]                                # wasm 0x61
;;       14    add w8, w8, w10                              # wasm 0x64
;;       18    add w0, w9, w8                               # wasm 0x65
;;       1c    ret                                          # wasm 0x66
;; 00000020 <store>: ; function 1
;;       20    add w7, w1, #0x8                             # wasm 0x73
;;       24    ldr w6, [x28, w7, uxtw]                      # trap: out of bounds memory access
;;       28    add x7, x28, w7, uxtw                        # wasm 0x76
;;       2c    ldr wzr, [x7, #0x8]                          # trap: out of bounds memory access
;;       30    str w6, [x7, #0x8]                           # trap: out of bounds memory access
;;       34    add w8, w1, #0x4                             # wasm 0x7d
;;       38    ldr w0, [x28, w8, uxtw]                      # wasm 0x7e trap: out of bounds memory access
;;       3c    ret                                          # wasm 0x81
;; 00000040 <between>: ; function 2
;;       40    add w9, w1, #0x10                            # wasm 0x88
;;       44    ldr w9, [x28, w9, uxtw]                      # wasm 0x89 trap: out of bounds memory access
;;       48    mov w8, #0x64                                # wasm 0x91
;;       4c    cbz w2, .L1
;;       50    udiv w11, w8, w2
;;       54    add w10, w1, #0x8                            # wasm 0x96
;;       58    ldr w10, [x28, w10, uxtw]                    # wasm 0x97 trap: out of bounds memory access
;;       5c    add w10, w11, w10                            # wasm 0x9a
;;       60    add w0, w9, w10                              # wasm 0x9b
;;       64    ret                                          # wasm 0x9c
;; .L1:
;;       68    udf #0x8                                     # wasm 0x91 trap: integer divide by zero
;; 00000070 <far>: ; function 3
;;       70    add w6, w1, #0x10, lsl #12                   # wasm 0xa5
;;       74    ldr w6, [x28, w6, uxtw]                      # wasm 0xa6 trap: out of bounds memory access
;;       78    add w7, w1, #0x8                             # wasm 0xad
;;       7c    ldr w7, [x28, w7, uxtw]                      # wasm 0xae trap: out of bounds memory access
;;       80    add w0, w6, w7                               # wasm 0xb1
;;       84    ret                                          # wasm 0xb2
