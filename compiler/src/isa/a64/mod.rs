//! aarch64: instruction selection. Input: an IR function and its module's environment; output: [`VCode`] of
//! [`inst::Inst`]. The order of things is [`crate::mir::lower`]'s; here is what it asks for.
//!
//! [`VCode`]: crate::mir::VCode

pub mod abi;
pub mod addr;
pub mod bulk;
mod check;
pub mod emit;
pub mod frame;
pub mod inst;
mod lower_float;
mod lower_int;
mod lower_mem;
mod lower_simd;
mod moves;
mod operand;
mod ops;
pub mod peephole;
pub mod regs;
mod shuffle;
pub mod stubs;
mod vec;

use super::Backend;
use crate::emit::FuncCode;
use crate::emit::function::Speed;
use crate::ir::{
    Addr, BinaryOp, Block, FloatCc, IntCc, LoadOp, ModuleEnv, PtrKind, StoreOp, Type, UnaryOp, VBinaryOp, VTernaryOp, VUnaryOp, Value, VmField,
};
use crate::mir::MBlock;
use crate::mir::call::{Convention, Indirect};
use crate::mir::frame::Allocated;
use crate::mir::lower::{Budget, Fixed, Isa, StackPlace};
use inst::{Cc, Cond, Fp, Inst, Reg, Sel, Shift, Size, Src, Target, ZR};
use regalloc2::MachineEnv;
use wazc_abi::builtin::Builtin;
use wazc_abi::callconv::a64 as cc;
use wazc_abi::trap::TrapCode;

/// The target.
#[derive(Debug)]
pub struct A64;

type Lower<'a> = crate::mir::lower::Lower<'a, A64>;

impl Isa for A64 {
    type Inst = Inst;
    type State = lower_mem::Accesses;
    type Invariant = operand::Invariant;
    const BUDGET: Budget = Budget { quiet: [9, 12], calling: [3, 0] };
    const CONVENTION: Convention = abi::CONVENTION;
    const OPERANDS_EXTEND: bool = true;

    fn begin_block(l: &mut Lower<'_>, b: Block) {
        l.plan_accesses(b);
    }

