//! `wazc run`: an artifact, or a module that is compiled first.

use crate::args::Run;
use crate::failure::Failure;
use crate::{progress, settings};
use std::process::ExitCode;
use std::sync::Arc;
use wazc_compiler::Monitor;
use wazc_loader::Artifact;

/// Runs the command.
pub fn run(a: &Run) -> Result<ExitCode, Failure> {
    let path = a.run.file();
    if super::file(path).is_none() {
        return Err(Failure::usage("the standard input is the program's: name a file (`./-` for one that is called `-`)"));
    }
    let bytes = super::read(Some(path))?;
    if bytes.starts_with(b"\x7fELF") {
        return run_bytes(bytes, a);
    }
    let mut options = settings::options(&a.compile)?;
    if wazc_loader::host_arch() != Some(options.arch) {
        return Err(Failure::usage(format!("code for {} can't run on this machine: only `wazc build` can make it here", options.arch.triple())));
    }
    let input = super::module(Some(path), bytes)?;
    let monitor = Arc::new(Monitor::new(false));
    options.monitor = Some(monitor.clone());
    let artifact = progress::with_bar(&monitor, false, || input.compile(&options))?;
    run_bytes(artifact.elf, a)
}

fn run_bytes(artifact: Vec<u8>, a: &Run) -> Result<ExitCode, Failure> {
    let artifact = Artifact::parse(artifact).map_err(|e| Failure::file(a.run.file(), &e).help(e.help()))?;
    Ok(wazc_run::run(&artifact, &a.run))
}
