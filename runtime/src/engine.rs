//! Settings shared by modules and stores.

use crate::error::Error;
use crate::stack::DEFAULT_STACK_SIZE;
use std::sync::Arc;
use wazc_loader::MoveThresholds;
use wazc_abi::vmctx::Moves;

/// Settings of an [`Engine`].
#[derive(Clone, Debug)]
pub struct Config {
    stack_size: usize,
    max_memory_pages: u64,
    max_table_elements: u64,
    cpu_features: u64,
    move_thresholds: Option<MoveThresholds>,
}

impl Default for Config {
    fn default() -> Config {
        Config { stack_size: DEFAULT_STACK_SIZE, max_memory_pages: 65536, max_table_elements: 10_000_000, cpu_features: u64::MAX, move_thresholds: None }
    }
}

impl Config {
    /// The default settings.
    pub fn new() -> Config {
        Config::default()
    }

    /// Size of guest stacks in bytes, at least 64 KiB. What lies below them for signal handlers is not counted.
    pub fn stack_size(mut self, bytes: usize) -> Config {
        self.stack_size = bytes;
        self
    }

    /// No memory grows beyond this many pages.
    pub fn max_memory_pages(mut self, pages: u64) -> Config {
        self.max_memory_pages = pages.min(65536);
        self
    }

    /// No table grows beyond this many elements.
    pub fn max_table_elements(mut self, elements: u64) -> Config {
        self.max_table_elements = elements.min(u64::from(u32::MAX));
        self
    }

    /// Where an artifact has routines for several CPUs (memory moves have), those for CPU features among these only, bits of
    /// [`wazc_abi::target`]. Which features the rest of its code takes was settled when it was compiled.
    pub fn cpu_features(mut self, features: u64) -> Config {
        self.cpu_features = features;
        self
    }

    /// Lengths from which on memory moves change their way, instead of those that suit this machine.
    pub fn move_thresholds(mut self, t: MoveThresholds) -> Config {
        self.move_thresholds = Some(t);
        self
    }
}

/// What modules and stores share; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Engine(Arc<Config>);

impl Engine {
    /// An engine with these settings.
    pub fn new(config: Config) -> Engine {
        Engine(Arc::new(config))
    }

    pub(crate) fn stack_size(&self) -> usize {
        self.0.stack_size
    }

    pub(crate) fn max_memory_pages(&self) -> u64 {
        self.0.max_memory_pages
    }

    /// What a module's vmctx holds about memory moves.
    pub(crate) fn moves(&self, image: &wazc_loader::Image) -> Moves {
        image.moves(self.0.cpu_features, self.0.move_thresholds)
    }

    pub(crate) fn max_table_elements(&self) -> u64 {
        self.0.max_table_elements
    }

    /// Whether a memory may have so many pages at its start.
    pub(crate) fn allow_memory(&self, pages: u64) -> Result<(), Error> {
        within(pages, self.0.max_memory_pages, "a memory", "pages")
    }

    /// Whether a table may have so many elements at its start.
    pub(crate) fn allow_table(&self, elements: u64) -> Result<(), Error> {
        within(elements, self.0.max_table_elements, "a table", "elements")
    }
}

fn within(n: u64, most: u64, what: &str, unit: &str) -> Result<(), Error> {
    if n > most {
        return Err(Error::Resource(format!("{what} of {n} {unit} is over the limit of {most}")));
    }
    Ok(())
}
