//! The subcommands, and what they share: input files → modules → artifacts, and what errors say.

pub mod build;
pub mod inspect;
pub mod manual;
pub mod objdump;
pub mod run;
pub mod targets;
pub mod wast;

use crate::failure::Failure;
use std::io::Read;
use std::path::Path;
use wazc_compiler::{CompileError, Options};

/// A module as read.
pub struct Input {
    /// For messages.
    pub name: String,
    /// The binary module.
    pub bytes: Vec<u8>,
    /// Whether it was made from text, where offsets say little.
    pub text: bool,
}

/// The file that an argument names; `None` for the standard input.
pub fn file(argument: &Path) -> Option<&Path> {
    Some(argument).filter(|a| a.as_os_str() != "-")
}

/// What messages call it.
pub fn shown(file: Option<&Path>) -> &Path {
    file.unwrap_or(Path::new("standard input"))
}

/// Reads a file, or the standard input.
pub fn read(path: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let read = match path {
        Some(p) => std::fs::read(p),
        None => {
            let mut b = Vec::new();
            std::io::stdin().lock().read_to_end(&mut b).map(|_| b)
        }
    };
    read.map_err(|e| Failure::io(shown(path), &e))
}

/// Bytes → module: text is parsed, a binary taken as it is, anything else refused.
pub fn module(path: Option<&Path>, bytes: Vec<u8>) -> Result<Input, Failure> {
    let shown = shown(path);
    let name = shown.display().to_string();
    let refuse = |what: &str, help: &str| Err(Failure::file(shown, what).help(Some(help)));
    if bytes.is_empty() {
        return refuse("the file is empty", "did the step that makes it fail?");
    }
    // The compiler says what is wrong with one that ends before that.
    if b"\0asm".starts_with(&bytes[..bytes.len().min(4)]) {
        return Ok(Input { name, bytes, text: false });
    }
    if bytes.starts_with(b"\x7fELF") {
        return refuse("this is an object file or a native program, not a WebAssembly module", "an artifact is run by `wazc run` or `wazc-run`");
    }
    if std::str::from_utf8(&bytes).is_err() {
        return refuse("not a WebAssembly module: neither `\\0asm` at its start nor text", "wazc compiles .wasm and .wat files");
    }
    match wat::Parser::new().parse_bytes(Some(shown), &bytes) {
        Ok(b) => Ok(Input { name, bytes: b.into_owned(), text: true }),
        Err(mut e) => {
            e.set_path(shown);
            Err(Failure::new(e.to_string()))
        }
    }
}

impl Input {
    /// What to say of an error in this module.
    pub fn failure(&self, e: CompileError) -> Failure {
        let mut place = String::new();
        if let Some(f) = e.func {
            place += &format!("function {f}");
            e.name.iter().for_each(|n| place += &format!(" `{n}`"));
            place += if e.offset.is_some() { ", " } else { ": " };
        }
        if let Some(o) = e.offset {
            place += &format!("byte {o:#x}{}: ", if self.text { " of the binary form" } else { "" });
        }
        Failure::new(format!("{}: {place}{}", self.name, e.message)).help(e.help)
    }

    /// Compiles.
    pub fn compile(&self, options: &Options) -> Result<wazc_compiler::Artifact, Failure> {
        wazc_compiler::compile(&self.bytes, options).map_err(|e| self.failure(e))
    }
}
