//! Types and entity references of the IR.

use std::mem::offset_of;
use wazc_abi::record::ValType;
use wazc_abi::vmctx::TableDesc;

/// Type of a value. References are `I64`: the address of a `FuncObj`, or a handle of the host's; null is 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Type {
    /// 32-bit integer; the upper half of its register is undefined but in calls, where it is zero.
    I32,
    /// 64-bit integer, address or reference.
    I64,
    /// Single precision.
    F32,
    /// Double precision.
    F64,
    /// A vector.
    V128,
}

impl Type {
    /// The type that represents a wasm type.
    pub fn of(t: ValType) -> Type {
        match t {
            ValType::I32 => Type::I32,
            ValType::I64 | ValType::FuncRef | ValType::ExternRef => Type::I64,
            ValType::F32 => Type::F32,
            ValType::F64 => Type::F64,
            ValType::V128 => Type::V128,
        }
    }

    /// The type that represents a type of the parser's.
    pub fn of_wasm(t: wasmparser::ValType) -> Type {
        use wasmparser::ValType as W;
        match t {
            W::I32 => Type::I32,
            W::I64 | W::Ref(_) => Type::I64,
            W::F32 => Type::F32,
            W::F64 => Type::F64,
            W::V128 => Type::V128,
        }
    }

    /// Whether values live in vector registers.
    pub fn is_float(self) -> bool {
        matches!(self, Type::F32 | Type::F64 | Type::V128)
    }

    /// Width in bits.
    pub fn bits(self) -> u32 {
        match self {
            Type::I32 | Type::F32 => 32,
            Type::I64 | Type::F64 => 64,
            Type::V128 => 128,
        }
    }
}

impl core::fmt::Display for Type {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Type::I32 => "i32",
            Type::I64 => "i64",
            Type::F32 => "f32",
            Type::F64 => "f64",
            Type::V128 => "v128",
        })
    }
}

macro_rules! entity {
    ($($(#[$doc:meta])* $t:ident $prefix:literal)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $t(pub u32);
        impl $t {
            /// As an index into its arena.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
        impl core::fmt::Display for $t {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
        impl core::fmt::Debug for $t {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(self, f)
            }
        }
    )*};
}
entity! {
    /// A value.
    Value "v"
    /// A block.
    Block "b"
    /// An instruction.
    Inst "i"
}

/// A field of vmctx, by name. `env` maps it to offset and type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum VmField {
    /// Value of a defined global.
    Global(u32),
    /// Address of an imported global's value.
    GlobalPtr(u32),
    /// Base address of a memory.
    MemBase(u32),
    /// Size in bytes of a defined memory.
    MemSize(u32),
    /// Address of the `MemDesc` of an imported memory.
    MemDescPtr(u32),
    /// Part of the descriptor of a defined table.
    Table(u32, TableField),
    /// Address of the `TableDesc` of an imported table.
    TableDescPtr(u32),
    /// Address of a data segment's bytes.
    DataPtr(u32),
    /// Length of a data segment; 0 once dropped.
    DataLen(u32),
    /// Address of an element segment's references.
    ElemPtr(u32),
    /// Number of references of an element segment; 0 once dropped.
    ElemLen(u32),
    /// Address of the `FuncObj` of an imported function.
    ImportedFunc(u32),
    /// Address of the `FuncObj` that stands for null.
    NullFunc,
}

/// A part of a `TableDesc`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum TableField {
    /// Address of the entries.
    Entries,
    /// Number of elements.
    Len,
    /// Address of the references.
    Refs,
    /// Number of elements that there is room for.
    Capacity,
}

impl TableField {
    /// Its offset in a `TableDesc`.
    pub const fn offset(self) -> i32 {
        (match self {
            TableField::Entries => offset_of!(TableDesc, entries),
            TableField::Len => offset_of!(TableDesc, len),
            TableField::Refs => offset_of!(TableDesc, refs),
            TableField::Capacity => offset_of!(TableDesc, capacity),
        }) as i32
    }
}

/// What a load or store through a pointer reaches; different kinds never alias.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum PtrKind {
    /// The value of an imported global.
    Global,
    /// The size in a `MemDesc`.
    MemSize,
    /// A part of a `TableDesc`.
    Table(TableField),
    /// The references of a table or of an element segment.
    TableRef,
    /// The entries of a table.
    TableEntry,
    /// A `FuncObj`, which nothing changes.
    Func,
}

impl PtrKind {
    /// Whether what it reaches is one field, whatever the pointer's offset: not an array, nor a structure.
    pub fn is_field(self) -> bool {
        matches!(self, PtrKind::Global | PtrKind::MemSize | PtrKind::Table(_))
    }
}
