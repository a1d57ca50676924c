//! Differential fuzzing: modules made from seeds run on wazc at several optimisation levels and on wasmi, and must give
//! the same results, traps, memories, globals and tables.
//!
//! Batches of seeds run in child processes, so that a crash or a hang is attributed to its seed and the run goes on.
#![forbid(unsafe_code)]

mod children;
mod dense;
mod diff;
mod operators;
mod oracle;
mod pairs;
mod smith;
mod subject;
mod vectors;

use wazc_fuzz::{rng, shape};

use clap::{Parser, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Which generator makes the modules.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Generator {
    /// wasm-smith: all of WebAssembly, mostly shallow.
    Smith,
    /// Deep arithmetic, memory and control code that always runs.
    Dense,
    /// One vector operator over a grid of edge values, each seed the next one.
    Operators,
    /// One vector operator as an operand of every other, each seed the next one.
    Pairs,
    /// Smith or dense, the seed says.
    Both,
}

/// Runs generated modules on wazc and on wasmi and compares.
#[derive(Clone, Debug, Parser)]
#[command(version)]
pub struct Args {
    /// First seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Number of seeds.
    #[arg(long, default_value_t = 300)]
    count: u64,
    /// Optimisation levels to compare; 3 is 2 with other optimisations and CPU features, by the seed.
    #[arg(long, value_delimiter = ',', default_value = "0,1,2,3")]
    opt_levels: Vec<u8>,
    /// Size of a module's seed in bytes.
    #[arg(long, default_value_t = 3000)]
    size: usize,
    /// Where failing modules go.
    #[arg(long)]
    save: Option<PathBuf>,
    /// Stop after this time.
    #[arg(long)]
    seconds: Option<u64>,
    /// Child processes at a time.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Time for one module, in seconds.
    #[arg(long, default_value_t = 20)]
    timeout: u64,
    /// Compile for this target (x86_64, aarch64) [default: this machine's]
    #[arg(long)]
    target: Option<String>,
    /// Command that starts `wazc-execute` of that target: artifacts run there
    #[arg(long, value_name = "COMMAND")]
    executor: Option<String>,
    /// Generator.
    #[arg(long = "gen", value_enum, default_value_t = Generator::Both)]
    generator: Generator,
    /// Compare on this module instead of generated ones; the seed gives the arguments.
    #[arg(long)]
    repro: Option<PathBuf>,
    /// With --repro: search for a smaller module that fails too, and write it here.
    #[arg(long, requires = "repro")]
    shrink: Option<PathBuf>,
    /// Write the module of the seed here and stop.
    #[arg(long)]
    emit: Option<PathBuf>,
    /// Run the seeds in this process and report to the parent.
    #[arg(long, hide = true)]
    child: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let result = if let Some(file) = &args.emit {
        emit(&args, file)
    } else if let Some(file) = &args.repro {
        if let Some(out) = &args.shrink { children::shrink(&args, file, out) } else { diff::repro(&args, file) }
    } else if args.child {
        diff::seeds(&args).map(|()| true)
    } else {
        children::run(&args)
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(e) => {
            eprintln!("wazc-fuzz: {e}");
            ExitCode::from(2)
        }
    }
}

fn emit(args: &Args, file: &std::path::Path) -> Result<bool, String> {
    let wasm = diff::generate(args, args.seed).ok_or("the seed makes no module")?;
    std::fs::write(file, wasm).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(true)
}
