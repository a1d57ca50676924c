//! Tables: an array of references and, for functions, an array of entries as `call_indirect` reads them.
//!
//! Both arrays have the table's capacity, and are null behind its length. Compiled code reads and writes elements, and grows a table within its
//! capacity: the length is in the descriptor, which also names the arrays and is updated whenever they move.
//!
//! # Safety
//! References in function tables are 0 or addresses of function objects of the same store. The descriptor lives in a
//! vmctx or in a box of the same store. Compiled code is stopped, or in a call, whenever this code runs.

use crate::error::{Error, TrapCode};
use crate::store::{AsContext, AsContextMut, StoreInner};
use crate::types::{TableType, ValType};
use crate::val::Val;
use wazc_abi::vmctx::{FuncObj, TableDesc, TableEntry};

/// A table as its store keeps it.
#[derive(Debug)]
pub(crate) struct TableInner {
    pub(crate) desc: *mut TableDesc,
    element: ValType,
    max: Option<u64>,
    entries: Vec<TableEntry>,
    refs: Vec<u64>,
    /// For a private table: V of its instance.
    private: Option<u64>,
    _own: Option<Box<TableDesc>>,
}

impl TableInner {
    /// A table of `init` with its descriptor at `desc`, or in a box of its own; sets the descriptor.
    ///
    /// # Safety
    /// `desc`, if given, is writable and lives as long as the store.
    pub(crate) unsafe fn new(ty: TableType, init: u64, private: Option<u64>, desc: Option<*mut TableDesc>) -> Result<TableInner, Error> {
        let mut own = desc.is_none().then(Box::<TableDesc>::default);
        let desc = desc.or(own.as_deref_mut().map(|d| d as *mut _)).unwrap_or(std::ptr::null_mut());
        let mut t = TableInner { desc, element: ty.element, max: ty.max, entries: Vec::new(), refs: Vec::new(), private, _own: own };
        t.reserve(ty.min).ok_or_else(|| Error::Resource(format!("no memory for a table of {} elements", ty.min)))?;
        t.publish(ty.min);
        if init != 0 {
            t.put(0..ty.min as usize, init);
        }
        Ok(t)
    }

    fn publish(&mut self, len: u64) {
        let entries = if self.element == ValType::FuncRef { self.entries.as_mut_ptr() as u64 } else { 0 };
        let desc = TableDesc { entries, len, refs: self.refs.as_mut_ptr() as u64, capacity: self.refs.len() as u64 };
        // SAFETY: valid as long as the store.
        unsafe { *self.desc = desc };
    }

    pub(crate) fn ty(&self) -> TableType {
        TableType { element: self.element, min: self.len(), max: self.max }
    }

    pub(crate) fn len(&self) -> u64 {
        // SAFETY: valid as long as the store.
        unsafe { (*self.desc).len }
    }

    pub(crate) fn get(&self, i: u64) -> Option<u64> {
        (i < self.len()).then(|| self.refs[i as usize])
    }

    fn entry(&self, reference: u64) -> TableEntry {
        if reference == 0 {
            return TableEntry::default();
        }
        // SAFETY: see the head of the file.
        let f = unsafe { *(reference as *const FuncObj) };
        TableEntry { code: f.code, key: if self.private == Some(f.vmctx) { f.private_key } else { f.shared_key } }
    }

    fn put(&mut self, range: std::ops::Range<usize>, reference: u64) {
        if self.element == ValType::FuncRef {
            let entry = self.entry(reference);
            self.entries[range.clone()].fill(entry);
        }
        self.refs[range].fill(reference);
    }

    fn check(&self, start: u64, count: u64) -> Result<std::ops::Range<usize>, TrapCode> {
        match start.checked_add(count) {
            Some(end) if end <= self.len() => Ok(start as usize..end as usize),
            _ => Err(TrapCode::TableOutOfBounds),
        }
    }

    /// Sets one element.
    fn set(&mut self, i: u64, reference: u64) -> Result<(), TrapCode> {
        let range = self.check(i, 1)?;
        self.put(range, reference);
        Ok(())
    }

    /// Sets elements from `start` on.
    pub(crate) fn init(&mut self, start: u64, items: &[u64]) -> Result<(), TrapCode> {
        let range = self.check(start, items.len() as u64)?;
        if self.element == ValType::FuncRef {
            for (i, r) in range.clone().zip(items) {
                self.entries[i] = self.entry(*r);
            }
        }
        self.refs[range].copy_from_slice(items);
        Ok(())
    }

    /// Grows; the old length.
    pub(crate) fn grow(&mut self, delta: u64, reference: u64, limit: u64) -> Option<u64> {
        let old = self.len();
        let new = old.checked_add(delta)?;
        if delta == 0 {
            return Some(old);
        }
        let most = self.max.unwrap_or(u64::MAX).min(limit);
        if new > most {
            return None;
        }
        let capacity = self.refs.len() as u64;
        if new > capacity {
            // Twice the room, so that most times compiled code finds it; or as much as there is memory for.
            let roomy = (2 * capacity).clamp(new, most);
            let reserved = self.reserve(roomy).or_else(|| self.reserve(new));
            // The arrays may have moved all the same.
            self.publish(old);
            reserved?;
        }
        self.publish(new);
        self.put(old as usize..new as usize, reference);
        Some(old)
    }

    /// Makes room for so many elements; `None` where there is no memory for them.
    fn reserve(&mut self, capacity: u64) -> Option<()> {
        let capacity = usize::try_from(capacity).ok()?;
        let more = capacity - self.refs.len();
        self.refs.try_reserve_exact(more).ok()?;
        if self.element == ValType::FuncRef {
            self.entries.try_reserve_exact(more).ok()?;
            self.entries.resize(capacity, TableEntry::default());
        }
        self.refs.resize(capacity, 0);
        Some(())
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
        store.engine.allow_table(ty.min)?;
        let bits = reference(ty.element, init, store.id)?;
        // SAFETY: a descriptor of its own.
        let t = unsafe { TableInner::new(ty, bits, None, None)? };
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

/// Panics unless in all tables of a store the entries are those of the references, and what is behind the length is null; how many there are.
#[cfg(test)]
pub(crate) fn check_entries(ctx: impl AsContext) -> usize {
    // SAFETY: from a context; no code of the guest runs.
    let tables = unsafe { &(*ctx.raw()).tables };
    for t in tables {
        assert!(t.refs[t.len() as usize..].iter().all(|r| *r == 0));
        for (e, r) in t.entries.iter().zip(&t.refs) {
            let wanted = t.entry(*r);
            assert_eq!((e.code, e.key), (wanted.code, wanted.key));
        }
    }
    tables.len()
}
