//! Finds the artifact's sections in the file. Input: untrusted bytes. Output: ranges that lie within them.

use crate::error::{LoadError, malformed};
use object::elf::{EM_AARCH64, EM_X86_64, ET_REL, FileHeader64, SHF_ALLOC, SHF_EXECINSTR, SHT_NOTE, SHT_PROGBITS};
use object::elf::{SHT_REL, SHT_RELA};
use object::read::elf::{FileHeader as _, SectionHeader as _};
use object::{LittleEndian, SectionIndex};
use std::ops::Range;
use wazc_abi::section::{self, NOTE_DESC_SIZE, NOTE_NAME, NOTE_TYPE};
use wazc_abi::target::Arch;

/// Where everything lies in the file.
#[derive(Clone, Debug)]
pub(crate) struct Sections {
    pub(crate) arch: Arch,
    pub(crate) text: Range<usize>,
    pub(crate) module: Range<usize>,
    pub(crate) data: Range<usize>,
    pub(crate) traps: Range<usize>,
    pub(crate) source: Range<usize>,
    pub(crate) unwind: Range<usize>,
    /// The note's description.
    pub(crate) note: Range<usize>,
}

/// Names are looked for, so their number is limited; compilers and linkers make a few dozen.
const MAX_SECTIONS: usize = 256;

pub(crate) fn parse(file: &[u8]) -> Result<Sections, LoadError> {
    if file.starts_with(b"\0asm") {
        return Err(LoadError::Wasm);
    }
    let foreign = |s: &str| LoadError::NotAnArtifact(s.to_string());
    if file.is_empty() {
        return Err(foreign("the file is empty"));
    }
    if !file.starts_with(b"\x7fELF") {
        return Err(foreign("not an ELF file"));
    }
    let header = FileHeader64::<LittleEndian>::parse(file).map_err(|e| foreign(&e.to_string()))?;
    let endian = header.endian().map_err(|e| foreign(&e.to_string()))?;
    if header.e_type(endian) != ET_REL {
        return Err(foreign("not a relocatable object file"));
    }
    let machine = header.e_machine(endian);
    let arch = match machine {
        m if m == EM_X86_64 => Arch::X86_64,
        m if m == EM_AARCH64 => Arch::Aarch64,
        _ => return Err(LoadError::Machine("unknown ELF machine".to_string())),
    };
    let table = header.sections(endian, file).map_err(|e| LoadError::Malformed(e.to_string()))?;
    if table.len() > MAX_SECTIONS {
        return malformed("too many sections");
    }
    let mut found: [Option<(SectionIndex, Range<usize>)>; 7] = Default::default();
    let names = [
        section::TEXT,
        section::MODULE,
        section::DATA,
        section::TRAPS,
        section::SOURCE,
        section::UNWIND,
        section::NOTE,
    ];
    for (index, s) in table.enumerate() {
        let name = table.section_name(endian, s).map_err(|e| LoadError::Malformed(e.to_string()))?;
        let Some(slot) = names.iter().position(|n| n.as_bytes() == name) else {
            if s.sh_type(endian) == SHT_PROGBITS && s.sh_flags(endian).0 & SHF_EXECINSTR.0 != 0 {
                return malformed("more than one section with code");
            }
            continue;
        };
        let kind = if name == section::NOTE.as_bytes() { SHT_NOTE } else { SHT_PROGBITS };
        let flags = s.sh_flags(endian).0;
        if s.sh_type(endian) != kind || (slot < 6 && flags & SHF_ALLOC.0 == 0) {
            return malformed(format!("section {} has the wrong type", names[slot]));
        }
        let range = s.file_range(endian).and_then(|(start, size)| {
            let start = usize::try_from(start).ok()?;
            let end = start.checked_add(usize::try_from(size).ok()?)?;
            (end <= file.len()).then_some(start..end)
        });
        let Some(range) = range else {
            return malformed(format!("section {} lies outside the file", names[slot]));
        };
        if found[slot].replace((index, range)).is_some() {
            return malformed(format!("two sections {}", names[slot]));
        }
    }
    if found[6].is_none() {
        return Err(foreign("it has no .note.wazc section"));
    }
    let mut ranges = found.into_iter().zip(names).map(|(f, name)| match f {
        Some(f) => Ok(f),
        None => malformed(format!("section {name} is missing")),
    });
    let mut next = || ranges.next().unwrap_or_else(|| malformed("a section is missing"));
    let (text_index, text) = next()?;
    let sections = Sections {
        arch,
        text,
        module: next()?.1,
        data: next()?.1,
        traps: next()?.1,
        source: next()?.1,
        unwind: next()?.1,
        note: note(file, next()?.1)?,
    };
    for s in table.iter() {
        let kind = s.sh_type(endian);
        if (kind == SHT_REL || kind == SHT_RELA) && s.sh_info(endian) as usize == text_index.0 {
            return malformed("the code has relocations");
        }
    }
    let align = arch.section_align() as usize;
    if !sections.text.start.is_multiple_of(align) || !sections.data.start.is_multiple_of(align) {
        return malformed("a section is not aligned");
    }
    Ok(sections)
}

/// The description of the only entry of the note section.
fn note(file: &[u8], range: Range<usize>) -> Result<Range<usize>, LoadError> {
    let mut head = Vec::with_capacity(24);
    for n in [NOTE_NAME.len() as u32 + 1, NOTE_DESC_SIZE as u32, NOTE_TYPE] {
        head.extend_from_slice(&n.to_le_bytes());
    }
    head.extend_from_slice(NOTE_NAME);
    head.push(0);
    head.resize(head.len().next_multiple_of(4), 0);
    let bytes = &file[range.clone()];
    if bytes.len() != head.len() + NOTE_DESC_SIZE || !bytes.starts_with(&head) {
        return malformed("the note is not one of this kind");
    }
    Ok(range.start + head.len()..range.end)
}
