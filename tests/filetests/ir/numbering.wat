;; print: ir-raw -O2
;; An equal pure operator that dominates is used again: not across the two sides of an if, not a load.
(module (memory 1)
  (func (param i32 i32) (result i32)
    (local.set 0 (i32.mul (local.get 0) (local.get 1)))
    (if (local.get 1)
      (then (i32.store (i32.shl (local.get 0) (i32.const 2)) (i32.load (i32.shl (local.get 0) (i32.const 2)))))
      (else (i32.store (i32.const 4) (i32.shl (local.get 0) (i32.const 2)))))
    (i32.add (i32.load (i32.shl (local.get 0) (i32.const 2))) (i32.load (i32.shl (local.get 0) (i32.const 2))))))

;;; ir-raw -O2
;; function f0 {
;; b0(v0: i32, v1: i32):
;;     v2 = mul v0, v1
;;     brif v1, b1, b2
;; b1():
;;     v3 = const.i32 0x2
;;     v4 = shl v2, v3
;;     v5 = load.i32 [v4]
;;     store.b32 [v4], v5
;;     jump b3
;; b2():
;;     v6 = const.i32 0x4
;;     v7 = const.i32 0x2
;;     v8 = shl v2, v7
;;     store.b32 [v6], v8
;;     jump b3
;; b3():
;;     v9 = const.i32 0x2
;;     v10 = shl v2, v9
;;     v11 = load.i32 [v10]
;;     v12 = load.i32 [v10]
;;     v13 = add v11, v12
;;     return v13
;; }
