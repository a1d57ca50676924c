//! Writes the artifact: an ELF64 relocatable file with the sections of `wazc_abi::section`.
//!
//! Input: finished bytes of every section. Output: the file, with its content digest in the note. Invariants: the
//! same input gives the same bytes; `.text` has no relocations; the sections that are mapped are aligned to the
//! target's largest page; global symbols are unique.

use object::write::{Object, Symbol as ElfSymbol, SymbolSection};
use object::{
    Architecture, BinaryFormat, Endianness, Object as _, ObjectSection as _, SectionKind, SymbolFlags, SymbolKind,
    SymbolScope,
};
use std::collections::HashSet;
use wazc_abi::section::{self, NOTE_DESC_SIZE, NOTE_DIGEST_OFFSET, Note};
use wazc_abi::target::Arch;

/// `.text` must stay below this many bytes.
pub const MAX_TEXT: u64 = 1 << 31;

/// A function in the symbol table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// Name; zero bytes in it are replaced.
    pub name: String,
    /// Offset in `.text`.
    pub offset: u64,
    /// Size in bytes.
    pub size: u64,
    /// Visible to the linker (exports), else local to the object.
    pub global: bool,
}

/// What an artifact is made of.
#[derive(Clone, Debug)]
pub struct ObjectInput<'a> {
    /// Target.
    pub arch: Arch,
    /// Code, then from `code_size` on constants. `code_size` is a multiple of the target's section alignment unless
    /// there are no constants.
    pub text: &'a [u8],
    /// Bytes of `text` that are code.
    pub code_size: u64,
    /// Encoded module record.
    pub record: &'a [u8],
    /// Bytes of the data segments.
    pub data: &'a [u8],
    /// Encoded trap table.
    pub traps: &'a [u8],
    /// Encoded source table.
    pub source: &'a [u8],
    /// Encoded unwind table.
    pub unwind: &'a [u8],
    /// CPU features that the code uses.
    pub cpu_features: u64,
    /// WebAssembly features that the module uses.
    pub wasm_features: u64,
    /// BLAKE3 digest of the source module.
    pub source_digest: [u8; 32],
    /// Functions.
    pub symbols: &'a [Symbol],
}

/// BLAKE3 digest of some bytes, as the note holds it for the source module.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

/// The linker's name of an export: `wazc_` and the name, with everything but letters, digits and `_` as `_xx` hex.
pub fn export_symbol(name: &str) -> String {
    let mut out = String::from("wazc_");
    for b in name.bytes() {
        if b.is_ascii_alphanumeric() || b == b'_' {
            out.push(b as char);
        } else {
            out.push_str(&format!("_{b:02x}"));
        }
    }
    out
}

