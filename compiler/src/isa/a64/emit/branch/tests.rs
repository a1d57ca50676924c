//! Relaxation of the branches of aarch64 at the edges of their reach, read back by an independent decoder.

use super::*;
use crate::emit::FuncCode;
use crate::emit::branch::Branches;
use crate::isa::a64::emit::tests::{decode, g, operands};
use crate::isa::a64::inst::Cc;
use yaxpeax_arm::armv8::a64::{Opcode as Op, Operand as O};

const NOP: [u8; 4] = [0x1f, 0x20, 0x03, 0xd5];

/// A branch over this many words, forwards or backwards, and the instructions that it became.
fn over(form: Jump, words: usize, forwards: bool) -> Result<Vec<(Op, i64)>, String> {
    let mut b = Branches::new(1);
    let mut out = FuncCode::default();
    let target = Branches::<Jump>::block(0);
    let fill = |out: &mut FuncCode| out.code.extend(NOP.iter().cycle().take(4 * words));
    if forwards {
        b.branch(form, target, &mut out.code);
        fill(&mut out);
        b.bind(target, &out.code);
    } else {
        b.bind(target, &out.code);
        fill(&mut out);
        b.branch(form, target, &mut out.code);
    }
    b.finish(&mut out)?;
    let len = out.code.len() - 4 * words;
    let at = if forwards { 0 } else { 4 * words };
    assert!(out.code[if forwards { len..len + 4 * words } else { 0..at }].chunks(4).all(|w| w == NOP));
    let code = decode(&out.code[at..at + len]);
    Ok(code.iter().map(|i| (i.opcode, if let Some(O::PCOffset(d)) = operands(i).last() { *d } else { panic!("{i}") })).collect())
}

#[test]
fn edges_of_the_reach() {
    let forms = [
        (Cond::Flags(Cc::Lt), Op::Bcc(11), Op::Bcc(10), 1 << 18),
        (Cond::Zero { size: Size::S64, reg: g(7), zero: true }, Op::CBZ, Op::CBNZ, 1 << 18),
        (Cond::Zero { size: Size::S32, reg: g(7), zero: false }, Op::CBNZ, Op::CBZ, 1 << 18),
        (Cond::Bit { reg: g(7), bit: 40, set: true }, Op::TBNZ, Op::TBZ, 1 << 13),
        (Cond::Bit { reg: g(7), bit: 4, set: false }, Op::TBZ, Op::TBNZ, 1 << 13),
    ];
    for (cond, op, not, reach) in forms {
        let form = Jump::on(cond);
        assert!(form.reaches(4 * (reach - 1)) && !form.reaches(4 * reach) && form.reaches(-4 * reach) && !form.reaches(-4 * reach - 4));
        assert!(!form.reaches(2));
        let words = reach as usize;
        // The distance counts from the branch itself.
        assert_eq!(over(form, words - 2, true).unwrap(), [(op, 4 * (reach - 1))]);
        assert_eq!(over(form, words - 1, true).unwrap(), [(not, 8), (Op::B, 4 * reach)]);
        assert_eq!(over(form, words, false).unwrap(), [(op, -4 * reach)]);
        assert_eq!(over(form, words + 1, false).unwrap(), [(not, 8), (Op::B, -4 * (reach + 2))]);
    }
    assert_eq!(over(Jump::ALWAYS, 1 << 20, true).unwrap(), [(Op::B, (4 << 20) + 4)]);
}

#[test]
fn the_largest_function() {
    let reach = 1 << 25;
    assert_eq!(over(Jump::ALWAYS, reach, false).unwrap(), [(Op::B, -4 * (reach as i64))]);
    let e = over(Jump::on(Cond::Flags(Cc::Eq)), reach, false).unwrap_err();
    assert!(e.contains("function too large"), "{e}");
    assert!(over(Jump::ALWAYS, reach, true).is_err());
}

/// A branch that grows puts others out of reach.
#[test]
fn growth_spreads() {
    let near = Jump::on(Cond::Bit { reg: g(1), bit: 0, set: true });
    for (words, lens) in [((1 << 13) - 3, [4, 4]), ((1 << 13) - 2, [8, 8])] {
        let mut b = Branches::<Jump>::new(2);
        let mut out = FuncCode::default();
        let [l0, l1] = [0, 1].map(Branches::<Jump>::block);
        let fill = |out: &mut FuncCode, words: usize| out.code.extend(NOP.iter().cycle().take(4 * words));
        // The first reaches over the second as long as that is short.
        b.branch(near, l0, &mut out.code);
        fill(&mut out, (1 << 13) - 3);
        b.branch(near, l1, &mut out.code);
        b.bind(l0, &out.code);
        fill(&mut out, words + 1);
        b.bind(l1, &out.code);
        let short = out.code.len();
        b.finish(&mut out).unwrap();
        assert_eq!(out.code.len() - short, lens.iter().sum::<usize>() - 8);
    }
}

/// A loop that begins 8 bytes before a line, and a branch that just reaches past its padding, if that is the most.
#[test]
fn loops_begin_where_they_lie_in_fewest_lines() {
    let near = Jump::on(Cond::Bit { reg: g(1), bit: 0, set: true });
    for (words, lens) in [((1 << 13) - 1 - Jump::MOST_PADDING as usize / 4, 4), ((1 << 13) - Jump::MOST_PADDING as usize / 4, 8)] {
        let mut b = Branches::<Jump>::new(2);
        let mut out = FuncCode::default();
        let [l0, top] = [0, 1].map(Branches::<Jump>::block);
        let fill = |out: &mut FuncCode, words: usize| out.code.extend(NOP.iter().cycle().take(4 * words));
        b.branch(near, l0, &mut out.code);
        fill(&mut out, 13 - lens / 4 + 1);
        let end = b.begin_loop(&out.code);
        b.bind(top, &out.code);
        out.traps.push((out.code.len() as u32, wazc_abi::trap::TrapCode::Unreachable));
        fill(&mut out, 9);
        b.branch(Jump::ALWAYS, top, &mut out.code);
        b.bind(end, &out.code);
        let rest = words - out.code.len() / 4;
        fill(&mut out, rest);
        b.bind(l0, &out.code);
        b.finish(&mut out).unwrap();
        let at = decode(&out.code).iter().position(|i| i.opcode == Op::B && operands(i) == [O::PCOffset(-36)]).unwrap();
        assert_eq!((out.traps[0].0, at, out.align), (64, 16 + 9, 64));
        assert_eq!(out.code.len(), 4 * words + lens - 4 + 8);
        assert!(out.code[lens..64].chunks(4).all(|w| w == NOP));
    }
}
