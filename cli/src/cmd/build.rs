//! `wazc build`: a module to an artifact, which appears whole or not at all.

use crate::args::Build;
use std::io::Write;
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
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", out.display());
    let dir = match out.parent() {
        Some(d) if !d.as_os_str().is_empty() => d,
        _ => std::path::Path::new("."),
    };
    let mut file = tempfile::Builder::new().prefix(".wazc-").tempfile_in(dir).map_err(|e| fail(&e))?;
    file.write_all(&artifact.elf).map_err(|e| fail(&e))?;
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).map_err(|e| fail(&e))?;
    file.persist(&out).map_err(|e| fail(&e.error))?;
    Ok(ExitCode::SUCCESS)
}
