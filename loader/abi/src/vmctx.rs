//! Layout of the instance context ("vmctx") and of what compiled code reaches through it.
//!
//! Register V holds the address just *past* the context: every field lies at a negative offset. Where memory 0 is
//! defined by the module (and not shared), V is also the base of that memory, so non-negative offsets are guest
//! memory and negative ones are never reachable by the guest. The first [`Header`] is the same for all modules; the
//! rest depends on counts that the module record holds, and [`VmLayout`] derives it for both sides.
//!
//! Compiled code reaches a field only at its exact offset and width. All numbers are little-endian.

use core::mem::{offset_of, size_of};

/// The fixed part of vmctx; its end is at V.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Header {
    /// Address of the landing for traps raised by calls; reserved for artifacts that run without signals.
    pub trap_landing: u64,
    /// Lowest stack pointer that guest code may reach; for artifacts that check their stack explicitly.
    pub stack_limit: u64,
    /// `owner << 32`: the id of this instance in the upper half of its keys in shared tables.
    pub owner: u64,
    /// The runtime's per-store state; opaque to compiled code.
    pub store: u64,
    /// Code of the host-call crossing, see [`crate::callconv`].
    pub host_call: u64,
    /// Address of [`NULL_FUNC`].
    pub null_func: u64,
    /// Table 0, see [`TableDesc`]; all zero where there is none.
    pub table0: TableDesc,
    /// Memory 0, see [`MemDesc`].
    pub mem0: MemDesc,
}

/// Size of [`Header`] in bytes; globals, which follow, are 16-aligned.
pub const HEADER_SIZE: i32 = size_of::<Header>() as i32;
const _: () = assert!(HEADER_SIZE % 16 == 0);

/// Offset from V of [`Header::trap_landing`].
pub const TRAP_LANDING: i32 = offset_of!(Header, trap_landing) as i32 - HEADER_SIZE;
/// Offset from V of [`Header::stack_limit`].
pub const STACK_LIMIT: i32 = offset_of!(Header, stack_limit) as i32 - HEADER_SIZE;
/// Offset from V of [`Header::owner`].
pub const OWNER: i32 = offset_of!(Header, owner) as i32 - HEADER_SIZE;
/// Offset from V of [`Header::store`].
pub const STORE: i32 = offset_of!(Header, store) as i32 - HEADER_SIZE;
/// Offset from V of [`Header::host_call`].
pub const HOST_CALL: i32 = offset_of!(Header, host_call) as i32 - HEADER_SIZE;
/// Offset from V of [`Header::null_func`].
pub const NULL_FUNC_PTR: i32 = offset_of!(Header, null_func) as i32 - HEADER_SIZE;
const TABLE0: i32 = offset_of!(Header, table0) as i32 - HEADER_SIZE;
const MEM0: i32 = offset_of!(Header, mem0) as i32 - HEADER_SIZE;

/// A linear memory. In vmctx, a memory that the module defines is a `MemDesc`; an imported one is an
/// [`ImportedMem`] of the same size, whose base is the same (memories do not move).
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct MemDesc {
    /// Address of byte 0. [`RESERVATION`] bytes from it are reserved.
    pub base: u64,
    /// Current size in bytes. Changed by `memory.grow` only.
    pub size: u64,
}

/// What vmctx holds for an imported memory.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct ImportedMem {
    /// Address of byte 0.
    pub base: u64,
    /// Address of the defining [`MemDesc`], for its size.
    pub desc: u64,
}

/// Bytes of address space reserved from the base of a 32-bit memory: any 32-bit index, plus any displacement below
/// 2³¹, plus the widest access stays inside.
pub const RESERVATION: u64 = (4 << 30) + (2 << 30) + (64 << 10);

/// Offsets of an access from here on are added and checked explicitly.
pub const MAX_UNCHECKED_OFFSET: u64 = 1 << 31;

/// A table. In vmctx, a table that the module defines is a `TableDesc`; an imported one is the address of the
/// defining `TableDesc` in the first 8 bytes of the same space.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct TableDesc {
    /// Address of the [`TableEntry`] array (function tables only).
    pub entries: u64,
    /// Current number of elements.
    pub len: u64,
    /// Address of the side array: one u64 reference per element.
    pub refs: u64,
    /// Number of elements that there is room for in both arrays: never more than the table may have. Compiled code grows a table up to
    /// here itself.
    pub capacity: u64,
}

/// An element of a function table as `call_indirect` sees it.
///
/// A function of the instance that owns a *private* table (neither imported nor exported) has its
/// [`FuncObj::private_key`] there, any other function, and any function in a table that isn't private, its
/// [`FuncObj::shared_key`]. A null element is zero.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct TableEntry {
    /// Address of the code, default convention; to be called with the owner's V.
    pub code: u64,
    /// Owner and signature.
    pub key: u64,
}

/// Shared key of a function that is always called through the indirect-miss path.
pub const KEY_FOREIGN: u64 = u64::MAX;

