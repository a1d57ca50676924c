//! The command line, as clap sees it; meaning is given to it in `cmd`.

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
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
    /// Say what an artifact holds
    Inspect(Inspect),
    /// Show an artifact's machine code
    Objdump(Objdump),
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
    /// Write a rule for make beside the artifact (or to the file of --MF)
    #[arg(long = "MD")]
    pub md: bool,
    /// Where to write the rule for make
    #[arg(long = "MF", value_name = "FILE")]
    pub mf: Option<PathBuf>,
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

/// `wazc inspect`.
#[derive(Args)]
pub struct Inspect {
    /// The artifact
    pub file: PathBuf,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// `wazc objdump`.
#[derive(Args)]
pub struct Objdump {
    /// The artifact
    pub file: PathBuf,
    /// Show only the function of this name
    #[arg(long, value_name = "NAME")]
    pub function: Option<String>,
}

/// The arguments of this process; the compiler drivers' spellings `-MD`, `-MF FILE` and `-march=CPU` are taken too.
pub fn arguments() -> impl Iterator<Item = OsString> {
    let mut args = std::env::args_os().peekable();
    // After the program's name only `build` has these options; what follows a module in `run` is the program's.
    let first: Vec<OsString> = args.by_ref().take(2).collect();
    let build = first.get(1).is_some_and(|c| c == "build");
    first.into_iter().chain(args.map(move |a| match a.to_str() {
        Some("-MD" | "-MF") if build => OsString::from(format!("-{}", a.to_string_lossy())),
        Some(m) if build && m.starts_with("-march=") => OsString::from(format!("-{m}")),
        _ => a,
    }))
}
