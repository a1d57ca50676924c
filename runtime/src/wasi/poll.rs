//! Waiting for descriptors and clocks.

use super::clock::now;
use super::ctx::WasiCtx;
use super::types::{Errno, Res, rights};
use crate::guest::GuestMem;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Most subscriptions of one call.
const MAX_SUBSCRIPTIONS: u32 = 1024;

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
    if n == 0 || n > MAX_SUBSCRIPTIONS {
        return Err(Errno::INVAL);
    }
    m.bytes(subs, n * at.size)?;
    m.bytes(events, n * 32)?;
    let (mut list, mut fds) = (Vec::with_capacity(n as usize), Vec::new());
    for i in 0..n {
        let p = subs + i * at.size;
        let (userdata, tag) = (m.u64(p)?, m.u8(p + 8)?);
        let what = match tag {
            0 => {
                let p = p + at.clock;
                let (clock, timeout, flags) = (m.u32(p)?, m.u64(p + 8)?, m.u16(p + 24)?);
                now(clock).map(|t| if flags & 1 != 0 { timeout.saturating_sub(t) } else { timeout })
            }
            1 | 2 => {
                let read = tag == 1;
                let need = rights::POLL_FD_READWRITE | if read { rights::FD_READ } else { rights::FD_WRITE };
                c.fds.get(m.u32(p + 16)?, need).map(|e| {
                    fds.push(PollFd::new(&e.fd, if read { PollFlags::IN } else { PollFlags::OUT }));
                    fds.len() as u64 - 1
                })
            }
            _ => return Err(Errno::INVAL),
        };
        list.push(Sub { userdata, tag, what });
    }
    let start = now(1)?;
    let wait = list.iter().filter(|s| s.tag == 0).filter_map(|s| s.what.ok()).min();
    let failed = list.iter().any(|s| s.what.is_err());
    let mut elapsed;
    loop {
        elapsed = now(1)?.saturating_sub(start);
        let left = if failed { Some(0) } else { wait.map(|w| w.saturating_sub(elapsed)) };
        let timeout = left.map(|l| Timespec { tv_sec: (l / 1_000_000_000) as i64, tv_nsec: (l % 1_000_000_000) as _ });
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => break,
            Err(rustix::io::Errno::INTR) => {}
            Err(e) => return Err(e.into()),
        }
    }
    elapsed = now(1)?.saturating_sub(start);
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
                let nbytes = if s.tag == 1 { rustix::io::ioctl_fionread(f).unwrap_or(0) } else { 0 };
                let bad = if r.contains(PollFlags::NVAL) { Err(Errno::BADF) } else { Ok(()) };
                event(m, &mut out, s, bad, nbytes, u16::from(r.contains(PollFlags::HUP)))?;
            }
        }
    }
    Ok(m.put_u32(nevents, (out.wrapping_sub(events)) / 32)?)
}
