//! Every rule against a function that breaks it alone.

use super::super::frame::{self, Final};
use super::super::inst::{Cc, Cond, Imm12, Load, LogicalImm, Size, Store, V};
use super::super::regs::{gpr, vreg};
use super::*;
use crate::mir::call::{CallLayout, Indirect, Key, Kind};
use crate::mir::frame::Allocated;
use crate::mir::testing::{self, at, insert, remove};
use regalloc2::VReg;
use wazc_abi::builtin;
use wazc_abi::trap::TrapCode;

fn g(n: u8) -> Reg {
    Reg::phys(gpr(n))
}
fn sp(off: i32) -> Mem {
    Mem::imm(SP, off)
}
fn incoming(off: i32) -> Mem {
    Mem { incoming: true, ..sp(off) }
}
fn fixed(regs: &[u8]) -> Vec<(Reg, PReg)> {
    regs.iter().map(|&n| (g(n), gpr(n))).collect()
}
fn load(dst: u8, mem: Mem) -> Inst {
    Inst::Load { op: Load::U64, dst: g(dst), mem }
}
fn store(mem: Mem, src: u8) -> Inst {
    Inst::Store { op: Store::B64, src: g(src), mem }
}
fn cmp(a: u8) -> Inst {
    Inst::AluFlags { op: Alu::Sub, size: Size::S32, dst: ZR, a: g(a), b: Src::Imm(Imm12::new(7).unwrap()) }
}

/// Ten integer parameters and six results: two of each on the stack.
fn layout() -> CallLayout {
    abi::CONVENTION.layout([Kind::Int; 10].into_iter(), [Kind::Int; 6].into_iter())
}

fn allocated() -> Allocated<Inst> {
    let call = Inst::Call { target: Target::Func(0), uses: fixed(&cc::INT_ARGS), defs: fixed(&cc::INT_RESULTS), pop: 16 };
    let blocks = vec![
        vec![
            Inst::Args { defs: fixed(&cc::INT_ARGS) },
            load(19, incoming(0)),
            Inst::Spill { src: g(19), off: 32, wide: false },
            Inst::Move { dst: g(20), src: g(6) },
            store(sp(0), 19),
            Inst::Store { op: Store::B32, src: ZR, mem: sp(8) },
            call,
            load(9, sp(24)),
            cmp(0),
            Inst::Move { dst: g(8), src: g(20) },
            Inst::Branch { cond: Cond::Flags(Cc::Eq), then: 1, other: 2 },
        ],
        vec![
            Inst::Reload { dst: g(10), off: 40, wide: false },
            store(incoming(16), 9),
            store(incoming(24), 10),
            Inst::Ret { uses: fixed(&cc::INT_RESULTS), pop: 16 },
        ],
        vec![
            Inst::Fcmp { size: Size::S64, a: Reg::phys(vreg(0)), b: None },
            Inst::TrapIf { cond: Cond::Flags(Cc::Mi), code: TrapCode::IntegerOverflow },
            Inst::Jmp { to: 1 },
        ],
    ];
    testing::allocated(blocks, 2, [19, 20].map(gpr))
}

/// Two pairs of saves, 48 bytes.
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
        let n = at(c, |i| matches!(i, Inst::AluFlags { .. }));
        insert(c, n, i.clone());
    });
}

/// As that, and is no fault.
#[track_caller]
fn allowed(i: Inst) {
    let mut c = good();
    let n = at(&c, |i| matches!(i, Inst::AluFlags { .. }));
    insert(&mut c, n, i);
    assert_eq!(run(&c), Ok(()));
}

/// The first instruction of which `f` makes something else.
#[track_caller]
fn changed(what: &str, f: impl Fn(&mut Inst) -> bool) {
    breaks(what, |c| assert!(c.insts.iter_mut().any(&f)));
}

/// Changes in the fields of the first instruction of a kind.
macro_rules! change {
    ($p:pat => $e:expr) => {
        |i: &mut Inst| match i {
            $p => {
                $e;
                true
            }
            _ => false,
        }
    };
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
    // Any number of saves, in leaves and others, with and without slots.
    let none = abi::CONVENTION.layout([].into_iter(), [].into_iter());
    for (saves, calls, spill_slots) in (0..=8).flat_map(|n| [(n, true, 0), (n, false, 0), (n, true, 3), (n, false, 3)]) {
        let mut insts: Vec<Inst> = (0..saves).map(|n| Inst::Imm { dst: g(19 + n), bits: 0 }).collect();
        if calls {
            insts.push(Inst::Call { target: Target::Func(0), uses: vec![], defs: vec![], pop: 0 });
        }
        if spill_slots != 0 {
            insts.push(Inst::Spill { src: g(0), off: 16, wide: false });
        }
        insts.push(Inst::Ret { uses: vec![], pop: 0 });
        let a = testing::allocated(vec![insts], spill_slots, (0..saves).map(|n| gpr(19 + n)));
        let c = frame::insert(a, 0, calls, true).unwrap();
        assert_eq!(testing::run(&c, &none), Ok(()), "{saves} {calls} {spill_slots}");
    }
}

