//! Containment: nothing outside a directory is reached, whatever others do to it meanwhile; nothing inside a
//! read-only one is changed; nothing waits for ever.

use super::tests::{BUF, OUT, P, Q, World, world};
use super::types::rights as r;
use super::{Errno, files, path};
use rustix::fs::{CWD, FileType, Mode, RenameFlags, mknodat, renameat_with};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

impl World {
    fn root(&self) -> PathBuf {
        self.dir.path().join("root")
    }
    /// Gives the guest another directory, as the next descriptor.
    fn another(&mut self, name: &str, read_only: bool) -> PathBuf {
        let p = self.dir.path().join(name);
        fs::create_dir(&p).unwrap();
        self.c.preopen_dir(&p, "/more", read_only).unwrap();
        p
    }
    fn mkdir(&mut self, s: &str) -> Result<(), Errno> {
        let (p, n) = self.put(P, s);
        path::path_create_directory(&mut self.c, &mut self.m, 3, p, n)
    }
    fn unlink(&mut self, s: &str) -> Result<(), Errno> {
        let (p, n) = self.put(P, s);
        path::path_unlink_file(&mut self.c, &mut self.m, 3, p, n)
    }
    fn rmdir(&mut self, s: &str) -> Result<(), Errno> {
        let (p, n) = self.put(P, s);
        path::path_remove_directory(&mut self.c, &mut self.m, 3, p, n)
    }
    fn stat(&mut self, s: &str, follow: u32) -> Result<u8, Errno> {
        let (p, n) = self.put(P, s);
        path::path_filestat_get(&mut self.c, &mut self.m, 3, follow, p, n, BUF)?;
        Ok(self.m.u8(BUF + 16).unwrap())
    }
    fn symlink(&mut self, target: &str, s: &str) -> Result<(), Errno> {
        let ((q, k), (p, n)) = (self.put(Q, target), self.put(P, s));
        path::path_symlink(&mut self.c, &mut self.m, q, k, 3, p, n)
    }
    fn rename(&mut self, a: (u32, &str), b: (u32, &str)) -> Result<(), Errno> {
        let ((p, n), (q, k)) = (self.put(P, a.1), self.put(Q, b.1));
        path::path_rename(&mut self.c, &mut self.m, a.0, p, n, b.0, q, k)
    }
    fn link(&mut self, follow: u32, a: (u32, &str), b: (u32, &str)) -> Result<(), Errno> {
        let ((p, n), (q, k)) = (self.put(P, a.1), self.put(Q, b.1));
        path::path_link(&mut self.c, &mut self.m, a.0, follow, p, n, b.0, q, k)
    }
    fn readlink(&mut self, s: &str) -> Result<String, Errno> {
        let (p, n) = self.put(P, s);
        path::path_readlink(&mut self.c, &mut self.m, 3, p, n, BUF, 100, OUT)?;
        let n = self.m.u32(OUT).unwrap();
        Ok(String::from_utf8(self.m.bytes(BUF, n).unwrap().to_vec()).unwrap())
    }
    fn rights(&mut self, fd: u32) -> (u64, u64) {
        files::fd_fdstat_get(&mut self.c, &mut self.m, fd, BUF).unwrap();
        (self.m.u64(BUF + 8).unwrap(), self.m.u64(BUF + 16).unwrap())
    }
    fn close(&mut self, fd: u32) {
        files::fd_close(&mut self.c, &mut self.m, fd).unwrap();
    }
}

/// All names and contents below a directory.
fn snapshot(p: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    for e in fs::read_dir(p).unwrap().map(|e| e.unwrap().path()) {
        if e.is_dir() && !e.is_symlink() {
            out.push((e.clone(), b"dir".to_vec()));
            out.extend(snapshot(&e));
        } else {
            out.push((e.clone(), fs::read(&e).unwrap_or_default()));
        }
    }
    out.sort();
    out
}

/// Stops the other threads, also where a test fails.
pub(super) struct StopAtEnd<'a>(pub(super) &'a AtomicBool);
impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

