//! The machine code of an artifact as text: functions with their names, labels at the targets of branches, offsets in
//! the wasm module, traps. Input: a checked artifact; output: one line an instruction, in order of address.
//!
//! The wasm offset stands where it changes. Jump tables are found by the addresses that code takes in the read-only
//! part behind the code; only entries that lead into the function itself are believed. What an instruction looks like
//! is a target's, in a file of its own.

mod a64;
mod x64;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use wazc_abi::record::{ExportKind, ExternType, ModuleRecord, printable};
use wazc_abi::target::Arch;
use wazc_abi::trap::{NO_SOURCE, Table, TrapCode};
use wazc_loader::Artifact;

/// A stretch of code with a name.
struct Part {
    start: u32,
    end: u32,
    name: String,
    /// Index of the function, unless it is a stub.
    func: Option<u32>,
}

/// Everything in the code that has a name, by address.
fn parts(art: &Artifact) -> Vec<Part> {
    let r = art.record();
    let imported = r.counts().imported_funcs;
    let exports: BTreeMap<u32, &str> =
        r.exports.iter().rev().filter(|e| e.kind == ExportKind::Func).map(|e| (e.index, e.name.as_str())).collect();
    let imports: Vec<String> = r
        .imports
        .iter()
        .filter(|i| matches!(i.ty, ExternType::Func(_)))
        .map(|i| printable(&format!("{}.{}", i.module, i.name)))
        .collect();
    let name = |i: u32| match r.func_name(i).or_else(|| exports.get(&i).copied()) {
        Some(n) => printable(n),
        None => format!("func{i}"),
    };
    let mut at: BTreeMap<u32, (String, Option<u32>)> = BTreeMap::new();
    for (i, s) in r.stubs.iter().enumerate() {
        for (a, what) in [(s.entry, "entry"), (s.foreign, "foreign call"), (s.miss, "indirect miss")] {
            at.insert(a, (format!("{what} of type {i}"), None));
        }
    }
    for m in &r.moves {
        let features: Vec<&str> = art.arch().features().iter().filter(|f| m.features & f.1 != 0).map(|f| f.0).collect();
        let with = if features.is_empty() { String::new() } else { format!(" with {}", features.join(", ")) };
        at.insert(m.copy, (format!("memory.copy{with}"), None));
        at.insert(m.fill, (format!("memory.fill{with}"), None));
    }
    for (i, a) in r.thunks.iter().enumerate() {
        at.insert(*a, (format!("import {}", imports.get(i).map_or("", String::as_str)), None));
    }
    for (i, f) in r.funcs.iter().enumerate() {
        let index = imported + i as u32;
        at.insert(f.offset, (name(index), Some(index)));
    }
    let ends: Vec<u32> = at.keys().skip(1).copied().chain([art.code_size() as u32]).collect();
    at.into_iter().zip(ends).map(|((start, (name, func)), end)| Part { start, end, name, func }).collect()
}

/// Index of a function with a body, given by name (of the name section or an export) or index; `total` counts all.
pub fn function(r: &ModuleRecord, total: u32, wanted: &str) -> Option<u32> {
    let named = r.names.iter().find(|n| n.1 == wanted).map(|n| n.0);
    let exported = || r.exports.iter().find(|e| e.kind == ExportKind::Func && e.name == wanted).map(|e| e.index);
    let index = named.or_else(exported).or_else(|| wanted.parse().ok());
    index.filter(|i| (r.counts().imported_funcs..total).contains(i))
}

/// Names of addresses: those of all code, and of the part that is being shown.
#[derive(Default)]
struct Names {
    all: BTreeMap<u32, String>,
    part: BTreeMap<u32, String>,
}

impl Names {
    fn get(&self, at: u32) -> Option<&str> {
        self.part.get(&at).or_else(|| self.all.get(&at)).map(String::as_str)
    }
}

/// What the listing must know of an instruction.
#[derive(Clone, Copy, Debug)]
struct Facts {
    at: u32,
    /// Where a jump leads, unless that is computed. Calls are no jumps.
    branch: Option<u32>,
    /// An address that it makes.
    taken: Option<u32>,
    /// What fills the gaps between functions, unless the trap table has it.
    padding: bool,
    /// Undefined on purpose.
    trapping: bool,
}

/// A target's decoder and its text.
trait Isa {
    type Inst;
    /// These addresses have names everywhere.
    fn new(names: BTreeMap<u32, String>) -> Self;
    /// The instructions at this offset in the code.
    fn decode(code: &[u8], at: u32) -> Vec<(Facts, Self::Inst)>;
    /// From here on these addresses have names too, in the place of those that were given before.
    fn name(&mut self, part: BTreeMap<u32, String>);
    /// Appends one as text.
    fn write(&mut self, facts: &Facts, inst: &Self::Inst, out: &mut String);
}

