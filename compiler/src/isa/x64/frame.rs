//! Prologue and epilogues. Input: an allocated function; output: its final instructions, with the frame made and
//! removed, saves and restores written out, and incoming stack operands at their distance from the stack pointer.
//! Linear. Nothing behind this changes the stack pointer or adds a memory operand; `check` reads this form.

use super::inst::{Inst, Mem, Reg, Src, Target};
use super::regs;
use crate::mir::frame::Frame;
use crate::regalloc::Allocated;
use wazc_abi::callconv::PROBE_STEP;

/// Code of a function as the encoder takes it.
#[derive(Clone, Debug, Default)]
pub struct Final {
    /// Instructions in layout order.
    pub insts: Vec<Inst>,
    /// Source offset of each.
    pub locs: Vec<u32>,
    /// Index in `insts` at which each block begins, and the end.
    pub starts: Vec<u32>,
    /// The frame in which the body of the function runs.
    pub frame: Frame,
    /// Number of spill slots.
    pub spill_slots: u32,
}

impl Final {
    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        self.starts.len() - 1
    }

    /// Instructions of a block.
    pub fn block(&self, b: u32) -> core::ops::Range<usize> {
        self.starts[b as usize] as usize..self.starts[b as usize + 1] as usize
    }
}

/// Lays out the frame and inserts the prologue and the epilogues.
pub fn insert(a: Allocated<Inst>, outgoing: u32, has_calls: bool) -> Result<Final, String> {
    let saves: Vec<Reg> = regs::callee_saved_in(a.written).into_iter().map(Reg::phys).collect();
    let frame = Frame::new(outgoing, a.spill_slots, saves.len() as u32, has_calls).ok_or("frame too large")?;
    let size = frame.size as i32;
    let mut out = Final {
        insts: Vec::with_capacity(a.insts.len() + 16),
        locs: Vec::with_capacity(a.insts.len() + 16),
        starts: Vec::with_capacity(a.starts.len()),
        frame,
        spill_slots: a.spill_slots as u32,
    };

    let prologue = saves.iter().map(|&src| Inst::Push { src }).chain(probes(frame.size)).chain(adjust(-size));
    out.insts.extend(prologue);
    let epilogue: Vec<Inst> = adjust(size).into_iter().chain(saves.iter().rev().map(|&dst| Inst::Pop { dst })).collect();
    out.locs.resize(out.insts.len(), u32::MAX);

    let mut starts = a.starts.iter().copied().peekable();
    for (n, (mut inst, loc)) in a.insts.into_iter().zip(a.locs).enumerate() {
        while starts.next_if_eq(&(n as u32)).is_some() {
            out.starts.push(out.insts.len() as u32);
        }
        if let Inst::Ret { .. } = inst {
            out.insts.extend(epilogue.iter().cloned());
        } else {
            mems(&mut inst, &mut |m| {
                if std::mem::take(&mut m.incoming) {
                    m.disp += frame.incoming_offset() as i32;
                }
            });
        }
        out.insts.push(inst);
        out.locs.resize(out.insts.len(), loc);
    }
    out.starts.resize(a.starts.len(), out.insts.len() as u32);
    // The prologue belongs to the entry.
    out.starts[0] = 0;
    Ok(out)
}

/// Touches a large frame page by page, downwards, before it is used.
fn probes(size: u32) -> impl Iterator<Item = Inst> {
    let n = if size > PROBE_STEP { size / PROBE_STEP } else { 0 };
    (1..=n).map(|i| Inst::Probe { below: i * PROBE_STEP })
}

fn adjust(by: i32) -> Option<Inst> {
    (by != 0).then_some(Inst::AddSp { by })
}

/// Visits the memory operands.
pub fn mems(i: &mut Inst, f: &mut dyn FnMut(&mut Mem)) {
    match i {
        Inst::Lea { mem, .. }
        | Inst::CmpMemImm { mem, .. }
        | Inst::Store { mem, .. }
        | Inst::StoreImm { mem, .. }
        | Inst::FLoad { mem, .. }
        | Inst::FStore { mem, .. }
        | Inst::Alu { src: Src::Mem(mem), .. }
        | Inst::AluTest { src: Src::Mem(mem), .. }
        | Inst::Imul { src: Src::Mem(mem), .. }
        | Inst::ImulImm { src: Src::Mem(mem), .. }
        | Inst::Ext { src: Src::Mem(mem), .. }
        | Inst::Bit { src: Src::Mem(mem), .. }
        | Inst::Cmp { src: Src::Mem(mem), .. }
        | Inst::Test { src: Src::Mem(mem), .. }
        | Inst::Fp { src: Src::Mem(mem), .. }
        | Inst::FpUnary { src: Src::Mem(mem), .. }
        | Inst::Ucomi { src: Src::Mem(mem), .. }
        | Inst::Call { target: Target::Mem(mem), .. } => f(mem),
        _ => {}
    }
}
