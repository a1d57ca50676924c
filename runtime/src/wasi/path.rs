//! Functions on paths.
//!
//! Nothing outside the directory is reached: a path is opened by openat2 with RESOLVE_BENEATH, either whole, or its
//! parent, and then one component, never `.` or `..` nor with a slash behind it, is named without following links.

use super::ctx::WasiCtx;
use super::fdtable::Entry;
use super::files::{oflags, put_stat, times};
use super::types::{Errno, Res, rights as r};
use crate::guest::GuestMem;
use rustix::fd::OwnedFd;
use rustix::fs::{self, AtFlags, FileType, Mode, OFlags, ResolveFlags};

/// Linux's cap on paths, with the zero byte behind them.
const PATH_MAX: usize = 4096;

/// A path, or what a symbolic link is to hold.
fn text<'m>(c: &WasiCtx, m: &'m GuestMem<'_>, p: u32, len: u32) -> Res<&'m [u8]> {
    if len > c.limits.path_bytes {
        return Err(Errno::NAMETOOLONG);
    }
    let s = m.bytes(p, len)?;
    match std::str::from_utf8(s) {
        _ if s.is_empty() => Err(Errno::NOENT),
        _ if s.contains(&0) => Err(Errno::INVAL),
        Err(_) => Err(Errno::ILSEQ),
        Ok(_) => Ok(s),
    }
}

fn open_beneath(dir: &Entry, path: &[u8], flags: OFlags, mode: Mode) -> Res<OwnedFd> {
    if dir.filetype != 3 {
        return Err(Errno::NOTDIR);
    }
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
    // openat2 refuses NOCTTY along with PATH.
    let tty = if flags.contains(OFlags::PATH) { OFlags::empty() } else { OFlags::NOCTTY };
    let mut tries = 0;
    loop {
        match fs::openat2(&dir.fd, path, flags | OFlags::CLOEXEC | tty, mode, resolve) {
            // A rename went on meanwhile, and the kernel cannot tell whether the path stayed inside.
            // Or a signal came, which is none of the guest's.
            Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) if tries < 1000 => tries += 1,
            Err(rustix::io::Errno::XDEV) => return Err(Errno::PERM),
            other => return Ok(other?),
        }
    }
}

/// The thing itself, without permission to read or write.
fn locate(dir: &Entry, path: &[u8], follow: u32) -> Res<OwnedFd> {
    let f = if follow & 1 != 0 { OFlags::empty() } else { OFlags::NOFOLLOW };
    // A slash behind a link makes the kernel follow it, beneath all the same.
    open_beneath(dir, path, OFlags::PATH | f, Mode::empty())
}

/// A path without its last component, opened, and that component.
struct Last<'a> {
    parent: OwnedFd,
    name: &'a [u8],
    /// Whether there is a slash behind it.
    slash: bool,
}

impl Last<'_> {
    /// What it is, itself; an error if it is not there.
    fn kind(&self) -> Res<FileType> {
        Ok(FileType::from_raw_mode(fs::statat(&self.parent, self.name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode))
    }
}

fn parent<'a>(dir: &Entry, path: &'a [u8]) -> Res<Last<'a>> {
    if path[0] == b'/' {
        return Err(Errno::PERM);
    }
    let end = path.iter().rposition(|&b| b != b'/').map_or(0, |i| i + 1);
    let start = path[..end].iter().rposition(|&b| b == b'/').map_or(0, |i| i + 1);
    let (up, name) = (&path[..start], &path[start..end]);
    let up = if up.is_empty() { b"." } else { up };
    let parent = open_beneath(dir, up, OFlags::PATH | OFlags::DIRECTORY, Mode::empty())?;
    if matches!(name, b"" | b"." | b"..") {
        // Escapes are told from mere oddities.
        locate(dir, path, 1)?;
        return Err(Errno::INVAL);
    }
    Ok(Last { parent, name, slash: end != path.len() })
}

