// LU factorisation without pivots, triangular loops.
#include "kernel.h"
#define N 96
static double a[N][N];
static uint64_t kernel(int size) {
    double s = 0;
    for (int r = 0; r < size; r++) {
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++) a[i][j] = i == j ? N + r % 7 : (double)(i * j % N) / N;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < j; k++) a[i][j] -= a[i][k] * a[k][j];
                a[i][j] /= a[j][j];
            }
            for (int j = i; j < N; j++)
                for (int k = 0; k < i; k++) a[i][j] -= a[i][k] * a[k][j];
        }
        s += a[N - 1][N - 1] + a[N / 2][N / 3];
    }
    return (uint64_t)(s * 1e6);
}
