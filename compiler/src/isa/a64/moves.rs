//! Memory moves of constant length, inline. Input: checked addresses and a length; output: for a copy all loads and then all stores,
//! whatever overlaps; for a fill stores alone. Neighbours become pairs afterwards. Longer moves, and those of unknown length, are calls
//! of the stubs in `bulk`.

use super::Lower;
use super::inst::{Load, Mem, Reg, Store, ZR};
use crate::ir::{Lane, Value};
use crate::ir::moves::{MOST, pieces};

impl Lower<'_> {
    /// The move, if it is one for here.
    pub fn inline_move(&mut self, copy: bool, [dst, other, _]: [Value; 3], len: u64) -> bool {
        if len > MOST {
            return false;
        }
        let pieces = pieces(len as u32);
        if pieces.is_empty() {
            return true;
        }
        let to = self.reg(dst);
        let at = |base, offset: u32| Mem::imm(base, offset as i32);
        if copy {
            let from = self.reg(other);
            let loaded: Vec<Reg> = pieces.iter().map(|p| self.load_piece(at(from, p.0), p.1)).collect();
            pieces.iter().zip(loaded).for_each(|(p, r)| self.store_piece(at(to, p.0), p.1, r));
            return true;
        }
        let wide = pieces[0].1 == 16;
        let byte = self.constant(other).map(|c| c as u8);
        if byte == Some(0) && !wide {
            pieces.iter().for_each(|p| self.store_piece(at(to, p.0), p.1, ZR));
            return true;
        }
        let v = match byte {
            Some(c) => self.vconst([c; 16]),
            None => {
                let r = self.reg(other);
                self.dup(Lane::I8, r)
            }
        };
        // Where there are 16 bytes all pieces have as many: the last one begins earlier.
        for &(offset, bytes) in &pieces {
            match (wide, bytes) {
                (true, _) => self.store_reg(Store::V128, at(to, offset + bytes - 16), v),
                (_, 8) => self.store_reg(Store::F64, at(to, offset), v),
                (_, 4) => self.store_reg(Store::F32, at(to, offset), v),
                (_, 2) => self.store_reg(Store::F16, at(to, offset), v),
                _ => self.store_reg(Store::F8, at(to, offset), v),
            }
        }
        true
    }

    fn load_piece(&mut self, m: Mem, bytes: u32) -> Reg {
        match bytes {
            16 => self.load_vector(crate::ir::LoadOp::V128, m),
            8 => self.load_int(Load::U64, m),
            4 => self.load_int(Load::U32, m),
            2 => self.load_int(Load::U16, m),
            _ => self.load_int(Load::U8, m),
        }
    }

    /// An integer register, or a vector for 16 bytes.
    fn store_piece(&mut self, m: Mem, bytes: u32, src: Reg) {
        let op = match bytes {
            16 => Store::V128,
            8 => Store::B64,
            4 => Store::B32,
            2 => Store::B16,
            _ => Store::B8,
        };
        self.store_reg(op, m, src);
    }
}
