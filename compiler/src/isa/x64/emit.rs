//! Encoding. Input: the final code of a function; output: its bytes, the rows of the trap, source and unwind tables
//! (relative to its start) and the calls to be resolved. Linear. Each trapping site has its own `ud2` behind the body.
//!
//! Branches are written short and get their final form in [`branch`]. Blocks that only jump on are left out, jumps to
//! the next block too. An instruction of which a shorter one does the same is encoded as that one.

pub mod branch;
mod indirect;
#[cfg(test)]
mod function_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vec_tests;

use super::frame::Final;
use super::inst::{Alu, BitOp, Cc, ExtKind, Fp, FpUnary, Inst, Key, Mem, Reg, Size, Src, Target, VSrc};
use super::regs;
use super::vec::{Code, Map, Vec1, Vec2};
use crate::emit::function::{self, Encoding, Miss};
use crate::emit::{FuncCode, RefKind, RefTarget};
use branch::Jump;
use wazc_abi::trap::TrapCode;

enum Rm {
    Reg(u8),
    Mem(Mem),
    /// What a displacement that follows refers to.
    Rip,
}

/// The encoding of x86-64.
struct X64Encoding;
type Emit = function::Emit<X64Encoding>;

/// What the layout needs; calls reach everything.
pub const LAYOUT: crate::emit::Target = crate::emit::Target { padding: 0xcc, veneer: None };

/// Encodes a function.
pub fn emit(code: &Final, speed: function::Speed) -> Result<FuncCode, String> {
    function::emit::<X64Encoding>(code, speed)
}

impl Encoding for X64Encoding {
    type Inst = Inst;
    type Branch = Jump;
    const ENTRY: u32 = 8;

    fn body(code: &Final) -> u32 {
        code.frame.incoming_offset()
    }
    fn inst(e: &mut Emit, i: &Inst, next: Option<u32>, forward: &[u32]) -> Result<(), String> {
        e.inst(i, next, forward)
    }
    fn trap(e: &mut Emit, _: TrapCode) {
        e.out.code.extend_from_slice(&[0x0f, 0x0b]);
    }
    fn miss(e: &mut Emit, m: &Miss) {
        e.miss(m);
    }
}

impl Emit {
    fn b(&mut self, byte: u8) {
        self.out.code.push(byte);
    }
    fn d(&mut self, v: i32) {
        self.out.code.extend_from_slice(&v.to_le_bytes());
    }

    /// Prefix, REX, opcode, ModRM, SIB, displacement. `byte` says that the register in the place of the memory operand,
    /// or beside one, is a byte register.
    fn op(&mut self, prefix: u8, w: bool, opcode: &[u8], reg: u8, rm: &Rm, byte: bool) {
        if opcode != [0x8d] {
            self.may_trap(rm);
        }
        if prefix != 0 {
            self.b(prefix);
        }
        let (x, base) = match rm {
            Rm::Reg(r) => (0, *r),
            Rm::Rip => (0, 0),
            Rm::Mem(m) => (m.index.map_or(0, |i| i.0.hw() >> 3), m.base.hw()),
        };
        let rex = 0x40 | u8::from(w) << 3 | (reg >> 3) << 2 | x << 1 | base >> 3;
        let need = byte && if let Rm::Reg(r) = rm { *r >= 4 } else { reg >= 4 };
        if rex != 0x40 || need {
            self.b(rex);
        }
        self.out.code.extend_from_slice(opcode);
        self.modrm(reg, rm);
    }

    /// A guest access traps; one of vmctx or of the stack doesn't.
    fn may_trap(&mut self, rm: &Rm) {
        if let Rm::Mem(m) = rm {
            let vm = m.base.hw() == 3 && m.index.is_none() && m.disp < 0;
            if m.base.hw() != 4 && !vm && !m.trusted {
                self.trap_row(TrapCode::MemoryOutOfBounds);
            }
        }
    }

