//! Traps: the activation chain, the registry of code images, the signal handler, backtraces, and entry from Rust.
//!
//! A synchronous signal whose pc lies in a registered image and in its trap table, or whose address lies in the guard
//! of the running guest stack while compiled code runs, redirects the thread to the landing of its innermost
//! activation. Every other signal goes to the handler that was installed before ours. A handler that the host
//! installs later must run on the alternate stack (SA_ONSTACK) and pass on what it doesn't know.
//!
//! **Signals of the host's without SA_ONSTACK** run on the guest stack where compiled code was interrupted. If one
//! faults in the stack's reserve, the reserve is opened for it, and a SIGILL is left pending that arrives when the
//! outermost such handler has returned and closes the reserve again: so the guest never gets to use it, and a handler
//! has [`STACK_RESERVE`] bytes wherever the guest stood. One thing has no remedy without checks in compiled code: if
//! the guest (or a handler on its stack) stands so low that the kernel can't write the signal's frame (some KiB, see
//! AT_MINSIGSTKSZ), the kernel drops that signal and raises SIGSEGV instead. For the guest that is a stack overflow:
//! it ends with that trap. (A load in each prologue that touches the stack 96 KiB further down would close this gap;
//! it was measured at 7% of a recursive fib.)
//!
//! # Safety
//! Invariants: `Store::current` and the thread's `CURRENT` name live activations, each on the Rust frame of its own
//! [`enter`]; registered images stay mapped until they are removed, and removal waits for running handlers; nothing
//! on a guest stack needs dropping, so a landing may skip its frames.

use crate::arch;
use crate::error::{Error, Frame, HostError, Trap, TrapCode};
use crate::host::Caller;
use crate::module::CodeInfo;
use crate::stack::{GuestStack, set_reserve};
use crate::store::StoreInner;
use crate::thread;
use crate::val::Slot;
use std::any::Any;
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Once, Weak};
use wazc_abi::callconv::STACK_RESERVE;
use wazc_abi::trap::{NO_SOURCE, Table, UNWIND_END, UNWIND_LR};
use wazc_abi::vmctx::FuncObj;

/// Frames kept of a backtrace.
const MAX_FRAMES: usize = 64;
/// Free guest stack that a nested entry needs.
const ENTRY_RESERVE: u64 = 16 << 10;

/// One entry into compiled code that has not returned yet. The assembly reads the first two fields.
#[repr(C)]
pub(crate) struct Activation {
    /// Stack pointer of the thread's stack, at the registers saved on entry.
    pub(crate) host_sp: u64,
    /// Guest stack pointer: where to start; while the host runs, where the return address into compiled code lies,
    /// just below what compiled code uses.
    pub(crate) guest_sp: u64,
    /// The activation around this one in the same store.
    outer: *mut Activation,
    /// The activation around this one on the same thread.
    outer_on_thread: *mut Activation,
    /// Activations around this one on the same thread.
    depth: u32,
    guard: [u64; 2],
    top: u64,
    failure: Option<Failure>,
    /// The first `pc_count` are written.
    pcs: [MaybeUninit<u64>; MAX_FRAMES],
    pc_count: usize,
}

impl Activation {
    /// The backtrace.
    fn pcs(&self) -> &[u64] {
        // SAFETY: `walk` wrote as many.
        unsafe { std::slice::from_raw_parts(self.pcs.as_ptr().cast(), self.pc_count) }
    }
}

enum Failure {
    Trap(TrapCode),
    Host(HostError),
    Panic(Box<dyn Any + Send>),
}

thread_local! {
    static CURRENT: Cell<*mut Activation> = const { Cell::new(null_mut()) };
    /// The `guard_high` of the guest stack whose reserve is open, or 0.
    static OPEN_RESERVE: Cell<u64> = const { Cell::new(0) };
    /// Whether a SIGILL of ours is pending, which closes the reserve.
    static CLOSING: Cell<bool> = const { Cell::new(false) };
}

/// A code image as the signal handler sees it. The tables are borrowed from `info`.
pub(crate) struct Image {
    base: u64,
    end: u64,
    traps: Table<'static>,
    source: Table<'static>,
    unwind: Table<'static>,
    info: Weak<CodeInfo>,
}

type Images = Vec<Arc<Image>>;

static IMAGES: AtomicPtr<Images> = AtomicPtr::new(null_mut());
static READERS: AtomicUsize = AtomicUsize::new(0);
static WRITER: Mutex<()> = Mutex::new(());

