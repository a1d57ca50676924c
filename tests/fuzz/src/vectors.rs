//! The operators on vectors, by what they take. Input: nothing; output: tables for the generators.
//!
//! A relaxed operator stands with a [`Domain`]: the operands on which every engine must give the same result. What it may do beyond
//! them is the concern of the specification's own suite.

use crate::rng::Rng;
use wasm_encoder::{Instruction as I, ValType};

/// Lanes of a result whose NaNs may have any payload; the bits of all other results are fixed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nans {
    None,
    F32,
    F64,
}

impl Nans {
    /// What makes every NaN of a result the canonical one, given a local for it.
    pub fn canonical(self, local: u32) -> Vec<I<'static>> {
        let (nan, equal): (u128, _) = match self {
            Nans::None => return Vec::new(),
            Nans::F32 => (0x7fc0_0000 * 0x1_0000_0001_0000_0001_0000_0001, I::F32x4Eq),
            Nans::F64 => (0x7ff8_0000_0000_0000 * 0x1_0000_0000_0000_0001, I::F64x2Eq),
        };
        let get = || I::LocalGet(local);
        vec![I::LocalTee(local), I::V128Const(nan as i128), get(), get(), equal, I::V128Bitselect]
    }
}

/// Operands on which a relaxed operator has one result only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Domain {
    All,
    /// The second operand's bytes are below 16.
    Indices,
    /// The second operand's bytes are below 128.
    SevenBits,
    /// No lane of 16 bits is the least number.
    NotLeast,
    /// Each lane (of so many bits) of the third operand is all ones or all zeros.
    Masks(u8),
    /// Lanes are integers of at most eight bits as floats: their products and sums are exact, no lane is a NaN or -0.
    SmallF32,
    SmallF64,
    /// The same and no lane is negative.
    SmallUnsignedF32,
    SmallUnsignedF64,
}

/// What an operator takes and gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// v128 → v128
    Unary,
    /// v128 v128 → v128
    Binary,
    /// v128 i32 → v128
    Shift,
    /// v128 v128 v128 → v128
    Ternary,
    /// v128 → i32
    Reduce,
    /// v128 → i64, f32, f64
    ExtractI64,
    ExtractF32,
    ExtractF64,
    /// i32, i64, f32, f64 → v128
    SplatI32,
    SplatI64,
    SplatF32,
    SplatF64,
    /// v128 and a scalar → v128
    ReplaceI32,
    ReplaceI64,
    ReplaceF32,
    ReplaceF64,
}

impl Form {
    /// Types of the operands.
    pub fn operands(self) -> &'static [ValType] {
        use ValType::{F32, F64, I32, I64, V128};
        match self {
            Form::Unary | Form::Reduce | Form::ExtractI64 | Form::ExtractF32 | Form::ExtractF64 => &[V128],
            Form::Binary => &[V128, V128],
            Form::Ternary => &[V128, V128, V128],
            Form::Shift | Form::ReplaceI32 => &[V128, I32],
            Form::ReplaceI64 => &[V128, I64],
            Form::ReplaceF32 => &[V128, F32],
            Form::ReplaceF64 => &[V128, F64],
            Form::SplatI32 => &[I32],
            Form::SplatI64 => &[I64],
            Form::SplatF32 => &[F32],
            Form::SplatF64 => &[F64],
        }
    }

    /// Type of the result.
    pub fn result(self) -> ValType {
        match self {
            Form::Reduce => ValType::I32,
            Form::ExtractI64 => ValType::I64,
            Form::ExtractF32 => ValType::F32,
            Form::ExtractF64 => ValType::F64,
            _ => ValType::V128,
        }
    }
}

/// An operator; a lane's index is made by `make` from any byte.
#[derive(Clone, Copy)]
pub struct Op {
    pub form: Form,
    pub nans: Nans,
    pub domain: Domain,
    pub make: fn([u8; 16]) -> I<'static>,
}

macro_rules! table {
    ($($form:ident $nans:ident $domain:expr => [$($op:ident),* $(,)?];)*) => {
        &[$($(Op { form: Form::$form, nans: Nans::$nans, domain: $domain, make: |_| I::$op },)*)*]
    };
}

