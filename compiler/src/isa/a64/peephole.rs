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
        Inst::Load { op: op @ (Load::U32 | Load::U64 | Load::F32 | Load::F64 | Load::V128), dst, mem } => Access::Load(*op, *dst, *mem),
        Inst::Store { op: op @ (Store::B32 | Store::B64 | Store::F32 | Store::F64 | Store::V128), src, mem } if !mem.traps => {
            Access::Store(*op, *src, *mem)
        }
        Inst::Reload { dst, off, wide } => {
            Access::Load(if dst.is_int() { Load::U64 } else if *wide { Load::V128 } else { Load::F64 }, *dst, spilled(off))
        }
        Inst::Spill { src, off, wide } => {
            Access::Store(if src.is_int() { Store::B64 } else if *wide { Store::V128 } else { Store::F64 }, *src, spilled(off))
        }
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

#[cfg(test)]
mod tests {
    use super::super::inst::V;
    use super::super::regs;
    use super::*;

    fn x(n: u8) -> Reg {
        Reg::phys(regs::gpr(n))
    }

    fn load(dst: u8, base: Reg, d: i32) -> Inst {
        Inst::Load { op: Load::U64, dst: x(dst), mem: Mem { traps: true, ..Mem::imm(base, d) } }
    }

    fn store(src: u8, d: i32, traps: bool) -> Inst {
        Inst::Store { op: Store::B64, src: x(src), mem: Mem { traps, ..Mem::imm(V, d) } }
    }

    /// What becomes of two instructions with the source offsets 1 and 2.
    fn two(a: Inst, b: Inst) -> (Vec<String>, Vec<u32>) {
        let mut code = Final { insts: vec![a, b], locs: vec![1, 2], starts: vec![0, 2], ..Default::default() };
        run(&mut code);
        assert_eq!(code.starts, [0, code.insts.len() as u32]);
        (code.insts.iter().map(|i| format!("{i:?}").split(' ').next().unwrap().to_string()).collect(), code.locs)
    }

    #[test]
    fn neighbours_become_pairs() {
        assert_eq!(two(load(1, V, 8), load(2, V, 16)), (vec!["LoadPair".into()], vec![2]));
        // The higher one, which faults alone, came first.
        assert_eq!(two(load(1, V, 16), load(2, V, 8)), (vec!["LoadPair".into()], vec![1]));
        assert_eq!(two(store(1, -8, false), store(1, 0, false)).0, ["StorePair"]);
        assert_eq!(two(Inst::Spill { src: x(3), off: 8, wide: false }, Inst::Spill { src: x(4), off: 16, wide: false }).0, ["StorePair"]);
        assert_eq!(two(Inst::Reload { dst: x(3), off: 504, wide: false }, Inst::Reload { dst: x(4), off: 512, wide: false }).0, ["LoadPair"]);
    }

    #[test]
    fn what_must_stay_apart() {
        // The first changes the second's base; one register twice; a gap; too far; stores that may trap; two widths.
        assert_eq!(two(load(5, x(5), 0), load(6, x(5), 8)).0.len(), 2);
        assert_eq!(two(load(5, V, 0), load(5, V, 8)).0.len(), 2);
        assert_eq!(two(load(5, V, 0), load(6, V, 16)).0.len(), 2);
        assert_eq!(two(load(5, V, 512), load(6, V, 520)).0.len(), 2);
        assert_eq!(two(load(5, V, 4), load(6, V, 12)).0.len(), 2);
        assert_eq!(two(store(1, 0, false), store(2, 8, true)).0.len(), 2);
        assert_eq!(two(load(1, V, 0), Inst::Load { op: Load::U32, dst: x(2), mem: Mem::imm(V, 8) }).0.len(), 2);
        assert_eq!(two(load(1, V, 0), load(2, x(9), 8)).0.len(), 2);
    }
}
