//! Machine instructions of x86-64, before and after allocation. Two-address forms name both their input `a` and
//! their result `dst`; allocation makes them one. Pseudo-instructions (calls, jump tables) are one unit to the
//! allocator and several machine instructions to the encoder.

use super::regs;
use super::vec::{Vec1, Vec2, VecShift};
use crate::mir::{Con, MachInst};
use crate::mir::lower::Fixed;
pub use crate::mir::call::{Indirect, Key};
pub use crate::mir::reg::{Reg, Size};
use regalloc2::{PReg, PRegSet};
use wazc_abi::trap::TrapCode;

/// A memory operand: `[base + index << scale + disp]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mem {
    pub base: Reg,
    pub index: Option<(Reg, u8)>,
    pub disp: i32,
    /// `disp` counts from the first incoming stack argument; the frame's size is added after allocation.
    pub incoming: bool,
    /// What a pointer of the runtime's reaches: the access never faults.
    pub trusted: bool,
}

impl Mem {
    pub fn base(base: Reg, disp: i32) -> Mem {
        Mem { base, index: None, disp, incoming: false, trusted: false }
    }
    pub fn base_index(base: Reg, index: Reg, disp: i32) -> Mem {
        Mem { base, index: Some((index, 0)), disp, incoming: false, trusted: false }
    }
}

/// A source operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Src {
    Reg(Reg),
    Imm(i32),
    Mem(Mem),
}

/// A source operand of a vector instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VSrc {
    /// A vector register, or an integer one for an instruction that takes one.
    Reg(Reg),
    /// Of 16 bytes only where the address is 16-aligned, or in a VEX form.
    Mem(Mem),
    /// A constant, from memory; not beside an immediate.
    Const([u8; 16]),
}

/// The value is the opcode extension of the immediate form; the others derive from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alu {
    Add = 0,
    Or = 1,
    And = 4,
    Sub = 5,
    Xor = 6,
}

impl Alu {
    /// The opcode extension of a comparison, which has no result.
    pub const CMP: u8 = 7;
}

/// The value is the opcode extension.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shift {
    Rol = 0,
    Ror = 1,
    Shl = 4,
    Shr = 5,
    Sar = 7,
}

/// Condition codes by hardware number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cc {
    O = 0,
    NO = 1,
    B = 2,
    AE = 3,
    E = 4,
    NE = 5,
    BE = 6,
    A = 7,
    S = 8,
    NS = 9,
    P = 10,
    NP = 11,
    L = 12,
    GE = 13,
    LE = 14,
    G = 15,
}

impl Cc {
    const ALL: [Cc; 16] =
        [Cc::O, Cc::NO, Cc::B, Cc::AE, Cc::E, Cc::NE, Cc::BE, Cc::A, Cc::S, Cc::NS, Cc::P, Cc::NP, Cc::L, Cc::GE, Cc::LE, Cc::G];
    pub fn negated(self) -> Cc {
        Cc::ALL[self as usize ^ 1]
    }
    /// The flags that decide it.
    pub fn reads(self) -> u8 {
        match self {
            Cc::O | Cc::NO => flag::O,
            Cc::B | Cc::AE => flag::C,
            Cc::E | Cc::NE => flag::Z,
            Cc::BE | Cc::A => flag::C | flag::Z,
            Cc::S | Cc::NS => flag::S,
            Cc::P | Cc::NP => flag::P,
            Cc::L | Cc::GE => flag::S | flag::O,
            Cc::LE | Cc::G => flag::S | flag::O | flag::Z,
        }
    }
}

/// Extensions of narrow integers, from a register or from memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExtKind {
    U8,
    U16,
    /// `mov r32`.
    U32,
    /// `mov r64`.
    U64,
    S8To32,
    S16To32,
    S8To64,
    S16To64,
    S32To64,
}

/// Bit counting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BitOp {
    Bsf,
    Bsr,
    Lzcnt,
    Tzcnt,
    Popcnt,
}

