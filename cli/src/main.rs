//! The `wazc` command: arguments → settings → one of the commands → exit status.

mod args;
mod cmd;
mod failure;
mod output;
mod progress;
mod rule;
mod settings;

use clap::Parser;
use std::process::ExitCode;
use wazc::asm;

/// The compiler makes and drops many small things: with this in the place of the C library's, `wazc build -O0 -j1` of esbuild takes
/// 0.87 of the CPU time (medians of three, in turns).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = args::Cli::parse_from(args::arguments());
    let result = match cli.command {
        args::Command::Build(a) => settings::build(a).and_then(|s| cmd::build::run(&s)),
        args::Command::Run(a) => cmd::run::run(&a),
        args::Command::Inspect(a) => cmd::inspect::run(&a),
        args::Command::Targets(a) => cmd::targets::run(&a),
        args::Command::Objdump(a) => cmd::objdump::run(&a),
        args::Command::Wast(a) => cmd::wast::run(&a),
        args::Command::Completions(a) => cmd::manual::completions(&a),
        args::Command::Man(a) => cmd::manual::man(&a),
    };
    result.unwrap_or_else(|f| f.report())
}
