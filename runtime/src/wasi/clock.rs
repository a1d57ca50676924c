//! Clocks, in nanoseconds: the machine's, or those that the embedder gives.

use super::ctx::WasiCtx;
use super::types::{Errno, Res};
use crate::guest::GuestMem;
use rustix::time::{ClockId, Timespec, clock_getres, clock_gettime};

/// A clock of WASI's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// Time since 1970.
    Realtime,
    /// Time that never goes backward.
    Monotonic,
    /// CPU time of the process.
    ProcessCpu,
    /// CPU time of the thread.
    ThreadCpu,
}

impl Clock {
    pub(super) fn of(n: u32) -> Res<Clock> {
        Ok(match n {
            0 => Clock::Realtime,
            1 => Clock::Monotonic,
            2 => Clock::ProcessCpu,
            3 => Clock::ThreadCpu,
            _ => return Err(Errno::INVAL),
        })
    }

    fn id(self) -> ClockId {
        match self {
            Clock::Realtime => ClockId::Realtime,
            Clock::Monotonic => ClockId::Monotonic,
            Clock::ProcessCpu => ClockId::ProcessCPUTime,
            Clock::ThreadCpu => ClockId::ThreadCPUTime,
        }
    }
}

/// Clocks of the embedder's, in place of the machine's. All figures are nanoseconds.
pub trait Clocks: Send {
    /// The time now.
    fn now(&mut self, clock: Clock) -> u64;
    /// The least difference of two times.
    fn resolution(&self, clock: Clock) -> u64;
    /// Lets so much time pass on every clock. A guest that waits for a clock waits here, and nowhere else.
    fn sleep(&mut self, nanos: u64);
}

/// Clocks that depend on nothing but what the guest asks: all begin at one fixed time and go on by a microsecond each time that one is read.
#[derive(Clone, Debug)]
pub(super) struct Counting(u64);

impl Counting {
    /// Where they begin: 2020-01-01 00:00:00 UTC.
    const START: u64 = 1_577_836_800_000_000_000;
    const STEP: u64 = 1000;

    pub(super) fn new() -> Counting {
        Counting(0)
    }
}

impl Clocks for Counting {
    fn now(&mut self, clock: Clock) -> u64 {
        self.0 = self.0.saturating_add(Self::STEP);
        if clock == Clock::Realtime { self.0.saturating_add(Self::START) } else { self.0 }
    }
    fn resolution(&self, _: Clock) -> u64 {
        Self::STEP
    }
    fn sleep(&mut self, nanos: u64) {
        self.0 = self.0.saturating_add(nanos);
    }
}

fn nanos(t: Timespec) -> u64 {
    (t.tv_sec as u64).wrapping_mul(1_000_000_000).wrapping_add(t.tv_nsec as u64)
}

/// The machine's monotonic time.
pub(super) fn monotonic() -> u64 {
    nanos(clock_gettime(ClockId::Monotonic))
}

/// A clock's time now.
pub fn now(c: &mut WasiCtx, clock: u32) -> Res<u64> {
    let clock = Clock::of(clock)?;
    Ok(match &mut c.clocks {
        None => nanos(clock_gettime(clock.id())),
        Some(own) => own.now(clock),
    })
}

pub fn clock_time_get(c: &mut WasiCtx, m: &mut GuestMem, clock: u32, _precision: u64, out: u32) -> Res {
    let t = now(c, clock)?;
    Ok(m.put_u64(out, t)?)
}
pub fn clock_res_get(c: &mut WasiCtx, m: &mut GuestMem, clock: u32, out: u32) -> Res {
    let clock = Clock::of(clock)?;
    let t = match &c.clocks {
        None => nanos(clock_getres(clock.id())),
        Some(own) => own.resolution(clock),
    };
    Ok(m.put_u64(out, t)?)
}
