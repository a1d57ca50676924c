//! A store owns everything that instances are made of; handles name its parts.
//!
//! # Safety
//! The inner store lives at a fixed address (compiled code knows it) until the [`Store`] is dropped. A context is
//! proof that the store is live; exclusive contexts can't overlap, since they borrow from one another. References
//! into the inner store are kept for short stretches only, never across a call into compiled or host code.

use crate::engine::Engine;
use crate::func::HostFunc;
use crate::instance::{Instance, InstanceInner};
use crate::memory::{GlobalInner, MemoryInner};
use crate::stack::GuestStack;
use crate::table::TableInner;
use crate::trap::Activation;
use crate::types::ValType;
use crate::val::ExternRef;
use std::any::Any;
use std::collections::HashMap;
use std::num::NonZeroU64;
use std::ptr::{NonNull, null_mut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use wazc_abi::vmctx::{FuncObj, OWNER, STORE};

/// The inside of a store. The assembly reads its first field.
#[repr(C)]
#[doc(hidden)]
#[allow(missing_debug_implementations)]
pub struct StoreInner {
    pub(crate) current: *mut Activation,
    pub(crate) id: u64,
    pub(crate) engine: Engine,
    pub(crate) instances: Vec<InstanceInner>,
    pub(crate) memories: Vec<MemoryInner>,
    pub(crate) tables: Vec<TableInner>,
    pub(crate) globals: Vec<GlobalInner>,
    pub(crate) host_objs: HashMap<usize, u64>,
    pub(crate) hosts: Vec<Arc<HostFunc>>,
    funcs: Vec<Vec<FuncObj>>,
    externs: Vec<Box<dyn Any + Send + Sync>>,
    data: Box<dyn Any + Send>,
    /// The guest stack of the last call, for the next.
    pub(crate) spare: Option<GuestStack>,
}

const FUNC_CHUNK: usize = 64;

impl StoreInner {
    pub(crate) fn data_mut<T: 'static>(&mut self) -> Option<&mut T> {
        self.data.downcast_mut()
    }

    /// Whether this is null, or a reference of this store's; `ty` is a reference type.
    pub(crate) fn owns(&self, ty: ValType, bits: u64) -> bool {
        let object = size_of::<FuncObj>() as u64;
        let in_chunk = |c: &Vec<FuncObj>| {
            let offset = bits.wrapping_sub(c.as_ptr() as u64);
            offset / object < c.len() as u64 && offset.is_multiple_of(object)
        };
        match ty {
            _ if bits == 0 => true,
            ValType::FuncRef => self.funcs.iter().any(in_chunk),
            _ => bits <= self.externs.len() as u64,
        }
    }

    /// Makes room for so many function objects in one piece.
    pub(crate) fn reserve_funcs(&mut self, count: usize) {
        if self.funcs.last().is_none_or(|c| c.capacity() - c.len() < count) {
            self.funcs.push(Vec::with_capacity(count.max(FUNC_CHUNK)));
        }
    }

    /// Keeps a function object; its address never changes.
    pub(crate) fn keep_func(&mut self, obj: FuncObj) -> u64 {
        self.reserve_funcs(1);
        let Some(chunk) = self.funcs.last_mut() else { return 0 };
        chunk.push(obj);
        chunk.as_ptr().wrapping_add(chunk.len() - 1) as u64
    }
}

/// The store that a vmctx belongs to.
///
/// # Safety
/// `vmctx` is a V of a live instance.
pub(crate) unsafe fn of_vmctx(vmctx: u64) -> *mut StoreInner {
    // SAFETY: the field was written at instantiation.
    unsafe { *((vmctx as i64 + i64::from(STORE)) as *const u64) as *mut StoreInner }
}

/// The index of the instance that a vmctx belongs to.
///
/// # Safety
/// As for [`of_vmctx`].
pub(crate) unsafe fn index_of_vmctx(vmctx: u64) -> usize {
    // SAFETY: the field was written at instantiation.
    unsafe { (*((vmctx as i64 + i64::from(OWNER)) as *const u64) >> 32) as usize - 1 }
}

/// The instance that a vmctx belongs to.
///
/// # Safety
/// As for [`of_vmctx`].
pub(crate) unsafe fn instance_of_vmctx(vmctx: u64) -> Instance {
    // SAFETY: the caller's promise.
    unsafe { Instance { store: (*of_vmctx(vmctx)).id, index: index_of_vmctx(vmctx) } }
}

