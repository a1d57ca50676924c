//! Every form of the encoder, over all registers and addressing modes, read back by an independent decoder: the
//! instruction is the one asked for, no other encoding of it is shorter, and what `Inst` says of registers and flags
//! is what the machine does.

use super::*;
use crate::emit::Ref;
use crate::emit::branch::Branches;
use crate::mir::{Con, MachInst};
use crate::isa::x64::inst::{Flags, Indirect, Shift, flag};
use crate::isa::x64::regs::{gpr, xmm};
use iced_x86::{
    Code, Decoder, DecoderOptions, Encoder, Instruction, InstructionInfoFactory, Mnemonic as Mn, OpAccess, OpKind, Register as R, RflagsBits,
};
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

pub(super) fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}
pub(super) fn x(n: u8) -> Reg {
    Reg::phys(xmm(n))
}

fn decode(code: &[u8]) -> Vec<Instruction> {
    let v: Vec<_> = Decoder::with_ip(64, code, 0, DecoderOptions::NONE).iter().collect();
    assert!(v.iter().all(|i| !i.is_invalid()), "{code:x?}");
    v
}

/// One instruction, its branches in their short form.
pub(super) fn encode(i: &Inst) -> (Vec<Instruction>, FuncCode) {
    let mut e = Emit::new(2);
    e.depth = 1 << 20;
    e.inst(i, None, &[0, 1]).unwrap();
    let v = decode(&e.out.code);
    if !v.is_empty() {
        effects(i, &v);
    }
    (v, e.out)
}

/// Full registers by class and number.
type Regs = BTreeSet<(bool, u8)>;

fn full(r: R) -> Option<(bool, u8)> {
    let n = r.full_register().number() as u8;
    (r.is_gpr() || r.is_vector_register()).then_some((r.is_vector_register(), n))
}

fn flags_of(bits: u32) -> u8 {
    let map = [
        (RflagsBits::CF, flag::C),
        (RflagsBits::PF, flag::P),
        (RflagsBits::ZF, flag::Z),
        (RflagsBits::SF, flag::S),
        (RflagsBits::OF, flag::O),
    ];
    map.iter().filter(|m| bits & m.0 != 0).map(|m| m.1).sum()
}

/// `visit`, `clobbers` and `flags` agree with the processor.
fn effects(i: &Inst, v: &[Instruction]) {
    let (mut uses, mut defs) = (Regs::new(), Regs::new());
    let key = |p: regalloc2::PReg| (p.class() == regalloc2::RegClass::Float, p.hw_enc() as u8);
    i.clone().visit(&mut |r, con| {
        let r = key(r.preg().unwrap());
        match con {
            Con::Use | Con::LateUse | Con::FixUse(_) => uses.insert(r),
            Con::Def | Con::EarlyDef | Con::Reuse(_) | Con::FixDef(_) => defs.insert(r),
        };
    });
    let mut may = defs.clone();
    may.extend((0..16).flat_map(|n| [gpr(n), xmm(n)]).filter(|r| i.clobbers().contains(*r)).map(key));
    let (mut read, mut written) = (Regs::new(), Regs::new());
    let (mut flags_read, mut flags_changed, mut flags_made) = (0, 0, 0);
    let mut factory = InstructionInfoFactory::new();
    for m in v {
        let info = factory.info(m);
        let mut now = Regs::new();
        for u in info.used_registers() {
            let Some(r) = full(u.register()) else { continue };
            let reads = !matches!(u.access(), OpAccess::Write | OpAccess::CondWrite | OpAccess::NoMemAccess | OpAccess::None);
            if reads && !written.contains(&r) {
                read.insert(r);
            }
            if !matches!(u.access(), OpAccess::Read | OpAccess::CondRead | OpAccess::NoMemAccess | OpAccess::None) {
                now.insert(r);
            }
        }
        written.append(&mut now);
        flags_read |= flags_of(m.rflags_read()) & !flags_changed;
        flags_changed |= flags_of(m.rflags_modified());
        flags_made = flags_made & !flags_of(m.rflags_modified()) | flags_of(m.rflags_written() | m.rflags_cleared() | m.rflags_set());
    }
    if !matches!(i, Inst::Push { .. } | Inst::Pop { .. } | Inst::AddSp { .. } | Inst::Probe { .. } | Inst::Ret { .. } | Inst::Call { .. }) {
        let sp = matches!(i, Inst::Spill { .. } | Inst::Reload { .. });
        let partial = |r: &&(bool, u8)| !uses.contains(r) && !(r.0 && defs.contains(r)) && !(sp && **r == (false, 4));
        // Byte and scalar operators keep what they do not write; whether that is visible is not the decoder's to know.
        let more: Vec<_> = read.iter().filter(partial).filter(|r| !matches!(i, Inst::Setcc { .. } | Inst::SetByte { .. }) || !defs.contains(r)).collect();
        assert!(more.is_empty(), "{i:?} reads {more:?} too");
        assert!(written.is_subset(&may), "{i:?} writes {written:?}");
        assert!(defs.is_subset(&written) || matches!(i, Inst::Args { .. }), "{i:?} writes only {written:?}");
    } else {
        written.remove(&(false, 4));
        assert!(written.is_subset(&may), "{i:?} writes {written:?}");
    }
    match i.flags() {
        Flags::Keep => assert_eq!((flags_read, flags_changed), (0, 0), "{i:?}"),
        Flags::Read(m) => assert_eq!((flags_read, flags_changed), (m, 0), "{i:?}"),
        Flags::Make(m) => assert_eq!((flags_read, flags_made & m), (0, m), "{i:?}"),
        Flags::Lose => assert_eq!(flags_read, 0, "{i:?}"),
    }
}

