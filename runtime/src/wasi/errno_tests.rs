//! Each function and the errors that it answers with: those of its own checks, and those of the kernel that a test can bring about.

use super::host_errno_tests::left_out;
use super::tests::{BUF, IOV, OUT, P, Q, World, world};
use super::types::rights as r;
use super::{Clock, Clocks, Errno, Limits, WasiCtx};
use crate::error::{HostError, TrapCode};
use rustix::fs::OFlags;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::time::{Duration, Instant};

/// No descriptor.
const NONE: u64 = 999;
/// Where no memory is.
const FAR: u64 = u32::MAX as u64;
const O: u64 = OUT as u64;
const B: u64 = BUF as u64;
const I: u64 = IOV as u64;

/// A world with some of everything; names lie one behind the other.
struct All {
    w: World,
    /// A file of ten bytes, with all rights; a directory; both ends of a pipe; one without a reader; one end of a socket pair.
    file: u64,
    dir: u64,
    pipe_in: u64,
    pipe_out: u64,
    broken: u64,
    socket: u64,
    peer: UnixStream,
    next: u32,
}

impl All {
    fn new() -> All {
        let mut w = world(false);
        let root = w.dir.path().join("root");
        fs::write(root.join("f"), "0123456789").unwrap();
        fs::create_dir_all(root.join("d/e")).unwrap();
        fs::create_dir(root.join("empty")).unwrap();
        for (target, name) in [("f", "l"), ("nothing", "dangling"), ("loop", "loop"), ("../secret", "up")] {
            symlink(target, root.join(name)).unwrap();
        }
        let file = w.give(File::options().read(true).write(true).open(root.join("f")).unwrap());
        let dir = w.give(File::open(root.join("d")).unwrap());
        let (a, b) = std::io::pipe().unwrap();
        rustix::fs::fcntl_setfl(&a, OFlags::NONBLOCK).unwrap();
        let (pipe_in, pipe_out) = (w.give(a), w.give(b));
        let broken = w.give(std::io::pipe().unwrap().1);
        let (a, peer) = UnixStream::pair().unwrap();
        a.set_nonblocking(true).unwrap();
        let socket = w.give(a);
        w.iov(Q, 4);
        All { w, file, dir, pipe_in, pipe_out, broken, socket, peer, next: P }
    }
    /// Address and length of a name.
    fn name(&mut self, s: &str) -> [u64; 2] {
        let at = self.next;
        self.next += s.len() as u32;
        assert!(self.next <= BUF);
        let (p, n) = self.w.put(at, s);
        [p.into(), n.into()]
    }
    #[track_caller]
    fn is(&mut self, want: Result<(), Errno>, name: &str, args: &[&[u64]]) {
        let args = args.concat();
        assert_eq!(self.w.call(name, &args), want, "{name} {args:?}");
    }
    #[track_caller]
    fn ok(&mut self, name: &str, args: &[&[u64]]) {
        self.is(Ok(()), name, args);
    }
    #[track_caller]
    fn err(&mut self, e: Errno, name: &str, args: &[&[u64]]) {
        self.is(Err(e), name, args);
    }
    /// Whether files have a length that is the most here, as not in memory.
    fn has_longest(&self) -> bool {
        File::create(self.w.dir.path().join("long")).unwrap().set_len((1 << 63) - 1).is_err()
    }
    /// The descriptor, and what a call on no descriptor says.
    fn all_need_a_descriptor(&mut self, name: &str, rest: &[u64]) {
        self.err(Errno::BADF, name, &[&[NONE], rest]);
        self.err(Errno::BADF, name, &[&[u64::from(u32::MAX)], rest]);
    }
}

#[test]
fn arguments_clocks_and_random_bytes() {
    let mut a = All::new();
    a.w.c.arg("x").unwrap().env("A", "b").unwrap();
    for f in ["args_sizes_get", "environ_sizes_get"] {
        a.ok(f, &[&[O, O + 4]]);
        a.err(Errno::FAULT, f, &[&[FAR, O]]);
        a.err(Errno::FAULT, f, &[&[O, FAR]]);
    }
    for f in ["args_get", "environ_get"] {
        a.ok(f, &[&[O, B]]);
        a.err(Errno::FAULT, f, &[&[FAR, B]]);
        a.err(Errno::FAULT, f, &[&[O, FAR]]);
    }
    for clock in 0..4 {
        a.ok("clock_res_get", &[&[clock, O]]);
        assert!(a.w.m.u64(OUT).unwrap() > 0);
        a.ok("clock_time_get", &[&[clock, 0, O]]);
    }
    a.err(Errno::INVAL, "clock_res_get", &[&[4, O]]);
    a.err(Errno::FAULT, "clock_res_get", &[&[0, FAR]]);
    a.err(Errno::INVAL, "clock_time_get", &[&[4, 0, O]]);
    a.err(Errno::FAULT, "clock_time_get", &[&[0, 0, FAR]]);
    a.ok("random_get", &[&[B, 100]]);
    a.ok("random_get", &[&[B, 0]]);
    a.err(Errno::FAULT, "random_get", &[&[B, FAR]]);
    a.w.c.limits(Limits { random_bytes: 99, ..Limits::default() });
    a.err(Errno::INVAL, "random_get", &[&[B, 100]]);
    a.ok("random_get", &[&[B, 99]]);
    a.ok("sched_yield", &[]);
}

