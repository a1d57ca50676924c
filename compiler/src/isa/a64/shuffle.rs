//! Selection of shuffles by their patterns. Input: two vectors and the number of each byte of the result (the second one's have 16 …
//! 31); output: one instruction where one does it, else a lookup by `tbl`.

use super::Lower;
use super::inst::{Inst, Reg};
use super::vec::{Vec1, Vec2};
use crate::ir::{Lane, Value};

type Lanes = [u8; 16];

const WIDTHS: [Lane; 4] = [Lane::I8, Lane::I16, Lane::I32, Lane::I64];

/// A lane of zeros, whose number in the second vector is not told.
const ZERO: u8 = 0x80;

/// The numbers of lanes of a width, where the shuffle moves whole ones.
fn whole(lanes: &Lanes, lane: Lane) -> Option<Vec<u8>> {
    let n = lane.bytes();
    let of = |c: &[u8]| match c {
        [ZERO, ..] => c.iter().all(|b| *b == ZERO).then_some(ZERO),
        _ => (c[0] % n == 0 && c.iter().zip(c[0]..).all(|(a, b)| *a == b)).then(|| c[0] / n),
    };
    lanes.chunks(n.into()).map(of).collect()
}

/// The operator on two vectors that makes these lanes, where one does.
fn pairs(l: &[u8]) -> Option<Vec2> {
    let count = l.len() as u8;
    let half = count / 2;
    let is = |f: &dyn Fn(u8) -> u8| l.iter().zip(0..).all(|(l, i)| *l == f(i) || *l == ZERO && f(i) >= count);
    let ops: [(Vec2, &dyn Fn(u8) -> u8); 6] = [
        (Vec2::Zip1, &|i| i / 2 + i % 2 * count),
        (Vec2::Zip2, &|i| half + i / 2 + i % 2 * count),
        (Vec2::Uzp1, &|i| 2 * i),
        (Vec2::Uzp2, &|i| 2 * i + 1),
        (Vec2::Trn1, &|i| i / 2 * 2 + i % 2 * count),
        (Vec2::Trn2, &|i| i / 2 * 2 + 1 + i % 2 * count),
    ];
    ops.into_iter().find(|(_, f)| is(f)).map(|o| o.0)
}

/// One instruction on two vectors.
enum Two {
    Op(Vec2, Lane),
    /// A lane of the second one at a place in the first.
    Lane { lane: Lane, index: u8, from: u8 },
    /// The first one from a byte on, then the second.
    Ext(u8),
}

/// The one that makes these lanes, if one does.
fn two_vectors(lanes: &Lanes) -> Option<Two> {
    for lane in WIDTHS.into_iter().rev() {
        let Some(l) = whole(lanes, lane) else { continue };
        if let Some(op) = pairs(&l) {
            return Some(Two::Op(op, lane));
        }
        let others: Vec<u8> = (0..lane.count()).filter(|i| l[usize::from(*i)] != *i).collect();
        if let [index] = others[..] {
            match l[usize::from(index)] {
                ZERO => return Some(Two::Lane { lane, index, from: 0 }),
                from if from >= lane.count() => return Some(Two::Lane { lane, index, from: from - lane.count() }),
                _ => {}
            }
        }
    }
    rotation(lanes, 31).map(Two::Ext)
}

