//! Krafta back office: the library under the terminal, the command line and a customer site.

pub mod cli;
pub mod config;
pub mod db;
pub mod demo;
pub mod domain;
pub mod locale;
pub mod log;
pub mod service;
pub mod tui;

/// The README's example compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
