//! What the command line gives a program: sockets, clocks, random bytes, limits, streams of every kind.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use wazc_tests::{Outcome, program, run};

fn files(list: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in list {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// Accepts twice on descriptor 3 and sends back what it gets, until there is no more; the status is the number of its environment variables.
const ECHO: &str = r#"(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_get" (func $prestat (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $env (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func $check (param i32) (if (local.get 0) (then (call $exit (i32.add (i32.const 100) (local.get 0))))))
  (func (export "_start") (local $n i32)
    ;; The directory comes after the socket.
    (call $check (call $prestat (i32.const 4) (i32.const 64)))
    (i32.store (i32.const 0) (i32.const 1024))
    (loop $next
      (call $check (call $accept (i32.const 3) (i32.const 0) (i32.const 16)))
      (block $end (loop $more
        (i32.store (i32.const 4) (i32.const 100))
        (call $check (call $recv (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 4) (i32.const 20)))
        (br_if $end (i32.eqz (i32.load (i32.const 4))))
        (call $check (call $send (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 8)))
        (br $more)))
      (call $check (call $shutdown (i32.load (i32.const 16)) (i32.const 2)))
      (call $check (call $close (i32.load (i32.const 16))))
      (br_if $next (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 2))))
    (drop (call $env (i32.const 32) (i32.const 36)))
    (call $exit (i32.load (i32.const 32)))))"#;

/// A command that has a socket as descriptor 3 and says that it is handed over.
fn with_socket(c: &Command, socket: &TcpListener) -> Command {
    let mut sh = Command::new("sh");
    sh.args(["-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\" 3<&0 </dev/null", "sh"]).arg(c.get_program()).args(c.get_args());
    sh.current_dir(c.get_current_dir().unwrap()).stdin(Stdio::from(OwnedFd::from(socket.try_clone().unwrap())));
    sh
}

#[test]
fn sockets_of_a_service_manager() {
    let dir = files(&[("echo.wat", ECHO)]);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut c = program("wazc", dir.path());
    c.args(["run", "--listen", "--dir", ".", "echo.wat"]);
    let mut child = with_socket(&c, &listener).spawn().unwrap();
    for text in ["one", "another"] {
        let mut s = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        s.set_read_timeout(Some(std::time::Duration::from_secs(60))).unwrap();
        s.write_all(text.as_bytes()).unwrap();
        s.shutdown(std::net::Shutdown::Write).unwrap();
        let mut back = String::new();
        s.read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
    }
    // One variable: LISTEN_FDS.
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn sockets_that_nobody_handed_over() {
    let dir = files(&[("echo.wat", ECHO)]);
    let mut c = program("wazc", dir.path());
    c.args(["run", "--listen", "echo.wat"]).env_remove("LISTEN_PID").env_remove("LISTEN_FDS");
    let fail = |c: &mut Command, err: &str| {
        let o = Outcome::from(c.output().unwrap());
        assert_eq!((o.status, o.err.as_str()), (Some(1), err));
    };
    fail(&mut c, "error: echo.wat: --listen: LISTEN_PID and LISTEN_FDS are not set: no sockets were handed over\n");
    c.env("LISTEN_PID", "x").env("LISTEN_FDS", "1");
    let o = Outcome::from(c.output().unwrap());
    assert!(o.status == Some(1) && o.err.contains("LISTEN_PID is `x`, another process"), "{}", o.err);
    let mut sh = Command::new("sh");
    sh.args(["-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\" 3</dev/null", "sh"]).arg(c.get_program()).args(c.get_args()).current_dir(dir.path());
    fail(&mut sh, "error: echo.wat: --listen: a descriptor of LISTEN_FDS is no socket\n");
    // Without the option there are no sockets: bad descriptor.
    c = program("wazc", dir.path());
    c.args(["run", "--dir", ".", "--dir", ".", "echo.wat"]);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    assert_eq!(with_socket(&c, &listener).status().unwrap().code(), Some(100 + 57));
}

/// Prints a time of each clock and 32 random bytes, raw; `sleep` waits for an hour first.
const CHANCE: &str = r#"(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "get") (result i64 i64 i64)
    (drop (call $time (i32.const 0) (i64.const 0) (i32.const 0)))
    (drop (call $time (i32.const 1) (i64.const 0) (i32.const 8)))
    (drop (call $random (i32.const 16) (i32.const 8)))
    (i64.load (i32.const 0)) (i64.load (i32.const 8)) (i64.load (i32.const 16)))
  (func (export "sleep") (result i32 i64)
    (i32.store (i32.const 64) (i32.const 0)) (i32.store (i32.const 80) (i32.const 1)) (i64.store (i32.const 88) (i64.const 3600000000000))
    (call $poll (i32.const 64) (i32.const 256) (i32.const 1) (i32.const 32))
    (drop (call $time (i32.const 1) (i64.const 0) (i32.const 8)))
    (i64.load (i32.const 8)))
  (func (export "much") (result i32) (call $random (i32.const 0) (i32.const 1000))))"#;

/// What a command line prints.
#[track_caller]
fn prints(dir: &Path, line: &str) -> String {
    let o = run(dir, line);
    assert_eq!((o.status, o.err.as_str()), (Some(0), ""), "{line}");
    o.out
}

