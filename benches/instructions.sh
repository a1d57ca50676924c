#!/usr/bin/env bash
# Executed instructions of small kernels, compiled by wazc from wasm and by clang -O3 for the machine itself, side by side for each ISA;
# both run under qemu-user, which counts; start-up (size 0) is subtracted. Needs the C compiler of the Python package ziglang, a wazc, a
# wazc-run for each ISA and qemu-user:
#
#   ZIG="python3 -m ziglang" WAZC=… WAZC_RUN_X64=… WAZC_RUN_A64=… QEMU_X64=qemu-x86_64 QEMU_A64="qemu-aarch64 -L /usr/aarch64-linux-gnu" \
#     benches/instructions.sh [KERNEL …]
#
# Fused multiply-add is off: WebAssembly has none. One row a kernel: instructions of clang's, of wazc's, their ratio, for each ISA; last the geometric means. Vectors are off in clang as
# long as wazc makes none (VECTORS=1 leaves them on).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
: "${ZIG:=python3 -m ziglang}" "${WAZC:?}" "${WAZC_RUN_X64:?}" "${WAZC_RUN_A64:?}" "${QEMU_X64:=qemu-x86_64}" "${QEMU_A64:=qemu-aarch64}"
declare -A size=([matmul]=2 [sieve]=4 [sort]=1 [hash]=4 [fib]=20 [nbody]=1 [lists]=5 [text]=4 [stencil]=10 [crc]=3)
flags="-O3 -ffp-contract=off -fno-vectorize -fno-slp-vectorize"
[ -z "${VECTORS:-}" ] || flags="-O3 -ffp-contract=off"

# Instructions of a command with the kernel's size, less those with size 0; the output goes to a file.
count() {
  local emulator=$1 n=$2 result=$3 all start
  shift 3
  all=$($emulator -d exec,nochain,in_asm -D >(awk -f "$here/count.awk" >"$out/n") "$@" "$n" >"$result" && sleep 0.1 && wait_for "$out/n")
  start=$($emulator -d exec,nochain,in_asm -D >(awk -f "$here/count.awk" >"$out/n") "$@" 0 >/dev/null && sleep 0.1 && wait_for "$out/n")
  echo $((all - start))
}
wait_for() {
  until [ -s "$1" ]; do sleep 0.05; done
  cat "$1"
  rm "$1"
}

printf '%-10s %12s %12s %7s %12s %12s %7s\n' kernel x64-clang x64-wazc ratio a64-clang a64-wazc ratio
for k in ${*:-matmul sieve sort hash fib nbody lists text stencil crc}; do
  c=$here/kernels/$k.c
  $ZIG cc $flags -target x86_64-linux-musl -mcpu=x86_64_v2 -static -o "$out/x64" "$c" -lm
  $ZIG cc $flags -target aarch64-linux-musl -static -o "$out/a64" "$c" -lm
  $ZIG cc $flags -target wasm32-wasi -mcpu=mvp+bulk_memory+sign_ext+mutable_globals+nontrapping_fptoint+multivalue -s -Wl,-z,stack-size=1048576 -o "$out/k.wasm" "$c" -lm
  "$WAZC" build -O2 --target x86_64-unknown-linux-gnu "$out/k.wasm" -o "$out/x64.o"
  "$WAZC" build -O2 --target aarch64-unknown-linux-gnu ${WAZC_A64_FLAGS:-} "$out/k.wasm" -o "$out/a64.o"
  n=${size[$k]}
  row=("$(count "$QEMU_X64" "$n" "$out/r1" "$out/x64")" "$(count "$QEMU_X64" "$n" "$out/r2" "$WAZC_RUN_X64" "$out/x64.o")"
    "$(count "$QEMU_A64" "$n" "$out/r3" "$out/a64")" "$(count "$QEMU_A64" "$n" "$out/r4" "$WAZC_RUN_A64" "$out/a64.o")")
  for r in r2 r3 r4; do cmp -s "$out/r1" "$out/$r" || { echo "$k: results differ" >&2; exit 1; }; done
  echo "$k ${row[*]}"
done | tee "$out/rows" | awk '{ printf "%-10s %12d %12d %7.3f %12d %12d %7.3f\n", $1, $2, $3, $3 / $2, $4, $5, $5 / $4; fflush() }'
awk '{ x += log($3 / $2); a += log($5 / $4) } END { printf "%-10s %33.3f %33.3f\n", "geomean", exp(x / NR), exp(a / NR) }' "$out/rows"
