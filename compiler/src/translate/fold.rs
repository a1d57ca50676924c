//! Folding while IR is built. Input: an instruction about to be appended; output: a constant, a value that is already
//! there, or a simpler instruction. Each rule looks at the operands' definitions only, so folding costs O(1).
//!
//! Every rule is exact bit for bit: float operators are folded only where neither an operand nor the result is a NaN,
//! whose bits WebAssembly leaves open; a division is folded only where it does not trap.

use super::fold_vectors;
use crate::ir::*;

/// What an instruction came down to.
#[derive(Debug, PartialEq)]
pub enum Folded {
    /// A constant of the instruction's type.
    Const(u64),
    /// A value.
    Same(Value),
    /// Another instruction of the same type.
    Other(InstData),
}

use Folded::*;

fn mask(ty: Type) -> u64 {
    u64::MAX >> (64 - ty.bits())
}

fn signed(ty: Type, x: u64) -> i64 {
    let up = 64 - ty.bits();
    (x << up) as i64 >> up
}

/// An instruction with one result, of type `ty`, simplified as far as it goes; or the value that its result is.
pub fn simplify(f: &Function, ty: Type, mut data: InstData) -> Result<InstData, Value> {
    while let Some(folded) = fold(f, ty, &data) {
        data = match folded {
            Same(v) => return Err(f.resolve(v)),
            Const(bits) => InstData::Const { ty, bits },
            Other(data) => data,
        };
    }
    Ok(data)
}

