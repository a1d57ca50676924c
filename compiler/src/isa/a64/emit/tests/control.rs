//! Moves of the stack pointer, branches, jump tables and calls, with their rows.

use super::*;
use crate::emit::branch::Branches;
use crate::isa::a64::inst::{Indirect, Key};

#[test]
fn moves_and_frames() {
    let x16 = rs(Size::S64, 16);
    let sp = || rs(Size::S64, 31);
    for a in REGS {
        for b in REGS {
            let (i, fl) = (Inst::Move { dst: g(a), src: g(b) }, Inst::Move { dst: v(a), src: v(b) });
            if a == b {
                check(i, &[]);
                check(fl, &[]);
            } else {
                one(i, Op::ORR, &[x64(a), x64(31), O::RegShift(ShiftStyle::LSL, 0, W::X, b.into())]);
                let q = |n: u8| O::SIMDRegisterElements(F::Q, n.into(), F::B);
                one(fl, Op::ORR, &[q(a), q(b), q(b)]);
            }
        }
        for (reg, o) in [(g(a), x64(a)), (v(a), f(Size::S64, a))] {
            for off in [0, 8, 4095 * 8] {
                one(Inst::Spill { src: reg, off, wide: false }, Op::STR, &[o, at(31, off as i32)]);
                one(Inst::Reload { dst: reg, off, wide: false }, Op::LDR, &[o, at(31, off as i32)]);
            }
            let far = (Op::ADD, vec![x16, sp(), O::ImmShift(8, 12)]);
            check(Inst::Spill { src: reg, off: 32768, wide: false }, &[far.clone(), (Op::STR, vec![o, at(16, 0)])]);
            check(Inst::Reload { dst: reg, off: 32776, wide: false }, &[far, (Op::LDR, vec![o, at(16, 8)])]);
        }
        for by in [16, 80, 496] {
            one(Inst::Push { src: [g(a), g(19)], by }, Op::STP, &[x64(a), x64(19), O::RegPreIndex(31, -(by as i32), true)]);
            one(Inst::Pop { dst: [g(a), g(19)], by }, Op::LDP, &[x64(a), x64(19), O::RegPostIndex(31, by as i32)]);
        }
    }
    for by in [0, 8, 512] {
        assert!(by == 0 || Emit::new(1).inst(&Inst::Push { src: [g(19), g(20)], by }, None, &[0]).is_err());
    }
    for (sign, op) in [(1, Op::ADD), (-1, Op::SUB)] {
        let add = |o| (op, vec![sp(), sp(), o]);
        check(Inst::AddSp { by: 0 }, &[]);
        check(Inst::AddSp { by: sign * 16 }, &[add(imm(16))]);
        check(Inst::AddSp { by: sign * 4096 }, &[add(O::ImmShift(1, 12))]);
        check(Inst::AddSp { by: sign * 4112 }, &[add(O::ImmShift(1, 12)), add(imm(16))]);
        check(Inst::AddSp { by: sign * 0xff_fff0 }, &[add(O::ImmShift(0xfff, 12)), add(imm(0xff0))]);
        let large = sign * 0x0123_4560;
        let (code, _) = encode(&Inst::AddSp { by: large });
        let (last, made) = code.split_last().unwrap();
        assert_eq!(value(made), large as i64 as u64);
        same(&Inst::AddSp { by: large }, &[*last], &[(Op::ADD, vec![sp(), sp(), O::RegShift(ShiftStyle::LSL, 0, W::X, 16)])]);
    }
    for n in [1, 8, 511] {
        let want = [(Op::SUB, vec![x16, sp(), O::ImmShift(8 * n, 12)]), (Op::LDR, vec![r(Size::S32, 31), at(16, 0)])];
        check(Inst::Probe { below: u32::from(n) << 15 }, &want);
    }
    let (code, out) = encode(&Inst::Probe { below: 1 << 28 });
    assert_eq!((code.len(), out.traps.len(), value(&code[..1])), (2, 0, -(1i64 << 28) as u64));
    check(Inst::Args { defs: vec![(g(6), gpr(6))] }, &[]);
    let ret = (Op::RET, vec![x64(30)]);
    check(Inst::Ret { uses: vec![], pop: 0 }, &[ret.clone()]);
    check(Inst::Ret { uses: vec![], pop: 32 }, &[(Op::ADD, vec![sp(), sp(), imm(32)]), ret]);
}

