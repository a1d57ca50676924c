//! Bytes → checked module. Input: a WebAssembly binary; output: its record, its environment for compiling functions,
//! and the bodies, still to be validated (in parallel, with translation). Knows nothing of code.

mod data;
pub mod features;

use crate::ir::{FuncSig, ModuleEnv, env::TableEnv};
use std::collections::HashMap;
use wasmparser::{
    BinaryReaderError, CompositeInnerType, ConstExpr as WasmConst, DataKind, ElementItems, ElementKind, ExternalKind, FuncToValidate,
    FunctionBody, Name, NameSectionReader, Operator, Parser, Payload, TableInit, TypeRef, ValidPayload, Validator,
    ValidatorResources, WasmFeatures,
};
use wazc_abi::record::*;
use wazc_abi::section::wasm_feature;
use wazc_abi::vmctx::VmLayout;


/// Why a module can't be compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    /// Byte offset in the module.
    pub offset: u64,
    /// Function, where the error is in one.
    pub func: Option<u32>,
    /// What is wrong.
    pub message: String,
}

impl Error {
    /// An error outside functions.
    pub fn new(offset: u64, message: impl Into<String>) -> Error {
        Error { offset, func: None, message: message.into() }
    }
}

impl From<BinaryReaderError> for Error {
    fn from(e: BinaryReaderError) -> Error {
        Error::new(e.offset(), e.message())
    }
}

impl core::fmt::Display for Error {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.func {
            Some(i) => write!(f, "function {i}, offset {:#x}: {}", self.offset, self.message),
            None => write!(f, "offset {:#x}: {}", self.offset, self.message),
        }
    }
}

impl std::error::Error for Error {}

/// The features that are accepted.
pub fn features() -> WasmFeatures {
    WasmFeatures::WASM2
        | WasmFeatures::RELAXED_SIMD
        | WasmFeatures::EXTENDED_CONST
        | WasmFeatures::MULTI_MEMORY
}

/// A parsed module.
pub struct Module<'a> {
    /// For the compilation of functions.
    pub env: ModuleEnv,
    /// The record, without anything about code.
    pub record: ModuleRecord,
    /// Bytes of the data segments.
    pub data: Vec<u8>,
    /// Bodies of the defined functions.
    pub bodies: Vec<(FuncToValidate<ValidatorResources>, FunctionBody<'a>)>,
    /// Bits of `section::wasm_feature`.
    pub wasm_features: u64,
}

fn val_type(t: wasmparser::ValType, at: u64) -> Result<ValType, Error> {
    use wasmparser::ValType as W;
    Ok(match t {
        W::I32 => ValType::I32,
        W::I64 => ValType::I64,
        W::F32 => ValType::F32,
        W::F64 => ValType::F64,
        W::V128 => ValType::V128,
        W::Ref(r) if r == wasmparser::RefType::FUNCREF => ValType::FuncRef,
        W::Ref(r) if r == wasmparser::RefType::EXTERNREF => ValType::ExternRef,
        W::Ref(r) => return Err(Error::new(at, format!("reference type {r} is not supported"))),
    })
}

fn limit(n: u64, at: u64) -> Result<u32, Error> {
    u32::try_from(n).map_err(|_| Error::new(at, "64-bit memories and tables are not supported"))
}

fn table_type(t: &wasmparser::TableType, at: u64) -> Result<TableType, Error> {
    Ok(TableType {
        elem: val_type(wasmparser::ValType::Ref(t.element_type), at)?,
        min: limit(t.initial, at)?,
        max: t.maximum.map(|m| limit(m, at)).transpose()?,
    })
}

fn memory_type(t: &wasmparser::MemoryType, at: u64) -> Result<MemoryType, Error> {
    if t.memory64 || t.shared || t.page_size_log2.is_some() {
        return Err(Error::new(at, "64-bit, shared and custom-page memories are not supported"));
    }
    Ok(MemoryType { min: limit(t.initial, at)?, max: t.maximum.map(|m| limit(m, at)).transpose()? })
}

