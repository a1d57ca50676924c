// The Mandelbrot set, two points at a time, until both have left.
#include "simd.h"
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int r = 0; r < size; r++)
        for (int i = 0; i < 40; i++)
            for (int j = 0; j < 60; j += 2) {
                v128_t cr = wasm_f64x2_make(j / 20.0 - 2.0 + r * 1e-9, (j + 1) / 20.0 - 2.0 + r * 1e-9), ci = wasm_f64x2_splat(i / 20.0 - 1.0);
                v128_t x = cr, y = ci, count = wasm_i64x2_splat(0);
                for (int n = 0; n < 200; n++) {
                    v128_t xx = wasm_f64x2_mul(x, x), yy = wasm_f64x2_mul(y, y), inside = wasm_f64x2_le(wasm_f64x2_add(xx, yy), wasm_f64x2_splat(4));
                    if (!wasm_v128_any_true(inside)) break;
                    count = wasm_i64x2_sub(count, inside);
                    v128_t xy = wasm_f64x2_mul(x, y);
                    y = wasm_f64x2_add(wasm_f64x2_add(xy, xy), ci);
                    x = wasm_f64x2_add(wasm_f64x2_sub(xx, yy), cr);
                }
                sum = sum * 31 + (uint64_t)wasm_i64x2_extract_lane(count, 0) * 7 + (uint64_t)wasm_i64x2_extract_lane(count, 1);
            }
    return sum;
}
