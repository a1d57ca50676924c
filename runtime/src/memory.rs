//! Linear memories and globals.
//!
//! A memory reserves [`RESERVATION`] bytes behind its base; only the bytes of its current size are accessible. It
//! never moves and never shrinks. The vmctx of an instance that defines memory 0 lies right below its base.
//!
//! # Safety
//! A [`Mapping`] owns its range. Descriptors (and values of globals) live in a vmctx or in a box of the same store,
//! which both live as long as the store.

use crate::error::Error;
use crate::initial::{Image, Span};
use crate::store::{AsContext, AsContextMut, StoreInner};
use crate::types::{GlobalType, MemoryType};
use crate::val::Val;
use rustix::mm::{Advice, MapFlags, MprotectFlags, ProtFlags, madvise, mmap, mmap_anonymous, mprotect, munmap};
use wazc_abi::{MAX_GROWN_PAGES, WASM_PAGE};
use wazc_abi::vmctx::{MemDesc, RESERVATION};

/// Size of large pages, of those systems that have them so small. Where it is another, the system decides.
const HUGE: u64 = 2 << 20;

/// Address space with accessible pages in front of the base, for a vmctx.
#[derive(Debug)]
pub(crate) struct Mapping {
    low: u64,
    total: u64,
    base: u64,
}

impl Mapping {
    /// Reserves a memory of this many accessible bytes, with at least `below` zero bytes below its base.
    pub(crate) fn new(below: u64, accessible: u64) -> Result<Mapping, Error> {
        let below = below.next_multiple_of(rustix::param::page_size() as u64);
        // Where large pages may be used, the base is at one.
        let slack = if accessible >= 2 * HUGE { HUGE } else { 0 };
        let total = below + RESERVATION + slack;
        let fail = |e: rustix::io::Errno| {
            let what = format!("cannot reserve {total} bytes of address space for a memory of {accessible} bytes: {e}");
            Error::Resource(what + if e == rustix::io::Errno::NOMEM { "; see `ulimit -v` and vm.max_map_count" } else { "" })
        };
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE;
        // SAFETY: a new private mapping at an address of the kernel's choice.
        let low = unsafe { mmap_anonymous(std::ptr::null_mut(), total as usize, ProtFlags::empty(), flags) }
            .map_err(fail)? as u64;
        let base = if slack > 0 { (low + below).next_multiple_of(HUGE) } else { low + below };
        let map = Mapping { low, total, base };
        map.allow(base - below, below + accessible).map_err(fail)?;
        Ok(map)
    }

    pub(crate) fn base(&self) -> u64 {
        self.base
    }

    fn allow(&self, from: u64, len: u64) -> rustix::io::Result<()> {
        if len == 0 {
            return Ok(());
        }
        debug_assert!(from >= self.low && from + len <= self.low + self.total);
        // SAFETY: the range lies in the mapping that self owns.
        unsafe { mprotect(from as *mut _, len as usize, MprotectFlags::READ | MprotectFlags::WRITE) }
    }
}

impl Mapping {
    /// Puts an image, copy-on-write, in the place of what an accessible part of the memory holds.
    fn show(&self, image: &Image) -> rustix::io::Result<()> {
        let (prot, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::PRIVATE | MapFlags::NORESERVE | MapFlags::FIXED);
        let (at, len) = (self.base + image.span.at, image.span.len);
        assert!(at + len <= self.low + self.total);
        // SAFETY: the range lies in the mapping that self owns, which no reference reaches into.
        unsafe { mmap(at as *mut _, len as usize, prot, flags, &image.file, 0) }.map(drop)
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: self owns the range; the store that could reach it is going away.
        let _ = unsafe { munmap(self.low as *mut _, self.total as usize) };
    }
}

/// A memory as its store keeps it.
#[derive(Debug)]
pub(crate) struct MemoryInner {
    map: Mapping,
    pub(crate) desc: *mut MemDesc,
    max: Option<u64>,
    _own: Option<Box<MemDesc>>,
}

impl MemoryInner {
    /// A memory in `map` with its descriptor at `desc`, or in a box of its own; sets the descriptor.
    ///
    /// # Safety
    /// `desc`, if given, is writable and lives as long as the store.
    pub(crate) unsafe fn new(map: Mapping, ty: MemoryType, desc: Option<*mut MemDesc>) -> MemoryInner {
        let mut own = desc.is_none().then(Box::<MemDesc>::default);
        let desc = desc.or(own.as_deref_mut().map(|d| d as *mut _)).unwrap_or(std::ptr::null_mut());
        // SAFETY: given by the caller, or the box's.
        unsafe { *desc = MemDesc { base: map.base, size: ty.min * WASM_PAGE } };
        MemoryInner { map, desc, max: ty.max, _own: own }
    }

