//! What is said of bad input and of wrong command lines, word for word.

use crate::{HELLO, bad, files, names, program, run};
use std::fs;
use wazc_abi::target::Arch;

const USAGE: &str = "\n\nFor more information, try '--help'.\n";

#[test]
fn files_that_cannot_be_read() {
    let dir = files(&[("empty.wasm", "")]);
    let dir = dir.path();
    fs::create_dir(dir.join("d")).unwrap();
    for command in ["wazc build", "wazc run", "wazc inspect", "wazc objdump", "wazc wast", "wazc-run"] {
        bad(run(dir, &format!("{command} missing")), 1, "error: missing: No such file or directory\n");
        bad(run(dir, &format!("{command} d")), 1, "error: d: Is a directory\n");
    }
    bad(run(dir, "wazc build empty.wasm"), 1, "error: empty.wasm: the file is empty\nhelp: did the step that makes it fail?\n");
    assert_eq!(names(dir), ["d", "empty.wasm"]);
}

#[test]
fn files_of_another_kind() {
    let dir = files(&[("a.wat", "(module)")]);
    let dir = dir.path();
    fs::write(dir.join("junk"), [0xff, 0xfe, 0]).unwrap();
    fs::write(dir.join("a.wasm"), b"\0asm\x01\0\0\0").unwrap();
    assert_eq!(run(dir, "wazc build a.wat").status, Some(0));
    let junk = "error: junk: not a WebAssembly module: neither `\\0asm` at its start nor text\nhelp: wazc compiles .wasm and .wat files\n";
    bad(run(dir, "wazc build junk"), 1, junk);
    bad(run(dir, "wazc run junk"), 1, junk);
    bad(
        run(dir, "wazc build a.o -o b.o"),
        1,
        "error: a.o: this is an object file or a native program, not a WebAssembly module\nhelp: an artifact is run by `wazc run` or `wazc-run`\n",
    );
    bad(
        run(dir, "wazc inspect a.wasm"),
        1,
        "error: a.wasm: not a wazc artifact\nhelp: this is a WebAssembly module; `wazc build` makes an artifact of it\n",
    );
    bad(
        run(dir, "wazc-run a.wasm"),
        1,
        "error: a.wasm: this is a WebAssembly module, not an artifact\nhelp: compile it first with `wazc build`; what loads artifacts contains no compiler\n",
    );
    bad(run(dir, "wazc-run junk"), 1, "error: junk: not a wazc artifact: not an ELF file\n");
    bad(run(dir, "wazc objdump a.wat"), 1, "error: a.wat: not a wazc artifact\n");
    bad(run(dir, "wazc wast junk"), 1, "error: junk: not a spec script: it is not text\n");
}

#[test]
fn damaged_artifacts() {
    let dir = files(&[("a.wat", "(module (func (export \"_start\")))")]);
    let dir = dir.path();
    run(dir, "wazc build a.wat");
    let mut b = fs::read(dir.join("a.o")).unwrap();
    let middle = b.len() / 2;
    b[middle] ^= 1;
    fs::write(dir.join("a.o"), b).unwrap();
    let err = "error: a.o: damaged artifact: its content does not match its digest\n\
               help: copy it again or build it again; an artifact must not be stripped or linked before it is loaded\n";
    for tool in ["wazc inspect", "wazc run", "wazc-run"] {
        bad(run(dir, &format!("{tool} a.o")), 1, err);
    }
    fs::write(dir.join("a.o"), "").unwrap();
    bad(run(dir, "wazc-run a.o"), 1, "error: a.o: not a wazc artifact: the file is empty\n");
}

