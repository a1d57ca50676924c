//! Checked access to guest memory.
//!
//! Input: addresses and lengths from the guest. Output: little-endian integers and slices, or [`OutOfBounds`].
//!
//! # Safety
//! A [`GuestMem`] holds an exclusive borrow, of a context or of a slice: while it exists, `len` bytes at `base` stay
//! readable and writable, no guest code runs, the memory does not grow, and there is no second view. It is neither
//! `Copy` nor `Clone`, and slices borrow it, so that a mutable slice is alone.

use crate::error::TrapCode;
use std::io::IoSliceMut;
use std::marker::PhantomData;

/// The bytes of a guest's memory. It borrows the context that it came from, so nothing can run or grow meanwhile.
///
/// A second view, or one that outlives a call into the guest, does not compile:
///
/// ```compile_fail,E0499
/// # use wazc_runtime::{Caller, HostError};
/// fn host(caller: &mut Caller<'_>) -> Result<(), HostError> {
///     let mut a = caller.memory().unwrap();
///     let mut b = caller.memory().unwrap();
///     Ok(a.put_u8(0, b.u8(1)?)?)
/// }
/// ```
///
/// ```compile_fail,E0499
/// # use wazc_runtime::{Caller, HostError, Memory};
/// fn host(caller: &mut Caller<'_>, memory: Memory) -> Result<(), HostError> {
///     let view = caller.memory().unwrap();
///     memory.grow(&mut *caller, 1)?;
///     view.u8(65536)?;
///     Ok(())
/// }
/// ```
///
/// ```compile_fail
/// # use wazc_runtime::{Caller, GuestMem};
/// fn host(caller: &mut Caller<'_>) -> GuestMem<'static> {
///     caller.memory().unwrap()
/// }
/// ```
///
/// One after the other is fine:
///
/// ```
/// # use wazc_runtime::{Caller, HostError, Memory};
/// fn host(caller: &mut Caller<'_>, memory: Memory) -> Result<(), HostError> {
///     let first = caller.memory().unwrap().u8(0)?;
///     memory.grow(&mut *caller, 1)?;
///     caller.memory().unwrap().put_u8(65536, first)?;
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct GuestMem<'a> {
    base: *mut u8,
    len: u64,
    _borrow: PhantomData<&'a mut [u8]>,
}

/// An access outside the memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfBounds;

impl std::fmt::Display for OutOfBounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("guest address out of bounds")
    }
}
impl std::error::Error for OutOfBounds {}

impl From<OutOfBounds> for crate::error::HostError {
    fn from(_: OutOfBounds) -> Self {
        crate::error::HostError::Trap(TrapCode::MemoryOutOfBounds)
    }
}

macro_rules! ints {
    ($($get:ident $put:ident $t:ty;)*) => {$(
        #[doc = concat!("Reads a ", stringify!($t), ".")]
        pub fn $get(&self, ptr: u32) -> Result<$t, OutOfBounds> {
            let mut b = [0; size_of::<$t>()];
            b.copy_from_slice(self.bytes(ptr, size_of::<$t>() as u32)?);
            Ok(<$t>::from_le_bytes(b))
        }
        #[doc = concat!("Writes a ", stringify!($t), ".")]
        pub fn $put(&mut self, ptr: u32, v: $t) -> Result<(), OutOfBounds> {
            self.write(ptr, &v.to_le_bytes())
        }
    )*};
}

impl<'a> GuestMem<'a> {
    /// # Safety
    /// `len` bytes at `base` are readable and writable, and used through the result only, as long as `'a` lasts.
    pub(crate) unsafe fn new(base: *mut u8, len: u64) -> GuestMem<'a> {
        GuestMem { base, len, _borrow: PhantomData }
    }

    /// A view without any bytes.
    pub fn empty() -> GuestMem<'a> {
        GuestMem { base: std::ptr::NonNull::dangling().as_ptr(), len: 0, _borrow: PhantomData }
    }

    /// A view of bytes that are no guest's, for tests of host functions.
    pub fn of(bytes: &'a mut [u8]) -> GuestMem<'a> {
        GuestMem { base: bytes.as_mut_ptr(), len: bytes.len() as u64, _borrow: PhantomData }
    }

    /// Size in bytes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn check(&self, ptr: u32, len: u32) -> Result<*mut u8, OutOfBounds> {
        if u64::from(ptr) + u64::from(len) > self.len {
            return Err(OutOfBounds);
        }
        Ok(self.base.wrapping_add(ptr as usize))
    }

    /// `len` bytes at `ptr`.
    pub fn bytes(&self, ptr: u32, len: u32) -> Result<&[u8], OutOfBounds> {
        let p = self.check(ptr, len)?;
        // SAFETY: the range is inside the view, and a shared borrow of the view excludes writers.
        Ok(unsafe { std::slice::from_raw_parts(p, len as usize) })
    }

    /// `len` bytes at `ptr`, to be written.
    pub fn bytes_mut(&mut self, ptr: u32, len: u32) -> Result<&mut [u8], OutOfBounds> {
        let p = self.check(ptr, len)?;
        // SAFETY: the range is inside the view, which is borrowed exclusively.
        Ok(unsafe { std::slice::from_raw_parts_mut(p, len as usize) })
    }

    /// Copies `data` to `ptr`.
    pub fn write(&mut self, ptr: u32, data: &[u8]) -> Result<(), OutOfBounds> {
        let len = u32::try_from(data.len()).map_err(|_| OutOfBounds)?;
        self.bytes_mut(ptr, len)?.copy_from_slice(data);
        Ok(())
    }

    /// The bytes of several ranges, to be written, in `bufs`, which is as long as `ranges`; how many of them are in use. Where ranges overlap, that is
    /// the first that is not empty alone.
    pub fn disjoint_mut<'s>(&'s mut self, ranges: &[(u32, u32)], bufs: &mut [IoSliceMut<'s>]) -> Result<usize, OutOfBounds> {
        let mut order = [(0, 0); 16];
        let mut long;
        let sorted = if ranges.len() <= order.len() {
            let s = &mut order[..ranges.len()];
            s.copy_from_slice(ranges);
            s
        } else {
            long = ranges.to_vec();
            &mut long[..]
        };
        sorted.sort_unstable();
        // The end of what lies before, empty ranges left out.
        let mut end = 0;
        let mut apart = true;
        for &mut (ptr, len) in sorted {
            self.check(ptr, len)?;
            if len == 0 {
                continue;
            }
            apart &= u64::from(ptr) >= end;
            end = u64::from(ptr) + u64::from(len);
        }
        let mut used = 0;
        for (buf, &(ptr, len)) in bufs.iter_mut().zip(ranges.iter().filter(|r| r.1 != 0)) {
            let p = self.check(ptr, len)?;
            // SAFETY: the range is inside the view, which is borrowed exclusively as long as the result, and either apart from all others or alone.
            *buf = IoSliceMut::new(unsafe { std::slice::from_raw_parts_mut(p, len as usize) });
            used += 1;
            if !apart {
                break;
            }
        }
        Ok(used)
    }

    ints! {
        u8 put_u8 u8;
        u16 put_u16 u16;
        u32 put_u32 u32;
        u64 put_u64 u64;
    }
}