/// While the host's threads swap directories with links that lead outside, and move directories up and down, the
/// guest tries every function on paths through them.
#[test]
fn a_rename_storm_lets_nothing_out() {
    let mut w = world(false);
    let root = w.root();
    let outside = w.dir.path().join("outside");
    fs::create_dir_all(outside.join("dir")).unwrap();
    fs::write(outside.join("secret"), "secret").unwrap();
    fs::write(outside.join("dir/secret"), "secret").unwrap();
    fs::create_dir_all(root.join("a/b/c/d")).unwrap();
    fs::create_dir_all(root.join("x")).unwrap();
    for p in ["secret", "a/secret", "a/b/secret", "a/b/c/secret"] {
        fs::write(root.join(p), "mine").unwrap();
    }
    symlink("../outside", root.join("rel")).unwrap();
    symlink(&outside, root.join("abs")).unwrap();
    let before = snapshot(&outside);
    let (stop, swaps) = (AtomicBool::new(false), AtomicU64::new(0));
    let exchange = |a: &str, b: &str, flags| {
        if renameat_with(CWD, root.join(a), CWD, root.join(b), flags).is_ok() {
            swaps.fetch_add(1, Relaxed);
        }
    };
    let (mut opened, mut refused, mut tries) = (0, 0, 0);
    std::thread::scope(|s| {
        let _stop = StopAtEnd(&stop);
        s.spawn(|| {
            while !stop.load(Relaxed) {
                exchange("a", "rel", RenameFlags::EXCHANGE);
                exchange("a", "abs", RenameFlags::EXCHANGE);
            }
        });
        s.spawn(|| {
            while !stop.load(Relaxed) {
                // A directory that is entered, and then lies elsewhere when `..` is taken.
                exchange("a/b/c", "x/c", RenameFlags::NOREPLACE);
                exchange("x/c", "a/b/c", RenameFlags::NOREPLACE);
            }
        });
        let paths = [
            "a/secret", "a/dir/secret", "rel/secret", "abs/secret", "a/../outside/secret", "a/b/../../../outside/secret",
            "a/b/c/../../../../outside/secret", "a/b/c/d/../../../../secret", "x/../a/b/../../secret", "a/b/c/secret",
        ];
        let end = Instant::now() + Duration::from_secs(20);
        while tries < 8000 && Instant::now() < end {
            let p = paths[tries % paths.len()];
            tries += 1;
            match w.open(p, 1, 0, r::FD_READ) {
                Ok(fd) => {
                    opened += 1;
                    assert_ne!(w.read(fd).unwrap(), b"secret", "{p}");
                    w.close(fd);
                }
                Err(_) => refused += 1,
            }
            match tries % 8 {
                0 => drop(w.stat(p, 1).map(|_| assert_eq!(w.m.u64(BUF + 32), Ok(4), "{p}"))),
                1 => drop(w.mkdir("a/dir/new")),
                2 => drop(w.unlink("a/dir/secret")),
                3 => drop(w.rename((3, "a/dir"), (3, "stolen"))),
                4 => drop(w.symlink("x", "a/link")),
                5 => drop(w.link(0, (3, "a/dir/secret"), (3, "copy"))),
                6 => drop(w.open("a/created", 0, 1, r::FD_WRITE).map(|fd| w.close(fd))),
                _ => drop(w.rmdir("a/dir")),
            }
        }
    });
    assert_eq!(snapshot(&outside), before);
    assert!(!root.join("stolen").exists() && !root.join("copy").exists());
    println!("{tries} tries, {opened} opened, {refused} refused, {} swaps", swaps.load(Relaxed));
    assert!(opened > 100 && refused > 100 && swaps.load(Relaxed) > 100);
}

