//! Constants, arithmetic, comparisons, conversions, `select`, locals.

use super::Translator;
use crate::ir::*;
use wasmparser::Operator;

impl Translator<'_> {
    fn bin(&mut self, op: BinaryOp) {
        let (b, a) = (self.pop(), self.pop());
        let v = self.binary(op, a, b);
        self.stack.push(v);
    }

    fn un(&mut self, op: UnaryOp, ty: Type) {
        let arg = self.pop();
        let v = self.unary(op, ty, arg);
        self.stack.push(v);
    }

    fn icmp(&mut self, cc: IntCc) {
        let (b, a) = (self.pop(), self.pop());
        let v = self.value(Type::I32, InstData::Icmp { cc, args: [a, b] });
        self.stack.push(v);
    }

    fn fcmp(&mut self, cc: FloatCc) {
        let (b, a) = (self.pop(), self.pop());
        let v = self.value(Type::I32, InstData::Fcmp { cc, args: [a, b] });
        self.stack.push(v);
    }

    fn push_const(&mut self, ty: Type, bits: u64) {
        let v = self.constant(ty, bits);
        self.stack.push(v);
    }

    /// Translates the operator if it is of this family.
    pub fn numeric(&mut self, op: &Operator<'_>) -> bool {
        use BinaryOp as B;
        use Operator::*;
        use Type::*;
        use UnaryOp as U;
        match *op {
            I32Const { value } => self.push_const(Type::I32, value as u32 as u64),
            I64Const { value } => self.push_const(Type::I64, value as u64),
            F32Const { value } => self.push_const(Type::F32, value.bits().into()),
            F64Const { value } => self.push_const(Type::F64, value.bits()),
            LocalGet { local_index } => self.stack.push(self.locals.get(local_index)),
            LocalSet { local_index } => {
                let v = self.pop();
                self.locals.set(local_index, v);
            }
            LocalTee { local_index } => {
                let v = self.pop();
                self.locals.set(local_index, v);
                self.stack.push(v);
            }
            Drop => {
                self.pop();
            }
            Nop => {}
            Select | TypedSelect { .. } => {
                let (cond, b, a) = (self.pop(), self.pop(), self.pop());
                let ty = self.f.ty(a);
                let v = if a == b { a } else { self.value(ty, InstData::Select { cond, args: [a, b] }) };
                self.stack.push(v);
            }

            I32Eqz | I64Eqz => self.un(U::Eqz, I32),
            I32Eq | I64Eq => self.icmp(IntCc::Eq),
            I32Ne | I64Ne => self.icmp(IntCc::Ne),
            I32LtS | I64LtS => self.icmp(IntCc::LtS),
            I32LtU | I64LtU => self.icmp(IntCc::LtU),
            I32GtS | I64GtS => self.icmp(IntCc::GtS),
            I32GtU | I64GtU => self.icmp(IntCc::GtU),
            I32LeS | I64LeS => self.icmp(IntCc::LeS),
            I32LeU | I64LeU => self.icmp(IntCc::LeU),
            I32GeS | I64GeS => self.icmp(IntCc::GeS),
            I32GeU | I64GeU => self.icmp(IntCc::GeU),
            F32Eq | F64Eq => self.fcmp(FloatCc::Eq),
            F32Ne | F64Ne => self.fcmp(FloatCc::Ne),
            F32Lt | F64Lt => self.fcmp(FloatCc::Lt),
            F32Gt | F64Gt => self.fcmp(FloatCc::Gt),
            F32Le | F64Le => self.fcmp(FloatCc::Le),
            F32Ge | F64Ge => self.fcmp(FloatCc::Ge),

            I32Clz => self.un(U::Clz, I32),
            I64Clz => self.un(U::Clz, I64),
            I32Ctz => self.un(U::Ctz, I32),
            I64Ctz => self.un(U::Ctz, I64),
            I32Popcnt => self.un(U::Popcnt, I32),
            I64Popcnt => self.un(U::Popcnt, I64),
            I32Add | I64Add => self.bin(B::Add),
            I32Sub | I64Sub => self.bin(B::Sub),
            I32Mul | I64Mul => self.bin(B::Mul),
            I32DivS | I64DivS => self.bin(B::DivS),
            I32DivU | I64DivU => self.bin(B::DivU),
            I32RemS | I64RemS => self.bin(B::RemS),
            I32RemU | I64RemU => self.bin(B::RemU),
            I32And | I64And => self.bin(B::And),
            I32Or | I64Or => self.bin(B::Or),
            I32Xor | I64Xor => self.bin(B::Xor),
            I32Shl | I64Shl => self.bin(B::Shl),
            I32ShrS | I64ShrS => self.bin(B::ShrS),
            I32ShrU | I64ShrU => self.bin(B::ShrU),
            I32Rotl | I64Rotl => self.bin(B::Rotl),
            I32Rotr | I64Rotr => self.bin(B::Rotr),
            F32Add | F64Add => self.bin(B::Fadd),
            F32Sub | F64Sub => self.bin(B::Fsub),
            F32Mul | F64Mul => self.bin(B::Fmul),
            F32Div | F64Div => self.bin(B::Fdiv),
            F32Min | F64Min => self.bin(B::Fmin),
            F32Max | F64Max => self.bin(B::Fmax),
            F32Copysign | F64Copysign => self.bin(B::Fcopysign),
            F32Abs => self.un(U::Fabs, F32),
            F64Abs => self.un(U::Fabs, F64),
            F32Neg => self.un(U::Fneg, F32),
            F64Neg => self.un(U::Fneg, F64),
            F32Sqrt => self.un(U::Fsqrt, F32),
            F64Sqrt => self.un(U::Fsqrt, F64),
            F32Ceil => self.un(U::Fceil, F32),
            F64Ceil => self.un(U::Fceil, F64),
            F32Floor => self.un(U::Ffloor, F32),
            F64Floor => self.un(U::Ffloor, F64),
            F32Trunc => self.un(U::Ftrunc, F32),
            F64Trunc => self.un(U::Ftrunc, F64),
            F32Nearest => self.un(U::Fnearest, F32),
            F64Nearest => self.un(U::Fnearest, F64),

            I32WrapI64 => self.un(U::Wrap, I32),
            I64ExtendI32S => self.un(U::ExtendS, I64),
            I64ExtendI32U => self.un(U::ExtendU, I64),
            I32Extend8S => self.un(U::Extend8S, I32),
            I32Extend16S => self.un(U::Extend16S, I32),
            I64Extend8S => self.un(U::Extend8S, I64),
            I64Extend16S => self.un(U::Extend16S, I64),
            I64Extend32S => self.un(U::Extend32S, I64),
            F32DemoteF64 => self.un(U::Demote, F32),
            F64PromoteF32 => self.un(U::Promote, F64),
            I32ReinterpretF32 => self.un(U::Reinterpret, I32),
            I64ReinterpretF64 => self.un(U::Reinterpret, I64),
            F32ReinterpretI32 => self.un(U::Reinterpret, F32),
            F64ReinterpretI64 => self.un(U::Reinterpret, F64),
            F32ConvertI32S | F32ConvertI64S => self.un(U::ConvertS, F32),
            F32ConvertI32U | F32ConvertI64U => self.un(U::ConvertU, F32),
            F64ConvertI32S | F64ConvertI64S => self.un(U::ConvertS, F64),
            F64ConvertI32U | F64ConvertI64U => self.un(U::ConvertU, F64),
            I32TruncF32S | I32TruncF64S => self.un(U::TruncS, I32),
            I32TruncF32U | I32TruncF64U => self.un(U::TruncU, I32),
            I64TruncF32S | I64TruncF64S => self.un(U::TruncS, I64),
            I64TruncF32U | I64TruncF64U => self.un(U::TruncU, I64),
            I32TruncSatF32S | I32TruncSatF64S => self.un(U::TruncSatS, I32),
            I32TruncSatF32U | I32TruncSatF64U => self.un(U::TruncSatU, I32),
            I64TruncSatF32S | I64TruncSatF64S => self.un(U::TruncSatS, I64),
            I64TruncSatF32U | I64TruncSatF64U => self.un(U::TruncSatU, I64),
            _ => return false,
        }
        true
    }
}
