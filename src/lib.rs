//! Krafta back office: the library under the terminal, the command line and a customer site.
//!
//! A site needs no feature of this crate. `terminal` is the program, with [`cli`] and [`tui`]; `serve` is the program over SSH, in
//! [`ssh`]; `demo` is the invented shop in [`demo`].

#[cfg(feature = "terminal")]
pub mod cli;
pub mod config;
pub mod db;
#[cfg(feature = "terminal")]
pub mod delivery;
#[cfg(feature = "demo")]
pub mod demo;
pub mod domain;
pub mod locale;
pub mod log;
pub mod service;
#[cfg(feature = "serve")]
pub mod ssh;
#[cfg(feature = "terminal")]
pub mod tui;

/// The README's example compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
