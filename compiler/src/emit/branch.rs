//! Branch relaxation. Input: a function's code in which every branch within it has its short form, the branches and
//! the labels; output: the code with each branch in the shortest form that reaches, and every table of positions moved
//! along. What the forms are, a target says ([`Form`]).
//!
//! All branches start short; a pass lengthens those that do not reach, which may push others out of reach, until
//! nothing changes: the least solution. Branches only grow, and after [`PASSES`] passes all that could still grow do
//! so at once, so time is linear in code and branches. Each distance is checked when it is written.

use super::FuncCode;

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
}

/// A place in the code that branches go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(u32);

#[derive(Clone, Copy, Debug)]
struct Place {
    /// Position among the short forms.
    at: u32,
    /// Number of branches before it.
    branches: u32,
}

#[derive(Clone, Copy, Debug)]
struct Branch<F> {
    at: u32,
    form: F,
    to: Label,
}

/// The branches and labels of a function. Labels 0, 1, … are those of the blocks.
#[derive(Debug)]
pub struct Branches<F> {
    list: Vec<Branch<F>>,
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
        self.labels[label.0 as usize] = Some(Place { at: code.len() as u32, branches: self.list.len() as u32 });
    }

    /// Appends the short form of a branch.
    pub fn branch(&mut self, form: F, to: Label, code: &mut Vec<u8>) {
        self.list.push(Branch { at: code.len() as u32, form, to });
        code.resize(code.len() + F::SHORT as usize, 0);
    }

    fn place(&self, l: Label) -> Result<Place, String> {
        self.labels[l.0 as usize].ok_or_else(|| format!("branch to label {}, which is nowhere", l.0))
    }

    /// For each branch, and for the end, the number of bytes by which the branches before it grow.
    fn relax(&self) -> Result<Vec<u32>, String> {
        let n = self.list.len();
        let targets = self.list.iter().map(|b| self.place(b.to)).collect::<Result<Vec<_>, _>>()?;
        let mut long = vec![false; n];
        let mut shift = vec![0; n + 1];
        for pass in 0..=PASSES {
            let mut changed = false;
            if pass == PASSES {
                sum(&self.list, |_| true, &mut shift);
            }
            for (i, (b, t)) in self.list.iter().zip(&targets).enumerate() {
                if long[i] || b.form.growth() == 0 {
                    continue;
                }
                // A forward branch counts as short itself, whatever its form is assumed to be.
                let own = if t.branches as usize > i { shift[i + 1] } else { shift[i] };
                let d = i64::from(t.at + shift[t.branches as usize]) - i64::from(b.at + own);
                if !b.form.reaches(d) {
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
        Ok(shift)
    }

    /// Chooses the forms.
    pub fn finish(self, out: &mut FuncCode) -> Result<(), String> {
        let short = std::mem::take(&mut out.code);
        if short.len() as u64 + 4 * self.list.len() as u64 > MAX_CODE {
            return Err("function too large".into());
        }
        let shift = self.relax()?;
        let position = |p: Place| p.at + shift[p.branches as usize];
        let mut code = Vec::with_capacity(short.len() + shift[self.list.len()] as usize);
        let mut done = 0;
        for (i, b) in self.list.iter().enumerate() {
            let at = b.at as usize;
            code.extend_from_slice(&short[done..at]);
            done = at + F::SHORT as usize;
            let distance = i64::from(position(self.place(b.to)?)) - code.len() as i64;
            b.form
                .write(shift[i + 1] != shift[i], distance, &mut code)
                .ok_or_else(|| format!("function too large: the branch at {at:#x} does not reach"))?;
        }
        code.extend_from_slice(&short[done..]);
        out.code = code;

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

    /// Moves ascending positions.
    fn move_along<'a>(&self, rows: impl Iterator<Item = &'a mut u32>, shift: &[u32]) {
        let mut before = 0;
        for r in rows {
            while self.list.get(before).is_some_and(|b| b.at < *r) {
                before += 1;
            }
            *r += shift[before];
        }
    }
}

/// `shift[i]` becomes the growth of the branches before `i` that are `long`.
fn sum<F: Form>(list: &[Branch<F>], long: impl Fn(usize) -> bool, shift: &mut [u32]) {
    for (i, b) in list.iter().enumerate() {
        shift[i + 1] = shift[i] + if long(i) { b.form.growth() } else { 0 };
    }
}
