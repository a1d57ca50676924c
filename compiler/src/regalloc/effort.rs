//! Whether a function is too large for the allocator that searches for good code. Input: a function before allocation;
//! output: yes or no, the same on every machine. Linear in the function or stopped by its own limits.
//!
//! That allocator's time grows with the square of several sizes; each has a limit here. The largest function of CPython
//! has 23,000 instructions, at most 10,000 carried values, 4,000 users, a pressure of 60,000; the largest of Ruby
//! 98,000, 67,000, 2,300, 170,000, and 940,000 live-ins. Joining looks at most at 128,000,000 values in Ruby, 72,000,000
//! in esbuild, 12,000,000 in clang, 270,000 in the other programs; where nothing keeps them apart, 200,000,000 take it
//! three seconds. Functions that were made to be slow took it minutes; the fast allocator takes seconds.

use super::classes::Classes;
use crate::mir::VCode;
use regalloc2::{OperandConstraint, OperandKind, VReg};

/// Values that edges carry.
const MAX_CARRIED: usize = 100_000;
/// Values that are alive at the start of a block, summed over blocks.
const MAX_LIVE_INS: usize = 4_000_000;
/// Values of a block that are alive at an instruction of it, summed over instructions.
const MAX_PRESSURE: usize = 20_000_000;
/// Blocks that use one value.
const MAX_USERS: usize = 8_000;
/// See [`merging`].
const MAX_MERGING: usize = 200_000_000;
/// Instructions.
const MAX_INSTS: usize = 500_000;

/// Whether a size is beyond its limit.
pub fn excessive<I>(code: &VCode<I>) -> bool {
    let carried: usize = code.blocks.iter().flat_map(|b| &b.args).map(Vec::len).sum();
    code.insts.len() > MAX_INSTS
        || carried > MAX_CARRIED
        || merging(code) > MAX_MERGING
        || pressure(code) > MAX_PRESSURE
        || spread(code)
}

/// Live values within blocks, summed over instructions: each from its last use (or the end, if an edge passes it) up to
/// its definition or the start of the block.
fn pressure<I>(code: &VCode<I>) -> usize {
    let mut live = vec![u32::MAX; code.num_vregs];
    let mut sum = 0usize;
    for (n, b) in code.blocks.iter().enumerate() {
        let n = n as u32;
        let mut now = 0usize;
        let begin = |v: usize, live: &mut Vec<u32>| usize::from(std::mem::replace(&mut live[v], n) != n);
        for a in b.args.iter().flatten() {
            now += begin(a.vreg(), &mut live);
        }
        for i in b.insts.clone().rev() {
            for o in code.operands_of(i) {
                let v = o.vreg().vreg();
                match o.kind() {
                    OperandKind::Use => now += begin(v, &mut live),
                    // A value has one definition, and its uses here were seen.
                    OperandKind::Def if live[v] == n => now = now.saturating_sub(1),
                    OperandKind::Def => {}
                }
            }
            sum += now;
        }
    }
    sum
}

/// How many values the allocator looks at while it joins operands with the results that take their place, and values that
/// edges carry with the parameters that they become. It does so pair by pair, in this order; where more than one value comes
/// to others, or one of them wants a certain register, it looks through all of both. This is a bound: values that are alive
/// at once are not joined, here they are.
fn merging<I>(code: &VCode<I>) -> usize {
    let mut classes = Classes::new(code.num_vregs);
    let mut sizes = vec![(1usize, false); code.num_vregs];
    for o in &code.operands {
        sizes[o.vreg().vreg()].1 |= matches!(o.constraint(), OperandConstraint::FixedReg(_) | OperandConstraint::Stack);
    }
    let mut pairs: Vec<(VReg, VReg)> = Vec::new();
    for i in 0..code.insts.len() as u32 {
        let operands = code.operands_of(i);
        for o in operands {
            if let OperandConstraint::Reuse(n) = o.constraint() {
                pairs.push((operands[n].vreg(), o.vreg()));
            }
        }
    }
    let tied = pairs.len();
    for b in &code.blocks {
        for (to, args) in b.succs.iter().zip(&b.args) {
            let params = &code.blocks[to.index()].params;
            pairs.extend(args.iter().copied().zip(params.iter().copied()));
        }
    }
    pairs[tied..].sort_by_key(|p| p.0.vreg());
    let mut cost = 0usize;
    for (from, to) in pairs {
        let (a, b) = (classes.of(from), classes.of(to));
        if a == b {
            continue;
        }
        let ((m, fixed), (n, too)) = (sizes[a as usize], sizes[b as usize]);
        if m > 1 || fixed || too {
            cost = cost.saturating_add(m + n);
        }
        if m > n { classes.join(to, from) } else { classes.join(from, to) }
        sizes[if m > n { a } else { b } as usize] = (m + n, fixed || too);
    }
    cost
}

