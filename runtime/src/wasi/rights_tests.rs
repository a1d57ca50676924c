//! Each function, with each of the rights missing, and with those that it needs alone.

use super::tests::{BUF, IOV, OUT, P, Q, World, world};
use super::types::rights as r;
use super::{Errno, MODULE, TABLE, path};
use std::fs;
use std::io::Write;
use std::os::unix::net::{UnixListener, UnixStream};

/// What a descriptor is of.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    File,
    Dir,
    Stream,
    Listener,
}
use Kind::*;

/// Stands for a descriptor of the row's kind in a list of arguments.
const FD: u64 = u64::MAX;
/// Stands for a directory with all rights.
const ROOT: u64 = 3;
/// Addresses and lengths of the paths `f` (a file), `d` (an empty directory), `l` (a link to `f`), `new` (nothing).
const F: [u64; 2] = [P as u64, 1];
const D: [u64; 2] = [P as u64 + 1, 1];
const L: [u64; 2] = [P as u64 + 2, 1];
const NEW: [u64; 2] = [P as u64 + 3, 3];
const VEC: [u64; 2] = [IOV as u64, 1];
const O: u64 = OUT as u64;
const B: u64 = BUF as u64;

fn cat(parts: &[&[u64]]) -> Vec<u64> {
    parts.concat()
}

