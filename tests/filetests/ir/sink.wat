;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 -fno-sink x86-64
;; print: asm -O2 aarch64
;; What only some ways want is made on these; into a loop goes what runs less often there than in front of it. What every way wants, or a
;; loop on each of its rounds, stays.
(module
  (memory 1)
  (func (export "some") (param i32 i32 i32) (result i32)
    (local $a i32) (local $b i32)
    (local.set $a (i32.mul (local.get 0) (local.get 1)))
    (local.set $b (i32.shl (local.get 1) (i32.const 3)))
    (block $two (block $one (block $none
      (br_table $none $one $two (local.get 2)))
      (return (local.get 0)))
      (return (i32.add (local.get $a) (local.get $b))))
    (i32.sub (local.get $b) (local.get $a)))
  (func (export "operations") (param i32 i32) (result i32)
    (local $a i32) (local $b i32)
    (local.set $a (i32.xor (local.get 0) (i32.const 0x1234)))
    (local.set $b (i32.and (local.get 0) (i32.const 0x7f0)))
    (loop $next
      (local.set 0 (i32.add (local.get 0) (local.get $b)))
      (local.set 1 (i32.add (local.get 1) (i32.const 1)))
      (block $0 (block $1 (block $2 (block $3 (block $4 (block $5 (block $6 (block $7 (block $8 (block $9 (block $10 (block $11
      (block $12 (block $13 (block $14 (block $15 (block $16 (block $17 (block $18 (block $19 (block $20 (block $21 (block $22 (block $23
        (br_table $0 $1 $2 $3 $4 $5 $6 $7 $8 $9 $10 $11 $12 $13 $14 $15 $16 $17 $18 $19 $20 $21 $22 $23
          (i32.load8_u (local.get 1))))
        (return (local.get 0)))
        (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 2))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 3))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 4))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 5))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 6))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 7))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 8))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 9))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 10))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 11))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 12))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 13))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 14))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 15))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 16))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 17))) (br $next))
        (local.set 0 (i32.sub (local.get 0) (i32.const 18))) (br $next))
        (local.set 0 (i32.mul (local.get 0) (local.get $a))) (br $next))
        (local.set 0 (i32.rotl (local.get 0) (i32.const 1))) (br $next))
        (local.set 0 (i32.rotl (local.get 0) (i32.const 2))) (br $next))
        (local.set 0 (i32.rotl (local.get 0) (i32.const 3))) (br $next))
      (br $next))
    (unreachable)))

