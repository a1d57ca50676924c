//! Whole functions: order of blocks, jumps that go away, and tables whose rows lie where they should.

use super::*;
use crate::emit::alignment::{self, Loop};
use crate::emit::function::Speed;
use crate::emit::{Ref, placement};
use crate::mir::testing::code;
use crate::isa::x64::inst::Cc;
use crate::isa::x64::regs::gpr;
use iced_x86::{Decoder, DecoderOptions, Instruction, Mnemonic as Mn};

fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}
fn mov(n: u8) -> Inst {
    Inst::Move { dst: g(n), src: g(n + 1) }
}
fn ret() -> Inst {
    Inst::Ret { uses: vec![], pop: 0 }
}
fn jcc(then: u32, other: u32) -> Inst {
    Inst::Jcc { cc: Cc::E, then, other }
}

fn run(blocks: Vec<Vec<Inst>>) -> (FuncCode, Vec<Instruction>) {
    let out = emit(&code(blocks), Speed::default()).unwrap();
    let v: Vec<_> = Decoder::with_ip(64, &out.code, 0, DecoderOptions::NONE).iter().collect();
    assert!(v.iter().all(|i| !i.is_invalid()));
    assert!(v.iter().all(|i| !i.is_jmp_short_or_near() || i.near_branch_target() != i.next_ip()), "a jump to what follows");
    (out, v)
}

fn names(v: &[Instruction]) -> Vec<Mn> {
    v.iter().map(|i| i.mnemonic()).collect()
}

#[test]
fn the_way_that_can_fall_through_comes_last() {
    let (_, v) = run(vec![
        vec![jcc(1, 2)],
        vec![mov(0), Inst::Jmp { to: 3 }],
        vec![mov(1), Inst::Jmp { to: 4 }],
        vec![mov(5), ret()],
        vec![mov(6), Inst::Jmp { to: 3 }],
    ]);
    assert_eq!(names(&v), [Mn::Je, Mn::Mov, Mn::Jmp, Mn::Mov, Mn::Mov, Mn::Ret, Mn::Mov, Mn::Jmp]);
    // To block 1, which is now behind block 2.
    assert_eq!(v[0].near_branch_target(), v[3].ip());
    assert_eq!(v[2].near_branch_target(), v[6].ip());
    assert_eq!(v[7].near_branch_target(), v[4].ip());
}

#[test]
fn blocks_of_one_jump_go_away() {
    let jmp = |to| vec![Inst::Jmp { to }];
    let (_, v) = run(vec![vec![mov(0), jcc(1, 2)], jmp(3), jmp(1), jmp(4), vec![ret()]]);
    assert_eq!(names(&v), [Mn::Mov, Mn::Ret]);
    // An endless loop stays one.
    let (_, v) = run(vec![vec![mov(0), Inst::Jmp { to: 1 }], jmp(1)]);
    assert_eq!(names(&v), [Mn::Mov, Mn::Jmp]);
    assert_eq!(v[1].near_branch_target(), v[1].ip());
    let (_, v) = run(vec![vec![mov(0), Inst::Jmp { to: 1 }], jmp(2), jmp(1)]);
    assert_eq!(names(&v).last(), Some(&Mn::Jmp));
}

