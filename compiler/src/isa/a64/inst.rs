//! Machine instructions of aarch64, before and after allocation. Pseudo-instructions (constants, calls, jump tables,
//! far addresses) are one unit to the allocator and may be several machine instructions to the encoder, which may use
//! x16 and x17 for them: no operand is ever in those. Immediates are of types that only hold what can be encoded.
//!
//! Number 31 is the stack pointer as the base of an address and zero everywhere else.

use super::regs;
use super::vec::{Vec1, Vec2, VecInto1, VecInto2, VecShift};
use crate::ir::Lane;
use crate::mir::lower::Fixed;
pub use crate::mir::call::{Indirect, Key};
pub use crate::mir::reg::{Reg, Size};
use crate::mir::{Con, MachInst};
use dynasmrt::aarch64::{encode_floating_point_immediate, encode_logical_immediate_32bit, encode_logical_immediate_64bit};
use regalloc2::{PReg, PRegSet};
use wazc_abi::builtin::Builtin;
use wazc_abi::trap::TrapCode;

/// Zero.
pub const ZR: Reg = Reg::phys(regs::ZR);
/// The stack pointer, as a base.
pub const SP: Reg = Reg::phys(regs::SP);
/// V.
pub const V: Reg = Reg::phys(regs::V);
/// The fields of vmctx.
pub const FIELDS: Reg = Reg::phys(regs::FIELDS);

/// An arithmetic immediate: 12 bits, in place or 12 bits further left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Imm12 {
    /// Below 4096.
    pub bits: u16,
    /// Shifted left by 12.
    pub high: bool,
}

impl Imm12 {
    /// Where the value is one.
    pub fn new(value: u64) -> Option<Imm12> {
        match value {
            0..=0xfff => Some(Imm12 { bits: value as u16, high: false }),
            0x1000..=0xfff_000 if value & 0xfff == 0 => Some(Imm12 { bits: (value >> 12) as u16, high: true }),
            _ => None,
        }
    }
    /// The value.
    pub fn value(self) -> u32 {
        u32::from(self.bits) << if self.high { 12 } else { 0 }
    }
}

/// A logical immediate: a repeated, rotated run of ones. Holds the bits, of the instruction's size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LogicalImm(u64);

impl LogicalImm {
    /// Where the low bits of that size are one.
    pub fn new(size: Size, bits: u64) -> Option<LogicalImm> {
        let bits = bits & size.mask();
        let ok = match size {
            Size::S32 => encode_logical_immediate_32bit(bits as u32).is_some(),
            Size::S64 => encode_logical_immediate_64bit(bits).is_some(),
        };
        ok.then_some(LogicalImm(bits))
    }
    /// The bits.
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// Whether `fmov` can make a float constant.
pub fn is_float_imm(size: Size, bits: u64) -> bool {
    match size {
        Size::S32 => encode_floating_point_immediate(f32::from_bits(bits as u32)).is_some(),
        // Of the doubles only those that are floats too have that few bits.
        Size::S64 => {
            let wide = f64::from_bits(bits);
            let narrow = wide as f32;
            f64::from(narrow).to_bits() == bits && encode_floating_point_immediate(narrow).is_some()
        }
    }
}

/// Shifts, of a second operand or by a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shift {
    Lsl,
    Lsr,
    Asr,
    Ror,
}

/// Extension of a second operand or an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extend {
    Uxtb,
    Uxth,
    Uxtw,
    Sxtb,
    Sxth,
    Sxtw,
}

/// A second operand. Which forms there are depends on the operator: see [`Inst::Alu`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Src {
    Reg(Reg),
    /// Shifted by less than the size.
    Shifted(Reg, Shift, u8),
    /// The low bits extended, then shifted left by at most 4.
    Extended(Reg, Extend, u8),
    Imm(Imm12),
    Logical(LogicalImm),
}

