//! Output files, which appear whole or not at all. Input: a path and bytes.
//!
//! The bytes go to a file without a name in the same directory, which gets its name when it is complete: a process that
//! dies meanwhile leaves nothing behind. Where the file system has no such files, to one with a temporary name. Devices,
//! pipes, sockets and what a process has open already (`/dev/stdout`, `/dev/fd/3`) are written in place. Symbolic links
//! stay, and what they lead to is written. Modes are those of any new file (0666 without the umask).

use crate::failure::Failure;
use rustix::fs::{Access, AtFlags, CWD, Mode, OFlags, access, linkat, openat, renameat};
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Where output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The standard output.
    Stdout,
    /// The standard error.
    Stderr,
    /// What a process has open, by its path: written at its end.
    Open(PathBuf),
    /// A file.
    File(PathBuf),
}

impl From<PathBuf> for Output {
    /// What the user means by it; `-` is the standard output.
    fn from(path: PathBuf) -> Output {
        if path.as_os_str() == "-" {
            return Output::Stdout;
        }
        let Some(open) = open_file(&path) else { return Output::File(path) };
        let ours = fs::canonicalize("/proc/self/fd").is_ok_and(|d| open.starts_with(d));
        match open.file_name().and_then(|n| n.to_str()) {
            Some("1") if ours => Output::Stdout,
            Some("2") if ours => Output::Stderr,
            _ => Output::Open(path),
        }
    }
}

impl Output {
    /// Writes all.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Output::Stdout => stdout(bytes),
            Output::Stderr => stream(io::stderr().lock(), "standard error", bytes),
            Output::Open(p) => File::options().append(true).open(p).and_then(|mut f| f.write_all(bytes)).map_err(|e| Failure::io(p, &e)),
            Output::File(p) => replace(p, bytes).map_err(|e| Failure::io(p, &e)),
        }
    }

    /// Whether there is any hope of writing; said before a long compilation rather than after it.
    pub fn check(&self, input: Option<&Path>) -> Result<(), Failure> {
        let p = match self {
            Output::Stdout | Output::Stderr => return Ok(()),
            Output::Open(p) => return fs::metadata(p).map(|_| ()).map_err(|e| Failure::io(p, &e)),
            Output::File(p) => p,
        };
        if let Ok(m) = fs::metadata(p) {
            if m.is_dir() {
                return Err(Failure::file(p, "the output is a directory"));
            }
            let same = |i: &Path| fs::metadata(i).is_ok_and(|i| (i.dev(), i.ino()) == (m.dev(), m.ino()));
            if m.is_file() && input.is_some_and(same) {
                return Err(Failure::file(p, "the output would replace the input").help(Some("name another output with -o")));
            }
            if !m.is_file() {
                return Ok(());
            }
        }
        let to = end(p).map_err(|e| Failure::io(p, &e))?;
        let dir = directory(&to);
        match fs::metadata(dir) {
            Ok(m) if !m.is_dir() => Err(Failure::file(p, "cannot be written: what should be its directory is a file")),
            Ok(_) => access(dir, Access::WRITE_OK | Access::EXEC_OK)
                .map_err(|e| Failure::file(p, format!("cannot be written: {}: {}", dir.display(), wazc_run::plain(&e.into())))),
            Err(e) => Err(Failure::file(p, format!("cannot be written: directory {}: {}", dir.display(), wazc_run::plain(&e)))),
        }
    }
}

/// Writes to the standard output; that nobody reads any more is not an error.
pub fn stdout(bytes: &[u8]) -> Result<(), Failure> {
    stream(io::stdout().lock(), "standard output", bytes)
}

fn stream(mut out: impl Write, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::io(Path::new(name), &e)),
        _ => Ok(()),
    }
}

