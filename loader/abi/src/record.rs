//! Module records: what the loader and the runtime must know of a module, and their codec.
//!
//! Little-endian, no padding: counts and numbers as u32 or u64, strings and lists with a u32 count in front. The
//! decoder checks every count against the bytes that are left before it allocates, and every tag; it does not check
//! indices (that is the loader's work, which knows what they index).

use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A value type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum ValType {
    /// 32-bit integer.
    I32 = 0,
    /// 64-bit integer.
    I64 = 1,
    /// Single precision.
    F32 = 2,
    /// Double precision.
    F64 = 3,
    /// 128-bit vector.
    V128 = 4,
    /// Reference to a function, or null.
    FuncRef = 5,
    /// Reference to something of the host's, or null.
    ExternRef = 6,
}

/// A function type.
#[derive(Clone, PartialEq, Eq, Debug, Hash, Default, PartialOrd, Ord)]
pub struct FuncType {
    /// Parameters.
    pub params: Vec<ValType>,
    /// Results.
    pub results: Vec<ValType>,
}

/// A table's type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TableType {
    /// [`ValType::FuncRef`] or [`ValType::ExternRef`].
    pub elem: ValType,
    /// Initial number of elements.
    pub min: u32,
    /// Largest number of elements.
    pub max: Option<u32>,
}

/// A memory's type; sizes in pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemoryType {
    /// Initial size.
    pub min: u32,
    /// Largest size.
    pub max: Option<u32>,
}

/// A global's type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GlobalType {
    /// Type of the value.
    pub ty: ValType,
    /// Whether it can be assigned.
    pub mutable: bool,
}

/// What can be imported or exported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExternType {
    /// A function; index of its type.
    Func(u32),
    /// A table.
    Table(TableType),
    /// A memory.
    Memory(MemoryType),
    /// A global.
    Global(GlobalType),
}

/// An import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Import {
    /// Module name.
    pub module: String,
    /// Field name.
    pub name: String,
    /// Type.
    pub ty: ExternType,
}

/// Kind of an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ExportKind {
    /// A function.
    Func = 0,
    /// A table.
    Table = 1,
    /// A memory.
    Memory = 2,
    /// A global.
    Global = 3,
}

/// An export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Export {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: ExportKind,
    /// Index among all of that kind.
    pub index: u32,
}

/// One operator of a constant expression; evaluated on a stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConstOp {
    /// `i32.const`.
    I32(i32),
    /// `i64.const`.
    I64(i64),
    /// `f32.const`, bits.
    F32(u32),
    /// `f64.const`, bits.
    F64(u64),
    /// `global.get`.
    GlobalGet(u32),
    /// `ref.func`.
    RefFunc(u32),
    /// `ref.null`.
    RefNull,
    /// `i32.add`.
    I32Add,
    /// `i32.sub`.
    I32Sub,
    /// `i32.mul`.
    I32Mul,
    /// `i64.add`.
    I64Add,
    /// `i64.sub`.
    I64Sub,
    /// `i64.mul`.
    I64Mul,
    /// `v128.const`, its lowest byte in the low end.
    V128(u128),
}

/// A constant expression.
pub type ConstExpr = Vec<ConstOp>;

/// A defined global.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GlobalDef {
    /// Type.
    pub ty: GlobalType,
    /// Initial value.
    pub init: ConstExpr,
}

/// A defined table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableDef {
    /// Type.
    pub ty: TableType,
    /// Neither imported nor exported: entries carry this module's own keys.
    pub private: bool,
    /// Initial value of the elements; null where empty.
    pub init: ConstExpr,
}

/// A defined function's code; offsets into `.text`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FuncCode {
    /// Type.
    pub ty: u32,
    /// Offset.
    pub offset: u32,
    /// Length in bytes.
    pub len: u32,
    /// Byte offset of its body in the wasm module, ascending from function to function; 0 where that is not known. It
    /// tells of which function code is that was copied into another one.
    pub source: u32,
}

