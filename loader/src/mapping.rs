//! Memory of whole pages: a file read into it, or code copied there to be run.
//!
//! # Safety
//! Each mapping is private and anonymous, from its creation to its drop, so that nothing outside of the process changes
//! it. It is written only before its constructor returns, when nobody else knows its address: memory is never writable
//! and executable at once. Whoever jumps into it must keep it alive.
#![allow(unsafe_code)]

use crate::digest::{self, Digest};
use crate::sys;
use rustix::mm::{Advice, MapFlags, MprotectFlags, ProtFlags, madvise, mmap_anonymous, mprotect, munmap};
use std::ffi::c_void;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::ptr::null_mut;

/// From this size on huge pages pay.
const HUGE: usize = 4 << 20;

/// A mapping.
#[derive(Debug)]
pub(crate) struct Mapping {
    base: *mut c_void,
    /// Bytes that mean something; zeros follow to the end of the page.
    len: usize,
}

// SAFETY: the mapping is plain read-only memory, not tied to a thread; it is unmapped by its only owner.
unsafe impl Send for Mapping {}
// SAFETY: as above; no method writes.
unsafe impl Sync for Mapping {}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the range is exactly the one that mmap returned, and this is its only owner.
        let _ = unsafe { munmap(self.base, pages(self.len)) };
    }
}

fn pages(len: usize) -> usize {
    len.max(1).next_multiple_of(rustix::param::page_size())
}

impl Mapping {
    /// Reads the rest of a file, which has `len` bytes or fewer: more is an error.
    pub(crate) fn read(file: &File, len: usize) -> io::Result<(Mapping, Digest)> {
        // One more, to see whether the file has grown.
        let (m, (got, digest)) = Mapping::fill(len + 1, |to| digest::read(file, to))?;
        if got > len {
            return Err(io::Error::other("the file grew while it was read"));
        }
        Ok((m.shortened(got), digest))
    }

    /// A copy of `text` whose first `code_size` bytes, in whole pages, are executable.
    pub(crate) fn copy(text: &[u8], code_size: usize) -> io::Result<Mapping> {
        let (m, ()) = Mapping::fill(text.len(), |to| {
            to.copy_from_slice(text);
            Ok(())
        })?;
        m.make_executable(0..code_size)?;
        Ok(m)
    }

    /// A mapping of `len` bytes and what `write` gives for them; read-only from then on.
    fn fill<R>(len: usize, write: impl FnOnce(&mut [u8]) -> io::Result<R>) -> io::Result<(Mapping, R)> {
        // Small pages come all at once, large ones as they are written: those are in the cache then.
        let flags = if len < HUGE { MapFlags::PRIVATE | MapFlags::POPULATE } else { MapFlags::PRIVATE };
        // SAFETY: a new mapping at an address of the kernel's choice aliases nothing.
        let base = unsafe { mmap_anonymous(null_mut(), pages(len), ProtFlags::READ | ProtFlags::WRITE, flags)? };
        let m = Mapping { base, len };
        if len >= HUGE {
            // SAFETY: advice on how to back this mapping; where it isn't taken nothing is lost.
            let _ = unsafe { madvise(base, pages(len), Advice::LinuxHugepage) };
        }
        // SAFETY: the mapping is zeroed, writable, at least `len` bytes long, and known to nobody else.
        let r = write(unsafe { std::slice::from_raw_parts_mut(base.cast(), len) })?;
        // SAFETY: this mapping, to which no reference exists any more.
        unsafe { mprotect(base, pages(len), MprotectFlags::READ)? };
        Ok((m, r))
    }

    /// The first bytes alone.
    fn shortened(self, len: usize) -> Mapping {
        let (base, all) = (self.base, pages(self.len));
        std::mem::forget(self);
        if pages(len) < all {
            // SAFETY: whole pages at the end of the mapping that `self` owned, which no reference reaches.
            let _ = unsafe { munmap(base.cast::<u8>().add(pages(len)).cast(), all - pages(len)) };
        }
        Mapping { base, len }
    }

    /// Makes the pages of a range executable, which begins with a page.
    pub(crate) fn make_executable(&self, code: Range<usize>) -> io::Result<()> {
        assert!(code.start.is_multiple_of(rustix::param::page_size()) && code.end <= self.len);
        if code.is_empty() {
            return Ok(());
        }
        sys::sync_code(&self.bytes()[code.clone()]);
        let to = pages(code.end);
        // SAFETY: whole pages within this mapping. They stay readable and nobody writes them.
        unsafe { mprotect(self.base.cast::<u8>().add(code.start).cast(), to - code.start, MprotectFlags::READ | MprotectFlags::EXEC)? };
        sys::sync_threads();
        Ok(())
    }

    /// Takes the right to execute a range away again.
    pub(crate) fn make_readable(&self, code: Range<usize>) {
        if !code.is_empty() {
            let (start, to) = (code.start, pages(code.end));
            // SAFETY: whole pages within this mapping; the caller runs nothing in them.
            let _ = unsafe { mprotect(self.base.cast::<u8>().add(start).cast(), to - start, MprotectFlags::READ) };
        }
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the mapping is readable, `len` bytes long, lives as long as `self`, and nobody writes it.
        unsafe { std::slice::from_raw_parts(self.base.cast(), self.len) }
    }
}