fn directory(p: &Path) -> &Path {
    p.parent().filter(|d| !d.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a path leads in the end, through symbolic links, whether there is something or not.
fn end(path: &Path) -> io::Result<PathBuf> {
    let mut to = path.to_path_buf();
    // The system follows as many.
    for _ in 0..40 {
        match fs::read_link(&to) {
            Ok(link) if !is_open_file(&to) => to = to.with_file_name(link),
            _ => return Ok(to),
        }
    }
    Err(rustix::io::Errno::LOOP.into())
}

/// Whether it is the name that the system gives to what a process has open: it looks like a link to a file, but is more.
fn is_open_file(path: &Path) -> bool {
    fs::canonicalize(directory(path)).is_ok_and(|d| d.starts_with("/proc") && d.ends_with("fd"))
}

/// What a path leads to, by the same name for all paths that lead there.
fn place(path: &Path) -> Option<PathBuf> {
    let to = end(path).ok()?;
    Some(fs::canonicalize(directory(&to)).ok()?.join(to.file_name()?))
}

/// The name that the system gives to what a path leads to, if that is something that a process has open.
pub fn open_file(path: &Path) -> Option<PathBuf> {
    place(path).filter(|p| is_open_file(p))
}

/// Whether two paths lead to the same file, which need not be there yet.
pub fn same(a: &Path, b: &Path) -> bool {
    a == b || place(a).is_some_and(|a| Some(a) == place(b))
}

/// Puts a file in place.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let exists = match fs::metadata(path) {
        Ok(m) if m.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(m) if !m.is_file() => return File::options().write(true).open(path)?.write_all(bytes),
        found => found.is_ok(),
    };
    // What a symbolic link points to is replaced, not the link.
    let to = end(path)?;
    let dir = directory(&to);
    match openat(CWD, dir, OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC, Mode::from_raw_mode(0o666)) {
        Ok(fd) => {
            let mut file = File::from(fd);
            file.write_all(bytes)?;
            match name(&file, &to, exists) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => with_temporary_name(&to, dir, bytes),
                r => r,
            }
        }
        Err(_) => with_temporary_name(&to, dir, bytes),
    }
}

/// Gives a nameless file its name. A name can't be replaced by a link, so one that exists is replaced by a rename.
fn name(file: &File, to: &Path, exists: bool) -> io::Result<()> {
    let from = format!("/proc/self/fd/{}", file.as_raw_fd());
    let link = |to: &Path| linkat(CWD, from.as_str(), CWD, to, AtFlags::SYMLINK_FOLLOW);
    if !exists {
        match link(to) {
            Err(rustix::io::Errno::EXIST) => {}
            r => return Ok(r?),
        }
    }
    let mut n = 0;
    let temporary = loop {
        let t = directory(to).join(format!(".wazc-{}-{n}", std::process::id()));
        match link(&t) {
            Err(rustix::io::Errno::EXIST) if n < 100 => n += 1,
            Err(e) => return Err(e.into()),
            Ok(()) => break t,
        }
    };
    renameat(CWD, &temporary, CWD, to).map_err(|e| {
        let _ = fs::remove_file(&temporary);
        e.into()
    })
}

fn with_temporary_name(to: &Path, dir: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".wazc-").permissions(fs::Permissions::from_mode(0o666)).tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.persist(to).map_err(|e| e.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_replace_and_leave_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path().join("out");
        replace(&to, b"1").unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"1");
        replace(&to, b"2").unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"2");
        let mode = fs::metadata(&to).unwrap().permissions().mode();
        with_temporary_name(&to, dir.path(), b"3").unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"3");
        assert_eq!(fs::metadata(&to).unwrap().permissions().mode(), mode);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn links_stay_links() {
        let dir = tempfile::tempdir().unwrap();
        let (file, link) = (dir.path().join("file"), dir.path().join("link"));
        fs::write(&file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        // Also where they lead to nothing yet, and in several steps.
        fs::remove_file(&file).unwrap();
        let second = dir.path().join("second");
        std::os::unix::fs::symlink("link", &second).unwrap();
        replace(&second, b"first").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"first");
        assert!([link, second].iter().all(|l| fs::symlink_metadata(l).unwrap().is_symlink()));
        let turning = dir.path().join("turning");
        std::os::unix::fs::symlink("turning", &turning).unwrap();
        assert!(replace(&turning, b"").is_err());
    }

    #[test]
    fn what_is_open_already() {
        let output = |p: &str| Output::from(PathBuf::from(p));
        for p in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
            assert_eq!(output(p), Output::Stdout, "{p}");
        }
        assert_eq!(output("/dev/stderr"), Output::Stderr);
        for p in ["/dev/fd/77", "/proc/1/fd/1"] {
            assert!(matches!(output(p), Output::Open(_)), "{p}");
        }
        assert_eq!(output("/dev/null"), Output::File("/dev/null".into()));
        assert_eq!(output("./-"), Output::File("./-".into()));
    }

    #[test]
    fn spellings_of_one_file() {
        let dir = tempfile::tempdir().unwrap();
        let at = |p: &str| dir.path().join(p);
        std::os::unix::fs::symlink("x", at("link")).unwrap();
        assert!(same(&at("x"), &at("./x")) && same(&at("x"), &at("link")) && !same(&at("x"), &at("y")));
        assert!(same(Path::new("x.o"), Path::new("./x.o")));
    }
}
