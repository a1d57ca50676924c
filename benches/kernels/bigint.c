// Products of long integers: 64-bit words made of 32-bit ones, carries.
#include "kernel.h"
#define N 64
static uint32_t a[N], b[N], c[2 * N];
static uint64_t kernel(int size) {
    for (int i = 0; i < N; i++) a[i] = (uint32_t)next(), b[i] = (uint32_t)next();
    for (int r = 0; r < size * 10; r++) {
        for (int i = 0; i < 2 * N; i++) c[i] = 0;
        for (int i = 0; i < N; i++) {
            uint64_t carry = 0;
            for (int j = 0; j < N; j++) {
                carry += (uint64_t)a[i] * b[j] + c[i + j];
                c[i + j] = (uint32_t)carry;
                carry >>= 32;
            }
            c[i + N] = (uint32_t)carry;
        }
        for (int i = 0; i < N; i++) a[i] = c[i + r % N] | 1;
    }
    return (uint64_t)a[0] << 32 | c[N];
}
