#!/usr/bin/env bash
# What each optimisation gains: executed instructions and instructions in the artifact of kernels at -O2 without it, relative to -O2 with all,
# as geometric means; above 1 it pays. Instructions are counted under qemu-user, start-up (size 0) subtracted. Needs what `run.py` left in
# target/benches (the kernels' modules), a wazc, and a wazc-run and a qemu-user for the target:
#
#   WAZC=… WAZC_RUN=… QEMU=qemu-x86_64 TARGET=x86_64-unknown-linux-gnu benches/passes.sh [OPTIMISATION …]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
: "${WAZC:?}" "${WAZC_RUN:?}" "${QEMU:=qemu-x86_64}" "${TARGET:=x86_64-unknown-linux-gnu}" "${MODULES:=$here/../target/benches}"
source "$here/count.sh"
declare -A size=([base64]=1 [bigint]=1 [crc]=1 [dispatch]=1 [fib]=15 [hash]=2 [life]=1 [lists]=2 [matmul]=1 [nbody]=1 [sha256]=1 [sieve]=2
  [sort]=1 [stencil]=4 [strings]=1 [text]=1)

# Executed instructions and those in the artifact of each kernel with these options, one row each.
measure() {
  for k in "${!size[@]}"; do
    "$WAZC" build -O2 --target "$TARGET" "$@" "$MODULES/$k.wasm" -o "$out/k.o"
    code=$("$WAZC" objdump "$out/k.o" | grep -Ec '^ +[0-9a-f]+ ')
    echo "$k $(count "$out" "$QEMU" "$WAZC_RUN" "$out/k.o" "${size[$k]}" "$out/$k.now") $code"
    [ -e "$out/$k.first" ] || cp "$out/$k.now" "$out/$k.first"
    cmp -s "$out/$k.first" "$out/$k.now" || { echo "$k: results differ with $*" >&2; exit 1; }
  done
}

measure >"$out/all"
printf '%-18s %12s %8s\n' without executed code
for o in ${*:-$("$WAZC" build --help | sed -n 's/^ *- \([a-z0-9-]*\) (from -O.*/\1/p')}; do
  measure "-fno-$o" >"$out/without"
  paste -d ' ' "$out/all" "$out/without" | awk -v o="$o" '{ i += log($5 / $2); b += log($6 / $3) } END { printf "%-18s %12.3f %8.3f\n", o, exp(i / NR), exp(b / NR) }'
done
