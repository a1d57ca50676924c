//! One module: both engines, and the first difference. Input: a seed or a file; output: a line for the parent process.

use crate::shape::{Event, Line, Outcome, Shape, V};
use crate::subject::{Subject, flags};
use crate::{Args, Generator, dense, operators, oracle, pairs, rng, smith};
use std::io::Write;
use std::path::Path;

/// What a comparison that found nothing saw.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    pub calls: usize,
    pub traps: usize,
    pub exhausted: bool,
    /// Results of an operator, where the module counts them.
    pub evaluations: u64,
}

/// The module of a seed.
pub fn generate(args: &Args, seed: u64) -> Option<Vec<u8>> {
    let dense = match args.generator {
        Generator::Operators => return Some(operators::module(seed)),
        Generator::Pairs => return Some(pairs::module(seed)),
        Generator::Smith => false,
        Generator::Dense => true,
        Generator::Both => rng::mix(seed) & 1 == 0,
    };
    if dense { Some(dense::module(seed)) } else { smith::module(seed, args.size) }
}

/// Compares; an error is a difference.
pub fn compare(subject: &mut Subject, wasm: &[u8], seed: u64, levels: &[u8]) -> Result<Seen, String> {
    let shape = Shape::of(wasm).map_err(|e| format!("invalid module: {e}"))?;
    let want = oracle::run(wasm, &shape, seed).map_err(|e| format!("oracle: {e}"))?;
    let mut seen = Seen::default();
    let counts_evaluations = matches!(subject.generator, Generator::Operators | Generator::Pairs);
    for e in &want {
        let (Event::Called(_, _, o) | Event::Instantiated(o)) = e else { continue };
        if let (true, Outcome::Values(v)) = (counts_evaluations, o)
            && let [V::I32(n)] = v[..]
        {
            seen.evaluations += u64::from(n);
        }
        seen.calls += 1;
        seen.traps += usize::from(matches!(o, Outcome::Trap(_)));
        seen.exhausted |= matches!(o, Outcome::Exhausted(_));
    }
    for level in levels {
        let got = subject.run(wasm, &shape, seed, *level).map_err(|e| format!("{}: {e}", flags(seed, *level)))?;
        seen.exhausted |= first_difference(&shape, &want, &got).map_err(|e| format!("{}: {e}", flags(seed, *level)))?;
    }
    Ok(seen)
}

/// True if the comparison ended early, because a stack was exhausted.
fn first_difference(shape: &Shape, want: &[Event], got: &[Line]) -> Result<bool, String> {
    let mut last = "instantiation".to_string();
    for (i, (w, g)) in want.iter().zip(got).enumerate() {
        let expected = Line::from(w);
        if expected.exhausted || g.exhausted {
            return Ok(true);
        }
        if let Event::Called(export, args, _) = w {
            last = format!("call of {:?} with {args:x?}", shape.exports[*export].0);
        }
        // An error of an engine's own is a finding even where both have one.
        if expected != *g || g.error {
            return Err(format!("event {i}, {last}: expected {}, got {}", expected.text, g.text));
        }
    }
    if want.len() != got.len() {
        return Err(format!("expected {} events, got {}", want.len(), got.len()));
    }
    Ok(false)
}

/// As a child process: a line `start SEED` before each seed, and one line after it.
pub fn seeds(args: &Args) -> Result<(), String> {
    let mut subject = Subject::new(args)?;
    let mut out = std::io::stdout();
    let mut say = |line: String| {
        // The parent has gone if this fails.
        if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
            std::process::exit(3);
        }
    };
    for seed in args.seed..args.seed.saturating_add(args.count) {
        say(format!("start {seed}"));
        let Some(wasm) = generate(args, seed) else {
            say("none".into());
            continue;
        };
        say(match compare(&mut subject, &wasm, seed, &args.opt_levels) {
            Ok(s) => format!("ok {} {} {} {}", s.calls, s.traps, u8::from(s.exhausted), s.evaluations),
            Err(e) => format!("differs {}", e.replace('\n', " ")),
        });
    }
    Ok(())
}

/// Compares on a file, and says what differs.
pub fn repro(args: &Args, file: &Path) -> Result<bool, String> {
    let wasm = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    Shape::of(&wasm)?;
    Ok(match compare(&mut Subject::new(args)?, &wasm, args.seed, &args.opt_levels) {
        Ok(s) => {
            println!("no difference: {s:?}");
            true
        }
        Err(e) if e.starts_with("oracle: ") => return Err(e),
        Err(e) => {
            println!("{e}");
            false
        }
    })
}