#[test]
fn unwind_rows() {
    let pair = |op: bool| {
        let (mem, r) = (Mem::imm(SP, 16), [g(19), g(30)]);
        if op { Inst::StorePair { op: Store::B64, src: r, mem } } else { Inst::LoadPair { op: Load::U64, dst: r, mem } }
    };
    let run = |insts: Vec<Inst>| {
        let mut e = Emit::new(1);
        e.unwind(A64Encoding::ENTRY);
        insts.iter().for_each(|i| e.inst(i, None, &[0]).unwrap());
        e.out.unwind
    };
    // The return address is on the stack from the store of x30 on, until it is loaded.
    let rows = run(vec![
        Inst::Push { src: [g(21), g(20)], by: 32 },
        pair(true),
        Inst::AddSp { by: -4112 },
        Inst::AddSp { by: 4112 },
        pair(false),
        Inst::Pop { dst: [g(21), g(20)], by: 32 },
        Inst::Ret { uses: vec![], pop: 0 },
    ]);
    let want = [(0, 1), (4, 33), (8, 32), (12, 4128), (16, 4144), (20, 48), (24, 32), (28, 33), (32, 1)];
    assert_eq!(rows, want);
    let rows = run(vec![Inst::Push { src: [g(19), g(30)], by: 16 }, Inst::Pop { dst: [g(19), g(30)], by: 16 }]);
    assert_eq!(rows, [(0, 1), (4, 16), (8, 1)]);
    // The arguments are gone before the function is.
    let rows = run(vec![Inst::Ret { uses: vec![], pop: 32 }]);
    assert_eq!(rows, [(0, 1), (4, (-32i32 | 1) as u32)]);
    for (insts, body) in [(vec![pair(true)], 80), (vec![Inst::Push { src: [ZR, g(30)], by: 80 }], 80), (vec![], 81)] {
        let frame = crate::mir::frame::Frame { size: 64, outgoing: 0, saved: 16 };
        let code = Final { insts, frame, ..Default::default() };
        assert_eq!(A64Encoding::body(&code), body);
    }
}

/// Encodes the instruction at the end of a block and resolves the branches: block 1 is next, block 2 is after it.
fn branch(i: &Inst) -> Vec<Want> {
    let mut e = Emit::new(3);
    e.inst(i, Some(1), &[0, 1, 2]).unwrap();
    for b in 0..3 {
        e.bind(Branches::<Jump>::block(b));
        e.w(enc::RET);
    }
    let code = e.finish().unwrap().code;
    let mut all = decode(&code);
    all.truncate(all.len() - 3);
    let end = all.len() as i64;
    // Targets as block numbers.
    let target = |(n, m): (usize, &Instruction)| {
        let mut ops = operands(m);
        if let Some(O::PCOffset(d)) = ops.last_mut() {
            *d = *d / 4 + n as i64 - end;
        }
        (m.opcode, ops)
    };
    all.iter().enumerate().map(target).collect()
}

