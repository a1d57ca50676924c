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
;;      236    jae .L16
;;      23c    test $0xe00, %eax
;;      241    je .L15
;; .L11:
;;      247    vmovdqu64 (%rsi), %zmm24
;;      24d    vmovdqu64 -0x100(%rsi,%rcx), %zmm20
;;      255    vmovdqu64 -0xc0(%rsi,%rcx), %zmm21
;;      25d    vmovdqu64 -0x80(%rsi,%rcx), %zmm22
;;      265    vmovdqu64 -0x40(%rsi,%rcx), %zmm23
;;      26d    lea -0x100(%rdi,%rcx), %rdx
;;      275    mov %rdi, %rcx
;;      278    or $0x3f, %rcx
;;      27c    inc %rcx
;;      27f    sub %rdi, %rsi
;;      282    add %rcx, %rsi
;;      285    nopw (%rax,%rax)
;;      28e    nopw (%rax,%rax)
;;      297    nopw (%rax,%rax)
;; .L12:
;;      2a0    vmovdqu64 (%rsi), %zmm16
;;      2a6    vmovdqu64 0x40(%rsi), %zmm17
;;      2ad    vmovdqu64 0x80(%rsi), %zmm18
;;      2b4    vmovdqu64 0xc0(%rsi), %zmm19
;;      2bb    add $0x100, %rsi
;;      2c2    vmovdqu64 %zmm16, (%rcx)
;;      2c8    vmovdqu64 %zmm17, 0x40(%rcx)
;;      2cf    vmovdqu64 %zmm18, 0x80(%rcx)
;;      2d6    vmovdqu64 %zmm19, 0xc0(%rcx)
;;      2dd    add $0x100, %rcx
;;      2e4    cmp %rdx, %rcx
;;      2e7    jb .L12
;;      2ed    vmovdqu64 %zmm20, (%rdx)
;;      2f3    vmovdqu64 %zmm21, 0x40(%rdx)
;;      2fa    vmovdqu64 %zmm22, 0x80(%rdx)
;;      301    vmovdqu64 %zmm23, 0xc0(%rdx)
;;      308    vmovdqu64 %zmm24, (%rdi)
;;      30e    ret
;; .L13:
;;      310    vmovdqu64 -0x40(%rsi,%rcx), %zmm24
;;      318    vmovdqu64 (%rsi), %zmm20
;;      31e    vmovdqu64 0x40(%rsi), %zmm21
;;      325    vmovdqu64 0x80(%rsi), %zmm22
;;      32c    vmovdqu64 0xc0(%rsi), %zmm23
;;      333    lea -0x40(%rdi,%rcx), %rdx
;;      33b    lea 0x100(%rdi), %rax
;;      342    lea -1(%rdi,%rcx), %rcx
;;      347    and $0xffffffffffffffc0, %rcx
;;      34b    sub %rdi, %rsi
;;      34e    add %rcx, %rsi
;;      351    nopw (%rax,%rax)
;;      35a    nopw (%rax,%rax)
;; .L14:
;;      360    vmovdqu64 -0x100(%rsi), %zmm16
;;      367    vmovdqu64 -0xc0(%rsi), %zmm17
;;      36e    vmovdqu64 -0x80(%rsi), %zmm18
;;      375    vmovdqu64 -0x40(%rsi), %zmm19
;;      37c    sub $0x100, %rsi
;;      383    vmovdqu64 %zmm16, -0x100(%rcx)
;;      38a    vmovdqu64 %zmm17, -0xc0(%rcx)
;;      391    vmovdqu64 %zmm18, -0x80(%rcx)
;;      398    vmovdqu64 %zmm19, -0x40(%rcx)
;;      39f    sub $0x100, %rcx
;;      3a6    cmp %rax, %rcx
;;      3a9    ja .L14
;;      3af    vmovdqu64 %zmm24, (%rdx)
;;      3b5    vmovdqu64 %zmm20, (%rdi)
;;      3bb    vmovdqu64 %zmm21, 0x40(%rdi)
;;      3c2    vmovdqu64 %zmm22, 0x80(%rdi)
;;      3c9    vmovdqu64 %zmm23, 0xc0(%rdi)
;;      3d0    ret
;; .L15:
;;      3e0    neg %rax
;;      3e3    cmp %rcx, %rax
;;      3e6    jae .L13
;;      3ec    jmp .L11
;; .L16:
;;      400    neg %rax
;;      403    cmp $0x40, %rax
;;      409    jb .L11
;;      40f    cmp -0xa8(%rbx), %rcx
;;      416    jae .L17
;;      41c    vmovdqu64 (%rsi), %zmm16
;;      422    mov %rdi, %rax
;;      425    or $0x3f, %rdi
;;      429    inc %rdi
;;      42c    mov %rdi, %rdx
;;      42f    sub %rax, %rdx
;;      432    add %rdx, %rsi
;;      435    sub %rdx, %rcx
;;      438    rep movsb (%rsi), (%rdi)
;;      43a    vmovdqu64 %zmm16, (%rax)
;;      440    ret
;; .L17:
;;      441    cmp %rcx, %rax
;;      444    jb .L11
;;      44a    vmovdqu64 (%rsi), %zmm16
;;      450    vmovdqu64 %zmm16, (%rdi)
;;      456    mov %rdi, %rdx
;;      459    or $0x3f, %rdi
;;      45d    inc %rdi
;;      460    sub %rdi, %rdx
;;      463    sub %rdx, %rsi
;;      466    add %rdx, %rcx
;;      469    nopw (%rax,%rax)
;;      472    nopw (%rax,%rax)
;;      47b    nopl (%rax,%rax)
;; .L18:
;;      480    vmovdqu64 (%rsi), %zmm16
;;      486    vmovdqu64 0x40(%rsi), %zmm17
;;      48d    vmovdqu64 0x80(%rsi), %zmm18
;;      494    vmovdqu64 0xc0(%rsi), %zmm19
;;      49b    prefetcht0 0x200(%rsi)
;;      4a2    add $0x100, %rsi
;;      4a9    vmovntdq %zmm16, (%rdi)
;;      4af    vmovntdq %zmm17, 0x40(%rdi)
;;      4b6    vmovntdq %zmm18, 0x80(%rdi)
;;      4bd    vmovntdq %zmm19, 0xc0(%rdi)
;;      4c4    add $0x100, %rdi
;;      4cb    sub $0x100, %rcx
;;      4d2    cmp $0x100, %rcx
;;      4d9    ja .L18
;;      4df    sfence
;;      4e2    vmovdqu64 -0x100(%rsi,%rcx), %zmm16
;;      4ea    vmovdqu64 -0xc0(%rsi,%rcx), %zmm17
;;      4f2    vmovdqu64 -0x80(%rsi,%rcx), %zmm18
;;      4fa    vmovdqu64 -0x40(%rsi,%rcx), %zmm19
;;      502    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      50a    vmovdqu64 %zmm17, -0xc0(%rdi,%rcx)
;;      512    vmovdqu64 %zmm18, -0x80(%rdi,%rcx)
;;      51a    vmovdqu64 %zmm19, -0x40(%rdi,%rcx)
;;      522    ret
;; 00000540 <memory.fill with avx512bw, avx512vbmi2>:
;;      540    cmp $0x40, %rcx
;;      547    ja .L6
;;      54d    cmp $0x10, %ecx
;;      553    jb .L2
;;      555    movd %esi, %xmm0
;;      559    pxor %xmm1, %xmm1
;;      55d    pshufb %xmm1, %xmm0
;;      562    movups %xmm0, (%rdi)
;;      565    movups %xmm0, -0x10(%rdi,%rcx)
;;      56a    cmp $0x20, %ecx
;;      570    jbe .L1
;;      572    movups %xmm0, 0x10(%rdi)
;;      576    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;      57b    ret
;; .L2:
;;      57c    movzbl %sil, %eax
;;      580    movabs $0x101010101010101, %rdx
;;      58a    imul %rdx, %rax
;;      58e    cmp $8, %ecx
;;      594    jb .L3
;;      596    mov %rax, (%rdi)
;;      599    mov %rax, -8(%rdi,%rcx)
;;      59e    ret
;; .L3:
;;      59f    cmp $4, %ecx
;;      5a5    jb .L4
;;      5a7    mov %eax, (%rdi)
;;      5a9    mov %eax, -4(%rdi,%rcx)
;;      5ad    ret
;; .L4:
;;      5ae    sub $1, %ecx
;;      5b1    jb .L5
;;      5b3    mov %al, (%rdi)
;;      5b5    je .L5
;;      5b7    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;      5bc    ret
;; .L6:
;;      5c0    vpbroadcastb %esi, %zmm16
;;      5c6    cmp $0x100, %rcx
;;      5cd    ja .L8
;;      5d3    cmp $0x80, %rcx
;;      5da    ja .L7
;;      5e0    vmovdqu64 %zmm16, (%rdi)
;;      5e6    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      5ee    ret
;; .L7:
;;      600    vmovdqu64 %zmm16, (%rdi)
;;      606    vmovdqu64 %zmm16, 0x40(%rdi)
;;      60d    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      615    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      61d    ret
;; .L8:
;;      640    cmp $0x200, %rcx
;;      647    ja .L9
;;      64d    vmovdqu64 %zmm16, (%rdi)
;;      653    vmovdqu64 %zmm16, 0x40(%rdi)
;;      65a    vmovdqu64 %zmm16, 0x80(%rdi)
;;      661    vmovdqu64 %zmm16, 0xc0(%rdi)
;;      668    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      670    vmovdqu64 %zmm16, -0xc0(%rdi,%rcx)
;;      678    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      680    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      688    ret
;; .L9:
;;      6a0    cmp -0xa0(%rbx), %rcx
;;      6a7    jae .L11
;;      6ad    lea -0x100(%rdi,%rcx), %rdx
;;      6b5    vmovdqu64 %zmm16, (%rdi)
;;      6bb    vmovdqu64 %zmm16, 0x40(%rdi)
;;      6c2    vmovdqu64 %zmm16, 0x80(%rdi)
;;      6c9    vmovdqu64 %zmm16, 0xc0(%rdi)
;;      6d0    add $0x100, %rdi
;;      6d7    and $0xffffffffffffffc0, %rdi
;;      6db    nopl (%rax,%rax)
;; .L10:
;;      6e0    vmovdqu64 %zmm16, (%rdi)
;;      6e6    vmovdqu64 %zmm16, 0x40(%rdi)
;;      6ed    vmovdqu64 %zmm16, 0x80(%rdi)
;;      6f4    vmovdqu64 %zmm16, 0xc0(%rdi)
;;      6fb    add $0x100, %rdi
;;      702    cmp %rdx, %rdi
;;      705    jb .L10
;;      70b    vmovdqu64 %zmm16, (%rdx)
;;      711    vmovdqu64 %zmm16, 0x40(%rdx)
;;      718    vmovdqu64 %zmm16, 0x80(%rdx)
;;      71f    vmovdqu64 %zmm16, 0xc0(%rdx)
;;      726    ret
;; .L11:
;;      730    cmp -0x98(%rbx), %rcx
;;      737    jae .L12
;;      73d    vmovdqu64 %zmm16, (%rdi)
;;      743    mov %rdi, %rdx
;;      746    or $0x3f, %rdi
;;      74a    inc %rdi
;;      74d    sub %rdi, %rdx
;;      750    add %rdx, %rcx
;;      753    mov %esi, %eax
;;      755    rep stos %al, (%rdi)
;;      757    ret
;; .L12:
;;      758    vmovdqu64 %zmm16, (%rdi)
;;      75e    mov %rdi, %rdx
;;      761    or $0x3f, %rdi
;;      765    inc %rdi
;;      768    sub %rdi, %rdx
;;      76b    add %rdx, %rcx
;;      76e    nopw (%rax,%rax)
;;      777    nopw (%rax,%rax)
;; .L13:
;;      780    vmovntdq %zmm16, (%rdi)
;;      786    vmovntdq %zmm16, 0x40(%rdi)
;;      78d    vmovntdq %zmm16, 0x80(%rdi)
;;      794    vmovntdq %zmm16, 0xc0(%rdi)
;;      79b    add $0x100, %rdi
;;      7a2    sub $0x100, %rcx
;;      7a9    cmp $0x100, %rcx
;;      7b0    ja .L13
;;      7b6    sfence
;;      7b9    vmovdqu64 %zmm16, -0x100(%rdi,%rcx)
;;      7c1    vmovdqu64 %zmm16, -0xc0(%rdi,%rcx)
;;      7c9    vmovdqu64 %zmm16, -0x80(%rdi,%rcx)
;;      7d1    vmovdqu64 %zmm16, -0x40(%rdi,%rcx)
;;      7d9    ret
;; 00000800 <memory.copy with avx2>:
;;      800    cmp $0x40, %rcx
;;      807    ja .L7
;;      80d    cmp $0x10, %ecx
;;      813    jb .L1
;;      815    cmp $0x20, %ecx
;;      81b    ja .L6
;;      81d    movups (%rsi), %xmm0
;;      820    movups -0x10(%rsi,%rcx), %xmm1
;;      825    movups %xmm0, (%rdi)
;;      828    movups %xmm1, -0x10(%rdi,%rcx)
;;      82d    ret
;; .L1:
;;      82e    cmp $8, %ecx
;;      834    jb .L2
;;      836    mov (%rsi), %rax
;;      839    mov -8(%rsi,%rcx), %rdx
;;      83e    mov %rax, (%rdi)
;;      841    mov %rdx, -8(%rdi,%rcx)
;;      846    ret
;; .L2:
;;      847    cmp $4, %ecx
;;      84d    jb .L3
;;      84f    mov (%rsi), %eax
;;      851    mov -4(%rsi,%rcx), %edx
;;      855    mov %eax, (%rdi)
;;      857    mov %edx, -4(%rdi,%rcx)
;;      85b    ret
;; .L3:
;;      85c    sub $1, %ecx
;;      85f    jb .L5
;;      861    movzbl (%rsi), %eax
;;      864    je .L4
;;      866    movzwl -1(%rsi,%rcx), %edx
;;      86b    mov %dx, -1(%rdi,%rcx)
;; .L4:
;;      870    mov %al, (%rdi)
;; .L5:
;;      872    ret
;; .L6:
;;      880    movups (%rsi), %xmm0
;;      883    movups 0x10(%rsi), %xmm1
;;      887    movups -0x20(%rsi,%rcx), %xmm2
;;      88c    movups -0x10(%rsi,%rcx), %xmm3
;;      891    movups %xmm0, (%rdi)
;;      894    movups %xmm1, 0x10(%rdi)
;;      898    movups %xmm2, -0x20(%rdi,%rcx)
;;      89d    movups %xmm3, -0x10(%rdi,%rcx)
;;      8a2    ret
;; .L7:
;;      8c0    cmp $0x80, %rcx
;;      8c7    ja .L8
;;      8cd    vmovdqu (%rsi), %ymm0
;;      8d1    vmovdqu 0x20(%rsi), %ymm1
;;      8d6    vmovdqu -0x40(%rsi,%rcx), %ymm2
;;      8dc    vmovdqu -0x20(%rsi,%rcx), %ymm3
;;      8e2    vmovdqu %ymm0, (%rdi)
;;      8e6    vmovdqu %ymm1, 0x20(%rdi)
;;      8eb    vmovdqu %ymm2, -0x40(%rdi,%rcx)
;;      8f1    vmovdqu %ymm3, -0x20(%rdi,%rcx)
;;      8f7    vzeroupper
;;      8fa    ret
;; .L8:
;;      900    cmp $0x100, %rcx
;;      907    ja .L9
;;      90d    vmovdqu (%rsi), %ymm0
;;      911    vmovdqu 0x20(%rsi), %ymm1
;;      916    vmovdqu 0x40(%rsi), %ymm2
;;      91b    vmovdqu 0x60(%rsi), %ymm3
;;      920    vmovdqu -0x80(%rsi,%rcx), %ymm4
;;      926    vmovdqu -0x60(%rsi,%rcx), %ymm5
;;      92c    vmovdqu -0x40(%rsi,%rcx), %ymm6
;;      932    vmovdqu -0x20(%rsi,%rcx), %ymm7
;;      938    vmovdqu %ymm0, (%rdi)
;;      93c    vmovdqu %ymm1, 0x20(%rdi)
;;      941    vmovdqu %ymm2, 0x40(%rdi)
;;      946    vmovdqu %ymm3, 0x60(%rdi)
;;      94b    vmovdqu %ymm4, -0x80(%rdi,%rcx)
;;      951    vmovdqu %ymm5, -0x60(%rdi,%rcx)
;;      957    vmovdqu %ymm6, -0x40(%rdi,%rcx)
;;      95d    vmovdqu %ymm7, -0x20(%rdi,%rcx)
;;      963    vzeroupper
;;      966    ret
;; .L9:
;;      980    mov %rdi, %rax
;;      983    sub %rsi, %rax
;;      986    cmp %rcx, %rax
;;      989    jb .L12
;;      98f    cmp -0xb0(%rbx), %rcx
;;      996    jae .L15
;;      99c    test $0xe00, %eax
;;      9a1    je .L14
;; .L10:
;;      9a7    vmovdqu (%rsi), %ymm8
;;      9ab    vmovdqu -0x80(%rsi,%rcx), %ymm4
;;      9b1    vmovdqu -0x60(%rsi,%rcx), %ymm5
;;      9b7    vmovdqu -0x40(%rsi,%rcx), %ymm6
;;      9bd    vmovdqu -0x20(%rsi,%rcx), %ymm7
;;      9c3    lea -0x80(%rdi,%rcx), %rdx
;;      9cb    mov %rdi, %rcx
;;      9ce    or $0x1f, %rcx
;;      9d2    inc %rcx
;;      9d5    sub %rdi, %rsi
;;      9d8    add %rcx, %rsi
;;      9db    nopl (%rax,%rax)
;; .L11:
;;      9e0    vmovdqu (%rsi), %ymm0
;;      9e4    vmovdqu 0x20(%rsi), %ymm1
;;      9e9    vmovdqu 0x40(%rsi), %ymm2
;;      9ee    vmovdqu 0x60(%rsi), %ymm3
;;      9f3    add $0x80, %rsi
;;      9fa    vmovdqu %ymm0, (%rcx)
;;      9fe    vmovdqu %ymm1, 0x20(%rcx)
;;      a03    vmovdqu %ymm2, 0x40(%rcx)
;;      a08    vmovdqu %ymm3, 0x60(%rcx)
;;      a0d    add $0x80, %rcx
;;      a14    cmp %rdx, %rcx
;;      a17    jb .L11
;;      a1d    vmovdqu %ymm4, (%rdx)
;;      a21    vmovdqu %ymm5, 0x20(%rdx)
;;      a26    vmovdqu %ymm6, 0x40(%rdx)
;;      a2b    vmovdqu %ymm7, 0x60(%rdx)
;;      a30    vmovdqu %ymm8, (%rdi)
;;      a34    vzeroupper
;;      a37    ret
;; .L12:
;;      a40    vmovdqu -0x20(%rsi,%rcx), %ymm8
;;      a46    vmovdqu (%rsi), %ymm4
;;      a4a    vmovdqu 0x20(%rsi), %ymm5
;;      a4f    vmovdqu 0x40(%rsi), %ymm6
;;      a54    vmovdqu 0x60(%rsi), %ymm7
;;      a59    lea -0x20(%rdi,%rcx), %rdx
;;      a61    lea 0x80(%rdi), %rax
;;      a68    lea -1(%rdi,%rcx), %rcx
;;      a6d    and $0xffffffffffffffe0, %rcx
;;      a71    sub %rdi, %rsi
;;      a74    add %rcx, %rsi
;;      a77    nopw (%rax,%rax)
;; .L13:
;;      a80    vmovdqu -0x80(%rsi), %ymm0
;;      a85    vmovdqu -0x60(%rsi), %ymm1
;;      a8a    vmovdqu -0x40(%rsi), %ymm2
;;      a8f    vmovdqu -0x20(%rsi), %ymm3
;;      a94    sub $0x80, %rsi
;;      a9b    vmovdqu %ymm0, -0x80(%rcx)
;;      aa0    vmovdqu %ymm1, -0x60(%rcx)
;;      aa5    vmovdqu %ymm2, -0x40(%rcx)
;;      aaa    vmovdqu %ymm3, -0x20(%rcx)
;;      aaf    sub $0x80, %rcx
;;      ab6    cmp %rax, %rcx
;;      ab9    ja .L13
;;      abf    vmovdqu %ymm8, (%rdx)
;;      ac3    vmovdqu %ymm4, (%rdi)
;;      ac7    vmovdqu %ymm5, 0x20(%rdi)
;;      acc    vmovdqu %ymm6, 0x40(%rdi)
;;      ad1    vmovdqu %ymm7, 0x60(%rdi)
;;      ad6    vzeroupper
;;      ad9    ret
;; .L14:
;;      ae0    neg %rax
;;      ae3    cmp %rcx, %rax
;;      ae6    jae .L12
;;      aec    jmp .L10
;; .L15:
;;      b00    neg %rax
;;      b03    cmp $0x40, %rax
;;      b09    jb .L10
;;      b0f    cmp -0xa8(%rbx), %rcx
;;      b16    jae .L16
;;      b1c    vmovdqu (%rsi), %ymm0
;;      b20    vmovdqu 0x20(%rsi), %ymm1
;;      b25    mov %rdi, %rax
;;      b28    or $0x3f, %rdi
;;      b2c    inc %rdi
;;      b2f    mov %rdi, %rdx
;;      b32    sub %rax, %rdx
;;      b35    add %rdx, %rsi
;;      b38    sub %rdx, %rcx
;;      b3b    rep movsb (%rsi), (%rdi)
;;      b3d    vmovdqu %ymm0, (%rax)
;;      b41    vmovdqu %ymm1, 0x20(%rax)
;;      b46    vzeroupper
;;      b49    ret
;; .L16:
;;      b4a    cmp %rcx, %rax
;;      b4d    jb .L10
;;      b53    vmovdqu (%rsi), %ymm0
;;      b57    vmovdqu 0x20(%rsi), %ymm1
;;      b5c    vmovdqu %ymm0, (%rdi)
;;      b60    vmovdqu %ymm1, 0x20(%rdi)
;;      b65    mov %rdi, %rdx
;;      b68    or $0x3f, %rdi
;;      b6c    inc %rdi
;;      b6f    sub %rdi, %rdx
;;      b72    sub %rdx, %rsi
;;      b75    add %rdx, %rcx
;;      b78    nopl (%rax,%rax)
;; .L17:
;;      b80    vmovdqu (%rsi), %ymm0
;;      b84    vmovdqu 0x20(%rsi), %ymm1
;;      b89    vmovdqu 0x40(%rsi), %ymm2
;;      b8e    vmovdqu 0x60(%rsi), %ymm3
;;      b93    prefetcht0 0x200(%rsi)
;;      b9a    add $0x80, %rsi
;;      ba1    vmovntdq %ymm0, (%rdi)
;;      ba5    vmovntdq %ymm1, 0x20(%rdi)
;;      baa    vmovntdq %ymm2, 0x40(%rdi)
;;      baf    vmovntdq %ymm3, 0x60(%rdi)
;;      bb4    add $0x80, %rdi
;;      bbb    sub $0x80, %rcx
;;      bc2    cmp $0x80, %rcx
;;      bc9    ja .L17
;;      bcf    sfence
;;      bd2    vmovdqu -0x80(%rsi,%rcx), %ymm0
;;      bd8    vmovdqu -0x60(%rsi,%rcx), %ymm1
;;      bde    vmovdqu -0x40(%rsi,%rcx), %ymm2
;;      be4    vmovdqu -0x20(%rsi,%rcx), %ymm3
;;      bea    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      bf0    vmovdqu %ymm1, -0x60(%rdi,%rcx)
;;      bf6    vmovdqu %ymm2, -0x40(%rdi,%rcx)
;;      bfc    vmovdqu %ymm3, -0x20(%rdi,%rcx)
;;      c02    vzeroupper
;;      c05    ret
;; 00000c40 <memory.fill with avx2>:
;;      c40    cmp $0x40, %rcx
;;      c47    ja .L6
;;      c4d    cmp $0x10, %ecx
;;      c53    jb .L2
;;      c55    movd %esi, %xmm0
;;      c59    pxor %xmm1, %xmm1
;;      c5d    pshufb %xmm1, %xmm0
;;      c62    movups %xmm0, (%rdi)
;;      c65    movups %xmm0, -0x10(%rdi,%rcx)
;;      c6a    cmp $0x20, %ecx
;;      c70    jbe .L1
;;      c72    movups %xmm0, 0x10(%rdi)
;;      c76    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;      c7b    ret
;; .L2:
;;      c7c    movzbl %sil, %eax
;;      c80    movabs $0x101010101010101, %rdx
;;      c8a    imul %rdx, %rax
;;      c8e    cmp $8, %ecx
;;      c94    jb .L3
;;      c96    mov %rax, (%rdi)
;;      c99    mov %rax, -8(%rdi,%rcx)
;;      c9e    ret
;; .L3:
;;      c9f    cmp $4, %ecx
;;      ca5    jb .L4
;;      ca7    mov %eax, (%rdi)
;;      ca9    mov %eax, -4(%rdi,%rcx)
;;      cad    ret
;; .L4:
;;      cae    sub $1, %ecx
;;      cb1    jb .L5
;;      cb3    mov %al, (%rdi)
;;      cb5    je .L5
;;      cb7    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;      cbc    ret
;; .L6:
;;      cc0    vmovd %esi, %xmm0
;;      cc4    vpbroadcastb %xmm0, %ymm0
;;      cc9    cmp $0x80, %rcx
;;      cd0    ja .L7
;;      cd6    vmovdqu %ymm0, (%rdi)
;;      cda    vmovdqu %ymm0, 0x20(%rdi)
;;      cdf    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      ce5    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      ceb    vzeroupper
;;      cee    ret
;; .L7:
;;      d00    cmp $0x100, %rcx
;;      d07    ja .L8
;;      d0d    vmovdqu %ymm0, (%rdi)
;;      d11    vmovdqu %ymm0, 0x20(%rdi)
;;      d16    vmovdqu %ymm0, 0x40(%rdi)
;;      d1b    vmovdqu %ymm0, 0x60(%rdi)
;;      d20    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      d26    vmovdqu %ymm0, -0x60(%rdi,%rcx)
;;      d2c    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      d32    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      d38    vzeroupper
;;      d3b    ret
;; .L8:
;;      d40    cmp -0xa0(%rbx), %rcx
;;      d47    jae .L10
;;      d4d    lea -0x80(%rdi,%rcx), %rdx
;;      d55    vmovdqu %ymm0, (%rdi)
;;      d59    vmovdqu %ymm0, 0x20(%rdi)
;;      d5e    vmovdqu %ymm0, 0x40(%rdi)
;;      d63    vmovdqu %ymm0, 0x60(%rdi)
;;      d68    add $0x80, %rdi
;;      d6f    and $0xffffffffffffffe0, %rdi
;;      d73    nopw (%rax,%rax)
;;      d7c    nopl (%rax)
;; .L9:
;;      d80    vmovdqu %ymm0, (%rdi)
;;      d84    vmovdqu %ymm0, 0x20(%rdi)
;;      d89    vmovdqu %ymm0, 0x40(%rdi)
;;      d8e    vmovdqu %ymm0, 0x60(%rdi)
;;      d93    add $0x80, %rdi
;;      d9a    cmp %rdx, %rdi
;;      d9d    jb .L9
;;      da3    vmovdqu %ymm0, (%rdx)
;;      da7    vmovdqu %ymm0, 0x20(%rdx)
;;      dac    vmovdqu %ymm0, 0x40(%rdx)
;;      db1    vmovdqu %ymm0, 0x60(%rdx)
;;      db6    vzeroupper
;;      db9    ret
;; .L10:
;;      dc0    cmp -0x98(%rbx), %rcx
;;      dc7    jae .L11
;;      dcd    vmovdqu %ymm0, (%rdi)
;;      dd1    vmovdqu %ymm0, 0x20(%rdi)
;;      dd6    mov %rdi, %rdx
;;      dd9    or $0x3f, %rdi
;;      ddd    inc %rdi
;;      de0    sub %rdi, %rdx
;;      de3    add %rdx, %rcx
;;      de6    mov %esi, %eax
;;      de8    rep stos %al, (%rdi)
;;      dea    vzeroupper
;;      ded    ret
;; .L11:
;;      dee    vmovdqu %ymm0, (%rdi)
;;      df2    vmovdqu %ymm0, 0x20(%rdi)
;;      df7    mov %rdi, %rdx
;;      dfa    or $0x3f, %rdi
;;      dfe    inc %rdi
;;      e01    sub %rdi, %rdx
;;      e04    add %rdx, %rcx
;;      e07    nopw (%rax,%rax)
;;      e10    nopw (%rax,%rax)
;;      e19    nopl (%rax)
;; .L12:
;;      e20    vmovntdq %ymm0, (%rdi)
;;      e24    vmovntdq %ymm0, 0x20(%rdi)
;;      e29    vmovntdq %ymm0, 0x40(%rdi)
;;      e2e    vmovntdq %ymm0, 0x60(%rdi)
;;      e33    add $0x80, %rdi
;;      e3a    sub $0x80, %rcx
;;      e41    cmp $0x80, %rcx
;;      e48    ja .L12
;;      e4e    sfence
;;      e51    vmovdqu %ymm0, -0x80(%rdi,%rcx)
;;      e57    vmovdqu %ymm0, -0x60(%rdi,%rcx)
;;      e5d    vmovdqu %ymm0, -0x40(%rdi,%rcx)
;;      e63    vmovdqu %ymm0, -0x20(%rdi,%rcx)
;;      e69    vzeroupper
;;      e6c    ret
;; 00000e80 <memory.copy>:
;;      e80    cmp $0x40, %rcx
;;      e87    ja .L7
;;      e8d    cmp $0x10, %ecx
;;      e93    jb .L1
;;      e95    cmp $0x20, %ecx
;;      e9b    ja .L6
;;      e9d    movups (%rsi), %xmm0
;;      ea0    movups -0x10(%rsi,%rcx), %xmm1
;;      ea5    movups %xmm0, (%rdi)
;;      ea8    movups %xmm1, -0x10(%rdi,%rcx)
;;      ead    ret
;; .L1:
;;      eae    cmp $8, %ecx
;;      eb4    jb .L2
;;      eb6    mov (%rsi), %rax
;;      eb9    mov -8(%rsi,%rcx), %rdx
;;      ebe    mov %rax, (%rdi)
;;      ec1    mov %rdx, -8(%rdi,%rcx)
;;      ec6    ret
;; .L2:
;;      ec7    cmp $4, %ecx
;;      ecd    jb .L3
;;      ecf    mov (%rsi), %eax
;;      ed1    mov -4(%rsi,%rcx), %edx
;;      ed5    mov %eax, (%rdi)
;;      ed7    mov %edx, -4(%rdi,%rcx)
;;      edb    ret
;; .L3:
;;      edc    sub $1, %ecx
;;      edf    jb .L5
;;      ee1    movzbl (%rsi), %eax
;;      ee4    je .L4
;;      ee6    movzwl -1(%rsi,%rcx), %edx
;;      eeb    mov %dx, -1(%rdi,%rcx)
;; .L4:
;;      ef0    mov %al, (%rdi)
;; .L5:
;;      ef2    ret
;; .L6:
;;      f00    movups (%rsi), %xmm0
;;      f03    movups 0x10(%rsi), %xmm1
;;      f07    movups -0x20(%rsi,%rcx), %xmm2
;;      f0c    movups -0x10(%rsi,%rcx), %xmm3
;;      f11    movups %xmm0, (%rdi)
;;      f14    movups %xmm1, 0x10(%rdi)
;;      f18    movups %xmm2, -0x20(%rdi,%rcx)
;;      f1d    movups %xmm3, -0x10(%rdi,%rcx)
;;      f22    ret
;; .L7:
;;      f40    cmp $0x80, %rcx
;;      f47    ja .L8
;;      f4d    movups (%rsi), %xmm0
;;      f50    movups 0x10(%rsi), %xmm1
;;      f54    movups 0x20(%rsi), %xmm2
;;      f58    movups 0x30(%rsi), %xmm3
;;      f5c    movups -0x40(%rsi,%rcx), %xmm4
;;      f61    movups -0x30(%rsi,%rcx), %xmm5
;;      f66    movups -0x20(%rsi,%rcx), %xmm6
;;      f6b    movups -0x10(%rsi,%rcx), %xmm7
;;      f70    movups %xmm0, (%rdi)
;;      f73    movups %xmm1, 0x10(%rdi)
;;      f77    movups %xmm2, 0x20(%rdi)
;;      f7b    movups %xmm3, 0x30(%rdi)
;;      f7f    movups %xmm4, -0x40(%rdi,%rcx)
;;      f84    movups %xmm5, -0x30(%rdi,%rcx)
;;      f89    movups %xmm6, -0x20(%rdi,%rcx)
;;      f8e    movups %xmm7, -0x10(%rdi,%rcx)
;;      f93    ret
;; .L8:
;;      fa0    mov %rdi, %rax
;;      fa3    sub %rsi, %rax
;;      fa6    cmp %rcx, %rax
;;      fa9    jb .L11
;;      faf    cmp -0xb0(%rbx), %rcx
;;      fb6    jae .L14
;;      fbc    test $0xe00, %eax
;;      fc1    je .L13
;; .L9:
;;      fc7    movups (%rsi), %xmm8
;;      fcb    movups -0x40(%rsi,%rcx), %xmm4
;;      fd0    movups -0x30(%rsi,%rcx), %xmm5
;;      fd5    movups -0x20(%rsi,%rcx), %xmm6
;;      fda    movups -0x10(%rsi,%rcx), %xmm7
;;      fdf    lea -0x40(%rdi,%rcx), %rdx
;;      fe7    mov %rdi, %rcx
;;      fea    or $0xf, %rcx
;;      fee    inc %rcx
;;      ff1    sub %rdi, %rsi
;;      ff4    add %rcx, %rsi
;;      ff7    nopw (%rax,%rax)
;; .L10:
;;     1000    movups (%rsi), %xmm0
;;     1003    movups 0x10(%rsi), %xmm1
;;     1007    movups 0x20(%rsi), %xmm2
;;     100b    movups 0x30(%rsi), %xmm3
;;     100f    add $0x40, %rsi
;;     1016    movups %xmm0, (%rcx)
;;     1019    movups %xmm1, 0x10(%rcx)
;;     101d    movups %xmm2, 0x20(%rcx)
;;     1021    movups %xmm3, 0x30(%rcx)
;;     1025    add $0x40, %rcx
;;     102c    cmp %rdx, %rcx
;;     102f    jb .L10
;;     1035    movups %xmm4, (%rdx)
;;     1038    movups %xmm5, 0x10(%rdx)
;;     103c    movups %xmm6, 0x20(%rdx)
;;     1040    movups %xmm7, 0x30(%rdx)
;;     1044    movups %xmm8, (%rdi)
;;     1048    ret
;; .L11:
;;     1050    movups -0x10(%rsi,%rcx), %xmm8
;;     1056    movups (%rsi), %xmm4
;;     1059    movups 0x10(%rsi), %xmm5
;;     105d    movups 0x20(%rsi), %xmm6
;;     1061    movups 0x30(%rsi), %xmm7
;;     1065    lea -0x10(%rdi,%rcx), %rdx
;;     106d    lea 0x40(%rdi), %rax
;;     1074    lea -1(%rdi,%rcx), %rcx
;;     1079    and $0xfffffffffffffff0, %rcx
;;     107d    sub %rdi, %rsi
;;     1080    add %rcx, %rsi
;;     1083    nopw (%rax,%rax)
;;     108c    nopw (%rax,%rax)
;;     1095    nopw (%rax,%rax)
;;     109e    xchg %ax, %ax
;; .L12:
;;     10a0    movups -0x40(%rsi), %xmm0
;;     10a4    movups -0x30(%rsi), %xmm1
;;     10a8    movups -0x20(%rsi), %xmm2
;;     10ac    movups -0x10(%rsi), %xmm3
;;     10b0    sub $0x40, %rsi
;;     10b7    movups %xmm0, -0x40(%rcx)
;;     10bb    movups %xmm1, -0x30(%rcx)
;;     10bf    movups %xmm2, -0x20(%rcx)
;;     10c3    movups %xmm3, -0x10(%rcx)
;;     10c7    sub $0x40, %rcx
;;     10ce    cmp %rax, %rcx
;;     10d1    ja .L12
;;     10d7    movups %xmm8, (%rdx)
;;     10db    movups %xmm4, (%rdi)
;;     10de    movups %xmm5, 0x10(%rdi)
;;     10e2    movups %xmm6, 0x20(%rdi)
;;     10e6    movups %xmm7, 0x30(%rdi)
;;     10ea    ret
;; .L13:
;;     10f0    neg %rax
;;     10f3    cmp %rcx, %rax
;;     10f6    jae .L11
;;     10fc    jmp .L9
;; .L14:
;;     1110    neg %rax
;;     1113    cmp $0x40, %rax
;;     1119    jb .L9
;;     111f    cmp -0xa8(%rbx), %rcx
;;     1126    jae .L15
;;     112c    movups (%rsi), %xmm0
;;     112f    movups 0x10(%rsi), %xmm1
;;     1133    movups 0x20(%rsi), %xmm2
;;     1137    movups 0x30(%rsi), %xmm3
;;     113b    mov %rdi, %rax
;;     113e    or $0x3f, %rdi
;;     1142    inc %rdi
;;     1145    mov %rdi, %rdx
;;     1148    sub %rax, %rdx
;;     114b    add %rdx, %rsi
;;     114e    sub %rdx, %rcx
;;     1151    rep movsb (%rsi), (%rdi)
;;     1153    movups %xmm0, (%rax)
;;     1156    movups %xmm1, 0x10(%rax)
;;     115a    movups %xmm2, 0x20(%rax)
;;     115e    movups %xmm3, 0x30(%rax)
;;     1162    ret
;; .L15:
;;     1163    cmp %rcx, %rax
;;     1166    jb .L9
;;     116c    movups (%rsi), %xmm0
;;     116f    movups 0x10(%rsi), %xmm1
;;     1173    movups 0x20(%rsi), %xmm2
;;     1177    movups 0x30(%rsi), %xmm3
;;     117b    movups %xmm0, (%rdi)
;;     117e    movups %xmm1, 0x10(%rdi)
;;     1182    movups %xmm2, 0x20(%rdi)
;;     1186    movups %xmm3, 0x30(%rdi)
;;     118a    mov %rdi, %rdx
;;     118d    or $0x3f, %rdi
;;     1191    inc %rdi
;;     1194    sub %rdi, %rdx
;;     1197    sub %rdx, %rsi
;;     119a    add %rdx, %rcx
;;     119d    nopl (%rax)
;; .L16:
;;     11a0    movups (%rsi), %xmm0
;;     11a3    movups 0x10(%rsi), %xmm1
;;     11a7    movups 0x20(%rsi), %xmm2
;;     11ab    movups 0x30(%rsi), %xmm3
;;     11af    prefetcht0 0x200(%rsi)
;;     11b6    add $0x40, %rsi
;;     11bd    movntdq %xmm0, (%rdi)
;;     11c1    movntdq %xmm1, 0x10(%rdi)
;;     11c6    movntdq %xmm2, 0x20(%rdi)
;;     11cb    movntdq %xmm3, 0x30(%rdi)
;;     11d0    add $0x40, %rdi
;;     11d7    sub $0x40, %rcx
;;     11de    cmp $0x40, %rcx
;;     11e5    ja .L16
;;     11eb    sfence
;;     11ee    movups -0x40(%rsi,%rcx), %xmm0
;;     11f3    movups -0x30(%rsi,%rcx), %xmm1
;;     11f8    movups -0x20(%rsi,%rcx), %xmm2
;;     11fd    movups -0x10(%rsi,%rcx), %xmm3
;;     1202    movups %xmm0, -0x40(%rdi,%rcx)
;;     1207    movups %xmm1, -0x30(%rdi,%rcx)
;;     120c    movups %xmm2, -0x20(%rdi,%rcx)
;;     1211    movups %xmm3, -0x10(%rdi,%rcx)
;;     1216    ret
;; 00001240 <memory.fill>:
;;     1240    cmp $0x40, %rcx
;;     1247    ja .L6
;;     124d    cmp $0x10, %ecx
;;     1253    jb .L2
;;     1255    movd %esi, %xmm0
;;     1259    pxor %xmm1, %xmm1
;;     125d    pshufb %xmm1, %xmm0
;;     1262    movups %xmm0, (%rdi)
;;     1265    movups %xmm0, -0x10(%rdi,%rcx)
;;     126a    cmp $0x20, %ecx
;;     1270    jbe .L1
;;     1272    movups %xmm0, 0x10(%rdi)
;;     1276    movups %xmm0, -0x20(%rdi,%rcx)
;; .L1:
;;     127b    ret
;; .L2:
;;     127c    movzbl %sil, %eax
;;     1280    movabs $0x101010101010101, %rdx
;;     128a    imul %rdx, %rax
;;     128e    cmp $8, %ecx
;;     1294    jb .L3
;;     1296    mov %rax, (%rdi)
;;     1299    mov %rax, -8(%rdi,%rcx)
;;     129e    ret
;; .L3:
;;     129f    cmp $4, %ecx
;;     12a5    jb .L4
;;     12a7    mov %eax, (%rdi)
;;     12a9    mov %eax, -4(%rdi,%rcx)
;;     12ad    ret
;; .L4:
;;     12ae    sub $1, %ecx
;;     12b1    jb .L5
;;     12b3    mov %al, (%rdi)
;;     12b5    je .L5
;;     12b7    mov %ax, -1(%rdi,%rcx)
;; .L5:
;;     12bc    ret
;; .L6:
;;     12c0    movd %esi, %xmm0
;;     12c4    pxor %xmm1, %xmm1
;;     12c8    pshufb %xmm1, %xmm0
;;     12cd    cmp $0x80, %rcx
;;     12d4    ja .L7
;;     12da    movups %xmm0, (%rdi)
;;     12dd    movups %xmm0, 0x10(%rdi)
;;     12e1    movups %xmm0, 0x20(%rdi)
;;     12e5    movups %xmm0, 0x30(%rdi)
;;     12e9    movups %xmm0, -0x40(%rdi,%rcx)
;;     12ee    movups %xmm0, -0x30(%rdi,%rcx)
;;     12f3    movups %xmm0, -0x20(%rdi,%rcx)
;;     12f8    movups %xmm0, -0x10(%rdi,%rcx)
;;     12fd    ret
;; .L7:
;;     1300    cmp -0xa0(%rbx), %rcx
;;     1307    jae .L9
;;     130d    lea -0x40(%rdi,%rcx), %rdx
;;     1315    movups %xmm0, (%rdi)
;;     1318    movups %xmm0, 0x10(%rdi)
;;     131c    movups %xmm0, 0x20(%rdi)
;;     1320    movups %xmm0, 0x30(%rdi)
;;     1324    add $0x40, %rdi
;;     132b    and $0xfffffffffffffff0, %rdi
;;     132f    nopw (%rax,%rax)
;;     1338    nopl (%rax,%rax)
;; .L8:
;;     1340    movups %xmm0, (%rdi)
;;     1343    movups %xmm0, 0x10(%rdi)
;;     1347    movups %xmm0, 0x20(%rdi)
;;     134b    movups %xmm0, 0x30(%rdi)
;;     134f    add $0x40, %rdi
;;     1356    cmp %rdx, %rdi
;;     1359    jb .L8
;;     135f    movups %xmm0, (%rdx)
;;     1362    movups %xmm0, 0x10(%rdx)
;;     1366    movups %xmm0, 0x20(%rdx)
;;     136a    movups %xmm0, 0x30(%rdx)
;;     136e    ret
;; .L9:
;;     1370    cmp -0x98(%rbx), %rcx
;;     1377    jae .L10
;;     137d    movups %xmm0, (%rdi)
;;     1380    movups %xmm0, 0x10(%rdi)
;;     1384    movups %xmm0, 0x20(%rdi)
;;     1388    movups %xmm0, 0x30(%rdi)
;;     138c    mov %rdi, %rdx
;;     138f    or $0x3f, %rdi
;;     1393    inc %rdi
;;     1396    sub %rdi, %rdx
;;     1399    add %rdx, %rcx
;;     139c    mov %esi, %eax
;;     139e    rep stos %al, (%rdi)
;;     13a0    ret
;; .L10:
;;     13a1    movups %xmm0, (%rdi)
;;     13a4    movups %xmm0, 0x10(%rdi)
;;     13a8    movups %xmm0, 0x20(%rdi)
;;     13ac    movups %xmm0, 0x30(%rdi)
;;     13b0    mov %rdi, %rdx
;;     13b3    or $0x3f, %rdi
;;     13b7    inc %rdi
;;     13ba    sub %rdi, %rdx
;;     13bd    add %rdx, %rcx
;; .L11:
;;     13c0    movntdq %xmm0, (%rdi)
;;     13c4    movntdq %xmm0, 0x10(%rdi)
;;     13c9    movntdq %xmm0, 0x20(%rdi)
;;     13ce    movntdq %xmm0, 0x30(%rdi)
;;     13d3    add $0x40, %rdi
;;     13da    sub $0x40, %rcx
;;     13e1    cmp $0x40, %rcx
;;     13e8    ja .L11
;;     13ee    sfence
;;     13f1    movups %xmm0, -0x40(%rdi,%rcx)
;;     13f6    movups %xmm0, -0x30(%rdi,%rcx)
;;     13fb    movups %xmm0, -0x20(%rdi,%rcx)
;;     1400    movups %xmm0, -0x10(%rdi,%rcx)
;;     1405    ret

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
