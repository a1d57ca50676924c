//! Simplifies what ranges of integers ([`super::ranges`]) decide. Input: a function without aliases; output: the same
//! with
//! - addresses `x + c` as `x` with a greater offset, where the sum does not pass the end of the number line: an index
//!   is extended to 64 bits before the offset is added, so only then are they the same;
//! - addresses `x << n` as `x` with a scale, where no bit is lost, `n` fits the access, and the shifted value is used
//!   for such addresses only;
//! - masks, extensions and checks gone that change nothing, comparisons decided;
//! - signed division, shift, extension and conversion of what is never negative as unsigned ones or the other way
//!   round, whichever is cheaper.

use super::Context;
use super::ranges::{self, Facts, decide, plus_constant};
use crate::ir::{Addr, BinaryOp, Function, Inst, InstData, Type, UnaryOp, Value, ValueDef};
use wazc_abi::vmctx::MAX_UNCHECKED_OFFSET;

/// The pass.
pub fn run(f: &mut Function, ctx: &Context<'_>) {
    let shifted = only_addresses(f);
    let mut gone = vec![false; f.insts.len()];
    let mut aliases = false;
    ranges::walk(f, ctx.env, &mut |f, facts, _, i| {
        match simpler(f, facts, &shifted, i) {
            Some(Simpler::Same(v)) => {
                // Resolved: chains of aliases would be followed again and again.
                let (result, v) = (f.result(i), f.resolve(v));
                f.values[result.index()].1 = ValueDef::Alias(v);
                gone[i.index()] = true;
                aliases = true;
            }
            Some(Simpler::Other(d)) => f.insts[i.index()].data = d,
            Some(Simpler::Nothing) => gone[i.index()] = true,
            None => {}
        }
    });
    for b in f.layout.clone() {
        f.blocks[b.index()].insts.retain(|i| !gone[i.index()]);
    }
    if aliases {
        f.resolve_aliases();
    }
}

/// What an instruction comes down to.
enum Simpler {
    Same(Value),
    Other(InstData),
    Nothing,
}

use Simpler::{Nothing, Other, Same};

fn simpler(f: &Function, facts: &Facts<'_>, shifted: &[bool], i: Inst) -> Option<Simpler> {
    let d = &f.insts[i.index()].data;
    let constant = |ty: Type, bits: u64| Some(Other(InstData::Const { ty, bits }));
    match d {
        InstData::Load { op, addr } => Some(Other(InstData::Load { op: *op, addr: address(f, facts, shifted, *addr, op.bytes())? })),
        InstData::Store { op, addr, value } => {
            Some(Other(InstData::Store { op: *op, addr: address(f, facts, shifted, *addr, op.bytes())?, value: *value }))
        }
        InstData::Icmp { cc, args: [a, b] } => constant(Type::I32, decide(*cc, facts.of(*a), facts.of(*b))?.into()),
        InstData::Select { cond, args: [a, b] } => {
            let (lo, hi) = facts.of(*cond).unsigned();
            if lo > 0 { Some(Same(*a)) } else { (hi == 0).then_some(Same(*b)) }
        }
        InstData::TrapIf { cond, .. } => (facts.of(*cond).as_one() == Some(0)).then_some(Nothing),
        InstData::Unary { op, ty, arg } if !f.ty(*arg).is_float() => unary(f, facts, *op, *ty, *arg),
        InstData::Binary { op, args: [a, b] } if !f.ty(*a).is_float() => {
            let (x, y) = (facts.of(*a), facts.of(*b));
            let other = |op: BinaryOp| Some(Other(InstData::Binary { op, args: [*a, *b] }));
            match op {
                BinaryOp::And => {
                    // A mask that has all bits which the operand may have.
                    let bits = |x: u64| x.checked_ilog2().map_or(0, |n| u64::MAX >> (63 - n));
                    let keeps = |mask: Value, x: u64| f.as_const(mask).is_some_and(|c| bits(x) & !c == 0);
                    keeps(*b, x.unsigned().1).then_some(Same(*a))
                }
                BinaryOp::RemU if x.unsigned().1 < y.unsigned().0 => Some(Same(*a)),
                BinaryOp::DivS if x.is_positive() && y.is_positive() => other(BinaryOp::DivU),
                BinaryOp::RemS if x.is_positive() && y.is_positive() => other(BinaryOp::RemU),
                BinaryOp::ShrS if x.is_positive() => other(BinaryOp::ShrU),
                _ => None,
            }
        }
        _ => None,
    }
}

