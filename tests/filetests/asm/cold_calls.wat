;; print: asm -O2 x86-64
;; print: asm -O2 -fno-cold-calls x86-64
;; print: asm -O2 aarch64
;; What a loop counts is in registers that calls destroy; the call that seldom runs stores it and loads it again.
(module
  (import "host" "slow" (func $slow (param i32) (result i32)))
  (memory 1)
  (func (export "sum") (param $p i32) (param $end i32) (result i32)
    (local $sum i32) (local $low i32) (local $high i32) (local $odd i32) (local $last i32)
    (loop $next
      (local.set $last (i32.load (local.get $p)))
      (local.set $sum (i32.add (local.get $sum) (local.get $last)))
      (local.set $odd (i32.add (local.get $odd) (i32.and (local.get $last) (i32.const 1))))
      (local.set $low (i32.xor (local.get $low) (i32.add (local.get $last) (local.get $odd))))
      (local.set $high (i32.or (local.get $high) (local.get $last)))
      (if (i32.eqz (local.get $last))
        (then (if (i32.eq (local.get $odd) (i32.const 99))
          (then (local.set $sum (call $slow (local.get $sum)))))))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 4))) (local.get $end))))
    (i32.add (i32.add (local.get $sum) (local.get $odd)) (i32.add (local.get $low) (i32.add (local.get $high) (local.get $last))))))
