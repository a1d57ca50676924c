//! The contracts between compiled code, the loader and the runtime.
//!
//! This crate is the one place where a layout, a number or a name that two sides must agree on is written down. It
//! has no dependencies, no `std` and no `unsafe`; it knows nothing of how code is generated, loaded or run.
//!
//! | module | contract | writer | readers |
//! |---|---|---|---|
//! | [`target`] | targets, ELF machines, CPU-feature bits | compiler | loader, cli |
//! | [`vmctx`] | layout of the instance context and of what it points to | runtime | compiled code |
//! | [`callconv`] | pinned registers, default convention, entry and foreign calls | compiler | runtime's assembly |
//! | [`section`] | section, symbol and note names | compiler | loader, tools |
//! | [`trap`] | trap codes; trap, source and unwind tables | compiler | runtime's signal handler |
//! | [`record`] | module records: types, imports, exports, segments … | compiler | loader, runtime |
//! | [`builtin`] | runtime routines that compiled code may call | runtime | compiled code |
//! | [`reloc`] | the relocations an artifact may contain | compiler | linkers |
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod builtin;
pub mod callconv;
pub mod record;
pub mod reloc;
pub mod section;
pub mod target;
pub mod trap;
pub mod vmctx;

/// Version of every contract in this crate. An artifact is accepted only by a loader of the same version.
pub const ABI_VERSION: u32 = 6;

/// Size of a WebAssembly page, in bytes (spec section 4.2.8).
pub const WASM_PAGE: u64 = 65536;

/// Pages of a 32-bit memory at most.
pub const MAX_PAGES: u64 = 65536;

/// Pages that a 32-bit memory has at most, if it does not have [`MAX_PAGES`] from the beginning: `memory.grow` gives no
/// more (the spec lets it fail at any size). So what lies behind an access that did not trap, less than a page away, has
/// an address of 32 bits too, and compiled code adds such distances in 64 bits.
pub const MAX_GROWN_PAGES: u64 = MAX_PAGES - 1;
