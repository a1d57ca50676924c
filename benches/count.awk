# Counts executed instructions in a log of qemu's (`-d exec,nochain,in_asm`): the length of each block when it is translated, and a
# line whenever it runs.
/^IN:/ { start = ""; next }
# The second line of a long instruction has bytes only.
/^0x[0-9a-f]+:  ([0-9a-f][0-9a-f] ?)+$/ { next }
/^0x/ {
    if (start == "") {
        start = substr($1, 3)
        sub(/:$/, "", start)
        while (length(start) < 16) start = "0" start
        n[start] = 0
    }
    n[start]++
    next
}
/^Trace/ { split($0, part, "/"); total += n[part[2]] }
END { printf "%d\n", total }
