//! Functions: compiled ones and the host's, called by value lists or with static types.
//!
//! # Safety
//! A [`Func`] names a function object of its store; objects are never freed before the store. The `data` of a host
//! function's object is the address of a [`HostFunc`] that the store keeps.

use crate::error::{Error, HostError};
use crate::host::Caller;
use crate::store::{AsContext, AsContextMut, StoreInner};
use crate::trap;
use crate::types::{FuncType, ValType, intern, interned};
use crate::val::{Slot, Val};
use std::marker::PhantomData;
use std::sync::Arc;
use wazc_abi::vmctx::{FuncObj, KEY_FOREIGN};

type Closure = dyn Fn(&mut Caller<'_>, &mut [Slot]) -> Result<(), HostError> + Send + Sync;

/// A function of the host's.
pub(crate) struct HostFunc {
    ty: FuncType,
    closure: Box<Closure>,
}

impl HostFunc {
    pub(crate) fn new(
        ty: FuncType,
        f: impl Fn(&mut Caller<'_>, &mut [Slot]) -> Result<(), HostError> + Send + Sync + 'static,
    ) -> Arc<HostFunc> {
        Arc::new(HostFunc { ty, closure: Box::new(f) })
    }

    pub(crate) fn ty(&self) -> &FuncType {
        &self.ty
    }

    pub(crate) fn slot_count(&self) -> usize {
        self.ty.params().len().max(self.ty.results().len())
    }

    /// Runs it. References that it returns are checked: compiled code follows them.
    pub(crate) fn call(&self, caller: &mut Caller<'_>, slots: &mut [Slot]) -> Result<(), HostError> {
        (self.closure)(caller, slots)?;
        for (ty, slot) in self.ty.results().iter().zip(slots.iter()).filter(|(t, _)| t.is_ref()) {
            slot.val(&*caller, *ty).map_err(|_| {
                HostError::Other(format!("a host function returned a {ty} that is not of the caller's store"))
            })?;
        }
        Ok(())
    }
}

/// The host function behind an object.
///
/// # Safety
/// `obj` is a host function's object of a live store; the result is not used longer than that store.
pub(crate) unsafe fn host_of<'a>(obj: *const FuncObj) -> &'a HostFunc {
    // SAFETY: see the head of the file.
    unsafe { &*((*obj).data as *const HostFunc) }
}

/// The object of a host function in a store; the same one each time.
pub(crate) fn host_obj(store: &mut StoreInner, f: &Arc<HostFunc>) -> u64 {
    let data = Arc::as_ptr(f) as usize;
    if let Some(obj) = store.host_objs.get(&data) {
        return *obj;
    }
    store.hosts.push(f.clone());
    let index = store.hosts.len() as u32 - 1;
    let obj = store.keep_func(FuncObj { sig: intern(&f.ty), index, data: data as u64, shared_key: KEY_FOREIGN, ..FuncObj::default() });
    store.host_objs.insert(data, obj);
    obj
}

/// Calls any function with slots.
///
/// # Safety
/// `store` is live and exclusively the caller's; `obj` is of that store; the slots are enough and filled.
pub(crate) unsafe fn invoke(store: *mut StoreInner, obj: u64, slots: &mut [Slot]) -> Result<(), Error> {
    let obj = obj as *const FuncObj;
    // SAFETY: the caller's promise.
    unsafe {
        if (*obj).entry != 0 {
            return trap::enter(store, obj, slots.as_mut_ptr());
        }
        let mut caller = Caller::new(store, None);
        host_of(obj).call(&mut caller, slots).map_err(|e| match e {
            HostError::Trap(c) => c.into(),
            HostError::Nested(t) => t.into(),
            HostError::Exit(s) => Error::Exit(s),
            HostError::Other(s) => Error::Host(s),
        })
    }
}

/// Handle of a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Func {
    pub(crate) store: u64,
    pub(crate) obj: u64,
}

impl Func {
    /// A function of the host's. Arguments come in slots, and results go to the same slots.
    pub fn new(
        ctx: impl AsContextMut,
        ty: FuncType,
        f: impl Fn(&mut Caller<'_>, &mut [Slot]) -> Result<(), HostError> + Send + Sync + 'static,
    ) -> Func {
        // SAFETY: an exclusive context.
        let store = unsafe { &mut *ctx.raw() };
        let obj = host_obj(store, &HostFunc::new(ty, f));
        Func { store: store.id, obj }
    }

    fn sig(self, store: *mut StoreInner) -> Result<u32, Error> {
        // SAFETY: from a context; the object is of this store, as checked.
        unsafe {
            if (*store).id != self.store {
                return Err(Error::WrongStore);
            }
            Ok((*(self.obj as *const FuncObj)).sig)
        }
    }

    /// Its type.
    pub fn ty(self, ctx: impl AsContext) -> Result<FuncType, Error> {
        Ok(interned(self.sig(ctx.raw())?))
    }

    /// Calls the function.
    pub fn call(self, ctx: impl AsContextMut, args: &[Val]) -> Result<Vec<Val>, Error> {
        let store = ctx.raw();
        let ty = interned(self.sig(store)?);
        if !args.iter().map(Val::ty).eq(ty.params().iter().copied()) {
            let given = args.iter().map(Val::ty).collect();
            return Err(Error::Arguments { wanted: ty.params().to_vec(), given });
        }
        let mut slots = vec![Slot::default(); ty.params().len().max(ty.results().len())];
        for (slot, v) in slots.iter_mut().zip(args) {
            slot.set_u128(v.to_bits(self.store)?);
        }
        // SAFETY: an exclusive context, and slots as the type says.
        unsafe { invoke(store, self.obj, &mut slots)? };
        Ok(ty.results().iter().zip(&slots).map(|(t, s)| Val::from_bits(*t, s.u128(), self.store)).collect())
    }

    /// The function with static types, if they are its own.
    pub fn typed<P: WasmParams, R: WasmParams>(self, ctx: impl AsContext) -> Result<TypedFunc<P, R>, Error> {
        let ty = self.ty(ctx)?;
        for (wanted, given) in [(ty.params(), P::TYPES), (ty.results(), R::TYPES)] {
            if wanted != given || given.len() > MAX_TYPED {
                return Err(Error::Arguments { wanted: wanted.to_vec(), given: given.to_vec() });
            }
        }
        Ok(TypedFunc { func: self, _types: PhantomData })
    }
}

/// A function whose type is known statically.
#[derive(Debug)]
pub struct TypedFunc<P, R> {
    func: Func,
    _types: PhantomData<fn(P) -> R>,
}

impl<P, R> Clone for TypedFunc<P, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P, R> Copy for TypedFunc<P, R> {}

impl<P: WasmParams, R: WasmParams> TypedFunc<P, R> {
    /// The function without its types.
    pub fn func(self) -> Func {
        self.func
    }

    /// Calls the function.
    pub fn call(self, ctx: impl AsContextMut, args: P) -> Result<R, Error> {
        let store = ctx.raw();
        self.func.sig(store)?;
        let mut slots = [Slot::default(); MAX_TYPED];
        args.put(&mut slots);
        // SAFETY: an exclusive context, and slots as the type says: tuples have at most MAX_TYPED members.
        unsafe { invoke(store, self.func.obj, &mut slots)? };
        Ok(R::take(&slots))
    }
}

const MAX_TYPED: usize = 12;

/// Keeps the traits below to the types that have them here: calls trust what they say and write. No reference is among
/// these types: a slot could hold any number in its place.
mod sealed {
    pub trait Number {}
    pub trait Values {}
}

/// A Rust type that stands for a WebAssembly number. Other crates can't implement it:
///
/// ```compile_fail,E0277
/// use wazc_runtime::{Slot, ValType, WasmTy};
/// #[derive(Clone, Copy)]
/// struct Reference;
/// impl WasmTy for Reference {
///     const TYPE: ValType = ValType::FuncRef;
///     fn put(self, slot: &mut Slot) {
///         slot.set_u64(0x4141);
///     }
///     fn take(_: &Slot) -> Self {
///         Reference
///     }
/// }
/// ```
pub trait WasmTy: Copy + sealed::Number {
    /// Its type.
    const TYPE: ValType;
    /// Writes it.
    fn put(self, slot: &mut Slot);
    /// Reads it.
    fn take(slot: &Slot) -> Self;
}

macro_rules! wasm_ty {
    ($($t:ty, $ty:ident, $get:ident, $set:ident;)*) => {$(
        impl sealed::Number for $t {}
        impl WasmTy for $t {
            const TYPE: ValType = ValType::$ty;
            fn put(self, slot: &mut Slot) {
                slot.$set(self);
            }
            fn take(slot: &Slot) -> Self {
                slot.$get()
            }
        }
    )*};
}
wasm_ty! {
    i32, I32, i32, set_i32;
    u32, I32, u32, set_u32;
    i64, I64, i64, set_i64;
    u64, I64, u64, set_u64;
    f32, F32, f32, set_f32;
    f64, F64, f64, set_f64;
    u128, V128, u128, set_u128;
}

/// Parameters or results: a number, or a tuple of up to twelve. Other crates can't implement it.
pub trait WasmParams: sealed::Values {
    /// Their types.
    const TYPES: &'static [ValType];
    /// Writes them to slots.
    fn put(self, slots: &mut [Slot]);
    /// Reads them from slots.
    fn take(slots: &[Slot]) -> Self;
}

impl<T: WasmTy> sealed::Values for T {}
impl<T: WasmTy> WasmParams for T {
    const TYPES: &'static [ValType] = &[T::TYPE];
    fn put(self, slots: &mut [Slot]) {
        WasmTy::put(self, &mut slots[0]);
    }
    fn take(slots: &[Slot]) -> Self {
        WasmTy::take(&slots[0])
    }
}

macro_rules! tuples {
    ($(($($t:ident $i:tt),*))*) => {$(
        impl<$($t: WasmTy),*> sealed::Values for ($($t,)*) {}
        impl<$($t: WasmTy),*> WasmParams for ($($t,)*) {
            const TYPES: &'static [ValType] = &[$($t::TYPE),*];
            #[allow(unused_variables)]
            fn put(self, slots: &mut [Slot]) {
                $(self.$i.put(&mut slots[$i]);)*
            }
            #[allow(unused_variables, clippy::unused_unit)]
            fn take(slots: &[Slot]) -> Self {
                ($($t::take(&slots[$i]),)*)
            }
        }
    )*};
}
tuples! {
    ()
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}
