// Rows of a quantised network: dot products of signed bytes, widened and summed in pairs.
#include "simd.h"
enum { N = 512, ROWS = 16 };
static int8_t weights[ROWS][N], x[N];
static int32_t out[ROWS];
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < ROWS * N; i++) weights[i / N][i % N] = (int8_t)next();
    for (int i = 0; i < N; i++) x[i] = (int8_t)next();
    for (int r = 0; r < size * 10; r++) {
        for (int row = 0; row < ROWS; row++) {
            v128_t s = wasm_i32x4_splat(0), t = wasm_i32x4_splat(0);
            for (int i = 0; i < N; i += 16) {
                v128_t w = wasm_v128_load(&weights[row][i]), v = wasm_v128_load(x + i);
                s = wasm_i32x4_add(s, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_low_i8x16(w), wasm_i16x8_extend_low_i8x16(v)));
                t = wasm_i32x4_add(t, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_high_i8x16(w), wasm_i16x8_extend_high_i8x16(v)));
            }
            s = wasm_i32x4_add(s, t);
            out[row] = wasm_i32x4_extract_lane(s, 0) + wasm_i32x4_extract_lane(s, 1) + wasm_i32x4_extract_lane(s, 2) + wasm_i32x4_extract_lane(s, 3);
        }
        x[r % N] = (int8_t)(out[r % ROWS] >> 8);
        sum = sum * 31 + fold(out, sizeof out);
    }
    return sum;
}
