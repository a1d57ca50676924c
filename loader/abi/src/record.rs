//! Module records: what the loader and the runtime must know of a module, and their codec.
