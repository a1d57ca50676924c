//! Instructions of x86-64 as text.

use super::{Facts, Isa, Names};
use iced_x86::{Decoder, DecoderOptions, Formatter, GasFormatter, Instruction, Mnemonic, OpKind, SymbolResolver, SymbolResult};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// x86-64.
pub struct X64(GasFormatter, Rc<RefCell<Names>>);

struct Resolver(Rc<RefCell<Names>>, String);

impl SymbolResolver for Resolver {
    fn symbol(&mut self, i: &Instruction, _: u32, operand: Option<u32>, address: u64, _: u32) -> Option<SymbolResult<'_>> {
        // Constants that happen to be addresses are not named.
        let branch = operand.is_some_and(|o| matches!(i.op_kind(o), OpKind::NearBranch64));
        let names = self.0.borrow();
        self.1.clear();
        self.1.push_str(names.get(u32::try_from(address).ok()?).filter(|_| branch || i.is_ip_rel_memory_operand())?);
        Some(SymbolResult::with_str(address, &self.1))
    }
}

impl Isa for X64 {
    type Inst = Instruction;

    fn new(all: BTreeMap<u32, String>) -> X64 {
        let names = Rc::new(RefCell::new(Names { all, ..Names::default() }));
        let mut f = GasFormatter::with_options(Some(Box::new(Resolver(names.clone(), String::new()))), None);
        f.options_mut().set_uppercase_hex(false);
        f.options_mut().set_rip_relative_addresses(true);
        f.options_mut().set_space_after_operand_separator(true);
        X64(f, names)
    }

    fn decode(code: &[u8], at: u32) -> Vec<(Facts, Instruction)> {
        let all = Decoder::with_ip(64, code, at.into(), DecoderOptions::NONE).into_iter();
        all.map(|i| {
            let branch = i.is_jmp_short_or_near() || i.is_jcc_short_or_near();
            let taken = i.mnemonic() == Mnemonic::Lea && i.is_ip_rel_memory_operand();
            let facts = Facts {
                at: i.ip() as u32,
                branch: branch.then(|| i.near_branch_target() as u32),
                taken: taken.then(|| i.ip_rel_memory_address() as u32),
                padding: i.is_invalid() || i.mnemonic() == Mnemonic::Int3,
                trapping: i.mnemonic() == Mnemonic::Ud2,
            };
            (facts, i)
        })
        .collect()
    }

    fn name(&mut self, part: BTreeMap<u32, String>) {
        self.1.borrow_mut().part = part;
    }

    fn write(&mut self, _: &Facts, i: &Instruction, out: &mut String) {
        self.0.format(i, out);
    }
}