#[test]
fn invalid_modules() {
    let dir = files(&[
        ("cut.wat", "(module\n  (func (result i32)\n"),
        ("type.wat", "(module (func) (func $add (result i32) i64.const 0))"),
        ("export.wat", "(module (func) (func (export \"run\") (result i32) i64.const 0))"),
        ("anon.wat", "(module (func (result i32) i64.const 0))"),
    ]);
    let dir = dir.path();
    let hello = fs::read(HELLO).unwrap();
    fs::write(dir.join("cut.wasm"), &hello[..1000]).unwrap();
    fs::write(dir.join("type.wasm"), wat::parse_file(dir.join("type.wat")).unwrap()).unwrap();
    bad(
        run(dir, "wazc build cut.wat"),
        1,
        "error: expected `)`\n     --> cut.wat:3:1\n      |\n    3 | \n      | ^\n",
    );
    bad(
        run(dir, "wazc build cut.wasm"),
        1,
        "error: cut.wasm: byte 0x3dd: unexpected end-of-file\nhelp: the file seems to be cut short: make or copy it again\n",
    );
    for n in 1..8 {
        fs::write(dir.join("cut.wasm"), &hello[..n]).unwrap();
        let o = run(dir, "wazc build cut.wasm");
        assert!(o.err.starts_with("error: cut.wasm: byte 0x"), "{n}: {}", o.err);
        assert!(o.err.ends_with("\nhelp: the file seems to be cut short: make or copy it again\n"), "{n}: {}", o.err);
    }
    let what = "type mismatch: expected i32, found i64";
    bad(run(dir, "wazc build type.wasm"), 1, &format!("error: type.wasm: function 1 `add`, byte 0x21: {what}\n"));
    bad(run(dir, "wazc run type.wat"), 1, &format!("error: type.wat: function 1 `add`, byte 0x21 of the binary form: {what}\n"));
    let export = run(dir, "wazc build export.wat");
    assert!(export.err.starts_with("error: export.wat: function 1 `run`, byte 0x"), "{}", export.err);
    let anon = run(dir, "wazc build anon.wat");
    assert!(anon.err.starts_with("error: anon.wat: function 0, byte 0x"), "{}", anon.err);
    assert!(!names(dir).iter().any(|n| n.ends_with(".o")));
}

#[test]
fn proposals_that_are_missing() {
    for (text, place, what, help) in [
        (
            "(module (memory 1 1 shared))",
            "byte 0xb",
            "threads (shared memory and atomics) are",
            "build the module for one thread: without -pthread, -mno-atomics for clang",
        ),
        (
            "(module (func return_call 0))",
            "function 0, byte 0x17",
            "tail calls are",
            "build the module without them: -mno-tail-call for clang",
        ),
        ("(module (memory i64 1))", "byte 0xb", "64-bit memory (memory64) is", "build the module for wasm32"),
        (
            "(module (tag $e) (func throw $e))",
            "byte 0x14",
            "exception handling is",
            "build the module without it: -fno-exceptions for clang",
        ),
        ("(module (type (struct)))", "byte 0xb", "garbage collection is", "modules of languages that need it can't be compiled yet"),
        (
            "(module (type $f (func)) (func (param (ref $f))))",
            "byte 0xe",
            "typed function references are",
            "build the module without them",
        ),
        (
            "(module (type $f (func)) (type (cont $f)))",
            "byte 0xe",
            "stack switching is",
            "modules that need it can't be compiled yet",
        ),
        (
            "(component)",
            "byte 0x0",
            "this is a component, not a core module; components are",
            "build for wasm32-wasip1, or take the core module out with `wasm-tools component unbundle`",
        ),
    ] {
        let dir = files(&[("m.wat", text)]);
        let want = format!("error: m.wat: {place} of the binary form: {what} not supported yet\nhelp: {help}\n");
        bad(run(dir.path(), "wazc build m.wat"), 1, &want);
    }
}

#[test]
fn outputs_that_cannot_be() {
    let dir = files(&[("a.wat", "(module)"), ("file", "")]);
    let dir = dir.path();
    fs::create_dir(dir.join("d")).unwrap();
    std::os::unix::fs::symlink("a.wat", dir.join("link")).unwrap();
    for (args, err) in [
        ("-o no/a.o", "error: no/a.o: cannot be written: directory no: No such file or directory\n"),
        ("-o d", "error: d: the output is a directory\n"),
        ("-o file/a.o", "error: file/a.o: cannot be written: what should be its directory is a file\n"),
        ("-o a.wat", "error: a.wat: the output would replace the input\nhelp: name another output with -o\n"),
        ("-o link", "error: link: the output would replace the input\nhelp: name another output with -o\n"),
        ("-o /dev/full", "error: /dev/full: No space left on device\n"),
        ("-o x.o -MD -MF no/x.d", "error: no/x.d: cannot be written: directory no: No such file or directory\n"),
    ] {
        bad(run(dir, &format!("wazc build a.wat {args}")), 1, err);
    }
    assert_eq!(names(dir), ["a.wat", "d", "file", "link"]);
    assert_eq!(fs::read(dir.join("a.wat")).unwrap(), b"(module)");
}

