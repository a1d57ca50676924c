//! Watching a compilation from outside: how far it is, how much time each stage took, and texts of stages. Input: what
//! the pipeline reports; output: counters that may be read meanwhile. Nothing here changes what is compiled.

use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use rustix::time::{ClockId, clock_gettime};
use std::time::{Duration, Instant};

/// A stage of the pipeline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Bytes → module.
    Parse,
    /// Operators → IR, with validation.
    Translate,
    /// IR → better IR.
    Passes,
    /// IR → machine IR.
    Lower,
    /// Register allocation.
    Regalloc,
    /// Encoding.
    Emit,
    /// Checks of the stages' output, where they are on.
    Check,
    /// Layout, records, digests, ELF.
    Object,
}

impl Stage {
    /// All, in order, with their names.
    pub const ALL: [(Stage, &'static str); 8] = [
        (Stage::Parse, "parse"),
        (Stage::Translate, "translate"),
        (Stage::Passes, "passes"),
        (Stage::Lower, "lower"),
        (Stage::Regalloc, "regalloc"),
        (Stage::Emit, "emit"),
        (Stage::Check, "check"),
        (Stage::Object, "object"),
    ];

    /// Whether it runs for many functions at a time.
    pub fn is_parallel(self) -> bool {
        !matches!(self, Stage::Parse | Stage::Object)
    }
}

/// What is known of a running compilation.
#[derive(Debug, Default)]
pub struct Monitor {
    timing: bool,
    cpu: [AtomicU64; Stage::ALL.len()],
    wall: [AtomicU64; Stage::ALL.len()],
    functions_wall: AtomicU64,
    total: AtomicUsize,
    done: AtomicUsize,
}

fn thread_time() -> Duration {
    let t = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(t.tv_sec.unsigned_abs(), t.tv_nsec as u32)
}

fn add(to: &AtomicU64, d: Duration) {
    to.fetch_add(d.as_nanos() as u64, Relaxed);
}

impl Monitor {
    /// A monitor; `timing` says whether to measure the stages.
    pub fn new(timing: bool) -> Monitor {
        Monitor { timing, ..Monitor::default() }
    }

    /// Functions compiled, and how many there are (0 until it is known).
    pub fn progress(&self) -> (usize, usize) {
        (self.done.load(Relaxed), self.total.load(Relaxed))
    }

    /// CPU time that a stage took, summed over threads.
    pub fn cpu_time(&self, s: Stage) -> Duration {
        Duration::from_nanos(self.cpu[s as usize].load(Relaxed))
    }

    /// Time on the clock that a stage took, summed over threads.
    pub fn wall_time(&self, s: Stage) -> Duration {
        Duration::from_nanos(self.wall[s as usize].load(Relaxed))
    }

    /// Time on the clock from the first function's start to the last one's end.
    pub fn functions_time(&self) -> Duration {
        Duration::from_nanos(self.functions_wall.load(Relaxed))
    }
}

/// Does a stage's work and notes how long it took.
pub fn stage<T>(m: Option<&Monitor>, s: Stage, work: impl FnOnce() -> T) -> T {
    let Some(m) = m.filter(|m| m.timing) else { return work() };
    let (cpu, wall) = (thread_time(), Instant::now());
    let r = work();
    add(&m.cpu[s as usize], thread_time().saturating_sub(cpu));
    add(&m.wall[s as usize], wall.elapsed());
    r
}

/// Does the work of all functions.
pub fn all_functions<T>(m: Option<&Monitor>, count: usize, work: impl FnOnce() -> T) -> T {
    let Some(m) = m else { return work() };
    m.total.store(count, Relaxed);
    let start = Instant::now();
    let r = work();
    add(&m.functions_wall, start.elapsed());
    r
}

/// Notes that one more function is done.
pub fn function_done(m: Option<&Monitor>) {
    if let Some(m) = m {
        m.done.fetch_add(1, Relaxed);
    }
}

/// A stage whose output can be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Text {
    /// IR as translated.
    IrRaw,
    /// IR after the passes.
    Ir,
    /// Machine IR before allocation.
    Mir,
}

/// A request for the text of a stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dump {
    /// Of which stage.
    pub text: Text,
    /// Of which function; all where there is none.
    pub func: Option<u32>,
}

/// The text of a stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// Of which stage.
    pub text: Text,
    /// Of which function.
    pub func: u32,
    /// The text.
    pub body: String,
}
