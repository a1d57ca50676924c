//! Batches of seeds in child processes. Output: a summary; a file and a note for each seed that fails.

use crate::{Args, diff};
use clap::ValueEnum;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const BATCH: u64 = 50;

#[derive(Debug, Default)]
struct Totals {
    modules: u64,
    none: u64,
    calls: u64,
    traps: u64,
    exhausted: u64,
    evaluations: u64,
    failures: BTreeMap<u64, String>,
}

struct Run<'a> {
    args: &'a Args,
    next: AtomicU64,
    totals: Mutex<Totals>,
}

fn levels(args: &Args) -> String {
    args.opt_levels.iter().map(u8::to_string).collect::<Vec<_>>().join(",")
}

/// The options that say where artifacts run.
fn target(args: &Args) -> Vec<String> {
    let mut out = vec!["--timeout".into(), args.timeout.to_string()];
    for (name, value) in [("--target", &args.target), ("--executor", &args.executor)] {
        out.extend(value.iter().flat_map(|v| [name.to_string(), v.clone()]));
    }
    out
}

impl Run<'_> {
    fn with<R>(&self, f: impl FnOnce(&mut Totals) -> R) -> R {
        f(&mut self.totals.lock().unwrap_or_else(|e| e.into_inner()))
    }

    fn fail(&self, seed: u64, message: String) {
        println!("seed {seed}: {message}");
        if let Some(dir) = &self.args.save {
            // The generator itself may be what panics.
            let wasm = std::panic::catch_unwind(|| diff::generate(self.args, seed)).ok().flatten();
            let note = format!("{message}\n\nwazc-fuzz --seed {seed} --opt-levels {} --repro seed-{seed}.wasm\n", levels(self.args));
            let saved = std::fs::create_dir_all(dir)
                .and_then(|()| std::fs::write(dir.join(format!("seed-{seed}.wasm")), wasm.unwrap_or_default()))
                .and_then(|()| std::fs::write(dir.join(format!("seed-{seed}.txt")), note));
            if let Err(e) = saved {
                eprintln!("wazc-fuzz: {}: {e}", dir.display());
            }
        }
        self.with(|t| t.failures.insert(seed, message));
    }

    fn spawn(&self, from: u64, count: u64) -> Result<Child, String> {
        let a = self.args;
        let generator = a.generator.to_possible_value().ok_or("a generator without a name")?;
        let exe = std::env::current_exe().map_err(|e| e.to_string())?;
        Command::new(exe)
            .args(["--child", "--gen", generator.get_name(), "--opt-levels", &levels(a)])
            .args(["--seed", &from.to_string(), "--count", &count.to_string(), "--size", &a.size.to_string()])
            .args(target(a))
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("cannot start a child process: {e}"))
    }

    /// Runs seeds from `from` up to `to` or to the first that ends the process; returns the next one to run.
    fn part(&self, from: u64, to: u64) -> Result<u64, String> {
        let mut child = self.spawn(from, to - from)?;
        let out = child.stdout.take().ok_or("no output of a child process")?;
        let (send, lines) = channel();
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        let (mut seed, mut busy, mut hung) = (from, false, false);
        loop {
            let line = match lines.recv_timeout(Duration::from_secs(self.args.timeout)) {
                Ok(line) => line,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    hung = true;
                    let _ = child.kill();
                    break;
                }
            };
            let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
            busy = word == "start";
            match word {
                "start" => seed = rest.parse().map_err(|_| "a child process speaks nonsense")?,
                "none" => self.with(|t| t.none += 1),
                "ok" => {
                    let n: Vec<u64> = rest.split(' ').filter_map(|n| n.parse().ok()).collect();
                    let [calls, traps, exhausted, evaluations] = n[..] else { return Err("a child process speaks nonsense".into()) };
                    self.with(|t| {
                        t.modules += 1;
                        t.calls += calls;
                        t.traps += traps;
                        t.exhausted += exhausted;
                        t.evaluations += evaluations;
                    });
                }
                _ => {
                    self.with(|t| t.modules += 1);
                    self.fail(seed, rest.to_string());
                }
            }
        }
        let status = child.wait().map_err(|e| e.to_string())?;
        let _ = reader.join();
        if hung {
            self.fail(seed, format!("no answer in {} s", self.args.timeout));
        } else if busy {
            self.fail(seed, format!("the process ended: {status}"));
        } else if !status.success() {
            return Err(format!("a child process ended between modules: {status}"));
        }
        Ok(seed + 1)
    }

    fn worker(&self, started: Instant) -> Result<(), String> {
        let end = self.args.seed.saturating_add(self.args.count);
        loop {
            let from = self.next.fetch_add(BATCH, Ordering::Relaxed);
            if from >= end || self.args.seconds.is_some_and(|s| started.elapsed().as_secs() >= s) {
                return Ok(());
            }
            let to = end.min(from + BATCH);
            let mut at = from;
            while at < to {
                at = self.part(at, to)?;
            }
        }
    }
}