/// Owns instances, memories, tables, globals and functions. Whatever was made in a store lives as long as the store:
/// an instance whose functions are in another's table can't go before it. To free instances, drop their store.
#[derive(Debug)]
pub struct Store(NonNull<StoreInner>);

// SAFETY: everything inside is Send, or points to memory that the store owns; it is used by one thread at a time.
unsafe impl Send for Store {}

impl Store {
    /// An empty store.
    pub fn new(engine: &Engine) -> Store {
        Store::with_data(engine, ())
    }

    /// An empty store with data of the embedder's, see [`Store::data`].
    pub fn with_data(engine: &Engine, data: impl Any + Send) -> Store {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let inner = Box::new(StoreInner {
            current: null_mut(),
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            engine: engine.clone(),
            instances: Vec::new(),
            memories: Vec::new(),
            tables: Vec::new(),
            globals: Vec::new(),
            host_objs: HashMap::new(),
            hosts: Vec::new(),
            funcs: Vec::new(),
            externs: Vec::new(),
            data: Box::new(data),
            spare: None,
        });
        Store(NonNull::from(Box::leak(inner)))
    }

    /// The embedder's data, if it has this type.
    pub fn data<T: 'static>(&self) -> Option<&T> {
        // SAFETY: the store is live and borrowed.
        unsafe { self.0.as_ref() }.data.downcast_ref()
    }

    /// The embedder's data, if it has this type.
    pub fn data_mut<T: 'static>(&mut self) -> Option<&mut T> {
        // SAFETY: the store is live and exclusively borrowed.
        unsafe { self.0.as_mut() }.data.downcast_mut()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // SAFETY: made by Box::leak in with_data; no call is running, for that would borrow the store.
        let mut inner = unsafe { Box::from_raw(self.0.as_ptr()) };
        if let Some(stack) = inner.spare.take() {
            stack.release();
        }
    }
}

mod sealed {
    /// Only this crate's contexts.
    pub trait Sealed {}
}

/// A shared borrow of a store: a [`Store`], or a [`crate::Caller`] in a host function.
pub trait AsContext: sealed::Sealed {
    #[doc(hidden)]
    fn raw(&self) -> *mut StoreInner;
}

/// An exclusive borrow of a store.
pub trait AsContextMut: AsContext {}

impl sealed::Sealed for Store {}
impl AsContext for Store {
    fn raw(&self) -> *mut StoreInner {
        self.0.as_ptr()
    }
}
impl AsContextMut for Store {}

impl<T: AsContext> sealed::Sealed for &T {}
impl<T: AsContext> AsContext for &T {
    fn raw(&self) -> *mut StoreInner {
        (**self).raw()
    }
}
impl<T: AsContext> sealed::Sealed for &mut T {}
impl<T: AsContext> AsContext for &mut T {
    fn raw(&self) -> *mut StoreInner {
        (**self).raw()
    }
}
impl<T: AsContextMut> AsContextMut for &mut T {}

impl sealed::Sealed for crate::host::Caller<'_> {}
impl AsContext for crate::host::Caller<'_> {
    fn raw(&self) -> *mut StoreInner {
        self.store()
    }
}
impl AsContextMut for crate::host::Caller<'_> {}

impl ExternRef {
    /// Keeps an object for as long as the store lives, and refers to it.
    pub fn new(ctx: impl AsContextMut, object: impl Any + Send + Sync) -> ExternRef {
        // SAFETY: an exclusive context.
        let store = unsafe { &mut *ctx.raw() };
        store.externs.push(Box::new(object));
        ExternRef { store: store.id, bits: NonZeroU64::MIN.saturating_add(store.externs.len() as u64 - 1) }
    }

    /// The object, if it has this type and the reference is of this store.
    pub fn data<T: 'static>(self, ctx: &impl AsContext) -> Option<&T> {
        // SAFETY: a shared context, borrowed as long as the result; objects are never removed or moved.
        let store = unsafe { &*ctx.raw() };
        if store.id != self.store {
            return None;
        }
        store.externs.get(self.bits.get() as usize - 1)?.downcast_ref()
    }
}
