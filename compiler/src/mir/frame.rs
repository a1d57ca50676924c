//! From allocated to final code: the frame, with prologue and epilogues in place. Input: what the allocator left and
//! what a function needs on the stack; output: one constant size and its parts, and the instructions as the encoder
//! takes them. Linear.
//!
//! ```text
//!   results area of the caller's
//!   stack arguments           cfa (x86-64: + 8 less, the return address)
//!   saved registers, the return address among them
//!   (padding)
//!   spill slots, 8 bytes each
//!   outgoing area             sp (16-aligned where there are calls)
//! ```

use super::MachInst;
use regalloc2::PRegSet;

/// The frame of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Frame {
    /// Bytes between the saved registers and the stack pointer.
    pub size: u32,
    /// Bytes of outgoing area; spill slot `i` lies at `sp + outgoing + 8 i`.
    pub outgoing: u32,
    /// Bytes from the body up to the first incoming stack argument: saved registers and the return address.
    pub saved: u32,
}

/// A frame of more than this is refused.
pub const MAX_FRAME: u64 = 1 << 28;

impl Frame {
    /// Lays a frame out, with the stack pointer 16-aligned in the body where `align`; `None` where it would be too
    /// large.
    pub fn new(outgoing: u32, spill_slots: usize, saved: u32, align: bool) -> Option<Frame> {
        let body = u64::from(outgoing) + 8 * spill_slots as u64;
        if body > MAX_FRAME {
            return None;
        }
        let mut size = body;
        if align && (size + u64::from(saved)) % 16 != 0 {
            size += 8;
        }
        Some(Frame { size: size as u32, outgoing, saved })
    }

    /// Offset from the stack pointer of spill slot `i`.
    pub fn spill_offset(&self, i: usize) -> u32 {
        self.outgoing + 8 * i as u32
    }

    /// Distance from the stack pointer to the first incoming stack argument.
    pub fn incoming_offset(&self) -> u32 {
        self.size + self.saved
    }
}

/// An allocated function.
#[derive(Clone, Debug)]
pub struct Allocated<I> {
    /// Instructions in layout order.
    pub insts: Vec<I>,
    /// Source offset of each.
    pub locs: Vec<u32>,
    /// Index in `insts` at which each block begins, and the end.
    pub starts: Vec<u32>,
    /// Number of spill slots.
    pub spill_slots: usize,
    /// Registers written by any instruction.
    pub written: PRegSet,
}

impl<I> Allocated<I> {
    /// Removes some instructions, which no block needs to be one.
    pub fn remove(&mut self, gone: &[bool]) {
        let mut to = 0;
        let mut start = 0;
        for n in 0..self.starts.len() - 1 {
            let end = self.starts[n + 1] as usize;
            self.starts[n] = to as u32;
            for at in start..end {
                if !gone[at] {
                    self.insts.swap(to, at);
                    self.locs.swap(to, at);
                    to += 1;
                }
            }
            start = end;
        }
        if let Some(end) = self.starts.last_mut() {
            *end = to as u32;
        }
        self.insts.truncate(to);
        self.locs.truncate(to);
    }
}

/// Code of a function as the encoder takes it. Nothing behind this changes the stack pointer or adds a memory operand.
#[derive(Clone, Debug)]
pub struct Final<I> {
    /// Instructions in layout order.
    pub insts: Vec<I>,
    /// Source offset of each.
    pub locs: Vec<u32>,
    /// Index in `insts` at which each block begins, and the end.
    pub starts: Vec<u32>,
    /// The frame in which the body of the function runs.
    pub frame: Frame,
    /// Number of spill slots.
    pub spill_slots: u32,
}

impl<I> Default for Final<I> {
    fn default() -> Self {
        Final { insts: Vec::new(), locs: Vec::new(), starts: Vec::new(), frame: Frame::default(), spill_slots: 0 }
    }
}

impl<I> Final<I> {
    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        self.starts.len() - 1
    }

    /// Instructions of a block.
    pub fn block(&self, b: u32) -> core::ops::Range<usize> {
        self.starts[b as usize] as usize..self.starts[b as usize + 1] as usize
    }

    /// Takes instructions out.
    pub fn remove(&mut self, gone: &[bool]) {
        if !gone.contains(&true) {
            return;
        }
        let mut before = 0;
        let mut starts = self.starts.iter_mut().peekable();
        for (at, gone) in gone.iter().chain([&false]).enumerate() {
            while let Some(s) = starts.next_if(|s| **s as usize == at) {
                *s -= before;
            }
            before += u32::from(*gone);
        }
        let mut keep = gone.iter().map(|g| !g);
        self.insts.retain(|_| keep.next() == Some(true));
        let mut keep = gone.iter().map(|g| !g);
        self.locs.retain(|_| keep.next() == Some(true));
    }
}

/// Inserts the prologue, and the epilogue before each return, and passes every instruction to `place`, which gives
/// operands in the incoming area their distance from the stack pointer.
pub fn insert<I: MachInst>(
    a: Allocated<I>,
    frame: Frame,
    prologue: Vec<I>,
    epilogue: impl Fn(&I) -> Option<Vec<I>>,
    mut place: impl FnMut(&mut I),
) -> Final<I> {
    let n = a.insts.len() + prologue.len() + 16;
    let mut out = Final {
        insts: Vec::with_capacity(n),
        locs: Vec::with_capacity(n),
        starts: Vec::with_capacity(a.starts.len()),
        frame,
        spill_slots: a.spill_slots as u32,
    };
    out.insts.extend(prologue);
    out.locs.resize(out.insts.len(), u32::MAX);
    let mut starts = a.starts.iter().copied().peekable();
    for (n, (mut inst, loc)) in a.insts.into_iter().zip(a.locs).enumerate() {
        while starts.next_if_eq(&(n as u32)).is_some() {
            out.starts.push(out.insts.len() as u32);
        }
        out.insts.extend(epilogue(&inst).into_iter().flatten());
        place(&mut inst);
        out.insts.push(inst);
        out.locs.resize(out.insts.len(), loc);
    }
    out.starts.resize(a.starts.len(), out.insts.len() as u32);
    // The prologue belongs to the entry.
    out.starts[0] = 0;
    out
}
