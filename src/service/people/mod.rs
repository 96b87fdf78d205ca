//! Who works here.

pub mod commands;
pub mod operators;
