//! Inlining of small functions. Input: any function, and the bodies of the module's small functions; output: the
//! function with some direct calls replaced by the callee's body.
//!
//! The bodies ([`Bodies`]) are made before any function is compiled, from IR alone and in a fixed order, and nobody
//! changes them afterwards: so what is inlined where depends on the module only. They have no loops and do not recurse;
//! each has the calls to others inlined already, as far as it stays small. A body's instructions keep their source
//! offsets, which lie in the callee's body. Calls in what was copied are not looked at again: work is bounded by the
//! caller's size and by the room that it gets to grow.

use super::{Context, block_params, branches, dead_code, layout};
use crate::ir::cfg::reverse_postorder;
use crate::ir::loops::Loops;
use crate::ir::*;
use crate::translate::fold::{Folded, fold};
use std::collections::HashMap;

/// Largest body that is worth a copy in a loop.
const MAX_SIZE: usize = 40;
/// Largest body that is worth a copy elsewhere.
const MAX_SIZE_OUTSIDE: usize = 12;
/// Instructions that any caller may grow by; and besides as many as it has.
const ROOM: usize = 100;

/// A function's body, ready to be copied.
#[derive(Debug)]
struct Body {
    f: Function,
    /// Blocks, each behind all that lead to it.
    order: Vec<Block>,
    size: usize,
}

/// Bodies of small functions.
#[derive(Debug, Default)]
pub struct Bodies(HashMap<u32, Body>);

/// About how many machine instructions a function is, entry and exit not counted.
fn size(f: &Function) -> usize {
    let insts = f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts);
    let counts = |d: &InstData| match d {
        InstData::Const { .. } | InstData::Jump(_) | InstData::Return(_) | InstData::VmBase => 0,
        InstData::Call { args, .. } | InstData::CallIndirect { args, .. } | InstData::CallBuiltin { args, .. } => 2 + args.len(),
        InstData::MemCopy { .. } | InstData::MemFill { .. } => 4,
        InstData::BrTable { .. } => 4,
        _ => 1,
    };
    insts.map(|i| counts(&f.insts[i.index()].data)).sum()
}

fn callees(f: &Function) -> impl Iterator<Item = u32> {
    f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts).filter_map(|i| match f.insts[i.index()].data {
        InstData::Call { func, .. } => Some(func),
        _ => None,
    })
}

impl Bodies {
    /// From functions without loops, in any order; of these, ones that recurse or turn out too large are left out.
    pub fn new(functions: Vec<Function>) -> Bodies {
        let mut res = Bodies::default();
        let mut functions: Vec<Option<Function>> = functions.into_iter().map(Some).collect();
        for n in bottom_up(&functions) {
            let Some(mut f) = functions[n].take() else { continue };
            let room = MAX_SIZE.saturating_sub(size(&f));
            if expand(&mut f, &res, room) {
                branches::run(&mut f);
            }
            block_params::run(&mut f);
            dead_code::run(&mut f);
            let size = size(&f);
            let order = reverse_postorder(&f);
            if size > MAX_SIZE || has_cycle(&f, &order) {
                continue;
            }
            res.0.insert(f.index, Body { f, order, size });
        }
        res
    }

    fn get(&self, func: u32) -> Option<&Body> {
        self.0.get(&func)
    }
}

/// Whether an edge leads back.
fn has_cycle(f: &Function, order: &[Block]) -> bool {
    let mut position = vec![0; f.blocks.len()];
    order.iter().enumerate().for_each(|(n, b)| position[b.index()] = n);
    let mut found = false;
    order.iter().for_each(|b| f.each_edge(*b, |e| found |= position[e.to.index()] <= position[b.index()]));
    found
}

/// Positions of the functions, callees before callers; without those that can call themselves through others of them.
fn bottom_up(functions: &[Option<Function>]) -> Vec<usize> {
    let at: HashMap<u32, usize> = functions.iter().enumerate().filter_map(|(n, f)| Some((f.as_ref()?.index, n))).collect();
    let calls: Vec<Vec<usize>> = functions
        .iter()
        .map(|f| f.iter().flat_map(callees).filter_map(|c| at.get(&c).copied()).collect())
        .collect();
    let mut callers = vec![Vec::new(); calls.len()];
    calls.iter().enumerate().for_each(|(n, c)| c.iter().for_each(|c| callers[*c].push(n)));
    // Takes away again and again what has no way on along `ways` but to what was taken away or is `gone`.
    let peel = |ways: &[Vec<usize>], back: &[Vec<usize>], gone: &[bool]| {
        let mut left: Vec<usize> = ways.iter().map(|w| w.iter().filter(|n| !gone[**n]).count()).collect();
        let mut order: Vec<usize> = (0..ways.len()).filter(|n| !gone[*n] && left[*n] == 0).collect();
        let mut done = 0;
        while let Some(&n) = order.get(done) {
            done += 1;
            for &b in &back[n] {
                left[b] -= 1;
                if left[b] == 0 && !gone[b] {
                    order.push(b);
                }
            }
        }
        order
    };
    let mut gone = vec![false; calls.len()];
    peel(&calls, &callers, &gone).into_iter().for_each(|n| gone[n] = true);
    peel(&callers, &calls, &gone).into_iter().for_each(|n| gone[n] = true);
    // What is left lies on cycles or between them.
    let cyclic: Vec<bool> = gone.into_iter().map(|g| !g).collect();
    peel(&calls, &callers, &cyclic)
}

