//! Guest and vmctx memory. Input: loads, stores, vmctx fields; output: accesses. [`Lower::guest_addr`] is the only
//! place that makes an address from a guest index.

use super::{Lower, Mem, Size, Src};
use crate::ir::{Addr, Type, Value, VmField};
use crate::isa::x64::inst::Reg;

impl Lower<'_> {
    /// `[base + index * 2^scale + offset]`.
    pub fn guest_addr(&mut self, a: Addr) -> Mem {
        let Addr { base, index, scale, offset } = a;
        let base = match base {
            Some(b) => self.reg(b),
            None => self.v(),
        };
        debug_assert!(offset <= i32::MAX as u32);
        if let (Some(c), Type::I32) = (self.constant(index), self.f.ty(index)) {
            let at = (u64::from(c as u32) << scale) + u64::from(offset);
            if at <= i32::MAX as u64 {
                return Mem::base(base, at as i32);
            }
        }
        let i = self.index(index);
        Mem { index: Some((i, scale)), ..Mem::base(base, offset as i32) }
    }

    /// A vmctx field.
    pub fn vm_addr(&mut self, field: VmField) -> Mem {
        let offset = self.env.offset(field);
        let v = self.v();
        Mem::base(v, offset)
    }

    /// Stores a value or a constant.
    pub fn store_value(&mut self, m: Mem, v: Value) {
        let ty = self.f.ty(v);
        if ty == Type::V128 {
            return self.store_vector(m, v);
        }
        let size = Size::of(ty);
        if !ty.is_float() {
            if let Some(i) = self.imm32_of(v, size) {
                return self.store_imm(size, m, i);
            }
        }
        let r = self.reg(v);
        if ty.is_float() { self.store_float(size, m, r) } else { self.store_int(size.bytes(), m, r) }
    }

    /// Loads a full-width value.
    pub fn load_value(&mut self, ty: Type, m: Mem) -> Reg {
        if ty == Type::V128 {
            return self.load_vector(m);
        }
        let size = Size::of(ty);
        if ty.is_float() { self.load_float(size, m) } else { self.load_int(size, Src::Mem(m)) }
    }
}
