//! Selection of vector operators: SSE4.2 (x86-64-v2), three-operand AVX and FMA where the target has them. Input: IR operators;
//! output: the shortest sequences known. Values of vectors are in xmm registers at full width.

use super::inst::{Inst, Mem, Reg, Size, Src, VSrc};
use super::lower_lanes::extension;
use super::ops::{ASSUMED, Alu};
use super::vec::{Vec1, Vec2, VecShift};
use super::Lower;
use crate::ir::{FloatCc, Inst as IrInst, InstData, IntCc, Lane, LoadOp, VBinaryOp, VTernaryOp, VUnaryOp, Value};
use regalloc2::RegClass;
use wazc_abi::target::x86;

/// A vector of equal lanes.
pub fn every(lane: Lane, bits: u64) -> [u8; 16] {
    let (b, n) = (bits.to_le_bytes(), usize::from(lane.bytes()));
    std::array::from_fn(|i| b[i % n])
}

/// One of four operators, by the width of the lanes.
pub fn by_width<T>(lane: Lane, ops: [T; 4]) -> T {
    let [a, b, c, d] = ops;
    match lane.bytes() {
        1 => a,
        2 => b,
        4 => c,
        _ => d,
    }
}

pub fn by_float<T>(lane: Lane, single: T, double: T) -> T {
    if lane == Lane::F32 { single } else { double }
}

