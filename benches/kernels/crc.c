// CRC-32 with a table.
#include "kernel.h"
static uint32_t table[256];
static uint8_t data[65536];
__attribute__((noinline)) static uint32_t crc(uint32_t c, const uint8_t *p, int n) {
    c = ~c;
    while (n--) c = table[(c ^ *p++) & 255] ^ c >> 8;
    return ~c;
}
static uint64_t kernel(int size) {
    for (int i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
        table[i] = c;
    }
    for (int i = 0; i < 65536; i++) data[i] = (uint8_t)next();
    uint32_t c = 0;
    for (int r = 0; r < size; r++) c = crc(c, data, 65536);
    return c;
}
