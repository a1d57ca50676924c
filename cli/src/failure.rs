//! Why a command failed: what is printed, and the exit status. 1: the input or the system; 2: the command line.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// A failure.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Failure {
    message: String,
    help: Option<String>,
    usage: bool,
}

impl Failure {
    /// The input or the system is at fault.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), ..Failure::default() }
    }

    /// The command line is at fault.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure { usage: true, ..Failure::new(message) }
    }

    /// Something about a file.
    pub fn file(path: &Path, what: impl Display) -> Failure {
        Failure::new(format!("{}: {what}", path.display()))
    }

    /// The system refused something about a file.
    pub fn io(path: &Path, e: &std::io::Error) -> Failure {
        Failure::file(path, wazc_run::plain(e))
    }

    /// Adds what to do.
    pub fn help(mut self, help: Option<impl Into<String>>) -> Failure {
        self.help = help.map(Into::into).or(self.help);
        self
    }

    /// Prints it; the exit status.
    pub fn report(&self) -> ExitCode {
        let _ = std::io::stderr().write_all(self.to_string().as_bytes());
        ExitCode::from(if self.usage { 2 } else { 1 })
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "error: {}", self.message)?;
        if let Some(h) = &self.help {
            writeln!(f, "help: {h}")?;
        }
        if self.usage {
            writeln!(f, "\nFor more information, try '--help'.")?;
        }
        Ok(())
    }
}
