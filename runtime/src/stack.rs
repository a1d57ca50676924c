//! Guest stacks: memory mappings with a guard at the low end, pooled per process.
//!
//! ```text
//! low                  reserve              high                    top
//!  | STACK_GUARD        | STACK_RESERVE      | usable               |
//! ```
//!
//! Guard and reserve are inaccessible: compiled code checks nothing, it faults there when it runs out of stack. The
//! reserve is for signal handlers of the host's that run without SA_ONSTACK, on whatever stack was interrupted: it
//! is opened for such a handler when it faults there, and closed when the handler is done (see `trap`).
//!
//! # Safety
//! A [`GuestStack`] owns its mapping; nobody else maps, protects or frees that range. The signal handler opens and
//! closes the reserve of a stack that is in use by its own thread.

use crate::error::Error;
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap_anonymous, mprotect, munmap};
use std::sync::Mutex;
use wazc_abi::callconv::{STACK_GUARD, STACK_RESERVE};

/// Inaccessible bytes below a stack.
const BELOW: u64 = STACK_GUARD + STACK_RESERVE;

/// Default size of a guest stack, without its guard.
pub const DEFAULT_STACK_SIZE: usize = 8 << 20;

/// Stacks kept for reuse.
const POOL: usize = 64;

static FREE: Mutex<Vec<GuestStack>> = Mutex::new(Vec::new());

/// A guest stack; goes back to the pool on `release`.
#[derive(Debug)]
pub(crate) struct GuestStack {
    low: usize,
    total: usize,
}

impl GuestStack {
    /// A stack of this many usable bytes, from the pool where there is one.
    pub(crate) fn acquire(size: usize) -> Result<GuestStack, Error> {
        let total = size.clamp(64 << 10, 1 << 46).next_multiple_of(64 << 10) + BELOW as usize;
        {
            let mut free = FREE.lock().unwrap_or_else(|e| e.into_inner());
            if let Some(i) = free.iter().position(|s| s.total == total) {
                return Ok(free.swap_remove(i));
            }
        }
        let fail = |e: rustix::io::Errno| Error::Resource(format!("cannot map a guest stack of {total} bytes: {e}"));
        let prot = ProtFlags::READ | ProtFlags::WRITE;
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE | MapFlags::STACK;
        // SAFETY: a new private mapping at an address of the kernel's choice.
        let low = unsafe { mmap_anonymous(std::ptr::null_mut(), total, prot, flags) }.map_err(fail)?;
        let stack = GuestStack { low: low as usize, total };
        // SAFETY: the range is the beginning of the mapping just made.
        unsafe { mprotect(low, BELOW as usize, MprotectFlags::empty()) }.map_err(fail)?;
        Ok(stack)
    }

    /// Puts the stack back.
    pub(crate) fn release(self) {
        let mut free = FREE.lock().unwrap_or_else(|e| e.into_inner());
        if free.len() < POOL {
            free.push(self);
        }
    }

    /// First address of the guard, which is the first of the mapping.
    pub(crate) fn guard_low(&self) -> u64 {
        self.low as u64
    }

    /// First usable address.
    pub(crate) fn guard_high(&self) -> u64 {
        self.low as u64 + BELOW
    }

    /// First address past the stack, 16-aligned.
    pub(crate) fn top(&self) -> u64 {
        (self.low + self.total) as u64
    }
}

/// Makes the reserve of the stack that ends at `high` accessible, or inaccessible. Safe in a signal handler.
///
/// # Safety
/// `high` is the `guard_high` of a live stack, and nothing runs in the reserve when it is closed.
pub(crate) unsafe fn set_reserve(high: u64, open: bool) -> bool {
    let prot = if open { libc::PROT_READ | libc::PROT_WRITE } else { libc::PROT_NONE };
    // SAFETY: part of the stack's mapping; mprotect is a bare system call.
    unsafe { libc::mprotect((high - STACK_RESERVE) as *mut _, STACK_RESERVE as usize, prot) == 0 }
}

impl Drop for GuestStack {
    fn drop(&mut self) {
        // SAFETY: the mapping is owned by self and no activation uses it any more.
        let _ = unsafe { munmap(self.low as *mut _, self.total) };
    }
}
