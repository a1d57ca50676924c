//! Instances: allocation of vmctx and its parts, initialisation in the order of the specification, exports.
//!
//! # Safety
//! A vmctx lies below memory 0 (if that is defined here) or in a box of its own; both live as long as the store.
//! Every field is written before compiled code runs. Indices of the record were checked by the loader.

use crate::arch;
use crate::consteval::eval;
use crate::error::{Error, Trap, TrapCode};
use crate::func::{Func, invoke};
use crate::initial::dense_spans;
use crate::memory::{Global, GlobalInner, Mapping, Memory, MemoryInner};
use crate::module::{Module, ModuleInner};
use crate::store::{AsContext, AsContextMut, StoreInner};
use crate::table::{Table, TableInner};
use crate::types::{ExternType, GlobalType, MemoryType, TableType, intern};
use crate::val::Slot;
use std::sync::Arc;
use wazc_abi::WASM_PAGE;
use wazc_abi::record::{ConstOp, ElemItems, ExportKind, SegmentMode};
use wazc_abi::vmctx::{self, DataDesc, ElemDesc, FuncObj, ImportedMem, MemDesc, NULL_FUNC, TableDesc};

/// An instance as its store keeps it. Indices are the store's, in the module's index spaces.
#[derive(Debug)]
pub(crate) struct InstanceInner {
    vmctx: u64,
    module: Arc<ModuleInner>,
    /// Function objects; 0 where not made yet.
    funcs: Vec<u64>,
    pub(crate) tables: Vec<u32>,
    pub(crate) memories: Vec<u32>,
    /// The memory that host functions see: the one exported as `memory`, else memory 0.
    host_memory: Option<u32>,
    globals: Vec<u32>,
    /// References of passive element segments, which vmctx points to, dropped or not; of others none.
    elems: Vec<Box<[u64]>>,
    /// Vmctx, where it does not lie below a memory.
    _own: Option<Vec<u128>>,
}

impl InstanceInner {
    /// Empties a data segment.
    pub(crate) fn drop_data(&mut self, d: u32) {
        // SAFETY: a field of this instance's vmctx.
        unsafe { put(self.vmctx, self.module.layout().data(d), DataDesc::default()) };
    }
}

/// Writes a field of vmctx.
///
/// # Safety
/// The field, of `T`'s size, belongs to the vmctx.
unsafe fn put<T>(vmctx: u64, offset: i32, value: T) {
    // SAFETY: the caller's promise; fields are 8-aligned.
    unsafe { *field::<T>(vmctx, offset) = value };
}

fn field<T>(vmctx: u64, offset: i32) -> *mut T {
    (vmctx as i64 + i64::from(offset)) as *mut T
}

/// Runs `f` with the inside of a store.
pub(crate) fn with_store<R>(store: *mut StoreInner, f: impl FnOnce(&mut StoreInner) -> R) -> R {
    // SAFETY: the pointer is from a context; `f` runs no guest or host code.
    f(unsafe { &mut *store })
}

/// The reference to a function of an instance.
pub(crate) fn func_ref(store: &mut StoreInner, instance: usize, f: u32) -> u64 {
    let i = &store.instances[instance];
    let known = i.funcs[f as usize];
    if known != 0 {
        return known;
    }
    let (code, entry, sig) = i.module.func_code(f);
    let private_key = u64::from(i.module.func_type_index(f)) + 1;
    let shared_key = (instance as u64 + 1) << 32 | u64::from(sig);
    let obj = FuncObj { code, vmctx: i.vmctx, entry, sig, index: f, data: 0, private_key, shared_key };
    let address = store.keep_func(obj);
    store.instances[instance].funcs[f as usize] = address;
    address
}

/// An import or export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extern {
    /// A function.
    Func(Func),
    /// A table.
    Table(Table),
    /// A memory.
    Memory(Memory),
    /// A global.
    Global(Global),
}

macro_rules! from {
    ($($t:ident $get:ident)*) => {
        $(impl From<$t> for Extern {
            fn from(v: $t) -> Extern {
                Extern::$t(v)
            }
        })*
        impl Extern {
            $(
                #[doc = concat!("The item, if it is a ", stringify!($get), ".")]
                pub fn $get(self) -> Option<$t> {
                    if let Extern::$t(v) = self { Some(v) } else { None }
                }
            )*
        }
    };
}
from!(Func func Table table Memory memory Global global);

impl Extern {
    /// Its type; minimum sizes are the current ones.
    pub fn ty(self, ctx: impl AsContext) -> Result<ExternType, Error> {
        Ok(match self {
            Extern::Func(f) => ExternType::Func(f.ty(ctx)?),
            Extern::Table(t) => ExternType::Table(t.ty(ctx)?),
            Extern::Memory(m) => ExternType::Memory(m.ty(ctx)?),
            Extern::Global(g) => ExternType::Global(g.ty(ctx)?),
        })
    }
}