const FIXED: &[Op] = table! {
    Unary None Domain::All => [
        I8x16Abs, I16x8Abs, I32x4Abs, I64x2Abs, I8x16Neg, I16x8Neg, I32x4Neg, I64x2Neg, I8x16Popcnt, V128Not,
        I16x8ExtAddPairwiseI8x16S, I16x8ExtAddPairwiseI8x16U, I32x4ExtAddPairwiseI16x8S, I32x4ExtAddPairwiseI16x8U,
        I16x8ExtendLowI8x16S, I16x8ExtendHighI8x16S, I16x8ExtendLowI8x16U, I16x8ExtendHighI8x16U,
        I32x4ExtendLowI16x8S, I32x4ExtendHighI16x8S, I32x4ExtendLowI16x8U, I32x4ExtendHighI16x8U,
        I64x2ExtendLowI32x4S, I64x2ExtendHighI32x4S, I64x2ExtendLowI32x4U, I64x2ExtendHighI32x4U,
        F32x4Abs, F32x4Neg, F64x2Abs, F64x2Neg,
        I32x4TruncSatF32x4S, I32x4TruncSatF32x4U, I32x4TruncSatF64x2SZero, I32x4TruncSatF64x2UZero,
        F32x4ConvertI32x4S, F32x4ConvertI32x4U, F64x2ConvertLowI32x4S, F64x2ConvertLowI32x4U,
    ];
    Unary F32 Domain::All => [F32x4Sqrt, F32x4Ceil, F32x4Floor, F32x4Trunc, F32x4Nearest, F32x4DemoteF64x2Zero];
    Unary F64 Domain::All => [F64x2Sqrt, F64x2Ceil, F64x2Floor, F64x2Trunc, F64x2Nearest, F64x2PromoteLowF32x4];
    Binary None Domain::All => [
        I8x16Add, I16x8Add, I32x4Add, I64x2Add, I8x16Sub, I16x8Sub, I32x4Sub, I64x2Sub, I16x8Mul, I32x4Mul, I64x2Mul,
        I8x16AddSatS, I8x16AddSatU, I16x8AddSatS, I16x8AddSatU, I8x16SubSatS, I8x16SubSatU, I16x8SubSatS, I16x8SubSatU,
        I8x16MinS, I8x16MinU, I16x8MinS, I16x8MinU, I32x4MinS, I32x4MinU,
        I8x16MaxS, I8x16MaxU, I16x8MaxS, I16x8MaxU, I32x4MaxS, I32x4MaxU,
        I8x16AvgrU, I16x8AvgrU, I16x8Q15MulrSatS, I32x4DotI16x8S,
        I16x8ExtMulLowI8x16S, I16x8ExtMulHighI8x16S, I16x8ExtMulLowI8x16U, I16x8ExtMulHighI8x16U,
        I32x4ExtMulLowI16x8S, I32x4ExtMulHighI16x8S, I32x4ExtMulLowI16x8U, I32x4ExtMulHighI16x8U,
        I64x2ExtMulLowI32x4S, I64x2ExtMulHighI32x4S, I64x2ExtMulLowI32x4U, I64x2ExtMulHighI32x4U,
        I8x16NarrowI16x8S, I8x16NarrowI16x8U, I16x8NarrowI32x4S, I16x8NarrowI32x4U,
        I8x16Swizzle, V128And, V128AndNot, V128Or, V128Xor,
        I8x16Eq, I8x16Ne, I8x16LtS, I8x16LtU, I8x16GtS, I8x16GtU, I8x16LeS, I8x16LeU, I8x16GeS, I8x16GeU,
        I16x8Eq, I16x8Ne, I16x8LtS, I16x8LtU, I16x8GtS, I16x8GtU, I16x8LeS, I16x8LeU, I16x8GeS, I16x8GeU,
        I32x4Eq, I32x4Ne, I32x4LtS, I32x4LtU, I32x4GtS, I32x4GtU, I32x4LeS, I32x4LeU, I32x4GeS, I32x4GeU,
        I64x2Eq, I64x2Ne, I64x2LtS, I64x2GtS, I64x2LeS, I64x2GeS,
        F32x4Eq, F32x4Ne, F32x4Lt, F32x4Gt, F32x4Le, F32x4Ge, F64x2Eq, F64x2Ne, F64x2Lt, F64x2Gt, F64x2Le, F64x2Ge,
        F32x4PMin, F32x4PMax, F64x2PMin, F64x2PMax,
    ];
    Binary F32 Domain::All => [F32x4Add, F32x4Sub, F32x4Mul, F32x4Div, F32x4Min, F32x4Max];
    Binary F64 Domain::All => [F64x2Add, F64x2Sub, F64x2Mul, F64x2Div, F64x2Min, F64x2Max];
    Shift None Domain::All => [
        I8x16Shl, I16x8Shl, I32x4Shl, I64x2Shl, I8x16ShrS, I16x8ShrS, I32x4ShrS, I64x2ShrS, I8x16ShrU, I16x8ShrU, I32x4ShrU, I64x2ShrU,
    ];
    Ternary None Domain::All => [V128Bitselect];
    Reduce None Domain::All => [
        I8x16AllTrue, I16x8AllTrue, I32x4AllTrue, I64x2AllTrue, I8x16Bitmask, I16x8Bitmask, I32x4Bitmask, I64x2Bitmask, V128AnyTrue,
    ];
    SplatI32 None Domain::All => [I8x16Splat, I16x8Splat, I32x4Splat];
    SplatI64 None Domain::All => [I64x2Splat];
    SplatF32 None Domain::All => [F32x4Splat];
    SplatF64 None Domain::All => [F64x2Splat];
};

