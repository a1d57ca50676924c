//! Random bytes: from the kernel straight into guest memory, or from the embedder.

use super::ctx::WasiCtx;
use super::types::{Errno, Res};
use crate::guest::GuestMem;
use rustix::rand::{GetRandomFlags, getrandom};

/// Fills a buffer with random bytes, in place of the kernel.
pub(super) type Source = Box<dyn FnMut(&mut [u8]) + Send>;

/// Bytes that follow from a number (Steele, Lea and Flood's SplitMix64). Fit to repeat a run, not to make keys.
pub(super) fn seeded(mut state: u64) -> Source {
    Box::new(move |buf| {
        for part in buf.chunks_mut(8) {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            part.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..part.len()]);
        }
    })
}

pub fn random_get(c: &mut WasiCtx, m: &mut GuestMem, buf: u32, len: u32) -> Res {
    let mut rest = m.bytes_mut(buf, len)?;
    if len > c.limits.random_bytes {
        return Err(Errno::INVAL);
    }
    if let Some(source) = &mut c.random {
        source(rest);
        return Ok(());
    }
    while !rest.is_empty() {
        let part = rest.len().min(1 << 16);
        match getrandom(&mut rest[..part], GetRandomFlags::empty()) {
            Ok(n) => rest = &mut rest[n..],
            Err(rustix::io::Errno::INTR) => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}