/// Entries of the jump table at `from`, at most to `to`: where they lead, as long as that is in the part.
fn table_targets(text: &[u8], from: u32, to: u32, p: &Part) -> Vec<u32> {
    let words = text.get(from as usize..to as usize).unwrap_or_default().chunks_exact(4);
    let targets = words.map(|w| from.wrapping_add(u32::from_le_bytes([w[0], w[1], w[2], w[3]])));
    targets.take_while(|t| (p.start..p.end).contains(t)).collect()
}

/// The listing of all code, or of one function.
pub fn listing(art: &Artifact, only: Option<u32>) -> String {
    match art.arch() {
        Arch::X86_64 => listing_of::<x64::X64>(art, only),
        Arch::Aarch64 => listing_of::<a64::A64>(art, only),
    }
}

fn listing_of<I: Isa>(art: &Artifact, only: Option<u32>) -> String {
    let decode = |p: &Part| I::decode(&art.text()[p.start as usize..p.end as usize], p.start);
    let mut parts = parts(art);
    let (source, traps) = (Table::parse(art.source_bytes()), Table::parse(art.trap_bytes()));
    let (code_size, size) = (art.code_size() as u32, art.text().len() as u32);
    let trap_at = |at: u32| traps.and_then(|t| t.exact(at)).and_then(TrapCode::from_u32);
    // Stubs that the module does not need are all the same trap.
    for p in parts.iter_mut().filter(|p| p.func.is_none() && trap_at(p.start).is_none()) {
        if I::decode(&art.text()[p.start as usize..p.end.min(p.start + 4) as usize], p.start).first().is_some_and(|i| i.0.trapping) {
            p.name = "unused stub".into();
        }
    }
    let mut isa = I::new(parts.iter().map(|p| (p.start, format!("<{}>", p.name))).collect());
    let tables_of = |insts: &[(Facts, I::Inst)]| -> BTreeSet<u32> {
        insts.iter().filter_map(|i| i.0.taken).filter(|a| (code_size..size).contains(a)).collect()
    };
    // A table ends where the next begins, and that may be another function's.
    let tables: BTreeSet<u32> = if code_size < size { parts.iter().flat_map(|p| tables_of(&decode(p))).collect() } else { BTreeSet::new() };

    let mut out = String::new();
    for p in parts.iter().filter(|p| only.is_none() || p.func == only) {
        let insts = decode(p);
        let mut targets: BTreeSet<u32> = insts.iter().filter_map(|i| i.0.branch).collect();
        let own: Vec<(u32, Vec<u32>)> = tables_of(&insts)
            .into_iter()
            .map(|t| (t, table_targets(art.text(), t, tables.range(t + 1..).next().copied().unwrap_or(size), p)))
            .collect();
        targets.extend(own.iter().flat_map(|t| &t.1));
        let labels: BTreeMap<u32, String> =
            targets.range(p.start + 1..p.end).enumerate().map(|(n, t)| (*t, format!(".L{}", n + 1))).collect();
        let mut names = labels.clone();
        names.extend(own.iter().enumerate().map(|(n, t)| (t.0, format!(".T{}", n + 1))));
        isa.name(names);

        let index = p.func.map(|f| format!(" ; function {f}")).unwrap_or_default();
        out.push_str(if out.is_empty() { "" } else { "\n" });
        let _ = writeln!(out, "{:08x} <{}>:{index}", p.start, p.name);
        let (mut last, mut text) = (NO_SOURCE, String::new());
        for (facts, i) in insts {
            let at = facts.at;
            let trap = trap_at(at);
            if let Some(l) = labels.get(&at) {
                let _ = writeln!(out, "{l}:");
            }
            // The padding between functions.
            if facts.padding && trap.is_none() && at != p.start {
                continue;
            }
            text.clear();
            isa.write(&facts, &i, &mut text);
            let mut remark = String::new();
            let offset = source.and_then(|t| t.covering(at)).unwrap_or(NO_SOURCE);
            if offset != last && offset != NO_SOURCE {
                let _ = write!(remark, " wasm {offset:#x}");
            }
            last = offset;
            if let Some(t) = trap {
                let _ = write!(remark, " trap: {}", t.message());
            }
            let _ = if remark.is_empty() { writeln!(out, "{at:8x}    {text}") } else { writeln!(out, "{at:8x}    {text:<44} #{remark}") };
        }
        for (n, (at, to)) in own.iter().enumerate() {
            let list: Vec<&str> = to.iter().map(|t| labels.get(t).map_or(p.name.as_str(), String::as_str)).collect();
            let _ = writeln!(out, ".T{}: # jump table at {at:#x}\n            {}", n + 1, list.join(" "));
        }
    }
    out
}
