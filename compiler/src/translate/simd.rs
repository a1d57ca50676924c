//! Vectors: fixed-width SIMD and relaxed SIMD. Loads that spread or extend are a plain load and an operator, loads and stores of
//! a lane a scalar one and a lane's exchange, so that passes see accesses that they know; selection joins them again.

use super::Translator;
use crate::ir::*;
use wasmparser::{MemArg, Operator};

impl Translator<'_> {
    fn vector(&mut self, bytes: [u8; 16]) -> Value {
        self.value(Type::V128, InstData::VConst { bytes })
    }

    fn vunary(&mut self, op: VUnaryOp, arg: Value) -> Value {
        self.value(op.ty(), InstData::VUnary { op, arg })
    }

    fn vun(&mut self, op: VUnaryOp) {
        let arg = self.pop();
        let v = self.vunary(op, arg);
        self.stack.push(v);
    }

    fn vbin(&mut self, op: VBinaryOp) {
        let (b, a) = (self.pop(), self.pop());
        let v = self.value(Type::V128, InstData::VBinary { op, args: [a, b] });
        self.stack.push(v);
    }

    fn vtern(&mut self, op: VTernaryOp) {
        let (c, b, a) = (self.pop(), self.pop(), self.pop());
        let v = self.value(Type::V128, InstData::VTernary { op, args: [a, b, c] });
        self.stack.push(v);
    }

    /// A load, and what is made of it.
    fn load_and(&mut self, load: LoadOp, arg: &MemArg, op: VUnaryOp) {
        self.load(load, arg);
        self.vun(op);
    }

    /// A lane from memory.
    fn load_lane(&mut self, load: LoadOp, arg: &MemArg, lane: Lane, index: u8) {
        let v = self.pop();
        self.load(load, arg);
        let x = self.pop();
        let v = self.value(Type::V128, InstData::VBinary { op: VBinaryOp::Replace { lane, index }, args: [v, x] });
        self.stack.push(v);
    }

    /// A lane to memory.
    fn store_lane(&mut self, store: StoreOp, arg: &MemArg, lane: Lane, index: u8) {
        self.vun(VUnaryOp::Extract { lane, index, signed: false });
        self.store(store, arg);
    }

    /// Translates the operator if it is of this family.
    pub fn simd(&mut self, op: &Operator<'_>) -> bool {
        self.simd_memory(op) || self.simd_integers(op) || self.simd_other(op)
    }

    fn simd_memory(&mut self, op: &Operator<'_>) -> bool {
        use Lane::*;
        use Operator::*;
        let extend = |from, signed| VUnaryOp::Extend { from, high: false, signed };
        match op {
            V128Load { memarg } => self.load(LoadOp::V128, memarg),
            V128Store { memarg } => self.store(StoreOp::V128, memarg),
            V128Load32Zero { memarg } => self.load(LoadOp::V128Low32, memarg),
            V128Load64Zero { memarg } => self.load(LoadOp::V128Low64, memarg),
            V128Load8x8S { memarg } => self.load_and(LoadOp::V128Low64, memarg, extend(I8, true)),
            V128Load8x8U { memarg } => self.load_and(LoadOp::V128Low64, memarg, extend(I8, false)),
            V128Load16x4S { memarg } => self.load_and(LoadOp::V128Low64, memarg, extend(I16, true)),
            V128Load16x4U { memarg } => self.load_and(LoadOp::V128Low64, memarg, extend(I16, false)),
            V128Load32x2S { memarg } => self.load_and(LoadOp::V128Low64, memarg, extend(I32, true)),
            V128Load32x2U { memarg } => self.load_and(LoadOp::V128Low64, memarg, extend(I32, false)),
            V128Load8Splat { memarg } => self.load_and(LoadOp::I32U8, memarg, VUnaryOp::Splat(I8)),
            V128Load16Splat { memarg } => self.load_and(LoadOp::I32U16, memarg, VUnaryOp::Splat(I16)),
            V128Load32Splat { memarg } => self.load_and(LoadOp::I32, memarg, VUnaryOp::Splat(I32)),
            V128Load64Splat { memarg } => self.load_and(LoadOp::I64, memarg, VUnaryOp::Splat(I64)),
            V128Load8Lane { memarg, lane } => self.load_lane(LoadOp::I32U8, memarg, I8, *lane),
            V128Load16Lane { memarg, lane } => self.load_lane(LoadOp::I32U16, memarg, I16, *lane),
            V128Load32Lane { memarg, lane } => self.load_lane(LoadOp::I32, memarg, I32, *lane),
            V128Load64Lane { memarg, lane } => self.load_lane(LoadOp::I64, memarg, I64, *lane),
            V128Store8Lane { memarg, lane } => self.store_lane(StoreOp::B8, memarg, I8, *lane),
            V128Store16Lane { memarg, lane } => self.store_lane(StoreOp::B16, memarg, I16, *lane),
            V128Store32Lane { memarg, lane } => self.store_lane(StoreOp::B32, memarg, I32, *lane),
            V128Store64Lane { memarg, lane } => self.store_lane(StoreOp::B64, memarg, I64, *lane),
            _ => return false,
        }
        true
    }

    fn simd_integers(&mut self, op: &Operator<'_>) -> bool {
        use IntCc as C;
        use Lane::*;
        use Operator::*;
        use VBinaryOp as B;
        use VUnaryOp as U;
        let (s, u) = (true, false);
        let ext_mul = |from, high, signed| B::ExtMul { from, high, signed };
        let extend = |from, high, signed| U::Extend { from, high, signed };
        match op {
            I8x16Abs => self.vun(U::Abs(I8)),
            I16x8Abs => self.vun(U::Abs(I16)),
            I32x4Abs => self.vun(U::Abs(I32)),
            I64x2Abs => self.vun(U::Abs(I64)),
            I8x16Neg => self.vun(U::Neg(I8)),
            I16x8Neg => self.vun(U::Neg(I16)),
            I32x4Neg => self.vun(U::Neg(I32)),
            I64x2Neg => self.vun(U::Neg(I64)),
            I8x16Popcnt => self.vun(U::Popcnt),
            I8x16AllTrue => self.vun(U::AllTrue(I8)),
            I16x8AllTrue => self.vun(U::AllTrue(I16)),
            I32x4AllTrue => self.vun(U::AllTrue(I32)),
            I64x2AllTrue => self.vun(U::AllTrue(I64)),
            I8x16Bitmask => self.vun(U::Bitmask(I8)),
            I16x8Bitmask => self.vun(U::Bitmask(I16)),
            I32x4Bitmask => self.vun(U::Bitmask(I32)),
            I64x2Bitmask => self.vun(U::Bitmask(I64)),
            I16x8ExtAddPairwiseI8x16S => self.vun(U::ExtAddPairwise { from: I8, signed: s }),
            I16x8ExtAddPairwiseI8x16U => self.vun(U::ExtAddPairwise { from: I8, signed: u }),
            I32x4ExtAddPairwiseI16x8S => self.vun(U::ExtAddPairwise { from: I16, signed: s }),
            I32x4ExtAddPairwiseI16x8U => self.vun(U::ExtAddPairwise { from: I16, signed: u }),
            I16x8ExtendLowI8x16S => self.vun(extend(I8, false, s)),
            I16x8ExtendHighI8x16S => self.vun(extend(I8, true, s)),
            I16x8ExtendLowI8x16U => self.vun(extend(I8, false, u)),
            I16x8ExtendHighI8x16U => self.vun(extend(I8, true, u)),
            I32x4ExtendLowI16x8S => self.vun(extend(I16, false, s)),
            I32x4ExtendHighI16x8S => self.vun(extend(I16, true, s)),
            I32x4ExtendLowI16x8U => self.vun(extend(I16, false, u)),
            I32x4ExtendHighI16x8U => self.vun(extend(I16, true, u)),
            I64x2ExtendLowI32x4S => self.vun(extend(I32, false, s)),
            I64x2ExtendHighI32x4S => self.vun(extend(I32, true, s)),
            I64x2ExtendLowI32x4U => self.vun(extend(I32, false, u)),
            I64x2ExtendHighI32x4U => self.vun(extend(I32, true, u)),

            I8x16Add => self.vbin(B::Add(I8)),
            I16x8Add => self.vbin(B::Add(I16)),
            I32x4Add => self.vbin(B::Add(I32)),
            I64x2Add => self.vbin(B::Add(I64)),
            I8x16Sub => self.vbin(B::Sub(I8)),
            I16x8Sub => self.vbin(B::Sub(I16)),
            I32x4Sub => self.vbin(B::Sub(I32)),
            I64x2Sub => self.vbin(B::Sub(I64)),
            I16x8Mul => self.vbin(B::Mul(I16)),
            I32x4Mul => self.vbin(B::Mul(I32)),
            I64x2Mul => self.vbin(B::Mul(I64)),
            I8x16AddSatS => self.vbin(B::AddSat { lane: I8, signed: s }),
            I8x16AddSatU => self.vbin(B::AddSat { lane: I8, signed: u }),
            I16x8AddSatS => self.vbin(B::AddSat { lane: I16, signed: s }),
            I16x8AddSatU => self.vbin(B::AddSat { lane: I16, signed: u }),
            I8x16SubSatS => self.vbin(B::SubSat { lane: I8, signed: s }),
            I8x16SubSatU => self.vbin(B::SubSat { lane: I8, signed: u }),
            I16x8SubSatS => self.vbin(B::SubSat { lane: I16, signed: s }),
            I16x8SubSatU => self.vbin(B::SubSat { lane: I16, signed: u }),
            I8x16MinS => self.vbin(B::Min { lane: I8, signed: s }),
            I8x16MinU => self.vbin(B::Min { lane: I8, signed: u }),
            I16x8MinS => self.vbin(B::Min { lane: I16, signed: s }),
            I16x8MinU => self.vbin(B::Min { lane: I16, signed: u }),
            I32x4MinS => self.vbin(B::Min { lane: I32, signed: s }),
            I32x4MinU => self.vbin(B::Min { lane: I32, signed: u }),
            I8x16MaxS => self.vbin(B::Max { lane: I8, signed: s }),
            I8x16MaxU => self.vbin(B::Max { lane: I8, signed: u }),
            I16x8MaxS => self.vbin(B::Max { lane: I16, signed: s }),
            I16x8MaxU => self.vbin(B::Max { lane: I16, signed: u }),
            I32x4MaxS => self.vbin(B::Max { lane: I32, signed: s }),
            I32x4MaxU => self.vbin(B::Max { lane: I32, signed: u }),
            I8x16AvgrU => self.vbin(B::Avgr(I8)),
            I16x8AvgrU => self.vbin(B::Avgr(I16)),
            I16x8Q15MulrSatS => self.vbin(B::Q15Mulr),
            I16x8RelaxedQ15mulrS => self.vbin(B::RelaxedQ15Mulr),
            I32x4DotI16x8S => self.vbin(B::Dot),
            I16x8RelaxedDotI8x16I7x16S => self.vbin(B::RelaxedDot),
            I32x4RelaxedDotI8x16I7x16AddS => self.vtern(VTernaryOp::RelaxedDotAdd),
            I16x8ExtMulLowI8x16S => self.vbin(ext_mul(I8, false, s)),
            I16x8ExtMulHighI8x16S => self.vbin(ext_mul(I8, true, s)),
            I16x8ExtMulLowI8x16U => self.vbin(ext_mul(I8, false, u)),
            I16x8ExtMulHighI8x16U => self.vbin(ext_mul(I8, true, u)),
            I32x4ExtMulLowI16x8S => self.vbin(ext_mul(I16, false, s)),
            I32x4ExtMulHighI16x8S => self.vbin(ext_mul(I16, true, s)),
            I32x4ExtMulLowI16x8U => self.vbin(ext_mul(I16, false, u)),
            I32x4ExtMulHighI16x8U => self.vbin(ext_mul(I16, true, u)),
            I64x2ExtMulLowI32x4S => self.vbin(ext_mul(I32, false, s)),
            I64x2ExtMulHighI32x4S => self.vbin(ext_mul(I32, true, s)),
            I64x2ExtMulLowI32x4U => self.vbin(ext_mul(I32, false, u)),
            I64x2ExtMulHighI32x4U => self.vbin(ext_mul(I32, true, u)),
            I8x16NarrowI16x8S => self.vbin(B::Narrow { from: I16, signed: s }),
            I8x16NarrowI16x8U => self.vbin(B::Narrow { from: I16, signed: u }),
            I16x8NarrowI32x4S => self.vbin(B::Narrow { from: I32, signed: s }),
            I16x8NarrowI32x4U => self.vbin(B::Narrow { from: I32, signed: u }),
            I8x16Shl => self.vbin(B::Shl(I8)),
            I16x8Shl => self.vbin(B::Shl(I16)),
            I32x4Shl => self.vbin(B::Shl(I32)),
            I64x2Shl => self.vbin(B::Shl(I64)),
            I8x16ShrS => self.vbin(B::ShrS(I8)),
            I16x8ShrS => self.vbin(B::ShrS(I16)),
            I32x4ShrS => self.vbin(B::ShrS(I32)),
            I64x2ShrS => self.vbin(B::ShrS(I64)),
            I8x16ShrU => self.vbin(B::ShrU(I8)),
            I16x8ShrU => self.vbin(B::ShrU(I16)),
            I32x4ShrU => self.vbin(B::ShrU(I32)),
            I64x2ShrU => self.vbin(B::ShrU(I64)),

            I8x16Eq => self.vbin(B::Icmp(I8, C::Eq)),
            I8x16Ne => self.vbin(B::Icmp(I8, C::Ne)),
            I8x16LtS => self.vbin(B::Icmp(I8, C::LtS)),
            I8x16LtU => self.vbin(B::Icmp(I8, C::LtU)),
            I8x16GtS => self.vbin(B::Icmp(I8, C::GtS)),
            I8x16GtU => self.vbin(B::Icmp(I8, C::GtU)),
            I8x16LeS => self.vbin(B::Icmp(I8, C::LeS)),
            I8x16LeU => self.vbin(B::Icmp(I8, C::LeU)),
            I8x16GeS => self.vbin(B::Icmp(I8, C::GeS)),
            I8x16GeU => self.vbin(B::Icmp(I8, C::GeU)),
            I16x8Eq => self.vbin(B::Icmp(I16, C::Eq)),
            I16x8Ne => self.vbin(B::Icmp(I16, C::Ne)),
            I16x8LtS => self.vbin(B::Icmp(I16, C::LtS)),
            I16x8LtU => self.vbin(B::Icmp(I16, C::LtU)),
            I16x8GtS => self.vbin(B::Icmp(I16, C::GtS)),
            I16x8GtU => self.vbin(B::Icmp(I16, C::GtU)),
            I16x8LeS => self.vbin(B::Icmp(I16, C::LeS)),
            I16x8LeU => self.vbin(B::Icmp(I16, C::LeU)),
            I16x8GeS => self.vbin(B::Icmp(I16, C::GeS)),
            I16x8GeU => self.vbin(B::Icmp(I16, C::GeU)),
            I32x4Eq => self.vbin(B::Icmp(I32, C::Eq)),
            I32x4Ne => self.vbin(B::Icmp(I32, C::Ne)),
            I32x4LtS => self.vbin(B::Icmp(I32, C::LtS)),
            I32x4LtU => self.vbin(B::Icmp(I32, C::LtU)),
            I32x4GtS => self.vbin(B::Icmp(I32, C::GtS)),
            I32x4GtU => self.vbin(B::Icmp(I32, C::GtU)),
            I32x4LeS => self.vbin(B::Icmp(I32, C::LeS)),
            I32x4LeU => self.vbin(B::Icmp(I32, C::LeU)),
            I32x4GeS => self.vbin(B::Icmp(I32, C::GeS)),
            I32x4GeU => self.vbin(B::Icmp(I32, C::GeU)),
            I64x2Eq => self.vbin(B::Icmp(I64, C::Eq)),
            I64x2Ne => self.vbin(B::Icmp(I64, C::Ne)),
            I64x2LtS => self.vbin(B::Icmp(I64, C::LtS)),
            I64x2GtS => self.vbin(B::Icmp(I64, C::GtS)),
            I64x2LeS => self.vbin(B::Icmp(I64, C::LeS)),
            I64x2GeS => self.vbin(B::Icmp(I64, C::GeS)),
            _ => return false,
        }
        true
    }

    /// Constants, bits, bytes, lanes, floats.
    fn simd_other(&mut self, op: &Operator<'_>) -> bool {
        use FloatCc as C;
        use Lane::*;
        use Operator::*;
        use VBinaryOp as B;
        use VTernaryOp as T;
        use VUnaryOp as U;
        let extract = |lane, index: &u8, signed| U::Extract { lane, index: *index, signed };
        let replace = |lane, index: &u8| B::Replace { lane, index: *index };
        match op {
            V128Const { value } => {
                let v = self.vector(*value.bytes());
                self.stack.push(v);
            }
            I8x16Shuffle { lanes } => {
                let (b, a) = (self.pop(), self.pop());
                let v = self.value(Type::V128, InstData::Shuffle { args: [a, b], lanes: *lanes });
                self.stack.push(v);
            }
            I8x16Swizzle => self.vbin(B::Swizzle),
            I8x16RelaxedSwizzle => self.vbin(B::RelaxedSwizzle),
            V128Not => self.vun(U::Not),
            V128AnyTrue => self.vun(U::AnyTrue),
            V128And => self.vbin(B::And),
            V128AndNot => self.vbin(B::AndNot),
            V128Or => self.vbin(B::Or),
            V128Xor => self.vbin(B::Xor),
            V128Bitselect => self.vtern(T::Bitselect),
            I8x16RelaxedLaneselect => self.vtern(T::RelaxedSelect(I8)),
            I16x8RelaxedLaneselect => self.vtern(T::RelaxedSelect(I16)),
            I32x4RelaxedLaneselect => self.vtern(T::RelaxedSelect(I32)),
            I64x2RelaxedLaneselect => self.vtern(T::RelaxedSelect(I64)),

            I8x16Splat => self.vun(U::Splat(I8)),
            I16x8Splat => self.vun(U::Splat(I16)),
            I32x4Splat => self.vun(U::Splat(I32)),
            I64x2Splat => self.vun(U::Splat(I64)),
            F32x4Splat => self.vun(U::Splat(F32)),
            F64x2Splat => self.vun(U::Splat(F64)),
            I8x16ExtractLaneS { lane } => self.vun(extract(I8, lane, true)),
            I8x16ExtractLaneU { lane } => self.vun(extract(I8, lane, false)),
            I16x8ExtractLaneS { lane } => self.vun(extract(I16, lane, true)),
            I16x8ExtractLaneU { lane } => self.vun(extract(I16, lane, false)),
            I32x4ExtractLane { lane } => self.vun(extract(I32, lane, false)),
            I64x2ExtractLane { lane } => self.vun(extract(I64, lane, false)),
            F32x4ExtractLane { lane } => self.vun(extract(F32, lane, false)),
            F64x2ExtractLane { lane } => self.vun(extract(F64, lane, false)),
            I8x16ReplaceLane { lane } => self.vbin(replace(I8, lane)),
            I16x8ReplaceLane { lane } => self.vbin(replace(I16, lane)),
            I32x4ReplaceLane { lane } => self.vbin(replace(I32, lane)),
            I64x2ReplaceLane { lane } => self.vbin(replace(I64, lane)),
            F32x4ReplaceLane { lane } => self.vbin(replace(F32, lane)),
            F64x2ReplaceLane { lane } => self.vbin(replace(F64, lane)),

            F32x4Eq => self.vbin(B::Fcmp(F32, C::Eq)),
            F32x4Ne => self.vbin(B::Fcmp(F32, C::Ne)),
            F32x4Lt => self.vbin(B::Fcmp(F32, C::Lt)),
            F32x4Gt => self.vbin(B::Fcmp(F32, C::Gt)),
            F32x4Le => self.vbin(B::Fcmp(F32, C::Le)),
            F32x4Ge => self.vbin(B::Fcmp(F32, C::Ge)),
            F64x2Eq => self.vbin(B::Fcmp(F64, C::Eq)),
            F64x2Ne => self.vbin(B::Fcmp(F64, C::Ne)),
            F64x2Lt => self.vbin(B::Fcmp(F64, C::Lt)),
            F64x2Gt => self.vbin(B::Fcmp(F64, C::Gt)),
            F64x2Le => self.vbin(B::Fcmp(F64, C::Le)),
            F64x2Ge => self.vbin(B::Fcmp(F64, C::Ge)),
            F32x4Abs => self.vun(U::Abs(F32)),
            F64x2Abs => self.vun(U::Abs(F64)),
            F32x4Neg => self.vun(U::Neg(F32)),
            F64x2Neg => self.vun(U::Neg(F64)),
            F32x4Sqrt => self.vun(U::Sqrt(F32)),
            F64x2Sqrt => self.vun(U::Sqrt(F64)),
            F32x4Ceil => self.vun(U::Ceil(F32)),
            F64x2Ceil => self.vun(U::Ceil(F64)),
            F32x4Floor => self.vun(U::Floor(F32)),
            F64x2Floor => self.vun(U::Floor(F64)),
            F32x4Trunc => self.vun(U::Trunc(F32)),
            F64x2Trunc => self.vun(U::Trunc(F64)),
            F32x4Nearest => self.vun(U::Nearest(F32)),
            F64x2Nearest => self.vun(U::Nearest(F64)),
            F32x4Add => self.vbin(B::Add(F32)),
            F64x2Add => self.vbin(B::Add(F64)),
            F32x4Sub => self.vbin(B::Sub(F32)),
            F64x2Sub => self.vbin(B::Sub(F64)),
            F32x4Mul => self.vbin(B::Mul(F32)),
            F64x2Mul => self.vbin(B::Mul(F64)),
            F32x4Div => self.vbin(B::Div(F32)),
            F64x2Div => self.vbin(B::Div(F64)),
            F32x4Min => self.vbin(B::Fmin(F32)),
            F64x2Min => self.vbin(B::Fmin(F64)),
            F32x4Max => self.vbin(B::Fmax(F32)),
            F64x2Max => self.vbin(B::Fmax(F64)),
            F32x4PMin => self.vbin(B::Pmin(F32)),
            F64x2PMin => self.vbin(B::Pmin(F64)),
            F32x4PMax => self.vbin(B::Pmax(F32)),
            F64x2PMax => self.vbin(B::Pmax(F64)),
            F32x4RelaxedMin => self.vbin(B::RelaxedMin(F32)),
            F64x2RelaxedMin => self.vbin(B::RelaxedMin(F64)),
            F32x4RelaxedMax => self.vbin(B::RelaxedMax(F32)),
            F64x2RelaxedMax => self.vbin(B::RelaxedMax(F64)),
            F32x4RelaxedMadd => self.vtern(T::MulAdd(F32)),
            F64x2RelaxedMadd => self.vtern(T::MulAdd(F64)),
            F32x4RelaxedNmadd => self.vtern(T::MulSub(F32)),
            F64x2RelaxedNmadd => self.vtern(T::MulSub(F64)),

            I32x4TruncSatF32x4S => self.vun(U::TruncSat { from: F32, signed: true }),
            I32x4TruncSatF32x4U => self.vun(U::TruncSat { from: F32, signed: false }),
            I32x4TruncSatF64x2SZero => self.vun(U::TruncSat { from: F64, signed: true }),
            I32x4TruncSatF64x2UZero => self.vun(U::TruncSat { from: F64, signed: false }),
            I32x4RelaxedTruncF32x4S => self.vun(U::RelaxedTrunc { from: F32, signed: true }),
            I32x4RelaxedTruncF32x4U => self.vun(U::RelaxedTrunc { from: F32, signed: false }),
            I32x4RelaxedTruncF64x2SZero => self.vun(U::RelaxedTrunc { from: F64, signed: true }),
            I32x4RelaxedTruncF64x2UZero => self.vun(U::RelaxedTrunc { from: F64, signed: false }),
            F32x4ConvertI32x4S => self.vun(U::Convert { to: F32, signed: true }),
            F32x4ConvertI32x4U => self.vun(U::Convert { to: F32, signed: false }),
            F64x2ConvertLowI32x4S => self.vun(U::Convert { to: F64, signed: true }),
            F64x2ConvertLowI32x4U => self.vun(U::Convert { to: F64, signed: false }),
            F32x4DemoteF64x2Zero => self.vun(U::Demote),
            F64x2PromoteLowF32x4 => self.vun(U::Promote),
            _ => return false,
        }
        true
    }
}
