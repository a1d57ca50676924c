// Is it UTF-8? Three tables of nibbles tell which errors a pair of bytes may be; Keiser and Lemire, "Validating UTF-8 in less than one
// instruction per byte", 2021.
#include "simd.h"
enum { N = 8192, SHORT = 1, LONG = 2, OVER3 = 4, TOO_LARGE = 8, SURROGATE = 16, OVER2 = 32, LARGE1000 = 64, OVER4 = 64, TWO = -128, CARRY = SHORT | LONG | TWO };
static uint8_t text[N + 64];
static int valid(const uint8_t *p, int n) {
    v128_t first = wasm_i8x16_const(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, TWO, TWO, TWO, TWO, SHORT | OVER2, SHORT, SHORT | OVER3 | SURROGATE,
                                    SHORT | TOO_LARGE | LARGE1000 | OVER4);
    v128_t second = wasm_i8x16_const(CARRY | OVER3 | OVER2 | OVER4, CARRY | OVER2, CARRY, CARRY, CARRY | TOO_LARGE, CARRY | TOO_LARGE | LARGE1000,
                                     CARRY | TOO_LARGE | LARGE1000, CARRY | TOO_LARGE | LARGE1000, CARRY | TOO_LARGE | LARGE1000, CARRY | TOO_LARGE | LARGE1000,
                                     CARRY | TOO_LARGE | LARGE1000, CARRY | TOO_LARGE | LARGE1000, CARRY | TOO_LARGE | LARGE1000,
                                     CARRY | TOO_LARGE | LARGE1000 | SURROGATE, CARRY | TOO_LARGE | LARGE1000, CARRY | TOO_LARGE | LARGE1000);
    v128_t third = wasm_i8x16_const(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, LONG | OVER2 | TWO | OVER3 | LARGE1000 | OVER4, LONG | OVER2 | TWO | OVER3 | TOO_LARGE,
                                    LONG | OVER2 | TWO | SURROGATE | TOO_LARGE, LONG | OVER2 | TWO | SURROGATE | TOO_LARGE, SHORT, SHORT, SHORT, SHORT);
    v128_t error = wasm_i8x16_splat(0), before = error;
    for (int i = 0; i < n; i += 16) {
        v128_t x = wasm_v128_load(p + i);
        v128_t one = wasm_i8x16_shuffle(before, x, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
        v128_t two = wasm_i8x16_shuffle(before, x, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
        v128_t three = wasm_i8x16_shuffle(before, x, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
        v128_t special = wasm_v128_and(wasm_v128_and(wasm_i8x16_swizzle(first, wasm_u8x16_shr(one, 4)), wasm_i8x16_swizzle(second, wasm_v128_and(one, wasm_i8x16_splat(15)))),
                                       wasm_i8x16_swizzle(third, wasm_u8x16_shr(x, 4)));
        v128_t must = wasm_v128_or(wasm_u8x16_sub_sat(two, wasm_i8x16_splat(0xe0 - 0x80)), wasm_u8x16_sub_sat(three, wasm_i8x16_splat(0xf0 - 0x80)));
        error = wasm_v128_or(error, wasm_v128_xor(wasm_v128_and(must, wasm_i8x16_splat(-128)), special));
        before = x;
    }
    return !wasm_v128_any_true(error);
}
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    static const char *const words[] = {"plain ", "na\xc3\xafve ", "\xe2\x82\xac ", "\xf0\x9f\xa6\x80 ", "\xd0\xbc\xd0\xb8\xd1\x80 ", "text "};
    for (int i = 0; i < N - 16;) {
        const char *w = words[next() % 6];
        memcpy(text + i, w, strlen(w));
        i += (int)strlen(w);
    }
    for (int r = 0; r < size * 20; r++) {
        // Every fourth text is wrong somewhere.
        uint8_t *p = text + r * 37 % (N - 100), was = *p;
        if (r % 4 == 0) *p = 0xff;
        sum = sum * 31 + (uint64_t)valid(text, N);
        *p = was;
    }
    return sum;
}
