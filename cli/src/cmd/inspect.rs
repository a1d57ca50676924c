//! `wazc inspect`: what an artifact says of itself, for people or as JSON. Input: a checked artifact.

use crate::args::Inspect;
use crate::failure::Failure;
use crate::output;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use wazc_abi::record::{ExportKind, ExternType, FuncType, ModuleRecord, SegmentMode, ValType, printable};
use wazc_abi::section::wasm_feature;
use wazc_loader::Artifact;

/// Reads and checks an artifact.
pub fn load(file: Option<&Path>) -> Result<Artifact, Failure> {
    let (bytes, path) = (super::read(file)?, super::shown(file));
    if bytes.starts_with(b"\0asm") {
        let help = "this is a WebAssembly module; `wazc build` makes an artifact of it";
        return Err(Failure::file(path, "not a wazc artifact").help(Some(help)));
    }
    if !bytes.starts_with(b"\x7fELF") {
        return Err(Failure::file(path, "not a wazc artifact"));
    }
    Artifact::parse(bytes).map_err(|e| Failure::file(path, &e).help(e.help()))
}

fn hex(b: &[u8]) -> String {
    b.iter().map(|b| format!("{b:02x}")).collect()
}

fn names(all: &[(&'static str, u64)], bits: u64) -> Vec<&'static str> {
    all.iter().filter(|f| bits & f.1 != 0).map(|f| f.0).collect()
}

fn val(t: ValType) -> &'static str {
    match t {
        ValType::I32 => "i32",
        ValType::I64 => "i64",
        ValType::F32 => "f32",
        ValType::F64 => "f64",
        ValType::V128 => "v128",
        ValType::FuncRef => "funcref",
        ValType::ExternRef => "externref",
    }
}

fn list(ts: &[ValType]) -> String {
    ts.iter().map(|t| val(*t)).collect::<Vec<_>>().join(", ")
}

fn func(t: Option<&FuncType>) -> String {
    t.map_or_else(String::new, |t| format!("({}) -> ({})", list(&t.params), list(&t.results)))
}

fn limits(min: u32, max: Option<u32>) -> String {
    max.map_or_else(|| format!("{min}.."), |m| format!("{min}..={m}"))
}

/// Kind and type of an import or export.
fn describe(r: &ModuleRecord, t: &ExternType) -> (&'static str, String) {
    match t {
        ExternType::Func(i) => ("func", func(r.types.get(*i as usize))),
        ExternType::Table(t) => ("table", format!("{} {}", limits(t.min, t.max), val(t.elem))),
        ExternType::Memory(m) => ("memory", format!("{} pages", limits(m.min, m.max))),
        ExternType::Global(g) => ("global", format!("{}{}", if g.mutable { "mut " } else { "" }, val(g.ty))),
    }
}

/// Type of the item with this index among all of its kind.
fn item(r: &ModuleRecord, kind: ExportKind, index: u32) -> Option<ExternType> {
    let imported = r.imports.iter().map(|i| i.ty).filter(|t| {
        matches!(
            (t, kind),
            (ExternType::Func(_), ExportKind::Func)
                | (ExternType::Table(_), ExportKind::Table)
                | (ExternType::Memory(_), ExportKind::Memory)
                | (ExternType::Global(_), ExportKind::Global)
        )
    });
    let defined: Box<dyn Iterator<Item = ExternType> + '_> = match kind {
        ExportKind::Func => Box::new(r.funcs.iter().map(|f| ExternType::Func(f.ty))),
        ExportKind::Table => Box::new(r.tables.iter().map(|t| ExternType::Table(t.ty))),
        ExportKind::Memory => Box::new(r.memories.iter().map(|m| ExternType::Memory(*m))),
        ExportKind::Global => Box::new(r.globals.iter().map(|g| ExternType::Global(g.ty))),
    };
    imported.chain(defined).nth(index as usize)
}

/// All items of a kind, imports first: type, and whether it is imported.
fn all(r: &ModuleRecord, kind: ExportKind) -> Vec<(String, bool)> {
    let imported = r.imports.iter().filter(|i| describe(r, &i.ty).0 == kind_name(kind)).count();
    let items = (0..).map_while(|i| item(r, kind, i));
    items.enumerate().map(|(i, t)| (describe(r, &t).1, i < imported)).collect()
}

fn kind_name(k: ExportKind) -> &'static str {
    match k {
        ExportKind::Func => "func",
        ExportKind::Table => "table",
        ExportKind::Memory => "memory",
        ExportKind::Global => "global",
    }
}

/// What is said of imports and exports: names, kind, type.
struct Items<'a> {
    imports: Vec<(&'a str, &'a str, &'static str, String)>,
    exports: Vec<(&'a str, &'static str, String)>,
}

