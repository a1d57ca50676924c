//! Every form of the encoder, over all registers and addressing modes, read back by an independent decoder.

use super::*;
use crate::isa::x64::inst::{Alu, Shift};
use crate::isa::x64::regs::{gpr, xmm};
use iced_x86::{Decoder, DecoderOptions, Instruction, Mnemonic as Mn, OpKind, Register as R};

fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}
fn x(n: u8) -> Reg {
    Reg::phys(xmm(n))
}

fn encode(i: &Inst) -> (Vec<Instruction>, FuncCode) {
    let mut e = Emit {
        out: FuncCode::default(),
        frame: Frame::new(0, 0, 0, false).unwrap(),
        saves: Vec::new(),
        depth: 8,
        loc: u32::MAX,
        jumps: Vec::new(),
        blocks: vec![0],
        traps: Vec::new(),
        misses: Vec::new(),
    };
    e.inst(i, None, &[0]).unwrap();
    let v: Vec<_> = Decoder::with_ip(64, &e.out.code, 0, DecoderOptions::NONE).iter().collect();
    assert!(v.iter().all(|i| !i.is_invalid()), "{i:?}: {:x?}", e.out.code);
    (v, e.out)
}

#[derive(Clone, Copy, Debug)]
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

/// The last instruction of the encoding is this one.
fn check(i: Inst, mn: Mn, ops: &[O]) {
    same(encode(&i).0.last().unwrap(), mn, ops, &i);
}

fn mems() -> Vec<Mem> {
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

#[test]
fn integer_registers() {
    let alus = [(Alu::Add, Mn::Add), (Alu::Or, Mn::Or), (Alu::And, Mn::And), (Alu::Sub, Mn::Sub), (Alu::Xor, Mn::Xor)];
    let shifts = [(Shift::Rol, Mn::Rol), (Shift::Ror, Mn::Ror), (Shift::Shl, Mn::Shl), (Shift::Shr, Mn::Shr), (Shift::Sar, Mn::Sar)];
    for size in SIZES {
        let n = size.bytes();
        for a in 0..16 {
            let (dst, s) = (g(a), gr(a, n));
            for imm in [0, -1, 127, -128, 128, i32::MAX, i32::MIN] {
                let i = O::I(imm.into());
                for (op, mn) in alus {
                    check(Inst::Alu { op, size, dst, a: dst, src: Src::Imm(imm) }, mn, &[s, i]);
                }
                check(Inst::Cmp { size, a: dst, src: Src::Imm(imm) }, Mn::Cmp, &[s, i]);
                check(Inst::Test { size, a: dst, src: Src::Imm(imm) }, Mn::Test, &[s, i]);
            }
            for (op, mn) in shifts {
                check(Inst::ShiftImm { op, size, dst, a: dst, n: 31 }, mn, &[s, O::I(31)]);
                check(Inst::ShiftCl { op, size, dst, a: dst, c: g(1) }, mn, &[s, O::R(R::CL)]);
            }
            check(Inst::Neg { size, dst, a: dst }, Mn::Neg, &[s]);
            for (signed, mul, div) in [(false, Mn::Mul, Mn::Div), (true, Mn::Imul, Mn::Idiv)] {
                check(Inst::MulHi { signed, size, lo: g(0), dst: g(2), a: g(0), b: dst }, mul, &[s]);
                check(Inst::Div { signed, size, q: g(0), r: g(2), a: g(0), hi: g(2), b: dst }, div, &[s]);
            }
            for b in 0..16 {
                let (src, t) = (Src::Reg(g(b)), gr(b, n));
                for (op, mn) in alus {
                    check(Inst::Alu { op, size, dst, a: dst, src }, mn, &[s, t]);
                }
                check(Inst::Cmp { size, a: dst, src }, Mn::Cmp, &[s, t]);
                check(Inst::Test { size, a: dst, src }, Mn::Test, &[t, s]);
                check(Inst::Imul { size, dst, a: dst, src }, Mn::Imul, &[s, t]);
                check(Inst::ImulImm { size, dst, src, imm: -7 }, Mn::Imul, &[s, t, O::I(-7)]);
                check(Inst::ImulImm { size, dst, src, imm: 1000 }, Mn::Imul, &[s, t, O::I(1000)]);
                check(Inst::Cmov { size, cc: Cc::LE, dst, other: dst, then: g(b) }, Mn::Cmovle, &[s, t]);
                let bits =
                    [(BitOp::Bsf, Mn::Bsf), (BitOp::Bsr, Mn::Bsr), (BitOp::Lzcnt, Mn::Lzcnt), (BitOp::Tzcnt, Mn::Tzcnt), (BitOp::Popcnt, Mn::Popcnt)];
                for (op, mn) in bits {
                    check(Inst::Bit { op, size, dst, src }, mn, &[s, t]);
                }
            }
        }
    }
    for a in 0..16 {
        for b in 0..16 {
            for (kind, mn, to, from) in exts() {
                check(Inst::Ext { kind, dst: g(a), src: Src::Reg(g(b)) }, mn, &[gr(a, to), gr(b, from)]);
            }
        }
        let i = Inst::Setcc { cc: Cc::G, dst: g(a) };
        let (v, _) = encode(&i);
        same(&v[0], Mn::Setg, &[gr(a, 1)], &i);
        same(&v[1], Mn::Movzx, &[gr(a, 4), gr(a, 1)], &i);
        for bits in [0, 5, 0xffff_ffff, u64::MAX, 0x8000_0000, 1 << 40] {
            let (v, _) = encode(&Inst::Imm { dst: g(a), bits });
            assert_eq!((v.len(), v[0].mnemonic(), v[0].immediate(1)), (1, Mn::Mov, bits));
        }
    }
}

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
            }
            check(Inst::Lea { size: Size::S64, dst: g(r), mem: m }, Mn::Lea, &[gr(r, 8), O::M(m)]);
            for (size, mn) in [(Size::S32, Mn::Movss), (Size::S64, Mn::Movsd)] {
                check(Inst::FLoad { size, dst: x(r), mem: m }, mn, &[xr(r), O::M(m)]);
                check(Inst::FStore { size, mem: m, src: x(r) }, mn, &[O::M(m), xr(r)]);
            }
        }
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

#[test]
fn floats() {
    let scalar = [
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
    ];
    for size in SIZES {
        let pick = |s: Mn, d: Mn| if size == Size::S32 { s } else { d };
        let n = size.bytes();
        for a in 0..16 {
            for b in 0..16 {
                let (dst, src) = (x(a), Src::Reg(x(b)));
                let ab = [xr(a), xr(b)];
                for (op, s, d) in scalar {
                    check(Inst::Fp { op, size, dst, a: dst, src }, pick(s, d), &ab);
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
