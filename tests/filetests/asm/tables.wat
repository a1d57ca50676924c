;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; Every operator on tables, in line: of functions with a private table and with one that others see, and of the host's objects.
(module
  (import "m" "f" (func $imported))
  (import "m" "t" (table $shared 1 funcref))
  (table $private 10 funcref)
  (table $fixed 4 4 externref)
  (table $objects 4 externref)
  (elem $p funcref (ref.func $g) (ref.null func))
  (elem declare func $imported)
  (func $g)
  (func $get (param i32) (result externref) (table.get $objects (local.get 0)))
  (func $get_constant (result externref) (table.get $objects (i32.const 3)))
  (func $get_fixed (param i32) (result externref) (table.get $fixed (local.get 0)))
  (func $get_shared (param i32) (result funcref) (table.get $shared (local.get 0)))
  (func $set (param i32 externref) (table.set $objects (local.get 0) (local.get 1)))
  (func $set_func (param i32 funcref) (table.set $private (local.get 0) (local.get 1)))
  (func $set_shared (param i32 funcref) (table.set $shared (local.get 0) (local.get 1)))
  (func $set_null (param i32) (table.set $private (local.get 0) (ref.null func)))
  (func $set_known (param i32) (table.set $shared (local.get 0) (ref.func $imported)))
  (func $fill (param i32 externref i32) (table.fill $objects (local.get 0) (local.get 1) (local.get 2)))
  (func $fill_null (param i32 i32) (table.fill $private (local.get 0) (ref.null func) (local.get 1)))
  (func $copy (param i32 i32 i32) (table.copy $objects $fixed (local.get 0) (local.get 1) (local.get 2)))
  (func $copy_alike (param i32 i32 i32) (table.copy $private $private (local.get 0) (local.get 1) (local.get 2)))
  (func $copy_from_shared (param i32 i32 i32) (table.copy $private $shared (local.get 0) (local.get 1) (local.get 2)))
  (func $init (param i32 i32 i32) (table.init $private $p (local.get 0) (local.get 1) (local.get 2)) (elem.drop $p))
  (func $grow (param externref i32) (result i32) (table.grow $objects (local.get 0) (local.get 1)))
  (func $grow_shared (param funcref i32) (result i32) (table.grow $shared (local.get 0) (local.get 1)))
  (func $size (result i32) (i32.add (table.size $fixed) (table.size $shared))))

