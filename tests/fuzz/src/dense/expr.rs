//! Expressions: code that pushes one value of a type.

use super::{Gen, constant};
use crate::vectors::Form;
use wasm_encoder::{BlockType, Instruction as I, MemArg, MemArgTarget, ValType};

const BIN32: [I<'static>; 11] = [
    I::I32Add, I::I32Sub, I::I32Mul, I::I32And, I::I32Or, I::I32Xor, I::I32Shl, I::I32ShrS, I::I32ShrU, I::I32Rotl, I::I32Rotr,
];
const BIN64: [I<'static>; 11] = [
    I::I64Add, I::I64Sub, I::I64Mul, I::I64And, I::I64Or, I::I64Xor, I::I64Shl, I::I64ShrS, I::I64ShrU, I::I64Rotl, I::I64Rotr,
];
const DIV32: [I<'static>; 4] = [I::I32DivS, I::I32DivU, I::I32RemS, I::I32RemU];
const DIV64: [I<'static>; 4] = [I::I64DivS, I::I64DivU, I::I64RemS, I::I64RemU];
const CMP32: [I<'static>; 10] = [
    I::I32Eq, I::I32Ne, I::I32LtS, I::I32LtU, I::I32GtS, I::I32GtU, I::I32LeS, I::I32LeU, I::I32GeS, I::I32GeU,
];
const CMP64: [I<'static>; 10] = [
    I::I64Eq, I::I64Ne, I::I64LtS, I::I64LtU, I::I64GtS, I::I64GtU, I::I64LeS, I::I64LeU, I::I64GeS, I::I64GeU,
];
const CMPF32: [I<'static>; 6] = [I::F32Eq, I::F32Ne, I::F32Lt, I::F32Gt, I::F32Le, I::F32Ge];
const CMPF64: [I<'static>; 6] = [I::F64Eq, I::F64Ne, I::F64Lt, I::F64Gt, I::F64Le, I::F64Ge];
const BINF32: [I<'static>; 6] = [I::F32Add, I::F32Sub, I::F32Mul, I::F32Div, I::F32Min, I::F32Max];
const BINF64: [I<'static>; 6] = [I::F64Add, I::F64Sub, I::F64Mul, I::F64Div, I::F64Min, I::F64Max];
const UNF32: [I<'static>; 5] = [I::F32Sqrt, I::F32Ceil, I::F32Floor, I::F32Trunc, I::F32Nearest];
const UNF64: [I<'static>; 5] = [I::F64Sqrt, I::F64Ceil, I::F64Floor, I::F64Trunc, I::F64Nearest];
const UN32: [I<'static>; 5] = [I::I32Clz, I::I32Ctz, I::I32Popcnt, I::I32Extend8S, I::I32Extend16S];
const UN64: [I<'static>; 6] = [I::I64Clz, I::I64Ctz, I::I64Popcnt, I::I64Extend8S, I::I64Extend16S, I::I64Extend32S];

impl Gen<'_> {
    fn one(&mut self, list: &[I<'static>]) {
        let i = self.r.below(list.len());
        self.put(list[i].clone());
    }

    /// A constant, a local or a global.
    pub fn leaf(&mut self, ty: ValType) {
        match self.r.below(10) {
            0..=2 => {
                let c = constant(self.r, ty);
                self.put(c);
            }
            3 => {
                let of_type: Vec<u32> = (0..self.env.globals.len() as u32).filter(|i| self.env.globals[*i as usize] == ty).collect();
                let g = self.r.pick(&of_type);
                self.put(I::GlobalGet(g));
            }
            4 if ty == ValType::I32 && self.counters_used > 0 => {
                let c = self.counters + self.r.below(self.counters_used as usize) as u32;
                self.put(I::LocalGet(c));
            }
            _ => {
                let l = self.local(ty);
                self.put(I::LocalGet(l));
            }
        }
    }

    /// Replaces a NaN on the stack by the canonical one.
    pub fn canonical(&mut self, ty: ValType) {
        let t = self.temp(ty);
        self.put(I::LocalTee(t));
        if ty == ValType::F32 {
            self.put(I::F32Const(f32::from_bits(0x7fc0_0000).into()));
        } else {
            self.put(I::F64Const(f64::from_bits(0x7ff8_0000_0000_0000).into()));
        }
        self.put(I::LocalGet(t));
        self.put(I::LocalGet(t));
        self.put(if ty == ValType::F32 { I::F32Eq } else { I::F64Eq });
        self.put(I::Select);
    }

    /// Pushes a value.
    pub fn expr(&mut self, ty: ValType, depth: u32) {
        self.budget -= 1;
        if depth > 7 || self.budget <= 0 || self.r.chance(12) {
            return self.leaf(ty);
        }
        let d = depth + 1;
        match self.r.below(100) {
            0..=9 => self.load(ty, d),
            10..=13 => {
                self.expr(ty, d);
                self.expr(ty, d);
                self.condition(d);
                if self.r.chance(30) { self.put(I::TypedSelect(ty)) } else { self.put(I::Select) }
            }
            14..=16 => {
                self.condition(d);
                self.put(I::If(BlockType::Result(ty)));
                self.labels.push(Some(vec![ty]));
                self.some_statements(d);
                self.expr(ty, d);
                self.put(I::Else);
                self.some_statements(d);
                self.expr(ty, d);
                self.labels.pop();
                self.put(I::End);
            }
            17..=19 => {
                self.put(I::Block(BlockType::Result(ty)));
                self.labels.push(Some(vec![ty]));
                self.some_statements(d);
                self.expr(ty, d);
                self.condition(d);
                self.put(I::BrIf(0));
                self.put(I::Drop);
                self.expr(ty, d);
                self.labels.pop();
                self.put(I::End);
            }
            20..=23 => self.call(Some(ty), d),
            24..=26 => {
                self.expr(ty, d);
                let l = self.local(ty);
                self.put(I::LocalTee(l));
            }
            27..=42 => self.convert(ty, d),
            _ => self.operator(ty, d),
        }
    }

    fn operator(&mut self, ty: ValType, d: u32) {
        match ty {
            ValType::I32 => match self.r.below(20) {
                0..=1 => self.divide(ty, d),
                2..=3 => self.idiom(ty, d),
                4..=6 => self.condition(d),
                7..=8 => {
                    self.expr(ty, d);
                    self.one(&UN32);
                }
                9 if self.r.chance(40) => {
                    let m = self.r.below(self.env.memories.len()) as u32;
                    self.put(I::MemorySize(m));
                }
                _ => {
                    self.expr(ty, d);
                    self.operand(ty, d);
                    self.one(&BIN32);
                }
            },
            ValType::I64 => match self.r.below(20) {
                0..=1 => self.divide(ty, d),
                2..=3 => self.idiom(ty, d),
                4..=6 => {
                    self.expr(ty, d);
                    self.one(&UN64);
                }
                _ => {
                    self.expr(ty, d);
                    self.operand(ty, d);
                    self.one(&BIN64);
                }
            },
            ValType::V128 => self.vector_operator(d),
            ty => {
                let wide = ty == ValType::F64;
                match self.r.below(10) {
                    0..=1 => {
                        // These change the sign only, whatever the value.
                        self.expr(ty, d);
                        if self.r.chance(30) {
                            self.expr(ty, d);
                            return self.put(if wide { I::F64Copysign } else { I::F32Copysign });
                        }
                        return self.one(if wide { &[I::F64Abs, I::F64Neg] } else { &[I::F32Abs, I::F32Neg] });
                    }
                    2..=3 => {
                        self.expr(ty, d);
                        self.one(if wide { &UNF64 } else { &UNF32 });
                    }
                    _ => {
                        self.expr(ty, d);
                        self.operand(ty, d);
                        self.one(if wide { &BINF64 } else { &BINF32 });
                    }
                }
                self.canonical(ty);
            }
        }
    }

    /// A right operand: often a constant.
    pub fn operand(&mut self, ty: ValType, d: u32) {
        if self.r.chance(35) {
            let c = constant(self.r, ty);
            self.put(c);
        } else {
            self.expr(ty, d);
        }
    }

    fn divide(&mut self, ty: ValType, d: u32) {
        let wide = ty == ValType::I64;
        self.expr(ty, d);
        let op = self.r.below(4);
        // Constants divide by multiplication, -1 overflows, and 0 traps.
        let safe = !self.may_trap(100);
        if self.r.chance(60) {
            let mut c = self.r.i64();
            let bad = |c: i64| if wide { c == 0 || c == -1 } else { c as i32 == 0 || c as i32 == -1 };
            if safe && bad(c) {
                c = 7;
            }
            self.put(if wide { I::I64Const(c) } else { I::I32Const(c as i32) });
        } else {
            self.expr(ty, d);
            if safe {
                // Odd and positive.
                self.put(if wide { I::I64Const(i64::MAX) } else { I::I32Const(i32::MAX) });
                self.put(if wide { I::I64And } else { I::I32And });
                self.put(if wide { I::I64Const(1) } else { I::I32Const(1) });
                self.put(if wide { I::I64Or } else { I::I32Or });
            }
        }
        self.put(if wide { DIV64[op].clone() } else { DIV32[op].clone() });
    }

    /// Shapes that compilers look for: rotates, sign extensions by shifts, fields, sums of constants.
    fn idiom(&mut self, ty: ValType, d: u32) {
        let wide = ty == ValType::I64;
        let konst = |n: i64| if wide { I::I64Const(n) } else { I::I32Const(n as i32) };
        let ops = if wide { &BIN64 } else { &BIN32 };
        self.expr(ty, d);
        let k = i64::from(self.r.bits() as u32 % if wide { 64 } else { 32 });
        match self.r.below(5) {
            0 => {
                let t = self.temp(ty);
                self.put(I::LocalTee(t));
                self.put(konst(k));
                self.put(ops[6].clone());
                self.put(I::LocalGet(t));
                self.put(konst(if wide { 64 } else { 32 } - k));
                self.put(ops[8].clone());
                let join = self.r.pick(&[0, 4, 5]);
                self.put(ops[join].clone());
            }
            1 => {
                self.put(konst(k));
                self.put(ops[6].clone());
                self.put(konst(k));
                let shift = self.r.pick(&[7, 8]);
                self.put(ops[shift].clone());
            }
            2 => {
                let shift = self.r.pick(&[7, 8]);
                self.put(konst(k));
                self.put(ops[shift].clone());
                let mask = self.r.pick(&[1, 0xff, 0xffff, 0x7fff_ffff, 0xff00, -1]);
                self.put(konst(mask));
                self.put(ops[3].clone());
            }
            3 => {
                for _ in 0..2 {
                    let c = self.r.i64();
                    self.put(konst(c));
                    let op = self.r.below(3);
                    self.put(ops[op].clone());
                }
            }
            _ => {
                // x op x
                let t = self.temp(ty);
                self.put(I::LocalTee(t));
                self.put(I::LocalGet(t));
                let op = self.r.below(ops.len());
                self.put(ops[op].clone());
            }
        }
    }

    /// An i32 that is used as a condition: mostly a comparison.
    pub fn condition(&mut self, d: u32) {
        self.budget -= 1;
        if self.budget <= 0 || d > 7 {
            return self.leaf(ValType::I32);
        }
        let ty = self.number_type();
        match self.r.below(10) {
            // A test of all lanes, for one.
            0 | 1 if self.env.vectors => self.number_from_vector(ValType::I32, d),
            0 => self.expr(ValType::I32, d),
            1 => {
                self.expr(ValType::I32, d);
                self.put(I::I32Eqz);
            }
            2 => {
                self.expr(ValType::I64, d);
                self.put(I::I64Eqz);
            }
            3 => {
                self.expr(ValType::I32, d);
                self.operand(ValType::I32, d);
                self.put(I::I32And);
                if self.r.chance(50) {
                    self.put(I::I32Eqz);
                }
            }
            _ => {
                self.expr(ty, d);
                self.operand(ty, d);
                self.one(match ty {
                    ValType::I32 => &CMP32[..],
                    ValType::I64 => &CMP64,
                    ValType::F32 => &CMPF32,
                    _ => &CMPF64,
                });
            }
        }
    }

    fn convert(&mut self, ty: ValType, d: u32) {
        use ValType::{F32, F64, I32, I64};
        if ty == ValType::V128 {
            self.expr(ty, d);
            return self.combine_vectors(Form::Unary);
        }
        if self.env.vectors && self.r.chance(30) {
            return self.number_from_vector(ty, d);
        }
        let trapping = self.may_trap(80);
        let list: &[(ValType, I<'static>)] = match ty {
            I32 if trapping => &[(F32, I::I32TruncF32S), (F32, I::I32TruncF32U), (F64, I::I32TruncF64S), (F64, I::I32TruncF64U)],
            I64 if trapping => &[(F32, I::I64TruncF32S), (F32, I::I64TruncF32U), (F64, I::I64TruncF64S), (F64, I::I64TruncF64U)],
            I32 => &[
                (I64, I::I32WrapI64), (I64, I::I32WrapI64), (F32, I::I32ReinterpretF32), (F32, I::I32TruncSatF32S),
                (F32, I::I32TruncSatF32U), (F64, I::I32TruncSatF64S), (F64, I::I32TruncSatF64U),
            ],
            I64 => &[
                (I32, I::I64ExtendI32S), (I32, I::I64ExtendI32U), (F64, I::I64ReinterpretF64), (F32, I::I64TruncSatF32S),
                (F32, I::I64TruncSatF32U), (F64, I::I64TruncSatF64S), (F64, I::I64TruncSatF64U),
            ],
            F32 => &[
                (I32, I::F32ConvertI32S), (I32, I::F32ConvertI32U), (I64, I::F32ConvertI64S), (I64, I::F32ConvertI64U),
                (I32, I::F32ReinterpretI32), (F64, I::F32DemoteF64),
            ],
            _ => &[
                (I32, I::F64ConvertI32S), (I32, I::F64ConvertI32U), (I64, I::F64ConvertI64S), (I64, I::F64ConvertI64U),
                (I64, I::F64ReinterpretI64), (F32, I::F64PromoteF32),
            ],
        };
        let (from, op) = list[self.r.below(list.len())].clone();
        self.expr(from, d);
        let chosen_nan = matches!(op, I::F32DemoteF64 | I::F64PromoteF32);
        self.put(op);
        if chosen_nan {
            self.canonical(ty);
        }
    }

    /// Pushes an address; returns an offset. Within bounds, but for modules that may trap.
    pub fn address(&mut self, memory: usize, d: u32) -> u64 {
        let offset = match self.r.below(20) {
            0..=6 => 0,
            7..=15 => self.r.below(64) as u64,
            16..=18 => self.r.below(4096) as u64,
            _ => self.r.below(0x7000) as u64,
        };
        let small = self.env.memories[memory] * 65536 - 0x8000;
        if self.may_trap(40) {
            self.expr(ValType::I32, d);
            return match self.r.below(3) {
                0 => self.r.pick(&[0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff8, 65535, 65528, 0x1_0000]),
                1 => self.r.pick(&[self.env.memories[memory] * 65536 - 1, self.env.memories[memory] * 65536 - 8]),
                _ => offset,
            };
        }
        if self.may_trap(40) {
            // Just at or past the end.
            let end = (self.env.memories[memory] * 65536) as i32;
            let c = end - self.r.below(40) as i32 - offset as i32;
            self.put(I::I32Const(c));
            return offset;
        }
        match self.r.below(10) {
            0 => {
                let c = self.r.below(small as usize) as i32;
                self.put(I::I32Const(c));
            }
            1..=3 if self.counters_used > 0 => {
                // base + (counter << scale), as in a walk over an array
                let c = self.counters + self.r.below(self.counters_used as usize) as u32;
                let scale = self.r.below(4) as i32;
                self.put(I::LocalGet(c));
                if scale > 0 {
                    let by = if self.r.chance(80) { scale } else { 3 };
                    self.put(I::I32Const(by));
                    self.put(I::I32Shl);
                }
                self.leaf(ValType::I32);
                self.put(I::I32Const(0x3ff8));
                self.put(I::I32And);
                self.put(I::I32Add);
                self.put(I::I32Const(0x7fff));
                self.put(I::I32And);
            }
            4 => {
                // (x + c) - c, wraps on the way
                let c = self.r.i32();
                self.leaf(ValType::I32);
                self.put(I::I32Const(0x3fff));
                self.put(I::I32And);
                self.put(I::I32Const(c));
                self.put(I::I32Add);
                self.put(I::I32Const(c));
                self.put(I::I32Sub);
            }
            5 => {
                self.expr(ValType::I64, d);
                self.put(I::I32WrapI64);
                self.put(I::I32Const(0x7fff));
                self.put(I::I32And);
            }
            6 if self.may_trap(200) => {
                // A little below or above zero: the offset must not bring it back.
                self.leaf(ValType::I32);
                self.put(I::I32Const(0xf));
                self.put(I::I32And);
                let c = -(self.r.below(16) as i32);
                self.put(I::I32Const(c));
                self.put(I::I32Add);
            }
            7 => {
                self.leaf(ValType::I32);
                self.put(I::I32Const(0xff));
                self.put(I::I32And);
                let c = self.r.below(256) as i32;
                self.put(I::I32Const(c));
                self.put(I::I32Add);
            }
            _ => {
                self.expr(ValType::I32, d);
                let mask = self.r.pick(&[0x7fff, 0x7ff8, 0xff, 0xf0]);
                self.put(I::I32Const(mask));
                self.put(I::I32And);
            }
        }
        offset
    }

    /// A memory argument with an alignment that the access may declare.
    pub fn arg(&mut self, offset: u64, bytes_log2: u32, memory: usize) -> MemArg {
        let align = self.r.below(bytes_log2 as usize + 1) as u32;
        MemArg { offset, align, target: MemArgTarget::Memory(memory as u32), ordering: None }
    }

    fn load(&mut self, ty: ValType, d: u32) {
        let memory = self.r.below(self.env.memories.len());
        let offset = self.address(memory, d);
        self.load_at(ty, offset, memory);
    }

    /// Loads from the address on the stack.
    pub fn load_at(&mut self, ty: ValType, offset: u64, memory: usize) {
        if ty == ValType::V128 {
            return self.load_vector(offset, memory);
        }
        type Make = fn(MemArg) -> I<'static>;
        let list: &[(u32, Make)] = match ty {
            ValType::I32 => &[(2, I::I32Load), (2, I::I32Load), (0, I::I32Load8S), (0, I::I32Load8U), (1, I::I32Load16S), (1, I::I32Load16U)],
            ValType::I64 => &[
                (3, I::I64Load), (3, I::I64Load), (0, I::I64Load8S), (0, I::I64Load8U), (1, I::I64Load16S), (1, I::I64Load16U),
                (2, I::I64Load32S), (2, I::I64Load32U),
            ],
            ValType::F32 => &[(2, I::F32Load)],
            _ => &[(3, I::F64Load)],
        };
        let (log2, make) = list[self.r.below(list.len())];
        let arg = self.arg(offset, log2, memory);
        self.put(make(arg));
    }

    /// Stores the value on the stack to the address below it.
    pub fn store_at(&mut self, ty: ValType, offset: u64, memory: usize) {
        if ty == ValType::V128 {
            return self.store_vector(offset, memory);
        }
        type Make = fn(MemArg) -> I<'static>;
        let list: &[(u32, Make)] = match ty {
            ValType::I32 => &[(2, I::I32Store), (2, I::I32Store), (0, I::I32Store8), (1, I::I32Store16)],
            ValType::I64 => &[(3, I::I64Store), (3, I::I64Store), (0, I::I64Store8), (1, I::I64Store16), (2, I::I64Store32)],
            ValType::F32 => &[(2, I::F32Store)],
            _ => &[(3, I::F64Store)],
        };
        let (log2, make) = list[self.r.below(list.len())];
        let arg = self.arg(offset, log2, memory);
        self.put(make(arg));
    }
}
