//! Running an artifact: what `wazc run` and `wazc-run` share. Contains no compiler.

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, Parser};
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::process::ExitCode;
use wazc_loader::{Artifact, LoadError};
use wazc_runtime::wasi::{self, Limits, WasiCtx};
use wazc_runtime::{Engine, Error, Instance, Linker, Module, Store, Val, ValType};

/// Exit status after a trap, as for a process that aborts.
pub const TRAP_STATUS: u8 = 134;

const LINK_HELP: &str =
    "programs get WASI preview 1 (`wasi_snapshot_preview1`) here, nothing else; other hosts embed the crate wazc-runtime";

const EXAMPLES: &str = "\
Beside the standard streams, the program sees only the directories and environment variables given here.
Exit status: the program's own; 134 after a trap; 1 if it can't be run; 2 for a wrong command line.

Examples:
  --dir . FILE                      the current directory, under the name `.`
  --dir /srv/data::/data:ro FILE    /srv/data as /data, for reading; so does --ro-dir /srv/data::/data
  --env HOME --env LEVEL=3 FILE     two variables
  --invoke add FILE 2 -3            calls `add(2, -3)` and prints the results";

/// Run an artifact made by `wazc build`
#[derive(Parser)]
#[command(name = "wazc-run", version = version(), args_override_self = true)]
pub struct Cli {
    /// All of it.
    #[command(flatten)]
    pub run: RunArgs,
}

/// What a program gets to see.
#[derive(Args, Debug, Clone)]
#[command(after_help = EXAMPLES)]
pub struct RunArgs {
    /// Give the program a directory, under the name GUEST if wanted; the last `::` separates. With `:ro` behind GUEST, only for reading. May be
    /// repeated
    #[arg(long = "dir", value_name = "HOST[::GUEST[:ro]]", value_hint = clap::ValueHint::DirPath)]
    #[arg(value_parser = OsStringValueParser::new().try_map(|a| directory(&a, false)))]
    dirs: Vec<Dir>,
    /// The same, but only for reading
    #[arg(long = "ro-dir", value_name = "HOST[::GUEST]", value_hint = clap::ValueHint::DirPath)]
    #[arg(value_parser = OsStringValueParser::new().try_map(|a| directory(&a, true)))]
    ro_dirs: Vec<Dir>,
    /// Set an environment variable, or pass on the one of this name; the program sees no others. May be repeated
    #[arg(long = "env", value_name = "K[=V]")]
    #[arg(value_parser = OsStringValueParser::new().try_map(variable))]
    env: Vec<(OsString, Option<OsString>)>,
    /// Give the program the sockets that a service manager handed over (LISTEN_FDS, as systemd does), from descriptor 3 on
    #[arg(long)]
    pub listen: bool,
    /// Make clocks and random bytes the same in each run; the bytes follow from SEED and are no secret
    #[arg(long, value_name = "SEED", num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    pub deterministic: Option<u64>,
    /// Cap what the program can make the host spend: fds, directories, iovecs, random-bytes, subscriptions, path-bytes. May be repeated
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limit)]
    limits: Vec<(String, u32)>,
    /// Call this exported function instead of `_start`, with ARGS as its parameters, and print its results. A library's `_initialize`
    /// is called first
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

/// A directory for the program.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Dir {
    host: OsString,
    /// Its name for the program.
    guest: OsString,
    read_only: bool,
}

/// What `--dir` says, or `--ro-dir`.
fn directory(arg: &OsStr, read_only: bool) -> Result<Dir, String> {
    let b = arg.as_bytes();
    let (host, guest) = b.windows(2).rposition(|w| w == b"::").map_or((b, b), |i| (&b[..i], &b[i + 2..]));
    let behind = host.len() < b.len();
    let mode = if behind && !read_only { guest.strip_suffix(b":ro") } else { None };
    let guest = mode.unwrap_or(guest);
    if guest.is_empty() {
        return Err("the name for the program is empty".into());
    }
    let [host, guest] = [host, guest].map(|b| OsStr::from_bytes(b).into());
    Ok(Dir { host, guest, read_only: read_only || mode.is_some() })
}

/// What `--env` says: a name, and a value unless it is to be passed on.
fn variable(arg: OsString) -> Result<(OsString, Option<OsString>), String> {
    let b = arg.as_bytes();
    let (name, value) = b.iter().position(|c| *c == b'=').map_or((b, None), |i| (&b[..i], Some(&b[i + 1..])));
    if name.is_empty() {
        return Err("the name is empty".into());
    }
    Ok((OsStr::from_bytes(name).into(), value.map(|v| OsStr::from_bytes(v).into())))
}

/// What `--limit` says.
fn limit(arg: &str) -> Result<(String, u32), String> {
    let (name, value) = arg.split_once('=').unwrap_or((arg, ""));
    if !Limits::default().set(name, 0) {
        return Err(format!("there is no limit `{name}`, but {}", Limits::NAMES.join(", ")));
    }
    let value = value.parse().map_err(|_| format!("a number below 2^32 must follow, as in {name}=100"))?;
    Ok((name.into(), value))
}

