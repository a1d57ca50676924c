//! Types of WebAssembly values, functions, tables, memories and globals, and import matching (spec 4.5.3).

use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, RwLock};
use wazc_abi::record;

/// Type of a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ValType {
    /// 32-bit integer.
    I32,
    /// 64-bit integer.
    I64,
    /// 32-bit float.
    F32,
    /// 64-bit float.
    F64,
    /// Vector of 128 bits.
    V128,
    /// Reference to a function, or null.
    FuncRef,
    /// Reference to an object of the host's, or null.
    ExternRef,
}

impl fmt::Display for ValType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ValType::I32 => "i32",
            ValType::I64 => "i64",
            ValType::F32 => "f32",
            ValType::F64 => "f64",
            ValType::V128 => "v128",
            ValType::FuncRef => "funcref",
            ValType::ExternRef => "externref",
        })
    }
}

/// Type of a function.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct FuncType {
    params: Box<[ValType]>,
    results: Box<[ValType]>,
}

impl FuncType {
    /// A function type.
    pub fn new(params: impl IntoIterator<Item = ValType>, results: impl IntoIterator<Item = ValType>) -> FuncType {
        FuncType { params: params.into_iter().collect(), results: results.into_iter().collect() }
    }

    /// Types of the parameters.
    pub fn params(&self) -> &[ValType] {
        &self.params
    }

    /// Types of the results.
    pub fn results(&self) -> &[ValType] {
        &self.results
    }
}

fn list(f: &mut fmt::Formatter<'_>, types: &[ValType]) -> fmt::Result {
    f.write_str("(")?;
    for (i, t) in types.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{t}")?;
    }
    f.write_str(")")
}

impl fmt::Display for FuncType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("func")?;
        list(f, &self.params)?;
        f.write_str(" -> ")?;
        list(f, &self.results)
    }
}

/// Type of a table. Sizes are in elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TableType {
    /// Type of the elements, a reference type.
    pub element: ValType,
    /// Initial size.
    pub min: u64,
    /// Largest size.
    pub max: Option<u64>,
}

/// Type of a memory. Sizes are in pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemoryType {
    /// Initial size.
    pub min: u64,
    /// Largest size.
    pub max: Option<u64>,
}

/// Type of a global.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GlobalType {
    /// Type of the value.
    pub content: ValType,
    /// Whether it can be written.
    pub mutable: bool,
}

/// Type of an import or export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExternType {
    /// A function.
    Func(FuncType),
    /// A table.
    Table(TableType),
    /// A memory.
    Memory(MemoryType),
    /// A global.
    Global(GlobalType),
}

fn limits(f: &mut fmt::Formatter<'_>, min: u64, max: Option<u64>) -> fmt::Result {
    match max {
        Some(max) => write!(f, "{min}..={max}"),
        None => write!(f, "{min}.."),
    }
}

impl fmt::Display for ExternType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExternType::Func(t) => t.fmt(f),
            ExternType::Table(t) => {
                write!(f, "table of {}, ", t.element)?;
                limits(f, t.min, t.max)
            }
            ExternType::Memory(t) => {
                f.write_str("memory, ")?;
                limits(f, t.min, t.max)?;
                f.write_str(" pages")
            }
            ExternType::Global(t) => write!(f, "global {}{}", if t.mutable { "mut " } else { "" }, t.content),
        }
    }
}

fn limits_match(min: u64, max: Option<u64>, want_min: u64, want_max: Option<u64>) -> bool {
    min >= want_min && want_max.is_none_or(|w| max.is_some_and(|m| m <= w))
}

impl ExternType {
    /// Whether an item of this type may be imported where `wanted` is declared. The minimum of a table or memory
    /// must be its current size.
    pub fn matches(&self, wanted: &ExternType) -> bool {
        match (self, wanted) {
            (ExternType::Func(a), ExternType::Func(b)) => a == b,
            (ExternType::Table(a), ExternType::Table(b)) => {
                a.element == b.element && limits_match(a.min, a.max, b.min, b.max)
            }
            (ExternType::Memory(a), ExternType::Memory(b)) => limits_match(a.min, a.max, b.min, b.max),
            (ExternType::Global(a), ExternType::Global(b)) => a == b,
            _ => false,
        }
    }
}

