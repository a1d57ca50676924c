;; print: ir-raw -O0
;; Constants and identities, folded as the IR is built.
(module
  (func (param i32) (result i32) (i32.add (i32.mul (local.get 0) (i32.const 1)) (i32.sub (i32.const 3) (i32.const 3))))
  (func (param i64) (result i32) (i32.wrap_i64 (i64.extend_i32_u (i32.wrap_i64 (local.get 0)))))
  (func (param i32) (result i32) (i32.eqz (i32.lt_s (i32.const 7) (local.get 0))))
  (func (result f64) (f64.mul (f64.const 0.1) (f64.const 3)))
  (func (result f64) (f64.div (f64.const 0) (f64.const 0)))
  (func (result i32) (i32.div_s (i32.const 0x80000000) (i32.const -1)))
  (func (param i32) (result i32) (select (i32.const 1) (local.get 0) (i32.eqz (local.get 0)))))

;;; ir-raw -O0
;; function f0 {
;; b0(v0: i32):
;;     v1 = const.i32 0x1
;;     v2 = const.i32 0x3
;;     v3 = const.i32 0x0
;;     return v0
;; }
;; function f1 {
;; b0(v0: i64):
;;     v1 = wrap.i32 v0
;;     v2 = extendu.i64 v1
;;     return v1
;; }
;; function f2 {
;; b0(v0: i32):
;;     v1 = const.i32 0x7
;;     v2 = icmp.gts v0, v1
;;     v3 = icmp.les v0, v1
;;     return v3
;; }
;; function f3 {
;; b0():
;;     v0 = const.f64 0x3fb999999999999a
;;     v1 = const.f64 0x4008000000000000
;;     v2 = const.f64 0x3fd3333333333334
;;     return v2
;; }
;; function f4 {
;; b0():
;;     v0 = const.f64 0x0
;;     v1 = fdiv v0, v0
;;     return v1
;; }
;; function f5 {
;; b0():
;;     v0 = const.i32 0x80000000
;;     v1 = const.i32 0xffffffff
;;     v2 = divs v0, v1
;;     return v2
;; }
;; function f6 {
;; b0(v0: i32):
;;     v1 = const.i32 0x1
;;     v2 = eqz.i32 v0
;;     v3 = select v0, v0, v1
;;     return v3
;; }
