//! Whole functions: tables whose rows lie where they should while branches grow, and sizes past every reach.

use super::tests::{decode, g, operands, random};
use super::*;
use crate::emit::function::Speed;
use crate::emit::Ref;
use crate::mir::testing::code;
use yaxpeax_arm::armv8::a64::{Opcode as Op, Operand as O};

fn ret() -> Inst {
    Inst::Ret { uses: vec![], pop: 0 }
}

fn covering(rows: &[(u32, u32)], p: u32) -> u32 {
    rows[rows.partition_point(|r| r.0 <= p) - 1].1
}

/// Blocks in which conditional branches of all kinds go to anywhere, with accesses, traps, calls and jump tables
/// between them, and this many words of filling in each.
fn mixed(blocks: u32, fill: usize) -> Final<Inst> {
    let mut random = random(u64::from(blocks));
    let all: Vec<Vec<Inst>> = (0..blocks)
        .map(|n| {
            let mem = Mem { traps: true, ..Mem::new(V, Offset::Uxtw(g(n as u8 % 8))) };
            let mut b = vec![Inst::Store { op: Store::B32, src: g(3), mem }; random() as usize % 4];
            b.extend(vec![Inst::Bits { op: Bits::Clz, size: Size::S32, dst: g(1), a: g(2) }; fill]);
            let bit = Cond::Bit { reg: g(5), bit: 3, set: true };
            let cond = [bit, Cond::Flags(Cc::Hi), Cond::Zero { size: Size::S64, reg: g(4), zero: true }][n as usize % 3];
            b.push(Inst::TrapIf { cond, code: TrapCode::IntegerOverflow });
            b.push(Inst::Call { target: Target::Func(n), uses: vec![], defs: vec![], pop: 16 });
            b.push(Inst::FConst { size: Size::S64, dst: super::tests::v(1), bits: 0x1234_5678_0000_0000 + u64::from(n) });
            let mut any = || (random() % u64::from(blocks)) as u32;
            b.push(match n {
                n if n == blocks - 1 => ret(),
                n if n % 5 == 0 => Inst::JmpTable { index: g(0), targets: vec![n + 1, any(), any()], bounded: false },
                n => Inst::Branch { cond, then: any(), other: n + 1 },
            });
            b
        })
        .collect();
    code(all)
}

fn opcode(c: Cond) -> Op {
    match c {
        Cond::Flags(cc) => Op::Bcc(cc as u8),
        Cond::Zero { zero, .. } => if zero { Op::CBZ } else { Op::CBNZ },
        Cond::Bit { set, .. } => if set { Op::TBNZ } else { Op::TBZ },
    }
}

