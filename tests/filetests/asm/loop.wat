;; print: asm -O2 x86-64
;; print: mir -O2 x86-64
;; print: asm -O2 aarch64
;; A loop over an array: one load, one addition, the counter, one branch.
(module (memory 1)
  (func (param i32 i32) (result f64) (local f64)
    (loop $l
      (local.set 2 (f64.add (local.get 2) (f64.load (local.get 0))))
      (local.set 0 (i32.add (local.get 0) (i32.const 8)))
      (br_if $l (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
    (local.get 2)))

;;; asm -O2 x86-64
;; 00000000 <func0>: ; function 0
;;        0    xorps %xmm0, %xmm0                           # wasm 0x21
;; .L1:
;;        3    addsd (%rbx,%rsi), %xmm0                     # wasm 0x2a trap: out of bounds memory access
;;        8    add $8, %esi                                 # wasm 0x31
;;        b    sub $1, %edx                                 # wasm 0x38
;;        e    jne .L1                                      # wasm 0x3b
;;       10    ret                                          # wasm 0x40

;;; mir -O2 x86-64
;; function 0
;; b0( ):
;;     Args { defs: [(v12, PReg(hw = 6, class = Int, index = 6)), (v13, PReg(hw = 2, class = Int, index = 2))] }
;;     Jmp { to: 1 }
;;     -> b1( )
;; b1( ):
;;     FZero { dst: v11 }
;;     Jmp { to: 2 }
;;     -> b2( v12 v13 v11 )
;; b2( v5 v3 v7 ):
;;     Fp { op: Add, size: S64, dst: v8, a: v7, src: Mem(Mem { base: i3, index: Some((v5, 0)), disp: 0, incoming: false, trusted: false }) }
;;     Alu { op: Add, size: S32, dst: v6, a: v5, src: Imm(8) }
;;     Alu { op: Sub, size: S32, dst: v4, a: v3, src: Imm(1) }
;;     Test { size: S32, a: v2, src: Reg(v2) }
;;     Jcc { cc: NE, then: 3, other: 4 }
;;     -> b3( )
;;     -> b4( )
;; b3( ):
;;     Jmp { to: 2 }
;;     -> b2( v6 v4 v8 )
;; b4( ):
;;     Ret { uses: [(v0, PReg(hw = 0, class = Float, index = 64))], pop: 0 }

;;; asm -O2 aarch64
;; 00000000 <func0>: ; function 0
;;        0    movi d0, #0x0                                # wasm 0x21
;; .L1:
;;        4    ldr d10, [x28, w1, uxtw]                     # wasm 0x27 trap: out of bounds memory access
;;        8    fadd d0, d0, d10                             # wasm 0x2a
;;        c    add w1, w1, #0x8                             # wasm 0x31
;;       10    sub w2, w2, #0x1                             # wasm 0x38
;;       14    cbnz w2, .L1                                 # wasm 0x3b
;;       18    ret                                          # wasm 0x40
