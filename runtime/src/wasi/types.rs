//! Numbers of wasi_snapshot_preview1: errors, rights, flags, file types.

use crate::guest::OutOfBounds;
use rustix::fs::FileType;
use rustix::io::Errno as Os;

/// An error number of WASI's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errno(pub u16);

macro_rules! errnos {
    ($($name:ident $n:literal $os:ident;)*) => {
        #[allow(missing_docs)]
        impl Errno {
            $(pub const $name: Errno = Errno($n);)*
            pub const NOTCAPABLE: Errno = Errno(76);
            /// The guest gets no answer, because it ends: see [`super::ctx::WasiCtx::ended`]. No number of WASI's.
            pub(super) const END: Errno = Errno(u16::MAX);
            /// The table.
            #[cfg(test)]
            pub(super) const ALL: &[(Os, Errno)] = &[$((Os::$os, Errno::$name)),*];
        }
        impl From<Os> for Errno {
            fn from(e: Os) -> Errno {
                match e {
                    $(Os::$os => Errno::$name,)*
                    _ => Errno::IO,
                }
            }
        }
    };
}
errnos! {
    TOOBIG 1 TOOBIG; ACCES 2 ACCESS; ADDRINUSE 3 ADDRINUSE; ADDRNOTAVAIL 4 ADDRNOTAVAIL; AFNOSUPPORT 5 AFNOSUPPORT;
    AGAIN 6 AGAIN; ALREADY 7 ALREADY; BADF 8 BADF; BADMSG 9 BADMSG; BUSY 10 BUSY; CANCELED 11 CANCELED; CHILD 12 CHILD;
    CONNABORTED 13 CONNABORTED; CONNREFUSED 14 CONNREFUSED; CONNRESET 15 CONNRESET; DEADLK 16 DEADLK;
    DESTADDRREQ 17 DESTADDRREQ; DOM 18 DOM; DQUOT 19 DQUOT; EXIST 20 EXIST; FAULT 21 FAULT; FBIG 22 FBIG;
    HOSTUNREACH 23 HOSTUNREACH; IDRM 24 IDRM; ILSEQ 25 ILSEQ; INPROGRESS 26 INPROGRESS; INTR 27 INTR; INVAL 28 INVAL;
    IO 29 IO; ISCONN 30 ISCONN; ISDIR 31 ISDIR; LOOP 32 LOOP; MFILE 33 MFILE; MLINK 34 MLINK; MSGSIZE 35 MSGSIZE;
    MULTIHOP 36 MULTIHOP; NAMETOOLONG 37 NAMETOOLONG; NETDOWN 38 NETDOWN; NETRESET 39 NETRESET;
    NETUNREACH 40 NETUNREACH; NFILE 41 NFILE; NOBUFS 42 NOBUFS; NODEV 43 NODEV; NOENT 44 NOENT; NOEXEC 45 NOEXEC;
    NOLCK 46 NOLCK; NOLINK 47 NOLINK; NOMEM 48 NOMEM; NOMSG 49 NOMSG; NOPROTOOPT 50 NOPROTOOPT; NOSPC 51 NOSPC;
    NOSYS 52 NOSYS; NOTCONN 53 NOTCONN; NOTDIR 54 NOTDIR; NOTEMPTY 55 NOTEMPTY; NOTRECOVERABLE 56 NOTRECOVERABLE;
    NOTSOCK 57 NOTSOCK; NOTSUP 58 OPNOTSUPP; NOTTY 59 NOTTY; NXIO 60 NXIO; OVERFLOW 61 OVERFLOW; OWNERDEAD 62 OWNERDEAD;
    PERM 63 PERM; PIPE 64 PIPE; PROTO 65 PROTO; PROTONOSUPPORT 66 PROTONOSUPPORT; PROTOTYPE 67 PROTOTYPE;
    RANGE 68 RANGE; ROFS 69 ROFS; SPIPE 70 SPIPE; SRCH 71 SRCH; STALE 72 STALE; TIMEDOUT 73 TIMEDOUT; TXTBSY 74 TXTBSY;
    XDEV 75 XDEV;
}
impl From<OutOfBounds> for Errno {
    fn from(_: OutOfBounds) -> Errno {
        Errno::FAULT
    }
}

/// Result of a WASI function.
pub type Res<T = ()> = Result<T, Errno>;

