//! Memory of whole pages: a file read into it, or code copied there to be run.
//!
//! # Safety
//! Each mapping is private, from its creation to its drop, and anonymous or of a memory file that was sealed against
//! writing before, so that nothing outside of the process changes it. It is written only before its constructor returns,
//! when nobody else knows its address: memory is never writable and executable at once. Whoever jumps into it must keep it
//! alive.
#![allow(unsafe_code)]

use crate::digest::{self, Digest};
use crate::sys;
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use rustix::mm::{Advice, MapFlags, MprotectFlags, ProtFlags, madvise, mmap, mmap_anonymous, mprotect, munmap};
use std::ffi::c_void;
use std::fs::File;
use std::io::{self, Write};
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
        match m.make_executable(0..code_size) {
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => Mapping::file_copy(text, code_size),
            made => made.map(|()| m),
        }
    }

    /// The same, for a process that may make no memory executable that it could write (`PR_SET_MDWE`, systemd's
    /// `MemoryDenyWriteExecute`, SELinux's `execmem`): the copy is in a sealed memory file, whose pages are mapped as they are
    /// to be. The kernel makes instructions out of what it writes to a file.
    fn file_copy(text: &[u8], code_size: usize) -> io::Result<Mapping> {
        let create = |more| memfd_create("wazc code", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING | more);
        // Some systems demand that the file can't be run as a program, others don't know how to say so.
        let mut file = File::from(create(MemfdFlags::NOEXEC_SEAL).or_else(|_| create(MemfdFlags::empty()))?);
        file.write_all(text)?;
        fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL)?;
        let map = |at, len, prot, flags| {
            // SAFETY: the first mapping is at an address of the kernel's choice, the second in place of the first one's
            // beginning, to which there is no reference yet.
            unsafe { mmap(at, len, prot, MapFlags::PRIVATE | flags, &file, 0) }
        };
        let m = Mapping { base: map(null_mut(), pages(text.len()), ProtFlags::READ, MapFlags::empty())?, len: text.len() };
        if code_size > 0 {
            map(m.base, pages(code_size), ProtFlags::READ | ProtFlags::EXEC, MapFlags::FIXED)?;
        }
        sys::sync_threads();
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