/// A function in which short and long branches mix.
#[test]
fn tables_follow_the_branches() {
    let guest = |n: u8| Inst::Store { bytes: 4, mem: Mem::base_index(g(3), g(n), 4096), src: g(0) };
    let mut blocks: Vec<Vec<Inst>> = (0..40u32)
        .map(|n| {
            let mut b: Vec<Inst> = (0..n % 7).map(|k| guest(k as u8 + 8)).collect();
            b.push(Inst::TrapIf { cc: Cc::A, code: TrapCode::IntegerOverflow });
            b.push(Inst::Call { target: Target::Func(n), uses: vec![], defs: vec![], pop: 16, indirect: None });
            b.push(match n {
                39 => ret(),
                n if n % 5 == 0 => Inst::JmpTable { index: g(0), clamped: g(1), base: g(2), targets: vec![n + 1, n / 2, 39], bounded: false },
                n => jcc((n * 7 + 3) % 40, n + 1),
            });
            b
        })
        .collect();
    blocks[0].insert(0, Inst::AddSp { by: -64 });
    let all = code(blocks.clone());
    let (out, v) = run(blocks);
    assert!(v.iter().any(|i| i.is_jcc_short()) && v.iter().any(|i| i.is_jcc_near()));
    let at = |p: u32| v.iter().position(|i| i.ip() == u64::from(p)).unwrap_or_else(|| panic!("{p} is inside an instruction"));

    let guests = all.insts.iter().filter(|i| matches!(i, Inst::Store { .. })).count();
    let (memory, others): (Vec<(u32, TrapCode)>, Vec<(u32, TrapCode)>) = out.traps.iter().partition(|t| t.1 == TrapCode::MemoryOutOfBounds);
    assert_eq!((memory.len(), others.len()), (guests, 40));
    assert!(memory.iter().all(|t| v[at(t.0)].memory_displacement64() == 4096));
    assert!(others.iter().all(|t| v[at(t.0)].mnemonic() == Mn::Ud2));
    // Each trap has the source row of its branch.
    let covering = |rows: &[(u32, u32)], p: u32| rows[rows.partition_point(|r| r.0 <= p) - 1].1;
    for i in v.iter().filter(|i| i.mnemonic() == Mn::Ja) {
        let (here, there) = (covering(&out.source, i.ip() as u32), covering(&out.source, i.near_branch_target() as u32));
        assert!(matches!(all.insts[here as usize], Inst::TrapIf { .. }));
        assert_eq!(here, there);
    }
    out.source.iter().for_each(|r| assert!(at(r.0) < v.len()));

    let (tables, calls): (Vec<Ref>, Vec<Ref>) = out.refs.iter().partition(|r| matches!(r.to, RefTarget::Table(_)));
    assert_eq!(calls.len(), 40);
    for (n, c) in calls.iter().enumerate() {
        let i = &v[at(c.at - 1)];
        assert_eq!((i.mnemonic(), c.to), (Mn::Call, RefTarget::Func(n as u32)));
        // Behind it the callee has popped.
        assert_eq!(covering(&out.unwind, i.next_ip() as u32), covering(&out.unwind, i.ip() as u32).wrapping_sub(16));
    }
    let table: Vec<_> = v.iter().filter(|i| i.mnemonic() == Mn::Lea).map(|i| i.next_ip() as u32 - 4).collect();
    assert_eq!(tables.iter().map(|t| t.at).collect::<Vec<_>>(), table);
    // A block begins with its first source row.
    for (r, t) in tables.iter().zip(&out.tables) {
        let n = covering(&out.source, r.at - 3) as usize;
        let Inst::JmpTable { targets, .. } = &all.insts[n] else { panic!("{n}") };
        let starts: Vec<u32> = t.iter().map(|p| covering(&out.source, *p)).collect();
        assert_eq!(starts, targets.iter().map(|b| all.starts[*b as usize]).collect::<Vec<_>>());
    }
    assert!(out.traps.is_sorted_by(|a, b| a.0 < b.0) && out.source.is_sorted_by(|a, b| a.0 < b.0) && out.unwind.is_sorted_by(|a, b| a.0 < b.0));
}

/// Nothing in frames, copies, checks or branches is worse than linear: a quadratic step would take hours here.
#[test]
fn large_functions() {
    use crate::isa::x64::{abi, frame, peephole};
    use crate::mir::check;
    const N: u32 = 200_000;
    let store = |n: u32| Inst::StoreImm { bytes: 8, mem: Mem::base_index(g(3), g(1), 4096), imm: n as i32 };
    let cmp = Inst::Cmp { size: Size::S32, a: g(0), src: Src::Imm(1) };
    let blocks: Vec<Vec<Inst>> = (0..N)
        .map(|n| match n {
            n if n == N - 1 => vec![mov(0), ret()],
            // Each reaches over the next two, just so; the last does not.
            n => vec![mov(1), store(n), store(n), cmp.clone(), jcc((n + 4).min(N - 1), n + 1)],
        })
        .collect();
    let c = code(blocks);
    let starts = c.starts.clone();
    let a = crate::mir::frame::Allocated { insts: c.insts, locs: c.locs, starts, spill_slots: 0, wide: false, written: regalloc2::PRegSet::empty() };
    let mut c = frame::insert(a, 0, false, true).unwrap();
    peephole::run(&mut c);
    let own = abi::CONVENTION.layout([].into_iter(), [].into_iter());
    check::check(&c, &check::Contract { own, callee: &|_| unreachable!() }).unwrap();
    let out = emit(&c, Speed::default()).unwrap();
    assert!(out.code.len() > 30 * N as usize);
    assert_eq!(out.traps.len(), 2 * (N as usize - 1));
}

/// The order in which blocks are placed, each told by what it moves first.
fn placed(blocks: Vec<Vec<Inst>>) -> Vec<u32> {
    let n = blocks.len();
    let c = code(blocks);
    let order = placement::order(&c, &placement::frequency(&c, &(0..n as u32).collect::<Vec<_>>()));
    assert_eq!(order[0], 0, "the entry comes first");
    order
}

