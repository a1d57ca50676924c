//! Runs a module with wasmi. Input: bytes and a seed; output: the events that wazc must reproduce.

use crate::rng::hash;
use crate::shape::{Event, FUEL, Host, Item, MAX_ELEMENTS, MAX_PAGES, Outcome, Shape, Ty, V, fuel, hash_values};
use std::collections::VecDeque;
use wasmi::{
    Caller, Engine, Error, Extern, ExternRef, ExternType, Func, FuncType, Global, Instance, Memory, MemoryType, Module, Mutability, Ref,
    Store, StoreLimits, StoreLimitsBuilder, Table, TableType, TrapCode, Val, ValType,
};

struct Data {
    host: Host,
    limits: StoreLimits,
    shape: Shape,
}

fn val_type(t: Ty) -> ValType {
    match t {
        Ty::I32 => ValType::I32,
        Ty::I64 => ValType::I64,
        Ty::F32 => ValType::F32,
        Ty::F64 => ValType::F64,
        Ty::V128 => ValType::V128,
        Ty::Func => ValType::FuncRef,
        Ty::Extern => ValType::ExternRef,
    }
}

fn to_val(mut ctx: impl wasmi::AsContextMut, v: V) -> Val {
    match v {
        V::I32(v) => Val::I32(v as i32),
        V::I64(v) => Val::I64(v as i64),
        V::F32(v) => Val::F32(f32::from_bits(v).into()),
        V::F64(v) => Val::F64(f64::from_bits(v).into()),
        V::V128(v) => Val::V128(v.into()),
        V::Func(_) => Val::FuncRef(Ref::Null),
        V::Extern(None) => Val::ExternRef(Ref::Null),
        V::Extern(Some(n)) => Val::ExternRef(ExternRef::new(ctx.as_context_mut(), n).into()),
    }
}

fn of_extern<T>(store: wasmi::StoreContext<'_, T>, r: &Ref<ExternRef>) -> V {
    V::Extern(r.val().and_then(|r| r.data(store).downcast_ref::<u32>().copied()))
}

fn of_val<'a, T: 'a>(ctx: impl Into<wasmi::StoreContext<'a, T>>, v: &Val) -> V {
    match v {
        Val::I32(v) => V::I32(*v as u32),
        Val::I64(v) => V::I64(*v as u64),
        Val::F32(v) => V::F32(v.to_bits()),
        Val::F64(v) => V::F64(v.to_bits()),
        Val::FuncRef(r) => V::Func(!r.is_null()),
        Val::ExternRef(r) => of_extern(ctx.into(), r),
        Val::V128(v) => V::V128(v.as_u128()),
    }
}

#[derive(Debug)]
struct HostFailed;
impl std::fmt::Display for HostFailed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("host function failed")
    }
}
impl wasmi::errors::HostError for HostFailed {}

fn outcome(e: &Error) -> Outcome {
    use wasmi::errors::{ErrorKind, InstantiationError as I};
    if e.downcast_ref::<HostFailed>().is_some() {
        return Outcome::Host;
    }
    use wasmi::errors::TableError as T;
    // Some traps of tables come as errors of another kind.
    if let ErrorKind::Instantiation(I::ElementSegmentDoesNotFit { .. })
    | ErrorKind::Table(T::CopyOutOfBounds | T::FillOutOfBounds | T::InitOutOfBounds | T::SetOutOfBounds) = e.kind()
    {
        return Outcome::Trap("table out of bounds");
    }
    Outcome::Trap(match e.as_trap_code() {
        Some(TrapCode::UnreachableCodeReached) => "unreachable",
        Some(TrapCode::MemoryOutOfBounds) => "memory out of bounds",
        Some(TrapCode::TableOutOfBounds) => "table out of bounds",
        Some(TrapCode::IndirectCallToNull) => "null element",
        Some(TrapCode::IntegerDivisionByZero) => "division by zero",
        Some(TrapCode::IntegerOverflow) => "integer overflow",
        Some(TrapCode::BadConversionToInteger) => "invalid conversion",
        Some(TrapCode::BadSignature) => "bad signature",
        Some(TrapCode::StackOverflow | TrapCode::OutOfFuel | TrapCode::GrowthOperationLimited) => {
            return Outcome::Exhausted(e.to_string());
        }
        None => return Outcome::Error(format!("{e:?}")),
    })
}