    fn constant(l: &mut Lower<'_>, ty: Type, bits: u64) -> Reg {
        l.constant_operand(ty.is_float(), Size::of(ty), bits)
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

    fn make_invariant(l: &mut Lower<'_>, key: operand::Invariant) -> Reg {
        l.make(key)
    }

    fn zero_extend(l: &mut Lower<'_>, r: Reg) -> Reg {
        l.copy(Size::S32, r)
    }

    fn unary(l: &mut Lower<'_>, op: UnaryOp, ty: Type, arg: Value) -> Reg {
        let from_ty = l.f.ty(arg);
        let (from, to) = (Size::of(from_ty), Size::of(ty));
        match op {
            UnaryOp::Eqz => {
                let c = l.truth_of_eqz(arg);
                l.cset(c)
            }
            UnaryOp::Reinterpret => {
                let src = l.reg(arg);
                if ty.is_float() { l.to_float(to, src) } else { l.from_float(to, src) }
            }
            _ if ty.is_float() || from_ty.is_float() => l.float_unary(op, from, to, arg),
            UnaryOp::Clz | UnaryOp::Ctz | UnaryOp::Popcnt => l.int_unary(op, from, arg),
            _ => l.int_unary(op, to, arg),
        }
    }

    fn binary(l: &mut Lower<'_>, op: BinaryOp, ty: Type, a: Value, b: Value) -> Reg {
        let size = Size::of(ty);
        let fp = match op {
            BinaryOp::Fadd => Fp::Add,
            BinaryOp::Fsub => Fp::Sub,
            BinaryOp::Fmul => Fp::Mul,
            BinaryOp::Fdiv => Fp::Div,
            BinaryOp::Fmin => Fp::Min,
            BinaryOp::Fmax => Fp::Max,
            BinaryOp::Fcopysign => return l.copysign(size, a, b),
            _ => return l.int_binary(op, size, a, b),
        };
        l.float_arith(fp, size, a, b)
    }

    fn icmp(l: &mut Lower<'_>, cc: IntCc, a: Value, b: Value) -> Reg {
        let size = Size::of(l.f.ty(a));
        if cc == IntCc::LtS && l.bits_of(b, size) == Some(0) {
            let a = l.reg(a);
            return l.shift_imm(Shift::Lsr, size, a, size.bits() as u8 - 1);
        }
        let c = l.int_compare(size, cc, a, b);
        l.cset(c)
    }

    fn fcmp(l: &mut Lower<'_>, cc: FloatCc, a: Value, b: Value) -> Reg {
        let c = l.float_compare(Size::of(l.f.ty(a)), cc, a, b);
        l.cset(c)
    }

    fn select(l: &mut Lower<'_>, ty: Type, cond: Value, a: Value, b: Value) -> Reg {
        l.conditional_select(ty, cond, a, b)
    }

    fn load(l: &mut Lower<'_>, op: LoadOp, addr: Addr) -> Reg {
        l.guest_load(op, addr)
    }

    fn store(l: &mut Lower<'_>, op: StoreOp, addr: Addr, value: Value) {
        l.guest_store(op, addr, value);
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
        let m = l.ptr_addr(ptr, offset, Size::of(ty).bytes());
        l.load_value(ty, m)
    }

    fn ptr_store(l: &mut Lower<'_>, ptr: Value, offset: i32, _: PtrKind, value: Value) {
        let m = l.ptr_addr(ptr, offset, Size::of(l.f.ty(value)).bytes());
        l.store_value(m, value);
    }

    fn vm_base(l: &mut Lower<'_>) -> Reg {
        l.copy(Size::S64, inst::V)
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
        l.b.push(Inst::Call { target: Target::Func(func), uses, defs, pop });
    }

    fn call_indirect(l: &mut Lower<'_>, table: u32, ty: u32, index: Value, mut uses: Fixed, defs: Fixed, pop: u32) {
        uses.push((l.index(index), regs::gpr(cc::MISS_INDEX)));
        l.b.push(Inst::Call { target: Target::Indirect(Indirect::new(l.env, table, ty)), uses, defs, pop });
    }

    fn call_builtin(l: &mut Lower<'_>, builtin: Builtin, uses: Fixed, defs: Fixed) {
        let target = Target::Builtin(builtin, l.env.layout.builtin(builtin));
        l.b.push(Inst::Call { target, uses, defs, pop: 0 });
    }

    fn inline_move(l: &mut Lower<'_>, copy: bool, args: [Value; 3], len: u64) -> bool {
        l.inline_move(copy, args, len)
    }

    const MOVE_ARGS: [regalloc2::PReg; 3] = regs::MOVE_ARGS;

    fn call_bulk(l: &mut Lower<'_>, copy: bool, uses: Fixed) {
        let target = Target::Move(l.env.layout.move_stub(copy));
        l.b.push(Inst::Call { target, uses, defs: Vec::new(), pop: 0 });
    }

    fn trap_if(l: &mut Lower<'_>, cond: Value, code: TrapCode) {
        let cond = l.truth(cond);
        l.b.push(Inst::TrapIf { cond, code });
    }

    fn check_index(l: &mut Lower<'_>, index: Value, len: Value, code: TrapCode) -> Reg {
        let (index, len) = (l.index(index), l.reg(len));
        l.cmp(Size::S64, index, Src::Reg(len));
        l.b.push(Inst::TrapIf { cond: Cond::Flags(Cc::Hs), code });
        l.csel(Sel::Csel, Size::S32, Cc::Lo, index, ZR)
    }

    fn trap(l: &mut Lower<'_>, code: TrapCode) {
        l.b.push(Inst::Trap { code });
    }

    fn jump(l: &mut Lower<'_>, to: MBlock) {
        l.b.push(Inst::Jmp { to: to.0 });
    }

    fn branch(l: &mut Lower<'_>, cond: Value, then: MBlock, other: MBlock) {
        let cond = l.truth(cond);
        l.b.push(Inst::Branch { cond, then: then.0, other: other.0 });
    }

    fn jump_table(l: &mut Lower<'_>, index: Reg, targets: Vec<u32>, bounded: bool) {
        l.b.push(Inst::JmpTable { index, targets, bounded });
    }
}

impl Backend for A64 {
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
