//! Checks of a decoded module record: indices, types, code offsets. Linear in the record's size.

use std::collections::HashSet;
use wazc_abi::record::*;
use wazc_abi::trap::{Table, TableFault, TrapCode};
use wazc_abi::vmctx::VmLayout;

type Res = Result<(), String>;

fn ensure(ok: bool, what: impl FnOnce() -> String) -> Res {
    if ok { Ok(()) } else { Err(what()) }
}

/// Index spaces of the module.
struct Spaces {
    /// Types of all functions.
    funcs: Vec<u32>,
    tables: Vec<TableType>,
    memories: usize,
    globals: Vec<GlobalType>,
}

/// Checks a record against the sizes of the code and of the data section, and the CPU features that the note demands.
pub(crate) fn record(r: &ModuleRecord, code_size: u64, data_len: u64, features: u64) -> Res {
    sizes(r)?;
    ensure(VmLayout::new(r.counts()).is_some(), || "the instance context would be too large".into())?;
    let types = r.types.len();
    ensure(r.types.iter().collect::<HashSet<_>>().len() == types, || "a function type occurs twice".into())?;

    let mut s = Spaces { funcs: Vec::new(), tables: Vec::new(), memories: 0, globals: Vec::new() };
    for i in &r.imports {
        match i.ty {
            ExternType::Func(t) => {
                ensure((t as usize) < types, || format!("import {}: unknown type", i.name))?;
                s.funcs.push(t);
            }
            ExternType::Table(t) => {
                table_type(t)?;
                s.tables.push(t);
            }
            ExternType::Memory(m) => {
                memory_type(m)?;
                s.memories += 1;
            }
            ExternType::Global(g) => s.globals.push(g),
        }
    }
    let imported_globals = s.globals.len();
    ensure(r.stubs.len() == types, || "the number of stubs is wrong".into())?;
    ensure(r.thunks.len() == s.funcs.len(), || "the number of import thunks is wrong".into())?;
    let starts = r.stubs.iter().flat_map(|s| [s.entry, s.foreign, s.miss]).chain(r.thunks.iter().copied());
    for offset in starts {
        ensure(u64::from(offset) < code_size, || "a stub lies outside the code".into())?;
    }
    for m in &r.moves {
        ensure(u64::from(m.copy.max(m.fill)) < code_size, || "a stub for memory moves lies outside the code".into())?;
    }
    ensure(r.moves.last().is_none_or(|m| m.features & !features == 0), || "no stub for memory moves suits every CPU".into())?;
    for f in &r.funcs {
        ensure((f.ty as usize) < types, || "a function has an unknown type".into())?;
        let end = u64::from(f.offset) + u64::from(f.len);
        ensure(f.len != 0 && end <= code_size, || "a function lies outside the code".into())?;
        s.funcs.push(f.ty);
    }
    for t in &r.tables {
        table_type(t.ty)?;
        s.tables.push(t.ty);
    }
    for m in &r.memories {
        memory_type(*m)?;
        s.memories += 1;
    }
    s.globals.extend(r.globals.iter().map(|g| g.ty));

    for (i, g) in r.globals.iter().enumerate() {
        // A global may use those before it.
        expr(&g.init, g.ty.ty, &s, imported_globals + i).map_err(|e| format!("global {}: {e}", imported_globals + i))?;
    }
    let all = s.globals.len();
    for t in r.tables.iter().filter(|t| !t.init.is_empty()) {
        expr(&t.init, t.ty.elem, &s, all).map_err(|e| format!("table: {e}"))?;
    }
    exports(r, &s)?;
    if let Some(f) = r.start {
        let ty = s.funcs.get(f as usize).and_then(|t| r.types.get(*t as usize));
        ensure(ty.is_some_and(|t| t.params.is_empty() && t.results.is_empty()), || "wrong start function".into())?;
    }
    for (i, e) in r.elems.iter().enumerate() {
        elem(e, &s).map_err(|e| format!("element segment {i}: {e}"))?;
    }
    for (i, d) in r.datas.iter().enumerate() {
        data(d, &s, data_len).map_err(|e| format!("data segment {i}: {e}"))?;
    }
    ensure(r.names.windows(2).all(|w| w[0].0 < w[1].0), || "function names are not sorted".into())
}

/// Sums of counts must fit u32; [`ModuleRecord::counts`] relies on it.
fn sizes(r: &ModuleRecord) -> Res {
    let lens = [r.funcs.len(), r.tables.len(), r.memories.len(), r.globals.len(), r.datas.len(), r.elems.len(), r.types.len()];
    let max = u32::MAX as usize - r.imports.len().min(u32::MAX as usize);
    ensure(lens.iter().all(|n| *n <= max), || "too many definitions".into())
}

fn table_type(t: TableType) -> Res {
    ensure(is_ref(t.elem), || "a table of something that is not a reference".into())?;
    ensure(t.max.is_none_or(|m| m >= t.min), || "a table's maximum is below its minimum".into())
}

fn memory_type(m: MemoryType) -> Res {
    let max = m.max.unwrap_or(65536);
    ensure(m.min <= max && max <= 65536, || "a memory's limits are wrong".into())
}