    /// ModRM, SIB, displacement.
    fn modrm(&mut self, reg: u8, rm: &Rm) {
        let r = (reg & 7) << 3;
        match rm {
            Rm::Reg(m) => self.b(0xc0 | r | (m & 7)),
            Rm::Rip => self.b(r | 5),
            Rm::Mem(m) => {
                let disp = m.disp;
                let base = m.base.hw() & 7;
                let mode = if disp == 0 && base != 5 {
                    0
                } else if i8::try_from(disp).is_ok() {
                    0x40
                } else {
                    0x80
                };
                match m.index {
                    Some((i, scale)) => {
                        self.b(mode | r | 4);
                        self.b(scale << 6 | (i.hw() & 7) << 3 | base);
                    }
                    None if base == 4 => {
                        self.b(mode | r | 4);
                        self.b(0x24);
                    }
                    None => self.b(mode | r | base),
                }
                match mode {
                    0x40 => self.b(disp as u8),
                    0x80 => self.d(disp),
                    _ => {}
                }
            }
        }
    }

    fn rm(s: &Src) -> Rm {
        match s {
            Src::Reg(r) => Rm::Reg(r.hw()),
            Src::Mem(m) => Rm::Mem(*m),
            Src::Imm(_) => unreachable!("immediate where none is allowed"),
        }
    }

    /// `op` of the arithmetic group (0 add … 7 cmp).
    fn group1(&mut self, op: u8, size: Size, a: u8, src: &Src) {
        let w = size == Size::S64;
        match src {
            Src::Imm(i) => self.group1_imm(op, w, &Rm::Reg(a), *i),
            _ => self.op(0, w, &[op << 3 | 3], a, &Emit::rm(src), false),
        }
    }

    fn group1_imm(&mut self, op: u8, w: bool, rm: &Rm, i: i32) {
        match (i8::try_from(i), rm) {
            (Ok(b), _) => {
                self.op(0, w, &[0x83], op, rm, false);
                self.b(b as u8);
            }
            (Err(_), Rm::Reg(0)) => {
                self.rex_w(w);
                self.b(op << 3 | 5);
                self.d(i);
            }
            (Err(_), _) => {
                self.op(0, w, &[0x81], op, rm, false);
                self.d(i);
            }
        }
    }

    fn rex_w(&mut self, w: bool) {
        if w {
            self.b(0x48);
        }
    }

    /// Nothing reads the flags behind this, so forms that set them otherwise will do.
    fn alu(&mut self, op: Alu, size: Size, dst: u8, src: &Src) {
        let w = size == Size::S64;
        let rm = Rm::Reg(dst);
        match (op, src) {
            (Alu::And, Src::Imm(0xff)) => self.op(0, false, &[0x0f, 0xb6], dst, &rm, true),
            (Alu::And, Src::Imm(0xffff)) => self.op(0, false, &[0x0f, 0xb7], dst, &rm, false),
            // The upper half becomes zero either way.
            (Alu::And, Src::Imm(i)) if *i >= 0 => self.group1_imm(op as u8, false, &rm, *i),
            (Alu::Xor, Src::Imm(-1)) => self.op(0, w, &[0xf7], 2, &rm, false),
            (Alu::Add, Src::Imm(128)) => self.group1_imm(Alu::Sub as u8, w, &rm, -128),
            (Alu::Sub, Src::Imm(128)) => self.group1_imm(Alu::Add as u8, w, &rm, -128),
            _ => self.group1(op as u8, size, dst, src),
        }
    }

    fn cmp(&mut self, size: Size, a: u8, src: &Src) {
        match src {
            // Clears C and O as a comparison with zero does.
            Src::Imm(0) => self.op(0, size == Size::S64, &[0x85], a, &Rm::Reg(a), false),
            _ => self.group1(Alu::CMP, size, a, src),
        }
    }

    /// The sign bit of a positive immediate is clear whatever the width, so the shortest will do.
    fn test_imm(&mut self, w: bool, a: u8, i: i32) {
        match (i, a) {
            (0..=0x7f, 0) => {
                self.b(0xa8);
                self.b(i as u8);
            }
            (0..=0x7f, _) => {
                self.op(0, false, &[0xf6], 0, &Rm::Reg(a), true);
                self.b(i as u8);
            }
            (_, 0) => {
                self.rex_w(w && i < 0);
                self.b(0xa9);
                self.d(i);
            }
            _ => {
                self.op(0, w && i < 0, &[0xf7], 0, &Rm::Reg(a), false);
                self.d(i);
            }
        }
    }

