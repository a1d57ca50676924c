//! Folding of vector operators. Input: an operator and its operands' definitions; output as [`super::fold`] says, and as exact: of
//! floats no more than signs and comparisons are folded, so no NaN is ever chosen here.

use super::fold::{Folded, float_compare, int_compare};
use crate::ir::*;
use Folded::*;

type Bytes = [u8; 16];

const ZERO: Bytes = [0; 16];
const ONES: Bytes = [0xff; 16];

fn vector(bytes: Bytes) -> Folded {
    Other(InstData::VConst { bytes })
}

/// Lane `i` without sign.
fn lane_at(v: &Bytes, bits: u32, i: usize) -> u64 {
    let n = bits as usize / 8;
    v[i * n..][..n].iter().rev().fold(0, |all, b| all << 8 | u64::from(*b))
}

fn extended(x: u64, bits: u32, signed: bool) -> i128 {
    if signed { i128::from((x << (64 - bits)) as i64 >> (64 - bits)) } else { i128::from(x) }
}

/// A vector of lanes of so many bits; what is above them goes.
fn build(bits: u32, lane: impl Fn(usize) -> i128) -> Bytes {
    let n = bits as usize / 8;
    let mut out = ZERO;
    for (i, c) in out.chunks_exact_mut(n).enumerate() {
        c.copy_from_slice(&lane(i).to_le_bytes()[..n]);
    }
    out
}

fn map(bits: u32, signed: bool, a: &Bytes, f: impl Fn(i128) -> i128) -> Bytes {
    build(bits, |i| f(extended(lane_at(a, bits, i), bits, signed)))
}

fn zip(bits: u32, signed: bool, a: &Bytes, b: &Bytes, f: impl Fn(i128, i128) -> i128) -> Bytes {
    let x = |v, i| extended(lane_at(v, bits, i), bits, signed);
    build(bits, |i| f(x(a, i), x(b, i)))
}

/// The nearest number of so many bits.
fn saturated(x: i128, bits: u32, signed: bool) -> i128 {
    let (least, most) = if signed { (-1 << (bits - 1), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) };
    x.clamp(least, most)
}

/// All ones or all zeros.
fn truth(x: bool) -> i128 {
    -i128::from(x)
}

/// The simpler form of an operator with one operand.
pub fn unary(f: &Function, op: VUnaryOp, arg: Value) -> Option<Folded> {
    use VUnaryOp as U;
    if let U::Splat(lane) = op {
        let (bits, n) = (f.as_const(arg)?.to_le_bytes(), usize::from(lane.bytes()));
        return Some(vector(std::array::from_fn(|i| bits[i % n])));
    }
    let Some(a) = f.as_vector(arg) else {
        return match (op, f.def(arg)?.1) {
            (U::Not, InstData::VUnary { op: U::Not, arg }) => Some(Same(*arg)),
            // A lane of equal ones.
            (U::Extract { lane, signed, .. }, &InstData::VUnary { op: U::Splat(from), arg }) if lane == from => match (lane, signed) {
                (Lane::I32 | Lane::I64 | Lane::F32 | Lane::F64, _) => Some(Same(arg)),
                (Lane::I8, true) => Some(Other(InstData::Unary { op: UnaryOp::Extend8S, ty: Type::I32, arg })),
                (Lane::I16, true) => Some(Other(InstData::Unary { op: UnaryOp::Extend16S, ty: Type::I32, arg })),
                _ => None,
            },
            _ => None,
        };
    };
    let sign_bits = |lane: Lane| (0..usize::from(lane.count())).map(|i| (lane_at(&a, lane.bits(), i) >> (lane.bits() - 1)) << i).sum::<u64>();
    Some(match op {
        U::Extract { lane, index, signed } => {
            let x = lane_at(&a, lane.bits(), index.into());
            let wide = lane.bits().max(32);
            Const(extended(x, lane.bits(), signed) as u64 & (u64::MAX >> (64 - wide)))
        }
        U::AnyTrue => Const((a != ZERO).into()),
        U::AllTrue(lane) => Const((0..lane.count()).all(|i| lane_at(&a, lane.bits(), i.into()) != 0).into()),
        U::Bitmask(lane) => Const(sign_bits(lane)),
        U::Not => vector(a.map(|b| !b)),
        U::Abs(lane) if lane.is_float() => vector(map(lane.bits(), false, &a, |x| x & !(1 << (lane.bits() - 1)))),
        U::Neg(lane) if lane.is_float() => vector(map(lane.bits(), false, &a, |x| x ^ 1 << (lane.bits() - 1))),
        U::Abs(lane) => vector(map(lane.bits(), true, &a, i128::abs)),
        U::Neg(lane) => vector(map(lane.bits(), true, &a, |x| -x)),
        U::Popcnt => vector(a.map(|b| b.count_ones() as u8)),
        U::ExtAddPairwise { from, signed } => vector(build(2 * from.bits(), |i| {
            let x = |i| extended(lane_at(&a, from.bits(), i), from.bits(), signed);
            x(2 * i) + x(2 * i + 1)
        })),
        U::Extend { from, high, signed } => vector(half_lanes(from, high, signed, &a)),
        _ => return None,
    })
}