/// Functions, the kind of their descriptor, their arguments, the rights that they need.
fn rows() -> Vec<(&'static str, Kind, Vec<u64>, u64)> {
    vec![
        ("fd_advise", File, vec![FD, 0, 4, 0], r::FD_ADVISE),
        ("fd_advise", Dir, vec![FD, 0, 4, 0], r::FD_ADVISE),
        ("fd_allocate", File, vec![FD, 0, 4], r::FD_ALLOCATE),
        ("fd_close", File, vec![FD], 0),
        ("fd_datasync", File, vec![FD], r::FD_DATASYNC),
        ("fd_fdstat_get", File, vec![FD, B], 0),
        ("fd_fdstat_set_flags", File, vec![FD, 1], r::FD_FDSTAT_SET_FLAGS),
        ("fd_fdstat_set_rights", File, vec![FD, 0, 0], 0),
        ("fd_filestat_get", File, vec![FD, B], r::FD_FILESTAT_GET),
        ("fd_filestat_get", Dir, vec![FD, B], r::FD_FILESTAT_GET),
        ("fd_filestat_set_size", File, vec![FD, 4], r::FD_FILESTAT_SET_SIZE),
        ("fd_filestat_set_times", File, vec![FD, 0, 0, 10], r::FD_FILESTAT_SET_TIMES),
        ("fd_filestat_set_times", Dir, vec![FD, 0, 0, 10], r::FD_FILESTAT_SET_TIMES),
        ("fd_pread", File, cat(&[&[FD], &VEC, &[0, O]]), r::FD_READ | r::FD_SEEK),
        ("fd_prestat_get", Dir, vec![FD, O], 0),
        ("fd_prestat_dir_name", Dir, vec![FD, B, 9], 0),
        ("fd_pwrite", File, cat(&[&[FD], &VEC, &[0, O]]), r::FD_WRITE | r::FD_SEEK),
        ("fd_read", File, cat(&[&[FD], &VEC, &[O]]), r::FD_READ),
        ("fd_read", Stream, cat(&[&[FD], &VEC, &[O]]), r::FD_READ),
        ("fd_readdir", Dir, vec![FD, B, 100, 0, O], r::FD_READDIR),
        ("fd_renumber", File, vec![FD, ROOT], 0),
        ("fd_seek", File, vec![FD, 1, 0, O], r::FD_SEEK),
        ("fd_seek", File, vec![FD, 0, 1, O], r::FD_TELL),
        ("fd_sync", File, vec![FD], r::FD_SYNC),
        ("fd_tell", File, vec![FD, O], r::FD_TELL),
        ("fd_write", File, cat(&[&[FD], &VEC, &[O]]), r::FD_WRITE),
        ("fd_write", Stream, cat(&[&[FD], &VEC, &[O]]), r::FD_WRITE),
        ("path_create_directory", Dir, cat(&[&[FD], &NEW]), r::PATH_CREATE_DIRECTORY),
        ("path_filestat_get", Dir, cat(&[&[FD, 0], &F, &[B]]), r::PATH_FILESTAT_GET),
        ("path_filestat_set_times", Dir, cat(&[&[FD, 0], &F, &[0, 0, 10]]), r::PATH_FILESTAT_SET_TIMES),
        ("path_link", Dir, cat(&[&[FD, 0], &F, &[ROOT], &NEW]), r::PATH_LINK_SOURCE),
        ("path_link", Dir, cat(&[&[ROOT, 0], &F, &[FD], &NEW]), r::PATH_LINK_TARGET),
        ("path_open", Dir, cat(&[&[FD, 0], &F, &[0, r::FD_READ, 0, 0, O]]), r::PATH_OPEN),
        ("path_open", Dir, cat(&[&[FD, 0], &NEW, &[1, r::FD_READ, 0, 0, O]]), r::PATH_OPEN | r::PATH_CREATE_FILE),
        ("path_open", Dir, cat(&[&[FD, 0], &F, &[8, r::FD_WRITE, 0, 0, O]]), r::PATH_OPEN | r::PATH_FILESTAT_SET_SIZE),
        (
            "path_open", Dir, cat(&[&[FD, 0], &NEW, &[9, r::FD_WRITE, 0, 0, O]]),
            r::PATH_OPEN | r::PATH_CREATE_FILE | r::PATH_FILESTAT_SET_SIZE,
        ),
        ("path_readlink", Dir, cat(&[&[FD], &L, &[B, 9, O]]), r::PATH_READLINK),
        ("path_remove_directory", Dir, cat(&[&[FD], &D]), r::PATH_REMOVE_DIRECTORY),
        ("path_rename", Dir, cat(&[&[FD], &F, &[ROOT], &NEW]), r::PATH_RENAME_SOURCE),
        ("path_rename", Dir, cat(&[&[ROOT], &F, &[FD], &NEW]), r::PATH_RENAME_TARGET),
        ("path_symlink", Dir, cat(&[&F, &[FD], &NEW]), r::PATH_SYMLINK),
        ("path_unlink_file", Dir, cat(&[&[FD], &F]), r::PATH_UNLINK_FILE),
        ("sock_accept", Listener, vec![FD, 0, O], r::SOCK_ACCEPT),
        ("sock_recv", Stream, cat(&[&[FD], &VEC, &[0, O, O + 4]]), r::FD_READ),
        ("sock_send", Stream, cat(&[&[FD], &VEC, &[0, O]]), r::FD_WRITE),
        ("sock_shutdown", Stream, vec![FD, 3], r::SOCK_SHUTDOWN),
    ]
}

/// Functions that no right is needed for, because they take no descriptor, and the one that tells in its events.
const WITHOUT: [&str; 11] = [
    "args_get", "args_sizes_get", "environ_get", "environ_sizes_get", "clock_res_get", "clock_time_get", "poll_oneoff", "proc_exit",
    "proc_raise", "random_get", "sched_yield",
];

