//! Prologue and epilogues. Input: an allocated function; output: its final instructions, with the frame made and
//! removed, saves and restores written out, and incoming stack operands at their distance from the stack pointer.
//! `check` reads this form.

use super::inst::{Inst, Mem, Reg, Src, Target, VSrc};
use super::regs;
use crate::mir::frame::{self, Allocated, Frame};
use wazc_abi::callconv::PROBE_STEP;

/// Code of a function as the encoder takes it.
pub type Final = frame::Final<Inst>;

/// Lays out the frame and inserts the prologue and the epilogues.
pub fn insert(a: Allocated<Inst>, outgoing: u32, has_calls: bool, wrap: bool) -> Result<Final, String> {
    let saves: Vec<Reg> = regs::callee_saved_in(a.written).into_iter().map(Reg::phys).collect();
    // The pushes and the return address.
    let saved = 8 * saves.len() as u32 + 8;
    let frame = Frame::new(outgoing, a.spill_slots, saved, has_calls || a.wide && a.spill_slots > 0).ok_or("frame too large")?;
    let size = frame.size as i32;
    let prologue = saves.iter().map(|&src| Inst::Push { src }).chain(probes(frame.size)).chain(adjust(-size)).collect();
    let pops = saves.iter().rev().map(|&dst| Inst::Pop { dst });
    let epilogue: Vec<Inst> = adjust(size).into_iter().chain(pops).collect();
    Ok(frame::insert(a, frame, prologue, &epilogue, wrap, |inst| {
        mems(inst, &mut |m| {
            if std::mem::take(&mut m.incoming) {
                m.disp += frame.incoming_offset() as i32;
            }
        });
    }))
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
        | Inst::CmpByteImm { mem, .. }
        | Inst::CmpByte { mem, .. }
        | Inst::TestMemImm { mem, .. }
        | Inst::Store { mem, .. }
        | Inst::StoreImm { mem, .. }
        | Inst::FLoad { mem, .. }
        | Inst::FStore { mem, .. }
        | Inst::VStore { mem, .. }
        | Inst::PextrStore { mem, .. }
        | Inst::Vec2 { src: VSrc::Mem(mem), .. }
        | Inst::Vec1 { src: VSrc::Mem(mem), .. }
        | Inst::Fma { src: VSrc::Mem(mem), .. }
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
