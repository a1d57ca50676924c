//! The proof of allocated code (`mir::values`) on instructions of this target: what it takes, and that each fault is found.

use super::inst::{Alu, Cc, FpUnary, Inst, Mem, Reg, Size, Src, Target};
use super::regs::{self, gpr};
use crate::mir::testing::allocated;
use crate::mir::{Builder, MBlock, VCode, values};
use regalloc2::{PReg, RegClass};

fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}

fn f(n: usize) -> Reg {
    Reg::phys(PReg::new(n, RegClass::Float))
}

fn mov(dst: u8, src: u8) -> Inst {
    Inst::Move { dst: g(dst), src: g(src) }
}

fn spill(src: Reg, off: u32, wide: bool) -> Inst {
    Inst::Spill { src, off, wide }
}

fn reload(dst: Reg, off: u32, wide: bool) -> Inst {
    Inst::Reload { dst, off, wide }
}

fn add(dst: Reg, a: Reg, src: Src) -> Inst {
    Inst::Alu { op: Alu::Add, size: Size::S32, dst, a, src }
}

fn cmp(a: Reg, n: i32) -> Inst {
    Inst::Cmp { size: Size::S32, a, src: Src::Imm(n) }
}

/// A block before allocation: its instructions, its edges with their arguments, its parameters.
type Block = (Vec<Inst>, Vec<(u32, Vec<Reg>)>, Vec<Reg>);

/// A function, out of virtual registers of which the last two are floats.
fn function(blocks: impl Fn(&[Reg]) -> Vec<Block>) -> VCode<Inst> {
    let mut b = Builder::<Inst>::new(blocks(&[Reg::phys(gpr(0)); 8]).len(), 0);
    let regs: Vec<Reg> = (0..8).map(|n| Reg::from_vreg(b.vreg(if n < 6 { RegClass::Int } else { RegClass::Float }))).collect();
    for (n, (insts, edges, params)) in blocks(&regs).into_iter().enumerate().rev() {
        b.begin_block(MBlock(n as u32));
        insts.into_iter().for_each(|i| b.push(i));
        b.flush();
        edges.into_iter().for_each(|(to, args)| b.edge(MBlock(n as u32), MBlock(to), args.into_iter().map(|a| a.vreg()).collect()));
        b.end_block(MBlock(n as u32), params.into_iter().map(|p| p.vreg()).collect());
    }
    b.finish()
}

/// Arguments in rax and rcx, of which the first is counted up in a loop by what `step` does; the second is returned in rcx.
fn looping(step: impl Fn(&[Reg]) -> Vec<Inst>) -> VCode<Inst> {
    function(|v| {
        vec![
            (vec![Inst::Args { defs: vec![(v[0], gpr(0)), (v[1], gpr(1))] }, Inst::Jmp { to: 1 }], vec![(1, vec![v[0]])], vec![]),
            (vec![cmp(v[2], 9), Inst::Jcc { cc: Cc::E, then: 3, other: 2 }], vec![(3, vec![]), (2, vec![])], vec![v[2]]),
            (step(v).into_iter().chain([Inst::Jmp { to: 1 }]).collect(), vec![(1, vec![v[3]])], vec![]),
            (vec![Inst::Ret { uses: vec![(v[1], gpr(1))], pop: 0 }], vec![], vec![]),
        ]
    })
}

/// The same allocated, with moves behind the arguments, in front of the comparison and of the branch, and in front of the return.
fn looped(start: Vec<Inst>, head: Vec<Inst>, end: Vec<Inst>, step: Vec<Inst>, exit: Vec<Inst>) -> Vec<Vec<Inst>> {
    let jcc = Inst::Jcc { cc: Cc::E, then: 3, other: 2 };
    vec![
        [vec![Inst::Args { defs: vec![(g(0), gpr(0)), (g(1), gpr(1))] }], start, vec![Inst::Jmp { to: 1 }]].concat(),
        [head, vec![cmp(g(0), 9)], end, vec![jcc]].concat(),
        [step, vec![Inst::Jmp { to: 1 }]].concat(),
        [exit, vec![Inst::Ret { uses: vec![(g(1), gpr(1))], pop: 0 }]].concat(),
    ]
}