impl Lower<'_> {
    pub fn vreg(&mut self) -> Reg {
        self.require_feature(ASSUMED);
        self.b.wide();
        Reg::from_vreg(self.b.vreg(RegClass::Float))
    }

    pub fn avx(&mut self) -> bool {
        self.use_feature(x86::AVX)
    }

    /// A constant in a new register.
    pub fn vconst(&mut self, bytes: [u8; 16]) -> Reg {
        let dst = self.vreg();
        self.b.push(match bytes {
            [0, ..] if bytes == [0; 16] => Inst::FZero { dst },
            [0xff, ..] if bytes == [0xff; 16] => Inst::VOnes { dst },
            _ => Inst::VConst { dst, bytes },
        });
        dst
    }

    pub fn v2(&mut self, op: Vec2, a: Reg, src: VSrc) -> Reg {
        self.v2_imm(op, a, src, None)
    }

    pub fn v2_imm(&mut self, op: Vec2, a: Reg, src: VSrc, imm: Option<u8>) -> Reg {
        let (vex, dst) = (self.avx(), self.vreg());
        self.b.push(Inst::Vec2 { op, vex, dst, a, src, imm });
        dst
    }

    pub fn v1(&mut self, op: Vec1, src: VSrc) -> Reg {
        self.v1_imm(op, src, None)
    }

    pub fn v1_imm(&mut self, op: Vec1, src: VSrc, imm: Option<u8>) -> Reg {
        let (vex, dst) = (self.avx(), self.vreg());
        self.b.push(Inst::Vec1 { op, vex, dst, src, imm });
        dst
    }

    pub fn vshift(&mut self, op: VecShift, a: Reg, n: u8) -> Reg {
        let (vex, dst) = (self.avx(), self.vreg());
        self.b.push(Inst::VecShift { op, vex, dst, a, n });
        dst
    }

    /// A load of a vector that its user can read where it is: only VEX forms read from any address.
    fn foldable_vector(&mut self, v: Value) -> Option<IrInst> {
        let i = self.only_here_unmoved(v)?;
        let whole = match &self.f.insts[i.index()].data {
            InstData::Load { op, .. } => *op == LoadOp::V128,
            d => matches!(d, InstData::VmLoad { .. } | InstData::PtrLoad { .. }),
        };
        (whole && self.avx()).then_some(i)
    }

    /// A load that is done by so many bytes.
    pub fn foldable_bytes(&self, v: Value, bytes: u8) -> Option<IrInst> {
        let i = self.only_here_unmoved(v)?;
        match &self.f.insts[i.index()].data {
            InstData::Load { op, .. } if op.bytes() == u32::from(bytes) => Some(i),
            _ => None,
        }
    }

    pub fn mem_of(&mut self, i: IrInst) -> Mem {
        self.sink(i);
        self.address_of(i)
    }

    /// A constant, a load or a register.
    pub fn vsrc(&mut self, v: Value) -> VSrc {
        if let Some(bytes) = self.f.as_vector(v) {
            return VSrc::Const(bytes);
        }
        match self.foldable_vector(v) {
            Some(i) => VSrc::Mem(self.mem_of(i)),
            None => VSrc::Reg(self.reg(v)),
        }
    }

    /// The low half of a vector, for instructions that read 8 bytes.
    fn low_half(&mut self, v: Value) -> VSrc {
        match self.foldable_bytes(v, 8) {
            Some(i) => VSrc::Mem(self.mem_of(i)),
            None => VSrc::Reg(self.reg(v)),
        }
    }

    /// Two operands; where they can be exchanged, a constant or a load comes second, and one that is not wanted any longer first: the
    /// result takes its place.
    pub fn simple(&mut self, op: Vec2, commutes: bool, a: Value, b: Value) -> Reg {
        let mut fixed = |v: Value| self.f.as_vector(v).is_some() || self.foldable_vector(v).is_some();
        let exchange = commutes && !fixed(b) && (fixed(a) || self.second_place(a, b));
        let (a, b) = if exchange { (b, a) } else { (a, b) };
        let b = self.vsrc(b);
        let a = self.reg(a);
        self.v2(op, a, b)
    }

    fn vnot(&mut self, a: Reg) -> Reg {
        self.v2(Vec2::Pxor, a, VSrc::Const([0xff; 16]))
    }

    // ---- one operand ----

    pub fn vector_unary(&mut self, op: VUnaryOp, arg: Value) -> Reg {
        use VUnaryOp as U;
        match op {
            U::Splat(lane) => self.splat(lane, arg),
            U::Extract { lane, index, signed } => self.extract(lane, index, signed, arg),
            U::AnyTrue | U::AllTrue(_) => {
                let cc = self.vector_test(op, arg);
                self.setcc(cc)
            }
            U::Bitmask(lane) => self.bitmask(lane, arg),
            U::Not => {
                let a = self.reg(arg);
                self.vnot(a)
            }
            U::Abs(Lane::I64) => {
                let a = self.reg(arg);
                let high = self.vshift(VecShift::Psrad, a, 31);
                let sign = self.v1_imm(Vec1::Pshufd, VSrc::Reg(high), Some(0xf5));
                let x = self.v2(Vec2::Pxor, a, VSrc::Reg(sign));
                self.v2(Vec2::Psubq, x, VSrc::Reg(sign))
            }
            U::Abs(lane) if lane.is_float() => {
                let a = self.reg(arg);
                let mask = VSrc::Const(every(lane, u64::MAX >> (65 - lane.bits())));
                self.v2(Vec2::Andps, a, mask)
            }
            U::Abs(lane) => {
                let a = self.vsrc(arg);
                self.v1(by_width(lane, [Vec1::Pabsb, Vec1::Pabsw, Vec1::Pabsd, Vec1::Pabsd]), a)
            }
            U::Neg(lane) if lane.is_float() => {
                let a = self.reg(arg);
                let sign = VSrc::Const(every(lane, 1 << (lane.bits() - 1)));
                self.v2(Vec2::Xorps, a, sign)
            }
            U::Neg(lane) => {
                let a = self.vsrc(arg);
                let zero = self.vconst([0; 16]);
                self.v2(by_width(lane, [Vec2::Psubb, Vec2::Psubw, Vec2::Psubd, Vec2::Psubq]), zero, a)
            }
            U::Popcnt => self.popcnt_bytes(arg),
            U::Sqrt(lane) => {
                let a = self.vsrc(arg);
                self.v1(by_float(lane, Vec1::Sqrtps, Vec1::Sqrtpd), a)
            }
            U::Nearest(lane) => self.vround(lane, 8, arg),
            U::Floor(lane) => self.vround(lane, 9, arg),
            U::Ceil(lane) => self.vround(lane, 10, arg),
            U::Trunc(lane) => self.vround(lane, 11, arg),
            U::ExtAddPairwise { from, signed } => self.pairwise(from, signed, arg),
            U::Extend { from, high, signed } => {
                if let (false, Some(r)) = (signed, self.extend_shuffle(from, high, arg)) {
                    return r;
                }
                if !high {
                    let a = self.low_half(arg);
                    return self.v1(extension(from, signed), a);
                }
                let a = self.reg(arg);
                self.extend_half(from, true, signed, a)
            }
            U::TruncSat { from: Lane::F32, signed: true } => {
                let a = self.reg(arg);
                let ordered = self.v2_imm(Vec2::Cmpps, a, VSrc::Reg(a), Some(0));
                let x = self.v2(Vec2::Andps, a, VSrc::Reg(ordered));
                let limit = VSrc::Const(every(Lane::F32, 0x4f00_0000));
                // Not less than 2³¹: there the result is the least integer, and should be the greatest.
                let over = self.v2_imm(Vec2::Cmpps, x, limit, Some(5));
                let r = self.v1(Vec1::Cvttps2dq, VSrc::Reg(x));
                self.v2(Vec2::Pxor, r, VSrc::Reg(over))
            }
            U::TruncSat { from: Lane::F32, .. } | U::RelaxedTrunc { from: Lane::F32, signed: false } => {
                let a = self.reg(arg);
                let zero = VSrc::Const([0; 16]);
                // The second operand, 0, where the first is a NaN.
                let x = self.v2(Vec2::Maxps, a, zero);
                let limit = self.vconst(every(Lane::F32, 0x4f00_0000));
                let above = self.v2(Vec2::Subps, x, VSrc::Reg(limit));
                let over = self.v2_imm(Vec2::Cmpps, limit, VSrc::Reg(above), Some(2));
                let high = self.v1(Vec1::Cvttps2dq, VSrc::Reg(above));
                let high = self.v2(Vec2::Pxor, high, VSrc::Reg(over));
                let high = self.v2(Vec2::Pmaxsd, high, zero);
                let low = self.v1(Vec1::Cvttps2dq, VSrc::Reg(x));
                self.v2(Vec2::Paddd, low, VSrc::Reg(high))
            }
            U::TruncSat { signed: true, .. } => {
                let a = self.reg(arg);
                let ordered = self.v2_imm(Vec2::Cmppd, a, VSrc::Reg(a), Some(0));
                let most = VSrc::Const(every(Lane::F64, 2147483647f64.to_bits()));
                // 0 where the operand is a NaN, which then is the lesser one.
                let most = self.v2(Vec2::Andps, ordered, most);
                let x = self.v2(Vec2::Minpd, a, VSrc::Reg(most));
                self.v1(Vec1::Cvttpd2dq, VSrc::Reg(x))
            }
            U::TruncSat { .. } | U::RelaxedTrunc { from: Lane::F64, signed: false } => {
                let a = self.reg(arg);
                let zero = VSrc::Const([0; 16]);
                let x = self.v2(Vec2::Maxpd, a, zero);
                let most = VSrc::Const(every(Lane::F64, 4294967295f64.to_bits()));
                let x = self.v2(Vec2::Minpd, x, most);
                let x = self.v1_imm(Vec1::Roundpd, VSrc::Reg(x), Some(11));
                // The integer is in the low bits of its sum with 2⁵².
                let bias = VSrc::Const(every(Lane::F64, 0x4330_0000_0000_0000));
                let x = self.v2(Vec2::Addpd, x, bias);
                self.v2_imm(Vec2::Shufps, x, zero, Some(0x88))
            }
            U::RelaxedTrunc { from, .. } => {
                let a = self.vsrc(arg);
                self.v1(by_float(from, Vec1::Cvttps2dq, Vec1::Cvttpd2dq), a)
            }
            U::Convert { to: Lane::F32, signed: true } => {
                let a = self.vsrc(arg);
                self.v1(Vec1::Cvtdq2ps, a)
            }
            U::Convert { to: Lane::F32, .. } => {
                // Both halves as mantissas: of 2²³ and of 2³⁹.
                let a = self.reg(arg);
                let exponent = VSrc::Const(every(Lane::I32, 0x4b00_0000));
                let low = self.v2_imm(Vec2::Pblendw, a, exponent, Some(0xaa));
                let high = self.vshift(VecShift::Psrld, a, 16);
                let exponent = VSrc::Const(every(Lane::I32, 0x5300_0000));
                let high = self.v2_imm(Vec2::Pblendw, high, exponent, Some(0xaa));
                let biases = VSrc::Const(every(Lane::I32, 0x5300_0080));
                let high = self.v2(Vec2::Subps, high, biases);
                self.v2(Vec2::Addps, high, VSrc::Reg(low))
            }
            U::Convert { signed: true, .. } => {
                let a = self.low_half(arg);
                self.v1(Vec1::Cvtdq2pd, a)
            }
            U::Convert { .. } => {
                let a = self.reg(arg);
                let exponent = VSrc::Const(every(Lane::I32, 0x4330_0000));
                let x = self.v2(Vec2::Unpcklps, a, exponent);
                let bias = VSrc::Const(every(Lane::F64, 0x4330_0000_0000_0000));
                self.v2(Vec2::Subpd, x, bias)
            }
            U::Demote => {
                let a = self.vsrc(arg);
                self.v1(Vec1::Cvtpd2ps, a)
            }
            U::Promote => {
                let a = self.low_half(arg);
                self.v1(Vec1::Cvtps2pd, a)
            }
        }
    }

    fn vround(&mut self, lane: Lane, mode: u8, arg: Value) -> Reg {
        let a = match self.foldable_vector(arg) {
            Some(i) => VSrc::Mem(self.mem_of(i)),
            None => VSrc::Reg(self.reg(arg)),
        };
        self.v1_imm(by_float(lane, Vec1::Roundps, Vec1::Roundpd), a, Some(mode))
    }

    fn popcnt_bytes(&mut self, arg: Value) -> Reg {
        let a = self.reg(arg);
        let mask = self.vconst([0x0f; 16]);
        let low = self.v2(Vec2::Pand, a, VSrc::Reg(mask));
        let high = self.vshift(VecShift::Psrlw, a, 4);
        let high = self.v2(Vec2::Pand, high, VSrc::Reg(mask));
        let counts = self.vconst(std::array::from_fn(|i| i.count_ones() as u8));
        let low = self.v2(Vec2::Pshufb, counts, VSrc::Reg(low));
        let high = self.v2(Vec2::Pshufb, counts, VSrc::Reg(high));
        self.v2(Vec2::Paddb, low, VSrc::Reg(high))
    }

    fn pairwise(&mut self, from: Lane, signed: bool, arg: Value) -> Reg {
        match (from, signed) {
            (Lane::I8, true) => {
                // The first operand is the one without sign.
                let a = self.vsrc(arg);
                let ones = self.vconst([1; 16]);
                self.v2(Vec2::Pmaddubsw, ones, a)
            }
            (Lane::I8, false) => {
                let a = self.reg(arg);
                self.v2(Vec2::Pmaddubsw, a, VSrc::Const([1; 16]))
            }
            (_, true) => {
                let a = self.reg(arg);
                self.v2(Vec2::Pmaddwd, a, VSrc::Const(every(Lane::I16, 1)))
            }
            (_, false) => {
                // With a sign after 2¹⁵ was taken off each; a pair then lacks 2¹⁶.
                let a = self.reg(arg);
                let x = self.v2(Vec2::Pxor, a, VSrc::Const(every(Lane::I16, 0x8000)));
                let x = self.v2(Vec2::Pmaddwd, x, VSrc::Const(every(Lane::I16, 1)));
                self.v2(Vec2::Paddd, x, VSrc::Const(every(Lane::I32, 0x1_0000)))
            }
        }
    }

    // ---- two operands ----

    pub fn vector_binary(&mut self, op: VBinaryOp, a: Value, b: Value) -> Reg {
        use VBinaryOp as B;
        // Which NaN a sum or a product of two is, WebAssembly leaves open.
        let commutes = op.commutes() || matches!(op, B::Add(_) | B::Mul(_));
        let simple = match op {
            B::And => Vec2::Pand,
            B::Or => Vec2::Por,
            B::Xor => Vec2::Pxor,
            B::AndNot => return self.simple(Vec2::Pandn, false, b, a),
            B::Add(lane) if lane.is_float() => by_float(lane, Vec2::Addps, Vec2::Addpd),
            B::Add(lane) => by_width(lane, [Vec2::Paddb, Vec2::Paddw, Vec2::Paddd, Vec2::Paddq]),
            B::Sub(lane) if lane.is_float() => by_float(lane, Vec2::Subps, Vec2::Subpd),
            B::Sub(lane) => by_width(lane, [Vec2::Psubb, Vec2::Psubw, Vec2::Psubd, Vec2::Psubq]),
            B::Mul(Lane::I64) => return self.mul_i64(a, b),
            B::Mul(lane) if lane.is_float() => by_float(lane, Vec2::Mulps, Vec2::Mulpd),
            B::Mul(lane) => by_width(lane, [Vec2::Pmullw, Vec2::Pmullw, Vec2::Pmulld, Vec2::Pmulld]),
            B::Div(lane) => by_float(lane, Vec2::Divps, Vec2::Divpd),
            B::Fmin(lane) => return self.fmin(lane, a, b),
            B::Fmax(lane) => return self.fmax(lane, a, b),
            B::Pmin(lane) => return self.simple(by_float(lane, Vec2::Minps, Vec2::Minpd), false, b, a),
            B::Pmax(lane) => return self.simple(by_float(lane, Vec2::Maxps, Vec2::Maxpd), false, b, a),
            B::RelaxedMin(lane) => by_float(lane, Vec2::Minps, Vec2::Minpd),
            B::RelaxedMax(lane) => by_float(lane, Vec2::Maxps, Vec2::Maxpd),
            B::Min { lane, signed } => minimum(lane, signed),
            B::Max { lane, signed } => maximum(lane, signed),
            B::AddSat { lane: Lane::I8, signed: true } => Vec2::Paddsb,
            B::AddSat { lane: Lane::I8, .. } => Vec2::Paddusb,
            B::AddSat { signed: true, .. } => Vec2::Paddsw,
            B::AddSat { .. } => Vec2::Paddusw,
            B::SubSat { lane: Lane::I8, signed: true } => Vec2::Psubsb,
            B::SubSat { lane: Lane::I8, .. } => Vec2::Psubusb,
            B::SubSat { signed: true, .. } => Vec2::Psubsw,
            B::SubSat { .. } => Vec2::Psubusw,
            B::Avgr(Lane::I8) => Vec2::Pavgb,
            B::Avgr(_) => Vec2::Pavgw,
            B::RelaxedQ15Mulr => Vec2::Pmulhrsw,
            B::Q15Mulr => {
                let r = self.simple(Vec2::Pmulhrsw, true, a, b);
                let least = VSrc::Const(every(Lane::I16, 0x8000));
                let over = self.v2(Vec2::Pcmpeqw, r, least);
                return self.v2(Vec2::Pxor, r, VSrc::Reg(over));
            }
            B::Dot => Vec2::Pmaddwd,
            B::RelaxedDot => return self.simple(Vec2::Pmaddubsw, false, b, a),
            B::ExtMul { from, high, signed } => return self.ext_mul(from, high, signed, a, b),
            B::Narrow { from: Lane::I16, signed: true } => Vec2::Packsswb,
            B::Narrow { from: Lane::I16, .. } => Vec2::Packuswb,
            B::Narrow { signed: true, .. } => Vec2::Packssdw,
            B::Narrow { .. } => Vec2::Packusdw,
            B::RelaxedSwizzle => Vec2::Pshufb,
            B::Swizzle => {
                if self.are_indices(b) {
                    return self.simple(Vec2::Pshufb, false, a, b);
                }
                let a = self.reg(a);
                if let Some(index) = self.f.as_vector(b) {
                    return self.v2(Vec2::Pshufb, a, VSrc::Const(index.map(|i| if i < 16 { i } else { 0x80 })));
                }
                // What is beyond 15 gets its highest bit.
                let b = self.reg(b);
                let index = self.v2(Vec2::Paddusb, b, VSrc::Const([0x70; 16]));
                return self.v2(Vec2::Pshufb, a, VSrc::Reg(index));
            }
            B::Icmp(lane, cc) => return self.vector_icmp(lane, cc, a, b),
            B::Fcmp(lane, cc) => {
                let (a, b, imm) = match cc {
                    FloatCc::Eq => (a, b, 0),
                    FloatCc::Ne => (a, b, 4),
                    FloatCc::Lt => (a, b, 1),
                    FloatCc::Le => (a, b, 2),
                    FloatCc::Gt => (b, a, 1),
                    FloatCc::Ge => (b, a, 2),
                };
                let (b, a) = (self.vsrc(b), self.reg(a));
                return self.v2_imm(by_float(lane, Vec2::Cmpps, Vec2::Cmppd), a, b, Some(imm));
            }
            B::Shl(lane) | B::ShrS(lane) | B::ShrU(lane) => return self.vector_shift(op, lane, a, b),
            B::Replace { lane, index } => return self.replace(lane, index, a, b),
        };
        self.simple(simple, commutes, a, b)
    }

    /// Whether every byte is below 16, or has its highest bit: `pshufb` then does what a swizzle does.
    fn are_indices(&self, v: Value) -> bool {
        let index = |i: &u8| *i < 16 || *i >= 0x80;
        let Some(InstData::VBinary { op, args: [a, b] }) = self.f.def(v).map(|d| d.1) else {
            return self.f.as_vector(v).is_some_and(|bytes| bytes.iter().all(index));
        };
        let all = |v: &Value, fits: fn(&u8) -> bool| self.f.as_vector(*v).is_some_and(|bytes| bytes.iter().all(fits));
        match op {
            VBinaryOp::And => [a, b].iter().any(|v| all(v, |i| *i & 0x70 == 0)),
            VBinaryOp::Min { lane: Lane::I8, signed: false } => [a, b].iter().any(|v| all(v, |i| *i < 16)),
            VBinaryOp::ShrU(Lane::I8) => self.constant(*b).is_some_and(|n| n & 7 >= 4),
            _ => false,
        }
    }

    fn mul_i64(&mut self, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let high = self.vshift(VecShift::Psrlq, a, 32);
        let x = self.v2(Vec2::Pmuludq, high, VSrc::Reg(b));
        let high = self.vshift(VecShift::Psrlq, b, 32);
        let y = self.v2(Vec2::Pmuludq, high, VSrc::Reg(a));
        let cross = self.v2(Vec2::Paddq, x, VSrc::Reg(y));
        let cross = self.vshift(VecShift::Psllq, cross, 32);
        let low = self.v2(Vec2::Pmuludq, a, VSrc::Reg(b));
        self.v2(Vec2::Paddq, low, VSrc::Reg(cross))
    }

    /// What both orders of `min` give, joined: a NaN stays one, −0 wins. The NaN's mantissa is cut down to a quiet one's.
    fn fmin(&mut self, lane: Lane, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let op = by_float(lane, Vec2::Minps, Vec2::Minpd);
        let x = self.v2(op, a, VSrc::Reg(b));
        let y = self.v2(op, b, VSrc::Reg(a));
        let both = self.v2(Vec2::Orps, x, VSrc::Reg(y));
        let nan = self.v2_imm(by_float(lane, Vec2::Cmpps, Vec2::Cmppd), both, VSrc::Reg(y), Some(3));
        let both = self.v2(Vec2::Orps, both, VSrc::Reg(nan));
        self.quiet(lane, nan, both)
    }

    /// The same, where +0 wins: a difference of the signs is subtracted.
    fn fmax(&mut self, lane: Lane, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let op = by_float(lane, Vec2::Maxps, Vec2::Maxpd);
        let x = self.v2(op, a, VSrc::Reg(b));
        let y = self.v2(op, b, VSrc::Reg(a));
        let differ = self.v2(Vec2::Xorps, x, VSrc::Reg(y));
        let both = self.v2(Vec2::Orps, x, VSrc::Reg(differ));
        let r = self.v2(by_float(lane, Vec2::Subps, Vec2::Subpd), both, VSrc::Reg(differ));
        let nan = self.v2_imm(by_float(lane, Vec2::Cmpps, Vec2::Cmppd), r, VSrc::Reg(r), Some(3));
        self.quiet(lane, nan, r)
    }

    fn quiet(&mut self, lane: Lane, nan: Reg, x: Reg) -> Reg {
        let mantissa = if lane == Lane::F32 { self.vshift(VecShift::Psrld, nan, 10) } else { self.vshift(VecShift::Psrlq, nan, 13) };
        self.v2(Vec2::Andnps, mantissa, VSrc::Reg(x))
    }

    fn vector_icmp(&mut self, lane: Lane, cc: IntCc, a: Value, b: Value) -> Reg {
        if self.f.as_vector(a).is_some() && self.f.as_vector(b).is_none() {
            return self.vector_icmp(lane, cc.swapped(), b, a);
        }
        let eq = by_width(lane, [Vec2::Pcmpeqb, Vec2::Pcmpeqw, Vec2::Pcmpeqd, Vec2::Pcmpeqq]);
        let gt = by_width(lane, [Vec2::Pcmpgtb, Vec2::Pcmpgtw, Vec2::Pcmpgtd, Vec2::Pcmpgtq]);
        // `a ≤ b` where the lesser one is `a`.
        let least = |l: &mut Self, op, a: Reg, b: Reg| {
            let m = l.v2(op, a, VSrc::Reg(b));
            l.v2(eq, m, VSrc::Reg(a))
        };
        // Beside a constant the neighbouring number turns one comparison into another.
        if let Some(bytes) = self.f.as_vector(b) {
            let (cc, by) = match cc {
                IntCc::GeS => (IntCc::GtS, -1),
                IntCc::GtU => (IntCc::GeU, 1),
                IntCc::LtU => (IntCc::LeU, -1),
                _ => (cc, 0),
            };
            if let (true, Some(near)) = (by != 0, neighbour(lane, cc == IntCc::GtS, bytes, by)) {
                let x = self.reg(a);
                if cc == IntCc::GtS {
                    return self.v2(gt, x, VSrc::Const(near));
                }
                let op = if cc == IntCc::GeU { maximum(lane, false) } else { minimum(lane, false) };
                let m = self.v2(op, x, VSrc::Const(near));
                return self.v2(eq, m, VSrc::Reg(x));
            }
        }
        match cc {
            IntCc::Eq => self.simple(eq, true, a, b),
            IntCc::Ne => {
                let r = self.simple(eq, true, a, b);
                self.vnot(r)
            }
            IntCc::GtS => self.simple(gt, false, a, b),
            IntCc::LtS => self.simple(gt, false, b, a),
            IntCc::LeS | IntCc::GeS if lane == Lane::I64 => {
                let (a, b) = if cc == IntCc::LeS { (a, b) } else { (b, a) };
                let r = self.simple(gt, false, a, b);
                self.vnot(r)
            }
            IntCc::LeS | IntCc::LeU => {
                let (a, b) = (self.reg(a), self.reg(b));
                least(self, minimum(lane, cc == IntCc::LeS), a, b)
            }
            IntCc::GeS | IntCc::GeU => {
                let (a, b) = (self.reg(a), self.reg(b));
                least(self, maximum(lane, cc == IntCc::GeS), a, b)
            }
            IntCc::GtU | IntCc::LtU => {
                let (a, b) = (self.reg(a), self.reg(b));
                let r = least(self, if cc == IntCc::GtU { minimum(lane, false) } else { maximum(lane, false) }, a, b);
                self.vnot(r)
            }
        }
    }

    fn vector_shift(&mut self, op: VBinaryOp, lane: Lane, a: Value, by: Value) -> Reg {
        let (left, signed) = (matches!(op, VBinaryOp::Shl(_)), matches!(op, VBinaryOp::ShrS(_)));
        let x = self.reg(a);
        if let Some(n) = self.constant(by) {
            let n = n as u8 & (lane.bits() - 1) as u8;
            return self.shift_by_constant(left, signed, lane, x, n);
        }
        let n = self.reg(by);
        let n = self.alu(Alu::And, Size::S32, n, Src::Imm(lane.bits() as i32 - 1));
        let (word, long, quad) = match (left, signed) {
            (true, _) => (Vec2::Psllw, Vec2::Pslld, Vec2::Psllq),
            (_, true) => (Vec2::Psraw, Vec2::Psrad, Vec2::Psrlq),
            _ => (Vec2::Psrlw, Vec2::Psrld, Vec2::Psrlq),
        };
        if lane == Lane::I8 && signed {
            // Each byte as the upper half of a word.
            let n = self.alu(Alu::Add, Size::S32, n, Src::Imm(8));
            let n = self.to_float(Size::S32, n);
            let low = self.v2(Vec2::Punpcklbw, x, VSrc::Reg(x));
            let high = self.v2(Vec2::Punpckhbw, x, VSrc::Reg(x));
            let low = self.v2(Vec2::Psraw, low, VSrc::Reg(n));
            let high = self.v2(Vec2::Psraw, high, VSrc::Reg(n));
            return self.v2(Vec2::Packsswb, low, VSrc::Reg(high));
        }
        if lane == Lane::I8 {
            // Bits that would leave their byte go before, or after, the shift of words.
            let more = self.alu(Alu::Add, Size::S32, n, Src::Imm(8));
            let (n, more) = (self.to_float(Size::S32, n), self.to_float(Size::S32, more));
            let ones = self.vconst([0xff; 16]);
            let mask = self.v2(Vec2::Psrlw, ones, VSrc::Reg(more));
            let mask = self.v2(Vec2::Packuswb, mask, VSrc::Reg(mask));
            if left {
                let x = self.v2(Vec2::Pand, x, VSrc::Reg(mask));
                return self.v2(word, x, VSrc::Reg(n));
            }
            let x = self.v2(word, x, VSrc::Reg(n));
            return self.v2(Vec2::Pand, x, VSrc::Reg(mask));
        }
        let n = self.to_float(Size::S32, n);
        let r = self.v2(by_width(lane, [word, word, long, quad]), x, VSrc::Reg(n));
        if lane == Lane::I64 && signed {
            let sign = self.vconst(every(Lane::I64, 1 << 63));
            let sign = self.v2(Vec2::Psrlq, sign, VSrc::Reg(n));
            let r = self.v2(Vec2::Pxor, r, VSrc::Reg(sign));
            return self.v2(Vec2::Psubq, r, VSrc::Reg(sign));
        }
        r
    }

    fn shift_by_constant(&mut self, left: bool, signed: bool, lane: Lane, x: Reg, n: u8) -> Reg {
        use VecShift as V;
        if n == 0 {
            return x;
        }
        match (lane, left, signed) {
            (Lane::I8, true, _) if n == 1 => self.v2(Vec2::Paddb, x, VSrc::Reg(x)),
            (Lane::I8, true, _) => {
                let x = self.vshift(V::Psllw, x, n);
                self.v2(Vec2::Pand, x, VSrc::Const([0xff << n; 16]))
            }
            (Lane::I8, _, false) => {
                let x = self.vshift(V::Psrlw, x, n);
                self.v2(Vec2::Pand, x, VSrc::Const([0xff >> n; 16]))
            }
            (Lane::I8, ..) if n == 7 => {
                let zero = self.vconst([0; 16]);
                self.v2(Vec2::Pcmpgtb, zero, VSrc::Reg(x))
            }
            (Lane::I8, ..) => {
                let r = self.shift_by_constant(false, false, lane, x, n);
                let sign = self.vconst([0x80 >> n; 16]);
                let r = self.v2(Vec2::Pxor, r, VSrc::Reg(sign));
                self.v2(Vec2::Psubb, r, VSrc::Reg(sign))
            }
            (Lane::I64, false, true) if n == 63 => {
                let zero = self.vconst([0; 16]);
                self.v2(Vec2::Pcmpgtq, zero, VSrc::Reg(x))
            }
            (Lane::I64, false, true) => {
                let r = self.vshift(V::Psrlq, x, n);
                let sign = self.vconst(every(Lane::I64, 1 << (63 - n)));
                let r = self.v2(Vec2::Pxor, r, VSrc::Reg(sign));
                self.v2(Vec2::Psubq, r, VSrc::Reg(sign))
            }
            (_, true, _) => self.vshift(by_width(lane, [V::Psllw, V::Psllw, V::Pslld, V::Psllq]), x, n),
            (_, _, true) => self.vshift(by_width(lane, [V::Psraw, V::Psraw, V::Psrad, V::Psrad]), x, n),
            _ => self.vshift(by_width(lane, [V::Psrlw, V::Psrlw, V::Psrld, V::Psrlq]), x, n),
        }
    }

    // ---- three operands ----

    pub fn vector_ternary(&mut self, op: VTernaryOp, [a, b, c]: [Value; 3]) -> Reg {
        match op {
            VTernaryOp::Bitselect | VTernaryOp::RelaxedSelect(_) => {
                if !self.avx() {
                    // Each instruction takes the place of the one before: no copies.
                    let differ = self.simple(Vec2::Pxor, true, a, b);
                    let mask = self.vsrc(c);
                    let chosen = self.v2(Vec2::Pand, differ, mask);
                    let b = self.vsrc(b);
                    return self.v2(Vec2::Pxor, chosen, b);
                }
                let (a, b, c) = (self.vsrc(a), self.vsrc(b), self.reg(c));
                let a = self.v2(Vec2::Pand, c, a);
                let b = self.v2(Vec2::Pandn, c, b);
                self.v2(Vec2::Por, a, VSrc::Reg(b))
            }
            VTernaryOp::MulAdd(lane) | VTernaryOp::MulSub(lane) => {
                let negated = matches!(op, VTernaryOp::MulSub(_));
                if self.use_feature(x86::FMA) {
                    let (b, a, c) = (self.vsrc(b), self.reg(a), self.reg(c));
                    let (size, dst) = (if lane == Lane::F32 { Size::S32 } else { Size::S64 }, self.vreg());
                    self.b.push(Inst::Fma { negated, size, dst, c, a, src: b });
                    return dst;
                }
                let product = self.simple(by_float(lane, Vec2::Mulps, Vec2::Mulpd), false, a, b);
                let c = self.reg(c);
                if negated {
                    self.v2(by_float(lane, Vec2::Subps, Vec2::Subpd), c, VSrc::Reg(product))
                } else {
                    self.v2(by_float(lane, Vec2::Addps, Vec2::Addpd), product, VSrc::Reg(c))
                }
            }
            VTernaryOp::RelaxedDotAdd => {
                let x = self.simple(Vec2::Pmaddubsw, false, b, a);
                let x = self.v2(Vec2::Pmaddwd, x, VSrc::Const(every(Lane::I16, 1)));
                let c = self.vsrc(c);
                self.v2(Vec2::Paddd, x, c)
            }
        }
    }

    // ---- memory ----

    /// Stores a vector.
    pub fn store_vector(&mut self, mem: Mem, v: Value) {
        let src = self.reg(v);
        self.b.push(Inst::VStore { mem, src });
    }

    /// Loads a vector.
    pub fn load_vector(&mut self, mem: Mem) -> Reg {
        self.v1(Vec1::Movups, VSrc::Mem(mem))
    }

}

