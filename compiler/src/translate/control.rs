//! Blocks, branches and calls.

use super::Translator;
use super::locals::Locals;
use crate::ir::*;
use crate::wasm::Error;
use std::collections::HashMap;
use wasmparser::{BlockType, FunctionBody, Operator};
use wazc_abi::trap::TrapCode;

/// Most values that the edges of a function may carry, parameters of blocks times their edges: 64 MiB of operands, and what
/// later stages keep for each.
const MAX_CARRIED: usize = 1 << 24;

fn too_complex(at: u64) -> Error {
    Error::new(at, format!("the function is too complex: more than {MAX_CARRIED} values cross its joins and calls"))
}

fn jump(edges: &mut Vec<Edge>) -> InstData {
    InstData::Jump(edges.swap_remove(0))
}

/// A construct that is open.
pub struct Frame {
    /// Where a branch to it goes: a loop's header, or the join behind the construct, made for the first edge.
    label: Option<Block>,
    /// Types of the values that such a branch carries, locals not counted.
    types: Vec<Type>,
    /// A loop: the locals that its header takes besides.
    header: Option<Vec<u32>>,
    /// The edges to a join: the terminator, the edge's position in it and the locals there. The locals that differ
    /// become parameters when the join is entered.
    edges: Vec<(Inst, u32, Locals)>,
    /// Height of the operand stack below the construct's parameters.
    height: usize,
    /// How many entries the log of value numbers had at the start: they hold in all that the start dominates.
    mark: usize,
    /// An `if` without its `else` so far: the block, the parameters and the locals at its start.
    other: Option<(Block, Vec<Value>, Locals)>,
}

/// For each loop, in the order in which they begin, the locals that are assigned in it. The body is not validated yet:
/// indices from `count` on are left for the validator to refuse.
pub fn assigned_in_loops(body: &FunctionBody<'_>, count: u32) -> Result<Vec<Vec<u32>>, Error> {
    let mut all: Vec<Vec<u32>> = Vec::new();
    // Open constructs: a loop's position in `all`; and the open loops alone.
    let mut open = vec![None];
    let mut loops: Vec<usize> = Vec::new();
    let mut total = 0;
    let mut ops = body.get_operators_reader()?;
    while !ops.eof() {
        match ops.read()? {
            Operator::Block { .. } | Operator::If { .. } => open.push(None),
            Operator::Loop { .. } => {
                open.push(Some(all.len()));
                loops.push(all.len());
                all.push(Vec::new());
            }
            Operator::LocalSet { local_index } | Operator::LocalTee { local_index } if local_index < count => {
                if let Some(&l) = loops.last() {
                    all[l].push(local_index);
                }
            }
            Operator::End => match open.pop() {
                None => break,
                Some(None) => {}
                Some(Some(done)) => {
                    loops.pop();
                    all[done].sort_unstable();
                    all[done].dedup();
                    total += all[done].len();
                    if total > MAX_CARRIED {
                        return Err(too_complex(body.range().start));
                    }
                    if let Some(&parent) = loops.last() {
                        let (head, tail) = all.split_at_mut(done);
                        head[parent].extend_from_slice(&tail[0]);
                    }
                }
            },
            _ => {}
        }
    }
    Ok(all)
}

