//! Values: typed for users of the API, and raw in the 16-byte slots that host and compiled code exchange.

use crate::error::Error;
use crate::func::Func;
use crate::instance::with_store;
use crate::store::AsContext;
use crate::types::ValType;
use std::num::NonZeroU64;

/// One argument or result: 16 bytes, little-endian, the low bytes in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C, align(16))]
pub struct Slot([u64; 2]);

macro_rules! slot {
    ($($get:ident $set:ident $t:ty, $v:ident => $from:expr, $to:expr;)*) => {$(
        #[doc = concat!("The value as ", stringify!($t), ".")]
        #[inline]
        pub fn $get(&self) -> $t {
            let $v = self.0[0];
            $from
        }
        #[doc = concat!("Sets the value to this ", stringify!($t), ".")]
        #[inline]
        pub fn $set(&mut self, $v: $t) {
            self.0 = [$to, 0];
        }
    )*};
}

impl Slot {
    slot! {
        u32 set_u32 u32, v => v as u32, u64::from(v);
        i32 set_i32 i32, v => v as i32, u64::from(v as u32);
        u64 set_u64 u64, v => v, v;
        i64 set_i64 i64, v => v as i64, v as u64;
        f32 set_f32 f32, v => f32::from_bits(v as u32), u64::from(v.to_bits());
        f64 set_f64 f64, v => f64::from_bits(v), v.to_bits();
    }

    /// The value as one of this type; an error where it is a reference that the store did not give out.
    pub fn val(&self, ctx: impl AsContext, ty: ValType) -> Result<Val, Error> {
        let id = with_store(ctx.raw(), |s| if ty.is_ref() && !s.owns(ty, self.0[0]) { None } else { Some(s.id) });
        Ok(Val::from_bits(ty, self.u128(), id.ok_or(Error::WrongStore)?))
    }

    /// Sets the value; an error where it is a reference of another store's.
    pub fn set_val(&mut self, ctx: impl AsContext, value: Val) -> Result<(), Error> {
        self.set_u128(value.to_bits(with_store(ctx.raw(), |s| s.id))?);
        Ok(())
    }

    /// The value as a vector, the lowest byte in the low end.
    #[inline]
    pub fn u128(&self) -> u128 {
        u128::from(self.0[1]) << 64 | u128::from(self.0[0])
    }

    /// Sets the value to this vector.
    #[inline]
    pub fn set_u128(&mut self, v: u128) {
        self.0 = [v as u64, (v >> 64) as u64];
    }

    /// A slot that holds 64 bits.
    pub fn new(bits: u64) -> Slot {
        Slot([bits, 0])
    }
}

/// A reference to an object of the host's, kept by a store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExternRef {
    pub(crate) store: u64,
    /// As compiled code sees it.
    pub(crate) bits: NonZeroU64,
}

/// A WebAssembly value.
#[derive(Clone, Copy, Debug)]
pub enum Val {
    /// 32-bit integer.
    I32(i32),
    /// 64-bit integer.
    I64(i64),
    /// 32-bit float, as bits.
    F32(u32),
    /// 64-bit float, as bits.
    F64(u64),
    /// Vector of 128 bits, the lowest byte in the low end.
    V128(u128),
    /// Reference to a function, or null.
    FuncRef(Option<Func>),
    /// Reference to an object of the host's, or null.
    ExternRef(Option<ExternRef>),
}

impl Val {
    /// Its type.
    pub fn ty(&self) -> ValType {
        match self {
            Val::I32(_) => ValType::I32,
            Val::I64(_) => ValType::I64,
            Val::F32(_) => ValType::F32,
            Val::F64(_) => ValType::F64,
            Val::V128(_) => ValType::V128,
            Val::FuncRef(_) => ValType::FuncRef,
            Val::ExternRef(_) => ValType::ExternRef,
        }
    }

    /// Zero or null of a type.
    pub fn default_for(ty: ValType) -> Val {
        match ty {
            ValType::I32 => Val::I32(0),
            ValType::I64 => Val::I64(0),
            ValType::F32 => Val::F32(0),
            ValType::F64 => Val::F64(0),
            ValType::V128 => Val::V128(0),
            ValType::FuncRef => Val::FuncRef(None),
            ValType::ExternRef => Val::ExternRef(None),
        }
    }

    /// The i32, if it is one.
    pub fn i32(&self) -> Option<i32> {
        if let Val::I32(v) = self { Some(*v) } else { None }
    }

    /// The i64, if it is one.
    pub fn i64(&self) -> Option<i64> {
        if let Val::I64(v) = self { Some(*v) } else { None }
    }

    /// The f32, if it is one.
    pub fn f32(&self) -> Option<f32> {
        if let Val::F32(v) = self { Some(f32::from_bits(*v)) } else { None }
    }

    /// The f64, if it is one.
    pub fn f64(&self) -> Option<f64> {
        if let Val::F64(v) = self { Some(f64::from_bits(*v)) } else { None }
    }

    /// The vector, if it is one.
    pub fn v128(&self) -> Option<u128> {
        if let Val::V128(v) = self { Some(*v) } else { None }
    }

    /// As in a slot, a global or a table; references of another store's are refused by `store`.
    pub(crate) fn to_bits(self, store: u64) -> Result<u128, Error> {
        Ok(u128::from(match self {
            Val::V128(v) => return Ok(v),
            Val::I32(v) => u64::from(v as u32),
            Val::I64(v) => v as u64,
            Val::F32(v) => u64::from(v),
            Val::F64(v) => v,
            Val::FuncRef(None) | Val::ExternRef(None) => 0,
            Val::FuncRef(Some(f)) if f.store != store => return Err(Error::WrongStore),
            Val::FuncRef(Some(f)) => f.obj,
            Val::ExternRef(Some(r)) if r.store != store => return Err(Error::WrongStore),
            Val::ExternRef(Some(r)) => r.bits.get(),
        }))
    }

    pub(crate) fn from_bits(ty: ValType, vector: u128, store: u64) -> Val {
        let bits = vector as u64;
        match ty {
            ValType::V128 => Val::V128(vector),
            ValType::I32 => Val::I32(bits as i32),
            ValType::I64 => Val::I64(bits as i64),
            ValType::F32 => Val::F32(bits as u32),
            ValType::F64 => Val::F64(bits),
            ValType::FuncRef => Val::FuncRef((bits != 0).then_some(Func { store, obj: bits })),
            ValType::ExternRef => Val::ExternRef(NonZeroU64::new(bits).map(|bits| ExternRef { store, bits })),
        }
    }
}

macro_rules! from {
    ($($t:ty, $v:ident => $e:expr;)*) => {$(
        impl From<$t> for Val {
            fn from($v: $t) -> Val {
                $e
            }
        }
    )*};
}
from! {
    i32, v => Val::I32(v);
    u32, v => Val::I32(v as i32);
    i64, v => Val::I64(v);
    u64, v => Val::I64(v as i64);
    f32, v => Val::F32(v.to_bits());
    f64, v => Val::F64(v.to_bits());
    u128, v => Val::V128(v);
    Func, v => Val::FuncRef(Some(v));
    ExternRef, v => Val::ExternRef(Some(v));
}
