//! The stubs of an artifact on aarch64, one by one; `crate::emit::stubs` says which there are and in what order. What
//! each promises is written in `wazc_abi::callconv`.
//!
//! Nothing here is further than 64 KiB from where it branches to, but for the way to a foreign-call stub, which
//! [`jump`] makes as long as it must be. x16 and x17 are scratch, and x9 … x15 where no argument is.

use super::abi::CONVENTION;
use super::addr::{Reach, reach, wide};
use super::bulk::{self, Variant};
use crate::emit::StubCode;
use crate::emit::stubs::{Assembler, ModuleNeeds, build as build_with};
use crate::mir::call::{CallLayout, Convention, Loc};
use dynasmrt::aarch64::Aarch64Relocation;
use dynasmrt::{DynasmApi, DynasmLabelApi, VecAssembler, dynasm};
use std::mem::offset_of;
use wazc_abi::callconv::{SLOT_SIZE, a64 as cc};
use wazc_abi::record::{FuncType, ValType};
use wazc_abi::target::arm;
use wazc_abi::trap::{TrapCode, UNWIND_END, UNWIND_LR};
use wazc_abi::vmctx::{self, FuncObj, TableDesc, VmLayout};

const OBJ_CODE: u32 = offset_of!(FuncObj, code) as u32;
const OBJ_VMCTX: u32 = offset_of!(FuncObj, vmctx) as u32;
const OBJ_SIG: u32 = offset_of!(FuncObj, sig) as u32;
const TABLE_REFS: u32 = offset_of!(TableDesc, refs) as u32;
const SLOT: u32 = SLOT_SIZE;
/// The stack pointer, as a base.
const SP: u8 = 31;
/// Scratch.
const X16: u8 = cc::SCRATCH[0];
const X17: u8 = cc::SCRATCH[1];
/// Where no argument is.
const X15: u8 = 15;
/// Neither an argument nor a result.
const Q16: u8 = 16;
const OBJ: u8 = cc::FOREIGN_OBJ;
/// V and x30, under the stack arguments: x30 at CFA − 8.
const SAVED: u32 = 16;
/// Fills gaps in code; traps.
pub const PADDING: u8 = 0;

const _: () = assert!(cc::V == 28 && cc::FIELDS == 27 && cc::LR == 30);
const _: () = assert!(cc::FOREIGN_OBJ == 9 && cc::FOREIGN_SLOTS == 10 && cc::MISS_TABLE == 9 && cc::MISS_INDEX == 10);
const _: () = assert!(cc::FIELDS_BIAS == 4 << 12);

/// The instructions that continue at another place of the same block of code; those of the long way destroy x16 and x17.
fn jump(from: u32, to: u32) -> Vec<u32> {
    let d = i64::from(to) - i64::from(from);
    if (-(1 << 27)..1 << 27).contains(&d) {
        return vec![0x1400_0000 | (d >> 2) as u32 & 0x03ff_ffff];
    }
    let (lo, hi) = (d as u64 as u32 & 0xffff, (d as u64 >> 16) as u32 & 0xffff);
    let x17 = u32::from(X17);
    vec![
        0x1000_0000 | u32::from(X16),                             // adr x16, .
        // What lies behind is a negative distance: its upper half is all ones.
        if d < 0 { 0x9280_0000 | (!lo & 0xffff) << 5 | x17 } else { 0xd280_0000 | lo << 5 | x17 }, // movn/movz x17, lo
        0xf2a0_0000 | hi << 5 | x17,                              // movk x17, hi, lsl 16
        0x8b11_0210,                                              // add x16, x16, x17
        0xd61f_0200,                                              // br x16
    ]
}

/// Whether a pair of 64-bit words can be accessed there at once.
fn is_pair(at: u32) -> bool {
    at <= 504
}

struct Builder {
    a: VecAssembler<Aarch64Relocation>,
    out: StubCode,
}

impl Builder {
    /// A base from which a displacement is as near as an access of 4 bytes needs it: many vectors have far places.
    fn near(&mut self, base: u8, at: u32) -> (u8, u32) {
        if at < 4 << 12 {
            return (base, at);
        }
        dynasm!(self.a; .arch aarch64; add XSP(X15), XSP(base), at >> 12, lsl 12);
        (X15, at & 0xfff)
    }

