//! Every rule against a function that breaks it alone.

use super::super::inst::{Alu, BitOp, Cc, Indirect, Key, Shift, Size, flag};
use super::super::{abi, frame, frame::Final, regs::gpr};
use super::*;
use crate::mir::call::{CallLayout, Kind};
use crate::mir::frame::Allocated;
use crate::mir::testing::{self, at, insert, remove};
use regalloc2::RegClass;
use wazc_abi::trap::TrapCode;

fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}
fn sp(off: i32) -> Mem {
    Mem::base(g(4), off)
}
fn incoming(off: i32) -> Mem {
    Mem { incoming: true, ..sp(off) }
}
fn fixed(regs: &[u8]) -> Vec<(Reg, PReg)> {
    regs.iter().map(|&n| (g(n), gpr(n))).collect()
}
fn load(dst: u8, m: Mem) -> Inst {
    Inst::Ext { kind: ExtKind::U64, dst: g(dst), src: Src::Mem(m) }
}
fn store(m: Mem, src: u8) -> Inst {
    Inst::Store { bytes: 8, mem: m, src: g(src) }
}
fn cmp(a: u8) -> Inst {
    Inst::Cmp { size: Size::S32, a: g(a), src: Src::Imm(7) }
}

const RESULTS: [u8; 4] = cc::INT_RESULTS;

/// Eight integer parameters and six results: two of each on the stack.
fn layout() -> CallLayout {
    abi::CONVENTION.layout([Kind::Int; 8].into_iter(), [Kind::Int; 6].into_iter())
}

fn allocated() -> Allocated<Inst> {
    let call = Inst::Call { target: Target::Func(0), uses: fixed(&cc::INT_ARGS), defs: fixed(&RESULTS), pop: 16, indirect: None };
    let blocks = vec![
        vec![
            Inst::Args { defs: fixed(&cc::INT_ARGS) },
            load(5, incoming(0)),
            Inst::Spill { src: g(5), off: 32, wide: false },
            Inst::Move { dst: g(12), src: g(6) },
            store(sp(0), 5),
            Inst::StoreImm { bytes: 4, mem: sp(8), imm: 1 },
            call,
            load(9, sp(24)),
            cmp(0),
            Inst::Move { dst: g(8), src: g(12) },
            Inst::Jcc { cc: Cc::E, then: 1, other: 2 },
        ],
        vec![
            Inst::Reload { dst: g(10), off: 40, wide: false },
            store(incoming(16), 9),
            store(incoming(24), 10),
            Inst::Ret { uses: fixed(&RESULTS), pop: 16 },
        ],
        vec![
            Inst::Ucomi { size: Size::S64, a: Reg::phys(regs::xmm(0)), src: Src::Mem(Mem::base_index(g(3), g(1), 8)) },
            Inst::TrapIf { cc: Cc::A, code: TrapCode::IntegerOverflow },
            Inst::Jmp { to: 1 },
        ],
    ];
    testing::allocated(blocks, 2, [5, 12].map(gpr))
}

/// Two saves, 48 bytes, 8 of padding.
fn good() -> Final {
    frame::insert(allocated(), 32, true, true).unwrap()
}

fn run(code: &Final) -> Res {
    testing::run(code, &layout())
}

/// The change makes the check fail with this message.
#[track_caller]
fn breaks(what: &str, change: impl Fn(&mut Final)) {
    let mut c = good();
    change(&mut c);
    testing::fails(what, &c, &layout());
}

/// The instruction, put before the comparison of block 0, makes the check fail.
#[track_caller]
fn inserted(what: &str, i: Inst) {
    breaks(what, |c| {
        let n = at(c, |i| matches!(i, Inst::Cmp { .. }));
        insert(c, n, i.clone());
    });
}

/// As that, and is no fault.
#[track_caller]
fn allowed(i: Inst) {
    let mut c = good();
    let n = at(&c, |i| matches!(i, Inst::Cmp { .. }));
    insert(&mut c, n, i);
    assert_eq!(run(&c), Ok(()));
}

/// The first instruction of which `f` makes something else.
#[track_caller]
fn changed(what: &str, f: impl Fn(&mut Inst) -> bool) {
    breaks(what, |c| assert!(c.insts.iter_mut().any(&f)));
}

