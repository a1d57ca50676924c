//! Every form of the encoder, over registers and immediates at their limits, read back by an independent decoder: the
//! instructions are those asked for, and what `Inst` says of registers and flags is what they do.

use super::*;
use crate::emit::Ref;
use crate::isa::a64::inst::Flags;
use crate::isa::a64::regs::{gpr, vreg};
use crate::mir::{Con, MachInst};
use std::collections::BTreeSet;
use yaxpeax_arch::{Decoder, U8Reader};
use yaxpeax_arm::armv8::a64::{InstDecoder, Instruction, Opcode as Op, Operand as O, SIMDSizeCode as F, ShiftStyle, SizeCode as W};

mod control;

pub(super) fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}
pub(super) fn v(n: u8) -> Reg {
    Reg::phys(vreg(n))
}

pub(super) fn decode(code: &[u8]) -> Vec<Instruction> {
    let one = |w: &[u8]| InstDecoder::default().decode(&mut U8Reader::new(w)).unwrap_or_else(|e| panic!("{w:x?}: {e}"));
    assert!(code.len().is_multiple_of(4));
    code.chunks(4).map(one).collect()
}

pub(super) fn operands(i: &Instruction) -> Vec<O> {
    i.operands.iter().copied().filter(|o| *o != O::Nothing).collect()
}

/// The instructions of one; branches within the function are not there yet.
fn encode(i: &Inst) -> (Vec<Instruction>, FuncCode) {
    let mut e = Emit::new(2);
    e.unwind(1 << 20);
    e.inst(i, None, &[0, 1]).unwrap_or_else(|e| panic!("{i:?}: {e}"));
    let code = decode(&e.out.code);
    effects(i, &code);
    (code, e.out)
}

/// Registers by class and number; 31 of the integer class is the stack pointer.
type Regs = BTreeSet<(bool, u8)>;

/// What an operand reads; as a result it is the register itself.
fn registers(o: &O) -> Vec<(bool, u8)> {
    match *o {
        O::Register(_, 31) | O::RegShift(.., 31) => vec![],
        O::Register(_, n) | O::RegShift(.., n) | O::RegisterOrSP(_, n) => vec![(false, n as u8)],
        O::SIMDRegister(_, n) | O::SIMDRegisterElements(_, n, _) => vec![(true, n as u8)],
        O::RegRegOffset(b, 31, ..) => vec![(false, b as u8)],
        O::RegRegOffset(b, i, ..) => vec![(false, b as u8), (false, i as u8)],
        O::RegPreIndex(b, ..) | O::RegPostIndex(b, _) => vec![(false, b as u8)],
        O::Immediate(_) | O::Imm16(_) | O::Imm64(_) | O::ImmediateDouble(_) | O::ImmShift(..) | O::ConditionCode(_) | O::PCOffset(_) => {
            vec![]
        }
        _ => panic!("{o:?}"),
    }
}

/// How many of the first operands are written, and from where on operands are read.
fn access(op: Op) -> (usize, usize) {
    match op {
        Op::STR | Op::STRB | Op::STRH | Op::STUR | Op::STURB | Op::STURH | Op::STP => (0, 0),
        Op::CBZ | Op::CBNZ | Op::TBZ | Op::TBNZ | Op::B | Op::Bcc(_) | Op::BL | Op::BLR | Op::BR | Op::UDF => (0, 0),
        Op::CCMP | Op::CCMN | Op::FCMP => (0, 0),
        // Returns through x30, which is no operand.
        Op::RET => (0, 1),
        Op::BFM | Op::MOVK | Op::BSL => (1, 0),
        Op::LDP => (2, 2),
        _ => (1, 1),
    }
}

