//! Targets. The only `match` on the architecture: input an IR function, output its machine code.

pub mod x64;

use crate::emit::FuncCode;
use crate::ir::{Function, ModuleEnv};
use crate::monitor::{Listing, Monitor, Stage, stage};
use crate::regalloc;
use wazc_abi::target::Arch;

/// What code generation may do.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// Target.
    pub arch: Arch,
    /// CPU features that the target has.
    pub features: u64,
    /// The allocator's choices.
    pub regalloc: regalloc::Settings,
    /// Keep a listing.
    pub dump: bool,
    /// Told how long the stages take.
    pub monitor: Option<&'a Monitor>,
}

/// A compiled function.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// Its code.
    pub code: FuncCode,
    /// CPU features that it uses.
    pub features: u64,
    /// Listing of the machine IR, where asked for.
    pub listing: String,
    /// Texts of stages that were asked for.
    pub dump: Vec<Listing>,
}

/// Compiles one function.
pub fn compile(f: &Function, env: &ModuleEnv, s: &Settings<'_>) -> Result<Compiled, String> {
    match s.arch {
        Arch::X86_64 => {
            let l = stage(s.monitor, Stage::Lower, || x64::lower(f, env, x64::IsaFlags { features: s.features }));
            let listing = if s.dump { l.code.print(|i| format!("{i:?}")) } else { String::new() };
            let a = stage(s.monitor, Stage::Regalloc, || regalloc::run(&l.code, &x64::regs::machine_env(), s.regalloc))?;
            let code = stage(s.monitor, Stage::Emit, || {
                let mut code = x64::frame::insert(a, l.code.outgoing, l.code.has_calls)?;
                x64::peephole::run(&mut code);
                Ok::<_, String>(code)
            })?;
            if s.regalloc.check {
                stage(s.monitor, Stage::Check, || x64::check::function(&code, f.index, env)).map_err(|e| format!("machine code: {e}"))?;
            }
            let code = stage(s.monitor, Stage::Emit, || x64::emit::emit(&code))?;
            Ok(Compiled { code, features: l.used_features, listing, dump: Vec::new() })
        }
        Arch::Aarch64 => Err("target aarch64 is not supported yet".into()),
    }
}
