//! Compiles a module and has the artifact run, in this process or by `wazc-execute` in another. Input: bytes and a seed;
//! output: events as lines.

use crate::{Args, Generator};
use std::io::{BufReader, BufWriter};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use wazc_abi::target::Arch;
use wazc_compiler::Options;
use wazc_compiler::opt::{Switch, Wishes};
use wazc_fuzz::execute;
use wazc_fuzz::rng::{Rng, mix};
use wazc_fuzz::shape::{Line, Shape};
use wazc_fuzz::wire;

/// How artifacts are made and run.
pub struct Subject {
    arch: Arch,
    command: Vec<String>,
    timeout: u64,
    pub generator: Generator,
    executor: Option<Executor>,
}

struct Executor {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Drop for Executor {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Subject {
    pub fn new(args: &Args) -> Result<Subject, String> {
        let command: Vec<String> = args.executor.iter().flat_map(|c| c.split_whitespace()).map(str::to_string).collect();
        let host = wazc_loader::host_arch();
        let arch = match &args.target {
            Some(name) => Arch::ALL.into_iter().find(|a| a.triple().starts_with(name.as_str())).ok_or("no such target")?,
            None => host.ok_or("this machine is no target")?,
        };
        if Some(arch) != host && command.is_empty() {
            return Err("another machine's artifacts need --executor".into());
        }
        Ok(Subject { arch, command, timeout: args.timeout.div_ceil(3), generator: args.generator, executor: None })
    }

    /// CPU features above the baseline: all that there are, for every other seed. An emulator is taken to have all.
    fn more_features(&self, seed: u64, level: u8) -> u64 {
        match (all_features(seed, level), self.command.is_empty()) {
            (false, _) => 0,
            (true, true) => wazc_loader::host_features(),
            (true, false) => self.arch.features().iter().fold(0, |all, f| all | f.1),
        }
    }

    /// Compiles a module at an optimisation level ([`flags`] says what else) and runs all its calls.
    pub fn run(&mut self, wasm: &[u8], shape: &Shape, seed: u64, level: u8) -> Result<Vec<Line>, String> {
        let mut wishes = Wishes::default();
        changed(seed, level).for_each(|s| wishes.set(s, s.level() > HIGHEST));
        let options = Options { opt_level: level.min(HIGHEST), wishes, check: true, jobs: 1, ..Options::for_arch(self.arch) };
        let options = Options { features: options.features | self.more_features(seed, level), ..options };
        let artifact = wazc_compiler::compile(wasm, &options).map_err(|e| format!("wazc refuses the module: {e}"))?;
        if self.command.is_empty() {
            let events = execute::run(&artifact.elf, shape, seed).map_err(|e| e.to_string())?;
            return Ok(events.iter().map(Line::from).collect());
        }
        let executor = match &mut self.executor {
            Some(e) => e,
            none => none.insert(Executor::start(&self.command, self.timeout).map_err(|e| format!("{}: {e}", self.command[0]))?),
        };
        let asked = wire::ask(&mut executor.to, wasm, &artifact.elf, seed);
        if let (Ok(()), Ok(Some(answer))) = (asked, wire::answer(&mut executor.from)) {
            return answer;
        }
        let status = executor.child.wait().map_err(|e| e.to_string())?;
        self.executor = None;
        Err(format!("the process that executes ended: {status}"))
    }
}

/// The highest level; one above stands for it with some optimisations left out, and some added that no level has.
const HIGHEST: u8 = 2;

/// The optimisations that a seed leaves out, or adds: about a third of them.
fn changed(seed: u64, level: u8) -> impl Iterator<Item = Switch> {
    let mut rng = Rng::new(seed);
    Switch::ALL.iter().copied().filter(move |_| level > HIGHEST && rng.below(3) == 0)
}

fn all_features(seed: u64, level: u8) -> bool {
    level > HIGHEST && mix(seed) & 2 == 0
}

/// A level as the options of `wazc build`.
pub fn flags(seed: u64, level: u8) -> String {
    let no = |s: Switch| if s.level() > HIGHEST { "" } else { "no-" };
    let changed: String = changed(seed, level).map(|s| format!(" -f{}{}", no(s), s.name())).collect();
    let march = if all_features(seed, level) { " -march=native" } else { "" };
    format!("-O{}{march}{changed}", level.min(HIGHEST))
}

impl Executor {
    fn start(command: &[String], timeout: u64) -> std::io::Result<Executor> {
        let mut child = Command::new(&command[0])
            .args(&command[1..])
            .arg(timeout.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("no pipes"));
        };
        Ok(Executor { child, to: BufWriter::new(to), from: BufReader::new(from) })
    }
}