fn answer(mut caller: Caller<'_, Data>, index: usize, args: &[Val], types: &[Ty], out: &mut [Val]) -> Result<(), Error> {
    // References to objects are told apart from null only, as in the other engine.
    let args = args.iter().map(|v| match of_val(&caller, v) {
        V::Extern(r) => V::Func(r.is_some()),
        v => v,
    });
    let args: Vec<V> = args.collect();
    let a = caller.data_mut().host.answer(index, &args, types);
    let shape = caller.data().shape.clone();
    let first = |fits: fn(&Item) -> bool| shape.find(fits).map(|i| shape.exports[i].clone());
    if let Some((name, _)) = first(|i| matches!(i, Item::Memory { .. }))
        && let Some(m) = caller.get_export(&name).and_then(|e| e.into_memory())
    {
        if a.grow {
            let _ = m.grow(&mut caller, 1);
        }
        if let Some((at, bytes)) = a.poke
            && m.data_size(&caller) >= 8
        {
            let at = at as usize % (m.data_size(&caller) - 7);
            m.data_mut(&mut caller)[at..at + 8].copy_from_slice(&bytes.to_le_bytes());
        }
    }
    if let (Some(seed), Some((name, Item::Func(sig)))) = (a.call, first(|i| matches!(i, Item::Func(_))))
        && let Some(f) = caller.get_export(&name).and_then(|e| e.into_func())
    {
        let mut r = crate::rng::Rng::new(seed);
        let args: Vec<Val> = sig.params.iter().map(|t| to_val(&mut caller, V::random(&mut r, *t))).collect();
        let mut results: Vec<Val> = sig.results.iter().map(|t| Val::default(val_type(*t))).collect();
        caller.data_mut().host.depth += 1;
        let ended = f.call(&mut caller, &args, &mut results);
        caller.data_mut().host.depth -= 1;
        ended?;
    }
    if a.fail {
        return Err(Error::host(HostFailed));
    }
    for (slot, v) in out.iter_mut().zip(a.results) {
        *slot = to_val(&mut caller, if let V::Extern(_) = v { V::Extern(None) } else { v });
    }
    Ok(())
}

fn import(store: &mut Store<Data>, index: usize, item: &Item, r: &mut crate::rng::Rng) -> Result<Extern, String> {
    Ok(match item {
        Item::Func(sig) => {
            let ty = FuncType::new(
                sig.params.iter().map(|t| val_type(*t)).collect::<Vec<_>>(),
                sig.results.iter().map(|t| val_type(*t)).collect::<Vec<_>>(),
            );
            let results = sig.results.clone();
            Func::new(store, ty, move |caller, args, out| answer(caller, index, args, &results, out)).into()
        }
        Item::Table { elem, min, max } => {
            let elem = val_type(*elem);
            let ty = TableType::new(elem, *min as u32, max.map(|m| m as u32));
            Table::new(store, ty, Val::default(elem)).map_err(|e| e.to_string())?.into()
        }
        Item::Memory { min, max } => {
            Memory::new(store, MemoryType::new(*min as u32, max.map(|m| m as u32))).map_err(|e| e.to_string())?.into()
        }
        Item::Global { ty, mutable } => {
            let v = V::random(r, *ty);
            let v = to_val(&mut *store, v);
            Global::new(store, v, if *mutable { Mutability::Var } else { Mutability::Const }).into()
        }
    })
}

