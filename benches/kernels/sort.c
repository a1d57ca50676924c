// Quicksort of structures by a key, on the heap.
#include "kernel.h"
struct item { uint32_t key; int32_t value; };
static void sort(struct item *a, int lo, int hi) {
    while (lo < hi) {
        uint32_t p = a[(lo + hi) / 2].key;
        int i = lo, j = hi;
        while (i <= j) {
            while (a[i].key < p) i++;
            while (a[j].key > p) j--;
            if (i <= j) {
                struct item t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        if (j - lo < hi - i) sort(a, lo, j), lo = i;
        else sort(a, i, hi), hi = j;
    }
}
static uint64_t kernel(int size) {
    int n = size * 10000;
    struct item *a = malloc(n * sizeof *a);
    for (int i = 0; i < n; i++) a[i].key = (uint32_t)next(), a[i].value = i;
    sort(a, 0, n - 1);
    uint64_t sum = 0;
    for (int i = 0; i < n; i++) sum = sum * 31 + (uint32_t)a[i].value;
    free(a);
    return sum;
}
