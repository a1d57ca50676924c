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
use crate::translate::fold::simplify;
use std::collections::HashMap;

/// Largest body that is copied, and that only in loops.
const MAX_SIZE: usize = 16;
/// What a call costs in code beside its arguments: a body that is no larger is copied anywhere.
const CALL: usize = 2;
/// Instructions that any caller may grow by; and besides a quarter of what it has.
const ROOM: usize = 20;

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
    f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts).map(|i| inst_size(f, *i)).sum()
}

fn inst_size(f: &Function, i: Inst) -> usize {
    match &f.insts[i.index()].data {
        InstData::Const { .. } | InstData::VConst { .. } | InstData::Jump(_) | InstData::Return(_) | InstData::VmBase => 0,
        InstData::Call { args, .. } | InstData::CallBuiltin { args, .. } => CALL + args.len(),
        InstData::CallIndirect { args, .. } => CALL + 4 + args.len(),
        InstData::MemCopy { .. } | InstData::MemFill { .. } | InstData::BrTable { .. } => 4,
        _ => 1,
    }
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
    expand(f, ctx.bodies, ROOM + size(f) / 4);
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
        let (cold, looped) = (f.blocks[b.index()].cold, loops.of(b).is_some());
        let mut at = b;
        for i in std::mem::take(&mut f.blocks[b.index()].insts) {
            if changed && !refold(f, i) {
                continue;
            }
            let body = match f.insts[i.index()].data {
                InstData::Call { func, .. } if !cold => {
                    let call = inst_size(f, i);
                    bodies.get(func).filter(|b| (looped || b.size <= call) && b.size.saturating_sub(call) <= room)
                }
                _ => None,
            };
            match body {
                Some(body) => {
                    room -= body.size.saturating_sub(inst_size(f, i));
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
        match simplify(f, ty, data) {
            Ok(simple) => data = simple,
            Err(to) => {
                f.values[v.index()].1 = ValueDef::Alias(to);
                return false;
            }
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
            match simplify(f, ty, data) {
                Ok(simple) => data = simple,
                Err(v) => {
                    self.values[node.first.index()] = v;
                    return;
                }
            }
        }
        let new = f.push(to, data, &types, node.loc);
        for (old, new) in callee.results(i).zip(f.results(new)) {
            self.values[old.index()] = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function that calls others, one after another, with its parameter and then with what the last one gave.
    fn chain(index: u32, calls: &[u32]) -> Function {
        let mut f = Function { index, results: vec![Type::I32], ..Function::default() };
        let b = f.add_block();
        let mut v = f.add_param(b, Type::I32);
        for &func in calls {
            let i = f.push(b, InstData::Call { func, args: vec![v] }, &[Type::I32], index);
            v = f.result(i);
        }
        let i = f.push(b, InstData::Unary { op: UnaryOp::Clz, ty: Type::I32, arg: v }, &[Type::I32], index);
        let v = f.result(i);
        f.push(b, InstData::Return(vec![v]), &[], index);
        f
    }

    /// Source offsets, here the functions, of what a function is made of, and the functions that it calls.
    fn parts(f: &Function) -> (Vec<u32>, Vec<u32>) {
        let insts = f.layout.iter().flat_map(|b| &f.blocks[b.index()].insts).map(|i| &f.insts[i.index()]);
        let own = insts.filter(|n| matches!(n.data, InstData::Unary { .. })).map(|n| n.loc);
        (own.collect(), callees(f).collect())
    }

    #[test]
    fn bodies_are_made_bottom_up_without_recursion() {
        // 1 and 2 call each other; 3 calls 1, 4 calls 3 and 5; 6 calls itself.
        let functions = vec![chain(4, &[3, 5]), chain(3, &[1]), chain(1, &[2]), chain(2, &[1, 5]), chain(5, &[]), chain(6, &[6])];
        let bodies = Bodies::new(functions);
        let mut kept: Vec<u32> = bodies.0.keys().copied().collect();
        kept.sort();
        assert_eq!(kept, [3, 4, 5]);
        // Outside of loops only what is no larger than the call: 5, not 3.
        assert_eq!(parts(&bodies.get(4).unwrap().f), (vec![5, 4], vec![3]));
        let mut f = chain(9, &[4, 1, 5]);
        assert!(expand(&mut f, &bodies, 100));
        assert_eq!(parts(&f), (vec![5, 9], vec![4, 1]));
    }

    #[test]
    fn growth_is_bounded() {
        // Each would be twice as large as the one before.
        let bodies = Bodies::new((0..24).map(|n| chain(n, &vec![n.wrapping_sub(1); 2 * usize::from(n != 0)])).collect());
        assert!(bodies.0.len() == 24 && bodies.0.values().all(|b| b.size <= MAX_SIZE));
        let mut f = Function { index: 99, results: vec![Type::I32], ..Function::default() };
        let (entry, header, exit) = (f.add_block(), f.add_block(), f.add_block());
        let v = f.add_param(entry, Type::I32);
        let mut v = {
            let p = f.add_param(header, Type::I32);
            f.push(entry, InstData::Jump(Edge { to: header, args: vec![v] }), &[], 0);
            p
        };
        for _ in 0..1000 {
            let i = f.push(header, InstData::Call { func: 2, args: vec![v] }, &[Type::I32], 0);
            v = f.result(i);
        }
        let (then, other) = (Edge { to: header, args: vec![v] }, Edge { to: exit, args: Vec::new() });
        f.push(header, InstData::BrIf { cond: v, then, other }, &[], 0);
        f.push(exit, InstData::Return(vec![v]), &[], 0);
        let each = bodies.get(2).unwrap().size - (CALL + 1);
        let before = size(&f);
        assert!(each > 0 && expand(&mut f, &bodies, 10 * each));
        assert_eq!((size(&f), parts(&f).1.len()), (before + 10 * each, 990));
    }
}