/// `visit`, `clobbers` and `flags` agree with the processor, but for x16 and x17, which any may write.
fn effects(i: &Inst, code: &[Instruction]) {
    let (mut uses, mut may) = (Regs::new(), Regs::new());
    let key = |p: regalloc2::PReg| (p.class() == regalloc2::RegClass::Float, p.hw_enc() as u8);
    let mut defs = Regs::new();
    i.clone().visit(&mut |r, con| {
        let r = key(r.preg().unwrap());
        match con {
            Con::Use | Con::LateUse | Con::FixUse(_) => uses.insert(r),
            Con::Def | Con::EarlyDef | Con::Reuse(_) | Con::FixDef(_) => defs.insert(r),
        };
    });
    let scratch = |r: &(bool, u8)| matches!(r, (false, 16 | 17));
    assert!(!uses.iter().chain(&defs).any(|r| scratch(r)), "{i:?}");
    may.extend(defs.iter().copied());
    may.extend((0..32).flat_map(|n| [gpr(n), vreg(n)]).filter(|r| i.clobbers().contains(*r)).map(key));
    let (mut read, mut written) = (Regs::new(), Regs::new());
    let (mut flags_read, mut flags_made) = (false, false);
    for m in code {
        let ops = operands(m);
        let (results, from) = access(m.opcode);
        for r in ops.iter().skip(from).flat_map(registers) {
            if !written.contains(&r) {
                read.insert(r);
            }
        }
        written.extend(ops.iter().take(results).flat_map(registers));
        let moved = ops.iter().filter(|o| matches!(o, O::RegPreIndex(_, _, true) | O::RegPostIndex(..)));
        written.extend(moved.flat_map(registers));
        match m.opcode {
            Op::ADDS | Op::SUBS | Op::ANDS | Op::BICS | Op::FCMP => flags_made = true,
            Op::CCMP | Op::CCMN => {
                flags_read |= !flags_made;
                flags_made = true;
            }
            Op::CSEL | Op::CSINC | Op::CSINV | Op::CSNEG | Op::FCSEL | Op::Bcc(_) => flags_read |= !flags_made,
            _ => {}
        }
    }
    // The pinned registers, the stack pointer and zero are no one's operands.
    let pinned = |r: &(bool, u8)| matches!(r, (false, 27 | 28 | 31));
    let more: Vec<_> = read.iter().filter(|r| !uses.contains(r) && !pinned(r) && !(defs.contains(r) && r.0)).collect();
    assert!(more.is_empty(), "{i:?} reads {more:?} too");
    let sp = matches!(i, Inst::Push { .. } | Inst::Pop { .. } | Inst::AddSp { .. } | Inst::Ret { .. } | Inst::Call { .. });
    let more: Vec<_> = written.iter().filter(|r| !may.contains(r) && !scratch(r) && !(sp && **r == (false, 31))).collect();
    assert!(more.is_empty(), "{i:?} writes {more:?} too");
    let fixed = code.is_empty() || matches!(i, Inst::Call { .. });
    let less: Vec<_> = defs.iter().filter(|r| !written.contains(r) && **r != (false, 31)).collect();
    assert!(less.is_empty() || fixed, "{i:?} does not write {less:?}");
    let (r, m) = match i.flags() {
        Flags::Keep => (false, false),
        Flags::Read => (true, false),
        Flags::Make => (false, true),
        Flags::Update => (true, true),
        Flags::Lose => (flags_read, flags_made),
    };
    assert_eq!((flags_read, flags_made), (r, m), "{i:?}");
}

type Want = (Op, Vec<O>);

fn same(i: &Inst, code: &[Instruction], want: &[Want]) {
    let got: Vec<Want> = code.iter().map(|m| (m.opcode, operands(m))).collect();
    assert_eq!(got, want, "{i:?}");
}

fn check(i: Inst, want: &[Want]) {
    let (code, out) = encode(&i);
    same(&i, &code, want);
    assert!(out.traps.is_empty(), "{i:?}");
}

fn one(i: Inst, op: Op, ops: &[O]) {
    check(i, &[(op, ops.to_vec())]);
}

const SIZES: [Size; 2] = [Size::S32, Size::S64];
/// Operands; 31 is zero.
const REGS: [u8; 7] = [0, 1, 8, 15, 19, 30, 31];

fn w(s: Size) -> W {
    if s == Size::S64 { W::X } else { W::W }
}
/// A register, or zero.
fn r(s: Size, n: u8) -> O {
    O::Register(w(s), n.into())
}
/// A register, or the stack pointer.
fn rs(s: Size, n: u8) -> O {
    O::RegisterOrSP(w(s), n.into())
}
fn x64(n: u8) -> O {
    r(Size::S64, n)
}
fn fs(s: Size) -> F {
    if s == Size::S64 { F::D } else { F::S }
}
fn f(s: Size, n: u8) -> O {
    O::SIMDRegister(fs(s), n.into())
}
fn imm(n: u32) -> O {
    O::Immediate(n)
}
fn at(b: u8, d: i32) -> O {
    O::RegPreIndex(b.into(), d, false)
}

