// prog-zig.wasm is this, built with the compiler of the Python package `ziglang` 0.17.1:
// python3 -m ziglang build-exe prog.zig -target wasm32-wasi -mcpu=generic+bulk_memory -O ReleaseSmall -fstrip -femit-bin=prog-zig.wasm
// A hash map, sorting, 128-bit integers, floats, SHA-256 and a self-written arena list, over plain WASI calls.
const std = @import("std");
const wasi = std.os.wasi;
var arena_bytes: [8 << 20]u8 = undefined;
fn put(text: []const u8) void {
    const one = [_]wasi.ciovec_t{.{ .base = text.ptr, .len = text.len }};
    var n: usize = 0;
    _ = wasi.fd_write(1, &one, one.len, &n);
}
fn print(comptime f: []const u8, args: anytype) void {
    var buf: [512]u8 = undefined;
    put(std.fmt.bufPrint(&buf, f, args) catch unreachable);
}
fn collatz(start: u64) u32 {
    var n: u128 = start;
    var steps: u32 = 0;
    while (n != 1) : (steps += 1) n = if (n % 2 == 0) n / 2 else 3 * n + 1;
    return steps;
}
pub fn main() void {
    var fixed = std.heap.FixedBufferAllocator.init(&arena_bytes);
    const gpa = fixed.allocator();
    var map = std.AutoHashMap(u32, u64).init(gpa);
    var x: u32 = 7;
    for (0..200000) |i| {
        x = x *% 1664525 +% 1013904223;
        const e = map.getOrPutValue(x >> 19, 0) catch @panic("memory");
        e.value_ptr.* += i;
    }
    var total: u64 = 0;
    var it = map.iterator();
    while (it.next()) |e| total ^= e.value_ptr.* *% (@as(u64, e.key_ptr.*) + 1);
    print("map {d} {x}\n", .{ map.count(), total });
    const list = gpa.alloc(f64, 100000) catch @panic("memory");
    for (list) |*v| {
        x = x *% 1664525 +% 1013904223;
        v.* = @sqrt(@as(f64, @floatFromInt(x)));
    }
    std.mem.sort(f64, list, {}, std.sort.asc(f64));
    print("sort {d:.6} {d:.6} {d:.6}\n", .{ list[0], list[50000], list[99999] });
    var best: u32 = 0;
    var at: u64 = 0;
    for (1..30000) |i| {
        const s = collatz(i);
        if (s > best) {
            best = s;
            at = i;
        }
    }
    print("collatz {d} {d}\n", .{ at, best });
    var digest: [32]u8 = undefined;
    std.crypto.hash.sha2.Sha256.hash(std.mem.sliceAsBytes(list), &digest, .{});
    print("sha256 {x}\n", .{&digest});
    const big: i128 = @as(i128, 1) << 100;
    print("i128 {d} {d}\n", .{ @divTrunc(big, 12345678901), @mod(-big, 97) });
    print("clz {d} ctz {d} popcount {d} bswap {x}\n", .{ @clz(@as(u37, 5)), @ctz(@as(u64, 1 << 40)), @popCount(@as(u64, 0xdeadbeef)), @byteSwap(@as(u32, 0x01020304)) });
    var v: @Vector(4, i32) = .{ 1, 2, 3, 4 };
    v = v * v + @as(@Vector(4, i32), @splat(@intCast(best)));
    print("vector {d}\n", .{@reduce(.Add, v)});
    wasi.proc_exit(7);
}
