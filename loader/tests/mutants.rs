//! Mutants of a real artifact, with their digests recomputed so that the checks behind the digest are reached: the
//! loader accepts or refuses each, and never panics. What it accepts keeps the promises that the runtime relies on.

use std::collections::BTreeMap;
use std::ops::Range;
use wazc_abi::record::ModuleRecord;
use wazc_abi::section::{NOTE_DIGEST_OFFSET, NOTE_NAME};
use wazc_compiler::object::digest;
use wazc_loader::{Artifact, Image, LoadError};

const SOURCE: &str = r#"(module $sample
  (type $t (func (param i32 f64) (result i64)))
  (import "env" "f" (func $f (param i32) (result i32)))
  (import "env" "g" (global $g i32))
  (import "env" "t" (table 1 9 funcref))
  (import "env" "m" (memory 0 5))
  (table $own 3 8 funcref)
  (table externref (elem (ref.null extern)))
  (memory $second 1 2)
  (global $x (mut i32) (i32.add (global.get $g) (i32.const 4)))
  (global f64 (f64.const 0.5))
  (global funcref (ref.func $f))
  (export "run" (func $run))
  (export "own" (memory $second))
  (export "x" (global $x))
  (start $start)
  (elem (table $own) (i32.const 1) func $run $f)
  (elem $passive funcref (ref.null func) (ref.func $run))
  (elem declare func $start)
  (data (memory $second) (i32.const 8) "some data")
  (data $p "passive")
  (func $start (global.set $x (i32.const 1)))
  (func $run (param i32) (result i32)
    (i32.div_u (i32.load $second (local.get 0)) (call $f (global.get $x))))
  (func (type $t) (i64.trunc_f64_s (local.get 1)))
  (func (table.init $own $passive (i32.const 0) (i32.const 0) (i32.const 2)))
  (func (memory.init $second $p (i32.const 0) (i32.const 0) (i32.const 2))))"#;

struct Sample {
    file: Vec<u8>,
    /// Where the content digest lies.
    digest: usize,
}

fn find(file: &[u8], what: &[u8]) -> usize {
    let at = file.windows(what.len()).position(|w| w == what).unwrap();
    assert!(!file[at + 1..].windows(what.len()).any(|w| w == what), "ambiguous");
    at
}

impl Sample {
    fn new() -> Sample {
        let wasm = wat::parse_str(SOURCE).unwrap();
        let file = wazc_compiler::pipeline::compile(&wasm, &Default::default()).unwrap().elf;
        let head = [&96u32.to_le_bytes(), &1u32.to_le_bytes(), NOTE_NAME, &[0; 4]].concat();
        let digest = find(&file, &head) + head.len() + NOTE_DIGEST_OFFSET;
        let s = Sample { file, digest };
        assert_eq!(s.sealed(s.file.clone()), s.file, "this is where the digest lies");
        s
    }

    /// The file with the right digest, if the place of the digest is still there.
    fn sealed(&self, mut f: Vec<u8>) -> Vec<u8> {
        if let Some(place) = f.get_mut(self.digest..self.digest + 32) {
            place.fill(0);
            let d = digest(&f);
            f[self.digest..self.digest + 32].copy_from_slice(&d);
        }
        f
    }

    fn range(&self, part: &[u8]) -> Range<usize> {
        let at = find(&self.file, part);
        at..at + part.len()
    }
}

/// What is checked of a mutant that was accepted, beside that it can be mapped.
fn sound(a: &Artifact) {
    let (r, code) = (a.record(), a.code_size() as u64);
    assert_eq!(ModuleRecord::decode(&r.encode()).as_ref(), Ok(r));
    assert!(r.funcs.iter().all(|f| u64::from(f.offset) + u64::from(f.len) <= code && (f.ty as usize) < r.types.len()));
    assert!(r.datas.iter().all(|d| d.offset + d.len <= a.data().len() as u64));
    assert_eq!((r.stubs.len(), r.thunks.len() as u32), (r.types.len(), r.counts().imported_funcs));
    if wazc_loader::host_arch() != Some(a.arch()) {
        assert!(matches!(Image::map(a), Err(LoadError::Machine(_))));
    } else if a.note().cpu_features == 0 || Image::map(a).is_ok() {
        let i = Image::map(a).unwrap();
        assert_eq!(i.code_size(), code);
        assert!([i.traps(), i.source(), i.unwind()].iter().all(|t| t.last().is_none_or(|r| u64::from(r.0) <= code)));
        assert_eq!([i.traps(), i.unwind()].map(|t| t.check(|_, _| true)), [Ok(()); 2]);
    }
}

#[derive(Default)]
struct Tally {
    mutants: usize,
    accepted: usize,
    why: BTreeMap<String, usize>,
}