#[test]
fn registers() {
    let imm = |n| Inst::Imm { dst: g(n), bits: 0 };
    inserted("writes i28, the vmctx register", imm(28));
    inserted("writes i27, the base of its fields", imm(27));
    inserted("writes i30, the link register", imm(30));
    inserted("a constant for nothing", imm(31));
    inserted("writes i28, the vmctx register", Inst::Move { dst: g(28), src: g(0) });
    inserted("writes i28, the vmctx register", Inst::Reload { dst: g(28), off: 32, wide: false });
    for (n, what) in [(16, "which pseudo-instructions write"), (17, "which pseudo"), (18, "the platform's"), (29, "the host's frame pointer")] {
        inserted(&format!("uses i{n}, {what}"), imm(n));
        inserted(&format!("uses i{n}, {what}"), Inst::Move { dst: g(0), src: g(n) });
    }
    let alu = |op, dst, a, b| Inst::Alu { op, size: Size::S64, dst, a, b };
    let (i, e) = (Src::Imm(Imm12::new(1).unwrap()), Src::Extended(g(1), super::super::inst::Extend::Uxtw, 0));
    let l = Src::Logical(LogicalImm::new(Size::S64, 1).unwrap());
    for b in [i, e] {
        inserted("an operand is the stack pointer", alu(Alu::Add, SP, g(0), b));
        inserted("an operand is the stack pointer", alu(Alu::Sub, g(0), SP, b));
        let flags = Inst::AluFlags { op: Alu::Add, size: Size::S64, dst: ZR, a: SP, b };
        inserted("an operand is the stack pointer", flags);
        inserted("And has no such operand", alu(Alu::And, g(0), g(0), b));
    }
    inserted("an operand is the stack pointer", alu(Alu::Orr, SP, g(0), l));
    inserted("Add has no such operand", alu(Alu::Add, g(0), g(0), l));
    // Elsewhere the number is zero's.
    allowed(alu(Alu::Orr, g(0), ZR, l));
    allowed(alu(Alu::Sub, g(0), ZR, Src::Reg(g(1))));
    inserted("has a virtual register", Inst::Move { dst: Reg::from_vreg(VReg::new(3, RegClass::Int)), src: g(0) });
}

#[test]
fn callee_saved_registers() {
    inserted("writes i21, a callee-saved register that is not saved", Inst::Imm { dst: g(21), bits: 1 });
    inserted("writes i22, a callee-saved register that is not saved", Inst::Reload { dst: g(22), off: 32, wide: false });
    let is_pop = |i: &Inst| matches!(i, Inst::Pop { .. });
    let is_push = |i: &Inst| matches!(i, Inst::Push { .. });
    let is_pair = |i: &Inst| matches!(i, Inst::LoadPair { .. });
    // x19 is in the lowest pair with nothing or x20; x30 at the top.
    let c = good();
    let Inst::Push { src, by: 32 } = c.insts[at(&c, is_push)] else { panic!() };
    assert!(src.contains(&g(20)) || src.contains(&g(19)));
    breaks("restores", |c| {
        let n = at(c, is_pop);
        let Inst::Pop { dst, .. } = &mut c.insts[n] else { panic!() };
        dst.swap(0, 1);
    });
    for is in [is_pop as fn(&Inst) -> bool, is_pair] {
        breaks("", |c| {
            let n = at(c, is);
            remove(c, n);
        });
    }
    breaks("the stack pointer goes to depth", |c| {
        let n = at(c, is_pair);
        remove(c, n);
    });
    breaks("writes i19, a callee-saved register that is not saved", |c| {
        let n = at(c, is_ret);
        insert(c, n, Inst::Imm { dst: g(19), bits: 0 });
    });
    breaks("is not a save", |c| {
        let n = at(c, is_push);
        c.insts[n] = Inst::Push { src: [g(0), src[1]], by: 32 };
    });
    breaks("is not a save", |c| {
        let n = at(c, is_push);
        c.insts[n] = Inst::Push { src: [src[0]; 2], by: 32 };
    });
    breaks("moves the stack pointer by 48", |c| {
        let n = at(c, is_push);
        c.insts[n] = Inst::Push { src, by: 48 };
    });
    inserted("saves outside the prologue", Inst::Push { src: [g(21), g(22)], by: 16 });
    inserted("saves outside the prologue", Inst::StorePair { op: Store::B64, src: [g(21), ZR], mem: sp(48) });
    inserted("restores i21 from depth 32, where", Inst::LoadPair { op: Load::U64, dst: [g(21), g(0)], mem: sp(48) });
    inserted("loads one register twice", Inst::LoadPair { op: Load::U64, dst: [g(0); 2], mem: Mem::imm(V, -64) });
    breaks("reached with different stacks", |c| {
        let n = at(c, |i| matches!(i, Inst::Jmp { .. }));
        insert(c, n, Inst::AddSp { by: 16 });
    });
}

