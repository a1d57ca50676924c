//! An artifact's code, mapped to be run.
//!
//! # Safety
//! Each image owns one private anonymous mapping, from [`Image::map`] to its drop. It is written only between its
//! creation and the `mprotect` that takes the right to write away, when nobody else knows its address: memory is
//! never writable and executable at once. Whoever jumps into it must keep the image alive.
#![allow(unsafe_code)]

use crate::error::LoadError;
use crate::{Artifact, sys};
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap_anonymous, mprotect, munmap};
use std::ffi::c_void;
use wazc_abi::record::ModuleRecord;
use wazc_abi::trap::Table;

/// A mapped artifact.
#[derive(Debug)]
pub struct Image {
    artifact: Artifact,
    mapping: Mapping,
}

#[derive(Debug)]
struct Mapping {
    base: *mut c_void,
    len: usize,
}

// SAFETY: the mapping is plain read-only memory, not tied to a thread; it is unmapped by its only owner.
unsafe impl Send for Mapping {}
// SAFETY: as above; no method writes.
unsafe impl Sync for Mapping {}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the range is exactly the one that mmap returned, and this is its only owner.
        let _ = unsafe { munmap(self.base, self.len) };
    }
}

impl Mapping {
    /// Maps a private copy of `text`: the first `code_size` bytes executable, whole pages after them read-only.
    fn new(text: &[u8], code_size: usize) -> rustix::io::Result<Mapping> {
        let page = rustix::param::page_size();
        let len = text.len().max(1).next_multiple_of(page);
        let code_len = code_size.next_multiple_of(page).min(len);
        // SAFETY: a new mapping at an address of the kernel's choice aliases nothing.
        let base =
            unsafe { mmap_anonymous(std::ptr::null_mut(), len, ProtFlags::READ | ProtFlags::WRITE, MapFlags::PRIVATE)? };
        let m = Mapping { base, len };
        // SAFETY: the mapping is writable, at least `text.len()` bytes long, and disjoint from `text`.
        unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), base.cast::<u8>(), text.len()) };
        // SAFETY: as above; nothing writes any more.
        sys::sync_code(unsafe { std::slice::from_raw_parts(base.cast::<u8>(), code_len) });
        // SAFETY: page-aligned subranges of this mapping, to which no reference exists.
        unsafe {
            if code_len != 0 {
                mprotect(base, code_len, MprotectFlags::READ | MprotectFlags::EXEC)?;
            }
            if code_len != len {
                mprotect(base.cast::<u8>().add(code_len).cast(), len - code_len, MprotectFlags::READ)?;
            }
        }
        sys::sync_threads();
        Ok(m)
    }
}

impl Image {
    /// Maps the code, where this machine can run it.
    pub fn map(artifact: &Artifact) -> Result<Image, LoadError> {
        let arch = artifact.arch();
        if sys::host_arch() != Some(arch) {
            return Err(LoadError::Machine(arch.triple().to_string()));
        }
        let missing = artifact.note().cpu_features & !sys::host_features();
        if missing != 0 {
            let names = arch.features().iter().filter(|f| missing & f.1 != 0).map(|f| f.0).collect();
            return Err(LoadError::CpuFeatures(names));
        }
        if !(arch.section_align() as usize).is_multiple_of(rustix::param::page_size()) {
            return Err(LoadError::System("the kernel's pages are larger than the sections' alignment".to_string()));
        }
        let mapping = Mapping::new(artifact.text(), artifact.code_size())
            .map_err(|e| LoadError::System(e.to_string()))?;
        Ok(Image { artifact: artifact.clone(), mapping })
    }

    /// Address of `.text`.
    pub fn base(&self) -> u64 {
        self.mapping.base as u64
    }

    /// Size of the code in bytes, from [`Self::base`].
    pub fn code_size(&self) -> u64 {
        self.artifact.code_size() as u64
    }

    /// Address of an offset in `.text`, as the record and the tables hold them.
    pub fn address(&self, offset: u32) -> u64 {
        self.base() + u64::from(offset)
    }

    /// The artifact it was made from.
    pub fn artifact(&self) -> &Artifact {
        &self.artifact
    }

    /// The module.
    pub fn record(&self) -> &ModuleRecord {
        self.artifact.record()
    }

    /// Bytes of the data segments; they stay where they are as long as the image or its artifact lives.
    pub fn data(&self) -> &[u8] {
        self.artifact.data()
    }

    /// The trap table.
    pub fn traps(&self) -> Table<'_> {
        table(self.artifact.trap_bytes())
    }

    /// The source table.
    pub fn source(&self) -> Table<'_> {
        table(self.artifact.source_bytes())
    }

    /// The unwind table.
    pub fn unwind(&self) -> Table<'_> {
        table(self.artifact.unwind_bytes())
    }
}

fn table(bytes: &[u8]) -> Table<'_> {
    Table::parse(bytes).expect("checked when the artifact was parsed")
}
