// A product of matrices of floats: four rows by eight columns in registers, numbers of the left matrix in all lanes.
#include "simd.h"
enum { N = 96 };
static float a[N][N], b[N][N], c[N][N];
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < N * N; i++) a[i / N][i % N] = (float)(next() % 100) / 64, b[i / N][i % N] = (float)(next() % 100) / 128;
    for (int r = 0; r < size; r++) {
        for (int i = 0; i < N; i += 4)
            for (int j = 0; j < N; j += 8) {
                v128_t s[4][2];
                for (int k = 0; k < 4; k++) s[k][0] = s[k][1] = wasm_f32x4_splat(0);
                for (int k = 0; k < N; k++) {
                    v128_t x = wasm_v128_load(&b[k][j]), y = wasm_v128_load(&b[k][j + 4]);
                    for (int l = 0; l < 4; l++) {
                        v128_t z = wasm_v128_load32_splat(&a[i + l][k]);
                        s[l][0] = wasm_f32x4_add(s[l][0], wasm_f32x4_mul(z, x));
                        s[l][1] = wasm_f32x4_add(s[l][1], wasm_f32x4_mul(z, y));
                    }
                }
                for (int k = 0; k < 4; k++) wasm_v128_store(&c[i + k][j], s[k][0]), wasm_v128_store(&c[i + k][j + 4], s[k][1]);
            }
        a[r % N][r / N % N] += 0.5f;
        sum = sum * 31 + fold(c[r % N], sizeof c[0]);
    }
    return sum;
}
