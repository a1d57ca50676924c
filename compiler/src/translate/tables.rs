//! Tables and references. Input: operators; output: IR, all of it in line but for a table that has to be allocated anew and for
//! references to functions of the module.
//!
//! A table is two arrays: references, and, for functions, the entries that `call_indirect` reads ([`wazc_abi::vmctx::TableEntry`]).
//! Whatever stores a reference makes its entry from what the reference points to, without a branch: null has an object of its own.
//! Ranges are checked whole before anything is written. Entries of two tables that are both private or both not are made alike, so
//! these copies are moves of bytes. An index is clamped behind its check, also under speculation.

use super::Translator;
use crate::ir::*;
use std::mem::offset_of;
use wasmparser::Operator;
use wazc_abi::builtin::Builtin;
use wazc_abi::record::ValType;
use wazc_abi::trap::TrapCode;
use wazc_abi::vmctx::{FuncObj, TableEntry};

/// Logarithm of the size of a reference.
const REF: u64 = 3;
/// Logarithm of the size of an entry.
const ENTRY: u64 = 4;
const _: () = assert!(size_of::<u64>() == 1 << REF && size_of::<TableEntry>() == 1 << ENTRY);
const CODE: i32 = offset_of!(TableEntry, code) as i32;
const KEY: i32 = offset_of!(TableEntry, key) as i32;

/// What a table's entry for a reference is.
#[derive(Clone, Copy)]
struct Entry {
    code: Value,
    key: Value,
}

/// Some elements, all in bounds: addresses of the first one's reference and, of functions, entry.
#[derive(Clone, Copy)]
struct Range {
    refs: Value,
    entries: Option<Value>,
}