fn triples() -> impl Iterator<Item = [u8; 3]> {
    let n = REGS.len();
    (0..n * n).map(move |i| [REGS[i / n], REGS[i % n], REGS[(i / n + 3 * (i % n)) % n]])
}

#[test]
fn arithmetic() {
    const SHIFTS: [(Shift, ShiftStyle); 4] =
        [(Shift::Lsl, ShiftStyle::LSL), (Shift::Lsr, ShiftStyle::LSR), (Shift::Asr, ShiftStyle::ASR), (Shift::Ror, ShiftStyle::ROR)];
    let all = [
        (Alu::Add, Op::ADD, Some(Op::ADDS)),
        (Alu::Sub, Op::SUB, Some(Op::SUBS)),
        (Alu::And, Op::AND, Some(Op::ANDS)),
        (Alu::Bic, Op::BIC, Some(Op::BICS)),
        (Alu::Orr, Op::ORR, None),
        (Alu::Orn, Op::ORN, None),
        (Alu::Eor, Op::EOR, None),
        (Alu::Eon, Op::EON, None),
    ];
    for (op, plain, flags) in all {
        for size in SIZES {
            for [d, a, b] in triples() {
                let each = |b: Src, plain_ops: &[O], flag_ops: &[O]| {
                    let (dst, a) = (g(d), g(a));
                    one(Inst::Alu { op, size, dst, a, b }, plain, plain_ops);
                    if let Some(with) = flags {
                        one(Inst::AluFlags { op, size, dst, a, b }, with, flag_ops);
                    }
                };
                let shifted = |src, style, n| {
                    let ops = [r(size, d), r(size, a), O::RegShift(style, n, w(size), b.into())];
                    each(src, &ops, &ops);
                };
                shifted(Src::Reg(g(b)), ShiftStyle::LSL, 0);
                for (s, style) in SHIFTS {
                    if s == Shift::Ror && !op.is_logical() {
                        let bad = Inst::Alu { op, size, dst: g(d), a: g(a), b: Src::Shifted(g(b), s, 1) };
                        assert!(Emit::new(1).inst(&bad, None, &[0]).is_err());
                        continue;
                    }
                    for n in [1, 17, size.bits() as u8 - 1] {
                        shifted(Src::Shifted(g(b), s, n), style, n);
                    }
                }
                if d == 31 || a == 31 {
                    continue;
                }
                if !op.is_logical() {
                    let plain_ops = |o| [rs(size, d), rs(size, a), o];
                    let flag_ops = |o| [r(size, d), rs(size, a), o];
                    for (n, o) in [
                        (0, imm(0)),
                        (1, imm(1)),
                        (4095, imm(4095)),
                        (4096, O::ImmShift(1, 12)),
                        (0xfff000, O::ImmShift(4095, 12)),
                    ] {
                        each(Src::Imm(Imm12::new(n).unwrap()), &plain_ops(o), &flag_ops(o));
                    }
                    for (e, style) in [
                        (Extend::Uxtb, ShiftStyle::UXTB),
                        (Extend::Uxth, ShiftStyle::UXTH),
                        // The decoder's name for what does nothing in 32 bits.
                        (Extend::Uxtw, ShiftStyle::LSL),
                        (Extend::Sxtb, ShiftStyle::SXTB),
                        (Extend::Sxth, ShiftStyle::SXTH),
                        (Extend::Sxtw, ShiftStyle::SXTW),
                    ] {
                        for n in [0, 1, 4] {
                            let o = O::RegShift(style, n, W::W, b.into());
                            each(Src::Extended(g(b), e, n), &plain_ops(o), &flag_ops(o));
                        }
                    }
                } else if matches!(op, Alu::And | Alu::Orr | Alu::Eor) {
                    for bits in [1, 0xff, 0x8000_0000, 0x7fff_fffe, 0x5555_5555_5555_5555, 0xff00_00ff, 0xffff_ffff, 1 << 63, u64::MAX - 1] {
                        let Some(i) = LogicalImm::new(size, bits) else { continue };
                        let o = if size == Size::S64 { O::Imm64(i.bits()) } else { imm(i.bits() as u32) };
                        each(Src::Logical(i), &[rs(size, d), r(size, a), o], &[r(size, d), r(size, a), o]);
                    }
                }
            }
        }
        // Forms that are none.
        let bad = |b| Inst::Alu { op, size: Size::S64, dst: g(0), a: g(1), b };
        let wrong = if op.is_logical() { Src::Imm(Imm12::new(1).unwrap()) } else { Src::Logical(LogicalImm::new(Size::S64, 1).unwrap()) };
        assert!(Emit::new(1).inst(&bad(wrong), None, &[0]).is_err());
        if flags.is_none() {
            let i = Inst::AluFlags { op, size: Size::S64, dst: g(0), a: g(1), b: Src::Reg(g(2)) };
            assert!(Emit::new(1).inst(&i, None, &[0]).is_err());
        }
    }
}

