//! Spec scripts. Input: the text of a `.wast` file; output: counts of assertions, and a message for each that fails.
//!
//! Every module is compiled to an artifact and loaded from its bytes, as a user's would be.

use std::collections::HashMap;
use wast::core::{HeapType, NanPattern, V128Pattern, WastArgCore, WastRetCore};
use wast::lexer::Lexer;
use wast::token::{F32, F64};
use wast::parser::{self, ParseBuffer};
use wast::{QuoteWat, Wast, WastArg, WastDirective, WastExecute, WastInvoke, WastRet};
use wazc_compiler::Options;
use wazc_runtime::{
    Config, Engine, Error, Extern, ExternRef, FuncType, Global, GlobalType, Instance, Linker, Memory, MemoryType, Module, Store,
    Table, TableType, TrapCode, Val, ValType,
};

/// What came of a script.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Directives that held.
    pub passed: usize,
    /// Messages of those that did not.
    pub failures: Vec<String>,
}

struct Runner<'o> {
    engine: Engine,
    store: Store,
    linker: Linker,
    named: HashMap<String, Instance>,
    last: Option<Instance>,
    options: &'o Options,
    externs: HashMap<u32, ExternRef>,
}

type Check = Result<(), String>;

/// Runs a script.
pub fn run(text: &str, options: &Options) -> Outcome {
    let mut out = Outcome::default();
    let mut lexer = Lexer::new(text);
    lexer.allow_confusing_unicode(true);
    let parsed = ParseBuffer::new_with_lexer(lexer).map_err(|e| e.to_string());
    let buffer = match parsed {
        Ok(b) => b,
        Err(e) => {
            out.failures.push(e);
            return out;
        }
    };
    let script = match parser::parse::<Wast<'_>>(&buffer) {
        Ok(s) => s,
        Err(e) => {
            out.failures.push(e.to_string());
            return out;
        }
    };
    let engine = Engine::new(Config::new().stack_size(1 << 20));
    let store = Store::new(&engine);
    let mut r = Runner {
        engine,
        store,
        linker: Linker::new(),
        named: HashMap::new(),
        last: None,
        options,
        externs: HashMap::new(),
    };
    if let Err(e) = r.spectest() {
        out.failures.push(format!("spectest: {e}"));
        return out;
    }
    for d in script.directives {
        let (line, col) = d.span().linecol_in(text);
        match r.directive(d) {
            Ok(()) => out.passed += 1,
            Err(e) => out.failures.push(format!("{}:{}: {e}", line + 1, col + 1)),
        }
    }
    out
}

fn single(a: u32, p: &NanPattern<F32>) -> bool {
    match p {
        NanPattern::CanonicalNan => a & 0x7fff_ffff == 0x7fc0_0000,
        NanPattern::ArithmeticNan => a & 0x7fc0_0000 == 0x7fc0_0000,
        NanPattern::Value(b) => a == b.bits,
    }
}

fn double(a: u64, p: &NanPattern<F64>) -> bool {
    match p {
        NanPattern::CanonicalNan => a & (u64::MAX >> 1) == 0x7ff8_0000_0000_0000,
        NanPattern::ArithmeticNan => a & 0x7ff8_0000_0000_0000 == 0x7ff8_0000_0000_0000,
        NanPattern::Value(b) => a == b.bits,
    }
}

fn vector(a: u128, p: &V128Pattern) -> bool {
    let lane = |bits: usize, n: usize| (a >> (bits * n)) as u64;
    match p {
        V128Pattern::I8x16(p) => p.iter().enumerate().all(|(n, p)| lane(8, n) as i8 == *p),
        V128Pattern::I16x8(p) => p.iter().enumerate().all(|(n, p)| lane(16, n) as i16 == *p),
        V128Pattern::I32x4(p) => p.iter().enumerate().all(|(n, p)| lane(32, n) as i32 == *p),
        V128Pattern::I64x2(p) => p.iter().enumerate().all(|(n, p)| lane(64, n) as i64 == *p),
        V128Pattern::F32x4(p) => p.iter().enumerate().all(|(n, p)| single(lane(32, n) as u32, p)),
        V128Pattern::F64x2(p) => p.iter().enumerate().all(|(n, p)| double(lane(64, n), p)),
    }
}