/// Calls `f` with the images, sorted by address. Takes no lock and does not allocate.
fn with_images<R>(f: impl FnOnce(&[Arc<Image>]) -> R) -> R {
    READERS.fetch_add(1, Ordering::SeqCst);
    let p = IMAGES.load(Ordering::SeqCst);
    // SAFETY: a writer frees a list only after it was replaced and no reader was active.
    let r = f(if p.is_null() { &[] } else { unsafe { &*p } });
    READERS.fetch_sub(1, Ordering::SeqCst);
    r
}

fn update(change: impl FnOnce(&mut Images)) {
    let _lock = WRITER.lock().unwrap_or_else(|e| e.into_inner());
    let mut list = with_images(|i| i.to_vec());
    change(&mut list);
    let old = IMAGES.swap(Box::into_raw(Box::new(list)), Ordering::SeqCst);
    while READERS.load(Ordering::SeqCst) != 0 {
        std::thread::yield_now();
    }
    if !old.is_null() {
        // SAFETY: made by Box::into_raw above; replaced, and no reader can hold it any more.
        drop(unsafe { Box::from_raw(old) });
    }
}

/// Makes the code of a module known to the signal handler.
///
/// # Safety
/// The tables must stay valid until [`unregister`] of the same base returns.
pub(crate) unsafe fn register(
    base: u64,
    size: u64,
    [traps, source, unwind]: [Table<'static>; 3],
    info: Weak<CodeInfo>,
) {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(install_handlers);
    let image = Arc::new(Image { base, end: base + size, traps, source, unwind, info });
    update(|l| {
        let at = l.partition_point(|i| i.base < base);
        l.insert(at, image);
    });
}

/// Forgets the image at this address.
pub(crate) fn unregister(base: u64) {
    update(|l| l.retain(|i| i.base != base));
}

fn find(images: &[Arc<Image>], pc: u64) -> Option<&Image> {
    let i = images.partition_point(|i| i.base <= pc).checked_sub(1)?;
    images.get(i).filter(|i| pc < i.end).map(|i| &**i)
}

/// Where a thread stands in compiled code.
#[derive(Clone, Copy)]
pub(crate) struct Point {
    pub(crate) pc: u64,
    pub(crate) sp: u64,
    /// The link register, where the ISA has one and it is known.
    pub(crate) link: Option<u64>,
}

impl Point {
    /// Where the host was called from, for a return address at `at`, which is read.
    ///
    /// # Safety
    /// `at` is readable.
    unsafe fn return_at(at: u64) -> Point {
        // SAFETY: the caller's promise.
        Point { pc: unsafe { *(at as *const u64) }.wrapping_sub(1), sp: at + 8, link: None }
    }

    /// The same, outside the crossings: one of them is still its caller's code until it has pushed its link register.
    fn in_compiled_code(self) -> Point {
        match self.link {
            Some(link) if arch::is_crossing(self.pc) => Point { pc: link.wrapping_sub(1), link: None, ..self },
            _ => self,
        }
    }
}

/// Records the pcs of the frames from a point outwards. Safe in a signal handler.
fn walk(images: &[Arc<Image>], act: &mut Activation, from: Point) {
    let Point { mut pc, mut sp, mut link } = from.in_compiled_code();
    act.pc_count = 0;
    let (low, top) = (act.guard[1], act.top);
    let mut scope: *const Activation = act;
    while act.pc_count < MAX_FRAMES {
        let Some(image) = find(images, pc) else { return };
        let offset = (pc - image.base) as u32;
        let unwind = image.unwind.covering(offset).unwrap_or(UNWIND_END);
        if unwind != UNWIND_END {
            act.pcs[act.pc_count].write(pc);
            act.pc_count += 1;
            if unwind & UNWIND_LR != 0 {
                // Of the innermost frame only: further out, x30 is another frame's.
                let Some(link) = link.take() else { return };
                pc = link.wrapping_sub(1);
                // Below zero where a function has popped its arguments and not yet returned.
                sp = sp.wrapping_add_signed(((unwind - UNWIND_LR) as i32).into());
                continue;
            }
            let at = sp.wrapping_add(u64::from(unwind)).wrapping_sub(8);
            if at % 8 != 0 || at < low || at >= top {
                return;
            }
            // SAFETY: `at` lies within the mapped part of this guest stack.
            Point { pc, sp, link } = unsafe { Point::return_at(at) };
            continue;
        }
        // The end of this activation: go on where the one around it called the host.
        // SAFETY: activations of a chain are live.
        scope = unsafe { (*scope).outer };
        if scope.is_null() {
            return;
        }
        // SAFETY: as above; its guest_sp points at the return address of its call to the host.
        let at = unsafe { (*scope).guest_sp };
        if at % 8 != 0 || at < low || at >= top {
            return;
        }
        // SAFETY: as above.
        Point { pc, sp, link } = unsafe { Point::return_at(at) };
    }
}

const SIGNALS: [i32; 4] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE];
static mut PREVIOUS: [MaybeUninit<libc::sigaction>; 4] = [const { MaybeUninit::uninit() }; 4];

