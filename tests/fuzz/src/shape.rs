//! What a module imports and exports, and what both engines do with it: values, calls, answers of host functions.
//!
//! Everything here depends on the module's bytes and on the seed alone, so that both engines see the same host.

use crate::rng::{Rng, hash, mix};
use wasmparser::{Parser, Payload, RefType, Validator, WasmFeatures, types::EntityType};

/// Name under which a module exports the counter that bounds its running time.
pub const FUEL: &str = "__fuel";
/// No memory grows beyond this many pages.
pub const MAX_PAGES: u64 = 24;
/// No table grows beyond this many elements.
pub const MAX_ELEMENTS: u64 = 2000;

/// Type of a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ty {
    I32,
    I64,
    F32,
    F64,
    V128,
    Func,
    Extern,
}

/// A value as both engines can show it: floats as bits, function references as "not null".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum V {
    I32(u32),
    I64(u64),
    F32(u32),
    F64(u64),
    V128(u128),
    Func(bool),
    Extern(Option<u32>),
}

impl V {
    fn bits(self) -> u64 {
        match self {
            V::I32(v) | V::F32(v) => v.into(),
            V::I64(v) | V::F64(v) => v,
            V::V128(v) => v as u64 ^ ((v >> 64) as u64).rotate_left(7),
            V::Func(v) => v.into(),
            V::Extern(v) => v.map_or(u64::MAX, u64::from),
        }
    }

    /// A value of a type; references to functions are null.
    pub fn random(r: &mut Rng, ty: Ty) -> V {
        match ty {
            Ty::I32 => V::I32(r.i32() as u32),
            Ty::I64 => V::I64(r.i64() as u64),
            Ty::F32 => V::F32(r.f32()),
            Ty::F64 => V::F64(r.f64()),
            Ty::V128 => V::V128(u128::from(r.bits()) << 64 | u128::from(r.bits())),
            Ty::Func => V::Func(false),
            Ty::Extern => V::Extern(r.chance(70).then(|| r.below(1000) as u32)),
        }
    }
}

/// Type of a function.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sig {
    pub params: Vec<Ty>,
    pub results: Vec<Ty>,
}

/// Type of an import or export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    Func(Sig),
    Table { elem: Ty, min: u64, max: Option<u64> },
    Memory { min: u64, max: Option<u64> },
    Global { ty: Ty, mutable: bool },
}

/// Imports and exports of a module, in order.
#[derive(Clone, Debug)]
pub struct Shape {
    pub imports: Vec<Item>,
    pub exports: Vec<(String, Item)>,
}

fn ty(t: wasmparser::ValType) -> Result<Ty, String> {
    Ok(match t {
        wasmparser::ValType::I32 => Ty::I32,
        wasmparser::ValType::I64 => Ty::I64,
        wasmparser::ValType::F32 => Ty::F32,
        wasmparser::ValType::F64 => Ty::F64,
        wasmparser::ValType::V128 => Ty::V128,
        wasmparser::ValType::Ref(r) if r == RefType::FUNCREF => Ty::Func,
        wasmparser::ValType::Ref(r) if r == RefType::EXTERNREF => Ty::Extern,
        t => return Err(format!("type {t}")),
    })
}

/// The features that generated modules may use.
pub fn features() -> WasmFeatures {
    WasmFeatures::WASM2
        | WasmFeatures::EXTENDED_CONST
        | WasmFeatures::MULTI_MEMORY
        | WasmFeatures::RELAXED_SIMD
}

