//! The routines of [`wazc_abi::builtin`], called through the stubs in `arch`.
//!
//! # Safety
//! Called from compiled code only: `vmctx` is the caller's V, indices are those of its module (validated), indices
//! and counts are zero-extended, references belong to the store. A set `trapped` ends the caller's activation.

use crate::error::TrapCode;
use crate::instance::func_ref;
use crate::store::{StoreInner, index_of_vmctx, of_vmctx};
use crate::{table, trap};

/// What a builtin returns, in rax and rdx.
#[repr(C)]
pub(crate) struct Ret {
    value: u64,
    trapped: u64,
}

struct Ctx {
    store: *mut StoreInner,
    instance: usize,
}

impl Ctx {
    /// # Safety
    /// As the head of the file says.
    unsafe fn new(vmctx: u64) -> Ctx {
        // SAFETY: the caller's promise.
        unsafe { Ctx { store: of_vmctx(vmctx), instance: index_of_vmctx(vmctx) } }
    }

    fn store(&mut self) -> &mut StoreInner {
        // SAFETY: compiled code is stopped in this builtin; nothing else borrows the store.
        unsafe { &mut *self.store }
    }

    fn table(&mut self, t: u64) -> &mut table::TableInner {
        let i = self.instance;
        let s = self.store();
        let t = s.instances[i].tables[t as usize];
        &mut s.tables[t as usize]
    }

    fn finish(self, r: Result<u64, TrapCode>) -> Ret {
        match r {
            Ok(value) => Ret { value, trapped: 0 },
            Err(code) => {
                // SAFETY: a builtin is running.
                unsafe { trap::fail_builtin(self.store, code) };
                Ret { value: 0, trapped: 1 }
            }
        }
    }
}

fn minus_one(r: Option<u64>) -> u64 {
    r.unwrap_or(u64::from(u32::MAX))
}

macro_rules! builtins {
    ($($name:ident($c:ident $(, $a:ident)*) $body:expr;)*) => {$(
        pub(crate) unsafe extern "C" fn $name(vmctx: u64 $(, $a: u64)*) -> Ret {
            // SAFETY: as the head of the file says.
            #[allow(unused_mut)]
            let mut $c = unsafe { Ctx::new(vmctx) };
            let r: Result<u64, TrapCode> = $body;
            $c.finish(r)
        }
    )*};
}

builtins! {
    memory_grow(c, m, delta) {
        let i = c.instance;
        let s = c.store();
        let limit = s.engine.max_memory_pages();
        let m = s.instances[i].memories[m as usize];
        Ok(minus_one(s.memories[m as usize].grow(delta as u32 as u64, limit)))
    };
    table_get(c, t, i) c.table(t).get(i as u32 as u64).ok_or(TrapCode::TableOutOfBounds);
    table_set(c, t, i, r) c.table(t).set(i as u32 as u64, r).map(|()| 0);
    table_grow(c, t, r, delta) {
        let limit = c.store().engine.max_table_elements();
        Ok(minus_one(c.table(t).grow(delta as u32 as u64, r, limit)))
    };
    table_fill(c, t, i, r, n) c.table(t).fill(i as u32 as u64, r, n as u32 as u64).map(|()| 0);
    table_copy(c, tables, d, s, n) {
        let i = c.instance;
        let store = c.store();
        let of = |t: u64| store.instances[i].tables[t as usize];
        let (dst, src) = (of(tables >> 32), of(tables & 0xffff_ffff));
        table::copy(&mut store.tables, dst, src, d as u32 as u64, s as u32 as u64, n as u32 as u64).map(|()| 0)
    };
    table_init(c, table_and_segment, d, s, n) {
        let i = c.instance;
        let store = c.store();
        let instance = &store.instances[i];
        let t = instance.tables[(table_and_segment >> 32) as usize];
        let items = &instance.elems[(table_and_segment & 0xffff_ffff) as usize];
        store.tables[t as usize].init(d as u32 as u64, items, s as u32 as u64, n as u32 as u64).map(|()| 0)
    };
    elem_drop(c, e) {
        let i = c.instance;
        c.store().instances[i].elems[e as usize] = Box::default();
        Ok(0)
    };
    data_drop(c, d) {
        let i = c.instance;
        c.store().instances[i].drop_data(d as u32);
        Ok(0)
    };
    ref_func(c, f) {
        let i = c.instance;
        Ok(func_ref(c.store(), i, f as u32))
    };
}