/// What is added to the base of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offset {
    /// Any displacement; one that the access can't encode costs an addition (to x16).
    Imm(i32),
    /// A 32-bit index, zero-extended.
    Uxtw(Reg),
    /// A 32-bit index, zero-extended, times the width of the access.
    Scaled(Reg),
    /// A 64-bit index.
    Reg(Reg),
}

/// A memory operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mem {
    pub base: Reg,
    pub offset: Offset,
    /// The displacement counts from the first incoming stack argument; the frame's size is added after allocation.
    pub incoming: bool,
    /// The access may fault, which is a trap of the guest's.
    pub traps: bool,
}

impl Mem {
    pub fn new(base: Reg, offset: Offset) -> Mem {
        Mem { base, offset, incoming: false, traps: false }
    }
    pub fn imm(base: Reg, disp: i32) -> Mem {
        Mem::new(base, Offset::Imm(disp))
    }
    /// Whether the access may fault.
    pub fn may_trap(&self) -> bool {
        self.traps
    }
}

/// Whether an access of this many bytes can have this displacement in its own encoding.
pub fn is_near(bytes: u32, disp: i32) -> bool {
    (-256..256).contains(&disp) || (disp >= 0 && disp as u32 % bytes == 0 && (disp as u32 / bytes) < 4096)
}

/// Whether a pair of accesses of this many bytes each can have this displacement.
pub fn is_near_pair(bytes: u32, disp: i32) -> bool {
    let b = bytes as i32;
    disp % b == 0 && (-64..64).contains(&(disp / b))
}

/// Operators with a flexible second operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alu {
    Add,
    Sub,
    And,
    Orr,
    Eor,
    /// `a & !b`.
    Bic,
    /// `a | !b`.
    Orn,
    /// `a ^ !b`.
    Eon,
}

impl Alu {
    /// Whether immediates are logical (else arithmetic), and there are no extended operands.
    pub fn is_logical(self) -> bool {
        !matches!(self, Alu::Add | Alu::Sub)
    }
}

/// Condition codes by number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cc {
    Eq = 0,
    Ne = 1,
    /// Carry set: unsigned ≥.
    Hs = 2,
    /// Unsigned <.
    Lo = 3,
    /// Negative; float <.
    Mi = 4,
    Pl = 5,
    /// Overflow; unordered.
    Vs = 6,
    Vc = 7,
    /// Unsigned >.
    Hi = 8,
    /// Unsigned ≤; float ≤.
    Ls = 9,
    Ge = 10,
    Lt = 11,
    Gt = 12,
    Le = 13,
}

impl Cc {
    const ALL: [Cc; 14] =
        [Cc::Eq, Cc::Ne, Cc::Hs, Cc::Lo, Cc::Mi, Cc::Pl, Cc::Vs, Cc::Vc, Cc::Hi, Cc::Ls, Cc::Ge, Cc::Lt, Cc::Gt, Cc::Le];
    /// The opposite, for unordered floats too.
    pub fn negated(self) -> Cc {
        Cc::ALL[self as usize ^ 1]
    }
}

/// What decides a branch or a trap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cond {
    /// The flags.
    Flags(Cc),
    /// Whether a register is zero (`cbz`), or is not.
    Zero { size: Size, reg: Reg, zero: bool },
    /// Whether a bit of a register is set (`tbnz`), or is not.
    Bit { reg: Reg, bit: u8, set: bool },
}

impl Cond {
    /// The opposite.
    pub fn negated(self) -> Cond {
        match self {
            Cond::Flags(c) => Cond::Flags(c.negated()),
            Cond::Zero { size, reg, zero } => Cond::Zero { size, reg, zero: !zero },
            Cond::Bit { reg, bit, set } => Cond::Bit { reg, bit, set: !set },
        }
    }
}

/// Loads: width and extension.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Load {
    U8,
    U16,
    U32,
    U64,
    S8To32,
    S16To32,
    S8To64,
    S16To64,
    S32To64,
    /// Into the low end of a vector register, the rest 0.
    F8,
    F16,
    F32,
    F64,
    V128,
}

