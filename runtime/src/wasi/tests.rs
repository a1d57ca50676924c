//! The functions on a made-up memory and a temporary directory.

use super::types::rights as r;
use super::{Errno, TABLE, WasiCtx, clock, files, path, poll, process, random, unstable};
use crate::guest::GuestMem;
use crate::val::Slot;
use std::fs;
use std::os::unix::fs::symlink;

/// Addresses that no test uses for two things.
pub(super) const OUT: u32 = 0;
pub(super) const IOV: u32 = 16;
pub(super) const P: u32 = 64;
pub(super) const Q: u32 = 1024;
pub(super) const BUF: u32 = 4096;
const SIZE: usize = 16384;

pub(super) struct World {
    pub(super) dir: tempfile::TempDir,
    pub(super) c: WasiCtx,
    pub(super) m: GuestMem<'static>,
}

pub(super) fn world(read_only: bool) -> World {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("root")).unwrap();
    fs::write(dir.path().join("secret"), "secret").unwrap();
    let mut c = WasiCtx::new();
    c.preopen_dir(dir.path().join("root"), "/", read_only).unwrap();
    World { dir, c, m: GuestMem::of(vec![0; SIZE].leak()) }
}

impl World {
    pub(super) fn put(&mut self, at: u32, s: &str) -> (u32, u32) {
        self.m.write(at, s.as_bytes()).unwrap();
        (at, s.len() as u32)
    }
    pub(super) fn open(&mut self, s: &str, lookup: u32, of: u32, rights: u64) -> Result<u32, Errno> {
        let (p, n) = self.put(P, s);
        path::path_open(&mut self.c, &mut self.m, 3, lookup, p, n, of, rights, !0, 0, OUT)?;
        Ok(self.m.u32(OUT).unwrap())
    }
    /// Calls a function by its name, on these arguments.
    pub(super) fn call(&mut self, name: &str, args: &[u64]) -> Result<(), Errno> {
        let f = TABLE.iter().find(|f| f.name == name && f.modules.contains(&super::MODULE)).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(f.params.len(), args.len(), "{name}");
        let slots: Vec<_> = args.iter().map(|a| Slot::new(*a)).collect();
        (f.call)(&mut self.c, &mut self.m, &slots)
    }
    /// Gives the guest a descriptor of the host's.
    pub(super) fn give(&mut self, fd: impl Into<rustix::fd::OwnedFd>) -> u64 {
        let e = super::fdtable::Entry::new(fd.into(), !0, !0).unwrap();
        self.c.fds.add(e, &self.c.limits).unwrap().into()
    }
    pub(super) fn iov(&mut self, p: u32, n: u32) {
        self.m.put_u32(IOV, p).unwrap();
        self.m.put_u32(IOV + 4, n).unwrap();
    }
    pub(super) fn read(&mut self, fd: u32) -> Result<Vec<u8>, Errno> {
        self.iov(BUF, 100);
        files::fd_read(&mut self.c, &mut self.m, fd, IOV, 1, OUT)?;
        let n = self.m.u32(OUT).unwrap();
        Ok(self.m.bytes(BUF, n).unwrap().to_vec())
    }
}

#[test]
fn guest_memory_is_checked() {
    let mut w = world(false);
    let end = SIZE as u32;
    assert!(w.m.bytes_mut(end, 0).is_ok());
    assert!(w.m.bytes(end, 1).is_err() && w.m.bytes(u32::MAX, u32::MAX).is_err());
    assert!(w.m.put_u64(end - 8, 7).is_ok() && w.m.put_u64(end - 7, 7).is_err());
    assert_eq!(w.m.u64(end - 8), Ok(7));
    assert_eq!(GuestMem::empty().u8(0).ok(), None);
}

