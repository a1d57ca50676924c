//! Encoding. Input: the final code of a function; output: its bytes, the rows of the trap, source and unwind tables
//! (relative to its start) and what it refers to. Linear. Each trapping site has its own `udf` behind the body.
//!
//! The words come from [`encoding`], the branches get their final form in [`branch`], and the order of things is
//! `crate::emit::function`'s. A pseudo-instruction may write x16 and x17, and nothing else that it does not say. Of
//! several ways to make a constant the shortest is taken.

pub mod branch;
mod encoding;
#[cfg(test)]
mod function_tests;
mod indirect;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vec_tests;

use super::inst::{
    Alu, Bits, Cc, Cond, Extend, FIELDS, Fp, FpUnary, Imm12, Inst, Load, LogicalImm, Mem, Offset, Reg, SP, Sel, Shift, Size, Src, Store,
    Target, V, ZR, is_near, is_near_pair,
};
use super::regs;
use super::vec::{self, Vec1, Vec2, lane_field};
use crate::ir::Lane;
use crate::emit::function::{self, Encoding, Miss};
use crate::emit::{FuncCode, RefKind, RefTarget, Veneer};
use crate::mir::frame::Final;
use branch::Jump;
use encoding as enc;
use encoding::{AddSub, Logical, PairMode, Wide};
use wazc_abi::callconv::a64 as cc;
use wazc_abi::trap::{TrapCode, UNWIND_LR};

/// The encoding of aarch64.
struct A64Encoding;
type Emit = function::Emit<A64Encoding>;

const X16: Reg = x(cc::SCRATCH[0]);
const X17: Reg = x(cc::SCRATCH[1]);

const LR: Reg = Reg::phys(regs::LR);

/// An integer register.
const fn x(n: u8) -> Reg {
    Reg::phys(regs::gpr(n))
}

/// What the layout needs: `udf #0` fills gaps, and calls reach 128 MiB.
pub const LAYOUT: crate::emit::Target = crate::emit::Target {
    padding: 0,
    veneer: Some(Veneer {
        reach: 1 << 27,
        // adrp x16; add x16, x16; br x16
        code: &[0x10, 0, 0, 0x90, 0x10, 0x02, 0, 0x91, 0, 0x02, 0x1f, 0xd6],
        kind: RefKind::PagePair(0),
        unwind: UNWIND_LR,
    }),
};

/// Encodes a function.
pub fn emit(code: &Final<Inst>, speed: function::Speed) -> Result<FuncCode, String> {
    function::emit::<A64Encoding>(code, speed)
}

impl Encoding for A64Encoding {
    type Inst = Inst;
    type Branch = Jump;
    const ENTRY: u32 = UNWIND_LR;

    fn body(code: &Final<Inst>) -> u32 {
        let saves = |i: &Inst| matches!(i, Inst::Push { src, .. } | Inst::StorePair { src, .. } if src.contains(&LR));
        let lr = if code.insts.iter().any(saves) { 0 } else { UNWIND_LR };
        code.frame.incoming_offset() | lr
    }
    fn inst(e: &mut Emit, i: &Inst, next: Option<u32>, forward: &[u32]) -> Result<(), String> {
        e.inst(i, next, forward)
    }
    fn trap(e: &mut Emit, code: TrapCode) {
        e.w(enc::udf(code as u16));
    }
    fn miss(e: &mut Emit, m: &Miss) {
        e.miss(m);
    }
}

/// The value, moved right by a multiple of 16 bits, in 16 bits.
fn half(bits: u64, n: u32) -> u16 {
    (bits >> (16 * n)) as u16
}

impl Emit {
    fn w(&mut self, word: u32) {
        self.out.code.extend_from_slice(&word.to_le_bytes());
    }

    /// One instruction that makes a constant, if there is one.
    fn imm_word(dst: Reg, bits: u64) -> Option<u32> {
        let narrow = bits >> 32 == 0;
        let size = if narrow { Size::S32 } else { Size::S64 };
        let halves = size.bits() / 16;
        let only = |bits: u64| (0..halves).find(|&n| bits & size.mask() & !(0xffff << (16 * n)) == 0);
        if let Some(n) = only(bits) {
            return Some(enc::wide(Wide::Zero, size, dst, half(bits, n), n));
        }
        if let Some(n) = only(!bits) {
            return Some(enc::wide(Wide::Not, size, dst, half(!bits, n), n));
        }
        LogicalImm::new(size, bits).and_then(|i| Logical { op: 1, size }.imm(dst, ZR, i))
    }

