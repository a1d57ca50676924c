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
;;       24    lea -0x28(%rbx), %r10
;;       28    mov $0, %r11d
;;       2e    cmp 8(%r10), %rax
;;       32    jae .L3
;;       38    cmovae %r11, %rax
;;       3c    mov %rax, %r11
;;       3f    shl $4, %r11
;;       43    add (%r10), %r11
;;       46    cmpq $1, 8(%r11)
;;       4b    jne .L2
;;       51    callq *(%r11)
;; .L1:
;;       54    add $8, %rsp                                 # wasm 0x51
;;       58    ret
;; .L2:
;;       59    call <indirect miss of type 0>               # wasm 0x4e
;;       5e    jmp .L1
;; .L3:
;;       63    ud2                                          # trap: undefined element
;; 00000070 <func3>: ; function 3
;;       70    sub $8, %rsp
;;       74    mov %rsi, %r9
;;       77    mov $1, %esi                                 # wasm 0x5a
;;       7c    mov $2, %edx
;;       81    mov %r9d, %eax
;;       84    lea -0x68(%rbx), %r10
;;       88    mov $0, %r11d
;;       8e    cmp 8(%r10), %rax
;;       92    jae .L3
;;       98    cmovae %r11, %rax
;;       9c    mov %rax, %r11
;;       9f    shl $4, %r11
;;       a3    add (%r10), %r11
;;       a6    mov 8(%r11), %r11
;;       aa    cmp -0xa0(%rbx), %r11
;;       b1    jne .L2
;;       b7    mov %rax, %r11
;;       ba    shl $4, %r11
;;       be    add (%r10), %r11
;;       c1    callq *(%r11)
;; .L1:
;;       c4    add $8, %rsp                                 # wasm 0x5d
;;       c8    ret
;; .L2:
;;       c9    call <indirect miss of type 0>               # wasm 0x5a
;;       ce    jmp .L1
;; .L3:
;;       d3    ud2                                          # trap: undefined element
;; 000000e0 <func4>: ; function 4
;;       e0    sub $8, %rsp
;;       e4    mov $3, %esi                                 # wasm 0x64
;;       e9    mov $4, %edx
;;       ee    call <g>
;;       f3    add $8, %rsp                                 # wasm 0x66
;;       f7    ret
;;      100    cmp $0x10, %rcx
;;      107    jb .L1
;;      10d    cmp $0x20, %rcx
;;      114    ja .L6
;;      11a    movups (%rdx), %xmm0
;;      11d    movups -0x10(%rdx,%rcx), %xmm1
;;      122    movups %xmm0, (%rsi)
;;      125    movups %xmm1, -0x10(%rsi,%rcx)
;;      12a    ret
;; .L1:
;;      12b    test $8, %cl
;;      12e    je .L2
;;      134    mov (%rdx), %rax
;;      137    mov -8(%rdx,%rcx), %r8
;;      13c    mov %rax, (%rsi)
;;      13f    mov %r8, -8(%rsi,%rcx)
;;      144    ret
;; .L2:
;;      145    test $4, %cl
;;      148    je .L3
;;      14e    mov (%rdx), %eax
;;      150    mov -4(%rdx,%rcx), %r8d
;;      155    mov %eax, (%rsi)
;;      157    mov %r8d, -4(%rsi,%rcx)
;;      15c    ret
;; .L3:
;;      15d    test %ecx, %ecx
;;      15f    je .L5
;;      165    movzbl (%rdx), %eax
;;      168    test $2, %cl
;;      16b    je .L4
;;      171    movzwl -2(%rdx,%rcx), %r8d
;;      177    mov %al, (%rsi)
;;      179    mov %r8w, -2(%rsi,%rcx)
;;      17f    ret
;; .L4:
;;      180    mov %al, (%rsi)
;; .L5:
;;      182    ret
;; .L6:
;;      183    cmp $0x40, %rcx
;;      18a    ja .L7
;;      190    movups (%rdx), %xmm0
;;      193    movups 0x10(%rdx), %xmm1
;;      197    movups -0x20(%rdx,%rcx), %xmm2
;;      19c    movups -0x10(%rdx,%rcx), %xmm3
;;      1a1    movups %xmm0, (%rsi)
;;      1a4    movups %xmm1, 0x10(%rsi)
;;      1a8    movups %xmm2, -0x20(%rsi,%rcx)
;;      1ad    movups %xmm3, -0x10(%rsi,%rcx)
;;      1b2    ret
;; .L7:
;;      1b3    mov %rsi, %rax
;;      1b6    sub %rdx, %rax
;;      1b9    cmp %rcx, %rax
;;      1bc    jb .L9
;;      1c2    mov (%rdx), %r8
;;      1c5    mov 8(%rdx), %r9
;;      1c9    movups -0x20(%rdx,%rcx), %xmm2
;;      1ce    movups -0x10(%rdx,%rcx), %xmm3
;;      1d3    lea -0x20(%rsi,%rcx), %r10
;;      1d8    mov %rsi, %r11
;;      1db    mov %esi, %eax
;;      1dd    neg %eax
;;      1df    and $0xf, %eax
;;      1e2    add %rax, %rsi
;;      1e5    add %rax, %rdx
;;      1e8    nop
;;      1e9    nop
;;      1ea    nop
;;      1eb    nop
;;      1ec    nop
;;      1ed    nop
;;      1ee    nop
;;      1ef    nop
;; .L8:
;;      1f0    movups (%rdx), %xmm0
;;      1f3    movups 0x10(%rdx), %xmm1
;;      1f7    movaps %xmm0, (%rsi)
;;      1fa    movaps %xmm1, 0x10(%rsi)
;;      1fe    add $0x20, %rdx
;;      202    add $0x20, %rsi
;;      206    cmp %r10, %rsi
;;      209    jb .L8
;;      20f    movups %xmm2, (%r10)
;;      213    movups %xmm3, 0x10(%r10)
;;      218    mov %r8, (%r11)
;;      21b    mov %r9, 8(%r11)
;;      21f    ret
;; .L9:
;;      220    movups (%rdx), %xmm2
;;      223    movups 0x10(%rdx), %xmm3
;;      227    mov -0x10(%rdx,%rcx), %r8
;;      22c    mov -8(%rdx,%rcx), %r9
;;      231    lea 0x20(%rsi), %r10
;;      235    lea (%rsi,%rcx), %rdi
;;      239    lea -0x10(%rsi,%rcx), %rax
;;      23e    add %rcx, %rdx
;;      241    mov %edi, %ecx
;;      243    and $0xf, %ecx
;;      246    sub %rcx, %rdi
;;      249    sub %rcx, %rdx
;;      24c    nop
;;      24d    nop
;;      24e    nop
;;      24f    nop
;; .L10:
;;      250    movups -0x10(%rdx), %xmm0
;;      254    movups -0x20(%rdx), %xmm1
;;      258    movaps %xmm0, -0x10(%rdi)
;;      25c    movaps %xmm1, -0x20(%rdi)
;;      260    sub $0x20, %rdx
;;      264    sub $0x20, %rdi
;;      268    cmp %r10, %rdi
;;      26b    ja .L10
;;      271    movups %xmm2, (%rsi)
;;      274    movups %xmm3, 0x10(%rsi)
;;      278    mov %r8, (%rax)
;;      27b    mov %r9, 8(%rax)
;;      27f    ret
;;      280    movzbl %dl, %eax
;;      283    movabs $0x101010101010101, %r8
;;      28d    imul %r8, %rax
;;      291    cmp $0x10, %rcx
;;      298    jb .L13
;;      29e    movq %rax, %xmm0
;;      2a3    punpcklqdq %xmm0, %xmm0
;;      2a7    movups %xmm0, (%rsi)
;;      2aa    movups %xmm0, -0x10(%rsi,%rcx)
;;      2af    cmp $0x20, %rcx
;;      2b6    jbe .L12
;;      2bc    lea -0x20(%rsi,%rcx), %r10
;;      2c1    movups %xmm0, (%r10)
;;      2c5    add $0x10, %rsi
;;      2c9    and $0xfffffffffffffff0, %rsi
;;      2cd    cmp %r10, %rsi
;;      2d0    jae .L12
;;      2d6    nop
;;      2d7    nop
;;      2d8    nop
;;      2d9    nop
;;      2da    nop
;;      2db    nop
;;      2dc    nop
;;      2dd    nop
;;      2de    nop
;;      2df    nop
;; .L11:
;;      2e0    movaps %xmm0, (%rsi)
;;      2e3    movaps %xmm0, 0x10(%rsi)
;;      2e7    add $0x20, %rsi
;;      2eb    cmp %r10, %rsi
;;      2ee    jb .L11
;; .L12:
;;      2f4    ret
;; .L13:
;;      2f5    test $8, %cl
;;      2f8    je .L14
;;      2fe    mov %rax, (%rsi)
;;      301    mov %rax, -8(%rsi,%rcx)
;;      306    ret
;; .L14:
;;      307    test $4, %cl
;;      30a    je .L15
;;      310    mov %eax, (%rsi)
;;      312    mov %eax, -4(%rsi,%rcx)
;;      316    ret
;; .L15:
;;      317    test %ecx, %ecx
;;      319    je .L16
;;      31f    mov %al, (%rsi)
;;      321    mov %al, -1(%rsi,%rcx)
;;      325    test $2, %cl
;;      328    je .L16
;;      32e    mov %ax, (%rsi)
;; .L16:
;;      331    ret
