//! The subcommands, and what they share: arguments → options, input files → modules.

pub mod build;
pub mod inspect;
pub mod objdump;
pub mod run;
pub mod wast;

use crate::args::Compile;
use std::path::Path;
use wazc_abi::target::{Arch, x86};
use wazc_compiler::Options;

/// The options that the arguments mean.
pub fn options(a: &Compile) -> Result<Options, String> {
    match a.target.as_deref() {
        None => {}
        Some(t) if t == Arch::X86_64.triple() => {}
        Some(t) if t == Arch::Aarch64.triple() => return Err(format!("target {t} is not supported yet")),
        Some(t) => return Err(format!("unknown target `{t}`; there is {}", Arch::X86_64.triple())),
    }
    let features = match a.march.as_deref() {
        None | Some("x86-64-v2") => x86::V2,
        Some("x86-64-v3") => x86::V3,
        Some("native") => native(),
        Some(m) => return Err(format!("unknown CPU `{m}`; there are x86-64-v2, x86-64-v3 and native")),
    };
    Ok(Options { opt_level: a.opt, features, jobs: a.jobs, ..Options::default() })
}

/// What this machine's CPU has.
fn native() -> u64 {
    let flags = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let flags: Vec<&str> = flags.lines().find(|l| l.starts_with("flags")).unwrap_or_default().split_whitespace().collect();
    let has = |name: &str| {
        let alias = match name {
            "sse3" => "pni",
            "sse4.1" => "sse4_1",
            "sse4.2" => "sse4_2",
            "lzcnt" => "abm",
            n => n,
        };
        flags.contains(&alias)
    };
    x86::V2 | x86::ALL.iter().filter(|(n, _)| has(n)).fold(0, |a, f| a | f.1)
}

/// Reads a module, binary or text.
pub fn module(path: &Path) -> Result<Vec<u8>, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    to_module(path, bytes)
}

/// Text is compiled to binary, anything else passed on.
pub fn to_module(path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if bytes.starts_with(b"\0asm") {
        return Ok(bytes);
    }
    match wat::parse_bytes(&bytes) {
        Ok(b) => Ok(b.into_owned()),
        Err(mut e) => {
            e.set_path(path);
            Err(e.to_string())
        }
    }
}
