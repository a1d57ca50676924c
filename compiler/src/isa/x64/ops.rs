//! Constructors of machine instructions: each pushes one and returns the register of its result.

use super::inst::{BitOp, ExtKind, FpUnary, Inst, Reg};
pub use super::inst::{Alu, Cc, Fp, Mem, Shift, Size, Src};
use super::{Lower, regs};
use crate::mir::lower::StackPlace;
use crate::ir::{BinaryOp, LoadOp, StoreOp, Type, UnaryOp, Value};
use regalloc2::RegClass;
use wazc_abi::target::x86;
use wazc_abi::trap::TrapCode;

/// CPU features that selection takes for granted: vectors need all of them, rounding one.
pub const ASSUMED: u64 = x86::SSE3 | x86::SSSE3 | x86::SSE41 | x86::SSE42;

/// CPU features, and others without which they are not used: their instructions stand among those of AVX.
pub const NEEDS: &[(u64, u64)] = &[
    (x86::AVX2, x86::AVX),
    (x86::FMA, x86::AVX),
    (x86::F16C, x86::AVX),
    (x86::AVX512BW, x86::AVX | x86::AVX2),
    (x86::AVX512VBMI2, x86::AVX | x86::AVX2 | x86::AVX512BW),
];

impl Lower<'_> {
    fn int(&mut self) -> Reg {
        Reg::from_vreg(self.b.vreg(RegClass::Int))
    }
    fn float(&mut self) -> Reg {
        Reg::from_vreg(self.b.vreg(RegClass::Float))
    }
    /// V.
    pub fn v(&self) -> Reg {
        Reg::phys(regs::RBX)
    }
    /// The stack pointer.
    pub fn sp(&self) -> Reg {
        Reg::phys(regs::RSP)
    }
    /// A place that the convention fixes.
    pub fn stack_addr(&self, place: StackPlace) -> Mem {
        match place {
            StackPlace::Outgoing(off) => Mem::base(self.sp(), off as i32),
            StackPlace::Incoming(off) => Mem { incoming: true, ..Mem::base(self.sp(), off as i32) },
        }
    }

    pub fn alu(&mut self, op: Alu, size: Size, a: Reg, src: Src) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Alu { op, size, dst, a, src });
        dst
    }
    pub fn imul(&mut self, size: Size, a: Reg, src: Src) -> Reg {
        let dst = self.int();
        match src {
            Src::Imm(imm) => self.b.push(Inst::ImulImm { size, dst, src: Src::Reg(a), imm }),
            _ => self.b.push(Inst::Imul { size, dst, a, src }),
        }
        dst
    }
    pub fn imul_imm(&mut self, size: Size, a: Reg, imm: i32) -> Reg {
        self.imul(size, a, Src::Imm(imm))
    }
    pub fn shift_imm(&mut self, op: Shift, size: Size, a: Reg, n: u8) -> Reg {
        let dst = self.int();
        self.b.push(Inst::ShiftImm { op, size, dst, a, n });
        dst
    }
    pub fn shift_cl(&mut self, op: Shift, size: Size, a: Reg, c: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::ShiftCl { op, size, dst, a, c });
        dst
    }
    pub fn neg(&mut self, size: Size, a: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Neg { size, dst, a });
        dst
    }
    pub fn mul_hi(&mut self, signed: bool, size: Size, a: Reg, b: Reg) -> Reg {
        let (lo, dst) = (self.int(), self.int());
        self.b.push(Inst::MulHi { signed, size, lo, dst, a, b });
        dst
    }
    pub fn div(&mut self, signed: bool, size: Size, a: Reg, b: Reg) -> (Reg, Reg) {
        let hi = if signed {
            let hi = self.int();
            self.b.push(Inst::Cdq { size, dst: hi, a });
            hi
        } else {
            self.imm(size, 0)
        };
        let (q, r) = (self.int(), self.int());
        self.b.push(Inst::Div { signed, size, q, r, a, hi, b });
        (q, r)
    }
    pub fn lea(&mut self, size: Size, mem: Mem) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Lea { size, dst, mem });
        dst
    }
    /// `index << scale + disp`.
    pub fn lea_scaled_plus(&mut self, size: Size, index: Reg, scale: u8, disp: i32) -> Reg {
        let dst = self.int();
        self.b.push(Inst::LeaScaled { size, dst, index, scale, disp });
        dst
    }
    pub fn lea_scaled(&mut self, size: Size, a: Reg, b: Reg, k: u8) -> Reg {
        self.lea(size, Mem { base: a, index: Some((b, k)), disp: 0, incoming: false, trusted: false })
    }
    pub fn imm(&mut self, size: Size, c: u64) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Imm { dst, bits: c & size.mask() });
        dst
    }
    /// A move; of 32 bits it clears the upper half.
    pub fn copy(&mut self, size: Size, a: Reg) -> Reg {
        self.extend(if size == Size::S32 { ExtKind::U32 } else { ExtKind::U64 }, Src::Reg(a))
    }
    pub fn extend(&mut self, kind: ExtKind, src: Src) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Ext { kind, dst, src });
        dst
    }
    pub fn bit_op(&mut self, op: BitOp, size: Size, src: Src) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Bit { op, size, dst, src });
        dst
    }
    pub fn cmp(&mut self, size: Size, a: Reg, src: Src) {
        self.b.push(Inst::Cmp { size, a, src });
    }
    pub fn test(&mut self, size: Size, a: Reg, src: Src) {
        self.b.push(Inst::Test { size, a, src });
    }
    pub fn cmp_mem_imm(&mut self, size: Size, mem: Mem, imm: i32) {
        self.b.push(Inst::CmpMemImm { size, mem, imm });
    }
    pub fn setcc(&mut self, cc: Cc) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Setcc { cc, dst });
        dst
    }
    pub fn set_byte(&mut self, cc: Cc) -> Reg {
        let dst = self.int();
        self.b.push(Inst::SetByte { cc, dst });
        dst
    }
    pub fn setcc2(&mut self, c1: Cc, c2: Cc) -> (Reg, Reg) {
        (self.setcc(c1), self.setcc(c2))
    }
    pub fn cmov(&mut self, size: Size, cc: Cc, then: Reg, other: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Cmov { size, cc, dst, other, then });
        dst
    }
    pub fn float_cmov(&mut self, _: Size, cc: Cc, then: Reg, other: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::FCmov { cc, dst, other, then });
        dst
    }
    pub fn store_imm(&mut self, size: Size, mem: Mem, imm: i32) {
        self.b.push(Inst::StoreImm { bytes: size.bytes(), mem, imm });
    }
    pub fn store_int(&mut self, bytes: u32, mem: Mem, src: Reg) {
        self.b.push(Inst::Store { bytes, mem, src });
    }
    pub fn store_float(&mut self, size: Size, mem: Mem, src: Reg) {
        self.b.push(Inst::FStore { size, mem, src });
    }
    pub fn load_int(&mut self, size: Size, src: Src) -> Reg {
        self.extend(if size == Size::S32 { ExtKind::U32 } else { ExtKind::U64 }, src)
    }
    pub fn load_float(&mut self, size: Size, mem: Mem) -> Reg {
        let dst = self.float();
        self.b.push(Inst::FLoad { size, dst, mem });
        dst
    }
    pub fn fp(&mut self, op: Fp, size: Size, a: Reg, src: Src) -> Reg {
        let dst = self.float();
        self.b.push(Inst::Fp { op, size, dst, a, src });
        dst
    }
    /// Rounds in the mode of the immediate of `roundss`.
    fn round(&mut self, mode: u8, size: Size, arg: Value) -> Reg {
        self.require_feature(x86::SSE41);
        self.fp_unary(FpUnary::Round(mode), size, arg)
    }
    fn fp_unary(&mut self, op: FpUnary, size: Size, a: Value) -> Reg {
        let src = self.src_load_or_reg(a, size);
        let dst = self.float();
        self.b.push(Inst::FpUnary { op, size, dst, src });
        dst
    }
    pub fn float_const(&mut self, size: Size, bits: u64) -> Reg {
        let bits = bits & size.mask();
        let dst = self.float();
        self.b.push(if bits == 0 { Inst::FZero { dst } } else { Inst::FConst { size, dst, bits } });
        dst
    }
    pub fn to_float(&mut self, size: Size, src: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::MovToF { size, dst, src });
        dst
    }
    pub fn float_from_int(&mut self, from: Size, to: Size, src: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::IntToF { from, to, dst, src });
        dst
    }
    pub fn int_from_float(&mut self, from: Size, to: Size, src: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::FToInt { from, to, dst, src });
        dst
    }
    pub fn ucomi(&mut self, size: Size, a: Reg, src: Src) {
        self.b.push(Inst::Ucomi { size, a, src });
    }
    pub fn jump_table(&mut self, index: Reg, targets: Vec<u32>, bounded: bool) {
        let (clamped, base) = (self.int(), self.int());
        self.b.push(Inst::JmpTable { index, clamped, base, targets, bounded });
    }
    pub fn trap_if(&mut self, cc: Cc, code: TrapCode) {
        self.b.push(Inst::TrapIf { cc, code });
    }
    // ---- operators ----

    pub fn guest_load(&mut self, op: LoadOp, m: Mem) -> Reg {
        let kind = match op {
            LoadOp::F32 => return self.load_float(Size::S32, m),
            LoadOp::F64 => return self.load_float(Size::S64, m),
            LoadOp::I32 | LoadOp::I64U32 => ExtKind::U32,
            LoadOp::I64 => ExtKind::U64,
            LoadOp::I32U8 | LoadOp::I64U8 => ExtKind::U8,
            LoadOp::I32U16 | LoadOp::I64U16 => ExtKind::U16,
            LoadOp::I32S8 => ExtKind::S8To32,
            LoadOp::I32S16 => ExtKind::S16To32,
            LoadOp::I64S8 => ExtKind::S8To64,
            LoadOp::I64S16 => ExtKind::S16To64,
            LoadOp::I64S32 => ExtKind::S32To64,
            LoadOp::V128 => return self.load_vector(m),
            // Both clear what is above.
            LoadOp::V128Low32 => return self.load_float(Size::S32, m),
            LoadOp::V128Low64 => return self.load_float(Size::S64, m),
        };
        self.extend(kind, Src::Mem(m))
    }

    pub fn guest_store(&mut self, op: StoreOp, m: Mem, v: Value) {
        match op {
            StoreOp::V128 => self.store_vector(m, v),
            _ if self.store_lane(op, m, v) => {}
            StoreOp::F32 | StoreOp::F64 => {
                let r = self.reg(v);
                self.store_float(if op == StoreOp::F32 { Size::S32 } else { Size::S64 }, m, r);
            }
            _ => {
                let size = Size::of(self.f.ty(v));
                if let Some(imm) = self.imm32_of(v, size) {
                    self.b.push(Inst::StoreImm { bytes: op.bytes(), mem: m, imm });
                } else {
                    let r = self.reg(v);
                    self.store_int(op.bytes(), m, r);
                }
            }
        }
    }

    pub fn binary(&mut self, op: BinaryOp, ty: Type, a: Value, b: Value) -> Reg {
        let size = Size::of(ty);
        match op {
            BinaryOp::Fadd => self.float_arith(Fp::Add, size, a, b),
            BinaryOp::Fsub => self.float_arith(Fp::Sub, size, a, b),
            BinaryOp::Fmul => self.float_arith(Fp::Mul, size, a, b),
            BinaryOp::Fdiv => self.float_arith(Fp::Div, size, a, b),
            BinaryOp::Fmin => self.float_min_max(false, size, a, b),
            BinaryOp::Fmax => self.float_min_max(true, size, a, b),
            BinaryOp::Fcopysign => self.copysign(size, a, b),
            _ => self.int_binary(op, size, a, b),
        }
    }

    pub fn unary(&mut self, op: UnaryOp, ty: Type, arg: Value) -> Reg {
        let from_ty = self.f.ty(arg);
        let (from, to) = (Size::of(from_ty), Size::of(ty));
        match op {
            UnaryOp::Clz => self.clz(to, arg),
            UnaryOp::Ctz => self.ctz(to, arg),
            UnaryOp::Popcnt => self.popcnt(to, arg),
            UnaryOp::Eqz => {
                self.test_value(from, arg, false);
                self.setcc(Cc::E)
            }
            UnaryOp::Extend8S => self.sign_extend(if to == Size::S32 { ExtKind::S8To32 } else { ExtKind::S8To64 }, arg),
            UnaryOp::Extend16S => self.sign_extend(if to == Size::S32 { ExtKind::S16To32 } else { ExtKind::S16To64 }, arg),
            UnaryOp::Extend32S | UnaryOp::ExtendS => self.sign_extend(ExtKind::S32To64, arg),
            UnaryOp::Wrap | UnaryOp::ExtendU => {
                let a = self.reg(arg);
                self.copy(Size::S32, a)
            }
            UnaryOp::Fabs => self.fabs(to, arg),
            UnaryOp::Fneg => self.fneg(to, arg),
            UnaryOp::Fsqrt => self.fp_unary(FpUnary::Sqrt, to, arg),
            UnaryOp::Fnearest => self.round(8, to, arg),
            UnaryOp::Ffloor => self.round(9, to, arg),
            UnaryOp::Fceil => self.round(10, to, arg),
            UnaryOp::Ftrunc => self.round(11, to, arg),
            UnaryOp::Demote | UnaryOp::Promote => self.fp_unary(FpUnary::Convert, from, arg),
            UnaryOp::Reinterpret => {
                let src = self.reg(arg);
                if ty.is_float() {
                    return self.to_float(to, src);
                }
                let dst = self.int();
                self.b.push(Inst::MovFromF { size: to, dst, src });
                dst
            }
            UnaryOp::ConvertS => {
                let a = self.reg(arg);
                self.float_from_int(from, to, a)
            }
            UnaryOp::ConvertU if from == Size::S32 => {
                let a = self.index(arg);
                self.float_from_int(Size::S64, to, a)
            }
            UnaryOp::ConvertU => {
                let a = self.reg(arg);
                self.float_from_u64(to, a)
            }
            UnaryOp::TruncS => self.trunc_trapping(from, to, true, arg),
            UnaryOp::TruncU => self.trunc_trapping(from, to, false, arg),
            UnaryOp::TruncSatS => self.trunc_saturating(from, to, true, arg),
            UnaryOp::TruncSatU => self.trunc_saturating(from, to, false, arg),
        }
    }
}
