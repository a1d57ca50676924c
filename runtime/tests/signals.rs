//! Signals of the host's: handlers without SA_ONSTACK while the guest stands at the end of its stack, handlers
//! installed before and after the runtime's. Scenarios that change the process's handlers run in a child process.
//!
//! # Safety
//! Handlers touch only their stack and atomics.

mod common;

use std::process::ExitStatus;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};
use wazc_runtime::{Config, Engine, Error, Linker, Module, Store, TrapCode};

/// `down` recurses, counts at the bottom, and adds up on the way back.
const DEEP: &str = r#"(module
  (func $down (export "down") (param $n i32) (param $spin i32) (result i32)
    (if (result i32) (local.get $n)
      (then (i32.add (i32.const 1) (call $down (i32.sub (local.get $n) (i32.const 1)) (local.get $spin))))
      (else
        (loop $l
          (local.set $spin (i32.sub (local.get $spin) (i32.const 1)))
          (br_if $l (i32.gt_s (local.get $spin) (i32.const 0))))
        (i32.const 0))))
  (func (export "crash") (unreachable))
  (func (export "div") (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))
  (memory 1)
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0))))"#;

fn child(test: &str) -> ExitStatus {
    let out = common::this_program().args(["--ignored", "--exact", "--nocapture", test]).output().unwrap();
    println!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    out.status
}

fn handle(signal: i32, f: *const (), flags: i32) {
    // SAFETY: a handler of the kind that the flags say.
    unsafe {
        let mut a: libc::sigaction = std::mem::zeroed();
        a.sa_sigaction = f as usize;
        a.sa_flags = flags;
        assert_eq!(libc::sigaction(signal, &a, std::ptr::null_mut()), 0);
    }
}

const LONG: Duration = Duration::from_secs(60);
static HITS: AtomicU64 = AtomicU64::new(0);
static USE: AtomicUsize = AtomicUsize::new(0);

/// Uses `USE` bytes of whatever stack it runs on.
extern "C" fn hungry(_: i32) {
    let mut space = [0u8; 60 << 10];
    let n = USE.load(SeqCst).min(space.len());
    let end = space.len();
    // From the near end to the far one.
    for b in space[end - n..].iter_mut().rev() {
        // SAFETY: a reference.
        unsafe { std::ptr::write_volatile(b, 1) };
    }
    HITS.fetch_add(1, SeqCst);
}

