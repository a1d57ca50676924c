//! Waiting for descriptors and clocks.

use super::clock::{Clock, monotonic, now};
use super::ctx::WasiCtx;
use super::types::{Errno, Res, rights};
use super::wait::timespec;
use crate::guest::GuestMem;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::AsFd;
use rustix::fs::{FileType, fstat, tell};
use rustix::io::ioctl_fionread;

struct Sub {
    userdata: u64,
    tag: u8,
    /// Nanoseconds left (clock), index into the poll list (descriptor), or why it is an error.
    what: Res<u64>,
}

fn event(m: &mut GuestMem, out: &mut u32, s: &Sub, e: Res, nbytes: u64, flags: u16) -> Res {
    m.bytes_mut(*out, 32)?.fill(0);
    m.put_u64(*out, s.userdata)?;
    m.put_u16(*out + 8, e.err().map_or(0, |e| e.0))?;
    m.put_u8(*out + 10, s.tag)?;
    m.put_u64(*out + 16, nbytes)?;
    m.put_u16(*out + 24, flags)?;
    *out = out.wrapping_add(32);
    Ok(())
}

/// How many bytes can be read at once.
fn readable(fd: impl AsFd) -> u64 {
    match fstat(&fd) {
        // What the kernel says of files has 32 bits and a sign.
        Ok(s) if FileType::from_raw_mode(s.st_mode) == FileType::RegularFile => {
            (s.st_size as u64).saturating_sub(tell(&fd).unwrap_or(u64::MAX))
        }
        _ => ioctl_fionread(&fd).unwrap_or(0),
    }
}

/// Where things are in a subscription.
pub struct Layout {
    /// Its bytes.
    pub size: u32,
    /// Offset of a clock's number; its timeout follows after 8 bytes, its flags after 24.
    pub clock: u32,
}

pub fn poll_oneoff(c: &mut WasiCtx, m: &mut GuestMem, subs: u32, events: u32, n: u32, nevents: u32) -> Res {
    wait(c, m, subs, events, n, nevents, &Layout { size: 48, clock: 16 })
}
pub fn wait(c: &mut WasiCtx, m: &mut GuestMem, subs: u32, events: u32, n: u32, nevents: u32, at: &Layout) -> Res {
    if n == 0 || n > c.limits.subscriptions {
        return Err(Errno::INVAL);
    }
    m.bytes(subs, n.checked_mul(at.size).ok_or(Errno::FAULT)?)?;
    m.bytes(events, n.checked_mul(32).ok_or(Errno::FAULT)?)?;
    m.bytes(nevents, 4)?;
    let mut list = Vec::with_capacity(n as usize);
    for i in 0..n {
        let p = subs + i * at.size;
        let (userdata, tag) = (m.u64(p)?, m.u8(p + 8)?);
        let what = match tag {
            0 => {
                let p = p + at.clock;
                let (clock, timeout, flags) = (m.u32(p)?, m.u64(p + 8)?, m.u16(p + 24)?);
                if flags & 1 != 0 { now(c, clock).map(|t| timeout.saturating_sub(t)) } else { Clock::of(clock).map(|_| timeout) }
            }
            1 | 2 => {
                let need = rights::POLL_FD_READWRITE | if tag == 1 { rights::FD_READ } else { rights::FD_WRITE };
                let fd = m.u32(p + 16)?;
                // What is readable of a socket that listens is a connection to accept.
                let listens = tag == 1 && c.fds.get(fd, rights::POLL_FD_READWRITE | rights::SOCK_ACCEPT).is_ok();
                if listens { Ok(fd.into()) } else { c.fds.get(fd, need).map(|_| fd.into()) }
            }
            _ => return Err(Errno::INVAL),
        };
        list.push(Sub { userdata, tag, what });
    }
    let mut fds = Vec::new();
    for s in list.iter_mut().filter(|s| s.tag != 0) {
        if let Ok(fd) = s.what {
            s.what = Ok(fds.len() as u64);
            fds.push(PollFd::new(&c.fds.any(fd as u32)?.fd, if s.tag == 1 { PollFlags::IN } else { PollFlags::OUT }));
        }
    }
    let start = monotonic();
    let wait = list.iter().filter(|s| s.tag == 0).filter_map(|s| s.what.ok()).min();
    let failed = list.iter().any(|s| s.what.is_err());
    // Clocks of the embedder's don't make anything wait here.
    let foreign = wait.is_some() && c.clocks.is_some();
    let limit = c.time_left().map(|d| u64::try_from(d.as_nanos()).unwrap_or(u64::MAX));
    let mut elapsed = 0;
    let ready = loop {
        let until = if failed || foreign { Some(0) } else { wait.into_iter().chain(limit).min() };
        let ready = match poll(&mut fds, until.map(|u| timespec(u.saturating_sub(elapsed))).as_ref()) {
            Ok(n) => n != 0,
            Err(rustix::io::Errno::INTR) => false,
            Err(e) => return Err(e.into()),
        };
        elapsed = monotonic().saturating_sub(start);
        if ready || failed || foreign || wait.is_some_and(|w| w <= elapsed) {
            break ready;
        }
        if limit.is_some_and(|l| l <= elapsed) {
            return Err(Errno::END);
        }
    };
    if let (true, Some(clocks), Some(nanos)) = (foreign, &mut c.clocks, wait) {
        elapsed = 0;
        if !ready && !failed {
            clocks.sleep(nanos);
            elapsed = nanos;
        }
    }
    let mut out = events;
    for s in &list {
        match s.what {
            Err(e) => event(m, &mut out, s, Err(e), 0, 0)?,
            Ok(t) if s.tag == 0 => {
                if t <= elapsed {
                    event(m, &mut out, s, Ok(()), 0, 0)?;
                }
            }
            Ok(i) => {
                let f = &fds[i as usize];
                let r = f.revents();
                if r.is_empty() {
                    continue;
                }
                let nbytes = if s.tag == 1 { readable(f) } else { 0 };
                let bad = if r.contains(PollFlags::NVAL) { Err(Errno::BADF) } else { Ok(()) };
                event(m, &mut out, s, bad, nbytes, u16::from(r.contains(PollFlags::HUP)))?;
            }
        }
    }
    Ok(m.put_u32(nevents, (out.wrapping_sub(events)) / 32)?)
}
