;; print: ir -O2
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
