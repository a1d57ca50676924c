// Two hashes of long data: four lanes of 32 bits that multiply and rotate, and products of halves of 64 bits with a secret.
#include "simd.h"
enum { N = 16384 };
static uint8_t data[N];
static uint64_t secret[32];
static v128_t rotl13(v128_t x) { return wasm_v128_or(wasm_i32x4_shl(x, 13), wasm_u32x4_shr(x, 19)); }
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < N; i++) data[i] = (uint8_t)next();
    for (int i = 0; i < 32; i++) secret[i] = next();
    for (int r = 0; r < size * 5; r++) {
        v128_t s[4] = {wasm_i32x4_splat(1), wasm_i32x4_splat(2), wasm_i32x4_splat(3), wasm_i32x4_splat(r)};
        v128_t p2 = wasm_i32x4_splat((int)2246822519u), p1 = wasm_i32x4_splat((int)2654435761u);
        for (int i = 0; i < N; i += 64)
            for (int j = 0; j < 4; j++)
                s[j] = wasm_i32x4_mul(rotl13(wasm_i32x4_add(s[j], wasm_i32x4_mul(wasm_v128_load(data + i + 16 * j), p2))), p1);
        v128_t t[4] = {s[0], s[1], s[2], s[3]};
        for (int i = 0; i < N; i += 64)
            for (int j = 0; j < 4; j++) {
                v128_t x = wasm_v128_load(data + i + 16 * j), key = wasm_v128_xor(x, wasm_v128_load(secret + (i / 64 % 24) + 2 * j));
                // The low half times the high half of each lane.
                v128_t high = wasm_i32x4_shuffle(key, key, 1, 3, 1, 3), low = wasm_i32x4_shuffle(key, key, 0, 2, 0, 2);
                v128_t product = wasm_u64x2_extmul_low_u32x4(low, high);
                t[j] = wasm_i64x2_add(t[j], wasm_i64x2_add(product, wasm_i8x16_shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)));
            }
        v128_t all = wasm_v128_xor(wasm_v128_xor(t[0], t[1]), wasm_v128_xor(t[2], t[3]));
        data[r % N] ^= (uint8_t)wasm_i32x4_extract_lane(all, 1);
        sum = sum * 31 + fold(&all, 16);
    }
    return sum;
}
