//! The stubs of an artifact on x86-64, one by one; `crate::emit::stubs` says which there are and in what order. What
//! each promises is written in `wazc_abi::callconv`.

use super::abi::CONVENTION;
use super::bulk;
use super::vector_move::Width;
use crate::emit::StubCode;
use crate::emit::stubs::{Assembler, ModuleNeeds, build as build_with};
use crate::mir::call::{CallLayout, Convention, Loc};
use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, VecAssembler, dynasm};
use std::mem::offset_of;
use wazc_abi::callconv::{SLOT_SIZE, x64 as cc};
use wazc_abi::record::{FuncType, ValType};
use wazc_abi::target::x86;
use wazc_abi::trap::{TrapCode, UNWIND_END};
use wazc_abi::vmctx::{self, FuncObj, TableDesc, VmLayout};

const OBJ_CODE: i32 = offset_of!(FuncObj, code) as i32;
const OBJ_VMCTX: i32 = offset_of!(FuncObj, vmctx) as i32;
const OBJ_SIG: i32 = offset_of!(FuncObj, sig) as i32;
const TABLE_REFS: i32 = offset_of!(TableDesc, refs) as i32;
const SLOT: i32 = SLOT_SIZE as i32;
/// Fills gaps in code; traps.
pub const PADDING: u8 = 0xcc;
const RBX: u8 = cc::V;
const RSP: u8 = 4;
/// Neither an argument nor a result.
const XMM8: u8 = 8;
const R10: u8 = cc::FOREIGN_OBJ;
const R11: u8 = cc::FOREIGN_SLOTS;

struct Builder {
    a: VecAssembler<X64Relocation>,
    out: StubCode,
}

impl Builder {
    /// Loads a value of type `t` into a register.
    fn load(&mut self, t: ValType, reg: u8, base: u8, disp: i32) {
        match t {
            ValType::I32 => dynasm!(self.a; .arch x64; mov Rd(reg), [Rq(base) + disp]),
            ValType::F32 => dynasm!(self.a; .arch x64; movss Rx(reg), [Rq(base) + disp]),
            ValType::F64 => dynasm!(self.a; .arch x64; movsd Rx(reg), [Rq(base) + disp]),
            ValType::V128 => dynasm!(self.a; .arch x64; movups Rx(reg), [Rq(base) + disp]),
            _ => dynasm!(self.a; .arch x64; mov Rq(reg), [Rq(base) + disp]),
        }
    }

    /// Stores a value of type `t` from a register of the convention, 8 bytes at least: an i32 is zero-extended there.
    fn store(&mut self, t: ValType, reg: u8, base: u8, disp: i32) {
        match t {
            ValType::F32 => dynasm!(self.a; .arch x64; movss [Rq(base) + disp], Rx(reg)),
            ValType::F64 => dynasm!(self.a; .arch x64; movsd [Rq(base) + disp], Rx(reg)),
            ValType::V128 => dynasm!(self.a; .arch x64; movups [Rq(base) + disp], Rx(reg)),
            _ => dynasm!(self.a; .arch x64; mov [Rq(base) + disp], Rq(reg)),
        }
    }

    /// Copies stack words through `tmp`.
    fn copy_words(&mut self, bytes: u32, from: i32, to: i32, tmp: u8) {
        for o in (0..bytes as i32).step_by(8) {
            dynasm!(self.a; .arch x64; mov Rq(tmp), [rsp + from + o]; mov [rsp + to + o], Rq(tmp));
        }
    }

    fn ret(&mut self, pop: u32) {
        match pop {
            0 => dynasm!(self.a; .arch x64; ret),
            1..=0xffff => dynasm!(self.a; .arch x64; ret pop as i16),
            _ => unreachable!("wasm allows at most 1000 parameters"),
        }
    }
}

