// The cosine transform of 8 × 8 blocks: columns, transpose, columns; Arai, Agui and Nakajima's scaled form.
#include "simd.h"
enum { BLOCKS = 64 };
static float blocks[BLOCKS][64], out[64];
static inline __attribute__((always_inline)) void columns(v128_t x[8]) {
#define ADD wasm_f32x4_add
#define SUB wasm_f32x4_sub
#define TIMES(a, c) wasm_f32x4_mul(a, wasm_f32x4_splat(c))
    v128_t t0 = ADD(x[0], x[7]), t7 = SUB(x[0], x[7]), t1 = ADD(x[1], x[6]), t6 = SUB(x[1], x[6]);
    v128_t t2 = ADD(x[2], x[5]), t5 = SUB(x[2], x[5]), t3 = ADD(x[3], x[4]), t4 = SUB(x[3], x[4]);
    v128_t a = ADD(t0, t3), d = SUB(t0, t3), b = ADD(t1, t2), c = SUB(t1, t2);
    v128_t z1 = TIMES(ADD(c, d), 0.707106781f);
    x[0] = ADD(a, b), x[4] = SUB(a, b), x[2] = ADD(d, z1), x[6] = SUB(d, z1);
    a = ADD(t4, t5), b = ADD(t5, t6), c = ADD(t6, t7);
    v128_t z5 = TIMES(SUB(a, c), 0.382683433f), z2 = ADD(TIMES(a, 0.541196100f), z5), z4 = ADD(TIMES(c, 1.306562965f), z5), z3 = TIMES(b, 0.707106781f);
    v128_t z11 = ADD(t7, z3), z13 = SUB(t7, z3);
    x[5] = ADD(z13, z2), x[3] = SUB(z13, z2), x[1] = ADD(z11, z4), x[7] = SUB(z11, z4);
}
static inline __attribute__((always_inline)) void transpose(const v128_t *a, v128_t *b) {
    v128_t p = wasm_i32x4_shuffle(a[0], a[1], 0, 4, 1, 5), q = wasm_i32x4_shuffle(a[0], a[1], 2, 6, 3, 7);
    v128_t r = wasm_i32x4_shuffle(a[2], a[3], 0, 4, 1, 5), s = wasm_i32x4_shuffle(a[2], a[3], 2, 6, 3, 7);
    b[0] = wasm_i32x4_shuffle(p, r, 0, 1, 4, 5), b[1] = wasm_i32x4_shuffle(p, r, 2, 3, 6, 7);
    b[2] = wasm_i32x4_shuffle(q, s, 0, 1, 4, 5), b[3] = wasm_i32x4_shuffle(q, s, 2, 3, 6, 7);
}
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < BLOCKS * 64; i++) blocks[i / 64][i % 64] = (float)(next() % 256) - 128;
    for (int r = 0; r < size * 10; r++) {
        for (int n = 0; n < BLOCKS; n++) {
            v128_t left[8], right[8], up[8], down[8];
            for (int i = 0; i < 8; i++) left[i] = wasm_v128_load(&blocks[n][8 * i]), right[i] = wasm_v128_load(&blocks[n][8 * i + 4]);
            columns(left), columns(right);
            transpose(left, up), transpose(left + 4, down), transpose(right, up + 4), transpose(right + 4, down + 4);
            columns(up), columns(down);
            for (int i = 0; i < 8; i++) wasm_v128_store(&out[8 * i], up[i]), wasm_v128_store(&out[8 * i + 4], down[i]);
            sum = sum * 31 + fold(out + n % 48, 16);
        }
        blocks[r % BLOCKS][r % 64] += 1;
    }
    return sum;
}
