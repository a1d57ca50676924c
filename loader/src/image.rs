//! An artifact's code, mapped to be run: where the artifact was read to, if that can be, else a copy.

use crate::error::LoadError;
use crate::mapping::Mapping;
use crate::{Artifact, sys};
use std::io::ErrorKind;
use wazc_abi::record::ModuleRecord;
use wazc_abi::trap::Table;

/// A mapped artifact.
#[derive(Debug)]
pub struct Image {
    artifact: Artifact,
    /// A copy of its code, unless this image runs the artifact's own.
    copy: Option<Mapping>,
}

impl Drop for Image {
    fn drop(&mut self) {
        if self.copy.is_none() {
            self.artifact.give_back();
        }
    }
}

impl Image {
    /// Maps the code, where this machine can run it.
    pub fn map(artifact: &Artifact) -> Result<Image, LoadError> {
        let arch = artifact.arch();
        if sys::host_arch() != Some(arch) {
            return Err(LoadError::Machine(arch.triple().to_string()));
        }
        let missing = artifact.note().cpu_features & !sys::host_features();
        if missing != 0 {
            let names = arch.features().iter().filter(|f| missing & f.1 != 0).map(|f| f.0).collect();
            return Err(LoadError::CpuFeatures(names));
        }
        if !(arch.section_align() as usize).is_multiple_of(rustix::param::page_size()) {
            return Err(LoadError::System("the kernel's pages are larger than the sections' alignment".to_string()));
        }
        let fail = |e: std::io::Error| match e.kind() {
            ErrorKind::PermissionDenied => LoadError::Forbidden(e.to_string()),
            _ => LoadError::System(e.to_string()),
        };
        let copy = match artifact.take().map_err(fail)? {
            true => None,
            false => Some(Mapping::copy(artifact.text(), artifact.code_size()).map_err(fail)?),
        };
        Ok(Image { artifact: artifact.clone(), copy })
    }

    /// Address of `.text`.
    pub fn base(&self) -> u64 {
        self.copy.as_ref().map_or(self.artifact.text(), Mapping::bytes).as_ptr() as u64
    }

    /// Size of the code in bytes, from [`Self::base`].
    pub fn code_size(&self) -> u64 {
        self.artifact.code_size() as u64
    }

    /// Address of an offset in `.text`, as the record and the tables hold them.
    pub fn address(&self, offset: u32) -> u64 {
        self.base() + u64::from(offset)
    }

    /// The artifact it was made from.
    pub fn artifact(&self) -> &Artifact {
        &self.artifact
    }

    /// The module.
    pub fn record(&self) -> &ModuleRecord {
        self.artifact.record()
    }

    /// Bytes of the data segments; they stay where they are as long as the image or its artifact lives.
    pub fn data(&self) -> &[u8] {
        self.artifact.data()
    }

    /// The trap table.
    pub fn traps(&self) -> Table<'_> {
        table(self.artifact.trap_bytes())
    }

    /// The source table.
    pub fn source(&self) -> Table<'_> {
        table(self.artifact.source_bytes())
    }

    /// The unwind table.
    pub fn unwind(&self) -> Table<'_> {
        table(self.artifact.unwind_bytes())
    }
}

fn table(bytes: &[u8]) -> Table<'_> {
    Table::parse(bytes).expect("checked when the artifact was parsed")
}