#[test]
fn descriptors() {
    let mut a = All::new();
    let (file, dir, pipe) = (a.file, a.dir, a.pipe_in);
    for (f, rest) in [
        ("fd_advise", &[0, 0, 0][..]), ("fd_allocate", &[0, 1]), ("fd_close", &[]), ("fd_datasync", &[]), ("fd_fdstat_get", &[B]),
        ("fd_fdstat_set_flags", &[0]), ("fd_fdstat_set_rights", &[0, 0]), ("fd_filestat_get", &[B]), ("fd_filestat_set_size", &[0]),
        ("fd_filestat_set_times", &[0, 0, 0]), ("fd_pread", &[I, 1, 0, O]), ("fd_prestat_get", &[B]), ("fd_prestat_dir_name", &[B, 9]),
        ("fd_pwrite", &[I, 1, 0, O]), ("fd_read", &[I, 1, O]), ("fd_readdir", &[B, 9, 0, O]), ("fd_renumber", &[3]), ("fd_seek", &[0, 0, O]),
        ("fd_sync", &[]), ("fd_tell", &[O]), ("fd_write", &[I, 1, O]), ("sock_accept", &[0, O]), ("sock_recv", &[I, 1, 0, O, O + 4]),
        ("sock_send", &[I, 1, 0, O]), ("sock_shutdown", &[1]),
    ] {
        a.all_need_a_descriptor(f, rest);
    }
    for advice in 0..6 {
        a.ok("fd_advise", &[&[file, 0, 0, advice]]);
    }
    a.err(Errno::INVAL, "fd_advise", &[&[file, 0, 0, 6]]);
    a.err(Errno::SPIPE, "fd_advise", &[&[pipe, 0, 0, 0]]);
    a.err(Errno::INVAL, "fd_allocate", &[&[file, 0, 0]]);
    a.err(Errno::FBIG, "fd_allocate", &[&[file, (1 << 63) - 1, 1 << 62]]);
    a.err(Errno::SPIPE, "fd_allocate", &[&[a.pipe_out, 0, 1]]);
    a.err(Errno::INVAL, "fd_datasync", &[&[pipe]]);
    a.err(Errno::INVAL, "fd_sync", &[&[pipe]]);
    a.err(Errno::FAULT, "fd_fdstat_get", &[&[file, FAR]]);
    a.err(Errno::INVAL, "fd_fdstat_set_flags", &[&[file, 32]]);
    a.err(Errno::NOTSUP, "fd_fdstat_set_flags", &[&[file, 2]]);
    for flags in [1, 4, 5, 0] {
        a.ok("fd_fdstat_set_flags", &[&[file, flags]]);
        a.ok("fd_fdstat_get", &[&[file, B]]);
        assert_eq!(a.w.m.u16(BUF + 2), Ok(flags as u16));
    }
    a.err(Errno::NOTCAPABLE, "fd_fdstat_set_rights", &[&[dir, r::FD_READ, 0]]);
    a.err(Errno::FAULT, "fd_filestat_get", &[&[file, FAR]]);
    a.err(Errno::INVAL, "fd_filestat_set_size", &[&[file, 1 << 63]]);
    if a.has_longest() {
        a.err(Errno::FBIG, "fd_filestat_set_size", &[&[file, (1 << 63) - 1]]);
    }
    a.err(Errno::INVAL, "fd_filestat_set_size", &[&[a.pipe_out, 1]]);
    for flags in [3, 12, 16] {
        a.err(Errno::INVAL, "fd_filestat_set_times", &[&[file, 0, 0, flags]]);
    }
    a.ok("fd_filestat_set_times", &[&[file, 1_500_000_000, 2_000_000_007, 5]]);
    a.ok("fd_filestat_get", &[&[file, B]]);
    assert_eq!((a.w.m.u64(BUF + 40), a.w.m.u64(BUF + 48)), (Ok(1_500_000_000), Ok(2_000_000_007)));
    a.err(Errno::FAULT, "fd_prestat_get", &[&[3, FAR]]);
    a.err(Errno::BADF, "fd_prestat_get", &[&[file, B]]);
    a.err(Errno::NAMETOOLONG, "fd_prestat_dir_name", &[&[3, B, 0]]);
    a.err(Errno::FAULT, "fd_prestat_dir_name", &[&[3, FAR, 9]]);
    a.err(Errno::BADF, "fd_prestat_dir_name", &[&[dir, B, 9]]);
    a.err(Errno::INVAL, "fd_seek", &[&[file, 0, 3, O]]);
    a.err(Errno::INVAL, "fd_seek", &[&[file, 1 << 63, 1, O]]);
    a.err(Errno::FAULT, "fd_seek", &[&[file, 0, 0, FAR]]);
    a.err(Errno::FAULT, "fd_tell", &[&[file, FAR]]);
    a.err(Errno::NOTCAPABLE, "fd_seek", &[&[pipe, 0, 0, O]]);
    a.err(Errno::NOTCAPABLE, "fd_tell", &[&[pipe, O]]);
    a.err(Errno::BADF, "fd_renumber", &[&[file, NONE]]);
    a.err(Errno::NOTCAPABLE, "fd_readdir", &[&[file, B, 9, 0, O]]);
    a.err(Errno::FAULT, "fd_readdir", &[&[dir, B, FAR, 0, O]]);
    a.err(Errno::FAULT, "fd_readdir", &[&[dir, B, 9, 0, FAR]]);
    a.err(Errno::INVAL, "fd_readdir", &[&[dir, B, 9, 1 << 63, O]]);
}

#[test]
fn reads_and_writes() {
    let mut a = All::new();
    let file = a.file;
    for (f, at) in [("fd_read", &[][..]), ("fd_write", &[]), ("fd_pread", &[0]), ("fd_pwrite", &[0])] {
        a.err(Errno::INVAL, f, &[&[file, I, 1025], at, &[O]]);
        a.err(Errno::FAULT, f, &[&[file, FAR, 1], at, &[O]]);
        a.err(Errno::FAULT, f, &[&[file, FAR - 7, 2], at, &[O]]);
        a.err(Errno::FAULT, f, &[&[file, I, 1], at, &[FAR]]);
        a.err(Errno::NOTCAPABLE, f, &[&[a.dir, I, 1], at, &[O]]);
        a.w.iov(BUF, u32::MAX);
        a.err(Errno::FAULT, f, &[&[file, I, 1], at, &[O]]);
        a.w.iov(u32::MAX, 0);
        a.err(Errno::FAULT, f, &[&[file, I, 1], at, &[O]]);
        a.w.iov(Q, 4);
        a.ok(f, &[&[file, I, 0], at, &[O]]);
        assert_eq!(a.w.m.u32(OUT), Ok(0));
    }
    a.err(Errno::AGAIN, "fd_read", &[&[a.pipe_in, I, 1, O]]);
    a.err(Errno::NOTCAPABLE, "fd_pread", &[&[a.pipe_in, I, 1, 0, O]]);
    a.err(Errno::PIPE, "fd_write", &[&[a.broken, I, 1, O]]);
    a.err(Errno::BADF, "fd_read", &[&[a.pipe_out, I, 1, O]]);
    a.err(Errno::INVAL, "fd_pread", &[&[file, I, 1, 1 << 63, O]]);
    a.err(Errno::INVAL, "fd_pwrite", &[&[file, I, 1, 1 << 63, O]]);
    if a.has_longest() {
        a.err(Errno::FBIG, "fd_pwrite", &[&[file, I, 1, (1 << 63) - 1 - 4, O]]);
    }
    let full = a.w.give(File::options().write(true).open("/dev/full").unwrap());
    a.err(Errno::NOSPC, "fd_write", &[&[full, I, 1, O]]);
    a.w.c.limits(Limits { iovecs: 1, ..Limits::default() });
    a.err(Errno::INVAL, "fd_write", &[&[file, I, 2, O]]);
}

