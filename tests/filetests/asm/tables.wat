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
;;       10    xor %edi, %edi                               # wasm 0x9a
;;       12    cmp -0x78(%rbx), %rsi
;;       16    jae .L1
;;       18    cmovae %edi, %esi
;;       1b    mov -0x70(%rbx), %rdi
;;       1f    mov (%rdi,%rsi,8), %rax
;;       23    ret                                          # wasm 0x9c
;; .L1:
;;       24    ud2                                          # wasm 0x9a trap: out of bounds table access
;; 00000030 <get_constant>: ; function 3
;;       30    mov -0x70(%rbx), %rsi                        # wasm 0xa1
;;       34    mov 0x18(%rsi), %rax
;;       38    ret                                          # wasm 0xa3
;; 00000040 <get_fixed>: ; function 4
;;       40    xor %edi, %edi                               # wasm 0xa8
;;       42    cmp $4, %rsi
;;       46    jae .L1
;;       48    cmovae %edi, %esi
;;       4b    mov -0x90(%rbx), %rdi
;;       52    mov (%rdi,%rsi,8), %rax
;;       56    ret                                          # wasm 0xaa
;; .L1:
;;       57    ud2                                          # wasm 0xa8 trap: out of bounds table access
;; 00000060 <get_shared>: ; function 5
;;       60    mov -0x30(%rbx), %rdi                        # wasm 0xaf
;;       64    xor %r8d, %r8d
;;       67    cmp 8(%rdi), %rsi
;;       6b    jae .L1
;;       6d    cmovae %r8d, %esi
;;       71    mov 0x10(%rdi), %r8
;;       75    mov (%r8,%rsi,8), %rax
;;       79    ret                                          # wasm 0xb1
;; .L1:
;;       7a    ud2                                          # wasm 0xaf trap: out of bounds table access
;; 00000080 <set>: ; function 6
;;       80    xor %edi, %edi                               # wasm 0xb8
;;       82    cmp -0x78(%rbx), %rsi
;;       86    jae .L1
;;       88    cmovae %edi, %esi
;;       8b    mov -0x70(%rbx), %rdi
;;       8f    mov %rdx, (%rdi,%rsi,8)
;;       93    ret                                          # wasm 0xba
;; .L1:
;;       94    ud2                                          # wasm 0xb8 trap: out of bounds table access
;; 000000a0 <set_func>: ; function 7
;;       a0    xor %r11d, %r11d                             # wasm 0xc1
;;       a3    cmp -0xb8(%rbx), %rsi
;;       aa    jae .L1
;;       ac    cmovae %r11d, %esi
;;       b0    mov -0x38(%rbx), %rax
;;       b4    test %rdx, %rdx
;;       b7    mov %rdx, %rdi
;;       ba    cmove %rax, %rdi
;;       be    mov (%rdi), %rax
;;       c1    mov 0x30(%rdi), %rcx
;;       c5    mov 0x28(%rdi), %r8
;;       c9    cmp 8(%rdi), %rbx
;;       cd    cmove %r8, %rcx
;;       d1    mov -0xb0(%rbx), %r8
;;       d8    mov %rsi, %rdi
;;       db    shl $4, %rdi
;;       df    add -0xc0(%rbx), %rdi
;;       e6    mov %rdx, (%r8,%rsi,8)
;;       ea    mov %rax, (%rdi)
;;       ed    mov %rcx, 8(%rdi)
;;       f1    ret                                          # wasm 0xc3
;; .L1:
;;       f2    ud2                                          # wasm 0xc1 trap: out of bounds table access
;; 00000100 <set_shared>: ; function 8
;;      100    mov -0x30(%rbx), %r11                        # wasm 0xca
;;      104    xor %r10d, %r10d
;;      107    cmp 8(%r11), %rsi
;;      10b    jae .L1
;;      10d    cmovae %r10d, %esi
;;      111    mov -0x38(%rbx), %rax
;;      115    test %rdx, %rdx
;;      118    mov %rdx, %rcx
;;      11b    cmove %rax, %rcx
;;      11f    mov (%rcx), %rax
;;      122    mov 0x30(%rcx), %rcx
;;      126    mov 0x10(%r11), %r8
;;      12a    mov %rsi, %rdi
;;      12d    shl $4, %rdi
;;      131    add (%r11), %rdi
;;      134    mov %rdx, (%r8,%rsi,8)
;;      138    mov %rax, (%rdi)
;;      13b    mov %rcx, 8(%rdi)
;;      13f    ret                                          # wasm 0xcc
;; .L1:
;;      140    ud2                                          # wasm 0xca trap: out of bounds table access
;; 00000150 <set_null>: ; function 9
;;      150    xor %edi, %edi                               # wasm 0xd3
;;      152    cmp -0xb8(%rbx), %rsi
;;      159    jae .L1
;;      15b    cmovae %edi, %esi
;;      15e    mov -0xb0(%rbx), %r8
;;      165    mov %rsi, %rdi
;;      168    shl $4, %rdi
;;      16c    add -0xc0(%rbx), %rdi
;;      173    movq $0, (%r8,%rsi,8)
;;      17b    movq $0, (%rdi)
;;      182    movq $0, 8(%rdi)
;;      18a    ret                                          # wasm 0xd5
;; .L1:
;;      18b    ud2                                          # wasm 0xd3 trap: out of bounds table access
;; 00000190 <set_known>: ; function 10
;;      190    mov -0xe8(%rbx), %r10                        # wasm 0xda
;;      197    mov -0x30(%rbx), %r11                        # wasm 0xdc
;;      19b    xor %r9d, %r9d
;;      19e    cmp 8(%r11), %rsi
;;      1a2    jae .L1
;;      1a4    cmovae %r9d, %esi
;;      1a8    mov (%r10), %rax
;;      1ab    mov 0x30(%r10), %rcx
;;      1af    mov 0x10(%r11), %rdi
;;      1b3    mov %rsi, %rdx
;;      1b6    shl $4, %rdx
;;      1ba    add (%r11), %rdx
;;      1bd    mov %r10, (%rdi,%rsi,8)
;;      1c1    mov %rax, (%rdx)
;;      1c4    mov %rcx, 8(%rdx)
;;      1c8    ret                                          # wasm 0xde
;; .L1:
;;      1c9    ud2                                          # wasm 0xdc trap: out of bounds table access
;; 000001d0 <fill>: ; function 11
;;      1d0    lea (%rsi,%rcx), %r8                         # wasm 0xe7
;;      1d4    cmp -0x78(%rbx), %r8
;;      1d8    ja .L3
;;      1da    shl $3, %rsi
;;      1de    add -0x70(%rbx), %rsi
;;      1e2    mov %rcx, %r10
;;      1e5    shl $3, %r10
;;      1e9    test %rcx, %rcx
;;      1ec    jne .L1
;;      1ee    ret
;; .L1:
;;      1ef    xor %eax, %eax
;; .L2:
;;      1f1    mov %rdx, (%rax,%rsi)                        # wasm 0xe7
;;      1f5    add $8, %rax
;;      1f9    cmp %r10, %rax
;;      1fc    jne .L2
;;      1fe    ret
;; .L3:
;;      1ff    ud2                                          # wasm 0xe7 trap: out of bounds table access
;; 00000210 <fill_null>: ; function 12
;;      210    sub $8, %rsp
;;      214    lea (%rsi,%rdx), %r10                        # wasm 0xf3
;;      218    cmp -0xb8(%rbx), %r10
;;      21f    ja .L1
;;      221    mov %rsi, %rdi
;;      224    shl $3, %rdi
;;      228    add -0xb0(%rbx), %rdi
;;      22f    shl $4, %rsi
;;      233    mov %rsi, %r8
;;      236    add -0xc0(%rbx), %r8
;;      23d    mov %rdx, %rcx
;;      240    shl $3, %rcx
;;      244    mov %rdx, %r9
;;      247    xor %esi, %esi
;;      249    callq *-0x1b0(%rbx)
;;      24f    mov %r9, %rcx
;;      252    shl $4, %rcx
;;      256    xor %esi, %esi
;;      258    mov %r8, %rdi
;;      25b    callq *-0x1b0(%rbx)
;;      261    add $8, %rsp                                 # wasm 0xf6
;;      265    ret
;; .L1:
;;      266    ud2                                          # wasm 0xf3 trap: out of bounds table access
;; 00000270 <copy>: ; function 13
;;      270    sub $8, %rsp
;;      274    lea (%rsi,%rcx), %r8                         # wasm 0xff
;;      278    cmp -0x78(%rbx), %r8
;;      27c    ja .L1
;;      27e    shl $3, %rsi
;;      282    mov %rsi, %rdi
;;      285    add -0x70(%rbx), %rdi
;;      289    lea (%rdx,%rcx), %r10
;;      28d    cmp $4, %r10
;;      291    ja .L2
;;      293    shl $3, %rdx
;;      297    mov %rdx, %rsi
;;      29a    add -0x90(%rbx), %rsi
;;      2a1    shl $3, %rcx
;;      2a5    callq *-0x1b8(%rbx)
;;      2ab    add $8, %rsp                                 # wasm 0x103
;;      2af    ret
;; .L1:
;;      2b0    ud2                                          # wasm 0xff trap: out of bounds table access
;; .L2:
;;      2b2    ud2                                          # trap: out of bounds table access
;; 000002c0 <copy_alike>: ; function 14
;;      2c0    sub $8, %rsp
;;      2c4    mov -0xb8(%rbx), %rax                        # wasm 0x10c
;;      2cb    lea (%rsi,%rcx), %rdi
;;      2cf    cmp %rax, %rdi
;;      2d2    ja .L1
;;      2d4    mov -0xb0(%rbx), %r9
;;      2db    lea (%r9,%rsi,8), %rdi
;;      2df    mov -0xc0(%rbx), %r10
;;      2e6    shl $4, %rsi
;;      2ea    lea (%rsi,%r10), %r8
;;      2ee    lea (%rdx,%rcx), %rsi
;;      2f2    mov %rcx, %r11
;;      2f5    cmp %rax, %rsi
;;      2f8    ja .L2
;;      2fa    lea (%r9,%rdx,8), %rsi
;;      2fe    shl $4, %rdx
;;      302    add %rdx, %r10
;;      305    shl $3, %rcx
;;      309    callq *-0x1b8(%rbx)
;;      30f    mov %r11, %rcx
;;      312    shl $4, %rcx
;;      316    mov %r10, %rsi
;;      319    mov %r8, %rdi
;;      31c    callq *-0x1b8(%rbx)
;;      322    add $8, %rsp                                 # wasm 0x110
;;      326    ret
;; .L1:
;;      327    ud2                                          # wasm 0x10c trap: out of bounds table access
;; .L2:
;;      329    ud2                                          # trap: out of bounds table access
;; 00000330 <copy_from_shared>: ; function 15
;;      330    lea (%rsi,%rcx), %rax                        # wasm 0x119
;;      334    cmp -0xb8(%rbx), %rax
;;      33b    ja .L3
;;      341    mov %rsi, %rax
;;      344    shl $3, %rax
;;      348    add -0xb0(%rbx), %rax
;;      34f    shl $4, %rsi
;;      353    add -0xc0(%rbx), %rsi
;;      35a    mov -0x30(%rbx), %rdi
;;      35e    lea (%rdx,%rcx), %r8
;;      362    cmp 8(%rdi), %r8
;;      366    ja .L4
;;      368    shl $3, %rdx
;;      36c    add 0x10(%rdi), %rdx
;;      370    mov %rcx, %r9
;;      373    shl $3, %r9
;;      377    mov -0x38(%rbx), %rdi
;;      37b    test %rcx, %rcx
;;      37e    jne .L1
;;      380    ret
;; .L1:
;;      381    push %rbp
;;      382    push %r12
;;      384    xor %r8d, %r8d
;; .L2:
;;      387    mov (%r8,%rdx), %rcx                         # wasm 0x119
;;      38b    test %rcx, %rcx
;;      38e    mov %rcx, %rbp
;;      391    cmove %rdi, %rbp
;;      395    mov (%rbp), %r10
;;      399    mov 0x30(%rbp), %r11
;;      39d    mov 0x28(%rbp), %r12
;;      3a1    cmp 8(%rbp), %rbx
;;      3a5    cmove %r12, %r11
;;      3a9    lea (%rsi,%r8,2), %rbp
;;      3ad    mov %rcx, (%r8,%rax)
;;      3b1    mov %r10, (%rbp)
;;      3b5    mov %r11, 8(%rbp)
;;      3b9    add $8, %r8
;;      3bd    cmp %r9, %r8
;;      3c0    jne .L2
;;      3c2    pop %r12
;;      3c4    pop %rbp
;;      3c5    ret
;; .L3:
;;      3c6    ud2                                          # wasm 0x119 trap: out of bounds table access
;; .L4:
;;      3c8    ud2                                          # trap: out of bounds table access
;; 000003d0 <init>: ; function 16
;;      3d0    lea (%rsi,%rcx), %rax                        # wasm 0x126
;;      3d4    cmp -0xb8(%rbx), %rax
;;      3db    ja .L3
;;      3e1    mov %rsi, %rax
;;      3e4    shl $3, %rax
;;      3e8    add -0xb0(%rbx), %rax
;;      3ef    shl $4, %rsi
;;      3f3    add -0xc0(%rbx), %rsi
;;      3fa    lea (%rdx,%rcx), %rdi
;;      3fe    cmp -0x168(%rbx), %rdi
;;      405    ja .L4
;;      407    shl $3, %rdx
;;      40b    add -0x170(%rbx), %rdx
;;      412    mov %rcx, %r9
;;      415    shl $3, %r9
;;      419    mov -0x38(%rbx), %rdi
;;      41d    test %rcx, %rcx
;;      420    je .L2
;;      422    push %rbp
;;      423    push %r12
;;      425    xor %r8d, %r8d
;; .L1:
;;      428    mov (%r8,%rdx), %rcx                         # wasm 0x126
;;      42c    test %rcx, %rcx
;;      42f    mov %rcx, %rbp
;;      432    cmove %rdi, %rbp
;;      436    mov (%rbp), %r10
;;      43a    mov 0x30(%rbp), %r11
;;      43e    mov 0x28(%rbp), %r12
;;      442    cmp 8(%rbp), %rbx
;;      446    cmove %r12, %r11
;;      44a    lea (%rsi,%r8,2), %rbp
;;      44e    mov %rcx, (%r8,%rax)
;;      452    mov %r10, (%rbp)
;;      456    mov %r11, 8(%rbp)
;;      45a    add $8, %r8
;;      45e    cmp %r9, %r8
;;      461    jne .L1
;;      463    pop %r12
;;      465    pop %rbp
;; .L2:
;;      466    movq $0, -0x168(%rbx)                        # wasm 0x12a
;;      471    ret                                          # wasm 0x12d
;; .L3:
;;      472    ud2                                          # wasm 0x126 trap: out of bounds table access
;; .L4:
;;      474    ud2                                          # trap: out of bounds table access
;; 00000480 <grow>: ; function 17
;;      480    mov %rsi, %r9
;;      483    mov -0x78(%rbx), %rax                        # wasm 0x134
;;      487    mov -0x68(%rbx), %rcx
;;      48b    sub %rax, %rcx
;;      48e    cmp %rcx, %rdx
;;      491    ja .L4
;;      493    mov %rax, %rcx
;;      496    shl $3, %rcx
;;      49a    add -0x70(%rbx), %rcx
;;      49e    mov %rdx, %rsi
;;      4a1    shl $3, %rsi
;;      4a5    test %rdx, %rdx
;;      4a8    mov %rdx, %r8
;;      4ab    je .L2
;;      4ad    xor %edi, %edi
;;      4af    mov %r9, %rdx
;; .L1:
;;      4b2    mov %rdx, (%rdi,%rcx)                        # wasm 0x134
;;      4b6    add $8, %rdi
;;      4ba    cmp %rsi, %rdi
;;      4bd    jne .L1
;;      4bf    mov %r8, %rdx
;; .L2:
;;      4c2    lea (%rax,%rdx), %rcx                        # wasm 0x134
;;      4c6    mov %rcx, -0x78(%rbx)
;; .L3:
;;      4ca    mov %eax, %eax                               # wasm 0x137
;;      4cc    ret
;; .L4:
;;      4cd    sub $8, %rsp
;;      4d1    mov %rdx, %rcx                               # wasm 0x134
;;      4d4    mov %rsi, %rdx
;;      4d7    mov $3, %esi
;;      4dc    callq *-0x180(%rbx)
;;      4e2    add $8, %rsp
;;      4e6    jmp .L3
;; 000004f0 <grow_shared>: ; function 18
;;      4f0    push %rbp
;;      4f1    push %r12
;;      4f3    sub $8, %rsp
;;      4f7    mov %rdx, %r8
;;      4fa    mov %rsi, %rdx
;;      4fd    mov -0x30(%rbx), %rcx                        # wasm 0x13e
;;      501    mov 8(%rcx), %rax
;;      505    mov 0x18(%rcx), %rdi
;;      509    sub %rax, %rdi
;;      50c    mov %r8, %rsi
;;      50f    cmp %rdi, %r8
;;      512    ja .L3
;;      514    mov %rax, %rdi
;;      517    shl $3, %rdi
;;      51b    add 0x10(%rcx), %rdi
;;      51f    mov %rax, %r8
;;      522    shl $4, %r8
;;      526    add (%rcx), %r8
;;      529    mov -0x38(%rbx), %r9
;;      52d    test %rdx, %rdx
;;      530    mov %rdx, %r10
;;      533    cmove %r9, %r10
;;      537    mov (%r10), %r9
;;      53a    mov 0x30(%r10), %r10
;;      53e    mov %rsi, %r11
;;      541    shl $3, %r11
;;      545    test %rsi, %rsi
;;      548    je .L2
;;      54a    xor %ebp, %ebp
;; .L1:
;;      54c    lea (%r8,%rbp,2), %r12                       # wasm 0x13e
;;      550    mov %rdx, (%rbp,%rdi)
;;      555    mov %r9, (%r12)
;;      559    mov %r10, 8(%r12)
;;      55e    add $8, %rbp
;;      562    cmp %r11, %rbp
;;      565    jne .L1
;; .L2:
;;      567    lea (%rax,%rsi), %rdx
;;      56b    mov %rdx, 8(%rcx)
;;      56f    jmp .L4
;; .L3:
;;      571    xor %esi, %esi
;;      573    mov %r8, %rcx
;;      576    callq *-0x180(%rbx)
;; .L4:
;;      57c    mov %eax, %eax                               # wasm 0x141
;;      57e    add $8, %rsp
;;      582    pop %r12
;;      584    pop %rbp
;;      585    ret
;; 00000590 <size>: ; function 19
;;      590    mov -0x30(%rbx), %rsi                        # wasm 0x147
;;      594    mov 8(%rsi), %rax
;;      598    add $4, %eax                                 # wasm 0x14a
;;      59b    ret                                          # wasm 0x14b