/// Runs all seeds; true if nothing failed.
pub fn run(args: &Args) -> Result<bool, String> {
    let run = Run { args, next: AtomicU64::new(args.seed), totals: Mutex::default() };
    let started = Instant::now();
    std::thread::scope(|s| {
        let workers: Vec<_> = (0..args.jobs.max(1)).map(|_| s.spawn(|| run.worker(started))).collect();
        workers.into_iter().try_for_each(|w| w.join().map_err(|_| "a worker panicked".to_string())?)
    })?;
    run.with(|t| {
        println!(
            "{} modules in {:.0} s: {} calls, {} of them trapped, {} modules stopped at an exhausted stack, {} seeds made no module, {} failures",
            t.modules,
            started.elapsed().as_secs_f64(),
            t.calls,
            t.traps,
            t.exhausted,
            t.none,
            t.failures.len()
        );
        if t.evaluations > 0 {
            println!("{} evaluations of vector operators, on each level", t.evaluations);
        }
        if t.modules == 0 {
            return Err("no module ran".to_string());
        }
        Ok(t.failures.is_empty())
    })
}

/// Makes a failing module smaller while it fails; each candidate runs in a process of its own.
pub fn shrink(args: &Args, file: &Path, out: &Path) -> Result<bool, String> {
    let wasm = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let exe = std::env::current_exe().map_err(|e| e.to_string())?;
    let out = out.to_path_buf();
    let candidate = out.with_extension("candidate.wasm");
    let began = Instant::now();
    let limit = Duration::from_secs(args.seconds.unwrap_or(120));
    // How a process that gets this module ends; `None` if it does not. Without its fuel a candidate may run for ever.
    let ends = |wasm: &[u8], seconds: u64| -> Result<Option<std::process::ExitStatus>, std::io::Error> {
        std::fs::write(&candidate, wasm)?;
        let mut child = Command::new(&exe)
            .args(target(args))
            .args(["--seed", &args.seed.to_string(), "--opt-levels", &levels(args), "--repro"])
            .arg(&candidate)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let started = Instant::now();
        loop {
            match child.try_wait()? {
                Some(status) => return Ok(Some(status)),
                None if started.elapsed().as_secs() >= seconds => {
                    child.kill()?;
                    child.wait()?;
                    return Ok(None);
                }
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        }
    };
    let first = ends(&wasm, args.timeout).map_err(|e| e.to_string())?;
    // 2: not a module that both engines take.
    if first.is_some_and(|s| s.success() || s.code() == Some(2)) {
        return Err("the module does not fail".into());
    }
    let fails = |wasm: &[u8]| Ok(began.elapsed() < limit && ends(wasm, 2)? == first);
    let target = out.clone();
    let save = move |wasm: &[u8]| Ok(std::fs::write(&target, wasm)?);
    let result = wasm_shrink::WasmShrink::default().attempts(500).on_new_smallest(Some(Box::new(save))).run(wasm, fails);
    let _ = std::fs::remove_file(&candidate);
    let info = result.map_err(|e| format!("{e:#}"))?;
    std::fs::write(&out, &info.output).map_err(|e| format!("{}: {e}", out.display()))?;
    println!("{} → {} bytes: {}", info.input_size, info.output_size, out.display());
    Ok(true)
}
