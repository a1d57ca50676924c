//! The command line as clap sees it: names, values, help. What the values mean is decided in `settings`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use std::ffi::OsString;
use std::fmt::Write;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;
use wazc_abi::target::Arch;
use wazc_compiler::opt::{Switch, Wishes};

const EXAMPLES: &str = "\
Examples:
  wazc build app.wasm -o app.o     compile ahead of time
  wazc-run --dir . app.o ARGS      run the artifact, in a process without a compiler
  wazc run app.wasm ARGS           compile and run at once
  wazc inspect app.o               what the artifact needs and offers

Exit status: 0 for success, 1 for an error in the input or the system, 2 for a wrong command line;
`run` exits with the program's own status, or with 134 after a trap.";

/// Ahead-of-time compiler for WebAssembly
#[derive(Parser)]
#[command(name = "wazc", version = wazc_run::version(), after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Compile a module to a native artifact
    Build(Build),
    /// Run a module, or an artifact (to which -O, -f, -j, --target, --march, --torn-stores and --check mean nothing)
    Run(Run),
    /// Say what an artifact needs, offers and holds
    Inspect(Inspect),
    /// List the targets, CPUs and features that code can be made for
    Targets(Targets),
    /// Show an artifact's machine code
    Objdump(Objdump),
    /// Run WebAssembly spec scripts (.wast) and count
    Wast(Wast),
    /// Print a completion script for a shell, of wazc or of wazc-run
    Completions(Completions),
    /// Print a manual page: of wazc, of one of its commands or of wazc-run
    Man(Man),
}

/// A target, by its triple.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    #[value(name = "x86_64-unknown-linux-gnu", aliases = ["x86_64", "x86-64", "x86_64-linux-gnu"])]
    X86_64,
    #[value(name = "aarch64-unknown-linux-gnu", aliases = ["aarch64", "arm64", "aarch64-linux-gnu"])]
    Aarch64,
}

impl Default for Target {
    /// The machine that this program runs on; where artifacts can't run there, the first target.
    fn default() -> Target {
        match wazc_loader::host_arch() {
            Some(Arch::Aarch64) => Target::Aarch64,
            Some(Arch::X86_64) | None => Target::X86_64,
        }
    }
}

impl From<Target> for Arch {
    fn from(t: Target) -> Arch {
        match t {
            Target::X86_64 => Arch::X86_64,
            Target::Aarch64 => Arch::Aarch64,
        }
    }
}

/// How to compile.
#[derive(Args, Clone, Debug, Default)]
pub struct Compile {
    /// Optimisation level: 0 compiles fastest, 2 gives the fastest code
    #[arg(short = 'O', value_name = "LEVEL", default_value = "2", value_parser = level())]
    pub opt: u8,
    /// Switch an optimisation on or off, whatever the level; may be repeated
    #[arg(short = 'f', value_name = "[no-]NAME", value_parser = wish, long_help = switches())]
    pub wishes: Vec<String>,
    /// Target triple
    #[arg(long, value_name = "TRIPLE", value_enum, default_value_t)]
    pub target: Target,
    /// CPU to compile for; `-march=CPU` is the same. x86-64-v2 (the default there; every x86-64 server since about 2009),
    /// x86-64-v3 (with AVX2, BMI and FMA: Haswell, Zen and later); armv8-a (the default there), armv8.1-a, armv8.4-a;
    /// native (what this machine has; the artifact may not run elsewhere). Features may follow: armv8-a+lse,
    /// armv8.4-a+nojscvt, +mops
    #[arg(long, value_name = "CPU[+FEATURE…]")]
    pub march: Option<String>,
    /// Fewer instructions on aarch64, where a store that traps at the end of memory may then have written the bytes
    /// before the end; WebAssembly wants none written
    #[arg(long)]
    pub torn_stores: bool,
    /// Check each function after every pass, and prove that its machine code reads each value where that is, and keeps the
    /// calling convention; takes longer (`--time-report` says how long). A fault of the compiler's is then an error
    #[arg(long)]
    pub check: bool,
    /// Number of threads; 0 for one per processor
    #[arg(short = 'j', long, value_name = "N", default_value = "0", value_parser = clap::value_parser!(u16).range(0..=1024))]
    pub jobs: u16,
}

/// A wish about an optimisation, checked.
fn wish(s: &str) -> Result<String, String> {
    let names = || Switch::ALL.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ");
    Wishes::default().add(s).map_err(|e| format!("{e}\n  [possible values: {}; no- in front switches off]", names()))?;
    Ok(s.to_string())
}

fn switches() -> String {
    let mut help = "Switch an optimisation on or off, whatever the level; may be repeated:".to_string();
    for s in Switch::ALL {
        let on = if s.level() > 2 { "at no level".into() } else { format!("from -O{}", s.level()) };
        let _ = write!(help, "\n- {} ({on}): {}", s.name(), s.what());
    }
    help
}