#[test]
fn buffers_are_disjoint_or_one() {
    let mut bytes = [0u8; 32];
    let mut seed = 1u32;
    let mut random = |n: u32| {
        seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
        (seed >> 16) % n
    };
    let (mut many, mut one, mut outside) = (0, 0, 0);
    for _ in 0..20_000 {
        let count = random(24) as usize;
        let short = random(2) == 0;
        let ranges: Vec<(u32, u32)> = (0..count).map(|_| (random(33), random(if short { 2 } else { 5 }))).collect();
        let full: Vec<_> = ranges.iter().filter(|r| r.1 != 0).collect();
        let mut taken = [0u8; 40];
        full.iter().for_each(|r| (r.0..r.0 + r.1).for_each(|b| taken[b as usize] += 1));
        let mut bufs: Vec<_> = (0..count).map(|_| std::io::IoSliceMut::new(&mut [])).collect();
        let mut m = GuestMem::of(&mut bytes);
        let got = m.disjoint_mut(&ranges, &mut bufs);
        if ranges.iter().any(|r| r.0 + r.1 > 32) {
            assert!(got.is_err());
            outside += 1;
            continue;
        }
        let overlap = taken.iter().any(|t| *t > 1);
        let k = got.unwrap();
        assert_eq!(k, if overlap { 1 } else { full.len() }, "{ranges:?}");
        (many, one) = (many + usize::from(!overlap && k > 1), one + usize::from(overlap));
        for (i, b) in bufs[..k].iter_mut().enumerate() {
            assert_eq!(b.len(), full[i].1 as usize);
            b.fill(i as u8 + 1);
        }
        drop(bufs);
        for (i, r) in full[..k].iter().enumerate() {
            assert!(bytes[r.0 as usize..(r.0 + r.1) as usize].iter().all(|b| *b == i as u8 + 1), "{ranges:?}");
        }
    }
    assert!(many > 100 && one > 100 && outside > 100, "{many} {one} {outside}");
}

#[test]
fn writes_reads_and_seeks() {
    let mut w = world(false);
    let fd = w.open("f", 0, 1, r::FILE).unwrap();
    let (p, n) = w.put(BUF, "hello");
    w.iov(p, n);
    files::fd_write(&mut w.c, &mut w.m, fd, IOV, 1, OUT).unwrap();
    assert_eq!(w.m.u32(OUT), Ok(5));
    files::fd_seek(&mut w.c, &mut w.m, fd, -4, 2, OUT).unwrap();
    assert_eq!(w.m.u64(OUT), Ok(1));
    assert_eq!(w.read(fd).unwrap(), b"ello");
    assert_eq!(files::fd_seek(&mut w.c, &mut w.m, fd, -1, 0, OUT), Err(Errno::INVAL));
    files::fd_filestat_get(&mut w.c, &mut w.m, fd, Q).unwrap();
    assert_eq!((w.m.u8(Q + 16), w.m.u64(Q + 32)), (Ok(4), Ok(5)));
    assert_eq!(files::fd_read(&mut w.c, &mut w.m, fd, IOV, 1025, OUT), Err(Errno::INVAL));
    assert_eq!(files::fd_read(&mut w.c, &mut w.m, fd, u32::MAX, 1, OUT), Err(Errno::FAULT));
    files::fd_renumber(&mut w.c, &mut w.m, fd, 3).unwrap();
    assert_eq!(w.read(fd), Err(Errno::BADF));
    files::fd_close(&mut w.c, &mut w.m, 3).unwrap();
    assert_eq!(files::fd_close(&mut w.c, &mut w.m, 3), Err(Errno::BADF));
}

#[test]
fn nothing_outside_is_reached() {
    let mut w = world(false);
    let root = w.dir.path().join("root");
    symlink("../secret", root.join("up")).unwrap();
    symlink("..", root.join("updir")).unwrap();
    symlink(w.dir.path().join("secret"), root.join("abs")).unwrap();
    symlink("/proc/self/root", root.join("magic")).unwrap();
    for s in ["../secret", "/etc/passwd", "up", "abs", "updir/secret", "magic/etc/passwd", "./../root/../secret"] {
        assert_eq!(w.open(s, 1, 0, r::FD_READ), Err(Errno::PERM), "{s}");
        let (p, n) = w.put(P, s);
        let e = path::path_filestat_get(&mut w.c, &mut w.m, 3, 1, p, n, Q);
        assert_eq!(e, Err(Errno::PERM), "{s}");
    }
    for s in ["..", "../x", "updir/x", "/x", "../root/x"] {
        let (p, n) = w.put(P, s);
        assert_eq!(path::path_create_directory(&mut w.c, &mut w.m, 3, p, n), Err(Errno::PERM), "{s}");
        assert_eq!(path::path_unlink_file(&mut w.c, &mut w.m, 3, p, n), Err(Errno::PERM), "{s}");
        assert_eq!(path::path_remove_directory(&mut w.c, &mut w.m, 3, p, n), Err(Errno::PERM), "{s}");
        assert_eq!(path::path_symlink(&mut w.c, &mut w.m, P, 1, 3, p, n).err(), Some(Errno::PERM), "{s}");
    }
    assert_eq!(w.open("up", 0, 0, r::FD_READ), Err(Errno::LOOP));
    assert_eq!(w.open("updir/", 0, 0, r::FD_READ), Err(Errno::PERM));
    assert_eq!(w.open("", 0, 0, r::FD_READ), Err(Errno::NOENT));
    assert_eq!(w.open("a\0b", 0, 0, r::FD_READ), Err(Errno::INVAL));
}

