//! Operands and conditions: immediates, folded loads, addresses, flags. Input: IR values; output: what an instruction
//! of x86-64 takes as its operand, or the condition that its flags decide.

use super::inst::{Alu, Cc, Inst, Mem, Reg, Size, Src};
use super::lower_float::FloatCond;
use super::Lower;
use crate::ir::{self, Inst as IrInst, InstData, LoadOp, Type, Value};

impl Lower<'_> {
    /// A constant that fits a sign-extended 32-bit immediate.
    pub fn imm32_of(&self, v: Value, size: Size) -> Option<i32> {
        i32::try_from(self.int_constant(v, size)?).ok()
    }

    pub fn src_imm(&mut self, size: Size, c: u64) -> Src {
        match i32::try_from(size.sign_extend(c)) {
            Ok(i) => Src::Imm(i),
            Err(_) => Src::Reg(self.imm(size, c)),
        }
    }

    pub fn foldable_load(&self, v: Value, size: Size) -> Option<IrInst> {
        let i = self.only_here_unmoved(v)?;
        let ok = match self.f.insts[i.index()].data {
            InstData::Load { op, .. } => matches!(op, LoadOp::I32 | LoadOp::I64 | LoadOp::F32 | LoadOp::F64),
            InstData::VmLoad { ty, .. } | InstData::PtrLoad { ty, .. } => ty != Type::V128,
            _ => false,
        };
        (ok && Size::of(self.f.ty(v)) == size).then_some(i)
    }

    /// A load of a byte without sign that a comparison can read where it is.
    pub fn foldable_byte(&self, v: Value) -> Option<IrInst> {
        let i = self.only_here_unmoved(v)?;
        matches!(self.f.insts[i.index()].data, InstData::Load { op: LoadOp::I32U8 | LoadOp::I64U8, .. }).then_some(i)
    }

    /// Whether the value is a byte without sign.
    pub fn is_byte(&self, v: Value) -> bool {
        self.f.def(v).is_some_and(|d| matches!(d.1, InstData::Load { op: LoadOp::I32U8 | LoadOp::I64U8, .. }))
    }

    pub fn can_fold_load(&self, v: Value, size: Size) -> bool {
        self.foldable_load(v, size).is_some()
    }

    /// A load folded, else a register.
    pub fn src_load_or_reg(&mut self, v: Value, size: Size) -> Src {
        if let Some(i) = self.foldable_load(v, size) {
            self.sink(i);
            return Src::Mem(self.address_of(i));
        }
        Src::Reg(self.reg(v))
    }

    /// An immediate, a folded load, or a register.
    pub fn src(&mut self, v: Value, size: Size) -> Src {
        if let Some(i) = self.imm32_of(v, size) {
            return Src::Imm(i);
        }
        self.src_load_or_reg(v, size)
    }

    /// The address that a load reads.
    pub fn address_of(&mut self, i: IrInst) -> Mem {
        match self.f.insts[i.index()].data {
            InstData::Load { addr, .. } => self.guest_addr(addr),
            InstData::VmLoad { field, .. } => self.vm_addr(field),
            InstData::PtrLoad { ptr, offset, .. } => self.ptr_addr(ptr, offset),
            _ => unreachable!("not a load"),
        }
    }

    /// Where a trusted pointer points, the sum that makes it taken in where nothing else wants it.
    pub fn ptr_addr(&mut self, ptr: Value, offset: i32) -> Mem {
        let near = self.sum_with_constant(Size::S64, ptr).and_then(|(x, c)| Some((x, c.checked_add(offset)?)));
        if let Some((x, disp)) = near {
            return Mem { trusted: true, ..Mem::base(self.reg(x), disp) };
        }
        let sum = self.only_here(ptr).map(|i| &self.f.insts[i.index()].data);
        match sum {
            Some(&InstData::Binary { op: ir::BinaryOp::Add, args: [a, b] }) if self.constant(a).is_none() && self.constant(b).is_none() => {
                Mem { disp: offset, trusted: true, ..self.scaled_sum(Size::S64, a, b) }
            }
            _ => Mem { trusted: true, ..Mem::base(self.reg(ptr), offset) },
        }
    }

    /// An addition of two values as an address, where that is one `lea` and more than a plain addition.
    pub fn lea_of(&mut self, size: Size, a: Value, b: Value) -> Option<Mem> {
        let (a, b) = if self.constant(a).is_some() { (b, a) } else { (a, b) };
        if let Some(c) = self.imm32_of(b, size) {
            // (x + y) + c, (x << k) + y + c
            let i = self.only_here(a)?;
            let InstData::Binary { op: ir::BinaryOp::Add, args: [x, y] } = self.f.insts[i.index()].data else { return None };
            if self.constant(x).is_some() || self.constant(y).is_some() {
                return None;
            }
            let m = self.scaled_sum(size, x, y);
            return Some(Mem { disp: c, ..m });
        }
        // (x + c) + y, (x + c) + (y << k)
        for (sum, y) in [(a, b), (b, a)] {
            if let Some((x, c)) = self.sum_with_constant(size, sum) {
                let m = self.scaled_sum(size, x, y);
                return Some(Mem { disp: c, ..m });
            }
        }
        let shl = |l: &Self, v| l.scaled(size, v).is_some();
        (shl(self, a) || shl(self, b)).then(|| self.scaled_sum(size, a, b))
    }

    /// `x + c`, foldable here.
    pub fn sum_with_constant(&self, size: Size, v: Value) -> Option<(Value, i32)> {
        let i = self.only_here(v)?;
        let InstData::Binary { op: ir::BinaryOp::Add, args: [a, b] } = self.f.insts[i.index()].data else { return None };
        let c = self.imm32_of(b, size)?;
        self.constant(a).is_none().then_some((a, c))
    }

    /// `x << k` with k in 1..=3, foldable here.
    pub fn scaled(&self, size: Size, v: Value) -> Option<(Value, u8)> {
        let i = self.only_here(v)?;
        let InstData::Binary { op: ir::BinaryOp::Shl, args: [a, b] } = self.f.insts[i.index()].data else { return None };
        let k = self.int_constant(b, size)? & i64::from(size.bits() - 1);
        ((1..=3).contains(&k) && self.constant(a).is_none()).then_some((a, k as u8))
    }

    pub fn scaled_sum(&mut self, size: Size, x: Value, y: Value) -> Mem {
        let (x, y) = if self.scaled(size, y).is_some() { (x, y) } else { (y, x) };
        match self.scaled(size, y) {
            Some((i, k)) => {
                let (b, i) = (self.reg(x), self.reg(i));
                Mem { base: b, index: Some((i, k)), disp: 0, incoming: false, trusted: false }
            }
            None => {
                let (b, i) = (self.reg(x), self.reg(y));
                Mem { base: b, index: Some((i, 0)), disp: 0, incoming: false, trusted: false }
            }
        }
    }

    /// Sets the flags for `v` against 0; with `sign`, S too says what it says of all of `v`.
    pub fn test_value(&mut self, size: Size, v: Value, sign: bool) {
        if let Some(i) = self.only_here(v) {
            if let InstData::Binary { op: ir::BinaryOp::And, args: [a, b] } = self.f.insts[i.index()].data {
                let (a, b) = if self.constant(a).is_some() { (b, a) } else { (a, b) };
                let mask = self.imm32_of(b, size);
                if let (Some(load), Some(mask)) = (self.foldable_load(a, size), mask) {
                    return self.test_mem(load, size.bytes(), mask);
                }
                if let (Some(load), Some(mask @ 0..=255)) = (self.foldable_byte(a).filter(|_| !sign), mask) {
                    return self.test_mem(load, 1, mask);
                }
                let s = match mask {
                    Some(i) => Src::Imm(i),
                    None => Src::Reg(self.reg(b)),
                };
                let a = self.reg(a);
                return self.test(size, a, s);
            }
        }
        if let Some(i) = self.foldable_load(v, size) {
            self.sink(i);
            let m = self.address_of(i);
            return self.cmp_mem_imm(size, m, 0);
        }
        if let Some(i) = self.foldable_byte(v).filter(|_| !sign) {
            self.sink(i);
            let mem = self.address_of(i);
            return self.b.push(Inst::CmpByteImm { mem, imm: 0 });
        }
        let r = self.reg(v);
        self.test(size, r, Src::Reg(r));
    }

    /// Sets the flags for what is loaded, masked.
    fn test_mem(&mut self, load: IrInst, bytes: u32, imm: i32) {
        self.sink(load);
        let mem = self.address_of(load);
        self.b.push(Inst::TestMemImm { bytes, mem, imm });
    }

    /// Sets the flags for a truth value; returns the condition.
    pub fn truth(&mut self, v: Value) -> FloatCond {
        if let Some(i) = self.only_here(v) {
            match self.f.insts[i.index()].data {
                InstData::Icmp { cc, args: [a, b] } => {
                    let size = Size::of(self.f.ty(a));
                    // x == 0 of a comparison is its negation.
                    if cc == ir::IntCc::Eq && self.constant(b) == Some(0) && self.is_comparison(a) {
                        return self.truth(a).negated();
                    }
                    return FloatCond::One(self.int_compare(size, cc, a, b));
                }
                InstData::Fcmp { cc, args: [a, b] } => {
                    let size = Size::of(self.f.ty(a));
                    return self.float_compare(size, cc, a, b);
                }
                InstData::Unary { op: ir::UnaryOp::Eqz, arg, .. } => {
                    if self.is_comparison(arg) {
                        return self.truth(arg).negated();
                    }
                    self.test_value(Size::of(self.f.ty(arg)), arg, false);
                    return FloatCond::One(Cc::E);
                }
                InstData::VUnary { op: op @ (ir::VUnaryOp::AnyTrue | ir::VUnaryOp::AllTrue(_)), arg } => {
                    return FloatCond::One(self.vector_test(op, arg));
                }
                _ => {}
            }
        }
        self.test_value(Size::S32, v, false);
        FloatCond::One(Cc::NE)
    }

    pub fn is_comparison(&self, v: Value) -> bool {
        use ir::VUnaryOp::{AllTrue, AnyTrue};
        self.only_here(v).is_some_and(|i| {
            let d = &self.f.insts[i.index()].data;
            matches!(d, InstData::Icmp { .. } | InstData::Fcmp { .. } | InstData::VUnary { op: AnyTrue | AllTrue(_), .. })
        })
    }

    /// The truth value as 0 or 1.
    pub fn materialise(&mut self, c: FloatCond) -> Reg {
        match c {
            FloatCond::One(cc) => self.setcc(cc),
            FloatCond::Equal => {
                let (a, b) = self.setcc2(Cc::NP, Cc::E);
                self.alu(Alu::And, Size::S32, a, Src::Reg(b))
            }
            FloatCond::NotEqual => {
                let (a, b) = self.setcc2(Cc::P, Cc::NE);
                self.alu(Alu::Or, Size::S32, a, Src::Reg(b))
            }
        }
    }

    pub fn conditional_move(&mut self, ty: Type, cond: Value, a: Value, b: Value) -> Reg {
        let size = Size::of(ty);
        // Registers first: materialising a constant must not come between the flags and their use.
        let (a, b) = (self.reg(a), self.reg(b));
        let c = self.truth(cond);
        let pick = |l: &mut Self, cc, t, e| if ty.is_float() { l.float_cmov(size, cc, t, e) } else { l.cmov(size, cc, t, e) };
        match c {
            FloatCond::One(cc) => pick(self, cc, a, b),
            FloatCond::Equal => {
                let t = pick(self, Cc::NE, b, a);
                pick(self, Cc::P, b, t)
            }
            FloatCond::NotEqual => {
                let t = pick(self, Cc::NE, a, b);
                pick(self, Cc::P, a, t)
            }
        }
    }
}
