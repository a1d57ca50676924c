//! Running an artifact: what `wazc run` and `wazc-run` share. Contains no compiler.

use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use wazc_runtime::wasi::{self, WasiCtx};
use wazc_runtime::{Engine, Error, Linker, Module, Store, Val, ValType};

/// Exit status after a trap, as for a process that aborts.
pub const TRAP_STATUS: u8 = 134;

/// What a program gets to see.
#[derive(Args, Debug, Clone)]
pub struct RunArgs {
    /// Give the program a directory, under another name if wanted
    #[arg(long = "dir", value_name = "HOST[::GUEST]")]
    pub dirs: Vec<String>,
    /// Set an environment variable, or pass one on
    #[arg(long = "env", value_name = "K[=V]")]
    pub env: Vec<String>,
    /// Call this exported function instead of `_start`; the arguments are its parameters
    #[arg(long, value_name = "F")]
    pub invoke: Option<String>,
    /// The program's name as it sees it
    #[arg(long, value_name = "NAME")]
    pub argv0: Option<String>,
    /// The file to run
    pub file: PathBuf,
    /// Arguments for the program
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<OsString>,
}

fn context(args: &RunArgs) -> Result<WasiCtx, String> {
    use std::os::unix::ffi::OsStrExt;
    let mut ctx = WasiCtx::new();
    let fail = |what: &str, e: std::io::Error| format!("{what}: {e}");
    ctx.inherit_stdio().map_err(|e| fail("standard streams", e))?;
    let name = args.argv0.clone().unwrap_or_else(|| args.file.to_string_lossy().into_owned());
    if args.invoke.is_none() {
        ctx.arg(name).map_err(|e| fail("arguments", e))?;
        for a in &args.args {
            ctx.arg(a.as_bytes()).map_err(|e| fail("arguments", e))?;
        }
    }
    for e in &args.env {
        let (k, v) = match e.split_once('=') {
            Some((k, v)) => (k, v.into()),
            None => match std::env::var_os(e) {
                Some(v) => (e.as_str(), v),
                None => continue,
            },
        };
        ctx.env(k, v.as_bytes()).map_err(|err| fail(&format!("--env {e}"), err))?;
    }
    for d in &args.dirs {
        let (host, guest) = d.split_once("::").unwrap_or((d, d));
        ctx.preopen_dir(host, guest, false).map_err(|e| fail(&format!("--dir {d}"), e))?;
    }
    Ok(ctx)
}

/// Runs an artifact; the outcome is the process's exit status. Errors are printed.
pub fn run(artifact: &[u8], args: &RunArgs) -> ExitCode {
    match execute(artifact, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Exit(n)) => ExitCode::from(n as u8),
        Err(Failure::Trap(t)) => {
            eprintln!("error: {t}");
            ExitCode::from(TRAP_STATUS)
        }
        Err(Failure::Other(m)) => {
            eprintln!("error: {m}");
            ExitCode::FAILURE
        }
    }
}

enum Failure {
    Exit(i32),
    Trap(String),
    Other(String),
}

impl From<Error> for Failure {
    fn from(e: Error) -> Failure {
        match e {
            Error::Exit(n) => Failure::Exit(n),
            Error::Trap(t) => Failure::Trap(t.to_string()),
            e => Failure::Other(e.to_string()),
        }
    }
}

fn parse(text: &str, ty: ValType) -> Result<Val, String> {
    let bad = |e: &dyn std::fmt::Display| format!("`{text}` is no {ty}: {e}");
    Ok(match ty {
        ValType::I32 => Val::I32(text.parse::<i32>().or_else(|_| text.parse::<u32>().map(|n| n as i32)).map_err(|e| bad(&e))?),
        ValType::I64 => Val::I64(text.parse::<i64>().or_else(|_| text.parse::<u64>().map(|n| n as i64)).map_err(|e| bad(&e))?),
        ValType::F32 => Val::F32(text.parse::<f32>().map_err(|e| bad(&e))?.to_bits()),
        ValType::F64 => Val::F64(text.parse::<f64>().map_err(|e| bad(&e))?.to_bits()),
        _ => return Err(format!("a parameter of type {ty} can't be given on the command line")),
    })
}

fn execute(artifact: &[u8], args: &RunArgs) -> Result<(), Failure> {
    let engine = Engine::default();
    let module = Module::new(&engine, artifact)?;
    let ctx = context(args).map_err(Failure::Other)?;
    let mut store = Store::new(&engine);
    let mut linker = Linker::new();
    wasi::add_to_linker(&mut linker, ctx);
    let instance = linker.instantiate(&mut store, &module)?;
    let name = args.invoke.as_deref().unwrap_or("_start");
    let Some(func) = instance.func(&mut store, name) else {
        return Err(Failure::Other(match &args.invoke {
            Some(f) => format!("there is no exported function `{f}`"),
            None => "the module exports no `_start`; name a function with --invoke".into(),
        }));
    };
    let mut values = Vec::new();
    if args.invoke.is_some() {
        let ty = func.ty(&store)?;
        if ty.params().len() != args.args.len() {
            return Err(Failure::Other(format!("`{name}` takes {} arguments, {} were given", ty.params().len(), args.args.len())));
        }
        for (a, t) in args.args.iter().zip(ty.params()) {
            values.push(parse(&a.to_string_lossy(), *t).map_err(Failure::Other)?);
        }
    }
    for v in func.call(&mut store, &values)? {
        match v {
            Val::I32(n) => println!("{n}"),
            Val::I64(n) => println!("{n}"),
            Val::F32(n) => println!("{}", f32::from_bits(n)),
            Val::F64(n) => println!("{}", f64::from_bits(n)),
            v => println!("{v:?}"),
        }
    }
    Ok(())
}
