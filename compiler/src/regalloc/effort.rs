//! Whether a function is too large for the allocator that searches for good code. Input: a function before allocation;
//! output: yes or no, the same on every machine. Linear in the function or stopped by its own limits.
//!
//! That allocator's time grows with the square of several sizes; each has a limit here. The largest function of CPython
//! has 23,000 instructions, at most 10,000 carried values, 4,000 users, a pressure of 60,000; the largest of Ruby
//! 98,000, 67,000, 2,300, 170,000, and 940,000 live-ins. Functions that were made to be slow took it minutes; the fast
//! allocator takes seconds.

use crate::mir::VCode;
use regalloc2::OperandKind;

/// Values that edges carry.
const MAX_CARRIED: usize = 100_000;
/// Values that are alive at the start of a block, summed over blocks.
const MAX_LIVE_INS: usize = 4_000_000;
/// Values of a block that are alive at an instruction of it, summed over instructions.
const MAX_PRESSURE: usize = 20_000_000;
/// Blocks that use one value.
const MAX_USERS: usize = 8_000;
/// Instructions.
const MAX_INSTS: usize = 500_000;

/// Whether a size is beyond its limit.
pub fn excessive<I>(code: &VCode<I>) -> bool {
    let carried: usize = code.blocks.iter().flat_map(|b| &b.args).map(Vec::len).sum();
    code.insts.len() > MAX_INSTS
        || carried > MAX_CARRIED
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
