#!/usr/bin/env python3
"""What starting costs: whole processes beside wasmtime, then loading and instantiation step by step in one process.

    python3 benches/start_up.py [--rounds N] [--out DIR] [--check] [--write-docs]

examples/hello.wasm and CPython (`-c pass`), compiled ahead by both engines; processes take turns. The steps are those of the example start_up
of the crate wazc-runtime, which this builds. Writes DIR/start-up.md (target/benches), and the tables of docs/start-up.md with --write-docs. --check fails
where wazc takes longer than wasmtime.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

import compile_time
import run

MARK = "<!-- measured -->"


def once(command):
    """Milliseconds of wall, user and system time, and page faults, of a process that must succeed."""
    null = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    os.close(null)
    if status:
        sys.exit(f"{' '.join(command)}: status {status}")
    return [wall * 1e3, usage.ru_utime * 1e3, usage.ru_stime * 1e3, usage.ru_minflt]


def programs(out):
    """For each program the command of each engine."""
    found = {}
    cache = Path(os.environ.get("WAZC_CACHE", run.ROOT / ".cache/programs"))
    for name, wasm, args in (
        ("hello", run.ROOT / "examples/hello.wasm", ["10"]),
        ("CPython `-c pass`", compile_time.fetch(cache, "CPython"), ["-c", "pass"]),
    ):
        base = out / f"start-{name.split(' ')[0]}"
        run.call([run.RELEASE / "wazc", "build", "-q", "-O2", wasm, "-o", f"{base}.o"])
        run.call([run.wasmtime(), "compile", wasm, "-o", f"{base}.cwasm"])
        peer = [run.wasmtime(), "run", "--allow-precompiled", f"{base}.cwasm"]
        found[name] = {e: [*map(str, c), *args] for e, c in (("wazc", [run.RELEASE / "wazc-run", f"{base}.o"]), ("wasmtime", peer))}
    return found


def processes(found, rounds):
    """A row for each program and engine; whether wazc is the slower one anywhere."""
    lines = ["| program | engine | median ms | least ms | user ms | system ms | page faults | wall time / wasmtime's | CPU time / wasmtime's |"]
    lines.append("|---|---|" + "---:|" * 7)
    slower = []
    for name, by in found.items():
        turns = rounds if name == "hello" else max(5, rounds // 4)
        each = {e: [] for e in by}
        for _ in range(turns):
            for engine, command in by.items():
                each[engine].append(once(command))
        for engine, rows in each.items():
            wall, user, system, faults = (statistics.median(c) for c in zip(*rows))
            ratio = statistics.median(a[0] / b[0] for a, b in zip(rows, each["wasmtime"]))
            cpu = (user + system) / sum(statistics.median(c) for c in list(zip(*each["wasmtime"]))[1:3])
            if engine == "wazc" and ratio >= 1:
                slower.append(name)
            least = min(r[0] for r in rows)
            lines.append(f"| {name} | {engine} | {wall:.2f} | {least:.2f} | {user:.1f} | {system:.1f} | {faults:.0f} | {ratio:.2f} | {cpu:.2f} |")
    return lines, slower


def steps(found):
    """What the example says, as a table."""
    run.call(["cargo", "build", "-q", "--release", "-p", "wazc-runtime", "--example", "start_up", "--manifest-path", run.ROOT / "Cargo.toml"])
    columns = []
    for by in found.values():
        said = run.call([run.RELEASE / "examples/start_up", by["wazc"][1]]).splitlines()[1:]
        columns.append([line.rsplit(maxsplit=5) for line in said])
    heads = [f"{name.split(' ')[0]} {unit}" for name in found for unit in ("µs", "page faults")]
    lines = [f"| step | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for row in zip(*columns):
        cells = [f"{float(c[1]) * 1e3:.0f} | {float(c[3]):.0f}" for c in row]
        lines.append(f"| {row[0][0].strip()} | {' | '.join(cells)} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=41, help="turns of hello; CPython has a quarter of them (41)")
    parser.add_argument("--out", type=Path, default=run.ROOT / "target/benches", help="folder (target/benches)")
    parser.add_argument("--check", action="store_true", help="fail where wazc takes longer than wasmtime")
    parser.add_argument("--write-docs", action="store_true", help="write the tables of docs/start-up.md")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    found = programs(args.out)
    lines, slower = processes(found, args.rounds)
    versions = [run.call([c, "--version"]).split()[1] for c in (run.RELEASE / "wazc", run.wasmtime())]
    where = f"{run.machine()}; wazc {versions[0]}, wasmtime {versions[1]}. Load of the machine at the start: {load:.1f}. Artifacts are in the page cache."
    text = "\n".join([where, "", *lines, "", *steps(found)]) + "\n"
    (args.out / "start-up.md").write_text(text)
    if args.write_docs:
        page = run.ROOT / "docs/start-up.md"
        head = page.read_text().split(MARK)[0]
        page.write_text(f"{head}{MARK}\n\n{text}")
    print(text)
    if args.check and slower:
        sys.exit(f"slower than wasmtime: {', '.join(slower)}")


if __name__ == "__main__":
    main()
