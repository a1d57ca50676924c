//! The same module gives the same bytes: whatever the number of threads, the paths, the run and the place.

use std::fs;
use std::path::{Path, PathBuf};
use wazc_tests::{many_functions, program};

const LEVELS: [&str; 3] = ["-O0", "-O1", "-O2"];

fn build(dir: &Path, input: &Path, output: &Path, options: &[&str]) -> Vec<u8> {
    let out = program("wazc", dir).arg("build").args(options).arg(input).arg("-o").arg(output).output().unwrap();
    assert!(out.status.success(), "{options:?}: {}", String::from_utf8_lossy(&out.stderr));
    fs::read(dir.join(output)).unwrap()
}

fn modules() -> [(&'static str, Vec<u8>); 2] {
    let hello = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/hello.wasm")).unwrap();
    [("many", wat::parse_str(many_functions(150)).unwrap()), ("hello", hello)]
}

#[test]
fn threads_paths_and_runs_do_not_matter() {
    for (name, module) in modules() {
        let dir = tempfile::tempdir().unwrap();
        let (here, there) = (dir.path().join("here"), dir.path().join("there/deep/down"));
        fs::create_dir_all(&here).unwrap();
        fs::create_dir_all(&there).unwrap();
        fs::write(here.join("in.wasm"), &module).unwrap();
        fs::write(there.join("another name.wasm"), &module).unwrap();
        let mut seen: Vec<Vec<u8>> = Vec::new();
        for level in LEVELS {
            let first = build(&here, "in.wasm".as_ref(), "out.o".as_ref(), &[level, "-j1"]);
            for jobs in ["-j1", "-j2", "-j8"] {
                assert!(first == build(&here, "in.wasm".as_ref(), "out.o".as_ref(), &[level, jobs]), "{name} {level} {jobs}");
            }
            let absolute: PathBuf = here.join("in.wasm");
            assert!(first == build(&there, &absolute, "x".as_ref(), &[level]), "{name} {level}: absolute path");
            assert!(first == build(&there, "another name.wasm".as_ref(), "y.bin".as_ref(), &[level, "-j2"]), "{name} {level}: names");
            // What is shown besides changes nothing.
            let shown = build(&here, "in.wasm".as_ref(), "z".as_ref(), &[level, "--time-report", "--dump=mir", "--dump-dir=dump", "--MD"]);
            assert!(first == shown, "{name} {level}: dumps");
            seen.push(first);
        }
        assert!(seen[0] != seen[2], "{name}: -O0 and -O2 should differ, or this test shows nothing");
    }
}

#[test]
fn listings_do_not_depend_on_threads() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("in.wat"), many_functions(60)).unwrap();
    for emit in ["--emit=asm", "--emit=ir", "--emit=mir"] {
        let one = build(dir.path(), "in.wat".as_ref(), "1".as_ref(), &[emit, "-j1"]);
        assert!(!one.is_empty());
        assert!(one == build(dir.path(), "in.wat".as_ref(), "8".as_ref(), &[emit, "-j8"]), "{emit}");
    }
}