fn level() -> impl TypedValueParser<Value = u8> {
    PossibleValuesParser::new(["0", "1", "2"]).map(|s| s.parse().unwrap_or(2))
}

/// What `build` writes.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emit {
    /// The artifact: an ELF object
    Obj,
    /// The intermediate representation, after the passes
    Ir,
    /// The machine code before register allocation
    Mir,
    /// The machine code, with function names, block labels, wasm offsets and traps
    Asm,
}

/// A stage whose output `--dump` shows.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// IR as translated
    IrRaw,
    /// IR after the passes
    Ir,
    /// Machine code before register allocation
    Mir,
    /// Machine code
    Asm,
}

/// A value of `--dump`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dump {
    pub stage: Stage,
    /// Index or name.
    pub function: Option<String>,
}

fn dump(s: &str) -> Result<Dump, String> {
    let (stage, function) = s.split_once(':').map_or((s, None), |(s, f)| (s, Some(f.to_string())));
    let stage = Stage::from_str(stage, false).map_err(|_| format!("there is no stage `{stage}`; the stages are ir-raw, ir, mir and asm"))?;
    if function.as_deref() == Some("") {
        return Err("a function's index or name must follow the colon".into());
    }
    Ok(Dump { stage, function })
}

/// `wazc build`.
#[derive(Args)]
#[command(args_override_self = true)]
pub struct Build {
    /// The module, binary (.wasm) or text (.wat); `-` for the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub input: PathBuf,
    /// Where to write; `-` for the standard output [default: FILE with the extension .o; texts go to the standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub compile: Compile,
    /// What to write
    #[arg(long, value_name = "WHAT", value_enum, default_value = "obj")]
    pub emit: Emit,
    /// Also write a rule for make: the output depends on the input; `-MD` is the same
    #[arg(long = "MD")]
    pub md: bool,
    /// Where to write the rule for make [default: the output with the extension .d]; `-` for
    /// the standard output; `-MF FILE` is the same
    #[arg(long = "MF", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub mf: Option<PathBuf>,
    /// Also show what a stage makes, of all functions or of one (index or name), on the standard error; may be repeated.
    /// Stages: ir-raw (as translated), ir (after the passes), mir (before register allocation), asm
    #[arg(long, value_name = "STAGE[:FUNCTION]", value_parser = dump)]
    pub dump: Vec<Dump>,
    /// Write what --dump shows to files of this directory: func12.ir and so on
    #[arg(long, value_name = "DIR", requires = "dump", value_hint = ValueHint::DirPath)]
    pub dump_dir: Option<PathBuf>,
    /// Say on the standard error how long each stage took
    #[arg(long)]
    pub time_report: bool,
    /// Show no progress
    #[arg(short, long)]
    pub quiet: bool,
}

/// `wazc run`.
#[derive(Args)]
#[command(args_override_self = true)]
pub struct Run {
    #[command(flatten)]
    pub compile: Compile,
    #[command(flatten)]
    pub run: wazc_run::RunArgs,
}

/// `wazc wast`.
#[derive(Args)]
#[command(args_override_self = true)]
pub struct Wast {
    /// The scripts; `-` for the standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub compile: Compile,
}

/// `wazc inspect`.
#[derive(Args)]
#[command(args_override_self = true)]
pub struct Inspect {
    /// The artifact; `-` for the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// `wazc targets`.
#[derive(Args)]
#[command(args_override_self = true)]
pub struct Targets {
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// `wazc objdump`.
#[derive(Args)]
#[command(args_override_self = true)]
pub struct Objdump {
    /// The artifact; `-` for the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Show only this function (index or name)
    #[arg(long, value_name = "FUNCTION")]
    pub function: Option<String>,
}

/// A program of this project.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    Wazc,
    WazcRun,
}

impl Program {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Program::Wazc => "wazc",
            Program::WazcRun => "wazc-run",
        }
    }
}

/// `wazc completions`.
#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
    /// The program
    #[arg(value_enum, default_value = "wazc")]
    pub program: Program,
}

/// `wazc man`.
#[derive(Args)]
pub struct Man {
    /// The command, whose page is called wazc_build(1) or the like, or wazc-run, which is a program [default: wazc itself]
    #[arg(value_name = "COMMAND", value_parser = ["build", "run", "inspect", "targets", "objdump", "wast", "completions", "man", "wazc-run"])]
    pub command: Option<String>,
}

/// The arguments of this process, for clap: see [`long_spellings`].
pub fn arguments() -> Vec<OsString> {
    long_spellings(std::env::args_os(), &Cli::command())
}

