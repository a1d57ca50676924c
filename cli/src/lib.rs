//! The parts of `wazc` that its test suites use too.

pub mod wast;