fn proved(before: &VCode<Inst>, after: Vec<Vec<Inst>>, wide: bool) -> Result<(), String> {
    values::check(before, &crate::mir::frame::Allocated { wide, ..allocated(after, 4, []) })
}

#[track_caller]
fn fails(what: &str, r: Result<(), String>) {
    match r {
        Ok(()) => panic!("proved, expected: {what}"),
        Err(e) => assert!(e.contains(what), "{e}\nexpected: {what}"),
    }
}

#[test]
fn values_are_followed_through_places() {
    let before = looping(|v| vec![add(v[3], v[2], Src::Imm(1))]);
    let step = || add(g(0), g(0), Src::Imm(1));
    let ok = |start, head, end, steps, exit| assert_eq!(proved(&before, looped(start, head, end, steps, exit), false), Ok(()));
    let bad = |what, start, head, end, steps, exit| fails(what, proved(&before, looped(start, head, end, steps, exit), false));
    ok(vec![], vec![], vec![], vec![step()], vec![]);
    // One value goes by another register, or by a slot.
    ok(vec![mov(6, 1)], vec![], vec![], vec![step(), mov(1, 0)], vec![mov(1, 6)]);
    ok(vec![spill(g(1), 8, false)], vec![], vec![], vec![step(), mov(1, 0)], vec![reload(g(1), 8, false)]);
    bad("reads v1 from i1", vec![], vec![], vec![], vec![step(), mov(1, 0)], vec![]);
    bad("reads v1 from i1", vec![mov(6, 1)], vec![], vec![], vec![mov(6, 0), step()], vec![mov(1, 6)]);
    bad("reads v1 from i1", vec![spill(g(1), 8, false)], vec![], vec![], vec![step()], vec![reload(g(1), 16, false)]);
    bad("reads v1 from i1", vec![spill(g(1), 8, false)], vec![], vec![], vec![spill(g(0), 8, false), step()], vec![reload(g(1), 8, false)]);
    // The parameter is what the argument is, on each way.
    ok(vec![mov(7, 0)], vec![mov(0, 7)], vec![], vec![step(), mov(7, 0)], vec![]);
    bad("reads v2 from i0", vec![mov(7, 0)], vec![mov(0, 7)], vec![], vec![step()], vec![]);
    bad("reads v2 from i0", vec![], vec![mov(0, 7)], vec![], vec![step(), mov(7, 0)], vec![]);
    // A slot has what it had before the parameter was made anew.
    bad("reads v2 from i0", vec![spill(g(0), 0, false)], vec![reload(g(0), 0, false)], vec![], vec![step()], vec![]);
    ok(vec![spill(g(0), 0, false)], vec![reload(g(0), 0, false)], vec![], vec![step(), spill(g(0), 0, false)], vec![]);
}

