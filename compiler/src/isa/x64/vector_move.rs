//! Moves between memory and vector registers of 16, 32 and 64 bytes, for routines that are written once for all three: SSE, VEX and
//! EVEX forms (Intel SDM volume 2, 2.3 and 2.7). Vectors of 64 bytes are in zmm16 and on, which no compiled code uses and which leave
//! nothing to clean up (no `vzeroupper`).

/// Width of the vectors that a routine moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// 16 bytes.
    Sse,
    /// 32 bytes.
    Avx,
    /// 64 bytes.
    Avx512,
}

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// Load from any address.
    Load,
    /// Store to any address.
    Store,
    /// Store past the caches, to an address that is a multiple of the width.
    Stream,
}

/// Registers that a place can be made of, by number.
pub const RAX: u8 = 0;
/// The index of places, too.
pub const RCX: u8 = 1;
/// See [`RAX`].
pub const RDX: u8 = 2;
/// See [`RAX`].
pub const RSI: u8 = 6;
/// See [`RAX`].
pub const RDI: u8 = 7;

/// A place in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Base register.
    base: u8,
    /// Whether rcx is added.
    plus_rcx: bool,
    /// Displacement.
    disp: i32,
}

impl Place {
    /// `[base + disp]`.
    pub fn at(base: u8, disp: i32) -> Place {
        Place { base, plus_rcx: false, disp }
    }

    /// `[base + rcx + disp]`.
    pub fn end(base: u8, disp: i32) -> Place {
        Place { base, plus_rcx: true, disp }
    }
}

impl Width {
    /// In bytes.
    pub const fn bytes(self) -> i32 {
        match self {
            Width::Sse => 16,
            Width::Avx => 32,
            Width::Avx512 => 64,
        }
    }

    /// One instruction on register `n` of nine: xmm0–8, ymm0–8, zmm16–24.
    pub fn encode(self, op: Op, n: u8, p: Place) -> Vec<u8> {
        debug_assert!(n < 9);
        let high = n >= 8;
        // Prefix 66, F3 or none; opcode in map 0F.
        let (prefix, opcode) = match (op, self) {
            (Op::Load, Width::Sse) => (0, 0x10),
            (Op::Store, Width::Sse) => (0, 0x11),
            (Op::Load, _) => (0xf3, 0x6f),
            (Op::Store, _) => (0xf3, 0x7f),
            (Op::Stream, _) => (0x66, 0xe7),
        };
        let pp = match prefix {
            0x66 => 1,
            0xf3 => 2,
            _ => 0,
        };
        let mut out = Vec::with_capacity(11);
        match self {
            Width::Sse => {
                out.extend((prefix != 0).then_some(prefix));
                out.extend(high.then_some(0x44));
                out.push(0x0f);
            }
            Width::Avx => out.extend([0xc5, u8::from(!high) << 7 | 0b1111 << 3 | 1 << 2 | pp]),
            Width::Avx512 => {
                let wide = u8::from(op != Op::Stream);
                out.extend([0x62, if high { 0x61 } else { 0xe1 }, wide << 7 | 0b1111 << 3 | 1 << 2 | pp, 0x48]);
            }
        }
        out.push(opcode);
        // EVEX counts short displacements in vectors.
        let unit = if self == Width::Avx512 { 64 } else { 1 };
        let short = if p.disp % unit == 0 { i8::try_from(p.disp / unit).ok() } else { None };
        let mode = match short {
            Some(0) => 0,
            Some(_) => 1,
            None => 2,
        };
        let reg = (n & 7) << 3;
        match p.plus_rcx {
            true => out.extend([mode << 6 | reg | 4, RCX << 3 | p.base]),
            false => out.push(mode << 6 | reg | p.base),
        }
        match short {
            Some(0) => {}
            Some(d) => out.push(d as u8),
            None => out.extend(p.disp.to_le_bytes()),
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced_x86::{Decoder, DecoderOptions, Mnemonic, Register};

    #[test]
    fn forms_decode_to_what_was_meant() {
        let bases = [(RAX, Register::RAX), (RCX, Register::RCX), (RDX, Register::RDX), (RSI, Register::RSI), (RDI, Register::RDI)];
        for w in [Width::Sse, Width::Avx, Width::Avx512] {
            for op in [Op::Load, Op::Store, Op::Stream] {
                for n in 0..9 {
                    for (base, name) in bases {
                        for disp in [0, 1, 16, 64, -64, 127, 128, -128, 8128, -8192, 8192, 0x12340] {
                            for p in [Place::at(base, disp), Place::end(base, disp)] {
                                let bytes = w.encode(op, n, p);
                                let i = Decoder::new(64, &bytes, DecoderOptions::NONE).decode();
                                assert_eq!(i.len(), bytes.len(), "{w:?} {op:?} {n} {p:?}: {i:?}");
                                let want = match (op, w) {
                                    (Op::Load | Op::Store, Width::Sse) => Mnemonic::Movups,
                                    (Op::Load | Op::Store, Width::Avx) => Mnemonic::Vmovdqu,
                                    (Op::Load | Op::Store, Width::Avx512) => Mnemonic::Vmovdqu64,
                                    (Op::Stream, Width::Sse) => Mnemonic::Movntdq,
                                    (Op::Stream, _) => Mnemonic::Vmovntdq,
                                };
                                assert_eq!(i.mnemonic(), want);
                                assert_eq!(i.memory_size().size() as i32, w.bytes());
                                let reg = if op == Op::Load { i.op0_register() } else { i.op1_register() };
                                let first = [Register::XMM0, Register::YMM0, Register::ZMM16][w as usize];
                                assert_eq!(reg as u32, first as u32 + u32::from(n));
                                assert_eq!((i.memory_base(), i.memory_displacement64() as i64), (name, disp.into()));
                                let index = if p.plus_rcx { Register::RCX } else { Register::None };
                                assert_eq!((i.memory_index(), i.memory_index_scale()), (index, 1));
                            }
                        }
                    }
                }
            }
        }
    }
}
