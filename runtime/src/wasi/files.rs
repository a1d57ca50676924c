//! Functions on descriptors.

use super::ctx::WasiCtx;
use super::fdtable::REGULAR;
use super::limits::Limits;
use super::sock::send;
use super::types::{Errno, Res, filetype, rights as r};
use super::wait;
use crate::guest::GuestMem;
use rustix::fs::{
    self, Advice, FallocateFlags, FileType, OFlags, RawDir, SeekFrom, Stat, Timespec, Timestamps, UTIME_NOW, UTIME_OMIT,
};
use rustix::io;
use rustix::net::SendFlags;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::num::NonZeroU64;

/// Buffers of one call for which no memory is allocated.
const FEW: usize = 16;

/// Buffer `i` of a list that lies in the memory.
fn iov(m: &GuestMem, iovs: u32, i: u32) -> Res<(u32, u32)> {
    let p = u64::from(iovs) + u64::from(i) * 8;
    let field = |p: u64| Ok::<u32, Errno>(m.u32(u32::try_from(p).map_err(|_| Errno::FAULT)?)?);
    Ok((field(p)?, field(p + 4)?))
}

/// Hands the guest's buffers, as they lie in its memory, to what fills them; how many bytes that filled. All of them must lie in the memory; where two
/// overlap, only the first that is not empty is handed over.
pub(super) fn read_with(
    m: &mut GuestMem, iovs: u32, n: u32, limits: &Limits, fill: impl FnOnce(&mut [IoSliceMut<'_>]) -> Res<usize>,
) -> Res<u32> {
    if n > limits.iovecs {
        return Err(Errno::INVAL);
    }
    if n == 1 {
        let (p, len) = iov(m, iovs, 0)?;
        return Ok(fill(&mut [IoSliceMut::new(m.bytes_mut(p, len)?)])? as u32);
    }
    let (mut few, mut many) = ([(0, 0); FEW], Vec::new());
    let ranges = if n as usize <= FEW {
        &mut few[..n as usize]
    } else {
        many.resize(n as usize, (0, 0));
        &mut many[..]
    };
    for (i, r) in ranges.iter_mut().enumerate() {
        *r = iov(m, iovs, i as u32)?;
    }
    let mut few: [_; FEW] = std::array::from_fn(|_| IoSliceMut::new(&mut []));
    let mut many: Vec<IoSliceMut<'_>> = Vec::new();
    let bufs = if n as usize <= FEW {
        &mut few[..n as usize]
    } else {
        many.resize_with(n as usize, || IoSliceMut::new(&mut []));
        &mut many[..]
    };
    let k = m.disjoint_mut(ranges, bufs)?;
    Ok(fill(&mut bufs[..k])? as u32)
}

/// Hands the guest's buffers, as they lie in its memory, to what takes bytes from them; how many bytes that took.
pub(super) fn write_with(
    m: &GuestMem, iovs: u32, n: u32, limits: &Limits, take: impl FnOnce(&[IoSlice<'_>]) -> Res<usize>,
) -> Res<u32> {
    if n > limits.iovecs {
        return Err(Errno::INVAL);
    }
    let (mut few, mut many) = ([IoSlice::new(&[]); FEW], Vec::new());
    let bufs = if n as usize <= FEW {
        &mut few[..n as usize]
    } else {
        many.resize(n as usize, IoSlice::new(&[]));
        &mut many[..]
    };
    for (i, b) in bufs.iter_mut().enumerate() {
        let (p, len) = iov(m, iovs, i as u32)?;
        *b = IoSlice::new(m.bytes(p, len)?);
    }
    Ok(take(bufs)? as u32)
}

fn read(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, at: Option<u64>, out: u32) -> Res {
    c.fds.get(fd, r::FD_READ | if at.is_some() { r::FD_SEEK } else { 0 })?;
    m.bytes(out, 4)?;
    let (e, due) = (c.fds.any(fd)?, c.due(fd)?);
    let got = read_with(m, iovs, n, &c.limits, |bufs| match due {
        Some(due) => wait::read(e, bufs, at, due),
        None => Ok(io::retry_on_intr(|| match at {
            Some(at) => io::preadv(&e.fd, bufs, at),
            None => io::readv(&e.fd, bufs),
        })?),
    })?;
    Ok(m.put_u32(out, got)?)
}

fn write(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, at: Option<u64>, out: u32) -> Res {
    c.fds.get(fd, r::FD_WRITE | if at.is_some() { r::FD_SEEK } else { 0 })?;
    m.bytes(out, 4)?;
    let (e, due) = (c.fds.any(fd)?, c.due(fd)?);
    let written = write_with(m, iovs, n, &c.limits, |bufs| match due {
        Some(due) => wait::write(e, bufs, at, due),
        None => Ok(io::retry_on_intr(|| match at {
            Some(at) => io::pwritev(&e.fd, bufs, at),
            None if e.is_socket() => send(&e.fd, bufs, SendFlags::empty()),
            None => io::writev(&e.fd, bufs),
        })?),
    });
    let written = match written {
        // A stream that is kept in memory is full.
        Err(Errno::PERM) if e.shared && e.filetype == REGULAR => return Err(Errno::NOSPC),
        other => other?,
    };
    Ok(m.put_u32(out, written)?)
}

pub fn fd_read(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, out: u32) -> Res {
    read(c, m, fd, iovs, n, None, out)
}
pub fn fd_pread(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, at: u64, out: u32) -> Res {
    read(c, m, fd, iovs, n, Some(at), out)
}
pub fn fd_write(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, out: u32) -> Res {
    write(c, m, fd, iovs, n, None, out)
}
pub fn fd_pwrite(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, at: u64, out: u32) -> Res {
    write(c, m, fd, iovs, n, Some(at), out)
}
pub fn fd_seek(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, offset: i64, whence: u32, out: u32) -> Res {
    let e = c.fds.get(fd, if offset == 0 && whence == 1 { r::FD_TELL } else { r::FD_SEEK })?;
    m.bytes(out, 8)?;
    let to = match whence {
        0 => SeekFrom::Start(u64::try_from(offset).map_err(|_| Errno::INVAL)?),
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        _ => return Err(Errno::INVAL),
    };
    Ok(m.put_u64(out, fs::seek(&e.fd, to)?)?)
}
pub fn fd_tell(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, out: u32) -> Res {
    Ok(m.put_u64(out, fs::tell(&c.fds.get(fd, r::FD_TELL)?.fd)?)?)
}
pub fn fd_close(c: &mut WasiCtx, _: &mut GuestMem, fd: u32) -> Res {
    c.fds.take(fd).map(drop)
}
pub fn fd_renumber(c: &mut WasiCtx, _: &mut GuestMem, from: u32, to: u32) -> Res {
    c.fds.any(to)?;
    let e = c.fds.take(from)?;
    c.fds.put(to as usize, e);
    Ok(())
}
pub fn fd_advise(c: &mut WasiCtx, _: &mut GuestMem, fd: u32, offset: u64, len: u64, advice: u32) -> Res {
    let e = c.fds.get(fd, r::FD_ADVISE)?;
    let advice = match advice {
        0 => Advice::Normal,
        1 => Advice::Sequential,
        2 => Advice::Random,
        3 => Advice::WillNeed,
        4 => Advice::DontNeed,
        5 => Advice::NoReuse,
        _ => return Err(Errno::INVAL),
    };
    Ok(fs::fadvise(&e.fd, offset, NonZeroU64::new(len), advice)?)
}
pub fn fd_allocate(c: &mut WasiCtx, _: &mut GuestMem, fd: u32, offset: u64, len: u64) -> Res {
    Ok(fs::fallocate(&c.fds.get(fd, r::FD_ALLOCATE)?.fd, FallocateFlags::empty(), offset, len)?)
}
pub fn fd_datasync(c: &mut WasiCtx, _: &mut GuestMem, fd: u32) -> Res {
    Ok(fs::fdatasync(&c.fds.get(fd, r::FD_DATASYNC)?.fd)?)
}
pub fn fd_sync(c: &mut WasiCtx, _: &mut GuestMem, fd: u32) -> Res {
    Ok(fs::fsync(&c.fds.get(fd, r::FD_SYNC)?.fd)?)
}

/// The flags of `fdflags`, as the host has them.
pub fn oflags(fdflags: u32) -> Res<OFlags> {
    if fdflags > 31 {
        return Err(Errno::INVAL);
    }
    let bit = |n: u32, f: OFlags| if fdflags & n != 0 { f } else { OFlags::empty() };
    Ok(bit(1, OFlags::APPEND) | bit(2, OFlags::DSYNC) | bit(4, OFlags::NONBLOCK) | bit(8 | 16, OFlags::SYNC))
}

fn fdflags(f: OFlags) -> u16 {
    let bit = |n: u16, g: OFlags| if f.contains(g) { n } else { 0 };
    bit(1, OFlags::APPEND) | bit(2, OFlags::DSYNC) | bit(4, OFlags::NONBLOCK) | bit(8 | 16, OFlags::SYNC)
}

pub fn fd_fdstat_get(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, out: u32) -> Res {
    let e = c.fds.get(fd, 0)?;
    let flags = fdflags(fs::fcntl_getfl(&e.fd)?);
    let b = m.bytes_mut(out, 24)?;
    b.fill(0);
    b[0] = e.filetype;
    b[2..4].copy_from_slice(&flags.to_le_bytes());
    b[8..16].copy_from_slice(&e.base.to_le_bytes());
    b[16..24].copy_from_slice(&e.inheriting.to_le_bytes());
    Ok(())
}
pub fn fd_fdstat_set_flags(c: &mut WasiCtx, _: &mut GuestMem, fd: u32, flags: u32) -> Res {
    let e = c.fds.get(fd, r::FD_FDSTAT_SET_FLAGS)?;
    let (old, new) = (fs::fcntl_getfl(&e.fd)?, oflags(flags)?);
    let can = OFlags::APPEND | OFlags::NONBLOCK;
    if fdflags(old) == fdflags(new) {
        return Ok(());
    }
    if e.shared || fdflags(old - can) != fdflags(new - can) {
        return Err(Errno::NOTSUP);
    }
    Ok(fs::fcntl_setfl(&e.fd, (old - can) | (new & can))?)
}
pub fn fd_fdstat_set_rights(c: &mut WasiCtx, _: &mut GuestMem, fd: u32, base: u64, inheriting: u64) -> Res {
    c.fds.shrink(fd, base, inheriting)
}

/// The fields of a `filestat`: device, inode, type, links, size, times of access, modification and change.
pub fn stat_fields(s: &Stat) -> [u64; 8] {
    // Nanoseconds since 1970, without a sign: what is before is 0, what is too late is the last.
    let time = |s: i64, n: u64| u64::try_from(s).map_or(0, |s| s.saturating_mul(1_000_000_000).saturating_add(n));
    [
        s.st_dev,
        s.st_ino,
        filetype(FileType::from_raw_mode(s.st_mode)).into(),
        s.st_nlink as u64,
        s.st_size as u64,
        time(s.st_atime, s.st_atime_nsec),
        time(s.st_mtime, s.st_mtime_nsec),
        time(s.st_ctime, s.st_ctime_nsec),
    ]
}
/// Writes a `filestat`.
pub fn put_stat(m: &mut GuestMem, out: u32, s: &Stat) -> Res {
    for (b, f) in m.bytes_mut(out, 64)?.chunks_exact_mut(8).zip(stat_fields(s)) {
        b.copy_from_slice(&f.to_le_bytes());
    }
    Ok(())
}

/// The times of a `set_times` call.
pub fn times(atim: u64, mtim: u64, flags: u32) -> Res<Timestamps> {
    let one = |t: u64, set: bool, now: bool| {
        Ok(match (set, now) {
            (true, true) => return Err(Errno::INVAL),
            (true, _) => Timespec { tv_sec: (t / 1_000_000_000) as i64, tv_nsec: (t % 1_000_000_000) as _ },
            (_, true) => Timespec { tv_sec: 0, tv_nsec: UTIME_NOW as _ },
            _ => Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT as _ },
        })
    };
    if flags > 15 {
        return Err(Errno::INVAL);
    }
    Ok(Timestamps {
        last_access: one(atim, flags & 1 != 0, flags & 2 != 0)?,
        last_modification: one(mtim, flags & 4 != 0, flags & 8 != 0)?,
    })
}

pub fn fd_filestat_get(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, out: u32) -> Res {
    put_stat(m, out, &stat(c, fd)?)
}
pub fn stat(c: &WasiCtx, fd: u32) -> Res<Stat> {
    Ok(fs::fstat(&c.fds.get(fd, r::FD_FILESTAT_GET)?.fd)?)
}
pub fn fd_filestat_set_size(c: &mut WasiCtx, _: &mut GuestMem, fd: u32, size: u64) -> Res {
    Ok(fs::ftruncate(&c.fds.get(fd, r::FD_FILESTAT_SET_SIZE)?.fd, size)?)
}
pub fn fd_filestat_set_times(c: &mut WasiCtx, _: &mut GuestMem, fd: u32, atim: u64, mtim: u64, flags: u32) -> Res {
    Ok(fs::futimens(&c.fds.get(fd, r::FD_FILESTAT_SET_TIMES)?.fd, &times(atim, mtim, flags)?)?)
}
pub fn fd_prestat_get(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, out: u32) -> Res {
    let len = c.fds.get(fd, 0)?.preopen.as_ref().ok_or(Errno::BADF)?.len() as u32;
    m.put_u64(out, u64::from(len) << 32)?;
    Ok(())
}
pub fn fd_prestat_dir_name(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, buf: u32, len: u32) -> Res {
    let name = c.fds.get(fd, 0)?.preopen.as_ref().ok_or(Errno::BADF)?;
    if name.len() > len as usize {
        return Err(Errno::NAMETOOLONG);
    }
    Ok(m.write(buf, name)?)
}

/// Fills the buffer with entries from a cookie on; a full buffer means that there may be more.
pub fn fd_readdir(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, buf: u32, len: u32, cookie: u64, out: u32) -> Res {
    let e = c.fds.get(fd, r::FD_READDIR)?;
    m.bytes(out, 4)?;
    let mut dst = m.bytes_mut(buf, len)?;
    fs::seek(&e.fd, SeekFrom::Start(cookie))?;
    let mut space = [MaybeUninit::uninit(); 16384];
    let mut dir = RawDir::new(&e.fd, &mut space);
    while !dst.is_empty() {
        let Some(entry) = dir.next() else { break };
        let entry = match entry {
            // The directory was removed.
            Err(io::Errno::NOENT) => break,
            other => other?,
        };
        let name = entry.file_name().to_bytes();
        let mut head = [0; 24];
        head[..8].copy_from_slice(&entry.next_entry_cookie().to_le_bytes());
        // The number of the parent may belong to a directory outside.
        let ino = if name == b".." { 0 } else { entry.ino() };
        head[8..16].copy_from_slice(&ino.to_le_bytes());
        head[16..20].copy_from_slice(&(name.len() as u32).to_le_bytes());
        head[20] = filetype(entry.file_type());
        for part in [&head[..], name] {
            let k = part.len().min(dst.len());
            let (now, rest) = dst.split_at_mut(k);
            now.copy_from_slice(&part[..k]);
            dst = rest;
        }
    }
    let used = len - dst.len() as u32;
    Ok(m.put_u32(out, used)?)
}
