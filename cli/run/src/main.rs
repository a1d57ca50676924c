//! `wazc-run`: loads and runs an artifact. No compiler is linked into this program.

use clap::Parser;
use std::process::ExitCode;

/// Run an artifact made by `wazc build`
#[derive(Parser)]
#[command(name = "wazc-run", version, args_override_self = true)]
struct Cli {
    #[command(flatten)]
    run: wazc_run::RunArgs,
}

fn main() -> ExitCode {
    wazc_run::run_file(&Cli::parse().run)
}
