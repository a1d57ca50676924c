;; print: ir -O2
;; Blocks that end in a trap stand behind all others.
(module
  (func (param i32 i32) (result i32)
    (if (i32.gt_u (local.get 0) (i32.const 10)) (then (unreachable)))
    (if (i32.gt_u (local.get 1) (i32.const 10)) (then (if (local.get 0) (then (unreachable)) (else (unreachable)))))
    (i32.add (local.get 0) (local.get 1))))

;;; ir -O2
;; function f0 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0xa
;;     v3 = icmp.gtu v0, v2
;;     brif v3, b1, b2
;; b2():
;;     v4 = icmp.gtu v1, v2
;;     brif v4, b3, b4
;; b4():
;;     v5 = add v0, v1
;;     return v5
;; b1(): cold
;;     trap unreachable
;; b3(): cold
;;     brif v0, b5, b6
;; b5(): cold
;;     trap unreachable
;; b6(): cold
;;     trap unreachable
;; }
