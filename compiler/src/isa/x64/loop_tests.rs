//! The passes around allocation (`mir::latch`, `mir::steps`, `mir::spills`, `mir::spill_motion`, `mir::reloads`, `mir::copies`, `regalloc`) on instructions of this target.

use super::inst::{Alu, Cc, Inst, Mem, Reg, Shift, Size, Src};
use super::regs::gpr;
use crate::mir::testing::allocated;
use crate::mir::{Builder, MBlock, VCode, copies, latch, live, reloads, spill_motion, spills, steps};
use regalloc2::RegClass;

fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}

fn mov(dst: u8, src: u8) -> Inst {
    Inst::Move { dst: g(dst), src: g(src) }
}

fn cmp(a: u8, src: Src) -> Inst {
    Inst::Cmp { size: Size::S32, a: g(a), src }
}

fn texts(insts: &[Inst]) -> Vec<String> {
    insts.iter().map(|i| format!("{i:?}")).collect()
}

/// Block 1 is a loop with a split edge back (block 2); the exit returns what is in rcx.
fn loop_with(moves: Vec<Inst>, exit: Vec<Inst>) -> Vec<Vec<Inst>> {
    vec![
        vec![Inst::Jmp { to: 1 }],
        vec![cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 3, other: 2 }],
        moves.into_iter().chain([Inst::Jmp { to: 1 }]).collect(),
        exit.into_iter().chain([Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 }]).collect(),
    ]
}

fn latched(blocks: Vec<Vec<Inst>>) -> bool {
    let before: usize = blocks.iter().map(Vec::len).sum();
    let mut code = allocated(blocks, 1, []);
    latch::run(&mut code);
    assert_eq!((code.insts.len(), code.starts[4] as usize), (before, before));
    code.starts[3] - code.starts[2] == 1
}

#[test]
fn moves_of_a_back_edge_go_before_the_branch() {
    let moves = || vec![mov(2, 0), Inst::Reload { dst: g(6), off: 0, wide: false }];
    assert!(latched(loop_with(moves(), vec![])));
    // Alive behind the loop, read first or not at all.
    assert!(!latched(loop_with(vec![mov(1, 0)], vec![])));
    assert!(!latched(loop_with(moves(), vec![mov(1, 6)])));
    assert!(latched(loop_with(moves(), vec![mov(6, 1), mov(1, 6)])));
    // They store, or make flags; another way leads to them; the branch leads on, not back.
    assert!(!latched(loop_with(vec![Inst::Spill { src: g(0), off: 0, wide: false }], vec![])));
    assert!(!latched(loop_with(vec![cmp(0, Src::Imm(2))], vec![])));
    let mut shared = loop_with(moves(), vec![]);
    shared[0] = vec![cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 1, other: 2 }];
    assert!(!latched(shared));
    let mut forward = loop_with(moves(), vec![]);
    forward[2].pop();
    forward[2].push(Inst::Jmp { to: 3 });
    assert!(!latched(forward));
}

fn spill(src: u8) -> Inst {
    Inst::Spill { src: g(src), off: 8, wide: false }
}

fn reload(dst: u8) -> Inst {
    Inst::Reload { dst: g(dst), off: 8, wide: false }
}

/// What is left of two ways that meet (blocks 2, 3 and 4) behind a spill of rdx; the end reads what is in rcx.
fn met(one: Vec<Inst>, other: Vec<Inst>, meet: Vec<Inst>) -> [Vec<String>; 3] {
    let jump = |v: Vec<Inst>| v.into_iter().chain([Inst::Jmp { to: 4 }]).collect();
    let mut code = allocated(
        vec![
            vec![spill(2), Inst::Jmp { to: 1 }],
            vec![Inst::Imm { dst: g(2), bits: 7 }, cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 2, other: 3 }],
            jump(one),
            jump(other),
            meet.into_iter().chain([Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 }]).collect(),
        ],
        2,
        [],
    );
    spills::run(&mut code);
    live::remove_unread(&mut code);
    assert_eq!((code.starts[5] as usize, code.locs.len()), (code.insts.len(), code.insts.len()));
    [2, 3, 4].map(|b| texts(&code.insts[code.starts[b] as usize..code.starts[b + 1] as usize - 1]))
}

