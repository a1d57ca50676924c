"""The results of run.py as text and pictures: results.md, results.svg and docs/performance.md.

In: the dictionary in results.json. Out: text. Knows nothing of how figures are measured.
"""

import math

BASE = "native"
PARTS = {
    "kernels": "Kernels",
    "simd": "Kernels written with vectors",
    "programs": "Programs",
    "kernels-simd": "Kernels, modules with clang's vectors",
    "programs-simd": "Programs, modules with clang's vectors",
}


def geomean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def both(results):
    return [row for part in PARTS for row in results.get(part, [])]


def engines_of(rows):
    return [e for e in rows[0]["ratios"]] if rows else []


def geomeans(rows, engines):
    """Geometric mean of an engine's ratios over the rows that have it."""
    by = {e: [k["ratios"][e][0] for k in rows if e in k["ratios"]] for e in engines}
    return {e: geomean(v) for e, v in by.items() if v}


def beside(row, engine="wazc", peer="wasmtime"):
    return row["ratios"][engine][0] / row["ratios"][peer][0]


def table(rows, what):
    """Ratios to native code in Markdown, and of wazc's time to wasmtime's."""
    engines = engines_of(rows)
    pair = "wazc" in engines and "wasmtime" in engines
    lines = [f"| {what} | " + " | ".join(engines[1:]) + (" | wazc / wasmtime |" if pair else " |"), "|---|" + "---:|" * (len(engines) - 1 + pair)]
    for k in rows:
        cells = [f"{m:.2f} ({low:.2f}–{high:.2f})" for m, low, high in (k["ratios"][e] for e in engines[1:])]
        lines.append(f"| {k['name']} | " + " | ".join(cells + ([f"{beside(k):.2f}"] if pair else [])) + " |")
    means = geomeans(rows, engines)
    cells = [f"**{means[e]:.3f}**" for e in engines[1:]] + [f"**{geomean([beside(k) for k in rows]):.3f}**"] * pair if pair else [f"**{means[e]:.3f}**" for e in engines[1:]]
    return "\n".join([*lines, "| **geometric mean** | " + " | ".join(cells) + " |"]) + "\n"


