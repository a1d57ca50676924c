//! Floating-point operators with the exact semantics of WebAssembly. Most are one instruction of aarch64: `fmin` and
//! `fmax` treat NaNs and zeros alike, `fcvtz` saturates and makes 0 of a NaN.

use super::Lower;
use super::inst::{Alu, Cc, Cond, Extend, Fp, Imm12, Inst, Reg, Size, Src};
use crate::ir::{BinaryOp, FloatCc, InstData, UnaryOp, Value};
use wazc_abi::trap::TrapCode;

impl Lower<'_> {
    /// Addition, subtraction, multiplication, division, minimum, maximum.
    pub fn float_arith(&mut self, op: Fp, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        self.fp(op, size, a, b)
    }

    /// `a` with the sign of `b`.
    pub fn copysign(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let mask = self.constant_operand(true, size, 1 << (size.bits() - 1));
        let dst = self.float();
        self.b.push(Inst::Bsl { dst, mask, a: b, b: a });
        dst
    }

    /// Negation, of a product together with it.
    pub fn fneg(&mut self, size: Size, a: Value) -> Reg {
        if let Some(InstData::Binary { op: BinaryOp::Fmul, args: [x, y] }) = self.data_here(a) {
            return self.float_arith(Fp::Nmul, size, *x, *y);
        }
        let a = self.reg(a);
        self.fp_unary(super::inst::FpUnary::Neg, size, a)
    }

    /// Sets the flags for a float comparison; returns the condition, false for NaNs but for `Ne`.
    pub fn float_compare(&mut self, size: Size, cc: FloatCc, a: Value, b: Value) -> Cc {
        let is_zero = |l: &Self, v| l.constant(v).is_some_and(|c| c & (size.mask() >> 1) == 0);
        let (cc, a, b) = match cc {
            FloatCc::Lt if is_zero(self, a) => (FloatCc::Gt, b, a),
            FloatCc::Gt if is_zero(self, a) => (FloatCc::Lt, b, a),
            FloatCc::Le if is_zero(self, a) => (FloatCc::Ge, b, a),
            FloatCc::Ge if is_zero(self, a) => (FloatCc::Le, b, a),
            FloatCc::Eq | FloatCc::Ne if is_zero(self, a) => (cc, b, a),
            _ => (cc, a, b),
        };
        let b = if is_zero(self, b) { None } else { Some(self.reg(b)) };
        let a = self.reg(a);
        self.fcmp(size, a, b);
        match cc {
            FloatCc::Eq => Cc::Eq,
            FloatCc::Ne => Cc::Ne,
            FloatCc::Lt => Cc::Mi,
            FloatCc::Le => Cc::Ls,
            FloatCc::Gt => Cc::Gt,
            FloatCc::Ge => Cc::Ge,
        }
    }

    fn overflow_if(&mut self, cc: Cc) {
        self.b.push(Inst::TrapIf { cond: Cond::Flags(cc), code: TrapCode::IntegerOverflow });
    }

    /// Traps for the NaN that a comparison has just met.
    fn invalid_if_unordered(&mut self) {
        self.b.push(Inst::TrapIf { cond: Cond::Flags(Cc::Vs), code: TrapCode::InvalidConversion });
    }

    /// Truncation to an integer that traps for NaN and out of range.
    pub fn trunc_trapping(&mut self, from: Size, to: Size, signed: bool, a: Value) -> Reg {
        let a = self.reg(a);
        if to == Size::S32 {
            // In 64 bits first: what is not the extension of its lower half was out of range.
            self.fcmp(from, a, Some(a));
            self.invalid_if_unordered();
            let wide = self.int_from_float(true, from, Size::S64, a);
            let extend = if signed { Extend::Sxtw } else { Extend::Uxtw };
            self.cmp(Size::S64, wide, Src::Extended(wide, extend, 0));
            self.overflow_if(Cc::Ne);
            return if signed { self.copy(Size::S32, wide) } else { wide };
        }
        // The upper limit: saturation gives the largest integer, which no float in range has.
        let one = Imm12::new(1).expect("small");
        if signed {
            let low = self.constant_operand(true, from, if from == Size::S32 { 0xdf00_0000 } else { 0xc3e0_0000_0000_0000 });
            self.fcmp(from, a, Some(low));
            self.invalid_if_unordered();
            self.overflow_if(Cc::Mi);
        } else {
            let low = self.constant_operand(true, from, if from == Size::S32 { u64::from((-1f32).to_bits()) } else { (-1f64).to_bits() });
            self.fcmp(from, a, Some(low));
            self.invalid_if_unordered();
            self.overflow_if(Cc::Ls);
        }
        let r = self.int_from_float(signed, from, to, a);
        self.flags(Alu::Add, to, r, Src::Imm(one));
        self.overflow_if(if signed { Cc::Vs } else { Cc::Hs });
        r
    }

    /// Conversions and rounding.
    pub fn float_unary(&mut self, op: UnaryOp, from: Size, to: Size, arg: Value) -> Reg {
        use super::inst::FpUnary;
        let unary = match op {
            UnaryOp::Fabs => FpUnary::Abs,
            UnaryOp::Fsqrt => FpUnary::Sqrt,
            UnaryOp::Fnearest => FpUnary::Rintn,
            UnaryOp::Ffloor => FpUnary::Rintm,
            UnaryOp::Fceil => FpUnary::Rintp,
            UnaryOp::Ftrunc => FpUnary::Rintz,
            UnaryOp::Demote | UnaryOp::Promote => FpUnary::Convert,
            UnaryOp::Fneg => return self.fneg(to, arg),
            UnaryOp::TruncS => return self.trunc_trapping(from, to, true, arg),
            UnaryOp::TruncU => return self.trunc_trapping(from, to, false, arg),
            _ => {
                let signed = matches!(op, UnaryOp::ConvertS | UnaryOp::TruncSatS);
                let a = self.reg(arg);
                return match op {
                    UnaryOp::ConvertS | UnaryOp::ConvertU => self.float_from_int(signed, from, to, a),
                    _ => self.int_from_float(signed, from, to, a),
                };
            }
        };
        let a = self.reg(arg);
        self.fp_unary(unary, from, a)
    }
}
