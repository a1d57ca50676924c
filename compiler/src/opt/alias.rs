//! What memory instructions touch, and whether two of them may touch the same bytes. Input: instructions of any
//! function; output: [`Place`]s, [`Effect`]s and sets of them. Knows no pass.
//!
//! **Linear memory.** An access reaches the bytes `e`, …, `e + width − 1` with `e = (index << scale) + offset`; one that
//! does not trap has them all below the size of its memory, which is at most 2³². A place is kept modulo 2³², as a root
//! (an IR value, shifted) and a distance: sums with constants, and shifts, are followed to their operand, and that
//! `e ≡ (root << shift) + distance` is true whether or not the 32-bit sums on the way wrap, since the zero-extension of
//! the index, the sum in 64 bits and the shifted index that loses no bit all keep the number modulo 2³².
//!
//! *Rule*: two accesses with one root, neither of which traps, share a byte exactly if their distances do so on the
//! circle of 2³² places. *Proof*: every byte that either touches is one of 0, …, 2³² − 1, where no two numbers are equal
//! modulo 2³²; so two touched bytes are one exactly if they are equal modulo 2³², and their numbers modulo 2³² are the
//! same root plus the distances. So one that wraps is compared rightly with one that does not. The rule says nothing of
//! an access that traps: that two places are equal doesn't mean that the second access traps only if the first did
//! (`x + 4` wraps to 0 where `x`, offset 4, is beyond the end), which takes a look at index and offset ([`Reach`]).
//!
//! A root is a value of SSA form: places with one root are comparable where both stand in the same turn of every loop
//! around the root's definition. A fact that is carried from one place to another, where it dominates it, is so.
//!
//! **What else is memory.** Two imported memories may be one memory, other two are not; so with globals. Fields of
//! vmctx, cells behind trusted pointers and linear memories are disjoint. What is invariant ([`VmField::is_invariant`],
//! immutable globals) is touched by no store.

use crate::ir::loops::Loops;
use crate::ir::{Addr, BinaryOp, Function, Inst, InstData, ModuleEnv, PtrKind, Type, UnaryOp, Value, VmField};
use wazc_abi::WASM_PAGE;
use wazc_abi::builtin::Builtin;

/// Operators through which an index is followed to its root.
const DEPTH: u32 = 8;

/// Places that an [`Effects`] lists before it takes all of memory.
const MOST_PLACES: usize = 16;

/// A linear memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Memory {
    /// Defined by the module.
    Defined(u32),
    /// Imported.
    Imported(u32),
    /// The base's definition does not say.
    Unknown,
}

impl Memory {
    /// The memory of an address.
    pub fn of(f: &Function, env: &ModuleEnv, addr: &Addr) -> Memory {
        let m = match addr.base {
            None => 0,
            Some(base) => match f.def(base) {
                Some((_, InstData::VmLoad { field: VmField::MemBase(m), .. })) => *m,
                _ => return Memory::Unknown,
            },
        };
        if m < env.imported_memories { Memory::Imported(m) } else { Memory::Defined(m) }
    }

    /// Whether both may be one.
    pub fn may_be(self, o: Memory) -> bool {
        match (self, o) {
            (Memory::Unknown, _) | (_, Memory::Unknown) | (Memory::Imported(_), Memory::Imported(_)) => true,
            _ => self == o,
        }
    }

    /// Bytes that it has at least.
    pub fn least(self, env: &ModuleEnv) -> u64 {
        match self {
            Memory::Defined(m) | Memory::Imported(m) => u64::from(env.memories[m as usize].min) * WASM_PAGE,
            Memory::Unknown => 0,
        }
    }
}

/// Some bytes, or a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Place {
    /// Bytes of a linear memory from `(root << shift) + at` on, modulo 2³².
    Guest {
        /// The memory.
        memory: Memory,
        /// 0 if there is none.
        root: Option<Value>,
        /// How far the root is shifted to the left.
        shift: u8,
        /// Distance from the root.
        at: u32,
        /// Number of bytes.
        bytes: u32,
    },
    /// A field of vmctx.
    Field(VmField),
    /// What a trusted pointer reaches: where the pointer came from, if that is known.
    Cell(PtrKind, Option<VmField>),
}