#[test]
fn links_of_every_kind() {
    let mut w = world(false);
    let root = w.root();
    fs::create_dir_all(root.join("d/e")).unwrap();
    fs::write(root.join("d/f"), "x").unwrap();
    for (target, name) in [
        ("d", "to_dir"), ("d/f", "to_file"), ("d/../d/f", "round"), ("../../d/f", "d/e/back"), ("nothing", "dangling"),
        ("loop", "loop"),
    ] {
        symlink(target, root.join(name)).unwrap();
    }
    symlink(root.join("d/f"), root.join("absolute")).unwrap();
    symlink("../root/d/f", root.join("out_and_in")).unwrap();
    for s in ["d/f", "to_dir/f", "to_file", "round", "d/e/back", "to_dir/e/back", "./d/./f", "d/e/../f"] {
        let fd = w.open(s, 1, 0, r::FD_READ).unwrap();
        assert_eq!(w.read(fd).unwrap(), b"x", "{s}");
        w.close(fd);
    }
    // Absolute links, and those that leave the directory, even if they come back.
    for s in ["absolute", "out_and_in"] {
        assert_eq!(w.open(s, 1, 0, r::FD_READ), Err(Errno::PERM), "{s}");
        assert_eq!(w.stat(s, 1), Err(Errno::PERM));
        assert_eq!(w.stat(s, 0), Ok(7));
    }
    assert_eq!(w.open("loop", 1, 0, r::FD_READ), Err(Errno::LOOP));
    assert_eq!(w.open("dangling", 1, 0, r::FD_READ), Err(Errno::NOENT));
    for s in ["to_file", "loop", "dangling"] {
        assert_eq!(w.open(s, 0, 0, r::FD_READ), Err(Errno::LOOP), "{s}");
    }
    // A new file is not made through a link; through one that stays inside, where links are followed, it is.
    assert_eq!(w.open("dangling", 0, 1 | 4, r::FD_WRITE), Err(Errno::EXIST));
    let fd = w.open("dangling", 1, 1, r::FD_WRITE).unwrap();
    w.close(fd);
    assert!(root.join("nothing").is_file());
    // The guest's own links.
    assert_eq!(w.symlink("/etc", "l"), Err(Errno::PERM));
    assert_eq!(w.symlink("../../etc", "l"), Ok(()));
    assert_eq!(w.readlink("l").unwrap(), "../../etc");
    assert_eq!(w.open("l/passwd", 1, 0, r::FD_READ), Err(Errno::PERM));
    assert_eq!(w.symlink("x", "l"), Err(Errno::EXIST));
    assert_eq!(w.unlink("l"), Ok(()));
    assert_eq!(w.readlink("d/f"), Err(Errno::INVAL));
    // Hard links of links, not of what they lead to.
    assert_eq!(w.link(1, (3, "to_file"), (3, "h")), Err(Errno::INVAL));
    assert_eq!(w.link(0, (3, "absolute"), (3, "h")), Ok(()));
    assert!(root.join("h").is_symlink());
    assert_eq!(w.link(0, (3, "d"), (3, "h2")), Err(Errno::PERM));
    assert_eq!(w.link(0, (3, "d/f"), (3, "h")), Err(Errno::EXIST));
    assert_eq!(w.link(0, (3, "d/f"), (3, "../h")), Err(Errno::PERM));
    assert_eq!(w.link(0, (3, "../secret"), (3, "h3")), Err(Errno::PERM));
}

