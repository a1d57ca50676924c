//! What a guest is given: arguments, environment, streams, directories, sockets, clocks, random bytes; and how much of each it may use.

use super::clock::{Clocks, Counting};
use super::fdtable::{Entry, FdTable};
use super::limits::Limits;
use super::types::{Errno, Res, rights};
use super::{listen, random, stdio};
use crate::error::{HostError, TrapCode};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, fcntl_getfl, openat, openat2};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fmt, io};

/// State of one guest, and what it is given; it begins with nothing. Directories and sockets get the numbers from 3 on in the order in which
/// they are given.
///
/// ```
/// use wazc_runtime::wasi::WasiCtx;
///
/// # fn main() -> std::io::Result<()> {
/// let mut ctx = WasiCtx::new();
/// ctx.arg("prog")?.env("LEVEL", "3")?;
/// ctx.stdin_bytes(b"input")?.preopen_dir("/usr/share", "/data", true)?.deterministic(1);
/// let output = ctx.capture_stdout(1 << 20)?;
/// // … `add_to_linker(&mut linker, ctx)`, call the guest, then:
/// assert_eq!(output.bytes()?, b"");
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct WasiCtx {
    pub(super) args: Strings,
    pub(super) env: Strings,
    pub(super) fds: FdTable,
    pub(super) limits: Limits,
    /// In place of the machine's.
    pub(super) clocks: Option<Box<dyn Clocks>>,
    /// In place of the kernel's.
    pub(super) random: Option<random::Source>,
    deadline: Option<Instant>,
    /// Why the guest ends, where it is not the deadline; goes with [`Errno::END`].
    end: Option<HostError>,
}

impl fmt::Debug for WasiCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WasiCtx").field("args", &self.args).field("env", &self.env).field("fds", &self.fds).finish_non_exhaustive()
    }
}

/// Strings that each end in a zero byte, one behind the other.
#[derive(Default, Debug)]
pub(super) struct Strings {
    pub(super) bytes: Vec<u8>,
    pub(super) count: u32,
}

impl Strings {
    fn add(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        let size = parts.iter().map(|p| p.len()).sum::<usize>() + 1;
        if parts.iter().any(|p| p.contains(&0)) {
            return Err(no_nul());
        }
        if self.bytes.len() + size > u32::MAX as usize {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "more than 4 GiB"));
        }
        parts.iter().for_each(|p| self.bytes.extend_from_slice(p));
        self.bytes.push(0);
        self.count += 1;
        Ok(())
    }
}

fn no_nul() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "a NUL byte in an argument, variable or guest path")
}

fn os(e: Errno) -> io::Error {
    io::Error::other(match e {
        Errno::MFILE => "more descriptors than the guest may have".into(),
        e => format!("WASI error {}", e.0),
    })
}

impl WasiCtx {
    /// No arguments, no environment, no descriptors.
    pub fn new() -> WasiCtx {
        WasiCtx::default()
    }

    /// Adds an argument; the first is the program's name.
    pub fn arg(&mut self, arg: impl AsRef<[u8]>) -> io::Result<&mut WasiCtx> {
        self.args.add(&[arg.as_ref()])?;
        Ok(self)
    }

    /// Adds an environment variable.
    pub fn env(&mut self, name: impl AsRef<[u8]>, value: impl AsRef<[u8]>) -> io::Result<&mut WasiCtx> {
        self.env.add(&[name.as_ref(), b"=", value.as_ref()])?;
        Ok(self)
    }

    /// Sets what the guest can make the host spend.
    pub fn limits(&mut self, limits: Limits) -> &mut WasiCtx {
        self.limits = limits.within_the_kernel_s();
        self
    }

    /// Ends the guest, with a trap of the code `Interrupt`, where it still waits at this time: in `poll_oneoff`, or for a stream or socket, to read
    /// or to write. Code that does not wait goes on.
    pub fn deadline(&mut self, at: Instant) -> &mut WasiCtx {
        self.deadline = Some(at);
        self
    }

    /// Gives the guest these clocks, not the machine's.
    pub fn clocks(&mut self, clocks: impl Clocks + 'static) -> &mut WasiCtx {
        self.clocks = Some(Box::new(clocks));
        self
    }

    /// Gives the guest random bytes from this, not the kernel's.
    pub fn random(&mut self, source: impl FnMut(&mut [u8]) + Send + 'static) -> &mut WasiCtx {
        self.random = Some(Box::new(source));
        self
    }

