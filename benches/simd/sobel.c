// Edges of a grey picture: differences of sums of three bytes, |dx| + |dy| with saturation.
#include "simd.h"
enum { W = 272, H = 64 };
static uint8_t picture[H][W], edges[H][W];
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < W * H; i++) picture[i / W][i % W] = (uint8_t)(next() % 64 + i % W / 2);
    for (int r = 0; r < size * 10; r++) {
        for (int y = 1; y < H - 1; y++)
            for (int x = 8; x < W - 8; x += 8) {
#define AT(dy, dx) wasm_u16x8_load8x8(&picture[y + dy][x + dx])
                v128_t nw = AT(-1, -1), n = AT(-1, 0), ne = AT(-1, 1), w = AT(0, -1), e = AT(0, 1), sw = AT(1, -1), s = AT(1, 0), se = AT(1, 1);
                v128_t dx = wasm_i16x8_sub(wasm_i16x8_add(wasm_i16x8_add(ne, se), wasm_i16x8_shl(e, 1)), wasm_i16x8_add(wasm_i16x8_add(nw, sw), wasm_i16x8_shl(w, 1)));
                v128_t dy = wasm_i16x8_sub(wasm_i16x8_add(wasm_i16x8_add(sw, se), wasm_i16x8_shl(s, 1)), wasm_i16x8_add(wasm_i16x8_add(nw, ne), wasm_i16x8_shl(n, 1)));
                v128_t m = wasm_i16x8_add(wasm_i16x8_abs(dx), wasm_i16x8_abs(dy));
                v128_t bytes = wasm_u8x16_narrow_i16x8(m, m);
                int64_t low = wasm_i64x2_extract_lane(bytes, 0);
                memcpy(&edges[y][x], &low, 8);
            }
        picture[r % H][r % W] += 5;
        sum = sum * 31 + fold(edges[r % H], W);
    }
    return sum;
}
