//! `call_indirect`. Input: index in x10 (zero-extended), stack arguments and register arguments in place; output: the
//! call, its way out of line where the table's entry does not match, and the trap where the index is too large.
//! Destroys x9, x10…x13, x16 and the flags. The index is clamped to 0 behind the check, also under speculation.
//!
//! ```text
//!   ldp x11, x12, [table]       x9 = the table's address first, where that is loaded or far
//!   cmp x10, x12
//!   b.hs trap
//!   csel x10, x10, xzr, lo
//!   add x11, x11, x10, lsl #4   entries are 16 bytes
//!   ldp x16, x12, [x11]
//!   cmp x12, key                in x13, where it is large or vmctx has it
//!   b.ne miss
//!   blr x16
//! ```

use super::encoding as enc;
use super::{Emit, Jump, X16, x};
use crate::emit::function::Miss;
use crate::emit::RefTarget;
use crate::isa::a64::inst::{Cc, Cond, Imm12, Mem, Offset, Shift, Size, ZR, is_near, is_near_pair};
use crate::mir::call::{Indirect, Key};
use std::mem::offset_of;
use wazc_abi::callconv::a64 as cc;
use wazc_abi::trap::TrapCode;
use wazc_abi::vmctx::{TableDesc, TableEntry};

const ENTRIES: i32 = offset_of!(TableDesc, entries) as i32;
const _: () = assert!(offset_of!(TableDesc, len) as i32 == ENTRIES + 8);
const CODE: i32 = offset_of!(TableEntry, code) as i32;
const _: () = assert!(offset_of!(TableEntry, key) as i32 == CODE + 8 && size_of::<TableEntry>() == 16);

/// How the code gets at the descriptor.
enum Table {
    /// A pair there.
    Near(Mem),
    /// Two loads, of a table this far from V.
    Two(i32),
    /// In x9.
    Address,
}

fn table(t: &Indirect) -> Table {
    let (from_v, from_fields) = (t.table + ENTRIES, t.table + cc::FIELDS_BIAS + ENTRIES);
    if t.imported {
        Table::Address
    } else if is_near_pair(8, from_v) {
        Table::Near(Mem::imm(super::V, from_v))
    } else if is_near_pair(8, from_fields) {
        Table::Near(Mem::imm(super::FIELDS, from_fields))
    } else if from_fields >= 0 && is_near(8, from_fields) && is_near(8, from_fields + 8) {
        Table::Two(t.table)
    } else {
        Table::Address
    }
}

impl Emit {
    pub fn call_indirect(&mut self, t: &Indirect, pop: u32) {
        let (desc, index, entries, len, key) = (x(cc::MISS_TABLE), x(cc::MISS_INDEX), x(11), x(12), x(13));
        let pair = |e: &mut Emit, a, b, m: Mem| {
            if let Offset::Imm(d) = m.offset {
                e.w(enc::pair(true, false, 8, enc::PairMode::Offset, [a, b], m.base, d));
            }
        };
        let compare = enc::AddSub { sub: true, flags: true, size: Size::S64 };
        match table(t) {
            Table::Near(m) => pair(self, entries, len, m),
            Table::Two(at) => {
                self.vm_field(entries, at + ENTRIES);
                self.vm_field(len, at + ENTRIES + 8);
            }
            Table::Address => {
                if t.imported {
                    self.vm_field(desc, t.table);
                } else {
                    self.vm_address(desc, t.table);
                }
                pair(self, entries, len, Mem::imm(desc, ENTRIES));
            }
        }
        self.w(compare.shifted(ZR, index, len, Shift::Lsl, 0));
        self.branch_to_trap(Jump::on(Cond::Flags(Cc::Hs)), TrapCode::UndefinedElement);
        self.w(enc::conditional_select((0, 0), Size::S64, Cc::Lo, index, index, ZR));
        self.w(enc::AddSub { sub: false, flags: false, size: Size::S64 }.shifted(entries, entries, index, Shift::Lsl, 4));
        let found = len;
        pair(self, X16, found, Mem::imm(entries, CODE));
        match t.key {
            Key::Imm(i) => match Imm12::new(i as u64) {
                Some(i) => self.w(compare.imm(ZR, found, i)),
                None => {
                    self.imm(key, i as u64);
                    self.w(compare.shifted(ZR, found, key, Shift::Lsl, 0));
                }
            },
            Key::Vm(off) => {
                // A far field goes through x16, which is in use.
                self.vm_field_by(key, key, off);
                self.w(compare.shifted(ZR, found, key, Shift::Lsl, 0));
            }
        }
        self.branch_to_miss(Jump::on(Cond::Flags(Cc::Ne)), *t, pop, |e| e.w(enc::blr(X16)));
    }

    /// The stub takes the index in x10 and the descriptor in x9.
    pub fn miss(&mut self, m: &Miss) {
        if !matches!(table(&m.call), Table::Address) {
            self.vm_address(x(cc::MISS_TABLE), m.call.table);
        }
        self.call(RefTarget::Miss(m.call.ty));
        // The stub popped what the callee pops; the branch leads to the code that makes up for it.
        self.unwind(m.depth);
        self.branch(Jump::ALWAYS, m.back);
    }
}