impl ValType {
    /// Whether values are references.
    pub fn is_ref(self) -> bool {
        matches!(self, ValType::FuncRef | ValType::ExternRef)
    }

    /// The type of a record.
    pub(crate) fn from_record(t: record::ValType) -> ValType {
        match t {
            record::ValType::I32 => ValType::I32,
            record::ValType::I64 => ValType::I64,
            record::ValType::F32 => ValType::F32,
            record::ValType::F64 => ValType::F64,
            record::ValType::FuncRef => ValType::FuncRef,
            record::ValType::ExternRef => ValType::ExternRef,
            record::ValType::V128 => ValType::V128,
        }
    }
}

impl ExternType {
    /// The type of a record, with the module's function types; `None` where that is not there.
    pub(crate) fn from_record(t: record::ExternType, types: &[FuncType]) -> Option<ExternType> {
        Some(match t {
            record::ExternType::Func(i) => ExternType::Func(types.get(i as usize)?.clone()),
            record::ExternType::Table(t) => ExternType::Table(TableType::from_record(t)),
            record::ExternType::Memory(m) => ExternType::Memory(MemoryType::from_record(m)),
            record::ExternType::Global(g) => ExternType::Global(GlobalType::from_record(g)),
        })
    }
}

impl TableType {
    pub(crate) fn from_record(t: record::TableType) -> TableType {
        TableType { element: ValType::from_record(t.elem), min: t.min.into(), max: t.max.map(u64::from) }
    }
}

impl MemoryType {
    pub(crate) fn from_record(m: record::MemoryType) -> MemoryType {
        MemoryType { min: m.min.into(), max: m.max.map(u64::from) }
    }
}

impl GlobalType {
    pub(crate) fn from_record(g: record::GlobalType) -> GlobalType {
        GlobalType { content: ValType::from_record(g.ty), mutable: g.mutable }
    }
}

#[derive(Default)]
struct Interner {
    ids: HashMap<FuncType, u32>,
    types: Vec<FuncType>,
}

static SIGNATURES: LazyLock<RwLock<Interner>> = LazyLock::new(Default::default);

/// The process-wide number of a function type, from 1. Equal types have equal numbers.
pub(crate) fn intern(ty: &FuncType) -> u32 {
    if let Some(id) = SIGNATURES.read().unwrap_or_else(|e| e.into_inner()).ids.get(ty) {
        return *id;
    }
    let mut s = SIGNATURES.write().unwrap_or_else(|e| e.into_inner());
    if let Some(id) = s.ids.get(ty) {
        return *id;
    }
    s.types.push(ty.clone());
    let id = s.types.len() as u32;
    s.ids.insert(ty.clone(), id);
    id
}

/// The function type of a number that [`intern`] returned.
pub(crate) fn interned(id: u32) -> FuncType {
    let s = SIGNATURES.read().unwrap_or_else(|e| e.into_inner());
    s.types.get((id as usize).wrapping_sub(1)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interning_and_matching() {
        let a = FuncType::new([ValType::I32], [ValType::F64]);
        let b = FuncType::new([ValType::I32], []);
        assert_eq!(intern(&a), intern(&a.clone()));
        assert_ne!(intern(&a), intern(&b));
        assert_eq!(interned(intern(&b)), b);
        let m = |min, max| ExternType::Memory(MemoryType { min, max });
        assert!(m(2, Some(3)).matches(&m(1, None)));
        assert!(!m(2, None).matches(&m(1, Some(3))));
        assert!(!m(0, Some(3)).matches(&m(1, Some(3))));
        assert_eq!(ExternType::Func(a).to_string(), "func(i32) -> (f64)");
    }
}