fn context(args: &RunArgs) -> Result<WasiCtx, String> {
    let mut ctx = WasiCtx::new();
    let fail = |what: &str, e: io::Error| format!("{what}: {}", plain(&e));
    let mut limits = Limits::default();
    for (name, value) in &args.limits {
        limits.set(name, *value);
    }
    ctx.limits(limits);
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
    for (name, value) in &args.env {
        if let Some(v) = value.clone().or_else(|| std::env::var_os(name)) {
            ctx.env(name.as_bytes(), v.into_vec()).map_err(|e| fail(&format!("--env {}", name.display()), e))?;
        }
    }
    if args.listen {
        ctx.inherit_listen_fds().map_err(|e| fail("--listen", e))?;
    }
    for (option, dirs) in [("--dir", &args.dirs), ("--ro-dir", &args.ro_dirs)] {
        for d in dirs {
            let opened = ctx.preopen_dir(&d.host, d.guest.as_bytes(), d.read_only);
            opened.map_err(|e| fail(&format!("{option} {}", d.host.display()), e))?;
        }
    }
    Ok(ctx)
}

/// Prints an error. Where that can't be done the exit status still says that there was one.
fn say(message: &str) {
    let _ = io::stderr().write_all(format!("error: {message}\n").as_bytes());
}

/// Runs an artifact; the outcome is the process's exit status, which is to end: not everything is freed. Errors are printed.
pub fn run(artifact: &Artifact, args: &RunArgs) -> ExitCode {
    let file = args.file().display();
    match execute(artifact, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Exit(n)) => ExitCode::from(n as u8),
        Err(Failure::Trap(t)) => {
            say(&format!("{file}: {t}"));
            ExitCode::from(TRAP_STATUS)
        }
        Err(Failure::Other(m)) => {
            say(&format!("{file}: {m}"));
            ExitCode::FAILURE
        }
        Err(Failure::Usage(m)) => {
            say(&format!("{m}\n\nFor more information, try '--help'."));
            ExitCode::from(2)
        }
    }
}

/// An error and what to do about it.
fn with_help(e: &dyn Display, help: Option<&str>) -> String {
    help.map_or(e.to_string(), |h| format!("{e}\nhelp: {h}"))
}

/// Version of wazc and of wazc-run, and of the ABI: an artifact is loaded by those whose ABI version is the same.
pub fn version() -> String {
    format!("{} (ABI version {})", env!("CARGO_PKG_VERSION"), wazc_abi::ABI_VERSION)
}

/// Reads an artifact and runs it.
pub fn run_file(args: &RunArgs) -> ExitCode {
    let refuse = |what: &str| {
        say(&format!("{}: {what}", args.file().display()));
        ExitCode::FAILURE
    };
    let file = match std::fs::File::open(args.file()) {
        Ok(f) => f,
        Err(e) => return refuse(&plain(&e)),
    };
    match Artifact::read(&file) {
        Ok(a) => run(&ManuallyDrop::new(a), args),
        Err(LoadError::Read(e)) => refuse(&plain(&io::Error::other(e))),
        Err(e) => refuse(&with_help(&e, e.help())),
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
            Error::Link(_) => Failure::Other(with_help(&e, Some(LINK_HELP))),
            Error::Load { ref why, .. } => Failure::Other(with_help(&e, why.help())),
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
        ValType::V128 => text.strip_prefix("0x").filter(|hex| !hex.starts_with('+')).and_then(|hex| u128::from_str_radix(hex, 16).ok()).map(Val::V128),
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
            None if args.args().iter().any(|a| a.as_bytes().starts_with(b"--invoke")) => {
                "the module exports no `_start`\nhelp: options go before FILE; what follows it is the program's".into()
            }
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
    initialize(store, instance, name)?;
    let results = func.call(&mut *store, &values)?;
    let lines: String = results.iter().map(|v| show(v) + "\n").collect();
    match io::stdout().write_all(lines.as_bytes()).and_then(|()| io::stdout().flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Other(format!("standard output: {}", plain(&e)))),
        _ => Ok(()),
    }
}

/// Readies a reactor, as WASI calls a module that exports `_initialize`: that comes before any other of its functions.
fn initialize(store: &mut Store, instance: Instance, called: &str) -> Result<(), Failure> {
    const NAME: &str = "_initialize";
    if [NAME, "_start"].contains(&called) {
        return Ok(());
    }
    match instance.func(&mut *store, NAME).map(|f| f.typed::<(), ()>(&*store)) {
        Some(Ok(f)) => Ok(f.call(&mut *store, ())?),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_and_their_names() {
        let split = |s: &str, read_only| directory(OsStr::new(s), read_only).map(|d| (d.host, d.guest, d.read_only));
        let is = |host: &str, guest: &str, read_only| Ok((host.into(), guest.into(), read_only));
        assert_eq!(split("a", false), is("a", "a", false));
        assert_eq!(split("a::b", false), is("a", "b", false));
        assert_eq!(split("a:ro", false), is("a:ro", "a:ro", false));
        assert_eq!(split("/a::b::/c:ro", false), is("/a::b", "/c", true));
        assert_eq!(split("a::ro", false), is("a", "ro", false));
        assert_eq!(split("a::b:ro", true), is("a", "b:ro", true));
        assert_eq!(split("a:::ro", false), is("a:", "ro", false));
        for bad in ["a::", ""] {
            assert!(split(bad, false).is_err(), "{bad}");
        }
    }

    #[test]
    fn variables_and_limits() {
        let is = |name: &str, value: Option<&str>| Ok((name.into(), value.map(Into::into)));
        assert_eq!(variable("A".into()), is("A", None));
        assert_eq!(variable("A=".into()), is("A", Some("")));
        assert_eq!(variable("A=b=c".into()), is("A", Some("b=c")));
        assert!(variable("=b".into()).is_err() && variable("".into()).is_err());
        assert_eq!(limit("fds=4294967295"), Ok(("fds".into(), u32::MAX)));
        for bad in ["fds", "fds=", "fds=-1", "fds=4294967296", "x=1", "=1", ""] {
            assert!(limit(bad).is_err(), "{bad}");
        }
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
