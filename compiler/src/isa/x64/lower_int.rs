//! Integer operators. Input: IR operators on I32 and I64; output: machine instructions through the constructors of
//! [`Lower`]. Every 32-bit form leaves the upper half of its register zero; `Lower::is_zext` relies on that.

use super::{Alu, Cc, Lower, Shift, Size, Src};
use super::lower_float::FloatCond;
use crate::ir::{BinaryOp, InstData, IntCc, UnaryOp, Value};
use crate::isa::x64::inst::{BitOp, ExtKind, Inst, Mem, Reg};
use crate::mir::magic;
use wazc_abi::target::x86;
use wazc_abi::trap::TrapCode;

impl Lower<'_> {
    /// Commutes so that a constant or a foldable load comes second.
    fn ordered(&mut self, size: Size, a: Value, b: Value) -> (Reg, Src) {
        if self.constant(b).is_none() && (self.constant(a).is_some() || (self.can_fold_load(a, size) && !self.can_fold_load(b, size))) {
            let s = self.src(a, size);
            return (self.reg(b), s);
        }
        // The result takes the place of the first operand.
        let fixed = self.imm32_of(b, size).is_some() || self.can_fold_load(b, size);
        let (a, b) = if !fixed && self.second_place(a, b) { (b, a) } else { (a, b) };
        let s = self.src(b, size);
        (self.reg(a), s)
    }

    /// Of two truth values: one of them alone is extended, which clears the upper bits of the result.
    fn and_of_truths(&mut self, a: Value, b: Value) -> Option<Reg> {
        let (a, b) = if self.is_comparison(b) { (a, b) } else { (b, a) };
        if !self.is_comparison(b) || !self.is_truth(a, 4) {
            return None;
        }
        let kept = self.reg(a);
        match self.truth(b) {
            FloatCond::One(cc) => {
                let byte = self.set_byte(cc);
                Some(self.alu(Alu::And, Size::S32, kept, Src::Reg(byte)))
            }
            c => {
                let b = self.materialise(c);
                Some(self.alu(Alu::And, Size::S32, kept, Src::Reg(b)))
            }
        }
    }

    /// Whether the value is 0 or 1.
    fn is_truth(&self, v: Value, depth: u32) -> bool {
        match self.f.def(v).map(|d| d.1) {
            Some(InstData::Icmp { .. } | InstData::Fcmp { .. } | InstData::Unary { op: UnaryOp::Eqz, .. }) => true,
            Some(InstData::Binary { op: BinaryOp::And, args }) if depth > 0 => args.iter().any(|a| self.is_truth(*a, depth - 1)),
            _ => false,
        }
    }

    /// Addition, as `lea` where that saves an instruction.
    fn add(&mut self, size: Size, a: Value, b: Value) -> Reg {
        if let Some(x) = self.beside_vm_base(a, b) {
            let (x, c) = self.sum_with_constant(size, x).unwrap_or((x, 0));
            let (v, x) = (self.v(), self.reg(x));
            return self.lea(size, Mem { disp: c, ..Mem::base_index(v, x, 0) });
        }
        if !self.can_fold_load(a, size) && !self.can_fold_load(b, size) {
            if let Some(m) = self.lea_of(size, a, b) {
                return self.lea(size, m);
            }
            // (x << k) + c
            let (x, c) = if self.constant(a).is_some() { (b, a) } else { (a, b) };
            if let (Some((x, k)), Some(c)) = (self.scaled(size, x), self.imm32_of(c, size)) {
                let x = self.reg(x);
                return self.lea_scaled_plus(size, x, k, c);
            }
        }
        let (a, b) = self.ordered(size, a, b);
        self.alu(Alu::Add, size, a, b)
    }

    fn mul(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = if self.constant(a).is_some() { (b, a) } else { (a, b) };
        if let Some(c) = self.int_constant(b, size) {
            let c = c as u64 & size.mask();
            if c == 0 {
                return self.imm(size, 0);
            }
            if c.is_power_of_two() {
                let a = self.reg(a);
                return if c == 1 { self.copy(size, a) } else { self.shift_imm(Shift::Shl, size, a, c.trailing_zeros() as u8) };
            }
            if let 3 | 5 | 9 = c {
                let a = self.reg(a);
                return self.lea_scaled(size, a, a, (c - 1).trailing_zeros() as u8);
            }
            if let Ok(i) = i32::try_from(size.sign_extend(c)) {
                let a = self.reg(a);
                return self.imul_imm(size, a, i);
            }
        }
        let (a, b) = self.ordered(size, a, b);
        self.imul(size, a, b)
    }

    fn shift(&mut self, op: Shift, size: Size, a: Value, b: Value) -> Reg {
        if let Some(c) = self.int_constant(b, size) {
            let n = (c as u64 & u64::from(size.bits() - 1)) as u8;
            let a = self.reg(a);
            // A shift by zero must still define a zero-extended value.
            return if n == 0 { self.copy(size, a) } else { self.shift_imm(op, size, a, n) };
        }
        let (a, b) = (self.reg(a), self.reg(b));
        self.shift_cl(op, size, a, b)
    }

    /// An operator on two integers of the same type.
    pub fn int_binary(&mut self, op: BinaryOp, size: Size, a: Value, b: Value) -> Reg {
        match op {
            BinaryOp::Add => self.add(size, a, b),
            BinaryOp::Sub => {
                let s = self.src(b, size);
                let a = self.reg(a);
                self.alu(Alu::Sub, size, a, s)
            }
            BinaryOp::Mul => self.mul(size, a, b),
            BinaryOp::And => {
                if size == Size::S64 && self.int_constant(b, size) == Some(0xffff_ffff) {
                    let a = self.reg(a);
                    return self.copy(Size::S32, a);
                }
                if let Some(r) = self.and_of_truths(a, b) {
                    return r;
                }
                let (a, b) = self.ordered(size, a, b);
                self.alu(Alu::And, size, a, b)
            }
            BinaryOp::Or => {
                let (a, b) = self.ordered(size, a, b);
                self.alu(Alu::Or, size, a, b)
            }
            BinaryOp::Xor => {
                let (a, b) = self.ordered(size, a, b);
                self.alu(Alu::Xor, size, a, b)
            }
            BinaryOp::Shl => self.shift(Shift::Shl, size, a, b),
            BinaryOp::ShrS => self.shift(Shift::Sar, size, a, b),
            BinaryOp::ShrU => self.shift(Shift::Shr, size, a, b),
            BinaryOp::Rotl => self.shift(Shift::Rol, size, a, b),
            BinaryOp::Rotr => self.shift(Shift::Ror, size, a, b),
            BinaryOp::DivS => self.divide(size, true, false, a, b),
            BinaryOp::DivU => self.divide(size, false, false, a, b),
            BinaryOp::RemS => self.divide(size, true, true, a, b),
            BinaryOp::RemU => self.divide(size, false, true, a, b),
            _ => unreachable!("float operator on integers"),
        }
    }

    fn divide(&mut self, size: Size, signed: bool, rem: bool, a: Value, b: Value) -> Reg {
        if let Some(c) = self.int_constant(b, size) {
            let d = c as u64 & size.mask();
            let sd = size.sign_extend(d);
            let n = self.reg(a);
            let quotient = match (signed, d) {
                (_, 0) => None,
                (_, 1) => Some(self.copy(size, n)),
                (true, _) if sd == -1 => {
                    if rem {
                        return self.imm(size, 0);
                    }
                    // -n overflows for the least n only, which `neg` reports.
                    let q = self.neg(size, n);
                    self.trap_if(Cc::O, TrapCode::IntegerOverflow);
                    return q;
                }
                (true, _) => Some(self.divide_signed_const(size, n, sd)),
                (false, _) if rem && d.is_power_of_two() => {
                    let m = self.src_imm(size, d - 1);
                    return self.alu(Alu::And, size, n, m);
                }
                (false, _) => Some(self.divide_unsigned_const(size, n, d)),
            };
            if let Some(q) = quotient {
                if !rem {
                    return q;
                }
                let back = match i32::try_from(sd) {
                    Ok(i) => self.imul_imm(size, q, i),
                    Err(_) => {
                        let d = self.imm(size, d);
                        self.imul(size, q, Src::Reg(d))
                    }
                };
                return self.alu(Alu::Sub, size, n, Src::Reg(back));
            }
        }
        let known_nonzero = false;
        let (n, mut d) = (self.reg(a), self.reg(b));
        if !known_nonzero {
            self.test(size, d, Src::Reg(d));
            self.trap_if(Cc::E, TrapCode::DivisionByZero);
        }
        if signed && rem {
            let one = self.imm(size, 1);
            self.cmp(size, d, Src::Imm(-1));
            d = self.cmov(size, Cc::E, one, d);
        } else if signed {
            // Both n ^ MIN and !d vanish only for MIN / -1.
            let min = self.src_imm(size, 1 << (size.bits() - 1));
            let x = self.alu(Alu::Xor, size, n, min);
            let y = self.alu(Alu::Xor, size, d, Src::Imm(-1));
            let both = self.alu(Alu::Or, size, x, Src::Reg(y));
            self.test(size, both, Src::Reg(both));
            self.trap_if(Cc::E, TrapCode::IntegerOverflow);
        }
        let (q, r) = self.div(signed, size, n, d);
        if rem { r } else { q }
    }

    fn divide_unsigned_const(&mut self, size: Size, n: Reg, d: u64) -> Reg {
        if d.is_power_of_two() {
            return self.shift_imm(Shift::Shr, size, n, d.trailing_zeros() as u8);
        }
        let m = magic::unsigned(size.bits(), d);
        let k = self.imm(size, m.mul);
        let h = self.mul_hi(false, size, n, k);
        if !m.add {
            return if m.shift == 0 { h } else { self.shift_imm(Shift::Shr, size, h, m.shift as u8) };
        }
        let t = self.alu(Alu::Sub, size, n, Src::Reg(h));
        let t = self.shift_imm(Shift::Shr, size, t, 1);
        let t = self.alu(Alu::Add, size, t, Src::Reg(h));
        if m.shift == 1 { t } else { self.shift_imm(Shift::Shr, size, t, m.shift as u8 - 1) }
    }

    fn divide_signed_const(&mut self, size: Size, n: Reg, d: i64) -> Reg {
        let top = size.bits() as u8 - 1;
        let ad = d.unsigned_abs();
        if ad.is_power_of_two() {
            let k = ad.trailing_zeros() as u8;
            let sign = if k == 1 { n } else { self.shift_imm(Shift::Sar, size, n, top) };
            let bias = self.shift_imm(Shift::Shr, size, sign, top + 1 - k);
            let t = self.alu(Alu::Add, size, n, Src::Reg(bias));
            let q = self.shift_imm(Shift::Sar, size, t, k);
            return if d < 0 { self.neg(size, q) } else { q };
        }
        let m = magic::signed(size.bits(), d);
        let k = self.imm(size, m.mul as u64 & size.mask());
        let mut h = self.mul_hi(true, size, n, k);
        if d > 0 && m.mul < 0 {
            h = self.alu(Alu::Add, size, h, Src::Reg(n));
        } else if d < 0 && m.mul > 0 {
            h = self.alu(Alu::Sub, size, h, Src::Reg(n));
        }
        if m.shift > 0 {
            h = self.shift_imm(Shift::Sar, size, h, m.shift as u8);
        }
        let sign = self.shift_imm(Shift::Shr, size, h, top);
        self.alu(Alu::Add, size, h, Src::Reg(sign))
    }

    /// Count of leading zeros.
    pub fn clz(&mut self, size: Size, a: Value) -> Reg {
        if self.use_feature(x86::LZCNT) {
            let a = self.src_load_or_reg(a, size);
            return self.bit_op(BitOp::Lzcnt, size, a);
        }
        // bsr leaves its result undefined and sets ZF for 0; 2·bits − 1 turns into bits below.
        let a = self.reg(a);
        let none = self.imm(Size::S32, u64::from(2 * size.bits() - 1));
        let at = self.bit_op(BitOp::Bsr, size, Src::Reg(a));
        let at = self.cmov(size, Cc::E, none, at);
        self.alu(Alu::Xor, size, at, Src::Imm(size.bits() as i32 - 1))
    }

    /// Count of trailing zeros.
    pub fn ctz(&mut self, size: Size, a: Value) -> Reg {
        if self.use_feature(x86::BMI1) {
            let a = self.src_load_or_reg(a, size);
            return self.bit_op(BitOp::Tzcnt, size, a);
        }
        let a = self.reg(a);
        let none = self.imm(Size::S32, u64::from(size.bits()));
        let at = self.bit_op(BitOp::Bsf, size, Src::Reg(a));
        self.cmov(size, Cc::E, none, at)
    }

    /// Count of ones.
    pub fn popcnt(&mut self, size: Size, a: Value) -> Reg {
        if self.use_feature(x86::POPCNT) {
            let a = self.src_load_or_reg(a, size);
            return self.bit_op(BitOp::Popcnt, size, a);
        }
        let k = |n: u64| n & size.mask();
        let a = self.reg(a);
        let m1 = self.src_imm(size, k(0x5555_5555_5555_5555));
        let m2 = self.src_imm(size, k(0x3333_3333_3333_3333));
        let m4 = self.src_imm(size, k(0x0f0f_0f0f_0f0f_0f0f));
        let ones = self.src_imm(size, k(0x0101_0101_0101_0101));
        let t = self.shift_imm(Shift::Shr, size, a, 1);
        let t = self.alu(Alu::And, size, t, m1);
        let x = self.alu(Alu::Sub, size, a, Src::Reg(t));
        let lo = self.alu(Alu::And, size, x, m2);
        let hi = self.shift_imm(Shift::Shr, size, x, 2);
        let hi = self.alu(Alu::And, size, hi, m2);
        let x = self.alu(Alu::Add, size, lo, Src::Reg(hi));
        let t = self.shift_imm(Shift::Shr, size, x, 4);
        let x = self.alu(Alu::Add, size, x, Src::Reg(t));
        let x = self.alu(Alu::And, size, x, m4);
        let ones = match ones {
            Src::Imm(i) => self.imm(size, i as i64 as u64 & size.mask()),
            Src::Reg(r) => r,
            Src::Mem(_) => unreachable!("constant in memory"),
        };
        let x = self.imul(size, x, Src::Reg(ones));
        self.shift_imm(Shift::Shr, size, x, size.bits() as u8 - 8)
    }

    /// Sign extension of the low bits.
    pub fn sign_extend(&mut self, kind: ExtKind, a: Value) -> Reg {
        let a = self.reg(a);
        self.extend(kind, Src::Reg(a))
    }

    /// Sets the flags for an integer comparison; returns the condition.
    pub fn int_compare(&mut self, size: Size, cc: IntCc, a: Value, b: Value) -> Cc {
        let (mut cc, mut a, mut b) = (condition(cc), a, b);
        if let (Cc::E | Cc::NE, Some(other)) = (cc, self.beside_vm_base(a, b)) {
            let (v, src) = (self.v(), self.src_load_or_reg(other, size));
            self.cmp(size, v, src);
            return cc;
        }
        if self.constant(b).is_none() && (self.constant(a).is_some() || (self.can_fold_load(a, size) && !self.can_fold_load(b, size))) {
            (cc, a, b) = (swapped(cc), b, a);
        }
        // Of two registers the second is the one that may be spilled: that of a value from elsewhere.
        let fixed = self.constant(b).is_some() || self.can_fold_load(b, size);
        if !fixed && self.from_elsewhere(a) && !self.from_elsewhere(b) {
            (cc, a, b) = (swapped(cc), b, a);
        }
        if self.int_constant(b, size) == Some(0) && matches!(cc, Cc::E | Cc::NE | Cc::L | Cc::GE) {
            self.test_value(size, a, matches!(cc, Cc::L | Cc::GE));
            return match cc {
                Cc::L => Cc::S,
                Cc::GE => Cc::NS,
                c => c,
            };
        }
        // Bytes compare as unsigned numbers do, whatever the condition.
        if let (Some(c), Some(i)) = (self.int_constant(b, size), self.foldable_byte(a)) {
            if let Ok(imm) = u8::try_from(c) {
                self.sink(i);
                let mem = self.address_of(i);
                self.b.push(Inst::CmpByteImm { mem, imm });
                return unsigned(cc);
            }
        }
        // The byte that was loaded last can be compared where it is.
        if self.is_byte(a) && self.is_byte(b) {
            if self.foldable_byte(b).is_none() {
                (cc, a, b) = (swapped(cc), b, a);
            }
            if let Some(i) = self.foldable_byte(b) {
                self.sink(i);
                let mem = self.address_of(i);
                let a = self.reg(a);
                self.b.push(Inst::CmpByte { a, mem });
                return unsigned(cc);
            }
        }
        // A load on the left folds only beside an immediate.
        if let Some(i) = self.imm32_of(b, size) {
            if self.can_fold_load(a, size) {
                let m = self.src(a, size);
                if let Src::Mem(m) = m {
                    self.cmp_mem_imm(size, m, i);
                    return cc;
                }
            }
            let a = self.reg(a);
            self.cmp(size, a, Src::Imm(i));
            return cc;
        }
        let s = self.src(b, size);
        let a = self.reg(a);
        self.cmp(size, a, s);
        cc
    }
}

/// The machine condition of an integer comparison.
pub fn condition(cc: IntCc) -> Cc {
    match cc {
        IntCc::Eq => Cc::E,
        IntCc::Ne => Cc::NE,
        IntCc::LtS => Cc::L,
        IntCc::LtU => Cc::B,
        IntCc::GtS => Cc::G,
        IntCc::GtU => Cc::A,
        IntCc::LeS => Cc::LE,
        IntCc::LeU => Cc::BE,
        IntCc::GeS => Cc::GE,
        IntCc::GeU => Cc::AE,
    }
}

/// The condition as one on unsigned numbers.
fn unsigned(cc: Cc) -> Cc {
    match cc {
        Cc::L => Cc::B,
        Cc::G => Cc::A,
        Cc::LE => Cc::BE,
        Cc::GE => Cc::AE,
        c => c,
    }
}

/// The condition with the operands exchanged.
fn swapped(cc: Cc) -> Cc {
    match cc {
        Cc::L => Cc::G,
        Cc::G => Cc::L,
        Cc::LE => Cc::GE,
        Cc::GE => Cc::LE,
        Cc::B => Cc::A,
        Cc::A => Cc::B,
        Cc::BE => Cc::AE,
        Cc::AE => Cc::BE,
        c => c,
    }
}