def compile_table(results):
    lines = ["| module | level | CPU s: wazc | wasmtime | ratio | MiB: wazc | wasmtime | ratio | `.text` KiB: wazc | wasmtime | ratio |", "|---|---|" + "---:|" * 9]
    for r in results["compile"]:
        a, b = r["wazc"], r["wasmtime"]
        cells = [f"{a['cpu']:.2f}", f"{b['cpu']:.2f}", f"**{a['cpu'] / b['cpu']:.2f}**", f"{a['mib']:.0f}", f"{b['mib']:.0f}", f"**{a['mib'] / b['mib']:.2f}**",
                 f"{a['text'] / 1024:.0f}", f"{b['text'] / 1024:.0f}", f"**{a['text'] / b['text']:.2f}**"]  # fmt: skip
        lines.append(f"| {r['module']} | {r['level']}{' / Winch' if r['level'] == '-O0' else ''} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def growth_table(results):
    lines, before = ["| blocks | CPU s: wazc | growth | wasmtime |", "|---:|---:|---:|---:|"], None
    for r in results["growth"]:
        grown = f"{r['wazc'] / before:.2f}×" if before else ""
        lines.append(f"| {r['blocks']} | {r['wazc']:.2f} | {grown} | {'—' if r['wasmtime'] is None else '%.2f' % r['wasmtime']} |")
        before = r["wazc"]
    return "\n".join(lines) + "\n"


def start_table(results):
    lines = ["| program | native static | wazc-run | wasmtime |", "|---|---:|---:|---:|"]
    show = lambda f: f"{f['median']:.1f} ({f['least']:.1f}–{f['high']:.1f})" if f else "—"  # noqa: E731
    for r in results["start"]:
        lines.append(f"| {r['program']} | " + " | ".join(show(r.get(e)) for e in ("native", "wazc", "wasmtime")) + " |")
    return "\n".join(lines) + "\n"


def markdown(results):
    """All tables that there are figures for."""
    parts = [f"## {title}\n\n{table(results[part], 'program' if part.startswith('programs') else 'kernel')}" for part, title in PARTS.items() if results.get(part)]
    if results.get("compile"):
        parts.append(f"## Compiling\n\n{compile_table(results)}")
    if results.get("growth"):
        parts.append(f"## One function of many blocks, -O2\n\n{growth_table(results)}")
    if results.get("start"):
        parts.append(f"## Start-up, milliseconds: median, least and upper quartile\n\n{start_table(results)}")
    return "\n".join(parts)


def goals(results):
    """Each goal, its figure, and whether it is met."""
    rows = [r for r in both(results) if "wasmtime" in r["ratios"]]
    out = []

    def goal(text, figure, met):
        out.append(f"| {text} | {figure} | {'yes' if met else '**no**'} |")

    if rows:
        mean = geomean([beside(r) for r in rows])
        goal("time, geometric mean ≤ 0.95× wasmtime's", f"{mean:.3f}×", mean <= 0.95)
        over = sorted(((beside(r), r["name"]) for r in rows if beside(r) > 1.1), reverse=True)
        goal("no kernel or program beyond 1.10× wasmtime's", ", ".join(f"{n} {x:.2f}×" for x, n in over) or "none", not over)
    if vectors := [r for r in results.get("simd", []) if "wasmtime" in r["ratios"]]:
        mean = geomean([beside(r) for r in vectors])
        goal("kernels written with vectors: geometric mean ≤ 0.95× wasmtime's", f"{mean:.3f}×", mean <= 0.95)
    plain = [r for r in results.get("kernels", []) if r["ratios"].get("scalar", [9])[0] <= 1.05]
    if plain:
        mean = geomean([r["ratios"]["wazc"][0] for r in plain])
        over = sorted(((r["ratios"]["wazc"][0], r["name"]) for r in plain if r["ratios"]["wazc"][0] > 1.3), reverse=True)
        goal(f"≤ 1.30× native on the {len(plain)} kernels that native does not vectorise (without vectors it takes ≤ 1.05×)",
             f"mean {mean:.2f}×; beyond: " + (", ".join(f"{n} {x:.2f}×" for x, n in over) or "none"), not over)  # fmt: skip
    for r in results.get("compile", []):
        ratio = {k: r["wazc"][k] / r["wasmtime"][k] for k in ("cpu", "mib", "text")}
        if r["level"] == "-O2":
            goal(f"{r['module']} -O2: CPU time ≤ 1.0×", f"{ratio['cpu']:.2f}×", ratio["cpu"] <= 1)
            goal(f"{r['module']} -O2: peak memory ≤ 1.0×", f"{ratio['mib']:.2f}×", ratio["mib"] <= 1)
            goal(f"{r['module']} -O2: `.text` ≤ 1.0×", f"{ratio['text']:.2f}×", ratio["text"] <= 1)
        else:
            goal(f"{r['module']} -O0: CPU time ≤ 2.0× Winch's", f"{ratio['cpu']:.2f}×", ratio["cpu"] <= 2)
    if len(grown := results.get("growth", [])) > 1:
        steps = [b["wazc"] / a["wazc"] for a, b in zip(grown, grown[1:])]
        # n log n from 10,000 to 80,000: each doubling at most 2.15, 2.13, 2.12; 2.3 leaves room for noise.
        goal("one function of 10,000 … 80,000 blocks: no worse than n log n", ", ".join(f"{s:.2f}×" for s in steps) + " a doubling", max(steps) <= 2.3)
    if start := results.get("start"):
        figure = start[0]["wazc"]
        goal("start-up of hello ≤ 3 ms", f"median {figure['median']:.1f} ms, least {figure['least']:.1f}", figure["median"] <= 3)
    return "\n".join(["| goal | measured | met |", "|---|---|---|", *out]) + "\n"


def document(results):
    dates = ", ".join(f"{part}: {when}" for part, when in results["dates"].items())
    return f"""# Performance

Written by `python3 benches/run.py --write-docs` from its results; the command measures everything here anew. Ratios are to native code
(the same C, the same clang, `-O3` with vectors), and less is better; in brackets the quartiles over the rounds.

- Machine: {results['machine']}.
- Measured: {dates}. Load of the machine (1 minute's average) at the start of each part: {", ".join(f"{p} {x:.1f}" for p, x in results['load'].items())}.
  The time is {'CPU time (user and system, all threads)' if results['clock'] == 'cpu' else 'wall time'} of whole processes; {results['rounds']} rounds.
- Versions: {", ".join(f"{n} {v}" for n, v in results['versions'].items())}.

## How

All engines run the same module, made by clang of the Python package `ziglang` with `-O3` and without vectors, with the features
`{results['wasm']}`; those marked `+simd` are made with `-msimd128`, with the vectors that clang finds; native code is that clang's for x86-64-v2, static, with vectors; `scalar` is the same without. Fused multiply-add is
off everywhere: WebAssembly has none. The kernels written with vectors (`benches/simd`) have the feature `simd128`; natively they are the same
operations in SSE4.1. Engines take turns, round after round, on one machine; a run's time is the whole process's less that of the same process with nothing to do in
that round; a ratio is taken within a round, and the table has the median over the rounds. What the programs print must be the same on all
engines, or the run ends with an error. wasmtime runs what it compiled before, as wazc does; V8 compiles while it runs, and its figures contain
that.

wasmtime compiles for the features of the CPU it runs on, wazc by default for x86-64-v2, which runs everywhere: the tables compare the two
as they come. `--with wazc-host` adds a column for `-march=native`, `--with wazc-no-NAME` one for code without an optimisation,
`--with wasmtime-base` one for wasmtime held to x86-64-v2.

Compile time is CPU seconds (user and system) of `wazc build -j1` and `wasmtime compile -C parallel-compilation=n`, the least of the rounds;
peak memory is that of the process. `-O0` is beside Winch. The programs' sources are packages of crates.io, pinned and checked by cargo
(`benches/programs/Cargo.lock`); the drivers are ours.

## Goals

{goals(results)}
{markdown(results)}"""


def plot(results):
    """A row of marks for each kernel: median, and a line from quartile to quartile, on a logarithmic axis."""
    colours = {"wazc-host": "#5fb58f", "wasmtime-base": "#e0a86a", "wazc": "#0b6e4f", "wasmtime": "#b5651d", "v8": "#3b5ba5", "scalar": "#888888"}
    engines = list(dict.fromkeys(e for k in both(results) for e in k["ratios"] if e != BASE))
    width, left, row = 900, 110, 22
    most = max([2.0] + [k["ratios"][e][2] for k in both(results) for e in engines if e in k["ratios"]])
    least = min([0.8] + [k["ratios"][e][1] for k in both(results) for e in engines if e in k["ratios"]])

    def x(ratio):
        return left + (width - left - 20) * math.log(ratio / least) / math.log(most / least)

    rows = [(k["name"], k["ratios"]) for k in both(results)]
    rows.append(("geometric mean", {e: [m] * 3 for e, m in geomeans(both(results), engines).items()}))
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
            if engine not in by:
                continue
            mid, low, high = by[engine]
            at = y + 4 * (shift - (len(engines) - 1) / 2)
            colour = colours.get(engine, "#555")
            svg.append(f'<line x1="{x(low):.1f}" y1="{at}" x2="{x(high):.1f}" y2="{at}" stroke="{colour}" stroke-width="2"/>')
            svg.append(f'<circle cx="{x(mid):.1f}" cy="{at}" r="3.5" fill="{colour}"/>')
    for n, engine in enumerate(engines):
        svg.append(f'<circle cx="{left + 110 * n}" cy="14" r="4" fill="{colours.get(engine, "#555")}"/>')
        svg.append(f'<text x="{left + 8 + 110 * n}" y="18">{engine}</text>')
    return "\n".join(svg + ["</svg>", ""])