    /// Loads a value of type `t` into a register.
    fn load(&mut self, t: ValType, reg: u8, base: u8, at: u32) {
        let (base, at) = self.near(base, at);
        match t {
            ValType::I32 => dynasm!(self.a; .arch aarch64; ldr W(reg), [XSP(base), at]),
            ValType::F32 => dynasm!(self.a; .arch aarch64; ldr S(reg), [XSP(base), at]),
            ValType::F64 => dynasm!(self.a; .arch aarch64; ldr D(reg), [XSP(base), at]),
            ValType::V128 => dynasm!(self.a; .arch aarch64; ldr Q(reg), [XSP(base), at]),
            _ => dynasm!(self.a; .arch aarch64; ldr X(reg), [XSP(base), at]),
        }
    }

    /// Stores a value of type `t` from a register of the convention, 8 bytes at least: an i32 is zero-extended there.
    fn store(&mut self, t: ValType, reg: u8, base: u8, at: u32) {
        let (base, at) = self.near(base, at);
        match t {
            ValType::F32 => dynasm!(self.a; .arch aarch64; str S(reg), [XSP(base), at]),
            ValType::F64 => dynasm!(self.a; .arch aarch64; str D(reg), [XSP(base), at]),
            ValType::V128 => dynasm!(self.a; .arch aarch64; str Q(reg), [XSP(base), at]),
            _ => dynasm!(self.a; .arch aarch64; str X(reg), [XSP(base), at]),
        }
    }

    /// Loads x16 and x17 from two words of the stack.
    fn load_pair(&mut self, at: u32) {
        match is_pair(at) {
            true => dynasm!(self.a; .arch aarch64; ldp X(X16), X(X17), [sp, at as i32]),
            false => {
                self.load(ValType::I64, X16, SP, at);
                self.load(ValType::I64, X17, SP, at + 8);
            }
        }
    }

    /// Stores x16 and x17 to two words of the stack.
    fn store_pair(&mut self, at: u32) {
        match is_pair(at) {
            true => dynasm!(self.a; .arch aarch64; stp X(X16), X(X17), [sp, at as i32]),
            false => {
                self.store(ValType::I64, X16, SP, at);
                self.store(ValType::I64, X17, SP, at + 8);
            }
        }
    }

    /// Moves a vector by way of a register that is neither an argument nor a result.
    fn copy_quad(&mut self, from: u8, at: u32, to: u8, place: u32) {
        self.load(ValType::V128, Q16, from, at);
        self.store(ValType::V128, Q16, to, place);
    }

    /// Copies stack words, a multiple of two.
    fn copy_words(&mut self, bytes: u32, from: u32, to: u32) {
        for o in (0..bytes).step_by(16) {
            self.load_pair(from + o);
            self.store_pair(to + o);
        }
    }

    /// Moves the stack pointer down, or up.
    fn move_sp(&mut self, down: bool, by: u32) {
        let (low, high) = (by & 0xfff, by >> 12);
        match (down, high) {
            (_, 0) => {}
            (true, _) => dynasm!(self.a; .arch aarch64; sub sp, sp, high, lsl 12),
            (false, _) => dynasm!(self.a; .arch aarch64; add sp, sp, high, lsl 12),
        }
        match (down, low) {
            (_, 0) => {}
            (true, _) => dynasm!(self.a; .arch aarch64; sub sp, sp, low),
            (false, _) => dynasm!(self.a; .arch aarch64; add sp, sp, low),
        }
    }

    /// Allocates on a stack whose CFA is that far away.
    fn push(&mut self, bytes: u32, cfa: u32) {
        let high = bytes & !0xfff;
        self.move_sp(true, high);
        self.cfa(cfa + high);
        self.move_sp(true, bytes - high);
        self.cfa(cfa + bytes);
    }

    /// Pops this much of the stack, which makes it as high as the caller expects, and returns; `pop` of it is the
    /// caller's.
    fn pop_and_return(&mut self, own: u32, pop: u32) {
        let high = (own + pop) & !0xfff;
        self.move_sp(false, high);
        self.cfa(own.wrapping_sub(high) + UNWIND_LR);
        self.move_sp(false, own + pop - high);
        self.cfa(0u32.wrapping_sub(pop) + UNWIND_LR);
        dynasm!(self.a; .arch aarch64; ret);
    }

    /// x27, from V.
    fn set_fields(&mut self) {
        dynasm!(self.a; .arch aarch64; sub x27, x28, 4, lsl 12);
    }

