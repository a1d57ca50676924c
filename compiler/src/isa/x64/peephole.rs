//! Shorter code after allocation. Input and output: final code; the meaning stays. Linear.

use super::frame::Final;
use super::inst::{Alu, Flags, Inst, Mem, Reg, Shift, Src};
use crate::mir::{Con, MachInst};
use regalloc2::RegClass;

/// All of them. Tests go first: an addition whose flags are read stays one.
pub fn run(code: &mut Final) {
    tests(code);
    copies(code);
    zeroes(code);
}

/// Removes tests of a register whose value an arithmetic instruction has just made, where those flags serve as well.
fn tests(code: &mut Final) {
    let mut gone = vec![false; code.insts.len()];
    for b in 0..code.blocks() as u32 {
        let range = code.block(b);
        // The last operator, as long as its result and its flags stand.
        let mut made: Option<usize> = None;
        for at in range.clone() {
            if let (Inst::Test { size: tested, a, src: Src::Reg(r) }, Some(Inst::Alu { op, size, dst, a: b, src })) =
                (&code.insts[at], made.map(|m| &code.insts[m]))
            {
                let (op, size, dst, b, src) = (*op, *size, *dst, *b, src.clone());
                let as_test = Inst::AluTest { op, size, dst, a: b, src };
                let Flags::Make(flags) = as_test.flags() else { unreachable!("it is there for them") };
                if a == r && *a == dst && *tested == size && readers(&code.insts[at + 1..range.end]) & !flags == 0 {
                    gone[at] = true;
                    made.take().into_iter().for_each(|m| code.insts[m] = as_test.clone());
                    continue;
                }
            }
            let result = match made.map(|m| &code.insts[m]) {
                Some(Inst::Alu { dst, .. }) => Some(*dst),
                _ => None,
            };
            let inst = &mut code.insts[at];
            match (inst.flags(), &inst) {
                (_, Inst::Alu { .. }) => made = Some(at),
                (Flags::Make(_) | Flags::Lose, _) => made = None,
                (Flags::Keep | Flags::Read(_), _) => {
                    if result.is_some_and(|r| writes(inst, r)) {
                        made = None;
                    }
                }
            }
        }
    }
    code.remove(&gone);
}

/// The flags that are read before they are made anew.
fn readers(insts: &[Inst]) -> u8 {
    let mut all = 0;
    for i in insts {
        match i.flags() {
            Flags::Read(f) => all |= f,
            Flags::Keep => {}
            Flags::Make(_) | Flags::Lose => break,
        }
    }
    all
}

fn writes(inst: &mut Inst, reg: Reg) -> bool {
    let mut found = false;
    inst.visit(&mut |r, con| {
        found |= *r == reg && matches!(con, Con::Def | Con::EarlyDef | Con::Reuse(_) | Con::FixDef(_));
    });
    found
}

/// Zeroes registers with `xor` (2 or 3 bytes instead of 5 or 6, and no dependency) where the flags are free: flags
/// never live from one block to the next, so one walk backward through each block knows.
fn zeroes(code: &mut Final) {
    for b in 0..code.blocks() as u32 {
        let mut live = false;
        let range = code.block(b);
        for i in code.insts[range].iter_mut().rev() {
            match (i.flags(), &i) {
                (Flags::Read(_), _) => live = true,
                (Flags::Make(_) | Flags::Lose, _) => live = false,
                (Flags::Keep, Inst::Imm { dst, bits: 0 }) if !live => *i = Inst::Zero { dst: *dst },
                (Flags::Keep, _) => {}
            }
        }
    }
}

/// Takes the copy `d = s` into the next instruction, where that replaces `d`.
fn copies(code: &mut Final) {
    let n = code.insts.len();
    let insts = std::mem::replace(&mut code.insts, Vec::with_capacity(n));
    let locs = std::mem::replace(&mut code.locs, Vec::with_capacity(n));
    let mut starts = code.starts.iter_mut().peekable();
    let mut first = 0;
    for (at, (mut inst, loc)) in insts.into_iter().zip(locs).enumerate() {
        while let Some(s) = starts.next_if(|s| **s == at as u32) {
            first = code.insts.len();
            *s = first as u32;
        }
        // Not across the start of a block.
        if let (Some(&Inst::Move { dst, src }), true) = (code.insts.last(), code.insts.len() > first) {
            if dst.preg().is_some_and(|p| p.class() == RegClass::Int) && (take_in(&mut inst, dst, src) || three_operands(&mut inst, dst, src)) {
                code.insts.pop();
                code.locs.pop();
            }
        }
        code.insts.push(inst);
        code.locs.push(loc);
    }
    starts.for_each(|s| *s = code.insts.len() as u32);
}

