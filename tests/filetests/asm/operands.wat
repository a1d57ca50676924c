;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; What one instruction takes in: shifted and extended registers, fields of bits, products, immediates.
(module
  (func (export "shifted") (param i32 i32) (result i32) (i32.sub (local.get 0) (i32.shr_u (local.get 1) (i32.const 5))))
  (func (export "extended") (param i64 i32) (result i64) (i64.add (local.get 0) (i64.shl (i64.extend_i32_s (local.get 1)) (i64.const 3))))
  (func (export "rotated") (param i32 i32) (result i32) (i32.xor (local.get 0) (i32.rotl (local.get 1) (i32.const 7))))
  (func (export "field") (param i32) (result i32) (i32.and (i32.shr_u (local.get 0) (i32.const 7)) (i32.const 31)))
  (func (export "signed field") (param i64) (result i64) (i64.shr_s (i64.shl (local.get 0) (i64.const 20)) (i64.const 50)))
  (func (export "field at") (param i32) (result i32) (i32.shl (i32.and (local.get 0) (i32.const 255)) (i32.const 8)))
  (func (export "insert") (param i32 i32) (result i32)
    (i32.or (i32.and (local.get 0) (i32.const -65281)) (i32.shl (i32.and (local.get 1) (i32.const 255)) (i32.const 8))))
  (func (export "extract") (param i64 i64) (result i64) (i64.or (i64.shl (local.get 0) (i64.const 24)) (i64.shr_u (local.get 1) (i64.const 40))))
  (func (export "clear") (param i32 i32) (result i32) (i32.and (local.get 0) (i32.xor (local.get 1) (i32.const -1))))
  (func (export "madd") (param i32 i32 i32) (result i32) (i32.add (local.get 0) (i32.mul (local.get 1) (local.get 2))))
  (func (export "msub") (param i64 i64 i64) (result i64) (i64.sub (local.get 0) (i64.mul (local.get 1) (local.get 2))))
  (func (export "long") (param i32 i32) (result i64) (i64.mul (i64.extend_i32_u (local.get 0)) (i64.extend_i32_u (local.get 1))))
  (func (export "times 7") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 7)))
  (func (export "logical") (param i64) (result i64) (i64.and (local.get 0) (i64.const 0x00ff00ff00ff00ff)))
  (func (export "large") (param i64) (result i64) (i64.add (local.get 0) (i64.const 0x123456789abcdef0)))
  (func (export "24 bits") (param i32) (result i32) (i32.add (local.get 0) (i32.const 0x123456)))
  (func (export "rem") (param i32 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1))))

;;; asm -O2 x86-64
;; 00000000 <shifted>: ; function 0
;;        0    shr $5, %edx                                 # wasm 0xfc
;;        3    mov %rsi, %rax
;;        6    sub %edx, %eax                               # wasm 0xfd
;;        8    ret                                          # wasm 0xfe
;; 00000010 <extended>: ; function 1
;;       10    movslq %edx, %rdi                            # wasm 0x105
;;       13    lea (%rsi,%rdi,8), %rax                      # wasm 0x109
;;       17    ret                                          # wasm 0x10a
;; 00000020 <rotated>: ; function 2
;;       20    rol $7, %edx                                 # wasm 0x113
;;       23    mov %rsi, %rax
;;       26    xor %edx, %eax                               # wasm 0x114
;;       28    ret                                          # wasm 0x115
;; 00000030 <field>: ; function 3
;;       30    shr $7, %esi                                 # wasm 0x11c
;;       33    mov %rsi, %rax
;;       36    and $0x1f, %eax                              # wasm 0x11f
;;       39    ret                                          # wasm 0x120
;; 00000040 <signed field>: ; function 4
;;       40    shl $0x14, %rsi                              # wasm 0x127
;;       44    mov %rsi, %rax
;;       47    sar $0x32, %rax                              # wasm 0x12a
;;       4b    ret                                          # wasm 0x12b
;; 00000050 <field at>: ; function 5
;;       50    movzbl %sil, %esi                            # wasm 0x133
;;       54    mov %rsi, %rax
;;       57    shl $8, %eax                                 # wasm 0x136
;;       5a    ret                                          # wasm 0x137
;; 00000060 <insert>: ; function 6
;;       60    and $0xffff00ff, %esi                        # wasm 0x140
;;       66    movzbl %dl, %edx                             # wasm 0x146
;;       69    shl $8, %edx                                 # wasm 0x149
;;       6c    mov %rsi, %rax
;;       6f    or %edx, %eax                                # wasm 0x14a
;;       71    ret                                          # wasm 0x14b
;; 00000080 <extract>: ; function 7
;;       80    shl $0x18, %rsi                              # wasm 0x152
;;       84    shr $0x28, %rdx                              # wasm 0x157
;;       88    mov %rsi, %rax
;;       8b    or %rdx, %rax                                # wasm 0x158
;;       8e    ret                                          # wasm 0x159
;; 00000090 <clear>: ; function 8
;;       90    not %edx                                     # wasm 0x162
;;       92    mov %rsi, %rax
;;       95    and %edx, %eax                               # wasm 0x163
;;       97    ret                                          # wasm 0x164
;; 000000a0 <madd>: ; function 9
;;       a0    imul %ecx, %edx                              # wasm 0x16d
;;       a3    lea (%rsi,%rdx), %eax                        # wasm 0x16e
;;       a6    ret                                          # wasm 0x16f
;; 000000b0 <msub>: ; function 10
;;       b0    imul %rcx, %rdx                              # wasm 0x178
;;       b4    mov %rsi, %rax
;;       b7    sub %rdx, %rax                               # wasm 0x179
;;       ba    ret                                          # wasm 0x17a
;; 000000c0 <long>: ; function 11
;;       c0    mov %rsi, %rax                               # wasm 0x183
;;       c3    imul %rdx, %rax
;;       c7    ret                                          # wasm 0x184
;; 000000d0 <times 7>: ; function 12
;;       d0    imul $7, %esi, %eax                          # wasm 0x18b
;;       d3    ret                                          # wasm 0x18c
;; 000000e0 <logical>: ; function 13
;;       e0    movabs $0xff00ff00ff00ff, %rdx               # wasm 0x19b
;;       ea    mov %rsi, %rax
;;       ed    and %rdx, %rax
;;       f0    ret                                          # wasm 0x19c
;; 00000100 <large>: ; function 14
;;      100    movabs $0x123456789abcdef0, %rdx             # wasm 0x1ab
;;      10a    lea (%rsi,%rdx), %rax
;;      10e    ret                                          # wasm 0x1ac
;; 00000110 <24 bits>: ; function 15
;;      110    lea 0x123456(%rsi), %eax                     # wasm 0x1b6
;;      116    ret                                          # wasm 0x1b7
;; 00000120 <rem>: ; function 16
;;      120    test %edx, %edx                              # wasm 0x1be
;;      122    je .L1
;;      124    mov $1, %edi
;;      129    cmp $0xffffffff, %edx
;;      12c    cmove %edi, %edx
;;      12f    mov %rsi, %rax
;;      132    mov %rdx, %rcx
;;      135    cltd
;;      136    idiv %ecx
;;      138    mov %rdx, %rax
;;      13b    ret                                          # wasm 0x1bf
;; .L1:
;;      13c    ud2                                          # wasm 0x1be trap: integer divide by zero

