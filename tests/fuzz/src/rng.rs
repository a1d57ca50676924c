//! Pseudo-random numbers. The same seed yields the same numbers everywhere and always.

/// SplitMix64.
#[derive(Clone, Debug)]
pub struct Rng(u64);

/// Mixes the bits of a number.
pub fn mix(x: u64) -> u64 {
    let z = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Hash of bytes, eight at a time.
pub fn hash(start: u64, bytes: &[u8]) -> u64 {
    let mut lanes = [start, !start, start.rotate_left(17), start.rotate_left(43) ^ bytes.len() as u64];
    let mut chunks = bytes.chunks_exact(32);
    for c in &mut chunks {
        for (lane, w) in lanes.iter_mut().zip(c.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*w)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        }
    }
    for b in chunks.remainder() {
        lanes[0] = (lanes[0] ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    lanes.iter().fold(start, |h, l| mix(h ^ l))
}

impl Rng {
    /// Numbers of a seed.
    pub fn new(seed: u64) -> Rng {
        Rng(mix(seed ^ 0x77a2_c0de))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// A number in a range, both ends included.
    pub fn range(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from + 1)
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A 32-bit integer: mostly edges and small numbers.
    pub fn i32(&mut self) -> i32 {
        const EDGES: [u32; 20] = [
            0, 1, 2, 3, 7, 8, 31, 32, 63, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0x8000_0001,
            0xffff_fffe, 0xffff_ffff,
        ];
        match self.below(10) {
            0..=4 => self.pick(&EDGES) as i32,
            5 => 1i32.wrapping_shl(self.bits() as u32),
            6 => self.below(1000) as i32,
            7 => -(self.below(1000) as i32),
            8 => (self.bits() as u32 >> self.below(32)) as i32,
            _ => self.bits() as i32,
        }
    }

    /// A 64-bit integer: mostly edges and small numbers.
    pub fn i64(&mut self) -> i64 {
        const EDGES: [u64; 14] = [
            0,
            1,
            2,
            63,
            64,
            0x7fff_ffff,
            0x8000_0000,
            0xffff_ffff,
            0x1_0000_0000,
            0xffff_ffff_7fff_ffff,
            0xffff_ffff_8000_0000,
            0x7fff_ffff_ffff_ffff,
            0x8000_0000_0000_0000,
            0xffff_ffff_ffff_ffff,
        ];
        match self.below(10) {
            0..=3 => self.pick(&EDGES) as i64,
            4 => 1i64.wrapping_shl(self.bits() as u32),
            5 => i64::from(self.i32()),
            6 => i64::from(self.i32() as u32),
            7 => (self.bits() >> self.below(64)) as i64,
            _ => self.bits() as i64,
        }
    }

    /// Bits of a 32-bit float: edges of arithmetic and of conversions, and anything.
    pub fn f32(&mut self) -> u32 {
        const EDGES: [f32; 24] = [
            0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 127.0, 255.5, 32768.0, 8388607.5, 8388608.0, 2147483520.0,
            2147483648.0, -2147483648.0, 4294967040.0, 4294967296.0, 9.223_372e18, 1.844_674_4e19, f32::MAX, f32::MIN_POSITIVE,
        ];
        const BITS: [u32; 8] =
            [0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0xffc0_0000, 0x7f80_0001, 0x7fff_ffff, 1, 0x8000_0001];
        match self.below(10) {
            0..=4 => self.pick(&EDGES).to_bits(),
            5 => self.pick(&BITS),
            6 => (self.i32() as f32).to_bits(),
            7 => (self.i64() as f32).to_bits(),
            _ => self.bits() as u32,
        }
    }

    /// Bits of a 64-bit float.
    pub fn f64(&mut self) -> u64 {
        const EDGES: [f64; 22] = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            1.5,
            2.5,
            0.1,
            2147483647.0,
            2147483647.5,
            2147483648.0,
            -2147483648.9,
            -2147483649.0,
            4294967295.5,
            4294967296.0,
            4503599627370497.5,
            9.223372036854775e18,
            9.223372036854775808e18,
            1.8446744073709552e19,
            f64::MAX,
            f64::MIN_POSITIVE,
        ];
        const BITS: [u64; 6] =
            [0x7ff0_0000_0000_0000, 0xfff0_0000_0000_0000, 0x7ff8_0000_0000_0000, 0xfff8_0000_0000_0001, 0x7ff0_0000_0000_0001, 1];
        match self.below(10) {
            0..=4 => self.pick(&EDGES).to_bits(),
            5 => self.pick(&BITS),
            6 => f64::from(self.i32()).to_bits(),
            7 => (self.i64() as f64).to_bits(),
            8 => f64::from(f32::from_bits(self.f32())).to_bits(),
            _ => self.bits(),
        }
    }
}
