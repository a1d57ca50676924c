//! `wazc wast`: runs spec scripts and counts.

use crate::args::Wast;
use crate::failure::Failure;
use crate::{output, settings};
use std::process::ExitCode;

/// Runs the command.
pub fn run(a: &Wast) -> Result<ExitCode, Failure> {
    let options = settings::options(&a.compile)?;
    let (mut passed, mut failed) = (0, 0);
    for path in &a.files {
        let file = super::file(path);
        let (bytes, path) = (super::read(file)?, super::shown(file));
        let text = String::from_utf8(bytes).map_err(|_| Failure::file(path, "not a spec script: it is not text"))?;
        let out = wazc::wast::run(&text, &options);
        let lines: String = out.failures.iter().map(|f| format!("{}:{f}\n", path.display())).collect();
        output::stdout(lines.as_bytes())?;
        passed += out.passed;
        failed += out.failures.len();
    }
    output::stdout(format!("{passed} passed, {failed} failed\n").as_bytes())?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
