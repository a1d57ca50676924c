//! Removes parameters of blocks that have one value on all edges. Input: any function; output: the same without them,
//! aliases resolved.
//!
//! A parameter whose arguments are all one value, or itself, is that value; knowing that may settle parameters that it
//! is an argument of, which are looked at again. Translation is from structured control flow, where this leaves no
//! superfluous parameter but dead ones (Braun et al.: Simple and Efficient Construction of Static Single Assignment
//! Form, section 3.2).

use crate::ir::cfg::Incoming;
use crate::ir::{Block, Function, Value, ValueDef};
use std::collections::VecDeque;

/// The pass.
pub fn run(f: &mut Function) {
    let incoming = Incoming::new(f);
    let mut users = Users::default();
    users.lists.resize(f.values.len(), (NONE, NONE));
    let mut queue: VecDeque<Value> = VecDeque::new();
    for &b in &f.layout[1..] {
        queue.extend(&f.blocks[b.index()].params);
        for e in incoming.edges(f, b) {
            for (&p, &a) in f.blocks[b.index()].params.iter().zip(&e.args) {
                if a != p && matches!(f.values[a.index()].1, ValueDef::Param(..)) {
                    users.add(a, p);
                }
            }
        }
    }
    let mut queued = vec![true; f.values.len()];
    let mut removed = false;
    while let Some(p) = queue.pop_front() {
        queued[p.index()] = false;
        let ValueDef::Param(b, n) = f.values[p.index()].1 else { continue };
        let Some(v) = only_value(f, &incoming, b, n as usize, p) else { continue };
        f.values[p.index()].1 = ValueDef::Alias(v);
        removed = true;
        users.each(p, |user| {
            if !std::mem::replace(&mut queued[user.index()], true) {
                queue.push_back(user);
            }
        });
        users.join(v, p);
    }
    if removed {
        remove(f, &incoming, |f, p| matches!(f.values[p.index()].1, ValueDef::Alias(_)));
        f.resolve_aliases();
    }
}

const NONE: u32 = u32::MAX;

/// For each parameter the parameters that it is an argument of, as linked lists: those of an alias are joined to those
/// of what it stands for.
#[derive(Default)]
struct Users {
    /// First and last node of each value's list.
    lists: Vec<(u32, u32)>,
    /// A user, and the next node.
    nodes: Vec<(Value, u32)>,
}

impl Users {
    fn add(&mut self, v: Value, user: Value) {
        self.nodes.push((user, NONE));
        let at = self.nodes.len() as u32 - 1;
        self.append(v, (at, at));
    }

    fn append(&mut self, v: Value, (first, last): (u32, u32)) {
        let list = &mut self.lists[v.index()];
        match list.1 {
            NONE => *list = (first, last),
            end => {
                self.nodes[end as usize].1 = first;
                list.1 = last;
            }
        }
    }

    fn join(&mut self, v: Value, alias: Value) {
        match self.lists[alias.index()] {
            (NONE, _) => {}
            list => self.append(v, list),
        }
    }

    fn each(&self, v: Value, mut f: impl FnMut(Value)) {
        let mut at = self.lists[v.index()].0;
        while at != NONE {
            let (user, next) = self.nodes[at as usize];
            f(user);
            at = next;
        }
    }
}

/// The one value that a parameter has.
fn only_value(f: &mut Function, incoming: &Incoming, b: Block, n: usize, p: Value) -> Option<Value> {
    let mut only = None;
    for &(i, edge) in incoming.of(b) {
        let a = f.insts[i.index()].data.edge(edge).args[n];
        let a = f.resolve_short(a);
        if a != p && *only.get_or_insert(a) != a {
            return None;
        }
    }
    only
}

/// Removes the parameters for which `gone` holds, and their arguments.
pub fn remove(f: &mut Function, incoming: &Incoming, gone: impl Fn(&Function, Value) -> bool) {
    for at in 1..f.layout.len() {
        let b = f.layout[at];
        let params = std::mem::take(&mut f.blocks[b.index()].params);
        let keep: Vec<bool> = params.iter().map(|p| !gone(f, *p)).collect();
        if !keep.iter().all(|k| *k) {
            for &(i, n) in incoming.of(b) {
                let mut k = keep.iter();
                f.insts[i.index()].data.edge_mut(n).args.retain(|_| k.next() == Some(&true));
            }
        }
        let params: Vec<Value> = params.into_iter().zip(keep).filter(|(_, k)| *k).map(|(p, _)| p).collect();
        for (n, p) in params.iter().enumerate() {
            f.values[p.index()].1 = ValueDef::Param(b, n as u32);
        }
        f.blocks[b.index()].params = params;
    }
}
