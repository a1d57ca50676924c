;; print: ir -O2 -finline
;; print: ir -O2 -fno-inline
;; Small functions are copied to where they are called, callees first; what is known of arguments is folded. Those that
;; recurse are not copied, nor is anything to where a trap is sure.
(module
  (import "e" "f" (func $imported (param i32)))
  (memory 1)
  (func $square (param i32) (result i32) (i32.mul (local.get 0) (local.get 0)))
  (func $sum_of_squares (param i32 i32) (result i32)
    (i32.add (call $square (local.get 0)) (call $square (local.get 1))))
  (func (export "constants") (result i32) (call $sum_of_squares (i32.const 3) (i32.const 4)))
  (func (export "values") (param i32 i32) (result i32) (call $sum_of_squares (local.get 0) (local.get 1)))
  ;; Several returns; which one is known at one of the calls.
  (func $clamp (param i32 i32) (result i32)
    (if (i32.gt_s (local.get 0) (local.get 1)) (then (return (local.get 1))))
    (local.get 0))
  (func (export "clamped") (param i32) (result i32)
    (i32.add (call $clamp (local.get 0) (i32.const 9)) (call $clamp (i32.const 7) (i32.const 5))))
  ;; Effects stay in order.
  (func $two (param i32) (result i32 i32) (i32.load (local.get 0)) (i32.load (local.get 0)) (call $imported (local.get 0)))
  (func (export "effects") (param i32) (result i32)
    (i32.store (i32.const 0) (local.get 0))
    (call $two (local.get 0)) (i32.sub))
  ;; Never returns.
  (func $fail (param i32) (call $imported (local.get 0)) (unreachable))
  (func (export "fails") (param i32) (result i32)
    (if (local.get 0) (then (call $fail (i32.const 1)) (return (call $square (local.get 0)))))
    (local.get 0))
  ;; A cold block keeps its calls.
  (func (export "cold") (param i32) (result i32)
    (if (local.get 0) (then (call $imported (call $square (local.get 0))) (unreachable)))
    (call $square (i32.const 11)))
  ;; Recursion, straight and round about.
  (func $down (param i32) (result i32)
    (if (result i32) (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1)))) (else (i32.const 0))))
  (func $even (param i32) (result i32)
    (if (result i32) (local.get 0) (then (call $odd (i32.sub (local.get 0) (i32.const 1)))) (else (i32.const 1))))
  (func $odd (param i32) (result i32)
    (if (result i32) (local.get 0) (then (call $even (i32.sub (local.get 0) (i32.const 1)))) (else (i32.const 0))))
  (func $calls_recursive (param i32) (result i32) (i32.add (call $even (local.get 0)) (call $down (local.get 0))))
  (func (export "recursive") (param i32) (result i32) (call $calls_recursive (local.get 0))))

;;; ir -O2 -finline
;; function f1 {
;; b0(v0: i32):
;;     v1 = mul v0, v0
;;     return v1
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v5 = mul v0, v0
;;     v6 = mul v1, v1
;;     v4 = add v5, v6
;;     return v4
;; }
;; function f3 {
;; b0():
;;     v5 = const.i32 0x19
;;     return v5
;; }
;; function f4 {
;; b0(v0: i32, v1: i32):
;;     v3 = mul v0, v0
;;     v4 = mul v1, v1
;;     v5 = add v3, v4
;;     return v5
;; }
;; function f5 {
;; b0(v0: i32, v1: i32):
;;     v2 = icmp.gts v0, v1
;;     brif v2, b1, b2
;; b1():
;;     return v1
;; b2():
;;     return v0
;; }
;; function f6 {
;; b0(v0: i32):
;;     v1 = const.i32 0x9
;;     v7 = icmp.gts v0, v1
;;     brif v7, b5, b2
;; b2():
;;     v4 = const.i32 0x5
;;     v6 = add v0, v4
;;     return v6
;; b5():
;;     v13 = const.i32 0xe
;;     return v13
;; }
;; function f7 {
;; b0(v0: i32):
;;     v1 = load.i32 [v0]
;;     call f0(v0)
;;     return v1, v1
;; }
;; function f8 {
;; b0(v0: i32):
;;     v1 = const.i32 0x0
;;     store.b32 [v1], v0
;;     v2, v3 = call f7(v0)
;;     v4 = sub v2, v3
;;     return v4
;; }
;; function f9 {
;; b0(v0: i32):
;;     call f0(v0)
;;     trap unreachable
;; }
;; function f10 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     call f9(v1)
;;     v3 = mul v0, v0
;;     return v3
;; b2():
;;     return v0
;; }
;; function f11 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b2():
;;     v4 = const.i32 0x79
;;     return v4
;; b1(): cold
;;     v1 = call f1(v0)
;;     call f0(v1)
;;     trap unreachable
;; }
;; function f12 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     v2 = sub v0, v1
;;     v3 = call f12(v2)
;;     return v3
;; b2():
;;     v4 = const.i32 0x0
;;     return v4
;; }
;; function f13 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     v2 = sub v0, v1
;;     v3 = call f14(v2)
;;     return v3
;; b2():
;;     v4 = const.i32 0x1
;;     return v4
;; }
;; function f14 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     v2 = sub v0, v1
;;     v3 = call f13(v2)
;;     return v3
;; b2():
;;     v4 = const.i32 0x0
;;     return v4
;; }
;; function f15 {
;; b0(v0: i32):
;;     v1 = call f13(v0)
;;     v2 = call f12(v0)
;;     v3 = add v1, v2
;;     return v3
;; }
;; function f16 {
;; b0(v0: i32):
;;     v1 = call f15(v0)
;;     return v1
;; }

