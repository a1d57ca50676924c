//! Errors that depend on the machine: on permissions, on what else runs, on file systems that are read-only, full, or have quotas.
//!
//! What needs file systems of its own runs in a process with mounts of its own (`unshare`, `mount`, `mkfs.ext4`). Where a machine does not allow that, it is said on the standard error, whatever the test runner captures.

use super::tests::{BUF, IOV, OUT, P, Q, World, world};
use super::types::rights as r;
use super::{Errno, Limits};
use rustix::net::{AddressFamily, SocketType, sockopt};
use rustix::process::getuid;
use rustix::thread::{CapabilitySet, CapabilitySets, capabilities, set_capabilities};
use std::fs::{self, File, Permissions};
use std::io::Write;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const O: u64 = OUT as u64;
const B: u64 = BUF as u64;
const I: u64 = IOV as u64;
/// Names the folder of prepared file systems in the process that has them.
pub(super) const PREPARED: &str = "WAZC_WASI_PREPARED";

/// Says that something is not tested, and why; past what captures the output of tests.
pub(super) fn left_out(what: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "\n*** NOT TESTED on this machine: {what}: {why}");
}

impl World {
    /// Addresses and lengths of two names.
    fn names(&mut self, a: &str, b: &str) -> [[u64; 2]; 2] {
        let ((p, n), (q, k)) = (self.put(P, a), self.put(Q, b));
        [[p.into(), n.into()], [q.into(), k.into()]]
    }
    /// A call by what it acts on: `D` stands for the directory, `A` and `B` for the two names.
    #[track_caller]
    fn all(&mut self, want: Errno, dir: u64, a: &str, b: &str, names: &[&str]) {
        let [a, b] = self.names(a, b);
        for name in names {
            let (call, args): (&str, Vec<u64>) = match *name {
                "create" => ("path_open", [&[dir, 0], &b[..], &[1, r::FD_WRITE, 0, 0, O]].concat()),
                "open to write" => ("path_open", [&[dir, 0], &a[..], &[0, r::FD_WRITE, 0, 0, O]].concat()),
                "open to read" => ("path_open", [&[dir, 0], &a[..], &[0, r::FD_READ, 0, 0, O]].concat()),
                "open a directory" => ("path_open", [&[dir, 0], &a[..], &[2, r::FD_READDIR, 0, 0, O]].concat()),
                "truncate" => ("path_open", [&[dir, 0], &a[..], &[8, r::FD_WRITE, 0, 0, O]].concat()),
                "path_filestat_get" => (name, [&[dir, 0], &a[..], &[B]].concat()),
                "path_filestat_set_times" => (name, [&[dir, 0], &a[..], &[5, 5, 5]].concat()),
                "path_link" => (name, [&[dir, 0], &a[..], &[dir], &b].concat()),
                "path_rename" => (name, [&[dir], &a[..], &[dir], &b].concat()),
                "path_readlink" => (name, [&[dir], &a[..], &[B, 9, O]].concat()),
                "path_create_directory" => (name, [&[dir], &b[..]].concat()),
                "path_symlink" => (name, [&a[..], &[dir], &b].concat()),
                "path_remove_directory" | "path_unlink_file" => (name, [&[dir], &a[..]].concat()),
                other => panic!("{other}"),
            };
            assert_eq!(self.call(call, &args), Err(want), "{name} {args:?}");
        }
    }
    #[track_caller]
    fn fails(&mut self, want: Errno, name: &str, args: &[u64]) {
        assert_eq!(self.call(name, args), Err(want), "{name} {args:?}");
    }
}

#[test]
fn permissions() {
    // Privileges are a thread's own.
    std::thread::spawn(without_privileges).join().unwrap();
}