/// The simpler form of a pure instruction of type `ty`, if there is one.
pub fn fold(f: &Function, ty: Type, data: &InstData) -> Option<Folded> {
    match *data {
        InstData::Unary { op, arg, .. } => unary(f, op, ty, arg),
        InstData::Binary { op, args: [a, b] } => match (f.as_const(a), f.as_const(b)) {
            (Some(x), Some(y)) if ty.is_float() => float_binary(op, ty, x, y).map(Const),
            (Some(x), Some(y)) => int_binary(op, ty, x, y).map(Const),
            (None, Some(c)) if !ty.is_float() => with_constant(f, op, ty, a, c & mask(ty)),
            (Some(_), None) if op.commutes() => Some(Other(InstData::Binary { op, args: [b, a] })),
            _ if a == b => match op {
                BinaryOp::Sub | BinaryOp::Xor => Some(Const(0)),
                BinaryOp::And | BinaryOp::Or => Some(Same(a)),
                _ => None,
            },
            _ => None,
        },
        InstData::Icmp { cc, args: [a, b] } => {
            let ty = f.ty(a);
            match (f.as_const(a), f.as_const(b)) {
                (Some(x), Some(y)) => Some(Const(int_compare(cc, ty, x, y).into())),
                (Some(_), None) => Some(Other(InstData::Icmp { cc: cc.swapped(), args: [b, a] })),
                (None, Some(0)) => compare_with_zero(f, cc, a),
                _ if a == b => Some(Const(int_compare(cc, ty, 0, 0).into())),
                _ => None,
            }
        }
        InstData::Fcmp { cc, args: [a, b] } => {
            Some(Const(float_compare(cc, f.ty(a), f.as_const(a)?, f.as_const(b)?).into()))
        }
        InstData::VUnary { op, arg } => fold_vectors::unary(f, op, arg),
        InstData::VBinary { op, args: [a, b] } => fold_vectors::binary(f, op, a, b),
        InstData::VTernary { op, args } => fold_vectors::ternary(f, op, args),
        InstData::Shuffle { args, lanes } => fold_vectors::shuffle(f, args, lanes),
        InstData::Select { cond, args: [a, b] } => match f.def(cond).map(|d| d.1) {
            _ if a == b => Some(Same(a)),
            Some(InstData::Const { bits, .. }) => Some(Same(if *bits as u32 != 0 { a } else { b })),
            Some(InstData::Unary { op: UnaryOp::Eqz, arg, .. }) if f.ty(*arg) == Type::I32 => {
                Some(Other(InstData::Select { cond: *arg, args: [b, a] }))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a comparison of floats, given as bits, holds.
pub fn float_compare(cc: FloatCc, ty: Type, x: u64, y: u64) -> bool {
    let (x, y) = (float(ty, x), float(ty, y));
    match cc {
        FloatCc::Eq => x == y,
        FloatCc::Ne => x != y,
        FloatCc::Lt => x < y,
        FloatCc::Gt => x > y,
        FloatCc::Le => x <= y,
        FloatCc::Ge => x >= y,
    }
}

fn compare_with_zero(f: &Function, cc: IntCc, a: Value) -> Option<Folded> {
    match cc {
        IntCc::LtU => Some(Const(0)),
        IntCc::GeU => Some(Const(1)),
        IntCc::Eq | IntCc::LeU => Some(Other(InstData::Unary { op: UnaryOp::Eqz, ty: Type::I32, arg: a })),
        // A comparison is 0 or 1 already.
        IntCc::Ne | IntCc::GtU if f.def(a).is_some_and(|d| d.1.is_comparison()) => Some(Same(a)),
        _ => None,
    }
}

/// `a op c`.
fn with_constant(f: &Function, op: BinaryOp, ty: Type, a: Value, c: u64) -> Option<Folded> {
    use BinaryOp::*;
    let all = mask(ty);
    match op {
        Add | Sub | Or | Xor if c == 0 => Some(Same(a)),
        Shl | ShrS | ShrU | Rotl | Rotr if c & u64::from(ty.bits() - 1) == 0 => Some(Same(a)),
        And if c == all => Some(Same(a)),
        And | Mul if c == 0 => Some(Const(0)),
        Or if c == all => Some(Const(all)),
        Mul | DivU | DivS if c == 1 => Some(Same(a)),
        RemU | RemS if c == 1 => Some(Const(0)),
        And => {
            // A second mask that takes nothing more away.
            let InstData::Binary { op: And, args: [_, first] } = *f.def(a)?.1 else { return None };
            (f.as_const(first)? & all & !c == 0).then_some(Same(a))
        }
        _ => None,
    }
}

fn unary(f: &Function, op: UnaryOp, ty: Type, arg: Value) -> Option<Folded> {
    let from = f.ty(arg);
    if let Some(bits) = f.as_const(arg) {
        return unary_constant(op, from, ty, bits & mask(from)).map(|c| Const(c & mask(ty)));
    }
    match (op, f.def(arg)?.1) {
        (UnaryOp::Wrap, InstData::Unary { op: UnaryOp::ExtendU | UnaryOp::ExtendS, arg, .. }) => Some(Same(*arg)),
        (UnaryOp::Eqz, InstData::Icmp { cc, args }) => Some(Other(InstData::Icmp { cc: cc.inverse(), args: *args })),
        (UnaryOp::Eqz, InstData::Fcmp { cc: FloatCc::Eq, args }) => Some(Other(InstData::Fcmp { cc: FloatCc::Ne, args: *args })),
        (UnaryOp::Eqz, InstData::Fcmp { cc: FloatCc::Ne, args }) => Some(Other(InstData::Fcmp { cc: FloatCc::Eq, args: *args })),
        _ => None,
    }
}

fn unary_constant(op: UnaryOp, from: Type, to: Type, bits: u64) -> Option<u64> {
    let x = float(from, bits);
    let real = |r: f64| (!x.is_nan() && !r.is_nan()).then(|| float_bits(to, r));
    // The truncated operand, where it is in the range of the result.
    let truncated = |low: f64, high: f64| (x.trunc() >= low && x.trunc() < high).then(|| x.trunc());
    let two = |n: u32| 2f64.powi(n as i32);
    Some(match op {
        UnaryOp::Clz => u64::from(bits.leading_zeros() - (64 - from.bits())),
        UnaryOp::Ctz => u64::from(bits.trailing_zeros().min(from.bits())),
        UnaryOp::Popcnt => bits.count_ones().into(),
        UnaryOp::Eqz => (bits == 0).into(),
        UnaryOp::Extend8S => bits as i8 as u64,
        UnaryOp::Extend16S => bits as i16 as u64,
        UnaryOp::Extend32S | UnaryOp::ExtendS => bits as i32 as u64,
        UnaryOp::Wrap | UnaryOp::ExtendU => bits as u32 as u64,
        UnaryOp::Reinterpret => bits,
        UnaryOp::Fabs => bits & mask(from) >> 1,
        UnaryOp::Fneg => bits ^ 1 << (from.bits() - 1),
        UnaryOp::Fsqrt if from == Type::F32 => (!x.is_nan() && x >= 0.0).then(|| (x as f32).sqrt().to_bits().into())?,
        UnaryOp::Fsqrt => real(x.sqrt())?,
        UnaryOp::Fceil => real(x.ceil())?,
        UnaryOp::Ffloor => real(x.floor())?,
        UnaryOp::Ftrunc => real(x.trunc())?,
        UnaryOp::Fnearest => real(x.round_ties_even())?,
        UnaryOp::Demote => real(x)?,
        UnaryOp::Promote => real(x)?,
        // Straight to single precision: through double it would be rounded twice.
        UnaryOp::ConvertS if to == Type::F32 => (signed(from, bits) as f32).to_bits().into(),
        UnaryOp::ConvertU if to == Type::F32 => (bits as f32).to_bits().into(),
        UnaryOp::ConvertS => (signed(from, bits) as f64).to_bits(),
        UnaryOp::ConvertU => (bits as f64).to_bits(),
        UnaryOp::TruncS => truncated(-two(to.bits() - 1), two(to.bits() - 1))? as i64 as u64,
        UnaryOp::TruncU => truncated(0.0, two(to.bits()))? as u64,
        UnaryOp::TruncSatS if to == Type::I32 => x as i32 as u64,
        UnaryOp::TruncSatU if to == Type::I32 => (x as u32).into(),
        UnaryOp::TruncSatS => x as i64 as u64,
        UnaryOp::TruncSatU => x as u64,
    })
}

/// Bits as a number; every single-precision one is a double-precision one too.
fn float(ty: Type, bits: u64) -> f64 {
    if ty == Type::F32 { f32::from_bits(bits as u32).into() } else { f64::from_bits(bits) }
}

fn float_bits(ty: Type, x: f64) -> u64 {
    if ty == Type::F32 { (x as f32).to_bits().into() } else { x.to_bits() }
}

/// Arithmetic of one rounding, in the type's own precision.
fn float_binary(op: BinaryOp, ty: Type, a: u64, b: u64) -> Option<u64> {
    fn arith<T: std::ops::Add<Output = T> + std::ops::Sub<Output = T> + std::ops::Mul<Output = T> + std::ops::Div<Output = T>>(
        op: BinaryOp,
        a: T,
        b: T,
    ) -> Option<T> {
        Some(match op {
            BinaryOp::Fadd => a + b,
            BinaryOp::Fsub => a - b,
            BinaryOp::Fmul => a * b,
            BinaryOp::Fdiv => a / b,
            _ => return None,
        })
    }
    // A NaN among the operands makes the result one.
    if ty == Type::F32 {
        let r = arith(op, f32::from_bits(a as u32), f32::from_bits(b as u32))?;
        (!r.is_nan()).then(|| r.to_bits().into())
    } else {
        let r = arith(op, f64::from_bits(a), f64::from_bits(b))?;
        (!r.is_nan()).then(|| r.to_bits())
    }
}

fn int_binary(op: BinaryOp, ty: Type, a: u64, b: u64) -> Option<u64> {
    let bits = ty.bits();
    let (a, b, n) = (a & mask(ty), b & mask(ty), b as u32 & (bits - 1));
    let (sa, sb) = (signed(ty, a), signed(ty, b));
    Some(
        mask(ty)
            & match op {
                BinaryOp::Add => a.wrapping_add(b),
                BinaryOp::Sub => a.wrapping_sub(b),
                BinaryOp::Mul => a.wrapping_mul(b),
                BinaryOp::And => a & b,
                BinaryOp::Or => a | b,
                BinaryOp::Xor => a ^ b,
                BinaryOp::Shl => a << n,
                BinaryOp::ShrU => a >> n,
                BinaryOp::ShrS => (sa >> n) as u64,
                BinaryOp::Rotl => a << n | a.checked_shr(bits - n).unwrap_or(0),
                BinaryOp::Rotr => a >> n | a.checked_shl(bits - n).unwrap_or(0),
                BinaryOp::DivU => a.checked_div(b)?,
                BinaryOp::RemU => a.checked_rem(b)?,
                BinaryOp::DivS => Some(sa.checked_div(sb)?).filter(|q| signed(ty, *q as u64) == *q)? as u64,
                BinaryOp::RemS if sb == -1 => 0,
                BinaryOp::RemS => sa.checked_rem(sb)? as u64,
                _ => return None,
            },
    )
}

pub fn int_compare(cc: IntCc, ty: Type, a: u64, b: u64) -> bool {
    let (a, b) = (a & mask(ty), b & mask(ty));
    let (sa, sb) = (signed(ty, a), signed(ty, b));
    match cc {
        IntCc::Eq => a == b,
        IntCc::Ne => a != b,
        IntCc::LtS => sa < sb,
        IntCc::LtU => a < b,
        IntCc::GtS => sa > sb,
        IntCc::GtU => a > b,
        IntCc::LeS => sa <= sb,
        IntCc::LeU => a <= b,
        IntCc::GeS => sa >= sb,
        IntCc::GeU => a >= b,
    }
}
