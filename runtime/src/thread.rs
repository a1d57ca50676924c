//! A thread's own stacks: the alternate one for signal handlers, and how much is left of the one that the host runs on.
//!
//! # Safety
//! An [`AltStack`] owns its mapping, which is this thread's signal stack from its making to its drop, unless somebody
//! else installs another meanwhile.

use std::ptr::{null, null_mut};

/// Free space on the thread's own stack that a nested entry needs: for the host functions that it calls.
const HOST_RESERVE: usize = 128 << 10;
/// Nested entries on a thread where the end of its stack is not known.
const MAX_DEPTH: u32 = 300;

thread_local! {
    static ALT_STACK: AltStack = AltStack::install();
}

/// Makes sure that signal handlers have a stack on this thread.
pub(crate) fn prepare() {
    // A thread that is ending has none any more; it can still run code that neither traps nor overflows its stack.
    let _ = ALT_STACK.try_with(|_| ());
}

/// The thread's alternate signal stack, if we had to install one.
struct AltStack(Option<(*mut libc::c_void, usize)>);

impl AltStack {
    /// What our handler and those that it passes signals on to may use.
    const SIZE: usize = 64 << 10;

    /// Inaccessible, below it.
    fn guard() -> usize {
        rustix::param::page_size()
    }

    fn install() -> AltStack {
        // SAFETY: queries, then installs a fresh mapping as this thread's signal stack.
        unsafe {
            let mut old: libc::stack_t = std::mem::zeroed();
            libc::sigaltstack(null(), &mut old);
            if old.ss_flags & libc::SS_DISABLE == 0 && old.ss_size >= Self::SIZE {
                return AltStack(None);
            }
            // The kernel's own frame holds the vector registers, whose size is the CPU's.
            let kernel = rustix::param::linux_minsigstksz();
            let size = (Self::SIZE + kernel).next_multiple_of(Self::guard());
            let (prot, all) = (libc::PROT_READ | libc::PROT_WRITE, Self::guard() + size);
            let p = libc::mmap(null_mut(), all, prot, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1, 0);
            if p == libc::MAP_FAILED {
                return AltStack(None);
            }
            libc::mprotect(p, Self::guard(), libc::PROT_NONE);
            let new = libc::stack_t { ss_sp: p.byte_add(Self::guard()), ss_flags: 0, ss_size: size };
            libc::sigaltstack(&new, null_mut());
            AltStack(Some((p, all)))
        }
    }
}

impl Drop for AltStack {
    fn drop(&mut self) {
        let Some((p, size)) = self.0 else { return };
        // SAFETY: the stack is disabled before its mapping goes, unless somebody replaced it meanwhile.
        unsafe {
            let mut now: libc::stack_t = std::mem::zeroed();
            libc::sigaltstack(null(), &mut now);
            if now.ss_sp == p.byte_add(Self::guard()) {
                let off = libc::stack_t { ss_sp: null_mut(), ss_flags: libc::SS_DISABLE, ss_size: 0 };
                libc::sigaltstack(&off, null_mut());
            }
            libc::munmap(p, size);
        }
    }
}

/// Whether one more nested entry fits on the thread's own stack.
pub(crate) fn host_stack_allows(depth: u32) -> bool {
    thread_local! {
        static BOUNDS: [usize; 2] = own_stack();
    }
    let mark = 0u8;
    let sp = &raw const mark as usize;
    match BOUNDS.try_with(|b| *b) {
        Ok([low, high]) if (low..high).contains(&sp) => sp - low >= HOST_RESERVE,
        // On a stack of the host's making, whose end is not known.
        _ => depth < MAX_DEPTH,
    }
}

/// First and last address of this thread's own stack; both 0 where that is not known.
fn own_stack() -> [usize; 2] {
    // SAFETY: attributes are read only after the call filled them, and destroyed once.
    unsafe {
        let mut attr: libc::pthread_attr_t = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attr) != 0 {
            return [0; 2];
        }
        let (mut low, mut size) = (null_mut(), 0);
        let known = libc::pthread_attr_getstack(&attr, &mut low, &mut size) == 0;
        libc::pthread_attr_destroy(&mut attr);
        if known { [low as usize, low as usize + size] } else { [0; 2] }
    }
}
