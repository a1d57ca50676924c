//! `wazc build`: a module to an artifact, or to the text of a stage; both appear whole or not at all.

use crate::args::{self, Emit, Stage};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Build;
use crate::{asm, progress};
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use wazc_abi::record::ModuleRecord;
use wazc_compiler::{Dump, Listing, Monitor, Text, wasm};
use wazc_loader::Artifact;

/// The stage as the compiler names it; `None` for what is made from the artifact.
fn text(s: Stage) -> Option<Text> {
    match s {
        Stage::IrRaw => Some(Text::IrRaw),
        Stage::Ir => Some(Text::Ir),
        Stage::Mir => Some(Text::Mir),
        Stage::Asm => None,
    }
}

/// A dump that is asked for, its function found.
struct Wanted {
    stage: Stage,
    func: Option<u32>,
}

/// Runs the command.
pub fn run(s: &Build) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let bytes = super::read(s.input.as_deref())?;
    let input = super::module(s.input.as_deref(), bytes)?;
    s.output.check(s.input.as_deref())?;
    if let Some((file, _)) = &s.rule {
        file.check(s.input.as_deref())?;
    }

    let wanted = dumps(&s.dump, &input)?;
    let mut options = s.options.clone();
    options.dump = wanted.iter().filter_map(|w| Some(Dump { text: text(w.stage)?, func: w.func })).collect();
    let emitted = match s.emit {
        Emit::Ir => Some(Text::Ir),
        Emit::Mir => Some(Text::Mir),
        Emit::Obj | Emit::Asm => None,
    };
    options.dump.extend(emitted.map(|text| Dump { text, func: None }));
    let monitor = Arc::new(Monitor::new(s.time_report));
    options.monitor = Some(monitor.clone());
    let compiled = progress::with_bar(&monitor, s.quiet, || input.compile(&options))?;

    let needs_artifact = s.emit == Emit::Asm || !compiled.dump.is_empty() || wanted.iter().any(|w| w.stage == Stage::Asm);
    let artifact = if needs_artifact {
        Some(Artifact::parse(compiled.elf.clone()).map_err(|e| Failure::new(format!("{}: {e}", input.name)))?)
    } else {
        None
    };
    let listing = |only| artifact.as_ref().map_or(String::new(), |a| asm::listing(a, only));
    let names = artifact.as_ref().map(Artifact::record);
    for w in &wanted {
        dump(s, w, &compiled.dump, names, &listing)?;
    }

    // The rule first: whoever sees the output finds its rule.
    if let Some((file, rule)) = &s.rule {
        file.write(rule)?;
    }
    match s.emit {
        Emit::Obj => s.output.write(&compiled.elf)?,
        Emit::Asm => s.output.write(listing(None).as_bytes())?,
        Emit::Ir | Emit::Mir => {
            let all = compiled.dump.iter().filter(|l| Some(l.text) == emitted);
            s.output.write(all.map(|l| titled(l, names)).collect::<String>().as_bytes())?;
        }
    }
    if s.time_report {
        let _ = std::io::stderr().write_all(progress::time_table(&monitor, start.elapsed()).as_bytes());
    }
    Ok(ExitCode::SUCCESS)
}

/// Finds the functions of dumps.
fn dumps(all: &[args::Dump], input: &super::Input) -> Result<Vec<Wanted>, Failure> {
    let named = all.iter().any(|d| d.function.is_some());
    let module = if named { Some(wasm::parse(&input.bytes).map_err(|e| input.failure(e.into()))?) } else { None };
    let find = |f: &str| module.as_ref().and_then(|m| asm::function(&m.record, m.env.funcs.len() as u32, f));
    let mut wanted = Vec::new();
    for d in all {
        let func = match &d.function {
            None => None,
            Some(f) => Some(find(f).ok_or_else(|| Failure::new(format!("{}: --dump: there is no function `{f}` with a body", input.name)))?),
        };
        wanted.push(Wanted { stage: d.stage, func });
    }
    Ok(wanted)
}

/// A listing under the function's name.
fn titled(l: &Listing, names: Option<&ModuleRecord>) -> String {
    let name = names.and_then(|r| r.func_name(l.func)).map(|n| format!(" <{}>", wazc_abi::record::printable(n))).unwrap_or_default();
    format!("; function {}{name}\n{}\n", l.func, l.body)
}

/// Shows one dump.
fn dump(
    s: &Build,
    w: &Wanted,
    listings: &[Listing],
    names: Option<&ModuleRecord>,
    asm: &dyn Fn(Option<u32>) -> String,
) -> Result<(), Failure> {
    let of = |l: &&Listing| Some(l.text) == text(w.stage) && w.func.is_none_or(|f| f == l.func);
    let Some(dir) = &s.dump_dir else {
        let all = match w.stage {
            Stage::Asm => asm(w.func),
            _ => listings.iter().filter(of).map(|l| titled(l, names)).collect(),
        };
        // That nobody reads it is no reason to fail.
        let _ = std::io::stderr().write_all(all.as_bytes());
        return Ok(());
    };
    std::fs::create_dir_all(dir).map_err(|e| Failure::io(dir, &e))?;
    let file = |name: String, text: &str| Output::File(dir.join(name)).write(text.as_bytes());
    match (w.stage, w.func) {
        (Stage::Asm, Some(f)) => file(format!("func{f}.asm"), &asm(Some(f))),
        (Stage::Asm, None) => file("all.asm".into(), &asm(None)),
        (stage, _) => {
            let extension = match stage {
                Stage::IrRaw => "ir-raw",
                Stage::Ir => "ir",
                _ => "mir",
            };
            listings.iter().filter(of).try_for_each(|l| file(format!("func{}.{extension}", l.func), &titled(l, names)))
        }
    }
}
