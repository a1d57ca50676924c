//! Instruction words by the encoding classes of the architecture's manual. Input: fields, which fit; output: a word.
//! What an instruction of the compiler's becomes is not known here.

use super::super::inst::{Cc, Imm12, Load, LogicalImm, Reg, Shift, Size, Store};
use dynasmrt::aarch64::{encode_floating_point_immediate, encode_logical_immediate_32bit, encode_logical_immediate_64bit};

/// The field of a destination.
fn rd(r: Reg) -> u32 {
    r.hw().into()
}
/// The field of a first operand, or a base.
fn rn(r: Reg) -> u32 {
    u32::from(r.hw()) << 5
}
/// The field of a second operand.
fn rm(r: Reg) -> u32 {
    u32::from(r.hw()) << 16
}
/// The field of an addend, or of the second register of a pair.
fn ra(r: Reg) -> u32 {
    u32::from(r.hw()) << 10
}
/// Bit 31: 64 bits.
fn sf(s: Size) -> u32 {
    u32::from(s == Size::S64) << 31
}
/// Bit 22: double precision; also N of the classes that have one.
fn double(s: Size) -> u32 {
    u32::from(s == Size::S64) << 22
}

/// Addition (`op` 0) and subtraction (1).
#[derive(Clone, Copy)]
pub struct AddSub {
    pub sub: bool,
    pub flags: bool,
    pub size: Size,
}

impl AddSub {
    fn bits(self) -> u32 {
        sf(self.size) | u32::from(self.sub) << 30 | u32::from(self.flags) << 29
    }
    pub fn shifted(self, d: Reg, a: Reg, b: Reg, op: Shift, n: u8) -> u32 {
        0x0b00_0000 | self.bits() | (op as u32) << 22 | rm(b) | u32::from(n) << 10 | rn(a) | rd(d)
    }
    /// `option`: 0…3 unsigned, 4…7 signed, of 1, 2, 4, 8 bytes.
    pub fn extended(self, d: Reg, a: Reg, b: Reg, option: u32, n: u8) -> u32 {
        0x0b20_0000 | self.bits() | rm(b) | option << 13 | u32::from(n) << 10 | rn(a) | rd(d)
    }
    pub fn imm(self, d: Reg, a: Reg, i: Imm12) -> u32 {
        0x1100_0000 | self.bits() | u32::from(i.high) << 22 | u32::from(i.bits) << 10 | rn(a) | rd(d)
    }
}

/// Logical operators by number: `and`, `orr`, `eor`, `ands`.
#[derive(Clone, Copy)]
pub struct Logical {
    pub op: u32,
    pub size: Size,
}

impl Logical {
    pub fn shifted(self, invert: bool, d: Reg, a: Reg, b: Reg, op: Shift, n: u8) -> u32 {
        let word = 0x0a00_0000 | sf(self.size) | self.op << 29 | (op as u32) << 22 | u32::from(invert) << 21;
        word | rm(b) | u32::from(n) << 10 | rn(a) | rd(d)
    }
    /// `None` where the immediate is not one of this size.
    pub fn imm(self, d: Reg, a: Reg, i: LogicalImm) -> Option<u32> {
        let fields = match self.size {
            Size::S32 => encode_logical_immediate_32bit(u32::try_from(i.bits()).ok()?)?,
            Size::S64 => encode_logical_immediate_64bit(i.bits())?,
        };
        Some(0x1200_0000 | sf(self.size) | self.op << 29 | u32::from(fields) << 10 | rn(a) | rd(d))
    }
}

/// `orr d, zr, s`.
pub fn mov(size: Size, d: Reg, s: Reg) -> u32 {
    Logical { op: 1, size }.shifted(false, d, super::ZR, s, Shift::Lsl, 0)
}

/// Moves of 16 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    Not = 0,
    Zero = 2,
    Keep = 3,
}

pub fn wide(op: Wide, size: Size, d: Reg, bits: u16, half: u32) -> u32 {
    0x1280_0000 | sf(size) | (op as u32) << 29 | half << 21 | u32::from(bits) << 5 | rd(d)
}

pub fn bitfield(op: u32, size: Size, d: Reg, a: Reg, immr: u8, imms: u8) -> u32 {
    0x1300_0000 | sf(size) | op << 29 | double(size) | u32::from(immr) << 16 | u32::from(imms) << 10 | rn(a) | rd(d)
}

pub fn extract(size: Size, d: Reg, a: Reg, b: Reg, lsb: u8) -> u32 {
    0x1380_0000 | sf(size) | double(size) | rm(b) | u32::from(lsb) << 10 | rn(a) | rd(d)
}

/// Data processing, 1 source.
pub fn one_source(opcode: u32, size: Size, d: Reg, a: Reg) -> u32 {
    0x5ac0_0000 | sf(size) | opcode << 10 | rn(a) | rd(d)
}

