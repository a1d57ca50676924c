;; A memory that grows ends a page before 4 GiB: what lies less than a page behind an access has an address of 32 bits.
(module
  (memory 0)
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "size") (result i32) (memory.size))
  (func (export "pair") (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load (i32.add (local.get $p) (i32.const 4)))))
  (func (export "back") (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load offset=8 (i32.add (local.get $p) (i32.const -4)))))
  (func (export "far") (param $p i32) (result i32)
    (i32.add (i32.load8_u (local.get $p)) (i32.load8_u (i32.add (local.get $p) (i32.const 65537))))))
(assert_return (invoke "grow" (i32.const 65536)) (i32.const -1))
(assert_return (invoke "grow" (i32.const 1)) (i32.const 0))
(assert_return (invoke "grow" (i32.const 65535)) (i32.const -1))
(assert_return (invoke "grow" (i32.const 65534)) (i32.const 1))
(assert_return (invoke "grow" (i32.const 1)) (i32.const -1))
(assert_return (invoke "size") (i32.const 65535))
(assert_return (invoke "pair" (i32.const 0xfffefff8)) (i32.const 0))
(assert_trap (invoke "pair" (i32.const 0xfffefffc)) "out of bounds memory access")
(assert_trap (invoke "pair" (i32.const 0xfffffffc)) "out of bounds memory access")
(assert_return (invoke "back" (i32.const 4)) (i32.const 0))
;; -4 + 8 from 0 on passes 2^32.
(assert_trap (invoke "back" (i32.const 0)) "out of bounds memory access")
(assert_return (invoke "far" (i32.const 0xfffdfffe)) (i32.const 0))
(assert_trap (invoke "far" (i32.const 0xfffdffff)) "out of bounds memory access")
(assert_trap (invoke "far" (i32.const 0xffff0000)) "out of bounds memory access")

;; One that has 4 GiB from the beginning has no page to spare: sums pass the end.
(module
  (memory 65536)
  (func (export "last") (param $p i32) (result i32)
    (i32.add (i32.load8_u (local.get $p)) (i32.load8_u (i32.add (local.get $p) (i32.const 1))))))
(assert_return (invoke "last" (i32.const 0xffffffff)) (i32.const 0))

;; A declared maximum says more.
(module
  (memory 1 2)
  (func (export "behind") (param $p i32) (result i32)
    (i32.add (i32.load8_u (local.get $p)) (i32.load8_u (i32.add (local.get $p) (i32.const 0x10000000))))))
(assert_trap (invoke "behind" (i32.const 0)) "out of bounds memory access")
(assert_trap (invoke "behind" (i32.const 0xf0000000)) "out of bounds memory access")
