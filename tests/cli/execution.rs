//! `wazc run` and `wazc-run`: what the program gets, what becomes of its end.

use crate::{Good, HELLO, Outcome, bad, files, program, run};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Prints its arguments and its environment, each ended by a zero byte.
const ECHO: &str = r#"(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $as (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $ag (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $es (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func $eg (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $print (param $len i32)
    (i32.store (i32.const 0) (i32.const 4096)) (i32.store (i32.const 4) (local.get $len))
    (drop (call $w (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "_start")
    (drop (call $as (i32.const 16) (i32.const 20)))
    (drop (call $ag (i32.const 1024) (i32.const 4096)))
    (call $print (i32.load (i32.const 20)))
    (drop (call $es (i32.const 16) (i32.const 20)))
    (drop (call $eg (i32.const 1024) (i32.const 4096)))
    (call $print (i32.load (i32.const 20)))))"#;

/// `open` makes the file `f` in the first directory, for writing; gives the error number. `look` opens it for reading.
/// `name` gives the first byte and the length of the directory's name.
const OPEN: &str = r#"(module
  (import "wasi_snapshot_preview1" "path_open" (func $o (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_get" (func $p (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_dir_name" (func $n (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1) (data (i32.const 0) "f")
  (func (export "open") (result i32)
    (call $o (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 1) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 64)))
  (func (export "look") (result i32)
    (call $o (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 64)))
  (func (export "name") (result i32 i32)
    (drop (call $p (i32.const 3) (i32.const 64)))
    (drop (call $n (i32.const 3) (i32.const 128) (i32.load (i32.const 68))))
    (i32.load8_u (i32.const 128)) (i32.load (i32.const 68))))"#;

const CALC: &str = r#"(module $calc
  (func (export "i") (param i32) (result i32) (local.get 0))
  (func (export "l") (param i64) (result i64) (local.get 0))
  (func (export "f") (param f32) (result f32) (local.get 0))
  (func (export "d") (param f64) (result f64) (local.get 0))
  (func (export "two") (param i32 i32) (result i32 i64) (local.get 1) (i64.extend_i32_s (local.get 0)))
  (func (export "ref") (param externref))
  (func (export "null") (result funcref) (ref.null func))
  (func $inner (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))
  (func (export "div") (param i32) (result i32) (call $inner (local.get 0)))
  (func $deep (export "deep") (call $deep))
  (global (export "g") i32 (i32.const 0)))"#;

/// Without the offsets of the callers in a backtrace, which are not known where a callee was inlined.
fn callers_only(err: &str) -> String {
    let line = |l: &str| match l.split_once(" @ ") {
        Some((caller, _)) if l.starts_with("    ") && !l.starts_with("    0:") => caller.to_string() + "\n",
        _ => l.to_string() + "\n",
    };
    err.lines().map(line).collect()
}

/// Runs the module by `wazc run` and its artifact by `wazc run` and `wazc-run`: they must agree but for the file's name.
fn both(dir: &Path, module: &str, before: &str, after: &str) -> Outcome {
    let stem = module.strip_suffix(".wat").unwrap();
    assert_eq!(run(dir, &format!("wazc build {module}")).status, Some(0));
    let line = |p: &str, file: &str| format!("{p} {before} {file} {after}").split_whitespace().collect::<Vec<_>>().join(" ");
    let first = run(dir, &line("wazc run -O0", module));
    let renamed = |o: Outcome| {
        let err = callers_only(&o.err.replace(&format!("{stem}.o"), module));
        Outcome { out: o.out.replace(&format!("{stem}.o"), module), err, ..o }
    };
    let unoptimised = Outcome { out: first.out.clone(), err: callers_only(&first.err), ..first };
    assert_eq!(unoptimised, renamed(run(dir, &line("wazc run", &format!("{stem}.o")))));
    assert_eq!(unoptimised, renamed(run(dir, &line("wazc-run", &format!("{stem}.o")))));
    first
}

/// A wrong value of an option is refused before anything is compiled or run.
fn usage(dir: &Path, module: &str, option: &str, why: &str) {
    for program in ["wazc run", "wazc-run"] {
        let o = run(dir, &format!("{program} {option} {module}"));
        assert_eq!((o.status, &*o.out), (Some(2), ""), "{program} {option}");
        assert!(o.err.starts_with("error: invalid value ") && o.err.contains(why), "{}", o.err);
    }
}

#[test]
fn arguments_and_environment() {
    let dir = files(&[("echo.wat", ECHO)]);
    let dir = dir.path();
    assert_eq!(both(dir, "echo.wat", "", "").good(), "echo.wat\0");
    assert_eq!(both(dir, "echo.wat", "", "a --dir x -O9 -march=x --help").good(), "echo.wat\0a\0--dir\0x\0-O9\0-march=x\0--help\0");
    // Options of ours right behind the file are the program's too.
    assert_eq!(both(dir, "echo.wat", "", "--env A=1 -O0 --invoke f").good(), "echo.wat\0--env\0A=1\0-O0\0--invoke\0f\0");
    assert_eq!(both(dir, "echo.wat", "--deterministic", "-march=x -MD").good(), "echo.wat\0-march=x\0-MD\0");
    assert_eq!(both(dir, "echo.wat", "--deterministic=7", "-march=x").good(), "echo.wat\0-march=x\0");
    assert_eq!(both(dir, "echo.wat", "--argv0 me", "a").good(), "me\0a\0");
    assert_eq!(both(dir, "echo.wat", "--env A=1 --env B=x=y --env C= --env NOT_SET_ANYWHERE", "").good(), "echo.wat\0A=1\0B=x=y\0C=\0");
    let o = program("wazc", dir).args(["run", "--env", "PASSED", "echo.o"]).env("PASSED", "on").env("KEPT", "back").output().unwrap();
    assert_eq!(Outcome::from(o).good(), "echo.o\0PASSED=on\0");
    // Nor is anything changed where a name is not text.
    let odd = OsStr::from_bytes(b"\xff.o");
    fs::copy(dir.join("echo.o"), dir.join(odd)).unwrap();
    let o = program("wazc", dir).args([OsStr::new("run"), odd, OsStr::new("-march=x")]).output().unwrap();
    assert_eq!((o.status.code(), o.stdout.as_slice()), (Some(0), &b"\xff.o\0-march=x\0"[..]));
    usage(dir, "echo.wat", "--env =x", "the name is empty");
}

#[test]
fn options_of_the_compiler() {
    let dir = files(&[("echo.wat", ECHO)]);
    for options in ["-O0", "-O 1", "-O2 -j1", "-march=x86-64-v3", "--march native", "-march=native --env A=1"] {
        assert!(run(dir.path(), &format!("wazc run {options} echo.wat")).good().starts_with("echo.wat\0"), "{options}");
    }
}

#[test]
fn limits() {
    let dir = files(&[("echo.wat", ECHO)]);
    assert_eq!(both(dir.path(), "echo.wat", "--limit fds=10 --limit iovecs=1", "").good(), "echo.wat\0");
    for (limit, why) in [("x=1", "there is no limit `x`, but fds, "), ("fds", "a number below 2^32 must follow"), ("fds=-1", "as in fds=100")] {
        usage(dir.path(), "echo.wat", &format!("--limit {limit}"), why);
    }
}

#[test]
fn directories() {
    let dir = files(&[("open.wat", OPEN)]);
    let dir = dir.path();
    fs::create_dir(dir.join("d")).unwrap();
    fs::create_dir(dir.join("a::b")).unwrap();
    let at = |before: &str, f: &str| both(dir, "open.wat", &format!("{before} --invoke {f}"), "").good();
    // For reading only first: nothing may be made there. 44: no such file; 76: not allowed.
    assert_eq!(at("--ro-dir d", "open"), "76\n");
    assert_eq!(at("--ro-dir d", "look"), "44\n");
    assert!(!dir.join("d/f").exists());
    assert_eq!(at("--dir d", "open"), "0\n");
    assert!(dir.join("d/f").exists());
    assert_eq!(at("--ro-dir d", "look"), "0\n");
    assert_eq!(at("--ro-dir d", "open"), "76\n");
    assert_eq!(at("--dir d::/d:ro", "look"), "0\n");
    assert_eq!(at("--dir d::/d:ro", "open"), "76\n");
    // Names: `d`, `/x`, `/yy`.
    assert_eq!(at("--dir d", "name"), "100\n1\n");
    assert_eq!(at("--dir d::/x", "name"), "47\n2\n");
    assert_eq!(at("--dir d::/yy:ro", "name"), "47\n3\n");
    assert_eq!(at("--ro-dir d::/yy:ro", "name"), "47\n6\n");
    assert_eq!(at("--dir a::b::/x", "open"), "0\n");
    assert!(dir.join("a::b/f").exists());
    bad(both(dir, "open.wat", "--dir no", ""), 1, "error: open.wat: --dir no: No such file or directory\n");
    bad(both(dir, "open.wat", "--ro-dir open.wat::/x", ""), 1, "error: open.wat: --ro-dir open.wat: Not a directory\n");
    bad(both(dir, "open.wat", "--dir d:ro", ""), 1, "error: open.wat: --dir d:ro: No such file or directory\n");
    usage(dir, "open.wat", "--dir d::", "the name for the program is empty");
}

#[test]
fn functions_with_values() {
    let dir = files(&[("calc.wat", CALC)]);
    let dir = dir.path();
    for (f, args, out) in [
        ("i", "-5", "-5"),
        ("i", "4294967295", "-1"),
        ("i", "0xff", "255"),
        ("l", "-9223372036854775808", "-9223372036854775808"),
        ("l", "0xffffffffffffffff", "-1"),
        ("f", "1.5", "1.5"),
        ("f", "-inf", "-inf"),
        ("d", "-0", "-0"),
        ("d", "1e300", &format!("1{}", "0".repeat(300))),
        ("d", "nan", "NaN"),
        ("two", "-7 8", "8\n-7"),
        ("null", "", "null"),
    ] {
        assert_eq!(both(dir, "calc.wat", &format!("--invoke {f}"), args).good(), format!("{out}\n"), "{f} {args}");
    }
    let usage = "\n\nFor more information, try '--help'.\n";
    for (f, args, err) in [
        ("two", "1", "`two` has the type func(i32, i32) -> (i32, i64), but 1 arguments were given"),
        ("i", "x", "`i` has the type func(i32) -> (i32): `x` is no i32"),
        ("i", "4294967296", "`i` has the type func(i32) -> (i32): `4294967296` is no i32"),
        ("ref", "0", "`ref` has the type func(externref) -> (): a parameter of type externref can't be given on the command line"),
    ] {
        bad(both(dir, "calc.wat", &format!("--invoke {f}"), args), 2, &format!("error: {err}{usage}"));
    }
    for f in ["nope", "g"] {
        bad(both(dir, "calc.wat", &format!("--invoke {f}"), ""), 1, &format!("error: calc.wat: there is no exported function `{f}`\n"));
    }
    bad(
        both(dir, "calc.wat", "", ""),
        1,
        "error: calc.wat: the module exports no `_start`\nhelp: it is a library, not a program; call one of its functions with --invoke\n",
    );
    bad(
        both(dir, "calc.wat", "", "--invoke i 5"),
        1,
        "error: calc.wat: the module exports no `_start`\nhelp: options go before FILE; what follows it is the program's\n",
    );
}

#[test]
fn traps() {
    let dir = files(&[("calc.wat", CALC)]);
    let o = both(dir.path(), "calc.wat", "--invoke div", "0");
    assert_eq!((o.status, o.out.as_str()), (Some(134), ""));
    let lines: Vec<&str> = o.err.lines().collect();
    assert_eq!(lines[0], "error: calc.wat: wasm trap: integer divide by zero");
    assert!(lines[1].starts_with("    0: calc!inner @ 0x") && lines[2].starts_with("    1: calc!") && lines.len() == 3, "{}", o.err);
    let o = both(dir.path(), "calc.wat", "--invoke deep", "");
    assert_eq!(o.status, Some(134));
    assert!(o.err.starts_with("error: calc.wat: wasm trap: call stack exhausted\n"), "{}", o.err);
}

#[test]
fn backtraces_that_are_cut() {
    let dir = files(&[("calc.wat", CALC)]);
    let o = run(dir.path(), "wazc run -O0 --invoke deep calc.wat");
    let last: Vec<&str> = o.err.lines().skip(64).collect();
    assert!(matches!(last[..], [l, "  ...: frames further out are not shown"] if l.starts_with("   63: calc!deep @ 0x")), "{}", o.err);
}

#[test]
fn segments_that_do_not_fit() {
    let data = "(module (memory 1) (data (i32.const 0) \"a\") (data (i32.const 65530) \"1234567\") (func (export \"_start\")))";
    let elem = "(module (table 3 funcref) (elem (i32.const 2) $f $f) (func $f (export \"_start\")))";
    let dir = files(&[("data.wat", data), ("elem.wat", elem)]);
    let what = "data segment 1: 7 bytes at 65530 of memory 0, which has 65536";
    bad(both(dir.path(), "data.wat", "", ""), 134, &format!("error: data.wat: wasm trap: out of bounds memory access ({what})\n"));
    let what = "element segment 0: 2 elements at 2 of table 0, which has 3";
    bad(both(dir.path(), "elem.wat", "", ""), 134, &format!("error: elem.wat: wasm trap: out of bounds table access ({what})\n"));
}

#[test]
fn names_of_modules_do_not_reach_the_terminal_as_they_are() {
    let text = "(module (import \"e\\nx\" \"\\1b[m\" (func)) (func (export \"_start\")))";
    let dir = files(&[("m.wat", text)]);
    let o = both(dir.path(), "m.wat", "", "");
    assert!(o.err.lines().nth(1).is_some_and(|l| l.ends_with(": unknown import, wanted func() -> ()")), "{}", o.err);
    assert!(!o.err.contains('\u{1b}') && o.err.lines().count() == 3, "{}", o.err);
}

#[test]
fn a_standard_error_that_takes_nothing() {
    let dir = files(&[("calc.wat", CALC)]);
    run(dir.path(), "wazc build calc.wat");
    for (line, status) in [
        ("wazc-run --invoke div calc.o 0", 134),
        ("wazc run --invoke div calc.o 0", 134),
        ("wazc-run none.o", 1),
        ("wazc-run --invoke i calc.o", 2),
    ] {
        let mut words = line.split(' ');
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let o = program(words.next().unwrap(), dir.path()).args(words).stderr(full).output().unwrap();
        assert_eq!(o.status.code(), Some(status), "{line}");
    }
}

#[test]
fn libraries_are_made_ready() {
    let text = r#"(module (global $g (mut i32) (i32.const 0))
      (func (export "_initialize") (global.set $g (i32.add (global.get $g) (i32.const 21))))
      (func (export "get") (result i32) (global.get $g))
      (func (export "_start")))"#;
    let dir = files(&[("lib.wat", text), ("odd.wat", &text.replace("\"_initialize\")", "\"_initialize\") (param i32)"))]);
    let dir = dir.path();
    assert_eq!(both(dir, "lib.wat", "--invoke get", "").good(), "21\n");
    assert_eq!(both(dir, "lib.wat", "--invoke _initialize", "").good(), "");
    assert_eq!(both(dir, "odd.wat", "--invoke get", "").good(), "0\n");
    let trap = text.replace("(global.set $g", "(unreachable) (global.set $g");
    let dir = files(&[("trap.wat", &trap)]);
    assert_eq!(both(dir.path(), "trap.wat", "--invoke get", "").status, Some(134));
}