impl Translator<'_> {
    /// Opens the frame of the body: a branch to it returns.
    pub fn begin_function(&mut self, results: &[Type]) {
        self.open(results.to_vec(), 0, None);
    }

    fn open(&mut self, types: Vec<Type>, params: usize, label: Option<Block>) {
        let height = self.stack.len() - params;
        let mark = self.log.len();
        self.frames.push(Frame { label, types, header: None, edges: Vec::new(), height, mark, other: None });
    }

    /// Ends the block with a terminator that has an edge to each of these frames, in order.
    fn branch(&mut self, depths: &[u32], terminator: impl FnOnce(&mut Vec<Edge>) -> InstData) -> Result<(), Error> {
        let inst = Inst(self.f.insts.len() as u32);
        let mut edges = Vec::with_capacity(depths.len() + 1);
        let mut carried = 0;
        for (n, depth) in depths.iter().enumerate() {
            let at = self.frames.len() - 1 - *depth as usize;
            let frame = &mut self.frames[at];
            let mut args = self.stack[self.stack.len() - frame.types.len()..].to_vec();
            match &frame.header {
                Some(locals) => args.extend(locals.iter().map(|l| self.locals.get(*l))),
                None => frame.edges.push((inst, n as u32, self.locals.clone())),
            }
            carried += args.len();
            let to = *frame.label.get_or_insert_with(|| self.f.new_block());
            edges.push(Edge { to, args });
        }
        let data = terminator(&mut edges);
        self.effect(data);
        self.carry(carried)
    }

    /// Counts values that edges carry: a function in which they would fill the memory is refused.
    fn carry(&mut self, values: usize) -> Result<(), Error> {
        self.carried += values;
        if self.carried > MAX_CARRIED {
            return Err(too_complex(self.loc.into()));
        }
        Ok(())
    }

    /// Continues at a join with these edges: operands, and the locals that differ, become its parameters.
    fn enter_join(&mut self, frame: Frame) -> Result<(), Error> {
        let join = frame.label.expect("it has an edge");
        self.place(join, frame.mark);
        self.stack.truncate(frame.height);
        for ty in &frame.types {
            let v = self.f.add_param(join, *ty);
            self.stack.push(v);
        }
        let (_, _, first) = &frame.edges[0];
        let mut locals: Vec<u32> = Vec::new();
        let (mut last, mut visited) = (first, 0);
        for (_, _, other) in &frame.edges[1..] {
            if other.same(last) {
                continue;
            }
            last = other;
            if visited > MAX_CARRIED {
                return Err(too_complex(self.loc.into()));
            }
            first.differ(other, &mut |l| {
                visited += 1;
                if !std::mem::replace(&mut self.differs[l as usize], true) {
                    locals.push(l);
                }
            });
        }
        locals.sort_unstable();
        self.carry(locals.len() * frame.edges.len())?;
        for (inst, n, values) in &frame.edges {
            let args = locals.iter().map(|l| values.get(*l));
            self.f.insts[inst.index()].data.edge_mut(*n).args.extend(args);
        }
        self.locals = first.clone();
        for l in locals {
            self.differs[l as usize] = false;
            let ty = self.f.ty(self.locals.get(l));
            let v = self.f.add_param(join, ty);
            self.locals.set(l, v);
        }
        Ok(())
    }

    fn block_types(&self, ty: BlockType) -> (Vec<Type>, Vec<Type>) {
        match ty {
            BlockType::Empty => (Vec::new(), Vec::new()),
            BlockType::Type(t) => (Vec::new(), vec![Type::of_wasm(t)]),
            BlockType::FuncType(i) => {
                let sig = &self.env.sigs[self.env.canon[i as usize] as usize];
                (sig.params.clone(), sig.results.clone())
            }
        }
    }

    fn end_block(&mut self, data: InstData) {
        self.effect(data);
        self.dead = Some(0);
    }

    /// Passes over an operator that can't be reached.
    pub fn skip(&mut self, op: &Operator<'_>) -> Result<(), Error> {
        let depth = self.dead.expect("only called in dead code");
        match op {
            Operator::Block { .. } | Operator::If { .. } => self.dead = Some(depth + 1),
            Operator::Loop { .. } => {
                self.loops += 1;
                self.dead = Some(depth + 1);
            }
            Operator::End if depth > 0 => self.dead = Some(depth - 1),
            Operator::Else if depth == 0 => self.begin_else()?,
            Operator::End => self.end()?,
            _ => {}
        }
        Ok(())
    }

    fn begin_else(&mut self) -> Result<(), Error> {
        if self.dead.is_none() {
            self.branch(&[0], jump)?;
        }
        let frame = self.frames.last_mut().expect("validated");
        let (other, params, locals) = frame.other.take().expect("validated");
        let (height, mark) = (frame.height, frame.mark);
        self.dead = None;
        self.stack.truncate(height);
        self.stack.extend(params);
        self.locals = locals;
        self.place(other, mark);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        if self.frames.last().is_some_and(|f| f.other.is_some()) {
            // An `if` without `else`: its parameters are its results.
            self.begin_else()?;
        }
        // What follows goes on in the same block where nothing else leads there.
        let joins = self.frames.last().is_some_and(|f| !f.edges.is_empty());
        if joins && self.dead.is_none() {
            self.branch(&[0], jump)?;
        }
        let frame = self.frames.pop().expect("validated");
        if joins {
            self.dead = None;
            self.enter_join(frame)?;
        }
        if self.frames.is_empty() && self.dead.is_none() {
            let values = self.pop_n(self.f.results.len());
            self.effect(InstData::Return(values));
        }
        Ok(())
    }

    fn call_results(&mut self, data: InstData, results: &[Type]) -> Result<(), Error> {
        // Beyond the registers each costs an instruction of its own.
        let mut operands = results.len();
        data.each_arg(|_| operands += 1);
        self.carry(8 * operands.saturating_sub(16))?;
        let i = self.f.push(self.block, data, results, self.loc);
        self.stack.extend(self.f.results(i));
        Ok(())
    }

    /// Translates the operator if it is of this family.
    pub fn control(&mut self, op: &Operator<'_>) -> Result<bool, Error> {
        match op {
            Operator::Unreachable => self.end_block(InstData::Trap(TrapCode::Unreachable)),
            Operator::Block { blockty } => {
                let (params, results) = self.block_types(*blockty);
                self.open(results, params.len(), None);
            }
            Operator::Loop { blockty } => {
                let (params, _) = self.block_types(*blockty);
                let locals = std::mem::take(&mut self.assigned[self.loops]);
                self.loops += 1;
                let (header, arity) = (self.f.new_block(), params.len());
                self.open(params, arity, Some(header));
                if let Some(f) = self.frames.last_mut() {
                    f.header = Some(locals.clone());
                }
                self.branch(&[0], jump)?;
                self.place(header, self.log.len());
                for at in self.stack.len() - arity..self.stack.len() {
                    self.stack[at] = self.f.add_param(header, self.f.ty(self.stack[at]));
                }
                for l in locals {
                    let v = self.f.add_param(header, self.f.ty(self.locals.get(l)));
                    self.locals.set(l, v);
                }
            }
            Operator::If { blockty } => {
                let cond = self.pop();
                let (params, results) = self.block_types(*blockty);
                let (then, other) = (self.f.new_block(), self.f.new_block());
                let edge = |to| Edge { to, args: Vec::new() };
                self.effect(InstData::BrIf { cond, then: edge(then), other: edge(other) });
                self.open(results, params.len(), None);
                let locals = self.locals.clone();
                if let Some(f) = self.frames.last_mut() {
                    f.other = Some((other, self.stack[f.height..].to_vec(), locals));
                }
                self.place(then, self.log.len());
            }
            Operator::Else => self.begin_else()?,
            Operator::End => self.end()?,
            Operator::Br { relative_depth } => {
                self.branch(&[*relative_depth], jump)?;
                self.dead = Some(0);
            }
            Operator::BrIf { relative_depth } => {
                let cond = self.pop();
                let next = self.f.new_block();
                self.branch(&[*relative_depth], |edges| {
                    let then = edges.swap_remove(0);
                    InstData::BrIf { cond, then, other: Edge { to: next, args: Vec::new() } }
                })?;
                self.place(next, self.log.len());
            }
            Operator::BrTable { targets } => {
                let index = self.pop();
                // One edge for each frame that is named.
                let mut depths = Vec::new();
                let mut position: HashMap<u32, u32> = HashMap::new();
                let mut table = Vec::with_capacity(targets.len() as usize + 1);
                for depth in targets.targets().chain([Ok(targets.default())]) {
                    let depth = depth?;
                    table.push(*position.entry(depth).or_insert_with(|| {
                        depths.push(depth);
                        depths.len() as u32 - 1
                    }));
                }
                self.branch(&depths, |edges| {
                    // With one target, the index decides nothing.
                    if edges.len() == 1 { return jump(edges); }
                    InstData::BrTable { index, targets: table, edges: std::mem::take(edges) }
                })?;
                self.dead = Some(0);
            }
            Operator::Return => {
                let values = self.pop_n(self.f.results.len());
                self.end_block(InstData::Return(values));
            }
            Operator::Call { function_index } => {
                let sig = self.env.func_sig(*function_index);
                let args = self.pop_n(sig.params.len());
                self.call_results(InstData::Call { func: *function_index, args }, &sig.results)?;
            }
            Operator::CallIndirect { type_index, table_index } => {
                let index = self.pop();
                let ty = self.env.canon[*type_index as usize];
                let sig = &self.env.sigs[ty as usize];
                let args = self.pop_n(sig.params.len());
                self.call_results(InstData::CallIndirect { table: *table_index, ty, index, args }, &sig.results)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}