/// Two-address operators on xmm registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fp {
    Add,
    Sub,
    Mul,
    Div,
    Min,
    Max,
    And,
    Andn,
    Or,
    Xor,
    CmpUnord,
    CmpOrd,
}

/// Operators with one xmm operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FpUnary {
    Sqrt,
    /// `round` with this immediate.
    Round(u8),
    /// To the other size.
    Convert,
}

/// What is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A function of the module.
    Func(u32),
    /// A stub for memory moves, by way of memory.
    Move(Mem),
    /// The indirect-miss stub of a type.
    Miss(u32),
    /// Through memory.
    Mem(Mem),
}

/// A machine instruction.
#[derive(Clone, PartialEq, Debug)]
pub enum Inst {
    Alu { op: Alu, size: Size, dst: Reg, a: Reg, src: Src },
    /// The same, whose flags somebody reads: those of its result.
    AluTest { op: Alu, size: Size, dst: Reg, a: Reg, src: Src },
    Imul { size: Size, dst: Reg, a: Reg, src: Src },
    ImulImm { size: Size, dst: Reg, src: Src, imm: i32 },
    ShiftImm { op: Shift, size: Size, dst: Reg, a: Reg, n: u8 },
    ShiftCl { op: Shift, size: Size, dst: Reg, a: Reg, c: Reg },
    Neg { size: Size, dst: Reg, a: Reg },
    MulHi { signed: bool, size: Size, lo: Reg, dst: Reg, a: Reg, b: Reg },
    /// rdx:rax / b.
    Div { signed: bool, size: Size, q: Reg, r: Reg, a: Reg, hi: Reg, b: Reg },
    /// rdx = sign of rax.
    Cdq { size: Size, dst: Reg, a: Reg },
    Lea { size: Size, dst: Reg, mem: Mem },
    /// `index << scale + disp`.
    LeaScaled { size: Size, dst: Reg, index: Reg, scale: u8, disp: i32 },
    Imm { dst: Reg, bits: u64 },
    Ext { kind: ExtKind, dst: Reg, src: Src },
    Bit { op: BitOp, size: Size, dst: Reg, src: Src },
    Cmp { size: Size, a: Reg, src: Src },
    Test { size: Size, a: Reg, src: Src },
    CmpMemImm { size: Size, mem: Mem, imm: i32 },
    CmpByteImm { mem: Mem, imm: u8 },
    /// The low byte.
    CmpByte { a: Reg, mem: Mem },
    /// `imm` is sign-extended where `bytes` is 8, and one byte where that is 1.
    TestMemImm { bytes: u32, mem: Mem, imm: i32 },
    /// `setcc` and zero extension.
    Setcc { cc: Cc, dst: Reg },
    /// `setcc`, anything in the upper bits.
    SetByte { cc: Cc, dst: Reg },
    /// `dst = cc ? then : other`.
    Cmov { size: Size, cc: Cc, dst: Reg, other: Reg, then: Reg },
    Store { bytes: u32, mem: Mem, src: Reg },
    StoreImm { bytes: u32, mem: Mem, imm: i32 },
    Fp { op: Fp, size: Size, dst: Reg, a: Reg, src: Src },
    FpUnary { op: FpUnary, size: Size, dst: Reg, src: Src },
    FLoad { size: Size, dst: Reg, mem: Mem },
    FStore { size: Size, mem: Mem, src: Reg },
    /// Integer of size `from` to float of size `to`; clears `dst` first.
    IntToF { from: Size, to: Size, dst: Reg, src: Reg },
    FToInt { from: Size, to: Size, dst: Reg, src: Reg },
    /// Bits from an integer register.
    MovToF { size: Size, dst: Reg, src: Reg },
    MovFromF { size: Size, dst: Reg, src: Reg },
    FZero { dst: Reg },
    /// A constant, from memory.
    FConst { size: Size, dst: Reg, bits: u64 },
    Ucomi { size: Size, a: Reg, src: Src },
    /// Two vectors to one; with a `vex` encoding `dst` is free, else it is `a`'s register.
    Vec2 { op: Vec2, vex: bool, dst: Reg, a: Reg, src: VSrc, imm: Option<u8> },
    /// A vector to a vector or to an integer register.
    Vec1 { op: Vec1, vex: bool, dst: Reg, src: VSrc, imm: Option<u8> },
    /// Each lane shifted by a constant.
    VecShift { op: VecShift, vex: bool, dst: Reg, a: Reg, n: u8 },
    /// `±a × b + c` rounded once; `dst` is `c`'s register.
    Fma { negated: bool, size: Size, dst: Reg, c: Reg, a: Reg, src: VSrc },
    /// All ones.
    VOnes { dst: Reg },
    /// A constant, from memory.
    VConst { dst: Reg, bytes: [u8; 16] },
    VStore { mem: Mem, src: Reg },
    /// A lane of so many bytes to an integer register, zero-extended.
    Pextr { bytes: u8, dst: Reg, src: Reg, lane: u8 },
    /// A lane to memory.
    PextrStore { bytes: u8, mem: Mem, src: Reg, lane: u8 },
    /// Z: no bit of `a & b` is set.
    Ptest { a: Reg, b: Reg },
    FCmov { cc: Cc, dst: Reg, other: Reg, then: Reg },
    Jmp { to: u32 },
    Jcc { cc: Cc, then: u32, other: u32 },
    /// To `then` if either condition holds.
    Jcc2 { c1: Cc, c2: Cc, then: u32, other: u32 },
    /// The last target is the default: the index is clamped, unless it is bounded.
    JmpTable { index: Reg, clamped: Reg, base: Reg, targets: Vec<u32>, bounded: bool },
    TrapIf { cc: Cc, code: TrapCode },
    Trap { code: TrapCode },
    Args { defs: Fixed },
    Call { target: Target, uses: Fixed, defs: Fixed, pop: u32, indirect: Option<Indirect> },
    Ret { uses: Fixed, pop: u32 },
    // After allocation:
    Move { dst: Reg, src: Reg },
    /// Of 16 bytes where `wide`.
    Spill { src: Reg, off: u32, wide: bool },
    Reload { dst: Reg, off: u32, wide: bool },
    // After the frame is laid out:
    Push { src: Reg },
    Pop { dst: Reg },
    /// The stack pointer moves.
    AddSp { by: i32 },
    /// Touches the stack this far below the stack pointer.
    Probe { below: u32 },
    /// Zero, and the flags are lost.
    Zero { dst: Reg },
}