/// Gives the compiler drivers' spellings `-MD`, `-MF FILE` and `-march=CPU` the two dashes that clap wants. Values of
/// options stay as they are, and in `run` everything from the file on, which is the program's.
fn long_spellings(args: impl IntoIterator<Item = OsString>, command: &clap::Command) -> Vec<OsString> {
    let mut args = args.into_iter();
    let mut out: Vec<OsString> = args.by_ref().take(2).collect();
    let Some(sub) = out.get(1).and_then(|n| command.find_subcommand(n)) else {
        out.extend(args);
        return out;
    };
    let has = |long: &str| sub.get_arguments().any(|a| a.get_long() == Some(long));
    // The next word is a value only where one must follow: that of `--deterministic[=SEED]` doesn't.
    let wants_value = |a: &clap::Arg| a.get_action().takes_values() && a.get_num_args().is_none_or(|n| n.min_values() > 0);
    let rest = sub.get_name() == "run";
    while let Some(arg) = args.next() {
        let bytes = arg.as_bytes();
        if bytes == b"--" || rest && (bytes == b"-" || !bytes.starts_with(b"-")) {
            out.push(arg);
            out.extend(args);
            break;
        }
        let with = |front: &str, rest: &[u8]| OsString::from_vec([front.as_bytes(), rest].concat());
        let long = match bytes {
            b"-MD" | b"-MF" if has("MD") => with("-", bytes),
            [b'-', b'M', b'F', file @ ..] if has("MF") => with("--MF=", file),
            b"-march" | [b'-', b'm', b'a', b'r', b'c', b'h', b'=', ..] if has("march") => with("-", bytes),
            _ => arg,
        };
        let text = long.to_str().unwrap_or_default();
        let option = match text.strip_prefix("--") {
            Some(name) => sub.get_arguments().find(|a| a.get_long() == Some(name)),
            None => text.strip_prefix('-').filter(|s| s.len() == 1).and_then(|s| {
                sub.get_arguments().find(|a| a.get_short().is_some_and(|c| s.starts_with(c)))
            }),
        };
        let value = option.is_some_and(wants_value);
        out.push(long);
        if value {
            out.extend(args.next());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(line: &str) -> String {
        let args = line.split(' ').map(OsString::from);
        long_spellings(args, &Cli::command()).join(" ".as_ref()).into_string().unwrap()
    }

    #[test]
    fn the_command_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn spellings_of_compiler_drivers() {
        for (from, to) in [
            ("wazc build -MD -MF x.d a.wasm -march=native", "wazc build --MD --MF x.d a.wasm --march=native"),
            ("wazc build -MFx.d a.wasm", "wazc build --MF=x.d a.wasm"),
            ("wazc build -o -MD a.wasm", "wazc build -o -MD a.wasm"),
            ("wazc build -- -MD", "wazc build -- -MD"),
            ("wazc run --env -MD -march=native a.wasm -march=x -MD", "wazc run --env -MD --march=native a.wasm -march=x -MD"),
            ("wazc run -O 2 -march=native a.o", "wazc run -O 2 --march=native a.o"),
            ("wazc run --deterministic a.o -march=x -MD", "wazc run --deterministic a.o -march=x -MD"),
            ("wazc run --deterministic -march=native a.o -MD", "wazc run --deterministic --march=native a.o -MD"),
            ("wazc run --deterministic=3 a.o -march=x", "wazc run --deterministic=3 a.o -march=x"),
            ("wazc run - -march=x", "wazc run - -march=x"),
            ("wazc run -O2 -march=native a.o", "wazc run -O2 --march=native a.o"),
            ("wazc inspect -MD", "wazc inspect -MD"),
            ("wazc", "wazc"),
        ] {
            assert_eq!(spelled(from), to);
        }
    }

    #[test]
    fn words_that_are_not_utf_8() {
        for (from, to) in [
            (&b"wazc run \xff.o -march=x"[..], &b"wazc run \xff.o -march=x"[..]),
            (b"wazc run --argv0 \xff -march=x a.o", b"wazc run --argv0 \xff --march=x a.o"),
            (b"wazc run --argv0=\xff -march=x a.o -march=y", b"wazc run --argv0=\xff --march=x a.o -march=y"),
            (b"wazc build \xff.wasm -march=x", b"wazc build \xff.wasm --march=x"),
            (b"wazc build a.wasm -MF\xff.d", b"wazc build a.wasm --MF=\xff.d"),
        ] {
            let args = from.split(|b| *b == b' ').map(|w| OsString::from_vec(w.to_vec()));
            let got: Vec<OsString> = long_spellings(args, &Cli::command());
            assert_eq!(got.join(" ".as_ref()).into_vec(), to);
        }
    }
}
