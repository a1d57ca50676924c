//! The table of descriptors against a model of it, under random operations.
//!
//! `WAZC_WASI_MODEL` is the number of operations, `WAZC_WASI_SEED` where they begin; `docs/wasi.md` says how to run many.

use super::limits::Limits;
use super::tests::{BUF, IOV, OUT, P, Q, World, world};
use super::types::rights as r;
use super::Errno;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// What the model knows of a descriptor.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Known {
    ino: u64,
    dir: bool,
    preopen: bool,
    base: u64,
    inheriting: u64,
}

struct Random(u64);
impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
    /// Mostly all rights, else any.
    fn rights(&mut self) -> u64 {
        if self.below(3) == 0 { self.next() & 0x3fff_ffff } else { 0x3fff_ffff }
    }
}

/// Descriptors of this process that lead below a directory.
fn held(dir: &Path) -> usize {
    let all = fs::read_dir("/proc/self/fd").unwrap();
    all.filter(|e| fs::read_link(e.as_ref().unwrap().path()).is_ok_and(|t| t.starts_with(dir))).count()
}

const FDS: u32 = 24;
const DIRECTORIES: u32 = 6;

/// The least free number, as the cap allows.
fn free(model: &BTreeMap<u32, Known>, is_dir: bool) -> Result<u32, Errno> {
    let opened = model.values().filter(|k| k.dir && !k.preopen).count() as u32;
    if is_dir && opened >= DIRECTORIES {
        return Err(Errno::MFILE);
    }
    (3..FDS).find(|n| !model.contains_key(n)).ok_or(Errno::MFILE)
}

fn compare(w: &mut World, model: &BTreeMap<u32, Known>, fd: u32) {
    let got = w.call("fd_fdstat_get", &[fd.into(), BUF.into()]).map(|()| (w.m.u8(BUF), w.m.u64(BUF + 8), w.m.u64(BUF + 16)));
    let want = model.get(&fd).map(|k| (Ok(if k.dir { 3 } else { 4 }), Ok(k.base), Ok(k.inheriting))).ok_or(Errno::BADF);
    assert_eq!(got, want, "{fd}");
    let stat = w.call("fd_filestat_get", &[fd.into(), BUF.into()]).map(|()| w.m.u64(BUF + 8).unwrap());
    let want = match model.get(&fd) {
        None => Err(Errno::BADF),
        Some(k) if k.base & r::FD_FILESTAT_GET == 0 => Err(Errno::NOTCAPABLE),
        Some(k) => Ok(k.ino),
    };
    assert_eq!(stat, want, "{fd}");
    let named = w.call("fd_prestat_get", &[fd.into(), BUF.into()]);
    assert_eq!(named, if model.get(&fd).is_some_and(|k| k.preopen) { Ok(()) } else { Err(Errno::BADF) });
}

