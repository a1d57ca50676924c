//! Checked access to guest memory.
#[derive(Clone, Copy, Debug)]
pub struct GuestMem {
    pub(crate) base: *mut u8,
    pub(crate) len: u64,
}