fn without_privileges() {
    let mut w = world(false);
    let root = w.dir.path().join("root");
    for d in ["shut", "shut/d", "fixed", "fixed/d"] {
        fs::create_dir(root.join(d)).unwrap();
    }
    for f in ["shut/f", "fixed/f", "f"] {
        fs::write(root.join(f), "").unwrap();
    }
    symlink("f", root.join("shut/l")).unwrap();
    let theirs = getuid().is_root();
    if theirs {
        // Somebody else's, where only the owner of a file may remove it.
        fs::create_dir_all(root.join("sticky/d")).unwrap();
        fs::write(root.join("sticky/f"), "").unwrap();
    }
    for (name, mode) in [("shut", 0), ("fixed", 0o555), ("f", 0), ("sticky/d", 0o777), ("sticky/f", 0o444), ("sticky", 0o1777)] {
        if theirs && name.starts_with("sticky") {
            chown(root.join(name), Some(12345), None).unwrap();
        } else if name.starts_with("sticky") {
            continue;
        }
        fs::set_permissions(root.join(name), Permissions::from_mode(mode)).unwrap();
    }
    let own = capabilities(None).unwrap();
    let none = CapabilitySets { effective: CapabilitySet::empty(), ..own };
    set_capabilities(None, none).unwrap();
    w.all(Errno::ACCES, 3, "shut/f", "shut/new", &[
        "create", "open to read", "path_create_directory", "path_filestat_get", "path_filestat_set_times", "path_link", "path_rename",
        "path_symlink", "path_unlink_file",
    ]);
    w.all(Errno::ACCES, 3, "shut/l", "", &["path_readlink"]);
    w.all(Errno::ACCES, 3, "shut/d", "", &["path_remove_directory"]);
    let changes = ["create", "path_create_directory", "path_link", "path_rename", "path_symlink", "path_unlink_file"];
    w.all(Errno::ACCES, 3, "fixed/f", "fixed/new", &changes);
    w.all(Errno::ACCES, 3, "fixed/d", "", &["path_remove_directory"]);
    w.all(Errno::ACCES, 3, "f", "", &["open to read", "open to write", "truncate"]);
    w.all(Errno::ACCES, 3, "shut", "", &["open a directory"]);
    if theirs {
        w.all(Errno::PERM, 3, "sticky/f", "new", &["path_rename", "path_unlink_file", "path_filestat_set_times"]);
        w.all(Errno::PERM, 3, "sticky/d", "", &["path_remove_directory"]);
        let fd = w.open("sticky/f", 0, 0, r::FD_READ | r::FD_FILESTAT_SET_TIMES).unwrap();
        w.fails(Errno::PERM, "fd_filestat_set_times", &[fd.into(), 5, 5, 5]);
        w.fails(Errno::ACCES, "fd_filestat_set_times", &[fd.into(), 0, 0, 10]);
    } else {
        w.c.preopen_dir("/etc", "/etc", false).unwrap();
        w.all(Errno::PERM, 4, "passwd", "", &["path_filestat_set_times"]);
    }
    // So that it can be removed.
    set_capabilities(None, own).unwrap();
    fs::set_permissions(root.join("shut"), Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_program_that_runs() {
    let mut w = world(false);
    let sleeper = w.dir.path().join("root/sleeper");
    // Copied by another process: one that this one starts meanwhile would have it open for writing a moment longer.
    assert!(Command::new("cp").args(["/bin/sleep", sleeper.to_str().unwrap()]).status().unwrap().success());
    let mut child = Command::new(&sleeper).arg("1000").spawn().unwrap();
    // It has been started, and under emulation may not run yet.
    let end = Instant::now() + Duration::from_secs(20);
    while fs::read_link(format!("/proc/{}/exe", child.id())).unwrap() != sleeper && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(5));
    }
    w.all(Errno::TXTBSY, 3, "sleeper", "", &["open to write", "truncate"]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(w.open("sleeper", 0, 0, r::FD_WRITE).is_ok());
}

#[test]
fn files_that_are_none() {
    let mut w = world(false);
    w.iov(BUF, 4);
    let null = w.give(File::options().read(true).write(true).open("/dev/null").unwrap());
    w.fails(Errno::NODEV, "fd_allocate", &[null, 0, 1]);
    let full = w.give(File::options().write(true).open("/dev/full").unwrap());
    w.fails(Errno::NOSPC, "fd_write", &[full, I, 1, O]);
    w.fails(Errno::NOSPC, "fd_pwrite", &[full, I, 1, 0, O]);
    let name = w.give(File::options().write(true).open("/proc/self/comm").unwrap());
    w.fails(Errno::NOTSUP, "fd_allocate", &[name, 0, 1]);
    // The memory of a process, where there is none; and so far on that a position would not fit any more.
    let memory = w.give(File::options().read(true).write(true).open("/proc/self/mem").unwrap());
    for (name, at) in [("fd_read", &[][..]), ("fd_write", &[]), ("fd_pread", &[0]), ("fd_pwrite", &[0])] {
        w.fails(Errno::IO, name, &[&[memory, I, 1], at, &[O]].concat());
    }
    assert_eq!(w.call("fd_seek", &[memory, i64::MAX as u64, 0, O]), Ok(()));
    let _ = w.call("fd_seek", &[memory, i64::MAX as u64, 1, O]);
    w.fails(Errno::OVERFLOW, "fd_read", &[memory, I, 1, O]);
    w.fails(Errno::OVERFLOW, "fd_write", &[memory, I, 1, O]);
    let _listener = UnixListener::bind(w.dir.path().join("root/socket")).unwrap();
    w.all(Errno::NXIO, 3, "socket", "", &["open to read", "open to write"]);
}

#[test]
fn peers() {
    let mut w = world(false);
    w.iov(BUF, 4);
    // Nobody listens there any more; and nobody is named.
    let gone = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.connect(gone).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let fd = w.give(socket);
    for (name, args) in [
        ("sock_recv", vec![fd, I, 1, 0, O, O + 4]), ("fd_read", vec![fd, I, 1, O]), ("sock_send", vec![fd, I, 1, 0, O]), ("fd_write", vec![fd, I, 1, O]),
    ] {
        assert_eq!(w.call("sock_send", &[fd, I, 1, 0, O]), Ok(()));
        w.fails(Errno::CONNREFUSED, name, &args);
    }
    let fd = w.give(UdpSocket::bind("127.0.0.1:0").unwrap());
    w.fails(Errno::DESTADDRREQ, "sock_send", &[fd, I, 1, 0, O]);
    w.fails(Errno::DESTADDRREQ, "fd_write", &[fd, I, 1, O]);
    let alone = rustix::net::socket(AddressFamily::UNIX, SocketType::STREAM, None).unwrap();
    let alone = w.give(alone);
    w.fails(Errno::NOTCONN, "sock_send", &[alone, I, 1, 0, O]);
    w.fails(Errno::INVAL, "fd_read", &[alone, I, 1, O]);
    // A peer that takes nothing, for longer than the host puts up with.
    let l = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut s = TcpStream::connect(l.local_addr().unwrap()).unwrap();
    let _peer = l.accept().unwrap().0;
    sockopt::set_tcp_user_timeout(&s, 1).unwrap();
    s.set_nonblocking(true).unwrap();
    while s.write(&[0; 65536]).is_ok() {}
    let end = Instant::now() + Duration::from_secs(20);
    let fd = w.give(s);
    let got = loop {
        match w.call("sock_recv", &[fd, I, 1, 0, O, O + 4]) {
            Err(Errno::AGAIN) if Instant::now() < end => std::thread::sleep(Duration::from_millis(10)),
            other => break other,
        }
    };
    assert_eq!(got, Err(Errno::TIMEDOUT));
}

/// File systems of its own: one to read only, one that is full, directories and a file that others are mounted on.
const SPECIAL: &str = "
    mount -t tmpfs none $D
    mkdir -p $D/ro $D/full $D/root/mount
    touch $D/root/file $D/root/f
    mount -t tmpfs none $D/ro
    mkdir $D/ro/d && touch $D/ro/f && ln -s f $D/ro/l
    mount -o remount,bind,ro $D/ro
    mount -t tmpfs -o size=64k,nr_inodes=8 none $D/full
    mount -t tmpfs none $D/root/mount
    mount --bind $D/root/f $D/root/file
    ulimit -n 80";

/// A file system that caps the number of links; not all do.
const EXT4: &str = "
    PATH=$PATH:/usr/sbin:/sbin
    truncate -s 8M $D/image
    mkfs.ext4 -q -b 1024 $D/image
    mkdir $D/root
    mount -o loop $D/image $D/root";

/// Runs one test of this file in a process with mounts of its own, which a script makes in a folder; why not, where that is not allowed.
fn with_mounts(script: &str, test: &str) -> Result<(), String> {
    let exe = std::env::current_exe().unwrap();
    let out = |c: &mut Command| c.stdin(Stdio::null()).output().map_err(|e| e.to_string());
    let said = |o: &std::process::Output| format!("{}{}", String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr)).trim().to_string();
    if !out(Command::new(&exe).arg("--list"))?.status.success() {
        return Err("this machine does not run the test's own program (emulation)".into());
    }
    let dir = tempfile::tempdir().unwrap();
    let script = format!("set -e\n{script}\n[ -z \"$1\" ] || exec \"$@\"");
    let unshare = |command: &[&str]| {
        let mut c = Command::new("unshare");
        if !getuid().is_root() {
            c.arg("--map-root-user");
        }
        c.args(["--mount", "sh", "-c", &script, "sh"]).args(command).env("D", dir.path()).env(PREPARED, dir.path());
        c
    };
    let prepared = out(&mut unshare(&[""]))?;
    if !prepared.status.success() {
        return Err(said(&prepared));
    }
    for e in fs::read_dir(dir.path()).unwrap() {
        let p = e.unwrap().path();
        if p.is_dir() { fs::remove_dir(p).unwrap() } else { fs::remove_file(p).unwrap() }
    }
    let o = out(&mut unshare(&[exe.to_str().unwrap(), "--exact", test, "--nocapture"]))?;
    let said = said(&o);
    assert!(o.status.success() && said.contains("1 passed"), "{said}");
    print!("{said}");
    Ok(())
}

