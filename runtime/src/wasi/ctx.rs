//! What a guest is given: arguments, environment, streams, directories.

use super::fdtable::{Entry, FdTable};
use super::types::{Errno, rights};
use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat, openat2};
use std::io;
use std::os::fd::AsFd;
use std::path::Path;

/// State of one guest.
#[derive(Debug, Default)]
pub struct WasiCtx {
    pub(super) args: Vec<Vec<u8>>,
    pub(super) env: Vec<Vec<u8>>,
    pub(super) fds: FdTable,
}

fn no_nul(s: &[u8]) -> io::Result<()> {
    if s.contains(&0) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "a NUL byte in an argument, variable or guest path"));
    }
    Ok(())
}

fn os(e: Errno) -> io::Error {
    io::Error::other(format!("WASI error {}", e.0))
}

impl WasiCtx {
    /// No arguments, no environment, no descriptors.
    pub fn new() -> WasiCtx {
        WasiCtx::default()
    }

    /// Adds an argument; the first is the program's name.
    pub fn arg(&mut self, arg: impl Into<Vec<u8>>) -> io::Result<&mut WasiCtx> {
        let arg = arg.into();
        no_nul(&arg)?;
        self.args.push(arg);
        Ok(self)
    }

    /// Adds an environment variable.
    pub fn env(&mut self, name: impl AsRef<[u8]>, value: impl AsRef<[u8]>) -> io::Result<&mut WasiCtx> {
        let v = [name.as_ref(), b"=", value.as_ref()].concat();
        no_nul(&v)?;
        self.env.push(v);
        Ok(self)
    }

    /// Gives the guest the process's standard streams; a closed one stays closed.
    pub fn inherit_stdio(&mut self) -> io::Result<&mut WasiCtx> {
        let fds = [
            io::stdin().as_fd().try_clone_to_owned(),
            io::stdout().as_fd().try_clone_to_owned(),
            io::stderr().as_fd().try_clone_to_owned(),
        ];
        for (i, fd) in fds.into_iter().enumerate() {
            let Ok(fd) = fd else { continue };
            let not = if i == 0 { rights::FD_WRITE } else { rights::FD_READ };
            let mut e = Entry::new(fd, rights::FILE & !not, 0).map_err(os)?;
            e.stdio = true;
            self.fds.put(i, e);
        }
        Ok(self)
    }

    /// Gives the guest a directory under a path of its own.
    pub fn preopen_dir(&mut self, host: impl AsRef<Path>, guest: impl Into<Vec<u8>>, read_only: bool) -> io::Result<&mut WasiCtx> {
        let guest = guest.into();
        no_nul(&guest)?;
        let fd = openat(CWD, host.as_ref(), OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        openat2(&fd, ".", OFlags::PATH | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::BENEATH).map_err(|e| {
            io::Error::other(format!(
                "openat2 does not work here ({e}), so directories can't be given to the guest safely; \
                 it needs Linux 5.6, a seccomp profile that allows it, and under emulation qemu 8 or newer"
            ))
        })?;
        let all = if read_only { !rights::WRITING } else { !0 };
        let all = all & (rights::DIR | rights::FILE);
        let mut e = Entry::new(fd, all, all).map_err(os)?;
        e.preopen = Some(guest);
        self.fds.add(e).map_err(os)?;
        Ok(self)
    }
}