/// Length of the shortest encoding of an instruction that the decoder's own encoder can make.
fn shortest(i: &Instruction) -> usize {
    static CODES: OnceLock<HashMap<Mn, Vec<Code>>> = OnceLock::new();
    let codes = CODES.get_or_init(|| {
        let mut m: HashMap<Mn, Vec<Code>> = HashMap::new();
        Code::values().for_each(|c| m.entry(c.mnemonic()).or_default().push(c));
        m
    });
    let imm = (0..i.op_count()).find(|&k| immediate(i.op_kind(k)));
    let kinds = [
        OpKind::Immediate8,
        OpKind::Immediate8to32,
        OpKind::Immediate8to64,
        OpKind::Immediate16,
        OpKind::Immediate8to16,
        OpKind::Immediate32,
        OpKind::Immediate32to64,
        OpKind::Immediate64,
    ];
    let mut best = i.len();
    for &code in &codes[&i.mnemonic()] {
        for kind in kinds {
            let mut c = *i;
            c.set_code(code);
            if let Some(k) = imm {
                c.set_op_kind(k, kind);
                if c.try_set_immediate_i64(k, value(i)).is_err() {
                    continue;
                }
            }
            let mut e = Encoder::new(64);
            if e.encode(&c, 0).is_ok_and(|n| n < best) {
                let bytes = e.take_buffer();
                // Other processors' encodings do not read back.
                let back = Decoder::new(64, &bytes, DecoderOptions::NONE).decode();
                if back.code() == code && equal(&back, i) {
                    best = bytes.len();
                }
            }
            if imm.is_none() {
                break;
            }
        }
    }
    best
}

fn immediate(k: OpKind) -> bool {
    use OpKind::*;
    matches!(k, Immediate8 | Immediate16 | Immediate32 | Immediate64 | Immediate8to16 | Immediate8to32 | Immediate8to64 | Immediate32to64)
}

/// The immediate, sign-extended from the width of the operation.
fn value(i: &Instruction) -> i64 {
    let k = (0..i.op_count()).find(|&k| immediate(i.op_kind(k))).unwrap();
    let v = i.immediate(k) as i64;
    let bytes = if i.op_kind(0) == OpKind::Memory { i.memory_size().size() } else { i.op_register(0).size() };
    match bytes {
        1 => i64::from(v as i8),
        2 => i64::from(v as i16),
        4 => i64::from(v as i32),
        _ => v,
    }
}

