//! x86-64: instruction selection. Input: an IR function and its module's environment; output: [`VCode`] of
//! [`inst::Inst`]. The order of things is [`crate::mir::lower`]'s; here is what it asks for.

pub mod abi;
pub mod bulk;
pub mod check;
pub mod emit;
pub mod frame;
pub mod inst;
mod lower_float;
mod lower_int;
mod lower_lanes;
mod lower_mem;
mod lower_simd;
mod moves;
mod operand;
mod ops;
pub mod peephole;
pub mod regs;
mod shuffle;
pub mod stubs;
pub mod vector_move;
mod vec;
#[cfg(test)]
mod loop_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod values_tests;

use super::Backend;
use crate::emit::FuncCode;
use crate::emit::function::Speed;
use crate::ir::{
    Addr, BinaryOp, Block, FloatCc, IntCc, LoadOp, ModuleEnv, PtrKind, StoreOp, Type, UnaryOp, VBinaryOp, VTernaryOp, VUnaryOp, Value, VmField,
};
use crate::mir::MBlock;
use crate::mir::call::Convention;
use crate::mir::frame::Allocated;
use crate::mir::lower::{Budget, Fixed, Isa, StackPlace};
use inst::{Indirect, Inst, Reg, Target};
use lower_float::FloatCond;
pub use ops::{ASSUMED, Alu, Cc, Fp, Mem, NEEDS, Shift, Size, Src};
use regalloc2::MachineEnv;
use wazc_abi::builtin::Builtin;
use wazc_abi::trap::TrapCode;

/// The target.
#[derive(Debug)]
pub struct X64;

type Lower<'a> = crate::mir::lower::Lower<'a, X64>;

impl Isa for X64 {
    type Inst = Inst;
    type State = ();
    type Invariant = ();
    const BUDGET: Budget = Budget::NONE;
    const CONVENTION: Convention = abi::CONVENTION;
    const OPERANDS_EXTEND: bool = false;