#[test]
fn many_buffers_are_one_call() {
    let mut a = All::new();
    a.w.c.limits(Limits::default());
    let file = a.file;
    let list = |a: &mut All, at: u32, bufs: &[(u32, u32)]| {
        for (i, (p, n)) in bufs.iter().enumerate() {
            a.w.m.put_u32(at + 8 * i as u32, *p).unwrap();
            a.w.m.put_u32(at + 8 * i as u32 + 4, *n).unwrap();
        }
        (u64::from(at), bufs.len() as u64)
    };
    // Ten bytes, in many pieces, backward, with empty ones between: few and many.
    for pieces in [10u32, 40] {
        let bufs: Vec<_> = (0..pieces).map(|i| (BUF + 100 - i, u32::from(i % (pieces / 10) == 0))).collect();
        let (p, n) = list(&mut a, Q, &bufs);
        a.w.m.bytes_mut(BUF, 101).unwrap().fill(b'.');
        a.ok("fd_pread", &[&[file, p, n, 0, O]]);
        assert_eq!(a.w.m.u32(OUT), Ok(10));
        let got: Vec<u8> = bufs.iter().filter(|b| b.1 != 0).map(|b| a.w.m.u8(b.0).unwrap()).collect();
        assert_eq!(got, b"0123456789");
        a.w.m.bytes_mut(BUF, 101).unwrap().fill(b'x');
        a.w.m.put_u8(BUF + 100, b'A').unwrap();
        a.ok("fd_pwrite", &[&[file, p, n, 100, O]]);
        assert_eq!(a.w.m.u32(OUT), Ok(10));
        assert_eq!(&fs::read(a.w.dir.path().join("root/f")).unwrap()[100..], b"Axxxxxxxxx");
    }
    // Where they overlap, the first that is not empty is filled alone.
    for bufs in [&[(BUF, 0), (BUF, 4), (BUF + 3, 4)][..], &[(BUF, 4), (BUF, 4)], &[(BUF, 4), (BUF + 100, 1), (BUF + 1, 1)]] {
        let (p, n) = list(&mut a, Q, bufs);
        a.w.m.bytes_mut(BUF, 101).unwrap().fill(b'.');
        a.ok("fd_pread", &[&[file, p, n, 0, O]]);
        assert_eq!((a.w.m.u32(OUT), a.w.m.bytes(BUF, 5).unwrap()), (Ok(4), &b"0123."[..]));
    }
    // One outside the memory, even if empty, is an error, and nothing is read.
    for bad in [(u32::MAX, 0), (u32::MAX, 1), (BUF, u32::MAX)] {
        let (p, n) = list(&mut a, Q, &[(BUF, 4), bad]);
        a.w.m.bytes_mut(BUF, 4).unwrap().fill(b'.');
        a.err(Errno::FAULT, "fd_pread", &[&[file, p, n, 0, O]]);
        assert_eq!(a.w.m.bytes(BUF, 4).unwrap(), b"....");
    }
    // What is appended goes to the end, wherever it is written to.
    let (p, n) = a.w.put(P, "log");
    a.ok("path_open", &[&[3, 0, p.into(), n.into(), 1, r::FD_WRITE | r::FD_SEEK, 0, 1, O]]);
    let log = u64::from(a.w.m.u32(OUT).unwrap());
    let (p, n) = a.w.put(BUF, "ab");
    a.w.iov(p, n);
    a.ok("fd_write", &[&[log, I, 1, O]]);
    a.ok("fd_pwrite", &[&[log, I, 1, 0, O]]);
    assert_eq!(fs::read(a.w.dir.path().join("root/log")).unwrap(), b"abab");
}

