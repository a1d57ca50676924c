#!/usr/bin/env python3
"""Writes a module whose code for aarch64 is larger than the 128 MiB that a branch reaches: large.py OUT.wasm

`run` (n) → the sum over all large functions of n + their number + 1: it stands before them, calls each of them, and each of them
calls `leaf`, which stands first. Most of a large function is calls through a table that are never reached."""
import sys

FUNCTIONS, CALLS = 240, 9000


def leb(n):
    out = b""
    while n >= 128:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def signed(n):
    out = b""
    while n >= 64:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def vec(items):
    return leb(len(items)) + b"".join(items)


def section(number, content):
    return bytes([number]) + leb(len(content)) + content


def body(code):
    code = b"\0" + code + b"\x0b"
    return leb(len(code)) + code


I32 = b"\x7f"
types = [b"\x60" + vec([I32]) + vec([I32]), b"\x60" + vec([]) + vec([])]
call = lambda f: b"\x10" + leb(f)
get = b"\x20\0"
const = lambda n: b"\x41" + signed(n)
add = b"\x6a"
leaf = body(get + const(1) + add)
# if (n < 0) the calls; leaf(n) + k
large = lambda k: body(get + const(0) + b"\x48\x04\x40" + (const(3) + b"\x11\x01\0") * CALLS + b"\x0b" + get + call(0) + const(k) + add)
run = body(b"\x41\0" + b"".join(get + call(2 + k) + add for k in range(FUNCTIONS)))
bodies = [leaf, run] + [large(k) for k in range(FUNCTIONS)]
module = b"\0asm\1\0\0\0"
module += section(1, vec(types))
module += section(3, vec([b"\0"] * len(bodies)))
module += section(4, vec([b"\x70\0\x04"]))
module += section(7, vec([b"\x03run\0\x01"]))
module += section(10, vec(bodies))
with open(sys.argv[1], "wb") as f:
    f.write(module)
print(sum(5 + 1 + k for k in range(FUNCTIONS)))
