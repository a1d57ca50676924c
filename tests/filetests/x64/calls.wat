;; print: asm -O2
;; Direct, imported and indirect calls; a private table's key is an immediate, an exported one's lies in vmctx.
(module
  (type $t (func (param i32 i64) (result i32)))
  (import "m" "f" (func $f (type $t)))
  (table $private 4 funcref) (table $public (export "t") 4 funcref)
  (func $g (type $t) (call $f (local.get 0) (local.get 1)))
  (func (param i32) (result i32) (call_indirect $private (type $t) (i32.const 1) (i64.const 2) (local.get 0)))
  (func (param i32) (result i32) (call_indirect $public (type $t) (i32.const 1) (i64.const 2) (local.get 0)))
  (func (result i32) (call $g (i32.const 3) (i64.const 4))))

;;; asm -O2
;; 00000000 <g>: ; function 1
;;        0    sub $8, %rsp
;;        4    call <import m.f>                            # wasm 0x43
;;        9    add $8, %rsp                                 # wasm 0x45
;;        d    ret
;; 00000010 <func2>: ; function 2
;;       10    sub $8, %rsp
;;       14    mov %rsi, %r9
;;       17    mov $1, %esi                                 # wasm 0x4e
;;       1c    mov $2, %edx
;;       21    mov %r9d, %eax
;;       24    xor %r11d, %r11d
;;       27    cmp -0x20(%rbx), %rax
;;       2b    jae .L3
;;       2d    cmovae %r11, %rax
;;       31    mov -0x28(%rbx), %r11
;;       35    add %rax, %rax
;;       38    cmpq $1, 8(%r11,%rax,8)
;;       3e    jne .L2
;;       40    callq *(%r11,%rax,8)
;; .L1:
;;       44    add $8, %rsp                                 # wasm 0x51
;;       48    ret
;; .L2:
;;       49    shr $1, %rax                                 # wasm 0x4e
;;       4c    lea -0x28(%rbx), %r10
;;       50    call <indirect miss of type 0>
;;       55    jmp .L1
;; .L3:
;;       57    ud2                                          # trap: undefined element
;; 00000060 <func3>: ; function 3
;;       60    sub $8, %rsp
;;       64    mov %rsi, %r9
;;       67    mov $1, %esi                                 # wasm 0x5a
;;       6c    mov $2, %edx
;;       71    mov %r9d, %eax
;;       74    xor %r11d, %r11d
;;       77    cmp -0x60(%rbx), %rax
;;       7b    jae .L3
;;       7d    cmovae %r11, %rax
;;       81    mov -0x68(%rbx), %r11
;;       85    add %rax, %rax
;;       88    mov -0xa0(%rbx), %r10
;;       8f    cmp 8(%r11,%rax,8), %r10
;;       94    jne .L2
;;       96    callq *(%r11,%rax,8)
;; .L1:
;;       9a    add $8, %rsp                                 # wasm 0x5d
;;       9e    ret
;; .L2:
;;       9f    shr $1, %rax                                 # wasm 0x5a
;;       a2    lea -0x68(%rbx), %r10
;;       a6    call <indirect miss of type 0>
;;       ab    jmp .L1
;; .L3:
;;       ad    ud2                                          # trap: undefined element
;; 000000b0 <func4>: ; function 4
;;       b0    sub $8, %rsp
;;       b4    mov $3, %esi                                 # wasm 0x64
;;       b9    mov $4, %edx
;;       be    call <g>
;;       c3    add $8, %rsp                                 # wasm 0x66
;;       c7    ret
;;       d0    cmp $0x10, %rcx
;;       d7    jb .L1
;;       dd    cmp $0x20, %rcx
;;       e4    ja .L6
;;       ea    movups (%rdx), %xmm0
;;       ed    movups -0x10(%rdx,%rcx), %xmm1
;;       f2    movups %xmm0, (%rsi)
;;       f5    movups %xmm1, -0x10(%rsi,%rcx)
;;       fa    ret
;; .L1:
;;       fb    test $8, %cl
;;       fe    je .L2
;;      104    mov (%rdx), %rax
;;      107    mov -8(%rdx,%rcx), %r8
;;      10c    mov %rax, (%rsi)
;;      10f    mov %r8, -8(%rsi,%rcx)
;;      114    ret
;; .L2:
;;      115    test $4, %cl
;;      118    je .L3
;;      11e    mov (%rdx), %eax
;;      120    mov -4(%rdx,%rcx), %r8d
;;      125    mov %eax, (%rsi)
;;      127    mov %r8d, -4(%rsi,%rcx)
;;      12c    ret
;; .L3:
;;      12d    test %ecx, %ecx
;;      12f    je .L5
;;      135    movzbl (%rdx), %eax
;;      138    test $2, %cl
;;      13b    je .L4
;;      141    movzwl -2(%rdx,%rcx), %r8d
;;      147    mov %al, (%rsi)
;;      149    mov %r8w, -2(%rsi,%rcx)
;;      14f    ret
;; .L4:
;;      150    mov %al, (%rsi)
;; .L5:
;;      152    ret
;; .L6:
;;      153    cmp $0x40, %rcx
;;      15a    ja .L7
;;      160    movups (%rdx), %xmm0
;;      163    movups 0x10(%rdx), %xmm1
;;      167    movups -0x20(%rdx,%rcx), %xmm2
;;      16c    movups -0x10(%rdx,%rcx), %xmm3
;;      171    movups %xmm0, (%rsi)
;;      174    movups %xmm1, 0x10(%rsi)
;;      178    movups %xmm2, -0x20(%rsi,%rcx)
;;      17d    movups %xmm3, -0x10(%rsi,%rcx)
;;      182    ret
;; .L7:
;;      183    mov %rsi, %rax
;;      186    sub %rdx, %rax
;;      189    cmp %rcx, %rax
;;      18c    jb .L9
;;      192    mov (%rdx), %r8
;;      195    mov 8(%rdx), %r9
;;      199    movups -0x20(%rdx,%rcx), %xmm2
;;      19e    movups -0x10(%rdx,%rcx), %xmm3
;;      1a3    lea -0x20(%rsi,%rcx), %r10
;;      1a8    mov %rsi, %r11
;;      1ab    mov %esi, %eax
;;      1ad    neg %eax
;;      1af    and $0xf, %eax
;;      1b2    add %rax, %rsi
;;      1b5    add %rax, %rdx
;;      1b8    nop
;;      1b9    nop
;;      1ba    nop
;;      1bb    nop
;;      1bc    nop
;;      1bd    nop
;;      1be    nop
;;      1bf    nop
;; .L8:
;;      1c0    movups (%rdx), %xmm0
;;      1c3    movups 0x10(%rdx), %xmm1
;;      1c7    movaps %xmm0, (%rsi)
;;      1ca    movaps %xmm1, 0x10(%rsi)
;;      1ce    add $0x20, %rdx
;;      1d2    add $0x20, %rsi
;;      1d6    cmp %r10, %rsi
;;      1d9    jb .L8
;;      1df    movups %xmm2, (%r10)
;;      1e3    movups %xmm3, 0x10(%r10)
;;      1e8    mov %r8, (%r11)
;;      1eb    mov %r9, 8(%r11)
;;      1ef    ret
;; .L9:
;;      1f0    movups (%rdx), %xmm2
;;      1f3    movups 0x10(%rdx), %xmm3
;;      1f7    mov -0x10(%rdx,%rcx), %r8
;;      1fc    mov -8(%rdx,%rcx), %r9
;;      201    lea 0x20(%rsi), %r10
;;      205    lea (%rsi,%rcx), %rdi
;;      209    lea -0x10(%rsi,%rcx), %rax
;;      20e    add %rcx, %rdx
;;      211    mov %edi, %ecx
;;      213    and $0xf, %ecx
;;      216    sub %rcx, %rdi
;;      219    sub %rcx, %rdx
;;      21c    nop
;;      21d    nop
;;      21e    nop
;;      21f    nop
;; .L10:
;;      220    movups -0x10(%rdx), %xmm0
;;      224    movups -0x20(%rdx), %xmm1
;;      228    movaps %xmm0, -0x10(%rdi)
;;      22c    movaps %xmm1, -0x20(%rdi)
;;      230    sub $0x20, %rdx
;;      234    sub $0x20, %rdi
;;      238    cmp %r10, %rdi
;;      23b    ja .L10
;;      241    movups %xmm2, (%rsi)
;;      244    movups %xmm3, 0x10(%rsi)
;;      248    mov %r8, (%rax)
;;      24b    mov %r9, 8(%rax)
;;      24f    ret
;;      250    movzbl %dl, %eax
;;      253    movabs $0x101010101010101, %r8
;;      25d    imul %r8, %rax
;;      261    cmp $0x10, %rcx
;;      268    jb .L13
;;      26e    movq %rax, %xmm0
;;      273    punpcklqdq %xmm0, %xmm0
;;      277    movups %xmm0, (%rsi)
;;      27a    movups %xmm0, -0x10(%rsi,%rcx)
;;      27f    cmp $0x20, %rcx
;;      286    jbe .L12
;;      28c    lea -0x20(%rsi,%rcx), %r10
;;      291    movups %xmm0, (%r10)
;;      295    add $0x10, %rsi
;;      299    and $0xfffffffffffffff0, %rsi
;;      29d    cmp %r10, %rsi
;;      2a0    jae .L12
;;      2a6    nop
;;      2a7    nop
;;      2a8    nop
;;      2a9    nop
;;      2aa    nop
;;      2ab    nop
;;      2ac    nop
;;      2ad    nop
;;      2ae    nop
;;      2af    nop
;; .L11:
;;      2b0    movaps %xmm0, (%rsi)
;;      2b3    movaps %xmm0, 0x10(%rsi)
;;      2b7    add $0x20, %rsi
;;      2bb    cmp %r10, %rsi
;;      2be    jb .L11
;; .L12:
;;      2c4    ret
;; .L13:
;;      2c5    test $8, %cl
;;      2c8    je .L14
;;      2ce    mov %rax, (%rsi)
;;      2d1    mov %rax, -8(%rsi,%rcx)
;;      2d6    ret
;; .L14:
;;      2d7    test $4, %cl
;;      2da    je .L15
;;      2e0    mov %eax, (%rsi)
;;      2e2    mov %eax, -4(%rsi,%rcx)
;;      2e6    ret
;; .L15:
;;      2e7    test %ecx, %ecx
;;      2e9    je .L16
;;      2ef    mov %al, (%rsi)
;;      2f1    mov %al, -1(%rsi,%rcx)
;;      2f5    test $2, %cl
;;      2f8    je .L16
;;      2fe    mov %ax, (%rsi)
;; .L16:
;;      301    ret