fn drop_from(set: &mut libc::sigset_t, signal: i32) {
    // SAFETY: a set that was filled before.
    unsafe { libc::sigdelset(set, signal) };
}

fn install_handlers() {
    for (i, signal) in SIGNALS.into_iter().enumerate() {
        // SAFETY: runs once, before any of our handlers can; all-zero is a valid sigaction to fill in.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = on_signal as *const () as usize;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
            // Others wait: their handlers would take what is left of this thread's alternate stack.
            libc::sigfillset(&mut action.sa_mask);
            SIGNALS.iter().for_each(|s| drop_from(&mut action.sa_mask, *s));
            libc::sigaction(signal, null(), (&raw mut PREVIOUS[i]).cast());
            libc::sigaction(signal, &action, null_mut());
        }
    }
}

/// An interrupted instruction.
#[derive(Clone, Copy)]
struct Interrupted<'a> {
    signal: i32,
    info: &'a libc::siginfo_t,
    at: Point,
}

impl Interrupted<'_> {
    fn address(&self) -> u64 {
        // SAFETY: asked for signals of the kernel's only.
        unsafe { self.info.si_addr() as u64 }
    }

    /// Whether the kernel had no room for another signal's frame at the end of this activation's stack.
    fn dropped_a_signal(&self, act: &Activation) -> bool {
        let end = act.guard[0]..act.guard[1] + STACK_RESERVE;
        self.signal == libc::SIGSEGV && self.info.si_code == libc::SI_KERNEL && end.contains(&self.at.sp)
    }
}

/// Decides about a signal: the code if it is a trap of the running activation.
fn classify(images: &[Arc<Image>], act: &Activation, i: Interrupted<'_>) -> Option<TrapCode> {
    let image = find(images, i.at.pc);
    let guest = image.is_some() || arch::is_crossing(i.at.pc);
    if i.dropped_a_signal(act) && guest {
        return Some(TrapCode::StackOverflow);
    }
    // What somebody sent, or what has no address, is no trap.
    if i.info.si_code <= 0 || i.info.si_code == libc::SI_KERNEL {
        return None;
    }
    // A crossing may be what pushes the last return address.
    if guest && i.signal == libc::SIGSEGV && (act.guard[0]..act.guard[1]).contains(&i.address()) {
        return Some(TrapCode::StackOverflow);
    }
    let image = image?;
    TrapCode::from_u32(image.traps.exact((i.at.pc - image.base) as u32)?)
}

/// Opens the reserve for a handler of the host's that runs on the guest stack, where it needs it; false if the signal
/// means something else.
///
/// # Safety
/// Called by the signal handler for code that is not ours, with the context that it returns to.
unsafe fn open_reserve(act: &Activation, i: Interrupted<'_>, uc: &mut libc::ucontext_t) -> bool {
    let [low, high] = act.guard;
    let needed = i.dropped_a_signal(act)
        || (i.signal == libc::SIGSEGV
            && i.info.si_code > 0
            && (high - STACK_RESERVE..high).contains(&i.address())
            && (low..act.top).contains(&i.at.sp));
    if !needed || OPEN_RESERVE.get() == high {
        return false;
    }
    // SAFETY: the stack is in use by this thread; a reserve that is open belongs to another stack, where nothing runs.
    unsafe {
        close_reserve();
        if !set_reserve(high, true) {
            return false;
        }
        OPEN_RESERVE.set(high);
        // Blocked until the host's handler returns, then due at once.
        let mut ill: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut ill);
        libc::sigaddset(&mut ill, libc::SIGILL);
        libc::pthread_sigmask(libc::SIG_BLOCK, &ill, null_mut());
        libc::sigaddset(&mut uc.uc_sigmask, libc::SIGILL);
        if !CLOSING.replace(true) {
            libc::raise(libc::SIGILL);
        }
    }
    true
}

