//! What a hostile guest may try: to make the host spend, to change what it was lent, to confuse a call by buffers that overlap, by numbers
//! at the edge, by flags that contradict each other.

use super::deadline_tests::terminal;
use super::tests::{BUF, IOV, OUT, P, Q, world};
use super::types::rights as r;
use super::{Errno, Limits};
use std::fs::{self, File};
use std::io::Write;
use std::os::fd::OwnedFd;

const O: u64 = OUT as u64;
const B: u64 = BUF as u64;
const I: u64 = IOV as u64;
const MANY: u64 = 1 << 40;

#[test]
fn streams_are_lent_and_not_given() {
    let mut w = world(false);
    w.c.stdin_bytes(b"input").unwrap();
    let _out = w.c.capture_stdout(1).unwrap();
    // A log that others write to as well.
    let path = w.dir.path().join("log");
    fs::write(&path, "before\n").unwrap();
    let log = File::options().read(true).append(true).open(&path).unwrap();
    w.c.stderr(OwnedFd::from(log)).unwrap();
    w.iov(BUF, 4);
    for fd in 0..3 {
        let no = Err(Errno::NOTCAPABLE);
        // Memory of the host's without a cap, for one that lies in memory.
        assert_eq!(w.call("fd_allocate", &[fd, 0, MANY]), no);
        assert_eq!(w.call("fd_filestat_set_size", &[fd, MANY]), no);
        assert_eq!(w.call("fd_filestat_set_size", &[fd, 0]), no);
        assert_eq!(w.call("fd_filestat_set_times", &[fd, 0, 0, 5]), no);
        let seek = w.call("fd_seek", &[fd, 1, 0, O]);
        assert_eq!(seek, if fd == 0 { Ok(()) } else { no });
        assert_eq!(w.call("fd_pwrite", &[fd, I, 1, 0, O]), no);
        assert_eq!(w.call(if fd == 0 { "fd_write" } else { "fd_read" }, &[fd, I, 1, O]), no);
        assert_eq!(w.call("fd_fdstat_set_flags", &[fd, if fd == 2 { 0 } else { 1 }]), if fd == 1 { no } else { Err(Errno::NOTSUP) });
        // Nor by way of more rights, or of another number.
        assert_eq!(w.call("fd_fdstat_set_rights", &[fd, r::FD_WRITE | r::FD_READ, 0]), no);
        w.call("fd_renumber", &[fd, 3]).unwrap();
        assert_eq!(w.call("fd_allocate", &[3, 0, MANY]), no);
        let back = w.c.fds.take(3).unwrap();
        w.c.fds.put(fd as usize, back);
        w.c.preopen_dir(w.dir.path().join("root"), "/", false).unwrap();
    }
    assert_eq!(w.call("fd_write", &[2, I, 1, O]), Ok(()));
    assert_eq!(fs::read(&path).unwrap(), b"before\n\0\0\0\0");
    // What is in memory can't be changed by any other way either.
    let stdin = super::stdio::input(b"input").unwrap();
    assert!(rustix::fs::ftruncate(&stdin, 1 << 30).is_err() && rustix::io::pwrite(&stdin, b"x", 0).is_err());
    // A terminal has no length or position at all.
    w.c.stdout(terminal().0).unwrap();
    w.call("fd_fdstat_get", &[1, B]).unwrap();
    assert_eq!((w.m.u8(BUF), w.m.u64(BUF + 8).unwrap() & (r::FD_SEEK | r::FD_TELL)), (Ok(2), 0));
}

