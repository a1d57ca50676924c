# Sourced by the scripts beside it. `count OUT EMULATOR PROGRAM… SIZE RESULT`: executed instructions of a program with a size, less those
# with size 0; what it prints goes to RESULT. OUT is a folder for scratch files.
count() {
  local out=$1 emulator=$2 result=${*: -1} n=${*: -2:1} all start
  local program=("${@:3:$#-4}")
  all=$(executed "$out" "$emulator" "${program[@]}" "$n" 3>"$result")
  start=$(executed "$out" "$emulator" "${program[@]}" 0 3>/dev/null)
  echo $((all - start))
}
# Executed instructions of `EMULATOR PROGRAM…`; what it prints goes to file descriptor 3.
executed() {
  local out=$1 emulator=$2
  shift 2
  # shellcheck disable=SC2086 # the emulator may have options
  $emulator -d exec,nochain,in_asm -D >(awk -f "${BASH_SOURCE%/*}/count.awk" >"$out/n") "$@" >&3
  until [ -s "$out/n" ]; do sleep 0.05; done
  cat "$out/n"
  rm "$out/n"
}
