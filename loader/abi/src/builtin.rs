//! Runtime routines that compiled code may call, each through a slot in vmctx.
//!
//! Compiled code calls a builtin with the default convention (see [`crate::callconv`]): at most five arguments, all
//! in integer registers, references and lengths zero-extended to 64 bits; one result or none. A builtin that traps
//! does not return. Every caller-saved register is clobbered; the callee-saved ones and V are kept.

/// A runtime routine; its value is the index of its slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
#[repr(u32)]
pub enum Builtin {
    /// `(memory index, delta in pages) → old size in pages, or -1` as i32.
    MemoryGrow = 0,
    /// `(table, index) → reference`. Traps out of bounds.
    TableGet,
    /// `(table, index, reference)`. Traps out of bounds.
    TableSet,
    /// `(table, reference, delta) → old size or -1` as i32.
    TableGrow,
    /// `(table, index, reference, count)`. Traps out of bounds.
    TableFill,
    /// `(dst table << 32 | src table, dst, src, count)`. Traps out of bounds.
    TableCopy,
    /// `(table << 32 | element segment, dst, src, count)`. Traps out of bounds.
    TableInit,
    /// `(element segment)`.
    ElemDrop,
    /// `(data segment)`: its length in vmctx becomes 0.
    DataDrop,
    /// `(function index) → reference`.
    RefFunc,
}

/// Number of builtins, and of their slots.
pub const COUNT: u32 = 10;

/// All builtins in slot order.
pub const ALL: [Builtin; COUNT as usize] = [
    Builtin::MemoryGrow,
    Builtin::TableGet,
    Builtin::TableSet,
    Builtin::TableGrow,
    Builtin::TableFill,
    Builtin::TableCopy,
    Builtin::TableInit,
    Builtin::ElemDrop,
    Builtin::DataDrop,
    Builtin::RefFunc,
];

impl Builtin {
    /// Name as printed in dumps.
    pub const fn name(self) -> &'static str {
        match self {
            Builtin::MemoryGrow => "memory_grow",
            Builtin::TableGet => "table_get",
            Builtin::TableSet => "table_set",
            Builtin::TableGrow => "table_grow",
            Builtin::TableFill => "table_fill",
            Builtin::TableCopy => "table_copy",
            Builtin::TableInit => "table_init",
            Builtin::ElemDrop => "elem_drop",
            Builtin::DataDrop => "data_drop",
            Builtin::RefFunc => "ref_func",
        }
    }

    /// Number of arguments.
    pub const fn params(self) -> usize {
        match self {
            Builtin::ElemDrop | Builtin::DataDrop | Builtin::RefFunc => 1,
            Builtin::MemoryGrow | Builtin::TableGet => 2,
            Builtin::TableSet | Builtin::TableGrow => 3,
            Builtin::TableFill | Builtin::TableCopy | Builtin::TableInit => 4,
        }
    }

    /// Whether there is a result.
    pub const fn has_result(self) -> bool {
        matches!(self, Builtin::MemoryGrow | Builtin::TableGet | Builtin::TableGrow | Builtin::RefFunc)
    }
}