    pub(crate) fn desc(&self) -> MemDesc {
        // SAFETY: valid as long as the store.
        unsafe { *self.desc }
    }

    /// Fills a part of the memory, which has its initial size, from an image.
    pub(crate) fn show(&self, image: &Image) -> Result<(), Error> {
        debug_assert!(image.span.at + image.span.len <= self.desc().size);
        self.map.show(image).map_err(|e| Error::Resource(format!("cannot map the initial contents of a memory: {e}")))
    }

    /// Gives a part of the memory, which has its initial size and is about to be written, its pages at once, large ones where that is possible: a
    /// fault for each costs more than the writing.
    pub(crate) fn populate(&self, span: &Span) {
        let (start, end) = (self.map.base + span.at, self.map.base + span.at + span.len);
        let size = self.desc().size;
        debug_assert!(span.at + span.len <= size);
        if span.len >= HUGE {
            let (from, to) = (start / HUGE * HUGE, end.next_multiple_of(HUGE));
            let (from, to) = (from.max(self.map.base), to.min(self.map.base + size));
            // SAFETY: accessible pages of this memory; advice changes nothing of what they hold.
            let _ = unsafe { madvise(from as *mut _, (to - from) as usize, Advice::LinuxHugepage) };
        }
        // SAFETY: as above. Kernels before 5.14 refuse.
        let _ = unsafe { madvise(start as *mut _, span.len as usize, Advice::LinuxPopulateWrite) };
    }

    pub(crate) fn ty(&self) -> MemoryType {
        MemoryType { min: self.desc().size / WASM_PAGE, max: self.max }
    }

    /// Grows by this many pages; the old size in pages.
    pub(crate) fn grow(&mut self, delta: u64, limit: u64) -> Option<u64> {
        let d = self.desc();
        let old = d.size / WASM_PAGE;
        let new = old.checked_add(delta)?;
        if delta > 0 {
            if new > self.max.unwrap_or(u64::MAX).min(limit).min(MAX_GROWN_PAGES) {
                return None;
            }
            self.map.allow(d.base + d.size, delta * WASM_PAGE).ok()?;
            // SAFETY: valid as long as the store.
            unsafe { (*self.desc).size = new * WASM_PAGE };
        }
        Some(old)
    }
}

/// Handle of a linear memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Memory {
    pub(crate) store: u64,
    pub(crate) index: u32,
}

/// Copies from a memory, checked.
fn range(desc: MemDesc, offset: u64, len: usize) -> Option<*mut u8> {
    let end = offset.checked_add(len as u64)?;
    (end <= desc.size).then(|| (desc.base + offset) as *mut u8)
}

impl Memory {
    /// A memory made by the host.
    pub fn new(ctx: impl AsContextMut, ty: MemoryType) -> Result<Memory, Error> {
        if ty.min > 65536 || ty.max.is_some_and(|m| m > 65536 || m < ty.min) {
            return Err(Error::Invalid("limits of a memory are out of range".into()));
        }
        // SAFETY: an exclusive context.
        let store = unsafe { &mut *ctx.raw() };
        store.engine.allow_memory(ty.min)?;
        let map = Mapping::new(0, ty.min * WASM_PAGE)?;
        // SAFETY: its own descriptor.
        store.memories.push(unsafe { MemoryInner::new(map, ty, None) });
        Ok(Memory { store: store.id, index: store.memories.len() as u32 - 1 })
    }

    fn with<R>(self, store: *mut StoreInner, f: impl FnOnce(&mut MemoryInner, u64) -> R) -> Result<R, Error> {
        // SAFETY: from a context; `f` is this crate's and does not use the store.
        let store = unsafe { &mut *store };
        if store.id != self.store {
            return Err(Error::WrongStore);
        }
        let limit = store.engine.max_memory_pages();
        store.memories.get_mut(self.index as usize).map(|m| f(m, limit)).ok_or(Error::WrongStore)
    }

    /// Its type; the minimum is the current size.
    pub fn ty(self, ctx: impl AsContext) -> Result<MemoryType, Error> {
        self.with(ctx.raw(), |m, _| m.ty())
    }

    /// Current size in pages.
    pub fn size(self, ctx: impl AsContext) -> Result<u64, Error> {
        Ok(self.ty(ctx)?.min)
    }

