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
;;       c0    movups (%rsi), %xmm0
;;       c3    movups 0x10(%rsi), %xmm1
;;       c7    movups -0x20(%rsi,%rcx), %xmm2
;;       cc    movups -0x10(%rsi,%rcx), %xmm3
;;       d1    movups %xmm0, (%rdi)
;;       d4    movups %xmm1, 0x10(%rdi)
;;       d8    movups %xmm2, -0x20(%rdi,%rcx)
;;       dd    movups %xmm3, -0x10(%rdi,%rcx)
;;       e2    ret
;; .L7:
;;      100    cmp $0x100, %rcx
;;      107    ja .L9
;;      10d    cmp $0x80, %rcx
;;      114    ja .L8
;;      11a    vmovdqu64 (%rsi), %zmm16
;;      120    vmovdqu64 -0x40(%rsi,%rcx), %zmm17
;;      128    vmovdqu64 %zmm16, (%rdi)
;;      12e    vmovdqu64 %zmm17, -0x40(%rdi,%rcx)
;;      136    ret
;; .L8:
;;      140    vmovdqu64 (%rsi), %zmm16
;;      146    vmovdqu64 0x40(%rsi), %zmm17
;;      14d    vmovdqu64 -0x80(%rsi,%rcx), %zmm18
;;      155    vmovdqu64 -0x40(%rsi,%rcx), %zmm19
;;      15d    vmovdqu64 %zmm16, (%rdi)
;;      163    vmovdqu64 %zmm17, 0x40(%rdi)
;;      16a    vmovdqu64 %zmm18, -0x80(%rdi,%rcx)
;;      172    vmovdqu64 %zmm19, -0x40(%rdi,%rcx)
;;      17a    ret
;; .L9:
;;      180    cmp $0x200, %rcx
;;      187    ja .L10
;;      18d    vmovdqu64 (%rsi), %zmm16
;;      193    vmovdqu64 0x40(%rsi), %zmm17
;;      19a    vmovdqu64 0x80(%rsi), %zmm18
;;      1a1    vmovdqu64 0xc0(%rsi), %zmm19
;;      1a8    vmovdqu64 -0x100(%rsi,%rcx), %zmm20
;;      1b0    vmovdqu64 -0xc0(%rsi,%rcx), %zmm21
;;      1b8    vmovdqu64 -0x80(%rsi,%rcx), %zmm22
;;      1c0    vmovdqu64 -0x40(%rsi,%rcx), %zmm23
;;      1c8    vmovdqu64 %zmm16, (%rdi)
;;      1ce    vmovdqu64 %zmm17, 0x40(%rdi)
;;      1d5    vmovdqu64 %zmm18, 0x80(%rdi)
;;      1dc    vmovdqu64 %zmm19, 0xc0(%rdi)
;;      1e3    vmovdqu64 %zmm20, -0x100(%rdi,%rcx)
;;      1eb    vmovdqu64 %zmm21, -0xc0(%rdi,%rcx)
;;      1f3    vmovdqu64 %zmm22, -0x80(%rdi,%rcx)
;;      1fb    vmovdqu64 %zmm23, -0x40(%rdi,%rcx)
;;      203    ret
;; .L10:
;;      220    mov %rdi, %rax
;;      223    sub %rsi, %rax
;;      226    cmp %rcx, %rax
;;      229    jb .L13
;;      22f    cmp -0xb0(%rbx), %rcx
;;      236    jae .L15
;; .L11:
;;      23c    vmovdqu64 (%rsi), %zmm24
;;      242    vmovdqu64 -0x100(%rsi,%rcx), %zmm20
;;      24a    vmovdqu64 -0xc0(%rsi,%rcx), %zmm21
;;      252    vmovdqu64 -0x80(%rsi,%rcx), %zmm22
;;      25a    vmovdqu64 -0x40(%rsi,%rcx), %zmm23
;;      262    lea -0x100(%rdi,%rcx), %rdx
;;      26a    mov %rdi, %rcx
;;      26d    or $0x3f, %rcx
;;      271    inc %rcx
;;      274    sub %rdi, %rsi
;;      277    add %rcx, %rsi
;;      27a    nopw (%rax,%rax)
;; .L12:
;;      280    vmovdqu64 (%rsi), %zmm16
;;      286    vmovdqu64 0x40(%rsi), %zmm17
;;      28d    vmovdqu64 0x80(%rsi), %zmm18
;;      294    vmovdqu64 0xc0(%rsi), %zmm19
;;      29b    add $0x100, %rsi
;;      2a2    vmovdqu64 %zmm16, (%rcx)
;;      2a8    vmovdqu64 %zmm17, 0x40(%rcx)
;;      2af    vmovdqu64 %zmm18, 0x80(%rcx)
;;      2b6    vmovdqu64 %zmm19, 0xc0(%rcx)
;;      2bd    add $0x100, %rcx
;;      2c4    cmp %rdx, %rcx
;;      2c7    jb .L12
;;      2cd    vmovdqu64 %zmm20, (%rdx)
;;      2d3    vmovdqu64 %zmm21, 0x40(%rdx)
;;      2da    vmovdqu64 %zmm22, 0x80(%rdx)
;;      2e1    vmovdqu64 %zmm23, 0xc0(%rdx)
;;      2e8    vmovdqu64 %zmm24, (%rdi)
;;      2ee    ret
;; .L13:
;;      2f0    vmovdqu64 -0x40(%rsi,%rcx), %zmm24
;;      2f8    vmovdqu64 (%rsi), %zmm20
;;      2fe    vmovdqu64 0x40(%rsi), %zmm21
;;      305    vmovdqu64 0x80(%rsi), %zmm22
;;      30c    vmovdqu64 0xc0(%rsi), %zmm23
;;      313    lea -0x40(%rdi,%rcx), %rdx
;;      31b    lea 0x100(%rdi), %rax
;;      322    lea -1(%rdi,%rcx), %rcx
;;      327    and $0xffffffffffffffc0, %rcx
;;      32b    sub %rdi, %rsi
;;      32e    add %rcx, %rsi
;;      331    nopw (%rax,%rax)
;;      33a    nopw (%rax,%rax)
;; .L14:
;;      340    vmovdqu64 -0x100(%rsi), %zmm16
;;      347    vmovdqu64 -0xc0(%rsi), %zmm17
;;      34e    vmovdqu64 -0x80(%rsi), %zmm18
;;      355    vmovdqu64 -0x40(%rsi), %zmm19
;;      35c    sub $0x100, %rsi
;;      363    vmovdqu64 %zmm16, -0x100(%rcx)
;;      36a    vmovdqu64 %zmm17, -0xc0(%rcx)
;;      371    vmovdqu64 %zmm18, -0x80(%rcx)
;;      378    vmovdqu64 %zmm19, -0x40(%rcx)
;;      37f    sub $0x100, %rcx
;;      386    cmp %rax, %rcx
;;      389    ja .L14
;;      38f    vmovdqu64 %zmm24, (%rdx)
;;      395    vmovdqu64 %zmm20, (%rdi)
;;      39b    vmovdqu64 %zmm21, 0x40(%rdi)
;;      3a2    vmovdqu64 %zmm22, 0x80(%rdi)
;;      3a9    vmovdqu64 %zmm23, 0xc0(%rdi)
;;      3b0    ret
;; .L15:
;;      3c0    neg %rax
;;      3c3    cmp $0x40, %rax
;;      3c9    jb .L11
;;      3cf    cmp -0xa8(%rbx), %rcx
;;      3d6    jae .L16
;;      3dc    vmovdqu64 (%rsi), %zmm16
;;      3e2    mov %rdi, %rax
;;      3e5    or $0x3f, %rdi
;;      3e9    inc %rdi
;;      3ec    mov %rdi, %rdx
;;      3ef    sub %rax, %rdx
;;      3f2    add %rdx, %rsi
;;      3f5    sub %rdx, %rcx
;;      3f8    rep movsb (%rsi), (%rdi)
;;      3fa    vmovdqu64 %zmm16, (%rax)
;;      400    ret
;; .L16:
;;      401    cmp %rcx, %rax
;;      404    jb .L11
;;      40a    vmovdqu64 (%rsi), %zmm16
;;      410    vmovdqu64 %zmm16, (%rdi)
;;      416    mov %rdi, %rdx
;;      419    or $0x3f, %rdi
;;      41d    inc %rdi
;;      420    sub %rdi, %rdx
;;      423    sub %rdx, %rsi
;;      426    add %rdx, %rcx
;;      429    nopw (%rax,%rax)
;;      432    nopw (%rax,%rax)
;;      43b    nopl (%rax,%rax)
;; .L17:
;;      440    vmovdqu64 (%rsi), %zmm16
;;      446    vmovdqu64 0x40(%rsi), %zmm17
;;      44d    vmovdqu64 0x80(%rsi), %zmm18
;;      454    vmovdqu64 0xc0(%rsi), %zmm19
;;      45b    prefetcht0 0x200(%rsi)
;;      462    add $0x100, %rsi
;;      469    vmovntdq %zmm16, (%rdi)
;;      46f    vmovntdq %zmm17, 0x40(%rdi)
;;      476    vmovntdq %zmm18, 0x80(%rdi)
;;      47d    vmovntdq %zmm19, 0xc0(%rdi)
;;      484    add $0x100, %rdi
;;      48b    sub $0x100, %rcx
;;      492    cmp $0x100, %rcx
;;      499    ja .L17
;;      49f    sfence
;;      4a2    vmovdqu64 -0x100(%rsi,%rcx), %zmm16
;;      4aa    vmovdqu64 -0xc0(%rsi,%rcx), %zmm17
;;      4b2    vmovdqu64 -0x80(%rsi,%rcx), %zmm18
;;      4ba    vmovdqu64 -0x40(%rsi,%rcx), %zmm19
;;      4c2    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      4ca    vmovdqu64 %zmm17, -0xc0(%rdi,%rcx)
;;      4d2    vmovdqu64 %zmm18, -0x80(%rdi,%rcx)
;;      4da    vmovdqu64 %zmm19, -0x40(%rdi,%rcx)
;;      4e2    ret
;; 00000500 <memory.fill with avx512bw, avx512vbmi2>:
;;      500    cmp $0x40, %rcx
;;      507    ja .L6
;;      50d    cmp $0x10, %ecx
;;      513    jb .L2
;;      515    movd %esi, %xmm0
;;      519    pxor %xmm1, %xmm1
;;      51d    pshufb %xmm1, %xmm0
;;      522    movups %xmm0, (%rdi)
;;      525    movups %xmm0, -0x10(%rdi,%rcx)
;;      52a    cmp $0x20, %ecx
;;      530    jbe .L1
;;      532    movups %xmm0, 0x10(%rdi)
;;      536    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;      53b    ret
;; .L2:
;;      53c    movzbl %sil, %eax
;;      540    movabs $0x101010101010101, %rdx
;;      54a    imul %rdx, %rax
;;      54e    cmp $8, %ecx
;;      554    jb .L3
;;      556    mov %rax, (%rdi)
;;      559    mov %rax, -8(%rdi,%rcx)
;;      55e    ret
;; .L3:
;;      55f    cmp $4, %ecx
;;      565    jb .L4
;;      567    mov %eax, (%rdi)
;;      569    mov %eax, -4(%rdi,%rcx)
;;      56d    ret
;; .L4:
;;      56e    sub $1, %ecx
;;      571    jb .L5
;;      573    mov %al, (%rdi)
;;      575    je .L5
;;      577    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;      57c    ret
;; .L6:
;;      580    vpbroadcastb %esi, %zmm16
;;      586    cmp $0x100, %rcx
;;      58d    ja .L8
;;      593    cmp $0x80, %rcx
;;      59a    ja .L7
;;      5a0    vmovdqu64 %zmm16, (%rdi)
;;      5a6    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      5ae    ret
;; .L7:
;;      5c0    vmovdqu64 %zmm16, (%rdi)
;;      5c6    vmovdqu64 %zmm16, 0x40(%rdi)
;;      5cd    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      5d5    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      5dd    ret
;; .L8:
;;      600    cmp $0x200, %rcx
;;      607    ja .L9
;;      60d    vmovdqu64 %zmm16, (%rdi)
;;      613    vmovdqu64 %zmm16, 0x40(%rdi)
;;      61a    vmovdqu64 %zmm16, 0x80(%rdi)
;;      621    vmovdqu64 %zmm16, 0xc0(%rdi)
;;      628    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      630    vmovdqu64 %zmm16, -0xc0(%rdi,%rcx)
;;      638    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      640    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      648    ret
;; .L9:
;;      660    cmp -0xa0(%rbx), %rcx
;;      667    jae .L11
;;      66d    lea -0x100(%rdi,%rcx), %rdx
;;      675    vmovdqu64 %zmm16, (%rdi)
;;      67b    or $0x3f, %rdi
;;      67f    inc %rdi
;;      682    nopw (%rax,%rax)
;;      68b    nopw (%rax,%rax)
;;      694    nopw (%rax,%rax)
;;      69d    nopl (%rax)
;; .L10:
;;      6a0    vmovdqu64 %zmm16, (%rdi)
;;      6a6    vmovdqu64 %zmm16, 0x40(%rdi)
;;      6ad    vmovdqu64 %zmm16, 0x80(%rdi)
;;      6b4    vmovdqu64 %zmm16, 0xc0(%rdi)
;;      6bb    add $0x100, %rdi
;;      6c2    cmp %rdx, %rdi
;;      6c5    jb .L10
;;      6cb    vmovdqu64 %zmm16, (%rdx)
;;      6d1    vmovdqu64 %zmm16, 0x40(%rdx)
;;      6d8    vmovdqu64 %zmm16, 0x80(%rdx)
;;      6df    vmovdqu64 %zmm16, 0xc0(%rdx)
;;      6e6    ret
;; .L11:
;;      6f0    cmp -0x98(%rbx), %rcx
;;      6f7    jae .L12
;;      6fd    vmovdqu64 %zmm16, (%rdi)
;;      703    mov %rdi, %rdx
;;      706    or $0x3f, %rdi
;;      70a    inc %rdi
;;      70d    sub %rdi, %rdx
;;      710    add %rdx, %rcx
;;      713    mov %esi, %eax
;;      715    rep stos %al, (%rdi)
;;      717    ret
;; .L12:
;;      718    vmovdqu64 %zmm16, (%rdi)
;;      71e    mov %rdi, %rdx
;;      721    or $0x3f, %rdi
;;      725    inc %rdi
;;      728    sub %rdi, %rdx
;;      72b    add %rdx, %rcx
;;      72e    nopw (%rax,%rax)
;;      737    nopw (%rax,%rax)
;; .L13:
;;      740    vmovntdq %zmm16, (%rdi)
;;      746    vmovntdq %zmm16, 0x40(%rdi)
;;      74d    vmovntdq %zmm16, 0x80(%rdi)
;;      754    vmovntdq %zmm16, 0xc0(%rdi)
;;      75b    add $0x100, %rdi
;;      762    sub $0x100, %rcx
;;      769    cmp $0x100, %rcx
;;      770    ja .L13
;;      776    sfence
;;      779    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      781    vmovdqu64 %zmm16, -0xc0(%rdi,%rcx)
;;      789    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      791    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      799    ret
;; 000007c0 <memory.copy with avx2>:
;;      7c0    cmp $0x40, %rcx
;;      7c7    ja .L7
;;      7cd    cmp $0x10, %ecx
;;      7d3    jb .L1
;;      7d5    cmp $0x20, %ecx
;;      7db    ja .L6
;;      7dd    movups (%rsi), %xmm0
;;      7e0    movups -0x10(%rsi,%rcx), %xmm1
;;      7e5    movups %xmm0, (%rdi)
;;      7e8    movups %xmm1, -0x10(%rdi,%rcx)
;;      7ed    ret
;; .L1:
;;      7ee    cmp $8, %ecx
;;      7f4    jb .L2
;;      7f6    mov (%rsi), %rax
;;      7f9    mov -8(%rsi,%rcx), %rdx
;;      7fe    mov %rax, (%rdi)
;;      801    mov %rdx, -8(%rdi,%rcx)
;;      806    ret
;; .L2:
;;      807    cmp $4, %ecx
;;      80d    jb .L3
;;      80f    mov (%rsi), %eax
;;      811    mov -4(%rsi,%rcx), %edx
;;      815    mov %eax, (%rdi)
;;      817    mov %edx, -4(%rdi,%rcx)
;;      81b    ret
;; .L3:
;;      81c    sub $1, %ecx
;;      81f    jb .L5
;;      821    movzbl (%rsi), %eax
;;      824    je .L4
;;      826    movzwl -1(%rsi,%rcx), %edx
;;      82b    mov %dx, -1(%rdi,%rcx)
;; .L4:
;;      830    mov %al, (%rdi)
;; .L5:
;;      832    ret
;; .L6:
;;      840    movups (%rsi), %xmm0
;;      843    movups 0x10(%rsi), %xmm1
;;      847    movups -0x20(%rsi,%rcx), %xmm2
;;      84c    movups -0x10(%rsi,%rcx), %xmm3
;;      851    movups %xmm0, (%rdi)
;;      854    movups %xmm1, 0x10(%rdi)
;;      858    movups %xmm2, -0x20(%rdi,%rcx)
;;      85d    movups %xmm3, -0x10(%rdi,%rcx)
;;      862    ret
;; .L7:
;;      880    cmp $0x80, %rcx
;;      887    ja .L8
;;      88d    vmovdqu (%rsi), %ymm0
;;      891    vmovdqu 0x20(%rsi), %ymm1
;;      896    vmovdqu -0x40(%rsi,%rcx), %ymm2
;;      89c    vmovdqu -0x20(%rsi,%rcx), %ymm3
;;      8a2    vmovdqu %ymm0, (%rdi)
;;      8a6    vmovdqu %ymm1, 0x20(%rdi)
;;      8ab    vmovdqu %ymm2, -0x40(%rdi,%rcx)
;;      8b1    vmovdqu %ymm3, -0x20(%rdi,%rcx)
;;      8b7    vzeroupper
;;      8ba    ret
;; .L8:
;;      8c0    cmp $0x100, %rcx
;;      8c7    ja .L9
;;      8cd    vmovdqu (%rsi), %ymm0
;;      8d1    vmovdqu 0x20(%rsi), %ymm1
;;      8d6    vmovdqu 0x40(%rsi), %ymm2
;;      8db    vmovdqu 0x60(%rsi), %ymm3
;;      8e0    vmovdqu -0x80(%rsi,%rcx), %ymm4
;;      8e6    vmovdqu -0x60(%rsi,%rcx), %ymm5
;;      8ec    vmovdqu -0x40(%rsi,%rcx), %ymm6
;;      8f2    vmovdqu -0x20(%rsi,%rcx), %ymm7
;;      8f8    vmovdqu %ymm0, (%rdi)
;;      8fc    vmovdqu %ymm1, 0x20(%rdi)
;;      901    vmovdqu %ymm2, 0x40(%rdi)
;;      906    vmovdqu %ymm3, 0x60(%rdi)
;;      90b    vmovdqu %ymm4, -0x80(%rdi,%rcx)
;;      911    vmovdqu %ymm5, -0x60(%rdi,%rcx)
;;      917    vmovdqu %ymm6, -0x40(%rdi,%rcx)
;;      91d    vmovdqu %ymm7, -0x20(%rdi,%rcx)
;;      923    vzeroupper
;;      926    ret
;; .L9:
;;      940    mov %rdi, %rax
;;      943    sub %rsi, %rax
;;      946    cmp %rcx, %rax
;;      949    jb .L12
;;      94f    cmp -0xb0(%rbx), %rcx
;;      956    jae .L14
;; .L10:
;;      95c    vmovdqu (%rsi), %ymm8
;;      960    vmovdqu -0x80(%rsi,%rcx), %ymm4
;;      966    vmovdqu -0x60(%rsi,%rcx), %ymm5
;;      96c    vmovdqu -0x40(%rsi,%rcx), %ymm6
;;      972    vmovdqu -0x20(%rsi,%rcx), %ymm7
;;      978    lea -0x80(%rdi,%rcx), %rdx
;;      980    mov %rdi, %rcx
;;      983    or $0x1f, %rcx
;;      987    inc %rcx
;;      98a    sub %rdi, %rsi
;;      98d    add %rcx, %rsi
;;      990    nopw (%rax,%rax)
;;      999    nopl (%rax)
;; .L11:
;;      9a0    vmovdqu (%rsi), %ymm0
;;      9a4    vmovdqu 0x20(%rsi), %ymm1
;;      9a9    vmovdqu 0x40(%rsi), %ymm2
;;      9ae    vmovdqu 0x60(%rsi), %ymm3
;;      9b3    add $0x80, %rsi
;;      9ba    vmovdqu %ymm0, (%rcx)
;;      9be    vmovdqu %ymm1, 0x20(%rcx)
;;      9c3    vmovdqu %ymm2, 0x40(%rcx)
;;      9c8    vmovdqu %ymm3, 0x60(%rcx)
;;      9cd    add $0x80, %rcx
;;      9d4    cmp %rdx, %rcx
;;      9d7    jb .L11
;;      9dd    vmovdqu %ymm4, (%rdx)
;;      9e1    vmovdqu %ymm5, 0x20(%rdx)
;;      9e6    vmovdqu %ymm6, 0x40(%rdx)
;;      9eb    vmovdqu %ymm7, 0x60(%rdx)
;;      9f0    vmovdqu %ymm8, (%rdi)
;;      9f4    vzeroupper
;;      9f7    ret
;; .L12:
;;      a00    vmovdqu -0x20(%rsi,%rcx), %ymm8
;;      a06    vmovdqu (%rsi), %ymm4
;;      a0a    vmovdqu 0x20(%rsi), %ymm5
;;      a0f    vmovdqu 0x40(%rsi), %ymm6
;;      a14    vmovdqu 0x60(%rsi), %ymm7
;;      a19    lea -0x20(%rdi,%rcx), %rdx
;;      a21    lea 0x80(%rdi), %rax
;;      a28    lea -1(%rdi,%rcx), %rcx
;;      a2d    and $0xffffffffffffffe0, %rcx
;;      a31    sub %rdi, %rsi
;;      a34    add %rcx, %rsi
;;      a37    nopw (%rax,%rax)
;; .L13:
;;      a40    vmovdqu -0x80(%rsi), %ymm0
;;      a45    vmovdqu -0x60(%rsi), %ymm1
;;      a4a    vmovdqu -0x40(%rsi), %ymm2
;;      a4f    vmovdqu -0x20(%rsi), %ymm3
;;      a54    sub $0x80, %rsi
;;      a5b    vmovdqu %ymm0, -0x80(%rcx)
;;      a60    vmovdqu %ymm1, -0x60(%rcx)
;;      a65    vmovdqu %ymm2, -0x40(%rcx)
;;      a6a    vmovdqu %ymm3, -0x20(%rcx)
;;      a6f    sub $0x80, %rcx
;;      a76    cmp %rax, %rcx
;;      a79    ja .L13
;;      a7f    vmovdqu %ymm8, (%rdx)
;;      a83    vmovdqu %ymm4, (%rdi)
;;      a87    vmovdqu %ymm5, 0x20(%rdi)
;;      a8c    vmovdqu %ymm6, 0x40(%rdi)
;;      a91    vmovdqu %ymm7, 0x60(%rdi)
;;      a96    vzeroupper
;;      a99    ret
;; .L14:
;;      aa0    neg %rax
;;      aa3    cmp $0x40, %rax
;;      aa9    jb .L10
;;      aaf    cmp -0xa8(%rbx), %rcx
;;      ab6    jae .L15
;;      abc    vmovdqu (%rsi), %ymm0
;;      ac0    vmovdqu 0x20(%rsi), %ymm1
;;      ac5    mov %rdi, %rax
;;      ac8    or $0x3f, %rdi
;;      acc    inc %rdi
;;      acf    mov %rdi, %rdx
;;      ad2    sub %rax, %rdx
;;      ad5    add %rdx, %rsi
;;      ad8    sub %rdx, %rcx
;;      adb    rep movsb (%rsi), (%rdi)
;;      add    vmovdqu %ymm0, (%rax)
;;      ae1    vmovdqu %ymm1, 0x20(%rax)
;;      ae6    vzeroupper
;;      ae9    ret
;; .L15:
;;      aea    cmp %rcx, %rax
;;      aed    jb .L10
;;      af3    vmovdqu (%rsi), %ymm0
;;      af7    vmovdqu 0x20(%rsi), %ymm1
;;      afc    vmovdqu %ymm0, (%rdi)
;;      b00    vmovdqu %ymm1, 0x20(%rdi)
;;      b05    mov %rdi, %rdx
;;      b08    or $0x3f, %rdi
;;      b0c    inc %rdi
;;      b0f    sub %rdi, %rdx
;;      b12    sub %rdx, %rsi
;;      b15    add %rdx, %rcx
;;      b18    nopl (%rax,%rax)
;; .L16:
;;      b20    vmovdqu (%rsi), %ymm0
;;      b24    vmovdqu 0x20(%rsi), %ymm1
;;      b29    vmovdqu 0x40(%rsi), %ymm2
;;      b2e    vmovdqu 0x60(%rsi), %ymm3
;;      b33    prefetcht0 0x200(%rsi)
;;      b3a    add $0x80, %rsi
;;      b41    vmovntdq %ymm0, (%rdi)
;;      b45    vmovntdq %ymm1, 0x20(%rdi)
;;      b4a    vmovntdq %ymm2, 0x40(%rdi)
;;      b4f    vmovntdq %ymm3, 0x60(%rdi)
;;      b54    add $0x80, %rdi
;;      b5b    sub $0x80, %rcx
;;      b62    cmp $0x80, %rcx
;;      b69    ja .L16
;;      b6f    sfence
;;      b72    vmovdqu -0x80(%rsi,%rcx), %ymm0
;;      b78    vmovdqu -0x60(%rsi,%rcx), %ymm1
;;      b7e    vmovdqu -0x40(%rsi,%rcx), %ymm2
;;      b84    vmovdqu -0x20(%rsi,%rcx), %ymm3
;;      b8a    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      b90    vmovdqu %ymm1, -0x60(%rdi,%rcx)
;;      b96    vmovdqu %ymm2, -0x40(%rdi,%rcx)
;;      b9c    vmovdqu %ymm3, -0x20(%rdi,%rcx)
;;      ba2    vzeroupper
;;      ba5    ret
;; 00000bc0 <memory.fill with avx2>:
;;      bc0    cmp $0x40, %rcx
;;      bc7    ja .L6
;;      bcd    cmp $0x10, %ecx
;;      bd3    jb .L2
;;      bd5    movd %esi, %xmm0
;;      bd9    pxor %xmm1, %xmm1
;;      bdd    pshufb %xmm1, %xmm0
;;      be2    movups %xmm0, (%rdi)
;;      be5    movups %xmm0, -0x10(%rdi,%rcx)
;;      bea    cmp $0x20, %ecx
;;      bf0    jbe .L1
;;      bf2    movups %xmm0, 0x10(%rdi)
;;      bf6    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;      bfb    ret
;; .L2:
;;      bfc    movzbl %sil, %eax
;;      c00    movabs $0x101010101010101, %rdx
;;      c0a    imul %rdx, %rax
;;      c0e    cmp $8, %ecx
;;      c14    jb .L3
;;      c16    mov %rax, (%rdi)
;;      c19    mov %rax, -8(%rdi,%rcx)
;;      c1e    ret
;; .L3:
;;      c1f    cmp $4, %ecx
;;      c25    jb .L4
;;      c27    mov %eax, (%rdi)
;;      c29    mov %eax, -4(%rdi,%rcx)
;;      c2d    ret
;; .L4:
;;      c2e    sub $1, %ecx
;;      c31    jb .L5
;;      c33    mov %al, (%rdi)
;;      c35    je .L5
;;      c37    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;      c3c    ret
;; .L6:
;;      c40    vmovd %esi, %xmm0
;;      c44    vpbroadcastb %xmm0, %ymm0
;;      c49    cmp $0x80, %rcx
;;      c50    ja .L7
;;      c56    vmovdqu %ymm0, (%rdi)
;;      c5a    vmovdqu %ymm0, 0x20(%rdi)
;;      c5f    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      c65    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      c6b    vzeroupper
;;      c6e    ret
;; .L7:
;;      c80    cmp $0x100, %rcx
;;      c87    ja .L8
;;      c8d    vmovdqu %ymm0, (%rdi)
;;      c91    vmovdqu %ymm0, 0x20(%rdi)
;;      c96    vmovdqu %ymm0, 0x40(%rdi)
;;      c9b    vmovdqu %ymm0, 0x60(%rdi)
;;      ca0    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      ca6    vmovdqu %ymm0, -0x60(%rdi,%rcx)
;;      cac    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      cb2    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      cb8    vzeroupper
;;      cbb    ret
;; .L8:
;;      cc0    cmp -0xa0(%rbx), %rcx
;;      cc7    jae .L10
;;      ccd    lea -0x80(%rdi,%rcx), %rdx
;;      cd5    vmovdqu %ymm0, (%rdi)
;;      cd9    or $0x1f, %rdi
;;      cdd    inc %rdi
;; .L9:
;;      ce0    vmovdqu %ymm0, (%rdi)
;;      ce4    vmovdqu %ymm0, 0x20(%rdi)
;;      ce9    vmovdqu %ymm0, 0x40(%rdi)
;;      cee    vmovdqu %ymm0, 0x60(%rdi)
;;      cf3    add $0x80, %rdi
;;      cfa    cmp %rdx, %rdi
;;      cfd    jb .L9
;;      d03    vmovdqu %ymm0, (%rdx)
;;      d07    vmovdqu %ymm0, 0x20(%rdx)
;;      d0c    vmovdqu %ymm0, 0x40(%rdx)
;;      d11    vmovdqu %ymm0, 0x60(%rdx)
;;      d16    vzeroupper
;;      d19    ret
;; .L10:
;;      d20    cmp -0x98(%rbx), %rcx
;;      d27    jae .L11
;;      d2d    vmovdqu %ymm0, (%rdi)
;;      d31    vmovdqu %ymm0, 0x20(%rdi)
;;      d36    mov %rdi, %rdx
;;      d39    or $0x3f, %rdi
;;      d3d    inc %rdi
;;      d40    sub %rdi, %rdx
;;      d43    add %rdx, %rcx
;;      d46    mov %esi, %eax
;;      d48    rep stos %al, (%rdi)
;;      d4a    vzeroupper
;;      d4d    ret
;; .L11:
;;      d4e    vmovdqu %ymm0, (%rdi)
;;      d52    vmovdqu %ymm0, 0x20(%rdi)
;;      d57    mov %rdi, %rdx
;;      d5a    or $0x3f, %rdi
;;      d5e    inc %rdi
;;      d61    sub %rdi, %rdx
;;      d64    add %rdx, %rcx
;;      d67    nopw (%rax,%rax)
;;      d70    nopw (%rax,%rax)
;;      d79    nopl (%rax)
;; .L12:
;;      d80    vmovntdq %ymm0, (%rdi)
;;      d84    vmovntdq %ymm0, 0x20(%rdi)
;;      d89    vmovntdq %ymm0, 0x40(%rdi)
;;      d8e    vmovntdq %ymm0, 0x60(%rdi)
;;      d93    add $0x80, %rdi
;;      d9a    sub $0x80, %rcx
;;      da1    cmp $0x80, %rcx
;;      da8    ja .L12
;;      dae    sfence
;;      db1    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      db7    vmovdqu %ymm0, -0x60(%rdi,%rcx)
;;      dbd    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      dc3    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      dc9    vzeroupper
;;      dcc    ret
;; 00000e00 <memory.copy>:
;;      e00    cmp $0x40, %rcx
;;      e07    ja .L7
;;      e0d    cmp $0x10, %ecx
;;      e13    jb .L1
;;      e15    cmp $0x20, %ecx
;;      e1b    ja .L6
;;      e1d    movups (%rsi), %xmm0
;;      e20    movups -0x10(%rsi,%rcx), %xmm1
;;      e25    movups %xmm0, (%rdi)
;;      e28    movups %xmm1, -0x10(%rdi,%rcx)
;;      e2d    ret
;; .L1:
;;      e2e    cmp $8, %ecx
;;      e34    jb .L2
;;      e36    mov (%rsi), %rax
;;      e39    mov -8(%rsi,%rcx), %rdx
;;      e3e    mov %rax, (%rdi)
;;      e41    mov %rdx, -8(%rdi,%rcx)
;;      e46    ret
;; .L2:
;;      e47    cmp $4, %ecx
;;      e4d    jb .L3
;;      e4f    mov (%rsi), %eax
;;      e51    mov -4(%rsi,%rcx), %edx
;;      e55    mov %eax, (%rdi)
;;      e57    mov %edx, -4(%rdi,%rcx)
;;      e5b    ret
;; .L3:
;;      e5c    sub $1, %ecx
;;      e5f    jb .L5
;;      e61    movzbl (%rsi), %eax
;;      e64    je .L4
;;      e66    movzwl -1(%rsi,%rcx), %edx
;;      e6b    mov %dx, -1(%rdi,%rcx)
;; .L4:
;;      e70    mov %al, (%rdi)
;; .L5:
;;      e72    ret
;; .L6:
;;      e80    movups (%rsi), %xmm0
;;      e83    movups 0x10(%rsi), %xmm1
;;      e87    movups -0x20(%rsi,%rcx), %xmm2
;;      e8c    movups -0x10(%rsi,%rcx), %xmm3
;;      e91    movups %xmm0, (%rdi)
;;      e94    movups %xmm1, 0x10(%rdi)
;;      e98    movups %xmm2, -0x20(%rdi,%rcx)
;;      e9d    movups %xmm3, -0x10(%rdi,%rcx)
;;      ea2    ret
;; .L7:
;;      ec0    cmp $0x80, %rcx
;;      ec7    ja .L8
;;      ecd    movups (%rsi), %xmm0
;;      ed0    movups 0x10(%rsi), %xmm1
;;      ed4    movups 0x20(%rsi), %xmm2
;;      ed8    movups 0x30(%rsi), %xmm3
;;      edc    movups -0x40(%rsi,%rcx), %xmm4
;;      ee1    movups -0x30(%rsi,%rcx), %xmm5
;;      ee6    movups -0x20(%rsi,%rcx), %xmm6
;;      eeb    movups -0x10(%rsi,%rcx), %xmm7
;;      ef0    movups %xmm0, (%rdi)
;;      ef3    movups %xmm1, 0x10(%rdi)
;;      ef7    movups %xmm2, 0x20(%rdi)
;;      efb    movups %xmm3, 0x30(%rdi)
;;      eff    movups %xmm4, -0x40(%rdi,%rcx)
;;      f04    movups %xmm5, -0x30(%rdi,%rcx)
;;      f09    movups %xmm6, -0x20(%rdi,%rcx)
;;      f0e    movups %xmm7, -0x10(%rdi,%rcx)
;;      f13    ret
;; .L8:
;;      f20    mov %rdi, %rax
;;      f23    sub %rsi, %rax
;;      f26    cmp %rcx, %rax
;;      f29    jb .L11
;;      f2f    cmp -0xb0(%rbx), %rcx
;;      f36    jae .L13
;; .L9:
;;      f3c    movups (%rsi), %xmm8
;;      f40    movups -0x40(%rsi,%rcx), %xmm4
;;      f45    movups -0x30(%rsi,%rcx), %xmm5
;;      f4a    movups -0x20(%rsi,%rcx), %xmm6
;;      f4f    movups -0x10(%rsi,%rcx), %xmm7
;;      f54    lea -0x40(%rdi,%rcx), %rdx
;;      f5c    mov %rdi, %rcx
;;      f5f    or $0xf, %rcx
;;      f63    inc %rcx
;;      f66    sub %rdi, %rsi
;;      f69    add %rcx, %rsi
;;      f6c    nopw (%rax,%rax)
;;      f75    nopw (%rax,%rax)
;;      f7e    xchg %ax, %ax
;; .L10:
;;      f80    movups (%rsi), %xmm0
;;      f83    movups 0x10(%rsi), %xmm1
;;      f87    movups 0x20(%rsi), %xmm2
;;      f8b    movups 0x30(%rsi), %xmm3
;;      f8f    add $0x40, %rsi
;;      f96    movups %xmm0, (%rcx)
;;      f99    movups %xmm1, 0x10(%rcx)
;;      f9d    movups %xmm2, 0x20(%rcx)
;;      fa1    movups %xmm3, 0x30(%rcx)
;;      fa5    add $0x40, %rcx
;;      fac    cmp %rdx, %rcx
;;      faf    jb .L10
;;      fb5    movups %xmm4, (%rdx)
;;      fb8    movups %xmm5, 0x10(%rdx)
;;      fbc    movups %xmm6, 0x20(%rdx)
;;      fc0    movups %xmm7, 0x30(%rdx)
;;      fc4    movups %xmm8, (%rdi)
;;      fc8    ret
;; .L11:
;;      fd0    movups -0x10(%rsi,%rcx), %xmm8
;;      fd6    movups (%rsi), %xmm4
;;      fd9    movups 0x10(%rsi), %xmm5
;;      fdd    movups 0x20(%rsi), %xmm6
;;      fe1    movups 0x30(%rsi), %xmm7
;;      fe5    lea -0x10(%rdi,%rcx), %rdx
;;      fed    lea 0x40(%rdi), %rax
;;      ff4    lea -1(%rdi,%rcx), %rcx
;;      ff9    and $0xfffffffffffffff0, %rcx
;;      ffd    sub %rdi, %rsi
;;     1000    add %rcx, %rsi
;;     1003    nopw (%rax,%rax)
;;     100c    nopw (%rax,%rax)
;;     1015    nopw (%rax,%rax)
;;     101e    xchg %ax, %ax
;; .L12:
;;     1020    movups -0x40(%rsi), %xmm0
;;     1024    movups -0x30(%rsi), %xmm1
;;     1028    movups -0x20(%rsi), %xmm2
;;     102c    movups -0x10(%rsi), %xmm3
;;     1030    sub $0x40, %rsi
;;     1037    movups %xmm0, -0x40(%rcx)
;;     103b    movups %xmm1, -0x30(%rcx)
;;     103f    movups %xmm2, -0x20(%rcx)
;;     1043    movups %xmm3, -0x10(%rcx)
;;     1047    sub $0x40, %rcx
;;     104e    cmp %rax, %rcx
;;     1051    ja .L12
;;     1057    movups %xmm8, (%rdx)
;;     105b    movups %xmm4, (%rdi)
;;     105e    movups %xmm5, 0x10(%rdi)
;;     1062    movups %xmm6, 0x20(%rdi)
;;     1066    movups %xmm7, 0x30(%rdi)
;;     106a    ret
;; .L13:
;;     1070    neg %rax
;;     1073    cmp $0x40, %rax
;;     1079    jb .L9
;;     107f    cmp -0xa8(%rbx), %rcx
;;     1086    jae .L14
;;     108c    movups (%rsi), %xmm0
;;     108f    movups 0x10(%rsi), %xmm1
;;     1093    movups 0x20(%rsi), %xmm2
;;     1097    movups 0x30(%rsi), %xmm3
;;     109b    mov %rdi, %rax
;;     109e    or $0x3f, %rdi
;;     10a2    inc %rdi
;;     10a5    mov %rdi, %rdx
;;     10a8    sub %rax, %rdx
;;     10ab    add %rdx, %rsi
;;     10ae    sub %rdx, %rcx
;;     10b1    rep movsb (%rsi), (%rdi)
;;     10b3    movups %xmm0, (%rax)
;;     10b6    movups %xmm1, 0x10(%rax)
;;     10ba    movups %xmm2, 0x20(%rax)
;;     10be    movups %xmm3, 0x30(%rax)
;;     10c2    ret
;; .L14:
;;     10c3    cmp %rcx, %rax
;;     10c6    jb .L9
;;     10cc    movups (%rsi), %xmm0
;;     10cf    movups 0x10(%rsi), %xmm1
;;     10d3    movups 0x20(%rsi), %xmm2
;;     10d7    movups 0x30(%rsi), %xmm3
;;     10db    movups %xmm0, (%rdi)
;;     10de    movups %xmm1, 0x10(%rdi)
;;     10e2    movups %xmm2, 0x20(%rdi)
;;     10e6    movups %xmm3, 0x30(%rdi)
;;     10ea    mov %rdi, %rdx
;;     10ed    or $0x3f, %rdi
;;     10f1    inc %rdi
;;     10f4    sub %rdi, %rdx
;;     10f7    sub %rdx, %rsi
;;     10fa    add %rdx, %rcx
;;     10fd    nopl (%rax)
;; .L15:
;;     1100    movups (%rsi), %xmm0
;;     1103    movups 0x10(%rsi), %xmm1
;;     1107    movups 0x20(%rsi), %xmm2
;;     110b    movups 0x30(%rsi), %xmm3
;;     110f    prefetcht0 0x200(%rsi)
;;     1116    add $0x40, %rsi
;;     111d    movntdq %xmm0, (%rdi)
;;     1121    movntdq %xmm1, 0x10(%rdi)
;;     1126    movntdq %xmm2, 0x20(%rdi)
;;     112b    movntdq %xmm3, 0x30(%rdi)
;;     1130    add $0x40, %rdi
;;     1137    sub $0x40, %rcx
;;     113e    cmp $0x40, %rcx
;;     1145    ja .L15
;;     114b    sfence
;;     114e    movups -0x40(%rsi,%rcx), %xmm0
;;     1153    movups -0x30(%rsi,%rcx), %xmm1
;;     1158    movups -0x20(%rsi,%rcx), %xmm2
;;     115d    movups -0x10(%rsi,%rcx), %xmm3
;;     1162    movups %xmm0, -0x40(%rdi,%rcx)
;;     1167    movups %xmm1, -0x30(%rdi,%rcx)
;;     116c    movups %xmm2, -0x20(%rdi,%rcx)
;;     1171    movups %xmm3, -0x10(%rdi,%rcx)
;;     1176    ret
;; 00001180 <memory.fill>:
;;     1180    cmp $0x40, %rcx
;;     1187    ja .L6
;;     118d    cmp $0x10, %ecx
;;     1193    jb .L2
;;     1195    movd %esi, %xmm0
;;     1199    pxor %xmm1, %xmm1
;;     119d    pshufb %xmm1, %xmm0
;;     11a2    movups %xmm0, (%rdi)
;;     11a5    movups %xmm0, -0x10(%rdi,%rcx)
;;     11aa    cmp $0x20, %ecx
;;     11b0    jbe .L1
;;     11b2    movups %xmm0, 0x10(%rdi)
;;     11b6    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;     11bb    ret
;; .L2:
;;     11bc    movzbl %sil, %eax
;;     11c0    movabs $0x101010101010101, %rdx
;;     11ca    imul %rdx, %rax
;;     11ce    cmp $8, %ecx
;;     11d4    jb .L3
;;     11d6    mov %rax, (%rdi)
;;     11d9    mov %rax, -8(%rdi,%rcx)
;;     11de    ret
;; .L3:
;;     11df    cmp $4, %ecx
;;     11e5    jb .L4
;;     11e7    mov %eax, (%rdi)
;;     11e9    mov %eax, -4(%rdi,%rcx)
;;     11ed    ret
;; .L4:
;;     11ee    sub $1, %ecx
;;     11f1    jb .L5
;;     11f3    mov %al, (%rdi)
;;     11f5    je .L5
;;     11f7    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;     11fc    ret
;; .L6:
;;     1200    movd %esi, %xmm0
;;     1204    pxor %xmm1, %xmm1
;;     1208    pshufb %xmm1, %xmm0
;;     120d    cmp $0x80, %rcx
;;     1214    ja .L7
;;     121a    movups %xmm0, (%rdi)
;;     121d    movups %xmm0, 0x10(%rdi)
;;     1221    movups %xmm0, 0x20(%rdi)
;;     1225    movups %xmm0, 0x30(%rdi)
;;     1229    movups %xmm0, -0x40(%rdi,%rcx)
;;     122e    movups %xmm0, -0x30(%rdi,%rcx)
;;     1233    movups %xmm0, -0x20(%rdi,%rcx)
;;     1238    movups %xmm0, -0x10(%rdi,%rcx)
;;     123d    ret
;; .L7:
;;     1240    cmp -0xa0(%rbx), %rcx
;;     1247    jae .L9
;;     124d    lea -0x40(%rdi,%rcx), %rdx
;;     1255    movups %xmm0, (%rdi)
;;     1258    or $0xf, %rdi
;;     125c    inc %rdi
;;     125f    nop
;; .L8:
;;     1260    movups %xmm0, (%rdi)
;;     1263    movups %xmm0, 0x10(%rdi)
;;     1267    movups %xmm0, 0x20(%rdi)
;;     126b    movups %xmm0, 0x30(%rdi)
;;     126f    add $0x40, %rdi
;;     1276    cmp %rdx, %rdi
;;     1279    jb .L8
;;     127f    movups %xmm0, (%rdx)
;;     1282    movups %xmm0, 0x10(%rdx)
;;     1286    movups %xmm0, 0x20(%rdx)
;;     128a    movups %xmm0, 0x30(%rdx)
;;     128e    ret
;; .L9:
;;     1290    cmp -0x98(%rbx), %rcx
;;     1297    jae .L10
;;     129d    movups %xmm0, (%rdi)
;;     12a0    movups %xmm0, 0x10(%rdi)
;;     12a4    movups %xmm0, 0x20(%rdi)
;;     12a8    movups %xmm0, 0x30(%rdi)
;;     12ac    mov %rdi, %rdx
;;     12af    or $0x3f, %rdi
;;     12b3    inc %rdi
;;     12b6    sub %rdi, %rdx
;;     12b9    add %rdx, %rcx
;;     12bc    mov %esi, %eax
;;     12be    rep stos %al, (%rdi)
;;     12c0    ret
;; .L10:
;;     12c1    movups %xmm0, (%rdi)
;;     12c4    movups %xmm0, 0x10(%rdi)
;;     12c8    movups %xmm0, 0x20(%rdi)
;;     12cc    movups %xmm0, 0x30(%rdi)
;;     12d0    mov %rdi, %rdx
;;     12d3    or $0x3f, %rdi
;;     12d7    inc %rdi
;;     12da    sub %rdi, %rdx
;;     12dd    add %rdx, %rcx
;; .L11:
;;     12e0    movntdq %xmm0, (%rdi)
;;     12e4    movntdq %xmm0, 0x10(%rdi)
;;     12e9    movntdq %xmm0, 0x20(%rdi)
;;     12ee    movntdq %xmm0, 0x30(%rdi)
;;     12f3    add $0x40, %rdi
;;     12fa    sub $0x40, %rcx
;;     1301    cmp $0x40, %rcx
;;     1308    ja .L11
;;     130e    sfence
;;     1311    movups %xmm0, -0x40(%rdi,%rcx)
;;     1316    movups %xmm0, -0x30(%rdi,%rcx)
;;     131b    movups %xmm0, -0x20(%rdi,%rcx)
;;     1320    movups %xmm0, -0x10(%rdi,%rcx)
;;     1325    ret

