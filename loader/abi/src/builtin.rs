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
    /// `(table, reference, delta) → old size or -1` as i32. For tables whose capacity is exhausted.
    TableGrow,
    /// `(function index) → reference`.
    RefFunc,
}

/// Number of builtins, and of their slots.
pub const COUNT: u32 = 3;

/// All builtins in slot order.
pub const ALL: [Builtin; COUNT as usize] = [Builtin::MemoryGrow, Builtin::TableGrow, Builtin::RefFunc];

impl Builtin {
    /// Name as printed in dumps.
    pub const fn name(self) -> &'static str {
        match self {
            Builtin::MemoryGrow => "memory_grow",
            Builtin::TableGrow => "table_grow",
            Builtin::RefFunc => "ref_func",
        }
    }

    /// Number of arguments.
    pub const fn params(self) -> usize {
        match self {
            Builtin::RefFunc => 1,
            Builtin::MemoryGrow => 2,
            Builtin::TableGrow => 3,
        }
    }
}
