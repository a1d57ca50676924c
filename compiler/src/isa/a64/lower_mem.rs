//! Guest and vmctx memory. Input: loads, stores, vmctx fields; output: accesses. [`Lower::guest_addr`] is the only
//! place that makes an address from a guest index.
//!
//! An access at offset 0 is `[base, wN, uxtw]`, or `uxtw #n` with the width's logarithm. One at another offset needs a sum in a register, which the accesses of a
//! block share, made before the first of them: `base + index`, to which near offsets are added in the access itself, or
//! `base + offset` for far ones, to which any index is.
//!
//! **Torn stores.** A store that crosses into the guard region faults, but the architecture lets it write the bytes
//! before the boundary (Arm ARM, B2.2; seen on hardware), and WebAssembly wants a store that traps to write nothing. So
//! a load of the same bytes, whose result is dropped, precedes a store, unless it can't cross: single bytes, addresses
//! that are a multiple of the width, constant ones below the memory's least size, and those behind an access in the
//! same block that reached as far from the same index. Memories don't shrink. `torn_stores` leaves these loads out.

use super::Lower;
use super::operand::Invariant;
use super::inst::{Alu, Extend, FIELDS, Imm12, Inst, Load, Mem, Offset, Reg, Size, Src, Store, V, ZR, is_near};
use crate::ir::{Addr, BinaryOp, Block, Inst as IrInst, InstData, LoadOp, StoreOp, Type, UnaryOp, Value, VmField};
use crate::mir::lower::StackPlace;
use std::collections::{HashMap, HashSet};
use wazc_abi::callconv::a64::FIELDS_BIAS;

/// What is known of the guest accesses of the block that is being lowered.
#[derive(Debug, Default)]
pub struct Accesses {
    groups: Vec<Group>,
    /// By instruction.
    plans: HashMap<u32, Plan>,
}

/// What the accesses of a group have in common, besides the base.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
enum Term {
    Index(Value, u8),
    Offset(u32),
}

/// Accesses that may share a sum.
#[derive(Debug)]
struct Group {
    term: Term,
    /// The first of them.
    first: u32,
    /// How many want the sum.
    users: u32,
    /// How many there are that are not lowered yet.
    left: u32,
    /// The sum, once asked for.
    sum: Option<Reg>,
}

#[derive(Clone, Copy, Debug)]
struct Plan {
    group: Option<usize>,
    /// It may fault.
    traps: bool,
    /// A store that might be torn.
    probe: bool,
}

/// The number of low bits that are surely zero.
fn zero_bits(l: &Lower<'_>, v: Value, depth: u32) -> u32 {
    if let Some(c) = l.constant(v) {
        return c.trailing_zeros();
    }
    let (Some((_, d)), true) = (l.f.def(v), depth < 8) else { return 0 };
    let of = |v| zero_bits(l, v, depth + 1);
    match *d {
        InstData::Binary { op, args: [a, b] } => match op {
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or | BinaryOp::Xor => of(a).min(of(b)),
            BinaryOp::And => of(a).max(of(b)),
            BinaryOp::Mul => of(a) + of(b),
            BinaryOp::Shl => of(a) + l.constant(b).map_or(0, |n| n as u32 & (l.f.ty(v).bits() - 1)),
            _ => 0,
        },
        InstData::Unary { op: UnaryOp::Wrap | UnaryOp::ExtendU | UnaryOp::ExtendS, arg, .. } => of(arg),
        InstData::Select { args: [a, b], .. } => of(a).min(of(b)),
        _ => 0,
    }
}