/// Recursion to the end of the stack under a storm of signals whose handler runs on the guest stack.
#[test]
#[ignore = "changes handlers"]
fn storm() {
    let engine = Engine::new(Config::new().stack_size(128 << 10));
    let module = Module::new(&engine, &common::artifact(DEEP)).unwrap();
    let mut store = Store::new(&engine);
    let i = Linker::new().instantiate(&mut store, &module).unwrap();
    let f = i.func(&mut store, "down").unwrap().typed::<(i32, i32), i32>(&store).unwrap();
    // The deepest recursion that fits.
    let (mut fits, mut fails) = (1, 1 << 20);
    while fails - fits > 1 {
        let mid = (fits + fails) / 2;
        match f.call(&mut store, (mid, 0)) {
            Ok(n) => {
                assert_eq!(n, mid);
                fits = mid;
            }
            Err(e) => {
                assert_eq!(e.trap().unwrap().code(), TrapCode::StackOverflow);
                fails = mid;
            }
        }
    }
    let frame = (128 << 10) / fits;
    assert!((8..=64).contains(&frame), "{fits}");
    handle(libc::SIGUSR2, hungry as *const (), libc::SA_RESTART);
    // SAFETY: this thread lives longer than the one that sends.
    let me = unsafe { libc::pthread_self() } as u64;
    let stop = AtomicBool::new(false);
    struct StopAtEnd<'a>(&'a AtomicBool);
    impl Drop for StopAtEnd<'_> {
        fn drop(&mut self) {
            self.0.store(true, SeqCst);
        }
    }
    std::thread::scope(|s| {
        let _stop = StopAtEnd(&stop);
        s.spawn(|| {
            while !stop.load(SeqCst) {
                // SAFETY: as above.
                unsafe { libc::pthread_kill(me as libc::pthread_t, libc::SIGUSR2) };
                std::thread::sleep(Duration::from_micros(20));
            }
        });
        // Room for the kernel's frame, less and less room for the handler: never a trap, never a crash.
        // SAFETY: a question.
        let kernel = unsafe { libc::getauxval(libc::AT_MINSIGSTKSZ) }.max(libc::MINSIGSTKSZ as u64) as i32 + 2048;
        USE.store(56 << 10, SeqCst);
        for free in [64 << 10, 32 << 10, 16 << 10, kernel] {
            let (n, before, start) = (fits - free / frame, HITS.load(SeqCst), Instant::now());
            // The sender may have to wait for a processor.
            while HITS.load(SeqCst) < before + 50 {
                assert_eq!(f.call(&mut store, (n, 50_000)).unwrap(), n, "{free} bytes left");
                assert!(start.elapsed() < LONG, "{free} bytes left: no signals");
            }
        }
        // No room for the kernel's frame: a stack overflow, whatever the handler needs.
        for need in [0, 8 << 10, 56 << 10] {
            USE.store(need, SeqCst);
            let (mut stopped, start) = (0, Instant::now());
            for k in 0.. {
                match f.call(&mut store, (fits - k % 8, 50_000)) {
                    Ok(n) => assert_eq!(n, fits - k % 8),
                    Err(e) => {
                        assert_eq!(e.trap().map(|t| t.code()), Some(TrapCode::StackOverflow), "{e}");
                        stopped += 1;
                    }
                }
                if stopped > 50 {
                    break;
                }
                assert!(start.elapsed() < LONG, "no signals");
            }
        }
    });
    // The reserve is closed again.
    assert_eq!(f.call(&mut store, (fits, 0)).unwrap(), fits);
    assert!(f.call(&mut store, (fits + 1, 0)).is_err());
}

#[test]
fn handlers_on_the_guest_stack() {
    // Whether and when a signal's frame fits is the kernel's doing: qemu-user, which builds the frames itself, does not
    // drop one for want of room as Linux does.
    if std::env::var("WAZC_EMULATOR").is_ok_and(|e| !e.is_empty()) {
        println!("left out under emulation: signals on a full guest stack");
        return;
    }
    assert!(child("storm").success());
}

fn traps() {
    let mut store = Store::new(&Engine::default());
    let i = common::instance(&mut store, &Linker::new(), DEEP);
    for _ in 0..3 {
        let mut code = |name: &str, args: &[i32]| {
            let args: Vec<_> = args.iter().map(|n| (*n).into()).collect();
            let e: Error = i.func(&mut store, name).unwrap().call(&mut store, &args).unwrap_err();
            e.trap().unwrap().code()
        };
        assert_eq!(code("crash", &[]), TrapCode::Unreachable);
        assert_eq!(code("div", &[0]), TrapCode::DivisionByZero);
        assert_eq!(code("load", &[-4]), TrapCode::MemoryOutOfBounds);
        assert_eq!(code("down", &[i32::MAX, 0]), TrapCode::StackOverflow);
    }
}

const ALL: [i32; 4] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE];
static SEEN: [AtomicU64; 4] = [const { AtomicU64::new(0) }; 4];

fn seen(signal: i32) {
    SEEN[ALL.iter().position(|s| *s == signal).unwrap()].fetch_add(1, SeqCst);
}

extern "C" fn plain(signal: i32) {
    seen(signal);
}

extern "C" fn detailed(signal: i32, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
    // SAFETY: from the kernel, or passed on.
    assert_eq!(unsafe { (*info).si_signo }, signal);
    seen(signal);
}

fn raise_all() {
    for s in ALL {
        // SAFETY: handled.
        unsafe { libc::raise(s) };
    }
}

