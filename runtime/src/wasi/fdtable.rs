//! Open descriptors of a guest, and the one place where rights are checked.
//!
//! Invariants: a number names at most one entry; an entry's rights never grow; numbers below the cap only.

use super::limits::Limits;
use super::types::{Errno, Res, SOCKET_DGRAM, SOCKET_STREAM, filetype, rights};
use rustix::fd::OwnedFd;
use rustix::fs::{FileType, fstat};
use rustix::net::{SocketType, sockopt};
use rustix::termios::isatty;

/// Number of the file type of block devices.
const BLOCK_DEVICE: u8 = 1;
/// Number of the file type of directories.
pub const DIRECTORY: u8 = 3;
/// Number of the file type of regular files.
pub const REGULAR: u8 = 4;

/// An open descriptor.
#[derive(Debug)]
pub struct Entry {
    pub fd: OwnedFd,
    pub filetype: u8,
    pub base: u64,
    pub inheriting: u64,
    /// Shared with the host's process: its flags are not the guest's to change.
    pub shared: bool,
    /// Guest path of a directory that was given at the start.
    pub preopen: Option<Vec<u8>>,
}

impl Entry {
    /// An entry with what its type allows of the given rights.
    pub fn new(fd: OwnedFd, base: u64, inheriting: u64) -> Res<Entry> {
        let t = FileType::from_raw_mode(fstat(&fd)?.st_mode);
        let mut number = filetype(t);
        let fits = match t {
            FileType::Directory => rights::DIR,
            FileType::RegularFile | FileType::BlockDevice => rights::FILE,
            // Programs take a character device that they can't seek for a terminal.
            FileType::CharacterDevice if !isatty(&fd) => rights::FILE,
            FileType::Socket => {
                if sockopt::socket_type(&fd)? == SocketType::DGRAM {
                    number = SOCKET_DGRAM;
                }
                if sockopt::socket_acceptconn(&fd)? { rights::LISTENER } else { rights::SOCKET }
            }
            _ => rights::FILE & !(rights::FD_SEEK | rights::FD_TELL),
        };
        let inheriting = match t {
            FileType::Directory => inheriting,
            FileType::Socket => inheriting & rights::SOCKET,
            _ => 0,
        };
        Ok(Entry { fd, filetype: number, base: base & fits, inheriting, shared: false, preopen: None })
    }

    /// Whether it is a socket.
    pub fn is_socket(&self) -> bool {
        matches!(self.filetype, SOCKET_DGRAM | SOCKET_STREAM)
    }

    /// Whether reading and writing wait for a disk at most.
    pub fn is_on_disk(&self) -> bool {
        matches!(self.filetype, BLOCK_DEVICE | REGULAR | DIRECTORY)
    }

    /// Whether it counts as a directory that the guest opened.
    fn is_opened_directory(&self) -> bool {
        self.filetype == DIRECTORY && self.preopen.is_none()
    }
}

/// The table.
#[derive(Debug, Default)]
pub struct FdTable {
    entries: Vec<Option<Entry>>,
    /// No number from 3 to below this one is free.
    full_below: usize,
    /// How many directories the guest has opened.
    directories: u32,
}

impl FdTable {
    /// The entry, whatever its rights.
    pub fn any(&self, fd: u32) -> Res<&Entry> {
        self.entries.get(fd as usize).and_then(Option::as_ref).ok_or(Errno::BADF)
    }

    /// The entry, if it has all the rights needed.
    pub fn get(&self, fd: u32, need: u64) -> Res<&Entry> {
        let e = self.any(fd)?;
        if e.base & need == need { Ok(e) } else { Err(Errno::NOTCAPABLE) }
    }

    /// The socket, if it has all the rights needed.
    pub fn socket(&self, fd: u32, need: u64) -> Res<&Entry> {
        if !self.any(fd)?.is_socket() {
            return Err(Errno::NOTSOCK);
        }
        self.get(fd, need)
    }

    /// Takes rights away; none is ever added.
    pub fn shrink(&mut self, fd: u32, base: u64, inheriting: u64) -> Res {
        let e = self.entries.get_mut(fd as usize).and_then(Option::as_mut).ok_or(Errno::BADF)?;
        if base & !e.base != 0 || inheriting & !e.inheriting != 0 {
            return Err(Errno::NOTCAPABLE);
        }
        (e.base, e.inheriting) = (base, inheriting);
        Ok(())
    }

    /// Puts an entry at a fixed number; one that was there is closed.
    pub fn put(&mut self, fd: usize, e: Entry) {
        if self.entries.len() <= fd {
            self.entries.resize_with(fd + 1, || None);
        }
        self.directories += u32::from(e.is_opened_directory());
        let old = self.entries[fd].replace(e);
        self.directories -= u32::from(old.is_some_and(|e| e.is_opened_directory()));
    }

    /// The first free number from 3. To be asked before a call does what can't be undone.
    pub fn free(&self, limits: &Limits) -> Res<usize> {
        let all = self.full_below.max(3)..limits.fds as usize;
        all.into_iter().find(|&i| self.entries.get(i).is_none_or(Option::is_none)).ok_or(Errno::MFILE)
    }

    /// Puts an entry at the first free number from 3.
    pub fn add(&mut self, e: Entry, limits: &Limits) -> Res<u32> {
        if e.is_opened_directory() && self.directories >= limits.directories {
            return Err(Errno::MFILE);
        }
        let fd = self.free(limits)?;
        self.full_below = fd + 1;
        self.put(fd, e);
        Ok(fd as u32)
    }

    /// Takes an entry out.
    pub fn take(&mut self, fd: u32) -> Res<Entry> {
        let e = self.entries.get_mut(fd as usize).and_then(Option::take).ok_or(Errno::BADF)?;
        self.full_below = self.full_below.min(fd as usize);
        self.directories -= u32::from(e.is_opened_directory());
        Ok(e)
    }

    /// How many are open.
    #[cfg(test)]
    pub fn open(&self) -> usize {
        self.entries.iter().flatten().count()
    }
}