impl Translator<'_> {
    fn is_funcs(&self, table: u32) -> bool {
        self.env.tables[table as usize].ty.elem == ValType::FuncRef
    }

    fn table_field(&mut self, table: u32, field: TableField) -> Value {
        let t = &self.env.tables[table as usize];
        if field == TableField::Len && t.ty.max == Some(t.ty.min) {
            return self.constant(Type::I64, t.ty.min.into());
        }
        if !t.imported {
            return self.vm_load(Type::I64, VmField::Table(table, field));
        }
        let ptr = self.vm_load(Type::I64, VmField::TableDescPtr(table));
        self.trusted_load(ptr, field.offset(), PtrKind::Table(field))
    }

    fn trusted_load(&mut self, ptr: Value, offset: i32, kind: PtrKind) -> Value {
        self.value(Type::I64, InstData::PtrLoad { ty: Type::I64, ptr, offset, kind })
    }

    fn trusted_store(&mut self, ptr: Value, offset: i32, kind: PtrKind, value: Value) {
        self.effect(InstData::PtrStore { ptr, offset, kind, value });
    }

    /// `base + (index << shift)`.
    fn scaled(&mut self, base: Value, index: Value, shift: u64) -> Value {
        let shift = self.constant(Type::I64, shift);
        let distance = self.binary(BinaryOp::Shl, index, shift);
        self.binary(BinaryOp::Add, base, distance)
    }

    /// The elements from an index (I64) on that was checked.
    fn elements(&mut self, table: u32, index: Value) -> Range {
        let refs = self.table_field(table, TableField::Refs);
        let refs = self.scaled(refs, index, REF);
        let entries = self.is_funcs(table).then(|| {
            let entries = self.table_field(table, TableField::Entries);
            self.scaled(entries, index, ENTRY)
        });
        Range { refs, entries }
    }

    /// Checks an index; as I64.
    fn element_index(&mut self, table: u32, index: Value) -> Value {
        let whole = self.extend(index);
        if self.f.as_const(whole).is_some_and(|c| c < self.env.tables[table as usize].ty.min.into()) {
            return whole;
        }
        let len = self.table_field(table, TableField::Len);
        let index = self.value(Type::I32, InstData::CheckIndex { index, len, code: TrapCode::TableOutOfBounds });
        self.extend(index)
    }

    /// Checks that a range (I64) ends within `len`.
    fn check_elements(&mut self, first: Value, count: Value, len: Value) {
        let end = self.binary(BinaryOp::Add, first, count);
        let cond = self.value(Type::I32, InstData::Icmp { cc: IntCc::GtU, args: [end, len] });
        self.trap_if(cond, TrapCode::TableOutOfBounds);
    }

    /// Checks a range of a table.
    fn table_range(&mut self, table: u32, first: Value, count: Value) -> Range {
        let len = self.table_field(table, TableField::Len);
        self.check_elements(first, count, len);
        self.elements(table, first)
    }

    /// Whether a reference is one to a function of the module, not null.
    fn is_surely_function(&self, reference: Value) -> bool {
        let d = self.f.def(reference).map(|(_, d)| d);
        matches!(d, Some(InstData::CallBuiltin { builtin: Builtin::RefFunc, .. } | InstData::VmLoad { field: VmField::ImportedFunc(_), .. }))
    }

    /// The entry of a reference in a table of functions.
    fn entry(&mut self, table: u32, reference: Value) -> Entry {
        if self.f.as_const(reference).is_some() {
            return Entry { code: reference, key: reference };
        }
        let obj = if self.is_surely_function(reference) {
            reference
        } else {
            let null = self.vm_load(Type::I64, VmField::NullFunc);
            let cond = self.unary(UnaryOp::Eqz, Type::I32, reference);
            self.value(Type::I64, InstData::Select { cond, args: [null, reference] })
        };
        let code = self.trusted_load(obj, offset_of!(FuncObj, code) as i32, PtrKind::Func);
        let shared = self.trusted_load(obj, offset_of!(FuncObj, shared_key) as i32, PtrKind::Func);
        if !self.env.tables[table as usize].private {
            return Entry { code, key: shared };
        }
        let private = self.trusted_load(obj, offset_of!(FuncObj, private_key) as i32, PtrKind::Func);
        let owner = self.trusted_load(obj, offset_of!(FuncObj, vmctx) as i32, PtrKind::Func);
        let here = self.value(Type::I64, InstData::VmBase);
        let cond = self.value(Type::I32, InstData::Icmp { cc: IntCc::Eq, args: [owner, here] });
        let key = self.value(Type::I64, InstData::Select { cond, args: [private, shared] });
        Entry { code, key }
    }

    fn store_element(&mut self, to: Range, reference: Value, entry: Option<Entry>) {
        self.trusted_store(to.refs, 0, PtrKind::TableRef, reference);
        if let (Some(at), Some(entry)) = (to.entries, entry) {
            self.trusted_store(at, CODE, PtrKind::TableEntry, entry.code);
            self.trusted_store(at, KEY, PtrKind::TableEntry, entry.key);
        }
    }

    /// Goes on in a new block, to which only this one leads.
    fn enter(&mut self, b: Block) {
        let all = self.log.len();
        self.place(b, all);
    }

    /// Makes code for each of `count` elements (I64), given the distance in references from the first, in bytes.
    fn for_elements(&mut self, count: Value, body: impl FnOnce(&mut Self, Value)) {
        let mark = self.log.len();
        let shift = self.constant(Type::I64, REF);
        let (zero, step) = (self.constant(Type::I64, 0), self.constant(Type::I64, 1 << REF));
        let end = self.binary(BinaryOp::Shl, count, shift);
        let (header, done) = (self.f.new_block(), self.f.new_block());
        let leave = || Edge { to: done, args: Vec::new() };
        let none = self.unary(UnaryOp::Eqz, Type::I32, count);
        self.effect(InstData::BrIf { cond: none, then: leave(), other: Edge { to: header, args: vec![zero] } });
        self.enter(header);
        let at = self.f.add_param(header, Type::I64);
        body(self, at);
        let next = self.binary(BinaryOp::Add, at, step);
        let cond = self.value(Type::I32, InstData::Icmp { cc: IntCc::Ne, args: [next, end] });
        self.effect(InstData::BrIf { cond, then: Edge { to: header, args: vec![next] }, other: leave() });
        self.place(done, mark);
    }

    /// The element a distance behind the first, in bytes of references.
    fn behind(&mut self, first: Range, at: Value) -> Range {
        let refs = self.binary(BinaryOp::Add, first.refs, at);
        let entries = first.entries.map(|e| self.scaled(e, at, ENTRY - REF));
        Range { refs, entries }
    }

    fn fill_elements(&mut self, table: u32, to: Range, reference: Value, count: Value) {
        if self.f.as_const(reference) == Some(0) {
            let byte = self.i32(0);
            for (dst, shift) in [(Some(to.refs), REF), (to.entries, ENTRY)] {
                let (Some(dst), shift) = (dst, self.constant(Type::I64, shift)) else { continue };
                let len = self.binary(BinaryOp::Shl, count, shift);
                self.effect(InstData::MemFill { dst, byte, len });
            }
            return;
        }
        let entry = self.is_funcs(table).then(|| self.entry(table, reference));
        self.for_elements(count, |t, at| {
            let to = t.behind(to, at);
            t.store_element(to, reference, entry);
        });
    }

    /// Copies between arrays of elements that are made alike, whatever overlaps.
    fn move_elements(&mut self, to: Range, from: Range, count: Value) {
        for (dst, src, shift) in [(Some(to.refs), Some(from.refs), REF), (to.entries, from.entries, ENTRY)] {
            let (Some(dst), Some(src)) = (dst, src) else { continue };
            let shift = self.constant(Type::I64, shift);
            let len = self.binary(BinaryOp::Shl, count, shift);
            self.effect(InstData::MemCopy { dst, src, len });
        }
    }

    /// Stores references from an array that does not overlap, and makes their entries.
    fn make_elements(&mut self, table: u32, to: Range, from: Value, count: Value) {
        if to.entries.is_none() {
            return self.move_elements(to, Range { refs: from, entries: None }, count);
        }
        self.for_elements(count, |t, at| {
            let ptr = t.binary(BinaryOp::Add, from, at);
            let reference = t.trusted_load(ptr, 0, PtrKind::TableRef);
            let entry = t.entry(table, reference);
            let to = t.behind(to, at);
            t.store_element(to, reference, Some(entry));
        });
    }

    fn table_copy(&mut self, (to, from): (u32, u32), dst: Value, src: Value, count: Value) {
        let (count, src, dst) = (self.extend(count), self.extend(src), self.extend(dst));
        let into = self.table_range(to, dst, count);
        let from_range = self.table_range(from, src, count);
        let private = |t: u32| self.env.tables[t as usize].private;
        if private(to) == private(from) {
            self.move_elements(into, from_range, count);
        } else {
            self.make_elements(to, into, from_range.refs, count);
        }
    }

    fn table_init(&mut self, table: u32, segment: u32, dst: Value, src: Value, count: Value) {
        let (count, src, dst) = (self.extend(count), self.extend(src), self.extend(dst));
        let into = self.table_range(table, dst, count);
        let len = self.vm_load(Type::I64, VmField::ElemLen(segment));
        self.check_elements(src, count, len);
        let items = self.vm_load(Type::I64, VmField::ElemPtr(segment));
        let from = self.scaled(items, src, REF);
        self.make_elements(table, into, from, count);
    }

    /// Within the capacity here; beyond it the runtime allocates, or says that there can't be more.
    fn table_grow(&mut self, table: u32, reference: Value, count: Value) -> Value {
        let mark = self.log.len();
        let added = self.extend(count);
        let len = self.table_field(table, TableField::Len);
        let capacity = self.table_field(table, TableField::Capacity);
        let room = self.binary(BinaryOp::Sub, capacity, len);
        let (fits, full, done) = (self.f.new_block(), self.f.new_block(), self.f.new_block());
        let edge = |to, args| Edge { to, args };
        let cond = self.value(Type::I32, InstData::Icmp { cc: IntCc::GtU, args: [added, room] });
        self.effect(InstData::BrIf { cond, then: edge(full, Vec::new()), other: edge(fits, Vec::new()) });
        let start = self.log.len();
        self.enter(fits);
        let to = self.elements(table, len);
        self.fill_elements(table, to, reference, added);
        let new = self.binary(BinaryOp::Add, len, added);
        self.set_table_len(table, new);
        let old = self.unary(UnaryOp::Wrap, Type::I32, len);
        self.effect(InstData::Jump(edge(done, vec![old])));
        self.place(full, start);
        let args = vec![self.i32(table), reference, count];
        let i = self.f.push(self.block, InstData::CallBuiltin { builtin: Builtin::TableGrow, args }, &[Type::I32], self.loc);
        let old = self.f.result(i);
        self.effect(InstData::Jump(edge(done, vec![old])));
        self.place(done, mark);
        self.f.add_param(done, Type::I32)
    }

    fn set_table_len(&mut self, table: u32, value: Value) {
        let len = TableField::Len;
        if !self.env.tables[table as usize].imported {
            return self.effect(InstData::VmStore { field: VmField::Table(table, len), value });
        }
        let ptr = self.vm_load(Type::I64, VmField::TableDescPtr(table));
        self.trusted_store(ptr, len.offset(), PtrKind::Table(len), value);
    }

    /// Translates the operator if it is of this family.
    pub fn tables(&mut self, op: &Operator<'_>) -> bool {
        use Operator::*;
        match *op {
            TableGet { table } => {
                let index = self.pop();
                let index = self.element_index(table, index);
                let refs = self.table_field(table, TableField::Refs);
                let ptr = self.scaled(refs, index, REF);
                let v = self.trusted_load(ptr, 0, PtrKind::TableRef);
                self.stack.push(v);
            }
            TableSet { table } => {
                let (reference, index) = (self.pop(), self.pop());
                let index = self.element_index(table, index);
                let entry = self.is_funcs(table).then(|| self.entry(table, reference));
                let to = self.elements(table, index);
                self.store_element(to, reference, entry);
            }
            TableGrow { table } => {
                let (count, reference) = (self.pop(), self.pop());
                let old = self.table_grow(table, reference, count);
                self.stack.push(old);
            }
            TableFill { table } => {
                let (count, reference, first) = (self.pop(), self.pop(), self.pop());
                let (count, first) = (self.extend(count), self.extend(first));
                let to = self.table_range(table, first, count);
                self.fill_elements(table, to, reference, count);
            }
            TableSize { table } => {
                let len = self.table_field(table, TableField::Len);
                let v = self.unary(UnaryOp::Wrap, Type::I32, len);
                self.stack.push(v);
            }
            TableCopy { dst_table, src_table } => {
                let (count, src, dst) = (self.pop(), self.pop(), self.pop());
                self.table_copy((dst_table, src_table), dst, src, count);
            }
            TableInit { elem_index, table } => {
                let (count, src, dst) = (self.pop(), self.pop(), self.pop());
                self.table_init(table, elem_index, dst, src, count);
            }
            ElemDrop { elem_index } => {
                let value = self.constant(Type::I64, 0);
                self.effect(InstData::VmStore { field: VmField::ElemLen(elem_index), value });
            }
            RefNull { .. } => {
                let v = self.constant(Type::I64, 0);
                self.stack.push(v);
            }
            RefIsNull => {
                let arg = self.pop();
                let v = self.unary(UnaryOp::Eqz, Type::I32, arg);
                self.stack.push(v);
            }
            RefFunc { function_index } => {
                if function_index < self.env.imported_funcs {
                    let v = self.vm_load(Type::I64, VmField::ImportedFunc(function_index));
                    self.stack.push(v);
                } else {
                    let f = self.i32(function_index);
                    self.builtin(Builtin::RefFunc, f, 0, Some(Type::I64));
                }
            }
            _ => return false,
        }
        true
    }
}
