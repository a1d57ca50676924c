//! `wazc inspect`: what an artifact says of itself, for people or as JSON. Input: a checked artifact.

use crate::args::Inspect;
use serde_json::{Value, json};
use std::process::ExitCode;
use wazc_abi::record::{ExportKind, ExternType, FuncType, ModuleRecord, SegmentMode, ValType};
use wazc_abi::section::wasm_feature;
use wazc_loader::Artifact;

/// Reads and checks an artifact.
pub fn load(path: &std::path::Path) -> Result<Artifact, String> {
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    Artifact::parse(std::fs::read(path).map_err(|e| fail(&e))?).map_err(|e| fail(&e))
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

/// Runs the command.
pub fn run(a: &Inspect) -> Result<ExitCode, String> {
    let art = load(&a.file)?;
    let (note, r) = (art.note(), art.record());
    let imports: Vec<_> = r
        .imports
        .iter()
        .map(|i| {
            let (kind, ty) = describe(r, &i.ty);
            (i.module.as_str(), i.name.as_str(), kind, ty)
        })
        .collect();
    let exports: Vec<_> = r
        .exports
        .iter()
        .map(|e| {
            let (kind, ty) = item(r, e.kind, e.index).map_or(("unknown", String::new()), |t| describe(r, &t));
            (e.name.as_str(), kind, ty)
        })
        .collect();
    let cpu = names(art.arch().features(), note.cpu_features);
    let wasm = names(wasm_feature::ALL, note.wasm_features);
    let active = r.datas.iter().filter(|d| matches!(d.mode, SegmentMode::Active(..))).count();
    if a.json {
        let v: Value = json!({
            "abi_version": note.abi_version,
            "producer": r.producer,
            "module": r.name,
            "target": art.arch().triple(),
            "cpu_features": cpu,
            "wasm_features": wasm,
            "source_digest": hex(&note.source_digest),
            "content_digest": hex(&note.content_digest),
            "sizes": { "file": art.file().len(), "code": art.code_size(), "constants": art.text().len() - art.code_size(),
                "data": art.data().len(), "trap_table": art.trap_bytes().len(), "source_table": art.source_bytes().len(),
                "unwind_table": art.unwind_bytes().len() },
            "counts": { "types": r.types.len(), "functions": r.funcs.len(), "tables": r.tables.len(),
                "memories": r.memories.len(), "globals": r.globals.len(), "element_segments": r.elems.len(),
                "data_segments": r.datas.len() },
            "start": r.start,
            "imports": imports.iter().map(|(m, n, k, t)| json!({"module": m, "name": n, "kind": k, "type": t})).collect::<Vec<_>>(),
            "exports": exports.iter().map(|(n, k, t)| json!({"name": n, "kind": k, "type": t})).collect::<Vec<_>>(),
        });
        println!("{}", serde_json::to_string_pretty(&v).map_err(|e| e.to_string())?);
        return Ok(ExitCode::SUCCESS);
    }
    let or_none = |v: Vec<&str>| if v.is_empty() { "none".to_string() } else { v.join(" ") };
    println!("producer        {} (ABI version {})", r.producer, note.abi_version);
    if !r.name.is_empty() {
        println!("module          {}", r.name);
    }
    println!("target          {}", art.arch().triple());
    println!("CPU features    {}", or_none(cpu));
    println!("wasm features   {}", or_none(wasm));
    println!("source digest   {}", hex(&note.source_digest));
    println!("content digest  {}", hex(&note.content_digest));
    println!("code            {} bytes in {} functions", art.code_size(), r.funcs.len());
    println!("data            {} bytes in {} segments, {active} of them active", art.data().len(), r.datas.len());
    imports.iter().for_each(|(m, n, k, t)| println!("import          {m}.{n}: {k} {t}"));
    exports.iter().for_each(|(n, k, t)| println!("export          {n}: {k} {t}"));
    if let Some(s) = r.start {
        println!("start           function {s}");
    }
    Ok(ExitCode::SUCCESS)
}
