//! The programs as a user runs them: every option, every kind of error with its words, exit statuses, output files.

mod build;
mod errors;
mod execution;
mod inspect;
mod outputs;

use std::fs;
use std::path::Path;
use tempfile::TempDir;
pub use wazc_tests::{Outcome, program, run};

pub const HELLO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/hello.wasm");

/// A directory with these files.
pub fn files(list: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in list {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// The names of everything in a directory.
pub fn names(dir: &Path) -> Vec<String> {
    let mut all: Vec<String> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    all.sort();
    all
}

impl Good for Outcome {}

/// Expectations.
pub trait Good: Sized + Into<Outcome> {
    /// Succeeded, with an empty standard error; its standard output.
    #[track_caller]
    fn good(self) -> String {
        let o: Outcome = self.into();
        assert_eq!((o.status, o.err.as_str()), (Some(0), ""));
        o.out
    }
}

/// Failed with this status, this standard error and nothing on the standard output.
#[track_caller]
pub fn bad(o: Outcome, status: i32, err: &str) {
    assert_eq!(o, Outcome { status: Some(status), out: String::new(), err: err.to_string() });
}