    /// The shortest way, without a memory access.
    fn imm(&mut self, dst: Reg, bits: u64) {
        if let Some(word) = Emit::imm_word(dst, bits) {
            return self.w(word);
        }
        let size = if bits >> 32 == 0 { Size::S32 } else { Size::S64 };
        let halves = size.bits() / 16;
        let count = |v: u16| (0..halves).filter(|&n| half(bits, n) == v).count() as u32;
        let (fill, mut op) = if count(0xffff) > count(0) { (0xffff, Wide::Not) } else { (0, Wide::Zero) };
        if halves - count(fill) > 2 {
            // A logical immediate with one half replaced.
            for (n, like) in (0..4).flat_map(|n| (0..4).map(move |like| (n, like))) {
                let near = bits & !(0xffff << (16 * n)) | u64::from(half(bits, like)) << (16 * n);
                if let Some(word) = LogicalImm::new(size, near).and_then(|i| Logical { op: 1, size }.imm(dst, ZR, i)) {
                    self.w(word);
                    return self.w(enc::wide(Wide::Keep, size, dst, half(bits, n), n));
                }
            }
        }
        for n in (0..halves).filter(|&n| half(bits, n) != fill) {
            let v = half(bits, n);
            self.w(enc::wide(op, size, dst, if op == Wide::Not { !v } else { v }, n));
            op = Wide::Keep;
        }
    }

    /// A float constant: without memory where one or two instructions do, else from the pool.
    fn fconst(&mut self, size: Size, dst: Reg, bits: u64) {
        let bits = bits & size.mask();
        let lanes = (size == Size::S32).then(|| enc::movi_lanes(dst, bits as u32)).flatten();
        if let Some(word) = enc::movi_bytes(dst, bits).or_else(|| enc::fp_imm(size, dst, bits)).or(lanes) {
            return self.w(word);
        }
        if bits == 1 << 63 {
            self.w(0x2f00_e400 | u32::from(dst.hw()));
            return self.w(enc::fp_one_source(2, size, dst, dst));
        }
        if let Some(word) = Emit::imm_word(X16, bits) {
            self.w(word);
            return self.w(enc::fp_int(7, size, size, dst, X16));
        }
        let (shift, op, to) = match size {
            Size::S32 => (2, Load::F32, RefTarget::Const32(bits as u32)),
            Size::S64 => (3, Load::F64, RefTarget::Const64(bits)),
        };
        self.reference(RefKind::PagePair(shift), to);
        self.w(enc::adrp(X16));
        self.w(enc::Access::load(op).imm(dst, X16, 0));
    }

    /// A vector constant likewise.
    fn vconst(&mut self, dst: Reg, bytes: [u8; 16]) {
        if let Some(word) = vec::constant(bytes) {
            return self.w(enc::vector_imm(word, dst));
        }
        self.reference(RefKind::PagePair(4), RefTarget::Const128(bytes));
        self.w(enc::adrp(X16));
        self.w(enc::Access::load(Load::V128).imm(dst, X16, 0));
    }

    /// `dst = base + d`, where either may be the stack pointer; by way of `scratch` where `d` is large.
    fn address(&mut self, dst: Reg, base: Reg, d: i32, scratch: Reg) {
        let op = AddSub { sub: d < 0, flags: false, size: Size::S64 };
        let n = u64::from(d.unsigned_abs());
        let (high, low) = (Imm12::new(n & !0xfff), Imm12::new(n & 0xfff));
        match (Imm12::new(n), high, low) {
            (Some(i), ..) => self.w(op.imm(dst, base, i)),
            (None, Some(high), Some(low)) => {
                self.w(op.imm(dst, base, high));
                self.w(op.imm(dst, dst, low));
            }
            _ => {
                self.imm(scratch, d as i64 as u64);
                self.w(AddSub { sub: false, ..op }.extended(dst, base, scratch, 3, 0));
            }
        }
    }

