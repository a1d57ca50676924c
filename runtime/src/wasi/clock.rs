//! Clocks, in nanoseconds.

use super::ctx::WasiCtx;
use super::types::{Errno, Res};
use crate::guest::GuestMem;
use rustix::time::{ClockId, Timespec, clock_getres, clock_gettime};

fn id(n: u32) -> Res<ClockId> {
    Ok(match n {
        0 => ClockId::Realtime,
        1 => ClockId::Monotonic,
        2 => ClockId::ProcessCPUTime,
        3 => ClockId::ThreadCPUTime,
        _ => return Err(Errno::INVAL),
    })
}

fn nanos(t: Timespec) -> u64 {
    (t.tv_sec as u64).wrapping_mul(1_000_000_000).wrapping_add(t.tv_nsec as u64)
}

/// A clock's time now.
pub fn now(clock: u32) -> Res<u64> {
    Ok(nanos(clock_gettime(id(clock)?)))
}

pub fn clock_time_get(_: &mut WasiCtx, m: &mut GuestMem, clock: u32, _precision: u64, out: u32) -> Res {
    Ok(m.put_u64(out, now(clock)?)?)
}
pub fn clock_res_get(_: &mut WasiCtx, m: &mut GuestMem, clock: u32, out: u32) -> Res {
    Ok(m.put_u64(out, nanos(clock_getres(id(clock)?)))?)
}
