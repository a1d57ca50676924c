;; print: ir-raw -O2
;; print: ir -O2
;; A local that differs at a join becomes its parameter; one that does not, or that nobody reads, does not.
(module
  (func (param i32 i32) (result i32) (local i32 i32)
    (if (local.get 0)
      (then (local.set 1 (i32.const 5)) (local.set 2 (i32.const 6)))
      (else (local.set 3 (i32.const 7))))
    (i32.add (local.get 1) (local.get 3)))
  ;; A loop's header takes what the loop assigns, but for what it assigns to itself.
  (func (param i32) (result i32) (local i32 i32)
    (loop $l
      (local.set 1 (i32.add (local.get 1) (local.get 0)))
      (local.set 2 (local.get 2))
      (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (i32.add (local.get 1) (local.get 2))))

;;; ir-raw -O2
;; function f0 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     brif v0, b1, b2
;; b1():
;;     v3 = const.i32 0x5
;;     v4 = const.i32 0x6
;;     jump b3(v3, v4, v2)
;; b2():
;;     v5 = const.i32 0x7
;;     jump b3(v1, v2, v5)
;; b3(v6: i32, v7: i32, v8: i32):
;;     v9 = add v6, v8
;;     return v9
;; }
;; function f1 {
;; b0(v0: i32):
;;     v1 = const.i32 0x0
;;     jump b1(v0, v1, v1)
;; b1(v2: i32, v3: i32, v4: i32):
;;     v5 = add v3, v2
;;     v6 = const.i32 0x1
;;     v7 = sub v2, v6
;;     brif v7, b1(v7, v5, v4), b2
;; b2():
;;     v8 = add v5, v4
;;     return v8
;; }

;;; ir -O2
;; function f0 {
;; b0(v0: i32, v1: i32):
;;     brif v0, b1, b2
;; b1():
;;     v10 = const.i32 0x5
;;     return v10
;; b2():
;;     v5 = const.i32 0x7
;;     v11 = add v1, v5
;;     return v11
;; }
;; function f1 {
;; b0(v0: i32):
;;     v1 = const.i32 0x0
;;     jump b1(v0, v1)
;; b1(v2: i32, v3: i32):
;;     v5 = add v3, v2
;;     v6 = const.i32 0x1
;;     v7 = sub v2, v6
;;     brif v7, b1(v7, v5), b2
;; b2():
;;     v8 = add v5, v1
;;     return v8
;; }