#[test]
fn instructions_are_the_same() {
    let before = looping(|v| vec![add(v[3], v[2], Src::Imm(1))]);
    let bad = |what, step| fails(what, proved(&before, looped(vec![], vec![], vec![], step, vec![]), false));
    let ok = |start, step, exit| assert_eq!(proved(&before, looped(start, vec![], vec![], step, exit), false), Ok(()));
    bad("is not what became of", vec![add(g(0), g(0), Src::Imm(2))]);
    bad("is not what became of", vec![]);
    bad("is not what became of", vec![add(g(0), g(0), Src::Imm(1)), add(g(0), g(0), Src::Imm(1))]);
    bad("is not what became of", vec![add(g(0), g(0), Src::Reg(g(2)))]);
    bad("in the place of its operand", vec![add(g(2), g(0), Src::Imm(1)), mov(0, 2)]);
    // That leaves flags alone, and makes its result anywhere.
    let lea = |dst: u8, n| Inst::Lea { size: Size::S32, dst: g(dst), mem: Mem::base(g(0), n) };
    ok(vec![], vec![lea(2, 1), mov(0, 2)], vec![]);
    bad("is not what became of", vec![lea(2, 2), mov(0, 2)]);
    // What a call destroys; where the convention has arguments and results.
    let call = |u: Reg, d: Reg| Inst::Call { target: Target::Func(0), uses: vec![(u, gpr(0))], defs: vec![(d, gpr(0))], pop: 0, indirect: None };
    let before = looping(|v| vec![call(v[2], v[3])]);
    let saved = |step| proved(&before, looped(vec![spill(g(1), 0, false)], vec![], vec![], step, vec![reload(g(1), 0, false)]), false);
    assert_eq!(saved(vec![call(g(0), g(0))]), Ok(()));
    fails("reads v1 from i1", proved(&before, looped(vec![], vec![], vec![], vec![call(g(0), g(0))], vec![]), false));
    fails("not in p0i", saved(vec![mov(6, 0), call(g(6), g(0))]));
    fails("not in p0i", saved(vec![call(g(0), g(6)), mov(0, 6)]));
    // Ways in another order, and a block that goes on.
    let before = looping(|v| vec![add(v[3], v[2], Src::Imm(1))]);
    let mut code = looped(vec![], vec![], vec![], vec![add(g(0), g(0), Src::Imm(1))], vec![]);
    code[1][1] = Inst::Jcc { cc: Cc::E, then: 2, other: 3 };
    fails("is not what became of", proved(&before, code.clone(), false));
    code[1][1] = Inst::Jcc { cc: Cc::E, then: 3, other: 2 };
    code[2].push(mov(0, 1));
    fails("goes on behind its end", proved(&before, code.clone(), false));
    code[2] = vec![add(g(0), g(0), Src::Imm(1))];
    fails("any longer", proved(&before, code, false));
}

#[test]
fn operands_are_read_from_their_slots() {
    let before = looping(|v| vec![add(v[3], v[2], Src::Reg(v[1]))]);
    let slot = |off| Src::Mem(Mem::base(Reg::phys(regs::RSP), off));
    let run = |step| proved(&before, looped(vec![spill(g(1), 8, false)], vec![], vec![], vec![step], vec![reload(g(1), 8, false)]), false);
    assert_eq!(run(add(g(0), g(0), slot(8))), Ok(()));
    fails("reads v1 from the 8 bytes at 16", run(add(g(0), g(0), slot(16))));
    fails("is not what became of", run(add(g(0), g(0), Src::Mem(Mem::base(g(4), 8)))).and_then(|()| run(add(g(0), g(0), Src::Mem(Mem::base(g(6), 8))))));
    // All operands that are the same.
    let test = |a: Reg| Inst::Test { size: Size::S32, a, src: Src::Reg(a) };
    let before = looping(|v| vec![test(v[1]), add(v[3], v[2], Src::Imm(1))]);
    let cmp = |off, imm| Inst::CmpMemImm { size: Size::S32, mem: Mem::base(Reg::phys(regs::RSP), off), imm };
    let run = |cmp| proved(&before, looped(vec![spill(g(1), 8, false)], vec![], vec![], vec![cmp, add(g(0), g(0), Src::Imm(1))], vec![]), false);
    assert_eq!(run(cmp(8, 0)), Ok(()));
    fails("reads v1 from the 8 bytes at 0", run(cmp(0, 0)));
    fails("is not what became of", run(cmp(8, 1)));
}

