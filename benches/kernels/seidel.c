// Nine points of a grid in place: each depends on the one before.
#include "kernel.h"
#define N 100
static double a[N][N];
static uint64_t kernel(int size) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) a[i][j] = (i * (j + 2) + 2.0) / N;
    for (int t = 0; t < size; t++)
        for (int i = 1; i < N - 1; i++)
            for (int j = 1; j < N - 1; j++)
                a[i][j] = (a[i - 1][j - 1] + a[i - 1][j] + a[i - 1][j + 1] + a[i][j - 1] + a[i][j] + a[i][j + 1] + a[i + 1][j - 1] +
                           a[i + 1][j] + a[i + 1][j + 1]) / 9.0;
    return (uint64_t)(a[N / 2][N / 2] * 1e9);
}