/// Every condition with its opcode, the opposite one's, and what comes before the distance.
fn conditions() -> Vec<(Cond, Op, Op, Vec<O>)> {
    let flags = CONDITIONS.into_iter().enumerate().map(|(n, cc)| (Cond::Flags(cc), Op::Bcc(n as u8), Op::Bcc(n as u8 ^ 1), vec![]));
    let mut all: Vec<_> = flags.collect();
    for n in REGS {
        for size in SIZES {
            all.push((Cond::Zero { size, reg: g(n), zero: true }, Op::CBZ, Op::CBNZ, vec![r(size, n)]));
            all.push((Cond::Zero { size, reg: g(n), zero: false }, Op::CBNZ, Op::CBZ, vec![r(size, n)]));
        }
        for bit in [0, 1, 31, 32, 63] {
            let ops = vec![r(if bit > 31 { Size::S64 } else { Size::S32 }, n), O::Imm16(bit.into())];
            all.push((Cond::Bit { reg: g(n), bit, set: true }, Op::TBNZ, Op::TBZ, ops.clone()));
            all.push((Cond::Bit { reg: g(n), bit, set: false }, Op::TBZ, Op::TBNZ, ops));
        }
    }
    all
}

#[test]
fn branches() {
    let b = |to| (Op::B, vec![O::PCOffset(to)]);
    assert_eq!(branch(&Inst::Jmp { to: 1 }), []);
    assert_eq!(branch(&Inst::Jmp { to: 2 }), [b(2)]);
    for (cond, op, not, ops) in conditions() {
        let to = |op, d| {
            let mut ops = ops.clone();
            ops.push(O::PCOffset(d));
            (op, ops)
        };
        // Block n is n words behind the end.
        assert_eq!(branch(&Inst::Branch { cond, then: 1, other: 2 }), [to(not, 2)], "{cond:?}");
        assert_eq!(branch(&Inst::Branch { cond, then: 2, other: 1 }), [to(op, 2)]);
        assert_eq!(branch(&Inst::Branch { cond, then: 2, other: 0 }), [to(op, 2), b(0)]);
        assert_eq!(branch(&Inst::Branch { cond, then: 2, other: 2 }), [b(2)]);
        assert_eq!(branch(&Inst::Branch { cond, then: 1, other: 1 }), []);

        let i = Inst::TrapIf { cond, code: TrapCode::IntegerOverflow };
        let mut e = Emit::new(1);
        e.source(77);
        e.inst(&i, None, &[0]).unwrap();
        e.source(78);
        e.w(enc::RET);
        let out = e.finish().unwrap();
        let v = decode(&out.code);
        effects(&i, &v[..1]);
        same(&i, &[v[0], v[2]], &[to(op, 8), (Op::UDF, vec![O::Imm16(TrapCode::IntegerOverflow as u16)])]);
        assert_eq!(out.traps, [(8, TrapCode::IntegerOverflow)]);
        assert_eq!(out.source, [(0, 77), (4, 78), (8, 77)]);
    }
    let (v, out) = encode(&Inst::Trap { code: TrapCode::Unreachable });
    assert_eq!((v[0].opcode, &out.traps[..]), (Op::UDF, &[(0, TrapCode::Unreachable)][..]));
}

#[test]
fn jump_tables() {
    for n in REGS {
        let i = Inst::JmpTable { index: g(n), targets: vec![0, 1, 0], bounded: false };
        let (code, out) = encode(&i);
        let want = [
            (Op::MOVZ, vec![r(Size::S32, 16), O::ImmShift(2, 0)]),
            (Op::SUBS, vec![r(Size::S32, 31), r(Size::S32, n), O::RegShift(ShiftStyle::LSL, 0, W::W, 16)]),
            // Where it is not lower, the last one: also under speculation.
            (Op::CSEL, vec![r(Size::S32, 16), r(Size::S32, n), r(Size::S32, 16), O::ConditionCode(3)]),
            (Op::ADRP, vec![x64(17), O::PCOffset(0)]),
            (Op::ADD, vec![rs(Size::S64, 17), rs(Size::S64, 17), imm(0)]),
            (Op::LDRSW, vec![x64(16), O::RegRegOffset(17, 16, W::W, ShiftStyle::UXTW, 2)]),
            (Op::ADD, vec![x64(17), x64(17), O::RegShift(ShiftStyle::LSL, 0, W::X, 16)]),
            (Op::BR, vec![x64(17)]),
        ];
        same(&i, &code, &want);
        assert_eq!(out.refs, [Ref { at: 12, kind: RefKind::PagePair(0), to: RefTarget::Table(0) }]);
        assert_eq!(out.tables, [vec![0, 1, 0]]);
        assert!(out.traps.is_empty());
    }
}

