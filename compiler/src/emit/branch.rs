//! Branch relaxation and the padding of loops. Input: a function's code in which every branch within it has its short
//! form and no loop is padded, the branches, the loops and the labels; output: the code with each branch in the
//! shortest form that reaches and each loop where [`alignment`] wants it, and every table of positions moved along.
//! What the forms are, a target says ([`Form`]).
//!
//! All branches start short; a pass lengthens those that do not reach, which may push others out of reach, until
//! nothing changes: the least solution. Branches only grow, and after [`PASSES`] passes all that could still grow do
//! so at once, so time is linear in code and branches. Meanwhile padding counts as the most that it may be: what it
//! becomes, from front to back, makes distances only shorter. Each distance is checked when it is written.

use super::{FuncCode, alignment};

const PASSES: usize = 20;
const MAX_CODE: u64 = 1 << 30;

/// A branch of a target's: what it is, apart from its place and where it leads. Distances count from the first byte.
pub trait Form: Copy {
    /// Bytes of the short form.
    const SHORT: u32;
    /// Bytes by which the long form is longer; 0 where there is none.
    fn growth(self) -> u32;
    /// Whether the short form reaches this far.
    fn reaches(self, distance: i64) -> bool;
    /// Appends the form; `None` where it does not reach.
    fn write(self, long: bool, distance: i64, code: &mut Vec<u8>) -> Option<()>;
    /// Most bytes of padding before a loop: whole instructions.
    const MOST_PADDING: u32;
    /// Appends this many bytes that do nothing, as few instructions as can be.
    fn pad(bytes: u32, code: &mut Vec<u8>);
}

/// A place in the code that branches go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(u32);

#[derive(Clone, Copy, Debug)]
struct Place {
    /// Position among the short forms.
    at: u32,
    /// Number of items before it.
    items: u32,
}

/// What may grow.
#[derive(Clone, Copy, Debug)]
struct Item<F> {
    at: u32,
    /// The branch; `None` for the padding before a loop.
    form: Option<F>,
    /// Where the branch leads, or the loop's end.
    to: Label,
}

impl<F: Form> Item<F> {
    fn growth(&self) -> u32 {
        self.form.map_or(F::MOST_PADDING, F::growth)
    }

    /// Bytes of the short form.
    fn short(&self) -> u32 {
        if self.form.is_some() { F::SHORT } else { 0 }
    }
}

/// The branches, the padding and the labels of a function. Labels 0, 1, … are those of the blocks.
#[derive(Debug)]
pub struct Branches<F> {
    list: Vec<Item<F>>,
    labels: Vec<Option<Place>>,
}

impl<F: Form> Branches<F> {
    /// With this many blocks.
    pub fn new(blocks: usize) -> Self {
        Branches { list: Vec::new(), labels: vec![None; blocks] }
    }

    /// The label of a block.
    pub fn block(b: u32) -> Label {
        Label(b)
    }

    /// A new label.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// The label is at the end of `code`.
    pub fn bind(&mut self, label: Label, code: &[u8]) {
        self.labels[label.0 as usize] = Some(Place { at: code.len() as u32, items: self.list.len() as u32 });
    }

    /// Appends the short form of a branch.
    pub fn branch(&mut self, form: F, to: Label, code: &mut Vec<u8>) {
        self.list.push(Item { at: code.len() as u32, form: Some(form), to });
        code.resize(code.len() + F::SHORT as usize, 0);
    }

    /// A loop that is to be padded begins at the end of `code`. Gives the label of its end.
    pub fn begin_loop(&mut self, code: &[u8]) -> Label {
        let to = self.label();
        self.list.push(Item { at: code.len() as u32, form: None, to });
        to
    }

    fn place(&self, l: Label) -> Result<Place, String> {
        self.labels[l.0 as usize].ok_or_else(|| format!("branch to label {}, which is nowhere", l.0))
    }

