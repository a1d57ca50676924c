//! Sockets that the host gave, or that were accepted from one of those.

use super::ctx::WasiCtx;
use super::fdtable::Entry;
use super::files::{read_with, write_with};
use super::types::{Errno, Res, rights as r};
use crate::guest::GuestMem;
use rustix::event::PollFlags;
use rustix::net::{
    RecvAncillaryBuffer, RecvFlags, ReturnFlags, SendAncillaryBuffer, SendFlags, Shutdown, SocketFlags, accept_with, recvmsg, sendmsg, shutdown,
};
use std::io::IoSlice;

/// `fdflags`: do not wait.
const NONBLOCK: u32 = 4;

pub fn sock_accept(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, flags: u32, out: u32) -> Res {
    c.fds.socket(fd, r::SOCK_ACCEPT)?;
    if flags & !NONBLOCK != 0 {
        return Err(Errno::INVAL);
    }
    m.bytes(out, 4)?;
    c.fds.free(&c.limits)?;
    c.await_ready(fd, PollFlags::IN)?;
    let e = c.fds.any(fd)?;
    let more = if flags & NONBLOCK != 0 { SocketFlags::NONBLOCK } else { SocketFlags::empty() };
    let socket = accept_with(&e.fd, SocketFlags::CLOEXEC | more)?;
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
    c.await_ready(fd, PollFlags::IN)?;
    let bit = |b, f| if flags & b != 0 { f } else { RecvFlags::empty() };
    let flags = bit(1, RecvFlags::PEEK) | bit(2, RecvFlags::WAITALL) | RecvFlags::CMSG_CLOEXEC;
    let fd = &c.fds.any(fd)?.fd;
    let mut cut = false;
    let got = read_with(m, iovs, n, &c.limits, |bufs| {
        // No room for descriptors: the kernel drops those that a peer sends.
        let got = recvmsg(fd, bufs, &mut RecvAncillaryBuffer::default(), flags)?;
        cut = got.flags.contains(ReturnFlags::TRUNC);
        Ok(got.bytes)
    })?;
    m.put_u32(out, got)?;
    Ok(m.put_u16(out_flags, cut.into())?)
}

/// Sends without the signal that a closed peer would give the host.
pub(super) fn send(fd: impl rustix::fd::AsFd, bufs: &[IoSlice<'_>]) -> rustix::io::Result<usize> {
    sendmsg(fd, bufs, &mut SendAncillaryBuffer::default(), SendFlags::NOSIGNAL)
}

pub fn sock_send(c: &mut WasiCtx, m: &mut GuestMem, fd: u32, iovs: u32, n: u32, flags: u32, out: u32) -> Res {
    c.fds.socket(fd, r::FD_WRITE)?;
    if flags != 0 {
        return Err(Errno::INVAL);
    }
    m.bytes(out, 4)?;
    c.await_ready(fd, PollFlags::OUT)?;
    let fd = &c.fds.any(fd)?.fd;
    let sent = write_with(m, iovs, n, &c.limits, |bufs| send(fd, bufs))?;
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