/// Handle of an instance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instance {
    pub(crate) store: u64,
    pub(crate) index: usize,
}

impl Instance {
    /// Instantiates a module with its imports in order, and runs its start function. See also [`crate::Linker`].
    pub fn new(ctx: impl AsContextMut, module: &Module, imports: &[Extern]) -> Result<Instance, Error> {
        let wanted = module.imports().len();
        if imports.len() > wanted {
            return Err(Error::Invalid(format!("{} imports given, the module has {wanted}", imports.len())));
        }
        let mut problems = Vec::new();
        for (n, import) in module.imports().enumerate() {
            let ty = imports.get(n).map(|e| e.ty(&ctx)).transpose()?;
            if !ty.as_ref().is_some_and(|t| t.matches(&import.ty)) {
                problems.push(crate::error::ImportProblem {
                    module: import.module.to_string(),
                    name: import.name.to_string(),
                    wanted: import.ty,
                    found: ty,
                });
            }
        }
        if !problems.is_empty() {
            return Err(Error::Link(problems));
        }
        instantiate(ctx, module, imports)
    }

    fn resolve(self, store: &mut StoreInner, kind: ExportKind, index: u32) -> Extern {
        let (id, i) = (store.id, &store.instances[self.index]);
        match kind {
            ExportKind::Func => Extern::Func(Func { store: id, obj: func_ref(store, self.index, index) }),
            ExportKind::Table => Extern::Table(Table { store: id, index: i.tables[index as usize] }),
            ExportKind::Memory => Extern::Memory(Memory { store: id, index: i.memories[index as usize] }),
            ExportKind::Global => Extern::Global(Global { store: id, index: i.globals[index as usize] }),
        }
    }

    /// The export of this name.
    pub fn export(self, ctx: impl AsContextMut, name: &str) -> Option<Extern> {
        with_store(ctx.raw(), |store| {
            if store.id != self.store {
                return None;
            }
            let (kind, index) = store.instances[self.index].module.export(name)?;
            Some(self.resolve(store, kind, index))
        })
    }

    /// All exports, in the module's order.
    pub fn exports(self, ctx: impl AsContextMut) -> Result<Vec<(String, Extern)>, Error> {
        with_store(ctx.raw(), |store| {
            if store.id != self.store {
                return Err(Error::WrongStore);
            }
            let module = store.instances[self.index].module.clone();
            let exports = module.record().exports.iter();
            Ok(exports.map(|e| (e.name.clone(), self.resolve(store, e.kind, e.index))).collect())
        })
    }

    /// The exported function of this name.
    pub fn func(self, ctx: impl AsContextMut, name: &str) -> Option<Func> {
        self.export(ctx, name)?.func()
    }

    /// Base and length of the memory that host functions see.
    pub(crate) fn host_memory(self, ctx: impl AsContext) -> Option<(*mut u8, u64)> {
        with_store(ctx.raw(), |store| {
            let index = store.instances.get(self.index)?.host_memory?;
            let d = store.memories.get(index as usize)?.desc();
            Some((d.base as *mut u8, d.size))
        })
    }

    /// The module.
    pub fn module(self, ctx: impl AsContext) -> Option<Module> {
        with_store(ctx.raw(), |store| {
            let of = if store.id == self.store { store.instances.get(self.index) } else { None };
            Some(Module(of?.module.clone()))
        })
    }
}

/// Instantiates with imports that were checked against the module's.
pub(crate) fn instantiate(ctx: impl AsContextMut, module: &Module, imports: &[Extern]) -> Result<Instance, Error> {
    let raw = ctx.raw();
    let (index, start) = with_store(raw, |store| -> Result<_, Error> {
        let index = allocate(store, module, imports)?;
        init_tables(store, index)?;
        init_memories(store, index)?;
        Ok((index, module.0.record().start.map(|f| func_ref(store, index, f))))
    })?;
    if let Some(start) = start {
        // SAFETY: an exclusive context; a start function has no parameters or results.
        unsafe { invoke(raw, start, &mut [Slot::default(); 1])? };
    }
    Ok(Instance { store: with_store(raw, |s| s.id), index })
}