#[test]
fn the_end_of_a_loop_is_done_early() {
    let before = looping(|v| vec![Inst::Imm { dst: v[3], bits: 7 }]);
    let imm = |dst, bits| Inst::Imm { dst: g(dst), bits };
    let run = |end, step, exit| proved(&before, looped(vec![], vec![], end, step, exit), false);
    assert_eq!(run(vec![], vec![imm(0, 7)], vec![]), Ok(()));
    assert_eq!(run(vec![imm(0, 7)], vec![], vec![]), Ok(()));
    assert_eq!(run(vec![imm(2, 7), mov(0, 2)], vec![], vec![]), Ok(()));
    fails("is not what became of", run(vec![imm(0, 8)], vec![], vec![]));
    fails("reads v1 from i1", run(vec![imm(1, 7), mov(0, 1)], vec![], vec![]));
    fails("reads v2 from i0", run(vec![imm(2, 7)], vec![], vec![]));
    fails("is not what became of", run(vec![imm(0, 7)], vec![imm(0, 7)], vec![]));
    // What makes flags may not.
    let before = looping(|v| vec![add(v[3], v[2], Src::Imm(1))]);
    fails("is not what became of", proved(&before, looped(vec![], vec![], vec![add(g(0), g(0), Src::Imm(1))], vec![], vec![]), false));
}

#[test]
fn operands_are_not_written_before_they_are_read() {
    let table = |index, clamped, base| Inst::JmpTable { index, clamped, base, targets: vec![1, 1], bounded: false };
    let before = function(|v| {
        vec![
            (vec![Inst::Args { defs: vec![(v[0], gpr(0))] }, table(v[0], v[1], v[2])], vec![(1, vec![]), (1, vec![])], vec![]),
            (vec![Inst::Ret { uses: vec![(v[0], gpr(0))], pop: 0 }], vec![], vec![]),
        ]
    });
    let run = |clamped, base| {
        let start = vec![Inst::Args { defs: vec![(g(0), gpr(0))] }, table(g(0), g(clamped), g(base))];
        proved(&before, vec![start, vec![Inst::Ret { uses: vec![(g(0), gpr(0))], pop: 0 }]], false)
    };
    assert_eq!(run(2, 3), Ok(()));
    fails("writes an operand before it reads it", run(0, 3));
    fails("two values in i2", run(2, 2));

    // A result that is cleared first.
    let root = |dst, base: Reg| Inst::FpUnary { op: FpUnary::Sqrt, size: Size::S64, dst, src: Src::Mem(Mem::base(base, 0)) };
    let convert = |dst, src| Inst::FToInt { from: Size::S64, to: Size::S64, dst, src };
    let before = function(|v| {
        let args = Inst::Args { defs: vec![(v[0], gpr(0))] };
        vec![(vec![args, root(v[6], v[0]), convert(v[1], v[6]), Inst::Ret { uses: vec![(v[1], gpr(0))], pop: 0 }], vec![], vec![])]
    });
    let args = Inst::Args { defs: vec![(g(0), gpr(0))] };
    let code = vec![args, root(f(1), g(0)), convert(g(0), f(1)), Inst::Ret { uses: vec![(g(0), gpr(0))], pop: 0 }];
    assert_eq!(proved(&before, vec![code.clone()], false), Ok(()));
    let mut other = code;
    other[2] = convert(g(0), f(2));
    fails("reads v6 from f2", proved(&before, vec![other], false));
}

#[test]
fn slots_overlap() {
    let before = function(|v| {
        let args = Inst::Args { defs: vec![(v[0], gpr(0)), (v[6], PReg::new(1, RegClass::Float))] };
        vec![(vec![args, Inst::Ret { uses: vec![(v[0], gpr(0)), (v[6], PReg::new(1, RegClass::Float))], pop: 0 }], vec![], vec![])]
    });
    let uses = || vec![(g(0), gpr(0)), (f(1), PReg::new(1, RegClass::Float))];
    let run = |moves: Vec<Inst>| proved(&before, vec![[vec![Inst::Args { defs: uses() }], moves, vec![Inst::Ret { uses: uses(), pop: 0 }]].concat()], true);
    assert_eq!(run(vec![spill(f(1), 0, true), spill(g(0), 16, false), reload(f(1), 0, true)]), Ok(()));
    fails("reads v6 from f1", run(vec![spill(f(1), 0, true), spill(g(0), 8, false), reload(f(1), 0, true)]));
    fails("reads v0 from i0", run(vec![spill(g(0), 8, false), spill(f(1), 0, true), reload(g(0), 8, false)]));
}