#[test]
fn results_over_arguments() {
    let mut w = world(false);
    fs::write(w.dir.path().join("root/f"), "0123456789abcdef").unwrap();
    fs::create_dir(w.dir.path().join("root/d")).unwrap();
    let fd = u64::from(w.open("f", 0, 0, r::FILE).unwrap());
    // The list of buffers is a buffer itself; the result lies in the list.
    w.iov(IOV, 8);
    w.call("fd_pread", &[fd, I, 1, 0, I]).unwrap();
    assert_eq!((w.m.u32(IOV), w.m.bytes(IOV + 4, 4).unwrap()), (Ok(8), &b"4567"[..]));
    // Subscriptions and events at one place, and the count over both: what was asked is what is answered.
    for i in 0..3u32 {
        let p = BUF + 48 * i;
        w.m.bytes_mut(p, 48).unwrap().fill(0);
        w.m.put_u64(p, 100 + u64::from(i)).unwrap();
        w.m.put_u8(p + 8, 1).unwrap();
        w.m.put_u32(p + 16, fd as u32).unwrap();
    }
    w.call("poll_oneoff", &[B, B, 3, O]).unwrap();
    assert_eq!(w.m.u32(OUT), Ok(3));
    for i in 0..3 {
        assert_eq!((w.m.u64(BUF + 32 * i), w.m.u16(BUF + 32 * i + 8), w.m.u64(BUF + 32 * i + 16)), (Ok(100 + u64::from(i)), Ok(0), Ok(16)));
    }
    // The path is where the result goes, and what is read of a directory goes over its count.
    let (p, n) = w.put(P, "f");
    w.call("path_open", &[3, 0, p.into(), n.into(), 0, r::FD_READ, 0, 0, p.into()]).unwrap();
    assert_eq!(w.m.u32(P), Ok(fd as u32 + 1));
    let (p, n) = w.put(P, "f");
    w.call("path_filestat_get", &[3, 0, p.into(), n.into(), p.into()]).unwrap();
    assert_eq!(w.m.u64(P + 32), Ok(16));
    w.call("fd_readdir", &[3, B, 200, 0, B + 8]).unwrap();
    assert!((24 * 4..=200).contains(&w.m.u32(BUF + 8).unwrap()));
    // Both names of a call are the same bytes.
    let (p, n) = w.put(P, "d");
    assert_eq!(w.call("path_rename", &[3, p.into(), n.into(), 3, p.into(), n.into()]), Ok(()));
    assert_eq!(w.call("path_symlink", &[p.into(), n.into(), 3, p.into(), n.into()]), Err(Errno::EXIST));
}

#[test]
fn the_end_of_memory() {
    let mut w = world(false);
    let end = w.m.len() as u32;
    fs::write(w.dir.path().join("root/f"), "0123456789").unwrap();
    let fd = u64::from(w.open("f", 0, 0, r::FILE).unwrap());
    // The last bytes are used, and none behind them: list, buffer, result, path, event.
    w.m.put_u32(end - 8, end - 12).unwrap();
    w.m.put_u32(end - 4, 4).unwrap();
    assert_eq!(w.call("fd_pread", &[fd, (end - 8).into(), 1, 0, (end - 4).into()]), Ok(()));
    assert_eq!((w.m.bytes(end - 12, 4).unwrap(), w.m.u32(end - 4)), (&b"0123"[..], Ok(4)));
    for (iovs, out) in [(end - 7, 0), (end - 8, end - 3), (end, 0), (u32::MAX - 7, 0)] {
        assert_eq!(w.call("fd_pread", &[fd, iovs.into(), 1, 0, out.into()]), Err(Errno::FAULT), "{iovs} {out}");
    }
    w.iov(end - 3, 4);
    for call in ["fd_pread", "fd_pwrite"] {
        assert_eq!(w.call(call, &[fd, I, 1, 0, O]), Err(Errno::FAULT));
    }
    w.iov(end - 4, 4);
    for call in ["fd_pread", "fd_pwrite"] {
        assert_eq!(w.call(call, &[fd, I, 1, 0, O]), Ok(()));
    }
    // Of two lists, the second pair is outside.
    w.m.write(end - 8, &[0; 8]).unwrap();
    for call in ["fd_pread", "fd_pwrite"] {
        assert_eq!(w.call(call, &[fd, (end - 8).into(), 2, 0, O]), Err(Errno::FAULT));
    }
    w.m.write(end - 1, b"f").unwrap();
    assert_eq!(w.call("path_filestat_get", &[3, 0, (end - 1).into(), 1, (end - 64).into()]), Ok(()));
    w.m.write(end - 1, b"f").unwrap();
    assert_eq!(w.call("path_filestat_get", &[3, 0, (end - 1).into(), 1, (end - 63).into()]), Err(Errno::FAULT));
    assert_eq!(w.call("path_filestat_get", &[3, 0, (end - 1).into(), 2, 0]), Err(Errno::FAULT));
    for (n, call) in [(48, "poll_oneoff"), (24, "fd_fdstat_get"), (64, "fd_filestat_get"), (8, "fd_tell"), (8, "fd_prestat_get")] {
        let args = |at: u32| match call {
            "poll_oneoff" => vec![at.into(), 0, 1, 64],
            "fd_prestat_get" => vec![3, at.into()],
            _ => vec![fd, at.into()],
        };
        w.m.bytes_mut(end - 64, 64).unwrap().fill(0);
        assert_eq!(w.call(call, &args(end - n)), Ok(()), "{call}");
        assert_eq!(w.call(call, &args(end - n + 1)), Err(Errno::FAULT), "{call}");
    }
    assert_eq!(w.call("random_get", &[(end - 5).into(), 5]), Ok(()));
    assert_eq!(w.call("random_get", &[(end - 5).into(), 6]), Err(Errno::FAULT));
    assert_eq!(w.call("fd_readdir", &[3, (end - 30).into(), 30, 0, O]), Ok(()));
    assert_eq!(w.call("fd_readdir", &[3, (end - 30).into(), 31, 0, O]), Err(Errno::FAULT));
}

