// The Mandelbrot set: floats in registers, one unpredictable exit.
#include "kernel.h"
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int y = 0; y < size; y++)
        for (int x = 0; x < 64; x++) {
            double cr = x / 32.0 - 1.5, ci = (y % 64) / 32.0 - 1, r = 0, i = 0;
            int n = 0;
            for (; n < 200 && r * r + i * i < 4; n++) {
                double t = r * r - i * i + cr;
                i = 2 * r * i + ci;
                r = t;
            }
            sum = sum * 31 + (uint64_t)n;
        }
    return sum;
}
