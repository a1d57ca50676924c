//! Arguments → what is to be done, with defaults filled in and contradictions refused. Reads no module.

use crate::args::{self, Compile, Emit};
use crate::cmd;
use crate::failure::Failure;
use crate::output::{Output, open_file, same};
use crate::rule::rule;
use std::io::IsTerminal;
use std::path::PathBuf;
use wazc_abi::target::Arch;
use wazc_compiler::{Options, isa};
use wazc_compiler::opt::Wishes;

/// What `build` is to do.
#[derive(Debug)]
pub struct Build {
    /// The module; `None` for the standard input.
    pub input: Option<PathBuf>,
    pub emit: Emit,
    pub output: Output,
    /// The rule for make, and where it goes.
    pub rule: Option<(Output, Vec<u8>)>,
    pub dump: Vec<args::Dump>,
    /// Directory of the dumps; `None` for the standard error.
    pub dump_dir: Option<PathBuf>,
    pub time_report: bool,
    pub quiet: bool,
    pub options: Options,
}

/// How to compile.
pub fn options(a: &Compile) -> Result<Options, Failure> {
    let arch = Arch::from(a.target);
    let features = match &a.march {
        Some(m) => features(arch, m).map_err(|e| Failure::usage(format!("invalid value '{m}' for '--march <CPU>'{e}")))?,
        None => arch.baseline(),
    };
    let mut wishes = Wishes::default();
    for w in &a.wishes {
        wishes.add(w).map_err(Failure::usage)?;
    }
    let options = Options::for_arch(arch);
    let check = a.check || options.check;
    Ok(Options { opt_level: a.opt, wishes, features, torn_stores: a.torn_stores, jobs: a.jobs.into(), check, ..options })
}

/// What a value of `--march` stands for: a CPU, and features to add or to leave out.
fn features(arch: Arch, march: &str) -> Result<u64, String> {
    let mut words = march.split('+');
    let mut set = match words.next().unwrap_or_default() {
        "" => arch.baseline(),
        "native" if wazc_loader::host_arch() == Some(arch) => arch.baseline() | wazc_loader::host_features(),
        "native" => return Err(format!(": this machine is none for the target {}", arch.triple())),
        cpu => match arch.cpus().iter().find(|c| c.0 == cpu) {
            Some(c) => c.1,
            None => {
                let names: Vec<&str> = arch.cpus().iter().map(|c| c.0).collect();
                return Err(format!("\n  [possible values: {}, native]", names.join(", ")));
            }
        },
    };
    let bit = |name: &str| arch.features().iter().find(|f| f.0 == name).map(|f| f.1);
    // A feature comes with those that it needs, and takes away those that need it.
    let needs = isa::needed_features(arch);
    let with = |bit: u64| needs.iter().filter(|n| n.0 == bit).fold(bit, |set, n| set | n.1);
    let from = |bit: u64| needs.iter().filter(|n| n.1 & bit != 0).fold(bit, |set, n| set | n.0);
    for word in words {
        match (bit(word), word.strip_prefix("no").and_then(bit)) {
            (Some(bit), _) => set |= with(bit),
            (None, Some(bit)) => set &= !from(bit),
            (None, None) => {
                let names: Vec<&str> = arch.features().iter().map(|f| f.0).collect();
                return Err(format!(": there is no feature `{word}`\n  [possible features: {}]", names.join(", ")));
            }
        }
    }
    let missing = isa::assumed_features(arch) & !set;
    if missing != 0 {
        let names: Vec<&str> = arch.features().iter().filter(|f| missing & f.1 != 0).map(|f| f.0).collect();
        return Err(format!(": code for {} always needs {}", arch.triple(), names.join(", ")));
    }
    Ok(set)
}