#[test]
fn return_address() {
    // Where it belongs, and saved at all.
    breaks("the return address is not saved", |c| {
        let n = at(c, |i| matches!(i, Inst::StorePair { .. }));
        remove(c, n);
    });
    breaks("saves the return address 16 bytes below the CFA", |c| {
        let n = at(c, |i| matches!(i, Inst::StorePair { .. }));
        let Inst::StorePair { src, .. } = &mut c.insts[n] else { panic!() };
        src.swap(0, 1);
    });
    // One that is lost, or some other in its place.
    breaks("restores i0 from depth 8, where Some(i30) is", |c| {
        let n = at(c, |i| matches!(i, Inst::LoadPair { .. }));
        let Inst::LoadPair { dst, .. } = &mut c.insts[n] else { panic!() };
        *dst.iter_mut().find(|r| **r == g(30)).unwrap() = g(0);
    });
}

#[test]
fn stack_pointer() {
    inserted("makes a frame outside the prologue", Inst::AddSp { by: 0 });
    inserted("the stack pointer goes to depth", Inst::AddSp { by: -16 });
    inserted("the stack is not aligned", Inst::AddSp { by: 8 });
    changed("the stack pointer goes to depth", change!(Inst::AddSp { by: by @ 1.. } => *by += 16));
    changed("the stack pointer goes to depth", change!(Inst::AddSp { by: by @ 1.. } => *by = -*by));
    changed("restores", change!(Inst::AddSp { by: by @ 1.. } => *by -= 16));
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
    // Outgoing 0..32, slots 32..48, saves 48..80, arguments 80..96, results 96..112.
    assert_eq!((good().frame.size, good().frame.incoming_offset()), (48, 80));
    for off in [24, 36, 48, 56, 72, 80, 4096] {
        inserted("is not a spill slot", Inst::Spill { src: g(0), off, wide: false });
        inserted("is not a spill slot", Inst::Reload { dst: g(0), off, wide: false });
    }
    // Slots are for spills, and nobody touches the rest.
    for off in [32, 40, 48, 56, 64, 72] {
        inserted("is neither an argument nor a result", store(sp(off), 0));
        inserted("is neither an argument nor a result", load(0, sp(off)));
    }
    // Pairs of spills are spills; half-width ones are nothing.
    allowed(Inst::StorePair { op: Store::B64, src: [g(0), g(1)], mem: sp(32) });
    allowed(Inst::LoadPair { op: Load::F64, dst: [Reg::phys(vreg(0)), Reg::phys(vreg(1))], mem: sp(32) });
    allowed(Inst::LoadPair { op: Load::U64, dst: [g(10), g(11)], mem: sp(16) });
    inserted("32 is neither an argument nor a result", Inst::StorePair { op: Store::B32, src: [g(0), g(1)], mem: sp(32) });
    inserted("36 is not a spill slot", Inst::LoadPair { op: Load::U64, dst: [g(0), g(1)], mem: sp(36) });
    inserted("restores i11 from depth 32", Inst::LoadPair { op: Load::U64, dst: [g(10), g(11)], mem: sp(40) });
    inserted("writes an incoming argument", store(sp(80), 0));
    inserted("reads its own result area", load(0, sp(96)));
    inserted("reads its own result area", Inst::LoadPair { op: Load::U64, dst: [g(0), g(1)], mem: sp(88) });
    inserted("is behind the incoming area", store(sp(112), 0));
    inserted("is behind the incoming area", load(0, sp(112)));
    inserted("an access below the stack pointer", load(0, sp(-8)));
    inserted("8 bytes of the stack at 84", load(0, sp(84)));
    inserted("2 bytes of the stack at 80", Inst::Load { op: Load::U16, dst: g(0), mem: sp(80) });
    for offset in [Offset::Uxtw(g(0)), Offset::Scaled(g(0)), Offset::Reg(g(0))] {
        inserted("an indexed stack access", load(0, Mem::new(SP, offset)));
    }
    inserted("the stack pointer as an index", load(0, Mem::new(g(1), Offset::Reg(SP))));
    inserted("an incoming operand without its place", load(0, incoming(0)));
    inserted("a stack access that traps", load(0, Mem { traps: true, ..sp(80) }));
    let twice = Inst::StorePair { op: Store::B64, src: [g(0), g(1)], mem: Mem { traps: true, ..Mem::imm(V, 0) } };
    inserted("a pair of stores that may be done by half", twice);
}

