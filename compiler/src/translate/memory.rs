//! Memories and globals.

use super::Translator;
use crate::ir::*;
use std::mem::offset_of;
use wasmparser::{MemArg, MemArgTarget, Operator};
use wazc_abi::builtin::Builtin;
use wazc_abi::trap::TrapCode;
use wazc_abi::vmctx::{MAX_UNCHECKED_OFFSET, MemDesc};

impl Translator<'_> {
    pub(super) fn vm_load(&mut self, ty: Type, field: VmField) -> Value {
        self.value(ty, InstData::VmLoad { ty, field })
    }

    /// Base of a memory; `None` where it is V.
    fn base(&mut self, m: u32) -> Option<Value> {
        if m == 0 && self.env.memory0_pinned() { None } else { Some(self.vm_load(Type::I64, VmField::MemBase(m))) }
    }

    /// Size of a memory in bytes.
    fn memory_size(&mut self, m: u32) -> Value {
        if m >= self.env.imported_memories {
            return self.vm_load(Type::I64, VmField::MemSize(m));
        }
        let ptr = self.vm_load(Type::I64, VmField::MemDescPtr(m));
        let (ty, offset) = (Type::I64, offset_of!(MemDesc, size) as i32);
        self.value(ty, InstData::PtrLoad { ty, ptr, offset, kind: PtrKind::MemSize })
    }

    pub(super) fn extend(&mut self, v: Value) -> Value {
        self.unary(UnaryOp::ExtendU, Type::I64, v)
    }

    /// The operand of an access; large offsets are checked here, all others by the guard behind the memory.
    fn address(&mut self, arg: &MemArg, bytes: u32) -> Addr {
        let MemArgTarget::Memory(memory) = arg.target else { unreachable!("arrays are refused by validation") };
        let index = self.pop();
        if arg.offset < MAX_UNCHECKED_OFFSET {
            return Addr { base: self.base(memory), index, scale: 0, offset: arg.offset as u32 };
        }
        let index = self.extend(index);
        let offset = self.constant(Type::I64, arg.offset);
        let index = self.binary(BinaryOp::Add, index, offset);
        let bytes = self.constant(Type::I64, bytes.into());
        let end = self.binary(BinaryOp::Add, index, bytes);
        let size = self.memory_size(memory);
        self.check(end, size);
        Addr { base: self.base(memory), index, scale: 0, offset: 0 }
    }

    /// Traps if `end` is past `size`.
    fn check(&mut self, end: Value, size: Value) {
        let cond = self.value(Type::I32, InstData::Icmp { cc: IntCc::GtU, args: [end, size] });
        self.trap_if(cond, TrapCode::MemoryOutOfBounds);
    }

    /// Checks a range (both I64) of a memory; gives its address.
    fn range(&mut self, m: u32, index: Value, len: Value) -> Value {
        let end = self.binary(BinaryOp::Add, index, len);
        let size = self.memory_size(m);
        self.check(end, size);
        let base = match self.base(m) {
            Some(b) => b,
            None => self.value(Type::I64, InstData::VmBase),
        };
        self.binary(BinaryOp::Add, base, index)
    }

    pub(super) fn load(&mut self, op: LoadOp, arg: &MemArg) {
        let addr = self.address(arg, op.bytes());
        let v = self.value(op.ty(), InstData::Load { op, addr });
        self.stack.push(v);
    }

    pub(super) fn store(&mut self, op: StoreOp, arg: &MemArg) {
        let value = self.pop();
        let addr = self.address(arg, op.bytes());
        self.effect(InstData::Store { op, addr, value });
    }

    /// Calls a builtin with constants in front of `n` operands.
    pub(super) fn builtin(&mut self, builtin: Builtin, first: Value, n: usize, result: Option<Type>) {
        let mut args = vec![first];
        args.extend(self.pop_n(n));
        let call = InstData::CallBuiltin { builtin, args };
        let i = self.f.push(self.block, call, result.as_slice(), self.loc);
        if result.is_some() {
            let v = self.f.result(i);
            self.stack.push(v);
        }
    }

    fn global_type(&self, g: u32) -> Type {
        Type::of(self.env.globals[g as usize].ty)
    }

    /// The pieces of a move whose length is a small constant: it becomes loads and stores, which need no check of the range, and which
    /// the optimiser knows. An empty one still traps if it begins behind the end.
    fn small_move(&self, len: Value) -> Option<Vec<(u32, u32)>> {
        let len = self.f.as_const(len)? as u32;
        (len != 0 && u64::from(len) <= moves::MOST).then(|| moves::pieces(len))
    }

    fn piece(&mut self, memory: u32, index: Value, offset: u32) -> Addr {
        Addr { base: self.base(memory), index, scale: 0, offset }
    }

    /// Stores pieces, the last one first: if that does not trap, no other does, and if it does, nothing was written.
    fn store_pieces(&mut self, memory: u32, index: Value, pieces: &[(u32, u32)], values: &[Value]) {
        for (&(at, bytes), &value) in pieces.iter().zip(values).rev() {
            let op = match bytes {
                16 => StoreOp::V128,
                8 => StoreOp::B64,
                4 => StoreOp::B32,
                2 => StoreOp::B16,
                _ => StoreOp::B8,
            };
            let addr = self.piece(memory, index, at);
            self.effect(InstData::Store { op, addr, value });
        }
    }

    /// A copy: all loads, then all stores, whatever overlaps.
    fn small_copy(&mut self, (to, dst): (u32, Value), (from, src): (u32, Value), pieces: &[(u32, u32)]) -> bool {
        let mut values = Vec::new();
        for &(at, bytes) in pieces {
            let op = match bytes {
                16 => LoadOp::V128,
                8 => LoadOp::I64,
                4 => LoadOp::I32,
                2 => LoadOp::I32U16,
                _ => LoadOp::I32U8,
            };
            let addr = self.piece(from, src, at);
            values.push(self.value(op.ty(), InstData::Load { op, addr }));
        }
        self.store_pieces(to, dst, pieces, &values);
        true
    }

    /// A fill: the byte in all bytes of an integer or of a vector.
    fn small_fill(&mut self, memory: u32, index: Value, byte: Value, pieces: &[(u32, u32)]) -> bool {
        let widest = pieces[0].1;
        let whole = match widest {
            1 => byte,
            16 => self.value(Type::V128, InstData::VUnary { op: VUnaryOp::Splat(Lane::I8), arg: byte }),
            _ => {
                let ty = if widest == 8 { Type::I64 } else { Type::I32 };
                let mask = self.constant(Type::I32, 0xff);
                let low = self.binary(BinaryOp::And, byte, mask);
                let low = if ty == Type::I64 { self.extend(low) } else { low };
                let ones = self.constant(ty, 0x0101_0101_0101_0101 >> (64 - ty.bits()));
                self.binary(BinaryOp::Mul, low, ones)
            }
        };
        // A vector is stored whole where less of it is left: then it begins earlier.
        let wide = |&(at, bytes): &(u32, u32)| if widest == 16 { (at + bytes - 16, 16) } else { (at, bytes) };
        let pieces: Vec<(u32, u32)> = pieces.iter().map(wide).collect();
        let values = vec![whole; pieces.len()];
        self.store_pieces(memory, index, &pieces, &values);
        true
    }

    /// Translates the operator if it is of this family.
    pub fn memory(&mut self, op: &Operator<'_>) -> bool {
        use Operator::*;
        match op {
            I32Load { memarg } => self.load(LoadOp::I32, memarg),
            I64Load { memarg } => self.load(LoadOp::I64, memarg),
            F32Load { memarg } => self.load(LoadOp::F32, memarg),
            F64Load { memarg } => self.load(LoadOp::F64, memarg),
            I32Load8U { memarg } => self.load(LoadOp::I32U8, memarg),
            I32Load8S { memarg } => self.load(LoadOp::I32S8, memarg),
            I32Load16U { memarg } => self.load(LoadOp::I32U16, memarg),
            I32Load16S { memarg } => self.load(LoadOp::I32S16, memarg),
            I64Load8U { memarg } => self.load(LoadOp::I64U8, memarg),
            I64Load8S { memarg } => self.load(LoadOp::I64S8, memarg),
            I64Load16U { memarg } => self.load(LoadOp::I64U16, memarg),
            I64Load16S { memarg } => self.load(LoadOp::I64S16, memarg),
            I64Load32U { memarg } => self.load(LoadOp::I64U32, memarg),
            I64Load32S { memarg } => self.load(LoadOp::I64S32, memarg),
            I32Store { memarg } | I64Store32 { memarg } => self.store(StoreOp::B32, memarg),
            I64Store { memarg } => self.store(StoreOp::B64, memarg),
            F32Store { memarg } => self.store(StoreOp::F32, memarg),
            F64Store { memarg } => self.store(StoreOp::F64, memarg),
            I32Store8 { memarg } | I64Store8 { memarg } => self.store(StoreOp::B8, memarg),
            I32Store16 { memarg } | I64Store16 { memarg } => self.store(StoreOp::B16, memarg),
            MemorySize { mem } => {
                let size = self.memory_size(*mem);
                let shift = self.constant(Type::I64, 16);
                let pages = self.binary(BinaryOp::ShrU, size, shift);
                let v = self.unary(UnaryOp::Wrap, Type::I32, pages);
                self.stack.push(v);
            }
            MemoryGrow { mem } => {
                let m = self.i32(*mem);
                self.builtin(Builtin::MemoryGrow, m, 1, Some(Type::I32));
            }
            MemoryFill { mem } => {
                let (len, byte, index) = (self.pop(), self.pop(), self.pop());
                if let Some(pieces) = self.small_move(len) {
                    return self.small_fill(*mem, index, byte, &pieces);
                }
                let (len, index) = (self.extend(len), self.extend(index));
                let dst = self.range(*mem, index, len);
                self.effect(InstData::MemFill { dst, byte, len });
            }
            MemoryCopy { dst_mem, src_mem } => {
                let (len, src, dst) = (self.pop(), self.pop(), self.pop());
                if let Some(pieces) = self.small_move(len) {
                    return self.small_copy((*dst_mem, dst), (*src_mem, src), &pieces);
                }
                let (len, src, dst) = (self.extend(len), self.extend(src), self.extend(dst));
                let dst = self.range(*dst_mem, dst, len);
                let src = self.range(*src_mem, src, len);
                self.effect(InstData::MemCopy { dst, src, len });
            }
            MemoryInit { data_index, mem } => {
                let (len, src, dst) = (self.pop(), self.pop(), self.pop());
                let (len, src, dst) = (self.extend(len), self.extend(src), self.extend(dst));
                let dst = self.range(*mem, dst, len);
                let end = self.binary(BinaryOp::Add, src, len);
                let size = self.vm_load(Type::I64, VmField::DataLen(*data_index));
                self.check(end, size);
                let bytes = self.vm_load(Type::I64, VmField::DataPtr(*data_index));
                let src = self.binary(BinaryOp::Add, bytes, src);
                self.effect(InstData::MemCopy { dst, src, len });
            }
            DataDrop { data_index } => {
                let value = self.constant(Type::I64, 0);
                self.effect(InstData::VmStore { field: VmField::DataLen(*data_index), value });
            }

            GlobalGet { global_index: g } => {
                let ty = self.global_type(*g);
                let v = if let Some(bits) = self.env.constant_globals.get(g) {
                    self.constant(ty, *bits)
                } else if *g >= self.env.imported_globals {
                    self.vm_load(ty, VmField::Global(*g))
                } else {
                    let ptr = self.vm_load(Type::I64, VmField::GlobalPtr(*g));
                    self.value(ty, InstData::PtrLoad { ty, ptr, offset: 0, kind: PtrKind::Global })
                };
                self.stack.push(v);
            }
            GlobalSet { global_index: g } => {
                let value = self.pop();
                if *g >= self.env.imported_globals {
                    self.effect(InstData::VmStore { field: VmField::Global(*g), value });
                } else {
                    let ptr = self.vm_load(Type::I64, VmField::GlobalPtr(*g));
                    self.effect(InstData::PtrStore { ptr, offset: 0, kind: PtrKind::Global, value });
                }
            }
            _ => return false,
        }
        true
    }
}