    /// Grows by this many pages; the old size in pages, or `None` where it can't grow.
    pub fn grow(self, ctx: impl AsContextMut, pages: u64) -> Result<Option<u64>, Error> {
        self.with(ctx.raw(), |m, limit| m.grow(pages, limit))
    }

    /// Copies bytes out of the memory.
    pub fn read(self, ctx: impl AsContext, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        let d = self.with(ctx.raw(), |m, _| m.desc())?;
        let p = range(d, offset, out.len()).ok_or(Error::from(crate::TrapCode::MemoryOutOfBounds))?;
        // SAFETY: the range is accessible, and `out` is not guest memory.
        unsafe { std::ptr::copy_nonoverlapping(p, out.as_mut_ptr(), out.len()) };
        Ok(())
    }

    /// Copies bytes into the memory.
    pub fn write(self, ctx: impl AsContextMut, offset: u64, bytes: &[u8]) -> Result<(), Error> {
        let d = self.with(ctx.raw(), |m, _| m.desc())?;
        let p = range(d, offset, bytes.len()).ok_or(Error::from(crate::TrapCode::MemoryOutOfBounds))?;
        // SAFETY: the range is accessible, and `bytes` is not guest memory.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), p, bytes.len()) };
        Ok(())
    }
}

/// A global as its store keeps it.
#[derive(Debug)]
pub(crate) struct GlobalInner {
    pub(crate) value: *mut u64,
    pub(crate) ty: GlobalType,
    _own: Option<Box<[u64; 2]>>,
}

impl GlobalInner {
    /// A global with its value at `at`, or in a box of its own; sets the value.
    ///
    /// # Safety
    /// `at`, if given, is 16 writable bytes that live as long as the store.
    pub(crate) unsafe fn new(ty: GlobalType, bits: u128, at: Option<*mut u64>) -> GlobalInner {
        let mut own = at.is_none().then(|| Box::new([0u64; 2]));
        let value = at.or(own.as_deref_mut().map(|b| b.as_mut_ptr())).unwrap_or(std::ptr::null_mut());
        let g = GlobalInner { value, ty, _own: own };
        g.set(bits);
        g
    }

    pub(crate) fn bits(&self) -> u128 {
        // SAFETY: 16 bytes, valid as long as the store.
        let [low, high] = unsafe { *self.value.cast::<[u64; 2]>() };
        u128::from(high) << 64 | u128::from(low)
    }

    fn set(&self, bits: u128) {
        // SAFETY: 16 bytes, valid as long as the store.
        unsafe { *self.value.cast::<[u64; 2]>() = [bits as u64, (bits >> 64) as u64] };
    }
}

/// Handle of a global.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Global {
    pub(crate) store: u64,
    pub(crate) index: u32,
}

impl Global {
    /// A global made by the host.
    pub fn new(ctx: impl AsContextMut, ty: GlobalType, value: Val) -> Result<Global, Error> {
        // SAFETY: an exclusive context.
        let store = unsafe { &mut *ctx.raw() };
        if value.ty() != ty.content {
            return Err(Error::Arguments { wanted: vec![ty.content], given: vec![value.ty()] });
        }
        let bits = value.to_bits(store.id)?;
        // SAFETY: a value of its own.
        store.globals.push(unsafe { GlobalInner::new(ty, bits, None) });
        Ok(Global { store: store.id, index: store.globals.len() as u32 - 1 })
    }

    fn inner(self, ctx: &impl AsContext) -> Result<&GlobalInner, Error> {
        // SAFETY: a context, borrowed as long as the result.
        let store = unsafe { &*ctx.raw() };
        if store.id != self.store {
            return Err(Error::WrongStore);
        }
        store.globals.get(self.index as usize).ok_or(Error::WrongStore)
    }

    /// Its type.
    pub fn ty(self, ctx: impl AsContext) -> Result<GlobalType, Error> {
        Ok(self.inner(&ctx)?.ty)
    }

    /// Its value.
    pub fn get(self, ctx: impl AsContext) -> Result<Val, Error> {
        let g = self.inner(&ctx)?;
        Ok(Val::from_bits(g.ty.content, g.bits(), self.store))
    }

    /// Changes its value.
    pub fn set(self, ctx: impl AsContextMut, value: Val) -> Result<(), Error> {
        let g = self.inner(&ctx)?;
        if !g.ty.mutable {
            return Err(Error::Invalid("the global is immutable".into()));
        }
        if value.ty() != g.ty.content {
            return Err(Error::Arguments { wanted: vec![g.ty.content], given: vec![value.ty()] });
        }
        g.set(value.to_bits(self.store)?);
        Ok(())
    }
}