impl Load {
    /// Bytes read.
    pub fn bytes(self) -> u32 {
        match self {
            Load::U8 | Load::S8To32 | Load::S8To64 | Load::F8 => 1,
            Load::U16 | Load::S16To32 | Load::S16To64 | Load::F16 => 2,
            Load::U32 | Load::S32To64 | Load::F32 => 4,
            Load::U64 | Load::F64 => 8,
            Load::V128 => 16,
        }
    }
}

/// Stores: width and class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    B8,
    B16,
    B32,
    B64,
    F8,
    F16,
    F32,
    F64,
    V128,
}

impl Store {
    /// Bytes written.
    pub fn bytes(self) -> u32 {
        match self {
            Store::B8 | Store::F8 => 1,
            Store::B16 | Store::F16 => 2,
            Store::B32 | Store::F32 => 4,
            Store::B64 | Store::F64 => 8,
            Store::V128 => 16,
        }
    }
}

/// Operators with one integer operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bits {
    Clz,
    Rbit,
}

/// Conditional selection: what becomes of the second operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sel {
    /// As it is.
    Csel,
    /// Plus one.
    Csinc,
    /// Inverted.
    Csinv,
    /// Negated.
    Csneg,
}

/// Operators on two floats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fp {
    Add,
    Sub,
    Mul,
    /// Negated product.
    Nmul,
    Div,
    /// NaN if either is; −0 below +0.
    Min,
    Max,
}

/// Operators on one float.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FpUnary {
    Abs,
    Neg,
    Sqrt,
    /// To nearest, ties to even.
    Rintn,
    /// Towards +∞.
    Rintp,
    /// Towards −∞.
    Rintm,
    /// Towards 0.
    Rintz,
    /// To the other size.
    Convert,
}

/// What is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A function of the module.
    Func(u32),
    /// The stub for memory moves whose address is at this offset from V.
    Move(i32),
    /// A routine of the runtime: which, and the offset of its slot from V.
    Builtin(Builtin, i32),
    /// Through a table; the index is in the register of `MISS_INDEX`.
    Indirect(Indirect),
}

