// Primes up to 65536, bytes.
#include "kernel.h"
static uint8_t composite[65536];
__attribute__((noinline)) static int sieve(int n) {
    int count = 0;
    for (int i = 0; i < n; i++) composite[i] = 0;
    for (int i = 2; i < n; i++) {
        if (composite[i]) continue;
        count++;
        for (int j = 2 * i; j < n; j += i) composite[j] = 1;
    }
    return count;
}
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int r = 0; r < size; r++) sum += sieve(65536);
    return sum;
}
