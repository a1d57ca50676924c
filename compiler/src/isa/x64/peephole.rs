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
