#!/usr/bin/env python3
"""What the operators on tables cost: wazc beside wasmtime.

    python3 benches/table_operators.py [--rounds N] [--turns N]

Each in a loop (loops.py), on a table of functions that only the module has and on one of references to objects of the host's.
"""

import argparse

import loops

DECLARATIONS = """(table $f 1000 2000 funcref) (table $x 1000 2000 externref)
  (elem (table $f) (i32.const 0) func $a $a $a $a) (elem $e func $a $a $a $a $a $a $a $a) (func $a)"""
INDEX = "(i32.and (local.get $i) (i32.const 511))"
PIECES = {
    "externref get": f"(drop (table.get $x {INDEX}))",
    "externref get, set": f"(table.set $x (i32.const 5) (table.get $x {INDEX}))",
    "funcref get, set": f"(table.set $f {INDEX} (table.get $f (i32.and (local.get $i) (i32.const 3))))",
    "externref copy 10": "(table.copy $x $x (i32.const 100) (i32.const 0) (i32.const 10))",
    "externref copy 100": "(table.copy $x $x (i32.const 100) (i32.const 0) (i32.const 100))",
    "funcref copy 10": "(table.copy $f $f (i32.const 100) (i32.const 0) (i32.const 10))",
    "funcref copy 100": "(table.copy $f $f (i32.const 100) (i32.const 0) (i32.const 100))",
    "funcref init 8": "(table.init $f $e (i32.const 100) (i32.const 0) (i32.const 8))",
    "externref fill 10": "(table.fill $x (i32.const 100) (table.get $x (i32.const 0)) (i32.const 10))",
    "externref fill 100": "(table.fill $x (i32.const 100) (table.get $x (i32.const 0)) (i32.const 100))",
    "funcref fill 10": "(table.fill $f (i32.const 100) (table.get $f (i32.const 0)) (i32.const 10))",
    "funcref fill 100": "(table.fill $f (i32.const 100) (table.get $f (i32.const 0)) (i32.const 100))",
    "null fill 100": "(table.fill $f (i32.const 500) (ref.null func) (i32.const 100))",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--turns", type=int, default=1_000_000)
    a = parser.parse_args()
    loops.show(loops.measure({}, DECLARATIONS, PIECES, a.rounds, a.turns), a.rounds, a.turns)


if __name__ == "__main__":
    main()
