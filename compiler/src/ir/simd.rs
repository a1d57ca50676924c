//! Operators on vectors of 128 bits (WebAssembly core 2.0, 4.3.4; relaxed SIMD). Each is named by what it does
//! to its lanes; which operands are vectors and what the result is follows from the operator.

use super::inst::{FloatCc, IntCc};
use super::types::Type;

/// What a vector is divided into.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum Lane {
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
}

impl Lane {
    /// Bytes of a lane.
    pub fn bytes(self) -> u8 {
        match self {
            Lane::I8 => 1,
            Lane::I16 => 2,
            Lane::I32 | Lane::F32 => 4,
            Lane::I64 | Lane::F64 => 8,
        }
    }

    /// Bits of a lane.
    pub fn bits(self) -> u32 {
        8 * u32::from(self.bytes())
    }

    /// Lanes of a vector.
    pub fn count(self) -> u8 {
        16 / self.bytes()
    }

    /// Whether lanes are floats.
    pub fn is_float(self) -> bool {
        matches!(self, Lane::F32 | Lane::F64)
    }

    /// The type of a lane by itself.
    pub fn scalar(self) -> Type {
        match self {
            Lane::I8 | Lane::I16 | Lane::I32 => Type::I32,
            Lane::I64 => Type::I64,
            Lane::F32 => Type::F32,
            Lane::F64 => Type::F64,
        }
    }
}

/// Operators with one operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum VUnaryOp {
    /// A scalar in every lane.
    Splat(Lane),
    /// One lane; one of 8 or 16 bits is extended to an I32.
    Extract {
        /// Lanes.
        lane: Lane,
        /// Which.
        index: u8,
        /// How a narrow one is extended.
        signed: bool,
    },
    /// 1 if any bit is set, as I32.
    AnyTrue,
    /// 1 if no lane is 0, as I32.
    AllTrue(Lane),
    /// The highest bit of each lane, as I32.
    Bitmask(Lane),
    /// All bits inverted.
    Not,
    /// Absolute value, of integers (wraps) or of floats.
    Abs(Lane),
    /// Negation, of integers (wraps) or of floats.
    Neg(Lane),
    /// Ones in each byte.
    Popcnt,
    /// Square root.
    Sqrt(Lane),
    /// Towards +∞.
    Ceil(Lane),
    /// Towards −∞.
    Floor(Lane),
    /// Towards 0.
    Trunc(Lane),
    /// To nearest, ties to even.
    Nearest(Lane),
    /// Sums of pairs, in lanes of twice the width.
    ExtAddPairwise {
        /// Lanes of the operand.
        from: Lane,
        /// Whether they have a sign.
        signed: bool,
    },
    /// Half of the lanes, each of twice the width.
    Extend {
        /// Lanes of the operand.
        from: Lane,
        /// The upper half of them.
        high: bool,
        /// Whether they have a sign.
        signed: bool,
    },
    /// Floats to integers of 32 bits, saturating; NaN gives 0. Two doubles fill the lower half, the upper is 0.
    TruncSat {
        /// Lanes of the operand.
        from: Lane,
        /// Whether the result has a sign.
        signed: bool,
    },
    /// Floats to integers of 32 bits; what is out of range gives what the target likes best (relaxed).
    RelaxedTrunc {
        /// Lanes of the operand.
        from: Lane,
        /// Whether the result has a sign.
        signed: bool,
    },
    /// Integers of 32 bits to floats; to doubles, those of the lower half.
    Convert {
        /// Lanes of the result.
        to: Lane,
        /// Whether the operand has a sign.
        signed: bool,
    },
    /// Two doubles to floats in the lower half; the upper is 0.
    Demote,
    /// The floats of the lower half to doubles.
    Promote,
}

impl VUnaryOp {
    /// Type of the operand.
    pub fn operand(self) -> Type {
        match self {
            VUnaryOp::Splat(lane) => lane.scalar(),
            _ => Type::V128,
        }
    }

    /// Type of the result.
    pub fn ty(self) -> Type {
        match self {
            VUnaryOp::Extract { lane, .. } => lane.scalar(),
            VUnaryOp::AnyTrue | VUnaryOp::AllTrue(_) | VUnaryOp::Bitmask(_) => Type::I32,
            _ => Type::V128,
        }
    }
}

