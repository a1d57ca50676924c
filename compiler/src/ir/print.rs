//! IR as text.

use super::func::Function;
use super::inst::{Addr, Edge, InstData};
use super::types::Value;
use core::fmt::{Display, Formatter, Result, Write};

struct List<'a>(&'a [Value]);

impl Display for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (i, v) in self.0.iter().enumerate() {
            write!(f, "{}{v}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl Display for Edge {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.args.is_empty() { write!(f, "{}", self.to) } else { write!(f, "{}({})", self.to, List(&self.args)) }
    }
}

impl Display for Addr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(b) = self.base {
            write!(f, "{b} + ")?;
        }
        write!(f, "{}", self.index)?;
        if self.scale != 0 {
            write!(f, "*{}", 1 << self.scale)?;
        }
        if self.offset != 0 { write!(f, " + {}", self.offset) } else { Ok(()) }
    }
}

/// An operator on vectors: its name and what it says of lanes, after dots.
struct Name<T>(T);

impl<T: core::fmt::Debug> Display for Name<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let text = format!("{:?}", self.0).replace("signed: true", "s").replace("signed: false", "u");
        let text = text.replace("high: true", "high").replace("high: false", "low").replace("lane: ", "").replace("from: ", "").replace("index: ", "");
        let words = text.split([' ', '(', ')', '{', '}', ',']).filter(|w| !w.is_empty());
        f.write_str(&format!("v{}", words.collect::<Vec<_>>().join(".")).to_lowercase())
    }
}

fn lower(x: impl core::fmt::Debug) -> String {
    format!("{x:?}").to_lowercase()
}

impl Display for InstData {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use InstData::*;
        match self {
            Const { ty, bits } => write!(f, "const.{ty} {bits:#x}"),
            Unary { op, ty, arg } => write!(f, "{}.{ty} {arg}", lower(op)),
            VConst { bytes } => write!(f, "const.v128 {:#034x}", u128::from_le_bytes(*bytes)),
            VUnary { op, arg } => write!(f, "{} {arg}", Name(op)),
            VBinary { op, args } => write!(f, "{} {}", Name(op), List(args)),
            VTernary { op, args } => write!(f, "{} {}", Name(op), List(args)),
            Shuffle { args, lanes } => write!(f, "shuffle {}, {lanes:?}", List(args)),
            Binary { op, args } => write!(f, "{} {}", lower(op), List(args)),
            Icmp { cc, args } => write!(f, "icmp.{} {}", lower(cc), List(args)),
            Fcmp { cc, args } => write!(f, "fcmp.{} {}", lower(cc), List(args)),
            Select { cond, args } => write!(f, "select {cond}, {}", List(args)),
            Load { op, addr } => write!(f, "load.{} [{addr}]", lower(op)),
            Store { op, addr, value } => write!(f, "store.{} [{addr}], {value}", lower(op)),
            VmLoad { ty, field } => write!(f, "vmload.{ty} {}", lower(field)),
            VmStore { field, value } => write!(f, "vmstore {}, {value}", lower(field)),
            PtrLoad { ty, ptr, offset, kind } => write!(f, "ptrload.{ty} {} [{ptr} + {offset}]", lower(kind)),
            PtrStore { ptr, offset, kind, value } => write!(f, "ptrstore {} [{ptr} + {offset}], {value}", lower(kind)),
            VmBase => write!(f, "vmbase"),
            CheckIndex { index, len, code } => write!(f, "checkindex {index}, {len}, {}", lower(code)),
            TrapIf { cond, code } => write!(f, "trapif {cond}, {}", lower(code)),
            Call { func, args } => write!(f, "call f{func}({})", List(args)),
            CallIndirect { table, ty, index, args } => {
                write!(f, "call_indirect table{table} type{ty} [{index}]({})", List(args))
            }
            CallBuiltin { builtin, args } => write!(f, "builtin {}({})", builtin.name(), List(args)),
            MemCopy { dst, src, len } => write!(f, "memcopy {dst}, {src}, {len}"),
            MemFill { dst, byte, len } => write!(f, "memfill {dst}, {byte}, {len}"),
            Jump(e) => write!(f, "jump {e}"),
            BrIf { cond, then, other } => write!(f, "brif {cond}, {then}, {other}"),
            BrTable { index, targets, edges } => {
                write!(f, "brtable {index}")?;
                targets.iter().try_for_each(|t| write!(f, ", {}", edges[*t as usize]))
            }
            Return(args) => write!(f, "return {}", List(args)),
            Trap(code) => write!(f, "trap {}", lower(code)),
        }
    }
}

impl Display for Function {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "function f{} {{", self.index)?;
        for n in &self.layout {
            let b = &self.blocks[n.index()];
            let mut params = String::new();
            for (i, p) in b.params.iter().enumerate() {
                write!(params, "{}{p}: {}", if i == 0 { "" } else { ", " }, self.ty(*p))?;
            }
            writeln!(f, "{}({params}):{}", n, if b.cold { " cold" } else { "" })?;
            for i in &b.insts {
                let node = &self.insts[i.index()];
                let results: Vec<_> = self.results(*i).collect();
                let equals = if results.is_empty() { "" } else { " = " };
                writeln!(f, "    {}{equals}{}", List(&results), node.data)?;
            }
        }
        writeln!(f, "}}")
    }
}
