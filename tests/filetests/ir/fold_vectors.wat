;; print: ir -O0
;; Vector operators whose operands are constants, or that change nothing.
(module
  (func (export "integers") (result v128)
    (i16x8.sub
      (i16x8.extmul_low_i8x16_s (v128.const i8x16 1 -2 3 -4 5 -6 7 -8 0 0 0 0 0 0 0 0) (i8x16.splat (i32.const -128)))
      (i16x8.avgr_u (i16x8.splat (i32.const 9)) (v128.const i16x8 0 1 2 3 4 5 6 65535))))
  (func (export "lanes") (result i64)
    (i64x2.extract_lane 1
      (i8x16.narrow_i16x8_u
        (v128.const i16x8 1 2 3 4 5 6 7 8)
        (i16x8.replace_lane 2 (v128.const i16x8 -1 300 0 0 1 2 3 4) (i32.const 77)))))
  (func (export "tests") (result i32)
    (i32.add
      (i8x16.bitmask (i8x16.gt_s (i8x16.shl (v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16) (i32.const 4)) (i8x16.splat (i32.const 0))))
      (i32x4.all_true (f32x4.le (v128.const f32x4 1 2 -0 nan) (v128.const f32x4 1 3 0 nan)))))
  (func (export "shuffles") (param v128 v128) (result v128)
    ;; A shuffle of a shuffle, one that takes all of one operand, and a reverse that is turned back.
    (v128.xor
      (i8x16.shuffle 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12
        (i8x16.shuffle 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12 (local.get 0) (local.get 1))
        (local.get 1))
      (i8x16.shuffle 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 (local.get 0) (local.get 1))))
  (func (export "nothing") (param v128 v128 i32) (result v128)
    (v128.bitselect
      (v128.or (i32x4.shl (local.get 0) (i32.const 32)) (i64x2.sub (local.get 1) (local.get 1)))
      (v128.const i64x2 0 0)
      (v128.not (v128.not (local.get 1)))))
  (func (export "splat") (param i32) (result i32)
    (i32.add (i16x8.extract_lane_s 5 (i16x8.splat (local.get 0))) (i32x4.extract_lane 2 (i32x4.splat (local.get 0))))))

;;; ir -O0
;; function f0 {
;; b0():
;;     v8 = const.v128 0x83fcfc7802f9fd7901fafe7a00fbff7b
;;     return v8
;; }
;; function f1 {
;; b0():
;;     v5 = const.i64 0x4030201004dff00
;;     return v5
;; }
;; function f2 {
;; b0():
;;     v6 = const.i32 0x7f
;;     return v6
;; }
;; function f3 {
;; b0(v0: v128, v1: v128):
;;     v3 = vxor v0, v1
;;     return v3
;; }
;; function f4 {
;; b0(v0: v128, v1: v128, v2: i32):
;;     v6 = vand v1, v0
;;     return v6
;; }
;; function f5 {
;; b0(v0: i32):
;;     v2 = extend16s.i32 v0
;;     v4 = add v2, v0
;;     return v4
;; }
