;; print: asm -O2
;; print: asm -O0
(module
  (func $fib (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2))))))))

;;; asm -O2
;; 00000000 <fib>: ; function 0
;;        0    push %r12
;;        2    cmp $2, %esi                                 # wasm 0x1e
;;        5    mov %rsi, %r12
;;        8    jge .L1
;;        e    mov %r12, %rax                               # wasm 0x22
;;       11    jmp .L2
;; .L1:
;;       16    mov %r12, %rax                               # wasm 0x27
;;       19    mov %rax, %rsi
;;       1c    sub $1, %esi
;;       1f    call <fib>                                   # wasm 0x28
;;       24    mov %r12, %rsi
;;       27    mov %rax, %r12
;;       2a    sub $2, %esi                                 # wasm 0x2e
;;       2d    call <fib>                                   # wasm 0x2f
;;       32    mov %rax, %rcx
;;       35    mov %r12, %rax
;;       38    add %ecx, %eax                               # wasm 0x31
;; .L2:
;;       3a    pop %r12                                     # wasm 0x33
;;       3c    ret
;;       40    cmp $0x10, %rcx
;;       47    jb .L3
;;       4d    cmp $0x20, %rcx
;;       54    ja .L8
;;       5a    movups (%rdx), %xmm0
;;       5d    movups -0x10(%rdx,%rcx), %xmm1
;;       62    movups %xmm0, (%rsi)
;;       65    movups %xmm1, -0x10(%rsi,%rcx)
;;       6a    ret
;; .L3:
;;       6b    test $8, %cl
;;       6e    je .L4
;;       74    mov (%rdx), %rax
;;       77    mov -8(%rdx,%rcx), %r8
;;       7c    mov %rax, (%rsi)
;;       7f    mov %r8, -8(%rsi,%rcx)
;;       84    ret
;; .L4:
;;       85    test $4, %cl
;;       88    je .L5
;;       8e    mov (%rdx), %eax
;;       90    mov -4(%rdx,%rcx), %r8d
;;       95    mov %eax, (%rsi)
;;       97    mov %r8d, -4(%rsi,%rcx)
;;       9c    ret
;; .L5:
;;       9d    test %ecx, %ecx
;;       9f    je .L7
;;       a5    movzbl (%rdx), %eax
;;       a8    test $2, %cl
;;       ab    je .L6
;;       b1    movzwl -2(%rdx,%rcx), %r8d
;;       b7    mov %al, (%rsi)
;;       b9    mov %r8w, -2(%rsi,%rcx)
;;       bf    ret
;; .L6:
;;       c0    mov %al, (%rsi)
;; .L7:
;;       c2    ret
;; .L8:
;;       c3    cmp $0x40, %rcx
;;       ca    ja .L9
;;       d0    movups (%rdx), %xmm0
;;       d3    movups 0x10(%rdx), %xmm1
;;       d7    movups -0x20(%rdx,%rcx), %xmm2
;;       dc    movups -0x10(%rdx,%rcx), %xmm3
;;       e1    movups %xmm0, (%rsi)
;;       e4    movups %xmm1, 0x10(%rsi)
;;       e8    movups %xmm2, -0x20(%rsi,%rcx)
;;       ed    movups %xmm3, -0x10(%rsi,%rcx)
;;       f2    ret
;; .L9:
;;       f3    mov %rsi, %rax
;;       f6    sub %rdx, %rax
;;       f9    cmp %rcx, %rax
;;       fc    jb .L11
;;      102    mov (%rdx), %r8
;;      105    mov 8(%rdx), %r9
;;      109    movups -0x20(%rdx,%rcx), %xmm2
;;      10e    movups -0x10(%rdx,%rcx), %xmm3
;;      113    lea -0x20(%rsi,%rcx), %r10
;;      118    mov %rsi, %r11
;;      11b    mov %esi, %eax
;;      11d    neg %eax
;;      11f    and $0xf, %eax
;;      122    add %rax, %rsi
;;      125    add %rax, %rdx
;;      128    nop
;;      129    nop
;;      12a    nop
;;      12b    nop
;;      12c    nop
;;      12d    nop
;;      12e    nop
;;      12f    nop
;; .L10:
;;      130    movups (%rdx), %xmm0
;;      133    movups 0x10(%rdx), %xmm1
;;      137    movaps %xmm0, (%rsi)
;;      13a    movaps %xmm1, 0x10(%rsi)
;;      13e    add $0x20, %rdx
;;      142    add $0x20, %rsi
;;      146    cmp %r10, %rsi
;;      149    jb .L10
;;      14f    movups %xmm2, (%r10)
;;      153    movups %xmm3, 0x10(%r10)
;;      158    mov %r8, (%r11)
;;      15b    mov %r9, 8(%r11)
;;      15f    ret
;; .L11:
;;      160    movups (%rdx), %xmm2
;;      163    movups 0x10(%rdx), %xmm3
;;      167    mov -0x10(%rdx,%rcx), %r8
;;      16c    mov -8(%rdx,%rcx), %r9
;;      171    lea 0x20(%rsi), %r10
;;      175    lea (%rsi,%rcx), %rdi
;;      179    lea -0x10(%rsi,%rcx), %rax
;;      17e    add %rcx, %rdx
;;      181    mov %edi, %ecx
;;      183    and $0xf, %ecx
;;      186    sub %rcx, %rdi
;;      189    sub %rcx, %rdx
;;      18c    nop
;;      18d    nop
;;      18e    nop
;;      18f    nop
;; .L12:
;;      190    movups -0x10(%rdx), %xmm0
;;      194    movups -0x20(%rdx), %xmm1
;;      198    movaps %xmm0, -0x10(%rdi)
;;      19c    movaps %xmm1, -0x20(%rdi)
;;      1a0    sub $0x20, %rdx
;;      1a4    sub $0x20, %rdi
;;      1a8    cmp %r10, %rdi
;;      1ab    ja .L12
;;      1b1    movups %xmm2, (%rsi)
;;      1b4    movups %xmm3, 0x10(%rsi)
;;      1b8    mov %r8, (%rax)
;;      1bb    mov %r9, 8(%rax)
;;      1bf    ret
;;      1c0    movzbl %dl, %eax
;;      1c3    movabs $0x101010101010101, %r8
;;      1cd    imul %r8, %rax
;;      1d1    cmp $0x10, %rcx
;;      1d8    jb .L15
;;      1de    movq %rax, %xmm0
;;      1e3    punpcklqdq %xmm0, %xmm0
;;      1e7    movups %xmm0, (%rsi)
;;      1ea    movups %xmm0, -0x10(%rsi,%rcx)
;;      1ef    cmp $0x20, %rcx
;;      1f6    jbe .L14
;;      1fc    lea -0x20(%rsi,%rcx), %r10
;;      201    movups %xmm0, (%r10)
;;      205    add $0x10, %rsi
;;      209    and $0xfffffffffffffff0, %rsi
;;      20d    cmp %r10, %rsi
;;      210    jae .L14
;;      216    nop
;;      217    nop
;;      218    nop
;;      219    nop
;;      21a    nop
;;      21b    nop
;;      21c    nop
;;      21d    nop
;;      21e    nop
;;      21f    nop
;; .L13:
;;      220    movaps %xmm0, (%rsi)
;;      223    movaps %xmm0, 0x10(%rsi)
;;      227    add $0x20, %rsi
;;      22b    cmp %r10, %rsi
;;      22e    jb .L13
;; .L14:
;;      234    ret
;; .L15:
;;      235    test $8, %cl
;;      238    je .L16
;;      23e    mov %rax, (%rsi)
;;      241    mov %rax, -8(%rsi,%rcx)
;;      246    ret
;; .L16:
;;      247    test $4, %cl
;;      24a    je .L17
;;      250    mov %eax, (%rsi)
;;      252    mov %eax, -4(%rsi,%rcx)
;;      256    ret
;; .L17:
;;      257    test %ecx, %ecx
;;      259    je .L18
;;      25f    mov %al, (%rsi)
;;      261    mov %al, -1(%rsi,%rcx)
;;      265    test $2, %cl
;;      268    je .L18
;;      26e    mov %ax, (%rsi)
;; .L18:
;;      271    ret

