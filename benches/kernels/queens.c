// Queens on a board, by recursion over bit sets.
#include "kernel.h"
static uint64_t place(uint32_t free, uint32_t left, uint32_t down, uint32_t right) {
    if (!free) return 1;
    uint64_t n = 0;
    for (uint32_t open = free & ~(left | down | right); open; open &= open - 1) {
        uint32_t bit = open & -open;
        n += place(free & ~bit, (left | bit) << 1, down | bit, (right | bit) >> 1);
    }
    return n;
}
static uint64_t kernel(int size) { return place((1u << size) - 1, 0, 0, 0); }
