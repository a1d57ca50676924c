//! Selection of shuffles by their patterns. Input: two vectors and the number of each byte of the result (the second one's have 16 …
//! 31); output: one instruction where one does it, else bytes of both by `pshufb`, joined.

use super::inst::{Reg, VSrc};
use super::vec::{Vec1, Vec2, VecShift};
use super::Lower;
use crate::ir::{InstData, Lane, Value};

type Lanes = [u8; 16];

/// The numbers of wider lanes, of so many bytes, where the shuffle moves whole ones.
fn wider<const N: usize>(lanes: &Lanes, bytes: usize) -> Option<[u8; N]> {
    let whole = lanes.chunks(bytes).all(|c| usize::from(c[0]) % bytes == 0 && c.iter().zip(c[0]..).all(|(a, b)| *a == b));
    whole.then(|| std::array::from_fn(|i| lanes[i * bytes] / bytes as u8))
}

fn two_bits(lanes: [u8; 4]) -> u8 {
    lanes.iter().rev().fold(0, |all, l| all << 2 | (l & 3))
}

/// Lanes of one half of two vectors in turns.
fn interleaved(lanes: &Lanes, bytes: u8, high: bool) -> bool {
    lanes.iter().enumerate().all(|(i, l)| {
        let (n, at) = (i as u8 / bytes, i as u8 % bytes);
        let from = if high { 8 } else { 0 } + n / 2 * bytes + at;
        *l == from + n % 2 * 16
    })
}

const UNPACK: [(u8, bool, Vec2); 8] = [
    (1, false, Vec2::Punpcklbw),
    (2, false, Vec2::Punpcklwd),
    (4, false, Vec2::Punpckldq),
    (8, false, Vec2::Punpcklqdq),
    (1, true, Vec2::Punpckhbw),
    (2, true, Vec2::Punpckhwd),
    (4, true, Vec2::Punpckhdq),
    (8, true, Vec2::Punpckhqdq),
];

