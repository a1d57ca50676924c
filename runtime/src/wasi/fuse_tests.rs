//! Each error number through each function: from a file system of the test's own, which answers with the error that is wanted.
//!
//! The file system is a thread that speaks the kernel's FUSE protocol, on a mount of a process with mounts of its own. It has a file `f` of ten
//! bytes, a directory `d` and a link `l`; what is asked of it succeeds but for one request, which fails with one error.

use super::host_errno_tests::among_mounts;
use super::tests::{BUF, IOV, OUT, P, Q, World};
use super::types::rights as r;
use super::Errno;
use rustix::fd::{AsFd, OwnedFd};
use rustix::io::{Errno as Os, read, write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

const O: u64 = OUT as u64;
const B: u64 = BUF as u64;
const I: u64 = IOV as u64;

/// Requests of the protocol, by number.
const LOOKUP: u32 = 1;
const GETATTR: u32 = 3;
const SETATTR: u32 = 4;
const READLINK: u32 = 5;
const SYMLINK: u32 = 6;
const MKDIR: u32 = 9;
const UNLINK: u32 = 10;
const RMDIR: u32 = 11;
const RENAME: u32 = 12;
const LINK: u32 = 13;
const OPEN: u32 = 14;
const READ: u32 = 15;
const WRITE: u32 = 16;
const FSYNC: u32 = 20;
const INIT: u32 = 26;
const OPENDIR: u32 = 27;
const READDIR: u32 = 28;
const FSYNCDIR: u32 = 30;
const CREATE: u32 = 35;
const FALLOCATE: u32 = 43;

/// The mount: descriptor 0 is the file system's end of it.
const MOUNT: &str = "
    mkdir $D/fuse
    exec 0<>/dev/fuse
    mount -i -t fuse -o fd=0,rootmode=40000,user_id=0,group_id=0 none $D/fuse";

/// Which request fails, how, and how often still: request, number and count, or nothing.
type Fail = Arc<AtomicU64>;

fn attributes(node: u64) -> Vec<u8> {
    let mode: u32 = match node {
        1 | 3 => 0o40777,
        4 | 5 => 0o120_777,
        _ => 0o100_666,
    };
    let mut out = Vec::new();
    [node, 10, 1, 0, 0, 0].iter().for_each(|f: &u64| out.extend(f.to_le_bytes()));
    [0, 0, 0, mode, 1, 0, 0, 0, 4096, 0].iter().for_each(|f: &u32| out.extend(f.to_le_bytes()));
    out
}

/// Where something is: its number and attributes, which the kernel is to forget at once.
fn entry(node: u64) -> Vec<u8> {
    let mut out = node.to_le_bytes().to_vec();
    out.resize(40, 0);
    out.extend(attributes(node));
    out
}

fn answer(request: u32, node: u64, body: &[u8]) -> Result<Vec<u8>, i32> {
    Ok(match request {
        INIT => {
            let mut out = Vec::new();
            [7u32, 31, 65536, 0, 0, 65536, 1, 1].iter().for_each(|f| out.extend(f.to_le_bytes()));
            out.resize(64, 0);
            out
        }
        LOOKUP => match body {
            b"f\0" => entry(2),
            b"d\0" => entry(3),
            b"l\0" => entry(4),
            _ => return Err(Os::NOENT.raw_os_error()),
        },
        GETATTR | SETATTR => [vec![0; 16], attributes(node)].concat(),
        READLINK => b"f".to_vec(),
        SYMLINK => entry(5),
        MKDIR => entry(3),
        LINK => entry(2),
        // Straight to the file system, without the kernel's cache.
        OPEN | OPENDIR => [vec![0; 8], vec![1, 0, 0, 0], vec![0; 4]].concat(),
        CREATE => [entry(6), vec![0; 8], vec![1, 0, 0, 0], vec![0; 4]].concat(),
        READ => b"0123".to_vec(),
        WRITE => vec![4, 0, 0, 0, 0, 0, 0, 0],
        _ => Vec::new(),
    })
}

/// Answers until the mount is gone.
fn serve(kernel: &OwnedFd, fail: &Fail) {
    let mut buf = vec![0; 1 << 20];
    while let Ok(n) = read(kernel, &mut buf[..]) {
        let word = |at: usize| u32::from_le_bytes(buf[at..at + 4].try_into().unwrap());
        let (request, node) = (word(4), u64::from(word(16)));
        let wanted = fail.load(SeqCst);
        let (which, error, count) = ((wanted >> 32) as u32, wanted as i32 & 0xffff, wanted >> 16 & 0xffff);
        let result = if which == request && count > 0 {
            fail.fetch_sub(1 << 16, SeqCst);
            Err(error)
        } else {
            answer(request, node, &buf[40..n])
        };
        // What was forgotten, and what was interrupted, is not answered.
        if matches!(request, 2 | 36 | 42) {
            continue;
        }
        let (error, data) = result.map_or_else(|e| (-e, Vec::new()), |d| (0, d));
        let mut out = (16 + data.len() as u32).to_le_bytes().to_vec();
        out.extend(error.to_le_bytes());
        out.extend(&buf[8..16]);
        out.extend(data);
        // What was asked may have been given up.
        let _ = write(kernel, &out);
    }
}

#[test]
fn each_error_through_each_function() {
    let what = "each error number through each function (FUSE)";
    let Some(w) = among_mounts(MOUNT, "wasi::fuse_tests::each_error_through_each_function", what) else { return };
    let kernel = std::io::stdin().as_fd().try_clone_to_owned().unwrap();
    let fail = Fail::default();
    let theirs = Arc::clone(&fail);
    std::thread::spawn(move || serve(&kernel, &theirs));
    let tried = on_it(w, &fail);
    println!("{tried} errors");
}

fn on_it(mut w: World, fail: &Fail) -> usize {
    w.c.preopen_dir(std::path::Path::new(&std::env::var_os(super::host_errno_tests::PREPARED).unwrap()).join("fuse"), "/", false).unwrap();
    w.put(P, "fdlnew");
    let (f, d, l, new) = ([u64::from(P), 1], [u64::from(P) + 1, 1], [u64::from(P) + 2, 1], [u64::from(P) + 3, 3]);
    w.iov(Q, 4);
    let mut open = |p: [u64; 2], of, rights| {
        w.call("path_open", &[4, 0, p[0], p[1], of, rights, 0, 0, O]).unwrap();
        u64::from(w.m.u32(OUT).unwrap())
    };
    let (file, dir) = (open(f, 0, r::FILE), open(d, 2, r::DIR & !r::FD_WRITE));
    // A directory that was removed has no entries any more, so that comes later.
    let rows: Vec<(u32, &str, Vec<u64>)> = vec![
        (READDIR, "fd_readdir", vec![dir, B, 100, 0, O]),
        (OPEN, "path_open", [&[4, 0], &f[..], &[0, r::FD_READ, 0, 0, O]].concat()),
        (OPEN, "path_open", [&[4, 0], &f[..], &[0, r::FD_WRITE, 0, 0, O]].concat()),
        (OPENDIR, "path_open", [&[4, 0], &d[..], &[2, r::FD_READDIR, 0, 0, O]].concat()),
        (CREATE, "path_open", [&[4, 0], &new[..], &[1, r::FD_WRITE, 0, 0, O]].concat()),
        (LOOKUP, "path_open", [&[4, 0], &f[..], &[0, r::FD_READ, 0, 0, O]].concat()),
        (LOOKUP, "path_filestat_get", [&[4, 0], &f[..], &[B]].concat()),
        (GETATTR, "path_filestat_get", [&[4, 0], &f[..], &[B]].concat()),
        (SETATTR, "path_filestat_set_times", [&[4, 0], &f[..], &[0, 0, 10]].concat()),
        (MKDIR, "path_create_directory", [&[4], &new[..]].concat()),
        (LINK, "path_link", [&[4, 0], &f[..], &[4], &new].concat()),
        (READLINK, "path_readlink", [&[4], &l[..], &[B, 9, O]].concat()),
        (RMDIR, "path_remove_directory", [&[4], &d[..]].concat()),
        (RENAME, "path_rename", [&[4], &f[..], &[4], &new].concat()),
        (SYMLINK, "path_symlink", [&f[..], &[4], &new].concat()),
        (UNLINK, "path_unlink_file", [&[4], &f[..]].concat()),
        (READ, "fd_read", vec![file, I, 1, O]),
        (READ, "fd_pread", vec![file, I, 1, 0, O]),
        (WRITE, "fd_write", vec![file, I, 1, O]),
        (WRITE, "fd_pwrite", vec![file, I, 1, 0, O]),
        (FSYNC, "fd_sync", vec![file]),
        (FSYNC, "fd_datasync", vec![file]),
        (FSYNCDIR, "fd_sync", vec![dir]),
        (GETATTR, "fd_filestat_get", vec![file, B]),
        (GETATTR, "fd_seek", vec![file, 0, 2, O]),
        (SETATTR, "fd_filestat_set_size", vec![file, 3]),
        (SETATTR, "fd_filestat_set_times", vec![file, 0, 0, 10]),
        (FALLOCATE, "fd_allocate", vec![file, 0, 4]),
    ];
    let mut tried = 0;
    for (request, name, args) in &rows {
        // Without an error it works.
        assert_eq!(w.call(name, args), Ok(()), "{name} {args:?}");
        for &(os, errno) in Errno::ALL {
            // To the kernel that one means that the file system has no such request at all, from then on.
            if os == Os::NOSYS || os == Os::OPNOTSUPP && *request == FALLOCATE {
                continue;
            }
            let want = match (*name, os) {
                // A path that leads outside, to openat2.
                ("path_open" | "path_filestat_get", Os::XDEV) if *request != GETATTR => Err(Errno::PERM),
                // Asked again, until there is another answer.
                ("path_open", Os::AGAIN | Os::INTR) | ("path_filestat_get", Os::AGAIN | Os::INTR) if *request != GETATTR => Ok(()),
                ("fd_read" | "fd_pread" | "fd_write" | "fd_pwrite", Os::INTR) => Ok(()),
                // What an opened thing says that is no link; a directory that is gone.
                ("path_readlink", Os::NOENT) => Err(Errno::INVAL),
                ("fd_readdir", Os::NOENT) => Ok(()),
                _ => Err(errno),
            };
            // Often, since the kernel itself asks once more after some; but not without end.
            fail.store(u64::from(*request) << 32 | 3 << 16 | os.raw_os_error() as u64, SeqCst);
            assert_eq!(w.call(name, args), want, "{name} {args:?}: {os:?}");
            fail.store(0, SeqCst);
            tried += 1;
        }
        while w.c.fds.open() > 4 {
            let last = (7..100).find(|n| w.c.fds.any(*n).is_ok()).unwrap();
            w.call("fd_close", &[last.into()]).unwrap();
        }
    }
    tried
}
