//! Every vector instruction in both encodings, read back by an independent decoder: the mnemonic is its name, the operands are those
//! asked for.

use super::tests::{encode, g, mems, x};
use super::*;
use crate::isa::x64::vec::VecShift;
use iced_x86::{Instruction, OpKind, Register as R};

const REGS: [u8; 4] = [0, 5, 8, 15];

fn is_int(op: Vec2) -> bool {
    matches!(op, Vec2::Pinsrb | Vec2::Pinsrw | Vec2::Pinsrd | Vec2::Pinsrq)
}

/// Whether it has an immediate.
fn has_imm2(op: Vec2) -> bool {
    is_int(op) || matches!(op, Vec2::Palignr | Vec2::Pblendw | Vec2::Cmpps | Vec2::Cmppd | Vec2::Shufps | Vec2::Insertps)
}

fn has_imm1(op: Vec1) -> bool {
    matches!(op, Vec1::Pshufd | Vec1::Pshuflw | Vec1::Pshufhw | Vec1::Roundps | Vec1::Roundpd)
}

fn name(i: &Instruction) -> String {
    format!("{:?}", i.mnemonic()).to_lowercase()
}

/// The instruction, its name, and the operands that are registers.
fn one(i: &Inst, vex: bool, want: &str) -> (Instruction, Vec<R>) {
    let (v, _) = encode(i);
    assert_eq!(v.len(), 1, "{i:?}");
    let want = want.to_lowercase();
    let want = if vex && !want.starts_with('v') { format!("v{want}") } else { want };
    assert_eq!(name(&v[0]), want, "{i:?}");
    (v[0], (0..v[0].op_count()).filter(|n| v[0].op_kind(*n) == OpKind::Register).map(|n| v[0].op_register(n)).collect())
}

fn xmm(n: u8) -> R {
    R::XMM0 + u32::from(n)
}

fn imm(i: &Instruction, want: Option<u8>) {
    let got = (i.op_kind(i.op_count() - 1) == OpKind::Immediate8).then(|| i.immediate8());
    assert_eq!(got, want);
}

fn memory(i: &Instruction, m: &Mem) {
    assert_eq!(i.memory_base().number(), usize::from(m.base.hw()));
    assert_eq!(i.memory_displacement64() as i64, i64::from(m.disp));
    assert_eq!(i.memory_index() != R::None, m.index.is_some());
}

#[test]
fn two_operands() {
    for &op in Vec2::ALL {
        let n = has_imm2(op).then_some(5);
        for vex in [false, true] {
            for (a, b, c) in REGS.into_iter().flat_map(|a| REGS.map(|b| (a, b))).flat_map(|(a, b)| REGS.map(|c| (a, b, c))) {
                let a = if vex { a } else { b };
                let (src, source) = if is_int(op) {
                    let r = if op == Vec2::Pinsrq { R::RAX } else { R::EAX };
                    (g(c), r + u32::from(c))
                } else {
                    (x(c), xmm(c))
                };
                let inst = Inst::Vec2 { op, vex, dst: x(a), a: x(b), src: VSrc::Reg(src), imm: n };
                let (i, regs) = one(&inst, vex, &format!("{op:?}"));
                let want = if vex { vec![xmm(a), xmm(b), source] } else { vec![xmm(a), source] };
                assert_eq!(regs, want, "{inst:?}");
                imm(&i, n);
            }
            if op == Vec2::Movsd {
                continue;
            }
            for m in mems() {
                let inst = Inst::Vec2 { op, vex, dst: x(9), a: x(9), src: VSrc::Mem(m), imm: n };
                let (i, _) = one(&inst, vex, &format!("{op:?}"));
                memory(&i, &m);
                assert_eq!(i.memory_size().size() as u32, op.bytes(), "{inst:?}");
                imm(&i, n);
            }
            if n.is_none() {
                let inst = Inst::Vec2 { op, vex, dst: x(9), a: x(9), src: VSrc::Const([7; 16]), imm: None };
                let (v, code) = encode(&inst);
                assert!(v[0].is_ip_rel_memory_operand());
                assert_eq!((code.refs[0].at as usize + 4, code.refs[0].to), (v[0].len(), RefTarget::Const128([7; 16])));
            }
        }
    }
}

