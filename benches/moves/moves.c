// Time of memory moves by length. Prints one line for each: kind, placement, length, nanoseconds of one move (the least of several runs).
// In WebAssembly a move is the instruction memory.copy or memory.fill; in native code a call of memmove or memset.
// Arguments: seconds for each length, largest length.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define AREA ((size_t)80 << 20)

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

// Lengths that no branch predictor knows.
static uint16_t mixed[4096];

__attribute__((noinline)) static void copies(char *d, const char *s, size_t n, long count) {
  for (long i = 0; i < count; i++) {
    memmove(d, s, n);
    __asm__ volatile("" : "+r"(d), "+r"(s), "+r"(n) : : "memory");
  }
}

__attribute__((noinline)) static void fills(char *d, size_t n, long count) {
  for (long i = 0; i < count; i++) {
    memset(d, (int)i, n);
    __asm__ volatile("" : "+r"(d), "+r"(n) : : "memory");
  }
}

__attribute__((noinline)) static void mixed_copies(char *d, const char *s, long count) {
  for (long i = 0; i < count; i++) {
    size_t n = mixed[i & 4095];
    memmove(d, s, n);
    __asm__ volatile("" : "+r"(d), "+r"(s) : : "memory");
  }
}

__attribute__((noinline)) static void mixed_fills(char *d, long count) {
  for (long i = 0; i < count; i++) {
    size_t n = mixed[i & 4095];
    memset(d, 0, n);
    __asm__ volatile("" : "+r"(d) : : "memory");
  }
}

static void one(const char *kind, const char *place, char *d, const char *s, size_t n, double seconds) {
  int is_mixed = !strcmp(place, "mixed"), is_copy = !strcmp(kind, "copy");
  if (is_mixed) {
    uint32_t x = 1;
    for (int i = 0; i < 4096; i++) {
      x = x * 1664525 + 1013904223;
      mixed[i] = (x >> 16) % (n + 1);
    }
  }
  long count = 1;
  double least = 1e9, end = now() + seconds;
  do {
    double t = now();
    if (is_mixed && is_copy) mixed_copies(d, s, count);
    else if (is_mixed) mixed_fills(d, count);
    else if (is_copy) copies(d, s, n, count);
    else fills(d, n, count);
    t = now() - t;
    if (t < 3e-4) { // Too short for the clock.
      count *= 2;
      least = 1e9;
      continue;
    }
    if (t / count < least) least = t / count;
  } while (now() < end);
  printf("%s %s %zu %.3f\n", kind, place, n, least * 1e9);
}

int main(int argc, char **argv) {
  double seconds = argc > 1 ? atof(argv[1]) : 0.01;
  size_t most = argc > 2 ? atol(argv[2]) : 1 << 20;
  static const size_t lengths[] = {1,   2,   3,   4,   7,   8,    12,   15,   16,   20,    24,    31,    32,     40,     48,      63,      64,      80,
                                   96,  127, 128, 160, 192, 255,  256,  320,  400,  512,   700,   1024,  1500,   2048,   3000,    4096,    8192,
                                   16384, 32768, 65536, 262144, 1 << 20, 4 << 20, 16 << 20, 64 << 20};
  char *a = malloc(AREA), *b = malloc(AREA);
  if (!a || !b) return 1;
  memset(a, 1, AREA);
  memset(b, 2, AREA);
  // Begin at multiples of 4 KiB; what is between the two must not matter, but it does on some CPUs, so it is the same everywhere.
  char *s = (char *)(((uintptr_t)a + 4095) & ~(uintptr_t)4095), *d = (char *)(((uintptr_t)b + 4095) & ~(uintptr_t)4095) + 512;
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    size_t n = lengths[i];
    if (n > most) break;
    one("copy", "aligned", d, s, n, seconds);
    one("copy", "unaligned", d + 3, s + 1, n, seconds);
    one("fill", "aligned", d, s, n, seconds);
    one("fill", "unaligned", d + 3, s, n, seconds);
  }
  for (size_t n = 16; n <= 1024; n *= 4) {
    one("copy", "mixed", d + 3, s + 1, n, seconds);
    one("fill", "mixed", d + 3, s, n, seconds);
  }
  return 0;
}
