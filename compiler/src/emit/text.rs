//! Layout of a module's code. Input: the code of every function and the stubs; output: `.text` and its tables.
//!
//! Functions stand in index order, 16-aligned or as they ask for, then the stubs; from the next page on the constants and the jump tables
//! (read-only, not executable). All references are resolved here, so `.text` needs no relocations; each is checked
//! against its range.
//!
//! Where a target's calls don't reach every place, and the code is larger than their reach, functions stand in chunks
//! of at most ⅞ of it, and behind each chunk is an island: one veneer for each target outside of the chunk that may be
//! too far for its calls. Time is linear in the code and the references.

use super::stubs::STUB_ALIGN;
use super::{FuncCode, Ref, RefKind, RefTarget, StubCode, Target, Veneer, alignment};
use std::collections::HashMap;
use std::ops::Range;
use wazc_abi::record::{FuncCode as FuncPlace, MoveStubs, TypeStubs};
use wazc_abi::trap::NO_SOURCE;

/// A module's code, laid out.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Contents of `.text`.
    pub bytes: Vec<u8>,
    /// Length of the executable part.
    pub code_size: u32,
    /// Place of each defined function; types and sources are filled in by the caller.
    pub funcs: Vec<FuncPlace>,
    /// Stubs of each type.
    pub types: Vec<TypeStubs>,
    /// Thunks.
    pub thunks: Vec<u32>,
    /// Memory moves.
    pub moves: Vec<MoveStubs>,
    /// Rows of the trap table.
    pub traps: Vec<(u32, u32)>,
    /// Rows of the source table.
    pub source: Vec<(u32, u32)>,
    /// Rows of the unwind table.
    pub unwind: Vec<(u32, u32)>,
}

const ALIGN: usize = 16;

/// The most that a function may ask for.
const MOST_ALIGN: usize = alignment::LINE as usize;

/// What a function's start is to be a multiple of.
fn align(f: &FuncCode) -> usize {
    (f.align as usize).clamp(ALIGN, MOST_ALIGN)
}

/// Functions and the island behind them.
struct Chunk {
    funcs: Range<usize>,
    island: Vec<RefTarget>,
}

struct Layout<'a> {
    funcs: &'a [FuncCode],
    stubs: &'a StubCode,
    text: Text,
    /// Where the stubs begin.
    base: u32,
}

/// Lays out; `page` is the alignment of the read-only part.
pub fn layout(funcs: &[FuncCode], stubs: &StubCode, target: &Target, page: u64) -> Result<Text, String> {
    let chunks = chunks(funcs, stubs, target.veneer.as_ref());
    check_size(funcs, stubs, target, &chunks, page)?;
    let mut l = Layout { funcs, stubs, text: Text::default(), base: 0 };
    let islands = l.place_code(target, &chunks);
    l.resolve_calls(target, &chunks, &islands)?;
    l.place_data(target.padding, page as usize)?;
    l.rows(target, &islands);
    Ok(l.text)
}

fn check_size(funcs: &[FuncCode], stubs: &StubCode, target: &Target, chunks: &[Chunk], page: u64) -> Result<(), String> {
    let data = |f: &FuncCode| 4 * f.tables.iter().map(Vec::len).sum::<usize>() + 16 * f.refs.iter().filter(|r| is_const(r.to)).count();
    let veneer = target.veneer.map_or(0, |v| v.code.len());
    let total = funcs.iter().map(|f| (f.code.len() + align(f) + data(f)) as u64).sum::<u64>()
        + chunks.iter().map(|c| (c.island.len() * veneer + ALIGN) as u64).sum::<u64>()
        + (STUB_ALIGN as usize + stubs.code.len()) as u64
        + 2 * page;
    if total >= 1 << 31 {
        return Err(format!("the module's code takes {total} bytes; an artifact can hold less than 2 GiB"));
    }
    Ok(())
}