pub fn path_open(
    c: &mut WasiCtx, m: &mut GuestMem, fd: u32, lookup: u32, path: u32, len: u32, of: u32, base: u64, inheriting: u64,
    fdf: u32, out: u32,
) -> Res {
    let (creat, directory, excl, trunc) = (of & 1 != 0, of & 2 != 0, of & 4 != 0, of & 8 != 0);
    let need = r::PATH_OPEN
        | if creat { r::PATH_CREATE_FILE } else { 0 }
        | if trunc { r::PATH_FILESTAT_SET_SIZE } else { 0 };
    let dir = c.fds.get(fd, need)?;
    m.bytes(out, 4)?;
    // A directory that is to be written is an error of the kernel's; its other rights of files just go.
    let writing = r::FD_WRITE | if directory { 0 } else { r::FD_ALLOCATE | r::FD_FILESTAT_SET_SIZE };
    let writes = base & writing != 0;
    if writes && dir.inheriting & r::FD_WRITE == 0 {
        return Err(Errno::NOTCAPABLE);
    }
    if of > 15 || (creat && directory) {
        return Err(Errno::INVAL);
    }
    let mut flags = oflags(fdf)?;
    flags |= match (writes, base & (r::FD_READ | r::FD_READDIR) != 0) {
        (true, true) => OFlags::RDWR,
        (true, false) => OFlags::WRONLY,
        _ => OFlags::RDONLY,
    };
    for (on, f) in [
        (creat, OFlags::CREATE),
        (directory, OFlags::DIRECTORY),
        (excl, OFlags::EXCL),
        (trunc, OFlags::TRUNC),
        (lookup & 1 == 0, OFlags::NOFOLLOW),
    ] {
        if on {
            flags |= f;
        }
    }
    let mode = if creat { Mode::from_raw_mode(0o666) } else { Mode::empty() };
    let path = text(c, m, path, len)?;
    c.fds.free(&c.limits)?;
    // A FIFO's other end may never be opened, and a device may wait for a line: never wait here.
    let file = open_beneath(dir, path, flags | OFlags::NONBLOCK, mode)?;
    if !flags.contains(OFlags::NONBLOCK) {
        fs::fcntl_setfl(&file, flags & OFlags::APPEND)?;
    }
    let e = Entry::new(file, base & dir.inheriting, inheriting & dir.inheriting)?;
    let n = c.fds.add(e, &c.limits)?;
    Ok(m.put_u32(out, n)?)
}
pub fn path_create_directory(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, path: u32, len: u32) -> Res {
    let dir = c.fds.get(fd, r::PATH_CREATE_DIRECTORY)?;
    let path = text(c, m, path, len)?;
    let l = match parent(dir, path) {
        Err(Errno::INVAL) => return Err(Errno::EXIST),
        other => other?,
    };
    Ok(fs::mkdirat(&l.parent, l.name, Mode::from_raw_mode(0o777))?)
}
pub fn path_filestat_get(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, lookup: u32, path: u32, len: u32, out: u32) -> Res {
    let s = stat(c, m, fd, lookup, path, len)?;
    put_stat(m, out, &s)
}
pub fn stat(c: &WasiCtx, m: &GuestMem, fd: u32, lookup: u32, path: u32, len: u32) -> Res<fs::Stat> {
    let dir = c.fds.get(fd, r::PATH_FILESTAT_GET)?;
    Ok(fs::fstat(locate(dir, text(c, m, path, len)?, lookup)?)?)
}
pub fn path_filestat_set_times(
    c: &mut WasiCtx, m: &mut GuestMem, fd: u32, lookup: u32, path: u32, len: u32, atim: u64, mtim: u64, flags: u32,
) -> Res {
    let dir = c.fds.get(fd, r::PATH_FILESTAT_SET_TIMES)?;
    let t = times(atim, mtim, flags)?;
    Ok(fs::utimensat(locate(dir, text(c, m, path, len)?, lookup)?, "", &t, AtFlags::EMPTY_PATH)?)
}
pub fn path_link(
    c: &mut WasiCtx, m: &mut GuestMem, fd: u32, lookup: u32, path: u32, len: u32, to_fd: u32, to: u32, to_len: u32,
) -> Res {
    let (from, into) = (c.fds.get(fd, r::PATH_LINK_SOURCE)?, c.fds.get(to_fd, r::PATH_LINK_TARGET)?);
    if lookup & 1 != 0 {
        return Err(Errno::INVAL);
    }
    let a = parent(from, text(c, m, path, len)?)?;
    let b = parent(into, text(c, m, to, to_len)?)?;
    if a.slash {
        return Err(if a.kind()? == FileType::Directory { Errno::PERM } else { Errno::NOTDIR });
    }
    if b.slash {
        return Err(b.kind().map_or_else(|e| e, |_| Errno::EXIST));
    }
    Ok(fs::linkat(&a.parent, a.name, &b.parent, b.name, AtFlags::empty())?)
}
pub fn path_readlink(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, path: u32, len: u32, buf: u32, size: u32, out: u32) -> Res {
    let dir = c.fds.get(fd, r::PATH_READLINK)?;
    m.bytes(out, 4)?;
    let link = locate(dir, text(c, m, path, len)?, 0)?;
    let mut target = [0u8; PATH_MAX];
    let n = match fs::readlinkat_raw(&link, "", &mut target) {
        // What an opened thing says that is no link.
        Err(rustix::io::Errno::NOENT) => return Err(Errno::INVAL),
        other => other?,
    };
    let n = n.min(size as usize);
    m.bytes(buf, size)?;
    m.write(buf, &target[..n])?;
    Ok(m.put_u32(out, n as u32)?)
}
pub fn path_remove_directory(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, path: u32, len: u32) -> Res {
    let dir = c.fds.get(fd, r::PATH_REMOVE_DIRECTORY)?;
    let l = parent(dir, text(c, m, path, len)?)?;
    Ok(fs::unlinkat(&l.parent, l.name, AtFlags::REMOVEDIR)?)
}
pub fn path_unlink_file(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, path: u32, len: u32) -> Res {
    let dir = c.fds.get(fd, r::PATH_UNLINK_FILE)?;
    let l = parent(dir, text(c, m, path, len)?)?;
    if l.slash {
        return Err(if l.kind()? == FileType::Directory { Errno::ISDIR } else { Errno::NOTDIR });
    }
    Ok(fs::unlinkat(&l.parent, l.name, AtFlags::empty())?)
}
pub fn path_rename(
    c: &mut WasiCtx, m: &mut GuestMem, fd: u32, path: u32, len: u32, to_fd: u32, to: u32, to_len: u32,
) -> Res {
    let (from, into) = (c.fds.get(fd, r::PATH_RENAME_SOURCE)?, c.fds.get(to_fd, r::PATH_RENAME_TARGET)?);
    let a = parent(from, text(c, m, path, len)?)?;
    let b = parent(into, text(c, m, to, to_len)?)?;
    if (a.slash || b.slash) && a.kind()? != FileType::Directory {
        return Err(Errno::NOTDIR);
    }
    Ok(fs::renameat(&a.parent, a.name, &b.parent, b.name)?)
}
pub fn path_symlink(c: &mut WasiCtx, m: &mut GuestMem, target: u32, target_len: u32, fd: u32, path: u32, len: u32) -> Res {
    let dir = c.fds.get(fd, r::PATH_SYMLINK)?;
    let target = text(c, m, target, target_len)?;
    if target[0] == b'/' {
        return Err(Errno::PERM);
    }
    let l = parent(dir, text(c, m, path, len)?)?;
    if l.slash {
        return Err(l.kind().map_or_else(|e| e, |_| Errno::EXIST));
    }
    Ok(fs::symlinkat(target, &l.parent, l.name)?)
}
