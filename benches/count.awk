# Counts executed instructions of compiled code in a log of qemu's (`-d strace,exec,nochain,in_asm`): the length of each block when it
# is translated, and a line whenever it runs. Compiled code is what the loader makes executable after it has written it: libraries are
# mapped executable at once.
function hex(digits,    n, i) {
    n = 0
    for (i = 1; i <= length(digits); i++) n = n * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
    return n
}
/ mprotect\(0x[0-9a-f]+,[0-9]+,PROT_EXEC/ {
    match($0, /\(0x[0-9a-f]+,[0-9]+/)
    split(substr($0, RSTART + 3, RLENGTH - 3), part, ",")
    regions++
    from[regions] = hex(part[1])
    to[regions] = from[regions] + part[2]
    next
}
/^IN:/ { start = ""; next }
# The second line of a long instruction has bytes only.
/^0x[0-9a-f]+:  ([0-9a-f][0-9a-f] ?)+$/ { next }
/^0x/ {
    if (start == "") {
        start = substr($1, 3)
        sub(/:$/, "", start)
        address = hex(start)
        while (length(start) < 16) start = "0" start
        n[start] = 0
        compiled = 0
        for (i = 1; i <= regions; i++) if (address >= from[i] && address < to[i]) compiled = 1
    }
    n[start] += compiled
    next
}
/^Trace/ { split($0, part, "/"); total += n[part[2]] }
END { printf "%d\n", total }
