//! Where arguments and results of the default convention are (`wazc_abi::callconv`), for any target.

use crate::ir::{ModuleEnv, Type};
use regalloc2::{PReg, RegClass};
use wazc_abi::record::{FuncType, ValType};

/// The registers of a target's convention, by hardware number.
#[derive(Clone, Copy, Debug)]
pub struct Convention {
    /// Integer arguments.
    pub int_args: &'static [u8],
    /// Number of float argument registers, from 0.
    pub float_args: u8,
    /// Integer results.
    pub int_results: &'static [u8],
    /// Number of float result registers, from 0.
    pub float_results: u8,
}

/// Where an argument or a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loc {
    /// In a register.
    Reg(PReg),
    /// At this offset in the stack arguments, or in the result area.
    Stack(u32),
}

/// Places of everything in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLayout {
    /// Arguments.
    pub params: Vec<Loc>,
    /// Bytes of stack arguments, a multiple of 16; the callee pops them.
    pub arg_area: u32,
    /// Results; offsets are into the result area, directly above the stack arguments.
    pub results: Vec<Loc>,
    /// Bytes of the result area, a multiple of 16.
    pub result_area: u32,
}

/// What a value needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An integer register, or 8 bytes of the stack.
    Int,
    /// A vector register, or 8 bytes of the stack.
    Float,
    /// A vector register, or 16 bytes of the stack.
    Vector,
}

impl Kind {
    /// Of a value of the IR.
    pub fn of(ty: Type) -> Kind {
        match ty {
            Type::I32 | Type::I64 => Kind::Int,
            Type::F32 | Type::F64 => Kind::Float,
            Type::V128 => Kind::Vector,
        }
    }
}

fn assign(kinds: impl Iterator<Item = Kind>, ints: &[u8], floats: u8) -> (Vec<Loc>, u32) {
    let mut ints = ints.iter().map(|&n| PReg::new(n.into(), RegClass::Int));
    let mut floats = (0..floats).map(|n| PReg::new(n.into(), RegClass::Float));
    let mut stack: u32 = 0;
    let locs = kinds
        .map(|k| match if k == Kind::Int { ints.next() } else { floats.next() } {
            Some(r) => Loc::Reg(r),
            None => {
                let bytes = if k == Kind::Vector { 16 } else { 8 };
                let at = stack.next_multiple_of(bytes);
                stack = at + bytes;
                Loc::Stack(at)
            }
        })
        .collect();
    (locs, stack.next_multiple_of(16))
}

impl Convention {
    /// The layout of a call.
    pub fn layout(&self, params: impl Iterator<Item = Kind>, results: impl Iterator<Item = Kind>) -> CallLayout {
        let (params, arg_area) = assign(params, self.int_args, self.float_args);
        let (results, result_area) = assign(results, self.int_results, self.float_results);
        CallLayout { params, arg_area, results, result_area }
    }

    /// The layout of a call of a function type.
    pub fn layout_of(&self, ty: &FuncType) -> CallLayout {
        let kind = |t: &ValType| Kind::of(Type::of(*t));
        self.layout(ty.params.iter().map(kind), ty.results.iter().map(kind))
    }
}

/// A `call_indirect`, apart from its arguments and the index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Indirect {
    /// Type, for the miss stub.
    pub ty: u32,
    /// The expected key.
    pub key: Key,
    /// Offset of the descriptor from V.
    pub table: i32,
    /// vmctx holds the descriptor's address, not the descriptor.
    pub imported: bool,
}

/// The key that a table's entry must have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// A constant, for private tables.
    Imm(i32),
    /// In vmctx, at this offset from V.
    Vm(i32),
}

impl Indirect {
    /// A call through this table with this canonical type.
    pub fn new(env: &ModuleEnv, table: u32, ty: u32) -> Indirect {
        let t = &env.tables[table as usize];
        let key = if t.private { Key::Imm(ty as i32 + 1) } else { Key::Vm(env.layout.sig_key(ty)) };
        Indirect { ty, key, table: env.layout.table(table), imported: t.imported }
    }
}
