//! Tables: an array of references and, for functions, an array of entries as `call_indirect` reads them.
//!
//! Both arrays have the table's length; the descriptor names them and is updated whenever they move.
//!
//! # Safety
//! References in function tables are 0 or addresses of function objects of the same store. The descriptor lives in a
//! vmctx or in a box of the same store.

use crate::error::{Error, TrapCode};
use crate::module::ModuleInner;
use crate::store::{AsContext, AsContextMut, StoreInner};
use crate::types::{TableType, ValType};
use crate::val::Val;
use std::sync::Arc;
use wazc_abi::vmctx::{FuncObj, KEY_FOREIGN, TableDesc, TableEntry};

/// A table as its store keeps it.
#[derive(Debug)]
pub(crate) struct TableInner {
    pub(crate) desc: *mut TableDesc,
    element: ValType,
    max: Option<u64>,
    entries: Vec<TableEntry>,
    refs: Vec<u64>,
    /// For a private table: V of its instance, and its module.
    private: Option<(u64, Arc<ModuleInner>)>,
    _own: Option<Box<TableDesc>>,
}

impl TableInner {
    /// A table of nulls with its descriptor at `desc`, or in a box of its own; sets the descriptor.
    ///
    /// # Safety
    /// `desc`, if given, is writable and lives as long as the store.
    pub(crate) unsafe fn new(
        ty: TableType,
        private: Option<(u64, Arc<ModuleInner>)>,
        desc: Option<*mut TableDesc>,
    ) -> Result<TableInner, Error> {
        let mut own = desc.is_none().then(Box::<TableDesc>::default);
        let desc = desc.or(own.as_deref_mut().map(|d| d as *mut _)).unwrap_or(std::ptr::null_mut());
        let mut t = TableInner {
            desc,
            element: ty.element,
            max: ty.max,
            entries: Vec::new(),
            refs: Vec::new(),
            private,
            _own: own,
        };
        t.extend(ty.min, 0).ok_or_else(|| Error::Resource(format!("no memory for a table of {} elements", ty.min)))?;
        Ok(t)
    }

    fn publish(&mut self) {
        // SAFETY: valid as long as the store.
        unsafe {
            *self.desc = TableDesc {
                entries: if self.element == ValType::FuncRef { self.entries.as_ptr() as u64 } else { 0 },
                len: self.refs.len() as u64,
                refs: self.refs.as_ptr() as u64,
            };
        }
    }

    pub(crate) fn ty(&self) -> TableType {
        TableType { element: self.element, min: self.len(), max: self.max }
    }

    pub(crate) fn len(&self) -> u64 {
        self.refs.len() as u64
    }

    pub(crate) fn get(&self, i: u64) -> Option<u64> {
        self.refs.get(usize::try_from(i).ok()?).copied()
    }

    fn entry(&self, reference: u64) -> TableEntry {
        if reference == 0 {
            return TableEntry::default();
        }
        // SAFETY: see the head of the file.
        let f = unsafe { *(reference as *const FuncObj) };
        let key = match &self.private {
            _ if f.vmctx == 0 => KEY_FOREIGN,
            Some((v, module)) if f.vmctx == *v => u64::from(module.func_type_index(f.index)) + 1,
            Some(_) => KEY_FOREIGN,
            // SAFETY: a compiled function's vmctx is a live instance's.
            None => (unsafe { crate::store::index_of_vmctx(f.vmctx) } as u64 + 1) << 32 | u64::from(f.sig),
        };
        TableEntry { code: f.code, key }
    }

    fn put(&mut self, i: usize, reference: u64) {
        self.refs[i] = reference;
        if self.element == ValType::FuncRef {
            self.entries[i] = self.entry(reference);
        }
    }

    fn check(&self, start: u64, count: u64) -> Result<std::ops::Range<usize>, TrapCode> {
        match start.checked_add(count) {
            Some(end) if end <= self.len() => Ok(start as usize..end as usize),
            _ => Err(TrapCode::TableOutOfBounds),
        }
    }

    /// Sets one element.
    pub(crate) fn set(&mut self, i: u64, reference: u64) -> Result<(), TrapCode> {
        self.fill(i, reference, 1)
    }

    /// Sets `count` elements to one reference.
    pub(crate) fn fill(&mut self, start: u64, reference: u64, count: u64) -> Result<(), TrapCode> {
        for i in self.check(start, count)? {
            self.put(i, reference);
        }
        Ok(())
    }

    /// Sets elements from `start` on to the part of `items` from `from` on, `count` of them.
    pub(crate) fn init(&mut self, start: u64, items: &[u64], from: u64, count: u64) -> Result<(), TrapCode> {
        let items = match from.checked_add(count) {
            Some(end) if end <= items.len() as u64 => &items[from as usize..end as usize],
            _ => return Err(TrapCode::TableOutOfBounds),
        };
        for (i, r) in self.check(start, count)?.zip(items) {
            self.put(i, *r);
        }
        Ok(())
    }

    /// References of a range.
    pub(crate) fn slice(&self, start: u64, count: u64) -> Result<&[u64], TrapCode> {
        Ok(&self.refs[self.check(start, count)?])
    }

