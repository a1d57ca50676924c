;; print: moves -O2 x86-64
;; print: moves -O2 aarch64
;; The stubs for memory moves of other lengths than short constant ones, in all variants.
(module
  (memory 1)
  (func (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2))))
