// Bodies and their gravity, doubles in structures.
#include "kernel.h"
#include <math.h>
struct body { double x, y, z, vx, vy, vz, m; };
static struct body bodies[8];
__attribute__((noinline)) static void advance(struct body *b, int n, double dt) {
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            double dx = b[i].x - b[j].x, dy = b[i].y - b[j].y, dz = b[i].z - b[j].z;
            double d2 = dx * dx + dy * dy + dz * dz + 0.01, mag = dt / (d2 * sqrt(d2));
            b[i].vx -= dx * b[j].m * mag, b[i].vy -= dy * b[j].m * mag, b[i].vz -= dz * b[j].m * mag;
            b[j].vx += dx * b[i].m * mag, b[j].vy += dy * b[i].m * mag, b[j].vz += dz * b[i].m * mag;
        }
    for (int i = 0; i < n; i++) b[i].x += dt * b[i].vx, b[i].y += dt * b[i].vy, b[i].z += dt * b[i].vz;
}
static uint64_t kernel(int size) {
    for (int i = 0; i < 8; i++) bodies[i] = (struct body){i, i * i % 5, i % 3, 0.1 * i, 0.2, -0.1 * i, 1 + i};
    for (int r = 0; r < size * 100; r++) advance(bodies, 8, 0.001);
    return (uint64_t)((int64_t)(bodies[0].x * 1e6) ^ (int64_t)(bodies[7].vy * 1e6));
}
