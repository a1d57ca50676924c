//! Keeps values that live in loops out of fixed registers. Input: a function before allocation; output: the same, in which
//! the operands of such values that must be in a certain register are short-lived copies.
//!
//! The allocator gives a value that must be in a register somewhere that register wherever it can, and leaves it where
//! something else needs that register; if the last use before that is in a loop, it does so there, on every turn. So
//! where a value, or another that an edge or an operator makes one with it, is alive both outside and inside of a loop,
//! and something else writes its register meanwhile, copies are made where the value meets the register, and the
//! allocator is free to take any other for the value itself. A value that is born in a register and could stay there, but
//! for those that edges make one with it, is copied on those edges instead: ways that don't lead to the loop are spared.
//!
//! Where edges make one of very many values, they keep out of fixed registers wherever they live: with each value that it
//! adds to those of one register, the allocator looks again at what all of them ask for, if that is a fixed register.
//!
//! Live ranges are looked at within [`WORK`] times the size of the function; what is left then stays as it is.

use super::classes::Classes;
use super::moves::{self, Move};
use crate::mir::{MachInst, VCode, flow};
use regalloc2::{Operand, OperandConstraint, OperandKind, PReg, PRegSet, VReg};

/// Blocks that may be passed while live ranges are found, for each instruction and block of the function.
const WORK: usize = 4;
/// Parameters that edges make one, from which they are very many.
const MANY: u32 = 500;
const NONE: u32 = u32::MAX;

/// A place where a register is read or written: a point (twice the instruction, and one more for what it writes) and the
/// class of the value.
type Touch = (u32, u32);

/// The pass.
pub fn run<I: MachInst>(code: &mut VCode<I>) {
    let depths = flow::loop_depths(code.blocks.len(), |add| code.each_edge(add));
    if depths.iter().all(|d| *d == 0) && code.blocks.iter().map(|b| b.params.len()).sum::<usize>() < MANY as usize {
        return;
    }
    let copies = find(code, &depths);
    if copies.operands.contains(&true) || copies.args.contains(&true) {
        insert(code, &copies);
    }
}

/// What becomes a copy: of the operands by their place, of the arguments of edges by their value.
struct Copies {
    operands: Vec<bool>,
    args: Vec<bool>,
}

fn fixed(o: &Operand) -> Option<PReg> {
    match o.constraint() {
        OperandConstraint::FixedReg(p) => Some(p),
        _ => None,
    }
}