#[test]
fn paths() {
    let mut a = All::new();
    let (f, d, e, l, up) = (a.name("f"), a.name("d"), a.name("d/e"), a.name("l"), a.name("up"));
    let (no, new, under, dangling, looping, empty) = (a.name("no/x"), a.name("new"), a.name("f/x"), a.name("dangling"), a.name("loop"), a.name("empty"));
    let bad = a.next;
    a.w.m.write(bad, b"\xffa\0b").unwrap();
    let (ilseq, nul) = ([u64::from(bad), 1], [u64::from(bad) + 1, 3]);
    let long = [u64::from(P), 4096];
    let path_errors = [([u64::from(P), 0], Errno::NOENT), (ilseq, Errno::ILSEQ), (nul, Errno::INVAL), (long, Errno::NAMETOOLONG), ([FAR, 1], Errno::FAULT)];
    // Each function with each path that is none, with no descriptor, and with one that is no directory.
    let shapes: [(&str, &[u64], &[u64]); 13] = [
        ("path_create_directory", &[], &[]), ("path_filestat_get", &[0], &[B]), ("path_filestat_set_times", &[0], &[0, 0, 10]),
        ("path_link", &[0], &[3, new[0], new[1]]), ("path_open", &[0], &[0, 2, 0, 0, O]), ("path_open", &[1], &[1, 2, 0, 0, O]),
        ("path_readlink", &[], &[B, 9, O]), ("path_remove_directory", &[], &[]), ("path_rename", &[], &[3, new[0], new[1]]),
        ("path_unlink_file", &[], &[]), ("path_link", &[0, f[0], f[1], 3], &[]), ("path_rename", &[f[0], f[1], 3], &[]),
        ("path_symlink", &[], &[]),
    ];
    for (name, before, after) in shapes {
        let args = |fd: u64, p: [u64; 2]| {
            if name == "path_symlink" { [&f[..], &[fd], &p].concat() } else { [&[fd], before, &p[..], after].concat() }
        };
        for (p, want) in path_errors {
            a.err(want, name, &[&args(3, p)]);
        }
        a.err(Errno::BADF, name, &[&args(NONE, f)]);
        a.err(Errno::NOTCAPABLE, name, &[&args(a.file, f)]);
        a.err(Errno::NOTDIR, name, &[&args(3, under)]);
        if !before.contains(&f[0]) && !matches!((name, before), ("path_symlink" | "path_create_directory", _)) {
            a.err(Errno::NOENT, name, &[&args(3, no)]);
        }
    }
    a.err(Errno::EXIST, "path_create_directory", &[&[3], &d]);
    a.err(Errno::NOENT, "path_create_directory", &[&[3], &no]);
    a.err(Errno::FAULT, "path_filestat_get", &[&[3, 0], &f, &[FAR]]);
    a.err(Errno::LOOP, "path_filestat_get", &[&[3, 1], &looping, &[B]]);
    a.err(Errno::INVAL, "path_filestat_set_times", &[&[3, 0], &f, &[0, 0, 3]]);
    a.err(Errno::LOOP, "path_filestat_set_times", &[&[3, 1], &looping, &[0, 0, 10]]);
    a.err(Errno::INVAL, "path_link", &[&[3, 1], &f, &[3], &new]);
    a.err(Errno::EXIST, "path_link", &[&[3, 0], &f, &[3], &l]);
    a.err(Errno::PERM, "path_link", &[&[3, 0], &d, &[3], &new]);
    a.err(Errno::BADF, "path_link", &[&[3, 0], &f, &[NONE], &new]);
    let (f_slash, d_slash, new_slash) = (a.name("f/"), a.name("d/"), a.name("new/"));
    a.err(Errno::NOTDIR, "path_link", &[&[3, 0], &f_slash, &[3], &new]);
    a.err(Errno::PERM, "path_link", &[&[3, 0], &d_slash, &[3], &new]);
    a.err(Errno::NOENT, "path_link", &[&[3, 0], &f, &[3], &new_slash]);
    a.err(Errno::EXIST, "path_link", &[&[3, 0], &f, &[3], &d_slash]);
    let open = |lookup: u64, p: [u64; 2], of: u64, rights: u64, flags: u64| [3, lookup, p[0], p[1], of, rights, 0, flags, O];
    a.err(Errno::INVAL, "path_open", &[&open(0, f, 16, 2, 0)]);
    a.err(Errno::INVAL, "path_open", &[&open(0, new, 1 | 2, 2, 0)]);
    a.err(Errno::INVAL, "path_open", &[&open(0, f, 0, 2, 32)]);
    a.err(Errno::LOOP, "path_open", &[&open(0, l, 0, 2, 0)]);
    a.err(Errno::LOOP, "path_open", &[&open(1, looping, 0, 2, 0)]);
    a.err(Errno::NOENT, "path_open", &[&open(1, dangling, 0, 2, 0)]);
    a.err(Errno::PERM, "path_open", &[&open(1, up, 0, 2, 0)]);
    a.err(Errno::EXIST, "path_open", &[&open(0, f, 1 | 4, 2, 0)]);
    a.err(Errno::NOTDIR, "path_open", &[&open(0, f, 2, 2, 0)]);
    a.err(Errno::ISDIR, "path_open", &[&open(0, d, 0, r::FD_WRITE, 0)]);
    a.err(Errno::ISDIR, "path_open", &[&open(0, d, 2, r::FD_WRITE | r::FD_READ, 0)]);
    a.err(Errno::FAULT, "path_open", &[&[3, 0], &f, &[0, 2, 0, 0, FAR]]);
    let fifo = a.w.dir.path().join("root/fifo");
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    let fifo = a.name("fifo");
    a.err(Errno::NXIO, "path_open", &[&open(0, fifo, 0, r::FD_WRITE, 0)]);
    a.err(Errno::INVAL, "path_readlink", &[&[3], &f, &[B, 9, O]]);
    a.err(Errno::FAULT, "path_readlink", &[&[3], &l, &[FAR, 9, O]]);
    a.err(Errno::FAULT, "path_readlink", &[&[3], &l, &[B, 9, FAR]]);
    a.err(Errno::NOTDIR, "path_remove_directory", &[&[3], &f]);
    a.err(Errno::NOTEMPTY, "path_remove_directory", &[&[3], &d]);
    a.err(Errno::INVAL, "path_rename", &[&[3], &d, &[3], &e]);
    a.err(Errno::NOTDIR, "path_rename", &[&[3], &d, &[3], &f]);
    a.err(Errno::ISDIR, "path_rename", &[&[3], &f, &[3], &empty]);
    a.err(Errno::NOTEMPTY, "path_rename", &[&[3], &empty, &[3], &d]);
    a.err(Errno::BADF, "path_rename", &[&[3], &f, &[NONE], &new]);
    a.err(Errno::EXIST, "path_symlink", &[&f, &[3], &l]);
    a.err(Errno::NOENT, "path_symlink", &[&f, &[3], &new_slash]);
    a.err(Errno::EXIST, "path_symlink", &[&f, &[3], &d_slash]);
    let absolute = a.name("/etc");
    a.err(Errno::PERM, "path_symlink", &[&absolute, &[3], &new]);
    a.err(Errno::ISDIR, "path_unlink_file", &[&[3], &d]);
    a.w.c.limits(Limits { path_bytes: 3, ..Limits::default() });
    a.err(Errno::NAMETOOLONG, "path_create_directory", &[&[3], &fifo]);
    a.ok("path_create_directory", &[&[3], &new]);
}

