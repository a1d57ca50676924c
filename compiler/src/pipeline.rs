//! All stages in order. Input: a wasm module and options; output: an artifact.
//!
//! wasm bytes → checked module → per function, in parallel: IR → (passes) → machine IR → allocated → bytes → layout
//! → records → ELF. The output depends on the module and on the options but not on the number of threads.

use crate::emit::{self, FuncCode};
use crate::ir::{Function, ModuleEnv, verify};
use crate::isa::{self, Compiled};
use crate::monitor::{self, Dump, Listing, Monitor, Stage, Text};
use crate::object::{self, ObjectInput, Symbol};
use crate::opt::inline::Bodies;
use crate::{explain, opt, regalloc, translate, wasm};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use core::fmt;
use rayon::prelude::*;
use wasmparser::{FuncToValidate, FuncValidatorAllocations, FunctionBody, ValidatorResources};
use wazc_abi::record::{ExportKind, ModuleRecord, printable};
use wazc_abi::target::{Arch, x86};
use wazc_abi::trap::encode_table;

/// How to compile.
#[derive(Clone, Debug)]
pub struct Options {
    /// 0: fast compilation; 1, 2: fast code.
    pub opt_level: u8,
    /// Optimisations that are on or off whatever the level says.
    pub wishes: opt::Wishes,
    /// Target.
    pub arch: Arch,
    /// CPU features that may be used.
    pub features: u64,
    /// Let a store that traps write what lies before the end of memory, on targets whose stores may do so (aarch64).
    pub torn_stores: bool,
    /// Threads; 0 for as many as there are processors.
    pub jobs: usize,
    /// Check the stages' output as it is made.
    pub check: bool,
    /// Keep the texts of these stages.
    pub dump: Vec<Dump>,
    /// Watches the compilation.
    pub monitor: Option<Arc<Monitor>>,
}

impl Default for Options {
    fn default() -> Self {
        let check = cfg!(debug_assertions);
        Options {
            opt_level: 2,
            wishes: opt::Wishes::default(),
            arch: Arch::X86_64,
            features: x86::V2,
            torn_stores: false,
            jobs: 0,
            check,
            dump: Vec::new(),
            monitor: None,
        }
    }
}

impl Options {
    /// The default for a target.
    pub fn for_arch(arch: Arch) -> Options {
        Options { arch, features: arch.baseline(), ..Options::default() }
    }

    fn wants(&self, text: Text, func: u32) -> bool {
        self.dump.iter().any(|d| d.text == text && d.func.is_none_or(|f| f == func))
    }
}

/// A compiled module.
#[derive(Clone, Debug, Default)]
pub struct Artifact {
    /// The ELF file.
    pub elf: Vec<u8>,
    /// CPU features that the code uses.
    pub cpu_features: u64,
    /// What [`Options::dump`] asked for, in order of functions.
    pub dump: Vec<Listing>,
}

/// Why a module was not compiled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CompileError {
    /// Byte offset in the module.
    pub offset: Option<u64>,
    /// Function.
    pub func: Option<u32>,
    /// Its name, where the module has one.
    pub name: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(n) = self.func {
            write!(f, "function {n}")?;
            self.name.iter().try_for_each(|n| write!(f, " `{n}`"))?;
            f.write_str(if self.offset.is_some() { ", " } else { ": " })?;
        }
        if let Some(o) = self.offset {
            write!(f, "byte {o:#x}: ")?;
        }
        f.write_str(&self.message)?;
        Ok(())
    }
}

impl core::error::Error for CompileError {}

impl From<wasm::Error> for CompileError {
    fn from(e: wasm::Error) -> Self {
        CompileError { offset: Some(e.offset), func: e.func, message: printable(&e.message), ..Default::default() }
    }
}

impl From<String> for CompileError {
    fn from(message: String) -> Self {
        CompileError { message, ..Default::default() }
    }
}

/// What the back end needs of a module beside its functions.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The record but for code places, stubs and thunks.
    pub record: ModuleRecord,
    /// Bytes of the data segments, where the record says.
    pub data: &'a [u8],
    /// WebAssembly features used.
    pub wasm_features: u64,
    /// BLAKE3 digest of the source.
    pub source_digest: [u8; 32],
}

/// wasm → artifact.
pub fn compile(bytes: &[u8], options: &Options) -> Result<Artifact, CompileError> {
    stages(bytes, options).map_err(|e| explain::explain(bytes, e))
}

