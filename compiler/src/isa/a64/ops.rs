//! Constructors of machine instructions: each pushes one and returns the register of its result.

use super::Lower;
use super::operand::Invariant;
use super::inst::{Alu, Bits, Cc, Fp, FpUnary, Imm12, Inst, Load, LogicalImm, Mem, Reg, Sel, Shift, Size, Src, Store, ZR};
use regalloc2::RegClass;

impl Lower<'_> {
    pub fn int(&mut self) -> Reg {
        Reg::from_vreg(self.b.vreg(RegClass::Int))
    }
    pub fn float(&mut self) -> Reg {
        Reg::from_vreg(self.b.vreg(RegClass::Float))
    }

    pub fn alu(&mut self, op: Alu, size: Size, a: Reg, b: Src) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Alu { op, size, dst, a, b });
        dst
    }
    /// Sets the flags only.
    pub fn flags(&mut self, op: Alu, size: Size, a: Reg, b: Src) {
        self.b.push(Inst::AluFlags { op, size, dst: ZR, a, b });
    }
    pub fn cmp(&mut self, size: Size, a: Reg, b: Src) {
        self.flags(Alu::Sub, size, a, b);
    }
    /// A move; of 32 bits it clears the upper half.
    pub fn copy(&mut self, size: Size, a: Reg) -> Reg {
        self.alu(Alu::Orr, size, ZR, Src::Reg(a))
    }
    pub fn neg(&mut self, size: Size, a: Reg) -> Reg {
        self.alu(Alu::Sub, size, ZR, Src::Reg(a))
    }
    /// Addition of a constant.
    pub fn add_const(&mut self, size: Size, a: Reg, c: u64) -> Reg {
        let c = c & size.mask();
        let minus = c.wrapping_neg() & size.mask();
        for (op, c) in [(Alu::Add, c), (Alu::Sub, minus)] {
            if let Some(i) = Imm12::new(c) {
                return self.alu(op, size, a, Src::Imm(i));
            }
        }
        // One addition in a loop, two elsewhere.
        if let Some(c) = self.invariant(Invariant::Int(c), false, None) {
            return self.alu(Alu::Add, size, a, Src::Reg(c));
        }
        for (op, c) in [(Alu::Add, c), (Alu::Sub, minus)] {
            if let (Some(high), Some(low)) = (Imm12::new(c & !0xfff), Imm12::new(c & 0xfff)) {
                let a = self.alu(op, size, a, Src::Imm(high));
                return self.alu(op, size, a, Src::Imm(low));
            }
        }
        let c = self.int_operand(size, c);
        self.alu(Alu::Add, size, a, Src::Reg(c))
    }
    /// A logical operator with a constant.
    pub fn logical_const(&mut self, op: Alu, size: Size, a: Reg, c: u64) -> Reg {
        let b = match LogicalImm::new(size, c) {
            Some(i) => Src::Logical(i),
            None => Src::Reg(self.int_operand(size, c)),
        };
        self.alu(op, size, a, b)
    }
    /// `c + a b`, or `c - a b`.
    pub fn mul_add(&mut self, sub: bool, size: Size, a: Reg, b: Reg, c: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::MulAdd { sub, size, dst, a, b, c });
        dst
    }
    pub fn mul(&mut self, size: Size, a: Reg, b: Reg) -> Reg {
        self.mul_add(false, size, a, b, ZR)
    }
    pub fn mul_add_long(&mut self, signed: bool, sub: bool, a: Reg, b: Reg, c: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::MulAddLong { signed, sub, dst, a, b, c });
        dst
    }
    /// The upper half of a product, shifted right by `n` more. Of 32 bits and signed, the upper half of the register is
    /// not zero.
    pub fn mul_hi(&mut self, signed: bool, size: Size, a: Reg, b: Reg, n: u8) -> Reg {
        let op = if signed { Shift::Asr } else { Shift::Lsr };
        if size == Size::S32 {
            let p = self.mul_add_long(signed, false, a, b, ZR);
            return self.shift_imm(op, Size::S64, p, 32 + n);
        }
        let dst = self.int();
        self.b.push(Inst::MulHi { signed, dst, a, b });
        if n == 0 { dst } else { self.shift_imm(op, size, dst, n) }
    }
    pub fn div(&mut self, signed: bool, size: Size, a: Reg, b: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Div { signed, size, dst, a, b });
        dst
    }
    pub fn shift_by(&mut self, op: Shift, size: Size, a: Reg, b: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::ShiftBy { op, size, dst, a, b });
        dst
    }
    /// By a constant below the size.
    pub fn shift_imm(&mut self, op: Shift, size: Size, a: Reg, n: u8) -> Reg {
        let bits = size.bits() as u8;
        match op {
            // A shift by zero must still define a zero-extended value.
            _ if n == 0 => self.copy(size, a),
            Shift::Lsl => self.bitfield(false, size, a, bits - n, bits - 1 - n),
            Shift::Lsr => self.bitfield(false, size, a, n, bits - 1),
            Shift::Asr => self.bitfield(true, size, a, n, bits - 1),
            Shift::Ror => {
                let dst = self.int();
                self.b.push(Inst::Extract { size, dst, a, b: a, lsb: n });
                dst
            }
        }
    }
    pub fn bitfield(&mut self, signed: bool, size: Size, a: Reg, immr: u8, imms: u8) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Bitfield { signed, size, dst, a, immr, imms });
        dst
    }
    /// The `width` bits from `lsb` on, extended.
    pub fn field(&mut self, signed: bool, size: Size, a: Reg, lsb: u8, width: u8) -> Reg {
        self.bitfield(signed, size, a, lsb, lsb + width - 1)
    }
    /// The low `width` bits, extended and shifted left.
    pub fn field_at(&mut self, signed: bool, size: Size, a: Reg, lsb: u8, width: u8) -> Reg {
        let bits = size.bits() as u8;
        self.bitfield(signed, size, a, (bits - lsb) % bits, width - 1)
    }
    pub fn bits(&mut self, op: Bits, size: Size, a: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Bits { op, size, dst, a });
        dst
    }
    pub fn csel(&mut self, op: Sel, size: Size, cc: Cc, a: Reg, b: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Csel { op, size, cc, dst, a, b });
        dst
    }
    /// 1 if the condition holds, else 0.
    pub fn cset(&mut self, cc: Cc) -> Reg {
        self.csel(Sel::Csinc, Size::S32, cc.negated(), ZR, ZR)
    }
    pub fn imm(&mut self, size: Size, c: u64) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Imm { dst, bits: c & size.mask() });
        dst
    }
    pub fn load_int(&mut self, op: Load, mem: Mem) -> Reg {
        let dst = self.int();
        self.b.push(Inst::Load { op, dst, mem });
        dst
    }
    pub fn load_float(&mut self, op: Load, mem: Mem) -> Reg {
        let dst = self.float();
        self.b.push(Inst::Load { op, dst, mem });
        dst
    }
    pub fn store_reg(&mut self, op: Store, mem: Mem, src: Reg) {
        self.b.push(Inst::Store { op, src, mem });
    }

    pub fn fp(&mut self, op: Fp, size: Size, a: Reg, b: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::Fp { op, size, dst, a, b });
        dst
    }
    /// `size` is the operand's.
    pub fn fp_unary(&mut self, op: FpUnary, size: Size, a: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::FpUnary { op, size, dst, a });
        dst
    }
    pub fn fcmp(&mut self, size: Size, a: Reg, b: Option<Reg>) {
        self.b.push(Inst::Fcmp { size, a, b });
    }
    pub fn fcsel(&mut self, size: Size, cc: Cc, a: Reg, b: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::Fcsel { size, cc, dst, a, b });
        dst
    }
    pub fn float_const(&mut self, size: Size, bits: u64) -> Reg {
        let dst = self.float();
        self.b.push(Inst::FConst { size, dst, bits: bits & size.mask() });
        dst
    }
    pub fn float_from_int(&mut self, signed: bool, from: Size, to: Size, src: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::IntToF { signed, from, to, dst, src });
        dst
    }
    pub fn int_from_float(&mut self, signed: bool, from: Size, to: Size, src: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::FToInt { signed, from, to, dst, src });
        dst
    }
    pub fn to_float(&mut self, size: Size, src: Reg) -> Reg {
        let dst = self.float();
        self.b.push(Inst::MovToF { size, dst, src });
        dst
    }
    pub fn from_float(&mut self, size: Size, src: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::MovFromF { size, dst, src });
        dst
    }
}
