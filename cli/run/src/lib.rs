//! Running an artifact: what `wazc run` and `wazc-run` share. Contains no compiler.

use clap::Args;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::process::ExitCode;
use wazc_loader::{Artifact, LoadError};
use wazc_runtime::wasi::{self, Limits, WasiCtx};
use wazc_runtime::{Engine, Error, Linker, Module, Store, Val, ValType};

/// Exit status after a trap, as for a process that aborts.
pub const TRAP_STATUS: u8 = 134;

const EXAMPLES: &str = "\
Beside the standard streams, the program sees only the directories and environment variables given here.
Exit status: the program's own; 134 after a trap; 1 if it can't be run; 2 for a wrong command line.

Examples:
  --dir . FILE                      the current directory, under the name `.`
  --dir /srv/data::/data:ro FILE    /srv/data as /data, for reading; so does --ro-dir /srv/data::/data
  --env HOME --env LEVEL=3 FILE     two variables
  --invoke add FILE 2 -3            calls `add(2, -3)` and prints the results";

/// What a program gets to see.
#[derive(Args, Debug, Clone)]
#[command(after_help = EXAMPLES)]
pub struct RunArgs {
    /// Give the program a directory, under the name GUEST if wanted; the last `::` separates. With `:ro` behind GUEST, only for reading. May be
    /// repeated
    #[arg(long = "dir", value_name = "HOST[::GUEST[:ro]]", value_hint = clap::ValueHint::DirPath)]
    pub dirs: Vec<OsString>,
    /// The same, but only for reading
    #[arg(long = "ro-dir", value_name = "HOST[::GUEST]", value_hint = clap::ValueHint::DirPath)]
    pub ro_dirs: Vec<OsString>,
    /// Set an environment variable, or pass on the one of this name; the program sees no others. May be repeated
    #[arg(long = "env", value_name = "K[=V]")]
    pub env: Vec<OsString>,
    /// Give the program the sockets that a service manager handed over (LISTEN_FDS, as systemd does), from descriptor 3 on
    #[arg(long)]
    pub listen: bool,
    /// Make clocks and random bytes the same in each run; the bytes follow from SEED and are no secret
    #[arg(long, value_name = "SEED", num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    pub deterministic: Option<u64>,
    /// Cap what the program can make the host spend: fds, directories, iovecs, random-bytes, subscriptions, path-bytes. May be repeated
    #[arg(long = "limit", value_name = "NAME=N")]
    pub limits: Vec<String>,
    /// Call this exported function instead of `_start`, with ARGS as its parameters, and print its results
    #[arg(long, value_name = "FUNCTION")]
    pub invoke: Option<String>,
    /// The program's name as it sees it [default: FILE]
    #[arg(long, value_name = "NAME")]
    pub argv0: Option<OsString>,
    /// The file to run and the program's arguments: everything after FILE, options of ours too
    // One positional, so that what follows FILE is never looked at.
    #[arg(value_names = ["FILE", "ARGS"], required = true, num_args = 1.., trailing_var_arg = true)]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    command: Vec<OsString>,
}

impl RunArgs {
    /// The file to run.
    pub fn file(&self) -> &Path {
        Path::new(&self.command[0])
    }
    /// The program's arguments.
    pub fn args(&self) -> &[OsString] {
        &self.command[1..]
    }
}

/// An error of the system in plain words, without its number.
pub fn plain(e: &io::Error) -> String {
    let s = e.to_string();
    s.split(" (os error").next().unwrap_or_default().to_string()
}

/// Host directory and guest name, if there is one, of a `--dir`.
fn directory(arg: &OsString) -> (&OsStr, Option<&OsStr>) {
    let b = arg.as_bytes();
    match b.windows(2).rposition(|w| w == b"::") {
        Some(i) => (OsStr::from_bytes(&b[..i]), Some(OsStr::from_bytes(&b[i + 2..]))),
        None => (arg, None),
    }
}

/// Name for the program, and whether it is for reading only, of what stands behind the `::` of a `--dir`.
fn mode(guest: &OsStr) -> (&[u8], bool) {
    let b = guest.as_bytes();
    b.strip_suffix(b":ro").map_or((b, false), |b| (b, true))
}

fn limits(args: &RunArgs) -> Result<Limits, String> {
    let mut limits = Limits::default();
    for l in &args.limits {
        let (name, value) = l.split_once('=').unwrap_or((l, ""));
        let value = value.parse().map_err(|_| format!("--limit {l}: a number below 2^32 must follow, as in {name}=100"))?;
        if !limits.set(name, value) {
            return Err(format!("--limit {l}: there is no limit `{name}`, but {}", Limits::NAMES.join(", ")));
        }
    }
    Ok(limits)
}

