//! Executes artifacts for the fuzzer, on another ISA than its own: requests on the standard input, answers on the
//! standard output (see `wire`). The argument is the time for one artifact in seconds; past it the process ends.
#![forbid(unsafe_code)]

use std::io::{BufReader, BufWriter, stdin, stdout};
use std::process::exit;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::Duration;

/// Requests begun, and requests answered.
static BEGUN: AtomicU64 = AtomicU64::new(0);
static DONE: AtomicU64 = AtomicU64::new(0);

fn main() {
    let seconds = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(10);
    std::thread::spawn(move || {
        let mut before = (0, 0);
        loop {
            std::thread::sleep(Duration::from_secs(seconds));
            let now = (BEGUN.load(SeqCst), DONE.load(SeqCst));
            if now == before && now.0 != now.1 {
                eprintln!("wazc-execute: no end in {seconds} s");
                exit(4);
            }
            before = now;
        }
    });
    let (mut from, mut to) = (BufReader::new(stdin()), BufWriter::new(stdout()));
    loop {
        match wazc_fuzz::wire::serve(&mut from, &mut to, || _ = BEGUN.fetch_add(1, SeqCst)) {
            Ok(true) => _ = DONE.fetch_add(1, SeqCst),
            Ok(false) => return,
            Err(e) => {
                eprintln!("wazc-execute: {e}");
                exit(3);
            }
        }
    }
}
