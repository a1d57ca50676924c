//! Selection of operators that move lanes: between vectors and scalars, to twice the width, to the flags. Input: IR operators; output:
//! the shortest sequences known.

use super::inst::{ExtKind, Inst, Mem, Reg, Size, Src, VSrc};
use super::lower_simd::by_width;
use super::ops::Cc;
use super::vec::{Vec1, Vec2};
use super::Lower;
use crate::ir::{InstData, Lane, StoreOp, VBinaryOp, VUnaryOp, Value};
use regalloc2::RegClass;
use wazc_abi::target::x86;

pub fn extension(from: Lane, signed: bool) -> Vec1 {
    match (from, signed) {
        (Lane::I8, true) => Vec1::Pmovsxbw,
        (Lane::I8, false) => Vec1::Pmovzxbw,
        (Lane::I16, true) => Vec1::Pmovsxwd,
        (Lane::I16, false) => Vec1::Pmovzxwd,
        (_, true) => Vec1::Pmovsxdq,
        (_, false) => Vec1::Pmovzxdq,
    }
}

impl Lower<'_> {
    pub fn splat(&mut self, lane: Lane, arg: Value) -> Reg {
        let op = by_width(lane, [Vec1::Vpbroadcastb, Vec1::Vpbroadcastw, Vec1::Vpbroadcastd, Vec1::Vpbroadcastq]);
        let load = self.foldable_bytes(arg, lane.bytes());
        if self.avx() && self.use_feature(x86::AVX2) {
            let src = match load {
                Some(i) => VSrc::Mem(self.mem_of(i)),
                None if lane.is_float() => VSrc::Reg(self.reg(arg)),
                None => {
                    let r = self.reg(arg);
                    VSrc::Reg(self.to_float(if lane == Lane::I64 { Size::S64 } else { Size::S32 }, r))
                }
            };
            return self.v1(op, src);
        }
        if let (Some(i), 8) = (load, lane.bytes()) {
            let m = self.mem_of(i);
            return self.v1(Vec1::Movddup, VSrc::Mem(m));
        }
        let x = match load {
            Some(i) if lane.bytes() == 4 => {
                let m = self.mem_of(i);
                self.load_float(Size::S32, m)
            }
            _ if lane.is_float() => self.reg(arg),
            _ => {
                let r = self.reg(arg);
                self.to_float(if lane == Lane::I64 { Size::S64 } else { Size::S32 }, r)
            }
        };
        match lane {
            Lane::I8 => {
                self.v2(Vec2::Pshufb, x, VSrc::Const([0; 16]))
            }
            Lane::I16 => {
                let low = self.v1_imm(Vec1::Pshuflw, VSrc::Reg(x), Some(0));
                self.v1_imm(Vec1::Pshufd, VSrc::Reg(low), Some(0))
            }
            Lane::I32 => self.v1_imm(Vec1::Pshufd, VSrc::Reg(x), Some(0)),
            Lane::F32 => self.v2_imm(Vec2::Shufps, x, VSrc::Reg(x), Some(0)),
            Lane::I64 | Lane::F64 => self.v1(Vec1::Movddup, VSrc::Reg(x)),
        }
    }

    pub fn extract(&mut self, lane: Lane, index: u8, signed: bool, arg: Value) -> Reg {
        let a = self.reg(arg);
        if lane.is_float() {
            // The lowest one is where it should be: `Lower::alias`.
            let imm = if lane == Lane::F32 { index } else { 0xee * index };
            return self.v1_imm(Vec1::Pshufd, VSrc::Reg(a), Some(imm));
        }
        let dst = Reg::from_vreg(self.b.vreg(RegClass::Int));
        match (lane.bytes(), index) {
            (4, 0) => self.b.push(Inst::MovFromF { size: Size::S32, dst, src: a }),
            (8, 0) => self.b.push(Inst::MovFromF { size: Size::S64, dst, src: a }),
            (bytes, lane) => self.b.push(Inst::Pextr { bytes, dst, src: a, lane }),
        }
        match (signed, lane) {
            (true, Lane::I8) => self.extend(ExtKind::S8To32, Src::Reg(dst)),
            (true, Lane::I16) => self.extend(ExtKind::S16To32, Src::Reg(dst)),
            _ => dst,
        }
    }

    pub fn replace(&mut self, lane: Lane, index: u8, a: Value, b: Value) -> Reg {
        match lane {
            Lane::F32 => {
                let (a, b) = (self.reg(a), self.reg(b));
                self.v2_imm(Vec2::Insertps, a, VSrc::Reg(b), Some(index << 4))
            }
            Lane::F64 => {
                let (a, b) = (self.reg(a), self.reg(b));
                if index == 0 { self.v2(Vec2::Movsd, a, VSrc::Reg(b)) } else { self.v2(Vec2::Unpcklpd, a, VSrc::Reg(b)) }
            }
            _ => {
                let op = by_width(lane, [Vec2::Pinsrb, Vec2::Pinsrw, Vec2::Pinsrd, Vec2::Pinsrq]);
                let src = match self.foldable_bytes(b, lane.bytes()) {
                    Some(i) => VSrc::Mem(self.mem_of(i)),
                    None => VSrc::Reg(self.reg(b)),
                };
                let a = self.reg(a);
                self.v2_imm(op, a, src, Some(index))
            }
        }
    }

    /// Sets the flags for `any_true` or `all_true`; gives the condition.
    pub fn vector_test(&mut self, op: VUnaryOp, arg: Value) -> Cc {
        let mask = self.mask_lanes(arg, 4);
        let a = self.reg(arg);
        match (op, mask) {
            // A bit of each byte tells: shorter than `ptest`, which takes two operations.
            (VUnaryOp::AllTrue(lane), Some(width)) if width >= lane.bytes() => {
                let bits = self.byte_signs(a);
                self.b.push(Inst::Cmp { size: Size::S32, a: bits, src: Src::Imm(0xffff) });
                Cc::E
            }
            (VUnaryOp::AllTrue(lane), _) => {
                let op = by_width(lane, [Vec2::Pcmpeqb, Vec2::Pcmpeqw, Vec2::Pcmpeqd, Vec2::Pcmpeqq]);
                let zeros = self.v2(op, a, VSrc::Const([0; 16]));
                let bits = self.byte_signs(zeros);
                self.b.push(Inst::Test { size: Size::S32, a: bits, src: Src::Reg(bits) });
                Cc::E
            }
            (_, Some(_)) => {
                let bits = self.byte_signs(a);
                self.b.push(Inst::Test { size: Size::S32, a: bits, src: Src::Reg(bits) });
                Cc::NE
            }
            (_, None) => {
                self.b.push(Inst::Ptest { a, b: a });
                Cc::NE
            }
        }
    }

    /// The width of lanes of which each is all ones or all zeros, as far as the operators of the value say so.
    fn mask_lanes(&self, v: Value, depth: u32) -> Option<u8> {
        match *self.f.def(v)?.1 {
            InstData::VBinary { op: VBinaryOp::Icmp(lane, _), .. } | InstData::VBinary { op: VBinaryOp::Fcmp(lane, _), .. } => Some(lane.bytes()),
            InstData::VBinary { op: VBinaryOp::And | VBinaryOp::Or | VBinaryOp::Xor | VBinaryOp::AndNot, args: [a, b] } if depth > 0 => {
                Some(self.mask_lanes(a, depth - 1)?.min(self.mask_lanes(b, depth - 1)?))
            }
            InstData::VUnary { op: VUnaryOp::Not, arg } if depth > 0 => self.mask_lanes(arg, depth - 1),
            _ => None,
        }
    }

    /// The highest bit of each byte.
    fn byte_signs(&mut self, a: Reg) -> Reg {
        self.signs(Vec1::Pmovmskb, a)
    }

    fn signs(&mut self, op: Vec1, a: Reg) -> Reg {
        let vex = self.avx();
        let dst = Reg::from_vreg(self.b.vreg(RegClass::Int));
        self.b.push(Inst::Vec1 { op, vex, dst, src: VSrc::Reg(a), imm: None });
        dst
    }

    pub fn bitmask(&mut self, lane: Lane, arg: Value) -> Reg {
        let mut a = self.reg(arg);
        if lane == Lane::I16 {
            a = self.v2(Vec2::Packsswb, a, VSrc::Const([0; 16]));
        }
        self.signs(by_width(lane, [Vec1::Pmovmskb, Vec1::Pmovmskb, Vec1::Movmskps, Vec1::Movmskpd]), a)
    }

    /// Half of the lanes at twice the width.
    pub fn extend_half(&mut self, from: Lane, high: bool, signed: bool, a: Reg) -> Reg {
        if !high {
            return self.v1(extension(from, signed), VSrc::Reg(a));
        }
        if signed {
            let up = self.v1_imm(Vec1::Pshufd, VSrc::Reg(a), Some(0xee));
            return self.v1(extension(from, true), VSrc::Reg(up));
        }
        self.v2(by_width(from, [Vec2::Punpckhbw, Vec2::Punpckhwd, Vec2::Punpckhdq, Vec2::Punpckhqdq]), a, VSrc::Const([0; 16]))
    }

    pub fn ext_mul(&mut self, from: Lane, high: bool, signed: bool, a: Value, b: Value) -> Reg {
        if from == Lane::I32 {
            let (a, b) = (self.even_lanes(a, high), self.even_lanes(b, high));
            return self.v2(if signed { Vec2::Pmuldq } else { Vec2::Pmuludq }, a, VSrc::Reg(b));
        }
        if from == Lane::I8 {
            let [a, b] = [a, b].map(|v| self.vector_unary(VUnaryOp::Extend { from, high, signed }, v));
            return self.v2(Vec2::Pmullw, a, VSrc::Reg(b));
        }
        let (a, b) = (self.reg(a), self.reg(b));
        let low = self.v2(Vec2::Pmullw, a, VSrc::Reg(b));
        let up = self.v2(if signed { Vec2::Pmulhw } else { Vec2::Pmulhuw }, a, VSrc::Reg(b));
        self.v2(if high { Vec2::Punpckhwd } else { Vec2::Punpcklwd }, low, VSrc::Reg(up))
    }

    /// The two lower (upper) lanes of 32 bits in lanes 0 and 2, anything in the others. A shuffle's lanes come from where it has them.
    fn even_lanes(&mut self, v: Value, high: bool) -> Reg {
        let (mut from, mut lanes) = (v, if high { [2, 3] } else { [0, 1] });
        if let Some(InstData::Shuffle { args, lanes: bytes }) = self.f.def(v).map(|d| d.1) {
            let whole = |lane: u8| {
                let b = &bytes[usize::from(lane) * 4..][..4];
                (b[0] % 4 == 0 && b.iter().zip(b[0]..).all(|(x, y)| *x == y)).then_some(b[0] / 4)
            };
            if let (Some(x), Some(y)) = (whole(lanes[0]), whole(lanes[1]))
                && (x / 4 == y / 4 || args[0] == args[1])
            {
                (from, lanes) = (args[usize::from(x / 4)], [x % 4, y % 4]);
            }
        }
        let r = self.reg(from);
        match lanes {
            [0, 2] => r,
            [x, y] => self.v1_imm(Vec1::Pshufd, VSrc::Reg(r), Some(x | x << 2 | y << 4 | y << 6)),
        }
    }

    /// A store of a lane that nothing else wants, if this is one.
    pub fn store_lane(&mut self, op: StoreOp, m: Mem, v: Value) -> bool {
        let Some(i) = self.only_here(v) else { return false };
        let InstData::VUnary { op: VUnaryOp::Extract { lane, index, .. }, arg } = self.f.insts[i.index()].data else { return false };
        let bytes = op.bytes() as u8;
        if lane.is_float() || lane.bytes() < bytes {
            return false;
        }
        self.sink(i);
        let src = self.reg(arg);
        // The lane's low bytes.
        let lane = index * (lane.bytes() / bytes);
        self.b.push(match (lane, bytes) {
            (0, 4) => Inst::FStore { size: Size::S32, mem: m, src },
            (0, 8) => Inst::FStore { size: Size::S64, mem: m, src },
            _ => Inst::PextrStore { bytes, mem: m, src, lane },
        });
        true
    }
}
