//! `wazc wast`: runs spec scripts and counts.

use crate::args::Wast;
use std::process::ExitCode;

/// Runs the command.
pub fn run(a: &Wast) -> Result<ExitCode, String> {
    let options = super::options(&a.compile)?;
    let (mut passed, mut failed) = (0, 0);
    for path in &a.files {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let out = wazc::wast::run(&text, &options);
        for f in &out.failures {
            println!("{}:{f}", path.display());
        }
        passed += out.passed;
        failed += out.failures.len();
    }
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
