// A state machine over text: words, numbers, lines.
#include "kernel.h"
static char text[65536];
__attribute__((noinline)) static uint64_t scan(const char *p, int n) {
    enum { SPACE, WORD, NUMBER } in = SPACE;
    uint64_t words = 0, numbers = 0, lines = 0, value = 0, total = 0;
    for (int i = 0; i < n; i++) {
        char c = p[i];
        if (c == '\n') lines++;
        switch (in) {
        case SPACE:
            if (c >= '0' && c <= '9') in = NUMBER, value = c - '0', numbers++;
            else if ((c | 32) >= 'a' && (c | 32) <= 'z') in = WORD, words++;
            break;
        case WORD:
            if (!((c | 32) >= 'a' && (c | 32) <= 'z')) in = SPACE;
            break;
        case NUMBER:
            if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
            else total += value, in = SPACE;
            break;
        }
    }
    return words * 3 + numbers * 5 + lines * 7 + total;
}
static uint64_t kernel(int size) {
    for (int i = 0; i < 65536; i++) text[i] = "etaoin shr dlu 0123456789 \ncmfwyp"[next() % 33];
    uint64_t sum = 0;
    for (int r = 0; r < size; r++) sum = sum * 31 + scan(text, 65536 - r);
    return sum;
}