fn stages(bytes: &[u8], options: &Options) -> Result<Artifact, CompileError> {
    let m = options.monitor.as_deref();
    let wasm::Module { env, mut record, data, bodies, wasm_features } = monitor::stage(m, Stage::Parse, || wasm::parse(bytes))?;
    record.producer = concat!("wazc ", env!("CARGO_PKG_VERSION")).to_string();
    let wasm_features = AtomicU64::new(wasm_features);
    // Working memory of the validator that no thread uses.
    let idle = Mutex::new(Vec::new());
    let small = match options.wishes.at(options.opt_level).has(opt::Switch::Inline) {
        true => with_threads(options, || small_functions(&env, &bodies, m))?,
        false => Bodies::default(),
    };
    // Each body is taken by the one thread that translates it.
    let bodies: Vec<_> = bodies.into_iter().map(|b| Mutex::new(Some(b))).collect();
    let compiled = functions(&env, &small, bodies.len(), options, |i| {
        let (validate, body) = bodies[i].lock().ok().and_then(|mut b| b.take()).ok_or_else(|| "body taken twice".to_string())?;
        let mut memory = idle.lock().ok().and_then(|mut m| m.pop()).unwrap_or_default();
        let f = translate::function(&env, env.imported_funcs + i as u32, validate, &body, &mut memory);
        idle.lock().iter_mut().for_each(|m| m.push(std::mem::take(&mut memory)));
        let (f, used) = f?;
        wasm_features.fetch_or(used, Ordering::Relaxed);
        Ok(f)
    })?;
    monitor::stage(m, Stage::Object, || {
        let (source_digest, wasm_features) = (object::digest(bytes), wasm_features.into_inner());
        assemble(&env, Parts { record, data: &data, wasm_features, source_digest }, compiled, options)
    })
}

/// A body that is not validated yet.
type Source<'a> = (FuncToValidate<ValidatorResources>, FunctionBody<'a>);

/// Most operators of all functions together whose bodies are kept for inlining, the smallest first: it bounds memory.
const MAX_SMALL: usize = 1 << 18;

/// Bodies for inlining. Functions that can't be translated are passed over: their own compilation says what is wrong.
fn small_functions(env: &ModuleEnv, sources: &[Source<'_>], m: Option<&Monitor>) -> Bodies {
    let small = sources.par_iter().enumerate().filter_map(|(i, (_, body))| Some((translate::small::small(body)?, i)));
    let mut found: Vec<(u32, usize)> = small.filter(|(s, i)| !s.calls.contains(&(env.imported_funcs + *i as u32))).map(|(s, i)| (s.operators, i)).collect();
    found.sort_unstable();
    let mut room = MAX_SMALL;
    found.retain(|(operators, _)| {
        room = room.saturating_sub(*operators as usize + 4);
        room != 0
    });
    let translate = |&(_, i): &(u32, usize), memory: &mut FuncValidatorAllocations| {
        let (v, body) = &sources[i];
        let v = FuncToValidate { resources: v.resources.clone(), index: v.index, ty: v.ty, features: v.features };
        monitor::stage(m, Stage::Translate, || translate::function(env, env.imported_funcs + i as u32, v, body, memory)).ok().map(|f| f.0)
    };
    let functions: Vec<Option<Function>> =
        found.par_iter().map_init(FuncValidatorAllocations::default, |memory, one| translate(one, memory)).collect();
    monitor::stage(m, Stage::Passes, || Bodies::new(functions.into_iter().flatten().collect()))
}

/// Runs `work` on as many threads as the options say.
pub fn with_threads<T: Send>(options: &Options, work: impl FnOnce() -> T + Send) -> Result<T, CompileError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).build();
    let fail = |e| CompileError {
        message: format!("no threads: {e}"),
        help: Some("ask for fewer with -j, or raise the limits on memory and on the number of processes".into()),
        ..Default::default()
    };
    Ok(pool.map_err(fail)?.install(work))
}

