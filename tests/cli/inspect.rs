//! `wazc inspect`: what it says of modules whose contents are known.

use crate::{Good, Outcome, bad, files, program, run};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn inspect(dir: &Path, text: &str) -> Value {
    fs::write(dir.join("m.wat"), text).unwrap();
    run(dir, "wazc build --target x86_64 m.wat").good();
    serde_json::from_str(&run(dir, "wazc inspect --json m.o").good()).unwrap()
}

#[test]
fn everything_is_told() {
    let dir = files(&[]);
    let dir = dir.path();
    let v = inspect(
        dir,
        "(module $mod
          (import \"env\" \"f\" (func (param i32 f64) (result i64)))
          (import \"env\" \"g\" (global i32))
          (import \"env\" \"t\" (table 2 externref))
          (memory (export \"mem\") 1 4) (table (export \"tab\") 3 7 funcref)
          (global (export \"glob\") (mut i64) (i64.const 0))
          (func $s) (start $s) (func (export \"two\") (result i32 f32) i32.const 1 f32.const 2)
          (data (i32.const 0) \"hello\") (data \"passive\"))",
    );
    assert_eq!(v["target"], "x86_64-unknown-linux-gnu");
    assert_eq!(v["abi_version"], wazc_abi::ABI_VERSION);
    assert_eq!(v["module"], "mod");
    assert_eq!(v["start"], 1);
    let item = |list: &str, i: usize| format!("{}{} {} {}", v[list][i]["module"].as_str().map_or(String::new(), |m| format!("{m}.")), v[list][i]["name"].as_str().unwrap(), v[list][i]["kind"].as_str().unwrap(), v[list][i]["type"].as_str().unwrap());
    assert_eq!(item("imports", 0), "env.f func (i32, f64) -> (i64)");
    assert_eq!(item("imports", 1), "env.g global i32");
    assert_eq!(item("imports", 2), "env.t table 2.. externref");
    assert_eq!(item("exports", 0), "mem memory 1..=4 pages");
    assert_eq!(item("exports", 1), "tab table 3..=7 funcref");
    assert_eq!(item("exports", 2), "glob global mut i64");
    assert_eq!(item("exports", 3), "two func () -> (i32, f32)");
    assert_eq!(v["memories"], serde_json::json!([{"type": "1..=4 pages", "imported": false}]));
    assert_eq!(v["tables"][0], serde_json::json!({"type": "2.. externref", "imported": true}));
    assert_eq!(v["sizes"]["data"], 12);
    assert_eq!(v["sizes"]["file"], fs::metadata(dir.join("m.o")).unwrap().len());
    assert_eq!(v["counts"]["functions"], 2);
    assert_eq!(v["source_digest"].as_str().unwrap().len(), 64);

    run(dir, "wazc build --target aarch64 m.wat -o a64.o").good();
    let a64: Value = serde_json::from_str(&run(dir, "wazc inspect --json a64.o").good()).unwrap();
    assert_eq!(a64["target"], "aarch64-unknown-linux-gnu");
    assert_eq!((&a64["exports"], &a64["source_digest"]), (&v["exports"], &v["source_digest"]));
    assert!(run(dir, "wazc inspect a64.o").good().contains("target              aarch64-unknown-linux-gnu\n"));

    let text = run(dir, "wazc inspect m.o").good();
    for line in [
        "module              mod",
        "target              x86_64-unknown-linux-gnu",
        "CPU features used   none",
        "wasm features used  multi-value bulk-memory reference-types mutable-globals",
        "data                12 bytes in 2 segments, 1 of them active",
        "memory 0            1..=4 pages",
        "table 0             2.. externref (imported)",
        "table 1             3..=7 funcref",
        "import              env.f: func (i32, f64) -> (i64)",
        "export              two: func () -> (i32, f32)",
        "start               function 1",
    ] {
        assert!(text.lines().any(|l| l == line), "no `{line}` in\n{text}");
    }
    for digest in ["source_digest", "content_digest"] {
        assert!(text.contains(v[digest].as_str().unwrap()));
    }
}

#[test]
fn features_of_wasm_that_are_used() {
    let dir = files(&[]);
    for (text, want) in [
        ("(func (drop (i32.add (i32.const 1) (i32.const 2)))) (memory 1) (global (mut i32) (i32.const 0))", &[][..]),
        ("(func (result i32 i32) i32.const 1 i32.const 2)", &["multi-value"]),
        ("(func i32.const 1 (block (param i32) drop))", &["multi-value"]),
        ("(memory 1) (func (memory.copy (i32.const 0) (i32.const 0) (i32.const 0)))", &["bulk-memory"]),
        ("(memory 1) (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)))", &["bulk-memory"]),
        ("(memory 1) (data \"x\")", &["bulk-memory"]),
        ("(func (drop (ref.null func)))", &["reference-types"]),
        ("(table 1 externref)", &["reference-types"]),
        ("(func (param externref))", &["reference-types"]),
        ("(func (local funcref))", &["reference-types"]),
        ("(global funcref (ref.null func))", &["reference-types"]),
        ("(table 1 funcref) (func (drop (table.size 0)))", &["reference-types"]),
        ("(func (drop (i32.extend8_s (i32.const 1))))", &["sign-extension"]),
        ("(func (drop (i64.trunc_sat_f64_u (f64.const 1))))", &["saturating-conversions"]),
        ("(global (export \"g\") (mut i32) (i32.const 0))", &["mutable-globals"]),
        ("(import \"m\" \"g\" (global (mut i32)))", &["mutable-globals"]),
        ("(global i32 (i32.add (i32.const 1) (i32.const 2)))", &["extended-const"]),
        ("(memory 1) (data (offset (i32.add (i32.const 1) (i32.const 2))) \"x\")", &["extended-const"]),
        ("(memory 1) (memory 1)", &["multi-memory"]),
    ] {
        assert_eq!(inspect(dir.path(), &format!("(module {text})"))["wasm_features"], serde_json::json!(want), "{text}");
    }
}

#[test]
fn names_cannot_forge_lines() {
    let dir = files(&[]);
    let v = inspect(
        dir.path(),
        "(module $\"m\\nfile 0\" (import \"a\\1b[2J\" \"b\\nstart c\" (func)) (func (export \"x\\nexport y\\07\")))",
    );
    let text = run(dir.path(), "wazc inspect m.o").good();
    for line in [
        r"module              m\nfile 0",
        r"import              a\u{1b}[2J.b\nstart c: func () -> ()",
        r"export              x\nexport y\u{7}: func () -> ()",
    ] {
        assert!(text.lines().any(|l| l == line), "no `{line}` in\n{text}");
    }
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    // JSON has ways of its own.
    assert_eq!((&v["exports"][0]["name"], &v["imports"][0]["name"]), (&"x\nexport y\u{7}".into(), &"b\nstart c".into()));
    fs::write(dir.path().join("twice.wat"), "(module (func) (export \"a\\nb\" (func 0)) (export \"a\\nb\" (func 0)))").unwrap();
    let twice = run(dir.path(), "wazc build twice.wat").err;
    assert!(twice.contains(r"`a\nb`") && twice.lines().count() == 1, "{twice}");
}

#[test]
fn artifacts_from_the_standard_input() {
    let dir = files(&[("m.wat", "(module (func (export \"f\")))")]);
    let dir = dir.path();
    run(dir, "wazc build m.wat").good();
    for command in ["inspect", "objdump"] {
        let piped = |file: &str| program("wazc", dir).args([command, "-"]).stdin(fs::File::open(dir.join(file)).unwrap()).output().unwrap().into();
        let got: Outcome = piped("m.o");
        assert_eq!(got.good(), run(dir, &format!("wazc {command} m.o")).good());
        bad(piped("m.wat"), 1, "error: standard input: not a wazc artifact\n");
    }
}
