//! What messages carry.

pub mod notice;
