//! The default convention on x86-64 (`wazc_abi::callconv`): where arguments and results are.

use super::regs::{gpr, xmm};
use regalloc2::PReg;
use wazc_abi::callconv::x64 as cc;

/// Where an argument or a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loc {
    /// In a register.
    Reg(PReg),
    /// At this offset in the stack arguments, or in the result area.
    Stack(u32),
}

/// Places of everything in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLayout {
    /// Arguments.
    pub params: Vec<Loc>,
    /// Bytes of stack arguments, a multiple of 16; the callee pops them.
    pub arg_area: u32,
    /// Results; offsets are into the result area, directly above the stack arguments.
    pub results: Vec<Loc>,
    /// Bytes of the result area, a multiple of 16.
    pub result_area: u32,
}

fn assign(floats: impl Iterator<Item = bool>, ints: &[u8], xmms: u8) -> (Vec<Loc>, u32) {
    let (mut i, mut f, mut stack) = (0, 0, 0);
    let locs = floats
        .map(|float| {
            if float && f < xmms {
                f += 1;
                Loc::Reg(xmm(f - 1))
            } else if !float && i < ints.len() {
                i += 1;
                Loc::Reg(gpr(ints[i - 1]))
            } else {
                stack += 8;
                Loc::Stack(stack - 8)
            }
        })
        .collect();
    (locs, stack.next_multiple_of(16))
}

/// The layout of a call; the items say whether each value is a float.
pub fn layout(params: impl Iterator<Item = bool>, results: impl Iterator<Item = bool>) -> CallLayout {
    let (params, arg_area) = assign(params, &cc::INT_ARGS, cc::FLOAT_ARGS);
    let (results, result_area) = assign(results, &cc::INT_RESULTS, cc::FLOAT_RESULTS);
    CallLayout { params, arg_area, results, result_area }
}
