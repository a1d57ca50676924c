//! Reads, checks and maps artifacts.
//!
//! Bytes → [`Artifact`] (safe: every offset and count is checked, the digest too) → [`Image`] (mapped code). `unsafe`
//! is in `mapping` and `sys` only.
#![deny(unsafe_code)]

mod artifact;
mod check;
mod digest;
mod elf;
mod error;
mod image;
mod mapping;
mod moves;
mod sys;

pub use artifact::Artifact;
pub use error::LoadError;
pub use image::Image;
pub use moves::MoveThresholds;
pub use sys::{host_arch, host_features};
