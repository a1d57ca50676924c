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
;; 00000200 <fill>: ; function 11
;;      200    lea (%rsi,%rcx), %r8                         # wasm 0xe7
;;      204    cmp -0x78(%rbx), %r8
;;      208    ja .L3
;;      20a    shl $3, %rsi
;;      20e    add -0x70(%rbx), %rsi
;;      212    mov %rcx, %r10
;;      215    shl $3, %r10
;;      219    test %rcx, %rcx
;;      21c    jne .L1
;;      21e    ret
;; .L1:
;;      21f    xor %eax, %eax
;; .L2:
;;      221    mov %rdx, (%rax,%rsi)                        # wasm 0xe7
;;      225    add $8, %rax
;;      229    cmp %r10, %rax
;;      22c    jne .L2
;;      22e    ret
;; .L3:
;;      22f    ud2                                          # wasm 0xe7 trap: out of bounds table access
;; 00000240 <fill_null>: ; function 12
;;      240    sub $8, %rsp
;;      244    lea (%rsi,%rdx), %r10                        # wasm 0xf3
;;      248    cmp -0xb8(%rbx), %r10
;;      24f    ja .L1
;;      251    mov %rsi, %rdi
;;      254    shl $3, %rdi
;;      258    add -0xb0(%rbx), %rdi
;;      25f    shl $4, %rsi
;;      263    mov %rsi, %r8
;;      266    add -0xc0(%rbx), %r8
;;      26d    mov %rdx, %rcx
;;      270    shl $3, %rcx
;;      274    mov %rdx, %r9
;;      277    xor %esi, %esi
;;      279    callq *-0x1b0(%rbx)
;;      27f    mov %r9, %rcx
;;      282    shl $4, %rcx
;;      286    xor %esi, %esi
;;      288    mov %r8, %rdi
;;      28b    callq *-0x1b0(%rbx)
;;      291    add $8, %rsp                                 # wasm 0xf6
;;      295    ret
;; .L1:
;;      296    ud2                                          # wasm 0xf3 trap: out of bounds table access
;; 000002a0 <copy>: ; function 13
;;      2a0    sub $8, %rsp
;;      2a4    lea (%rsi,%rcx), %r8                         # wasm 0xff
;;      2a8    cmp -0x78(%rbx), %r8
;;      2ac    ja .L1
;;      2ae    shl $3, %rsi
;;      2b2    mov %rsi, %rdi
;;      2b5    add -0x70(%rbx), %rdi
;;      2b9    lea (%rdx,%rcx), %r10
;;      2bd    cmp $4, %r10
;;      2c1    ja .L2
;;      2c3    shl $3, %rdx
;;      2c7    mov %rdx, %rsi
;;      2ca    add -0x90(%rbx), %rsi
;;      2d1    shl $3, %rcx
;;      2d5    callq *-0x1b8(%rbx)
;;      2db    add $8, %rsp                                 # wasm 0x103
;;      2df    ret
;; .L1:
;;      2e0    ud2                                          # wasm 0xff trap: out of bounds table access
;; .L2:
;;      2e2    ud2                                          # trap: out of bounds table access
;; 000002f0 <copy_alike>: ; function 14
;;      2f0    sub $8, %rsp
;;      2f4    mov -0xb8(%rbx), %rax                        # wasm 0x10c
;;      2fb    lea (%rsi,%rcx), %rdi
;;      2ff    cmp %rax, %rdi
;;      302    ja .L1
;;      304    mov -0xb0(%rbx), %r9
;;      30b    lea (%r9,%rsi,8), %rdi
;;      30f    mov -0xc0(%rbx), %r10
;;      316    shl $4, %rsi
;;      31a    lea (%rsi,%r10), %r8
;;      31e    lea (%rdx,%rcx), %rsi
;;      322    mov %rcx, %r11
;;      325    cmp %rax, %rsi
;;      328    ja .L2
;;      32a    lea (%r9,%rdx,8), %rsi
;;      32e    shl $4, %rdx
;;      332    add %rdx, %r10
;;      335    shl $3, %rcx
;;      339    callq *-0x1b8(%rbx)
;;      33f    mov %r11, %rcx
;;      342    shl $4, %rcx
;;      346    mov %r10, %rsi
;;      349    mov %r8, %rdi
;;      34c    callq *-0x1b8(%rbx)
;;      352    add $8, %rsp                                 # wasm 0x110
;;      356    ret
;; .L1:
;;      357    ud2                                          # wasm 0x10c trap: out of bounds table access
;; .L2:
;;      359    ud2                                          # trap: out of bounds table access
;; 00000380 <copy_from_shared>: ; function 15
;;      380    lea (%rsi,%rcx), %rax                        # wasm 0x119
;;      384    cmp -0xb8(%rbx), %rax
;;      38b    ja .L3
;;      391    mov %rsi, %rax
;;      394    shl $3, %rax
;;      398    add -0xb0(%rbx), %rax
;;      39f    shl $4, %rsi
;;      3a3    add -0xc0(%rbx), %rsi
;;      3aa    mov -0x30(%rbx), %rdi
;;      3ae    lea (%rdx,%rcx), %r8
;;      3b2    cmp 8(%rdi), %r8
;;      3b6    ja .L4
;;      3b8    shl $3, %rdx
;;      3bc    add 0x10(%rdi), %rdx
;;      3c0    mov %rcx, %r9
;;      3c3    shl $3, %r9
;;      3c7    mov -0x38(%rbx), %rdi
;;      3cb    test %rcx, %rcx
;;      3ce    jne .L1
;;      3d0    ret
;; .L1:
;;      3d1    push %rbp
;;      3d2    push %r12
;;      3d4    xor %r8d, %r8d
;; .L2:
;;      3d7    mov (%r8,%rdx), %rcx                         # wasm 0x119
;;      3db    test %rcx, %rcx
;;      3de    mov %rcx, %rbp
;;      3e1    cmove %rdi, %rbp
;;      3e5    mov (%rbp), %r10
;;      3e9    mov 0x30(%rbp), %r11
;;      3ed    mov 0x28(%rbp), %r12
;;      3f1    cmp 8(%rbp), %rbx
;;      3f5    cmove %r12, %r11
;;      3f9    lea (%rsi,%r8,2), %rbp
;;      3fd    mov %rcx, (%r8,%rax)
;;      401    mov %r10, (%rbp)
;;      405    mov %r11, 8(%rbp)
;;      409    add $8, %r8
;;      40d    cmp %r9, %r8
;;      410    jne .L2
;;      412    pop %r12
;;      414    pop %rbp
;;      415    ret
;; .L3:
;;      416    ud2                                          # wasm 0x119 trap: out of bounds table access
;; .L4:
;;      418    ud2                                          # trap: out of bounds table access
;; 00000440 <init>: ; function 16
;;      440    lea (%rsi,%rcx), %rax                        # wasm 0x126
;;      444    cmp -0xb8(%rbx), %rax
;;      44b    ja .L3
;;      451    mov %rsi, %rax
;;      454    shl $3, %rax
;;      458    add -0xb0(%rbx), %rax
;;      45f    shl $4, %rsi
;;      463    add -0xc0(%rbx), %rsi
;;      46a    lea (%rdx,%rcx), %rdi
;;      46e    cmp -0x168(%rbx), %rdi
;;      475    ja .L4
;;      477    shl $3, %rdx
;;      47b    add -0x170(%rbx), %rdx
;;      482    mov %rcx, %r9
;;      485    shl $3, %r9
;;      489    mov -0x38(%rbx), %rdi
;;      48d    test %rcx, %rcx
;;      490    je .L2
;;      492    push %rbp
;;      493    push %r12
;;      495    xor %r8d, %r8d
;; .L1:
;;      498    mov (%r8,%rdx), %rcx                         # wasm 0x126
;;      49c    test %rcx, %rcx
;;      49f    mov %rcx, %rbp
;;      4a2    cmove %rdi, %rbp
;;      4a6    mov (%rbp), %r10
;;      4aa    mov 0x30(%rbp), %r11
;;      4ae    mov 0x28(%rbp), %r12
;;      4b2    cmp 8(%rbp), %rbx
;;      4b6    cmove %r12, %r11
;;      4ba    lea (%rsi,%r8,2), %rbp
;;      4be    mov %rcx, (%r8,%rax)
;;      4c2    mov %r10, (%rbp)
;;      4c6    mov %r11, 8(%rbp)
;;      4ca    add $8, %r8
;;      4ce    cmp %r9, %r8
;;      4d1    jne .L1
;;      4d3    pop %r12
;;      4d5    pop %rbp
;; .L2:
;;      4d6    movq $0, -0x168(%rbx)                        # wasm 0x12a
;;      4e1    ret                                          # wasm 0x12d
;; .L3:
;;      4e2    ud2                                          # wasm 0x126 trap: out of bounds table access
;; .L4:
;;      4e4    ud2                                          # trap: out of bounds table access
;; 000004f0 <grow>: ; function 17
;;      4f0    mov %rsi, %r9
;;      4f3    mov -0x78(%rbx), %rax                        # wasm 0x134
;;      4f7    mov -0x68(%rbx), %rcx
;;      4fb    sub %rax, %rcx
;;      4fe    cmp %rcx, %rdx
;;      501    ja .L4
;;      503    mov %rax, %rcx
;;      506    shl $3, %rcx
;;      50a    add -0x70(%rbx), %rcx
;;      50e    mov %rdx, %rsi
;;      511    shl $3, %rsi
;;      515    test %rdx, %rdx
;;      518    mov %rdx, %r8
;;      51b    je .L2
;;      51d    xor %edi, %edi
;; .L1:
;;      51f    mov %r9, (%rdi,%rcx)                         # wasm 0x134
;;      523    add $8, %rdi
;;      527    cmp %rsi, %rdi
;;      52a    jne .L1
;;      52c    mov %r8, %rdx
;; .L2:
;;      52f    lea (%rax,%rdx), %rcx                        # wasm 0x134
;;      533    mov %rcx, -0x78(%rbx)
;; .L3:
;;      537    mov %eax, %eax                               # wasm 0x137
;;      539    ret
;; .L4:
;;      53a    sub $8, %rsp
;;      53e    mov %rdx, %rcx                               # wasm 0x134
;;      541    mov %rsi, %rdx
;;      544    mov $3, %esi
;;      549    callq *-0x180(%rbx)
;;      54f    add $8, %rsp
;;      553    jmp .L3
;; 00000560 <grow_shared>: ; function 18
;;      560    push %rbp
;;      561    push %r12
;;      563    sub $8, %rsp
;;      567    mov %rdx, %r8
;;      56a    mov %rsi, %rdx
;;      56d    mov -0x30(%rbx), %rcx                        # wasm 0x13e
;;      571    mov 8(%rcx), %rax
;;      575    mov 0x18(%rcx), %rdi
;;      579    sub %rax, %rdi
;;      57c    mov %r8, %rsi
;;      57f    cmp %rdi, %r8
;;      582    ja .L3
;;      584    mov %rax, %rdi
;;      587    shl $3, %rdi
;;      58b    add 0x10(%rcx), %rdi
;;      58f    mov %rax, %r8
;;      592    shl $4, %r8
;;      596    add (%rcx), %r8
;;      599    mov -0x38(%rbx), %r9
;;      59d    test %rdx, %rdx
;;      5a0    mov %rdx, %r10
;;      5a3    cmove %r9, %r10
;;      5a7    mov (%r10), %r9
;;      5aa    mov 0x30(%r10), %r10
;;      5ae    mov %rsi, %r11
;;      5b1    shl $3, %r11
;;      5b5    test %rsi, %rsi
;;      5b8    je .L2
;;      5ba    xor %ebp, %ebp
;; .L1:
;;      5bc    lea (%r8,%rbp,2), %r12                       # wasm 0x13e
;;      5c0    mov %rdx, (%rbp,%rdi)
;;      5c5    mov %r9, (%r12)
;;      5c9    mov %r10, 8(%r12)
;;      5ce    add $8, %rbp
;;      5d2    cmp %r11, %rbp
;;      5d5    jne .L1
;; .L2:
;;      5d7    lea (%rax,%rsi), %rdx
;;      5db    mov %rdx, 8(%rcx)
;;      5df    jmp .L4
;; .L3:
;;      5e1    xor %esi, %esi
;;      5e3    mov %r8, %rcx
;;      5e6    callq *-0x180(%rbx)
;; .L4:
;;      5ec    mov %eax, %eax                               # wasm 0x141
;;      5ee    add $8, %rsp
;;      5f2    pop %r12
;;      5f4    pop %rbp
;;      5f5    ret
;; 00000600 <size>: ; function 19
;;      600    mov -0x30(%rbx), %rsi                        # wasm 0x147
;;      604    mov 8(%rsi), %rax
;;      608    add $4, %eax                                 # wasm 0x14a
;;      60b    ret                                          # wasm 0x14b

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
;; 00000340 <copy_from_shared>: ; function 15
;;      340    ldr x0, [x27, #0x3f48]                       # wasm 0x119
;;      344    add x4, x1, x3
;;      348    cmp x4, x0
;;      34c    b.hi .L3
;;      350    ldr x0, [x27, #0x3f50]
;;      354    add x0, x0, x1, lsl #3
;;      358    ldr x4, [x27, #0x3f40]
;;      35c    add x1, x4, x1, lsl #4
;;      360    ldr x4, [x27, #0x3fd0]
;;      364    ldr x5, [x4, #0x8]
;;      368    add x6, x2, x3
;;      36c    cmp x6, x5
;;      370    b.hi .L4
;;      374    ldr x4, [x4, #0x10]
;;      378    add x2, x4, x2, lsl #3
;;      37c    lsl x5, x3, #0x3
;;      380    ldr x4, [x27, #0x3fc8]
;;      384    cbnz x3, .L1
;;      388    ret
;; .L1:
;;      38c    mov w3, #0x0
;; .L2:
;;      390    ldr x6, [x2, x3]                             # wasm 0x119
;;      394    cmp x6, #0x0
;;      398    csel x8, x6, x4, ne
;;      39c    ldr x7, [x8]
;;      3a0    ldp x10, x9, [x8, #0x28]
;;      3a4    ldr x8, [x8, #0x8]
;;      3a8    cmp x28, x8
;;      3ac    csel x8, x9, x10, ne
;;      3b0    add x9, x1, x3, lsl #1
;;      3b4    str x6, [x0, x3]
;;      3b8    stp x7, x8, [x9]
;;      3bc    add x3, x3, #0x8
;;      3c0    cmp x3, x5
;;      3c4    b.ne .L2
;;      3c8    ret
;; .L3:
;;      3cc    udf #0x3                                     # wasm 0x119 trap: out of bounds table access
;; .L4:
;;      3d0    udf #0x3                                     # trap: out of bounds table access
;; 00000400 <init>: ; function 16
;;      400    ldr x0, [x27, #0x3f48]                       # wasm 0x126
;;      404    add x4, x1, x3
;;      408    cmp x4, x0
;;      40c    b.hi .L3
;;      410    ldr x0, [x27, #0x3f50]
;;      414    add x0, x0, x1, lsl #3
;;      418    ldr x4, [x27, #0x3f40]
;;      41c    add x1, x4, x1, lsl #4
;;      420    ldr x4, [x27, #0x3e98]
;;      424    add x5, x2, x3
;;      428    cmp x5, x4
;;      42c    b.hi .L4
;;      430    ldr x4, [x27, #0x3e90]
;;      434    add x2, x4, x2, lsl #3
;;      438    lsl x6, x3, #0x3
;;      43c    ldr x4, [x27, #0x3fc8]
;;      440    cbz x3, .L2
;;      444    mov w5, #0x0
;; .L1:
;;      448    ldr x3, [x2, x5]                             # wasm 0x126
;;      44c    cmp x3, #0x0
;;      450    csel x8, x3, x4, ne
;;      454    ldr x7, [x8]
;;      458    ldp x10, x9, [x8, #0x28]
;;      45c    ldr x8, [x8, #0x8]
;;      460    cmp x28, x8
;;      464    csel x8, x9, x10, ne
;;      468    add x9, x1, x5, lsl #1
;;      46c    str x3, [x0, x5]
;;      470    stp x7, x8, [x9]
;;      474    add x5, x5, #0x8
;;      478    cmp x5, x6
;;      47c    b.ne .L1
;; .L2:
;;      480    str xzr, [x27, #0x3e98]                      # wasm 0x12a
;;      484    ret                                          # wasm 0x12d
;; .L3:
;;      488    udf #0x3                                     # wasm 0x126 trap: out of bounds table access
;; .L4:
;;      48c    udf #0x3                                     # trap: out of bounds table access
;; 00000490 <grow>: ; function 17
;;      490    mov x15, x1
;;      494    ldr x0, [x27, #0x3f88]                       # wasm 0x134
;;      498    ldr x1, [x27, #0x3f98]
;;      49c    sub x1, x1, x0
;;      4a0    cmp x2, x1
;;      4a4    b.hi .L4
;;      4a8    ldr x1, [x27, #0x3f90]
;;      4ac    add x1, x1, x0, lsl #3
;;      4b0    lsl x3, x2, #0x3
;;      4b4    cbz x2, .L2
;;      4b8    mov x5, x2
;;      4bc    mov w4, #0x0
;; .L1:
;;      4c0    str x15, [x1, x4]                            # wasm 0x134
;;      4c4    add x4, x4, #0x8
;;      4c8    cmp x4, x3
;;      4cc    b.ne .L1
;;      4d0    mov x2, x5
;; .L2:
;;      4d4    add x1, x0, x2                               # wasm 0x134
;;      4d8    str x1, [x27, #0x3f88]
;; .L3:
;;      4dc    mov w0, w0                                   # wasm 0x137
;;      4e0    ret
;; .L4:
;;      4e4    stp xzr, x30, [sp, #-0x10]!
;;      4e8    mov x3, x2                                   # wasm 0x134
;;      4ec    mov x2, x15
;;      4f0    mov w1, #0x3
;;      4f4    ldr x16, [x27, #0x3e80]
;;      4f8    blr x16
;;      4fc    ldp xzr, x30, [sp], #0x10
;;      500    b .L3
;; 00000510 <grow_shared>: ; function 18
;;      510    mov x5, x2
;;      514    mov x2, x1
;;      518    ldr x1, [x27, #0x3fd0]                       # wasm 0x13e
;;      51c    ldr x0, [x1, #0x8]
;;      520    ldr x3, [x1, #0x18]
;;      524    sub x4, x3, x0
;;      528    mov x3, x5
;;      52c    cmp x5, x4
;;      530    b.hi .L4
;;      534    ldr x4, [x1, #0x10]
;;      538    add x4, x4, x0, lsl #3
;;      53c    ldr x5, [x1]
;;      540    add x5, x5, x0, lsl #4
;;      544    ldr x6, [x27, #0x3fc8]
;;      548    cmp x2, #0x0
;;      54c    csel x7, x2, x6, ne
;;      550    ldr x6, [x7]
;;      554    ldr x7, [x7, #0x30]
;;      558    lsl x8, x3, #0x3
;;      55c    cbz x3, .L2
;;      560    mov w9, #0x0
;; .L1:
;;      564    add x10, x5, x9, lsl #1                      # wasm 0x13e
;;      568    str x2, [x4, x9]
;;      56c    stp x6, x7, [x10]
;;      570    add x9, x9, #0x8
;;      574    cmp x9, x8
;;      578    b.ne .L1
;; .L2:
;;      57c    add x2, x0, x3
;;      580    str x2, [x1, #0x8]
;; .L3:
;;      584    mov w0, w0                                   # wasm 0x141
;;      588    ret
;; .L4:
;;      58c    stp xzr, x30, [sp, #-0x10]!
;;      590    mov w1, #0x0                                 # wasm 0x13e
;;      594    ldr x16, [x27, #0x3e80]
;;      598    blr x16
;;      59c    ldp xzr, x30, [sp], #0x10
;;      5a0    b .L3
;; 000005b0 <size>: ; function 19
;;      5b0    ldr x4, [x27, #0x3fd0]                       # wasm 0x147
;;      5b4    ldr x4, [x4, #0x8]
;;      5b8    add w0, w4, #0x4                             # wasm 0x14a
;;      5bc    ret                                          # wasm 0x14b