#[test]
fn values_are_not_spilled_again() {
    let left = |one, other, meet| met(one, other, meet).map(|b| b.len());
    let imm = |dst| Inst::Imm { dst: g(dst), bits: 7 };
    // On both ways the register holds what the slot has; behind, nobody reads it, so the reloads go as well.
    assert_eq!(left(vec![reload(2)], vec![reload(2)], vec![spill(2)]), [0, 0, 0]);
    assert_eq!(left(vec![reload(2)], vec![reload(2)], vec![spill(2), mov(1, 2)]), [1, 1, 1]);
    assert_eq!(left(vec![reload(6), mov(2, 6)], vec![reload(2)], vec![spill(2), mov(1, 2)]), [2, 1, 1]);
    // One of them leaves it out, changes it, or has another value in the slot.
    assert_eq!(left(vec![reload(2)], vec![], vec![spill(2)]), [1, 0, 1]);
    assert_eq!(left(vec![reload(2)], vec![reload(2), imm(2)], vec![spill(2)]), [1, 1, 1]);
    let alu = Inst::Alu { op: Alu::Add, size: Size::S64, dst: g(2), a: g(2), src: Src::Imm(1) };
    assert_eq!(left(vec![reload(2)], vec![reload(2), alu], vec![spill(2)]), [1, 2, 1]);
    assert_eq!(left(vec![reload(2)], vec![reload(2), spill(0)], vec![spill(2)]), [1, 2, 1]);
    // Another slot is none of its business; reloads of what is there go.
    let far = Inst::Spill { src: g(0), off: 16, wide: false };
    assert_eq!(left(vec![reload(2)], vec![reload(2), far], vec![reload(2), mov(1, 2)]), [1, 2, 1]);
}

#[test]
fn a_loop_keeps_only_what_holds_on_every_turn() {
    let turn = |body: Vec<Inst>| {
        let ret = Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 };
        let body = body.into_iter().chain([cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 1, other: 2 }]).collect();
        let mut code = allocated(vec![vec![spill(2), Inst::Jmp { to: 1 }], body, vec![mov(1, 2), ret]], 2, []);
        spills::run(&mut code);
        live::remove_unread(&mut code);
        code.starts[2] - code.starts[1] - 2
    };
    assert_eq!(turn(vec![spill(2)]), 0);
    assert_eq!(turn(vec![spill(2), Inst::Imm { dst: g(2), bits: 7 }]), 2);
    assert_eq!(turn(vec![reload(2), spill(2)]), 0);
}

/// What becomes of a loop (block 1, which goes on in 2 and leaves to 3), by blocks, without the ends of these.
fn moved(before: Vec<Inst>, head: Vec<Inst>, round: Vec<Inst>, behind: Vec<Inst>) -> [Vec<String>; 4] {
    let end = |v: Vec<Inst>, i: &[Inst]| v.into_iter().chain(i.iter().cloned()).collect();
    let blocks = vec![
        end(before, &[Inst::Jmp { to: 1 }]),
        end(head, &[cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 2, other: 3 }]),
        end(round, &[Inst::Jmp { to: 1 }]),
        end(behind, &[Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 }]),
    ];
    let mut code = allocated(blocks, 2, []);
    spill_motion::run(&mut code);
    assert_eq!((code.starts[4] as usize, code.locs.len()), (code.insts.len(), code.insts.len()));
    [1, 2, 1, 1].iter().zip(code.starts.windows(2)).map(|(n, s)| texts(&code.insts[s[0] as usize..s[1] as usize - n])).collect::<Vec<_>>().try_into().unwrap()
}

