//! The stubs of an artifact: entry trampolines, foreign calls, indirect misses, import thunks, memory moves.
//!
//! Input: the module's function types, the type of each imported function, the vmctx layout. Output: one
//! position-independent block of code with offsets into it; it refers to nothing outside. What each stub promises is
//! written in `wazc_abi::callconv`.

use super::abi::CONVENTION;
use super::bulk;
use crate::emit::StubCode;
use crate::mir::call::Loc;
use dynasmrt::x64::X64Relocation;
use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, VecAssembler, dynasm};
use std::mem::offset_of;
use wazc_abi::callconv::{SLOT_SIZE, x64 as cc};
use wazc_abi::record::{FuncType, TypeStubs, ValType};
use wazc_abi::trap::{TrapCode, UNWIND_END};
use wazc_abi::vmctx::{self, FuncObj, TableDesc, VmLayout};

const OBJ_CODE: i32 = offset_of!(FuncObj, code) as i32;
const OBJ_VMCTX: i32 = offset_of!(FuncObj, vmctx) as i32;
const OBJ_SIG: i32 = offset_of!(FuncObj, sig) as i32;
const TABLE_REFS: i32 = offset_of!(TableDesc, refs) as i32;
const SLOT: i32 = SLOT_SIZE as i32;
const RBX: u8 = cc::V;
const R10: u8 = cc::FOREIGN_OBJ;
const R11: u8 = cc::FOREIGN_SLOTS;

struct Builder {
    a: VecAssembler<X64Relocation>,
    out: StubCode,
}

impl Builder {
    fn at(&self) -> u32 {
        self.a.offset().0 as u32
    }

    /// Starts a stub at a 16-aligned position.
    fn start(&mut self, cfa: u32) -> u32 {
        while !self.at().is_multiple_of(16) {
            // Padding traps.
            self.a.push(0xcc);
        }
        self.cfa(cfa);
        self.at()
    }

    fn cfa(&mut self, cfa: u32) {
        let at = self.at();
        match self.out.unwind.last_mut() {
            Some(last) if last.0 == at => last.1 = cfa,
            Some(last) if last.1 == cfa => {}
            _ => self.out.unwind.push((at, cfa)),
        }
    }

    fn trap(&mut self, code: TrapCode) {
        self.out.traps.push((self.at(), code));
        dynasm!(self.a; .arch x64; ud2);
    }

    /// Loads a value of type `t` into a register.
    fn load(&mut self, t: ValType, reg: u8, base: u8, disp: i32) {
        match t {
            ValType::I32 => dynasm!(self.a; .arch x64; mov Rd(reg), [Rq(base) + disp]),
            ValType::F32 => dynasm!(self.a; .arch x64; movss Rx(reg), [Rq(base) + disp]),
            ValType::F64 => dynasm!(self.a; .arch x64; movsd Rx(reg), [Rq(base) + disp]),
            _ => dynasm!(self.a; .arch x64; mov Rq(reg), [Rq(base) + disp]),
        }
    }

    /// Stores a value of type `t`; an i32 is zero-extended to 64 bits (its register's upper half is cleared).
    fn store(&mut self, t: ValType, reg: u8, base: u8, disp: i32) {
        match t {
            ValType::I32 => dynasm!(self.a; .arch x64; mov Rd(reg), Rd(reg); mov [Rq(base) + disp], Rq(reg)),
            ValType::F32 => dynasm!(self.a; .arch x64; movss [Rq(base) + disp], Rx(reg)),
            ValType::F64 => dynasm!(self.a; .arch x64; movsd [Rq(base) + disp], Rx(reg)),
            _ => dynasm!(self.a; .arch x64; mov [Rq(base) + disp], Rq(reg)),
        }
    }

    /// Copies stack words through `tmp`.
    fn copy_words(&mut self, bytes: u32, from: i32, to: i32, tmp: u8) {
        for o in (0..bytes as i32).step_by(8) {
            dynasm!(self.a; .arch x64; mov Rq(tmp), [rsp + from + o]; mov [rsp + to + o], Rq(tmp));
        }
    }

    /// `entry(rdi = V, rsi = code, rdx = slots)`.
    fn entry(&mut self, ty: &FuncType) -> u32 {
        let l = CONVENTION.layout_of(ty);
        let at = self.start(UNWIND_END);
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
                ValType::I32 | ValType::F32 => dynasm!(self.a; .arch x64; mov eax, [rsp + o]),
                _ => dynasm!(self.a; .arch x64; mov rax, [rsp + o]),
            }
            dynasm!(self.a; .arch x64; mov [r11 + slot], rax);
        }
        dynasm!(self.a; .arch x64; add rsp, results + 8; ret);
        at
    }

    /// r10 = `FuncObj`.
    fn foreign(&mut self, ty: &FuncType) -> u32 {
        let l = CONVENTION.layout_of(ty);
        let at = self.start(8);
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
                Loc::Stack(o) => {
                    self.load(ValType::I64, R11, 4, slots + 8 + o as i32);
                    self.store(if *t == ValType::I32 { ValType::I32 } else { ValType::I64 }, R11, 4, slot);
                }
            }
        }
        dynasm!(self.a; .arch x64; mov r11, rsp; call QWORD [rbx + vmctx::HOST_CALL]);
        for (i, (t, loc)) in ty.results.iter().zip(&l.results).enumerate() {
            let slot = i as i32 * SLOT;
            match *loc {
                Loc::Reg(r) => self.load(*t, r.hw_enc() as u8, 4, slot),
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

    fn ret(&mut self, pop: u32) {
        match pop {
            0 => dynasm!(self.a; .arch x64; ret),
            1..=0xffff => dynasm!(self.a; .arch x64; ret pop as i16),
            _ => unreachable!("wasm allows at most 1000 parameters"),
        }
    }

    /// rax = index, r10 = `TableDesc`.
    fn miss(&mut self, key: i32, foreign: DynamicLabel) -> u32 {
        let at = self.start(8);
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
        at
    }
}

/// Builds the stubs for the function types of a module and its imported functions (index of their types).
pub fn build(types: &[FuncType], imports: &[u32], layout: &VmLayout) -> StubCode {
    let mut b = Builder { a: VecAssembler::new(0), out: StubCode::default() };
    b.out.copy = b.start(8);
    bulk::copy(&mut b.a);
    b.out.fill = b.start(8);
    bulk::fill(&mut b.a);
    let labels: Vec<_> = types.iter().map(|_| b.a.new_dynamic_label()).collect();
    for (i, ty) in types.iter().enumerate() {
        let entry = b.entry(ty);
        b.start(8);
        let label = labels[i];
        dynasm!(b.a; .arch x64; =>label);
        let foreign = b.foreign(ty);
        let miss = b.miss(layout.sig_key(i as u32), label);
        b.out.types.push(TypeStubs { entry, foreign, miss });
    }
    for (i, ty) in imports.iter().enumerate() {
        let at = b.start(8);
        let (obj, label) = (layout.imported_func(i as u32), labels[*ty as usize]);
        dynasm!(b.a; .arch x64; mov Rq(R10), [Rq(RBX) + obj]; jmp =>label);
        b.out.thunks.push(at);
    }
    b.start(8);
    b.out.code = b.a.finalize().expect("all labels of the stubs are defined");
    b.out
}