#[test]
fn one_operand() {
    for &op in Vec1::ALL {
        let n = has_imm1(op).then_some(5);
        let only_vex = format!("{op:?}").starts_with("Vp");
        let mask = matches!(op, Vec1::Pmovmskb | Vec1::Movmskps | Vec1::Movmskpd);
        for vex in if only_vex { vec![true] } else { vec![false, true] } {
            for (a, b) in REGS.into_iter().flat_map(|a| REGS.map(|b| (a, b))) {
                let (dst, to) = if mask { (g(a), R::EAX + u32::from(a)) } else { (x(a), xmm(a)) };
                let inst = Inst::Vec1 { op, vex, dst, src: VSrc::Reg(x(b)), imm: n };
                let (i, regs) = one(&inst, vex, &format!("{op:?}"));
                assert_eq!(regs, [to, xmm(b)], "{inst:?}");
                imm(&i, n);
            }
            if !mask {
                for m in mems() {
                    let inst = Inst::Vec1 { op, vex, dst: x(9), src: VSrc::Mem(m), imm: n };
                    let (i, _) = one(&inst, vex, &format!("{op:?}"));
                    memory(&i, &m);
                    assert_eq!(i.memory_size().size() as u32, op.bytes(), "{inst:?}");
                }
            }
        }
    }
}

#[test]
fn others() {
    for (a, b) in REGS.into_iter().flat_map(|a| REGS.map(|b| (a, b))) {
        for op in VecShift::ALL {
            for vex in [false, true] {
                let inst = Inst::VecShift { op, vex, dst: x(a), a: if vex { x(b) } else { x(a) }, n: 3 };
                let (i, regs) = one(&inst, vex, &format!("{op:?}"));
                assert_eq!(regs, if vex { vec![xmm(a), xmm(b)] } else { vec![xmm(a)] }, "{inst:?}");
                imm(&i, Some(3));
            }
        }
        for (size, negated, want) in [
            (Size::S32, false, "vfmadd231ps"),
            (Size::S64, false, "vfmadd231pd"),
            (Size::S32, true, "vfnmadd231ps"),
            (Size::S64, true, "vfnmadd231pd"),
        ] {
            let inst = Inst::Fma { negated, size, dst: x(a), c: x(a), a: x(b), src: VSrc::Reg(x(3)) };
            assert_eq!(one(&inst, true, want).1, [xmm(a), xmm(b), xmm(3)]);
        }
        for (bytes, want) in [(1, "pextrb"), (2, "pextrw"), (4, "pextrd"), (8, "pextrq")] {
            let inst = Inst::Pextr { bytes, dst: g(a), src: x(b), lane: 1 };
            let to = if bytes == 8 { R::RAX } else { R::EAX } + u32::from(a);
            let (i, regs) = one(&inst, false, want);
            assert_eq!(regs, [to, xmm(b)]);
            imm(&i, Some(1));
            for m in mems() {
                let (i, regs) = one(&Inst::PextrStore { bytes, mem: m, src: x(b), lane: 1 }, false, want);
                assert_eq!((regs, i.memory_size().size()), (vec![xmm(b)], usize::from(bytes)));
                memory(&i, &m);
            }
        }
        assert_eq!(one(&Inst::Ptest { a: x(a), b: x(b) }, false, "ptest").1, [xmm(a), xmm(b)]);
        assert_eq!(one(&Inst::VOnes { dst: x(a) }, false, "pcmpeqd").1, [xmm(a), xmm(a)]);
        for m in mems() {
            let (i, regs) = one(&Inst::VStore { mem: m, src: x(a) }, false, "movups");
            assert_eq!(regs, [xmm(a)]);
            memory(&i, &m);
        }
        let (i, _) = one(&Inst::VConst { dst: x(a), bytes: [7; 16] }, false, "movups");
        assert!(i.is_ip_rel_memory_operand());
        let sp = |off| Mem::base(g(4), off);
        memory(&one(&Inst::Spill { src: x(a), off: 32, wide: true }, false, "movaps").0, &sp(32));
        memory(&one(&Inst::Reload { dst: x(a), off: 32, wide: true }, false, "movaps").0, &sp(32));
    }
}