fn find<I: MachInst>(code: &VCode<I>, depths: &[u32]) -> Copies {
    let mut copies = Copies { operands: vec![false; code.operands.len()], args: vec![false; code.num_vregs] };
    // What edges and operators make one, as far as they can be.
    let mut classes = Classes::new(code.num_vregs);
    for b in &code.blocks {
        for (s, args) in b.succs.iter().zip(&b.args) {
            code.blocks[s.index()].params.iter().zip(args).for_each(|(p, a)| classes.join(*a, *p));
        }
    }

    let mut params = vec![0; code.num_vregs];
    code.blocks.iter().flat_map(|b| &b.params).for_each(|p| params[classes.of(*p) as usize] += 1);
    if params.iter().any(|n| *n >= MANY) {
        for (at, o) in code.operands.iter().enumerate() {
            copies.operands[at] = fixed(o).is_some() && params[classes.of(o.vreg()) as usize] >= MANY;
        }
    }

    // So does an operator that works in place on a value that it is the last to use.
    let (mut made, mut last) = (vec![0; code.num_vregs], vec![0; code.num_vregs]);
    for (b, block) in code.blocks.iter().enumerate() {
        block.params.iter().for_each(|p| made[p.vreg()] = depths[b]);
        for i in block.insts.clone() {
            for o in code.operands_of(i) {
                match o.kind() {
                    OperandKind::Def => made[o.vreg().vreg()] = depths[b],
                    OperandKind::Use => last[o.vreg().vreg()] = i,
                }
            }
        }
        block.args.iter().flatten().for_each(|a| last[a.vreg()] = block.insts.end);
    }
    for (b, block) in code.blocks.iter().enumerate() {
        for i in block.insts.clone() {
            let own = code.operands_of(i);
            for o in own {
                if let OperandConstraint::Reuse(n) = o.constraint() {
                    let from = own[n].vreg();
                    if last[from.vreg()] == i && made[from.vreg()] >= depths[b] {
                        classes.join(from, o.vreg());
                    }
                }
            }
        }
    }

    // For each class the least and the greatest depth, and whether a fixed register is asked for.
    let mut span = vec![(u32::MAX, 0, false); code.num_vregs];
    let mut see = |c: u32, depth: u32, fixed: bool| {
        let s = &mut span[c as usize];
        *s = (s.0.min(depth), s.1.max(depth), s.2 | fixed);
    };
    for (b, block) in code.blocks.iter().enumerate() {
        block.params.iter().for_each(|p| see(classes.of(*p), depths[b], false));
        block.args.iter().flatten().for_each(|a| see(classes.of(*a), depths[b], false));
        let all = code.operand_range(block.insts.start).start..code.operand_range(block.insts.end - 1).end;
        code.operands[all].iter().for_each(|o| see(classes.of(o.vreg()), depths[b], fixed(o).is_some()));
    }
    let wanted: Vec<bool> = span.iter().map(|s| s.2 && s.0 < s.1).collect();
    if !wanted.contains(&true) {
        return copies;
    }

    // Definitions and uses of the values of these classes, and what happens to registers.
    let mut touches: Vec<Vec<Touch>> = vec![Vec::new(); PReg::NUM_INDEX];
    // By the registers that instructions destroy (few sets), where.
    let mut lost: Vec<(PRegSet, Vec<u32>)> = Vec::new();
    let mut def = vec![(NONE, 0); code.num_vregs];
    let mut uses: Vec<(u32, u32, u32)> = Vec::new();
    let mut asked: Vec<(u32, u8, u32)> = Vec::new();
    for (n, block) in code.blocks.iter().enumerate() {
        let b = n as u32;
        block.params.iter().for_each(|p| def[p.vreg()] = (b, 2 * block.insts.start));
        for i in block.insts.clone() {
            for kind in [OperandKind::Use, OperandKind::Def] {
                let point = 2 * i + u32::from(kind == OperandKind::Def);
                for (at, o) in code.operand_range(i).zip(code.operands_of(i)).filter(|(_, o)| o.kind() == kind) {
                    let class = classes.of(o.vreg());
                    if let Some(p) = fixed(o) {
                        touches[p.index()].push((point, class));
                        if wanted[class as usize] {
                            asked.push((class, p.index() as u8, at as u32));
                        }
                    }
                    match kind {
                        OperandKind::Def => def[o.vreg().vreg()] = (b, point + 1),
                        OperandKind::Use if wanted[class as usize] => uses.push((o.vreg().vreg() as u32, b, point + 1)),
                        OperandKind::Use => {}
                    }
                }
            }
            let clobbers = code.insts[i as usize].clobbers();
            if clobbers != PRegSet::empty() {
                match lost.iter_mut().find(|l| l.0 == clobbers) {
                    Some(l) => l.1.push(2 * i + 1),
                    None => lost.push((clobbers, vec![2 * i + 1])),
                }
            }
        }
        let end = 2 * block.insts.end;
        for a in block.args.iter().flatten() {
            if wanted[classes.of(*a) as usize] {
                uses.push((a.vreg() as u32, b, end));
            }
        }
    }

    // By class and register, what asks for it.
    asked.sort_unstable();
    // By class, value, block.
    let mut by_class: Vec<(u32, u32, u32, u32)> =
        uses.into_iter().map(|(v, b, point)| (classes.of(vreg(v)), v, b, point)).collect();
    by_class.sort_unstable();
    let mut work = WORK * (code.insts.len() + code.blocks.len());
    let mut seen = vec![NONE; code.blocks.len()];
    let mut ranges = Vec::new();
    let mut rest = &by_class[..];
    for group in asked.chunk_by(|a, b| a.0 == b.0) {
        let class = group[0].0;
        rest = &rest[rest.partition_point(|u| u.0 < class)..];
        let members = &rest[..rest.partition_point(|u| u.0 == class)];
        ranges.clear();
        for uses in members.chunk_by(|a, b| a.1 == b.1) {
            live(code, uses, &def, &mut seen, &mut ranges, &mut work);
        }
        if work == 0 {
            break;
        }
        for same in group.chunk_by(|a, b| a.1 == b.1) {
            let preg = PReg::from_index(same[0].1.into());
            let touches = &touches[preg.index()];
            let conflict = |r: &Range| {
                let first = touches.partition_point(|t| t.0 < r.from);
                let mut here = touches[first..].iter().take_while(|t| t.0 < r.to);
                let mut lost = lost.iter().filter(|l| l.0.contains(preg));
                here.any(|t| t.1 != class) || lost.any(|l| l.1.get(l.1.partition_point(|p| *p < r.from)).is_some_and(|p| *p < r.to))
            };
            if !ranges.iter().any(conflict) {
                continue;
            }
            for &(_, _, at) in same {
                let o = code.operands[at as usize];
                let v = o.vreg().vreg() as u32;
                if o.kind() == OperandKind::Def && !ranges.iter().any(|r| r.value == v && conflict(r)) {
                    copies.args[v as usize] = true;
                } else {
                    copies.operands[at as usize] = true;
                }
            }
        }
    }
    copies
}

