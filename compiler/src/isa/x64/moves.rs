//! Memory moves of constant length, inline. Input: checked addresses and a length; output: for a copy all loads and then all stores,
//! whatever overlaps; for a fill stores alone. Longer moves, and those of unknown length, are calls of the stubs in `bulk`.

use super::inst::{ExtKind, Inst, Mem, Reg, Size, Src, VSrc};
use super::vec::Vec1;
use super::Lower;
use crate::ir::Value;
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
        if copy {
            let from = self.reg(other);
            let loaded: Vec<Reg> = pieces.iter().map(|p| self.load_piece(Mem::base(from, p.0 as i32), p.1)).collect();
            pieces.iter().zip(loaded).for_each(|(p, r)| self.store_piece(Mem::base(to, p.0 as i32), p.1, r));
        } else {
            self.fill_pieces(to, other, &pieces);
        }
        true
    }

    fn load_piece(&mut self, m: Mem, bytes: u32) -> Reg {
        match bytes {
            16 => self.v1(Vec1::Movups, VSrc::Mem(m)),
            8 => self.extend(ExtKind::U64, Src::Mem(m)),
            4 => self.extend(ExtKind::U32, Src::Mem(m)),
            2 => self.extend(ExtKind::U16, Src::Mem(m)),
            _ => self.extend(ExtKind::U8, Src::Mem(m)),
        }
    }

    fn store_piece(&mut self, mem: Mem, bytes: u32, src: Reg) {
        if bytes == 16 { self.b.push(Inst::VStore { mem, src }) } else { self.store_int(bytes, mem, src) }
    }

    fn fill_pieces(&mut self, to: Reg, byte: Value, pieces: &[(u32, u32)]) {
        let wide = pieces[0].1 == 16;
        if let Some(c) = self.constant(byte) {
            let c = u64::from(c as u8) * 0x0101_0101_0101_0101;
            if wide {
                let v = self.vconst([c as u8; 16]);
                return self.fill_wide(to, v, pieces);
            }
            // Bytes with sign extension fill the whole of an immediate.
            match i32::try_from(c as i64) {
                Ok(imm) => pieces.iter().for_each(|p| self.b.push(Inst::StoreImm { bytes: p.1, mem: Mem::base(to, p.0 as i32), imm })),
                Err(_) if pieces.iter().all(|p| p.1 < 8) => {
                    pieces.iter().for_each(|p| self.b.push(Inst::StoreImm { bytes: p.1, mem: Mem::base(to, p.0 as i32), imm: c as u32 as i32 }))
                }
                Err(_) => {
                    let r = self.imm(Size::S64, c);
                    pieces.iter().for_each(|p| self.store_piece(Mem::base(to, p.0 as i32), p.1, r));
                }
            }
            return;
        }
        let b = self.reg(byte);
        let b = self.extend(ExtKind::U8, Src::Reg(b));
        if pieces.iter().all(|p| p.1 == 1) {
            return pieces.iter().for_each(|p| self.store_piece(Mem::base(to, p.0 as i32), p.1, b));
        }
        let ones = self.imm(Size::S64, 0x0101_0101_0101_0101);
        let r = self.imul(Size::S64, ones, Src::Reg(b));
        if wide {
            let v = self.to_float(Size::S64, r);
            let v = self.v1(Vec1::Movddup, VSrc::Reg(v));
            return self.fill_wide(to, v, pieces);
        }
        pieces.iter().for_each(|p| self.store_piece(Mem::base(to, p.0 as i32), p.1, r));
    }

    /// All pieces with 16 bytes: the last one begins earlier.
    fn fill_wide(&mut self, to: Reg, v: Reg, pieces: &[(u32, u32)]) {
        for &(at, bytes) in pieces {
            self.store_piece(Mem::base(to, (at + bytes - 16) as i32), 16, v);
        }
    }
}
