//! A function: arenas of values, instructions and blocks.

use super::inst::{Edge, InstData};
use super::types::{Block, Inst, Type, Value};

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueDef {
    /// A result of an instruction: which one.
    Result(Inst, u32),
    /// A parameter of a block: which one.
    Param(Block, u32),
    /// Nothing: every use was replaced by this value.
    Alias(Value),
}

/// A block: its parameters and its instructions in order, the terminator last.
#[derive(Clone, Debug, Default)]
pub struct BlockData {
    /// Parameters.
    pub params: Vec<Value>,
    /// Instructions.
    pub insts: Vec<Inst>,
    /// The source marks it as unlikely, or it ends in a trap.
    pub cold: bool,
}

/// An instruction's place in the arenas.
#[derive(Clone, Debug)]
pub struct InstNode {
    /// The instruction.
    pub data: InstData,
    /// Its first result; results are consecutive values.
    pub first: Value,
    /// Number of results.
    pub results: u32,
    /// Byte offset in the wasm module.
    pub loc: u32,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Index in the module, imports included.
    pub index: u32,
    /// Types of the results.
    pub results: Vec<Type>,
    /// Blocks; block 0 is the entry, its parameters are the function's.
    pub blocks: Vec<BlockData>,
    /// Blocks in layout order, the entry first: every block stands behind its dominators, a loop's blocks together.
    pub layout: Vec<Block>,
    /// Instructions.
    pub insts: Vec<InstNode>,
    /// Type and definition of each value.
    pub values: Vec<(Type, ValueDef)>,
}

impl Function {
    /// Adds an empty block at the end of the layout.
    pub fn add_block(&mut self) -> Block {
        let b = self.new_block();
        self.layout.push(b);
        b
    }

    /// Adds an empty block that gets its place in the layout later.
    pub fn new_block(&mut self) -> Block {
        self.blocks.push(BlockData::default());
        Block(self.blocks.len() as u32 - 1)
    }

    /// Adds a parameter to a block.
    pub fn add_param(&mut self, b: Block, ty: Type) -> Value {
        let v = Value(self.values.len() as u32);
        let params = &mut self.blocks[b.index()].params;
        self.values.push((ty, ValueDef::Param(b, params.len() as u32)));
        params.push(v);
        v
    }

    /// Appends an instruction to a block.
    pub fn push(&mut self, b: Block, data: InstData, results: &[Type], loc: u32) -> Inst {
        let i = Inst(self.insts.len() as u32);
        let first = Value(self.values.len() as u32);
        for (n, t) in results.iter().enumerate() {
            self.values.push((*t, ValueDef::Result(i, n as u32)));
        }
        self.insts.push(InstNode { data, first, results: results.len() as u32, loc });
        self.blocks[b.index()].insts.push(i);
        i
    }

    /// Type of a value.
    pub fn ty(&self, v: Value) -> Type {
        self.values[v.index()].0
    }

    /// The value that `v` stands for, through aliases.
    pub fn resolve(&self, mut v: Value) -> Value {
        while let ValueDef::Alias(to) = self.values[v.index()].1 {
            v = to;
        }
        v
    }

    /// [`Function::resolve`], and makes the way shorter for the next time.
    pub fn resolve_short(&mut self, v: Value) -> Value {
        let end = self.resolve(v);
        let mut v = v;
        while let ValueDef::Alias(to) = self.values[v.index()].1 {
            self.values[v.index()].1 = ValueDef::Alias(end);
            v = to;
        }
        end
    }

    /// The instruction that defines a value.
    pub fn def(&self, v: Value) -> Option<(Inst, &InstData)> {
        match self.values[self.resolve(v).index()].1 {
            ValueDef::Result(i, _) => Some((i, &self.insts[i.index()].data)),
            _ => None,
        }
    }

    /// The constant that a value is.
    pub fn as_const(&self, v: Value) -> Option<u64> {
        match self.def(v)?.1 {
            InstData::Const { bits, .. } => Some(*bits),
            _ => None,
        }
    }

    /// The bytes of the constant vector that a value is.
    pub fn as_vector(&self, v: Value) -> Option<[u8; 16]> {
        match self.def(v)?.1 {
            InstData::VConst { bytes } => Some(*bytes),
            _ => None,
        }
    }

    /// The results of an instruction.
    pub fn results(&self, i: Inst) -> impl Iterator<Item = Value> + use<> {
        let n = &self.insts[i.index()];
        (n.first.0..n.first.0 + n.results).map(Value)
    }

    /// The only result of an instruction.
    pub fn result(&self, i: Inst) -> Value {
        debug_assert_eq!(self.insts[i.index()].results, 1);
        self.insts[i.index()].first
    }

    /// The terminator of a block; `None` while the block is not finished.
    pub fn terminator(&self, b: Block) -> Option<&InstData> {
        let i = *self.blocks[b.index()].insts.last()?;
        Some(&self.insts[i.index()].data).filter(|d| d.is_terminator())
    }

    /// Calls `f` with the edges out of a block, in order.
    pub fn each_edge<'a>(&'a self, b: Block, f: impl FnMut(&'a Edge)) {
        if let Some(t) = self.terminator(b) {
            t.each_edge(f);
        }
    }

    /// The edges out of a block, in order.
    pub fn edges(&self, b: Block) -> Vec<&Edge> {
        let mut out = Vec::new();
        self.each_edge(b, |e| out.push(e));
        out
    }

    /// The terminator of a block, to be changed.
    pub fn terminator_mut(&mut self, b: Block) -> Option<&mut InstData> {
        let i = *self.blocks[b.index()].insts.last()?;
        Some(&mut self.insts[i.index()].data).filter(|d| d.is_terminator())
    }

    /// Replaces every aliased operand by what it stands for.
    pub fn resolve_aliases(&mut self) {
        let mut insts = core::mem::take(&mut self.insts);
        for n in &mut insts {
            n.data.each_arg_mut(|v| *v = self.resolve(*v));
        }
        self.insts = insts;
    }
}
