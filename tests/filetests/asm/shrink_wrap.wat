;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Frames are made where a way needs one.
(module
  (import "m" "f" (func $f (param i32) (result i32)))
  (memory 1)
  (func $g (param i32 i32) (result i32) (local.get 1))
  ;; Ways out that call nothing have no frame, and traps before the frame neither.
  (func (export "early") (param $p i32) (result i32)
    (if (i32.eqz (local.get $p)) (then (return (i32.const -1))))
    (if (i32.lt_u (i32.load (local.get $p)) (i32.const 10)) (then (return (i32.const 0))))
    (i32.add (call $f (i32.load offset=4 (local.get $p))) (local.get $p)))
  ;; The frame is not made in the loop: in front of it.
  (func (export "loop") (param $n i32) (result i32)
    (local $sum i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (loop $l
      (local.set $sum (i32.add (local.get $sum) (call $f (local.get $n))))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  ;; It goes where ways meet again.
  (func (export "joins") (param $p i32) (result i32)
    (if (i32.load (local.get $p))
      (then (if (call $f (local.get $p)) (then (local.set $p (call $f (i32.const 1)))) (else (local.set $p (i32.const 7))))))
    (i32.mul (local.get $p) (i32.const 3)))
  ;; What lives on behind the calls is stored in front of them.
  (func (export "outlives") (param $p i32) (result i32)
    (if (i32.load (local.get $p)) (then (drop (call $f (local.get $p)))))
    (local.get $p))
  ;; All ways call.
  (func (export "always") (param $p i32) (result i32)
    (if (result i32) (local.get $p) (then (call $f (i32.const 1))) (else (call $f (i32.const 2))))))

;;; asm -O2 x86-64
;; 00000000 <g>: ; function 1
;;        0    mov %rdx, %rax                               # wasm 0x63
;;        3    ret
;; 00000010 <early>: ; function 2
;;       10    test %esi, %esi                              # wasm 0x69
;;       12    jne .L1
;;       14    mov $0xffffffff, %eax                        # wasm 0x6d
;;       19    ret
;; .L1:
;;       1a    cmpl $0xa, (%rbx,%rsi)                       # wasm 0x77 trap: out of bounds memory access
;;       1e    jae .L2
;;       20    xor %eax, %eax                               # wasm 0x7b
;;       22    ret
;; .L2:
;;       23    push %rbp
;;       24    mov %rsi, %rbp                               # wasm 0x7f
;;       27    mov 4(%rbx,%rsi), %esi                       # trap: out of bounds memory access
;;       2b    call <import m.f>                            # wasm 0x82
;;       30    add %ebp, %eax                               # wasm 0x86
;;       32    pop %rbp                                     # wasm 0x87
;;       33    ret
;; 00000040 <loop>: ; function 3
;;       40    test %esi, %esi                              # wasm 0x8f
;;       42    jne .L1
;;       44    xor %eax, %eax                               # wasm 0x93
;;       46    ret
;; .L1:
;;       47    push %r12
;;       49    push %r13
;;       4b    sub $8, %rsp
;;       4f    xor %r13d, %r13d                             # wasm 0x95
;;       52    mov %rsi, %r12
;; .L2:
;;       55    mov %r12, %rsi                               # wasm 0x9b
;;       58    call <import m.f>
;;       5d    add %eax, %r13d                              # wasm 0x9d
;;       60    sub $1, %r12d                                # wasm 0xa4
;;       64    jne .L2                                      # wasm 0xa7
;;       66    mov %r13, %rax                               # wasm 0xac
;;       69    add $8, %rsp
;;       6d    pop %r13
;;       6f    pop %r12
;;       71    ret
;; 00000080 <joins>: ; function 4
;;       80    cmpl $0, (%rbx,%rsi)                         # wasm 0xb4 trap: out of bounds memory access
;;       84    je .L3
;;       86    sub $8, %rsp
;;       8a    call <import m.f>                            # wasm 0xb8
;;       8f    test %eax, %eax                              # wasm 0xba
;;       91    je .L2
;;       93    mov $1, %esi                                 # wasm 0xbe
;;       98    call <import m.f>
;; .L1:
;;       9d    add $8, %rsp                                 # wasm 0xc8
;;       a1    jmp .L4
;; .L2:
;;       a3    mov $7, %eax                                 # wasm 0xc7
;;       a8    jmp .L1
;; .L3:
;;       aa    mov %rsi, %rax                               # wasm 0xc8
;; .L4:
;;       ad    lea (%rax,%rax,2), %eax                      # wasm 0xcd
;;       b0    ret                                          # wasm 0xce
;; 000000c0 <outlives>: ; function 5
;;       c0    cmpl $0, (%rbx,%rsi)                         # wasm 0xd6 trap: out of bounds memory access
;;       c4    jne .L1
;;       c6    mov %rsi, %rax
;;       c9    ret
;; .L1:
;;       ca    sub $8, %rsp
;;       ce    mov %rsi, (%rsp)                             # wasm 0xda
;;       d2    call <import m.f>
;;       d7    mov (%rsp), %rax
;;       db    add $8, %rsp                                 # wasm 0xdd
;;       df    ret
;; 000000e0 <always>: ; function 6
;;       e0    sub $8, %rsp
;;       e4    test %esi, %esi                              # wasm 0xe5
;;       e6    je .L1
;;       e8    mov $1, %esi                                 # wasm 0xe9
;;       ed    call <import m.f>
;;       f2    add $8, %rsp                                 # wasm 0xeb
;;       f6    ret
;; .L1:
;;       f7    mov $2, %esi                                 # wasm 0xee
;;       fc    call <import m.f>
;;      101    add $8, %rsp                                 # wasm 0xf0
;;      105    ret

;;; asm -O2 aarch64
;; 00000000 <g>: ; function 1
;;        0    mov x0, x2                                   # wasm 0x63
;;        4    ret
;; 00000010 <early>: ; function 2
;;       10    cbnz w1, .L1                                 # wasm 0x69
;;       14    mov w0, #0xffffffff                          # wasm 0x6d
;;       18    ret
;; .L1:
;;       1c    ldr w10, [x28, w1, uxtw]                     # wasm 0x71 trap: out of bounds memory access
;;       20    cmp w10, #0xa                                # wasm 0x77
;;       24    b.hs .L2
;;       28    mov w0, #0x0                                 # wasm 0x7b
;;       2c    ret
;; .L2:
;;       30    stp x19, x30, [sp, #-0x10]!
;;       34    mov x19, x1                                  # wasm 0x7f
;;       38    add x13, x28, w1, uxtw
;;       3c    ldr w1, [x13, #0x4]                          # trap: out of bounds memory access
;;       40    bl <import m.f>                              # wasm 0x82
;;       44    add w0, w0, w19                              # wasm 0x86
;;       48    ldp x19, x30, [sp], #0x10                    # wasm 0x87
;;       4c    ret
;; 00000080 <loop>: ; function 3
;;       80    cbnz w1, .L1                                 # wasm 0x8f
;;       84    mov w0, #0x0                                 # wasm 0x93
;;       88    ret
;; .L1:
;;       8c    stp x20, x19, [sp, #-0x20]!
;;       90    stp xzr, x30, [sp, #0x10]
;;       94    mov w20, #0x0                                # wasm 0x95
;;       98    mov x19, x1
;; .L2:
;;       9c    mov x1, x19                                  # wasm 0x9b
;;       a0    bl <import m.f>
;;       a4    add w20, w20, w0                             # wasm 0x9d
;;       a8    sub w19, w19, #0x1                           # wasm 0xa4
;;       ac    cbnz w19, .L2                                # wasm 0xa7
;;       b0    mov x0, x20                                  # wasm 0xac
;;       b4    ldp xzr, x30, [sp, #0x10]
;;       b8    ldp x20, x19, [sp], #0x20
;;       bc    ret
;; 000000c0 <joins>: ; function 4
;;       c0    ldr w9, [x28, w1, uxtw]                      # wasm 0xb1 trap: out of bounds memory access
;;       c4    cbz w9, .L3                                  # wasm 0xb4
;;       c8    stp xzr, x30, [sp, #-0x10]!
;;       cc    bl <import m.f>                              # wasm 0xb8
;;       d0    cbz w0, .L2                                  # wasm 0xba
;;       d4    mov w1, #0x1                                 # wasm 0xbe
;;       d8    bl <import m.f>
;; .L1:
;;       dc    ldp xzr, x30, [sp], #0x10                    # wasm 0xc8
;;       e0    b .L4
;; .L2:
;;       e4    mov w0, #0x7                                 # wasm 0xc7
;;       e8    b .L1
;; .L3:
;;       ec    mov x0, x1                                   # wasm 0xc8
;; .L4:
;;       f0    add w0, w0, w0, lsl #1                       # wasm 0xcd
;;       f4    ret                                          # wasm 0xce
;; 00000100 <outlives>: ; function 5
;;      100    ldr w3, [x28, w1, uxtw]                      # wasm 0xd3 trap: out of bounds memory access
;;      104    cbnz w3, .L1                                 # wasm 0xd6
;;      108    mov x0, x1
;;      10c    ret
;; .L1:
;;      110    stp xzr, x30, [sp, #-0x10]!
;;      114    sub sp, sp, #0x10
;;      118    str x1, [sp]                                 # wasm 0xda
;;      11c    bl <import m.f>
;;      120    ldr x0, [sp]
;;      124    add sp, sp, #0x10                            # wasm 0xdd
;;      128    ldp xzr, x30, [sp], #0x10
;;      12c    ret
;; 00000130 <always>: ; function 6
;;      130    stp xzr, x30, [sp, #-0x10]!
;;      134    cbz w1, .L1                                  # wasm 0xe5
;;      138    mov w1, #0x1                                 # wasm 0xe9
;;      13c    bl <import m.f>
;;      140    ldp xzr, x30, [sp], #0x10                    # wasm 0xeb
;;      144    ret
;; .L1:
;;      148    mov w1, #0x2                                 # wasm 0xee
;;      14c    bl <import m.f>
;;      150    ldp xzr, x30, [sp], #0x10                    # wasm 0xf0
;;      154    ret
