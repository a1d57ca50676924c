//! Reads spilled values where they are: a reload whose register serves one instruction, the next to read it, is taken into
//! that instruction, where the target has a form that reads the slot. Input and output: an allocated function; the
//! meaning stays. Linear but for finding what is alive.

use super::frame::Allocated;
use super::live::{self, bit};
use super::reg::Reg;
use super::MachInst;

/// A reload that is not taken in so far: its place, its register, the slot's offset.
type Open = (usize, Reg, u32);

/// The pass.
pub fn run<I: MachInst>(code: &mut Allocated<I>) {
    if !code.insts.iter().any(|i| i.reloads().is_some()) {
        return;
    }
    let live_ins = live::live_ins(code);
    let mut gone = vec![false; code.insts.len()];
    // Registers that are alive behind each instruction of a block.
    let mut behind = Vec::new();
    for b in 0..code.starts.len() - 1 {
        let range = live::block(code, b);
        if !code.insts[range.clone()].iter().any(|i| i.reloads().is_some()) {
            continue;
        }
        let mut live = 0;
        code.insts[range.end - 1].each_target(&mut |t| live |= live_ins[t as usize]);
        behind.clear();
        for i in code.insts[range.clone()].iter_mut().rev() {
            behind.push(live);
            let (uses, defs) = live::effect(i);
            live = live & !defs | uses;
        }
        behind.reverse();

        let mut open: Vec<Open> = Vec::new();
        for (at, live) in range.zip(&behind) {
            let (uses, defs) = live::effect(&mut code.insts[at]);
            for &(reload, reg, _) in open.iter().filter(|o| bit(o.1) & uses != 0) {
                let last = live & bit(reg) == 0 || defs & bit(reg) != 0;
                let Some(mut folded) = code.insts[at].with_slot(reg, &code.insts[reload]).filter(|_| last) else { continue };
                if live::effect(&mut folded).0 & bit(reg) == 0 {
                    code.insts[at] = folded;
                    gone[reload] = true;
                    break;
                }
            }
            open.retain(|o| bit(o.1) & (uses | defs) == 0 && code.insts[at].spills_to().is_none_or(|s| s.1 != o.2));
            if let Some((reg, off)) = code.insts[at].reloads() {
                open.push((at, reg, off));
            }
        }
    }
    code.remove(&gone);
}