/// Calls a row's function on a descriptor with the rights that `keep` makes of all that fit it.
fn with(row: &(&str, Kind, Vec<u64>, u64), keep: impl FnOnce(u64) -> u64) -> Result<(), Errno> {
    let mut w: World = world(false);
    let root = w.dir.path().join("root");
    fs::write(root.join("f"), "0123456789").unwrap();
    fs::create_dir(root.join("d")).unwrap();
    std::os::unix::fs::symlink("f", root.join("l")).unwrap();
    w.put(P, "fdlnew");
    w.iov(Q, 4);
    let mut peers = Vec::new();
    let fd = match row.1 {
        File => w.give(fs::File::options().read(true).write(true).open(root.join("f")).unwrap()),
        Dir => w.give(fs::File::open(&root).unwrap()),
        Stream => {
            let (mut a, b) = UnixStream::pair().unwrap();
            a.write_all(b"data").unwrap();
            peers.push(a);
            w.give(b)
        }
        Listener => {
            let at = w.dir.path().join("socket");
            let l = UnixListener::bind(&at).unwrap();
            peers.push(UnixStream::connect(at).unwrap());
            w.give(l)
        }
    };
    let e = w.c.fds.any(fd as u32).unwrap();
    let (base, inheriting) = (e.base, e.inheriting);
    assert_eq!(row.3 & !base, 0, "{} needs what does not fit its kind", row.0);
    w.c.fds.shrink(fd as u32, keep(base), inheriting).unwrap();
    let args: Vec<u64> = row.2.iter().map(|a| if *a == FD { fd } else { *a }).collect();
    w.call(row.0, &args)
}

#[test]
fn each_function_needs_its_rights_and_no_others() {
    let rows = rows();
    for f in TABLE.iter().filter(|f| f.modules.contains(&MODULE)) {
        assert_ne!(rows.iter().any(|row| row.0 == f.name), WITHOUT.contains(&f.name), "{}", f.name);
    }
    for row in &rows {
        let all = with(row, |all| all);
        assert_ne!(all, Err(Errno::NOTCAPABLE), "{row:x?}");
        // A descriptor without a guest path is no pre-opened directory, whatever its rights; all else works.
        assert_eq!(all, if row.0.starts_with("fd_prestat") { Err(Errno::BADF) } else { Ok(()) }, "{row:x?}");
        assert_eq!(with(row, |_| row.3), all, "only what it needs: {row:x?}");
        for bit in (0..30).map(|b| 1u64 << b) {
            let want = if row.3 & bit != 0 { Err(Errno::NOTCAPABLE) } else { all };
            assert_eq!(with(row, |all| all & !bit), want, "without {bit:x}: {row:x?}");
        }
        // Every part of what it needs is too little.
        let mut part = row.3;
        while part != 0 {
            part = (part - 1) & row.3;
            assert_eq!(with(row, |_| part), Err(Errno::NOTCAPABLE), "with {part:x}: {row:x?}");
        }
    }
}

#[test]
fn what_is_opened_has_what_was_asked_for_and_may_be_inherited() {
    let mut w = world(false);
    fs::write(w.dir.path().join("root/f"), "x").unwrap();
    fs::create_dir(w.dir.path().join("root/d")).unwrap();
    w.put(P, "fd");
    let mut seed = 1u64;
    let mut random = || {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 20) & 0x3fff_ffff
    };
    for i in 0..400 {
        let (asked, asked_inheriting, limit) = (random(), random(), random());
        let dir = w.give(fs::File::open(w.dir.path().join("root")).unwrap()) as u32;
        w.c.fds.shrink(dir, r::PATH_OPEN, limit).unwrap();
        let is_dir = i % 2 == 1;
        let asked = if is_dir { asked & !r::FD_WRITE } else { asked };
        let of = if is_dir { 2 } else { 0 };
        let opened = path::path_open(&mut w.c, &mut w.m, dir, 0, P + u32::from(is_dir), 1, of, asked, asked_inheriting, 0, OUT);
        let writes = !is_dir && asked & (r::FD_WRITE | r::FD_ALLOCATE | r::FD_FILESTAT_SET_SIZE) != 0;
        if writes && limit & r::FD_WRITE == 0 {
            assert_eq!(opened, Err(Errno::NOTCAPABLE));
        } else {
            assert_eq!(opened, Ok(()));
            let fd = w.m.u32(OUT).unwrap();
            let e = w.c.fds.any(fd).unwrap();
            let fits = if is_dir { r::DIR } else { r::FILE };
            assert_eq!(e.base, asked & limit & fits, "{asked:x} {limit:x}");
            assert_eq!(e.inheriting, if is_dir { asked_inheriting & limit } else { 0 });
            w.c.fds.take(fd).unwrap();
        }
        w.c.fds.take(dir).unwrap();
    }
}