impl Place {
    /// The bytes of a guest access.
    pub fn guest(f: &Function, env: &ModuleEnv, addr: &Addr, bytes: u32) -> Place {
        let (root, shift, at) = root(f, addr);
        Place::Guest { memory: Memory::of(f, env, addr), root, shift, at, bytes }
    }

    fn cell(f: &Function, kind: PtrKind, ptr: Value) -> Place {
        match f.def(ptr) {
            Some((_, InstData::VmLoad { field, .. })) if kind.is_field() => Place::Cell(kind, Some(*field)),
            _ => Place::Cell(kind, None),
        }
    }

    /// What an instruction loads from memory, if anything.
    pub fn loaded(f: &Function, env: &ModuleEnv, d: &InstData) -> Option<Place> {
        match d {
            InstData::Load { op, addr } => Some(Place::guest(f, env, addr, op.bytes())),
            InstData::VmLoad { field, .. } => Some(Place::Field(*field)),
            InstData::PtrLoad { ptr, kind, .. } => Some(Place::cell(f, *kind, *ptr)),
            _ => None,
        }
    }

    /// What an instruction that only stores stores to.
    pub fn stored(f: &Function, env: &ModuleEnv, d: &InstData) -> Option<Place> {
        match d {
            InstData::Store { op, addr, .. } => Some(Place::guest(f, env, addr, op.bytes())),
            InstData::VmStore { field, .. } => Some(Place::Field(*field)),
            InstData::PtrStore { ptr, kind, .. } => Some(Place::cell(f, *kind, *ptr)),
            _ => None,
        }
    }

    /// What a memory move writes, if its length is a constant: its address is a sum of a memory's base and an index.
    fn moved(f: &Function, env: &ModuleEnv, dst: Value, len: Value) -> Option<Place> {
        let bytes = u32::try_from(f.as_const(len)?).ok()?;
        let InstData::Binary { op: BinaryOp::Add, args: [base, index] } = *f.def(dst)?.1 else { return None };
        let base = match f.def(base)?.1 {
            InstData::VmBase => None,
            InstData::VmLoad { field: VmField::MemBase(_), .. } => Some(base),
            _ => return None,
        };
        Some(Place::guest(f, env, &Addr { base, index, scale: 0, offset: 0 }, bytes))
    }

    /// Whether nothing ever stores there.
    pub fn is_invariant(&self, env: &ModuleEnv) -> bool {
        match self {
            Place::Field(VmField::Global(g)) | Place::Cell(PtrKind::Global, Some(VmField::GlobalPtr(g))) => !env.globals[*g as usize].mutable,
            // A table that can't grow stays where it is.
            Place::Field(VmField::Table(t, _)) | Place::Cell(PtrKind::Table(_), Some(VmField::TableDescPtr(t))) => {
                let ty = env.tables[*t as usize].ty;
                ty.max == Some(ty.min)
            }
            Place::Field(field) => field.is_invariant(),
            Place::Cell(PtrKind::Func, _) => true,
            _ => false,
        }
    }

    /// Whether an access to one may touch what one to the other touches, if neither traps.
    pub fn may_alias(&self, o: &Place) -> bool {
        match (self, o) {
            (
                Place::Guest { memory, root, shift, at, bytes },
                Place::Guest { memory: memory2, root: root2, shift: shift2, at: at2, bytes: bytes2 },
            ) => {
                let meet = at2.wrapping_sub(*at) < *bytes || at.wrapping_sub(*at2) < *bytes2;
                memory.may_be(*memory2) && ((root, shift) != (root2, shift2) || meet)
            }
            (Place::Cell(kind, _), Place::Cell(kind2, _)) => kind == kind2,
            _ => self == o,
        }
    }
}

