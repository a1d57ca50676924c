// Input for the programs that compress: half text of words that come up unevenly, half records of binary fields.
#include <string.h>
#include "../kernels/kernel.h"

static void fill(unsigned char *to, size_t length) {
    static const char letters[] = "etaoinshrdlucmfwypvbgkqjxz";
    static char words[1000][10];
    for (int w = 0; w < 1000; w++) {
        int n = 2 + (int)(next() % 7);
        for (int i = 0; i < n; i++) words[w][i] = letters[next() % 26 * (next() % 26) / 26];
        words[w][n] = 0;
    }
    size_t at = 0;
    while (at < length / 2) {
        uint64_t r = next();
        const char *word = words[(r % 1000) * (r / 1000 % 1000) * (r / 1000000 % 1000) / 1000000];
        for (size_t i = 0; word[i] && at < length; i++) to[at++] = (unsigned char)word[i];
        if (at < length) to[at++] = r >> 40 & 7 ? ' ' : '\n';
    }
    uint32_t id = 1000;
    while (at < length) {
        uint64_t r = next();
        uint32_t record[4] = {id += 1 + (r & 3), (uint32_t)(r >> 8 & 0xff), 0, (uint32_t)(r >> 32)};
        for (size_t i = 0; i < sizeof record && at < length; i++) to[at++] = ((unsigned char *)record)[i];
    }
}

static uint64_t digest(uint64_t sum, const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i += 7) sum = sum * 31 + bytes[i];
    return sum + length;
}

static void check(int ok, const char *what) {
    if (!ok) {
        fprintf(stderr, "failed: %s\n", what);
        exit(1);
    }
}

enum { LENGTH = 1 << 20 };
static unsigned char plain[LENGTH], packed[LENGTH * 2], again[LENGTH];
