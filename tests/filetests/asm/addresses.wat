;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Guest addresses: no offset, near, far, several through one sum; what a loop keeps; stores that might be torn, and those that can't.
(module
  (memory 1)
  (func (export "plain") (param i32) (result i64) (i64.load (local.get 0)))
  (func (export "near") (param i32) (result i64) (i64.load offset=8 (local.get 0)))
  (func (export "far") (param i32) (result i32) (i32.load8_u offset=1000000 (local.get 0)))
  (func (export "pair") (param i32) (result i32) (i32.add (i32.load offset=4 (local.get 0)) (i32.load offset=8 (local.get 0))))
  (func (export "constant") (i32.store (i32.const 1024) (i32.const 0)) (i32.store offset=65532 (i32.const 0) (i32.const 7)))
  (func (export "torn") (param i32 i64) (i64.store offset=16 (local.get 0) (local.get 1)) (i64.store offset=8 (local.get 0) (local.get 1)))
  (func (export "aligned") (param i32 i64) (i64.store (i32.shl (local.get 0) (i32.const 3)) (local.get 1)))
  (func (export "in place") (param i32) (i32.store (local.get 0) (i32.add (i32.load (local.get 0)) (i32.const 1))))
  (func (export "kept") (param $p i32) (param $q i32) (param $n i32)
    (loop $l
      (i32.store8 offset=100000 (local.get $p) (i32.const 3))
      (f64.store offset=8 (local.get $q) (f64.mul (f64.load offset=8 (local.get $q)) (f64.const 1.1)))
      (local.set $p (i32.add (local.get $p) (i32.const 1)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))

;;; asm -O2 x86-64
;; 00000000 <plain>: ; function 0
;;        0    mov (%rbx,%rsi), %rax                        # wasm 0x8d trap: out of bounds memory access
;;        4    ret                                          # wasm 0x90
;; 00000010 <near>: ; function 1
;;       10    mov 8(%rbx,%rsi), %rax                       # wasm 0x95 trap: out of bounds memory access
;;       15    ret                                          # wasm 0x98
;; 00000020 <far>: ; function 2
;;       20    movzbl 0xf4240(%rbx,%rsi), %eax              # wasm 0x9d trap: out of bounds memory access
;;       28    ret                                          # wasm 0xa2
;; 00000030 <pair>: ; function 3
;;       30    mov 4(%rbx,%rsi), %eax                       # wasm 0xa7 trap: out of bounds memory access
;;       34    add 8(%rbx,%rsi), %eax                       # wasm 0xaf trap: out of bounds memory access
;;       38    ret                                          # wasm 0xb0
;; 00000040 <constant>: ; function 4
;;       40    movl $0, 0x400(%rbx)                         # wasm 0xb8 trap: out of bounds memory access
;;       4a    movl $7, 0xfffc(%rbx)                        # wasm 0xbf trap: out of bounds memory access
;;       54    ret                                          # wasm 0xc4
;; 00000060 <torn>: ; function 5
;;       60    mov %rdx, 0x10(%rbx,%rsi)                    # wasm 0xcb trap: out of bounds memory access
;;       65    mov %rdx, 8(%rbx,%rsi)                       # wasm 0xd2 trap: out of bounds memory access
;;       6a    ret                                          # wasm 0xd5
;; 00000070 <aligned>: ; function 6
;;       70    shl $3, %esi                                 # wasm 0xdc
;;       73    mov %rdx, (%rbx,%rsi)                        # wasm 0xdf trap: out of bounds memory access
;;       77    ret                                          # wasm 0xe2
;; 00000080 <in place>: ; function 7
;;       80    mov (%rbx,%rsi), %edx                        # wasm 0xe9 trap: out of bounds memory access
;;       83    add $1, %edx                                 # wasm 0xee
;;       86    mov %edx, (%rbx,%rsi)                        # wasm 0xef trap: out of bounds memory access
;;       89    ret                                          # wasm 0xf2
;; 000000c0 <kept>: ; function 8
;;       c0    movb $3, 0x186a0(%rbx,%rsi)                  # wasm 0xfb trap: out of bounds memory access
;;       c8    movsd 0xf2f(%rip), %xmm9                     # wasm 0x110
;;       d1    mulsd 8(%rbx,%rdx), %xmm9                    # trap: out of bounds memory access
;;       d8    movsd %xmm9, 8(%rbx,%rdx)                    # wasm 0x111 trap: out of bounds memory access
;;       df    add $1, %esi                                 # wasm 0x118
;;       e2    sub $1, %ecx                                 # wasm 0x11f
;;       e5    jne <kept>                                   # wasm 0x122
;;       e7    ret                                          # wasm 0x125

;;; asm -O2 aarch64
;; 00000000 <plain>: ; function 0
;;        0    ldr x0, [x28, w1, uxtw]                      # wasm 0x8d trap: out of bounds memory access
;;        4    ret                                          # wasm 0x90
;; 00000010 <near>: ; function 1
;;       10    add x2, x28, w1, uxtw                        # wasm 0x95
;;       14    ldr x0, [x2, #0x8]                           # trap: out of bounds memory access
;;       18    ret                                          # wasm 0x98
;; 00000020 <far>: ; function 2
;;       20    add x2, x28, #0xf4, lsl #12                  # wasm 0x9d
;;       24    add x4, x2, #0x240
;;       28    ldrb w0, [x4, w1, uxtw]                      # trap: out of bounds memory access
;;       2c    ret                                          # wasm 0xa2
;; 00000030 <pair>: ; function 3
;;       30    add x4, x28, w1, uxtw                        # wasm 0xa7
;;       34    ldp w6, w5, [x4, #0x4]                       # wasm 0xac trap: out of bounds memory access
;;       38    add w0, w6, w5                               # wasm 0xaf
;;       3c    ret                                          # wasm 0xb0
;; 00000040 <constant>: ; function 4
;;       40    str wzr, [x28, #0x400]                       # wasm 0xb8
;;       44    mov w3, #0x7                                 # wasm 0xbf
;;       48    add x16, x28, #0xf, lsl #12
;;       4c    str w3, [x16, #0xffc]
;;       50    ret                                          # wasm 0xc4
;; 00000060 <torn>: ; function 5
;;       60    add x3, x28, w1, uxtw                        # wasm 0xcb
;;       64    ldr xzr, [x3, #0x10]                         # trap: out of bounds memory access
;;       68    str x2, [x3, #0x10]                          # trap: out of bounds memory access
;;       6c    str x2, [x3, #0x8]                           # wasm 0xd2
;;       70    ret                                          # wasm 0xd5
;; 00000080 <aligned>: ; function 6
;;       80    lsl w3, w1, #0x3                             # wasm 0xdc
;;       84    str x2, [x28, w3, uxtw]                      # wasm 0xdf trap: out of bounds memory access
;;       88    ret                                          # wasm 0xe2
;; 00000090 <in place>: ; function 7
;;       90    ldr w3, [x28, w1, uxtw]                      # wasm 0xe9 trap: out of bounds memory access
;;       94    add w3, w3, #0x1                             # wasm 0xee
;;       98    str w3, [x28, w1, uxtw]                      # wasm 0xef
;;       9c    ret                                          # wasm 0xf2
;; 000000c0 <kept>: ; function 8
;;       c0    add x8, x28, w2, uxtw                        # wasm 0xf5
;;       c4    adrp x16, 0x10000
;;       c8    ldr d10, [x16]
;;       cc    add x12, x28, #0x18, lsl #12
;;       d0    add x14, x12, #0x6a0
;;       d4    mov w0, #0x3
;; .L1:
;;       d8    strb w0, [x14, w1, uxtw]                     # wasm 0xfb trap: out of bounds memory access
;;       dc    ldr d14, [x8, #0x8]                          # wasm 0x104 trap: out of bounds memory access
;;       e0    fmul d14, d14, d10                           # wasm 0x110
;;       e4    str d14, [x8, #0x8]                          # wasm 0x111
;;       e8    add w1, w1, #0x1                             # wasm 0x118
;;       ec    sub w3, w3, #0x1                             # wasm 0x11f
;;       f0    cbnz w3, .L1                                 # wasm 0x122
;;       f4    ret                                          # wasm 0x125
