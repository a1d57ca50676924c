//! Values that are made one: disjoint sets, each with a name. Nearly linear in what is asked.

use regalloc2::VReg;

/// The sets; at first each value is one by itself.
pub(super) struct Classes(Vec<u32>);

impl Classes {
    /// For so many values.
    pub fn new(values: usize) -> Classes {
        Classes((0..values as u32).collect())
    }

    /// The name of a value's set; shortens the way for the next time.
    pub fn of(&mut self, v: VReg) -> u32 {
        let mut at = v.vreg() as u32;
        while self.0[at as usize] != at {
            let up = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = up;
            at = up;
        }
        at
    }

    /// Joins two sets; the second one's name stays.
    pub fn join(&mut self, a: VReg, b: VReg) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a as usize] = b;
    }
}
