;; print: moves -O2 x86-64
;; print: moves -O2 aarch64
;; The stubs for memory moves of other lengths than short constant ones, in all variants.
(module
  (memory 1)
  (func (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2))))

;;; moves -O2 x86-64
;; 00000040 <memory.copy with avx512bw, avx512vbmi2>:
;;       40    cmp $0x40, %rcx
;;       47    ja .L7
;;       4d    cmp $0x10, %ecx
;;       53    jb .L1
;;       55    cmp $0x20, %ecx
;;       5b    ja .L6
;;       5d    movups (%rsi), %xmm0
;;       60    movups -0x10(%rsi,%rcx), %xmm1
;;       65    movups %xmm0, (%rdi)
;;       68    movups %xmm1, -0x10(%rdi,%rcx)
;;       6d    ret
;; .L1:
;;       6e    cmp $8, %ecx
;;       74    jb .L2
;;       76    mov (%rsi), %rax
;;       79    mov -8(%rsi,%rcx), %rdx
;;       7e    mov %rax, (%rdi)
;;       81    mov %rdx, -8(%rdi,%rcx)
;;       86    ret
;; .L2:
;;       87    cmp $4, %ecx
;;       8d    jb .L3
;;       8f    mov (%rsi), %eax
;;       91    mov -4(%rsi,%rcx), %edx
;;       95    mov %eax, (%rdi)
;;       97    mov %edx, -4(%rdi,%rcx)
;;       9b    ret
;; .L3:
;;       9c    sub $1, %ecx
;;       9f    jb .L5
;;       a1    movzbl (%rsi), %eax
;;       a4    je .L4
;;       a6    movzwl -1(%rsi,%rcx), %edx
;;       ab    mov %dx, -1(%rdi,%rcx)
;; .L4:
;;       b0    mov %al, (%rdi)
;; .L5:
;;       b2    ret
;; .L6:
;;       b3    movups (%rsi), %xmm0
;;       b6    movups 0x10(%rsi), %xmm1
;;       ba    movups -0x20(%rsi,%rcx), %xmm2
;;       bf    movups -0x10(%rsi,%rcx), %xmm3
;;       c4    movups %xmm0, (%rdi)
;;       c7    movups %xmm1, 0x10(%rdi)
;;       cb    movups %xmm2, -0x20(%rdi,%rcx)
;;       d0    movups %xmm3, -0x10(%rdi,%rcx)
;;       d5    ret
;; .L7:
;;       e0    cmp $0x80, %rcx
;;       e7    ja .L8
;;       ed    vmovdqu64 (%rsi), %zmm16
;;       f3    vmovdqu64 -0x40(%rsi,%rcx), %zmm17
;;       fb    vmovdqu64 %zmm16, (%rdi)
;;      101    vmovdqu64 %zmm17, -0x40(%rdi,%rcx)
;;      109    ret
;; .L8:
;;      10a    cmp $0x100, %rcx
;;      111    ja .L9
;;      117    vmovdqu64 (%rsi), %zmm16
;;      11d    vmovdqu64 0x40(%rsi), %zmm17
;;      124    vmovdqu64 -0x80(%rsi,%rcx), %zmm18
;;      12c    vmovdqu64 -0x40(%rsi,%rcx), %zmm19
;;      134    vmovdqu64 %zmm16, (%rdi)
;;      13a    vmovdqu64 %zmm17, 0x40(%rdi)
;;      141    vmovdqu64 %zmm18, -0x80(%rdi,%rcx)
;;      149    vmovdqu64 %zmm19, -0x40(%rdi,%rcx)
;;      151    ret
;; .L9:
;;      152    cmp $0x200, %rcx
;;      159    ja .L10
;;      15f    vmovdqu64 (%rsi), %zmm16
;;      165    vmovdqu64 0x40(%rsi), %zmm17
;;      16c    vmovdqu64 0x80(%rsi), %zmm18
;;      173    vmovdqu64 0xc0(%rsi), %zmm19
;;      17a    vmovdqu64 -0x100(%rsi,%rcx), %zmm20
;;      182    vmovdqu64 -0xc0(%rsi,%rcx), %zmm21
;;      18a    vmovdqu64 -0x80(%rsi,%rcx), %zmm22
;;      192    vmovdqu64 -0x40(%rsi,%rcx), %zmm23
;;      19a    vmovdqu64 %zmm16, (%rdi)
;;      1a0    vmovdqu64 %zmm17, 0x40(%rdi)
;;      1a7    vmovdqu64 %zmm18, 0x80(%rdi)
;;      1ae    vmovdqu64 %zmm19, 0xc0(%rdi)
;;      1b5    vmovdqu64 %zmm20, -0x100(%rdi,%rcx)
;;      1bd    vmovdqu64 %zmm21, -0xc0(%rdi,%rcx)
;;      1c5    vmovdqu64 %zmm22, -0x80(%rdi,%rcx)
;;      1cd    vmovdqu64 %zmm23, -0x40(%rdi,%rcx)
;;      1d5    ret
;; .L10:
;;      1d6    mov %rdi, %rax
;;      1d9    sub %rsi, %rax
;;      1dc    cmp %rcx, %rax
;;      1df    jb .L13
;;      1e5    cmp -0xb0(%rbx), %rcx
;;      1ec    jae .L15
;; .L11:
;;      1f2    vmovdqu64 (%rsi), %zmm24
;;      1f8    vmovdqu64 -0x100(%rsi,%rcx), %zmm20
;;      200    vmovdqu64 -0xc0(%rsi,%rcx), %zmm21
;;      208    vmovdqu64 -0x80(%rsi,%rcx), %zmm22
;;      210    vmovdqu64 -0x40(%rsi,%rcx), %zmm23
;;      218    lea -0x100(%rdi,%rcx), %rdx
;;      220    mov %rdi, %rcx
;;      223    or $0x3f, %rcx
;;      227    inc %rcx
;;      22a    sub %rdi, %rsi
;;      22d    add %rcx, %rsi
;;      230    nopw (%rax,%rax)
;;      239    nopl (%rax)
;; .L12:
;;      240    vmovdqu64 (%rsi), %zmm16
;;      246    vmovdqu64 0x40(%rsi), %zmm17
;;      24d    vmovdqu64 0x80(%rsi), %zmm18
;;      254    vmovdqu64 0xc0(%rsi), %zmm19
;;      25b    add $0x100, %rsi
;;      262    vmovdqu64 %zmm16, (%rcx)
;;      268    vmovdqu64 %zmm17, 0x40(%rcx)
;;      26f    vmovdqu64 %zmm18, 0x80(%rcx)
;;      276    vmovdqu64 %zmm19, 0xc0(%rcx)
;;      27d    add $0x100, %rcx
;;      284    cmp %rdx, %rcx
;;      287    jb .L12
;;      28d    vmovdqu64 %zmm20, (%rdx)
;;      293    vmovdqu64 %zmm21, 0x40(%rdx)
;;      29a    vmovdqu64 %zmm22, 0x80(%rdx)
;;      2a1    vmovdqu64 %zmm23, 0xc0(%rdx)
;;      2a8    vmovdqu64 %zmm24, (%rdi)
;;      2ae    ret
;; .L13:
;;      2b0    vmovdqu64 -0x40(%rsi,%rcx), %zmm24
;;      2b8    vmovdqu64 (%rsi), %zmm20
;;      2be    vmovdqu64 0x40(%rsi), %zmm21
;;      2c5    vmovdqu64 0x80(%rsi), %zmm22
;;      2cc    vmovdqu64 0xc0(%rsi), %zmm23
;;      2d3    lea -0x40(%rdi,%rcx), %rdx
;;      2db    lea 0x100(%rdi), %rax
;;      2e2    lea -1(%rdi,%rcx), %rcx
;;      2e7    and $0xffffffffffffffc0, %rcx
;;      2eb    sub %rdi, %rsi
;;      2ee    add %rcx, %rsi
;;      2f1    nopw (%rax,%rax)
;;      2fa    nopw (%rax,%rax)
;; .L14:
;;      300    vmovdqu64 -0x100(%rsi), %zmm16
;;      307    vmovdqu64 -0xc0(%rsi), %zmm17
;;      30e    vmovdqu64 -0x80(%rsi), %zmm18
;;      315    vmovdqu64 -0x40(%rsi), %zmm19
;;      31c    sub $0x100, %rsi
;;      323    vmovdqu64 %zmm16, -0x100(%rcx)
;;      32a    vmovdqu64 %zmm17, -0xc0(%rcx)
;;      331    vmovdqu64 %zmm18, -0x80(%rcx)
;;      338    vmovdqu64 %zmm19, -0x40(%rcx)
;;      33f    sub $0x100, %rcx
;;      346    cmp %rax, %rcx
;;      349    ja .L14
;;      34f    vmovdqu64 %zmm24, (%rdx)
;;      355    vmovdqu64 %zmm20, (%rdi)
;;      35b    vmovdqu64 %zmm21, 0x40(%rdi)
;;      362    vmovdqu64 %zmm22, 0x80(%rdi)
;;      369    vmovdqu64 %zmm23, 0xc0(%rdi)
;;      370    ret
;; .L15:
;;      380    neg %rax
;;      383    cmp $0x40, %rax
;;      389    jb .L11
;;      38f    cmp -0xa8(%rbx), %rcx
;;      396    jae .L16
;;      39c    vmovdqu64 (%rsi), %zmm16
;;      3a2    mov %rdi, %rax
;;      3a5    or $0x3f, %rdi
;;      3a9    inc %rdi
;;      3ac    mov %rdi, %rdx
;;      3af    sub %rax, %rdx
;;      3b2    add %rdx, %rsi
;;      3b5    sub %rdx, %rcx
;;      3b8    rep movsb (%rsi), (%rdi)
;;      3ba    vmovdqu64 %zmm16, (%rax)
;;      3c0    ret
;; .L16:
;;      3c1    cmp %rcx, %rax
;;      3c4    jb .L11
;;      3ca    vmovdqu64 (%rsi), %zmm16
;;      3d0    vmovdqu64 %zmm16, (%rdi)
;;      3d6    mov %rdi, %rdx
;;      3d9    or $0x3f, %rdi
;;      3dd    inc %rdi
;;      3e0    sub %rdi, %rdx
;;      3e3    sub %rdx, %rsi
;;      3e6    add %rdx, %rcx
;;      3e9    nopw (%rax,%rax)
;;      3f2    nopw (%rax,%rax)
;;      3fb    nopl (%rax,%rax)
;; .L17:
;;      400    vmovdqu64 (%rsi), %zmm16
;;      406    vmovdqu64 0x40(%rsi), %zmm17
;;      40d    vmovdqu64 0x80(%rsi), %zmm18
;;      414    vmovdqu64 0xc0(%rsi), %zmm19
;;      41b    prefetcht0 0x200(%rsi)
;;      422    add $0x100, %rsi
;;      429    vmovntdq %zmm16, (%rdi)
;;      42f    vmovntdq %zmm17, 0x40(%rdi)
;;      436    vmovntdq %zmm18, 0x80(%rdi)
;;      43d    vmovntdq %zmm19, 0xc0(%rdi)
;;      444    add $0x100, %rdi
;;      44b    sub $0x100, %rcx
;;      452    cmp $0x100, %rcx
;;      459    ja .L17
;;      45f    sfence
;;      462    vmovdqu64 -0x100(%rsi,%rcx), %zmm16
;;      46a    vmovdqu64 -0xc0(%rsi,%rcx), %zmm17
;;      472    vmovdqu64 -0x80(%rsi,%rcx), %zmm18
;;      47a    vmovdqu64 -0x40(%rsi,%rcx), %zmm19
;;      482    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      48a    vmovdqu64 %zmm17, -0xc0(%rdi,%rcx)
;;      492    vmovdqu64 %zmm18, -0x80(%rdi,%rcx)
;;      49a    vmovdqu64 %zmm19, -0x40(%rdi,%rcx)
;;      4a2    ret
;; 000004b0 <memory.fill with avx512bw, avx512vbmi2>:
;;      4b0    cmp $0x40, %rcx
;;      4b7    ja .L6
;;      4bd    cmp $0x10, %ecx
;;      4c3    jb .L2
;;      4c5    movd %esi, %xmm0
;;      4c9    pxor %xmm1, %xmm1
;;      4cd    pshufb %xmm1, %xmm0
;;      4d2    movups %xmm0, (%rdi)
;;      4d5    movups %xmm0, -0x10(%rdi,%rcx)
;;      4da    cmp $0x20, %ecx
;;      4e0    jbe .L1
;;      4e2    movups %xmm0, 0x10(%rdi)
;;      4e6    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;      4eb    ret
;; .L2:
;;      4ec    movzbl %sil, %eax
;;      4f0    movabs $0x101010101010101, %rdx
;;      4fa    imul %rdx, %rax
;;      4fe    cmp $8, %ecx
;;      504    jb .L3
;;      506    mov %rax, (%rdi)
;;      509    mov %rax, -8(%rdi,%rcx)
;;      50e    ret
;; .L3:
;;      50f    cmp $4, %ecx
;;      515    jb .L4
;;      517    mov %eax, (%rdi)
;;      519    mov %eax, -4(%rdi,%rcx)
;;      51d    ret
;; .L4:
;;      51e    sub $1, %ecx
;;      521    jb .L5
;;      523    mov %al, (%rdi)
;;      525    je .L5
;;      527    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;      52c    ret
;; .L6:
;;      530    vpbroadcastb %esi, %zmm16
;;      536    cmp $0x80, %rcx
;;      53d    ja .L7
;;      543    vmovdqu64 %zmm16, (%rdi)
;;      549    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      551    ret
;; .L7:
;;      552    cmp $0x100, %rcx
;;      559    ja .L8
;;      55f    vmovdqu64 %zmm16, (%rdi)
;;      565    vmovdqu64 %zmm16, 0x40(%rdi)
;;      56c    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      574    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      57c    ret
;; .L8:
;;      57d    cmp $0x200, %rcx
;;      584    ja .L9
;;      58a    vmovdqu64 %zmm16, (%rdi)
;;      590    vmovdqu64 %zmm16, 0x40(%rdi)
;;      597    vmovdqu64 %zmm16, 0x80(%rdi)
;;      59e    vmovdqu64 %zmm16, 0xc0(%rdi)
;;      5a5    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      5ad    vmovdqu64 %zmm16, -0xc0(%rdi,%rcx)
;;      5b5    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      5bd    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      5c5    ret
;; .L9:
;;      5c6    cmp -0xa0(%rbx), %rcx
;;      5cd    jae .L11
;;      5d3    lea -0x100(%rdi,%rcx), %rdx
;;      5db    vmovdqu64 %zmm16, (%rdi)
;;      5e1    or $0x3f, %rdi
;;      5e5    inc %rdi
;;      5e8    nopw (%rax,%rax)
;;      5f1    nopw (%rax,%rax)
;;      5fa    nopw (%rax,%rax)
;; .L10:
;;      600    vmovdqu64 %zmm16, (%rdi)
;;      606    vmovdqu64 %zmm16, 0x40(%rdi)
;;      60d    vmovdqu64 %zmm16, 0x80(%rdi)
;;      614    vmovdqu64 %zmm16, 0xc0(%rdi)
;;      61b    add $0x100, %rdi
;;      622    cmp %rdx, %rdi
;;      625    jb .L10
;;      62b    vmovdqu64 %zmm16, (%rdx)
;;      631    vmovdqu64 %zmm16, 0x40(%rdx)
;;      638    vmovdqu64 %zmm16, 0x80(%rdx)
;;      63f    vmovdqu64 %zmm16, 0xc0(%rdx)
;;      646    ret
;; .L11:
;;      650    cmp -0x98(%rbx), %rcx
;;      657    jae .L12
;;      65d    vmovdqu64 %zmm16, (%rdi)
;;      663    mov %rdi, %rdx
;;      666    or $0x3f, %rdi
;;      66a    inc %rdi
;;      66d    sub %rdi, %rdx
;;      670    add %rdx, %rcx
;;      673    mov %esi, %eax
;;      675    rep stos %al, (%rdi)
;;      677    ret
;; .L12:
;;      678    vmovdqu64 %zmm16, (%rdi)
;;      67e    mov %rdi, %rdx
;;      681    or $0x3f, %rdi
;;      685    inc %rdi
;;      688    sub %rdi, %rdx
;;      68b    add %rdx, %rcx
;;      68e    nopw (%rax,%rax)
;;      697    nopw (%rax,%rax)
;; .L13:
;;      6a0    vmovntdq %zmm16, (%rdi)
;;      6a6    vmovntdq %zmm16, 0x40(%rdi)
;;      6ad    vmovntdq %zmm16, 0x80(%rdi)
;;      6b4    vmovntdq %zmm16, 0xc0(%rdi)
;;      6bb    add $0x100, %rdi
;;      6c2    sub $0x100, %rcx
;;      6c9    cmp $0x100, %rcx
;;      6d0    ja .L13
;;      6d6    sfence
;;      6d9    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      6e1    vmovdqu64 %zmm16, -0xc0(%rdi,%rcx)
;;      6e9    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      6f1    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      6f9    ret
;; 00000700 <memory.copy with avx2>:
;;      700    cmp $0x40, %rcx
;;      707    ja .L7
;;      70d    cmp $0x10, %ecx
;;      713    jb .L1
;;      715    cmp $0x20, %ecx
;;      71b    ja .L6
;;      71d    movups (%rsi), %xmm0
;;      720    movups -0x10(%rsi,%rcx), %xmm1
;;      725    movups %xmm0, (%rdi)
;;      728    movups %xmm1, -0x10(%rdi,%rcx)
;;      72d    ret
;; .L1:
;;      72e    cmp $8, %ecx
;;      734    jb .L2
;;      736    mov (%rsi), %rax
;;      739    mov -8(%rsi,%rcx), %rdx
;;      73e    mov %rax, (%rdi)
;;      741    mov %rdx, -8(%rdi,%rcx)
;;      746    ret
;; .L2:
;;      747    cmp $4, %ecx
;;      74d    jb .L3
;;      74f    mov (%rsi), %eax
;;      751    mov -4(%rsi,%rcx), %edx
;;      755    mov %eax, (%rdi)
;;      757    mov %edx, -4(%rdi,%rcx)
;;      75b    ret
;; .L3:
;;      75c    sub $1, %ecx
;;      75f    jb .L5
;;      761    movzbl (%rsi), %eax
;;      764    je .L4
;;      766    movzwl -1(%rsi,%rcx), %edx
;;      76b    mov %dx, -1(%rdi,%rcx)
;; .L4:
;;      770    mov %al, (%rdi)
;; .L5:
;;      772    ret
;; .L6:
;;      773    movups (%rsi), %xmm0
;;      776    movups 0x10(%rsi), %xmm1
;;      77a    movups -0x20(%rsi,%rcx), %xmm2
;;      77f    movups -0x10(%rsi,%rcx), %xmm3
;;      784    movups %xmm0, (%rdi)
;;      787    movups %xmm1, 0x10(%rdi)
;;      78b    movups %xmm2, -0x20(%rdi,%rcx)
;;      790    movups %xmm3, -0x10(%rdi,%rcx)
;;      795    ret
;; .L7:
;;      7a0    cmp $0x80, %rcx
;;      7a7    ja .L8
;;      7ad    vmovdqu (%rsi), %ymm0
;;      7b1    vmovdqu 0x20(%rsi), %ymm1
;;      7b6    vmovdqu -0x40(%rsi,%rcx), %ymm2
;;      7bc    vmovdqu -0x20(%rsi,%rcx), %ymm3
;;      7c2    vmovdqu %ymm0, (%rdi)
;;      7c6    vmovdqu %ymm1, 0x20(%rdi)
;;      7cb    vmovdqu %ymm2, -0x40(%rdi,%rcx)
;;      7d1    vmovdqu %ymm3, -0x20(%rdi,%rcx)
;;      7d7    vzeroupper
;;      7da    ret
;; .L8:
;;      7db    cmp $0x100, %rcx
;;      7e2    ja .L9
;;      7e8    vmovdqu (%rsi), %ymm0
;;      7ec    vmovdqu 0x20(%rsi), %ymm1
;;      7f1    vmovdqu 0x40(%rsi), %ymm2
;;      7f6    vmovdqu 0x60(%rsi), %ymm3
;;      7fb    vmovdqu -0x80(%rsi,%rcx), %ymm4
;;      801    vmovdqu -0x60(%rsi,%rcx), %ymm5
;;      807    vmovdqu -0x40(%rsi,%rcx), %ymm6
;;      80d    vmovdqu -0x20(%rsi,%rcx), %ymm7
;;      813    vmovdqu %ymm0, (%rdi)
;;      817    vmovdqu %ymm1, 0x20(%rdi)
;;      81c    vmovdqu %ymm2, 0x40(%rdi)
;;      821    vmovdqu %ymm3, 0x60(%rdi)
;;      826    vmovdqu %ymm4, -0x80(%rdi,%rcx)
;;      82c    vmovdqu %ymm5, -0x60(%rdi,%rcx)
;;      832    vmovdqu %ymm6, -0x40(%rdi,%rcx)
;;      838    vmovdqu %ymm7, -0x20(%rdi,%rcx)
;;      83e    vzeroupper
;;      841    ret
;; .L9:
;;      842    mov %rdi, %rax
;;      845    sub %rsi, %rax
;;      848    cmp %rcx, %rax
;;      84b    jb .L12
;;      851    cmp -0xb0(%rbx), %rcx
;;      858    jae .L14
;; .L10:
;;      85e    vmovdqu (%rsi), %ymm8
;;      862    vmovdqu -0x80(%rsi,%rcx), %ymm4
;;      868    vmovdqu -0x60(%rsi,%rcx), %ymm5
;;      86e    vmovdqu -0x40(%rsi,%rcx), %ymm6
;;      874    vmovdqu -0x20(%rsi,%rcx), %ymm7
;;      87a    lea -0x80(%rdi,%rcx), %rdx
;;      882    mov %rdi, %rcx
;;      885    or $0x1f, %rcx
;;      889    inc %rcx
;;      88c    sub %rdi, %rsi
;;      88f    add %rcx, %rsi
;;      892    nopw (%rax,%rax)
;;      89b    nopl (%rax,%rax)
;; .L11:
;;      8a0    vmovdqu (%rsi), %ymm0
;;      8a4    vmovdqu 0x20(%rsi), %ymm1
;;      8a9    vmovdqu 0x40(%rsi), %ymm2
;;      8ae    vmovdqu 0x60(%rsi), %ymm3
;;      8b3    add $0x80, %rsi
;;      8ba    vmovdqu %ymm0, (%rcx)
;;      8be    vmovdqu %ymm1, 0x20(%rcx)
;;      8c3    vmovdqu %ymm2, 0x40(%rcx)
;;      8c8    vmovdqu %ymm3, 0x60(%rcx)
;;      8cd    add $0x80, %rcx
;;      8d4    cmp %rdx, %rcx
;;      8d7    jb .L11
;;      8dd    vmovdqu %ymm4, (%rdx)
;;      8e1    vmovdqu %ymm5, 0x20(%rdx)
;;      8e6    vmovdqu %ymm6, 0x40(%rdx)
;;      8eb    vmovdqu %ymm7, 0x60(%rdx)
;;      8f0    vmovdqu %ymm8, (%rdi)
;;      8f4    vzeroupper
;;      8f7    ret
;; .L12:
;;      900    vmovdqu -0x20(%rsi,%rcx), %ymm8
;;      906    vmovdqu (%rsi), %ymm4
;;      90a    vmovdqu 0x20(%rsi), %ymm5
;;      90f    vmovdqu 0x40(%rsi), %ymm6
;;      914    vmovdqu 0x60(%rsi), %ymm7
;;      919    lea -0x20(%rdi,%rcx), %rdx
;;      921    lea 0x80(%rdi), %rax
;;      928    lea -1(%rdi,%rcx), %rcx
;;      92d    and $0xffffffffffffffe0, %rcx
;;      931    sub %rdi, %rsi
;;      934    add %rcx, %rsi
;;      937    nopw (%rax,%rax)
;; .L13:
;;      940    vmovdqu -0x80(%rsi), %ymm0
;;      945    vmovdqu -0x60(%rsi), %ymm1
;;      94a    vmovdqu -0x40(%rsi), %ymm2
;;      94f    vmovdqu -0x20(%rsi), %ymm3
;;      954    sub $0x80, %rsi
;;      95b    vmovdqu %ymm0, -0x80(%rcx)
;;      960    vmovdqu %ymm1, -0x60(%rcx)
;;      965    vmovdqu %ymm2, -0x40(%rcx)
;;      96a    vmovdqu %ymm3, -0x20(%rcx)
;;      96f    sub $0x80, %rcx
;;      976    cmp %rax, %rcx
;;      979    ja .L13
;;      97f    vmovdqu %ymm8, (%rdx)
;;      983    vmovdqu %ymm4, (%rdi)
;;      987    vmovdqu %ymm5, 0x20(%rdi)
;;      98c    vmovdqu %ymm6, 0x40(%rdi)
;;      991    vmovdqu %ymm7, 0x60(%rdi)
;;      996    vzeroupper
;;      999    ret
;; .L14:
;;      9a0    neg %rax
;;      9a3    cmp $0x40, %rax
;;      9a9    jb .L10
;;      9af    cmp -0xa8(%rbx), %rcx
;;      9b6    jae .L15
;;      9bc    vmovdqu (%rsi), %ymm0
;;      9c0    vmovdqu 0x20(%rsi), %ymm1
;;      9c5    mov %rdi, %rax
;;      9c8    or $0x3f, %rdi
;;      9cc    inc %rdi
;;      9cf    mov %rdi, %rdx
;;      9d2    sub %rax, %rdx
;;      9d5    add %rdx, %rsi
;;      9d8    sub %rdx, %rcx
;;      9db    rep movsb (%rsi), (%rdi)
;;      9dd    vmovdqu %ymm0, (%rax)
;;      9e1    vmovdqu %ymm1, 0x20(%rax)
;;      9e6    vzeroupper
;;      9e9    ret
;; .L15:
;;      9ea    cmp %rcx, %rax
;;      9ed    jb .L10
;;      9f3    vmovdqu (%rsi), %ymm0
;;      9f7    vmovdqu 0x20(%rsi), %ymm1
;;      9fc    vmovdqu %ymm0, (%rdi)
;;      a00    vmovdqu %ymm1, 0x20(%rdi)
;;      a05    mov %rdi, %rdx
;;      a08    or $0x3f, %rdi
;;      a0c    inc %rdi
;;      a0f    sub %rdi, %rdx
;;      a12    sub %rdx, %rsi
;;      a15    add %rdx, %rcx
;;      a18    nopl (%rax,%rax)
;; .L16:
;;      a20    vmovdqu (%rsi), %ymm0
;;      a24    vmovdqu 0x20(%rsi), %ymm1
;;      a29    vmovdqu 0x40(%rsi), %ymm2
;;      a2e    vmovdqu 0x60(%rsi), %ymm3
;;      a33    prefetcht0 0x200(%rsi)
;;      a3a    add $0x80, %rsi
;;      a41    vmovntdq %ymm0, (%rdi)
;;      a45    vmovntdq %ymm1, 0x20(%rdi)
;;      a4a    vmovntdq %ymm2, 0x40(%rdi)
;;      a4f    vmovntdq %ymm3, 0x60(%rdi)
;;      a54    add $0x80, %rdi
;;      a5b    sub $0x80, %rcx
;;      a62    cmp $0x80, %rcx
;;      a69    ja .L16
;;      a6f    sfence
;;      a72    vmovdqu -0x80(%rsi,%rcx), %ymm0
;;      a78    vmovdqu -0x60(%rsi,%rcx), %ymm1
;;      a7e    vmovdqu -0x40(%rsi,%rcx), %ymm2
;;      a84    vmovdqu -0x20(%rsi,%rcx), %ymm3
;;      a8a    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      a90    vmovdqu %ymm1, -0x60(%rdi,%rcx)
;;      a96    vmovdqu %ymm2, -0x40(%rdi,%rcx)
;;      a9c    vmovdqu %ymm3, -0x20(%rdi,%rcx)
;;      aa2    vzeroupper
;;      aa5    ret
;; 00000ab0 <memory.fill with avx2>:
;;      ab0    cmp $0x40, %rcx
;;      ab7    ja .L6
;;      abd    cmp $0x10, %ecx
;;      ac3    jb .L2
;;      ac5    movd %esi, %xmm0
;;      ac9    pxor %xmm1, %xmm1
;;      acd    pshufb %xmm1, %xmm0
;;      ad2    movups %xmm0, (%rdi)
;;      ad5    movups %xmm0, -0x10(%rdi,%rcx)
;;      ada    cmp $0x20, %ecx
;;      ae0    jbe .L1
;;      ae2    movups %xmm0, 0x10(%rdi)
;;      ae6    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;      aeb    ret
;; .L2:
;;      aec    movzbl %sil, %eax
;;      af0    movabs $0x101010101010101, %rdx
;;      afa    imul %rdx, %rax
;;      afe    cmp $8, %ecx
;;      b04    jb .L3
;;      b06    mov %rax, (%rdi)
;;      b09    mov %rax, -8(%rdi,%rcx)
;;      b0e    ret
;; .L3:
;;      b0f    cmp $4, %ecx
;;      b15    jb .L4
;;      b17    mov %eax, (%rdi)
;;      b19    mov %eax, -4(%rdi,%rcx)
;;      b1d    ret
;; .L4:
;;      b1e    sub $1, %ecx
;;      b21    jb .L5
;;      b23    mov %al, (%rdi)
;;      b25    je .L5
;;      b27    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;      b2c    ret
;; .L6:
;;      b30    vmovd %esi, %xmm0
;;      b34    vpbroadcastb %xmm0, %ymm0
;;      b39    cmp $0x80, %rcx
;;      b40    ja .L7
;;      b46    vmovdqu %ymm0, (%rdi)
;;      b4a    vmovdqu %ymm0, 0x20(%rdi)
;;      b4f    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      b55    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      b5b    vzeroupper
;;      b5e    ret
;; .L7:
;;      b5f    cmp $0x100, %rcx
;;      b66    ja .L8
;;      b6c    vmovdqu %ymm0, (%rdi)
;;      b70    vmovdqu %ymm0, 0x20(%rdi)
;;      b75    vmovdqu %ymm0, 0x40(%rdi)
;;      b7a    vmovdqu %ymm0, 0x60(%rdi)
;;      b7f    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      b85    vmovdqu %ymm0, -0x60(%rdi,%rcx)
;;      b8b    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      b91    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      b97    vzeroupper
;;      b9a    ret
;; .L8:
;;      b9b    cmp -0xa0(%rbx), %rcx
;;      ba2    jae .L10
;;      ba8    lea -0x80(%rdi,%rcx), %rdx
;;      bb0    vmovdqu %ymm0, (%rdi)
;;      bb4    or $0x1f, %rdi
;;      bb8    inc %rdi
;;      bbb    nopl (%rax,%rax)
;; .L9:
;;      bc0    vmovdqu %ymm0, (%rdi)
;;      bc4    vmovdqu %ymm0, 0x20(%rdi)
;;      bc9    vmovdqu %ymm0, 0x40(%rdi)
;;      bce    vmovdqu %ymm0, 0x60(%rdi)
;;      bd3    add $0x80, %rdi
;;      bda    cmp %rdx, %rdi
;;      bdd    jb .L9
;;      be3    vmovdqu %ymm0, (%rdx)
;;      be7    vmovdqu %ymm0, 0x20(%rdx)
;;      bec    vmovdqu %ymm0, 0x40(%rdx)
;;      bf1    vmovdqu %ymm0, 0x60(%rdx)
;;      bf6    vzeroupper
;;      bf9    ret
;; .L10:
;;      c00    cmp -0x98(%rbx), %rcx
;;      c07    jae .L11
;;      c0d    vmovdqu %ymm0, (%rdi)
;;      c11    vmovdqu %ymm0, 0x20(%rdi)
;;      c16    mov %rdi, %rdx
;;      c19    or $0x3f, %rdi
;;      c1d    inc %rdi
;;      c20    sub %rdi, %rdx
;;      c23    add %rdx, %rcx
;;      c26    mov %esi, %eax
;;      c28    rep stos %al, (%rdi)
;;      c2a    vzeroupper
;;      c2d    ret
;; .L11:
;;      c2e    vmovdqu %ymm0, (%rdi)
;;      c32    vmovdqu %ymm0, 0x20(%rdi)
;;      c37    mov %rdi, %rdx
;;      c3a    or $0x3f, %rdi
;;      c3e    inc %rdi
;;      c41    sub %rdi, %rdx
;;      c44    add %rdx, %rcx
;;      c47    nopw (%rax,%rax)
;;      c50    nopw (%rax,%rax)
;;      c59    nopl (%rax)
;; .L12:
;;      c60    vmovntdq %ymm0, (%rdi)
;;      c64    vmovntdq %ymm0, 0x20(%rdi)
;;      c69    vmovntdq %ymm0, 0x40(%rdi)
;;      c6e    vmovntdq %ymm0, 0x60(%rdi)
;;      c73    add $0x80, %rdi
;;      c7a    sub $0x80, %rcx
;;      c81    cmp $0x80, %rcx
;;      c88    ja .L12
;;      c8e    sfence
;;      c91    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      c97    vmovdqu %ymm0, -0x60(%rdi,%rcx)
;;      c9d    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      ca3    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      ca9    vzeroupper
;;      cac    ret
;; 00000cb0 <memory.copy>:
;;      cb0    cmp $0x40, %rcx
;;      cb7    ja .L7
;;      cbd    cmp $0x10, %ecx
;;      cc3    jb .L1
;;      cc5    cmp $0x20, %ecx
;;      ccb    ja .L6
;;      ccd    movups (%rsi), %xmm0
;;      cd0    movups -0x10(%rsi,%rcx), %xmm1
;;      cd5    movups %xmm0, (%rdi)
;;      cd8    movups %xmm1, -0x10(%rdi,%rcx)
;;      cdd    ret
;; .L1:
;;      cde    cmp $8, %ecx
;;      ce4    jb .L2
;;      ce6    mov (%rsi), %rax
;;      ce9    mov -8(%rsi,%rcx), %rdx
;;      cee    mov %rax, (%rdi)
;;      cf1    mov %rdx, -8(%rdi,%rcx)
;;      cf6    ret
;; .L2:
;;      cf7    cmp $4, %ecx
;;      cfd    jb .L3
;;      cff    mov (%rsi), %eax
;;      d01    mov -4(%rsi,%rcx), %edx
;;      d05    mov %eax, (%rdi)
;;      d07    mov %edx, -4(%rdi,%rcx)
;;      d0b    ret
;; .L3:
;;      d0c    sub $1, %ecx
;;      d0f    jb .L5
;;      d11    movzbl (%rsi), %eax
;;      d14    je .L4
;;      d16    movzwl -1(%rsi,%rcx), %edx
;;      d1b    mov %dx, -1(%rdi,%rcx)
;; .L4:
;;      d20    mov %al, (%rdi)
;; .L5:
;;      d22    ret
;; .L6:
;;      d23    movups (%rsi), %xmm0
;;      d26    movups 0x10(%rsi), %xmm1
;;      d2a    movups -0x20(%rsi,%rcx), %xmm2
;;      d2f    movups -0x10(%rsi,%rcx), %xmm3
;;      d34    movups %xmm0, (%rdi)
;;      d37    movups %xmm1, 0x10(%rdi)
;;      d3b    movups %xmm2, -0x20(%rdi,%rcx)
;;      d40    movups %xmm3, -0x10(%rdi,%rcx)
;;      d45    ret
;; .L7:
;;      d50    cmp $0x80, %rcx
;;      d57    ja .L8
;;      d5d    movups (%rsi), %xmm0
;;      d60    movups 0x10(%rsi), %xmm1
;;      d64    movups 0x20(%rsi), %xmm2
;;      d68    movups 0x30(%rsi), %xmm3
;;      d6c    movups -0x40(%rsi,%rcx), %xmm4
;;      d71    movups -0x30(%rsi,%rcx), %xmm5
;;      d76    movups -0x20(%rsi,%rcx), %xmm6
;;      d7b    movups -0x10(%rsi,%rcx), %xmm7
;;      d80    movups %xmm0, (%rdi)
;;      d83    movups %xmm1, 0x10(%rdi)
;;      d87    movups %xmm2, 0x20(%rdi)
;;      d8b    movups %xmm3, 0x30(%rdi)
;;      d8f    movups %xmm4, -0x40(%rdi,%rcx)
;;      d94    movups %xmm5, -0x30(%rdi,%rcx)
;;      d99    movups %xmm6, -0x20(%rdi,%rcx)
;;      d9e    movups %xmm7, -0x10(%rdi,%rcx)
;;      da3    ret
;; .L8:
;;      da4    mov %rdi, %rax
;;      da7    sub %rsi, %rax
;;      daa    cmp %rcx, %rax
;;      dad    jb .L11
;;      db3    cmp -0xb0(%rbx), %rcx
;;      dba    jae .L13
;; .L9:
;;      dc0    movups (%rsi), %xmm8
;;      dc4    movups -0x40(%rsi,%rcx), %xmm4
;;      dc9    movups -0x30(%rsi,%rcx), %xmm5
;;      dce    movups -0x20(%rsi,%rcx), %xmm6
;;      dd3    movups -0x10(%rsi,%rcx), %xmm7
;;      dd8    lea -0x40(%rdi,%rcx), %rdx
;;      de0    mov %rdi, %rcx
;;      de3    or $0xf, %rcx
;;      de7    inc %rcx
;;      dea    sub %rdi, %rsi
;;      ded    add %rcx, %rsi
;;      df0    nopw (%rax,%rax)
;;      df9    nopl (%rax)
;; .L10:
;;      e00    movups (%rsi), %xmm0
;;      e03    movups 0x10(%rsi), %xmm1
;;      e07    movups 0x20(%rsi), %xmm2
;;      e0b    movups 0x30(%rsi), %xmm3
;;      e0f    add $0x40, %rsi
;;      e16    movups %xmm0, (%rcx)
;;      e19    movups %xmm1, 0x10(%rcx)
;;      e1d    movups %xmm2, 0x20(%rcx)
;;      e21    movups %xmm3, 0x30(%rcx)
;;      e25    add $0x40, %rcx
;;      e2c    cmp %rdx, %rcx
;;      e2f    jb .L10
;;      e35    movups %xmm4, (%rdx)
;;      e38    movups %xmm5, 0x10(%rdx)
;;      e3c    movups %xmm6, 0x20(%rdx)
;;      e40    movups %xmm7, 0x30(%rdx)
;;      e44    movups %xmm8, (%rdi)
;;      e48    ret
;; .L11:
;;      e50    movups -0x10(%rsi,%rcx), %xmm8
;;      e56    movups (%rsi), %xmm4
;;      e59    movups 0x10(%rsi), %xmm5
;;      e5d    movups 0x20(%rsi), %xmm6
;;      e61    movups 0x30(%rsi), %xmm7
;;      e65    lea -0x10(%rdi,%rcx), %rdx
;;      e6d    lea 0x40(%rdi), %rax
;;      e74    lea -1(%rdi,%rcx), %rcx
;;      e79    and $0xfffffffffffffff0, %rcx
;;      e7d    sub %rdi, %rsi
;;      e80    add %rcx, %rsi
;;      e83    nopw (%rax,%rax)
;;      e8c    nopw (%rax,%rax)
;;      e95    nopw (%rax,%rax)
;;      e9e    xchg %ax, %ax
;; .L12:
;;      ea0    movups -0x40(%rsi), %xmm0
;;      ea4    movups -0x30(%rsi), %xmm1
;;      ea8    movups -0x20(%rsi), %xmm2
;;      eac    movups -0x10(%rsi), %xmm3
;;      eb0    sub $0x40, %rsi
;;      eb7    movups %xmm0, -0x40(%rcx)
;;      ebb    movups %xmm1, -0x30(%rcx)
;;      ebf    movups %xmm2, -0x20(%rcx)
;;      ec3    movups %xmm3, -0x10(%rcx)
;;      ec7    sub $0x40, %rcx
;;      ece    cmp %rax, %rcx
;;      ed1    ja .L12
;;      ed7    movups %xmm8, (%rdx)
;;      edb    movups %xmm4, (%rdi)
;;      ede    movups %xmm5, 0x10(%rdi)
;;      ee2    movups %xmm6, 0x20(%rdi)
;;      ee6    movups %xmm7, 0x30(%rdi)
;;      eea    ret
;; .L13:
;;      ef0    neg %rax
;;      ef3    cmp $0x40, %rax
;;      ef9    jb .L9
;;      eff    cmp -0xa8(%rbx), %rcx
;;      f06    jae .L14
;;      f0c    movups (%rsi), %xmm0
;;      f0f    movups 0x10(%rsi), %xmm1
;;      f13    movups 0x20(%rsi), %xmm2
;;      f17    movups 0x30(%rsi), %xmm3
;;      f1b    mov %rdi, %rax
;;      f1e    or $0x3f, %rdi
;;      f22    inc %rdi
;;      f25    mov %rdi, %rdx
;;      f28    sub %rax, %rdx
;;      f2b    add %rdx, %rsi
;;      f2e    sub %rdx, %rcx
;;      f31    rep movsb (%rsi), (%rdi)
;;      f33    movups %xmm0, (%rax)
;;      f36    movups %xmm1, 0x10(%rax)
;;      f3a    movups %xmm2, 0x20(%rax)
;;      f3e    movups %xmm3, 0x30(%rax)
;;      f42    ret
;; .L14:
;;      f43    cmp %rcx, %rax
;;      f46    jb .L9
;;      f4c    movups (%rsi), %xmm0
;;      f4f    movups 0x10(%rsi), %xmm1
;;      f53    movups 0x20(%rsi), %xmm2
;;      f57    movups 0x30(%rsi), %xmm3
;;      f5b    movups %xmm0, (%rdi)
;;      f5e    movups %xmm1, 0x10(%rdi)
;;      f62    movups %xmm2, 0x20(%rdi)
;;      f66    movups %xmm3, 0x30(%rdi)
;;      f6a    mov %rdi, %rdx
;;      f6d    or $0x3f, %rdi
;;      f71    inc %rdi
;;      f74    sub %rdi, %rdx
;;      f77    sub %rdx, %rsi
;;      f7a    add %rdx, %rcx
;;      f7d    nopl (%rax)
;; .L15:
;;      f80    movups (%rsi), %xmm0
;;      f83    movups 0x10(%rsi), %xmm1
;;      f87    movups 0x20(%rsi), %xmm2
;;      f8b    movups 0x30(%rsi), %xmm3
;;      f8f    prefetcht0 0x200(%rsi)
;;      f96    add $0x40, %rsi
;;      f9d    movntdq %xmm0, (%rdi)
;;      fa1    movntdq %xmm1, 0x10(%rdi)
;;      fa6    movntdq %xmm2, 0x20(%rdi)
;;      fab    movntdq %xmm3, 0x30(%rdi)
;;      fb0    add $0x40, %rdi
;;      fb7    sub $0x40, %rcx
;;      fbe    cmp $0x40, %rcx
;;      fc5    ja .L15
;;      fcb    sfence
;;      fce    movups -0x40(%rsi,%rcx), %xmm0
;;      fd3    movups -0x30(%rsi,%rcx), %xmm1
;;      fd8    movups -0x20(%rsi,%rcx), %xmm2
;;      fdd    movups -0x10(%rsi,%rcx), %xmm3
;;      fe2    movups %xmm0, -0x40(%rdi,%rcx)
;;      fe7    movups %xmm1, -0x30(%rdi,%rcx)
;;      fec    movups %xmm2, -0x20(%rdi,%rcx)
;;      ff1    movups %xmm3, -0x10(%rdi,%rcx)
;;      ff6    ret
;; 00001000 <memory.fill>:
;;     1000    cmp $0x40, %rcx
;;     1007    ja .L6
;;     100d    cmp $0x10, %ecx
;;     1013    jb .L2
;;     1015    movd %esi, %xmm0
;;     1019    pxor %xmm1, %xmm1
;;     101d    pshufb %xmm1, %xmm0
;;     1022    movups %xmm0, (%rdi)
;;     1025    movups %xmm0, -0x10(%rdi,%rcx)
;;     102a    cmp $0x20, %ecx
;;     1030    jbe .L1
;;     1032    movups %xmm0, 0x10(%rdi)
;;     1036    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;     103b    ret
;; .L2:
;;     103c    movzbl %sil, %eax
;;     1040    movabs $0x101010101010101, %rdx
;;     104a    imul %rdx, %rax
;;     104e    cmp $8, %ecx
;;     1054    jb .L3
;;     1056    mov %rax, (%rdi)
;;     1059    mov %rax, -8(%rdi,%rcx)
;;     105e    ret
;; .L3:
;;     105f    cmp $4, %ecx
;;     1065    jb .L4
;;     1067    mov %eax, (%rdi)
;;     1069    mov %eax, -4(%rdi,%rcx)
;;     106d    ret
;; .L4:
;;     106e    sub $1, %ecx
;;     1071    jb .L5
;;     1073    mov %al, (%rdi)
;;     1075    je .L5
;;     1077    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;     107c    ret
;; .L6:
;;     1080    movd %esi, %xmm0
;;     1084    pxor %xmm1, %xmm1
;;     1088    pshufb %xmm1, %xmm0
;;     108d    cmp $0x80, %rcx
;;     1094    ja .L7
;;     109a    movups %xmm0, (%rdi)
;;     109d    movups %xmm0, 0x10(%rdi)
;;     10a1    movups %xmm0, 0x20(%rdi)
;;     10a5    movups %xmm0, 0x30(%rdi)
;;     10a9    movups %xmm0, -0x40(%rdi,%rcx)
;;     10ae    movups %xmm0, -0x30(%rdi,%rcx)
;;     10b3    movups %xmm0, -0x20(%rdi,%rcx)
;;     10b8    movups %xmm0, -0x10(%rdi,%rcx)
;;     10bd    ret
;; .L7:
;;     10be    cmp -0xa0(%rbx), %rcx
;;     10c5    jae .L9
;;     10cb    lea -0x40(%rdi,%rcx), %rdx
;;     10d3    movups %xmm0, (%rdi)
;;     10d6    or $0xf, %rdi
;;     10da    inc %rdi
;;     10dd    nopl (%rax)
;; .L8:
;;     10e0    movups %xmm0, (%rdi)
;;     10e3    movups %xmm0, 0x10(%rdi)
;;     10e7    movups %xmm0, 0x20(%rdi)
;;     10eb    movups %xmm0, 0x30(%rdi)
;;     10ef    add $0x40, %rdi
;;     10f6    cmp %rdx, %rdi
;;     10f9    jb .L8
;;     10ff    movups %xmm0, (%rdx)
;;     1102    movups %xmm0, 0x10(%rdx)
;;     1106    movups %xmm0, 0x20(%rdx)
;;     110a    movups %xmm0, 0x30(%rdx)
;;     110e    ret
;; .L9:
;;     1110    cmp -0x98(%rbx), %rcx
;;     1117    jae .L10
;;     111d    movups %xmm0, (%rdi)
;;     1120    movups %xmm0, 0x10(%rdi)
;;     1124    movups %xmm0, 0x20(%rdi)
;;     1128    movups %xmm0, 0x30(%rdi)
;;     112c    mov %rdi, %rdx
;;     112f    or $0x3f, %rdi
;;     1133    inc %rdi
;;     1136    sub %rdi, %rdx
;;     1139    add %rdx, %rcx
;;     113c    mov %esi, %eax
;;     113e    rep stos %al, (%rdi)
;;     1140    ret
;; .L10:
;;     1141    movups %xmm0, (%rdi)
;;     1144    movups %xmm0, 0x10(%rdi)
;;     1148    movups %xmm0, 0x20(%rdi)
;;     114c    movups %xmm0, 0x30(%rdi)
;;     1150    mov %rdi, %rdx
;;     1153    or $0x3f, %rdi
;;     1157    inc %rdi
;;     115a    sub %rdi, %rdx
;;     115d    add %rdx, %rcx
;; .L11:
;;     1160    movntdq %xmm0, (%rdi)
;;     1164    movntdq %xmm0, 0x10(%rdi)
;;     1169    movntdq %xmm0, 0x20(%rdi)
;;     116e    movntdq %xmm0, 0x30(%rdi)
;;     1173    add $0x40, %rdi
;;     117a    sub $0x40, %rcx
;;     1181    cmp $0x40, %rcx
;;     1188    ja .L11
;;     118e    sfence
;;     1191    movups %xmm0, -0x40(%rdi,%rcx)
;;     1196    movups %xmm0, -0x30(%rdi,%rcx)
;;     119b    movups %xmm0, -0x20(%rdi,%rcx)
;;     11a0    movups %xmm0, -0x10(%rdi,%rcx)
;;     11a5    ret