fn is_const(t: RefTarget) -> bool {
    matches!(t, RefTarget::Const32(_) | RefTarget::Const64(_) | RefTarget::Const128(_))
}

/// Groups the functions, and finds what each island needs.
fn chunks(funcs: &[FuncCode], stubs: &StubCode, veneer: Option<&Veneer>) -> Vec<Chunk> {
    // Places while there are no islands.
    let mut at = Vec::with_capacity(funcs.len() + 1);
    let mut end = 0;
    for f in funcs {
        let start = u64::next_multiple_of(end, align(f) as u64);
        at.push(start);
        end = start + f.code.len() as u64;
    }
    at.push(end.next_multiple_of(ALIGN as u64));
    let base = at[funcs.len()];
    let all = Chunk { funcs: 0..funcs.len(), island: Vec::new() };
    let Some(v) = veneer.filter(|v| base + stubs.code.len() as u64 > u64::from(v.reach)) else { return vec![all] };

    let most = u64::from(v.reach / 8 * 7);
    let mut chunks: Vec<Chunk> = Vec::new();
    for i in 0..funcs.len() {
        match chunks.last_mut() {
            Some(c) if at[i + 1] - at[c.funcs.start] <= most => c.funcs.end = i + 1,
            _ => chunks.push(Chunk { funcs: i..i + 1, island: Vec::new() }),
        }
    }
    // The targets outside of each chunk: where they are without islands.
    let imported = stubs.thunks.len();
    let place = |t: RefTarget| match t {
        RefTarget::Func(i) if i as usize >= imported => at.get(i as usize - imported).copied().unwrap_or(base),
        _ => base + stub(stubs, t).map_or(0, u64::from),
    };
    let mut seen = HashMap::new();
    let outside: Vec<Vec<RefTarget>> = (chunks.iter().enumerate())
        .map(|(n, c)| {
            let inside = at[c.funcs.start]..at[c.funcs.end];
            let refs = funcs[c.funcs.clone()].iter().flat_map(|f| &f.refs).filter(|r| r.kind == RefKind::Branch26);
            refs.map(|r| r.to).filter(|t| !inside.contains(&place(*t)) && seen.insert(*t, n) != Some(n)).collect()
        })
        .collect();
    // No island is larger than this; `before` counts those in front of each chunk.
    let mut before = vec![0];
    outside.iter().for_each(|o| before.push(before[before.len() - 1] + (o.len() * v.code.len()).next_multiple_of(MOST_ALIGN) as u64));
    for (n, targets) in outside.into_iter().enumerate() {
        let Range { start, end } = chunks[n].funcs;
        let far = |t: &RefTarget| {
            let to = place(*t);
            // The islands between here and there, and the chunk itself, at their largest.
            let m = chunks.partition_point(|c| at[c.funcs.start] <= to) - 1;
            let m = if to >= base { chunks.len() } else { m };
            let distance = if m > n { to + before[m] - at[start] - before[n] } else { at[end] + before[n] - to - before[m] };
            distance > u64::from(v.reach).saturating_sub(128 + MOST_ALIGN as u64)
        };
        chunks[n].island = targets.into_iter().filter(far).collect();
    }
    chunks
}

/// Where in the stubs a target is, if it is one.
fn stub(stubs: &StubCode, t: RefTarget) -> Option<u32> {
    match t {
        RefTarget::Func(i) => stubs.thunks.get(i as usize).copied(),
        RefTarget::Miss(t) => stubs.types.get(t as usize).map(|t| t.miss),
        RefTarget::Table(_) | RefTarget::Const32(_) | RefTarget::Const64(_) | RefTarget::Const128(_) => None,
    }
}

