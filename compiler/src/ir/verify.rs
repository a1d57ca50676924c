//! Checks a function's invariants (see [`super`]). Input: a function and its module; output: what is wrong where.
//! For tests and debug builds: dominance is checked by walks up an iterative dominator tree.

use super::cfg::{dominators, reverse_postorder};
use super::env::ModuleEnv;
use super::func::{Function, ValueDef};
use super::inst::{Addr, BinaryOp, InstData, StoreOp, UnaryOp};
use super::types::{Block, Type, Value};

/// Checks `f`; the error says what is wrong where.
pub fn verify(f: &Function, env: &ModuleEnv) -> Result<(), String> {
    let order = reverse_postorder(f);
    let mut position = vec![usize::MAX; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
    let idom = dominators(f, &order);
    let dominates = |a: Block, b: Block| {
        let (a, mut b) = (position[a.index()], position[b.index()]);
        while b > a {
            b = idom[b];
        }
        a == b
    };
    layout(f, &order, &idom)?;
    // Place of each result: block and index in it.
    let mut place = vec![None; f.insts.len()];
    for b in &order {
        for (n, i) in f.blocks[b.index()].insts.iter().enumerate() {
            match place.get_mut(i.index()) {
                Some(p @ None) => *p = Some((*b, n)),
                _ => return Err(format!("{i} stands in two places, or does not exist")),
            }
        }
    }
    for &b in &order {
        let insts = &f.blocks[b.index()].insts;
        for (n, &i) in insts.iter().enumerate() {
            let node = &f.insts[i.index()];
            let data = &node.data;
            if data.is_terminator() != (n + 1 == insts.len()) {
                return Err(format!("{b}: terminator in the middle, or none at the end: {data}"));
            }
            let mut bad = None;
            data.each_arg(|v: Value| {
                let ok = match f.values.get(v.index()).map(|d| d.1) {
                    Some(ValueDef::Result(d, _)) => match place[d.index()] {
                        Some((db, dn)) if db == b => dn < n,
                        Some((db, _)) => dominates(db, b),
                        None => false,
                    },
                    Some(ValueDef::Param(db, n)) => {
                        position[db.index()] != usize::MAX
                            && f.blocks[db.index()].params.get(n as usize) == Some(&v)
                            && dominates(db, b)
                    }
                    Some(ValueDef::Alias(_)) | None => false,
                };
                if !ok {
                    bad = Some(v);
                }
            });
            if let Some(v) = bad {
                return Err(format!("{b}: {v} does not reach `{data}`"));
            }
            let results: Vec<Type> = f.results(i).map(|v| f.ty(v)).collect();
            if !well_typed(f, env, data, &results) {
                return Err(format!("{b}: operands or results of `{data}` have wrong types"));
            }
            edges(f, data).map_err(|to| format!("{b}: arguments of the edge to {to} are wrong"))?;
        }
        if insts.is_empty() {
            return Err(format!("{b} is empty"));
        }
    }
    Ok(())
}

/// Every block that can be reached is in the layout once, behind its dominators; no other is.
fn layout(f: &Function, order: &[Block], idom: &[usize]) -> Result<(), String> {
    let mut at = vec![usize::MAX; f.blocks.len()];
    for (i, b) in f.layout.iter().enumerate() {
        match at.get_mut(b.index()) {
            Some(place) if *place == usize::MAX => *place = i,
            _ => return Err(format!("{b} is in the layout twice, or does not exist")),
        }
    }
    if f.layout.len() != order.len() || f.layout.first() != Some(&Block(0)) {
        return Err("the layout has other blocks than can be reached".into());
    }
    for (n, b) in order.iter().enumerate() {
        let here = at[b.index()];
        if here == usize::MAX || at[order[idom[n]].index()] > here {
            return Err(format!("{b} is not in the layout, or before its dominator"));
        }
    }
    Ok(())
}

fn edges(f: &Function, data: &InstData) -> Result<(), Block> {
    let mut wrong = None;
    data.each_edge(|e| match f.blocks.get(e.to.index()) {
        Some(t) if e.to.0 != 0 && t.params.len() == e.args.len() => {
            if t.params.iter().zip(&e.args).any(|(p, a)| f.ty(*p) != f.ty(*a)) {
                wrong = Some(e.to);
            }
        }
        _ => wrong = Some(e.to),
    });
    if let InstData::BrTable { targets, edges, .. } = data {
        if targets.is_empty() || targets.iter().any(|t| *t as usize >= edges.len()) {
            wrong = edges.first().map(|e| e.to).or(Some(Block(0)));
        }
    }
    wrong.map_or(Ok(()), Err)
}

fn well_typed(f: &Function, env: &ModuleEnv, data: &InstData, results: &[Type]) -> bool {
    use Type::*;
    let ty = |v: Value| f.ty(v);
    let are = |values: &[Value], types: &[Type]| values.iter().map(|v| f.ty(*v)).eq(types.iter().copied());
    let addr = |a: &Addr| a.base.is_none_or(|b| ty(b) == I64) && !ty(a.index).is_float() && a.offset <= i32::MAX as u32 && a.scale <= 3 && (a.scale == 0 || ty(a.index) == I32);
    let sig = |t: u32| env.sigs.get(t as usize);
    let only = results.first().copied();
    match data {
        InstData::Const { ty: t, bits } => results == [*t] && (t.bits() == 64 || t.bits() == 32 && bits >> 32 == 0),
        InstData::VConst { .. } => results == [V128],
        InstData::VUnary { op, arg } => results == [op.ty()] && ty(*arg) == op.operand(),
        InstData::VBinary { op, args: [a, b] } => results == [V128] && ty(*a) == V128 && ty(*b) == op.second(),
        InstData::VTernary { args, .. } => results == [V128] && are(args, &[V128; 3]),
        InstData::Shuffle { args, lanes } => results == [V128] && are(args, &[V128; 2]) && lanes.iter().all(|l| *l < 32),
        InstData::Unary { op, ty: t, arg } => results == [*t] && unary(*op, ty(*arg), *t),
        InstData::Binary { op, args: [a, b] } => {
            let float = matches!(
                op,
                BinaryOp::Fadd
                    | BinaryOp::Fsub
                    | BinaryOp::Fmul
                    | BinaryOp::Fdiv
                    | BinaryOp::Fmin
                    | BinaryOp::Fmax
                    | BinaryOp::Fcopysign
            );
            results == [ty(*a)] && ty(*a) == ty(*b) && ty(*a) != V128 && ty(*a).is_float() == float
        }
        InstData::Icmp { args: [a, b], .. } => results == [I32] && ty(*a) == ty(*b) && !ty(*a).is_float(),
        InstData::Fcmp { args: [a, b], .. } => results == [I32] && ty(*a) == ty(*b) && matches!(ty(*a), F32 | F64),
        InstData::Select { cond, args: [a, b] } => results == [ty(*a)] && ty(*a) == ty(*b) && ty(*cond) == I32,
        InstData::Load { op, addr: a } => results == [op.ty()] && addr(a),
        InstData::Store { op, addr: a, value } => {
            let fits = match op {
                StoreOp::F32 => ty(*value) == F32,
                StoreOp::F64 => ty(*value) == F64,
                StoreOp::V128 => ty(*value) == V128,
                StoreOp::B64 => ty(*value) == I64,
                _ => !ty(*value).is_float(),
            };
            results.is_empty() && addr(a) && fits
        }
        InstData::VmLoad { ty: t, .. } => results == [*t],
        InstData::PtrLoad { ty: t, ptr, .. } => results == [*t] && ty(*ptr) == I64,
        InstData::VmStore { .. } => results.is_empty(),
        InstData::PtrStore { ptr, .. } => results.is_empty() && ty(*ptr) == I64,
        InstData::VmBase => results == [I64],
        InstData::CheckIndex { index, len, .. } => results == [I32] && ty(*index) == I32 && ty(*len) == I64,
        InstData::TrapIf { cond, .. } => results.is_empty() && ty(*cond) == I32,
        InstData::Call { func, args } => match env.funcs.get(*func as usize).and_then(|t| sig(*t)) {
            Some(s) => are(args, &s.params) && results == s.results,
            None => false,
        },
        InstData::CallIndirect { ty: t, index, args, .. } => match sig(*t) {
            Some(s) => ty(*index) == I32 && are(args, &s.params) && results == s.results,
            None => false,
        },
        InstData::CallBuiltin { args, .. } => results.len() <= 1 && args.iter().all(|a| !ty(*a).is_float()),
        InstData::MemCopy { dst, src, len } => results.is_empty() && are(&[*dst, *src, *len], &[I64; 3]),
        InstData::MemFill { dst, byte, len } => results.is_empty() && are(&[*dst, *byte, *len], &[I64, I32, I64]),
        InstData::Jump(_) | InstData::Trap(_) => only.is_none(),
        InstData::BrIf { cond: v, .. } | InstData::BrTable { index: v, .. } => only.is_none() && ty(*v) == I32,
        InstData::Return(values) => only.is_none() && are(values, &f.results),
    }
}

fn unary(op: UnaryOp, from: Type, to: Type) -> bool {
    use Type::*;
    if from == V128 || to == V128 {
        return false;
    }
    match op {
        UnaryOp::Clz | UnaryOp::Ctz | UnaryOp::Popcnt | UnaryOp::Extend8S | UnaryOp::Extend16S => from == to && !to.is_float(),
        UnaryOp::Eqz => !from.is_float() && to == I32,
        UnaryOp::Extend32S => (from, to) == (I64, I64),
        UnaryOp::Wrap => (from, to) == (I64, I32),
        UnaryOp::ExtendS | UnaryOp::ExtendU => (from, to) == (I32, I64),
        UnaryOp::Fabs
        | UnaryOp::Fneg
        | UnaryOp::Fsqrt
        | UnaryOp::Fceil
        | UnaryOp::Ffloor
        | UnaryOp::Ftrunc
        | UnaryOp::Fnearest => from == to && to.is_float(),
        UnaryOp::Demote => (from, to) == (F64, F32),
        UnaryOp::Promote => (from, to) == (F32, F64),
        UnaryOp::Reinterpret => from.bits() == to.bits() && from.is_float() != to.is_float(),
        UnaryOp::ConvertS | UnaryOp::ConvertU => !from.is_float() && to.is_float(),
        UnaryOp::TruncS | UnaryOp::TruncU | UnaryOp::TruncSatS | UnaryOp::TruncSatU => from.is_float() && !to.is_float(),
    }
}