#[test]
fn slashes_behind_names() {
    let mut w = world(false);
    let root = w.root();
    fs::write(root.join("f"), "x").unwrap();
    fs::create_dir(root.join("d")).unwrap();
    symlink("d", root.join("l")).unwrap();
    assert_eq!(w.open("f/", 0, 0, r::FD_READ), Err(Errno::NOTDIR));
    assert_eq!(w.stat("f/", 0), Err(Errno::NOTDIR));
    assert_eq!(w.unlink("f/"), Err(Errno::NOTDIR));
    assert_eq!(w.unlink("d/"), Err(Errno::ISDIR));
    assert_eq!(w.unlink("d"), Err(Errno::ISDIR));
    assert_eq!(w.rmdir("f/"), Err(Errno::NOTDIR));
    assert_eq!(w.rmdir("l"), Err(Errno::NOTDIR));
    assert_eq!(w.rmdir("l/"), Err(Errno::NOTDIR));
    assert_eq!(w.stat("d/", 0), Ok(3));
    assert_eq!(w.stat("l/", 0), Ok(3));
    assert_eq!(w.stat("l", 0), Ok(7));
    assert_eq!(w.mkdir("n/"), Ok(()));
    assert_eq!(w.mkdir("n//"), Err(Errno::EXIST));
    assert_eq!(w.symlink("f", "s/"), Err(Errno::NOENT));
    assert_eq!(w.rename((3, "f"), (3, "g/")), Err(Errno::NOTDIR));
    assert_eq!(w.rename((3, "f/"), (3, "g")), Err(Errno::NOTDIR));
    assert_eq!(w.rename((3, "n/"), (3, "n2/")), Ok(()));
    // A link is a link, wherever it leads and whatever is there.
    symlink("../secret", root.join("up")).unwrap();
    symlink("nothing", root.join("dangling")).unwrap();
    symlink("/etc", root.join("etc")).unwrap();
    for l in ["l/", "up/", "dangling/", "etc/"] {
        assert_eq!((w.unlink(l), w.link(0, (3, l), (3, "g")), w.rename((3, l), (3, "g"))), (Err(Errno::NOTDIR), Err(Errno::NOTDIR), Err(Errno::NOTDIR)), "{l}");
        assert_eq!((w.symlink("f", l), w.link(0, (3, "f"), (3, l))), (Err(Errno::EXIST), Err(Errno::EXIST)), "{l}");
        assert_eq!(w.rename((3, "n2"), (3, l)), Err(Errno::NOTDIR), "{l}");
    }
    for l in ["up", "dangling", "etc"] {
        w.unlink(l).unwrap();
    }
    assert_eq!(w.link(0, (3, "f/"), (3, "g")), Err(Errno::NOTDIR));
    assert_eq!(w.open("new/", 0, 1, r::FD_WRITE), Err(Errno::ISDIR));
    assert_eq!(w.rmdir("n2//"), Ok(()));
    for s in [".", "..", "d/..", "d/."] {
        assert!(w.rmdir(s).is_err() && w.unlink(s).is_err() && w.rename((3, s), (3, "z")).is_err(), "{s}");
    }
    let mut left: Vec<_> = fs::read_dir(&root).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["d", "f", "l"]);
}

#[test]
fn between_two_directories() {
    let mut w = world(false);
    let (root, more) = (w.root(), w.another("more", false));
    fs::write(root.join("f"), "x").unwrap();
    fs::create_dir(root.join("d")).unwrap();
    assert_eq!(w.rename((3, "f"), (4, "g")), Ok(()));
    assert_eq!(w.rename((3, "d"), (4, "d")), Ok(()));
    assert!(!root.join("f").exists() && more.join("g").exists() && more.join("d").exists());
    assert_eq!(w.rename((4, "g"), (3, "../g")), Err(Errno::PERM));
    assert_eq!(w.rename((4, "../secret"), (3, "s")), Err(Errno::PERM));
    assert_eq!(w.link(0, (4, "g"), (3, "h")), Ok(()));
    assert_eq!(fs::read(root.join("h")).unwrap(), b"x");
    assert_eq!(w.rename((4, "d"), (4, "d/e")), Err(Errno::INVAL));
}

