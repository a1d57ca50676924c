//! Bad input gives an error, never a panic; good input gives the same bytes whatever the number of threads.

use wazc_abi::target::Arch;
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
}

/// Small modules that were made to be large in SSA form: each must compile, to code of a size that fits the source.
#[test]
fn small_modules_do_not_blow_up() {
    let times = |n: usize, f: &dyn Fn(usize) -> String| (0..n).map(f).collect::<String>();
    let sets = |n| times(n, &|i| format!("(local.set {} (i32.add (local.get {}) (i32.const 1)))", i + 1, i + 1));
    let sum = |n| format!("(local.get 0) {}", times(n, &|i| format!("(i32.add (local.get {}))", i + 1)));
    let func = |locals, body: String| {
        format!("(module (memory 1) (func (param i32) (result i32) (local {}) {body}))", "i32 ".repeat(locals))
    };
    for (name, text, limit) in [
        // One target, named often, over many locals.
        ("br_table", func(500, format!("{} (block (block (br_table {} (local.get 0)))) {}", sets(500), "0 1 ".repeat(2000), sum(500))), 200),
        // Locals that every one of many nested loops carries.
        ("loops", func(100, format!("{} {} {} {}", "(loop ".repeat(200), sets(100), "(br_if 0 (local.get 0)))".repeat(200), sum(100))), 2_000),
        // Many joins in a row, each of which changes one local.
        ("joins", func(300, format!("{} {}", times(5000, &|i| format!("(if (local.get 0) (then (local.set {} (i32.const {i}))))", i % 300 + 1)), sum(300))), 2_000),
        // Nesting as deep as it gets.
        ("blocks", func(1, format!("{} (br_if 0 (local.get 0)) {} (local.get 0)", "(block ".repeat(5000), ")".repeat(5000))), 200),
        ("ifs", func(1, format!("{} {} (local.get 0)", "(if (local.get 0) (then ".repeat(2000), "))".repeat(2000))), 500),
    ] {
        let wasm = wat::parse_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        for opt_level in [0, 1, 2] {
            let elf = compile(&wasm, &Options { opt_level, check: false, ..Options::default() }).unwrap_or_else(|e| panic!("{name}: {e}")).elf;
            assert!(elf.len() < limit * 1024, "{name} at -O{opt_level}: {} bytes from {}", elf.len(), wasm.len());
        }
    }
}

/// A function that would need gigabytes in SSA form is refused.
#[test]
fn too_complex_functions_are_errors() {
    // Loops in loops, each over all locals.
    let locals = 6000;
    let sets: String = (0..locals).map(|i| format!("(local.set {i} (i32.const 1))")).collect();
    let text = format!("(module (func (local {}) {} {sets} {}))", "i32 ".repeat(locals), "(loop ".repeat(12000), ")".repeat(12000));
    let e = compile(&wat::parse_str(text).unwrap(), &Options::default()).unwrap_err();
    assert!(e.message.contains("too complex"), "{e}");
    // Calls that pass thousands of values from one to the next.
    let many = "i32 ".repeat(1000);
    let text = format!("(module (func $f (param {many}) (result {many}) unreachable) (func {} {} {}))", "(i32.const 1)".repeat(1000), "(call $f)".repeat(9000), "drop ".repeat(1000));
    let e = compile(&wat::parse_str(text).unwrap(), &Options::default()).unwrap_err();
    assert!(e.message.contains("too complex"), "{e}");
}

/// Where the search for good code would take too long, the fast allocator serves: each would take it more than 10 s.
#[test]
fn large_functions_end() {
    let times = |n: usize, f: &dyn Fn(usize) -> String| (0..n).map(f).collect::<String>();
    let live = format!("{} {}", times(30_000, &|i| format!("(i32.load offset={i} (local.get 0))")), "(i32.add)".repeat(29_999));
    let many = "i32 ".repeat(1000);
    for text in [
        // Values of one block that are all alive at once.
        format!("(module (memory 1) (func (param i32) (result i32) {live}))"),
        // One value that every block uses.
        format!("(module (func (param i32) (result i32) (local i32) {} (br_table {} (local.get 0)) {} (local.get 1)))",
            "(block ".repeat(12_000), times(12_000, &|i| format!("{i} ")), times(12_000, &|i| format!(") (local.set 1 (i32.add (local.get 0) (i32.const {i})))"))),
        // Values of which each is made in the place of the one before it.
        format!("(module (func (param i32) (result i32) (local i32) {} (br_table {} (local.get 0)) {} (local.get 1)))",
            "(block ".repeat(30_000), times(30_000, &|i| format!("{i} ")), ") (local.set 1 (i32.add (local.get 1) (i32.const 3)))".repeat(30_000)),
        format!("(module (func $f (param {many}) (result {many}) unreachable) (func {} {} {}))", "(i32.const 1)".repeat(1000), "(call $f)".repeat(300), "drop ".repeat(1000)),
        // Operators in a row that do nothing; that negate a condition, which selection must not follow without end; that add to one.
        format!("(module (memory 1) (func (param i32) (result i32) local.get 0 i32.load16_s {}))", "i32.extend16_s ".repeat(200_000)),
        format!("(module (func (param i32) (result i32) local.get 0 {} if (result i32) i32.const 1 else i32.const 2 end))", "i32.eqz ".repeat(300_000)),
        format!("(module (func (param i32) (result i32) local.get 0 i32.eqz {} if (result i32) i32.const 1 else i32.const 2 end))",
            "local.get 0 i32.const 5 i32.lt_s i32.and i32.eqz ".repeat(100_000)),
    ] {
        let wasm = wat::parse_str(&text).unwrap();
        for arch in [Arch::X86_64, Arch::Aarch64] {
            let start = std::time::Instant::now();
            compile(&wasm, &Options { check: false, ..Options::for_arch(arch) }).unwrap();
            assert!(start.elapsed().as_secs() < 30, "{} bytes for {arch:?}: {:?}", wasm.len(), start.elapsed());
        }
    }
}