#[test]
fn spills_and_reloads_go_where_they_run_less_often() {
    let imm = |dst| Inst::Imm { dst: g(dst), bits: 7 };
    let check = |before: &[Inst], head: &[Inst], round: &[Inst], behind: &[Inst], want: [&[Inst]; 4]| {
        assert_eq!(moved(before.to_vec(), head.to_vec(), round.to_vec(), behind.to_vec()), want.map(texts));
    };
    let stays = |before: &[Inst], head: &[Inst], round: &[Inst], behind: &[Inst]| check(before, head, round, behind, [before, head, round, behind]);
    let far = |dst| Inst::Reload { dst: g(dst), off: 16, wide: false };
    // The slot has it when the loop goes round; on that way only it is spilled.
    check(&[imm(2)], &[spill(2)], &[reload(2)], &[], [&[imm(2), spill(2)], &[], &[reload(2)], &[]]);
    check(&[imm(2)], &[imm(6)], &[spill(2), reload(5), imm(2), reload(2)], &[], [&[imm(2), spill(2)], &[imm(6)], &[reload(5), imm(2), reload(2)], &[]]);
    check(&[imm(2)], &[imm(6), spill(2)], &[reload(5), reload(2)], &[reload(1)], [&[imm(2), spill(2)], &[imm(6)], &[reload(5), reload(2)], &[reload(1)]]);
    // The register changes on the way, the slot is of another value, or read before, or on the other way.
    stays(&[imm(2)], &[spill(2)], &[reload(2), imm(2)], &[]);
    stays(&[imm(2)], &[imm(2), spill(2)], &[reload(2)], &[]);
    stays(&[imm(2)], &[spill(2)], &[far(2)], &[reload(1)]);
    stays(&[spill(5), imm(2)], &[reload(6), spill(2)], &[reload(2)], &[]);
    // Reloads of what the register has on the way back, if it is not read before.
    check(&[spill(5)], &[reload(6)], &[imm(6), reload(6)], &[], [&[spill(5), reload(6)], &[], &[imm(6), reload(6)], &[]]);
    check(&[spill(5)], &[imm(2), reload(6)], &[reload(6), mov(1, 6)], &[], [&[spill(5), reload(6)], &[imm(2)], &[reload(6), mov(1, 6)], &[]]);
    stays(&[spill(5)], &[cmp(6, Src::Imm(0)), reload(6)], &[reload(6)], &[]);
    stays(&[spill(5)], &[reload(6)], &[reload(6), imm(6)], &[]);
    stays(&[spill(5)], &[reload(6)], &[reload(6), spill(0)], &[]);
    // The register has another value in between.
    check(&[spill(5)], &[reload(6), mov(1, 6), far(6)], &[reload(6)], &[], [&[spill(5), reload(6)], &[mov(1, 6), far(6)], &[reload(6)], &[]]);
}

#[test]
fn spills_that_nobody_reads_go() {
    let imm = |dst| Inst::Imm { dst: g(dst), bits: 7 };
    let left = |before, head, round, behind| moved(before, head, round, behind).map(|b| b.len());
    assert_eq!(left(vec![spill(2)], vec![spill(5)], vec![], vec![]), [0, 0, 0, 0]);
    // Another overwrites it, at once or wherever control goes.
    assert_eq!(left(vec![spill(2), spill(5)], vec![reload(1)], vec![imm(1)], vec![]), [1, 1, 1, 0]);
    assert_eq!(left(vec![spill(2)], vec![imm(1), spill(5)], vec![], vec![reload(1)]), [0, 2, 0, 1]);
    assert_eq!(left(vec![spill(2)], vec![], vec![spill(5)], vec![reload(1)]), [1, 0, 1, 1]);
    // One that goes does not keep its slot's value for others.
    assert_eq!(left(vec![imm(2)], vec![spill(2)], vec![imm(2), spill(2)], vec![reload(1)]), [1, 1, 1, 1]);
}

/// What becomes of a block and a return of rcx.
fn reloaded(block: Vec<Inst>) -> Vec<String> {
    let ret = Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 };
    let mut code = allocated(vec![block.into_iter().chain([ret]).collect()], 2, []);
    reloads::run(&mut code);
    assert_eq!((code.starts[1] as usize, code.locs.len()), (code.insts.len(), code.insts.len()));
    code.insts.pop();
    texts(&code.insts)
}

#[test]
fn spilled_values_are_read_where_they_are() {
    let reload = |dst: u8| Inst::Reload { dst: g(dst), off: 8, wide: false };
    let slot = Src::Mem(super::Mem::base(g(4), 8));
    let add = |dst: u8, src| Inst::Alu { op: Alu::Add, size: Size::S32, dst: g(dst), a: g(dst), src };
    assert_eq!(reloaded(vec![reload(0), add(2, Src::Reg(g(0)))]), texts(&[add(2, slot)]));
    assert_eq!(reloaded(vec![reload(0), mov(5, 6), cmp(2, Src::Reg(g(0)))]), texts(&[mov(5, 6), cmp(2, slot)]));
    assert_eq!(reloaded(vec![reload(0), mov(1, 0)]), texts(&[reload(1)]));
    assert_eq!(reloaded(vec![reload(0), mov(0, 0)]), texts(&[reload(0)]));
    // Wanted again, here or behind; the first operand; the slot or the register is another's by then.
    let stays = |block: Vec<Inst>| assert_eq!(reloaded(block.clone()), texts(&block));
    stays(vec![reload(0), add(2, Src::Reg(g(0))), mov(1, 0)]);
    stays(vec![reload(1), add(2, Src::Reg(g(1)))]);
    stays(vec![reload(0), add(0, Src::Reg(g(2))), mov(1, 0)]);
    stays(vec![reload(0), add(0, Src::Reg(g(0)))]);
    stays(vec![reload(0), Inst::Spill { src: g(6), off: 8, wide: false }, add(2, Src::Reg(g(0)))]);
    assert_eq!(reloaded(vec![reload(0), Inst::Spill { src: g(6), off: 0, wide: false }, add(2, Src::Reg(g(0)))]).len(), 2);
    stays(vec![reload(0), mov(0, 6), add(2, Src::Reg(g(0)))]);
}

