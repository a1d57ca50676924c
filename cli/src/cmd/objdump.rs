//! `wazc objdump`: the machine code of an artifact, with function names, wasm offsets and traps.
//! Input: a checked artifact; output: text, one line an instruction, in order of address.

use crate::args::Objdump;
use iced_x86::{Decoder, DecoderOptions, Formatter, GasFormatter};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::process::ExitCode;
use wazc_abi::target::Arch;
use wazc_abi::trap::{NO_SOURCE, Table, TrapCode};
use wazc_loader::Artifact;

/// Code places: offset → name.
fn labels(art: &Artifact) -> BTreeMap<u32, String> {
    let r = art.record();
    let imported = r.counts().imported_funcs;
    let name = |i: u32| r.func_name(i).map_or_else(|| format!("func{i}"), str::to_string);
    let mut out = BTreeMap::new();
    for (i, s) in r.stubs.iter().enumerate() {
        for (at, what) in [(s.entry, "entry"), (s.foreign, "foreign call"), (s.miss, "indirect miss")] {
            out.insert(at, format!("{what} of type {i}"));
        }
    }
    r.thunks.iter().enumerate().for_each(|(i, at)| drop(out.insert(*at, format!("thunk of import {}", name(i as u32)))));
    r.funcs.iter().enumerate().for_each(|(i, f)| drop(out.insert(f.offset, name(imported + i as u32))));
    out
}

fn write(art: &Artifact, only: Option<&str>, out: &mut impl Write) -> std::io::Result<bool> {
    let labels = labels(art);
    let tables = (Table::parse(art.source_bytes()), Table::parse(art.trap_bytes()));
    let starts: Vec<u32> = labels.keys().copied().collect();
    let code = &art.text()[..art.code_size()];
    let mut formatter = GasFormatter::new();
    formatter.options_mut().set_uppercase_hex(false);
    let mut found = false;
    for (n, (start, name)) in labels.iter().enumerate() {
        if only.is_some_and(|o| o != name) {
            continue;
        }
        found = true;
        let end = starts.get(n + 1).map_or(code.len(), |e| *e as usize);
        writeln!(out, "{start:08x} <{name}>:")?;
        let mut decoder = Decoder::with_ip(64, &code[*start as usize..end], u64::from(*start), DecoderOptions::NONE);
        let mut last = NO_SOURCE;
        let mut text = String::new();
        for inst in &mut decoder {
            // The padding between functions.
            if inst.is_invalid() || inst.mnemonic() == iced_x86::Mnemonic::Int3 {
                continue;
            }
            let at = inst.ip() as u32;
            text.clear();
            formatter.format(&inst, &mut text);
            let source = tables.0.and_then(|t| t.covering(at)).unwrap_or(NO_SOURCE);
            let mut remark = String::new();
            if source != last && source != NO_SOURCE {
                remark = format!("wasm {source:#x}");
            }
            last = source;
            if inst.is_call_near() || inst.is_jmp_short_or_near() || inst.is_jcc_short_or_near() {
                if let Some(l) = labels.get(&(inst.near_branch_target() as u32)) {
                    remark += &format!(" <{l}>");
                }
            }
            if let Some(t) = tables.1.and_then(|t| t.exact(at)).and_then(TrapCode::from_u32) {
                remark += &format!(" trap: {}", t.message());
            }
            let line = if remark.is_empty() { format!("  {at:8x}  {text}") } else { format!("  {at:8x}  {text:<44} # {}", remark.trim()) };
            writeln!(out, "{line}")?;
        }
    }
    Ok(found)
}

/// Runs the command.
pub fn run(a: &Objdump) -> Result<ExitCode, String> {
    let art = super::inspect::load(&a.file)?;
    if art.arch() != Arch::X86_64 {
        return Err(format!("code for {} can't be shown yet", art.arch().triple()));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    match write(&art, a.function.as_deref(), &mut out).and_then(|f| out.flush().map(|()| f)) {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => match &a.function {
            Some(f) => Err(format!("there is no function `{f}`")),
            None => Ok(ExitCode::SUCCESS),
        },
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(e) => Err(e.to_string()),
    }
}
