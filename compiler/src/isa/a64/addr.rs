//! How code reaches a field of vmctx. Input: the field's offset from V (negative) and the width of the access;
//! output: the shortest sequence. Knows the two pinned registers and nothing of the fields.

use wazc_abi::callconv::a64 as cc;

/// The way to a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// One access: this register and a scaled immediate.
    Scaled { base: u8, offset: u32 },
    /// One access: V and an unscaled immediate, −256…255.
    Unscaled(i32),
    /// `sub tmp, FIELDS, #pages, lsl #12`, then an access to `[tmp, #offset]`, scaled.
    Paged { pages: u32, offset: u32 },
    /// The offset in a register, added to V.
    Indexed(i32),
}

/// The way to `offset` from V for an access of `bytes` (a power of two up to 16).
pub fn reach(offset: i32, bytes: u32) -> Reach {
    let scaled = |o: i64| o >= 0 && o % i64::from(bytes) == 0 && o / i64::from(bytes) < 4096;
    let from_fields = i64::from(offset) + i64::from(cc::FIELDS_BIAS);
    if scaled(from_fields) {
        return Reach::Scaled { base: cc::FIELDS, offset: from_fields as u32 };
    }
    if scaled(offset.into()) {
        return Reach::Scaled { base: cc::V, offset: offset as u32 };
    }
    if (-256..256).contains(&offset) {
        return Reach::Unscaled(offset);
    }
    // Below FIELDS: as many pages down as leave a small distance up.
    let pages = (-from_fields + 4095) / 4096;
    let up = from_fields + pages * 4096;
    if (1..4096).contains(&pages) && scaled(up) {
        return Reach::Paged { pages: pages as u32, offset: up as u32 };
    }
    Reach::Indexed(offset)
}

/// A 64-bit constant as an instruction `movz` or `movn` and `movk`s: (inverted, first, others), each 16 bits and how
/// far left. The fewest that these three can do.
pub fn wide(value: u64) -> (bool, (u16, u8), Vec<(u16, u8)>) {
    let parts = |v: u64| (0..4).map(move |i| ((v >> (16 * i)) as u16, 16 * i as u8));
    let ones = parts(value).filter(|p| p.0 == 0xffff).count();
    let zeros = parts(value).filter(|p| p.0 == 0).count();
    let inverted = ones > zeros;
    let idle = if inverted { 0xffff } else { 0 };
    let mut rest = parts(value).filter(|p| p.0 != idle);
    let first = rest.next().unwrap_or((idle, 0));
    let first = (if inverted { !first.0 } else { first.0 }, first.1);
    (inverted, first, rest.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_way() {
        let b = cc::FIELDS_BIAS;
        assert_eq!(reach(-8, 8), Reach::Scaled { base: cc::FIELDS, offset: b as u32 - 8 });
        assert_eq!(reach(-b, 8), Reach::Scaled { base: cc::FIELDS, offset: 0 });
        // A word of 4 bytes: the scaled immediate ends where V is.
        assert_eq!(reach(-4, 4), Reach::Scaled { base: cc::FIELDS, offset: b as u32 - 4 });
        assert_eq!(reach(0, 4), Reach::Scaled { base: cc::V, offset: 0 });
        assert_eq!(reach(-1, 8), Reach::Unscaled(-1));
        assert_eq!(reach(-b - 8, 8), Reach::Paged { pages: 1, offset: 4088 });
        assert_eq!(reach(-b - 4096, 8), Reach::Paged { pages: 1, offset: 0 });
        assert_eq!(reach(-b - 4104, 8), Reach::Paged { pages: 2, offset: 4088 });
        assert_eq!(reach(-b - 4095 * 4096, 8), Reach::Paged { pages: 4095, offset: 0 });
        assert_eq!(reach(-b - 4095 * 4096 - 8, 8), Reach::Indexed(-b - 4095 * 4096 - 8));
    }

    /// What the sequences add up to is the offset, for every kind of offset.
    #[test]
    fn all_ways_lead_there() {
        for bytes in [1, 2, 4, 8, 16] {
            let far = (0..3000).map(|n| -n * 7 * bytes).chain((0..300).map(|n| -(1 << 30) + n * bytes));
            for off in (-70000..300).chain(far) {
                let at = match reach(off, bytes as u32) {
                    Reach::Scaled { base, offset } => {
                        assert!(offset.is_multiple_of(bytes as u32) && offset / (bytes as u32) < 4096);
                        offset as i32 - if base == cc::FIELDS { cc::FIELDS_BIAS } else { 0 }
                    }
                    Reach::Unscaled(o) => {
                        assert!((-256..256).contains(&o));
                        o
                    }
                    Reach::Paged { pages, offset } => {
                        assert!(pages < 4096 && offset < 4096 && offset.is_multiple_of(bytes as u32));
                        offset as i32 - cc::FIELDS_BIAS - 4096 * pages as i32
                    }
                    Reach::Indexed(o) => o,
                };
                assert_eq!(at, off);
            }
        }
    }

    #[test]
    fn constants() {
        for v in [0, 1, 0xffff, 0x1_0000, u64::MAX, -2i64 as u64, -0x1_0001i64 as u64, 0x1234_5678_9abc_def0, 0xffff_0000_ffff_1234] {
            let (inverted, first, rest) = wide(v);
            let start = u64::from(first.0) << first.1;
            let start = if inverted { !start } else { start };
            let got = rest.iter().fold(start, |a, r| a & !(0xffff << r.1) | u64::from(r.0) << r.1);
            assert_eq!(got, v, "{v:#x}");
        }
        assert_eq!(wide(-2i64 as u64), (true, (1, 0), vec![]));
        assert_eq!(wide(0x5_0000), (false, (5, 16), vec![]));
        assert_eq!(wide(u64::MAX), (true, (0, 0), vec![]));
        assert_eq!(wide(0xffff_0000_ffff_1234).2.len(), 1);
    }
}