;;; moves -O2 aarch64
;; 00000040 <memory.copy with mops>:
;;       40    add x4, x2, x3
;;       44    add x5, x1, x3
;;       48    cmp x3, #0x10
;;       4c    b.lo .L1
;;       50    cmp x3, #0x20
;;       54    b.hi .L6
;;       58    ldr q0, [x2]
;;       5c    ldur q1, [x4, #-0x10]
;;       60    str q0, [x1]
;;       64    stur q1, [x5, #-0x10]
;;       68    ret
;; .L1:
;;       6c    tbz w3, #0x3, .L2
;;       70    ldr x6, [x2]
;;       74    ldur x7, [x4, #-0x8]
;;       78    str x6, [x1]
;;       7c    stur x7, [x5, #-0x8]
;;       80    ret
;; .L2:
;;       84    tbz w3, #0x2, .L3
;;       88    ldr w6, [x2]
;;       8c    ldur w7, [x4, #-0x4]
;;       90    str w6, [x1]
;;       94    stur w7, [x5, #-0x4]
;;       98    ret
;; .L3:
;;       9c    cbz x3, .L5
;;       a0    ldrb w6, [x2]
;;       a4    tbz w3, #0x1, .L4
;;       a8    ldurh w7, [x4, #-0x2]
;;       ac    strb w6, [x1]
;;       b0    sturh w7, [x5, #-0x2]
;;       b4    ret
;; .L4:
;;       b8    strb w6, [x1]
;; .L5:
;;       bc    ret
;; .L6:
;;       c0    cmp x3, #0x80
;;       c4    b.hi .L8
;;       c8    ldp q0, q1, [x2]
;;       cc    ldp q2, q3, [x4, #-0x20]
;;       d0    cmp x3, #0x40
;;       d4    b.hi .L7
;;       d8    stp q0, q1, [x1]
;;       dc    stp q2, q3, [x5, #-0x20]
;;       e0    ret
;; .L7:
;;       e4    ldp q4, q5, [x2, #0x20]
;;       e8    ldp q6, q7, [x4, #-0x40]
;;       ec    stp q0, q1, [x1]
;;       f0    stp q4, q5, [x1, #0x20]
;;       f4    stp q6, q7, [x5, #-0x40]
;;       f8    stp q2, q3, [x5, #-0x20]
;;       fc    ret
;; .L8:
;;      100    cpyp [x1]!, [x2]!, x3!
;;      104    cpym [x1]!, [x2]!, x3!
;;      108    cpye [x1]!, [x2]!, x3!
;;      10c    ret
;; 00000140 <memory.fill with mops>:
;;      140    dup v0.16b, w2
;;      144    add x5, x1, x3
;;      148    cmp x3, #0x10
;;      14c    b.lo .L1
;;      150    cmp x3, #0x20
;;      154    b.hi .L5
;;      158    str q0, [x1]
;;      15c    stur q0, [x5, #-0x10]
;;      160    ret
;; .L1:
;;      164    tbz w3, #0x3, .L2
;;      168    str d0, [x1]
;;      16c    stur d0, [x5, #-0x8]
;;      170    ret
;; .L2:
;;      174    tbz w3, #0x2, .L3
;;      178    str s0, [x1]
;;      17c    stur s0, [x5, #-0x4]
;;      180    ret
;; .L3:
;;      184    cbz x3, .L4
;;      188    strb w2, [x1]
;;      18c    sturb w2, [x5, #-0x1]
;;      190    tbz w3, #0x1, .L4
;;      194    str h0, [x1]
;; .L4:
;;      198    ret
;; .L5:
;;      19c    stp q0, q0, [x1]
;;      1a0    cmp x3, #0x80
;;      1a4    b.hi .L7
;;      1a8    cmp x3, #0x40
;;      1ac    b.ls .L6
;;      1b0    stp q0, q0, [x1, #0x20]
;;      1b4    stp q0, q0, [x5, #-0x40]
;; .L6:
;;      1b8    stp q0, q0, [x5, #-0x20]
;;      1bc    ret
;; .L7:
;;      1c0    setp [x1]!, x3!, x2
;;      1c4    setm [x1]!, x3!, x2
;;      1c8    sete [x1]!, x3!, x2
;;      1cc    ret
;; 00000200 <memory.copy>:
;;      200    add x4, x2, x3
;;      204    add x5, x1, x3
;;      208    cmp x3, #0x10
;;      20c    b.lo .L1
;;      210    cmp x3, #0x20
;;      214    b.hi .L6
;;      218    ldr q0, [x2]
;;      21c    ldur q1, [x4, #-0x10]
;;      220    str q0, [x1]
;;      224    stur q1, [x5, #-0x10]
;;      228    ret
;; .L1:
;;      22c    tbz w3, #0x3, .L2
;;      230    ldr x6, [x2]
;;      234    ldur x7, [x4, #-0x8]
;;      238    str x6, [x1]
;;      23c    stur x7, [x5, #-0x8]
;;      240    ret
;; .L2:
;;      244    tbz w3, #0x2, .L3
;;      248    ldr w6, [x2]
;;      24c    ldur w7, [x4, #-0x4]
;;      250    str w6, [x1]
;;      254    stur w7, [x5, #-0x4]
;;      258    ret
;; .L3:
;;      25c    cbz x3, .L5
;;      260    ldrb w6, [x2]
;;      264    tbz w3, #0x1, .L4
;;      268    ldurh w7, [x4, #-0x2]
;;      26c    strb w6, [x1]
;;      270    sturh w7, [x5, #-0x2]
;;      274    ret
;; .L4:
;;      278    strb w6, [x1]
;; .L5:
;;      27c    ret
;; .L6:
;;      280    cmp x3, #0x80
;;      284    b.hi .L8
;;      288    ldp q0, q1, [x2]
;;      28c    ldp q2, q3, [x4, #-0x20]
;;      290    cmp x3, #0x40
;;      294    b.hi .L7
;;      298    stp q0, q1, [x1]
;;      29c    stp q2, q3, [x5, #-0x20]
;;      2a0    ret
;; .L7:
;;      2a4    ldp q4, q5, [x2, #0x20]
;;      2a8    ldp q6, q7, [x4, #-0x40]
;;      2ac    stp q0, q1, [x1]
;;      2b0    stp q4, q5, [x1, #0x20]
;;      2b4    stp q6, q7, [x5, #-0x40]
;;      2b8    stp q2, q3, [x5, #-0x20]
;;      2bc    ret
;; .L8:
;;      2c0    sub x6, x1, x2
;;      2c4    cmp x6, x3
;;      2c8    b.lo .L10
;;      2cc    ldp x6, x7, [x2]
;;      2d0    ldp q4, q5, [x4, #-0x40]
;;      2d4    ldp q6, q7, [x4, #-0x20]
;;      2d8    sub x8, x5, #0x40
;;      2dc    neg x9, x1
;;      2e0    and x9, x9, #0xf
;;      2e4    add x2, x2, x9
;;      2e8    add x0, x1, x9
;; .L9:
;;      2ec    ldp q0, q1, [x2]
;;      2f0    ldp q2, q3, [x2, #0x20]
;;      2f4    add x2, x2, #0x40
;;      2f8    stp q0, q1, [x0]
;;      2fc    stp q2, q3, [x0, #0x20]
;;      300    add x0, x0, #0x40
;;      304    cmp x0, x8
;;      308    b.lo .L9
;;      30c    stp q4, q5, [x8]
;;      310    stp q6, q7, [x8, #0x20]
;;      314    stp x6, x7, [x1]
;;      318    ret
;; .L10:
;;      31c    ldp q4, q5, [x2]
;;      320    ldp q6, q7, [x2, #0x20]
;;      324    ldp x6, x7, [x4, #-0x10]
;;      328    add x8, x1, #0x40
;;      32c    and x9, x5, #0xf
;;      330    sub x4, x4, x9
;;      334    sub x0, x5, x9
;; .L11:
;;      338    ldp q0, q1, [x4, #-0x20]
;;      33c    ldp q2, q3, [x4, #-0x40]!
;;      340    stp q0, q1, [x0, #-0x20]
;;      344    stp q2, q3, [x0, #-0x40]!
;;      348    cmp x0, x8
;;      34c    b.hi .L11
;;      350    stp q4, q5, [x1]
;;      354    stp q6, q7, [x1, #0x20]
;;      358    stp x6, x7, [x5, #-0x10]
;;      35c    ret
;; 00000380 <memory.fill>:
;;      380    dup v0.16b, w2
;;      384    add x5, x1, x3
;;      388    cmp x3, #0x10
;;      38c    b.lo .L1
;;      390    cmp x3, #0x20
;;      394    b.hi .L5
;;      398    str q0, [x1]
;;      39c    stur q0, [x5, #-0x10]
;;      3a0    ret
;; .L1:
;;      3a4    tbz w3, #0x3, .L2
;;      3a8    str d0, [x1]
;;      3ac    stur d0, [x5, #-0x8]
;;      3b0    ret
;; .L2:
;;      3b4    tbz w3, #0x2, .L3
;;      3b8    str s0, [x1]
;;      3bc    stur s0, [x5, #-0x4]
;;      3c0    ret
;; .L3:
;;      3c4    cbz x3, .L4
;;      3c8    strb w2, [x1]
;;      3cc    sturb w2, [x5, #-0x1]
;;      3d0    tbz w3, #0x1, .L4
;;      3d4    str h0, [x1]
;; .L4:
;;      3d8    ret
;; .L5:
;;      3dc    stp q0, q0, [x1]
;;      3e0    cmp x3, #0x80
;;      3e4    b.hi .L7
;;      3e8    cmp x3, #0x40
;;      3ec    b.ls .L6
;;      3f0    stp q0, q0, [x1, #0x20]
;;      3f4    stp q0, q0, [x5, #-0x40]
;; .L6:
;;      3f8    stp q0, q0, [x5, #-0x20]
;;      3fc    ret
;; .L7:
;;      400    add x6, x1, #0x10
;;      404    and x6, x6, #0xfffffffffffffff0
;;      408    sub x8, x5, #0x40
;;      40c    tst w2, #0xff
;;      410    b.ne .L11
;;      414    cmp x3, #0x400
;;      418    b.lo .L11
;;      41c    mrs x7, dczid_el0
;;      420    tbnz w7, #0x4, .L11
;;      424    mov w9, #0x4
;;      428    and w7, w7, #0xf
;;      42c    lsl x7, x9, x7
;;      430    cmp x7, #0x40
;;      434    b.lo .L11
;;      438    cmp x3, x7, lsl #2
;;      43c    b.lo .L11
;;      440    sub x9, x7, #0x1
;;      444    add x0, x6, x9
;;      448    bic x0, x0, x9
;; .L8:
;;      44c    cmp x6, x0
;;      450    b.hs .L9
;;      454    stp q0, q0, [x6]
;;      458    stp q0, q0, [x6, #0x20]
;;      45c    add x6, x6, #0x40
;;      460    b .L8
;; .L9:
;;      464    mov x6, x0
;;      468    sub x9, x5, x7
;; .L10:
;;      46c    dc zva, x6
;;      470    add x6, x6, x7
;;      474    cmp x6, x9
;;      478    b.ls .L10
;;      47c    cmp x6, x8
;;      480    b.hs .L12
;; .L11:
;;      484    stp q0, q0, [x6]
;;      488    stp q0, q0, [x6, #0x20]
;;      48c    add x6, x6, #0x40
;;      490    cmp x6, x8
;;      494    b.lo .L11
;; .L12:
;;      498    stp q0, q0, [x8]
;;      49c    stp q0, q0, [x8, #0x20]
;;      4a0    ret
