//! Shorter instructions after allocation. Input and output: final code; the meaning stays. Linear.

use super::frame::Final;
use super::inst::{Flags, Inst};

/// Zeroes registers with `xor` (2 or 3 bytes instead of 5 or 6, and no dependency) where the flags are free: flags
/// never live from one block to the next, so one walk backward through each block knows.
pub fn run(code: &mut Final) {
    for b in 0..code.blocks() as u32 {
        let mut live = false;
        let range = code.block(b);
        for i in code.insts[range].iter_mut().rev() {
            match (i.flags(), &i) {
                (Flags::Read(_), _) => live = true,
                (Flags::Make(_) | Flags::Lose, _) => live = false,
                (Flags::Keep, Inst::Imm { dst, bits: 0 }) if !live => *i = Inst::Zero { dst: *dst },
                (Flags::Keep, _) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::inst::{Cc, Reg, Size, Src};
    use super::super::regs;
    use super::*;

    #[test]
    fn zero_where_flags_are_free() {
        let r = Reg::phys(regs::RAX);
        let zero = Inst::Imm { dst: r, bits: 0 };
        let cmp = Inst::Cmp { size: Size::S32, a: r, src: Src::Imm(1) };
        let jcc = Inst::Jcc { cc: Cc::E, then: 1, other: 1 };
        let lost = Inst::AddSp { by: 8 };
        let ret = Inst::Ret { uses: vec![], pop: 0 };
        let insts = vec![
            // Free, then between a comparison and each of its readers.
            zero.clone(),
            cmp.clone(),
            zero.clone(),
            Inst::Setcc { cc: Cc::E, dst: r },
            zero.clone(),
            jcc,
            // Free up to the end of a block; other constants stay.
            zero.clone(),
            lost,
            zero.clone(),
            Inst::Imm { dst: r, bits: 1 },
            zero,
            ret,
        ];
        let mut code = Final { locs: vec![0; insts.len()], starts: vec![0, 6, insts.len() as u32], insts, ..Default::default() };
        run(&mut code);
        let zeroed: Vec<usize> = (0..code.insts.len()).filter(|&i| matches!(code.insts[i], Inst::Zero { .. })).collect();
        assert_eq!(zeroed, [0, 6, 8, 10]);
    }
}