/// Data processing, 2 sources.
pub fn two_sources(opcode: u32, size: Size, d: Reg, a: Reg, b: Reg) -> u32 {
    0x1ac0_0000 | sf(size) | rm(b) | opcode << 10 | rn(a) | rd(d)
}

/// Data processing, 3 sources. `op`: 0 one width, 1 signed long, 2 signed high, 5 unsigned long, 6 unsigned high.
pub fn three_sources(op: u32, sub: bool, size: Size, d: Reg, [a, b, c]: [Reg; 3]) -> u32 {
    0x1b00_0000 | sf(size) | op << 21 | rm(b) | u32::from(sub) << 15 | ra(c) | rn(a) | rd(d)
}

pub fn conditional_compare(negate: bool, size: Size, a: Reg, b: Result<Reg, u8>, nzcv: u8, cc: Cc) -> u32 {
    let b = match b {
        Ok(r) => rm(r),
        Err(i) => u32::from(i) << 16 | 1 << 11,
    };
    0x3a40_0000 | sf(size) | u32::from(!negate) << 30 | b | (cc as u32) << 12 | rn(a) | u32::from(nzcv)
}

/// `op`: bit 30, bit 10.
pub fn conditional_select(op: (u32, u32), size: Size, cc: Cc, d: Reg, a: Reg, b: Reg) -> u32 {
    0x1a80_0000 | sf(size) | op.0 << 30 | rm(b) | (cc as u32) << 12 | op.1 << 10 | rn(a) | rd(d)
}

/// A load or store: size, class, operation.
#[derive(Clone, Copy)]
pub struct Access {
    size: u32,
    float: bool,
    opc: u32,
}

impl Access {
    pub fn load(op: Load) -> Access {
        let (size, opc) = match op {
            Load::U8 | Load::F8 => (0, 1),
            Load::S8To64 => (0, 2),
            Load::S8To32 => (0, 3),
            Load::U16 | Load::F16 => (1, 1),
            Load::S16To64 => (1, 2),
            Load::S16To32 => (1, 3),
            Load::U32 | Load::F32 => (2, 1),
            Load::S32To64 => (2, 2),
            Load::U64 | Load::F64 => (3, 1),
            Load::V128 => (0, 3),
        };
        Access { size, float: matches!(op, Load::F8 | Load::F16 | Load::F32 | Load::F64 | Load::V128), opc }
    }
    pub fn store(op: Store) -> Access {
        // 16 bytes: the size's third bit is in the operation.
        let log = op.bytes().trailing_zeros();
        Access { size: log & 3, float: matches!(op, Store::F8 | Store::F16 | Store::F32 | Store::F64 | Store::V128), opc: log >> 2 << 1 }
    }
    pub fn bytes(self) -> u32 {
        if self.float && self.opc & 2 != 0 { 16 } else { 1 << self.size }
    }
    fn bits(self) -> u32 {
        0x3800_0000 | self.size << 30 | u32::from(self.float) << 26 | self.opc << 22
    }
    /// A displacement that is near.
    pub fn imm(self, t: Reg, base: Reg, disp: i32) -> u32 {
        let bytes = self.bytes() as i32;
        let offset = if disp >= 0 && disp % bytes == 0 && disp / bytes < 4096 {
            1 << 24 | ((disp / bytes) as u32) << 10
        } else {
            (disp as u32 & 0x1ff) << 12
        };
        self.bits() | offset | rn(base) | rd(t)
    }
    /// An index, zero-extended or of 64 bits, not scaled (or by the size, where `scaled`).
    pub fn indexed(self, t: Reg, base: Reg, index: Reg, uxtw: bool, scaled: bool) -> u32 {
        let option = if uxtw { 2 } else { 3 };
        self.bits() | 1 << 21 | rm(index) | option << 13 | u32::from(scaled) << 12 | 2 << 10 | rn(base) | rd(t)
    }
}

/// How the address of a pair comes about.
#[derive(Clone, Copy)]
pub enum PairMode {
    /// The base moves afterwards.
    Post = 1,
    Offset = 2,
    /// The base moves first.
    Pre = 3,
}

/// Two accesses of 4, 8 or 16 bytes; the displacement is near.
pub fn pair(load: bool, float: bool, bytes: u32, mode: PairMode, t: [Reg; 2], base: Reg, disp: i32) -> u32 {
    let opc = match (float, bytes) {
        (_, 4) => 0,
        (true, 8) => 1,
        _ => 2,
    };
    let imm7 = (disp / bytes as i32) as u32 & 0x7f;
    let word = 0x2800_0000 | opc << 30 | u32::from(float) << 26 | (mode as u32) << 23 | u32::from(load) << 22;
    word | imm7 << 15 | ra(t[1]) | rn(base) | rd(t[0])
}

