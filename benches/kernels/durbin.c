// Toeplitz systems: short dependent loops over vectors.
#include "kernel.h"
#define N 200
static double r[N], y[N], z[N];
static uint64_t kernel(int size) {
    double s = 0;
    for (int t = 0; t < size; t++) {
        for (int i = 0; i < N; i++) r[i] = N + 1.0 - i + t % 5;
        y[0] = -r[0] / 1e3;
        double beta = 1, alpha = -r[0] / 1e3;
        for (int k = 1; k < N; k++) {
            beta = (1 - alpha * alpha) * beta;
            double sum = 0;
            for (int i = 0; i < k; i++) sum += r[k - i - 1] / 1e3 * y[i];
            alpha = -(r[k] / 1e3 + sum) / (beta + 1e3);
            for (int i = 0; i < k; i++) z[i] = y[i] + alpha * y[k - i - 1];
            for (int i = 0; i < k; i++) y[i] = z[i];
            y[k] = alpha;
        }
        s += y[N - 1] + y[N / 2];
    }
    return (uint64_t)(int64_t)(s * 1e9);
}
