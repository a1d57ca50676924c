#!/usr/bin/env bash
# aarch64, cross-built and run under emulation: units of the loader and the runtime, spec suites, artifacts that are the same whatever
# machine makes them, generated modules, real programs. `run.sh` is a fixed sample, part of tests/run.sh; `run.sh all` (= all.sh) is
# everything at every level, with 10,000 generated modules: about 20 minutes on two cores. Needs target/release/{wazc,wazc-run} of this
# machine. Where the tools can't be had it says so and leaves all of this out. Left out under emulation: handlers_on_the_guest_stack of
# runtime/tests/signals.rs, which is about frames that the kernel makes and qemu-user makes otherwise.
set -eu
cd "$(dirname "$0")/../.."
what=${1:-sample}
native=$(realpath -m "${CARGO_TARGET_DIR:-target}")
tests/aarch64/setup.sh || { [ $? = 3 ] && [ "$what" = sample ] && exit 0; exit 1; }

case $what in
  sample)
    spec="version_2 simd" levels=2 modules=150 opts=-O2
    programs="quickjs quickjs-modules flite zig assemblyscript cpp"
    # Damaged artifacts are refused by the same code on every machine.
    without=mutants
    # The long ones of the address grid.
    skip="--skip two_pages_without_passes --skip more_than_half_the_address_space --skip all_of_the_address_space --skip neighbours"
    ;;
  all)
    spec="" levels="0 2" modules=10500 opts="-O0 -O2"
    programs="" skip="" without=""
    ;;
  *)
    echo "usage: $0 [sample|all]" >&2
    exit 2
    ;;
esac

cross() { tests/aarch64/cargo.sh "$@"; }
echo "aarch64: wazc and wazc-run"
cross build --release -p wazc -p wazc-run
cross build --release --manifest-path tests/fuzz/Cargo.toml --no-default-features --bin wazc-execute
bin=$(. "$native/aarch64/env" && echo "$WAZC_BIN")
here=$native/aarch64/artifacts
rm -rf "$here" && mkdir -p "$here"
# The same bytes from either machine, for either.
for triple in aarch64-unknown-linux-gnu x86_64-unknown-linux-gnu; do
  "$native/release/wazc" build --target $triple examples/hello.wasm -o "$here/native.o"
  "$bin/wazc" build --target $triple examples/hello.wasm -o "$here/emulated.o"
  cmp "$here/native.o" "$here/emulated.o"
done
"$native/release/wazc" build --target aarch64-unknown-linux-gnu examples/hello.wasm -o "$here/hello.o"
[ "$("$bin/wazc-run" "$here/hello.o" 10 | head -n 1)" = "2 3 5 7 " ]

# wazc-tests with the units as well: it asks for the features of the dependencies that wazc does, so that nothing is built twice.
units=$(for file in loader/abi/tests/*.rs loader/tests/*.rs runtime/tests/*.rs; do
  name=$(basename "$file" .rs)
  [ ! -e "$file" ] || [ "$name" = "$without" ] || echo "--test $name"
done)
echo "aarch64: units"
(cross test --release -p wazc-abi -p wazc-loader -p wazc-runtime -p wazc-tests --lib $units -- $skip)
echo "aarch64: spec suites"
(WAZC_SPEC_LEVELS=$levels cross test --release -p wazc-tests --test spec -- $spec --nocapture)
(cross test --release -p wazc-tests --test regress -- vectors)
[ "$what" = sample ] || (cross test --release -p wazc-compiler -p wazc-tests --test grid --test regress --test folding)

if [ "$(uname -m)" != aarch64 ]; then
  echo "aarch64: instructions of compiled code, against benches/guard.json"
  python3 benches/guard.py --target a64 --wazc-run "$(. "$native/aarch64/env" && echo "$WAZC_EMULATOR $CARGO_TARGET_DIR/$CARGO_BUILD_TARGET/release/wazc-run")"
fi

fuzz() {
  CARGO_TARGET_DIR=$native cargo run --release --manifest-path tests/fuzz/Cargo.toml -- \
    --target aarch64 --executor "$bin/wazc-execute" --timeout 120 "$@"
}
echo "aarch64: generated modules"
fuzz --count $modules --seed 1000
echo "aarch64: vector operators over edge values"
fuzz --gen operators --count 283 --seed 0
echo "aarch64: vector operators as operands of others"
fuzz --gen pairs --count 207 --seed 0 --opt-levels 2

if [ "$what" = all ]; then
  echo "aarch64: more code than a branch reaches over"
  sum=$(python3 tests/aarch64/large.py "$here/large.wasm")
  for opt in $opts; do
    "$native/release/wazc" build $opt --target aarch64-unknown-linux-gnu "$here/large.wasm" -o "$here/large.o"
    [ "$(wc -c <"$here/large.o")" -gt $((128 << 20)) ]
    [ "$("$bin/wazc-run" --invoke run "$here/large.o" 5)" = "$sum" ]
  done
fi

echo "aarch64: real programs"
WAZC=$native/release/wazc WAZC_RUN=$bin/wazc-run WAZC_TARGET=aarch64-unknown-linux-gnu WAZC_OPT=$opts tests/programs/run.sh $programs