fn unary(f: &Function, facts: &Facts<'_>, op: UnaryOp, ty: Type, arg: Value) -> Option<Simpler> {
    let x = facts.of(arg);
    let other = |op: UnaryOp| Some(Other(InstData::Unary { op, ty, arg }));
    let fits = |bits: u32| {
        let (lo, hi) = x.signed();
        (lo >= -1 << (bits - 1) && hi < 1 << (bits - 1)).then_some(Same(arg))
    };
    match op {
        UnaryOp::Eqz => {
            let (lo, hi) = x.unsigned();
            let decided = if lo > 0 { 0 } else if hi == 0 { 1 } else { return None };
            Some(Other(InstData::Const { ty: Type::I32, bits: decided }))
        }
        UnaryOp::Extend8S => fits(8),
        UnaryOp::Extend16S => fits(16),
        UnaryOp::Extend32S => fits(32),
        UnaryOp::ExtendS if x.is_positive() => other(UnaryOp::ExtendU),
        UnaryOp::ExtendU => match f.def(arg)?.1 {
            InstData::Unary { op: UnaryOp::Wrap, arg: wide, .. } => (facts.of(*wide).unsigned().1 <= u32::MAX.into()).then_some(Same(*wide)),
            _ => None,
        },
        UnaryOp::ConvertU if x.is_positive() => other(UnaryOp::ConvertS),
        _ => None,
    }
}

/// The address with constants of the index in the offset; `None` if there are none that can go there.
fn address(f: &Function, facts: &Facts<'_>, shifted: &[bool], addr: Addr, bytes: u32) -> Option<Addr> {
    let mut a = addr;
    while f.ty(a.index) == Type::I32 && a.scale == 0 {
        let Some((x, c)) = plus_constant(f, a.index) else { break };
        let (lo, hi) = facts.of(x).unsigned();
        let offset = if hi + c <= u32::MAX.into() {
            u64::from(a.offset) + c
        } else if lo + c > u32::MAX.into() && u64::from(a.offset) + c > u32::MAX.into() {
            // A difference that does not go below 0, taken from an offset that is no less.
            u64::from(a.offset) + c - (1 << 32)
        } else {
            break;
        };
        if offset >= MAX_UNCHECKED_OFFSET {
            break;
        }
        a = Addr { index: x, offset: offset as u32, ..a };
    }
    if let (Some((x, n)), 0) = (shift(f, a.index), a.scale) {
        let fits = facts.of(x).unsigned().1 <= u64::from(u32::MAX >> n);
        if fits && shifted[a.index.index()] && 1 << n == bytes && f.ty(x) == Type::I32 {
            a = Addr { index: x, scale: n as u8, ..a };
        }
    }
    (a != addr).then_some(a)
}

/// A value as another, shifted to the left by less than 4.
fn shift(f: &Function, v: Value) -> Option<(Value, u32)> {
    let InstData::Binary { op: BinaryOp::Shl, args: [x, n] } = f.def(v)?.1 else { return None };
    f.as_const(*n).filter(|n| (1..4).contains(n)).map(|n| (*x, n as u32))
}

/// The shifted values whose uses are all addresses of accesses that they fit, or sums with a constant for such.
fn only_addresses(f: &Function) -> Vec<bool> {
    let mut only = vec![true; f.values.len()];
    let mut sums = Vec::new();
    for i in f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts) {
        let d = &f.insts[i.index()].data;
        let mut index = None;
        match d {
            InstData::Load { addr, .. } | InstData::Store { addr, .. } => {
                let bytes = if let InstData::Load { op, .. } = d { op.bytes() } else { 0 };
                let bytes = if let InstData::Store { op, .. } = d { op.bytes() } else { bytes };
                let inner = plus_constant(f, addr.index).map_or(addr.index, |s| s.0);
                if shift(f, inner).is_some_and(|(_, n)| 1 << n == bytes) {
                    index = Some(addr.index);
                }
            }
            InstData::Binary { .. } => {
                let v = f.result(*i);
                if let Some((x, _)) = plus_constant(f, v) {
                    if shift(f, x).is_some() {
                        sums.push((v, x));
                        continue;
                    }
                }
            }
            _ => {}
        }
        d.each_arg(|v| only[v.index()] &= index == Some(v));
    }
    for (v, x) in sums {
        only[x.index()] &= only[v.index()];
    }
    only
}