    /// Copies within the table.
    pub(crate) fn copy_within(&mut self, dst: u64, src: u64, count: u64) -> Result<(), TrapCode> {
        let (d, s) = (self.check(dst, count)?, self.check(src, count)?);
        if self.element == ValType::FuncRef {
            self.entries.copy_within(s.clone(), d.start);
        }
        self.refs.copy_within(s, d.start);
        Ok(())
    }

    /// Grows; the old length.
    pub(crate) fn grow(&mut self, delta: u64, reference: u64, limit: u64) -> Option<u64> {
        let old = self.len();
        let new = old.checked_add(delta)?;
        if delta == 0 {
            return Some(old);
        }
        if new > self.max.unwrap_or(u64::MAX).min(limit) {
            return None;
        }
        self.extend(delta, reference)?;
        Some(old)
    }

    /// Appends elements; `None`, with nothing changed, where there is no memory for them.
    fn extend(&mut self, delta: u64, reference: u64) -> Option<()> {
        let delta = usize::try_from(delta).ok()?;
        self.refs.try_reserve(delta).ok()?;
        let new = self.refs.len() + delta;
        if self.element == ValType::FuncRef {
            // The references may have moved all the same.
            if self.entries.try_reserve(delta).is_err() {
                self.publish();
                return None;
            }
            let entry = self.entry(reference);
            self.entries.resize(new, entry);
        }
        self.refs.resize(new, reference);
        self.publish();
        Some(())
    }
}

/// Copies between tables of a store.
pub(crate) fn copy(tables: &mut [TableInner], dst: u32, src: u32, d: u64, s: u64, n: u64) -> Result<(), TrapCode> {
    if dst == src {
        return tables[dst as usize].copy_within(d, s, n);
    }
    match tables.get_disjoint_mut([dst as usize, src as usize]) {
        Ok([dst, src]) => dst.init(d, src.slice(s, n)?, 0, n),
        Err(_) => Err(TrapCode::TableOutOfBounds),
    }
}

/// Handle of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table {
    pub(crate) store: u64,
    pub(crate) index: u32,
}

impl Table {
    /// A table made by the host, filled with `init`.
    pub fn new(ctx: impl AsContextMut, ty: TableType, init: Val) -> Result<Table, Error> {
        // SAFETY: an exclusive context.
        let store = unsafe { &mut *ctx.raw() };
        if !matches!(ty.element, ValType::FuncRef | ValType::ExternRef) || ty.max.is_some_and(|m| m < ty.min) {
            return Err(Error::Invalid("not a table type".into()));
        }
        if ty.min > store.engine.max_table_elements() {
            return Err(Error::Resource(format!("a table of {} elements is over the limit", ty.min)));
        }
        let bits = reference(ty.element, init, store.id)?;
        // SAFETY: a descriptor of its own.
        let mut t = unsafe { TableInner::new(ty, None, None)? };
        if bits != 0 {
            t.fill(0, bits, ty.min).map_err(Error::from)?;
        }
        store.tables.push(t);
        Ok(Table { store: store.id, index: store.tables.len() as u32 - 1 })
    }

    fn with<R>(self, store: *mut StoreInner, f: impl FnOnce(&mut TableInner, u64) -> R) -> Result<R, Error> {
        // SAFETY: from a context; `f` is this crate's and does not use the store.
        let store = unsafe { &mut *store };
        if store.id != self.store {
            return Err(Error::WrongStore);
        }
        let limit = store.engine.max_table_elements();
        store.tables.get_mut(self.index as usize).map(|t| f(t, limit)).ok_or(Error::WrongStore)
    }

    /// Its type; the minimum is the current size.
    pub fn ty(self, ctx: impl AsContext) -> Result<TableType, Error> {
        self.with(ctx.raw(), |t, _| t.ty())
    }

    /// Current size in elements.
    pub fn size(self, ctx: impl AsContext) -> Result<u64, Error> {
        self.with(ctx.raw(), |t, _| t.len())
    }

    /// An element; `None` out of bounds.
    pub fn get(self, ctx: impl AsContext, index: u64) -> Result<Option<Val>, Error> {
        self.with(ctx.raw(), |t, _| t.get(index).map(|b| Val::from_bits(t.element, b.into(), self.store)))
    }

    /// Changes an element.
    pub fn set(self, ctx: impl AsContextMut, index: u64, value: Val) -> Result<(), Error> {
        self.with(ctx.raw(), |t, _| {
            let bits = reference(t.element, value, self.store)?;
            t.set(index, bits).map_err(Error::from)
        })?
    }

    /// Grows; the old size, or `None` where it can't grow.
    pub fn grow(self, ctx: impl AsContextMut, delta: u64, init: Val) -> Result<Option<u64>, Error> {
        self.with(ctx.raw(), |t, limit| {
            let bits = reference(t.element, init, self.store)?;
            Ok(t.grow(delta, bits, limit))
        })?
    }
}

fn reference(element: ValType, value: Val, store: u64) -> Result<u64, Error> {
    if value.ty() != element {
        return Err(Error::Arguments { wanted: vec![element], given: vec![value.ty()] });
    }
    value.to_bits(store).map(|bits| bits as u64)
}
