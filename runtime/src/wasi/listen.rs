//! Sockets that a service manager hands to this process: the `LISTEN_FDS` convention of systemd.
//!
//! # Safety
//! Descriptors are taken over by number. `LISTEN_PID`, which must be this process's, is the word of who started it that descriptors 3 to
//! 2 + `LISTEN_FDS` are this process's to use; they are duplicated, so that nothing is closed that another part of the process may
//! use, and only those that are open and sockets are taken.

use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};

/// First descriptor of the convention.
const FIRST: i32 = 3;
/// More are a mistake.
const MOST: u32 = 1000;

fn bad(s: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, s)
}

/// How many sockets the environment says were handed over to the process of this number.
fn announced(pid: Option<&str>, fds: Option<&str>, own: u32) -> io::Result<u32> {
    let (Some(pid), Some(fds)) = (pid, fds) else {
        return Err(bad("LISTEN_PID and LISTEN_FDS are not set: no sockets were handed over".into()));
    };
    if pid.parse() != Ok(own) {
        return Err(bad(format!("LISTEN_PID is `{pid}`, another process: the sockets are not for this one, {own}")));
    }
    match fds.parse() {
        Ok(n) if (1..=MOST).contains(&n) => Ok(n),
        _ => Err(bad(format!("LISTEN_FDS is `{fds}`, not a number from 1 to {MOST}"))),
    }
}

/// The sockets that were handed to this process.
pub(super) fn sockets() -> io::Result<Vec<OwnedFd>> {
    let var = |name| std::env::var(name).ok();
    let n = announced(var("LISTEN_PID").as_deref(), var("LISTEN_FDS").as_deref(), std::process::id())?;
    let mut out = Vec::new();
    for fd in FIRST..FIRST + n as i32 {
        // SAFETY: see the head of the file; the number is not -1, and where it is not open the call says so.
        let fd = unsafe { BorrowedFd::borrow_raw(fd) }.try_clone_to_owned();
        let fd = fd.map_err(|e| bad(format!("a descriptor of LISTEN_FDS can't be used: {e}")))?;
        rustix::net::sockopt::socket_type(&fd).map_err(|_| bad("a descriptor of LISTEN_FDS is no socket".into()))?;
        out.push(fd);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::announced;

    #[test]
    fn what_the_environment_says() {
        assert_eq!(announced(Some("7"), Some("2"), 7).unwrap(), 2);
        for (pid, fds) in [(None, None), (Some("7"), None), (None, Some("1")), (Some("8"), Some("1")), (Some("x"), Some("1"))] {
            assert!(announced(pid, fds, 7).is_err());
        }
        for fds in ["0", "-1", "", "1001", "99999999999", "1 "] {
            assert!(announced(Some("7"), Some(fds), 7).is_err(), "{fds}");
        }
    }
}
