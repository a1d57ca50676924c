//! The routines of [`wazc_abi::builtin`], called through the stubs in `arch`. None traps.
//!
//! # Safety
//! Called from compiled code only: `vmctx` is the caller's V, indices are those of its module (validated), indices
//! and counts are zero-extended, references belong to the store.

use crate::instance::func_ref;
use crate::store::{StoreInner, index_of_vmctx, of_vmctx};

/// The store and the instance that a vmctx belongs to.
///
/// # Safety
/// As the head of the file says; the store is not used longer than the builtin runs.
unsafe fn context<'a>(vmctx: u64) -> (&'a mut StoreInner, usize) {
    // SAFETY: compiled code is stopped in this builtin; nothing else borrows the store.
    unsafe { (&mut *of_vmctx(vmctx), index_of_vmctx(vmctx)) }
}

fn minus_one(r: Option<u64>) -> u64 {
    r.unwrap_or(u64::from(u32::MAX))
}

pub(crate) unsafe extern "C" fn memory_grow(vmctx: u64, memory: u64, delta: u64) -> u64 {
    // SAFETY: see the head of the file.
    let (store, instance) = unsafe { context(vmctx) };
    let limit = store.engine.max_memory_pages();
    let m = store.instances[instance].memories[memory as usize];
    minus_one(store.memories[m as usize].grow(u64::from(delta as u32), limit))
}

pub(crate) unsafe extern "C" fn table_grow(vmctx: u64, table: u64, reference: u64, delta: u64) -> u64 {
    // SAFETY: see the head of the file.
    let (store, instance) = unsafe { context(vmctx) };
    let limit = store.engine.max_table_elements();
    let t = store.instances[instance].tables[table as usize];
    minus_one(store.tables[t as usize].grow(u64::from(delta as u32), reference, limit))
}

pub(crate) unsafe extern "C" fn ref_func(vmctx: u64, func: u64) -> u64 {
    // SAFETY: see the head of the file.
    let (store, instance) = unsafe { context(vmctx) };
    func_ref(store, instance, func as u32)
}