/// The artifact's bytes. Fails where a size is beyond the format's limits or the input contradicts itself.
pub fn write_artifact(input: &ObjectInput<'_>) -> Result<Vec<u8>, String> {
    let align = input.arch.section_align();
    let text_len = input.text.len() as u64;
    if text_len >= MAX_TEXT {
        return Err(format!("the code is too large: {text_len} bytes, the limit is {MAX_TEXT}"));
    }
    if input.code_size > text_len || (input.code_size < text_len && !input.code_size.is_multiple_of(align)) {
        return Err(format!("code size {} does not fit a text section of {text_len} bytes", input.code_size));
    }
    let architecture = match input.arch {
        Arch::X86_64 => Architecture::X86_64,
        Arch::Aarch64 => Architecture::Aarch64,
    };
    let mut obj = Object::new(BinaryFormat::Elf, architecture, Endianness::Little);
    let text = obj.add_section(Vec::new(), section::TEXT.into(), SectionKind::Text);
    obj.set_section_data(text, input.text, align);
    let tables = [
        (section::DATA, input.data, align),
        (section::MODULE, input.record, 8),
        (section::TRAPS, input.traps, 8),
        (section::SOURCE, input.source, 8),
        (section::UNWIND, input.unwind, 8),
    ];
    for (name, bytes, align) in tables {
        let id = obj.add_section(Vec::new(), name.into(), SectionKind::ReadOnlyData);
        obj.set_section_data(id, bytes, align);
    }
    let note = Note {
        abi_version: wazc_abi::ABI_VERSION,
        machine: u32::from(input.arch.elf_machine()),
        cpu_features: input.cpu_features,
        wasm_features: input.wasm_features,
        code_size: input.code_size,
        source_digest: input.source_digest,
        content_digest: [0; 32],
    };
    let id = obj.add_section(Vec::new(), section::NOTE.into(), SectionKind::Note);
    obj.set_section_data(id, note_bytes(&note), 4);
    // Tells linkers that the stack need not be executable.
    obj.add_section(Vec::new(), b".note.GNU-stack".to_vec(), SectionKind::Other);

    let mut globals = HashSet::new();
    for s in input.symbols {
        if s.offset.checked_add(s.size).is_none_or(|end| end > text_len) {
            return Err(format!("symbol {} lies outside the text section", s.name));
        }
        let global = s.global && globals.insert(s.name.as_str());
        obj.add_symbol(ElfSymbol {
            name: s.name.replace('\0', "?").into_bytes(),
            value: s.offset,
            size: s.size,
            kind: SymbolKind::Text,
            scope: if global { SymbolScope::Dynamic } else { SymbolScope::Compilation },
            weak: false,
            section: SymbolSection::Section(text),
            flags: SymbolFlags::None,
        });
    }
    let mut file = obj.write().map_err(|e| format!("cannot write the object file: {e}"))?;
    let at = digest_offset(&file).ok_or("the note is missing from the object file")?;
    let content = digest(&file);
    file[at..at + 32].copy_from_slice(&content);
    Ok(file)
}

fn note_bytes(note: &Note) -> Vec<u8> {
    let mut name = section::NOTE_NAME.to_vec();
    name.push(0);
    let mut out = Vec::with_capacity(24 + NOTE_DESC_SIZE);
    for n in [name.len() as u32, NOTE_DESC_SIZE as u32, section::NOTE_TYPE] {
        out.extend_from_slice(&n.to_le_bytes());
    }
    out.extend_from_slice(&name);
    out.resize(out.len().next_multiple_of(4), 0);
    out.extend_from_slice(&note.encode());
    out
}

/// Where in the file the content digest lies: the note is one entry that ends with the description.
fn digest_offset(file: &[u8]) -> Option<usize> {
    let elf = object::read::elf::ElfFile64::<Endianness>::parse(file).ok()?;
    let (start, size) = elf.section_by_name(section::NOTE)?.file_range()?;
    let end = usize::try_from(start.checked_add(size)?).ok()?;
    let at = end.checked_sub(NOTE_DESC_SIZE)? + NOTE_DIGEST_OFFSET;
    (at + 32 <= file.len()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_c_safe() {
        assert_eq!(export_symbol("a.b_c"), "wazc_a_2eb_c");
    }

    #[test]
    fn deterministic_and_checked() {
        let symbols = [
            Symbol { name: "wazc_f".into(), offset: 0, size: 2, global: true },
            Symbol { name: "wazc_f".into(), offset: 2, size: 2, global: true },
        ];
        let empty = wazc_abi::trap::encode_table(&[]);
        let mut input = ObjectInput {
            arch: Arch::X86_64,
            text: &[0x0f, 0x0b, 0x0f, 0x0b],
            code_size: 4,
            record: &[],
            data: &[],
            traps: &empty,
            source: &empty,
            unwind: &empty,
            cpu_features: 0,
            wasm_features: 0,
            source_digest: [7; 32],
            symbols: &symbols,
        };
        let a = write_artifact(&input).unwrap();
        assert_eq!(a, write_artifact(&input).unwrap());
        let elf = object::read::elf::ElfFile64::<Endianness>::parse(&a[..]).unwrap();
        let text = elf.section_by_name(".text").unwrap();
        assert_eq!(text.file_range().unwrap().0 % 4096, 0);
        assert_eq!(text.relocations().count(), 0);
        input.code_size = 3;
        assert!(write_artifact(&input).is_err());
    }
}
