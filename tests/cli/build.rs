//! `wazc build`: its options and what they give.

use crate::{Good, Outcome, bad, files, names, program, run};
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};
use std::time::Instant;

const ADD: &str = "(module
  (import \"env\" \"log\" (func $log (param i32)))
  (table 1 funcref)
  (func $add (export \"sum\") (param i32 i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (call $log (local.get 1))))
    (i32.div_s (local.get 0) (local.get 1)))
  (func (export \"pick\") (param i32) (result i32)
    (block (block (block (block (block (br_table 0 1 2 3 4 (local.get 0)))
      (return (i32.const 10))) (return (i32.const 11))) (return (i32.const 12))) (return (i32.const 13)))
    (i32.const 14)))";

#[test]
fn the_artifact_stands_beside_the_module() {
    let dir = files(&[("a.b.wat", ADD)]);
    assert_eq!(run(dir.path(), "wazc build a.b.wat").good(), "");
    assert_eq!(names(dir.path()), ["a.b.o", "a.b.wat"]);
    assert!(fs::read(dir.path().join("a.b.o")).unwrap().starts_with(b"\x7fELF"));
}

#[test]
fn standard_streams() {
    let dir = files(&[("a.wat", ADD)]);
    run(dir.path(), "wazc build a.wat").good();
    let file = fs::read(dir.path().join("a.o")).unwrap();
    let mut c = program("wazc", dir.path())
        .args(["build", "-", "-o", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    c.stdin.take().unwrap().write_all(ADD.as_bytes()).unwrap();
    let out = c.wait_with_output().unwrap();
    assert!(out.status.success() && out.stdout == file);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let dir = files(&[("a.wat", ADD)]);
    let mut c = program("wazc", dir.path()).args(["build", "a.wat", "--emit=asm"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(c.stdout.take());
    let out = c.wait_with_output().unwrap();
    assert_eq!((out.status.code(), out.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn levels_and_cpus() {
    let dir = files(&[("a.wat", "(module (func (export \"f\") (param i32) (result i32) (i32.clz (local.get 0))))")]);
    let dir = dir.path();
    let build = |options: &str| {
        run(dir, &format!("wazc build a.wat {options}")).good();
        fs::read(dir.join("a.o")).unwrap()
    };
    let default = build("-q");
    assert_eq!(default, build("-O2"));
    assert_eq!(default, build("-O 2 -j 1 --jobs 3 --target x86_64-unknown-linux-gnu --march x86-64-v2 --emit obj"));
    assert_eq!(build("-O1").is_empty(), build("-O0").is_empty());
    let v3 = build("-march=x86-64-v3");
    assert_ne!(default, v3);
    assert_eq!(v3, build("--march=x86-64-v3"));
    assert_eq!(v3, build("-march x86-64-v3 --target x86_64"));
    assert!(run(dir, "wazc inspect a.o").good().contains("CPU features used   lzcnt\n"));
    fs::write(dir.join("p.wat"), "(module (func (export \"f\") (param i32) (result i32) (i32.popcnt (local.get 0))))").unwrap();
    for (cpu, used) in [("x86-64-v2", "popcnt"), ("x86-64-v2+nopopcnt", "none"), ("+nopopcnt", "none")] {
        run(dir, &format!("wazc build p.wat --target x86_64 -march={cpu}")).good();
        assert!(run(dir, "wazc inspect p.o").good().contains(&format!("CPU features used   {used}\n")), "{cpu}");
    }
    build("-march=native");
    // Features that build on one another come and go together.
    fs::write(dir.join("v.wat"), "(module (func (export \"f\") (param i32) (result v128) (i8x16.splat (local.get 0))))").unwrap();
    for (cpu, used) in [("x86-64-v3+noavx", "sse3 ssse3 sse4.1 sse4.2"), ("x86-64-v2+avx2", "sse3 ssse3 sse4.1 sse4.2 avx avx2")] {
        run(dir, &format!("wazc build v.wat --target x86_64 -march={cpu}")).good();
        assert!(run(dir, "wazc inspect v.o").good().contains(&format!("CPU features used   {used}\n")), "{cpu}");
    }
    assert!(run(dir, "wazc objdump v.o").good().contains("vpbroadcastb"));
}

#[test]
fn rules_for_make() {
    let dir = files(&[("a.wat", ADD)]);
    let dir = dir.path();
    let read = |f: &str| fs::read_to_string(dir.join(f)).unwrap();
    run(dir, "wazc build -MD a.wat -o x.o").good();
    assert_eq!(read("x.d"), "x.o: a.wat\n");
    run(dir, "wazc build -MD -MF rule a.wat").good();
    assert_eq!(read("rule"), "a.o: a.wat\n");
    run(dir, "wazc build --MD --MF=rule2 a.wat -o y").good();
    assert_eq!(read("rule2"), "y: a.wat\n");
    assert_eq!(names(dir), ["a.o", "a.wat", "rule", "rule2", "x.d", "x.o", "y"]);
    // Texts have rules as well.
    for what in ["asm", "ir", "mir"] {
        run(dir, &format!("wazc build a.wat --emit={what} -MD -o t.{what}")).good();
        assert_eq!(read("t.d"), format!("t.{what}: a.wat\n"));
        run(dir, &format!("wazc build a.wat --emit={what} -MF {what}.rule -o t")).good();
        assert_eq!(read(&format!("{what}.rule")), "t: a.wat\n");
    }
}

/// Names that mean something to make, and what make makes of them where it is installed.
#[test]
fn rules_for_make_name_any_file() {
    let dir = files(&[("a b:c#$.wat", ADD)]);
    let dir = dir.path();
    let build = |args: &[&OsStr]| Outcome::from(program("wazc", dir).arg("build").args(args).output().unwrap());
    let s = OsStr::new;
    build(&[s("a b:c#$.wat"), s("-MD")]).good();
    assert_eq!(fs::read_to_string(dir.join("a b:c#$.d")).unwrap(), "a\\ b\\:c\\#$$.o: a\\ b\\:c\\#$$.wat\n");
    if let Ok(o) = Command::new("make").args(["-f", "a b:c#$.d", "-q"]).env_remove("MAKEFLAGS").current_dir(dir).output() {
        assert_eq!(Outcome::from(o), Outcome { status: Some(0), out: String::new(), err: String::new() });
    }
    // Bytes that are not text stay what they are.
    let odd = OsStr::from_bytes(b"\xff.o");
    build(&[s("a b:c#$.wat"), s("-o"), odd, s("-MF"), s("rule")]).good();
    assert!(fs::read(dir.join("rule")).unwrap().starts_with(b"\xff.o: a"));
    fs::copy(dir.join("a b:c#$.wat"), dir.join("a.wat")).unwrap();
    assert_eq!(build(&[s("a.wat"), s("-MF"), s("-")]).good(), "a.o: a.wat\n");
    assert!(!fs::exists(dir.join("-")).unwrap());
    fs::remove_file(dir.join("a.o")).unwrap();
    for (output, why) in [("x\ny", "a newline"), ("x\ty", "a tab"), ("x=y", "its `=`")] {
        let what = format!("{output:?} can't be named in a rule for make, because of {why}\nhelp: name other files, or leave out -MD and -MF");
        bad(build(&[s("a.wat"), s("-MD"), s("-o"), s(output)]), 2, &format!("error: {what}\n\nFor more information, try '--help'.\n"));
        assert!(!fs::exists(dir.join(output)).unwrap());
    }
}

#[test]
fn texts() {
    let dir = files(&[("a.wat", ADD)]);
    let dir = dir.path();
    let ir = run(dir, "wazc build a.wat --emit=ir").good();
    assert!(ir.starts_with("; function 1 <add>\nfunction f1 {\nb0(") && ir.contains("\n; function 2\n"), "{ir}");
    let mir = run(dir, "wazc build a.wat --emit=mir -o -").good();
    assert!(mir.starts_with("; function 1 <add>\nfunction 1\nb0("), "{mir}");
    run(dir, "wazc build a.wat --target x86_64 --emit=asm -o a.s").good();
    let asm = fs::read_to_string(dir.join("a.s")).unwrap();
    assert_eq!(names(dir), ["a.s", "a.wat"]);
    // Names, wasm offsets, traps, labels, the jump table.
    assert!(asm.starts_with("00000000 <add>: ; function 1\n"), "{asm}");
    let line = |what: &str| asm.lines().find(|l| l.contains(what)).unwrap_or_else(|| panic!("no {what} in\n{asm}"));
    assert!(line("call <import env.log>").starts_with("      ") && asm.contains("# wasm 0x"));
    assert!(asm.contains("trap: integer divide by zero"));
    assert!(asm.contains(" <pick>: ; function 2\n"));
    assert!(line("je .L").len() > 10 && asm.contains("\n.L1:\n"));
    let table = asm.lines().skip_while(|l| !l.starts_with(".T1: # jump table at 0x")).nth(1).unwrap();
    let targets: Vec<&str> = table.split_whitespace().collect();
    assert_eq!(targets.len(), 5, "{table}");
    targets.iter().for_each(|t| assert!(asm.contains(&format!("\n{t}:\n")), "{t}"));
    // The listing of the artifact is the same.
    run(dir, "wazc build a.wat --target x86_64").good();
    assert_eq!(run(dir, "wazc objdump a.o").good(), asm);
    let one = run(dir, "wazc objdump a.o --function pick").good();
    assert!(asm.contains(&one) && one.starts_with("00000") && one.matches(">:").count() == 1);
    assert_eq!(run(dir, "wazc objdump a.o --function 2").good(), one);
}

/// Names are made once for all functions, not once for each.
#[test]
fn listings_grow_with_the_code() {
    let dir = files(&[]);
    let dir = dir.path();
    let time = |functions: usize| {
        fs::write(dir.join("f.wat"), format!("(module {})", "(func)".repeat(functions))).unwrap();
        run(dir, "wazc build f.wat").good();
        let once = |_| {
            let start = Instant::now();
            assert_eq!(run(dir, "wazc objdump f.o").good().matches(">: ; function").count(), functions);
            start.elapsed()
        };
        (0..3).map(once).min().unwrap()
    };
    let (few, many) = (time(1000), time(16_000));
    assert!(many < few * 60, "1000 functions: {few:?}, 16000 functions: {many:?}");
}

/// What [`texts`] sees, of other instructions.
#[test]
fn texts_for_aarch64() {
    let dir = files(&[(
        "a.wat",
        "(module
  (import \"env\" \"log\" (func $log (param i32)))
  (memory 1)
  (table 1 funcref)
  (type $unused (func (param f64)))
  (type $t (func (param i32) (result i32)))
  (func $div (export \"div\") (param i32 i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (call $log (local.get 1))))
    (i32.div_s (i32.load offset=4096 (local.get 0)) (local.get 1)))
  (func (export \"pick\") (param i32) (result i32)
    (block (block (block (block (block (br_table 0 1 2 3 4 (local.get 0)))
      (return (i32.const 10))) (return (i32.const 11))) (return (i32.const 12))) (return (i32.const 13)))
    (call_indirect (type $t) (local.get 0) (local.get 0)))
  (func (export \"fill\") (memory.fill (i32.const 0) (i32.const 0) (i32.const 5000))))",
    )]);
    let dir = dir.path();
    run(dir, "wazc build a.wat --target arm64").good();
    let asm = run(dir, "wazc objdump a.o").good();
    assert!(asm.starts_with("00000000 <div>: ; function 1\n"), "{asm}");
    let line = |what: &str| asm.lines().find(|l| l.contains(what)).unwrap_or_else(|| panic!("no {what} in\n{asm}"));
    let one = |what: &str| assert!(line(what).starts_with("    "), "{what}");
    one("bl <import env.log>");
    one("bl <indirect miss of type ");
    one(", w1, uxtw ");
    one("    udf #0x8 ");
    one("dc zva, x");
    assert!(line("#0x1000]").ends_with(" trap: out of bounds memory access"));
    assert!(line("trap: integer divide by zero").contains("udf #"));
    assert!(asm.contains("# wasm 0x") && asm.contains(" <pick>: ; function 2\n") && asm.contains("\n.L1:\n"));
    assert!(asm.contains(" <unused stub>:\n") && asm.contains(" <foreign call of type ") && !asm.contains("$+"));
    // Both halves of the table's address.
    one("adrp x17, .T1");
    one(", :lo12:.T1");
    let table = asm.lines().skip_while(|l| !l.starts_with(".T1: # jump table at 0x")).nth(1).unwrap();
    let targets: Vec<&str> = table.split_whitespace().collect();
    assert_eq!(targets.len(), 5, "{table}");
    targets.iter().for_each(|t| assert!(asm.contains(&format!("\n{t}:\n")), "{t}"));
    // Every other word is an instruction that the decoder knows.
    assert!(!asm.contains(".inst"), "{asm}");
}

#[test]
fn targets() {
    let dir = files(&[]);
    let dir = dir.path();
    let text = run(dir, "wazc targets").good();
    assert!(text.contains("x86_64-unknown-linux-gnu") && text.contains("\n  armv8.1-a            lse\n"), "{text}");
    assert_eq!(text.matches("(default)").count(), 3, "{text}");
    let json = run(dir, "wazc targets --json").good();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    // Everything that is listed is accepted, and nothing else.
    fs::write(dir.join("a.wat"), "(module)").unwrap();
    for t in json.as_array().unwrap() {
        let name = t["triple"].as_str().unwrap();
        for alias in t["aliases"].as_array().unwrap() {
            run(dir, &format!("wazc build a.wat --target {}", alias.as_str().unwrap())).good();
            assert!(run(dir, "wazc inspect a.o").good().contains(name));
        }
        let cpus: Vec<&str> = t["cpus"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
        assert!(cpus.contains(&t["default_cpu"].as_str().unwrap()));
        let all: String = t["features"].as_array().unwrap().iter().map(|f| format!("+{}", f.as_str().unwrap())).collect();
        for cpu in cpus {
            run(dir, &format!("wazc build a.wat --target {name} -march={cpu}{all}")).good();
        }
        let refused = run(dir, &format!("wazc build a.wat --target {name} -march=armv8-b"));
        assert_eq!(refused.status, Some(2));
        assert!(refused.err.contains(t["default_cpu"].as_str().unwrap()), "{}", refused.err);
        let refused = run(dir, &format!("wazc build a.wat --target {name} -march={}+wings", t["default_cpu"].as_str().unwrap()));
        assert!(refused.status == Some(2) && refused.err.contains("there is no feature `wings`"), "{}", refused.err);
    }
    assert_eq!(run(dir, "wazc build a.wat --target riscv64").status, Some(2));
}

#[test]
fn dumps() {
    let dir = files(&[("a.wat", ADD)]);
    let dir = dir.path();
    let o = run(dir, "wazc build a.wat --dump ir-raw:add --dump=ir:2 --dump mir:sum --dump asm:1");
    assert_eq!((o.status, o.out.as_str()), (Some(0), ""));
    let heads: Vec<&str> = o.err.lines().filter(|l| l.starts_with("; function") || l.contains(">: ; function")).collect();
    assert_eq!(heads, ["; function 1 <add>", "; function 2", "; function 1 <add>", "00000000 <add>: ; function 1"]);
    assert_eq!(names(dir), ["a.o", "a.wat"]);

    run(dir, "wazc build a.wat --dump ir --dump ir-raw --dump mir:2 --dump asm:pick --dump asm --dump-dir d").good();
    let all = ["all.asm", "func1.ir", "func1.ir-raw", "func2.asm", "func2.ir", "func2.ir-raw", "func2.mir"];
    assert_eq!(names(&dir.join("d")), all);
    assert!(fs::read_to_string(dir.join("d/func2.ir")).unwrap().starts_with("; function 2\nfunction f2 {"));
    // Before the passes and after them.
    let (raw, ir) = (fs::read(dir.join("d/func1.ir-raw")).unwrap(), fs::read(dir.join("d/func1.ir")).unwrap());
    assert_ne!(raw, ir);
}

#[test]
fn time_report() {
    let dir = files(&[("a.wat", ADD)]);
    let o = run(dir.path(), "wazc build a.wat --time-report");
    assert_eq!((o.status, o.out.as_str()), (Some(0), ""));
    let rows: Vec<Vec<&str>> = o.err.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["stage", "CPU", "time/ms", "%", "wall", "time/ms"]);
    let stages: Vec<&str> = rows[1..].iter().map(|r| r[0]).filter(|s| *s != "check").collect();
    assert_eq!(stages, ["parse", "functions", "translate", "passes", "lower", "regalloc", "emit", "object", "total"]);
    let number = |s: &str| s.parse::<f64>().unwrap();
    rows[1..].iter().for_each(|r| assert!(r[1..].iter().all(|n| number(n) >= 0.0)));
    assert_eq!(rows.last().unwrap()[2], "100.0");
}

#[test]
fn checks() {
    let dir = files(&[("a.wat", ADD)]);
    let o = run(dir.path(), "wazc build --check a.wat -o checked.o --time-report");
    assert_eq!((o.status, o.out.as_str()), (Some(0), ""));
    assert!(o.err.lines().any(|l| l.trim_start().starts_with("check ")), "{}", o.err);
    run(dir.path(), "wazc build a.wat -o a.o").good();
    assert_eq!(fs::read(dir.path().join("checked.o")).unwrap(), fs::read(dir.path().join("a.o")).unwrap());
}

#[test]
fn no_progress_where_nobody_watches() {
    let dir = files(&[("a.wat", &wazc_tests::many_functions(300))]);
    let o = run(dir.path(), "wazc build a.wat -j1");
    assert_eq!((o.status, o.err.as_str()), (Some(0), ""));
}

#[test]
fn completions_and_manual() {
    let dir = files(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = run(dir.path(), &format!("wazc completions {shell}")).good();
        for word in ["wazc", "build", "time-report", "march", "ro-dir"] {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    for (shell, sign) in [("bash", "-o default wazc-run\n"), ("zsh", "#compdef wazc-run"), ("fish", "complete -c wazc-run")] {
        let text = run(dir.path(), &format!("wazc completions {shell} wazc-run")).good();
        assert!(text.contains(sign) && text.contains("ro-dir") && !text.contains("time-report"), "{shell}: {text}");
    }
    let version = format!("{} (ABI version {})", env!("CARGO_PKG_VERSION"), wazc_abi::ABI_VERSION);
    let page = run(dir.path(), "wazc man").good();
    assert!(page.contains(&format!(".TH wazc 1 \"\" \"wazc {version}\"")) && page.contains("Exit status"), "{page}");
    // Each page that is listed can be had, under that name, and none has the name of another.
    let listed: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix("wazc_")?.strip_suffix("(1)")).collect();
    assert_eq!(listed.len(), 8, "{page}");
    for c in listed {
        let page = run(dir.path(), &format!("wazc man {c}")).good();
        assert!(page.contains(&format!(".TH wazc_{c} 1 \"\" \"wazc {version}\"")) && page.contains(&format!("\nwazc_{c} \\- ")), "{page}");
        assert!(page.contains(&format!("\\fBwazc {c}\\fR")), "{page}");
    }
    let program = run(dir.path(), "wazc man wazc-run").good();
    assert!(program.contains(".TH wazc-run 1") && program.contains("wazc\\-run \\- Run an artifact") && program.contains("\\fBwazc\\-run\\fR") && program.contains("ro\\-dir"), "{program}");
    assert!(!program.contains("march"), "{program}");
    // Each optimisation is a line of its own.
    let page = run(dir.path(), "wazc man build").good();
    assert!(page.contains("time\\-report") && page.contains("\n.br\n\\- layout (from"), "{page}");
}

#[test]
fn help_names_everything() {
    let dir = files(&[]);
    let top = run(dir.path(), "wazc --help").good();
    for c in ["build", "run", "inspect", "targets", "objdump", "wast", "completions", "man"] {
        assert!(top.contains(&format!("\n  {c} ")), "{c}");
        let help = run(dir.path(), &format!("wazc {c} --help")).good();
        assert!(help.contains(&format!("Usage: wazc {c}")), "{help}");
        assert!(help.lines().all(|l| l.chars().count() <= 100), "{help}");
    }
    assert_eq!(run(dir.path(), "wazc --version").good(), format!("wazc {} (ABI version {})\n", env!("CARGO_PKG_VERSION"), wazc_abi::ABI_VERSION));
    assert!(run(dir.path(), "wazc-run --version").good().starts_with("wazc-run 0."));
}
