//! Arguments, environment, exit, yield.

use super::ctx::WasiCtx;
use super::types::{Errno, Res};
use crate::guest::GuestMem;

fn sizes(list: &[Vec<u8>], mem: &mut GuestMem, count: u32, size: u32) -> Res {
    let total: usize = list.iter().map(|s| s.len() + 1).sum();
    mem.put_u32(count, u32::try_from(list.len()).map_err(|_| Errno::OVERFLOW)?)?;
    Ok(mem.put_u32(size, u32::try_from(total).map_err(|_| Errno::OVERFLOW)?)?)
}

fn get(list: &[Vec<u8>], mem: &mut GuestMem, mut ptrs: u32, mut buf: u32) -> Res {
    for s in list {
        mem.put_u32(ptrs, buf)?;
        mem.write(buf, s)?;
        let end = buf.checked_add(s.len() as u32).ok_or(Errno::FAULT)?;
        mem.put_u8(end, 0)?;
        buf = end.checked_add(1).ok_or(Errno::FAULT)?;
        ptrs = ptrs.checked_add(4).ok_or(Errno::FAULT)?;
    }
    Ok(())
}

pub fn args_sizes_get(c: &mut WasiCtx, m: &mut GuestMem, count: u32, size: u32) -> Res {
    sizes(&c.args, m, count, size)
}
pub fn args_get(c: &mut WasiCtx, m: &mut GuestMem, ptrs: u32, buf: u32) -> Res {
    get(&c.args, m, ptrs, buf)
}
pub fn environ_sizes_get(c: &mut WasiCtx, m: &mut GuestMem, count: u32, size: u32) -> Res {
    sizes(&c.env, m, count, size)
}
pub fn environ_get(c: &mut WasiCtx, m: &mut GuestMem, ptrs: u32, buf: u32) -> Res {
    get(&c.env, m, ptrs, buf)
}
pub fn sched_yield(_: &mut WasiCtx, _: &mut GuestMem) -> Res {
    std::thread::yield_now();
    Ok(())
}
pub fn proc_raise(_: &mut WasiCtx, _: &mut GuestMem, _sig: u32) -> Res {
    Err(Errno::NOSYS)
}
pub fn sock_accept(_: &mut WasiCtx, _: &mut GuestMem, _fd: u32, _flags: u32, _out: u32) -> Res {
    Err(Errno::NOSYS)
}
pub fn sock_recv(_: &mut WasiCtx, _: &mut GuestMem, _fd: u32, _p: u32, _n: u32, _f: u32, _len: u32, _flags: u32) -> Res {
    Err(Errno::NOSYS)
}
pub fn sock_send(_: &mut WasiCtx, _: &mut GuestMem, _fd: u32, _p: u32, _n: u32, _f: u32, _len: u32) -> Res {
    Err(Errno::NOSYS)
}
pub fn sock_shutdown(_: &mut WasiCtx, _: &mut GuestMem, _fd: u32, _how: u32) -> Res {
    Err(Errno::NOSYS)
}