/// Every branch, reference and row of a function is where the instruction is that it comes from.
fn verify(c: &Final<Inst>) -> FuncCode {
    let out = emit(c, Speed::default()).unwrap();
    let v = decode(&out.code);
    let block_of = |p: u32| c.starts.binary_search(&covering(&out.source, p)).unwrap_or_else(|_| panic!("{p:#x} begins no block")) as u32;
    let inst_at = |n: usize| &c.insts[covering(&out.source, 4 * n as u32) as usize];
    let target = |n: usize| match operands(&v[n]).last() {
        Some(O::PCOffset(d)) => (4 * n as i64 + d) as u32,
        _ => panic!("{}", v[n]),
    };
    for n in 0..v.len() {
        let inst = inst_at(n);
        let (Inst::Branch { cond, .. } | Inst::TrapIf { cond, .. }) = inst else { continue };
        if v[n].opcode == Op::B {
            continue;
        }
        if v[n].opcode == Op::UDF {
            assert!(matches!(inst, Inst::TrapIf { .. }));
            continue;
        }
        // Long forms lead over a `b`.
        let long = target(n) == 4 * (n as u32 + 2) && v[n + 1].opcode == Op::B && std::ptr::eq(inst_at(n + 1), inst);
        let holds = (v[n].opcode == opcode(*cond)) != long;
        assert!([opcode(*cond), opcode(cond.negated())].contains(&v[n].opcode), "{}", v[n]);
        let to = target(if long { n + 1 } else { n });
        match inst {
            Inst::Branch { then, other, .. } => {
                assert_eq!(block_of(to), if holds { *then } else { *other });
                // The other way: a `b`, or what follows.
                let next = n + 1 + usize::from(long);
                let falls = if std::ptr::eq(inst_at(next), inst) { target(next) } else { 4 * next as u32 };
                assert_eq!(block_of(falls), if holds { *other } else { *then });
            }
            _ => assert!(holds && v[to as usize / 4].opcode == Op::UDF && std::ptr::eq(inst_at(to as usize / 4), inst)),
        }
    }
    let (memory, others): (Vec<(u32, TrapCode)>, Vec<(u32, TrapCode)>) = out.traps.iter().partition(|t| t.1 == TrapCode::MemoryOutOfBounds);
    let count = |f: fn(&Inst) -> bool| c.insts.iter().filter(|i| f(i)).count();
    assert_eq!(memory.len(), count(|i| matches!(i, Inst::Store { .. })));
    assert_eq!(others.len(), count(|i| matches!(i, Inst::TrapIf { .. })));
    assert!(memory.iter().all(|t| v[t.0 as usize / 4].opcode == Op::STR));
    assert!(others.iter().all(|t| v[t.0 as usize / 4].opcode == Op::UDF));
    for &Ref { at, kind, to } in &out.refs {
        let i = &v[at as usize / 4];
        match (inst_at(at as usize / 4), to) {
            (Inst::Call { target: Target::Func(f), .. }, RefTarget::Func(t)) => {
                assert_eq!((i.opcode, kind, t), (Op::BL, RefKind::Branch26, *f));
                // Behind it the callee has popped.
                assert_eq!(covering(&out.unwind, at + 4), covering(&out.unwind, at).wrapping_sub(16));
            }
            (Inst::FConst { bits, .. }, RefTarget::Const64(b)) => assert_eq!((i.opcode, kind, *bits), (Op::ADRP, RefKind::PagePair(3), b)),
            (Inst::JmpTable { targets, .. }, RefTarget::Table(t)) => {
                assert_eq!((i.opcode, kind), (Op::ADRP, RefKind::PagePair(0)));
                assert_eq!(out.tables[t as usize].iter().map(|p| block_of(*p)).collect::<Vec<_>>(), *targets);
            }
            (i, to) => panic!("{i:?} refers to {to:?}"),
        }
    }
    assert_eq!(out.refs.len(), count(|i| matches!(i, Inst::Call { .. } | Inst::FConst { .. } | Inst::JmpTable { .. })));
    let sorted = |rows: &[(u32, u32)]| rows.is_sorted_by(|a, b| a.0 < b.0);
    assert!(sorted(&out.source) && sorted(&out.unwind) && out.traps.is_sorted_by(|a, b| a.0 < b.0) && out.refs.is_sorted_by_key(|r| r.at));
    out
}

#[test]
fn tables_follow_the_branches() {
    for (blocks, fill) in [(3, 0), (40, 10), (40, 400), (300, 60), (1000, 20)] {
        verify(&mixed(blocks, fill));
    }
}

/// All branches within reach, those of `tbz` beyond theirs, and all conditional ones beyond.
#[test]
fn large_functions() {
    for (fill, len) in [(2000, 32 << 10), (7000, 2 << 20)] {
        let out = verify(&mixed(100, fill));
        assert!(out.code.len() > len);
    }
    // Nothing is worse than linear: a quadratic step would take hours here.
    let out = verify(&mixed(50_000, 1));
    assert!(out.code.len() > 2 << 20);
}

#[test]
fn large_jump_tables() {
    const N: u32 = 10_000;
    let mut blocks = vec![vec![Inst::JmpTable { index: g(0), targets: (1..=N).collect(), bounded: false }]];
    blocks.extend((0..N).map(|n| vec![Inst::Imm { dst: g(0), bits: n.into() }, ret()]));
    let c = code(blocks);
    let out = emit(&c, Speed::default()).unwrap();
    let v = decode(&out.code);
    assert_eq!(operands(&v[0])[1], O::ImmShift(N as u16 - 1, 0));
    assert_eq!(out.tables[0].len(), N as usize);
    for (n, to) in out.tables[0].iter().enumerate() {
        assert_eq!(operands(&v[*to as usize / 4])[1], O::ImmShift(n as u16, 0));
    }
}