fn half_lanes(from: Lane, high: bool, signed: bool, a: &Bytes) -> Bytes {
    let first = if high { usize::from(from.count()) / 2 } else { 0 };
    build(2 * from.bits(), |i| extended(lane_at(a, from.bits(), first + i), from.bits(), signed))
}

/// The simpler form of an operator with two operands.
pub fn binary(f: &Function, op: VBinaryOp, a: Value, b: Value) -> Option<Folded> {
    use VBinaryOp as B;
    if op.second() != Type::V128 {
        let (x, y) = (f.as_vector(a), f.as_const(b)?);
        return match op {
            B::Shl(lane) | B::ShrS(lane) | B::ShrU(lane) => {
                let n = y as u32 & (lane.bits() - 1);
                match x {
                    _ if n == 0 => Some(Same(a)),
                    Some(x) if matches!(op, B::Shl(_)) => Some(vector(map(lane.bits(), false, &x, |l| l << n))),
                    Some(x) => Some(vector(map(lane.bits(), matches!(op, B::ShrS(_)), &x, |l| l >> n))),
                    None => None,
                }
            }
            B::Replace { lane, index } => {
                let mut bytes = x?;
                let n = usize::from(lane.bytes());
                bytes[usize::from(index) * n..][..n].copy_from_slice(&y.to_le_bytes()[..n]);
                Some(vector(bytes))
            }
            _ => None,
        };
    }
    match (f.as_vector(a), f.as_vector(b)) {
        (Some(x), Some(y)) => constants(op, &x, &y).map(vector),
        (Some(_), None) if op.commutes() => Some(Other(InstData::VBinary { op, args: [b, a] })),
        (None, Some(c)) => with_constant(op, a, &c),
        _ if a == b => match op {
            B::And | B::Or | B::Min { .. } | B::Max { .. } | B::Avgr(_) => Some(Same(a)),
            B::Xor | B::AndNot | B::SubSat { .. } => Some(vector(ZERO)),
            B::Sub(lane) if !lane.is_float() => Some(vector(ZERO)),
            B::Icmp(_, cc) => Some(vector(if int_compare(cc, Type::I32, 0, 0) { ONES } else { ZERO })),
            _ => None,
        },
        _ => None,
    }
}

/// `a op c`.
fn with_constant(op: VBinaryOp, a: Value, c: &Bytes) -> Option<Folded> {
    use VBinaryOp as B;
    match op {
        B::And if *c == ZERO => Some(vector(ZERO)),
        B::And if *c == ONES => Some(Same(a)),
        B::Or if *c == ONES => Some(vector(ONES)),
        B::Or | B::Xor | B::AndNot | B::AddSat { .. } | B::SubSat { .. } if *c == ZERO => Some(Same(a)),
        B::Add(lane) | B::Sub(lane) if *c == ZERO && !lane.is_float() => Some(Same(a)),
        B::Xor if *c == ONES => Some(Other(InstData::VUnary { op: VUnaryOp::Not, arg: a })),
        B::AndNot if *c == ONES => Some(vector(ZERO)),
        _ => None,
    }
}