    fn mov(&mut self, dst: u8, src: u8) {
        if dst != src {
            self.op(0, true, &[0x8b], dst, &Rm::Reg(src), false);
        }
    }

    fn imm(&mut self, dst: u8, bits: u64) {
        if let Ok(v) = u32::try_from(bits) {
            if dst >= 8 {
                self.b(0x41);
            }
            self.b(0xb8 | (dst & 7));
            self.d(v as i32);
        } else if let Ok(v) = i32::try_from(bits as i64) {
            self.op(0, true, &[0xc7], 0, &Rm::Reg(dst), false);
            self.d(v);
        } else {
            self.b(0x48 | dst >> 3);
            self.b(0xb8 | (dst & 7));
            self.out.code.extend_from_slice(&bits.to_le_bytes());
        }
    }

    fn pextr(&mut self, bytes: u8, src: u8, to: &Rm) {
        let opcode = match bytes {
            1 => 0x14,
            2 => 0x15,
            _ => 0x16,
        };
        self.op(0x66, bytes == 8, &[0x0f, 0x3a, opcode], src, to, false);
    }

    /// The prefix of a scalar operator.
    fn scalar(size: Size) -> u8 {
        if size == Size::S32 { 0xf3 } else { 0xf2 }
    }

    /// An instruction on vectors, `vvvv` being its first operand where it is encoded with VEX.
    fn vec(&mut self, c: Code, vex: bool, w: bool, reg: u8, vvvv: u8, src: &VSrc, imm: Option<u8>) {
        let rm = match src {
            VSrc::Reg(r) => Rm::Reg(r.hw()),
            VSrc::Mem(m) => Rm::Mem(*m),
            VSrc::Const(_) => Rm::Rip,
        };
        if vex {
            self.may_trap(&rm);
            let (x, base) = match &rm {
                Rm::Reg(r) => (0, *r),
                Rm::Rip => (0, 0),
                Rm::Mem(m) => (m.index.map_or(0, |i| i.0.hw() >> 3), m.base.hw()),
            };
            let pp = match c.prefix {
                0x66 => 1,
                0xf3 => 2,
                0xf2 => 3,
                _ => 0,
            };
            let low = (!vvvv & 15) << 3 | pp;
            if x == 0 && base < 8 && !w && c.map == Map::M0F {
                self.out.code.extend_from_slice(&[0xc5, (!reg >> 3 & 1) << 7 | low]);
            } else {
                let second = (!reg >> 3 & 1) << 7 | (1 - x) << 6 | (!base >> 3 & 1) << 5 | c.map as u8;
                self.out.code.extend_from_slice(&[0xc4, second, u8::from(w) << 7 | low]);
            }
            self.b(c.opcode);
            self.modrm(reg, &rm);
        } else {
            let opcode: &[u8] = match c.map {
                Map::M0F => &[0x0f, c.opcode],
                Map::M38 => &[0x0f, 0x38, c.opcode],
                Map::M3A => &[0x0f, 0x3a, c.opcode],
            };
            self.op(c.prefix, w, opcode, reg, &rm, false);
        }
        if let VSrc::Const(bytes) = src {
            self.reference(RefKind::Rel32, RefTarget::Const128(*bytes));
            self.d(-i32::from(imm.is_some()));
        }
        imm.into_iter().for_each(|i| self.b(i));
    }

    fn fzero(&mut self, r: u8) {
        self.op(0, false, &[0x0f, 0x57], r, &Rm::Reg(r), false);
    }

    /// `movss` or `movsd` from the pool.
    fn fconst(&mut self, size: Size, dst: u8, bits: u64) {
        self.op(Emit::scalar(size), false, &[0x0f, 0x10], dst, &Rm::Rip, false);
        let to = if size == Size::S32 { RefTarget::Const32(bits as u32) } else { RefTarget::Const64(bits) };
        self.reference(RefKind::Rel32, to);
        self.d(0);
    }

