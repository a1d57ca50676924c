//! What can go wrong, as values: errors of loading and linking, and traps.

use crate::types::{ExternType, ValType};
use std::fmt;
use std::path::PathBuf;
use wazc_abi::record::printable;
pub use wazc_abi::trap::TrapCode;
pub use wazc_loader::LoadError;

/// One frame of a backtrace, innermost first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Index of the function in its module, where known.
    pub func: Option<u32>,
    /// Name of the function, where the artifact has one.
    pub name: Option<String>,
    /// Name of the module, where the artifact has one.
    pub module: Option<String>,
    /// Byte offset of the operator in the wasm module, where known. It is not for a function into which the one of the
    /// frame before was inlined (functions inlined between these two have no frames).
    pub offset: Option<u32>,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(m) = &self.module {
            write!(f, "{m}!")?;
        }
        match (&self.name, self.func) {
            (Some(n), _) => f.write_str(n)?,
            (None, Some(i)) => write!(f, "<function {i}>")?,
            (None, None) => f.write_str("<unknown>")?,
        }
        match self.offset {
            Some(o) => write!(f, " @ {o:#x}"),
            None => Ok(()),
        }
    }
}

/// Execution of WebAssembly code stopped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trap {
    pub(crate) code: TrapCode,
    pub(crate) frames: Vec<Frame>,
    /// Whether there may be frames further out.
    pub(crate) more_frames: bool,
    /// What trapped, where that was not compiled code.
    pub(crate) place: Option<String>,
}

impl Trap {
    /// A trap without a backtrace.
    pub fn new(code: TrapCode) -> Trap {
        Trap { code, frames: Vec::new(), more_frames: false, place: None }
    }

    /// One outside of compiled code, and what trapped.
    pub(crate) fn at(code: TrapCode, place: String) -> Trap {
        Trap { place: Some(place), ..Trap::new(code) }
    }

    /// Why.
    pub fn code(&self) -> TrapCode {
        self.code
    }

    /// Where, innermost frame first; the outermost are missing where there were very many.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wasm trap: {}", self.code.message())?;
        if let Some(place) = &self.place {
            write!(f, " ({place})")?;
        }
        for (i, frame) in self.frames.iter().enumerate() {
            write!(f, "\n  {i:3}: {frame}")?;
        }
        if self.more_frames {
            f.write_str("\n  ...: frames further out are not shown")?;
        }
        Ok(())
    }
}

impl std::error::Error for Trap {}

/// Why an import could not be satisfied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportProblem {
    /// Module name of the import.
    pub module: String,
    /// Name of the import.
    pub name: String,
    /// The declared type.
    pub wanted: ExternType,
    /// The type of what is defined under that name; `None` where there is nothing.
    pub found: Option<ExternType>,
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}: ", printable(&self.module), printable(&self.name))?;
        match &self.found {
            None => write!(f, "unknown import, wanted {}", self.wanted),
            Some(t) => write!(f, "incompatible import type, wanted {}, found {t}", self.wanted),
        }
    }
}

/// An error of the runtime.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The artifact can't be loaded.
    Load {
        /// Its file, where it was read from one.
        file: Option<PathBuf>,
        /// Why.
        why: LoadError,
    },
    /// Imports are missing or have another type; all of them.
    Link(Vec<ImportProblem>),
    /// A trap.
    Trap(Trap),
    /// The guest asked to exit with a status.
    Exit(i32),
    /// An error of a host function.
    Host(String),
    /// Arguments of a call do not fit the function's type.
    Arguments {
        /// What the function takes, or returns.
        wanted: Vec<ValType>,
        /// What was given.
        given: Vec<ValType>,
    },
    /// A handle was used with another store than its own.
    WrongStore,
    /// A limit of the runtime or of the system.
    Resource(String),
    /// Misuse of the API.
    Invalid(String),
}

impl Error {
    /// The trap, if this is one.
    pub fn trap(&self) -> Option<&Trap> {
        match self {
            Error::Trap(t) => Some(t),
            _ => None,
        }
    }

    /// The exit status, if the guest asked for one.
    pub fn exit_status(&self) -> Option<i32> {
        match self {
            Error::Exit(s) => Some(*s),
            _ => None,
        }
    }
}

impl From<LoadError> for Error {
    fn from(why: LoadError) -> Error {
        Error::Load { file: None, why }
    }
}

impl From<TrapCode> for Error {
    fn from(c: TrapCode) -> Error {
        Error::Trap(Trap::new(c))
    }
}

impl From<Trap> for Error {
    fn from(t: Trap) -> Error {
        Error::Trap(t)
    }
}

fn types(f: &mut fmt::Formatter<'_>, list: &[ValType]) -> fmt::Result {
    f.write_str("(")?;
    for (i, t) in list.iter().enumerate() {
        write!(f, "{}{t}", if i > 0 { ", " } else { "" })?;
    }
    f.write_str(")")
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Load { file: None, why } => write!(f, "cannot load artifact: {why}"),
            Error::Load { file: Some(file), why } => write!(f, "cannot load artifact: {}: {why}", file.display()),
            Error::Link(p) => {
                f.write_str("cannot link:")?;
                p.iter().try_for_each(|p| write!(f, "\n  {p}"))
            }
            Error::Trap(t) => t.fmt(f),
            Error::Exit(s) => write!(f, "exit with status {s}"),
            Error::Host(s) => write!(f, "host function failed: {s}"),
            Error::Arguments { wanted, given } => {
                f.write_str("values do not fit: wanted ")?;
                types(f, wanted)?;
                f.write_str(", given ")?;
                types(f, given)
            }
            Error::WrongStore => f.write_str("a handle was used with another store than its own"),
            Error::Resource(s) | Error::Invalid(s) => f.write_str(s),
        }
    }
}

impl std::error::Error for Error {}

/// Why a host function did not return.
#[derive(Clone, PartialEq, Debug)]
pub enum HostError {
    /// A trap, as if compiled code had raised it.
    Trap(TrapCode),
    /// A trap of a guest that the host function called; its backtrace is kept.
    Nested(Trap),
    /// The guest asked to exit with a status.
    Exit(i32),
    /// Anything else.
    Other(String),
}

impl From<TrapCode> for HostError {
    fn from(c: TrapCode) -> HostError {
        HostError::Trap(c)
    }
}

impl From<Error> for HostError {
    fn from(e: Error) -> HostError {
        match e {
            // One that has no backtrace gets the caller's.
            Error::Trap(t) if t.frames.is_empty() => HostError::Trap(t.code),
            Error::Trap(t) => HostError::Nested(t),
            Error::Exit(s) => HostError::Exit(s),
            Error::Host(s) => HostError::Other(s),
            e => HostError::Other(e.to_string()),
        }
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HostError::Trap(c) => f.write_str(c.message()),
            HostError::Nested(t) => t.fmt(f),
            HostError::Exit(s) => write!(f, "exit with status {s}"),
            HostError::Other(s) => f.write_str(s),
        }
    }
}

impl std::error::Error for HostError {}
