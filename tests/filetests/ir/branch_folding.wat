;; print: ir-raw -O2
;; print: ir -O2
;; Decided branches, empty blocks, blocks that only one jump leads to, code behind that can't be reached.
(module
  (func (result i32)
    (if (result i32) (i32.const 1) (then (i32.const 2)) (else (i32.const 3))))
  (func (param i32) (result i32)
    (block $out (block (br_if 0 (local.get 0)) (br $out)) (br $out))
    (if (i32.eqz (i32.const 0)) (then (return (i32.const 4))))
    (unreachable))
  (func (param i32)
    (loop $l (if (local.get 0) (then (br $l))))))

;;; ir-raw -O2
;; function f0 {
;; b0():
;;     v0 = const.i32 0x1
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x2
;;     jump b3(v1)
;; b2():
;;     v2 = const.i32 0x3
;;     jump b3(v2)
;; b3(v3: i32):
;;     return v3
;; }
;; function f1 {
;; b0(v0: i32):
;;     brif v0, b2, b1
;; b1():
;;     jump b3
;; b2():
;;     jump b3
;; b3():
;;     v1 = const.i32 0x0
;;     v2 = const.i32 0x1
;;     brif v2, b4, b5
;; b4():
;;     v3 = const.i32 0x4
;;     return v3
;; b5():
;;     trap unreachable
;; }
;; function f2 {
;; b0(v0: i32):
;;     jump b1
;; b1():
;;     brif v0, b2, b3
;; b2():
;;     jump b1
;; b3():
;;     return
;; }

;;; ir -O2
;; function f0 {
;; b0():
;;     v1 = const.i32 0x2
;;     return v1
;; }
;; function f1 {
;; b0(v0: i32):
;;     v3 = const.i32 0x4
;;     return v3
;; }
;; function f2 {
;; b0(v0: i32):
;;     jump b1
;; b1():
;;     brif v0, b1, b3
;; b3():
;;     return
;; }