fn global_type(t: &wasmparser::GlobalType, at: u64) -> Result<GlobalType, Error> {
    if t.shared {
        return Err(Error::new(at, "shared globals are not supported"));
    }
    Ok(GlobalType { ty: val_type(t.content_type, at)?, mutable: t.mutable })
}

fn const_expr(e: &WasmConst<'_>) -> Result<ConstExpr, Error> {
    let mut out = Vec::new();
    let mut r = e.get_operators_reader();
    while !r.eof() {
        let at = r.original_position();
        out.push(match r.read()? {
            Operator::I32Const { value } => ConstOp::I32(value),
            Operator::I64Const { value } => ConstOp::I64(value),
            Operator::F32Const { value } => ConstOp::F32(value.bits()),
            Operator::F64Const { value } => ConstOp::F64(value.bits()),
            Operator::V128Const { value } => ConstOp::V128(u128::from_le_bytes(*value.bytes())),
            Operator::GlobalGet { global_index } => ConstOp::GlobalGet(global_index),
            Operator::RefFunc { function_index } => ConstOp::RefFunc(function_index),
            Operator::RefNull { .. } => ConstOp::RefNull,
            Operator::I32Add => ConstOp::I32Add,
            Operator::I32Sub => ConstOp::I32Sub,
            Operator::I32Mul => ConstOp::I32Mul,
            Operator::I64Add => ConstOp::I64Add,
            Operator::I64Sub => ConstOp::I64Sub,
            Operator::I64Mul => ConstOp::I64Mul,
            Operator::End => break,
            op => return Err(Error::new(at, format!("{op:?} in a constant expression is not supported"))),
        });
    }
    Ok(out)
}

/// The bits of the immutable globals that are made from one constant.
fn constant_globals(defs: &[GlobalDef], imported: u32) -> HashMap<u32, u64> {
    let bits = |d: &GlobalDef| match (d.ty.mutable, &d.init[..]) {
        (false, [ConstOp::I32(c)]) => Some(u64::from(*c as u32)),
        (false, [ConstOp::I64(c)]) => Some(*c as u64),
        (false, [ConstOp::F32(bits)]) => Some(u64::from(*bits)),
        (false, [ConstOp::F64(bits)]) => Some(*bits),
        _ => None,
    };
    defs.iter().enumerate().filter_map(|(i, d)| Some((imported + i as u32, bits(d)?))).collect()
}

struct Parse<'a> {
    /// Wasm type index → canonical index.
    canon: Vec<u32>,
    by_type: HashMap<FuncType, u32>,
    funcs: Vec<u32>,
    tables: Vec<TableEnv>,
    memories: Vec<MemoryType>,
    globals: Vec<GlobalType>,
    record: ModuleRecord,
    data: Vec<u8>,
    bodies: Vec<(FuncToValidate<ValidatorResources>, FunctionBody<'a>)>,
    features: u64,
    /// Bodies may refer to data segments by number.
    numbered_datas: bool,
}

/// Parses and validates everything but function bodies.
pub fn parse(bytes: &[u8]) -> Result<Module<'_>, Error> {
    let mut validator = Validator::new_with_features(features());
    let mut p = Parse {
        canon: Vec::new(),
        by_type: HashMap::new(),
        funcs: Vec::new(),
        tables: Vec::new(),
        memories: Vec::new(),
        globals: Vec::new(),
        record: ModuleRecord::default(),
        data: Vec::new(),
        bodies: Vec::new(),
        features: 0,
        numbered_datas: false,
    };
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let ValidPayload::Func(f, body) = validator.payload(&payload)? {
            p.bodies.push((f, body));
            continue;
        }
        p.section(payload)?;
    }
    p.finish(bytes.len() as u64)
}