impl Lower<'_> {
    /// Looks through a block that is to be lowered.
    pub fn plan_accesses(&mut self, b: Block) {
        let f = self.f;
        let mut groups: Vec<Group> = Vec::new();
        let mut plans = HashMap::new();
        let mut by_key: HashMap<(Option<Value>, Term), usize> = HashMap::new();
        // What vector operators read: they may take loads in, which then stand behind loads that follow, but behind no store.
        let mut taken: HashSet<Value> = HashSet::new();
        for i in &f.blocks[b.index()].insts {
            let d = &f.insts[i.index()].data;
            if let InstData::VUnary { .. } | InstData::VBinary { .. } | InstData::VTernary { .. } = d {
                d.each_arg(|v| _ = taken.insert(f.resolve(v)));
            }
        }
        // The end, from base and index, that an access before has reached: for stores, and for loads.
        let mut reached: HashMap<(Option<Value>, Value, u8), [u64; 2]> = HashMap::new();
        for &i in &f.blocks[b.index()].insts {
            let (addr, bytes, store) = match &f.insts[i.index()].data {
                InstData::Load { op, addr } => (addr, op.bytes(), false),
                InstData::Store { op, addr, .. } => (addr, op.bytes(), true),
                _ => continue,
            };
            let aligned = || (zero_bits(self, addr.index, 0) + u32::from(addr.scale)).min(addr.offset.trailing_zeros()) >= bytes.trailing_zeros();
            let (base, index) = (addr.base.map(|b| f.resolve(b)), f.resolve(addr.index));
            let reached = reached.entry((base, index, addr.scale)).or_default();
            let end = u64::from(addr.offset) + u64::from(bytes);
            let traps = end > reached[usize::from(!store)] && !self.is_surely_inside(*addr, bytes);
            reached[0] = end.max(reached[0]);
            if !f.results(i).any(|v| taken.contains(&v)) {
                reached[1] = end.max(reached[1]);
            }
            let probe = store && traps && !self.flags.torn_stores && !aligned();
            let group = self.constant_addr(*addr).is_none().then(|| {
                let near = is_near(bytes, addr.offset as i32);
                let term = if near { Term::Index(index, addr.scale) } else { Term::Offset(addr.offset) };
                let group = *by_key.entry((base, term)).or_insert_with(|| {
                    groups.push(Group { term, first: i.0, users: 0, left: 0, sum: None });
                    groups.len() - 1
                });
                groups[group].users += u32::from(addr.offset != 0);
                groups[group].left += 1;
                group
            });
            plans.insert(i.0, Plan { group, traps, probe });
        }
        self.state = Accesses { groups, plans };
    }

    /// Offset from the base, where the index is a constant.
    fn constant_addr(&self, a: Addr) -> Option<u64> {
        let c = self.constant(a.index).filter(|_| self.f.ty(a.index) == Type::I32)?;
        Some((u64::from(c as u32) << a.scale) + u64::from(a.offset))
    }

    /// Whether memory 0 always has these bytes.
    fn is_surely_inside(&self, a: Addr, bytes: u32) -> bool {
        let least = self.env.memories.first().map_or(0, |m| u64::from(m.min) << 16);
        a.base.is_none() && self.constant_addr(a).is_some_and(|at| at + u64::from(bytes) <= least)
    }

    /// The address of the access that is being lowered, and whether it wants a probe.
    fn guest_addr(&mut self, a: Addr) -> (Mem, bool) {
        self.addr_of(self.current_inst().0, a)
    }

    /// Whether a load can be taken into the operator that is being lowered as far as sums go: one that makes the sum for others must
    /// stay in front of those.
    pub fn load_may_move(&self, i: IrInst) -> bool {
        let group = self.state.plans[&i.0].group.map(|g| &self.state.groups[g]);
        group.is_none_or(|g| g.first != i.0 || g.users < 2 || g.left < 2)
    }

    /// The address of a load that is taken into its user.
    pub fn load_addr(&mut self, i: IrInst, a: Addr) -> Mem {
        self.addr_of(i.0, a).0
    }

    fn addr_of(&mut self, here: u32, a: Addr) -> (Mem, bool) {
        let plan = self.state.plans[&here];
        if let Some(g) = plan.group {
            self.state.groups[g].left -= 1;
        }
        let base = match a.base {
            Some(b) => self.reg(b),
            None => V,
        };
        if let Some(at) = self.constant_addr(a) {
            let offset = match i32::try_from(at) {
                Ok(at) => Offset::Imm(at),
                Err(_) => Offset::Reg(self.imm(Size::S64, at)),
            };
            return (Mem { traps: plan.traps, ..Mem::new(base, offset) }, plan.probe);
        }
        let narrow = self.f.ty(a.index) == Type::I32;
        let index = |l: &mut Self| {
            let r = l.reg(a.index);
            match (narrow, a.scale) {
                (true, 0) => Offset::Uxtw(r),
                (true, _) => Offset::Scaled(r),
                (false, _) => Offset::Reg(r),
            }
        };
        let mem = |base, offset| (Mem { traps: plan.traps, ..Mem::new(base, offset) }, plan.probe);
        let Some(g) = plan.group.filter(|g| a.offset != 0 || self.state.groups[*g].users > 1) else {
            let index = index(self);
            return mem(base, index);
        };
        let Group { term, first, users, sum, .. } = self.state.groups[g];
        let sum = match sum {
            Some(r) => r,
            None => {
                let kept = match term {
                    _ if base != V => None,
                    Term::Index(v, scale) if narrow => self.invariant(Invariant::Index(v, scale), false, Some(v)),
                    Term::Index(..) => None,
                    Term::Offset(o) => self.invariant(Invariant::Offset(o), false, None),
                };
                // A single user makes it for itself, and the loop for all.
                self.state.groups[g].first = if kept.is_some() { u32::MAX } else { first };
                kept.unwrap_or_else(|| self.int())
            }
        };
        self.state.groups[g].sum = Some(sum);
        if self.state.groups[g].first == here || (users < 2 && self.state.groups[g].first != u32::MAX) {
            let made = match term {
                Term::Index(v, scale) => self.index_sum(base, v, scale),
                Term::Offset(o) => self.offset_sum(base, o),
            };
            self.b.alias(sum.vreg(), made.vreg());
        }
        match term {
            // Near.
            Term::Index(..) => mem(sum, Offset::Imm(a.offset as i32)),
            Term::Offset(_) => {
                let index = index(self);
                mem(sum, index)
            }
        }
    }

    /// Where a trusted pointer points, for an access of so many bytes: `base + (index << log2 of bytes)` with a 32-bit index, or the
    /// sum of two registers, taken in where nothing else wants it.
    pub fn ptr_addr(&mut self, ptr: Value, offset: i32, bytes: u32) -> Mem {
        let operator = |l: &Self, v: Value| l.only_here(v).map(|i| l.f.insts[i.index()].data.clone());
        let sum = match operator(self, ptr) {
            Some(InstData::Binary { op: BinaryOp::Add, args }) => Some(args),
            _ => None,
        };
        if let Some([x, c]) = sum {
            let near = self.constant(c).and_then(|c| i32::try_from(c).ok()?.checked_add(offset));
            if let (None, Some(disp)) = (self.constant(x), near) {
                return Mem::imm(self.reg(x), disp);
            }
        }
        if let (0, Some([a, b])) = (offset, sum) {
            for (base, index) in [(a, b), (b, a)] {
                let Some(InstData::Binary { op: BinaryOp::Shl, args: [x, n] }) = operator(self, index) else { continue };
                let narrow = match self.f.def(x) {
                    Some((_, &InstData::Unary { op: UnaryOp::ExtendU, arg, .. })) => arg,
                    _ => continue,
                };
                if self.constant(n) == Some(bytes.trailing_zeros().into()) && self.constant(narrow).is_none() {
                    let (base, index) = (self.reg(base), self.reg(narrow));
                    return Mem::new(base, Offset::Scaled(index));
                }
            }
            if self.constant(a).is_none() && self.constant(b).is_none() && operator(self, b).is_none() {
                let (a, b) = (self.reg(a), self.reg(b));
                return Mem::new(a, Offset::Reg(b));
            }
        }
        Mem::imm(self.reg(ptr), offset)
    }

    /// A base plus an index, shifted to the left.
    pub fn index_sum(&mut self, base: Reg, v: Value, scale: u8) -> Reg {
        let index = self.reg(v);
        let b = if self.f.ty(v) == Type::I32 { Src::Extended(index, Extend::Uxtw, scale) } else { Src::Reg(index) };
        self.alu(Alu::Add, Size::S64, base, b)
    }

    /// A base plus an offset.
    pub fn offset_sum(&mut self, base: Reg, o: u32) -> Reg {
        let o = u64::from(o);
        let (base, b) = match (Imm12::new(o), Imm12::new(o & !0xfff), Imm12::new(o & 0xfff)) {
            (Some(all), ..) => (base, Src::Imm(all)),
            (None, Some(high), Some(low)) => (self.alu(Alu::Add, Size::S64, base, Src::Imm(high)), Src::Imm(low)),
            _ => (base, Src::Reg(self.int_operand(Size::S64, o))),
        };
        self.alu(Alu::Add, Size::S64, base, b)
    }

    /// A guest load.
    pub fn guest_load(&mut self, op: LoadOp, a: Addr) -> Reg {
        let (m, _) = self.guest_addr(a);
        match op {
            LoadOp::F32 => self.load_float(Load::F32, m),
            LoadOp::F64 => self.load_float(Load::F64, m),
            LoadOp::I32 | LoadOp::I64U32 => self.load_int(Load::U32, m),
            LoadOp::I64 => self.load_int(Load::U64, m),
            LoadOp::I32U8 | LoadOp::I64U8 => self.load_int(Load::U8, m),
            LoadOp::I32U16 | LoadOp::I64U16 => self.load_int(Load::U16, m),
            LoadOp::I32S8 => self.load_int(Load::S8To32, m),
            LoadOp::I32S16 => self.load_int(Load::S16To32, m),
            LoadOp::I64S8 => self.load_int(Load::S8To64, m),
            LoadOp::I64S16 => self.load_int(Load::S16To64, m),
            LoadOp::I64S32 => self.load_int(Load::S32To64, m),
            LoadOp::V128 | LoadOp::V128Low32 | LoadOp::V128Low64 => self.load_vector(op, m),
        }
    }

    /// A guest store.
    pub fn guest_store(&mut self, op: StoreOp, a: Addr, v: Value) {
        let (m, probe) = self.guest_addr(a);
        if op == StoreOp::V128 {
            let src = self.reg(v);
            if probe {
                // Into a register that nobody reads.
                self.load_vector(LoadOp::V128, m);
            }
            return self.store_reg(Store::V128, m, src);
        }
        let lane = self.stored_lane(op, v);
        let (store, load) = match op {
            StoreOp::B8 => (Store::B8, Load::U8),
            StoreOp::B16 => (Store::B16, Load::U16),
            StoreOp::B32 => (Store::B32, Load::U32),
            StoreOp::B64 => (Store::B64, Load::U64),
            StoreOp::F32 => (Store::F32, Load::U32),
            StoreOp::F64 => (Store::F64, Load::U64),
            StoreOp::V128 => unreachable!("done above"),
        };
        let (store, src) = lane.unwrap_or_else(|| (store, self.stored(v)));
        if probe {
            self.b.push(Inst::Load { op: load, dst: ZR, mem: m });
        }
        // The bits of a float 0 are those of zero.
        let store = match (store, src == ZR) {
            (Store::F32, true) => Store::B32,
            (Store::F64, true) => Store::B64,
            (s, _) => s,
        };
        self.store_reg(store, m, src);
    }

    /// The register to be stored; zero where all bits are.
    fn stored(&mut self, v: Value) -> Reg {
        self.reg_or_zero(v)
    }

    /// A vmctx field.
    pub fn vm_addr(&mut self, field: VmField) -> Mem {
        Mem::imm(FIELDS, self.env.offset(field) + FIELDS_BIAS)
    }

    /// A place that the convention fixes.
    pub fn stack_addr(&self, place: StackPlace) -> Mem {
        match place {
            StackPlace::Outgoing(off) => Mem::imm(super::inst::SP, off as i32),
            StackPlace::Incoming(off) => Mem { incoming: true, ..Mem::imm(super::inst::SP, off as i32) },
        }
    }

    /// Stores a full-width value.
    pub fn store_value(&mut self, m: Mem, v: Value) {
        let ty = self.f.ty(v);
        if ty == Type::V128 {
            let r = self.reg(v);
            return self.store_reg(Store::V128, m, r);
        }
        let r = self.stored(v);
        let op = match (Size::of(ty), ty.is_float() && r != ZR) {
            (Size::S32, false) => Store::B32,
            (Size::S64, false) => Store::B64,
            (Size::S32, true) => Store::F32,
            (Size::S64, true) => Store::F64,
        };
        self.store_reg(op, m, r);
    }

    /// Loads a full-width value.
    pub fn load_value(&mut self, ty: Type, m: Mem) -> Reg {
        if ty == Type::V128 {
            return self.load_vector(LoadOp::V128, m);
        }
        match (Size::of(ty), ty.is_float()) {
            (Size::S32, false) => self.load_int(Load::U32, m),
            (Size::S64, false) => self.load_int(Load::U64, m),
            (Size::S32, true) => self.load_float(Load::F32, m),
            (Size::S64, true) => self.load_float(Load::F64, m),
        }
    }
}
