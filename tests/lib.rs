//! The test suites of wazc; see the folders beside this file. Here: how they run the programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Where the programs of this workspace are, built as the tests were; or what stands in for them, in WAZC_BIN.
fn bin_dir() -> &'static Path {
    static DIR: OnceLock<PathBuf> = OnceLock::new();
    DIR.get_or_init(|| {
        if let Some(dir) = std::env::var_os("WAZC_BIN") {
            return dir.into();
        }
        // target/PROFILE/deps/TEST-HASH
        let test = std::env::current_exe().expect("a test knows its file");
        let profile = test.ancestors().nth(2).expect("a test lies in target/PROFILE/deps").to_path_buf();
        let target = profile.parent().expect("target");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.args(["build", "-q", "-p", "wazc", "-p", "wazc-run", "--target-dir"]).arg(target);
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        let status = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().expect("cargo");
        assert!(status.success(), "the programs don't build");
        profile
    })
}

/// A command that runs `wazc` or `wazc-run` in a directory.
pub fn program(name: &str, dir: &Path) -> Command {
    let mut c = Command::new(bin_dir().join(name));
    c.current_dir(dir);
    c
}

/// What a program did.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Exit status; `None` where a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Outcome {
    fn from(o: Output) -> Outcome {
        let text = |b: Vec<u8>| String::from_utf8_lossy(&b).into_owned();
        Outcome { status: o.status.code(), out: text(o.stdout), err: text(o.stderr) }
    }
}

/// Runs a program in a directory; `line` is its command line, split at spaces.
pub fn run(dir: &Path, line: &str) -> Outcome {
    let mut words = line.split(' ');
    let mut c = program(words.next().unwrap_or_default(), dir);
    c.args(words).output().expect("the program starts").into()
}

/// A module of many functions of many kinds, as text: arithmetic, loops, switches, memory, direct and indirect calls.
pub fn many_functions(count: u32) -> String {
    let mut s = String::from("(module $many\n  (type $t (func (param i32 i64 f64) (result i32)))\n  (memory 1)\n");
    s += &format!("  (table {count} funcref)\n  (elem (i32.const 0)");
    (0..count).for_each(|i| s += &format!(" $f{i}"));
    s += ")\n";
    for i in 0..count {
        let (other, shift) = ((i * 7 + 3) % count, i % 31);
        s += &format!(
            "  (func $f{i} (export \"f{i}\") (type $t) (local $n i32) (local $x f64)
    (local.set $n (i32.add (local.get 0) (i32.const {i})))
    (block $out (loop $again
      (br_if $out (i32.eqz (local.get $n)))
      (local.set $n (i32.shr_u (local.get $n) (i32.const 1)))
      (local.set $x (f64.add (local.get $x) (f64.mul (local.get 2) (f64.convert_i32_u (local.get $n)))))
      (i32.store offset={i} (i32.and (local.get $n) (i32.const 4095)) (i32.rotl (local.get 0) (i32.const {shift})))
      (br $again)))
    (block $a (block $b (block $c (block $d
      (br_table $a $b $c $d (i32.and (local.get 0) (i32.const 3))))
      (return (call $f{other} (i32.shr_u (local.get 0) (i32.const 2)) (local.get 1) (local.get $x))))
      (return (i32.wrap_i64 (i64.div_s (local.get 1) (i64.const {divisor})))))
      (return (i32.trunc_sat_f64_s (f64.sqrt (local.get $x)))))
    (call_indirect (type $t) (i32.const 1) (local.get 1) (local.get 2)
      (i32.rem_u (i32.load8_s (i32.const {i})) (i32.const {count}))))\n",
            divisor = i + 2,
        );
    }
    s + ")\n"
}
