;; print: asm -O2 x86-64
;; print: asm -O2 x86-64 -fno-fixed-copies
;; print: asm -O2 aarch64
;; An argument that a loop reads and that a call behind the loop would destroy: it moves before the loop, not in it.
(module (memory 1)
  (func $f (import "m" "f") (param i32) (result i32))
  (func (param i32 i32) (result i32)
    (block $out
      (loop $l
        (br_if $out (i32.eqz (local.tee 0 (i32.load (local.get 0)))))
        (br_if $l (i32.ne (i32.load offset=4 (local.get 0)) (local.get 1)))
        (return (local.get 0))))
    (i32.add (call $f (i32.const 16)) (local.get 1))))
