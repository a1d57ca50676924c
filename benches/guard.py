#!/usr/bin/env python3
"""Guards against slower code: executed instructions of small kernels, compared with those in benches/guard.json.

    python3 benches/guard.py [--bless | --gains] [--make] [--target x64|a64] [--wazc PATH] [--wazc-run PATH]

Compiles each module in benches/guard at -O2, calls its export `run` once and counts the instructions of the compiled
code alone: those that callgrind finds in no file's code, so that start-up, the loader and the C library do not count.
On aarch64 (--target a64), where the program runs under qemu-user, its log is counted instead. The counts are exact: the same module and the same wazc give the same count on every machine.

Exit status 1 when a kernel executes over 5% more than guard.json says, or when its result is another. After a change
that is meant, `--bless` writes the counts anew; the change of the file is part of the commit. `--make` builds the
modules anew from benches/kernels and benches/simd (with GUARD; needs the C compiler of the Python package ziglang, $ZIG). `--gains [NAME...]` tells instead what each
optimisation gains: executed instructions, and instructions in the artifacts, without it relative to those with all,
as geometric means; above 1 it pays.
"""

import argparse
import json
import math
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BASELINE = HERE / "guard.json"
MODULES = HERE / "guard"
LOSS = 1.05
# Sizes: some million instructions each.
SIZES = {
    "base64": 4, "bigint": 4, "callbacks": 1, "crc": 3, "dispatch": 6, "fib": 22, "hash": 8, "huffman": 20, "lists": 5, "lu": 1,
    "matmul": 3, "nbody": 16, "queens": 10, "sha256": 4, "sieve": 2, "sort": 1, "stencil": 10, "strings": 2, "text": 3,
    "alpha_blend": 8, "base64_vec": 4, "chacha": 8, "dct8": 8, "hash_vec": 8, "utf8_check": 4,
}  # fmt: skip
TRIPLES = {"x64": "x86_64-unknown-linux-gnu", "a64": "aarch64-unknown-linux-gnu"}


def call(command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr}{done.stdout}")
    return done.stdout.strip()


def make():
    """The modules, from the kernels' sources."""
    sys.path.insert(0, str(HERE))
    from run import SCALAR, SIMD, WASM, zig

    MODULES.mkdir(exist_ok=True)
    for kernel in SIZES:
        out = MODULES / f"{kernel}.wasm"
        scalar = HERE / "kernels" / f"{kernel}.c"
        source, features = (scalar, WASM) if scalar.exists() else (HERE / "simd" / f"{kernel}.c", WASM + SIMD)
        call([*zig(), "cc", "-DGUARD", "-O3", "-ffp-contract=off", source, "-lm", "-target", "wasm32-wasi",
              "-mexec-model=reactor", f"-mcpu={features}", *SCALAR, "-s", "-Wl,-z,stack-size=65536", "-o", out])  # fmt: skip
        out.chmod(0o644)


def own_costs(profile):
    """Instructions in code that belongs to no file, from a profile of callgrind's."""
    names, unknown, inclusive, total = {}, False, False, 0
    for line in profile.read_text().splitlines():
        if match := re.match(r"c?ob=(\(\d+\))(?: (.*))?$", line):
            if match[2]:
                names[match[1]] = match[2]
            if line[0] == "o":
                unknown = names[match[1]] == "???"
        elif line.startswith("calls="):
            inclusive = True
        elif re.match(r"[-+*\d]", line):
            # The line after `calls=` has what the callee took.
            if unknown and not inclusive:
                total += int(line.split()[1])
            inclusive = False
    return total


def count_x64(run, artifact, size, folder):
    profile = folder / "profile"
    result = call(["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={profile}", *run, "--invoke", "run", artifact, size])
    return own_costs(profile), result


def count_a64(run, artifact, size, folder):
    """`run` starts with the emulator."""
    log = folder / "log"
    os.mkfifo(log)
    counter = subprocess.Popen(["awk", "-f", HERE / "count.awk", log], stdout=subprocess.PIPE, text=True)
    result = call([run[0], "-d", "strace,exec,nochain,in_asm", "-D", log, *run[1:], "--invoke", "run", artifact, size])
    count = int(counter.communicate()[0])
    log.unlink()
    return count, result