    fn begin_block(_: &mut Lower<'_>, _: Block) {}

    fn constant(l: &mut Lower<'_>, ty: Type, bits: u64) -> Reg {
        let size = Size::of(ty);
        if ty.is_float() { l.float_const(size, bits) } else { l.imm(size, bits) }
    }

    fn vector(l: &mut Lower<'_>, bytes: [u8; 16]) -> Reg {
        l.vconst(bytes)
    }

    fn vector_unary(l: &mut Lower<'_>, op: VUnaryOp, arg: Value) -> Reg {
        l.vector_unary(op, arg)
    }

    fn vector_binary(l: &mut Lower<'_>, op: VBinaryOp, a: Value, b: Value) -> Reg {
        l.vector_binary(op, a, b)
    }

    fn vector_ternary(l: &mut Lower<'_>, op: VTernaryOp, args: [Value; 3]) -> Reg {
        l.vector_ternary(op, args)
    }

    fn shuffle(l: &mut Lower<'_>, a: Value, b: Value, lanes: [u8; 16]) -> Reg {
        l.shuffle(a, b, lanes)
    }

    fn make_invariant(_: &mut Lower<'_>, _: ()) -> Reg {
        unreachable!("none is asked for")
    }

    fn zero_extend(l: &mut Lower<'_>, r: Reg) -> Reg {
        l.copy(Size::S32, r)
    }

    fn unary(l: &mut Lower<'_>, op: UnaryOp, ty: Type, arg: Value) -> Reg {
        l.unary(op, ty, arg)
    }

    fn binary(l: &mut Lower<'_>, op: BinaryOp, ty: Type, a: Value, b: Value) -> Reg {
        l.binary(op, ty, a, b)
    }

    fn icmp(l: &mut Lower<'_>, cc: IntCc, a: Value, b: Value) -> Reg {
        let c = l.int_compare(Size::of(l.f.ty(a)), cc, a, b);
        l.setcc(c)
    }

    fn fcmp(l: &mut Lower<'_>, cc: FloatCc, a: Value, b: Value) -> Reg {
        let c = l.float_compare(Size::of(l.f.ty(a)), cc, a, b);
        l.materialise(c)
    }

    fn select(l: &mut Lower<'_>, ty: Type, cond: Value, a: Value, b: Value) -> Reg {
        l.conditional_move(ty, cond, a, b)
    }

    fn load(l: &mut Lower<'_>, op: LoadOp, addr: Addr) -> Reg {
        let m = l.guest_addr(addr);
        l.guest_load(op, m)
    }

    fn store(l: &mut Lower<'_>, op: StoreOp, addr: Addr, value: Value) {
        let m = l.guest_addr(addr);
        l.guest_store(op, m, value);
    }

    fn vm_load(l: &mut Lower<'_>, ty: Type, field: VmField) -> Reg {
        let m = l.vm_addr(field);
        l.load_value(ty, m)
    }

    fn vm_store(l: &mut Lower<'_>, field: VmField, value: Value) {
        let m = l.vm_addr(field);
        l.store_value(m, value);
    }

    fn ptr_load(l: &mut Lower<'_>, ty: Type, ptr: Value, offset: i32, _: PtrKind) -> Reg {
        let m = l.ptr_addr(ptr, offset);
        l.load_value(ty, m)
    }

    fn ptr_store(l: &mut Lower<'_>, ptr: Value, offset: i32, _: PtrKind, value: Value) {
        let m = l.ptr_addr(ptr, offset);
        l.store_value(m, value);
    }

    fn vm_base(l: &mut Lower<'_>) -> Reg {
        let v = l.v();
        l.copy(Size::S64, v)
    }

    fn stack_load(l: &mut Lower<'_>, ty: Type, place: StackPlace) -> Reg {
        let m = l.stack_addr(place);
        l.load_value(ty, m)
    }

    fn stack_store(l: &mut Lower<'_>, place: StackPlace, value: Value) {
        let m = l.stack_addr(place);
        l.store_value(m, value);
    }

    fn args(l: &mut Lower<'_>, defs: Fixed) {
        l.b.push(Inst::Args { defs });
    }

    fn ret(l: &mut Lower<'_>, uses: Fixed, pop: u32) {
        l.b.push(Inst::Ret { uses, pop });
    }

    fn call(l: &mut Lower<'_>, func: u32, uses: Fixed, defs: Fixed, pop: u32) {
        l.b.push(Inst::Call { target: Target::Func(func), uses, defs, pop, indirect: None });
    }

    fn call_indirect(l: &mut Lower<'_>, table: u32, ty: u32, index: Value, mut uses: Fixed, defs: Fixed, pop: u32) {
        uses.push((l.index(index), regs::RAX));
        let indirect = Some(Indirect::new(l.env, table, ty));
        l.b.push(Inst::Call { target: Target::Miss(ty), uses, defs, pop, indirect });
    }

    fn call_builtin(l: &mut Lower<'_>, builtin: Builtin, uses: Fixed, defs: Fixed) {
        let target = Target::Mem(Mem::base(l.v(), l.env.layout.builtin(builtin)));
        l.b.push(Inst::Call { target, uses, defs, pop: 0, indirect: None });
    }

    fn inline_move(l: &mut Lower<'_>, copy: bool, args: [Value; 3], len: u64) -> bool {
        l.inline_move(copy, args, len)
    }

    const MOVE_ARGS: [regalloc2::PReg; 3] = regs::MOVE_ARGS;

    fn call_bulk(l: &mut Lower<'_>, copy: bool, uses: Fixed) {
        let target = Target::Move(Mem::base(l.v(), l.env.layout.move_stub(copy)));
        l.b.push(Inst::Call { target, uses, defs: Vec::new(), pop: 0, indirect: None });
    }

    fn trap_if(l: &mut Lower<'_>, cond: Value, code: TrapCode) {
        match l.truth(cond) {
            FloatCond::One(cc) => l.trap_if(cc, code),
            c => {
                let r = l.materialise(c);
                l.test(Size::S32, r, Src::Reg(r));
                l.trap_if(Cc::NE, code);
            }
        }
    }

    fn check_index(l: &mut Lower<'_>, index: Value, len: Value, code: TrapCode) -> Reg {
        // Making the zero would change the flags.
        let (zero, index) = (l.imm(Size::S32, 0), l.index(index));
        let len = l.src(len, Size::S64);
        l.cmp(Size::S64, index, len);
        l.trap_if(Cc::AE, code);
        l.cmov(Size::S32, Cc::AE, zero, index)
    }

    fn trap(l: &mut Lower<'_>, code: TrapCode) {
        l.b.push(Inst::Trap { code });
    }

    fn jump(l: &mut Lower<'_>, to: MBlock) {
        l.b.push(Inst::Jmp { to: to.0 });
    }

    fn branch(l: &mut Lower<'_>, cond: Value, then: MBlock, other: MBlock) {
        let (then, other) = (then.0, other.0);
        let inst = match l.truth(cond) {
            FloatCond::One(cc) => Inst::Jcc { cc, then, other },
            FloatCond::NotEqual => Inst::Jcc2 { c1: Cc::P, c2: Cc::NE, then, other },
            FloatCond::Equal => Inst::Jcc2 { c1: Cc::P, c2: Cc::NE, then: other, other: then },
        };
        l.b.push(inst);
    }

    fn jump_table(l: &mut Lower<'_>, index: Reg, targets: Vec<u32>, bounded: bool) {
        l.jump_table(index, targets, bounded);
    }
}


impl Backend for X64 {
    fn machine_env() -> MachineEnv {
        regs::machine_env()
    }

    fn finish(a: Allocated<Inst>, outgoing: u32, has_calls: bool, wrap: bool) -> Result<frame::Final, String> {
        let mut code = frame::insert(a, outgoing, has_calls, wrap)?;
        peephole::run(&mut code);
        Ok(code)
    }

    fn check(code: &frame::Final, index: u32, env: &ModuleEnv) -> Result<(), String> {
        crate::mir::check::function(code, index, env)
    }

    fn emit(code: &frame::Final, speed: Speed) -> Result<FuncCode, String> {
        emit::emit(code, speed)
    }
}
