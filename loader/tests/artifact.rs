//! Artifacts are read back as they were written, and no damage to one goes unnoticed or makes the loader panic.

use wazc_abi::record::*;
use wazc_abi::section::NOTE_NAME;
use wazc_abi::target::{Arch, x86};
use wazc_abi::trap::{TrapCode, encode_table};
use wazc_compiler::object::{ObjectInput, Symbol, digest, write_artifact};
use wazc_loader::{Artifact, Image, LoadError};

const PAGE: usize = 4096;

fn record() -> ModuleRecord {
    ModuleRecord {
        producer: "test".into(),
        types: vec![FuncType::default(), FuncType { params: vec![ValType::I32], results: vec![ValType::I64] }],
        stubs: vec![TypeStubs { entry: 8, foreign: 9, miss: 10 }; 2],
        imports: vec![
            Import { module: "m".into(), name: "f".into(), ty: ExternType::Func(1) },
            Import {
                module: "m".into(),
                name: "g".into(),
                ty: ExternType::Global(GlobalType { ty: ValType::I32, mutable: false }),
            },
        ],
        thunks: vec![11],
        funcs: vec![FuncCode { ty: 0, offset: 0, len: 4, source: 0 }],
        tables: vec![TableDef {
            ty: TableType { elem: ValType::FuncRef, min: 2, max: None },
            private: true,
            init: vec![ConstOp::RefNull],
        }],
        memories: vec![MemoryType { min: 1, max: Some(2) }],
        globals: vec![GlobalDef {
            ty: GlobalType { ty: ValType::I32, mutable: true },
            init: vec![ConstOp::GlobalGet(0), ConstOp::I32(1), ConstOp::I32Add],
        }],
        exports: vec![Export { name: "run".into(), kind: ExportKind::Func, index: 1 }],
        start: Some(1),
        elems: vec![ElemSegment {
            mode: SegmentMode::Active(0, vec![ConstOp::I32(0)]),
            elem: ValType::FuncRef,
            items: ElemItems::Funcs(vec![0, 1]),
        }],
        datas: vec![DataSegment { mode: SegmentMode::Passive, offset: 0, len: 5 }],
        names: vec![(1, "run".into())],
        ..Default::default()
    }
}

fn build(record: &ModuleRecord, features: u64, traps: &[(u32, u32)]) -> Vec<u8> {
    build_for(Arch::X86_64, PAGE, record, features, traps)
}

fn build_for(arch: Arch, code_size: usize, record: &ModuleRecord, features: u64, traps: &[(u32, u32)]) -> Vec<u8> {
    let mut text = vec![0xcc; code_size];
    text[..4].copy_from_slice(&[0xb8, 7, 0, 0]);
    text.extend_from_slice(b"constants");
    let empty = encode_table(&[]);
    write_artifact(&ObjectInput {
        arch,
        text: &text,
        code_size: code_size as u64,
        record: &record.encode(),
        data: b"hello",
        traps: &encode_table(traps),
        source: &empty,
        unwind: &empty,
        cpu_features: features,
        wasm_features: 0,
        source_digest: digest(b"source"),
        symbols: &[Symbol { name: "wazc_run".into(), offset: 0, size: 4, global: true }],
    })
    .unwrap()
}

fn sample() -> Vec<u8> {
    build(&record(), 0, &[(2, TrapCode::Unreachable as u32)])
}

fn error(file: Vec<u8>) -> LoadError {
    Artifact::parse(file).map(|_| ()).unwrap_err()
}

/// Puts the right digest into a damaged artifact, so that the checks behind the digest are reached.
fn reseal(file: &mut [u8]) {
    let name = [NOTE_NAME, &[0]].concat();
    // The name, 3 bytes of padding, and 64 bytes before the digest.
    let at = file.windows(5).position(|w| w == name).unwrap() + 8 + 64;
    file[at..at + 32].fill(0);
    let d = digest(file);
    file[at..at + 32].copy_from_slice(&d);
}

