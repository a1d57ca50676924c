//! Takes what an edge back to a loop's head does before the branch that decides on it, so that the branch itself goes
//! back and no jump is needed. Input and output: an allocated function; the meaning stays.
//!
//! A conditional branch whose edge back carries values was split: a block of moves and a jump. The moves can go before
//! the branch if the branch doesn't read what they write and if nothing that they write is alive on the other way.
//! Which registers are alive where is found by the usual equations, from the last block up; a set only grows and has at
//! most 64 members, so each block is looked at a bounded number of times.

use super::frame::Allocated;
use super::reg::Reg;
use super::{Con, MachInst};
use regalloc2::{PRegSet, RegClass};

/// The pass.
pub fn run<I: MachInst>(code: &mut Allocated<I>) {
    let blocks = code.starts.len() - 1;
    let mut found: Vec<(usize, usize, usize)> = (0..blocks).filter_map(|b| candidate(code, b)).collect();
    if found.is_empty() {
        return;
    }
    let mut ways_in = vec![0; blocks];
    for &end in &code.starts[1..] {
        code.insts[end as usize - 1].each_target(&mut |t| ways_in[t as usize] += 1);
    }
    found.retain(|&(_, edge, _)| ways_in[edge] == 1);
    let live = live_ins(code);
    let mut moved = vec![None; blocks];
    for (b, edge, other) in found {
        let (mut read, mut written) = (0, 0);
        let branch = code.starts[b + 1] as usize - 1;
        code.insts[branch].visit(&mut |r, _| read |= bit(*r));
        let moves = code.starts[edge] as usize..code.starts[edge + 1] as usize - 1;
        for i in &mut code.insts[moves] {
            i.visit(&mut |r, con| written |= if is_def(con) { bit(*r) } else { 0 });
        }
        if written & (read | live[other]) == 0 {
            moved[b] = Some(edge);
        }
    }
    if moved.iter().any(|m| m.is_some()) {
        rebuild(code, &moved);
    }
}

/// A block that ends in a two-way branch of which one way is a block of moves and a jump back: the block, that block,
/// and the other way.
fn candidate<I: MachInst>(code: &Allocated<I>, b: usize) -> Option<(usize, usize, usize)> {
    let [x, y] = code.insts[code.starts[b + 1] as usize - 1].two_way()?;
    let back = |e: u32| {
        let e = e as usize;
        let insts = &code.insts[code.starts[e] as usize..code.starts[e + 1] as usize];
        let (last, moves) = insts.split_last()?;
        let goes_back = last.jump().is_some_and(|h| h as usize <= b);
        (goes_back && e > b && !moves.is_empty() && moves.iter().all(|i| i.is_quiet())).then_some(e)
    };
    match (back(x), back(y)) {
        (Some(e), None) => Some((b, e, y as usize)),
        (None, Some(e)) => Some((b, e, x as usize)),
        _ => None,
    }
}

/// The bit of a physical register in a set.
fn bit(r: Reg) -> u64 {
    r.preg().map_or(0, |p| match p.class() {
        RegClass::Int => 1 << (p.hw_enc() & 31),
        _ => 1 << (32 + (p.hw_enc() & 31)),
    })
}

fn bits(s: &PRegSet) -> u64 {
    s.into_iter().fold(0, |all, p| all | bit(Reg::phys(p)))
}

fn is_def(con: Con) -> bool {
    matches!(con, Con::Def | Con::EarlyDef | Con::Reuse(_) | Con::FixDef(_))
}

/// For each block the registers whose values are wanted when it begins.
fn live_ins<I: MachInst>(code: &mut Allocated<I>) -> Vec<u64> {
    let n = code.starts.len() - 1;
    // What a block reads before it writes it, what it writes, and where it leads.
    let mut own = Vec::with_capacity(n);
    let mut preds = vec![Vec::new(); n];
    for b in 0..n {
        let (mut reads, mut writes) = (0u64, 0u64);
        let insts = &mut code.insts[code.starts[b] as usize..code.starts[b + 1] as usize];
        for i in insts.iter_mut() {
            let (mut uses, mut defs) = (0, bits(&i.clobbers()));
            i.visit(&mut |r, con| *(if is_def(con) { &mut defs } else { &mut uses }) |= bit(*r));
            reads |= uses & !writes;
            writes |= defs;
        }
        own.push((reads, writes));
        if let Some(last) = insts.last() {
            last.each_target(&mut |t| preds[t as usize].push(b as u32));
        }
    }
    let mut live: Vec<u64> = own.iter().map(|o| o.0).collect();
    let mut work: Vec<u32> = (0..n as u32).collect();
    while let Some(b) = work.pop() {
        for &p in &preds[b as usize] {
            let more = live[p as usize] | live[b as usize] & !own[p as usize].1;
            if std::mem::replace(&mut live[p as usize], more) != more {
                work.push(p);
            }
        }
    }
    live
}

/// Moves all but the jump of the block `moved[b]` before the branch of `b`.
fn rebuild<I: MachInst>(code: &mut Allocated<I>, moved: &[Option<usize>]) {
    let starts = std::mem::take(&mut code.starts);
    let (insts, locs) = (std::mem::take(&mut code.insts), std::mem::take(&mut code.locs));
    let mut gone = vec![false; moved.len()];
    moved.iter().flatten().for_each(|e| gone[*e] = true);
    let range = |b: usize| starts[b] as usize..starts[b + 1] as usize;
    for (b, m) in moved.iter().enumerate() {
        code.starts.push(code.insts.len() as u32);
        let mut own = range(b);
        if gone[b] {
            own.start = own.end - 1;
        }
        let end = own.end;
        own.end -= usize::from(m.is_some());
        let branch = own.end..end;
        let moves = m.map_or(0..0, |e| range(e).start..range(e).end - 1);
        for r in [own, moves, branch] {
            code.insts.extend_from_slice(&insts[r.clone()]);
            code.locs.extend_from_slice(&locs[r]);
        }
    }
    code.starts.push(code.insts.len() as u32);
}