/// Makes the instance with all its parts, without running segments.
fn allocate(store: &mut StoreInner, module: &Module, imports: &[Extern]) -> Result<usize, Error> {
    let (m, record, layout) = (&module.0, module.0.record(), module.0.layout());
    let counts = *layout.counts();
    let index = store.instances.len();
    let owner = index as u64 + 1;
    if owner > u64::from(u32::MAX) {
        return Err(Error::Resource("too many instances in a store".into()));
    }
    for t in &record.tables {
        store.engine.allow_table(t.ty.min.into())?;
    }
    // Everything that can fail for lack of resources comes first.
    let mut maps = Vec::with_capacity(record.memories.len());
    for (n, ty) in record.memories.iter().enumerate() {
        store.engine.allow_memory(ty.min.into())?;
        let below = if n == 0 && counts.imported_memories == 0 { layout.size() } else { 0 };
        maps.push(Mapping::new(below, u64::from(ty.min) * WASM_PAGE)?);
    }
    let (vmctx, own) = match maps.first() {
        Some(map) if counts.imported_memories == 0 => (map.base(), None),
        _ => {
            let mut v = vec![0u128; layout.size() as usize / 16];
            (v.as_mut_ptr_range().end as u64, Some(v))
        }
    };

    let mut i = InstanceInner {
        vmctx,
        module: m.clone(),
        funcs: Vec::new(),
        tables: Vec::new(),
        memories: Vec::new(),
        host_memory: None,
        globals: Vec::new(),
        elems: Vec::new(),
        _own: own,
    };
    // SAFETY: all offsets are the layout's, in the vmctx just made; handles were checked to be of this store.
    unsafe {
        put(vmctx, vmctx::TRAP_LANDING, arch::trap_landing());
        put(vmctx, vmctx::STACK_LIMIT, 0u64);
        put(vmctx, vmctx::OWNER, owner << 32);
        put(vmctx, vmctx::STORE, store as *mut StoreInner as u64);
        put(vmctx, vmctx::HOST_CALL, arch::host_call());
        put(vmctx, vmctx::NULL_FUNC_PTR, &raw const NULL_FUNC as u64);
        put(vmctx, layout.moves(), store.engine.moves(&m.image));
        for (b, address) in wazc_abi::builtin::ALL.into_iter().zip(arch::builtin_stubs()) {
            put(vmctx, layout.builtin(b), address);
        }
        for (t, ty) in m.types().iter().enumerate() {
            put(vmctx, layout.sig_key(t as u32), owner << 32 | u64::from(intern(ty)));
        }
        for (d, s) in record.datas.iter().enumerate() {
            let bytes = m.data(s.offset, s.len);
            put(vmctx, layout.data(d as u32), DataDesc { ptr: bytes.as_ptr() as u64, len: bytes.len() as u64 });
        }
        for e in imports {
            match *e {
                Extern::Func(f) => {
                    put(vmctx, layout.imported_func(i.funcs.len() as u32), f.obj);
                    i.funcs.push(f.obj);
                }
                Extern::Table(t) => {
                    put(vmctx, layout.table(i.tables.len() as u32), store.tables[t.index as usize].desc as u64);
                    i.tables.push(t.index);
                }
                Extern::Memory(t) => {
                    let desc = store.memories[t.index as usize].desc;
                    let base = (*desc).base;
                    put(vmctx, layout.memory(i.memories.len() as u32), ImportedMem { base, desc: desc as u64 });
                    i.memories.push(t.index);
                }
                Extern::Global(g) => {
                    let value = store.globals[g.index as usize].value as u64;
                    put(vmctx, layout.imported_global(i.globals.len() as u32), value);
                    i.globals.push(g.index);
                }
            }
        }
        i.funcs.resize(i.funcs.len() + record.funcs.len(), 0);
        for (ty, map) in record.memories.iter().zip(maps) {
            let desc = field::<MemDesc>(vmctx, layout.memory(i.memories.len() as u32));
            i.memories.push(store.memories.len() as u32);
            store.memories.push(MemoryInner::new(map, MemoryType::from_record(*ty), Some(desc)));
        }
    }
    let exported = m.export("memory").filter(|(kind, _)| *kind == ExportKind::Memory);
    i.host_memory = i.memories.get(exported.map_or(0, |(_, n)| n as usize)).copied();
    let (first_table, first_global) = (i.tables.len(), i.globals.len());
    store.instances.push(i);

    // From here on functions of the instance can be referred to.
    for (n, def) in record.globals.iter().enumerate() {
        let bits = constant(store, index, &def.init)?;
        let ty = GlobalType::from_record(def.ty);
        let at = field::<u64>(vmctx, layout.global((first_global + n) as u32));
        // SAFETY: the global's place in vmctx.
        let g = unsafe { GlobalInner::new(ty, bits, Some(at)) };
        store.instances[index].globals.push(store.globals.len() as u32);
        store.globals.push(g);
    }
    for (n, def) in record.tables.iter().enumerate() {
        let init = if def.init.is_empty() { 0 } else { evaluate(store, index, &def.init)? };
        let ty = TableType::from_record(def.ty);
        let at = field::<TableDesc>(vmctx, layout.table((first_table + n) as u32));
        let private = def.private.then_some(vmctx);
        // SAFETY: the descriptor's place in vmctx.
        let t = unsafe { TableInner::new(ty, init, private, Some(at))? };
        store.instances[index].tables.push(store.tables.len() as u32);
        store.tables.push(t);
    }
    for (n, e) in record.elems.iter().enumerate() {
        let items = if e.mode == SegmentMode::Passive { references(store, index, &e.items)? } else { Box::default() };
        let desc = ElemDesc { ptr: items.as_ptr() as u64, len: items.len() as u64 };
        // SAFETY: the segment's place in vmctx; what a box holds does not move.
        unsafe { put(vmctx, layout.elem(n as u32), desc) };
        store.instances[index].elems.push(items);
    }
    Ok(index)
}

