//! Statements: code that leaves the stack as it was.

use super::{COUNTERS, Gen};
use crate::vectors::Form;
use wasm_encoder::{BlockType, HeapType, Instruction as I, ValType};

impl Gen<'_> {
    /// A few statements, or none.
    pub fn some_statements(&mut self, depth: u32) {
        for _ in 0..self.r.below(3) {
            self.statement(depth);
        }
    }

    /// One statement.
    pub fn statement(&mut self, depth: u32) {
        self.budget -= 1;
        let d = depth + 1;
        let ty = self.any_type();
        if depth > 6 || self.budget <= 0 {
            self.leaf(ty);
            let l = self.local(ty);
            return self.put(I::LocalSet(l));
        }
        match self.r.below(100) {
            0..=24 => {
                self.expr(ty, d);
                let l = self.local(ty);
                self.put(I::LocalSet(l));
            }
            25 => self.frame(d),
            26 => self.array_loop(d),
            27..=29 => {
                self.expr(ty, d);
                let of_type: Vec<u32> = (0..self.env.globals.len() as u32).filter(|i| self.env.globals[*i as usize] == ty).collect();
                let g = self.r.pick(&of_type);
                self.put(I::GlobalSet(g));
            }
            30..=42 => {
                let m = self.r.below(self.env.memories.len());
                let offset = self.address(m, d);
                self.expr(ty, d);
                self.store_at(ty, offset, m);
            }
            43..=48 => self.store_and_load(d),
            49..=54 => self.if_else(d),
            55..=64 => self.counted_loop(d),
            65..=67 => self.fuel_loop(d),
            68..=72 => self.branch(d),
            73..=77 => self.switch(d),
            78..=82 => self.bulk(d),
            83..=87 => self.call(None, d),
            88..=91 => self.block_of_type(d),
            92..=94 => self.table(d),
            95 => {
                let m = self.r.below(self.env.memories.len()) as u32;
                if self.r.chance(50) { self.put(I::I32Const(1)) } else { self.expr(ValType::I32, d) }
                self.put(I::MemoryGrow(m));
                let l = self.local(ValType::I32);
                self.put(I::LocalSet(l));
            }
            96 => self.put(I::Nop),
            97 => {
                self.expr(ty, d);
                self.put(I::Drop);
            }
            _ => {
                // A swap through the stack.
                let (a, b) = (self.local(ty), self.local(ty));
                self.put(I::LocalGet(a));
                self.put(I::LocalGet(b));
                self.put(I::LocalSet(a));
                self.put(I::LocalSet(b));
            }
        }
    }

    /// Accesses of several widths to the same few bytes.
    fn store_and_load(&mut self, d: u32) {
        let m = self.r.below(self.env.memories.len());
        let base = self.local(ValType::I32);
        let offset = self.address(m, d);
        let near = |g: &mut Self| (offset + g.r.below(if g.env.vectors { 20 } else { 10 }) as u64).min(u32::MAX.into());
        self.put(I::LocalSet(base));
        for _ in 0..self.r.range(2, 5) {
            let ty = self.any_type();
            if self.r.chance(25) {
                // A few bytes copied or filled, near the others.
                let fill = self.r.chance(25);
                for part in 0..if fill { 1 } else { 2 } {
                    let by = near(self) as i32 & 0x7fff | part * self.r.pick(&[0, 16, 32]);
                    self.put(I::LocalGet(base));
                    self.put(I::I32Const(by));
                    self.put(I::I32Add);
                }
                if fill {
                    self.leaf(ValType::I32);
                }
                let n = self.r.pick(&[1, 2, 3, 4, 7, 8, 12, 16, 16, 24, 32, 40, 130]);
                self.put(I::I32Const(n));
                self.put(if fill { I::MemoryFill(m as u32) } else { I::MemoryCopy { src_mem: m as u32, dst_mem: m as u32 } });
            } else if self.r.chance(50) {
                self.put(I::LocalGet(base));
                self.leaf(ty);
                let at = near(self);
                self.store_at(ty, at, m);
            } else {
                // The destination may be the base itself, so it must stay an address.
                self.put(I::LocalGet(base));
                let at = near(self);
                self.load_at(ty, at, m);
                let l = self.local(ty);
                if l == base { self.put(I::Drop) } else { self.put(I::LocalSet(l)) }
            }
        }
    }

    fn if_else(&mut self, d: u32) {
        self.condition(d);
        self.put(I::If(BlockType::Empty));
        self.labels.push(Some(Vec::new()));
        self.some_statements(d);
        if self.r.chance(50) {
            self.put(I::Else);
            self.some_statements(d);
        }
        self.labels.pop();
        self.put(I::End);
    }

    /// A loop with a counter and a small bound, in one of several forms.
    fn counted_loop(&mut self, d: u32) {
        let bound = self.r.pick(&[1u64, 2, 3, 4, 5, 7, 8, 16, 17, 33]);
        if self.counters_used == COUNTERS || self.trips * bound > 300 {
            return self.if_else(d);
        }
        let c = self.counters + self.counters_used;
        let step = self.r.pick(&[1i32, 1, 1, 2, 4, 8]);
        let start = self.r.pick(&[0i32, 0, 0, 1, 100]);
        let end = start + step * bound as i32;
        let down = self.r.chance(25);
        self.put(I::I32Const(if down { bound as i32 } else { start }));
        self.put(I::LocalSet(c));
        self.counters_used += 1;
        self.trips *= bound;
        let advance = |g: &mut Self| {
            g.put(I::LocalGet(c));
            g.put(I::I32Const(if down { -1 } else { step }));
            g.put(I::I32Add);
        };
        let body = |g: &mut Self| {
            // A branch to this block goes on with the next round.
            let inner = g.r.chance(40);
            if inner {
                g.put(I::Block(BlockType::Empty));
                g.labels.push(Some(Vec::new()));
            }
            for _ in 0..g.r.range(1, 3) {
                g.statement(d);
            }
            if inner {
                g.labels.pop();
                g.put(I::End);
            }
        };
        if self.r.chance(50) {
            // do … while
            self.put(I::Loop(BlockType::Empty));
            self.labels.push(None);
            body(self);
            advance(self);
            self.put(I::LocalTee(c));
            if !down {
                self.put(I::I32Const(end));
                let again = self.r.pick(&[0, 1, 2]);
                self.put([I::I32Ne, I::I32LtS, I::I32LtU][again].clone());
            }
            self.put(I::BrIf(0));
            self.labels.pop();
            self.put(I::End);
        } else {
            // while …, with an exit in the head
            self.put(I::Block(BlockType::Empty));
            self.labels.push(Some(Vec::new()));
            self.put(I::Loop(BlockType::Empty));
            self.labels.push(None);
            self.put(I::LocalGet(c));
            if down {
                self.put(I::I32Eqz);
            } else {
                self.put(I::I32Const(end));
                let leave = self.r.pick(&[0, 1, 2]);
                self.put([I::I32Eq, I::I32GeS, I::I32GeU][leave].clone());
            }
            self.put(I::BrIf(1));
            body(self);
            advance(self);
            self.put(I::LocalSet(c));
            self.put(I::Br(0));
            self.labels.pop();
            self.put(I::End);
            self.labels.pop();
            self.put(I::End);
        }
        self.trips /= bound;
        self.counters_used -= 1;
    }

    /// A stack frame, as compilers of C make it: a global goes down, locals live in memory, the global goes up again.
    fn frame(&mut self, d: u32) {
        if self.counters_used == COUNTERS {
            return self.if_else(d);
        }
        let sp = self.counters + self.counters_used;
        let bytes = self.r.pick(&[8, 16, 32, 160]);
        self.counters_used += 1;
        self.put(I::GlobalGet(0));
        self.put(I::I32Const(0x7ff0));
        self.put(I::I32And);
        self.put(I::I32Const(0x1000));
        self.put(I::I32Or);
        self.put(I::I32Const(bytes));
        self.put(I::I32Sub);
        self.put(I::LocalTee(sp));
        self.put(I::GlobalSet(0));
        for _ in 0..self.r.range(2, 6) {
            let ty = self.any_type();
            let at = self.r.below(bytes as usize) as u64;
            match self.r.below(5) {
                0..=1 => {
                    self.put(I::LocalGet(sp));
                    self.expr(ty, d + 1);
                    self.store_at(ty, at, 0);
                }
                2..=3 => {
                    self.put(I::LocalGet(sp));
                    self.load_at(ty, at, 0);
                    let l = self.local(ty);
                    self.put(I::LocalSet(l));
                }
                _ => self.statement(d + 1),
            }
        }
        self.put(I::LocalGet(sp));
        self.put(I::I32Const(bytes));
        self.put(I::I32Add);
        self.put(I::GlobalSet(0));
        self.counters_used -= 1;
    }

    /// A walk over two arrays, which may overlap, by index or by pointer, with and without a sum.
    fn array_loop(&mut self, d: u32) {
        let bound = self.r.pick(&[1u64, 3, 4, 8, 15, 16, 17, 33, 64]);
        if self.counters_used + 3 > COUNTERS || self.trips * bound > 300 {
            return self.if_else(d);
        }
        let (i, to, from) = (self.counters + self.counters_used, self.counters + self.counters_used + 1, self.counters + self.counters_used + 2);
        self.counters_used += 3;
        let ty = self.any_type();
        let log2: u32 = match ty {
            ValType::I64 | ValType::F64 => 3,
            ValType::V128 => 4,
            _ => 2,
        };
        let sum = self.local(ty);
        let by_pointer = self.r.chance(40);
        let invariant = self.r.chance(50);
        for base in [to, from] {
            self.leaf(ValType::I32);
            let mask = self.r.pick(&[0x1ff8, 0xf8, 0x18]);
            self.put(I::I32Const(mask));
            self.put(I::I32And);
            self.put(I::LocalSet(base));
        }
        self.put(I::I32Const(0));
        self.put(I::LocalSet(i));
        self.trips *= bound;
        self.put(I::Loop(BlockType::Empty));
        self.labels.push(None);
        let place = |g: &mut Self, base: u32| {
            g.put(I::LocalGet(base));
            if !by_pointer {
                g.put(I::LocalGet(i));
                g.put(I::I32Const(log2 as i32));
                g.put(I::I32Shl);
                g.put(I::I32Add);
            }
        };
        let (near, far) = (self.r.below(32) as u64, self.r.below(32) as u64);
        place(self, to);
        place(self, from);
        self.load_at(ty, near, 0);
        if self.r.chance(50) {
            self.put(I::LocalTee(sum));
        }
        match ty {
            ValType::I32 | ValType::I64 => {
                self.leaf(ty);
                let op = self.r.below(3);
                let ops = if ty == ValType::I32 { [I::I32Add, I::I32Mul, I::I32Xor] } else { [I::I64Add, I::I64Mul, I::I64Xor] };
                self.put(ops[op].clone());
            }
            ValType::V128 => {
                self.leaf(ty);
                self.combine_vectors(Form::Binary);
            }
            ty if invariant => {
                self.leaf(ty);
                self.put(if ty == ValType::F32 { I::F32Add } else { I::F64Add });
                self.canonical(ty);
            }
            _ => {}
        }
        self.store_at(ty, far, 0);
        if self.r.chance(30) {
            self.statement(d + 2);
        }
        if by_pointer {
            for base in [to, from] {
                self.put(I::LocalGet(base));
                self.put(I::I32Const(1 << log2));
                self.put(I::I32Add);
                self.put(I::LocalSet(base));
            }
        }
        self.put(I::LocalGet(i));
        self.put(I::I32Const(1));
        self.put(I::I32Add);
        self.put(I::LocalTee(i));
        self.put(I::I32Const(bound as i32));
        self.put(I::I32LtU);
        self.put(I::BrIf(0));
        self.labels.pop();
        self.put(I::End);
        self.trips /= bound;
        self.counters_used -= 3;
    }

    /// A loop that anything may branch back to, with values of a random type on the way.
    fn fuel_loop(&mut self, d: u32) {
        if self.trips > 16 {
            return self.if_else(d);
        }
        let index = self.r.below(self.env.types.len());
        let ty = self.env.types[index].clone();
        let small = ty.params.len() <= 4 && ty.results.len() <= 4;
        let (kind, params, results) =
            if small { (BlockType::FunctionType(index as u32), ty.params, ty.results) } else { (BlockType::Empty, vec![], vec![]) };
        for t in &params {
            self.expr(*t, d);
        }
        self.put(I::Loop(kind));
        self.labels.push(Some(params.clone()));
        self.take_fuel();
        self.keep(&params);
        self.some_statements(d);
        if self.r.chance(70) {
            for t in &params {
                self.expr(*t, d);
            }
            self.condition(d);
            self.put(I::BrIf(0));
            self.drop_all(params.len());
        }
        for t in &results {
            self.expr(*t, d);
        }
        self.labels.pop();
        self.put(I::End);
        self.keep(&results);
    }

    /// Pops values of these types into locals.
    fn keep(&mut self, types: &[ValType]) {
        for t in types.iter().rev() {
            let l = self.local(*t);
            if self.r.chance(80) { self.put(I::LocalSet(l)) } else { self.put(I::Drop) }
        }
    }

    fn drop_all(&mut self, n: usize) {
        for _ in 0..n {
            self.put(I::Drop);
        }
    }

    /// A block with parameters and results.
    fn block_of_type(&mut self, d: u32) {
        let index = self.r.below(self.env.types.len());
        let ty = self.env.types[index].clone();
        for t in &ty.params {
            self.leaf(*t);
        }
        let two_ways = self.r.chance(40);
        if two_ways {
            self.condition(d);
            self.put(I::If(BlockType::FunctionType(index as u32)));
        } else {
            self.put(I::Block(BlockType::FunctionType(index as u32)));
        }
        self.labels.push(Some(ty.results.clone()));
        for round in 0..=usize::from(two_ways) {
            if round == 1 {
                self.put(I::Else);
            }
            self.keep(&ty.params);
            self.some_statements(d);
            for t in &ty.results {
                self.expr(*t, d + 1);
            }
        }
        self.labels.pop();
        self.put(I::End);
        self.keep(&ty.results);
    }

    /// A branch to some label, or a return; the code behind it may be dead.
    fn branch(&mut self, d: u32) {
        let open: Vec<usize> = (0..self.labels.len()).filter(|i| self.labels[*i].is_some()).collect();
        let target = self.r.pick(&open);
        let types = self.labels[target].clone().unwrap_or_default();
        let depth = (self.labels.len() - 1 - target) as u32;
        for t in &types {
            self.expr(*t, d);
        }
        // Leaving the function for good would leave the rest without effect.
        if target > 0 && self.r.chance(20) || self.r.chance(2) {
            let word = target == 0 && self.r.chance(50);
            self.put(if word { I::Return } else { I::Br(depth) });
        } else {
            self.condition(d);
            if target == 0 && self.r.chance(50) {
                // Only now and then.
                self.leaf(ValType::I32);
                self.put(I::I32Const(3));
                self.put(I::I32And);
                self.put(I::I32Eqz);
                self.put(I::I32And);
            }
            self.put(I::BrIf(depth));
            self.drop_all(types.len());
        }
    }

    /// `br_table` over blocks.
    fn switch(&mut self, d: u32) {
        let n = self.r.range(1, 5);
        for _ in 0..n {
            self.put(I::Block(BlockType::Empty));
            self.labels.push(Some(Vec::new()));
        }
        self.expr(ValType::I32, d);
        match self.r.below(4) {
            0 => {}
            1 => {
                let c = self.r.i32();
                self.put(I::I32Const(c));
                self.put(I::I32Sub);
            }
            _ => {
                let mask = self.r.pick(&[1, 3, 7]);
                self.put(I::I32Const(mask));
                self.put(I::I32And);
            }
        }
        let empty: Vec<u32> = (0..self.labels.len())
            .filter(|i| self.labels[*i].as_ref().is_some_and(Vec::is_empty))
            .map(|i| (self.labels.len() - 1 - i) as u32)
            .filter(|depth| *depth < n as u32 + 2)
            .collect();
        let targets: Vec<u32> = (0..self.r.below(9)).map(|_| self.r.pick(&empty)).collect();
        let default = self.r.pick(&empty);
        self.put(I::BrTable(targets.into(), default));
        for _ in 0..n {
            self.labels.pop();
            self.put(I::End);
            self.some_statements(d);
        }
    }

    /// memory.copy, memory.fill, memory.init with lengths around those that compilers treat apart.
    fn bulk(&mut self, d: u32) {
        const LENGTHS: [i32; 26] = [
            0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 48, 63, 64, 65, 127, 128, 129, 256, 1000,
        ];
        let count = self.env.memories.len();
        let (to, from) = (self.r.below(count), self.r.below(count));
        let length = |g: &mut Self| match g.r.below(3) {
            0 => {
                g.expr(ValType::I32, d);
                let mask = g.r.pick(&[0x1f, 0x7f, 0x3ff]);
                g.put(I::I32Const(mask));
                g.put(I::I32And);
            }
            _ => {
                let n = g.r.pick(&LENGTHS);
                g.put(I::I32Const(n));
            }
        };
        match self.r.below(8) {
            0..=1 => {
                self.address(to, d);
                self.expr(ValType::I32, d);
                length(self);
                self.put(I::MemoryFill(to as u32));
            }
            2 if self.may_trap(500) => {
                for _ in 0..3 {
                    self.expr(ValType::I32, d);
                }
                self.put(I::MemoryCopy { src_mem: from as u32, dst_mem: to as u32 });
            }
            3 if self.r.chance(40) => {
                // The segment may have been dropped: then only an empty piece of it is there.
                let whole = self.env.traps;
                self.address(to, d);
                let start = self.r.below(self.env.passive_len as usize + 1);
                let n = self.r.below(self.env.passive_len as usize + 1 - start);
                self.put(I::I32Const(if whole { start as i32 } else { 0 }));
                self.put(I::I32Const(if whole { n as i32 } else { 0 }));
                self.put(I::MemoryInit { mem: to as u32, data_index: self.env.passive_data });
            }
            4 if self.r.chance(10) && self.env.traps => self.put(I::DataDrop(self.env.passive_data)),
            _ => {
                // Ranges that overlap, either way round.
                let base = self.temp(ValType::I32);
                self.address(to, d);
                self.put(I::I32Const(0x3fff));
                self.put(I::I32And);
                self.put(I::LocalTee(base));
                let by = if self.r.chance(60) { self.r.below(80) as i32 } else { self.r.below(2000) as i32 };
                let first = self.r.chance(50);
                let add = |g: &mut Self| {
                    g.put(I::I32Const(by));
                    g.put(I::I32Add);
                };
                if first {
                    add(self);
                }
                self.put(I::LocalGet(base));
                if !first {
                    add(self);
                }
                length(self);
                self.put(I::MemoryCopy { src_mem: from as u32, dst_mem: to as u32 });
            }
        }
    }

    /// Tables: elements read, tested, written; sizes.
    fn table(&mut self, d: u32) {
        let t = self.r.below(self.env.tables.len()) as u32;
        let size = self.env.tables[t as usize].size as i32;
        let index = |g: &mut Self| {
            if g.may_trap(60) {
                g.expr(ValType::I32, d);
            } else if g.r.chance(50) {
                let c = g.r.below(size as usize) as i32;
                g.put(I::I32Const(c));
            } else {
                g.leaf(ValType::I32);
                g.put(I::I32Const(size));
                g.put(I::I32RemU);
            }
        };
        let reference = |g: &mut Self| {
            if g.r.chance(70) {
                let f = g.r.below(g.env.funcs.len()) as u32;
                g.put(I::RefFunc(f));
            } else {
                g.put(I::RefNull(HeapType::FUNC));
            }
        };
        let result = |g: &mut Self| {
            let l = g.local(ValType::I32);
            g.put(I::LocalSet(l));
        };
        match self.r.below(if self.env.table_writes { 8 } else { 2 }) {
            0 => {
                index(self);
                self.put(I::TableGet(t));
                self.put(I::RefIsNull);
                result(self);
            }
            1 => {
                self.put(I::TableSize(t));
                result(self);
            }
            2..=3 => {
                index(self);
                reference(self);
                self.put(I::TableSet(t));
            }
            4 => {
                reference(self);
                let n = self.r.below(3) as i32;
                self.put(I::I32Const(n));
                self.put(I::TableGrow(t));
                result(self);
            }
            5 => {
                let n = self.r.below(size as usize + 1) as i32;
                let start = self.r.below((size - n) as usize + 1) as i32;
                self.put(I::I32Const(start));
                reference(self);
                self.put(I::I32Const(n));
                self.put(I::TableFill(t));
            }
            6 => {
                let from = self.r.below(self.env.tables.len()) as u32;
                let n = self.r.below(size as usize + 1) as i32;
                for _ in 0..2 {
                    let start = self.r.below((size - n) as usize + 1) as i32;
                    self.put(I::I32Const(start));
                }
                self.put(I::I32Const(n));
                self.put(I::TableCopy { src_table: from, dst_table: t });
            }
            _ => {
                // The passive segment has five elements and is dropped by nobody.
                let n = self.r.below(5.min(size as usize) + 1) as i32;
                let start = self.r.below((size - n) as usize + 1) as i32;
                self.put(I::I32Const(start));
                let first = self.r.below(6 - n as usize) as i32;
                self.put(I::I32Const(first));
                self.put(I::I32Const(n));
                let segment = self.env.slots.iter().flatten().count() as u32;
                self.put(I::TableInit { elem_index: segment, table: t });
            }
        }
    }

    /// A call, direct or through a table. With a type it pushes a value of it.
    pub fn call(&mut self, want: Option<ValType>, d: u32) {
        let env = self.env;
        let fits = |f: &usize| want.is_none_or(|t| env.types[*f].results.contains(&t));
        let indirect = self.r.chance(40);
        let (ty, callee) = if indirect {
            let known: Vec<(u32, usize)> = (0..)
                .zip(&env.slots)
                .filter_map(|(i, f)| f.map(|f| (i, env.funcs[f as usize])))
                .filter(|(_, t)| fits(t))
                .collect();
            if known.is_empty() {
                return if let Some(t) = want { self.leaf(t) };
            }
            let (slot, ty) = self.r.pick(&known);
            (ty, slot)
        } else {
            let known: Vec<u32> = (0..env.funcs.len() as u32).filter(|f| fits(&env.funcs[*f as usize])).collect();
            if known.is_empty() {
                return if let Some(t) = want { self.leaf(t) };
            }
            let f = self.r.pick(&known);
            (env.funcs[f as usize], f)
        };
        let sig = env.types[ty].clone();
        for t in &sig.params {
            if sig.params.len() > 6 { self.leaf(*t) } else { self.expr(*t, d + 1) }
        }
        if indirect {
            if self.may_trap(150) {
                self.expr(ValType::I32, d);
                let mask = self.r.pick(&[3, 7, 15, -1]);
                self.put(I::I32Const(mask));
                self.put(I::I32And);
            } else if self.r.chance(50) {
                self.put(I::I32Const(callee as i32));
            } else {
                // The same, but not to be seen at once.
                self.leaf(ValType::I32);
                self.put(I::I32Const(0));
                self.put(I::I32And);
                self.put(I::I32Const(callee as i32));
                self.put(I::I32Or);
            }
            self.put(I::CallIndirect { type_index: ty as u32, table_index: 0 });
        } else {
            self.put(I::Call(callee));
        }
        // The wanted value waits in a local while the others go.
        let mut got = None;
        for t in sig.results.iter().rev() {
            if Some(*t) == want && got.is_none() {
                let l = self.temp(*t);
                self.put(I::LocalSet(l));
                got = Some(l);
            } else if self.r.chance(80) {
                let l = self.local(*t);
                self.put(I::LocalSet(l));
            } else {
                self.put(I::Drop);
            }
        }
        if let Some(l) = got {
            self.put(I::LocalGet(l));
        }
    }
}