#[test]
fn too_many_open() {
    let mut a = All::new();
    let (f, d) = (a.name("f"), a.name("d"));
    let open = |p: [u64; 2]| [3, 0, p[0], p[1], 0, 2, 0, 0, O];
    // 3 to 9 are in use.
    a.w.c.limits(Limits { fds: 12, directories: 2, ..Limits::default() });
    a.ok("path_open", &[&open(d)]);
    a.err(Errno::MFILE, "path_open", &[&open(d)]);
    a.ok("path_open", &[&open(f)]);
    a.err(Errno::MFILE, "path_open", &[&open(f)]);
    // Nothing is made or cut then.
    let new = a.name("new");
    a.err(Errno::MFILE, "path_open", &[&[3, 0], &new, &[1, 2, 0, 0, O]]);
    a.err(Errno::MFILE, "path_open", &[&[3, 0], &f, &[8, r::FD_WRITE, 0, 0, O]]);
    let root = a.w.dir.path().join("root");
    assert!(!root.join("new").exists() && fs::read(root.join("f")).unwrap() == b"0123456789");
    let l = UnixListener::bind(a.w.dir.path().join("s")).unwrap();
    l.set_nonblocking(true).unwrap();
    let _peer = UnixStream::connect(a.w.dir.path().join("s")).unwrap();
    a.w.c.limits(Limits { fds: 13, ..Limits::default() });
    let l = a.w.give(l);
    a.err(Errno::MFILE, "sock_accept", &[&[l, 0, O]]);
    a.ok("fd_close", &[&[a.file]]);
    // The connection is still there.
    a.ok("sock_accept", &[&[l, 4, O]]);
    assert_eq!(a.w.m.u32(OUT), Ok(a.file as u32));
    a.ok("fd_close", &[&[a.file]]);
    a.ok("path_open", &[&open(f)]);
    assert_eq!(a.w.m.u32(OUT), Ok(a.file as u32), "the lowest number that is free");
}

#[test]
fn sockets() {
    let mut a = All::new();
    let s = a.socket;
    for (f, rest) in [("sock_accept", &[0, O][..]), ("sock_recv", &[I, 1, 0, O, O + 4]), ("sock_send", &[I, 1, 0, O]), ("sock_shutdown", &[1])] {
        a.err(Errno::NOTSOCK, f, &[&[a.file], rest]);
        a.err(Errno::NOTSOCK, f, &[&[a.pipe_in], rest]);
    }
    a.err(Errno::NOTCAPABLE, "sock_accept", &[&[s, 0, O]]);
    a.err(Errno::INVAL, "sock_recv", &[&[s, I, 1, 4, O, O + 4]]);
    a.err(Errno::INVAL, "sock_recv", &[&[s, I, 1025, 0, O, O + 4]]);
    a.err(Errno::FAULT, "sock_recv", &[&[s, FAR, 1, 0, O, O + 4]]);
    a.err(Errno::FAULT, "sock_recv", &[&[s, I, 1, 0, FAR, O]]);
    a.err(Errno::FAULT, "sock_recv", &[&[s, I, 1, 0, O, FAR]]);
    a.err(Errno::AGAIN, "sock_recv", &[&[s, I, 1, 0, O, O + 4]]);
    a.err(Errno::INVAL, "sock_send", &[&[s, I, 1, 1, O]]);
    a.err(Errno::INVAL, "sock_send", &[&[s, I, 1025, 0, O]]);
    a.err(Errno::FAULT, "sock_send", &[&[s, FAR, 1, 0, O]]);
    a.err(Errno::FAULT, "sock_send", &[&[s, I, 1, 0, FAR]]);
    for how in [0, 4] {
        a.err(Errno::INVAL, "sock_shutdown", &[&[s, how]]);
    }
    // Data both ways; what is peeked at stays.
    a.peer.write_all(b"hello").unwrap();
    a.w.iov(BUF, 10);
    for flags in [1, 0] {
        a.ok("sock_recv", &[&[s, I, 1, flags, O, O + 4]]);
        assert_eq!((a.w.m.u32(OUT), a.w.m.u16(OUT + 4), a.w.m.bytes(BUF, 5).unwrap()), (Ok(5), Ok(0), &b"hello"[..]));
    }
    a.err(Errno::AGAIN, "sock_recv", &[&[s, I, 1, 0, O, O + 4]]);
    a.w.iov(BUF, 5);
    a.ok("sock_send", &[&[s, I, 1, 0, O]]);
    a.ok("fd_write", &[&[s, I, 1, O]]);
    let mut got = [0; 10];
    a.peer.read_exact(&mut got).unwrap();
    assert_eq!(&got, b"hellohello");
    a.ok("sock_shutdown", &[&[s, 2]]);
    a.err(Errno::PIPE, "sock_send", &[&[s, I, 1, 0, O]]);
    a.err(Errno::PIPE, "fd_write", &[&[s, I, 1, O]]);
    assert_eq!(a.peer.read(&mut got).unwrap(), 0);
    // Datagrams: one that is longer is cut, and that is said; one that is too long is refused.
    let (x, y) = UnixDatagram::pair().unwrap();
    let x = a.w.give(x);
    a.ok("fd_fdstat_get", &[&[x, B]]);
    assert_eq!(a.w.m.u8(BUF), Ok(5));
    y.send(b"0123456789").unwrap();
    a.w.iov(BUF, 4);
    a.ok("sock_recv", &[&[x, I, 1, 0, O, O + 4]]);
    assert_eq!((a.w.m.u32(OUT), a.w.m.u16(OUT + 4)), (Ok(4), Ok(1)));
    // Something that listens: accepted from, no more.
    let l = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = l.local_addr().unwrap();
    l.set_nonblocking(true).unwrap();
    let l = a.w.give(l);
    a.err(Errno::NOTCAPABLE, "sock_recv", &[&[l, I, 1, 0, O, O + 4]]);
    a.err(Errno::INVAL, "sock_accept", &[&[l, 1, O]]);
    a.err(Errno::FAULT, "sock_accept", &[&[l, 0, FAR]]);
    a.err(Errno::AGAIN, "sock_accept", &[&[l, 0, O]]);
    let mut peer = TcpStream::connect(at).unwrap();
    a.ok("sock_accept", &[&[l, 4, O]]);
    let fd = u64::from(a.w.m.u32(OUT).unwrap());
    a.ok("fd_fdstat_get", &[&[fd, B]]);
    assert_eq!((a.w.m.u8(BUF), a.w.m.u16(BUF + 2), a.w.m.u64(BUF + 8)), (Ok(6), Ok(4), Ok(r::SOCKET)));
    a.err(Errno::AGAIN, "fd_read", &[&[fd, I, 1, O]]);
    peer.write_all(b"abcd").unwrap();
    rustix::event::poll(&mut [rustix::event::PollFd::new(&a.w.c.fds.any(fd as u32).unwrap().fd, rustix::event::PollFlags::IN)], None).unwrap();
    a.ok("fd_read", &[&[fd, I, 1, O]]);
    assert_eq!(a.w.m.bytes(BUF, 4).unwrap(), b"abcd");
    let alone = rustix::net::socket(rustix::net::AddressFamily::INET, rustix::net::SocketType::STREAM, None).unwrap();
    let alone = a.w.give(alone);
    a.err(Errno::NOTCONN, "sock_recv", &[&[alone, I, 1, 0, O, O + 4]]);
    a.err(Errno::NOTCONN, "sock_shutdown", &[&[alone, 3]]);
}