#[test]
fn caps_to_the_last_one() {
    let mut w = world(false);
    fs::write(w.dir.path().join("root/f"), "0123456789").unwrap();
    let fd = u64::from(w.open("f", 0, 0, r::FILE).unwrap());
    w.c.limits(Limits { fds: 6, iovecs: 20, random_bytes: 30, subscriptions: 2, path_bytes: 3, ..Limits::default() });
    w.m.bytes_mut(Q, 168).unwrap().fill(0);
    for (n, want) in [(20, Ok(())), (21, Err(Errno::INVAL)), (u64::from(u32::MAX), Err(Errno::INVAL))] {
        for call in ["fd_pread", "fd_pwrite"] {
            assert_eq!(w.call(call, &[fd, Q.into(), n, 0, O]), want, "{call} {n}");
        }
    }
    assert_eq!((w.call("random_get", &[B, 30]), w.call("random_get", &[B, 31])), (Ok(()), Err(Errno::INVAL)));
    let (p, n) = w.put(P, "newer");
    assert_eq!(n, 5);
    assert_eq!(w.call("path_create_directory", &[3, p.into(), 4]), Err(Errno::NAMETOOLONG));
    assert_eq!(w.call("path_create_directory", &[3, p.into(), 3]), Ok(()));
    assert_eq!(w.call("path_symlink", &[p.into(), 4, 3, p.into(), 1]), Err(Errno::NAMETOOLONG));
    // 3 to 5, and then no more, also after some came and went.
    assert_eq!((w.open("f", 0, 0, r::FD_READ), w.open("f", 0, 0, r::FD_READ)), (Ok(5), Err(Errno::MFILE)));
    for fd in [4, 5, 4] {
        w.call("fd_close", &[fd]).unwrap();
        assert_eq!(w.call("fd_close", &[fd]), Err(Errno::BADF));
        assert_eq!((w.open("f", 0, 0, r::FD_READ), w.open("f", 0, 0, r::FD_READ)), (Ok(fd as u32), Err(Errno::MFILE)));
    }
    w.m.bytes_mut(BUF, 200).unwrap().fill(0);
    assert_eq!(w.call("poll_oneoff", &[B, Q.into(), 2, O]), Ok(()));
    assert_eq!(w.call("poll_oneoff", &[B, Q.into(), 3, O]), Err(Errno::INVAL));
}