    /// Loads 32 or 64 bits of vmctx into an integer register other than x27 and x28, which is the only one written.
    fn field(&mut self, t: ValType, reg: u8, offset: i32) {
        match reach(offset, if t == ValType::I32 { 4 } else { 8 }) {
            Reach::Scaled { base, offset } => self.load(t, reg, base, offset),
            Reach::Unscaled(offset) => match t {
                ValType::I32 => dynasm!(self.a; .arch aarch64; ldur W(reg), [x28, offset]),
                _ => dynasm!(self.a; .arch aarch64; ldur X(reg), [x28, offset]),
            },
            Reach::Paged { pages, offset } => {
                dynasm!(self.a; .arch aarch64; sub XSP(reg), x27, pages, lsl 12);
                self.load(t, reg, reg, offset);
            }
            Reach::Indexed(offset) => {
                let (inverted, first, rest) = wide(i64::from(offset) as u64);
                let (bits, shift) = (u32::from(first.0), u32::from(first.1));
                match inverted {
                    true => dynasm!(self.a; .arch aarch64; movn X(reg), bits, lsl shift),
                    false => dynasm!(self.a; .arch aarch64; movz X(reg), bits, lsl shift),
                }
                for (bits, shift) in rest {
                    dynasm!(self.a; .arch aarch64; movk X(reg), bits.into(), lsl shift.into());
                }
                match t {
                    ValType::I32 => dynasm!(self.a; .arch aarch64; ldr W(reg), [x28, X(reg)]),
                    _ => dynasm!(self.a; .arch aarch64; ldr X(reg), [x28, X(reg)]),
                }
            }
        }
    }

    fn jump(&mut self, to: u32) {
        jump(self.at(), to).into_iter().for_each(|w| self.a.push_u32(w));
    }
}

impl Assembler for Builder {
    type Label = u32;
    const CONVENTION: Convention = CONVENTION;
    const UNWIND_CALLED: u32 = UNWIND_LR;

    fn at(&self) -> u32 {
        self.a.offset().0 as u32
    }

    fn align(&mut self, to: u32) {
        while !self.at().is_multiple_of(to) {
            self.a.push(PADDING);
        }
    }

    fn out(&mut self) -> &mut StubCode {
        &mut self.out
    }

    fn trapping(&mut self) {
        // udf 0
        self.a.push_u32(0);
    }

    type Variant = Variant;
    const VARIANTS: &[(u64, Variant)] = &[(arm::MOPS, Variant::Mops), (0, Variant::Simd)];

    fn copy(&mut self, v: Variant, _: i32) {
        bulk::copy(&mut self.a, v);
    }

    fn fill(&mut self, v: Variant, _: i32) {
        bulk::fill(&mut self.a, v);
    }

