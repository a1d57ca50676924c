//! Initial contents of memories: images that instances map copy-on-write.
//!
//! In: a module's data segments. Out: for each memory of which they fill enough, a sealed file in memory with the pages in question, and which
//! segments these hold. The first instance of a module is filled by copying, since a process often makes no other; the images
//! are made for the second. From then on an instance takes from them what it writes, page by page, and shares the rest.
//!
//! Invariants: an image holds the segments before the first that could trap or whose place is not known before there is an instance, in
//! their order. After an image was sealed nobody can change it, in this process or another.

use crate::module::ModuleInner;
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
use rustix::io::{Errno, pwrite};
use rustix::param::page_size;
use std::os::fd::OwnedFd;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use wazc_abi::WASM_PAGE;
use wazc_abi::record::{ConstOp, DataSegment, SegmentMode};

/// From so many bytes on images pay: a few pages are copied sooner than they are mapped.
const WORTH: u64 = 64 << 10;

/// Where in a memory its initial contents lie: whole pages of the system's.
#[derive(Debug)]
pub(crate) struct Span {
    /// Index of the memory.
    pub(crate) memory: u32,
    pub(crate) at: u64,
    pub(crate) len: u64,
    /// Bytes in it that segments fill.
    filled: u64,
}

/// The initial contents of one memory.
#[derive(Debug)]
pub(crate) struct Image {
    pub(crate) span: Span,
    pub(crate) file: OwnedFd,
}

/// What instances need not copy.
#[derive(Debug)]
pub(crate) struct Initial {
    pub(crate) images: Vec<Image>,
    /// Number of segments, from the first on, that are in images where their memory has one.
    segments: usize,
}

impl Initial {
    /// Whether an image holds this segment, of this memory.
    pub(crate) fn holds(&self, segment: usize, memory: u32) -> bool {
        segment < self.segments && self.images.iter().any(|i| i.span.memory == memory)
    }
}

/// A module's images, once they are wanted.
#[derive(Debug, Default)]
pub(crate) struct InitialMemories {
    used: AtomicBool,
    images: OnceLock<Option<Initial>>,
}

impl InitialMemories {
    /// The images for an instance, unless it is the module's first or they are not worth it.
    pub(crate) fn for_instance(&self, module: &ModuleInner) -> Option<&Initial> {
        if !self.used.load(Ordering::Relaxed) && !self.used.swap(true, Ordering::Relaxed) {
            return None;
        }
        // Where the system has no such files, instances copy.
        self.images.get_or_init(|| make(module).ok().flatten()).as_ref()
    }
}

/// Memory and offset of a segment that can be part of an image.
fn place(d: &DataSegment, size: impl Fn(u32) -> Option<u64>) -> Option<(u32, u64)> {
    let SegmentMode::Active(memory, offset) = &d.mode else { return None };
    let [ConstOp::I32(at)] = offset[..] else { return None };
    let at = u64::from(at as u32);
    (at.checked_add(d.len)? <= size(*memory)?).then_some((*memory, at))
}

/// Places of the segments that can be part of images, and the spans that are worth it.
fn spans(module: &ModuleInner) -> (Vec<(u32, u64)>, Vec<Span>) {
    let record = module.record();
    let imported = record.counts().imported_memories;
    let size = |m: u32| {
        let defined = record.memories.get(m.checked_sub(imported)? as usize)?;
        Some(u64::from(defined.min) * WASM_PAGE)
    };
    let places: Vec<(u32, u64)> = record.datas.iter().map_while(|d| place(d, size)).collect();
    let page = page_size() as u64;
    let span = |memory: u32| {
        let here = || places.iter().zip(&record.datas).filter(|(p, d)| p.0 == memory && d.len > 0);
        let (low, high) = (here().map(|(p, _)| p.1).min()?, here().map(|(p, d)| p.1 + d.len).max()?);
        // A page of the system's is never larger than one of WebAssembly's, so this stays within the memory.
        let at = low / page * page;
        Some(Span { memory, at, len: high.next_multiple_of(page) - at, filled: here().map(|(_, d)| d.len).sum() })
    };
    let all = (imported..imported + record.memories.len() as u32).filter_map(span);
    let worth = all.filter(|s| s.filled >= WORTH).collect();
    (places, worth)
}

/// Spans of which most is about to be filled: to be made ready at once.
pub(crate) fn dense_spans(module: &ModuleInner) -> Vec<Span> {
    let mut spans = spans(module).1;
    spans.retain(|s| s.filled >= s.len / 2);
    spans
}

fn make(module: &ModuleInner) -> Result<Option<Initial>, Errno> {
    let (places, spans) = spans(module);
    let mut images = Vec::with_capacity(spans.len());
    for span in spans {
        let file = memfd_create("wazc memory", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
        ftruncate(&file, span.len)?;
        let here = places.iter().zip(&module.record().datas).filter(|(p, d)| p.0 == span.memory && d.len > 0);
        for (p, d) in here {
            write_all(&file, module.data(d.offset, d.len), p.1 - span.at)?;
        }
        fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL)?;
        images.push(Image { span, file });
    }
    Ok((!images.is_empty()).then_some(Initial { images, segments: places.len() }))
}

fn write_all(file: &OwnedFd, mut bytes: &[u8], mut at: u64) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match pwrite(file, bytes, at) {
            Ok(0) => return Err(Errno::IO),
            Ok(n) => (bytes, at) = (&bytes[n..], at + n as u64),
            Err(Errno::INTR) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