/// What an element segment holds.
fn references(store: &mut StoreInner, index: usize, items: &ElemItems) -> Result<Box<[u64]>, Error> {
    match items {
        ElemItems::Funcs(f) => {
            let new = f.iter().filter(|f| store.instances[index].funcs[**f as usize] == 0).count();
            store.reserve_funcs(new);
            Ok(f.iter().map(|f| func_ref(store, index, *f)).collect())
        }
        ElemItems::Exprs(x) => x.iter().map(|x| evaluate(store, index, x)).collect(),
    }
}

/// An expression of a number or a reference.
fn evaluate(store: &mut StoreInner, index: usize, expr: &[ConstOp]) -> Result<u64, Error> {
    constant(store, index, expr).map(|bits| bits as u64)
}

fn constant(store: &mut StoreInner, index: usize, expr: &[ConstOp]) -> Result<u128, Error> {
    if let [ConstOp::RefFunc(f)] = *expr {
        return Ok(func_ref(store, index, f).into());
    }
    let i = &store.instances[index];
    eval(expr, |g| Some(store.globals[*i.globals.get(g as usize)? as usize].bits()), |_| None)
}

fn init_tables(store: &mut StoreInner, index: usize) -> Result<(), Error> {
    let module = store.instances[index].module.clone();
    for (n, e) in module.record().elems.iter().enumerate() {
        if let SegmentMode::Active(table, offset) = &e.mode {
            let at = evaluate(store, index, offset)?;
            let items = references(store, index, &e.items)?;
            let t = &mut store.tables[store.instances[index].tables[*table as usize] as usize];
            t.init(at, &items).map_err(|code| {
                let what = format!("element segment {n}: {} elements at {at} of table {table}, which has {}", items.len(), t.len());
                Trap::at(code, what)
            })?;
        }
    }
    Ok(())
}

fn init_memories(store: &mut StoreInner, index: usize) -> Result<(), Error> {
    let module = store.instances[index].module.clone();
    let memory = |store: &StoreInner, m: u32| store.instances[index].memories[m as usize] as usize;
    let initial = module.initial();
    match initial {
        Some(initial) => {
            for image in &initial.images {
                let m = memory(store, image.span.memory);
                store.memories[m].show(image)?;
            }
        }
        None => {
            for span in dense_spans(&module) {
                let m = memory(store, span.memory);
                store.memories[m].populate(&span);
            }
        }
    }
    for (n, s) in module.record().datas.iter().enumerate() {
        if let SegmentMode::Active(memory, offset) = &s.mode {
            if !initial.is_some_and(|i| i.holds(n, *memory)) {
                copy_segment(store, index, n, module.data(s.offset, s.len), *memory, offset)?;
            }
            store.instances[index].drop_data(n as u32);
        }
    }
    Ok(())
}

/// Copies the bytes of the segment of this number to a memory.
fn copy_segment(
    store: &mut StoreInner, index: usize, n: usize, bytes: &[u8], memory: u32, offset: &[ConstOp],
) -> Result<(), Error> {
    let at = evaluate(store, index, offset)?;
    let m = store.instances[index].memories[memory as usize];
    let desc = store.memories[m as usize].desc();
    if at.checked_add(bytes.len() as u64).is_none_or(|end| end > desc.size) {
        let what = format!("data segment {n}: {} bytes at {at} of memory {memory}, which has {}", bytes.len(), desc.size);
        return Err(Trap::at(TrapCode::MemoryOutOfBounds, what).into());
    }
    // SAFETY: the range is accessible, and the artifact is not guest memory.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), (desc.base + at) as *mut u8, bytes.len()) };
    Ok(())
}
