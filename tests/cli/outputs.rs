//! Output files appear whole or not at all.

use crate::{Good, HELLO, bad, files, names, program, run};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::Duration;
use wazc_tests::many_functions;

#[test]
fn a_failing_build_leaves_the_old_output() {
    let dir = files(&[("a.wat", "(module (func (result i32)))"), ("a.o", "old"), ("a.d", "old rule")]);
    assert_eq!(run(dir.path(), "wazc build -MD a.wat").status, Some(1));
    assert_eq!(fs::read(dir.path().join("a.o")).unwrap(), b"old");
    assert_eq!(fs::read(dir.path().join("a.d")).unwrap(), b"old rule");
    assert_eq!(names(dir.path()), ["a.d", "a.o", "a.wat"]);
}

#[test]
fn a_build_that_is_stopped_leaves_nothing() {
    let dir = files(&[("big.o", "old")]);
    fs::write(dir.path().join("big.wasm"), wat::parse_str(many_functions(40_000)).unwrap()).unwrap();
    // A signal that was ignored when the tests were started (SIGINT in a shell's background) stays so in children.
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let ignored = status.lines().find_map(|l| l.strip_prefix("SigIgn:")).unwrap().trim();
    let ignored = u64::from_str_radix(ignored, 16).unwrap();
    for (signal, number) in [("INT", 2), ("TERM", 15), ("KILL", 9)] {
        if ignored >> (number - 1) & 1 != 0 {
            continue;
        }
        let mut c = program("wazc", dir.path()).args(["build", "big.wasm"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(100));
        assert!(c.try_wait().unwrap().is_none(), "the module is too small for this test");
        assert!(Command::new("sh").args(["-c", &format!("kill -{signal} {}", c.id())]).status().unwrap().success());
        let status = c.wait().unwrap();
        assert!(status.signal().is_some(), "{signal}: {status}");
        assert_eq!(names(dir.path()), ["big.o", "big.wasm"], "{signal}");
        assert_eq!(fs::read(dir.path().join("big.o")).unwrap(), b"old");
    }
}

#[test]
fn a_build_that_dies_while_it_writes_leaves_nothing() {
    let dir = files(&[("out.o", "old")]);
    let wazc = program("wazc", dir.path());
    // The system ends a process whose file becomes too large: here after 4 blocks, in the midst of the artifact.
    let limited = |out: &str| {
        let script = format!("ulimit -c 0; ulimit -f 4; exec \"$0\" build {HELLO} -o {out}");
        Command::new("sh").args(["-c", &script]).arg(wazc.get_program()).current_dir(dir.path()).status().unwrap()
    };
    for out in ["out.o", "new.o"] {
        let status = limited(out);
        assert!(!status.success(), "{out}: {status}");
        assert_eq!(names(dir.path()), ["out.o"], "{out}: {status}");
        assert_eq!(fs::read(dir.path().join("out.o")).unwrap(), b"old");
    }
}

#[test]
fn modes_and_links() {
    let dir = files(&[("a.wat", "(module)"), ("real.o", "old")]);
    let dir = dir.path();
    for (umask, mode) in [("022", 0o644), ("077", 0o600), ("002", 0o664)] {
        // Into a new file and over an old one.
        for fresh in [true, false] {
            if fresh {
                let _ = fs::remove_file(dir.join("a.o"));
            }
            let script = format!("umask {umask}; exec \"$0\" build a.wat");
            let wazc = program("wazc", dir);
            assert!(Command::new("sh").args(["-c", &script]).arg(wazc.get_program()).current_dir(dir).status().unwrap().success());
            let got = fs::metadata(dir.join("a.o")).unwrap().permissions().mode();
            assert_eq!(got & 0o7777, mode, "umask {umask}, new file: {fresh}");
        }
    }
    symlink("real.o", dir.join("link.o")).unwrap();
    assert_eq!(run(dir, "wazc build a.wat -o link.o").status, Some(0));
    assert!(fs::symlink_metadata(dir.join("link.o")).unwrap().is_symlink());
    assert!(fs::read(dir.join("real.o")).unwrap().starts_with(b"\x7fELF"));
}

#[test]
fn who_reads_the_old_output_keeps_it() {
    let dir = files(&[("a.wat", "(module)"), ("a.o", "old")]);
    let before = fs::metadata(dir.path().join("a.o")).unwrap().ino();
    assert_eq!(run(dir.path(), "wazc build a.wat").status, Some(0));
    assert_ne!(fs::metadata(dir.path().join("a.o")).unwrap().ino(), before, "the file was written in place");
}

#[test]
fn devices_and_pipes_are_written_not_replaced() {
    let dir = files(&[("a.wat", "(module)")]);
    let dir = dir.path();
    assert_eq!(run(dir, "wazc build a.wat -o /dev/null").status, Some(0));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    let out = program("wazc", dir).args(["build", "a.wat", "-o", "/dev/stdout"]).stdout(Stdio::piped()).output().unwrap();
    assert!(out.status.success() && out.stdout.starts_with(b"\x7fELF"));
}

#[test]
fn what_is_open_already_is_written_not_replaced() {
    let dir = files(&[("a.wat", "(module)")]);
    let dir = dir.path();
    run(dir, "wazc build a.wat").good();
    let artifact = fs::read(dir.join("a.o")).unwrap();
    for (to, name) in [
        (">", "/dev/stdout"),
        (">", "/proc/self/fd/1"),
        ("1>", "/dev/fd/1"),
        ("2>", "/dev/stderr"),
        ("2>", "/proc/self/fd/2"),
        ("3>>", "/dev/fd/3"),
        (">", "link"),
    ] {
        let _ = fs::remove_file(dir.join("link"));
        symlink("/dev/stdout", dir.join("link")).unwrap();
        let n = to.trim_end_matches('>');
        let n = if n.is_empty() { "1" } else { n };
        // What is written before and after goes to the same file.
        let script = format!("{{ printf before >&{n}; \"$0\" build a.wat -o {name} && printf after >&{n}; }} {to}log");
        let o = Command::new("sh").args(["-c", &script]).arg(program("wazc", dir).get_program()).current_dir(dir).output().unwrap();
        assert!(o.status.success(), "{name}: {o:?}");
        let want = [&b"before"[..], &artifact, b"after"].concat();
        assert!(fs::read(dir.join("log")).unwrap() == want, "{name}");
        fs::remove_file(dir.join("log")).unwrap();
    }
    bad(run(dir, "wazc build a.wat -o /dev/fd/99"), 1, "error: /dev/fd/99: No such file or directory\n");
    // An artifact beside what the system names is for nobody.
    let script = "\"$0\" build /dev/stdin < a.wat";
    let o = Command::new("sh").args(["-c", script]).arg(program("wazc", dir).get_program()).current_dir(dir).output().unwrap();
    let want = "error: the module comes from /dev/stdin: name the output with -o\n\nFor more information, try '--help'.\n";
    bad(o.into(), 2, want);
    assert!(!fs::exists("/dev/stdin.o").unwrap());
}

#[test]
fn links_to_nothing_are_followed() {
    let dir = files(&[("a.wat", "(module)")]);
    let dir = dir.path();
    fs::create_dir(dir.join("d")).unwrap();
    symlink("d/real.o", dir.join("link.o")).unwrap();
    run(dir, "wazc build a.wat -o link.o").good();
    assert!(fs::symlink_metadata(dir.join("link.o")).unwrap().is_symlink());
    assert!(fs::read(dir.join("d/real.o")).unwrap().starts_with(b"\x7fELF"));
    symlink("no/real.o", dir.join("lost.o")).unwrap();
    bad(run(dir, "wazc build a.wat -o lost.o"), 1, "error: lost.o: cannot be written: directory no: No such file or directory\n");
    symlink("turning.o", dir.join("turning.o")).unwrap();
    bad(run(dir, "wazc build a.wat -o turning.o"), 1, "error: turning.o: Too many levels of symbolic links\n");
}

#[test]
fn a_directory_that_is_not_ours() {
    let dir = files(&[("a.wat", "(module)")]);
    let dir = dir.path();
    fs::create_dir(dir.join("d")).unwrap();
    fs::set_permissions(dir.join("d"), fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write everywhere.
    if fs::write(dir.join("d/probe"), "").is_err() {
        bad(run(dir, "wazc build a.wat -o d/a.o"), 1, "error: d/a.o: cannot be written: d: Permission denied\n");
    }
}
