//! Tests of the crossings with hand-written code (`arch/sample_*`) in the role of compiled code.
//!
//! # Safety
//! The image that is registered is code of this program, which is never unmapped.

use crate::arch::Label;
use crate::arch::sample::*;
use crate::error::{Error, HostError, TrapCode};
use crate::func::{HostFunc, host_obj, invoke};
use crate::memory::Mapping;
use crate::types::{FuncType, ValType};
use crate::{AsContext, Config, Engine, Slot, Store, arch, trap};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Once, Weak};
use wazc_abi::trap::{Table, UNWIND_END, encode_table};
use wazc_abi::vmctx::{self, FuncObj};

fn offset(l: Label) -> u32 {
    (l as *const () as u64 - wazc_test_begin as *const () as u64) as u32
}

fn table(rows: &[(u32, u32)]) -> Table<'static> {
    Table::parse(encode_table(rows).leak()).unwrap()
}

struct World {
    store: Store,
    map: Mapping,
}

impl World {
    fn new() -> World {
        World::with_stack(crate::stack::DEFAULT_STACK_SIZE)
    }

    fn with_stack(size: usize) -> World {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let traps = table(&[
                (offset(wazc_test_ud), TrapCode::Unreachable as u32),
                (offset(wazc_test_load), TrapCode::MemoryOutOfBounds as u32),
                (offset(wazc_test_div_site), TrapCode::DivisionByZero as u32),
            ]);
            let source = table(&[(offset(wazc_test_inc), 42)]);
            let mut unwind = vec![(0, UNWIND_END)];
            unwind.extend(UNWIND.iter().map(|(l, distance)| (offset(*l), *distance)));
            let unwind = table(&unwind);
            let base = wazc_test_begin as *const () as u64;
            // SAFETY: the tables are leaked.
            unsafe { trap::register(base, u64::from(offset(wazc_test_end)), [traps, source, unwind], Weak::new()) };
        });
        let store = Store::new(&Engine::new(Config::new().stack_size(size)));
        let map = Mapping::new(4096, 65536).unwrap();
        let put = |at: i32, v: u64| {
            // SAFETY: in the page below the base.
            unsafe { *((map.base() as i64 + i64::from(at)) as *mut u64) = v }
        };
        put(vmctx::STORE, store.raw() as u64);
        put(vmctx::OWNER, 1 << 32);
        put(vmctx::HOST_CALL, arch::host_call());
        World { store, map }
    }

    fn func(&mut self, code: Label) -> u64 {
        let obj = FuncObj {
            code: code as *const () as u64,
            vmctx: self.map.base(),
            entry: wazc_test_entry as *const () as u64,
            ..FuncObj::default()
        };
        // SAFETY: no other reference to the store is alive.
        unsafe { (*self.store.raw()).keep_func(obj) }
    }

    fn host(
        &mut self,
        f: impl Fn(&mut crate::Caller<'_>, &mut [Slot]) -> Result<(), HostError> + Send + Sync + 'static,
    ) -> u64 {
        let ty = FuncType::new([ValType::I64], [ValType::I64]);
        // SAFETY: no other reference to the store is alive.
        host_obj(unsafe { &mut *self.store.raw() }, &HostFunc::new(ty, f))
    }

    fn call(&mut self, f: u64, arg: u64) -> Result<u64, Error> {
        call(self.store.raw(), f, arg)
    }
}

fn call(store: *mut crate::store::StoreInner, f: u64, arg: u64) -> Result<u64, Error> {
    let mut slots = [Slot::new(arg)];
    // SAFETY: test code runs one call at a time on a store.
    unsafe { invoke(store, f, &mut slots)? };
    Ok(slots[0].u64())
}

fn code(r: Result<u64, Error>) -> TrapCode {
    r.unwrap_err().trap().unwrap().code()
}

#[test]
fn calls_and_traps() {
    let mut w = World::new();
    let inc = w.func(wazc_test_inc);
    let ud = w.func(wazc_test_ud);
    let load = w.func(wazc_test_load);
    let div = w.func(wazc_test_div);
    for _ in 0..3 {
        assert_eq!(w.call(inc, 41).unwrap(), 42);
        assert_eq!(code(w.call(ud, 0)), TrapCode::Unreachable);
        assert_eq!(w.call(load, 65532).unwrap(), 0);
        assert_eq!(code(w.call(load, 65536)), TrapCode::MemoryOutOfBounds);
        assert_eq!(code(w.call(load, u64::from(u32::MAX))), TrapCode::MemoryOutOfBounds);
        assert_eq!(code(w.call(div, 0)), TrapCode::DivisionByZero);
        assert_eq!(w.call(div, 1).unwrap(), 1);
    }
}

