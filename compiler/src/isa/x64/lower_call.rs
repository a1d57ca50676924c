//! Calls, returns, parameters. Input: IR calls and the layouts of `abi`; output: argument stores, one call
//! instruction with fixed operands, loads of overflow results.

use super::abi::CONVENTION;
use super::regs::{self, gpr};
use super::{Lower, Mem, Size};
use crate::ir::{Type, Value};
use crate::mir::call::{CallLayout, Loc};
use crate::isa::x64::inst::Reg;
use regalloc2::PReg;
use wazc_abi::builtin::Builtin;
use wazc_abi::callconv::x64 as cc;

/// The layout of a signature.
pub fn layout_of(params: &[Type], results: &[Type]) -> CallLayout {
    CONVENTION.layout(params.iter().map(|t| t.is_float()), results.iter().map(|t| t.is_float()))
}

impl Lower<'_> {
    /// Stores stack arguments; gives the register ones.
    pub fn arguments(&mut self, l: &CallLayout, args: &[Value]) -> Vec<(Reg, PReg)> {
        let mut uses = Vec::new();
        for (&loc, &v) in l.params.iter().zip(args) {
            match loc {
                Loc::Stack(off) => {
                    let ty = self.f.ty(v);
                    let sp = self.sp();
                    self.store_value(ty, Mem::base(sp, off as i32), v);
                }
                Loc::Reg(_) => {}
            }
        }
        for (&loc, &v) in l.params.iter().zip(args) {
            if let Loc::Reg(p) = loc {
                uses.push((self.reg(v), p));
            }
        }
        self.b.call(l.arg_area + l.result_area);
        uses
    }

    /// Fixed definitions for the register results.
    pub fn result_defs(&mut self, l: &CallLayout, results: &[Value]) -> Vec<(Reg, PReg)> {
        let mut defs = Vec::new();
        for (&loc, &v) in l.results.iter().zip(results) {
            if let Loc::Reg(p) = loc {
                let r = self.fresh(self.f.ty(v));
                if !self.extended[v.index()] {
                    self.set(v, r);
                }
                defs.push((r, p));
            }
        }
        defs
    }

    /// What follows a call or the entry: zero extension of the values whose upper half the convention leaves open and
    /// something wants.
    fn zero_extend(&mut self, values: &[Value], layout: &[Loc], defs: &[(Reg, PReg)]) {
        for (&loc, &v) in layout.iter().zip(values) {
            let Loc::Reg(at) = loc else { continue };
            let def = defs.iter().find(|d| d.1 == at).filter(|_| self.extended[v.index()] && self.is_used(v));
            if let Some(&(r, _)) = def {
                let r = self.copy(Size::S32, r);
                self.set(v, r);
            }
        }
    }

    /// Extends and loads results, after the call that made these definitions.
    pub fn after_call(&mut self, l: &CallLayout, results: &[Value], defs: &[(Reg, PReg)]) {
        self.zero_extend(results, &l.results, defs);
        for (&loc, &v) in l.results.iter().zip(results) {
            if let (Loc::Stack(off), true) = (loc, self.is_used(v)) {
                let sp = self.sp();
                let r = self.load_value(self.f.ty(v), Mem::base(sp, (l.arg_area + off) as i32));
                self.set(v, r);
            }
        }
    }

    /// `CallBuiltin`: integers, zero-extended.
    pub fn call_builtin(&mut self, b: Builtin, args: &[Value], result: Option<Value>) {
        let uses = args.iter().zip(cc::INT_ARGS).map(|(&v, n)| (self.index(v), gpr(n))).collect();
        let defs = match result {
            Some(v) => {
                let r = self.fresh(self.f.ty(v));
                self.set(v, r);
                vec![(r, regs::RAX)]
            }
            None => Vec::new(),
        };
        self.b.call(0);
        let (offset, v) = (self.env.layout.builtin(b), self.v());
        self.call_mem(Mem::base(v, offset), uses, defs, 0);
    }

    /// The function's parameters, at the start of the entry block.
    pub fn parameters(&mut self, params: &[Value], l: &CallLayout) {
        let mut defs = Vec::new();
        for (&loc, &v) in l.params.iter().zip(params) {
            if let (Loc::Reg(p), true) = (loc, self.is_used(v)) {
                let r = self.fresh(self.f.ty(v));
                if !self.extended[v.index()] {
                    self.set(v, r);
                }
                defs.push((r, p));
            }
        }
        self.args_inst(defs.clone());
        self.zero_extend(params, &l.params, &defs);
        for (&loc, &v) in l.params.iter().zip(params) {
            if let (Loc::Stack(off), true) = (loc, self.is_used(v)) {
                let ty = self.f.ty(v);
                let r = self.load_value(ty, self.incoming(off));
                self.set(v, r);
            }
        }
    }

    /// `Return`.
    pub fn return_values(&mut self, l: &CallLayout, values: &[Value]) {
        for (&loc, &v) in l.results.iter().zip(values) {
            if let Loc::Stack(off) = loc {
                let ty = self.f.ty(v);
                let m = self.incoming(l.arg_area + off);
                self.store_value(ty, m, v);
            }
        }
        let mut uses = Vec::new();
        for (&loc, &v) in l.results.iter().zip(values) {
            if let Loc::Reg(p) = loc {
                uses.push((self.reg(v), p));
            }
        }
        self.ret(uses, l.arg_area);
    }

}