/// The root of an address's index, its shift, and the distance.
fn root(f: &Function, addr: &Addr) -> (Option<Value>, u8, u32) {
    let (mut v, mut shift, mut at) = (addr.index, u32::from(addr.scale), u64::from(addr.offset));
    for _ in 0..DEPTH {
        let Some((_, d)) = f.def(v) else { break };
        match *d {
            InstData::Const { bits, .. } => return (None, 0, at.wrapping_add(bits << shift) as u32),
            InstData::Binary { op: op @ (BinaryOp::Add | BinaryOp::Sub), args: [x, c] } => {
                let Some(c) = f.as_const(c) else { break };
                let c = c << shift;
                at = if op == BinaryOp::Add { at.wrapping_add(c) } else { at.wrapping_sub(c) };
                v = x;
            }
            // A shift of an I64 keeps what is kept here: the low 32 bits depend on the low 32 bits.
            InstData::Binary { op: BinaryOp::Shl, args: [x, n] } => {
                let Some(n) = f.as_const(n) else { break };
                if n >= 32 || shift + n as u32 >= 32 {
                    break;
                }
                shift += n as u32;
                v = x;
            }
            InstData::Unary { op: UnaryOp::ExtendU | UnaryOp::ExtendS | UnaryOp::Wrap, arg, .. } => v = arg,
            _ => break,
        }
    }
    (Some(f.resolve(v)), shift as u8, at as u32)
}

/// How far an access reaches: one that did not trap says of all others from the same index that reach no farther that
/// they don't. Exact in 64 bits; memories don't shrink.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Reach {
    /// The memory; of unknown ones, the base.
    memory: (Memory, Option<Value>),
    /// The index.
    pub index: Value,
    scale: u8,
}

impl Reach {
    /// Of an access, and the offset of its end.
    pub fn of(f: &Function, env: &ModuleEnv, addr: &Addr, bytes: u32) -> (Reach, u64) {
        let memory = Memory::of(f, env, addr);
        let base = addr.base.filter(|_| memory == Memory::Unknown).map(|b| f.resolve(b));
        (Reach { memory: (memory, base), index: f.resolve(addr.index), scale: addr.scale }, u64::from(addr.offset) + u64::from(bytes))
    }

    /// Whether the index is a constant from which `end` is in the memory at its least size.
    pub fn is_in_least(&self, f: &Function, env: &ModuleEnv, end: u64) -> bool {
        let Some(c) = f.as_const(self.index) else { return false };
        let c = if f.ty(self.index) == Type::I32 { u64::from(c as u32) } else { c };
        (c << self.scale).checked_add(end).is_some_and(|e| c >> 33 == 0 && e <= self.memory.0.least(env))
    }
}

/// What an instruction may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// No memory.
    Nothing,
    /// One place.
    Store(Place),
    /// Any byte of any linear memory, any element of any table.
    Memories,
    /// Any part of any table's descriptor, and any element.
    Tables,
    /// Everything that isn't invariant.
    Everything,
}

impl Effect {
    /// Of an instruction.
    pub fn of(f: &Function, env: &ModuleEnv, d: &InstData) -> Effect {
        if let Some(place) = Place::stored(f, env, d) {
            return Effect::Store(place);
        }
        match d {
            InstData::MemCopy { dst, len, .. } | InstData::MemFill { dst, len, .. } => match Place::moved(f, env, *dst, *len) {
                Some(place) => Effect::Store(place),
                None => Effect::Memories,
            },
            // What a known callee leaves alone would be said here.
            InstData::Call { .. } | InstData::CallIndirect { .. } => Effect::Everything,
            InstData::CallBuiltin { builtin, .. } => match builtin {
                // Its host may be asked, and do what it likes.
                Builtin::MemoryGrow => Effect::Everything,
                Builtin::TableGrow => Effect::Tables,
                Builtin::RefFunc => Effect::Nothing,
            },
            _ => Effect::Nothing,
        }
    }

