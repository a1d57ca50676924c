//! `wazc build`: a module to an artifact, which appears whole or not at all.

use crate::args::Build;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use wazc_compiler::Dump;

/// Runs the command.
pub fn run(a: &Build) -> Result<ExitCode, String> {
    let mut options = super::options(&a.compile)?;
    options.dump = match a.emit.as_str() {
        "ir" => Some(Dump::Ir),
        "mir" => Some(Dump::Mir),
        _ => None,
    };
    let bytes = super::module(&a.input)?;
    let artifact = wazc_compiler::compile(&bytes, &options).map_err(|e| format!("{}: {e}", a.input.display()))?;
    if options.dump.is_some() {
        print!("{}", artifact.dump);
        return Ok(ExitCode::SUCCESS);
    }
    let out = a.output.clone().unwrap_or_else(|| a.input.with_extension("o"));
    // The rule first: whoever sees the artifact finds its rule.
    if a.md || a.mf.is_some() {
        let mf = a.mf.clone().unwrap_or_else(|| out.with_extension("d"));
        replace(&mf, format!("{}: {}\n", for_make(&out), for_make(&a.input)).as_bytes())?;
    }
    replace(&out, &artifact.elf)?;
    Ok(ExitCode::SUCCESS)
}

/// A file name as make reads it.
fn for_make(p: &Path) -> String {
    p.to_string_lossy().replace('$', "$$").replace(' ', "\\ ").replace('#', "\\#")
}

/// Puts a file in place, whole or not at all.
fn replace(out: &Path, bytes: &[u8]) -> Result<(), String> {
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", out.display());
    let dir = match out.parent() {
        Some(d) if !d.as_os_str().is_empty() => d,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new().prefix(".wazc-").tempfile_in(dir).map_err(|e| fail(&e))?;
    file.write_all(bytes).map_err(|e| fail(&e))?;
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).map_err(|e| fail(&e))?;
    file.persist(out).map_err(|e| fail(&e.error))?;
    Ok(())
}
