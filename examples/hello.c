// Prints the primes below a limit (first argument, 50 by default) and a checksum of a sorted table.
#include <stdio.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b) {
  unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  int limit = argc > 1 ? atoi(argv[1]) : 50;
  for (int n = 2; n < limit; n++) {
    int prime = 1;
    for (int d = 2; d * d <= n; d++)
      if (n % d == 0) prime = 0;
    if (prime) printf("%d ", n);
  }
  unsigned table[1000], x = 12345, sum = 0;
  for (int i = 0; i < 1000; i++) table[i] = x = x * 1664525u + 1013904223u;
  qsort(table, 1000, sizeof *table, by_value);
  for (int i = 0; i < 1000; i++) sum = sum * 31 + table[i];
  printf("\nchecksum %08x\n", sum);
  return 0;
}