    fn fmov(&mut self, dst: u8, src: u8) {
        if dst != src {
            self.op(0, false, &[0x0f, 0x28], dst, &Rm::Reg(src), false);
        }
    }

    fn jmp_unless_next(&mut self, to: u32, next: Option<u32>) {
        if next != Some(to) {
            self.branch_to(Jump(None), to);
        }
    }

    fn jcc(&mut self, cc: Cc, to: u32) {
        self.branch_to(Jump(Some(cc)), to);
    }

    fn add_sp(&mut self, by: i32) {
        match by {
            0 => {}
            // -128 fits a byte, 128 does not.
            1..=127 | -128 => self.group1_imm(Alu::Add as u8, true, &Rm::Reg(4), by),
            128 | ..0 => self.group1_imm(Alu::Sub as u8, true, &Rm::Reg(4), -by),
            _ => self.group1_imm(Alu::Add as u8, true, &Rm::Reg(4), by),
        }
        self.unwind((self.depth as i32 - by) as u32);
    }

    fn push_pop(&mut self, opcode: u8, r: u8) {
        if r >= 8 {
            self.b(0x41);
        }
        self.b(opcode | (r & 7));
    }

    fn ret(&mut self, pop: u32) -> Result<(), String> {
        if pop == 0 {
            self.b(0xc3);
        } else {
            let n = u16::try_from(pop).map_err(|_| "too many stack arguments")?;
            self.b(0xc2);
            self.out.code.extend_from_slice(&n.to_le_bytes());
        }
        Ok(())
    }

    fn call(&mut self, target: RefTarget) {
        self.b(0xe8);
        self.reference(RefKind::Rel32, target);
        self.d(0);
    }

    fn after_call(&mut self, pop: u32) {
        if pop != 0 {
            self.unwind(self.depth - pop);
            self.add_sp(-(pop as i32));
        }
    }

