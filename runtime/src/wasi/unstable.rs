//! The functions that differ under the older name `wasi_unstable`: `whence` is numbered otherwise, a `filestat` has a
//! 32-bit link count and 56 bytes, a subscription to a clock begins with a second identifier and has 56 bytes.

use super::ctx::WasiCtx;
use super::types::{Errno, Res};
use super::{files, path, poll};
use crate::guest::GuestMem;
use rustix::fs::Stat;

pub fn fd_seek(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, offset: i64, whence: u32, out: u32) -> Res {
    // Current position, end, start; the newer order is start, current position, end.
    let whence = *[1, 2, 0].get(whence as usize).ok_or(Errno::INVAL)?;
    files::fd_seek(c, m, fd, offset, whence, out)
}

/// Writes a `filestat` in the older layout: the type is a byte at 16, the link count 32 bits at 20.
fn put_stat(m: &mut GuestMem, out: u32, s: &Stat) -> Res {
    let [dev, ino, filetype, links, size, times @ ..] = files::stat_fields(s);
    let links = u64::from(u32::try_from(links).unwrap_or(u32::MAX));
    let fields = [dev, ino, filetype | links << 32, size].into_iter().chain(times);
    for (b, f) in m.bytes_mut(out, 56)?.chunks_exact_mut(8).zip(fields) {
        b.copy_from_slice(&f.to_le_bytes());
    }
    Ok(())
}

pub fn fd_filestat_get(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, out: u32) -> Res {
    put_stat(m, out, &files::stat(c, fd)?)
}
pub fn path_filestat_get(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, lookup: u32, path: u32, len: u32, out: u32) -> Res {
    let s = path::stat(c, m, fd, lookup, path, len)?;
    put_stat(m, out, &s)
}
pub fn poll_oneoff(c: &mut WasiCtx, m: &mut GuestMem, subs: u32, events: u32, n: u32, nevents: u32) -> Res {
    poll::wait(c, m, subs, events, n, nevents, &poll::Layout { size: 56, clock: 24 })
}
