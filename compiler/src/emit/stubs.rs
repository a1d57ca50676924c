//! The stubs of an artifact: entry trampolines, foreign calls, indirect misses, import thunks, memory moves.
//!
//! Input: the module's function types and what it needs of each, the type of each imported function, the vmctx layout,
//! and a target that writes each kind of stub. Output: one position-independent block of code with offsets into it;
//! it refers to nothing outside. What each stub promises is written in `wazc_abi::callconv`.

use super::{FuncCode, RefTarget, StubCode};
use crate::ir::ModuleEnv;
use crate::mir::call::{CallLayout, Convention};
use wazc_abi::record::{FuncType, MoveStubs, TypeStubs};
use wazc_abi::trap::TrapCode;
use wazc_abi::vmctx::VmLayout;

/// The block of stubs begins at a multiple of this, and so do the memory moves in it: places in those stand as they should in a cache line.
pub const STUB_ALIGN: u32 = 64;

/// Which stubs of a function type a module needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Needs {
    /// The host may call a defined function of the type.
    pub entry: bool,
    /// There is an imported function of the type.
    pub foreign: bool,
    /// There is a `call_indirect` of the type. Its stub continues at the foreign call's, which is made too.
    pub miss: bool,
}

/// Which stubs a module needs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ModuleNeeds {
    /// Of each type.
    pub types: Vec<Needs>,
    /// Memory moves that are not inline.
    pub moves: bool,
}

/// What a module's code needs.
pub fn needs(env: &ModuleEnv, codes: &[FuncCode]) -> ModuleNeeds {
    let mut all = vec![Needs::default(); env.types.len()];
    let (imported, defined) = env.funcs.split_at(env.imported_funcs as usize);
    imported.iter().for_each(|t| all[*t as usize].foreign = true);
    defined.iter().for_each(|t| all[*t as usize].entry = true);
    for r in codes.iter().flat_map(|c| &c.refs) {
        if let RefTarget::Miss(t) = r.to {
            all[t as usize].miss = true;
        }
    }
    ModuleNeeds { types: all, moves: codes.iter().any(|c| c.moves) }
}

/// A target's assembler of stubs, each at the current position.
pub trait Assembler {
    /// A place to continue at.
    type Label: Copy;
    /// Where arguments and results are.
    const CONVENTION: Convention;
    /// A row of the unwind table, at a stub that was just called.
    const UNWIND_CALLED: u32;
    /// Bytes written.
    fn at(&self) -> u32;
    /// Fills up to a multiple with what traps.
    fn align(&mut self, to: u32);
    /// What is collected beside the code.
    fn out(&mut self) -> &mut StubCode;
    /// A trapping instruction.
    fn trapping(&mut self);
    /// A variant of the stubs for memory moves.
    type Variant: Copy + 'static;
    /// The variants and the CPU features that they take, the best first; the last takes none.
    const VARIANTS: &[(u64, Self::Variant)];
    /// `memory.copy`; [`wazc_abi::vmctx::Moves`] lies at this offset from V.
    fn copy(&mut self, v: Self::Variant, moves: i32);
    /// `memory.fill`, likewise.
    fn fill(&mut self, v: Self::Variant, moves: i32);
    /// Entry trampoline.
    fn entry(&mut self, ty: &FuncType, l: &CallLayout);
    /// Foreign call; returns its start.
    fn foreign(&mut self, ty: &FuncType, l: &CallLayout) -> Self::Label;
    /// Indirect miss, of the type whose key lies at this offset from V and whose foreign-call stub is there.
    fn miss(&mut self, key: i32, foreign: Self::Label);
    /// Thunk of the import whose `FuncObj`'s address lies at this offset from V.
    fn thunk(&mut self, obj: i32, foreign: Self::Label);
    /// The code.
    fn finish(self) -> StubCode;

    /// From here on: CFA − stack pointer.
    fn cfa(&mut self, cfa: u32) {
        let at = self.at();
        let rows = &mut self.out().unwind;
        match rows.last_mut() {
            Some(last) if last.0 == at => last.1 = cfa,
            Some(last) if last.1 == cfa => {}
            _ => rows.push((at, cfa)),
        }
    }

    /// A trap.
    fn trap(&mut self, code: TrapCode) {
        let at = self.at();
        self.out().traps.push((at, code));
        self.trapping();
    }

    /// Begins a stub.
    fn start(&mut self) -> u32 {
        self.start_at(16)
    }

    /// Begins a stub at a multiple.
    fn start_at(&mut self, to: u32) -> u32 {
        self.align(to);
        self.cfa(Self::UNWIND_CALLED);
        self.at()
    }
}

/// Builds the stubs for the function types of a module and its imported functions (index of their types). A stub that
/// is not needed is one and the same trap without a row in the trap table.
pub fn build<A: Assembler>(mut a: A, types: &[FuncType], needs: &ModuleNeeds, imports: &[u32], layout: &VmLayout) -> StubCode {
    let variants = if needs.moves { A::VARIANTS } else { &[] };
    for &(features, v) in variants {
        let copy = a.start_at(STUB_ALIGN);
        a.copy(v, layout.moves());
        let fill = a.start_at(STUB_ALIGN);
        a.fill(v, layout.moves());
        a.out().moves.push(MoveStubs { features, copy, fill });
    }
    let unused = a.start();
    a.trapping();
    let mut stubs = vec![TypeStubs { entry: unused, foreign: unused, miss: unused }; types.len()];
    let mut labels = vec![None; types.len()];
    for (i, (ty, n)) in types.iter().zip(&needs.types).enumerate() {
        if *n == Needs::default() {
            continue;
        }
        let l = A::CONVENTION.layout_of(ty);
        if n.entry {
            stubs[i].entry = a.start();
            a.entry(ty, &l);
        }
        if n.foreign || n.miss {
            stubs[i].foreign = a.start();
            let label = a.foreign(ty, &l);
            labels[i] = Some(label);
            if n.miss {
                stubs[i].miss = a.start();
                a.miss(layout.sig_key(i as u32), label);
            }
        }
    }
    let mut thunks = Vec::with_capacity(imports.len());
    for (i, ty) in imports.iter().enumerate() {
        thunks.push(a.start());
        match labels[*ty as usize] {
            Some(label) => a.thunk(layout.imported_func(i as u32), label),
            None => a.trapping(),
        }
    }
    a.start();
    StubCode { types: stubs, thunks, ..a.finish() }
}
