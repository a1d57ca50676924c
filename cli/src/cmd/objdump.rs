//! `wazc objdump`: the machine code of an artifact, see [`crate::asm`].

use crate::args::Objdump;
use crate::failure::Failure;
use crate::{asm, output};
use std::process::ExitCode;

/// Runs the command.
pub fn run(a: &Objdump) -> Result<ExitCode, Failure> {
    let file = super::file(&a.file);
    let art = super::inspect::load(file)?;
    let total = art.record().counts().imported_funcs + art.record().funcs.len() as u32;
    let only = match &a.function {
        None => None,
        Some(f) => Some(asm::function(art.record(), total, f).ok_or_else(|| Failure::file(super::shown(file), format!("there is no function `{f}` with a body")))?),
    };
    output::stdout(asm::listing(&art, only).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
