//! Instruction selection, the part that no target has for itself. Input: an IR function, its module's environment, and
//! an [`Isa`]; output: [`VCode`] of that target's instructions.
//!
//! Blocks are lowered last to first and each from its end, so that a value is selected only after its uses: a pure
//! value that nobody put in a register is never emitted, and a single-use load or comparison is taken into its user.
//! A load moves only within its block and past nothing that stores, calls or traps otherwise (`color`).

mod calls;
mod invariants;
mod values;

pub use invariants::Budget;

use super::call::{CallLayout, Convention};
use super::reg::Reg;
use super::{Builder, MBlock, MachInst, VCode};
use crate::ir::{
    Addr, BinaryOp, Block, FloatCc, Function, Inst, InstData, IntCc, LoadOp, ModuleEnv, PtrKind, StoreOp, Type, UnaryOp, VBinaryOp,
    VTernaryOp, VUnaryOp, Value, VmField,
};
use regalloc2::PReg;
use wazc_abi::builtin::Builtin;
use wazc_abi::trap::TrapCode;

/// Registers with their fixed places.
pub type Fixed = Vec<(Reg, PReg)>;

/// A place in the frame that the convention fixes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StackPlace {
    /// At this offset in the outgoing area, at the stack pointer.
    Outgoing(u32),
    /// At this offset from the first incoming stack argument.
    Incoming(u32),
}

/// What a target's selector provides. Every function pushes instructions in forward order; those of one IR instruction
/// are kept together. Operands are asked for with [`Lower::reg`] and its like.
pub trait Isa: Sized {
    /// Instructions.
    type Inst: MachInst;
    /// What the selector keeps from one instruction of a block to the next.
    type State: Default;
    /// What may be made before a loop, see [`Lower::invariant`].
    type Invariant: Copy + Eq + std::hash::Hash + std::fmt::Debug;
    /// Registers for these.
    const BUDGET: Budget;
    /// The default convention.
    const CONVENTION: Convention;
    /// Whether addresses and operands extend an I32 by themselves, so that none need be zero-extended for that.
    const OPERANDS_EXTEND: bool;

