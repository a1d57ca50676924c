// Calls through pointers: qsort with three orders, and a table of operations.
#include "kernel.h"
static int up(const void *a, const void *b) { uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b; return x < y ? -1 : x > y; }
static int down(const void *a, const void *b) { return up(b, a); }
static int low(const void *a, const void *b) { return (int)(*(const uint32_t *)a & 0xffff) - (int)(*(const uint32_t *)b & 0xffff); }
static int (*const orders[])(const void *, const void *) = {up, down, low};
static uint32_t twice(uint32_t x) { return x * 2; }
static uint32_t inverse(uint32_t x) { return ~x; }
static uint32_t mixed(uint32_t x) { return x ^ x >> 7; }
static uint32_t (*const operations[])(uint32_t) = {twice, inverse, mixed, twice};
static uint64_t kernel(int size) {
    static uint32_t v[500];
    uint64_t sum = 0;
    for (int r = 0; r < size * 10; r++) {
        for (int i = 0; i < 500; i++) v[i] = (uint32_t)next();
        qsort(v, 500, sizeof *v, orders[r % 3]);
        uint32_t x = v[r % 500];
        for (int i = 0; i < 5000; i++) x = operations[(x >> 3) & 3](x) + (uint32_t)i;
        sum = sum * 31 + x;
    }
    return sum;
}
