//! `wazc-run`: loads and runs an artifact. No compiler is linked into this program.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    wazc_run::run_file(&wazc_run::Cli::parse().run)
}
