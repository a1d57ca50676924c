;; How often a loop runs is said by the way that its counter goes, not by what is known of the values that it has: these lie on a
;; shorter arc, which steps of a quarter of the circle leave and come back to.
(module
  (func (export "f") (result i32) (local $p i32) (local $q i32) (local $next i32) (local $r i32)
    (loop $l
      (local.set $r (i32.add (local.get $r) (i32.lt_u (local.get $q) (i32.const 3))))
      (local.set $q (i32.add (local.get $q) (i32.const 1)))
      ;; Always so: 0, 0x5…, 0xa… and 0xf… are on the arc from 0xa… over 0 to 0x5….
      (if (i32.gt_u (i32.sub (local.get $p) (i32.const 0xa0000000)) (i32.const 0xb0000000)) (then (return (i32.const -1))))
      (local.set $next (i32.add (local.get $p) (i32.const 0x50000000)))
      (br_if $l
        (i32.and
          (i32.ne (local.get $p) (i32.const 0xf0000000))
          (i32.le_u (i32.sub (local.tee $p (local.get $next)) (i32.const 0xa0000000)) (i32.const 0xb0000000)))))
    (local.get $r)))
(assert_return (invoke "f") (i32.const 3))