    /// Called before the instructions of a block are lowered, the last one first.
    fn begin_block(l: &mut Lower<'_, Self>, b: Block);
    /// A constant in a new register.
    fn constant(l: &mut Lower<'_, Self>, ty: Type, bits: u64) -> Reg;
    /// A constant vector in a new register.
    fn vector(l: &mut Lower<'_, Self>, bytes: [u8; 16]) -> Reg;
    /// Makes an invariant, in a new register, at the end of a block before a loop.
    fn make_invariant(l: &mut Lower<'_, Self>, key: Self::Invariant) -> Reg;
    /// The low 32 bits, zero-extended.
    fn zero_extend(l: &mut Lower<'_, Self>, r: Reg) -> Reg;

    /// An operator with one operand; `ty` is the result's.
    fn unary(l: &mut Lower<'_, Self>, op: UnaryOp, ty: Type, arg: Value) -> Reg;
    /// An operator with two operands.
    fn binary(l: &mut Lower<'_, Self>, op: BinaryOp, ty: Type, a: Value, b: Value) -> Reg;
    /// An operator with one operand, of or to vectors.
    fn vector_unary(l: &mut Lower<'_, Self>, op: VUnaryOp, arg: Value) -> Reg;
    /// An operator with two operands, of vectors.
    fn vector_binary(l: &mut Lower<'_, Self>, op: VBinaryOp, a: Value, b: Value) -> Reg;
    /// An operator with three operands, of vectors.
    fn vector_ternary(l: &mut Lower<'_, Self>, op: VTernaryOp, args: [Value; 3]) -> Reg;
    /// Bytes of two vectors by their numbers.
    fn shuffle(l: &mut Lower<'_, Self>, a: Value, b: Value, lanes: [u8; 16]) -> Reg;
    /// An integer comparison as 0 or 1.
    fn icmp(l: &mut Lower<'_, Self>, cc: IntCc, a: Value, b: Value) -> Reg;
    /// A float comparison as 0 or 1.
    fn fcmp(l: &mut Lower<'_, Self>, cc: FloatCc, a: Value, b: Value) -> Reg;
    /// `a` if `cond` is not 0, else `b`.
    fn select(l: &mut Lower<'_, Self>, ty: Type, cond: Value, a: Value, b: Value) -> Reg;

    /// A guest load.
    fn load(l: &mut Lower<'_, Self>, op: LoadOp, addr: Addr) -> Reg;
    /// A guest store.
    fn store(l: &mut Lower<'_, Self>, op: StoreOp, addr: Addr, value: Value);
    /// Loads a field of vmctx.
    fn vm_load(l: &mut Lower<'_, Self>, ty: Type, field: VmField) -> Reg;
    /// Stores a field of vmctx.
    fn vm_store(l: &mut Lower<'_, Self>, field: VmField, value: Value);
    /// Loads through a trusted pointer.
    fn ptr_load(l: &mut Lower<'_, Self>, ty: Type, ptr: Value, offset: i32, kind: PtrKind) -> Reg;
    /// Stores through a trusted pointer.
    fn ptr_store(l: &mut Lower<'_, Self>, ptr: Value, offset: i32, kind: PtrKind, value: Value);
    /// V.
    fn vm_base(l: &mut Lower<'_, Self>) -> Reg;
    /// Loads a full-width value from the stack.
    fn stack_load(l: &mut Lower<'_, Self>, ty: Type, place: StackPlace) -> Reg;
    /// Stores a full-width value to the stack.
    fn stack_store(l: &mut Lower<'_, Self>, place: StackPlace, value: Value);

    /// Defines the function's parameters.
    fn args(l: &mut Lower<'_, Self>, defs: Fixed);
    /// Returns; pops `pop` bytes of stack arguments.
    fn ret(l: &mut Lower<'_, Self>, uses: Fixed, pop: u32);
    /// Calls a function of the module.
    fn call(l: &mut Lower<'_, Self>, func: u32, uses: Fixed, defs: Fixed, pop: u32);
    /// Calls through a table.
    fn call_indirect(l: &mut Lower<'_, Self>, table: u32, ty: u32, index: Value, uses: Fixed, defs: Fixed, pop: u32);
    /// Calls a routine of the runtime.
    fn call_builtin(l: &mut Lower<'_, Self>, builtin: Builtin, uses: Fixed, defs: Fixed);
    /// Moves a constant number of bytes without a call, if that is better: copies from a checked address, or fills with a byte.
    fn inline_move(l: &mut Lower<'_, Self>, copy: bool, args: [Value; 3], len: u64) -> bool;
    /// Arguments of the stubs for memory moves: destination, source or byte, length.
    const MOVE_ARGS: [PReg; 3];
    /// Calls the stub for `memory.copy`, or for `memory.fill`.
    fn call_bulk(l: &mut Lower<'_, Self>, copy: bool, uses: Fixed);
    /// Traps if `cond` is not 0.
    fn trap_if(l: &mut Lower<'_, Self>, cond: Value, code: TrapCode);
    /// Traps unless `index` is below `len`; the index, 0 where only speculation comes past the check.
    fn check_index(l: &mut Lower<'_, Self>, index: Value, len: Value, code: TrapCode) -> Reg;
    /// Traps.
    fn trap(l: &mut Lower<'_, Self>, code: TrapCode);
    /// Jumps.
    fn jump(l: &mut Lower<'_, Self>, to: MBlock);
    /// Jumps to `then` if `cond` is not 0.
    fn branch(l: &mut Lower<'_, Self>, cond: Value, then: MBlock, other: MBlock);
    /// Jumps to `targets[index]`; to the last one if there are fewer, unless the index is `bounded`, so that there never
    /// are. The index is zero-extended.
    fn jump_table(l: &mut Lower<'_, Self>, index: Reg, targets: Vec<u32>, bounded: bool);
}

/// What selection may rely on.
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    /// CPU features that the target has.
    pub features: u64,
    /// Stores that trap may be torn.
    pub torn_stores: bool,
    /// Make what loops don't change before them; the allocator must be one that keeps values in registers.
    pub hoist: bool,
}

/// A lowered function.
#[derive(Debug)]
pub struct Lowered<I> {
    /// The code.
    pub code: VCode<I>,
    /// CPU features that it uses.
    pub used_features: u64,
}

/// A block of the output.
#[derive(Clone, Copy, Debug)]
enum Out {
    Entry,
    Ir(Block),
    /// A split edge: target and position of the arguments.
    Edge(Block, usize),
}

/// The state of lowering one function.
pub struct Lower<'a, I: Isa> {
    /// The function.
    pub f: &'a Function,
    /// Its module.
    pub env: &'a ModuleEnv,
    /// The output.
    pub b: Builder<I::Inst>,
    /// The selector's own.
    pub state: I::State,
    open: invariants::Open<I::Invariant>,
    /// What may be relied on.
    pub flags: Flags,
    used_features: u64,
    /// Register of each value that something needs in one.
    regs: Vec<Option<Reg>>,
    uses: Vec<u32>,
    block_of: Vec<u32>,
    color: Vec<u32>,
    /// Constants that instructions of the block share, to be made in front of the first of them.
    shared: Vec<values::Shared>,
    sunk: Vec<bool>,
    zext: Vec<bool>,
    /// For each value that an edge back to a loop brings there the parameter that it becomes.
    next_of: Vec<Option<Value>>,
    cur_block: u32,
    cur_color: u32,
    cur_inst: Inst,
    layout: CallLayout,
    /// Arguments of the edges that are split, in order.
    edges: Vec<&'a [Value]>,
}

/// Lowers a function.
pub fn lower<I: Isa>(f: &Function, env: &ModuleEnv, flags: Flags) -> Lowered<I::Inst> {
    let sig = env.func_sig(f.index);
    let layout = calls::layout_of::<I>(&sig.params, &sig.results);
    let order = &f.layout[..];

    // Output blocks: the entry, then the IR blocks, each followed by its split edges.
    let mut preds = vec![0u32; f.blocks.len()];
    for &b in order {
        f.each_edge(b, |e| preds[e.to.index()] += 1);
    }
    let mut outs = vec![Out::Entry];
    let mut at = vec![MBlock(u32::MAX); f.blocks.len()];
    let mut edges = Vec::new();
    let mut targets = vec![Vec::new(); f.blocks.len()];
    for &b in order {
        at[b.index()] = MBlock(outs.len() as u32);
        outs.push(Out::Ir(b));
        let succs = f.edges(b);
        let many = succs.len() > 1;
        for e in succs {
            if many && (preds[e.to.index()] > 1 || !e.args.is_empty()) {
                targets[b.index()].push(Some(MBlock(outs.len() as u32)));
                outs.push(Out::Edge(e.to, edges.len()));
                edges.push(&e.args[..]);
            } else {
                targets[b.index()].push(None);
            }
        }
    }

    let n = f.values.len();
    let mut l: Lower<'_, I> = Lower {
        f,
        env,
        b: Builder::new(outs.len(), f.insts.len()),
        state: I::State::default(),
        open: if flags.hoist && I::BUDGET != Budget::NONE { invariants::Open::new(f) } else { Default::default() },
        flags,
        used_features: 0,
        regs: vec![None; n],
        uses: vec![0; n],
        block_of: vec![u32::MAX; f.insts.len()],
        color: vec![0; f.insts.len()],
        sunk: vec![false; f.insts.len()],
        shared: Vec::new(),
        zext: Vec::new(),
        next_of: vec![None; n],
        cur_block: 0,
        cur_color: 0,
        cur_inst: Inst(u32::MAX),
        layout,
        edges,
    };
    l.analyse(order);
    for (i, out) in outs.iter().enumerate().rev() {
        let m = MBlock(i as u32);
        l.b.begin_block(m);
        match *out {
            Out::Entry => {
                l.b.set_loc(u32::MAX);
                // Lowered backwards: the jump first.
                let to = at[0];
                I::jump(&mut l, to);
                l.b.flush();
                let values = f.blocks[0].params.clone();
                let layout = l.layout.clone();
                l.parameters(&values, &layout);
                l.b.edge(m, to, Vec::new());
                l.b.end_block(m, Vec::new());
            }
            Out::Edge(to, args) => {
                l.cur_block = u32::MAX;
                l.b.set_loc(u32::MAX);
                let args = l.edges[args].iter().map(|&v| l.copied(v).vreg()).collect();
                I::jump(&mut l, at[to.index()]);
                l.b.edge(m, at[to.index()], args);
                l.b.end_block(m, Vec::new());
            }
            Out::Ir(b) => {
                let dests: Vec<MBlock> = f
                    .edges(b)
                    .iter()
                    .zip(&targets[b.index()])
                    .map(|(e, t)| t.unwrap_or(at[e.to.index()]))
                    .collect();
                l.block(b, m, &dests);
            }
        }
    }
    let used_features = l.used_features;
    Lowered { code: l.b.finish(), used_features }
}

impl<I: Isa> Lower<'_, I> {
    fn block(&mut self, b: Block, m: MBlock, dests: &[MBlock]) {
        let f = self.f;
        self.cur_block = b.index() as u32;
        I::begin_block(self, b);
        let insts = &f.blocks[b.index()].insts;
        for &i in insts.iter().rev() {
            self.cur_color = self.color[i.index()];
            self.cur_inst = i;
            self.b.set_loc(f.insts[i.index()].loc);
            let d = &f.insts[i.index()].data;
            // A call leaves no vector register alone.
            self.make_shared(d.is_call() || matches!(d, InstData::MemCopy { .. } | InstData::MemFill { .. }));
            if d.is_terminator() {
                // Edges of a block with several were split where they have arguments.
                let args = match d {
                    InstData::Jump(e) => e.args.iter().map(|&v| self.copied(v).vreg()).collect(),
                    _ => Vec::new(),
                };
                self.terminator(d, dests);
                if let [to] = dests {
                    self.b.edge(m, *to, args);
                } else {
                    dests.iter().for_each(|to| self.b.edge(m, *to, Vec::new()));
                }
                self.b.flush();
                self.make_invariants(b);
            } else if !self.sunk[i.index()] {
                let used = f.results(i).any(|v| self.is_used(v));
                if used || d.has_effect() {
                    self.inst(i, d);
                }
            }
            self.b.flush();
        }
        self.make_shared(true);
        let params = if b.0 == 0 { Vec::new() } else { f.blocks[b.index()].params.iter().map(|&p| self.reg(p).vreg()).collect() };
        self.b.end_block(m, params);
    }

    fn terminator(&mut self, d: &InstData, dests: &[MBlock]) {
        match d {
            InstData::Jump(_) => I::jump(self, dests[0]),
            InstData::BrIf { cond, .. } => I::branch(self, *cond, dests[0], dests[1]),
            InstData::BrTable { index, targets, .. } => {
                let i = if I::OPERANDS_EXTEND { self.reg(*index) } else { self.index(*index) };
                let (targets, bounded) = whole_table(self.f, *index, targets.iter().map(|t| dests[*t as usize].0).collect());
                I::jump_table(self, i, targets, bounded);
            }
            InstData::Return(args) => {
                let l = self.layout.clone();
                self.return_values(&l, args);
            }
            InstData::Trap(code) => I::trap(self, *code),
            _ => unreachable!("not a terminator"),
        }
    }

    fn inst(&mut self, i: Inst, d: &InstData) {
        let f = self.f;
        let results: Vec<Value> = f.results(i).collect();
        let results = &results[..];
        let ty = results.first().map_or(Type::I32, |&v| f.ty(v));
        let r = match d {
            InstData::Const { .. } | InstData::VConst { .. } => return,
            InstData::VUnary { op, arg } => I::vector_unary(self, *op, *arg),
            InstData::VBinary { op, args: [a, b] } => I::vector_binary(self, *op, *a, *b),
            InstData::VTernary { op, args } => I::vector_ternary(self, *op, *args),
            InstData::Shuffle { args: [a, b], lanes } => I::shuffle(self, *a, *b, *lanes),
            InstData::Unary { op, arg, .. } => I::unary(self, *op, ty, *arg),
            InstData::Binary { op, args: [a, b] } => I::binary(self, *op, ty, *a, *b),
            InstData::Icmp { cc, args: [a, b] } => I::icmp(self, *cc, *a, *b),
            InstData::Fcmp { cc, args: [a, b] } => I::fcmp(self, *cc, *a, *b),
            InstData::Select { cond, args: [a, b] } => I::select(self, ty, *cond, *a, *b),
            InstData::Load { op, addr } => I::load(self, *op, *addr),
            InstData::Store { op, addr, value } => return I::store(self, *op, *addr, *value),
            InstData::VmLoad { field, .. } => I::vm_load(self, ty, *field),
            InstData::VmStore { field, value } => return I::vm_store(self, *field, *value),
            InstData::PtrLoad { ptr, offset, kind, .. } => I::ptr_load(self, ty, *ptr, *offset, *kind),
            InstData::PtrStore { ptr, offset, kind, value } => return I::ptr_store(self, *ptr, *offset, *kind, *value),
            InstData::VmBase => I::vm_base(self),
            InstData::CheckIndex { index, len, code } => I::check_index(self, *index, *len, *code),
            InstData::TrapIf { cond, code } => return I::trap_if(self, *cond, *code),
            InstData::Call { func, args } => return self.call(*func, args, results),
            InstData::CallIndirect { table, ty, index, args } => return self.call_indirect(*table, *ty, *index, args, results),
            InstData::CallBuiltin { builtin, args } => return self.call_builtin(*builtin, args, results.first().copied()),
            InstData::MemCopy { dst, src, len } => return self.memory_move(true, [*dst, *src, *len]),
            InstData::MemFill { dst, byte, len } => return self.memory_move(false, [*dst, *byte, *len]),
            _ => unreachable!("terminator in a block"),
        };
        self.set(results[0], r);
    }
}

/// Tables are made up to at most this many targets, to save the clamp of an index.
const WHOLE_TABLE: u64 = 256;

/// The targets of a table up to the greatest index that there can be, and whether they are all of them. The bound
/// is one of the operator that makes the index, so that it holds under speculation too, unlike one that a branch checked.
fn whole_table(f: &Function, index: Value, mut targets: Vec<u32>) -> (Vec<u32>, bool) {
    let most = match f.def(index).map(|d| d.1) {
        Some(InstData::Load { op: LoadOp::I32U8, .. }) => 0xff,
        Some(InstData::Binary { op: BinaryOp::And, args: [_, c] }) => f.as_const(*c).unwrap_or(u64::MAX),
        Some(InstData::Binary { op: BinaryOp::ShrU, args: [_, n] }) => f.as_const(*n).map_or(u64::MAX, |n| u64::from(u32::MAX >> (n & 31))),
        _ => u64::MAX,
    };
    let bounded = most < WHOLE_TABLE.max(targets.len() as u64);
    if let (true, Some(&default)) = (bounded, targets.last()) {
        targets.resize((most as usize + 1).max(targets.len()), default);
    }
    (targets, bounded)
}