macro_rules! lanes {
    ($($form:ident $count:literal => [$($op:ident),*];)*) => {
        &[$($(Op { form: Form::$form, nans: Nans::None, domain: Domain::All, make: |b| I::$op(b[0] % $count) },)*)*]
    };
}

const LANES: &[Op] = lanes! {
    Reduce 16 => [I8x16ExtractLaneS, I8x16ExtractLaneU];
    Reduce 8 => [I16x8ExtractLaneS, I16x8ExtractLaneU];
    Reduce 4 => [I32x4ExtractLane];
    ExtractI64 2 => [I64x2ExtractLane];
    ExtractF32 4 => [F32x4ExtractLane];
    ExtractF64 2 => [F64x2ExtractLane];
    ReplaceI32 16 => [I8x16ReplaceLane];
    ReplaceI32 8 => [I16x8ReplaceLane];
    ReplaceI32 4 => [I32x4ReplaceLane];
    ReplaceI64 2 => [I64x2ReplaceLane];
    ReplaceF32 4 => [F32x4ReplaceLane];
    ReplaceF64 2 => [F64x2ReplaceLane];
};

/// Several times: each of its patterns is as good as an operator.
const SHUFFLE: &[Op] =
    &[Op { form: Form::Binary, nans: Nans::None, domain: Domain::All, make: |b| I::I8x16Shuffle(b.map(|x| x % 32)) }; 12];

const RELAXED: &[Op] = table! {
    Binary None Domain::Indices => [I8x16RelaxedSwizzle];
    Binary None Domain::NotLeast => [I16x8RelaxedQ15mulrS];
    Binary None Domain::SevenBits => [I16x8RelaxedDotI8x16I7x16S];
    Ternary None Domain::SevenBits => [I32x4RelaxedDotI8x16I7x16AddS];
    Ternary None Domain::Masks(8) => [I8x16RelaxedLaneselect];
    Ternary None Domain::Masks(16) => [I16x8RelaxedLaneselect];
    Ternary None Domain::Masks(32) => [I32x4RelaxedLaneselect];
    Ternary None Domain::Masks(64) => [I64x2RelaxedLaneselect];
    Ternary None Domain::SmallF32 => [F32x4RelaxedMadd, F32x4RelaxedNmadd];
    Ternary None Domain::SmallF64 => [F64x2RelaxedMadd, F64x2RelaxedNmadd];
    Binary None Domain::SmallF32 => [F32x4RelaxedMin, F32x4RelaxedMax];
    Binary None Domain::SmallF64 => [F64x2RelaxedMin, F64x2RelaxedMax];
    Unary None Domain::SmallF32 => [I32x4RelaxedTruncF32x4S];
    Unary None Domain::SmallUnsignedF32 => [I32x4RelaxedTruncF32x4U];
    Unary None Domain::SmallF64 => [I32x4RelaxedTruncF64x2SZero];
    Unary None Domain::SmallUnsignedF64 => [I32x4RelaxedTruncF64x2UZero];
};

/// All operators; the relaxed ones come last.
pub fn operators() -> impl ExactSizeIterator<Item = Op> + Clone {
    let lists = [FIXED, LANES, SHUFFLE, RELAXED];
    let count: usize = lists.iter().map(|l| l.len()).sum();
    (0..count).map(move |mut i| {
        for l in lists {
            if i < l.len() {
                return l[i];
            }
            i -= l.len();
        }
        unreachable!("the index is below the sum of lengths")
    })
}

/// The operators that are not relaxed.
pub fn fixed_operators() -> impl ExactSizeIterator<Item = Op> + Clone {
    operators().take(FIXED.len() + LANES.len() + SHUFFLE.len())
}

/// Lanes for a shuffle (the first of them for what takes one): any, or a pattern that instructions exist for, or nearly one.
pub fn lanes(r: &mut Rng) -> [u8; 16] {
    let width = r.pick(&[1u8, 2, 4, 8]);
    let (count, first) = (16 / width, r.below(32) as u8);
    let group: fn(u8, u8, u8) -> u8 = match r.below(9) {
        0 => return [(); 16].map(|()| r.bits() as u8),
        // Rotated: of both operands, of one, and of the reverse.
        1 => |i, first, _| i + first,
        2 => |i, first, n| (i + first) % n,
        3 => |i, first, n| (2 * n - 1 - i) ^ (first % n),
        // Interleaved, and apart.
        4 => |i, first, n| i / 2 + (i % 2) * n + (first % 2) * (n / 2),
        5 => |i, first, _| 2 * i + first % 2,
        6 => |i, first, n| (i & !1) + first % 2 + (i % 2) * n,
        // All the same; blended.
        7 => |_, first, _| first,
        _ => |i, first, n| i + (first >> (i % 5) & 1) * n,
    };
    let mut out: [u8; 16] = std::array::from_fn(|byte| {
        let byte = byte as u8;
        (group(byte / width, first, count) % (2 * count)) * width + byte % width
    });
    if r.chance(15) {
        out[r.below(16)] = r.below(32) as u8;
    }
    out
}
