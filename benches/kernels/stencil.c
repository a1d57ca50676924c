// Five points of a grid of doubles.
#include "kernel.h"
static double grid[2][66][66];
__attribute__((noinline)) static void step(double (*to)[66], double (*from)[66]) {
    for (int i = 1; i < 65; i++)
        for (int j = 1; j < 65; j++) to[i][j] = 0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] + from[i - 1][j] + from[i + 1][j]);
}
static uint64_t kernel(int size) {
    for (int i = 0; i < 66; i++)
        for (int j = 0; j < 66; j++) grid[0][i][j] = grid[1][i][j] = i * j % 17;
    for (int r = 0; r < size; r++) step(grid[(r + 1) & 1], grid[r & 1]);
    double s = 0;
    for (int i = 0; i < 66; i++)
        for (int j = 0; j < 66; j++) s += grid[0][i][j];
    return (uint64_t)(s * 1e6);
}
