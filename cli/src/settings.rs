//! Arguments → what is to be done, with defaults filled in and contradictions refused. Reads no module.

use crate::args::{self, Compile, Cpu, Emit};
use crate::failure::Failure;
use crate::output::Output;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use wazc_abi::target::x86;
use wazc_compiler::Options;

/// What `build` is to do.
#[derive(Debug)]
pub struct Build {
    /// The module; `None` for the standard input.
    pub input: Option<PathBuf>,
    pub emit: Emit,
    pub output: Output,
    /// File and text of the rule for make.
    pub rule: Option<(PathBuf, String)>,
    pub dump: Vec<args::Dump>,
    /// Directory of the dumps; `None` for the standard error.
    pub dump_dir: Option<PathBuf>,
    pub time_report: bool,
    pub quiet: bool,
    pub options: Options,
}

/// How to compile.
pub fn options(a: &Compile) -> Result<Options, Failure> {
    if !["x86", "x86-64"].iter().any(|p| a.target.starts_with(p)) {
        return Err(Failure::new(format!("target {} is not supported yet", a.target))
            .help(Some("x86_64-unknown-linux-gnu is the only target so far")));
    }
    let features = match a.march {
        Cpu::V2 => x86::V2,
        Cpu::V3 => x86::V3,
        Cpu::Native => native(),
    };
    Ok(Options { opt_level: a.opt, features, jobs: a.jobs.into(), ..Options::default() })
}

/// What this machine's CPU has.
fn native() -> u64 {
    let flags = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let flags: Vec<&str> = flags.lines().find(|l| l.starts_with("flags")).unwrap_or_default().split_whitespace().collect();
    let has = |name: &str| {
        let alias = match name {
            "sse3" => "pni",
            "sse4.1" => "sse4_1",
            "sse4.2" => "sse4_2",
            "lzcnt" => "abm",
            n => n,
        };
        flags.contains(&alias)
    };
    x86::V2 | x86::ALL.iter().filter(|(n, _)| has(n)).fold(0, |a, f| a | f.1)
}

/// What `build` is to do.
pub fn build(a: args::Build) -> Result<Build, Failure> {
    let options = options(&a.compile)?;
    let dash = |p: &PathBuf| p.as_os_str() == "-";
    let input = Some(a.input).filter(|i| !dash(i));
    let output = match (a.output, &input) {
        (Some(o), _) if dash(&o) => Output::Stdout,
        (Some(o), _) => Output::File(o),
        (None, _) if a.emit != Emit::Obj => Output::Stdout,
        (None, Some(i)) => Output::File(i.with_extension("o")),
        (None, None) => return Err(Failure::usage("the module comes from the standard input: name the output with -o")),
    };
    if a.emit == Emit::Obj && output == Output::Stdout && std::io::stdout().is_terminal() {
        return Err(Failure::usage("an artifact is not for a terminal: redirect the standard output, or name a file with -o"));
    }
    let rule = if a.md || a.mf.is_some() {
        let (Output::File(out), Some(input)) = (&output, &input) else {
            return Err(Failure::usage("a rule for make needs an input and an output that are files"));
        };
        let file = a.mf.unwrap_or_else(|| out.with_extension("d"));
        if file == *out || file == *input {
            return Err(Failure::usage(format!("the rule for make would replace {}: name another file with -MF", file.display())));
        }
        Some((file, format!("{}: {}\n", for_make(out), for_make(input))))
    } else {
        None
    };
    Ok(Build { input, emit: a.emit, output, rule, dump: a.dump, dump_dir: a.dump_dir, time_report: a.time_report, quiet: a.quiet, options })
}

/// A file name as make reads it.
fn for_make(p: &Path) -> String {
    p.to_string_lossy().replace('$', "$$").replace(' ', "\\ ").replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn settings(line: &str) -> Result<Build, Failure> {
        match args::Cli::parse_from(line.split(' ')).command {
            args::Command::Build(a) => build(a),
            _ => unreachable!("another command"),
        }
    }

    #[test]
    fn outputs() {
        let output = |line| settings(line).unwrap().output;
        assert_eq!(output("wazc build d/a.wasm"), Output::File("d/a.o".into()));
        assert_eq!(output("wazc build a.wasm -o b"), Output::File("b".into()));
        assert_eq!(output("wazc build a.wasm --emit=asm"), Output::Stdout);
        assert_eq!(output("wazc build a.wasm --emit=asm -o -"), Output::Stdout);
        assert!(settings("wazc build -").is_err());
    }

    #[test]
    fn rules() {
        let rule = |line| settings(line).unwrap().rule.unwrap();
        assert_eq!(rule("wazc build d/a.wasm --MD"), ("d/a.d".into(), "d/a.o: d/a.wasm\n".to_string()));
        assert_eq!(rule("wazc build a#.wasm --MF r -o $x"), ("r".into(), "$$x: a\\#.wasm\n".to_string()));
        assert!(settings("wazc build a.wasm --MD --emit=ir").is_err());
        assert!(settings("wazc build a.wasm --MF a.o").is_err());
    }

    #[test]
    fn cpus() {
        let options = |line| settings(line).unwrap().options;
        assert_eq!(options("wazc build a.wasm").features, x86::V2);
        assert_eq!(options("wazc build a.wasm --march x86-64-v3").features, x86::V3);
        assert_eq!(options("wazc build a.wasm --march native").features & x86::V2, x86::V2);
        assert_eq!(options("wazc build a.wasm -O 0 -j3").opt_level, 0);
    }
}
