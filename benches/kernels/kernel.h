// What every kernel has: `KERNEL [SIZE]` prints a checksum. Size 0 does nothing: what is left is start-up. With GUARD it is an export
// `run` in a module that has no program and prints nothing itself: see benches/guard.py.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t kernel(int size);

#ifdef GUARD
__attribute__((export_name("run"))) uint64_t run(int size) { return size ? kernel(size) : 0; }
#else
int main(int argc, char **argv) {
    int size = argc > 1 ? atoi(argv[1]) : 0;
    uint64_t sum = size ? kernel(size) : 0;
    printf("%llx\n", (unsigned long long)sum);
    return 0;
}
#endif

// A generator of numbers: xorshift.
static uint64_t state = 88172645463325252u;
static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}
