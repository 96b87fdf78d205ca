//! The register of commands.

pub mod register;
