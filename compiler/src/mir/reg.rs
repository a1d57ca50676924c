//! Registers and operand sizes of machine instructions.

use regalloc2::{PReg, RegClass, VReg};

/// A virtual or a physical register.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reg(u32);

impl Reg {
    const PHYS: u32 = 1 << 31;
    /// A virtual register.
    pub fn from_vreg(v: VReg) -> Reg {
        Reg(v.bits() as u32)
    }
    /// A physical register.
    pub const fn phys(p: PReg) -> Reg {
        Reg(Reg::PHYS | p.index() as u32)
    }
    /// The physical register, where it is one.
    pub fn preg(self) -> Option<PReg> {
        (self.0 & Reg::PHYS != 0).then(|| PReg::from_index((self.0 & 0xff) as usize))
    }
    /// The virtual register; it must be one.
    pub fn vreg(self) -> VReg {
        VReg::from_bits(self.0)
    }
    /// Hardware number, after allocation.
    pub fn hw(self) -> u8 {
        debug_assert!(self.0 & Reg::PHYS != 0, "{self:?} is not allocated");
        (self.0 & 63) as u8
    }
    /// Whether this is a physical integer register (else a float or vector one), after allocation.
    pub fn is_int(self) -> bool {
        self.preg().is_some_and(|p| p.class() == RegClass::Int)
    }
}

/// `v7` is virtual; `i7` and `f7` are the physical integer and float registers with that hardware number.
impl core::fmt::Debug for Reg {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.preg() {
            Some(p) if p.class() == RegClass::Int => write!(f, "i{}", p.hw_enc()),
            Some(p) => write!(f, "f{}", p.hw_enc()),
            None => write!(f, "v{}", self.vreg().vreg()),
        }
    }
}

/// Operand size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum Size {
    S32,
    S64,
}

impl Size {
    /// Width in bits.
    pub fn bits(self) -> u32 {
        if self == Size::S32 { 32 } else { 64 }
    }
    /// Width in bytes.
    pub fn bytes(self) -> u32 {
        self.bits() / 8
    }
    /// All ones of that width.
    pub fn mask(self) -> u64 {
        u64::MAX >> (64 - self.bits())
    }
    /// Sign extension of a constant.
    pub fn sign_extend(self, c: u64) -> i64 {
        if self == Size::S32 { i64::from(c as u32 as i32) } else { c as i64 }
    }
    /// The size of a type's values.
    pub fn of(t: crate::ir::Type) -> Size {
        if t.bits() == 32 { Size::S32 } else { Size::S64 }
    }
}