/// The stubs of a function type; offsets into `.text`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TypeStubs {
    /// Entry trampoline.
    pub entry: u32,
    /// Foreign call.
    pub foreign: u32,
    /// Indirect miss.
    pub miss: u32,
}

/// Stubs for memory moves, in one variant; offsets into `.text`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MoveStubs {
    /// CPU features that it takes, see [`crate::target`].
    pub features: u64,
    /// `memory.copy` and `memory.init`.
    pub copy: u32,
    /// `memory.fill`.
    pub fill: u32,
}

/// How a segment is used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SegmentMode {
    /// Copied at instantiation into this table or memory at this offset.
    Active(u32, ConstExpr),
    /// Used by `table.init` or `memory.init`.
    Passive,
    /// Declares references only.
    Declared,
}

/// Elements of a segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ElemItems {
    /// Function indices.
    Funcs(Vec<u32>),
    /// Expressions.
    Exprs(Vec<ConstExpr>),
}

/// An element segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ElemSegment {
    /// How it is used.
    pub mode: SegmentMode,
    /// Type of the elements.
    pub elem: ValType,
    /// The elements.
    pub items: ElemItems,
}

/// A data segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DataSegment {
    /// How it is used; never declared.
    pub mode: SegmentMode,
    /// Offset of its bytes in `.wazc.data`.
    pub offset: u64,
    /// Length in bytes.
    pub len: u64,
}

/// Everything about a module.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ModuleRecord {
    /// Name and version of the compiler.
    pub producer: String,
    /// Name of the module, empty where it has none.
    pub name: String,
    /// Function types, all different; everything else refers to these by index.
    pub types: Vec<FuncType>,
    /// Stubs, one per type.
    pub stubs: Vec<TypeStubs>,
    /// Variants of the stubs for memory moves, from which the loader chooses, the best first; the last takes no CPU feature beyond the
    /// note's. None where the module has no moves, or all are inline.
    pub moves: Vec<MoveStubs>,
    /// Imports in order.
    pub imports: Vec<Import>,
    /// Thunks of the imported functions, offsets into `.text`.
    pub thunks: Vec<u32>,
    /// Defined functions.
    pub funcs: Vec<FuncCode>,
    /// Defined tables.
    pub tables: Vec<TableDef>,
    /// Defined memories.
    pub memories: Vec<MemoryType>,
    /// Defined globals.
    pub globals: Vec<GlobalDef>,
    /// Exports in order.
    pub exports: Vec<Export>,
    /// Start function.
    pub start: Option<u32>,
    /// Element segments.
    pub elems: Vec<ElemSegment>,
    /// Data segments.
    pub datas: Vec<DataSegment>,
    /// Names of functions, by ascending index.
    pub names: Vec<(u32, String)>,
}

/// A name from a module as it may be shown: control characters, which a terminal would obey, are escaped.
pub fn printable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

impl ModuleRecord {
    /// The counts that fix the layout of vmctx.
    pub fn counts(&self) -> crate::vmctx::Counts {
        let mut c = crate::vmctx::Counts {
            types: self.types.len() as u32,
            datas: self.datas.len() as u32,
            elems: self.elems.len() as u32,
            ..Default::default()
        };
        for i in &self.imports {
            match i.ty {
                ExternType::Func(_) => c.imported_funcs += 1,
                ExternType::Table(_) => c.imported_tables += 1,
                ExternType::Memory(_) => c.imported_memories += 1,
                ExternType::Global(_) => c.imported_globals += 1,
            }
        }
        c.tables = c.imported_tables + self.tables.len() as u32;
        c.memories = c.imported_memories + self.memories.len() as u32;
        c.globals = c.imported_globals + self.globals.len() as u32;
        c
    }

    /// Name of a function, where the module gives one.
    pub fn func_name(&self, index: u32) -> Option<&str> {
        let i = self.names.binary_search_by_key(&index, |n| n.0).ok()?;
        Some(&self.names[i].1)
    }
}