#[test]
fn the_table_is_what_a_model_says() {
    let number = |name: &str, other| std::env::var(name).map_or(other, |s| s.parse().unwrap_or_else(|_| panic!("{name} is a number")));
    let (count, seed) = (number("WAZC_WASI_MODEL", 20_000), number("WAZC_WASI_SEED", 1));
    let mut random = Random(seed);
    let mut w = world(false);
    w.c.limits(Limits { fds: FDS, directories: DIRECTORIES, ..Limits::default() });
    let (top, root) = (w.dir.path().to_path_buf(), w.dir.path().join("root"));
    let mut names = Vec::new();
    for (name, is_dir) in [("a", false), ("b", false), ("c", true), ("c/a", false), ("c/d", true), ("no", false)] {
        match (name, is_dir) {
            ("no", _) => {}
            (_, true) => fs::create_dir(root.join(name)).unwrap(),
            _ => fs::write(root.join(name), "0123456789").unwrap(),
        }
        let ino = fs::metadata(root.join(name)).map(|m| m.ino()).ok();
        names.push((name, is_dir, ino));
    }
    let root_ino = fs::metadata(&root).unwrap().ino();
    let c_ino = names[2].2.unwrap();
    let of = |k: &Known, name: &str| {
        // What a name is below one of the directories.
        if k.ino == root_ino {
            names.iter().find(|n| n.0 == name).copied()
        } else if k.ino == c_ino {
            names.iter().find(|n| n.0.strip_prefix("c/") == Some(name)).copied()
        } else {
            None
        }
    };
    let mut model = BTreeMap::new();
    let e = w.c.fds.any(3).unwrap();
    model.insert(3, Known { ino: root_ino, dir: true, preopen: true, base: e.base, inheriting: e.inheriting });
    w.iov(Q, 4);
    let (mut opened, mut full) = (0u64, 0u64);
    for i in 0..count {
        let fd = random.below(u64::from(FDS) + 2) as u32;
        match random.below(12) {
            0..=4 => {
                // Mostly below a directory that is open.
                let dirs: Vec<u32> = model.iter().filter(|(_, k): &(_, &Known)| k.dir).map(|(n, _)| *n).collect();
                let at = if dirs.is_empty() || random.below(8) == 0 { fd } else { dirs[random.below(dirs.len() as u64) as usize] };
                let name = ["a", "b", "c", "d", "no"][random.below(5) as usize];
                let (directory, asked, inheriting) = (random.below(2) as u32 * 2, random.rights(), random.rights());
                let asked = if directory != 0 { asked & !r::FD_WRITE } else { asked };
                let (p, n) = w.put(P, name);
                let args = [at.into(), 0, p.into(), n.into(), directory.into(), asked, inheriting, 0, OUT.into()];
                let got = w.call("path_open", &args).map(|()| w.m.u32(OUT).unwrap());
                let writing = r::FD_WRITE | if directory != 0 { 0 } else { r::FD_ALLOCATE | r::FD_FILESTAT_SET_SIZE };
                let want = match model.get(&at).copied() {
                    None => Err(Errno::BADF),
                    Some(k) if k.base & r::PATH_OPEN == 0 => Err(Errno::NOTCAPABLE),
                    Some(k) if asked & writing != 0 && k.inheriting & r::FD_WRITE == 0 => Err(Errno::NOTCAPABLE),
                    Some(_) if free(&model, false).is_err() => Err(Errno::MFILE),
                    Some(k) => match of(&k, name) {
                        None | Some((_, _, None)) => Err(Errno::NOENT),
                        Some((_, false, _)) if directory != 0 => Err(Errno::NOTDIR),
                        Some((_, true, _)) if asked & writing != 0 => Err(Errno::ISDIR),
                        Some((_, is_dir, Some(ino))) => free(&model, is_dir).map(|n| {
                            let fits = if is_dir { r::DIR } else { r::FILE };
                            let mut base = asked & k.inheriting & fits;
                            if asked & writing == 0 {
                                base &= !(r::FD_WRITE | r::FD_ALLOCATE | r::FD_FILESTAT_SET_SIZE);
                            }
                            let inheriting = if is_dir { inheriting & k.inheriting } else { 0 };
                            (n, Known { ino, dir: is_dir, preopen: false, base, inheriting })
                        }),
                    },
                };
                assert_eq!(got, want.map(|(n, _)| n), "operation {i}: open {name} at {at}, {:?}", model.get(&at));
                match want {
                    Ok((n, k)) => {
                        opened += 1;
                        model.insert(n, k);
                        compare(&mut w, &model, n);
                    }
                    Err(e) => full += u64::from(e == Errno::MFILE),
                }
            }
            5 | 6 => {
                let want = if fd == 3 && random.below(50) != 0 { continue } else { model.remove(&fd).map(drop).ok_or(Errno::BADF) };
                assert_eq!(w.call("fd_close", &[fd.into()]), want, "operation {i}");
            }
            7 => {
                let to = random.below(u64::from(FDS) + 2) as u32;
                let want = match (model.get(&fd).copied(), model.contains_key(&to)) {
                    (Some(k), true) => {
                        model.remove(&fd);
                        model.insert(to, k);
                        Ok(())
                    }
                    _ => Err(Errno::BADF),
                };
                assert_eq!(w.call("fd_renumber", &[fd.into(), to.into()]), want, "operation {i}: {fd} to {to}");
                compare(&mut w, &model, to);
            }
            8 if random.below(10) == 0 => {
                let (base, inheriting) = (random.next() & 0x3fff_ffff, random.next() & 0x3fff_ffff);
                // Half of the time only what it has.
                let k = model.get(&fd).copied();
                let (base, inheriting) = match k {
                    Some(k) if random.below(2) == 0 => (base & k.base, inheriting & k.inheriting),
                    _ => (base, inheriting),
                };
                let want = match k {
                    None => Err(Errno::BADF),
                    Some(k) if base & !k.base != 0 || inheriting & !k.inheriting != 0 => Err(Errno::NOTCAPABLE),
                    Some(k) => {
                        model.insert(fd, Known { base, inheriting, ..k });
                        Ok(())
                    }
                };
                assert_eq!(w.call("fd_fdstat_set_rights", &[fd.into(), base, inheriting]), want, "operation {i}");
            }
            9 => {
                let want = match model.get(&fd) {
                    None => Err(Errno::BADF),
                    Some(k) if k.base & (r::FD_READ | r::FD_SEEK) != r::FD_READ | r::FD_SEEK => Err(Errno::NOTCAPABLE),
                    Some(_) => Ok(()),
                };
                assert_eq!(w.call("fd_pread", &[fd.into(), IOV.into(), 1, 3, OUT.into()]), want, "operation {i}");
                assert!(want.is_err() || w.m.bytes(Q, 4).unwrap() == b"3456");
            }
            _ => compare(&mut w, &model, fd),
        }
        // With nothing given there is nothing more to do.
        if model.get(&3).is_none_or(|k| k.ino != root_ino || k.base & r::PATH_OPEN == 0 || !k.preopen) && random.below(20) == 0 {
            model.keys().for_each(|n| drop(w.c.fds.take(*n).unwrap()));
            model.clear();
            w.c.preopen_dir(&root, "/", false).unwrap();
            let e = w.c.fds.any(3).unwrap();
            model.insert(3, Known { ino: root_ino, dir: true, preopen: true, base: e.base, inheriting: e.inheriting });
        }
        assert_eq!(w.c.fds.open(), model.len(), "operation {i}");
        if i % 5000 == 0 {
            assert_eq!(held(&top), model.len(), "operation {i}: leaked descriptors");
        }
    }
    for fd in 0..FDS {
        compare(&mut w, &model, fd);
    }
    println!("{count} operations: {opened} opened, {full} refused by a cap, {} open at the end", model.len());
    assert!(opened > 0 && (full > 0 || count < 10_000));
    assert_eq!(held(&top), model.len());
    drop(w.c);
    assert_eq!(held(&top), 0, "leaked descriptors");
}
