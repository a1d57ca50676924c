//! Bad input gives an error, never a panic; good input gives the same bytes whatever the number of threads.

use wazc_compiler::{Options, compile};

const HELLO: &[u8] = include_bytes!("../../examples/hello.wasm");

#[test]
fn output_does_not_depend_on_threads_or_runs() {
    let build = |jobs| compile(HELLO, &Options { jobs, ..Options::default() }).unwrap().elf;
    let one = build(1);
    assert_eq!(one, build(2));
    assert_eq!(one, build(7));
    assert_eq!(one, build(1));
}

#[test]
fn truncated_modules_are_errors() {
    for n in (0..HELLO.len()).step_by(97).chain(0..64) {
        assert!(compile(&HELLO[..n], &Options::default()).is_err() || n == 8, "cut at {n}");
    }
}

#[test]
fn damaged_modules_do_not_panic() {
    for n in (8..HELLO.len()).step_by(1511) {
        let mut b = HELLO.to_vec();
        b[n] ^= 0x55;
        let _ = compile(&b, &Options { opt_level: 0, check: false, ..Options::default() });
    }
}

#[test]
fn errors_say_what_and_where() {
    let wasm = wat::parse_str("(module (func) (func (result i32) i64.const 0))").unwrap();
    let e = compile(&wasm, &Options::default()).unwrap_err();
    assert_eq!(e.func, Some(1));
    assert!(e.offset.is_some_and(|o| o > 8 && o < wasm.len() as u64));
    assert!(e.message.contains("type mismatch"), "{e}");
    let wasm = wat::parse_str("(module (func (result v128) v128.const i64x2 0 0))").unwrap();
    assert!(compile(&wasm, &Options::default()).unwrap_err().to_string().contains("SIMD"));
}