;;; asm -O0
;; 00000000 <fib>: ; function 0
;;        0    push %r13
;;        2    push %r14
;;        4    push %r15
;;        6    sub $0x20, %rsp
;;        a    mov %rsi, 0x10(%rsp)
;;        f    mov 0x10(%rsp), %r13                         # wasm 0x1e
;;       14    cmp $2, %r13d
;;       18    jge .L1
;;       1e    mov 0x10(%rsp), %r13                         # wasm 0x22
;;       23    mov %r13, (%rsp)
;;       27    jmp .L2
;; .L1:
;;       2c    mov 0x10(%rsp), %rsi                         # wasm 0x27
;;       31    sub $1, %esi
;;       34    call <fib>                                   # wasm 0x28
;;       39    mov %rax, %r15
;;       3c    mov 0x10(%rsp), %rsi
;;       41    sub $2, %esi                                 # wasm 0x2e
;;       44    call <fib>                                   # wasm 0x2f
;;       49    mov %rax, %r14
;;       4c    add %r14d, %r15d                             # wasm 0x31
;;       4f    mov %r15, 8(%rsp)
;;       54    mov 8(%rsp), %r15
;;       59    mov %r15, (%rsp)
;; .L2:
;;       5d    mov (%rsp), %rax                             # wasm 0x33
;;       61    add $0x20, %rsp
;;       65    pop %r15
;;       67    pop %r14
;;       69    pop %r13
;;       6b    ret
;;       70    cmp $0x10, %rcx
;;       77    jb .L3
;;       7d    cmp $0x20, %rcx
;;       84    ja .L8
;;       8a    movups (%rdx), %xmm0
;;       8d    movups -0x10(%rdx,%rcx), %xmm1
;;       92    movups %xmm0, (%rsi)
;;       95    movups %xmm1, -0x10(%rsi,%rcx)
;;       9a    ret
;; .L3:
;;       9b    test $8, %cl
;;       9e    je .L4
;;       a4    mov (%rdx), %rax
;;       a7    mov -8(%rdx,%rcx), %r8
;;       ac    mov %rax, (%rsi)
;;       af    mov %r8, -8(%rsi,%rcx)
;;       b4    ret
;; .L4:
;;       b5    test $4, %cl
;;       b8    je .L5
;;       be    mov (%rdx), %eax
;;       c0    mov -4(%rdx,%rcx), %r8d
;;       c5    mov %eax, (%rsi)
;;       c7    mov %r8d, -4(%rsi,%rcx)
;;       cc    ret
;; .L5:
;;       cd    test %ecx, %ecx
;;       cf    je .L7
;;       d5    movzbl (%rdx), %eax
;;       d8    test $2, %cl
;;       db    je .L6
;;       e1    movzwl -2(%rdx,%rcx), %r8d
;;       e7    mov %al, (%rsi)
;;       e9    mov %r8w, -2(%rsi,%rcx)
;;       ef    ret
;; .L6:
;;       f0    mov %al, (%rsi)
;; .L7:
;;       f2    ret
;; .L8:
;;       f3    cmp $0x40, %rcx
;;       fa    ja .L9
;;      100    movups (%rdx), %xmm0
;;      103    movups 0x10(%rdx), %xmm1
;;      107    movups -0x20(%rdx,%rcx), %xmm2
;;      10c    movups -0x10(%rdx,%rcx), %xmm3
;;      111    movups %xmm0, (%rsi)
;;      114    movups %xmm1, 0x10(%rsi)
;;      118    movups %xmm2, -0x20(%rsi,%rcx)
;;      11d    movups %xmm3, -0x10(%rsi,%rcx)
;;      122    ret
;; .L9:
;;      123    mov %rsi, %rax
;;      126    sub %rdx, %rax
;;      129    cmp %rcx, %rax
;;      12c    jb .L11
;;      132    mov (%rdx), %r8
;;      135    mov 8(%rdx), %r9
;;      139    movups -0x20(%rdx,%rcx), %xmm2
;;      13e    movups -0x10(%rdx,%rcx), %xmm3
;;      143    lea -0x20(%rsi,%rcx), %r10
;;      148    mov %rsi, %r11
;;      14b    mov %esi, %eax
;;      14d    neg %eax
;;      14f    and $0xf, %eax
;;      152    add %rax, %rsi
;;      155    add %rax, %rdx
;;      158    nop
;;      159    nop
;;      15a    nop
;;      15b    nop
;;      15c    nop
;;      15d    nop
;;      15e    nop
;;      15f    nop
;; .L10:
;;      160    movups (%rdx), %xmm0
;;      163    movups 0x10(%rdx), %xmm1
;;      167    movaps %xmm0, (%rsi)
;;      16a    movaps %xmm1, 0x10(%rsi)
;;      16e    add $0x20, %rdx
;;      172    add $0x20, %rsi
;;      176    cmp %r10, %rsi
;;      179    jb .L10
;;      17f    movups %xmm2, (%r10)
;;      183    movups %xmm3, 0x10(%r10)
;;      188    mov %r8, (%r11)
;;      18b    mov %r9, 8(%r11)
;;      18f    ret
;; .L11:
;;      190    movups (%rdx), %xmm2
;;      193    movups 0x10(%rdx), %xmm3
;;      197    mov -0x10(%rdx,%rcx), %r8
;;      19c    mov -8(%rdx,%rcx), %r9
;;      1a1    lea 0x20(%rsi), %r10
;;      1a5    lea (%rsi,%rcx), %rdi
;;      1a9    lea -0x10(%rsi,%rcx), %rax
;;      1ae    add %rcx, %rdx
;;      1b1    mov %edi, %ecx
;;      1b3    and $0xf, %ecx
;;      1b6    sub %rcx, %rdi
;;      1b9    sub %rcx, %rdx
;;      1bc    nop
;;      1bd    nop
;;      1be    nop
;;      1bf    nop
;; .L12:
;;      1c0    movups -0x10(%rdx), %xmm0
;;      1c4    movups -0x20(%rdx), %xmm1
;;      1c8    movaps %xmm0, -0x10(%rdi)
;;      1cc    movaps %xmm1, -0x20(%rdi)
;;      1d0    sub $0x20, %rdx
;;      1d4    sub $0x20, %rdi
;;      1d8    cmp %r10, %rdi
;;      1db    ja .L12
;;      1e1    movups %xmm2, (%rsi)
;;      1e4    movups %xmm3, 0x10(%rsi)
;;      1e8    mov %r8, (%rax)
;;      1eb    mov %r9, 8(%rax)
;;      1ef    ret
;;      1f0    movzbl %dl, %eax
;;      1f3    movabs $0x101010101010101, %r8
;;      1fd    imul %r8, %rax
;;      201    cmp $0x10, %rcx
;;      208    jb .L15
;;      20e    movq %rax, %xmm0
;;      213    punpcklqdq %xmm0, %xmm0
;;      217    movups %xmm0, (%rsi)
;;      21a    movups %xmm0, -0x10(%rsi,%rcx)
;;      21f    cmp $0x20, %rcx
;;      226    jbe .L14
;;      22c    lea -0x20(%rsi,%rcx), %r10
;;      231    movups %xmm0, (%r10)
;;      235    add $0x10, %rsi
;;      239    and $0xfffffffffffffff0, %rsi
;;      23d    cmp %r10, %rsi
;;      240    jae .L14
;;      246    nop
;;      247    nop
;;      248    nop
;;      249    nop
;;      24a    nop
;;      24b    nop
;;      24c    nop
;;      24d    nop
;;      24e    nop
;;      24f    nop
;; .L13:
;;      250    movaps %xmm0, (%rsi)
;;      253    movaps %xmm0, 0x10(%rsi)
;;      257    add $0x20, %rsi
;;      25b    cmp %r10, %rsi
;;      25e    jb .L13
;; .L14:
;;      264    ret
;; .L15:
;;      265    test $8, %cl
;;      268    je .L16
;;      26e    mov %rax, (%rsi)
;;      271    mov %rax, -8(%rsi,%rcx)
;;      276    ret
;; .L16:
;;      277    test $4, %cl
;;      27a    je .L17
;;      280    mov %eax, (%rsi)
;;      282    mov %eax, -4(%rsi,%rcx)
;;      286    ret
;; .L17:
;;      287    test %ecx, %ecx
;;      289    je .L18
;;      28f    mov %al, (%rsi)
;;      291    mov %al, -1(%rsi,%rcx)
;;      295    test $2, %cl
;;      298    je .L18
;;      29e    mov %ax, (%rsi)
;; .L18:
;;      2a1    ret