#[test]
fn integers() {
    for size in SIZES {
        for [d, a, b] in triples() {
            let (dst, ra, rb) = (g(d), g(a), g(b));
            let ops3 = [r(size, d), r(size, a), r(size, b)];
            for (sub, op) in [(false, Op::MADD), (true, Op::MSUB)] {
                for c in REGS {
                    let ops = [ops3[0], ops3[1], ops3[2], r(size, c)];
                    one(Inst::MulAdd { sub, size, dst, a: ra, b: rb, c: g(c) }, op, &ops);
                }
            }
            for (signed, op) in [(false, Op::UDIV), (true, Op::SDIV)] {
                one(Inst::Div { signed, size, dst, a: ra, b: rb }, op, &ops3);
            }
            for (s, op) in [(Shift::Lsl, Op::LSLV), (Shift::Lsr, Op::LSRV), (Shift::Asr, Op::ASRV), (Shift::Ror, Op::RORV)] {
                one(Inst::ShiftBy { op: s, size, dst, a: ra, b: rb }, op, &ops3);
            }
            let top = size.bits() as u8 - 1;
            for [immr, imms] in [[0, 0], [0, top], [top, 0], [top, top], [5, 9], [20, 3], [top, top - 1]] {
                let ops = [ops3[0], ops3[1], imm(immr.into()), imm(imms.into())];
                for (signed, op) in [(false, Op::UBFM), (true, Op::SBFM)] {
                    one(Inst::Bitfield { signed, size, dst, a: ra, immr, imms }, op, &ops);
                }
                one(Inst::BitfieldInsert { size, dst, into: dst, a: ra, immr, imms }, Op::BFM, &ops);
            }
            for lsb in [0, 1, top] {
                one(Inst::Extract { size, dst, a: ra, b: rb, lsb }, Op::EXTR, &[ops3[0], ops3[1], ops3[2], imm(lsb.into())]);
            }
            one(Inst::Bits { op: Bits::Clz, size, dst, a: ra }, Op::CLZ, &ops3[..2]);
            one(Inst::Bits { op: Bits::Rbit, size, dst, a: ra }, Op::RBIT, &ops3[..2]);
            for (n, cc) in CONDITIONS.into_iter().enumerate() {
                let code = O::ConditionCode(n as u8);
                for (op, o) in [(Sel::Csel, Op::CSEL), (Sel::Csinc, Op::CSINC), (Sel::Csinv, Op::CSINV), (Sel::Csneg, Op::CSNEG)] {
                    one(Inst::Csel { op, size, cc, dst, a: ra, b: rb }, o, &[ops3[0], ops3[1], ops3[2], code]);
                }
                for (negate, op) in [(false, Op::CCMP), (true, Op::CCMN)] {
                    for nzcv in [0, 1, 8, 15] {
                        let flags = imm(nzcv.into());
                        one(Inst::Ccmp { negate, size, a: ra, b: Ok(rb), nzcv, cc }, op, &[ops3[1], ops3[2], flags, code]);
                        one(Inst::Ccmp { negate, size, a: ra, b: Err(31), nzcv, cc }, op, &[ops3[1], imm(31), flags, code]);
                    }
                }
            }
        }
    }
    for [d, a, b] in triples() {
        let (dst, ra, rb) = (g(d), g(a), g(b));
        for (signed, sub, op) in [(true, false, Op::SMADDL), (true, true, Op::SMSUBL), (false, false, Op::UMADDL), (false, true, Op::UMSUBL)] {
            for c in REGS {
                let ops = [x64(d), r(Size::S32, a), r(Size::S32, b), x64(c)];
                one(Inst::MulAddLong { signed, sub, dst, a: ra, b: rb, c: g(c) }, op, &ops);
            }
        }
        for (signed, op) in [(true, Op::SMULH), (false, Op::UMULH)] {
            one(Inst::MulHi { signed, dst, a: ra, b: rb }, op, &[x64(d), x64(a), x64(b)]);
        }
    }
}

