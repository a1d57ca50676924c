//! `memory.copy` and `memory.fill`: every length up to 300, every alignment, every kind of overlap, compared with what
//! Rust does; nothing else changes in memory, and nothing behind its end is touched (it would fault).

mod common;

use common::instance;
use wazc_runtime::*;

const END: u32 = 1 << 16;
/// What a test watches of memory: this many bytes before and behind.
const EDGE: u32 = 80;

const MODULE: &str = r#"(module
  (memory (export "m") 1 1)
  (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (export "fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2))))"#;

struct World {
    store: Store,
    memory: Memory,
    copy: TypedFunc<(i32, i32, i32), ()>,
    fill: TypedFunc<(i32, i32, i32), ()>,
    /// What memory should be.
    model: Vec<u8>,
    seen: Vec<u8>,
}

impl World {
    fn new() -> World {
        let mut store = Store::new(&Engine::default());
        let i = instance(&mut store, &Linker::new(), MODULE);
        let memory = i.export(&mut store, "m").and_then(Extern::memory).unwrap();
        let mut f = |name: &str| i.func(&mut store, name).unwrap().typed(&store).unwrap();
        let (copy, fill) = (f("copy"), f("fill"));
        // No byte is like its neighbours, and no 256 bytes are like the next.
        let model: Vec<u8> = (0..END).map(|i| (i.wrapping_mul(0x9e37_79b1) >> 24) as u8).collect();
        memory.write(&mut store, 0, &model).unwrap();
        World { store, memory, copy, fill, model, seen: Vec::new() }
    }

    /// Compares a part of memory, and its neighbourhood.
    fn compare(&mut self, from: u32, len: u32, what: &dyn Fn() -> String) {
        let range = from.saturating_sub(EDGE) as usize..(from + len + EDGE).min(END) as usize;
        self.seen.resize(range.len(), 0);
        self.memory.read(&self.store, range.start as u64, &mut self.seen).unwrap();
        let want = &self.model[range.clone()];
        if let Some(i) = (0..want.len()).find(|i| want[*i] != self.seen[*i]) {
            panic!("{}: byte {:#x} is {:#x}, not {:#x}", what(), range.start + i, self.seen[i], want[i]);
        }
    }

    fn copy(&mut self, dst: u32, src: u32, len: u32) {
        self.model.copy_within(src as usize..(src + len) as usize, dst as usize);
        self.copy.call(&mut self.store, (dst as i32, src as i32, len as i32)).unwrap();
        self.compare(dst, len, &|| format!("copy {dst:#x} {src:#x} {len}"));
    }

    fn fill(&mut self, dst: u32, byte: i32, len: u32) {
        self.model[dst as usize..(dst + len) as usize].fill(byte as u8);
        self.fill.call(&mut self.store, (dst as i32, byte, len as i32)).unwrap();
        self.compare(dst, len, &|| format!("fill {dst:#x} {byte:#x} {len}"));
    }

    /// At the end, everything.
    fn done(mut self) {
        self.compare(0, END, &|| "all".into());
    }
}

/// Lengths up to 300, and some around powers of two.
fn lengths() -> impl Iterator<Item = u32> {
    (0..=300).chain((9..14).flat_map(|k| [(1 << k) - 33, (1 << k) - 1, 1 << k, (1 << k) + 1, (1 << k) + 77]))
}

#[test]
fn copies() {
    let mut w = World::new();
    for len in lengths() {
        for align in 0..16 {
            let src = 0x8000 + align * 7;
            // Far ones, ones that touch, and ones that overlap, both ways.
            let near = [0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, len.saturating_sub(1), len, len + 1];
            let at = near[(len + align) as usize % near.len()];
            let more = near[(len / 3 + 5 * align) as usize % near.len()];
            for dst in [0x1000 + align, src + at, src - at, src + more, src - more] {
                w.copy(dst, src, len);
            }
        }
    }
    w.done();
}

#[test]
fn all_overlaps() {
    let mut w = World::new();
    for len in [1, 5, 8, 15, 16, 17, 31, 33, 64, 65, 100, 128, 129, 150, 192, 200, 255, 300] {
        for d in 0..=len.min(140) + 1 {
            let src = 0x4000 + (d * 5 & 15);
            w.copy(src + d, src, len);
            w.copy(src - d, src, len);
        }
    }
    w.done();
}

#[test]
fn fills() {
    let mut w = World::new();
    for len in lengths() {
        for align in 0..16 {
            let byte = [0, 0x5a, 0xff, 0x1234_5600, -1, 0x80][(len + align) as usize % 6];
            w.fill(0x2000 + align, byte, len);
        }
        // Blocks for zeros are up to 2 KiB: every distance to their start.
        if len > 1000 {
            (0..2100).step_by(53).for_each(|a| w.fill(0x5000 + a, 0, len));
            (0..2100).step_by(71).for_each(|a| w.fill(0x5000 + a, 0x77, len));
        }
    }
    w.done();
}

/// Behind the memory's end nothing is mapped, in front of it is the instance.
#[test]
fn at_the_ends() {
    let mut w = World::new();
    for len in lengths() {
        let last = END - len;
        w.copy(0, 0x9000, len);
        w.copy(0x9100, 0, len);
        w.copy(last, 0x9000, len);
        w.copy(0x9000, last, len);
        w.copy(last, last.saturating_sub(3), len);
        w.copy(last - 3, last, len);
        w.fill(0, 0, len);
        w.fill(last, 0, len);
        w.fill(0, 3, len);
        w.fill(last, 3, len);
    }
    for (dst, src, len) in [(END, 0, 1), (0, END, 1), (END - 1, 0, 2), (0, END - 1, 2), (0, 0, END + 1), (1, 2, u32::MAX)] {
        let r = w.copy.call(&mut w.store, (dst as i32, src as i32, len as i32));
        assert_eq!(r.unwrap_err().trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
        if (dst, len) != (0, 1) && (dst, len) != (0, 2) {
            let r = w.fill.call(&mut w.store, (dst as i32, 1, len as i32));
            assert_eq!(r.unwrap_err().trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
        }
    }
    w.copy(END, END, 0);
    w.fill(END, 9, 0);
    w.done();
}
