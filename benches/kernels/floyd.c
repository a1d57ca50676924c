// Shortest paths between all pairs (Floyd, Warshall).
#include "kernel.h"
#define N 100
static int d[N][N];
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int r = 0; r < size; r++) {
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++) d[i][j] = (int)(next() % 1000) + 1;
        for (int k = 0; k < N; k++)
            for (int i = 0; i < N; i++)
                for (int j = 0; j < N; j++) d[i][j] = d[i][j] < d[i][k] + d[k][j] ? d[i][j] : d[i][k] + d[k][j];
        for (int i = 0; i < N; i++) sum = sum * 31 + (uint64_t)d[i][N - 1 - i];
    }
    return sum;
}