;;; asm -O2 aarch64
;; 00000000 <shifted>: ; function 0
;;        0    sub w0, w1, w2, lsr #5                       # wasm 0xfd
;;        4    ret                                          # wasm 0xfe
;; 00000010 <extended>: ; function 1
;;       10    add x0, x1, w2, sxtw #3                      # wasm 0x109
;;       14    ret                                          # wasm 0x10a
;; 00000020 <rotated>: ; function 2
;;       20    eor w0, w1, w2, ror #25                      # wasm 0x114
;;       24    ret                                          # wasm 0x115
;; 00000030 <field>: ; function 3
;;       30    ubfx w0, w1, #0x7, #0x5                      # wasm 0x11f
;;       34    ret                                          # wasm 0x120
;; 00000040 <signed field>: ; function 4
;;       40    sbfx x0, x1, #0x1e, #0xe                     # wasm 0x12a
;;       44    ret                                          # wasm 0x12b
;; 00000050 <field at>: ; function 5
;;       50    ubfiz w0, w1, #0x8, #0x8                     # wasm 0x136
;;       54    ret                                          # wasm 0x137
;; 00000060 <insert>: ; function 6
;;       60    mov x0, x1                                   # wasm 0x14a
;;       64    bfi w0, w2, #0x8, #0x8
;;       68    ret                                          # wasm 0x14b
;; 00000070 <extract>: ; function 7
;;       70    extr x0, x1, x2, #0x28                       # wasm 0x158
;;       74    ret                                          # wasm 0x159
;; 00000080 <clear>: ; function 8
;;       80    bic w0, w1, w2                               # wasm 0x163
;;       84    ret                                          # wasm 0x164
;; 00000090 <madd>: ; function 9
;;       90    madd w0, w2, w3, w1                          # wasm 0x16e
;;       94    ret                                          # wasm 0x16f
;; 000000a0 <msub>: ; function 10
;;       a0    msub x0, x2, x3, x1                          # wasm 0x179
;;       a4    ret                                          # wasm 0x17a
;; 000000b0 <long>: ; function 11
;;       b0    umull x0, w1, w2                             # wasm 0x183
;;       b4    ret                                          # wasm 0x184
;; 000000c0 <times 7>: ; function 12
;;       c0    lsl w2, w1, #0x3                             # wasm 0x18b
;;       c4    sub w0, w2, w1
;;       c8    ret                                          # wasm 0x18c
;; 000000d0 <logical>: ; function 13
;;       d0    and x0, x1, #0xff00ff00ff00ff                # wasm 0x19b
;;       d4    ret                                          # wasm 0x19c
;; 000000e0 <large>: ; function 14
;;       e0    mov x2, #0xdef0                              # wasm 0x1ab
;;       e4    movk x2, #0x9abc, lsl #16
;;       e8    movk x2, #0x5678, lsl #32
;;       ec    movk x2, #0x1234, lsl #48
;;       f0    add x0, x1, x2
;;       f4    ret                                          # wasm 0x1ac
;; 00000100 <24 bits>: ; function 15
;;      100    add w2, w1, #0x123, lsl #12                  # wasm 0x1b6
;;      104    add w0, w2, #0x456
;;      108    ret                                          # wasm 0x1b7
;; 00000110 <rem>: ; function 16
;;      110    cbz w2, .L1                                  # wasm 0x1be
;;      114    sdiv w3, w1, w2
;;      118    msub w0, w3, w2, w1
;;      11c    ret                                          # wasm 0x1bf
;; .L1:
;;      120    udf #0x8                                     # wasm 0x1be trap: integer divide by zero
