//! Vectors in expressions: operators, conversions from and to numbers, loads and stores of whole vectors and of lanes.

use super::{Gen, NUMBERS};
use crate::vectors::{Form, Nans, Op, fixed_operators, lanes};
use wasm_encoder::{Instruction as I, MemArg, ValType};

impl Gen<'_> {
    fn operator_that(&mut self, fits: impl Fn(&Op) -> bool) -> Op {
        loop {
            let i = self.r.below(fixed_operators().len());
            if let Some(op) = fixed_operators().nth(i).filter(&fits) {
                return op;
            }
        }
    }

    fn apply(&mut self, op: &Op) {
        let lanes = lanes(self.r);
        self.put((op.make)(lanes));
        if op.nans != Nans::None {
            let t = self.temp(ValType::V128);
            op.nans.canonical(t).into_iter().for_each(|i| self.put(i));
        }
    }

    /// Pushes a vector that an operator makes.
    pub fn vector_operator(&mut self, d: u32) {
        let op = self.operator_that(|op| op.form.result() == ValType::V128);
        for (i, ty) in op.form.operands().iter().enumerate() {
            if i == 0 { self.expr(*ty, d) } else { self.operand(*ty, d) }
        }
        self.apply(&op);
    }

    /// Turns the two vectors on the stack into one, or the one into another.
    pub fn combine_vectors(&mut self, form: Form) {
        let op = self.operator_that(|op| op.form == form);
        self.apply(&op);
    }

    /// Pushes a number that is made from a vector.
    pub fn number_from_vector(&mut self, ty: ValType, d: u32) {
        let op = self.operator_that(|op| op.form.result() == ty);
        self.expr(ValType::V128, d);
        self.apply(&op);
    }

    /// Pushes a vector that is loaded from the address on the stack: all of it, a part that is extended, or a lane of another vector.
    pub fn load_vector(&mut self, offset: u64, memory: usize) {
        type Make = fn(MemArg) -> I<'static>;
        const LIST: [(u32, Make); 14] = [
            (4, I::V128Load), (4, I::V128Load), (3, I::V128Load8x8S), (3, I::V128Load8x8U), (3, I::V128Load16x4S), (3, I::V128Load16x4U),
            (3, I::V128Load32x2S), (3, I::V128Load32x2U), (0, I::V128Load8Splat), (1, I::V128Load16Splat), (2, I::V128Load32Splat),
            (3, I::V128Load64Splat), (2, I::V128Load32Zero), (3, I::V128Load64Zero),
        ];
        let lane = lanes(self.r)[0];
        if self.r.chance(20) {
            self.leaf(ValType::V128);
            let log2 = self.r.below(4);
            let memarg = self.arg(offset, log2 as u32, memory);
            return self.put(match log2 {
                0 => I::V128Load8Lane { memarg, lane: lane % 16 },
                1 => I::V128Load16Lane { memarg, lane: lane % 8 },
                2 => I::V128Load32Lane { memarg, lane: lane % 4 },
                _ => I::V128Load64Lane { memarg, lane: lane % 2 },
            });
        }
        let (log2, make) = self.r.pick(&LIST);
        let arg = self.arg(offset, log2, memory);
        self.put(make(arg));
    }

    /// Stores the vector on the stack, or a lane of it, to the address below it.
    pub fn store_vector(&mut self, offset: u64, memory: usize) {
        let lane = lanes(self.r)[0];
        let log2 = self.r.pick(&[0, 1, 2, 3, 4, 4, 4, 4]);
        let memarg = self.arg(offset, log2, memory);
        self.put(match log2 {
            0 => I::V128Store8Lane { memarg, lane: lane % 16 },
            1 => I::V128Store16Lane { memarg, lane: lane % 8 },
            2 => I::V128Store32Lane { memarg, lane: lane % 4 },
            3 => I::V128Store64Lane { memarg, lane: lane % 2 },
            _ => I::V128Store(memarg),
        });
    }

    /// A type of those in use here.
    pub fn any_type(&mut self) -> ValType {
        let types = self.env.numbers();
        self.r.pick(types)
    }

    /// A type that can be compared.
    pub fn number_type(&mut self) -> ValType {
        self.r.pick(&NUMBERS)
    }
}
