//! Frame layout. Input: what a function needs after allocation; output: one constant size and its parts.
//!
//! ```text
//!   results area of the caller's
//!   stack arguments           cfa
//!   return address            cfa - 8
//!   pushed callee-saved registers
//!   (padding)
//!   spill slots, 8 bytes each
//!   outgoing area             sp (16-aligned where there are calls)
//! ```

/// The frame of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Frame {
    /// Bytes subtracted from the stack pointer after the pushes.
    pub size: u32,
    /// Bytes of outgoing area; spill slot `i` lies at `sp + outgoing + 8 i`.
    pub outgoing: u32,
    /// Number of pushed registers.
    pub pushes: u32,
}

/// A frame of more than this is refused.
pub const MAX_FRAME: u64 = 1 << 28;

impl Frame {
    /// Lays a frame out; `None` where it would be too large.
    pub fn new(outgoing: u32, spill_slots: usize, pushes: u32, has_calls: bool) -> Option<Frame> {
        let body = u64::from(outgoing) + 8 * spill_slots as u64;
        if body > MAX_FRAME {
            return None;
        }
        let mut size = body;
        if has_calls && (size + 8 * u64::from(pushes) + 8) % 16 != 0 {
            size += 8;
        }
        Some(Frame { size: size as u32, outgoing, pushes })
    }

    /// Offset from the stack pointer of spill slot `i`.
    pub fn spill_offset(&self, i: usize) -> u32 {
        self.outgoing + 8 * i as u32
    }

    /// Distance from the stack pointer to the first incoming stack argument.
    pub fn incoming_offset(&self) -> u32 {
        self.size + 8 * self.pushes + 8
    }
}