impl Tally {
    fn try_one(&mut self, f: Vec<u8>) {
        self.mutants += 1;
        let kind = match Artifact::parse(f) {
            Ok(a) => {
                sound(&a);
                self.accepted += 1;
                return;
            }
            Err(LoadError::Malformed(s)) => s.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().to_string(),
            Err(LoadError::Record(e)) => format!("record: {}", e.what),
            Err(LoadError::Digest) => "digest".into(),
            Err(LoadError::NotAnArtifact(_)) => "not an artifact".into(),
            Err(e) => e.to_string().split(':').next().unwrap_or_default().to_string(),
        };
        *self.why.entry(kind).or_default() += 1;
    }
}

#[test]
fn resealed_mutants() {
    let s = Sample::new();
    let a = Artifact::parse(s.file.clone()).unwrap();
    sound(&a);
    let record = s.range(&a.record().encode());
    let note = s.digest - NOTE_DIGEST_OFFSET - 16..s.digest;
    let tables = [a.trap_bytes(), a.source_bytes(), a.unwind_bytes()].map(|b| s.range(b));
    let shoff = u64::from_le_bytes(s.file[0x28..0x30].try_into().unwrap()) as usize;
    assert!(shoff > 64 && shoff + 7 * 64 <= s.file.len(), "section headers at the end");
    let start = std::time::Instant::now();
    let mut t = Tally::default();
    // Every bit and many values of every byte of all that is parsed.
    let parts: Vec<Range<usize>> = [0..64, note, record.clone(), shoff..s.file.len()].into_iter().chain(tables).collect();
    for at in parts.iter().cloned().flatten() {
        let old = s.file[at];
        let mut values: Vec<u8> = (0..8).map(|b| old ^ 1 << b).collect();
        values.extend([0, 1, 0x7f, 0x80, 0xff, old.wrapping_add(1), old.wrapping_sub(1)]);
        values.sort();
        values.dedup();
        for v in values.into_iter().filter(|v| *v != old) {
            let mut f = s.file.clone();
            f[at] = v;
            t.try_one(s.sealed(f));
        }
    }
    // Counts, indices, sizes and offsets of 32 and 64 bits at every place.
    for at in parts.iter().cloned().flatten() {
        for v in [0u64, 1, 2, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, u64::MAX, s.file.len() as u64, 0xffff_ffff_ffff_f000] {
            for n in [4, 8] {
                if at + n <= s.file.len() && (n == 4 || v > 2) {
                    let mut f = s.file.clone();
                    f[at..at + n].copy_from_slice(&v.to_le_bytes()[..n]);
                    t.try_one(s.sealed(f));
                }
            }
        }
    }
    // Truncations and extra bytes.
    for n in (0..s.file.len()).filter(|n| n % 7 == 0 || s.file.len() - n < 2000 || *n < 200) {
        t.try_one(s.sealed(s.file[..n].to_vec()));
    }
    for n in 1..100 {
        t.try_one(s.sealed([&s.file[..], &vec![n as u8; n]].concat()));
    }
    // Pieces of the record over others.
    let mut seed = 1u64;
    let mut random = |n: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % n
    };
    for _ in 0..4000 {
        let mut f = s.file.clone();
        for _ in 0..1 + random(3) {
            let len = 1 + random(24.min(record.len() - 1));
            let (from, to) = (random(record.len() - len), random(record.len() - len));
            f.copy_within(record.start + from..record.start + from + len, record.start + to);
        }
        t.try_one(s.sealed(f));
    }
    println!("{} mutants, {} accepted, {:?}: {:#?}", t.mutants, t.accepted, start.elapsed(), t.why);
    assert!(t.mutants >= 20_000 && t.accepted > 100 && t.why.len() > 30);
    assert!(!t.why.contains_key("digest") || t.why["digest"] < t.mutants / 50);
}

/// Without a new digest, nothing passes.
#[test]
fn unsealed_mutants() {
    let s = Sample::new();
    for at in (0..s.file.len()).step_by(3).filter(|at| !(s.digest..s.digest + 32).contains(at)) {
        let mut f = s.file.clone();
        f[at] ^= 1 << (at % 8);
        assert!(Artifact::parse(f).is_err(), "{at}");
    }
}

/// Many section headers, each with a long name.
#[test]
fn sections_are_limited() {
    let s = Sample::new();
    let mut f = s.file.clone();
    let shoff = f.len().next_multiple_of(64);
    f.resize(shoff, 0);
    let old = u64::from_le_bytes(s.file[0x28..0x30].try_into().unwrap()) as usize;
    let count = u16::from_le_bytes(s.file[0x3c..0x3e].try_into().unwrap()) as usize;
    f.extend_from_slice(&s.file[old..old + 64 * count]);
    f[0x28..0x30].copy_from_slice(&(shoff as u64).to_le_bytes());
    let more = |n: usize| {
        let mut g = f.clone();
        // Copies of the null section.
        g.resize(f.len() + 64 * n, 0);
        g[0x3c..0x3e].copy_from_slice(&((count + n) as u16).to_le_bytes());
        Artifact::parse(s.sealed(g))
    };
    assert!(more(0).is_ok() && more(100).is_ok());
    assert_eq!(more(300).unwrap_err(), LoadError::Malformed("too many sections".into()));
}