fn state(store: &Store<Data>, shape: &Shape, instance: &Instance) -> Event {
    let (mut globals, mut memories, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for (name, _) in &shape.exports {
        match instance.get_export(store, name) {
            Some(Extern::Global(g)) => globals.push(of_val(store, &g.get(store))),
            Some(Extern::Memory(m)) => memories.push((m.size(store), hash(1, m.data(store)))),
            Some(Extern::Table(t)) => {
                let n = t.size(store);
                let item = |i| t.get(store, i).map_or(V::I32(0), |v| of_val(store, &v));
                tables.push((n, hash_values((0..n).map(item))));
            }
            _ => {}
        }
    }
    Event::State { globals, memories, tables, host: store.data().host.log }
}

fn kind(ty: &ExternType) -> usize {
    match ty {
        ExternType::Func(_) => 0,
        ExternType::Table(_) => 1,
        ExternType::Memory(_) => 2,
        ExternType::Global(_) => 3,
    }
}

/// Runs all calls of a module.
pub fn run(wasm: &[u8], shape: &Shape, seed: u64) -> Result<Vec<Event>, String> {
    let mut config = wasmi::Config::default();
    config.set_max_recursion_depth(20_000).set_max_stack_height(64 << 20).wasm_tail_call(false);
    config.wasm_multi_memory(true).wasm_extended_const(true).wasm_simd(true).wasm_relaxed_simd(true);
    let engine = Engine::new(&config);
    let module = Module::new(&engine, wasm).map_err(|e| format!("wasmi refuses the module: {e}"))?;
    let limits = StoreLimitsBuilder::new()
        .memory_size((MAX_PAGES * 65536) as usize)
        .table_elements(MAX_ELEMENTS as usize)
        .instances(1)
        .tables(1000)
        .memories(1000)
        .build();
    let host = Host { seed, ..Host::default() };
    let mut store = Store::new(&engine, Data { host, limits, shape: shape.clone() });
    store.limiter(|d| &mut d.limits);
    let mut r = crate::rng::Rng::new(seed);
    let mut kinds: [VecDeque<Extern>; 4] = Default::default();
    for (i, item) in shape.imports.iter().enumerate() {
        let e = import(&mut store, i, item, &mut r)?;
        kinds[kind(&e.ty(&store))].push_back(e);
    }
    // This engine wants its imports sorted by kind.
    let imports: Option<Vec<Extern>> = module.imports().map(|i| kinds[kind(i.ty())].pop_front()).collect();
    let imports = imports.ok_or("the engines count imports differently")?;
    let mut events = Vec::new();
    let instance = match Instance::new(&mut store, &module, &imports) {
        Ok(i) => i,
        Err(e) => {
            events.push(Event::Instantiated(outcome(&e)));
            return Ok(events);
        }
    };
    events.push(Event::Instantiated(Outcome::Values(Vec::new())));
    events.push(state(&store, shape, &instance));
    let fuel_global = instance.get_global(&store, FUEL);
    for (i, args) in shape.calls(seed) {
        let (name, Item::Func(sig)) = &shape.exports[i] else { continue };
        if let Some(g) = fuel_global {
            g.set(&mut store, Val::I32(fuel(seed) as i32)).map_err(|e| e.to_string())?;
        }
        let f = instance.get_func(&store, name).ok_or("wasmi does not find an export")?;
        let vals: Vec<Val> = args.iter().map(|v| to_val(&mut store, *v)).collect();
        let mut out: Vec<Val> = sig.results.iter().map(|t| Val::default(val_type(*t))).collect();
        let o = match f.call(&mut store, &vals, &mut out) {
            Ok(()) => Outcome::Values(out.iter().map(|v| of_val(&store, v)).collect()),
            Err(e) => outcome(&e),
        };
        let stop = matches!(o, Outcome::Exhausted(_));
        events.push(Event::Called(i, args, o));
        if stop {
            break;
        }
        events.push(state(&store, shape, &instance));
    }
    Ok(events)
}