/// A function as an object: what a reference points to. `funcref` values are addresses of these, null is 0; compiled
/// code follows one in foreign-call and indirect-miss stubs, and to make the entry of a table from it. Nothing in it ever changes.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct FuncObj {
    /// Address of the code, default convention; 0 for a host function.
    pub code: u64,
    /// V of the instance that the code belongs to; 0 for a host function.
    pub vmctx: u64,
    /// Address of the entry trampoline of the function's type in its artifact; 0 for a host function.
    pub entry: u64,
    /// Interned signature, from 1.
    pub sig: u32,
    /// Index of the function in its module; for a host function the runtime's own number.
    pub index: u32,
    /// The runtime's own data (host closures).
    pub data: u64,
    /// Key in private tables of the function's own instance: canonical type index + 1, which no shared key is; 0 for a host function.
    pub private_key: u64,
    /// Key in all other tables: `owner << 32 | interned signature`, see [`VmLayout::sig_key`]; [`KEY_FOREIGN`] for a host function.
    pub shared_key: u64,
}

/// What an entry is made from where the reference is null: all zero, so that no code needs to ask.
pub static NULL_FUNC: FuncObj =
    FuncObj { code: 0, vmctx: 0, entry: 0, sig: 0, index: 0, data: 0, private_key: 0, shared_key: 0 };

/// A data segment: address and length of its bytes; length 0 once dropped.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct DataDesc {
    /// Address of the first byte.
    pub ptr: u64,
    /// Length in bytes.
    pub len: u64,
}

/// A passive element segment: address and number of its references; number 0 once dropped. Of others it is empty from the start.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct ElemDesc {
    /// Address of the first reference.
    pub ptr: u64,
    /// Number of references.
    pub len: u64,
}

/// What the stubs of memory moves read: routines and thresholds for this machine. A module that moves no memory has it too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct Moves {
    /// Stub for copies, see [`crate::record::MoveStubs`].
    pub copy: u64,
    /// Stub for fills.
    pub fill: u64,
    /// Copies from this length on use the CPU's string instructions.
    pub copy_string_min: u64,
    /// Copies from this length on don't leave their bytes in the caches; not less than [`Self::copy_string_min`].
    pub copy_stream_min: u64,
    /// Fills from this length on use the CPU's string instructions.
    pub fill_string_min: u64,
    /// Fills from this length on don't leave their bytes in the caches; not less than [`Self::fill_string_min`].
    pub fill_stream_min: u64,
}

/// Thresholds are at least this: below it routines rely on the length being smaller or larger than their own steps.
pub const MOVE_THRESHOLD_MIN: u64 = 1024;

/// Counts that fix the layout of a module's vmctx.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Function types of the module, canonical.
    pub types: u32,
    /// Imported functions.
    pub imported_funcs: u32,
    /// Imported tables.
    pub imported_tables: u32,
    /// All tables.
    pub tables: u32,
    /// Imported memories.
    pub imported_memories: u32,
    /// All memories.
    pub memories: u32,
    /// Imported globals.
    pub imported_globals: u32,
    /// All globals.
    pub globals: u32,
    /// Data segments.
    pub datas: u32,
    /// Element segments.
    pub elems: u32,
}

/// Offsets from V (all negative) of the fields that depend on the module.
///
/// From V down: header; defined globals (16 bytes each from the one with the highest index down to … the lowest
/// address, the first eight-byte aligned); imported globals; memories 1…; tables 1…; imported functions; signature
/// keys; data segments; element segments; builtins; [`Moves`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VmLayout {
    counts: Counts,
    globals: i64,
    imported_globals: i64,
    memories: i64,
    tables: i64,
    funcs: i64,
    keys: i64,
    datas: i64,
    elems: i64,
    builtins: i64,
    moves: i64,
}

/// Vmctx may not be larger than this many bytes.
pub const MAX_VMCTX: i64 = 1 << 30;

impl Default for VmLayout {
    /// The layout of a module that has nothing.
    fn default() -> VmLayout {
        VmLayout::new(Counts::default()).expect("it is small")
    }
}

impl VmLayout {
    /// The layout for these counts; `None` where it would exceed [`MAX_VMCTX`].
    pub fn new(counts: Counts) -> Option<VmLayout> {
        let mut at = -i64::from(HEADER_SIZE);
        let mut take = |count: u32, size: i64| {
            at -= i64::from(count) * size;
            at
        };
        let globals = take(counts.globals.checked_sub(counts.imported_globals)?, 16);
        let imported_globals = take(counts.imported_globals, 8);
        let memories = take(counts.memories, 16);
        let tables = take(counts.tables, size_of::<TableDesc>() as i64);
        let funcs = take(counts.imported_funcs, 8);
        let keys = take(counts.types, 8);
        let datas = take(counts.datas, 16);
        let elems = take(counts.elems, 16);
        let builtins = take(crate::builtin::COUNT, 8);
        let moves = take(1, size_of::<Moves>() as i64);
        if -moves > MAX_VMCTX || counts.imported_tables > counts.tables || counts.imported_memories > counts.memories {
            return None;
        }
        Some(VmLayout { counts, globals, imported_globals, memories, tables, funcs, keys, datas, elems, builtins, moves })
    }

