//! `wazc targets`: what `--target` and `--march` may say, for people or as JSON.

use crate::args::{Target, Targets};
use crate::failure::Failure;
use crate::output;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::process::ExitCode;
use wazc_abi::target::Arch;

/// The names in a set.
fn names(all: &[(&'static str, u64)], bits: u64) -> Vec<&'static str> {
    all.iter().filter(|f| bits & f.1 != 0).map(|f| f.0).collect()
}

/// What `native` stands for, where it can be said.
fn native(arch: Arch) -> Option<u64> {
    (wazc_loader::host_arch() == Some(arch)).then(|| arch.baseline() | wazc_loader::host_features())
}

/// Other spellings of a target.
fn aliases(t: Target) -> Vec<String> {
    t.to_possible_value().map(|v| v.get_name_and_aliases().skip(1).map(str::to_string).collect()).unwrap_or_default()
}

fn as_json() -> Value {
    let target = |t: &Target| {
        let arch = Arch::from(*t);
        let cpu = |name: &str, set: u64| json!({"name": name, "features": names(arch.features(), set)});
        let cpus = arch.cpus().iter().copied().chain(native(arch).map(|n| ("native", n)));
        json!({
            "triple": arch.triple(),
            "aliases": aliases(*t),
            "default": *t == Target::default(),
            "host": wazc_loader::host_arch() == Some(arch),
            "default_cpu": arch.cpus()[0].0,
            "cpus": cpus.map(|(n, set)| cpu(n, set)).collect::<Vec<_>>(),
            "features": arch.features().iter().map(|f| f.0).collect::<Vec<_>>(),
        })
    };
    Target::value_variants().iter().map(target).collect()
}

fn as_text() -> String {
    let mut out = String::new();
    for t in Target::value_variants() {
        let arch = Arch::from(*t);
        let title = format!("{}{}", arch.triple(), if *t == Target::default() { " (default)" } else { "" });
        out.push_str(&format!("{}{title}\n", if out.is_empty() { "" } else { "\n" }));
        let mut line = |what: &str, text: &str| {
            out.push_str(format!("  {what:<20} {text}").trim_end());
            out.push('\n');
        };
        let list = |set| names(arch.features(), set).join(" ");
        line("also called", &aliases(*t).join(" "));
        line("features", &list(u64::MAX));
        for (n, (cpu, set)) in arch.cpus().iter().enumerate() {
            line(&format!("{cpu}{}", if n == 0 { " (default)" } else { "" }), &list(*set));
        }
        native(arch).into_iter().for_each(|set| line("native", &list(set)));
    }
    out
}

/// Runs the command.
pub fn run(a: &Targets) -> Result<ExitCode, Failure> {
    let text = if a.json {
        serde_json::to_string_pretty(&as_json()).map_err(|e| Failure::new(e.to_string()))? + "\n"
    } else {
        as_text()
    };
    output::stdout(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