/// The flags that conditions read.
pub mod flag {
    pub const C: u8 = 1;
    pub const P: u8 = 2;
    pub const Z: u8 = 4;
    pub const S: u8 = 8;
    pub const O: u8 = 16;
    pub const ALL: u8 = 31;
}

/// What an instruction does with the flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flags {
    /// Leaves them alone.
    Keep,
    /// Reads these and leaves all alone.
    Read(u8),
    /// Makes these for a later instruction to read; the others are lost.
    Make(u8),
    /// They are lost: nothing behind may read what this leaves.
    Lose,
}

fn mem_regs(m: &mut Mem, con: Con, f: &mut dyn FnMut(&mut Reg, Con)) {
    f(&mut m.base, con);
    if let Some((i, _)) = &mut m.index {
        f(i, con);
    }
}

fn src_regs(s: &mut Src, con: Con, f: &mut dyn FnMut(&mut Reg, Con)) {
    match s {
        Src::Reg(r) => f(r, con),
        Src::Mem(m) => mem_regs(m, con, f),
        Src::Imm(_) => {}
    }
}

fn vsrc_regs(s: &mut VSrc, con: Con, f: &mut dyn FnMut(&mut Reg, Con)) {
    match s {
        VSrc::Reg(r) => f(r, con),
        VSrc::Mem(m) => mem_regs(m, con, f),
        VSrc::Const(_) => {}
    }
}