fn constants(op: VBinaryOp, a: &Bytes, b: &Bytes) -> Option<Bytes> {
    use VBinaryOp as B;
    let bitwise = |f: fn(u8, u8) -> u8| std::array::from_fn(|i| f(a[i], b[i]));
    Some(match op {
        B::And => bitwise(|x, y| x & y),
        B::AndNot => bitwise(|x, y| x & !y),
        B::Or => bitwise(|x, y| x | y),
        B::Xor => bitwise(|x, y| x ^ y),
        B::Add(lane) if !lane.is_float() => zip(lane.bits(), false, a, b, |x, y| x + y),
        B::Sub(lane) if !lane.is_float() => zip(lane.bits(), false, a, b, |x, y| x - y),
        B::Mul(lane) if !lane.is_float() => zip(lane.bits(), false, a, b, |x, y| x.wrapping_mul(y)),
        B::Min { lane, signed } => zip(lane.bits(), signed, a, b, i128::min),
        B::Max { lane, signed } => zip(lane.bits(), signed, a, b, i128::max),
        B::AddSat { lane, signed } => zip(lane.bits(), signed, a, b, |x, y| saturated(x + y, lane.bits(), signed)),
        B::SubSat { lane, signed } => zip(lane.bits(), signed, a, b, |x, y| saturated(x - y, lane.bits(), signed)),
        B::Avgr(lane) => zip(lane.bits(), false, a, b, |x, y| (x + y + 1) >> 1),
        B::Q15Mulr => zip(16, true, a, b, |x, y| saturated((x * y + (1 << 14)) >> 15, 16, true)),
        B::Dot => build(32, |i| {
            let product = |i| extended(lane_at(a, 16, i), 16, true) * extended(lane_at(b, 16, i), 16, true);
            product(2 * i) + product(2 * i + 1)
        }),
        B::ExtMul { from, high, signed } => {
            let (x, y) = (half_lanes(from, high, signed, a), half_lanes(from, high, signed, b));
            zip(2 * from.bits(), signed, &x, &y, |x, y| x.wrapping_mul(y))
        }
        B::Narrow { from, signed } => build(from.bits() / 2, |i| {
            let n = usize::from(from.count());
            let x = lane_at(if i < n { a } else { b }, from.bits(), i % n);
            saturated(extended(x, from.bits(), true), from.bits() / 2, signed)
        }),
        B::Swizzle => b.map(|i| a.get(usize::from(i)).copied().unwrap_or(0)),
        B::Icmp(lane, cc) => {
            let ty = if lane == Lane::I64 { Type::I64 } else { Type::I32 };
            let signed = matches!(cc, IntCc::LtS | IntCc::GtS | IntCc::LeS | IntCc::GeS);
            zip(lane.bits(), signed, a, b, |x, y| truth(int_compare(cc, ty, x as u64, y as u64)))
        }
        B::Fcmp(lane, cc) => zip(lane.bits(), false, a, b, |x, y| truth(float_compare(cc, lane.scalar(), x as u64, y as u64))),
        _ => return None,
    })
}

/// The simpler form of a shuffle.
pub fn shuffle(f: &Function, [a, b]: [Value; 2], lanes: Bytes) -> Option<Folded> {
    let identity: Bytes = std::array::from_fn(|i| i as u8);
    let second = lanes.iter().all(|l| *l >= 16);
    if let (Some(x), Some(y)) = (f.as_vector(a), f.as_vector(b)) {
        return Some(vector(lanes.map(|l| if l < 16 { x[usize::from(l)] } else { y[usize::from(l) % 16] })));
    }
    let one = a == b || second || lanes.iter().all(|l| *l < 16);
    let (from, low) = (if second { b } else { a }, lanes.map(|l| l % 16));
    if one && low == identity {
        return Some(Same(from));
    }
    if !one {
        return None;
    }
    match f.def(from).map(|d| d.1) {
        Some(InstData::VConst { bytes }) => Some(vector(low.map(|l| bytes[usize::from(l)]))),
        // A shuffle of one shuffle's result.
        Some(InstData::Shuffle { args, lanes: before }) => {
            Some(Other(InstData::Shuffle { args: *args, lanes: low.map(|l| before[usize::from(l)]) }))
        }
        _ if (a, b, lanes) != (from, from, low) => Some(Other(InstData::Shuffle { args: [from, from], lanes: low })),
        _ => None,
    }
}

/// The simpler form of an operator with three operands.
pub fn ternary(f: &Function, op: VTernaryOp, [a, b, c]: [Value; 3]) -> Option<Folded> {
    if !matches!(op, VTernaryOp::Bitselect | VTernaryOp::RelaxedSelect(_)) {
        return None;
    }
    match (f.as_vector(a), f.as_vector(b), f.as_vector(c)) {
        _ if a == b => Some(Same(a)),
        (_, _, Some(ONES)) => Some(Same(a)),
        (_, _, Some(ZERO)) => Some(Same(b)),
        (Some(x), Some(y), Some(m)) => Some(vector(std::array::from_fn(|i| x[i] & m[i] | y[i] & !m[i]))),
        (_, Some(ZERO), _) => Some(Other(InstData::VBinary { op: VBinaryOp::And, args: [c, a] })),
        (Some(ZERO), ..) => Some(Other(InstData::VBinary { op: VBinaryOp::AndNot, args: [b, c] })),
        _ => None,
    }
}
