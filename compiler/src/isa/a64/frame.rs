//! Prologue and epilogues. Input: an allocated function; output: its final instructions, with the frame made and
//! removed, saves and restores written out, and incoming stack operands at their distance from the stack pointer.
//! `check` reads this form.
//!
//! Saved registers stand in pairs below the CFA, x30 at CFA − 8 in functions that call. The lowest pair is stored
//! together with the subtraction that makes room for all of them.

use super::inst::{Inst, Load, Mem, Offset, Reg, SP, Store, ZR};
use super::regs;
use crate::mir::frame::{self, Allocated, Frame};
use wazc_abi::callconv::PROBE_STEP;

/// Code of a function as the encoder takes it.
pub type Final = frame::Final<Inst>;

/// Lays out the frame and inserts the prologue and the epilogues.
pub fn insert(a: Allocated<Inst>, outgoing: u32, has_calls: bool, wrap: bool) -> Result<Final, String> {
    let mut saves: Vec<Reg> = regs::callee_saved_in(a.written).into_iter().map(Reg::phys).collect();
    if has_calls {
        saves.insert(0, Reg::phys(regs::LR));
    }
    if saves.len() % 2 == 1 {
        saves.insert(saves.len().min(1), ZR);
    }
    // From the CFA down; the first of a pair lies higher.
    let pairs: Vec<[Reg; 2]> = saves.chunks(2).map(|p| [p[1], p[0]]).collect();
    let saved = 16 * pairs.len() as u32;
    // The stack pointer is always 16-aligned: the hardware checks.
    let frame = Frame::new(outgoing, a.spill_slots, saved, true).ok_or("frame too large")?;
    let size = frame.size as i32;
    let at = |n: usize| Mem::imm(SP, saved as i32 - 16 * (n as i32 + 1));

    let mut prologue = Vec::new();
    let mut epilogue = Vec::new();
    if let Some((&lowest, rest)) = pairs.split_last() {
        prologue.push(Inst::Push { src: lowest, by: saved });
        prologue.extend(rest.iter().enumerate().map(|(n, &src)| Inst::StorePair { op: Store::B64, src, mem: at(n) }));
        epilogue.extend(rest.iter().enumerate().map(|(n, &dst)| Inst::LoadPair { op: Load::U64, dst, mem: at(n) }));
        epilogue.push(Inst::Pop { dst: lowest, by: saved });
    }
    prologue.extend(probes(frame.size));
    if size != 0 {
        prologue.push(Inst::AddSp { by: -size });
        epilogue.insert(0, Inst::AddSp { by: size });
    }
    Ok(frame::insert(a, frame, prologue, &epilogue, wrap, |inst| {
        if let Some(m) = mem_mut(inst) {
            if let (true, Offset::Imm(d)) = (std::mem::take(&mut m.incoming), &mut m.offset) {
                *d += frame.incoming_offset() as i32;
            }
        }
    }))
}

/// Touches a large frame step by step, downwards, before it is used.
fn probes(size: u32) -> impl Iterator<Item = Inst> {
    let n = if size > PROBE_STEP { size / PROBE_STEP } else { 0 };
    (1..=n).map(|i| Inst::Probe { below: i * PROBE_STEP })
}

/// The memory operand.
fn mem_mut(i: &mut Inst) -> Option<&mut Mem> {
    match i {
        Inst::Load { mem, .. } | Inst::Store { mem, .. } | Inst::LoadPair { mem, .. } | Inst::StorePair { mem, .. } => Some(mem),
        _ => None,
    }
}
