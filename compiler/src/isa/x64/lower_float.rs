//! Floating-point operators with the exact semantics of WebAssembly: quiet NaNs, signed zeros, trapping and saturating
//! conversions. Input: IR operators; output: SSE2/SSE4.1 instructions through the constructors of [`Lower`].

use super::{Alu, Cc, Fp, Lower, Shift, Size, Src};
use crate::ir::{FloatCc, Value};
use crate::isa::x64::inst::Reg;
use wazc_abi::trap::TrapCode;

/// A condition on the flags after a float comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatCond {
    /// One condition.
    One(Cc),
    /// Equal: both ZF and not PF.
    Equal,
    /// Not equal or unordered.
    NotEqual,
}

impl Lower<'_> {
    fn sign_mask(&mut self, size: Size) -> Reg {
        self.float_const(size, 1 << (size.bits() - 1))
    }

    /// Absolute value.
    pub fn fabs(&mut self, size: Size, a: Value) -> Reg {
        let a = self.reg(a);
        let m = self.float_const(size, size.mask() >> 1);
        self.fp(Fp::And, size, a, Src::Reg(m))
    }

    /// Negation.
    pub fn fneg(&mut self, size: Size, a: Value) -> Reg {
        let a = self.reg(a);
        let m = self.sign_mask(size);
        self.fp(Fp::Xor, size, a, Src::Reg(m))
    }

    /// `a` with the sign of `b`.
    pub fn copysign(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let m = self.sign_mask(size);
        let sign = self.fp(Fp::And, size, b, Src::Reg(m));
        let rest = self.fp(Fp::Andn, size, m, Src::Reg(a));
        self.fp(Fp::Or, size, rest, Src::Reg(sign))
    }

    /// Addition, subtraction, multiplication, division. Which NaN a sum or a product of two is, WebAssembly leaves open: their operands
    /// are exchanged where the first one is a load, or wanted later and the second is not.
    pub fn float_arith(&mut self, op: Fp, size: Size, a: Value, b: Value) -> Reg {
        let exchange = matches!(op, Fp::Add | Fp::Mul)
            && !self.can_fold_load(b, size)
            && (self.can_fold_load(a, size) || self.second_place(a, b));
        let (a, b) = if exchange { (b, a) } else { (a, b) };
        let b = self.src_load_or_reg(b, size);
        let a = self.reg(a);
        self.fp(op, size, a, b)
    }

    /// Minimum or maximum. Both orders of the machine operator agree but for zeros of different sign (or-ing or
    /// and-ing them gives the right one) and NaNs (replaced by the sum, which is quiet).
    pub fn float_min_max(&mut self, max: bool, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let (op, join) = if max { (Fp::Max, Fp::And) } else { (Fp::Min, Fp::Or) };
        let x = self.fp(op, size, a, Src::Reg(b));
        let y = self.fp(op, size, b, Src::Reg(a));
        let ordered = self.fp(join, size, x, Src::Reg(y));
        let sum = self.fp(Fp::Add, size, a, Src::Reg(b));
        let mask = self.fp(Fp::CmpUnord, size, a, Src::Reg(b));
        let nan = self.fp(Fp::And, size, sum, Src::Reg(mask));
        let rest = self.fp(Fp::Andn, size, mask, Src::Reg(ordered));
        self.fp(Fp::Or, size, rest, Src::Reg(nan))
    }

    /// Sets the flags for a float comparison; returns the condition.
    pub fn float_compare(&mut self, size: Size, cc: FloatCc, a: Value, b: Value) -> FloatCond {
        let (cond, a, b) = match cc {
            FloatCc::Eq => (FloatCond::Equal, a, b),
            FloatCc::Ne => (FloatCond::NotEqual, a, b),
            FloatCc::Gt => (FloatCond::One(Cc::A), a, b),
            FloatCc::Ge => (FloatCond::One(Cc::AE), a, b),
            FloatCc::Lt => (FloatCond::One(Cc::A), b, a),
            FloatCc::Le => (FloatCond::One(Cc::AE), b, a),
        };
        let b = self.src_load_or_reg(b, size);
        let a = self.reg(a);
        self.ucomi(size, a, b);
        cond
    }

    /// Unsigned 64-bit integer to float: halve (keeping the lost bit) where the top bit is set, then double.
    pub fn float_from_u64(&mut self, to: Size, a: Reg) -> Reg {
        let half = self.shift_imm(Shift::Shr, Size::S64, a, 1);
        let low = self.alu(Alu::And, Size::S64, a, Src::Imm(1));
        let half = self.alu(Alu::Or, Size::S64, half, Src::Reg(low));
        let mask = self.shift_imm(Shift::Sar, Size::S64, a, 63);
        let mask = self.to_float(Size::S64, mask);
        self.test(Size::S64, a, Src::Reg(a));
        let x = self.cmov(Size::S64, Cc::S, half, a);
        let f = self.float_from_int(Size::S64, to, x);
        let again = self.fp(Fp::And, to, f, Src::Reg(mask));
        self.fp(Fp::Add, to, f, Src::Reg(again))
    }

    fn u64_from_float(&mut self, from: Size, a: Reg) -> Reg {
        let two63 = self.float_const(from, power_of_two(from, 63));
        let low = self.int_from_float(from, Size::S64, a);
        let less = self.fp(Fp::Sub, from, a, Src::Reg(two63));
        let high = self.int_from_float(from, Size::S64, less);
        let mask = self.shift_imm(Shift::Sar, Size::S64, low, 63);
        let high = self.alu(Alu::And, Size::S64, high, Src::Reg(mask));
        self.alu(Alu::Or, Size::S64, low, Src::Reg(high))
    }

    /// Truncation to an integer that traps for NaN and out of range.
    pub fn trunc_trapping(&mut self, from: Size, to: Size, signed: bool, a: Value) -> Reg {
        let a = self.reg(a);
        let bits = to.bits() - u32::from(signed);
        let high = self.float_const(from, power_of_two(from, bits));
        // The least legal value, and whether it is legal itself.
        let (low, inclusive) = match (signed, from, to) {
            (false, ..) => (if from == Size::S32 { u64::from((-1f32).to_bits()) } else { (-1f64).to_bits() }, false),
            (true, Size::S64, Size::S32) => ((-2147483649f64).to_bits(), false),
            (true, ..) => (power_of_two(from, bits) | 1 << (from.bits() - 1), true),
        };
        let low = self.float_const(from, low);
        self.ucomi(from, a, Src::Reg(a));
        self.trap_if(Cc::P, TrapCode::InvalidConversion);
        self.ucomi(from, a, Src::Reg(low));
        self.trap_if(if inclusive { Cc::B } else { Cc::BE }, TrapCode::IntegerOverflow);
        self.ucomi(from, a, Src::Reg(high));
        self.trap_if(Cc::AE, TrapCode::IntegerOverflow);
        match (signed, to) {
            (true, _) => self.int_from_float(from, to, a),
            (false, Size::S32) => self.int_from_float(from, Size::S64, a),
            (false, _) => self.u64_from_float(from, a),
        }
    }

    /// Truncation to the nearest integer in range; NaN gives 0.
    pub fn trunc_saturating(&mut self, from: Size, to: Size, signed: bool, a: Value) -> Reg {
        let a = self.reg(a);
        let bits = to.bits() - u32::from(signed);
        let high = self.float_const(from, power_of_two(from, bits));
        let most = self.imm(to, to.mask() >> u32::from(signed));
        let (x, r);
        if signed {
            // Too small already gives the least integer.
            let ordered = self.fp(Fp::CmpOrd, from, a, Src::Reg(a));
            x = self.fp(Fp::And, from, a, Src::Reg(ordered));
            r = self.int_from_float(from, to, x);
        } else {
            // The second operand, 0, where the first is a NaN.
            let zero = self.float_const(from, 0);
            x = self.fp(Fp::Max, from, a, Src::Reg(zero));
            r = if to == Size::S32 { self.int_from_float(from, Size::S64, x) } else { self.u64_from_float(from, x) };
        }
        self.ucomi(from, x, Src::Reg(high));
        self.cmov(to, Cc::AE, most, r)
    }
}

/// Bits of 2ⁿ.
fn power_of_two(size: Size, n: u32) -> u64 {
    if size == Size::S32 { u64::from((127 + n) << 23) } else { u64::from(1023 + n) << 52 }
}

impl FloatCond {
    /// The opposite.
    pub fn negated(self) -> FloatCond {
        match self {
            FloatCond::One(c) => FloatCond::One(c.negated()),
            FloatCond::Equal => FloatCond::NotEqual,
            FloatCond::NotEqual => FloatCond::Equal,
        }
    }
}