impl Layout<'_> {
    fn align(&mut self, n: usize, padding: u8) -> u32 {
        self.text.bytes.resize(self.text.bytes.len().next_multiple_of(n), padding);
        self.text.bytes.len() as u32
    }

    /// Everything executable. Gives the places of the islands.
    fn place_code(&mut self, target: &Target, chunks: &[Chunk]) -> Vec<u32> {
        let mut islands = Vec::new();
        for c in chunks {
            for f in &self.funcs[c.funcs.clone()] {
                let offset = self.align(align(f), target.padding);
                self.text.funcs.push(FuncPlace { ty: 0, offset, len: f.code.len() as u32, source: 0 });
                self.text.bytes.extend_from_slice(&f.code);
            }
            if let (Some(v), false) = (target.veneer, c.island.is_empty()) {
                islands.push(self.align(ALIGN, target.padding));
                c.island.iter().for_each(|_| self.text.bytes.extend_from_slice(v.code));
            } else {
                islands.push(u32::MAX);
            }
        }
        let base = self.align(STUB_ALIGN as usize, target.padding);
        self.base = base;
        self.text.bytes.extend_from_slice(&self.stubs.code);
        self.text.code_size = self.text.bytes.len() as u32;
        let types = self.stubs.types.iter();
        self.text.types = types.map(|s| TypeStubs { entry: base + s.entry, foreign: base + s.foreign, miss: base + s.miss }).collect();
        let moves = self.stubs.moves.iter();
        self.text.moves = moves.map(|m| MoveStubs { copy: base + m.copy, fill: base + m.fill, ..*m }).collect();
        self.text.thunks = self.stubs.thunks.iter().map(|t| base + t).collect();
        islands
    }

    /// Where a target in the code is.
    fn code_target(&self, t: RefTarget) -> Option<u32> {
        match t {
            RefTarget::Func(i) if i as usize >= self.stubs.thunks.len() => {
                self.text.funcs.get(i as usize - self.stubs.thunks.len()).map(|f| f.offset)
            }
            _ => stub(self.stubs, t).map(|s| self.base + s),
        }
    }

    fn resolve_calls(&mut self, target: &Target, chunks: &[Chunk], islands: &[u32]) -> Result<(), String> {
        for (c, &island) in chunks.iter().zip(islands) {
            let mut veneers = HashMap::new();
            if let Some(v) = target.veneer {
                for (n, &to) in c.island.iter().enumerate() {
                    let at = island + (n * v.code.len()) as u32;
                    veneers.insert(to, at);
                    let place = self.code_target(to).ok_or_else(|| format!("a call of {to:?}, which is nowhere"))?;
                    patch(&mut self.text.bytes, at, v.kind, place)?;
                }
            }
            for n in c.funcs.clone() {
                let start = self.text.funcs[n].offset;
                for &Ref { at, kind, to } in &self.funcs[n].refs {
                    if is_const(to) || matches!(to, RefTarget::Table(_)) {
                        continue;
                    }
                    let detour = veneers.get(&to).copied().filter(|_| kind == RefKind::Branch26);
                    let place = detour.or_else(|| self.code_target(to)).ok_or_else(|| format!("a call of {to:?}, which is nowhere"))?;
                    patch(&mut self.text.bytes, start + at, kind, place)?;
                }
            }
        }
        Ok(())
    }

    /// Everything that is only read: constants, the large ones first, each once; then the jump tables.
    fn place_data(&mut self, padding: u8, page: usize) -> Result<(), String> {
        let funcs = self.funcs;
        let refs = || funcs.iter().flat_map(|f| &f.refs).map(|r| r.to);
        if !refs().any(|t| is_const(t) || matches!(t, RefTarget::Table(_))) {
            return Ok(());
        }
        self.text.code_size = self.align(page, padding);
        let mut places = HashMap::new();
        for size in [16, 8, 4] {
            for t in refs() {
                let bytes: &[u8] = match t {
                    RefTarget::Const128(bytes) if size == 16 => &{ bytes },
                    RefTarget::Const64(v) if size == 8 => &v.to_le_bytes(),
                    RefTarget::Const32(v) if size == 4 => &v.to_le_bytes(),
                    _ => continue,
                };
                let here = self.text.bytes.len() as u32;
                if *places.entry(t).or_insert(here) == here {
                    self.text.bytes.extend_from_slice(bytes);
                }
            }
        }
        for (n, f) in funcs.iter().enumerate() {
            let start = self.text.funcs[n].offset;
            let mut tables = Vec::with_capacity(f.tables.len());
            for t in &f.tables {
                let table = self.text.bytes.len() as u32;
                tables.push(table);
                for target in t {
                    let d = (start + target).wrapping_sub(table);
                    self.text.bytes.extend_from_slice(&d.to_le_bytes());
                }
            }
            for &Ref { at, kind, to } in &f.refs {
                let place = match to {
                    RefTarget::Table(t) => tables.get(t as usize).copied().ok_or("a reference to a table that is nowhere")?,
                    _ if is_const(to) => places[&to],
                    _ => continue,
                };
                patch(&mut self.text.bytes, start + at, kind, place)?;
            }
        }
        Ok(())
    }

    fn rows(&mut self, target: &Target, islands: &[u32]) {
        let text = &mut self.text;
        let mut islands = islands.iter().copied().filter(|i| *i != u32::MAX).peekable();
        let mut island = |text: &mut Text, before: u32| {
            while let Some(at) = islands.next_if(|i| *i < before) {
                text.source.push((at, NO_SOURCE));
                text.unwind.extend(target.veneer.map(|v| (at, v.unwind)));
            }
        };
        for (n, f) in self.funcs.iter().enumerate() {
            let o = text.funcs[n].offset;
            island(text, o);
            text.traps.extend(f.traps.iter().map(|t| (o + t.0, t.1 as u32)));
            text.source.extend(f.source.iter().map(|r| (o + r.0, r.1)));
            text.unwind.extend(f.unwind.iter().map(|r| (o + r.0, r.1)));
        }
        let base = self.base;
        island(text, base);
        text.traps.extend(self.stubs.traps.iter().map(|t| (base + t.0, t.1 as u32)));
        text.source.push((base, NO_SOURCE));
        text.unwind.extend(self.stubs.unwind.iter().map(|r| (base + r.0, r.1)));
    }
}

