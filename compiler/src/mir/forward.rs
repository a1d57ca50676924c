//! Facts that hold where blocks begin, found forwards. Input: what holds at the entry, what blocks and instructions do to
//! it, what holds where two ways meet; output: what holds on every way to each block, `None` where nothing leads.

use super::MachInst;
use super::frame::Allocated;
use super::live;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::convert::Infallible;

/// Calls that pass on what holds at the end of an edge: the block that it leads to, the facts.
type Pass<'a, S> = &'a mut dyn FnMut(usize, &S);

/// The facts of a function of so many blocks, the first of which is the entry. `through` is given a block and what holds where it begins, and passes on
/// what holds along each edge out of it; `meet` keeps of the first what the second says as well, and says whether that is
/// less; it must come to an end.
pub fn solve<S: Clone, E>(
    blocks: usize,
    entry: S,
    mut through: impl FnMut(usize, S, Pass<'_, S>) -> Result<(), E>,
    meet: impl Fn(&mut S, &S) -> bool,
) -> Result<Vec<Option<Box<S>>>, E> {
    let mut ins: Vec<Option<Box<S>>> = vec![None; blocks];
    ins[0] = Some(Box::new(entry));
    // In the order of the layout, which is nearly that of control.
    let mut waiting = vec![false; blocks];
    let mut work = BinaryHeap::from([Reverse(0)]);
    while let Some(Reverse(b)) = work.pop() {
        waiting[b] = false;
        let Some(state) = &ins[b] else { continue };
        through(b, (**state).clone(), &mut |t, state| {
            let changed = match &mut ins[t] {
                None => {
                    ins[t] = Some(Box::new(state.clone()));
                    true
                }
                Some(to) => meet(to, state),
            };
            if changed && !std::mem::replace(&mut waiting[t], true) {
                work.push(Reverse(t));
            }
        })?;
    }
    Ok(ins)
}

/// The facts of allocated code. `step` is what an instruction does to them, `end` what the end of a block does; `meet` as above.
pub fn facts<I: MachInst, S: Clone>(
    code: &mut Allocated<I>,
    entry: S,
    mut step: impl FnMut(&mut S, &mut I),
    end: impl Fn(&mut S),
    meet: impl Fn(&mut S, &S) -> bool,
) -> Vec<Option<Box<S>>> {
    let blocks = code.starts.len() - 1;
    let through = |b: usize, mut state: S, pass: Pass<'_, S>| {
        let range = live::block(code, b);
        code.insts[range.clone()].iter_mut().for_each(|i| step(&mut state, i));
        end(&mut state);
        code.insts[range.end - 1].each_target(&mut |t| pass(t as usize, &state));
        Ok(())
    };
    solve(blocks, entry, through, meet).unwrap_or_else(|never: Infallible| match never {})
}