fn vreg(v: u32) -> VReg {
    VReg::new(v as usize, regalloc2::RegClass::Int)
}

/// The points between which a value is alive in a block.
struct Range {
    value: u32,
    from: u32,
    to: u32,
}

/// Appends the ranges in which a value is alive; `uses` are its uses by block and point.
fn live<I>(
    code: &VCode<I>,
    uses: &[(u32, u32, u32, u32)],
    def: &[(u32, u32)],
    seen: &mut [u32],
    ranges: &mut Vec<Range>,
    work: &mut usize,
) {
    let value = uses[0].1;
    let (home, from) = def[value as usize];
    let mut open = Vec::new();
    let up = |b: u32, open: &mut Vec<u32>| open.extend(code.blocks[b as usize].preds.iter().map(|p| p.index() as u32));
    for in_block in uses.chunk_by(|a, b| a.2 == b.2) {
        let (b, to) = (in_block[0].2, in_block[in_block.len() - 1].3);
        if b == home {
            ranges.push(Range { value, from, to });
        } else {
            ranges.push(Range { value, from: 2 * code.blocks[b as usize].insts.start, to });
            up(b, &mut open);
        }
    }
    // What the value leaves alive.
    while let Some(b) = open.pop() {
        *work = work.saturating_sub(1);
        if *work == 0 {
            return;
        }
        if std::mem::replace(&mut seen[b as usize], value) == value {
            continue;
        }
        let insts = &code.blocks[b as usize].insts;
        if b == home {
            ranges.push(Range { value, from, to: 2 * insts.end });
        } else {
            ranges.push(Range { value, from: 2 * insts.start, to: 2 * insts.end });
            up(b, &mut open);
        }
    }
}

/// Makes the copies.
fn insert<I: MachInst>(code: &mut VCode<I>, copies: &Copies) {
    let mut moves = Vec::new();
    for b in 0..code.blocks.len() {
        let insts = code.blocks[b].insts.clone();
        for i in insts.clone() {
            let loc = code.locs[i as usize];
            for at in code.operand_range(i).filter(|at| copies.operands[*at]) {
                let o = code.operands[at];
                let copy = code.vreg(o.vreg().class());
                code.operands[at] = Operand::new(copy, o.constraint(), o.kind(), o.pos());
                moves.push(match o.kind() {
                    OperandKind::Use => Move::copy(i, loc, o.vreg(), copy),
                    OperandKind::Def => Move::copy(i + 1, loc, copy, o.vreg()),
                });
            }
        }
        let mut args = std::mem::take(&mut code.blocks[b].args);
        for a in args.iter_mut().flatten().filter(|a| copies.args[a.vreg()]) {
            let copy = code.vreg(a.class());
            moves.push(Move::copy(insts.end - 1, code.locs[insts.end as usize - 1], *a, copy));
            *a = copy;
        }
        code.blocks[b].args = args;
    }
    moves::insert(code, moves);
}
