// Lines and quotes of a text: bytes compared, a bit each, the bits counted and walked.
#include "simd.h"
enum { N = 16384 };
static uint8_t text[N];
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < N; i++) text[i] = next() % 50 == 0 ? '\n' : next() % 90 == 0 ? '"' : (uint8_t)('a' + next() % 26);
    for (int r = 0; r < size * 10; r++) {
        uint32_t lines = 0, places = 0, longest = 0, start = 0;
        for (uint32_t i = 0; i < N; i += 16) {
            v128_t x = wasm_v128_load(text + i);
            uint32_t ends = (uint32_t)wasm_i8x16_bitmask(wasm_i8x16_eq(x, wasm_i8x16_splat('\n')));
            uint32_t quotes = (uint32_t)wasm_i8x16_bitmask(wasm_i8x16_eq(x, wasm_i8x16_splat('"')));
            lines += (uint32_t)__builtin_popcount(ends);
            for (; quotes; quotes &= quotes - 1) places = places * 33 + i + (uint32_t)__builtin_ctz(quotes);
            for (; ends; ends &= ends - 1) {
                uint32_t end = i + (uint32_t)__builtin_ctz(ends);
                if (end - start > longest) longest = end - start;
                start = end + 1;
            }
        }
        // The first byte that is none of a text, block by block.
        text[(r * 97) % N] = 0x80;
        uint32_t at = 0;
        while (at < N && !wasm_v128_any_true(wasm_i8x16_gt(wasm_i8x16_splat(0), wasm_v128_load(text + at)))) at += 16;
        text[(r * 97) % N] = 'x';
        sum = sum * 31 + lines + places + longest + at;
    }
    return sum;
}