    /// Whether it may change a place.
    pub fn changes(&self, env: &ModuleEnv, place: &Place) -> bool {
        let may = match self {
            Effect::Nothing => false,
            Effect::Store(to) => to.may_alias(place),
            Effect::Memories => matches!(place, Place::Guest { .. } | Place::Cell(PtrKind::TableRef | PtrKind::TableEntry, _)),
            Effect::Tables => {
                let cell = |k: &PtrKind| matches!(k, PtrKind::Table(_) | PtrKind::TableRef | PtrKind::TableEntry);
                matches!(place, Place::Field(VmField::Table(..))) || matches!(place, Place::Cell(k, _) if cell(k))
            }
            Effect::Everything => true,
        };
        may && !place.is_invariant(env)
    }
}

/// What several instructions may change.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    everything: bool,
    memories: bool,
    tables: bool,
    places: Vec<Place>,
}

impl Effects {
    /// Adds an instruction's.
    pub fn add(&mut self, e: Effect) {
        match e {
            Effect::Nothing => {}
            _ if self.everything => {}
            Effect::Store(Place::Guest { .. }) if self.memories => {}
            Effect::Store(p) => {
                if !self.places.contains(&p) {
                    self.places.push(p);
                }
                if self.places.len() > MOST_PLACES {
                    // Linear memory has more places than all else.
                    self.add(Effect::Memories);
                    self.everything |= self.places.len() > MOST_PLACES;
                }
            }
            Effect::Memories => {
                self.memories = true;
                self.places.retain(|p| !matches!(p, Place::Guest { .. }));
            }
            Effect::Tables => self.tables = true,
            Effect::Everything => self.everything = true,
        }
    }

    /// Adds another's.
    pub fn join(&mut self, o: &Effects) {
        if o.everything {
            self.add(Effect::Everything);
        }
        if o.memories {
            self.add(Effect::Memories);
        }
        self.tables |= o.tables;
        o.places.iter().for_each(|p| self.add(Effect::Store(*p)));
    }

    /// Whether one of them may change a place.
    pub fn change(&self, env: &ModuleEnv, place: &Place) -> bool {
        (self.everything && Effect::Everything.changes(env, place))
            || (self.memories && Effect::Memories.changes(env, place))
            || (self.tables && Effect::Tables.changes(env, place))
            || self.places.iter().any(|p| Effect::Store(*p).changes(env, place))
    }