impl Lower<'_> {
    pub fn shuffle(&mut self, a: Value, b: Value, lanes: Lanes) -> Reg {
        let zero = |l: &Self, v| l.f.as_vector(v) == Some([0; 16]);
        if a == b || lanes.iter().all(|l| *l < 16) {
            let a = self.reg(a);
            return self.one_vector(a, lanes.map(|l| l & 15));
        }
        if lanes.iter().all(|l| *l >= 16) {
            let b = self.reg(b);
            return self.one_vector(b, lanes.map(|l| l & 15));
        }
        if zero(self, b) {
            return self.with_zeros(a, lanes.map(|l| if l < 16 { l } else { 0x80 }));
        }
        if zero(self, a) {
            return self.with_zeros(b, lanes.map(|l| if l < 16 { 0x80 } else { l - 16 }));
        }
        let (a, b) = (self.reg(a), self.reg(b));
        let exchanged = lanes.map(|l| l ^ 16);
        if let Some(r) = self.two_vectors(a, b, lanes) {
            return r;
        }
        if let Some(r) = self.two_vectors(b, a, exchanged) {
            return r;
        }
        // A number beyond 127 gives 0.
        let (from_a, from_b) = (lanes.map(|l| if l < 16 { l } else { 0x80 }), exchanged.map(|l| if l < 16 { l } else { 0x80 }));
        let a = self.v2(Vec2::Pshufb, a, VSrc::Const(from_a));
        let b = self.v2(Vec2::Pshufb, b, VSrc::Const(from_b));
        self.v2(Vec2::Por, a, VSrc::Reg(b))
    }

    fn one_vector(&mut self, a: Reg, lanes: Lanes) -> Reg {
        if let Some(l) = wider::<4>(&lanes, 4) {
            return if l == [0, 1, 2, 3] { a } else { self.v1_imm(Vec1::Pshufd, VSrc::Reg(a), Some(two_bits(l))) };
        }
        if let Some(l) = wider::<8>(&lanes, 2) {
            let (low, high) = ([l[0], l[1], l[2], l[3]], [l[4], l[5], l[6], l[7]]);
            if low.iter().all(|l| *l < 4) && high == [4, 5, 6, 7] {
                return self.v1_imm(Vec1::Pshuflw, VSrc::Reg(a), Some(two_bits(low)));
            }
            if low == [0, 1, 2, 3] && high.iter().all(|l| *l > 3) {
                return self.v1_imm(Vec1::Pshufhw, VSrc::Reg(a), Some(two_bits(high)));
            }
        }
        // Of a lane and itself.
        for (bytes, high, op) in UNPACK {
            if (0..16).all(|i| interleaved_self(i, lanes[usize::from(i)], bytes, high)) {
                return self.v2(op, a, VSrc::Reg(a));
            }
        }
        if let Some(n) = rotation(&lanes, |i| i & 15) {
            return self.v2_imm(Vec2::Palignr, a, VSrc::Reg(a), Some(n));
        }
        self.v2(Vec2::Pshufb, a, VSrc::Const(lanes))
    }

    /// Bytes of one vector, and zeros where the number is 80.
    fn with_zeros(&mut self, a: Value, lanes: Lanes) -> Reg {
        let a = self.reg(a);
        let down = (1..16u8).find(|n| (0..16u8).all(|i| lanes[usize::from(i)] == if i + n < 16 { i + n } else { 0x80 }));
        let up = (1..16u8).find(|n| (0..16u8).all(|i| lanes[usize::from(i)] == if i >= *n { i - n } else { 0x80 }));
        match (down, up) {
            (Some(n), _) => self.vshift(VecShift::Psrldq, a, n),
            (_, Some(n)) => self.vshift(VecShift::Pslldq, a, n),
            _ => {
                for (bytes, op) in [(1, Vec1::Pmovzxbw), (2, Vec1::Pmovzxwd), (4, Vec1::Pmovzxdq)] {
                    let extended = |i: u8| if i / bytes % 2 == 0 { i / bytes / 2 * bytes + i % bytes } else { 0x80 };
                    if (0..16).all(|i| lanes[usize::from(i)] == extended(i)) {
                        return self.v1(op, VSrc::Reg(a));
                    }
                }
                self.v2(Vec2::Pshufb, a, VSrc::Const(lanes))
            }
        }
    }

    /// The lower (upper) half of a shuffle's lanes at twice the width: bytes and zeros straight from the one vector that it takes
    /// them from.
    pub fn extend_shuffle(&mut self, from: Lane, high: bool, v: Value) -> Option<Reg> {
        let InstData::Shuffle { args, lanes } = *self.f.def(v)?.1 else { return None };
        let (bytes, half) = (from.bytes(), if high { 8 } else { 0 });
        let taken = |i: u8| (i % (2 * bytes) < bytes).then(|| lanes[usize::from(half + i / (2 * bytes) * bytes + i % bytes)]);
        let second = (0..16).filter_map(taken).all(|l| l >= 16);
        if !second && args[0] != args[1] && (0..16).filter_map(taken).any(|l| l >= 16) {
            return None;
        }
        let lanes = std::array::from_fn(|i| taken(i as u8).map_or(0x80, |l| l % 16));
        Some(self.with_zeros(args[usize::from(second)], lanes))
    }

    /// One instruction on both, `a` first, if one does it.
    fn two_vectors(&mut self, a: Reg, b: Reg, lanes: Lanes) -> Option<Reg> {
        if let Some(&(.., op)) = UNPACK.iter().find(|(bytes, high, _)| interleaved(&lanes, *bytes, *high)) {
            return Some(self.v2(op, a, VSrc::Reg(b)));
        }
        if let Some(l) = wider::<8>(&lanes, 2) {
            // Each word from its own place.
            if l.iter().zip(0..).all(|(l, i)| l & 7 == i) {
                let mask = l.iter().rev().fold(0, |m, l| m << 1 | (l >> 3));
                return Some(self.v2_imm(Vec2::Pblendw, a, VSrc::Reg(b), Some(mask)));
            }
        }
        if let Some(l) = wider::<4>(&lanes, 4) {
            if l[0] < 4 && l[1] < 4 && l[2] > 3 && l[3] > 3 {
                return Some(self.v2_imm(Vec2::Shufps, a, VSrc::Reg(b), Some(two_bits(l))));
            }
            // One of `b`'s in `a`.
            let other: Vec<usize> = (0..4).filter(|i| usize::from(l[*i]) != *i).collect();
            if let [at] = other[..] {
                if l[at] > 3 {
                    let imm = (l[at] & 3) << 6 | (at as u8) << 4;
                    return Some(self.v2_imm(Vec2::Insertps, a, VSrc::Reg(b), Some(imm)));
                }
            }
        }
        // Bytes of `a` from the n-th on, then those of `b`.
        let n = rotation(&lanes, |i| i)?;
        Some(self.v2_imm(Vec2::Palignr, b, VSrc::Reg(a), Some(n)))
    }
}

/// A lane's place where a vector is interleaved with itself.
fn interleaved_self(i: u8, lane: u8, bytes: u8, high: bool) -> bool {
    lane == if high { 8 } else { 0 } + i / bytes / 2 * bytes + i % bytes
}

/// By how many bytes the result is further on, if by as many everywhere.
fn rotation(lanes: &Lanes, place: impl Fn(u8) -> u8) -> Option<u8> {
    let n = lanes[0];
    ((1..16).contains(&n) && lanes.iter().zip(n..).all(|(l, at)| *l == place(at))).then_some(n)
}