;;; ir -O2
;; function f0 {
;; b0(v0: i32, v1: i32, v2: i32):
;;     v5 = const.i32 0x3
;;     v9 = const.i32 0x0
;;     v10 = icmp.eq v2, v9
;;     brif v10, b1, b4
;; b4():
;;     v11 = const.i32 0x2
;;     v12 = icmp.ltu v2, v11
;;     v6 = shl v1, v5
;;     v4 = mul v0, v1
;;     brif v12, b2, b3
;; b1():
;;     return v0
;; b2():
;;     v7 = add v4, v6
;;     return v7
;; b3():
;;     v8 = sub v6, v4
;;     return v8
;; }
;; function f1 {
;; b0(v0: i32, v1: i32):
;;     v3 = const.i32 0x1234
;;     v5 = const.i32 0x7f0
;;     v6 = and v0, v5
;;     jump b1(v0, v1)
;; b1(v7: i32, v8: i32):
;;     v9 = add v7, v6
;;     v10 = const.i32 0x1
;;     v11 = add v8, v10
;;     v12 = load.i32u8 [v11]
;;     brtable v12, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20, b21, b22, b23, b24, b25
;; b25():
;;     return v9
;; b24():
;;     v13 = sub v9, v10
;;     jump b1(v13, v11)
;; b23():
;;     v14 = const.i32 0x2
;;     v15 = sub v9, v14
;;     jump b1(v15, v11)
;; b22():
;;     v16 = const.i32 0x3
;;     v17 = sub v9, v16
;;     jump b1(v17, v11)
;; b21():
;;     v18 = const.i32 0x4
;;     v19 = sub v9, v18
;;     jump b1(v19, v11)
;; b20():
;;     v20 = const.i32 0x5
;;     v21 = sub v9, v20
;;     jump b1(v21, v11)
;; b19():
;;     v22 = const.i32 0x6
;;     v23 = sub v9, v22
;;     jump b1(v23, v11)
;; b18():
;;     v24 = const.i32 0x7
;;     v25 = sub v9, v24
;;     jump b1(v25, v11)
;; b17():
;;     v26 = const.i32 0x8
;;     v27 = sub v9, v26
;;     jump b1(v27, v11)
;; b16():
;;     v28 = const.i32 0x9
;;     v29 = sub v9, v28
;;     jump b1(v29, v11)
;; b15():
;;     v30 = const.i32 0xa
;;     v31 = sub v9, v30
;;     jump b1(v31, v11)
;; b14():
;;     v32 = const.i32 0xb
;;     v33 = sub v9, v32
;;     jump b1(v33, v11)
;; b13():
;;     v34 = const.i32 0xc
;;     v35 = sub v9, v34
;;     jump b1(v35, v11)
;; b12():
;;     v36 = const.i32 0xd
;;     v37 = sub v9, v36
;;     jump b1(v37, v11)
;; b11():
;;     v38 = const.i32 0xe
;;     v39 = sub v9, v38
;;     jump b1(v39, v11)
;; b10():
;;     v40 = const.i32 0xf
;;     v41 = sub v9, v40
;;     jump b1(v41, v11)
;; b9():
;;     v42 = const.i32 0x10
;;     v43 = sub v9, v42
;;     jump b1(v43, v11)
;; b8():
;;     v44 = const.i32 0x11
;;     v45 = sub v9, v44
;;     jump b1(v45, v11)
;; b7():
;;     v46 = const.i32 0x12
;;     v47 = sub v9, v46
;;     jump b1(v47, v11)
;; b6():
;;     v4 = xor v0, v3
;;     v48 = mul v9, v4
;;     jump b1(v48, v11)
;; b5():
;;     v49 = rotl v9, v10
;;     jump b1(v49, v11)
;; b4():
;;     v50 = const.i32 0x2
;;     v51 = rotl v9, v50
;;     jump b1(v51, v11)
;; b3():
;;     v52 = const.i32 0x3
;;     v53 = rotl v9, v52
;;     jump b1(v53, v11)
;; b2():
;;     jump b1(v9, v11)
;; }

