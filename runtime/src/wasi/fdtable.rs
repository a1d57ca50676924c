//! Open descriptors of a guest, and the one place where rights are checked.

use super::types::{Errno, Res, filetype, rights};
use rustix::fd::OwnedFd;
use rustix::fs::{FileType, fstat};

/// Most descriptors a guest may have open.
pub const MAX_FDS: usize = 1024;

/// An open descriptor.
#[derive(Debug)]
pub struct Entry {
    pub fd: OwnedFd,
    pub filetype: u8,
    pub base: u64,
    pub inheriting: u64,
    /// Shared with the host's process: its flags are not the guest's to change.
    pub stdio: bool,
    /// Guest path of a directory that was given at the start.
    pub preopen: Option<Vec<u8>>,
}

impl Entry {
    /// An entry with what its type allows of the given rights.
    pub fn new(fd: OwnedFd, base: u64, inheriting: u64) -> Res<Entry> {
        let t = FileType::from_raw_mode(fstat(&fd)?.st_mode);
        let fits = match t {
            FileType::Directory => rights::DIR,
            FileType::RegularFile | FileType::BlockDevice => rights::FILE,
            _ => rights::FILE & !(rights::FD_SEEK | rights::FD_TELL),
        };
        let inheriting = if t == FileType::Directory { inheriting } else { 0 };
        Ok(Entry { fd, filetype: filetype(t), base: base & fits, inheriting, stdio: false, preopen: None })
    }
}

/// The table.
#[derive(Debug, Default)]
pub struct FdTable(Vec<Option<Entry>>);

impl FdTable {
    /// The entry, if it has all the rights needed.
    pub fn get(&self, fd: u32, need: u64) -> Res<&Entry> {
        let e = self.0.get(fd as usize).and_then(Option::as_ref).ok_or(Errno::BADF)?;
        if e.base & need == need { Ok(e) } else { Err(Errno::NOTCAPABLE) }
    }

    /// The entry, to change.
    pub fn get_mut(&mut self, fd: u32) -> Res<&mut Entry> {
        self.0.get_mut(fd as usize).and_then(Option::as_mut).ok_or(Errno::BADF)
    }

    /// Puts an entry at a fixed number.
    pub fn put(&mut self, fd: usize, e: Entry) {
        if self.0.len() <= fd {
            self.0.resize_with(fd + 1, || None);
        }
        self.0[fd] = Some(e);
    }

    /// Puts an entry at the first free number from 3.
    pub fn add(&mut self, e: Entry) -> Res<u32> {
        let fd = (3..MAX_FDS).find(|&i| self.0.get(i).is_none_or(Option::is_none)).ok_or(Errno::MFILE)?;
        self.put(fd, e);
        Ok(fd as u32)
    }

    /// Takes an entry out.
    pub fn take(&mut self, fd: u32) -> Res<Entry> {
        self.0.get_mut(fd as usize).and_then(Option::take).ok_or(Errno::BADF)
    }
}