#[test]
fn a_read_only_directory_beside_a_writable_one() {
    let mut w = world(false);
    let ro = w.another("ro", true);
    fs::write(ro.join("f"), "x").unwrap();
    fs::create_dir(ro.join("d")).unwrap();
    let before = snapshot(&ro);
    fs::write(w.root().join("mine"), "y").unwrap();
    let no = Err(Errno::NOTCAPABLE);
    assert_eq!(w.rename((4, "f"), (3, "f")), no);
    assert_eq!(w.rename((3, "mine"), (4, "mine")), no);
    // A link in the writable directory would make the file writable.
    assert_eq!(w.link(0, (4, "f"), (3, "f")), no);
    assert_eq!(w.link(0, (3, "mine"), (4, "mine")), no);
    let mut open = |fd: u32, s: &str, of, rights, inheriting| {
        let (p, n) = w.put(P, s);
        path::path_open(&mut w.c, &mut w.m, fd, 0, p, n, of, rights, inheriting, 0, OUT)?;
        Ok(w.m.u32(OUT).unwrap())
    };
    assert_eq!(open(4, "f", 8, r::FD_READ, 0), Err(Errno::NOTCAPABLE), "truncation");
    assert_eq!(open(4, "f", 8, 0, 0), Err(Errno::NOTCAPABLE), "truncation");
    assert_eq!(open(4, "n", 1, r::FD_READ, 0), Err(Errno::NOTCAPABLE), "creation");
    assert_eq!(open(4, "f", 0, r::FD_WRITE, 0), Err(Errno::NOTCAPABLE));
    assert_eq!(open(4, "f", 0, r::FD_ALLOCATE, 0), Err(Errno::NOTCAPABLE));
    // A directory below it has no more rights, whatever is asked for; nor has what is opened through that.
    let sub = open(4, "d", 2, !r::FD_WRITE, !0).unwrap();
    assert_eq!(open(sub, "n", 1, r::FD_READ, 0), Err(Errno::NOTCAPABLE));
    let f = open(4, "f", 0, !r::WRITING, !0).unwrap();
    let (base, inheriting) = w.rights(sub);
    assert_eq!((base | inheriting) & r::WRITING, 0);
    assert_eq!(w.rights(f).0 & r::WRITING, 0);
    assert_eq!(w.rights(f).1, 0);
    // Nor after it was given another number.
    files::fd_renumber(&mut w.c, &mut w.m, sub, 3).unwrap();
    assert_eq!(w.rights(3), (base, inheriting));
    assert_eq!(w.mkdir("n"), no);
    assert_eq!(files::fd_filestat_set_times(&mut w.c, &mut w.m, f, 0, 0, 5), no);
    assert_eq!(files::fd_filestat_set_size(&mut w.c, &mut w.m, f, 0), no);
    assert_eq!(files::fd_allocate(&mut w.c, &mut w.m, f, 0, 100), no);
    assert_eq!(snapshot(&ro), before);
}

#[test]
fn rights_only_shrink() {
    let mut w = world(false);
    fs::create_dir(w.root().join("d")).unwrap();
    fs::write(w.root().join("d/f"), "x").unwrap();
    let (p, n) = w.put(P, "d");
    let (base, inheriting) = (r::PATH_OPEN | r::FD_READDIR, r::FD_READ | r::FD_SEEK);
    path::path_open(&mut w.c, &mut w.m, 3, 0, p, n, 2, base, inheriting, 0, OUT).unwrap();
    let d = w.m.u32(OUT).unwrap();
    assert_eq!(w.rights(d), (base, inheriting));
    let (p, n) = w.put(P, "f");
    path::path_open(&mut w.c, &mut w.m, d, 0, p, n, 0, r::FD_READ | r::FD_TELL, !0, 0, OUT).unwrap();
    let f = w.m.u32(OUT).unwrap();
    assert_eq!(w.rights(f), (r::FD_READ, 0));
    assert_eq!(path::path_open(&mut w.c, &mut w.m, d, 0, p, n, 0, r::FD_WRITE, 0, 0, OUT), Err(Errno::NOTCAPABLE));
    assert_eq!(path::path_unlink_file(&mut w.c, &mut w.m, d, p, n), Err(Errno::NOTCAPABLE));
    assert_eq!(files::fd_seek(&mut w.c, &mut w.m, f, 1, 0, OUT), Err(Errno::NOTCAPABLE));
    files::fd_fdstat_set_rights(&mut w.c, &mut w.m, f, 0, 0).unwrap();
    assert_eq!(w.read(f), Err(Errno::NOTCAPABLE));
    assert_eq!(files::fd_fdstat_set_rights(&mut w.c, &mut w.m, f, r::FD_READ, 0), Err(Errno::NOTCAPABLE));
    // Each bit of either kind, also those that mean nothing.
    for bit in (0..64).map(|b| 1u64 << b) {
        for (more_base, more_inheriting) in [(bit & !base, 0), (0, bit & !inheriting)] {
            let want = if more_base | more_inheriting == 0 { Ok(()) } else { Err(Errno::NOTCAPABLE) };
            assert_eq!(files::fd_fdstat_set_rights(&mut w.c, &mut w.m, d, base | more_base, inheriting | more_inheriting), want, "{bit:x}");
            assert_eq!(w.rights(d), (base, inheriting));
        }
    }
    // No path leads from a file.
    assert_eq!(path::path_open(&mut w.c, &mut w.m, f, 0, p, n, 0, r::FD_READ, 0, 0, OUT), Err(Errno::NOTCAPABLE));
}