    /// For each loop what its instructions may change, those of the loops within it included.
    pub fn of_loops(f: &Function, env: &ModuleEnv, loops: &Loops) -> Vec<Effects> {
        let mut all = vec![Effects::default(); loops.len()];
        for &b in &f.layout {
            let Some(l) = loops.of(b) else { continue };
            let add = |i: &Inst| all[l.index()].add(Effect::of(f, env, &f.insts[i.index()].data));
            f.blocks[b.index()].insts.iter().for_each(add);
        }
        // Inner ones come first.
        for l in loops.all() {
            if let Some(parent) = loops.parent(l) {
                let inner = std::mem::take(&mut all[l.index()]);
                all[parent.index()].join(&inner);
                all[l.index()] = inner;
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::LoadOp;
    use wazc_abi::record::MemoryType;

    /// An address in every way that a root is looked for, and what it is for a given number.
    fn address(f: &mut Function, x: Value, form: u32, c: u64, offset: u32) -> Addr {
        let b = crate::ir::Block(0);
        let mut op = |op: BinaryOp, a: Value, bits: u64| {
            let i = f.push(b, InstData::Const { ty: Type::I32, bits: bits & u64::from(u32::MAX) }, &[Type::I32], 0);
            let args = [a, f.result(i)];
            let i = f.push(b, InstData::Binary { op, args }, &[Type::I32], 0);
            f.result(i)
        };
        let (index, scale) = match form {
            0 => (x, 0),
            1 => (op(BinaryOp::Add, x, c), 0),
            2 => (op(BinaryOp::Sub, x, c), 0),
            3 => {
                let sum = op(BinaryOp::Add, x, c);
                (op(BinaryOp::Shl, sum, 2), 0)
            }
            4 => (op(BinaryOp::Shl, x, 2), 0),
            _ => (op(BinaryOp::And, x, u64::from(u32::MAX >> 2)), 2),
        };
        Addr { base: None, index, scale, offset }
    }

    /// The number that an index is where the parameter is `x`.
    fn eval(f: &Function, v: Value, x: u32) -> u32 {
        match f.def(v) {
            None => x,
            Some((_, InstData::Const { bits, .. })) => *bits as u32,
            Some((_, InstData::Binary { op, args: [a, b] })) => {
                let (a, b) = (eval(f, *a, x), eval(f, *b, x));
                match op {
                    BinaryOp::Add => a.wrapping_add(b),
                    BinaryOp::Sub => a.wrapping_sub(b),
                    BinaryOp::Shl => a << (b & 31),
                    _ => a & b,
                }
            }
            _ => unreachable!(),
        }
    }

    #[test]
    fn places_alias_if_they_share_a_byte_where_neither_access_traps() {
        let env = ModuleEnv { memories: vec![MemoryType { min: 1, max: None }], ..Default::default() };
        let (mut shared, mut apart, mut wrapped) = (0, 0, 0);
        let near = [0u64, 1, 3, 4, 8, 0xffff_fffc, 0xffff_ffff];
        for n in 0..6 * 6 * 49 * 9 {
            let (forms, cs, offsets) = ((n % 6, n / 6 % 6), n / 36 % 49, n / (36 * 49));
            let mut f = Function::default();
            let b = f.add_block();
            let x = f.add_param(b, Type::I32);
            let offset = |n: u32| [0, 4, 13][n as usize];
            let first = address(&mut f, x, forms.0, near[cs as usize % 7], offset(offsets % 3));
            let second = address(&mut f, x, forms.1, near[cs as usize / 7], offset(offsets / 3));
            let ops = [LoadOp::I64, LoadOp::I32U16];
            let place = |a: &Addr, n: usize| Place::guest(&f, &env, a, ops[n].bytes());
            let may = place(&first, 0).may_alias(&place(&second, 1));
            let mut ever = false;
            for x in [0u32, 1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 0x3fff_ffff, 0x4000_0000, 0x4000_0001, u32::MAX - 8, u32::MAX - 4, u32::MAX - 1, u32::MAX] {
                let at = |a: &Addr| (u64::from(eval(&f, a.index, x)) << a.scale) + u64::from(a.offset);
                let (e, e2) = (at(&first), at(&second));
                let end = 1u64 << 32;
                if e + 8 <= end && e2 + 2 <= end {
                    let share = e < e2 + 2 && e2 < e + 8;
                    assert!(!share || may, "{first:?} {second:?} {x}");
                    ever |= share;
                    wrapped += u32::from(share && (eval(&f, first.index, x) < x) != (eval(&f, second.index, x) < x));
                }
            }
            shared += u32::from(ever);
            apart += u32::from(!may);
        }
        assert!(shared > 1000 && apart > 1000 && wrapped > 100, "{shared} {apart} {wrapped}");
    }

    #[test]
    fn effects_of_many_places_are_effects_of_all() {
        let env = ModuleEnv { globals: vec![wazc_abi::record::GlobalType { ty: wazc_abi::record::ValType::I32, mutable: true }; 40], ..Default::default() };
        let guest = |at: u32| Place::Guest { memory: Memory::Defined(0), root: Some(Value(1)), shift: 0, at, bytes: 4 };
        let mut e = Effects::default();
        (0..MOST_PLACES as u32).for_each(|n| e.add(Effect::Store(guest(8 * n))));
        assert!(e.change(&env, &guest(8)) && !e.change(&env, &guest(4)));
        e.add(Effect::Store(guest(1000)));
        assert!(e.change(&env, &guest(4)) && !e.change(&env, &Place::Field(VmField::Global(1))));
        let mut all = Effects::default();
        (0..=MOST_PLACES as u32).for_each(|g| all.add(Effect::Store(Place::Field(VmField::Global(g)))));
        assert!(all.change(&env, &Place::Field(VmField::Global(30))) && !all.change(&env, &Place::Field(VmField::MemBase(0))));
        e.join(&all);
        assert!(e.change(&env, &Place::Field(VmField::Global(30))));
    }
}