/// Reads `s` instead of `d`, where the instruction reads `d` as an ordinary operand and then writes it.
fn take_in(i: &mut Inst, d: Reg, s: Reg) -> bool {
    let (mut reads, mut writes, mut other) = (false, false, false);
    i.visit(&mut |r, con| match con {
        Con::Use if *r == d => reads = true,
        Con::Def if *r == d => writes = true,
        // The first operand of a two-operand form is bound to the result.
        Con::Reuse(_) => other = true,
        _ => other |= *r == d,
    });
    if !reads || !writes || other {
        return false;
    }
    i.visit(&mut |r, con| {
        if *r == d && matches!(con, Con::Use) {
            *r = s;
        }
    });
    true
}

/// `d += …` as `d = s + …`. `lea` leaves the flags alone, and no one reads those of an `Alu`.
fn three_operands(i: &mut Inst, d: Reg, s: Reg) -> bool {
    let mem = match *i {
        Inst::Alu { op: Alu::Add, dst, src: Src::Imm(n), .. } if dst == d => Mem::base(s, n),
        Inst::Alu { op: Alu::Sub, dst, src: Src::Imm(n), .. } if dst == d && n != i32::MIN => Mem::base(s, -n),
        Inst::Alu { op: Alu::Add, dst, src: Src::Reg(r), .. } if dst == d => Mem::base_index(s, if r == d { s } else { r }, 0),
        Inst::ShiftImm { op: Shift::Shl, dst, n: 1, .. } if dst == d => Mem::base_index(s, s, 0),
        _ => return false,
    };
    if let Inst::Alu { size, .. } | Inst::ShiftImm { size, .. } = *i {
        *i = Inst::Lea { size, dst: d, mem };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::inst::{Cc, ExtKind, Size};
    use super::super::regs::{self, gpr};
    use super::*;

    fn alu(op: Alu, dst: Reg) -> Inst {
        Inst::Alu { op, size: Size::S32, dst, a: dst, src: Src::Imm(if op == Alu::Xor { -1 } else { 1 }) }
    }

    #[test]
    fn tests_that_say_nothing_new() {
        let (r, other) = (Reg::phys(regs::RAX), Reg::phys(regs::RCX));
        let test = |r| Inst::Test { size: Size::S32, a: r, src: Src::Reg(r) };
        let jcc = |cc| Inst::Jcc { cc, then: 0, other: 0 };
        let kept = |insts: Vec<Inst>| {
            let n = insts.len();
            let mut code = Final { locs: vec![0; n], starts: vec![0, n as u32], insts, ..Default::default() };
            run(&mut code);
            assert_eq!(code.starts[1] as usize, code.insts.len());
            code.insts.len() == n
        };
        assert!(!kept(vec![alu(Alu::Sub, r), test(r), jcc(Cc::NE)]));
        assert!(!kept(vec![alu(Alu::Sub, r), Inst::Move { dst: other, src: r }, test(r), jcc(Cc::E)]));
        assert!(!kept(vec![alu(Alu::And, r), test(r), jcc(Cc::LE)]));
        // Overflow is not as a test leaves it; another register, or another size; the value is another.
        assert!(kept(vec![alu(Alu::Sub, r), test(r), jcc(Cc::LE)]));
        assert!(kept(vec![alu(Alu::Sub, r), test(other), jcc(Cc::E)]));
        assert!(kept(vec![alu(Alu::Sub, r), Inst::Test { size: Size::S64, a: r, src: Src::Reg(r) }, jcc(Cc::E)]));
        assert!(!kept(vec![alu(Alu::Xor, r), test(r), jcc(Cc::G)]));
        assert!(kept(vec![alu(Alu::Sub, r), Inst::Move { dst: r, src: other }, test(r), jcc(Cc::E)]));
        assert!(kept(vec![alu(Alu::Sub, r), Inst::Zero { dst: other }, test(r), jcc(Cc::E)]));
    }

    #[test]
    fn zero_where_flags_are_free() {
        let r = Reg::phys(regs::RAX);
        let zero = Inst::Imm { dst: r, bits: 0 };
        let cmp = Inst::Cmp { size: Size::S32, a: r, src: Src::Imm(1) };
        let jcc = Inst::Jcc { cc: Cc::E, then: 1, other: 1 };
        let lost = Inst::AddSp { by: 8 };
        let ret = Inst::Ret { uses: vec![], pop: 0 };
        let insts = vec![
            // Free, then between a comparison and each of its readers.
            zero.clone(),
            cmp.clone(),
            zero.clone(),
            Inst::Setcc { cc: Cc::E, dst: r },
            zero.clone(),
            jcc,
            // Free up to the end of a block; other constants stay.
            zero.clone(),
            lost,
            zero.clone(),
            Inst::Imm { dst: r, bits: 1 },
            zero,
            ret,
        ];
        let mut code = Final { locs: vec![0; insts.len()], starts: vec![0, 6, insts.len() as u32], insts, ..Default::default() };
        zeroes(&mut code);
        let zeroed: Vec<usize> = (0..code.insts.len()).filter(|&i| matches!(code.insts[i], Inst::Zero { .. })).collect();
        assert_eq!(zeroed, [0, 6, 8, 10]);
    }

    fn g(n: u8) -> Reg {
        Reg::phys(gpr(n))
    }

    /// What becomes of rax = rbp and the instruction behind it.
    fn after_copy(i: Inst) -> Vec<String> {
        let insts = vec![Inst::Move { dst: g(0), src: g(5) }, i, Inst::Ret { uses: vec![], pop: 0 }];
        let mut code = Final { locs: vec![1, 2, 3], starts: vec![0, 3], insts, ..Default::default() };
        copies(&mut code);
        assert_eq!(code.locs.len(), code.insts.len());
        assert_eq!(code.starts, [0, code.insts.len() as u32]);
        code.insts.pop();
        code.insts.iter().map(|i| format!("{i:?}")).collect()
    }

    fn becomes(from: Inst, to: Inst) {
        assert_eq!(after_copy(from), [format!("{to:?}")]);
    }

    fn stays(i: Inst) {
        assert_eq!(after_copy(i.clone()), [format!("{:?}", Inst::Move { dst: g(0), src: g(5) }), format!("{i:?}")]);
    }

    #[test]
    fn copies_are_taken_in() {
        let ext = |dst, src| Inst::Ext { kind: ExtKind::U32, dst: g(dst), src };
        let at = |r| Src::Mem(Mem::base_index(g(3), g(r), 8));
        becomes(ext(0, Src::Reg(g(0))), ext(0, Src::Reg(g(5))));
        becomes(ext(0, at(0)), ext(0, at(5)));
        // rax is wanted afterwards, or was not read.
        stays(ext(1, Src::Reg(g(0))));
        stays(ext(0, Src::Reg(g(1))));
        let alu = |op, dst: u8, src| Inst::Alu { op, size: Size::S32, dst: g(dst), a: g(dst), src };
        let lea = |mem| Inst::Lea { size: Size::S32, dst: g(0), mem };
        becomes(alu(Alu::Add, 0, Src::Imm(7)), lea(Mem::base(g(5), 7)));
        becomes(alu(Alu::Sub, 0, Src::Imm(7)), lea(Mem::base(g(5), -7)));
        becomes(alu(Alu::Add, 0, Src::Reg(g(1))), lea(Mem::base_index(g(5), g(1), 0)));
        becomes(alu(Alu::Add, 0, Src::Reg(g(0))), lea(Mem::base_index(g(5), g(5), 0)));
        stays(alu(Alu::Sub, 0, Src::Imm(i32::MIN)));
        stays(alu(Alu::Sub, 0, Src::Reg(g(1))));
        stays(alu(Alu::Add, 1, Src::Reg(g(0))));
        stays(alu(Alu::Add, 0, at(0)));
        let shl = |n| Inst::ShiftImm { op: Shift::Shl, size: Size::S32, dst: g(0), a: g(0), n };
        becomes(shl(1), lea(Mem::base_index(g(5), g(5), 0)));
        stays(shl(2));
        stays(Inst::Cdq { size: Size::S32, dst: g(2), a: g(0) });
        stays(Inst::Div { signed: false, size: Size::S32, q: g(0), r: g(2), a: g(0), hi: g(2), b: g(1) });
        stays(Inst::Cmov { size: Size::S32, cc: Cc::E, dst: g(0), other: g(0), then: g(1) });
        stays(Inst::Store { bytes: 8, mem: Mem::base(g(3), 0), src: g(0) });
    }

    #[test]
    fn copies_stay_in_their_block() {
        let insts = vec![
            Inst::Move { dst: g(0), src: g(5) },
            Inst::Ext { kind: ExtKind::U32, dst: g(0), src: Src::Reg(g(0)) },
            Inst::Move { dst: g(1), src: g(5) },
            Inst::Ext { kind: ExtKind::U32, dst: g(1), src: Src::Reg(g(1)) },
        ];
        let mut code = Final { locs: vec![0; 4], starts: vec![0, 1, 4], insts, ..Default::default() };
        copies(&mut code);
        assert_eq!((code.insts.len(), &code.starts[..]), (3, &[0, 1, 3][..]));
    }
}
