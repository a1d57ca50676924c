//! Takes what an edge back to a loop's head does before the branch that decides on it, so that the branch itself goes
//! back and no jump is needed. Input and output: an allocated function; the meaning stays.
//!
//! A conditional branch whose edge back carries values was split: a block of moves and a jump. The moves can go before
//! the branch if the branch doesn't read what they write and if nothing that they write is alive on the other way.
//! Linear but for finding what is alive.

use super::MachInst;
use super::frame::Allocated;
use super::live::{Preds, bit, effect, live_ins};

/// The pass.
pub fn run<I: MachInst>(code: &mut Allocated<I>) {
    let blocks = code.starts.len() - 1;
    let mut found: Vec<(usize, usize, usize)> = (0..blocks).filter_map(|b| candidate(code, b)).collect();
    if found.is_empty() {
        return;
    }
    let preds = Preds::new(code);
    found.retain(|&(_, edge, _)| preds.of(edge).len() == 1);
    let live = live_ins(code);
    let mut moved = vec![None; blocks];
    for (b, edge, other) in found {
        let (mut read, mut written) = (0, 0);
        let branch = code.starts[b + 1] as usize - 1;
        code.insts[branch].visit(&mut |r, _| read |= bit(*r));
        let moves = code.starts[edge] as usize..code.starts[edge + 1] as usize - 1;
        for i in &mut code.insts[moves] {
            written |= effect(i).1;
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