#[test]
fn errors_of_peers_and_of_other_file_systems() {
    let mut a = All::new();
    // A peer that goes with data unread.
    let l = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut peer = TcpStream::connect(l.local_addr().unwrap()).unwrap();
    let fd = a.w.give(l.accept().unwrap().0);
    a.ok("fd_write", &[&[fd, I, 1, O]]);
    peer.read_exact(&mut [0; 1]).unwrap();
    drop(peer);
    a.err(Errno::CONNRESET, "sock_recv", &[&[fd, I, 1, 0, O, O + 4]]);
    // A datagram that is too long.
    let (x, _y) = UnixDatagram::pair().unwrap();
    rustix::net::sockopt::set_socket_send_buffer_size(&x, 4096).unwrap();
    let x = a.w.give(x);
    (0..1000).for_each(|i| a.w.m.put_u64(BUF + 1024 + 8 * i, u64::from(BUF) | 8000 << 32).unwrap());
    a.err(Errno::MSGSIZE, "sock_send", &[&[x, B + 1024, 100, 0, O]]);
    // Another file system, where there is one.
    use std::os::unix::fs::MetadataExt;
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return left_out("XDEV between directories", "there is no /dev/shm") };
    if fs::metadata(other.path()).unwrap().dev() != fs::metadata(a.w.dir.path()).unwrap().dev() {
        let fd = a.w.give(File::open(other.path()).unwrap());
        let (f, new) = (a.name("f"), a.name("new"));
        a.err(Errno::XDEV, "path_rename", &[&[3], &f, &[fd], &new]);
        a.err(Errno::XDEV, "path_link", &[&[3, 0], &f, &[fd], &new]);
    }
}

#[test]
fn numbers_of_errors() {
    use rustix::io::Errno as Os;
    // First, last, and around each place where a row could be missing; what WASI does not know is IO.
    for (os, n) in [
        (Os::TOOBIG, 1), (Os::ACCESS, 2), (Os::AGAIN, 6), (Os::BADF, 8), (Os::CANCELED, 11), (Os::CONNREFUSED, 14), (Os::DQUOT, 19), (Os::EXIST, 20),
        (Os::FAULT, 21), (Os::HOSTUNREACH, 23), (Os::ILSEQ, 25), (Os::INVAL, 28), (Os::IO, 29), (Os::ISDIR, 31), (Os::LOOP, 32), (Os::MFILE, 33),
        (Os::NAMETOOLONG, 37), (Os::NETUNREACH, 40), (Os::NFILE, 41), (Os::NOENT, 44), (Os::NOMEM, 48), (Os::NOSPC, 51), (Os::NOSYS, 52),
        (Os::NOTDIR, 54), (Os::NOTEMPTY, 55), (Os::NOTSOCK, 57), (Os::OPNOTSUPP, 58), (Os::NXIO, 60), (Os::OVERFLOW, 61), (Os::PERM, 63),
        (Os::PIPE, 64), (Os::RANGE, 68), (Os::ROFS, 69), (Os::SPIPE, 70), (Os::SRCH, 71), (Os::STALE, 72), (Os::TIMEDOUT, 73), (Os::TXTBSY, 74),
        (Os::XDEV, 75), (Os::NOTBLK, 29),
    ] {
        assert_eq!(Errno::from(os), Errno(n), "{os:?}");
    }
}

/// How a guest was ended.
fn end(w: &mut World, name: &str, args: &[u64]) -> HostError {
    assert_eq!(w.call(name, args), Err(Errno::END));
    w.c.ended()
}

#[test]
fn exits_and_signals() {
    let mut w = world(false);
    assert!(matches!(end(&mut w, "proc_exit", &[7]), HostError::Exit(7)));
    assert!(matches!(end(&mut w, "proc_exit", &[u64::from(u32::MAX)]), HostError::Exit(-1)));
    // Hang-up, interrupt, abort, kill, broken pipe, termination, bad system call.
    for (signal, status) in [(1, 129), (2, 130), (6, 134), (9, 137), (13, 141), (15, 143), (30, 159)] {
        assert!(matches!(end(&mut w, "proc_raise", &[signal]), HostError::Exit(s) if s == status), "{signal}");
    }
    for signal in [0, 16, 17, 22, 27] {
        assert_eq!(w.call("proc_raise", &[signal]), Ok(()), "{signal}");
    }
    for signal in 18..=21 {
        assert_eq!(w.call("proc_raise", &[signal]), Err(Errno::NOTSUP), "{signal}");
    }
    for signal in [31, FAR] {
        assert_eq!(w.call("proc_raise", &[signal]), Err(Errno::INVAL));
    }
}