/// A machine instruction. Operands are read before results are written, but where said otherwise.
#[derive(Clone, PartialEq, Debug)]
pub enum Inst {
    /// Second operands: `Add` and `Sub` take registers, shifted (not `Ror`), extended and `Imm`; the others registers,
    /// shifted and (`And`, `Orr`, `Eor`) `Logical`. With `Imm` and `Extended` neither `dst` nor `a` is zero.
    Alu { op: Alu, size: Size, dst: Reg, a: Reg, b: Src },
    /// The same, and sets the flags: `Add`, `Sub`, `And`, `Bic`. `dst` may be zero; `a` as above.
    AluFlags { op: Alu, size: Size, dst: Reg, a: Reg, b: Src },
    /// If `cc` then the flags of `a - b` (`a + b` if `negate`), else `nzcv`. `b` is a register, or below 32.
    Ccmp { negate: bool, size: Size, a: Reg, b: Result<Reg, u8>, nzcv: u8, cc: Cc },
    /// `c + a b`, or `c - a b`.
    MulAdd { sub: bool, size: Size, dst: Reg, a: Reg, b: Reg, c: Reg },
    /// The same of 32-bit factors in 64 bits.
    MulAddLong { signed: bool, sub: bool, dst: Reg, a: Reg, b: Reg, c: Reg },
    /// Upper half of the 128-bit product.
    MulHi { signed: bool, dst: Reg, a: Reg, b: Reg },
    Div { signed: bool, size: Size, dst: Reg, a: Reg, b: Reg },
    /// By the register's value modulo the size.
    ShiftBy { op: Shift, size: Size, dst: Reg, a: Reg, b: Reg },
    /// `ubfm`, `sbfm`.
    Bitfield { signed: bool, size: Size, dst: Reg, a: Reg, immr: u8, imms: u8 },
    /// `bfm`: into `into`, in place.
    BitfieldInsert { size: Size, dst: Reg, into: Reg, a: Reg, immr: u8, imms: u8 },
    /// Bits from `lsb` on of `a:b`.
    Extract { size: Size, dst: Reg, a: Reg, b: Reg, lsb: u8 },
    Bits { op: Bits, size: Size, dst: Reg, a: Reg },
    /// `cc ? a : op(b)`. `a` and `b` may be zero.
    Csel { op: Sel, size: Size, cc: Cc, dst: Reg, a: Reg, b: Reg },
    /// A constant.
    Imm { dst: Reg, bits: u64 },
    /// `dst` may be zero: then only the fault counts.
    Load { op: Load, dst: Reg, mem: Mem },
    /// `src` of an integer store may be zero.
    Store { op: Store, src: Reg, mem: Mem },
    Fp { op: Fp, size: Size, dst: Reg, a: Reg, b: Reg },
    FpUnary { op: FpUnary, size: Size, dst: Reg, a: Reg },
    /// With 0.0 where there is no `b`. Unordered gives C and V.
    Fcmp { size: Size, a: Reg, b: Option<Reg> },
    Fcsel { size: Size, cc: Cc, dst: Reg, a: Reg, b: Reg },
    /// Integer of size `from` to float of size `to`.
    IntToF { signed: bool, from: Size, to: Size, dst: Reg, src: Reg },
    /// Truncates; saturates; 0 for NaN.
    FToInt { signed: bool, from: Size, to: Size, dst: Reg, src: Reg },
    /// Bits from an integer register; `src` may be zero.
    MovToF { size: Size, dst: Reg, src: Reg },
    MovFromF { size: Size, dst: Reg, src: Reg },
    FConst { size: Size, dst: Reg, bits: u64 },
    /// Where `mask`, which is also `dst`, has ones: `a`, else `b`. All 64 bits.
    Bsl { dst: Reg, mask: Reg, a: Reg, b: Reg },
    /// The number of ones in the low 64 bits.
    Popcnt { dst: Reg, a: Reg },
    /// Lanes in, lanes out.
    Vec1 { op: Vec1, lane: Lane, dst: Reg, a: Reg },
    Vec2 { op: Vec2, lane: Lane, dst: Reg, a: Reg, b: Reg },
    /// `dst` is `into`'s register.
    VecInto1 { op: VecInto1, lane: Lane, dst: Reg, into: Reg, a: Reg },
    VecInto2 { op: VecInto2, lane: Lane, dst: Reg, into: Reg, a: Reg, b: Reg },
    VecShift { op: VecShift, lane: Lane, dst: Reg, a: Reg, n: u8 },
    VConst { dst: Reg, bytes: [u8; 16] },
    /// The bytes of `a` from the `n`-th on, then those of `b`.
    Ext { dst: Reg, a: Reg, b: Reg, n: u8 },
    /// Bytes of two vectors, which are in v30 and v31, by their indices.
    Tbl2 { dst: Reg, a: Reg, b: Reg, indices: Reg },
    /// An integer in every lane; `src` may be zero.
    Dup { lane: Lane, dst: Reg, src: Reg },
    /// A lane in every lane.
    DupLane { lane: Lane, index: u8, dst: Reg, a: Reg },
    /// A lane at the low end of a register, the rest 0.
    LaneToLow { lane: Lane, index: u8, dst: Reg, a: Reg },
    /// A lane to an integer register; narrow ones are extended, with sign to 32 bits.
    LaneToInt { lane: Lane, index: u8, signed: bool, dst: Reg, a: Reg },
    /// An integer into a lane; `dst` is `into`'s register, `src` may be zero.
    IntToLane { lane: Lane, index: u8, dst: Reg, into: Reg, src: Reg },
    /// Lane `from` of `src` into a lane likewise.
    LaneToLane { lane: Lane, index: u8, from: u8, dst: Reg, into: Reg, src: Reg },
    Jmp { to: u32 },
    Branch { cond: Cond, then: u32, other: u32 },
    /// The last target is the default. The index, zero-extended, is clamped. Destroys the flags.
    JmpTable { index: Reg, targets: Vec<u32>, bounded: bool },
    TrapIf { cond: Cond, code: TrapCode },
    Trap { code: TrapCode },
    Args { defs: Fixed },
    Call { target: Target, uses: Fixed, defs: Fixed, pop: u32 },
    Ret { uses: Fixed, pop: u32 },
    // After allocation:
    Move { dst: Reg, src: Reg },
    /// Of 16 bytes where `wide`.
    Spill { src: Reg, off: u32, wide: bool },
    Reload { dst: Reg, off: u32, wide: bool },
    /// Two full-width accesses at adjacent places (`U32`, `U64`, `F32`, `F64`, `V128`); the displacement is near.
    LoadPair { op: Load, dst: [Reg; 2], mem: Mem },
    StorePair { op: Store, src: [Reg; 2], mem: Mem },
    // After the frame is laid out:
    /// Moves the stack pointer down by `by`, then stores there; the second register may be x30.
    Push { src: [Reg; 2], by: u32 },
    /// Loads from the stack pointer, then moves it up.
    Pop { dst: [Reg; 2], by: u32 },
    /// The stack pointer moves.
    AddSp { by: i32 },
    /// Touches the stack this far below the stack pointer.
    Probe { below: u32 },
}

