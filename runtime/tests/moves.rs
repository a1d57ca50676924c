//! `memory.copy` and `memory.fill` against Rust's own moves, byte by byte: lengths, alignments, overlaps, thresholds and ends, in every
//! variant that this CPU can execute.
#![allow(missing_docs)]

mod common;

use common::module;
use std::ops::Range;
use wazc_abi::target::x86;
use wazc_loader::MoveThresholds;
use wazc_runtime::{Config, Engine, Instance, Linker, Memory, Store, TypedFunc};

const MODULE: &str = r#"(module (memory (export "memory") 1)
    (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
    (func (export "fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2))))"#;
const SIZE: usize = 65536;
/// Bytes on either side of a move that must stay as they are.
const MARGIN: usize = 80;
/// Under emulation one case in so many is tried.
const THIN: usize = if cfg!(target_arch = "aarch64") { 61 } else { 1 };

/// Features to choose variants by. Where the CPU lacks some, the next variant is tried once more.
fn variants() -> Vec<u64> {
    if cfg!(target_arch = "x86_64") { vec![u64::MAX, x86::AVX2, 0] } else { vec![u64::MAX, 0] }
}

const NEVER: u64 = u64::MAX;

struct Guest {
    store: Store,
    memory: Memory,
    copy: TypedFunc<(i32, i32, i32), ()>,
    fill: TypedFunc<(i32, i32, i32), ()>,
    /// What the memory is to hold.
    want: Vec<u8>,
    noise: Vec<u8>,
    found: Vec<u8>,
    cases: usize,
    what: String,
}

impl Guest {
    fn new(features: u64, thresholds: Option<(u64, u64)>) -> Guest {
        let mut config = Config::new().cpu_features(features);
        if let Some((string, stream)) = thresholds {
            config = config.move_thresholds(MoveThresholds {
                copy_string: string,
                copy_stream: stream,
                fill_string: string,
                fill_stream: stream,
            });
        }
        let engine = Engine::new(config);
        let module = module(&engine, MODULE);
        let mut store = Store::new(&engine);
        let i: Instance = Linker::new().instantiate(&mut store, &module).unwrap();
        let memory = i.export(&mut store, "memory").unwrap().memory().unwrap();
        let copy = i.func(&mut store, "copy").unwrap().typed(&store).unwrap();
        let fill = i.func(&mut store, "fill").unwrap().typed(&store).unwrap();
        let mut x = 0x2545_f491_4f6c_dd1du64;
        let mut byte = || {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            (x >> 32) as u8
        };
        let noise: Vec<u8> = (0..4 * SIZE).map(|_| byte()).collect();
        let want = noise[..SIZE].to_vec();
        memory.write(&mut store, 0, &want).unwrap();
        let what = format!("features {features:#x}, thresholds {thresholds:?}");
        Guest { store, memory, copy, fill, want, noise, found: vec![0; SIZE], cases: 0, what }
    }

    /// Whether this case is one to try.
    fn turn(&mut self) -> bool {
        self.cases += 1;
        self.cases.is_multiple_of(THIN)
    }

    /// Puts other bytes there.
    fn disturb(&mut self, r: Range<usize>) {
        let from = self.cases * 31 % (3 * SIZE);
        self.want[r.clone()].copy_from_slice(&self.noise[from..from + r.len()]);
        self.memory.write(&mut self.store, r.start as u64, &self.want[r]).unwrap();
    }

    fn compare(&mut self, r: Range<usize>, case: &dyn Fn() -> String) {
        let found = &mut self.found[r.clone()];
        self.memory.read(&self.store, r.start as u64, found).unwrap();
        if found != &self.want[r.clone()] {
            let at = found.iter().zip(&self.want[r.clone()]).position(|(a, b)| a != b).unwrap() + r.start;
            panic!("{}, {}: differs first at {at}", self.what, case());
        }
    }

    fn copy(&mut self, dst: usize, src: usize, len: usize) {
        if !self.turn() {
            return;
        }
        let around = dst.min(src).saturating_sub(MARGIN)..(dst.max(src) + len + MARGIN).min(SIZE);
        let near = around.len() < 3 * (len + MARGIN);
        let window = if near { around } else { dst.saturating_sub(MARGIN)..(dst + len + MARGIN).min(SIZE) };
        self.disturb(window.clone());
        self.want.copy_within(src..src + len, dst);
        self.copy.call(&mut self.store, (dst as i32, src as i32, len as i32)).unwrap();
        self.compare(window, &|| format!("copy of {len} from {src} to {dst}"));
    }

    fn fill(&mut self, dst: usize, byte: usize, len: usize) {
        if !self.turn() {
            return;
        }
        let window = dst.saturating_sub(MARGIN)..(dst + len + MARGIN).min(SIZE);
        self.disturb(window.clone());
        self.want[dst..dst + len].fill(byte as u8);
        // Only the low 8 bits count.
        self.fill.call(&mut self.store, (dst as i32, (byte | 0x7531_0000) as i32, len as i32)).unwrap();
        self.compare(window, &|| format!("fill of {len} with {byte:#x} at {dst}"));
    }

    /// What was not in any window, too.
    fn finish(mut self) {
        self.compare(0..SIZE, &|| "at the end".to_string());
        assert!(self.cases > 0);
    }
}

#[test]
fn copies_of_every_length_and_alignment() {
    for v in variants() {
        let mut g = Guest::new(v, None);
        for len in 0..=1100 {
            for to in 0..64 {
                for from in 0..64 {
                    g.copy(16384 + to, 1024 + from, len);
                }
            }
        }
        g.finish();
    }
}

#[test]
fn fills_of_every_length_and_alignment() {
    for v in variants() {
        let mut g = Guest::new(v, None);
        for len in 0..=1100 {
            for to in 0..64 {
                g.fill(4096 + to, if to % 3 == 0 { 0 } else { len ^ to }, len);
            }
        }
        g.finish();
    }
}

#[test]
fn overlaps_by_every_distance() {
    for v in variants() {
        let mut g = Guest::new(v, None);
        for len in 0..=1100 {
            for distance in 0..=130 {
                for to in [0, 1 + len % 63] {
                    g.copy(8192 + to, 8192 + to + distance, len);
                    g.copy(8192 + to + distance, 8192 + to, len);
                }
            }
        }
        g.finish();
    }
}

/// Moves that go downward so that loads do not seem to read what was stored a page away.
#[test]
fn distances_of_whole_pages() {
    for v in variants() {
        let mut g = Guest::new(v, None);
        for len in (513..10_000).step_by(389) {
            for pages in 0..=3 {
                for more in (0..=600).step_by(25) {
                    let (low, high) = (1024 + len % 64, 1024 + len % 64 + pages * 4096 + more);
                    g.copy(high, low, len);
                    g.copy(low, high, len);
                }
            }
        }
        g.finish();
    }
}

#[test]
fn lengths_around_thresholds() {
    for v in variants() {
        for (string, stream) in [(NEVER, NEVER), (1024, NEVER), (1024, 4096), (NEVER, 1024), (2112, 3000), (0, 0)] {
            let mut g = Guest::new(v, Some((string, stream)));
            for around in [1024usize, 1280, 2048, 2112, 3000, 4096, 8192, 12288] {
                for len in around - 70..around + 70 {
                    let (to, from) = (len * 7 % 64, len * 13 % 64);
                    g.copy(32768 + to, 1024 + from, len);
                    g.copy(1024 + from, 32768 + to, len);
                    // 4 KiB apart but for a little, either way.
                    g.copy(16384 + to, 16384 + to + 12288 + len % 200, len);
                    g.copy(16384 + to + 12288 + len % 200, 16384 + to, len);
                    for distance in [0, 1, 15, 16, 31, 33, 63, 64, 65, 127, 128, 130, 255, 256, 300, 1000, 1024] {
                        g.copy(16384 + to, 16384 + to + distance, len);
                        g.copy(16384 + to + distance, 16384 + to, len);
                    }
                    g.fill(4096 + to, len, len);
                    g.fill(4096 + to, 0, len);
                }
            }
            g.finish();
        }
    }
}

#[test]
fn ranges_that_end_where_the_memory_does() {
    for v in variants() {
        for (string, stream) in [(NEVER, NEVER), (1024, 4096), (NEVER, 1024)] {
            let mut g = Guest::new(v, Some((string, stream)));
            for len in (0..600).chain([1000, 1024, 1100, 2048, 3000, 4096, 5000, 16384]) {
                g.cases = THIN - 1;
                g.copy(SIZE - len, 100, len);
                g.cases = THIN - 1;
                g.copy(0, SIZE - len, len);
                g.cases = THIN - 1;
                g.fill(SIZE - len, len, len);
                let (end, n) = ((SIZE - len + 1) as i32, len as i32);
                let traps = [
                    g.copy.call(&mut g.store, (end, 100, n)),
                    g.copy.call(&mut g.store, (100, end, n)),
                    g.copy.call(&mut g.store, (100, 200, -1 - n)),
                    g.copy.call(&mut g.store, (-1 - n, 200, n.max(1))),
                    g.fill.call(&mut g.store, (end, 7, n)),
                    g.fill.call(&mut g.store, (100, 7, -1 - n)),
                ];
                for (i, t) in traps.into_iter().enumerate() {
                    assert!(t.is_err(), "{}: {len}, {i}", g.what);
                }
                if len % 50 == 0 || len >= 600 {
                    g.compare(0..SIZE, &|| format!("traps at {len}"));
                }
            }
            g.finish();
        }
    }
}
