//! Integer operators. Input: IR operators on I32 and I64; output: machine instructions through the constructors of
//! [`Lower`]. Every 32-bit form leaves the upper half of its register zero; `Lower::is_zext` relies on that.

use super::Lower;
use super::inst::{Alu, Bits, Cc, Cond, Imm12, Inst, Reg, Shift, Size, Src, V, ZR};
use super::operand::low_mask;
use crate::ir::{BinaryOp, InstData, UnaryOp, Value};
use crate::mir::magic;
use wazc_abi::trap::TrapCode;

impl Lower<'_> {
    /// An operator on two integers of the same type.
    pub fn int_binary(&mut self, op: BinaryOp, size: Size, a: Value, b: Value) -> Reg {
        match op {
            BinaryOp::Add => self.add(size, a, b),
            BinaryOp::Sub => self.sub(size, a, b),
            BinaryOp::Mul => self.multiply(size, a, b),
            BinaryOp::And => self.and(size, a, b),
            BinaryOp::Or => self.logical(Alu::Orr, Alu::Orn, size, a, b),
            BinaryOp::Xor => self.xor(size, a, b),
            BinaryOp::Shl => self.shift(Shift::Lsl, size, a, b),
            BinaryOp::ShrS => self.shift(Shift::Asr, size, a, b),
            BinaryOp::ShrU => self.shift(Shift::Lsr, size, a, b),
            BinaryOp::Rotl => self.rotate_left(size, a, b),
            BinaryOp::Rotr => self.shift(Shift::Ror, size, a, b),
            BinaryOp::DivS => self.divide(size, true, false, a, b),
            BinaryOp::DivU => self.divide(size, false, false, a, b),
            BinaryOp::RemS => self.divide(size, true, true, a, b),
            BinaryOp::RemU => self.divide(size, false, true, a, b),
            _ => unreachable!("float operator on integers"),
        }
    }

    /// The factors, where `v` is a product that can be taken into its user and no cheaper as something else.
    fn product_here(&self, v: Value) -> Option<(Value, Value)> {
        match *self.data_here(v)? {
            InstData::Binary { op: BinaryOp::Mul, args: [x, y] } => {
                let (x, y) = self.constant_second(x, y);
                (!self.constant(y).is_some_and(cheap_factor)).then_some((x, y))
            }
            _ => None,
        }
    }

    /// `v` extended from 32 bits: the narrow value.
    fn narrow_here(&self, v: Value, signed: bool) -> Option<Value> {
        match *self.data_here(v)? {
            InstData::Unary { op: UnaryOp::ExtendS, arg, .. } if signed => Some(arg),
            InstData::Unary { op: UnaryOp::ExtendU, arg, .. } if !signed => Some(arg),
            _ => None,
        }
    }

    /// `c + x y`, or `c - x y`.
    fn multiply_add(&mut self, sub: bool, size: Size, (x, y): (Value, Value), c: Reg) -> Reg {
        for signed in [true, false] {
            if let (Some(x), Some(y)) = (self.narrow_here(x, signed), self.narrow_here(y, signed)) {
                let (x, y) = (self.reg(x), self.reg(y));
                return self.mul_add_long(signed, sub, x, y, c);
            }
        }
        let (x, y) = (self.reg(x), self.reg(y));
        self.mul_add(sub, size, x, y, c)
    }

    fn add(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = self.constant_second(a, b);
        if let Some(c) = self.bits_of(b, size) {
            let a = self.reg(a);
            return self.add_const(size, a, c);
        }
        if let Some(x) = self.beside_vm_base(a, b) {
            let s = self.arith_src(x, size);
            return self.alu(Alu::Add, size, V, s);
        }
        for (a, b) in [(a, b), (b, a)] {
            if let Some(p) = self.product_here(b) {
                let c = self.reg(a);
                return self.multiply_add(false, size, p, c);
            }
        }
        // Whichever side can be taken in.
        let (a, b) = if !self.arith_src_folds(b, size) && self.arith_src_folds(a, size) { (b, a) } else { (a, b) };
        let s = self.arith_src(b, size);
        let a = self.reg(a);
        self.alu(Alu::Add, size, a, s)
    }

    fn sub(&mut self, size: Size, a: Value, b: Value) -> Reg {
        if let Some(c) = self.bits_of(b, size) {
            let a = self.reg(a);
            return self.add_const(size, a, c.wrapping_neg());
        }
        if let Some(p) = self.product_here(b) {
            let c = self.reg_or_zero(a);
            return self.multiply_add(true, size, p, c);
        }
        let s = self.arith_src(b, size);
        // An extended operand has no zero beside it.
        let a = if matches!(s, Src::Extended(..)) { self.reg(a) } else { self.reg_or_zero(a) };
        self.alu(Alu::Sub, size, a, s)
    }

    fn multiply(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = self.constant_second(a, b);
        if let Some(c) = self.bits_of(b, size) {
            let minus = c.wrapping_neg() & size.mask();
            if c == 0 {
                return self.imm(size, 0);
            }
            if cheap_factor(c) || minus.is_power_of_two() {
                let a = self.reg(a);
                if c.is_power_of_two() {
                    return self.shift_imm(Shift::Lsl, size, a, c.trailing_zeros() as u8);
                }
                if minus.is_power_of_two() {
                    return self.alu(Alu::Sub, size, ZR, shifted(a, minus));
                }
                if (c - 1).is_power_of_two() {
                    return self.alu(Alu::Add, size, a, shifted(a, c - 1));
                }
                let up = self.shift_imm(Shift::Lsl, size, a, (c + 1).trailing_zeros() as u8);
                return self.alu(Alu::Sub, size, up, Src::Reg(a));
            }
        }
        self.multiply_add(false, size, (a, b), ZR)
    }

    fn and(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = self.constant_second(a, b);
        if let Some(c) = self.bits_of(b, size) {
            if let Some(width) = low_mask(c) {
                // The field that a shift right brings down.
                if let Some((op @ (Shift::Lsr | Shift::Asr | Shift::Ror), x, n)) = self.shift_here(a, size) {
                    if u32::from(width) + u32::from(n) <= size.bits() {
                        let x = self.reg(x);
                        return self.field(false, size, x, n, width);
                    }
                    if op == Shift::Lsr {
                        let x = self.reg(x);
                        return self.shift_imm(op, size, x, n);
                    }
                }
                if size == Size::S64 && width == 32 {
                    let a = self.reg(a);
                    return self.copy(Size::S32, a);
                }
            }
            if let Some((Shift::Lsl, x, n)) = self.shift_here(a, size) {
                // The low bits, shifted left.
                if let (Some(width), 0) = (low_mask(c >> n), c & ((1 << n) - 1)) {
                    if u32::from(width) + u32::from(n) <= size.bits() {
                        let x = self.reg(x);
                        return self.field_at(false, size, x, n, width);
                    }
                }
            }
        }
        self.logical(Alu::And, Alu::Bic, size, a, b)
    }

    /// `op`, or `inverted` with an operand that is the other's inverse.
    fn logical(&mut self, op: Alu, inverted: Alu, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = self.constant_second(a, b);
        for (a, b) in [(a, b), (b, a)] {
            if let Some(n) = self.inverted_here(b, size) {
                let s = self.logical_reg_src(n, size);
                let a = self.reg(a);
                return self.alu(inverted, size, a, s);
            }
        }
        if let (true, Some(r)) = (op == Alu::Orr, self.insertion(size, a, b)) {
            return r;
        }
        let (a, b) = if self.constant(b).is_none() && self.shift_here(b, size).is_none() && self.shift_here(a, size).is_some() {
            (b, a)
        } else {
            (a, b)
        };
        let s = self.logical_src(b, size);
        let a = self.reg(a);
        self.alu(op, size, a, s)
    }

    /// `a | b` of bits that don't overlap, where that is one instruction: two shifts that meet (`extr`), or a field put
    /// into the zeroes of the other (`bfi`).
    fn insertion(&mut self, size: Size, a: Value, b: Value) -> Option<Reg> {
        if let (Some((x, xv, n)), Some((y, yv, m))) = (self.shift_here(a, size), self.shift_here(b, size)) {
            let meet = u32::from(n) + u32::from(m) == size.bits();
            let (high, low, lsb) = match (x, y) {
                (Shift::Lsl, Shift::Lsr) if meet => (xv, yv, m),
                (Shift::Lsr, Shift::Lsl) if meet => (yv, xv, n),
                _ => return None,
            };
            let (a, b) = (self.reg(high), self.reg(low));
            let dst = self.int();
            self.b.push(Inst::Extract { size, dst, a, b, lsb });
            return Some(dst);
        }
        for (a, b) in [(a, b), (b, a)] {
            // (a & !field) | (b & mask), or the latter shifted left.
            let Some(&InstData::Binary { op: BinaryOp::And, args: [p, q] }) = self.data_here(a) else { continue };
            let (into, keep) = self.constant_second(p, q);
            let Some(field) = self.bits_of(keep, size).map(|k| !k & size.mask()) else { continue };
            if field == 0 {
                continue;
            }
            let lsb = field.trailing_zeros() as u8;
            let Some(width) = low_mask(field >> lsb) else { continue };
            let (shifted, n) = match self.shift_here(b, size) {
                Some((Shift::Lsl, x, n)) => (x, n),
                _ => (b, 0),
            };
            if n != lsb {
                continue;
            }
            // A shift to the top needs no mask.
            let to_top = n != 0 && u32::from(lsb) + u32::from(width) == size.bits();
            let part = match self.data_here(shifted) {
                Some(&InstData::Binary { op: BinaryOp::And, args: [p, q] }) => {
                    let (x, m) = self.constant_second(p, q);
                    if self.bits_of(m, size).and_then(low_mask) == Some(width) { x } else { continue }
                }
                _ if to_top => shifted,
                _ => continue,
            };
            let (into, a) = (self.reg(into), self.reg(part));
            let dst = self.int();
            let bits = size.bits() as u8;
            self.b.push(Inst::BitfieldInsert { size, dst, into, a, immr: (bits - lsb) % bits, imms: width - 1 });
            return Some(dst);
        }
        None
    }

    fn xor(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let (a, b) = self.constant_second(a, b);
        if self.bits_of(b, size) == Some(size.mask()) {
            let s = self.logical_reg_src(a, size);
            return self.alu(Alu::Orn, size, ZR, s);
        }
        self.logical(Alu::Eor, Alu::Eon, size, a, b)
    }

    /// What counts of a shift's amount: a mask of its low bits does nothing.
    fn amount(&mut self, size: Size, b: Value) -> Reg {
        if let Some(&InstData::Binary { op: BinaryOp::And, args: [p, q] }) = self.data_here(b) {
            let (x, m) = self.constant_second(p, q);
            let all = u64::from(size.bits() - 1);
            if self.bits_of(m, size).is_some_and(|c| c & all == all) {
                return self.reg(x);
            }
        }
        self.reg(b)
    }

    fn shift(&mut self, op: Shift, size: Size, a: Value, b: Value) -> Reg {
        let Some(c) = self.constant(b) else {
            let (a, b) = (self.reg(a), self.amount(size, b));
            return self.shift_by(op, size, a, b);
        };
        let bits = size.bits() as u8;
        let n = (c & u64::from(bits - 1)) as u8;
        if n == 0 {
            let a = self.reg(a);
            return self.copy(size, a);
        }
        match op {
            Shift::Lsl => {
                for signed in [true, false] {
                    if let Some(x) = self.narrow_here(a, signed) {
                        let x = self.reg(x);
                        return self.field_at(signed, size, x, n, (bits - n).min(32));
                    }
                }
                if let Some(&InstData::Binary { op: BinaryOp::And, args: [p, q] }) = self.data_here(a) {
                    let (x, m) = self.constant_second(p, q);
                    if let Some(width) = self.bits_of(m, size).and_then(low_mask) {
                        let x = self.reg(x);
                        return self.field_at(false, size, x, n, width.min(bits - n));
                    }
                }
            }
            Shift::Lsr | Shift::Asr => {
                let signed = op == Shift::Asr;
                if let Some((Shift::Lsl, x, up)) = self.shift_here(a, size) {
                    // up first, then down: a field of bits − up bits.
                    let x = self.reg(x);
                    return if n >= up {
                        self.field(signed, size, x, n - up, bits - n)
                    } else {
                        self.field_at(signed, size, x, up - n, bits - up)
                    };
                }
                if let (false, Some(&InstData::Binary { op: BinaryOp::And, args: [p, q] })) = (signed, self.data_here(a)) {
                    let (x, m) = self.constant_second(p, q);
                    if let Some(width) = self.bits_of(m, size).and_then(|m| low_mask(m >> n)) {
                        let x = self.reg(x);
                        return self.field(false, size, x, n, width);
                    }
                }
            }
            Shift::Ror => {}
        }
        let a = self.reg(a);
        self.shift_imm(op, size, a, n)
    }

    fn rotate_left(&mut self, size: Size, a: Value, b: Value) -> Reg {
        let bits = size.bits() as u64;
        if let Some(c) = self.constant(b) {
            let a = self.reg(a);
            return self.shift_imm(Shift::Ror, size, a, (c.wrapping_neg() & (bits - 1)) as u8);
        }
        let (a, b) = (self.reg(a), self.amount(size, b));
        let right = self.neg(size, b);
        self.shift_by(Shift::Ror, size, a, right)
    }

    fn trap_if_flags(&mut self, cc: Cc, code: TrapCode) {
        self.b.push(Inst::TrapIf { cond: Cond::Flags(cc), code });
    }

    fn divide(&mut self, size: Size, signed: bool, rem: bool, a: Value, b: Value) -> Reg {
        let one = Imm12::new(1).expect("small");
        if let Some(d) = self.bits_of(b, size).filter(|d| *d != 0) {
            let n = self.reg(a);
            let sd = size.sign_extend(d);
            if signed && sd == -1 {
                if rem {
                    return self.imm(size, 0);
                }
                // -n overflows for the least n only.
                let dst = self.int();
                self.b.push(Inst::AluFlags { op: Alu::Sub, size, dst, a: ZR, b: Src::Reg(n) });
                self.trap_if_flags(Cc::Vs, TrapCode::IntegerOverflow);
                return dst;
            }
            if rem && !signed && d.is_power_of_two() {
                return self.logical_const(Alu::And, size, n, d - 1);
            }
            let q = match (signed, d) {
                (_, 1) => self.copy(size, n),
                (true, _) => self.divide_signed_const(size, n, sd),
                (false, _) => self.divide_unsigned_const(size, n, d),
            };
            if !rem {
                return q;
            }
            if d.is_power_of_two() {
                return self.alu(Alu::Sub, size, n, shifted(q, d));
            }
            let d = self.int_operand(size, d);
            return self.mul_add(true, size, q, d, n);
        }
        let (n, d) = (self.reg(a), self.reg(b));
        self.b.push(Inst::TrapIf { cond: Cond::Zero { size, reg: d, zero: true }, code: TrapCode::DivisionByZero });
        if signed && !rem {
            // n − 1 overflows for the least n only; it is looked at where d is −1.
            self.flags(Alu::Add, size, d, Src::Imm(one));
            self.b.push(Inst::Ccmp { negate: false, size, a: n, b: Err(1), nzcv: 0, cc: Cc::Eq });
            self.trap_if_flags(Cc::Vs, TrapCode::IntegerOverflow);
        }
        let q = self.div(signed, size, n, d);
        if rem { self.mul_add(true, size, q, d, n) } else { q }
    }

    fn divide_unsigned_const(&mut self, size: Size, n: Reg, d: u64) -> Reg {
        if d.is_power_of_two() {
            return self.shift_imm(Shift::Lsr, size, n, d.trailing_zeros() as u8);
        }
        let m = magic::unsigned(size.bits(), d);
        let k = self.int_operand(size, m.mul);
        if !m.add {
            return self.mul_hi(false, size, n, k, m.shift as u8);
        }
        let h = self.mul_hi(false, size, n, k, 0);
        let t = self.alu(Alu::Sub, size, n, Src::Reg(h));
        let t = self.alu(Alu::Add, size, h, Src::Shifted(t, Shift::Lsr, 1));
        if m.shift == 1 { t } else { self.shift_imm(Shift::Lsr, size, t, m.shift as u8 - 1) }
    }

    fn divide_signed_const(&mut self, size: Size, n: Reg, d: i64) -> Reg {
        let top = size.bits() as u8 - 1;
        let ad = d.unsigned_abs();
        if ad.is_power_of_two() {
            let k = ad.trailing_zeros() as u8;
            // 2ᵏ − 1 is added to a negative dividend.
            let biased = if k == 1 {
                self.alu(Alu::Add, size, n, Src::Shifted(n, Shift::Lsr, top))
            } else {
                let sign = self.shift_imm(Shift::Asr, size, n, top);
                self.alu(Alu::Add, size, n, Src::Shifted(sign, Shift::Lsr, top + 1 - k))
            };
            return if d < 0 {
                self.alu(Alu::Sub, size, ZR, Src::Shifted(biased, Shift::Asr, k))
            } else {
                self.shift_imm(Shift::Asr, size, biased, k)
            };
        }
        let m = magic::signed(size.bits(), d);
        let k = self.int_operand(size, m.mul as u64 & size.mask());
        let whole = (d > 0) == (m.mul > 0);
        let mut h = self.mul_hi(true, size, n, k, if whole { m.shift as u8 } else { 0 });
        if !whole {
            h = self.alu(if d > 0 { Alu::Add } else { Alu::Sub }, size, h, Src::Reg(n));
            if m.shift > 0 {
                h = self.shift_imm(Shift::Asr, size, h, m.shift as u8);
            }
        }
        self.alu(Alu::Add, size, h, Src::Shifted(h, Shift::Lsr, top))
    }

    /// Conversions between integers, counts of bits, tests.
    pub fn int_unary(&mut self, op: UnaryOp, size: Size, arg: Value) -> Reg {
        let a = self.reg(arg);
        match op {
            UnaryOp::Clz => self.bits(Bits::Clz, size, a),
            UnaryOp::Ctz => {
                let r = self.bits(Bits::Rbit, size, a);
                self.bits(Bits::Clz, size, r)
            }
            UnaryOp::Popcnt => {
                let v = self.to_float(size, a);
                let dst = self.float();
                self.b.push(Inst::Popcnt { dst, a: v });
                self.from_float(Size::S32, dst)
            }
            UnaryOp::Extend8S => self.field(true, size, a, 0, 8),
            UnaryOp::Extend16S => self.field(true, size, a, 0, 16),
            UnaryOp::Extend32S | UnaryOp::ExtendS => self.field(true, Size::S64, a, 0, 32),
            UnaryOp::Wrap | UnaryOp::ExtendU => self.copy(Size::S32, a),
            _ => unreachable!("float operator on integers"),
        }
    }
}

/// Factors for which there is something cheaper than `mul`: ±2ᵏ, 2ᵏ + 1, 2ᵏ − 1.
fn cheap_factor(c: u64) -> bool {
    c.is_power_of_two() || (c > 1 && (c - 1).is_power_of_two()) || c.wrapping_add(1).is_power_of_two()
}

/// A register times a power of two.
fn shifted(r: Reg, factor: u64) -> Src {
    Src::Shifted(r, Shift::Lsl, factor.trailing_zeros() as u8)
}

