//! Encoding of a function, whatever the target: order of the blocks, rows of the source and unwind tables, code out of
//! line. Input: final code and a target's [`Encoding`]; output: bytes, rows and references. Linear.
//!
//! Branches are written short and get their final form in [`super::branch`]. Blocks that only jump on are left out.
//! Each trapping site has its own trapping instruction behind the body, so that its position tells which it was.

use super::branch::{Branches, Form, Label};
use super::{FuncCode, Ref, RefKind, RefTarget, alignment, blocks, placement};
use crate::mir::MachInst;
use crate::mir::call::Indirect;
use crate::mir::frame::Final;
use wazc_abi::trap::TrapCode;

/// How a target encodes.
pub trait Encoding: Sized {
    /// Its instructions.
    type Inst: MachInst;
    /// Its branches.
    type Branch: Form;
    /// The unwind table's value at entry.
    const ENTRY: u32;
    /// The unwind table's value where the frame is in place.
    fn body(code: &Final<Self::Inst>) -> u32;
    /// Appends an instruction. Blocks are those of `forward`; `next` is the one that follows.
    fn inst(e: &mut Emit<Self>, i: &Self::Inst, next: Option<u32>, forward: &[u32]) -> Result<(), String>;
    /// Appends a trapping instruction.
    fn trap(e: &mut Emit<Self>, code: TrapCode);
    /// Appends the call of a miss stub, out of line, and what leads back.
    fn miss(e: &mut Emit<Self>, m: &Miss);
}

/// A `call_indirect` that goes to the miss stub.
pub struct Miss {
    /// Where the code out of line begins.
    pub here: Label,
    /// The call.
    pub call: Indirect,
    /// Behind the call.
    pub back: Label,
    /// Unwind depth before the call and there.
    pub before: u32,
    /// See `before`.
    pub depth: u32,
    /// Source offset.
    pub loc: u32,
}

/// A function while it is encoded.
pub struct Emit<E: Encoding> {
    /// What there is so far.
    pub out: FuncCode,
    /// The unwind table's value here.
    pub depth: u32,
    /// Source offset here.
    pub loc: u32,
    /// Branches and labels.
    pub branches: Branches<E::Branch>,
    /// Where a trap's code begins, what it is, and of which source offset and unwind depth.
    traps: Vec<(Label, TrapCode, u32, u32)>,
    misses: Vec<Miss>,
}

/// What is done for speed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Speed {
    /// Place blocks ([`placement`]).
    pub placement: bool,
    /// Pad loops ([`alignment`]).
    pub alignment: bool,
}

/// Encodes a function.
pub fn emit<E: Encoding>(code: &Final<E::Inst>, speed: Speed) -> Result<FuncCode, String> {
    let mut e = Emit::<E>::new(code.blocks());
    let forward = blocks::thread(code);
    let frequency = (speed != Speed::default()).then(|| placement::frequency(code, &forward));
    let order = match &frequency {
        Some(f) if speed.placement => placement::order(code, f),
        _ => blocks::order(code, &forward),
    };
    let loops = frequency.filter(|_| speed.alignment).map_or_else(Vec::new, |f| alignment::loops(&f, &order));
    let mut loops = loops.into_iter().peekable();
    let mut end = None;
    let body = E::body(code);
    e.out.source.push((0, u32::MAX));
    for (n, &b) in order.iter().enumerate() {
        let next = order.get(n + 1).copied();
        if let Some(l) = loops.next_if(|l| l.start == n) {
            end = Some((l.end, e.branches.begin_loop(&e.out.code)));
        }
        e.bind(Branches::<E::Branch>::block(b));
        e.unwind(if code.framed[b as usize] { body } else { E::ENTRY });
        for i in code.block(b) {
            e.source(code.locs[i]);
            E::inst(&mut e, &code.insts[i], next, &forward)?;
        }
        if let Some((_, l)) = end.take_if(|(after, _)| *after == n + 1) {
            e.bind(l);
        }
    }
    e.finish()
}

