;; print: asm -O2
;; print: mir -O2
;; A loop over an array: one load, one addition, the counter, one branch.
(module (memory 1)
  (func (param i32 i32) (result f64) (local f64)
    (loop $l
      (local.set 2 (f64.add (local.get 2) (f64.load (local.get 0))))
      (local.set 0 (i32.add (local.get 0) (i32.const 8)))
      (br_if $l (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
    (local.get 2)))

;;; asm -O2
;; 00000000 <func0>: ; function 0
;;        0    xorps %xmm0, %xmm0                           # wasm 0x21
;; .L1:
;;        3    mov %esi, %r8d                               # wasm 0x2a
;;        6    addsd (%rbx,%r8), %xmm0                      # trap: out of bounds memory access
;;        c    add $8, %esi                                 # wasm 0x31
;;        f    sub $1, %edx                                 # wasm 0x38
;;       12    test %edx, %edx                              # wasm 0x3b
;;       14    jne .L1
;;       1a    ret                                          # wasm 0x40
;;       20    cmp $0x10, %rcx
;;       27    jb .L2
;;       2d    cmp $0x20, %rcx
;;       34    ja .L7
;;       3a    movups (%rdx), %xmm0
;;       3d    movups -0x10(%rdx,%rcx), %xmm1
;;       42    movups %xmm0, (%rsi)
;;       45    movups %xmm1, -0x10(%rsi,%rcx)
;;       4a    ret
;; .L2:
;;       4b    test $8, %cl
;;       4e    je .L3
;;       54    mov (%rdx), %rax
;;       57    mov -8(%rdx,%rcx), %r8
;;       5c    mov %rax, (%rsi)
;;       5f    mov %r8, -8(%rsi,%rcx)
;;       64    ret
;; .L3:
;;       65    test $4, %cl
;;       68    je .L4
;;       6e    mov (%rdx), %eax
;;       70    mov -4(%rdx,%rcx), %r8d
;;       75    mov %eax, (%rsi)
;;       77    mov %r8d, -4(%rsi,%rcx)
;;       7c    ret
;; .L4:
;;       7d    test %ecx, %ecx
;;       7f    je .L6
;;       85    movzbl (%rdx), %eax
;;       88    test $2, %cl
;;       8b    je .L5
;;       91    movzwl -2(%rdx,%rcx), %r8d
;;       97    mov %al, (%rsi)
;;       99    mov %r8w, -2(%rsi,%rcx)
;;       9f    ret
;; .L5:
;;       a0    mov %al, (%rsi)
;; .L6:
;;       a2    ret
;; .L7:
;;       a3    cmp $0x40, %rcx
;;       aa    ja .L8
;;       b0    movups (%rdx), %xmm0
;;       b3    movups 0x10(%rdx), %xmm1
;;       b7    movups -0x20(%rdx,%rcx), %xmm2
;;       bc    movups -0x10(%rdx,%rcx), %xmm3
;;       c1    movups %xmm0, (%rsi)
;;       c4    movups %xmm1, 0x10(%rsi)
;;       c8    movups %xmm2, -0x20(%rsi,%rcx)
;;       cd    movups %xmm3, -0x10(%rsi,%rcx)
;;       d2    ret
;; .L8:
;;       d3    mov %rsi, %rax
;;       d6    sub %rdx, %rax
;;       d9    cmp %rcx, %rax
;;       dc    jb .L10
;;       e2    mov (%rdx), %r8
;;       e5    mov 8(%rdx), %r9
;;       e9    movups -0x20(%rdx,%rcx), %xmm2
;;       ee    movups -0x10(%rdx,%rcx), %xmm3
;;       f3    lea -0x20(%rsi,%rcx), %r10
;;       f8    mov %rsi, %r11
;;       fb    mov %esi, %eax
;;       fd    neg %eax
;;       ff    and $0xf, %eax
;;      102    add %rax, %rsi
;;      105    add %rax, %rdx
;;      108    nop
;;      109    nop
;;      10a    nop
;;      10b    nop
;;      10c    nop
;;      10d    nop
;;      10e    nop
;;      10f    nop
;; .L9:
;;      110    movups (%rdx), %xmm0
;;      113    movups 0x10(%rdx), %xmm1
;;      117    movaps %xmm0, (%rsi)
;;      11a    movaps %xmm1, 0x10(%rsi)
;;      11e    add $0x20, %rdx
;;      122    add $0x20, %rsi
;;      126    cmp %r10, %rsi
;;      129    jb .L9
;;      12f    movups %xmm2, (%r10)
;;      133    movups %xmm3, 0x10(%r10)
;;      138    mov %r8, (%r11)
;;      13b    mov %r9, 8(%r11)
;;      13f    ret
;; .L10:
;;      140    movups (%rdx), %xmm2
;;      143    movups 0x10(%rdx), %xmm3
;;      147    mov -0x10(%rdx,%rcx), %r8
;;      14c    mov -8(%rdx,%rcx), %r9
;;      151    lea 0x20(%rsi), %r10
;;      155    lea (%rsi,%rcx), %rdi
;;      159    lea -0x10(%rsi,%rcx), %rax
;;      15e    add %rcx, %rdx
;;      161    mov %edi, %ecx
;;      163    and $0xf, %ecx
;;      166    sub %rcx, %rdi
;;      169    sub %rcx, %rdx
;;      16c    nop
;;      16d    nop
;;      16e    nop
;;      16f    nop
;; .L11:
;;      170    movups -0x10(%rdx), %xmm0
;;      174    movups -0x20(%rdx), %xmm1
;;      178    movaps %xmm0, -0x10(%rdi)
;;      17c    movaps %xmm1, -0x20(%rdi)
;;      180    sub $0x20, %rdx
;;      184    sub $0x20, %rdi
;;      188    cmp %r10, %rdi
;;      18b    ja .L11
;;      191    movups %xmm2, (%rsi)
;;      194    movups %xmm3, 0x10(%rsi)
;;      198    mov %r8, (%rax)
;;      19b    mov %r9, 8(%rax)
;;      19f    ret
;;      1a0    movzbl %dl, %eax
;;      1a3    movabs $0x101010101010101, %r8
;;      1ad    imul %r8, %rax
;;      1b1    cmp $0x10, %rcx
;;      1b8    jb .L14
;;      1be    movq %rax, %xmm0
;;      1c3    punpcklqdq %xmm0, %xmm0
;;      1c7    movups %xmm0, (%rsi)
;;      1ca    movups %xmm0, -0x10(%rsi,%rcx)
;;      1cf    cmp $0x20, %rcx
;;      1d6    jbe .L13
;;      1dc    lea -0x20(%rsi,%rcx), %r10
;;      1e1    movups %xmm0, (%r10)
;;      1e5    add $0x10, %rsi
;;      1e9    and $0xfffffffffffffff0, %rsi
;;      1ed    cmp %r10, %rsi
;;      1f0    jae .L13
;;      1f6    nop
;;      1f7    nop
;;      1f8    nop
;;      1f9    nop
;;      1fa    nop
;;      1fb    nop
;;      1fc    nop
;;      1fd    nop
;;      1fe    nop
;;      1ff    nop
;; .L12:
;;      200    movaps %xmm0, (%rsi)
;;      203    movaps %xmm0, 0x10(%rsi)
;;      207    add $0x20, %rsi
;;      20b    cmp %r10, %rsi
;;      20e    jb .L12
;; .L13:
;;      214    ret
;; .L14:
;;      215    test $8, %cl
;;      218    je .L15
;;      21e    mov %rax, (%rsi)
;;      221    mov %rax, -8(%rsi,%rcx)
;;      226    ret
;; .L15:
;;      227    test $4, %cl
;;      22a    je .L16
;;      230    mov %eax, (%rsi)
;;      232    mov %eax, -4(%rsi,%rcx)
;;      236    ret
;; .L16:
;;      237    test %ecx, %ecx
;;      239    je .L17
;;      23f    mov %al, (%rsi)
;;      241    mov %al, -1(%rsi,%rcx)
;;      245    test $2, %cl
;;      248    je .L17
;;      24e    mov %ax, (%rsi)
;; .L17:
;;      251    ret

;;; mir -O2
;; function 0
;; b0( ):
;;     Args { defs: [(v13, PReg(hw = 6, class = Int, index = 6)), (v14, PReg(hw = 2, class = Int, index = 2))] }
;;     Jmp { to: 1 }
;;     -> b1( )
;; b1( ):
;;     FZero { dst: v12 }
;;     Jmp { to: 2 }
;;     -> b2( v13 v14 v12 )
;; b2( v5 v3 v8 ):
;;     Ext { kind: U32, dst: v7, src: Reg(v5) }
;;     Fp { op: Add, size: S64, dst: v9, a: v8, src: Mem(Mem { base: rbx, index: Some((v7, 0)), disp: 0, incoming: false }) }
;;     Alu { op: Add, size: S32, dst: v6, a: v5, src: Imm(8) }
;;     Alu { op: Sub, size: S32, dst: v4, a: v3, src: Imm(1) }
;;     Test { size: S32, a: v2, src: Reg(v2) }
;;     Jcc { cc: NE, then: 3, other: 4 }
;;     -> b3( )
;;     -> b4( )
;; b3( ):
;;     Jmp { to: 2 }
;;     -> b2( v6 v4 v9 )
;; b4( ):
;;     Ret { uses: [(v0, PReg(hw = 0, class = Float, index = 64))], pop: 0 }
