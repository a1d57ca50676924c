//! Every load and store × shapes of indices × offsets up to the guard and past it: the right bytes are read and
//! written, what is out of bounds traps, and no other byte changes. Around each access, and wherever a wrong sum, shift,
//! extension or wrap-around would lead, lie canaries; of the small memory every byte is one.

mod common;

use std::fmt::Write;
use wazc_runtime::*;

/// Name, bytes, whether the sign is extended, bits of the value.
type Op = (&'static str, u32, bool, u32);

const LOADS: [Op; 14] = [
    ("i32.load", 4, false, 32),
    ("i32.load8_s", 1, true, 32),
    ("i32.load8_u", 1, false, 32),
    ("i32.load16_s", 2, true, 32),
    ("i32.load16_u", 2, false, 32),
    ("i64.load", 8, false, 64),
    ("i64.load8_s", 1, true, 64),
    ("i64.load8_u", 1, false, 64),
    ("i64.load16_s", 2, true, 64),
    ("i64.load16_u", 2, false, 64),
    ("i64.load32_s", 4, true, 64),
    ("i64.load32_u", 4, false, 64),
    ("f32.load", 4, false, 32),
    ("f64.load", 8, false, 64),
];

const STORES: [Op; 9] = [
    ("i32.store", 4, false, 32),
    ("i32.store8", 1, false, 32),
    ("i32.store16", 2, false, 32),
    ("i64.store", 8, false, 64),
    ("i64.store8", 1, false, 64),
    ("i64.store16", 2, false, 64),
    ("i64.store32", 4, false, 64),
    ("f32.store", 4, false, 32),
    ("f64.store", 8, false, 64),
];

/// An index made of a 64-bit and a 32-bit parameter: text, value, and parameters that make about this index.
struct Shape {
    text: &'static str,
    index: fn(u64, u32) -> u32,
    about: fn(u32) -> (u64, u32),
}

/// The upper half of the first parameter, which must never matter.
const HIGH: u64 = 0xdead_beef << 32;

const SHAPES: [Shape; 13] = [
    Shape { text: "(i32.wrap_i64 (local.get 0))", index: |i, _| i as u32, about: |t| (HIGH | u64::from(t), 1) },
    Shape { text: "(local.get 1)", index: |_, j| j, about: |t| (HIGH, t) },
    Shape { text: "(i32.add (local.get 1) (i32.const 4))", index: |_, j| j.wrapping_add(4), about: |t| (0, t.wrapping_sub(4)) },
    Shape { text: "(i32.sub (local.get 1) (i32.const 4096))", index: |_, j| j.wrapping_sub(4096), about: |t| (0, t.wrapping_add(4096)) },
    Shape {
        text: "(i32.add (local.get 1) (i32.wrap_i64 (local.get 0)))",
        index: |i, j| j.wrapping_add(i as u32),
        about: |t| (HIGH | 0xffff_0010, t.wrapping_sub(0xffff_0010)),
    },
    Shape { text: "(i32.shl (local.get 1) (i32.const 1))", index: |_, j| j << 1, about: |t| (0, t >> 1 | 1 << 31) },
    Shape { text: "(i32.shl (local.get 1) (i32.const 2))", index: |_, j| j << 2, about: |t| (0, t >> 2 | 3 << 30) },
    Shape { text: "(i32.mul (local.get 1) (i32.const 8))", index: |_, j| j << 3, about: |t| (0, t >> 3 | 1 << 29) },
    Shape {
        text: "(i32.add (i32.wrap_i64 (local.get 0)) (i32.shl (local.get 1) (i32.const 2)))",
        index: |i, j| (i as u32).wrapping_add(j << 2),
        about: |t| (HIGH | u64::from(t.wrapping_sub(400)), 100),
    },
    Shape {
        text: "(i32.add (i32.add (i32.wrap_i64 (local.get 0)) (i32.shl (local.get 1) (i32.const 3))) (i32.const 12))",
        index: |i, j| (i as u32).wrapping_add(j << 3).wrapping_add(12),
        about: |t| (HIGH | u64::from(t.wrapping_sub(12).wrapping_add(80)), 10u32.wrapping_neg()),
    },
    Shape { text: "(i32.and (local.get 1) (i32.const 0x1fff8))", index: |_, j| j & 0x1_fff8, about: |t| (0, t | 0xf000_0000) },
    Shape { text: "(i32.shr_u (local.get 1) (i32.const 3))", index: |_, j| j >> 3, about: |t| (0, t << 3 | 5) },
    Shape { text: "(i32.extend16_s (local.get 1))", index: |_, j| j as u16 as i16 as u32, about: |t| (0, t & 0xffff | 0x5555_0000) },
];

const CONSTANTS: [u32; 6] = [0, 4, 0xfff8, 0x2_0000 - 8, 0x7fff_fff8, 0xffff_fff0];

const OFFSETS: [u32; 29] = [
    0, 1, 2, 3, 4, 7, 8, 16, 255, 256, 257, 4088, 4095, 4096, 4097, 8190, 16380, 16384, 32760, 32768, 0x1_0000, 0x1_0004, 0x1_fff8,
    0x12_3458, 0xff_f000, 0x7fff_fff8, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];

struct Access {
    name: String,
    op: Op,
    store: bool,
    offset: u32,
    /// Shape, or a constant index.
    index: Result<&'static Shape, u32>,
}

fn accesses() -> Vec<Access> {
    let mut all = Vec::new();
    let ops = LOADS.iter().map(|o| (*o, false)).chain(STORES.iter().map(|o| (*o, true)));
    for (op, store) in ops {
        for offset in OFFSETS {
            for index in SHAPES.iter().map(Ok).chain(CONSTANTS.into_iter().map(Err)) {
                all.push(Access { name: format!("f{}", all.len()), op, store, offset, index });
            }
        }
    }
    all
}

impl Access {
    fn text(&self) -> String {
        let result = if self.store { " (local.get 2)" } else { "" };
        format!("(func (export \"{}\") (param i64 i32 i64) (result i64) {}{result})", self.name, self.operator("(local.get 2)"))
    }

    /// A store of this i64, or a load as an i64.
    fn operator(&self, value: &str) -> String {
        let (op, _, _, bits) = self.op;
        let index = match self.index {
            Ok(s) => s.text.to_string(),
            Err(k) => format!("(i32.const {k:#x})"),
        };
        let address = format!("{op} offset={:#x} {index}", self.offset);
        match (self.store, op.starts_with('f'), bits) {
            (true, true, 32) => format!("({address} (f32.reinterpret_i32 (i32.wrap_i64 {value})))"),
            (true, true, _) => format!("({address} (f64.reinterpret_i64 {value}))"),
            (true, false, 32) => format!("({address} (i32.wrap_i64 {value}))"),
            (true, false, _) => format!("({address} {value})"),
            (false, true, 32) => format!("(i64.extend_i32_u (i32.reinterpret_f32 ({address})))"),
            (false, true, _) => format!("(i64.reinterpret_f64 ({address}))"),
            (false, false, 32) => format!("(i64.extend_i32_u ({address}))"),
            (false, false, _) => format!("({address})"),
        }
    }

    /// Parameters to try: accesses at both ends of memory, across its end, behind it, and far out.
    fn params(&self, size: u64) -> Vec<(u64, u32)> {
        let Ok(shape) = self.index else { return vec![(HIGH, 5)] };
        let (w, o) = (u64::from(self.op.1), u64::from(self.offset));
        let ends = [0, 0x8000, size - w - 8, size - w, size - w + 1, size - 1, size, size + 0x1_0000, 1 << 32, (1 << 32) + o - 1];
        let inside = ends.iter().filter_map(|e| e.checked_sub(o)).filter_map(|t| u32::try_from(t).ok());
        let mut all: Vec<_> = inside.chain([0, 0x7fff_ffff, 0x8000_0000, u32::MAX, u32::MAX - 7]).map(shape.about).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// The bytes before and behind an access that are looked at.
const EDGE: u64 = 24;

struct World {
    store: Store,
    memory: Memory,
    size: u64,
    /// Contents, where the memory is small.
    model: Vec<u8>,
    seed: u64,
}

impl World {
    fn random(&mut self) -> u64 {
        self.seed = self.seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        self.seed ^ self.seed >> 29
    }

    fn read(&self, at: u64, out: &mut [u8]) {
        self.memory.read(&self.store, at, out).unwrap();
    }

    fn write(&mut self, at: u64, bytes: &[u8]) {
        self.memory.write(&mut self.store, at, bytes).unwrap();
        if !self.model.is_empty() {
            self.model[at as usize..at as usize + bytes.len()].copy_from_slice(bytes);
        }
    }

    fn one(&mut self, f: Func, a: &Access, params: (u64, u32)) {
        let (w, size) = (u64::from(a.op.1), self.size);
        let index = a.index.map_or_else(|k| k, |s| (s.index)(params.0, params.1));
        let at = u64::from(index) + u64::from(a.offset);
        let fits = at + w <= size;
        let what = || format!("{} with {:#x} {:#x}: {at:#x} of {size:#x}", a.text(), params.0, params.1);
        // Where a mistake would lead.
        let (i, j, o) = (params.0 as u32, params.1, a.offset);
        let wrong = [index, o, at as u32, i, j, i.wrapping_add(o), j.wrapping_add(o), index.wrapping_sub(o), (j << 2).wrapping_add(o)];
        let mut canaries: Vec<(u64, Vec<u8>)> = Vec::new();
        for c in wrong.into_iter().map(u64::from).chain([at, size]) {
            let (from, to) = (c.saturating_sub(EDGE).min(size), (c + w + EDGE).min(size));
            let bytes: Vec<u8> = (from..to).map(|_| self.random() as u8).collect();
            self.write(from, &bytes);
            canaries.push((from, bytes));
        }
        // Some were overwritten by later ones.
        for k in 0..canaries.len() {
            let mut bytes = std::mem::take(&mut canaries[k].1);
            self.read(canaries[k].0, &mut bytes);
            canaries[k].1 = bytes;
        }
        let mut own = [0; 8];
        if fits {
            self.read(at, &mut own[..w as usize]);
        }
        let value = self.random();
        let r = f.call(&mut self.store, &[Val::I64(params.0 as i64), Val::I32(params.1 as i32), Val::I64(value as i64)]);
        match r {
            Ok(_) if !fits => panic!("no trap: {}", what()),
            Err(e) if fits => panic!("{e}: {}", what()),
            Err(e) => assert_eq!(e.trap().map(|t| t.code()), Some(TrapCode::MemoryOutOfBounds), "{}", what()),
            Ok(v) => {
                let want = if a.store { value } else { a.loaded(u64::from_le_bytes(own)) };
                assert_eq!(v[0].i64().unwrap() as u64, want, "{}", what());
            }
        }
        if fits && a.store {
            let bytes = &value.to_le_bytes()[..w as usize];
            if !self.model.is_empty() {
                self.model[at as usize..(at + w) as usize].copy_from_slice(bytes);
            }
            for (from, c) in &mut canaries {
                for (k, b) in bytes.iter().enumerate() {
                    let place = (at + k as u64).checked_sub(*from).and_then(|n| c.get_mut(n as usize));
                    place.into_iter().for_each(|p| *p = *b);
                }
            }
        }
        let mut seen = Vec::new();
        for (from, c) in &canaries {
            seen.resize(c.len(), 0);
            self.read(*from, &mut seen);
            assert_eq!(&seen, c, "at {from:#x}: {}", what());
        }
    }
}

impl Access {
    /// What a load makes of these bytes.
    fn loaded(&self, raw: u64) -> u64 {
        let (_, w, signed, bits) = self.op;
        let shift = 64 - 8 * w;
        let v = if signed { ((raw << shift) as i64 >> shift) as u64 } else { raw << shift >> shift };
        if bits == 32 { v & 0xffff_ffff } else { v }
    }
}

/// An instance with these functions and a memory of this many pages.
fn world(level: u8, pages: u64, functions: impl Iterator<Item = String>) -> (World, Instance) {
    let mut t = format!("(module (memory (export \"m\") {pages})\n");
    functions.for_each(|f| writeln!(t, "{f}").unwrap());
    t.push(')');
    let options = wazc_compiler::Options { opt_level: level, ..common::options() };
    let elf = wazc_compiler::pipeline::compile(&wat::parse_str(&t).unwrap(), &options).unwrap().elf;
    let mut store = Store::new(&Engine::default());
    let module = Module::new(&Engine::default(), &elf).unwrap();
    let i = Linker::new().instantiate(&mut store, &module).unwrap();
    let memory = i.export(&mut store, "m").and_then(Extern::memory).unwrap();
    let size = pages << 16;
    let small = size <= 1 << 20;
    (World { store, memory, size, model: vec![0; if small { size as usize } else { 0 }], seed: 1 }, i)
}

/// All accesses, at one level, on a memory of this many pages.
fn grid(level: u8, pages: u64) {
    let all = accesses();
    let (mut w, i) = world(level, pages, all.iter().map(Access::text));
    let (size, small) = (w.size, !w.model.is_empty());
    let mut seen = w.model.clone();
    for (n, a) in all.iter().enumerate() {
        let f = i.func(&mut w.store, &a.name).unwrap();
        a.params(size).into_iter().for_each(|p| w.one(f, a, p));
        // Everything, now and then.
        if small && n % 19 == 18 {
            w.read(0, &mut seen);
            assert!(seen == w.model, "{}", a.text());
        }
    }
}

#[test]
fn two_pages() {
    grid(2, 2);
}

#[test]
fn two_pages_without_passes() {
    grid(0, 2);
}

/// Offsets of 2 GiB and more lead into it.
#[test]
fn more_than_half_the_address_space() {
    grid(2, 0x8010);
}

#[test]
fn all_of_the_address_space() {
    grid(2, 0x1_0000);
}

/// A run of accesses in one block, most of them neighbours: they may become pairs, share sums, or make each other's
/// checks superfluous. Loads are mixed into the result, or dropped, which they must survive.
struct Run {
    name: String,
    accesses: Vec<(Access, bool)>,
}

impl Run {
    fn new(name: String, random: &mut impl FnMut(usize) -> usize) -> Run {
        let shape = &SHAPES[random(SHAPES.len())];
        let mut offset = OFFSETS[random(OFFSETS.len() - 5)];
        let (load, store) = (LOADS[random(LOADS.len())], STORES[random(STORES.len())]);
        let accesses = (0..random(6) + 2).map(|_| {
            let is_store = random(2) == 0;
            // Mostly the same operator, at the next place up or down.
            let op = match (is_store, random(4)) {
                (true, 0) => STORES[random(STORES.len())],
                (false, 0) => LOADS[random(LOADS.len())],
                (true, _) => store,
                (false, _) => load,
            };
            let index = if random(6) == 0 { Ok(&SHAPES[random(SHAPES.len())]) } else { Ok(shape) };
            let a = Access { name: String::new(), op, store: is_store, offset, index };
            offset = match random(8) {
                0 => offset,
                1 => offset.wrapping_add(random(40) as u32),
                2 | 3 => offset.saturating_sub(op.1),
                _ => offset + op.1,
            };
            (a, random(5) == 0)
        });
        Run { name, accesses: accesses.collect() }
    }

    fn text(&self) -> String {
        let mut t = format!("(func (export \"{}\") (param i64 i32 i64) (result i64) (local i64)", self.name);
        for (n, (a, dropped)) in self.accesses.iter().enumerate() {
            match (a.store, dropped) {
                (true, _) => write!(t, " {}", a.operator(&format!("(i64.add (local.get 2) (i64.const {n}))"))),
                (false, true) => write!(t, " (drop {})", a.operator("")),
                (false, false) => write!(t, " (local.set 3 (i64.xor (i64.rotl (local.get 3) (i64.const 7)) {}))", a.operator("")),
            }
            .unwrap();
        }
        t + " (local.get 3))"
    }

    /// What it does to memory, and its result, or none where it traps.
    fn model(&self, memory: &mut [u8], params: (u64, u32), value: u64) -> Option<u64> {
        let mut sum = 0u64;
        for (n, (a, dropped)) in self.accesses.iter().enumerate() {
            let index = a.index.map_or_else(|k| k, |s| (s.index)(params.0, params.1));
            let (at, w) = (index as usize + a.offset as usize, a.op.1 as usize);
            let bytes = memory.get_mut(at..at + w)?;
            if a.store {
                bytes.copy_from_slice(&value.wrapping_add(n as u64).to_le_bytes()[..w]);
            } else if !dropped {
                let mut raw = [0; 8];
                raw[..w].copy_from_slice(bytes);
                sum = sum.rotate_left(7) ^ a.loaded(u64::from_le_bytes(raw));
            }
        }
        Some(sum)
    }
}

fn runs(level: u8) {
    let mut seed = 7u64;
    let mut random = |n: usize| {
        seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (seed >> 33) as usize % n
    };
    let all: Vec<Run> = (0..1200).map(|n| Run::new(format!("f{n}"), &mut random)).collect();
    let (mut w, i) = world(level, 2, all.iter().map(Run::text));
    let fill: Vec<u8> = (0..w.size).map(|_| random(256) as u8).collect();
    w.write(0, &fill);
    let mut seen = fill;
    for run in &all {
        let f = i.func(&mut w.store, &run.name).unwrap();
        // The first access, or the last, at the ends of memory.
        let mut params: Vec<_> = [0, run.accesses.len() - 1].iter().flat_map(|n| run.accesses[*n].0.params(w.size)).collect();
        params.sort();
        params.dedup();
        for p in params {
            let value = w.random();
            let want = run.model(&mut w.model, p, value);
            let r = f.call(&mut w.store, &[Val::I64(p.0 as i64), Val::I32(p.1 as i32), Val::I64(value as i64)]);
            let what = || format!("{} with {:#x} {:#x} {value:#x}", run.text(), p.0, p.1);
            match r {
                Ok(v) => assert_eq!(v[0].i64().map(|v| v as u64), want, "{}", what()),
                Err(e) => {
                    assert_eq!(e.trap().map(|t| t.code()), Some(TrapCode::MemoryOutOfBounds), "{}", what());
                    assert!(want.is_none(), "a trap: {}", what());
                }
            }
            w.read(0, &mut seen);
            if seen != w.model {
                let at = (0..seen.len()).find(|i| seen[*i] != w.model[*i]).unwrap_or_default();
                panic!("byte {at:#x} is {:#x}, not {:#x}: {}", seen[at], w.model[at], what());
            }
        }
    }
}

#[test]
fn neighbours() {
    runs(2);
}

#[test]
fn neighbours_without_passes() {
    runs(0);
}
