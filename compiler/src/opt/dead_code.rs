//! Removes instructions and parameters of blocks that no effect needs. Input: any function without aliases; output:
//! the same without them. Linear: what an effect or a branch uses is marked, and what that uses, and so on; so cycles
//! of parameters that only feed each other go too.

use super::block_params;
use crate::ir::cfg::Incoming;
use crate::ir::{Function, Value, ValueDef};

/// The pass.
pub fn run(f: &mut Function) {
    let incoming = Incoming::new(f);
    let mut live = vec![false; f.values.len()];
    // An instruction with several results is marked by its first.
    let mut work: Vec<Value> = Vec::new();
    for b in &f.layout {
        for i in &f.blocks[b.index()].insts {
            let data = &f.insts[i.index()].data;
            if data.has_effect() {
                data.each_own_arg(|v| work.push(v));
            }
        }
    }
    while let Some(v) = work.pop() {
        if std::mem::replace(&mut live[v.index()], true) {
            continue;
        }
        match f.values[v.index()].1 {
            ValueDef::Param(b, n) => work.extend(incoming.edges(f, b).map(|e| e.args[n as usize])),
            ValueDef::Result(i, _) => {
                let data = &f.insts[i.index()].data;
                if !data.has_effect() {
                    data.each_arg(|v| work.push(v));
                }
            }
            ValueDef::Alias(_) => unreachable!("aliases are resolved"),
        }
    }
    block_params::remove(f, &incoming, |_, p| !live[p.index()]);
    for b in f.layout.clone() {
        let mut insts = std::mem::take(&mut f.blocks[b.index()].insts);
        insts.retain(|i| f.insts[i.index()].data.has_effect() || f.results(*i).any(|v| live[v.index()]));
        f.blocks[b.index()].insts = insts;
    }
}