/// A loop whose parameter `p` is stepped to `n` and then read by `rest`; its code, and the step's position.
fn stepped(rest: impl Fn(Reg, Reg) -> Vec<Inst>) -> (VCode<Inst>, usize) {
    let mut b = Builder::<Inst>::new(5, 0);
    let r: Vec<Reg> = (0..3).map(|_| Reg::from_vreg(b.vreg(RegClass::Int))).collect();
    let (init, p, n) = (r[0], r[1], r[2]);
    let block = |b: &mut Builder<Inst>, m: u32, insts: Vec<Inst>, edges: Vec<(u32, Vec<Reg>)>, params: Vec<Reg>| {
        b.begin_block(MBlock(m));
        insts.into_iter().for_each(|i| b.push(i));
        b.flush();
        edges.into_iter().for_each(|(to, args)| b.edge(MBlock(m), MBlock(to), args.into_iter().map(|a| a.vreg()).collect()));
        b.end_block(MBlock(m), params.into_iter().map(|p| p.vreg()).collect());
    };
    block(&mut b, 4, vec![Inst::Ret { uses: vec![], pop: 0 }], vec![], vec![]);
    block(&mut b, 3, vec![Inst::Jmp { to: 4 }], vec![(4, vec![])], vec![]);
    block(&mut b, 2, vec![Inst::Jmp { to: 1 }], vec![(1, vec![n])], vec![]);
    let step = Inst::Alu { op: Alu::Sub, size: Size::S32, dst: n, a: p, src: Src::Imm(8) };
    let mut insts = vec![step];
    insts.extend(rest(p, n));
    insts.push(Inst::Jcc { cc: Cc::B, then: 2, other: 3 });
    block(&mut b, 1, insts, vec![(2, vec![]), (3, vec![])], vec![p]);
    block(&mut b, 0, vec![Inst::Imm { dst: init, bits: 7 }, Inst::Jmp { to: 1 }], vec![(1, vec![init])], vec![]);
    let mut code = b.finish();
    let before = code.operands.len();
    steps::run(&mut code);
    let at = code.insts.iter().position(|i| matches!(i, Inst::Alu { .. } | Inst::Lea { .. })).unwrap();
    // Every instruction still has its own operands.
    assert_eq!((code.operands.len(), *code.operand_starts.last().unwrap() as usize), (before, before));
    for (i, inst) in code.insts.iter_mut().enumerate() {
        let mut own = Vec::new();
        crate::mir::operands(inst, &mut own);
        assert_eq!(own, code.operands[code.operand_starts[i] as usize..code.operand_starts[i + 1] as usize]);
    }
    (code, at - 2)
}

#[test]
fn steps_stand_behind_the_last_use() {
    let read = |a: Reg| Inst::Cmp { size: Size::S32, a, src: Src::Imm(1) };
    let copy = |p: Reg| Inst::Store { bytes: 4, mem: super::Mem::base(p, 0), src: p };
    // Between flags and their reader it leaves them alone.
    let (code, at) = stepped(|p, _| vec![copy(p), read(p)]);
    assert!(at == 2 && matches!(code.insts[4], Inst::Lea { .. }), "{code:?}");
    let (code, at) = stepped(|p, n| vec![copy(p), read(n)]);
    assert!(at == 1 && matches!(code.insts[3], Inst::Alu { .. }), "{code:?}");
    // Its result is read before; nothing reads the old value.
    assert_eq!(stepped(|p, n| vec![copy(n), read(p)]).1, 0);
    assert_eq!(stepped(|_, n| vec![copy(n), read(n)]).1, 0);
}

/// What `copies` leaves of a block that returns rcx, where the registers up to r9 are written somewhere.
fn copied(insts: Vec<Inst>) -> Vec<String> {
    let ret = Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 };
    let mut code = allocated(vec![insts.into_iter().chain([ret]).collect()], 2, (0..10).filter(|n| !matches!(n, 3 | 4)).map(gpr));
    copies::run(&mut code);
    code.insts.pop();
    texts(&code.insts)
}

