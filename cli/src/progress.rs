//! What the user sees of a compilation: a bar while it lasts, a table of times after it. Input: a monitor that the
//! compiler feeds; output: the standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use wazc_compiler::{Monitor, Stage};

/// How long a compilation must last to be worth a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does the work; if that takes long and somebody watches, shows how far it is.
pub fn with_bar<T>(monitor: &Monitor, quiet: bool, work: impl FnOnce() -> T) -> T {
    if quiet || !std::io::stderr().is_terminal() {
        return work();
    }
    std::thread::scope(|s| {
        let (done, wait) = channel::<()>();
        s.spawn(move || {
            if wait.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("compiling [{bar:40}] {pos}/{len} functions, {elapsed} {msg}") {
                bar.set_style(style.progress_chars("=> "));
            }
            loop {
                let (at, of) = monitor.progress();
                bar.set_length(of as u64);
                bar.set_position(at as u64);
                bar.set_message(if of != 0 && at == of { "(writing)" } else { "" });
                if wait.recv_timeout(Duration::from_millis(100)) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            bar.finish_and_clear();
        });
        let r = work();
        drop(done);
        r
    })
}

/// The table of `--time-report`. `total` is the time on the clock of everything.
pub fn time_table(m: &Monitor, total: Duration) -> String {
    let ms = |d: Duration| format!("{:.1}", d.as_secs_f64() * 1e3);
    let all: Duration = Stage::ALL.iter().map(|s| m.cpu_time(s.0)).sum();
    let share = |d: Duration| format!("{:.1}", 100.0 * d.as_secs_f64() / all.as_secs_f64().max(1e-9));
    let mut out = String::new();
    let mut row = |name: &str, cpu: &str, share: &str, wall: &str| {
        let _ = writeln!(out, "{name:<12} {cpu:>12} {share:>7} {wall:>13}");
    };
    row("stage", "CPU time/ms", "%", "wall time/ms");
    let (parallel, serial): (Vec<_>, Vec<_>) = Stage::ALL.into_iter().partition(|s| s.0.is_parallel());
    for (s, name) in serial {
        let cpu = m.cpu_time(s);
        row(name, &ms(cpu), &share(cpu), &ms(m.wall_time(s)));
        if s == Stage::Parse {
            let sum = parallel.iter().map(|s| m.cpu_time(s.0)).sum();
            row("functions", &ms(sum), &share(sum), &ms(m.functions_time()));
            for (s, name) in parallel.iter().filter(|s| s.0 != Stage::Check || !m.cpu_time(s.0).is_zero()) {
                row(&format!("  {name}"), &ms(m.cpu_time(*s)), &share(m.cpu_time(*s)), "");
            }
        }
    }
    row("total", &ms(all), "100.0", &ms(total));
    out
}
