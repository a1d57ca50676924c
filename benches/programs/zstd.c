// Zstandard: levels 3, 1, 9 and, on a part, 17.
#include "data.h"
#include "zstd.h"
static uint64_t kernel(int size) {
    static const int levels[] = {3, 1, 9, 17};
    uint64_t sum = 0;
    fill(plain, LENGTH);
    for (int r = 0; r < size; r++) {
        int level = levels[r % 4];
        size_t length = level == 17 ? LENGTH / 8 : LENGTH;
        size_t n = ZSTD_compress(packed, sizeof packed, plain, length, level);
        check(!ZSTD_isError(n), "compress");
        check(ZSTD_decompress(again, LENGTH, packed, n) == length && !memcmp(plain, again, length), "decompress");
        sum = digest(sum, packed, n);
    }
    return sum;
}