#[test]
fn versions() {
    let dir = files(&[]);
    for name in ["wazc", "wazc-run"] {
        let version = run(dir.path(), &format!("{name} --version")).good();
        assert_eq!(version, format!("{name} {} (ABI version {})\n", env!("CARGO_PKG_VERSION"), wazc_abi::ABI_VERSION));
    }
}

#[test]
fn exit_statuses() {
    let exit = |n: u32| {
        format!("(module (import \"wasi_snapshot_preview1\" \"proc_exit\" (func $x (param i32))) (memory (export \"memory\") 1) (func (export \"_start\") (call $x (i32.const {n}))))")
    };
    for n in [0, 1, 7, 125] {
        let dir = files(&[("x.wat", &exit(n))]);
        assert_eq!(both(dir.path(), "x.wat", "", ""), Outcome { status: Some(n as i32), out: String::new(), err: String::new() });
    }
}

#[test]
fn imports_that_are_missing() {
    let dir = files(&[("m.wat", "(module (import \"env\" \"f\" (func (param i32))) (func (export \"_start\")))")]);
    bad(
        both(dir.path(), "m.wat", "", ""),
        1,
        "error: m.wat: cannot link:\n  env.f: unknown import, wanted func(i32) -> ()\n\
         help: programs get WASI preview 1 (`wasi_snapshot_preview1`) here, nothing else; other hosts embed the crate wazc-runtime\n",
    );
}

#[test]
fn a_real_program() {
    let dir = files(&[]);
    assert_eq!(run(dir.path(), &format!("wazc run {HELLO} 10")).good(), "2 3 5 7 \nchecksum 59ee0bbe\n");
}

#[test]
fn spec_scripts() {
    let dir = files(&[("s.wast", "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 1))\n")]);
    assert_eq!(run(dir.path(), "wazc wast -O0 -march=x86-64-v3 s.wast").good(), "2 passed, 0 failed\n");
    let dir = files(&[("s.wast", "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 2))\n")]);
    let o = run(dir.path(), "wazc wast s.wast");
    assert_eq!(o.status, Some(1));
    assert!(o.out.starts_with("s.wast:2") && o.out.ends_with("1 passed, 1 failed\n"), "{}", o.out);
}