/// Closes the reserve that is open on this thread, if one is.
///
/// # Safety
/// Nothing runs in it.
unsafe fn close_reserve() {
    let high = OPEN_RESERVE.replace(0);
    if high != 0 {
        // SAFETY: the stack of an activation of this thread's, whose exit calls this.
        unsafe { set_reserve(high, false) };
    }
}

extern "C" fn on_signal(signal: i32, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    // SAFETY: the kernel passes valid pointers.
    let (info_ref, uc) = unsafe { (&*info, &mut *context.cast::<libc::ucontext_t>()) };
    let at = arch::point(uc);
    let i = Interrupted { signal, info: info_ref, at };
    if signal == libc::SIGILL && info_ref.si_code == libc::SI_TKILL && CLOSING.replace(false) {
        // SAFETY: the handlers that needed the reserve have returned.
        unsafe { close_reserve() };
        return;
    }
    let act = CURRENT.get();
    if !act.is_null() {
        // SAFETY: CURRENT names a live activation of this thread, and Rust code that could hold a reference to it is
        // not running if pc is in compiled code.
        let handled = unsafe {
            with_images(|images| match classify(images, &*act, i) {
                Some(code) => {
                    walk(images, &mut *act, at);
                    (*act).failure = Some(Failure::Trap(code));
                    arch::redirect(uc, act, (*act).host_sp);
                    true
                }
                None => find(images, at.pc).is_none() && open_reserve(&*act, i, uc),
            })
        };
        if handled {
            return;
        }
    }
    chain(signal, info, context);
}

/// Passes a signal on to the handler that was installed before ours, with the mask that it would have had.
fn chain(signal: i32, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    let i = SIGNALS.iter().position(|s| *s == signal).unwrap_or(0);
    // SAFETY: PREVIOUS was filled before this handler was installed; a handler of the stated kind is called the way
    // the kernel would.
    unsafe {
        let previous: libc::sigaction = PREVIOUS[i].assume_init();
        let sent = (*info).si_code <= 0;
        let mut mask = (*context.cast::<libc::ucontext_t>()).uc_sigmask;
        for s in (1..=64).filter(|s| libc::sigismember(&previous.sa_mask, *s) == 1) {
            libc::sigaddset(&mut mask, s);
        }
        if previous.sa_flags & libc::SA_NODEFER == 0 && previous.sa_sigaction > libc::SIG_IGN {
            libc::sigaddset(&mut mask, signal);
        }
        libc::pthread_sigmask(libc::SIG_SETMASK, &mask, null_mut());
        match previous.sa_sigaction {
            libc::SIG_IGN if sent => {}
            libc::SIG_DFL | libc::SIG_IGN => {
                // Returning runs the instruction again, which now ends the process; a signal that was sent is sent
                // again.
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = libc::SIG_DFL;
                libc::sigaction(signal, &action, null_mut());
                if sent {
                    libc::raise(signal);
                }
            }
            f if previous.sa_flags & libc::SA_SIGINFO != 0 => {
                let f: extern "C" fn(i32, *mut libc::siginfo_t, *mut libc::c_void) = std::mem::transmute(f);
                f(signal, info, context);
            }
            f => {
                let f: extern "C" fn(i32) = std::mem::transmute(f);
                f(signal);
            }
        }
    }
}