fn prepared() -> Option<World> {
    let dir = std::env::var_os(PREPARED)?;
    let mut w = world(false);
    w.c.limits(Limits { fds: 1000, ..Limits::default() });
    for name in ["root", "ro", "full"] {
        let dir = Path::new(&dir).join(name);
        if dir.exists() {
            w.c.preopen_dir(dir, "/", false).unwrap();
        }
    }
    w.iov(BUF, 8192);
    Some(w)
}

/// What a test among mounts of its own has; nothing in the process that starts it there, or says that `what` is left out.
pub(super) fn among_mounts(mounts: &str, test: &str, what: &str) -> Option<World> {
    let here = prepared();
    if here.is_none() {
        with_mounts(mounts, test).unwrap_or_else(|why| left_out(what, &why));
    }
    here
}

#[test]
fn file_systems() {
    let what = "errors of file systems: ROFS, BUSY, NOSPC, XDEV, MFILE of the kernel";
    let Some(mut w) = among_mounts(SPECIAL, "wasi::host_errno_tests::file_systems", what) else { return };
    // 4: ordinary, with things mounted in it; 5: to read only; 6: full.
    let changes = [
        "create", "open to write", "truncate", "path_create_directory", "path_filestat_set_times", "path_link", "path_rename", "path_symlink",
        "path_unlink_file",
    ];
    w.all(Errno::ROFS, 5, "f", "new", &changes);
    w.all(Errno::ROFS, 5, "d", "", &["path_remove_directory"]);
    let [f, _] = w.names("f", "");
    let open = |dir: u64, of: u64, p: [u64; 2], rights: u64| [dir, 0, p[0], p[1], of, rights, 0, 0, O];
    w.call("path_open", &open(5, 0, f, r::FD_READ | r::FD_FILESTAT_SET_TIMES)).unwrap();
    let fd = w.m.u32(OUT).unwrap();
    w.fails(Errno::ROFS, "fd_filestat_set_times", &[fd.into(), 0, 0, 10]);
    w.all(Errno::BUSY, 4, "mount", "new", &["path_remove_directory", "path_rename"]);
    w.all(Errno::BUSY, 4, "file", "new", &["path_unlink_file", "path_rename"]);
    w.all(Errno::XDEV, 4, "f", "mount/f", &["path_link", "path_rename"]);
    // As many as fit; a file that takes all room.
    let (p, n) = w.put(P, "big");
    w.call("path_open", &open(6, 1, [p.into(), n.into()], r::FD_WRITE | r::FD_SEEK | r::FD_ALLOCATE)).unwrap();
    let big = u64::from(w.m.u32(OUT).unwrap());
    w.fails(Errno::NOSPC, "fd_allocate", &[big, 0, 1 << 20]);
    let mut most = 0;
    while w.call("fd_write", &[big, I, 1, O]) == Ok(()) {
        most += w.m.u32(OUT).unwrap();
    }
    assert_eq!(most, 65536);
    w.fails(Errno::NOSPC, "fd_write", &[big, I, 1, O]);
    w.fails(Errno::NOSPC, "fd_pwrite", &[big, I, 1, 65536, O]);
    for i in 0..9 {
        let (p, n) = w.put(P, &format!("d{i}"));
        if w.call("path_create_directory", &[6, p.into(), n.into()]).is_err() {
            break;
        }
    }
    w.all(Errno::NOSPC, 6, "big", "new", &["create", "path_create_directory", "path_link", "path_symlink"]);
    // The process has no more descriptors, though the guest might.
    let [f, _] = w.names("f", "");
    let open = open(4, 0, f, r::FD_READ);
    let opened = (0..100).take_while(|_| w.call("path_open", &open) == Ok(())).count();
    assert!((10..80).contains(&opened), "{opened}");
    w.fails(Errno::MFILE, "path_open", &open);
    w.all(Errno::MFILE, 4, "f", "new", &["path_filestat_get", "path_create_directory", "path_rename"]);
}

#[test]
fn numbers_of_links() {
    let Some(mut w) = among_mounts(EXT4, "wasi::host_errno_tests::numbers_of_links", "MLINK of a real file system") else { return };
    let dir = Path::new(&std::env::var_os(PREPARED).unwrap()).join("root");
    File::create(dir.join("f")).unwrap();
    let most = (0..70_000).take_while(|i| fs::hard_link(dir.join("f"), dir.join(i.to_string())).is_ok()).count();
    assert_eq!(most, 64_999);
    w.all(Errno::MLINK, 4, "f", "new", &["path_link"]);
}