fn call(target: Target, pop: u32) -> Inst {
    let uses = if matches!(target, Target::Indirect(_)) { vec![(g(10), gpr(10))] } else { vec![] };
    Inst::Call { target, uses, defs: vec![], pop }
}

#[test]
fn calls() {
    let blr = (Op::BLR, vec![x64(16)]);
    for (target, to) in [(Target::Func(7), RefTarget::Func(7))] {
        for pop in [0, 16, 4096, 4112] {
            let i = call(target, pop);
            let (code, out) = encode(&i);
            let mut want = vec![(Op::BL, vec![O::PCOffset(0)])];
            let sub = |o| (Op::SUB, vec![rs(Size::S64, 31), rs(Size::S64, 31), o]);
            let d = 1 << 20;
            let mut rows = vec![(0, d)];
            match pop {
                0 => {}
                16 => want.push(sub(imm(16))),
                n => want.push(sub(O::ImmShift((n >> 12) as u16, 12))),
            }
            if pop == 4112 {
                want.push(sub(imm(16)));
            }
            // The callee popped; the stack pointer goes back.
            match pop {
                0 => {}
                4112 => rows.extend([(4, d - 4112), (8, d - 16), (12, d)]),
                n => rows.extend([(4, d - n), (8, d)]),
            }
            same(&i, &code, &want);
            assert_eq!(out.refs, [Ref { at: 0, kind: RefKind::Branch26, to }]);
            assert_eq!(out.unwind, rows);
        }
    }
    let b = wazc_abi::builtin::ALL[0];
    let x = || x64(16);
    let bias = cc::FIELDS_BIAS;
    for (off, want) in [
        (-8, vec![(Op::LDUR, vec![x(), at(28, -8)])]),
        (-256, vec![(Op::LDUR, vec![x(), at(28, -256)])]),
        (-264, vec![(Op::LDR, vec![x(), at(27, bias - 264)])]),
        (-bias, vec![(Op::LDR, vec![x(), at(27, 0)])]),
        (-bias - 256, vec![(Op::LDUR, vec![x(), at(27, -256)])]),
        (-bias - 4088, vec![(Op::SUB, vec![rs(Size::S64, 16), rs(Size::S64, 27), O::ImmShift(1, 12)]), (Op::LDR, vec![x(), at(16, 8)])]),
    ] {
        let mut want = want;
        want.push(blr.clone());
        check(call(Target::Builtin(b, off), 0), &want);
    }
}