fn context(args: &RunArgs) -> Result<WasiCtx, String> {
    let mut ctx = WasiCtx::new();
    let fail = |what: &str, e: io::Error| format!("{what}: {}", plain(&e));
    ctx.limits(limits(args)?);
    if let Some(seed) = args.deterministic {
        ctx.deterministic(seed);
    }
    ctx.inherit_stdio().map_err(|e| fail("standard streams", e))?;
    let name = args.argv0.clone().unwrap_or_else(|| args.file().into());
    if args.invoke.is_none() {
        ctx.arg(name.as_bytes()).map_err(|e| fail("arguments", e))?;
        for a in args.args() {
            ctx.arg(a.as_bytes()).map_err(|e| fail("arguments", e))?;
        }
    }
    for e in &args.env {
        let b = e.as_bytes();
        let (k, v) = match b.iter().position(|c| *c == b'=') {
            Some(i) => (&b[..i], b[i + 1..].to_vec()),
            None => match std::env::var_os(e) {
                Some(v) => (b, v.into_vec()),
                None => continue,
            },
        };
        if k.is_empty() {
            return Err(format!("--env {}: the name is empty", e.display()));
        }
        ctx.env(k, v).map_err(|err| fail(&format!("--env {}", e.display()), err))?;
    }
    if args.listen {
        ctx.inherit_listen_fds().map_err(|e| fail("--listen", e))?;
    }
    let all = args.dirs.iter().map(|d| ("--dir", d, false)).chain(args.ro_dirs.iter().map(|d| ("--ro-dir", d, true)));
    for (option, d, read_only) in all {
        let (host, guest) = directory(d);
        let (guest, read_only) = match guest {
            Some(guest) if !read_only => mode(guest),
            guest => (guest.unwrap_or(host).as_bytes(), read_only),
        };
        if guest.is_empty() {
            return Err(format!("{option} {}: the name for the program is empty", d.display()));
        }
        ctx.preopen_dir(host, guest, read_only).map_err(|e| fail(&format!("{option} {}", d.display()), e))?;
    }
    Ok(ctx)
}

/// Runs an artifact; the outcome is the process's exit status, which is to end: not everything is freed. Errors are printed.
pub fn run(artifact: &Artifact, args: &RunArgs) -> ExitCode {
    let file = args.file().display();
    match execute(artifact, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Exit(n)) => ExitCode::from(n as u8),
        Err(Failure::Trap(t)) => {
            eprintln!("error: {file}: {t}");
            ExitCode::from(TRAP_STATUS)
        }
        Err(Failure::Other(m)) => {
            eprintln!("error: {file}: {m}");
            ExitCode::FAILURE
        }
        Err(Failure::Usage(m)) => {
            eprintln!("error: {m}\n\nFor more information, try '--help'.");
            ExitCode::from(2)
        }
    }
}

/// Reads an artifact and runs it.
pub fn run_file(args: &RunArgs) -> ExitCode {
    let refuse = |what: &str| {
        eprintln!("error: {}: {what}", args.file().display());
        ExitCode::FAILURE
    };
    let file = match std::fs::File::open(args.file()) {
        Ok(f) => f,
        Err(e) => return refuse(&plain(&e)),
    };
    match Artifact::read(&file) {
        Ok(a) => run(&ManuallyDrop::new(a), args),
        Err(e @ LoadError::Wasm) => refuse(&format!("{e}\nhelp: compile it first with `wazc build`; wazc-run contains no compiler")),
        Err(LoadError::Read(e)) => refuse(&plain(&io::Error::other(e))),
        Err(e) => refuse(&e.to_string()),
    }
}

enum Failure {
    Exit(i32),
    Trap(String),
    Other(String),
    /// The command line is wrong.
    Usage(String),
}

impl From<Error> for Failure {
    fn from(e: Error) -> Failure {
        match e {
            Error::Exit(n) => Failure::Exit(n),
            Error::Trap(t) => Failure::Trap(t.to_string()),
            Error::Link(_) => Failure::Other(format!("{e}\nhelp: programs get WASI preview 1 (`wasi_snapshot_preview1`) here, nothing else; other hosts embed the crate wazc-runtime")),
            e => Failure::Other(e.to_string()),
        }
    }
}

/// An integer, decimal or hexadecimal, of a range that holds signed and unsigned ones of this many bits.
fn integer(text: &str, bits: u32) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |d| (true, d));
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let n = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) if !hex.starts_with('+') => i128::from_str_radix(hex, 16).ok()?,
        Some(_) => return None,
        None => digits.parse().ok()?,
    };
    let n = if negative { -n } else { n };
    (-(1i128 << (bits - 1))..1 << bits).contains(&n).then_some(n as i64)
}

fn parse(text: &str, ty: ValType) -> Result<Val, String> {
    let value = match ty {
        ValType::I32 => integer(text, 32).map(|n| Val::I32(n as i32)),
        ValType::I64 => integer(text, 64).map(Val::I64),
        ValType::F32 => text.parse::<f32>().ok().map(|x| Val::F32(x.to_bits())),
        ValType::F64 => text.parse::<f64>().ok().map(|x| Val::F64(x.to_bits())),
        ValType::V128 => text.strip_prefix("0x").and_then(|hex| u128::from_str_radix(hex, 16).ok()).map(Val::V128),
        _ => return Err(format!("a parameter of type {ty} can't be given on the command line")),
    };
    value.ok_or_else(|| format!("`{text}` is no {ty}"))
}

