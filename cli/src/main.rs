//! The `wazc` command.

mod args;
mod cmd;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = args::Cli::parse_from(args::arguments());
    let result = match cli.command {
        args::Command::Build(a) => cmd::build::run(&a),
        args::Command::Run(a) => cmd::run::run(&a),
        args::Command::Inspect(a) => cmd::inspect::run(&a),
        args::Command::Objdump(a) => cmd::objdump::run(&a),
        args::Command::Wast(a) => cmd::wast::run(&a),
    };
    result.unwrap_or_else(|message| {
        eprintln!("error: {message}");
        ExitCode::FAILURE
    })
}