def measure(args, folder, kernel, *flags):
    """Size, result, executed instructions; the artifact is left in the folder."""
    size, artifact = SIZES[kernel], folder / "artifact.o"
    # The emulator's log is slow.
    size = size if args.target == "x64" or kernel in ("fib", "queens") else math.ceil(size / 4)
    call([args.wazc, "build", "-q", "-O2", *flags, "--target", TRIPLES[args.target], MODULES / f"{kernel}.wasm", "-o", artifact])
    count = count_x64 if args.target == "x64" else count_a64
    instructions, result = count(shlex.split(args.wazc_run), artifact, size, folder)
    if instructions < 100_000:
        sys.exit(f"{kernel}: only {instructions} instructions counted: is the compiled code seen at all?")
    return {"size": size, "result": result, "instructions": instructions}


def gains(args, folder):
    def all_kernels(*flags):
        rows = {}
        for kernel in SIZES:
            row = measure(args, folder, kernel, *flags)
            code = len(re.findall(r"^ +[0-9a-f]+ ", call([args.wazc, "objdump", folder / "artifact.o"]), re.M))
            rows[kernel] = (row["result"], row["instructions"], code)
        return rows

    known = re.findall(r"^ *- ([a-z0-9-]+) \(from -O", call([args.wazc, "build", "--help"]), re.M)
    full = all_kernels()
    print(f"{'without':18} executed  code  most")
    for name in args.gains or known:
        rows = all_kernels(f"-fno-{name}")
        if wrong := [k for k in SIZES if rows[k][0] != full[k][0]]:
            sys.exit(f"WRONG RESULT without {name}: {', '.join(wrong)}")
        mean = [math.exp(sum(math.log(rows[k][n] / full[k][n]) for k in SIZES) / len(SIZES)) for n in (1, 2)]
        most = sorted(SIZES, key=lambda k: -rows[k][1] / full[k][1])[:3]
        print(f"{name:18} {mean[0]:8.3f} {mean[1]:5.3f}  {', '.join(f'{k} {rows[k][1] / full[k][1]:.2f}' for k in most)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    release = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    parser.add_argument("--bless", action="store_true", help="write the counts to guard.json")
    parser.add_argument("--gains", nargs="*", metavar="NAME", help="what optimisations gain (all)")
    parser.add_argument("--make", action="store_true", help="build the modules anew first")
    parser.add_argument("--target", choices=TRIPLES, default="x64", help="what is compiled for (x64)")
    parser.add_argument("--wazc", default=release / "wazc", help="the compiler")
    parser.add_argument("--wazc-run", default=str(release / "wazc-run"), help="a command; for a64 with its emulator before it")
    args = parser.parse_args()
    if args.make:
        make()
    if args.gains is not None:
        with tempfile.TemporaryDirectory() as name:
            return gains(args, Path(name))
    baseline = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    old = baseline.get(args.target, {})
    if not args.bless and set(old) != set(SIZES):
        sys.exit(f"{BASELINE} does not have the kernels that there are: run `python3 benches/guard.py --bless --target {args.target}`")
    new, lost, gained, wrong = {}, [], [], []
    with tempfile.TemporaryDirectory() as name:
        for kernel in SIZES:
            new[kernel] = measure(args, Path(name), kernel)
            size, result, instructions = new[kernel].values()
            before = old.get(kernel, {"size": size})
            if before["size"] != size and not args.bless:
                sys.exit(f"{kernel}: guard.json has another size: --bless")
            if "result" in before and before["size"] == size and before["result"] != result:
                wrong.append(f"{kernel} gave {result}, not {before['result']}")
            ratio = instructions / before["instructions"] if "instructions" in before else 1.0
            print(f"{kernel:10} {instructions:10} {ratio:7.4f}", flush=True)
            if ratio > LOSS:
                lost.append(f"{kernel} executes {ratio - 1:.1%} more instructions: {instructions}, was {before['instructions']}")
            elif ratio < 1 / LOSS:
                gained.append(kernel)
    if wrong:
        sys.exit("WRONG RESULT: " + "; ".join(wrong))
    if args.bless:
        baseline[args.target] = new
        BASELINE.write_text(json.dumps(baseline, indent=1, sort_keys=True) + "\n")
        print(f"wrote {BASELINE}")
        return
    bless = f"python3 benches/guard.py --target {args.target} --bless"
    if lost:
        sys.exit("SLOWER CODE:\n  " + "\n  ".join(lost) + f"\nIf this is the price of something that is worth it, run `{bless}`, commit "
                 "benches/guard.json\nand say in the commit what was paid for; else look at `wazc objdump` before and after.")  # fmt: skip
    if gained:
        print(f"{', '.join(gained)}: over 5% fewer than before. Keep the gain: `{bless}` and commit benches/guard.json.")


if __name__ == "__main__":
    main()
