//! Operands and conditions: immediates, shifted and extended registers, flags. Input: IR values; output: what an
//! instruction of aarch64 takes as its operand, or what decides a branch.

use super::Lower;
use super::inst::{Alu, Cc, Cond, Extend, Imm12, Inst, LogicalImm, Reg, Sel, Shift, Size, Src, V, ZR};
use crate::ir::{BinaryOp, InstData, IntCc, Type, UnaryOp, VUnaryOp, Value};

/// What a loop may keep in a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Invariant {
    /// An integer.
    Int(u64),
    /// A float.
    Float(Size, u64),
    /// A vector.
    Vector([u8; 16]),
    /// The base of memory 0 plus an offset.
    Offset(u32),
    /// The base of memory 0 plus an index, shifted to the left.
    Index(Value, u8),
}

/// Conditions within conditions that are looked into.
const NESTED: u32 = 64;

/// The number of low ones, where these are all ones there are, and some.
pub fn low_mask(c: u64) -> Option<u8> {
    (c != 0 && c & c.wrapping_add(1) == 0).then(|| c.trailing_ones() as u8)
}

impl<'a> Lower<'a> {
    /// What makes the value, where it can be taken into its user, the operator being lowered.
    pub fn data_here(&self, v: Value) -> Option<&'a InstData> {
        let f = self.f;
        self.only_here(v).map(|i| &f.insts[i.index()].data)
    }

    /// A constant in a register: one that the loop keeps, or a new one.
    pub fn constant_operand(&mut self, float: bool, size: Size, bits: u64) -> Reg {
        let bits = bits & size.mask();
        let key = if float { Invariant::Float(size, bits) } else { Invariant::Int(bits) };
        self.invariant(key, float, None).unwrap_or_else(|| self.make(key))
    }

    /// An integer constant in a register.
    pub fn int_operand(&mut self, size: Size, bits: u64) -> Reg {
        self.constant_operand(false, size, bits)
    }

    /// Makes an invariant.
    pub fn make(&mut self, key: Invariant) -> Reg {
        match key {
            Invariant::Int(bits) => self.imm(Size::S64, bits),
            Invariant::Float(size, bits) => self.float_const(size, bits),
            Invariant::Vector(bytes) => self.make_vconst(bytes),
            Invariant::Offset(o) => self.offset_sum(V, o),
            Invariant::Index(v, scale) => self.index_sum(V, v, scale),
        }
    }

    /// Constants second.
    pub fn constant_second(&self, a: Value, b: Value) -> (Value, Value) {
        if self.constant(a).is_some() && self.constant(b).is_none() { (b, a) } else { (a, b) }
    }

    /// The constant's low bits.
    pub fn bits_of(&self, v: Value, size: Size) -> Option<u64> {
        self.constant(v).map(|c| c & size.mask())
    }

    /// The register, or zero.
    pub fn reg_or_zero(&mut self, v: Value) -> Reg {
        let size = Size::of(self.f.ty(v));
        if self.bits_of(v, size) == Some(0) { ZR } else { self.reg(v) }
    }

    /// A shift by a constant that can be taken into its user.
    pub fn shift_here(&self, v: Value, size: Size) -> Option<(Shift, Value, u8)> {
        let InstData::Binary { op, args: [x, n] } = *self.data_here(v)? else { return None };
        let n = (self.constant(n)? & u64::from(size.bits() - 1)) as u8;
        let bits = size.bits() as u8;
        let (op, n) = match op {
            BinaryOp::Shl => (Shift::Lsl, n),
            BinaryOp::ShrU => (Shift::Lsr, n),
            BinaryOp::ShrS => (Shift::Asr, n),
            BinaryOp::Rotr => (Shift::Ror, n),
            BinaryOp::Rotl => (Shift::Ror, (bits - n) % bits),
            _ => return None,
        };
        Some((op, x, n))
    }

    /// An extension of low bits that can be taken into its user.
    pub fn extension_here(&self, v: Value, size: Size) -> Option<(Extend, Value)> {
        match *self.data_here(v)? {
            InstData::Unary { op, arg, .. } => match op {
                // Where there is nothing to do the plain register serves.
                UnaryOp::ExtendU => (!self.is_zext(arg)).then_some((Extend::Uxtw, arg)),
                UnaryOp::ExtendS | UnaryOp::Extend32S => Some((Extend::Sxtw, arg)),
                UnaryOp::Extend8S => Some((Extend::Sxtb, arg)),
                UnaryOp::Extend16S => Some((Extend::Sxth, arg)),
                _ => None,
            },
            InstData::Binary { op: BinaryOp::And, args: [x, m] } => match self.bits_of(m, size)? {
                0xff => Some((Extend::Uxtb, x)),
                0xffff => Some((Extend::Uxth, x)),
                0xffff_ffff if size == Size::S64 => Some((Extend::Uxtw, x)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A second operand for addition and subtraction, constants apart.
    pub fn arith_src(&mut self, v: Value, size: Size) -> Src {
        if let Some((Shift::Lsl, x, n @ 0..=4)) = self.shift_here(v, size) {
            if let Some((e, y)) = self.extension_here(x, size) {
                return Src::Extended(self.reg(y), e, n);
            }
        }
        if let Some((op @ (Shift::Lsl | Shift::Lsr | Shift::Asr), x, n)) = self.shift_here(v, size) {
            return Src::Shifted(self.reg(x), op, n);
        }
        if let Some((e, x)) = self.extension_here(v, size) {
            return Src::Extended(self.reg(x), e, 0);
        }
        Src::Reg(self.reg(v))
    }

    /// Whether `v` can be taken in as more than a register.
    pub fn arith_src_folds(&self, v: Value, size: Size) -> bool {
        self.shift_here(v, size).is_some_and(|s| s.0 != Shift::Ror) || self.extension_here(v, size).is_some()
    }

    /// A second operand for logical operators.
    pub fn logical_src(&mut self, v: Value, size: Size) -> Src {
        if let Some(i) = self.bits_of(v, size).and_then(|c| LogicalImm::new(size, c)) {
            return Src::Logical(i);
        }
        self.logical_reg_src(v, size)
    }

    /// The same, without immediates.
    pub fn logical_reg_src(&mut self, v: Value, size: Size) -> Src {
        match self.shift_here(v, size) {
            Some((op, x, n)) => Src::Shifted(self.reg(x), op, n),
            None => Src::Reg(self.reg(v)),
        }
    }

    /// `!x`, where `v` is that and can be taken into its user.
    pub fn inverted_here(&self, v: Value, size: Size) -> Option<Value> {
        match *self.data_here(v)? {
            InstData::Binary { op: BinaryOp::Xor, args: [a, b] } => {
                let (x, m) = self.constant_second(a, b);
                (self.bits_of(m, size) == Some(size.mask())).then_some(x)
            }
            _ => None,
        }
    }

    /// Sets the flags for an integer comparison; returns the condition.
    pub fn int_compare(&mut self, size: Size, cc: IntCc, a: Value, b: Value) -> Cc {
        let (mut cc, mut a, mut b) = (cc, a, b);
        if let (IntCc::Eq | IntCc::Ne, Some(other)) = (cc, self.beside_vm_base(a, b)) {
            let other = self.reg(other);
            self.cmp(size, V, Src::Reg(other));
            return condition(cc);
        }
        if self.constant(b).is_none() && (self.constant(a).is_some() || (self.arith_src_folds(a, size) && !self.arith_src_folds(b, size))) {
            (cc, a, b) = (cc.swapped(), b, a);
        }
        if let Some(c) = self.bits_of(b, size) {
            if c == 0 && matches!(cc, IntCc::Eq | IntCc::Ne | IntCc::LtS | IntCc::GeS) {
                if let Some(InstData::Binary { op: BinaryOp::And, args: [x, y] }) = self.data_here(a) {
                    self.test_and(size, *x, *y);
                    return condition(cc);
                }
            }
            let (cc, c) = self.encodable(size, cc, c);
            let a = self.reg(a);
            if let Some(i) = Imm12::new(c) {
                self.cmp(size, a, Src::Imm(i));
            } else if let Some(i) = Imm12::new(c.wrapping_neg() & size.mask()) {
                self.flags(Alu::Add, size, a, Src::Imm(i));
            } else {
                let c = self.int_operand(size, c);
                self.cmp(size, a, Src::Reg(c));
            }
            return condition(cc);
        }
        let s = self.arith_src(b, size);
        let a = self.reg(a);
        self.cmp(size, a, s);
        condition(cc)
    }

    /// The comparison with a constant that is easier to encode, where there is one: `< c + 1` for `<= c` and so on.
    fn encodable(&self, size: Size, cc: IntCc, c: u64) -> (IntCc, u64) {
        let fits = |c: u64| Imm12::new(c).is_some() || Imm12::new(c.wrapping_neg() & size.mask()).is_some();
        let top = size.mask() >> 1;
        let other = match cc {
            IntCc::LtS if c != top + 1 => (IntCc::LeS, c.wrapping_sub(1)),
            IntCc::GeS if c != top + 1 => (IntCc::GtS, c.wrapping_sub(1)),
            IntCc::LeS if c != top => (IntCc::LtS, c.wrapping_add(1)),
            IntCc::GtS if c != top => (IntCc::GeS, c.wrapping_add(1)),
            IntCc::LtU if c != 0 => (IntCc::LeU, c - 1),
            IntCc::GeU if c != 0 => (IntCc::GtU, c - 1),
            IntCc::LeU if c != size.mask() => (IntCc::LtU, c + 1),
            IntCc::GtU if c != size.mask() => (IntCc::GeU, c + 1),
            _ => return (cc, c),
        };
        if !fits(c) && fits(other.1 & size.mask()) { (other.0, other.1 & size.mask()) } else { (cc, c) }
    }

    /// Sets the flags for `a & b`.
    fn test_and(&mut self, size: Size, a: Value, b: Value) {
        let (a, b) = self.constant_second(a, b);
        for (a, b) in [(a, b), (b, a)] {
            if let Some(n) = self.inverted_here(b, size) {
                let (a, n) = (self.reg(a), self.reg(n));
                return self.flags(Alu::Bic, size, a, Src::Reg(n));
            }
        }
        let s = self.logical_src(b, size);
        let a = self.reg(a);
        self.flags(Alu::And, size, a, s);
    }

    fn is_comparison_here(&self, v: Value) -> bool {
        self.data_here(v).is_some_and(|d| d.is_comparison())
    }

    /// What decides whether a truth value is not 0.
    pub fn truth(&mut self, v: Value) -> Cond {
        self.truth_of(v, NESTED)
    }

    /// The same, `left` operators deep at most.
    fn truth_of(&mut self, v: Value, left: u32) -> Cond {
        let Some(d) = self.data_here(v) else {
            return Cond::Zero { size: Size::S32, reg: self.reg(v), zero: false };
        };
        match *d {
            InstData::Unary { op: UnaryOp::Eqz, arg, .. } => return self.is_zero(arg, left),
            InstData::Icmp { cc, args: [a, b] } => {
                let (cc, a, b) = match self.constant(a).is_some() && self.constant(b).is_none() {
                    true => (cc.swapped(), b, a),
                    false => (cc, a, b),
                };
                let size = Size::of(self.f.ty(a));
                let top = size.bits() as u8 - 1;
                match (cc, self.int_constant(b, size)) {
                    (IntCc::Eq | IntCc::LeU, Some(0)) => return self.is_zero(a, left),
                    (IntCc::Ne | IntCc::GtU, Some(0)) => return self.is_zero(a, left).negated(),
                    (IntCc::LtS, Some(0)) | (IntCc::LeS, Some(-1)) => return Cond::Bit { reg: self.reg(a), bit: top, set: true },
                    (IntCc::GeS, Some(0)) | (IntCc::GtS, Some(-1)) => return Cond::Bit { reg: self.reg(a), bit: top, set: false },
                    _ => {}
                }
                return Cond::Flags(self.int_compare(size, cc, a, b));
            }
            InstData::Fcmp { cc, args: [a, b] } => {
                return Cond::Flags(self.float_compare(Size::of(self.f.ty(a)), cc, a, b));
            }
            InstData::VUnary { op: op @ (VUnaryOp::AnyTrue | VUnaryOp::AllTrue(_)), arg } => return self.vector_test(op, arg),
            InstData::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), args: [a, b] } => {
                if let Some(c) = self.both(op == BinaryOp::And, a, b, left) {
                    return c;
                }
            }
            _ => {}
        }
        self.is_zero(v, left).negated()
    }

    /// The condition, on the flags, that a value is 0.
    pub fn truth_of_eqz(&mut self, v: Value) -> Cc {
        let c = self.is_zero(v, NESTED);
        self.in_flags(c)
    }

    /// What decides whether an integer is 0. `v` is not asked for otherwise.
    fn is_zero(&mut self, v: Value, left: u32) -> Cond {
        let size = Size::of(self.f.ty(v));
        if left > 0 && self.is_comparison_here(v) {
            return self.truth_of(v, left - 1).negated();
        }
        if let Some(&InstData::VUnary { op: op @ (VUnaryOp::AnyTrue | VUnaryOp::AllTrue(_)), arg }) = self.data_here(v) {
            return self.vector_test(op, arg).negated();
        }
        if let Some(InstData::Binary { op: BinaryOp::And, args: [a, b] }) = self.data_here(v) {
            if let Some(c) = self.both(true, *a, *b, left) {
                return c.negated();
            }
            let (x, m) = self.constant_second(*a, *b);
            match self.bits_of(m, size) {
                Some(c) if c.is_power_of_two() => {
                    return Cond::Bit { reg: self.reg(x), bit: c.trailing_zeros() as u8, set: false };
                }
                _ => {
                    self.test_and(size, x, m);
                    return Cond::Flags(Cc::Eq);
                }
            }
        }
        Cond::Zero { size, reg: self.reg(v), zero: true }
    }

    /// Both of two comparisons, or either: the second one is made only if the first leaves the question open.
    fn both(&mut self, and: bool, a: Value, b: Value, left: u32) -> Option<Cond> {
        let left = left.checked_sub(1)?;
        let second = |l: &Self, v: Value| match l.data_here(v) {
            Some(&InstData::Icmp { cc, args: [x, y] }) => {
                let (cc, x, y) = if l.constant(x).is_some() { (cc.swapped(), y, x) } else { (cc, x, y) };
                let size = Size::of(l.f.ty(x));
                match l.int_constant(y, size) {
                    None => Some((cc, size, x, y)),
                    Some(c) => (l.constant(x).is_none() && (-31..32).contains(&c)).then_some((cc, size, x, y)),
                }
            }
            Some(&InstData::Unary { op: UnaryOp::Eqz, arg, .. }) if !l.is_comparison_here(arg) => None,
            _ => None,
        };
        let (first, (cc, size, x, y)) = match (self.is_comparison_here(a), self.is_comparison_here(b)) {
            (true, true) => match (second(self, b), second(self, a)) {
                (Some(s), _) => (a, s),
                (None, Some(s)) => (b, s),
                _ => return None,
            },
            _ => return None,
        };
        // Operands first: what makes them must not come between.
        let xr = self.reg(x);
        let (negate, yr) = match self.int_constant(y, size) {
            Some(c) => (c < 0, Err(c.unsigned_abs() as u8)),
            None => (false, Ok(self.reg(y))),
        };
        let first = self.truth_of(first, left);
        let first = self.in_flags(first);
        let cc = condition(cc);
        let (when, nzcv) = if and { (first, flags_for(cc.negated())) } else { (first.negated(), flags_for(cc)) };
        self.b.push(Inst::Ccmp { negate, size, a: xr, b: yr, nzcv, cc: when });
        Some(Cond::Flags(cc))
    }

    /// The same condition on the flags.
    pub fn in_flags(&mut self, c: Cond) -> Cc {
        match c {
            Cond::Flags(cc) => cc,
            Cond::Zero { size, reg, zero } => {
                self.cmp(size, reg, Src::Imm(Imm12::new(0).expect("small")));
                if zero { Cc::Eq } else { Cc::Ne }
            }
            Cond::Bit { reg, bit, set } => {
                let size = if bit < 32 { Size::S32 } else { Size::S64 };
                let bit = LogicalImm::new(size, 1 << bit).expect("one bit is a run of ones");
                self.flags(Alu::And, size, reg, Src::Logical(bit));
                if set { Cc::Ne } else { Cc::Eq }
            }
        }
    }

    /// `a` if the truth value is not 0, else `b`.
    pub fn conditional_select(&mut self, ty: Type, cond: Value, a: Value, b: Value) -> Reg {
        if ty == Type::V128 {
            return self.select_vector(cond, a, b);
        }
        let size = Size::of(ty);
        if ty.is_float() {
            let (a, b) = (self.reg(a), self.reg(b));
            let c = self.truth(cond);
            let cc = self.in_flags(c);
            return self.fcsel(size, cc, a, b);
        }
        // What the second operand may be besides itself, on either side.
        let (b_op, b_reg) = self.second_choice(size, b);
        if b_op != Sel::Csel {
            let a = self.reg_or_zero(a);
            let c = self.truth(cond);
            let cc = self.in_flags(c);
            return self.csel(b_op, size, cc, a, b_reg);
        }
        let (a_op, a_reg) = self.second_choice(size, a);
        let c = self.truth(cond);
        let cc = self.in_flags(c);
        self.csel(a_op, size, cc.negated(), b_reg, a_reg)
    }

    /// A choice of a conditional selection: an operator and its operand.
    fn second_choice(&mut self, size: Size, v: Value) -> (Sel, Reg) {
        match self.bits_of(v, size) {
            Some(0) => return (Sel::Csel, ZR),
            Some(1) => return (Sel::Csinc, ZR),
            Some(c) if c == size.mask() => return (Sel::Csinv, ZR),
            _ => {}
        }
        if let Some(x) = self.inverted_here(v, size) {
            return (Sel::Csinv, self.reg(x));
        }
        if let Some(&InstData::Binary { op, args: [x, y] }) = self.data_here(v) {
            let (p, q) = self.constant_second(x, y);
            match op {
                BinaryOp::Add if self.bits_of(q, size) == Some(1) => return (Sel::Csinc, self.reg(p)),
                BinaryOp::Sub if self.bits_of(y, size) == Some(size.mask()) => return (Sel::Csinc, self.reg(x)),
                BinaryOp::Sub if self.bits_of(x, size) == Some(0) => return (Sel::Csneg, self.reg(y)),
                _ => {}
            }
        }
        (Sel::Csel, self.reg(v))
    }
}

/// Flags under which a condition holds.
fn flags_for(cc: Cc) -> u8 {
    const N: u8 = 8;
    const Z: u8 = 4;
    const C: u8 = 2;
    const V: u8 = 1;
    match cc {
        Cc::Eq | Cc::Ls | Cc::Le => Z,
        Cc::Hs | Cc::Hi => C,
        Cc::Mi | Cc::Lt => N,
        Cc::Vs => V,
        Cc::Ne | Cc::Lo | Cc::Pl | Cc::Vc | Cc::Ge | Cc::Gt => 0,
    }
}

/// The machine condition of an integer comparison.
pub fn condition(cc: IntCc) -> Cc {
    match cc {
        IntCc::Eq => Cc::Eq,
        IntCc::Ne => Cc::Ne,
        IntCc::LtS => Cc::Lt,
        IntCc::LtU => Cc::Lo,
        IntCc::GtS => Cc::Gt,
        IntCc::GtU => Cc::Hi,
        IntCc::LeS => Cc::Le,
        IntCc::LeU => Cc::Ls,
        IntCc::GeS => Cc::Ge,
        IntCc::GeU => Cc::Hs,
    }
}
