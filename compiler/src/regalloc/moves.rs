//! Inserts moves before allocation. Input: a function, and moves with their places; output: the function with them.
//! Linear, but for sorting the moves.

use crate::mir::reg::Reg;
use crate::mir::{MachInst, VCode};
use regalloc2::{Operand, VReg};

/// A move that is to be inserted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    /// The instruction that it stands in front of, in that one's block.
    pub at: u32,
    /// Its source offset.
    pub loc: u32,
    /// What it reads.
    pub from: Operand,
    /// What it writes.
    pub to: Operand,
}

impl Move {
    /// A copy from one register to another.
    pub fn copy(at: u32, loc: u32, from: VReg, to: VReg) -> Move {
        Move { at, loc, from: Operand::reg_use(from), to: Operand::reg_def(to) }
    }
}

/// Inserts them; those at one place in the order that they are given in.
pub(super) fn insert<I: MachInst>(code: &mut VCode<I>, mut moves: Vec<Move>) {
    if moves.is_empty() {
        return;
    }
    moves.sort_by_key(|m| m.at);
    let n = code.insts.len() + moves.len();
    let insts = std::mem::replace(&mut code.insts, Vec::with_capacity(n));
    let locs = std::mem::replace(&mut code.locs, Vec::with_capacity(n));
    let operands = std::mem::take(&mut code.operands);
    code.operands.reserve_exact(operands.len() + 2 * moves.len());
    let starts = std::mem::replace(&mut code.operand_starts, Vec::with_capacity(n + 1));
    code.operand_starts.push(0);
    let mut moves = moves.into_iter().peekable();
    let mut blocks = code.blocks.iter_mut().peekable();
    let mut start = 0;
    for (i, (inst, loc)) in insts.into_iter().zip(locs).enumerate() {
        while let Some(m) = moves.next_if(|m| m.at as usize == i) {
            code.insts.push(I::reg_move(Reg::from_vreg(m.from.vreg()), Reg::from_vreg(m.to.vreg())));
            code.locs.push(m.loc);
            code.operands.extend([m.from, m.to]);
            code.operand_starts.push(code.operands.len() as u32);
        }
        code.insts.push(inst);
        code.locs.push(loc);
        code.operands.extend_from_slice(&operands[starts[i] as usize..starts[i + 1] as usize]);
        code.operand_starts.push(code.operands.len() as u32);
        // Blocks are in order of their instructions.
        if let Some(b) = blocks.next_if(|b| b.insts.end as usize == i + 1) {
            b.insts = start..code.insts.len() as u32;
            start = b.insts.end;
        }
    }
}
