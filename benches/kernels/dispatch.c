// An interpreter of byte code: one switch in a loop.
#include "kernel.h"
enum { PUSH, ADD, MUL, SUB, DUP, SWAP, DEC, JNZ, POP, HALT };
static const uint8_t code[] = {PUSH, 1, PUSH, 250, SWAP, DUP, PUSH, 3, MUL, ADD, PUSH, 7, SUB, SWAP, DEC, DUP, JNZ, 4, POP, HALT};
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    for (int r = 0; r < size * 10; r++) {
        uint64_t stack[16];
        int sp = 0;
        for (int pc = 0;;) {
            switch (code[pc++]) {
                case PUSH: stack[sp++] = code[pc++]; continue;
                case ADD: sp--; stack[sp - 1] += stack[sp]; continue;
                case MUL: sp--; stack[sp - 1] *= stack[sp]; continue;
                case SUB: sp--; stack[sp - 1] -= stack[sp]; continue;
                case DUP: stack[sp] = stack[sp - 1]; sp++; continue;
                case SWAP: { uint64_t t = stack[sp - 1]; stack[sp - 1] = stack[sp - 2]; stack[sp - 2] = t; continue; }
                case DEC: stack[sp - 1]--; continue;
                case JNZ: sp--; pc = stack[sp] ? code[pc] : pc + 1; continue;
                case POP: sp--; continue;
            }
            break;
        }
        sum = sum * 31 + stack[0];
    }
    return sum;
}
