#!/usr/bin/env python3
"""What a WASI call costs: wazc beside wasmtime.

    python3 benches/wasi_calls.py [--rounds N] [--calls N] [--check]

Functions without a system call of their own (the clock is read through the vDSO), called in a loop (loops.py). --check fails where a ratio is
above 0.7.
"""

import argparse
import sys

import loops

GOAL = 0.7
# Name, import's parameters, a call.
CALLS = [
    ("args_sizes_get", "i32 i32", "(i32.const 64) (i32.const 68)"),
    ("environ_sizes_get", "i32 i32", "(i32.const 64) (i32.const 68)"),
    ("clock_time_get", "i32 i64 i32", "(i32.const 1) (i64.const 1) (i32.const 64)"),
    ("environ_get", "i32 i32", "(i32.const 64) (i32.const 128)"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--check", action="store_true")
    a = parser.parse_args()
    pieces = {name: f"(local.set $bad (i32.add (local.get $bad) (call ${name} {args})))" for name, _, args in CALLS}
    found = loops.measure({name: params for name, params, _ in CALLS}, "", pieces, a.rounds, a.calls)
    loops.show(found, a.rounds, a.calls)
    worst = max(ours / theirs for ours, theirs in found.values())
    if a.check and worst > GOAL:
        sys.exit(f"a ratio of {worst:.3f} is above {GOAL}")


if __name__ == "__main__":
    main()