/// Writes a reference down.
fn patch(bytes: &mut [u8], at: u32, kind: RefKind, to: u32) -> Result<(), String> {
    let field = |bytes: &mut [u8], at: u32, mask: u32, bits: u32| -> Result<(), String> {
        let b = bytes.get_mut(at as usize..at as usize + 4).ok_or("a reference outside of the code")?;
        let old = u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        b.copy_from_slice(&(old & !mask | bits & mask).to_le_bytes());
        Ok(())
    };
    let far = || format!("a reference at {at:#x} does not reach {to:#x}");
    let distance = |from: u32| i64::from(to) - i64::from(from);
    match kind {
        RefKind::Rel32 => {
            let addend = bytes.get(at as usize..at as usize + 4).and_then(|b| b.try_into().ok()).map_or(0, i32::from_le_bytes);
            let d = i32::try_from(distance(at + 4) + i64::from(addend)).map_err(|_| far())?;
            field(bytes, at, u32::MAX, d as u32)
        }
        RefKind::Branch26 => {
            let d = distance(at);
            if d % 4 != 0 || !(-(1 << 27)..1 << 27).contains(&d) {
                return Err(far());
            }
            field(bytes, at, (1 << 26) - 1, (d >> 2) as u32)
        }
        RefKind::PagePair(shift) => {
            let pages = i64::from(to >> 12) - i64::from(at >> 12);
            let low = to & 0xfff;
            if !(-(1 << 20)..1 << 20).contains(&pages) || low & ((1 << shift) - 1) != 0 {
                return Err(far());
            }
            let pages = pages as u32;
            field(bytes, at, 3 << 29 | 0x7ffff << 5, (pages & 3) << 29 | (pages >> 2 & 0x7ffff) << 5)?;
            field(bytes, at + 4, 0xfff << 10, low >> shift << 10)
        }
    }
}

#[cfg(test)]
mod tests;
