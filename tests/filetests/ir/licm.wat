;; print: ir -O2
;; print: asm -O2 x86-64
;; print: asm -O2 aarch64
;; What a loop does not change stands before it: out of both loops, out of the inner one, not at all.
(module
  (import "a" "f" (func $f (param i32)))
  (memory 1)
  (func (export "nested") (param $p i32) (param $n i32) (result i32) (local $i i32) (local $j i32) (local $s i32)
    (local.set $i (local.get $n))
    (loop $outer
      (local.set $j (local.get $n))
      (loop $inner
        (local.set $s (i32.xor (local.get $s)
          (i32.add (i32.mul (local.get $p) (local.get $n))
            (i32.add (i32.rotl (local.get $i) (local.get $p)) (i32.rotr (local.get $j) (local.get $p))))))
        (br_if $inner (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
      (br_if $outer (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (local.get $s))
  ;; What may trap stays where it is.
  (func (export "traps") (param $p i32) (param $n i32) (result i32) (local $s i32)
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.div_u (local.get $p) (local.get $n))))
      (br_if $l (i32.lt_u (local.get $s) (i32.const 1000))))
    (local.get $s))
  ;; A loop that calls has room for few.
  (func (export "calls") (param $a i32) (param $b i32) (param $c i32) (param $n i32)
    (loop $l
      (call $f (i32.mul (local.get $a) (local.get $b)))
      (call $f (i32.mul (local.get $b) (local.get $c)))
      (call $f (i32.mul (local.get $a) (local.get $c)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  ;; One constant, of the inner loop, of two operators that go to different places.
  (func (export "constants") (param $p i32) (param $n i32) (result i32) (local $i i32) (local $j i32) (local $s i32)
    (local.set $i (local.get $n))
    (loop $outer
      (local.set $j (local.get $n))
      (loop $inner
        (local.set $s (i32.xor (local.get $s)
          (i32.add (i32.mul (local.get $i) (i32.const 77)) (i32.rotl (i32.mul (local.get $p) (i32.const 77)) (local.get $j)))))
        (br_if $inner (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
      (br_if $outer (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (local.get $s)))