impl<'a> Parse<'a> {
    fn section(&mut self, payload: Payload<'a>) -> Result<(), Error> {
        match payload {
            Payload::TypeSection(r) => {
                for group in r.into_iter_with_offsets() {
                    let (at, group) = group?;
                    for t in group.into_types() {
                        let CompositeInnerType::Func(f) = &t.composite_type.inner else {
                            return Err(Error::new(at, "only function types are supported"));
                        };
                        let map = |v: &[wasmparser::ValType]| v.iter().map(|t| val_type(*t, at)).collect::<Result<Vec<_>, _>>();
                        let ty = FuncType { params: map(f.params())?, results: map(f.results())? };
                        self.features |= features::of_type(&ty);
                        let types = &mut self.record.types;
                        let c = *self.by_type.entry(ty.clone()).or_insert_with(|| {
                            types.push(ty);
                            types.len() as u32 - 1
                        });
                        self.canon.push(c);
                    }
                }
            }
            Payload::ImportSection(r) => {
                for i in r.into_imports_with_offsets() {
                    let (at, i) = i?;
                    let ty = match i.ty {
                        TypeRef::Func(t) => {
                            let t = self.canon[t as usize];
                            self.funcs.push(t);
                            ExternType::Func(t)
                        }
                        TypeRef::Table(t) => {
                            let ty = table_type(&t, at)?;
                            self.tables.push(TableEnv { ty, imported: true, private: false });
                            ExternType::Table(ty)
                        }
                        TypeRef::Memory(t) => {
                            let ty = memory_type(&t, at)?;
                            self.memories.push(ty);
                            ExternType::Memory(ty)
                        }
                        TypeRef::Global(t) => {
                            let ty = global_type(&t, at)?;
                            if ty.mutable {
                                self.features |= wasm_feature::MUTABLE_GLOBALS;
                            }
                            self.globals.push(ty);
                            ExternType::Global(ty)
                        }
                        _ => return Err(Error::new(at, "this kind of import is not supported")),
                    };
                    self.record.imports.push(Import { module: i.module.into(), name: i.name.into(), ty });
                }
            }
            Payload::FunctionSection(r) => {
                for t in r {
                    self.funcs.push(self.canon[t? as usize]);
                }
            }
            Payload::TableSection(r) => {
                for t in r.into_iter_with_offsets() {
                    let (at, t) = t?;
                    let ty = table_type(&t.ty, at)?;
                    let init = match t.init {
                        TableInit::RefNull => Vec::new(),
                        TableInit::Expr(e) => const_expr(&e)?,
                    };
                    self.tables.push(TableEnv { ty, imported: false, private: true });
                    self.record.tables.push(TableDef { ty, private: true, init });
                }
            }
            Payload::MemorySection(r) => {
                for m in r.into_iter_with_offsets() {
                    let (at, m) = m?;
                    let ty = memory_type(&m, at)?;
                    self.memories.push(ty);
                    self.record.memories.push(ty);
                }
            }
            Payload::GlobalSection(r) => {
                for g in r.into_iter_with_offsets() {
                    let (at, g) = g?;
                    let ty = global_type(&g.ty, at)?;
                    let init = const_expr(&g.init_expr)?;
                    self.features |= features::of_global(ty, &init);
                    self.globals.push(ty);
                    self.record.globals.push(GlobalDef { ty, init });
                }
            }
            Payload::ExportSection(r) => {
                for e in r.into_iter_with_offsets() {
                    let (at, e) = e?;
                    let kind = match e.kind {
                        ExternalKind::Func => ExportKind::Func,
                        ExternalKind::Table => ExportKind::Table,
                        ExternalKind::Memory => ExportKind::Memory,
                        ExternalKind::Global => ExportKind::Global,
                        _ => return Err(Error::new(at, "this kind of export is not supported")),
                    };
                    self.record.exports.push(Export { name: e.name.into(), kind, index: e.index });
                }
            }
            Payload::StartSection { func, .. } => self.record.start = Some(func),
            Payload::ElementSection(r) => {
                for e in r.into_iter_with_offsets() {
                    let (at, e) = e?;
                    let mode = match e.kind {
                        ElementKind::Active { table_index, offset_expr } => {
                            SegmentMode::Active(table_index.unwrap_or(0), const_expr(&offset_expr)?)
                        }
                        ElementKind::Passive => SegmentMode::Passive,
                        ElementKind::Declared => SegmentMode::Declared,
                    };
                    let (elem, items) = match e.items {
                        ElementItems::Functions(r) => {
                            (ValType::FuncRef, ElemItems::Funcs(r.into_iter().collect::<Result<_, _>>()?))
                        }
                        ElementItems::Expressions(t, r) => {
                            let mut exprs = Vec::new();
                            for x in r {
                                exprs.push(const_expr(&x?)?);
                            }
                            (val_type(wasmparser::ValType::Ref(t), at)?, ElemItems::Exprs(exprs))
                        }
                    };
                    let segment = ElemSegment { mode, elem, items };
                    self.features |= features::of_elements(&segment);
                    self.record.elems.push(segment);
                }
            }
            // Without this section no operator may name one.
            Payload::DataCountSection { .. } => self.numbered_datas = true,
            Payload::DataSection(r) => {
                for d in r {
                    let d = d?;
                    let mode = match d.kind {
                        DataKind::Active { memory_index, offset_expr } => SegmentMode::Active(memory_index, const_expr(&offset_expr)?),
                        DataKind::Passive => SegmentMode::Passive,
                    };
                    self.features |= features::of_mode(&mode);
                    let offset = self.data.len() as u64;
                    self.data.extend_from_slice(d.data);
                    self.record.datas.push(DataSegment { mode, offset, len: d.data.len() as u64 });
                }
            }
            Payload::CustomSection(c) if c.name() == "name" => {
                self.names(NameSectionReader::new(wasmparser::BinaryReader::new(c.data(), c.data_offset())));
            }
            _ => {}
        }
        Ok(())
    }

