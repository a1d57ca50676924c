//! Scripts for what fuzzing found, and for places it can't reach, at each optimisation level. Those in `vectors/` run
//! also with all features of this CPU.

use wazc_compiler::Options;

#[test]
fn scripts_hold() {
    hold(concat!(env!("CARGO_MANIFEST_DIR"), "/regress"), 0);
}

#[test]
fn vectors_hold() {
    for features in [0, wazc_loader::host_features()] {
        hold(concat!(env!("CARGO_MANIFEST_DIR"), "/regress/vectors"), features);
    }
}

fn hold(dir: &str, features: u64) {
    let mut scripts: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    scripts.retain(|p| p.extension().is_some_and(|x| x == "wast"));
    scripts.sort();
    assert!(!scripts.is_empty(), "no scripts in {dir}");
    let mut wrong = Vec::new();
    for path in &scripts {
        let text = std::fs::read_to_string(path).unwrap();
        for opt_level in 0..=2 {
            let mut options = Options { opt_level, check: true, ..Options::for_arch(wazc_loader::host_arch().unwrap()) };
            options.features |= features;
            let out = wazc::wast::run(&text, &options);
            assert!(out.passed > 0, "{} asserts nothing", path.display());
            wrong.extend(out.failures.iter().map(|m| format!("{} -O{opt_level}: {m}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
