//! A rule for make that says that an output depends on an input. Input: the names of both; output: the rule, as GNU make
//! reads it.
//!
//! Make has a backslash for most characters that mean something to it, and for some it has nothing: names with those are
//! refused, because a rule that says something else is worse than none.

use crate::failure::Failure;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The rule.
pub fn rule(output: &Path, input: &Path) -> Result<Vec<u8>, Failure> {
    let (target, source) = (name(output, Side::Target)?, name(input, Side::Source)?);
    Ok([&target[..], b": ", &source, b"\n"].concat())
}

/// Where in the rule a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Target,
    Source,
}

fn name(path: &Path, side: Side) -> Result<Vec<u8>, Failure> {
    let bytes = path.as_os_str().as_bytes();
    let refuse = |what: &str| {
        let help = "name other files, or leave out -MD and -MF";
        Err(Failure::usage(format!("{path:?} can't be named in a rule for make, because of {what}")).help(Some(help)))
    };
    if let Some(end) = bytes.last().filter(|b| b" \t\\&".contains(b)) {
        return refuse(&format!("the `{}` at its end", char::from(*end)));
    }
    // Where make would look for a user's directory.
    let mut out = if bytes.starts_with(b"~") { b"./".to_vec() } else { Vec::new() };
    let mut backslashes = 0;
    for b in bytes {
        match (b, side) {
            (b'\n', _) => return refuse("a newline"),
            (b'\t', Side::Target) => return refuse("a tab"),
            (b'=' | b';', _) => return refuse(&format!("its `{}`", char::from(*b))),
            (0..0x20, _) if *b != b'\t' => return refuse("a control character"),
            (b'$', _) => out.push(b'$'),
            (b':' | b'#' | b' ', _) | (b'%', Side::Target) | (b'|' | b'\t', Side::Source) => {
                // Backslashes stand for themselves but in front of such a character, where two stand for one.
                out.extend(std::iter::repeat_n(b'\\', backslashes + 1));
            }
            _ => {}
        }
        backslashes = if *b == b'\\' { backslashes + 1 } else { 0 };
        out.push(*b);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::fs;
    use std::process::Command;

    fn text(output: &str, input: &str) -> String {
        String::from_utf8(rule(Path::new(output), Path::new(input)).unwrap()).unwrap()
    }

    #[test]
    fn names_are_escaped() {
        assert_eq!(text("d/a.o", "d/a.wasm"), "d/a.o: d/a.wasm\n");
        assert_eq!(text("$x#.o", "a b:c|\td.wasm"), "$$x\\#.o: a\\ b\\:c\\|\\\td.wasm\n");
        assert_eq!(text("%a\\b\\\\ c|.o", "%~.wasm"), "\\%a\\b\\\\\\\\\\ c|.o: %~.wasm\n");
        assert_eq!(text("~a.o", "~/a.wasm"), "./~a.o: ./~/a.wasm\n");
        let bytes = OsStr::from_bytes(b"\xff\xc3.o");
        assert_eq!(rule(Path::new(bytes), Path::new("a")).unwrap(), b"\xff\xc3.o: a\n");
    }

    #[test]
    fn names_that_no_rule_can_have() {
        for bad in ["a\nb", "a=b", "a;b", "a\rb", "a\\", "a ", "a\t", "a&"] {
            assert!(rule(Path::new(bad), Path::new("x")).is_err() && rule(Path::new("x"), Path::new(bad)).is_err(), "{bad:?}");
        }
        assert!(rule(Path::new("a\tb"), Path::new("x")).is_err());
    }

    /// Make itself, where there is one, names both files as they are.
    #[test]
    fn make_reads_it() {
        let dir = tempfile::tempdir().unwrap();
        let odd = ["a:b", "a b", "a#b", "a$b", "a%b", "a|b", "a\\b", "a\\:b", "a\\\\ b", "~a", "a~b", "a*b", "a,(b", "a'b\"", "é", "::a", "$(x)", "a&b"];
        let mut cases: Vec<(String, String)> = odd.iter().map(|n| (format!("{n}.o"), format!("{n}.wasm"))).collect();
        cases.push(("x.o".into(), "a\tb.wasm".into()));
        for (output, input) in cases {
            fs::write(dir.path().join("rule"), text(&output, &input)).unwrap();
            let make = Command::new("make").args(["-f", "rule", "--", &output]).env("LC_ALL", "C").env_remove("MAKEFLAGS").current_dir(dir.path()).output();
            let Ok(o) = make else { return };
            let want = format!("make: *** No rule to make target '{input}', needed by '{output}'.  Stop.\n");
            assert_eq!(String::from_utf8_lossy(&o.stderr), want, "{}", text(&output, &input));
        }
    }
}
