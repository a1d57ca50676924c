//! An artifact in memory, fully checked: what [`Artifact::parse`] returns can be used without further checks of
//! offsets, indices or types.

use crate::check;
use crate::digest::{self, Digest};
use crate::elf::{self, Sections};
use crate::error::{LoadError, malformed};
use crate::mapping::Mapping;
use std::fs::File;
use std::io::{self, Read};
use std::ops::{Deref, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use wazc_abi::record::ModuleRecord;
use wazc_abi::section::{NOTE_DIGEST_OFFSET, Note};
use wazc_abi::target::Arch;
use wazc_abi::trap::Table;

/// A checked artifact. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Artifact(Arc<Inner>);

/// A file's bytes.
#[derive(Debug)]
enum Bytes {
    Heap(Vec<u8>),
    /// In pages of their own; whether an [`crate::Image`] runs the code there.
    Pages(Mapping, AtomicBool),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Heap(v) => v,
            Bytes::Pages(m, _) => m.bytes(),
        }
    }
}

#[derive(Debug)]
struct Inner {
    file: Bytes,
    sections: Sections,
    note: Note,
    record: ModuleRecord,
}

impl Artifact {
    /// Checks a file's bytes: form, ABI version, digest, record and tables. Whether this machine can run it is
    /// checked by [`crate::Image::map`].
    pub fn parse(file: Vec<u8>) -> Result<Artifact, LoadError> {
        Artifact::check(Bytes::Heap(file), Digest::default())
    }

    /// Reads what is left of a file and checks it as [`Self::parse`] does. The first image made of it needs no copy of
    /// the code. What happens to the file afterwards changes nothing. From 1 MiB on a second thread helps.
    pub fn read(mut file: &File) -> Result<Artifact, LoadError> {
        let mut bytes = || -> io::Result<(Bytes, Digest)> {
            let about = file.metadata()?;
            if about.is_file() {
                let len = usize::try_from(about.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
                let (pages, digest) = Mapping::read(file, len)?;
                return Ok((Bytes::Pages(pages, AtomicBool::new(false)), digest));
            }
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok((Bytes::Heap(bytes), Digest::default()))
        };
        let (bytes, digest) = bytes().map_err(|e| LoadError::Read(e.to_string()))?;
        Artifact::check(bytes, digest)
    }

    /// Checks a file, of whose beginning this is the digest.
    fn check(file: Bytes, digest: Digest) -> Result<Artifact, LoadError> {
        let sections = elf::parse(&file)?;
        let Some(note) = Note::decode(&file[sections.note.clone()]) else {
            return malformed("the note has the wrong size");
        };
        if note.abi_version != wazc_abi::ABI_VERSION {
            return Err(LoadError::AbiVersion { found: note.abi_version, expected: wazc_abi::ABI_VERSION });
        }
        if note.machine != u32::from(sections.arch.elf_machine()) {
            return Err(LoadError::Machine("the note and the file header differ".to_string()));
        }
        let (bytes, at) = (&file[..], sections.note.start + NOTE_DIGEST_OFFSET);
        // Nothing is used before both are done, and a wrong digest is what is said first.
        let (digest, record) = digest::both(bytes.len(), || digest.finish(bytes, at), || contents(bytes, &sections, &note));
        if digest != note.content_digest {
            return Err(LoadError::Digest);
        }
        Ok(Artifact(Arc::new(Inner { record: record?, file, sections, note })))
    }

    /// The code in the file's own pages, where nothing else is in the last of them.
    fn own_code(&self) -> Option<(&Mapping, &AtomicBool, Range<usize>)> {
        let Bytes::Pages(pages, taken) = &self.0.file else { return None };
        let text = &self.0.sections.text;
        let page = rustix::param::page_size();
        let end = text.start + self.code_size();
        let rest = &pages.bytes()[end..pages.bytes().len().min(end.next_multiple_of(page))];
        let alone = text.start.is_multiple_of(page) && (end != text.end || rest.iter().all(|b| *b == 0));
        alone.then_some((pages, taken, text.start..end))
    }

    /// Makes the code in the file's own pages executable, for one image at a time; says whether it did. A process that may
    /// not make written memory executable needs a copy.
    pub(crate) fn take(&self) -> io::Result<bool> {
        let Some((pages, taken, code)) = self.own_code() else { return Ok(false) };
        if taken.swap(true, Ordering::AcqRel) {
            return Ok(false);
        }
        let made = pages.make_executable(code);
        if made.is_err() {
            taken.store(false, Ordering::Release);
        }
        match made {
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => Ok(false),
            made => made.map(|()| true),
        }
    }

    /// The image that took the code is no more.
    pub(crate) fn give_back(&self) {
        if let Some((pages, taken, code)) = self.own_code() {
            pages.make_readable(code);
            taken.store(false, Ordering::Release);
        }
    }

    /// The whole file.
    pub fn file(&self) -> &[u8] {
        &self.0.file
    }

    /// The machine it is for.
    pub fn arch(&self) -> Arch {
        self.0.sections.arch
    }

    /// What the note says.
    pub fn note(&self) -> &Note {
        &self.0.note
    }

    /// The module.
    pub fn record(&self) -> &ModuleRecord {
        &self.0.record
    }

    /// Code and, from [`Self::code_size`] on, constants.
    pub fn text(&self) -> &[u8] {
        &self.0.file[self.0.sections.text.clone()]
    }

    /// Size of the code in bytes.
    pub fn code_size(&self) -> usize {
        self.0.note.code_size as usize
    }

    /// Bytes of the data segments.
    pub fn data(&self) -> &[u8] {
        &self.0.file[self.0.sections.data.clone()]
    }

    /// Bytes of the trap table.
    pub fn trap_bytes(&self) -> &[u8] {
        &self.0.file[self.0.sections.traps.clone()]
    }

    /// Bytes of the source table.
    pub fn source_bytes(&self) -> &[u8] {
        &self.0.file[self.0.sections.source.clone()]
    }

    /// Bytes of the unwind table.
    pub fn unwind_bytes(&self) -> &[u8] {
        &self.0.file[self.0.sections.unwind.clone()]
    }
}

/// Reads the module record, and checks it and the tables.
fn contents(file: &[u8], sections: &Sections, note: &Note) -> Result<ModuleRecord, LoadError> {
    let features = sections.arch.features().iter().fold(0, |all, f| all | f.1);
    if note.cpu_features & !features != 0 {
        return malformed("unknown CPU features");
    }
    let text_len = sections.text.len() as u64;
    let aligned = note.code_size.is_multiple_of(sections.arch.section_align());
    if text_len >= 1 << 31 || note.code_size > text_len || (note.code_size < text_len && !aligned) {
        return malformed("the size of the code is wrong");
    }
    let record = ModuleRecord::decode(&file[sections.module.clone()]).map_err(LoadError::Record)?;
    check::record(&record, note.code_size, sections.data.len() as u64, note.cpu_features).map_err(LoadError::Malformed)?;
    let tables = [&sections.traps, &sections.source, &sections.unwind];
    let [Some(traps), Some(source), Some(unwind)] = tables.map(|r| Table::parse(&file[r.clone()])) else {
        return malformed("a table of the code is wrong");
    };
    check::tables(traps, source, unwind, note.code_size).map_err(LoadError::Malformed)?;
    Ok(record)
}