    /// A load or store; by way of `scratch` where the displacement is far. The row is that of the access itself.
    fn access(&mut self, a: enc::Access, t: Reg, m: &Mem, scratch: Reg) {
        let row = |e: &mut Emit| {
            if m.may_trap() {
                e.trap_row(TrapCode::MemoryOutOfBounds);
            }
        };
        let word = match m.offset {
            Offset::Uxtw(i) => a.indexed(t, m.base, i, true, false),
            Offset::Scaled(i) => a.indexed(t, m.base, i, true, true),
            Offset::Reg(i) => a.indexed(t, m.base, i, false, false),
            Offset::Imm(d) if is_near(a.bytes(), d) => a.imm(t, m.base, d),
            Offset::Imm(d) => {
                // What an addition of 12 high bits leaves is often near.
                let low = d & 0xfff;
                match Imm12::new(u64::from((d - low).unsigned_abs())) {
                    Some(high) if is_near(a.bytes(), low) => {
                        self.w(AddSub { sub: d < 0, flags: false, size: Size::S64 }.imm(scratch, m.base, high));
                        a.imm(t, scratch, low)
                    }
                    _ => {
                        self.imm(scratch, d as i64 as u64);
                        a.indexed(t, m.base, scratch, false, false)
                    }
                }
            }
        };
        row(self);
        self.w(word);
    }

    /// Two accesses at once.
    fn pair(&mut self, load: bool, bytes: u32, t: [Reg; 2], m: &Mem) -> Result<(), String> {
        let Offset::Imm(d) = m.offset else { return Err("a pair with an index".into()) };
        let (base, d) = if is_near_pair(bytes, d) {
            (m.base, d)
        } else {
            self.address(X16, m.base, d, X16);
            (X16, 0)
        };
        if m.may_trap() {
            self.trap_row(TrapCode::MemoryOutOfBounds);
        }
        self.w(enc::pair(load, !t[0].is_int(), bytes, PairMode::Offset, t, base, d));
        Ok(())
    }

    /// A field of vmctx, at an offset from V.
    fn vm_field_by(&mut self, dst: Reg, scratch: Reg, off: i32) {
        let m = if (-256..0).contains(&off) { Mem::imm(V, off) } else { Mem::imm(FIELDS, off + cc::FIELDS_BIAS) };
        self.access(enc::Access::load(Load::U64), dst, &m, scratch);
    }
    fn vm_field(&mut self, dst: Reg, off: i32) {
        self.vm_field_by(dst, X16, off);
    }
    fn vm_address(&mut self, dst: Reg, off: i32) {
        self.address(dst, V, off, dst);
    }

    fn branch_unless_next(&mut self, to: u32, next: Option<u32>) {
        if next != Some(to) {
            self.branch_to(Jump::ALWAYS, to);
        }
    }

    fn move_sp(&mut self, by: i32) {
        let low = by % 4096;
        if Imm12::new(by.unsigned_abs().into()).is_none() && by.unsigned_abs() >> 24 == 0 {
            // In two steps, each with its row.
            self.move_sp(by - low);
            self.move_sp(low);
        } else if by != 0 {
            self.address(SP, SP, by, X16);
            self.unwind(self.depth.wrapping_sub(by as u32));
        }
    }

    /// These were saved or restored; where one is x30, it has the return address from then on, or need not.
    fn return_address(&mut self, regs: &[Reg; 2], restored: bool) {
        if regs.contains(&LR) {
            self.unwind(self.depth & !UNWIND_LR | if restored { UNWIND_LR } else { 0 });
        }
    }

    fn call(&mut self, target: RefTarget) {
        self.reference(RefKind::Branch26, target);
        self.w(enc::BL);
    }

    fn alu(&mut self, op: Alu, flags: bool, size: Size, dst: Reg, a: Reg, b: &Src) -> Result<(), String> {
        let bad = || format!("{op:?} with {b:?}");
        let logical = |op: u32| Logical { op: if flags { 3 } else { op }, size };
        let (op, invert) = match op {
            Alu::Add | Alu::Sub => {
                let op = AddSub { sub: op == Alu::Sub, flags, size };
                let word = match *b {
                    Src::Reg(b) => op.shifted(dst, a, b, Shift::Lsl, 0),
                    Src::Shifted(_, Shift::Ror, _) | Src::Logical(_) => return Err(bad()),
                    Src::Shifted(b, s, n) => op.shifted(dst, a, b, s, n),
                    Src::Extended(b, e, n) => op.extended(dst, a, b, option(e), n),
                    Src::Imm(i) => op.imm(dst, a, i),
                };
                self.w(word);
                return Ok(());
            }
            Alu::And => (logical(0), false),
            Alu::Bic => (logical(0), true),
            Alu::Orr | Alu::Orn | Alu::Eor | Alu::Eon if flags => return Err(format!("{op:?} does not set flags")),
            Alu::Orr => (logical(1), false),
            Alu::Orn => (logical(1), true),
            Alu::Eor => (logical(2), false),
            Alu::Eon => (logical(2), true),
        };
        let word = match *b {
            Src::Reg(b) => op.shifted(invert, dst, a, b, Shift::Lsl, 0),
            Src::Shifted(b, s, n) => op.shifted(invert, dst, a, b, s, n),
            Src::Logical(i) if !invert => op.imm(dst, a, i).ok_or_else(bad)?,
            _ => return Err(bad()),
        };
        self.w(word);
        Ok(())
    }

