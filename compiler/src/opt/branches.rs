//! Folds branches. Input: any function without aliases; output: the same without branches that are decided, without
//! blocks that can't be reached, that only jump on, or that only one jump leads to.

use crate::ir::cfg::{Incoming, reverse_postorder};
use crate::ir::{Block, Edge, Function, InstData, ValueDef};

/// The pass.
pub fn run(f: &mut Function) {
    for at in 0..f.layout.len() {
        let b = f.layout[at];
        thread(f, b);
        decide(f, b);
    }
    remove_unreachable(f);
    merge(f);
    f.resolve_aliases();
}

/// Replaces a branch whose way is known.
fn decide(f: &mut Function, b: Block) {
    let Some(&i) = f.blocks[b.index()].insts.last() else { return };
    let way = match &f.insts[i.index()].data {
        InstData::BrIf { then, other, .. } if then == other => 0,
        InstData::BrIf { cond, .. } => match f.as_const(*cond) {
            Some(c) => u32::from(c as u32 == 0),
            None => return,
        },
        InstData::BrTable { edges, .. } if edges.iter().all(|e| *e == edges[0]) => 0,
        InstData::BrTable { index, targets, .. } => match f.as_const(*index) {
            Some(c) => targets[(c as u32 as usize).min(targets.len() - 1)],
            None => return,
        },
        _ => return,
    };
    let data = &mut f.insts[i.index()].data;
    *data = InstData::Jump(std::mem::replace(data.edge_mut(way), Edge { to: b, args: Vec::new() }));
}

/// Leads edges to blocks that do nothing but jump on without arguments to where those lead.
fn thread(f: &mut Function, b: Block) {
    let Some(&i) = f.blocks[b.index()].insts.last() else { return };
    let mut data = std::mem::replace(&mut f.insts[i.index()].data, InstData::VmBase);
    data.each_edge_mut(|e| {
        // Empty blocks may lead in a circle.
        for _ in 0..16 {
            let next = &f.blocks[e.to.index()];
            let (true, &[only]) = (next.params.is_empty(), &next.insts[..]) else { break };
            match &f.insts[only.index()].data {
                InstData::Jump(on) if on.args.is_empty() => e.to = on.to,
                _ => break,
            }
        }
    });
    f.insts[i.index()].data = data;
}

/// Takes blocks that can't be reached out of the layout.
pub fn remove_unreachable(f: &mut Function) {
    let mut reached = vec![false; f.blocks.len()];
    reverse_postorder(f).iter().for_each(|b| reached[b.index()] = true);
    f.layout.retain(|b| reached[b.index()]);
}

/// Joins each block with the one that it alone jumps to.
fn merge(f: &mut Function) {
    let incoming = Incoming::new(f);
    let mut merged = vec![false; f.blocks.len()];
    for at in 0..f.layout.len() {
        let b = f.layout[at];
        if merged[b.index()] {
            continue;
        }
        while let Some(InstData::Jump(e)) = f.terminator(b) {
            let next = e.to;
            if incoming.of(next).len() != 1 || next == b || next.0 == 0 {
                break;
            }
            let args = e.args.clone();
            for (p, a) in std::mem::take(&mut f.blocks[next.index()].params).into_iter().zip(args) {
                f.values[p.index()].1 = ValueDef::Alias(f.resolve(a));
            }
            let insts = std::mem::take(&mut f.blocks[next.index()].insts);
            let own = &mut f.blocks[b.index()].insts;
            own.pop();
            own.extend(insts);
            merged[next.index()] = true;
        }
    }
    f.layout.retain(|b| !merged[b.index()]);
}
