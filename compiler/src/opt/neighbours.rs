//! Gives accesses side by side one index. Input: a function without aliases, what ranges know already in the offsets;
//! output: the same, where accesses at `x + c`, `x + d`, … of one block, between which nothing happens but loads, are
//! at the lowest of these sums, with the differences in their offsets.
//!
//! Why this may be, though sums are modulo 2³² and nothing is known of `x`: let `y` be the lowest sum, which is accessed
//! itself. If that access does not trap, `y` is below the memory's largest size, and `y + (c - lowest)` does not pass 2³²
//! either (checked against that size): every address is what it was. If it traps, the block ended there in the same trap
//! before, or sooner: loads leave nothing behind, and a store is the last of its group, so memory is the same when
//! the trap comes. Only which of the accesses is reported may be another.
//!
//! Linear.

use super::Context;
use super::ranges::plus_constant;
use crate::ir::{Addr, BinaryOp, Block, Function, Inst, InstData, ModuleEnv, Type, Value, VmField};
use rustc_hash::FxHashMap;
use wazc_abi::vmctx::MAX_UNCHECKED_OFFSET;

/// Sums that lie further apart than this are not put together.
const SPAN: i64 = 32 << 10;

/// More accesses around one root than this are left alone: it bounds the work.
const MOST: usize = 1000;

/// An access: its position in the block, and what it adds to the root.
type Access = (usize, i64);

/// The pass.
pub fn run(f: &mut Function, ctx: &Context<'_>) {
    let mut uses = vec![0u32; f.values.len()];
    f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts).for_each(|i| f.insts[i.index()].data.each_arg(|v| uses[v.index()] += 1));
    for b in f.layout.clone() {
        let mut from = 0;
        // New instructions, by the position that they stand in front of.
        let mut new: Vec<(usize, Inst)> = Vec::new();
        while from < f.blocks[b.index()].insts.len() {
            let end = end(f, b, from);
            for (memory, accesses) in groups(f, ctx.env, b, from..end) {
                together(f, ctx.env, &uses, b, memory, &accesses, &mut new);
            }
            from = end;
        }
        if !new.is_empty() {
            new.sort_by_key(|n| n.0);
            let old = std::mem::take(&mut f.blocks[b.index()].insts);
            let mut new = new.into_iter().peekable();
            for (n, i) in old.into_iter().enumerate() {
                while let Some((_, i)) = new.next_if(|x| x.0 == n) {
                    f.blocks[b.index()].insts.push(i);
                }
                f.blocks[b.index()].insts.push(i);
            }
        }
    }
}

/// Where accesses that begin at a position end: behind the first instruction with an effect other than a load's trap.
fn end(f: &Function, b: Block, from: usize) -> usize {
    let insts = &f.blocks[b.index()].insts;
    let last = |i: &Inst| {
        let d = &f.insts[i.index()].data;
        d.has_effect() && !matches!(d, InstData::Load { .. })
    };
    insts[from..].iter().position(last).map_or(insts.len(), |n| from + n + 1)
}

/// The address of an access, where its index is an I32 without a scale.
fn address(f: &Function, i: Inst) -> Option<Addr> {
    match &f.insts[i.index()].data {
        InstData::Load { addr, .. } | InstData::Store { addr, .. } => Some(*addr).filter(|a| a.scale == 0 && f.ty(a.index) == Type::I32),
        _ => None,
    }
}

/// Accesses of one memory around one root, in order, where there are several.
fn groups(f: &Function, env: &ModuleEnv, b: Block, range: core::ops::Range<usize>) -> Vec<(u32, Vec<Access>)> {
    let mut at: FxHashMap<(u32, Value), usize> = FxHashMap::default();
    let mut groups: Vec<(u32, Vec<Access>)> = Vec::new();
    for n in range {
        let Some(addr) = address(f, f.blocks[b.index()].insts[n]) else { continue };
        let memory = match addr.base.map(|b| f.def(b)) {
            None => 0,
            Some(Some((_, InstData::VmLoad { field: VmField::MemBase(m), .. }))) => *m,
            Some(_) => continue,
        };
        let (root, c) = plus_constant(f, addr.index).unwrap_or((addr.index, 0));
        let g = *at.entry((memory, root)).or_insert_with(|| {
            groups.push((memory, Vec::new()));
            groups.len() - 1
        });
        groups[g].1.push((n, (c as u32 as i32).into()));
    }
    groups.retain(|(m, g)| g.len() > 1 && env.memory_limit(*m) + SPAN as u64 <= 1 << 32);
    groups
}

/// Gives a group's accesses the lowest sum as index, if that saves additions.
fn together(f: &mut Function, env: &ModuleEnv, uses: &[u32], b: Block, memory: u32, group: &[Access], new: &mut Vec<(usize, Inst)>) {
    debug_assert!(env.memory_limit(memory) + SPAN as u64 <= 1 << 32);
    let insts = &f.blocks[b.index()].insts;
    let of = |n: usize| address(f, insts[n]);
    let constants = || group.iter().map(|a| a.1);
    let (Some(lowest), Some(highest)) = (constants().min(), constants().max()) else { return };
    let fits = |&(n, c): &Access| of(n).is_some_and(|a| i64::from(a.offset) + (c - lowest) < MAX_UNCHECKED_OFFSET as i64);
    if group.len() > MOST || highest - lowest > SPAN || lowest == highest || !group.iter().all(fits) {
        return;
    }
    // Sums that nothing else uses, as (value, uses here).
    let mut sums: Vec<(Value, u32)> = Vec::new();
    for &(n, _) in group.iter().filter(|a| a.1 != 0) {
        let Some(v) = of(n).map(|a| a.index) else { return };
        match sums.iter_mut().find(|s| s.0 == v) {
            Some(s) => s.1 += 1,
            None => sums.push((v, 1)),
        }
    }
    let saved = sums.iter().filter(|(v, n)| uses[v.index()] == *n).count();
    if saved <= usize::from(lowest != 0) {
        return;
    }
    let first = group[0].0;
    let (Some(addr), loc) = (of(first), f.insts[insts[first].index()].loc) else { return };
    let root = plus_constant(f, addr.index).map_or(addr.index, |s| s.0);
    let index = if lowest == 0 {
        root
    } else {
        let mut make = |data| {
            let i = Inst(f.insts.len() as u32);
            f.push(b, data, &[Type::I32], loc);
            f.blocks[b.index()].insts.pop();
            new.push((first, i));
            f.result(i)
        };
        let c = make(InstData::Const { ty: Type::I32, bits: lowest as u32 as u64 });
        make(InstData::Binary { op: BinaryOp::Add, args: [root, c] })
    };
    for &(n, c) in group {
        let i = f.blocks[b.index()].insts[n];
        if let InstData::Load { addr, .. } | InstData::Store { addr, .. } = &mut f.insts[i.index()].data {
            *addr = Addr { index, offset: (i64::from(addr.offset) + (c - lowest)) as u32, ..*addr };
        }
    }
}
