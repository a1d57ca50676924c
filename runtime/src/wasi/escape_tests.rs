//! Escapes: paths that lead outside, through every function that takes one; and a storm of renames.
//!
//! `WAZC_WASI_STORM` is the number of opens of the storm; `docs/wasi.md` says how to run a long one.

use super::contain_tests::StopAtEnd;
use super::tests::{BUF, OUT, P, Q, World, world};
use super::types::rights as r;
use super::{Errno, path};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::Instant;

/// Paths that leave the directory, or would if something in them were taken otherwise than by the kernel, and what else no guest may use.
const PATHS: [&str; 26] = [
    "..", "../", "../secret", "../outside/f", "../new", "/", "/etc/passwd", "//etc/passwd", "./../secret", "d/../../secret", "d/./..//../outside/f",
    "d/../../root/d/../../secret", "../root/f", "..//..//etc/passwd", "updir/secret", "updir/outside/f", "updir/new", "abs/passwd", "abs/new",
    "chain/secret", "chain/../secret", "d/back/secret", "magic/etc/passwd", "updir/root/f", "d/../updir/./outside/f", "d/\0/../../secret",
];
/// Such that lead outside where the last component is followed.
const LINKS: [&str; 5] = ["up", "absfile", "chainfile", "d/backfile", "procfile"];

fn hostile() -> World {
    let mut w = world(false);
    let (top, root) = (w.dir.path().to_path_buf(), w.dir.path().join("root"));
    fs::create_dir_all(top.join("outside/dir")).unwrap();
    fs::write(top.join("outside/f"), "secret").unwrap();
    fs::create_dir(root.join("d")).unwrap();
    fs::write(root.join("f"), "mine").unwrap();
    for (target, name) in [
        ("..", "updir"), ("/etc", "abs"), ("updir", "chain"), ("../..", "d/back"), ("/proc/self/root", "magic"), ("../secret", "up"),
        ("/etc/passwd", "absfile"), ("up", "chainfile"), ("../../secret", "d/backfile"), ("/proc/self/exe", "procfile"),
    ] {
        symlink(target, root.join(name)).unwrap();
    }
    w.put(Q, "f");
    w.put(Q + 1, "new");
    w
}

/// Everything that lies outside, with its contents.
fn outside(w: &World) -> Vec<String> {
    let mut out = Vec::new();
    for d in [w.dir.path().to_path_buf(), w.dir.path().join("outside"), w.dir.path().join("outside/dir")] {
        for e in fs::read_dir(d).unwrap().map(|e| e.unwrap()) {
            let m = e.metadata().unwrap();
            // What is made inside changes the time of the directory itself.
            let time = if e.file_name() == "root" { 0 } else { m.mtime_nsec() };
            out.push(format!("{:?} {:o} {} {time} {:?}", e.path(), m.mode(), if m.is_dir() { 0 } else { m.nlink() }, fs::read(e.path()).ok()));
        }
    }
    out.sort();
    out
}

#[test]
fn no_path_leads_outside() {
    let mut w = hostile();
    let before = outside(&w);
    let mut tried = 0;
    let (f, new) = ([u64::from(Q), 1], [u64::from(Q) + 1, 3]);
    let (o, buf, rw) = (u64::from(OUT), u64::from(BUF), r::FD_READ | r::FD_WRITE);
    for (list, last_is_link) in [(&PATHS[..], false), (&LINKS[..], true)] {
        for s in list {
            let (p, n) = w.put(P, s);
            let p = [u64::from(p), u64::from(n)];
            let cat = |parts: &[&[u64]]| parts.concat();
            // Those that follow the last component.
            let mut calls = vec![
                ("path_open", cat(&[&[3, 1], &p, &[0, r::FD_READ, 0, 0, o]])),
                ("path_open", cat(&[&[3, 1], &p, &[0, rw, 0, 0, o]])),
                ("path_open", cat(&[&[3, 1], &p, &[1, rw, 0, 0, o]])),
                ("path_open", cat(&[&[3, 1], &p, &[1 | 4, rw, 0, 0, o]])),
                ("path_open", cat(&[&[3, 1], &p, &[8, rw, 0, 0, o]])),
                ("path_open", cat(&[&[3, 1], &p, &[2, 0, 0, 0, o]])),
                ("path_filestat_get", cat(&[&[3, 1], &p, &[buf]])),
                ("path_filestat_set_times", cat(&[&[3, 1], &p, &[0, 0, 5]])),
            ];
            if !last_is_link {
                calls.extend([
                    ("path_open", cat(&[&[3, 0], &p, &[0, r::FD_READ, 0, 0, o]])),
                    ("path_filestat_get", cat(&[&[3, 0], &p, &[buf]])),
                    ("path_filestat_set_times", cat(&[&[3, 0], &p, &[0, 0, 5]])),
                    ("path_create_directory", cat(&[&[3], &p])),
                    ("path_remove_directory", cat(&[&[3], &p])),
                    ("path_unlink_file", cat(&[&[3], &p])),
                    ("path_readlink", cat(&[&[3], &p, &[buf, 100, o]])),
                    ("path_link", cat(&[&[3, 0], &p, &[3], &new])),
                    ("path_link", cat(&[&[3, 0], &f, &[3], &p])),
                    ("path_rename", cat(&[&[3], &p, &[3], &new])),
                    ("path_rename", cat(&[&[3], &f, &[3], &p])),
                    ("path_symlink", cat(&[&f, &[3], &p])),
                ]);
            }
            for (name, args) in calls {
                tried += 1;
                let e = w.call(name, &args).expect_err(&format!("{name} {s:?} {args:?}"));
                assert!(e == Errno::PERM || s.contains('\0') && e == Errno::INVAL || args.contains(&5) && e == Errno::EXIST, "{name} {s:?}: {e:?}");
            }
        }
    }
    println!("{tried} attempts, all refused");
    assert!(tried >= 200);
    assert_eq!(outside(&w), before);
    assert_eq!(fs::read(w.dir.path().join("root/f")).unwrap(), b"mine");
}