    /// `entry(x0 = V, x1 = code, x2 = slots)`.
    fn entry(&mut self, ty: &FuncType, l: &CallLayout) {
        self.cfa(UNWIND_END);
        dynasm!(self.a
            ; .arch aarch64
            ; stp x2, x30, [sp, -16]!
            ; mov x28, x0
            ; mov X(X16), x1
            ; mov X(X17), x2
        );
        self.set_fields();
        self.move_sp(true, l.arg_area + l.result_area);
        let mut stack = Vec::new();
        for (i, (t, loc)) in ty.params.iter().zip(&l.params).enumerate() {
            let slot = i as u32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.load(*t, r.hw_enc() as u8, X17, slot),
                Loc::Stack(o) if *t == ValType::V128 => self.copy_quad(X17, slot, SP, o),
                Loc::Stack(o) => stack.push((slot, o)),
            }
        }
        // Offsets of stack arguments follow each other, but for vectors between them.
        for pair in stack.chunks(2) {
            match *pair {
                [(first, o), (second, p)] if is_pair(o) && p == o + 8 => dynasm!(self.a
                    ; .arch aarch64
                    ; ldr x9, [XSP(X17), first]
                    ; ldr x10, [XSP(X17), second]
                    ; stp x9, x10, [sp, o as i32]
                ),
                _ => pair.iter().for_each(|&(slot, o)| dynasm!(self.a; .arch aarch64; ldr x9, [XSP(X17), slot]; str x9, [sp, o])),
            }
        }
        dynasm!(self.a; .arch aarch64; blr X(X16); ldr X(X17), [sp, l.result_area]);
        for (i, (t, loc)) in ty.results.iter().zip(&l.results).enumerate() {
            let slot = i as u32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.store(*t, r.hw_enc() as u8, X17, slot),
                Loc::Stack(o) if *t == ValType::V128 => self.copy_quad(SP, o, X17, slot),
                Loc::Stack(o) => {
                    let word = if matches!(t, ValType::I32 | ValType::F32) { ValType::I32 } else { ValType::I64 };
                    self.load(word, X16, SP, o);
                    self.store(ValType::I64, X16, X17, slot);
                }
            }
        }
        self.move_sp(false, l.result_area);
        dynasm!(self.a; .arch aarch64; ldr x30, [sp, 8]; add sp, sp, 16; ret);
    }

    /// x9 = `FuncObj`.
    fn foreign(&mut self, ty: &FuncType, l: &CallLayout) -> u32 {
        let at = self.at();
        let (args, results) = (l.arg_area, l.result_area);
        dynasm!(self.a; .arch aarch64; stp x28, x30, [sp, -16]!);
        self.cfa(SAVED);
        dynasm!(self.a; .arch aarch64; ldr X(X16), [XSP(OBJ), OBJ_VMCTX]; cbz X(X16), >host);
        dynasm!(self.a; .arch aarch64; mov x28, X(X16));
        self.set_fields();
        let area = args + results;
        self.push(area, SAVED);
        self.copy_words(args, area + SAVED, 0);
        dynasm!(self.a; .arch aarch64; ldr X(X16), [XSP(OBJ), OBJ_CODE]; blr X(X16));
        self.cfa(SAVED + results);
        self.copy_words(results, 0, results + SAVED + args);
        self.restore(results);
        self.set_fields();
        self.pop_and_return(results + SAVED, args);

        // The host: arguments and results in slots on the stack.
        dynasm!(self.a; .arch aarch64; host:);
        self.cfa(SAVED);
        let slots = ty.params.len().max(ty.results.len()) as u32 * SLOT;
        self.push(slots, SAVED);
        for (i, (t, loc)) in ty.params.iter().zip(&l.params).enumerate() {
            let slot = i as u32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.store(*t, r.hw_enc() as u8, SP, slot),
                Loc::Stack(o) if *t == ValType::V128 => self.copy_quad(SP, slots + SAVED + o, SP, slot),
                Loc::Stack(o) => {
                    self.load(if *t == ValType::I32 { ValType::I32 } else { ValType::I64 }, X16, SP, slots + SAVED + o);
                    self.store(ValType::I64, X16, SP, slot);
                }
            }
        }
        dynasm!(self.a; .arch aarch64; mov x10, sp);
        self.field(ValType::I64, X16, vmctx::HOST_CALL);
        dynasm!(self.a; .arch aarch64; blr X(X16));
        for (i, (t, loc)) in ty.results.iter().zip(&l.results).enumerate() {
            let slot = i as u32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.load(*t, r.hw_enc() as u8, SP, slot),
                Loc::Stack(o) if *t == ValType::V128 => self.copy_quad(SP, slot, SP, slots + SAVED + args + o),
                Loc::Stack(o) => {
                    self.load(ValType::I64, X16, SP, slot);
                    self.store(ValType::I64, X16, SP, slots + SAVED + args + o);
                }
            }
        }
        self.restore(slots);
        self.pop_and_return(slots + SAVED, args);
        at
    }

    /// x10 = index, x9 = `TableDesc`.
    fn miss(&mut self, key: i32, foreign: u32) {
        dynasm!(self.a
            ; .arch aarch64
            ; ldr X(X16), [x9, TABLE_REFS]
            ; ldr x9, [XSP(X16), x10, lsl 3]
            ; cbz x9, >null
            ; ldr W(X16), [x9, OBJ_SIG]
        );
        // The signature is the lower half of the key.
        self.field(ValType::I32, X17, key);
        dynasm!(self.a; .arch aarch64; cmp W(X16), W(X17); b.ne >bad);
        self.jump(foreign);
        dynasm!(self.a; .arch aarch64; bad:);
        self.trap(TrapCode::BadSignature);
        dynasm!(self.a; .arch aarch64; null:);
        self.trap(TrapCode::IndirectCallToNull);
    }

    fn thunk(&mut self, obj: i32, foreign: u32) {
        self.field(ValType::I64, OBJ, obj);
        self.jump(foreign);
    }

    fn finish(mut self) -> StubCode {
        self.out.code = self.a.finalize().expect("all labels of the stubs are defined and near");
        self.out
    }
}

impl Builder {
    /// V and x30, from above what lies on the stack.
    fn restore(&mut self, at: u32) {
        match is_pair(at) {
            true => dynasm!(self.a; .arch aarch64; ldp x28, x30, [sp, at as i32]),
            false => dynasm!(self.a; .arch aarch64; ldr x28, [sp, at]; ldr x30, [sp, at + 8]),
        }
    }
}