/// The pass.
pub fn run(f: &mut Function, ctx: &Context<'_>) {
    expand(f, ctx.bodies, ROOM + size(f));
}

/// Inlines calls as long as there is room; says whether any was.
fn expand(f: &mut Function, bodies: &Bodies, mut room: usize) -> bool {
    if bodies.0.is_empty() || !callees(f).any(|c| bodies.get(c).is_some()) {
        return false;
    }
    layout::mark_cold(f);
    let loops = Loops::new(f);
    let mut changed = false;
    let mut layout = Vec::with_capacity(f.layout.len());
    for b in std::mem::take(&mut f.layout) {
        layout.push(b);
        let most = if loops.of(b).is_some() { MAX_SIZE } else { MAX_SIZE_OUTSIDE };
        let most = if f.blocks[b.index()].cold { 0 } else { most };
        let mut at = b;
        for i in std::mem::take(&mut f.blocks[b.index()].insts) {
            if changed && !refold(f, i) {
                continue;
            }
            let body = match f.insts[i.index()].data {
                InstData::Call { func, .. } => bodies.get(func).filter(|body| body.size <= most.min(room)),
                _ => None,
            };
            match body {
                Some(body) => {
                    room -= body.size;
                    changed = true;
                    at = splice(f, at, i, body, &mut layout);
                }
                None => f.blocks[at.index()].insts.push(i),
            }
        }
    }
    f.layout = layout;
    if changed {
        branches::remove_unreachable(f);
        f.resolve_aliases();
    }
    changed
}

/// Simplifies an instruction in its place, where an operand became known; false if another value is its result.
fn refold(f: &mut Function, i: Inst) -> bool {
    let mut data = std::mem::replace(&mut f.insts[i.index()].data, InstData::VmBase);
    data.each_arg_mut(|v| *v = f.resolve(*v));
    if f.insts[i.index()].results == 1 {
        let v = f.insts[i.index()].first;
        let ty = f.ty(v);
        while let Some(folded) = fold(f, ty, &data) {
            data = match folded {
                Folded::Same(to) => {
                    f.values[v.index()].1 = ValueDef::Alias(f.resolve(to));
                    return false;
                }
                Folded::Const(bits) => InstData::Const { ty, bits },
                Folded::Other(data) => data,
            };
        }
    }
    f.insts[i.index()].data = data;
    true
}

/// Copies a body to the end of `at` in the place of a call; gives the block where the caller goes on. New blocks go to
/// the end of `layout`.
fn splice(f: &mut Function, at: Block, call: Inst, body: &Body, layout: &mut Vec<Block>) -> Block {
    let InstData::Call { args, .. } = std::mem::replace(&mut f.insts[call.index()].data, InstData::VmBase) else { return at };
    let callee = &body.f;
    let cold = f.blocks[at.index()].cold;
    let mut copy = Copy {
        values: vec![Value(u32::MAX); callee.values.len()],
        blocks: vec![None; callee.blocks.len()],
        incoming: vec![Vec::new(); callee.blocks.len()],
    };
    for (p, a) in callee.blocks[0].params.iter().zip(args) {
        copy.values[p.index()] = f.resolve(a);
    }
    // Where the callee returns, and what.
    let mut returns: Vec<(Block, Vec<Value>, u32)> = Vec::new();
    for &from in &body.order {
        let to = match copy.blocks[from.index()] {
            Some(to) => {
                f.blocks[to.index()].cold = cold;
                layout.push(to);
                copy.params(f, callee, from, to);
                to
            }
            None if from.0 == 0 => at,
            // What is known of the arguments decides against it.
            None => continue,
        };
        for &i in &callee.blocks[from.index()].insts {
            let node = &callee.insts[i.index()];
            let mut data = node.data.clone();
            data.each_arg_mut(|v| *v = copy.values[v.index()]);
            match data {
                InstData::Return(values) => returns.push((to, values, node.loc)),
                data if data.is_terminator() => copy.branch(f, to, data, node.loc),
                data => copy.inst(f, to, data, callee, i),
            }
        }
    }
    let results: Vec<Value> = f.results(call).collect();
    let (next, values) = match returns.len() {
        // It can't be reached.
        0 => {
            let next = f.new_block();
            layout.push(next);
            return next;
        }
        1 => {
            let (next, values, _) = returns.swap_remove(0);
            (next, values)
        }
        _ => {
            let next = f.new_block();
            layout.push(next);
            f.blocks[next.index()].cold = cold;
            let mut values = returns[0].1.clone();
            let differ: Vec<usize> = (0..values.len()).filter(|n| returns.iter().any(|r| r.1[*n] != values[*n])).collect();
            for &n in &differ {
                values[n] = f.add_param(next, f.ty(values[n]));
            }
            for (from, own, loc) in returns {
                let args = differ.iter().map(|n| own[*n]).collect();
                f.push(from, InstData::Jump(Edge { to: next, args }), &[], loc);
            }
            (next, values)
        }
    };
    for (r, v) in results.into_iter().zip(values) {
        f.values[r.index()].1 = ValueDef::Alias(f.resolve(v));
    }
    next
}

