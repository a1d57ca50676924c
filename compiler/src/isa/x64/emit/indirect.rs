//! `call_indirect`. Input: index in rax (zero-extended), stack arguments and register arguments in place; output: the
//! call, its way out of line where the table's entry does not match, and the trap where the index is too large.
//! Destroys rax, r10, r11 and the flags. The index is clamped to 0 behind the check, also under speculation.
//!
//! ```text
//!   xor r11d, r11d              mov r10, [V + …] first, where the table is imported
//!   cmp rax, [table.len]
//!   jae trap
//!   cmovae rax, r11
//!   mov r11, [table.entries]
//!   add rax, rax                entries are 16 bytes, the scale is at most 8
//!   cmp [r11 + rax*8 + 8], key  mov r10, [V + …] before, where vmctx has the key
//!   jne miss
//!   call [r11 + rax*8]
//! ```

use super::super::inst::Indirect;
use super::{Alu, Cc, Emit, Jump, Key, Mem, Miss, Reg, RefTarget, Rm, regs};
use std::mem::offset_of;
use wazc_abi::trap::TrapCode;
use wazc_abi::vmctx::{TableDesc, TableEntry};

const ENTRIES: i32 = offset_of!(TableDesc, entries) as i32;
const LEN: i32 = offset_of!(TableDesc, len) as i32;
const CODE: i32 = offset_of!(TableEntry, code) as i32;
const KEY: i32 = offset_of!(TableEntry, key) as i32;
const _: () = assert!(size_of::<TableEntry>() == 16);

impl Emit {
    /// An access to vmctx or a table.
    fn quiet(&mut self, w: bool, opcode: u8, reg: u8, m: Mem) {
        self.op(0, w, &[opcode], reg, &Rm::Mem(Mem { trusted: true, ..m }), false);
    }

    pub fn call_indirect(&mut self, t: &Indirect, pop: u32) {
        let (v, rax, r10, r11) = (Reg::phys(regs::RBX), Reg::phys(regs::RAX), Reg::phys(regs::R10), Reg::phys(regs::R11));
        let desc = if t.imported {
            self.quiet(true, 0x8b, 10, Mem::base(v, t.table));
            Mem::base(r10, 0)
        } else {
            Mem::base(v, t.table)
        };
        let field = |o: i32| Mem { disp: desc.disp + o, ..desc };
        self.op(0, false, &[0x33], 11, &Rm::Reg(11), false);
        self.quiet(true, 0x3b, 0, field(LEN));
        self.branch_to_trap(Jump(Some(Cc::AE)), TrapCode::UndefinedElement);
        self.op(0, true, &[0x0f, 0x40 | Cc::AE as u8], 0, &Rm::Reg(11), false);
        self.quiet(true, 0x8b, 11, field(ENTRIES));
        self.op(0, true, &[0x03], 0, &Rm::Reg(0), false);
        let entry = |o: i32| Mem { index: Some((rax, 3)), trusted: true, ..Mem::base(r11, o) };
        match t.key {
            Key::Imm(i) => self.group1_imm(Alu::CMP, true, &Rm::Mem(entry(KEY)), i),
            Key::Vm(off) => {
                self.quiet(true, 0x8b, 10, Mem::base(v, off));
                self.quiet(true, 0x3b, 10, entry(KEY));
            }
        }
        self.branch_to_miss(Jump(Some(Cc::NE)), *t, pop, |e| e.quiet(false, 0xff, 2, entry(CODE)));
    }

    /// The stub takes the index in rax and the descriptor in r10.
    pub fn miss(&mut self, m: &Miss) {
        self.op(0, true, &[0xd1], 5, &Rm::Reg(0), false);
        self.quiet(true, if m.call.imported { 0x8b } else { 0x8d }, 10, Mem::base(Reg::phys(regs::RBX), m.call.table));
        self.call(RefTarget::Miss(m.call.ty));
        // The stub popped what the callee pops; the jump leads to the code that makes up for it.
        self.unwind(m.depth);
        self.branch(Jump(None), m.back);
    }
}