    /// Total size in bytes, a multiple of 16.
    pub fn size(&self) -> u64 {
        (-self.moves as u64).next_multiple_of(16)
    }

    /// The counts this was made from.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Value of defined global `g` (index among all globals): 16 bytes, 16-aligned when V is.
    pub fn global(&self, g: u32) -> i32 {
        debug_assert!(g >= self.counts.imported_globals && g < self.counts.globals);
        // The first defined global is nearest to V: it is usually the stack pointer.
        -HEADER_SIZE - 16 * (g - self.counts.imported_globals + 1) as i32
    }

    /// Address of the value of imported global `g`.
    pub fn imported_global(&self, g: u32) -> i32 {
        debug_assert!(g < self.counts.imported_globals);
        self.imported_globals as i32 + 8 * g as i32
    }

    /// [`MemDesc`] (or [`ImportedMem`]) of memory `m`; memory 0 is in the header.
    pub fn memory(&self, m: u32) -> i32 {
        debug_assert!(m < self.counts.memories);
        if m == 0 { MEM0 } else { self.memories as i32 + 16 * m as i32 }
    }

    /// [`TableDesc`] (or the address of an imported one) of table `t`; table 0 is in the header.
    pub fn table(&self, t: u32) -> i32 {
        debug_assert!(t < self.counts.tables);
        if t == 0 { TABLE0 } else { self.tables as i32 + size_of::<TableDesc>() as i32 * t as i32 }
    }

    /// Address of the [`FuncObj`] of imported function `f`.
    pub fn imported_func(&self, f: u32) -> i32 {
        debug_assert!(f < self.counts.imported_funcs);
        self.funcs as i32 + 8 * f as i32
    }

    /// Key of type `t` in shared tables: `owner << 32 | interned signature`.
    pub fn sig_key(&self, t: u32) -> i32 {
        debug_assert!(t < self.counts.types);
        self.keys as i32 + 8 * t as i32
    }

    /// [`DataDesc`] of data segment `d`.
    pub fn data(&self, d: u32) -> i32 {
        debug_assert!(d < self.counts.datas);
        self.datas as i32 + 16 * d as i32
    }

    /// [`ElemDesc`] of element segment `e`.
    pub fn elem(&self, e: u32) -> i32 {
        debug_assert!(e < self.counts.elems);
        self.elems as i32 + 16 * e as i32
    }

    /// Code address of a builtin.
    pub fn builtin(&self, b: crate::builtin::Builtin) -> i32 {
        self.builtins as i32 + 8 * b as i32
    }

    /// [`Moves`].
    pub fn moves(&self) -> i32 {
        self.moves as i32
    }

    /// Address of the stub for copies, or for fills.
    pub fn move_stub(&self, copy: bool) -> i32 {
        self.moves() + if copy { offset_of!(Moves, copy) } else { offset_of!(Moves, fill) } as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_overlap() {
        let c = Counts {
            types: 3,
            imported_funcs: 2,
            imported_tables: 1,
            tables: 3,
            imported_memories: 1,
            memories: 2,
            imported_globals: 2,
            globals: 5,
            datas: 4,
            elems: 3,
        };
        let l = VmLayout::new(c).unwrap();
        let mut spans = alloc::vec::Vec::new();
        spans.push((-HEADER_SIZE, TABLE0 + HEADER_SIZE));
        (2..5).for_each(|g| spans.push((l.global(g), 16)));
        (0..2).for_each(|g| spans.push((l.imported_global(g), 8)));
        (0..2).for_each(|m| spans.push((l.memory(m), 16)));
        (0..3).for_each(|t| spans.push((l.table(t), size_of::<TableDesc>() as i32)));
        (0..2).for_each(|f| spans.push((l.imported_func(f), 8)));
        (0..3).for_each(|t| spans.push((l.sig_key(t), 8)));
        (0..4).for_each(|d| spans.push((l.data(d), 16)));
        (0..3).for_each(|e| spans.push((l.elem(e), 16)));
        crate::builtin::ALL.iter().for_each(|b| spans.push((l.builtin(*b), 8)));
        spans.push((l.moves(), size_of::<Moves>() as i32));
        spans.sort();
        for w in spans.windows(2) {
            assert!(w[0].0 + w[0].1 <= w[1].0, "{w:?}");
        }
        assert!(spans[0].0 >= -(l.size() as i32));
        assert!(spans.iter().all(|s| s.0 + s.1 <= 0));
        (2..5).for_each(|g| assert_eq!(l.global(g) % 16, 0));
    }
}
