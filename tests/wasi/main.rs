//! WASI as programs see it: the public test suite, run by the programs of this workspace.
//!
//! The suite (github.com/WebAssembly/wasi-testsuite, branch `prod/testsuite-base`, which holds compiled tests) is not part of this
//! repository: `WAZC_WASI_TESTSUITE` names a folder with it. Each test is a module with an optional description of its arguments, environment,
//! directory and expected outcome beside it, as the suite's `doc/specification.md` says. Only tests of preview 1 are run, each on a
//! directory of its own with a copy of the suite's files.

mod host;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use wazc_tests::{Outcome, program};

/// Where the suite is.
const SUITE: &str = "WAZC_WASI_TESTSUITE";

/// Every module of preview 1 below a folder.
fn modules(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut all: Vec<_> = fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())).map(|e| e.unwrap().path()).collect();
    all.sort();
    for p in all {
        if p.is_dir() && !p.is_symlink() {
            modules(&p, out);
        } else if p.extension().is_some_and(|e| e == "wasm") && dir.ends_with("wasm32-wasip1") {
            out.push(p);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for e in fs::read_dir(from).unwrap().map(|e| e.unwrap()) {
        let to = to.join(e.file_name());
        if e.file_type().unwrap().is_dir() {
            copy(&e.path(), &to);
        } else {
            fs::copy(e.path(), to).unwrap();
        }
    }
}

fn text<'a>(v: &'a Value, key: &str) -> Option<&'a str> {
    v.get(key).map(|v| v.as_str().unwrap_or_else(|| panic!("`{key}` is no string")))
}

/// What a description says: how to run the test, and what must come out.
#[derive(Default)]
struct Test {
    args: Vec<String>,
    env: Vec<String>,
    root: Option<String>,
    status: i64,
    out: Option<String>,
    err: Option<String>,
}

impl Test {
    fn run_as(&mut self, v: &Value) {
        let list = v.get("args").and_then(Value::as_array);
        self.args = list.into_iter().flatten().map(|a| a.as_str().expect("a string").to_string()).collect();
        let list = v.get("env").and_then(Value::as_object);
        self.env = list.into_iter().flatten().map(|(k, v)| format!("{k}={}", v.as_str().expect("a string"))).collect();
        self.root = v.get("root").and_then(Value::as_str).map(String::from);
    }

    /// Reads a description of either form: flat, or a list of operations.
    fn of(v: &Value) -> Result<Test, String> {
        let mut t = Test::default();
        let Some(operations) = v.get("operations").and_then(Value::as_array) else {
            t.run_as(v);
            t.status = v.get("exit_code").and_then(Value::as_i64).unwrap_or(0);
            (t.out, t.err) = (text(v, "stdout").map(String::from), text(v, "stderr").map(String::from));
            return Ok(t);
        };
        for o in operations {
            match text(o, "type").unwrap_or_default() {
                "run" => t.run_as(o),
                "wait" => t.status = o.get("exit_code").and_then(Value::as_i64).unwrap_or(0),
                "read" => {
                    let to = if text(o, "id") == Some("stderr") { &mut t.err } else { &mut t.out };
                    *to = Some(to.take().unwrap_or_default() + text(o, "payload").unwrap_or_default());
                }
                other => return Err(format!("the operation `{other}` is not known here")),
            }
        }
        Ok(t)
    }
}

/// Runs one test; why it failed.
fn run(module: &Path) -> Result<(), String> {
    let description = match fs::read(module.with_extension("json")) {
        Ok(b) => serde_json::from_slice(&b).map_err(|e| e.to_string())?,
        Err(_) => Value::Object(Default::default()),
    };
    let t = Test::of(&description)?;
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut c = program("wazc", dir.path());
    c.arg("run");
    for e in &t.env {
        c.args(["--env", e]);
    }
    if let Some(root) = &t.root {
        copy(&module.parent().expect("it lies in a folder").join(root), &dir.path().join("root"));
        c.args(["--dir", "root::/"]);
    }
    let o: Outcome = c.arg(module).args(&t.args).output().map_err(|e| e.to_string())?.into();
    let fits = |want: &Option<String>, got: &str| want.as_ref().is_none_or(|w| w == got);
    if o.status.map(i64::from) != Some(t.status) || !fits(&t.out, &o.out) || !fits(&t.err, &o.err) {
        return Err(format!("status {:?}, not {}\n{}{}", o.status, t.status, o.out, o.err));
    }
    Ok(())
}

#[test]
fn the_public_suite() {
    let Some(suite) = std::env::var_os(SUITE) else {
        eprintln!("skipped: {SUITE} does not name a folder with github.com/WebAssembly/wasi-testsuite, branch prod/testsuite-base");
        return;
    };
    let mut all = Vec::new();
    modules(&fs::canonicalize(&suite).expect("the suite's folder"), &mut all);
    assert!(all.len() >= 72, "{}: only {} tests of preview 1; the branch prod/testsuite-base has 72", suite.display(), all.len());
    let failures: Vec<String> =
        all.iter().filter_map(|m| run(m).err().map(|e| format!("{}: {e}", m.file_stem().unwrap().display()))).collect();
    println!("{} of {} hold", all.len() - failures.len(), all.len());
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), all.len(), failures.join("\n"));
}
