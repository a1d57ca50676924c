//! From allocated to final code: the frame, with prologue and epilogues in place. Input: what the allocator left and
//! what a function needs on the stack; output: one constant size and its parts, and the instructions as the encoder
//! takes them. n log n.
//!
//! Where asked for, the frame is made only when the part of the function that needs one is reached (shrink-wrapping:
//! F. Chow, *Minimizing register usage penalty at procedure calls*, 1988): in front of the smallest [`Region`] with all
//! uses of the stack and of saved registers. It goes on the edges that leave that region, each target's in a block of
//! its own. And jumps to a return become that return, where the frame is gone in a few instructions.
//!
//! ```text
//!   results area of the caller's
//!   stack arguments           cfa (x86-64: + 8 less, the return address)
//!   saved registers, the return address among them
//!   (padding)
//!   spill slots, 8 bytes each (two to a vector)
//!   outgoing area             sp (16-aligned where there are calls or slots of vectors)
//! ```

use super::check::{Checked, Step};
use super::flow::Region;
use super::live;
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

/// A return is copied to where jumps lead to it if there are at most so many instructions in front of it.
const SHORT_EPILOGUE: usize = 4;

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
    /// Whether some have 16 bytes, of two slots each.
    pub wide: bool,
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

impl<I: Clone> Allocated<I> {
    /// Puts instructions (the second of each pair) in front of others, and removes some.
    pub fn put(&mut self, gone: &[bool], mut copies: Vec<(usize, usize)>) {
        if copies.is_empty() {
            return self.remove(gone);
        }
        copies.sort_by_key(|c| c.0);
        let (insts, locs) = (std::mem::take(&mut self.insts), std::mem::take(&mut self.locs));
        let mut copies = copies.into_iter().peekable();
        let mut at = 0;
        for end in &mut self.starts[1..] {
            while at < *end as usize {
                while let Some((_, from)) = copies.next_if(|c| c.0 == at) {
                    self.insts.push(insts[from].clone());
                    self.locs.push(locs[at]);
                }
                if !gone[at] {
                    self.insts.push(insts[at].clone());
                    self.locs.push(locs[at]);
                }
                at += 1;
            }
            *end = self.insts.len() as u32;
        }
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
    /// For each block whether it begins with the frame in place.
    pub framed: Vec<bool>,
}

impl<I> Default for Final<I> {
    fn default() -> Self {
        Final { insts: Vec::new(), locs: Vec::new(), starts: Vec::new(), frame: Frame::default(), spill_slots: 0, framed: Vec::new() }
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

/// The blocks that need the frame, where that is not every way through the function.
fn region<I: Checked>(a: &mut Allocated<I>) -> Option<Region> {
    let saved = I::MACHINE.callee_saved.iter().fold(0, |all, r| all | 1 << r);
    let n = a.starts.len() - 1;
    let mut ends = Vec::with_capacity(n);
    let mut wanted = Vec::with_capacity(n);
    for b in 0..n {
        let range = live::block(a, b);
        let insts = &mut a.insts[range];
        let mut stack = false;
        for i in &*insts {
            // What can't be said is said of a stack argument without its place.
            let known = i.steps(&mut |s| {
                stack |= !matches!(s, Step::Args(_) | Step::Ret { .. });
                Ok(())
            });
            stack |= known.is_err();
        }
        wanted.push(stack || insts.iter_mut().map(live::effect).any(|(uses, defs)| (uses | defs) & saved != 0));
        ends.push(insts.last().cloned());
    }
    let r = Region::around(&wanted, |add| {
        let all = ends.iter().enumerate();
        all.for_each(|(b, i)| i.iter().for_each(|i| i.each_target(&mut |t| add(b, t as usize))));
    })?;
    // Some way returns without it, and ways out of it are jumps.
    let returns = |i: &I| i.is_ret() && !i.is_trap();
    let stays = |b: usize, i: &I| {
        let mut out = false;
        i.each_target(&mut |t| out |= !r.has(t as usize));
        !r.has(b) || !out || i.jump().is_some()
    };
    let gains = (0..n).any(|b| !r.has(b) && ends[b].as_ref().is_some_and(returns));
    (gains && (0..n).all(|b| ends[b].as_ref().is_none_or(|i| stays(b, i)))).then_some(r)
}

/// Inserts the prologue, and the epilogue before each return, and passes every instruction to `place`, which gives
/// operands in the incoming area their distance from the stack pointer. Where `wrap`, the frame is made as late as can be.
pub fn insert<I: Checked>(
    mut a: Allocated<I>,
    frame: Frame,
    prologue: Vec<I>,
    epilogue: &[I],
    wrap: bool,
    mut place: impl FnMut(&mut I),
) -> Final<I> {
    let blocks = a.starts.len() - 1;
    let region = if wrap && !prologue.is_empty() { region(&mut a) } else { None };
    let n = a.insts.len() + prologue.len() + 16;
    let mut out = Final {
        insts: Vec::with_capacity(n),
        locs: Vec::with_capacity(n),
        starts: Vec::with_capacity(a.starts.len()),
        frame,
        spill_slots: a.spill_slots as u32,
        framed: Vec::with_capacity(blocks),
    };
    let head = region.as_ref().map_or(0, |r| r.head);
    let inside = |b: usize| region.as_ref().is_none_or(|r| r.has(b));
    // Blocks that the region is left for, and from which instruction.
    let mut left: Vec<(u32, usize, u32)> = Vec::new();
    // Blocks of nothing but a return.
    let returns: Vec<Option<I>> = (0..blocks)
        .map(|b| match &a.insts[live::block(&a, b)] {
            [ret] if wrap && ret.is_ret() && !ret.is_trap() => Some(ret.clone()),
            _ => None,
        })
        .collect();
    let insts = std::mem::take(&mut a.insts);
    let mut insts = insts.into_iter().zip(std::mem::take(&mut a.locs));
    for b in 0..blocks {
        out.starts.push(out.insts.len() as u32);
        out.framed.push(b != head && inside(b));
        if b == head {
            out.insts.extend_from_slice(&prologue);
            out.locs.resize(out.insts.len(), u32::MAX);
        }
        for (mut inst, loc) in insts.by_ref().take(live::block(&a, b).len()) {
            if let Some(ret) = inst.jump().and_then(|t| returns[t as usize].as_ref()).filter(|_| !inside(b) || epilogue.len() <= SHORT_EPILOGUE) {
                inst = ret.clone();
            }
            if inside(b) && inst.is_ret() && !inst.is_trap() {
                out.insts.extend_from_slice(epilogue);
            }
            if let Some(t) = inst.jump().filter(|t| inside(b) && !inside(*t as usize)) {
                left.push((t, out.insts.len(), loc));
            }
            place(&mut inst);
            out.insts.push(inst);
            out.locs.resize(out.insts.len(), loc);
        }
    }
    out.starts.push(out.insts.len() as u32);
    left.sort_unstable();
    for same in left.chunk_by(|x, y| x.0 == y.0) {
        let (t, jump, loc) = same[0];
        let new = out.blocks() as u32;
        let end = returns[t as usize].as_ref().unwrap_or(&out.insts[jump]).clone();
        same.iter().for_each(|(_, jump, _)| out.insts[*jump].retarget(new));
        out.insts.extend_from_slice(epilogue);
        out.insts.push(end);
        out.locs.resize(out.insts.len(), loc);
        out.starts.push(out.insts.len() as u32);
        out.framed.push(true);
    }
    out
}
