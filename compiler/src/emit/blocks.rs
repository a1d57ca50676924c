//! Which blocks are emitted and where jumps to the others go. Input: final code; output: for each block where a jump to
//! it really goes, and the order of emission. Linear.

use crate::mir::MachInst;
use crate::mir::frame::Final;

/// Where a block of nothing but a jump leads.
fn hop<I: MachInst>(code: &Final<I>, b: u32) -> Option<u32> {
    match &code.insts[code.block(b)] {
        [i] => i.jump(),
        _ => None,
    }
}

/// For each block where a jump to it really goes: blocks of one jump are skipped.
pub fn thread<I: MachInst>(code: &Final<I>) -> Vec<u32> {
    (0..code.blocks() as u32)
        .map(|b| {
            let mut t = b;
            for _ in 0..64 {
                match hop(code, t) {
                    Some(n) => t = n,
                    None => return t,
                }
            }
            b
        })
        .collect()
}

/// The blocks to be emitted. Where both ways of a branch follow it and both jump on, the second one is the one that
/// can fall through.
pub fn order<I: MachInst>(code: &Final<I>, forward: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..code.blocks() as u32).filter(|&b| b == 0 || forward[b as usize] == b).collect();
    let last = |b: u32| code.insts[code.block(b)].last();
    let to = |b: u32| last(b).and_then(|i| i.jump()).map(|t| forward[t as usize]);
    for n in 0..order.len().saturating_sub(3) {
        let &[from, a, b, next] = &order[n..n + 4] else { continue };
        let (Some([then, other]), Some(x), Some(y)) = (last(from).and_then(|i| i.two_way()), to(a), to(b)) else { continue };
        let ways = [forward[then as usize], forward[other as usize]];
        if x == next && y != next && (ways == [a, b] || ways == [b, a]) {
            order.swap(n + 1, n + 2);
        }
    }
    order
}
