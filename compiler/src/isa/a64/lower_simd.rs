//! Selection of vector operators. Input: IR operators; output: the shortest sequences of Advanced SIMD known. Most operators of
//! WebAssembly are one instruction here.

use super::Lower;
use super::inst::{Alu, Cond, Inst, Load, Mem, Reg, Sel, Shift, Size, Src, Store, ZR};
use super::operand::Invariant;
use super::vec::{Vec1, Vec2, VecInto1, VecInto2, VecShift};
use crate::ir::{FloatCc, Inst as IrInst, InstData, IntCc, Lane, LoadOp, StoreOp, VBinaryOp, VTernaryOp, VUnaryOp, Value};
use wazc_abi::target::arm;

/// The lanes of half the width.
fn narrow(lane: Lane) -> Lane {
    match lane {
        Lane::I64 => Lane::I32,
        Lane::I32 => Lane::I16,
        _ => Lane::I8,
    }
}

/// Whether lanes have twice the width of others.
fn twice(narrow: Lane, wide: Lane) -> bool {
    wide.bytes() == 2 * narrow.bytes()
}

fn by_sign<T>(signed: bool, yes: T, no: T) -> T {
    if signed { yes } else { no }
}

impl Lower<'_> {
    fn vreg(&mut self) -> Reg {
        self.b.wide();
        self.float()
    }

    /// A constant in a register: one that the loop keeps, or a new one.
    pub fn vconst(&mut self, bytes: [u8; 16]) -> Reg {
        self.b.wide();
        let key = Invariant::Vector(bytes);
        self.invariant(key, true, None).unwrap_or_else(|| self.make(key))
    }

    /// A constant in a new register.
    pub fn make_vconst(&mut self, bytes: [u8; 16]) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::VConst { dst, bytes });
        dst
    }

    pub fn vec1(&mut self, op: Vec1, lane: Lane, a: Reg) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::Vec1 { op, lane, dst, a });
        dst
    }

    pub fn vec2(&mut self, op: Vec2, lane: Lane, a: Reg, b: Reg) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::Vec2 { op, lane, dst, a, b });
        dst
    }

    fn into1(&mut self, op: VecInto1, lane: Lane, into: Reg, a: Reg) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::VecInto1 { op, lane, dst, into, a });
        dst
    }

    pub fn into2(&mut self, op: VecInto2, lane: Lane, into: Reg, a: Reg, b: Reg) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::VecInto2 { op, lane, dst, into, a, b });
        dst
    }

    fn vshift(&mut self, op: VecShift, lane: Lane, a: Reg, n: u8) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::VecShift { op, lane, dst, a, n });
        dst
    }

    pub fn dup_lane(&mut self, lane: Lane, index: u8, a: Reg) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::DupLane { lane, index, dst, a });
        dst
    }

    /// An integer in every lane.
    pub fn dup(&mut self, lane: Lane, src: Reg) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::Dup { lane, dst, src });
        dst
    }

    fn lane_to_int(&mut self, lane: Lane, index: u8, signed: bool, a: Reg) -> Reg {
        let dst = self.int();
        self.b.push(Inst::LaneToInt { lane, index, signed, dst, a });
        dst
    }

    /// The operand of a unary operator that can be taken into its user.
    fn unary_here(&self, v: Value, wanted: impl Fn(VUnaryOp) -> bool) -> Option<(VUnaryOp, Value)> {
        match *self.data_here(v)? {
            InstData::VUnary { op, arg } if wanted(op) => Some((op, arg)),
            _ => None,
        }
    }

    /// The float that is in every lane of a vector that can be taken into its user.
    fn splat_here(&self, v: Value, lane: Lane) -> Option<Value> {
        self.unary_here(v, |op| op == VUnaryOp::Splat(lane)).map(|s| s.1)
    }

    /// A load of so many bytes whose result can be made in a vector register.
    fn load_here(&self, v: Value, bytes: u8) -> Option<IrInst> {
        let i = self.only_here_unmoved(v)?;
        match &self.f.insts[i.index()].data {
            InstData::Load { op, .. } if op.bytes() == u32::from(bytes) && self.load_may_move(i) => Some(i),
            _ => None,
        }
    }

    /// A scalar at the low end of a vector register, where it comes from memory or is a float.
    fn in_vector_register(&mut self, lane: Lane, v: Value) -> Option<Reg> {
        if lane.is_float() {
            return Some(self.reg(v));
        }
        let i = self.load_here(v, lane.bytes())?;
        let InstData::Load { addr, .. } = self.f.insts[i.index()].data else { return None };
        self.sink(i);
        let m = self.load_addr(i, addr);
        Some(self.load_float([Load::F8, Load::F16, Load::F32, Load::F64][lane.bytes().trailing_zeros() as usize], m))
    }

    fn vnot(&mut self, a: Reg) -> Reg {
        self.vec1(Vec1::Mvn, Lane::I8, a)
    }

    fn is_zero_vector(&self, v: Value) -> bool {
        self.f.as_vector(v) == Some([0; 16])
    }

    // ---- one operand ----

    pub fn vector_unary(&mut self, op: VUnaryOp, arg: Value) -> Reg {
        use VUnaryOp as U;
        match op {
            U::AnyTrue | U::AllTrue(_) => {
                let c = self.vector_test(op, arg);
                let cc = self.in_flags(c);
                return self.cset(cc);
            }
            U::Splat(lane) => return self.splat(lane, arg),
            _ => {}
        }
        let a = self.reg(arg);
        match op {
            U::Splat(_) | U::AnyTrue | U::AllTrue(_) => unreachable!("done above"),
            U::Extract { lane, index, signed } => self.extract(lane, index, signed, a),
            U::Bitmask(lane) => self.bitmask(lane, a),
            U::Not => self.vnot(a),
            U::Abs(lane) => self.vec1(if lane.is_float() { Vec1::Fabs } else { Vec1::Abs }, lane, a),
            U::Neg(lane) => self.vec1(if lane.is_float() { Vec1::Fneg } else { Vec1::Neg }, lane, a),
            U::Popcnt => self.vec1(Vec1::Cnt, Lane::I8, a),
            U::Sqrt(lane) => self.vec1(Vec1::Fsqrt, lane, a),
            U::Nearest(lane) => self.vec1(Vec1::Frintn, lane, a),
            U::Floor(lane) => self.vec1(Vec1::Frintm, lane, a),
            U::Ceil(lane) => self.vec1(Vec1::Frintp, lane, a),
            U::Trunc(lane) => self.vec1(Vec1::Frintz, lane, a),
            U::ExtAddPairwise { from, signed } => self.vec1(by_sign(signed, Vec1::Saddlp, Vec1::Uaddlp), from, a),
            U::Extend { from, high, signed } => self.vec1(extension(high, signed), from, a),
            U::TruncSat { from, signed } | U::RelaxedTrunc { from, signed } => {
                let r = self.vec1(by_sign(signed, Vec1::Fcvtzs, Vec1::Fcvtzu), from, a);
                if from == Lane::F32 { r } else { self.vec1(by_sign(signed, Vec1::Sqxtn, Vec1::Uqxtn), Lane::I32, r) }
            }
            U::Convert { to, signed } => {
                let a = if to == Lane::F32 { a } else { self.vec1(extension(false, signed), Lane::I32, a) };
                self.vec1(by_sign(signed, Vec1::Scvtf, Vec1::Ucvtf), to, a)
            }
            U::Demote => self.vec1(Vec1::Fcvtn, Lane::F32, a),
            U::Promote => self.vec1(Vec1::Fcvtl, Lane::F32, a),
        }
    }

    fn splat(&mut self, lane: Lane, arg: Value) -> Reg {
        if let Some(r) = self.in_vector_register(lane, arg) {
            return self.dup_lane(lane, 0, r);
        }
        let r = self.reg_or_zero(arg);
        self.dup(lane, r)
    }

    fn extract(&mut self, lane: Lane, index: u8, signed: bool, a: Reg) -> Reg {
        match (lane, index) {
            (Lane::F32 | Lane::F64, _) => {
                // The lowest one is where it should be: `Lower::alias`.
                let dst = self.vreg();
                self.b.push(Inst::LaneToLow { lane, index, dst, a });
                dst
            }
            (Lane::I32, 0) => self.from_float(Size::S32, a),
            (Lane::I64, 0) => self.from_float(Size::S64, a),
            _ => self.lane_to_int(lane, index, signed && lane.bytes() < 4, a),
        }
    }

    /// What decides `any_true` or `all_true`.
    pub fn vector_test(&mut self, op: VUnaryOp, arg: Value) -> Cond {
        let a = self.reg(arg);
        match op {
            VUnaryOp::AllTrue(Lane::I32) => {
                let least = self.vec1(Vec1::Uminv, Lane::I32, a);
                Cond::Zero { size: Size::S32, reg: self.from_float(Size::S32, least), zero: false }
            }
            VUnaryOp::AllTrue(lane) => {
                let zeros = self.vec1(Vec1::Cmeq0, lane, a);
                Cond::Zero { size: Size::S64, reg: self.any_bits(zeros), zero: true }
            }
            _ => Cond::Zero { size: Size::S64, reg: self.any_bits(a), zero: false },
        }
    }

    /// An integer that is 0 where the vector is.
    fn any_bits(&mut self, a: Reg) -> Reg {
        let half = self.vec2(Vec2::Umaxp, Lane::I32, a, a);
        self.from_float(Size::S64, half)
    }

    fn bitmask(&mut self, lane: Lane, a: Reg) -> Reg {
        if lane == Lane::I64 {
            let signs = self.vshift(VecShift::Ushr, lane, a, 63);
            let (low, high) = (self.from_float(Size::S64, signs), self.lane_to_int(lane, 1, false, signs));
            return self.alu(Alu::Add, Size::S32, low, Src::Shifted(high, Shift::Lsl, 1));
        }
        // Each lane's bit in its place, then their sum.
        let n = lane.bytes();
        let bit = |i: usize| if i % usize::from(n) == 0 { 1 << (i / usize::from(n) % 8) } else { 0 };
        let bits = self.vconst(std::array::from_fn(bit));
        let signs = self.vec1(Vec1::Cmlt0, lane, a);
        let x = self.vec2(Vec2::And, Lane::I8, signs, bits);
        if lane == Lane::I8 {
            let x = (0..3).fold(x, |x, _| self.vec2(Vec2::Addp, lane, x, x));
            return self.lane_to_int(Lane::I16, 0, false, x);
        }
        let sum = self.vec1(Vec1::Addv, lane, x);
        self.from_float(Size::S32, sum)
    }

    // ---- two operands ----

    pub fn vector_binary(&mut self, op: VBinaryOp, a: Value, b: Value) -> Reg {
        use VBinaryOp as B;
        if let Some(r) = self.accumulated(op, a, b) {
            return r;
        }
        let (word, lane) = match op {
            B::And | B::Or => return self.vector_logical(op, a, b),
            B::Xor => (Vec2::Eor, Lane::I8),
            B::AndNot => (Vec2::Bic, Lane::I8),
            B::Add(lane) => (if lane.is_float() { Vec2::Fadd } else { Vec2::Add }, lane),
            B::Sub(lane) => (if lane.is_float() { Vec2::Fsub } else { Vec2::Sub }, lane),
            B::Mul(Lane::I64) => return self.mul_i64(a, b),
            B::Mul(lane) if lane.is_float() => return self.fmul(lane, a, b),
            B::Mul(lane) => (Vec2::Mul, lane),
            B::Div(lane) => (Vec2::Fdiv, lane),
            B::Fmin(lane) | B::RelaxedMin(lane) => (Vec2::Fmin, lane),
            B::Fmax(lane) | B::RelaxedMax(lane) => (Vec2::Fmax, lane),
            B::Pmin(lane) | B::Pmax(lane) => {
                let (a, b) = (self.reg(a), self.reg(b));
                let (greater, less) = if matches!(op, B::Pmin(_)) { (a, b) } else { (b, a) };
                let second = self.vec2(Vec2::Fcmgt, lane, greater, less);
                return self.into2(VecInto2::Bsl, Lane::I8, second, b, a);
            }
            B::Min { lane, signed } => (by_sign(signed, Vec2::Smin, Vec2::Umin), lane),
            B::Max { lane, signed } => (by_sign(signed, Vec2::Smax, Vec2::Umax), lane),
            B::AddSat { lane, signed } => (by_sign(signed, Vec2::Sqadd, Vec2::Uqadd), lane),
            B::SubSat { lane, signed } => (by_sign(signed, Vec2::Sqsub, Vec2::Uqsub), lane),
            B::Avgr(lane) => (Vec2::Urhadd, lane),
            B::Q15Mulr | B::RelaxedQ15Mulr => (Vec2::Sqrdmulh, Lane::I16),
            B::Dot => return self.dot(Lane::I16, a, b),
            B::RelaxedDot => return self.dot(Lane::I8, a, b),
            B::ExtMul { from, high, signed } => (long_product(high, signed), from),
            B::Narrow { from, signed } => {
                let lane = narrow(from);
                let (a, b) = (self.reg(a), self.reg(b));
                let low = self.vec1(by_sign(signed, Vec1::Sqxtn, Vec1::Sqxtun), lane, a);
                return self.into1(by_sign(signed, VecInto1::Sqxtn2, VecInto1::Sqxtun2), lane, low, b);
            }
            B::Swizzle | B::RelaxedSwizzle => (Vec2::Tbl, Lane::I8),
            B::Icmp(lane, cc) => return self.vector_icmp(lane, cc, a, b),
            B::Fcmp(lane, cc) => return self.vector_fcmp(lane, cc, a, b),
            B::Shl(lane) | B::ShrS(lane) | B::ShrU(lane) => return self.vector_shift(op, lane, a, b),
            B::Replace { lane, index } => return self.replace(lane, index, a, b),
        };
        let (a, b) = (self.reg(a), self.reg(b));
        self.vec2(word, lane, a, b)
    }

    /// Conjunction or disjunction, perhaps of an inverted operand.
    fn vector_logical(&mut self, op: VBinaryOp, a: Value, b: Value) -> Reg {
        let (plain, inverted) = if op == VBinaryOp::And { (Vec2::And, Vec2::Bic) } else { (Vec2::Orr, Vec2::Orn) };
        for (a, b) in [(a, b), (b, a)] {
            if let Some((_, n)) = self.unary_here(b, |op| op == VUnaryOp::Not) {
                let (a, n) = (self.reg(a), self.reg(n));
                return self.vec2(inverted, Lane::I8, a, n);
            }
        }
        let (a, b) = (self.reg(a), self.reg(b));
        self.vec2(plain, Lane::I8, a, b)
    }

    /// A sum or difference with a product of integers, or with sums of pairs, that nothing else wants.
    fn accumulated(&mut self, op: VBinaryOp, a: Value, b: Value) -> Option<Reg> {
        let (sub, lane) = match op {
            VBinaryOp::Add(lane) if !lane.is_float() => (false, lane),
            VBinaryOp::Sub(lane) if !lane.is_float() => (true, lane),
            _ => return None,
        };
        for (into, v) in [(a, b), (b, a)].into_iter().take(if sub { 1 } else { 2 }) {
            match self.data_here(v) {
                Some(&InstData::VBinary { op: VBinaryOp::Mul(l), args: [x, y] }) if l == lane && lane != Lane::I64 => {
                    let (into, x, y) = (self.reg(into), self.reg(x), self.reg(y));
                    return Some(self.into2(if sub { VecInto2::Mls } else { VecInto2::Mla }, lane, into, x, y));
                }
                Some(&InstData::VBinary { op: VBinaryOp::ExtMul { from, high, signed }, args: [x, y] }) if !sub && twice(from, lane) => {
                    let op = match (high, signed) {
                        (false, true) => VecInto2::Smlal,
                        (true, true) => VecInto2::Smlal2,
                        (false, false) => VecInto2::Umlal,
                        (true, false) => VecInto2::Umlal2,
                    };
                    let (into, x, y) = (self.reg(into), self.reg(x), self.reg(y));
                    return Some(self.into2(op, from, into, x, y));
                }
                Some(&InstData::VUnary { op: VUnaryOp::ExtAddPairwise { from, signed }, arg }) if !sub && twice(from, lane) => {
                    let (into, x) = (self.reg(into), self.reg(arg));
                    return Some(self.into1(by_sign(signed, VecInto1::Sadalp, VecInto1::Uadalp), from, into, x));
                }
                _ => {}
            }
        }
        None
    }

    /// A product of floats, one of which may be a scalar in all lanes.
    fn fmul(&mut self, lane: Lane, a: Value, b: Value) -> Reg {
        for (a, b) in [(a, b), (b, a)] {
            if let Some(x) = self.splat_here(b, lane) {
                let (a, x) = (self.reg(a), self.reg(x));
                return self.vec2(Vec2::FmulLow, lane, a, x);
            }
        }
        let (a, b) = (self.reg(a), self.reg(b));
        self.vec2(Vec2::Fmul, lane, a, b)
    }

    fn mul_i64(&mut self, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        // The products of unlike halves, their sum in the upper half.
        let turned = self.vec1(Vec1::Rev64, Lane::I32, b);
        let cross = self.vec2(Vec2::Mul, Lane::I32, turned, a);
        let cross = self.vec1(Vec1::Uaddlp, Lane::I32, cross);
        let cross = self.vshift(VecShift::Shl, Lane::I64, cross, 32);
        let (a, b) = (self.vec1(Vec1::Xtn, Lane::I32, a), self.vec1(Vec1::Xtn, Lane::I32, b));
        self.into2(VecInto2::Umlal, Lane::I32, cross, a, b)
    }

    /// Sums of pairs of products of lanes with sign.
    fn dot(&mut self, from: Lane, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let low = self.vec2(Vec2::Smull, from, a, b);
        let high = self.vec2(Vec2::Smull2, from, a, b);
        self.vec2(Vec2::Addp, if from == Lane::I8 { Lane::I16 } else { Lane::I32 }, low, high)
    }

    fn vector_icmp(&mut self, lane: Lane, cc: IntCc, a: Value, b: Value) -> Reg {
        let (cc, a, b) = if self.is_zero_vector(a) { (cc.swapped(), b, a) } else { (cc, a, b) };
        if self.is_zero_vector(b) {
            if cc == IntCc::Ne {
                if let Some(&InstData::VBinary { op: VBinaryOp::And, args: [x, y] }) = self.data_here(a) {
                    let (x, y) = (self.reg(x), self.reg(y));
                    return self.vec2(Vec2::Cmtst, lane, x, y);
                }
            }
            let a = self.reg(a);
            return match cc {
                IntCc::Eq | IntCc::LeU => self.vec1(Vec1::Cmeq0, lane, a),
                IntCc::Ne | IntCc::GtU => self.vec2(Vec2::Cmtst, lane, a, a),
                IntCc::GtS => self.vec1(Vec1::Cmgt0, lane, a),
                IntCc::GeS => self.vec1(Vec1::Cmge0, lane, a),
                IntCc::LtS => self.vec1(Vec1::Cmlt0, lane, a),
                IntCc::LeS => self.vec1(Vec1::Cmle0, lane, a),
                IntCc::LtU => self.vconst([0; 16]),
                IntCc::GeU => self.vconst([0xff; 16]),
            };
        }
        let (a, b) = (self.reg(a), self.reg(b));
        match cc {
            IntCc::Eq => self.vec2(Vec2::Cmeq, lane, a, b),
            IntCc::Ne => {
                let r = self.vec2(Vec2::Cmeq, lane, a, b);
                self.vnot(r)
            }
            IntCc::GtS => self.vec2(Vec2::Cmgt, lane, a, b),
            IntCc::GeS => self.vec2(Vec2::Cmge, lane, a, b),
            IntCc::GtU => self.vec2(Vec2::Cmhi, lane, a, b),
            IntCc::GeU => self.vec2(Vec2::Cmhs, lane, a, b),
            IntCc::LtS => self.vec2(Vec2::Cmgt, lane, b, a),
            IntCc::LeS => self.vec2(Vec2::Cmge, lane, b, a),
            IntCc::LtU => self.vec2(Vec2::Cmhi, lane, b, a),
            IntCc::LeU => self.vec2(Vec2::Cmhs, lane, b, a),
        }
    }

    fn vector_fcmp(&mut self, lane: Lane, cc: FloatCc, a: Value, b: Value) -> Reg {
        if self.is_zero_vector(b) {
            let a = self.reg(a);
            let op = match cc {
                FloatCc::Eq | FloatCc::Ne => Vec1::Fcmeq0,
                FloatCc::Lt => Vec1::Fcmlt0,
                FloatCc::Le => Vec1::Fcmle0,
                FloatCc::Gt => Vec1::Fcmgt0,
                FloatCc::Ge => Vec1::Fcmge0,
            };
            let r = self.vec1(op, lane, a);
            return if cc == FloatCc::Ne { self.vnot(r) } else { r };
        }
        let (a, b) = (self.reg(a), self.reg(b));
        match cc {
            FloatCc::Eq => self.vec2(Vec2::Fcmeq, lane, a, b),
            FloatCc::Ne => {
                let r = self.vec2(Vec2::Fcmeq, lane, a, b);
                self.vnot(r)
            }
            FloatCc::Gt => self.vec2(Vec2::Fcmgt, lane, a, b),
            FloatCc::Ge => self.vec2(Vec2::Fcmge, lane, a, b),
            FloatCc::Lt => self.vec2(Vec2::Fcmgt, lane, b, a),
            FloatCc::Le => self.vec2(Vec2::Fcmge, lane, b, a),
        }
    }

    fn vector_shift(&mut self, op: VBinaryOp, lane: Lane, a: Value, by: Value) -> Reg {
        let (left, signed) = (matches!(op, VBinaryOp::Shl(_)), matches!(op, VBinaryOp::ShrS(_)));
        let most = u64::from(lane.bits() - 1);
        if let Some(n) = self.constant(by) {
            let x = self.reg(a);
            let n = (n & most) as u8;
            let op = if left { VecShift::Shl } else { by_sign(signed, VecShift::Sshr, VecShift::Ushr) };
            return if n == 0 { x } else { self.vshift(op, lane, x, n) };
        }
        let (x, n) = (self.reg(a), self.reg(by));
        let mut n = self.logical_const(Alu::And, Size::S32, n, most);
        // To the right by less than nothing.
        if !left {
            n = self.neg(Size::S32, n);
        }
        let n = self.dup(if lane == Lane::I64 { Lane::I8 } else { lane }, n);
        self.vec2(if signed { Vec2::Sshl } else { Vec2::Ushl }, lane, x, n)
    }

    fn replace(&mut self, lane: Lane, index: u8, a: Value, b: Value) -> Reg {
        let src = self.in_vector_register(lane, b);
        if let Some(src) = src {
            let into = self.reg(a);
            return self.lane_to_lane(lane, index, 0, into, src);
        }
        let (into, src) = (self.reg(a), self.reg_or_zero(b));
        let dst = self.vreg();
        self.b.push(Inst::IntToLane { lane, index, dst, into, src });
        dst
    }

    pub fn lane_to_lane(&mut self, lane: Lane, index: u8, from: u8, into: Reg, src: Reg) -> Reg {
        let dst = self.vreg();
        self.b.push(Inst::LaneToLane { lane, index, from, dst, into, src });
        dst
    }

    // ---- three operands ----

    pub fn vector_ternary(&mut self, op: VTernaryOp, [a, b, c]: [Value; 3]) -> Reg {
        match op {
            VTernaryOp::Bitselect | VTernaryOp::RelaxedSelect(_) => {
                let (a, b, mask) = (self.reg(a), self.reg(b), self.reg(c));
                self.into2(VecInto2::Bsl, Lane::I8, mask, a, b)
            }
            VTernaryOp::MulAdd(lane) | VTernaryOp::MulSub(lane) => {
                let add = matches!(op, VTernaryOp::MulAdd(_));
                for (a, b) in [(a, b), (b, a)] {
                    if let Some(x) = self.splat_here(b, lane) {
                        let (a, x, c) = (self.reg(a), self.reg(x), self.reg(c));
                        return self.into2(if add { VecInto2::FmlaLow } else { VecInto2::FmlsLow }, lane, c, a, x);
                    }
                }
                let (a, b, c) = (self.reg(a), self.reg(b), self.reg(c));
                self.into2(if add { VecInto2::Fmla } else { VecInto2::Fmls }, lane, c, a, b)
            }
            VTernaryOp::RelaxedDotAdd => {
                if self.use_feature(arm::DOTPROD) {
                    let (a, b, c) = (self.reg(a), self.reg(b), self.reg(c));
                    return self.into2(VecInto2::Sdot, Lane::I32, c, a, b);
                }
                let pairs = self.dot(Lane::I8, a, b);
                let c = self.reg(c);
                self.into1(VecInto1::Sadalp, Lane::I16, c, pairs)
            }
        }
    }

    /// `a` if the condition holds, else `b`.
    pub fn select_vector(&mut self, cond: Value, a: Value, b: Value) -> Reg {
        let (a, b) = (self.reg(a), self.reg(b));
        let c = self.truth(cond);
        let cc = self.in_flags(c);
        let all = self.csel(Sel::Csinv, Size::S64, cc.negated(), ZR, ZR);
        let mask = self.dup(Lane::I64, all);
        self.into2(VecInto2::Bsl, Lane::I8, mask, a, b)
    }

    // ---- memory ----

    /// A lane that nothing else wants, at the low end of a register, and how it is stored.
    pub fn stored_lane(&mut self, op: StoreOp, v: Value) -> Option<(Store, Reg)> {
        let i = self.only_here(v)?;
        let InstData::VUnary { op: VUnaryOp::Extract { lane, index, .. }, arg } = self.f.insts[i.index()].data else { return None };
        let log = op.bytes().trailing_zeros() as usize;
        if lane.is_float() || u32::from(lane.bytes()) < op.bytes() {
            return None;
        }
        self.sink(i);
        let a = self.reg(arg);
        let store = [Store::F8, Store::F16, Store::F32, Store::F64][log];
        if index == 0 {
            return Some((store, a));
        }
        let dst = self.vreg();
        self.b.push(Inst::LaneToLow { lane, index, dst, a });
        Some((store, dst))
    }

    /// Loads a vector, or the low end of one.
    pub fn load_vector(&mut self, op: LoadOp, m: Mem) -> Reg {
        self.b.wide();
        self.load_float(
            match op {
                LoadOp::V128Low32 => Load::F32,
                LoadOp::V128Low64 => Load::F64,
                _ => Load::V128,
            },
            m,
        )
    }
}

fn extension(high: bool, signed: bool) -> Vec1 {
    match (high, signed) {
        (false, true) => Vec1::Sxtl,
        (true, true) => Vec1::Sxtl2,
        (false, false) => Vec1::Uxtl,
        (true, false) => Vec1::Uxtl2,
    }
}

fn long_product(high: bool, signed: bool) -> Vec2 {
    match (high, signed) {
        (false, true) => Vec2::Smull,
        (true, true) => Vec2::Smull2,
        (false, false) => Vec2::Umull,
        (true, false) => Vec2::Umull2,
    }
}