;;; ir -O2 -fno-inline
;; function f1 {
;; b0(v0: i32):
;;     v1 = mul v0, v0
;;     return v1
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v2 = call f1(v0)
;;     v3 = call f1(v1)
;;     v4 = add v2, v3
;;     return v4
;; }
;; function f3 {
;; b0():
;;     v0 = const.i32 0x3
;;     v1 = const.i32 0x4
;;     v2 = call f2(v0, v1)
;;     return v2
;; }
;; function f4 {
;; b0(v0: i32, v1: i32):
;;     v2 = call f2(v0, v1)
;;     return v2
;; }
;; function f5 {
;; b0(v0: i32, v1: i32):
;;     v2 = icmp.gts v0, v1
;;     brif v2, b1, b2
;; b1():
;;     return v1
;; b2():
;;     return v0
;; }
;; function f6 {
;; b0(v0: i32):
;;     v1 = const.i32 0x9
;;     v2 = call f5(v0, v1)
;;     v3 = const.i32 0x7
;;     v4 = const.i32 0x5
;;     v5 = call f5(v3, v4)
;;     v6 = add v2, v5
;;     return v6
;; }
;; function f7 {
;; b0(v0: i32):
;;     v1 = load.i32 [v0]
;;     call f0(v0)
;;     return v1, v1
;; }
;; function f8 {
;; b0(v0: i32):
;;     v1 = const.i32 0x0
;;     store.b32 [v1], v0
;;     v2, v3 = call f7(v0)
;;     v4 = sub v2, v3
;;     return v4
;; }
;; function f9 {
;; b0(v0: i32):
;;     call f0(v0)
;;     trap unreachable
;; }
;; function f10 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     call f9(v1)
;;     v2 = call f1(v0)
;;     return v2
;; b2():
;;     return v0
;; }
;; function f11 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b2():
;;     v2 = const.i32 0xb
;;     v3 = call f1(v2)
;;     return v3
;; b1(): cold
;;     v1 = call f1(v0)
;;     call f0(v1)
;;     trap unreachable
;; }
;; function f12 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     v2 = sub v0, v1
;;     v3 = call f12(v2)
;;     return v3
;; b2():
;;     v4 = const.i32 0x0
;;     return v4
;; }
;; function f13 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     v2 = sub v0, v1
;;     v3 = call f14(v2)
;;     return v3
;; b2():
;;     v4 = const.i32 0x1
;;     return v4
;; }
;; function f14 {
;; b0(v0: i32):
;;     brif v0, b1, b2
;; b1():
;;     v1 = const.i32 0x1
;;     v2 = sub v0, v1
;;     v3 = call f13(v2)
;;     return v3
;; b2():
;;     v4 = const.i32 0x0
;;     return v4
;; }
;; function f15 {
;; b0(v0: i32):
;;     v1 = call f13(v0)
;;     v2 = call f12(v0)
;;     v3 = add v1, v2
;;     return v3
;; }
;; function f16 {
;; b0(v0: i32):
;;     v1 = call f15(v0)
;;     return v1
;; }
