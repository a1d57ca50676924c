//! For tests of what follows allocation, on any target: functions out of blocks, and ways to break them.

use super::call::CallLayout;
use super::check::{Checked, Contract, Res, check};
use super::frame::{Allocated, Final, Frame};
use regalloc2::{PReg, PRegSet};

fn flat<I>(blocks: Vec<Vec<I>>) -> (Vec<I>, Vec<u32>) {
    let mut starts = vec![0];
    blocks.iter().for_each(|b| starts.push(starts[starts.len() - 1] + b.len() as u32));
    (blocks.into_iter().flatten().collect(), starts)
}

/// Final code with a frame of 64 bytes; each instruction's source offset is its number.
pub fn code<I>(blocks: Vec<Vec<I>>) -> Final<I> {
    let (insts, starts) = flat(blocks);
    let frame = Frame { size: 64, ..Default::default() };
    let framed = (0..starts.len() - 1).map(|b| b > 0).collect();
    Final { locs: (0..insts.len() as u32).collect(), insts, starts, frame, spill_slots: 0, framed }
}

/// Allocated code that writes these registers.
pub fn allocated<I>(blocks: Vec<Vec<I>>, spill_slots: usize, regs: impl IntoIterator<Item = PReg>) -> Allocated<I> {
    let (insts, starts) = flat(blocks);
    let mut written = PRegSet::empty();
    regs.into_iter().for_each(|r| written.add(r));
    Allocated { locs: vec![0; insts.len()], insts, starts, spill_slots, wide: false, written }
}

/// The first such instruction.
pub fn at<I>(code: &Final<I>, f: impl Fn(&I) -> bool) -> usize {
    code.insts.iter().position(f).unwrap()
}

/// Puts an instruction before another.
pub fn insert<I>(code: &mut Final<I>, at: usize, i: I) {
    code.insts.insert(at, i);
    code.locs.insert(at, 0);
    code.starts.iter_mut().filter(|s| **s as usize > at).for_each(|s| *s += 1);
}

/// Takes an instruction out.
pub fn remove<I>(code: &mut Final<I>, at: usize) {
    code.insts.remove(at);
    code.locs.remove(at);
    code.starts.iter_mut().filter(|s| **s as usize > at).for_each(|s| *s -= 1);
}

/// The check, where every callee has the function's own layout.
pub fn run<I: Checked>(code: &Final<I>, layout: &CallLayout) -> Res {
    check(code, &Contract { own: layout.clone(), callee: &|_| layout.clone() })
}

/// The check fails with this message.
#[track_caller]
pub fn fails<I: Checked>(what: &str, code: &Final<I>, layout: &CallLayout) {
    match run(code, layout) {
        Ok(()) => panic!("passed, expected: {what}"),
        Err(e) => assert!(e.contains(what), "{e}\nexpected: {what}"),
    }
}

/// A large frame is probed in steps, and each of its probes is needed.
pub fn probes<I: Checked>(large: &Final<I>, layout: &CallLayout, steps: usize, is_probe: impl Fn(&I) -> bool) {
    assert_eq!(run(large, layout), Ok(()));
    assert_eq!(large.insts.iter().filter(|i| is_probe(i)).count(), steps);
    let mut c = large.clone();
    c.insts.iter().rposition(&is_probe).map(|n| remove(&mut c, n));
    fails("a large frame without a probe", &c, layout);
    let mut c = large.clone();
    let n = at(&c, is_probe);
    remove(&mut c, n);
    fails("a probe further than the guard", &c, layout);
}
