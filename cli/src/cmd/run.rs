//! `wazc run`: an artifact, or a module that is compiled first.

use crate::args::Run;
use std::process::ExitCode;

/// Runs the command.
pub fn run(a: &Run) -> Result<ExitCode, String> {
    let path = &a.run.file;
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    if bytes.starts_with(b"\x7fELF") {
        return Ok(wazc_run::run(&bytes, &a.run));
    }
    let module = super::to_module(path, bytes)?;
    let options = super::options(&a.compile)?;
    let artifact = wazc_compiler::compile(&module, &options).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(wazc_run::run(&artifact.elf, &a.run))
}
