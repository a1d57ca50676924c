//! What loading an artifact and making instances of it cost, step by step, in one process.
//!
//! In: an artifact, or several; `--rounds N`. Out, for each: milliseconds and page faults of each step, the median of all rounds: reading
//! and checking, mapping, the first instance of a module, each of the 32 after it, and each of 32 that live together. An instance is
//! counted with the making and the end of its store. Start functions are run, `_start` is not.

use std::time::Instant;
use wazc_loader::Artifact;
use wazc_runtime::wasi::{self, WasiCtx};
use wazc_runtime::{Engine, Linker, Module, Store};

type Res<T> = Result<T, Box<dyn std::error::Error>>;

/// Instances made of one module after its first, and again living together.
const MANY: u32 = 32;

/// Milliseconds and page faults of steps, one column per step.
#[derive(Default)]
struct Table(Vec<(&'static str, Vec<(f64, f64)>)>);

/// Page faults of this process so far; those of the kernel's that read nothing from a disk.
fn faults() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default();
    fields.split(' ').nth(7).and_then(|n| n.parse().ok()).unwrap_or(0)
}

impl Table {
    /// Runs a step `times` times over and notes what one takes.
    fn step<R>(&mut self, name: &'static str, times: u32, mut f: impl FnMut() -> Res<R>) -> Res<R> {
        let (before, start) = (faults(), Instant::now());
        for _ in 1..times {
            f()?;
        }
        let r = f()?;
        let took = start.elapsed().as_secs_f64() * 1e3 / f64::from(times);
        let row = (took, (faults() - before) as f64 / f64::from(times));
        match self.0.iter_mut().find(|s| s.0 == name) {
            Some(s) => s.1.push(row),
            None => self.0.push((name, vec![row])),
        }
        Ok(r)
    }

    fn print(&mut self) {
        for (name, rows) in &mut self.0 {
            let mut middle = |by: fn(&(f64, f64)) -> f64| {
                rows.sort_by(|a, b| by(a).total_cmp(&by(b)));
                by(&rows[rows.len() / 2])
            };
            println!("  {name:42} {:9.4} ms {:8.1} page faults", middle(|r| r.0), middle(|r| r.1));
        }
    }
}

fn instantiate(engine: &Engine, linker: &Linker, module: &Module) -> Res<Store> {
    let mut store = Store::new(engine);
    linker.instantiate(&mut store, module)?;
    Ok(store)
}

fn measure(path: &str, rounds: u32) -> Res<()> {
    let engine = Engine::default();
    let mut table = Table::default();
    let mut linker = Linker::new();
    wasi::add_to_linker(&mut linker, WasiCtx::new());
    for _ in 0..rounds {
        let file = std::fs::File::open(path)?;
        let artifact = table.step("read and check", 1, || Ok(Artifact::read(&file)?))?;
        let module = table.step("map", 1, || Ok(Module::from_artifact(&artifact)?))?;
        table.step("first instance", 1, || instantiate(&engine, &linker, &module).map(drop))?;
        table.step("second instance", 1, || instantiate(&engine, &linker, &module).map(drop))?;
        table.step("each of many, one after the other", MANY, || instantiate(&engine, &linker, &module).map(drop))?;
        let mut all = Vec::new();
        table.step("each of many that live together", MANY, || Ok(all.push(instantiate(&engine, &linker, &module)?)))?;
        table.step("freeing all these", 1, || Ok(all.clear()))?;
        let mut both = vec![(module, artifact)];
        table.step("freeing module and artifact", 1, || Ok(both.clear()))?;
    }
    println!("{path}");
    table.print();
    Ok(())
}

fn main() -> Res<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut rounds = 11;
    if let Some(i) = args.iter().position(|a| a == "--rounds") {
        rounds = args.get(i + 1).ok_or("--rounds N")?.parse::<u32>()?.max(1);
        args.drain(i..i + 2);
    }
    if args.is_empty() {
        return Err("artifacts are missing".into());
    }
    args.iter().try_for_each(|a| measure(a, rounds))
}