impl<E: Encoding> Emit<E> {
    /// With this many blocks.
    pub fn new(blocks: usize) -> Self {
        Emit {
            out: FuncCode::default(),
            depth: E::ENTRY,
            loc: u32::MAX,
            branches: Branches::new(blocks),
            traps: Vec::new(),
            misses: Vec::new(),
        }
    }

    /// The position.
    pub fn at(&self) -> usize {
        self.out.code.len()
    }

    /// From here on the code is of this source offset.
    pub fn source(&mut self, loc: u32) {
        if loc != self.loc {
            self.loc = loc;
            let at = self.at() as u32;
            match self.out.source.last_mut() {
                Some(l) if l.0 == at => l.1 = loc,
                _ => self.out.source.push((at, loc)),
            }
        }
    }

    /// From here on the unwind table has this value.
    pub fn unwind(&mut self, depth: u32) {
        let at = self.at() as u32;
        self.depth = depth;
        match self.out.unwind.last_mut() {
            Some(l) if l.0 == at => l.1 = depth,
            Some(l) if l.1 == depth => {}
            _ => self.out.unwind.push((at, depth)),
        }
    }

    /// The instruction that comes here can trap.
    pub fn trap_row(&mut self, code: TrapCode) {
        let at = self.at() as u32;
        self.out.traps.push((at, code));
    }

    /// A field that comes here, or an instruction with one, refers to something outside of the function.
    pub fn reference(&mut self, kind: RefKind, to: RefTarget) {
        let at = self.at() as u32;
        self.out.refs.push(Ref { at, kind, to });
    }

    /// A reference to a new jump table; its targets are blocks until the branches are final.
    pub fn table(&mut self, kind: RefKind, targets: Vec<u32>) {
        self.reference(kind, RefTarget::Table(self.out.tables.len() as u32));
        self.out.tables.push(targets);
    }

    /// The label is here.
    pub fn bind(&mut self, label: Label) {
        self.branches.bind(label, &self.out.code);
    }

    /// Appends a branch.
    pub fn branch(&mut self, form: E::Branch, to: Label) {
        self.branches.branch(form, to, &mut self.out.code);
    }

    /// Appends a branch to a block.
    pub fn branch_to(&mut self, form: E::Branch, block: u32) {
        self.branch(form, Branches::<E::Branch>::block(block));
    }

    /// Appends a branch to code out of line that traps.
    pub fn branch_to_trap(&mut self, form: E::Branch, code: TrapCode) {
        let l = self.branches.label();
        self.branch(form, l);
        self.traps.push((l, code, self.loc, self.depth));
    }

    /// Appends a branch to the call of a miss stub. The code that `hit` appends, and the callee, which pops `pop`
    /// bytes, lead where that call returns to.
    pub fn branch_to_miss(&mut self, form: E::Branch, call: Indirect, pop: u32, hit: impl FnOnce(&mut Self)) {
        let here = self.branches.label();
        self.branch(form, here);
        hit(self);
        let back = self.branches.label();
        self.bind(back);
        self.misses.push(Miss { here, call, back, before: self.depth, depth: self.depth.wrapping_sub(pop), loc: self.loc });
    }

    /// Code out of line, then the branches.
    pub fn finish(mut self) -> Result<FuncCode, String> {
        for m in std::mem::take(&mut self.misses) {
            self.bind(m.here);
            self.source(m.loc);
            self.unwind(m.before);
            E::miss(&mut self, &m);
        }
        for (here, code, loc, depth) in std::mem::take(&mut self.traps) {
            self.bind(here);
            self.unwind(depth);
            self.source(loc);
            self.trap_row(code);
            E::trap(&mut self, code);
        }
        let end = self.at() as u32;
        self.out.source.retain(|r| r.0 < end);
        self.out.unwind.retain(|r| r.0 < end);
        self.branches.finish(&mut self.out)?;
        Ok(self.out)
    }
}