const CONDITIONS: [Cc; 14] =
    [Cc::Eq, Cc::Ne, Cc::Hs, Cc::Lo, Cc::Mi, Cc::Pl, Cc::Vs, Cc::Vc, Cc::Hi, Cc::Ls, Cc::Ge, Cc::Lt, Cc::Gt, Cc::Le];

/// What a sequence that makes a constant leaves.
fn value(code: &[Instruction]) -> u64 {
    code.iter().fold(0, |old, m| {
        let ops = operands(m);
        let mask = if matches!(ops[0], O::Register(W::W, _) | O::RegisterOrSP(W::W, _)) { u64::from(u32::MAX) } else { u64::MAX };
        match (m.opcode, ops[1], ops.get(2)) {
            (Op::MOVZ, O::ImmShift(v, s), None) => u64::from(v) << s,
            (Op::MOVN, O::ImmShift(v, s), None) => !(u64::from(v) << s) & mask,
            (Op::MOVK, O::ImmShift(v, s), None) => (old & !(0xffff << s) | u64::from(v) << s) & mask,
            (Op::ORR, O::Register(_, 31), Some(O::Imm64(v))) => *v,
            (Op::ORR, O::Register(_, 31), Some(O::Immediate(v))) => u64::from(*v),
            _ => panic!("{m:?}"),
        }
    })
}