/// Writes a subscription to a clock, or to a descriptor.
fn subscribe(w: &mut World, i: u32, userdata: u64, tag: u8, what: u32, timeout: u64, absolute: bool) {
    let p = BUF + 48 * i;
    w.m.bytes_mut(p, 48).unwrap().fill(0);
    w.m.put_u64(p, userdata).unwrap();
    w.m.put_u8(p + 8, tag).unwrap();
    w.m.put_u32(p + 16, what).unwrap();
    if tag == 0 {
        w.m.put_u64(p + 24, timeout).unwrap();
        w.m.put_u16(p + 40, absolute.into()).unwrap();
    }
}
/// Polls, and gives userdata, error and type of each event.
fn poll(w: &mut World, n: u64) -> Result<Vec<(u64, u16, u8)>, Errno> {
    w.call("poll_oneoff", &[B, Q.into(), n, O])?;
    let events = w.m.u32(OUT).unwrap();
    let event = |i| (w.m.u64(Q + 32 * i).unwrap(), w.m.u16(Q + 32 * i + 8).unwrap(), w.m.u8(Q + 32 * i + 10).unwrap());
    Ok((0..events).map(event).collect())
}

#[test]
fn waiting() {
    let mut a = All::new();
    let (file, pipe_in, pipe_out) = (a.file as u32, a.pipe_in as u32, a.pipe_out as u32);
    a.err(Errno::INVAL, "poll_oneoff", &[&[B, Q.into(), 0, O]]);
    a.err(Errno::INVAL, "poll_oneoff", &[&[B, Q.into(), 1025, O]]);
    a.err(Errno::INVAL, "poll_oneoff", &[&[B, Q.into(), FAR, O]]);
    a.err(Errno::FAULT, "poll_oneoff", &[&[FAR, Q.into(), 1, O]]);
    a.err(Errno::FAULT, "poll_oneoff", &[&[B, FAR, 1, O]]);
    a.err(Errno::FAULT, "poll_oneoff", &[&[B, Q.into(), 1, FAR]]);
    let w = &mut a.w;
    subscribe(w, 0, 1, 3, 0, 0, false);
    assert_eq!(poll(w, 1), Err(Errno::INVAL), "no such type");
    // Errors of single subscriptions are events: a clock and a descriptor that do not exist, a missing right; nothing waits then.
    subscribe(w, 0, 1, 0, 9, 1 << 60, false);
    subscribe(w, 1, 2, 1, 999, 0, false);
    subscribe(w, 2, 3, 0, 1, 1 << 60, false);
    assert_eq!(poll(w, 3).unwrap(), [(1, Errno::INVAL.0, 0), (2, Errno::BADF.0, 1)]);
    w.c.fds.shrink(file, !r::POLL_FD_READWRITE & r::FILE, 0).unwrap();
    subscribe(w, 0, 1, 1, file, 0, false);
    subscribe(w, 1, 2, 2, pipe_out, 0, false);
    assert_eq!(poll(w, 2).unwrap(), [(1, Errno::NOTCAPABLE.0, 1), (2, 0, 2)]);
    // Three clocks, of which two are due together; an empty pipe.
    subscribe(w, 0, 1, 0, 1, 1_000_000_000_000, false);
    subscribe(w, 1, 2, 0, 1, 2_000_000, false);
    subscribe(w, 2, 3, 0, 0, 1, true);
    subscribe(w, 3, 4, 1, pipe_in, 0, false);
    assert_eq!(poll(w, 4).unwrap(), [(3, 0, 0)], "a time that is past");
    subscribe(w, 2, 3, 0, 0, 1_000_000, false);
    let t = Instant::now();
    assert!(poll(w, 4).unwrap().contains(&(3, 0, 0)));
    assert!(t.elapsed() >= Duration::from_millis(1));
    // What is in the pipe is told, and how much; and that it ends.
    assert_eq!(w.call("fd_write", &[pipe_out.into(), I, 1, O]), Ok(()));
    assert_eq!(poll(w, 4).unwrap(), [(4, 0, 1)]);
    assert_eq!((w.m.u64(Q + 16), w.m.u16(Q + 24)), (Ok(4), Ok(0)));
    w.call("fd_close", &[pipe_out.into()]).unwrap();
    assert_eq!(poll(w, 4).unwrap(), [(4, 0, 1)]);
    assert_eq!((w.m.u64(Q + 16), w.m.u16(Q + 24)), (Ok(4), Ok(1)));
    w.c.limits(Limits { subscriptions: 3, ..Limits::default() });
    assert_eq!(poll(w, 4), Err(Errno::INVAL));
}

#[test]
fn the_host_s_deadline() {
    let late = |e: HostError| matches!(e, HostError::Trap(TrapCode::Interrupt));
    let mut a = All::new();
    let l = TcpListener::bind("127.0.0.1:0").unwrap();
    let (blocking, _peer) = UnixStream::pair().unwrap();
    let (l, blocking) = (a.w.give(l), a.w.give(blocking));
    let (pipe, file) = (a.pipe_in, a.file);
    let w = &mut a.w;
    w.c.deadline(Instant::now() + Duration::from_millis(20));
    subscribe(w, 0, 1, 0, 1, 1 << 60, false);
    subscribe(w, 1, 2, 1, pipe as u32, 0, false);
    let t = Instant::now();
    assert!(late(end(w, "poll_oneoff", &[B, Q.into(), 2, O])));
    assert!((15..5000).contains(&t.elapsed().as_millis()));
    // Also where the clocks are not the machine's, and none is waited for.
    w.c.deterministic(1);
    subscribe(w, 0, 2, 1, pipe as u32, 0, false);
    assert!(late(end(w, "poll_oneoff", &[B, Q.into(), 1, O])));
    // Past it, whatever would wait ends the guest; what is ready, or doesn't wait, does not.
    subscribe(w, 0, 1, 0, 1, 0, false);
    assert_eq!(poll(w, 1).unwrap(), [(1, 0, 0)]);
    assert!(late(end(w, "sock_accept", &[l, 0, O])));
    assert!(late(end(w, "fd_read", &[blocking, I, 1, O])));
    assert!(late(end(w, "sock_recv", &[blocking, I, 1, 0, O, O + 4])));
    assert_eq!(w.call("fd_read", &[pipe, I, 1, O]), Err(Errno::AGAIN));
    assert_eq!(w.call("fd_read", &[file, I, 1, O]), Ok(()));
    assert_eq!(w.call("fd_write", &[blocking, I, 1, O]), Ok(()));
}