    fn inst(&mut self, i: &Inst, next: Option<u32>, forward: &[u32]) -> Result<(), String> {
        let to = |b: &u32| forward[*b as usize];
        let word = match i {
            Inst::Alu { op, size, dst, a, b } => return self.alu(*op, false, *size, *dst, *a, b),
            Inst::AluFlags { op, size, dst, a, b } => return self.alu(*op, true, *size, *dst, *a, b),
            Inst::Ccmp { negate, size, a, b, nzcv, cc } => enc::conditional_compare(*negate, *size, *a, *b, *nzcv, *cc),
            Inst::MulAdd { sub, size, dst, a, b, c } => enc::three_sources(0, *sub, *size, *dst, [*a, *b, *c]),
            Inst::MulAddLong { signed, sub, dst, a, b, c } => {
                enc::three_sources(if *signed { 1 } else { 5 }, *sub, Size::S64, *dst, [*a, *b, *c])
            }
            Inst::MulHi { signed, dst, a, b } => enc::three_sources(if *signed { 2 } else { 6 }, false, Size::S64, *dst, [*a, *b, ZR]),
            Inst::Div { signed, size, dst, a, b } => enc::two_sources(2 + u32::from(*signed), *size, *dst, *a, *b),
            Inst::ShiftBy { op, size, dst, a, b } => enc::two_sources(8 + *op as u32, *size, *dst, *a, *b),
            Inst::Bitfield { signed, size, dst, a, immr, imms } => enc::bitfield(if *signed { 0 } else { 2 }, *size, *dst, *a, *immr, *imms),
            Inst::BitfieldInsert { size, dst, a, immr, imms, .. } => enc::bitfield(1, *size, *dst, *a, *immr, *imms),
            Inst::Extract { size, dst, a, b, lsb } => enc::extract(*size, *dst, *a, *b, *lsb),
            Inst::Bits { op, size, dst, a } => enc::one_source(if *op == Bits::Clz { 4 } else { 0 }, *size, *dst, *a),
            Inst::Csel { op, size, cc, dst, a, b } => {
                let op = match op {
                    Sel::Csel => (0, 0),
                    Sel::Csinc => (0, 1),
                    Sel::Csinv => (1, 0),
                    Sel::Csneg => (1, 1),
                };
                enc::conditional_select(op, *size, *cc, *dst, *a, *b)
            }
            Inst::Imm { dst, bits } => {
                self.imm(*dst, *bits);
                return Ok(());
            }
            Inst::Load { op, dst, mem } => {
                self.access(enc::Access::load(*op), *dst, mem, X16);
                return Ok(());
            }
            Inst::Store { op, src, mem } => {
                self.access(enc::Access::store(*op), *src, mem, X16);
                return Ok(());
            }
            Inst::Fp { op, size, dst, a, b } => {
                let opcode = match op {
                    Fp::Mul => 0,
                    Fp::Div => 1,
                    Fp::Add => 2,
                    Fp::Sub => 3,
                    Fp::Max => 4,
                    Fp::Min => 5,
                    Fp::Nmul => 8,
                };
                enc::fp_two_sources(opcode, *size, *dst, *a, *b)
            }
            Inst::FpUnary { op, size, dst, a } => {
                let opcode = match op {
                    FpUnary::Abs => 1,
                    FpUnary::Neg => 2,
                    FpUnary::Sqrt => 3,
                    // Of doubles to single, of singles to double.
                    FpUnary::Convert => if *size == Size::S64 { 4 } else { 5 },
                    FpUnary::Rintn => 8,
                    FpUnary::Rintp => 9,
                    FpUnary::Rintm => 10,
                    FpUnary::Rintz => 11,
                };
                enc::fp_one_source(opcode, *size, *dst, *a)
            }
            Inst::Fcmp { size, a, b } => enc::fp_compare(*size, *a, *b),
            Inst::Fcsel { size, cc, dst, a, b } => enc::fp_select(*size, *cc, *dst, *a, *b),
            Inst::IntToF { signed, from, to, dst, src } => enc::fp_int(if *signed { 2 } else { 3 }, *from, *to, *dst, *src),
            Inst::FToInt { signed, from, to, dst, src } => enc::fp_int(if *signed { 0o30 } else { 0o31 }, *to, *from, *dst, *src),
            Inst::MovToF { size, dst, src } => enc::fp_int(7, *size, *size, *dst, *src),
            Inst::MovFromF { size, dst, src } => enc::fp_int(6, *size, *size, *dst, *src),
            Inst::FConst { size, dst, bits } => {
                self.fconst(*size, *dst, *bits);
                return Ok(());
            }
            Inst::Bsl { dst, a, b, .. } => enc::bsl(*dst, *a, *b),
            Inst::Popcnt { dst, a } => {
                self.w(enc::cnt(*dst, *a));
                enc::addv(*dst, *dst)
            }
            Inst::Vec1 { op, lane, dst, a } => enc::vector(vec1_word(*op, *lane), *dst, *a),
            Inst::Vec2 { op, lane, dst, a, b } => enc::vector2(op.word(*lane), *dst, *a, *b),
            Inst::VecInto1 { op, lane, dst, a, .. } => enc::vector(op.word(*lane), *dst, *a),
            Inst::VecInto2 { op, lane, dst, a, b, .. } => enc::vector2(op.word(*lane), *dst, *a, *b),
            Inst::VecShift { op, lane, dst, a, n } => enc::vector(op.word(*lane, *n), *dst, *a),
            Inst::VConst { dst, bytes } => {
                self.vconst(*dst, *bytes);
                return Ok(());
            }
            Inst::Ext { dst, a, b, n } => enc::ext(*dst, *a, *b, *n),
            Inst::Tbl2 { dst, a, indices, .. } => enc::tbl2(*dst, *a, *indices),
            Inst::Dup { lane, dst, src } => enc::lane(0x4e00_0c00, lane_field(*lane, 0), *dst, *src),
            Inst::DupLane { lane, index, dst, a } => enc::lane(0x4e00_0400, lane_field(*lane, *index), *dst, *a),
            Inst::LaneToLow { lane, index, dst, a } => enc::lane(0x5e00_0400, lane_field(*lane, *index), *dst, *a),
            Inst::LaneToInt { lane, index, signed, dst, a } => {
                let word = if *signed { 0x0e00_2c00 } else { 0x0e00_3c00 | u32::from(lane.bytes() == 8) << 30 };
                enc::lane(word, lane_field(*lane, *index), *dst, *a)
            }
            Inst::IntToLane { lane, index, dst, src, .. } => enc::lane(0x4e00_1c00, lane_field(*lane, *index), *dst, *src),
            Inst::LaneToLane { lane, index, from, dst, src, .. } => {
                let from = u32::from(*from) << lane.bytes().trailing_zeros() << 11;
                enc::lane(0x6e00_0400 | from, lane_field(*lane, *index), *dst, *src)
            }
            Inst::Jmp { to: t } => {
                self.branch_unless_next(to(t), next);
                return Ok(());
            }
            Inst::Branch { cond, then, other } => {
                self.two_way(*cond, to(then), to(other), next);
                return Ok(());
            }
            Inst::JmpTable { index, targets, bounded } => {
                self.jump_table(*index, targets.iter().map(to).collect(), *bounded);
                return Ok(());
            }
            Inst::TrapIf { cond, code } => {
                self.branch_to_trap(Jump::on(*cond), *code);
                return Ok(());
            }
            Inst::Trap { code } => {
                self.trap_row(*code);
                A64Encoding::trap(self, *code);
                return Ok(());
            }
            Inst::Args { .. } => return Ok(()),
            Inst::Call { target, pop, .. } => {
                match target {
                    Target::Func(f) => self.call(RefTarget::Func(*f)),
                    Target::Move(off) => {
                        self.out.moves = true;
                        self.vm_field(X16, *off);
                        self.w(enc::blr(X16));
                    }
                    Target::Builtin(_, off) => {
                        self.vm_field(X16, *off);
                        self.w(enc::blr(X16));
                    }
                    Target::Indirect(t) => self.call_indirect(t, *pop),
                }
                // The callee popped; the stack pointer goes back.
                self.unwind(self.depth.wrapping_sub(*pop));
                self.move_sp(-(*pop as i32));
                return Ok(());
            }
            Inst::Ret { pop, .. } => {
                self.move_sp(*pop as i32);
                enc::RET
            }
            Inst::Move { dst, src } if dst == src => return Ok(()),
            Inst::Move { dst, src } if dst.is_int() => enc::mov(Size::S64, *dst, *src),
            Inst::Move { dst, src } => enc::vector2(Vec2::Orr.word(Lane::I8), *dst, *src, *src),
            Inst::Spill { src, off, wide } => {
                let op = if src.is_int() { Store::B64 } else if *wide { Store::V128 } else { Store::F64 };
                self.access(enc::Access::store(op), *src, &Mem::imm(SP, *off as i32), X16);
                return Ok(());
            }
            Inst::Reload { dst, off, wide } => {
                let op = if dst.is_int() { Load::U64 } else if *wide { Load::V128 } else { Load::F64 };
                self.access(enc::Access::load(op), *dst, &Mem::imm(SP, *off as i32), X16);
                return Ok(());
            }
            Inst::LoadPair { op, dst, mem } => {
                self.pair(true, op.bytes(), *dst, mem)?;
                self.return_address(dst, true);
                return Ok(());
            }
            Inst::StorePair { op, src, mem } => {
                self.pair(false, op.bytes(), *src, mem)?;
                self.return_address(src, false);
                return Ok(());
            }
            Inst::Push { src, by } => {
                let d = by_pair(*by)?;
                self.w(enc::pair(false, false, 8, PairMode::Pre, *src, SP, -d));
                self.unwind(self.depth.wrapping_add(*by));
                self.return_address(src, false);
                return Ok(());
            }
            Inst::Pop { dst, by } => {
                let d = by_pair(*by)?;
                self.w(enc::pair(true, false, 8, PairMode::Post, *dst, SP, d));
                self.unwind(self.depth.wrapping_sub(*by));
                self.return_address(dst, true);
                return Ok(());
            }
            Inst::AddSp { by } => {
                self.move_sp(*by);
                return Ok(());
            }
            Inst::Probe { below } => {
                self.access(enc::Access::load(Load::U32), ZR, &Mem::imm(SP, -(*below as i32)), X16);
                return Ok(());
            }
        };
        self.w(word);
        Ok(())
    }

