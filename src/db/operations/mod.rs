//! The register of commands.

pub mod acting;
pub mod register;