#[test]
fn originals_are_read_in_the_place_of_copies() {
    let lea = |dst, a, b| Inst::Lea { size: Size::S32, dst: g(dst), mem: Mem::base_index(g(a), g(b), 0) };
    let add = |dst, src| Inst::Alu { op: Alu::Add, size: Size::S32, dst: g(dst), a: g(dst), src: Src::Reg(g(src)) };
    // Copies of copies too, and for the register that the copy was read to write.
    assert_eq!(copied(vec![mov(2, 0), mov(6, 2), lea(1, 6, 2)]), texts(&[lea(1, 0, 0)]));
    assert_eq!(copied(vec![mov(2, 0), lea(0, 2, 5), mov(1, 0)]), texts(&[lea(1, 0, 5)]));
    // An operand that the result replaces stays; the other is read from the original.
    assert_eq!(copied(vec![mov(1, 0), mov(2, 5), add(1, 2)]), texts(&[mov(1, 0), add(1, 5)]));
    assert_eq!(copied(vec![mov(2, 1), add(1, 2)]), texts(&[mov(2, 1), add(1, 2)]));
    // The original changes: its oldest copy is read from then on.
    let change = || Inst::Imm { dst: g(0), bits: 7 };
    assert_eq!(copied(vec![mov(2, 0), mov(6, 0), change(), lea(1, 6, 0)]), texts(&[mov(2, 0), change(), lea(1, 2, 0)]));
    // Back to where it is.
    assert_eq!(copied(vec![mov(2, 1), mov(1, 2)]), texts(&[]));
    // Pinned registers are not carried on.
    assert_eq!(copied(vec![mov(2, 3), lea(1, 2, 0)]), texts(&[mov(2, 3), lea(1, 2, 0)]));
    // What was spilled or reloaded is in a register, until that changes.
    assert_eq!(copied(vec![spill(0), reload(2), lea(1, 2, 5)]), texts(&[spill(0), lea(1, 0, 5)]));
    assert_eq!(copied(vec![reload(0), reload(2), lea(1, 2, 0)]), texts(&[reload(0), lea(1, 0, 0)]));
    assert_eq!(copied(vec![spill(0), change(), reload(2), lea(1, 2, 0)]), texts(&[spill(0), change(), reload(2), lea(1, 2, 0)]));
    assert_eq!(copied(vec![spill(0), spill(5), reload(2), lea(1, 2, 0)]), texts(&[spill(0), spill(5), lea(1, 5, 0)]));
}

#[test]
fn results_go_where_their_copies_are() {
    let imm = |dst| Inst::Imm { dst: g(dst), bits: 7 };
    let add = |dst, src| Inst::Alu { op: Alu::Add, size: Size::S32, dst: g(dst), a: g(dst), src };
    let lea = |dst, a, b| Inst::Lea { size: Size::S32, dst: g(dst), mem: Mem::base_index(g(a), g(b), 0) };
    let one = Src::Imm(1);
    assert_eq!(copied(vec![reload(2), mov(1, 2)]), texts(&[reload(1)]));
    // In place, and read meanwhile; its old value is another's.
    assert_eq!(copied(vec![imm(2), add(2, one.clone()), cmp(2, one.clone()), mov(1, 2)]), texts(&[imm(1), add(1, one.clone()), cmp(1, one.clone())]));
    assert_eq!(copied(vec![lea(2, 2, 1), mov(1, 2)]), texts(&[lea(1, 2, 1)]));
    // The copy's register is in use until then, or the original is read behind.
    assert_eq!(copied(vec![imm(2), cmp(1, one.clone()), mov(1, 2)]), texts(&[imm(2), cmp(1, one.clone()), mov(1, 2)]));
    assert_eq!(copied(vec![imm(2), imm(1), spill(1), mov(1, 2)]), texts(&[imm(2), imm(1), spill(1), mov(1, 2)]));
    let ret = Inst::Ret { uses: vec![(g(1), gpr(1)), (g(2), gpr(2))], pop: 0 };
    let mut both = allocated(vec![vec![imm(2), mov(1, 2), ret]], 0, [1, 2].map(gpr));
    copies::run(&mut both);
    assert_eq!(both.insts.len(), 3);
    // What is written early, in a fixed register, or before the block.
    let early = || Inst::Args { defs: vec![(g(2), gpr(2))] };
    assert_eq!(copied(vec![early(), mov(1, 2)]), texts(&[early(), mov(1, 2)]));
    let double = || Inst::ShiftImm { op: Shift::Shl, size: Size::S32, dst: g(2), a: g(2), n: 1 };
    assert_eq!(copied(vec![double(), mov(1, 2)]), texts(&[double(), mov(1, 2)]));
    // A sum can be put anywhere; what was before is read until then.
    let sum = |dst, a, n| Inst::Lea { size: Size::S32, dst: g(dst), mem: Mem::base(g(a), n) };
    assert_eq!(copied(vec![add(2, one.clone()), mov(1, 2)]), texts(&[sum(1, 2, 1)]));
    assert_eq!(copied(vec![cmp(1, one.clone()), add(2, Src::Reg(g(5))), cmp(2, one.clone()), mov(1, 2)]), texts(&[cmp(1, one.clone()), lea(1, 2, 5), cmp(1, one.clone())]));
    assert_eq!(copied(vec![double(), add(2, one.clone()), cmp(1, one.clone()), mov(1, 2)]), texts(&[double(), add(2, one.clone()), cmp(1, one), mov(1, 2)]));
}