;;; asm -O2 x86-64
;; 00000000 <g>: ; function 1
;;        0    ret
;; 00000010 <get>: ; function 2
;;       10    xor %r8d, %r8d                               # wasm 0x9a
;;       13    mov %esi, %edi
;;       15    cmp -0x78(%rbx), %rdi
;;       19    jae .L1
;;       1b    cmovae %r8d, %edi
;;       1f    mov -0x70(%rbx), %r8
;;       23    mov (%r8,%rdi,8), %rax
;;       27    ret                                          # wasm 0x9c
;; .L1:
;;       28    ud2                                          # wasm 0x9a trap: out of bounds table access
;; 00000030 <get_constant>: ; function 3
;;       30    mov -0x70(%rbx), %rsi                        # wasm 0xa1
;;       34    mov 0x18(%rsi), %rax
;;       38    ret                                          # wasm 0xa3
;; 00000040 <get_fixed>: ; function 4
;;       40    xor %r8d, %r8d                               # wasm 0xa8
;;       43    mov %esi, %edi
;;       45    cmp $4, %rdi
;;       49    jae .L1
;;       4b    cmovae %r8d, %edi
;;       4f    mov -0x90(%rbx), %r8
;;       56    mov (%r8,%rdi,8), %rax
;;       5a    ret                                          # wasm 0xaa
;; .L1:
;;       5b    ud2                                          # wasm 0xa8 trap: out of bounds table access
;; 00000060 <get_shared>: ; function 5
;;       60    mov -0x30(%rbx), %rdi                        # wasm 0xaf
;;       64    xor %r9d, %r9d
;;       67    mov %esi, %r8d
;;       6a    cmp 8(%rdi), %r8
;;       6e    jae .L1
;;       70    cmovae %r9d, %r8d
;;       74    mov 0x10(%rdi), %r9
;;       78    mov (%r9,%r8,8), %rax
;;       7c    ret                                          # wasm 0xb1
;; .L1:
;;       7d    ud2                                          # wasm 0xaf trap: out of bounds table access
;; 00000080 <set>: ; function 6
;;       80    xor %edi, %edi                               # wasm 0xb8
;;       82    mov %esi, %esi
;;       84    cmp -0x78(%rbx), %rsi
;;       88    jae .L1
;;       8a    cmovae %edi, %esi
;;       8d    mov -0x70(%rbx), %rdi
;;       91    mov %rdx, (%rdi,%rsi,8)
;;       95    ret                                          # wasm 0xba
;; .L1:
;;       96    ud2                                          # wasm 0xb8 trap: out of bounds table access
;; 000000a0 <set_func>: ; function 7
;;       a0    xor %r11d, %r11d                             # wasm 0xc1
;;       a3    mov %esi, %eax
;;       a5    cmp -0xb8(%rbx), %rax
;;       ac    jae .L1
;;       ae    cmovae %r11d, %eax
;;       b2    mov -0x38(%rbx), %rcx
;;       b6    test %rdx, %rdx
;;       b9    mov %rdx, %rdi
;;       bc    cmove %rcx, %rdi
;;       c0    mov (%rdi), %rcx
;;       c3    mov 0x30(%rdi), %rsi
;;       c7    mov 0x28(%rdi), %r8
;;       cb    cmp 8(%rdi), %rbx
;;       cf    cmove %r8, %rsi
;;       d3    mov -0xb0(%rbx), %r8
;;       da    mov %rax, %rdi
;;       dd    shl $4, %rdi
;;       e1    add -0xc0(%rbx), %rdi
;;       e8    mov %rdx, (%r8,%rax,8)
;;       ec    mov %rcx, (%rdi)
;;       ef    mov %rsi, 8(%rdi)
;;       f3    ret                                          # wasm 0xc3
;; .L1:
;;       f4    ud2                                          # wasm 0xc1 trap: out of bounds table access
;; 00000100 <set_shared>: ; function 8
;;      100    mov -0x30(%rbx), %rax                        # wasm 0xca
;;      104    xor %r10d, %r10d
;;      107    mov %esi, %ecx
;;      109    cmp 8(%rax), %rcx
;;      10d    jae .L1
;;      10f    cmovae %r10d, %ecx
;;      113    mov -0x38(%rbx), %rsi
;;      117    test %rdx, %rdx
;;      11a    mov %rdx, %rdi
;;      11d    cmove %rsi, %rdi
;;      121    mov (%rdi), %rsi
;;      124    mov 0x30(%rdi), %rdi
;;      128    mov 0x10(%rax), %r9
;;      12c    mov %rcx, %r8
;;      12f    shl $4, %r8
;;      133    add (%rax), %r8
;;      136    mov %rdx, (%r9,%rcx,8)
;;      13a    mov %rsi, (%r8)
;;      13d    mov %rdi, 8(%r8)
;;      141    ret                                          # wasm 0xcc
;; .L1:
;;      142    ud2                                          # wasm 0xca trap: out of bounds table access
;; 00000150 <set_null>: ; function 9
;;      150    xor %edi, %edi                               # wasm 0xd3
;;      152    mov %esi, %r8d
;;      155    cmp -0xb8(%rbx), %r8
;;      15c    jae .L1
;;      15e    cmovae %edi, %r8d
;;      162    mov -0xb0(%rbx), %r10
;;      169    mov %r8, %r9
;;      16c    shl $4, %r9
;;      170    add -0xc0(%rbx), %r9
;;      177    movq $0, (%r10,%r8,8)
;;      17f    movq $0, (%r9)
;;      186    movq $0, 8(%r9)
;;      18e    ret                                          # wasm 0xd5
;; .L1:
;;      18f    ud2                                          # wasm 0xd3 trap: out of bounds table access
;; 000001a0 <set_known>: ; function 10
;;      1a0    mov -0xe8(%rbx), %r11                        # wasm 0xda
;;      1a7    mov -0x30(%rbx), %rax                        # wasm 0xdc
;;      1ab    xor %r9d, %r9d
;;      1ae    mov %esi, %ecx
;;      1b0    cmp 8(%rax), %rcx
;;      1b4    jae .L1
;;      1b6    cmovae %r9d, %ecx
;;      1ba    mov (%r11), %rdx
;;      1bd    mov 0x30(%r11), %rsi
;;      1c1    mov 0x10(%rax), %r8
;;      1c5    mov %rcx, %rdi
;;      1c8    shl $4, %rdi
;;      1cc    add (%rax), %rdi
;;      1cf    mov %r11, (%r8,%rcx,8)
;;      1d3    mov %rdx, (%rdi)
;;      1d6    mov %rsi, 8(%rdi)
;;      1da    ret                                          # wasm 0xde
;; .L1:
;;      1db    ud2                                          # wasm 0xdc trap: out of bounds table access
;; 000001e0 <fill>: ; function 11
;;      1e0    mov %esi, %esi
;;      1e2    mov %ecx, %ecx
;;      1e4    lea (%rsi,%rcx), %r10                        # wasm 0xe7
;;      1e8    cmp -0x78(%rbx), %r10
;;      1ec    ja .L3
;;      1ee    shl $3, %rsi
;;      1f2    add -0x70(%rbx), %rsi
;;      1f6    mov %rcx, %rax
;;      1f9    shl $3, %rax
;;      1fd    test %rcx, %rcx
;;      200    jne .L1
;;      202    ret
;; .L1:
;;      203    xor %ecx, %ecx
;; .L2:
;;      205    mov %rdx, (%rcx,%rsi)                        # wasm 0xe7
;;      209    add $8, %rcx
;;      20d    cmp %rax, %rcx
;;      210    jne .L2
;;      212    ret
;; .L3:
;;      213    ud2                                          # wasm 0xe7 trap: out of bounds table access
;; 00000220 <fill_null>: ; function 12
;;      220    sub $8, %rsp
;;      224    mov %esi, %edi
;;      226    mov %edx, %esi
;;      228    lea (%rdi,%rsi), %rax                        # wasm 0xf3
;;      22c    cmp -0xb8(%rbx), %rax
;;      233    ja .L1
;;      235    mov %rdi, %rax
;;      238    shl $3, %rax
;;      23c    add -0xb0(%rbx), %rax
;;      243    shl $4, %rdi
;;      247    add -0xc0(%rbx), %rdi
;;      24e    mov %rdi, %r8
;;      251    mov %rsi, %rcx
;;      254    shl $3, %rcx
;;      258    mov %rsi, %r9
;;      25b    xor %esi, %esi
;;      25d    mov %rax, %rdi
;;      260    callq *-0x1b0(%rbx)
;;      266    mov %r9, %rcx
;;      269    shl $4, %rcx
;;      26d    xor %esi, %esi
;;      26f    mov %r8, %rdi
;;      272    callq *-0x1b0(%rbx)
;;      278    add $8, %rsp                                 # wasm 0xf6
;;      27c    ret
;; .L1:
;;      27d    ud2                                          # wasm 0xf3 trap: out of bounds table access
;; 00000280 <copy>: ; function 13
;;      280    sub $8, %rsp
;;      284    mov %esi, %edi
;;      286    mov %edx, %esi
;;      288    mov %ecx, %ecx
;;      28a    lea (%rdi,%rcx), %r11                        # wasm 0xff
;;      28e    cmp -0x78(%rbx), %r11
;;      292    ja .L1
;;      294    shl $3, %rdi
;;      298    add -0x70(%rbx), %rdi
;;      29c    lea (%rsi,%rcx), %rax
;;      2a0    cmp $4, %rax
;;      2a4    ja .L2
;;      2a6    shl $3, %rsi
;;      2aa    add -0x90(%rbx), %rsi
;;      2b1    shl $3, %rcx
;;      2b5    callq *-0x1b8(%rbx)
;;      2bb    add $8, %rsp                                 # wasm 0x103
;;      2bf    ret
;; .L1:
;;      2c0    ud2                                          # wasm 0xff trap: out of bounds table access
;; .L2:
;;      2c2    ud2                                          # trap: out of bounds table access
;; 000002d0 <copy_alike>: ; function 14
;;      2d0    push %rbp
;;      2d1    mov %esi, %edi
;;      2d3    mov %edx, %r10d
;;      2d6    mov %ecx, %r11d
;;      2d9    mov -0xb8(%rbx), %rdx                        # wasm 0x10c
;;      2e0    lea (%rdi,%r11), %rax
;;      2e4    cmp %rdx, %rax
;;      2e7    ja .L1
;;      2e9    mov -0xb0(%rbx), %r9
;;      2f0    lea (%r9,%rdi,8), %rax
;;      2f4    mov -0xc0(%rbx), %r8
;;      2fb    shl $4, %rdi
;;      2ff    add %r8, %rdi
;;      302    mov %rdi, %rbp
;;      305    lea (%r10,%r11), %rsi
;;      309    cmp %rdx, %rsi
;;      30c    ja .L2
;;      30e    lea (%r9,%r10,8), %rsi
;;      312    shl $4, %r10
;;      316    add %r10, %r8
;;      319    mov %r11, %rcx
;;      31c    shl $3, %rcx
;;      320    mov %rax, %rdi
;;      323    callq *-0x1b8(%rbx)
;;      329    mov %r11, %rcx
;;      32c    shl $4, %rcx
;;      330    mov %r8, %rsi
;;      333    mov %rbp, %rdi
;;      336    callq *-0x1b8(%rbx)
;;      33c    pop %rbp                                     # wasm 0x110
;;      33d    ret
;; .L1:
;;      33e    ud2                                          # wasm 0x10c trap: out of bounds table access
;; .L2:
;;      340    ud2                                          # trap: out of bounds table access
;; 00000350 <copy_from_shared>: ; function 15
;;      350    push %rbp
;;      351    push %r14
;;      353    mov %esi, %eax
;;      355    mov %edx, %r14d
;;      358    mov %ecx, %r8d
;;      35b    lea (%rax,%r8), %rcx                         # wasm 0x119
;;      35f    cmp -0xb8(%rbx), %rcx
;;      366    ja .L3
;;      36c    mov %rax, %rdx
;;      36f    shl $3, %rdx
;;      373    add -0xb0(%rbx), %rdx
;;      37a    shl $4, %rax
;;      37e    add -0xc0(%rbx), %rax
;;      385    mov -0x30(%rbx), %rsi
;;      389    lea (%r14,%r8), %rcx
;;      38d    cmp 8(%rsi), %rcx
;;      391    ja .L4
;;      393    shl $3, %r14
;;      397    add 0x10(%rsi), %r14
;;      39b    mov %r8, %rsi
;;      39e    shl $3, %rsi
;;      3a2    mov -0x38(%rbx), %rdi
;;      3a6    test %r8, %r8
;;      3a9    jne .L1
;;      3ab    pop %r14
;;      3ad    pop %rbp
;;      3ae    ret
;; .L1:
;;      3af    xor %r8d, %r8d
;; .L2:
;;      3b2    mov (%r8,%r14), %r9                          # wasm 0x119
;;      3b6    test %r9, %r9
;;      3b9    mov %r9, %rbp
;;      3bc    cmove %rdi, %rbp
;;      3c0    mov (%rbp), %r10
;;      3c4    mov 0x30(%rbp), %r11
;;      3c8    mov 0x28(%rbp), %rcx
;;      3cc    cmp 8(%rbp), %rbx
;;      3d0    cmove %rcx, %r11
;;      3d4    lea (%rax,%r8,2), %rcx
;;      3d8    mov %r9, (%r8,%rdx)
;;      3dc    mov %r10, (%rcx)
;;      3df    mov %r11, 8(%rcx)
;;      3e3    add $8, %r8
;;      3e7    cmp %rsi, %r8
;;      3ea    jne .L2
;;      3ec    pop %r14
;;      3ee    pop %rbp
;;      3ef    ret
;; .L3:
;;      3f0    ud2                                          # wasm 0x119 trap: out of bounds table access
;; .L4:
;;      3f2    ud2                                          # trap: out of bounds table access
;; 00000400 <init>: ; function 16
;;      400    push %rbp
;;      401    push %r14
;;      403    mov %esi, %eax
;;      405    mov %edx, %r14d
;;      408    mov %ecx, %r8d
;;      40b    lea (%rax,%r8), %rcx                         # wasm 0x126
;;      40f    cmp -0xb8(%rbx), %rcx
;;      416    ja .L3
;;      41c    mov %rax, %rdx
;;      41f    shl $3, %rdx
;;      423    add -0xb0(%rbx), %rdx
;;      42a    shl $4, %rax
;;      42e    add -0xc0(%rbx), %rax
;;      435    lea (%r14,%r8), %rcx
;;      439    cmp -0x168(%rbx), %rcx
;;      440    ja .L4
;;      442    shl $3, %r14
;;      446    add -0x170(%rbx), %r14
;;      44d    mov %r8, %rsi
;;      450    shl $3, %rsi
;;      454    mov -0x38(%rbx), %rdi
;;      458    test %r8, %r8
;;      45b    je .L2
;;      45d    xor %r8d, %r8d
;; .L1:
;;      460    mov (%r8,%r14), %r9                          # wasm 0x126
;;      464    test %r9, %r9
;;      467    mov %r9, %rbp
;;      46a    cmove %rdi, %rbp
;;      46e    mov (%rbp), %r10
;;      472    mov 0x30(%rbp), %r11
;;      476    mov 0x28(%rbp), %rcx
;;      47a    cmp 8(%rbp), %rbx
;;      47e    cmove %rcx, %r11
;;      482    lea (%rax,%r8,2), %rcx
;;      486    mov %r9, (%r8,%rdx)
;;      48a    mov %r10, (%rcx)
;;      48d    mov %r11, 8(%rcx)
;;      491    add $8, %r8
;;      495    cmp %rsi, %r8
;;      498    jne .L1
;; .L2:
;;      49a    movq $0, -0x168(%rbx)                        # wasm 0x12a
;;      4a5    pop %r14                                     # wasm 0x12d
;;      4a7    pop %rbp
;;      4a8    ret
;; .L3:
;;      4a9    ud2                                          # wasm 0x126 trap: out of bounds table access
;; .L4:
;;      4ab    ud2                                          # trap: out of bounds table access
;; 000004b0 <grow>: ; function 17
;;      4b0    mov %rsi, %r9
;;      4b3    mov %edx, %ecx
;;      4b5    mov -0x78(%rbx), %rax                        # wasm 0x134
;;      4b9    mov -0x68(%rbx), %rdx
;;      4bd    sub %rax, %rdx
;;      4c0    cmp %rdx, %rcx
;;      4c3    ja .L3
;;      4c5    mov %rax, %rsi
;;      4c8    shl $3, %rsi
;;      4cc    add -0x70(%rbx), %rsi
;;      4d0    mov %rcx, %rdi
;;      4d3    shl $3, %rdi
;;      4d7    test %rcx, %rcx
;;      4da    je .L2
;;      4dc    xor %r8d, %r8d
;;      4df    mov %r9, %rdx
;; .L1:
;;      4e2    mov %rdx, (%r8,%rsi)                         # wasm 0x134
;;      4e6    add $8, %r8
;;      4ea    cmp %rdi, %r8
;;      4ed    jne .L1
;; .L2:
;;      4ef    lea (%rax,%rcx), %rdx
;;      4f3    mov %rdx, -0x78(%rbx)
;;      4f7    ret
;; .L3:
;;      4f8    sub $8, %rsp
;;      4fc    mov %rsi, %rdx                               # wasm 0x134
;;      4ff    mov $3, %esi
;;      504    callq *-0x180(%rbx)
;;      50a    add $8, %rsp
;;      50e    ret
;; 00000510 <grow_shared>: ; function 18
;;      510    push %rbp
;;      511    push %r12
;;      513    sub $8, %rsp
;;      517    mov %rsi, %r10
;;      51a    mov %edx, %ecx
;;      51c    mov -0x30(%rbx), %rsi                        # wasm 0x13e
;;      520    mov 8(%rsi), %rax
;;      524    mov 0x18(%rsi), %rdx
;;      528    sub %rax, %rdx
;;      52b    cmp %rdx, %rcx
;;      52e    ja .L3
;;      530    mov %rax, %rdi
;;      533    shl $3, %rdi
;;      537    add 0x10(%rsi), %rdi
;;      53b    mov %rax, %r8
;;      53e    shl $4, %r8
;;      542    add (%rsi), %r8
;;      545    mov -0x38(%rbx), %r9
;;      549    mov %r10, %rdx
;;      54c    test %r10, %r10
;;      54f    cmove %r9, %r10
;;      553    mov (%r10), %r9
;;      556    mov 0x30(%r10), %r10
;;      55a    mov %rcx, %r11
;;      55d    shl $3, %r11
;;      561    test %rcx, %rcx
;;      564    je .L2
;;      566    xor %ebp, %ebp
;; .L1:
;;      568    lea (%r8,%rbp,2), %r12                       # wasm 0x13e
;;      56c    mov %rdx, (%rbp,%rdi)
;;      571    mov %r9, (%r12)
;;      575    mov %r10, 8(%r12)
;;      57a    add $8, %rbp
;;      57e    cmp %r11, %rbp
;;      581    jne .L1
;; .L2:
;;      583    lea (%rax,%rcx), %rdx
;;      587    mov %rdx, 8(%rsi)
;;      58b    add $8, %rsp
;;      58f    pop %r12
;;      591    pop %rbp
;;      592    ret
;; .L3:
;;      593    mov %r10, %rdx
;;      596    xor %esi, %esi
;;      598    callq *-0x180(%rbx)
;;      59e    add $8, %rsp
;;      5a2    pop %r12
;;      5a4    pop %rbp
;;      5a5    ret
;; 000005b0 <size>: ; function 19
;;      5b0    mov -0x30(%rbx), %rsi                        # wasm 0x147
;;      5b4    mov 8(%rsi), %rax
;;      5b8    add $4, %eax                                 # wasm 0x14a
;;      5bb    ret                                          # wasm 0x14b

