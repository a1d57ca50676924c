//! The passes on IR, in order. Input and output: a function that [`crate::ir::verify`] accepts. Each pass is one file,
//! knows the IR only, and is linear or nearly so in the size of the function.

pub mod block_params;
pub mod branches;
pub mod dead_code;
pub mod layout;

use crate::ir::Function;

/// A pass: its name, as reports and dumps give it, and what it does.
pub type Pass = (&'static str, fn(&mut Function));

/// The passes of an optimisation level.
pub fn passes(level: u8) -> &'static [Pass] {
    // These two finish the SSA form: parameters that nothing wants would cost more later than they cost here.
    const SSA: [Pass; 2] = [("block-params", block_params::run), ("dead-code", dead_code::run)];
    const BRANCHES: Pass = ("branches", branches::run);
    // A parameter that became a constant may decide another branch.
    const FULL: [Pass; 8] =
        [SSA[0], SSA[1], BRANCHES, SSA[0], BRANCHES, SSA[0], SSA[1], ("layout", layout::run)];
    match level {
        0 => &SSA,
        _ => &FULL,
    }
}