/// Calls a compiled function with arguments and results in `slots`.
///
/// # Safety
/// `store` is live and not borrowed elsewhere in a way that compiled or host code would break; `obj` is a compiled
/// function of that store; `slots` has room for the larger of its parameters and results, filled as its type says.
pub(crate) unsafe fn enter(store: *mut StoreInner, obj: *const FuncObj, slots: *mut Slot) -> Result<(), Error> {
    thread::prepare();
    // SAFETY: the caller's promise.
    let (outer, stack_size, obj) = unsafe { ((*store).current, (*store).engine.stack_size(), *obj) };
    let around = CURRENT.get();
    // SAFETY: a live activation, stopped in a call to the host.
    let depth = if around.is_null() { 0 } else { unsafe { (*around).depth + 1 } };
    if depth != 0 && !thread::host_stack_allows(depth) {
        return Err(TrapCode::StackOverflow.into());
    }
    let mut stack = None;
    let (guest_sp, guard, top) = if outer.is_null() {
        // SAFETY: as above.
        let spare = unsafe { (*store).spare.take() };
        let s = match spare {
            Some(s) => s,
            None => GuestStack::acquire(stack_size)?,
        };
        let r = (s.top(), [s.guard_low(), s.guard_high()], s.top());
        stack = Some(s);
        r
    } else {
        // SAFETY: the current activation of a store is live, and stopped in a call to the host.
        let o = unsafe { &*outer };
        if o.guest_sp < o.guard[1] + ENTRY_RESERVE {
            return Err(TrapCode::StackOverflow.into());
        }
        (o.guest_sp & !15, o.guard, o.top)
    };
    let mut act = Activation {
        host_sp: 0,
        guest_sp,
        outer,
        outer_on_thread: around,
        depth,
        guard,
        top,
        failure: None,
        pcs: [const { MaybeUninit::uninit() }; MAX_FRAMES],
        pc_count: 0,
    };
    let act: *mut Activation = &mut act;
    CURRENT.set(act);
    // SAFETY: the store is live; the trampoline belongs to the function; the activation is this frame's.
    let trapped = unsafe {
        (*store).current = act;
        let r = arch::wazc_rt_enter(act as u64, obj.entry, obj.vmctx, obj.code, slots as u64);
        (*store).current = outer;
        r
    };
    // SAFETY: compiled code has returned; nothing else refers to the activation.
    let act = unsafe { &mut *act };
    CURRENT.set(act.outer_on_thread);
    if let Some(stack) = stack {
        // SAFETY: the store is live, and no call is running in it, nor on the stack.
        unsafe {
            if OPEN_RESERVE.get() == stack.guard_high() {
                close_reserve();
            }
            (*store).spare = Some(stack);
        }
    }
    if trapped == 0 {
        return Ok(());
    }
    let trap = |act: &Activation, code| {
        let more_frames = act.pc_count == MAX_FRAMES;
        Err(Error::Trap(Trap { frames: symbolise(act.pcs()), more_frames, ..Trap::new(code) }))
    };
    match act.failure.take() {
        Some(Failure::Trap(code)) | Some(Failure::Host(HostError::Trap(code))) => trap(act, code),
        Some(Failure::Host(HostError::Nested(t))) => Err(Error::Trap(t)),
        Some(Failure::Host(HostError::Exit(status))) => Err(Error::Exit(status)),
        Some(Failure::Host(HostError::Other(s))) => Err(Error::Host(s)),
        Some(Failure::Panic(p)) => resume_unwind(p),
        None => trap(act, TrapCode::Unreachable),
    }
}

fn symbolise(pcs: &[u64]) -> Vec<Frame> {
    let mut frames = Vec::with_capacity(pcs.len());
    for pc in pcs {
        let found = with_images(|images| {
            let image = find(images, *pc)?;
            let offset = (pc - image.base) as u32;
            Some((image.info.upgrade()?, offset, image.source.covering(offset).filter(|o| *o != NO_SOURCE)))
        });
        let Some((info, offset, source)) = found else { continue };
        let func = info.function_at(offset);
        if func.is_none() && source.is_none() {
            continue; // a stub
        }
        let mut frame = |func: Option<u32>, offset| {
            let name = func.and_then(|f| info.function_name(f));
            frames.push(Frame { func, name, module: info.module_name(), offset });
        };
        match func.zip(source).map(|(f, s)| info.function_of_source(f, s)) {
            // Inlined: where it was called is not recorded.
            Some(inner) if func != Some(inner) => {
                frame(Some(inner), source);
                frame(func, None);
            }
            _ => frame(func, source),
        }
    }
    frames
}

/// Notes where compiled code called the host from, for the backtrace.
fn note_frames(act: &mut Activation) {
    // SAFETY: the assembly stored the guest stack pointer, which points at a return address into compiled code.
    let from = unsafe { Point::return_at(act.guest_sp) };
    with_images(|images| walk(images, act, from));
}