#[test]
fn indirect_calls() {
    let bias = cc::FIELDS_BIAS;
    let ldp = |a, b, m| (Op::LDP, vec![x64(a), x64(b), m]);
    let ldr = |a, m| (Op::LDR, vec![x64(a), m]);
    let sub9 = |o| (Op::SUB, vec![rs(Size::S64, 9), rs(Size::S64, 28), o]);
    // The descriptor: how it is read, and how its address gets into x9 out of line.
    let far = -0x20_0010;
    let tables = [
        (-256, false, vec![ldp(11, 12, at(28, -256))], vec![sub9(imm(256))]),
        (-512, false, vec![ldp(11, 12, at(28, -512))], vec![sub9(imm(512))]),
        (-520, false, vec![ldr(11, at(27, bias - 520)), ldr(12, at(27, bias - 512))], vec![sub9(imm(520))]),
        (-bias, false, vec![ldp(11, 12, at(27, 0))], vec![sub9(O::ImmShift(4, 12))]),
        (far, false, vec![sub9(O::ImmShift(0x200, 12)), (Op::SUB, vec![rs(Size::S64, 9), rs(Size::S64, 9), imm(0x10)]), ldp(11, 12, at(9, 0))], vec![]),
        (-256, true, vec![(Op::LDUR, vec![x64(9), at(28, -256)]), ldp(11, 12, at(9, 0))], vec![]),
        (-5000, true, vec![ldr(9, at(27, bias - 5000)), ldp(11, 12, at(9, 0))], vec![]),
    ];
    let cmp = |a, o| (Op::SUBS, vec![x64(31), a, o]);
    let reg = |n| O::RegShift(ShiftStyle::LSL, 0, W::X, n);
    let keys = [
        (Key::Imm(1), vec![cmp(rs(Size::S64, 12), imm(1))]),
        (Key::Imm(4096), vec![cmp(rs(Size::S64, 12), O::ImmShift(1, 12))]),
        (Key::Imm(5000), vec![(Op::MOVZ, vec![r(Size::S32, 13), O::ImmShift(5000, 0)]), cmp(x64(12), reg(13))]),
        (Key::Vm(-64), vec![(Op::LDUR, vec![x64(13), at(28, -64)]), cmp(x64(12), reg(13))]),
        (Key::Vm(-4000), vec![ldr(13, at(27, bias - 4000)), cmp(x64(12), reg(13))]),
        // A far one leaves x16 alone, which has the code.
        (
            Key::Vm(-bias - 4088),
            vec![(Op::SUB, vec![rs(Size::S64, 13), rs(Size::S64, 27), O::ImmShift(1, 12)]), ldr(13, at(13, 8)), cmp(x64(12), reg(13))],
        ),
    ];
    for (table, imported, desc, address) in &tables {
        for (key, compare) in &keys {
            let i = call(Target::Indirect(Indirect { ty: 9, key: *key, table: *table, imported: *imported }), 16);
            encode(&i);
            let mut e = Emit::new(1);
            e.unwind(64);
            e.inst(&i, None, &[0]).unwrap();
            e.loc = 5;
            let out = e.finish().unwrap();
            let code = decode(&out.code);
            let mut want = desc.clone();
            want.push(cmp(x64(10), reg(12)));
            let check = want.len();
            want.push((Op::Bcc(2), vec![]));
            want.push((Op::CSEL, vec![x64(10), x64(10), x64(31), O::ConditionCode(3)]));
            want.push((Op::ADD, vec![x64(11), x64(11), O::RegShift(ShiftStyle::LSL, 4, W::X, 10)]));
            want.push(ldp(16, 12, at(11, 0)));
            want.extend(compare.clone());
            let miss = want.len();
            want.push((Op::Bcc(1), vec![]));
            want.push((Op::BLR, vec![x64(16)]));
            let back = want.len();
            want.push((Op::SUB, vec![rs(Size::S64, 31), rs(Size::S64, 31), imm(16)]));
            // Out of line: the descriptor for the miss stub, back behind the call; the index trap.
            let out_of_line = want.len();
            want.extend(address.clone());
            let bl = want.len();
            want.push((Op::BL, vec![O::PCOffset(0)]));
            want.push((Op::B, vec![O::PCOffset(4 * (back as i64 - want.len() as i64))]));
            let udf = want.len();
            want.push((Op::UDF, vec![O::Imm16(TrapCode::UndefinedElement as u16)]));
            want[check].1 = vec![O::PCOffset(4 * (udf - check) as i64)];
            want[miss].1 = vec![O::PCOffset(4 * (out_of_line - miss) as i64)];
            same(&i, &code, &want);
            assert_eq!(out.refs, [Ref { at: 4 * bl as u32, kind: RefKind::Branch26, to: RefTarget::Miss(9) }]);
            assert_eq!(out.traps, [(4 * udf as u32, TrapCode::UndefinedElement)]);
            let rows = [(0, 64), (back, 48), (back + 1, 64), (bl + 1, 48), (udf, 64)].map(|(n, d)| (4 * n as u32, d));
            assert_eq!(out.unwind, rows, "{i:?}");
        }
    }
}
