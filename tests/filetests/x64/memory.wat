;; print: asm -O2
;; Guest accesses: base V, index, offset; constants; an offset past the guard is checked; loads folded into their user.
(module (memory 1)
  (func (param i32) (result i32) (i32.load offset=16 (local.get 0)))
  (func (param i32 i64) (i64.store8 offset=0x7fffffff (local.get 0) (local.get 1)))
  (func (result i64) (i64.load32_s (i32.const 1024)))
  (func (param i32) (result i32) (i32.load offset=0x80000000 (local.get 0)))
  (func (param i32 i32) (result i32) (i32.add (local.get 1) (i32.load (local.get 0))))
  (func (param i32) (i32.store (i32.add (local.get 0) (i32.const 4)) (i32.const 7)))
  (func (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (result i32) (memory.size)))

;;; asm -O2
;; 00000000 <func0>: ; function 0
;;        0    mov %esi, %esi
;;        2    mov 0x10(%rbx,%rsi), %eax                    # wasm 0x44 trap: out of bounds memory access
;;        6    ret                                          # wasm 0x47
;; 00000010 <func1>: ; function 1
;;       10    mov %esi, %esi
;;       12    mov %dl, 0x7fffffff(%rbx,%rsi)               # wasm 0x4e trap: out of bounds memory access
;;       19    ret                                          # wasm 0x55
;; 00000020 <func2>: ; function 2
;;       20    movslq 0x400(%rbx), %rax                     # wasm 0x5b trap: out of bounds memory access
;;       27    ret                                          # wasm 0x5e
;; 00000030 <func3>: ; function 3
;;       30    mov %esi, %esi
;;       32    mov $0x80000000, %edi                        # wasm 0x63
;;       37    add %rdi, %rsi
;;       3a    lea 4(%rsi), %rdi
;;       3e    cmp -8(%rbx), %rdi
;;       42    ja .L1
;;       44    mov (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       47    ret                                          # wasm 0x6a
;; .L1:
;;       48    ud2                                          # wasm 0x63 trap: out of bounds memory access
;; 00000050 <func4>: ; function 4
;;       50    mov %esi, %esi
;;       52    mov %rdx, %rax                               # wasm 0x74
;;       55    add (%rbx,%rsi), %eax                        # trap: out of bounds memory access
;;       58    ret                                          # wasm 0x75
;; 00000060 <func5>: ; function 5
;;       60    add $4, %esi                                 # wasm 0x7c
;;       63    movl $7, (%rbx,%rsi)                         # wasm 0x7f trap: out of bounds memory access
;;       6a    ret                                          # wasm 0x82
;; 00000070 <func6>: ; function 6
;;       70    sub $8, %rsp
;;       74    mov %esi, %esi
;;       76    mov %edx, %r11d
;;       79    mov %ecx, %ecx
;;       7b    lea (%rsi,%rcx), %r9                         # wasm 0x8b
;;       7f    cmp -8(%rbx), %r9
;;       83    ja .L1
;;       85    mov %rbx, %rdx
;;       88    add %rdx, %rsi
;;       8b    lea (%r11,%rcx), %rax
;;       8f    cmp -8(%rbx), %rax
;;       93    ja .L2
;;       95    add %r11, %rdx
;;       98    call <memory routines>
;;       9d    add $8, %rsp                                 # wasm 0x8f
;;       a1    ret
;; .L1:
;;       a2    ud2                                          # wasm 0x8b trap: out of bounds memory access
;; .L2:
;;       a4    ud2                                          # trap: out of bounds memory access
;; 000000b0 <func7>: ; function 7
;;       b0    mov -8(%rbx), %rax                           # wasm 0x92
;;       b4    shr $0x10, %rax
;;       b8    ret                                          # wasm 0x94