fn equal(a: &Instruction, b: &Instruction) -> bool {
    let op = |i: &Instruction, k: u32| match i.op_kind(k) {
        OpKind::Register => (1, i.op_register(k) as i64),
        OpKind::Memory => (2, i.memory_size().size() as i64),
        kind if immediate(kind) => (3, value(i)),
        kind => (4, kind as i64),
    };
    let mem = |i: &Instruction| (i.memory_base(), i.memory_index(), i.memory_index_scale(), i.memory_displacement64());
    a.mnemonic() == b.mnemonic() && a.op_count() == b.op_count() && (0..a.op_count()).all(|k| op(a, k) == op(b, k)) && mem(a) == mem(b)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum O {
    R(R),
    M(Mem),
    I(i64),
}

/// General register `n` of this many bytes.
fn gr(n: u8, bytes: u32) -> O {
    let n32 = u32::from(n);
    O::R(match bytes {
        1 if n < 4 => R::AL + n32,
        1 => R::SPL + (n32 - 4),
        2 => R::AX + n32,
        4 => R::EAX + n32,
        _ => R::RAX + n32,
    })
}
fn xr(n: u8) -> O {
    O::R(R::XMM0 + u32::from(n))
}

fn same(i: &Instruction, mn: Mn, ops: &[O], what: &Inst) {
    assert_eq!(i.mnemonic(), mn, "{what:?}");
    assert_eq!(i.op_count() as usize, ops.len(), "{what:?}");
    for (k, o) in ops.iter().enumerate() {
        let k = k as u32;
        match *o {
            O::R(r) => assert_eq!((i.op_kind(k), i.op_register(k)), (OpKind::Register, r), "{what:?}"),
            O::I(v) => {
                let bits = if i.op_kind(k) == OpKind::Immediate8 { u64::from(i.immediate8()) } else { i.immediate(k) };
                let mask = match i.op_kind(k) {
                    OpKind::Immediate8 => 0xff,
                    OpKind::Immediate16 | OpKind::Immediate8to16 => 0xffff,
                    OpKind::Immediate32 | OpKind::Immediate8to32 => 0xffff_ffff,
                    _ => u64::MAX,
                };
                assert_eq!(bits & mask, v as u64 & mask, "{what:?}");
            }
            O::M(m) => {
                assert_eq!(i.op_kind(k), OpKind::Memory, "{what:?}");
                assert_eq!(i.memory_base(), R::RAX + u32::from(m.base.hw()), "{what:?}");
                match m.index {
                    Some((r, s)) => {
                        assert_eq!(i.memory_index(), R::RAX + u32::from(r.hw()), "{what:?}");
                        assert_eq!(i.memory_index_scale(), 1 << s, "{what:?}");
                    }
                    None => assert_eq!(i.memory_index(), R::None, "{what:?}"),
                }
                assert_eq!(i.memory_displacement64() as i64, i64::from(m.disp), "{what:?}");
            }
        }
    }
}

/// The last instruction of the encoding is this one, and it is not longer than need be.
fn check(i: Inst, mn: Mn, ops: &[O]) {
    let (v, code) = encode(&i);
    let last = v.last().unwrap();
    same(last, mn, ops, &i);
    // All would take minutes; the stride meets every form with every kind of register and displacement.
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let memory = (0..last.op_count()).any(|k| last.op_kind(k) == OpKind::Memory);
    if !memory || COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 41 == 0 {
        assert_eq!(last.len(), shortest(last), "{i:?}: {:x?}", code.code);
    }
}

pub(super) fn mems() -> Vec<Mem> {
    let mut v = Vec::new();
    for b in 0..16 {
        for disp in [0, 1, -128, 127, 128, i32::MAX, i32::MIN] {
            v.push(Mem::base(g(b), disp));
            for n in (0..16).filter(|&n| n != 4) {
                let scale = (b + n) & 3;
                v.push(Mem { index: Some((g(n), scale)), ..Mem::base(g(b), disp) });
            }
        }
    }
    v
}

const SIZES: [Size; 2] = [Size::S32, Size::S64];

const ALUS: [(Alu, Mn); 5] = [(Alu::Add, Mn::Add), (Alu::Or, Mn::Or), (Alu::And, Mn::And), (Alu::Sub, Mn::Sub), (Alu::Xor, Mn::Xor)];
const BITS: [(BitOp, Mn); 5] =
    [(BitOp::Bsf, Mn::Bsf), (BitOp::Bsr, Mn::Bsr), (BitOp::Lzcnt, Mn::Lzcnt), (BitOp::Tzcnt, Mn::Tzcnt), (BitOp::Popcnt, Mn::Popcnt)];

#[test]
fn integer_registers() {
    let shifts = [(Shift::Rol, Mn::Rol), (Shift::Ror, Mn::Ror), (Shift::Shl, Mn::Shl), (Shift::Shr, Mn::Shr), (Shift::Sar, Mn::Sar)];
    for size in SIZES {
        let n = size.bytes();
        for a in 0..16 {
            let (dst, s) = (g(a), gr(a, n));
            for imm in [0, -1, 127, -128, 128, i32::MAX, i32::MIN] {
                let i = O::I(imm.into());
                for (op, mn) in ALUS {
                    let inst = Inst::Alu { op, size, dst, a: dst, src: Src::Imm(imm) };
                    check(Inst::AluTest { op, size, dst, a: dst, src: Src::Imm(imm) }, mn, &[s, i]);
                    match (op, imm) {
                        (Alu::Add, 128) => check(inst, Mn::Sub, &[s, O::I(-128)]),
                        (Alu::Sub, 128) => check(inst, Mn::Add, &[s, O::I(-128)]),
                        (Alu::Xor, -1) => check(inst, Mn::Not, &[s]),
                        (Alu::And, 0..) => check(inst, mn, &[gr(a, 4), i]),
                        _ => check(inst, mn, &[s, i]),
                    }
                }
                let cmp = Inst::Cmp { size, a: dst, src: Src::Imm(imm) };
                match imm {
                    0 => check(cmp, Mn::Test, &[s, s]),
                    _ => check(cmp, Mn::Cmp, &[s, i]),
                }
                let n = match imm {
                    0..=127 => 1,
                    128.. => 4,
                    _ => n,
                };
                check(Inst::Test { size, a: dst, src: Src::Imm(imm) }, Mn::Test, &[gr(a, n), i]);
            }
            for (imm, bytes) in [(0xff, 1), (0xffff, 2)] {
                let i = Inst::Alu { op: Alu::And, size, dst, a: dst, src: Src::Imm(imm) };
                check(i, Mn::Movzx, &[gr(a, 4), gr(a, bytes)]);
            }
            for (op, mn) in shifts {
                check(Inst::ShiftImm { op, size, dst, a: dst, n: 31 }, mn, &[s, O::I(31)]);
                check(Inst::ShiftImm { op, size, dst, a: dst, n: 1 }, mn, &[s, O::I(1)]);
                check(Inst::ShiftCl { op, size, dst, a: dst, c: g(1) }, mn, &[s, O::R(R::CL)]);
            }
            check(Inst::Neg { size, dst, a: dst }, Mn::Neg, &[s]);
            for (signed, mul, div) in [(false, Mn::Mul, Mn::Div), (true, Mn::Imul, Mn::Idiv)] {
                check(Inst::MulHi { signed, size, lo: g(0), dst: g(2), a: g(0), b: dst }, mul, &[s]);
                check(Inst::Div { signed, size, q: g(0), r: g(2), a: g(0), hi: g(2), b: dst }, div, &[s]);
            }
            for b in 0..16 {
                let (src, t) = (Src::Reg(g(b)), gr(b, n));
                for (op, mn) in ALUS {
                    check(Inst::Alu { op, size, dst, a: dst, src }, mn, &[s, t]);
                    check(Inst::AluTest { op, size, dst, a: dst, src }, mn, &[s, t]);
                }
                check(Inst::Cmp { size, a: dst, src }, Mn::Cmp, &[s, t]);
                check(Inst::Test { size, a: dst, src }, Mn::Test, &[t, s]);
                check(Inst::Imul { size, dst, a: dst, src }, Mn::Imul, &[s, t]);
                check(Inst::ImulImm { size, dst, src, imm: -7 }, Mn::Imul, &[s, t, O::I(-7)]);
                check(Inst::ImulImm { size, dst, src, imm: 1000 }, Mn::Imul, &[s, t, O::I(1000)]);
                for (cc, [_, mn, _]) in CONDITIONS {
                    check(Inst::Cmov { size, cc, dst, other: dst, then: g(b) }, mn, &[s, t]);
                }
                for (op, mn) in BITS {
                    check(Inst::Bit { op, size, dst, src }, mn, &[s, t]);
                }
            }
        }
    }
    for a in 0..16 {
        for b in 0..16 {
            for (kind, mn, to, from) in exts() {
                let i = Inst::Ext { kind, dst: g(a), src: Src::Reg(g(b)) };
                if a == b && kind == ExtKind::U64 {
                    assert!(encode(&i).0.is_empty());
                } else {
                    check(i, mn, &[gr(a, to), gr(b, from)]);
                }
            }
        }
        for (cc, [mn, ..]) in CONDITIONS {
            let i = Inst::Setcc { cc, dst: g(a) };
            let (v, _) = encode(&i);
            assert_eq!(v.len(), 2);
            same(&v[0], mn, &[gr(a, 1)], &i);
            same(&v[1], Mn::Movzx, &[gr(a, 4), gr(a, 1)], &i);
            assert!(v.iter().all(|i| i.len() == shortest(i)));
            check(Inst::SetByte { cc, dst: g(a) }, mn, &[gr(a, 1)]);
        }
        for bits in [0, 5, 0xffff_ffff, u64::MAX, 0x8000_0000, 1 << 40, 1 << 63, i64::from(i32::MIN) as u64] {
            let (v, _) = encode(&Inst::Imm { dst: g(a), bits });
            assert_eq!((v.len(), v[0].mnemonic(), v[0].immediate(1)), (1, Mn::Mov, bits));
            assert_eq!(v[0].len(), shortest(&v[0]));
        }
        check(Inst::Zero { dst: g(a) }, Mn::Xor, &[gr(a, 4), gr(a, 4)]);
    }
    check(Inst::Cdq { size: Size::S32, dst: g(2), a: g(0) }, Mn::Cdq, &[]);
    check(Inst::Cdq { size: Size::S64, dst: g(2), a: g(0) }, Mn::Cqo, &[]);
}

/// By condition: setcc, cmovcc, jcc.
const CONDITIONS: [(Cc, [Mn; 3]); 16] = [
    (Cc::O, [Mn::Seto, Mn::Cmovo, Mn::Jo]),
    (Cc::NO, [Mn::Setno, Mn::Cmovno, Mn::Jno]),
    (Cc::B, [Mn::Setb, Mn::Cmovb, Mn::Jb]),
    (Cc::AE, [Mn::Setae, Mn::Cmovae, Mn::Jae]),
    (Cc::E, [Mn::Sete, Mn::Cmove, Mn::Je]),
    (Cc::NE, [Mn::Setne, Mn::Cmovne, Mn::Jne]),
    (Cc::BE, [Mn::Setbe, Mn::Cmovbe, Mn::Jbe]),
    (Cc::A, [Mn::Seta, Mn::Cmova, Mn::Ja]),
    (Cc::S, [Mn::Sets, Mn::Cmovs, Mn::Js]),
    (Cc::NS, [Mn::Setns, Mn::Cmovns, Mn::Jns]),
    (Cc::P, [Mn::Setp, Mn::Cmovp, Mn::Jp]),
    (Cc::NP, [Mn::Setnp, Mn::Cmovnp, Mn::Jnp]),
    (Cc::L, [Mn::Setl, Mn::Cmovl, Mn::Jl]),
    (Cc::GE, [Mn::Setge, Mn::Cmovge, Mn::Jge]),
    (Cc::LE, [Mn::Setle, Mn::Cmovle, Mn::Jle]),
    (Cc::G, [Mn::Setg, Mn::Cmovg, Mn::Jg]),
];

fn exts() -> [(ExtKind, Mn, u32, u32); 9] {
    [
        (ExtKind::U8, Mn::Movzx, 4, 1),
        (ExtKind::U16, Mn::Movzx, 4, 2),
        (ExtKind::U32, Mn::Mov, 4, 4),
        (ExtKind::U64, Mn::Mov, 8, 8),
        (ExtKind::S8To32, Mn::Movsx, 4, 1),
        (ExtKind::S16To32, Mn::Movsx, 4, 2),
        (ExtKind::S8To64, Mn::Movsx, 8, 1),
        (ExtKind::S16To64, Mn::Movsx, 8, 2),
        (ExtKind::S32To64, Mn::Movsxd, 8, 4),
    ]
}

#[test]
fn memory() {
    for m in mems() {
        for r in 0..16 {
            for (kind, mn, to, _) in exts() {
                check(Inst::Ext { kind, dst: g(r), src: Src::Mem(m) }, mn, &[gr(r, to), O::M(m)]);
            }
            for bytes in [1, 2, 4, 8] {
                check(Inst::Store { bytes, mem: m, src: g(r) }, Mn::Mov, &[O::M(m), gr(r, bytes)]);
                if bytes == 1 {
                    check(Inst::CmpByte { a: g(r), mem: m }, Mn::Cmp, &[gr(r, 1), O::M(m)]);
                }
            }
            for size in SIZES {
                check(Inst::Lea { size, dst: g(r), mem: m }, Mn::Lea, &[gr(r, size.bytes()), O::M(shorter_sum(m))]);
            }
            for (size, mn) in [(Size::S32, Mn::Movss), (Size::S64, Mn::Movsd)] {
                check(Inst::FLoad { size, dst: x(r), mem: m }, mn, &[xr(r), O::M(m)]);
                check(Inst::FStore { size, mem: m, src: x(r) }, mn, &[O::M(m), xr(r)]);
            }
        }
        for r in [0, 3, 5, 12] {
            for size in SIZES {
                let (dst, a, src, n) = (g(r), g(r), Src::Mem(m), size.bytes());
                let ops = [gr(r, n), O::M(m)];
                for (op, mn) in ALUS {
                    check(Inst::Alu { op, size, dst, a, src }, mn, &ops);
                }
                check(Inst::Cmp { size, a, src }, Mn::Cmp, &ops);
                check(Inst::Test { size, a, src }, Mn::Test, &[ops[1], ops[0]]);
                check(Inst::Imul { size, dst, a, src }, Mn::Imul, &ops);
                for imm in [-128, 128, i32::MIN] {
                    check(Inst::ImulImm { size, dst, src, imm }, Mn::Imul, &[ops[0], ops[1], O::I(imm.into())]);
                }
                for (op, mn) in BITS {
                    check(Inst::Bit { op, size, dst, src }, mn, &ops);
                }
                let (dst, a) = (x(r), x(r));
                let ops = [xr(r), O::M(m)];
                let pick = |s: Mn, d: Mn| if size == Size::S32 { s } else { d };
                for (op, s, d) in SCALAR {
                    check(Inst::Fp { op, size, dst, a, src }, pick(s, d), &fp_ops(op, ops));
                }
                let un = |op| Inst::FpUnary { op, size, dst, src };
                check(un(FpUnary::Sqrt), pick(Mn::Sqrtss, Mn::Sqrtsd), &ops);
                check(un(FpUnary::Convert), pick(Mn::Cvtss2sd, Mn::Cvtsd2ss), &ops);
                check(un(FpUnary::Round(10)), pick(Mn::Roundss, Mn::Roundsd), &[ops[0], ops[1], O::I(10)]);
                check(Inst::Ucomi { size, a, src }, pick(Mn::Ucomiss, Mn::Ucomisd), &ops);
            }
        }
        for (imm, size) in [(0, Size::S32), (-128, Size::S32), (127, Size::S64), (128, Size::S32), (i32::MIN, Size::S64)] {
            check(Inst::CmpMemImm { size, mem: m, imm }, Mn::Cmp, &[O::M(m), O::I(imm.into())]);
        }
        for imm in [0, 127, 128, 255] {
            check(Inst::CmpByteImm { mem: m, imm }, Mn::Cmp, &[O::M(m), O::I(imm.into())]);
            for bytes in [1, 4, 8] {
                check(Inst::TestMemImm { bytes, mem: m, imm: imm.into() }, Mn::Test, &[O::M(m), O::I(imm.into())]);
            }
        }
        let call = Inst::Call { target: Target::Mem(m), uses: vec![], defs: vec![], pop: 0, indirect: None };
        check(call, Mn::Call, &[O::M(m)]);
        for imm in [-1, 300] {
            for bytes in [1, 2, 4, 8] {
                check(Inst::StoreImm { bytes, mem: m, imm }, Mn::Mov, &[O::M(m), O::I(imm.into())]);
            }
            check(Inst::CmpMemImm { size: Size::S64, mem: m, imm }, Mn::Cmp, &[O::M(m), O::I(imm.into())]);
        }
        // Guest accesses and no others have a row, at the first byte of the access.
        let (_, code) = encode(&Inst::Store { bytes: 2, mem: m, src: g(9) });
        let guest = m.base.hw() != 4 && !(m.base.hw() == 3 && m.index.is_none() && m.disp < 0);
        assert_eq!(code.traps.iter().map(|t| t.0).collect::<Vec<_>>(), if guest { vec![0] } else { vec![] }, "{m:?}");
    }
}

const SCALAR: [(Fp, Mn, Mn); 12] = [
    (Fp::Add, Mn::Addss, Mn::Addsd),
    (Fp::Sub, Mn::Subss, Mn::Subsd),
    (Fp::Mul, Mn::Mulss, Mn::Mulsd),
    (Fp::Div, Mn::Divss, Mn::Divsd),
    (Fp::Min, Mn::Minss, Mn::Minsd),
    (Fp::Max, Mn::Maxss, Mn::Maxsd),
    (Fp::And, Mn::Andps, Mn::Andps),
    (Fp::Andn, Mn::Andnps, Mn::Andnps),
    (Fp::Or, Mn::Orps, Mn::Orps),
    (Fp::Xor, Mn::Xorps, Mn::Xorps),
    (Fp::CmpUnord, Mn::Cmpss, Mn::Cmpsd),
    (Fp::CmpOrd, Mn::Cmpss, Mn::Cmpsd),
];

/// Comparisons have a predicate.
fn fp_ops(op: Fp, ops: [O; 2]) -> Vec<O> {
    let mut v = ops.to_vec();
    match op {
        Fp::CmpUnord => v.push(O::I(3)),
        Fp::CmpOrd => v.push(O::I(7)),
        _ => {}
    }
    v
}

#[test]
fn floats() {
    for size in SIZES {
        let pick = |s: Mn, d: Mn| if size == Size::S32 { s } else { d };
        let n = size.bytes();
        for a in 0..16 {
            for b in 0..16 {
                let (dst, src) = (x(a), Src::Reg(x(b)));
                let ab = [xr(a), xr(b)];
                for (op, s, d) in SCALAR {
                    check(Inst::Fp { op, size, dst, a: dst, src }, pick(s, d), &fp_ops(op, ab));
                }
                let un = |op| Inst::FpUnary { op, size, dst, src };
                check(un(FpUnary::Sqrt), pick(Mn::Sqrtss, Mn::Sqrtsd), &ab);
                check(un(FpUnary::Convert), pick(Mn::Cvtss2sd, Mn::Cvtsd2ss), &ab);
                check(un(FpUnary::Round(9)), pick(Mn::Roundss, Mn::Roundsd), &[ab[0], ab[1], O::I(9)]);
                check(Inst::Ucomi { size, a: dst, src }, pick(Mn::Ucomiss, Mn::Ucomisd), &ab);
                check(Inst::MovToF { size, dst, src: g(b) }, pick(Mn::Movd, Mn::Movq), &[xr(a), gr(b, n)]);
                check(Inst::MovFromF { size, dst: g(b), src: dst }, pick(Mn::Movd, Mn::Movq), &[gr(b, n), xr(a)]);
                for int in SIZES {
                    let i = gr(b, int.bytes());
                    check(Inst::IntToF { from: int, to: size, dst, src: g(b) }, pick(Mn::Cvtsi2ss, Mn::Cvtsi2sd), &[xr(a), i]);
                    check(Inst::FToInt { from: size, to: int, dst: g(b), src: dst }, pick(Mn::Cvttss2si, Mn::Cvttsd2si), &[i, xr(a)]);
                }
            }
        }
    }
}

#[test]
fn conditional_float_move() {
    for (cc, [.., jcc]) in CONDITIONS {
        for a in 0..16 {
            for b in 0..16 {
                let i = Inst::FCmov { cc: cc.negated(), dst: x(a), other: x(a), then: x(b) };
                let (v, code) = encode(&i);
                if a == b {
                    assert!(v.is_empty());
                    continue;
                }
                assert_eq!((v[0].mnemonic(), v[0].len()), (jcc, 2), "{i:?}");
                assert_eq!(v[0].near_branch_target(), code.code.len() as u64, "{i:?}");
                assert_eq!(v.len(), 2);
                same(&v[1], Mn::Movaps, &[xr(a), xr(b)], &i);
                assert_eq!(v[1].len(), shortest(&v[1]));
            }
        }
    }
}

/// The scalar operators that would wait for their destination's old value clear it first.
#[test]
fn no_false_dependencies() {
    for (a, b) in [(0, 1), (9, 1), (1, 9)] {
        let un = |op| Inst::FpUnary { op, size: Size::S64, dst: x(a), src: Src::Reg(x(b)) };
        let int = Inst::IntToF { from: Size::S64, to: Size::S64, dst: x(a), src: g(b) };
        for i in [un(FpUnary::Sqrt), un(FpUnary::Convert), un(FpUnary::Round(8)), int] {
            let (v, _) = encode(&i);
            assert_eq!(v.len(), 2);
            same(&v[0], Mn::Xorps, &[xr(a), xr(a)], &i);
        }
    }
    let same_register = Inst::FpUnary { op: FpUnary::Sqrt, size: Size::S64, dst: x(3), src: Src::Reg(x(3)) };
    assert_eq!(encode(&same_register).0.len(), 1);
}

#[test]
fn moves_and_frames() {
    let sp = |off: u32| O::M(Mem::base(g(4), off as i32));
    for a in 0..16 {
        check(Inst::FZero { dst: x(a) }, Mn::Xorps, &[xr(a), xr(a)]);
        for b in 0..16 {
            let (i, f) = (Inst::Move { dst: g(a), src: g(b) }, Inst::Move { dst: x(a), src: x(b) });
            if a == b {
                assert!(encode(&i).0.is_empty() && encode(&f).0.is_empty());
            } else {
                check(i, Mn::Mov, &[gr(a, 8), gr(b, 8)]);
                check(f, Mn::Movaps, &[xr(a), xr(b)]);
            }
        }
        for off in [0, 8, 120, 128, 1 << 20] {
            let (i, f) = (g(a), x(a));
            check(Inst::Spill { src: i, off, wide: false }, Mn::Mov, &[sp(off), gr(a, 8)]);
            check(Inst::Reload { dst: i, off, wide: false }, Mn::Mov, &[gr(a, 8), sp(off)]);
            check(Inst::Spill { src: f, off, wide: false }, Mn::Movsd, &[sp(off), xr(a)]);
            check(Inst::Reload { dst: f, off, wide: false }, Mn::Movsd, &[xr(a), sp(off)]);
        }
        check(Inst::Push { src: g(a) }, Mn::Push, &[gr(a, 8)]);
        check(Inst::Pop { dst: g(a) }, Mn::Pop, &[gr(a, 8)]);
    }
    let rsp = gr(4, 8);
    for n in [8, 120, 1 << 20] {
        check(Inst::AddSp { by: n }, Mn::Add, &[rsp, O::I(n.into())]);
        check(Inst::AddSp { by: -n }, Mn::Sub, &[rsp, O::I(n.into())]);
    }
    check(Inst::AddSp { by: 128 }, Mn::Sub, &[rsp, O::I(-128)]);
    check(Inst::AddSp { by: -128 }, Mn::Add, &[rsp, O::I(-128)]);
    check(Inst::Probe { below: 1 << 15 }, Mn::Test, &[O::M(Mem::base(g(4), -(1 << 15))), gr(0, 4)]);
    check(Inst::Ret { uses: vec![], pop: 0 }, Mn::Ret, &[]);
    check(Inst::Ret { uses: vec![], pop: 32 }, Mn::Ret, &[O::I(32)]);
    assert!(Emit::new(1).inst(&Inst::Ret { uses: vec![], pop: 1 << 16 }, None, &[0]).is_err());
    assert!(encode(&Inst::Args { defs: vec![(g(6), gpr(6))] }).0.is_empty());
    // Each makes its unwind row.
    let mut e = Emit::new(1);
    for i in [Inst::Push { src: g(5) }, Inst::AddSp { by: -24 }, Inst::AddSp { by: 24 }, Inst::Pop { dst: g(5) }] {
        e.inst(&i, None, &[0]).unwrap();
    }
    assert_eq!(e.out.unwind, [(1, 16), (5, 40), (9, 16), (10, 8)]);
}

/// Encodes the instruction at the end of a block and resolves the branches: block 1 is next, block 2 is after it.
fn branch(i: Inst) -> Vec<Instruction> {
    let mut e = Emit::new(3);
    e.inst(&i, Some(1), &[0, 1, 2]).unwrap();
    for b in 0..3 {
        e.bind(Branches::<Jump>::block(b));
        e.out.code.push(0x90);
    }
    let code = e.finish().unwrap().code;
    let mut v = decode(&code);
    v.truncate(v.len() - 3);
    let end = v.iter().map(Instruction::len).sum::<usize>() as u64;
    // Targets as block numbers.
    v.iter_mut().for_each(|i| i.set_near_branch64(i.near_branch_target() - end));
    v
}

#[test]
fn branches() {
    let is = |v: &[Instruction], want: &[(Mn, u64)]| {
        let got: Vec<_> = v.iter().map(|i| (i.mnemonic(), i.near_branch_target())).collect();
        assert_eq!(got, want);
        assert!(v.iter().all(|i| i.len() == 2));
    };
    is(&branch(Inst::Jmp { to: 1 }), &[]);
    is(&branch(Inst::Jmp { to: 2 }), &[(Mn::Jmp, 2)]);
    for (cc, [.., mn]) in CONDITIONS {
        let not = CONDITIONS[cc.negated() as usize].1[2];
        is(&branch(Inst::Jcc { cc, then: 1, other: 2 }), &[(not, 2)]);
        is(&branch(Inst::Jcc { cc, then: 2, other: 1 }), &[(mn, 2)]);
        is(&branch(Inst::Jcc { cc, then: 2, other: 0 }), &[(mn, 2), (Mn::Jmp, 0)]);
        is(&branch(Inst::Jcc { cc, then: 2, other: 2 }), &[(Mn::Jmp, 2)]);
        is(&branch(Inst::Jcc { cc, then: 1, other: 1 }), &[]);
        let two = |then, other| branch(Inst::Jcc2 { c1: Cc::P, c2: cc, then, other });
        is(&two(2, 1), &[(Mn::Jp, 2), (mn, 2)]);
        is(&two(1, 2), &[(Mn::Jp, 1), (not, 2)]);
        is(&two(2, 0), &[(Mn::Jp, 2), (mn, 2), (Mn::Jmp, 0)]);
        is(&two(2, 2), &[(Mn::Jmp, 2)]);

        let mut e = Emit::new(1);
        e.source(77);
        e.inst(&Inst::TrapIf { cc, code: TrapCode::IntegerOverflow }, None, &[0]).unwrap();
        e.source(78);
        e.out.code.push(0x90);
        let out = e.finish().unwrap();
        let v = decode(&out.code);
        assert_eq!((v[0].mnemonic(), v[0].near_branch_target(), v[2].mnemonic()), (mn, 3, Mn::Ud2));
        assert_eq!(out.traps, [(3, TrapCode::IntegerOverflow)]);
        assert_eq!(out.source, [(0, 77), (2, 78), (3, 77)]);
    }
    let (v, out) = encode(&Inst::Trap { code: TrapCode::Unreachable });
    assert_eq!((v[0].mnemonic(), &out.traps[..]), (Mn::Ud2, &[(0, TrapCode::Unreachable)][..]));
}

#[test]
fn float_constants() {
    for a in 0..16 {
        for (size, mn, to) in [(Size::S32, Mn::Movss, RefTarget::Const32(7)), (Size::S64, Mn::Movsd, RefTarget::Const64(7))] {
            let (v, out) = encode(&Inst::FConst { size, dst: x(a), bits: 7 });
            assert_eq!((v.len(), v[0].mnemonic(), v[0].op0_register()), (1, mn, R::XMM0 + u32::from(a)));
            assert!(v[0].is_ip_rel_memory_operand());
            let at = v[0].len() as u32 - 4;
            assert_eq!(out.refs, [Ref { at, kind: RefKind::Rel32, to }]);
            assert!(out.traps.is_empty() && at == 4 + u32::from(a > 7));
        }
    }
}

#[test]
fn scaled_sums() {
    for (dst, index) in (0..16).flat_map(|d| (0..16).map(move |i| (d, i))).filter(|(_, i)| *i != 4) {
        for (size, scale, disp) in [(Size::S32, 1, 1), (Size::S64, 2, -1), (Size::S32, 3, i32::MAX), (Size::S64, 3, i32::MIN)] {
            let inst = Inst::LeaScaled { size, dst: g(dst), index: g(index), scale, disp };
            let i = &encode(&inst).0[0];
            assert_eq!((i.mnemonic(), i.memory_base(), i.is_ip_rel_memory_operand()), (Mn::Lea, R::None, false), "{inst:?}");
            assert_eq!((O::R(i.op_register(0)), i.op_count()), (gr(dst, size.bytes()), 2), "{inst:?}");
            assert_eq!((i.memory_index(), i.memory_index_scale()), (R::RAX + u32::from(index), 1 << scale), "{inst:?}");
            assert_eq!(i.memory_displacement64() as i64, i64::from(disp), "{inst:?}");
        }
    }
}

#[test]
fn jump_tables() {
    for (i, c, b) in (0..16).flat_map(|n| [(n, (n + 1) % 16, (n + 2) % 16), ((n + 7) % 16, n, (n + 3) % 16)]) {
        if [i, c, b].contains(&4) {
            continue;
        }
        let inst = Inst::JmpTable { index: g(i), clamped: g(c), base: g(b), targets: vec![0, 1, 0], bounded: false };
        let (v, out) = encode(&inst);
        assert_eq!(v.len(), 7);
        same(&v[0], Mn::Mov, &[gr(c, 4), O::I(2)], &inst);
        same(&v[1], Mn::Cmp, &[gr(i, 4), gr(c, 4)], &inst);
        same(&v[2], Mn::Cmovb, &[gr(c, 4), gr(i, 4)], &inst);
        assert_eq!((v[3].mnemonic(), v[3].op0_register()), (Mn::Lea, R::RAX + u32::from(b)));
        assert!(v[3].is_ip_rel_memory_operand());
        // The field counts from its own end.
        assert_eq!(u64::from(out.refs[0].at) + 4, v[3].next_ip());
        let entry = Mem { index: Some((g(c), 2)), ..Mem::base(g(b), 0) };
        same(&v[4], Mn::Movsxd, &[gr(c, 8), O::M(entry)], &inst);
        same(&v[5], Mn::Add, &[gr(b, 8), gr(c, 8)], &inst);
        same(&v[6], Mn::Jmp, &[gr(b, 8)], &inst);
        assert_eq!((out.refs.len(), out.refs[0].to, &out.tables[0][..]), (1, RefTarget::Table(0), &[0, 1, 0][..]));
        assert!(out.traps.is_empty());
    }
}

#[test]
fn calls() {
    let call = |target, pop, indirect| Inst::Call { target, uses: vec![], defs: vec![], pop, indirect };
    for (target, to) in [(Target::Func(7), RefTarget::Func(7)), (Target::Miss(3), RefTarget::Miss(3))] {
        for pop in [0, 16, 128, 4096] {
            let mut e = Emit::new(1);
            e.unwind(5008);
            e.inst(&call(target, pop, None), None, &[0]).unwrap();
            let v = decode(&e.out.code);
            assert_eq!((v[0].mnemonic(), v[0].len()), (Mn::Call, 5));
            assert_eq!(e.out.refs, [Ref { at: 1, kind: RefKind::Rel32, to }]);
            // The callee popped; the stack pointer goes back.
            if pop == 0 {
                assert_eq!((v.len(), e.out.unwind), (1, vec![(0, 5008)]));
            } else {
                assert_eq!(v[1].op0_register(), R::RSP);
                assert_eq!(e.out.unwind, [(0, 5008), (5, 5008 - pop), (e.out.code.len() as u32, 5008)]);
            }
        }
    }
    for imported in [false, true] {
        for key in [Key::Imm(1), Key::Imm(1000), Key::Vm(-64), Key::Vm(-4000)] {
            let inst = call(Target::Miss(9), 16, Some(Indirect { ty: 9, key, table: -256, imported }));
            let mut e = Emit::new(1);
            e.unwind(64);
            e.inst(&inst, None, &[0]).unwrap();
            e.loc = 5;
            let out = e.finish().unwrap();
            let v = decode(&out.code);
            let mut v = v.into_iter();
            let mut next = |mn, ops: &[O]| {
                let i = v.next().unwrap();
                same(&i, mn, ops, &inst);
                i
            };
            let vm = |off| O::M(Mem::base(g(3), off));
            let desc = |off| if imported { O::M(Mem::base(g(10), off)) } else { vm(off - 256) };
            let entry = |off| O::M(Mem { index: Some((g(0), 3)), ..Mem::base(g(11), off) });
            if imported {
                next(Mn::Mov, &[gr(10, 8), vm(-256)]);
            }
            // A clamped index, also under speculation.
            next(Mn::Xor, &[gr(11, 4), gr(11, 4)]);
            next(Mn::Cmp, &[gr(0, 8), desc(8)]);
            let too_large = v.next().unwrap();
            assert_eq!(too_large.mnemonic(), Mn::Jae);
            let mut next = |mn, ops: &[O]| {
                let i = v.next().unwrap();
                same(&i, mn, ops, &inst);
                i
            };
            next(Mn::Cmovae, &[gr(0, 8), gr(11, 8)]);
            next(Mn::Mov, &[gr(11, 8), desc(0)]);
            next(Mn::Add, &[gr(0, 8), gr(0, 8)]);
            match key {
                Key::Imm(k) => drop(next(Mn::Cmp, &[entry(8), O::I(k.into())])),
                Key::Vm(off) => {
                    next(Mn::Mov, &[gr(10, 8), vm(off)]);
                    next(Mn::Cmp, &[gr(10, 8), entry(8)]);
                }
            }
            let miss = v.next().unwrap();
            assert_eq!(miss.mnemonic(), Mn::Jne);
            let call = v.next().unwrap();
            same(&call, Mn::Call, &[entry(0)], &inst);
            let back = call.next_ip();
            let sub = v.next().unwrap();
            assert_eq!((sub.mnemonic(), sub.op0_register()), (Mn::Sub, R::RSP));
            // Out of line: index and descriptor for the miss stub, back behind the call; the index trap.
            let [half, table, c, j, u] = v.collect::<Vec<_>>()[..] else { panic!("{inst:?}") };
            assert_eq!(half.ip(), miss.near_branch_target());
            same(&half, Mn::Shr, &[gr(0, 8), O::I(1)], &inst);
            same(&table, if imported { Mn::Mov } else { Mn::Lea }, &[gr(10, 8), vm(-256)], &inst);
            assert_eq!(c.mnemonic(), Mn::Call);
            assert_eq!((j.mnemonic(), j.near_branch_target()), (Mn::Jmp, back));
            assert_eq!((u.mnemonic(), u.ip()), (Mn::Ud2, too_large.near_branch_target()));
            assert_eq!(out.refs, [Ref { at: c.ip() as u32 + 1, kind: RefKind::Rel32, to: RefTarget::Miss(9) }]);
            assert_eq!(out.traps, [(u.ip() as u32, TrapCode::UndefinedElement)]);
            let rows = [(0, 64), (back, 48), (sub.next_ip(), 64), (j.ip(), 48), (u.ip(), 64)].map(|r| (r.0 as u32, r.1));
            assert_eq!(out.unwind, rows);
        }
    }
}
