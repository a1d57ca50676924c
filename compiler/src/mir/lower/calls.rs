//! Calls, returns, parameters. Input: IR calls and the layouts of the convention; output: argument stores, one call
//! instruction with fixed operands, loads of overflow results.

use super::{Fixed, Isa, Lower, StackPlace};
use crate::ir::{Type, Value};
use crate::mir::call::{CallLayout, Kind, Loc};
use crate::mir::reg::Reg;
use regalloc2::{PReg, RegClass};
use wazc_abi::builtin::Builtin;

/// The layout of a signature.
pub(super) fn layout_of<I: Isa>(params: &[Type], results: &[Type]) -> CallLayout {
    I::CONVENTION.layout(params.iter().map(|t| Kind::of(*t)), results.iter().map(|t| Kind::of(*t)))
}

impl<I: Isa> Lower<'_, I> {
    /// Stores stack arguments; gives the register ones.
    fn arguments(&mut self, l: &CallLayout, args: &[Value]) -> Fixed {
        let mut uses = Vec::new();
        for (&loc, &v) in l.params.iter().zip(args) {
            if let Loc::Stack(off) = loc {
                I::stack_store(self, StackPlace::Outgoing(off), v);
            }
        }
        for (&loc, &v) in l.params.iter().zip(args) {
            if let Loc::Reg(p) = loc {
                uses.push((self.passed(v), p));
            }
        }
        self.b.call(l.arg_area + l.result_area);
        uses
    }

    /// The value in a register, as the convention wants it: zero-extended.
    fn passed(&mut self, v: Value) -> Reg {
        let r = self.copied(v);
        if self.f.ty(v) == Type::I32 && !self.is_zext(v) { I::zero_extend(self, r) } else { r }
    }

    /// Fixed definitions for the register results.
    fn result_defs(&mut self, l: &CallLayout, results: &[Value]) -> Fixed {
        let mut defs = Vec::new();
        for (&loc, &v) in l.results.iter().zip(results) {
            if let Loc::Reg(p) = loc {
                let r = self.fresh(self.f.ty(v));
                self.set(v, r);
                defs.push((r, p));
            }
        }
        defs
    }

    /// Loads results, after the call.
    fn after_call(&mut self, l: &CallLayout, results: &[Value]) {
        for (&loc, &v) in l.results.iter().zip(results) {
            if let (Loc::Stack(off), true) = (loc, self.is_used(v)) {
                let r = I::stack_load(self, self.f.ty(v), StackPlace::Outgoing(l.arg_area + off));
                self.set(v, r);
            }
        }
    }

    /// `Call`.
    pub(super) fn call(&mut self, func: u32, args: &[Value], results: &[Value]) {
        let sig = self.env.func_sig(func);
        let l = layout_of::<I>(&sig.params, &sig.results);
        let uses = self.arguments(&l, args);
        let defs = self.result_defs(&l, results);
        I::call(self, func, uses, defs, l.arg_area);
        self.after_call(&l, results);
    }

    /// `CallIndirect`.
    pub(super) fn call_indirect(&mut self, table: u32, ty: u32, index: Value, args: &[Value], results: &[Value]) {
        let sig = &self.env.sigs[ty as usize];
        let l = layout_of::<I>(&sig.params, &sig.results);
        let uses = self.arguments(&l, args);
        let defs = self.result_defs(&l, results);
        I::call_indirect(self, table, ty, index, uses, defs, l.arg_area);
        self.after_call(&l, results);
    }

    /// Integers, zero-extended, in the registers of the first arguments.
    fn integers(&mut self, args: &[Value]) -> Fixed {
        args.iter().zip(I::CONVENTION.int_args).map(|(&v, &n)| (self.index(v), PReg::new(n.into(), RegClass::Int))).collect()
    }

    /// `CallBuiltin`.
    pub(super) fn call_builtin(&mut self, b: Builtin, args: &[Value], result: Option<Value>) {
        let uses = self.integers(args);
        let defs = match result {
            Some(v) => {
                let r = self.fresh(self.f.ty(v));
                self.set(v, r);
                vec![(r, PReg::new(I::CONVENTION.int_results[0].into(), RegClass::Int))]
            }
            None => Vec::new(),
        };
        self.b.call(0);
        I::call_builtin(self, b, uses, defs);
    }

    /// `MemCopy` and `MemFill`: inline, or a call of the stub.
    pub(super) fn memory_move(&mut self, copy: bool, args: [Value; 3]) {
        if self.constant(args[2]).is_some_and(|len| I::inline_move(self, copy, args, len)) {
            return;
        }
        let uses = args.iter().zip(I::MOVE_ARGS).map(|(&v, n)| (self.index(v), n)).collect();
        self.b.call(0);
        I::call_bulk(self, copy, uses);
    }

    /// The function's parameters, at the start of the entry block.
    pub(super) fn parameters(&mut self, params: &[Value], l: &CallLayout) {
        let mut defs = Vec::new();
        for (&loc, &v) in l.params.iter().zip(params) {
            if let (Loc::Reg(p), true) = (loc, self.is_used(v)) {
                let r = self.fresh(self.f.ty(v));
                self.set(v, r);
                defs.push((r, p));
            }
        }
        I::args(self, defs);
        for (&loc, &v) in l.params.iter().zip(params) {
            if let (Loc::Stack(off), true) = (loc, self.is_used(v)) {
                let r = I::stack_load(self, self.f.ty(v), StackPlace::Incoming(off));
                self.set(v, r);
            }
        }
    }

    /// `Return`.
    pub(super) fn return_values(&mut self, l: &CallLayout, values: &[Value]) {
        for (&loc, &v) in l.results.iter().zip(values) {
            if let Loc::Stack(off) = loc {
                I::stack_store(self, StackPlace::Incoming(l.arg_area + off), v);
            }
        }
        let mut uses = Vec::new();
        for (&loc, &v) in l.results.iter().zip(values) {
            if let Loc::Reg(p) = loc {
                uses.push((self.passed(v), p));
            }
        }
        I::ret(self, uses, l.arg_area);
    }
}