    fn two_way(&mut self, cond: Cond, then: u32, other: u32, next: Option<u32>) {
        if then == other {
            self.branch_unless_next(then, next);
        } else if next == Some(then) {
            self.branch_to(Jump::on(cond.negated()), other);
        } else {
            self.branch_to(Jump::on(cond), then);
            self.branch_unless_next(other, next);
        }
    }

    /// The index is clamped, also under speculation, unless it is bounded.
    fn jump_table(&mut self, index: Reg, targets: Vec<u32>, bounded: bool) {
        let mut entry = index;
        if !bounded {
            self.imm(X16, targets.len() as u64 - 1);
            self.w(AddSub { sub: true, flags: true, size: Size::S32 }.shifted(ZR, index, X16, Shift::Lsl, 0));
            self.w(enc::conditional_select((0, 0), Size::S32, Cc::Lo, X16, index, X16));
            entry = X16;
        }
        self.table(RefKind::PagePair(0), targets);
        self.w(enc::adrp(X17));
        let add = AddSub { sub: false, flags: false, size: Size::S64 };
        self.w(add.imm(X17, X17, Imm12 { bits: 0, high: false }));
        self.w(enc::Access::load(Load::S32To64).indexed(X16, X17, entry, true, true));
        self.w(add.shifted(X17, X17, X16, Shift::Lsl, 0));
        self.w(enc::br(X17));
    }
}

/// Extensions are shifts by 0, whose field of the width is another.
fn vec1_word(op: Vec1, lane: Lane) -> u32 {
    match op {
        Vec1::Sxtl | Vec1::Sxtl2 | Vec1::Uxtl | Vec1::Uxtl2 => op as u32 & !(0x7f << 16) | lane.bits() << 16,
        _ => op.word(lane),
    }
}

fn option(e: Extend) -> u32 {
    match e {
        Extend::Uxtb => 0,
        Extend::Uxth => 1,
        Extend::Uxtw => 2,
        Extend::Sxtb => 4,
        Extend::Sxth => 5,
        Extend::Sxtw => 6,
    }
}

/// How far a pair may move the stack pointer.
fn by_pair(by: u32) -> Result<i32, String> {
    let ok = by.is_multiple_of(16) && by < 512;
    if ok { Ok(by as i32) } else { Err(format!("a pair that moves the stack pointer by {by}")) }
}
