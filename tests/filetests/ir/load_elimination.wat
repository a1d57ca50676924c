;; print: ir -O2
;; Loads of what is at hand become values, stores of what is there go; what may have changed, or may trap, stays.
(module
  (import "m" "f" (func $f))
  (import "m" "g" (global $i1 (mut i32)))
  (import "m" "h" (global $i2 (mut i32)))
  (memory 1)
  (global $g (mut i32) (i32.const 0))
  (global $h (mut i32) (i32.const 0))
  (global $c i32 (i32.const -1))
  (global $d f64 (f64.const 0.5))
  (global $e i32 (i32.add (i32.const 1) (i32.const 2)))
  ;; The second load is the first, across a store to other bytes from the same index.
  (func (export "again") (param i32) (result i32)
    (i32.load (local.get 0))
    (i32.store offset=4 (local.get 0) (i32.const 7))
    (i32.add (i32.load (local.get 0))))
  ;; A store to another index may have changed it.
  (func (export "clobbered") (param i32 i32) (result i32)
    (i32.load (local.get 0))
    (i32.store (local.get 1) (i32.const 7))
    (i32.add (i32.load (local.get 0))))
  ;; Bytes that overlap by one.
  (func (export "overlap") (param i32) (result i32)
    (i32.load offset=4 (local.get 0))
    (i32.store8 offset=7 (local.get 0) (i32.const 7))
    (i32.add (i32.load offset=4 (local.get 0))))
  ;; The index wraps where the offset does not: the same bytes if neither traps, but the second may trap.
  (func (export "wraps") (param i32) (result i32)
    (i32.store (i32.add (local.get 0) (i32.const 8)) (i32.const 7))
    (i32.load offset=8 (local.get 0)))
  ;; And where it does, it tells what another store can't have changed.
  (func (export "wraps_apart") (param i32) (result i32)
    (i32.load (local.get 0))
    (i32.store (i32.add (local.get 0) (i32.const -4)) (i32.const 7))
    (i32.add (i32.load (local.get 0))))
  ;; What was stored, as each load wants it.
  (func (export "forward") (param i32 i32 i64 f64) (result i32 i32 i64 f64 i64)
    (i32.store (local.get 0) (local.get 1))
    (i64.store offset=8 (local.get 0) (local.get 2))
    (f64.store offset=16 (local.get 0) (local.get 3))
    (i32.load8_s (local.get 0))
    (i32.load offset=8 (local.get 0))
    (i64.load32_u (local.get 0))
    (f64.load offset=8 (local.get 0))
    (i64.load offset=16 (local.get 0)))
  ;; On both ways to a join, and behind a loop that stores elsewhere.
  (func (export "join") (param i32 i32) (result i32)
    (local $n i32)
    (i32.store (local.get 0) (local.get 1))
    (if (local.get 1)
      (then (i32.store offset=4 (local.get 0) (i32.const 1)))
      (else (global.set $g (i32.const 1))))
    (loop $l
      (i32.store offset=8 (local.get 0) (i32.load (local.get 0)))
      (br_if $l (i32.ne (i32.const 9) (local.tee $n (i32.add (local.get $n) (i32.const 1))))))
    (i32.load (local.get 0)))
  ;; A loop that may change it.
  (func (export "loop") (param i32 i32) (result i32)
    (local $s i32)
    (local.set $s (i32.load (local.get 0)))
    (loop $l
      (local.set $s (i32.add (local.get $s) (i32.load (local.get 0))))
      (i32.store (local.get $s) (i32.const 1))
      (br_if $l (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
    (local.get $s))
  ;; A global is not memory, and not another global; imported ones may be one. A call may change both.
  (func (export "globals") (param i32) (result i32)
    (global.set $g (local.get 0))
    (global.set $h (i32.const 5))
    (i32.store (local.get 0) (i32.const 7))
    (i32.store (global.get $g) (global.get $h))
    (global.set $i1 (local.get 0))
    (global.set $i2 (i32.const 6))
    (i32.store (i32.const 8) (global.get $i1))
    (call $f)
    (i32.add (global.get $g) (i32.load (i32.const 8))))
  ;; Stores of what is there.
  (func (export "stores") (param i32)
    (i32.store8 (local.get 0) (i32.load8_u (local.get 0)))
    (global.set $g (global.get $g)))
  ;; An immutable global is the constant that it was made from; one made otherwise is loaded once.
  (func (export "constants") (result i32 f64 i32)
    (global.get $c) (global.get $d)
    (call $f)
    (i32.add (global.get $e) (global.get $e)))
  ;; The fields of a structure that is made, copied and read again; the second copy's source has changed in one field.
  (func (export "copies") (param i32 i32 i64) (result i64 i32 i32)
    (i32.store (local.get 0) (local.get 1))
    (i32.store offset=4 (local.get 0) (i32.const 5))
    (i64.store offset=8 (local.get 0) (local.get 2))
    (memory.copy (i32.add (local.get 0) (i32.const 32)) (local.get 0) (i32.const 16))
    (i64.load offset=40 (local.get 0))
    (i32.load offset=36 (local.get 0))
    (i32.store offset=36 (local.get 0) (i32.const 6))
    (memory.copy (i32.const 1024) (i32.add (local.get 0) (i32.const 32)) (i32.const 16))
    (i32.load (i32.const 1028)))
  ;; A long move of constant length writes no more than its range.
  (func (export "long_moves") (param i32 i32) (result i32 i32)
    (i32.store (local.get 0) (i32.const 7))
    (i32.store offset=300 (local.get 0) (local.get 1))
    (memory.fill (i32.add (local.get 0) (i32.const 4)) (i32.const 0) (i32.const 296))
    (i32.load (local.get 0))
    (i32.load offset=300 (local.get 0)))
  ;; What comes behind branches in branches is looked at too.
  (func (export "behind") (param i32 i32) (result i32)
    (if (local.get 1) (then
      (if (i32.eq (local.get 1) (i32.const 5))
        (then (i32.store offset=64 (local.get 0) (i32.const 1)))
        (else (i32.store offset=68 (local.get 0) (i32.const 2))))
      (i32.store offset=72 (local.get 0) (i32.const 2))))
    (i32.add (i32.load (local.get 0)) (i32.load (local.get 0)))))

;;; ir -O2
;; function f1 {
;; b0(v0: i32):
;;     v1 = load.i32 [v0]
;;     v2 = const.i32 0x7
;;     store.b32 [v0 + 4], v2
;;     v4 = add v1, v1
;;     return v4
;; }
;; function f2 {
;; b0(v0: i32, v1: i32):
;;     v2 = load.i32 [v0]
;;     v3 = const.i32 0x7
;;     store.b32 [v1], v3
;;     v4 = load.i32 [v0]
;;     v5 = add v2, v4
;;     return v5
;; }
;; function f3 {
;; b0(v0: i32):
;;     v1 = load.i32 [v0 + 4]
;;     v2 = const.i32 0x7
;;     store.b8 [v0 + 7], v2
;;     v3 = load.i32 [v0 + 4]
;;     v4 = add v1, v3
;;     return v4
;; }
;; function f4 {
;; b0(v0: i32):
;;     v1 = const.i32 0x8
;;     v2 = add v0, v1
;;     v3 = const.i32 0x7
;;     store.b32 [v2], v3
;;     v4 = load.i32 [v0 + 8]
;;     return v4
;; }
;; function f5 {
;; b0(v0: i32):
;;     v1 = load.i32 [v0]
;;     v2 = const.i32 0xfffffffc
;;     v3 = add v0, v2
;;     v4 = const.i32 0x7
;;     store.b32 [v3], v4
;;     v6 = add v1, v1
;;     return v6
;; }
;; function f6 {
;; b0(v0: i32, v1: i32, v2: i64, v3: f64):
;;     store.b32 [v0], v1
;;     store.b64 [v0 + 8], v2
;;     store.f64 [v0 + 16], v3
;;     v4 = extend8s.i32 v1
;;     v5 = wrap.i32 v2
;;     v6 = extendu.i64 v1
;;     v7 = reinterpret.f64 v2
;;     v8 = reinterpret.i64 v3
;;     return v4, v5, v6, v7, v8
;; }
;; function f7 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x0
;;     store.b32 [v0], v1
;;     brif v1, b1, b2
;; b1():
;;     v3 = const.i32 0x1
;;     store.b32 [v0 + 4], v3
;;     jump b3
;; b2():
;;     v4 = const.i32 0x1
;;     vmstore global(2), v4
;;     jump b3
;; b3():
;;     jump b4(v2)
;; b4(v5: i32):
;;     store.b32 [v0 + 8], v1
;;     v7 = const.i32 0x9
;;     v8 = const.i32 0x1
;;     v9 = add v5, v8
;;     v10 = icmp.ne v9, v7
;;     brif v10, b4(v9), b5
;; b5():
;;     return v1
;; }
;; function f8 {
;; b0(v0: i32, v1: i32):
;;     v3 = load.i32 [v0]
;;     jump b1(v1, v3)
;; b1(v4: i32, v5: i32):
;;     v6 = load.i32 [v0]
;;     v7 = add v5, v6
;;     v8 = const.i32 0x1
;;     store.b32 [v7], v8
;;     v9 = sub v4, v8
;;     brif v9, b1(v9, v7), b2
;; b2():
;;     return v7
;; }
;; function f9 {
;; b0(v0: i32):
;;     vmstore global(2), v0
;;     v1 = const.i32 0x5
;;     vmstore global(3), v1
;;     v2 = const.i32 0x7
;;     store.b32 [v0], v2
;;     store.b32 [v0], v1
;;     v5 = vmload.i64 globalptr(0)
;;     ptrstore global [v5 + 0], v0
;;     v6 = const.i32 0x6
;;     v7 = vmload.i64 globalptr(1)
;;     ptrstore global [v7 + 0], v6
;;     v8 = const.i32 0x8
;;     v9 = ptrload.i32 global [v5 + 0]
;;     store.b32 [v8], v9
;;     call f0()
;;     v10 = vmload.i32 global(2)
;;     v11 = load.i32 [v8]
;;     v12 = add v10, v11
;;     return v12
;; }
;; function f10 {
;; b0(v0: i32):
;;     v1 = load.i32u8 [v0]
;;     return
;; }
;; function f11 {
;; b0():
;;     v0 = const.i32 0xffffffff
;;     v1 = const.f64 0x3fe0000000000000
;;     call f0()
;;     v2 = vmload.i32 global(6)
;;     v4 = add v2, v2
;;     return v0, v1, v4
;; }
;; function f12 {
;; b0(v0: i32, v1: i32, v2: i64):
;;     store.b32 [v0], v1
;;     v3 = const.i32 0x5
;;     store.b32 [v0 + 4], v3
;;     store.b64 [v0 + 8], v2
;;     v7 = load.v128 [v0]
;;     store.v128 [v0 + 32], v7
;;     v8 = load.i64 [v0 + 40]
;;     v10 = const.i32 0x6
;;     store.b32 [v0 + 36], v10
;;     v11 = const.i32 0x400
;;     v12 = load.v128 [v0 + 32]
;;     store.v128 [v11], v12
;;     return v8, v3, v10
;; }
;; function f13 {
;; b0(v0: i32, v1: i32):
;;     v2 = const.i32 0x7
;;     store.b32 [v0], v2
;;     store.b32 [v0 + 300], v1
;;     v3 = const.i32 0x4
;;     v4 = add v0, v3
;;     v5 = const.i32 0x0
;;     v7 = const.i64 0x128
;;     v8 = extendu.i64 v4
;;     v9 = add v8, v7
;;     v10 = vmload.i64 memsize(0)
;;     v11 = icmp.gtu v9, v10
;;     trapif v11, memoryoutofbounds
;;     v12 = vmbase
;;     v13 = add v12, v8
;;     memfill v13, v5, v7
;;     return v2, v1
;; }
;; function f14 {
;; b0(v0: i32, v1: i32):
;;     brif v1, b1, b6
;; b1():
;;     v2 = const.i32 0x5
;;     v3 = icmp.eq v1, v2
;;     brif v3, b3, b4
;; b3():
;;     v4 = const.i32 0x1
;;     store.b32 [v0 + 64], v4
;;     jump b5
;; b4():
;;     v5 = const.i32 0x2
;;     store.b32 [v0 + 68], v5
;;     jump b5
;; b5():
;;     v6 = const.i32 0x2
;;     store.b32 [v0 + 72], v6
;;     jump b6
;; b6():
;;     v7 = load.i32 [v0]
;;     v9 = add v7, v7
;;     return v9
;; }
