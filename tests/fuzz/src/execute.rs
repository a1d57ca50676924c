//! Runs an artifact in this process. Input: its bytes, the module's shape and a seed; output: events, as of the oracle.

use crate::rng::{Rng, hash};
use crate::shape::{Event, FUEL, Host, Item, MAX_ELEMENTS, MAX_PAGES, Outcome, Shape, Ty, V, fuel, hash_values};
use wazc_runtime::{
    Caller, Config, Engine, Error, Extern, ExternRef, Func, FuncType, Global, GlobalType, HostError, Instance, Memory, MemoryType,
    Module, Slot, Store, Table, TableType, TrapCode, Val, ValType,
};

struct Data {
    host: Host,
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

fn to_val(ctx: impl wazc_runtime::AsContextMut, v: V) -> Val {
    match v {
        V::I32(v) => Val::I32(v as i32),
        V::I64(v) => Val::I64(v as i64),
        V::F32(v) => Val::F32(v),
        V::F64(v) => Val::F64(v),
        V::V128(v) => Val::V128(v),
        V::Func(_) => Val::FuncRef(None),
        V::Extern(None) => Val::ExternRef(None),
        V::Extern(Some(n)) => Val::ExternRef(Some(ExternRef::new(ctx, n))),
    }
}

fn of_val(ctx: &impl wazc_runtime::AsContext, v: &Val) -> V {
    match v {
        Val::I32(v) => V::I32(*v as u32),
        Val::I64(v) => V::I64(*v as u64),
        Val::F32(v) => V::F32(*v),
        Val::F64(v) => V::F64(*v),
        Val::V128(v) => V::V128(*v),
        Val::FuncRef(r) => V::Func(r.is_some()),
        Val::ExternRef(r) => V::Extern(r.and_then(|r| r.data::<u32>(ctx).copied())),
    }
}

const FAILED: &str = "host function failed";

fn outcome(e: &Error) -> Outcome {
    match e {
        Error::Host(s) if s.contains(FAILED) => Outcome::Host,
        Error::Trap(t) => Outcome::Trap(match t.code() {
            TrapCode::Unreachable => "unreachable",
            TrapCode::MemoryOutOfBounds => "memory out of bounds",
            // The oracle does not tell these two apart.
            TrapCode::TableOutOfBounds | TrapCode::UndefinedElement => "table out of bounds",
            TrapCode::IndirectCallToNull => "null element",
            TrapCode::BadSignature => "bad signature",
            TrapCode::IntegerOverflow => "integer overflow",
            TrapCode::DivisionByZero => "division by zero",
            TrapCode::InvalidConversion => "invalid conversion",
            TrapCode::StackOverflow => return Outcome::Exhausted(e.to_string()),
            TrapCode::Interrupt => "interrupt",
        }),
        e => Outcome::Error(e.to_string()),
    }
}

fn answer(caller: &mut Caller<'_>, index: usize, sig: &crate::shape::Sig, slots: &mut [Slot]) -> Result<(), HostError> {
    let mut args = Vec::new();
    for (t, s) in sig.params.iter().zip(&*slots) {
        args.push(match t {
            Ty::I32 => V::I32(s.u32()),
            Ty::I64 => V::I64(s.u64()),
            Ty::F32 => V::F32(s.u32()),
            Ty::F64 => V::F64(s.u64()),
            Ty::V128 => V::V128(s.u128()),
            Ty::Func => V::Func(s.u64() != 0),
            // A slot does not give the object of a reference; the oracle's arguments are masked alike.
            Ty::Extern => V::Func(s.u64() != 0),
        });
    }
    let data = caller.data_mut::<Data>().ok_or_else(|| HostError::Other("no data".into()))?;
    let a = data.host.answer(index, &args, &sig.results);
    let shape = data.shape.clone();
    let first = |fits: fn(&Item) -> bool| shape.find(fits).map(|i| shape.exports[i].clone());
    if let Some((name, _)) = first(|i| matches!(i, Item::Memory { .. }))
        && let Some(Extern::Memory(m)) = caller.export(&name)
    {
        if a.grow {
            m.grow(&mut *caller, 1)?;
        }
        let size = m.size(&*caller)? * 65536;
        if let Some((at, bytes)) = a.poke
            && size >= 8
        {
            m.write(&mut *caller, at % (size - 7), &bytes.to_le_bytes())?;
        }
    }
    if let (Some(seed), Some((name, Item::Func(sig)))) = (a.call, first(|i| matches!(i, Item::Func(_))))
        && let Some(Extern::Func(f)) = caller.export(&name)
    {
        let mut r = Rng::new(seed);
        let args: Vec<Val> = sig.params.iter().map(|t| to_val(&mut *caller, V::random(&mut r, *t))).collect();
        if let Some(d) = caller.data_mut::<Data>() {
            d.host.depth += 1;
        }
        let ended = f.call(&mut *caller, &args);
        if let Some(d) = caller.data_mut::<Data>() {
            d.host.depth -= 1;
        }
        ended?;
    }
    if a.fail {
        return Err(HostError::Other(FAILED.into()));
    }
    for (slot, v) in slots.iter_mut().zip(a.results) {
        match v {
            V::I32(v) => slot.set_u32(v),
            V::I64(v) | V::F64(v) => slot.set_u64(v),
            V::F32(v) => slot.set_u32(v),
            V::V128(v) => slot.set_u128(v),
            V::Func(_) | V::Extern(_) => *slot = Slot::new(0),
        }
    }
    Ok(())
}

fn import(store: &mut Store, index: usize, item: &Item, r: &mut Rng) -> Result<Extern, Error> {
    Ok(match item {
        Item::Func(sig) => {
            let ty = FuncType::new(sig.params.iter().map(|t| val_type(*t)), sig.results.iter().map(|t| val_type(*t)));
            let sig = sig.clone();
            Func::new(store, ty, move |caller, slots| answer(caller, index, &sig, slots)).into()
        }
        Item::Table { elem, min, max } => {
            let ty = TableType { element: val_type(*elem), min: *min, max: *max };
            Table::new(store, ty, Val::default_for(ty.element))?.into()
        }
        Item::Memory { min, max } => Memory::new(store, MemoryType { min: *min, max: *max })?.into(),
        Item::Global { ty, mutable } => {
            let v = V::random(r, *ty);
            let v = to_val(&mut *store, v);
            Global::new(store, GlobalType { content: val_type(*ty), mutable: *mutable }, v)?.into()
        }
    })
}

fn state(store: &mut Store, shape: &Shape, instance: Instance, buffer: &mut Vec<u8>) -> Result<Event, Error> {
    let (mut globals, mut memories, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for (name, _) in &shape.exports {
        match instance.export(&mut *store, name) {
            Some(Extern::Global(g)) => {
                let v = g.get(&*store)?;
                globals.push(of_val(&*store, &v));
            }
            Some(Extern::Memory(m)) => {
                let pages = m.size(&*store)?;
                buffer.resize((pages * 65536) as usize, 0);
                m.read(&*store, 0, buffer)?;
                memories.push((pages, hash(1, buffer)));
            }
            Some(Extern::Table(t)) => {
                let n = t.size(&*store)?;
                let mut items = Vec::new();
                for i in 0..n {
                    items.push(t.get(&*store, i)?.map_or(V::I32(0), |v| of_val(&*store, &v)));
                }
                tables.push((n, hash_values(items.into_iter())));
            }
            _ => {}
        }
    }
    let host = store.data::<Data>().map_or(0, |d| d.host.log);
    Ok(Event::State { globals, memories, tables, host })
}

/// Runs all calls of an artifact. An error is one of loading.
pub fn run(elf: &[u8], shape: &Shape, seed: u64) -> Result<Vec<Event>, Error> {
    let config = Config::new().stack_size(8 << 20).max_memory_pages(MAX_PAGES).max_table_elements(MAX_ELEMENTS);
    let engine = Engine::new(config);
    let module = Module::new(&engine, elf)?;
    let host = Host { seed, ..Host::default() };
    let mut store = Store::with_data(&engine, Data { host, shape: shape.clone() });
    let mut r = Rng::new(seed);
    let mut imports = Vec::new();
    for (i, item) in shape.imports.iter().enumerate() {
        imports.push(import(&mut store, i, item, &mut r)?);
    }
    let mut events = Vec::new();
    let instance = match Instance::new(&mut store, &module, &imports) {
        Ok(i) => i,
        Err(e) => {
            events.push(Event::Instantiated(outcome(&e)));
            return Ok(events);
        }
    };
    let mut buffer = Vec::new();
    events.push(Event::Instantiated(Outcome::Values(Vec::new())));
    events.push(state(&mut store, shape, instance, &mut buffer)?);
    let fuel_global = instance.export(&mut store, FUEL).and_then(Extern::global);
    for (i, args) in shape.calls(seed) {
        if let Some(g) = fuel_global {
            g.set(&mut store, Val::I32(fuel(seed) as i32))?;
        }
        let f = instance.func(&mut store, &shape.exports[i].0).ok_or(Error::WrongStore)?;
        let vals: Vec<Val> = args.iter().map(|v| to_val(&mut store, *v)).collect();
        let o = match f.call(&mut store, &vals) {
            Ok(out) => Outcome::Values(out.iter().map(|v| of_val(&store, v)).collect()),
            Err(e) => outcome(&e),
        };
        let stop = matches!(o, Outcome::Exhausted(_));
        events.push(Event::Called(i, args, o));
        if stop {
            break;
        }
        events.push(state(&mut store, shape, instance, &mut buffer)?);
    }
    Ok(events)
}
