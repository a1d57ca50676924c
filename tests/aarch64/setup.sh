#!/usr/bin/env bash
# What it takes to build for aarch64 and to run that under emulation: finds it on this machine or installs it, and writes what the
# other scripts here need to TARGET/aarch64/env. Exit status 3 where something can't be had: then the aarch64 tests are left out.
#
#   linker   aarch64-linux-gnu-gcc and its C library: from Debian, which needs root
#   std      Rust's standard library: of the toolchain in use; or `rustup target add`; or, where that has no network, a compiler
#            and its library out of Debian packages, unpacked into TARGET/aarch64 and used for these builds alone
#   qemu     qemu-aarch64 10 or newer (7 has no openat2, and is slow at reserving memory): of this machine, or out of Debian's
#            backports, unpacked likewise
#
# WAZC_NO_RUSTUP=1 leaves the first two ways to the library out.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
here=$target/aarch64
triple=aarch64-unknown-linux-gnu
sysroot=/usr/aarch64-linux-gnu
mkdir -p "$here"
env=$here/env.new
echo "# Written by tests/aarch64/setup.sh." >"$env"

missing() {
  printf '\n*** aarch64 is NOT tested: %s\n\n' "$*" >&2
  rm -f "$here/env"
  exit 3
}

set_env() { printf 'export %s=%q\n' "$1" "$2" >>"$env"; }

# An apt of its own: its lists, sources and archives are in a folder here, for two architectures; nothing of the machine's changes.
private_apt() {
  local apt=$here/apt codename
  export APT_CONFIG=$apt/apt.conf
  [ ! -f "$apt/ready" ] || return 0
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null && [ -f /etc/debian_version ] || return 1
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  [ -n "$codename" ] || return 1
  rm -rf "$apt"
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/none"
  {
    APT_CONFIG= apt-config dump | grep -E '^Acquire::(http|https|ftp|Retries|Check-Valid-Until)' || true
    echo "APT::Architectures { \"$(dpkg --print-architecture)\"; \"arm64\"; };"
    echo "Dir::State::Lists \"$apt/lists\"; Dir::Cache \"$apt\"; Dir::Cache::Archives \"$apt/archives\";"
    echo "Dir::Etc::Parts \"$apt/none\"; Dir::Etc::Main \"$apt/none/none\"; Acquire::Languages \"none\";"
  } >"$apt/apt.conf"
  # The machine's own mirrors say where the suites are.
  apt-get update -qq >&2 || return 1
  apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 'Component: main' | sort -u |
    while read -r uri release; do
      case $release in
        "$codename") printf 'deb %s %s main\n' "$uri" "$release" "$uri" "$codename-backports" ;;
        "$codename"-security | "$codename"-updates) printf 'deb %s %s main\n' "$uri" "$release" ;;
      esac
    done >"$apt/sources.list"
  grep -q backports "$apt/sources.list" || return 1
  echo "Dir::Etc::SourceList \"$apt/sources.list\"; Dir::Etc::SourceParts \"$apt/none\";" >>"$apt/apt.conf"
  apt-get update -qq >&2 || return 1
  touch "$apt/ready"
}

# Downloads packages and unpacks them into a folder, which appears whole or not at all.
unpack() {
  local folder=$1 debs
  shift
  debs=$(mktemp -d "$here/debs.XXXXXX")
  (cd "$debs" && apt-get download -qq "$@" >&2) || return 1
  rm -rf "$folder.new"
  local d
  for d in "$debs"/*.deb; do dpkg-deb -x "$d" "$folder.new" || return 1; done
  rm -rf "$debs" "$folder"
  mv "$folder.new" "$folder"
}

install_linker() {
  command -v aarch64-linux-gnu-gcc >/dev/null && [ -e $sysroot/lib/libc.so ] && return 0
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
  (unset APT_CONFIG && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qqy gcc-aarch64-linux-gnu libc6-dev-arm64-cross) >&2
}

has_std() { [ -d "$(rustc --print sysroot)/lib/rustlib/$triple/lib" ]; }

install_std() {
  if [ -z "${WAZC_NO_RUSTUP:-}" ]; then
    has_std && return 0
    if command -v rustup >/dev/null && timeout 120 rustup target add $triple >&2 && has_std; then return 0; fi
  fi
  if [ ! -x "$here/rustc" ]; then
    private_apt || return 1
    local packages
    packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
      rustc-web libstd-rust-web-dev:arm64 | grep -E '^(rustc-web|libstd-rust-web-[^ ]*|libllvm[0-9]+)$' | sort -u) || return 1
    unpack "$here/rust" $packages || return 1
    local lib=$here/rust/usr/lib/$(uname -m)-linux-gnu
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%q exec %q "$@"\n' "$lib" "$here/rust/usr/bin/rustc" >"$here/rustc.new"
    chmod +x "$here/rustc.new"
    "$here/rustc.new" --version >&2 || return 1
    mv "$here/rustc.new" "$here/rustc"
  fi
  set_env RUSTC "$here/rustc"
}

# The program's name, where it is new enough.
new_enough() {
  local version
  version=$("$1" --version 2>/dev/null | sed -n 's/^qemu-aarch64 version \([0-9]*\).*/\1/p')
  [ -n "$version" ] && [ "$version" -ge 10 ] && echo "$1"
}

find_qemu() {
  local own=$here/qemu/usr/bin/qemu-aarch64
  new_enough "$(command -v qemu-aarch64 || echo none)" || new_enough "$own" && return 0
  private_apt || return 1
  unpack "$here/qemu" "qemu-user/$(. /etc/os-release && echo "$VERSION_CODENAME")-backports" || unpack "$here/qemu" qemu-user || return 1
  new_enough "$own"
}

set_env CARGO_TARGET_DIR "$here/target"
set_env CARGO_BUILD_TARGET $triple
set_env WAZC_BIN "$here/bin"
emulator=
if [ "$(uname -m)" != aarch64 ]; then
  install_linker || missing "there is no aarch64-linux-gnu-gcc (Debian: gcc-aarch64-linux-gnu libc6-dev-arm64-cross)"
  install_std || missing "there is no Rust standard library for it (rustup target add $triple)"
  qemu=$(find_qemu) || missing "there is no qemu-aarch64 10 or newer (Debian: qemu-user of the backports suite)"
  emulator="$qemu -L $sysroot"
  set_env CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER aarch64-linux-gnu-gcc
  set_env CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER "$emulator"
fi
set_env WAZC_EMULATOR "$emulator"
# The programs, as commands of this machine.
mkdir -p "$here/bin"
for program in wazc wazc-run wazc-execute; do
  printf '#!/bin/sh\nexec %s %q "$@"\n' "$emulator" "$here/target/$triple/release/$program" >"$here/bin/$program"
  chmod +x "$here/bin/$program"
done
mv "$env" "$here/env"
