//! WASI preview 1, for Linux.
//!
//! Input: a [`WasiCtx`] and guest memory. Output: what each function writes there, and an error number. Every function
//! is `fn(&mut WasiCtx, &mut GuestMem, args…) -> Result<(), Errno>`; `table` gives their names and types.
//!
//! All 46 are there, under the older name `wasi_unstable` too; four of them differ there (`unstable`).
//!
//! `path_open` never waits: a FIFO opened for reading is there at once (and at its end as long as nobody writes), one
//! opened for writing without a reader is ENXIO. Reads and writes of streams do wait, with the context locked: give
//! each guest a context of its own.
//!
//! What the guest can make the host spend is capped by [`Limits`]. Bulk data goes between guest memory and the kernel without a copy; nothing is
//! buffered, so that whatever a guest has written is where it belongs, however it ends.

#![allow(clippy::too_many_arguments)]

mod clock;
#[cfg(test)]
mod contain_tests;
mod ctx;
#[cfg(test)]
mod deadline_tests;
#[cfg(test)]
mod errno_tests;
#[cfg(test)]
mod fuse_tests;
#[cfg(test)]
mod host_errno_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod escape_tests;
mod fdtable;
mod files;
mod limits;
mod listen;
#[cfg(test)]
mod model_tests;
mod path;
mod poll;
mod process;
mod random;
#[cfg(test)]
mod rights_tests;
mod sock;
mod stdio;
#[cfg(test)]
mod tests;
mod types;
mod unstable;
mod wait;

use crate::error::HostError;
use crate::guest::GuestMem;
use crate::linker::Linker;
use crate::types::{FuncType, ValType};
use crate::val::Slot;
pub use clock::{Clock, Clocks};
pub use ctx::WasiCtx;
pub use limits::Limits;
use std::sync::{Arc, Mutex, PoisonError};
pub use stdio::Captured;
pub use types::{Errno, rights};

/// Name of the module that guests import from.
pub const MODULE: &str = "wasi_snapshot_preview1";
const UNSTABLE: &str = "wasi_unstable";
/// Which of the two names a function is offered under.
const BOTH: &[&str] = &[MODULE, UNSTABLE];
const NEW: &[&str] = &[MODULE];
const OLD: &[&str] = &[UNSTABLE];

trait Arg {
    const TY: ValType;
    fn get(s: &Slot) -> Self;
}
macro_rules! arg {
    ($($t:ident $v:ident;)*) => {$(
        impl Arg for $t {
            const TY: ValType = ValType::$v;
            fn get(s: &Slot) -> $t {
                s.$t()
            }
        }
    )*};
}
arg! { u32 I32; u64 I64; i64 I64; }

type Adapter = fn(&mut WasiCtx, &mut GuestMem, &[Slot]) -> Result<(), Errno>;

/// A function.
#[derive(Clone, Copy)]
struct Function {
    name: &'static str,
    params: &'static [ValType],
    call: Adapter,
    /// The names of the modules it is in.
    modules: &'static [&'static str],
}

fn take<T: Arg>(i: &mut std::slice::Iter<'_, Slot>) -> Result<T, Errno> {
    i.next().map(T::get).ok_or(Errno::INVAL)
}

macro_rules! table {
    ($($modules:ident $m:ident $f:ident($($t:ident)*);)*) => {
        &[$(Function {
            name: stringify!($f),
            params: &[$(<$t as Arg>::TY),*],
            call: |c, m, s| {
                let mut _i = s.iter();
                $m::$f(c, m $(, take::<$t>(&mut _i)?)*)
            },
            modules: $modules,
        }),*]
    };
}