;;; asm -O2 x86-64
;; 00000000 <some>: ; function 0
;;        0    test %ecx, %ecx                              # wasm 0x57
;;        2    je .L1
;;        4    mov %rdx, %r9                                # wasm 0x4c
;;        7    shl $3, %r9d
;;        b    mov %rsi, %r11
;;        e    imul %edx, %r11d                             # wasm 0x45
;;       12    cmp $2, %ecx                                 # wasm 0x57
;;       15    jae .L2
;;       17    lea (%r11,%r9), %eax                         # wasm 0x65
;;       1b    ret                                          # wasm 0x66
;; .L1:
;;       1c    mov %rsi, %rax                               # wasm 0x5f
;;       1f    ret
;; .L2:
;;       20    mov %r9, %rax                                # wasm 0x6c
;;       23    sub %r11d, %eax
;;       26    ret                                          # wasm 0x6d
;; 00000040 <operations>: ; function 1
;;       40    mov %rsi, %rcx                               # wasm 0x80
;;       43    and $0x7f0, %ecx
;;       49    mov %rsi, %rax
;; .L1:
;;       4c    add %ecx, %eax                               # wasm 0x89
;;       4e    add $1, %edx                                 # wasm 0x90
;;       51    movzbl (%rbx,%rdx), %edi                     # wasm 0xc5 trap: out of bounds memory access
;;       55    lea .T1(%rip), %r8                           # wasm 0xc8
;;       5c    movslq (%r8,%rdi,4), %r9
;;       60    add %r9, %r8
;;       63    jmp *%r8
;; .L2:
;;       66    ret                                          # wasm 0xe5
;; .L3:
;;       67    sub $1, %eax                                 # wasm 0xeb
;;       6a    jmp .L1                                      # wasm 0xee
;; .L4:
;;       6c    sub $2, %eax                                 # wasm 0xf5
;;       6f    jmp .L1                                      # wasm 0xf8
;; .L5:
;;       71    sub $3, %eax                                 # wasm 0xff
;;       74    jmp .L1                                      # wasm 0x102
;; .L6:
;;       76    sub $4, %eax                                 # wasm 0x109
;;       79    jmp .L1                                      # wasm 0x10c
;; .L7:
;;       7b    sub $5, %eax                                 # wasm 0x113
;;       7e    jmp .L1                                      # wasm 0x116
;; .L8:
;;       80    sub $6, %eax                                 # wasm 0x11d
;;       83    jmp .L1                                      # wasm 0x120
;; .L9:
;;       85    sub $7, %eax                                 # wasm 0x127
;;       88    jmp .L1                                      # wasm 0x12a
;; .L10:
;;       8a    sub $8, %eax                                 # wasm 0x131
;;       8d    jmp .L1                                      # wasm 0x134
;; .L11:
;;       8f    sub $9, %eax                                 # wasm 0x13b
;;       92    jmp .L1                                      # wasm 0x13e
;; .L12:
;;       94    sub $0xa, %eax                               # wasm 0x145
;;       97    jmp .L1                                      # wasm 0x148
;; .L13:
;;       99    sub $0xb, %eax                               # wasm 0x14f
;;       9c    jmp .L1                                      # wasm 0x152
;; .L14:
;;       9e    sub $0xc, %eax                               # wasm 0x159
;;       a1    jmp .L1                                      # wasm 0x15c
;; .L15:
;;       a3    sub $0xd, %eax                               # wasm 0x163
;;       a6    jmp .L1                                      # wasm 0x166
;; .L16:
;;       a8    sub $0xe, %eax                               # wasm 0x16d
;;       ab    jmp .L1                                      # wasm 0x170
;; .L17:
;;       ad    sub $0xf, %eax                               # wasm 0x177
;;       b0    jmp .L1                                      # wasm 0x17a
;; .L18:
;;       b2    sub $0x10, %eax                              # wasm 0x181
;;       b5    jmp .L1                                      # wasm 0x184
;; .L19:
;;       b7    sub $0x11, %eax                              # wasm 0x18b
;;       ba    jmp .L1                                      # wasm 0x18e
;; .L20:
;;       bc    sub $0x12, %eax                              # wasm 0x195
;;       bf    jmp .L1                                      # wasm 0x198
;; .L21:
;;       c1    mov %rsi, %rdi                               # wasm 0x78
;;       c4    xor $0x1234, %edi
;;       ca    imul %eax, %edi                              # wasm 0x19f
;;       cd    mov %rdi, %rax
;;       d0    jmp .L1                                      # wasm 0x1a2
;; .L22:
;;       d5    rol $1, %eax                                 # wasm 0x1a9
;;       d7    jmp .L1                                      # wasm 0x1ac
;; .L23:
;;       dc    rol $2, %eax                                 # wasm 0x1b3
;;       df    jmp .L1                                      # wasm 0x1b6
;; .L24:
;;       e4    rol $3, %eax                                 # wasm 0x1bd
;;       e7    jmp .L1                                      # wasm 0x1c0
;; .T1: # jump table at 0x1000
;;             .L1 .L24 .L23 .L22 .L21 .L20 .L19 .L18 .L17 .L16 .L15 .L14 .L13 .L12 .L11 .L10 .L9 .L8 .L7 .L6 .L5 .L4 .L3 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2

