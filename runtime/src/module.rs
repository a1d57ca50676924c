//! Modules: loaded artifacts, ready to be instantiated any number of times, from any thread.
//!
//! # Safety
//! The signal handler borrows the tables of a module from its registration until its drop, which unregisters first.

use crate::engine::Engine;
use crate::error::{Error, LoadError};
use crate::initial::{Initial, InitialMemories};
use crate::trap;
use crate::types::{ExternType, FuncType, ValType, intern};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Weak};
use wazc_abi::record::{self, ExportKind, ModuleRecord};
use wazc_abi::trap::Table;
use wazc_abi::vmctx::VmLayout;
use wazc_loader::{Artifact, Image};

/// What the backtraces need of a module.
pub(crate) type CodeInfo = ModuleInner;

/// The inside of a module.
#[derive(Debug)]
pub(crate) struct ModuleInner {
    pub(crate) image: Image,
    layout: VmLayout,
    types: Vec<FuncType>,
    sigs: Vec<u32>,
    /// Types of all functions.
    func_types: Vec<u32>,
    imported_funcs: u32,
    exports: HashMap<String, (ExportKind, u32)>,
    initial: InitialMemories,
}

impl ModuleInner {
    pub(crate) fn record(&self) -> &ModuleRecord {
        self.image.record()
    }

    pub(crate) fn layout(&self) -> &VmLayout {
        &self.layout
    }

    pub(crate) fn types(&self) -> &[FuncType] {
        &self.types
    }

    pub(crate) fn export(&self, name: &str) -> Option<(ExportKind, u32)> {
        self.exports.get(name).copied()
    }

    /// Canonical type index of a function.
    pub(crate) fn func_type_index(&self, f: u32) -> u32 {
        self.func_types[f as usize]
    }

    /// Code address, entry trampoline and interned signature of a defined function.
    pub(crate) fn func_code(&self, f: u32) -> (u64, u64, u32) {
        let ty = self.func_types[f as usize] as usize;
        let base = self.image.base();
        let code = self.record().funcs[(f - self.imported_funcs) as usize].offset;
        let entry = self.record().stubs[ty].entry;
        (base + u64::from(code), base + u64::from(entry), self.sigs[ty])
    }

    /// Images of the initial memories for one more instance, where they are worth it.
    pub(crate) fn initial(&self) -> Option<&Initial> {
        self.initial.for_instance(self)
    }

    /// Bytes of a data segment.
    pub(crate) fn data(&self, offset: u64, len: u64) -> &[u8] {
        let data = self.image.data();
        let range = usize::try_from(offset).ok().zip(usize::try_from(len).ok());
        range.and_then(|(o, l)| data.get(o..o.checked_add(l)?)).unwrap_or(&[])
    }

    /// The function whose code covers an offset.
    pub(crate) fn function_at(&self, offset: u32) -> Option<u32> {
        let funcs = &self.record().funcs;
        let i = funcs.partition_point(|f| f.offset <= offset).checked_sub(1)?;
        (offset - funcs[i].offset < funcs[i].len).then_some(i as u32 + self.imported_funcs)
    }

    /// The function that an operator of the wasm module stands in, by its offset there; `code` is the function whose code
    /// it was found in.
    pub(crate) fn function_of_source(&self, code: u32, source: u32) -> u32 {
        let funcs = &self.record().funcs;
        let known = funcs.get((code - self.imported_funcs) as usize).is_some_and(|f| f.source != 0);
        match funcs.partition_point(|f| f.source <= source).checked_sub(1) {
            Some(i) if known => i as u32 + self.imported_funcs,
            _ => code,
        }
    }

    pub(crate) fn function_name(&self, f: u32) -> Option<String> {
        let r = self.record();
        let exported = || r.exports.iter().find(|e| e.kind == ExportKind::Func && e.index == f).map(|e| &*e.name);
        r.func_name(f).or_else(exported).map(wazc_abi::record::printable)
    }

    pub(crate) fn module_name(&self) -> Option<String> {
        Some(wazc_abi::record::printable(&self.record().name)).filter(|n| !n.is_empty())
    }
}

impl Drop for ModuleInner {
    fn drop(&mut self) {
        trap::unregister(self.image.base());
    }
}

/// A loaded artifact; cheap to clone.
#[derive(Clone, Debug)]
pub struct Module(pub(crate) Arc<ModuleInner>);

/// An import of a module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportType<'a> {
    /// Module name.
    pub module: &'a str,
    /// Name.
    pub name: &'a str,
    /// Type.
    pub ty: ExternType,
}

impl Module {
    /// Loads an artifact: checks it, its digest included, and maps its code.
    pub fn new(_engine: &Engine, artifact: &[u8]) -> Result<Module, Error> {
        Module::from_artifact(&Artifact::parse(artifact.to_vec())?)
    }

