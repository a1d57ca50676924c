//! Blocks, branches and calls.

use super::Translator;
use crate::ir::*;
use crate::wasm::Error;
use wasmparser::{BlockType, FunctionBody, Operator};
use wazc_abi::trap::TrapCode;

/// A construct that is open.
pub struct Frame {
    /// Where a branch to it goes.
    label: Block,
    /// Number of values that such a branch carries, locals not counted.
    arity: usize,
    /// Locals that it carries besides.
    locals: Vec<u32>,
    /// Height of the operand stack below the construct's parameters.
    height: usize,
    /// Block after the construct; none for loops, whose end is reached by falling through only.
    exit: Option<Block>,
    /// Whether an edge goes to `exit`.
    exit_used: bool,
    /// An `if` without its `else` so far: the block, the parameters and the locals at its start.
    other: Option<(Block, Vec<Value>, Vec<Value>)>,
}

/// For each construct, in the order in which they begin, the locals that are assigned in it. The first is the body.
/// The body is not validated yet: indices from `count` on are left for the validator to refuse.
pub fn assigned_locals(body: &FunctionBody<'_>, count: u32) -> Result<Vec<Vec<u32>>, Error> {
    let mut all: Vec<Vec<u32>> = vec![Vec::new()];
    let mut open = vec![0];
    let mut ops = body.get_operators_reader()?;
    while !ops.eof() {
        match ops.read()? {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                open.push(all.len());
                all.push(Vec::new());
            }
            Operator::LocalSet { local_index } | Operator::LocalTee { local_index } if local_index < count => {
                if let Some(&o) = open.last() {
                    all[o].push(local_index);
                }
            }
            Operator::End => {
                let Some(done) = open.pop() else { break };
                all[done].sort_unstable();
                all[done].dedup();
                if let Some(&parent) = open.last() {
                    let (head, tail) = all.split_at_mut(done);
                    head[parent].extend_from_slice(&tail[0]);
                }
            }
            _ => {}
        }
    }
    Ok(all)
}