impl Inst {
    fn each_reg(&mut self, f: &mut dyn FnMut(&mut Reg, Con)) {
        use Con::*;
        use Inst::*;
        match self {
            Alu { dst, a, src, .. } | AluTest { dst, a, src, .. } | Imul { dst, a, src, .. } | Fp { dst, a, src, .. } => {
                f(a, Use);
                src_regs(src, Use, f);
                f(dst, Reuse(0));
            }
            Vec2 { vex, dst, a, src, .. } => {
                f(a, Use);
                vsrc_regs(src, Use, f);
                f(dst, if *vex { Def } else { Reuse(0) });
            }
            Vec1 { dst, src, .. } => {
                vsrc_regs(src, Use, f);
                f(dst, Def);
            }
            VecShift { vex, dst, a, .. } => {
                f(a, Use);
                f(dst, if *vex { Def } else { Reuse(0) });
            }
            Fma { dst, c, a, src, .. } => {
                f(c, Use);
                f(a, Use);
                vsrc_regs(src, Use, f);
                f(dst, Reuse(0));
            }
            VOnes { dst } | VConst { dst, .. } => f(dst, Def),
            VStore { mem, src } | PextrStore { mem, src, .. } => {
                f(src, Use);
                mem_regs(mem, Use, f);
            }
            Pextr { dst, src, .. } => {
                f(src, Use);
                f(dst, Def);
            }
            Ptest { a, b } => {
                f(a, Use);
                f(b, Use);
            }
            LeaScaled { dst, index, .. } => {
                f(index, Use);
                f(dst, Def);
            }
            ImulImm { dst, src, .. } | Ext { dst, src, .. } | Bit { dst, src, .. } => {
                src_regs(src, Use, f);
                f(dst, Def);
            }
            FpUnary { dst, src, .. } => {
                // The encoder clears `dst` before it reads memory.
                src_regs(src, if matches!(src, Src::Mem(_)) { LateUse } else { Use }, f);
                f(dst, Def);
            }
            ShiftImm { dst, a, .. } | Neg { dst, a, .. } => {
                f(a, Use);
                f(dst, Reuse(0));
            }
            ShiftCl { dst, a, c, .. } => {
                f(a, Use);
                f(c, FixUse(regs::RCX));
                f(dst, Reuse(0));
            }
            MulHi { lo, dst, a, b, .. } => {
                f(a, FixUse(regs::RAX));
                f(b, Use);
                f(lo, FixDef(regs::RAX));
                f(dst, FixDef(regs::RDX));
            }
            Div { q, r, a, hi, b, .. } => {
                f(a, FixUse(regs::RAX));
                f(hi, FixUse(regs::RDX));
                f(b, Use);
                f(q, FixDef(regs::RAX));
                f(r, FixDef(regs::RDX));
            }
            Cdq { dst, a, .. } => {
                f(a, FixUse(regs::RAX));
                f(dst, FixDef(regs::RDX));
            }
            Lea { dst, mem, .. } | FLoad { dst, mem, .. } => {
                mem_regs(mem, Use, f);
                f(dst, Def);
            }
            Imm { dst, .. } | Setcc { dst, .. } | SetByte { dst, .. } | FZero { dst } | FConst { dst, .. } => f(dst, Def),
            Cmp { a, src, .. } | Test { a, src, .. } | Ucomi { a, src, .. } => {
                f(a, Use);
                src_regs(src, Use, f);
            }
            CmpByte { a, mem } => {
                f(a, Use);
                mem_regs(mem, Use, f);
            }
            CmpMemImm { mem, .. } | CmpByteImm { mem, .. } | TestMemImm { mem, .. } | StoreImm { mem, .. } => mem_regs(mem, Use, f),
            Cmov { dst, other, then, .. } | FCmov { dst, other, then, .. } => {
                f(other, Use);
                f(then, Use);
                f(dst, Reuse(0));
            }
            Store { mem, src, .. } | FStore { mem, src, .. } => {
                f(src, Use);
                mem_regs(mem, Use, f);
            }
            IntToF { dst, src, .. } | FToInt { dst, src, .. } | MovToF { dst, src, .. } | MovFromF { dst, src, .. } => {
                f(src, Use);
                f(dst, Def);
            }
            JmpTable { index, clamped, base, .. } => {
                f(index, Use);
                f(clamped, EarlyDef);
                f(base, EarlyDef);
            }
            Args { defs } => defs.iter_mut().for_each(|(r, p)| f(r, FixDef(*p))),
            Call { target, uses, defs, .. } => {
                if let Target::Mem(m) = target {
                    mem_regs(m, Use, f);
                }
                uses.iter_mut().for_each(|(r, p)| f(r, FixUse(*p)));
                defs.iter_mut().for_each(|(r, p)| f(r, FixDef(*p)));
            }
            Ret { uses, .. } => uses.iter_mut().for_each(|(r, p)| f(r, FixUse(*p))),
            Jmp { .. } | Jcc { .. } | Jcc2 { .. } | TrapIf { .. } | Trap { .. } | AddSp { .. } | Probe { .. } => {}
            Move { dst, src } => {
                f(src, Use);
                f(dst, Def);
            }
            Spill { src, .. } | Push { src } => f(src, Use),
            Reload { dst, .. } | Pop { dst } | Zero { dst } => f(dst, Def),
        }
    }