/// Why a record can't be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DecodeError {
    /// Offset in the record, in bytes.
    pub offset: usize,
    /// What is wrong there.
    pub what: &'static str,
}

impl core::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "module record, byte {}: {}", self.offset, self.what)
    }
}

impl core::error::Error for DecodeError {}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

type Res<T> = Result<T, DecodeError>;

impl<'a> Reader<'a> {
    fn fail<T>(&self, what: &'static str) -> Res<T> {
        Err(DecodeError { offset: self.at, what })
    }

    fn take(&mut self, n: usize) -> Res<&'a [u8]> {
        match self.at.checked_add(n).and_then(|end| self.bytes.get(self.at..end)) {
            Some(b) => {
                self.at += n;
                Ok(b)
            }
            None => self.fail("ends too early"),
        }
    }

    fn array<const N: usize>(&mut self) -> Res<[u8; N]> {
        let mut a = [0; N];
        a.copy_from_slice(self.take(N)?);
        Ok(a)
    }
}

/// A thing with a codec: encoder and decoder side by side.
trait Codec: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn get(r: &mut Reader<'_>) -> Res<Self>;
}

macro_rules! number {
    ($($t:ty)*) => {$(
        impl Codec for $t {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
            fn get(r: &mut Reader<'_>) -> Res<Self> {
                Ok(<$t>::from_le_bytes(r.array()?))
            }
        }
    )*};
}
number!(u8 u32 u64 u128 i32 i64);

macro_rules! fields {
    ($($t:ident { $($f:ident),* })*) => {$(
        impl Codec for $t {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$f.put(out);)*
            }
            fn get(r: &mut Reader<'_>) -> Res<Self> {
                Ok($t { $($f: Codec::get(r)?),* })
            }
        }
    )*};
}
fields! {
    FuncType { params, results }
    TableType { elem, min, max }
    MemoryType { min, max }
    GlobalType { ty, mutable }
    Import { module, name, ty }
    Export { name, kind, index }
    GlobalDef { ty, init }
    TableDef { ty, private, init }
    FuncCode { ty, offset, len, source }
    TypeStubs { entry, foreign, miss }
    MoveStubs { features, copy, fill }
    ElemSegment { mode, elem, items }
    DataSegment { mode, offset, len }
    ModuleRecord {
        producer, name, types, stubs, moves, imports, thunks, funcs, tables, memories, globals, exports, start, elems, datas,
        names
    }
}

macro_rules! tagged {
    ($($t:ident { $($n:literal = $v:ident $(($($a:ident),*))?),* $(,)? })*) => {$(
        impl Codec for $t {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $($t::$v $(($($a),*))? => {
                        out.push($n);
                        $($($a.put(out);)*)?
                    })*
                }
            }
            fn get(r: &mut Reader<'_>) -> Res<Self> {
                Ok(match u8::get(r)? {
                    $($n => {
                        $($(let $a = Codec::get(r)?;)*)?
                        $t::$v $(($($a),*))?
                    })*
                    _ => return r.fail(concat!("unknown tag of ", stringify!($t))),
                })
            }
        }
    )*};
}
tagged! {
    ValType { 0 = I32, 1 = I64, 2 = F32, 3 = F64, 4 = V128, 5 = FuncRef, 6 = ExternRef }
    ExportKind { 0 = Func, 1 = Table, 2 = Memory, 3 = Global }
    ExternType { 0 = Func(t), 1 = Table(t), 2 = Memory(t), 3 = Global(t) }
    SegmentMode { 0 = Active(i, e), 1 = Passive, 2 = Declared }
    ElemItems { 0 = Funcs(v), 1 = Exprs(v) }
    ConstOp {
        0 = I32(v), 1 = I64(v), 2 = F32(v), 3 = F64(v), 4 = GlobalGet(v), 5 = RefFunc(v), 6 = RefNull,
        7 = I32Add, 8 = I32Sub, 9 = I32Mul, 10 = I64Add, 11 = I64Sub, 12 = I64Mul, 13 = V128(v),
    }
}

