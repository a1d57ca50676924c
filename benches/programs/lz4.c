// LZ4: packs fast and, each eighth time, well; unpacks four times as often. What it packs to depends on the width
// of pointers: the sum is of what it unpacks.
#include "data.h"
#include "lz4.h"
#include "lz4hc.h"
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    fill(plain, LENGTH);
    for (int r = 0; r < size; r++) {
        int n = r % 8 == 7 ? LZ4_compress_HC((char *)plain, (char *)packed, LENGTH, sizeof packed, 9)
                           : LZ4_compress_default((char *)plain, (char *)packed, LENGTH, sizeof packed);
        check(n > 0, "compress");
        for (int i = 0; i < 4; i++) check(LZ4_decompress_safe((char *)packed, (char *)again, n, LENGTH) == LENGTH, "decompress");
        check(!memcmp(plain, again, LENGTH), "compare");
        sum = digest(sum, again, LENGTH);
    }
    return sum;
}