impl Shape {
    /// Validates a module and reads its imports and exports.
    pub fn of(wasm: &[u8]) -> Result<Shape, String> {
        let types = Validator::new_with_features(features()).validate_all(wasm).map_err(|e| e.to_string())?;
        let types = types.as_ref();
        let item = |t: EntityType| -> Result<Item, String> {
            Ok(match t {
                EntityType::Func(id) => {
                    let f = types[id].unwrap_func();
                    let list = |l: &[wasmparser::ValType]| l.iter().map(|t| ty(*t)).collect::<Result<Vec<_>, _>>();
                    Item::Func(Sig { params: list(f.params())?, results: list(f.results())? })
                }
                EntityType::Table(t) => {
                    Item::Table { elem: ty(wasmparser::ValType::Ref(t.element_type))?, min: t.initial, max: t.maximum }
                }
                EntityType::Memory(m) => Item::Memory { min: m.initial, max: m.maximum },
                EntityType::Global(g) => Item::Global { ty: ty(g.content_type)?, mutable: g.mutable },
                _ => return Err("a tag".into()),
            })
        };
        // In the section's order: the validator's list groups imports of the same name.
        let mut imports = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let Payload::ImportSection(section) = payload.map_err(|e| e.to_string())? else { continue };
            for import in section.into_imports() {
                let import = import.map_err(|e| e.to_string())?;
                imports.push(item(types.entity_type_from_import(&import).ok_or("an import without a type")?)?);
            }
        }
        let exports = types
            .core_exports()
            .ok_or("not a core module")?
            .map(|(n, t)| Ok((n.to_string(), item(t)?)))
            .collect::<Result<_, String>>()?;
        Ok(Shape { imports, exports })
    }

    /// The calls to make, each an export's number and arguments.
    pub fn calls(&self, seed: u64) -> Vec<(usize, Vec<V>)> {
        let mut out = Vec::new();
        for round in 0..3u64 {
            for (i, (name, item)) in self.exports.iter().enumerate() {
                let Item::Func(sig) = item else { continue };
                if round > 0 && sig.params.is_empty() && round > 1 {
                    continue;
                }
                let mut r = Rng::new(hash(seed ^ mix(round), name.as_bytes()));
                out.push((i, sig.params.iter().map(|t| V::random(&mut r, *t)).collect()));
            }
            if out.len() > 60 {
                break;
            }
        }
        out
    }

    /// Number of the first export that fits.
    pub fn find(&self, fits: impl Fn(&Item) -> bool) -> Option<usize> {
        self.exports.iter().position(|(_, i)| fits(i))
    }
}

/// Fuel for each call, and for instantiation what the module says.
pub fn fuel(seed: u64) -> u32 {
    100 + (mix(seed) % 400) as u32
}

/// What a host function does when it is called.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Writes these bytes to the first exported memory, at this address modulo its size less eight.
    pub poke: Option<(u64, u64)>,
    /// Grows that memory by a page.
    pub grow: bool,
    /// Calls the first exported function with these arguments (as many as it takes).
    pub call: Option<u64>,
    /// Fails.
    pub fail: bool,
    /// Its results.
    pub results: Vec<V>,
}

/// The host's state: the same in both engines after the same calls.
#[derive(Clone, Debug, Default)]
pub struct Host {
    pub seed: u64,
    /// Hash of all calls so far.
    pub log: u64,
    pub depth: u32,
}

impl Host {
    /// The answer of import `index` to these arguments.
    pub fn answer(&mut self, index: usize, args: &[V], results: &[Ty]) -> Answer {
        let mut h = mix(self.log ^ self.seed ^ index as u64);
        for a in args {
            h = mix(h.rotate_left(5) ^ a.bits());
        }
        self.log = h;
        let mut r = Rng::new(h);
        Answer {
            poke: r.chance(30).then(|| (r.bits(), r.bits())),
            grow: r.chance(4),
            call: (r.chance(8) && self.depth < 2).then(|| r.bits()),
            fail: r.chance(1),
            results: results.iter().map(|t| V::random(&mut r, *t)).collect(),
        }
    }
}

/// How a call or an instantiation ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    Values(Vec<V>),
    Trap(&'static str),
    /// A host function failed.
    Host,
    /// Ends the comparison: stacks differ between engines.
    Exhausted(String),
    /// Something that must not happen.
    Error(String),
}

/// What is compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    Instantiated(Outcome),
    Called(usize, Vec<V>, Outcome),
    /// Exported globals; size and hash of memories and tables; hash of calls to the host.
    State { globals: Vec<V>, memories: Vec<(u64, u64)>, tables: Vec<(u64, u64)>, host: u64 },
}

/// An event as text: it may come from another process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// A stack was exhausted.
    pub exhausted: bool,
    /// Something happened that must not.
    pub error: bool,
    /// All of it, without a line feed.
    pub text: String,
}

impl From<&Event> for Line {
    fn from(e: &Event) -> Line {
        let text = format!("{e:x?}");
        let (Event::Called(_, _, o) | Event::Instantiated(o)) = e else { return Line { exhausted: false, error: false, text } };
        Line { exhausted: matches!(o, Outcome::Exhausted(_)), error: matches!(o, Outcome::Error(_)), text }
    }
}

/// Hash of a table's elements.
pub fn hash_values(values: impl Iterator<Item = V>) -> u64 {
    values.fold(1, |h, v| mix(h ^ v.bits()))
}