impl Translator<'_> {
    /// Opens the frame of the body: a branch to it returns.
    pub fn begin_function(&mut self, results: &[Type]) {
        self.construct = 1;
        let exit = self.join(results, &[]);
        self.frames.push(Frame {
            label: exit,
            arity: results.len(),
            locals: Vec::new(),
            height: 0,
            exit: Some(exit),
            exit_used: false,
            other: None,
        });
    }

    /// A block with parameters of these types and for these locals.
    fn join(&mut self, types: &[Type], locals: &[u32]) -> Block {
        let b = self.f.add_block();
        types.iter().for_each(|t| {
            self.f.add_param(b, *t);
        });
        for l in locals {
            let ty = self.f.ty(self.locals[*l as usize]);
            self.f.add_param(b, ty);
        }
        b
    }

    /// Continues at a join: its parameters become operands and locals.
    fn enter(&mut self, b: Block, arity: usize, locals: &[u32]) {
        self.switch(b);
        let params = self.f.blocks[b.index()].params.clone();
        self.stack.extend(&params[..arity]);
        for (l, v) in locals.iter().zip(&params[arity..]) {
            self.locals[*l as usize] = *v;
        }
    }

    /// The edge of a branch to the frame `depth` levels out; the operands stay on the stack.
    fn edge(&mut self, depth: u32) -> Edge {
        let at = self.frames.len() - 1 - depth as usize;
        let frame = &mut self.frames[at];
        frame.exit_used |= frame.exit.is_some();
        let mut args = self.stack[self.stack.len() - frame.arity..].to_vec();
        args.extend(frame.locals.iter().map(|l| self.locals[*l as usize]));
        Edge { to: frame.label, args }
    }

    fn block_types(&self, ty: BlockType) -> (Vec<Type>, Vec<Type>) {
        match ty {
            BlockType::Empty => (Vec::new(), Vec::new()),
            BlockType::Type(t) => (
                Vec::new(),
                vec![match t {
                    wasmparser::ValType::I32 => Type::I32,
                    wasmparser::ValType::F32 => Type::F32,
                    wasmparser::ValType::F64 => Type::F64,
                    _ => Type::I64,
                }],
            ),
            BlockType::FuncType(i) => {
                let sig = &self.env.sigs[self.env.canon[i as usize] as usize];
                (sig.params.clone(), sig.results.clone())
            }
        }
    }

    fn next_assigned(&mut self) -> Vec<u32> {
        self.construct += 1;
        std::mem::take(&mut self.assigned[self.construct - 1])
    }

    fn end_block(&mut self, data: InstData) {
        self.effect(data);
        self.dead = Some(0);
    }

    /// Passes over an operator that can't be reached.
    pub fn skip(&mut self, op: &Operator<'_>) {
        let depth = self.dead.expect("only called in dead code");
        match op {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                self.construct += 1;
                self.dead = Some(depth + 1);
            }
            Operator::End if depth > 0 => self.dead = Some(depth - 1),
            Operator::Else if depth == 0 => self.begin_else(),
            Operator::End => self.end(),
            _ => {}
        }
    }

    fn begin_else(&mut self) {
        let frame = self.frames.last_mut().expect("validated");
        let (other, params, locals) = frame.other.take().expect("validated");
        let height = frame.height;
        if self.dead.is_none() {
            let e = self.edge(0);
            self.effect(InstData::Jump(e));
        }
        self.dead = None;
        self.stack.truncate(height);
        self.stack.extend(params);
        self.locals = locals;
        self.switch(other);
    }

    fn end(&mut self) {
        if self.frames.last().is_some_and(|f| f.other.is_some()) {
            // An `if` without `else`: its parameters are its results.
            self.begin_else();
        }
        let depth_zero = self.frames.len() == 1;
        let used = self.frames.last().is_some_and(|f| f.exit_used);
        if depth_zero && !used {
            self.frames.pop();
            if self.dead.is_none() {
                let values = self.pop_n(self.f.results.len());
                self.effect(InstData::Return(values));
            }
            // The exit of the body has no edges; it must still be a block.
            self.switch(Block(1));
            self.effect(InstData::Trap(TrapCode::Unreachable));
            return;
        }
        if self.frames.last().is_some_and(|f| f.exit.is_none()) {
            // The end of a loop: what follows goes on in the same block, if it can be reached.
            self.frames.pop();
            return;
        }
        if self.dead.is_none() {
            let e = self.edge(0);
            self.effect(InstData::Jump(e));
        }
        let frame = self.frames.pop().expect("validated");
        let exit = frame.exit.expect("loops were dealt with");
        self.stack.truncate(frame.height);
        if !frame.exit_used {
            self.switch(exit);
            self.effect(InstData::Trap(TrapCode::Unreachable));
            self.dead = Some(0);
            return;
        }
        self.dead = None;
        self.enter(exit, self.f.blocks[exit.index()].params.len() - frame.locals.len(), &frame.locals);
        if depth_zero {
            let values = self.pop_n(self.f.results.len());
            self.effect(InstData::Return(values));
        }
    }

    fn call_results(&mut self, data: InstData, results: &[Type]) {
        let i = self.f.push(self.block, data, results, self.loc);
        self.stack.extend(self.f.results(i));
    }

    /// Translates the operator if it is of this family.
    pub fn control(&mut self, op: &Operator<'_>) -> Result<bool, Error> {
        match op {
            Operator::Unreachable => self.end_block(InstData::Trap(TrapCode::Unreachable)),
            Operator::Block { blockty } => {
                let (params, results) = self.block_types(*blockty);
                let locals = self.next_assigned();
                let exit = self.join(&results, &locals);
                let height = self.stack.len() - params.len();
                let arity = results.len();
                self.frames.push(Frame { label: exit, arity, locals, height, exit: Some(exit), exit_used: false, other: None });
            }
            Operator::Loop { blockty } => {
                let (params, _) = self.block_types(*blockty);
                let locals = self.next_assigned();
                let header = self.join(&params, &locals);
                let arity = params.len();
                let height = self.stack.len() - arity;
                let frame = Frame { label: header, arity, locals, height, exit: None, exit_used: false, other: None };
                self.frames.push(frame);
                let e = self.edge(0);
                self.effect(InstData::Jump(e));
                self.stack.truncate(height);
                let locals = self.frames.last().map(|f| f.locals.clone()).unwrap_or_default();
                self.enter(header, arity, &locals);
            }
            Operator::If { blockty } => {
                let cond = self.pop();
                let (params, results) = self.block_types(*blockty);
                let locals = self.next_assigned();
                let (then, other) = (self.f.add_block(), self.f.add_block());
                let exit = self.join(&results, &locals);
                let height = self.stack.len() - params.len();
                let edge = |to| Edge { to, args: Vec::new() };
                self.effect(InstData::BrIf { cond, then: edge(then), other: edge(other) });
                self.frames.push(Frame {
                    label: exit,
                    arity: results.len(),
                    locals,
                    height,
                    exit: Some(exit),
                    exit_used: false,
                    other: Some((other, self.stack[height..].to_vec(), self.locals.clone())),
                });
                self.switch(then);
            }
            Operator::Else => self.begin_else(),
            Operator::End => self.end(),
            Operator::Br { relative_depth } => {
                let e = self.edge(*relative_depth);
                self.end_block(InstData::Jump(e));
            }
            Operator::BrIf { relative_depth } => {
                let cond = self.pop();
                let then = self.edge(*relative_depth);
                let next = self.f.add_block();
                self.effect(InstData::BrIf { cond, then, other: Edge { to: next, args: Vec::new() } });
                self.switch(next);
            }
            Operator::BrTable { targets } => {
                let index = self.pop();
                let mut edges = Vec::with_capacity(targets.len() as usize + 1);
                for t in targets.targets() {
                    edges.push(self.edge(t?));
                }
                edges.push(self.edge(targets.default()));
                // With a default only, the index decides nothing.
                let only = if edges.len() == 1 { edges.pop() } else { None };
                self.end_block(match only {
                    Some(e) => InstData::Jump(e),
                    None => InstData::BrTable { index, targets: edges },
                });
            }
            Operator::Return => {
                let values = self.pop_n(self.f.results.len());
                self.end_block(InstData::Return(values));
            }
            Operator::Call { function_index } => {
                let sig = self.env.func_sig(*function_index);
                let args = self.pop_n(sig.params.len());
                self.call_results(InstData::Call { func: *function_index, args }, &sig.results);
            }
            Operator::CallIndirect { type_index, table_index } => {
                let index = self.pop();
                let ty = self.env.canon[*type_index as usize];
                let sig = &self.env.sigs[ty as usize];
                let args = self.pop_n(sig.params.len());
                self.call_results(InstData::CallIndirect { table: *table_index, ty, index, args }, &sig.results);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}