static TABLE: &[Function] = table! {
    BOTH process args_get(u32 u32);
    BOTH process args_sizes_get(u32 u32);
    BOTH process environ_get(u32 u32);
    BOTH process environ_sizes_get(u32 u32);
    BOTH clock clock_res_get(u32 u32);
    BOTH clock clock_time_get(u32 u64 u32);
    BOTH files fd_advise(u32 u64 u64 u32);
    BOTH files fd_allocate(u32 u64 u64);
    BOTH files fd_close(u32);
    BOTH files fd_datasync(u32);
    BOTH files fd_fdstat_get(u32 u32);
    BOTH files fd_fdstat_set_flags(u32 u32);
    BOTH files fd_fdstat_set_rights(u32 u64 u64);
    NEW files fd_filestat_get(u32 u32);
    BOTH files fd_filestat_set_size(u32 u64);
    BOTH files fd_filestat_set_times(u32 u64 u64 u32);
    BOTH files fd_pread(u32 u32 u32 u64 u32);
    BOTH files fd_prestat_get(u32 u32);
    BOTH files fd_prestat_dir_name(u32 u32 u32);
    BOTH files fd_pwrite(u32 u32 u32 u64 u32);
    BOTH files fd_read(u32 u32 u32 u32);
    BOTH files fd_readdir(u32 u32 u32 u64 u32);
    BOTH files fd_renumber(u32 u32);
    NEW files fd_seek(u32 i64 u32 u32);
    BOTH files fd_sync(u32);
    BOTH files fd_tell(u32 u32);
    BOTH files fd_write(u32 u32 u32 u32);
    BOTH path path_create_directory(u32 u32 u32);
    NEW path path_filestat_get(u32 u32 u32 u32 u32);
    BOTH path path_filestat_set_times(u32 u32 u32 u32 u64 u64 u32);
    BOTH path path_link(u32 u32 u32 u32 u32 u32 u32);
    BOTH path path_open(u32 u32 u32 u32 u32 u64 u64 u32 u32);
    BOTH path path_readlink(u32 u32 u32 u32 u32 u32);
    BOTH path path_remove_directory(u32 u32 u32);
    BOTH path path_rename(u32 u32 u32 u32 u32 u32);
    BOTH path path_symlink(u32 u32 u32 u32 u32);
    BOTH path path_unlink_file(u32 u32 u32);
    NEW poll poll_oneoff(u32 u32 u32 u32);
    BOTH process proc_exit(u32);
    BOTH process proc_raise(u32);
    BOTH random random_get(u32 u32);
    BOTH process sched_yield();
    BOTH sock sock_accept(u32 u32 u32);
    BOTH sock sock_recv(u32 u32 u32 u32 u32 u32);
    BOTH sock sock_send(u32 u32 u32 u32 u32);
    BOTH sock sock_shutdown(u32 u32);
    OLD unstable fd_filestat_get(u32 u32);
    OLD unstable fd_seek(u32 i64 u32 u32);
    OLD unstable path_filestat_get(u32 u32 u32 u32 u32);
    OLD unstable poll_oneoff(u32 u32 u32 u32);
};

/// Defines all functions, acting on this context: that of all instances that this linker, or a clone of it, makes. Guests that are not to
/// share arguments, descriptors and directories need a linker each.
pub fn add_to_linker(linker: &mut Linker, ctx: WasiCtx) {
    let ctx = Arc::new(Mutex::new(ctx));
    for f in TABLE {
        for module in f.modules {
            let ctx = Arc::clone(&ctx);
            // All but one answer with an error number.
            let results = (f.name != "proc_exit").then_some(ValType::I32);
            let ty = FuncType::new(f.params.iter().copied(), results);
            linker.func(module, f.name, ty, move |caller, slots| {
                let mut mem = caller.memory().unwrap_or_else(GuestMem::empty);
                let mut ctx = ctx.lock().unwrap_or_else(PoisonError::into_inner);
                let errno = match (f.call)(&mut ctx, &mut mem, slots) {
                    Ok(()) => 0,
                    Err(Errno::END) => return Err(ctx.ended()),
                    Err(e) => e.0,
                };
                slots.first_mut().ok_or_else(|| HostError::Other("no room for a result".into()))?.set_u32(errno.into());
                Ok(())
            });
        }
    }
}