/// What an instruction does with the flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flags {
    /// Leaves them alone.
    Keep,
    /// Reads them and leaves them alone.
    Read,
    /// Makes them.
    Make,
    /// Reads them and makes them anew.
    Update,
    /// They are lost.
    Lose,
}

fn mem_regs(m: &mut Mem, f: &mut dyn FnMut(&mut Reg, Con)) {
    f(&mut m.base, Con::Use);
    if let Offset::Uxtw(i) | Offset::Scaled(i) | Offset::Reg(i) = &mut m.offset {
        f(i, Con::Use);
    }
}

impl Src {
    /// The register in it.
    pub fn reg_mut(&mut self) -> Option<&mut Reg> {
        match self {
            Src::Reg(r) | Src::Shifted(r, ..) | Src::Extended(r, ..) => Some(r),
            Src::Imm(_) | Src::Logical(_) => None,
        }
    }
}

fn cond_regs(c: &mut Cond, f: &mut dyn FnMut(&mut Reg, Con)) {
    if let Cond::Zero { reg, .. } | Cond::Bit { reg, .. } = c {
        f(reg, Con::Use);
    }
}

impl Inst {
    fn each_reg(&mut self, f: &mut dyn FnMut(&mut Reg, Con)) {
        use Con::*;
        use Inst::*;
        match self {
            Alu { dst, a, b, .. } | AluFlags { dst, a, b, .. } => {
                f(a, Use);
                b.reg_mut().into_iter().for_each(|r| f(r, Use));
                f(dst, Def);
            }
            Ccmp { a, b, .. } => {
                f(a, Use);
                b.iter_mut().for_each(|r| f(r, Use));
            }
            MulAdd { dst, a, b, c, .. } | MulAddLong { dst, a, b, c, .. } => {
                f(a, Use);
                f(b, Use);
                f(c, Use);
                f(dst, Def);
            }
            MulHi { dst, a, b, .. } | Div { dst, a, b, .. } | ShiftBy { dst, a, b, .. } | Extract { dst, a, b, .. } => {
                f(a, Use);
                f(b, Use);
                f(dst, Def);
            }
            Csel { dst, a, b, .. } | Fp { dst, a, b, .. } | Fcsel { dst, a, b, .. } => {
                f(a, Use);
                f(b, Use);
                f(dst, Def);
            }
            Bitfield { dst, a, .. } | self::Inst::Bits { dst, a, .. } | FpUnary { dst, a, .. } | Popcnt { dst, a } => {
                f(a, Use);
                f(dst, Def);
            }
            BitfieldInsert { dst, into, a, .. } => {
                f(into, Use);
                f(a, Use);
                f(dst, Reuse(0));
            }
            Bsl { dst, mask, a, b } => {
                f(mask, Use);
                f(a, Use);
                f(b, Use);
                f(dst, Reuse(0));
            }
            Imm { dst, .. } | FConst { dst, .. } | VConst { dst, .. } => f(dst, Def),
            self::Inst::Vec1 { dst, a, .. } | self::Inst::VecShift { dst, a, .. } => {
                f(a, Use);
                f(dst, Def);
            }
            self::Inst::Vec2 { dst, a, b, .. } | Ext { dst, a, b, .. } => {
                f(a, Use);
                f(b, Use);
                f(dst, Def);
            }
            self::Inst::VecInto1 { dst, into, a, .. } => {
                f(into, Use);
                f(a, Use);
                f(dst, Reuse(0));
            }
            self::Inst::VecInto2 { dst, into, a, b, .. } => {
                f(into, Use);
                f(a, Use);
                f(b, Use);
                f(dst, Reuse(0));
            }
            Tbl2 { dst, a, b, indices } => {
                f(a, FixUse(regs::TABLE[0]));
                f(b, FixUse(regs::TABLE[1]));
                f(indices, Use);
                f(dst, Def);
            }
            Dup { dst, src, .. } => {
                f(src, Use);
                f(dst, Def);
            }
            DupLane { dst, a, .. } | LaneToLow { dst, a, .. } | LaneToInt { dst, a, .. } => {
                f(a, Use);
                f(dst, Def);
            }
            IntToLane { dst, into, src, .. } | LaneToLane { dst, into, src, .. } => {
                f(into, Use);
                f(src, Use);
                f(dst, Reuse(0));
            }
            self::Inst::Load { dst, mem, .. } => {
                mem_regs(mem, f);
                f(dst, Def);
            }
            self::Inst::Store { src, mem, .. } => {
                f(src, Use);
                mem_regs(mem, f);
            }
            LoadPair { dst, mem, .. } => {
                mem_regs(mem, f);
                dst.iter_mut().for_each(|r| f(r, Def));
            }
            StorePair { src, mem, .. } => {
                src.iter_mut().for_each(|r| f(r, Use));
                mem_regs(mem, f);
            }
            Fcmp { a, b, .. } => {
                f(a, Use);
                b.iter_mut().for_each(|r| f(r, Use));
            }
            IntToF { dst, src, .. } | FToInt { dst, src, .. } | MovToF { dst, src, .. } | MovFromF { dst, src, .. } => {
                f(src, Use);
                f(dst, Def);
            }
            Branch { cond, .. } | TrapIf { cond, .. } => cond_regs(cond, f),
            JmpTable { index, .. } => f(index, Use),
            Args { defs } => defs.iter_mut().for_each(|(r, p)| f(r, FixDef(*p))),
            Call { uses, defs, .. } => {
                uses.iter_mut().for_each(|(r, p)| f(r, FixUse(*p)));
                defs.iter_mut().for_each(|(r, p)| f(r, FixDef(*p)));
            }
            Ret { uses, .. } => uses.iter_mut().for_each(|(r, p)| f(r, FixUse(*p))),
            Jmp { .. } | Trap { .. } | AddSp { .. } | Probe { .. } => {}
            Move { dst, src } => {
                f(src, Use);
                f(dst, Def);
            }
            Spill { src, .. } => f(src, Use),
            Reload { dst, .. } => f(dst, Def),
            Push { src, .. } => src.iter_mut().for_each(|r| f(r, Use)),
            Pop { dst, .. } => dst.iter_mut().for_each(|r| f(r, Def)),
        }
    }