#[test]
fn clocks_and_random_bytes_that_repeat() {
    let run = |seed| {
        let mut a = All::new();
        a.w.c.deterministic(seed);
        let mut seen = Vec::new();
        for clock in [0, 1, 2, 3, 1] {
            a.ok("clock_time_get", &[&[clock, 0, O]]);
            seen.push(a.w.m.u64(OUT).unwrap());
        }
        assert!(seen[0] > 1_577_836_800_000_000_000 && seen[1] < seen[2] && seen[2] < seen[3]);
        // An hour passes at once, on every clock; what is ready is told without waiting.
        subscribe(&mut a.w, 0, 1, 0, 1, 3_600_000_000_000, false);
        subscribe(&mut a.w, 1, 2, 1, a.pipe_in as u32, 0, false);
        let t = Instant::now();
        assert_eq!(poll(&mut a.w, 2).unwrap(), [(1, 0, 0)]);
        assert!(t.elapsed() < Duration::from_secs(60));
        a.ok("clock_time_get", &[&[1, 0, O]]);
        assert!(a.w.m.u64(OUT).unwrap() > 3_600_000_000_000);
        seen.push(a.w.m.u64(OUT).unwrap());
        a.ok("fd_write", &[&[a.pipe_out, I, 1, O]]);
        assert_eq!(poll(&mut a.w, 2).unwrap(), [(2, 0, 1)]);
        a.ok("random_get", &[&[B, 61]]);
        (seen, a.w.m.bytes(BUF, 61).unwrap().to_vec())
    };
    let (one, again, other) = (run(1), run(1), run(2));
    assert_eq!(one, again);
    assert_eq!(one.0, other.0);
    assert_ne!(one.1, other.1);
    assert_ne!(one.1[..30], one.1[30..60]);
}

#[test]
fn what_the_embedder_gives() {
    struct Stopped;
    impl Clocks for Stopped {
        fn now(&mut self, _: Clock) -> u64 {
            42
        }
        fn resolution(&self, _: Clock) -> u64 {
            7
        }
        fn sleep(&mut self, _: u64) {}
    }
    let mut w = world(false);
    w.c.clocks(Stopped).random(|b| b.fill(9));
    w.c.stdin_bytes(b"input").unwrap();
    let (out, err) = (w.c.capture_stdout(1).unwrap(), w.c.capture_stderr(10_000).unwrap());
    w.call("clock_time_get", &[1, 0, O]).unwrap();
    assert_eq!(w.m.u64(OUT), Ok(42));
    w.call("clock_res_get", &[1, O]).unwrap();
    assert_eq!(w.m.u64(OUT), Ok(7));
    w.call("random_get", &[B, 3]).unwrap();
    assert_eq!(w.m.bytes(BUF, 4).unwrap(), [9, 9, 9, 0]);
    assert_eq!(w.read(0).unwrap(), b"input");
    assert_eq!(w.read(0).unwrap(), b"");
    assert_eq!(w.call("fd_write", &[0, I, 1, O]), Err(Errno::NOTCAPABLE));
    // What is kept has a cap, in pages; and it can't be read, cut or moved about in.
    w.m.bytes_mut(BUF, 4096).unwrap().fill(b'x');
    w.iov(BUF, 4096);
    let page = rustix::param::page_size();
    for _ in 0..page / 4096 {
        w.call("fd_write", &[1, I, 1, O]).unwrap();
    }
    assert_eq!(w.call("fd_write", &[1, I, 1, O]), Err(Errno::NOSPC));
    assert_eq!(out.bytes().unwrap(), vec![b'x'; page]);
    assert_eq!(w.call("fd_seek", &[1, 0, 0, O]), Err(Errno::NOTCAPABLE));
    assert_eq!(w.call("fd_filestat_set_size", &[1, 0]), Err(Errno::NOTCAPABLE));
    assert_eq!(w.call("fd_fdstat_set_flags", &[0, 4]), Err(Errno::NOTSUP), "shared with the host");
    w.iov(BUF, 3);
    w.call("fd_write", &[2, I, 1, O]).unwrap();
    assert_eq!(err.bytes().unwrap(), b"xxx");
    // A pipe as a stream; a directory with few rights; things that are not what they should be.
    let (mut a, b) = std::io::pipe().unwrap();
    w.c.stdout(b).unwrap();
    w.call("fd_write", &[1, I, 1, O]).unwrap();
    let mut got = [0; 3];
    a.read_exact(&mut got).unwrap();
    assert_eq!(&got, b"xxx");
    w.c.preopen_dir_with_rights(w.dir.path().join("root"), "/few", r::PATH_OPEN, r::FD_READ).unwrap();
    w.call("fd_fdstat_get", &[4, B]).unwrap();
    assert_eq!((w.m.u64(BUF + 8), w.m.u64(BUF + 16)), (Ok(r::PATH_OPEN), Ok(r::FD_READ)));
    let mut c = WasiCtx::new();
    assert!(c.socket(File::open("/dev/null").unwrap()).is_err());
    assert!(c.env("A\0", "").is_err() && c.arg(b"\0").is_err() && c.preopen_dir("/", "a\0", true).is_err());
    c.limits(Limits { fds: 3, ..Limits::default() });
    assert!(c.preopen_dir("/", "/", true).is_err());
}

#[test]
fn the_limits_have_names() {
    let mut l = Limits::default();
    for (i, name) in Limits::NAMES.iter().enumerate() {
        assert!(l.set(name, i as u32));
    }
    let all = [l.fds, l.directories, l.iovecs, l.random_bytes, l.subscriptions, l.path_bytes];
    assert_eq!(all, [0, 1, 2, 3, 4, 5]);
    assert!(!l.set("nothing", 1));
    let mut c = WasiCtx::new();
    c.limits(Limits { iovecs: u32::MAX, path_bytes: u32::MAX, ..l });
    assert_eq!((c.limits.iovecs, c.limits.path_bytes), (1024, 4095));
}
