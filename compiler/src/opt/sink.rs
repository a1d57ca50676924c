//! Makes values where they are wanted. Input: a function without aliases; output: the same, where a pure operator whose result only blocks
//! behind its own read, which run less often, stands in these, or in a block before all of them.
//!
//! Compilers take out of loops what these do not change, whatever its use: the loop of an interpreter is entered with dozens of values
//! ready, most of them for operations that do not come, and each is spilled. A value that is made again where it is wanted
//! needs no register on the way there, but what it is made of does.
//!
//! Into a loop goes only what runs far less often there than in front of it, as the guess ([`Frequency`]) knows
//! little of how many rounds there are. Work is bounded by [`WORK`] instructions looked at for each one of the function.

use crate::ir::cfg::{dominators, reverse_postorder};
use crate::ir::frequency::Frequency;
use crate::ir::loops::Loops;
use crate::ir::{Block, Function, Inst, InstData};
use smallvec::SmallVec;

/// Instructions looked at for each one of the function.
const WORK: usize = 8;
/// Blocks whose common dominator is looked for, and how many steps up that may take.
const MOST: usize = 8;
const STEPS: usize = 64;
/// Copies of an operator.
const COPIES: usize = 6;
/// How much less often it must run, and in a loop that it was not in.
const LESS: f32 = 0.7;
const LESS_IN_LOOP: f32 = 0.5;

/// The pass.
pub fn run(f: &mut Function) {
    // Without a branch there is nowhere to go.
    if f.layout.len() < 3 {
        return;
    }
    let mut s = Sinking::new(f);
    for b in f.layout.clone().into_iter().rev() {
        let mut gone: SmallVec<[Inst; 8]> = SmallVec::new();
        for i in f.blocks[b.index()].insts.clone().into_iter().rev() {
            let targets = s.targets(f, b, i);
            if !targets.is_empty() && s.work > 0 {
                s.sink(f, b, i, &targets);
                gone.push(i);
            }
        }
        if !gone.is_empty() {
            // In the order of the block, backwards.
            let mut gone = gone.into_iter().rev().peekable();
            f.blocks[b.index()].insts.retain(|i| gone.next_if_eq(i).is_none());
        }
    }
}

/// The blocks that read a value, and how often, as long as they are few.
#[derive(Clone, Debug, Default)]
struct Uses {
    blocks: SmallVec<[(Block, u32); 2]>,
    many: bool,
}

impl Uses {
    fn add(&mut self, b: Block) {
        if let Some(u) = self.blocks.iter_mut().find(|u| u.0 == b) {
            u.1 += 1;
        } else if self.blocks.len() < MOST {
            self.blocks.push((b, 1));
        } else {
            self.many = true;
        }
    }

    fn remove(&mut self, b: Block) {
        self.blocks.iter_mut().filter(|u| u.0 == b).for_each(|u| u.1 -= 1);
        self.blocks.retain(|u| u.1 > 0);
    }

    fn has(&self, b: Block) -> bool {
        self.blocks.iter().any(|u| u.0 == b)
    }
}

struct Sinking {
    frequency: Frequency,
    loops: Loops,
    /// Blocks by their position in a reverse postorder; dominators by the same.
    order: Vec<Block>,
    idom: Vec<usize>,
    position: Vec<usize>,
    /// Of each value there was at the beginning.
    uses: Vec<Uses>,
    /// Instructions that may still be looked at.
    work: usize,
}

impl Sinking {
    fn new(f: &Function) -> Sinking {
        let order = reverse_postorder(f);
        let idom = dominators(f, &order);
        let mut position = vec![0; f.blocks.len()];
        order.iter().enumerate().for_each(|(n, b)| position[b.index()] = n);
        let loops = Loops::within(f, &order, || &idom[..]);
        let mut uses = vec![Uses::default(); f.values.len()];
        let mut work = 0;
        for &b in &f.layout {
            work += WORK * f.blocks[b.index()].insts.len();
            f.blocks[b.index()].insts.iter().for_each(|i| f.insts[i.index()].data.each_arg(|v| uses[v.index()].add(b)));
        }
        Sinking { frequency: Frequency::of(f), loops, order, idom, position, uses, work }
    }