;;; asm -O2 -fno-sink x86-64
;; 00000000 <some>: ; function 0
;;        0    mov %rsi, %rax                               # wasm 0x45
;;        3    imul %edx, %eax
;;        6    shl $3, %edx                                 # wasm 0x4c
;;        9    test %ecx, %ecx                              # wasm 0x57
;;        b    je .L1
;;        d    cmp $2, %ecx
;;       10    jae .L2
;;       12    add %edx, %eax                               # wasm 0x65
;;       14    ret                                          # wasm 0x66
;; .L1:
;;       15    mov %rsi, %rax                               # wasm 0x5f
;;       18    ret
;; .L2:
;;       19    mov %rax, %rcx                               # wasm 0x6c
;;       1c    mov %rdx, %rax
;;       1f    sub %ecx, %eax
;;       21    ret                                          # wasm 0x6d
;; 00000040 <operations>: ; function 1
;;       40    mov %rsi, %rdi                               # wasm 0x78
;;       43    xor $0x1234, %edi
;;       49    mov %rsi, %rcx
;;       4c    and $0x7f0, %ecx                             # wasm 0x80
;;       52    mov %rsi, %rax
;; .L1:
;;       55    add %ecx, %eax                               # wasm 0x89
;;       57    add $1, %edx                                 # wasm 0x90
;;       5a    movzbl (%rbx,%rdx), %esi                     # wasm 0xc5 trap: out of bounds memory access
;;       5e    lea .T1(%rip), %r8                           # wasm 0xc8
;;       65    movslq (%r8,%rsi,4), %r9
;;       69    add %r9, %r8
;;       6c    jmp *%r8
;; .L2:
;;       6f    ret                                          # wasm 0xe5
;; .L3:
;;       70    sub $1, %eax                                 # wasm 0xeb
;;       73    jmp .L1                                      # wasm 0xee
;; .L4:
;;       75    sub $2, %eax                                 # wasm 0xf5
;;       78    jmp .L1                                      # wasm 0xf8
;; .L5:
;;       7a    sub $3, %eax                                 # wasm 0xff
;;       7d    jmp .L1                                      # wasm 0x102
;; .L6:
;;       7f    sub $4, %eax                                 # wasm 0x109
;;       82    jmp .L1                                      # wasm 0x10c
;; .L7:
;;       84    sub $5, %eax                                 # wasm 0x113
;;       87    jmp .L1                                      # wasm 0x116
;; .L8:
;;       89    sub $6, %eax                                 # wasm 0x11d
;;       8c    jmp .L1                                      # wasm 0x120
;; .L9:
;;       8e    sub $7, %eax                                 # wasm 0x127
;;       91    jmp .L1                                      # wasm 0x12a
;; .L10:
;;       93    sub $8, %eax                                 # wasm 0x131
;;       96    jmp .L1                                      # wasm 0x134
;; .L11:
;;       98    sub $9, %eax                                 # wasm 0x13b
;;       9b    jmp .L1                                      # wasm 0x13e
;; .L12:
;;       9d    sub $0xa, %eax                               # wasm 0x145
;;       a0    jmp .L1                                      # wasm 0x148
;; .L13:
;;       a2    sub $0xb, %eax                               # wasm 0x14f
;;       a5    jmp .L1                                      # wasm 0x152
;; .L14:
;;       a7    sub $0xc, %eax                               # wasm 0x159
;;       aa    jmp .L1                                      # wasm 0x15c
;; .L15:
;;       ac    sub $0xd, %eax                               # wasm 0x163
;;       af    jmp .L1                                      # wasm 0x166
;; .L16:
;;       b1    sub $0xe, %eax                               # wasm 0x16d
;;       b4    jmp .L1                                      # wasm 0x170
;; .L17:
;;       b6    sub $0xf, %eax                               # wasm 0x177
;;       b9    jmp .L1                                      # wasm 0x17a
;; .L18:
;;       bb    sub $0x10, %eax                              # wasm 0x181
;;       be    jmp .L1                                      # wasm 0x184
;; .L19:
;;       c0    sub $0x11, %eax                              # wasm 0x18b
;;       c3    jmp .L1                                      # wasm 0x18e
;; .L20:
;;       c5    sub $0x12, %eax                              # wasm 0x195
;;       c8    jmp .L1                                      # wasm 0x198
;; .L21:
;;       ca    imul %edi, %eax                              # wasm 0x19f
;;       cd    jmp .L1                                      # wasm 0x1a2
;; .L22:
;;       cf    rol $1, %eax                                 # wasm 0x1a9
;;       d1    jmp .L1                                      # wasm 0x1ac
;; .L23:
;;       d3    rol $2, %eax                                 # wasm 0x1b3
;;       d6    jmp .L1                                      # wasm 0x1b6
;; .L24:
;;       db    rol $3, %eax                                 # wasm 0x1bd
;;       de    jmp .L1                                      # wasm 0x1c0
;; .T1: # jump table at 0x1000
;;             .L1 .L24 .L23 .L22 .L21 .L20 .L19 .L18 .L17 .L16 .L15 .L14 .L13 .L12 .L11 .L10 .L9 .L8 .L7 .L6 .L5 .L4 .L3 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2

