//! Instructions of aarch64 as text. An address that `adrp` and the next instruction make together is one reference:
//! where it has a name, both show it as assemblers have it, `adrp x0, .T1` and `add x0, x0, :lo12:.T1`.

use super::{Facts, Isa, Names};
use std::collections::BTreeMap;
use std::fmt::Write;
use yaxpeax_arch::{Decoder, U8Reader};
use yaxpeax_arm::armv8::a64::{InstDecoder, Instruction, Opcode, Operand, ShiftStyle, SizeCode};

/// `dc zva`, and reading what it does; the decoder has only numbers for them.
const DC_ZVA: u32 = 0xd50b_7420;
const MRS_DCZID_EL0: u32 = 0xd53b_00e0;

/// aarch64.
pub struct A64(Names);

/// An instruction.
pub struct Inst {
    word: u32,
    /// Unless it is none that the decoder knows.
    inst: Option<Instruction>,
    /// The address that it makes together with a neighbour.
    pair: Option<u32>,
}

/// Copies and fills by FEAT_MOPS (Arm ARM C6.2), which the decoder doesn't know.
fn memory_instruction(word: u32) -> Option<String> {
    let part = |n: u32| ['p', 'm', 'e'].get(n as usize);
    let (s, n, d) = (word >> 16 & 31, word >> 5 & 31, word & 31);
    match word & 0xff20_fc00 {
        0x1d00_0400 => Some(format!("cpy{} [x{d}]!, [x{s}]!, x{n}!", part(word >> 22 & 3)?)),
        0x1900_0400 | 0x1900_4400 | 0x1900_8400 if word >> 22 & 3 == 3 => {
            Some(format!("set{} [x{d}]!, x{n}!, x{s}", part(word >> 14 & 3)?))
        }
        _ => None,
    }
}

/// Where a branch or call leads, or the page that `adrp` takes.
fn target(i: &Instruction, at: u32) -> Option<u32> {
    i.operands.iter().find_map(|o| match o {
        Operand::PCOffset(d) if i.opcode == Opcode::ADRP => Some((at & !0xfff).wrapping_add(*d as u32)),
        Operand::PCOffset(d) => Some(at.wrapping_add(*d as u32)),
        _ => None,
    })
}

/// The register that `adrp` writes and the page.
fn page(i: &Inst, at: u32) -> Option<(u16, u32)> {
    let i = i.inst.as_ref().filter(|i| i.opcode == Opcode::ADRP)?;
    match i.operands[0] {
        Operand::Register(_, r) | Operand::RegisterOrSP(_, r) => Some((r, target(i, at)?)),
        _ => None,
    }
}

/// What an instruction adds to a register to make an address, in it or for an access; and whether it is the former.
fn low_part(i: &Inst, base: u16) -> Option<(u32, bool)> {
    let i = i.inst.as_ref()?;
    match (i.opcode, i.operands[1], i.operands[2]) {
        (Opcode::ADD, Operand::RegisterOrSP(_, r), Operand::Immediate(n)) if r == base => Some((n, true)),
        (Opcode::LDR, Operand::RegPreIndex(r, n, false), _) if r == base => Some((u32::try_from(n).ok()?, false)),
        _ => None,
    }
}

impl Isa for A64 {
    type Inst = Inst;

    fn new(all: BTreeMap<u32, String>) -> A64 {
        A64(Names { all, ..Names::default() })
    }

    fn decode(code: &[u8], start: u32) -> Vec<(Facts, Inst)> {
        let decoder = InstDecoder::default();
        let mut all: Vec<(Facts, Inst)> = Vec::with_capacity(code.len() / 4);
        for (n, bytes) in code.chunks_exact(4).enumerate() {
            let at = start + 4 * n as u32;
            let word = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            let inst = decoder.decode(&mut U8Reader::new(bytes)).ok();
            let jump = inst.as_ref().filter(|i| {
                matches!(i.opcode, Opcode::B | Opcode::Bcc(_) | Opcode::CBZ | Opcode::CBNZ | Opcode::TBZ | Opcode::TBNZ)
            });
            let mut facts = Facts {
                at,
                branch: jump.and_then(|i| target(i, at)),
                taken: None,
                padding: word == 0,
                trapping: word >> 16 == 0,
            };
            let mut inst = Inst { word, inst, pair: None };
            if let Some((first, before)) = all.last_mut()
                && let Some((register, page)) = page(before, first.at)
                && let Some((low, is_address)) = low_part(&inst, register)
            {
                let address = page.wrapping_add(low);
                (inst.pair, before.pair) = (Some(address), Some(address));
                facts.taken = is_address.then_some(address);
            }
            all.push((facts, inst));
        }
        all
    }

    fn name(&mut self, part: BTreeMap<u32, String>) {
        self.0.part = part;
    }

    fn write(&mut self, f: &Facts, i: &Inst, out: &mut String) {
        // Writing to a string never fails.
        let _ = self.format(f, i, out);
    }
}

impl A64 {
    fn format(&self, f: &Facts, i: &Inst, out: &mut String) -> std::fmt::Result {
        let Some(inst) = &i.inst else {
            return match i.word >> 16 {
                0 => write!(out, "udf #{:#x}", i.word),
                _ => match memory_instruction(i.word) {
                    Some(text) => out.write_str(&text),
                    None => write!(out, ".inst {:#010x}", i.word),
                },
            };
        };
        let named = i.pair.and_then(|a| self.0.get(a));
        if let Some(to) = target(inst, f.at) {
            // The decoder counts from the instruction; the last operand is the place.
            let text = inst.to_string();
            let (front, _) = text.rsplit_once(['$', ' ']).unwrap_or((&text, ""));
            let front = front.trim_end();
            return match named.or_else(|| self.0.get(to).filter(|_| inst.opcode != Opcode::ADRP)) {
                Some(n) => write!(out, "{front} {n}"),
                None => write!(out, "{front} {to:#x}"),
            };
        }
        let o = &inst.operands;
        let Some(n) = named else {
            return match (inst.opcode, i.word & 31) {
                (Opcode::SYS(_), r) if i.word & !31 == DC_ZVA => write!(out, "dc zva, x{r}"),
                (Opcode::MRS, r) if i.word & !31 == MRS_DCZID_EL0 => write!(out, "mrs x{r}, dczid_el0"),
                _ => match (o[1], o[2]) {
                    // The decoder takes the extension of a 32-bit register in a 64-bit sum for a shift.
                    (Operand::Register(SizeCode::X, _) | Operand::RegisterOrSP(SizeCode::X, _), Operand::RegShift(ShiftStyle::LSL, n, SizeCode::W, _)) => {
                        let text = inst.to_string();
                        let shift = if n == 0 { String::new() } else { format!(" #{n}") };
                        write!(out, "{}, uxtw{shift}", text.split(", lsl").next().unwrap_or(&text))
                    }
                    _ => write!(out, "{inst}"),
                },
            };
        };
        match (o[1], o[2]) {
            (Operand::RegPreIndex(..), _) => {
                let text = inst.to_string();
                let (front, base) = text.rsplit_once('[').unwrap_or((&text, ""));
                let base = base.split([',', ']']).next().unwrap_or_default();
                write!(out, "{front}[{base}, :lo12:{n}]")
            }
            _ => write!(out, "add {}, {}, :lo12:{n}", o[0], o[1]),
        }
    }
}