#[test]
fn loops_test_at_their_end() {
    // 0 → 1 (test) → 2 (body) → 1; 1 → 3.
    let order = placed(vec![vec![Inst::Jmp { to: 1 }], vec![jcc(2, 3)], vec![mov(0), Inst::Jmp { to: 1 }], vec![ret()]]);
    assert_eq!(order, [0, 2, 1, 3]);
    // With a second test in the body: all of the loop goes round without a jump.
    let back = Inst::Jmp { to: 1 };
    let order = placed(vec![vec![Inst::Jmp { to: 1 }], vec![jcc(2, 4)], vec![jcc(3, 4)], vec![mov(0), back], vec![ret()]]);
    assert_eq!(order, [0, 3, 1, 2, 4]);
}

#[test]
fn what_traps_comes_last_and_nothing_is_lost() {
    let trap = || vec![Inst::Trap { code: TrapCode::Unreachable }];
    assert_eq!(placed(vec![vec![jcc(1, 2)], trap(), vec![jcc(3, 4)], trap(), vec![ret()]]), [0, 2, 4, 1, 3]);
    // More ways out than a frequency has bits; loops in loops beyond the greatest number; a block nobody reaches.
    let n = 400;
    let mut blocks: Vec<_> = (0..n).map(|b| vec![jcc(n, b + 1)]).collect();
    blocks.push(vec![ret()]);
    let mut order = placed(blocks);
    order.sort_unstable();
    assert_eq!(order, (0..=n).collect::<Vec<_>>());
    let mut blocks = vec![vec![Inst::Jmp { to: 1 }]];
    blocks.extend((1..n).map(|b| vec![Inst::Jmp { to: b + 1 }]));
    blocks.extend((n..2 * n).map(|b| vec![jcc(2 * n - b, b + 1)]));
    blocks.extend([vec![ret()], vec![ret()]]);
    let mut order = placed(blocks);
    order.sort_unstable();
    assert_eq!(order, (0..=2 * n).collect::<Vec<_>>());
}

/// The loops that are padded, by places in the order of emission.
fn padded(blocks: Vec<Vec<Inst>>) -> Vec<(usize, usize)> {
    let c = code(blocks);
    let f = placement::frequency(&c, &(0..c.blocks() as u32).collect::<Vec<_>>());
    let loops = alignment::loops(&f, &placement::order(&c, &f));
    loops.into_iter().map(|Loop { start, end }| (start, end)).collect()
}

#[test]
fn hot_innermost_loops_are_padded() {
    let jmp = |to| vec![mov(0), Inst::Jmp { to }];
    assert_eq!(padded(vec![jmp(1), vec![mov(0), jcc(1, 2)], vec![ret()]]), [(1, 2)]);
    // The outer one of two is not.
    assert_eq!(padded(vec![jmp(1), jmp(2), vec![mov(0), jcc(2, 3)], vec![mov(0), jcc(1, 4)], vec![ret()]]), [(2, 3)]);
    // Nor is one behind two branches.
    assert_eq!(padded(vec![vec![mov(0), jcc(1, 3)], vec![mov(0), jcc(2, 3)], vec![mov(0), jcc(2, 3)], vec![ret()]]), []);
    // One that begins the function goes with it.
    assert_eq!(padded(vec![vec![mov(0), jcc(0, 1)], vec![ret()]]), [(0, 1)]);
    // Two side by side.
    assert_eq!(padded(vec![jmp(1), vec![mov(0), jcc(1, 2)], vec![mov(0), jcc(2, 3)], vec![ret()]]), [(1, 2), (2, 3)]);
}

/// The rows of a padded loop's first block are behind the padding, and its branch leads there.
#[test]
fn rows_of_padded_loops() {
    let mut blocks = vec![(0..17).map(|n| mov(n % 8)).collect::<Vec<_>>(), (0..8).map(mov).collect(), vec![ret()]];
    blocks[0].push(Inst::Jmp { to: 1 });
    blocks[1].push(jcc(1, 2));
    let mut c = code(blocks);
    let first = c.block(1);
    c.locs[first].fill(99);
    let out = emit(&c, Speed { placement: true, alignment: true }).unwrap();
    let v: Vec<_> = Decoder::with_ip(64, &out.code, 0, DecoderOptions::NONE).iter().collect();
    let back = v.iter().find(|i| i.is_jcc_short_or_near()).unwrap();
    assert_eq!((back.near_branch_target(), out.align), (64, 64));
    assert!(v.iter().any(|i| i.mnemonic() == Mn::Nop && i.next_ip() == 64));
    assert!(out.source.contains(&(64, 99)));
}