#[test]
fn wrong_command_lines() {
    let dir = files(&[("a.wat", "(module)")]);
    for (line, err) in [
        ("wazc build a.wat -O3", "invalid value '3' for '-O <LEVEL>'\n  [possible values: 0, 1, 2]"),
        ("wazc build a.wat -march=i386", "invalid value 'i386' for '--march <CPU>'\n  [possible values: x86-64-v2, x86-64-v3, native]"),
        ("wazc build a.wat --target x86_64 -march=x86-64-v2+nosse4.1+nossse3", "invalid value 'x86-64-v2+nosse4.1+nossse3' for '--march <CPU>': code for x86_64-unknown-linux-gnu always needs ssse3, sse4.1"),
        ("wazc build a.wat --target arm", "invalid value 'arm' for '--target <TRIPLE>'\n  [possible values: x86_64-unknown-linux-gnu, aarch64-unknown-linux-gnu]"),
        ("wazc build a.wat -j -1", "unexpected argument '-1' found\n\nUsage: wazc build [OPTIONS] <FILE>"),
        ("wazc build a.wat -j 1025", "invalid value '1025' for '--jobs <N>': 1025 is not in 0..=1024"),
        ("wazc build a.wat --emit=exe", "invalid value 'exe' for '--emit <WHAT>'\n  [possible values: obj, ir, mir, asm]"),
        (
            "wazc build a.wat --dump all",
            "invalid value 'all' for '--dump <STAGE[:FUNCTION]>': there is no stage `all`; the stages are ir-raw, ir, mir and asm",
        ),
        (
            "wazc build a.wat --dump ir:",
            "invalid value 'ir:' for '--dump <STAGE[:FUNCTION]>': a function's index or name must follow the colon",
        ),
        ("wazc build -", "the module comes from the standard input: name the output with -o"),
        ("wazc build a.wat --emit ir -MD", "a rule for make needs an input and an output that are files"),
        ("wazc build a.wat -MD -o /dev/stdout", "a rule for make needs an input and an output that are files"),
        ("wazc build a.wat -MF x.o -o ./x.o", "the rule for make would replace x.o: name another file with -MF"),
        ("wazc build a.wat -MF a.wat", "the rule for make would replace a.wat: name another file with -MF"),
        ("wazc run - a", "the standard input is the program's: name a file (`./-` for one that is called `-`)"),
        ("wazc build", "the following required arguments were not provided:\n  <FILE>\n\nUsage: wazc build <FILE>"),
        ("wazc frob", "unrecognized subcommand 'frob'\n\nUsage: wazc <COMMAND>"),
    ] {
        let o = run(dir.path(), line);
        // Tips that clap may give are left out.
        let err = format!("error: {err}{USAGE}");
        let got: String = o.err.split("\n\n").filter(|p| !p.trim_start().starts_with("tip:")).collect::<Vec<_>>().join("\n\n");
        assert_eq!((o.status, o.out.as_str(), got.as_str()), (Some(2), "", err.as_str()), "{line}");
    }
    assert_eq!(names(dir.path()), ["a.wat"]);
}

#[test]
fn functions_that_are_not_there() {
    let dir = files(&[("a.wat", "(module (import \"a\" \"b\" (func $i)) (func $f))")]);
    let dir = dir.path();
    for f in ["nope", "2", "0", "i"] {
        bad(run(dir, &format!("wazc build a.wat --dump ir:{f}")), 1, &format!("error: a.wat: --dump: there is no function `{f}` with a body\n"));
    }
    assert_eq!(run(dir, "wazc build a.wat").status, Some(0));
    bad(run(dir, "wazc objdump a.o --function 9"), 1, "error: a.o: there is no function `9` with a body\n");
}

#[test]
fn code_that_cannot_run_here() {
    let dir = files(&[("bad.wat", "(module (func (export \"_start\") (result i32)))")]);
    let other = Arch::ALL.into_iter().find(|a| Some(*a) != wazc_loader::host_arch()).unwrap().triple();
    // Before anything is compiled: the module is invalid.
    let want = format!("error: code for {other} can't run on this machine: only `wazc build` can make it here{USAGE}");
    bad(run(dir.path(), &format!("wazc run --target {other} bad.wat")), 2, &want);
}

#[test]
fn too_many_threads() {
    let dir = files(&[("a.wat", "(module)")]);
    // No memory is large enough for such a stack.
    let o = program("wazc", dir.path()).args(["build", "a.wat", "-j2"]).env("RUST_MIN_STACK", (1u64 << 60).to_string()).output().unwrap();
    bad(
        o.into(),
        1,
        "error: a.wat: no threads: Resource temporarily unavailable (os error 11)\n\
         help: ask for fewer with -j, or raise the limits on memory and on the number of processes\n",
    );
}