fn is_call(i: &Inst) -> bool {
    matches!(i, Inst::Call { .. })
}
fn is_ret(i: &Inst) -> bool {
    matches!(i, Inst::Ret { .. })
}

#[test]
fn sound() {
    assert_eq!(run(&good()), Ok(()));
}

#[test]
fn pinned_registers() {
    let zero = |n| Inst::Imm { dst: g(n), bits: 0 };
    inserted("writes i3, the vmctx register", zero(3));
    inserted("writes i4, the stack pointer", zero(4));
    inserted("writes i3, the vmctx register", Inst::Move { dst: g(3), src: g(0) });
    inserted("writes i3, the vmctx register", Inst::Reload { dst: g(3), off: 32, wide: false });
    inserted("takes the address of the frame", Inst::Lea { size: Size::S64, dst: g(0), mem: sp(0) });
    inserted("the stack pointer as an index", load(0, Mem::base_index(g(3), g(4), 0)));
}

#[test]
fn callee_saved_registers() {
    inserted("writes i13, a callee-saved register that is not saved", Inst::Imm { dst: g(13), bits: 1 });
    inserted("writes i14, a callee-saved register that is not saved", Inst::Reload { dst: g(14), off: 32, wide: false });
    let is_pop = |i: &Inst| matches!(i, Inst::Pop { .. });
    let is_push = |i: &Inst| matches!(i, Inst::Push { .. });
    breaks("restores i5 from depth", |c| {
        let n = at(c, is_pop);
        c.insts.swap(n, n + 1);
    });
    breaks("the frame is not gone", |c| {
        let n = at(c, is_ret) - 1;
        remove(c, n);
    });
    breaks("writes i5, a callee-saved register that is not saved", |c| {
        let n = at(c, is_ret);
        insert(c, n, Inst::Imm { dst: g(5), bits: 0 });
    });
    breaks("is not a save", |c| {
        let n = at(c, is_push);
        c.insts[n] = Inst::Push { src: g(0) };
    });
    breaks("is not a save", |c| {
        let n = at(c, is_push);
        c.insts[n + 1] = c.insts[n].clone();
    });
    inserted("saves outside the prologue", Inst::Push { src: g(13) });
    // What is saved on one path only.
    breaks("reached with different stacks", |c| {
        let n = at(c, |i| matches!(i, Inst::Jmp { .. }));
        insert(c, n, Inst::AddSp { by: 8 });
    });
}

#[test]
fn stack_pointer() {
    inserted("makes a frame outside the prologue", Inst::AddSp { by: 0 });
    inserted("the stack pointer goes to depth", Inst::AddSp { by: -16 });
    changed("the stack pointer goes to depth", |i| match i {
        Inst::AddSp { by } if *by > 0 => {
            *by += 8;
            true
        }
        _ => false,
    });
    changed("restores i12 from depth", |i| match i {
        Inst::AddSp { by } if *by > 0 => {
            *by -= 8;
            true
        }
        _ => false,
    });
    breaks("a stack access at depth", |c| {
        let n = at(c, |i| matches!(i, Inst::AddSp { .. }));
        remove(c, n);
    });
}

#[test]
fn probes() {
    let mut a = allocated();
    a.spill_slots = 20_000;
    let large = frame::insert(a, 32, true, true).unwrap();
    testing::probes(&large, &layout(), 4, |i| matches!(i, Inst::Probe { .. }));
}

