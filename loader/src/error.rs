//! Why an artifact is refused.

use std::fmt;
use wazc_abi::record::DecodeError;

/// Why an artifact is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
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
    /// The system lets the process have no executable memory.
    Forbidden(String),
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
                write!(f, "the artifact has ABI version {found}, this loader has {expected}")
            }
            LoadError::Machine(s) => write!(f, "made for another machine: {s}"),
            LoadError::CpuFeatures(names) => {
                write!(f, "this CPU lacks features that the artifact uses: {}", names.join(", "))
            }
            LoadError::Record(e) => write!(f, "damaged artifact: {e}"),
            LoadError::System(s) | LoadError::Forbidden(s) => write!(f, "cannot map the code: {s}"),
        }
    }
}

impl LoadError {
    /// What to do about it, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            LoadError::Wasm => "compile it first with `wazc build`; what loads artifacts contains no compiler",
            LoadError::Malformed(_) | LoadError::Digest | LoadError::Record(_) => {
                "copy it again or build it again; an artifact must not be stripped or linked before it is loaded"
            }
            LoadError::AbiVersion { found, expected } if found > expected => "bring the loader up to date, or build it with an older wazc",
            LoadError::AbiVersion { .. } => "build it again with a wazc of the loader's ABI version",
            LoadError::CpuFeatures(_) => "build it for a CPU that has no more than this one, with `-march`",
            LoadError::Forbidden(_) => "let the process map files in memory as executable",
            LoadError::Read(_) | LoadError::NotAnArtifact(_) | LoadError::Machine(_) | LoadError::System(_) => return None,
        })
    }
}

impl std::error::Error for LoadError {}

pub(crate) fn malformed<T>(what: impl Into<String>) -> Result<T, LoadError> {
    Err(LoadError::Malformed(what.into()))
}
