//! Arguments, environment, exit, signals, yield.

use super::ctx::{Strings, WasiCtx};
use super::types::{Errno, Res};
use crate::error::HostError;
use crate::guest::GuestMem;

fn sizes(list: &Strings, m: &mut GuestMem, count: u32, size: u32) -> Res {
    m.put_u32(count, list.count)?;
    Ok(m.put_u32(size, list.bytes.len() as u32)?)
}

fn get(list: &Strings, m: &mut GuestMem, ptrs: u32, buf: u32) -> Res {
    m.write(buf, &list.bytes)?;
    let table = m.bytes_mut(ptrs, list.count.checked_mul(4).ok_or(Errno::FAULT)?)?;
    let mut at = buf;
    for (slot, s) in table.chunks_exact_mut(4).zip(list.bytes.split_inclusive(|&b| b == 0)) {
        slot.copy_from_slice(&at.to_le_bytes());
        at = at.wrapping_add(s.len() as u32);
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
pub fn proc_exit(c: &mut WasiCtx, _: &mut GuestMem, status: u32) -> Res {
    Err(c.end(HostError::Exit(status as i32)))
}

/// What a signal does to a process that does not handle it.
enum Default {
    Nothing,
    /// Ends it; Linux's number of the signal, for the exit status.
    End(i32),
    Stop,
}

/// The defaults by WASI's number.
const SIGNALS: [Default; 31] = {
    use Default::*;
    [
        Nothing, End(1), End(2), End(3), End(4), End(5), End(6), End(7), End(8), End(9), End(10), End(11), End(12), End(13),
        End(14), End(15), Nothing, Nothing, Stop, Stop, Stop, Stop, Nothing, End(24), End(25), End(26), End(27), Nothing,
        End(29), End(30), End(31),
    ]
};

/// The guest's own process is meant, which is the guest and not the host: a signal that would end it ends the guest with the status that a
/// shell would show, 128 and the signal's number; one that is ignored by default does nothing; it can't be stopped.
pub fn proc_raise(c: &mut WasiCtx, _: &mut GuestMem, signal: u32) -> Res {
    match SIGNALS.get(signal as usize) {
        Some(Default::Nothing) => Ok(()),
        Some(Default::End(n)) => Err(c.end(HostError::Exit(128 + n))),
        Some(Default::Stop) => Err(Errno::NOTSUP),
        None => Err(Errno::INVAL),
    }
}