impl Lower<'_> {
    pub fn shuffle(&mut self, a: Value, b: Value, lanes: Lanes) -> Reg {
        if a == b || lanes.iter().all(|l| *l < 16) {
            let a = self.reg(a);
            return self.one_vector(a, lanes.map(|l| l & 15));
        }
        if lanes.iter().all(|l| *l >= 16) {
            let b = self.reg(b);
            return self.one_vector(b, lanes.map(|l| l & 15));
        }
        let exchanged = lanes.map(|l| l ^ 16);
        let is_zero = |l: &Self, v| l.f.as_vector(v) == Some([0; 16]);
        if is_zero(self, a) {
            return self.with_zeros(b, a, exchanged);
        }
        if is_zero(self, b) {
            return self.with_zeros(a, b, lanes);
        }
        let (x, y) = (self.reg(a), self.reg(b));
        if let Some(two) = two_vectors(&lanes) {
            return self.two(two, x, y);
        }
        if let Some(two) = two_vectors(&exchanged) {
            return self.two(two, y, x);
        }
        let indices = self.vconst(lanes);
        let dst = self.float();
        self.b.push(Inst::Tbl2 { dst, a: x, b: y, indices });
        dst
    }

    /// Bytes of a vector, and zeros.
    fn with_zeros(&mut self, a: Value, zero: Value, lanes: Lanes) -> Reg {
        let lanes = lanes.map(|l| if l < 16 { l } else { ZERO });
        // Bytes moved up: the zeros come first.
        let up = (1..16).find(|n| lanes.iter().zip(0..).all(|(l, i)| *l == if i < *n { ZERO } else { i - n }));
        if let Some(n) = up {
            let (a, zero) = (self.reg(a), self.reg(zero));
            return self.two(Two::Ext(16 - n), zero, a);
        }
        if let Some(two) = two_vectors(&lanes) {
            let (a, zero) = (self.reg(a), self.reg(zero));
            return self.two(two, a, zero);
        }
        // Beyond the table there are zeros.
        let (a, indices) = (self.reg(a), self.vconst(lanes));
        self.vec2(Vec2::Tbl, Lane::I8, a, indices)
    }

    fn two(&mut self, two: Two, a: Reg, b: Reg) -> Reg {
        match two {
            Two::Op(op, lane) => self.vec2(op, lane, a, b),
            Two::Lane { lane, index, from } => self.lane_to_lane(lane, index, from, a, b),
            Two::Ext(n) => self.ext(a, b, n),
        }
    }

    fn one_vector(&mut self, a: Reg, lanes: Lanes) -> Reg {
        if lanes.iter().zip(0..).all(|(l, i)| *l == i) {
            return a;
        }
        for lane in WIDTHS.into_iter().rev() {
            let Some(l) = whole(&lanes, lane) else { continue };
            if l.iter().all(|n| *n == l[0]) {
                return self.dup_lane(lane, l[0], a);
            }
            // In reverse within wider ones.
            for (bytes, op) in [(8, Vec1::Rev64), (4, Vec1::Rev32), (2, Vec1::Rev16)] {
                let n = bytes / lane.bytes();
                if n > 1 && l.iter().zip(0..).all(|(l, i)| *l == i / n * n + (n - 1 - i % n)) {
                    return self.vec1(op, lane, a);
                }
            }
            // Of a vector and itself: every second lane, or the upper half of them, is the second one's.
            let count = lane.count();
            for second in [|i: u8, _: u8| i % 2 == 1, |i: u8, count: u8| i >= count / 2] {
                let both: Vec<u8> = l.iter().zip(0..).map(|(l, i)| if second(i, count) { l + count } else { *l }).collect();
                if let Some(op) = pairs(&both) {
                    return self.vec2(op, lane, a, a);
                }
            }
        }
        if let Some(n) = rotation(&lanes, 15) {
            return self.ext(a, a, n);
        }
        let indices = self.vconst(lanes);
        self.vec2(Vec2::Tbl, Lane::I8, a, indices)
    }

    fn ext(&mut self, a: Reg, b: Reg, n: u8) -> Reg {
        let dst = self.float();
        self.b.push(Inst::Ext { dst, a, b, n });
        dst
    }
}

/// By how many bytes the result is further on, if by as many everywhere.
fn rotation(lanes: &Lanes, mask: u8) -> Option<u8> {
    let n = lanes[0];
    ((1..16).contains(&n) && lanes.iter().zip(n..).all(|(l, at)| *l == at & mask || *l == ZERO && at & mask > 15)).then_some(n)
}