/// Builds the stubs of a module.
pub fn build(types: &[FuncType], needs: &ModuleNeeds, imports: &[u32], layout: &VmLayout) -> StubCode {
    build_with(Builder { a: VecAssembler::new(0), out: StubCode::default() }, types, needs, imports, layout)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaxpeax_arch::{Decoder, U8Reader};
    use yaxpeax_arm::armv8::a64::{InstDecoder, Opcode as Op, Operand as O};

    const V: u64 = 0x7fff_1234_5000;

    /// Runs a few instructions that make addresses; yields where the last, a load or a branch, goes.
    fn run(code: &[u8], at: u64) -> u64 {
        let mut r = [0; 32];
        r[28] = V;
        r[27] = V - cc::FIELDS_BIAS as u64;
        let mut last = None;
        for (n, word) in code.chunks(4).enumerate() {
            let i = InstDecoder::default().decode(&mut U8Reader::new(word)).unwrap();
            let reg = |o: O| match o {
                O::Register(_, n) | O::RegisterOrSP(_, n) => usize::from(n),
                o => panic!("{o:?} in {i}"),
            };
            let at = at + 4 * n as u64;
            last = match (i.opcode, i.operands[1], i.operands[2]) {
                (Op::B, ..) => match i.operands[0] {
                    O::PCOffset(d) => Some(at.wrapping_add(d as u64)),
                    o => panic!("{o:?}"),
                },
                (Op::BR, ..) => Some(r[reg(i.operands[0])]),
                (Op::LDR | Op::LDUR, O::RegPreIndex(b, d, false), _) => Some(r[usize::from(b)].wrapping_add(d as u64)),
                (Op::LDR, O::RegRegOffset(b, x, ..), _) => Some(r[usize::from(b)].wrapping_add(r[usize::from(x)])),
                (op, a, b) => {
                    let value = match (op, a, b) {
                        (Op::ADR, O::PCOffset(d), _) => at.wrapping_add(d as u64),
                        (Op::MOVZ, O::ImmShift(v, s), _) => u64::from(v) << s,
                        (Op::MOVN, O::ImmShift(v, s), _) => !(u64::from(v) << s),
                        (Op::MOVK, O::ImmShift(v, s), _) => r[reg(i.operands[0])] & !(0xffff << s) | u64::from(v) << s,
                        (Op::SUB, a, O::ImmShift(v, s)) => r[reg(a)].wrapping_sub(u64::from(v) << s),
                        (Op::SUB, a, O::Immediate(v)) => r[reg(a)].wrapping_sub(v.into()),
                        (Op::ADD, a, O::RegShift(_, 0, _, x)) => r[reg(a)].wrapping_add(r[usize::from(x)]),
                        _ => panic!("{i}: {i:?}"),
                    };
                    r[reg(i.operands[0])] = value;
                    None
                }
            };
        }
        last.expect("a load or a branch at the end")
    }

    fn builder() -> Builder {
        Builder { a: VecAssembler::new(0), out: StubCode::default() }
    }

    #[test]
    fn fields_wherever_they_are() {
        let b = cc::FIELDS_BIAS;
        for (offset, most) in [(-8, 1), (-b, 1), (-b - 8, 2), (-b - 4096, 2), (-b - 4095 * 4096, 2), (-b - 4095 * 4096 - 8, 3), (-(1 << 30) + 8, 3)] {
            for t in [ValType::I32, ValType::I64] {
                let mut b = builder();
                b.field(t, OBJ, offset);
                let code = b.a.finalize().unwrap();
                assert!(code.len() <= 4 * most, "{offset}: {}", code.len() / 4);
                assert_eq!(run(&code, 0), V.wrapping_add(offset as u64), "{offset}");
            }
        }
    }

    #[test]
    fn jumps_however_far() {
        let reach = 1 << 27;
        for (from, to, most) in [
            (0u32, 4u32, 1),
            (4096, 16, 1),
            (0, reach - 4, 1),
            (reach, 0, 1),
            (0, reach, 5),
            (reach + 4, 0, 5),
            (16, 0x7fff_fff0, 5),
            (0x7fff_fff0, 16, 5),
            (0x1234_5670, 0x4321_0120, 5),
            (0x4321_0120, 0x1234_5670, 5),
        ] {
            let code: Vec<u8> = jump(from, to).iter().flat_map(|w| w.to_le_bytes()).collect();
            assert_eq!(code.len(), 4 * most, "{from:#x} {to:#x}");
            assert_eq!(run(&code, from.into()), to.into(), "{from:#x} {to:#x}");
        }
    }
}
