//! Shorter instructions after allocation. Input and output: final code; the meaning stays. Linear.

use super::frame::Final;
use super::inst::{Con, Flags, Inst, Reg, Src};

/// All of them.
pub fn run(code: &mut Final) {
    tests(code);
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
    remove(code, &gone);
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

fn remove(code: &mut Final, gone: &[bool]) {
    if !gone.contains(&true) {
        return;
    }
    let mut before = 0;
    let mut starts = code.starts.iter_mut().peekable();
    for (at, gone) in gone.iter().chain([&false]).enumerate() {
        while let Some(s) = starts.next_if(|s| **s as usize == at) {
            *s -= before;
        }
        before += u32::from(*gone);
    }
    let mut keep = gone.iter().map(|g| !g);
    code.insts.retain(|_| keep.next() == Some(true));
    let mut keep = gone.iter().map(|g| !g);
    code.locs.retain(|_| keep.next() == Some(true));
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

#[cfg(test)]
mod tests {
    use super::super::inst::{Alu, Cc, Reg, Size, Src};
    use super::super::regs;
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
        run(&mut code);
        let zeroed: Vec<usize> = (0..code.insts.len()).filter(|&i| matches!(code.insts[i], Inst::Zero { .. })).collect();
        assert_eq!(zeroed, [0, 6, 8, 10]);
    }
}