#[test]
fn copies_are_known_where_they_are_on_every_way() {
    let ret = || Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 };
    let branch = |then, other| [cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then, other }];
    let run = |first: Vec<Inst>, blocks: Vec<Vec<Inst>>| {
        let blocks = [first].into_iter().chain(blocks).collect();
        let mut code = allocated(blocks, 2, [0, 1, 2].map(gpr));
        copies::run(&mut code);
        texts(&code.insts[code.starts[2] as usize..])
    };
    let known = |b: u32| vec![mov(2, 0), branch(1, b)[0].clone(), branch(1, b)[1].clone()];
    let read = || vec![mov(1, 2), ret()];
    assert_eq!(run(known(2), vec![vec![ret()], read()]), texts(&[mov(1, 0), ret()]));
    // Another way leads there, with the same, with another value in either, or with copies of something else.
    let two = |way: Vec<Inst>| run(known(2), vec![way.into_iter().chain([Inst::Jmp { to: 2 }]).collect(), read()]);
    let imm = |dst| Inst::Imm { dst: g(dst), bits: 7 };
    assert_eq!(two(vec![]), texts(&[mov(1, 0), ret()]));
    assert_eq!(two(vec![imm(2), mov(2, 0)]), texts(&[mov(1, 0), ret()]));
    assert_eq!(two(vec![mov(0, 1), mov(2, 0)]), texts(&[mov(1, 0), ret()]));
    assert_eq!(two(vec![imm(0)]), texts(&[mov(1, 2), ret()]));
    assert_eq!(two(vec![mov(2, 1)]), texts(&[mov(1, 2), ret()]));
    assert_eq!(two(vec![mov(0, 1)]), texts(&[mov(1, 2), ret()]));
    // Of three that are alike two stay so.
    let first = [vec![mov(6, 0)], known(2)].concat();
    assert_eq!(run(first, vec![vec![mov(0, 5), Inst::Jmp { to: 2 }], vec![mov(1, 6), ret()]]), texts(&[mov(1, 2), ret()]));
    // What a loop does on its way round counts where it begins.
    let head = |round: Vec<Inst>| {
        let test = vec![cmp(2, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 2, other: 3 }];
        let mut code = allocated(vec![vec![mov(2, 0), Inst::Jmp { to: 1 }], test, [round, vec![Inst::Jmp { to: 1 }]].concat(), vec![ret()]], 2, [0, 1, 2].map(gpr));
        copies::run(&mut code);
        texts(&code.insts)[code.starts[1] as usize].clone()
    };
    assert_eq!(head(vec![imm(6)]), texts(&[cmp(0, Src::Imm(1))])[0]);
    assert_eq!(head(vec![imm(0), imm(2)]), texts(&[cmp(2, Src::Imm(1))])[0]);
    assert_eq!(head(vec![imm(2)]), texts(&[cmp(2, Src::Imm(1))])[0]);
    // What was reloaded before is reloaded where it is read.
    let reloaded = vec![reload(0), cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 1, other: 2 }];
    assert_eq!(run(reloaded, vec![vec![ret()], vec![reload(1), ret()]]), texts(&[reload(1), ret()]));
    let spilled = vec![spill(0), cmp(0, Src::Imm(1)), Inst::Jcc { cc: Cc::E, then: 1, other: 2 }];
    assert_eq!(run(spilled, vec![vec![ret()], vec![reload(1), ret()]]), texts(&[mov(1, 0), ret()]));
}