;;; moves -O2 aarch64
;; 00000080 <memory.copy with mops>:
;;       80    add x4, x2, x3
;;       84    add x5, x1, x3
;;       88    cmp x3, #0x10
;;       8c    b.lo .L1
;;       90    cmp x3, #0x20
;;       94    b.hi .L6
;;       98    ldr q0, [x2]
;;       9c    ldur q1, [x4, #-0x10]
;;       a0    str q0, [x1]
;;       a4    stur q1, [x5, #-0x10]
;;       a8    ret
;; .L1:
;;       ac    tbz w3, #0x3, .L2
;;       b0    ldr x6, [x2]
;;       b4    ldur x7, [x4, #-0x8]
;;       b8    str x6, [x1]
;;       bc    stur x7, [x5, #-0x8]
;;       c0    ret
;; .L2:
;;       c4    tbz w3, #0x2, .L3
;;       c8    ldr w6, [x2]
;;       cc    ldur w7, [x4, #-0x4]
;;       d0    str w6, [x1]
;;       d4    stur w7, [x5, #-0x4]
;;       d8    ret
;; .L3:
;;       dc    cbz x3, .L5
;;       e0    ldrb w6, [x2]
;;       e4    tbz w3, #0x1, .L4
;;       e8    ldurh w7, [x4, #-0x2]
;;       ec    strb w6, [x1]
;;       f0    sturh w7, [x5, #-0x2]
;;       f4    ret
;; .L4:
;;       f8    strb w6, [x1]
;; .L5:
;;       fc    ret
;; .L6:
;;      100    cmp x3, #0x80
;;      104    b.hi .L8
;;      108    ldp q0, q1, [x2]
;;      10c    ldp q2, q3, [x4, #-0x20]
;;      110    cmp x3, #0x40
;;      114    b.hi .L7
;;      118    stp q0, q1, [x1]
;;      11c    stp q2, q3, [x5, #-0x20]
;;      120    ret
;; .L7:
;;      124    ldp q4, q5, [x2, #0x20]
;;      128    ldp q6, q7, [x4, #-0x40]
;;      12c    stp q0, q1, [x1]
;;      130    stp q4, q5, [x1, #0x20]
;;      134    stp q6, q7, [x5, #-0x40]
;;      138    stp q2, q3, [x5, #-0x20]
;;      13c    ret
;; .L8:
;;      140    cpyp [x1]!, [x2]!, x3!
;;      144    cpym [x1]!, [x2]!, x3!
;;      148    cpye [x1]!, [x2]!, x3!
;;      14c    ret
;; 00000150 <memory.fill with mops>:
;;      150    dup v0.16b, w2
;;      154    add x5, x1, x3
;;      158    cmp x3, #0x10
;;      15c    b.lo .L1
;;      160    cmp x3, #0x20
;;      164    b.hi .L5
;;      168    str q0, [x1]
;;      16c    stur q0, [x5, #-0x10]
;;      170    ret
;; .L1:
;;      174    tbz w3, #0x3, .L2
;;      178    str d0, [x1]
;;      17c    stur d0, [x5, #-0x8]
;;      180    ret
;; .L2:
;;      184    tbz w3, #0x2, .L3
;;      188    str s0, [x1]
;;      18c    stur s0, [x5, #-0x4]
;;      190    ret
;; .L3:
;;      194    cbz x3, .L4
;;      198    strb w2, [x1]
;;      19c    sturb w2, [x5, #-0x1]
;;      1a0    tbz w3, #0x1, .L4
;;      1a4    str h0, [x1]
;; .L4:
;;      1a8    ret
;; .L5:
;;      1ac    stp q0, q0, [x1]
;;      1b0    cmp x3, #0x80
;;      1b4    b.hi .L7
;;      1b8    cmp x3, #0x40
;;      1bc    b.ls .L6
;;      1c0    stp q0, q0, [x1, #0x20]
;;      1c4    stp q0, q0, [x5, #-0x40]
;; .L6:
;;      1c8    stp q0, q0, [x5, #-0x20]
;;      1cc    ret
;; .L7:
;;      1d0    setp [x1]!, x3!, x2
;;      1d4    setm [x1]!, x3!, x2
;;      1d8    sete [x1]!, x3!, x2
;;      1dc    ret
;; 000001e0 <memory.copy>:
;;      1e0    add x4, x2, x3
;;      1e4    add x5, x1, x3
;;      1e8    cmp x3, #0x10
;;      1ec    b.lo .L1
;;      1f0    cmp x3, #0x20
;;      1f4    b.hi .L6
;;      1f8    ldr q0, [x2]
;;      1fc    ldur q1, [x4, #-0x10]
;;      200    str q0, [x1]
;;      204    stur q1, [x5, #-0x10]
;;      208    ret
;; .L1:
;;      20c    tbz w3, #0x3, .L2
;;      210    ldr x6, [x2]
;;      214    ldur x7, [x4, #-0x8]
;;      218    str x6, [x1]
;;      21c    stur x7, [x5, #-0x8]
;;      220    ret
;; .L2:
;;      224    tbz w3, #0x2, .L3
;;      228    ldr w6, [x2]
;;      22c    ldur w7, [x4, #-0x4]
;;      230    str w6, [x1]
;;      234    stur w7, [x5, #-0x4]
;;      238    ret
;; .L3:
;;      23c    cbz x3, .L5
;;      240    ldrb w6, [x2]
;;      244    tbz w3, #0x1, .L4
;;      248    ldurh w7, [x4, #-0x2]
;;      24c    strb w6, [x1]
;;      250    sturh w7, [x5, #-0x2]
;;      254    ret
;; .L4:
;;      258    strb w6, [x1]
;; .L5:
;;      25c    ret
;; .L6:
;;      260    cmp x3, #0x80
;;      264    b.hi .L8
;;      268    ldp q0, q1, [x2]
;;      26c    ldp q2, q3, [x4, #-0x20]
;;      270    cmp x3, #0x40
;;      274    b.hi .L7
;;      278    stp q0, q1, [x1]
;;      27c    stp q2, q3, [x5, #-0x20]
;;      280    ret
;; .L7:
;;      284    ldp q4, q5, [x2, #0x20]
;;      288    ldp q6, q7, [x4, #-0x40]
;;      28c    stp q0, q1, [x1]
;;      290    stp q4, q5, [x1, #0x20]
;;      294    stp q6, q7, [x5, #-0x40]
;;      298    stp q2, q3, [x5, #-0x20]
;;      29c    ret
;; .L8:
;;      2a0    sub x6, x1, x2
;;      2a4    cmp x6, x3
;;      2a8    b.lo .L10
;;      2ac    ldp x6, x7, [x2]
;;      2b0    ldp q4, q5, [x4, #-0x40]
;;      2b4    ldp q6, q7, [x4, #-0x20]
;;      2b8    sub x8, x5, #0x40
;;      2bc    neg x9, x1
;;      2c0    and x9, x9, #0xf
;;      2c4    add x2, x2, x9
;;      2c8    add x0, x1, x9
;; .L9:
;;      2cc    ldp q0, q1, [x2]
;;      2d0    ldp q2, q3, [x2, #0x20]
;;      2d4    add x2, x2, #0x40
;;      2d8    stp q0, q1, [x0]
;;      2dc    stp q2, q3, [x0, #0x20]
;;      2e0    add x0, x0, #0x40
;;      2e4    cmp x0, x8
;;      2e8    b.lo .L9
;;      2ec    stp q4, q5, [x8]
;;      2f0    stp q6, q7, [x8, #0x20]
;;      2f4    stp x6, x7, [x1]
;;      2f8    ret
;; .L10:
;;      2fc    ldp q4, q5, [x2]
;;      300    ldp q6, q7, [x2, #0x20]
;;      304    ldp x6, x7, [x4, #-0x10]
;;      308    add x8, x1, #0x40
;;      30c    and x9, x5, #0xf
;;      310    sub x4, x4, x9
;;      314    sub x0, x5, x9
;; .L11:
;;      318    ldp q0, q1, [x4, #-0x20]
;;      31c    ldp q2, q3, [x4, #-0x40]!
;;      320    stp q0, q1, [x0, #-0x20]
;;      324    stp q2, q3, [x0, #-0x40]!
;;      328    cmp x0, x8
;;      32c    b.hi .L11
;;      330    stp q4, q5, [x1]
;;      334    stp q6, q7, [x1, #0x20]
;;      338    stp x6, x7, [x5, #-0x10]
;;      33c    ret
;; 00000340 <memory.fill>:
;;      340    dup v0.16b, w2
;;      344    add x5, x1, x3
;;      348    cmp x3, #0x10
;;      34c    b.lo .L1
;;      350    cmp x3, #0x20
;;      354    b.hi .L5
;;      358    str q0, [x1]
;;      35c    stur q0, [x5, #-0x10]
;;      360    ret
;; .L1:
;;      364    tbz w3, #0x3, .L2
;;      368    str d0, [x1]
;;      36c    stur d0, [x5, #-0x8]
;;      370    ret
;; .L2:
;;      374    tbz w3, #0x2, .L3
;;      378    str s0, [x1]
;;      37c    stur s0, [x5, #-0x4]
;;      380    ret
;; .L3:
;;      384    cbz x3, .L4
;;      388    strb w2, [x1]
;;      38c    sturb w2, [x5, #-0x1]
;;      390    tbz w3, #0x1, .L4
;;      394    str h0, [x1]
;; .L4:
;;      398    ret
;; .L5:
;;      39c    stp q0, q0, [x1]
;;      3a0    cmp x3, #0x80
;;      3a4    b.hi .L7
;;      3a8    cmp x3, #0x40
;;      3ac    b.ls .L6
;;      3b0    stp q0, q0, [x1, #0x20]
;;      3b4    stp q0, q0, [x5, #-0x40]
;; .L6:
;;      3b8    stp q0, q0, [x5, #-0x20]
;;      3bc    ret
;; .L7:
;;      3c0    add x6, x1, #0x10
;;      3c4    and x6, x6, #0xfffffffffffffff0
;;      3c8    sub x8, x5, #0x40
;;      3cc    tst w2, #0xff
;;      3d0    b.ne .L11
;;      3d4    cmp x3, #0x400
;;      3d8    b.lo .L11
;;      3dc    mrs x7, dczid_el0
;;      3e0    tbnz w7, #0x4, .L11
;;      3e4    mov w9, #0x4
;;      3e8    and w7, w7, #0xf
;;      3ec    lsl x7, x9, x7
;;      3f0    cmp x7, #0x40
;;      3f4    b.lo .L11
;;      3f8    cmp x3, x7, lsl #2
;;      3fc    b.lo .L11
;;      400    sub x9, x7, #0x1
;;      404    add x0, x6, x9
;;      408    bic x0, x0, x9
;; .L8:
;;      40c    cmp x6, x0
;;      410    b.hs .L9
;;      414    stp q0, q0, [x6]
;;      418    stp q0, q0, [x6, #0x20]
;;      41c    add x6, x6, #0x40
;;      420    b .L8
;; .L9:
;;      424    mov x6, x0
;;      428    sub x9, x5, x7
;; .L10:
;;      42c    dc zva, x6
;;      430    add x6, x6, x7
;;      434    cmp x6, x9
;;      438    b.ls .L10
;;      43c    cmp x6, x8
;;      440    b.hs .L12
;; .L11:
;;      444    stp q0, q0, [x6]
;;      448    stp q0, q0, [x6, #0x20]
;;      44c    add x6, x6, #0x40
;;      450    cmp x6, x8
;;      454    b.lo .L11
;; .L12:
;;      458    stp q0, q0, [x8]
;;      45c    stp q0, q0, [x8, #0x20]
;;      460    ret
