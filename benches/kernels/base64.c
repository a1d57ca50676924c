// Base 64, both ways: bytes through tables.
#include "kernel.h"
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static uint8_t data[3000], text[4000], back[3000], value[256];
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int i = 0; i < 64; i++) value[(uint8_t)digits[i]] = (uint8_t)i;
    for (int i = 0; i < 3000; i++) data[i] = (uint8_t)next();
    for (int r = 0; r < size * 10; r++) {
        for (int i = 0, o = 0; i < 3000; i += 3, o += 4) {
            uint32_t x = (uint32_t)data[i] << 16 | (uint32_t)data[i + 1] << 8 | data[i + 2];
            for (int j = 0; j < 4; j++) text[o + j] = (uint8_t)digits[x >> (18 - 6 * j) & 63];
        }
        for (int i = 0, o = 0; i < 4000; i += 4, o += 3) {
            uint32_t x = (uint32_t)value[text[i]] << 18 | (uint32_t)value[text[i + 1]] << 12 | (uint32_t)value[text[i + 2]] << 6 | value[text[i + 3]];
            back[o] = (uint8_t)(x >> 16);
            back[o + 1] = (uint8_t)(x >> 8);
            back[o + 2] = (uint8_t)x;
        }
        for (int i = 0; i < 3000; i++) data[i] = (uint8_t)(back[i] + 1);
        sum = sum * 31 + text[r % 4000];
    }
    return sum;
}
