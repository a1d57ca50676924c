//! Sockets that the host gave, or that were accepted from one of those.

use super::ctx::WasiCtx;
use super::fdtable::Entry;
use super::files::{read_with, write_with};
use super::types::{Errno, Res, rights as r};
use super::wait;
use crate::guest::GuestMem;
use rustix::event::PollFlags;
use rustix::fd::OwnedFd;
use rustix::io::retry_on_intr;
use rustix::net::sockopt::socket_type;
use rustix::net::{
    RecvAncillaryBuffer, RecvFlags, ReturnFlags, SendAncillaryBuffer, SendFlags, Shutdown, SocketFlags, SocketType, accept_with, recvmsg, sendmsg, shutdown,
};
use std::io::{IoSlice, IoSliceMut};

/// `fdflags`: do not wait.
const NONBLOCK: u32 = 4;

pub fn sock_accept(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, flags: u32, out: u32) -> Res {
    c.fds.socket(fd, r::SOCK_ACCEPT)?;
    if flags & !NONBLOCK != 0 {
        return Err(Errno::INVAL);
    }
    m.bytes(out, 4)?;
    c.fds.free(&c.limits)?;
    let (e, due) = (c.fds.any(fd)?, c.due(fd)?);
    if let Some(due) = due {
        wait::ready(&e.fd, PollFlags::IN, due)?;
    }
    let more = if flags & NONBLOCK != 0 { SocketFlags::NONBLOCK } else { SocketFlags::empty() };
    let socket = retry_on_intr(|| accept_with(&e.fd, SocketFlags::CLOEXEC | more))?;
    let e = Entry::new(socket, e.inheriting, 0)?;
    let n = c.fds.add(e, &c.limits)?;
    Ok(m.put_u32(out, n)?)
}

/// `ri_flags` is 1 to leave the data there, 2 to wait until all buffers are full; bit 0 of `ro_flags` says that a datagram was longer.
pub fn sock_recv(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, flags: u32, out: u32, out_flags: u32) -> Res {
    c.fds.socket(fd, r::FD_READ)?;
    if flags > 3 {
        return Err(Errno::INVAL);
    }
    m.bytes(out, 4)?;
    m.bytes(out_flags, 2)?;
    let (fd, due) = (&c.fds.any(fd)?.fd, c.due(fd)?);
    let (peek, all) = (flags & 1 != 0, flags & 2 != 0);
    let flags = if peek { RecvFlags::PEEK } else { RecvFlags::empty() };
    let mut cut = false;
    let got = read_with(m, iovs, n, &c.limits, |bufs| {
        let got = match due {
            Some(due) if all && !peek && socket_type(fd)? == SocketType::STREAM => (wait::receive_all(fd, bufs, due)?, false),
            Some(due) => wait::receive(fd, bufs, flags, due)?,
            None => receive(fd, bufs, flags | if all { RecvFlags::WAITALL } else { RecvFlags::empty() })?,
        };
        cut = got.1;
        Ok(got.0)
    })?;
    m.put_u32(out, got)?;
    Ok(m.put_u16(out_flags, cut.into())?)
}

/// Receives; how many bytes, and whether a datagram was cut. There is no room for descriptors: the kernel drops those that a peer sends.
pub(super) fn receive(fd: &OwnedFd, bufs: &mut [IoSliceMut<'_>], flags: RecvFlags) -> rustix::io::Result<(usize, bool)> {
    let got = retry_on_intr(|| recvmsg(fd, bufs, &mut RecvAncillaryBuffer::default(), flags | RecvFlags::CMSG_CLOEXEC))?;
    Ok((got.bytes, got.flags.contains(ReturnFlags::TRUNC)))
}

/// Sends without the signal that a closed peer would give the host.
pub(super) fn send(fd: &OwnedFd, bufs: &[IoSlice<'_>], flags: SendFlags) -> rustix::io::Result<usize> {
    retry_on_intr(|| sendmsg(fd, bufs, &mut SendAncillaryBuffer::default(), flags | SendFlags::NOSIGNAL))
}

pub fn sock_send(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, flags: u32, out: u32) -> Res {
    c.fds.socket(fd, r::FD_WRITE)?;
    if flags != 0 {
        return Err(Errno::INVAL);
    }
    m.bytes(out, 4)?;
    let (fd, due) = (&c.fds.any(fd)?.fd, c.due(fd)?);
    let sent = write_with(m, iovs, n, &c.limits, |bufs| match due {
        Some(due) => wait::transmit(fd, bufs, due),
        None => Ok(send(fd, bufs, SendFlags::empty())?),
    })?;
    Ok(m.put_u32(out, sent)?)
}

pub fn sock_shutdown(c: &mut WasiCtx, _: &mut GuestMem, fd: u32, how: u32) -> Res {
    let e = c.fds.socket(fd, r::SOCK_SHUTDOWN)?;
    let how = match how {
        1 => Shutdown::Read,
        2 => Shutdown::Write,
        3 => Shutdown::Both,
        _ => return Err(Errno::INVAL),
    };
    Ok(shutdown(&e.fd, how)?)
}
