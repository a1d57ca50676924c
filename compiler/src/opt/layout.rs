//! Moves cold blocks behind all others. Input: any function; output: the same in another layout, `cold` set.
//!
//! A block is cold if it ends in a trap, or if every edge out of it leads to a cold block. So what a cold block
//! dominates is cold, and every block still stands behind its dominators.

use crate::ir::{Function, InstData};

/// The pass.
pub fn run(f: &mut Function) {
    mark_cold(f);
    let (cold, mut layout): (Vec<_>, Vec<_>) = f.layout.iter().partition(|b| f.blocks[b.index()].cold);
    layout.extend(cold);
    f.layout = layout;
}

/// Sets `cold` of all blocks.
pub fn mark_cold(f: &mut Function) {
    // Last to first: but for the edges back to loops, successors come before.
    for at in (1..f.layout.len()).rev() {
        let b = f.layout[at];
        let cold = match f.terminator(b) {
            Some(InstData::Trap(_)) => true,
            Some(InstData::Return(_)) | None => false,
            Some(t) => {
                let mut all = true;
                t.each_edge(|e| all &= f.blocks[e.to.index()].cold);
                all
            }
        };
        f.blocks[b.index()].cold = cold;
    }
}