impl Codec for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn get(r: &mut Reader<'_>) -> Res<Self> {
        match u8::get(r)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => r.fail("neither 0 nor 1"),
        }
    }
}

impl<T: Codec> Codec for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(v) = self {
            v.put(out);
        }
    }
    fn get(r: &mut Reader<'_>) -> Res<Self> {
        Ok(if bool::get(r)? { Some(T::get(r)?) } else { None })
    }
}

impl<T: Codec> Codec for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        self.iter().for_each(|v| v.put(out));
    }
    fn get(r: &mut Reader<'_>) -> Res<Self> {
        let n = u32::get(r)? as usize;
        // Every element takes at least one byte.
        if n > r.bytes.len() - r.at {
            return r.fail("count is larger than the record");
        }
        // Elements in memory may be larger than their encoding: grow with what was really read.
        let mut v = Vec::with_capacity(n.min(4096));
        for _ in 0..n {
            v.push(T::get(r)?);
        }
        Ok(v)
    }
}

impl<A: Codec, B: Codec> Codec for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn get(r: &mut Reader<'_>) -> Res<Self> {
        Ok((A::get(r)?, B::get(r)?))
    }
}

impl Codec for String {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        out.extend_from_slice(self.as_bytes());
    }
    fn get(r: &mut Reader<'_>) -> Res<Self> {
        let n = u32::get(r)? as usize;
        let at = r.at;
        match core::str::from_utf8(r.take(n)?) {
            Ok(s) => Ok(s.to_string()),
            Err(_) => Err(DecodeError { offset: at, what: "name is not UTF-8" }),
        }
    }
}

impl ModuleRecord {
    /// The record's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.put(&mut out);
        out
    }

    /// Reads a record; bytes after it are an error.
    pub fn decode(bytes: &[u8]) -> Result<ModuleRecord, DecodeError> {
        let mut r = Reader { bytes, at: 0 };
        let m = ModuleRecord::get(&mut r)?;
        if r.at == bytes.len() { Ok(m) } else { r.fail("bytes after the end") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn sample() -> ModuleRecord {
        ModuleRecord {
            producer: "p".to_string(),
            types: vec![FuncType { params: vec![ValType::I32, ValType::F64], results: vec![ValType::ExternRef] }],
            imports: vec![Import {
                module: "m".to_string(),
                name: "n".to_string(),
                ty: ExternType::Memory(MemoryType { min: 1, max: Some(7) }),
            }],
            globals: vec![GlobalDef {
                ty: GlobalType { ty: ValType::I64, mutable: true },
                init: vec![ConstOp::I64(-5), ConstOp::GlobalGet(3), ConstOp::I64Add, ConstOp::V128(u128::MAX - 7)],
            }],
            start: Some(9),
            elems: vec![ElemSegment {
                mode: SegmentMode::Active(1, vec![ConstOp::I32(4)]),
                elem: ValType::FuncRef,
                items: ElemItems::Funcs(vec![1, 2, 3]),
            }],
            names: vec![(3, "three".to_string())],
            ..Default::default()
        }
    }

    #[test]
    fn round_trip() {
        let m = sample();
        assert_eq!(ModuleRecord::decode(&m.encode()).unwrap(), m);
        assert_eq!(m.func_name(3), Some("three"));
        assert_eq!(m.func_name(4), None);
    }

    #[test]
    fn every_truncation_is_an_error() {
        let b = sample().encode();
        for n in 0..b.len() {
            assert!(ModuleRecord::decode(&b[..n]).is_err(), "{n}");
        }
    }

    #[test]
    fn huge_counts_do_not_allocate() {
        assert!(ModuleRecord::decode(&[0xff; 64]).is_err());
    }
}
