//! What the compilation of a function must know of its module.

use super::types::{Type, VmField};
use wazc_abi::record::{FuncType, GlobalType, MemoryType, TableType, ValType};
use wazc_abi::{MAX_GROWN_PAGES, MAX_PAGES, WASM_PAGE};
use wazc_abi::vmctx::{DataDesc, ElemDesc, ImportedMem, MemDesc, NULL_FUNC_PTR, VmLayout};
use std::collections::HashMap;
use std::mem::offset_of;

/// A function type in IR types.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FuncSig {
    /// Parameters.
    pub params: Vec<Type>,
    /// Results.
    pub results: Vec<Type>,
}

impl FuncSig {
    /// From a wasm type.
    pub fn new(t: &FuncType) -> FuncSig {
        let map = |v: &[ValType]| v.iter().map(|t| Type::of(*t)).collect::<Vec<_>>();
        FuncSig { params: map(&t.params), results: map(&t.results) }
    }
}

/// A table as seen by code.
#[derive(Clone, Copy, Debug)]
pub struct TableEnv {
    /// Type.
    pub ty: TableType,
    /// Imported: vmctx holds the address of its descriptor.
    pub imported: bool,
    /// Neither imported nor exported.
    pub private: bool,
}

/// The module's side of a function's compilation; imports come first in every index space.
#[derive(Clone, Debug, Default)]
pub struct ModuleEnv {
    /// Canonical function types.
    pub types: Vec<FuncType>,
    /// The same in IR types.
    pub sigs: Vec<FuncSig>,
    /// Canonical type of each function.
    pub funcs: Vec<u32>,
    /// Number of imported functions.
    pub imported_funcs: u32,
    /// Tables.
    pub tables: Vec<TableEnv>,
    /// Memories.
    pub memories: Vec<MemoryType>,
    /// Number of imported memories.
    pub imported_memories: u32,
    /// Globals.
    pub globals: Vec<GlobalType>,
    /// Number of imported globals.
    pub imported_globals: u32,
    /// Bits of the globals that are constants, by their index: immutable, and made from a constant.
    pub constant_globals: HashMap<u32, u64>,
    /// Layout of vmctx.
    pub layout: VmLayout,
    /// Byte offsets of the bodies of the defined functions in the wasm module.
    pub body_starts: Vec<u32>,
    /// Names of functions, by ascending index.
    pub names: Vec<(u32, String)>,
    /// Canonical index of each type index of the module.
    pub canon: Vec<u32>,
}

impl ModuleEnv {
    /// Whether memory 0 lies at V.
    pub fn memory0_pinned(&self) -> bool {
        self.imported_memories == 0 && !self.memories.is_empty()
    }

    /// Bytes that a memory never exceeds.
    pub fn memory_limit(&self, m: u32) -> u64 {
        let ty = &self.memories[m as usize];
        let grows = m >= self.imported_memories && u64::from(ty.min) <= MAX_GROWN_PAGES;
        let most = if grows { MAX_GROWN_PAGES } else { MAX_PAGES };
        ty.max.map_or(most, |max| most.min(max.into())) * WASM_PAGE
    }

    /// Signature of a function.
    pub fn func_sig(&self, func: u32) -> &FuncSig {
        &self.sigs[self.funcs[func as usize] as usize]
    }

    /// Name of a function.
    pub fn func_name(&self, func: u32) -> Option<&str> {
        let i = self.names.binary_search_by_key(&func, |n| n.0).ok()?;
        Some(&self.names[i].1)
    }

    /// Offset from V of a field: the only place where fields become offsets.
    pub fn offset(&self, field: VmField) -> i32 {
        let l = &self.layout;
        match field {
            VmField::Global(g) => l.global(g),
            VmField::GlobalPtr(g) => l.imported_global(g),
            VmField::MemBase(m) => l.memory(m) + offset_of!(MemDesc, base) as i32,
            VmField::MemSize(m) => l.memory(m) + offset_of!(MemDesc, size) as i32,
            VmField::MemDescPtr(m) => l.memory(m) + offset_of!(ImportedMem, desc) as i32,
            VmField::Table(t, part) => l.table(t) + part.offset(),
            VmField::TableDescPtr(t) => l.table(t),
            VmField::DataPtr(d) => l.data(d) + offset_of!(DataDesc, ptr) as i32,
            VmField::DataLen(d) => l.data(d) + offset_of!(DataDesc, len) as i32,
            VmField::ElemPtr(e) => l.elem(e) + offset_of!(ElemDesc, ptr) as i32,
            VmField::ElemLen(e) => l.elem(e) + offset_of!(ElemDesc, len) as i32,
            VmField::ImportedFunc(f) => l.imported_func(f),
            VmField::NullFunc => NULL_FUNC_PTR,
        }
    }
}
