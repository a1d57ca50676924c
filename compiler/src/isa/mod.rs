//! Targets, and the only `match` on the architecture. Input: an IR function; output: its machine code.

pub mod a64;
pub mod x64;

use crate::emit::function::Speed;
use crate::emit::stubs::ModuleNeeds;
use crate::emit::{self, FuncCode, StubCode};
use crate::ir::{Function, ModuleEnv};
use crate::monitor::{Listing, Monitor, Stage, stage};
use crate::mir::check::Checked;
use crate::mir::frame::{Allocated, Final};
use crate::mir::{copies, latch, live, reloads, spill_motion, spills, steps, values};
use crate::mir::lower::{self, Isa};
use crate::regalloc;
use regalloc2::MachineEnv;
use wazc_abi::target::Arch;

/// What code generation may do.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// Target.
    pub arch: Arch,
    /// CPU features that the target has.
    pub features: u64,
    /// Stores that trap may be torn.
    pub torn_stores: bool,
    /// The allocator's choices.
    pub regalloc: regalloc::Settings,
    /// Read originals in the place of copies ([`copies`]).
    pub copies: bool,
    /// Shorten the ends of loops ([`latch`]).
    pub latches: bool,
    /// Remove spills and reloads of what is there ([`spills`]).
    pub spills: bool,
    /// Put them where they run less often ([`spill_motion`]).
    pub spill_motion: bool,
    /// Make frames late ([`crate::mir::frame`]).
    pub shrink_wrap: bool,
    /// Place blocks for speed ([`crate::emit`]).
    pub placement: bool,
    /// Align hot loops ([`crate::emit::alignment`]).
    pub loop_alignment: bool,
    /// Keep a listing.
    pub dump: bool,
    /// Read spilled values where they are ([`reloads`]).
    pub slot_operands: bool,
    /// Make the steps of induction variables late ([`steps`]).
    pub late_steps: bool,
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

/// What follows selection on a target.
pub(crate) trait Backend: Isa<Inst: Checked> {
    /// The registers and what the allocator may do with them.
    fn machine_env() -> MachineEnv;
    /// Lays out the frame, made late where `wrap`, and shortens the code.
    fn finish(a: Allocated<Self::Inst>, outgoing: u32, has_calls: bool, wrap: bool) -> Result<Final<Self::Inst>, String>;
    /// Checks final code of a function of a module.
    fn check(code: &Final<Self::Inst>, index: u32, env: &ModuleEnv) -> Result<(), String>;
    /// Encodes.
    fn emit(code: &Final<Self::Inst>, speed: Speed) -> Result<FuncCode, String>;
}

/// CPU features that code uses whatever [`Settings::features`] says: a target without them is none.
pub fn assumed_features(arch: Arch) -> u64 {
    match arch {
        Arch::X86_64 => x64::ASSUMED,
        Arch::Aarch64 => 0,
    }
}

/// CPU features, each with all those that [`Settings::features`] must have beside it.
pub fn needed_features(arch: Arch) -> &'static [(u64, u64)] {
    match arch {
        Arch::X86_64 => x64::NEEDS,
        Arch::Aarch64 => &[],
    }
}

/// Compiles one function.
pub fn compile(f: &Function, env: &ModuleEnv, s: &Settings<'_>) -> Result<Compiled, String> {
    match s.arch {
        Arch::X86_64 => compile_with::<x64::X64>(f, env, s),
        Arch::Aarch64 => compile_with::<a64::A64>(f, env, s),
    }
}

fn compile_with<B: Backend>(f: &Function, env: &ModuleEnv, s: &Settings<'_>) -> Result<Compiled, String> {
    let mut l = stage(s.monitor, Stage::Lower, || lower::lower::<B>(f, env, lower::Flags { features: s.features, torn_stores: s.torn_stores, hoist: !s.regalloc.fast }));
    if s.late_steps {
        stage(s.monitor, Stage::Lower, || steps::run(&mut l.code));
    }
    let listing = if s.dump { l.code.print(|i| format!("{i:?}")) } else { String::new() };
    let before = s.regalloc.check.then(|| l.code.clone());
    let mut a = stage(s.monitor, Stage::Regalloc, || regalloc::run(&mut l.code, &B::machine_env(), s.regalloc))?;
    stage(s.monitor, Stage::Emit, || {
        if s.spills {
            spills::run(&mut a);
        }
        if s.copies {
            copies::run(&mut a);
        }
        let moved = s.spill_motion && spill_motion::run(&mut a);
        if moved || s.spills && !s.copies {
            live::remove_unread(&mut a);
        }
        if s.latches {
            latch::run(&mut a);
        }
        if s.slot_operands {
            reloads::run(&mut a);
        }
    });
    if let Some(before) = before {
        stage(s.monitor, Stage::Check, || values::check(&before, &a)).map_err(|e| format!("allocated code: {e}"))?;
    }
    let code = stage(s.monitor, Stage::Emit, || B::finish(a, l.code.outgoing, l.code.has_calls, s.shrink_wrap))?;
    if s.regalloc.check {
        stage(s.monitor, Stage::Check, || B::check(&code, f.index, env)).map_err(|e| format!("machine code: {e}"))?;
    }
    let code = stage(s.monitor, Stage::Emit, || B::emit(&code, Speed { placement: s.placement, alignment: s.loop_alignment }))?;
    Ok(Compiled { code, features: l.used_features, listing, dump: Vec::new() })
}

/// The stubs of a module, and what the layout of its code needs.
pub fn stubs(arch: Arch, env: &ModuleEnv, needs: &ModuleNeeds) -> (StubCode, emit::Target) {
    let imports = &env.funcs[..env.imported_funcs as usize];
    match arch {
        Arch::X86_64 => (x64::stubs::build(&env.types, needs, imports, &env.layout), x64::emit::LAYOUT),
        Arch::Aarch64 => (a64::stubs::build(&env.types, needs, imports, &env.layout), a64::emit::LAYOUT),
    }
}