fn minimum(lane: Lane, signed: bool) -> Vec2 {
    let ops = if signed { [Vec2::Pminsb, Vec2::Pminsw, Vec2::Pminsd, Vec2::Pminsd] } else { [Vec2::Pminub, Vec2::Pminuw, Vec2::Pminud, Vec2::Pminud] };
    by_width(lane, ops)
}

fn maximum(lane: Lane, signed: bool) -> Vec2 {
    let ops = if signed { [Vec2::Pmaxsb, Vec2::Pmaxsw, Vec2::Pmaxsd, Vec2::Pmaxsd] } else { [Vec2::Pmaxub, Vec2::Pmaxuw, Vec2::Pmaxud, Vec2::Pmaxud] };
    by_width(lane, ops)
}

/// Each lane one more or one less, if none wraps.
fn neighbour(lane: Lane, signed: bool, bytes: [u8; 16], by: i64) -> Option<[u8; 16]> {
    let (n, up) = (usize::from(lane.bytes()), 64 - lane.bits());
    let mut out = bytes;
    for c in out.chunks_exact_mut(n) {
        let mut x = [0; 8];
        x[..n].copy_from_slice(c);
        // The lane's bits on top: it wraps where the whole does.
        let (x, by) = ((u64::from_le_bytes(x) << up), by << up);
        let next = if signed { (x as i64).checked_add(by)? as u64 } else { x.checked_add_signed(by)? };
        c.copy_from_slice(&(next >> up).to_le_bytes()[..n]);
    }
    Some(out)
}
