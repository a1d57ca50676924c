;; print: asm -O2
;; A comparison is done where it decides: branch, select, trap; as a number only where one is wanted.
(module
  (func (param i32 i32) (result i32) (select (local.get 0) (local.get 1) (i32.lt_u (local.get 0) (local.get 1))))
  (func (param f64 f64) (result i32) (if (result i32) (f64.eq (local.get 0) (local.get 1)) (then (i32.const 1)) (else (i32.const 2))))
  (func (param f64 f64) (result i32) (f64.ne (local.get 0) (local.get 1)))
  (func (param i64) (result i32) (i64.eqz (local.get 0)))
  (func (param i32 i32) (result i32)
    (if (i32.and (local.get 0) (i32.const 8)) (then (return (local.get 1))))
    (i32.ge_s (local.get 0) (local.get 1))))

;;; asm -O2
;; 00000000 <func0>: ; function 0
;;        0    cmp %edx, %esi                               # wasm 0x32
;;        2    mov %rdx, %rax
;;        5    cmovb %esi, %eax
;;        8    ret                                          # wasm 0x33
;; 00000010 <func1>: ; function 1
;;       10    ucomisd %xmm1, %xmm0                         # wasm 0x3b
;;       14    jp .L1
;;       1a    jne .L1
;;       20    mov $1, %eax                                 # wasm 0x3f
;;       25    jmp .L2
;; .L1:
;;       2a    mov $2, %eax                                 # wasm 0x42
;; .L2:
;;       2f    ret                                          # wasm 0x43
;; 00000030 <func2>: ; function 2
;;       30    ucomisd %xmm1, %xmm0                         # wasm 0x4a
;;       34    setp %al
;;       37    movzbl %al, %eax
;;       3a    setne %sil
;;       3e    movzbl %sil, %esi
;;       42    or %esi, %eax
;;       44    ret                                          # wasm 0x4b
;; 00000050 <func3>: ; function 3
;;       50    test %rsi, %rsi                              # wasm 0x50
;;       53    sete %al
;;       56    movzbl %al, %eax
;;       59    ret                                          # wasm 0x51
;; 00000060 <func4>: ; function 4
;;       60    mov %rdx, %rax
;;       63    test $8, %esi                                # wasm 0x59
;;       69    je .L1
;;       6f    ret                                          # wasm 0x5d
;; .L1:
;;       70    cmp %eax, %esi                               # wasm 0x63
;;       72    setge %al
;;       75    movzbl %al, %eax
;;       78    ret                                          # wasm 0x64
;;       80    cmp $0x10, %rcx
;;       87    jb .L2
;;       8d    cmp $0x20, %rcx
;;       94    ja .L7
;;       9a    movups (%rdx), %xmm0
;;       9d    movups -0x10(%rdx,%rcx), %xmm1
;;       a2    movups %xmm0, (%rsi)
;;       a5    movups %xmm1, -0x10(%rsi,%rcx)
;;       aa    ret
;; .L2:
;;       ab    test $8, %cl
;;       ae    je .L3
;;       b4    mov (%rdx), %rax
;;       b7    mov -8(%rdx,%rcx), %r8
;;       bc    mov %rax, (%rsi)
;;       bf    mov %r8, -8(%rsi,%rcx)
;;       c4    ret
;; .L3:
;;       c5    test $4, %cl
;;       c8    je .L4
;;       ce    mov (%rdx), %eax
;;       d0    mov -4(%rdx,%rcx), %r8d
;;       d5    mov %eax, (%rsi)
;;       d7    mov %r8d, -4(%rsi,%rcx)
;;       dc    ret
;; .L4:
;;       dd    test %ecx, %ecx
;;       df    je .L6
;;       e5    movzbl (%rdx), %eax
;;       e8    test $2, %cl
;;       eb    je .L5
;;       f1    movzwl -2(%rdx,%rcx), %r8d
;;       f7    mov %al, (%rsi)
;;       f9    mov %r8w, -2(%rsi,%rcx)
;;       ff    ret
;; .L5:
;;      100    mov %al, (%rsi)
;; .L6:
;;      102    ret
;; .L7:
;;      103    cmp $0x40, %rcx
;;      10a    ja .L8
;;      110    movups (%rdx), %xmm0
;;      113    movups 0x10(%rdx), %xmm1
;;      117    movups -0x20(%rdx,%rcx), %xmm2
;;      11c    movups -0x10(%rdx,%rcx), %xmm3
;;      121    movups %xmm0, (%rsi)
;;      124    movups %xmm1, 0x10(%rsi)
;;      128    movups %xmm2, -0x20(%rsi,%rcx)
;;      12d    movups %xmm3, -0x10(%rsi,%rcx)
;;      132    ret
;; .L8:
;;      133    mov %rsi, %rax
;;      136    sub %rdx, %rax
;;      139    cmp %rcx, %rax
;;      13c    jb .L10
;;      142    mov (%rdx), %r8
;;      145    mov 8(%rdx), %r9
;;      149    movups -0x20(%rdx,%rcx), %xmm2
;;      14e    movups -0x10(%rdx,%rcx), %xmm3
;;      153    lea -0x20(%rsi,%rcx), %r10
;;      158    mov %rsi, %r11
;;      15b    mov %esi, %eax
;;      15d    neg %eax
;;      15f    and $0xf, %eax
;;      162    add %rax, %rsi
;;      165    add %rax, %rdx
;;      168    nop
;;      169    nop
;;      16a    nop
;;      16b    nop
;;      16c    nop
;;      16d    nop
;;      16e    nop
;;      16f    nop
;; .L9:
;;      170    movups (%rdx), %xmm0
;;      173    movups 0x10(%rdx), %xmm1
;;      177    movaps %xmm0, (%rsi)
;;      17a    movaps %xmm1, 0x10(%rsi)
;;      17e    add $0x20, %rdx
;;      182    add $0x20, %rsi
;;      186    cmp %r10, %rsi
;;      189    jb .L9
;;      18f    movups %xmm2, (%r10)
;;      193    movups %xmm3, 0x10(%r10)
;;      198    mov %r8, (%r11)
;;      19b    mov %r9, 8(%r11)
;;      19f    ret
;; .L10:
;;      1a0    movups (%rdx), %xmm2
;;      1a3    movups 0x10(%rdx), %xmm3
;;      1a7    mov -0x10(%rdx,%rcx), %r8
;;      1ac    mov -8(%rdx,%rcx), %r9
;;      1b1    lea 0x20(%rsi), %r10
;;      1b5    lea (%rsi,%rcx), %rdi
;;      1b9    lea -0x10(%rsi,%rcx), %rax
;;      1be    add %rcx, %rdx
;;      1c1    mov %edi, %ecx
;;      1c3    and $0xf, %ecx
;;      1c6    sub %rcx, %rdi
;;      1c9    sub %rcx, %rdx
;;      1cc    nop
;;      1cd    nop
;;      1ce    nop
;;      1cf    nop
;; .L11:
;;      1d0    movups -0x10(%rdx), %xmm0
;;      1d4    movups -0x20(%rdx), %xmm1
;;      1d8    movaps %xmm0, -0x10(%rdi)
;;      1dc    movaps %xmm1, -0x20(%rdi)
;;      1e0    sub $0x20, %rdx
;;      1e4    sub $0x20, %rdi
;;      1e8    cmp %r10, %rdi
;;      1eb    ja .L11
;;      1f1    movups %xmm2, (%rsi)
;;      1f4    movups %xmm3, 0x10(%rsi)
;;      1f8    mov %r8, (%rax)
;;      1fb    mov %r9, 8(%rax)
;;      1ff    ret
;;      200    movzbl %dl, %eax
;;      203    movabs $0x101010101010101, %r8
;;      20d    imul %r8, %rax
;;      211    cmp $0x10, %rcx
;;      218    jb .L14
;;      21e    movq %rax, %xmm0
;;      223    punpcklqdq %xmm0, %xmm0
;;      227    movups %xmm0, (%rsi)
;;      22a    movups %xmm0, -0x10(%rsi,%rcx)
;;      22f    cmp $0x20, %rcx
;;      236    jbe .L13
;;      23c    lea -0x20(%rsi,%rcx), %r10
;;      241    movups %xmm0, (%r10)
;;      245    add $0x10, %rsi
;;      249    and $0xfffffffffffffff0, %rsi
;;      24d    cmp %r10, %rsi
;;      250    jae .L13
;;      256    nop
;;      257    nop
;;      258    nop
;;      259    nop
;;      25a    nop
;;      25b    nop
;;      25c    nop
;;      25d    nop
;;      25e    nop
;;      25f    nop
;; .L12:
;;      260    movaps %xmm0, (%rsi)
;;      263    movaps %xmm0, 0x10(%rsi)
;;      267    add $0x20, %rsi
;;      26b    cmp %r10, %rsi
;;      26e    jb .L12
;; .L13:
;;      274    ret
;; .L14:
;;      275    test $8, %cl
;;      278    je .L15
;;      27e    mov %rax, (%rsi)
;;      281    mov %rax, -8(%rsi,%rcx)
;;      286    ret
;; .L15:
;;      287    test $4, %cl
;;      28a    je .L16
;;      290    mov %eax, (%rsi)
;;      292    mov %eax, -4(%rsi,%rcx)
;;      296    ret
;; .L16:
;;      297    test %ecx, %ecx
;;      299    je .L17
;;      29f    mov %al, (%rsi)
;;      2a1    mov %al, -1(%rsi,%rcx)
;;      2a5    test $2, %cl
;;      2a8    je .L17
;;      2ae    mov %ax, (%rsi)
;; .L17:
;;      2b1    ret