#[test]
fn calls() {
    const NOT: &str = "arguments are not in the convention's registers";
    changed("pops 0 bytes, the convention says 16", change!(Inst::Call { pop, .. } => *pop = 0));
    changed(NOT, change!(Inst::Call { uses, .. } => uses.swap(0, 1)));
    changed(NOT, change!(Inst::Call { uses, .. } => uses.truncate(5)));
    changed("argument: i9 is not in i1", change!(Inst::Call { uses, .. } => uses[0].0 = g(9)));
    changed("result: i11 is not in i0", change!(Inst::Call { defs, .. } => defs[0].0 = g(11)));
    changed("a result is not in the convention's register", change!(Inst::Call { defs, .. } => defs.push((g(9), gpr(9)))));
    let b = Target::Builtin(builtin::ALL[0], -64);
    changed("not the convention of builtins", change!(Inst::Call { target, .. } => *target = b));
    // The index of an indirect call.
    let indirect = Target::Indirect(Indirect { ty: 0, key: Key::Imm(1), table: -64, imported: false });
    changed(NOT, change!(Inst::Call { target, .. } => *target = indirect));
    breaks("needs 32 bytes, has 16", |c| {
        *c = frame::insert(allocated(), 16, true, true).unwrap();
        for i in &mut c.insts {
            if let Inst::Spill { off, .. } | Inst::Reload { off, .. } = i {
                *off -= 16;
            }
        }
    });
    breaks("the stack argument at 0 was not stored", |c| {
        let n = at(c, |i| matches!(i, Inst::Store { .. }));
        remove(c, n);
    });
    breaks("the stack argument at 8 was not stored", |c| {
        let n = at(c, |i| matches!(i, Inst::Store { op: Store::B32, .. }));
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
}

#[test]
fn arguments_and_results() {
    changed("takes an argument from a register that has none", change!(Inst::Args { defs } => defs.push((g(10), gpr(10)))));
    changed("argument: i7 is not in i1", change!(Inst::Args { defs } => defs[0].0 = g(7)));
    inserted("arguments are taken too late", Inst::Args { defs: fixed(&[6]) });
    changed("pops 0 bytes, the convention says 16", change!(Inst::Ret { pop, .. } => *pop = 0));
    changed("results are not in the convention's registers", change!(Inst::Ret { uses, .. } => uses.swap(0, 1)));
    changed("result: i11 is not in i0", change!(Inst::Ret { uses, .. } => uses[0].0 = g(11)));
    breaks("the result at 8 was not stored", |c| {
        let n = at(c, |i| matches!(i, Inst::Store { mem: Mem { offset: Offset::Imm(104), .. }, .. }));
        remove(c, n);
    });
}

#[test]
fn flags() {
    // What changes them comes before what reads them, or nothing makes them.
    for i in [Inst::Call { target: Target::Builtin(builtin::ALL[0], -64), uses: vec![], defs: vec![], pop: 0 }] {
        breaks("reads flags 0x1, of which 0x0 are known", |c| {
            let n = at(c, |i| matches!(i, Inst::Branch { .. }));
            insert(c, n, i.clone());
        });
    }
    breaks("reads flags 0x1, of which 0x0 are known", |c| {
        let n = at(c, |i| matches!(i, Inst::AluFlags { .. }));
        remove(c, n);
    });
    // Flags do not live from block to block.
    breaks("reads flags 0x1, of which 0x0 are known", |c| {
        let n = at(c, |i| matches!(i, Inst::Fcmp { .. }));
        remove(c, n);
    });
    let ccmp = Inst::Ccmp { negate: false, size: Size::S32, a: g(0), b: Err(1), nzcv: 0, cc: Cc::Eq };
    inserted("reads flags 0x1, of which 0x0 are known", ccmp);
    let csel = Inst::Csel { op: super::super::inst::Sel::Csel, size: Size::S32, cc: Cc::Eq, dst: g(0), a: g(1), b: g(2) };
    inserted("reads flags 0x1, of which 0x0 are known", csel);
}

#[test]
fn blocks() {
    breaks("a block must end in its only branch or return", |c| {
        let n = at(c, |i| matches!(i, Inst::Jmp { .. }));
        c.insts[n] = cmp(0);
    });
    inserted("a block must end in its only branch or return", Inst::Jmp { to: 1 });
    inserted("a block must end in its only branch or return", Inst::JmpTable { index: g(0), targets: vec![1], bounded: false });
    changed("there is no block 9", change!(Inst::Jmp { to } => *to = 9));
    changed("there is no block 8", |i| {
        let end = matches!(i, Inst::Jmp { .. });
        if end {
            *i = Inst::JmpTable { index: g(0), targets: vec![1, 8], bounded: false };
        }
        end
    });
    breaks("block 2 is empty", |c| c.starts[2] = c.starts[3]);
}