    fn inst(&mut self, i: &Inst, next: Option<u32>, forward: &[u32]) -> Result<(), String> {
        let w = |s: &Size| *s == Size::S64;
        let to = |b: &u32| forward[*b as usize];
        match i {
            Inst::Alu { op, size, dst, src, .. } => self.alu(*op, *size, dst.hw(), src),
            Inst::AluTest { op, size, dst, src, .. } => self.group1(*op as u8, *size, dst.hw(), src),
            Inst::Imul { size, dst, src, .. } => self.op(0, w(size), &[0x0f, 0xaf], dst.hw(), &Emit::rm(src), false),
            Inst::ImulImm { size, dst, src, imm } => match i8::try_from(*imm) {
                Ok(b) => {
                    self.op(0, w(size), &[0x6b], dst.hw(), &Emit::rm(src), false);
                    self.b(b as u8);
                }
                Err(_) => {
                    self.op(0, w(size), &[0x69], dst.hw(), &Emit::rm(src), false);
                    self.d(*imm);
                }
            },
            Inst::ShiftImm { op, size, dst, n: 1, .. } => self.op(0, w(size), &[0xd1], *op as u8, &Rm::Reg(dst.hw()), false),
            Inst::ShiftImm { op, size, dst, n, .. } => {
                self.op(0, w(size), &[0xc1], *op as u8, &Rm::Reg(dst.hw()), false);
                self.b(*n);
            }
            Inst::ShiftCl { op, size, dst, .. } => self.op(0, w(size), &[0xd3], *op as u8, &Rm::Reg(dst.hw()), false),
            Inst::Neg { size, dst, .. } => self.op(0, w(size), &[0xf7], 3, &Rm::Reg(dst.hw()), false),
            Inst::MulHi { signed, size, b, .. } => {
                self.op(0, w(size), &[0xf7], if *signed { 5 } else { 4 }, &Rm::Reg(b.hw()), false);
            }
            Inst::Div { signed, size, b, .. } => {
                self.op(0, w(size), &[0xf7], if *signed { 7 } else { 6 }, &Rm::Reg(b.hw()), false);
            }
            Inst::Cdq { size, .. } => {
                self.rex_w(w(size));
                self.b(0x99);
            }
            Inst::Lea { size, dst, mem } => self.op(0, w(size), &[0x8d], dst.hw(), &Rm::Mem(shorter_sum(*mem)), false),
            Inst::LeaScaled { size, dst, index, scale, disp } => {
                let rex = 0x40 | u8::from(*size == Size::S64) << 3 | (dst.hw() >> 3) << 2 | (index.hw() >> 3) << 1;
                if rex != 0x40 {
                    self.b(rex);
                }
                // A SIB byte whose base is 5 without a displacement in the ModRM byte: no base, and 32 bits follow.
                self.b(0x8d);
                self.b((dst.hw() & 7) << 3 | 4);
                self.b(scale << 6 | (index.hw() & 7) << 3 | 5);
                self.d(*disp);
            }
            Inst::Imm { dst, bits } => self.imm(dst.hw(), *bits),
            Inst::Ext { kind: ExtKind::U64, dst, src: Src::Reg(src) } => self.mov(dst.hw(), src.hw()),
            Inst::Ext { kind, dst, src } => {
                let (w, opcode, byte): (bool, &[u8], bool) = match kind {
                    ExtKind::U8 => (false, &[0x0f, 0xb6], true),
                    ExtKind::U16 => (false, &[0x0f, 0xb7], false),
                    ExtKind::U32 => (false, &[0x8b], false),
                    ExtKind::U64 => (true, &[0x8b], false),
                    ExtKind::S8To32 => (false, &[0x0f, 0xbe], true),
                    ExtKind::S16To32 => (false, &[0x0f, 0xbf], false),
                    ExtKind::S8To64 => (true, &[0x0f, 0xbe], true),
                    ExtKind::S16To64 => (true, &[0x0f, 0xbf], false),
                    ExtKind::S32To64 => (true, &[0x63], false),
                };
                self.op(0, w, opcode, dst.hw(), &Emit::rm(src), byte && matches!(src, Src::Reg(_)));
            }
            Inst::Bit { op, size, dst, src } => {
                let (prefix, opcode) = match op {
                    BitOp::Bsf => (0, 0xbc),
                    BitOp::Bsr => (0, 0xbd),
                    BitOp::Tzcnt => (0xf3, 0xbc),
                    BitOp::Lzcnt => (0xf3, 0xbd),
                    BitOp::Popcnt => (0xf3, 0xb8),
                };
                self.op(prefix, w(size), &[0x0f, opcode], dst.hw(), &Emit::rm(src), false);
            }
            Inst::Cmp { size, a, src } => self.cmp(*size, a.hw(), src),
            Inst::Test { size, a, src } => match src {
                Src::Imm(i) => self.test_imm(w(size), a.hw(), *i),
                _ => self.op(0, w(size), &[0x85], a.hw(), &Emit::rm(src), false),
            },
            Inst::CmpMemImm { size, mem, imm } => self.group1_imm(Alu::CMP, w(size), &Rm::Mem(*mem), *imm),
            Inst::CmpByteImm { mem, imm } => {
                self.op(0, false, &[0x80], Alu::CMP, &Rm::Mem(*mem), false);
                self.b(*imm);
            }
            Inst::CmpByte { a, mem } => self.op(0, false, &[0x3a], a.hw(), &Rm::Mem(*mem), true),
            Inst::TestMemImm { bytes: 1, mem, imm } => {
                self.op(0, false, &[0xf6], 0, &Rm::Mem(*mem), false);
                self.b(*imm as u8);
            }
            Inst::TestMemImm { bytes, mem, imm } => {
                self.op(0, *bytes == 8, &[0xf7], 0, &Rm::Mem(*mem), false);
                self.d(*imm);
            }
            Inst::SetByte { cc, dst } => self.op(0, false, &[0x0f, 0x90 | *cc as u8], 0, &Rm::Reg(dst.hw()), true),
            Inst::Setcc { cc, dst } => {
                self.op(0, false, &[0x0f, 0x90 | *cc as u8], 0, &Rm::Reg(dst.hw()), true);
                self.op(0, false, &[0x0f, 0xb6], dst.hw(), &Rm::Reg(dst.hw()), true);
            }
            Inst::Cmov { size, cc, dst, then, .. } => {
                self.op(0, w(size), &[0x0f, 0x40 | *cc as u8], dst.hw(), &Rm::Reg(then.hw()), false);
            }
            Inst::Store { bytes, mem, src } => {
                let m = Rm::Mem(*mem);
                match bytes {
                    1 => self.op(0, false, &[0x88], src.hw(), &m, true),
                    2 => self.op(0x66, false, &[0x89], src.hw(), &m, false),
                    4 => self.op(0, false, &[0x89], src.hw(), &m, false),
                    _ => self.op(0, true, &[0x89], src.hw(), &m, false),
                }
            }
            Inst::StoreImm { bytes, mem, imm } => {
                let m = Rm::Mem(*mem);
                match bytes {
                    1 => {
                        self.op(0, false, &[0xc6], 0, &m, false);
                        self.b(*imm as u8);
                    }
                    2 => {
                        self.op(0x66, false, &[0xc7], 0, &m, false);
                        self.out.code.extend_from_slice(&(*imm as u16).to_le_bytes());
                    }
                    n => {
                        self.op(0, *n == 8, &[0xc7], 0, &m, false);
                        self.d(*imm);
                    }
                }
            }
            Inst::Fp { op, size, dst, src, .. } => {
                let (scalar, opcode) = match op {
                    Fp::Add => (true, 0x58),
                    Fp::Mul => (true, 0x59),
                    Fp::Sub => (true, 0x5c),
                    Fp::Min => (true, 0x5d),
                    Fp::Div => (true, 0x5e),
                    Fp::Max => (true, 0x5f),
                    Fp::CmpUnord | Fp::CmpOrd => (true, 0xc2),
                    Fp::And => (false, 0x54),
                    Fp::Andn => (false, 0x55),
                    Fp::Or => (false, 0x56),
                    Fp::Xor => (false, 0x57),
                };
                let prefix = if scalar { Emit::scalar(*size) } else { 0 };
                self.op(prefix, false, &[0x0f, opcode], dst.hw(), &Emit::rm(src), false);
                match op {
                    Fp::CmpUnord => self.b(3),
                    Fp::CmpOrd => self.b(7),
                    _ => {}
                }
            }
            Inst::FpUnary { op, size, dst, src } => {
                if !matches!(src, Src::Reg(r) if r.hw() == dst.hw()) {
                    self.fzero(dst.hw());
                }
                let rm = Emit::rm(src);
                match op {
                    FpUnary::Sqrt => self.op(Emit::scalar(*size), false, &[0x0f, 0x51], dst.hw(), &rm, false),
                    FpUnary::Convert => self.op(Emit::scalar(*size), false, &[0x0f, 0x5a], dst.hw(), &rm, false),
                    FpUnary::Round(m) => {
                        self.op(0x66, false, &[0x0f, 0x3a, if w(size) { 0x0b } else { 0x0a }], dst.hw(), &rm, false);
                        self.b(*m);
                    }
                }
            }
            Inst::FLoad { size, dst, mem } => self.op(Emit::scalar(*size), false, &[0x0f, 0x10], dst.hw(), &Rm::Mem(*mem), false),
            Inst::FStore { size, mem, src } => self.op(Emit::scalar(*size), false, &[0x0f, 0x11], src.hw(), &Rm::Mem(*mem), false),
            Inst::IntToF { from, to, dst, src } => {
                self.fzero(dst.hw());
                self.op(Emit::scalar(*to), w(from), &[0x0f, 0x2a], dst.hw(), &Rm::Reg(src.hw()), false);
            }
            Inst::FToInt { from, to, dst, src } => {
                self.op(Emit::scalar(*from), w(to), &[0x0f, 0x2c], dst.hw(), &Rm::Reg(src.hw()), false);
            }
            Inst::MovToF { size, dst, src } => self.op(0x66, w(size), &[0x0f, 0x6e], dst.hw(), &Rm::Reg(src.hw()), false),
            Inst::MovFromF { size, dst, src } => self.op(0x66, w(size), &[0x0f, 0x7e], src.hw(), &Rm::Reg(dst.hw()), false),
            Inst::FZero { dst } => self.fzero(dst.hw()),
            Inst::FConst { size, dst, bits } => self.fconst(*size, dst.hw(), *bits),
            Inst::Ucomi { size, a, src } => {
                self.op(if w(size) { 0x66 } else { 0 }, false, &[0x0f, 0x2e], a.hw(), &Emit::rm(src), false);
            }
            Inst::Vec2 { op, vex, dst, a, src, imm } => {
                self.vec(op.code(), *vex, *op == Vec2::Pinsrq, dst.hw(), a.hw(), src, *imm);
            }
            Inst::Vec1 { op, vex, dst, src, imm } => self.vec(op.code(), *vex, false, dst.hw(), 0, src, *imm),
            Inst::VecShift { op, vex, dst, n, a } => {
                let (opcode, extension) = op.code();
                let code = Code { prefix: 0x66, map: Map::M0F, opcode };
                // The register in the place of the memory operand is the operand; VEX names the result beside it.
                let operand = VSrc::Reg(if *vex { *a } else { *dst });
                self.vec(code, *vex, false, extension, dst.hw(), &operand, Some(*n));
            }
            Inst::Fma { negated, size, dst, a, src, .. } => {
                let code = Code { prefix: 0x66, map: Map::M38, opcode: if *negated { 0xbc } else { 0xb8 } };
                self.vec(code, true, w(size), dst.hw(), a.hw(), src, None);
            }
            Inst::VOnes { dst } => self.op(0x66, false, &[0x0f, 0x76], dst.hw(), &Rm::Reg(dst.hw()), false),
            Inst::VConst { dst, bytes } => self.vec(Vec1::Movups.code(), false, false, dst.hw(), 0, &VSrc::Const(*bytes), None),
            Inst::VStore { mem, src } => self.op(0, false, &[0x0f, 0x11], src.hw(), &Rm::Mem(*mem), false),
            Inst::Pextr { bytes, dst, src, lane } => {
                self.pextr(*bytes, src.hw(), &Rm::Reg(dst.hw()));
                self.b(*lane);
            }
            Inst::PextrStore { bytes, mem, src, lane } => {
                self.pextr(*bytes, src.hw(), &Rm::Mem(*mem));
                self.b(*lane);
            }
            Inst::Ptest { a, b } => self.op(0x66, false, &[0x0f, 0x38, 0x17], a.hw(), &Rm::Reg(b.hw()), false),
            Inst::FCmov { dst, then, .. } if dst == then => {}
            Inst::FCmov { cc, dst, then, .. } => {
                self.b(0x70 | cc.negated() as u8);
                let at = self.at();
                self.b(0);
                self.fmov(dst.hw(), then.hw());
                self.out.code[at] = (self.at() - at - 1) as u8;
            }
            Inst::Jmp { to: t } => self.jmp_unless_next(to(t), next),
            Inst::Jcc { then, other, .. } | Inst::Jcc2 { then, other, .. } if to(then) == to(other) => {
                self.jmp_unless_next(to(then), next);
            }
            Inst::Jcc { cc, then, other } if next == Some(to(then)) => self.jcc(cc.negated(), to(other)),
            Inst::Jcc { cc, then, other } => {
                self.jcc(*cc, to(then));
                self.jmp_unless_next(to(other), next);
            }
            Inst::Jcc2 { c1, c2, then, other } => {
                self.jcc(*c1, to(then));
                if next == Some(to(then)) {
                    self.jcc(c2.negated(), to(other));
                } else {
                    self.jcc(*c2, to(then));
                    self.jmp_unless_next(to(other), next);
                }
            }
            Inst::JmpTable { index, clamped, base, targets, bounded } => {
                let (i, c, b) = (index.hw(), clamped.hw(), base.hw());
                if !bounded {
                    self.imm(c, targets.len() as u64 - 1);
                    self.op(0, false, &[0x3b], i, &Rm::Reg(c), false);
                    self.op(0, false, &[0x0f, 0x40 | Cc::B as u8], c, &Rm::Reg(i), false);
                }
                // lea base, [rip + table]
                self.op(0, true, &[0x8d], b, &Rm::Rip, false);
                self.table(RefKind::Rel32, targets.iter().map(to).collect());
                self.d(0);
                let entry = Mem { base: *base, index: Some((if *bounded { *index } else { *clamped }, 2)), disp: 0, incoming: false, trusted: true };
                self.op(0, true, &[0x63], c, &Rm::Mem(entry), false);
                self.op(0, true, &[0x03], b, &Rm::Reg(c), false);
                self.op(0, false, &[0xff], 4, &Rm::Reg(b), false);
            }
            Inst::TrapIf { cc, code } => self.branch_to_trap(Jump(Some(*cc)), *code),
            Inst::Trap { code } => {
                self.trap_row(*code);
                X64Encoding::trap(self, *code);
            }
            Inst::Args { .. } => {}
            Inst::Call { target, pop, indirect, .. } => {
                match (indirect, target) {
                    (Some(t), _) => self.call_indirect(t, *pop),
                    (None, Target::Mem(m)) => self.op(0, false, &[0xff], 2, &Rm::Mem(*m), false),
                    (None, Target::Func(f)) => self.call(RefTarget::Func(*f)),
                    (None, Target::Move(m)) => {
                        self.out.moves = true;
                        self.op(0, false, &[0xff], 2, &Rm::Mem(*m), false);
                    }
                    (None, Target::Miss(t)) => self.call(RefTarget::Miss(*t)),
                }
                self.after_call(*pop);
            }
            Inst::Ret { pop, .. } => self.ret(*pop)?,
            Inst::Move { dst, src } => match dst.preg().map(|p| p.class()) {
                Some(regalloc2::RegClass::Int) => self.mov(dst.hw(), src.hw()),
                _ => self.fmov(dst.hw(), src.hw()),
            },
            Inst::Spill { src, off, wide } => {
                let m = Rm::Mem(Mem::base(Reg::phys(regs::RSP), *off as i32));
                match src.preg().map(|p| p.class()) {
                    Some(regalloc2::RegClass::Int) => self.op(0, true, &[0x89], src.hw(), &m, false),
                    // `movaps`: slots of vectors are aligned.
                    _ if *wide => self.op(0, false, &[0x0f, 0x29], src.hw(), &m, false),
                    _ => self.op(0xf2, false, &[0x0f, 0x11], src.hw(), &m, false),
                }
            }
            Inst::Reload { dst, off, wide } => {
                let m = Rm::Mem(Mem::base(Reg::phys(regs::RSP), *off as i32));
                match dst.preg().map(|p| p.class()) {
                    Some(regalloc2::RegClass::Int) => self.op(0, true, &[0x8b], dst.hw(), &m, false),
                    _ if *wide => self.op(0, false, &[0x0f, 0x28], dst.hw(), &m, false),
                    _ => self.op(0xf2, false, &[0x0f, 0x10], dst.hw(), &m, false),
                }
            }
            Inst::Push { src } => {
                self.push_pop(0x50, src.hw());
                self.unwind(self.depth + 8);
            }
            Inst::Pop { dst } => {
                self.push_pop(0x58, dst.hw());
                self.unwind(self.depth - 8);
            }
            Inst::AddSp { by } => self.add_sp(*by),
            Inst::Probe { below } => {
                // test [rsp - below], eax
                let m = Mem::base(Reg::phys(regs::RSP), -(*below as i32));
                self.op(0, false, &[0x85], 0, &Rm::Mem(m), false);
            }
            Inst::Zero { dst } => self.op(0, false, &[0x33], dst.hw(), &Rm::Reg(dst.hw()), false),
        }
        Ok(())
    }
}

/// The sum of two registers as an address with the shorter encoding: a base of rbp or r13 needs a displacement.
fn shorter_sum(m: Mem) -> Mem {
    match m.index {
        Some((i, 0)) if m.disp == 0 && m.base.hw() & 7 == 5 && i.hw() & 7 != 5 => {
            Mem { base: i, index: Some((m.base, 0)), ..m }
        }
        _ => m,
    }
}