#[test]
fn stack_accesses() {
    // Outgoing 0..32, slots 32..48, padding 48..56, saves and the return address 56..80, arguments 80..96, results 96..112.
    assert_eq!((good().frame.size, good().frame.incoming_offset()), (56, 80));
    for off in [24, 36, 48, 56, 72, 80, 4096] {
        inserted("is not a spill slot", Inst::Spill { src: g(0), off, wide: false });
        inserted("is not a spill slot", Inst::Reload { dst: g(0), off, wide: false });
    }
    // Slots are for spills, and nobody touches the rest.
    for off in [32, 40, 48, 56, 64, 72] {
        inserted("is neither an argument nor a result", store(sp(off), 0));
        if off >= 48 {
            inserted("is neither an argument nor a result", load(0, sp(off)));
        }
    }
    // An operand may be a spilled value, or its lower half.
    allowed(load(0, sp(40)));
    allowed(Inst::Ext { kind: ExtKind::U32, dst: g(0), src: Src::Mem(sp(40)) });
    inserted("is not a spill slot", Inst::Ext { kind: ExtKind::U32, dst: g(0), src: Src::Mem(sp(44)) });
    inserted("is not a spill slot", load(0, sp(36)));
    inserted("2 bytes of the stack at 32", Inst::Ext { kind: ExtKind::U16, dst: g(0), src: Src::Mem(sp(32)) });
    inserted("writes an incoming argument", store(sp(80), 0));
    inserted("reads its own result area", load(0, sp(96)));
    inserted("is behind the incoming area", store(sp(112), 0));
    inserted("is behind the incoming area", load(0, sp(112)));
    inserted("an access below the stack pointer", load(0, sp(-8)));
    inserted("8 bytes of the stack at 84", load(0, sp(84)));
    inserted("2 bytes of the stack at 80", Inst::Ext { kind: ExtKind::U16, dst: g(0), src: Src::Mem(sp(80)) });
    inserted("an indexed stack access", load(0, Mem { index: Some((g(0), 0)), ..sp(80) }));
    inserted("an incoming operand without its place", load(0, incoming(0)));
    let mask = Inst::Fp { op: Fp::And, size: Size::S64, dst: Reg::phys(regs::xmm(1)), a: Reg::phys(regs::xmm(1)), src: Src::Mem(Mem::base(g(3), -64)) };
    inserted("reads 16 bytes at once", mask);
}

/// Changes the call.
fn with(f: impl Fn(&mut Target, &mut Vec<(Reg, PReg)>, &mut Vec<(Reg, PReg)>, &mut u32)) -> impl Fn(&mut Inst) -> bool {
    move |i| match i {
        Inst::Call { target, uses, defs, pop, .. } => {
            f(target, uses, defs, pop);
            true
        }
        _ => false,
    }
}

#[test]
fn calls() {
    changed("pops 0 bytes, the convention says 16", with(|_, _, _, pop| *pop = 0));
    changed("arguments are not in the convention's registers", with(|_, uses, _, _| uses.swap(0, 1)));
    changed("arguments are not in the convention's registers", with(|_, uses, _, _| uses.truncate(5)));
    changed("argument: i0 is not in i6", with(|_, uses, _, _| uses[0].0 = g(0)));
    changed("result: i11 is not in i0", with(|_, _, defs, _| defs[0].0 = g(11)));
    changed("a result is not in the convention's register", with(|_, _, defs, _| defs.push((g(9), gpr(9)))));
    changed("not the convention of builtins", with(|t, _, _, _| *t = Target::Mem(Mem::base(g(3), -32))));
    // The index of an indirect call.
    changed("arguments are not in the convention's registers", |i| match i {
        Inst::Call { indirect, .. } => {
            *indirect = Some(Indirect { ty: 0, key: Key::Imm(1), table: -64, imported: false });
            true
        }
        _ => false,
    });
    breaks("needs 32 bytes, has 16", |c| {
        let a = frame::insert(allocated(), 16, true, true).unwrap();
        *c = a;
        for i in &mut c.insts {
            if let Inst::Spill { off, .. } | Inst::Reload { off, .. } = i {
                *off -= 16;
            }
        }
    });
    breaks("the stack is not aligned", |c| *c = frame::insert(allocated(), 32, false, true).unwrap());
    breaks("the stack argument at 0 was not stored", |c| {
        let n = at(c, |i| matches!(i, Inst::Store { .. }));
        remove(c, n);
    });
    breaks("the stack argument at 8 was not stored", |c| {
        let n = at(c, |i| matches!(i, Inst::StoreImm { .. }));
        remove(c, n);
    });
    // What the first call took is gone before the second.
    breaks("the stack argument at 0 was not stored", |c| {
        let n = at(c, is_call);
        let again = c.insts[n].clone();
        insert(c, n + 1, again);
    });
    inserted("reads 8, which is no result of the last call", load(0, sp(8)));
    breaks("reads 24, which is no result of the last call", |c| {
        let n = at(c, is_call);
        insert(c, n + 1, store(sp(0), 0));
    });
    breaks("reads 16, which is no result of the last call", |c| {
        let n = at(c, is_ret) - 5;
        assert!(c.starts.contains(&(n as u32)) || n > c.starts[1] as usize);
        insert(c, n, load(0, sp(16)));
    });
}