impl Assembler for Builder {
    type Label = DynamicLabel;
    const CONVENTION: Convention = CONVENTION;
    const UNWIND_CALLED: u32 = 8;

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
        dynasm!(self.a; .arch x64; ud2);
    }

    type Variant = Width;
    const VARIANTS: &[(u64, Width)] =
        &[(x86::AVX512BW | x86::AVX512VBMI2, Width::Avx512), (x86::AVX2, Width::Avx), (0, Width::Sse)];

    fn copy(&mut self, v: Width, moves: i32) {
        bulk::copy(&mut self.a, v, moves);
    }

    fn fill(&mut self, v: Width, moves: i32) {
        bulk::fill(&mut self.a, v, moves);
    }

    /// `entry(rdi = V, rsi = code, rdx = slots)`.
    fn entry(&mut self, ty: &FuncType, l: &CallLayout) {
        self.cfa(UNWIND_END);
        let (args, results) = (l.arg_area as i32, l.result_area as i32);
        dynasm!(self.a
            ; .arch x64
            ; push rdx
            ; mov rbx, rdi
            ; mov r10, rsi
            ; mov r11, rdx
        );
        if args + results != 0 {
            dynasm!(self.a; .arch x64; sub rsp, args + results);
        }
        for (i, (t, loc)) in ty.params.iter().zip(&l.params).enumerate() {
            let slot = i as i32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.load(*t, r.hw_enc() as u8, R11, slot),
                Loc::Stack(o) if *t == ValType::V128 => {
                    self.load(*t, XMM8, R11, slot);
                    self.store(*t, XMM8, RSP, o as i32);
                }
                Loc::Stack(o) => {
                    dynasm!(self.a; .arch x64; mov rax, [r11 + slot]; mov [rsp + o as i32], rax);
                }
            }
        }
        dynasm!(self.a; .arch x64; call r10; mov r11, [rsp + results]);
        let mut stack = Vec::new();
        for (i, (t, loc)) in ty.results.iter().zip(&l.results).enumerate() {
            match *loc {
                Loc::Reg(r) => self.store(*t, r.hw_enc() as u8, R11, i as i32 * SLOT),
                Loc::Stack(o) => stack.push((*t, o as i32, i as i32 * SLOT)),
            }
        }
        for (t, o, slot) in stack {
            match t {
                ValType::V128 => {
                    self.load(t, XMM8, RSP, o);
                    self.store(t, XMM8, R11, slot);
                    continue;
                }
                ValType::I32 | ValType::F32 => dynasm!(self.a; .arch x64; mov eax, [rsp + o]),
                _ => dynasm!(self.a; .arch x64; mov rax, [rsp + o]),
            }
            dynasm!(self.a; .arch x64; mov [r11 + slot], rax);
        }
        dynasm!(self.a; .arch x64; add rsp, results + 8; ret);
    }

    /// r10 = `FuncObj`.
    fn foreign(&mut self, ty: &FuncType, l: &CallLayout) -> DynamicLabel {
        let at = self.a.new_dynamic_label();
        dynasm!(self.a; .arch x64; =>at);
        let (args, results) = (l.arg_area as i32, l.result_area as i32);
        let area = args + results;
        dynasm!(self.a; .arch x64; cmp QWORD [r10 + OBJ_VMCTX], 0; je >host; push rbx);
        self.cfa(16);
        if area != 0 {
            dynasm!(self.a; .arch x64; sub rsp, area);
            self.cfa(16 + area as u32);
        }
        self.copy_words(l.arg_area, area + 16, 0, R11);
        dynasm!(self.a; .arch x64; mov rbx, [r10 + OBJ_VMCTX]; call QWORD [r10 + OBJ_CODE]);
        self.cfa(16 + results as u32);
        self.copy_words(l.result_area, 0, results + 16 + args, R11);
        if results != 0 {
            dynasm!(self.a; .arch x64; add rsp, results);
            self.cfa(16);
        }
        dynasm!(self.a; .arch x64; pop rbx);
        self.cfa(8);
        self.ret(l.arg_area);

        // The host: arguments and results in slots on the stack.
        dynasm!(self.a; .arch x64; host:);
        let slots = ty.params.len().max(ty.results.len()) as i32 * SLOT + 8;
        dynasm!(self.a; .arch x64; sub rsp, slots);
        self.cfa(8 + slots as u32);
        for (i, (t, loc)) in ty.params.iter().zip(&l.params).enumerate() {
            let slot = i as i32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.store(*t, r.hw_enc() as u8, 4, slot),
                Loc::Stack(o) if *t == ValType::V128 => {
                    self.load(*t, XMM8, RSP, slots + 8 + o as i32);
                    self.store(*t, XMM8, RSP, slot);
                }
                Loc::Stack(o) => {
                    self.load(if *t == ValType::I32 { ValType::I32 } else { ValType::I64 }, R11, 4, slots + 8 + o as i32);
                    self.store(ValType::I64, R11, 4, slot);
                }
            }
        }
        dynasm!(self.a; .arch x64; mov r11, rsp; call QWORD [rbx + vmctx::HOST_CALL]);
        for (i, (t, loc)) in ty.results.iter().zip(&l.results).enumerate() {
            let slot = i as i32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.load(*t, r.hw_enc() as u8, 4, slot),
                Loc::Stack(o) if *t == ValType::V128 => {
                    self.load(*t, XMM8, RSP, slot);
                    self.store(*t, XMM8, RSP, slots + 8 + args + o as i32);
                }
                Loc::Stack(o) => {
                    self.load(ValType::I64, R11, 4, slot);
                    self.store(ValType::I64, R11, 4, slots + 8 + args + o as i32);
                }
            }
        }
        dynasm!(self.a; .arch x64; add rsp, slots);
        self.cfa(8);
        self.ret(l.arg_area);
        at
    }

    /// rax = index, r10 = `TableDesc`.
    fn miss(&mut self, key: i32, foreign: DynamicLabel) {
        dynasm!(self.a
            ; .arch x64
            ; mov r11, [r10 + TABLE_REFS]
            ; mov r10, [r11 + rax * 8]
            ; test r10, r10
            ; jz >null
            ; mov r11d, [r10 + OBJ_SIG]
            ; cmp r11d, [Rq(RBX) + key]
            ; je =>foreign
        );
        self.trap(TrapCode::BadSignature);
        dynasm!(self.a; .arch x64; null:);
        self.trap(TrapCode::IndirectCallToNull);
    }


    fn thunk(&mut self, obj: i32, foreign: DynamicLabel) {
        dynasm!(self.a; .arch x64; mov Rq(R10), [Rq(RBX) + obj]; jmp =>foreign);
    }

    fn finish(mut self) -> StubCode {
        self.out.code = self.a.finalize().expect("all labels of the stubs are defined");
        self.out
    }
}

/// Builds the stubs of a module.
pub fn build(types: &[FuncType], needs: &ModuleNeeds, imports: &[u32], layout: &VmLayout) -> StubCode {
    build_with(Builder { a: VecAssembler::new(0), out: StubCode::default() }, types, needs, imports, layout)
}
