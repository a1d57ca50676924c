//! What an error message needs beyond the place and the fact: the function's name, and the proposal whose absence made
//! the module invalid. Input: a module that was refused, and why; output: a better error. Costs a few validations of
//! the whole module, on the way of failure only. A message is never made less precise.

use crate::pipeline::CompileError;
use crate::wasm;
use wasmparser::{Parser, Validator, WasmFeatures};
use wazc_abi::record::ExportKind;

/// Proposals that are not supported: what they are called, how a module does without.
fn proposals() -> [(WasmFeatures, &'static str, &'static str); 10] {
    type F = WasmFeatures;
    let gc = F::GC | F::GC_TYPES | F::FUNCTION_REFERENCES;
    [
        (F::THREADS, "threads (shared memory and atomics)", "build the module for one thread: without -pthread, -mno-atomics for clang"),
        (F::TAIL_CALL, "tail calls", "build the module without them: -mno-tail-call for clang"),
        (F::EXCEPTIONS, "exception handling", "build the module without it: -fno-exceptions for clang"),
        (F::EXCEPTIONS | F::LEGACY_EXCEPTIONS, "exception handling (legacy)", "build the module without it: -fno-exceptions for clang"),
        (F::MEMORY64, "64-bit memory (memory64)", "build the module for wasm32"),
        (F::FUNCTION_REFERENCES, "typed function references", "build the module without them"),
        (gc, "garbage collection", "modules of languages that need it can't be compiled yet"),
        (gc | F::EXCEPTIONS | F::STACK_SWITCHING, "stack switching", "modules that need it can't be compiled yet"),
        (F::WIDE_ARITHMETIC, "wide arithmetic", "build the module without it: -mno-wide-arithmetic for clang"),
        (F::CUSTOM_PAGE_SIZES, "custom page sizes", "build the module with pages of 64 KiB"),
    ]
}

const COMPONENT: &[u8] = b"\0asm\x0d\0\x01\0";

/// Adds to an error what a second look at the module tells.
pub fn explain(bytes: &[u8], mut e: CompileError) -> CompileError {
    if bytes.starts_with(COMPONENT) {
        e.message = "this is a component, not a core module; components are not supported yet".into();
        e.help = Some("build for wasm32-wasip1, or take the core module out with `wasm-tools component unbundle`".into());
        return e;
    }
    if let Some(f) = e.func {
        e.name = name(bytes, f);
    }
    if e.message == "unexpected end-of-file" || e.message == "unexpected end" {
        e.help = Some("the file seems to be cut short: make or copy it again".into());
    }
    if let Some((what, help)) = e.offset.and_then(|at| missing(bytes, at)) {
        e.message = format!("{what} not supported yet", what = are(what));
        e.help = Some(help.into());
    }
    e
}

fn are(what: &str) -> String {
    let plural = ["threads", "tail", "typed", "custom"].iter().any(|p| what.starts_with(p));
    format!("{what} {}", if plural { "are" } else { "is" })
}

/// Name of a function, from the name section or an export.
fn name(bytes: &[u8], func: u32) -> Option<String> {
    let m = wasm::parse(bytes).ok()?;
    let exported = || m.record.exports.iter().find(|e| e.kind == ExportKind::Func && e.index == func).map(|e| e.name.as_str());
    m.record.func_name(func).or_else(exported).map(wazc_abi::record::printable)
}

/// The first error under a set of features: its offset, or the end where there is none.
fn first_error(bytes: &[u8], features: WasmFeatures) -> u64 {
    let mut v = Validator::new_with_features(features);
    let mut memory = Default::default();
    for p in Parser::new(0).parse_all(bytes) {
        let r = p.and_then(|p| match v.payload(&p)? {
            wasmparser::ValidPayload::Func(f, body) => {
                let mut f = f.into_validator(std::mem::take(&mut memory));
                let r = f.validate(&body);
                memory = f.into_allocations();
                r
            }
            _ => Ok(()),
        });
        if let Err(e) = r {
            return e.offset();
        }
    }
    u64::MAX
}

/// The proposal that the place of an error needs, if it is the first invalid one: with it, validation gets further.
fn missing(bytes: &[u8], at: u64) -> Option<(&'static str, &'static str)> {
    let base = wasm::features();
    if first_error(bytes, base) != at {
        return None;
    }
    proposals().into_iter().find(|p| first_error(bytes, base | p.0) > at).map(|p| (p.1, p.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(bytes: &[u8]) -> Option<&'static str> {
        missing(bytes, first_error(bytes, wasm::features())).map(|m| m.0)
    }

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut b = b"\0asm\x01\0\0\0".to_vec();
        for (id, body) in sections {
            b.extend([*id, body.len() as u8]);
            b.extend_from_slice(body);
        }
        b
    }

    #[test]
    fn proposals_are_named() {
        // (memory 1 1 shared)
        assert_eq!(needed(&module(&[(5, &[1, 3, 1, 1])])), Some("threads (shared memory and atomics)"));
        // (memory i64 1)
        assert_eq!(needed(&module(&[(5, &[1, 4, 1])])), Some("64-bit memory (memory64)"));
        // (func return_call 0)
        let tail = module(&[(1, &[1, 0x60, 0, 0]), (3, &[1, 0]), (10, &[1, 4, 0, 0x12, 0, 0x0b])]);
        assert_eq!(needed(&tail), Some("tail calls"));
        // (type (struct))
        assert_eq!(needed(&module(&[(1, &[1, 0x5f, 0])])), Some("garbage collection"));
        // (type (func)) (type (cont 0))
        assert_eq!(needed(&module(&[(1, &[2, 0x60, 0, 0, 0x5d, 0])])), Some("stack switching"));
    }

    #[test]
    fn plain_faults_are_not_blamed_on_proposals() {
        // (func (result i32)) without a value
        let bad = module(&[(1, &[1, 0x60, 0, 1, 0x7f]), (3, &[1, 0]), (10, &[1, 2, 0, 0x0b])]);
        assert_eq!(needed(&bad), None);
        assert_eq!(needed(&module(&[])), None);
        // Another place than that of the proposal.
        assert_eq!(missing(&module(&[(5, &[1, 4, 1])]), 3), None);
    }
}
