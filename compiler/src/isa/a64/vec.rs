//! Instructions on vectors, as a table of words (Arm ARM, C4.1: Advanced SIMD). A word is that of lanes of 8 bits, or of floats of 32;
//! the field of the width is added to it ([`width`]).

use crate::ir::Lane;

macro_rules! table {
    ($(#[$doc:meta])* $t:ident { $($name:ident $word:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs)]
        pub enum $t {
            $($name = $word,)*
        }

        impl $t {
            /// The word without registers, for a width of lanes.
            pub fn word(self, lane: Lane) -> u32 {
                self as u32 | width(lane) << 22
            }
        }
    };
}

/// The field of the width: of integers their logarithm, of floats whether they are double.
pub fn width(lane: Lane) -> u32 {
    match lane {
        Lane::I8 | Lane::F32 => 0,
        Lane::I16 | Lane::F64 => 1,
        Lane::I32 => 2,
        Lane::I64 => 3,
    }
}

table! {
    /// One operand. Where widths differ, the lanes are the narrow ones; `2` is the upper half of the operand.
    Vec1 {
        Abs 0x4e20b800; Neg 0x6e20b800; Cnt 0x4e205800; Mvn 0x6e205800;
        Rev64 0x4e200800; Rev32 0x6e200800; Rev16 0x4e201800;
        Saddlp 0x4e202800; Uaddlp 0x6e202800;
        Cmgt0 0x4e208800; Cmge0 0x6e208800; Cmeq0 0x4e209800; Cmle0 0x6e209800; Cmlt0 0x4e20a800;
        Xtn 0x0e212800; Sqxtn 0x0e214800; Uqxtn 0x2e214800; Sqxtun 0x2e212800; Shll 0x2e213800;
        Sxtl 0x0f08a400; Sxtl2 0x4f08a400; Uxtl 0x2f08a400; Uxtl2 0x6f08a400;
        Addv 0x4e31b800; Uminv 0x6e31a800;
        Fabs 0x4ea0f800; Fneg 0x6ea0f800; Fsqrt 0x6ea1f800;
        Frintn 0x4e218800; Frintm 0x4e219800; Frintp 0x4ea18800; Frintz 0x4ea19800;
        Fcvtzs 0x4ea1b800; Fcvtzu 0x6ea1b800; Scvtf 0x4e21d800; Ucvtf 0x6e21d800;
        Fcmgt0 0x4ea0c800; Fcmge0 0x6ea0c800; Fcmeq0 0x4ea0d800; Fcmle0 0x6ea0d800; Fcmlt0 0x4ea0e800;
        // Between floats and doubles, of the lower half.
        Fcvtn 0x0e616800; Fcvtl 0x0e617800;
    }
}

table! {
    /// Two operands.
    Vec2 {
        And 0x4e201c00; Bic 0x4e601c00; Orr 0x4ea01c00; Orn 0x4ee01c00; Eor 0x6e201c00;
        Add 0x4e208400; Sub 0x6e208400; Mul 0x4e209c00; Addp 0x4e20bc00;
        Sqadd 0x4e200c00; Uqadd 0x6e200c00; Sqsub 0x4e202c00; Uqsub 0x6e202c00; Urhadd 0x6e201400; Sqrdmulh 0x6e20b400;
        Smax 0x4e206400; Umax 0x6e206400; Smin 0x4e206c00; Umin 0x6e206c00; Umaxp 0x6e20a400;
        Cmgt 0x4e203400; Cmhi 0x6e203400; Cmge 0x4e203c00; Cmhs 0x6e203c00; Cmeq 0x6e208c00; Cmtst 0x4e208c00;
        Sshl 0x4e204400; Ushl 0x6e204400;
        Smull 0x0e20c000; Smull2 0x4e20c000; Umull 0x2e20c000; Umull2 0x6e20c000;
        Fadd 0x4e20d400; Fsub 0x4ea0d400; Fmul 0x6e20dc00; Fdiv 0x6e20fc00; Fmin 0x4ea0f400; Fmax 0x4e20f400;
        Fcmeq 0x4e20e400; Fcmge 0x6e20e400; Fcmgt 0x6ea0e400;
        Uzp1 0x4e001800; Trn1 0x4e002800; Zip1 0x4e003800; Uzp2 0x4e005800; Trn2 0x4e006800; Zip2 0x4e007800;
        // The second operand are indices; what is out of range gives 0.
        Tbl 0x4e000000;
        // By the lowest lane of the second operand.
        FmulLow 0x4f809000;
    }
}

table! {
    /// One operand, and a vector that is changed in place.
    VecInto1 {
        Sqxtn2 0x4e214800; Sqxtun2 0x6e212800; Sadalp 0x4e206800; Uadalp 0x6e206800;
    }
}

table! {
    /// Two operands, and a vector that is changed in place.
    VecInto2 {
        // The vector in place is the mask.
        Bsl 0x6e601c00;
        Mla 0x4e209400; Mls 0x6e209400;
        Smlal 0x0e208000; Smlal2 0x4e208000; Umlal 0x2e208000; Umlal2 0x6e208000;
        Fmla 0x4e20cc00; Fmls 0x4ea0cc00;
        // By the lowest lane of the second operand.
        FmlaLow 0x4f801000; FmlsLow 0x4f805000;
        // Of bytes with sign, four of them to each lane of 32 bits. The lanes are 32 bits wide.
        Sdot 0x4e009400;
    }
}

/// Shifts by a constant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VecShift {
    Shl,
    Sshr,
    Ushr,
}