/// IR → code, for every defined function, in order. `get` yields the IR of defined function `i`; `bodies`
/// are those that may be inlined.
pub fn functions(
    env: &ModuleEnv,
    bodies: &Bodies,
    count: usize,
    options: &Options,
    get: impl Fn(usize) -> Result<Function, CompileError> + Sync,
) -> Result<Vec<Compiled>, CompileError> {
    let m = options.monitor.as_deref();
    let one = |i: usize| {
        let index = env.imported_funcs + i as u32;
        let fail = |message| CompileError { func: Some(index), message, ..Default::default() };
        let mut dump = Vec::new();
        let mut keep = |text, body| dump.push(Listing { text, func: index, body });
        let mut f = monitor::stage(m, Stage::Translate, || get(i))?;
        if options.wants(Text::IrRaw, index) {
            keep(Text::IrRaw, f.to_string());
        }
        let check = |f: &Function, after: &str| match options.check {
            true => monitor::stage(m, Stage::Check, || verify::verify(f, env)).map_err(|m| fail(format!("IR after {after}: {m}"))),
            false => Ok(()),
        };
        check(&f, "translation")?;
        let on = options.wishes.at(options.opt_level);
        for (name, pass) in opt::steps(options.opt_level, on) {
            monitor::stage(m, Stage::Passes, || pass(&mut f, &opt::Context { env, bodies }));
            check(&f, name)?;
        }
        if options.wants(Text::Ir, index) {
            keep(Text::Ir, f.to_string());
        }
        let settings = isa::Settings {
            arch: options.arch,
            features: options.features,
            torn_stores: options.torn_stores,
            regalloc: regalloc::Settings {
                fast: options.opt_level == 0,
                copies: on.has(opt::Switch::FixedCopies),
                split: on.has(opt::Switch::ShrinkWrap),
                cold_calls: on.has(opt::Switch::ColdCalls),
                check: options.check,
            },
            late_steps: on.has(opt::Switch::LateSteps),
            slot_operands: on.has(opt::Switch::SlotOperands),
            copies: on.has(opt::Switch::Copies),
            latches: on.has(opt::Switch::Latches),
            spills: on.has(opt::Switch::Spills),
            spill_motion: on.has(opt::Switch::SpillMotion),
            shrink_wrap: on.has(opt::Switch::ShrinkWrap),
            placement: on.has(opt::Switch::Placement),
            loop_alignment: on.has(opt::Switch::LoopAlignment),
            dump: options.wants(Text::Mir, index),
            monitor: m,
        };
        let mut c = isa::compile(&f, env, &settings).map_err(fail)?;
        if settings.dump {
            keep(Text::Mir, format!("function {index}\n{}", c.listing));
        }
        c.dump = dump;
        monitor::function_done(m);
        Ok(c)
    };
    monitor::all_functions(m, count, || {
        with_threads(options, || (0..count).into_par_iter().map(one).collect::<Vec<Result<Compiled, CompileError>>>())
    })?
    // The first error in order, whatever thread met it.
    .into_iter()
    .collect()
}

/// Code → artifact.
pub fn assemble(env: &ModuleEnv, parts: Parts<'_>, compiled: Vec<Compiled>, options: &Options) -> Result<Artifact, CompileError> {
    let mut record = parts.record;
    let cpu_features = compiled.iter().fold(0, |a, c| a | c.features);
    let (codes, dumps): (Vec<FuncCode>, Vec<_>) = compiled.into_iter().map(|c| (c.code, c.dump)).unzip();
    let dump = dumps.into_iter().flatten().collect();

    let (stubs, target) = isa::stubs(options.arch, env, &emit::stubs::needs(env, &codes));
    let text = emit::layout(&codes, &stubs, &target, options.arch.section_align())?;
    record.stubs = text.types;
    record.moves = text.moves;
    record.thunks = text.thunks;
    record.funcs = text.funcs;
    for (f, ty) in record.funcs.iter_mut().zip(&env.funcs[env.imported_funcs as usize..]) {
        f.ty = *ty;
    }
    for (f, at) in record.funcs.iter_mut().zip(&env.body_starts) {
        f.source = *at;
    }

    let symbols = symbols(&record, env);
    let elf = object::write_artifact(&ObjectInput {
        arch: options.arch,
        text: &text.bytes,
        code_size: u64::from(text.code_size),
        record: &record.encode(),
        data: parts.data,
        traps: &encode_table(&text.traps),
        source: &encode_table(&text.source),
        unwind: &encode_table(&text.unwind),
        cpu_features,
        wasm_features: parts.wasm_features,
        source_digest: parts.source_digest,
        symbols: &symbols,
    })?;
    Ok(Artifact { elf, cpu_features, dump })
}

/// Exports are global; every function also has a local name.
fn symbols(record: &ModuleRecord, env: &ModuleEnv) -> Vec<Symbol> {
    let mut out = Vec::new();
    for (i, f) in record.funcs.iter().enumerate() {
        let index = env.imported_funcs + i as u32;
        let name = record.func_name(index).map_or_else(|| format!("func{index}"), printable);
        out.push(Symbol { name, offset: f.offset.into(), size: f.len.into(), global: false });
    }
    for e in record.exports.iter().filter(|e| e.kind == ExportKind::Func) {
        if let Some(f) = e.index.checked_sub(env.imported_funcs).and_then(|i| record.funcs.get(i as usize)) {
            out.push(Symbol { name: object::export_symbol(&e.name), offset: f.offset.into(), size: f.len.into(), global: true });
        }
    }
    out
}