/// Runs a host function for compiled code: 0, or 1 if the caller's activation must end.
///
/// # Safety
/// Called by the host-call crossing only.
pub(crate) unsafe extern "C" fn dispatch_host(
    obj: *const FuncObj,
    slots: *mut Slot,
    vmctx: u64,
    act: *mut Activation,
) -> u32 {
    // SAFETY: `obj` is a host function of the store that `vmctx` belongs to; the slots are as many as its type needs.
    let result = catch_unwind(AssertUnwindSafe(|| unsafe {
        let store = crate::store::of_vmctx(vmctx);
        let host = crate::func::host_of(obj);
        let slots = std::slice::from_raw_parts_mut(slots, host.slot_count());
        let mut caller = Caller::new(store, Some(crate::store::instance_of_vmctx(vmctx)));
        host.call(&mut caller, slots)
    }));
    let failure = match result {
        Ok(Ok(())) => return 0,
        Ok(Err(e)) => Failure::Host(e),
        Err(p) => Failure::Panic(p),
    };
    // SAFETY: the activation is live, and compiled code is stopped.
    let act = unsafe { &mut *act };
    note_frames(act);
    act.failure = Some(failure);
    1
}

#[cfg(test)]
mod tests {
    use super::*;
    use wazc_abi::trap::encode_table;

    /// Walks a stack of these words, with the code at 0x1000 and its unwind table; the pcs less 0x1000.
    fn walked(unwind: &[(u32, u32)], stack: &[u64], from: impl Fn(u64) -> Point) -> Vec<u64> {
        let none = Table::parse(&[0; 4]).unwrap();
        let unwind = Table::parse(encode_table(unwind).leak()).unwrap();
        let image = Image { base: 0x1000, end: 0x2000, traps: none, source: none, unwind, info: Weak::new() };
        let low = stack.as_ptr() as u64;
        let mut act = Activation {
            host_sp: 0,
            guest_sp: 0,
            outer: null_mut(),
            outer_on_thread: null_mut(),
            depth: 0,
            guard: [0, low],
            top: low + 8 * stack.len() as u64,
            failure: None,
            pcs: [const { MaybeUninit::uninit() }; MAX_FRAMES],
            pc_count: 0,
        };
        walk(&[Arc::new(image)], &mut act, from(low));
        act.pcs().iter().map(|pc| pc - 0x1000).collect()
    }

    #[test]
    fn frames_are_found_on_the_stack_and_in_the_link_register() {
        // From 0x10 on a frame of two words, from 0x20 on one whose return address is in the link register, from
        // 0x30 on one of four words and such a return address: no compiler makes that; from 0x38 on two words of
        // arguments are gone and the return address is in the register; from 0x40 on the entry.
        let popped = 16u32.wrapping_neg() + UNWIND_LR;
        let rows = [(0x10, 16), (0x20, UNWIND_LR), (0x30, 32 + UNWIND_LR), (0x38, popped), (0x40, UNWIND_END)];
        let at = |pc: u64, link| move |low| Point { pc: 0x1000 + pc, sp: low, link };
        let stack = [0, 0x1015, 0, 0x1045, 0, 0x1045];
        assert_eq!(walked(&rows, &stack, at(0x10, None)), [0x10, 0x14]);
        assert_eq!(walked(&rows, &stack, at(0x21, Some(0x1012))), [0x21, 0x11, 0x14]);
        assert_eq!(walked(&rows, &stack, at(0x31, Some(0x1012))), [0x31, 0x11]);
        assert_eq!(walked(&rows, &stack, |low| Point { pc: 0x1038, sp: low + 16, link: Some(0x1012) }), [0x38, 0x11, 0x14]);
        assert_eq!(walked(&rows, &stack, at(0x21, Some(0x1044))), [0x21]);
        // Known for the innermost frame only, and at most once.
        assert_eq!(walked(&rows, &stack, at(0x21, None)), [0x21]);
        assert_eq!(walked(&rows, &stack, at(0x21, Some(0x1025))), [0x21, 0x24]);
        assert_eq!(walked(&rows, &[0, 0x1025], at(0x10, Some(0x1012))), [0x10, 0x24]);
    }

    #[test]
    fn a_crossing_that_has_not_pushed_its_link_is_its_callers_code() {
        let rows = [(0x10, 16), (0x40, UNWIND_END)];
        let crossing = arch::host_call();
        let at = |link| move |low| Point { pc: crossing, sp: low, link };
        assert_eq!(walked(&rows, &[0, 0x1045], at(Some(0x1013))), [0x12]);
        assert_eq!(walked(&rows, &[0, 0x1045], at(None)), [0u64; 0]);
    }
}