#[test]
fn reads_what_was_written() {
    let a = Artifact::parse(sample()).unwrap();
    assert_eq!(a.record(), &record());
    assert_eq!(a.data(), b"hello");
    assert_eq!(a.note().source_digest, digest(b"source"));
    assert_eq!(&a.text()[PAGE..], b"constants");
}

fn host() -> Arch {
    wazc_loader::host_arch().unwrap()
}

#[test]
fn maps() {
    let align = host().section_align();
    let a = Artifact::parse(build_for(host(), align as usize, &record(), 0, &[(2, 1)])).unwrap();
    let i = Image::map(&a).unwrap();
    assert_eq!(i.base() % PAGE as u64, 0);
    assert_eq!(i.code_size(), align);
    assert_eq!(i.traps().exact(2), Some(1));
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let line = |addr: u64| maps.lines().find(|l| l.starts_with(&format!("{addr:x}-"))).map(|l| l.contains(" r-xp "));
    assert_eq!(line(i.base()), Some(true), "{maps}");
    drop(i);
}

/// Rights of the mapping that begins at an address.
fn rights(addr: u64) -> Option<String> {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let line = maps.lines().find(|l| l.starts_with(&format!("{addr:x}-")))?;
    line.split_whitespace().nth(1).map(str::to_owned)
}