#[test]
fn numbers_at_the_edge() {
    use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, utimensat};
    let mut w = world(false);
    let path = w.dir.path().join("root/f");
    fs::write(&path, "0123456789").unwrap();
    let fd = u64::from(w.open("f", 0, 0, r::FILE).unwrap());
    w.iov(BUF, 4);
    // The kernel has a name for the last position of all: the present one. It must not be the guest's.
    for at in [u64::MAX, u64::MAX - 1, 1 << 63] {
        for call in ["fd_pread", "fd_pwrite"] {
            assert_eq!(w.call(call, &[fd, I, 1, at, O]), Err(Errno::INVAL), "{call} {at}");
        }
        for (call, args) in [("fd_allocate", vec![fd, at, 1]), ("fd_allocate", vec![fd, 0, at]), ("fd_filestat_set_size", vec![fd, at])] {
            assert_eq!(w.call(call, &args), Err(Errno::INVAL), "{call} {at}");
        }
        assert!(w.call("fd_advise", &[fd, 0, at, 0]).is_err() && w.call("fd_seek", &[fd, at, 0, O]).is_err());
    }
    let zero = w.give(File::options().read(true).write(true).open("/dev/zero").unwrap());
    w.c.deadline(std::time::Instant::now() + std::time::Duration::from_secs(60));
    for call in ["fd_pread", "fd_pwrite"] {
        assert_eq!(w.call(call, &[zero, I, 1, u64::MAX, O]), Err(Errno::INVAL), "{call}");
        assert_eq!(w.call(call, &[zero, I, 1, 0, O]), Ok(()), "{call}");
    }
    for (offset, whence) in [(i64::MIN, 0), (-1, 0), (i64::MIN, 1), (i64::MAX, 2), (i64::MIN, 2), (-11, 2)] {
        assert_eq!(w.call("fd_seek", &[fd, offset as u64, whence, O]), Err(Errno::INVAL), "{offset} {whence}");
        assert_eq!(w.call("fd_tell", &[fd, O]), Ok(()));
        assert_eq!(w.m.u64(OUT), Ok(0));
    }
    // Times have no sign, and 64 bits; the file system may have less.
    let on = |s| Timespec { tv_sec: s, tv_nsec: 5 };
    let mut modified = |s| {
        utimensat(CWD, &path, &Timestamps { last_access: on(s), last_modification: on(s) }, AtFlags::empty()).unwrap();
        w.call("fd_filestat_get", &[fd, B]).unwrap();
        w.m.u64(BUF + 48).unwrap()
    };
    assert_eq!((modified(1), modified(0), modified(-1), modified(-1_000_000_000)), (1_000_000_005, 5, 0, 0));
    let s = super::files::stat_fields(&{
        let mut s = rustix::fs::stat(&path).unwrap();
        (s.st_mtime, s.st_atime, s.st_ctime) = (10_000_000_000, 18_446_744_073, i64::MAX);
        (s.st_mtime_nsec, s.st_atime_nsec, s.st_ctime_nsec) = (0, 709_551_615, 0);
        s
    });
    assert_eq!(s[5..], [u64::MAX, 10_000_000_000_000_000_000, u64::MAX]);
    // Set and set to now, of either time.
    for flags in 0..32 {
        let bad = flags > 15 || flags & 3 == 3 || flags & 12 == 12;
        let want = if bad { Err(Errno::INVAL) } else { Ok(()) };
        assert_eq!(w.call("fd_filestat_set_times", &[fd, 1, 1, flags]), want, "{flags}");
        let (p, n) = w.put(P, "f");
        assert_eq!(w.call("path_filestat_set_times", &[3, 0, p.into(), n.into(), 1, 1, flags]), want, "{flags}");
    }
    // What can be read of a file beyond 32 bits, and behind its end.
    let mut sparse = File::options().read(true).write(true).create(true).truncate(true).open(w.dir.path().join("sparse")).unwrap();
    sparse.set_len(5 << 30).unwrap();
    sparse.write_all(b"1234").unwrap();
    let fd = w.give(sparse);
    for (at, want) in [(4u64, (5 << 30) - 4), (6 << 30, 0)] {
        w.call("fd_seek", &[fd, at, 0, O]).unwrap();
        w.m.bytes_mut(BUF, 48).unwrap().fill(0);
        w.m.put_u8(BUF + 8, 1).unwrap();
        w.m.put_u32(BUF + 16, fd as u32).unwrap();
        w.call("poll_oneoff", &[B, Q.into(), 1, O]).unwrap();
        assert_eq!((w.m.u32(OUT), w.m.u64(Q + 16)), (Ok(1), Ok(want)));
    }
}
