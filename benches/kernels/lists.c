// A hash table of linked lists.
#include "kernel.h"
struct node { struct node *next; uint32_t key, count; };
static struct node *table[1024];
__attribute__((noinline)) static struct node *find(uint32_t key) {
    uint32_t h = (key * 2654435761u) >> 22;
    for (struct node *n = table[h]; n; n = n->next)
        if (n->key == key) return n;
    struct node *n = malloc(sizeof *n);
    *n = (struct node){table[h], key, 0};
    return table[h] = n;
}
static uint64_t kernel(int size) {
    for (int r = 0; r < size * 10000; r++) find((uint32_t)next() % 4096)->count++;
    uint64_t sum = 0;
    for (int h = 0; h < 1024; h++)
        for (struct node *n = table[h]; n; n = n->next) sum = sum * 31 + n->count;
    return sum;
}
