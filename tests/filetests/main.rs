//! Filetests: each `.wat` in this folder says in its first lines what to print of it, and ends in what was printed.
//!
//! `;; print: STAGE -Ox [-march=v3] [TARGET]` with STAGE one of `ir-raw`, `ir`, `mir`, `asm`, `moves` (the stubs for memory moves) and
//! TARGET one of `x86-64` (the default) and `aarch64`; several lines are several prints. What is in `asm/` is printed for both.
//! The blessed text follows the module, each line after `;; `, each print after a line `;;; STAGE -Ox`. To bless what
//! is printed now: `WAZC_BLESS=1 cargo test -p wazc-tests --test filetests`; then read the difference.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use wazc_compiler::{Dump, Options, Text, compile};
use wazc_abi::target::{Arch, x86};
use wazc_loader::Artifact;

fn cases(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            cases(&path, out);
        } else if path.extension().is_some_and(|e| e == "wat") {
            out.push(path);
        }
    }
    out.sort();
}

/// What a directive asks for.
fn print(wasm: &[u8], directive: &str) -> Result<String, String> {
    let mut options = Options::default();
    let mut text = None;
    let mut words = directive.split_whitespace();
    let stage = words.next().unwrap_or_default();
    match stage {
        "ir-raw" => text = Some(Text::IrRaw),
        "ir" => text = Some(Text::Ir),
        "mir" => text = Some(Text::Mir),
        "asm" | "moves" => {}
        _ => return Err(format!("unknown stage `{stage}`")),
    }
    for word in words {
        match word {
            "-O0" => options.opt_level = 0,
            "-O1" => options.opt_level = 1,
            "-O2" => options.opt_level = 2,
            "x86-64" => {}
            "aarch64" if options.features == Options::default().features => options = Options { opt_level: options.opt_level, wishes: options.wishes, ..Options::for_arch(Arch::Aarch64) },
            "-march=v3" if options.arch == Arch::X86_64 => options.features = x86::V3,
            _ => match word.strip_prefix("-f") {
                Some(wish) => options.wishes.add(wish)?,
                None => return Err(format!("unknown option `{word}`")),
            },
        }
    }
    options.dump = text.map(|text| Dump { text, func: None }).into_iter().collect();
    let made = compile(wasm, &options).map_err(|e| e.to_string())?;
    if text.is_some() {
        return Ok(made.dump.into_iter().map(|l| l.body).collect());
    }
    let artifact = Artifact::parse(made.elf).map_err(|e| e.to_string())?;
    if stage == "moves" {
        let all = wazc::asm::listing(&artifact, None);
        return Ok(all.split("\n\n").filter(|part| part.contains(" <memory.")).map(|part| format!("{part}\n")).collect());
    }
    let imported = artifact.record().counts().imported_funcs;
    let count = artifact.record().funcs.len() as u32;
    Ok((imported..imported + count).map(|f| wazc::asm::listing(&artifact, Some(f))).collect())
}

#[test]
fn prints_are_as_blessed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("filetests");
    let mut paths = Vec::new();
    cases(&root, &mut paths);
    let (mut wrong, mut prints) = (String::new(), 0);
    for path in &paths {
        let name = path.strip_prefix(&root).unwrap().display();
        let text = std::fs::read_to_string(path).unwrap();
        let source = text.split("\n;;; ").next().unwrap().trim_end();
        let directives: Vec<&str> = source.lines().filter_map(|l| l.strip_prefix(";; print: ")).collect();
        assert!(!directives.is_empty(), "{name}: no `;; print: ` line");
        let wasm = wat::parse_str(source).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut now = format!("{source}\n");
        for d in directives {
            prints += 1;
            let _ = writeln!(now, "\n;;; {d}");
            let out = print(&wasm, d).unwrap_or_else(|e| panic!("{name}: {d}: {e}"));
            for line in out.lines() {
                let _ = writeln!(now, "{}", format!(";; {line}").trim_end());
            }
        }
        if now == text {
            continue;
        }
        if std::env::var_os("WAZC_BLESS").is_some() {
            std::fs::write(path, now).unwrap();
            continue;
        }
        let _ = writeln!(wrong, "{name}:");
        let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), now.lines().collect());
        let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        old[same..].iter().take(12).for_each(|l| wrong += &format!("  - {l}\n"));
        new[same..].iter().take(12).for_each(|l| wrong += &format!("  + {l}\n"));
    }
    println!("{} files, {prints} prints", paths.len());
    assert!(wrong.is_empty(), "other than blessed (WAZC_BLESS=1 blesses):\n{wrong}");
}