    /// Loads an artifact from a file.
    pub fn from_file(_engine: &Engine, path: impl AsRef<Path>) -> Result<Module, Error> {
        let path = path.as_ref();
        let file = std::fs::File::open(path).map_err(|e| LoadError::Read(e.to_string()));
        let artifact = file.and_then(|f| Artifact::read(&f)).map_err(|why| Error::Load { file: Some(path.into()), why })?;
        Module::from_artifact(&artifact)
    }

    /// Maps the code of an artifact that was checked already.
    pub fn from_artifact(artifact: &Artifact) -> Result<Module, Error> {
        Module::from_image(Image::map(artifact)?)
    }

    fn from_image(image: Image) -> Result<Module, Error> {
        let bad = |s: &str| Error::from(LoadError::Malformed(s.to_string()));
        let r = image.record();
        let layout = VmLayout::new(r.counts()).ok_or_else(|| bad("the module's context would be too large"))?;
        let types_of = |l: &[record::ValType]| l.iter().map(|t| ValType::from_record(*t)).collect::<Vec<_>>();
        let types: Vec<FuncType> = r.types.iter().map(|t| FuncType::new(types_of(&t.params), types_of(&t.results))).collect();
        if !r.imports.iter().all(|i| ExternType::from_record(i.ty, &types).is_some()) {
            return Err(bad("an import of a type that is not there"));
        }
        let imported = r.imports.iter().filter_map(|i| match i.ty {
            record::ExternType::Func(t) => Some(t),
            _ => None,
        });
        let func_types: Vec<u32> = imported.chain(r.funcs.iter().map(|f| f.ty)).collect();
        if !r.funcs.is_sorted_by_key(|f| f.offset) {
            return Err(bad("functions are not in the order of their code"));
        }
        let exports = r.exports.iter().map(|e| (e.name.clone(), (e.kind, e.index))).collect();
        // SAFETY: the tables lie in the image, which lives in the Arc below and is unregistered before it goes.
        let tables = [image.traps(), image.source(), image.unwind()].map(|b| unsafe { forget_lifetime(b) });
        let (base, size) = (image.base(), image.code_size());
        let module = Arc::new(ModuleInner {
            sigs: types.iter().map(intern).collect(),
            imported_funcs: r.counts().imported_funcs,
            layout,
            types,
            func_types,
            exports,
            image,
            initial: InitialMemories::default(),
        });
        let weak: Weak<ModuleInner> = Arc::downgrade(&module);
        // SAFETY: as above.
        unsafe { trap::register(base, size, tables, weak) };
        Ok(Module(module))
    }

    /// What the module imports, in order.
    pub fn imports(&self) -> impl ExactSizeIterator<Item = ImportType<'_>> {
        self.0.record().imports.iter().map(|i| ImportType {
            module: &i.module,
            name: &i.name,
            // Every import's type was checked when the module was made.
            ty: ExternType::from_record(i.ty, &self.0.types).unwrap_or(ExternType::Func(FuncType::default())),
        })
    }

    /// What the module exports, in order: names and types.
    pub fn exports(&self) -> Vec<(&str, ExternType)> {
        let r = self.0.record();
        use record::ExternType as T;
        let imported = |pick: fn(&T) -> bool| r.imports.iter().map(|i| i.ty).filter(pick);
        // All tables, memories and globals, in their index spaces.
        let tables: Vec<T> =
            imported(|t| matches!(t, T::Table(_))).chain(r.tables.iter().map(|t| T::Table(t.ty))).collect();
        let memories: Vec<T> =
            imported(|t| matches!(t, T::Memory(_))).chain(r.memories.iter().map(|m| T::Memory(*m))).collect();
        let globals: Vec<T> =
            imported(|t| matches!(t, T::Global(_))).chain(r.globals.iter().map(|g| T::Global(g.ty))).collect();
        let mut out = Vec::with_capacity(r.exports.len());
        for e in &r.exports {
            let i = e.index as usize;
            let ty = match e.kind {
                ExportKind::Func => self.0.func_types.get(i).map(|t| T::Func(*t)),
                ExportKind::Table => tables.get(i).copied(),
                ExportKind::Memory => memories.get(i).copied(),
                ExportKind::Global => globals.get(i).copied(),
            };
            if let Some(ty) = ty.and_then(|t| ExternType::from_record(t, &self.0.types)) {
                out.push((&*e.name, ty));
            }
        }
        out
    }

    /// The module's name, where it has one.
    pub fn name(&self) -> Option<&str> {
        Some(&*self.0.record().name).filter(|n| !n.is_empty())
    }
}

/// # Safety
/// The result is not used longer than the bytes live.
unsafe fn forget_lifetime(t: Table<'_>) -> Table<'static> {
    // SAFETY: the caller's promise; only the lifetime changes.
    unsafe { std::mem::transmute(t) }
}