/// Whether too many blocks use one value, or too many values are alive at the starts of blocks.
fn spread<I>(code: &VCode<I>) -> bool {
    const NONE: u32 = u32::MAX;
    let mut def = vec![NONE; code.num_vregs];
    let mut uses: Vec<(u32, u32)> = Vec::new();
    for (n, b) in code.blocks.iter().enumerate() {
        let n = n as u32;
        b.params.iter().for_each(|p| def[p.vreg()] = n);
        let operands = code.operand_starts[b.insts.start as usize]..code.operand_starts[b.insts.end as usize];
        for o in &code.operands[operands.start as usize..operands.end as usize] {
            match o.kind() {
                OperandKind::Def => def[o.vreg().vreg()] = n,
                OperandKind::Use => uses.push((o.vreg().vreg() as u32, n)),
            }
        }
        uses.extend(b.args.iter().flatten().map(|a| (a.vreg() as u32, n)));
    }
    uses.retain(|&(v, b)| def[v as usize] != b);
    uses.sort_unstable();
    uses.dedup();
    if uses.chunk_by(|a, b| a.0 == b.0).any(|c| c.len() > MAX_USERS) {
        return true;
    }
    // For each block the value whose walk up from its uses passed it last.
    let mut seen = vec![NONE; code.blocks.len()];
    let mut work = Vec::new();
    let mut count = 0;
    for (v, b) in uses {
        work.push(b);
        while let Some(b) = work.pop() {
            if std::mem::replace(&mut seen[b as usize], v) != v {
                count += 1;
                work.extend(code.blocks[b as usize].preds.iter().map(|p| p.index() as u32).filter(|p| *p != def[v as usize]));
            }
        }
        if count > MAX_LIVE_INS {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mir::BlockInfo;
    use regalloc2::{Block, Operand, OperandPos, PReg, RegClass};

    /// A chain of blocks, each of which makes its parameter's successor, in its place if `tied`; the last value is wanted in
    /// a certain register.
    fn chain(n: usize, tied: bool) -> VCode<()> {
        let mut code = VCode { insts: vec![(); n + 1], num_vregs: 2 * n, operand_starts: vec![0], ..VCode::default() };
        let v = |i| VReg::new(i, RegClass::Int);
        for k in 0..n {
            let place = if tied { OperandConstraint::Reuse(1) } else { OperandConstraint::Reg };
            code.operands.push(Operand::new(v(2 * k + 1), place, OperandKind::Def, OperandPos::Late));
            code.operands.push(Operand::new(v(2 * k), OperandConstraint::Reg, OperandKind::Use, OperandPos::Early));
            code.operand_starts.push(code.operands.len() as u32);
            let (insts, params) = (k as u32..k as u32 + 1, vec![v(2 * k)]);
            let mut block = BlockInfo { insts, params, ..BlockInfo::default() };
            if k + 1 < n {
                block.succs.push(Block::new(k + 1));
                block.args.push(vec![v(2 * k + 1)]);
            }
            if k > 0 {
                block.preds.push(Block::new(k - 1));
            }
            code.blocks.push(block);
        }
        let last = OperandConstraint::FixedReg(PReg::new(0, RegClass::Int));
        code.operands.push(Operand::new(v(2 * n - 1), last, OperandKind::Use, OperandPos::Early));
        code.operand_starts.push(code.operands.len() as u32);
        code.blocks[n - 1].insts.end += 1;
        code
    }

    #[test]
    fn long_chains_of_joined_values_are_excessive() {
        // Each tied pair of a chain comes to another, so the sum grows with the square.
        let cost = |n| merging(&chain(n, true));
        assert!(cost(4000) > 3 * cost(2000) && cost(4000) < 5 * cost(2000));
        assert!(!excessive(&chain(5_000, true)) && excessive(&chain(30_000, true)));
        // Without ties there are pairs only, whatever their number.
        assert_eq!(merging(&chain(30_000, false)), 0);
        assert!(!excessive(&chain(30_000, false)));
    }
}