#[test]
fn a_read_only_directory_stays_as_it_is() {
    let mut w = world(true);
    fs::write(w.dir.path().join("root/f"), "x").unwrap();
    assert_eq!(w.open("f", 0, 0, r::FD_WRITE), Err(Errno::NOTCAPABLE));
    assert_eq!(w.open("g", 0, 1, r::FD_READ), Err(Errno::NOTCAPABLE));
    assert_eq!(w.open("f", 0, 8, r::FD_READ), Err(Errno::NOTCAPABLE));
    let fd = w.open("f", 0, 0, r::FD_READ).unwrap();
    assert_eq!(w.read(fd).unwrap(), b"x");
    assert_eq!(files::fd_filestat_set_size(&mut w.c, &mut w.m, fd, 0), Err(Errno::NOTCAPABLE));
    let (p, n) = w.put(P, "f");
    assert_eq!(path::path_unlink_file(&mut w.c, &mut w.m, 3, p, n), Err(Errno::NOTCAPABLE));
    assert_eq!(files::fd_fdstat_set_rights(&mut w.c, &mut w.m, 3, !0, 0), Err(Errno::NOTCAPABLE));
}

#[test]
fn names_come_and_go() {
    let mut w = world(false);
    let (p, n) = w.put(P, "d");
    path::path_create_directory(&mut w.c, &mut w.m, 3, p, n).unwrap();
    let (q, k) = w.put(Q, "d/l");
    path::path_symlink(&mut w.c, &mut w.m, p, n, 3, q, k).unwrap();
    path::path_readlink(&mut w.c, &mut w.m, 3, q, k, BUF, 9, OUT).unwrap();
    assert_eq!((w.m.u32(OUT), w.m.u8(BUF)), (Ok(1), Ok(b'd')));
    assert_eq!(path::path_readlink(&mut w.c, &mut w.m, 3, p, n, BUF, 9, OUT), Err(Errno::INVAL));
    path::path_filestat_set_times(&mut w.c, &mut w.m, 3, 0, q, k, 0, 5_000_000_007, 4).unwrap();
    path::path_filestat_get(&mut w.c, &mut w.m, 3, 0, q, k, BUF).unwrap();
    assert_eq!((w.m.u8(BUF + 16), w.m.u64(BUF + 48)), (Ok(7), Ok(5_000_000_007)));
    assert_eq!(path::path_remove_directory(&mut w.c, &mut w.m, 3, p, n), Err(Errno::NOTEMPTY));
    let (t, j) = w.put(BUF, "m");
    path::path_rename(&mut w.c, &mut w.m, 3, q, k, 3, t, j).unwrap();
    path::path_link(&mut w.c, &mut w.m, 3, 0, t, j, 3, q, k).unwrap();
    path::path_unlink_file(&mut w.c, &mut w.m, 3, q, k).unwrap();
    path::path_remove_directory(&mut w.c, &mut w.m, 3, p, n).unwrap();
    assert!(!w.dir.path().join("root/d").exists() && w.dir.path().join("root/m").is_symlink());
}