/// Operators with two operands, the first one a vector; the result is one too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum VBinaryOp {
    /// Bits.
    And,
    /// The first and not the second.
    AndNot,
    /// Bits.
    Or,
    /// Bits.
    Xor,
    /// Sum, of integers (wraps) or of floats.
    Add(Lane),
    /// Difference.
    Sub(Lane),
    /// Product.
    Mul(Lane),
    /// Quotient of floats.
    Div(Lane),
    /// The lesser float; NaN if one is, and −0 < +0.
    Fmin(Lane),
    /// The greater float likewise.
    Fmax(Lane),
    /// `b < a ? b : a`.
    Pmin(Lane),
    /// `a < b ? b : a`.
    Pmax(Lane),
    /// [`VBinaryOp::Fmin`], but for NaN and zeros as the target likes it best.
    RelaxedMin(Lane),
    /// [`VBinaryOp::Fmax`] likewise.
    RelaxedMax(Lane),
    /// The lesser integer.
    Min {
        /// Lanes.
        lane: Lane,
        /// Whether they have a sign.
        signed: bool,
    },
    /// The greater integer.
    Max {
        /// Lanes.
        lane: Lane,
        /// Whether they have a sign.
        signed: bool,
    },
    /// Saturating sum.
    AddSat {
        /// Lanes.
        lane: Lane,
        /// Whether they have a sign.
        signed: bool,
    },
    /// Saturating difference.
    SubSat {
        /// Lanes.
        lane: Lane,
        /// Whether they have a sign.
        signed: bool,
    },
    /// `(a + b + 1) / 2` without sign.
    Avgr(Lane),
    /// `(a × b + 2¹⁴) >> 15` of lanes of 16 bits with sign, saturating.
    Q15Mulr,
    /// The same, −2¹⁵ squared as the target likes it best.
    RelaxedQ15Mulr,
    /// Sums of pairs of products of lanes of 16 bits with sign.
    Dot,
    /// Sums of pairs of products of bytes, those of the second operand in 0 … 127, in lanes of 16 bits (relaxed).
    RelaxedDot,
    /// Products of half of the lanes, each of twice the width.
    ExtMul {
        /// Lanes of the operands.
        from: Lane,
        /// The upper half of them.
        high: bool,
        /// Whether they have a sign.
        signed: bool,
    },
    /// Lanes with sign of both operands, each of half the width, saturating.
    Narrow {
        /// Lanes of the operands.
        from: Lane,
        /// Whether the result has a sign.
        signed: bool,
    },
    /// Bytes of the first at the indices in the second; 0 where an index is beyond 15.
    Swizzle,
    /// The same, but for indices beyond 15 as the target likes it best.
    RelaxedSwizzle,
    /// All ones where the comparison of integers holds, else 0.
    Icmp(Lane, IntCc),
    /// The same of floats.
    Fcmp(Lane, FloatCc),
    /// To the left, by an I32 modulo the width.
    Shl(Lane),
    /// To the right with sign, by an I32 modulo the width.
    ShrS(Lane),
    /// To the right without sign, by an I32 modulo the width.
    ShrU(Lane),
    /// The first with one lane from a scalar.
    Replace {
        /// Lanes.
        lane: Lane,
        /// Which.
        index: u8,
    },
}

impl VBinaryOp {
    /// Type of the second operand.
    pub fn second(self) -> Type {
        match self {
            VBinaryOp::Shl(_) | VBinaryOp::ShrS(_) | VBinaryOp::ShrU(_) => Type::I32,
            VBinaryOp::Replace { lane, .. } => lane.scalar(),
            _ => Type::V128,
        }
    }

    /// Whether the operands can be exchanged bit for bit.
    pub fn commutes(self) -> bool {
        use VBinaryOp::*;
        match self {
            And | Or | Xor | Min { .. } | Max { .. } | AddSat { .. } | Avgr(_) | Q15Mulr | Dot | ExtMul { .. } => true,
            Add(lane) | Mul(lane) => !lane.is_float(),
            Icmp(_, cc) => matches!(cc, IntCc::Eq | IntCc::Ne),
            Fcmp(_, cc) => matches!(cc, FloatCc::Eq | FloatCc::Ne),
            _ => false,
        }
    }
}

/// Operators with three vectors; the result is one too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum VTernaryOp {
    /// Bits of the first where the third has ones, else of the second.
    Bitselect,
    /// The same; a lane of the third is all ones or 0 (relaxed).
    RelaxedSelect(Lane),
    /// `a × b + c`, rounded once or twice (relaxed).
    MulAdd(Lane),
    /// `c − a × b` likewise.
    MulSub(Lane),
    /// [`VBinaryOp::RelaxedDot`], its pairs summed in lanes of 32 bits and added to the third.
    RelaxedDotAdd,
}