#[test]
fn runs_that_repeat() {
    let dir = files(&[("chance.wat", CHANCE)]);
    let get = |options: &str| prints(dir.path(), &format!("wazc run {options} --invoke get chance.wat"));
    assert_ne!(get("-O0"), get("-O0"));
    let one = get("--deterministic");
    assert_eq!(one, get("-O0 --deterministic=0"));
    assert!(one.starts_with("1577836800000001000\n2000\n"), "{one}");
    let other = get("--deterministic=7");
    assert!(other != one && other.starts_with("1577836800000001000\n2000\n"), "{other}");
    // An hour passes at once.
    assert_eq!(prints(dir.path(), "wazc run --deterministic --invoke sleep chance.wat"), "0\n3600000001000\n");
    let o = run(dir.path(), "wazc run --deterministic=x --invoke get chance.wat");
    assert_eq!(o.status, Some(2));
}

#[test]
fn limits() {
    let dir = files(&[("chance.wat", CHANCE)]);
    let much = |options: &str| prints(dir.path(), &format!("wazc run {options} --invoke much chance.wat"));
    assert_eq!(much("--limit random-bytes=1000"), "0\n");
    assert_eq!(much("--limit random-bytes=999 --limit fds=10"), "28\n");
    let much = |limit: &str| run(dir.path(), &format!("wazc run --limit {limit} --invoke much chance.wat"));
    for (limit, err) in [
        ("fds", "a number below 2^32 must follow, as in fds=100"),
        ("fds=4294967296", "a number below 2^32 must follow, as in fds=100"),
        ("all=1", "there is no limit `all`, but fds, directories, iovecs, random-bytes, subscriptions, path-bytes"),
    ] {
        let o = much(limit);
        let all = format!("error: invalid value '{limit}' for '--limit <NAME=N>': {err}\n\nFor more information, try '--help'.\n");
        assert_eq!((o.status, o.err), (Some(2), all));
    }
    let o = much("fds=3 --dir .");
    assert_eq!((o.status, &*o.err), (Some(1), "error: chance.wat: --dir .: more descriptors than the guest may have\n"));
}

/// The status is the type of descriptor 1 and, as 16, whether it can be sought; what comes from descriptor 0 is written to it, piece by piece; then
/// it ends by a trap, so that nothing can be flushed.
const COPY: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $stat (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 1024))
    (block $end (loop $more
      (i32.store (i32.const 4) (i32.const 3))
      (br_if $end (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)))
      (br_if $end (i32.eqz (i32.load (i32.const 4))))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
      (br $more)))
    unreachable)
  (func (export "kind") (result i32)
    (drop (call $stat (i32.const 0) (i32.const 64)))
    (i32.or (i32.load8_u (i32.const 64)) (select (i32.const 16) (i32.const 0) (i32.and (i32.load (i32.const 72)) (i32.const 4))))))"#;

#[test]
fn streams_of_every_kind() {
    let dir = files(&[("copy.wat", COPY), ("in", "from a file"), ("out", "")]);
    let copy = |stdin: Stdio| {
        let mut c = program("wazc", dir.path());
        c.args(["run", "copy.wat"]).stdin(stdin);
        c
    };
    // Nothing is held back: all is there, though the program ends by a trap. Files, pipes.
    let file = |name| fs::File::options().read(true).write(true).open(dir.path().join(name)).unwrap();
    let status = copy(file("in").into()).stdout(file("out")).stderr(Stdio::null()).status().unwrap();
    assert_eq!((status.code(), fs::read(dir.path().join("out")).unwrap()), (Some(134), b"from a file".to_vec()));
    let mut child = copy(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut to, mut from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut got = [0; 4];
    for text in [b"ping", b"pong"] {
        // Each is answered before the next is sent.
        to.write_all(text).unwrap();
        from.read_exact(&mut got).unwrap();
        assert_eq!(&got, text);
    }
    drop(to);
    assert_eq!(child.wait().unwrap().code(), Some(134));
    // Types: a regular file that can be sought; a pipe; a device that is no terminal; closed.
    let kind = |stdin: Stdio| {
        let mut c = program("wazc", dir.path());
        let o = Outcome::from(c.args(["run", "--invoke", "kind", "copy.wat"]).stdin(stdin).output().unwrap());
        assert_eq!((o.status, o.err.as_str()), (Some(0), ""));
        o.out
    };
    assert_eq!(kind(file("in").into()), "20\n");
    assert_eq!(kind(Stdio::piped()), "0\n");
    assert_eq!(kind(Stdio::null()), "18\n");
    // A terminal is a character device that can't be sought.
    let master = rustix::pty::openpt(rustix::pty::OpenptFlags::RDWR | rustix::pty::OpenptFlags::NOCTTY).unwrap();
    rustix::pty::grantpt(&master).unwrap();
    rustix::pty::unlockpt(&master).unwrap();
    let at = rustix::pty::ptsname(&master, Vec::new()).unwrap();
    let terminal = fs::File::options().read(true).write(true).open(at.to_str().unwrap()).unwrap();
    assert_eq!(kind(terminal.into()), "2\n");
}
