//! Why an artifact is refused.

use std::fmt;
use wazc_abi::record::DecodeError;

/// Why an artifact is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LoadError {
    /// The file can't be read.
    Read(String),
    /// A WebAssembly module that was not compiled.
    Wasm,
    /// Not an object file, or not one of ours.
    NotAnArtifact(String),
    /// One of ours, but damaged.
    Malformed(String),
    /// The content is not what the compiler wrote.
    Digest,
    /// Made for another version of the ABI.
    AbiVersion {
        /// The artifact's.
        found: u32,
        /// The loader's.
        expected: u32,
    },
    /// Made for another kind of machine.
    Machine(String),
    /// This CPU lacks features that the code uses.
    CpuFeatures(Vec<&'static str>),
    /// The module record can't be read.
    Record(DecodeError),
    /// The system refused memory.
    System(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Read(s) => f.write_str(s),
            LoadError::Wasm => f.write_str("this is a WebAssembly module, not an artifact"),
            LoadError::NotAnArtifact(s) => write!(f, "not a wazc artifact: {s}"),
            LoadError::Malformed(s) => write!(f, "damaged artifact: {s}"),
            LoadError::Digest => write!(f, "damaged artifact: its content does not match its digest"),
            LoadError::AbiVersion { found, expected } => {
                write!(f, "the artifact has ABI version {found}, this loader has {expected}: build it again")
            }
            LoadError::Machine(s) => write!(f, "made for another machine: {s}"),
            LoadError::CpuFeatures(names) => {
                write!(f, "this CPU lacks features that the artifact uses: {}", names.join(", "))
            }
            LoadError::Record(e) => write!(f, "damaged artifact: {e}"),
            LoadError::System(s) => write!(f, "cannot map the code: {s}"),
        }
    }
}

impl std::error::Error for LoadError {}

pub(crate) fn malformed<T>(what: impl Into<String>) -> Result<T, LoadError> {
    Err(LoadError::Malformed(what.into()))
}
