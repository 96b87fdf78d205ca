//! Who works here.

pub mod operators;
