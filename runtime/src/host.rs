//! What a host function sees of its caller.
//!
//! # Safety
//! A [`Caller`] exists only while a host function runs; the store is live and not otherwise in use.

use crate::guest::GuestMem;
use crate::instance::{Extern, Instance};
use crate::store::StoreInner;
use std::marker::PhantomData;

/// The caller of a host function: a context of its store, and the instance that called, if one did.
#[derive(Debug)]
pub struct Caller<'a> {
    store: *mut StoreInner,
    instance: Option<Instance>,
    _borrow: PhantomData<&'a mut StoreInner>,
}

impl Caller<'_> {
    /// # Safety
    /// The store is live and unused by others for the life of the result.
    pub(crate) unsafe fn new(store: *mut StoreInner, instance: Option<Instance>) -> Self {
        Caller { store, instance, _borrow: PhantomData }
    }

    pub(crate) fn store(&self) -> *mut StoreInner {
        self.store
    }

    /// The instance whose code called; `None` if the host called the function itself.
    pub fn instance(&self) -> Option<Instance> {
        self.instance
    }

    /// An export of the calling instance.
    pub fn export(&mut self, name: &str) -> Option<Extern> {
        let instance = self.instance?;
        instance.export(&mut *self, name)
    }

    /// The calling instance's memory: the one exported as `memory`, else its memory 0.
    pub fn memory(&mut self) -> Option<GuestMem<'_>> {
        let (base, len) = self.find_memory()?;
        // SAFETY: the view borrows the context exclusively, and with it the store that keeps the memory.
        Some(unsafe { GuestMem::new(base, len) })
    }

    /// [`Self::memory`] and [`Self::data_mut`] at the same time.
    pub fn memory_and_data<T: 'static>(&mut self) -> Option<(GuestMem<'_>, &mut T)> {
        let (base, len) = self.find_memory()?;
        // SAFETY: both borrow the context exclusively; guest memory and the embedder's data are apart.
        unsafe { Some((GuestMem::new(base, len), (*self.store).data_mut()?)) }
    }

    fn find_memory(&mut self) -> Option<(*mut u8, u64)> {
        self.instance?.host_memory(&*self)
    }

    /// The embedder's data, see [`crate::Store::with_data`].
    pub fn data_mut<T: 'static>(&mut self) -> Option<&mut T> {
        // SAFETY: an exclusive context.
        unsafe { (*self.store).data_mut() }
    }
}