/// Rights.
#[allow(missing_docs)]
pub mod rights {
    pub const FD_DATASYNC: u64 = 1;
    pub const FD_READ: u64 = 1 << 1;
    pub const FD_SEEK: u64 = 1 << 2;
    pub const FD_FDSTAT_SET_FLAGS: u64 = 1 << 3;
    pub const FD_SYNC: u64 = 1 << 4;
    pub const FD_TELL: u64 = 1 << 5;
    pub const FD_WRITE: u64 = 1 << 6;
    pub const FD_ADVISE: u64 = 1 << 7;
    pub const FD_ALLOCATE: u64 = 1 << 8;
    pub const PATH_CREATE_DIRECTORY: u64 = 1 << 9;
    pub const PATH_CREATE_FILE: u64 = 1 << 10;
    pub const PATH_LINK_SOURCE: u64 = 1 << 11;
    pub const PATH_LINK_TARGET: u64 = 1 << 12;
    pub const PATH_OPEN: u64 = 1 << 13;
    pub const FD_READDIR: u64 = 1 << 14;
    pub const PATH_READLINK: u64 = 1 << 15;
    pub const PATH_RENAME_SOURCE: u64 = 1 << 16;
    pub const PATH_RENAME_TARGET: u64 = 1 << 17;
    pub const PATH_FILESTAT_GET: u64 = 1 << 18;
    pub const PATH_FILESTAT_SET_SIZE: u64 = 1 << 19;
    pub const PATH_FILESTAT_SET_TIMES: u64 = 1 << 20;
    pub const FD_FILESTAT_GET: u64 = 1 << 21;
    pub const FD_FILESTAT_SET_SIZE: u64 = 1 << 22;
    pub const FD_FILESTAT_SET_TIMES: u64 = 1 << 23;
    pub const PATH_SYMLINK: u64 = 1 << 24;
    pub const PATH_REMOVE_DIRECTORY: u64 = 1 << 25;
    pub const PATH_UNLINK_FILE: u64 = 1 << 26;
    pub const POLL_FD_READWRITE: u64 = 1 << 27;
    pub const SOCK_SHUTDOWN: u64 = 1 << 28;
    pub const SOCK_ACCEPT: u64 = 1 << 29;

    /// What changes a file or a directory.
    pub const WRITING: u64 = FD_WRITE | FD_ALLOCATE | FD_FILESTAT_SET_SIZE | FD_FILESTAT_SET_TIMES | PATH_CREATE_DIRECTORY
        | PATH_CREATE_FILE | PATH_LINK_SOURCE | PATH_LINK_TARGET | PATH_RENAME_SOURCE | PATH_RENAME_TARGET
        | PATH_FILESTAT_SET_SIZE | PATH_FILESTAT_SET_TIMES | PATH_SYMLINK | PATH_REMOVE_DIRECTORY | PATH_UNLINK_FILE;
    /// What makes sense on files and streams.
    pub const FILE: u64 = FD_DATASYNC | FD_READ | FD_SEEK | FD_FDSTAT_SET_FLAGS | FD_SYNC | FD_TELL | FD_WRITE | FD_ADVISE
        | FD_ALLOCATE | FD_FILESTAT_GET | FD_FILESTAT_SET_SIZE | FD_FILESTAT_SET_TIMES | POLL_FD_READWRITE;
    /// What makes sense on sockets that carry data.
    pub const SOCKET: u64 = FD_READ | FD_WRITE | FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE | SOCK_SHUTDOWN;
    /// What makes sense on sockets that listen; what is accepted from them gets what makes sense on it.
    pub const LISTENER: u64 = FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE | SOCK_ACCEPT | SOCK_SHUTDOWN;
    /// What makes sense on directories.
    pub const DIR: u64 = FD_FDSTAT_SET_FLAGS | FD_SYNC | FD_DATASYNC | FD_ADVISE | PATH_CREATE_DIRECTORY | PATH_CREATE_FILE
        | PATH_LINK_SOURCE | PATH_LINK_TARGET | PATH_OPEN | FD_READDIR | PATH_READLINK | PATH_RENAME_SOURCE
        | PATH_RENAME_TARGET | PATH_FILESTAT_GET | PATH_FILESTAT_SET_SIZE | PATH_FILESTAT_SET_TIMES | FD_FILESTAT_GET
        | FD_FILESTAT_SET_TIMES | PATH_SYMLINK | PATH_REMOVE_DIRECTORY | PATH_UNLINK_FILE | POLL_FD_READWRITE;
}

/// Number of the type of datagram sockets.
pub const SOCKET_DGRAM: u8 = 5;
/// Number of the type of stream sockets.
pub const SOCKET_STREAM: u8 = 6;

/// Number of a file type; a character device is 2, a directory 3, a regular file 4.
pub fn filetype(t: FileType) -> u8 {
    match t {
        FileType::BlockDevice => 1,
        FileType::CharacterDevice => 2,
        FileType::Directory => 3,
        FileType::RegularFile => 4,
        FileType::Socket => SOCKET_STREAM,
        FileType::Symlink => 7,
        _ => 0,
    }
}
