// Dot products of floats, four sums at a time.
#include "simd.h"
enum { N = 4096 };
static float a[N], b[N];
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < N; i++) a[i] = (float)(next() % 1000) / 256, b[i] = (float)(next() % 1000) / 512;
    for (int r = 0; r < size * 20; r++) {
        v128_t s[4] = {wasm_f32x4_splat(0), wasm_f32x4_splat(0), wasm_f32x4_splat(0), wasm_f32x4_splat(0)};
        for (int i = 0; i < N; i += 16)
            for (int j = 0; j < 4; j++)
                s[j] = wasm_f32x4_add(s[j], wasm_f32x4_mul(wasm_v128_load(a + i + 4 * j), wasm_v128_load(b + i + 4 * j)));
        v128_t all = wasm_f32x4_add(wasm_f32x4_add(s[0], s[1]), wasm_f32x4_add(s[2], s[3]));
        sum = sum * 31 + fold(&all, 16);
        a[r % N] += 0.25f;
    }
    return sum;
}
