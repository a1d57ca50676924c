//! Instructions on vectors, as a table: prefix, opcode map, opcode (Intel SDM volume 2; the VEX form has the same three).

/// The opcode map that an instruction is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Map {
    /// 0F.
    M0F = 1,
    /// 0F 38.
    M38 = 2,
    /// 0F 3A, with an immediate.
    M3A = 3,
}

/// How an instruction is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    /// 0, 66, F3 or F2.
    pub prefix: u8,
    /// Map.
    pub map: Map,
    /// Opcode.
    pub opcode: u8,
}

macro_rules! table {
    ($(#[$doc:meta])* $t:ident { $($name:ident $prefix:literal $map:ident $opcode:literal $(, $bytes:literal)?;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs)]
        pub enum $t {
            $($name,)*
        }

        impl $t {
            /// All of them.
            #[cfg(test)]
            pub const ALL: &'static [$t] = &[$($t::$name),*];

            /// How it is encoded.
            pub fn code(self) -> Code {
                match self {
                    $($t::$name => Code { prefix: $prefix, map: Map::$map, opcode: $opcode },)*
                }
            }

            /// Bytes that it reads of an operand in memory.
            pub fn bytes(self) -> u32 {
                match self {
                    $($($t::$name => $bytes,)?)*
                    #[allow(unreachable_patterns)]
                    _ => 16,
                }
            }
        }
    };
}

table! {
    /// Two operands and a result; the first operand is the result's register but in VEX forms.
    Vec2 {
        Paddb 0x66 M0F 0xfc; Paddw 0x66 M0F 0xfd; Paddd 0x66 M0F 0xfe; Paddq 0x66 M0F 0xd4;
        Psubb 0x66 M0F 0xf8; Psubw 0x66 M0F 0xf9; Psubd 0x66 M0F 0xfa; Psubq 0x66 M0F 0xfb;
        Paddsb 0x66 M0F 0xec; Paddsw 0x66 M0F 0xed; Paddusb 0x66 M0F 0xdc; Paddusw 0x66 M0F 0xdd;
        Psubsb 0x66 M0F 0xe8; Psubsw 0x66 M0F 0xe9; Psubusb 0x66 M0F 0xd8; Psubusw 0x66 M0F 0xd9;
        Pminub 0x66 M0F 0xda; Pmaxub 0x66 M0F 0xde; Pminsw 0x66 M0F 0xea; Pmaxsw 0x66 M0F 0xee;
        Pminsb 0x66 M38 0x38; Pminsd 0x66 M38 0x39; Pminuw 0x66 M38 0x3a; Pminud 0x66 M38 0x3b;
        Pmaxsb 0x66 M38 0x3c; Pmaxsd 0x66 M38 0x3d; Pmaxuw 0x66 M38 0x3e; Pmaxud 0x66 M38 0x3f;
        Pavgb 0x66 M0F 0xe0; Pavgw 0x66 M0F 0xe3;
        Pmullw 0x66 M0F 0xd5; Pmulhw 0x66 M0F 0xe5; Pmulhuw 0x66 M0F 0xe4; Pmulld 0x66 M38 0x40;
        Pmuludq 0x66 M0F 0xf4; Pmuldq 0x66 M38 0x28; Pmulhrsw 0x66 M38 0x0b;
        Pmaddwd 0x66 M0F 0xf5; Pmaddubsw 0x66 M38 0x04;
        Pand 0x66 M0F 0xdb; Pandn 0x66 M0F 0xdf; Por 0x66 M0F 0xeb; Pxor 0x66 M0F 0xef;
        Pcmpeqb 0x66 M0F 0x74; Pcmpeqw 0x66 M0F 0x75; Pcmpeqd 0x66 M0F 0x76; Pcmpeqq 0x66 M38 0x29;
        Pcmpgtb 0x66 M0F 0x64; Pcmpgtw 0x66 M0F 0x65; Pcmpgtd 0x66 M0F 0x66; Pcmpgtq 0x66 M38 0x37;
        Packsswb 0x66 M0F 0x63; Packuswb 0x66 M0F 0x67; Packssdw 0x66 M0F 0x6b; Packusdw 0x66 M38 0x2b;
        Punpcklbw 0x66 M0F 0x60; Punpcklwd 0x66 M0F 0x61; Punpckldq 0x66 M0F 0x62; Punpcklqdq 0x66 M0F 0x6c;
        Punpckhbw 0x66 M0F 0x68; Punpckhwd 0x66 M0F 0x69; Punpckhdq 0x66 M0F 0x6a; Punpckhqdq 0x66 M0F 0x6d;
        Psllw 0x66 M0F 0xf1; Pslld 0x66 M0F 0xf2; Psllq 0x66 M0F 0xf3;
        Psrlw 0x66 M0F 0xd1; Psrld 0x66 M0F 0xd2; Psrlq 0x66 M0F 0xd3;
        Psraw 0x66 M0F 0xe1; Psrad 0x66 M0F 0xe2;
        Pshufb 0x66 M38 0x00; Palignr 0x66 M3A 0x0f; Pblendw 0x66 M3A 0x0e;
        Addps 0 M0F 0x58; Subps 0 M0F 0x5c; Mulps 0 M0F 0x59; Divps 0 M0F 0x5e; Minps 0 M0F 0x5d; Maxps 0 M0F 0x5f;
        Addpd 0x66 M0F 0x58; Subpd 0x66 M0F 0x5c; Mulpd 0x66 M0F 0x59; Divpd 0x66 M0F 0x5e; Minpd 0x66 M0F 0x5d; Maxpd 0x66 M0F 0x5f;
        Andps 0 M0F 0x54; Andnps 0 M0F 0x55; Orps 0 M0F 0x56; Xorps 0 M0F 0x57;
        Cmpps 0 M0F 0xc2; Cmppd 0x66 M0F 0xc2;
        Shufps 0 M0F 0xc6; Unpcklps 0 M0F 0x14; Unpcklpd 0x66 M0F 0x14; Insertps 0x66 M3A 0x21, 4;
        // The low double of the second operand, from a register.
        Movsd 0xf2 M0F 0x10, 8;
        // With scalars: an integer in the lane that the immediate says.
        Pinsrb 0x66 M3A 0x20, 1; Pinsrw 0x66 M0F 0xc4, 2; Pinsrd 0x66 M3A 0x22, 4; Pinsrq 0x66 M3A 0x22, 8;
    }
}

table! {
    /// One operand and a result.
    Vec1 {
        Pabsb 0x66 M38 0x1c; Pabsw 0x66 M38 0x1d; Pabsd 0x66 M38 0x1e;
        Pmovsxbw 0x66 M38 0x20, 8; Pmovsxwd 0x66 M38 0x23, 8; Pmovsxdq 0x66 M38 0x25, 8;
        Pmovzxbw 0x66 M38 0x30, 8; Pmovzxwd 0x66 M38 0x33, 8; Pmovzxdq 0x66 M38 0x35, 8;
        Pshufd 0x66 M0F 0x70; Pshuflw 0xf2 M0F 0x70; Pshufhw 0xf3 M0F 0x70;
        Sqrtps 0 M0F 0x51; Sqrtpd 0x66 M0F 0x51; Roundps 0x66 M3A 0x08; Roundpd 0x66 M3A 0x09;
        Cvttps2dq 0xf3 M0F 0x5b; Cvtdq2ps 0 M0F 0x5b; Cvttpd2dq 0x66 M0F 0xe6; Cvtdq2pd 0xf3 M0F 0xe6, 8;
        Cvtpd2ps 0x66 M0F 0x5a; Cvtps2pd 0 M0F 0x5a, 8;
        Movddup 0xf2 M0F 0x12, 8; Movups 0 M0F 0x10;
        // AVX2 (the third one AVX from memory).
        Vpbroadcastb 0x66 M38 0x78, 1; Vpbroadcastw 0x66 M38 0x79, 2; Vpbroadcastd 0x66 M38 0x58, 4; Vpbroadcastq 0x66 M38 0x59, 8;
        // To integer registers.
        Pmovmskb 0x66 M0F 0xd7; Movmskps 0 M0F 0x50; Movmskpd 0x66 M0F 0x50;
    }
}

/// Shifts of each lane by a constant: the opcode and its extension.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum VecShift {
    Psllw,
    Pslld,
    Psllq,
    Psrlw,
    Psrld,
    Psrlq,
    Psraw,
    Psrad,
    /// By bytes.
    Psrldq,
    /// By bytes.
    Pslldq,
}

impl VecShift {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [VecShift; 10] = {
        use VecShift::*;
        [Psllw, Pslld, Psllq, Psrlw, Psrld, Psrlq, Psraw, Psrad, Psrldq, Pslldq]
    };

    /// Opcode in 66 0F, and its extension.
    pub fn code(self) -> (u8, u8) {
        match self {
            VecShift::Psllw => (0x71, 6),
            VecShift::Pslld => (0x72, 6),
            VecShift::Psllq => (0x73, 6),
            VecShift::Psrlw => (0x71, 2),
            VecShift::Psrld => (0x72, 2),
            VecShift::Psrlq => (0x73, 2),
            VecShift::Psraw => (0x71, 4),
            VecShift::Psrad => (0x72, 4),
            VecShift::Psrldq => (0x73, 3),
            VecShift::Pslldq => (0x73, 7),
        }
    }
}
