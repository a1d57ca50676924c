#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int down(const void *a, const void *b) { double x = *(const double *)a, y = *(const double *)b; return x < y ? 1 : x > y ? -1 : 0; }
int main(int argc, char **argv) {
  double *v = malloc(50000 * sizeof *v);
  unsigned x = 1;
  for (int i = 0; i < 50000; i++) v[i] = sin((x = x * 1664525u + 1013904223u) / 1e9) * i;
  qsort(v, 50000, sizeof *v, down);
  char line[100];
  snprintf(line, sizeof line, "%s %.9f %.9f %g", argc > 1 ? argv[1] : "none", v[0], v[25000], v[49999]);
  puts(line);
  return (int)strlen(line);
}