pub(super) fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut s = seed;
    move || {
        s ^= s << 13;
        s ^= s >> 7;
        s ^= s << 17;
        s.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

#[test]
fn constants() {
    let len = |bits: u64| {
        let mut longest = 0;
        for d in [0, 15, 30] {
            let (code, _) = encode(&Inst::Imm { dst: g(d), bits });
            assert_eq!(value(&code), bits, "{bits:#x}");
            longest = longest.max(code.len());
        }
        longest
    };
    let one = [0, 1, 0xffff, 0x1_0000, 0xffff_0000, 0xffff_ffff, 0xffff_fffe, 0xffff_1234, 0x1234_ffff, 0x5555_5555, 0x7fff_fffe];
    one.iter().for_each(|b| assert_eq!(len(*b), 1, "{b:#x}"));
    for n in 0..4 {
        let v = 0x1234 << (16 * n);
        assert_eq!((len(v), len(!v)), (1, 1));
    }
    for b in [u64::MAX, 1 << 63, 0x5555_5555_5555_5555, 0xff00_ff00_ff00_ff00, u64::MAX - 0xfff] {
        assert_eq!(len(b), 1, "{b:#x}");
    }
    for b in [0x1234_5678, 0x1234_0000_5678, 0xffff_1234_ffff_5678, 0x5555_5555_1234_5555, 0xff00_ff00_ff00_1234] {
        assert_eq!(len(b), 2, "{b:#x}");
    }
    assert_eq!(len(0x1234_5678_9abc_def0), 4);
    let mut random = random(7);
    for n in 0..20_000 {
        // Halves of zeros, ones and others.
        let pick = random();
        let bits = (0..4).fold(0, |b, h| b << 16 | [0, 0xffff, 0x00ff, random() & 0xffff][(pick >> (2 * h)) as usize & 3]);
        let bits = if n % 3 == 0 { bits & 0xffff_ffff } else { bits };
        let others = |fill: u64| (0..if bits >> 32 == 0 { 2 } else { 4 }).filter(|h| bits >> (16 * h) & 0xffff != fill).count().max(1);
        assert!(len(bits) <= others(0).min(others(0xffff)), "{bits:#x}");
    }
}

#[test]
fn float_constants() {
    let d = 9;
    let word = |size, bits| {
        let (code, out) = encode(&Inst::FConst { size, dst: v(d), bits });
        assert!(out.refs.is_empty(), "{bits:#x}");
        code.iter().map(|m| (m.opcode, operands(m))).collect::<Vec<Want>>()
    };
    let bits = |size, v: f64| if size == Size::S64 { v.to_bits() } else { u64::from((v as f32).to_bits()) };
    for size in SIZES {
        assert_eq!(word(size, 0), [(Op::MOVI, vec![f(Size::S64, d), O::Imm64(0)])]);
        for n in [1.0, -1.0, 0.125, 31.0, -31.0, 1.9375] {
            assert_eq!(word(size, bits(size, n)), [(Op::FMOV, vec![f(size, d), O::ImmediateDouble(n)])]);
        }
    }
    let lanes = |n, s| (Op::MOVI, vec![O::SIMDRegisterElements(F::D, d.into(), F::S), O::ImmShift(n, s)]);
    assert_eq!(word(Size::S32, bits(Size::S32, -0.0)), [lanes(0x80, 24)]);
    assert_eq!(word(Size::S32, 0xab00), [lanes(0xab, 8)]);
    assert_eq!(word(Size::S32, 1), [lanes(1, 0)]);
    let negated = [(Op::MOVI, vec![f(Size::S64, d), O::Imm64(0)]), (Op::FNEG, vec![f(Size::S64, d), f(Size::S64, d)])];
    assert_eq!(word(Size::S64, bits(Size::S64, -0.0)), negated);
    for b in [u64::MAX, 0xff00_00ff_ffff_0000] {
        assert_eq!(word(Size::S64, b), [(Op::MOVI, vec![f(Size::S64, d), O::Imm64(b)])]);
    }
    let moved = |size, m: Want| [m, (Op::FMOV, vec![f(size, d), r(size, 16)])];
    assert_eq!(word(Size::S64, bits(Size::S64, 100.0)), moved(Size::S64, (Op::MOVZ, vec![x64(16), O::ImmShift(0x4059, 48)])));
    assert_eq!(word(Size::S32, 0x3f81_ffff), moved(Size::S32, (Op::MOVN, vec![r(Size::S32, 16), O::ImmShift(0xc07e, 16)])));
    for (size, bits, to, shift) in [
        (Size::S64, 0.1f64.to_bits(), RefTarget::Const64(0.1f64.to_bits()), 3),
        (Size::S32, 0.1f32.to_bits().into(), RefTarget::Const32(0.1f32.to_bits()), 2),
        // The upper half of a float constant's bits does not count.
        (Size::S32, 0xdead_beef_3dcc_cccd, RefTarget::Const32(0.1f32.to_bits()), 2),
    ] {
        let i = Inst::FConst { size, dst: v(d), bits };
        let (code, out) = encode(&i);
        same(&i, &code, &[(Op::ADRP, vec![x64(16), O::PCOffset(0)]), (Op::LDR, vec![f(size, d), at(16, 0)])]);
        assert_eq!(out.refs, [Ref { at: 0, kind: RefKind::PagePair(shift), to }]);
        assert!(out.traps.is_empty());
    }
}

/// Loads with the decoder's name for near displacements and its name for unscaled ones.
const LOADS: [(Load, Op, Op); 11] = [
    (Load::U8, Op::LDRB, Op::LDURB),
    (Load::U16, Op::LDRH, Op::LDURH),
    (Load::U32, Op::LDR, Op::LDUR),
    (Load::U64, Op::LDR, Op::LDUR),
    (Load::S8To32, Op::LDRSB, Op::LDURSB),
    (Load::S16To32, Op::LDRSH, Op::LDURSH),
    (Load::S8To64, Op::LDRSB, Op::LDURSB),
    (Load::S16To64, Op::LDRSH, Op::LDURSH),
    (Load::S32To64, Op::LDRSW, Op::LDURSW),
    (Load::F32, Op::LDR, Op::LDUR),
    (Load::F64, Op::LDR, Op::LDUR),
];
const STORES: [(Store, Op, Op); 6] = [
    (Store::B8, Op::STRB, Op::STURB),
    (Store::B16, Op::STRH, Op::STURH),
    (Store::B32, Op::STR, Op::STUR),
    (Store::B64, Op::STR, Op::STUR),
    (Store::F32, Op::STR, Op::STUR),
    (Store::F64, Op::STR, Op::STUR),
];

#[test]
fn memory() {
    let mut accesses: Vec<(u32, Box<dyn Fn(u8, Mem) -> Inst>, Box<dyn Fn(u8) -> O>, Op, Op)> = Vec::new();
    for (op, near, unscaled) in LOADS {
        let (float, wide) = (matches!(op, Load::F32 | Load::F64), matches!(op, Load::U64 | Load::S8To64 | Load::S16To64 | Load::S32To64));
        let make = move |t, mem| Inst::Load { op, dst: if float { v(t) } else { g(t) }, mem };
        let t = move |t| match (float, wide) {
            (true, _) => f(if op == Load::F64 { Size::S64 } else { Size::S32 }, t),
            (false, wide) => r(if wide { Size::S64 } else { Size::S32 }, t),
        };
        accesses.push((op.bytes(), Box::new(make), Box::new(t), near, unscaled));
    }
    for (op, near, unscaled) in STORES {
        let float = matches!(op, Store::F32 | Store::F64);
        let make = move |t, mem| Inst::Store { op, src: if float { v(t) } else { g(t) }, mem };
        let t = move |t| match op {
            Store::F32 => f(Size::S32, t),
            Store::F64 => f(Size::S64, t),
            Store::B64 => x64(t),
            _ => r(Size::S32, t),
        };
        accesses.push((op.bytes(), Box::new(make), Box::new(t), near, unscaled));
    }
    for (bytes, make, reg, near, unscaled) in &accesses {
        let b = *bytes as i32;
        for t in REGS {
            for base in [0, 15, 27, 28, 30, 31] {
                for traps in [false, true] {
                    // The row is that of the access, which comes last.
                    let check = |offset, want: &[Want]| {
                        let i = make(t, Mem { traps, ..Mem::new(g(base), offset) });
                        let (code, out) = encode(&i);
                        same(&i, &code, want);
                        let row = (4 * code.len() as u32 - 4, TrapCode::MemoryOutOfBounds);
                        assert_eq!(out.traps, if traps { vec![row] } else { vec![] }, "{i:?}");
                    };
                    for d in [0, b, 4095 * b] {
                        check(Offset::Imm(d), &[(*near, vec![reg(t), at(base, d)])]);
                    }
                    for d in [-1, -256, -b] {
                        check(Offset::Imm(d), &[(*unscaled, vec![reg(t), at(base, d)])]);
                    }
                    if b > 1 {
                        check(Offset::Imm(255), &[(*unscaled, vec![reg(t), at(base, 255)])]);
                    }
                    for index in [0, 15, 30] {
                        let scale = b.trailing_zeros() as u8;
                        for (offset, size, style, scale) in [
                            (Offset::Uxtw(g(index)), W::W, ShiftStyle::UXTW, 0),
                            (Offset::Scaled(g(index)), W::W, ShiftStyle::UXTW, scale),
                            (Offset::Reg(g(index)), W::X, ShiftStyle::LSL, 0),
                        ] {
                            check(offset, &[(*near, vec![reg(t), O::RegRegOffset(base.into(), index.into(), size, style, scale)])]);
                        }
                    }
                    // Far ones.
                    let x16 = rs(Size::S64, 16);
                    let add = |op, n| (op, vec![x16, rs(Size::S64, base), O::ImmShift(n, 12)]);
                    check(Offset::Imm(0x12_3000), &[add(Op::ADD, 0x123), (*near, vec![reg(t), at(16, 0)])]);
                    check(Offset::Imm(0xff_f000 + b), &[add(Op::ADD, 0xfff), (*near, vec![reg(t), at(16, b)])]);
                    check(Offset::Imm(-4096), &[add(Op::SUB, 1), (*near, vec![reg(t), at(16, 0)])]);
                    check(Offset::Imm(-0x12_3000 + 8), &[add(Op::SUB, 0x123), (*near, vec![reg(t), at(16, 8)])]);
                    let indexed = (*near, vec![reg(t), O::RegRegOffset(base.into(), 16, W::X, ShiftStyle::LSL, 0)]);
                    for d in [0x7654_3210, i32::MAX, i32::MIN, -0x7654_3210, 0x1000_0000] {
                        let i = make(t, Mem { traps, ..Mem::imm(g(base), d) });
                        let (code, out) = encode(&i);
                        let (last, made) = code.split_last().unwrap();
                        assert!(made.len() <= 2);
                        assert_eq!(value(made), d as i64 as u64);
                        same(&i, &[*last], &[indexed.clone()]);
                        assert_eq!(out.traps.len(), usize::from(traps));
                    }
                }
            }
        }
    }
}

#[test]
fn pairs() {
    let base = 28;
    for (op, store) in [(Load::U32, Store::B32), (Load::U64, Store::B64), (Load::F32, Store::F32), (Load::F64, Store::F64)] {
        let (b, float) = (op.bytes() as i32, matches!(op, Load::F32 | Load::F64));
        let size = if b == 8 { Size::S64 } else { Size::S32 };
        let (r1, r2) = if float { ([v(0), v(31)], [f(size, 0), f(size, 31)]) } else { ([g(30), g(1)], [r(size, 30), r(size, 1)]) };
        for traps in [false, true] {
            let both = |d: i32, address: &dyn Fn() -> Vec<Want>, at: O| {
                let mem = Mem { traps, ..Mem::imm(g(base), d) };
                for (i, o) in [(Inst::LoadPair { op, dst: r1, mem }, Op::LDP), (Inst::StorePair { op: store, src: r1, mem }, Op::STP)] {
                    let (code, out) = encode(&i);
                    let mut want = address();
                    want.push((o, vec![r2[0], r2[1], at]));
                    same(&i, &code, &want);
                    let row = (4 * code.len() as u32 - 4, TrapCode::MemoryOutOfBounds);
                    assert_eq!(out.traps, if traps { vec![row] } else { vec![] });
                }
            };
            for d in [0, b, -b, 63 * b, -64 * b] {
                both(d, &Vec::new, at(base, d));
            }
            let add = || vec![(Op::ADD, vec![rs(Size::S64, 16), rs(Size::S64, base), imm(64 * b as u32)])];
            both(64 * b, &add, at(16, 0));
        }
    }
}

#[test]
fn floats() {
    for size in SIZES {
        for [d, a, b] in triples() {
            let (dst, ra, rb) = (v(d), v(a), v(b));
            let ops = [f(size, d), f(size, a), f(size, b)];
            for (op, o) in [
                (Fp::Add, Op::FADD),
                (Fp::Sub, Op::FSUB),
                (Fp::Mul, Op::FMUL),
                (Fp::Nmul, Op::FNMUL),
                (Fp::Div, Op::FDIV),
                (Fp::Min, Op::FMIN),
                (Fp::Max, Op::FMAX),
            ] {
                one(Inst::Fp { op, size, dst, a: ra, b: rb }, o, &ops);
            }
            for (op, o) in [
                (FpUnary::Abs, Op::FABS),
                (FpUnary::Neg, Op::FNEG),
                (FpUnary::Sqrt, Op::FSQRT),
                (FpUnary::Rintn, Op::FRINTN),
                (FpUnary::Rintp, Op::FRINTP),
                (FpUnary::Rintm, Op::FRINTM),
                (FpUnary::Rintz, Op::FRINTZ),
            ] {
                one(Inst::FpUnary { op, size, dst, a: ra }, o, &ops[..2]);
            }
            let other = if size == Size::S64 { Size::S32 } else { Size::S64 };
            one(Inst::FpUnary { op: FpUnary::Convert, size, dst, a: ra }, Op::FCVT, &[f(other, d), f(size, a)]);
            one(Inst::Fcmp { size, a: ra, b: Some(rb) }, Op::FCMP, &ops[1..]);
            one(Inst::Fcmp { size, a: ra, b: None }, Op::FCMP, &[ops[1], O::ImmediateDouble(0.0)]);
            for (n, cc) in CONDITIONS.into_iter().enumerate() {
                one(Inst::Fcsel { size, cc, dst, a: ra, b: rb }, Op::FCSEL, &[ops[0], ops[1], ops[2], O::ConditionCode(n as u8)]);
            }
            for int in SIZES {
                for (signed, to, from) in [(true, Op::SCVTF, Op::FCVTZS), (false, Op::UCVTF, Op::FCVTZU)] {
                    one(Inst::IntToF { signed, from: int, to: size, dst, src: g(a) }, to, &[f(size, d), r(int, a)]);
                    one(Inst::FToInt { signed, from: size, to: int, dst: g(d), src: ra }, from, &[r(int, d), f(size, a)]);
                }
            }
            one(Inst::MovToF { size, dst, src: g(a) }, Op::FMOV, &[f(size, d), r(size, a)]);
            one(Inst::MovFromF { size, dst: g(d), src: ra }, Op::FMOV, &[r(size, d), f(size, a)]);
            let bytes = |n: u8| O::SIMDRegisterElements(F::D, n.into(), F::B);
            one(Inst::Bsl { dst, mask: dst, a: ra, b: rb }, Op::BSL, &[bytes(d), bytes(a), bytes(b)]);
            let sum = (Op::ADDV, vec![O::SIMDRegister(F::B, d.into()), bytes(d)]);
            check(Inst::Popcnt { dst, a: ra }, &[(Op::CNT, vec![bytes(d), bytes(a)]), sum]);
        }
    }
}
