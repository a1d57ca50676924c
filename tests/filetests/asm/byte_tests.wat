;; print: asm -O2 x86-64
;; print: asm -O1 x86-64
;; A byte that is only compared or masked is read where it is; a sign is that of all 32 bits, of which a byte has none.
(module
  (memory 1)
  (func (export "zero") (param $p i32) (result i32)
    (if (i32.load8_u (local.get $p)) (then (return (i32.const 7))))
    (i32.const 8))
  (func (export "compare") (param $p i32) (result i32)
    (if (i32.gt_s (i32.load8_u (local.get $p)) (i32.const 200)) (then (return (i32.const 7))))
    (if (i64.le_u (i64.load8_u (local.get $p)) (i64.const 3)) (then (return (i32.const 8))))
    (if (i32.eq (i32.load8_u offset=1 (local.get $p)) (i32.const 256)) (then (return (i32.const 9))))
    (i32.const 10))
  (func (export "mask") (param $p i32) (result i32)
    (if (i32.and (i32.load8_u (local.get $p)) (i32.const 0x80)) (then (return (i32.const 7))))
    (if (i32.eqz (i32.and (i32.load (local.get $p)) (i32.const 0x10))) (then (return (i32.const 8))))
    (if (i64.ne (i64.and (i64.load (local.get $p)) (i64.const 0x100)) (i64.const 0)) (then (return (i32.const 9))))
    (if (i32.and (i32.load8_u (local.get $p)) (i32.const 0x180)) (then (return (i32.const 10))))
    (i32.const 11))
  (func (export "sign") (param $p i32) (result i32)
    (if (i32.lt_s (i32.load8_u (local.get $p)) (i32.const 0)) (then (return (i32.const 7))))
    (if (i32.lt_s (i32.and (i32.load8_u (local.get $p)) (i32.const 0x80)) (i32.const 0)) (then (return (i32.const 8))))
    (if (i32.lt_s (i32.and (i32.load (local.get $p)) (i32.const 0x80000000)) (i32.const 0)) (then (return (i32.const 9))))
    (i32.const 10))
  ;; x * 4 + c is one instruction.
  (func (export "scaled") (param $x i32) (param $y i32) (result i32)
    (i32.add
      (i32.load (i32.add (i32.shl (local.get $x) (i32.const 2)) (i32.const 1024)))
      (local.get $x))))

;;; asm -O2 x86-64
;; 00000000 <zero>: ; function 0
;;        0    cmpb $0, (%rbx,%rsi)                         # wasm 0x59 trap: out of bounds memory access
;;        4    je .L1
;;        6    mov $7, %eax                                 # wasm 0x5d
;;        b    ret
;; .L1:
;;        c    mov $8, %eax                                 # wasm 0x61
;;       11    ret
;; 00000020 <compare>: ; function 1
;;       20    movzbl (%rbx,%rsi), %edi                     # wasm 0x66 trap: out of bounds memory access
;;       24    cmp $0xc8, %edi                              # wasm 0x6d
;;       2a    jle .L1
;;       2c    mov $7, %eax                                 # wasm 0x71
;;       31    ret
;; .L1:
;;       32    cmp $3, %rdi                                 # wasm 0x7b
;;       36    ja .L2
;;       38    mov $8, %eax                                 # wasm 0x7f
;;       3d    ret
;; .L2:
;;       3e    movzbl 1(%rbx,%rsi), %eax                    # wasm 0x83 trap: out of bounds memory access
;;       43    mov $0xa, %eax                               # wasm 0x92
;;       48    ret
;; 00000050 <mask>: ; function 2
;;       50    testb $0x80, (%rbx,%rsi)                     # wasm 0x9e trap: out of bounds memory access
;;       54    je .L1
;;       56    mov $7, %eax                                 # wasm 0xa2
;;       5b    ret
;; .L1:
;;       5c    testl $0x10, (%rbx,%rsi)                     # wasm 0xad trap: out of bounds memory access
;;       63    jne .L2
;;       65    mov $8, %eax                                 # wasm 0xb1
;;       6a    ret
;; .L2:
;;       6b    mov (%rbx,%rsi), %rax                        # wasm 0xb5 trap: out of bounds memory access
;;       6f    test $0x100, %eax                            # wasm 0xbf
;;       74    je .L3
;;       76    mov $9, %eax                                 # wasm 0xc3
;;       7b    ret
;; .L3:
;;       7c    movzbl %al, %eax                             # wasm 0xc7
;;       7f    test $0x180, %eax                            # wasm 0xce
;;       84    je .L4
;;       86    mov $0xa, %eax                               # wasm 0xd2
;;       8b    ret
;; .L4:
;;       8c    mov $0xb, %eax                               # wasm 0xd6
;;       91    ret
;; 000000a0 <sign>: ; function 3
;;       a0    movzbl (%rbx,%rsi), %edi                     # wasm 0xdb trap: out of bounds memory access
;;       a4    testl $0x80000000, (%rbx,%rsi)               # wasm 0x108 trap: out of bounds memory access
;;       ab    jns .L1
;;       ad    mov $9, %eax                                 # wasm 0x10c
;;       b2    ret
;; .L1:
;;       b3    mov $0xa, %eax                               # wasm 0x110
;;       b8    ret
;; 000000c0 <scaled>: ; function 4
;;       c0    lea 0x400(,%rsi,4), %edi                     # wasm 0x11b
;;       c7    mov %rsi, %rax
;;       ca    add (%rbx,%rdi), %eax                        # wasm 0x121 trap: out of bounds memory access
;;       cd    ret                                          # wasm 0x122