/// A result as text.
fn show(v: &Val) -> String {
    match v {
        Val::I32(n) => n.to_string(),
        Val::I64(n) => n.to_string(),
        Val::F32(n) => f32::from_bits(*n).to_string(),
        Val::F64(n) => f64::from_bits(*n).to_string(),
        Val::V128(n) => format!("{n:#034x}"),
        Val::FuncRef(r) => if r.is_some() { "funcref" } else { "null" }.into(),
        Val::ExternRef(r) => if r.is_some() { "externref" } else { "null" }.into(),
    }
}

fn execute(artifact: &Artifact, args: &RunArgs) -> Result<(), Failure> {
    let engine = Engine::default();
    // The process is about to end, which frees everything at once.
    let module = ManuallyDrop::new(Module::from_artifact(artifact)?);
    let ctx = context(args).map_err(Failure::Other)?;
    let (mut store, mut linker) = (ManuallyDrop::new(Store::new(&engine)), ManuallyDrop::new(Linker::new()));
    let store: &mut Store = &mut store;
    wasi::add_to_linker(&mut linker, ctx);
    let instance = linker.instantiate(&mut *store, &module)?;
    let name = args.invoke.as_deref().unwrap_or("_start");
    let Some(func) = instance.func(&mut *store, name) else {
        return Err(Failure::Other(match &args.invoke {
            Some(f) => format!("there is no exported function `{f}`"),
            None => "the module exports no `_start`\nhelp: it is a library, not a program; call one of its functions with --invoke".into(),
        }));
    };
    let ty = func.ty(&*store)?;
    let mut values = Vec::new();
    if args.invoke.is_some() {
        if ty.params().len() != args.args().len() {
            return Err(Failure::Usage(format!("`{name}` has the type {ty}, but {} arguments were given", args.args().len())));
        }
        for (a, t) in args.args().iter().zip(ty.params()) {
            values.push(parse(&a.to_string_lossy(), *t).map_err(|m| Failure::Usage(format!("`{name}` has the type {ty}: {m}")))?);
        }
    } else if !ty.params().is_empty() || !ty.results().is_empty() {
        return Err(Failure::Other(format!("`_start` has the type {ty}; a program's has neither parameters nor results")));
    }
    let results = func.call(&mut *store, &values)?;
    let lines: String = results.iter().map(|v| show(v) + "\n").collect();
    match io::stdout().write_all(lines.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Other(format!("standard output: {}", plain(&e)))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_and_their_names() {
        let split = |s: &str| {
            let arg = OsString::from(s);
            let (h, g) = directory(&arg);
            (h.to_str().unwrap().to_string(), g.map_or("none", |g| g.to_str().unwrap()).to_string())
        };
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        assert_eq!(split("a"), pair("a", "none"));
        assert_eq!(split("a::b"), pair("a", "b"));
        assert_eq!(split("a:b"), pair("a:b", "none"));
        assert_eq!(split("/a::b::/c:ro"), pair("/a::b", "/c:ro"));
        let name = |s: &'static str| mode(OsStr::new(s));
        assert_eq!((name("/c:ro"), name("/c"), name("ro")), ((&b"/c"[..], true), (&b"/c"[..], false), (&b"ro"[..], false)));
    }

    #[test]
    fn what_follows_the_file_is_the_program_s() {
        #[derive(clap::Parser)]
        struct Cli {
            #[command(flatten)]
            run: RunArgs,
        }
        let parse = |s: &str| <Cli as clap::Parser>::try_parse_from(s.split(' ')).map(|c| c.run);
        let run = parse("wazc-run --env A=1 f.o --help --env B=2 --dir / -x").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((run.file(), run.env.len(), run.dirs.len()), (Path::new("f.o"), 1, 0));
        assert_eq!(run.args(), ["--help", "--env", "B=2", "--dir", "/", "-x"]);
        assert_eq!(parse("wazc-run f.o").map(|r| r.args().len()).ok(), Some(0));
        assert!(parse("wazc-run --nothing f.o").is_err() && parse("wazc-run").is_err());
    }

    #[test]
    fn integers() {
        assert_eq!(integer("-2147483648", 32), Some(-2147483648));
        assert_eq!(integer("4294967295", 32), Some(4294967295));
        assert_eq!(integer("0xffffffff", 32), Some(0xffff_ffff));
        assert_eq!(integer("18446744073709551615", 64), Some(-1));
        for bad in ["4294967296", "-2147483649", "", "-", "--1", "+1", "0x", "1.5", "x"] {
            assert_eq!(integer(bad, 32), None, "{bad}");
        }
    }
}