;;; asm -O2 aarch64
;; 00000000 <g>: ; function 1
;;        0    ret
;; 00000010 <get>: ; function 2
;;       10    ldr x6, [x27, #0x3f88]                       # wasm 0x9a
;;       14    mov w5, w1
;;       18    cmp x5, x6
;;       1c    b.hs .L1
;;       20    csel w9, w5, wzr, lo
;;       24    ldr x8, [x27, #0x3f90]
;;       28    ldr x0, [x8, w9, uxtw #3]
;;       2c    ret                                          # wasm 0x9c
;; .L1:
;;       30    udf #0x3                                     # wasm 0x9a trap: out of bounds table access
;; 00000040 <get_constant>: ; function 3
;;       40    ldr x3, [x27, #0x3f90]                       # wasm 0xa1
;;       44    ldr x0, [x3, #0x18]
;;       48    ret                                          # wasm 0xa3
;; 00000050 <get_fixed>: ; function 4
;;       50    mov w4, w1                                   # wasm 0xa8
;;       54    mov w6, #0x4
;;       58    cmp x4, x6
;;       5c    b.hs .L1
;;       60    csel w10, w4, wzr, lo
;;       64    ldr x8, [x27, #0x3f70]
;;       68    ldr x0, [x8, w10, uxtw #3]
;;       6c    ret                                          # wasm 0xaa
;; .L1:
;;       70    udf #0x3                                     # wasm 0xa8 trap: out of bounds table access
;; 00000080 <get_shared>: ; function 5
;;       80    ldr x7, [x27, #0x3fd0]                       # wasm 0xaf
;;       84    ldr x8, [x7, #0x8]
;;       88    mov w6, w1
;;       8c    cmp x6, x8
;;       90    b.hs .L1
;;       94    csel w10, w6, wzr, lo
;;       98    ldr x9, [x7, #0x10]
;;       9c    ldr x0, [x9, w10, uxtw #3]
;;       a0    ret                                          # wasm 0xb1
;; .L1:
;;       a4    udf #0x3                                     # wasm 0xaf trap: out of bounds table access
;; 000000b0 <set>: ; function 6
;;       b0    ldr x5, [x27, #0x3f88]                       # wasm 0xb8
;;       b4    mov w4, w1
;;       b8    cmp x4, x5
;;       bc    b.hs .L1
;;       c0    csel w8, w4, wzr, lo
;;       c4    ldr x7, [x27, #0x3f90]
;;       c8    str x2, [x7, w8, uxtw #3]
;;       cc    ret                                          # wasm 0xba
;; .L1:
;;       d0    udf #0x3                                     # wasm 0xb8 trap: out of bounds table access
;; 000000e0 <set_func>: ; function 7
;;       e0    ldr x14, [x27, #0x3f48]                      # wasm 0xc1
;;       e4    mov w13, w1
;;       e8    cmp x13, x14
;;       ec    b.hs .L1
;;       f0    csel w0, w13, wzr, lo
;;       f4    ldr x1, [x27, #0x3fc8]
;;       f8    cmp x2, #0x0
;;       fc    csel x3, x2, x1, ne
;;      100    ldr x1, [x3]
;;      104    ldp x5, x4, [x3, #0x28]
;;      108    ldr x3, [x3, #0x8]
;;      10c    cmp x28, x3
;;      110    csel x3, x4, x5, ne
;;      114    ldr x4, [x27, #0x3f50]
;;      118    ldr x5, [x27, #0x3f40]
;;      11c    add x5, x5, x0, lsl #4
;;      120    str x2, [x4, w0, uxtw #3]
;;      124    stp x1, x3, [x5]
;;      128    ret                                          # wasm 0xc3
;; .L1:
;;      12c    udf #0x3                                     # wasm 0xc1 trap: out of bounds table access
;; 00000130 <set_shared>: ; function 8
;;      130    ldr x12, [x27, #0x3fd0]                      # wasm 0xca
;;      134    ldr x13, [x12, #0x8]
;;      138    mov w11, w1
;;      13c    cmp x11, x13
;;      140    b.hs .L1
;;      144    csel w15, w11, wzr, lo
;;      148    ldr x14, [x27, #0x3fc8]
;;      14c    cmp x2, #0x0
;;      150    csel x1, x2, x14, ne
;;      154    ldr x0, [x1]
;;      158    ldr x1, [x1, #0x30]
;;      15c    ldr x3, [x12, #0x10]
;;      160    ldr x4, [x12]
;;      164    add x4, x4, x15, lsl #4
;;      168    str x2, [x3, w15, uxtw #3]
;;      16c    stp x0, x1, [x4]
;;      170    ret                                          # wasm 0xcc
;; .L1:
;;      174    udf #0x3                                     # wasm 0xca trap: out of bounds table access
;; 00000180 <set_null>: ; function 9
;;      180    ldr x7, [x27, #0x3f48]                       # wasm 0xd3
;;      184    mov w6, w1
;;      188    cmp x6, x7
;;      18c    b.hs .L1
;;      190    csel w10, w6, wzr, lo
;;      194    ldr x9, [x27, #0x3f50]
;;      198    ldr x11, [x27, #0x3f40]
;;      19c    add x11, x11, x10, lsl #4
;;      1a0    str xzr, [x9, w10, uxtw #3]
;;      1a4    stp xzr, xzr, [x11]
;;      1a8    ret                                          # wasm 0xd5
;; .L1:
;;      1ac    udf #0x3                                     # wasm 0xd3 trap: out of bounds table access
;; 000001b0 <set_known>: ; function 10
;;      1b0    ldr x11, [x27, #0x3f18]                      # wasm 0xda
;;      1b4    ldr x12, [x27, #0x3fd0]                      # wasm 0xdc
;;      1b8    ldr x13, [x12, #0x8]
;;      1bc    mov w10, w1
;;      1c0    cmp x10, x13
;;      1c4    b.hs .L1
;;      1c8    csel w14, w10, wzr, lo
;;      1cc    ldr x13, [x11]
;;      1d0    ldr x15, [x11, #0x30]
;;      1d4    ldr x0, [x12, #0x10]
;;      1d8    ldr x1, [x12]
;;      1dc    add x1, x1, x14, lsl #4
;;      1e0    str x11, [x0, w14, uxtw #3]
;;      1e4    stp x13, x15, [x1]
;;      1e8    ret                                          # wasm 0xde
;; .L1:
;;      1ec    udf #0x3                                     # wasm 0xdc trap: out of bounds table access
;; 000001f0 <fill>: ; function 11
;;      1f0    mov w11, w3                                  # wasm 0xe7
;;      1f4    mov w12, w1
;;      1f8    ldr x13, [x27, #0x3f88]
;;      1fc    add x14, x12, x11
;;      200    cmp x14, x13
;;      204    b.hi .L3
;;      208    ldr x13, [x27, #0x3f90]
;;      20c    add x13, x13, x12, lsl #3
;;      210    lsl x14, x11, #0x3
;;      214    cbnz x11, .L1
;;      218    ret
;; .L1:
;;      21c    mov w15, #0x0
;; .L2:
;;      220    str x2, [x13, x15]                           # wasm 0xe7
;;      224    add x15, x15, #0x8
;;      228    cmp x15, x14
;;      22c    b.ne .L2
;;      230    ret
;; .L3:
;;      234    udf #0x3                                     # wasm 0xe7 trap: out of bounds table access
;; 00000240 <fill_null>: ; function 12
;;      240    stp xzr, x30, [sp, #-0x10]!
;;      244    mov w13, w2                                  # wasm 0xf3
;;      248    mov w14, w1
;;      24c    ldr x15, [x27, #0x3f48]
;;      250    add x0, x14, x13
;;      254    cmp x0, x15
;;      258    b.hi .L1
;;      25c    ldr x15, [x27, #0x3f50]
;;      260    add x1, x15, x14, lsl #3
;;      264    ldr x15, [x27, #0x3f40]
;;      268    add x15, x15, x14, lsl #4
;;      26c    lsl x3, x13, #0x3
;;      270    mov w2, #0x0
;;      274    ldr x16, [x27, #0x3e50]
;;      278    blr x16
;;      27c    lsl x3, x13, #0x4
;;      280    mov w2, #0x0
;;      284    mov x1, x15
;;      288    ldr x16, [x27, #0x3e50]
;;      28c    blr x16
;;      290    ldp xzr, x30, [sp], #0x10                    # wasm 0xf6
;;      294    ret
;; .L1:
;;      298    udf #0x3                                     # wasm 0xf3 trap: out of bounds table access
;; 000002a0 <copy>: ; function 13
;;      2a0    stp xzr, x30, [sp, #-0x10]!
;;      2a4    mov w12, w3                                  # wasm 0xff
;;      2a8    mov w13, w2
;;      2ac    mov w14, w1
;;      2b0    ldr x15, [x27, #0x3f88]
;;      2b4    add x0, x14, x12
;;      2b8    cmp x0, x15
;;      2bc    b.hi .L1
;;      2c0    ldr x15, [x27, #0x3f90]
;;      2c4    add x1, x15, x14, lsl #3
;;      2c8    add x14, x13, x12
;;      2cc    cmp x14, #0x4
;;      2d0    b.hi .L2
;;      2d4    ldr x0, [x27, #0x3f70]
;;      2d8    add x2, x0, x13, lsl #3
;;      2dc    lsl x3, x12, #0x3
;;      2e0    ldr x16, [x27, #0x3e48]
;;      2e4    blr x16
;;      2e8    ldp xzr, x30, [sp], #0x10                    # wasm 0x103
;;      2ec    ret
;; .L1:
;;      2f0    udf #0x3                                     # wasm 0xff trap: out of bounds table access
;; .L2:
;;      2f4    udf #0x3                                     # trap: out of bounds table access
;; 00000300 <copy_alike>: ; function 14
;;      300    stp xzr, x30, [sp, #-0x10]!
;;      304    mov w15, w3                                  # wasm 0x10c
;;      308    mov w0, w2
;;      30c    mov w3, w1
;;      310    ldr x1, [x27, #0x3f48]
;;      314    add x2, x3, x15
;;      318    cmp x2, x1
;;      31c    b.hi .L1
;;      320    ldr x4, [x27, #0x3f50]
;;      324    add x6, x4, x3, lsl #3
;;      328    ldr x5, [x27, #0x3f40]
;;      32c    add x10, x5, x3, lsl #4
;;      330    add x2, x0, x15
;;      334    cmp x2, x1
;;      338    b.hi .L2
;;      33c    add x2, x4, x0, lsl #3
;;      340    add x11, x5, x0, lsl #4
;;      344    lsl x3, x15, #0x3
;;      348    mov x1, x6
;;      34c    ldr x16, [x27, #0x3e48]
;;      350    blr x16
;;      354    lsl x3, x15, #0x4
;;      358    mov x1, x10
;;      35c    mov x2, x11
;;      360    ldr x16, [x27, #0x3e48]
;;      364    blr x16
;;      368    ldp xzr, x30, [sp], #0x10                    # wasm 0x110
;;      36c    ret
;; .L1:
;;      370    udf #0x3                                     # wasm 0x10c trap: out of bounds table access
;; .L2:
;;      374    udf #0x3                                     # trap: out of bounds table access
;; 00000380 <copy_from_shared>: ; function 15
;;      380    mov w5, w3                                   # wasm 0x119
;;      384    mov w2, w2
;;      388    mov w1, w1
;;      38c    ldr x0, [x27, #0x3f48]
;;      390    add x3, x1, x5
;;      394    cmp x3, x0
;;      398    b.hi .L3
;;      39c    ldr x0, [x27, #0x3f50]
;;      3a0    add x0, x0, x1, lsl #3
;;      3a4    ldr x3, [x27, #0x3f40]
;;      3a8    add x1, x3, x1, lsl #4
;;      3ac    ldr x3, [x27, #0x3fd0]
;;      3b0    ldr x4, [x3, #0x8]
;;      3b4    add x6, x2, x5
;;      3b8    cmp x6, x4
;;      3bc    b.hi .L4
;;      3c0    ldr x3, [x3, #0x10]
;;      3c4    add x2, x3, x2, lsl #3
;;      3c8    lsl x3, x5, #0x3
;;      3cc    ldr x4, [x27, #0x3fc8]
;;      3d0    cbnz x5, .L1
;;      3d4    ret
;; .L1:
;;      3d8    mov w5, #0x0
;; .L2:
;;      3dc    ldr x6, [x2, x5]                             # wasm 0x119
;;      3e0    cmp x6, #0x0
;;      3e4    csel x8, x6, x4, ne
;;      3e8    ldr x7, [x8]
;;      3ec    ldp x10, x9, [x8, #0x28]
;;      3f0    ldr x8, [x8, #0x8]
;;      3f4    cmp x28, x8
;;      3f8    csel x8, x9, x10, ne
;;      3fc    add x9, x1, x5, lsl #1
;;      400    str x6, [x0, x5]
;;      404    stp x7, x8, [x9]
;;      408    add x5, x5, #0x8
;;      40c    cmp x5, x3
;;      410    b.ne .L2
;;      414    ret
;; .L3:
;;      418    udf #0x3                                     # wasm 0x119 trap: out of bounds table access
;; .L4:
;;      41c    udf #0x3                                     # trap: out of bounds table access
;; 00000420 <init>: ; function 16
;;      420    mov w5, w3                                   # wasm 0x126
;;      424    mov w2, w2
;;      428    mov w1, w1
;;      42c    ldr x0, [x27, #0x3f48]
;;      430    add x3, x1, x5
;;      434    cmp x3, x0
;;      438    b.hi .L3
;;      43c    ldr x0, [x27, #0x3f50]
;;      440    add x0, x0, x1, lsl #3
;;      444    ldr x3, [x27, #0x3f40]
;;      448    add x1, x3, x1, lsl #4
;;      44c    ldr x3, [x27, #0x3e98]
;;      450    add x4, x2, x5
;;      454    cmp x4, x3
;;      458    b.hi .L4
;;      45c    ldr x3, [x27, #0x3e90]
;;      460    add x2, x3, x2, lsl #3
;;      464    lsl x3, x5, #0x3
;;      468    ldr x4, [x27, #0x3fc8]
;;      46c    cbz x5, .L2
;;      470    mov w5, #0x0
;; .L1:
;;      474    ldr x6, [x2, x5]                             # wasm 0x126
;;      478    cmp x6, #0x0
;;      47c    csel x8, x6, x4, ne
;;      480    ldr x7, [x8]
;;      484    ldp x10, x9, [x8, #0x28]
;;      488    ldr x8, [x8, #0x8]
;;      48c    cmp x28, x8
;;      490    csel x8, x9, x10, ne
;;      494    add x9, x1, x5, lsl #1
;;      498    str x6, [x0, x5]
;;      49c    stp x7, x8, [x9]
;;      4a0    add x5, x5, #0x8
;;      4a4    cmp x5, x3
;;      4a8    b.ne .L1
;; .L2:
;;      4ac    str xzr, [x27, #0x3e98]                      # wasm 0x12a
;;      4b0    ret                                          # wasm 0x12d
;; .L3:
;;      4b4    udf #0x3                                     # wasm 0x126 trap: out of bounds table access
;; .L4:
;;      4b8    udf #0x3                                     # trap: out of bounds table access
;; 000004c0 <grow>: ; function 17
;;      4c0    mov x6, x1
;;      4c4    mov w1, w2                                   # wasm 0x134
;;      4c8    mov x3, x2
;;      4cc    ldr x0, [x27, #0x3f88]
;;      4d0    ldr x2, [x27, #0x3f98]
;;      4d4    sub x2, x2, x0
;;      4d8    cmp x1, x2
;;      4dc    b.hi .L3
;;      4e0    ldr x2, [x27, #0x3f90]
;;      4e4    add x4, x2, x0, lsl #3
;;      4e8    lsl x3, x1, #0x3
;;      4ec    cbz x1, .L2
;;      4f0    mov w5, #0x0
;;      4f4    mov x2, x6
;; .L1:
;;      4f8    str x2, [x4, x5]                             # wasm 0x134
;;      4fc    add x5, x5, #0x8
;;      500    cmp x5, x3
;;      504    b.ne .L1
;; .L2:
;;      508    add x1, x0, x1
;;      50c    str x1, [x27, #0x3f88]
;;      510    ret
;; .L3:
;;      514    stp xzr, x30, [sp, #-0x10]!
;;      518    mov x2, x6                                   # wasm 0x134
;;      51c    mov w1, #0x3
;;      520    mov w3, w3
;;      524    ldr x16, [x27, #0x3e80]
;;      528    blr x16
;;      52c    ldp xzr, x30, [sp], #0x10
;;      530    ret
;; 00000540 <grow_shared>: ; function 18
;;      540    mov x11, x1
;;      544    mov w1, w2                                   # wasm 0x13e
;;      548    ldr x3, [x27, #0x3fd0]
;;      54c    ldr x0, [x3, #0x8]
;;      550    ldr x4, [x3, #0x18]
;;      554    sub x4, x4, x0
;;      558    cmp x1, x4
;;      55c    b.hi .L3
;;      560    ldr x2, [x3, #0x10]
;;      564    add x4, x2, x0, lsl #3
;;      568    ldr x2, [x3]
;;      56c    add x5, x2, x0, lsl #4
;;      570    ldr x6, [x27, #0x3fc8]
;;      574    mov x2, x11
;;      578    cmp x11, #0x0
;;      57c    csel x7, x11, x6, ne
;;      580    ldr x6, [x7]
;;      584    ldr x7, [x7, #0x30]
;;      588    lsl x8, x1, #0x3
;;      58c    cbz x1, .L2
;;      590    mov w9, #0x0
;; .L1:
;;      594    add x10, x5, x9, lsl #1                      # wasm 0x13e
;;      598    str x2, [x4, x9]
;;      59c    stp x6, x7, [x10]
;;      5a0    add x9, x9, #0x8
;;      5a4    cmp x9, x8
;;      5a8    b.ne .L1
;; .L2:
;;      5ac    add x1, x0, x1
;;      5b0    str x1, [x3, #0x8]
;;      5b4    ret
;; .L3:
;;      5b8    stp xzr, x30, [sp, #-0x10]!
;;      5bc    mov w1, #0x0                                 # wasm 0x13e
;;      5c0    mov w3, w2
;;      5c4    mov x2, x11
;;      5c8    ldr x16, [x27, #0x3e80]
;;      5cc    blr x16
;;      5d0    ldp xzr, x30, [sp], #0x10
;;      5d4    ret
;; 000005e0 <size>: ; function 19
;;      5e0    ldr x4, [x27, #0x3fd0]                       # wasm 0x147
;;      5e4    ldr x4, [x4, #0x8]
;;      5e8    add w0, w4, #0x4                             # wasm 0x14a
;;      5ec    ret                                          # wasm 0x14b