;;; asm -O1 x86-64
;; 00000000 <zero>: ; function 0
;;        0    cmpb $0, (%rbx,%rsi)                         # wasm 0x59 trap: out of bounds memory access
;;        4    je .L1
;;        6    mov $7, %eax                                 # wasm 0x5d
;;        b    ret
;; .L1:
;;        c    mov $8, %eax                                 # wasm 0x61
;;       11    ret
;; 00000020 <compare>: ; function 1
;;       20    cmpb $0xc8, (%rbx,%rsi)                      # wasm 0x6d trap: out of bounds memory access
;;       24    jbe .L1
;;       26    mov $7, %eax                                 # wasm 0x71
;;       2b    ret
;; .L1:
;;       2c    cmpb $3, (%rbx,%rsi)                         # wasm 0x7b trap: out of bounds memory access
;;       30    ja .L2
;;       32    mov $8, %eax                                 # wasm 0x7f
;;       37    ret
;; .L2:
;;       38    movzbl 1(%rbx,%rsi), %eax                    # wasm 0x83 trap: out of bounds memory access
;;       3d    cmp $0x100, %eax                             # wasm 0x8a
;;       42    jne .L3
;;       44    mov $9, %eax                                 # wasm 0x8e
;;       49    ret
;; .L3:
;;       4a    mov $0xa, %eax                               # wasm 0x92
;;       4f    ret
;; 00000050 <mask>: ; function 2
;;       50    testb $0x80, (%rbx,%rsi)                     # wasm 0x9e trap: out of bounds memory access
;;       54    je .L1
;;       56    mov $7, %eax                                 # wasm 0xa2
;;       5b    ret
;; .L1:
;;       5c    testl $0x10, (%rbx,%rsi)                     # wasm 0xad trap: out of bounds memory access
;;       63    jne .L2
;;       65    mov $8, %eax                                 # wasm 0xb1
;;       6a    ret
;; .L2:
;;       6b    testq $0x100, (%rbx,%rsi)                    # wasm 0xbf trap: out of bounds memory access
;;       73    je .L3
;;       75    mov $9, %eax                                 # wasm 0xc3
;;       7a    ret
;; .L3:
;;       7b    movzbl (%rbx,%rsi), %eax                     # wasm 0xc7 trap: out of bounds memory access
;;       7f    test $0x180, %eax                            # wasm 0xce
;;       84    je .L4
;;       86    mov $0xa, %eax                               # wasm 0xd2
;;       8b    ret
;; .L4:
;;       8c    mov $0xb, %eax                               # wasm 0xd6
;;       91    ret
;; 000000a0 <sign>: ; function 3
;;       a0    movzbl (%rbx,%rsi), %edi                     # wasm 0xdb trap: out of bounds memory access
;;       a4    test %edi, %edi                              # wasm 0xe1
;;       a6    jns .L1
;;       a8    mov $7, %eax                                 # wasm 0xe5
;;       ad    ret
;; .L1:
;;       ae    movzbl (%rbx,%rsi), %r10d                    # wasm 0xe9 trap: out of bounds memory access
;;       b3    test $0x80, %r10d                            # wasm 0xf3
;;       ba    jns .L2
;;       bc    mov $8, %eax                                 # wasm 0xf7
;;       c1    ret
;; .L2:
;;       c2    testl $0x80000000, (%rbx,%rsi)               # wasm 0x108 trap: out of bounds memory access
;;       c9    jns .L3
;;       cb    mov $9, %eax                                 # wasm 0x10c
;;       d0    ret
;; .L3:
;;       d1    mov $0xa, %eax                               # wasm 0x110
;;       d6    ret
;; 000000e0 <scaled>: ; function 4
;;       e0    lea 0x400(,%rsi,4), %edi                     # wasm 0x11b
;;       e7    mov %rsi, %rax
;;       ea    add (%rbx,%rdi), %eax                        # wasm 0x121 trap: out of bounds memory access
;;       ed    ret                                          # wasm 0x122