/// A copy in progress. The callee's blocks are copied in an order in which all edges lead forward.
struct Copy {
    /// For each value of the callee the caller's.
    values: Vec<Value>,
    /// For each block of the callee that an edge leads to the caller's.
    blocks: Vec<Option<Block>>,
    /// The copied edges to it.
    incoming: Vec<Vec<(Inst, u32)>>,
}

impl Copy {
    /// Parameters of a block all of whose edges are there: only those that differ on them stay.
    fn params(&mut self, f: &mut Function, callee: &Function, from: Block, to: Block) {
        let edges = std::mem::take(&mut self.incoming[from.index()]);
        let params = &callee.blocks[from.index()].params;
        let arg = |f: &Function, e: (Inst, u32), n: usize| f.insts[e.0.index()].data.edge(e.1).args[n];
        let keep: Vec<bool> = (0..params.len()).map(|n| edges.iter().any(|e| arg(f, *e, n) != arg(f, edges[0], n))).collect();
        for (n, p) in params.iter().enumerate() {
            self.values[p.index()] = if keep[n] { f.add_param(to, callee.ty(*p)) } else { arg(f, edges[0], n) };
        }
        for (i, n) in edges {
            let mut k = keep.iter();
            f.insts[i.index()].data.edge_mut(n).args.retain(|_| k.next() == Some(&true));
        }
    }

    /// Copies a terminator that does not return.
    fn branch(&mut self, f: &mut Function, to: Block, mut data: InstData, loc: u32) {
        let way = match &data {
            InstData::BrIf { cond, .. } => f.as_const(*cond).map(|c| u32::from(c as u32 == 0)),
            InstData::BrTable { index, targets, .. } => f.as_const(*index).map(|c| targets[(c as u32 as usize).min(targets.len() - 1)]),
            _ => None,
        };
        if let Some(way) = way {
            data = InstData::Jump(data.edge(way).clone());
        }
        let (i, mut n) = (Inst(f.insts.len() as u32), 0);
        data.each_edge_mut(|e| {
            self.incoming[e.to.index()].push((i, n));
            n += 1;
            e.to = *self.blocks[e.to.index()].get_or_insert_with(|| f.new_block());
        });
        f.push(to, data, &[], loc);
    }

    /// Copies an instruction, simplified.
    fn inst(&mut self, f: &mut Function, to: Block, mut data: InstData, callee: &Function, i: Inst) {
        let node = &callee.insts[i.index()];
        if let InstData::TrapIf { cond, .. } = data {
            if f.as_const(cond).is_some_and(|c| c as u32 == 0) {
                return;
            }
        }
        let types: Vec<Type> = callee.results(i).map(|v| callee.ty(v)).collect();
        if let [ty] = types[..] {
            while let Some(folded) = fold(f, ty, &data) {
                data = match folded {
                    Folded::Same(v) => {
                        self.values[node.first.index()] = f.resolve(v);
                        return;
                    }
                    Folded::Const(bits) => InstData::Const { ty, bits },
                    Folded::Other(data) => data,
                };
            }
        }
        let new = f.push(to, data, &types, node.loc);
        for (old, new) in callee.results(i).zip(f.results(new)) {
            self.values[old.index()] = new;
        }
    }
}