;;; asm -O2 aarch64
;; 00000000 <some>: ; function 0
;;        0    cbz w3, .L1                                  # wasm 0x57
;;        4    lsl w6, w2, #0x3                             # wasm 0x4c
;;        8    mul w7, w1, w2                               # wasm 0x45
;;        c    cmp w3, #0x2                                 # wasm 0x57
;;       10    b.hs .L2
;;       14    add w0, w7, w6                               # wasm 0x65
;;       18    ret                                          # wasm 0x66
;; .L1:
;;       1c    mov x0, x1                                   # wasm 0x5f
;;       20    ret
;; .L2:
;;       24    sub w0, w6, w7                               # wasm 0x6c
;;       28    ret                                          # wasm 0x6d
;; 00000040 <operations>: ; function 1
;;       40    and w4, w1, #0x7f0                           # wasm 0x80
;;       44    mov w3, #0x1234                              # wasm 0x83
;;       48    mov x0, x1
;; .L1:
;;       4c    add w0, w0, w4                               # wasm 0x89
;;       50    add w2, w2, #0x1                             # wasm 0x90
;;       54    ldrb w5, [x28, w2, uxtw]                     # wasm 0xc5 trap: out of bounds memory access
;;       58    adrp x17, .T1                                # wasm 0xc8
;;       5c    add x17, x17, :lo12:.T1
;;       60    ldrsw x16, [x17, w5, uxtw #2]
;;       64    add x17, x17, x16
;;       68    br x17
;; .L2:
;;       6c    ret                                          # wasm 0xe5
;; .L3:
;;       70    sub w0, w0, #0x1                             # wasm 0xeb
;;       74    b .L1                                        # wasm 0xee
;; .L4:
;;       78    sub w0, w0, #0x2                             # wasm 0xf5
;;       7c    b .L1                                        # wasm 0xf8
;; .L5:
;;       80    sub w0, w0, #0x3                             # wasm 0xff
;;       84    b .L1                                        # wasm 0x102
;; .L6:
;;       88    sub w0, w0, #0x4                             # wasm 0x109
;;       8c    b .L1                                        # wasm 0x10c
;; .L7:
;;       90    sub w0, w0, #0x5                             # wasm 0x113
;;       94    b .L1                                        # wasm 0x116
;; .L8:
;;       98    sub w0, w0, #0x6                             # wasm 0x11d
;;       9c    b .L1                                        # wasm 0x120
;; .L9:
;;       a0    sub w0, w0, #0x7                             # wasm 0x127
;;       a4    b .L1                                        # wasm 0x12a
;; .L10:
;;       a8    sub w0, w0, #0x8                             # wasm 0x131
;;       ac    b .L1                                        # wasm 0x134
;; .L11:
;;       b0    sub w0, w0, #0x9                             # wasm 0x13b
;;       b4    b .L1                                        # wasm 0x13e
;; .L12:
;;       b8    sub w0, w0, #0xa                             # wasm 0x145
;;       bc    b .L1                                        # wasm 0x148
;; .L13:
;;       c0    sub w0, w0, #0xb                             # wasm 0x14f
;;       c4    b .L1                                        # wasm 0x152
;; .L14:
;;       c8    sub w0, w0, #0xc                             # wasm 0x159
;;       cc    b .L1                                        # wasm 0x15c
;; .L15:
;;       d0    sub w0, w0, #0xd                             # wasm 0x163
;;       d4    b .L1                                        # wasm 0x166
;; .L16:
;;       d8    sub w0, w0, #0xe                             # wasm 0x16d
;;       dc    b .L1                                        # wasm 0x170
;; .L17:
;;       e0    sub w0, w0, #0xf                             # wasm 0x177
;;       e4    b .L1                                        # wasm 0x17a
;; .L18:
;;       e8    sub w0, w0, #0x10                            # wasm 0x181
;;       ec    b .L1                                        # wasm 0x184
;; .L19:
;;       f0    sub w0, w0, #0x11                            # wasm 0x18b
;;       f4    b .L1                                        # wasm 0x18e
;; .L20:
;;       f8    sub w0, w0, #0x12                            # wasm 0x195
;;       fc    b .L1                                        # wasm 0x198
;; .L21:
;;      100    eor w5, w1, w3                               # wasm 0x78
;;      104    mul w0, w0, w5                               # wasm 0x19f
;;      108    b .L1                                        # wasm 0x1a2
;; .L22:
;;      10c    ror w0, w0, #0x1f                            # wasm 0x1a9
;;      110    b .L1                                        # wasm 0x1ac
;; .L23:
;;      114    ror w0, w0, #0x1e                            # wasm 0x1b3
;;      118    b .L1                                        # wasm 0x1b6
;; .L24:
;;      11c    ror w0, w0, #0x1d                            # wasm 0x1bd
;;      120    b .L1                                        # wasm 0x1c0
;; .T1: # jump table at 0x10000
;;             .L1 .L24 .L23 .L22 .L21 .L20 .L19 .L18 .L17 .L16 .L15 .L14 .L13 .L12 .L11 .L10 .L9 .L8 .L7 .L6 .L5 .L4 .L3 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2 .L2
