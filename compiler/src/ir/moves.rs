//! How a memory move of constant length is divided into accesses: what the translation and both targets know of it.

/// Longer moves are left to the stubs: as many vector registers as half of them hold this.
pub const MOST: u64 = 128;

/// Offset and width of the pieces: the widest that fit, then one that ends where the range does and overlaps the one before it where
/// that saves one.
pub fn pieces(len: u32) -> Vec<(u32, u32)> {
    let unit = match len {
        0 => return Vec::new(),
        16.. => 16,
        n => 1 << n.ilog2(),
    };
    let mut out: Vec<(u32, u32)> = (0..len / unit).map(|n| (n * unit, unit)).collect();
    if len % unit != 0 {
        let bytes = (len % unit).next_power_of_two();
        out.push((len - bytes, bytes));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn pieces_cover_the_range_and_no_more() {
        for len in 0..=super::MOST as u32 {
            let mut seen = vec![false; len as usize];
            for (at, bytes) in pieces(len) {
                assert!(bytes.is_power_of_two() && bytes <= 16);
                seen[at as usize..(at + bytes) as usize].fill(true);
            }
            assert!(seen.iter().all(|s| *s), "{len}");
        }
        assert_eq!(pieces(3), [(0, 2), (2, 1)]);
        assert_eq!(pieces(7), [(0, 4), (3, 4)]);
        assert_eq!(pieces(24), [(0, 16), (16, 8)]);
        assert_eq!(pieces(31), [(0, 16), (15, 16)]);
    }
}