    /// What this does with the flags. Only comparisons, `AluTest`, `neg` (overflow) and `bsf`/`bsr` (zero) make
    /// flags.
    pub fn flags(&self) -> Flags {
        use Inst::*;
        match self {
            Cmp { .. } | Test { .. } | CmpMemImm { .. } | CmpByteImm { .. } | CmpByte { .. } | TestMemImm { .. } => Flags::Make(flag::ALL),
            Ucomi { .. } => Flags::Make(flag::C | flag::P | flag::Z),
            Ptest { .. } => Flags::Make(flag::C | flag::Z),
            Vec2 { .. } | Vec1 { .. } | VecShift { .. } | Fma { .. } | VOnes { .. } | VConst { .. } => Flags::Keep,
            VStore { .. } | Pextr { .. } | PextrStore { .. } => Flags::Keep,
            Neg { .. } => Flags::Make(flag::O),
            Bit { op: BitOp::Bsf | BitOp::Bsr, .. } => Flags::Make(flag::Z),
            Setcc { cc, .. } | SetByte { cc, .. } | Cmov { cc, .. } | FCmov { cc, .. } | Jcc { cc, .. } | TrapIf { cc, .. } => Flags::Read(cc.reads()),
            Jcc2 { c1, c2, .. } => Flags::Read(c1.reads() | c2.reads()),
            // A test of the result would clear C and O.
            AluTest { op: self::Alu::Add | self::Alu::Sub, .. } => Flags::Make(flag::P | flag::Z | flag::S),
            AluTest { .. } => Flags::Make(flag::ALL),
            Alu { .. } | Imul { .. } | ImulImm { .. } | ShiftImm { .. } | ShiftCl { .. } | MulHi { .. } | Div { .. } => Flags::Lose,
            Bit { .. } | JmpTable { .. } | Call { .. } | AddSp { .. } | Probe { .. } | Zero { .. } => Flags::Lose,
            Cdq { .. } | Lea { .. } | LeaScaled { .. } | Imm { .. } | Ext { .. } | Store { .. } | StoreImm { .. } => Flags::Keep,
            Fp { .. } | FpUnary { .. } | FLoad { .. } | FStore { .. } | IntToF { .. } | FToInt { .. } => Flags::Keep,
            MovToF { .. } | MovFromF { .. } | FZero { .. } | FConst { .. } | Jmp { .. } | Trap { .. } | Args { .. } | Ret { .. } => Flags::Keep,
            Move { .. } | Spill { .. } | Reload { .. } | Push { .. } | Pop { .. } => Flags::Keep,
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
            Inst::Jcc { then, other, .. } | Inst::Jcc2 { then, other, .. } => Some([*then, *other]),
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
        matches!(self, Inst::Move { .. } | Inst::Reload { .. } | Inst::Imm { .. } | Inst::FZero { .. } | Inst::FConst { .. } | Inst::VOnes { .. } | Inst::VConst { .. })
    }

    fn adds_constant(&self) -> bool {
        match self {
            Inst::Alu { op: Alu::Add | Alu::Sub, src: Src::Imm(i), .. } => *i != i32::MIN,
            Inst::Lea { mem, .. } => mem.index.is_none() && mem.base.preg().is_none() && !mem.incoming,
            _ => false,
        }
    }

    fn without_flags(&self) -> Option<Inst> {
        match *self {
            Inst::Alu { op: Alu::Add, size, dst, a, src: Src::Imm(n) } => Some(Inst::Lea { size, dst, mem: Mem::base(a, n) }),
            Inst::Alu { op: Alu::Sub, size, dst, a, src: Src::Imm(n) } if n != i32::MIN => Some(Inst::Lea { size, dst, mem: Mem::base(a, -n) }),
            Inst::Alu { op: Alu::Add, size, dst, a, src: Src::Reg(b) } => Some(Inst::Lea { size, dst, mem: Mem::base_index(a, b, 0) }),
            _ => None,
        }
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

    fn with_slot(&self, r: Reg, reload: &Inst) -> Option<Inst> {
        let Inst::Reload { off, wide, .. } = *reload else { return None };
        let mem = Mem::base(Reg::phys(regs::RSP), off as i32);
        let mut i = self.clone();
        match &mut i {
            Inst::Move { dst, .. } => return Some(Inst::Reload { dst: *dst, off, wide }),
            // Slots of vectors are 16-aligned.
            Inst::Vec2 { op: Vec2::Pinsrb | Vec2::Pinsrw | Vec2::Pinsrd | Vec2::Pinsrq | Vec2::Movsd | Vec2::Insertps, .. } => return None,
            Inst::Vec1 { op: Vec1::Pmovmskb | Vec1::Movmskps | Vec1::Movmskpd, .. } => return None,
            Inst::Vec2 { src, .. } | Inst::Vec1 { src, .. } | Inst::Fma { src, .. } => match src {
                VSrc::Reg(s) if *s == r && wide => *src = VSrc::Mem(mem),
                _ => return None,
            },
            Inst::Cmp { size, a, src: Src::Imm(imm) } if *a == r => return Some(Inst::CmpMemImm { size: *size, mem, imm: *imm }),
            Inst::Test { size, a, src: Src::Reg(b) } if *a == r && *b == r => {
                return Some(Inst::CmpMemImm { size: *size, mem, imm: 0 });
            }
            Inst::Ext { kind, .. } if !matches!(kind, ExtKind::U32 | ExtKind::U64 | ExtKind::S32To64) => return None,
            // The others of these operators read 16 bytes.
            Inst::Fp { op, .. } if !matches!(op, Fp::Add | Fp::Sub | Fp::Mul | Fp::Div | Fp::Min | Fp::Max) => return None,
            Inst::Alu { src, .. }
            | Inst::Imul { src, .. }
            | Inst::ImulImm { src, .. }
            | Inst::Cmp { src, .. }
            | Inst::Ext { src, .. }
            | Inst::Fp { src, .. }
            | Inst::Ucomi { src, .. } => match src {
                Src::Reg(s) if *s == r => *src = Src::Mem(mem),
                _ => return None,
            },
            _ => return None,
        }
        Some(i)
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