    /// Where an instruction of a block should stand instead; nothing if it stays.
    fn targets(&self, f: &Function, b: Block, i: Inst) -> SmallVec<[Block; COPIES]> {
        let none = SmallVec::new();
        let d = &f.insts[i.index()].data;
        if f.insts[i.index()].results != 1 || !d.is_pure() || matches!(d, InstData::Const { .. } | InstData::VConst { .. } | InstData::VmBase) {
            return none;
        }
        let (uses, float) = (&self.uses[f.result(i).index()], f.ty(f.result(i)).is_float());
        if uses.many || uses.blocks.is_empty() || uses.has(b) {
            return none;
        }
        let blocks = || uses.blocks.iter().map(|u| u.0);
        let common = blocks().map(Some).reduce(|x, y| self.common(x?, y?)).flatten();
        if let Some(c) = common.filter(|c| self.pays(b, &[*c], float)) {
            return SmallVec::from_slice(&[c]);
        }
        let each: SmallVec<[Block; COPIES]> = blocks().collect();
        if each.len() <= COPIES && self.pays(b, &each, float) { each } else { none }
    }

    /// Whether blocks run less often than one before them. What takes long, as operators on floats may, never goes into a loop.
    fn pays(&self, b: Block, targets: &[Block], float: bool) -> bool {
        let deeper = |t: Block| self.loops.of(t).is_some_and(|l| !self.loops.contains(l, b));
        let less = match targets.iter().any(|t| deeper(*t)) {
            true if float => return false,
            true => LESS_IN_LOOP,
            false => LESS,
        };
        let all: f32 = targets.iter().map(|t| self.frequency.block[t.index()]).sum();
        all < less * self.frequency.block[b.index()]
    }

    /// The last block that is passed on every way to both, if it is not far.
    fn common(&self, x: Block, y: Block) -> Option<Block> {
        let (mut x, mut y) = (self.position[x.index()], self.position[y.index()]);
        for _ in 0..STEPS {
            if x == y {
                return Some(self.order[x]);
            }
            if x > y { x = self.idom[x] } else { y = self.idom[y] }
        }
        None
    }

    /// Puts an instruction in front of those that read it in each of these blocks.
    fn sink(&mut self, f: &mut Function, from: Block, i: Inst, targets: &[Block]) {
        let v = f.result(i);
        let (ty, loc) = (f.ty(v), f.insts[i.index()].loc);
        for (n, &t) in targets.iter().enumerate() {
            let insts = &f.blocks[t.index()].insts;
            let reads = |i: &Inst| {
                let mut reads = false;
                f.insts[i.index()].data.each_arg(|a| reads |= a == v);
                reads
            };
            let at = insts.iter().position(reads).unwrap_or(insts.len() - 1);
            self.work = self.work.saturating_sub(insts.len());
            let mut this = i;
            // The last one is the instruction itself.
            if n + 1 < targets.len() {
                let data = f.insts[i.index()].data.clone();
                this = f.push(t, data, &[ty], loc);
                f.blocks[t.index()].insts.pop();
                let copy = f.result(this);
                for k in at..f.blocks[t.index()].insts.len() {
                    let k = f.blocks[t.index()].insts[k];
                    f.insts[k.index()].data.each_arg_mut(|a| if *a == v { *a = copy });
                }
            }
            f.blocks[t.index()].insts.insert(at, this);
            f.insts[i.index()].data.each_arg(|a| self.uses[a.index()].add(t));
        }
        f.insts[i.index()].data.each_arg(|a| self.uses[a.index()].remove(from));
    }
}