fn counts() -> [u64; 4] {
    std::array::from_fn(|i| SEEN[i].load(SeqCst))
}

#[test]
#[ignore = "changes handlers"]
fn before() {
    for (n, s) in ALL.into_iter().enumerate() {
        if n % 2 == 0 {
            handle(s, plain as *const (), 0);
        } else {
            handle(s, detailed as *const (), libc::SA_SIGINFO);
        }
    }
    traps();
    assert_eq!(counts(), [0; 4]);
    raise_all();
    assert_eq!(counts(), [1; 4]);
    // In a host function too, under compiled code; and it is no trap of the guest's.
    let mut store = Store::new(&Engine::default());
    let mut l = Linker::new();
    l.func_typed("", "f", |_, ()| {
        raise_all();
        Ok(())
    });
    let i = common::instance(&mut store, &l, r#"(module (import "" "f" (func)) (export "f" (func 0)))"#);
    i.func(&mut store, "f").unwrap().call(&mut store, &[]).unwrap();
    assert_eq!(counts(), [2; 4]);
    traps();
    assert_eq!(counts(), [2; 4]);
}

static PREVIOUS: [AtomicUsize; 4] = [const { AtomicUsize::new(0) }; 4];

extern "C" fn polite(signal: i32, info: *mut libc::siginfo_t, uc: *mut libc::c_void) {
    seen(signal);
    let f = PREVIOUS[ALL.iter().position(|s| *s == signal).unwrap()].load(SeqCst);
    // SAFETY: the runtime's handler, which takes three parameters.
    let f: extern "C" fn(i32, *mut libc::siginfo_t, *mut libc::c_void) = unsafe { std::mem::transmute(f) };
    f(signal, info, uc);
}

#[test]
#[ignore = "changes handlers"]
fn after() {
    traps();
    for (n, s) in ALL.into_iter().enumerate() {
        // SAFETY: a question.
        let old = unsafe {
            let mut old: libc::sigaction = std::mem::zeroed();
            libc::sigaction(s, std::ptr::null(), &mut old);
            old
        };
        assert!(old.sa_flags & libc::SA_SIGINFO != 0 && old.sa_flags & libc::SA_ONSTACK != 0);
        PREVIOUS[n].store(old.sa_sigaction, SeqCst);
        handle(s, polite as *const (), libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER);
    }
    traps();
    // unreachable, division, load and stack: three times each; how a division traps is the compiler's choice.
    assert_eq!(counts().iter().sum::<u64>(), 12);
}

#[test]
#[ignore = "changes handlers"]
fn ignored() {
    for s in ALL {
        // SAFETY: no handler.
        unsafe { libc::signal(s, libc::SIG_IGN) };
    }
    traps();
    raise_all();
    traps();
}

#[test]
#[ignore = "ends the process"]
fn sent() {
    // SAFETY: no handler. The test harness has its own for SIGSEGV.
    unsafe { libc::signal(libc::SIGSEGV, libc::SIG_DFL) };
    traps();
    // SAFETY: ends the process.
    unsafe { libc::raise(libc::SIGSEGV) };
}

#[test]
#[ignore = "ends the process"]
fn host_stack_overflow() {
    traps();
    fn down(n: u64) -> u64 {
        let mut a = [n; 512];
        std::hint::black_box(&mut a);
        if n == 0 { 0 } else { down(n - 1) + std::hint::black_box(a[7]) }
    }
    println!("{}", down(u64::MAX >> 1));
}

#[test]
fn the_runtimes_handlers_and_others() {
    use std::os::unix::process::ExitStatusExt;
    assert!(child("before").success());
    assert!(child("after").success());
    assert!(child("ignored").success());
    assert_eq!(child("sent").signal(), Some(libc::SIGSEGV));
    // Rust's own handler tells a stack overflow and aborts.
    assert_eq!(child("host_stack_overflow").signal(), Some(libc::SIGABRT));
}