fn items(r: &ModuleRecord) -> Items<'_> {
    let imports = r.imports.iter().map(|i| {
        let (kind, ty) = describe(r, &i.ty);
        (i.module.as_str(), i.name.as_str(), kind, ty)
    });
    let exports = r.exports.iter().map(|e| {
        let (kind, ty) = item(r, e.kind, e.index).map_or(("unknown", String::new()), |t| describe(r, &t));
        (e.name.as_str(), kind, ty)
    });
    Items { imports: imports.collect(), exports: exports.collect() }
}

fn as_json(art: &Artifact) -> Value {
    let (note, r) = (art.note(), art.record());
    let Items { imports, exports } = items(r);
    let list = |k| all(r, k).iter().map(|(t, i)| json!({"type": t, "imported": i})).collect::<Vec<_>>();
    json!({
        "abi_version": note.abi_version,
        "producer": r.producer,
        "module": r.name,
        "target": art.arch().triple(),
        "cpu_features": names(art.arch().features(), note.cpu_features),
        "wasm_features": names(wasm_feature::ALL, note.wasm_features),
        "source_digest": hex(&note.source_digest),
        "content_digest": hex(&note.content_digest),
        "sizes": { "file": art.file().len(), "code": art.code_size(), "constants": art.text().len() - art.code_size(),
            "data": art.data().len(), "trap_table": art.trap_bytes().len(), "source_table": art.source_bytes().len(),
            "unwind_table": art.unwind_bytes().len() },
        "counts": { "types": r.types.len(), "functions": r.funcs.len(), "tables": r.tables.len(),
            "memories": r.memories.len(), "globals": r.globals.len(), "element_segments": r.elems.len(),
            "data_segments": r.datas.len() },
        "start": r.start,
        "memories": list(ExportKind::Memory),
        "tables": list(ExportKind::Table),
        "imports": imports.iter().map(|(m, n, k, t)| json!({"module": m, "name": n, "kind": k, "type": t})).collect::<Vec<_>>(),
        "exports": exports.iter().map(|(n, k, t)| json!({"name": n, "kind": k, "type": t})).collect::<Vec<_>>(),
    })
}

/// For people.
fn as_text(art: &Artifact) -> String {
    let (note, r) = (art.note(), art.record());
    let Items { imports, exports } = items(r);
    let or_none = |v: Vec<&str>| if v.is_empty() { "none".to_string() } else { v.join(" ") };
    let active = r.datas.iter().filter(|d| matches!(d.mode, SegmentMode::Active(..))).count();
    let tables = art.trap_bytes().len() + art.source_bytes().len() + art.unwind_bytes().len();
    let mut out = String::new();
    let mut line = |what: &str, text: String| out.push_str(&format!("{what:<19} {text}\n"));
    line("producer", format!("{} (ABI version {})", printable(&r.producer), note.abi_version));
    if !r.name.is_empty() {
        line("module", printable(&r.name));
    }
    line("target", art.arch().triple().into());
    line("CPU features used", or_none(names(art.arch().features(), note.cpu_features)));
    line("wasm features used", or_none(names(wasm_feature::ALL, note.wasm_features)));
    line("source digest", hex(&note.source_digest));
    line("content digest", hex(&note.content_digest));
    line("file", format!("{} bytes", art.file().len()));
    line("code", format!("{} bytes in {} functions, {} bytes of constants", art.code_size(), r.funcs.len(), art.text().len() - art.code_size()));
    line("tables of the code", format!("{tables} bytes (traps, wasm offsets, unwinding)"));
    line("data", format!("{} bytes in {} segments, {active} of them active", art.data().len(), r.datas.len()));
    for (kind, what) in [(ExportKind::Memory, "memory"), (ExportKind::Table, "table")] {
        for (i, (t, imported)) in all(r, kind).iter().enumerate() {
            line(&format!("{what} {i}"), format!("{t}{}", if *imported { " (imported)" } else { "" }));
        }
    }
    imports.iter().for_each(|(m, n, k, t)| line("import", format!("{}.{}: {k} {t}", printable(m), printable(n))));
    exports.iter().for_each(|(n, k, t)| line("export", format!("{}: {k} {t}", printable(n))));
    if let Some(s) = r.start {
        line("start", format!("function {s}"));
    }
    out
}

/// Runs the command.
pub fn run(a: &Inspect) -> Result<ExitCode, Failure> {
    let art = load(super::file(&a.file))?;
    let text = if a.json {
        serde_json::to_string_pretty(&as_json(&art)).map_err(|e| Failure::new(e.to_string()))? + "\n"
    } else {
        as_text(&art)
    };
    output::stdout(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
