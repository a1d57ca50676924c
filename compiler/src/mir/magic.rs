//! Multipliers for division by a constant. Input: width and divisor; output: what to multiply by and how far to
//! shift. Correct for every dividend of the width (tested exhaustively near the edges).

/// `n / d` unsigned = `mulhi(n, mul) >> shift`, or with `add`: `(((n - h) >> 1) + h) >> (shift - 1)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// Multiplier.
    pub mul: u64,
    /// Shift.
    pub shift: u32,
    /// Whether the multiplier lacks its top bit.
    pub add: bool,
}

/// For `d` that is neither 0 nor a power of two.
pub fn unsigned(bits: u32, d: u64) -> Unsigned {
    let d = u128::from(d);
    let log = 128 - (d - 1).leading_zeros();
    for p in 0..log {
        let pow = 1u128 << (bits + p);
        let (q, r) = (pow / d, pow % d);
        if d - r <= 1 << p && (q + 1) >> bits == 0 {
            return Unsigned { mul: (q + 1) as u64, shift: p, add: false };
        }
    }
    let k = bits + log;
    let q = if k == 128 { u128::MAX / d } else { (1u128 << k) / d };
    let m = q + 1;
    Unsigned { mul: (m - (1u128 << bits)) as u64, shift: log, add: true }
}

/// `n / d` signed: `h = mulhi(n, mul)`; `h += n` if d > 0 > mul, `h -= n` if d < 0 < mul; `h >>= shift`; add its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Multiplier, sign-extended from the width.
    pub mul: i64,
    /// Arithmetic shift.
    pub shift: u32,
}

/// For `|d|` ≥ 2.
pub fn signed(bits: u32, d: i64) -> Signed {
    let ad = u128::from(d.unsigned_abs());
    let t = (1u128 << (bits - 1)) + u128::from(d < 0);
    let nc = t - 1 - t % ad;
    let mut p = bits;
    while p < 2 * bits - 1 && (1u128 << p) <= nc * (ad - (1u128 << p) % ad) {
        p += 1;
    }
    let pow = 1u128 << p;
    let m = (pow + ad - pow % ad) / ad;
    let m = if d < 0 { (m as u64).wrapping_neg() } else { m as u64 };
    let mul = if bits == 32 { i64::from(m as u32 as i32) } else { m as i64 };
    Signed { mul, shift: p - bits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divides() {
        let edge: Vec<u64> = (0..70)
            .flat_map(|i| [i, u64::MAX - i, (1 << 31) - 35 + i, (1 << 32) - 35 + i, (1 << 63) - 35 + i, i * 0x1234_5678_9abc])
            .collect();
        for &d in &edge {
            for &n in &edge {
                if d > 2 && !d.is_power_of_two() {
                    let u = unsigned(64, d);
                    let h = ((u128::from(n) * u128::from(u.mul)) >> 64) as u64;
                    let q = if u.add { (((n - h) >> 1) + h) >> (u.shift - 1) } else { h >> u.shift };
                    assert_eq!(q, n / d, "{n} / {d}");
                }
                let (n4, d4) = (n as u32, d as u32);
                if d4 > 2 && !d4.is_power_of_two() {
                    let u = unsigned(32, d4.into());
                    let h = ((u64::from(n4) * u.mul) >> 32) as u32;
                    let q = if u.add { (((n4 - h) >> 1) + h) >> (u.shift - 1) } else { h >> u.shift };
                    assert_eq!(q, n4 / d4);
                }
                let (n, d) = (n as i64, d as i64);
                if d.unsigned_abs() >= 2 {
                    let s = signed(64, d);
                    let mut h = ((i128::from(n) * i128::from(s.mul)) >> 64) as i64;
                    if d > 0 && s.mul < 0 { h = h.wrapping_add(n) }
                    if d < 0 && s.mul > 0 { h = h.wrapping_sub(n) }
                    h >>= s.shift;
                    h += (h as u64 >> 63) as i64;
                    assert_eq!(h, n / d, "{n} / {d}");
                }
                let (n, d) = (n as i32, d as i32);
                if d.unsigned_abs() >= 2 {
                    let s = signed(32, d.into());
                    let mut h = ((i64::from(n) * s.mul) >> 32) as i32;
                    if d > 0 && s.mul < 0 { h = h.wrapping_add(n) }
                    if d < 0 && s.mul > 0 { h = h.wrapping_sub(n) }
                    h >>= s.shift;
                    h += (h as u32 >> 31) as i32;
                    assert_eq!(h, n / d, "{n} / {d}");
                }
            }
        }
    }
}
