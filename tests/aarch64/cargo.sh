#!/usr/bin/env bash
# Cargo, building for aarch64 and running what it runs under emulation, as setup.sh has found it: tests/aarch64/cargo.sh test -p wazc-loader
set -eu
cd "$(dirname "$0")/../.."
tests/aarch64/setup.sh
. "$(realpath -m "${CARGO_TARGET_DIR:-target}")/aarch64/env"
# Less to build and to link.
export CARGO_PROFILE_RELEASE_DEBUG=${CARGO_PROFILE_RELEASE_DEBUG:-0}
exec cargo "$@"
