// bzip2: a part of the data, packed and unpacked.
#include "data.h"
#include "bzlib.h"
void bz_internal_error(int code) { check(0, "bzip2's own check"); (void)code; }
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    fill(plain, LENGTH);
    for (int r = 0; r < size; r++) {
        unsigned length = LENGTH / 4, n = sizeof packed, m = LENGTH;
        unsigned char *from = plain + (size_t)(r % 4) * length;
        check(BZ2_bzBuffToBuffCompress((char *)packed, &n, (char *)from, length, 9, 0, 30) == BZ_OK, "compress");
        check(BZ2_bzBuffToBuffDecompress((char *)again, &m, (char *)packed, n, 0, 0) == BZ_OK && m == length && !memcmp(from, again, m), "decompress");
        sum = digest(sum, packed, n);
    }
    return sum;
}