    /// What this does with the flags.
    pub fn flags(&self) -> Flags {
        use Inst::*;
        match self {
            AluFlags { .. } | Fcmp { .. } => Flags::Make,
            Ccmp { .. } => Flags::Update,
            Csel { .. } | Fcsel { .. } => Flags::Read,
            Branch { cond: Cond::Flags(_), .. } | TrapIf { cond: Cond::Flags(_), .. } => Flags::Read,
            JmpTable { .. } | Call { .. } => Flags::Lose,
            _ => Flags::Keep,
        }
    }
}

impl MachInst for Inst {
    fn visit(&mut self, f: &mut dyn FnMut(&mut Reg, Con)) {
        self.each_reg(f);
    }

    fn clobbers(&self) -> PRegSet {
        match self {
            Inst::Call { target, defs, .. } => {
                let mut s = match target {
                    Target::Move(_) => regs::bulk_clobbers(),
                    _ => regs::call_clobbers(),
                };
                defs.iter().for_each(|d| s.remove(d.1));
                s
            }
            _ => PRegSet::empty(),
        }
    }

    fn is_ret(&self) -> bool {
        matches!(self, Inst::Ret { .. } | Inst::Trap { .. })
    }

    fn is_trap(&self) -> bool {
        matches!(self, Inst::Trap { .. })
    }

