//! Random bytes, from the kernel straight into guest memory.

use super::ctx::WasiCtx;
use super::types::Res;
use crate::guest::GuestMem;
use rustix::rand::{GetRandomFlags, getrandom};

pub fn random_get(_: &mut WasiCtx, m: &mut GuestMem, buf: u32, len: u32) -> Res {
    let mut rest = m.bytes_mut(buf, len)?;
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
