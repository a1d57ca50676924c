#!/usr/bin/env python3
"""Where compiled code spends its instructions: the mix by kind, and the hottest loops as listings with counts.

    python3 benches/hot.py [--top N] [--mix] [--build-flags FLAGS] MODULE.wasm [ARGUMENT...]

Builds the module at -O2 for x86-64, runs it under callgrind (`valgrind --dump-instr=yes`), and places the executed addresses that belong to
no file in the artifact's code. Counts are exact: the same on every machine. A kind is what an expert would ask about first: moves between
registers, spills (stores to the frame), reloads (loads from it), jumps that are not conditional, branches, calls.
With `--invoke NAME` an export is called with the arguments, as `wazc-run` does it.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent


def call(command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr}{done.stdout}")
    return done.stdout


def executed(profile):
    """Address → count, for code that belongs to no file."""
    counts, unknown, inclusive = Counter(), False, False
    for line in profile.read_text().splitlines():
        if line.startswith("ob="):
            unknown = line == "ob=???"
        elif line.startswith("calls="):
            inclusive = True
        elif line.startswith("0x"):
            # The line after `calls=` has what the callee took.
            if unknown and not inclusive:
                address, _, count = line.split()
                counts[int(address, 16)] += int(count)
            inclusive = False
    return counts


def code(artifact):
    """Offset → text of the instruction, in order; offset → name of the function."""
    lines, names, name = {}, {}, "?"
    for line in call(["objdump", "-d", "-M", "intel", "--no-show-raw-insn", artifact]).splitlines():
        if match := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            name = match[1]
        elif match := re.match(r" +([0-9a-f]+):\t(.*)$", line):
            lines[int(match[1], 16)] = match[2].split("#")[0].strip()
            names[int(match[1], 16)] = name
    return lines, names


def place(counts, lines):
    """The counts by offset in the artifact; the code is loaded at a page's start, so few bases are possible."""
    size, found = max(lines), {}
    pages = {a - a % 4096 for a in counts}
    for base in {p - k for p in pages for k in range(0, size + 1, 4096)}:
        here = {a - base: n for a, n in counts.items() if 0 <= a - base <= size}
        if all(o in lines for o in here) and sum(here.values()) > sum(found.values()):
            found = here
    return found or sys.exit("the executed code was not found in the artifact")


def kind(text):
    op, _, operands = text.partition(" ")
    operands = operands.strip()
    if op in ("jmp", "call", "ret", "push", "pop"):
        return op
    if op.startswith("j"):
        return "branch"
    frame = "[rsp" in operands
    if op.startswith(("mov", "lea")) and not frame and "[" not in operands:
        if re.match(r"-?(0x)?[0-9a-f]+$", operands.split(",")[-1]):
            return "constant"
        return "extension" if op.startswith(("movz", "movs")) and op not in ("movsd", "movss") else "move"
    if frame:
        if op.startswith("mov") and operands.split(",")[0].find("[rsp") >= 0:
            return "spill"
        return "reload" if op.startswith("mov") else "frame operand"
    if "[" in operands and op != "lea" and not op.startswith("nop"):
        return "store" if re.match(r"[^,]*\[", operands) and op.startswith("mov") else "load"
    return {"lea": "lea", "xor": "xor", "cmp": "cmp", "test": "cmp"}.get(op, "other")


def runs(here, offsets):
    """Neighbouring executed instructions of one count each: blocks, hottest first (instructions times count)."""
    blocks, last = [], None
    for i, offset in enumerate(offsets):
        count = here.get(offset, 0)
        if count and last == (count, i - 1):
            blocks[-1][1].append(offset)
        elif count:
            blocks.append((count, [offset]))
        last = (count, i)
    return sorted(blocks, key=lambda b: -b[0] * len(b[1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    release = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target")) / "release"
    parser.add_argument("--top", type=int, default=5, help="how many blocks are listed (5)")
    parser.add_argument("--mix", action="store_true", help="the mix alone")
    parser.add_argument("--invoke", help="call this export")
    parser.add_argument("--build-flags", default="", help="more flags for wazc build")
    parser.add_argument("--wazc", default=release / "wazc", help="the compiler")
    parser.add_argument("--wazc-run", default=str(release / "wazc-run"), help="the runner")
    parser.add_argument("module")
    parser.add_argument("arguments", nargs="*")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        artifact, profile = Path(name) / "artifact.o", Path(name) / "profile"
        call([args.wazc, "build", "-q", "-O2", *shlex.split(args.build_flags), args.module, "-o", artifact])
        invoke = ["--invoke", args.invoke] if args.invoke else []
        call(["valgrind", "-q", "--tool=callgrind", "--dump-instr=yes", "--compress-pos=no", "--compress-strings=no",
              f"--callgrind-out-file={profile}", *shlex.split(args.wazc_run), *invoke, artifact, *args.arguments])  # fmt: skip
        lines, names = code(artifact)
        here = place(executed(profile), lines)
    total = sum(here.values())
    mix = Counter()
    for offset, count in here.items():
        mix[kind(lines[offset])] += count
    print(f"{total} instructions:", ", ".join(f"{k} {n / total:.1%}" for k, n in mix.most_common()))
    if args.mix:
        return
    offsets = sorted(lines)
    for count, block in runs(here, offsets)[: args.top]:
        print(f"\n{names[block[0]]}: {count} times, {count * len(block) / total:.1%} of all")
        for offset in block:
            print(f"  {offset:8x}  {lines[offset]}")


if __name__ == "__main__":
    main()