#[test]
fn numbers_change_hands() {
    let mut w = world(false);
    for s in ["a", "b"] {
        fs::write(w.root().join(s), s).unwrap();
    }
    let (a, b) = (w.open("a", 0, 0, r::FD_READ).unwrap(), w.open("b", 0, 0, r::FD_READ).unwrap());
    let renumber = |w: &mut World, x, y| files::fd_renumber(&mut w.c, &mut w.m, x, y);
    assert_eq!(renumber(&mut w, a, 900), Err(Errno::BADF));
    assert_eq!(renumber(&mut w, 900, a), Err(Errno::BADF));
    assert_eq!(renumber(&mut w, a, u32::MAX), Err(Errno::BADF));
    assert_eq!(renumber(&mut w, a, a), Ok(()));
    assert_eq!(renumber(&mut w, a, b), Ok(()));
    assert_eq!(w.read(b).unwrap(), b"a");
    assert_eq!(w.read(a), Err(Errno::BADF));
    assert_eq!(w.open("b", 0, 0, r::FD_READ), Ok(a), "the lowest free number");
}

/// Runs `f` and fails where it takes long.
pub(super) fn soon<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    let (tx, rx) = std::sync::mpsc::channel();
    std::thread::spawn(move || tx.send(f()));
    rx.recv_timeout(Duration::from_secs(20)).expect("it waits")
}

#[test]
fn opening_never_waits() {
    soon(|| {
        let mut w = world(false);
        let fifo = w.root().join("fifo");
        mknodat(CWD, &fifo, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        assert_eq!(w.open("fifo", 0, 0, r::FD_WRITE), Err(Errno::NXIO));
        let fd = w.open("fifo", 0, 0, r::FD_READ | r::FD_FDSTAT_SET_FLAGS).unwrap();
        files::fd_fdstat_get(&mut w.c, &mut w.m, fd, BUF).unwrap();
        assert_eq!(w.m.u16(BUF + 2), Ok(0), "the guest did not ask for NONBLOCK");
        assert_eq!(w.read(fd).unwrap(), b"", "nobody writes");
        let writer = w.open("fifo", 0, 0, r::FD_WRITE).unwrap();
        let (p, n) = w.put(BUF, "through");
        w.iov(p, n);
        files::fd_write(&mut w.c, &mut w.m, writer, super::tests::IOV, 1, OUT).unwrap();
        assert_eq!(w.read(fd).unwrap(), b"through");
        // With the flag, reading does not wait either.
        let (p, n) = w.put(P, "fifo");
        path::path_open(&mut w.c, &mut w.m, 3, 0, p, n, 0, r::FD_READ, 0, 4, OUT).unwrap();
        let fd = w.m.u32(OUT).unwrap();
        assert_eq!(w.read(fd), Err(Errno::AGAIN));
        assert_eq!(w.stat("fifo", 0), Ok(0));
        // Flags asked for are kept.
        let (p, n) = w.put(P, "log");
        path::path_open(&mut w.c, &mut w.m, 3, 0, p, n, 1, r::FD_WRITE, 0, 1, OUT).unwrap();
        let fd = w.m.u32(OUT).unwrap();
        files::fd_fdstat_get(&mut w.c, &mut w.m, fd, BUF).unwrap();
        assert_eq!(w.m.u16(BUF + 2), Ok(1));
    });
}
