// Base 64 by twelve bytes: digits from a table of offsets, and back.
#include "simd.h"
enum { GROUPS = 300 };
static uint8_t data[GROUPS * 12 + 16], text[GROUPS * 16], back[GROUPS * 12 + 16];
static v128_t encode(v128_t x) {
    // Each four bytes get three, the first on top.
    x = wasm_i8x16_swizzle(x, wasm_i8x16_const(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1));
    v128_t a = wasm_v128_and(wasm_u32x4_shr(x, 18), wasm_i32x4_splat(0x3f));
    v128_t b = wasm_v128_and(wasm_u32x4_shr(x, 4), wasm_i32x4_splat(0x3f00));
    v128_t c = wasm_v128_and(wasm_i32x4_shl(x, 10), wasm_i32x4_splat(0x3f0000));
    v128_t d = wasm_v128_and(wasm_i32x4_shl(x, 24), wasm_i32x4_splat(0x3f000000));
    v128_t six = wasm_v128_or(wasm_v128_or(a, b), wasm_v128_or(c, d));
    v128_t range = wasm_u8x16_sub_sat(six, wasm_i8x16_splat(51));
    range = wasm_v128_or(range, wasm_v128_and(wasm_i8x16_gt(wasm_i8x16_splat(26), six), wasm_i8x16_splat(13)));
    v128_t offsets = wasm_i8x16_const('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0);
    return wasm_i8x16_add(six, wasm_i8x16_swizzle(offsets, range));
}
static v128_t decode(v128_t x) {
    v128_t high = wasm_u8x16_shr(x, 4), slash = wasm_i8x16_eq(x, wasm_i8x16_splat('/'));
    v128_t offsets = wasm_i8x16_const(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
    v128_t six = wasm_i8x16_add(x, wasm_i8x16_swizzle(offsets, wasm_i8x16_add(high, slash)));
    v128_t a = wasm_i32x4_shl(wasm_v128_and(six, wasm_i32x4_splat(0x3f)), 18);
    v128_t b = wasm_i32x4_shl(wasm_v128_and(six, wasm_i32x4_splat(0x3f00)), 4);
    v128_t c = wasm_u32x4_shr(wasm_v128_and(six, wasm_i32x4_splat(0x3f0000)), 10);
    v128_t three = wasm_v128_or(wasm_v128_or(a, b), wasm_v128_or(c, wasm_u32x4_shr(six, 24)));
    return wasm_i8x16_swizzle(three, wasm_i8x16_const(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
}
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < GROUPS * 12; i++) data[i] = (uint8_t)next();
    for (int r = 0; r < size * 20; r++) {
        for (int i = 0; i < GROUPS; i++) wasm_v128_store(text + 16 * i, encode(wasm_v128_load(data + 12 * i)));
        for (int i = 0; i < GROUPS; i++) wasm_v128_store(back + 12 * i, decode(wasm_v128_load(text + 16 * i)));
        if (memcmp(data, back, GROUPS * 12)) return 1;
        data[r % (GROUPS * 12)] += 7;
        sum = sum * 31 + fold(text + r % 4000, 64);
    }
    return sum;
}