;;; asm -O2 aarch64
;; 00000000 <g>: ; function 1
;;        0    ret
;; 00000010 <get>: ; function 2
;;       10    ldr x5, [x27, #0x3f88]                       # wasm 0x9a
;;       14    cmp x1, x5
;;       18    b.hs .L1
;;       1c    csel w7, w1, wzr, lo
;;       20    ldr x8, [x27, #0x3f90]
;;       24    ldr x0, [x8, w7, uxtw #3]
;;       28    ret                                          # wasm 0x9c
;; .L1:
;;       2c    udf #0x3                                     # wasm 0x9a trap: out of bounds table access
;; 00000030 <get_constant>: ; function 3
;;       30    ldr x3, [x27, #0x3f90]                       # wasm 0xa1
;;       34    ldr x0, [x3, #0x18]
;;       38    ret                                          # wasm 0xa3
;; 00000040 <get_fixed>: ; function 4
;;       40    mov w4, #0x4                                 # wasm 0xa8
;;       44    cmp x1, x4
;;       48    b.hs .L1
;;       4c    csel w8, w1, wzr, lo
;;       50    ldr x7, [x27, #0x3f70]
;;       54    ldr x0, [x7, w8, uxtw #3]
;;       58    ret                                          # wasm 0xaa
;; .L1:
;;       5c    udf #0x3                                     # wasm 0xa8 trap: out of bounds table access
;; 00000060 <get_shared>: ; function 5
;;       60    ldr x6, [x27, #0x3fd0]                       # wasm 0xaf
;;       64    ldr x7, [x6, #0x8]
;;       68    cmp x1, x7
;;       6c    b.hs .L1
;;       70    csel w8, w1, wzr, lo
;;       74    ldr x9, [x6, #0x10]
;;       78    ldr x0, [x9, w8, uxtw #3]
;;       7c    ret                                          # wasm 0xb1
;; .L1:
;;       80    udf #0x3                                     # wasm 0xaf trap: out of bounds table access
;; 00000090 <set>: ; function 6
;;       90    ldr x4, [x27, #0x3f88]                       # wasm 0xb8
;;       94    cmp x1, x4
;;       98    b.hs .L1
;;       9c    csel w6, w1, wzr, lo
;;       a0    ldr x7, [x27, #0x3f90]
;;       a4    str x2, [x7, w6, uxtw #3]
;;       a8    ret                                          # wasm 0xba
;; .L1:
;;       ac    udf #0x3                                     # wasm 0xb8 trap: out of bounds table access
;; 000000b0 <set_func>: ; function 7
;;       b0    ldr x13, [x27, #0x3f48]                      # wasm 0xc1
;;       b4    cmp x1, x13
;;       b8    b.hs .L1
;;       bc    csel w15, w1, wzr, lo
;;       c0    ldr x0, [x27, #0x3fc8]
;;       c4    cmp x2, #0x0
;;       c8    csel x1, x2, x0, ne
;;       cc    ldr x0, [x1]
;;       d0    ldp x4, x3, [x1, #0x28]
;;       d4    ldr x1, [x1, #0x8]
;;       d8    cmp x28, x1
;;       dc    csel x1, x3, x4, ne
;;       e0    ldr x3, [x27, #0x3f50]
;;       e4    ldr x4, [x27, #0x3f40]
;;       e8    add x4, x4, x15, lsl #4
;;       ec    str x2, [x3, w15, uxtw #3]
;;       f0    stp x0, x1, [x4]
;;       f4    ret                                          # wasm 0xc3
;; .L1:
;;       f8    udf #0x3                                     # wasm 0xc1 trap: out of bounds table access
;; 00000100 <set_shared>: ; function 8
;;      100    ldr x11, [x27, #0x3fd0]                      # wasm 0xca
;;      104    ldr x12, [x11, #0x8]
;;      108    cmp x1, x12
;;      10c    b.hs .L1
;;      110    csel w13, w1, wzr, lo
;;      114    ldr x14, [x27, #0x3fc8]
;;      118    cmp x2, #0x0
;;      11c    csel x15, x2, x14, ne
;;      120    ldr x14, [x15]
;;      124    ldr x15, [x15, #0x30]
;;      128    ldr x0, [x11, #0x10]
;;      12c    ldr x1, [x11]
;;      130    add x1, x1, x13, lsl #4
;;      134    str x2, [x0, w13, uxtw #3]
;;      138    stp x14, x15, [x1]
;;      13c    ret                                          # wasm 0xcc
;; .L1:
;;      140    udf #0x3                                     # wasm 0xca trap: out of bounds table access
;; 00000150 <set_null>: ; function 9
;;      150    ldr x6, [x27, #0x3f48]                       # wasm 0xd3
;;      154    cmp x1, x6
;;      158    b.hs .L1
;;      15c    csel w8, w1, wzr, lo
;;      160    ldr x9, [x27, #0x3f50]
;;      164    ldr x10, [x27, #0x3f40]
;;      168    add x10, x10, x8, lsl #4
;;      16c    str xzr, [x9, w8, uxtw #3]
;;      170    stp xzr, xzr, [x10]
;;      174    ret                                          # wasm 0xd5
;; .L1:
;;      178    udf #0x3                                     # wasm 0xd3 trap: out of bounds table access
;; 00000180 <set_known>: ; function 10
;;      180    ldr x10, [x27, #0x3f18]                      # wasm 0xda
;;      184    ldr x11, [x27, #0x3fd0]                      # wasm 0xdc
;;      188    ldr x12, [x11, #0x8]
;;      18c    cmp x1, x12
;;      190    b.hs .L1
;;      194    csel w12, w1, wzr, lo
;;      198    ldr x13, [x10]
;;      19c    ldr x14, [x10, #0x30]
;;      1a0    ldr x15, [x11, #0x10]
;;      1a4    ldr x0, [x11]
;;      1a8    add x0, x0, x12, lsl #4
;;      1ac    str x10, [x15, w12, uxtw #3]
;;      1b0    stp x13, x14, [x0]
;;      1b4    ret                                          # wasm 0xde
;; .L1:
;;      1b8    udf #0x3                                     # wasm 0xdc trap: out of bounds table access
;; 000001c0 <fill>: ; function 11
;;      1c0    ldr x9, [x27, #0x3f88]                       # wasm 0xe7
;;      1c4    add x10, x1, x3
;;      1c8    cmp x10, x9
;;      1cc    b.hi .L3
;;      1d0    ldr x11, [x27, #0x3f90]
;;      1d4    add x11, x11, x1, lsl #3
;;      1d8    lsl x12, x3, #0x3
;;      1dc    cbnz x3, .L1
;;      1e0    ret
;; .L1:
;;      1e4    mov w13, #0x0
;; .L2:
;;      1e8    str x2, [x11, x13]                           # wasm 0xe7
;;      1ec    add x13, x13, #0x8
;;      1f0    cmp x13, x12
;;      1f4    b.ne .L2
;;      1f8    ret
;; .L3:
;;      1fc    udf #0x3                                     # wasm 0xe7 trap: out of bounds table access
;; 00000200 <fill_null>: ; function 12
;;      200    stp xzr, x30, [sp, #-0x10]!
;;      204    ldr x11, [x27, #0x3f48]                      # wasm 0xf3
;;      208    add x12, x1, x2
;;      20c    mov x0, x1
;;      210    cmp x12, x11
;;      214    b.hi .L1
;;      218    ldr x13, [x27, #0x3f50]
;;      21c    add x1, x13, x1, lsl #3
;;      220    ldr x13, [x27, #0x3f40]
;;      224    add x13, x13, x0, lsl #4
;;      228    lsl x3, x2, #0x3
;;      22c    mov x14, x2
;;      230    mov w2, #0x0
;;      234    ldr x16, [x27, #0x3e50]
;;      238    blr x16
;;      23c    lsl x3, x14, #0x4
;;      240    mov w2, #0x0
;;      244    mov x1, x13
;;      248    ldr x16, [x27, #0x3e50]
;;      24c    blr x16
;;      250    ldp xzr, x30, [sp], #0x10                    # wasm 0xf6
;;      254    ret
;; .L1:
;;      258    udf #0x3                                     # wasm 0xf3 trap: out of bounds table access
;; 00000260 <copy>: ; function 13
;;      260    stp xzr, x30, [sp, #-0x10]!
;;      264    ldr x9, [x27, #0x3f88]                       # wasm 0xff
;;      268    add x10, x1, x3
;;      26c    cmp x10, x9
;;      270    b.hi .L1
;;      274    ldr x11, [x27, #0x3f90]
;;      278    add x1, x11, x1, lsl #3
;;      27c    add x11, x2, x3
;;      280    cmp x11, #0x4
;;      284    b.hi .L2
;;      288    ldr x13, [x27, #0x3f70]
;;      28c    add x2, x13, x2, lsl #3
;;      290    lsl x3, x3, #0x3
;;      294    ldr x16, [x27, #0x3e48]
;;      298    blr x16
;;      29c    ldp xzr, x30, [sp], #0x10                    # wasm 0x103
;;      2a0    ret
;; .L1:
;;      2a4    udf #0x3                                     # wasm 0xff trap: out of bounds table access
;; .L2:
;;      2a8    udf #0x3                                     # trap: out of bounds table access
;; 000002b0 <copy_alike>: ; function 14
;;      2b0    stp xzr, x30, [sp, #-0x10]!
;;      2b4    ldr x12, [x27, #0x3f48]                      # wasm 0x10c
;;      2b8    add x13, x1, x3
;;      2bc    cmp x13, x12
;;      2c0    b.hi .L1
;;      2c4    ldr x0, [x27, #0x3f50]
;;      2c8    add x14, x0, x1, lsl #3
;;      2cc    ldr x4, [x27, #0x3f40]
;;      2d0    add x15, x4, x1, lsl #4
;;      2d4    add x1, x2, x3
;;      2d8    mov x11, x3
;;      2dc    cmp x1, x12
;;      2e0    b.hi .L2
;;      2e4    mov x1, x2
;;      2e8    add x2, x0, x2, lsl #3
;;      2ec    add x10, x4, x1, lsl #4
;;      2f0    lsl x3, x3, #0x3
;;      2f4    mov x1, x14
;;      2f8    ldr x16, [x27, #0x3e48]
;;      2fc    blr x16
;;      300    lsl x3, x11, #0x4
;;      304    mov x1, x15
;;      308    mov x2, x10
;;      30c    ldr x16, [x27, #0x3e48]
;;      310    blr x16
;;      314    ldp xzr, x30, [sp], #0x10                    # wasm 0x110
;;      318    ret
;; .L1:
;;      31c    udf #0x3                                     # wasm 0x10c trap: out of bounds table access
;; .L2:
;;      320    udf #0x3                                     # trap: out of bounds table access
;; 00000330 <copy_from_shared>: ; function 15
;;      330    ldr x0, [x27, #0x3f48]                       # wasm 0x119
;;      334    add x4, x1, x3
;;      338    cmp x4, x0
;;      33c    b.hi .L3
;;      340    ldr x0, [x27, #0x3f50]
;;      344    add x0, x0, x1, lsl #3
;;      348    ldr x4, [x27, #0x3f40]
;;      34c    add x1, x4, x1, lsl #4
;;      350    ldr x4, [x27, #0x3fd0]
;;      354    ldr x5, [x4, #0x8]
;;      358    add x6, x2, x3
;;      35c    cmp x6, x5
;;      360    b.hi .L4
;;      364    ldr x4, [x4, #0x10]
;;      368    add x2, x4, x2, lsl #3
;;      36c    lsl x5, x3, #0x3
;;      370    ldr x4, [x27, #0x3fc8]
;;      374    cbnz x3, .L1
;;      378    ret
;; .L1:
;;      37c    mov w3, #0x0
;; .L2:
;;      380    ldr x6, [x2, x3]                             # wasm 0x119
;;      384    cmp x6, #0x0
;;      388    csel x8, x6, x4, ne
;;      38c    ldr x7, [x8]
;;      390    ldp x10, x9, [x8, #0x28]
;;      394    ldr x8, [x8, #0x8]
;;      398    cmp x28, x8
;;      39c    csel x8, x9, x10, ne
;;      3a0    add x9, x1, x3, lsl #1
;;      3a4    str x6, [x0, x3]
;;      3a8    stp x7, x8, [x9]
;;      3ac    add x3, x3, #0x8
;;      3b0    cmp x3, x5
;;      3b4    b.ne .L2
;;      3b8    ret
;; .L3:
;;      3bc    udf #0x3                                     # wasm 0x119 trap: out of bounds table access
;; .L4:
;;      3c0    udf #0x3                                     # trap: out of bounds table access
;; 000003d0 <init>: ; function 16
;;      3d0    ldr x0, [x27, #0x3f48]                       # wasm 0x126
;;      3d4    add x4, x1, x3
;;      3d8    cmp x4, x0
;;      3dc    b.hi .L3
;;      3e0    ldr x0, [x27, #0x3f50]
;;      3e4    add x0, x0, x1, lsl #3
;;      3e8    ldr x4, [x27, #0x3f40]
;;      3ec    add x1, x4, x1, lsl #4
;;      3f0    ldr x4, [x27, #0x3e98]
;;      3f4    add x5, x2, x3
;;      3f8    cmp x5, x4
;;      3fc    b.hi .L4
;;      400    ldr x4, [x27, #0x3e90]
;;      404    add x2, x4, x2, lsl #3
;;      408    lsl x6, x3, #0x3
;;      40c    ldr x4, [x27, #0x3fc8]
;;      410    cbz x3, .L2
;;      414    mov w5, #0x0
;; .L1:
;;      418    ldr x3, [x2, x5]                             # wasm 0x126
;;      41c    cmp x3, #0x0
;;      420    csel x8, x3, x4, ne
;;      424    ldr x7, [x8]
;;      428    ldp x10, x9, [x8, #0x28]
;;      42c    ldr x8, [x8, #0x8]
;;      430    cmp x28, x8
;;      434    csel x8, x9, x10, ne
;;      438    add x9, x1, x5, lsl #1
;;      43c    str x3, [x0, x5]
;;      440    stp x7, x8, [x9]
;;      444    add x5, x5, #0x8
;;      448    cmp x5, x6
;;      44c    b.ne .L1
;; .L2:
;;      450    str xzr, [x27, #0x3e98]                      # wasm 0x12a
;;      454    ret                                          # wasm 0x12d
;; .L3:
;;      458    udf #0x3                                     # wasm 0x126 trap: out of bounds table access
;; .L4:
;;      45c    udf #0x3                                     # trap: out of bounds table access
;; 00000460 <grow>: ; function 17
;;      460    mov x15, x1
;;      464    ldr x0, [x27, #0x3f88]                       # wasm 0x134
;;      468    ldr x1, [x27, #0x3f98]
;;      46c    sub x1, x1, x0
;;      470    cmp x2, x1
;;      474    b.hi .L4
;;      478    ldr x1, [x27, #0x3f90]
;;      47c    add x1, x1, x0, lsl #3
;;      480    lsl x3, x2, #0x3
;;      484    cbz x2, .L2
;;      488    mov x5, x2
;;      48c    mov w4, #0x0
;;      490    mov x2, x15
;; .L1:
;;      494    str x2, [x1, x4]                             # wasm 0x134
;;      498    add x4, x4, #0x8
;;      49c    cmp x4, x3
;;      4a0    b.ne .L1
;;      4a4    mov x2, x5
;; .L2:
;;      4a8    add x1, x0, x2                               # wasm 0x134
;;      4ac    str x1, [x27, #0x3f88]
;; .L3:
;;      4b0    mov w0, w0                                   # wasm 0x137
;;      4b4    ret
;; .L4:
;;      4b8    stp xzr, x30, [sp, #-0x10]!
;;      4bc    mov x3, x2                                   # wasm 0x134
;;      4c0    mov x2, x15
;;      4c4    mov w1, #0x3
;;      4c8    ldr x16, [x27, #0x3e80]
;;      4cc    blr x16
;;      4d0    ldp xzr, x30, [sp], #0x10
;;      4d4    b .L3
;; 000004e0 <grow_shared>: ; function 18
;;      4e0    mov x5, x2
;;      4e4    mov x2, x1
;;      4e8    ldr x1, [x27, #0x3fd0]                       # wasm 0x13e
;;      4ec    ldr x0, [x1, #0x8]
;;      4f0    ldr x3, [x1, #0x18]
;;      4f4    sub x4, x3, x0
;;      4f8    mov x3, x5
;;      4fc    cmp x5, x4
;;      500    b.hi .L4
;;      504    ldr x4, [x1, #0x10]
;;      508    add x4, x4, x0, lsl #3
;;      50c    ldr x5, [x1]
;;      510    add x5, x5, x0, lsl #4
;;      514    ldr x6, [x27, #0x3fc8]
;;      518    cmp x2, #0x0
;;      51c    csel x7, x2, x6, ne
;;      520    ldr x6, [x7]
;;      524    ldr x7, [x7, #0x30]
;;      528    lsl x8, x3, #0x3
;;      52c    cbz x3, .L2
;;      530    mov w9, #0x0
;; .L1:
;;      534    add x10, x5, x9, lsl #1                      # wasm 0x13e
;;      538    str x2, [x4, x9]
;;      53c    stp x6, x7, [x10]
;;      540    add x9, x9, #0x8
;;      544    cmp x9, x8
;;      548    b.ne .L1
;; .L2:
;;      54c    add x2, x0, x3
;;      550    str x2, [x1, #0x8]
;; .L3:
;;      554    mov w0, w0                                   # wasm 0x141
;;      558    ret
;; .L4:
;;      55c    stp xzr, x30, [sp, #-0x10]!
;;      560    mov w1, #0x0                                 # wasm 0x13e
;;      564    ldr x16, [x27, #0x3e80]
;;      568    blr x16
;;      56c    ldp xzr, x30, [sp], #0x10
;;      570    b .L3
;; 00000580 <size>: ; function 19
;;      580    ldr x4, [x27, #0x3fd0]                       # wasm 0x147
;;      584    ldr x4, [x4, #0x8]
;;      588    add w0, w4, #0x4                             # wasm 0x14a
;;      58c    ret                                          # wasm 0x14b