#[test]
fn names_that_are_odd_and_harmless() {
    let mut w = hostile();
    // Dots, backslashes and percents mean nothing.
    for s in ["...", ".. ", "..\\secret", "%2e%2e", "~", "$HOME", "a:b", "CON", "d/..."] {
        let fd = w.open(s, 1, 1, r::FD_WRITE).unwrap_or_else(|e| panic!("{s}: {e:?}"));
        assert!(w.dir.path().join("root").join(s).is_file(), "{s}");
        w.call("fd_close", &[fd.into()]).unwrap();
    }
    for bytes in [&b"\xff"[..], b"a\xc0\xaf..", b"\xed\xa0\x80"] {
        w.m.write(P, bytes).unwrap();
        assert_eq!(w.call("path_create_directory", &[3, P.into(), bytes.len() as u64]), Err(Errno::ILSEQ));
    }
    let long = "x".repeat(256);
    assert_eq!(w.open(&long, 1, 0, r::FD_READ), Err(Errno::NAMETOOLONG));
    // Not `..`: each makes the kernel look whether anything was renamed anywhere meanwhile.
    let deep = "./".repeat(2000) + "f";
    assert_eq!(deep.len(), 4001);
    assert_eq!(w.m.write(4096, deep.as_bytes()), Ok(()));
    assert_eq!(w.call("path_filestat_get", &[3, 1, 4096, deep.len() as u64, 0]), Ok(()));
    assert_eq!(w.call("path_filestat_get", &[3, 1, 4096, 4096, 0]), Err(Errno::NAMETOOLONG));
}

/// A thread swaps a directory and a link that leads outside, another opens a file through that name: it gets its own, or nothing.
#[test]
fn a_storm_of_renames_while_files_are_opened() {
    let count: u64 = std::env::var("WAZC_WASI_STORM").map_or(20_000, |s| s.parse().expect("WAZC_WASI_STORM is a number"));
    let mut w = world(false);
    let (top, root) = (w.dir.path().to_path_buf(), w.dir.path().join("root"));
    for (dir, text) in [(top.join("outside"), "theirs"), (root.join("d"), "mine")] {
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join("f"), text).unwrap();
    }
    symlink("../outside", root.join("l")).unwrap();
    let own = fs::metadata(root.join("d/f")).unwrap().ino();
    let (p, n) = w.put(P, "d/f");
    let (stop, swaps) = (AtomicBool::new(false), AtomicU64::new(0));
    let (mut opened, mut refused, mut escaped) = (0u64, 0u64, 0u64);
    std::thread::scope(|s| {
        let _stop = StopAtEnd(&stop);
        s.spawn(|| {
            while !stop.load(Relaxed) {
                renameat_with(CWD, root.join("d"), CWD, root.join("l"), RenameFlags::EXCHANGE).unwrap();
                swaps.fetch_add(1, Relaxed);
            }
        });
        // At least as often as that, and on until the threads have met: on a busy machine one may not run for long.
        let begin = Instant::now();
        let mut tried = 0;
        while tried < count || begin.elapsed().as_secs() < 60 && (opened == 0 || refused == 0 || swaps.load(Relaxed) == 0) {
            tried += 1;
            match path::path_open(&mut w.c, &mut w.m, 3, 1, p, n, 0, r::FD_READ | r::FD_FILESTAT_GET, 0, 0, OUT) {
                Ok(()) => {
                    let fd = w.m.u32(OUT).unwrap();
                    let e = w.c.fds.take(fd).unwrap();
                    opened += 1;
                    escaped += u64::from(rustix::fs::fstat(&e.fd).unwrap().st_ino != own);
                }
                Err(e) => {
                    assert!([Errno::PERM, Errno::AGAIN].contains(&e), "{e:?}");
                    refused += 1;
                }
            }
        }
    });
    println!("{} opens: {opened} opened, {refused} refused, {escaped} escaped; {} swaps", opened + refused, swaps.load(Relaxed));
    assert_eq!(escaped, 0);
    assert!(opened > 0 && refused > 0 && swaps.load(Relaxed) > 0);
}
