// The stream cipher ChaCha20 (RFC 8439), a block at a time: additions, rotations, rows turned.
#include "simd.h"
static uint32_t input[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
static uint8_t text[4096];
#define ROTATE(x, n) wasm_v128_or(wasm_i32x4_shl(x, n), wasm_u32x4_shr(x, 32 - n))
static inline __attribute__((always_inline)) v128_t rotate16(v128_t x) { return wasm_i8x16_shuffle(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13); }
static inline __attribute__((always_inline)) v128_t rotate8(v128_t x) { return wasm_i8x16_shuffle(x, x, 3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14); }
static inline __attribute__((always_inline)) void quarter(v128_t *a, v128_t *b, v128_t *c, v128_t *d) {
    *a = wasm_i32x4_add(*a, *b), *d = rotate16(wasm_v128_xor(*d, *a));
    *c = wasm_i32x4_add(*c, *d), *b = wasm_v128_xor(*b, *c), *b = ROTATE(*b, 12);
    *a = wasm_i32x4_add(*a, *b), *d = rotate8(wasm_v128_xor(*d, *a));
    *c = wasm_i32x4_add(*c, *d), *b = wasm_v128_xor(*b, *c), *b = ROTATE(*b, 7);
}
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 4; i < 16; i++) input[i] = (uint32_t)next();
    for (int r = 0; r < size * 5; r++) {
        for (int at = 0; at < 4096; at += 64) {
            v128_t in[4], x[4];
            for (int i = 0; i < 4; i++) x[i] = in[i] = wasm_v128_load(input + 4 * i);
            for (int round = 0; round < 10; round++) {
                quarter(&x[0], &x[1], &x[2], &x[3]);
                x[1] = wasm_i32x4_shuffle(x[1], x[1], 1, 2, 3, 0), x[2] = wasm_i32x4_shuffle(x[2], x[2], 2, 3, 0, 1), x[3] = wasm_i32x4_shuffle(x[3], x[3], 3, 0, 1, 2);
                quarter(&x[0], &x[1], &x[2], &x[3]);
                x[1] = wasm_i32x4_shuffle(x[1], x[1], 3, 0, 1, 2), x[2] = wasm_i32x4_shuffle(x[2], x[2], 2, 3, 0, 1), x[3] = wasm_i32x4_shuffle(x[3], x[3], 1, 2, 3, 0);
            }
            for (int i = 0; i < 4; i++) wasm_v128_store(text + at + 16 * i, wasm_v128_xor(wasm_v128_load(text + at + 16 * i), wasm_i32x4_add(x[i], in[i])));
            input[12]++;
        }
        sum = sum * 31 + fold(text + r % 4000, 64);
    }
    return sum;
}
