//! Modules from wasm-smith: everything that WebAssembly allows, mostly shallow. Input: a seed; output: bytes.

use crate::rng::Rng;
use crate::shape::FUEL;
use arbitrary::Unstructured;
use wasm_encoder::{ExportKind, ExportSection, RawSection, SectionId};
use wasm_smith::{Config, MemoryOffsetChoices};
use wasmparser::{Parser, Payload};

fn config(r: &mut Rng) -> Config {
    let several = r.chance(40);
    Config {
        canonicalize_nans: true,
        disallow_traps: r.chance(60),
        export_everything: true,
        exceptions_enabled: false,
        gc_enabled: false,
        simd_enabled: several,
        relaxed_simd_enabled: false,
        tail_call_enabled: false,
        threads_enabled: false,
        shared_everything_threads_enabled: false,
        memory64_enabled: false,
        wide_arithmetic_enabled: false,
        compact_imports_enabled: false,
        custom_page_sizes_enabled: false,
        bulk_memory_enabled: true,
        reference_types_enabled: true,
        multi_value_enabled: true,
        saturating_float_to_int_enabled: true,
        sign_extension_ops_enabled: true,
        extended_const_enabled: true,
        min_funcs: r.range(1, 8),
        max_funcs: 12,
        min_types: 2,
        max_types: 15,
        min_imports: 0,
        max_imports: if r.chance(50) { 6 } else { 0 },
        min_globals: r.below(4),
        max_globals: 10,
        min_memories: u32::from(r.chance(80)),
        max_memories: if several { 3 } else { 1 },
        min_tables: u32::from(r.chance(60)),
        max_tables: if several { 3 } else { 1 },
        min_exports: 0,
        max_exports: 60,
        max_data_segments: 6,
        max_element_segments: 6,
        max_elements: 12,
        max_table_elements: 40,
        max_memory32_bytes: 6 * 65536,
        memory_max_size_required: r.chance(50),
        table_max_size_required: r.chance(50),
        max_instructions: r.pick(&[50, 100, 200, 400, 1000]),
        max_values: r.pick(&[4, 10, 20]),
        memory_offset_choices: choices(r.pick(&[(1000, 0, 0), (990, 9, 1), (90, 9, 1), (1, 1, 1)])),
        allow_start_export: r.chance(20),
        ..Config::default()
    }
}

fn choices((within, maybe, outside): (u32, u32, u32)) -> MemoryOffsetChoices {
    MemoryOffsetChoices(within, maybe, outside)
}

/// A module whose running time is bounded by its exported fuel, or `None` where the bytes did not make one.
pub fn module(seed: u64, size: usize) -> Option<Vec<u8>> {
    let mut r = Rng::new(seed);
    let config = config(&mut r);
    let size = r.range(size.min(200), size.max(200));
    let bytes: Vec<u8> = (0..size).map(|_| r.bits() as u8).collect();
    let mut module = wasm_smith::Module::new(config, &mut Unstructured::new(&bytes)).ok()?;
    let fuel = module.ensure_termination(300).ok()?;
    export_global(&module.to_bytes(), fuel)
}

/// Adds an export of the fuel.
fn export_global(wasm: &[u8], global: u32) -> Option<Vec<u8>> {
    let mut out = wasm_encoder::Module::new();
    let mut done = false;
    let add = |out: &mut wasm_encoder::Module, old: Option<wasmparser::ExportSectionReader<'_>>| {
        let mut exports = ExportSection::new();
        for e in old.into_iter().flatten() {
            let e = e.ok()?;
            let kind = match e.kind {
                wasmparser::ExternalKind::Func => ExportKind::Func,
                wasmparser::ExternalKind::Table => ExportKind::Table,
                wasmparser::ExternalKind::Memory => ExportKind::Memory,
                wasmparser::ExternalKind::Global => ExportKind::Global,
                _ => return None,
            };
            exports.export(e.name, kind, e.index);
        }
        exports.export(FUEL, ExportKind::Global, global);
        out.section(&exports);
        Some(())
    };
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.ok()?;
        let Some((id, range)) = payload.as_section() else { continue };
        // Exports come after globals; the sections behind them have these numbers, the start's is 8.
        let behind = [SectionId::Start as u8, SectionId::Element as u8, SectionId::DataCount as u8, SectionId::Code as u8, SectionId::Data as u8];
        if let Payload::ExportSection(e) = payload {
            add(&mut out, Some(e))?;
            done = true;
            continue;
        }
        if !done && behind.contains(&id) {
            add(&mut out, None)?;
            done = true;
        }
        out.section(&RawSection { id, data: &wasm[range.start as usize..range.end as usize] });
    }
    Some(out.finish())
}
