#!/usr/bin/env python3
"""Time of memory.copy and memory.fill by length: wazc and wasmtime on one module, beside memmove and memset of the C library.

    python3 benches/memory_moves.py [--rounds N] [--seconds S] [--most BYTES] [--out DIR] [--write-docs]

benches/moves/moves.c is compiled by one clang (the Python package ziglang) to WebAssembly, where a move is one instruction, and to native
code that calls this machine's C library. The three processes take turns; each prints the least time of each move. Writes
DIR/memory-moves.md (target/benches), and docs/memory-moves.md with --write-docs: nanoseconds of the C library, and ratios to them, medians over the rounds of the ratio within a
round; then the goals and what misses them.
"""

import argparse
import os
import platform
import statistics
import sys
from pathlib import Path

import run

# Of glibc's time, by the shortest length that it is for.
GOALS = [(256, 1.05), (32, 1.15)]
SHORT = 256  # Faster than wasmtime up to here.
PLACES = (
    "`aligned`: both ends begin at a multiple of 64 bytes; `unaligned`: at 1 and 3 behind one; `mixed`: unaligned, and each length another, "
    "which no branch predictor knows. The length is not known when the module is compiled: a shorter one than 129 that is becomes loads and stores."
)


def commands(out):
    source, wasm, native = run.HERE / "moves/moves.c", out / "moves.wasm", out / "moves.native"
    run.call([*run.zig(), "cc", "-O2", "-target", "wasm32-wasi", f"-mcpu={run.WASM}+bulk_memory_opt", "-s", "-o", wasm, source])
    # Calls, whatever the length; of the C library that is installed.
    run.call([*run.zig(), "cc", "-O2", "-fno-builtin", "-target", "x86_64-linux-gnu", "-o", native, source])
    run.call([run.RELEASE / "wazc", "build", "-q", wasm, "-o", out / "moves.o"])
    run.call([run.wasmtime(), "compile", wasm, "-o", out / "moves.cwasm"])
    return {"glibc": [native], "wazc": [run.RELEASE / "wazc-run", out / "moves.o"],
            "wasmtime": [run.wasmtime(), "run", "--allow-precompiled", out / "moves.cwasm"]}  # fmt: skip


def measure(commands, rounds, arguments):
    """Nanoseconds of each move: a list by engine, one for each round."""
    found = {}
    for turn in range(rounds):
        for engine, command in commands.items():
            print(f"\r[{turn + 1}/{rounds}] {engine:10}", end="", file=sys.stderr, flush=True)
            for line in run.call([*command, *arguments]).splitlines():
                kind, place, length, ns = line.split()
                found.setdefault((kind, place, int(length)), {}).setdefault(engine, []).append(float(ns))
    print(file=sys.stderr)
    return found


def report(found):
    lines, missed = ["| move | place | bytes | glibc ns | wazc / glibc | wasmtime / glibc | wazc / wasmtime |", "|---|---|" + "---:|" * 5], []
    for (kind, place, length), by in found.items():
        ratio = lambda a, b: run.ratios(by[a], by[b])[0]
        ours, short = ratio("wazc", "glibc"), ratio("wazc", "wasmtime")
        goal = next((most for least, most in GOALS if length >= least and place != "mixed"), None)
        if goal and ours > goal:
            missed.append(f"{kind} {place} {length}: {ours:.2f} of glibc's time")
        if length <= SHORT and short >= 1:
            missed.append(f"{kind} {place} {length}: {short:.2f} of wasmtime's time")
        length = f"0–{length}" if place == "mixed" else length
        lines.append(f"| {kind} | {place} | {length} | {statistics.median(by['glibc']):.1f} | {ours:.2f} | {ratio('wasmtime', 'glibc'):.2f} | {short:.2f} |")
    goals = "Goals: at most 1.15 of glibc's time from 32 bytes, 1.05 from 256; faster than wasmtime up to 256."
    return "\n".join([*lines, "", goals, "", *([f"- missed: {m}" for m in missed] or ["All met."])]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="turns of each process (7)")
    parser.add_argument("--seconds", type=float, default=0.02, help="for each move in a turn (0.02)")
    parser.add_argument("--most", type=int, default=64 << 20, help="longest move in bytes (64 MiB)")
    parser.add_argument("--out", type=Path, default=run.ROOT / "target/benches", help="folder (target/benches)")
    parser.add_argument("--write-docs", action="store_true", help="write docs/memory-moves.md")
    args = parser.parse_args()
    if args.rounds < 1:
        parser.error("at least one round")
    if os.uname().machine != "x86_64":
        parser.error("only x86-64 is measured")
    args.out.mkdir(parents=True, exist_ok=True)
    found = measure(commands(args.out), args.rounds, [args.seconds, args.most])
    versions = ", ".join(f"{k} {v}" for k, v in run.versions(["wasmtime"]).items())
    how = f"Written by `python3 benches/memory_moves.py --write-docs`: the least time of a move in a turn, medians of {args.rounds} turns."
    where = f"{run.machine()}; {versions}; glibc {platform.libc_ver()[1]}."
    text = f"# Memory moves\n\n{how} {PLACES}\n\n{where}\n\n{report(found)}"
    (args.out / "memory-moves.md").write_text(text)
    if args.write_docs:
        (run.ROOT / "docs/memory-moves.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
