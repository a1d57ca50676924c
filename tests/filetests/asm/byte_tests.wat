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
;;        0    mov %esi, %esi
;;        2    cmpb $0, (%rbx,%rsi)                         # wasm 0x59 trap: out of bounds memory access
;;        6    je .L1
;;        8    mov $7, %eax                                 # wasm 0x5d
;;        d    ret
;; .L1:
;;        e    mov $8, %eax                                 # wasm 0x61
;;       13    ret
;; 00000020 <compare>: ; function 1
;;       20    mov %esi, %edi
;;       22    movzbl (%rbx,%rdi), %r8d                     # wasm 0x66 trap: out of bounds memory access
;;       27    cmp $0xc8, %r8d                              # wasm 0x6d
;;       2e    jle .L1
;;       30    mov $7, %eax                                 # wasm 0x71
;;       35    ret
;; .L1:
;;       36    cmp $3, %r8                                  # wasm 0x7b
;;       3a    ja .L2
;;       3c    mov $8, %eax                                 # wasm 0x7f
;;       41    ret
;; .L2:
;;       42    movzbl 1(%rbx,%rdi), %eax                    # wasm 0x83 trap: out of bounds memory access
;;       47    mov $0xa, %eax                               # wasm 0x92
;;       4c    ret
;; 00000050 <mask>: ; function 2
;;       50    mov %esi, %r9d
;;       53    testb $0x80, (%rbx,%r9)                      # wasm 0x9e trap: out of bounds memory access
;;       58    je .L1
;;       5a    mov $7, %eax                                 # wasm 0xa2
;;       5f    ret
;; .L1:
;;       60    testl $0x10, (%rbx,%r9)                      # wasm 0xad trap: out of bounds memory access
;;       68    jne .L2
;;       6a    mov $8, %eax                                 # wasm 0xb1
;;       6f    ret
;; .L2:
;;       70    mov (%rbx,%r9), %rax                         # wasm 0xb5 trap: out of bounds memory access
;;       74    test $0x100, %eax                            # wasm 0xbf
;;       79    je .L3
;;       7b    mov $9, %eax                                 # wasm 0xc3
;;       80    ret
;; .L3:
;;       81    movzbl %al, %eax                             # wasm 0xc7
;;       84    test $0x180, %eax                            # wasm 0xce
;;       89    je .L4
;;       8b    mov $0xa, %eax                               # wasm 0xd2
;;       90    ret
;; .L4:
;;       91    mov $0xb, %eax                               # wasm 0xd6
;;       96    ret
;; 000000a0 <sign>: ; function 3
;;       a0    mov %esi, %esi
;;       a2    movzbl (%rbx,%rsi), %edi                     # wasm 0xdb trap: out of bounds memory access
;;       a6    testl $0x80000000, (%rbx,%rsi)               # wasm 0x108 trap: out of bounds memory access
;;       ad    jns .L1
;;       af    mov $9, %eax                                 # wasm 0x10c
;;       b4    ret
;; .L1:
;;       b5    mov $0xa, %eax                               # wasm 0x110
;;       ba    ret
;; 000000c0 <scaled>: ; function 4
;;       c0    lea 0x400(,%rsi,4), %edi                     # wasm 0x11b
;;       c7    mov %rsi, %rax
;;       ca    add (%rbx,%rdi), %eax                        # wasm 0x121 trap: out of bounds memory access
;;       cd    ret                                          # wasm 0x122

;;; asm -O1 x86-64
;; 00000000 <zero>: ; function 0
;;        0    mov %esi, %esi
;;        2    cmpb $0, (%rbx,%rsi)                         # wasm 0x59 trap: out of bounds memory access
;;        6    je .L1
;;        8    mov $7, %eax                                 # wasm 0x5d
;;        d    ret
;; .L1:
;;        e    mov $8, %eax                                 # wasm 0x61
;;       13    ret
;; 00000020 <compare>: ; function 1
;;       20    mov %esi, %edi
;;       22    cmpb $0xc8, (%rbx,%rdi)                      # wasm 0x6d trap: out of bounds memory access
;;       26    jbe .L1
;;       28    mov $7, %eax                                 # wasm 0x71
;;       2d    ret
;; .L1:
;;       2e    cmpb $3, (%rbx,%rdi)                         # wasm 0x7b trap: out of bounds memory access
;;       32    ja .L2
;;       34    mov $8, %eax                                 # wasm 0x7f
;;       39    ret
;; .L2:
;;       3a    movzbl 1(%rbx,%rdi), %eax                    # wasm 0x83 trap: out of bounds memory access
;;       3f    cmp $0x100, %eax                             # wasm 0x8a
;;       44    jne .L3
;;       46    mov $9, %eax                                 # wasm 0x8e
;;       4b    ret
;; .L3:
;;       4c    mov $0xa, %eax                               # wasm 0x92
;;       51    ret
;; 00000060 <mask>: ; function 2
;;       60    mov %esi, %r8d
;;       63    testb $0x80, (%rbx,%r8)                      # wasm 0x9e trap: out of bounds memory access
;;       68    je .L1
;;       6a    mov $7, %eax                                 # wasm 0xa2
;;       6f    ret
;; .L1:
;;       70    testl $0x10, (%rbx,%r8)                      # wasm 0xad trap: out of bounds memory access
;;       78    jne .L2
;;       7a    mov $8, %eax                                 # wasm 0xb1
;;       7f    ret
;; .L2:
;;       80    testq $0x100, (%rbx,%r8)                     # wasm 0xbf trap: out of bounds memory access
;;       88    je .L3
;;       8a    mov $9, %eax                                 # wasm 0xc3
;;       8f    ret
;; .L3:
;;       90    movzbl (%rbx,%r8), %eax                      # wasm 0xc7 trap: out of bounds memory access
;;       95    test $0x180, %eax                            # wasm 0xce
;;       9a    je .L4
;;       9c    mov $0xa, %eax                               # wasm 0xd2
;;       a1    ret
;; .L4:
;;       a2    mov $0xb, %eax                               # wasm 0xd6
;;       a7    ret
;; 000000b0 <sign>: ; function 3
;;       b0    mov %esi, %r8d
;;       b3    movzbl (%rbx,%r8), %r9d                      # wasm 0xdb trap: out of bounds memory access
;;       b8    test %r9d, %r9d                              # wasm 0xe1
;;       bb    jns .L1
;;       bd    mov $7, %eax                                 # wasm 0xe5
;;       c2    ret
;; .L1:
;;       c3    movzbl (%rbx,%r8), %r11d                     # wasm 0xe9 trap: out of bounds memory access
;;       c8    test $0x80, %r11d                            # wasm 0xf3
;;       cf    jns .L2
;;       d1    mov $8, %eax                                 # wasm 0xf7
;;       d6    ret
;; .L2:
;;       d7    testl $0x80000000, (%rbx,%r8)                # wasm 0x108 trap: out of bounds memory access
;;       df    jns .L3
;;       e1    mov $9, %eax                                 # wasm 0x10c
;;       e6    ret
;; .L3:
;;       e7    mov $0xa, %eax                               # wasm 0x110
;;       ec    ret
;; 000000f0 <scaled>: ; function 4
;;       f0    lea 0x400(,%rsi,4), %edi                     # wasm 0x11b
;;       f7    mov %rsi, %rax
;;       fa    add (%rbx,%rdi), %eax                        # wasm 0x121 trap: out of bounds memory access
;;       fd    ret                                          # wasm 0x122
