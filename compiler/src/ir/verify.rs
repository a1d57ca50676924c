//! Checks a function's invariants (see [`super`]). Linear but for dominance, which is checked by a walk over an
//! iterative dominator tree.

use super::func::{Function, ValueDef};
use super::types::{Block, Value};

/// Checks `f`; the error says what is wrong where.
pub fn verify(f: &Function) -> Result<(), String> {
    let order = reverse_postorder(f);
    let mut position = vec![usize::MAX; f.blocks.len()];
    order.iter().enumerate().for_each(|(i, b)| position[b.index()] = i);
    let idom = dominators(f, &order, &position);
    let dominates = |a: Block, b: Block| {
        let (a, mut b) = (position[a.index()], position[b.index()]);
        while b > a {
            b = idom[b];
        }
        a == b
    };
    // Place of each result: block and index in it.
    let mut place = vec![None; f.insts.len()];
    for b in &order {
        for (n, i) in f.blocks[b.index()].insts.iter().enumerate() {
            if place[i.index()].replace((*b, n)).is_some() {
                return Err(format!("{i} stands in two places"));
            }
        }
    }
    for &b in &order {
        let insts = &f.blocks[b.index()].insts;
        for (n, &i) in insts.iter().enumerate() {
            let data = &f.insts[i.index()].data;
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
                    Some(ValueDef::Param(db, _)) => position[db.index()] != usize::MAX && dominates(db, b),
                    Some(ValueDef::Alias(_)) | None => false,
                };
                if !ok {
                    bad = Some(v);
                }
            });
            if let Some(v) = bad {
                return Err(format!("{b}: {v} does not reach `{data}`"));
            }
            let mut wrong = None;
            data.each_edge(|e| match f.blocks.get(e.to.index()) {
                Some(t) if e.to.0 != 0 && t.params.len() == e.args.len() => {
                    if t.params.iter().zip(&e.args).any(|(p, a)| f.ty(*p) != f.ty(*a)) {
                        wrong = Some(e.to);
                    }
                }
                _ => wrong = Some(e.to),
            });
            if let Some(t) = wrong {
                return Err(format!("{b}: arguments of the edge to {t} are wrong"));
            }
        }
        if insts.is_empty() {
            return Err(format!("{b} is empty"));
        }
    }
    Ok(())
}

/// Blocks that can be reached, in reverse postorder.
pub fn reverse_postorder(f: &Function) -> Vec<Block> {
    let mut seen = vec![false; f.blocks.len()];
    let mut order = Vec::new();
    let mut stack = vec![(Block(0), f.successors(Block(0)), 0)];
    seen[0] = true;
    while let Some((b, succs, n)) = stack.last_mut() {
        if let Some(&s) = succs.get(*n) {
            *n += 1;
            if !core::mem::replace(&mut seen[s.index()], true) {
                stack.push((s, f.successors(s), 0));
            }
        } else {
            order.push(*b);
            stack.pop();
        }
    }
    order.reverse();
    order
}

/// Immediate dominators by position in reverse postorder (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm).
fn dominators(f: &Function, order: &[Block], position: &[usize]) -> Vec<usize> {
    let mut preds = vec![Vec::new(); order.len()];
    for (i, b) in order.iter().enumerate() {
        f.successors(*b).iter().for_each(|s| preds[position[s.index()]].push(i));
    }
    let mut idom = vec![usize::MAX; order.len()];
    idom[0] = 0;
    let mut changed = true;
    while changed {
        changed = false;
        for i in 1..order.len() {
            let mut new = usize::MAX;
            for &p in &preds[i] {
                if idom[p] == usize::MAX {
                    continue;
                }
                let (mut a, mut b) = (p, new);
                if b == usize::MAX {
                    new = a;
                    continue;
                }
                while a != b {
                    if a > b { a = idom[a] } else { b = idom[b] }
                }
                new = a;
            }
            if idom[i] != new {
                idom[i] = new;
                changed = true;
            }
        }
    }
    idom
}