#[test]
fn directories_are_read_piece_by_piece() {
    let mut w = world(false);
    for i in 0..50 {
        fs::write(w.dir.path().join(format!("root/file{i}")), "").unwrap();
    }
    let (mut cookie, mut seen) = (0, Vec::new());
    loop {
        files::fd_readdir(&mut w.c, &mut w.m, 3, BUF, 200, cookie, OUT).unwrap();
        let used = w.m.u32(OUT).unwrap();
        let mut at = 0;
        while at + 24 <= used {
            let len = w.m.u32(BUF + at + 16).unwrap();
            if at + 24 + len > used {
                break;
            }
            let name = w.m.bytes(BUF + at + 24, len).unwrap().to_vec();
            // That of the directory above is none of the guest's.
            assert_eq!(w.m.u64(BUF + at + 8).unwrap() == 0, name == b"..");
            seen.push(name);
            cookie = w.m.u64(BUF + at).unwrap();
            at += 24 + len;
        }
        if used < 200 {
            break;
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 52);
}

/// The names in a full listing from a cookie on, with the cookies behind them, in pieces; after each piece `then` runs.
fn listing(w: &mut World, mut cookie: u64, mut then: impl FnMut(&str)) -> Vec<(String, u64)> {
    let mut all = Vec::new();
    loop {
        files::fd_readdir(&mut w.c, &mut w.m, 3, BUF, 300, cookie, OUT).unwrap();
        let used = w.m.u32(OUT).unwrap();
        let (mut at, before) = (0, all.len());
        while at + 24 <= used {
            let len = w.m.u32(BUF + at + 16).unwrap();
            if at + 24 + len > used {
                break;
            }
            cookie = w.m.u64(BUF + at).unwrap();
            all.push((String::from_utf8(w.m.bytes(BUF + at + 24, len).unwrap().to_vec()).unwrap(), cookie));
            at += 24 + len;
        }
        all[before..].iter().for_each(|(name, _)| then(name));
        if used < 300 {
            return all;
        }
    }
}

#[test]
fn cookies_stay_valid_while_entries_come_and_go() {
    let mut w = world(false);
    let root = w.dir.path().join("root");
    let names: Vec<String> = (0..400).map(|i| format!("entry-{i:03}")).collect();
    names.iter().for_each(|n| fs::write(root.join(n), "").unwrap());
    let all = listing(&mut w, 0, |_| {});
    assert_eq!(all.len(), 402);
    // From each cookie on there is what came after it.
    for i in [0, 1, 57, 200, 400, 401] {
        let rest: Vec<_> = listing(&mut w, all[i].1, |_| {}).into_iter().map(|e| e.0).collect();
        assert_eq!(rest, all[i + 1..].iter().map(|e| e.0.clone()).collect::<Vec<_>>());
    }
    // What is listed is removed at once, and something else made: nothing that stays is left out or listed twice.
    let mut made = 0;
    let mut seen: Vec<_> = listing(&mut w, 0, |name| {
        if name.starts_with("entry") {
            fs::remove_file(root.join(name)).unwrap();
            made += 1;
            if made < 50 {
                fs::write(root.join(format!("new-{made}")), "").unwrap();
            }
        }
    })
    .into_iter()
    .map(|e| e.0)
    .filter(|n| n.starts_with("entry"))
    .collect();
    seen.sort();
    assert_eq!(seen, names);
    // A directory that is gone has no entries.
    fs::remove_dir_all(&root).unwrap();
    assert_eq!(listing(&mut w, 0, |_| {}), []);
}

#[test]
fn arguments_clocks_random_poll() {
    let mut w = world(false);
    w.c.arg("a").unwrap().arg("bc").unwrap().env("K", "v").unwrap();
    assert!(w.c.arg("a\0").is_err());
    process::args_sizes_get(&mut w.c, &mut w.m, OUT, OUT + 4).unwrap();
    assert_eq!((w.m.u32(OUT), w.m.u32(OUT + 4)), (Ok(2), Ok(5)));
    process::args_get(&mut w.c, &mut w.m, Q, BUF).unwrap();
    assert_eq!((w.m.bytes(BUF, 5).unwrap(), w.m.u32(Q + 4)), (&b"a\0bc\0"[..], Ok(BUF + 2)));
    process::environ_get(&mut w.c, &mut w.m, Q, BUF).unwrap();
    assert_eq!(w.m.bytes(BUF, 4).unwrap(), b"K=v\0");
    random::random_get(&mut w.c, &mut w.m, BUF, 64).unwrap();
    assert_ne!(w.m.bytes(BUF, 64).unwrap(), [0; 64]);
    assert_eq!(random::random_get(&mut w.c, &mut w.m, BUF, u32::MAX), Err(Errno::FAULT));
    assert_eq!(clock::clock_time_get(&mut w.c, &mut w.m, 9, 0, OUT), Err(Errno::INVAL));
    // A clock of an hour and a descriptor that does not exist: the latter is told at once; then a clock of 5 ms alone.
    w.m.bytes_mut(BUF, 96).unwrap().fill(0);
    w.m.put_u64(BUF, 77).unwrap();
    w.m.put_u32(BUF + 16, 1).unwrap();
    w.m.put_u64(BUF + 24, 3_600_000_000_000).unwrap();
    w.m.put_u8(BUF + 56, 1).unwrap();
    w.m.put_u32(BUF + 64, 99).unwrap();
    poll::poll_oneoff(&mut w.c, &mut w.m, BUF, Q, 2, OUT).unwrap();
    assert_eq!((w.m.u32(OUT), w.m.u16(Q + 8), w.m.u8(Q + 10)), (Ok(1), Ok(8), Ok(1)));
    w.m.put_u64(BUF + 24, 5_000_000).unwrap();
    let t = std::time::Instant::now();
    poll::poll_oneoff(&mut w.c, &mut w.m, BUF, Q, 1, OUT).unwrap();
    assert!(t.elapsed().as_millis() >= 4);
    assert_eq!((w.m.u32(OUT), w.m.u64(Q), w.m.u16(Q + 8)), (Ok(1), Ok(77), Ok(0)));
    assert_eq!(poll::poll_oneoff(&mut w.c, &mut w.m, BUF, Q, 0, OUT), Err(Errno::INVAL));
}

#[test]
fn preopens_and_the_table() {
    let mut w = world(false);
    files::fd_prestat_get(&mut w.c, &mut w.m, 3, OUT).unwrap();
    assert_eq!(w.m.u64(OUT), Ok(1 << 32));
    files::fd_prestat_dir_name(&mut w.c, &mut w.m, 3, Q, 1).unwrap();
    assert_eq!(w.m.u8(Q), Ok(b'/'));
    assert_eq!(files::fd_prestat_get(&mut w.c, &mut w.m, 4, OUT), Err(Errno::BADF));
    for module in ["wasi_snapshot_preview1", "wasi_unstable"] {
        let functions = || TABLE.iter().filter(|f| f.modules.contains(&module));
        assert_eq!(functions().count(), 46);
        let call = |f: &&super::Function| (f.call)(&mut WasiCtx::new(), &mut GuestMem::empty(), &[Slot::default(); 9]);
        assert!(functions().all(|f| call(&f) != Err(Errno::NOSYS)));
    }
    for f in TABLE {
        assert_eq!((f.call)(&mut w.c, &mut w.m, &[]).is_err(), f.name != "sched_yield", "{}", f.name);
    }
}

#[test]
fn the_older_layouts() {
    let mut w = world(false);
    fs::write(w.dir.path().join("root/f"), "0123456789").unwrap();
    let fd = w.open("f", 0, 0, r::FILE).unwrap();
    let mut seek = |offset, whence| unstable::fd_seek(&mut w.c, &mut w.m, fd, offset, whence, OUT).map(|()| w.m.u64(OUT).unwrap());
    assert_eq!((seek(4, 2), seek(2, 0), seek(-1, 1), seek(0, 3)), (Ok(4), Ok(6), Ok(9), Err(Errno::INVAL)));
    let (p, n) = w.put(P, "f");
    for by_path in [false, true] {
        w.m.bytes_mut(Q, 64).unwrap().fill(0xee);
        if by_path {
            unstable::path_filestat_get(&mut w.c, &mut w.m, 3, 0, p, n, Q).unwrap();
        } else {
            unstable::fd_filestat_get(&mut w.c, &mut w.m, fd, Q).unwrap();
        }
        files::fd_filestat_get(&mut w.c, &mut w.m, fd, BUF).unwrap();
        assert_eq!(w.m.bytes(Q, 17).unwrap(), w.m.bytes(BUF, 17).unwrap());
        assert_eq!((w.m.u32(Q + 20), w.m.u64(Q + 24)), (Ok(1), Ok(10)));
        assert_eq!(w.m.bytes(Q + 32, 24).unwrap(), w.m.bytes(BUF + 40, 24).unwrap());
        assert_eq!(w.m.u64(Q + 56), Ok(0xeeee_eeee_eeee_eeee));
    }
    // A descriptor, after a clock of 3 ms whose own identifier is no clock.
    w.m.bytes_mut(BUF, 112).unwrap().fill(0);
    w.m.put_u64(BUF + 16, 99).unwrap();
    w.m.put_u32(BUF + 24, 1).unwrap();
    w.m.put_u64(BUF + 32, 3_000_000).unwrap();
    w.m.put_u64(BUF + 56, 5).unwrap();
    w.m.put_u8(BUF + 64, 1).unwrap();
    w.m.put_u32(BUF + 72, fd).unwrap();
    unstable::poll_oneoff(&mut w.c, &mut w.m, BUF, Q, 2, OUT).unwrap();
    assert_eq!((w.m.u32(OUT), w.m.u64(Q), w.m.u16(Q + 8)), (Ok(1), Ok(5), Ok(0)));
    unstable::poll_oneoff(&mut w.c, &mut w.m, BUF, Q, 1, OUT).unwrap();
    assert_eq!((w.m.u32(OUT), w.m.u64(Q), w.m.u16(Q + 8), w.m.u8(Q + 10)), (Ok(1), Ok(0), Ok(0), Ok(0)));
}
