;; print: ir -O2
;; One edge for each target, however often it is named; a table with one target is a jump.
(module
  (func (param i32) (result i32) (local i32)
    (block (block (block
      (br_table 0 1 0 1 2 0 (local.get 0)))
      (return (i32.const 10)))
      (return (i32.const 11)))
    (i32.const 12))
  (func (param i32) (result i32)
    (block (br_table 0 0 0 (local.get 0)))
    (i32.const 1)))

;;; ir -O2
;; function f0 {
;; b0(v0: i32):
;;     brtable v0, b1, b2, b1, b2, b3, b1
;; b1():
;;     v2 = const.i32 0xa
;;     return v2
;; b2():
;;     v3 = const.i32 0xb
;;     return v3
;; b3():
;;     v4 = const.i32 0xc
;;     return v4
;; }
;; function f1 {
;; b0(v0: i32):
;;     v1 = const.i32 0x1
;;     return v1
;; }
