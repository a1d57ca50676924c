//! Whether every value is defined, and in its block before it is used. Input: a function before allocation; output: the first value
//! that is not. Two walks over the operands: cheap enough to run always, which matters because the fast allocator gives what
//! is not defined a place that nobody wrote. That definitions dominate uses in other blocks is left to the tests, where all
//! of the allocator's own checks run.

use crate::mir::VCode;
use regalloc2::OperandKind;

const NONE: u32 = u32::MAX;

/// What is wrong, if anything.
pub fn check<I>(code: &VCode<I>) -> Result<(), String> {
    // Where each value is defined: its instruction; the first one of its block for a parameter.
    let mut at = vec![NONE; code.num_vregs];
    for b in &code.blocks {
        b.params.iter().for_each(|p| at[p.vreg()] = b.insts.start);
        for i in b.insts.clone() {
            for o in code.operands_of(i).iter().filter(|o| o.kind() == OperandKind::Def) {
                at[o.vreg().vreg()] = i;
            }
        }
    }
    let wrong = |v: usize, i: u32| Err(format!("register allocation: value {v} is used at {i} and not defined before it"));
    for b in &code.blocks {
        for i in b.insts.clone() {
            for o in code.operands_of(i).iter().filter(|o| o.kind() == OperandKind::Use) {
                let v = o.vreg().vreg();
                let def = at[v];
                // What the first instruction defines counts as a parameter.
                if def == NONE || def >= i && def < b.insts.end && def != b.insts.start {
                    return wrong(v, i);
                }
            }
        }
        if let Some(a) = b.args.iter().flatten().find(|a| at[a.vreg()] == NONE) {
            return wrong(a.vreg(), b.insts.end);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mir::BlockInfo;
    use regalloc2::{Operand, RegClass, VReg};

    /// One block of instructions, each with the values that it uses and those that it defines.
    fn code(params: &[usize], insts: &[(&[usize], &[usize])], args: &[usize]) -> VCode<()> {
        let vreg = |n: usize| VReg::new(n, RegClass::Int);
        let mut code = VCode { num_vregs: 8, operand_starts: vec![0], insts: vec![(); insts.len()], ..VCode::default() };
        for (uses, defs) in insts {
            code.operands.extend(uses.iter().map(|n| Operand::reg_use(vreg(*n))));
            code.operands.extend(defs.iter().map(|n| Operand::reg_def(vreg(*n))));
            code.operand_starts.push(code.operands.len() as u32);
        }
        let params = params.iter().map(|n| vreg(*n)).collect();
        let args = std::iter::once(args.iter().map(|n| vreg(*n)).collect()).collect();
        code.blocks.push(BlockInfo { insts: 0..insts.len() as u32, params, args, ..BlockInfo::default() });
        code
    }

    #[test]
    fn what_is_not_defined_is_found() {
        assert!(check(&code(&[0], &[(&[0], &[1]), (&[1, 0], &[2])], &[2, 0])).is_ok());
        assert!(check(&code(&[0], &[(&[0], &[1]), (&[3], &[2])], &[])).is_err(), "never defined");
        assert!(check(&code(&[0], &[(&[0], &[1]), (&[2], &[3]), (&[0], &[2])], &[])).is_err(), "defined later");
        assert!(check(&code(&[0], &[(&[0], &[1]), (&[2], &[2])], &[])).is_err(), "defined out of itself");
        assert!(check(&code(&[0], &[(&[0], &[1])], &[4])).is_err(), "passed on");
    }
}