#[test]
fn one_image_at_a_time_runs_what_was_read() {
    let align = host().section_align();
    let bytes = build_for(host(), align as usize, &record(), 0, &[(2, 1)]);
    let path = std::env::temp_dir().join(format!("wazc-read-{}", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let a = Artifact::read(&std::fs::File::open(&path).unwrap()).unwrap();
    // What happens to the file now does not matter.
    std::fs::write(&path, vec![0xcc; bytes.len()]).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(a.file(), bytes);
    let own = a.text().as_ptr() as u64;
    let first = Image::map(&a).unwrap();
    let second = Image::map(&a).unwrap();
    assert_eq!((first.base(), second.base() == own), (own, false));
    assert_eq!([first.base(), second.base()].map(rights), [Some("r-xp".to_string()), Some("r-xp".to_string())]);
    drop(first);
    assert_eq!(a.file(), bytes);
    assert_ne!(rights(own).as_deref(), Some("r-xp"));
    let third = Image::map(&a).unwrap();
    assert_eq!((third.base(), rights(own).as_deref()), (own, Some("r-xp")));
    drop((second, a));
    assert_eq!(rights(own).as_deref(), Some("r-xp"), "the image keeps its artifact");
}

#[test]
fn reading_fails_clearly() {
    let read = |path: &std::path::Path| Artifact::read(&std::fs::File::open(path).unwrap()).unwrap_err();
    let dir = std::env::temp_dir();
    assert!(matches!(read(&dir), LoadError::Read(_)));
    assert!(matches!(read("/dev/null".as_ref()), LoadError::NotAnArtifact(_)));
    let path = dir.join(format!("wazc-empty-{}", std::process::id()));
    for (bytes, want) in [(&b""[..], LoadError::NotAnArtifact("the file is empty".into())), (b"\0asm\x01\0\0\0", LoadError::Wasm)] {
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(read(&path), want);
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn other_machines_and_cpus_are_refused() {
    let map = |arch: Arch, features| {
        let file = build_for(arch, arch.section_align() as usize, &record(), features, &[]);
        Image::map(&Artifact::parse(file).unwrap()).map(|_| ()).unwrap_err()
    };
    for arch in Arch::ALL.into_iter().filter(|a| *a != host()) {
        assert!(matches!(map(arch, 0), LoadError::Machine(_)));
    }
    for (name, bit) in host().features().iter().filter(|f| f.1 & wazc_loader::host_features() == 0) {
        let e = map(host(), *bit);
        assert!(matches!(&e, LoadError::CpuFeatures(f) if f == &[*name]), "{e}");
    }
}

#[test]
fn every_truncation_is_an_error() {
    let file = sample();
    for n in 0..file.len() {
        error(file[..n].to_vec());
    }
}

#[test]
fn every_flip_is_an_error() {
    let file = sample();
    for n in 0..file.len() {
        let mut f = file.clone();
        f[n] ^= 1 << (n % 8);
        error(f);
    }
}

#[test]
fn resealed_flips_never_panic() {
    let file = sample();
    let mut same = file.clone();
    reseal(&mut same);
    assert_eq!(same, file);
    for n in (0..file.len()).filter(|n| file[*n] != 0 || *n + 2500 > file.len()) {
        for bits in [1, 0x80, 0xff] {
            let mut f = file.clone();
            f[n] ^= bits;
            if f.windows(5).any(|w| w == b"wazc\0") {
                reseal(&mut f);
            }
            let _ = Artifact::parse(f);
        }
    }
}

#[test]
fn records_are_checked() {
    type Change = fn(&mut ModuleRecord);
    let wrong: &[(&str, Change)] = &[
        ("function outside the code", |r| r.funcs[0].offset = PAGE as u32 - 3),
        ("function type", |r| r.funcs[0].ty = 2),
        ("stub outside the code", |r| r.stubs[1].miss = PAGE as u32),
        ("missing stub", |r| r.stubs.truncate(1)),
        ("missing thunk", |r| r.thunks.clear()),
        ("same type twice", |r| r.types[1] = FuncType::default()),
        ("import type", |r| r.imports[0].ty = ExternType::Func(9)),
        ("export index", |r| r.exports[0].index = 2),
        ("same export twice", |r| r.exports.push(r.exports[0].clone())),
        ("private table exported", |r| {
            r.exports.push(Export { name: "t".into(), kind: ExportKind::Table, index: 0 });
        }),
        ("table of numbers", |r| r.tables[0].ty.elem = ValType::I32),
        ("table limits", |r| r.tables[0].ty.max = Some(1)),
        ("memory limits", |r| r.memories[0].max = Some(65537)),
        ("memory limits", |r| r.memories[0].min = 3),
        ("global uses itself", |r| r.globals[0].init[0] = ConstOp::GlobalGet(1)),
        ("global type", |r| r.globals[0].ty.ty = ValType::I64),
        ("operands", |r| r.globals[0].init[1] = ConstOp::I64(1)),
        ("empty initialiser", |r| r.globals[0].init.clear()),
        ("start type", |r| r.start = Some(0)),
        ("start index", |r| r.start = Some(2)),
        ("element's table", |r| r.elems[0].mode = SegmentMode::Active(1, vec![ConstOp::I32(0)])),
        ("element's offset", |r| r.elems[0].mode = SegmentMode::Active(0, vec![ConstOp::I64(0)])),
        ("element's function", |r| r.elems[0].items = ElemItems::Funcs(vec![2])),
        ("data outside", |r| r.datas[0].len = 6),
        ("data outside", |r| r.datas[0].offset = u64::MAX),
        ("data mode", |r| r.datas[0].mode = SegmentMode::Declared),
        ("data's memory", |r| r.datas[0].mode = SegmentMode::Active(1, vec![ConstOp::I32(0)])),
        ("names", |r| r.names.push((0, "x".into()))),
    ];
    for (what, change) in wrong {
        let mut r = record();
        change(&mut r);
        let e = error(build(&r, 0, &[]));
        assert!(matches!(e, LoadError::Malformed(_)), "{what}: {e}");
    }
}

#[test]
fn tables_and_features_are_checked() {
    assert!(matches!(error(build(&record(), 0, &[(0, 99)])), LoadError::Malformed(_)));
    assert!(matches!(error(build(&record(), 0, &[(5000, 1)])), LoadError::Malformed(_)));
    assert!(matches!(error(build(&record(), 1 << 60, &[])), LoadError::Malformed(_)));
    assert!(Artifact::parse(build(&record(), x86::V3, &[])).is_ok());
}

#[test]
fn foreign_files_are_refused() {
    for f in [&b""[..], b"\0asm\x01\0\0\0", b"\x7fELF", &[0xff; 4096]] {
        assert!(matches!(error(f.to_vec()), LoadError::NotAnArtifact(_) | LoadError::Wasm));
    }
}
