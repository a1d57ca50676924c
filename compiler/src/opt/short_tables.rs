//! Makes short branch tables into comparisons, which predict better than one jump through memory and take less room.
//! Input: any function; output: the same, with a chain of two-way branches for each `br_table` whose indices fall into
//! few runs of one target each. The chain's blocks stand behind the block that had the table.

use crate::ir::{Block, Edge, Function, InstData, IntCc, Type};

/// Runs of indices up to which a chain is made: one comparison fewer.
const MOST_RUNS: usize = 4;

/// The pass.
pub fn run(f: &mut Function) {
    let mut layout = Vec::with_capacity(f.layout.len());
    for b in std::mem::take(&mut f.layout) {
        layout.push(b);
        if let Some(runs) = f.terminator(b).and_then(runs) {
            chain(f, b, &runs, &mut layout);
        }
    }
    f.layout = layout;
}

/// For each run of indices with one target its end (exclusive) and its edge, the last without end; `None` if they are
/// many, or if this is no table.
fn runs(d: &InstData) -> Option<Vec<(u32, u32)>> {
    let InstData::BrTable { targets, edges, .. } = d else { return None };
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (i, &t) in targets.iter().enumerate() {
        let end = i as u32 + 1;
        match runs.last_mut() {
            Some(last) if last.1 == t => last.0 = end,
            _ => runs.push((end, t)),
        }
        if runs.len() > MOST_RUNS {
            return None;
        }
    }
    // An edge that no index takes would leave its block without one.
    (0..edges.len() as u32).all(|e| runs.iter().any(|r| r.1 == e)).then_some(runs)
}

/// Replaces the table at the end of `b`; new blocks go to the end of `layout`.
fn chain(f: &mut Function, b: Block, runs: &[(u32, u32)], layout: &mut Vec<Block>) {
    let Some(table) = f.blocks[b.index()].insts.pop() else { return };
    let loc = f.insts[table.index()].loc;
    let InstData::BrTable { index, edges, .. } = std::mem::replace(&mut f.insts[table.index()].data, InstData::VmBase) else { return };
    let (last, others) = runs.split_last().expect("a table has a default");
    let mut at = b;
    for (n, &(end, edge)) in others.iter().enumerate() {
        // A comparison with 0 is cheaper than one with 1.
        let (cc, bits) = if end == 1 { (IntCc::Eq, 0) } else { (IntCc::LtU, u64::from(end)) };
        let c = f.push(at, InstData::Const { ty: Type::I32, bits }, &[Type::I32], loc);
        let args = [index, f.result(c)];
        let c = f.push(at, InstData::Icmp { cc, args }, &[Type::I32], loc);
        let other = if n + 1 == others.len() {
            edges[last.1 as usize].clone()
        } else {
            let next = f.new_block();
            f.blocks[next.index()].cold = f.blocks[b.index()].cold;
            layout.push(next);
            Edge { to: next, args: Vec::new() }
        };
        let (cond, to) = (f.result(c), other.to);
        f.push(at, InstData::BrIf { cond, then: edges[edge as usize].clone(), other }, &[], loc);
        at = to;
    }
    if others.is_empty() {
        f.push(b, InstData::Jump(edges[last.1 as usize].clone()), &[], loc);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_targets() {
        let edge = Edge { to: Block(0), args: Vec::new() };
        let with = |targets: &[u32], edges: usize| {
            runs(&InstData::BrTable { index: crate::ir::Value(0), targets: targets.to_vec(), edges: vec![edge.clone(); edges] })
        };
        let of = |targets: &[u32]| with(targets, 0);
        assert_eq!(with(&[0, 1], 2), Some(vec![(1, 0), (2, 1)]));
        assert_eq!(with(&[0, 1], 3), None);
        assert_eq!(of(&[7]), Some(vec![(1, 7)]));
        assert_eq!(of(&[0, 1, 2]), Some(vec![(1, 0), (2, 1), (3, 2)]));
        assert_eq!(of(&[0, 0, 0, 1, 1, 0]), Some(vec![(3, 0), (5, 1), (6, 0)]));
        assert_eq!(of(&[0, 1, 2, 3]).map(|r| r.len()), Some(4));
        assert_eq!(of(&[0, 1, 2, 3, 4]), None);
        assert_eq!(runs(&InstData::VmBase), None);
    }
}
