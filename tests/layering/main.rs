//! The rules of the tree: who depends on whom, where `unsafe` and `cfg(target_arch)` may be, where ISA names may be.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(dir: &str) -> Vec<(String, String)> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for e in fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
            if e.is_dir() { walk(&e, out) } else if e.extension().is_some_and(|x| x == "rs") { out.push(e) }
        }
    }
    let mut files = Vec::new();
    walk(&root().join(dir), &mut files);
    assert!(!files.is_empty(), "no sources in {dir}");
    files.sort();
    let read = |f: PathBuf| (f.strip_prefix(root()).unwrap().display().to_string(), fs::read_to_string(&f).unwrap());
    files.into_iter().map(read).collect()
}

/// Lines of code, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|l| l.split("//").next().unwrap_or_default())
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == word)
}

/// The crates of this workspace that a crate is built with (not its tests' dependencies).
fn dependencies(manifest: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let section = text.split("[dependencies]").nth(1).unwrap_or_default();
    let lines = section.lines().take_while(|l| !l.starts_with('['));
    lines.filter_map(|l| l.split(['.', ' ', '=']).next()).filter(|n| n.starts_with("wazc")).map(str::to_string).collect()
}

#[test]
fn crates_depend_downwards_only() {
    for (manifest, allowed) in [
        ("loader/abi/Cargo.toml", &[][..]),
        ("compiler/Cargo.toml", &["wazc-abi"]),
        ("loader/Cargo.toml", &["wazc-abi"]),
        ("runtime/Cargo.toml", &["wazc-abi", "wazc-loader"]),
        ("cli/run/Cargo.toml", &["wazc-abi", "wazc-loader", "wazc-runtime"]),
    ] {
        for d in dependencies(manifest) {
            assert!(allowed.contains(&d.as_str()), "{manifest} depends on {d}");
        }
    }
}

#[test]
fn no_unsafe_in_safe_crates() {
    for dir in ["loader/abi/src", "compiler/src", "cli/src", "cli/run/src"] {
        for (name, text) in sources(dir) {
            for (n, l) in code(&text).enumerate() {
                assert!(!has_word(l, "unsafe"), "{name}:{}: {l}", n + 1);
            }
        }
    }
}

#[test]
fn files_with_unsafe_argue_for_it() {
    for (name, text) in ["loader/src", "runtime/src"].into_iter().flat_map(sources) {
        let uses = code(&text).any(|l| has_word(l, "unsafe"));
        assert!(!uses || text.contains("# Safety"), "{name} has unsafe code and no Safety header");
    }
}

#[test]
fn target_arch_where_it_belongs() {
    for (name, text) in ["compiler/src", "loader/src", "runtime/src", "cli/src", "cli/run/src"].into_iter().flat_map(sources) {
        if name.starts_with("runtime/src/arch/") || name.starts_with("runtime/src/sys/") || name == "loader/src/sys.rs" {
            continue;
        }
        for (n, l) in code(&text).enumerate() {
            assert!(!l.contains("target_arch"), "{name}:{}: {l}", n + 1);
        }
    }
}

#[test]
fn early_stages_know_no_isa_and_no_later_stage() {
    for (dir, later) in [
        ("compiler/src/wasm", &["translate", "mir", "regalloc", "emit", "isa", "object"][..]),
        ("compiler/src/ir", &["translate", "mir", "regalloc", "emit", "isa", "object"]),
        ("compiler/src/translate", &["mir", "regalloc", "emit", "isa", "object"]),
    ] {
        for (name, text) in sources(dir) {
            for (n, l) in code(&text).enumerate() {
                let bad = later.iter().find(|s| l.contains(&format!("crate::{s}")));
                assert!(bad.is_none() && !has_word(l, "x64") && !has_word(l, "a64"), "{name}:{}: {l}", n + 1);
            }
        }
    }
}
