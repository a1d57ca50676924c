//! Which parts of WebAssembly beyond 1.0 a module uses. Input: types, segments, bodies; output: bits of
//! `section::wasm_feature`. They inform; nothing depends on them.

use wasmparser::{BlockType, Operator};
use wazc_abi::record::{ConstOp, ElemItems, ElemSegment, FuncType, GlobalType, SegmentMode, ValType};
use wazc_abi::section::wasm_feature::*;

fn is_ref(t: ValType) -> bool {
    matches!(t, ValType::FuncRef | ValType::ExternRef)
}

pub fn of_type(t: &FuncType) -> u64 {
    let refs = t.params.iter().chain(&t.results).any(|t| is_ref(*t));
    let vectors = t.params.iter().chain(&t.results).any(|t| *t == ValType::V128);
    (if t.results.len() > 1 { MULTI_VALUE } else { 0 }) | if refs { REFERENCE_TYPES } else { 0 } | if vectors { SIMD } else { 0 }
}

fn of_init(init: &[ConstOp]) -> u64 {
    let refs = init.iter().any(|o| matches!(o, ConstOp::RefFunc(_) | ConstOp::RefNull));
    (if init.len() > 1 { EXTENDED_CONST } else { 0 }) | if refs { REFERENCE_TYPES } else { 0 }
}

pub fn of_global(t: GlobalType, init: &[ConstOp]) -> u64 {
    of_init(init) | if is_ref(t.ty) { REFERENCE_TYPES } else { 0 } | if t.ty == ValType::V128 { SIMD } else { 0 }
}

pub fn of_mode(m: &SegmentMode) -> u64 {
    match m {
        SegmentMode::Active(_, offset) => of_init(offset),
        SegmentMode::Passive => BULK_MEMORY,
        SegmentMode::Declared => REFERENCE_TYPES,
    }
}

pub fn of_elements(s: &ElemSegment) -> u64 {
    let exprs = matches!(s.items, ElemItems::Exprs(_)) || s.elem != ValType::FuncRef;
    of_mode(&s.mode) | if exprs { REFERENCE_TYPES } else { 0 }
}

/// What a local of a body uses.
pub fn of_local(t: wasmparser::ValType) -> u64 {
    if matches!(t, wasmparser::ValType::Ref(_)) { REFERENCE_TYPES } else { 0 }
}

/// What an operator uses.
pub fn of_operator(op: &Operator<'_>) -> u64 {
    use Operator::*;
    match op {
        Block { blockty: BlockType::FuncType(_) }
        | Loop { blockty: BlockType::FuncType(_) }
        | If { blockty: BlockType::FuncType(_) } => MULTI_VALUE,
        I32Extend8S | I32Extend16S | I64Extend8S | I64Extend16S | I64Extend32S => SIGN_EXTENSION,
        I32TruncSatF32S | I32TruncSatF32U | I32TruncSatF64S | I32TruncSatF64U | I64TruncSatF32S | I64TruncSatF32U
        | I64TruncSatF64S | I64TruncSatF64U => SATURATING_CONVERSIONS,
        MemoryCopy { .. } | MemoryFill { .. } | MemoryInit { .. } | DataDrop { .. } | TableCopy { .. } | TableInit { .. }
        | ElemDrop { .. } => BULK_MEMORY,
        RefNull { .. } | RefIsNull | RefFunc { .. } | TableGet { .. } | TableSet { .. } | TableGrow { .. } | TableSize { .. }
        | TableFill { .. } | TypedSelect { .. } => REFERENCE_TYPES,
        _ => 0,
    }
}
