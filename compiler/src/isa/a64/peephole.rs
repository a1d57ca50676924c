//! Pairs. Input and output: final code; the meaning stays. Accesses that follow each other, of adjacent places and the
//! same width, become `ldp` or `stp`. Linear.
//!
//! A pair that faults leaves no trace of its own, if it is of loads; of a pair of stores the first might have been
//! written or not, so stores that may trap are left alone.

use super::frame::Final;
use super::inst::{Inst, Load, Mem, Offset, Reg, SP, Store, ZR, is_near_pair};

/// Makes pairs.
pub fn run(code: &mut Final) {
    let mut gone = vec![false; code.insts.len()];
    for b in 0..code.blocks() as u32 {
        let mut at = code.block(b);
        while let Some(n) = at.next() {
            if at.is_empty() {
                break;
            }
            if let Some(pair) = pair(&code.insts[n], &code.insts[n + 1]) {
                // Where only one of them faults it is the higher one.
                let (pair, in_order) = pair;
                code.insts[n + 1] = pair;
                if !in_order {
                    code.locs[n + 1] = code.locs[n];
                }
                gone[n] = true;
                at.next();
            }
        }
    }
    code.remove(&gone);
}

/// What is loaded or stored where.
enum Access {
    Load(Load, Reg, Mem),
    Store(Store, Reg, Mem),
}

fn access(i: &Inst) -> Option<Access> {
    let spilled = |off: &u32| Mem::imm(SP, *off as i32);
    Some(match i {
        Inst::Load { op: op @ (Load::U32 | Load::U64 | Load::F32 | Load::F64), dst, mem } => Access::Load(*op, *dst, *mem),
        Inst::Store { op: op @ (Store::B32 | Store::B64 | Store::F32 | Store::F64), src, mem } if !mem.traps => {
            Access::Store(*op, *src, *mem)
        }
        Inst::Reload { dst, off } => Access::Load(if dst.is_int() { Load::U64 } else { Load::F64 }, *dst, spilled(off)),
        Inst::Spill { src, off } => Access::Store(if src.is_int() { Store::B64 } else { Store::F64 }, *src, spilled(off)),
        _ => return None,
    })
}

/// The lower place of two that are adjacent, and whether the first access has it.
fn adjacent(a: Mem, b: Mem, bytes: u32) -> Option<(Mem, bool)> {
    let (Offset::Imm(x), Offset::Imm(y)) = (a.offset, b.offset) else { return None };
    if a.base != b.base || x.abs_diff(y) != bytes {
        return None;
    }
    let low = if x < y { a } else { b };
    is_near_pair(bytes, x.min(y)).then_some((Mem { traps: a.traps || b.traps, ..low }, x < y))
}

/// One instruction for two that follow each other, and whether the first is the one of the lower place.
fn pair(first: &Inst, second: &Inst) -> Option<(Inst, bool)> {
    match (access(first)?, access(second)?) {
        // The first must not change the second's address; one register can't be loaded twice.
        (Access::Load(op, x, a), Access::Load(p, y, b)) if op == p && x != y && x != b.base && x != ZR && y != ZR => {
            let (mem, in_order) = adjacent(a, b, op.bytes())?;
            Some((Inst::LoadPair { op, dst: if in_order { [x, y] } else { [y, x] }, mem }, in_order))
        }
        (Access::Store(op, x, a), Access::Store(p, y, b)) if op == p => {
            let (mem, in_order) = adjacent(a, b, op.bytes())?;
            Some((Inst::StorePair { op, src: if in_order { [x, y] } else { [y, x] }, mem }, in_order))
        }
        _ => None,
    }
}
