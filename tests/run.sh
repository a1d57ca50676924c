#!/usr/bin/env bash
# All tests: unit tests, the spec suites, generated modules and real programs against another engine; then a sample of them for aarch64,
# under emulation. Needs cargo, and python3 with pip and npm for the real programs (installed here if they are missing and this is a
# Debian machine with root), and on x86-64 valgrind for benches/guard.py; tests/aarch64/setup.sh says what it takes for aarch64.
set -eu
cd "$(dirname "$0")/.."
missing=
command -v python3 >/dev/null && python3 -m pip --version >/dev/null 2>&1 || missing="$missing python3 python3-pip"
command -v npm >/dev/null || missing="$missing npm"
[ "$(uname -m)" != x86_64 ] || command -v valgrind >/dev/null || missing="$missing valgrind"
if [ -n "$missing" ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy $missing
  else
    echo "install these first:$missing" >&2
    exit 1
  fi
fi
target=${CARGO_TARGET_DIR:-target}
cargo build --release -p wazc -p wazc-run
"$target/release/wazc" build examples/hello.wasm -o "$target/hello.o"
[ "$("$target/release/wazc-run" "$target/hello.o" 10 | head -n 1)" = "2 3 5 7 " ]
cargo test --workspace
if [ "$(uname -m)" = x86_64 ]; then
  echo "instructions of compiled code, against benches/guard.json"
  python3 benches/guard.py
fi
fuzz() { CARGO_TARGET_DIR=$target cargo run --release --manifest-path tests/fuzz/Cargo.toml -- "$@"; }
echo "differential fuzzing, a fixed seed"
fuzz --count 300 --seed 1
echo "vector operators over edge values"
fuzz --gen operators --count 283 --seed 0
echo "vector operators as operands of others"
fuzz --gen pairs --count 207 --seed 0 --opt-levels 2
echo "real programs"
WAZC="$target/release/wazc" WAZC_RUN="$target/release/wazc-run" tests/programs/run.sh
tests/aarch64/run.sh