    /// Makes clocks and random bytes the same in each run: the clocks begin at 2020-01-01 00:00 UTC and go on by a microsecond each time that
    /// one is read, and at once by as long as the guest waits for them; the bytes follow from the seed and are no secret. What files say
    /// (inodes, times, the order of a directory) is the machine's all the same.
    pub fn deterministic(&mut self, seed: u64) -> &mut WasiCtx {
        self.clocks(Counting::new());
        self.random = Some(random::seeded(seed));
        self
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
            self.stream(i, fd)?;
        }
        Ok(self)
    }

    /// Gives the guest a file, pipe, socket or terminal as its standard input.
    pub fn stdin(&mut self, fd: impl Into<OwnedFd>) -> io::Result<&mut WasiCtx> {
        self.stream(0, fd.into())
    }
    /// Gives the guest a file, pipe, socket or terminal as its standard output.
    pub fn stdout(&mut self, fd: impl Into<OwnedFd>) -> io::Result<&mut WasiCtx> {
        self.stream(1, fd.into())
    }
    /// Gives the guest a file, pipe, socket or terminal as its standard error.
    pub fn stderr(&mut self, fd: impl Into<OwnedFd>) -> io::Result<&mut WasiCtx> {
        self.stream(2, fd.into())
    }
    /// Gives the guest these bytes as its standard input.
    pub fn stdin_bytes(&mut self, bytes: &[u8]) -> io::Result<&mut WasiCtx> {
        self.stream(0, stdio::input(bytes)?)
    }
    /// Keeps what the guest writes to its standard output, up to so many bytes (rounded up to pages); beyond, it gets NOSPC.
    pub fn capture_stdout(&mut self, most: u64) -> io::Result<stdio::Captured> {
        self.capture(1, most)
    }
    /// Keeps what the guest writes to its standard error, as [`Self::capture_stdout`] does.
    pub fn capture_stderr(&mut self, most: u64) -> io::Result<stdio::Captured> {
        self.capture(2, most)
    }

    fn capture(&mut self, fd: usize, most: u64) -> io::Result<stdio::Captured> {
        let (host, guest) = stdio::output(most)?;
        self.stream(fd, guest)?;
        // How much was written is known by the position, which stays the host's.
        self.fds.shrink(fd as u32, rights::FD_WRITE | rights::FD_FILESTAT_GET | rights::POLL_FD_READWRITE, 0).map_err(os)?;
        Ok(host)
    }

    /// Writes and reads of all streams go to the kernel at once: nothing is held back that another could miss.
    fn stream(&mut self, i: usize, fd: OwnedFd) -> io::Result<&mut WasiCtx> {
        // A file that is a stream is the host's: its length and times are not the guest's to change, nor, where it writes, what was there before.
        let not = if i == 0 { rights::WRITING } else { rights::FD_READ | rights::FD_SEEK | rights::WRITING & !rights::FD_WRITE };
        let mut e = Entry::new(fd, (rights::FILE | rights::SOCKET) & !not, 0).map_err(os)?;
        e.shared = true;
        self.fds.put(i, e);
        Ok(self)
    }

    /// Gives the guest a directory under a path of its own, with every right or only those that change nothing.
    pub fn preopen_dir(&mut self, host: impl AsRef<Path>, guest: impl Into<Vec<u8>>, read_only: bool) -> io::Result<&mut WasiCtx> {
        let all = if read_only { !rights::WRITING } else { !0 };
        self.preopen_dir_with_rights(host, guest, all, all)
    }

    /// Gives the guest a directory under a path of its own, with these rights (see [`rights`]) on the directory, and with at most these on what
    /// is opened through it. A right without a meaning there is left out.
    pub fn preopen_dir_with_rights(
        &mut self, host: impl AsRef<Path>, guest: impl Into<Vec<u8>>, base: u64, inheriting: u64,
    ) -> io::Result<&mut WasiCtx> {
        let guest = guest.into();
        if guest.contains(&0) {
            return Err(no_nul());
        }
        let fd = openat(CWD, host.as_ref(), OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        openat2(&fd, ".", OFlags::PATH | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::BENEATH).map_err(|e| {
            io::Error::other(format!(
                "openat2 does not work here ({e}), so directories can't be given to the guest safely; \
                 it needs Linux 5.6, a seccomp profile that allows it, and under emulation qemu 8 or newer"
            ))
        })?;
        let all = rights::DIR | rights::FILE;
        let mut e = Entry::new(fd, base & all, inheriting & all).map_err(os)?;
        e.preopen = Some(guest);
        self.fds.add(e, &self.limits).map_err(os)?;
        Ok(self)
    }

    /// Gives the guest a socket: one that listens, from which it may accept, or one that is connected.
    pub fn socket(&mut self, fd: impl Into<OwnedFd>) -> io::Result<&mut WasiCtx> {
        let e = Entry::new(fd.into(), rights::LISTENER | rights::SOCKET, rights::SOCKET).map_err(os)?;
        if !e.is_socket() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a socket"));
        }
        self.fds.add(e, &self.limits).map_err(os)?;
        Ok(self)
    }

    /// Gives the guest the sockets that a service manager handed to this process (`LISTEN_FDS`, `LISTEN_PID`), and tells it how many by a variable
    /// `LISTEN_FDS` of its own. To be called before any directory is given, so that they have the numbers from 3 on, as the convention
    /// wants it.
    pub fn inherit_listen_fds(&mut self) -> io::Result<&mut WasiCtx> {
        let sockets = listen::sockets()?;
        self.env("LISTEN_FDS", sockets.len().to_string())?;
        for s in sockets {
            self.socket(s)?;
        }
        Ok(self)
    }

    /// Ends the guest: the call's result for this reason.
    pub(super) fn end(&mut self, why: HostError) -> Errno {
        self.end = Some(why);
        Errno::END
    }

    /// Why the guest ends, once: as [`Self::end`] was told, else because of its deadline.
    pub(super) fn ended(&mut self) -> HostError {
        self.end.take().unwrap_or(HostError::Trap(TrapCode::Interrupt))
    }

    /// Time left until the deadline; zero after it.
    pub(super) fn time_left(&self) -> Option<Duration> {
        self.deadline.map(|d| d.saturating_duration_since(Instant::now()))
    }

    /// Until when a call on this descriptor may wait: nothing where there is no deadline, or where it does not wait anyway.
    pub(super) fn due(&self, fd: u32) -> Res<Option<Instant>> {
        let Some(at) = self.deadline else { return Ok(None) };
        let e = self.fds.any(fd)?;
        Ok((!e.is_on_disk() && !fcntl_getfl(&e.fd)?.contains(OFlags::NONBLOCK)).then_some(at))
    }
}
