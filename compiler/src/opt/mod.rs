//! The passes on IR, in order. Input and output: a function that [`crate::ir::verify`] accepts. Each pass is one file,
//! knows the IR only, and is linear or nearly so in the size of the function.

pub mod alias;
pub mod block_params;
pub mod branches;
pub mod dead_code;
pub mod if_conversion;
pub mod induction;
pub mod inline;
pub mod layout;
pub mod licm;
pub mod load_elimination;
pub mod neighbours;
pub mod pointers;
pub mod range_folds;
pub mod ranges;
pub mod returns;
pub mod short_tables;
pub mod sink;
pub mod switches;

use crate::ir::{Function, ModuleEnv};
pub use switches::{Set, Switch, Wishes};

/// What a pass may know beside the function.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The function's module.
    pub env: &'a ModuleEnv,
    /// Bodies that may be inlined.
    pub bodies: &'a inline::Bodies,
}

/// What a pass does to a function.
pub type Pass = fn(&mut Function, &Context<'_>);

/// A step: its switch, the lowest level that takes it, and its pass.
struct Step(Switch, u8, Pass);

/// The steps of all levels. A parameter that became a constant may decide another branch, so some are taken again.
const STEPS: &[Step] = &[
    // These two finish the SSA form: parameters that nothing wants would cost more later than they cost here.
    Step(Switch::BlockParams, 0, |f, _| block_params::run(f)),
    Step(Switch::DeadCode, 0, |f, _| dead_code::run(f)),
    Step(Switch::Inline, 2, inline::run),
    Step(Switch::Branches, 1, |f, _| branches::run(f)),
    Step(Switch::ShortTables, 1, |f, _| short_tables::run(f)),
    Step(Switch::LoadElimination, 2, load_elimination::run),
    Step(Switch::Ranges, 2, range_folds::run),
    Step(Switch::Induction, 2, induction::run),
    Step(Switch::Pointers, 2, |f, _| pointers::run(f)),
    Step(Switch::Neighbours, 2, neighbours::run),
    Step(Switch::BlockParams, 1, |f, _| block_params::run(f)),
    Step(Switch::IfConversion, 2, |f, _| if_conversion::run(f)),
    Step(Switch::Returns, 2, |f, _| returns::run(f)),
    Step(Switch::Branches, 1, |f, _| branches::run(f)),
    Step(Switch::BlockParams, 1, |f, _| block_params::run(f)),
    Step(Switch::DeadCode, 1, |f, _| dead_code::run(f)),
    Step(Switch::Licm, 2, licm::run),
    Step(Switch::Sink, 2, |f, _| sink::run(f)),
    Step(Switch::Layout, 1, |f, _| layout::run(f)),
];

/// The steps of a level of which these are on: names and passes.
pub fn steps(level: u8, on: Set) -> impl Iterator<Item = (&'static str, Pass)> {
    // A pass that the level has not, but a wish, is on wherever it stands.
    let taken = move |s: &&Step| on.has(s.0) && (s.1 <= level || s.0.level() > level);
    STEPS.iter().filter(taken).map(|s| (s.0.name(), s.2))
}
