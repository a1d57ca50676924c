//! Finds bodies that may be worth inlining without translating them. Input: a body, not validated yet; output: how
//! many operators it has and which functions it calls, if it is small and has no loop. The work for a body is bounded.

use wasmparser::{FunctionBody, Operator};

/// Most bytes of a body that is looked at.
const MAX_BYTES: u64 = 256;
/// Most operators.
const MAX_OPERATORS: u32 = 64;

/// What a body is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Small {
    /// Number of operators, but for constructs and locals.
    pub operators: u32,
    /// Functions that it calls directly.
    pub calls: Vec<u32>,
}

/// Looks at a body. One that can't be read is not small: whoever translates it says what is wrong.
pub fn small(body: &FunctionBody<'_>) -> Option<Small> {
    if body.range().end - body.range().start > MAX_BYTES {
        return None;
    }
    let mut out = Small { operators: 0, calls: Vec::new() };
    for op in body.get_operators_reader().ok()? {
        match op.ok()? {
            Operator::Loop { .. } => return None,
            Operator::Call { function_index } => out.calls.push(function_index),
            Operator::LocalGet { .. } | Operator::LocalSet { .. } | Operator::LocalTee { .. } | Operator::Block { .. } | Operator::End => continue,
            _ => {}
        }
        out.operators += 1;
        if out.operators > MAX_OPERATORS {
            return None;
        }
    }
    Some(out)
}
