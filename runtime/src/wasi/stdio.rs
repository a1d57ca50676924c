//! Standard streams that lie in memory: files of the kernel's without a name, so that the guest's calls on them are those on any file.

use rustix::fd::OwnedFd;
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create, tell};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::os::unix::fs::FileExt;

fn memory(name: &str) -> io::Result<OwnedFd> {
    Ok(memfd_create(name, MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?)
}

/// A file with these bytes, at its start.
pub(super) fn input(bytes: &[u8]) -> io::Result<OwnedFd> {
    let mut f = File::from(memory("stdin")?);
    f.write_all(bytes)?;
    f.rewind()?;
    fcntl_add_seals(&f, SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK)?;
    Ok(f.into())
}

/// What a guest wrote to a stream that [`super::WasiCtx`] was asked to keep.
#[derive(Debug)]
pub struct Captured(File);

impl Captured {
    /// The bytes up to now.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut out = vec![0; tell(&self.0)? as usize];
        self.0.read_exact_at(&mut out, 0)?;
        Ok(out)
    }
}

/// A file that can't grow beyond so many bytes, rounded up to pages (the kernel writes whole pages, or nothing): for the host, and for the guest.
pub(super) fn output(most: u64) -> io::Result<(Captured, OwnedFd)> {
    let page = rustix::param::page_size() as u64;
    let fd = memory("stdout")?;
    ftruncate(&fd, most.div_ceil(page).saturating_mul(page))?;
    fcntl_add_seals(&fd, SealFlags::GROW | SealFlags::SHRINK)?;
    let host = fd.try_clone()?;
    Ok((Captured(host.into()), fd))
}