pub fn fp_one_source(opcode: u32, size: Size, d: Reg, a: Reg) -> u32 {
    0x1e20_4000 | double(size) | opcode << 15 | rn(a) | rd(d)
}

pub fn fp_two_sources(opcode: u32, size: Size, d: Reg, a: Reg, b: Reg) -> u32 {
    0x1e20_0800 | double(size) | rm(b) | opcode << 12 | rn(a) | rd(d)
}

pub fn fp_compare(size: Size, a: Reg, b: Option<Reg>) -> u32 {
    0x1e20_2000 | double(size) | b.map_or(8, rm) | rn(a)
}

pub fn fp_select(size: Size, cc: Cc, d: Reg, a: Reg, b: Reg) -> u32 {
    0x1e20_0c00 | double(size) | rm(b) | (cc as u32) << 12 | rn(a) | rd(d)
}

/// Between integers and floats: `op` is rounding and operation.
pub fn fp_int(op: u32, int: Size, float: Size, d: Reg, a: Reg) -> u32 {
    0x1e20_0000 | sf(int) | double(float) | op << 16 | rn(a) | rd(d)
}

/// A constant of `fmov`, where it is one.
pub fn fp_imm(size: Size, d: Reg, bits: u64) -> Option<u32> {
    let narrow = match size {
        Size::S32 => f32::from_bits(bits as u32),
        Size::S64 => f64::from_bits(bits) as f32,
    };
    let imm = u32::from(encode_floating_point_immediate(narrow)?);
    super::super::inst::is_float_imm(size, bits).then_some(0x1e20_1000 | double(size) | imm << 13 | rd(d))
}

/// `movi d, …`: all 64 bits, each byte 0 or 0xff.
pub fn movi_bytes(d: Reg, bits: u64) -> Option<u32> {
    let bytes = bits.to_le_bytes();
    let imm = bytes.iter().enumerate().map(|(i, b)| u32::from(b & 1) << i).sum();
    bytes.iter().all(|b| matches!(b, 0 | 0xff)).then(|| 0x2f00_e400 | imm8(imm) | rd(d))
}

/// `movi v.2s, …`: both halves have these bits, of which at most one byte is not 0.
pub fn movi_lanes(d: Reg, bits: u32) -> Option<u32> {
    let at = (0..4).find(|i| bits & !(0xff << (8 * i)) == 0)?;
    Some(0x0f00_0400 | at << 13 | imm8(bits >> (8 * at)) | rd(d))
}

/// The field of a vector immediate.
fn imm8(i: u32) -> u32 {
    (i >> 5) << 16 | (i & 31) << 5
}

/// The number of ones of each of 8 bytes.
pub fn cnt(d: Reg, a: Reg) -> u32 {
    0x0e20_5800 | rn(a) | rd(d)
}
/// The sum of 8 bytes.
pub fn addv(d: Reg, a: Reg) -> u32 {
    0x0e31_b800 | rn(a) | rd(d)
}
/// Bitwise selection in 64 bits.
pub fn bsl(mask: Reg, a: Reg, b: Reg) -> u32 {
    0x2e60_1c00 | rm(b) | rn(a) | rd(mask)
}

/// An instruction on vectors by its word: a result and an operand.
pub fn vector(word: u32, d: Reg, a: Reg) -> u32 {
    word | rn(a) | rd(d)
}
/// The same with two operands.
pub fn vector2(word: u32, d: Reg, a: Reg, b: Reg) -> u32 {
    vector(word, d, a) | rm(b)
}
/// A vector constant by the word that makes it.
pub fn vector_imm(word: u32, d: Reg) -> u32 {
    word | rd(d)
}
/// Two vectors, one behind the other.
pub fn ext(d: Reg, a: Reg, b: Reg, n: u8) -> u32 {
    vector2(0x6e00_0000 | u32::from(n) << 11, d, a, b)
}
/// A lookup in two registers that follow each other.
pub fn tbl2(d: Reg, first: Reg, indices: Reg) -> u32 {
    vector2(0x4e00_2000, d, first, indices)
}
/// Copies of lanes, by `op` (bit 29), the number of the destination's or only lane, and `imm4`.
pub fn lane(word: u32, field: u32, d: Reg, a: Reg) -> u32 {
    vector(word | field << 16, d, a)
}

pub fn adrp(d: Reg) -> u32 {
    0x9000_0000 | rd(d)
}
pub const BL: u32 = 0x9400_0000;
pub fn br(r: Reg) -> u32 {
    0xd61f_0000 | rn(r)
}
pub fn blr(r: Reg) -> u32 {
    0xd63f_0000 | rn(r)
}
pub const RET: u32 = 0xd65f_03c0;
/// Traps.
pub fn udf(i: u16) -> u32 {
    i.into()
}