    /// Names are a help only: a damaged name section is passed over.
    fn names(&mut self, r: NameSectionReader<'_>) {
        for n in r {
            match n {
                Ok(Name::Module { name, .. }) => self.record.name = name.into(),
                Ok(Name::Function(map)) => {
                    for n in map {
                        let Ok(n) = n else { break };
                        self.record.names.push((n.index, n.name.into()));
                    }
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
    }

    fn finish(mut self, end: u64) -> Result<Module<'a>, Error> {
        let funcs = self.funcs.len() as u32;
        self.record.names.retain(|n| n.0 < funcs);
        self.record.names.sort_by_key(|n| n.0);
        self.record.names.dedup_by_key(|n| n.0);
        let imported_tables = self.tables.len() - self.record.tables.len();
        for e in self.record.exports.iter().filter(|e| e.kind == ExportKind::Table) {
            let t = e.index as usize;
            self.tables[t].private = false;
            if t >= imported_tables {
                self.record.tables[t - imported_tables].private = false;
            }
        }
        if !self.numbered_datas {
            let imported = self.memories.len() - self.record.memories.len();
            let pages = |m: u32| (m as usize >= imported).then(|| self.memories.get(m as usize).map(|m| m.min)).flatten();
            data::merge(&mut self.record.datas, &mut self.data, pages);
        }
        let c = self.record.counts();
        if self.memories.len() > 1 {
            self.features |= wasm_feature::MULTI_MEMORY;
        }
        if self.tables.len() > 1 || self.tables.iter().any(|t| t.ty.elem != ValType::FuncRef) {
            self.features |= wasm_feature::REFERENCE_TYPES;
        }
        let exported = |e: &Export| e.kind == ExportKind::Global && self.globals[e.index as usize].mutable;
        if self.record.exports.iter().any(exported) {
            self.features |= wasm_feature::MUTABLE_GLOBALS;
        }
        let layout = VmLayout::new(c).ok_or_else(|| Error::new(end, "the module has too many items"))?;
        let env = ModuleEnv {
            sigs: self.record.types.iter().map(FuncSig::new).collect(),
            types: self.record.types.clone(),
            funcs: self.funcs,
            imported_funcs: c.imported_funcs,
            tables: self.tables,
            memories: self.memories,
            imported_memories: c.imported_memories,
            globals: self.globals,
            imported_globals: c.imported_globals,
            constant_globals: constant_globals(&self.record.globals, c.imported_globals),
            layout,
            body_starts: self.bodies.iter().map(|b| u32::try_from(b.1.range().start).unwrap_or(0)).collect(),
            names: self.record.names.clone(),
            canon: self.canon,
        };
        Ok(Module { env, record: self.record, data: self.data, bodies: self.bodies, wasm_features: self.features })
    }
}
