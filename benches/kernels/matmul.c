// C += A B of doubles.
#include "kernel.h"
static double a[64][64], b[64][64], c[64][64];
__attribute__((noinline)) static void multiply(int n) {
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double s = c[i][j];
            for (int k = 0; k < n; k++) s += a[i][k] * b[k][j];
            c[i][j] = s;
        }
}
static uint64_t kernel(int size) {
    for (int i = 0; i < 64; i++)
        for (int j = 0; j < 64; j++) a[i][j] = (int)(next() % 100), b[i][j] = (int)(next() % 100);
    for (int r = 0; r < size; r++) multiply(64);
    uint64_t sum = 0;
    for (int i = 0; i < 64; i++)
        for (int j = 0; j < 64; j++) sum = sum * 31 + (uint64_t)c[i][j];
    return sum;
}