#[test]
fn arguments_and_results() {
    changed("takes an argument from a register that has none", |i| match i {
        Inst::Args { defs } => {
            defs.push((g(10), gpr(10)));
            true
        }
        _ => false,
    });
    changed("argument: i7 is not in i6", |i| match i {
        Inst::Args { defs } => {
            defs[0].0 = g(7);
            true
        }
        _ => false,
    });
    inserted("arguments are taken too late", Inst::Args { defs: fixed(&[6]) });
    changed("pops 0 bytes, the convention says 16", |i| match i {
        Inst::Ret { pop, .. } => {
            *pop = 0;
            true
        }
        _ => false,
    });
    changed("results are not in the convention's registers", |i| match i {
        Inst::Ret { uses, .. } => {
            uses.swap(0, 1);
            true
        }
        _ => false,
    });
    changed("result: i11 is not in i0", |i| match i {
        Inst::Ret { uses, .. } => {
            uses[0].0 = g(11);
            true
        }
        _ => false,
    });
    breaks("the result at 8 was not stored", |c| {
        let n = at(c, |i| matches!(i, Inst::Store { mem, .. } if mem.disp == 104));
        remove(c, n);
    });
}

#[test]
fn flags() {
    let add = Inst::Alu { op: Alu::Add, size: Size::S32, dst: g(0), a: g(0), src: Src::Imm(1) };
    let shift = Inst::ShiftCl { op: Shift::Shl, size: Size::S32, dst: g(0), a: g(0), c: g(1) };
    for i in [add, shift, Inst::Zero { dst: g(0) }, Inst::Bit { op: BitOp::Popcnt, size: Size::S32, dst: g(0), src: Src::Reg(g(0)) }] {
        // Between the comparison and the jump.
        breaks("reads flags 0x4, of which 0x0 are known", |c| {
            let n = at(c, |i| matches!(i, Inst::Jcc { .. }));
            insert(c, n, i.clone());
        });
    }
    breaks("reads flags 0x4, of which 0x0 are known", |c| {
        let n = at(c, |i| matches!(i, Inst::Cmp { .. }));
        remove(c, n);
    });
    // A comparison of floats does not make S and O.
    changed("reads flags 0x18, of which 0x7 are known", |i| match i {
        Inst::TrapIf { cc, .. } => {
            *cc = Cc::L;
            true
        }
        _ => false,
    });
    // Flags do not live from block to block.
    breaks("reads flags 0x5, of which 0x0 are known", |c| {
        let n = at(c, |i| matches!(i, Inst::Ucomi { .. }));
        remove(c, n);
    });
    // bsf makes Z only.
    let bsf = Inst::Bit { op: BitOp::Bsf, size: Size::S32, dst: g(0), src: Src::Reg(g(1)) };
    assert_eq!(bsf.flags(), Flags::Make(flag::Z));
    breaks("reads flags 0x5, of which 0x4 are known", |c| {
        let n = at(c, |i| matches!(i, Inst::TrapIf { .. }));
        insert(c, n, bsf.clone());
    });
}

#[test]
fn blocks() {
    breaks("a block must end in its only branch or return", |c| {
        let n = at(c, |i| matches!(i, Inst::Jmp { .. }));
        c.insts[n] = cmp(0);
    });
    inserted("a block must end in its only branch or return", Inst::Jmp { to: 1 });
    changed("there is no block 9", |i| match i {
        Inst::Jmp { to } => {
            *to = 9;
            true
        }
        _ => false,
    });
    breaks("block 2 is empty", |c| c.starts[2] = c.starts[3]);
    inserted("has a virtual register", Inst::Move { dst: Reg::from_vreg(regalloc2::VReg::new(3, RegClass::Int)), src: g(0) });
}
