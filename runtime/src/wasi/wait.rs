//! Waiting for a stream or socket, no longer than the host's deadline.
//!
//! Input: a call that would wait, and when it must be over. Output: what it gives, or [`Errno::END`] after that time.
//! Each call is made so that it can't wait (RWF_NOWAIT, MSG_DONTWAIT), and what waits is poll(2): then it does not matter that somebody else
//! took what poll had seen. The flags of the descriptor stay as they are, since other processes may have it too. Terminals, and pipes
//! of older kernels, know no such calls: there poll comes first, and no more is written than fits where it says that there is room.

use super::fdtable::Entry;
use super::sock;
use super::types::{Errno, Res};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::io::{self, Errno as Os, ReadWriteFlags};
use rustix::net::{RecvFlags, SendFlags};
use rustix::termios::isatty;
use std::io::{IoSlice, IoSliceMut};
use std::time::{Duration, Instant};

/// What a pipe with room takes at once (PIPE_BUF).
const PIPE: usize = 4096;
/// What a terminal with room takes at once: it has room for 256 bytes at least, and a tab is written as up to eight.
const TERMINAL: usize = 32;
/// Stands for the descriptor's own position.
const HERE: u64 = u64::MAX;

/// The kernel's form of a duration.
pub(super) fn timespec(nanos: u64) -> Timespec {
    Timespec { tv_sec: (nanos / 1_000_000_000) as i64, tv_nsec: (nanos % 1_000_000_000) as _ }
}

/// Waits until the descriptor is ready for what the flags say.
pub(super) fn ready(fd: &OwnedFd, flags: PollFlags, due: Instant) -> Res {
    loop {
        let left = due.saturating_duration_since(Instant::now());
        let left = timespec(left.as_nanos().try_into().unwrap_or(u64::MAX));
        match poll(&mut [PollFd::new(fd, flags)], Some(&left)) {
            Ok(0) => return Err(Errno::END),
            Ok(_) => return Ok(()),
            Err(Os::INTR) => {}
            Err(e) => return Err(e.into()),
        }
    }
}

/// Makes a call that does not wait until it need not.
pub(super) fn until<T>(fd: &OwnedFd, flags: PollFlags, due: Instant, mut call: impl FnMut() -> io::Result<T>) -> Res<Option<T>> {
    for tries in 0u64.. {
        match call() {
            Err(Os::INTR) => continue,
            Err(Os::AGAIN) => {}
            Err(Os::OPNOTSUPP | Os::NOSYS) => return Ok(None),
            other => return Ok(Some(other?)),
        }
        ready(fd, flags, due)?;
        // Ready and yet not, again and again: others are faster, or there is room, but for less than this.
        if tries > 0 {
            if Instant::now() >= due {
                return Err(Errno::END);
            }
            std::thread::sleep(Duration::from_micros(100 * tries.min(50)));
        }
    }
    unreachable!("there is no end to numbers")
}

/// Reads what is there, from a position or the descriptor's own.
pub(super) fn read(e: &Entry, bufs: &mut [IoSliceMut<'_>], at: Option<u64>, due: Instant) -> Res<usize> {
    if e.is_socket() {
        return Ok(receive(&e.fd, bufs, RecvFlags::empty(), due)?.0);
    }
    let pos = position(at)?;
    if let Some(n) = until(&e.fd, PollFlags::IN, due, || io::preadv2(&e.fd, bufs, pos, ReadWriteFlags::NOWAIT))? {
        return Ok(n);
    }
    ready(&e.fd, PollFlags::IN, due)?;
    Ok(io::retry_on_intr(|| match at {
        Some(at) => io::preadv(&e.fd, bufs, at),
        None => io::readv(&e.fd, bufs),
    })?)
}

/// Writes what there is room for, at a position or the descriptor's own.
pub(super) fn write(e: &Entry, bufs: &[IoSlice<'_>], at: Option<u64>, due: Instant) -> Res<usize> {
    if e.is_socket() {
        return transmit(&e.fd, bufs, due);
    }
    let pos = position(at)?;
    if let Some(n) = until(&e.fd, PollFlags::OUT, due, || io::pwritev2(&e.fd, bufs, pos, ReadWriteFlags::NOWAIT))? {
        return Ok(n);
    }
    let first = bufs.iter().find(|b| !b.is_empty()).map_or(&[][..], |b| b);
    let part = &first[..first.len().min(if isatty(&e.fd) { TERMINAL } else { PIPE })];
    ready(&e.fd, PollFlags::OUT, due)?;
    Ok(io::retry_on_intr(|| match at {
        Some(at) => io::pwrite(&e.fd, part, at),
        None => io::write(&e.fd, part),
    })?)
}

fn position(at: Option<u64>) -> Res<u64> {
    match at {
        None => Ok(HERE),
        Some(at) if at > i64::MAX as u64 => Err(Errno::INVAL),
        Some(at) => Ok(at),
    }
}

/// Receives, with these flags; how many bytes, and whether a datagram was cut.
pub(super) fn receive(fd: &OwnedFd, bufs: &mut [IoSliceMut<'_>], flags: RecvFlags, due: Instant) -> Res<(usize, bool)> {
    until(fd, PollFlags::IN, due, || sock::receive(fd, bufs, flags | RecvFlags::DONTWAIT))?.ok_or(Errno::NOTSUP)
}

/// Receives from a stream until all buffers are full, or it ends.
pub(super) fn receive_all(fd: &OwnedFd, mut bufs: &mut [IoSliceMut<'_>], due: Instant) -> Res<usize> {
    let mut all = 0;
    while !bufs.is_empty() {
        match receive(fd, bufs, RecvFlags::empty(), due) {
            Ok((0, _)) => break,
            Ok((n, _)) => {
                all += n;
                IoSliceMut::advance_slices(&mut bufs, n);
            }
            // What has come counts; the error comes again.
            Err(e) if all == 0 || e == Errno::END => return Err(e),
            Err(_) => break,
        }
    }
    Ok(all)
}

/// Sends what there is room for.
pub(super) fn transmit(fd: &OwnedFd, bufs: &[IoSlice<'_>], due: Instant) -> Res<usize> {
    until(fd, PollFlags::OUT, due, || sock::send(fd, bufs, SendFlags::DONTWAIT))?.ok_or(Errno::NOTSUP)
}
