//! How the fuzzer and `wazc-execute` speak: a request is two little-endian numbers (a seed; the lengths of a module and of
//! its artifact, 32 bits each) and the bytes of both; an answer is a line for each event and a last line.

use crate::execute;
use crate::shape::{Line, Shape};
use std::io::{self, BufRead, Read, Write};

/// The last line of an answer.
const END: &str = "end";
/// In front of why the artifact could not be run.
const FAILED: &str = "failed ";

/// Asks for the execution of an artifact.
pub fn ask(to: &mut impl Write, wasm: &[u8], elf: &[u8], seed: u64) -> io::Result<()> {
    let lengths = (wasm.len() as u64) << 32 | elf.len() as u64;
    to.write_all(&[&seed.to_le_bytes()[..], &lengths.to_le_bytes(), wasm, elf].concat())?;
    to.flush()
}

/// Reads an answer; `None` where it ends too early.
pub fn answer(from: &mut impl BufRead) -> io::Result<Option<Result<Vec<Line>, String>>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let Some(line) = line.strip_suffix('\n') else { return Ok(None) };
        if line == END {
            return Ok(Some(Ok(lines)));
        }
        if let Some(e) = line.strip_prefix(FAILED) {
            return Ok(Some(Err(e.to_string())));
        }
        let mut flags = line.chars();
        let [exhausted, error] = [flags.next() == Some('x'), flags.next() == Some('e')];
        lines.push(Line { exhausted, error, text: flags.as_str().to_string() });
    }
}

/// Answers one request; false where there is none.
pub fn serve(from: &mut impl Read, to: &mut impl Write, begin: impl FnOnce()) -> io::Result<bool> {
    let mut numbers = [[0; 8]; 2];
    if from.read(&mut numbers[0][..1])? == 0 {
        return Ok(false);
    }
    from.read_exact(&mut numbers[0][1..])?;
    from.read_exact(&mut numbers[1])?;
    let [seed, lengths] = numbers.map(u64::from_le_bytes);
    let [mut wasm, mut elf] = [lengths >> 32, lengths & 0xffff_ffff].map(|n| vec![0; n as usize]);
    from.read_exact(&mut wasm)?;
    from.read_exact(&mut elf)?;
    begin();
    let events = Shape::of(&wasm).and_then(|shape| execute::run(&elf, &shape, seed).map_err(|e| e.to_string()));
    match events {
        Ok(events) => {
            for l in events.iter().map(Line::from) {
                let [x, e] = [if l.exhausted { 'x' } else { '-' }, if l.error { 'e' } else { '-' }];
                writeln!(to, "{x}{e}{}", l.text.replace('\n', " "))?;
            }
            writeln!(to, "{END}")?;
        }
        Err(e) => writeln!(to, "{FAILED}{}", e.replace('\n', " "))?,
    }
    to.flush()?;
    Ok(true)
}