impl VecShift {
    /// The word without registers. To the left below the width, to the right from 1 up to it.
    pub fn word(self, lane: Lane, n: u8) -> u32 {
        let (word, field) = match self {
            VecShift::Shl => (0x4f00_5400, lane.bits() + u32::from(n)),
            VecShift::Sshr => (0x4f00_0400, 2 * lane.bits() - u32::from(n)),
            VecShift::Ushr => (0x6f00_0400, 2 * lane.bits() - u32::from(n)),
        };
        word | field << 16
    }
}

/// The number of a lane together with its width.
pub fn lane_field(lane: Lane, index: u8) -> u32 {
    (u32::from(index) << 1 | 1) << lane.bytes().trailing_zeros()
}

/// The word of `movi`, `mvni` or `fmov` that makes a constant, without the register, if there is one.
pub fn constant(bytes: [u8; 16]) -> Option<u32> {
    let word = |op: u32, cmode: u32, imm: u32| Some(0x4f00_0400 | op << 29 | cmode << 12 | (imm >> 5) << 16 | (imm & 31) << 5);
    if bytes == [bytes[0]; 16] {
        return word(0, 14, bytes[0].into());
    }
    let half = u64::from_le_bytes(bytes[..8].try_into().expect("8 bytes"));
    if bytes[8..] != bytes[..8] {
        return None;
    }
    if bytes[..8].iter().all(|b| matches!(b, 0 | 0xff)) {
        return word(1, 14, bytes[..8].iter().enumerate().map(|(i, b)| u32::from(b & 1) << i).sum());
    }
    let low = half as u32;
    if half >> 32 == low.into() {
        let high = low as u16;
        for (op, v) in [(0, low), (1, !low)] {
            if let Some(at) = (0..4).find(|i| v & !(0xff << (8 * i)) == 0) {
                return word(op, 2 * at, v >> (8 * at));
            }
            // Ones below.
            for at in [1, 2] {
                if v & ((1 << (8 * at)) - 1) == (1 << (8 * at)) - 1 && v >> (8 * at) < 0x100 {
                    return word(op, 11 + at, v >> (8 * at));
                }
            }
        }
        if low >> 16 == high.into() {
            for (op, v) in [(0, u32::from(high)), (1, u32::from(!high))] {
                if let Some(at) = (0..2).find(|i| v & !(0xff << (8 * i)) == 0) {
                    return word(op, 8 + 2 * at, v >> (8 * at));
                }
            }
        }
        if let Some(imm) = dynasmrt::aarch64::encode_floating_point_immediate(f32::from_bits(low)) {
            return word(0, 15, imm.into());
        }
    }
    if super::inst::is_float_imm(super::inst::Size::S64, half) {
        let imm = dynasmrt::aarch64::encode_floating_point_immediate(f64::from_bits(half) as f32)?;
        return word(1, 15, imm.into());
    }
    None
}
