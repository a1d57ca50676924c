//! The registers of the default convention on aarch64 (`wazc_abi::callconv`).

use crate::mir::call::Convention;
use wazc_abi::callconv::a64 as cc;

/// The default convention.
pub const CONVENTION: Convention = Convention {
    int_args: &cc::INT_ARGS,
    float_args: cc::FLOAT_ARGS,
    int_results: &cc::INT_RESULTS,
    float_results: cc::FLOAT_RESULTS,
};