#[test]
fn stack_overflow_on_any_thread() {
    let run = || {
        let mut w = World::new();
        let f = w.func(wazc_test_recurse);
        for _ in 0..3 {
            let e = w.call(f, 0).unwrap_err();
            assert_eq!(e.trap().unwrap().code(), TrapCode::StackOverflow);
        }
    };
    run();
    std::thread::spawn(run).join().unwrap();
}

#[test]
fn a_call_of_the_host_at_the_end_of_the_stack_is_a_stack_overflow() {
    let mut w = World::with_stack(64 << 10);
    let edge = w.func(wazc_test_edge);
    let calls = Arc::new(AtomicU32::new(0));
    let counter = calls.clone();
    let host = w.host(move |_, _| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok(())
    });
    for n in 1..4 {
        assert_eq!(code(w.call(edge, host)), TrapCode::StackOverflow);
        let calls = calls.load(Ordering::Relaxed);
        assert!((n * 4080..=n * 4096).contains(&calls), "{calls}");
    }
}

#[test]
fn floating_point_control_is_set_and_put_back() {
    let mut w = World::new();
    let f = w.func(wazc_test_control);
    let trap = w.func(wazc_test_ud);
    let before = control();
    set_control(OTHER_CONTROL);
    let (inside, after) = (w.call(f, 0), control());
    let (trapped, after_trap) = (w.call(trap, 0), control());
    set_control(before);
    assert_eq!((inside.unwrap(), after, after_trap), (CONTROL, OTHER_CONTROL, OTHER_CONTROL));
    assert_eq!(code(trapped), TrapCode::Unreachable);
}

#[test]
fn nested_calls_unwind_one_level() {
    let mut w = World::new();
    let (inc, ud, host) = (w.func(wazc_test_inc), w.func(wazc_test_ud), w.func(wazc_test_host));
    let deep = w.func(wazc_test_recurse);
    let nested = w.host(move |c, s| {
        assert_eq!(code(call(c.raw(), ud, 0)), TrapCode::Unreachable);
        assert_eq!(code(call(c.raw(), deep, 0)), TrapCode::StackOverflow);
        s[0].set_u64(call(c.raw(), inc, s[0].u64())?);
        Ok(())
    });
    assert_eq!(w.call(host, nested).unwrap(), 9);
    let failing = w.host(move |c, _| Ok(call(c.raw(), ud, 0).map(|_| ())?));
    assert_eq!(code(w.call(host, failing)), TrapCode::Unreachable);
    let exit = w.host(|_, _| Err(HostError::Exit(3)));
    assert_eq!(w.call(host, exit).unwrap_err(), Error::Exit(3));
    let panics = w.host(|_, _| panic!("from the host"));
    let p = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| w.call(host, panics))).unwrap_err();
    assert_eq!(p.downcast_ref::<&str>(), Some(&"from the host"));
    assert_eq!(w.call(host, nested).unwrap(), 9);
}

#[test]
fn endless_nesting_is_a_stack_overflow() {
    let mut w = World::new();
    let host = w.func(wazc_test_host);
    let me = Arc::new(std::sync::OnceLock::new());
    let me2 = me.clone();
    let again = w.host(move |c, s| {
        s[0].set_u64(call(c.raw(), host, *me2.get().unwrap())?);
        Ok(())
    });
    me.set(again).unwrap();
    assert_eq!(code(w.call(host, again)), TrapCode::StackOverflow);
}

#[test]
fn stores_on_one_thread_nest() {
    let mut w = World::new();
    let host = w.func(wazc_test_host);
    let other = w.host(|_, s| {
        let mut inner = World::new();
        let f = inner.func(wazc_test_inc);
        let ud = inner.func(wazc_test_ud);
        assert_eq!(code(inner.call(ud, 0)), TrapCode::Unreachable);
        s[0].set_u64(inner.call(f, s[0].u64())?);
        Ok(())
    });
    assert_eq!(w.call(host, other).unwrap(), 9);
}
