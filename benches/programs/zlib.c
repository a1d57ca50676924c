// zlib: deflates and inflates a megabyte at levels 1, 6 and 9.
#include "data.h"
#include "zlib.h"
static uint64_t kernel(int size) {
    static const int levels[] = {6, 1, 9};
    uint64_t sum = 0;
    fill(plain, LENGTH);
    for (int r = 0; r < size; r++) {
        uLongf n = sizeof packed, m = LENGTH;
        check(compress2(packed, &n, plain, LENGTH, levels[r % 3]) == Z_OK, "compress2");
        check(uncompress(again, &m, packed, n) == Z_OK && m == LENGTH && !memcmp(plain, again, LENGTH), "uncompress");
        sum = digest(sum, packed, n) + adler32(1, again, (uInt)m) + crc32(0, again, (uInt)m);
    }
    return sum;
}
