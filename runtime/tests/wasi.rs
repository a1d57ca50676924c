//! WASI as an embedder uses it: a context that is built, a guest that is called, what becomes of its end.

mod common;

use common::module;
use std::time::{Duration, Instant};
use wazc_runtime::wasi::{Errno, Limits, WasiCtx, add_to_linker, rights};
use wazc_runtime::*;

/// `_start` copies its standard input to its standard output and its first argument to its standard error; `exit` and `raise` end it with a
/// status; `sleep` waits for so many nanoseconds; `open` opens the file `f` in the directory 3 with such rights; `second` sees another memory.
const GUEST: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_raise" (func $raise (param i32) (result i32)))
  (import "wasi_unstable" "proc_exit" (func $exit (param i32)))
  (memory 1) (memory $seen (export "memory") 1)
  (data (memory $seen) (i32.const 512) "f")
  (func (export "_start")
    (i32.store $seen (i32.const 0) (i32.const 1024))
    (block $end (loop $more
      (i32.store $seen (i32.const 4) (i32.const 7))
      (br_if $end (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)))
      (br_if $end (i32.eqz (i32.load $seen (i32.const 4))))
      (br_if $end (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
      (br $more)))
    (drop (call $sizes (i32.const 16) (i32.const 4)))
    (drop (call $args (i32.const 64) (i32.const 1024)))
    (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "exit") (param i32) (call $exit (local.get 0)))
  (func (export "raise") (param i32) (result i32) (call $raise (local.get 0)))
  (func (export "sleep") (param i64) (result i32)
    (i32.store $seen (i32.const 80) (i32.const 1)) (i64.store $seen (i32.const 88) (local.get 0))
    (call $poll (i32.const 64) (i32.const 256) (i32.const 1) (i32.const 32)))
  (func (export "open") (param i64) (result i32)
    (call $open (i32.const 3) (i32.const 0) (i32.const 512) (i32.const 1) (i32.const 0) (local.get 0) (i64.const 0) (i32.const 0) (i32.const 32))))"#;

fn guest(ctx: WasiCtx) -> (Store, Instance) {
    let mut store = Store::new(&Engine::default());
    let mut linker = Linker::new();
    add_to_linker(&mut linker, ctx);
    let m = module(&Engine::default(), GUEST);
    let instance = linker.instantiate(&mut store, &m).unwrap();
    (store, instance)
}

fn call(store: &mut Store, i: Instance, name: &str, args: &[Val]) -> Result<Vec<Val>, Error> {
    i.func(&mut *store, name).unwrap().call(&mut *store, args)
}

#[test]
fn streams_in_memory() {
    let mut ctx = WasiCtx::new();
    ctx.arg("the name").unwrap().stdin_bytes(b"more than one piece of input").unwrap();
    let (out, err) = (ctx.capture_stdout(1 << 16).unwrap(), ctx.capture_stderr(1 << 16).unwrap());
    let (mut store, i) = guest(ctx);
    call(&mut store, i, "_start", &[]).unwrap();
    assert_eq!(out.bytes().unwrap(), b"more than one piece of input");
    assert_eq!(err.bytes().unwrap(), b"the name\0");
}

#[test]
fn ends() {
    let (mut store, i) = guest(WasiCtx::new());
    for status in [0, 3, 255, -1] {
        assert!(matches!(call(&mut store, i, "exit", &[Val::I32(status)]), Err(Error::Exit(s)) if s == status));
    }
    assert!(matches!(call(&mut store, i, "raise", &[Val::I32(6)]), Err(Error::Exit(134))));
    assert!(matches!(call(&mut store, i, "raise", &[Val::I32(16)]).unwrap()[..], [Val::I32(0)]));
    let until = |after| {
        let mut ctx = WasiCtx::new();
        ctx.deadline(Instant::now() + after);
        guest(ctx)
    };
    // Far off: a short sleep ends before.
    let (mut store, i) = until(Duration::from_secs(3600));
    assert!(matches!(call(&mut store, i, "sleep", &[Val::I64(1_000_000)]).unwrap()[..], [Val::I32(0)]));
    // Soon, perhaps before the call: a sleep without end does not outlast it.
    let (mut store, i) = until(Duration::from_millis(30));
    match call(&mut store, i, "sleep", &[Val::I64(i64::MAX)]) {
        Err(Error::Trap(t)) => assert!(t.code() == TrapCode::Interrupt && !t.frames().is_empty()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn rights_and_limits() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("f"), "").unwrap();
    let open = |ctx, rights: u64| {
        let (mut store, i) = guest(ctx);
        match call(&mut store, i, "open", &[Val::I64(rights as i64)]).unwrap()[..] {
            [Val::I32(n)] => n,
            ref other => panic!("{other:?}"),
        }
    };
    let given = |read_only| {
        let mut ctx = WasiCtx::new();
        ctx.preopen_dir(dir.path(), "/", read_only).unwrap();
        ctx
    };
    let not_capable = i32::from(Errno::NOTCAPABLE.0);
    assert_eq!((open(given(false), rights::FD_WRITE), open(given(true), rights::FD_READ)), (0, 0));
    assert_eq!(open(given(true), rights::FD_WRITE), not_capable);
    let mut ctx = WasiCtx::new();
    ctx.preopen_dir_with_rights(dir.path(), "/", rights::FD_READDIR, rights::FD_READ).unwrap();
    assert_eq!(open(ctx, rights::FD_READ), not_capable);
    let mut limits = Limits::default();
    assert!(limits.set("fds", 4));
    let mut ctx = given(false);
    ctx.limits(limits);
    assert_eq!(open(ctx, rights::FD_READ), i32::from(Errno::MFILE.0));
    let mut ctx = WasiCtx::new();
    ctx.preopen_dir(dir.path().join("f"), "/", false).map(drop).unwrap_err();
}