/// What `build` is to do.
pub fn build(a: args::Build) -> Result<Build, Failure> {
    let options = options(&a.compile)?;
    let input = cmd::file(&a.input).map(PathBuf::from);
    // A name that others can use too.
    let named = input.as_ref().filter(|i| open_file(i).is_none());
    let output = match (a.output, named) {
        (Some(o), _) => Output::from(o),
        (None, _) if a.emit != Emit::Obj => Output::Stdout,
        (None, Some(i)) => Output::File(i.with_extension("o")),
        (None, None) => {
            let from = input.as_ref().map_or("the standard input".into(), |i| i.display().to_string());
            return Err(Failure::usage(format!("the module comes from {from}: name the output with -o")));
        }
    };
    if a.emit == Emit::Obj && output == Output::Stdout && std::io::stdout().is_terminal() {
        return Err(Failure::usage("an artifact is not for a terminal: redirect the standard output, or name a file with -o"));
    }
    let rule = if a.md || a.mf.is_some() {
        let (Output::File(out), Some(input)) = (&output, named) else {
            return Err(Failure::usage("a rule for make needs an input and an output that are files"));
        };
        let file = Output::from(a.mf.unwrap_or_else(|| out.with_extension("d")));
        if let Output::File(f) = &file
            && (same(f, out) || same(f, input))
        {
            return Err(Failure::usage(format!("the rule for make would replace {}: name another file with -MF", f.display())));
        }
        Some((file, rule(out, input)?))
    } else {
        None
    };
    Ok(Build { input, emit: a.emit, output, rule, dump: a.dump, dump_dir: a.dump_dir, time_report: a.time_report, quiet: a.quiet, options })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use wazc_abi::target::{arm, x86};

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
        assert_eq!(output("wazc build a.wasm -o /dev/stderr"), Output::Stderr);
        assert!(settings("wazc build -").is_err() && settings("wazc build /dev/stdin").is_err());
    }

    #[test]
    fn rules() {
        let rule = |line| settings(line).unwrap().rule.unwrap();
        assert_eq!(rule("wazc build d/a.wasm --MD"), (Output::File("d/a.d".into()), b"d/a.o: d/a.wasm\n".to_vec()));
        assert_eq!(rule("wazc build a.wasm --MF r -o x"), (Output::File("r".into()), b"x: a.wasm\n".to_vec()));
        assert_eq!(rule("wazc build a.wasm --MF - -o x").0, Output::Stdout);
        assert_eq!(rule("wazc build a.wasm --MD --emit=ir -o x.ir").0, Output::File("x.d".into()));
        assert!(settings("wazc build a.wasm --MD -o /dev/stdout").is_err());
        assert!(settings("wazc build /dev/stdin --MD -o x").is_err());
        assert!(settings("wazc build a.wasm --MF x.o -o ./x.o").is_err());
        assert!(settings("wazc build a.wasm --MF ./a.wasm -o x.o").is_err());
        assert!(settings("wazc build a.wasm --MD -o a=b.o").is_err());
        assert!(settings("wazc build a.wasm --MD --emit=ir").is_err());
        assert!(settings("wazc build a.wasm --MF a.o").is_err());
    }

    #[test]
    fn cpus() {
        let options = |line: &str| settings(&format!("wazc build a.wasm {line}")).unwrap().options;
        let x = |line: &str| options(&format!("--target x86_64 {line}"));
        let a = |line: &str| options(&format!("--target arm64 {line}"));
        assert_eq!(Some(options("-j0").arch), wazc_loader::host_arch());
        assert_eq!((x("-j0").arch, x("-j0").features), (Arch::X86_64, x86::V2));
        assert_eq!(x("--march x86-64-v3").features, x86::V3);
        assert_eq!(x("--march x86-64-v3+noavx2+nopopcnt").features, x86::V3 & !x86::AVX2 & !x86::POPCNT);
        assert_eq!(x("--march x86-64-v2+nosse3+sse3").features, x86::V2);
        assert_eq!(x("--march x86-64-v3+noavx").features, x86::V3 & !(x86::AVX | x86::AVX2 | x86::FMA | x86::F16C));
        assert_eq!(x("--march x86-64-v2+avx2").features, x86::V2 | x86::AVX | x86::AVX2);
        let avx512 = x86::AVX | x86::AVX2 | x86::AVX512BW | x86::AVX512VBMI2;
        assert_eq!(x("--march x86-64-v2+avx512vbmi2").features, x86::V2 | avx512);
        assert_eq!(x("--march x86-64-v3+avx512vbmi2+noavx2").features, x86::V3 & !x86::AVX2);
        assert_eq!((a("-j0").arch, a("-j0").features), (Arch::Aarch64, 0));
        assert_eq!(a("--march armv8-a+lse+mops").features, arm::LSE | arm::MOPS);
        assert_eq!(a("--march armv8.4-a+nojscvt").features, arm::LSE | arm::RCPC | arm::DOTPROD);
        assert_eq!(a("--march +cssc").features, arm::CSSC);
        let native = options("--march native").features;
        let baseline = wazc_loader::host_arch().map_or(0, Arch::baseline);
        assert_eq!(native, baseline | wazc_loader::host_features());
        assert_eq!(x("-O 0 -j3").opt_level, 0);
        let mut wishes = Wishes::default();
        wishes.add("no-layout").unwrap();
        assert_eq!(x("-fno-branches -f branches -fno-layout").wishes.at(2), wishes.at(2));
        let other = Arch::ALL.into_iter().find(|a| Some(*a) != wazc_loader::host_arch()).unwrap().triple();
        for wrong in [
            "--target x86_64 --march armv8-a".to_string(),
            "--target aarch64 --march x86-64-v2".to_string(),
            "--target x86_64 --march x86-64-v2+nosse3".to_string(),
            "--target x86_64 --march x86-64-v3+nosse4.1".to_string(),
            "--target aarch64 --march armv8-a+avx".to_string(),
            "--target aarch64 --march armv8-a+".to_string(),
            format!("--target {other} --march native"),
        ] {
            assert!(settings(&format!("wazc build a.wasm {wrong}")).is_err(), "{wrong}");
        }
    }
}