    fn jump(&self) -> Option<u32> {
        match self {
            Inst::Jmp { to } => Some(*to),
            _ => None,
        }
    }

    fn retarget(&mut self, to: u32) {
        if let Inst::Jmp { to: at } = self {
            *at = to;
        }
    }

    fn two_way(&self) -> Option<[u32; 2]> {
        match self {
            Inst::Branch { then, other, .. } => Some([*then, *other]),
            _ => None,
        }
    }

    fn table(&self) -> Option<&[u32]> {
        match self {
            Inst::JmpTable { targets, .. } => Some(targets),
            _ => None,
        }
    }

    fn is_quiet(&self) -> bool {
        matches!(self, Inst::Move { .. } | Inst::Reload { .. } | Inst::Imm { .. } | Inst::FConst { .. } | Inst::VConst { .. })
    }

    fn adds_constant(&self) -> bool {
        matches!(self, Inst::Alu { op: Alu::Add | Alu::Sub, a, b: Src::Imm(_), .. } if a.preg().is_none())
    }

    fn without_flags(&self) -> Option<Inst> {
        None
    }

    fn reloads(&self) -> Option<(Reg, u32)> {
        match self {
            Inst::Reload { dst, off, .. } => Some((*dst, *off)),
            _ => None,
        }
    }

    fn spills_to(&self) -> Option<(Reg, u32)> {
        match self {
            Inst::Spill { src, off, .. } => Some((*src, *off)),
            _ => None,
        }
    }

    fn with_slot(&self, _: Reg, reload: &Inst) -> Option<Inst> {
        match (self, reload) {
            (Inst::Move { dst, .. }, Inst::Reload { off, wide, .. }) => Some(Inst::Reload { dst: *dst, off: *off, wide: *wide }),
            _ => None,
        }
    }

    fn reg_move(from: Reg, to: Reg) -> Inst {
        Inst::Move { dst: to, src: from }
    }

    fn moves(&self) -> Option<(Reg, Reg)> {
        match self {
            Inst::Move { dst, src } => Some((*dst, *src)),
            _ => None,
        }
    }

    fn spill(from: PReg, off: u32, wide: bool) -> Inst {
        Inst::Spill { src: Reg::phys(from), off, wide }
    }

    fn reload(to: PReg, off: u32, wide: bool) -> Inst {
        Inst::Reload { dst: Reg::phys(to), off, wide }
    }
}
