;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; The end of a loop: values that move on at the edge back do so before its branch, and the step of a counter whose old
;; value is still read stands behind that, in place.
(module (memory 1)
  (func (param i32 i32) (result i32) (local i32)
    (loop $l
      (local.set 2 (i32.sub (local.get 0) (i32.const 8)))
      (if (i32.lt_u (i32.load (local.get 0)) (local.get 1))
        (then (local.set 0 (local.get 2)) (br $l))))
    (local.get 2))
  (func (param i32 i32 i32) (result i32) (local i32)
    (loop $l
      (local.set 3 (i32.mul (i32.add (local.get 0) (local.get 1)) (i32.load (local.get 2))))
      (local.set 0 (local.get 1))
      (local.set 1 (local.get 3))
      (br_if $l (local.tee 2 (i32.sub (local.get 2) (i32.const 4)))))
    (local.get 3)))
