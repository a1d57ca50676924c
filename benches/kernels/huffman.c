// Huffman codes with a heap, then coding bit by bit.
#include "kernel.h"
static uint32_t count[512], parent[512], heap[256], length[256];
static uint32_t least(int *n) {
    uint32_t top = heap[0], x = heap[--*n];
    int i = 0;
    for (;;) {
        int c = 2 * i + 1;
        if (c >= *n) break;
        if (c + 1 < *n && count[heap[c + 1]] < count[heap[c]]) c++;
        if (count[x] <= count[heap[c]]) break;
        heap[i] = heap[c];
        i = c;
    }
    heap[i] = x;
    return top;
}
static void add(int *n, uint32_t x) {
    int i = (*n)++;
    for (; i && count[x] < count[heap[(i - 1) / 2]]; i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
    heap[i] = x;
}
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int r = 0; r < size; r++) {
        int n = 0;
        for (int i = 0; i < 256; i++) count[i] = 1 + (uint32_t)(next() >> (40 + i % 20)) % 1000;
        for (uint32_t i = 0; i < 256; i++) add(&n, i);
        for (uint32_t made = 256; n > 1; made++) {
            uint32_t a = least(&n), b = least(&n);
            count[made] = count[a] + count[b];
            parent[a] = parent[b] = made;
            add(&n, made);
        }
        uint64_t bits = 0;
        for (uint32_t i = 0; i < 256; i++) {
            length[i] = 0;
            for (uint32_t x = i; x != 510; x = parent[x]) length[i]++;
            bits += (uint64_t)length[i] * count[i];
        }
        sum = sum * 31 + bits;
    }
    return sum;
}
