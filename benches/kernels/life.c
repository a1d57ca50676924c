// Conway's game, a byte per cell.
#include "kernel.h"
#define N 130
static uint8_t cells[2][N][N];
static uint64_t kernel(int size) {
    for (int i = 1; i < N - 1; i++)
        for (int j = 1; j < N - 1; j++) cells[0][i][j] = next() % 3 == 0;
    for (int t = 0; t < size; t++) {
        uint8_t(*a)[N] = cells[t & 1], (*b)[N] = cells[~t & 1];
        for (int i = 1; i < N - 1; i++)
            for (int j = 1; j < N - 1; j++) {
                int n = a[i - 1][j - 1] + a[i - 1][j] + a[i - 1][j + 1] + a[i][j - 1] + a[i][j + 1] + a[i + 1][j - 1] + a[i + 1][j] + a[i + 1][j + 1];
                b[i][j] = n == 3 || (n == 2 && a[i][j]);
            }
    }
    uint64_t sum = 0;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) sum = sum * 3 + cells[size & 1][i][j];
    return sum;
}