fn show(e: impl std::fmt::Display) -> String {
    e.to_string()
}

impl Runner<'_> {
    fn spectest(&mut self) -> Result<(), Error> {
        use ValType::*;
        for (name, params) in [
            ("print", &[][..]),
            ("print_i32", &[I32]),
            ("print_i64", &[I64]),
            ("print_f32", &[F32]),
            ("print_f64", &[F64]),
            ("print_i32_f32", &[I32, F32]),
            ("print_f64_f64", &[F64, F64]),
        ] {
            self.linker.func("spectest", name, FuncType::new(params.iter().copied(), []), |_, _| Ok(()));
        }
        let s = &mut self.store;
        for (name, v) in [
            ("global_i32", Val::I32(666)),
            ("global_i64", Val::I64(666)),
            ("global_f32", Val::F32(666.6f32.to_bits())),
            ("global_f64", Val::F64(666.6f64.to_bits())),
        ] {
            let g = Global::new(&mut *s, GlobalType { content: v.ty(), mutable: false }, v)?;
            self.linker.define("spectest", name, g);
        }
        let table = Table::new(&mut *s, TableType { element: FuncRef, min: 10, max: Some(20) }, Val::FuncRef(None))?;
        self.linker.define("spectest", "table", table);
        let memory = Memory::new(&mut *s, MemoryType { min: 1, max: Some(2) })?;
        self.linker.define("spectest", "memory", memory);
        Ok(())
    }

    fn compile(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        Ok(wazc_compiler::compile(bytes, self.options).map_err(show)?.elf)
    }

    fn instantiate(&mut self, bytes: &[u8]) -> Result<Result<Instance, Error>, String> {
        let artifact = self.compile(bytes)?;
        let module = Module::new(&self.engine, &artifact).map_err(show)?;
        Ok(self.linker.instantiate(&mut self.store, &module))
    }

    fn instance(&self, name: Option<&str>) -> Result<Instance, String> {
        match name {
            Some(n) => self.named.get(n).copied().ok_or_else(|| format!("no module ${n}")),
            None => self.last.ok_or_else(|| "no module".into()),
        }
    }

    fn module(&mut self, mut wat: QuoteWat<'_>) -> Check {
        let name = wat.name().map(|n| n.name().to_string());
        let bytes = wat.encode().map_err(show)?;
        self.last = None;
        let i = self.instantiate(&bytes)?.map_err(show)?;
        self.last = Some(i);
        if let Some(n) = name {
            self.named.insert(n, i);
        }
        Ok(())
    }

    fn args(&mut self, args: &[WastArg<'_>]) -> Result<Vec<Val>, String> {
        let mut out = Vec::new();
        for a in args {
            let WastArg::Core(a) = a else { return Err("component argument".into()) };
            out.push(match a {
                WastArgCore::I32(n) => Val::I32(*n),
                WastArgCore::I64(n) => Val::I64(*n),
                WastArgCore::F32(n) => Val::F32(n.bits),
                WastArgCore::F64(n) => Val::F64(n.bits),
                WastArgCore::V128(v) => Val::V128(u128::from_le_bytes(v.to_le_bytes())),
                WastArgCore::RefNull(HeapType::Abstract { ty: wast::core::AbstractHeapType::Extern, .. }) => Val::ExternRef(None),
                WastArgCore::RefNull(_) => Val::FuncRef(None),
                WastArgCore::RefExtern(n) => {
                    let store = &mut self.store;
                    Val::ExternRef(Some(*self.externs.entry(*n).or_insert_with(|| ExternRef::new(store, *n))))
                }
                a => return Err(format!("argument {a:?} is not supported")),
            });
        }
        Ok(out)
    }

    fn invoke(&mut self, i: &WastInvoke<'_>) -> Result<Result<Vec<Val>, Error>, String> {
        let instance = self.instance(i.module.map(|m| m.name()))?;
        let args = self.args(&i.args)?;
        let f = instance.func(&mut self.store, i.name).ok_or_else(|| format!("no function `{}`", i.name))?;
        Ok(f.call(&mut self.store, &args))
    }

    fn execute(&mut self, e: WastExecute<'_>) -> Result<Result<Vec<Val>, Error>, String> {
        match e {
            WastExecute::Invoke(i) => self.invoke(&i),
            WastExecute::Wat(mut w) => {
                let bytes = w.encode().map_err(show)?;
                Ok(self.instantiate(&bytes)?.map(|_| Vec::new()))
            }
            WastExecute::Get { module, global, .. } => {
                let i = self.instance(module.map(|m| m.name()))?;
                match i.export(&mut self.store, global) {
                    Some(Extern::Global(g)) => Ok(g.get(&self.store).map(|v| vec![v])),
                    _ => Err(format!("no global `{global}`")),
                }
            }
        }
    }

    fn matches(&self, v: &Val, want: &WastRet<'_>) -> bool {
        let WastRet::Core(w) = want else { return false };
        match (v, w) {
            (v, WastRetCore::Either(ws)) => {
                ws.iter().any(|w| self.matches_core(v, w))
            }
            (v, w) => self.matches_core(v, w),
        }
    }

    fn matches_core(&self, v: &Val, w: &WastRetCore<'_>) -> bool {
        match (v, w) {
            (Val::I32(a), WastRetCore::I32(b)) => a == b,
            (Val::I64(a), WastRetCore::I64(b)) => a == b,
            (Val::F32(a), WastRetCore::F32(p)) => single(*a, p),
            (Val::F64(a), WastRetCore::F64(p)) => double(*a, p),
            (Val::V128(a), WastRetCore::V128(p)) => vector(*a, p),
            (Val::FuncRef(None) | Val::ExternRef(None), WastRetCore::RefNull(_)) => true,
            (Val::FuncRef(Some(_)), WastRetCore::RefFunc(_)) => true,
            (Val::ExternRef(Some(r)), WastRetCore::RefExtern(n)) => n.is_none_or(|n| r.data::<u32>(&self.store) == Some(&n)),
            _ => false,
        }
    }

    fn traps(&mut self, result: Result<Vec<Val>, Error>, message: &str) -> Check {
        match result {
            Ok(v) => Err(format!("expected the trap `{message}`, got {v:?}")),
            Err(Error::Trap(t)) => {
                let got = t.code().message();
                // The script may say more ("uninitialized element 2") or less than the code's message.
                if message.starts_with(got) || got.starts_with(message) { Ok(()) } else { Err(format!("expected the trap `{message}`, got `{got}`")) }
            }
            Err(e) => Err(format!("expected the trap `{message}`, got `{e}`")),
        }
    }

    fn directive(&mut self, d: WastDirective<'_>) -> Check {
        match d {
            WastDirective::Module(w) => self.module(w),
            WastDirective::Register { name, module, .. } => {
                let i = self.instance(module.map(|m| m.name()))?;
                self.linker.instance(&mut self.store, name, i).map(|_| ()).map_err(show)
            }
            WastDirective::Invoke(i) => self.invoke(&i)?.map(|_| ()).map_err(show),
            WastDirective::AssertReturn { exec, results, .. } => {
                let got = self.execute(exec)?.map_err(show)?;
                if got.len() == results.len() && got.iter().zip(&results).all(|(v, w)| self.matches(v, w)) {
                    Ok(())
                } else {
                    Err(format!("expected {results:?}, got {got:x?}"))
                }
            }
            WastDirective::AssertTrap { exec, message, .. } => {
                let r = self.execute(exec)?;
                self.traps(r, message)
            }
            WastDirective::AssertExhaustion { call, .. } => {
                let r = self.invoke(&call)?;
                self.traps(r, TrapCode::StackOverflow.message())
            }
            WastDirective::AssertInvalid { mut module, message, .. } | WastDirective::AssertMalformed { mut module, message, .. } => {
                match module.encode() {
                    Err(_) => Ok(()),
                    Ok(bytes) => match self.compile(&bytes) {
                        Err(_) => Ok(()),
                        Ok(_) => Err(format!("the module was accepted, expected: {message}")),
                    },
                }
            }
            WastDirective::AssertUnlinkable { mut module, message, .. } => {
                let bytes = module.encode().map_err(show)?;
                match self.instantiate(&bytes)? {
                    Err(Error::Link(_)) => Ok(()),
                    Err(e) => Err(format!("expected a link error `{message}`, got `{e}`")),
                    Ok(_) => Err(format!("the module was linked, expected: {message}")),
                }
            }
            d => Err(format!("directive at {:?} is not supported", d.span())),
        }
    }
}
