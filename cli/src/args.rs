//! The command line, as clap sees it; meaning is given to it in `cmd`.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Ahead-of-time compiler for WebAssembly
#[derive(Parser)]
#[command(name = "wazc", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Compile a module to a native artifact
    Build(Build),
    /// Run a module or an artifact
    Run(Run),
    /// Run spec scripts
    Wast(Wast),
}

/// How to compile.
#[derive(Args, Clone, Debug)]
pub struct Compile {
    /// Optimisation level
    #[arg(short = 'O', value_name = "LEVEL", default_value = "2", value_parser = clap::value_parser!(u8).range(0..=2))]
    pub opt: u8,
    /// Target triple
    #[arg(long, value_name = "TRIPLE")]
    pub target: Option<String>,
    /// CPU: x86-64-v2 (the default), x86-64-v3 or native
    #[arg(long, value_name = "CPU")]
    pub march: Option<String>,
    /// Number of threads (default: one per processor)
    #[arg(short = 'j', long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub jobs: usize,
}

/// `wazc build`.
#[derive(Args)]
pub struct Build {
    /// The module, binary or text
    pub input: PathBuf,
    /// The artifact (default: the input with the extension `.o`)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub compile: Compile,
    /// Print the text of a stage instead of writing an artifact
    #[arg(long, value_name = "STAGE", value_parser = ["obj", "ir", "mir"], default_value = "obj")]
    pub emit: String,
}

/// `wazc run`.
#[derive(Args)]
pub struct Run {
    #[command(flatten)]
    pub compile: Compile,
    #[command(flatten)]
    pub run: wazc_run::RunArgs,
}

/// `wazc wast`.
#[derive(Args)]
pub struct Wast {
    /// The scripts
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub compile: Compile,
}