fn is_ref(t: ValType) -> bool {
    matches!(t, ValType::FuncRef | ValType::ExternRef)
}

fn exports(r: &ModuleRecord, s: &Spaces) -> Res {
    let imported_tables = s.tables.len() - r.tables.len();
    let mut names = HashSet::new();
    for e in &r.exports {
        let n = match e.kind {
            ExportKind::Func => s.funcs.len(),
            ExportKind::Table => s.tables.len(),
            ExportKind::Memory => s.memories,
            ExportKind::Global => s.globals.len(),
        };
        let i = e.index as usize;
        ensure(i < n, || format!("export {}: index out of range", e.name))?;
        ensure(names.insert(&e.name), || format!("export {} occurs twice", e.name))?;
        let private = e.kind == ExportKind::Table
            && i.checked_sub(imported_tables).and_then(|i| r.tables.get(i)).is_some_and(|t| t.private);
        ensure(!private, || format!("export {}: the table is marked private", e.name))?;
    }
    Ok(())
}

/// Type-checks a constant expression that may use the first `globals` globals.
fn expr(ops: &[ConstOp], want: ValType, s: &Spaces, globals: usize) -> Res {
    // None: a null of either reference type.
    let mut stack: Vec<Option<ValType>> = Vec::new();
    for op in ops {
        let ty = match *op {
            ConstOp::I32(_) => Some(ValType::I32),
            ConstOp::I64(_) => Some(ValType::I64),
            ConstOp::F32(_) => Some(ValType::F32),
            ConstOp::F64(_) => Some(ValType::F64),
            ConstOp::V128(_) => Some(ValType::V128),
            ConstOp::RefNull => None,
            ConstOp::RefFunc(f) => {
                ensure((f as usize) < s.funcs.len(), || "unknown function".into())?;
                Some(ValType::FuncRef)
            }
            ConstOp::GlobalGet(g) => match s.globals.get(g as usize) {
                Some(t) if (g as usize) < globals && !t.mutable => Some(t.ty),
                _ => return Err("a global that cannot be used here".into()),
            },
            ConstOp::I32Add | ConstOp::I32Sub | ConstOp::I32Mul => binary(&mut stack, ValType::I32)?,
            ConstOp::I64Add | ConstOp::I64Sub | ConstOp::I64Mul => binary(&mut stack, ValType::I64)?,
        };
        stack.push(ty);
    }
    let ok = match stack[..] {
        [Some(t)] => t == want,
        [None] => is_ref(want),
        _ => false,
    };
    ensure(ok, || "the expression has the wrong type".into())
}

fn binary(stack: &mut Vec<Option<ValType>>, ty: ValType) -> Result<Option<ValType>, String> {
    let ok = stack.pop() == Some(Some(ty)) && stack.pop() == Some(Some(ty));
    ensure(ok, || "wrong operands in an expression".into())?;
    Ok(Some(ty))
}

fn elem(e: &ElemSegment, s: &Spaces) -> Res {
    ensure(is_ref(e.elem), || "not a reference type".into())?;
    if let SegmentMode::Active(t, offset) = &e.mode {
        let ok = s.tables.get(*t as usize).is_some_and(|t| t.elem == e.elem);
        ensure(ok, || "no such table of this type".into())?;
        expr(offset, ValType::I32, s, s.globals.len())?;
    }
    match &e.items {
        ElemItems::Funcs(f) => {
            ensure(e.elem == ValType::FuncRef, || "not a segment of functions".into())?;
            ensure(f.iter().all(|f| (*f as usize) < s.funcs.len()), || "unknown function".into())
        }
        ElemItems::Exprs(x) => x.iter().try_for_each(|x| expr(x, e.elem, s, s.globals.len())),
    }
}

fn data(d: &DataSegment, s: &Spaces, data_len: u64) -> Res {
    match &d.mode {
        SegmentMode::Active(m, offset) => {
            ensure((*m as usize) < s.memories, || "unknown memory".into())?;
            expr(offset, ValType::I32, s, s.globals.len())?;
        }
        SegmentMode::Passive => {}
        SegmentMode::Declared => return Err("a data segment cannot be declared".into()),
    }
    ensure(d.offset.checked_add(d.len).is_some_and(|end| end <= data_len), || "outside the data section".into())
}

/// Checks the rows of the tables that decide what happens: whether a signal is a trap, where a frame ends. Of the source table, which only says
/// where in the module something stands, the index was checked; the rest is when it is read.
pub(crate) fn tables(traps: Table<'_>, source: Table<'_>, unwind: Table<'_>, code_size: u64) -> Res {
    for t in [traps, source, unwind] {
        ensure(t.is_empty() || t.last().is_some(), || "a table of the code is wrong".into())?;
        // Keys ascend, so the last one is the largest. It may be the end of the code.
        ensure(t.last().is_none_or(|r| u64::from(r.0) <= code_size), || "a table of the code has rows outside it".into())?;
    }
    let say = |e| match e {
        TableFault::Form => "a table of the code is wrong".to_string(),
        TableFault::Row => "an unknown trap code".into(),
    };
    unwind.check(|_, _| true).map_err(say)?;
    traps.check(|_, code| TrapCode::from_u32(code).is_some()).map_err(say)
}
