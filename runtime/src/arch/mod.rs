//! What depends on the instruction set: the crossings between host and compiled code, and signal contexts.

#[cfg(target_arch = "x86_64")]
mod x64;
#[cfg(target_arch = "x86_64")]
pub(crate) use x64::*;
#[cfg(not(target_arch = "x86_64"))]
compile_error!("wazc-runtime runs on x86-64 only, for now");