    /// For each item, and for the end, the number of bytes by which those before it grow.
    fn relax(&self) -> Result<Vec<u32>, String> {
        let n = self.list.len();
        let targets = self.list.iter().map(|b| self.place(b.to)).collect::<Result<Vec<_>, _>>()?;
        let mut long: Vec<bool> = self.list.iter().map(|b| b.form.is_none()).collect();
        let mut shift = vec![0; n + 1];
        sum(&self.list, |i| long[i], &mut shift);
        for pass in 0..=PASSES {
            let mut changed = false;
            if pass == PASSES {
                sum(&self.list, |_| true, &mut shift);
            }
            for (i, (b, t)) in self.list.iter().zip(&targets).enumerate() {
                let Some(form) = b.form.filter(|f| !long[i] && f.growth() > 0) else { continue };
                // A forward branch counts as short itself, whatever its form is assumed to be.
                let own = if t.items as usize > i { shift[i + 1] } else { shift[i] };
                let d = i64::from(t.at + shift[t.items as usize]) - i64::from(b.at + own);
                if !form.reaches(d) {
                    long[i] = true;
                    changed = true;
                }
            }
            if changed || pass == PASSES {
                sum(&self.list, |i| long[i], &mut shift);
            }
            if !changed {
                break;
            }
        }
        // The padding of each loop, now that all before it have theirs.
        let (mut assumed, mut before) = (0, 0);
        for (i, (b, end)) in self.list.iter().zip(&targets).enumerate() {
            let growth = shift[i + 1] - assumed;
            assumed = shift[i + 1];
            shift[i] = before;
            before += if b.form.is_some() {
                growth
            } else {
                let len = end.at + shift[end.items as usize] - b.at - assumed;
                alignment::padding(b.at + before, len, F::MOST_PADDING)
            };
        }
        shift[n] = before;
        Ok(shift)
    }

    /// Chooses the forms and the padding.
    pub fn finish(self, out: &mut FuncCode) -> Result<(), String> {
        let short = std::mem::take(&mut out.code);
        if short.len() as u64 + self.list.iter().map(|b| u64::from(b.growth())).sum::<u64>() > MAX_CODE {
            return Err("function too large".into());
        }
        let shift = self.relax()?;
        let position = |p: Place| p.at + shift[p.items as usize];
        let mut code = Vec::with_capacity(short.len() + shift[self.list.len()] as usize);
        let mut done = 0;
        for (i, b) in self.list.iter().enumerate() {
            let at = b.at as usize;
            code.extend_from_slice(&short[done..at]);
            done = at + b.short() as usize;
            let Some(form) = b.form else {
                F::pad(shift[i + 1] - shift[i], &mut code);
                continue;
            };
            let distance = i64::from(position(self.place(b.to)?)) - code.len() as i64;
            form.write(shift[i + 1] != shift[i], distance, &mut code)
                .ok_or_else(|| format!("function too large: the branch at {at:#x} does not reach"))?;
        }
        code.extend_from_slice(&short[done..]);
        out.code = code;
        if self.list.iter().any(|b| b.form.is_none()) {
            out.align = alignment::LINE;
        }

        self.move_along(out.traps.iter_mut().map(|r| &mut r.0), &shift);
        self.move_along(out.source.iter_mut().map(|r| &mut r.0), &shift);
        self.move_along(out.unwind.iter_mut().map(|r| &mut r.0), &shift);
        self.move_along(out.refs.iter_mut().map(|r| &mut r.at), &shift);
        // Until now the targets were blocks.
        for t in out.tables.iter_mut().flatten() {
            *t = position(self.place(Label(*t))?);
        }
        Ok(())
    }

    /// Moves ascending positions; those of a loop's first instruction behind its padding.
    fn move_along<'a>(&self, rows: impl Iterator<Item = &'a mut u32>, shift: &[u32]) {
        let mut before = 0;
        for r in rows {
            while self.list.get(before).is_some_and(|b| b.at + b.short().min(1) <= *r) {
                before += 1;
            }
            *r += shift[before];
        }
    }
}

/// `shift[i]` becomes the growth of the items before `i` that are `long`.
fn sum<F: Form>(list: &[Item<F>], long: impl Fn(usize) -> bool, shift: &mut [u32]) {
    for (i, b) in list.iter().enumerate() {
        shift[i + 1] = shift[i] + if long(i) { b.growth() } else { 0 };
    }
}
